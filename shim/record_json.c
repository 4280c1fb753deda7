/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The record as people and programs get it: schema_version 1. Offsets become code points here and nowhere else. */
#include "json.h"
#include "json_build.h"

#include <string.h>

cJSON *ws_article_json(const ws_article *article, bool with_text)
{
    ws_builder builder = {false};
    cJSON *object = cJSON_CreateObject();
    ws_build_string(&builder, object, "id", article->masked ? NULL : article->id);
    ws_build_string(&builder, object, "title", article->title);
    ws_build_string(&builder, object, "url", article->masked ? NULL : article->url);
    ws_build_string(&builder, object, "publisher", article->publisher);
    ws_build_string(&builder, object, "author", article->author);
    ws_build_string(&builder, object, "section", article->section);
    ws_build_string(&builder, object, "published", article->published);
    ws_build_string(&builder, object, "updated", article->updated);
    ws_build_string(&builder, object, "language", article->language);
    if (article->credit) ws_build_string(&builder, object, "credit", article->credit);
    if (article->correction) ws_build_string(&builder, object, "correction", article->correction);
    ws_build_string(&builder, object, "path", article->masked ? NULL : article->path);
    if (with_text) ws_build_string(&builder, object, "text", article->text);
    return ws_build_done(&builder, object);
}

static cJSON *spans_json(const ws_offsets *offsets, ws_spans spans)
{
    ws_builder builder = {false};
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; i < spans.count; i++) {
        cJSON *pair = cJSON_CreateArray();
        ws_build_number(&builder, pair, NULL, (double)ws_offsets_codepoint(offsets, spans.items[i].begin));
        ws_build_number(&builder, pair, NULL, (double)ws_offsets_codepoint(offsets, spans.items[i].end));
        ws_build_add(&builder, array, NULL, pair);
    }
    return ws_build_done(&builder, array);
}

/* {"text", "spans"}: the words and where they stand. */
static cJSON *part_json(ws_arena *scratch, const ws_article *article, const ws_offsets *offsets, ws_spans spans)
{
    ws_builder builder = {false};
    cJSON *object = cJSON_CreateObject();
    const char *text = ws_spans_text(scratch, article->text, spans);
    builder.failed = !text;
    ws_build_string(&builder, object, "text", spans.count ? text : NULL);
    ws_build_add(&builder, object, "spans", spans_json(offsets, spans));
    return ws_build_done(&builder, object);
}

static cJSON *response_json(const ws_statement *statement)
{
    if (statement->response.kind == WS_RESPONSE_NONE) return cJSON_CreateNull();
    ws_builder builder = {false};
    cJSON *object = cJSON_CreateObject();
    ws_build_value(&builder, object, "kind", WS_RESPONSE_KINDS, (int)statement->response.kind, -1);
    ws_build_string(&builder, object, "asked_by", statement->response.asked_by);
    ws_build_string(&builder, object, "about", statement->response.about);
    return ws_build_done(&builder, object);
}

static cJSON *speaker_json(const ws_speaker *speaker)
{
    ws_builder builder = {false};
    cJSON *object = cJSON_CreateObject();
    ws_build_string(&builder, object, "name", speaker->name);
    ws_build_string(&builder, object, "id", speaker->key);
    ws_build_value(&builder, object, "type", WS_SPEAKER_TYPES, (int)speaker->type, -1);
    ws_build_value(&builder, object, "naming", WS_NAMINGS, (int)speaker->naming, WS_NAMING_UNKNOWN);
    ws_build_string(&builder, object, "role", speaker->role);
    ws_build_string(&builder, object, "affiliation", speaker->affiliation);
    ws_build_string(&builder, object, "count", speaker->count);
    ws_build_value(&builder, object, "basis", WS_BASES, (int)speaker->basis, WS_BASIS_NONE);
    ws_build_confidence(&builder, object, "confidence", speaker->confidence);
    return ws_build_done(&builder, object);
}

static cJSON *speakers_json(const ws_statement *statement)
{
    ws_builder builder = {false};
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; i < statement->speaker_count; i++)
        ws_build_add(&builder, array, NULL, speaker_json(&statement->speakers[i]));
    return ws_build_done(&builder, array);
}

static cJSON *via_json(const ws_statement *statement)
{
    ws_builder builder = {false};
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; i < statement->via_count; i++) {
        cJSON *link = cJSON_CreateObject();
        ws_build_string(&builder, link, "name", statement->via[i].name);
        ws_build_value(&builder, link, "type", WS_SPEAKER_TYPES, (int)statement->via[i].type, -1);
        ws_build_add(&builder, array, NULL, link);
    }
    return ws_build_done(&builder, array);
}

static cJSON *rests_on_json(const ws_statement *statement)
{
    ws_builder builder = {false};
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; i < statement->rests_on_count; i++) {
        char id[33];
        ws_hash_hex(statement->rests_on[i], id);
        ws_build_string(&builder, array, NULL, id);
    }
    return ws_build_done(&builder, array);
}

static cJSON *anonymity_json(const ws_anonymity *anonymity)
{
    if (anonymity->proximity == WS_PROXIMITY_NONE) return cJSON_CreateNull();
    ws_builder builder = {false};
    cJSON *object = cJSON_CreateObject();
    ws_build_value(&builder, object, "proximity", WS_PROXIMITIES, (int)anonymity->proximity, WS_PROXIMITY_NONE);
    ws_build_string(&builder, object, "reason", anonymity->reason);
    ws_build_string(&builder, object, "reason_kind",
                    !anonymity->reason ? NULL
                    : anonymity->stock ? "stock"
                                       : "specific");
    ws_build_string(&builder, object, "descriptor", anonymity->descriptor);
    ws_build_value(&builder, object, "specificity", WS_SPECIFICITIES, (int)anonymity->specificity, WS_SPECIFICITY_NONE);
    ws_build_value(&builder, object, "judgement", WS_JUDGEMENTS, (int)anonymity->judgement, WS_JUDGEMENT_NONE);
    return ws_build_done(&builder, object);
}

