/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sections that reports are made of. Each appends one to the profile. */
#ifndef WS_SECTIONS_H
#define WS_SECTIONS_H

#include "counting.h"

typedef ws_status (*ws_add_section)(ws_counting *counting, ws_profile *profile, ws_error *error);

/* A report of everything, or of what the request's query finds: what was read, these sections (up to a NULL), how it was
 * counted. */
ws_status ws_profile_of_sections(ws_session *session, const ws_report_request *request, const char *title,
                                 const ws_add_section *sections, ws_profile *out, ws_error *error);

/* What the report is of: title, when it was made, the sentence on what it measures. */
ws_status ws_begin_profile(ws_counting *counting, ws_profile *profile, const ws_report_request *request,
                           const char *title, ws_error *error);
ws_status ws_section_coverage(ws_counting *counting, ws_profile *profile, ws_error *error);
/* What a sample of the reading was judged to be, where one was (audit.h); *audited: there was. */
ws_status ws_block_audit(ws_counting *counting, ws_section *section, bool *audited, ws_error *error);
/* Who is quoted: by type and naming, statements and sources. */
ws_status ws_section_sources(ws_counting *counting, ws_profile *profile, ws_error *error);
/* Shares of sources without a name, strict and broad; what is told of them. */
ws_status ws_section_anonymity(ws_counting *counting, ws_profile *profile, ws_error *error);
/* Direct and indirect, first-hand or not, documents, transparency. */
ws_status ws_section_form(ws_counting *counting, ws_profile *profile, ws_error *error);
ws_status ws_section_concentration(ws_counting *counting, ws_profile *profile, ws_error *error);
/* The main shares, month by month and for each group that the request asks for. */
ws_status ws_section_groups(ws_counting *counting, ws_profile *profile, ws_error *error);
/* Lists for people to judge. */
ws_status ws_section_review(ws_counting *counting, ws_profile *profile, ws_error *error);
/* Claims in several outlets, their origins and spread; and how far quotations in several articles differ: two. */
ws_status ws_section_claims(ws_counting *counting, ws_profile *profile, ws_error *error);
/* Accusations, and what answers them. */
ws_status ws_section_replies(ws_counting *counting, ws_profile *profile, ws_error *error);
/* What later versions lack, notes of correction, and who still has the words. */
ws_status ws_section_corrections(ws_counting *counting, ws_profile *profile, ws_error *error);
/* How everything was counted. */
ws_status ws_section_rules(ws_counting *counting, ws_profile *profile, ws_error *error);

#endif
