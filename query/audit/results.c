/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A judged drawing as numbers for the estimators. */
#include "audit.h"

#include <string.h>

typedef bool (*is_right)(const ws_audit_statement *statement);
typedef bool (*is_judged)(const ws_audit_statement *statement);

static bool was_judged(const ws_audit_statement *statement)
{
    return statement->is_statement != WS_ANSWER_NONE;
}

static bool is_a_statement(const ws_audit_statement *statement)
{
    return statement->is_statement == WS_ANSWER_YES;
}

static bool speaker_judged(const ws_audit_statement *statement)
{
    return is_a_statement(statement) && statement->right_speaker != WS_ANSWER_NONE;
}

static bool speaker_right(const ws_audit_statement *statement)
{
    return statement->right_speaker == WS_ANSWER_YES;
}

/* Of what is no statement, nobody asks how far its source is named: it is known that it is not sought. */
static bool naming_known(const ws_audit_statement *statement)
{
    return was_judged(statement) && (!is_a_statement(statement) || statement->judged_stratum >= 0);
}

static bool naming_judged(const ws_audit_statement *statement)
{
    return is_a_statement(statement) && statement->judged_stratum >= 0;
}

static bool naming_right(const ws_audit_statement *statement)
{
    return statement->judged_stratum == (int)statement->stratum;
}

static bool is_withheld(const ws_audit_statement *statement)
{
    return naming_judged(statement) && statement->judged_stratum == WS_AUDIT_WITHHELD;
}

static bool is_unnamed(const ws_audit_statement *statement)
{
    return is_withheld(statement) || (naming_judged(statement) && statement->judged_stratum == WS_AUDIT_INSIDER);
}

static void count(const ws_drawing *drawing, is_judged judged, is_right right, ws_stratum out[WS_STRATA])
{
    for (size_t i = 0; i < WS_STRATA; i++) out[i] = (ws_stratum){.population = drawing->population[i]};
    for (size_t i = 0; i < drawing->statement_count; i++) {
        const ws_audit_statement *statement = &drawing->statements[i];
        if (!judged(statement)) continue;
        out[statement->stratum].judged++;
        out[statement->stratum].right += right(statement);
    }
}

static ws_estimate share_of(const ws_drawing *drawing, is_judged judged, is_right right)
{
    ws_stratum strata[WS_STRATA];
    count(drawing, judged, right, strata);
    return ws_stratified_share(strata, WS_STRATA);
}

/* The same of right statements only, of which each stratum has as many as its sample tells. */
static ws_estimate share_of_right(const ws_drawing *drawing, is_judged judged, is_right right)
{
    ws_stratum strata[WS_STRATA], all[WS_STRATA];
    count(drawing, was_judged, is_a_statement, all);
    count(drawing, judged, right, strata);
    for (size_t i = 0; i < WS_STRATA; i++) {
        double share = all[i].judged ? (double)all[i].right / (double)all[i].judged : 1;
        strata[i].population = (size_t)((double)all[i].population * share + 0.5);
    }
    return ws_stratified_share(strata, WS_STRATA);
}

/* Paragraphs that can be used; withheld: what is sought. */
static size_t collect(const ws_drawing *drawing, bool naming, bool withheld, ws_judged_paragraph *out)
{
    size_t used = 0;
    for (size_t i = 0; i < drawing->paragraph_count; i++) {
        const ws_audit_paragraph *paragraph = &drawing->paragraphs[i];
        if (!paragraph->judged || (naming && !paragraph->judged_naming)) continue;
        ws_judged_paragraph *one = &out[used++];
        *one = (ws_judged_paragraph){.there = paragraph->there,
                                     .sought = withheld ? paragraph->withheld : paragraph->unnamed};
        memcpy(one->found, paragraph->found, sizeof one->found);
    }
    return used;
}

ws_status ws_audit_results_of(ws_arena *arena, const ws_drawing *drawing, ws_audit_results *out, ws_error *error)
{
    ws_judged_paragraph *paragraphs = ws_arena_array(arena, drawing->paragraph_count, sizeof *paragraphs);
    ws_judged_sample sample = {.paragraphs = paragraphs, .paragraph_population = drawing->paragraph_population};
    if (!paragraphs) return ws_no_memory(error);
    *out = (ws_audit_results){.right = share_of(drawing, was_judged, is_a_statement),
                              .speaker = share_of_right(drawing, speaker_judged, speaker_right),
                              .naming = share_of_right(drawing, naming_judged, naming_right)};
    for (size_t i = 0; i < drawing->statement_count; i++) out->statements += was_judged(&drawing->statements[i]);
    count(drawing, was_judged, is_a_statement, sample.statements);
    out->paragraphs = sample.paragraph_count = collect(drawing, false, false, paragraphs);
    out->missed = ws_missed_share(&sample);
    sample.paragraph_count = collect(drawing, true, true, paragraphs);
    count(drawing, naming_known, is_a_statement, sample.statements);
    count(drawing, naming_known, is_withheld, sample.sought);
    out->strict = ws_corrected_share(&sample);
    collect(drawing, true, false, paragraphs);
    count(drawing, naming_known, is_unnamed, sample.sought);
    out->broad = ws_corrected_share(&sample);
    return WS_OK;
}
