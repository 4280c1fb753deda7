/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first engine: quotation marks, one list of cues, "according to", refusals, the nearest phrase. No grammar, only
 * lists of words at which a phrase begins or ends. Each stretch of the text goes into one statement at most (`taken`),
 * and every search is bounded, so that the work is linear whatever the text. */
#include "attribution.h"

#include "tokens.h"

#include <stdlib.h>
#include <string.h>

enum { LOOK_AHEAD = 10, PHRASE_TOKENS = 30, CLAUSE_TOKENS = 400, MOST_PIECES = 64, ORPHAN_TOKENS = 6 };

typedef struct finder {
    const ws_lexicon *lexicon;
    ws_reading *reading;
    const ws_token *tokens;
    int32_t *quoted;  /* for each token the outermost quotation that it stands in, or -1 */
    int32_t *carried; /* for each quotation the one that carries it on, or -1 */
    bool *claimed;    /* for each quotation: goes into a statement already */
    size_t capacity;
    uint32_t taken;     /* bytes before this are in earlier statements, or are not asked for any more */
    size_t sentence;    /* the sentence that is being read */
    size_t first, last; /* its tokens */
    ws_range source;    /* of the statement before */
    ws_error *error;
} finder;

typedef struct attribution {
    ws_range source, opening, cue, addressee; /* opening: of a cue in two pieces ("Nor would | she | say") */
    ws_span pieces[MOST_PIECES];
    size_t count;
    const char *lemma;
    float confidence;
} attribution;

static bool is(const finder *f, size_t i, const char *folded)
{
    return ws_token_is(&f->tokens[i], folded);
}

static bool has(const finder *f, const char *list, size_t i)
{
    return ws_lexicon_has(f->lexicon, list, f->tokens[i].folded);
}

static const char *kind_in(const finder *f, const char *list, size_t i)
{
    const char *kind = ws_lexicon_value(f->lexicon, list, f->tokens[i].folded);
    return kind ? kind : "";
}

static bool spoken(const finder *f, size_t i)
{
    return f->quoted[i] >= 0;
}

static bool punctuation(const finder *f, size_t i)
{
    return f->tokens[i].kind == WS_TOKEN_PUNCTUATION;
}

/* Nothing of the clause stands at `i` or after it. */
static bool clause_ends(const finder *f, size_t i)
{
    return i >= f->last || ws_token_stops(&f->tokens[i]) || (i + 1 == f->last && punctuation(f, i));
}

/* "clause" or "circumstance" begins here. */
static bool begins(const finder *f, size_t i, const char *what)
{
    return i < f->last && !strcmp(kind_in(f, "boundaries", i), what);
}

static bool add_piece(attribution *a, uint32_t begin, uint32_t end)
{
    bool fits = begin < end && a->count < MOST_PIECES;
    if (fits) a->pieces[a->count++] = (ws_span){begin, end};
    return fits;
}

/* The quotation and those that carry it on in the next paragraphs. */
static void add_quotation(finder *f, attribution *a, int32_t q)
{
    for (; q >= 0 && !f->claimed[q]; q = f->carried[q]) {
        if (!add_piece(a, f->reading->quotations[q].outer.begin, f->reading->quotations[q].outer.end)) return;
        f->claimed[q] = true;
    }
}

/* Tokens as one piece, the quotations at its ends whole. */
static void add_tokens(finder *f, attribution *a, size_t begin, size_t end)
{
    const ws_quotation *quotations = f->reading->quotations;
    if (begin >= end) return;
    int32_t head = f->quoted[begin], tail = f->quoted[end - 1];
    uint32_t start = head >= 0 ? quotations[head].outer.begin : f->tokens[begin].span.begin;
    uint32_t stop = tail >= 0 && !f->claimed[tail] ? quotations[tail].outer.end : f->tokens[end - 1].span.end;
    if (!add_piece(a, start < f->taken ? f->taken : start, stop)) return;
    for (size_t i = begin; i < end; i++)
        if (spoken(f, i)) f->claimed[f->quoted[i]] = true;
}

/* Ranges as spans, empty ones left out; items NULL: no memory. */
static ws_spans spans_of(const finder *f, const ws_range *ranges, size_t count)
{
    ws_spans spans = {ws_arena_array(f->reading->arena, count, sizeof *spans.items), 0};
    for (size_t i = 0; i < count && spans.items; i++)
        if (ranges[i].begin < ranges[i].end)
            spans.items[spans.count++] =
                (ws_span){f->tokens[ranges[i].begin].span.begin, f->tokens[ranges[i].end - 1].span.end};
    return spans;
}

