/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose statements stand within the statements of others, or are quoted, cited or reported by them. */
#include "chains.h"

#include "cited.h"
#include "lemma.h"
#include "passive.h"
#include "relayers.h"
#include "tokens.h"

#include <string.h>
#include <strings.h>

enum { NEAR = 64, DEPTH = 6, AGENT_WITHIN = 14, CITING_BACK = 40, PIECES_MOST = 32, CREDIT_BYTES = 160 };

/* How many chains are right where sources, cues and contents are (MODEL.md). */
static const float VIA_CONFIDENCE = 0.84f;

/* Of one statement: who hands it on first, and whose statement it stands in. */
typedef struct relay {
    int32_t by; /* the statement that it came in, or of which the one who hands it on is the speaker; -1: none */
    bool named; /* `link` hands it on, before `by` */
    ws_via link;
    bool unknown; /* somebody does, nobody says who: "was quoted as saying" */
} relay;

typedef struct finder {
    const ws_lexicon *lexicon;
    ws_reading *reading;
    relay *relays;
    size_t *sizes; /* of each statement's content, in bytes */
    ws_error *error;
} finder;

static const ws_token *token(const finder *f, size_t i)
{
    return &f->reading->tokens[i];
}

static ws_statement *statement(const finder *f, size_t i)
{
    return &f->reading->statements[i];
}

static size_t size_of(ws_spans spans)
{
    size_t size = 0;
    for (size_t i = 0; i < spans.count; i++) size += spans.items[i].end - spans.items[i].begin;
    return size;
}

/* --- statements within statements --- */

/* "Reportedly" and "allegedly" hand nothing on; nor does who denies all claims say that any were made. */
static bool relays_nothing(const finder *f, const ws_statement *inner, const ws_statement *outer)
{
    if (inner->source.count) return false;
    if (outer->negated || outer->act == WS_ACT_DENIAL) return true;
    size_t first = ws_token_at(f->reading, inner->cue.items[0].begin);
    return first < f->reading->token_count && ws_is_adverb(f->lexicon, token(f, first)->folded);
}

/* The smallest of the statements near in whose content the cue stands. */
static int32_t holder_of(const finder *f, size_t number)
{
    const ws_statement *inner = statement(f, number);
    int32_t best = -1;
    size_t smallest = SIZE_MAX, last = number + NEAR;
    if (!inner->cue.count) return -1;
    for (size_t i = number > NEAR ? number - NEAR : 0; i < f->reading->statement_count && i <= last; i++) {
        const ws_statement *outer = statement(f, i);
        if (i == number || !ws_spans_hold(outer->content, inner->cue.items[0])) continue;
        size_t size = f->sizes[i];
        if (size < smallest && !relays_nothing(f, inner, outer)) smallest = size, best = (int32_t)i;
    }
    return best;
}

static void nest(finder *f)
{
    for (size_t i = 0; i < f->reading->statement_count; i++) f->relays[i] = (relay){.by = holder_of(f, i)};
    for (size_t i = 0; i < f->reading->statement_count; i++) { /* each within the other: a misreading */
        int32_t by = f->relays[i].by;
        if (by >= 0 && f->relays[by].by == (int32_t)i) f->relays[i].by = f->relays[by].by = -1;
    }
}

/* --- quoted and cited --- */

/* Do the contents share most of their characters? */
static bool same_content(const ws_statement *a, const ws_statement *b)
{
    size_t shared = 0;
    if (a->content.count > PIECES_MOST || b->content.count > PIECES_MOST) return false;
    size_t larger = size_of(a->content), other = size_of(b->content);
    if (other > larger) larger = other;
    for (size_t i = 0, k = 0; i < a->content.count && k < b->content.count;) {
        ws_span x = a->content.items[i], y = b->content.items[k];
        uint32_t begin = x.begin > y.begin ? x.begin : y.begin, end = x.end < y.end ? x.end : y.end;
        if (begin < end) shared += end - begin;
        if (x.end < y.end)
            i++;
        else
            k++;
    }
    return shared * 5 > larger * 4;
}

