/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheets.h"

ws_status ws_sheets_batch(ws_export *export, ws_arena *arena, const ws_hits *hits, ws_put_entry put, ws_error *error)
{
    ws_styled verbatim = ws_styled_new();
    ws_status status = WS_OK;
    for (size_t i = 0; i < hits->count && status == WS_OK; i++) {
        ws_sheet_entry entry;
        ws_styled_clear(&verbatim);
        status = ws_sheet_fill(export, arena, &hits->items[i], &verbatim, &entry, error);
        entry.index = export->statements + i;
        if (status == WS_OK) status = put(export, arena, &entry, error);
    }
    ws_styled_free(&verbatim);
    return status;
}
