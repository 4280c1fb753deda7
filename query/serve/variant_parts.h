/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef WS_VARIANT_PARTS_H
#define WS_VARIANT_PARTS_H

#include "view.h"

/* One of `variants` or of a check's `matches`: whose and where it is, and what differs. */
void ws_page_variant(ws_view *view, const cJSON *variant);

#endif
