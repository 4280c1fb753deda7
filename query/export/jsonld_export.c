/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema.org as JSON-LD: a Quotation where all stands in quotation marks, a Claim for what a paraphrase holds to be so,
 * and a CreativeWork for what is neither: questions, requests, refusals, thoughts, and what was not said. */
#include "items.h"

#include <string.h>

static const char *type_of(const ws_statement *statement)
{
    switch (statement->act) {
    case WS_ACT_QUESTION:
    case WS_ACT_REQUEST:
    case WS_ACT_NO_COMMENT:
    case WS_ACT_NO_RESPONSE:
    case WS_ACT_THOUGHT:
        return "CreativeWork";
    default:
        if (statement->negated) return "CreativeWork";
        return statement->form == WS_FORM_DIRECT ? "Quotation" : "Claim";
    }
}

/* Who is known to Wikidata has its address; nobody else is linked across articles. */
static bool add_identity(cJSON *object, const ws_export *export, const ws_speaker *speaker, ws_arena *arena)
{
    const ws_person *person = NULL;
    if (!speaker->key || !export->people) return true;
    if (ws_people_of(export->people, speaker->key, &person, NULL) != WS_OK) return false;
    if (!person || !person->entry || !person->entry->id) return true;
    char *id = ws_arena_printf(arena, "http://www.wikidata.org/entity/%s", person->entry->id);
    return id && ws_item_text(object, "@id", id);
}

static bool add_speakers(cJSON *item, const ws_export *export, const ws_statement *statement, ws_arena *arena)
{
    cJSON *list = statement->speaker_count ? ws_item_array(item, "creator") : NULL;
    for (size_t i = 0; i < statement->speaker_count; i++) {
        const ws_speaker *speaker = &statement->speakers[i];
        bool single = speaker->type == WS_SPEAKER_PERSON || speaker->type == WS_SPEAKER_ROLE ||
                      speaker->type == WS_SPEAKER_ANONYMOUS;
        cJSON *each = ws_item_append(list);
        if (!each || !ws_item_text(each, "@type", single ? "Person" : "Organization") ||
            !ws_item_text(each, speaker->key ? "name" : "description", speaker->name) ||
            !ws_item_text(each, "jobTitle", single ? speaker->role : NULL) ||
            !add_identity(each, export, speaker, arena))
            return false;
    }
    return true;
}

static bool add_named(cJSON *object, const char *name, const char *type, const char *value)
{
    if (!value) return true;
    cJSON *each = ws_item_object(object, name);
    return each && ws_item_text(each, "@type", type) && ws_item_text(each, "name", value);
}

static bool add_article(cJSON *item, const ws_sheet_entry *entry, const char *member, const char *source)
{
    const ws_article *article = entry->hit->article;
    cJSON *object = ws_item_object(item, member);
    return object && ws_item_text(object, "@type", "NewsArticle") && ws_item_text(object, "@id", source) &&
           ws_item_text(object, "url", entry->url) && ws_item_text(object, "headline", article->title) &&
           ws_item_text(object, "datePublished", article->published) &&
           ws_item_text(object, "inLanguage", article->language) &&
           add_named(object, "publisher", "Organization", article->publisher) &&
           add_named(object, "author", "Person", article->author);
}

/* A month or a year is no Date of schema.org. */
static const char *day_of(const ws_statement *statement)
{
    const char *date = statement->time.date;
    return date && strlen(date) >= sizeof "2025-03-08" - 1 ? date : NULL;
}

static bool fill(cJSON *item, const ws_export *export, ws_arena *arena, const ws_sheet_entry *entry, ws_error *error)
{
    char urn[WS_URN_BYTES];
    const ws_statement *statement = entry->hit->statement;
    const char *type = type_of(statement), *source = ws_item_source(arena, entry, error);
    char *label = ws_item_label(arena, entry), *words = ws_item_verbatim(arena, entry->hit);
    bool claim = !strcmp(type, "Claim");
    ws_item_urn(statement->id, urn);
    return source && label && words && ws_item_text(item, "@type", type) && ws_item_text(item, "@id", urn) &&
           ws_item_text(item, "text", words) && ws_item_text(item, "description", label) &&
           ws_item_text(item, "dateCreated", day_of(statement)) && add_speakers(item, export, statement, arena) &&
           add_article(item, entry, claim ? "appearance" : "isPartOf", source);
}

static ws_status put_entry(ws_export *export, ws_arena *arena, const ws_sheet_entry *entry, ws_error *error)
{
    cJSON *item = cJSON_CreateObject();
    if (item && fill(item, export, arena, entry, error)) return ws_item_put(export, entry, item, error);
    cJSON_Delete(item);
    return ws_no_memory(error);
}

static ws_status begin(ws_export *export, ws_error *error)
{
    cJSON *head = cJSON_CreateObject();
    if (head && ws_item_text(head, "@context", "https://schema.org"))
        return ws_items_begin(export, head, "@graph", error);
    cJSON_Delete(head);
    return ws_no_memory(error);
}

static ws_status batch(ws_export *export, ws_arena *arena, const ws_hits *hits, ws_error *error)
{
    return ws_sheets_batch(export, arena, hits, put_entry, error);
}

const ws_exporter ws_jsonld_export = {
    .name = "jsonld",
    .about = "schema.org as JSON-LD: Quotation and Claim",
    .begin = begin,
    .batch = batch,
    .end = ws_items_end,
};
