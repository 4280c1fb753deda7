/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an index knows of one speaker. */
#ifndef WS_PROFILE_H
#define WS_PROFILE_H

#include "identity.h"
#include "profile_answer.h"

/* The only one whom the session's query can mean: it asks for one name, together with whatever else must hold, and one
 * of those called so speaks in its matches, or one has this very name of two words or more. NULL: none, or several.
 * Sources without a name are nobody's speakers. */
const ws_person_count *ws_profile_meant(const ws_session *session, const ws_people_counts *speakers);

/* The profile of one of them, over the matches of `search` whose query is replaced by ws_identity_narrow. Of more than
 * a thousand statements, so many are read for roles and topics, evenly over time. All lives in the session's arena. */
ws_status ws_profile_find(ws_session *session, const ws_search *search, const ws_person_count *person, ws_speaker_profile *out,
                          ws_error *error);

#endif
