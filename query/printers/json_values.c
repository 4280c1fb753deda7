/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json_values.h"

#include "styled.h"
#include "verdicts.h"

#include <string.h>

static bool add_text(cJSON *object, const char *name, const ws_print *print, const ws_article *article, ws_span span)
{
    if (span.begin == span.end) return cJSON_AddNullToObject(object, name);
    char *text = ws_arena_string(print->arena, article->text + span.begin, span.end - span.begin);
    return text && cJSON_AddStringToObject(object, name, text);
}

static bool add_id(cJSON *object, const char *name, const ws_hit *hit)
{
    if (!hit) return cJSON_AddNullToObject(object, name);
    char hex[33];
    ws_hash_hex(hit->statement->id, hex);
    return cJSON_AddStringToObject(object, name, hex);
}

static bool add_context(cJSON *json, const ws_print *print, const ws_hit *hit, const ws_surroundings *around)
{
    cJSON *context = cJSON_AddObjectToObject(json, "context");
    return context && add_text(context, "before", print, hit->article, around->previous) &&
           add_text(context, "paragraph", print, hit->article, around->paragraph) &&
           add_text(context, "after", print, hit->article, around->next) &&
           add_id(context, "previous_statement", around->before) && add_id(context, "next_statement", around->after);
}

static bool add_string(cJSON *object, const char *name, const char *string)
{
    return string ? cJSON_AddStringToObject(object, name, string) : cJSON_AddNullToObject(object, name);
}

/* Articles with the same text, so that who counts outlets can count it once. */
static bool add_copies(cJSON *json, const ws_copies *copies)
{
    cJSON *array = cJSON_AddArrayToObject(json, "copies");
    bool ok = array != NULL;
    for (size_t i = 0; ok && i < copies->count; i++) {
        const ws_article *copy = copies->items[i];
        cJSON *each = cJSON_CreateObject();
        ok = cJSON_AddItemToArray(array, each) && add_string(each, "id", copy->masked ? NULL : copy->id) &&
             add_string(each, "title", copy->title) && add_string(each, "publisher", copy->publisher) &&
             add_string(each, "published", copy->published) && add_string(each, "url", copy->masked ? NULL : copy->url);
    }
    return ok;
}

/* A speaker's id is the person's, over all articles. */
static bool set_ids(cJSON *json, const ws_print *print, const ws_statement *statement)
{
    cJSON *speakers = cJSON_GetObjectItemCaseSensitive(json, "speakers");
    for (size_t i = 0; print->people && i < statement->speaker_count; i++) {
        const ws_person *person = NULL;
        const char *key = statement->speakers[i].key;
        if (key && ws_people_of(print->people, key, &person, NULL) != WS_OK) return false;
        cJSON *id = person ? cJSON_CreateString(person->id) : NULL;
        if (!person) continue;
        if (!id || !cJSON_ReplaceItemInObjectCaseSensitive(cJSON_GetArrayItem(speakers, (int)i), "id", id)) {
            cJSON_Delete(id);
            return false;
        }
    }
    return true;
}

static bool add_text_item(cJSON *array, const char *text)
{
    cJSON *item = cJSON_CreateString(text);
    if (item && cJSON_AddItemToArray(array, item)) return true;
    cJSON_Delete(item);
    return false;
}

/* Which fields a decision changed, by their paths in this object, each once: marks of one field stand together. */
static bool add_corrected(cJSON *json, const ws_hit *hit)
{
    cJSON *corrected = cJSON_AddArrayToObject(json, "corrected");
    if (!corrected) return false;
    for (size_t i = 0; i < hit->mark_count; i++) {
        ws_decision_kind kind = hit->marks[i].decision->kind;
        if (kind == WS_DECISION_REJECTION || kind == WS_DECISION_LINK) continue;
        if (i && !strcmp(hit->marks[i].field, hit->marks[i - 1].field)) continue;
        if (!add_text_item(corrected, hit->marks[i].field)) return false;
    }
    return cJSON_AddBoolToObject(json, "rejected", hit->rejected);
}

/* The decisions themselves, each once. */
static bool add_decisions(cJSON *json, const ws_hit *hit)
{
    cJSON *decisions = cJSON_AddArrayToObject(json, "decisions");
    if (!decisions) return false;
    for (size_t i = 0; i < hit->mark_count; i++) {
        size_t first = 0;
        while (hit->marks[first].decision != hit->marks[i].decision) first++;
        if (first < i) continue;
        cJSON *decision = ws_decision_json(hit->marks[i].decision);
        if (decision && cJSON_AddItemToArray(decisions, decision)) continue;
        cJSON_Delete(decision);
        return false;
    }
    return true;
}

