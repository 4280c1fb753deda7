/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report, as every format prints it. What computes one only fills this; what prints one only reads it.
 *
 * A report is a *_report.c file with a ws_report, which the build collects into ws_reports. Its `build` appends sections
 * to a ws_profile: facts, tables of figures, lists for review, notes. A figure that counts statements is a query and
 * nothing else (counting.h), so that whoever doubts it can open what it counts. Everything lives in the session's arena;
 * texts are as the articles have them: each printer makes them harmless for its format. */
#ifndef WS_REPORT_H
#define WS_REPORT_H

#include "common.h"

/* What is counted, of the statements that a query finds: they themselves; their sources, each once in an article (those
 * who speak jointly are one); the articles that they are in. */
typedef enum ws_unit { WS_UNIT_STATEMENTS, WS_UNIT_SOURCES, WS_UNIT_ARTICLES } ws_unit;
extern const char *const ws_unit_names[]; /* "statements", "sources", "articles", NULL */

typedef struct ws_figure {
    const char *label, *definition; /* definition: NULL where the label says it all */
    ws_unit unit;
    size_t numerator, denominator; /* denominator: 0 and no `whole` for a plain count */
    bool at_least;                 /* there are plurals without a number among the sources counted */
    bool interval;                 /* low and high hold */
    double low, high;              /* of the share, 0 to 1, at 95 in 100 */
    const char *suppressed;        /* why neither share nor interval is shown; NULL: they are */
    const char *query, *whole;     /* find the numerator and the denominator; NULL: no query does */
} ws_figure;

/* Figures of one kind. `parts`: they divide one whole, so that they add up to it. */
typedef struct ws_figures {
    const char *title, *note; /* NULL: none */
    ws_figure *items;
    size_t count, capacity;
    bool parts;
    bool timeline; /* labels are months, in their order */
} ws_figures;

typedef struct ws_fact {
    const char *label, *value, *note, *query; /* note, query: NULL: none */
} ws_fact;

/* A statement for review. */
typedef struct ws_review {
    const char *speaker, *labels, *words; /* as everywhere: the words are the article's own, never without their cue */
    const char *outlet, *day, *title;     /* NULL: it does not say */
    const char *id;                       /* its first twelve digits */
    const char *beside;                   /* what it is held against: words, or a sentence; NULL: nothing */
} ws_review;

typedef struct ws_review_list {
    const char *title, *note, *query; /* query: NULL where none finds them */
    ws_review *items;
    size_t count, capacity, total; /* total: how many the query finds; query NULL: how many there are */
} ws_review_list;

/* Where one claim stands: the articles that have it, those below others that are known to have it from there. */
typedef struct ws_spread_node {
    ws_review place;  /* its statement; words and labels are not used */
    const char *link; /* why it hangs below the one above; NULL: at depth 0 */
    size_t depth;
} ws_spread_node;
typedef struct ws_spread {
    ws_review claim;      /* as its earliest statement has it */
    const char *earliest; /* a sentence: where it is found first in this index */
    size_t articles, outlets, least, most; /* least and most: origins */
    ws_spread_node *nodes;                 /* as a tree is printed */
    size_t count;
} ws_spread;
typedef struct ws_spreads {
    const char *title, *note;
    ws_spread *items;
    size_t count, capacity;
} ws_spreads;

/* What stands in a section, in its order. */
typedef enum ws_block_kind { WS_BLOCK_NOTE, WS_BLOCK_FACTS, WS_BLOCK_FIGURES, WS_BLOCK_LIST, WS_BLOCK_SPREADS } ws_block_kind;
typedef struct ws_block {
    ws_block_kind kind;
    const char *note;
    struct {
        const char *title;
        ws_fact *items;
        size_t count, capacity;
    } facts;
    ws_figures figures;
    ws_review_list list;
    ws_spreads spreads;
} ws_block;

typedef struct ws_section {
    const char *id, *title;
    ws_block *blocks;
    size_t count, capacity;
} ws_section;

