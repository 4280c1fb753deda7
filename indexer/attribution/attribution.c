/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first engine: quotation marks, one list of cues, "according to", refusals, the nearest phrase. Each stretch of
 * the text goes into one statement at most (`taken`), so that the work is linear whatever the text. */
#include "attribution.h"

#include "phrases.h"

#include <stdlib.h>
#include <string.h>

enum { LOOK_AHEAD = 10, CLAUSE_TOKENS = 400, MOST_PIECES = 64, ORPHAN_WORDS = 4 };

typedef struct finder {
    ws_narration text;
    ws_reading *reading;
    const ws_token *tokens;
    int32_t *quoted;  /* see ws_narration */
    int32_t *carried; /* for each quotation the one that carries it on, or -1 */
    bool *claimed;    /* for each quotation: goes into a statement already */
    size_t capacity;
    uint32_t taken;     /* bytes before this are in earlier statements, or are not asked for any more */
    size_t sentence;    /* the sentence that is being read */
    size_t first, last; /* its tokens */
    ws_error *error;
} finder;

typedef struct attribution {
    ws_range source, cue, addressee;
    ws_span pieces[MOST_PIECES];
    size_t count;
    const char *lemma;
    float confidence;
} attribution;

static ws_span span_of(const finder *f, ws_range range)
{
    return (ws_span){f->tokens[range.begin].span.begin, f->tokens[range.end - 1].span.end};
}

static bool spoken(const finder *f, size_t i)
{
    return f->quoted[i] >= 0;
}

/* Nothing of the clause stands at `i` or after it. */
static bool clause_ends(const finder *f, size_t i)
{
    return i >= f->last || ws_token_stops(&f->tokens[i]) ||
           (i + 1 == f->last && f->tokens[i].kind == WS_TOKEN_PUNCTUATION);
}

static bool circumstance(const finder *f, size_t i)
{
    const char *kind = i < f->last ? ws_lexicon_value(f->text.lexicon, "boundaries", f->tokens[i].folded) : NULL;
    return kind && !strcmp(kind, "circumstance");
}

static bool add_piece(attribution *a, uint32_t begin, uint32_t end)
{
    if (begin >= end || a->count == MOST_PIECES) return false;
    a->pieces[a->count++] = (ws_span){begin, end};
    return true;
}

/* The quotation and those that carry it on in the next paragraphs. */
static void add_quotation(finder *f, attribution *a, int32_t q)
{
    for (; q >= 0 && !f->claimed[q]; q = f->carried[q]) {
        if (!add_piece(a, f->reading->quotations[q].outer.begin, f->reading->quotations[q].outer.end)) return;
        f->claimed[q] = true;
    }
}

static ws_status keep_spans(finder *f, const ws_span *items, size_t count, ws_spans *out)
{
    if (!count) return WS_OK;
    *out = (ws_spans){ws_arena_copy(f->reading->arena, items, count * sizeof *items), count};
    return out->items ? WS_OK : ws_no_memory(f->error);
}

static ws_status keep_range(finder *f, ws_range range, ws_spans *out)
{
    if (range.begin >= range.end) return WS_OK;
    ws_span span = span_of(f, range);
    return keep_spans(f, &span, 1, out);
}

static ws_status keep(finder *f, const attribution *a)
{
    ws_reading *r = f->reading;
    ws_statement *grown = ws_arena_grow(r->arena, r->statements, r->statement_count, &f->capacity, sizeof *grown);
    if (!grown) return ws_no_memory(f->error);
    r->statements = grown;
    ws_statement *s = &grown[r->statement_count];
    *s = (ws_statement){.cue_lemma = a->lemma, .confidence = a->confidence, .firsthand = true};
    ws_spans addressee = {NULL, 0};
    ws_status status = keep_range(f, a->source, &s->source);
    if (status == WS_OK) status = keep_range(f, a->cue, &s->cue);
    if (status == WS_OK) status = keep_spans(f, a->pieces, a->count, &s->content);
    if (status == WS_OK) status = keep_range(f, a->addressee, &addressee);
    if (addressee.count) s->addressee = ws_spans_text(r->arena, r->article->text, addressee);
    if (status != WS_OK || (addressee.count && !s->addressee)) return ws_no_memory(f->error);
    s->paragraph = r->sentences[f->sentence].paragraph + 1;
    s->part = r->paragraphs[s->paragraph - 1].part;
    r->statement_count++;
    ws_span extent = ws_statement_extent(s);
    if (f->taken < extent.end) f->taken = extent.end;
    return WS_OK;
}

