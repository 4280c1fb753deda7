/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fields.h"

#include "lemma.h"
#include "mentions.h"

#include <string.h>

enum { PHRASE_TOKENS = 14 };

static bool is(const ws_frame *frame, size_t i, const char *folded)
{
    return i < frame->room.end && ws_token_is(&frame->reading->tokens[i], folded);
}

static const char *value(const ws_frame *frame, const char *list, size_t i)
{
    return ws_lexicon_value(frame->lexicon, list, frame->reading->tokens[i].folded);
}

static bool has(const ws_frame *frame, const char *list, size_t i)
{
    return i < frame->room.end && ws_lexicon_has(frame->lexicon, list, frame->reading->tokens[i].folded);
}

/* Words that a noun phrase doesn't reach over, though it goes on over "of", "from" and a name's "and". */
static bool ends_phrase(const ws_frame *frame, ws_range phrase, size_t i)
{
    ws_time time;
    const ws_token *token = &frame->reading->tokens[i];
    const char *kind = value(frame, "boundaries", i);
    if (ws_token_stops(token) || has(frame, "auxiliaries", i) || has(frame, "adverbs", i)) return true;
    if (i > phrase.begin && ws_is_adverb(frame->lexicon, token->folded) && !token->capital) return true;
    if (i > phrase.begin && ws_ends_name(frame->reading, i)) return true;
    if (ws_token_is(token, "as") && i > phrase.begin && is(frame, i - 1, "such")) return false;
    bool joins = ws_token_is(token, "and") && i > phrase.begin && i + 1 < frame->room.end &&
                 frame->reading->tokens[i + 1].capital && frame->reading->tokens[i - 1].capital;
    size_t of = i + 1 < frame->room.end && is(frame, i + 1, "the") ? i + 2 : i + 1;
    bool place = ws_token_is(token, "in") && of < frame->room.end && frame->reading->tokens[of].capital &&
                 i > phrase.begin && !token[-1].capital;
    if (kind && strcmp(kind, "inner")) return !joins && !place;
    if (kind && (ws_token_is(token, "who") || ws_token_is(token, "with"))) return true;
    const char *unit = value(frame, "times", i);
    bool day = unit && (!strncmp(unit, "weekday", 7) || !strncmp(unit, "month", 5));
    if (i > phrase.begin && token->capital && token[-1].capital && !day) return false; /* a paper called This Week */
    return ws_time_at(frame->lexicon, frame->reading, i, frame->room.end, &time) && !time.word;
}

/* The noun phrase from a token on; empty: none, or a pronoun. `open`: content may be part of it. */
static ws_range phrase_from(const ws_frame *frame, size_t first, bool open)
{
    ws_range phrase = {first, first};
    if (has(frame, "boundaries", first)) return phrase;
    while (phrase.end < frame->room.end && phrase.end - first < PHRASE_TOKENS) {
        ws_place place = ws_frame_place(frame, phrase.end);
        if (place != WS_PLACE_FREE && place != WS_PLACE_CUE && !(open && place == WS_PLACE_CONTENT)) break;
        if (ends_phrase(frame, phrase, phrase.end)) break;
        phrase.end++;
    }
    while (phrase.end > first && (frame->reading->tokens[phrase.end - 1].kind == WS_TOKEN_PUNCTUATION ||
                                  has(frame, "boundaries", phrase.end - 1) ||
                                  (has(frame, "determiners", phrase.end - 1) && phrase.end - 1 > first)))
        phrase.end--;
    bool us = !frame->reading->tokens[first].capital && (is(frame, first, "me") || is(frame, first, "us"));
    bool alone = phrase.end == first + 1 && (us || has(frame, "pronouns", first) || has(frame, "determiners", first));
    if (alone) phrase.end = first;
    return phrase;
}

/* --- where a listener stands --- */

/* "told the Courier", "has told, in a letter, ...": right behind the cue. */
static ws_range told(const ws_frame *frame)
{
    size_t first = frame->cue.end;
    const ws_range none = {first, first};
    if (first >= frame->room.end || ws_frame_place(frame, first) != WS_PLACE_FREE) return none;
    return phrase_from(frame, first, false);
}

/* "urged residents to leave", "demanded of the council to": the residents are in the content, behind them stands "to".
 */
static ws_range asked(const ws_frame *frame)
{
    size_t first = frame->cue.end;
    const ws_range none = {first, first};
    if (first >= frame->room.end) return none;
    ws_place place = ws_frame_place(frame, first);
    if (place != WS_PLACE_FREE && place != WS_PLACE_CONTENT) return none;
    static const char *const links[] = {"on", "upon", "for", "of", "from", "with"};
    for (size_t i = 0; i < sizeof links / sizeof *links; i++)
        if (is(frame, first, links[i]) && first + 1 < frame->room.end) {
            first++;
            break;
        }
    ws_range phrase = phrase_from(frame, first, true);
    bool done = is(frame, first - 1, "for") && is(frame, phrase.end + 1, "be"); /* "called for the gates to be shut" */
    return phrase.end > first && is(frame, phrase.end, "to") && !done ? phrase : none;
}

