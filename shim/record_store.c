/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How articles and statements are kept in an index: squeezed JSON with byte offsets, absent members standing for NULL,
 * false and the first value of a vocabulary. record_load.c reads it back. */
#include "json.h"
#include "json_build.h"
#include "squeeze.h"

static void add_text(ws_builder *builder, cJSON *object, const char *key, const char *string)
{
    if (string) ws_build_string(builder, object, key, string);
}

static void add_true(ws_builder *builder, cJSON *object, const char *key, bool value)
{
    if (value) ws_build_bool(builder, object, key, true);
}

static void add_value(ws_builder *builder, cJSON *object, const char *key, ws_vocabulary vocabulary, int value)
{
    if (value != 0) ws_build_value(builder, object, key, vocabulary, value, 0);
}

static void add_spans(ws_builder *builder, cJSON *object, const char *key, ws_spans spans)
{
    if (!spans.count) return;
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; i < spans.count; i++) {
        ws_build_number(builder, array, NULL, spans.items[i].begin);
        ws_build_number(builder, array, NULL, spans.items[i].end);
    }
    ws_build_add(builder, object, key, array);
}

static void add_speakers(ws_builder *builder, cJSON *object, const ws_statement *statement)
{
    if (!statement->speaker_count) return;
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; i < statement->speaker_count; i++) {
        const ws_speaker *speaker = &statement->speakers[i];
        cJSON *each = cJSON_CreateObject();
        add_text(builder, each, "name", speaker->name);
        add_text(builder, each, "key", speaker->key);
        add_value(builder, each, "type", WS_SPEAKER_TYPES, (int)speaker->type);
        add_value(builder, each, "naming", WS_NAMINGS, (int)speaker->naming);
        add_value(builder, each, "basis", WS_BASES, (int)speaker->basis);
        add_text(builder, each, "role", speaker->role);
        add_text(builder, each, "affiliation", speaker->affiliation);
        add_text(builder, each, "count", speaker->count);
        ws_build_confidence(builder, each, "confidence", speaker->confidence);
        ws_build_add(builder, array, NULL, each);
    }
    ws_build_add(builder, object, "speakers", array);
}

static void add_via(ws_builder *builder, cJSON *object, const ws_statement *statement)
{
    if (!statement->via_count) return;
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; i < statement->via_count; i++) {
        cJSON *each = cJSON_CreateObject();
        add_text(builder, each, "name", statement->via[i].name);
        add_value(builder, each, "type", WS_SPEAKER_TYPES, (int)statement->via[i].type);
        ws_build_add(builder, array, NULL, each);
    }
    ws_build_add(builder, object, "via", array);
}

static void add_ids(ws_builder *builder, cJSON *object, const char *key, const ws_hash *ids, size_t count)
{
    if (!count) return;
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; i < count; i++) {
        char id[33];
        ws_hash_hex(ids[i], id);
        ws_build_string(builder, array, NULL, id);
    }
    ws_build_add(builder, object, key, array);
}

static void add_sourcing(ws_builder *builder, cJSON *object, const ws_statement *statement)
{
    const ws_anonymity *anonymity = &statement->anonymity;
    add_ids(builder, object, "rests_on", statement->rests_on, statement->rests_on_count);
    add_ids(builder, object, "repeats", statement->repeats, statement->repeats ? 1 : 0);
    add_value(builder, object, "proximity", WS_PROXIMITIES, (int)anonymity->proximity);
    add_text(builder, object, "reason", anonymity->reason);
    add_true(builder, object, "stock", anonymity->stock);
    add_text(builder, object, "descriptor", anonymity->descriptor);
    add_value(builder, object, "specificity", WS_SPECIFICITIES, (int)anonymity->specificity);
    add_value(builder, object, "judgement", WS_JUDGEMENTS, (int)anonymity->judgement);
    add_text(builder, object, "seen_by", statement->document.seen_by);
    add_text(builder, object, "obtained", statement->document.obtained);
}

static void add_classes(ws_builder *builder, cJSON *object, const ws_statement *statement)
{
    add_value(builder, object, "part", WS_PARTS, (int)statement->part);
    add_value(builder, object, "produced", WS_PRODUCTIONS, (int)statement->produced);
    add_value(builder, object, "form", WS_FORMS, (int)statement->form);
    add_value(builder, object, "act", WS_ACTS, (int)statement->act);
    add_true(builder, object, "negated", statement->negated);
    add_value(builder, object, "stance", WS_STANCES, (int)statement->stance);
    add_value(builder, object, "tone", WS_TONES, (int)statement->tone);
    add_value(builder, object, "state", WS_STATES, (int)statement->state);
    add_value(builder, object, "response", WS_RESPONSE_KINDS, (int)statement->response.kind);
    add_text(builder, object, "asked_by", statement->response.asked_by);
    add_text(builder, object, "about", statement->response.about);
    add_value(builder, object, "setting", WS_SETTINGS, (int)statement->setting);
    add_true(builder, object, "unresolved", statement->unresolved);
    add_true(builder, object, "firsthand", statement->firsthand);
    add_true(builder, object, "translated", statement->translated);
}