typedef struct ws_profile {
    const char *kind, *title, *about; /* kind: the report's name; about: what was asked, one line */
    const char *made;                 /* when, ISO 8601 UTC */
    bool few;                         /* too few articles for any share, which is told once */
    ws_section *sections;
    size_t count, capacity;
} ws_profile;

/* Each appends and answers what it appended; NULL: no memory. A pointer holds until the next one of its kind is added. */
ws_section *ws_profile_section(ws_arena *arena, ws_profile *profile, const char *id, const char *title);
ws_block *ws_section_block(ws_arena *arena, ws_section *section, ws_block_kind kind);
bool ws_section_note(ws_arena *arena, ws_section *section, const char *text);
bool ws_block_fact(ws_arena *arena, ws_block *block, ws_fact fact);
ws_figure *ws_block_figure(ws_arena *arena, ws_block *block);
bool ws_block_review(ws_arena *arena, ws_block *block, ws_review review);
bool ws_block_spread(ws_arena *arena, ws_block *block, ws_spread spread);

/* --- reports --- */

typedef enum ws_report_by {
    WS_BY_NONE, WS_BY_OUTLET, WS_BY_AUTHOR, WS_BY_SECTION, WS_BY_MONTH, WS_BY_SPEAKER
} ws_report_by;
extern const char *const ws_report_by_names[]; /* "none", "outlet", ..., NULL */

typedef struct ws_report_request {
    const char *subject; /* NAME or ID; NULL: the report takes none */
    const char *query;   /* of --query; NULL: none */
    ws_report_by by;
    const ws_strings *people; /* lists of the user's own */
    const char *decisions;    /* of --decisions; NULL: beside the index */
    bool with_verdicts;       /* what others found, too: of `article` only */
    bool from_longest;        /* quotations are held against the longest version, not the earliest */
} ws_report_request;

typedef struct ws_report {
    const char *name, *argument, *summary; /* argument: "NAME"; NULL: none */
    int order;                             /* in lists */
    ws_status (*build)(ws_session *session, const ws_report_request *request, ws_profile *out, ws_error *error);
} ws_report;
extern const ws_report *const ws_reports[]; /* made by the build from reports/; ended by NULL */

/* --- printing: one function for each format --- */

typedef enum ws_report_format { WS_REPORT_TEXT, WS_REPORT_HTML, WS_REPORT_JSON, WS_REPORT_CSV } ws_report_format;
extern const char *const ws_report_format_names[]; /* "text", "html", "json", "csv", NULL */

ws_status ws_report_print_text(const ws_profile *profile, const ws_print *print, ws_error *error);
ws_status ws_report_print_html(const ws_profile *profile, const ws_print *print, ws_error *error);
ws_status ws_report_print_json(const ws_profile *profile, const ws_print *print, ws_error *error);
ws_status ws_report_print_csv(const ws_profile *profile, const ws_print *print, ws_error *error);

/* "12.3%"; "under 0.1%" for what would be 0.0 and is not nothing. */
typedef struct ws_percent {
    char text[16];
} ws_percent;
ws_percent ws_percent_of(double share);
ws_percent ws_figure_share(const ws_figure *figure); /* "" where it has none */
/* "6.1% to 12.0%", "under 0.1%" where both ends are; "" where there is no interval. */
typedef struct ws_range {
    char text[40];
} ws_range;
ws_range ws_figure_range(const ws_figure *figure);
/* "1.3 to 4.0", "2.0" where both are: outlets through the most and the least origins. */
ws_range ws_echo_range(size_t outlets, size_t least, size_t most);
/* "in 5 outlets and 5 articles; origins: at least 2, at most 4; echo ratio 1.3 to 2.5"; NULL: no memory. */
const char *ws_spread_counts(ws_arena *arena, const ws_spread *spread);
/* How whoever reads a report runs one of its queries; in the arena, NULL: no memory. */
const char *ws_figure_command(ws_arena *arena, ws_unit unit, const char *query);

#endif
