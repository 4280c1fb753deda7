/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads what record_store.c wrote, trusting none of it: an index is a file that may be damaged or made by an enemy. */
#include "json.h"
#include "squeeze.h"

#include <stdio.h>
#include <string.h>

enum { UNSQUEEZED_BYTES = 256 << 20 }; /* four times what a document may have */

/* What is being read; a failure sticks. */
typedef struct loader {
    ws_arena *arena;
    ws_error *error;
    ws_status status;
} loader;

static void fail_corrupt(loader *load, const char *what, const char *key)
{
    if (load->status) return;
    load->status = ws_fail(load->error, WS_CORRUPT, "rebuild the index from its articles (whosaid-index add)",
                           "a stored document is damaged: %s '%s'", what, key);
}

static void fail_memory(loader *load)
{
    if (!load->status) load->status = ws_no_memory(load->error);
}

static const char *load_text(loader *load, const cJSON *object, const char *key)
{
    const cJSON *member = ws_json_member(object, key);
    if (!member) return NULL;
    if (!cJSON_IsString(member)) return fail_corrupt(load, "no text in", key), NULL;
    char *copy = ws_arena_strdup(load->arena, member->valuestring);
    if (!copy) fail_memory(load);
    return copy;
}

static bool load_bool(loader *load, const cJSON *object, const char *key)
{
    const cJSON *member = ws_json_member(object, key);
    if (member && !cJSON_IsBool(member)) fail_corrupt(load, "neither true nor false in", key);
    return cJSON_IsTrue(member);
}

static int load_value(loader *load, const cJSON *object, const char *key, ws_vocabulary vocabulary)
{
    const cJSON *member = ws_json_member(object, key);
    if (!member) return 0;
    int value = ws_value_parse(vocabulary, cJSON_GetStringValue(member));
    if (value < 0) fail_corrupt(load, "an unknown value in", key);
    return value < 0 ? 0 : value;
}

/* A whole number up to `most`. */
static uint32_t load_number(loader *load, const cJSON *member, const char *key, size_t most)
{
    double number = cJSON_IsNumber(member) ? member->valuedouble : -1;
    if (!(number >= 0 && number <= UINT32_MAX && number <= (double)most && number == (double)(uint32_t)number))
        return fail_corrupt(load, "no proper number in", key), 0;
    return (uint32_t)number;
}

static float load_confidence(loader *load, const cJSON *object)
{
    const cJSON *member = ws_json_member(object, "confidence");
    double number = cJSON_IsNumber(member) ? member->valuedouble : -1;
    if (!(number >= 0 && number <= 1)) return fail_corrupt(load, "no proper number in", "confidence"), 0;
    return (float)number;
}

static ws_hash load_hex(loader *load, const char *hex, const char *key)
{
    ws_hash hash = {{0}};
    if (!hex || strlen(hex) != 32 || strspn(hex, "0123456789abcdef") != 32)
        return fail_corrupt(load, "no hash in", key), hash;
    for (size_t i = 0; i < 2 * sizeof hash.bytes; i++)
        hash.bytes[i / 2] = (uint8_t)(hash.bytes[i / 2] << 4 | (hex[i] <= '9' ? hex[i] - '0' : hex[i] - 'a' + 10));
    return hash;
}

static ws_hash load_hash(loader *load, const cJSON *object, const char *key)
{
    return load_hex(load, cJSON_GetStringValue(ws_json_member(object, key)), key);
}

/* The elements of an array member; 0 when absent. */
static size_t array_size(loader *load, const cJSON *object, const char *key, const cJSON **array)
{
    *array = ws_json_member(object, key);
    if (!*array) return 0;
    if (!cJSON_IsArray(*array)) return fail_corrupt(load, "no list in", key), 0;
    return (size_t)cJSON_GetArraySize(*array);
}

