/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --dry-run: the first twenty articles as understood, and whether there are more. */
#ifndef WS_DRY_RUN_H
#define WS_DRY_RUN_H

#include "reading_run.h"

/* Prints them to the run's context, in a ws_format. WS_IO, WS_NO_MEMORY. */
ws_status ws_dry_run(ws_reading_run *run, int format, ws_error *error);

#endif
