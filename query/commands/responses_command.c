/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "identity.h"
#include "responses_answer.h"

typedef struct responses_options {
    ws_common_options common;
    ws_strings people;
} responses_options;

static const ws_option options[] = {WS_COMMON_OPTIONS(responses_options, common),
                                    WS_PEOPLE_OPTION(responses_options, people), WS_OPTION_END};

static ws_status find(ws_session *session, const responses_options *asked, const char *id, ws_hit *claim,
                      ws_responses *out, ws_error *error)
{
    ws_index_totals totals = {0};
    ws_status status = ws_index_statement(session->index, id, session->arena, claim, error);
    if (status == WS_NOT_FOUND) session->context->exit_code = 1;
    if (status == WS_OK) status = ws_identity_open(session, &asked->people, error);
    if (status == WS_OK) status = ws_session_totals(session, &totals, error);
    const ws_responses_in in = {session->index, session->people, &session->decisions, session->arena,
                                totals.statements};
    if (status == WS_OK) status = ws_responses_propose(&in, claim, out, error);
    if (status == WS_OK) status = ws_identity_mark(session, &(ws_hits){.items = claim, .count = 1}, error);
    for (size_t i = 0; i < out->count && status == WS_OK; i++)
        status = ws_identity_mark(session, &(ws_hits){.items = &out->items[i].hit, .count = 1}, error);
    return status;
}

static ws_status answer(ws_session *session, const responses_options *asked, const char *id, ws_error *error)
{
    ws_hit claim = {0};
    ws_responses responses = {0};
    ws_status status = ws_session_index(session, &asked->common, error);
    if (status == WS_OK) status = find(session, asked, id, &claim, &responses, error);
    if (status == WS_MODIFIED) {
        status = ws_session_reopen(session, &asked->common, error);
        if (status == WS_OK) status = find(session, asked, id, &claim, &responses, error);
    }
    if (status != WS_OK) return status;
    session->context->exit_code = responses.count ? 0 : 1;
    ws_print print = ws_session_print(session, &asked->common);
    if (asked->common.format == WS_FORMAT_TEXT) return ws_text_responses(&print, &claim, &responses, error);
    return ws_json_responses(&print, &claim, &responses, asked->common.format == WS_FORMAT_JSONL, error);
}

static ws_status run_responses(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    if (arguments->count != 1)
        return ws_fail(error, WS_USAGE, "whosaid search prints ids at the end of each statement",
                       "responses needs the id of one statement");
    ws_session session;
    ws_status status = ws_session_open(&session, context, error);
    if (status == WS_OK) status = answer(&session, options_, arguments->items[0], error);
    return ws_session_close(&session, status, error);
}

const ws_command ws_responses_command = {
    .name = "responses",
    .summary = "propose what answers a claim: denials, confirmations, refusals, corrections",
    .arguments = "ID",
    .description = "Lists statements that perhaps answer another one, and says why each is proposed.\n"
                   "\n"
                   "A response is a denial, a confirmation, a refusal to comment, a missing answer,\n"
                   "an apology or a retraction, in the same article or in one published up to a\n"
                   "fortnight later. Its speaker is somebody whom the claim names, or it names who\n"
                   "made the claim, or the two share rare words; in another article one of the last\n"
                   "two alone is not enough. Likely are those with two such signs, or with one and\n"
                   "close behind the claim; the others are possible.\n"
                   "\n"
                   "They are proposals: whosaid link accept RESPONSE CLAIM keeps one, and\n"
                   "answers:CLAIM finds those that were kept; whosaid link reject leaves one out.\n"
                   "Denials rarely repeat the words they deny, and some claims are answered\n"
                   "elsewhere: that nothing is proposed doesn't mean that nobody answered.\n"
                   "\n"
                   "Example:\n"
                   "  whosaid responses 3fa4b2c1d0e9\n"
                   "Exit status: 0 found, 1 none or no such statement, 2 a mistake or failure.",
    .options = options,
    .options_size = sizeof(responses_options),
    .order = 4,
    .run = run_responses,
};
