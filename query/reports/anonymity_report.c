/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sections.h"

static ws_status build(ws_session *session, const ws_report_request *request, ws_profile *out, ws_error *error)
{
    ws_counting *counting;
    ws_status status = ws_counting_open(session, request, NULL, &counting, error);
    if (status == WS_OK)
        status = ws_begin_profile(counting, out, request, "Sourcing profile: sources without a name", error);
    if (status == WS_OK) status = ws_section_coverage(counting, out, error);
    if (status == WS_OK) status = ws_section_anonymity(counting, out, error);
    if (status == WS_OK) status = ws_section_groups(counting, out, request->by, error);
    if (status == WS_OK) status = ws_section_review(counting, out, error);
    return status == WS_OK ? ws_section_rules(counting, out, error) : status;
}

const ws_report ws_anonymity_report = {
    .name = "anonymity", .summary = "sources without a name, with lists for review", .order = 2, .build = build};
