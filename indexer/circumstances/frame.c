/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fields.h"

#include "lemma.h"

#include <stdlib.h>
#include <string.h>

static ws_range range_of(const ws_reading *reading, ws_span span)
{
    ws_range range = {ws_token_at(reading, span.begin), 0};
    range.end = range.begin;
    while (range.end < reading->token_count && reading->tokens[range.end].span.begin < span.end) range.end++;
    return range;
}

typedef struct held {
    uint32_t statement, size;
} held;

/* The larger first; of equal ones in the order of the statements, so that the outer one is painted over. */
static int by_size(const void *left, const void *right)
{
    const held *a = left, *b = right;
    if (a->size != b->size) return a->size < b->size ? 1 : -1;
    return (a->statement < b->statement) - (a->statement > b->statement);
}

static void mark_speaking(const ws_reading *reading, ws_spans spans, bool *speaking)
{
    for (size_t i = 0; i < spans.count; i++) {
        ws_range range = range_of(reading, spans.items[i]);
        for (size_t k = range.begin; k < range.end; k++) speaking[k] = true;
    }
}

ws_status ws_owners_find(const ws_lexicon *lexicon, ws_reading *reading, ws_owners *out, ws_error *error)
{
    size_t count = reading->statement_count;
    held *order = ws_arena_array(reading->arena, count, sizeof *order);
    *out = (ws_owners){.lexicon = lexicon, .reading = reading};
    out->holder = ws_arena_array(reading->arena, reading->token_count, sizeof *out->holder);
    out->speaking = ws_arena_array(reading->arena, reading->token_count, sizeof *out->speaking);
    if (!order || !out->holder || !out->speaking) return ws_no_memory(error);
    for (size_t i = 0; i < count; i++) {
        const ws_statement *s = &reading->statements[i];
        order[i].statement = (uint32_t)i;
        for (size_t k = 0; k < s->content.count; k++)
            order[i].size += s->content.items[k].end - s->content.items[k].begin;
        mark_speaking(reading, s->source, out->speaking);
        mark_speaking(reading, s->cue, out->speaking);
    }
    if (count) qsort(order, count, sizeof *order, by_size);
    for (size_t i = 0; i < count; i++) {
        const ws_statement *s = &reading->statements[order[i].statement];
        for (size_t k = 0; k < s->content.count; k++) {
            ws_range range = range_of(reading, s->content.items[k]);
            for (size_t t = range.begin; t < range.end; t++) out->holder[t] = order[i].statement + 1;
        }
    }
    return WS_OK;
}

static void put(ws_frame *frame, ws_spans spans, ws_place place)
{
    for (size_t i = 0; i < spans.count; i++) {
        ws_range range = range_of(frame->reading, spans.items[i]);
        if (range.begin < frame->room.begin) range.begin = frame->room.begin;
        for (size_t k = range.begin; k < range.end && k < frame->room.end; k++)
            frame->places[k - frame->room.begin] = (uint8_t)place;
    }
}

/* As much of the cue's sentence as is near it and in the same piece of somebody's words. */
static ws_range room_of(const ws_owners *owners, ws_range cue)
{
    const ws_reading *reading = owners->reading;
    const ws_sentence *sentence = &reading->sentences[ws_sentence_at(reading, reading->tokens[cue.begin].span.begin)];
    ws_range room = {sentence->token_begin, sentence->token_end};
    uint32_t holder = owners->holder[cue.begin];
    for (size_t i = 0; holder && i < reading->statements[holder - 1].content.count; i++) {
        ws_range piece = range_of(reading, reading->statements[holder - 1].content.items[i]);
        if (piece.begin > cue.begin || piece.end <= cue.begin) continue;
        if (piece.begin > room.begin) room.begin = piece.begin;
        if (piece.end < room.end) room.end = piece.end;
    }
    if (cue.begin - room.begin > WS_FRAME_SIDE) room.begin = cue.begin - WS_FRAME_SIDE;
    if (room.end - cue.begin > WS_FRAME_SIDE) room.end = cue.begin + WS_FRAME_SIDE;
    return room;
}

/* "as of", "as a part of", "since then". */
static bool opens_phrase(const ws_frame *frame, size_t token)
{
    if (token + 1 >= frame->room.end) return false;
    const ws_token *at = &frame->reading->tokens[token], *next = at + 1;
    return ws_token_is(at, "as") ? ws_token_is(next, "of") || ws_token_is(next, "a") || ws_token_is(next, "part")
                                 : ws_token_is(at, "since") && ws_token_is(next, "then");
}