static ws_spans load_spans(loader *load, const cJSON *object, const char *key, size_t text_size)
{
    const cJSON *array, *member;
    ws_spans spans = {NULL, 0};
    size_t count = array_size(load, object, key, &array);
    if (!count) return spans;
    if (count % 2) return fail_corrupt(load, "half a span in", key), spans;
    spans.items = ws_arena_array(load->arena, count / 2, sizeof *spans.items);
    if (!spans.items) return fail_memory(load), (ws_spans){NULL, 0};
    uint32_t before = 0;
    for (member = array->child; member && !load->status; member = member->next->next) {
        ws_span *span = &spans.items[spans.count++];
        span->begin = load_number(load, member, key, text_size);
        span->end = load_number(load, member->next, key, text_size);
        if (span->begin < before || span->end <= span->begin) fail_corrupt(load, "spans out of order in", key);
        before = span->end;
    }
    return spans;
}

static void load_speakers(loader *load, const cJSON *object, ws_statement *out)
{
    const cJSON *array, *each;
    size_t count = array_size(load, object, "speakers", &array);
    if (!count) return;
    out->speakers = ws_arena_array(load->arena, count, sizeof *out->speakers);
    if (!out->speakers) {
        fail_memory(load);
        return;
    }
    cJSON_ArrayForEach(each, array)
    {
        ws_speaker *speaker = &out->speakers[out->speaker_count++];
        speaker->name = load_text(load, each, "name");
        speaker->key = load_text(load, each, "key");
        speaker->type = (ws_speaker_type)load_value(load, each, "type", WS_SPEAKER_TYPES);
        speaker->naming = (ws_naming)load_value(load, each, "naming", WS_NAMINGS);
        speaker->basis = (ws_basis)load_value(load, each, "basis", WS_BASES);
        speaker->role = load_text(load, each, "role");
        speaker->affiliation = load_text(load, each, "affiliation");
        speaker->count = load_text(load, each, "count");
        speaker->confidence = load_confidence(load, each);
    }
}

static void load_via(loader *load, const cJSON *object, ws_statement *out)
{
    const cJSON *array, *each;
    size_t count = array_size(load, object, "via", &array);
    if (!count) return;
    out->via = ws_arena_array(load->arena, count, sizeof *out->via);
    if (!out->via) {
        fail_memory(load);
        return;
    }
    cJSON_ArrayForEach(each, array)
    {
        ws_via *via = &out->via[out->via_count++];
        via->name = load_text(load, each, "name");
        via->type = (ws_speaker_type)load_value(load, each, "type", WS_SPEAKER_TYPES);
    }
}

static ws_hash *load_ids(loader *load, const cJSON *object, const char *key, size_t *count)
{
    const cJSON *array, *each;
    size_t size = array_size(load, object, key, &array), i = 0;
    if (!size) return NULL;
    ws_hash *ids = ws_arena_array(load->arena, size, sizeof *ids);
    if (!ids) return fail_memory(load), NULL;
    cJSON_ArrayForEach(each, array) ids[i++] = load_hex(load, cJSON_GetStringValue(each), key);
    *count = size;
    return ids;
}

static void load_sourcing(loader *load, const cJSON *object, ws_statement *out)
{
    size_t repeated = 0;
    out->rests_on = load_ids(load, object, "rests_on", &out->rests_on_count);
    out->repeats = load_ids(load, object, "repeats", &repeated);
    out->anonymity.proximity = (ws_proximity)load_value(load, object, "proximity", WS_PROXIMITIES);
    out->anonymity.reason = load_text(load, object, "reason");
    out->anonymity.stock = load_bool(load, object, "stock");
    out->anonymity.descriptor = load_text(load, object, "descriptor");
    out->anonymity.specificity = (ws_specificity)load_value(load, object, "specificity", WS_SPECIFICITIES);
    out->anonymity.judgement = (ws_judgement)load_value(load, object, "judgement", WS_JUDGEMENTS);
    out->document.seen_by = load_text(load, object, "seen_by");
    out->document.obtained = load_text(load, object, "obtained");
}

