/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef WS_CHECK_HTML_H
#define WS_CHECK_HTML_H

#include "variant_html.h"

/* The two forms of the page, filled with what was asked (NULL: nothing). */
void ws_html_check_forms(ws_view *view, const char *words, const char *by);
/* What /api/check answers. */
void ws_html_check(ws_view *view, const cJSON *answer);

#endif
