/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "counting.h"

#include "bootstrap.h"
#include "identity.h"
#include "language.h"

#include <string.h>
#include <time.h>

/* Which of the rows a condition finds. */
typedef struct found_set {
    const char *condition;
    bool *rows;
} found_set;

/* Counts of units for each article, all 0 between figures; and for each source the last round in which it was seen. */
typedef struct tally {
    uint32_t *parts, *wholes, *seen, round;
} tally;

struct ws_counting {
    ws_session *session;
    const ws_report_request *request;
    bool has_subject;
    const char *base; /* the query of what counts */
    ws_rows rows;
    found_set *sets; /* every condition is asked once */
    size_t set_count, set_capacity;
    const ws_people_counts *people; /* NULL: not asked for */
    tally tally;
    const bool *plural; /* for each row: several sources, without a number */
};

static const char *join(ws_arena *arena, const char *left, const char *right)
{
    if (!*left || !*right) return ws_arena_strdup(arena, *left ? left : right);
    return ws_arena_printf(arena, "%s %s", left, right);
}

/* Runs a query as whoever types it would. */
static ws_status prepare(ws_session *session, const char *text, ws_search *out, ws_error *error)
{
    ws_status status = ws_query_parse(session->arena, text, WS_FIELD_CONTENT, ws_session_now(), &session->query, error);
    session->asked = session->query;
    session->query_text = text;
    if (status == WS_OK && ws_asks_for_names(session->query)) status = ws_identity_expand(session, error);
    out->query = session->asked;
    return status;
}

ws_status ws_count_statements(ws_counting *counting, const char *query, size_t *out, ws_error *error)
{
    ws_search search = {0};
    ws_numbers numbers = {0};
    ws_status status = prepare(counting->session, query, &search, error);
    if (status == WS_OK)
        status = ws_index_numbers(counting->session->index, &search, counting->session->arena, &numbers, error);
    *out = numbers.count;
    return status;
}

/* Thoughts are asked for too: the rows lack them already, unless the report is about them. */
static ws_status find_set(ws_counting *counting, const char *condition, bool *out, ws_error *error)
{
    ws_search search = {.all_acts = true};
    ws_numbers numbers;
    size_t row = 0;
    ws_arena *room = ws_arena_new(0);
    if (!room) return ws_no_memory(error);
    ws_status status = prepare(counting->session, condition, &search, error);
    if (status == WS_OK) status = ws_index_numbers(counting->session->index, &search, room, &numbers, error);
    for (size_t i = 0; status == WS_OK && i < numbers.count; i++) {
        while (row < counting->rows.count && counting->rows.items[row].number < numbers.items[i]) row++;
        if (row < counting->rows.count && counting->rows.items[row].number == numbers.items[i]) out[row] = true;
    }
    ws_arena_free(room);
    return status;
}

ws_status ws_count_set(ws_counting *counting, const char *condition, const bool **out, ws_error *error)
{
    ws_arena *arena = counting->session->arena;
    for (size_t i = 0; i < counting->set_count; i++)
        if (!strcmp(counting->sets[i].condition, condition)) {
            *out = counting->sets[i].rows;
            return WS_OK;
        }
    found_set *grown =
        ws_arena_grow(arena, counting->sets, counting->set_count, &counting->set_capacity, sizeof *grown);
    bool *rows = ws_arena_array(arena, counting->rows.count, sizeof *rows);
    if (!grown || !rows) return ws_no_memory(error);
    counting->sets = grown;
    ws_status status = WS_OK;
    if (*condition)
        status = find_set(counting, condition, rows, error);
    else
        memset(rows, true, counting->rows.count * sizeof *rows);
    *out = rows;
    if (status == WS_OK) grown[counting->set_count++] = (found_set){condition, rows};
    return status;
}

static ws_status new_tally(ws_counting *counting, ws_error *error)
{
    ws_arena *arena = counting->session->arena;
    tally *out = &counting->tally;
    out->parts = ws_arena_array(arena, counting->rows.article_count, sizeof *out->parts);
    out->wholes = ws_arena_array(arena, counting->rows.article_count, sizeof *out->wholes);
    out->seen = ws_arena_array(arena, counting->rows.source_count + 1, sizeof *out->seen);
    return out->parts && out->wholes && out->seen ? WS_OK : ws_no_memory(error);
}

