/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an audit tells, in words. */
#ifndef WS_AUDIT_TELL_H
#define WS_AUDIT_TELL_H

#include "audit.h"
#include "report.h"

enum { WS_AUDIT_FACTS = 8 };

/* Where the audits of a session's indexes are kept: beside --decisions (NULL: not given), else beside the first index.
 * WS_USAGE where that is a server. */
ws_status ws_audit_place(ws_session *session, const char *decisions, const char **out, ws_error *error);

/* Facts, in their order; *count of them. `corrected`: with the shares of unnamed sources, counted and corrected, which
 * hold for what was drawn from alone. */
ws_status ws_audit_facts(ws_arena *arena, const ws_drawing *drawing, bool corrected, ws_fact out[WS_AUDIT_FACTS],
                         size_t *count, ws_error *error);

#endif
