/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "highlight.h"

#include <string.h>

typedef struct wanted {
    ws_field_id field;
    const char *word;
    const char *stem; /* NULL: only the word itself */
    size_t prefix;    /* bytes of a wildcard's beginning; 0: a whole word */
} wanted;

struct ws_highlight {
    ws_stemmer *stemmer;
    wanted items[WS_QUERY_MAX_TERMS];
    size_t count;
};

static ws_field_id shown_field(ws_field_id field)
{
    return field == WS_FIELD_QUOTED ? WS_FIELD_CONTENT : field;
}

static ws_status gather(ws_arena *arena, const ws_query *query, bool exact, ws_highlight *highlight)
{
    if (query->op == WS_QUERY_NOT) return WS_OK;
    if ((query->op == WS_QUERY_WORD || query->op == WS_QUERY_PREFIX) && highlight->count < WS_QUERY_MAX_TERMS) {
        wanted *item = &highlight->items[highlight->count++];
        *item = (wanted){shown_field(query->field), query->text, NULL, 0};
        if (query->op == WS_QUERY_PREFIX) {
            item->prefix = strlen(query->text);
        } else if (!exact && ws_field_get(query->field)->stemmed) {
            item->stem = ws_stem(highlight->stemmer, arena, query->text);
            if (!item->stem) return WS_NO_MEMORY;
        }
    }
    for (size_t i = 0; i < query->child_count; i++) {
        ws_status status = gather(arena, query->children[i], query->op == WS_QUERY_PHRASE, highlight);
        if (status != WS_OK) return status;
    }
    return WS_OK;
}

ws_status ws_highlight_new(ws_arena *arena, const ws_query *query, ws_highlight **out, ws_error *error)
{
    ws_highlight *highlight = ws_arena_alloc(arena, sizeof *highlight);
    if (!highlight) return ws_no_memory(error);
    highlight->stemmer = ws_stemmer_new();
    if (!highlight->stemmer) return ws_no_memory(error);
    if (query && gather(arena, query, false, highlight) != WS_OK) {
        ws_highlight_free(highlight);
        return ws_no_memory(error);
    }
    *out = highlight;
    return WS_OK;
}

void ws_highlight_free(ws_highlight *highlight)
{
    if (highlight) ws_stemmer_free(highlight->stemmer);
}

static bool is_wanted(const ws_highlight *highlight, ws_field_id field, const char *word, const char *stem)
{
    for (size_t i = 0; i < highlight->count; i++) {
        const wanted *item = &highlight->items[i];
        if (item->field != field) continue;
        if (item->prefix ? !strncmp(word, item->word, item->prefix) : !strcmp(word, item->word)) return true;
        if (item->stem && !strcmp(stem, item->stem)) return true;
    }
    return false;
}

ws_status ws_highlight_find(const ws_highlight *highlight, ws_arena *arena, ws_field_id field, const char *text,
                            ws_span span, ws_spans *out, ws_error *error)
{
    *out = (ws_spans){NULL, 0};
    if (!highlight->count || span.begin == span.end) return WS_OK;
    ws_words words;
    ws_status status = ws_analyse(arena, text, span, &words, error);
    if (status != WS_OK) return status;
    out->items = ws_arena_array(arena, words.count, sizeof *out->items);
    if (!out->items) return ws_no_memory(error);
    for (size_t i = 0; i < words.count; i++) {
        const char *stem = ws_stem(highlight->stemmer, arena, words.items[i].folded);
        if (!stem) return ws_no_memory(error);
        if (is_wanted(highlight, field, words.items[i].folded, stem)) out->items[out->count++] = words.items[i].span;
    }
    return WS_OK;
}
