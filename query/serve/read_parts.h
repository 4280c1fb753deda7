/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef WS_READ_PARTS_H
#define WS_READ_PARTS_H

#include "article_parts.h"

void ws_page_read_form(ws_view *view);

#endif
