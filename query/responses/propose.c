/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "propose.h"

#include "analyser.h"
#include "buffer.h"
#include "language.h"
#include "surroundings.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unictype.h>
#include <unistr.h>

enum {
    RAREST = 6,          /* words of a claim that are looked for */
    LEAST_LETTERS = 4,   /* of such a word */
    COMMON_SHARE = 200,  /* a word that more than one statement in so many has is not rare */
    NEAR_PARAGRAPHS = 3, /* from a claim on */
    DAYS = 14,
    FEW = 6, /* statements: whatever the share, in an index that is small */
    LOOKED_AT = 200
};

static const char response_acts[] =
    "(act:(denial OR confirmation OR no-comment OR no-response) OR is:apology OR is:retraction)";

/* What a claim says, as far as it matters for answers to it. */
typedef struct claim {
    const ws_responses_in *in;
    const ws_hit *hit;
    const char **rare; /* the rarest first */
    size_t rare_count;
    const char **names; /* folded words that begin with a capital in the article */
    size_t name_count;
} claim;

static bool is_among(const char *const *words, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(words[i], word)) return true;
    return false;
}

static bool is_capital(const char *text, ws_span span)
{
    ucs4_t first;
    const uint8_t *bytes = (const uint8_t *)text + span.begin;
    return u8_mbtouc(&first, bytes, span.end - span.begin) > 0 && uc_is_upper(first);
}

/* --- what the claim says --- */

/* Orders words by how few statements have them; the common ones and those that nobody says are left out. */
static ws_status rarest(const ws_responses_in *in, const char **words, size_t *count, ws_error *error)
{
    size_t kept = 0, *counts = ws_arena_array(in->arena, *count, sizeof *counts);
    if (!counts) return ws_no_memory(error);
    ws_status status = ws_index_frequencies(in->index, WS_FIELD_CONTENT, words, *count, counts, error);
    if (status != WS_OK) return status;
    size_t most = in->statements / COMMON_SHARE + FEW;
    for (size_t i = 0; i < *count; i++) {
        const char *word = words[i];
        size_t place = kept, of = counts[i];
        if (!of || of > most) continue;
        for (; place && counts[place - 1] > of; place--) {
            words[place] = words[place - 1];
            counts[place] = counts[place - 1];
        }
        words[place] = word;
        counts[place] = of;
        kept++;
    }
    *count = kept < RAREST ? kept : RAREST;
    return WS_OK;
}

static ws_status understand(claim *self, ws_error *error)
{
    ws_arena *arena = self->in->arena;
    const ws_article *article = self->hit->article;
    const ws_spans *content = &self->hit->statement->content;
    const char **words = NULL;
    size_t count = 0, capacity = 0, names = 0;
    for (size_t i = 0; i < content->count; i++) {
        ws_words found;
        ws_status status = ws_analyse(arena, article->text, content->items[i], &found, error);
        if (status != WS_OK) return status;
        for (size_t j = 0; j < found.count && count < WS_QUERY_MAX_TERMS; j++) {
            const char *word = found.items[j].folded;
            /* A first word is written so whatever it is. */
            if ((i || j) && is_capital(article->text, found.items[j].span) &&
                !is_among(self->names, self->name_count, word)) {
                self->names = ws_arena_grow(arena, self->names, self->name_count, &names, sizeof *self->names);
                if (!self->names) return ws_no_memory(error);
                self->names[self->name_count++] = word;
            }
            if (strlen(word) < LEAST_LETTERS || is_among(words, count, word)) continue;
            words = ws_arena_grow(arena, words, count, &capacity, sizeof *words);
            if (!words) return ws_no_memory(error);
            words[count++] = word;
        }
    }
    self->rare = words;
    self->rare_count = count;
    ws_status status = rarest(self->in, self->rare, &self->rare_count, error);
    return status == WS_OK ? rarest(self->in, self->names, &self->name_count, error) : status;
}

/* --- candidates --- */

static bool is_plain(const char *word)
{
    for (; *word; word++)
        if ((unsigned char)*word < 0x80 && !isalnum((unsigned char)*word)) return false;
    return true;
}

/* The day and the one a fortnight on; false: the article has none. */
static bool period_of(const ws_article *article, char period[32])
{
    enum { SECONDS = 24 * 60 * 60 };
    struct tm day;
    char first[11], last[11];
    time_t at;
    ws_date_day(article->published, first);
    if (!ws_date_moment(first, &at) || !gmtime_r(&at, &day)) return false;
    strftime(first, sizeof first, "%Y-%m-%d", &day);
    at += (time_t)DAYS * SECONDS;
    if (!gmtime_r(&at, &day)) return false;
    strftime(last, sizeof last, "%Y-%m-%d", &day);
    snprintf(period, 32, "%s..%s", first, last);
    return true;
}

static ws_status search(const ws_responses_in *in, const char *text, ws_hits *out, ws_error *error)
{
    ws_search asked = {.limit = LOOKED_AT};
    ws_status status = ws_query_parse(in->arena, text, WS_FIELD_CONTENT, time(NULL), &asked.query, error);
    return status == WS_OK ? ws_index_search(in->index, &asked, in->arena, out, error) : status;
}