/* --- the cue and its subject --- */

static const char *auxiliary(const finder *f, size_t i)
{
    return ws_lexicon_value(f->text.lexicon, "auxiliaries", f->tokens[i].folded);
}

static bool adverb(const finder *f, size_t i)
{
    const char *word = f->tokens[i].folded;
    size_t size = strlen(word);
    return ws_lexicon_has(f->text.lexicon, "adverbs", word) ||
           (size > 4 && !strcmp(word + size - 2, "ly") && !f->tokens[i].capital);
}

/* Takes auxiliaries and adverbs before the cue into it. False for a passive, whose subject doesn't speak. */
static bool widen(const finder *f, ws_range *cue, size_t *before)
{
    const char *word = f->tokens[cue->begin].folded;
    size_t size = strlen(word), i = cue->begin, start = i;
    bool participle = !(size > 3 && !strcmp(word + size - 3, "ing"));
    while (i > f->first && !spoken(f, i - 1) && cue->end - i < LOOK_AHEAD) {
        const char *kind = auxiliary(f, i - 1);
        if (!kind && !adverb(f, i - 1)) break;
        if (kind && !strcmp(kind, "be") && participle) return false;
        i--;
        if (kind) start = i;
    }
    *before = i;
    cue->begin = start;
    return i == f->first || !ws_token_is(&f->tokens[i - 1], "to") || start < cue->end - 1;
}

static ws_range last_source(const finder *f)
{
    const ws_reading *r = f->reading;
    const ws_statement *s = r->statement_count ? &r->statements[r->statement_count - 1] : NULL;
    if (!s || !s->source.count || s->source.items[0].begin < f->tokens[f->first].span.begin) return (ws_range){0, 0};
    return (ws_range){ws_token_at(r, s->source.items[0].begin), ws_token_at(r, s->source.items[0].end - 1) + 1};
}

/* "the palace, the council and the ministry": goes on to the left over commas while plain phrases stand there. */
static ws_range with_enumeration(const finder *f, ws_range phrase)
{
    bool joint = false;
    for (size_t i = phrase.begin; i < phrase.end; i++)
        joint |= ws_token_is(&f->tokens[i], "and") || ws_token_is(&f->tokens[i], "nor");
    while (joint && phrase.begin > f->first + 1 && ws_token_is(&f->tokens[phrase.begin - 1], ",") &&
           phrase.end - phrase.begin < CLAUSE_TOKENS / 8) {
        ws_range left = ws_phrase_before(&f->text, f->first, phrase.begin - 1);
        const ws_token *opening = &f->tokens[left.begin];
        if (left.begin >= left.end || left.end - left.begin > LOOK_AHEAD ||
            !(opening->capital || ws_lexicon_has(f->text.lexicon, "determiners", opening->folded)))
            break;
        phrase.begin = left.begin;
    }
    return phrase;
}

/* Who stands before the cue: "Ruiz", "Ruiz, the mayor of Sumy,", "Ruiz, who"; or the subject shared with another verb.
 */
static ws_range subject_before(const finder *f, size_t before)
{
    size_t p = before;
    bool who = p > f->first && ws_token_is(&f->tokens[p - 1], "who");
    if (who) p--;
    bool comma = p > f->first && !spoken(f, p - 1) && ws_token_is(&f->tokens[p - 1], ",");
    if (comma && who) p--;
    if (comma && !who) {
        size_t open = p - 1;
        while (open > f->first && p - open < CLAUSE_TOKENS / 16 && !spoken(f, open - 1) &&
               !ws_token_is(&f->tokens[open - 1], ","))
            open--;
        ws_range outer = {0, 0};
        if (open > f->first && ws_token_is(&f->tokens[open - 1], ","))
            outer = ws_phrase_before(&f->text, f->first, open - 1);
        if (outer.begin < outer.end) return (ws_range){outer.begin, p - 1};
    } else {
        ws_range plain = with_enumeration(f, ws_phrase_before(&f->text, f->first, p));
        if (plain.begin < plain.end) return plain;
    }
    ws_range shared = last_source(f);
    return shared.begin < shared.end ? shared : ws_phrase_subject(&f->text, f->first, p);
}

