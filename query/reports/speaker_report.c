/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How one person or body is quoted. By a name only: sources without one are never followed across articles. */
#include "measures.h"
#include "sections.h"

#include <string.h>

static const ws_measure acts[] = {
    {"allegations", WS_UNIT_STATEMENTS, "act:allegation", "", NULL},
    {"denials", WS_UNIT_STATEMENTS, "act:denial", "", NULL},
    {"refusals to comment, no answer", WS_UNIT_STATEMENTS, "act:(no-comment OR no-response)", "", NULL},
    {"anything else", WS_UNIT_STATEMENTS, "-act:(allegation OR denial OR no-comment OR no-response)", "", NULL},
};
static const ws_measure settings[] = {
    {"interview with the outlet", WS_UNIT_STATEMENTS, "setting:own-interview", "", NULL},
    {"press conference", WS_UNIT_STATEMENTS, "setting:press-conference", "", NULL},
    {"written statement", WS_UNIT_STATEMENTS, "setting:written-statement", "", NULL},
    {"post", WS_UNIT_STATEMENTS, "setting:post", "", NULL},
    {"speech", WS_UNIT_STATEMENTS, "setting:speech", "", NULL},
    {"other settings", WS_UNIT_STATEMENTS,
     "-setting:(own-interview OR press-conference OR written-statement OR post OR speech OR none)", "",
     "another outlet, broadcast, court, legislature, under oath, document"},
    {"not told", WS_UNIT_STATEMENTS, "setting:none", "", NULL},
};

static ws_status add_words(ws_counting *counting, ws_profile *profile, ws_error *error)
{
    ws_section *section = ws_profile_section(ws_counting_arena(counting), profile, "words", "What and where");
    if (!section) return ws_no_memory(error);
    ws_status status =
        ws_count_table(counting, section, "What the words do", NULL, true, acts, WS_COUNT_OF(acts), error);
    return status == WS_OK ? ws_count_table(counting, section, "Where they were said", "As far as the text tells.", true,
                                            settings, WS_COUNT_OF(settings), error)
                           : status;
}

/* The name as a phrase of by:, which means whom the search command would mean. */
static ws_status name_condition(ws_arena *arena, const char *name, const char **out, ws_error *error)
{
    const char *key = ws_name_key(arena, name);
    if (key && !*key) return ws_fail(error, WS_USAGE, NULL, "'%.40s' is no name", name);
    *out = key ? ws_arena_printf(arena, "by:\"%s\"", key) : NULL;
    return *out ? WS_OK : ws_no_memory(error);
}

static ws_status build(ws_session *session, const ws_report_request *request, ws_profile *out, ws_error *error)
{
    static ws_status (*const sections[])(ws_counting *, ws_profile *, ws_error *) = {
        ws_section_coverage, ws_section_form, add_words, ws_section_review};
    ws_counting *counting;
    const char *condition;
    ws_status status = name_condition(session->arena, request->subject, &condition, error);
    if (status == WS_OK) status = ws_counting_open(session, request, condition, &counting, error);
    if (status == WS_OK && !ws_counting_rows(counting)->count)
        return ws_fail(error, WS_NOT_FOUND, "whosaid speakers lists the names that there are",
                       "nothing that counts is said by anybody called %.80s", request->subject);
    const char *title = ws_arena_printf(session->arena, "Sourcing profile: %s", request->subject);
    if (status == WS_OK && !title) status = ws_no_memory(error);
    if (status == WS_OK) status = ws_begin_profile(counting, out, request, title, error);
    for (size_t i = 0; i < sizeof sections / sizeof *sections && status == WS_OK; i++)
        status = sections[i](counting, out, error);
    if (status == WS_OK && request->by != WS_BY_SPEAKER) status = ws_section_groups(counting, out, request->by, error);
    return status == WS_OK ? ws_section_rules(counting, out, error) : status;
}

const ws_report ws_speaker_report = {
    .name = "speaker", .argument = "NAME", .summary = "how one person or body is quoted", .order = 3, .build = build};
