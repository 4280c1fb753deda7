/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export.h"

const char *const ws_house_style_names[] = {"plain", "ap", "guardian", NULL};

bool ws_export_has_table(const ws_export *export, int id)
{
    int alone = export->settings->table;
    return alone >= 0 ? alone == id : id != WS_TABLE_DECISIONS || export->settings->notes;
}

ws_status ws_export_tables(ws_export *export, ws_put_row put, void *user, ws_error *error)
{
    bool decisions = ws_export_has_table(export, WS_TABLE_DECISIONS);
    export->tabling = (ws_tabling){put, user, export->people, ws_seen_new(), decisions};
    return export->tabling.articles ? WS_OK : ws_no_memory(error);
}

ws_status ws_export_tables_batch(ws_export *export, ws_arena *arena, const ws_hits *hits, ws_error *error)
{
    return ws_tabling_hits(&export->tabling, arena, hits, error);
}

void ws_export_tables_close(ws_export *export)
{
    ws_seen_free(export->tabling.articles);
}

time_t ws_export_clock(const ws_export *export)
{
    time_t now;
    return ws_date_moment(export->settings->now, &now) ? now : 0;
}
