/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef WS_DECIDING_PARTS_H
#define WS_DECIDING_PARTS_H

#include "view.h"

/* Keeps what a form decides, whose fields are these (NULL-terminated; left out where they are empty), and goes back to
 * the statement `id`, or where the form has none to the list of decisions. `about`: the endpoint takes that id too. */
void ws_page_decide(ws_view *view, const ws_endpoint *endpoint, bool about, const char *const *names);

#endif
