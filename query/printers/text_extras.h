/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What text says beside the statements. */
#ifndef WS_TEXT_EXTRAS_H
#define WS_TEXT_EXTRAS_H

#include "printer.h"
#include "styled.h"

/* A line for each facet: its name and its most frequent values. */
ws_status ws_text_facets(const ws_print *print, const ws_facets *facets, ws_error *error);

/* The headline of a group; which of the groups there are. */
ws_status ws_text_group(const ws_print *print, const ws_group *group, ws_error *error);
void ws_text_group_count(const ws_print *print, const ws_groups *groups, const ws_hits *hits);

/* After "not found": what was probably meant, and what each condition finds. */
ws_status ws_text_hints(const ws_print *print, const ws_searched *searched, ws_error *error);

#endif
