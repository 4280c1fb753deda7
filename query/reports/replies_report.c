/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sections.h"

static ws_status build(ws_session *session, const ws_report_request *request, ws_profile *out, ws_error *error)
{
    ws_counting *counting;
    ws_status status = ws_counting_open(session, request, NULL, &counting, error);
    if (status == WS_OK)
        status = ws_begin_profile(counting, out, request, "Sourcing profile: accusations and replies", error);
    if (status == WS_OK) status = ws_section_coverage(counting, out, error);
    return status == WS_OK ? ws_section_replies(counting, out, error) : status;
}

const ws_report ws_replies_report = {
    .name = "replies", .summary = "accusations, and what answers them", .order = 6, .build = build};
