/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an index knows of one person or body: the answer to `whosaid speakers NAME`. */
#ifndef WS_PROFILE_ANSWER_H
#define WS_PROFILE_ANSWER_H

#include "over_time.h"
#include "printer.h"

typedef struct ws_profile_role {
    const char *text;         /* role and affiliation, as articles give them */
    const char *first, *last; /* days of publication; NULL: none has one */
    size_t count;             /* statements, of those that were looked at */
} ws_profile_role;

typedef struct ws_profile_topic {
    const char *word; /* as it is mostly written */
    size_t count;     /* statements with it, of those that were looked at */
    size_t everybody; /* ... of the whole index */
    double strength;  /* ws_log_likelihood */
} ws_profile_topic;

typedef struct ws_speaker_profile {
    const ws_person_count *person;
    ws_counts acts, addressees; /* most first */
    const ws_hit *first, *last; /* by the day of saying, else of publication; NULL: none has a date */
    ws_profile_role *roles;     /* in the order of their first day */
    size_t role_count;
    ws_profile_topic *topics; /* the strongest first */
    size_t topic_count;
    size_t looked_at;       /* statements, for roles and topics: all, or evenly over time */
    ws_over_time over_time; /* by day of publication */
    size_t undated;
} ws_speaker_profile;

ws_status ws_text_profile(const ws_print *print, const ws_speaker_profile *profile, ws_error *error);
/* Appends the member ,"profile":{...}. */
ws_status ws_json_add_profile(ws_buffer *buffer, const ws_print *print, const ws_speaker_profile *profile, ws_error *error);

#endif
