/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "changes.h"

#include <stdlib.h>
#include <string.h>

const char *ws_change_name(ws_change_kind kind)
{
    static const char *const names[WS_CHANGE_KINDS] = {"withdrawn", "gone",   "corrected", "superseded",
                                                       "speaker",   "reread", "new"};
    return names[kind];
}

typedef struct tracing {
    ws_index *index;
    const ws_changes_asked *asked;
    const char *since; /* NULL: since an export */
    ws_exported *exported;
    ws_take_change take;
    void *user;
    ws_arena *arena;   /* as long as all of it */
    ws_hash *replaced; /* ids of statements that another model read otherwise; in order once all are gathered */
    size_t replaced_count, replaced_capacity;
} tracing;

/* Is a word the last one of a name that is withheld by order? */
static bool is_hidden(const ws_decisions *decisions, const char *word, size_t size)
{
    for (size_t i = 0; i < decisions->count; i++) {
        const ws_decision *one = &decisions->items[i];
        if (one->kind != WS_DECISION_HIDING || one->undone_by) continue;
        for (size_t k = 0; k < one->name_count; k++) {
            const char *key = one->names[k].key, *blank = strrchr(key, ' '), *last = blank ? blank + 1 : key;
            if (strlen(last) == size && !memcmp(last, word, size)) return true;
        }
    }
    return false;
}

/* Of names that were read or exported before an order came. */
static ws_status names_hidden(const tracing *self, const char *names, bool *out, ws_error *error)
{
    ws_arena *arena = ws_arena_new(0);
    const char *words = arena ? ws_fold_words(arena, names, strlen(names)) : NULL;
    *out = false;
    for (const char *at = words; at && *at && !*out; at += strspn(at, " ")) {
        size_t size = strcspn(at, " ");
        *out = is_hidden(self->asked->decisions, at, size);
        at += size;
    }
    ws_arena_free(arena);
    return words ? WS_OK : ws_no_memory(error);
}

static ws_status tell(const tracing *self, ws_change *change, ws_error *error)
{
    char hex[33];
    bool hidden = false;
    if (change->hit) {
        ws_hash_hex(change->hit->statement->id, hex);
        change->id = hex;
        change->article = change->hit->article->masked ? NULL : change->hit->article->id;
    }
    ws_status status = change->was ? names_hidden(self, change->was, &hidden, error) : WS_OK;
    if (status != WS_OK) return status;
    if (hidden) change->was = NULL;
    return self->take(self->user, change, error);
}

static bool is_since(const tracing *self, const char *when)
{
    return when && self->since && strcmp(when, self->since) >= 0;
}

/* --- other readings --- */

static int compare_hashes(const void *left, const void *right)
{
    return memcmp(left, right, sizeof(ws_hash));
}

static bool is_replaced(const tracing *self, ws_hash id)
{
    return self->replaced_count &&
           bsearch(&id, self->replaced, self->replaced_count, sizeof id, compare_hashes) != NULL;
}

static ws_status find_before(tracing *self, ws_arena *arena, const char *id, ws_hit *out, bool *found, ws_error *error)
{
    ws_error ignored;
    ws_status status = ws_index_statement(self->index, id, arena, out, &ignored);
    *found = status == WS_OK;
    if (status == WS_OK || status == WS_NOT_FOUND) return WS_OK;
    if (error) *error = ignored;
    return status;
}

/* What another model reads in the place of something else, which is not told of as superseded then. */
static ws_status tell_reread(tracing *self, ws_arena *arena, ws_change *change, ws_error *error)
{
    ws_hit before = {0};
    bool found = false;
    change->kind = WS_CHANGE_REREAD;
    ws_status status = find_before(self, arena, change->hit->statement->replaces, &before, &found, error);
    if (status != WS_OK) return status;
    if (found) {
        change->before = &before;
        ws_hash *grown =
            ws_arena_grow(self->arena, self->replaced, self->replaced_count, &self->replaced_capacity, sizeof *grown);
        if (!grown) return ws_no_memory(error);
        self->replaced = grown;
        grown[self->replaced_count++] = before.statement->id;
    }
    return tell(self, change, error);
}

