/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What decisions do to statements and to name keys; the index itself is not asked here. */
#include "decisions.h"
#include "unicode.h"

#include <stdlib.h>
#include <string.h>
#include <unictype.h>

/* --- where a statement is, and how it is --- */

static const char *folded(ws_arena *arena, const ws_article *article, ws_spans spans)
{
    const char *text = ws_spans_text(arena, article->text, spans);
    return text ? ws_fold_words(arena, text, strlen(text)) : NULL;
}

ws_status ws_decision_place_of(ws_arena *arena, const ws_article *article, const ws_statement *statement,
                               ws_decision_place *out, ws_error *error)
{
    char hex[33];
    ws_hash_hex(statement->id, hex);
    *out = (ws_decision_place){.statement = ws_arena_strdup(arena, hex),
                               .article = article->id,
                               .title = article->title,
                               .source = folded(arena, article, statement->source),
                               .cue = folded(arena, article, statement->cue),
                               .words = folded(arena, article, statement->content),
                               .paragraph = statement->paragraph};
    return out->statement && out->source && out->cue && out->words ? WS_OK : ws_no_memory(error);
}

ws_status ws_decided_of(ws_arena *arena, const ws_statement *statement, ws_decided *out, ws_error *error)
{
    size_t count = statement->speaker_count;
    *out = (ws_decided){.has_speakers = true,
                        .has_via = true,
                        .speakers = ws_arena_array(arena, count, sizeof *out->speakers),
                        .type = count                   ? (int)statement->speakers[0].type
                                : statement->unresolved ? -1
                                                        : WS_SPEAKER_NONE,
                        .act = (int)statement->act,
                        .via = statement->via,
                        .via_count = statement->via_count};
    if (!out->speakers) return ws_no_memory(error);
    for (size_t i = 0; i < count; i++)
        if (statement->speakers[i].name) out->speakers[out->speaker_count++] = statement->speakers[i].name;
    return WS_OK;
}

/* --- correcting --- */

bool ws_speaker_type_is_named(ws_speaker_type type)
{
    return type == WS_SPEAKER_PERSON || type == WS_SPEAKER_ORGANIZATION || type == WS_SPEAKER_PUBLICATION;
}

static ws_naming naming_of(ws_speaker_type type)
{
    switch (type) {
    case WS_SPEAKER_ANONYMOUS:
        return WS_NAMING_INSIDER;
    case WS_SPEAKER_ROLE:
        return WS_NAMING_SPOKESPERSON;
    case WS_SPEAKER_GROUP:
        return WS_NAMING_COLLECTIVE;
    default:
        return WS_NAMING_UNKNOWN;
    }
}

/* "the company" is no name; "bell hooks" is one, but only of a person. */
static bool may_have_key(ws_speaker_type type, const char *name)
{
    size_t length;
    if (!ws_speaker_type_is_named(type) || !*name) return false;
    return type == WS_SPEAKER_PERSON || !uc_is_lower(ws_utf8_next(name, strlen(name), &length));
}

static ws_status name_speakers(ws_arena *arena, const ws_decided *decided, ws_statement *statement, ws_error *error)
{
    ws_speaker_type type = decided->type < 0 ? WS_SPEAKER_PERSON : (ws_speaker_type)decided->type;
    ws_speaker *speakers = ws_arena_array(arena, decided->speaker_count, sizeof *speakers);
    if (!speakers) return ws_no_memory(error);
    for (size_t i = 0; i < decided->speaker_count; i++) {
        const char *name = decided->speakers[i], *key = NULL;
        if (may_have_key(type, name) && !(key = ws_name_key(arena, name))) return ws_no_memory(error);
        if (key && !*key) key = NULL;
        speakers[i] = (ws_speaker){.name = name,
                                   .key = key,
                                   .type = type,
                                   .naming = key ? WS_NAMING_NAMED : naming_of(type),
                                   .basis = WS_BASIS_CORRECTED,
                                   .confidence = 1};
    }
    statement->speakers = speakers;
    statement->speaker_count = decided->speaker_count;
    statement->unresolved = decided->speaker_count == 0;
    return WS_OK;
}

