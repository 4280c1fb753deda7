/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chains.h"

#include "tokens.h"

#include <string.h>
#include <strings.h>

enum { CREDIT_TOKENS = 40, BYLINE_BYTES = 200 };

/* The agency that a dateline or credit line in brackets names ("LINDFELL (Reuters) -", "(AP)"). NULL: none. */
static const ws_token *bracketed(const ws_lexicon *lexicon, const ws_reading *reading, size_t from, size_t to,
                                 size_t *words)
{
    for (size_t i = from; i + 2 < to; i++) {
        if (!ws_token_is(&reading->tokens[i], "(")) continue;
        *words = ws_lexicon_phrase(lexicon, "agencies", reading->tokens + i + 1, to - i - 1, NULL);
        if (*words && i + 1 + *words < to && ws_token_is(&reading->tokens[i + 1 + *words], ")"))
            return &reading->tokens[i + 1];
    }
    return NULL;
}

/* "(c) 2025 The Associated Press", "Reporting by ...": a last paragraph that opens as a credit line does. */
static bool credits(const ws_lexicon *lexicon, const ws_reading *reading)
{
    if (!reading->paragraph_count) return false;
    const ws_paragraph *last = &reading->paragraphs[reading->paragraph_count - 1];
    size_t first = last->token_begin, end = last->token_end;
    if (end - first > CREDIT_TOKENS) return false;
    static const char *const openings[] = {"copyright", "source", "distributed", "credit", "with", "\xc2\xa9"};
    bool opens = false;
    for (size_t i = 0; i < sizeof openings / sizeof *openings && first < end; i++)
        opens |= ws_token_is(&reading->tokens[first], openings[i]);
    for (size_t i = first; i < end && opens; i++)
        if (ws_lexicon_phrase(lexicon, "agencies", reading->tokens + i, end - i, NULL)) return true;
    return false;
}

/* Is a name an agency's, but for "the" and what follows a comma or bracket? */
static bool is_agencys_own(const ws_lexicon *lexicon, const ws_reading *reading, const char *name)
{
    char *folded = ws_fold(reading->arena, name, strcspn(name, ",(/|"));
    if (!folded) return false;
    if (!strncmp(folded, "by ", 3)) folded += 3;
    if (!strncmp(folded, "the ", 4)) folded += 4;
    size_t size = strlen(folded);
    while (size && folded[size - 1] == ' ') folded[--size] = '\0';
    return ws_lexicon_has(lexicon, "agencies", folded);
}

/* Or "Jane Ruiz, Reuters". */
static bool is_agency(const ws_lexicon *lexicon, const ws_reading *reading, const char *name)
{
    const char *comma = strrchr(name, ',');
    if (comma) comma += 1 + strspn(comma + 1, " ");
    return is_agencys_own(lexicon, reading, name) || (comma && *comma && is_agencys_own(lexicon, reading, comma));
}

ws_produced ws_produced_by(const ws_lexicon *lexicon, const ws_reading *reading)
{
    const ws_article *article = reading->article;
    size_t words = 0, head = 0;
    if (reading->paragraph_count) head = reading->paragraphs[reading->paragraph_count > 1].token_begin + CREDIT_TOKENS;
    if (head > reading->token_count) head = reading->token_count;
    bool house = article->publisher && is_agency(lexicon, reading, article->publisher);
    const ws_token *agency = bracketed(lexicon, reading, 0, head, &words);
    bool byline = /* or in the credit line that the metadata have */
        article->author && strlen(article->author) < BYLINE_BYTES && is_agency(lexicon, reading, article->author);
    byline |= article->credit && strlen(article->credit) < BYLINE_BYTES && is_agency(lexicon, reading, article->credit);
    if (!agency && !byline && !credits(lexicon, reading)) return WS_PRODUCED_UNKNOWN;
    return house ? WS_PRODUCED_OWN : WS_PRODUCED_AGENCY;
}
