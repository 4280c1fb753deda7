/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Said before a wait that nobody expects: an index for reading is to be written. */
#ifndef WS_RESTORING_H
#define WS_RESTORING_H

#include "program.h"

void ws_tell_restoring(const ws_context *context, const char *db);

#endif
