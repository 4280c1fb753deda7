/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements by their ids, in the order given: what somebody has gathered. */
#include "basket_parts.h"
#include "endpoint.h"
#include "formats.h"

typedef struct basket_options {
    ws_common_options common;
    ws_strings people;
} basket_options;

static const ws_option options[] = {WS_ROW_OPTIONS(basket_options, common), WS_PEOPLE_OPTION(basket_options, people),
                                    WS_OPTION_END};

static ws_status answer(ws_session *session, const basket_options *asked, const ws_strings *ids, ws_error *error)
{
    ws_hits hits = {0};
    ws_searched searched;
    ws_search search = {.limit = ids->count};
    ws_status status = ws_session_index(session, &asked->common, error);
    if (status == WS_OK) status = ws_identity_open(session, &asked->people, error);
    if (status == WS_OK) status = ws_basket_find(session, ids, &hits, error);
    if (status == WS_OK && !hits.count) status = ws_session_searched(session, &searched, error);
    if (status != WS_OK) return status;
    ws_print print = ws_session_print(session, &asked->common);
    return ws_printer_for((ws_format)asked->common.format)
        ->hits(&print, &search, &hits, hits.count ? NULL : &searched, error);
}

static ws_status run_basket(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    ws_session session;
    ws_status status = ws_session_open(&session, context, error);
    if (status == WS_OK) status = answer(&session, options_, arguments, error);
    return ws_session_close(&session, status, error);
}

static const ws_command basket_command = {
    .name = "basket", .options = options, .options_size = sizeof(basket_options), .run = run_basket};

static const ws_input inputs[] = {
    {"id", NULL, WS_INPUT_ID, 0, true, true, "of a statement; up to 500 of them", NULL},
    WS_FORMAT_INPUT,
    WS_PAGE_INPUTS,
    WS_INPUT_END};

const ws_endpoint ws_basket_endpoint = {
    .path = "/api/basket",
    .method = "GET",
    .summary = "Statements by their ids, for export; what was withdrawn meanwhile is left out",
    .command = &basket_command,
    .inputs = inputs,
    .list = "statements"};
