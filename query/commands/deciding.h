/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands that make decisions share. */
#ifndef WS_DECIDING_H
#define WS_DECIDING_H

#include "common.h"

/* Options of every command that decides; `type_` has const char * members `why` and `as`. */
#define WS_DECIDING_OPTIONS(type_)                                                                                     \
    {"why", 0, WS_OPTION_STRING, offsetof(type_, why), "TEXT", "the reason; every decision needs one", NULL},          \
        {"as", 0, WS_OPTION_STRING, offsetof(type_, as), "NAME", "who decides (else $USER)", NULL}

/* A word of the command line that is to be kept: WS_USAGE when it is empty, too long or no plain text. */
ws_status ws_deciding_check(const char *what, const char *text, ws_error *error);

/* Begins a decision: when, who, why. */
ws_status ws_deciding_begin(const ws_session *session, ws_decision_kind kind, const char *why, const char *as,
                            ws_decision *out, ws_error *error);

/* Keeps it in --decisions, else in the journal beside `place`, and tells so. */
ws_status ws_deciding_keep(ws_session *session, const ws_common_options *options, const char *place,
                           ws_decision *decision, ws_error *error);

/* What the index has of this very name key. `total` is 0 when it is nobody's. */
ws_status ws_deciding_row(ws_session *session, const char *key, ws_speaker_count *out, ws_error *error);

/* Does it begin as descriptions do and names don't ("a senior official")? */
bool ws_is_descriptor(const char *name);

#endif
