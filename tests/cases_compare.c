/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cases.h"

#include "analyser.h"
#include "attribution.h"
#include "json.h"

#include <string.h>

typedef struct comparison {
    ws_arena *arena;
    const ws_reading *reading;
    const ws_offsets *offsets;
    bool brief; /* only what disagrees */
    ws_buffer *out;
} comparison;

static const char *json_text(ws_arena *arena, const cJSON *value)
{
    if (cJSON_IsString(value)) return ws_arena_strdup(arena, value->valuestring);
    if (cJSON_IsBool(value)) return cJSON_IsTrue(value) ? "true" : "false";
    if (cJSON_IsNumber(value)) return ws_arena_printf(arena, "%g", value->valuedouble);
    return "-";
}

/* Names of a list, joined. */
static const char *joined_names(ws_arena *arena, const cJSON *list, const char *joint)
{
    const char *all = NULL;
    const cJSON *item;
    cJSON_ArrayForEach(item, list)
    {
        const char *name = json_text(arena, ws_json_member(item, "name"));
        all = all ? ws_arena_printf(arena, "%s%s%s", all, joint, name) : name;
    }
    return all ? all : "-";
}

/* The source phrases of the statements with these ids, joined; "-" for no ids. */
static const char *sources_of(ws_arena *arena, const ws_reading *reading, const cJSON *ids)
{
    const char *all = NULL;
    for (size_t i = 0; i < reading->statement_count; i++) {
        char hex[33];
        const cJSON *id;
        const ws_statement *statement = &reading->statements[i];
        bool meant = cJSON_IsString(ids);
        ws_hash_hex(statement->id, hex);
        if (meant) meant = !strcmp(ids->valuestring, hex);
        cJSON_ArrayForEach(id, ids) meant |= cJSON_IsString(id) && !strcmp(id->valuestring, hex);
        if (!meant) continue;
        const char *source = ws_spans_text(arena, reading->article->text, statement->source);
        all = all ? ws_arena_printf(arena, "%s + %s", all, source) : source;
    }
    return all ? all : "-";
}

/* Fields by which a statement was sourced; NULL: another field. */
static const char *sourcing_field(ws_arena *arena, const ws_reading *reading, const cJSON *json, const char *key)
{
    static const char *const of_anonymity[] = {"proximity",  "reason",      "reason-kind",
                                               "descriptor", "specificity", "judgement"};
    if (!strcmp(key, "rests-on")) return sources_of(arena, reading, ws_json_member(json, "rests_on"));
    if (!strcmp(key, "repeats")) return sources_of(arena, reading, ws_json_member(json, key));
    if (!strcmp(key, "seen-by")) return json_text(arena, ws_json_member(ws_json_member(json, "document"), "seen_by"));
    if (!strcmp(key, "obtained")) return json_text(arena, ws_json_member(ws_json_member(json, "document"), key));
    if (!strcmp(key, "asked-by")) return json_text(arena, ws_json_member(ws_json_member(json, "response"), "asked_by"));
    if (!strcmp(key, "about")) return json_text(arena, ws_json_member(ws_json_member(json, "response"), key));
    for (size_t i = 0; i < sizeof of_anonymity / sizeof *of_anonymity; i++)
        if (!strcmp(key, of_anonymity[i]))
            return json_text(arena, ws_json_member(ws_json_member(json, "anonymity"),
                                                   !strcmp(key, "reason-kind") ? "reason_kind" : key));
    return NULL;
}

/* A field by its name in the cases; they are those of the statement's JSON, some by a shorter way. */
static const char *statement_field(ws_arena *arena, const ws_reading *reading, const cJSON *json, const char *key)
{
    const char *sourcing = sourcing_field(arena, reading, json, key);
    if (sourcing) return sourcing;
    static const char *const of_speaker[] = {"naming", "basis", "role", "affiliation", "count", NULL};
    const cJSON *speakers = ws_json_member(json, "speakers");
    if (!strcmp(key, "speaker")) return joined_names(arena, speakers, " + ");
    if (!strcmp(key, "via")) return joined_names(arena, ws_json_member(json, "via"), " > ");
    if (!strcmp(key, "type")) {
        const cJSON *first = cJSON_GetArrayItem(speakers, 0);
        return first ? json_text(arena, ws_json_member(first, "type")) : "none";
    }
    for (size_t i = 0; of_speaker[i]; i++)
        if (!strcmp(key, of_speaker[i])) return json_text(arena, ws_json_member(cJSON_GetArrayItem(speakers, 0), key));
    if (!strcmp(key, "lemma")) return json_text(arena, ws_json_member(ws_json_member(json, "cue"), "lemma"));
    if (!strcmp(key, "response")) return json_text(arena, ws_json_member(ws_json_member(json, key), "kind"));
    if (!strcmp(key, "time")) return json_text(arena, ws_json_member(ws_json_member(json, key), "text"));
    if (!strcmp(key, "date") || !strcmp(key, "precision"))
        return json_text(arena, ws_json_member(ws_json_member(json, "time"), key));
    return json_text(arena, ws_json_member(json, key));
}

