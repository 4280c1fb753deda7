/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"
#include "text.h"

#include "unicode.h"

#include <string.h>

enum { SCARE_WORDS = 3 };

/* Words that make a short quotation somebody's own: the sentence reports speech or naming by somebody. */
static const char *const speech[] = {
    "said",      "says",       "say",       "saying",        "told",          "tells",
    "tell",      "telling",    "called",    "calls",         "calling",       "described",
    "describes", "describing", "branded",   "denounced",     "dismissed",     "according",
    "accused",   "asked",      "wrote",     "writes",        "insisted",      "warned",
    "added",     "termed",     "tweeted",   "quoted",        "replied",       "labelled",
    "labeled",   "declared",   "condemned", "criticised",    "criticized",    "hailed",
    "praised",   "urged",      "argued",    "claimed",       "claims",        "insists",
    "warns",     "statement",  "posted",    "stated",        "announced",     "promised",
    "vowed",     "admitted",   "denied",    "characterized", "characterised", "answered",
    "shouted",   "referred",   "deemed",    "considered",    "rejected",      NULL};

/* Words that mark what follows as a name or a borrowed term, whoever speaks. */
static const char *const naming[] = {"so-called", "self-styled", "nicknamed", "dubbed",  "titled", "entitled",
                                     "named",     "known",       "supposed",  "alleged", NULL};

/* Words that no mere term holds. */
static const char *const spoken[] = {"i",    "we",   "you", "me",  "my",  "us",    "our",   "he",
                                     "she",  "they", "it",  "is",  "are", "was",   "were",  "will",
                                     "must", "can",  "no",  "yes", "not", "don't", "never", NULL};

typedef struct cues {
    bool *says;   /* for each sentence */
    size_t token; /* cursor: first token at or after the quotation */
} cues;

static ws_status find_cues(const ws_reading *reading, cues *out, ws_error *error)
{
    out->token = 0;
    out->says = ws_arena_array(reading->arena, reading->sentence_count, sizeof *out->says);
    if (!out->says) return ws_no_memory(error);
    for (size_t i = 0; i < reading->sentence_count; i++)
        for (uint32_t t = reading->sentences[i].token_begin; t < reading->sentences[i].token_end && !out->says[i]; t++)
            out->says[i] = ws_text_word_in(reading->tokens[t].folded, speech);
    return WS_OK;
}

/* Index of the sentence that holds a token. */
static size_t sentence_of(const ws_reading *reading, size_t token)
{
    size_t low = 0;
    size_t high = reading->sentence_count;

    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;

        if (reading->sentences[middle].token_begin <= token)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static bool is_scare(const ws_reading *reading, const ws_quotation *quotation, const cues *found)
{
    size_t token = found->token;
    size_t first = token;
    size_t words = 0;

    if (!quotation->closed || quotation->continues >= 0) return false;
    while (token < reading->token_count && reading->tokens[token].span.end <= quotation->inner.begin) token++;
    for (; token < reading->token_count && reading->tokens[token].span.begin < quotation->inner.end; token++) {
        const ws_token *word = &reading->tokens[token];

        /* Speech has stops, commas and pronouns; a term has none. */
        if (word->kind == WS_TOKEN_PUNCTUATION || ws_text_word_in(word->folded, spoken) || ++words > SCARE_WORDS)
            return false;
    }
    if (words == 0) return false;
    if (first > 0 && ws_text_word_in(reading->tokens[first - 1].folded, naming)) return true;
    if (first > 1 && strcmp(reading->tokens[first - 1].folded, "as") == 0 &&
        ws_text_word_in(reading->tokens[first - 2].folded, naming))
        return true;
    return !found->says[sentence_of(reading, first < reading->token_count ? first : reading->token_count - 1)];
}

ws_status ws_text_scare_quotes(ws_reading *reading, ws_error *error)
{
    cues found;

    if (reading->quotation_count == 0 || reading->token_count == 0) return WS_OK;
    if (find_cues(reading, &found, error) != WS_OK) return WS_NO_MEMORY;
    for (size_t i = 0; i < reading->quotation_count; i++) {
        ws_quotation *quotation = &reading->quotations[i];

        while (found.token < reading->token_count && reading->tokens[found.token].span.begin < quotation->outer.begin)
            found.token++;
        quotation->scare = is_scare(reading, quotation, &found);
    }
    return WS_OK;
}
