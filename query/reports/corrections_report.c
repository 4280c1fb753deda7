/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sections.h"

static ws_status build(ws_session *session, const ws_report_request *request, ws_profile *out, ws_error *error)
{
    ws_counting *counting;
    ws_status status = ws_counting_open(session, request, NULL, &counting, error);
    if (status == WS_OK) status = ws_begin_profile(counting, out, request, "Sourcing profile: corrections", error);
    if (status == WS_OK) status = ws_section_coverage(counting, out, error);
    return status == WS_OK ? ws_section_corrections(counting, out, error) : status;
}

const ws_report ws_corrections_report = {
    .name = "corrections", .summary = "what later versions lack, and who still has it", .order = 7, .build = build};