/* Who stands after the cue ("..., said Ruiz"): only after a quotation or a comma, and where the phrase ends the clause.
 */
static ws_range subject_after(const finder *f, ws_range cue, size_t before)
{
    ws_range none = {0, 0};
    bool quotation = before > 0 && spoken(f, before - 1);
    bool comma = before > f->first && ws_token_is(&f->tokens[before - 1], ",");
    if (comma && before - 1 > f->first && spoken(f, before - 2)) quotation = true;
    if ((!quotation && !comma) || cue.end >= f->last) return none;
    const ws_token *next = &f->tokens[cue.end];
    if (spoken(f, cue.end) || ws_token_stops(next)) return none;
    ws_range after = ws_phrase_after(&f->text, cue.end, f->last, true);
    if (after.begin == after.end || quotation) return after;
    bool ends = clause_ends(f, after.end) || circumstance(f, after.end);
    return ends && (next->capital || ws_lexicon_has(f->text.lexicon, "determiners", next->folded)) ? after : none;
}

/* --- the content --- */

/* Whom the words are said to: "told reporters that", "told Harbour Radio". */
static ws_range addressee_after(const finder *f, const ws_cue *cue, size_t after)
{
    if (!cue->addressee || after >= f->last || spoken(f, after)) return (ws_range){after, after};
    const ws_token *token = &f->tokens[after];
    size_t most = after + 1 + ws_lexicon_has(f->text.lexicon, "determiners", token->folded);
    while (most < f->last && token->capital && f->tokens[most].capital) most++;
    return ws_phrase_after(&f->text, after, most < f->last ? most : f->last, false);
}

/* Where the content begins after cue and addressee, and whether a clause or quotation shows it for sure. */
static size_t content_after(const finder *f, const ws_cue *cue, size_t after, bool *sure)
{
    *sure = true;
    for (size_t i = after; i < f->last && i - after < LOOK_AHEAD; i++) {
        if (spoken(f, i)) return circumstance(f, after) ? i : after;
        if (ws_token_is(&f->tokens[i], "that") || ws_token_is(&f->tokens[i], "whether")) return i;
        if (ws_token_is(&f->tokens[i], ":")) return i + 1;
        if (ws_token_is(&f->tokens[i], ",") && i + 1 < f->last && spoken(f, i + 1)) return i + 1;
        if (ws_token_stops(&f->tokens[i])) break;
    }
    *sure = false;
    while (!strcmp(cue->lemma, "say") && circumstance(f, after) && !spoken(f, after)) after++;
    return after;
}

/* Does another attribution begin here: ", adding that", ", while claiming that", ", but Ruiz said"? */
static bool opens_clause(const finder *f, size_t i)
{
    size_t length, next = i + 1;
    if (i + 2 >= f->last || spoken(f, i)) return false;
    bool comma = ws_token_is(&f->tokens[i], ","), turn = false;
    for (; next < f->last && !spoken(f, next) && next - i < 3; next++) {
        const char *word = f->tokens[next - !comma].folded;
        if (strcmp(word, "but") && strcmp(word, "while") && strcmp(word, "and")) break;
        turn = true;
        if (!comma) break;
    }
    if (!comma && !turn) return false;
    for (size_t k = next; k < f->last && k - next < LOOK_AHEAD && !spoken(f, k) && !ws_token_stops(&f->tokens[k]);
         k++) {
        const char *word = f->tokens[k].folded;
        const ws_cue *cue = ws_lexicon_cue_phrase(f->text.lexicon, f->tokens + k, f->last - k, &length);
        if (k == next && cue && strlen(word) > 4 && !strcmp(word + strlen(word) - 3, "ing")) return true;
        if (turn && comma && cue && !cue->needs_clause && !f->tokens[k].capital && k > next) return true;
    }
    return false;
}

