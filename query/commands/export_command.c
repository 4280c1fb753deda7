/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "count_text.h"
#include "end_request.h"
#include "export.h"
#include "exporting.h"
#include "streaming.h"
#include "styled.h"
#include "text_statement.h"

#include <string.h>

typedef struct export_options {
    ws_common_options common;
    ws_strings people;
    const char *output, *outlet;
    int as, style, table; /* 0 or 1 + index into ws_exports; ws_house_style; 0 or 1 + ws_table_id */
    bool all_acts, notes, byte_order_mark;
    double min_confidence;
} export_options;

static const char *const table_choices[] = {"all", "statements", "speakers", "chain", "articles", "decisions", NULL};

static const ws_option options[] = {
    WS_PLACE_OPTIONS(export_options, common),
    WS_PEOPLE_OPTION(export_options, people),
    {"as", 0, WS_OPTION_CHOICE, offsetof(export_options, as), "FORMAT", "what to make; list tells more of each",
     ws_export_names},
    {"output", 'o', WS_OPTION_STRING, offsetof(export_options, output), "FILE",
     "where to, replaced in one step when all is written (else standard output)", NULL},
    {"style", 0, WS_OPTION_CHOICE, offsetof(export_options, style), "HOUSE",
     "quotation marks and dates as in the article (plain), or of a house's style; never a word", ws_house_style_names},
    {"outlet", 0, WS_OPTION_STRING, offsetof(export_options, outlet), "NAME",
     "your own outlet: statements from others are marked for credit", NULL},
    {"table", 0, WS_OPTION_CHOICE, offsetof(export_options, table), "TABLE", "of csv and tsv: this table alone",
     table_choices},
    {"bom", 0, WS_OPTION_FLAG, offsetof(export_options, byte_order_mark), NULL,
     "begins csv and tsv with a byte order mark, which some spreadsheets need", NULL},
    {"notes", 0, WS_OPTION_FLAG, offsetof(export_options, notes), NULL,
     "also who decided what about a statement, and why", NULL},
    WS_ALL_ACTS_OPTION(export_options, all_acts),
    WS_MIN_CONFIDENCE_OPTION(export_options, min_confidence),
    WS_OPTION_END};

static bool goes_to_a_place(const export_options *asked)
{
    return asked->output && strcmp(asked->output, "-") != 0;
}

static void list_formats(FILE *out)
{
    for (size_t i = 0; ws_exports[i]; i++) fprintf(out, "%-12s %s\n", ws_exports[i]->name, ws_exports[i]->about);
}

/* Options that only some formats heed. */
static ws_status check_options(const export_options *asked, const ws_exporter *exporter, bool terminal, ws_error *error)
{
    const struct {
        bool given;
        unsigned takes;
        const char *name;
    } some[] = {{asked->table > 0, WS_TAKES_TABLE, "--table"},
                {asked->byte_order_mark, WS_TAKES_BYTE_ORDER_MARK, "--bom"},
                {asked->style > 0, WS_TAKES_STYLE, "--style"},
                {asked->outlet != NULL, WS_TAKES_OUTLET, "--outlet"},
                {asked->notes, WS_TAKES_NOTES, "--notes"}};
    for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
        if (!some[i].given || exporter->takes & some[i].takes) continue;
        return ws_fail(error, WS_USAGE, NULL, "%s means nothing to the format %s", some[i].name, exporter->name);
    }
    bool shown = terminal && exporter->binary;
    if (goes_to_a_place(asked) || (exporter->shape == WS_EXPORT_STREAM && !shown) ||
        (exporter->shape == WS_EXPORT_FOLDER && asked->table))
        return WS_OK;
    if (exporter->shape == WS_EXPORT_FOLDER)
        return ws_fail(error, WS_USAGE, "-o FOLDER, -o FILE.zip, or --table=statements for standard output",
                       "the format %s is several files", exporter->name);
    return ws_fail(error, WS_USAGE, "-o FILE", "the format %s cannot go to %s", exporter->name,
                   shown ? "a terminal" : "standard output");
}

/* What a terminal would obey is taken out of messages. */
static void tell(FILE *out, const char *what, const char *about)
{
    ws_error shown;
    ws_fail(&shown, WS_OK, NULL, "%s%s", what, about);
    fprintf(out, "%s\n", shown.message);
}

static ws_status tell_nothing(ws_session *session, ws_error *error)
{
    ws_searched searched;
    ws_styled line = ws_styled_new();
    const ws_print print = {
        .out = session->context->err, .columns = session->context->columns, .arena = session->arena};
    ws_status status = ws_session_searched(session, &searched, error);
    tell(print.out, "Not found: ", session->query_text);
    if (status == WS_OK) status = ws_text_searched(&print, &searched, &line, error);
    ws_styled_free(&line);
    return status;
}