/* Statements with the same words by the same speaker, which were folded behind this one. */
static bool add_same(cJSON *json, const ws_same_words *same)
{
    cJSON *array = same ? cJSON_AddArrayToObject(json, "same_quotation") : NULL;
    bool ok = !same || array;
    for (size_t i = 0; ok && same && i < same->count; i++) {
        const ws_article *article = same->items[i].hit.article;
        cJSON *each = cJSON_CreateObject();
        ok = cJSON_AddItemToArray(array, each) && add_id(each, "id", &same->items[i].hit) &&
             add_string(each, "relation", same->items[i].relation) && add_string(each, "title", article->title) &&
             add_string(each, "publisher", article->publisher) && add_string(each, "published", article->published) &&
             add_string(each, "url", article->masked ? NULL : article->url);
    }
    return ok;
}

/* Only where they are asked for. */
static bool add_verdicts(cJSON *json, const ws_verdicts_about *verdicts)
{
    ws_buffer array = WS_BUFFER_INIT(WS_JSON_BYTES);
    if (!verdicts) return true;
    ws_buffer_putc(&array, '[');
    for (size_t i = 0; i < verdicts->count; i++) {
        if (i) ws_buffer_putc(&array, ',');
        ws_verdict_json(&array, verdicts->items[i], verdicts->hidden, verdicts->of[i]);
    }
    ws_buffer_putc(&array, ']');
    bool added = !array.failed && cJSON_AddRawToObject(json, "verdicts", array.bytes);
    ws_buffer_free(&array);
    return added;
}

static bool add_extras(cJSON *json, const ws_print *print, const ws_hit *hit, const ws_surroundings *around)
{
    cJSON *version = cJSON_AddNumberToObject(json, "schema_version", WS_SCHEMA_VERSION);
    if (!version || !set_ids(json, print, hit->statement)) return false;
    cJSON_InsertItemInArray(json, 0, cJSON_DetachItemViaPointer(json, version)); /* first, for people who look */
    if (!add_corrected(json, hit) || ((around || print->decisions) && !add_decisions(json, hit))) return false;
    if (around)
        return add_copies(json, &around->copies) && add_context(json, print, hit, around) &&
               add_verdicts(json, around->verdicts);
    const ws_copies *copies = ws_copies_of(print, hit);
    return cJSON_AddStringToObject(json, "match", ws_value_name(WS_MATCHES, (int)hit->match)) &&
           add_same(json, ws_same_behind(print, hit)) && (!copies || add_copies(json, copies));
}

static void add_escaped(ws_buffer *buffer, uint32_t character)
{
    if (character < 0x10000)
        ws_buffer_printf(buffer, "\\u%04x", (unsigned)character);
    else
        ws_buffer_printf(buffer, "\\u%04x\\u%04x", (unsigned)(0xd7c0 + (character >> 10)),
                         (unsigned)(0xdc00 + (character & 0x3ff)));
}

ws_status ws_json_add_value(ws_buffer *buffer, const cJSON *value, ws_error *error)
{
    ws_buffer plain = WS_BUFFER_INIT(WS_JSON_BYTES);
    ws_status status = ws_json_print(&plain, value, error);
    size_t done = 0;
    for (size_t at = 0, length; status == WS_OK && at < plain.size; at += length) {
        length = 1;
        if ((unsigned char)plain.bytes[at] < 0x7f) continue;
        uint32_t character = ws_utf8_next(plain.bytes + at, plain.size - at, &length);
        if (!ws_is_deceptive(character)) continue;
        ws_buffer_add(buffer, plain.bytes + done, at - done);
        add_escaped(buffer, character);
        done = at + length;
    }
    if (status == WS_OK) ws_buffer_add(buffer, plain.bytes + done, plain.size - done);
    ws_buffer_free(&plain);
    return status == WS_OK ? ws_buffer_status(buffer, error) : status;
}

ws_status ws_json_add_hit(ws_buffer *buffer, const ws_print *print, ws_offsets_cache *cache, const ws_hit *hit,
                          const ws_surroundings *around, ws_error *error)
{
    if (cache->article != hit->article) {
        cache->article = hit->article;
        cache->offsets = ws_offsets_new(print->arena, hit->article->text, hit->article->text_size);
    }
    cJSON *json = cache->offsets ? ws_statement_json(hit->article, cache->offsets, hit->statement) : NULL;
    if (!json || !add_extras(json, print, hit, around)) {
        cJSON_Delete(json);
        return ws_no_memory(error);
    }
    ws_status status = ws_json_add_value(buffer, json, error);
    cJSON_Delete(json);
    return status;
}

