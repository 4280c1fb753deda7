/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A decision as a line of the journal: how it is written, and how it is read without trusting it. */
#include "decisions.h"
#include "json.h"
#include "json_build.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name, *state; /* state: what it makes true or, where `ends`, false again */
    bool ends;
} KINDS[WS_DECISION_KINDS] = {
    [WS_DECISION_CORRECTION] = {"correction", NULL, false}, [WS_DECISION_REJECTION] = {"rejection", "rejected", false},
    [WS_DECISION_MERGE] = {"merge", "merged", false},       [WS_DECISION_SPLIT] = {"split", "merged", true},
    [WS_DECISION_UNDO] = {"undo", "undone", false},         [WS_DECISION_PURGE] = {"purge", "purged", false},
    [WS_DECISION_HIDING] = {"hiding", "hidden", false},     [WS_DECISION_LINK] = {"link", "linked", false},
};

const char *ws_decision_kind_name(ws_decision_kind kind)
{
    return (unsigned)kind < WS_DECISION_KINDS ? KINDS[kind].name : "unknown";
}

/* --- writing --- */

static cJSON *place_json(const ws_decision_place *place)
{
    ws_builder builder = {false};
    cJSON *object = cJSON_CreateObject();
    ws_build_string(&builder, object, "id", place->statement);
    ws_build_string(&builder, object, "article", place->article);
    ws_build_string(&builder, object, "title", place->title);
    ws_build_number(&builder, object, "paragraph", place->paragraph);
    ws_build_string(&builder, object, "source", place->source);
    ws_build_string(&builder, object, "cue", place->cue);
    ws_build_string(&builder, object, "words", place->words);
    return ws_build_done(&builder, object);
}

static cJSON *via_json(const ws_decided *decided)
{
    ws_builder builder = {false};
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; i < decided->via_count; i++) {
        cJSON *each = cJSON_CreateObject();
        ws_build_string(&builder, each, "name", decided->via[i].name);
        ws_build_value(&builder, each, "type", WS_SPEAKER_TYPES, (int)decided->via[i].type, -1);
        ws_build_add(&builder, array, NULL, each);
    }
    return ws_build_done(&builder, array);
}

static cJSON *decided_json(const ws_decided *decided)
{
    ws_builder builder = {false};
    cJSON *object = cJSON_CreateObject();
    if (decided->has_speakers) {
        cJSON *array = cJSON_CreateArray();
        for (size_t i = 0; i < decided->speaker_count; i++)
            ws_build_string(&builder, array, NULL, decided->speakers[i]);
        ws_build_add(&builder, object, "speakers", array);
    }
    if (decided->type >= 0) ws_build_value(&builder, object, "type", WS_SPEAKER_TYPES, decided->type, -1);
    if (decided->act >= 0) ws_build_value(&builder, object, "act", WS_ACTS, decided->act, -1);
    if (decided->has_via) ws_build_add(&builder, object, "via", via_json(decided));
    return ws_build_done(&builder, object);
}

static cJSON *state_json(ws_decision_kind kind, bool after)
{
    ws_builder builder = {false};
    cJSON *object = cJSON_CreateObject();
    ws_build_bool(&builder, object, KINDS[kind].state, after != KINDS[kind].ends);
    return ws_build_done(&builder, object);
}

static cJSON *names_json(const ws_decision *decision)
{
    ws_builder builder = {false};
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; i < decision->name_count; i++) {
        cJSON *each = cJSON_CreateObject();
        ws_build_string(&builder, each, "id", decision->names[i].key);
        ws_build_string(&builder, each, "name", decision->names[i].name);
        ws_build_add(&builder, array, NULL, each);
    }
    return ws_build_done(&builder, array);
}

cJSON *ws_decision_json(const ws_decision *decision)
{
    ws_builder builder = {false};
    cJSON *object = cJSON_CreateObject();
    bool fields = decision->kind == WS_DECISION_CORRECTION;
    ws_build_number(&builder, object, "schema_version", WS_SCHEMA_VERSION);
    if (decision->id) ws_build_string(&builder, object, "id", decision->id);
    ws_build_string(&builder, object, "when", decision->when);
    ws_build_string(&builder, object, "who", decision->who);
    ws_build_string(&builder, object, "kind", ws_decision_kind_name(decision->kind));
    if (decision->place.statement) ws_build_add(&builder, object, "statement", place_json(&decision->place));
    if (decision->claim.statement) ws_build_add(&builder, object, "claim", place_json(&decision->claim));
    if (decision->name_count) ws_build_add(&builder, object, "speakers", names_json(decision));
    if (decision->article_hash) ws_build_string(&builder, object, "article_hash", decision->article_hash);
    if (decision->text_hash) ws_build_string(&builder, object, "text_hash", decision->text_hash);
    if (decision->undoes) ws_build_string(&builder, object, "undoes", decision->undoes);
    ws_build_add(&builder, object, "before",
                 fields ? decided_json(&decision->before) : state_json(decision->kind, false));
    bool holds = decision->kind != WS_DECISION_LINK || decision->linked;
    ws_build_add(&builder, object, "after",
                 fields ? decided_json(&decision->after) : state_json(decision->kind, holds));
    ws_build_string(&builder, object, "why", decision->why);
    return ws_build_done(&builder, object);
}

