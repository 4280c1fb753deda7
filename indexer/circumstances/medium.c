/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fields.h"

#include "lemma.h"
#include "mentions.h"

#include <string.h>

enum { PHRASE_TOKENS = 10, COMPLEMENT_TOKENS = 12 };

/* A medium that the text names. */
typedef struct medium {
    ws_range words; /* without its article */
    ws_setting setting;
    bool interview; /* given to somebody */
} medium;

static ws_setting setting_of(const char *value)
{
    int setting = value ? ws_value_parse(WS_SETTINGS, value) : -1;
    return setting < 0 ? WS_SETTING_NONE : (ws_setting)setting;
}

static bool has(const ws_frame *frame, const char *list, size_t i)
{
    return ws_lexicon_has(frame->lexicon, list, frame->reading->tokens[i].folded);
}

static bool is(const ws_frame *frame, size_t i, const char *folded)
{
    return i < frame->room.end && ws_token_is(&frame->reading->tokens[i], folded);
}

static ws_status opener_at(const ws_frame *frame, ws_arena *arena, size_t i, const char **kind, ws_error *error)
{
    const ws_token *token = &frame->reading->tokens[i];
    *kind = ws_lexicon_value(frame->lexicon, "media_openers", token->folded);
    if (*kind || token->kind != WS_TOKEN_WORD || token->capital) return WS_OK;
    const char *lemma = ws_lemma(frame->lexicon, arena, token->folded);
    if (!lemma) return ws_no_memory(error);
    *kind = ws_lexicon_value(frame->lexicon, "media_openers", lemma);
    return WS_OK;
}

/* A noun phrase goes on over a token: a word, a possessive, a hyphen; no preposition, no auxiliary. */
static bool carries_on(const ws_frame *frame, size_t i)
{
    const ws_token *token = &frame->reading->tokens[i];
    const ws_token *next = i + 1 < frame->room.end ? token + 1 : NULL;
    if (ws_token_is(token, ",") && next && next->kind == WS_TOKEN_NUMBER) return true; /* "March 14, 2019" */
    if (ws_token_is(token, "'s") || ws_token_is(token, "’s") || ws_token_is(token, "-")) return true;
    if (token->kind == WS_TOKEN_PUNCTUATION) return false;
    const char *kind = ws_lexicon_value(frame->lexicon, "boundaries", token->folded);
    return (!kind || ws_lexicon_has(frame->lexicon, "times", token->folded)) &&
           !ws_lexicon_has(frame->lexicon, "auxiliaries", token->folded);
}

/* "on Fox News", "on NBC's Meet the Press": an outlet behind "on" is where it was said. */
static size_t outlet_at(const ws_frame *frame, size_t i, size_t end)
{
    const char *value;
    return ws_lexicon_phrase(frame->lexicon, "publications", &frame->reading->tokens[i], end - i, &value);
}

/* "a television crew" is no medium; "a statement released by" and "an interview late on Monday" are. */
static bool compound(const ws_frame *frame, size_t i)
{
    const ws_token *token = &frame->reading->tokens[i];
    size_t size = strlen(token->folded);
    if (token->capital || token->kind != WS_TOKEN_WORD || size < 4) return false;
    if (has(frame, "times", i) || has(frame, "pronouns", i) || has(frame, "determiners", i)) return false;
    const char *end = token->folded + size;
    bool verb = !strcmp(end - 2, "ed") || !strcmp(end - 3, "ing") || !strcmp(end - 2, "ly") ||
                ws_lexicon_value(frame->lexicon, "irregular", token->folded);
    return !verb && !ws_is_adverb(frame->lexicon, token->folded) && !ws_lexicon_cue(frame->lexicon, token->folded);
}

/* The noun phrase that begins at a token, if it comes down to a medium; without article and owner. `on`: it stands
 * behind "on". */
