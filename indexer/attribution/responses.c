/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "responses.h"

#include "tokens.h"

#include <string.h>

enum { ASKED_BACK = 6, PHRASE_TOKENS = 24, NAME_TOKENS = 8, BACK = 8, NEAR_TOKENS = 60 };

static bool asks(const ws_token *token)
{
    static const char *const words[] = {"comment",   "request",  "requests", "question", "questions", "inquiry",
                                        "inquiries", "enquiry",  "email",    "emails",   "e-mail",    "e-mails",
                                        "message",   "messages", "call",     "calls",    "asked",     "contacted",
                                        "letter",    "letters",  "queries",  NULL};
    return ws_token_is_one(token, words);
}

static bool is_request(const ws_token *token)
{
    return asks(token) && !ws_token_is(token, "comment") && !ws_token_is(token, "asked") &&
           !ws_token_is(token, "contacted");
}

/* Tokens without punctuation at their end. */
static ws_range words_between(const ws_reading *reading, size_t begin, size_t end)
{
    while (end > begin && reading->tokens[end - 1].kind == WS_TOKEN_PUNCTUATION) end--;
    return begin < end ? (ws_range){begin, end} : (ws_range){0, 0};
}

static bool stops(const ws_reading *reading, size_t i)
{
    return ws_token_stops(&reading->tokens[i]) || ws_reading_quotation_at(reading, reading->tokens[i].span.begin) >= 0;
}

/* The noun phrase at a token, to the next stop or boundary; without "the". */
static ws_range asker_at(const ws_lexicon *lexicon, const ws_reading *reading, size_t i, size_t end)
{
    size_t last = i;
    while (last < end && last - i < NAME_TOKENS && !stops(reading, last)) {
        const char *kind = ws_lexicon_value(lexicon, "boundaries", reading->tokens[last].folded);
        if (kind && strcmp(kind, "inner")) break;
        last++;
    }
    if (i < last && ws_token_is(&reading->tokens[i], "the")) i++;
    return words_between(reading, i, last);
}

/* "Reuters' requests", "a Ledger request": the name before token `i`. */
static ws_range owner_before(const ws_lexicon *lexicon, const ws_reading *reading, size_t i, size_t first)
{
    size_t end = i, begin;
    if (end > first && (ws_token_is(&reading->tokens[end - 1], "'s") || ws_token_is(&reading->tokens[end - 1], "'")))
        end--;
    begin = end;
    while (begin > first && reading->tokens[begin - 1].capital && end - begin < NAME_TOKENS) begin--;
    while (begin < end && ws_lexicon_has(lexicon, "determiners", reading->tokens[begin].folded)) begin++;
    bool marked =
        end < i || (begin > first && ws_lexicon_has(lexicon, "determiners", reading->tokens[begin - 1].folded));
    for (size_t k = begin; k < end && !marked; k++) /* "respond to Harbour News requests" */
        marked = ws_lexicon_phrase(lexicon, "publications", &reading->tokens[k], end - k, NULL) > 0;
    return begin < end && marked ? words_between(reading, begin, end) : (ws_range){0, 0};
}

static bool asked_before(const ws_reading *reading, size_t i, size_t first)
{
    for (size_t k = i; k > first && i - k < ASKED_BACK && !ws_token_stops(&reading->tokens[k - 1]); k--)
        if (asks(&reading->tokens[k - 1])) return true;
    return false;
}

/* To the end of what is asked about: a stop, or whoever asked. */
static size_t about_end(const ws_reading *reading, size_t i, size_t end)
{
    static const char *const ends[] = {"from", "when", "but", "until", "before", "after", NULL};
    size_t last = i;
    while (last < end && last - i < PHRASE_TOKENS && !stops(reading, last)) {
        if (last > i && ws_token_is_one(&reading->tokens[last], ends)) break;
        last++;
    }
    return last;
}

static bool opens_about(const ws_lexicon *lexicon, const ws_reading *reading, size_t i, size_t first, bool asking)
{
    static const char *const prepositions[] = {"on", "about", "regarding", "concerning", NULL};
    const ws_token *token = &reading->tokens[i];
    if (i <= first || !ws_token_is_one(token, prepositions))
        return asking && ws_lexicon_has(lexicon, "questions", token->folded);
    static const char *const days[] = {"monday", "tuesday",  "wednesday", "thursday",
                                       "friday", "saturday", "sunday",    NULL};
    return i + 1 < reading->token_count && !ws_token_is_one(&reading->tokens[i + 1], days) &&
           reading->tokens[i + 1].kind != WS_TOKEN_NUMBER;
}

ws_status ws_response_describe(const ws_lexicon *lexicon, ws_reading *reading, ws_statement *s, ws_error *error)
{
    if (!s->cue.count) return WS_OK;
    const ws_sentence *sentence = &reading->sentences[ws_sentence_at(reading, s->cue.items[0].begin)];
    size_t first = ws_token_at(reading, s->cue.items[0].begin), end = sentence->token_end;
    if (end > first + NEAR_TOKENS) end = first + NEAR_TOKENS;
    ws_response_kind kind = s->response.kind;
    bool says = kind == WS_RESPONSE_DECLINED || kind == WS_RESPONSE_REFUSED || kind == WS_RESPONSE_WOULD_NOT_SAY;
    for (size_t i = first; i < end; i++) {
        const ws_token *token = &reading->tokens[i];
        const char **field = NULL;
        ws_range found = {0, 0};
        if (i > first && (ws_token_is(token, "and") || ws_token_is(token, "but") || ws_token_is(token, ";"))) break;
        if (!s->response.asked_by && (ws_token_is(token, "from") || ws_token_is(token, "by")) && i + 1 < end &&
            asked_before(reading, i, first)) {
            field = &s->response.asked_by;
            found = asker_at(lexicon, reading, i + 1, end);
        } else if (!s->response.asked_by && is_request(token)) {
            field = &s->response.asked_by;
            found = owner_before(lexicon, reading, i, first);
        } else if (!s->response.about && opens_about(lexicon, reading, i, first, says)) {
            bool question = ws_lexicon_has(lexicon, "questions", token->folded) && !ws_token_is(token, "about");
            size_t begin = question ? i : i + 1, last = about_end(reading, begin, end);
            field = &s->response.about;
            found = words_between(reading, begin, last);
            if (last > i) i = last - 1;
        }
        if (!field || found.begin == found.end) continue;
        uint32_t from = reading->tokens[found.begin].span.begin, to = reading->tokens[found.end - 1].span.end;
        *field = ws_arena_string(reading->arena, reading->article->text + from, to - from);
        if (!*field) return ws_no_memory(error);
    }
    return WS_OK;
}

int32_t ws_response_echoed(const ws_reading *reading, size_t number)
{
    static const char *const echoes[] = {"did", "do", "does", "has", "have", "had", NULL};
    const ws_statement *s = &reading->statements[number];
    if (s->cue.count != 1 || s->content.count) return -1;
    size_t i = ws_token_at(reading, s->cue.items[0].begin);
    if (!i || i >= reading->token_count || !ws_token_is_one(&reading->tokens[i], echoes)) return -1;
    if (!ws_token_is(&reading->tokens[i - 1], "as")) return -1;
    size_t sentence = ws_sentence_at(reading, s->cue.items[0].begin);
    for (size_t k = number; k-- > 0 && number - k < BACK;) {
        const ws_statement *before = &reading->statements[k];
        bool same = before->cue.count && ws_sentence_at(reading, before->cue.items[0].begin) == sentence;
        if (same && before->response.kind != WS_RESPONSE_NONE) return (int32_t)k;
    }
    return -1;
}