static ws_status tell_end(ws_session *session, const ws_exporting *exporting, const export_options *asked,
                          ws_error *error)
{
    size_t count = exporting->export.statements;
    ws_status status = count ? WS_OK : tell_nothing(session, error);
    if (goes_to_a_place(asked)) {
        fputs(ws_count_of(count, "statement").text, session->context->out);
        tell(session->context->out, " written to ", asked->output);
    }
    return status;
}

/* Ctrl-C takes away what was made so far. */
static ws_status take(void *exporting, ws_arena *arena, ws_hits *batch, ws_error *error)
{
    if (ws_end_request_asked())
        return ws_fail(error, WS_IO, NULL, "stopped: %s is as it was", ((ws_exporting *)exporting)->place.target);
    return ws_exporting_take(exporting, arena, batch, error);
}

static ws_status write_all(ws_session *session, const export_options *asked, const ws_search *search,
                           ws_exporting *exporting, ws_error *error)
{
    bool place = goes_to_a_place(asked);
    ws_status status = place ? ws_end_request_watch(error) : WS_OK;
    if (status != WS_OK) return status;
    status = ws_exporting_begin(exporting, asked->output, session->context->out, error);
    if (status == WS_OK) status = ws_stream_hits(session, search, place ? take : ws_exporting_take, exporting, error);
    status = ws_exporting_end(exporting, status, error);
    if (place) ws_end_request_close();
    return status;
}

static ws_status run_all(ws_session *session, const export_options *asked, const ws_exporter *exporter, ws_error *error)
{
    char now[21];
    ws_date_now(now);
    const ws_export_settings settings = {.query_text = session->query_text,
                                         .now = now,
                                         .outlet = asked->outlet,
                                         .style = (ws_house_style)asked->style,
                                         .table = asked->table - 1,
                                         .byte_order_mark = asked->byte_order_mark,
                                         .notes = asked->notes};
    ws_search search = {.all_acts = asked->all_acts, .min_confidence = asked->min_confidence};
    ws_exporting exporting = {.export = {.settings = &settings, .exporter = exporter, .arena = session->arena}};
    ws_status status = ws_session_index(session, &asked->common, error);
    if (status == WS_OK) status = ws_stream_open(session, &asked->people, &search, error);
    if (status != WS_OK) return status;
    ws_identity_tell(session, NULL);
    exporting.export.people = session->people;
    exporting.export.terminal = session->context->terminal;
    status = write_all(session, asked, &search, &exporting, error);
    session->context->exit_code = exporting.export.statements ? 0 : 1;
    return status == WS_OK ? tell_end(session, &exporting, asked, error) : status;
}

static ws_status run_export(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    const export_options *asked = options_;
    ws_session session;
    if (!asked->as && !arguments->count) {
        list_formats(context->out);
        return WS_OK;
    }
    if (!asked->as) return ws_fail(error, WS_USAGE, "whosaid export --as=list names them", "export needs --as=FORMAT");
    const ws_exporter *exporter = ws_exports[asked->as - 1];
    ws_status status = check_options(asked, exporter, context->terminal, error);
    if (status != WS_OK) return status;
    status = ws_session_open(&session, context, error);
    if (status == WS_OK) status = ws_session_query(&session, arguments, WS_FIELD_CONTENT, error);
    if (status == WS_OK) status = run_all(&session, asked, exporter, error);
    return ws_session_close(&session, status, error);
}

const ws_command ws_export_command = {
    .name = "export",
    .summary = "write a list of statements for others: quote sheets, tables, feeds",
    .arguments = "QUERY ...",
    .description = "Writes every statement that the query finds, by day of publication, as a file\n"
                   "for people or for other programs. Words are the article's own, from the first\n"
                   "to the last of source, cue and content. What is superseded, withdrawn or under\n"
                   "embargo is left out, and so are notes and reasons of decisions (--notes). Files\n"
                   "can be read by their owner only.\n"
                   "\n"
                   "Examples:\n"
                   "  whosaid export by:brandt --as=html -o quotes.html --style=guardian\n"
                   "                                            a quote sheet to print\n"
                   "  whosaid export 'published:last-month' --as=csv -o march.zip\n"
                   "  whosaid export act:denial --as=csv --table=speakers\n"
                   "  whosaid export --as=list\n"
                   "\n"
                   "Exit status: 0 found, 1 not found (an export without statements is made), 2 a\n"
                   "mistake or failure.",
    .options = options,
    .options_size = sizeof(export_options),
    .order = 2,
    .run = run_export,
    .takes_query = true,
};