/* "Residents were told to leave": who stands before the cue; nobody when it is a pronoun. "Was likely to tell" isn't
 * so. */
static bool passive(const ws_frame *frame)
{
    bool be = false;
    size_t last = frame->cue.end - 1;
    for (size_t i = frame->cue.begin; i < last; i++) {
        const char *lemma = ws_lexicon_value(frame->lexicon, "irregular", frame->reading->tokens[i].folded);
        be = (be && !is(frame, i, "to")) || (lemma && !strcmp(lemma, "be"));
    }
    const char *folded = frame->reading->tokens[last].folded;
    size_t size = strlen(folded);
    return be && !(size > 3 && !strcmp(folded + size - 3, "ing"));
}

static ws_range subject(const ws_frame *frame)
{
    ws_range phrase = {frame->cue.begin, frame->cue.begin};
    while (phrase.begin > frame->clause && frame->cue.begin - phrase.begin < PHRASE_TOKENS) {
        ws_place place = ws_frame_place(frame, phrase.begin - 1);
        if ((place != WS_PLACE_FREE && place != WS_PLACE_CONTENT) ||
            ws_token_stops(&frame->reading->tokens[phrase.begin - 1]) || has(frame, "auxiliaries", phrase.begin - 1))
            break;
        phrase.begin--;
    }
    bool nobody = phrase.end - phrase.begin == 1 && has(frame, "pronouns", phrase.begin);
    if (nobody || (phrase.begin < phrase.end && ws_frame_parts(frame, phrase.begin))) phrase.begin = phrase.end;
    return phrase;
}

/* A listener by the last word of a phrase, by an outlet's name in it, or by capitals. */
static bool listens(const ws_frame *frame, ws_range phrase)
{
    const char *outlet;
    for (size_t i = phrase.begin; i < phrase.end; i++) {
        const ws_token *token = &frame->reading->tokens[i];
        if (has(frame, "listeners", i) || has(frame, "roles", i) || has(frame, "kin", i)) return true;
        if (ws_lexicon_phrase(frame->lexicon, "publications", token, phrase.end - i, &outlet)) return true;
        if (token->capital && !has(frame, "determiners", i)) return true;
        if (has(frame, "boundaries", i)) return false;
    }
    return false;
}

/* Whether the word before `i` is one of talking behind which token `i` leads to a listener: the first token of the
 * listener, or 0. */
static size_t leads_on(const ws_frame *frame, const char *lemma, size_t i)
{
    const char *kind = ws_lexicon_value(frame->lexicon, "talks", lemma);
    if (!kind) return 0;
    bool to = is(frame, i, "to"), with = is(frame, i, "with");
    if (!strcmp(kind, "direct")) return to ? i + 1 : i;
    if (!strcmp(kind, "asked")) return is(frame, i, "by") ? i + 1 : 0;
    if (!strcmp(kind, "sworn")) return to || is(frame, i, "before") ? i + 1 : 0;
    return to || (with && (!strcmp(kind, "noun") || !strcmp(lemma, "speak"))) ? i + 1 : 0;
}

/* "said on Monday to reporters", "said Ruiz to reporters": behind the cue and what belongs to it. */
static bool behind_cue(const ws_frame *frame, size_t i)
{
    if (!is(frame, i, "to") || i < frame->cue.end) return false;
    const char *kind = ws_lexicon_value(frame->lexicon, "talks", frame->statement->cue_lemma);
    bool beside = ws_frame_place(frame, i - 1) != WS_PLACE_FREE || has(frame, "times", i - 1) || is(frame, i - 1, ",");
    return beside && kind && (!strcmp(kind, "verb") || !strcmp(kind, "sworn"));
}

/* "in an interview with the Courier", "speaking to the council", "said to reporters": words of talking and who listens.
 */