ws_status ws_counting_open(ws_session *session, const ws_report_request *request, const char *subject,
                           ws_counting **out, ws_error *error)
{
    ws_search search = {0};
    ws_counting *counting = *out = ws_arena_alloc(session->arena, sizeof *counting);
    if (!counting) return ws_no_memory(error);
    counting->session = session;
    counting->request = request;
    counting->has_subject = subject != NULL;
    const char *scope = request->query ? ws_arena_printf(session->arena, "(%s)", request->query) : "";
    const char *base = scope ? join(session->arena, "is:counted", scope) : NULL;
    counting->base = base ? join(session->arena, base, subject ? subject : "") : NULL;
    if (!counting->base) return ws_no_memory(error);
    ws_status status = ws_identity_open(session, request->people, error);
    if (status == WS_OK && request->query) status = prepare(session, request->query, &search, error); /* its mistakes */
    if (status == WS_OK) status = prepare(session, counting->base, &search, error);
    if (status == WS_OK) status = ws_index_rows(session->index, &search, session->arena, &counting->rows, error);
    if (status == WS_OK) status = new_tally(counting, error);
    return status == WS_OK ? ws_count_set(counting, "is:several", &counting->plural, error) : status;
}

const ws_rows *ws_counting_rows(const ws_counting *counting)
{
    return &counting->rows;
}

ws_arena *ws_counting_arena(const ws_counting *counting)
{
    return counting->session->arena;
}

ws_session *ws_counting_session(const ws_counting *counting)
{
    return counting->session;
}

const ws_report_request *ws_counting_request(const ws_counting *counting)
{
    return counting->request;
}

bool ws_counting_has_subject(const ws_counting *counting)
{
    return counting->has_subject;
}

ws_status ws_counting_prepare(ws_counting *counting, const char *query, ws_search *out, ws_error *error)
{
    return prepare(counting->session, query, out, error);
}

ws_status ws_counting_people(ws_counting *counting, const ws_people_counts **out, ws_error *error)
{
    ws_session *session = counting->session;
    ws_search search = {.once = true};
    ws_speaker_counts speakers = {0};
    ws_status status = WS_OK;
    if (!counting->people) {
        ws_people_counts *people = ws_arena_alloc(session->arena, sizeof *people);
        if (!people) return ws_no_memory(error);
        status = prepare(session, counting->base, &search, error);
        if (status == WS_OK) status = ws_index_speakers(session->index, &search, session->arena, &speakers, error);
        if (status == WS_OK) status = ws_identity_fold(session, &speakers, false, people, error);
        if (status == WS_OK) counting->people = people;
    }
    *out = counting->people;
    return status;
}

const char *ws_counting_query(const ws_counting *counting, const char *condition)
{
    return join(counting->session->arena, counting->base, condition);
}

const char *ws_counting_outside(const ws_counting *counting, const char *condition)
{
    const char *rest = counting->base + strlen("is:counted");
    return join(counting->session->arena, condition, rest + strspn(rest, " "));
}

/* --- counting units --- */

static size_t rows_of(const ws_counting *counting, const ws_report_group *group)
{
    return group ? group->row_count : counting->rows.count;
}

static size_t row_at(const ws_report_group *group, size_t place)
{
    return group ? group->rows[place] : place;
}

/* Of a source that speaks often the first time counts. */
static size_t count_units(ws_counting *counting, ws_unit unit, const bool *part, const bool *whole,
                          const ws_report_group *group, uint32_t *of_article)
{
    size_t total = 0;
    counting->tally.round++;
    for (size_t i = 0; i < rows_of(counting, group); i++) {
        size_t at = row_at(group, i);
        const ws_row *row = &counting->rows.items[at];
        if (!whole[at] || (part && !part[at])) continue;
        uint32_t *last = &counting->tally.seen[row->source];
        if (unit == WS_UNIT_SOURCES && (!row->source || *last == counting->tally.round)) continue;
        if (unit == WS_UNIT_ARTICLES && of_article[row->article]) continue;
        *last = counting->tally.round;
        of_article[row->article]++;
        total++;
    }
    return total;
}

static bool counts_plurals(const ws_counting *counting, const bool *part, const bool *whole,
                           const ws_report_group *group)
{
    for (size_t i = 0; i < rows_of(counting, group); i++) {
        size_t at = row_at(group, i);
        if (counting->plural[at] && whole[at] && (!part || part[at])) return true;
    }
    return false;
}

static uint64_t seed_of(const ws_row_article *article)
{
    uint64_t seed = 0;
    memcpy(&seed, article->key.bytes, sizeof seed);
    return seed;
}

/* Takes the counts of each article out of the tally, which is empty afterwards. */
static size_t take_clusters(ws_counting *counting, const ws_report_group *group, ws_cluster *out)
{
    size_t count = 0;
    for (size_t i = 0; i < rows_of(counting, group); i++) {
        uint32_t article = counting->rows.items[row_at(group, i)].article;
        uint32_t *part = &counting->tally.parts[article], *whole = &counting->tally.wholes[article];
        if (!*part && !*whole) continue;
        out[count++] = (ws_cluster){seed_of(&counting->rows.articles[article]), *part, *whole};
        *part = *whole = 0;
    }
    return count;
}

