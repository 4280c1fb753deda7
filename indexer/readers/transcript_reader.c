/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A transcript in plain text: most of its paragraphs begin with the name of who speaks and a colon. The text is left as
 * it is, timestamps and "[applause]" too; what stands before it (a title, a date) becomes the article's metadata. */
#include "labels.h"
#include "lines.h"
#include "press.h"
#include "reader.h"
#include "text.h"
#include "whole_file.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { HEAD_LINES = 6, HEAD_WORDS = 16, HEAD_BYTES = 200 };

static int sniff_transcript(const unsigned char *head, size_t size, const char *path)
{
    const char *text = (const char *)head;
    ws_labels all = {.count = 0};
    size_t paragraphs = 0;
    size_t at = 0;
    ws_line line;

    (void)path;
    if (ws_text_binary_kind(head, size) || size == 0 || *text == '<' || *text == '{') return 0;
    while (ws_line_next(text, size, &at, &line)) {
        ws_span label = ws_text_label(line.text, line.size);
        bool labelled = label.begin < label.end;

        if (labelled) ws_labels_count(&all, line.text + label.begin, label.end - label.begin);
        paragraphs += labelled || line.after_blank;
        if (all.count == 0 && paragraphs > HEAD_LINES) return 0; /* a list within an article */
    }
    return ws_labels_tell(&all) && all.count * 3 >= paragraphs ? 35 : 0;
}

static size_t count_words(ws_line line)
{
    size_t words = 0;

    for (size_t i = 0; i < line.size; i++)
        words += !isspace((unsigned char)line.text[i]) && (i == 0 || isspace((unsigned char)line.text[i - 1]));
    return words;
}

/* "TRANSCRIPT: The Morning Hour" is about what follows the word. */
static ws_line untitled(ws_line line)
{
    static const char mark[] = "transcript";
    size_t size = sizeof mark - 1;

    if (line.size < size || strncasecmp(line.text, mark, size) != 0) return line;
    while (size < line.size && !isalnum((unsigned char)line.text[size]) && (unsigned char)line.text[size] < 0x80)
        size++;
    return (ws_line){line.text + size, line.size - size, line.after_blank};
}

static ws_status keep(ws_arena *arena, const char *text, size_t size, const char **field, ws_error *error)
{
    if (*field || size == 0) return WS_OK;
    *field = ws_arena_string(arena, text, size);
    return *field ? WS_OK : ws_no_memory(error);
}

/* A title, a date, the word "Transcript": short lines before the first that somebody says. */
static ws_status read_head(ws_arena *arena, ws_article *article, ws_error *error)
{
    size_t at = 0, begin = 0;
    ws_line line;

    for (int i = 0; i < HEAD_LINES && ws_line_next(article->text, article->text_size, &at, &line); i++) {
        ws_line title = untitled(line);
        bool marked = title.size < line.size;
        char iso[WS_DATE_BYTES];
        bool dated;
        ws_status status;

        if (line.size > HEAD_BYTES || count_words(line) > HEAD_WORDS || line.text[line.size - 1] == '.') break;
        if (!marked && (ws_text_label(line.text, line.size).end > 0 || strchr("[(", *line.text))) break;
        dated = ws_press_moment(line.text, line.size, iso);
        status = dated ? keep(arena, iso, strlen(iso), &article->published, error) : WS_OK;
        if (status == WS_OK && !(dated && count_words(line) <= 4))
            status = keep(arena, title.text, title.size, &article->title, error);
        if (status != WS_OK) return status;
        begin = at;
    }
    while (begin < article->text_size && isspace((unsigned char)article->text[begin])) begin++;
    article->text += begin;
    article->text_size -= begin;
    return WS_OK;
}

static ws_status next_transcript(void *state, ws_arena *arena, ws_article *article, ws_error *error)
{
    ws_status status = ws_whole_file_plain(state, arena, article, error);

    return status == WS_OK ? read_head(arena, article, error) : status;
}

const ws_reader ws_transcript_reader = {
    .name = "transcript",
    .description = "transcripts in plain text (\"NAME: ...\"), with a title and a date before them",
    .sniff = sniff_transcript,
    .open = ws_whole_file_open,
    .next = next_transcript,
    .close = free,
};