/* From token `begin` to the end of the clause. A quotation that begins there is taken whole. */
static void add_rest(finder *f, attribution *a, size_t begin)
{
    size_t i = begin, end = begin;
    if (begin >= f->last) return;
    int32_t q = f->quoted[begin];
    uint32_t start = f->tokens[begin].span.begin;
    for (; i < f->last && (i - begin < CLAUSE_TOKENS || spoken(f, i)) && !opens_clause(f, i); i++)
        if (spoken(f, i) || f->tokens[i].kind != WS_TOKEN_PUNCTUATION || strchr(")%]", f->tokens[i].folded[0]))
            end = i + 1;
    if (end == begin) return;
    if (q >= 0 && f->reading->quotations[q].outer.begin >= f->taken && !f->claimed[q])
        start = f->reading->quotations[q].outer.begin;
    int32_t tail = f->quoted[end - 1];
    uint32_t stop = f->tokens[end - 1].span.end;
    if (tail >= 0 && !f->claimed[tail]) stop = f->reading->quotations[tail].outer.end;
    if (start < f->taken) start = f->taken;
    if (!add_piece(a, start, stop)) return;
    for (i = begin; i < end; i++)
        if (spoken(f, i)) f->claimed[f->quoted[i]] = true;
    if (tail >= 0) add_quotation(f, a, f->carried[tail]);
}

/* What stands before the attribution, which begins at token `begin`: "...," Ruiz said. */
static void add_before(finder *f, attribution *a, size_t begin)
{
    const ws_reading *r = f->reading;
    size_t end = begin;
    if (end > f->first && !spoken(f, end - 1) && f->tokens[end - 1].kind == WS_TOKEN_PUNCTUATION) end--;
    if (end == 0) return;
    int32_t q = f->quoted[end - 1];
    bool same = q >= 0 && r->quotations[q].paragraph == r->sentences[f->sentence].paragraph;
    if (end <= f->first && !same) return;
    uint32_t start = f->tokens[f->first].span.begin, stop = f->tokens[end - 1].span.end;
    if (same && !f->claimed[q]) {
        const ws_quotation *quotation = &r->quotations[q];
        stop = quotation->outer.end;
        if (quotation->outer.begin < start) start = quotation->outer.begin;
        int32_t head = q;
        while (r->quotations[head].continues >= 0 && !f->claimed[r->quotations[head].continues])
            head = r->quotations[head].continues;
        if (quotation->outer.begin == start && head != q) add_quotation(f, a, head);
    }
    if (start < f->taken) start = f->taken;
    size_t i = ws_token_at(r, start);
    if (i < f->first) i = f->first;
    size_t from = i;
    while (i < end && (f->tokens[i].span.begin < start || (!spoken(f, i) && f->tokens[i].kind == WS_TOKEN_PUNCTUATION)))
        i++;
    if (i < end && f->tokens[i].span.begin > start) start = f->tokens[i].span.begin;
    if (same && f->claimed[q] && a->count) return;
    if (!add_piece(a, start, stop)) return;
    for (i = from; i < end; i++)
        if (spoken(f, i)) f->claimed[f->quoted[i]] = true;
    if (same) f->claimed[q] = true;
}

/* "A," Ruiz said, "B."   "A," Ruiz said. "B." */
static void add_carried_on(finder *f, attribution *a, size_t after)
{
    const ws_reading *r = f->reading;
    size_t limit = r->paragraphs[r->sentences[f->sentence].paragraph].token_end, i = after;
    while (i < f->last && !spoken(f, i) && !ws_token_stops(&f->tokens[i]) && i - after < LOOK_AHEAD) i++;
    if (i < limit && !spoken(f, i) && strchr(",.;", f->tokens[i].folded[0])) i++;
    if (i >= limit || !spoken(f, i)) return;
    const ws_quotation *q = &r->quotations[f->quoted[i]];
    const char *text = r->article->text;
    bool own = q->inner.end > q->inner.begin && text[q->inner.end - 1] == ',' && i >= f->last;
    if (!own && q->outer.begin >= f->tokens[after - 1].span.end) add_quotation(f, a, f->quoted[i]);
}

/* --- the kinds of attribution --- */

