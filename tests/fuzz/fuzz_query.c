/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The query parser on any bytes: a tree within its bounds, or a mistake at a column inside the query; and the caret. */
#include "language.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void check(const ws_query *query, const ws_query *parent, size_t *leaves)
{
    bool kept = query->op != WS_QUERY_NOT;
    if (query->op == WS_QUERY_NOT && (!parent || parent->op != WS_QUERY_AND || query->child_count != 1)) abort();
    if ((query->op == WS_QUERY_AND || query->op == WS_QUERY_OR) && query->child_count == 0) abort();
    if (query->op == WS_QUERY_AND) kept = false;
    if (query->op >= WS_QUERY_WORD && query->op <= WS_QUERY_PERIOD && query->op != WS_QUERY_PHRASE) ++*leaves;
    for (size_t i = 0; i < query->child_count; i++) {
        if (query->op == WS_QUERY_AND) kept |= query->children[i]->op != WS_QUERY_NOT;
        check(query->children[i], query, leaves);
    }
    if (query->op == WS_QUERY_AND && !kept) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ws_arena *arena = ws_arena_new(64 * 1024 * 1024);
    char *text = arena ? ws_arena_string(arena, (const char *)data, size) : NULL;
    if (!text) return ws_arena_free(arena), 0;
    const ws_query *query = NULL;
    ws_error error = {.status = WS_OK};
    ws_buffer out = WS_BUFFER_INIT(1024 * 1024);
    ws_status status = ws_query_parse(arena, text, WS_FIELD_CONTENT, 1746273600, &query, &error);
    if (status == WS_OK) {
        size_t leaves = 0;
        check(query, NULL, &leaves);
        if (leaves > WS_QUERY_MAX_TERMS) abort();
        ws_query_print(&out, query);
    } else if (status == WS_USAGE) {
        if (!*error.message || error.column > strlen(text) + 1) abort();
        ws_query_caret(&out, text, error.column, 80);
    } else {
        abort();
    }
    if (out.failed) abort();
    ws_buffer_free(&out);
    ws_arena_free(arena);
    return 0;
}
