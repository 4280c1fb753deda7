/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verdicts: what others found of a claim (schema.org ClaimReview), and an editor's own grades by the Admiralty code
 * (source A to F, item 1 to 6). They are about a statement, an article or an outlet, never about a person, and go into
 * no figure of ours.
 *
 * `verdicts.jsonl` lies beside the file of decisions, like it only ever appended to and readable by its owner alone: a
 * line for each verdict and each place that it is about. Statements and articles stand in it as ids and hashes; the
 * words of the claim, and who made it, serve to find the place and are not kept. */
#ifndef WS_VERDICTS_H
#define WS_VERDICTS_H

#include "arena.h"
#include "buffer.h"
#include "status.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    WS_VERDICT_FILE_BYTES = 64 << 20, /* of a file to load */
    WS_VERDICTS_MOST = 100000,        /* in it */
    WS_VERDICT_URLS = 20,             /* of places of one */
    WS_VERDICT_ID_BYTES = 17,
    WS_VERDICT_KEY_BYTES = 33
};

/* What is kept of a verdict. Texts may be NULL but for judge. */
typedef struct ws_verdict_body {
    bool is_grade;
    const char *judge;                         /* who reviewed or graded */
    const char *on;                            /* ISO 8601 */
    const char *why;                           /* of a grade */
    const char *url;                           /* of a review */
    const char *rating, *value, *best, *worst; /* of a review: its words; its number, as it is written, and its scale */
    char source, item;                         /* of a grade: 'A' to 'F', '1' to '6'; 0: none */
} ws_verdict_body;

/* --- as it is given: given_json.c, given_csv.c --- */

typedef struct ws_given_verdict {
    size_t number; /* which of its file, from 1; of a table its row, without the headings */
    ws_verdict_body body;
    const char *words, *speaker; /* of the claim; NULL: not told */
    const char *statement;       /* id, or its first digits */
    const char *article, *outlet;
    const char *urls[WS_VERDICT_URLS]; /* where the claim stands */
    size_t url_count;
} ws_given_verdict;

typedef struct ws_verdict_fault {
    size_t number;
    const char *what;
} ws_verdict_fault;

typedef struct ws_given_verdicts {
    ws_given_verdict *items;
    size_t count, capacity;
    size_t seen; /* those that had a fault, too */
    ws_verdict_fault *faults;
    size_t fault_count, fault_capacity;
} ws_given_verdicts;

/* JSON-LD (one ClaimReview, arrays, @graph, DataFeed and whatever holds them), JSON lines of these or of grades, or
 * CSV, by what is in it. What is wrong with one of them is a fault, and the others are read. WS_REFUSED: it is neither,
 * or has none; WS_NO_MEMORY. */
ws_status ws_verdicts_read(ws_arena *arena, const char *bytes, size_t size, ws_given_verdicts *out, ws_error *error);

/* --- as it is kept: verdict_file.c --- */

typedef struct ws_kept_verdict {
    char id[WS_VERDICT_ID_BYTES]; /* of the verdict: the same for all its places */
    ws_verdict_body body;
    const char *when, *who;                                              /* loaded it */
    char statement[WS_VERDICT_KEY_BYTES], article[WS_VERDICT_KEY_BYTES]; /* id; ws_article_key; "": none */
    const char *outlet;                                                  /* NULL: the article tells none */
    bool removed;
    const char *file;
} ws_kept_verdict;

typedef struct ws_verdicts {
    ws_kept_verdict *items; /* in the order in which they were loaded */
    size_t count, capacity;
} ws_verdicts;

/* Sets the id: a hash of the verdict and of the claim that it is about. */
ws_status ws_verdict_seal(const ws_given_verdict *given, ws_kept_verdict *out, ws_error *error);
/* Appends those of a file to `out`; none where there is none. WS_CORRUPT names file and line; a last line that was
 * never finished doesn't count. */
ws_status ws_verdicts_load(ws_arena *arena, const char *file, ws_verdicts *out, ws_error *error);
/* The same, of bytes. */
ws_status ws_verdicts_parse(ws_arena *arena, const char *bytes, size_t size, const char *file, ws_verdicts *out,
                            ws_error *error);
/* Appends the line that is kept of one. */
void ws_verdict_line(ws_buffer *out, const ws_kept_verdict *verdict);
/* Keeps that a verdict was removed, by its id. On disk when this returns. */
ws_status ws_verdict_keep_removal(const char *file, const char *id, const char *who, const char *when, ws_error *error);

/* Puts them in the order of their ids and places. */
void ws_verdicts_sort(ws_verdicts *verdicts);
/* Of sorted ones, the one with this id and place; NULL: none. */
const ws_kept_verdict *ws_verdicts_find(const ws_verdicts *sorted, const ws_kept_verdict *wanted);

/* --- in words: verdict_text.c --- */

/* Those about one statement: what each is about is of[i], "statement", "article" or "outlet". */
typedef struct ws_verdicts_about {
    const ws_kept_verdict **items;
    const char **of;
    size_t count;
    bool hidden; /* the article has a name that is to be shown nowhere */
} ws_verdicts_about;

/* "False · 1 on a scale from 1 to 5"; "B2: source B, item 2". NULL: no memory. */
const char *ws_verdict_rating(ws_arena *arena, const ws_verdict_body *body);
/* Appends it as a JSON object. `hidden`: only what has no words of others, since these may tell a name that is to be
 * shown nowhere. `of`: "statement", "article", "outlet", or NULL. */
void ws_verdict_json(ws_buffer *out, const ws_kept_verdict *verdict, bool hidden, const char *of);

#endif
