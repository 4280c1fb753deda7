/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sections.h"

static ws_status build(ws_session *session, const ws_report_request *request, ws_profile *out, ws_error *error)
{
    static const ws_add_section sections[] = {
        ws_section_sources, ws_section_anonymity, ws_section_form,        ws_section_concentration, ws_section_review,
        ws_section_claims,  ws_section_replies,   ws_section_corrections, ws_section_groups, NULL};
    return ws_profile_of_sections(session, request, "Sourcing profile", sections, out, error);
}

const ws_report ws_sourcing_report = {
    .name = "sourcing", .summary = "how the claims of an archive are sourced", .order = 1, .build = build};
