/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How answers are shown: one interface, one printer for each --format. */
#ifndef WS_PRINTER_H
#define WS_PRINTER_H

#include "index.h"
#include "options.h"
#include "people.h"

#include <stdio.h>

/* One person's or body's statements among the matches, under all spellings. */
typedef struct ws_person_count {
    const ws_person *person;
    const char *name; /* the most frequent full one */
    ws_speaker_type type;
    size_t total, forms[3];             /* by ws_form */
    const ws_speaker_count **spellings; /* most statements first */
    bool *merged;                       /* of each: made one with the name by a decision */
    size_t spelling_count;
    size_t corrected;     /* of total: those whose speaker was corrected */
    bool perhaps_several; /* nothing tells that all with this name are one person */
} ws_person_count;

typedef struct ws_people_counts {
    ws_person_count *items;
    size_t count;
    size_t offset, all; /* of a page of them: how many come before it, and all there are */
    size_t unnamed, unresolved;
} ws_people_counts;

/* How the matches divide, by one of their properties; most first, then by name. */
typedef struct ws_facet_value {
    const char *value, *id; /* id: a person's; else NULL */
    size_t count;
} ws_facet_value;
typedef struct ws_facet {
    const char *name;
    ws_facet_value *items;
    size_t count;
} ws_facet;
enum { WS_FACETS_MOST = 9 };
typedef struct ws_facets {
    ws_facet items[WS_FACETS_MOST];
    size_t count;
    size_t sample; /* matches by which all numbers were estimated; 0: they are exact */
} ws_facets;

/* Statements that have something in common; those that match best first. */
typedef struct ws_group {
    const char *name;
    const char *id;      /* of the person, article or first statement; NULL: none */
    const ws_hit **hits; /* the first ones */
    size_t shown, count; /* how many of them are in `hits`; how many there are */
} ws_group;
typedef struct ws_groups {
    ws_group *items;
    size_t count, offset, total; /* those that are shown, from which on, and all there are */
    bool at_most;                /* the total is the most there can be */
    size_t grouped;              /* statements that were looked at; fewer than there are where they are too many */
    const char *by;
} ws_groups;
/* A statement with the words of another one, by the same speaker. */
typedef struct ws_same {
    ws_hit hit;
    const char *relation; /* how its words stand to those of the other: ws_relation_name */
} ws_same;

typedef struct ws_same_words {
    ws_same *items;
    size_t count;
} ws_same_words;

/* What stands behind each of the hits that are printed. */
typedef struct ws_folding {
    const ws_hit *hits;
    ws_same_words *items; /* of each */
    size_t count;
    size_t content, fallback; /* statements on this page, those that stand behind others too, as of ws_hits */
} ws_folding;

enum { WS_COPIES_NAMED = 3 }; /* in a line of text */

/* The same for copies of the articles that the first hits are from. */
typedef struct ws_copied {
    const ws_hit *hits;
    const ws_copies *items; /* of each */
    size_t count;
} ws_copied;

typedef struct ws_print {
    FILE *out;
    bool colour;
    bool terminal;  /* out is one */
    bool continued; /* rows were printed before: no headings */
    bool decisions; /* JSON: with what people decided, by whom and why */
    bool links;     /* text: with the addresses of articles */
    size_t columns; /* 0: lines are not broken */
    ws_arena *arena;
    const ws_query *query;              /* NULL: none */
    const char *query_text;             /* as typed; NULL: none */
    ws_people *people;                  /* settled for all that is printed; NULL: ids are name keys */
    const ws_facets *facets;            /* NULL: not asked for */
    const ws_groups *groups;            /* NULL: not asked for; else shown instead of the hits */
    const ws_people_counts *candidates; /* whom the names of the query may mean; NULL: it has none */
    const ws_folding *folding;          /* of the hits; NULL: each stands for itself */
    const ws_copied *copied;            /* of the hits; NULL: it was not asked for */
    const struct ws_speaker_profile *profile;   /* of the one speaker who is asked for; NULL: speakers are listed */
} ws_print;

/* One of several conditions of a query that found nothing. */
typedef struct ws_condition {
    const char *text;      /* as one would type it */
    size_t alone, without; /* matches of it by itself; of all the others together */
} ws_condition;

/* A word that no statement has, and one like it that some have. */
typedef struct ws_suggestion {
    const char *word, *meant; /* as one would type them: "by:brant", "by:brandt" */
    size_t statements;
} ws_suggestion;

/* What was searched, for whoever found nothing. */
typedef struct ws_searched {
    const ws_condition *conditions;
    size_t condition_count;
    const ws_suggestion *suggestions;
    size_t suggestion_count;
    ws_index_totals totals;
    ws_counts outlets;
} ws_searched;

/* The place of a statement in its article. */
typedef struct ws_surroundings {
    ws_span paragraph;            /* holds the whole statement */
    ws_span previous, next;       /* paragraphs; {0,0}: none */
    const ws_hit *before, *after; /* statements of the article; NULL: none */
    ws_copies copies;             /* of the article, under other ids */
    const struct ws_verdicts_about *verdicts; /* NULL: not asked for */
} ws_surroundings;

typedef struct ws_printer {
    /* `searched` is given when hits are none, else NULL. */
    ws_status (*hits)(const ws_print *print, const ws_search *search, const ws_hits *hits, const ws_searched *searched,
                      ws_error *error);
    ws_status (*speakers)(const ws_print *print, const ws_people_counts *speakers, const ws_searched *searched,
                          ws_error *error);
    ws_status (*statement)(const ws_print *print, const ws_hit *hit, const ws_surroundings *around, ws_error *error);
} ws_printer;

extern const ws_printer ws_text_printer, ws_json_printer, ws_jsonl_printer, ws_csv_printer, ws_tsv_printer;
const ws_printer *ws_printer_for(ws_format format);

/* What stands behind a hit; NULL: nothing. */
const ws_same_words *ws_same_behind(const ws_print *print, const ws_hit *hit);
/* The copies of its article; NULL: it was not asked for. */
const ws_copies *ws_copies_of(const ws_print *print, const ws_hit *hit);

#endif