/* The verb of citing in a cue, or before the source of a cue "as saying"; token_count: none. */
static size_t citing_verb(const finder *f, const ws_statement *s, const ws_sentence *sentence)
{
    size_t none = f->reading->token_count, first = ws_token_at(f->reading, s->cue.items[0].begin);
    for (size_t p = 0; p < s->cue.count; p++)
        for (size_t i = ws_token_at(f->reading, s->cue.items[p].begin);
             i < none && token(f, i)->span.begin < s->cue.items[p].end; i++)
            if (ws_token_cites(token(f, i))) return i;
    bool as = first < none && (ws_token_is(token(f, first), "as") ||
                               (first > sentence->token_begin && ws_token_is(token(f, first - 1), "as")));
    if (!as) return none;
    for (size_t i = first; i-- > sentence->token_begin && first - i < CITING_BACK;)
        if (ws_token_cites(token(f, i))) return i;
    return none;
}

static bool overlap(ws_span a, ws_span b)
{
    return a.begin < b.end && b.begin < a.end;
}

static ws_span span_of(const finder *f, ws_range range)
{
    return (ws_span){token(f, range.begin)->span.begin, token(f, range.end - 1)->span.end};
}

/* The statement near whose source is this phrase; -1: none. */
static int32_t spoken_by(const finder *f, size_t number, ws_range phrase)
{
    ws_span span = span_of(f, phrase);
    for (size_t step = 1; step <= NEAR; step++)
        for (int side = 0; side < 2; side++) {
            if (side ? number < step : number + step >= f->reading->statement_count) continue;
            size_t i = side ? number - step : number + step;
            const ws_statement *s = statement(f, i);
            if (s->source.count && overlap(s->source.items[0], span) && f->relays[i].by != (int32_t)number)
                return (int32_t)i;
        }
    return -1;
}

/* The outlet that spoke last before a pronoun. */
static const ws_speaker *outlet_before(const finder *f, size_t number, uint32_t offset)
{
    const ws_speaker *last = NULL;
    uint32_t at = 0;
    size_t paragraph = ws_paragraph_at(f->reading, offset);
    for (size_t i = number > NEAR ? number - NEAR : 0; i < f->reading->statement_count && i <= number + NEAR; i++) {
        const ws_statement *s = statement(f, i);
        if (!s->source.count || s->source.items[0].end > offset || s->speaker_count != 1) continue;
        bool paper = s->speakers->type == WS_SPEAKER_PUBLICATION && s->source.items[0].begin >= at;
        if (paper && ws_paragraph_at(f->reading, s->source.items[0].begin) == paragraph)
            last = s->speakers, at = s->source.items[0].begin;
    }
    return last;
}

/* Enters who hands statement `number` on. */
static ws_status enter(finder *f, size_t number, ws_range phrase)
{
    relay *r = &f->relays[number];
    if (phrase.begin == phrase.end) return WS_OK;
    int32_t other = spoken_by(f, number, phrase);
    if (other >= 0) {
        r->by = other;
        return WS_OK;
    }
    ws_status status = ws_relayer_of(f->lexicon, f->reading, phrase, &r->link, f->error);
    bool it = ws_token_is(token(f, phrase.begin), "it") && phrase.end == phrase.begin + 1;
    const ws_speaker *paper = it ? outlet_before(f, number, token(f, phrase.begin)->span.begin) : NULL;
    if (paper) r->link = (ws_via){paper->name, paper->type};
    r->named = r->link.name != NULL;
    r->unknown = !r->named;
    return status;
}

/* "was quoted by Tass as saying", "was quoted as saying by Tass". */
static ws_status enter_agent(finder *f, size_t number, size_t verb, const ws_sentence *sentence)
{
    for (size_t i = verb + 1; i < sentence->token_end && i - verb < AGENT_WITHIN; i++)
        if (ws_token_is(token(f, i), "by"))
            return enter(f, number, ws_relayer_behind(f->lexicon, f->reading, i + 1, sentence->token_end));
    f->relays[number].unknown = true;
    return WS_OK;
}

