/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What quote sheets of all formats share: entries, one after the other. */
#ifndef WS_SHEETS_H
#define WS_SHEETS_H

#include "sheet.h"

/* Writes an entry. */
typedef ws_status (*ws_put_entry)(ws_export *export, ws_arena *arena, const ws_sheet_entry *entry, ws_error *error);

/* Fills the entry of each hit and hands it to `put`: those of one day by outlet and article, as they stand in it, and
 * what is relayed behind the others, as it came. */
ws_status ws_sheets_batch(ws_export *export, ws_arena *arena, const ws_hits *hits, ws_put_entry put, ws_error *error);

#endif
