/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From bytes to text, and from text to paragraphs, sentences, tokens and quotation marks. */
#ifndef WS_TEXT_H
#define WS_TEXT_H

#include "reading.h"
#include "status.h"

#include <stdbool.h>

/* Bytes of a file or document as checked UTF-8 without NUL: byte order marks, UTF-16, `declared` (a charset name from a
 * header, or NULL), UTF-8, then Windows-1252 or Latin-1 when the bytes look like text. The BOM is dropped; nothing else
 * changes. WS_REFUSED for binary data and for UTF-8 that breaks in the middle. */
ws_status ws_text_decode(ws_arena *arena, const void *bytes, size_t size, const char *declared, const char **text,
                         size_t *text_size, ws_error *error);

/* What bytes that are no text look like ("a PDF", "binary data ..."), for a message; NULL when they may be text. */
const char *ws_text_binary_kind(const void *bytes, size_t size);

/* Fills paragraphs, sentences and tokens. A paragraph ends at a blank line; in a text without blank lines, at each line
 * end, unless lines are hard-wrapped. */
ws_status ws_text_segment(ws_reading *reading, ws_error *error);

/* Fills quotations: curly, straight, single, guillemets (either way), low-high; nested; over paragraphs; apostrophes
 * and scare quotes told apart. After ws_text_segment. */
ws_status ws_text_quotations(ws_reading *reading, ws_error *error);

/* A leading title line, a byline under it and a dateline ("LONDON, April 3 (Agency) - "), where a text has them: fill the
 * article's fields that are still NULL. For readers of formats without metadata. */
ws_status ws_text_headings(ws_arena *arena, ws_article *article, ws_error *error);

/* Bytes before the names in a byline: of "By Jane Ruiz", and of the German "Von Anna Meier, dpa", which only the agency
 * behind it tells from a name; 0: there is nothing before them. */
size_t ws_text_byline(const char *line, size_t size);

/* Does a paragraph say that the article was corrected ("Correction: ...", "An earlier version of this story ...")? */
bool ws_text_corrects(const char *text, size_t size);

/* Marks such paragraphs at the beginning and the end of an article as its parts, and fills its `correction` from them
 * where that is NULL. For articles of any format, before they are sealed; the text is checked UTF-8. */
ws_status ws_text_correction_notes(ws_arena *arena, ws_article *article, ws_error *error);

#endif