static bool is_passive(const finder *f, size_t verb, size_t first)
{
    for (size_t i = verb; i > first && verb - i < 3; i--) {
        const ws_token *t = token(f, i - 1);
        if (ws_token_is(t, "was") || ws_token_is(t, "were") || ws_token_is(t, "been") || ws_token_is(t, "is") ||
            ws_token_is(t, "are") || ws_token_is(t, "being"))
            return true;
        if (!ws_is_adverb(f->lexicon, t->folded)) return false;
    }
    return false;
}

/* "Reuters reported, citing two officials": whoever says the same in this sentence. -1: nobody. */
static int32_t reporting(const finder *f, size_t number, const ws_sentence *sentence)
{
    const ws_statement *s = statement(f, number);
    for (size_t i = number > NEAR ? number - NEAR : 0; i < f->reading->statement_count && i <= number + NEAR; i++) {
        const ws_statement *other = statement(f, i);
        if (i == number || !other->cue.count || f->relays[i].by == (int32_t)number) continue;
        if (!ws_span_holds(sentence->span, other->cue.items[0]) || !same_content(s, other)) continue;
        if (citing_verb(f, other, sentence) == f->reading->token_count) return (int32_t)i;
    }
    return -1;
}

static ws_status find_citing(finder *f, size_t number)
{
    const ws_statement *s = statement(f, number);
    if (!s->cue.count || !s->source.count) return WS_OK;
    const ws_sentence *sentence = &f->reading->sentences[ws_sentence_at(f->reading, s->cue.items[0].begin)];
    size_t verb = citing_verb(f, s, sentence);
    if (verb == f->reading->token_count) return WS_OK;
    bool by = verb + 1 < sentence->token_end && ws_token_is(token(f, verb + 1), "by");
    bool passive = by || is_passive(f, verb, sentence->token_begin);
    uint32_t source = s->source.items[0].begin;
    if (passive && source < token(f, verb)->span.begin) return enter_agent(f, number, verb, sentence);
    if (passive || source < token(f, verb)->span.begin) return WS_OK;
    int32_t other = reporting(f, number, sentence);
    if (other >= 0) {
        f->relays[number].by = other;
        return WS_OK;
    }
    return enter(f, number, ws_relayer_before(f->lexicon, f->reading, sentence->token_begin, verb));
}

/* --- one content, two sources --- */

static bool is_outlet(const ws_statement *s)
{
    return s->speaker_count == 1 && s->speakers->type == WS_SPEAKER_PUBLICATION;
}

/* "Kade said, according to Reuters, that the offer stood" where both have the same content. */
static void find_reported(finder *f, size_t number)
{
    const ws_statement *s = statement(f, number);
    if (f->relays[number].by >= 0 || f->relays[number].named || !s->cue.count || !s->source.count || is_outlet(s))
        return;
    for (size_t i = number > NEAR ? number - NEAR : 0; i < f->reading->statement_count && i <= number + NEAR; i++) {
        const ws_statement *other = statement(f, i);
        if (i == number || !is_outlet(other) || !other->cue.count || f->relays[i].by == (int32_t)number) continue;
        bool near =
            ws_sentence_at(f->reading, other->cue.items[0].begin) == ws_sentence_at(f->reading, s->cue.items[0].begin);
        if (near && same_content(s, other)) f->relays[number].by = (int32_t)i;
    }
}

/* --- "as reported by the Ledger" --- */

/* The statement that a phrase at a token belongs to: the last one in its sentence before it, else the first behind it
 * whose source stands before it or which it opens. -1: none. */
static int32_t belongs_to(const finder *f, const ws_sentence *sentence, size_t at, size_t *cursor)
{
    bool opens = at == sentence->token_begin;
    uint32_t offset = token(f, at)->span.begin;
    int32_t before = -1, behind = -1;
    while (*cursor < f->reading->statement_count &&
           ws_statement_extent(statement(f, *cursor)).end <= sentence->span.begin)
        (*cursor)++;
    for (size_t i = *cursor; i < f->reading->statement_count && i < *cursor + NEAR; i++) {
        const ws_statement *s = statement(f, i);
        if (!s->cue.count || !s->source.count || ws_spans_hold(s->content, token(f, at)->span)) continue;
        if (!ws_span_holds(sentence->span, s->cue.items[0])) continue;
        if (s->cue.items[0].begin < offset) {
            if (before < 0 || statement(f, (size_t)before)->cue.items[0].begin < s->cue.items[0].begin)
                before = (int32_t)i;
        } else if (behind < 0 && (opens || s->source.items[0].end <= offset)) {
            behind = (int32_t)i;
        }
    }
    return before >= 0 ? before : behind;
}