/* Responses in the article itself, which may have no date. */
static ws_status find_inside(const claim *self, ws_hits *out, ws_error *error)
{
    const ws_query *acts;
    ws_arena *arena = self->in->arena;
    ws_query *both = ws_arena_alloc(arena, sizeof *both), *inside = ws_arena_alloc(arena, sizeof *inside);
    ws_query **children = ws_arena_array(arena, 2, sizeof *children);
    if (!both || !inside || !children) return ws_no_memory(error);
    ws_status status = ws_query_parse(arena, response_acts, WS_FIELD_CONTENT, time(NULL), &acts, error);
    if (status != WS_OK) return status;
    *inside = (ws_query){.op = WS_QUERY_VALUE, .field = WS_FIELD_ARTICLE, .text = self->hit->article->id};
    children[0] = (ws_query *)(uintptr_t)acts;
    children[1] = inside;
    *both = (ws_query){.op = WS_QUERY_AND, .children = children, .child_count = 2};
    ws_search asked = {.query = both, .limit = LOOKED_AT};
    return ws_index_search(self->in->index, &asked, arena, out, error);
}

static ws_status find_far(const claim *self, ws_hits *out, ws_error *error)
{
    char period[32];
    ws_buffer text = WS_BUFFER_INIT(WS_QUERY_MAX_BYTES);
    size_t any = 0;
    *out = (ws_hits){0};
    if (!period_of(self->hit->article, period)) return WS_OK;
    ws_buffer_printf(&text, "%s published:%s (", response_acts, period);
    for (size_t i = 0; i < self->rare_count; i++)
        if (is_plain(self->rare[i])) ws_buffer_printf(&text, "%s%s", any++ ? " OR " : "", self->rare[i]);
    for (size_t i = 0; i < self->name_count; i++)
        if (is_plain(self->names[i])) ws_buffer_printf(&text, "%sby:%s", any++ ? " OR " : "", self->names[i]);
    ws_buffer_putc(&text, ')');
    ws_status status = any ? ws_buffer_status(&text, error) : WS_OK;
    if (status == WS_OK && any) status = search(self->in, text.bytes, out, error);
    ws_buffer_free(&text);
    return status;
}

/* --- judging --- */

static bool same_speaker(const claim *self, const ws_statement *other)
{
    const ws_statement *own = self->hit->statement;
    for (size_t i = 0; i < own->speaker_count; i++)
        for (size_t j = 0; j < other->speaker_count; j++) {
            const char *one = own->speakers[i].key, *two = other->speakers[j].key;
            const ws_person *left = NULL, *right = NULL;
            if (!one || !two) continue;
            ws_error ignored;
            if (ws_people_of(self->in->people, one, &left, &ignored) == WS_OK &&
                ws_people_of(self->in->people, two, &right, &ignored) == WS_OK && left && left == right)
                return true;
            if (!strcmp(one, two)) return true;
        }
    return false;
}

/* Does one of these words name somebody who speaks in the statement? */
static bool names_speaker(const char *const *words, size_t count, const ws_statement *statement)
{
    for (size_t i = 0; i < statement->speaker_count; i++) {
        const char *key = statement->speakers[i].key;
        for (size_t j = 0; key && j < count; j++) {
            const char *found = strstr(key, words[j]);
            size_t size = strlen(words[j]);
            if (size >= LEAST_LETTERS - 1 && found && (found == key || found[-1] == ' ') &&
                (!found[size] || found[size] == ' '))
                return true;
        }
    }
    return false;
}

static ws_status judge_words(const claim *self, ws_response *response, ws_error *error)
{
    ws_surroundings around;
    ws_words words;
    const char *capitals[WS_QUERY_MAX_TERMS];
    size_t count = 0;
    const ws_article *article = response->hit.article;
    ws_surroundings_find(article, response->hit.statement, &around);
    ws_status status = ws_analyse(self->in->arena, article->text, around.paragraph, &words, error);
    if (status != WS_OK) return status;
    for (size_t j = 0; j < words.count; j++) {
        const char *word = words.items[j].folded;
        if (count < WS_QUERY_MAX_TERMS && is_capital(article->text, words.items[j].span)) capitals[count++] = word;
        if (response->shared_count < WS_SHARED_MOST && is_among(self->rare, self->rare_count, word) &&
            !is_among(response->shared, response->shared_count, word))
            response->shared[response->shared_count++] = word;
    }
    if (response->shared_count > 1) response->signs |= WS_SIGN_WORDS;
    if (names_speaker(capitals, count, self->hit->statement)) response->signs |= WS_SIGN_NAMES;
    return WS_OK;
}

