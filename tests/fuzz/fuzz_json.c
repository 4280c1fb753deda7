/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON from anywhere, and the documents of an index that somebody may have damaged. */
#include "json.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int condition)
{
    if (!condition) abort();
}

/* What was read can be printed, and what was printed can be read. */
static void read_and_print(const char *bytes, size_t size, ws_arena *arena)
{
    cJSON *value, *again;
    ws_error error;
    if (ws_json_read(bytes, size, &value, &error)) return;
    ws_buffer buffer = WS_BUFFER_INIT((size_t)1 << 28);
    require(ws_json_print(&buffer, value, &error) == WS_OK);
    require(ws_json_read(buffer.bytes, buffer.size, &again, &error) == WS_OK);
    const char *number = ws_json_number_text(arena, bytes, size, "id");
    require(!number || strlen(number) <= 60);
    cJSON_Delete(again);
    cJSON_Delete(value);
    ws_buffer_free(&buffer);
}

static void load_and_store(const char *bytes, size_t size, ws_arena *arena)
{
    enum { TEXT = 200 };
    char text[TEXT + 1];
    memset(text, 'x', TEXT);
    text[TEXT] = '\0';
    ws_statement statement, again;
    ws_article article;
    ws_error error;
    ws_buffer buffer = WS_BUFFER_INIT((size_t)1 << 28);
    if (ws_statement_load(arena, bytes, size, TEXT, &statement, &error) == WS_OK) {
        ws_article around = {.text = text, .text_size = TEXT};
        cJSON *value = ws_statement_json(&around, ws_offsets_new(arena, text, TEXT), &statement);
        require(value != NULL);
        cJSON_Delete(value);
        require(ws_extraction_json(&buffer, arena, &around, &statement, 1, &error) == WS_OK);
        ws_buffer_clear(&buffer);
        require(ws_statement_store(&buffer, &statement, &error) == WS_OK);
        require(ws_statement_load(arena, buffer.bytes, buffer.size, TEXT, &again, &error) == WS_OK);
    }
    ws_buffer_clear(&buffer);
    if (ws_article_load(arena, bytes, size, &article, &error) == WS_OK) {
        require(ws_article_store(&buffer, &article, &error) == WS_OK);
        require(ws_article_load(arena, buffer.bytes, buffer.size, &article, &error) == WS_OK);
        ws_article_seal(arena, &article, &error);
    }
    ws_buffer_free(&buffer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ws_arena *arena = ws_arena_new(0);
    if (!arena) return 0;
    read_and_print((const char *)data, size, arena);
    load_and_store((const char *)data, size, arena);
    ws_arena_free(arena);
    return 0;
}
