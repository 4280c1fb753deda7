/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audit.h"

#include "buffer.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

const char *const ws_audit_strata[] = {"withheld", "insider", "named", "spokesperson", "none", NULL};

/* Of several who speak jointly the one who is named most fully counts, as in reports (measures.h). */
ws_audit_stratum ws_audit_stratum_of(const ws_statement *statement)
{
    static const ws_audit_stratum of[] = {
        [WS_NAMING_UNKNOWN] = WS_AUDIT_OTHER,     [WS_NAMING_NAMED] = WS_AUDIT_NAMED,
        [WS_NAMING_PARTLY] = WS_AUDIT_NAMED,      [WS_NAMING_SPOKESPERSON] = WS_AUDIT_SPOKEN,
        [WS_NAMING_INSIDER] = WS_AUDIT_INSIDER,   [WS_NAMING_WITHHELD] = WS_AUDIT_WITHHELD,
        [WS_NAMING_COLLECTIVE] = WS_AUDIT_SPOKEN,
    };
    static const int before[] = {
        [WS_AUDIT_NAMED] = 4, [WS_AUDIT_SPOKEN] = 3, [WS_AUDIT_WITHHELD] = 2, [WS_AUDIT_INSIDER] = 1};
    ws_audit_stratum best = WS_AUDIT_OTHER;
    const int ranks = (int)(sizeof before / sizeof *before);
    for (size_t i = 0; i < statement->speaker_count; i++) {
        ws_audit_stratum one = of[statement->speakers[i].naming];
        int rank = (int)one < ranks ? before[one] : 0, known = (int)best < ranks ? before[best] : 0;
        if (rank > known) best = one;
    }
    return best;
}

int ws_audit_stratum_read(const char *text)
{
    if (!strcasecmp(text, "partly")) return WS_AUDIT_NAMED;
    if (!strcasecmp(text, "collective")) return WS_AUDIT_SPOKEN;
    for (int i = 0; ws_audit_strata[i]; i++)
        if (!strcasecmp(text, ws_audit_strata[i])) return i;
    return -1;
}

ws_drawing *ws_audits_find(const ws_audits *audits, const char *id)
{
    for (size_t i = audits->count; i--;)
        if (!strcmp(audits->items[i].id, id)) return &audits->items[i];
    return NULL;
}

ws_status ws_audit_words(ws_arena *arena, const char *name, uint32_t *words, size_t *count, ws_error *error)
{
    char *key = ws_name_key(arena, name);
    if (!key) return ws_no_memory(error);
    for (char *at = key, *end; *at && *count < WS_AUDIT_WORDS; at = end + strspn(end, " ")) {
        end = at + strcspn(at, " ");
        ws_hash hash = ws_hash_bytes(at, (size_t)(end - at));
        memcpy(&words[(*count)++], hash.bytes, sizeof *words);
    }
    return WS_OK;
}

static void name_row(const ws_drawing *drawing, char kind, size_t number, char out[WS_AUDIT_ROW_BYTES])
{
    char text[64], hex[33];
    int size = snprintf(text, sizeof text, "%s %c %zu", drawing->id, kind, number);
    ws_hash_hex(ws_hash_bytes(text, (size_t)size), hex);
    snprintf(out, WS_AUDIT_ROW_BYTES, "r%.9s", hex); /* a letter first: no spreadsheet takes it for a number */
}

ws_status ws_drawing_seal(ws_drawing *drawing, ws_error *error)
{
    ws_buffer all = WS_BUFFER_INIT(1 << 20);
    char hex[33];
    ws_buffer_printf(&all, "%zu\n%s\n%zu\n", drawing->seed, drawing->query, drawing->paragraph_population);
    for (size_t i = 0; i < WS_STRATA; i++) ws_buffer_printf(&all, "%zu\n", drawing->population[i]);
    for (size_t i = 0; i < drawing->statement_count; i++) {
        const ws_audit_statement *one = &drawing->statements[i];
        ws_buffer_printf(&all, "%s %d", one->id, (int)one->stratum);
        ws_buffer_add(&all, one->words, one->word_count * sizeof *one->words);
    }
    for (size_t i = 0; i < drawing->paragraph_count; i++) {
        const ws_audit_paragraph *one = &drawing->paragraphs[i];
        ws_buffer_printf(&all, "%s %u", one->article, one->begin);
        ws_buffer_add(&all, one->found, sizeof one->found);
    }
    ws_status status = ws_buffer_status(&all, error);
    if (status == WS_OK) ws_hash_hex(ws_hash_bytes(all.bytes, all.size), hex);
    ws_buffer_free(&all);
    if (status != WS_OK) return status;
    snprintf(drawing->id, sizeof drawing->id, "%.16s", hex);
    for (size_t i = 0; i < drawing->statement_count; i++) name_row(drawing, 's', i, drawing->statements[i].row);
    for (size_t i = 0; i < drawing->paragraph_count; i++) name_row(drawing, 'p', i, drawing->paragraphs[i].row);
    return WS_OK;
}
