/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paging.h"

#include "json_values.h"

/* Items are moved, not deleted by their number: that would be quadratic. */
static cJSON *cut(cJSON *array, const ws_page_asked *page)
{
    cJSON *kept = cJSON_CreateArray();
    size_t at = 0;
    while (kept && array->child) {
        cJSON *item = cJSON_DetachItemFromArray(array, 0);
        bool inside = at >= page->offset && (!page->limit || at - page->offset < page->limit);
        if (!inside || !cJSON_AddItemToArray(kept, item)) cJSON_Delete(item);
        at++;
    }
    return kept;
}

static bool set_number(cJSON *object, const char *name, size_t number)
{
    cJSON_DeleteItemFromObjectCaseSensitive(object, name);
    return cJSON_AddNumberToObject(object, name, (double)number) != NULL;
}

ws_status ws_paging_cut(ws_buffer *answer, const char *list, const ws_page_asked *page, ws_error *error)
{
    cJSON *json = NULL, *array;
    ws_error unread;
    bool read = ws_json_read(answer->size ? answer->bytes : "", answer->size, &json, &unread) == WS_OK;
    array = read ? cJSON_GetObjectItemCaseSensitive(json, list) : NULL;
    if (!cJSON_IsArray(array)) {
        cJSON_Delete(json);
        return ws_fail(error, WS_USAGE, "they go with JSON as one value", "this answer takes no limit and no offset");
    }
    size_t total = (size_t)cJSON_GetArraySize(array);
    cJSON *kept = cut(array, page);
    bool done = kept && set_number(json, "offset", page->offset) && set_number(json, "total", total) &&
                cJSON_ReplaceItemInObjectCaseSensitive(json, list, kept);
    if (!done) cJSON_Delete(kept);
    ws_buffer_clear(answer);
    ws_status status = done ? ws_json_add_value(answer, json, error) : ws_no_memory(error);
    ws_buffer_putc(answer, '\n');
    cJSON_Delete(json);
    return status;
}
