/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "watch_feed.h"

#include "exporting.h"

#include <stdlib.h>
#include <string.h>

/* What was told last comes first. */
static int compare_told(const void *left_, const void *right_)
{
    const ws_exported_row *left = *(ws_exported_row *const *)left_, *right = *(ws_exported_row *const *)right_;
    int order = strcmp(right->told, left->told);
    return order ? order : memcmp(&left->id, &right->id, sizeof left->id);
}

static ws_status choose(ws_session *session, const ws_watch_state *state, const ws_exported_row ***out, size_t *count,
                        ws_error *error)
{
    const ws_exported_row **rows = ws_arena_array(session->arena, state->rows.count + 1, sizeof *rows);
    *count = 0;
    if (!rows) return ws_no_memory(error);
    for (size_t i = 0; i < state->rows.count; i++)
        if (state->rows.items[i].told && state->rows.items[i].current) rows[(*count)++] = &state->rows.items[i];
    if (*count) qsort(rows, *count, sizeof *rows, compare_told);
    if (*count > WS_WATCH_FEED_MOST) *count = WS_WATCH_FEED_MOST;
    *out = rows;
    return WS_OK;
}

/* The state may lag behind the index, by a run that failed: only what may be shown now is. */
static ws_status put(ws_session *session, ws_exporting *exporting, const ws_exported_row *row, ws_error *error)
{
    char hex[33];
    ws_hit hit;
    ws_hash_hex(row->id, hex);
    ws_status status = ws_index_statement(session->index, hex, session->arena, &hit, error);
    if (status == WS_NOT_FOUND) return WS_OK;
    if (status != WS_OK) return status;
    ws_statement statement = *hit.statement;
    if (statement.state != WS_STATE_CURRENT || hit.rejected || statement.act == WS_ACT_THOUGHT) return WS_OK;
    statement.indexed = row->told; /* to whoever reads a feed it is as new as the news of it */
    hit.statement = &statement;
    ws_hits one = {.items = &hit, .count = 1};
    status = ws_identity_mark(session, &one, error);
    exporting->export.people = session->people;
    return status == WS_OK ? ws_exporting_take(exporting, session->arena, &one, error) : status;
}

static const ws_exporter *exporter_for(const char *path)
{
    size_t size = strlen(path);
    const char *name = size > 5 && !strcmp(path + size - 5, ".json") ? "jsonfeed" : "atom";
    for (size_t i = 0; ws_exports[i]; i++)
        if (!strcmp(ws_exports[i]->name, name)) return ws_exports[i];
    return NULL;
}

static const char *why(void *about, const char *id)
{
    return ws_about_why(about, id);
}

ws_status ws_watch_feed_write(ws_session *session, const ws_watch *watch, const ws_watch_state *state,
                              const ws_about *about, const char *now, ws_error *error)
{
    size_t count = 0;
    const ws_exported_row **rows = NULL;
    ws_status status = choose(session, state, &rows, &count, error);
    if (status != WS_OK) return status;
    const char *text = watch->query ? watch->query : ws_arena_printf(session->arena, "responses to %s", watch->about);
    if (!text) return ws_no_memory(error);
    const ws_export_settings settings = {
        .query_text = text, .now = count ? rows[0]->told : now, .feed = watch->key, .name = watch->name,
        .why = about ? why : NULL, .user = (void *)about, .table = -1};
    ws_exporting exporting = {.export = {.settings = &settings,
                                         .exporter = exporter_for(watch->feed),
                                         .arena = session->arena,
                                         .people = session->people}};
    status = ws_exporting_begin(&exporting, watch->feed, NULL, error);
    for (size_t i = 0; i < count && status == WS_OK; i++) status = put(session, &exporting, rows[i], error);
    return ws_exporting_end(&exporting, status, error);
}
