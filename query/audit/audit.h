/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Audits: a random sample of what was read, judged by a person before our answer is shown, and what it tells.
 *
 * `audit.jsonl` lies beside the file of decisions, like it only ever appended to and readable by its owner alone: a
 * line for each drawing (what was drawn with which weights, and what we said) and for each sheet that came back. No
 * word of an article is in it: statements and articles by their ids or hashes, names as hashes of their words. */
#ifndef WS_AUDIT_H
#define WS_AUDIT_H

#include "arena.h"
#include "estimate.h"
#include "record.h"
#include "status.h"

#include <stdbool.h>

/* By whom a statement is told; each statement is of one. Withheld and insiders are the strata 0 and 1. */
typedef enum ws_audit_stratum {
    WS_AUDIT_WITHHELD,
    WS_AUDIT_INSIDER,
    WS_AUDIT_NAMED,
    WS_AUDIT_SPOKEN,
    WS_AUDIT_OTHER
} ws_audit_stratum;
extern const char *const ws_audit_strata[]; /* "withheld", "insider", "named", "spokesperson", "none", NULL */
ws_audit_stratum ws_audit_stratum_of(const ws_statement *statement);
/* What a judge writes of how far somebody is named, as a stratum; -1: not understood. */
int ws_audit_stratum_read(const char *text);

enum { WS_AUDIT_MOST = 2000, WS_AUDIT_WORDS = 32, WS_AUDIT_ROW_BYTES = 11, WS_AUDIT_JUDGES = 400 };

typedef enum ws_answer { WS_ANSWER_NONE, WS_ANSWER_YES, WS_ANSWER_NO } ws_answer;

/* A statement drawn, and what is judged of it. */
typedef struct ws_audit_statement {
    char row[WS_AUDIT_ROW_BYTES]; /* opaque */
    ws_audit_stratum stratum;     /* what we said */
    char id[33];
    uint32_t words[WS_AUDIT_WORDS]; /* of the speakers' names, hashed */
    size_t word_count;
    ws_answer is_statement, right_speaker;
    int judged_stratum; /* -1: not judged */
} ws_audit_statement;

typedef struct ws_audit_paragraph {
    char row[WS_AUDIT_ROW_BYTES];
    char article[33]; /* ws_article_key */
    uint32_t begin;   /* in its text */
    uint32_t found[WS_STRATA];
    bool judged, judged_naming;
    uint32_t there, unnamed, withheld; /* as the judge counts; withheld ones are among the unnamed */
} ws_audit_paragraph;

typedef struct ws_drawing {
    char id[17];
    const char *when, *who, *query; /* query: "": everything */
    size_t seed;
    size_t population[WS_STRATA], paragraph_population;
    ws_audit_statement *statements;
    size_t statement_count;
    ws_audit_paragraph *paragraphs;
    size_t paragraph_count;
    const char *judges;      /* who judged, without repetition; "": nobody yet */
    const char *last_judged; /* when; NULL: never */
} ws_drawing;

typedef struct ws_audits {
    ws_drawing *items; /* oldest first, with all judgements so far; a later one of a row goes before an earlier one */
    size_t count, capacity;
} ws_audits;

/* --- the file: audit_file.c --- */

/* audit.jsonl in the folder of a file of decisions. NULL: no memory. */
char *ws_audit_file(ws_arena *arena, const char *decisions);
/* None where there is no file. WS_CORRUPT names file and line; a last line that was never finished doesn't count. */
ws_status ws_audits_load(ws_arena *arena, const char *file, ws_audits *out, ws_error *error);
/* The same, of bytes. */
ws_status ws_audits_read(ws_arena *arena, const char *bytes, size_t size, const char *file, ws_audits *out,
                         ws_error *error);
/* Its id and rows have to be set. On disk when this returns. */
ws_status ws_audit_keep_drawing(const char *file, const ws_drawing *drawing, ws_error *error);
/* What a sheet judges of a drawing: rows that are not judged are left out. */
ws_status ws_audit_keep_judgements(const char *file, const ws_drawing *judged, const char *who, const char *when,
                                   ws_error *error);

ws_drawing *ws_audits_find(const ws_audits *audits, const char *id);

/* --- rows --- */

/* Gives a drawing and its rows their ids, which are hashes of what was drawn, and the same each time. */
ws_status ws_drawing_seal(ws_drawing *drawing, ws_error *error);
/* Hashes of the words of a name as a drawing keeps them; at most WS_AUDIT_WORDS. WS_NO_MEMORY. */
ws_status ws_audit_words(ws_arena *arena, const char *name, uint32_t *words, size_t *count, ws_error *error);

/* --- what it tells: results.c --- */

typedef struct ws_audit_results {
    size_t statements, paragraphs;              /* judged */
    ws_estimate right, speaker, naming, missed; /* missed: for each one found */
    ws_estimate strict, broad;                  /* corrected shares of statements */
} ws_audit_results;
ws_status ws_audit_results_of(ws_arena *arena, const ws_drawing *drawing, ws_audit_results *out, ws_error *error);

#endif
