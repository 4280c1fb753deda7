/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "buffer.h"
#include "identity.h"
#include "place.h"
#include "report.h"

#include <string.h>

enum { TRIES = 5 };

typedef struct report_options {
    ws_common_options common; /* its format is not used: reports have their own */
    ws_strings people;
    const char *query, *output;
    int by, format; /* ws_report_by, ws_report_format */
} report_options;

static const ws_option options[] = {
    WS_PLACE_OPTIONS(report_options, common),
    {"format", 0, WS_OPTION_CHOICE, offsetof(report_options, format), "FORMAT", "how the report is written",
     ws_report_format_names},
    WS_PEOPLE_OPTION(report_options, people),
    {"by", 0, WS_OPTION_CHOICE, offsetof(report_options, by), "WHAT",
     "also the main shares for each outlet, author, section, month or speaker", ws_report_by_names},
    {"query", 0, WS_OPTION_STRING, offsetof(report_options, query), "QUERY", "only of what this query finds", NULL},
    {"output", 'o', WS_OPTION_STRING, offsetof(report_options, output), "FILE",
     "write the report there, readable by you alone", NULL},
    WS_OPTION_END};

static const ws_report *report_named(const char *name)
{
    for (size_t i = 0; ws_reports[i]; i++)
        if (!strcmp(ws_reports[i]->name, name)) return ws_reports[i];
    return NULL;
}

static ws_status no_such_report(const char *name, ws_error *error)
{
    ws_buffer list = WS_BUFFER_INIT(WS_HINT_BYTES);
    for (size_t i = 0; ws_reports[i]; i++)
        ws_buffer_printf(&list, "%s%s%s%s", i ? "; " : "", ws_reports[i]->name, ws_reports[i]->argument ? " " : "",
                         ws_reports[i]->argument ? ws_reports[i]->argument : "");
    ws_status status = ws_fail(error, WS_USAGE, list.failed ? NULL : list.bytes, "%s%.40s%s",
                               name ? "there is no report " : "say which report", name ? name : "",
                               name ? "; there are" : "; there are these:");
    ws_buffer_free(&list);
    return status;
}

/* What the command line asks for. */
static ws_status read_request(const report_options *asked, const ws_strings *arguments, const ws_report **report,
                              ws_report_request *out, ws_error *error)
{
    *report = arguments->count ? report_named(arguments->items[0]) : NULL;
    if (!*report) return no_such_report(arguments->count ? arguments->items[0] : NULL, error);
    size_t wanted = (*report)->argument ? 2 : 1;
    if (arguments->count < wanted)
        return ws_fail(error, WS_USAGE, NULL, "whosaid report %s needs a %s", (*report)->name, (*report)->argument);
    if (arguments->count > wanted)
        return ws_fail(error, WS_USAGE, wanted == 2 ? "a name of several words goes in quotation marks" : NULL,
                       "whosaid report %s takes no '%.40s'", (*report)->name, arguments->items[wanted]);
    *out = (ws_report_request){.subject = wanted == 2 ? arguments->items[1] : NULL,
                               .query = asked->query,
                               .by = (ws_report_by)asked->by,
                               .people = &asked->people,
                               .decisions = asked->common.decisions};
    return WS_OK;
}

static ws_status print_report(const ws_profile *profile, const ws_print *print, int format, ws_error *error)
{
    static ws_status (*const printers[])(const ws_profile *, const ws_print *, ws_error *) = {
        ws_report_print_text, ws_report_print_html, ws_report_print_json, ws_report_print_csv};
    return printers[format](profile, print, error);
}

typedef struct printed {
    const ws_profile *profile;
    int format;
    ws_arena *arena;
} printed;

static ws_status print_into(const void *printed_, FILE *out, ws_error *error)
{
    const printed *self = printed_;
    const ws_print print = {.out = out, .arena = self->arena};
    return print_report(self->profile, &print, self->format, error);
}

static ws_status answer(ws_session *session, const report_options *asked, const ws_report *report,
                        const ws_report_request *request, ws_error *error)
{
    ws_profile profile = {.kind = report->name};
    ws_status status = ws_session_index(session, &asked->common, error);
    if (status == WS_OK) status = report->build(session, request, &profile, error);
    for (size_t i = 0; status == WS_MODIFIED && i < TRIES; i++) { /* a writer went on: a report needs a while */
        profile = (ws_profile){.kind = report->name};
        status = ws_session_reopen(session, &asked->common, error);
        if (status == WS_OK) status = report->build(session, request, &profile, error);
    }
    if (status != WS_OK) return status;
    const printed whole = {&profile, asked->format, session->arena};
    if (asked->output) return ws_place_write(session->arena, asked->output, print_into, &whole, error);
    ws_common_options common = asked->common;
    common.format = asked->format == WS_REPORT_TEXT ? WS_FORMAT_TEXT : WS_FORMAT_JSON;
    ws_print print = ws_session_print(session, &common);
    return print_report(&profile, &print, asked->format, error);
}

static ws_status run_report(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    const report_options *asked = options_;
    const ws_report *report;
    ws_report_request request;
    ws_session session;
    ws_status status = read_request(asked, arguments, &report, &request, error);
    if (status != WS_OK) return status;
    status = ws_session_open(&session, context, error);
    if (status == WS_OK) status = answer(&session, asked, report, &request, error);
    return ws_session_close(&session, status, error);
}

const ws_command ws_report_command = {
    .name = "report",
    .summary = "how the claims of an archive are sourced: profiles for editors",
    .arguments = "REPORT [NAME | ID]",
    .description = "Writes a sourcing profile: who is quoted, named how far, by what words. It\n"
                   "counts how claims are sourced, and says nothing about whether they are true.\n"
                   "There is no overall score and no ranking.\n"
                   "\n"
                   "  sourcing         everything, or what --query finds\n"
                   "  anonymity        sources without a name, with lists for review\n"
                   "  speaker NAME     how one person or body is quoted\n"
                   "  article ID       one article, by its id or by that of a statement in it\n"
                   "  claims           claims in several outlets: origins, and how quotations differ\n"
                   "  replies          accusations, and what answers them\n"
                   "  corrections      what later versions lack, and who still has it\n"
                   "\n"
                   "Each share comes with what it counts, an interval, and the queries that find\n"
                   "its numerator and its denominator. Counted are statements in the body or the\n"
                   "summary; an article that is a copy of another counts once, agency copy apart.\n"
                   "Below 20 articles no share is given. What whosaid audit judged stands with what\n"
                   "was read; its help has the formulas.\n"
                   "\n"
                   "Examples:\n"
                   "  whosaid report sourcing --by=outlet\n"
                   "  whosaid report sourcing --query published:2025-03 --format=html -o march.html\n"
                   "  whosaid report anonymity --query 'section:politics' --format=csv\n"
                   "  whosaid report speaker 'Helena Brandt'",
    .options = options,
    .options_size = sizeof(report_options),
    .order = 6,
    .run = run_report,
};
