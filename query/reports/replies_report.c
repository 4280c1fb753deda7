/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sections.h"

static ws_status build(ws_session *session, const ws_report_request *request, ws_profile *out, ws_error *error)
{
    static const ws_add_section sections[] = {ws_section_replies, NULL};
    return ws_profile_of_sections(session, request, "Sourcing profile: accusations and replies", sections, out, error);
}

const ws_report ws_replies_report = {
    .name = "replies", .summary = "accusations, and what answers them", .order = 6, .build = build};
