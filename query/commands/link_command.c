/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "deciding.h"

#include <string.h>

typedef struct link_options {
    ws_common_options common;
    const char *why, *as;
} link_options;

static const ws_option options[] = {WS_COMMON_OPTIONS(link_options, common), WS_DECIDING_OPTIONS(link_options),
                                    WS_OPTION_END};

/* The place of the statement with this id; where its index is. */
static ws_status place_of(ws_session *session, const char *id, ws_decision_place *out, const char **where,
                          ws_error *error)
{
    ws_hit hit;
    ws_status status = ws_index_statement(session->index, id, session->arena, &hit, error);
    if (status != WS_OK) return status;
    *where = hit.place;
    return ws_decision_place_of(session->arena, hit.article, hit.statement, out, error);
}

static bool is_decided(const ws_session *session, const ws_decision *decision)
{
    for (size_t i = session->decisions.count; i--;) {
        const ws_decision *each = &session->decisions.items[i];
        if (each->kind == WS_DECISION_LINK && !each->undone_by &&
            !strcmp(each->place.statement, decision->place.statement) &&
            !strcmp(each->claim.statement, decision->claim.statement))
            return each->linked == decision->linked;
    }
    return false;
}

static ws_status decide(ws_session *session, const link_options *asked, bool accept, const char *const *ids,
                        ws_error *error)
{
    ws_decision decision;
    const char *place, *ignored;
    ws_status status = ws_deciding_begin(session, WS_DECISION_LINK, asked->why, asked->as, &decision, error);
    if (status == WS_OK) status = ws_session_index(session, &asked->common, error);
    if (status == WS_OK) status = place_of(session, ids[0], &decision.place, &place, error);
    if (status == WS_OK) status = place_of(session, ids[1], &decision.claim, &ignored, error);
    if (status != WS_OK) return status;
    decision.linked = accept;
    if (!strcmp(decision.place.statement, decision.claim.statement))
        return ws_fail(error, WS_USAGE, "the response comes first, then the claim",
                       "a statement does not answer itself");
    if (is_decided(session, &decision))
        return ws_fail(error, WS_USAGE, "whosaid correct --list shows it", "that was decided so already");
    return ws_deciding_keep(session, &asked->common, place, &decision, error);
}

static ws_status run_link(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    bool accept = arguments->count && !strcmp(arguments->items[0], "accept");
    if (arguments->count != 3 || (!accept && strcmp(arguments->items[0], "reject")))
        return ws_fail(error, WS_USAGE,
                       "for example: whosaid link accept 3fa4b2c1d0e9 052dfb349344 --why 'he answers her'",
                       "link takes accept or reject, the id of the response and the id of the claim");
    ws_session session;
    ws_status status = ws_session_open(&session, context, error);
    if (status == WS_OK) status = decide(&session, options_, accept, arguments->items + 1, error);
    return ws_session_close(&session, status, error);
}

const ws_command ws_link_command = {
    .name = "link",
    .summary = "decide whether a statement answers another one",
    .arguments = "accept|reject RESPONSE CLAIM",
    .description = "Keeps, as a decision beside the index, that a statement answers another one, or\n"
                   "that it does not. whosaid responses CLAIM proposes; answers:CLAIM finds what was\n"
                   "accepted, answers:yes all of it. A later decision about the same two goes before\n"
                   "an earlier one; whosaid correct --undo takes one back.\n"
                   "\n"
                   "Example:\n"
                   "  whosaid link accept 3fa4b2c1d0e9 052dfb349344 --why 'the company answers her'",
    .options = options,
    .options_size = sizeof(link_options),
    .order = 6,
    .run = run_link,
};
