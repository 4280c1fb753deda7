/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Articles whose own words say that they are withdrawn ("MANDATORY KILL", "This article has been removed"). Words prove
 * nothing, so nothing is done: a person is told, with the command that would do it. */
#ifndef WS_NOTICES_H
#define WS_NOTICES_H

#include "record.h"

/* What the notice is with which headline or text begin; NULL: none. */
const char *ws_notice_of(const ws_article *article);

#endif
