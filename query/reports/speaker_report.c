/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How one person or body is quoted. By a name only: sources without one are never followed across articles. */
#include "measures.h"
#include "sections.h"

#include "buffer.h"
#include "identity.h"
#include "language.h"

#include <time.h>

enum { NAMES_MOST = 60 };

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

const ws_measure_table ws_word_tables[] = {
    {"What the words do", NULL, true, acts, WS_COUNT_OF(acts)},
    {"Where they were said", "As far as the text tells.", true, settings, WS_COUNT_OF(settings)},
    {.title = NULL},
};

static ws_status add_words(ws_counting *counting, ws_profile *profile, ws_error *error)
{
    ws_section *section = ws_profile_section(ws_counting_arena(counting), profile, "words", "What and where");
    if (!section) return ws_no_memory(error);
    return ws_count_tables(counting, section, ws_word_tables, error);
}

static ws_status no_such_name(const char *name, ws_error *error)
{
    return ws_fail(error, WS_NOT_FOUND, "whosaid speakers lists the names that there are",
                   "nobody who is named in the index is called %.80s", name);
}

/* The names of those whom it may mean, and these alone: its words may also stand in what an article calls a source
 * without a name, and that is nobody's profile. */
static ws_status find_names(ws_session *session, const ws_report_request *request, ws_buffer *condition,
                            ws_buffer *names, ws_error *error)
{
    const char *key = ws_name_key(session->arena, request->subject);
    if (!key) return ws_no_memory(error);
    const char *query = *key ? ws_arena_printf(session->arena, "by:\"%s\"", key) : NULL;
    if (!query) return *key ? ws_no_memory(error) : no_such_name(request->subject, error);
    ws_status status = ws_identity_open(session, request->people, error);
    if (status == WS_OK)
        status = ws_query_parse(session->arena, query, WS_FIELD_BY, ws_session_now(), &session->query, error);
    if (status == WS_OK) status = ws_identity_expand(session, error);
    size_t count = 0;
    for (size_t i = 0; status == WS_OK && i < session->meant.count; i++)
        for (size_t j = 0; j < session->meant.items[i]->key_count && count < NAMES_MOST; j++, count++) {
            const char *one = session->meant.items[i]->keys[j];
            ws_buffer_printf(condition, "%sby:=\"%s\"", count ? " OR " : "(", one);
            ws_buffer_printf(names, "%s%s", count ? ", " : "Counted under these names: ", one);
        }
    if (status == WS_OK && !count) return no_such_name(request->subject, error);
    ws_buffer_putc(condition, ')');
    if (session->meant.count > 1)
        ws_buffer_puts(names, ". These may be several people: a fuller name tells them apart");
    ws_buffer_putc(names, '.');
    return status != WS_OK ? status : condition->failed || names->failed ? ws_no_memory(error) : WS_OK;
}

static ws_status add_names(ws_counting *counting, ws_profile *out, const char *names, ws_error *error)
{
    ws_arena *arena = ws_counting_arena(counting);
    ws_section *section = ws_profile_section(arena, out, "names", "Who is meant");
    return section && ws_section_note(arena, section, names) ? WS_OK : ws_no_memory(error);
}

static ws_status build_for(ws_session *session, const ws_report_request *request, const char *condition,
                           const char *names, ws_profile *out, ws_error *error)
{
    static ws_status (*const sections[])(ws_counting *, ws_profile *, ws_error *) = {
        ws_section_coverage, ws_section_form, add_words, ws_section_review};
    ws_counting *counting;
    const char *title = ws_arena_printf(session->arena, "Sourcing profile: %s", request->subject);
    ws_status status = title ? ws_counting_open(session, request, condition, &counting, error) : ws_no_memory(error);
    if (status == WS_OK) status = ws_begin_profile(counting, out, request, title, error);
    if (status == WS_OK) status = add_names(counting, out, names, error);
    for (size_t i = 0; i < sizeof sections / sizeof *sections && status == WS_OK; i++)
        status = sections[i](counting, out, error);
    if (status == WS_OK && request->by != WS_BY_SPEAKER) status = ws_section_groups(counting, out, error);
    return status == WS_OK ? ws_section_rules(counting, out, error) : status;
}

static ws_status build(ws_session *session, const ws_report_request *request, ws_profile *out, ws_error *error)
{
    ws_buffer condition = WS_BUFFER_INIT(WS_QUERY_MAX_BYTES), names = WS_BUFFER_INIT(WS_QUERY_MAX_BYTES * 2);
    ws_status status = find_names(session, request, &condition, &names, error);
    const char *asked = condition.size ? ws_arena_string(session->arena, condition.bytes, condition.size) : "";
    const char *told = names.size ? ws_arena_string(session->arena, names.bytes, names.size) : "";
    ws_buffer_free(&condition);
    ws_buffer_free(&names);
    if (status == WS_OK && (!asked || !told)) status = ws_no_memory(error);
    return status == WS_OK ? build_for(session, request, asked, told, out, error) : status;
}

const ws_report ws_speaker_report = {
    .name = "speaker", .argument = "NAME", .summary = "how one person or body is quoted", .order = 3, .build = build};