/* The statement of which the phrase is the source already; -1: none. */
static int32_t source_of(const finder *f, size_t cursor, ws_range phrase)
{
    ws_span span = span_of(f, phrase);
    for (size_t i = cursor; i < f->reading->statement_count && i < cursor + NEAR; i++)
        if (statement(f, i)->source.count && overlap(statement(f, i)->source.items[0], span)) return (int32_t)i;
    return -1;
}

static bool share_content(const ws_statement *a, const ws_statement *b)
{
    for (size_t i = 0; i < a->content.count && i < PIECES_MOST; i++)
        for (size_t k = 0; k < b->content.count && k < PIECES_MOST; k++)
            if (overlap(a->content.items[i], b->content.items[k])) return true;
    return false;
}

/* "In a Ledger report, ...": the outlet; empty: none. */
static ws_range report_of(const finder *f, const ws_sentence *sentence, size_t i)
{
    static const char *const nouns[] = {"report", "article", "story", "dispatch"};
    ws_range none = {i, i};
    if (!ws_token_is(token(f, i), "in") || i + 3 >= sentence->token_end) return none;
    if (!ws_lexicon_has(f->lexicon, "determiners", token(f, i + 1)->folded)) return none;
    ws_range name = {i + 2, i + 2};
    while (name.end < sentence->token_end && token(f, name.end)->capital) name.end++;
    if (name.begin == name.end || name.end == sentence->token_end) return none;
    for (size_t k = 0; k < sizeof nouns / sizeof *nouns; k++)
        if (ws_token_is(token(f, name.end), nouns[k]) && ws_relayer_is_outlet(f->lexicon, f->reading, name))
            return name;
    return none;
}

/* Enters who a phrase behind one of the words brings in, for the statement that it belongs to. */
static ws_status find_phrase(finder *f, const ws_sentence *sentence, size_t at, ws_range phrase, bool any,
                             size_t *cursor)
{
    int32_t number = belongs_to(f, sentence, at, cursor);
    if (number < 0 || f->relays[number].named) return WS_OK;
    if (!any && !ws_relayer_is_outlet(f->lexicon, f->reading, phrase)) return WS_OK;
    relay *r = &f->relays[number];
    int32_t other = source_of(f, *cursor, phrase);
    if (other >= 0) {
        bool free = other != number && r->by < 0 && f->relays[other].by != number;
        if (free && share_content(statement(f, (size_t)number), statement(f, (size_t)other))) r->by = other;
        return WS_OK;
    }
    ws_status status = ws_relayer_of(f->lexicon, f->reading, phrase, &r->link, f->error);
    r->named = r->link.name != NULL;
    return status;
}

static ws_status find_phrases(finder *f, const ws_sentence *sentence, size_t *cursor)
{
    ws_status status = WS_OK;
    for (size_t i = sentence->token_begin; i < sentence->token_end && status == WS_OK; i++) {
        const char *kind;
        size_t length = ws_lexicon_phrase(f->lexicon, "relays", token(f, i), sentence->token_end - i, &kind);
        ws_range phrase = length ? ws_relayer_behind(f->lexicon, f->reading, i + length, sentence->token_end)
                                 : report_of(f, sentence, i);
        if (phrase.begin == phrase.end) continue;
        status = find_phrase(f, sentence, i, phrase, !length || !strcmp(kind, "any"), cursor);
        i = phrase.end - 1;
    }
    return status;
}

/* --- chains --- */