static ws_status keep(finder *f, const attribution *a)
{
    ws_reading *r = f->reading;
    ws_statement *grown = ws_arena_grow(r->arena, r->statements, r->statement_count, &f->capacity, sizeof *grown);
    if (!grown) return ws_no_memory(f->error);
    r->statements = grown;
    ws_statement *s = &grown[r->statement_count];
    *s = (ws_statement){.cue_lemma = a->lemma, .confidence = a->confidence, .firsthand = true};
    s->source = spans_of(f, &a->source, 1);
    s->cue = spans_of(f, (ws_range[]){a->opening, a->cue}, 2);
    s->content = (ws_spans){ws_arena_copy(r->arena, a->pieces, a->count * sizeof *a->pieces), a->count};
    ws_spans addressee = spans_of(f, &a->addressee, 1);
    if (addressee.count) s->addressee = ws_spans_text(r->arena, r->article->text, addressee);
    bool told = addressee.items && (!addressee.count || s->addressee);
    if (!told || !s->source.items || !s->cue.items || !s->content.items)
        return ws_no_memory(f->error);
    s->paragraph = r->sentences[f->sentence].paragraph + 1;
    s->part = r->paragraphs[s->paragraph - 1].part;
    r->statement_count++;
    ws_span extent = ws_statement_extent(s);
    if (f->taken < extent.end) f->taken = extent.end;
    f->source = a->source;
    return WS_OK;
}

/* --- phrases by their edges; ranges are empty when there is none --- */

/* A word by which somebody or something that speaks is called. */
static bool speaks(const finder *f, size_t i)
{
    return f->tokens[i].capital || has(f, "roles", i) || has(f, "anonymous", i) || has(f, "groups", i) ||
           has(f, "organizations", i) || has(f, "documents", i) || has(f, "publications", i);
}

/* "Ruiz and Kade", not "closed the bridge and Kade". */
static bool joins(const finder *f, size_t i)
{
    return i > f->first && (is(f, i, "and") || is(f, i, "nor")) && speaks(f, i - 1);
}

/* A finite verb stands in it, but for what a relative pronoun or a comma opens. */
static bool clause(const finder *f, ws_range phrase)
{
    for (size_t i = phrase.begin; i < phrase.end && !ws_token_stops(&f->tokens[i]); i++) {
        const char *kind = kind_in(f, "auxiliaries", i);
        if (is(f, i, "who") || is(f, i, "whose") || is(f, i, "which") || is(f, i, "that")) return false;
        if (!f->tokens[i].capital && (!strcmp(kind, "plain") || !strcmp(kind, "be"))) return true;
        if (is(f, i, "neither") && i > phrase.begin) return true;
    }
    return false;
}

/* The phrase that ends right before `end`, without the circumstances it opens with ("On Tuesday Ms. Ruiz"). */
static ws_range phrase_before(const finder *f, size_t end)
{
    if (end > f->first && has(f, "pronouns", end - 1) && !is(f, end - 1, "who")) return (ws_range){end - 1, end};
    size_t i = end;
    while (i > f->first && end - i < PHRASE_TOKENS && !spoken(f, i - 1) && !ws_token_stops(&f->tokens[i - 1]) &&
           (!begins(f, i - 1, "clause") || (i < end && joins(f, i - 1))))
        i--;
    while (i < end && (has(f, "adverbs", i) || *kind_in(f, "boundaries", i) || punctuation(f, i))) i++;
    ws_range phrase = {i, end};
    return clause(f, phrase) ? (ws_range){end, end} : phrase;
}

/* Where an apposition after this comma ends ("said Ruiz, the mayor of Sumy"); the comma itself: none begins there. */
static size_t apposition_end(const finder *f, size_t comma)
{
    size_t i = comma + 1;
    if (i >= f->last || spoken(f, i)) return comma;
    bool name = !f->tokens[comma - 1].capital && i + 1 < f->last && f->tokens[i].capital && f->tokens[i + 1].capital;
    if (!name && !has(f, "determiners", i) && !has(f, "roles", i) && !has(f, "titles", i) && !is(f, i, "who"))
        return comma;
    while (!clause_ends(f, i) && i - comma < PHRASE_TOKENS && !spoken(f, i)) i++;
    return clause_ends(f, i) ? i : comma;
}

