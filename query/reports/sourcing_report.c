/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sections.h"

static ws_status build(ws_session *session, const ws_report_request *request, ws_profile *out, ws_error *error)
{
    static ws_status (*const sections[])(ws_counting *, ws_profile *, ws_error *) = {
        ws_section_sources, ws_section_anonymity, ws_section_form,    ws_section_concentration,
        ws_section_review,  ws_section_claims,    ws_section_replies, ws_section_corrections};
    ws_counting *counting;
    ws_status status = ws_counting_open(session, request, NULL, &counting, error);
    if (status == WS_OK) status = ws_begin_profile(counting, out, request, "Sourcing profile", error);
    if (status == WS_OK) status = ws_section_coverage(counting, out, error);
    for (size_t i = 0; i < sizeof sections / sizeof *sections && status == WS_OK; i++)
        status = sections[i](counting, out, error);
    if (status == WS_OK) status = ws_section_groups(counting, out, request->by, error);
    return status == WS_OK ? ws_section_rules(counting, out, error) : status;
}

const ws_report ws_sourcing_report = {
    .name = "sourcing", .summary = "how the claims of an archive are sourced", .order = 1, .build = build};
