/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sections.h"

static ws_status build(ws_session *session, const ws_report_request *request, ws_profile *out, ws_error *error)
{
    static const ws_add_section sections[] = {ws_section_claims, NULL};
    return ws_profile_of_sections(session, request, "Sourcing profile: claims and their origins", sections, out, error);
}

const ws_report ws_claims_report = {
    .name = "claims",
    .summary = "claims in several outlets: where they come from, and how far their words differ",
    .order = 5,
    .build = build};