/* The phrase that begins at `begin`. */
static ws_range phrase_after(const finder *f, size_t begin, size_t last)
{
    size_t i = begin;
    while (i < last && i - begin < PHRASE_TOKENS && !spoken(f, i) && !ws_token_stops(&f->tokens[i]) &&
           !begins(f, i, "circumstance") && (!begins(f, i, "clause") || (i > begin && joins(f, i))))
        i++;
    if (i == last && i > begin && punctuation(f, i - 1)) i--;
    return (ws_range){begin, i};
}

/* --- the cue and its subject --- */

static bool ends_in(const finder *f, size_t i, const char *ending)
{
    size_t size = strlen(f->tokens[i].folded), tail = strlen(ending);
    return size > tail + 2 && !strcmp(f->tokens[i].folded + size - tail, ending);
}

static bool adverb(const finder *f, size_t i)
{
    return has(f, "adverbs", i) || (!f->tokens[i].capital && ends_in(f, i, "ly"));
}

/* Takes auxiliaries and adverbs before the cue into it. False for a passive, whose subject doesn't speak. */
static bool widen(const finder *f, ws_range *cue, size_t *before)
{
    size_t i = cue->begin, start = i;
    bool passive = false;
    for (; i > f->first && !spoken(f, i - 1) && cue->end - i < LOOK_AHEAD; i--) {
        const char *kind = kind_in(f, "auxiliaries", i - 1);
        if (!*kind && !adverb(f, i - 1)) break;
        passive |= !strcmp(kind, "be") && !ends_in(f, cue->end - 1, "ing");
        if (*kind) start = i - 1;
    }
    *before = i;
    cue->begin = start;
    return !passive && (i == f->first || !is(f, i - 1, "to") || start < cue->end - 1);
}

/* "Ruiz", "Ruiz, the mayor of Sumy,", "Ruiz, who" before the cue; else the subject of the cue before it. */
static ws_range subject_before(const finder *f, size_t before)
{
    size_t p = before - (before > f->first && is(f, before - 1, "who"));
    bool comma = p > f->first && !spoken(f, p - 1) && is(f, p - 1, ",");
    ws_range subject = {0, 0};
    if (!comma || p < before) {
        subject = phrase_before(f, p - comma);
    } else {
        size_t open = p - 1;
        while (open > f->first && p - open < PHRASE_TOKENS && !spoken(f, open - 1) && !is(f, open - 1, ",")) open--;
        if (open > f->first && is(f, open - 1, ",")) subject = phrase_before(f, open - 1);
        if (subject.begin < subject.end) subject.end = p - 1;
    }
    return subject.begin < subject.end || f->source.begin < f->first ? subject : f->source;
}

/* Who stands after the cue ("..., said Ruiz"): only after a quotation or a comma, and where the phrase ends the clause.
 * After a mere comma it must look like a person or a thing that speaks, and not like what is said. */
static ws_range subject_after(const finder *f, const ws_cue *verb, ws_range cue, size_t before)
{
    ws_range none = {0, 0};
    bool comma = before > f->first && is(f, before - 1, ",");
    bool quotation = before > 0 && spoken(f, before - 1 - (comma && before - 1 > f->first));
    if ((!quotation && !comma) || cue.end >= f->last || spoken(f, cue.end) || ws_token_stops(&f->tokens[cue.end]))
        return none;
    ws_range after = phrase_after(f, cue.end, f->last);
    size_t noun = after.begin;
    while (noun + 1 < after.end && !*kind_in(f, "boundaries", noun + 1)) noun++;
    bool opens = f->tokens[cue.end].capital || has(f, "determiners", cue.end), said = verb->act == WS_ACT_STATEMENT;
    bool ends = clause_ends(f, after.end) || begins(f, after.end, "circumstance");
    if (!quotation && !(said && !verb->addressee && opens && speaks(f, noun) && ends && !clause(f, after))) return none;
    if (after.end < f->last && is(f, after.end, ",")) after.end = apposition_end(f, after.end);
    return after;
}

/* --- the content --- */

/* Whom the words are said to: "told reporters that", "told Harbour Radio". */
static ws_range addressee_after(const finder *f, const ws_cue *cue, size_t after)
{
    if (!cue->addressee || after >= f->last || spoken(f, after)) return (ws_range){after, after};
    size_t most = after + 1 + has(f, "determiners", after);
    while (most < f->last && f->tokens[after].capital && f->tokens[most].capital) most++;
    return phrase_after(f, after, most < f->last ? most : f->last);
}

