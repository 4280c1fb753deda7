/* SPDX-License-Identifier: GPL-3.0-or-later */
/* IPTC ninjs 3.1: one composite item, each statement a text associated with it. */
#include "items.h"

#include <string.h>

static bool add_value(cJSON *item, const char *array, const char *role, const char *value)
{
    cJSON *each = ws_item_append(ws_item_array(item, array));
    return each && ws_item_text(each, "role", role) && ws_item_text(each, "contentType", "text/plain") &&
           ws_item_text(each, "value", value);
}

/* Named people and bodies; a source without a name is in the headline only, as the article describes it. */
static bool add_speakers(cJSON *item, const ws_statement *statement, ws_speaker_type type, const char *array)
{
    cJSON *list = NULL;
    for (size_t i = 0; i < statement->speaker_count; i++) {
        const ws_speaker *speaker = &statement->speakers[i];
        if (!speaker->key || speaker->type != type) continue;
        if (!list) list = ws_item_array(item, array);
        cJSON *each = ws_item_append(list);
        if (!each || !ws_item_text(each, "name", speaker->name) || !ws_item_text(each, "rel", "speaker") ||
            (type == WS_SPEAKER_PERSON && !ws_item_text(each, "literal", speaker->key)))
            return false;
    }
    return true;
}

static bool add_source(cJSON *item, const ws_sheet_entry *entry)
{
    cJSON *each = ws_item_append(ws_item_array(item, "infoSources"));
    return each &&
           ws_item_text(each, "name", entry->hit->article->publisher ? entry->hit->article->publisher : "unknown") &&
           ws_item_text(each, "role", "outlet") && ws_item_text(each, "uri", entry->url);
}

static bool fill(cJSON *item, ws_arena *arena, const ws_sheet_entry *entry)
{
    char urn[WS_URN_BYTES];
    const ws_statement *statement = entry->hit->statement;
    const ws_article *article = entry->hit->article;
    char *label = ws_item_label(arena, entry), *words = ws_item_verbatim(arena, entry->hit);
    ws_item_urn(statement->id, urn);
    return label && words && ws_item_text(item, "name", urn) && ws_item_text(item, "uri", urn) &&
           ws_item_text(item, "type", "text") && ws_item_text(item, "representationType", "partial") &&
           ws_item_text(item, "versionCreated", ws_item_is_moment(statement->indexed) ? statement->indexed : NULL) &&
           ws_item_text(item, "contentCreated", ws_item_is_moment(article->published) ? article->published : NULL) &&
           ws_item_text(item, "language", article->language) && ws_item_text(item, "by", article->author) &&
           add_value(item, "headlines", "speaker", label) && add_value(item, "bodies", "verbatim", words) &&
           add_value(item, "descriptions", "article", article->title ? article->title : "without a title") &&
           add_speakers(item, statement, WS_SPEAKER_PERSON, "people") &&
           add_speakers(item, statement, WS_SPEAKER_ORGANIZATION, "organisations") && add_source(item, entry);
}

static ws_status put_entry(ws_export *export, ws_arena *arena, const ws_sheet_entry *entry, ws_error *error)
{
    cJSON *item = cJSON_CreateObject();
    if (item && fill(item, arena, entry)) return ws_item_put(export, entry, item, error);
    cJSON_Delete(item);
    return ws_no_memory(error);
}

static bool fill_head(cJSON *head, const ws_export *export)
{
    char urn[WS_URN_BYTES];
    char *title = ws_items_title(export);
    cJSON *standard = ws_item_object(head, "standard");
    ws_items_urn(export, urn);
    return title && standard && ws_item_text(standard, "name", "ninjs") && ws_item_text(standard, "version", "3.1") &&
           ws_item_text(standard, "schema", "https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json") &&
           ws_item_text(head, "uri", urn) && ws_item_text(head, "type", "composite") &&
           ws_item_text(head, "title", title) && ws_item_text(head, "versionCreated", export->settings->now) &&
           ws_item_text(head, "edNote", ws_sheet_note);
}

static ws_status begin(ws_export *export, ws_error *error)
{
    cJSON *head = cJSON_CreateObject();
    if (head && fill_head(head, export)) return ws_items_begin(export, head, "associations", error);
    cJSON_Delete(head);
    return ws_no_memory(error);
}

static ws_status batch(ws_export *export, ws_arena *arena, const ws_hits *hits, ws_error *error)
{
    return ws_sheets_batch(export, arena, hits, put_entry, error);
}

const ws_exporter ws_ninjs_export = {
    .name = "ninjs",
    .about = "IPTC ninjs 3.1: one composite item with a text for each statement",
    .begin = begin,
    .batch = batch,
    .end = ws_items_end,
};
