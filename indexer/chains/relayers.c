/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "relayers.h"

#include "mentions.h"

#include <string.h>
#include <strings.h>

enum { PHRASE_TOKENS = 10, SPEAKERS_SEARCHED = 60 };

static bool is(const ws_reading *reading, size_t i, const char *word)
{
    return ws_token_is(&reading->tokens[i], word);
}

static bool has(const ws_lexicon *lexicon, const ws_reading *reading, const char *list, size_t i)
{
    return ws_lexicon_has(lexicon, list, reading->tokens[i].folded);
}

/* A phrase ends at any boundary but "of" and "for" ("Voice of America") and those within a name ("Inside Housing"). */
static bool bounds(const ws_lexicon *lexicon, const ws_reading *reading, size_t i)
{
    const ws_token *token = &reading->tokens[i];
    if (ws_token_stops(token) || ws_token_is(token, "'s")) return true;
    if (ws_token_is(token, "of") || ws_token_is(token, "for")) return false;
    const char *kind = ws_lexicon_value(lexicon, "boundaries", token->folded);
    return kind && !(token->capital && !strcmp(kind, "inner"));
}

ws_range ws_relayer_behind(const ws_lexicon *lexicon, const ws_reading *reading, size_t token, size_t end)
{
    ws_range phrase = {token, token};
    while (phrase.end < end && phrase.end - token < PHRASE_TOKENS && !bounds(lexicon, reading, phrase.end)) {
        bool verb = !reading->tokens[phrase.end].capital && phrase.end > token &&
                    !has(lexicon, reading, "determiners", phrase.end - 1) &&
                    ws_lexicon_cue(lexicon, reading->tokens[phrase.end].folded) &&
                    !has(lexicon, reading, "publications", phrase.end);
        if (verb || has(lexicon, reading, "auxiliaries", phrase.end)) break;
        phrase.end++;
    }
    return phrase;
}

ws_range ws_relayer_before(const ws_lexicon *lexicon, const ws_reading *reading, size_t first, size_t token)
{
    while (token > first && (has(lexicon, reading, "auxiliaries", token - 1) ||
                             has(lexicon, reading, "adverbs", token - 1) || is(reading, token - 1, "also")))
        token--;
    bool relative = token > first && (is(reading, token - 1, "which") || is(reading, token - 1, "who"));
    if (relative) token--;
    if (token > first && is(reading, token - 1, ",")) token--; /* "Reuters, citing ..." */
    ws_range phrase = {token, token};
    while (phrase.begin > first && token - phrase.begin < PHRASE_TOKENS && !bounds(lexicon, reading, phrase.begin - 1))
        phrase.begin--;
    return phrase;
}

/* The last run of capitalised words, "of" within it included; empty: none. */
static ws_range last_name(const ws_lexicon *lexicon, const ws_reading *reading, ws_range phrase)
{
    ws_range name = {0, 0};
    for (size_t i = phrase.begin; i < phrase.end; i++) {
        const ws_token *token = &reading->tokens[i];
        bool carries =
            name.end == i && i + 1 < phrase.end && ws_token_is(token, "of") && reading->tokens[i + 1].capital;
        if ((!token->capital && !carries) || has(lexicon, reading, "pronouns", i)) continue;
        if (name.end != i) name.begin = i;
        name.end = i + 1;
    }
    return name;
}

static bool lists_outlet(const ws_lexicon *lexicon, const ws_reading *reading, ws_range phrase)
{
    for (size_t i = phrase.begin; i < phrase.end; i++) {
        if (ws_lexicon_phrase(lexicon, "publications", reading->tokens + i, phrase.end - i, NULL)) return true;
        if (is(reading, i, "media") || is(reading, i, "television") || is(reading, i, "radio")) return true;
    }
    return false;
}

/* Has the name all these words ("Ana Ruiz": "Ruiz")? */
static bool holds_words(const ws_reading *reading, const char *name, ws_range words)
{
    for (size_t i = words.begin; i < words.end; i++) {
        ws_span span = reading->tokens[i].span;
        const char *word = reading->article->text + span.begin;
        size_t size = span.end - span.begin;
        bool found = false;
        for (const char *at = name; *at && !found; at++)
            found = (at == name || at[-1] == ' ') && !strncasecmp(at, word, size) && (!at[size] || at[size] == ' ');
        if (!found) return false;
    }
    return words.begin < words.end;
}

static const ws_speaker *speaker_called(const ws_reading *reading, ws_range words)
{
    for (size_t i = 0; i < reading->statement_count && i < SPEAKERS_SEARCHED; i++)
        for (size_t k = 0; k < reading->statements[i].speaker_count; k++) {
            const ws_speaker *speaker = &reading->statements[i].speakers[k];
            if (speaker->key && speaker->name && holds_words(reading, speaker->name, words)) return speaker;
        }
    return NULL;
}

bool ws_relayer_is_outlet(const ws_lexicon *lexicon, const ws_reading *reading, ws_range phrase)
{
    if (lists_outlet(lexicon, reading, phrase)) return true;
    const ws_speaker *speaker = speaker_called(reading, last_name(lexicon, reading, phrase));
    return speaker && speaker->type == WS_SPEAKER_PUBLICATION;
}

ws_status ws_relayer_of(const ws_lexicon *lexicon, const ws_reading *reading, ws_range phrase, ws_via *out,
                        ws_error *error)
{
    *out = (ws_via){NULL, WS_SPEAKER_NONE};
    ws_range name = last_name(lexicon, reading, phrase);
    bool at_sentence = name.end == name.begin + 1 && name.begin == phrase.begin && phrase.end > name.end &&
                       has(lexicon, reading, "determiners", name.begin);
    if (at_sentence) name.begin = name.end; /* "The newspaper" at the head of a sentence */
    while (name.begin < name.end && has(lexicon, reading, "determiners", name.begin)) name.begin++;
    const ws_speaker *speaker = speaker_called(reading, name);
    if (speaker) {
        *out = (ws_via){speaker->name, speaker->type};
        return WS_OK;
    }
    bool outlet = lists_outlet(lexicon, reading, phrase);
    if (name.begin == name.end) {
        name = phrase;
        while (name.begin < name.end && has(lexicon, reading, "determiners", name.begin)) name.begin++;
        bool pronoun = name.end == name.begin + 1 && has(lexicon, reading, "pronouns", name.begin);
        if (name.begin == name.end || pronoun) return WS_OK;
        out->type = outlet ? WS_SPEAKER_PUBLICATION : WS_SPEAKER_GROUP;
    } else {
        out->type = outlet ? WS_SPEAKER_PUBLICATION : WS_SPEAKER_ORGANIZATION;
    }
    out->name = ws_tokens_text(reading->arena, reading, name);
    return out->name ? WS_OK : ws_no_memory(error);
}
