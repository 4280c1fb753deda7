/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "origins.h"

#include <string.h>

static bool equal(const char *one, const char *other)
{
    return one && other && !strcmp(one, other);
}

static bool has_word(const char *words, const char *word, size_t size)
{
    for (const char *at = words; *at; at += strcspn(at, " ")) {
        at += strspn(at, " ");
        if (strcspn(at, " ") == size && !memcmp(at, word, size)) return true;
    }
    return false;
}

/* "adler courier" and "courier" mean "the adler courier". */
static bool means(const char *cited, const char *outlet)
{
    size_t words = 0;
    if (!cited || !outlet) return false;
    for (const char *at = cited + strspn(cited, " "); *at; at += strspn(at, " ")) {
        size_t size = strcspn(at, " ");
        if (size != 3 || memcmp(at, "the", 3)) {
            if (!has_word(outlet, at, size)) return false;
            words++;
        }
        at += size;
    }
    return words > 0;
}

static bool cites(const ws_origin_unit *unit, const ws_origin_unit *other)
{
    for (size_t i = 0; i < unit->cite_count; i++)
        if (means(unit->cites[i], other->outlet) && !means(unit->cites[i], unit->outlet)) return true;
    return false;
}

static bool is_copy(const ws_origin_unit *unit, const ws_origin_unit *other)
{
    for (size_t i = 0; i < unit->copy_count; i++)
        if (equal(unit->copies[i], other->article)) return true;
    return false;
}

ws_origin_link ws_origin_link_of(const ws_origin_unit *first, const ws_origin_unit *second)
{
    if (equal(first->article, second->article)) return WS_LINK_OUTLET;
    if (is_copy(first, second) || is_copy(second, first)) return WS_LINK_COPY;
    if (cites(second, first)) return WS_LINK_CITES;
    if (cites(first, second)) return WS_LINK_CITED;
    if (equal(first->credit, second->credit)) return WS_LINK_CREDIT;
    if (equal(first->outlet, second->outlet)) return WS_LINK_OUTLET;
    if (!first->own && !second->own && equal(first->occasion, second->occasion)) return WS_LINK_OCCASION;
    return WS_LINK_NONE;
}

/* --- the tree --- */

typedef struct tree {
    const ws_origin_unit *units;
    size_t count;
    size_t above[WS_ORIGIN_UNITS], root[WS_ORIGIN_UNITS]; /* of itself where it stands alone */
    ws_origin_link link[WS_ORIGIN_UNITS];
    bool reached[WS_ORIGIN_UNITS];
} tree;

/* All that is known to be one with a unit, the nearest first, so that copies hang below what they were copied from. */
static void reach_from(tree *self, size_t start)
{
    size_t queue[WS_ORIGIN_UNITS], first = 0, last = 0;
    queue[last++] = start;
    self->reached[start] = true;
    self->above[start] = start;
    while (first < last) {
        size_t at = queue[first++];
        self->root[at] = start;
        for (size_t i = 0; i < self->count; i++) {
            ws_origin_link link =
                self->reached[i] ? WS_LINK_NONE : ws_origin_link_of(&self->units[at], &self->units[i]);
            if (link == WS_LINK_NONE) continue;
            self->reached[i] = true;
            self->above[i] = at;
            self->link[i] = link;
            queue[last++] = i;
        }
    }
}

/* No deeper than there are units. */
static size_t write_below(const tree *self, size_t unit, size_t depth, ws_origin_node *out)
{
    size_t written = 1;
    out[0] = (ws_origin_node){unit, depth, self->link[unit]};
    for (size_t i = 0; i < self->count; i++)
        if (i != unit && self->above[i] == unit) written += write_below(self, i, depth + 1, out + written);
    return written;
}

/* Of those that are known to be different in one way, so many are origins, whatever else is unknown. */
static size_t least_of(const tree *self)
{
    size_t told = 0, days = 0;
    const char *said[WS_ORIGIN_UNITS];
    for (size_t root = 0; root < self->count; root++) {
        const char *day = NULL;
        bool own = false, known = false;
        if (self->root[root] != root) continue;
        for (size_t i = 0; i < self->count; i++) {
            if (self->root[i] != root) continue;
            own |= self->units[i].own;
            if (!day) day = self->units[i].said;
        }
        told += own;
        for (size_t i = 0; i < days; i++) known |= equal(said[i], day);
        if (day && !known) said[days++] = day;
    }
    size_t least = told > days ? told : days;
    return least ? least : self->count > 0;
}

ws_status ws_origins_find(ws_arena *arena, const ws_origin_unit *units, size_t count, ws_origins *out, ws_error *error)
{
    tree self = {.units = units, .count = count < WS_ORIGIN_UNITS ? count : WS_ORIGIN_UNITS};
    size_t written = 0;
    *out = (ws_origins){.nodes = ws_arena_array(arena, self.count, sizeof *out->nodes)};
    if (!out->nodes) return ws_no_memory(error);
    for (size_t i = 0; i < self.count; i++) {
        if (self.reached[i]) continue;
        reach_from(&self, i);
        out->most++;
    }
    for (size_t i = 0; i < self.count; i++)
        if (self.above[i] == i) written += write_below(&self, i, 0, out->nodes + written);
    out->least = least_of(&self);
    return WS_OK;
}
