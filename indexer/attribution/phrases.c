/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "phrases.h"

#include <string.h>

enum { PHRASE_TOKENS = 30, APPOSITION_TOKENS = 20 };

static const char *boundary(const ws_narration *text, size_t i)
{
    const char *kind = ws_lexicon_value(text->lexicon, "boundaries", text->reading->tokens[i].folded);
    return kind ? kind : "";
}

static bool has(const ws_narration *text, const char *list, size_t i)
{
    return ws_lexicon_has(text->lexicon, list, text->reading->tokens[i].folded);
}

/* A word that may stand in a plain enumeration of speakers: "Ruiz", "the mayor", "several aides". */
static bool nominal(const ws_narration *text, size_t i)
{
    return text->reading->tokens[i].capital || has(text, "determiners", i) || has(text, "particles", i) ||
           has(text, "roles", i) || has(text, "anonymous", i) || has(text, "groups", i) || has(text, "titles", i) ||
           text->reading->tokens[i].kind != WS_TOKEN_WORD;
}

static bool joins(const ws_narration *text, size_t first, size_t conjunction)
{
    const ws_token *tokens = text->reading->tokens;
    if (!ws_token_is(&tokens[conjunction], "and") && !ws_token_is(&tokens[conjunction], "nor")) return false;
    size_t i = conjunction, words = 0;
    while (i > first && words < 6 && text->quoted[i - 1] < 0 && nominal(text, i - 1) && !ws_token_stops(&tokens[i - 1]))
        i--, words++;
    return words && (i == first || ws_token_stops(&tokens[i - 1]) || *boundary(text, i - 1));
}

/* Where the phrase proper begins in a stretch that opens with circumstances ("On Tuesday Ms. Ruiz"). */
static size_t past_circumstances(const ws_narration *text, size_t begin, size_t end)
{
    const ws_token *tokens = text->reading->tokens;
    while (begin < end && (has(text, "adverbs", begin) || !strcmp(boundary(text, begin), "clause"))) begin++;
    if (begin >= end || strcmp(boundary(text, begin), "circumstance")) return begin;
    size_t i = end - 1;
    while (i > begin && !has(text, "determiners", i) && !has(text, "pronouns", i) && *boundary(text, i) == '\0' &&
           (!tokens[end - 1].capital || tokens[i - 1].capital || tokens[i - 1].kind != WS_TOKEN_WORD))
        i--;
    while (i < end && *boundary(text, i)) i++;
    return i;
}

ws_range ws_phrase_before(const ws_narration *text, size_t first, size_t end)
{
    const ws_token *tokens = text->reading->tokens;
    if (end <= first) return (ws_range){end, end};
    if (has(text, "pronouns", end - 1) && !ws_token_is(&tokens[end - 1], "who")) return (ws_range){end - 1, end};
    size_t i = end;
    while (i > first && end - i < PHRASE_TOKENS && text->quoted[i - 1] < 0 && !ws_token_stops(&tokens[i - 1])) {
        if (!strcmp(boundary(text, i - 1), "clause") && !joins(text, first, i - 1)) break;
        i--;
    }
    return (ws_range){past_circumstances(text, i, end), end};
}

static size_t apposition_end(const ws_narration *text, size_t comma, size_t last)
{
    const ws_token *tokens = text->reading->tokens;
    size_t i = comma + 1, length;
    if (i >= last || text->quoted[i] >= 0 ||
        (!has(text, "determiners", i) && !has(text, "roles", i) && !has(text, "titles", i) &&
         !ws_token_is(&tokens[i], "who")))
        return comma;
    for (; i < last && i - comma < APPOSITION_TOKENS && text->quoted[i] < 0; i++) {
        if (ws_lexicon_cue_phrase(text->lexicon, tokens + i, last - i, &length) && !nominal(text, i) &&
            !has(text, "documents", i))
            return comma;
        if (ws_token_stops(&tokens[i])) return i;
    }
    return i == last ? last - (last > comma + 1 && tokens[last - 1].kind == WS_TOKEN_PUNCTUATION) : comma;
}

ws_range ws_phrase_after(const ws_narration *text, size_t begin, size_t last, bool apposition)
{
    const ws_token *tokens = text->reading->tokens;
    size_t i = begin, length;
    for (; i < last && i - begin < PHRASE_TOKENS && text->quoted[i] < 0 && !ws_token_stops(&tokens[i]); i++) {
        const char *kind = boundary(text, i);
        if (!strcmp(kind, "circumstance") || (!strcmp(kind, "clause") && (i == begin || !joins(text, begin, i)))) break;
        if (i > begin && ws_lexicon_cue_phrase(text->lexicon, tokens + i, last - i, &length) && !nominal(text, i) &&
            !has(text, "documents", i))
            break;
    }
    if (i == last && i > begin && tokens[i - 1].kind == WS_TOKEN_PUNCTUATION) i--;
    if (apposition && i > begin && i < last && ws_token_is(&tokens[i], ",")) i = apposition_end(text, i, last);
    return (ws_range){begin, i};
}

ws_range ws_phrase_subject(const ws_narration *text, size_t begin, size_t last)
{
    const ws_token *tokens = text->reading->tokens;
    while (begin < last && text->quoted[begin] < 0 &&
           (!strcmp(boundary(text, begin), "clause") || has(text, "adverbs", begin)))
        begin++;
    if (begin >= last || text->quoted[begin] >= 0 || *boundary(text, begin)) return (ws_range){begin, begin};
    if (has(text, "pronouns", begin)) return (ws_range){begin, begin + 1};
    size_t i = begin;
    for (; i < last && i - begin < PHRASE_TOKENS && text->quoted[i] < 0 && nominal(text, i) &&
           !ws_token_stops(&tokens[i]);
         i++)
        if (!tokens[i].capital && (has(text, "roles", i) || has(text, "anonymous", i) || has(text, "groups", i)) &&
            (i + 1 == last || !tokens[i + 1].capital))
            return (ws_range){begin, i + 1};
    return (ws_range){begin, tokens[i > begin ? i - 1 : i].capital ? i : begin};
}
