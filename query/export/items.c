/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "items.h"

#include <string.h>

void ws_item_urn(ws_hash hash, char urn[WS_URN_BYTES])
{
    char hex[33];
    ws_hash_hex(hash, hex);
    snprintf(urn, WS_URN_BYTES, "urn:uuid:%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16, hex + 20);
}

void ws_items_urn(const ws_export *export, char urn[WS_URN_BYTES])
{
    const char *const parts[] = {"export", export->settings->query_text,
                                 export->settings->feed ? export->settings->feed : export->settings->now};
    ws_item_urn(ws_hash_strings(parts, sizeof parts / sizeof *parts), urn);
}

char *ws_items_title(const ws_export *export)
{
    const char *name = export->settings->name, *query = ws_sheet_query(export, export->arena);
    return query ? ws_arena_printf(export->arena, "%s: %s", name ? name : "whosaid", query) : NULL;
}

bool ws_item_text(cJSON *object, const char *name, const char *text)
{
    return !text || cJSON_AddStringToObject(object, name, text) != NULL;
}

cJSON *ws_item_object(cJSON *object, const char *name)
{
    return object ? cJSON_AddObjectToObject(object, name) : NULL;
}

cJSON *ws_item_array(cJSON *object, const char *name)
{
    return object ? cJSON_AddArrayToObject(object, name) : NULL;
}

cJSON *ws_item_append(cJSON *array)
{
    cJSON *object = array ? cJSON_CreateObject() : NULL;
    if (object && cJSON_AddItemToArray(array, object)) return object;
    cJSON_Delete(object);
    return NULL;
}

bool ws_item_is_moment(const char *iso)
{
    size_t size = iso ? strlen(iso) : 0;
    return (size == 20 && iso[10] == 'T' && iso[19] == 'Z') ||
           (size == 25 && iso[10] == 'T' && (iso[19] == '+' || iso[19] == '-') && iso[22] == ':');
}

char *ws_item_verbatim(ws_arena *arena, const ws_hit *hit)
{
    ws_span extent = ws_statement_extent(hit->statement);
    return ws_arena_string(arena, hit->article->text + extent.begin, extent.end - extent.begin);
}

char *ws_item_label(ws_arena *arena, const ws_sheet_entry *entry)
{
    return ws_arena_printf(arena, "%s%s%s", entry->name, *entry->labels ? " \xc2\xb7 " : "", entry->labels);
}

const char *ws_item_source(ws_arena *arena, const ws_sheet_entry *entry, ws_error *error)
{
    char urn[WS_URN_BYTES];
    ws_hash key;
    if (entry->url) return entry->url;
    if (ws_export_article_key(entry->hit->article, &key, error) != WS_OK) return NULL;
    ws_item_urn(key, urn);
    char *kept = ws_arena_strdup(arena, urn);
    if (!kept) ws_no_memory(error);
    return kept;
}

ws_status ws_item_put(ws_export *export, const ws_sheet_entry *entry, cJSON *item, ws_error *error)
{
    ws_buffer buffer = WS_BUFFER_INIT(WS_JSON_BYTES);
    if (!item) return ws_no_memory(error);
    if (entry->index) ws_buffer_puts(&buffer, ",\n");
    ws_status status = ws_json_add_value(&buffer, item, error);
    cJSON_Delete(item);
    return ws_json_finish(&buffer, export->out, status, error);
}

ws_status ws_items_begin(ws_export *export, cJSON *head, const char *name, ws_error *error)
{
    ws_buffer buffer = WS_BUFFER_INIT(WS_JSON_BYTES);
    if (!head) return ws_no_memory(error);
    ws_status status = ws_json_add_value(&buffer, head, error);
    cJSON_Delete(head);
    if (status == WS_OK) fwrite(buffer.bytes, 1, buffer.size - 1, export->out); /* all but the closing brace */
    if (status == WS_OK) fprintf(export->out, ",\"%s\":[\n", name);
    ws_buffer_free(&buffer);
    return status;
}

ws_status ws_items_end(ws_export *export, ws_error *error)
{
    (void)error;
    fputs("\n]}\n", export->out);
    return WS_OK;
}
