/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "passive.h"

#include "lemma.h"
#include "tokens.h"

#include <string.h>

static bool is_form_of_be(const ws_token *token)
{
    static const char *const forms[] = {"was", "were", "been", "being",  "be",     "is",
                                        "are", "am",   "got",  "wasn't", "weren't"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (ws_token_is(token, forms[i])) return true;
    return false;
}

bool ws_cue_hides_speaker(const ws_lexicon *lexicon, const ws_reading *reading, const ws_statement *statement)
{
    if (!statement->cue.count) return false;
    if (statement->source.count && statement->source.items[0].begin > statement->cue.items[0].begin) return false;
    ws_cue_head head = ws_cue_find_head(lexicon, reading, statement->cue);
    if (!head.cue || !head.cue->addressee || !head.token) return false;
    size_t at = (size_t)(head.token - reading->tokens), size = strlen(head.token->folded);
    if (size > 3 && !strcmp(head.token->folded + size - 3, "ing")) return false;
    if (at + 1 < reading->token_count && ws_token_is(&reading->tokens[at + 1], "by")) return false;
    size_t before = at;
    while (before > 0 && at - before < 3 && ws_is_adverb(lexicon, reading->tokens[before - 1].folded)) before--;
    return before > 0 && is_form_of_be(&reading->tokens[before - 1]);
}
