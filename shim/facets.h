/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a statement can be filtered by that no single member of the record says: the values of naming:, is: and has:,
 * and the days of said-on:. */
#ifndef WS_FACETS_H
#define WS_FACETS_H

#include "date.h"
#include "record.h"

#pragma GCC visibility push(default)

/* Names of a vocabulary, each once. */
enum { WS_NAMES_MOST = 40 };
typedef struct ws_names {
    const char *items[WS_NAMES_MOST];
    size_t count;
} ws_names;

/* WS_NAMINGS of its speakers; "unknown" where it has none. */
void ws_statement_namings(const ws_statement *statement, ws_names *out);
/* WS_QUALITIES: what it is. Not among them are those that a query finds out by other statements and articles: "running",
 * "copy", "counted", "transparent" (article_sets.cc). */
void ws_statement_qualities(const ws_statement *statement, ws_names *out);
/* WS_PARTICULARS: what the article tells of it. Not "correction", which all statements of an article have where it says
 * that it was corrected. */
void ws_statement_particulars(const ws_statement *statement, ws_names *out);

/* First and last day of when it was said, by the date's precision. False: no date. */
bool ws_statement_days(const ws_statement *statement, ws_period *out);

#pragma GCC visibility pop

#endif
