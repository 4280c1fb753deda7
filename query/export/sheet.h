/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A statement as an entry of a quote sheet: what an editor checks before it is printed, in words. Every text is
 * harmless (ws_harmless) and still has to be escaped for its format. */
#ifndef WS_SHEET_H
#define WS_SHEET_H

#include "export.h"
#include "styled.h"

typedef struct ws_sheet_field {
    const char *label, *value;
} ws_sheet_field;

enum { WS_SHEET_FIELDS_MOST = 24 };

typedef struct ws_sheet_entry {
    const ws_hit *hit;
    size_t index; /* from 0 in the whole export */
    char id[33];
    const char *name;   /* who speaks: "Helena Brandt", "speaker not found" */
    const char *labels; /* what must not be overlooked, by ws_describe_labels: "denial · paraphrase"; "": nothing */
    const ws_styled *verbatim;  /* the clause with its cue, in the style's marks; styled by role */
    const char *before, *after; /* paragraphs of the article; "": none */
    const char *paragraph[3];   /* its own: up to the statement, what the statement has of it, and the rest */
    ws_sheet_field fields[WS_SHEET_FIELDS_MOST];
    size_t field_count;
    const char *outlet, *title, *day; /* day: of publication in the style's form; NULL: not known */
    const char *credit;               /* whom to credit beside the outlet; "": the outlet; NULL: nobody */
    const char *why;                  /* it is told, by a watch; NULL: because it matches */
    const char *url;                  /* http or https, escaped as an address; NULL: none */
} ws_sheet_entry;

/* Fills an entry. Everything lies in the arena but `verbatim`, which the caller made (ws_styled_new) and has cleared.
 */
ws_status ws_sheet_fill(const ws_export *export, ws_arena *arena, const ws_hit *hit, ws_styled *verbatim,
                        ws_sheet_entry *out, ws_error *error);

/* Boxes that somebody fills in by hand. */
extern const char *const ws_sheet_boxes[]; /* NULL behind the last */

/* What was asked for. NULL: no memory. */
char *ws_sheet_query(const ws_export *export, ws_arena *arena);
/* What stands at the head: what was asked for, when; how to read it. */
char *ws_sheet_head(const ws_export *export, ws_arena *arena);
extern const char ws_sheet_note[], ws_sheet_nothing[]; /* nothing: where there is no entry */

#endif