/* --- reading --- */

enum { HEX_ID = 32 };

/* What is being read; a failure sticks. */
typedef struct reader {
    ws_arena *arena;
    const char *what;
    ws_error *error;
    ws_status status;
} reader;

static void damaged(reader *read, const char *reason, const char *member)
{
    if (read->status) return;
    read->status = ws_fail(read->error, WS_CORRUPT,
                           "put back a copy of the file, or mend or take out that line; what it decided is lost then",
                           "%s is damaged: %s%s%s", read->what, reason, member ? " " : "", member ? member : "");
}

static const char *copied(reader *read, const cJSON *value, const char *member)
{
    const char *string = cJSON_GetStringValue(value);
    if (!string) return damaged(read, "it has no text as", member), NULL;
    char *copy = ws_arena_strdup(read->arena, string);
    if (!copy && !read->status) read->status = ws_no_memory(read->error);
    return copy;
}

static const char *text(reader *read, const cJSON *object, const char *member)
{
    return copied(read, ws_json_member(object, member), member);
}

/* One that must say something. */
static const char *filled(reader *read, const cJSON *object, const char *member)
{
    const char *string = text(read, object, member);
    if (string && !*string) damaged(read, "there is nothing in", member);
    return string;
}

static int value(reader *read, const cJSON *object, const char *member, ws_vocabulary vocabulary)
{
    const cJSON *found = ws_json_member(object, member);
    if (!found) return -1;
    int parsed = ws_value_parse(vocabulary, cJSON_GetStringValue(found));
    if (parsed < 0) damaged(read, "an unknown", member);
    return parsed;
}

/* Elements of an array that is there; NULL with 0 elements: it is not. */
static const cJSON *array(reader *read, const cJSON *object, const char *member, size_t *count)
{
    const cJSON *found = ws_json_member(object, member);
    *count = 0;
    if (!found) return NULL;
    if (!cJSON_IsArray(found) || cJSON_GetArraySize(found) > WS_DECISION_NAMES)
        return damaged(read, "no list of names as", member), NULL;
    *count = (size_t)cJSON_GetArraySize(found);
    return found;
}

static void *space(reader *read, size_t count, size_t size)
{
    void *made = ws_arena_array(read->arena, count, size);
    if (!made && !read->status) read->status = ws_no_memory(read->error);
    return made;
}

static void read_decided(reader *read, const cJSON *object, ws_decided *out)
{
    size_t count;
    const cJSON *each, *speakers = array(read, object, "speakers", &count);
    out->has_speakers = speakers != NULL;
    if (count && (out->speakers = space(read, count, sizeof *out->speakers)))
        cJSON_ArrayForEach(each, speakers) out->speakers[out->speaker_count++] = copied(read, each, "speakers");
    const cJSON *via = array(read, object, "via", &count);
    out->has_via = via != NULL;
    if (count && (out->via = space(read, count, sizeof *out->via))) cJSON_ArrayForEach(each, via)
        {
            int type = value(read, each, "type", WS_SPEAKER_TYPES);
            out->via[out->via_count++] = (ws_via){text(read, each, "name"), type < 0 ? 0 : (ws_speaker_type)type};
        }
    out->type = value(read, object, "type", WS_SPEAKER_TYPES);
    out->act = value(read, object, "act", WS_ACTS);
}

static const char *hex(reader *read, const cJSON *object, const char *member)
{
    const char *digits = text(read, object, member);
    if (digits && (strlen(digits) != HEX_ID || strspn(digits, "0123456789abcdef") != HEX_ID))
        damaged(read, "no hash as", member);
    return digits;
}