static ws_status talked(const ws_frame *frame, ws_arena *arena, ws_range *out, ws_error *error)
{
    for (size_t i = frame->room.begin + 1; i < frame->room.end; i++) {
        if (ws_frame_place(frame, i) != WS_PLACE_FREE || frame->reading->tokens[i].kind != WS_TOKEN_WORD) continue;
        ws_place before = ws_frame_place(frame, i - 1);
        if (before != WS_PLACE_FREE && before != WS_PLACE_CUE && !is(frame, i, "to")) continue;
        const char *lemma = ws_lemma(frame->lexicon, arena, frame->reading->tokens[i - 1].folded);
        if (!lemma) return ws_no_memory(error);
        size_t first = before == WS_PLACE_FREE || before == WS_PLACE_CUE ? leads_on(frame, lemma, i) : 0;
        if (!first && behind_cue(frame, i)) first = i + 1;
        if (!first || first >= frame->room.end || ws_frame_zone(frame, (ws_range){i, i + 1}) == WS_ZONE_NONE) continue;
        ws_range phrase = phrase_from(frame, first, false);
        if (phrase.begin == phrase.end || !listens(frame, phrase)) continue;
        bool noun = frame->reading->tokens[first].capital || has(frame, "determiners", first) ||
                    has(frame, "listeners", first) || has(frame, "pronouns", first) ||
                    (has(frame, "listeners", phrase.end - 1) && frame->statement->act <= WS_ACT_ANNOUNCEMENT);
        if (!noun && behind_cue(frame, i)) continue; /* "promised to meet the council" */
        *out = phrase;
        return WS_OK;
    }
    return WS_OK;
}

/* --- what follows from who listens --- */

static bool own_outlet(const ws_frame *frame, ws_arena *arena, const char *name)
{
    const char *publisher = frame->reading->article->publisher;
    char *left = publisher ? ws_fold_words(arena, publisher, strlen(publisher)) : NULL;
    char *right = left ? ws_fold_words(arena, name, strlen(name)) : NULL;
    if (!left || !right) return false;
    if (!strncmp(left, "the ", 4)) left += 4;
    if (!strncmp(right, "the ", 4)) right += 4;
    return !strcmp(left, right);
}

static void follow(const ws_frame *frame, ws_arena *arena, ws_range phrase, ws_statement *s)
{
    const char *outlet, *kind = NULL;
    bool named = false;
    for (size_t i = phrase.begin; i < phrase.end; i++) {
        const ws_token *token = &frame->reading->tokens[i];
        named |=
            token->capital && ws_lexicon_phrase(frame->lexicon, "publications", token, phrase.end - i, &outlet) > 0;
        if (value(frame, "listeners", i)) kind = value(frame, "listeners", i);
    }
    bool press = kind && !strcmp(kind, "press");
    if (own_outlet(frame, arena, s->addressee)) {
        s->given_to = "us";
        if (s->setting == WS_SETTING_NONE) s->setting = WS_SETTING_OWN_INTERVIEW;
    } else if (named) {
        s->given_to = "another outlet";
        if (s->setting == WS_SETTING_NONE) s->setting = WS_SETTING_OTHER_OUTLET;
    } else if (press) {
        s->given_to = "several";
    } else if (kind && !strcmp(kind, "court") && s->setting == WS_SETTING_NONE) {
        s->setting = WS_SETTING_COURT;
        if (!s->medium) s->medium = "court";
    }
}

/* "told a news conference": an occasion, not who listens. False: no such phrase. */
static bool at_occasion(const ws_frame *frame, ws_arena *arena, ws_range phrase, ws_statement *s)
{
    const char *kind = NULL;
    size_t length = 0, i = phrase.begin;
    for (; i < phrase.end && i + length != phrase.end; i += i + length != phrase.end)
        length = ws_lexicon_phrase(frame->lexicon, "media", &frame->reading->tokens[i], phrase.end - i, &kind);
    bool press = length && kind && !strcmp(kind, "press-conference");
    if (!press && !(length && kind && !strcmp(kind, "speech"))) return false;
    while (phrase.begin < phrase.end && has(frame, "determiners", phrase.begin)) phrase.begin++;
    if (!s->medium) s->medium = ws_tokens_text(arena, frame->reading, phrase);
    if (s->setting == WS_SETTING_NONE) s->setting = press ? WS_SETTING_PRESS_CONFERENCE : WS_SETTING_SPEECH;
    return true;
}

ws_status ws_addressee_find(const ws_frame *frame, ws_arena *arena, ws_statement *s, ws_error *error)
{
    const ws_cue *cue = ws_lexicon_cue(frame->lexicon, s->cue_lemma ? s->cue_lemma : "");
    bool tells = cue && cue->addressee, asks = s->cue_lemma && ws_lexicon_has(frame->lexicon, "asked", s->cue_lemma);
    ws_range phrase = {0, 0};
    if ((tells || asks) && passive(frame)) {
        phrase = subject(frame);
    } else {
        if (asks) phrase = asked(frame);
        if (tells && phrase.begin == phrase.end) phrase = told(frame);
    }
    if (phrase.begin == phrase.end) {
        ws_status status = talked(frame, arena, &phrase, error);
        if (status != WS_OK) return status;
    }
    if (phrase.begin == phrase.end || at_occasion(frame, arena, phrase, s)) return WS_OK;
    s->addressee = ws_tokens_text(arena, frame->reading, phrase);
    if (!s->addressee) return ws_no_memory(error);
    follow(frame, arena, phrase, s);
    return WS_OK;
}