static const ws_decision *decided(const claim *self, const ws_statement *statement)
{
    char hex[33], own[33];
    const ws_decisions *all = self->in->decisions;
    ws_hash_hex(statement->id, hex);
    ws_hash_hex(self->hit->statement->id, own);
    for (size_t i = all->count; i--;) {
        const ws_decision *each = &all->items[i];
        if (each->kind == WS_DECISION_LINK && !each->undone_by && !strcmp(each->place.statement, hex) &&
            !strcmp(each->claim.statement, own))
            return each;
    }
    return NULL;
}

static bool takes_back(const ws_statement *statement)
{
    return statement->tone == WS_TONE_APOLOGY || statement->tone == WS_TONE_RETRACTION;
}

/* False: it is none. */
static ws_status judge(const claim *self, const ws_hit *hit, ws_response *out, bool *is_one, ws_error *error)
{
    const ws_statement *own = self->hit->statement, *other = hit->statement;
    bool inside = !strcmp(hit->article->id, self->hit->article->id);
    *out = (ws_response){.hit = *hit, .decision = decided(self, other)};
    *is_one = false;
    if (!memcmp(&own->id, &other->id, sizeof own->id)) return WS_OK;
    if (same_speaker(self, other) && !takes_back(other)) return WS_OK;
    if (inside && other->paragraph < own->paragraph) return WS_OK;
    if (inside) out->signs |= other->paragraph <= own->paragraph + NEAR_PARAGRAPHS ? WS_SIGN_NEAR : WS_SIGN_ARTICLE;
    if (names_speaker(self->names, self->name_count, other)) out->signs |= WS_SIGN_NAMED;
    ws_status status = judge_words(self, out, error);
    unsigned said = out->signs & (WS_SIGN_NAMED | WS_SIGN_NAMES | WS_SIGN_WORDS);
    bool several = said & (said - 1);
    if (!inside && !several && !(said & WS_SIGN_NAMED)) said = 0; /* of another day's paper, one sign is chance */
    out->likely = several || (said && (out->signs & WS_SIGN_NEAR));
    *is_one = out->decision || said;
    return status;
}

static int rank_of(const ws_response *response)
{
    int rank = response->decision ? 0 : response->likely ? 10 : 20;
    return rank + (response->signs & WS_SIGN_NEAR ? 0 : response->signs & WS_SIGN_ARTICLE ? 1 : 2);
}

static int compare(const void *left_, const void *right_)
{
    const ws_response *left = left_, *right = right_;
    int order = rank_of(left) - rank_of(right);
    if (order) return order;
    const char *one = left->hit.article->published, *two = right->hit.article->published;
    order = one && two ? strcmp(one, two) : !one - !two;
    return order ? order : memcmp(&left->hit.statement->id, &right->hit.statement->id, sizeof(ws_hash));
}

static ws_status add(claim *self, const ws_hits *hits, ws_responses *out, ws_error *error)
{
    ws_status status = WS_OK;
    for (size_t i = 0; i < hits->count && status == WS_OK; i++) {
        bool is_one, again = false;
        ws_response response;
        for (size_t j = 0; j < out->count; j++)
            again |= !memcmp(&out->items[j].hit.statement->id, &hits->items[i].statement->id, sizeof(ws_hash));
        if (again) continue;
        status = judge(self, &hits->items[i], &response, &is_one, error);
        if (is_one) out->items[out->count++] = response;
    }
    return status;
}

/* Those that somebody accepted, however far they are. */
static ws_status find_accepted(const claim *self, ws_hits *out, ws_error *error)
{
    char hex[33];
    ws_hash_hex(self->hit->statement->id, hex);
    const char *text = ws_arena_printf(self->in->arena, "answers:%s", hex);
    return text ? search(self->in, text, out, error) : ws_no_memory(error);
}

static void leave_out_rejected(ws_responses *out)
{
    size_t kept = 0;
    for (size_t i = 0; i < out->count; i++)
        if (!out->items[i].decision || out->items[i].decision->linked) out->items[kept++] = out->items[i];
    out->rejected = out->count - kept;
    out->count = kept < WS_RESPONSES_MOST ? kept : WS_RESPONSES_MOST;
}

ws_status ws_responses_propose(const ws_responses_in *in, const ws_hit *hit, ws_responses *out, ws_error *error)
{
    claim self = {.in = in, .hit = hit};
    ws_hits accepted, inside, far;
    *out = (ws_responses){0};
    ws_status status = understand(&self, error);
    if (status == WS_OK) status = find_accepted(&self, &accepted, error);
    if (status == WS_OK) status = find_inside(&self, &inside, error);
    if (status == WS_OK) status = find_far(&self, &far, error);
    if (status != WS_OK) return status;
    out->items = ws_arena_array(in->arena, accepted.count + inside.count + far.count, sizeof *out->items);
    if (!out->items) return ws_no_memory(error);
    status = add(&self, &accepted, out, error);
    if (status == WS_OK) status = add(&self, &inside, out, error);
    if (status == WS_OK) status = add(&self, &far, out, error);
    if (out->count) qsort(out->items, out->count, sizeof *out->items, compare);
    leave_out_rejected(out);
    return status;
}