static bool phrase_at(const ws_frame *frame, size_t first, size_t end, bool on, medium *out)
{
    bool found = false;
    const ws_token *tokens = frame->reading->tokens;
    const char *value;
    ws_time day;
    size_t begin = first;
    if (end > first + PHRASE_TOKENS) end = first + PHRASE_TOKENS;
    while (begin < end && (has(frame, "determiners", begin) || has(frame, "pronouns", begin))) begin++;
    if (ws_time_at(frame->lexicon, frame->reading, begin, end, &day)) begin = day.words.end; /* "a March 3 statement" */
    for (size_t i = begin; i < end && carries_on(frame, i);) {
        if (ws_frame_place(frame, i) != ws_frame_place(frame, begin)) break;
        size_t length = ws_lexicon_phrase(frame->lexicon, "media", &tokens[i], end - i, &value);
        size_t outlet = on && tokens[i].capital && !length ? outlet_at(frame, i, end) : 0;
        if (length && !strcmp(value, "count")) { /* "a series of tweets" */
            i += length + is(frame, i + length, "of");
            continue;
        }
        if (!length && !outlet && found && compound(frame, i)) return false;
        if (!length && !outlet && found) break;
        if (ws_token_is(&tokens[i], "'s") || ws_token_is(&tokens[i], "’s")) begin = i + 1;
        if (length || outlet) *out = (medium){{begin, i + length + outlet}, WS_SETTING_BROADCAST, false};
        if (length) out->setting = setting_of(value);
        if (length) out->interview = !strcmp(value, "interview");
        found |= length || outlet;
        i += length + outlet ? length + outlet : 1;
    }
    return found;
}

/* "CNN's State of the Union", "ABC's “This Week”": an outlet's programme belongs to it. */
static size_t programme_end(const ws_frame *frame, size_t end)
{
    const ws_token *tokens = frame->reading->tokens;
    if (!is(frame, end, "'s") && !is(frame, end, "’s")) return end;
    size_t i = end + 1, last = end;
    if (i < frame->room.end && ws_reading_quotation_at(frame->reading, tokens[i].span.begin) >= 0) {
        uint32_t close =
            frame->reading->quotations[ws_reading_quotation_at(frame->reading, tokens[i].span.begin)].outer.end;
        while (i < frame->room.end && i - end < PHRASE_TOKENS && tokens[i].span.begin < close) i++;
        return i;
    }
    for (; i < frame->room.end && i - end < PHRASE_TOKENS && tokens[i].kind == WS_TOKEN_WORD; i++) {
        if (tokens[i].capital)
            last = i + 1;
        else if (!is(frame, i, "of") && !is(frame, i, "the"))
            break;
    }
    return last;
}

static size_t complement_end(const ws_frame *frame, size_t begin)
{
    ws_time time;
    size_t i = begin;
    while (i < frame->room.end && i - begin < COMPLEMENT_TOKENS) {
        const ws_token *token = &frame->reading->tokens[i];
        if (ws_token_stops(token) || ws_frame_place(frame, i) != ws_frame_place(frame, begin)) break;
        if ((i > begin && ws_ends_name(frame->reading, i)) || ws_frame_parts(frame, i) ||
            ws_lexicon_has(frame->lexicon, "auxiliaries", token->folded))
            break;
        size_t on = is(frame, i, "on") || is(frame, i, "in") || is(frame, i, "at");
        if (ws_time_at(frame->lexicon, frame->reading, i + on, frame->room.end, &time)) break;
        i++;
    }
    while (i > begin && (has(frame, "boundaries", i - 1) || has(frame, "determiners", i - 1) ||
                         frame->reading->tokens[i - 1].kind == WS_TOKEN_PUNCTUATION))
        i--;
    return i;
}

/* "post on Telegram", "floor of the House", "interview with the Courier": the medium's own phrases. */
static bool extend_phrase(const ws_frame *frame, medium *found)
{
    medium where;
    size_t end = found->words.end;
    bool of = is(frame, end, "of"), on = is(frame, end, "on") && !is(frame, end - 1, "message");
    bool talk = found->setting == WS_SETTING_NONE && has(frame, "talks", end - 1);
    if ((of || on) && phrase_at(frame, end + 1, frame->room.end, on, &where)) {
        found->words.end = on ? programme_end(frame, where.words.end) : where.words.end;
        if (on && where.setting != WS_SETTING_NONE) found->setting = where.setting;
        return true;
    }
    if (!talk || !(is(frame, end, "with") || is(frame, end, "to"))) return false;
    size_t last = complement_end(frame, end);
    bool named = false; /* "comments to reporters" are comments */
    for (size_t i = end; i < last; i++) named |= frame->reading->tokens[i].capital;
    if (last > end + 1 && named) found->words.end = last;
    return true;
}

