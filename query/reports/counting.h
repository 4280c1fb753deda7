/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting for reports. Every figure is a query, run as anybody would run it; its statements are then looked up among
 * those that count at all, which were read once, in one pass. */
#ifndef WS_COUNTING_H
#define WS_COUNTING_H

#include "index_rows.h"
#include "report.h"

/* Shares of fewer articles say more about these than about whoever made them. */
enum { WS_LEAST_ARTICLES = 20 };

/* A figure as it is declared: what of `whole` is `part`, both as queries; "" stands for everything that counts.
 * part NULL: a plain count of `whole`. */
typedef struct ws_measure {
    const char *label;
    ws_unit unit;
    const char *part, *whole;
    const char *definition;
} ws_measure;

/* Articles that belong together, or a speaker's statements. */
typedef struct ws_report_group {
    const char *label, *order; /* order: by which they stand in a list */
    const char *query;   /* finds exactly what is counted as theirs */
    const uint32_t *rows; /* which of the rows are theirs, ascending */
    size_t row_count, article_count;
} ws_report_group;
typedef struct ws_report_groups {
    ws_report_group *items;
    size_t count;
    size_t small; /* groups that are left out: fewer articles than WS_LEAST_ARTICLES (or beyond the first 200 speakers) */
} ws_report_groups;

typedef struct ws_counting ws_counting;

/* Reads what counts: `is:counted`, and what `scope` (a query; NULL: all) and the report's own `subject` (the same) find.
 * Errors of the scope have the column within it. */
ws_status ws_counting_open(ws_session *session, const ws_report_request *request, const char *subject,
                           ws_counting **out, ws_error *error);
const ws_rows *ws_counting_rows(const ws_counting *counting);
ws_arena *ws_counting_arena(const ws_counting *counting);
ws_session *ws_counting_session(const ws_counting *counting);
/* What was asked, and whether the report is of one subject only. */
const ws_report_request *ws_counting_request(const ws_counting *counting);
bool ws_counting_has_subject(const ws_counting *counting);
/* Makes a query's tree for a search, as the search command would. */
ws_status ws_counting_prepare(ws_counting *counting, const char *query, ws_search *out, ws_error *error);
/* Named speakers of what counts, under all spellings, most statements first. */
ws_status ws_counting_people(ws_counting *counting, const ws_people_counts **out, ws_error *error);
/* Which of the rows a condition finds; asked once and kept. */
ws_status ws_count_set(ws_counting *counting, const char *condition, const bool **out, ws_error *error);
/* "is:counted ..." and another condition, as one types it. "" for `condition`: none. NULL: no memory. */
const char *ws_counting_query(const ws_counting *counting, const char *condition);
/* The same for statements that do not count, such as agency copy: the base is `condition` alone. */
const char *ws_counting_outside(const ws_counting *counting, const char *condition);

/* How many units a query of the base and this condition finds. */
ws_status ws_count_of_condition(ws_counting *counting, ws_unit unit, const char *condition, size_t *out, ws_error *error);
/* How many statements a whole query finds, whether they count or not. */
ws_status ws_count_statements(ws_counting *counting, const char *query, size_t *out, ws_error *error);

/* Fills a figure; `group` may be NULL. */
ws_status ws_count_measure(ws_counting *counting, const ws_measure *measure, const ws_report_group *group, ws_figure *out,
                           ws_error *error);
/* A table of figures as a new block of the section. `parts`: see ws_figures. */
ws_status ws_count_table(ws_counting *counting, ws_section *section, const char *title, const char *note, bool parts,
                         const ws_measure *measures, size_t count, ws_error *error);
/* A table as it is declared. Ended, in a row of them, by one without a title. */
typedef struct ws_measure_table {
    const char *title, *note; /* note: NULL: none */
    bool parts;               /* see ws_figures */
    const ws_measure *measures;
    size_t count;
} ws_measure_table;
ws_status ws_count_tables(ws_counting *counting, ws_section *section, const ws_measure_table *tables, ws_error *error);
/* A list for review: the first statements that a condition finds. */
ws_status ws_count_list(ws_counting *counting, ws_section *section, const char *title, const char *note,
                        const char *condition, ws_sort sort, ws_error *error);

/* A statement as lists show it. */
ws_status ws_review_of(ws_session *session, const ws_hit *hit, ws_review *out, ws_error *error);

/* Finds what one of ws_counting_people says, under all names. NULL: no memory. */
const char *ws_query_of_person(ws_arena *arena, const ws_person_count *person);

/* In alphabetical order. */
ws_status ws_groups_by(ws_counting *counting, ws_report_by by, ws_report_groups *out, ws_error *error);
/* A measure for each group as a block, or the months as a timeline. */
ws_status ws_count_groups(ws_counting *counting, ws_section *section, const ws_measure *measure,
                          const ws_report_groups *groups, bool timeline, ws_error *error);

#endif
