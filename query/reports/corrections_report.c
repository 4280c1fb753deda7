/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sections.h"

static ws_status build(ws_session *session, const ws_report_request *request, ws_profile *out, ws_error *error)
{
    static const ws_add_section sections[] = {ws_section_corrections, NULL};
    return ws_profile_of_sections(session, request, "Sourcing profile: corrections", sections, out, error);
}

const ws_report ws_corrections_report = {
    .name = "corrections", .summary = "what later versions lack, and who still has it", .order = 7, .build = build};