static void read_place(reader *read, const cJSON *object, ws_decision_place *out)
{
    out->statement = text(read, object, "id");
    if (out->statement && (strlen(out->statement) != HEX_ID || strspn(out->statement, "0123456789abcdef") != HEX_ID))
        damaged(read, "no id of a", "statement");
    out->article = filled(read, object, "article");
    if (!cJSON_IsNull(ws_json_member(object, "title"))) out->title = text(read, object, "title");
    out->source = text(read, object, "source");
    out->cue = text(read, object, "cue");
    out->words = text(read, object, "words");
    const cJSON *paragraph = ws_json_member(object, "paragraph");
    double number = cJSON_IsNumber(paragraph) ? paragraph->valuedouble : -1;
    if (!(number >= 0 && number <= UINT32_MAX))
        damaged(read, "no number as", "paragraph");
    else
        out->paragraph = (uint32_t)number;
}

static void read_link(reader *read, const cJSON *object, ws_decision *out)
{
    const cJSON *linked = ws_json_member(ws_json_member(object, "after"), "linked");
    read_place(read, ws_json_member(object, "statement"), &out->place);
    read_place(read, ws_json_member(object, "claim"), &out->claim);
    if (!cJSON_IsBool(linked)) damaged(read, "neither yes nor no as", "linked");
    out->linked = cJSON_IsTrue(linked);
}

static void read_names(reader *read, const cJSON *object, ws_decision *out)
{
    size_t count;
    const cJSON *each, *names = array(read, object, "speakers", &count);
    if (count < 2 && out->kind != WS_DECISION_HIDING) damaged(read, "fewer than two", "speakers");
    if (!count) damaged(read, "nobody among the", "speakers");
    if (!count || !(out->names = space(read, count, sizeof *out->names))) return;
    cJSON_ArrayForEach(each, names) out->names[out->name_count++] =
        (ws_decided_name){filled(read, each, "id"), filled(read, each, "name")};
}

static void read_kind(reader *read, const cJSON *object, ws_decision *out)
{
    const char *name = filled(read, object, "kind");
    int kind = 0;
    if (!name) return;
    while (kind < WS_DECISION_KINDS && strcmp(KINDS[kind].name, name)) kind++;
    out->kind = (ws_decision_kind)kind;
    if (kind == WS_DECISION_KINDS && !read->status)
        read->status = ws_fail(read->error, WS_FUTURE, "use a newer whosaid with it",
                               "%s was made by a newer whosaid: it is a %s", read->what, name);
}

static void read_members(reader *read, const cJSON *object, ws_decision *out)
{
    const cJSON *version = ws_json_member(object, "schema_version");
    if (cJSON_IsNumber(version) && version->valuedouble > WS_SCHEMA_VERSION)
        read->status = ws_fail(read->error, WS_FUTURE, "use a newer whosaid with it", "%s was made by a newer whosaid",
                               read->what);
    else if (!cJSON_IsNumber(version))
        damaged(read, "it has no", "schema_version");
    read_kind(read, object, out);
    out->id = filled(read, object, "id");
    out->when = filled(read, object, "when");
    out->who = filled(read, object, "who");
    out->why = filled(read, object, "why");
    if (read->status) return;
    if (out->kind == WS_DECISION_CORRECTION || out->kind == WS_DECISION_REJECTION)
        read_place(read, ws_json_member(object, "statement"), &out->place);
    if (out->kind == WS_DECISION_LINK) read_link(read, object, out);
    if (out->kind == WS_DECISION_MERGE || out->kind == WS_DECISION_SPLIT || out->kind == WS_DECISION_HIDING)
        read_names(read, object, out);
    if (out->kind == WS_DECISION_PURGE) {
        out->article_hash = hex(read, object, "article_hash");
        out->text_hash = hex(read, object, "text_hash");
    }
    if (out->kind == WS_DECISION_UNDO) out->undoes = filled(read, object, "undoes");
    if (out->kind != WS_DECISION_CORRECTION) return;
    read_decided(read, ws_json_member(object, "before"), &out->before);
    read_decided(read, ws_json_member(object, "after"), &out->after);
}

ws_status ws_decision_read(ws_arena *arena, const char *bytes, size_t size, const char *what, ws_decision *out,
                           ws_error *error)
{
    reader read = {arena, what, error, WS_OK};
    cJSON *object;
    ws_error why;
    *out = (ws_decision){.before = {.type = -1, .act = -1}, .after = {.type = -1, .act = -1}};
    ws_status status = ws_json_read(bytes, size, &object, &why);
    if (status == WS_NO_MEMORY) return ws_no_memory(error);
    if (status) {
        damaged(&read, why.message, NULL);
        return read.status;
    }
    if (cJSON_IsObject(object))
        read_members(&read, object, out);
    else
        damaged(&read, "it is no JSON object", NULL);
    cJSON_Delete(object);
    return read.status;
}
