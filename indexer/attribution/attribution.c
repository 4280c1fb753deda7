/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From what the model says to statements, step by step. */
#include "attribution.h"

#include "cited.h"
#include "drafts.h"
#include "listed.h"
#include "withheld.h"

ws_status ws_attribution_find(const ws_lexicon *lexicon, const ws_model_reading *read, ws_reading *reading,
                              ws_error *error)
{
    ws_drafts drafts;
    ws_status status = ws_drafts_decode(read, reading, &drafts, error);
    if (status == WS_OK) status = ws_drafts_bound(lexicon, reading, &drafts, error);
    if (status == WS_OK) status = ws_drafts_list(lexicon, reading, &drafts, error);
    if (status == WS_OK) status = ws_drafts_cite(lexicon, reading, &drafts, error);
    if (status == WS_OK) ws_drafts_withhold(lexicon, reading, &drafts);
    if (status == WS_OK) status = ws_drafts_sign(reading, &drafts, error);
    if (status == WS_OK) status = ws_drafts_turn(reading, &drafts, error);
    if (status == WS_OK) status = ws_drafts_quote(reading, &drafts, error);
    if (status == WS_OK) ws_drafts_trim(lexicon, reading, &drafts);
    return status == WS_OK ? ws_drafts_fill(lexicon, reading, drafts.items, drafts.count, error) : status;
}
