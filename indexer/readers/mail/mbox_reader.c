/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many messages a file, one behind the other: a line "From address date" begins each. */
#include "mail.h"
#include "reader.h"

#include <stdlib.h>
#include <string.h>

typedef struct mbox {
    ws_input *input;
    ws_buffer line;
    ws_buffer message;
    size_t first, next_first; /* lines that begin the message and the one after it */
    bool done;
    size_t count;
} mbox;

static int sniff_mbox(const unsigned char *head, size_t size, const char *path)
{
    const unsigned char *stop = memchr(head, '\n', size);

    (void)path;
    if (size < 5 || memcmp(head, "From ", 5) != 0 || !stop) return 0;
    stop++;
    return ws_mail_begins(stop, size - (size_t)(stop - head)) ? 90 : 0;
}

static ws_status open_mbox(ws_input *input, void **state, ws_error *error)
{
    mbox *reader = calloc(1, sizeof *reader);

    if (!reader) return ws_no_memory(error);
    reader->input = input;
    reader->line = WS_BUFFER_INIT(WS_LINE_BYTES + 1);
    reader->message = WS_BUFFER_INIT(WS_DOCUMENT_BYTES);
    *state = reader;
    return WS_OK;
}

static void close_mbox(void *state)
{
    mbox *reader = state;

    ws_buffer_free(&reader->line);
    ws_buffer_free(&reader->message);
    free(reader);
}

/* Does a line begin a message? An address, then a date with its time. */
static bool is_separator(const char *line)
{
    const char *colon = strchr(line, ':');

    return strncmp(line, "From ", 5) == 0 && colon && strchr(colon + 1, ':');
}

/* ">From " stands for "From " at the beginning of a line: the marks that are not part of it. */
static size_t escapes(const char *line)
{
    size_t marks = strspn(line, ">");

    return marks > 0 && strncmp(line + marks, "From ", 5) == 0 ? 1 : 0;
}

/* The lines up to the next message, or the end: `done` then. WS_END when there is none; *whole is false when some were too long or
 * they are too many. */
static ws_status gather(mbox *reader, bool *whole, ws_error *error)
{
    bool after_blank = false, any = reader->next_first > 0;
    size_t number;

    ws_buffer_clear(&reader->message);
    *whole = true;
    reader->first = reader->next_first;
    for (;;) {
        ws_status status = ws_input_line(reader->input, &reader->line, &number, error);
        const char *line = reader->line.bytes ? reader->line.bytes : "";

        if (status == WS_END) {
            reader->done = true;
            return any ? WS_OK : WS_END;
        }
        if (status == WS_REFUSED) *whole = false;
        if (status == WS_REFUSED) continue;
        if (status != WS_OK) return status;
        if ((after_blank || number == 1) && is_separator(line)) {
            reader->next_first = number;
            if (!any) reader->first = number;
            if (any) return WS_OK;
            any = true;
            continue;
        }
        after_blank = reader->line.size == 0;
        any = any || !after_blank;
        line += escapes(line);
        if (reader->message.size + reader->line.size + 2 > WS_DOCUMENT_BYTES) *whole = false;
        if (*whole) ws_buffer_puts(&reader->message, line);
        if (*whole) ws_buffer_putc(&reader->message, '\n');
        if (reader->message.failed) return ws_no_memory(error);
    }
}

static ws_status next_mbox(void *state, ws_arena *arena, ws_article *article, ws_error *error)
{
    mbox *reader = state;
    ws_error inner = {0};
    bool whole;
    ws_status status;

    if (reader->done) return WS_END;
    status = gather(reader, &whole, error);
    if (status != WS_OK) return status;
    reader->count++;
    if (!whole)
        status = ws_fail(&inner, WS_REFUSED, NULL, "it is larger than %d MiB", WS_DOCUMENT_BYTES / (1024 * 1024));
    else
        status = ws_mail_read(arena, reader->message.bytes ? reader->message.bytes : "", reader->message.size, article,
                              &inner);
    if (status != WS_OK)
        return ws_fail(error, status, inner.hint, "%s:%zu: %s", ws_input_path(reader->input), reader->first,
                       inner.message);
    /* Whoever writes mailboxes ends their last line. */
    article->cut_off = article->cut_off || (reader->done && !ws_input_line_ended(reader->input));
    if (!article->input_id)
        article->input_id = ws_arena_printf(arena, "%s#%zu", ws_input_path(reader->input), reader->count);
    return article->input_id ? WS_OK : ws_no_memory(error);
}

const ws_reader ws_mbox_reader = {
    .name = "mbox",
    .description = "mailboxes (MBOX), one article a message: the same as of e-mail (eml)",
    .sniff = sniff_mbox,
    .open = open_mbox,
    .next = next_mbox,
    .close = close_mbox,
};
