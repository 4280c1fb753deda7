/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which statements, articles and outlets of an index a verdict is about. The rule:
 *
 *     One that names a statement by its id is about that. Else the words of the claim are looked for as `whosaid check`
 * does: the same words, a part of them or more, without a negation in only one of the two; where the verdict says who
 * made the claim, only by that speaker; where it says at which address or in which outlet the claim stands, only there,
 * and then also where a few words differ. Denials, questions, requests, refusals and thoughts are never taken for the
 * claim. Of several in one article the likest counts. A review that tells no place is about the claim wherever one
 * speaker makes it; else it has to be one statement. What fits several is about none of them. Where the address is an
 * article of the index and none of its statements has the words, it is about the article alone. A grade that has
 * nothing but an outlet is about that. */
#ifndef WS_VERDICT_PLACES_H
#define WS_VERDICT_PLACES_H

#include "common.h"
#include "verdicts.h"

/* An entry of a table of options; `member_` is a bool. */
#define WS_VERDICTS_OPTION(type_, member_)                                                                             \
    {                                                                                                                  \
        "with-verdicts", 0, WS_OPTION_FLAG, offsetof(type_, member_), NULL,                                            \
            "also what others found, as whosaid verdicts has it", NULL                                                 \
    }

enum { WS_VERDICT_PLACES = 50 /* of one verdict, at most */ };

extern const char ws_verdict_fits_several[]; /* the fault of those that do */

typedef struct ws_verdict_places ws_verdict_places;

/* For many verdicts; in the session's arena. People must have been opened. `decisions`: of --decisions, or NULL. NULL:
 * no memory. */
ws_verdict_places *ws_verdict_places_new(ws_session *session, const char *decisions);
/* Appends one for each place, sealed, with the file in which it is to be kept; texts are the given one's and in the
 * session's arena. *fault: why there are none, NULL where there are. */
ws_status ws_verdict_places_find(ws_verdict_places *self, const ws_given_verdict *given, ws_verdicts *out,
                                 const char **fault, ws_error *error);

/* The file of verdicts beside the index at `place`, or in the folder of `decisions` where that is not NULL. WS_USAGE
 * for a server. */
ws_status ws_verdict_file_of(ws_arena *arena, const char *place, const char *decisions, const char **out,
                             ws_error *error);
/* All verdicts beside the parts of the session's index; what lies on servers has none. */
ws_status ws_verdicts_of_session(ws_session *session, const char *decisions, ws_verdicts *out, ws_error *error);

/* Of these, those about a statement, its article alone, or its outlet alone; with NULL for the statement, those about
 * any of the article's. Removed ones are left out. */
ws_status ws_verdicts_about_hit(ws_arena *arena, const ws_verdicts *verdicts, const ws_article *article,
                                const ws_statement *statement, ws_verdicts_about *out, ws_error *error);

#endif