static ws_status add_interval(ws_counting *counting, const ws_report_group *group, ws_figure *out, ws_error *error)
{
    ws_arena *room = ws_arena_new(0);
    size_t most = rows_of(counting, group);
    if (most > counting->rows.article_count) most = counting->rows.article_count;
    ws_cluster *clusters = room ? ws_arena_array(room, most, sizeof *clusters) : NULL;
    if (clusters) {
        size_t articles = take_clusters(counting, group, clusters);
        bool share = out->whole != NULL;
        if (share && articles < WS_LEAST_ARTICLES) out->suppressed = "fewer than 20 articles";
        if (share && !out->suppressed) out->interval = ws_bootstrap_share(clusters, articles, &out->low, &out->high);
    }
    ws_arena_free(room);
    return clusters ? WS_OK : ws_no_memory(error);
}

static ws_status add_queries(ws_counting *counting, const ws_measure *measure, const ws_report_group *group,
                             ws_figure *out, ws_error *error)
{
    ws_arena *arena = counting->session->arena;
    const char *whole = join(arena, group ? group->query : "", measure->whole);
    const char *part = whole && measure->part ? join(arena, whole, measure->part) : whole;
    out->query = part ? ws_counting_query(counting, part) : NULL;
    out->whole = whole && measure->part ? ws_counting_query(counting, whole) : NULL;
    return out->query && (out->whole || !measure->part) ? WS_OK : ws_no_memory(error);
}

ws_status ws_count_measure(ws_counting *counting, const ws_measure *measure, const ws_report_group *group,
                           ws_figure *out, ws_error *error)
{
    const bool *part = NULL, *whole;
    *out = (ws_figure){.label = group ? group->label : measure->label,
                       .definition = group ? NULL : measure->definition,
                       .unit = measure->unit};
    ws_status status = ws_count_set(counting, measure->whole, &whole, error);
    if (status == WS_OK && measure->part) status = ws_count_set(counting, measure->part, &part, error);
    if (status == WS_OK) status = add_queries(counting, measure, group, out, error);
    if (status != WS_OK) return status;
    out->numerator = count_units(counting, measure->unit, part, whole, group, counting->tally.parts);
    out->at_least = measure->unit == WS_UNIT_SOURCES && counts_plurals(counting, part, whole, group);
    if (part) out->denominator = count_units(counting, measure->unit, NULL, whole, group, counting->tally.wholes);
    return add_interval(counting, group, out, error);
}

ws_status ws_count_of_condition(ws_counting *counting, ws_unit unit, const char *condition, size_t *out,
                                ws_error *error)
{
    ws_measure measure = {.label = "", .unit = unit, .whole = condition};
    ws_figure figure;
    ws_status status = ws_count_measure(counting, &measure, NULL, &figure, error);
    *out = figure.numerator;
    return status;
}

ws_status ws_count_table(ws_counting *counting, ws_section *section, const char *title, const char *note, bool parts,
                         const ws_measure *measures, size_t count, ws_error *error)
{
    ws_arena *arena = counting->session->arena;
    ws_block *block = ws_section_block(arena, section, WS_BLOCK_FIGURES);
    ws_status status = block ? WS_OK : ws_no_memory(error);
    if (block) {
        block->figures.title = title;
        block->figures.note = note;
        block->figures.parts = parts;
    }
    for (size_t i = 0; i < count && status == WS_OK; i++) {
        ws_figure *figure = ws_block_figure(arena, block);
        status = figure ? ws_count_measure(counting, &measures[i], NULL, figure, error) : ws_no_memory(error);
    }
    return status;
}

ws_status ws_count_tables(ws_counting *counting, ws_section *section, const ws_measure_table *tables, ws_error *error)
{
    ws_status status = WS_OK;
    for (; tables->title && status == WS_OK; tables++)
        status = ws_count_table(counting, section, tables->title, tables->note, tables->parts, tables->measures,
                                tables->count, error);
    return status;
}

ws_status ws_count_groups(ws_counting *counting, ws_section *section, const ws_measure *measure,
                          const ws_report_groups *groups, bool timeline, ws_error *error)
{
    ws_arena *arena = counting->session->arena;
    ws_block *block = ws_section_block(arena, section, WS_BLOCK_FIGURES);
    ws_status status = block ? WS_OK : ws_no_memory(error);
    if (block) {
        block->figures.title = measure->label;
        block->figures.note = measure->definition;
        block->figures.timeline = timeline;
    }
    for (size_t i = 0; i < groups->count && status == WS_OK; i++) {
        ws_figure *figure = ws_block_figure(arena, block);
        status = figure ? ws_count_measure(counting, measure, &groups->items[i], figure, error) : ws_no_memory(error);
    }
    return status;
}