/* Where the content begins after cue and addressee, and whether a clause or quotation shows it for sure. */
static size_t content_after(const finder *f, const ws_cue *cue, size_t after, bool *sure)
{
    *sure = true;
    for (size_t i = after; i < f->last && i - after < LOOK_AHEAD; i++) {
        if (spoken(f, i)) return begins(f, after, "circumstance") ? i : after;
        if (is(f, i, "that") || is(f, i, "whether")) return i;
        if (is(f, i, ":") || (is(f, i, ",") && i + 1 < f->last && spoken(f, i + 1))) return i + 1;
        if (ws_token_stops(&f->tokens[i])) break;
    }
    *sure = false;
    while (!strcmp(cue->lemma, "say") && begins(f, after, "circumstance") && !spoken(f, after)) after++;
    return after;
}

/* Does another attribution begin here: ", adding that", ", while claiming that", ", but Ruiz said"? */
static bool opens_clause(const finder *f, size_t i)
{
    size_t length, next = i + 1;
    if (i + 2 >= f->last || spoken(f, i) || !is(f, i, ",")) return false;
    bool turn = is(f, next, "but") || is(f, next, "while") || is(f, next, "and");
    for (size_t k = next; k < f->last && k - i <= (turn ? LOOK_AHEAD : 1) && !spoken(f, k); k++) {
        const ws_cue *cue = ws_lexicon_cue_phrase(f->lexicon, f->tokens + k, f->last - k, &length);
        if (ws_token_stops(&f->tokens[k])) return false;
        if (cue && (ends_in(f, k, "ing") || (turn && k > next + 1 && !cue->needs_clause))) return true;
    }
    return false;
}

/* From token `begin` to the end of the clause. A quotation that begins there is taken whole. */
static void add_rest(finder *f, attribution *a, size_t begin)
{
    size_t end = begin;
    for (size_t i = begin; i < f->last && (i - begin < CLAUSE_TOKENS || spoken(f, i)) && !opens_clause(f, i); i++)
        if (spoken(f, i) || !punctuation(f, i) || strchr(")%]", f->tokens[i].folded[0])) end = i + 1;
    add_tokens(f, a, begin, end);
    if (end > begin && spoken(f, end - 1)) add_quotation(f, a, f->carried[f->quoted[end - 1]]);
}

/* What stands before the attribution, which begins at token `begin`: "...," Ruiz said. A quotation that began in an
 * earlier sentence is taken whole, with the paragraphs that it carries on. */
static void add_before(finder *f, attribution *a, size_t begin)
{
    const ws_reading *r = f->reading;
    size_t end = begin, i = f->first;
    if (end > i && !spoken(f, end - 1) && punctuation(f, end - 1)) end--;
    int32_t q = end ? f->quoted[end - 1] : -1;
    if (q >= 0 && (f->claimed[q] || r->quotations[q].paragraph != r->sentences[f->sentence].paragraph)) return;
    while (i < end && !spoken(f, i) && (f->tokens[i].span.begin < f->taken || punctuation(f, i))) i++;
    if (q < 0 || (i < end && f->quoted[i] != q)) {
        add_tokens(f, a, i, end);
        return;
    }
    while (r->quotations[q].continues >= 0 && !f->claimed[r->quotations[q].continues]) q = r->quotations[q].continues;
    add_quotation(f, a, q);
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
    bool own = q->inner.end > q->inner.begin && r->article->text[q->inner.end - 1] == ',' && i >= f->last;
    if (!own && q->outer.begin >= f->tokens[after - 1].span.end) add_quotation(f, a, f->quoted[i]);
}

/* --- the kinds of attribution --- */