static void add_aliases(ws_buffer *buffer, const ws_person_count *speaker)
{
    size_t added = 0;
    for (size_t i = 0; i < speaker->spelling_count; i++) {
        const ws_speaker_count *one = speaker->spellings[i];
        if (one->name == speaker->name) continue;
        ws_buffer_puts(buffer, added++ ? ",{\"name\":" : "{\"name\":");
        ws_json_add_string(buffer, one->name);
        ws_buffer_puts(buffer, ",\"key\":");
        ws_json_add_string(buffer, one->key);
        ws_buffer_printf(buffer, ",\"total\":%zu,\"merged\":%s}", one->total, speaker->merged[i] ? "true" : "false");
    }
}

void ws_json_add_speaker(ws_buffer *buffer, const ws_person_count *speaker)
{
    ws_buffer_printf(buffer, "{\"schema_version\":%d,\"name\":", WS_SCHEMA_VERSION);
    ws_json_add_string(buffer, speaker->name);
    ws_buffer_puts(buffer, ",\"row\":\"speaker\",\"id\":");
    ws_json_add_string(buffer, speaker->person->id);
    ws_buffer_printf(buffer, ",\"registered\":%s,\"perhaps_several\":%s", speaker->person->entry ? "true" : "false",
                     speaker->perhaps_several ? "true" : "false");
    ws_buffer_printf(buffer, ",\"type\":\"%s\",\"total\":%zu,\"forms\":{",
                     ws_value_name(WS_SPEAKER_TYPES, speaker->type), speaker->total);
    for (int form = 0; form < 3; form++)
        ws_buffer_printf(buffer, "%s\"%s\":%zu", form ? "," : "", ws_value_name(WS_FORMS, form), speaker->forms[form]);
    ws_buffer_printf(buffer, "},\"corrected\":%zu,\"aliases\":[", speaker->corrected);
    add_aliases(buffer, speaker);
    ws_buffer_puts(buffer, "],\"split\":[");
    for (size_t i = 0; i < speaker->person->split_count; i++) {
        if (i) ws_buffer_putc(buffer, ',');
        ws_json_add_string(buffer, speaker->person->split[i].key);
    }
    ws_buffer_puts(buffer, "]}");
}

void ws_json_add_candidates(ws_buffer *buffer, const ws_people_counts *candidates)
{
    if (!candidates) return;
    ws_buffer_puts(buffer, ",\"candidates\":[");
    for (size_t i = 0; i < candidates->count; i++) {
        ws_buffer_puts(buffer, i ? ",{\"name\":" : "{\"name\":");
        ws_json_add_string(buffer, candidates->items[i].name);
        ws_buffer_puts(buffer, ",\"id\":");
        ws_json_add_string(buffer, candidates->items[i].person->id);
        ws_buffer_printf(buffer, ",\"total\":%zu}", candidates->items[i].total);
    }
    ws_buffer_putc(buffer, ']');
}

void ws_json_add_searched(ws_buffer *buffer, const ws_searched *searched)
{
    ws_buffer_printf(buffer, ",\"searched\":{\"articles\":%zu,\"statements\":%zu,\"oldest\":",
                     searched->totals.articles[WS_ARTICLE_READ], searched->totals.statements);
    ws_json_add_string(buffer, searched->totals.oldest);
    ws_buffer_puts(buffer, ",\"newest\":");
    ws_json_add_string(buffer, searched->totals.newest);
    ws_buffer_printf(buffer, ",\"undated\":%zu,\"outlets\":[", searched->totals.undated);
    for (size_t i = 0; i < searched->outlets.count; i++) {
        if (i) ws_buffer_putc(buffer, ',');
        ws_json_add_string(buffer, searched->outlets.items[i].value);
    }
    ws_buffer_puts(buffer, "]}");
}

ws_status ws_json_statement(const ws_print *print, const ws_hit *hit, const ws_surroundings *around, ws_error *error)
{
    ws_buffer buffer = WS_BUFFER_INIT(WS_JSON_BYTES);
    ws_offsets_cache cache = {NULL, NULL};
    ws_status status = ws_json_add_hit(&buffer, print, &cache, hit, around, error);
    ws_buffer_putc(&buffer, '\n');
    return ws_json_finish(&buffer, print->out, status, error);
}

void ws_json_flush(ws_buffer *buffer, FILE *out)
{
    if (buffer->failed || !buffer->size) return;
    fwrite(buffer->bytes, 1, buffer->size, out);
    ws_buffer_clear(buffer);
}

ws_status ws_json_finish(ws_buffer *buffer, FILE *out, ws_status status, ws_error *error)
{
    if (status == WS_OK) status = ws_buffer_status(buffer, error);
    if (status == WS_OK) ws_json_flush(buffer, out);
    ws_buffer_free(buffer);
    return status;
}