/* "the Fund and Bank meetings", "letters and interviews, she said": joins names, or the last nouns before a comma. */
static bool joins(const ws_frame *frame, size_t token)
{
    if (token <= frame->room.begin || token + 2 >= frame->room.end) return false;
    const ws_token *at = &frame->reading->tokens[token];
    if (!ws_token_is(at, "and") && !ws_token_is(at, "or")) return false;
    return (at[-1].capital && at[1].capital) ||
           (at[-1].kind == WS_TOKEN_WORD && at[1].kind == WS_TOKEN_WORD && ws_token_is(&at[2], ","));
}

static bool opens_clause(const ws_frame *frame, size_t token)
{
    const char *kind = ws_lexicon_value(frame->lexicon, "boundaries", frame->reading->tokens[token].folded);
    if (opens_phrase(frame, token) || joins(frame, token)) return false;
    return ws_token_is(&frame->reading->tokens[token], ";") || (kind && !strcmp(kind, "clause"));
}

/* Back from source and cue to the word behind "but", "while", ";" or the words of another statement. */
static size_t clause_of(const ws_frame *frame)
{
    size_t begin = frame->cue.begin;
    if (frame->source.begin < frame->source.end && frame->source.begin < begin) begin = frame->source.begin;
    while (begin > frame->room.begin) {
        ws_place place = ws_frame_place(frame, begin - 1);
        if (place == WS_PLACE_OTHERS || (place == WS_PLACE_FREE && opens_clause(frame, begin - 1))) break;
        begin--;
    }
    return begin;
}

/* What a source reaches over though it is no part of a name: "said Hale | in a statement", "Hale, | in her letter, |
 * said". */
static void free_tail(ws_frame *frame)
{
    const ws_token *tokens = frame->reading->tokens;
    bool behind = frame->source.begin >= frame->cue.end;
    for (size_t i = frame->source.begin + 1; i + 1 < frame->source.end; i++) {
        const char *opener = ws_lexicon_value(frame->lexicon, "media_openers", tokens[i].folded);
        const char *article = ws_lexicon_value(frame->lexicon, "determiners", tokens[i + 1].folded);
        bool loose = article && !strcmp(article, "indefinite");
        bool day = tokens[i + 1].capital && ws_lexicon_has(frame->lexicon, "times", tokens[i + 1].folded);
        bool aside = ws_token_is(&tokens[i - 1], ",") &&
                     (article || ws_lexicon_has(frame->lexicon, "pronouns", tokens[i + 1].folded));
        if (!opener || strcmp(opener, "place") || !(behind ? loose || day : aside)) continue;
        for (size_t k = i; k < frame->source.end; k++) frame->places[k - frame->room.begin] = WS_PLACE_FREE;
        frame->source.end = i;
    }
}

bool ws_frame_make(const ws_owners *owners, const ws_statement *s, ws_frame *out)
{
    const ws_reading *reading = owners->reading;
    if (!s->cue.count || !reading->sentence_count) return false;
    *out = (ws_frame){.lexicon = owners->lexicon, .reading = reading, .statement = s};
    out->cue =
        (ws_range){range_of(reading, s->cue.items[0]).begin, range_of(reading, s->cue.items[s->cue.count - 1]).end};
    if (out->cue.begin >= out->cue.end || out->cue.begin >= reading->token_count) return false;
    bool adverb = ws_is_adverb(owners->lexicon, reading->tokens[out->cue.begin].folded);
    if (adverb && out->cue.end == out->cue.begin + 1) return false; /* "reportedly": nobody says when */
    out->room = room_of(owners, out->cue);
    if (out->room.begin > out->cue.begin || out->room.end <= out->cue.begin) return false;
    if (out->cue.end > out->room.end) out->cue.end = out->room.end;
    int32_t quotation = ws_reading_quotation_at(reading, reading->tokens[out->cue.begin].span.begin);
    for (size_t i = out->room.begin; i < out->room.end; i++) {
        bool here = owners->holder[i] == owners->holder[out->cue.begin] &&
                    ws_reading_quotation_at(reading, reading->tokens[i].span.begin) == quotation;
        out->places[i - out->room.begin] = (uint8_t)(!here                 ? WS_PLACE_ELSEWHERE
                                                     : owners->speaking[i] ? WS_PLACE_OTHERS
                                                                           : WS_PLACE_FREE);
    }
    put(out, s->content, WS_PLACE_CONTENT);
    put(out, s->source, WS_PLACE_SOURCE);
    put(out, s->cue, WS_PLACE_CUE);
    if (s->source.count) out->source = range_of(reading, s->source.items[0]);
    if (out->source.begin < out->room.begin || out->source.end > out->room.end) out->source = (ws_range){0, 0};
    free_tail(out);
    out->clause = clause_of(out);
    return true;
}

