/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "restoring.h"

void ws_tell_restoring(const ws_context *context, const char *db)
{
    ws_error shown; /* with what a terminal would obey taken out */
    ws_fail(&shown, WS_OK, NULL, "%s was compacted for reading", db);
    fprintf(context->err, "%s, and gets its lists of words back first\n", shown.message);
}
