/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef WS_VARIANT_HTML_H
#define WS_VARIANT_HTML_H

#include "view.h"

/* One of `variants` or of a check's `matches`: whose and where it is, and what differs. */
void ws_html_variant(ws_view *view, const cJSON *variant);

#endif
