/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef WS_CHECK_PARTS_H
#define WS_CHECK_PARTS_H

#include "variant_parts.h"

/* The two forms of the page, filled with what was asked (NULL: nothing). */
void ws_page_check_forms(ws_view *view, const char *words, const char *by);
/* What /api/check answers. */
void ws_page_check(ws_view *view, const cJSON *answer);

#endif