static ws_status read_cue(finder *f, size_t i)
{
    size_t length, before;
    const ws_cue *cue = ws_lexicon_cue_phrase(f->lexicon, f->tokens + i, f->last - i, &length);
    if (!cue || f->tokens[i].capital) return WS_OK;
    attribution a = {.cue = {i, i + length}, .lemma = cue->lemma, .confidence = 0.5f};
    bool verb = widen(f, &a.cue, &before);
    if (!verb || (before > f->first && has(f, "determiners", before - 1))) return WS_OK;
    a.source = subject_after(f, cue, a.cue, before);
    bool inverted = a.source.begin < a.source.end;
    if (!inverted) a.source = subject_before(f, before);
    if (a.source.begin >= a.source.end) return WS_OK;
    size_t nor = a.source.end == before && a.source.begin >= f->first + 2 ? a.source.begin - 2 : i;
    if ((is(f, nor, "nor") || is(f, nor, "neither")) && *kind_in(f, "auxiliaries", nor + 1))
        a.opening = (ws_range){nor, nor + 2};
    size_t start = a.source.begin < a.cue.begin ? a.source.begin : a.cue.begin,
           after = inverted ? a.source.end : a.cue.end;
    bool comma = start > f->first && ws_token_stops(&f->tokens[start - 1]);
    bool quotation = start > 0 && spoken(f, start - 1 - (comma && start - 1 > f->first && is(f, start - 1, ",")));
    bool sure, ends = clause_ends(f, after) || inverted;
    a.addressee = addressee_after(f, cue, after);
    if (a.addressee.end > after) after = a.addressee.end, ends = ends || clause_ends(f, after);
    size_t content = content_after(f, cue, after, &sure);
    if (comma && !sure && begins(f, after, "circumstance")) ends = true;
    if (quotation || (comma && ends)) {
        add_before(f, &a, start);
        if (a.count && quotation) add_carried_on(f, &a, after);
    }
    bool needed = cue->needs_clause && !a.opening.end;
    if (!a.count && (sure || (!needed && !ends))) add_rest(f, &a, content);
    if (!a.count) return WS_OK;
    if (quotation || sure) a.confidence = 0.7f;
    return keep(f, &a);
}

static ws_status read_according(finder *f, size_t i)
{
    attribution a = {.cue = {i, i + 2}, .lemma = "according to", .confidence = 0.7f};
    size_t end = i + 2;
    while (!clause_ends(f, end) && end - i < PHRASE_TOKENS && !spoken(f, end)) end++;
    a.source = (ws_range){i + 2, end};
    if (end == i + 2) return WS_OK;
    if (i > f->first && !f->tokens[i].capital)
        add_before(f, &a, i);
    else
        add_rest(f, &a, end + (end < f->last && is(f, end, ",")));
    return a.count ? keep(f, &a) : WS_OK;
}

/* "declined | to comment", "did not respond to | questions", "referred | questions" */
static size_t refusal_cue_end(const finder *f, size_t i, size_t length, const char *kind)
{
    size_t end = i + length;
    bool comment = is(f, end - 1, "comment") || is(f, end - 1, "elaborate");
    if (!strcmp(kind, "referred")) return i + 1;
    if (comment && length > 2 && is(f, end - 2, "to")) return end - 2;
    return end + (end < f->last && (is(f, end, "to") || is(f, end, "on")));
}

static ws_status read_refusal(finder *f, size_t i, size_t length, const char *kind)
{
    attribution a = {.cue = {i, refusal_cue_end(f, i, length, kind)}, .confidence = 0.8f};
    size_t before, end = a.cue.end;
    ws_range widened = a.cue;
    widen(f, &widened, &before);
    a.source = subject_before(f, before);
    uint32_t start = f->tokens[i].span.begin, stop = f->tokens[end - 1].span.end;
    a.lemma = ws_fold_words(f->reading->arena, f->reading->article->text + start, stop - start);
    if (!a.lemma) return ws_no_memory(f->error);
    while (end < f->last && end - i < PHRASE_TOKENS && (spoken(f, end) || !clause_ends(f, end))) end++;
    add_tokens(f, &a, a.cue.end, end);
    return keep(f, &a);
}

static ws_status read_sentence(finder *f)
{
    ws_status status = WS_OK;
    for (size_t i = f->first; i < f->last && status == WS_OK; i++) {
        size_t left = f->last - i, length;
        const char *kind = NULL;
        if (spoken(f, i) || f->tokens[i].span.begin < f->taken) continue;
        if ((length = ws_lexicon_phrase(f->lexicon, "refusals", f->tokens + i, left, &kind)))
            status = read_refusal(f, i, length, kind);
        else if (left > 2 && is(f, i, "according") && is(f, i + 1, "to"))
            status = read_according(f, i);
        else
            status = read_cue(f, i);
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
        if (ws_token_at(r, quotation->inner.end) - ws_token_at(r, quotation->inner.begin) < ORPHAN_TOKENS) continue;
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
    return WS_OK;
}

static int by_place(const void *left, const void *right)
{
    ws_span a = ws_statement_extent(left), b = ws_statement_extent(right);
    return a.begin != b.begin ? (a.begin > b.begin) - (a.begin < b.begin) : (a.end > b.end) - (a.end < b.end);
}

ws_status ws_attribution_find(const ws_lexicon *lexicon, ws_reading *reading, ws_error *error)
{
    finder f = {.lexicon = lexicon, .reading = reading, .tokens = reading->tokens, .error = error};
    f.taken = ws_after_dateline(reading);
    ws_status status = prepare(&f);
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