static void load_classes(loader *load, const cJSON *object, ws_statement *out)
{
    out->part = (ws_part)load_value(load, object, "part", WS_PARTS);
    out->produced = (ws_produced)load_value(load, object, "produced", WS_PRODUCTIONS);
    out->form = (ws_form)load_value(load, object, "form", WS_FORMS);
    out->act = (ws_act)load_value(load, object, "act", WS_ACTS);
    out->negated = load_bool(load, object, "negated");
    out->stance = (ws_stance)load_value(load, object, "stance", WS_STANCES);
    out->tone = (ws_tone)load_value(load, object, "tone", WS_TONES);
    out->state = (ws_state)load_value(load, object, "state", WS_STATES);
    out->response.kind = (ws_response_kind)load_value(load, object, "response", WS_RESPONSE_KINDS);
    out->response.asked_by = load_text(load, object, "asked_by");
    out->response.about = load_text(load, object, "about");
    out->setting = (ws_setting)load_value(load, object, "setting", WS_SETTINGS);
    out->unresolved = load_bool(load, object, "unresolved");
    out->firsthand = load_bool(load, object, "firsthand");
    out->translated = load_bool(load, object, "translated");
}

static void load_texts(loader *load, const cJSON *object, ws_statement *out)
{
    out->cue_lemma = load_text(load, object, "cue_lemma");
    out->addressee = load_text(load, object, "addressee");
    out->given_to = load_text(load, object, "given_to");
    out->medium = load_text(load, object, "medium");
    out->occasion = load_text(load, object, "occasion");
    out->time.text = load_text(load, object, "time_text");
    out->time.date = load_text(load, object, "time_date");
    out->time.precision = load_text(load, object, "time_precision");
    out->model = load_text(load, object, "model");
    out->indexed = load_text(load, object, "indexed");
    out->replaces = load_text(load, object, "replaces");
    out->first_seen = load_text(load, object, "first_seen");
    out->reread.when = load_text(load, object, "reread_when");
    out->reread.speakers = load_text(load, object, "reread_speakers");
}

/* 0 where there is none. */
static float load_share(loader *load, const cJSON *object, const char *key)
{
    const cJSON *member = ws_json_member(object, key);
    double number = cJSON_IsNumber(member) ? member->valuedouble : member ? -1 : 0;
    if (!(number >= 0 && number <= 1)) return fail_corrupt(load, "no proper number in", key), 0;
    return (float)number;
}

static void load_sure(loader *load, const cJSON *object, ws_statement *out)
{
    const cJSON *sure = ws_json_member(object, "confidences");
    if (!sure) return;
    out->sure.addressee = load_share(load, sure, "addressee");
    out->sure.medium = load_share(load, sure, "medium");
    out->sure.time = load_share(load, sure, "time");
    out->sure.via = load_share(load, sure, "via");
}

/* Only the head: without what stands last. */
static ws_status read_unsqueezed(const char *bytes, size_t size, bool head, cJSON **out, ws_error *why)
{
    ws_buffer json = WS_BUFFER_INIT(UNSQUEEZED_BYTES);
    *out = NULL;
    ws_status status = ws_unsqueeze_before(&json, bytes, size, head ? ",\"text\":\"" : NULL, why);
    if (head && json.size && json.bytes[json.size - 1] != '}') ws_buffer_putc(&json, '}');
    if (status == WS_OK) status = ws_json_read(json.bytes ? json.bytes : "", json.size, out, why);
    ws_buffer_free(&json);
    return status;
}

static cJSON *read_object(loader *load, const char *bytes, size_t size, bool head)
{
    cJSON *object;
    ws_error why;
    ws_status status = ws_is_squeezed(bytes, size) ? read_unsqueezed(bytes, size, head, &object, &why)
                                                   : ws_json_read(bytes, size, &object, &why);
    if (status == WS_NO_MEMORY)
        fail_memory(load);
    else if (status)
        fail_corrupt(load, "unreadable:", why.message);
    else if (!cJSON_IsObject(object))
        fail_corrupt(load, "no object:", "{");
    return object;
}