static cJSON *document_json(const ws_statement *statement)
{
    if (!statement->document.seen_by && !statement->document.obtained) return cJSON_CreateNull();
    ws_builder builder = {false};
    cJSON *object = cJSON_CreateObject();
    ws_build_string(&builder, object, "seen_by", statement->document.seen_by);
    ws_build_string(&builder, object, "obtained", statement->document.obtained);
    return ws_build_done(&builder, object);
}

static cJSON *time_json(const ws_statement *statement)
{
    if (!statement->time.text && !statement->time.date) return cJSON_CreateNull();
    ws_builder builder = {false};
    cJSON *object = cJSON_CreateObject();
    ws_build_string(&builder, object, "text", statement->time.text);
    ws_build_string(&builder, object, "date", statement->time.date);
    ws_build_string(&builder, object, "precision", statement->time.precision);
    return ws_build_done(&builder, object);
}

static void add_classes(ws_builder *builder, cJSON *object, const ws_statement *statement)
{
    ws_build_string(builder, object, "model", statement->model);
    ws_build_string(builder, object, "indexed", statement->indexed);
    ws_build_string(builder, object, "replaces", statement->replaces);
    ws_build_string(builder, object, "first_seen", statement->first_seen);
    ws_build_value(builder, object, "part", WS_PARTS, (int)statement->part, -1);
    ws_build_value(builder, object, "produced", WS_PRODUCTIONS, (int)statement->produced, -1);
    ws_build_value(builder, object, "form", WS_FORMS, (int)statement->form, -1);
    ws_build_value(builder, object, "act", WS_ACTS, (int)statement->act, -1);
    ws_build_bool(builder, object, "negated", statement->negated);
    ws_build_add(builder, object, "response", response_json(statement));
    ws_build_value(builder, object, "stance", WS_STANCES, (int)statement->stance, -1);
    ws_build_value(builder, object, "tone", WS_TONES, (int)statement->tone, WS_TONE_NONE);
}

/* The three parts, and all the article's characters from the first to the last of them. */
static void add_words(ws_builder *builder, cJSON *object, ws_arena *scratch, const ws_article *article,
                      const ws_offsets *offsets, const ws_statement *statement)
{
    cJSON *cue = part_json(scratch, article, offsets, statement->cue);
    cJSON *content = part_json(scratch, article, offsets, statement->content);
    if (cue) ws_build_string(builder, cue, "lemma", statement->cue_lemma);
    if (content) ws_build_add(builder, content, "quoted", spans_json(offsets, statement->quoted));
    ws_build_add(builder, object, "source", part_json(scratch, article, offsets, statement->source));
    ws_build_add(builder, object, "cue", cue);
    ws_build_add(builder, object, "content", content);
    ws_span extent = ws_statement_extent(statement);
    const char *verbatim = ws_spans_text(scratch, article->text, (ws_spans){&extent, extent.end ? 1 : 0});
    if (!verbatim) builder->failed = true;
    ws_build_string(builder, object, "verbatim", verbatim);
}

static void add_circumstances(ws_builder *builder, cJSON *object, const ws_statement *statement)
{
    ws_build_add(builder, object, "speakers", speakers_json(statement));
    ws_build_bool(builder, object, "unresolved", statement->unresolved);
    ws_build_add(builder, object, "via", via_json(statement));
    ws_build_add(builder, object, "rests_on", rests_on_json(statement));
    char repeated[33];
    if (statement->repeats) ws_hash_hex(*statement->repeats, repeated);
    ws_build_string(builder, object, "repeats", statement->repeats ? repeated : NULL);
    ws_build_bool(builder, object, "firsthand", statement->firsthand);
    ws_build_add(builder, object, "anonymity", anonymity_json(&statement->anonymity));
    ws_build_add(builder, object, "document", document_json(statement));
    ws_build_string(builder, object, "addressee", statement->addressee);
    ws_build_string(builder, object, "given_to", statement->given_to);
    ws_build_string(builder, object, "medium", statement->medium);
    ws_build_string(builder, object, "occasion", statement->occasion);
    ws_build_value(builder, object, "setting", WS_SETTINGS, (int)statement->setting, WS_SETTING_NONE);
    ws_build_add(builder, object, "time", time_json(statement));
    ws_build_bool(builder, object, "translated", statement->translated);
    ws_build_confidence(builder, object, "confidence", statement->confidence);
    ws_build_sure(builder, object, statement);
}

cJSON *ws_statement_json(const ws_article *article, const ws_offsets *offsets, const ws_statement *statement)
{
    char id[33];
    ws_builder builder = {false};
    ws_arena *scratch = ws_arena_new(0);
    if (!scratch) return NULL;
    cJSON *object = cJSON_CreateObject();
    ws_hash_hex(statement->id, id);
    ws_build_string(&builder, object, "id", id);
    ws_build_add(&builder, object, "article", ws_article_json(article, false));
    ws_build_number(&builder, object, "paragraph", statement->paragraph);
    ws_build_value(&builder, object, "status", WS_STATES, (int)statement->state, -1);
    add_classes(&builder, object, statement);
    add_words(&builder, object, scratch, article, offsets, statement);
    add_circumstances(&builder, object, statement);
    ws_arena_free(scratch);
    return ws_build_done(&builder, object);
}
