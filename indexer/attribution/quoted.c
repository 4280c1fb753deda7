/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drafts.h"
#include "tokens.h"

#include <stdlib.h>
#include <string.h>

/* Shorter quotations that nobody is given for are names and remarks on words. */
enum { LEAST_TOKENS = 6 };
static const float orphan_confidence = 0.3f;

typedef struct quoter {
    ws_reading *reading;
    ws_drafts *drafts;
    size_t cued;                /* drafts with a cue, in its order; those after them have none */
    const ws_quotation **outer; /* outermost quotations in which something is said, in order */
    ws_draft **by;              /* for each: the draft that has its words, or NULL */
    size_t count;
    ws_error *error;
} quoter;

static ws_status find_outer(quoter *q)
{
    const ws_reading *r = q->reading;
    q->outer = ws_arena_array(r->arena, r->quotation_count, sizeof *q->outer);
    q->by = ws_arena_array(r->arena, r->quotation_count, sizeof *q->by);
    if (!q->outer || !q->by) return ws_no_memory(q->error);
    for (size_t i = 0; i < r->quotation_count; i++)
        if (!r->quotations[i].depth && !r->quotations[i].scare) q->outer[q->count++] = &r->quotations[i];
    return WS_OK;
}

/* The first outermost quotation that ends after a byte. */
static size_t outer_at(const quoter *q, uint32_t offset)
{
    size_t low = 0, high = q->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (q->outer[middle]->outer.end <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Nothing of the source or cue stands between two bytes. */
static bool free_between(const ws_draft *draft, uint32_t begin, uint32_t end)
{
    const ws_role others[] = {WS_ROLE_SOURCE, WS_ROLE_CUE};
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < draft->role[others[k]].count; i++) {
            ws_span span = draft->role[others[k]].items[i];
            if (span.begin < end && begin < span.end) return false;
        }
    return true;
}

/* Spans made one where they meet. They are in order. */
static void join(ws_spans *spans)
{
    size_t kept = 0;
    for (size_t i = 0; i < spans->count; i++) {
        if (kept && spans->items[i].begin <= spans->items[kept - 1].end) {
            if (spans->items[i].end > spans->items[kept - 1].end) spans->items[kept - 1].end = spans->items[i].end;
        } else {
            spans->items[kept++] = spans->items[i];
        }
    }
    spans->count = kept;
}

/* Takes whole each quotation of which the content has a part, unless its own cue or source stands in it. */
static void complete(quoter *q, ws_draft *draft)
{
    ws_spans *content = &draft->role[WS_ROLE_CONTENT];
    for (size_t i = 0; i < content->count; i++) {
        ws_span *piece = &content->items[i];
        for (size_t k = outer_at(q, piece->begin); k < q->count && q->outer[k]->outer.begin < piece->end; k++) {
            const ws_quotation *quotation = q->outer[k];
            if (!quotation->closed && piece->end < quotation->outer.end) continue;
            if (!free_between(draft, quotation->outer.begin, quotation->outer.end)) continue;
            if (quotation->outer.begin < piece->begin) piece->begin = quotation->outer.begin;
            if (quotation->outer.end > piece->end) piece->end = quotation->outer.end;
        }
    }
    join(content);
}

/* A mark at the edge of a span whose fellow stands outside it is left out. */
static void strip_lone_marks(const quoter *q, ws_spans *spans)
{
    for (size_t i = 0; i < spans->count; i++) {
        ws_span *span = &spans->items[i];
        size_t k = outer_at(q, span->begin);
        for (; k < q->count && q->outer[k]->outer.begin < span->end; k++) {
            const ws_quotation *quotation = q->outer[k];
            if (quotation->outer.begin == span->begin && quotation->outer.end > span->end &&
                quotation->inner.begin < span->end)
                span->begin = quotation->inner.begin;
            if (quotation->outer.end == span->end && quotation->outer.begin < span->begin &&
                quotation->inner.end > span->begin)
                span->end = quotation->inner.end;
        }
    }
}

/* Somebody's words within the quotation of another, right after their cue, end with their own closing mark: “He
 * shouted, ‘Turn!’ and we were in the water.” */
static void end_with_inner(const quoter *q, ws_draft *draft)
{
    ws_spans *content = &draft->role[WS_ROLE_CONTENT], *cue = &draft->role[WS_ROLE_CUE];
    if (content->count != 1 || !cue->count) return;
    int32_t outer = ws_reading_quotation_at(q->reading, cue->items[0].begin);
    int32_t inner = ws_reading_quotation_at(q->reading, content->items[0].begin);
    if (outer < 0 || inner < 0 || q->reading->quotations[inner].parent != outer) return;
    const ws_quotation *own = &q->reading->quotations[inner];
    if (own->closed && own->outer.begin == content->items[0].begin && own->outer.end < content->items[0].end)
        content->items[0].end = own->outer.end;
}

/* Whose words a quotation is: of the drafts with a part of it the one that reaches furthest to the left, whose cue is
 * not itself among the words said. */
static void claim(quoter *q, ws_draft *draft)
{
    ws_spans content = draft->role[WS_ROLE_CONTENT], cue = draft->role[WS_ROLE_CUE];
    for (size_t i = 0; i < content.count; i++)
        for (size_t k = outer_at(q, content.items[i].begin);
             k < q->count && q->outer[k]->outer.begin < content.items[i].end; k++) {
            bool within = cue.count && ws_span_holds(q->outer[k]->outer, cue.items[0]) &&
                          !ws_span_holds(content.items[i], q->outer[k]->inner);
            if (within) continue;
            if (!q->by[k] || ws_draft_extent(draft).begin < ws_draft_extent(q->by[k]).begin) q->by[k] = draft;
        }
}

/* One more piece of content, in its place. */
static ws_status add_piece(quoter *q, ws_draft *draft, ws_span span)
{
    ws_spans *content = &draft->role[WS_ROLE_CONTENT];
    ws_span *grown =
        ws_arena_grow(q->reading->arena, content->items, content->count, &draft->content_room, sizeof *grown);
    if (!grown) return ws_no_memory(q->error);
    content->items = grown;
    size_t at = content->count++;
    for (; at && grown[at - 1].begin > span.begin; at--) grown[at] = grown[at - 1];
    grown[at] = span;
    return WS_OK;
}

static size_t tokens_in(const ws_reading *r, ws_span span)
{
    return ws_token_at(r, span.end) - ws_token_at(r, span.begin);
}

/* Only punctuation stands between. */
static bool adjoin(const ws_reading *r, uint32_t end, uint32_t begin)
{
    for (size_t i = ws_token_at(r, end); i < r->token_count && r->tokens[i].span.begin < begin; i++)
        if (r->tokens[i].kind != WS_TOKEN_PUNCTUATION) return false;
    return end <= begin;
}

static bool in_next_paragraph(const ws_reading *r, const ws_quotation *quotation, uint32_t offset)
{
    const ws_paragraph *own = &r->paragraphs[quotation->paragraph];
    return quotation->paragraph && adjoin(r, own->span.begin, quotation->outer.begin) &&
           r->paragraphs[quotation->paragraph - 1].span.begin <= offset;
}

/* Does the quotation carry on what the draft says? In its own paragraph when it follows directly; in the next one when
 * the words before were quoted too, or when it is all of it. */
static bool carries_on(const quoter *q, size_t k, const ws_draft *before, bool quoted)
{
    const ws_reading *r = q->reading;
    uint32_t end = ws_draft_extent(before).end;
    if (!adjoin(r, end, q->outer[k]->outer.begin)) return false;
    return r->paragraphs[q->outer[k]->paragraph].span.begin <= end ||
           ((quoted || adjoin(r, q->outer[k]->outer.end, r->paragraphs[q->outer[k]->paragraph].span.end)) &&
            in_next_paragraph(r, q->outer[k], end));
}

static ws_status orphan(quoter *q, size_t k)
{
    const ws_span roles[WS_ROLES] = {[WS_ROLE_CONTENT] = q->outer[k]->outer};
    return ws_drafts_add(q->reading->arena, q->drafts, roles, orphan_confidence, q->error);
}

static int by_end(const void *left, const void *right)
{
    ws_span a = ws_draft_extent(*(ws_draft *const *)left), b = ws_draft_extent(*(ws_draft *const *)right);
    if (a.end != b.end) return a.end < b.end ? -1 : 1;
    return a.begin != b.begin ? (a.begin > b.begin ? -1 : 1) : 0; /* the outer one last */
}

/* Does quotation k carry on the one before it, with an opening mark on each paragraph? */
static bool chained(const quoter *q, size_t k)
{
    int32_t before = q->outer[k]->continues;
    return k && before >= 0 && q->outer[k - 1] == &q->reading->quotations[before];
}

/* Who is named at the end of a quotation over several paragraphs said all of it. */
static ws_status claim_backwards(quoter *q)
{
    ws_status status = WS_OK;
    for (size_t k = q->count; k-- > 1 && status == WS_OK;) {
        ws_draft *owner = q->by[k];
        if (!owner || q->by[k - 1] || !chained(q, k)) continue;
        if (!free_between(owner, q->outer[k - 1]->outer.begin, q->outer[k - 1]->outer.end)) continue;
        status = add_piece(q, owner, q->outer[k - 1]->outer);
        q->by[k - 1] = owner;
    }
    return status;
}

/* Somebody's cue stands in it, so that its closing mark is lost and not all of it is said. */
static bool holds_cue(const quoter *q, const ws_quotation *quotation)
{
    size_t next = ws_drafts_from(q->drafts, q->cued, quotation->outer.begin);
    return next < q->cued && ws_draft_cue(&q->drafts->items[next]) < quotation->outer.end;
}

static ws_draft *owner_of(const quoter *q, size_t k, ws_draft *before)
{
    if (chained(q, k) && q->by[k - 1]) return q->by[k - 1];
    return before && carries_on(q, k, before, k && q->by[k - 1] == before) ? before : NULL;
}

static ws_status place_unclaimed(quoter *q)
{
    size_t count = 0, at = 0, alone_count = 0;
    ws_draft **sorted = ws_arena_array(q->reading->arena, q->cued, sizeof(ws_draft *)), *before = NULL;
    size_t *alone = ws_arena_array(q->reading->arena, q->count, sizeof *alone); /* drafts must not move yet */
    if (!sorted || !alone) return ws_no_memory(q->error);
    for (size_t i = 0; i < q->cued; i++)
        if (!q->drafts->items[i].dropped) sorted[count++] = &q->drafts->items[i];
    if (count) qsort(sorted, count, sizeof(ws_draft *), by_end);
    ws_status status = WS_OK;
    for (size_t k = 0; k < q->count && status == WS_OK; k++) {
        const ws_quotation *quotation = q->outer[k];
        for (; at < count && ws_draft_extent(sorted[at]).end <= quotation->outer.begin; at++)
            if (!before || ws_draft_extent(sorted[at]).end >= ws_draft_extent(before).end) before = sorted[at];
        if (q->by[k]) continue;
        ws_draft *owner = owner_of(q, k, before);
        if (owner && ws_draft_extent(owner).end <= quotation->outer.begin) {
            status = add_piece(q, owner, quotation->outer);
            q->by[k] = before = owner;
        } else if (tokens_in(q->reading, quotation->inner) >= LEAST_TOKENS &&
                   (quotation->closed || !holds_cue(q, quotation))) {
            alone[alone_count++] = k;
        }
    }
    for (size_t i = 0; i < alone_count && status == WS_OK; i++) status = orphan(q, alone[i]);
    return status;
}

ws_status ws_drafts_quote(ws_reading *reading, ws_drafts *drafts, ws_error *error)
{
    quoter q = {.reading = reading, .drafts = drafts, .cued = drafts->count, .error = error};
    ws_status status = find_outer(&q);
    if (status != WS_OK) return status;
    for (size_t i = 0; i < drafts->count; i++) {
        ws_draft *draft = &drafts->items[i];
        if (draft->dropped) continue;
        complete(&q, draft);
        end_with_inner(&q, draft);
        strip_lone_marks(&q, &draft->role[WS_ROLE_CONTENT]);
    }
    for (size_t i = 0; i < drafts->count; i++)
        if (!drafts->items[i].dropped) claim(&q, &drafts->items[i]);
    status = claim_backwards(&q);
    return status == WS_OK ? place_unclaimed(&q) : status;
}