ws_place ws_frame_place(const ws_frame *frame, size_t token)
{
    if (token < frame->room.begin || token >= frame->room.end) return WS_PLACE_ELSEWHERE;
    return (ws_place)frame->places[token - frame->room.begin];
}

bool ws_frame_parts(const ws_frame *frame, size_t token)
{
    const char *folded = frame->reading->tokens[token].folded;
    const char *kind = ws_lexicon_value(frame->lexicon, "boundaries", folded);
    if (ws_token_is(&frame->reading->tokens[token], ";")) return true;
    bool about = token + 1 < frame->room.end && frame->reading->tokens[token + 1].kind == WS_TOKEN_NUMBER;
    if (opens_phrase(frame, token) || joins(frame, token) || (about && !strcmp(folded, "about")))
        return false; /* "at about 5 p.m." */
    if (!kind || !strcmp(kind, "inner")) return !strcmp(folded, "who") || !strcmp(folded, "whom");
    if (!strcmp(kind, "clause")) return true;
    ws_time time; /* "shortly before midnight" */
    if (ws_time_at(frame->lexicon, frame->reading, token + 1, frame->room.end, &time)) return false;
    const char *opener = ws_lexicon_value(frame->lexicon, "media_openers", folded);
    return !(opener && strcmp(opener, "act")) && !ws_lexicon_has(frame->lexicon, "times", folded) &&
           strcmp(folded, "recently");
}

/* No word between that opens something else. */
static bool reaches(const ws_frame *frame, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++) {
        ws_place place = ws_frame_place(frame, i);
        if (place == WS_PLACE_OTHERS || (place == WS_PLACE_FREE && ws_frame_parts(frame, i))) return false;
    }
    return true;
}

/* "Hale spoke on Monday and said": what one clause says of its subject holds for the next one's verb. */
static bool reaches_on(const ws_frame *frame, size_t begin, size_t end)
{
    size_t joint = begin;
    while (joint < end && !ws_token_is(&frame->reading->tokens[joint], "and")) joint++;
    return reaches(frame, begin, joint) && (joint == end || reaches(frame, joint + 1, end));
}

/* The first words of a clause, or only preceded by an adverb, a comma or the preposition of a time. */
static bool heads(const ws_frame *frame, size_t clause, size_t begin)
{
    size_t free = 0;
    for (size_t i = clause; i < begin; i++)
        free += frame->reading->tokens[i].kind != WS_TOKEN_PUNCTUATION &&
                !ws_lexicon_has(frame->lexicon, "boundaries", frame->reading->tokens[i].folded);
    return free <= 1;
}

ws_zone ws_frame_zone(const ws_frame *frame, ws_range words)
{
    size_t begin = words.begin, subject = frame->cue.begin;
    bool before = frame->source.begin < frame->source.end && frame->source.begin < subject;
    for (size_t i = words.begin; i < words.end; i++)
        if (ws_frame_place(frame, i) != WS_PLACE_FREE && ws_frame_place(frame, i) != WS_PLACE_CUE) return WS_ZONE_NONE;
    if (before) subject = frame->source.begin;
    if (begin >= frame->cue.end) return reaches(frame, frame->cue.end, begin) ? WS_ZONE_BEHIND : WS_ZONE_NONE;
    if (begin >= frame->cue.begin) return reaches(frame, frame->cue.begin, begin) ? WS_ZONE_MIDDLE : WS_ZONE_NONE;
    if (begin >= subject)
        return reaches(frame, subject, begin) && reaches_on(frame, words.end, frame->cue.begin) ? WS_ZONE_MIDDLE
                                                                                                : WS_ZONE_NONE;
    if (begin < frame->clause || (frame->source.end > frame->source.begin && !before)) return WS_ZONE_NONE;
    if (heads(frame, frame->clause, begin)) return WS_ZONE_HEAD;
    return reaches(frame, frame->clause, begin) && reaches(frame, words.end, subject) ? WS_ZONE_LEAD : WS_ZONE_NONE;
}

bool ws_ends_name(const ws_reading *reading, size_t token)
{
    const ws_token *at = &reading->tokens[token];
    size_t size = strlen(at->folded);
    return !at->capital && token && at[-1].capital && size > 3 && !strcmp(at->folded + size - 2, "ed");
}
