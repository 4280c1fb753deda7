/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chains.h"

ws_status ws_chains_find(const ws_lexicon *lexicon, ws_reading *reading, ws_error *error)
{
    ws_produced produced = ws_produced_by(lexicon, reading);
    for (size_t i = 0; i < reading->statement_count; i++) reading->statements[i].produced = produced;
    ws_status status = ws_via_find(lexicon, reading, error);
    if (status == WS_OK) status = ws_documents_find(lexicon, reading, error);
    if (status == WS_OK) status = ws_anonymity_find(lexicon, reading, error);
    if (status == WS_OK) status = ws_rests_on_find(lexicon, reading, error);
    return status;
}