static ws_status read_cue(finder *f, size_t i, size_t *next)
{
    size_t length, before;
    const ws_cue *cue = ws_lexicon_cue_phrase(f->text.lexicon, f->tokens + i, f->last - i, &length);
    if (!cue) return WS_OK;
    attribution a = {.cue = {i, i + length}, .lemma = cue->lemma, .confidence = 0.5f};
    *next = i + length;
    if (f->tokens[i].capital || !widen(f, &a.cue, &before)) return WS_OK;
    if (before > f->first && ws_lexicon_has(f->text.lexicon, "determiners", f->tokens[before - 1].folded)) return WS_OK;
    a.source = subject_after(f, a.cue, before);
    bool inverted = a.source.begin < a.source.end;
    if (!inverted) a.source = subject_before(f, before);
    if (a.source.begin >= a.source.end) return WS_OK;
    size_t start = a.source.begin < a.cue.begin ? a.source.begin : a.cue.begin,
           after = inverted ? a.source.end : a.cue.end;
    bool quotation =
        start > 0 && (spoken(f, start - 1) || (start > 1 && start > f->first &&
                                               ws_token_is(&f->tokens[start - 1], ",") && spoken(f, start - 2)));
    bool comma = start > f->first && ws_token_stops(&f->tokens[start - 1]);
    bool sure, ends = clause_ends(f, after) || inverted;
    a.addressee = addressee_after(f, cue, after);
    if (a.addressee.end > after) after = a.addressee.end, ends = ends || clause_ends(f, after);
    size_t content = content_after(f, cue, after, &sure);
    if (comma && !sure && circumstance(f, after)) ends = true;
    if (quotation || (comma && ends)) {
        add_before(f, &a, start);
        if (a.count && quotation) add_carried_on(f, &a, after);
    }
    if (!a.count && (sure || (!cue->needs_clause && !ends))) add_rest(f, &a, content);
    if (!a.count) return WS_OK;
    if (quotation || sure) a.confidence = 0.7f;
    return keep(f, &a);
}

static ws_status read_according(finder *f, size_t i)
{
    attribution a = {.cue = {i, i + 2}, .lemma = "according to", .confidence = 0.7f};
    size_t end = i + 2;
    while (end < f->last && end - i < CLAUSE_TOKENS / 8 && !spoken(f, end) && !ws_token_stops(&f->tokens[end])) end++;
    if (end == f->last && end > i + 2 && f->tokens[end - 1].kind == WS_TOKEN_PUNCTUATION) end--;
    a.source = (ws_range){i + 2, end};
    if (a.source.begin >= a.source.end) return WS_OK;
    if (i == f->first || f->tokens[i].capital) {
        if (end < f->last && ws_token_is(&f->tokens[end], ",")) end++;
        add_rest(f, &a, end);
    } else {
        add_before(f, &a, i);
    }
    return a.count ? keep(f, &a) : WS_OK;
}

/* Where the cue of a refusal ends: "declined | to comment", "did not respond to | questions", "referred | questions".
 */
static size_t refusal_cue_end(const finder *f, size_t i, size_t length, const char *kind)
{
    size_t end = i + length;
    bool comment = ws_token_is(&f->tokens[end - 1], "comment") || ws_token_is(&f->tokens[end - 1], "elaborate");
    if (!strcmp(kind, "referred")) return i + 1;
    if (length > 2 && comment && ws_token_is(&f->tokens[end - 2], "to")) return end - 2;
    return end < f->last && (ws_token_is(&f->tokens[end], "to") || ws_token_is(&f->tokens[end], "on")) ? end + 1 : end;
}

static ws_status read_refusal(finder *f, size_t i, size_t length, const char *kind)
{
    attribution a = {.cue = {i, refusal_cue_end(f, i, length, kind)}, .confidence = 0.8f};
    size_t before = i, end = a.cue.end;
    while (before > f->first && !spoken(f, before - 1) && i - before < LOOK_AHEAD &&
           (auxiliary(f, before - 1) || adverb(f, before - 1)))
        before--;
    a.source = subject_before(f, before);
    ws_span cue = span_of(f, a.cue);
    a.lemma = ws_fold_words(f->reading->arena, f->reading->article->text + cue.begin, cue.end - cue.begin);
    if (!a.lemma) return ws_no_memory(f->error);
    while (end < f->last && end - i < CLAUSE_TOKENS / 8 && (spoken(f, end) || !clause_ends(f, end))) end++;
    if (end > a.cue.end) add_piece(&a, f->tokens[a.cue.end].span.begin, f->tokens[end - 1].span.end);
    return keep(f, &a);
}

