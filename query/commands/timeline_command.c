/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "by_day.h"
#include "count_text.h"
#include "hints.h"
#include "timeline_answer.h"

enum { USUAL_LIMIT = 100 };

typedef struct timeline_options {
    ws_common_options common;
    ws_strings people;
    size_t limit, offset;
    bool all_acts;
    double min_confidence;
} timeline_options;

static const ws_option options[] = {
    WS_COMMON_OPTIONS(timeline_options, common),
    WS_PEOPLE_OPTION(timeline_options, people),
    {"limit", 'n', WS_OPTION_SIZE, offsetof(timeline_options, limit), "N",
     "at most N quotations (default 100, at most 10,000)", NULL},
    {"offset", 0, WS_OPTION_SIZE, offsetof(timeline_options, offset), "N", "pass over the first N statements", NULL},
    WS_ALL_ACTS_OPTION(timeline_options, all_acts),
    WS_MIN_CONFIDENCE_OPTION(timeline_options, min_confidence),
    WS_OPTION_END};

static ws_status answer(ws_session *session, const timeline_options *asked, ws_error *error)
{
    size_t limit = asked->limit ? asked->limit : USUAL_LIMIT;
    ws_format format = (ws_format)asked->common.format;
    ws_by_day found = {
        .search = {.offset = asked->offset, .all_acts = asked->all_acts, .min_confidence = asked->min_confidence}};
    ws_searched searched;
    ws_status status = ws_session_index(session, &asked->common, error);
    if (status == WS_OK) status = ws_by_day_find(session, &asked->people, limit, &found, error);
    if (status == WS_MODIFIED) {
        status = ws_session_reopen(session, &asked->common, error);
        if (status == WS_OK) status = ws_by_day_find(session, &asked->people, limit, &found, error);
    }
    size_t count = found.hits.count;
    if (status == WS_OK && !count) status = ws_hints_searched(session, &found.search, &searched, error);
    if (status != WS_OK) return status;
    session->context->exit_code = count ? 0 : 1;
    ws_identity_tell(session, format == WS_FORMAT_JSON ? NULL : &found.candidates);
    ws_print print = ws_session_print(session, &asked->common);
    print.folding = &found.folding;
    print.candidates = &found.candidates;
    ws_timeline timeline = {&found.search, &found.hits, found.days, count ? NULL : &searched};
    if (format == WS_FORMAT_TEXT) return ws_text_timeline(&print, &timeline, error);
    return ws_json_timeline(&print, &timeline, format == WS_FORMAT_JSONL, error);
}

static ws_status run_timeline(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    const timeline_options *asked = options_;
    if (asked->limit > WS_BY_DAY_MOST)
        return ws_fail(error, WS_USAGE, "go on with --offset", "--limit is at most %s",
                       ws_count_text(WS_BY_DAY_MOST).text);
    ws_session session;
    ws_status status = ws_session_open(&session, context, error);
    if (status == WS_OK) status = ws_session_query(&session, arguments, WS_FIELD_CONTENT, error);
    if (status == WS_OK) status = answer(&session, asked, error);
    return ws_session_close(&session, status, error);
}

const ws_command ws_timeline_command = {
    .name = "timeline",
    .summary = "show statements in the order of time, day by day",
    .arguments = "QUERY ...",
    .description = "Shows what a query finds, the oldest first. A statement stands at the day it\n"
                   "was said, where its article tells that day (\"2025-03-08, said\"), else at the\n"
                   "day of publication (\"2025-03-08, published\"): on one day, what was said stands\n"
                   "before what was published. What has neither comes last. The same quotation of\n"
                   "one speaker stands once, at its first day, with the others below it. Words are\n"
                   "looked for in what was said and in the speaker's name, not in headlines.\n"
                   "Thoughts are left out.\n"
                   "\n"
                   "Examples:\n"
                   "  whosaid timeline by:toll bridge\n"
                   "  whosaid timeline 'leak published:2025-03'\n"
                   "  whosaid timeline --format=jsonl 'by:\"Environment Agency\"'\n"
                   "Exit status: 0 found, 1 nothing found, 2 a mistake or failure.",
    .options = options,
    .options_size = sizeof(timeline_options),
    .order = 3,
    .run = run_timeline,
    .takes_query = true,
};
