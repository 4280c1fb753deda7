/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mention_parts.h"

#include "unicode.h"

#include <stdlib.h>
#include <string.h>

static bool speaks(const cJSON *statement, const char *speaker)
{
    const cJSON *each;
    cJSON_ArrayForEach(each, ws_json_member(statement, "speakers"))
    {
        const char *id = ws_json_string(each, "id");
        if (id && !strcmp(id, speaker)) return true;
    }
    return false;
}

static int compare_places(const void *left_, const void *right_)
{
    const ws_mention_place *left = left_, *right = right_;
    if (left->begin != right->begin) return left->begin < right->begin ? -1 : 1;
    return left->number < right->number ? -1 : left->number > right->number;
}

static bool add_place(ws_view *view, ws_mention_places *out, size_t *capacity, ws_mention_place place)
{
    ws_mention_place *grown = ws_arena_grow(view->arena, out->items, out->count, capacity, sizeof *grown);
    if (!grown) return false;
    out->items = grown;
    grown[out->count++] = place;
    return true;
}

/* "Ann" is not named by "Annapolis". */
static bool goes_on(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* Bytes above ASCII behind a name are mostly marks (’s, ”): they end it, letters don't. */
static bool ends_word(const char *after)
{
    return !goes_on(*after) || !strncmp(after, "\xe2\x80", 2);
}

static bool begins_word(const char *text, const char *at)
{
    return at == text || !goes_on(at[-1]) || (at - text >= 3 && !strncmp(at - 3, "\xe2\x80", 2));
}

static const char *find_name(const char *text, const char *name)
{
    for (const char *at = text; (at = strstr(at, name)); at++)
        if (begins_word(text, at) && ends_word(at + strlen(name))) return at;
    return NULL;
}

/* Where the name stands first, unless that is in a source already. */
static bool add_name(ws_view *view, const char *text, const char *name, ws_mention_places *out, size_t *capacity)
{
    const char *found = name && *name ? find_name(text, name) : NULL;
    if (!found) return true;
    size_t begin = (size_t)(found - text), end = begin + strlen(name);
    for (size_t i = 0; i < out->count; i++)
        if (out->items[i].begin < end && begin < out->items[i].end) return true;
    return add_place(view, out, capacity, (ws_mention_place){begin, end, 0, NULL});
}

bool ws_mentions_find(ws_view *view, const char *text, const cJSON *statements, const cJSON *speaker,
                      ws_mention_places *out)
{
    const char *id = ws_json_string(speaker, "id");
    const ws_offsets *offsets = id ? ws_offsets_new(view->arena, text, strlen(text)) : NULL;
    const cJSON *each;
    size_t number = 0, capacity = 0;
    *out = (ws_mention_places){NULL, 0};
    if (!id) return true;
    if (!offsets) return false;
    cJSON_ArrayForEach(each, statements)
    {
        const cJSON *span = ws_json_member(ws_json_member(each, "source"), "spans");
        const cJSON *pair = span ? span->child : NULL;
        const cJSON *begin = cJSON_GetArrayItem(pair, 0), *end = cJSON_GetArrayItem(pair, 1);
        number++;
        if (!cJSON_IsNumber(begin) || !cJSON_IsNumber(end) || !speaks(each, id)) continue;
        ws_mention_place place = {ws_offsets_byte(offsets, (size_t)begin->valuedouble),
                                  ws_offsets_byte(offsets, (size_t)end->valuedouble), number,
                                  ws_json_string(each, "id")};
        if (!add_place(view, out, &capacity, place)) return false;
    }
    if (!add_name(view, text, ws_json_string(speaker, "name"), out, &capacity)) return false;
    if (out->count) qsort(out->items, out->count, sizeof *out->items, compare_places);
    return true;
}

static void add_mention(ws_view *view, const char *text, const ws_mention_place *place, bool chosen)
{
    ws_buffer *out = view->out;
    if (chosen)
        ws_buffer_puts(out, "<b>");
    else if (place->id)
        ws_buffer_puts(out, "<a href=\"/statement/");
    else
        ws_buffer_puts(out, "<a href=\"#name\">");
    if (!chosen && place->id) {
        ws_page_text(out, place->id);
        ws_buffer_puts(out, "\">");
    }
    ws_page_bytes(out, text + place->begin, place->end - place->begin);
    ws_buffer_puts(out, chosen ? "</b>" : "</a>");
    if (place->number) ws_buffer_printf(out, "<sup>%zu</sup>", place->number);
}

void ws_page_mentions(ws_view *view, const char *text, const cJSON *statements, const cJSON *speaker,
                      const char *chosen)
{
    enum { MOST = 12 };
    ws_mention_places places;
    if (!ws_mentions_find(view, text, statements, speaker, &places)) view->out->failed = true;
    if (view->out->failed || places.count < 2) return;
    ws_buffer_puts(view->out, "<dt>mentions</dt><dd class=\"mentions\">");
    for (size_t i = 0; i < places.count && i < MOST; i++) {
        const ws_mention_place *place = &places.items[i];
        if (i) ws_buffer_puts(view->out, " → ");
        add_mention(view, text, place, place->id && !strcmp(place->id, chosen));
    }
    if (places.count > MOST) ws_buffer_printf(view->out, " and %zu more", places.count - MOST);
    ws_buffer_puts(view->out, "</dd>");
}