static void sort_replaced(tracing *self)
{
    if (self->replaced_count) qsort(self->replaced, self->replaced_count, sizeof *self->replaced, compare_hashes);
}

/* --- decisions --- */

/* Does a statement match, whatever its state? */
static ws_status matches(const tracing *self, ws_arena *arena, const char *id, bool *out, ws_error *error)
{
    ws_query own = {.op = WS_QUERY_VALUE, .field = WS_FIELD_ID, .text = ws_arena_printf(arena, "s%s", id)};
    ws_query *children[] = {&own, (ws_query *)self->asked->within->query};
    ws_query both = {.op = WS_QUERY_AND, .children = children, .child_count = children[1] ? 2 : 1};
    ws_search search = *self->asked->within;
    ws_hits hits = {0};
    if (!own.text) return ws_no_memory(error);
    search.query = &both;
    search.offset = search.limit = 0;
    search.rejected = search.all_states = true;
    ws_status status = ws_index_search(self->index, &search, arena, &hits, error);
    *out = hits.total > 0;
    return status;
}

/* As it is seen now, or as it was read. */
static ws_status ever_matches(const tracing *self, ws_arena *arena, const char *id, bool *out, ws_error *error)
{
    static const ws_decisions none = {0};
    ws_status status = matches(self, arena, id, out, error);
    if (status != WS_OK || *out || !self->asked->within->query) return status;
    ws_index_decide(self->index, &none);
    status = matches(self, arena, id, out, error);
    ws_index_decide(self->index, self->asked->decisions);
    return status;
}

/* The statement that a decision is about, where it is there; NULL in *hit: it is not, or matches nothing asked for. */
static ws_status find_decided(tracing *self, ws_arena *arena, const char *id, ws_hit *hit, bool *told, ws_error *error)
{
    bool found = false;
    ws_status status = find_before(self, arena, id, hit, &found, error);
    *told = false;
    return status == WS_OK && found ? ever_matches(self, arena, id, told, error) : status;
}

static const char *id_of(ws_arena *arena, const ws_decision *decision, const ws_finding *finding)
{
    char hex[33];
    if (!finding || finding->found == WS_FOUND_NOWHERE) return decision->place.statement;
    ws_hash_hex(finding->id, hex);
    return ws_arena_strdup(arena, hex);
}

/* `decision` is told of, because of `about`: itself, or what it takes back. */
static ws_status tell_decision(tracing *self, const ws_decision *decision, const ws_decision *about,
                               const ws_finding *finding, ws_error *error)
{
    bool told = true;
    ws_hit hit = {0};
    ws_change change = {.kind = about->kind == WS_DECISION_PURGE ? WS_CHANGE_GONE : WS_CHANGE_CORRECTED,
                        .when = decision->when,
                        .decision = decision};
    ws_arena *arena = ws_arena_new(0);
    ws_status status = arena ? WS_OK : ws_no_memory(error);
    if (status == WS_OK && about->place.statement) {
        const char *id = id_of(arena, about, finding);
        status = id ? find_decided(self, arena, id, &hit, &told, error) : ws_no_memory(error);
        change.hit = &hit;
    }
    if (status == WS_OK && told) status = tell(self, &change, error);
    ws_arena_free(arena);
    return status;
}

static ws_status tell_decisions(tracing *self, ws_error *error)
{
    const ws_decisions *all = self->asked->decisions;
    const ws_finding *findings = NULL;
    if (!all->count) return WS_OK;
    ws_status status = ws_index_findings(self->index, self->arena, &findings, error);
    for (size_t i = 0; i < all->count && status == WS_OK; i++) {
        const ws_decision *one = &all->items[i], *undone = one->undone_by;
        if (one->kind == WS_DECISION_UNDO) continue; /* told of with what it takes back */
        bool made = is_since(self, one->when);
        if (made && !undone) status = tell_decision(self, one, one, &findings[i], error);
        if (!made && undone && is_since(self, undone->when)) status = tell_decision(self, undone, one, NULL, error);
    }
    return status;
}

