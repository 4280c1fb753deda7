/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deciding that names are one speaker, or are not. */
#ifndef WS_JOINING_H
#define WS_JOINING_H

#include "common.h"

typedef struct ws_joining {
    bool merge; /* else split */
    const char *why, *as;
    const ws_common_options *common;
    const ws_strings *people; /* lists of the user's own */
} ws_joining;

/* `names`: two to merge; one to split from all that it is one with, or from the second. Names are those that
 * `speakers` lists. WS_USAGE for one that is no listed speaker, since unnamed sources are never merged with anybody,
 * and for what would change nothing. */
ws_status ws_join_speakers(ws_session *session, const ws_joining *joining, const ws_strings *names, ws_error *error);

/* Hides a name, and all that it is one with, from every output: an order of anonymity. It need not be there yet. */
ws_status ws_hide_speaker(ws_session *session, const ws_joining *joining, const char *name, ws_error *error);

#endif