static void add_texts(ws_builder *builder, cJSON *object, const ws_statement *statement)
{
    add_text(builder, object, "cue_lemma", statement->cue_lemma);
    add_text(builder, object, "addressee", statement->addressee);
    add_text(builder, object, "given_to", statement->given_to);
    add_text(builder, object, "medium", statement->medium);
    add_text(builder, object, "occasion", statement->occasion);
    add_text(builder, object, "time_text", statement->time.text);
    add_text(builder, object, "time_date", statement->time.date);
    add_text(builder, object, "time_precision", statement->time.precision);
    add_text(builder, object, "model", statement->model);
    add_text(builder, object, "indexed", statement->indexed);
    add_text(builder, object, "replaces", statement->replaces);
    add_text(builder, object, "first_seen", statement->first_seen);
    add_text(builder, object, "reread_when", statement->reread.when);
    add_text(builder, object, "reread_speakers", statement->reread.speakers);
}

static ws_status squeeze_and_free(ws_buffer *buffer, cJSON *object, ws_error *error)
{
    ws_buffer printed = WS_BUFFER_INIT(buffer->limit);
    if (!object) return ws_no_memory(error);
    ws_status status = ws_json_print(&printed, object, error);
    cJSON_Delete(object);
    if (status == WS_OK) status = ws_squeeze(buffer, printed.bytes, printed.size, error);
    ws_buffer_free(&printed);
    return status;
}

ws_status ws_statement_store(ws_buffer *buffer, const ws_statement *statement, ws_error *error)
{
    char id[33];
    ws_builder builder = {false};
    cJSON *object = cJSON_CreateObject();
    ws_hash_hex(statement->id, id);
    ws_build_string(&builder, object, "id", id);
    ws_build_number(&builder, object, "paragraph", statement->paragraph);
    add_spans(&builder, object, "source", statement->source);
    add_spans(&builder, object, "cue", statement->cue);
    add_spans(&builder, object, "content", statement->content);
    add_spans(&builder, object, "quoted", statement->quoted);
    add_classes(&builder, object, statement);
    add_speakers(&builder, object, statement);
    add_via(&builder, object, statement);
    add_sourcing(&builder, object, statement);
    add_texts(&builder, object, statement);
    ws_build_confidence(&builder, object, "confidence", statement->confidence);
    ws_build_sure(&builder, object, statement);
    return squeeze_and_free(buffer, ws_build_done(&builder, object), error);
}

static void add_parts(ws_builder *builder, cJSON *object, const ws_article *article)
{
    if (!article->part_count) return;
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; i < article->part_count; i++) {
        cJSON *each = cJSON_CreateObject();
        add_spans(builder, each, "span", (ws_spans){(ws_span *)&article->parts[i].span, 1});
        add_value(builder, each, "part", WS_PARTS, (int)article->parts[i].part);
        ws_build_add(builder, array, NULL, each);
    }
    ws_build_add(builder, object, "parts", array);
}

ws_status ws_article_store(ws_buffer *buffer, const ws_article *article, ws_error *error)
{
    char content[33];
    ws_builder builder = {false};
    cJSON *object = cJSON_CreateObject();
    ws_hash_hex(article->content, content);
    ws_build_string(&builder, object, "id", article->id);
    ws_build_string(&builder, object, "content", content);
    add_value(&builder, object, "status", WS_ARTICLE_STATUSES, (int)article->status);
    add_text(&builder, object, "input_id", article->input_id);
    add_true(&builder, object, "input_id_is_number", article->input_id_is_number);
    add_text(&builder, object, "title", article->title);
    add_text(&builder, object, "url", article->url);
    add_text(&builder, object, "publisher", article->publisher);
    add_text(&builder, object, "author", article->author);
    add_text(&builder, object, "section", article->section);
    add_text(&builder, object, "published", article->published);
    add_text(&builder, object, "updated", article->updated);
    add_text(&builder, object, "language", article->language);
    add_text(&builder, object, "dateline", article->dateline);
    add_text(&builder, object, "credit", article->credit);
    add_text(&builder, object, "correction", article->correction);
    add_text(&builder, object, "embargoed", article->embargoed);
    add_value(&builder, object, "release", WS_RELEASES, (int)article->release);
    add_text(&builder, object, "path", article->path);
    add_parts(&builder, object, article);
    ws_build_string(&builder, object, "text", article->text);
    return squeeze_and_free(buffer, ws_build_done(&builder, object), error);
}
