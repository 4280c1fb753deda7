/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "circumstances.h"

#include "fields.h"
#include "mentions.h"

#include <stdlib.h>
#include <string.h>

/* How many are right: of those that are read beside the cue, and of those that go on from the statement before
 * (MODEL.md). */
static const float READ_ADDRESSEE = 0.92f, READ_MEDIUM = 0.83f, READ_TIME = 0.87f, CARRIED_ADDRESSEE = 0.79f,
                   CARRIED_MEDIUM = 0.61f, CARRIED_TIME = 0.7f;

/* The day on a document is when it spoke: "a March 14 press release". */
static ws_status time_of_document(const ws_frame *frame, ws_range said, const char *reference, ws_arena *arena,
                                  ws_statement *s, ws_error *error)
{
    ws_time time;
    char date[WS_WHEN_BYTES];
    for (size_t i = said.begin; i < said.end; i++) {
        if (!ws_time_at(frame->lexicon, frame->reading, i, said.end, &time) || time.word) continue;
        bool dated = ws_when_date(&time.when, reference, false, date, &s->time.precision);
        s->time.text = ws_tokens_text(arena, frame->reading, time.words);
        s->time.date = dated ? ws_arena_strdup(arena, date) : NULL;
        return s->time.text && (s->time.date || !dated) ? WS_OK : ws_no_memory(error);
    }
    return WS_OK;
}

/* "He told us", in somebody's words: who says so was told. */
static void first_person(const ws_owners *owners, const ws_frame *frame, ws_statement *s)
{
    size_t to = frame->cue.end;
    if (s->addressee || to >= frame->room.end || ws_frame_place(frame, to) == WS_PLACE_SOURCE) return;
    const ws_token *token = &owners->reading->tokens[to];
    uint32_t holder = owners->holder[frame->cue.begin];
    if (!holder || token->capital || !(ws_token_is(token, "me") || ws_token_is(token, "us"))) return;
    const ws_statement *words = &owners->reading->statements[holder - 1];
    if (words != s && words->speaker_count) s->addressee = words->speakers[0].name;
}

static ws_status describe(const ws_owners *owners, const char *reference, ws_statement *s, ws_error *error)
{
    ws_frame frame;
    ws_range said;
    ws_arena *arena = owners->reading->arena;
    if (!ws_frame_make(owners, s, &frame)) return WS_OK;
    ws_status status = ws_medium_find(&frame, arena, s, &said, error);
    if (status == WS_OK) status = ws_addressee_find(&frame, arena, s, error);
    first_person(owners, &frame, s);
    if (status == WS_OK) status = ws_time_find(&frame, reference, arena, s, error);
    bool document = said.end && said.begin >= frame.source.begin && said.end <= frame.source.end;
    if (s->speaker_count && s->speakers[0].type == WS_SPEAKER_DOCUMENT) document = true;
    if (status == WS_OK && !s->time.text && (document || said.end))
        status = time_of_document(&frame, document ? frame.source : said, reference, arena, s, error);
    s->sure.addressee = s->addressee ? READ_ADDRESSEE : 0;
    s->sure.medium = s->medium ? READ_MEDIUM : 0;
    s->sure.time = s->time.text ? READ_TIME : 0;
    return status;
}

/* --- what goes on from one statement to the next --- */

static bool same_speakers(const ws_statement *a, const ws_statement *b)
{
    if (!a->speaker_count || a->speaker_count != b->speaker_count) return false;
    for (size_t i = 0; i < a->speaker_count; i++)
        if (!a->speakers[i].name || !b->speakers[i].name || strcmp(a->speakers[i].name, b->speakers[i].name))
            return false;
    return true;
}

static uint32_t cue_of(const ws_statement *s)
{
    return s->cue.count ? s->cue.items[0].begin : s->content.count ? s->content.items[0].begin : 0;
}

/* A time goes on within a sentence, and to him in the next one: what somebody "also said" he may have said on another
 * day. Whom somebody asked for something isn't whom he talks to. */
