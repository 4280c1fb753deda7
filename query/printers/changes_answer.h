/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answer to `whosaid changes`: rows as they are found, or text by kind. */
#ifndef WS_CHANGES_ANSWER_H
#define WS_CHANGES_ANSWER_H

#include "changes.h"
#include "printer.h"

/* A change as it is kept until text is printed. */
typedef struct ws_kept_change {
    const char *when, *id, *article, *before, *was, *why; /* as of ws_change; before: id */
    const ws_decision *decision;
    struct ws_kept_change *next;
} ws_kept_change;

typedef struct ws_changes_answer {
    ws_format format;                                            /* text, json or jsonl */
    const char *since;                                           /* moment, or file of the export */
    bool exported;                                               /* the latter */
    size_t limit;                                                /* of each kind, in text */
    ws_index *index;                                             /* from which text takes the statements again */
    ws_status (*mark)(void *user, ws_hit *hit, ws_error *error); /* sets the marks of a hit that is to be printed */
    const char *(*why)(void *user, const ws_change *change);     /* what is told beside it; NULL: nothing ever */
    void *user;
    size_t counts[WS_CHANGE_KINDS];
    ws_kept_change *first[WS_CHANGE_KINDS], *last[WS_CHANGE_KINDS];
} ws_changes_answer;

void ws_changes_begin(const ws_print *print, const ws_changes_answer *answer);
/* Prints a row, or keeps it in the print's arena. */
ws_status ws_changes_add(const ws_print *print, ws_changes_answer *answer, const ws_change *change, ws_error *error);
ws_status ws_changes_end(const ws_print *print, const ws_changes_answer *answer, ws_error *error);

#endif
