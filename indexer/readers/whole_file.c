/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "whole_file.h"

#include "press.h"
#include "text.h"

#include <stdlib.h>

typedef struct whole_file {
    ws_input *input;
    bool done;
} whole_file;

ws_status ws_whole_file_open(ws_input *input, void **state, ws_error *error)
{
    whole_file *file = calloc(1, sizeof *file);

    if (!file) return ws_no_memory(error);
    file->input = input;
    *state = file;
    return WS_OK;
}

ws_status ws_whole_file_read(void *state, ws_buffer *bytes, ws_error *error)
{
    whole_file *file = state;
    ws_status status;

    *bytes = WS_BUFFER_INIT(WS_DOCUMENT_BYTES + 1);
    if (file->done) return WS_END;
    file->done = true;
    status = ws_input_all(file->input, bytes, error);
    return status == WS_OK && bytes->size == 0 ? ws_fail(error, WS_REFUSED, NULL, "it is empty") : status;
}

ws_status ws_whole_file_plain(void *state, ws_arena *arena, ws_article *article, ws_error *error)
{
    ws_buffer bytes;
    ws_status status = ws_whole_file_read(state, &bytes, error);

    if (status == WS_OK && bytes.size > WS_ARTICLE_BYTES)
        status = ws_fail(error, WS_REFUSED, "One plain-text file is one article", "it is longer than %d MiB",
                         WS_ARTICLE_BYTES / (1024 * 1024));
    if (status == WS_OK)
        status = ws_text_decode(arena, bytes.bytes, bytes.size, NULL, &article->text, &article->text_size, error);
    ws_buffer_free(&bytes);
    return status;
}

ws_status ws_whole_file_text(ws_arena *arena, const ws_buffer *text, const char *blank, ws_article *article,
                             ws_error *error)
{
    ws_status status;

    if (text->size > WS_ARTICLE_BYTES)
        return ws_fail(error, WS_REFUSED, NULL, "its text is longer than %d MiB", WS_ARTICLE_BYTES / (1024 * 1024));
    if (text->size == 0) return ws_fail(error, WS_REFUSED, NULL, "%s", blank);
    article->text_size = text->size;
    article->text = ws_arena_string(arena, text->bytes, text->size);
    if (!article->text) return ws_no_memory(error);
    status = ws_press_release(arena, article, error);
    return status == WS_OK ? ws_text_headings(arena, article, error) : status;
}