/* "statement posted on her website", "remarks published by the Courier": said whole. */
static void extend(const ws_frame *frame, medium *found)
{
    medium where;
    if (extend_phrase(frame, found)) return;
    if (found->setting == WS_SETTING_BROADCAST) found->words.end = programme_end(frame, found->words.end);
    size_t end = found->words.end;
    bool published = is(frame, end, "posted") || is(frame, end, "published"), held = is(frame, end, "held");
    bool leads = end + 2 < frame->room.end && has(frame, "media_openers", end + 1);
    if (!published && !held) return;
    if (leads && phrase_at(frame, end + 2, frame->room.end, is(frame, end + 1, "on"), &where)) {
        found->words.end = where.words.end;
        if (where.setting != WS_SETTING_NONE) found->setting = where.setting;
    } else if (leads && (held || is(frame, end + 1, "by"))) {
        found->words.end = complement_end(frame, end + 1);
    } else if (published && is(frame, end + 1, "online")) {
        found->words.end = end + 2;
        found->setting = WS_SETTING_POST;
    }
}

/* How much a medium that an opener at token `i` announces is the statement's own; 0: not at all. */
static int worth(const ws_frame *frame, size_t i, const medium *found, bool act)
{
    static const int of_zone[] = {
        [WS_ZONE_NONE] = 0, [WS_ZONE_LEAD] = 2, [WS_ZONE_HEAD] = 3, [WS_ZONE_MIDDLE] = 5, [WS_ZONE_BEHIND] = 4};
    ws_zone zone = ws_frame_zone(frame, (ws_range){i, i + 1});
    for (size_t k = i; k < found->words.end; k++)
        if (ws_frame_place(frame, k) != WS_PLACE_FREE && ws_frame_place(frame, k) != WS_PLACE_CUE) return 0;
    if (act && zone != WS_ZONE_MIDDLE) return 0;
    return of_zone[zone];
}

/* Whether a medium may follow a token: a preposition or a verb (*act), "took to" Twitter, "as part of" a rally. */
static ws_status opens(const ws_frame *frame, ws_arena *arena, size_t i, bool *open, bool *act, ws_error *error)
{
    const char *kind, *before = NULL;
    ws_status status = opener_at(frame, arena, i, &kind, error);
    bool follows = i > frame->room.begin;
    if (status == WS_OK && follows && is(frame, i, "to")) status = opener_at(frame, arena, i - 1, &before, error);
    *act = kind && !strcmp(kind, "act");
    *open = *act || (kind && !strcmp(kind, "place")) || (before && !strcmp(before, "act")) ||
            (follows && is(frame, i, "of") && is(frame, i - 1, "part"));
    return status;
}

static ws_status search(const ws_frame *frame, ws_arena *arena, medium *best, ws_error *error)
{
    int most = 0;
    medium found;
    bool open, act;
    for (size_t i = frame->room.begin; i + 1 < frame->room.end; i++) {
        ws_place place = ws_frame_place(frame, i);
        if (place != WS_PLACE_FREE && place != WS_PLACE_CUE) continue;
        ws_status status = opens(frame, arena, i, &open, &act, error);
        if (status != WS_OK) return status;
        if (!open || !phrase_at(frame, i + 1, frame->room.end, is(frame, i, "on"), &found)) continue;
        int value = 2 * worth(frame, i, &found, act);
        extend(frame, &found);
        if (value && found.setting != WS_SETTING_NONE) value++; /* "in a message on Twitter" */
        if (value <= most) continue;
        most = value;
        *best = found;
    }
    return WS_OK;
}