/* Marks the words that a role holds; a `that` at the head of the content is neither here nor there. */
static char *role_words(ws_arena *arena, const ws_words *words, ws_spans spans, bool content)
{
    char *marks = ws_arena_alloc(arena, words->count + 1);
    bool first = true;
    for (size_t i = 0, s = 0; marks && i < words->count; i++) {
        while (s < spans.count && spans.items[s].end <= words->items[i].span.begin) s++;
        bool held = s < spans.count && spans.items[s].begin <= words->items[i].span.begin;
        marks[i] = held && !(content && first && !strcmp(words->items[i].folded, "that"));
        if (held) first = false;
    }
    return marks;
}

static bool same_roles(ws_arena *arena, const ws_words *words, const ws_expectation *expected,
                       const ws_statement *found)
{
    const ws_spans roles[3] = {found->source, found->cue, found->content};
    for (int role = 0; role < 3; role++) {
        const char *wanted = role_words(arena, words, expected->roles[role], role == 2);
        const char *got = role_words(arena, words, roles[role], role == 2);
        if (!wanted || !got || memcmp(wanted, got, words->count)) return false;
    }
    return true;
}

static void print_spans(ws_buffer *out, const char *label, const char *text, ws_spans spans)
{
    ws_buffer_puts(out, label);
    if (!spans.count) ws_buffer_putc(out, '-');
    for (size_t i = 0; i < spans.count; i++) {
        if (i) ws_buffer_puts(out, " + ");
        ws_buffer_add(out, text + spans.items[i].begin, spans.items[i].end - spans.items[i].begin);
    }
}

static void print_roles(ws_buffer *out, const char *text, const ws_spans roles[3])
{
    print_spans(out, "who: ", text, roles[0]);
    print_spans(out, " | cue: ", text, roles[1]);
    print_spans(out, " | what: ", text, roles[2]);
    ws_buffer_putc(out, '\n');
}

static bool same_fields(const comparison *self, const cJSON *json, const ws_expectation *expected)
{
    for (size_t i = 0; i < expected->field_count; i++)
        if (strcmp(statement_field(self->arena, self->reading, json, expected->keys[i]), expected->values[i]))
            return false;
    return true;
}

/* What was found, with the fields that the case asks about; when brief, those that are otherwise. */
static void print_statement(const comparison *self, const ws_statement *statement, const cJSON *json,
                            const ws_expectation *like)
{
    const ws_spans roles[3] = {statement->source, statement->cue, statement->content};
    if (self->brief && !like) ws_buffer_puts(self->out, "too many: ");
    print_roles(self->out, self->reading->article->text, roles);
    for (size_t i = 0; like && i < like->field_count; i++) {
        const char *value = statement_field(self->arena, self->reading, json, like->keys[i]);
        if (!self->brief)
            ws_buffer_printf(self->out, "%s: %s\n", like->keys[i], value);
        else if (strcmp(value, like->values[i]))
            ws_buffer_printf(self->out, "    %s: %s, not %s\n", like->keys[i], value, like->values[i]);
    }
}

/* Matches every statement with the first expectation that has its words. */
static void compare_statements(const comparison *self, const ws_words *words, const ws_expectation *expected, bool *met,
                               ws_agreement *result)
{
    for (size_t i = 0; i < self->reading->statement_count; i++) {
        const ws_statement *statement = &self->reading->statements[i];
        cJSON *json = ws_statement_json(self->reading->article, self->offsets, statement);
        size_t match = 0;
        while (match < result->expected && (met[match] || !same_roles(self->arena, words, &expected[match], statement)))
            match++;
        const ws_expectation *like = match < result->expected ? &expected[match] : NULL;
        bool right = like && same_fields(self, json, like);
        if (like) met[match] = true;
        result->surplus += !like;
        result->right += right;
        if (!self->brief || !right) print_statement(self, statement, json, like);
        cJSON_Delete(json);
    }
}

ws_agreement ws_case_compare(ws_arena *arena, const ws_reading *reading, const ws_expectation *expected, size_t count,
                             bool brief, ws_buffer *out)
{
    const ws_article *article = reading->article;
    comparison self = {arena, reading, ws_offsets_new(arena, article->text, article->text_size), brief, out};
    ws_agreement result = {.expected = count};
    bool *met = ws_arena_array(arena, count + 1, sizeof *met);
    ws_words words;
    ws_error error;
    result.failed = !self.offsets || !met ||
                    ws_analyse(arena, article->text, (ws_span){0, (uint32_t)article->text_size}, &words, &error);
    if (result.failed) return result;
    compare_statements(&self, &words, expected, met, &result);
    for (size_t i = 0; brief && i < count; i++) {
        if (met[i]) continue;
        ws_buffer_puts(out, "missing: ");
        print_roles(out, article->text, expected[i].roles);
    }
    if (!reading->statement_count) ws_buffer_puts(out, "none\n");
    return result;
}