/* --- since a moment --- */

static ws_status take_current(void *user, ws_arena *arena, ws_hits *batch, ws_error *error)
{
    tracing *self = user;
    ws_status status = WS_OK;
    for (size_t i = 0; i < batch->count && status == WS_OK; i++) {
        const ws_hit *hit = &batch->items[i];
        const ws_statement *statement = hit->statement;
        ws_change change = {.kind = WS_CHANGE_NEW, .when = statement->indexed, .hit = hit};
        bool came = is_since(self, statement->indexed), released = is_since(self, hit->released);
        if (came && statement->replaces) {
            status = tell_reread(self, arena, &change, error);
        } else if (came || released) {
            if (!came) change.when = hit->released;
            status = tell(self, &change, error);
        } else if (is_since(self, statement->reread.when)) {
            change.kind = WS_CHANGE_SPEAKER;
            change.when = statement->reread.when;
            change.was = statement->reread.speakers;
            status = tell(self, &change, error);
        }
    }
    return status;
}

static ws_status take_set_aside(void *user, ws_arena *arena, ws_hits *batch, ws_error *error)
{
    (void)arena;
    tracing *self = user;
    ws_status status = WS_OK;
    for (size_t i = 0; i < batch->count && status == WS_OK; i++) {
        const ws_hit *hit = &batch->items[i];
        const ws_statement *statement = hit->statement;
        bool withdrawn = statement->state == WS_STATE_WITHDRAWN;
        if (!is_since(self, hit->set_aside) || is_since(self, statement->indexed)) continue;
        if (!withdrawn && is_replaced(self, statement->id)) continue;
        ws_change change = {
            .kind = withdrawn ? WS_CHANGE_WITHDRAWN : WS_CHANGE_SUPERSEDED, .when = hit->set_aside, .hit = hit};
        status = tell(self, &change, error);
    }
    return status;
}

static ws_status trace(tracing *self, ws_error *error)
{
    ws_query states[] = {{.op = WS_QUERY_VALUE, .field = WS_FIELD_STATE, .text = "superseded"},
                         {.op = WS_QUERY_VALUE, .field = WS_FIELD_STATE, .text = "withdrawn"}};
    ws_query *either[] = {&states[0], &states[1]};
    ws_query any = {.op = WS_QUERY_OR, .children = either, .child_count = 2};
    ws_query *children[] = {&any, (ws_query *)self->asked->within->query};
    ws_query both = {.op = WS_QUERY_AND, .children = children, .child_count = children[1] ? 2 : 1};
    ws_search current = *self->asked->within, aside = current;
    current.all_states = current.rejected = false;
    current.changed_since = aside.changed_since = self->since;
    aside.all_states = true;
    aside.query = &both;
    ws_status status = tell_decisions(self, error);
    if (status == WS_OK) status = ws_index_stream(self->index, &current, take_current, self, error);
    sort_replaced(self);
    return status == WS_OK ? ws_index_stream(self->index, &aside, take_set_aside, self, error) : status;
}

ws_status ws_changes_since(ws_index *index, const ws_changes_asked *asked, const char *since, ws_take_change take,
                           void *user, ws_error *error)
{
    tracing self = {.index = index, .asked = asked, .since = since, .take = take, .user = user};
    self.arena = ws_arena_new(0);
    if (!self.arena) return ws_no_memory(error);
    ws_status status = trace(&self, error);
    ws_arena_free(self.arena);
    return status;
}

/* --- since an export --- */

/* A field that was corrected and is not any more, or the other way round; by which decision, as far as it is known. */
static bool is_decided(const ws_hit *hit, const ws_exported_row *row, const ws_decision **decision)
{
    uint8_t now = 0;
    *decision = NULL;
    for (size_t i = 0; i < hit->mark_count; i++) {
        uint8_t field = ws_exported_field(hit->marks[i].field);
        now |= field;
        if (field & ~row->corrected) *decision = hit->marks[i].decision;
    }
    return now != row->corrected;
}