static void go_on(const ws_reading *reading, const ws_statement *before, ws_statement *s)
{
    size_t sentence = ws_sentence_at(reading, cue_of(s)), last = ws_sentence_at(reading, cue_of(before));
    bool he = s->speakers[0].basis == WS_BASIS_PRONOUN && sentence == last + 1;
    if (!s->time.text && before->time.text && (sentence == last || he)) {
        s->time = before->time;
        s->sure.time = CARRIED_TIME;
    }
    if (s->medium || s->addressee) return;
    if (before->paragraph == s->paragraph && (before->given_to || before->setting != WS_SETTING_NONE))
        s->addressee = before->addressee;
    s->given_to = before->given_to;
    s->medium = before->medium;
    s->occasion = before->occasion;
    s->sure.addressee = s->addressee ? CARRIED_ADDRESSEE : 0;
    s->sure.medium = s->medium ? CARRIED_MEDIUM : 0;
    if (s->setting == WS_SETTING_NONE) s->setting = before->setting;
}

/* "Calling it a mistake, she told the Courier": one sentence of one speaker is said to one listener. */
static void go_back(const ws_reading *reading, ws_statement *before, const ws_statement *s)
{
    if (before->addressee || before->medium || !s->given_to) return;
    if (ws_sentence_at(reading, cue_of(before)) != ws_sentence_at(reading, cue_of(s))) return;
    before->addressee = s->addressee;
    before->given_to = s->given_to;
    before->sure.addressee = CARRIED_ADDRESSEE;
    if (before->setting == WS_SETTING_NONE) before->setting = s->setting;
}

/* "Asked whether she would resign, Hale said": a question without an asker is put to who answers it. */
static void put_to(const ws_lexicon *lexicon, const ws_reading *reading, ws_statement *question, const ws_statement *s)
{
    if (question->addressee || question->source.count || !question->cue_lemma || !s->speaker_count) return;
    const char *kind = ws_lexicon_value(lexicon, "talks", question->cue_lemma);
    bool same = ws_sentence_at(reading, cue_of(s)) == ws_sentence_at(reading, cue_of(question));
    if (!same || !kind || strcmp(kind, "asked") != 0 || !s->source.count) return;
    question->addressee = s->speakers[0].name;
    question->sure.addressee = CARRIED_ADDRESSEE;
}

static int by_cue(const void *left, const void *right)
{
    const ws_statement *a = *(ws_statement *const *)left, *b = *(ws_statement *const *)right;
    return (cue_of(a) > cue_of(b)) - (cue_of(a) < cue_of(b));
}

/* Statements that are relayed within others have circumstances of their own. */
static bool relayed(const ws_owners *owners, const ws_statement *s)
{
    size_t token = ws_token_at(owners->reading, cue_of(s));
    uint32_t holder = token < owners->reading->token_count ? owners->holder[token] : 0;
    return holder && s->cue.count;
}

/* In the same paragraph, or he in the next one. */
static bool follows(const ws_statement *before, const ws_statement *s)
{
    bool he = s->speaker_count && s->speakers[0].basis == WS_BASIS_PRONOUN;
    return before->paragraph == s->paragraph || (he && before->paragraph + 1 == s->paragraph);
}

static ws_status carry(const ws_owners *owners, ws_error *error)
{
    ws_reading *reading = owners->reading;
    ws_statement **order = ws_arena_array(reading->arena, reading->statement_count, sizeof(ws_statement *));
    if (!order) return ws_no_memory(error);
    for (size_t i = 0; i < reading->statement_count; i++) order[i] = &reading->statements[i];
    if (reading->statement_count) qsort(order, reading->statement_count, sizeof(ws_statement *), by_cue);
    ws_statement *before = NULL;
    for (size_t i = 0; i < reading->statement_count; i++) {
        if (relayed(owners, order[i])) continue;
        if (before) put_to(owners->lexicon, reading, before, order[i]);
        if (before && follows(before, order[i]) && same_speakers(before, order[i])) {
            go_back(reading, before, order[i]);
            go_on(reading, before, order[i]);
        }
        before = order[i];
    }
    return WS_OK;
}

ws_status ws_circumstances_find(const ws_lexicon *lexicon, ws_reading *reading, ws_error *error)
{
    ws_owners owners;
    ws_status status = ws_owners_find(lexicon, reading, &owners, error);
    const char *reference = ws_time_reference(lexicon, reading->arena, reading->article);
    for (size_t i = 0; i < reading->statement_count && status == WS_OK; i++)
        status = describe(&owners, reference, &reading->statements[i], error);
    return status == WS_OK ? carry(&owners, error) : status;
}
