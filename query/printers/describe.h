/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A statement in words, for printers of text. */
#ifndef WS_DESCRIBE_H
#define WS_DESCRIBE_H

#include "highlight.h"
#include "printer.h"
#include "styled.h"

/* Appends who speaks and how that is known: "Maria Toll · from [the mayor] · mayor of Sumy". */
ws_status ws_describe_speakers(const ws_print *print, const ws_hit *hit, ws_styled *styled, ws_error *error);

/* Appends what a reader must know before quoting: "denial · paraphrase · unnamed (withheld)"; nothing when there is
 * none. */
void ws_describe_labels(const ws_hit *hit, ws_styled *styled);

/* Appends by way of whom: "via Anna Toll, then the Courier", "second-hand"; nothing where it is first-hand. */
void ws_describe_chain(const ws_statement *statement, ws_styled *styled);

/* Appends outlet, day of publication, the day it was said where that is known, headline and short id. */
ws_status ws_describe_place(const ws_print *print, const ws_highlight *highlight, const ws_hit *hit, ws_styled *styled,
                            ws_error *error);

/* Appends the characters of article->text[span], the statement's own words styled by their role (content only, or
 * source and cue too) and those that were searched for marked. */
ws_status ws_describe_text(const ws_print *print, const ws_highlight *highlight, const ws_hit *hit, ws_span span,
                           bool all_roles, ws_styled *styled, ws_error *error);

/* Writes the line, if there is anything in it, and empties it. `label` stands in the indent; NULL: none. WS_NO_MEMORY. */
ws_status ws_write_line(const ws_print *print, ws_styled *line, size_t indent, const char *label, ws_error *error);

/* The first 12 hex digits of an id. */
void ws_short_id(const ws_statement *statement, char id[13]);

#endif
