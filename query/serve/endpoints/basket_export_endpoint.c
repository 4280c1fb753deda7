/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody has gathered, as a file. */
#include "basket_parts.h"
#include "download.h"
#include "endpoint.h"
#include "exporting.h"

typedef struct basket_options {
    ws_common_options common;
    ws_strings people;
    const char *output, *outlet;
    int as, style; /* 0 or 1 + index into ws_exports; ws_house_style */
} basket_options;

static const ws_option options[] = {
    WS_PLACE_OPTIONS(basket_options, common),
    WS_PEOPLE_OPTION(basket_options, people),
    {"as", 0, WS_OPTION_CHOICE, offsetof(basket_options, as), "FORMAT", "what to make", ws_export_names},
    {"output", 0, WS_OPTION_STRING, offsetof(basket_options, output), "FILE", "where to", NULL},
    {"style", 0, WS_OPTION_CHOICE, offsetof(basket_options, style), "HOUSE", "marks and dates", ws_house_style_names},
    {"outlet", 0, WS_OPTION_STRING, offsetof(basket_options, outlet), "NAME", "your own", NULL},
    WS_OPTION_END};

static ws_status answer(ws_session *session, const basket_options *asked, const ws_strings *ids, ws_error *error)
{
    char now[21];
    ws_hits hits = {0};
    ws_status status = ws_session_index(session, &asked->common, error);
    if (status == WS_OK) status = ws_identity_open(session, &asked->people, error);
    if (status == WS_OK) status = ws_basket_find(session, ids, &hits, error);
    if (status != WS_OK) return status;
    ws_date_now(now);
    const ws_export_settings settings = {.query_text = "a basket of statements",
                                         .now = now,
                                         .outlet = asked->outlet,
                                         .style = (ws_house_style)asked->style,
                                         .table = -1};
    ws_exporting exporting = {.export = {.settings = &settings,
                                         .exporter = ws_exports[asked->as - 1],
                                         .arena = session->arena,
                                         .people = session->people}};
    status = ws_exporting_begin(&exporting, asked->output, session->context->out, error);
    if (status == WS_OK) status = ws_exporting_take(&exporting, session->arena, &hits, error);
    return ws_exporting_end(&exporting, status, error);
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
    WS_DOWNLOAD_INPUT,
    {"style", "--style", WS_INPUT_CHOICE, 0, false, false, "marks and dates of a house", ws_house_style_names},
    {"outlet", "--outlet", WS_INPUT_TEXT, 200, false, false, "your own: others are marked for credit", NULL},
    WS_INPUT_END};

const ws_endpoint ws_basket_export_endpoint = {
    .path = "/api/basket/export",
    .method = "GET",
    .summary = "Statements by their ids, as a file for others; what was withdrawn meanwhile is left out",
    .command = &basket_command,
    .inputs = inputs,
    .downloads = true};
