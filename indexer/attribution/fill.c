/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drafts.h"
#include "lemma.h"
#include "tokens.h"

#include <stdlib.h>
#include <string.h>

static ws_status fill(const ws_lexicon *lexicon, ws_reading *reading, const ws_draft *draft, ws_statement *s,
                      ws_error *error)
{
    const ws_cue *cue = NULL;
    *s = (ws_statement){.source = draft->role[WS_ROLE_SOURCE],
                        .cue = draft->role[WS_ROLE_CUE],
                        .content = draft->role[WS_ROLE_CONTENT],
                        .confidence = draft->confidence,
                        .firsthand = true};
    s->cue_lemma = ws_cue_lemma(lexicon, reading, s->cue, &cue);
    if (!s->cue_lemma) return ws_no_memory(error);
    size_t paragraph = ws_paragraph_at(reading, s->cue.count ? s->cue.items[0].begin : s->content.items[0].begin);
    s->paragraph = (uint32_t)paragraph + 1;
    s->part = reading->paragraphs[paragraph].part;
    return WS_OK;
}

static uint32_t cue_of(const ws_statement *statement)
{
    return statement->cue.count ? statement->cue.items[0].begin : 0;
}

/* By the last character, the inner one first; by their cues where both have the same characters. */
static int by_end(const void *left, const void *right)
{
    ws_span a = ws_statement_extent(left), b = ws_statement_extent(right);
    if (a.end != b.end) return a.end > b.end ? 1 : -1;
    if (a.begin != b.begin) return a.begin < b.begin ? 1 : -1;
    return (cue_of(left) > cue_of(right)) - (cue_of(left) < cue_of(right));
}

ws_status ws_drafts_fill(const ws_lexicon *lexicon, ws_reading *reading, const ws_draft *drafts, size_t count,
                         ws_error *error)
{
    ws_status status = WS_OK;
    reading->statements = ws_arena_array(reading->arena, count, sizeof *reading->statements);
    if (!reading->statements) return ws_no_memory(error);
    for (size_t i = 0; i < count && status == WS_OK; i++)
        if (!drafts[i].dropped)
            status = fill(lexicon, reading, &drafts[i], &reading->statements[reading->statement_count++], error);
    if (status == WS_OK && reading->statement_count)
        qsort(reading->statements, reading->statement_count, sizeof *reading->statements, by_end);
    return status;
}