/* Names may have been taken out of the article since: then nothing of them is told. */
static ws_status tell_difference(tracing *self, ws_arena *arena, const ws_hit *hit, const ws_exported_row *row,
                                 ws_error *error)
{
    ws_change change = {.hit = hit};
    if (is_decided(hit, row, &change.decision)) {
        change.kind = WS_CHANGE_CORRECTED;
        if (change.decision) change.when = change.decision->when;
        return tell(self, &change, error);
    }
    const char *now = ws_speaker_names(arena, hit->statement);
    if (!now) return ws_no_memory(error);
    if (hit->article->masked || !strcmp(now, row->speakers)) return WS_OK;
    change.kind = WS_CHANGE_SPEAKER;
    change.was = row->speakers;
    return tell(self, &change, error);
}

static ws_status take_compared(void *user, ws_arena *arena, ws_hits *batch, ws_error *error)
{
    tracing *self = user;
    ws_status status = WS_OK;
    for (size_t i = 0; i < batch->count && status == WS_OK; i++) {
        const ws_hit *hit = &batch->items[i];
        ws_change change = {.kind = WS_CHANGE_NEW, .when = hit->statement->indexed, .hit = hit};
        ws_exported_row *row = ws_exported_find(self->exported, hit->statement->id);
        if (row) row->seen = true;
        if (row && row->current)
            status = tell_difference(self, arena, hit, row, error);
        else if (hit->statement->replaces)
            status = tell_reread(self, arena, &change, error);
        else
            status = tell(self, &change, error);
    }
    return status;
}

/* What was exported and does not match any more. */
static ws_status tell_missing(tracing *self, ws_arena *arena, const ws_exported_row *row, ws_error *error)
{
    char hex[33];
    ws_hit hit = {0};
    bool found = false;
    ws_hash_hex(row->id, hex);
    ws_status status = find_before(self, arena, hex, &hit, &found, error);
    if (status != WS_OK) return status;
    ws_change change = {.kind = WS_CHANGE_GONE, .id = hex, .article = row->article};
    if (!found) return tell(self, &change, error);
    change.hit = &hit;
    change.when = hit.set_aside;
    if (hit.rejected) {
        change.kind = WS_CHANGE_CORRECTED;
        if (hit.mark_count) change.decision = hit.marks[0].decision;
        if (change.decision) change.when = change.decision->when;
    } else if (hit.statement->state == WS_STATE_CURRENT) {
        return tell_difference(self, arena, &hit, row, error);
    } else {
        bool withdrawn = hit.statement->state == WS_STATE_WITHDRAWN;
        if (!withdrawn && is_replaced(self, row->id)) return WS_OK;
        change.kind = withdrawn ? WS_CHANGE_WITHDRAWN : WS_CHANGE_SUPERSEDED;
    }
    return tell(self, &change, error);
}

static ws_status compare(tracing *self, ws_error *error)
{
    ws_search current = *self->asked->within;
    ws_arena *scratch = ws_arena_new(0);
    current.all_states = current.rejected = false;
    ws_status status =
        scratch ? ws_index_stream(self->index, &current, take_compared, self, error) : ws_no_memory(error);
    sort_replaced(self);
    for (size_t i = 0; i < self->exported->count && status == WS_OK; i++) {
        const ws_exported_row *row = &self->exported->items[i];
        if (row->seen || !row->current) continue;
        status = tell_missing(self, scratch, row, error);
        ws_arena_reset(scratch);
    }
    ws_arena_free(scratch);
    return status;
}

ws_status ws_changes_since_export(ws_index *index, const ws_changes_asked *asked, ws_exported *exported,
                                  ws_take_change take, void *user, ws_error *error)
{
    tracing self = {.index = index, .asked = asked, .exported = exported, .take = take, .user = user};
    self.arena = ws_arena_new(0);
    if (!self.arena) return ws_no_memory(error);
    ws_status status = compare(&self, error);
    ws_arena_free(self.arena);
    return status;
}
