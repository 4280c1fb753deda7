/* SPDX-License-Identifier: GPL-3.0-or-later */
/* W3C Web Annotation: each statement as a note on its article, found again by its words or by its place. */
#include "items.h"

enum { CONTEXT = 32 }; /* code points before and behind the words */

static bool add_context(cJSON *selector, ws_arena *arena, const ws_article *article, const ws_offsets *offsets,
                        ws_span extent)
{
    size_t begin = ws_offsets_codepoint(offsets, extent.begin), end = ws_offsets_codepoint(offsets, extent.end);
    size_t from = ws_offsets_byte(offsets, begin > CONTEXT ? begin - CONTEXT : 0);
    size_t to = ws_offsets_byte(offsets, end + CONTEXT);
    char *prefix = ws_arena_string(arena, article->text + from, extent.begin - from);
    char *suffix = ws_arena_string(arena, article->text + extent.end, to - extent.end);
    return prefix && suffix && ws_item_text(selector, "prefix", prefix) && ws_item_text(selector, "suffix", suffix);
}

static bool add_selectors(cJSON *target, ws_arena *arena, const ws_hit *hit)
{
    ws_span extent = ws_statement_extent(hit->statement);
    const ws_offsets *offsets = ws_offsets_new(arena, hit->article->text, hit->article->text_size);
    cJSON *selectors = ws_item_array(target, "selector");
    cJSON *quote = ws_item_append(selectors), *place = ws_item_append(selectors);
    char *exact = ws_item_verbatim(arena, hit);
    return offsets && quote && place && exact && ws_item_text(quote, "type", "TextQuoteSelector") &&
           ws_item_text(quote, "exact", exact) && add_context(quote, arena, hit->article, offsets, extent) &&
           ws_item_text(place, "type", "TextPositionSelector") &&
           cJSON_AddNumberToObject(place, "start", (double)ws_offsets_codepoint(offsets, extent.begin)) &&
           cJSON_AddNumberToObject(place, "end", (double)ws_offsets_codepoint(offsets, extent.end));
}

static bool fill(cJSON *item, ws_arena *arena, const ws_sheet_entry *entry, ws_error *error)
{
    char urn[WS_URN_BYTES];
    char *label = ws_item_label(arena, entry);
    const char *source = ws_item_source(arena, entry, error);
    const char *indexed = entry->hit->statement->indexed;
    ws_item_urn(entry->hit->statement->id, urn);
    if (!label || !source || !ws_item_text(item, "id", urn) || !ws_item_text(item, "type", "Annotation") ||
        !ws_item_text(item, "motivation", "describing") ||
        !ws_item_text(item, "created", ws_item_is_moment(indexed) ? indexed : NULL))
        return false;
    cJSON *body = ws_item_object(item, "body"), *target = ws_item_object(item, "target");
    return body && target && ws_item_text(body, "type", "TextualBody") && ws_item_text(body, "value", label) &&
           ws_item_text(body, "format", "text/plain") && ws_item_text(body, "language", "en") &&
           ws_item_text(target, "source", source) && add_selectors(target, arena, entry->hit);
}

static ws_status put_entry(ws_export *export, ws_arena *arena, const ws_sheet_entry *entry, ws_error *error)
{
    cJSON *item = cJSON_CreateObject();
    if (item && fill(item, arena, entry, error)) return ws_item_put(export, entry, item, error);
    cJSON_Delete(item);
    return ws_no_memory(error);
}

/* The only page of its collection, which is the export. */
static bool fill_head(cJSON *head, const ws_export *export)
{
    char page[WS_URN_BYTES], whole[WS_URN_BYTES];
    ws_items_urn(export, whole);
    const char *const parts[] = {"page", whole};
    ws_item_urn(ws_hash_strings(parts, 2), page);
    char *label = ws_items_title(export);
    cJSON *collection = NULL;
    return label && ws_item_text(head, "@context", "http://www.w3.org/ns/anno.jsonld") &&
           ws_item_text(head, "id", page) && ws_item_text(head, "type", "AnnotationPage") &&
           (collection = ws_item_object(head, "partOf")) && ws_item_text(collection, "id", whole) &&
           ws_item_text(collection, "type", "AnnotationCollection") && ws_item_text(collection, "label", label) &&
           cJSON_AddNumberToObject(head, "startIndex", 0);
}

static ws_status begin(ws_export *export, ws_error *error)
{
    cJSON *head = cJSON_CreateObject();
    if (head && fill_head(head, export)) return ws_items_begin(export, head, "items", error);
    cJSON_Delete(head);
    return ws_no_memory(error);
}

static ws_status batch(ws_export *export, ws_arena *arena, const ws_hits *hits, ws_error *error)
{
    return ws_sheets_batch(export, arena, hits, put_entry, error);
}

const ws_exporter ws_annotation_export = {
    .name = "annotation",
    .about = "W3C Web Annotations, with the words and their place in the article's text",
    .begin = begin,
    .batch = batch,
    .end = ws_items_end,
};
