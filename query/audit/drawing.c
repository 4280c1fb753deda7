/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that could be drawn gets a number from the seed and from what it is; the smallest numbers are drawn. So
 * the order in which it is met does not matter. */
#include "drawing.h"

#include "date.h"
#include "index_sample.h"
#include "measures.h"
#include "surroundings.h"

#include <stdlib.h>
#include <string.h>

typedef struct ticket {
    uint64_t number;
    uint32_t row; /* of the counting */
} ticket;

typedef struct paragraph_ticket {
    uint64_t number;
    char article[33];
    const char *id, *text;
    ws_span span;
} paragraph_ticket;

static uint64_t number_of(size_t seed, ws_hash key, uint64_t place)
{
    uint64_t mixed[2] = {seed, place}, number;
    uint8_t bytes[sizeof key.bytes + sizeof mixed];
    memcpy(bytes, mixed, sizeof mixed);
    memcpy(bytes + sizeof mixed, key.bytes, sizeof key.bytes);
    ws_hash hash = ws_hash_bytes(bytes, sizeof bytes);
    memcpy(&number, hash.bytes, sizeof number);
    return number;
}

static int by_number(const void *left, const void *right)
{
    const ticket *a = left, *b = right;
    if (a->number != b->number) return a->number < b->number ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

/* --- statements --- */

ws_status ws_audit_populations(ws_counting *counting, size_t out[WS_STRATA], uint8_t **strata, ws_error *error)
{
    static const char *const conditions[] = {WS_STRICT, WS_BROAD, "naming:(named OR partly)",
                                             "naming:(spokesperson OR collective)"};
    static const ws_audit_stratum of[] = {WS_AUDIT_WITHHELD, WS_AUDIT_INSIDER, WS_AUDIT_NAMED, WS_AUDIT_SPOKEN};
    const ws_rows *rows = ws_counting_rows(counting);
    uint8_t *all = ws_arena_alloc(ws_counting_arena(counting), rows->count);
    memset(out, 0, WS_STRATA * sizeof *out);
    if (!all) return ws_no_memory(error);
    memset(all, WS_AUDIT_OTHER, rows->count);
    for (size_t i = WS_COUNT_OF(conditions); i--;) { /* of several that hold the first one stays */
        const bool *found;
        ws_status status = ws_count_set(counting, conditions[i], &found, error);
        if (status != WS_OK) return status;
        for (size_t j = 0; j < rows->count; j++)
            if (found[j]) all[j] = (uint8_t)of[i];
    }
    for (size_t j = 0; j < rows->count; j++) out[all[j]]++;
    if (strata) *strata = all;
    return WS_OK;
}

void ws_audit_allocate(const size_t population[WS_STRATA], size_t most, size_t out[WS_STRATA])
{
    size_t all = 0, given = 0;
    for (size_t i = 0; i < WS_STRATA; i++) all += population[i];
    for (size_t i = 0; i < WS_STRATA; i++) {
        size_t share = all ? (size_t)((double)most / 2 * (double)population[i] / (double)all) : 0;
        out[i] = most / 2 / WS_STRATA + share;
        if (out[i] > population[i]) out[i] = population[i];
        given += out[i];
    }
    for (bool any = true; given < most && any;) { /* what is left goes round */
        any = false;
        for (size_t i = 0; i < WS_STRATA && given < most; i++) {
            if (out[i] == population[i]) continue;
            out[i]++;
            given++;
            any = true;
        }
    }
}

/* In the order in which they are on the sheet, which is that of their numbers. */
static ws_status pick_statements(ws_counting *counting, ws_drawing *drawing, size_t most, ticket **out, ws_error *error)
{
    const ws_rows *rows = ws_counting_rows(counting);
    ws_arena *arena = ws_counting_arena(counting);
    size_t wanted[WS_STRATA], kept = 0;
    uint8_t *strata;
    uint32_t *places = ws_arena_array(arena, rows->article_count, sizeof *places);
    ticket *tickets = ws_arena_array(arena, rows->count, sizeof *tickets);
    if (!places || !tickets) return ws_no_memory(error);
    ws_status status = ws_audit_populations(counting, drawing->population, &strata, error);
    if (status != WS_OK) return status;
    ws_audit_allocate(drawing->population, most, wanted);
    for (size_t i = 0; i < rows->count; i++) {
        uint32_t article = rows->items[i].article;
        tickets[i] = (ticket){number_of(drawing->seed, rows->articles[article].key, places[article]++), (uint32_t)i};
    }
    if (rows->count) qsort(tickets, rows->count, sizeof *tickets, by_number);
    for (size_t i = 0; i < rows->count; i++) {
        if (!wanted[strata[tickets[i].row]]) continue;
        wanted[strata[tickets[i].row]]--;
        tickets[kept++] = tickets[i];
    }
    *out = tickets;
    drawing->statements = ws_arena_array(arena, kept, sizeof *drawing->statements);
    drawing->statement_count = kept;
    for (size_t i = 0; drawing->statements && i < kept; i++)
        drawing->statements[i] =
            (ws_audit_statement){.stratum = (ws_audit_stratum)strata[tickets[i].row], .judged_stratum = -1};
    return drawing->statements ? WS_OK : ws_no_memory(error);
}

static int by_begin(const void *left, const void *right)
{
    const ws_span *a = left, *b = right;
    return (a->begin > b->begin) - (a->begin < b->begin);
}

/* Cue and content in their order: whom we took for the speaker is not shown. */
static ws_status show_statement(ws_arena *arena, const ws_hit *hit, ws_sheet_row *out, ws_error *error)
{
    const ws_statement *statement = hit->statement;
    ws_surroundings around = {0};
    size_t count = statement->cue.count + statement->content.count;
    ws_span *marks = ws_arena_array(arena, count, sizeof *marks);
    if (!marks) return ws_no_memory(error);
    if (statement->cue.count) memcpy(marks, statement->cue.items, statement->cue.count * sizeof *marks);
    if (statement->content.count)
        memcpy(marks + statement->cue.count, statement->content.items, statement->content.count * sizeof *marks);
    if (count) qsort(marks, count, sizeof *marks, by_begin);
    ws_surroundings_find(hit->article, statement, &around);
    ws_span whole = around.paragraph;
    *out =
        (ws_sheet_row){.paragraph = ws_arena_string(arena, hit->article->text + whole.begin, whole.end - whole.begin),
                       .words = ws_spans_text(arena, hit->article->text, (ws_spans){marks, count}),
                       .marks = marks,
                       .mark_count = count};
    for (size_t i = 0; i < count; i++) marks[i] = (ws_span){marks[i].begin - whole.begin, marks[i].end - whole.begin};
    return out->paragraph && out->words ? WS_OK : ws_no_memory(error);
}

static ws_status fill_statements(ws_counting *counting, ws_drawing *drawing, const ticket *tickets, ws_sheet_row *rows,
                                 ws_error *error)
{
    ws_arena *arena = ws_counting_arena(counting);
    for (size_t i = 0; i < drawing->statement_count; i++) {
        ws_hit hit;
        ws_audit_statement *one = &drawing->statements[i];
        uint32_t number = ws_counting_rows(counting)->items[tickets[i].row].number;
        ws_status status = ws_index_numbered(ws_counting_session(counting)->index, &number, 1, arena, &hit, error);
        if (status == WS_OK) status = show_statement(arena, &hit, &rows[i], error);
        for (size_t j = 0; status == WS_OK && j < hit.statement->speaker_count; j++)
            if (hit.statement->speakers[j].name)
                status = ws_audit_words(arena, hit.statement->speakers[j].name, one->words, &one->word_count, error);
        if (status != WS_OK) return status;
        ws_hash_hex(hit.statement->id, one->id);
    }
    return WS_OK;
}

/* --- paragraphs --- */

typedef struct walk {
    ws_counting *counting;
    size_t seed, most, population;
    paragraph_ticket *heap; /* the smallest numbers, the greatest of them first */
    size_t count;
    bool everything; /* else only articles that the query finds statements in */
    ws_hash *keys;   /* of these, in order */
    size_t key_count;
} walk;

static int by_key(const void *left, const void *right)
{
    return memcmp(left, right, sizeof(ws_hash));
}

static void sink(walk *self, size_t at)
{
    for (;;) {
        size_t greatest = at, child = 2 * at + 1;
        for (size_t i = child; i < child + 2 && i < self->count; i++)
            if (self->heap[i].number > self->heap[greatest].number) greatest = i;
        if (greatest == at) return;
        paragraph_ticket moved = self->heap[at];
        self->heap[at] = self->heap[greatest];
        self->heap[greatest] = moved;
        at = greatest;
    }
}

static void rise(walk *self, size_t at)
{
    for (size_t parent; at && self->heap[parent = (at - 1) / 2].number < self->heap[at].number; at = parent) {
        paragraph_ticket moved = self->heap[at];
        self->heap[at] = self->heap[parent];
        self->heap[parent] = moved;
    }
}

static ws_status offer(walk *self, const ws_article *article, ws_hash key, ws_span span, ws_error *error)
{
    ws_arena *arena = ws_counting_arena(self->counting);
    uint64_t number = number_of(self->seed, key, span.begin + ((uint64_t)1 << 32));
    self->population++;
    if (self->count == self->most && number >= self->heap[0].number) return WS_OK;
    paragraph_ticket one = {.number = number, .span = span};
    ws_hash_hex(key, one.article);
    one.id = ws_arena_strdup(arena, article->id);
    one.text = ws_arena_string(arena, article->text + span.begin, span.end - span.begin);
    if (!one.id || !one.text) return ws_no_memory(error);
    if (self->count < self->most) {
        self->heap[self->count++] = one;
        rise(self, self->count - 1);
    } else {
        self->heap[0] = one;
        sink(self, 0);
    }
    return WS_OK;
}

/* Headlines, captions and the like add no statement. */
static bool is_running(const ws_article *article, ws_span span)
{
    for (size_t i = 0; i < article->part_count; i++) {
        const ws_article_part *part = &article->parts[i];
        if (part->part != WS_PART_SUMMARY && part->span.begin < span.end && span.begin < part->span.end) return false;
    }
    size_t size = article->title ? strlen(article->title) : 0;
    return !size || span.end - span.begin != size || memcmp(article->text + span.begin, article->title, size) != 0;
}

static ws_status take_article(void *self_, ws_arena *room, const ws_article *article, ws_error *error)
{
    walk *self = self_;
    ws_hash key;
    ws_span span;
    ws_paragraphs paragraphs = {0};
    (void)room;
    ws_status status = ws_article_key(article->id, &key, error);
    if (status == WS_OK && !self->everything && !bsearch(&key, self->keys, self->key_count, sizeof key, by_key))
        return WS_OK;
    while (status == WS_OK && ws_paragraphs_next(article, &paragraphs, &span))
        if (span.end > span.begin && is_running(article, span)) status = offer(self, article, key, span, error);
    return status;
}

static void restart(void *self_)
{
    walk *self = self_;
    self->population = self->count = 0;
}

static int by_paragraph_number(const void *left, const void *right)
{
    const paragraph_ticket *a = left, *b = right;
    return (a->number > b->number) - (a->number < b->number);
}

/* What was found in it: statements that begin there, in body or summary. */
static ws_status count_found(ws_counting *counting, const paragraph_ticket *drawn, ws_audit_paragraph *out,
                             ws_error *error)
{
    ws_session *session = ws_counting_session(counting);
    const char *whole = ws_arena_printf(session->arena, "=%s", drawn->id);
    ws_query in = {.op = WS_QUERY_VALUE, .field = WS_FIELD_IN, .text = whole};
    ws_query running = {.op = WS_QUERY_VALUE, .field = WS_FIELD_IS, .text = "running"}, *both[] = {&in, &running};
    ws_query query = {.op = WS_QUERY_AND, .children = both, .child_count = 2};
    ws_search search = {.query = &query};
    ws_numbers numbers = {0};
    ws_arena *room = ws_arena_new(0);
    if (!whole || !room) {
        ws_arena_free(room);
        return ws_no_memory(error);
    }
    ws_status status = ws_index_numbers(session->index, &search, room, &numbers, error);
    for (size_t i = 0; i < numbers.count && status == WS_OK; i++) {
        ws_hit hit;
        status = ws_index_numbered(session->index, &numbers.items[i], 1, room, &hit, error);
        if (status != WS_OK) break;
        ws_span extent = ws_statement_extent(hit.statement);
        if (extent.begin >= drawn->span.begin && extent.begin < drawn->span.end)
            out->found[ws_audit_stratum_of(hit.statement)]++;
    }
    ws_arena_free(room);
    return status;
}

static ws_status begin_walk(ws_counting *counting, bool everything, size_t most, size_t seed, walk *out,
                            ws_error *error)
{
    const ws_rows *rows = ws_counting_rows(counting);
    ws_arena *arena = ws_counting_arena(counting);
    *out = (walk){.counting = counting, .seed = seed, .most = most, .everything = everything};
    out->heap = ws_arena_array(arena, most, sizeof *out->heap);
    out->keys = ws_arena_array(arena, rows->article_count, sizeof *out->keys);
    if (!out->heap || !out->keys) return ws_no_memory(error);
    for (size_t i = 0; i < rows->article_count; i++) out->keys[out->key_count++] = rows->articles[i].key;
    if (out->key_count) qsort(out->keys, out->key_count, sizeof *out->keys, by_key);
    return WS_OK;
}

static ws_status draw_paragraphs(ws_counting *counting, size_t most, ws_drawn *out, ws_error *error)
{
    walk self;
    ws_drawing *drawing = &out->drawing;
    ws_arena *arena = ws_counting_arena(counting);
    ws_status status = begin_walk(counting, !*drawing->query, most, drawing->seed, &self, error);
    if (status == WS_OK)
        status = ws_index_read_articles(ws_counting_session(counting)->index, false, restart, take_article, &self, error);
    if (status != WS_OK) return status;
    if (self.count) qsort(self.heap, self.count, sizeof *self.heap, by_paragraph_number);
    drawing->paragraphs = ws_arena_array(arena, self.count, sizeof *drawing->paragraphs);
    if (!drawing->paragraphs) return ws_no_memory(error);
    drawing->paragraph_population = self.population;
    drawing->paragraph_count = self.count;
    for (size_t i = 0; i < self.count && status == WS_OK; i++) {
        ws_audit_paragraph *one = &drawing->paragraphs[i];
        memcpy(one->article, self.heap[i].article, sizeof one->article);
        one->begin = self.heap[i].span.begin;
        out->rows[drawing->statement_count + i] = (ws_sheet_row){.paragraph = self.heap[i].text};
        status = count_found(counting, &self.heap[i], one, error);
    }
    return status;
}

ws_status ws_draw(ws_counting *counting, const char *query, size_t most, size_t seed, const char *who, ws_drawn *out,
                  ws_error *error)
{
    char now[21];
    ticket *tickets = NULL;
    ws_arena *arena = ws_counting_arena(counting);
    ws_drawing *drawing = &out->drawing;
    ws_date_now(now);
    *drawing = (ws_drawing){
        .when = ws_arena_strdup(arena, now), .who = who, .query = query ? query : "", .seed = seed, .judges = ""};
    if (!ws_counting_rows(counting)->count)
        return ws_fail(error, WS_NOT_FOUND, "whosaid report sourcing tells what was read",
                       "there is no statement to draw");
    ws_status status = drawing->when ? pick_statements(counting, drawing, most, &tickets, error) : ws_no_memory(error);
    if (status != WS_OK) return status;
    out->rows = ws_arena_array(arena, drawing->statement_count + most, sizeof *out->rows);
    if (!out->rows) return ws_no_memory(error);
    status = fill_statements(counting, drawing, tickets, out->rows, error);
    if (status == WS_OK) status = draw_paragraphs(counting, most, out, error);
    if (status == WS_OK) status = ws_drawing_seal(drawing, error);
    out->count = drawing->statement_count + drawing->paragraph_count;
    for (size_t i = 0; i < drawing->statement_count; i++) out->rows[i].row = drawing->statements[i].row;
    for (size_t i = 0; i < drawing->paragraph_count; i++)
        out->rows[drawing->statement_count + i].row = drawing->paragraphs[i].row;
    return status;
}