static ws_status read_sentence(finder *f)
{
    ws_status status = WS_OK;
    for (size_t i = f->first, next; i < f->last && status == WS_OK; i = next) {
        size_t left = f->last - i, length;
        const char *kind = NULL;
        next = i + 1;
        if (spoken(f, i) || f->tokens[i].span.begin < f->taken) continue;
        if ((length = ws_lexicon_phrase(f->text.lexicon, "refusals", f->tokens + i, left, &kind)))
            status = read_refusal(f, i, length, kind);
        else if (left > 2 && ws_token_is(&f->tokens[i], "according") && ws_token_is(&f->tokens[i + 1], "to"))
            status = read_according(f, i);
        else
            status = read_cue(f, i, &next);
    }
    return status;
}

/* Whole sentences in quotation marks that no cue claims: carried on from the statement before, or nobody's yet. */
static ws_status read_orphans(finder *f)
{
    const ws_reading *r = f->reading;
    for (size_t q = 0; q < r->quotation_count; q++) {
        const ws_quotation *quotation = &r->quotations[q];
        if (quotation->depth || quotation->scare || f->claimed[q]) continue;
        size_t words = 0;
        for (uint32_t i = quotation->inner.begin; i < quotation->inner.end && words < ORPHAN_WORDS; i++)
            words += r->article->text[i] == ' ';
        if (words < ORPHAN_WORDS) continue;
        attribution a = {.confidence = 0.3f};
        f->sentence = r->paragraphs[quotation->paragraph].sentence_begin;
        add_quotation(f, &a, (int32_t)q);
        if (a.count && keep(f, &a) != WS_OK) return WS_NO_MEMORY;
    }
    return WS_OK;
}

static ws_status prepare(finder *f)
{
    ws_reading *r = f->reading;
    f->quoted = ws_arena_array(r->arena, r->token_count, sizeof *f->quoted);
    f->carried = ws_arena_array(r->arena, r->quotation_count, sizeof *f->carried);
    f->claimed = ws_arena_array(r->arena, r->quotation_count, sizeof *f->claimed);
    if (!f->quoted || !f->carried || !f->claimed) return ws_no_memory(f->error);
    for (size_t q = 0; q < r->quotation_count; q++) f->carried[q] = -1;
    for (size_t i = 0; i < r->token_count; i++) f->quoted[i] = -1;
    for (size_t q = 0, i = 0; q < r->quotation_count; q++) {
        const ws_quotation *quotation = &r->quotations[q];
        if (quotation->continues >= 0 && (size_t)quotation->continues < q)
            f->carried[quotation->continues] = (int32_t)q;
        if (quotation->depth || quotation->scare) continue;
        while (i < r->token_count && r->tokens[i].span.begin < quotation->outer.begin) i++;
        for (; i < r->token_count && r->tokens[i].span.end <= quotation->outer.end; i++) f->quoted[i] = (int32_t)q;
    }
    f->text = (ws_narration){f->text.lexicon, r, f->quoted};
    return WS_OK;
}

static int by_place(const void *left, const void *right)
{
    ws_span a = ws_statement_extent(left), b = ws_statement_extent(right);
    return a.begin != b.begin ? (a.begin > b.begin) - (a.begin < b.begin) : (a.end > b.end) - (a.end < b.end);
}

ws_status ws_attribution_find(const ws_lexicon *lexicon, ws_reading *reading, ws_error *error)
{
    finder f = {.text = {.lexicon = lexicon}, .reading = reading, .tokens = reading->tokens, .error = error};
    ws_status status = prepare(&f);
    f.taken = ws_after_dateline(reading);
    for (size_t s = 0; s < reading->sentence_count && status == WS_OK; s++) {
        f.sentence = s;
        f.first = reading->sentences[s].token_begin;
        f.last = reading->sentences[s].token_end;
        status = read_sentence(&f);
    }
    if (status == WS_OK) status = read_orphans(&f);
    if (status == WS_OK && reading->statement_count)
        qsort(reading->statements, reading->statement_count, sizeof *reading->statements, by_place);
    return status;
}
