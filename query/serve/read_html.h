/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef WS_READ_HTML_H
#define WS_READ_HTML_H

#include "article_html.h"

void ws_html_read_form(ws_view *view);

#endif
