/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON Feed 1.1. */
#include "items.h"

static bool add_authors(cJSON *item, const ws_article *article)
{
    if (!article->publisher && !article->author) return true;
    cJSON *author = ws_item_append(ws_item_array(item, "authors"));
    return author && ws_item_text(author, "name", article->author ? article->author : article->publisher);
}

static bool add_tags(cJSON *item, const ws_statement *statement)
{
    const char *const tags[] = {ws_value_name(WS_FORMS, (int)statement->form),
                                ws_value_name(WS_ACTS, (int)statement->act), statement->firsthand ? NULL : "relayed"};
    cJSON *array = ws_item_array(item, "tags");
    for (size_t i = 0; array && i < sizeof tags / sizeof *tags && tags[i]; i++) {
        cJSON *tag = cJSON_CreateString(tags[i]);
        if (!tag || !cJSON_AddItemToArray(array, tag)) return false;
    }
    return array != NULL;
}

static bool fill(cJSON *item, ws_arena *arena, const ws_sheet_entry *entry)
{
    char urn[WS_URN_BYTES];
    const ws_article *article = entry->hit->article;
    char *label = ws_item_label(arena, entry), *words = ws_item_verbatim(arena, entry->hit);
    char *place = ws_arena_printf(arena, "%s, %s: %s%s%s", entry->outlet, entry->day ? entry->day : "no date",
                                  entry->title, entry->why ? " \xc2\xb7 " : "", entry->why ? entry->why : "");
    const char *published = ws_item_is_moment(article->published) ? article->published : NULL;
    const char *indexed = entry->hit->statement->indexed;
    ws_item_urn(entry->hit->statement->id, urn);
    return label && words && place && ws_item_text(item, "id", urn) && ws_item_text(item, "url", entry->url) &&
           ws_item_text(item, "title", label) && ws_item_text(item, "content_text", words) &&
           ws_item_text(item, "summary", place) && ws_item_text(item, "date_published", published) &&
           ws_item_text(item, "date_modified", ws_item_is_moment(indexed) ? indexed : NULL) &&
           add_authors(item, article) && add_tags(item, entry->hit->statement) &&
           ws_item_text(item, "language", article->language);
}

static ws_status put_entry(ws_export *export, ws_arena *arena, const ws_sheet_entry *entry, ws_error *error)
{
    cJSON *item = cJSON_CreateObject();
    if (item && fill(item, arena, entry)) return ws_item_put(export, entry, item, error);
    cJSON_Delete(item);
    return ws_no_memory(error);
}

static ws_status begin(ws_export *export, ws_error *error)
{
    cJSON *head = cJSON_CreateObject();
    char *title = ws_items_title(export);
    if (head && title && ws_item_text(head, "version", "https://jsonfeed.org/version/1.1") &&
        ws_item_text(head, "title", title) && ws_item_text(head, "description", ws_sheet_note))
        return ws_items_begin(export, head, "items", error);
    cJSON_Delete(head);
    return ws_no_memory(error);
}

static ws_status batch(ws_export *export, ws_arena *arena, const ws_hits *hits, ws_error *error)
{
    return ws_sheets_batch(export, arena, hits, put_entry, error);
}

const ws_exporter ws_jsonfeed_export = {
    .name = "jsonfeed",
    .about = "a JSON Feed 1.1",
    .begin = begin,
    .batch = batch,
    .end = ws_items_end,
};
