/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sheets of audits as they come back, and the file that audits are kept in: nothing is counted that was not drawn. */
#include "sheet_csv.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    enum { MOST_BYTES = 1 << 24 };
    ws_audit_statement statements[] = {{.row = "rabc000001", .stratum = WS_AUDIT_NAMED, .judged_stratum = -1},
                                       {.row = "rabc000002", .stratum = WS_AUDIT_INSIDER, .judged_stratum = -1}};
    ws_audit_paragraph paragraphs[] = {{.row = "rabc000003"}};
    ws_drawing drawing = {
        .statements = statements, .statement_count = 2, .paragraphs = paragraphs, .paragraph_count = 1};
    const ws_audits audits = {.items = &drawing, .count = 1};
    ws_arena *arena = ws_arena_new(MOST_BYTES);
    ws_sheet_read sheet;
    ws_audits kept;
    if (!arena) return 0;
    if (ws_sheet_read_csv(arena, (const char *)bytes, size, &audits, &sheet, NULL) == WS_OK) {
        if (sheet.drawing != &drawing || sheet.judged > 3 || sheet.fault_count > WS_SHEET_FAULTS) abort();
        if (paragraphs[0].judged && paragraphs[0].withheld > paragraphs[0].unnamed) abort();
    }
    if (ws_audits_read(arena, (const char *)bytes, size, "audit", &kept, NULL) == WS_OK)
        for (size_t i = 0; i < kept.count; i++)
            if (kept.items[i].statement_count > WS_AUDIT_MOST || strlen(kept.items[i].id) != 16) abort();
    ws_arena_free(arena);
    return 0;
}
