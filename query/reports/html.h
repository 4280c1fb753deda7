/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the HTML of a report is made of. Every text that is not ours goes through ws_html_text. */
#ifndef WS_REPORT_HTML_H
#define WS_REPORT_HTML_H

#include "buffer.h"
#include "report.h"

extern const char *const ws_html_styles[]; /* of the style element; ended by NULL */

/* Appends a text with what HTML would obey escaped, and what a screen would obey made visible (ws_harmless). Good
 * between tags and inside attributes in double marks. */
void ws_html_text(ws_buffer *buffer, const char *text);

/* The end of a scale that holds all shares and intervals of a table: 0.1, 0.25, 0.5 or 1. */
double ws_html_scale(const ws_figures *figures);
/* Appends a bar with its interval, for eyes only: the numbers stand beside it. */
void ws_html_bar(ws_buffer *buffer, const ws_figure *figure, double scale);
/* Appends the picture of a row of months. */
void ws_html_timeline(ws_buffer *buffer, const ws_figures *figures);
/* Appends a claim as an item of a list: where it stands as a picture, for eyes only, and as a list. */
void ws_html_spread(ws_buffer *buffer, ws_arena *arena, const ws_spread *spread);

#endif
