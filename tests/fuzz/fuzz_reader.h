/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs one reader over bytes as if they were standard input, and seals what it yields. */
#ifndef WS_FUZZ_READER_H
#define WS_FUZZ_READER_H

#include "reader.h"
#include "record.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void read_all(const ws_reader *reader, ws_input *input, ws_arena *arena)
{
    ws_error error;
    ws_article article;
    void *state = NULL;
    size_t head_size;
    const unsigned char *head = ws_input_head(input, &head_size);
    ws_status status;

    reader->sniff(head, head_size, "name.txt");
    status = reader->open(input, &state, &error);
    if (status == WS_REFUSED || status == WS_CORRUPT) return; /* a table without a column of text; damaged packing */
    if (status != WS_OK) abort();
    do {
        memset(&article, 0, sizeof article);
        status = reader->next(state, arena, &article, &error);
        if (status == WS_OK) ws_article_seal(arena, &article, &error);
        ws_arena_reset(arena);
    } while (status == WS_OK || status == WS_REFUSED || status == WS_PASSED);
    if (status != WS_END && status != WS_CORRUPT) abort();
    reader->close(state);
}

static void fuzz_reader(const ws_reader *reader, const uint8_t *data, size_t size)
{
    FILE *file = size ? fmemopen((void *)(uintptr_t)data, size, "rb") : NULL;
    ws_arena *arena = ws_arena_new(0);
    ws_error error;
    ws_input *input;

    if (file && ws_input_open("-", file, &input, &error) == WS_OK) {
        read_all(reader, input, arena);
        ws_input_close(input);
    }
    if (file) fclose(file);
    ws_arena_free(arena);
}

#endif
