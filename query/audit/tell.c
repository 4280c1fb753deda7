/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell.h"

#include "count_text.h"

#include <string.h>

ws_status ws_audit_place(ws_session *session, const char *decisions, const char **out, ws_error *error)
{
    const char *place = ws_index_place(session->index, 0);
    if (!decisions && ws_place_is_remote(place))
        return ws_fail(error, WS_USAGE, "name a file with --decisions FILE: audits are kept in its folder",
                       "a server keeps no audits beside %s", place);
    const char *file = decisions ? decisions : ws_decisions_beside(session->arena, place);
    *out = file ? ws_audit_file(session->arena, file) : NULL;
    return *out ? WS_OK : ws_no_memory(error);
}

static const char *share_text(ws_arena *arena, const ws_estimate *share, const char *before)
{
    if (!share->known) return ws_arena_printf(arena, "%snot judged", before);
    return ws_arena_printf(arena, "%s%s (%s to %s)", before, ws_percent_of(share->value).text,
                           ws_percent_of(share->low).text, ws_percent_of(share->high).text);
}

static const char *missed_text(ws_arena *arena, const ws_estimate *missed)
{
    if (!missed->known) return ws_arena_strdup(arena, "not known: fewer than 30 paragraphs judged");
    return ws_arena_printf(arena, "%.1f (%.1f to %.1f)", 100 * missed->value, 100 * missed->low, 100 * missed->high);
}

static const char *corrected_text(ws_arena *arena, const ws_drawing *drawing, size_t strata, const ws_estimate *share)
{
    size_t part = 0, whole = 0;
    for (size_t i = 0; i < WS_STRATA; i++) {
        whole += drawing->population[i];
        if (i < strata) part += drawing->population[i];
    }
    const char *counted = ws_percent_of(whole ? (double)part / (double)whole : 0).text;
    char before[64];
    snprintf(before, sizeof before, "counted %s, corrected ", counted);
    if (share->known) return share_text(arena, share, before);
    return ws_arena_printf(arena, "counted %s; not corrected: fewer than 30 paragraphs judged as to naming", counted);
}

static ws_fact judged_fact(ws_arena *arena, const ws_drawing *drawing, const ws_audit_results *results)
{
    size_t all = 0;
    for (size_t i = 0; i < WS_STRATA; i++) all += drawing->population[i];
    return (ws_fact){
        "judged",
        ws_arena_printf(arena, "%s and %s by %s, last on %.10s", ws_count_of(results->statements, "statement").text,
                        ws_count_of(results->paragraphs, "paragraph").text, drawing->judges, drawing->last_judged),
        ws_arena_printf(arena, "drawn at random on %.10s with seed %zu from %s and %s", drawing->when, drawing->seed,
                        ws_count_of(all, "statement").text,
                        ws_count_of(drawing->paragraph_population, "paragraph").text),
        NULL};
}

ws_status ws_audit_facts(ws_arena *arena, const ws_drawing *drawing, bool corrected, ws_fact out[WS_AUDIT_FACTS],
                         size_t *count, ws_error *error)
{
    ws_audit_results results;
    ws_status status = ws_audit_results_of(arena, drawing, &results, error);
    if (status != WS_OK) return status;
    const ws_fact facts[] = {
        judged_fact(arena, drawing, &results),
        {"found and right: somebody's statement", share_text(arena, &results.right, ""),
         "of the statements found, by the weights of their strata; in brackets an interval at 95 in 100", NULL},
        {"of these, with the right speaker", share_text(arena, &results.speaker, ""), NULL, NULL},
        {"of these, with the right naming", share_text(arena, &results.naming, ""), NULL, NULL},
        {"missed for every 100 found", missed_text(arena, &results.missed),
         "statements that judges count in paragraphs of all articles read, less the right ones found there", NULL},
        {"unnamed, strict, of all statements", corrected_text(arena, drawing, 1, &results.strict),
         "corrected: (right ones found that have such a source, and missed ones) through (right ones found and missed "
         "ones)",
         NULL},
        {"unnamed, broad, of all statements", corrected_text(arena, drawing, 2, &results.broad), "the same", NULL},
    };
    *count = sizeof facts / sizeof *facts - (corrected ? 0 : 2);
    memcpy(out, facts, *count * sizeof *facts);
    for (size_t i = 0; i < *count; i++)
        if (!out[i].value) return ws_no_memory(error);
    return WS_OK;
}