ws_status ws_statement_load(ws_arena *arena, const char *bytes, size_t size, size_t text_size, ws_statement *out,
                            ws_error *error)
{
    loader load = {arena, error, WS_OK};
    memset(out, 0, sizeof *out);
    cJSON *object = read_object(&load, bytes, size, false);
    if (!load.status) {
        out->id = load_hash(&load, object, "id");
        out->paragraph = load_number(&load, ws_json_member(object, "paragraph"), "paragraph", UINT32_MAX);
        out->source = load_spans(&load, object, "source", text_size);
        out->cue = load_spans(&load, object, "cue", text_size);
        out->content = load_spans(&load, object, "content", text_size);
        out->quoted = load_spans(&load, object, "quoted", text_size);
        load_classes(&load, object, out);
        load_speakers(&load, object, out);
        load_via(&load, object, out);
        load_sourcing(&load, object, out);
        load_texts(&load, object, out);
        out->confidence = load_confidence(&load, object);
        load_sure(&load, object, out);
    }
    cJSON_Delete(object);
    return load.status;
}

static void load_parts(loader *load, const cJSON *object, ws_article *out)
{
    const cJSON *array, *each;
    size_t count = array_size(load, object, "parts", &array);
    uint32_t before = 0;
    ws_article_part *parts = count ? ws_arena_array(load->arena, count, sizeof *parts) : NULL;
    if (count && !parts) fail_memory(load);
    if (!parts) return;
    out->parts = parts;
    cJSON_ArrayForEach(each, array)
    {
        ws_spans span = load_spans(load, each, "span", out->text_size);
        int part = load_value(load, each, "part", WS_PARTS);
        if (span.count != 1 || span.items[0].begin < before || part == WS_PART_BODY)
            fail_corrupt(load, "no proper part in", "parts");
        if (load->status) return;
        before = span.items[0].end;
        parts[out->part_count++] = (ws_article_part){span.items[0], (ws_part)part};
    }
}

static void load_head(loader *load, const cJSON *object, ws_article *out)
{
    out->status = (ws_article_status)load_value(load, object, "status", WS_ARTICLE_STATUSES);
    out->content = load_hash(load, object, "content");
    out->id = load_text(load, object, "id");
    out->input_id = load_text(load, object, "input_id");
    out->input_id_is_number = load_bool(load, object, "input_id_is_number");
    out->title = load_text(load, object, "title");
    out->url = load_text(load, object, "url");
    out->publisher = load_text(load, object, "publisher");
    out->author = load_text(load, object, "author");
    out->section = load_text(load, object, "section");
    out->published = load_text(load, object, "published");
    out->updated = load_text(load, object, "updated");
    out->language = load_text(load, object, "language");
    out->dateline = load_text(load, object, "dateline");
    out->credit = load_text(load, object, "credit");
    out->correction = load_text(load, object, "correction");
    out->embargoed = load_text(load, object, "embargoed");
    out->release = (ws_release)load_value(load, object, "release", WS_RELEASES);
    out->path = load_text(load, object, "path");
    if (!out->id) fail_corrupt(load, "nothing in", "id");
}

ws_status ws_article_load(ws_arena *arena, const char *bytes, size_t size, ws_article *out, ws_error *error)
{
    loader load = {arena, error, WS_OK};
    memset(out, 0, sizeof *out);
    cJSON *object = read_object(&load, bytes, size, false);
    if (!load.status) {
        load_head(&load, object, out);
        out->text = load_text(&load, object, "text");
        if (!out->text) fail_corrupt(&load, "nothing in", "text");
        if (out->text) out->text_size = strlen(out->text);
        load_parts(&load, object, out);
    }
    cJSON_Delete(object);
    return load.status;
}

ws_status ws_article_load_head(ws_arena *arena, const char *bytes, size_t size, ws_article *out, ws_error *error)
{
    loader load = {arena, error, WS_OK};
    memset(out, 0, sizeof *out);
    cJSON *object = read_object(&load, bytes, size, true);
    if (!load.status) load_head(&load, object, out);
    cJSON_Delete(object);
    return load.status;
}
