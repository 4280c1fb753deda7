/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sections.h"

static ws_status build(ws_session *session, const ws_report_request *request, ws_profile *out, ws_error *error)
{
    static const ws_add_section sections[] = {ws_section_anonymity, ws_section_groups, ws_section_review, NULL};
    return ws_profile_of_sections(session, request, "Sourcing profile: sources without a name", sections, out, error);
}

const ws_report ws_anonymity_report = {
    .name = "anonymity", .summary = "sources without a name, with lists for review", .order = 2, .build = build};