/* A type that has names doesn't make a name of a descriptor. */
static ws_status retype_speakers(ws_arena *arena, ws_speaker_type type, ws_statement *statement, ws_error *error)
{
    ws_speaker *speakers = ws_arena_array(arena, statement->speaker_count, sizeof *speakers);
    if (!speakers) return ws_no_memory(error);
    for (size_t i = 0; i < statement->speaker_count; i++) {
        speakers[i] = statement->speakers[i];
        speakers[i].type = type;
        speakers[i].basis = WS_BASIS_CORRECTED;
        if (ws_speaker_type_is_named(type)) continue;
        if (speakers[i].key) speakers[i].naming = naming_of(type);
        speakers[i].key = NULL;
    }
    statement->speakers = speakers;
    return WS_OK;
}

static ws_status correct_speakers(ws_arena *arena, const ws_decided *decided, ws_statement *statement, ws_error *error)
{
    if (decided->type == WS_SPEAKER_NONE) {
        statement->speaker_count = 0;
        statement->unresolved = false;
        return WS_OK;
    }
    if (decided->has_speakers) return name_speakers(arena, decided, statement, error);
    return decided->type < 0 ? WS_OK : retype_speakers(arena, (ws_speaker_type)decided->type, statement, error);
}

ws_status ws_decided_apply(ws_arena *arena, const ws_decided *decided, ws_statement *statement, ws_error *error)
{
    ws_status status = correct_speakers(arena, decided, statement, error);
    if (decided->act >= 0) {
        statement->act = (ws_act)decided->act;
        bool refuses = statement->act == WS_ACT_NO_COMMENT || statement->act == WS_ACT_NO_RESPONSE;
        if (!refuses) memset(&statement->response, 0, sizeof statement->response);
    }
    if (decided->has_via) {
        statement->via = decided->via;
        statement->via_count = decided->via_count;
        statement->firsthand = decided->via_count == 0;
    }
    return status;
}

/* --- pairs of name keys --- */

typedef struct told_pair {
    ws_speaker_pair pair;
    const char *first, *second; /* the same keys in order */
    size_t place;
} told_pair;

static int compare_keys(const told_pair *one, const told_pair *other)
{
    int order = strcmp(one->first, other->first);
    return order ? order : strcmp(one->second, other->second);
}

static int compare_told(const void *left, const void *right)
{
    const told_pair *one = left, *other = right;
    int order = compare_keys(one, other);
    return order ? order : (one->place > other->place) - (one->place < other->place);
}

static size_t add_pairs(const ws_decision *decision, told_pair *out, size_t count)
{
    bool merged = decision->kind == WS_DECISION_MERGE;
    if (decision->undone_by || (!merged && decision->kind != WS_DECISION_SPLIT)) return count;
    for (size_t i = 1; i < decision->name_count; i++) {
        const char *a = decision->names[0].key, *b = decision->names[i].key;
        int order = strcmp(a, b);
        if (order) out[count] = (told_pair){{a, b, merged, decision}, order < 0 ? a : b, order < 0 ? b : a, count};
        count += order != 0;
    }
    return count;
}

ws_status ws_decisions_pairs(ws_arena *arena, const ws_decisions *decisions, ws_speaker_pairs *out, ws_error *error)
{
    size_t most = 0, count = 0;
    for (size_t i = 0; i < decisions->count; i++) most += decisions->items[i].name_count;
    told_pair *told = ws_arena_array(arena, most, sizeof *told);
    *out = (ws_speaker_pairs){ws_arena_array(arena, most, sizeof *out->items), 0};
    if (!told || !out->items) return ws_no_memory(error);
    for (size_t i = 0; i < decisions->count; i++) count = add_pairs(&decisions->items[i], told, count);
    qsort(told, count, sizeof *told, compare_told);
    for (size_t i = 0; i < count; i++)
        if (i + 1 == count || compare_keys(&told[i], &told[i + 1])) out->items[out->count++] = told[i].pair;
    return WS_OK;
}