/* The article's own house hands everything on: its publisher, and the agency in its credit ("(Reuters)"). */
static bool own_house(const finder *f, const char *name)
{
    const ws_article *article = f->reading->article;
    if (article->publisher && !strcasecmp(article->publisher, name)) return true;
    size_t size = strlen(name), most = article->text_size < CREDIT_BYTES ? article->text_size : CREDIT_BYTES;
    for (size_t i = 0; i + size + 2 <= most; i++)
        if (article->text[i] == '(' && !strncasecmp(article->text + i + 1, name, size) &&
            article->text[i + 1 + size] == ')')
            return true;
    return false;
}

/* One name for who speaks jointly; NULL in name: nobody who is known. */
static ws_status link_of(const finder *f, const ws_statement *s, ws_via *out)
{
    *out = (ws_via){NULL, WS_SPEAKER_NONE};
    for (size_t i = 0; i < s->speaker_count; i++) {
        if (!s->speakers[i].name) continue;
        if (!out->name) out->type = s->speakers[i].type;
        out->name = out->name ? ws_arena_printf(f->reading->arena, "%s + %s", out->name, s->speakers[i].name)
                              : s->speakers[i].name;
        if (!out->name) return ws_no_memory(f->error);
    }
    return WS_OK;
}

static bool same_name(const char *a, const char *b)
{
    return a && b && !strcasecmp(a, b);
}

static ws_status chain(const finder *f, size_t number)
{
    ws_statement *s = statement(f, number);
    ws_via own, links[2 * DEPTH];
    size_t count = 0;
    ws_status status = link_of(f, s, &own);
    int32_t at = (int32_t)number;
    bool between = f->relays[number].unknown;
    for (size_t depth = 0; at >= 0 && depth < DEPTH && status == WS_OK; depth++) {
        const relay *r = &f->relays[at];
        ws_via link = {NULL, WS_SPEAKER_NONE};
        if (r->named && !own_house(f, r->link.name)) links[count++] = r->link, between = true;
        at = r->by;
        if (at < 0) break;
        status = link_of(f, statement(f, (size_t)at), &link);
        const char *last = count ? links[count - 1].name : own.name;
        if (same_name(link.name, last)) continue; /* "she said she had learned": nobody stands between */
        if (link.name && own_house(f, link.name)) continue;
        links[count++] = link;
        between = true;
    }
    s->firsthand = !between;
    s->via_count = count;
    s->sure.via = count ? VIA_CONFIDENCE : 0;
    s->via = count ? ws_arena_copy(f->reading->arena, links, count * sizeof *links) : NULL;
    return status == WS_OK && count && !s->via ? ws_no_memory(f->error) : status;
}

/* Who was told is not who told. */
static void hide_speakers(const finder *f)
{
    for (size_t i = 0; i < f->reading->statement_count; i++) {
        ws_statement *s = statement(f, i);
        if (s->source.count || !ws_cue_hides_speaker(f->lexicon, f->reading, s)) continue;
        s->speaker_count = 0;
        s->unresolved = false;
    }
}

ws_status ws_via_find(const ws_lexicon *lexicon, ws_reading *reading, ws_error *error)
{
    finder f = {.lexicon = lexicon, .reading = reading, .error = error};
    f.relays = ws_arena_array(reading->arena, reading->statement_count + 1, sizeof *f.relays);
    f.sizes = ws_arena_array(reading->arena, reading->statement_count + 1, sizeof *f.sizes);
    if (!f.relays || !f.sizes) return ws_no_memory(error);
    for (size_t i = 0; i < reading->statement_count; i++) f.sizes[i] = size_of(reading->statements[i].content);
    ws_status status = WS_OK;
    size_t cursor = 0;
    hide_speakers(&f);
    nest(&f);
    for (size_t i = 0; i < reading->statement_count && status == WS_OK; i++) status = find_citing(&f, i);
    for (size_t i = 0; i < reading->statement_count; i++) find_reported(&f, i);
    for (size_t i = 0; i < reading->sentence_count && reading->statement_count && status == WS_OK; i++)
        status = find_phrases(&f, &reading->sentences[i], &cursor);
    for (size_t i = 0; i < reading->statement_count && status == WS_OK; i++) status = chain(&f, i);
    return status;
}
