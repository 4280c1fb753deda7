/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lemma.h"

#include "tokens.h"

#include <string.h>

static const char *kind(const ws_lexicon *lexicon, const char *list, const ws_token *token)
{
    const char *found = ws_lexicon_value(lexicon, list, token->folded);
    return found ? found : "";
}

/* "said in a statement": what follows the preposition is no part of the verb. */
static bool ends_verb(const ws_lexicon *lexicon, const ws_token *token)
{
    return !strcmp(kind(lexicon, "boundaries", token), "circumstance") && strcmp(token->folded, "to");
}

const char *ws_cue_lemma(const ws_lexicon *lexicon, const ws_reading *reading, ws_spans spans, const ws_cue **cue)
{
    const char *lemma = "";
    *cue = NULL;
    for (size_t s = 0; s < spans.count; s++) {
        size_t begin = ws_token_at(reading, spans.items[s].begin), i = begin, length;
        for (; i < reading->token_count && reading->tokens[i].span.end <= spans.items[s].end; i++) {
            const ws_token *token = &reading->tokens[i];
            if ((*cue || i > begin) && ends_verb(lexicon, token)) break;
            const ws_cue *found = ws_lexicon_cue_phrase(lexicon, token, reading->token_count - i, &length);
            if (found) *cue = found;
            if (!*cue && token->kind == WS_TOKEN_WORD) lemma = token->folded;
        }
        if (*cue) return (*cue)->lemma;
    }
    return lemma;
}
