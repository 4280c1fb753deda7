/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the formats of news agencies and feeds share. */
#ifndef WS_WIRE_H
#define WS_WIRE_H

#include "record.h"
#include "status.h"

/* The release of a status word: "usable", "stat:canceled", "Withheld", "killed", "embargoed", ...; NULL is usable. */
ws_release ws_wire_release(const char *word);

/* Gives *target (NULL so far) a value; blank ones and NULL change nothing. */
ws_status ws_wire_set(ws_arena *arena, const char **target, const char *value, ws_error *error);
/* Author without "By", language as BCP 47. */
ws_status ws_wire_author(ws_arena *arena, ws_article *article, const char *byline, ws_error *error);
ws_status ws_wire_language(ws_arena *arena, ws_article *article, const char *language, ws_error *error);

/* A note to editors is never text; one that says what was corrected is the article's correction. */
ws_status ws_wire_note(ws_arena *arena, ws_article *article, const char *note, ws_error *error);

/* Text of *article from HTML that is all of its body; "" when there is none in it. */
ws_status ws_wire_html(ws_arena *arena, const char *html, size_t size, ws_article *article, ws_error *error);
ws_status ws_wire_text(ws_arena *arena, const char *text, ws_article *article, ws_error *error);
/* The same from a summary (HTML or text), where its source gives no more of the article. */
ws_status ws_wire_summary(ws_arena *arena, const char *html, size_t size, ws_article *article, ws_error *error);

/* The end of filling an article: first and last version in order; what is taken back may come without its text, and
 * then has its headline, since it must reach the index all the same. WS_PASSED for any other without text. */
ws_status ws_wire_finish(ws_arena *arena, ws_article *article, ws_error *error);

/* Gives an article of a file of several an id of its own where it has none: the path with `own`. */
ws_status ws_wire_name(ws_arena *arena, const char *path, const char *own, ws_article *article, ws_error *error);

#endif
