/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Press releases: what stands around their text, in whatever file they come. */
#ifndef WS_PRESS_H
#define WS_PRESS_H

#include "arena.h"
#include "date.h"
#include "record.h"
#include "status.h"

#include <stdbool.h>

/* Is this the beginning of a press release: "FOR IMMEDIATE RELEASE", "EMBARGOED UNTIL ...", "PRESS RELEASE", or who is
 * to be asked, on one of the first lines? */
bool ws_press_begins(const char *text, size_t size);

/* Where the article's text is a press release, narrows it to its headline and body: marks, contacts and dates before it
 * and notes to editors, contacts, "About ..." and what follows "###" or "-30-" behind it are left out. Fills
 * `published` from a date line and `embargoed`; an embargo whose end cannot be understood makes the article withheld.
 * Other texts stay as they are. */
ws_status ws_press_release(ws_arena *arena, ws_article *article, ws_error *error);

/* The moment a line names ("00:01 GMT, Tuesday 4 March 2025"), as ISO 8601; false when it has no full date. Where a
 * zone may mean two hours, the later moment. */
bool ws_press_moment(const char *line, size_t size, char iso[WS_DATE_BYTES]);

#endif