/* "gave a speech in which he said", "a letter that says": the medium stands before a relative clause with the cue. */
static void of_relative(const ws_frame *frame, medium *best)
{
    medium found;
    size_t end = frame->cue.begin;
    if (end && !is(frame, end - 1, "that") && !is(frame, end - 1, "which")) end = frame->clause;
    if (best->words.end || end < frame->room.begin + 2) return;
    if (!is(frame, end - 1, "that") && !is(frame, end - 1, "where") && !is(frame, end - 1, "which")) return;
    end--;
    if (ws_lexicon_has(frame->lexicon, "media_openers", frame->reading->tokens[end - 1].folded)) end--;
    for (size_t i = end; i > frame->room.begin && end - i < COMPLEMENT_TOKENS; i--) {
        if (ws_frame_place(frame, i - 1) != WS_PLACE_FREE || ws_token_stops(&frame->reading->tokens[i - 1])) return;
        if (!phrase_at(frame, i, end, false, &found)) continue;
        size_t first = i;
        while (first > frame->room.begin && i - first < PHRASE_TOKENS && carries_on(frame, first - 1) &&
               ws_frame_place(frame, first - 1) == WS_PLACE_FREE && !has(frame, "determiners", first))
            first--;
        if (has(frame, "determiners", first)) phrase_at(frame, first, end, false, &found);
        *best = found;
        return;
    }
}

/* A document that speaks is its own medium: "the press release said". */
static void of_document(const ws_frame *frame, medium *best)
{
    medium found;
    if (frame->source.begin >= frame->source.end || best->words.end) return;
    if (!phrase_at(frame, frame->source.begin, frame->source.end, false, &found)) return;
    size_t end = found.words.end;
    const char *kind = ws_lexicon_value(frame->lexicon, "documents", frame->reading->tokens[end - 1].folded);
    bool publication = frame->statement->speaker_count && frame->statement->speakers[0].type == WS_SPEAKER_PUBLICATION;
    bool behind = frame->statement->speaker_count && frame->statement->speakers[0].type != WS_SPEAKER_DOCUMENT;
    if (publication && end == frame->source.end) return; /* "the newsletter": who speaks is the paper itself */
    bool written = found.setting == WS_SETTING_WRITTEN_STATEMENT || found.setting == WS_SETTING_POST ||
                   found.setting == WS_SETTING_NONE;
    if (!written || (kind && !strcmp(kind, "finding") && !behind)) return;
    bool whole = end >= frame->source.end || ws_token_stops(&frame->reading->tokens[end]) ||
                 has(frame, "boundaries", end) || has(frame, "times", end) || is(frame, end, "posted");
    if (!whole) return;
    extend(frame, &found);
    *best = found;
}

static bool is_occasion(ws_setting setting)
{
    return setting == WS_SETTING_PRESS_CONFERENCE || setting == WS_SETTING_SPEECH || setting == WS_SETTING_COURT ||
           setting == WS_SETTING_LEGISLATURE;
}

/* An occasion is said with what hangs on it: "rally in Ohio". */
static ws_status fill_occasion(const ws_frame *frame, ws_arena *arena, const medium *found, ws_statement *s,
                               ws_error *error)
{
    size_t end = found->words.end;
    if (!is_occasion(found->setting) || frame->reading->tokens[end - 1].capital) return WS_OK;
    bool goes_on = end < frame->room.end && has(frame, "boundaries", end) && !ws_frame_parts(frame, end);
    ws_range words = {found->words.begin, goes_on ? complement_end(frame, end) : end};
    if (words.end < end) words.end = end;
    s->occasion = ws_tokens_text(arena, frame->reading, words);
    return s->occasion ? WS_OK : ws_no_memory(error);
}

ws_status ws_medium_find(const ws_frame *frame, ws_arena *arena, ws_statement *s, ws_range *said, ws_error *error)
{
    medium best = {.words = {0, 0}};
    *said = (ws_range){0, 0};
    ws_status status = search(frame, arena, &best, error);
    if (status != WS_OK) return status;
    of_relative(frame, &best);
    of_document(frame, &best);
    const char *verb = s->cue_lemma ? ws_lexicon_value(frame->lexicon, "media_verbs", s->cue_lemma) : NULL;
    if (best.words.end) {
        *said = best.words;
        s->medium = ws_tokens_text(arena, frame->reading, best.words);
        s->setting = best.setting;
        if (best.interview) s->given_to = "unknown";
        if (!s->medium) return ws_no_memory(error);
        status = fill_occasion(frame, arena, &best, s, error);
    } else if (verb) {
        s->medium = verb;
    }
    if (verb && (s->setting == WS_SETTING_NONE || s->setting == WS_SETTING_COURT))
        s->setting = setting_of(ws_lexicon_value(frame->lexicon, "media", verb));
    return status;
}
