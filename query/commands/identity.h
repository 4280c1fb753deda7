/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is who in the answers: people formed from the names of all indexes together, and what a query's names mean. */
#ifndef WS_QUERY_IDENTITY_H
#define WS_QUERY_IDENTITY_H

#include "common.h"

/* An entry of a table of options; `member_` is a ws_strings. */
#define WS_PEOPLE_OPTION(type_, member_)                                                                               \
    {                                                                                                                  \
        "people", 0, WS_OPTION_LIST, offsetof(type_, member_), "FILE",                                                 \
            "a list of people of your own, beside the one that comes with whosaid; may be given several times "        \
            "(and $WHOSAID_PEOPLE)",                                                                                   \
            NULL                                                                                                       \
    }

/* Opens the registry with the user's lists. People are formed later, from those names of the open index that decide
 * about whoever is asked for. Only once. */
ws_status ws_identity_open(ws_session *session, const ws_strings *lists, ws_error *error);

/* The registry alone. */
ws_status ws_identity_registry(ws_session *session, const ws_strings *lists, ws_error *error);

/* Forms people anew, as if these were the decisions; they must outlive the people. */
ws_status ws_identity_form(ws_session *session, const ws_decisions *decisions, ws_error *error);
/* Does any decision say that names are one, or are not? */
bool ws_identity_decided(const ws_session *session);

enum { WS_FEW_NAMES = 64 }; /* whose people are formed without looking at all names */

/* Does a query ask for names? */
bool ws_asks_for_names(const ws_query *query);

/* Makes session->asked of session->query: by: with all names of those whom it may mean. They are in session->meant. */
ws_status ws_identity_expand(ws_session *session, ws_error *error);

/* The keys that a name asked for may mean, as ws_people_find has them, or within bounds (NULL: none); `others`: how many
 * there are beside these (NULL: not asked). None is handed out where too many share its words. */
ws_status ws_identity_find(ws_session *session, const char *name, const ws_meant_bounds *bounds, const char ***keys,
                           size_t *count, size_t *others, ws_error *error);
/* Learns from the index what must be known of these keys before ws_people_of is asked about them. What was found out
 * about others before holds, but session->people may be others. */
ws_status ws_identity_settle(ws_session *session, const char *const *keys, size_t count, ws_error *error);
/* The same for the speakers of hits; ws_identity_mark also adds the marks of what was decided about these. */
ws_status ws_identity_settle_hits(ws_session *session, const ws_hits *hits, ws_error *error);
ws_status ws_identity_mark(ws_session *session, ws_hits *hits, ws_error *error);
/* For many batches of hits of one search: learns of all their speakers at once; then marks each batch. */
ws_status ws_identity_settle_all(ws_session *session, const ws_search *search, ws_error *error);
ws_status ws_identity_mark_settled(ws_session *session, ws_hits *hits, ws_error *error);

/* Puts the names of one person together, most statements first. Without `evidence`, nobody is marked as perhaps several
 * people. */
ws_status ws_identity_fold(ws_session *session, const ws_speaker_counts *counts, bool evidence, ws_people_counts *out,
                           ws_error *error);

/* Of those meant by the query, who speaks in the matches of `search`. */
ws_status ws_identity_candidates(ws_session *session, const ws_search *search, ws_people_counts *out, ws_error *error);
/* All statements of a person, as far as one query can name the spellings. NULL: no memory. */
ws_query *ws_identity_statements_of(ws_session *session, const ws_person *person);
/* All statements of several; NULL in *out for nobody, or where one query cannot name all the spellings. */
ws_status ws_identity_statements_of_all(ws_session *session, const ws_person *const *persons, size_t count,
                                        const ws_query **out, ws_error *error);
/* The session's query, a name or names and conditions that must hold together, with the person instead of the names.
 * NULL: no memory. */
const ws_query *ws_identity_narrow(ws_session *session, const ws_person *person);
/* Tells on err who they are when they are several (NULL: not), and when they have more names than were looked for. */
void ws_identity_tell(const ws_session *session, const ws_people_counts *candidates);

#endif
