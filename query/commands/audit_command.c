/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "count_text.h"
#include "deciding.h"
#include "drawing.h"
#include "identity.h"
#include "place.h"
#include "sheet_csv.h"
#include "tell.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SHEET_BYTES = 32 << 20, SEEDS = 1000000000 };

typedef struct audit_options {
    ws_common_options common; /* its format is not used */
    ws_strings people;
    const char *query, *output, *page, *as;
    size_t seed;
} audit_options;

static const ws_option options[] = {
    WS_PLACE_OPTIONS(audit_options, common),
    WS_PEOPLE_OPTION(audit_options, people),
    {"query", 0, WS_OPTION_STRING, offsetof(audit_options, query), "QUERY", "draw only from what this query finds",
     NULL},
    {"seed", 0, WS_OPTION_SIZE, offsetof(audit_options, seed), "N",
     "draw by this number, from 1: the same one draws the same again", NULL},
    {"output", 'o', WS_OPTION_STRING, offsetof(audit_options, output), "FILE", "where the sheet goes, as CSV", NULL},
    {"page", 0, WS_OPTION_STRING, offsetof(audit_options, page), "FILE", "also a page to read and print", NULL},
    {"as", 0, WS_OPTION_STRING, offsetof(audit_options, as), "NAME", "who draws or judges (else $USER)", NULL},
    WS_OPTION_END};

/* What a terminal would obey is taken out of messages. */
static void tell(FILE *out, const char *what, const char *about)
{
    ws_error shown;
    ws_fail(&shown, WS_OK, NULL, "%s%s", what, about);
    fprintf(out, "%s\n", shown.message);
}

static ws_status check_who(ws_session *session, const audit_options *asked, const char **out, ws_error *error)
{
    *out = asked->as ? asked->as : session->context->user;
    return ws_deciding_check(asked->as ? "--as" : "$USER", *out, error);
}

/* --- draw --- */

static ws_status write_csv(const void *drawn, FILE *out, ws_error *error)
{
    return ws_sheet_write_csv(drawn, out, error);
}

static ws_status write_page(const void *drawn, FILE *out, ws_error *error)
{
    return ws_sheet_write_page(drawn, out, error);
}

/* The drawing is kept before the sheet is written: no sheet goes out that could not come back. */
static ws_status keep_drawing(ws_session *session, const audit_options *asked, const ws_drawn *drawn, ws_error *error)
{
    const char *file;
    ws_audits audits;
    ws_status status = ws_audit_place(session, asked->common.decisions, &file, error);
    if (status == WS_OK) status = ws_audits_load(session->arena, file, &audits, error);
    if (status == WS_OK && !ws_audits_find(&audits, drawn->drawing.id))
        status = ws_audit_keep_drawing(file, &drawn->drawing, error);
    if (status == WS_OK) status = ws_place_write(session->arena, asked->output, write_csv, drawn, error);
    if (status == WS_OK && asked->page) status = ws_place_write(session->arena, asked->page, write_page, drawn, error);
    if (status != WS_OK) return status;
    FILE *out = session->context->out;
    fprintf(out, "%s and ", ws_count_of(drawn->drawing.statement_count, "statement").text);
    fprintf(out, "%s drawn with seed %zu\n", ws_count_of(drawn->drawing.paragraph_count, "paragraph").text,
            drawn->drawing.seed);
    tell(out, "the sheet is ", asked->output);
    tell(out, "the drawing is kept in ", file);
    fprintf(out, "whosaid audit load takes the sheet back, also half filled in\n");
    return WS_OK;
}

static size_t any_seed(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    uint64_t mixed = (uint64_t)now.tv_sec * 1000003U + (uint64_t)now.tv_nsec + (uint64_t)getpid() * 7919U;
    return (size_t)(mixed % SEEDS) + 1;
}

static ws_status draw(ws_session *session, const audit_options *asked, size_t most, ws_error *error)
{
    const char *who;
    ws_drawn drawn = {0};
    ws_counting *counting;
    const ws_report_request request = {
        .query = asked->query, .people = &asked->people, .decisions = asked->common.decisions};
    ws_status status = check_who(session, asked, &who, error);
    if (status == WS_OK) status = ws_session_index(session, &asked->common, error);
    if (status == WS_OK) status = ws_counting_open(session, &request, NULL, &counting, error);
    size_t seed = asked->seed ? asked->seed : any_seed();
    if (status == WS_OK) status = ws_draw(counting, asked->query, most, seed, who, &drawn, error);
    return status == WS_OK ? keep_drawing(session, asked, &drawn, error) : status;
}

static ws_status run_draw(ws_session *session, const audit_options *asked, const char *number, ws_error *error)
{
    size_t digits = number ? strspn(number, "0123456789") : 0;
    size_t most = digits && digits < 5 && !number[digits] ? strtoul(number, NULL, 10) : 0;
    if (!most || most > WS_AUDIT_MOST)
        return ws_fail(error, WS_USAGE, "for example: whosaid audit draw 200 -o sheet.csv",
                       "audit draw takes how many statements to draw, 1 to %d", WS_AUDIT_MOST);
    if (!asked->output)
        return ws_fail(error, WS_USAGE, "for example: whosaid audit draw 200 -o sheet.csv", "audit draw needs -o FILE");
    if (asked->seed > SEEDS) return ws_fail(error, WS_USAGE, NULL, "--seed is a number from 1 to %d", SEEDS);
    return draw(session, asked, most, error);
}

/* --- load --- */

static ws_status read_file(const char *path, ws_buffer *out, ws_error *error)
{
    char block[65536];
    FILE *file = fopen(path, "r");
    if (!file) return ws_fail_errno(error, errno, "read the sheet", path);
    for (size_t got; out->size <= SHEET_BYTES && (got = fread(block, 1, sizeof block, file));)
        ws_buffer_add(out, block, got);
    bool failed = ferror(file) != 0;
    int why = errno;
    fclose(file);
    if (failed) return ws_fail_errno(error, why, "read the sheet", path);
    if (out->failed || out->size > SHEET_BYTES)
        return ws_fail(error, WS_REFUSED, NULL, "%s is larger than 32 MiB: it is no sheet of an audit", path);
    return WS_OK;
}

static void tell_faults(ws_session *session, const char *path, const ws_sheet_read *sheet)
{
    FILE *err = session->context->err;
    for (size_t i = 0; i < sheet->fault_count; i++) {
        char where[64];
        ws_error shown;
        snprintf(where, sizeof where, ", row %zu: ", sheet->faults[i].line);
        ws_fail(&shown, WS_OK, NULL, "%s%s%s", path, where, sheet->faults[i].what);
        fprintf(err, "%s\n", shown.message);
    }
    if (sheet->faults_all > sheet->fault_count)
        fprintf(err, "and %s more\n", ws_count_text(sheet->faults_all - sheet->fault_count).text);
}

/* All sheets of the drawing together, as they are kept now. */
static ws_status tell_results(ws_session *session, const char *file, const char *id, ws_error *error)
{
    ws_audits audits;
    ws_fact facts[WS_AUDIT_FACTS];
    size_t count = 0;
    ws_status status = ws_audits_load(session->arena, file, &audits, error);
    const ws_drawing *drawing = status == WS_OK ? ws_audits_find(&audits, id) : NULL;
    if (drawing) status = ws_audit_facts(session->arena, drawing, true, facts, &count, error);
    for (size_t i = 0; i < count; i++) {
        char label[80];
        snprintf(label, sizeof label, "%-40s", facts[i].label);
        tell(session->context->out, label, facts[i].value);
    }
    return status;
}

static ws_status keep_sheet(ws_session *session, const char *file, const ws_sheet_read *sheet, const char *who,
                            ws_error *error)
{
    char now[21];
    FILE *out = session->context->out;
    ws_date_now(now);
    ws_status status = sheet->judged ? ws_audit_keep_judgements(file, sheet->drawing, who, now, error) : WS_OK;
    if (status != WS_OK) return status;
    fprintf(out, "%s judged, %s not filled in, %s not understood\n", ws_count_of(sheet->judged, "row").text,
            ws_count_text(sheet->empty).text, ws_count_text(sheet->faults_all).text);
    if (sheet->faults_all) session->context->exit_code = 3;
    if (!sheet->judged) return WS_OK;
    tell(out, "kept in ", file);
    return tell_results(session, file, sheet->drawing->id, error);
}

static ws_status run_load(ws_session *session, const audit_options *asked, const char *path, ws_error *error)
{
    const char *who, *file;
    ws_audits audits;
    ws_sheet_read sheet;
    ws_error why;
    ws_buffer bytes = WS_BUFFER_INIT(SHEET_BYTES + 65536);
    if (!path) return ws_fail(error, WS_USAGE, "for example: whosaid audit load sheet.csv", "audit load needs a FILE");
    ws_status status = check_who(session, asked, &who, error);
    if (status == WS_OK) status = read_file(path, &bytes, error);
    if (status == WS_OK) status = ws_session_index(session, &asked->common, error);
    if (status == WS_OK) status = ws_audit_place(session, asked->common.decisions, &file, error);
    if (status == WS_OK) status = ws_audits_load(session->arena, file, &audits, error);
    if (status == WS_OK) {
        status = ws_sheet_read_csv(session->arena, bytes.size ? bytes.bytes : "", bytes.size, &audits, &sheet, &why);
        tell_faults(session, path, &sheet);
        if (status != WS_OK) ws_fail(error, status, why.hint, "%s: %s", path, why.message);
    }
    if (status == WS_OK) status = keep_sheet(session, file, &sheet, who, error);
    ws_buffer_free(&bytes);
    return status;
}

static ws_status run_audit(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    const audit_options *asked = options_;
    const char *what = arguments->count ? arguments->items[0] : "";
    const char *argument = arguments->count > 1 ? arguments->items[1] : NULL;
    bool draws = !strcmp(what, "draw"), loads = !strcmp(what, "load");
    if ((!draws && !loads) || arguments->count > 2)
        return ws_fail(error, WS_USAGE, "whosaid audit draw 200 -o sheet.csv, or whosaid audit load sheet.csv",
                       "audit takes draw and a number, or load and a file");
    ws_session session;
    ws_status status = ws_session_open(&session, context, error);
    if (status == WS_OK)
        status = draws ? run_draw(&session, asked, argument, error) : run_load(&session, asked, argument, error);
    return ws_session_close(&session, status, error);
}

const ws_command ws_audit_command = {
    .name = "audit",
    .summary = "have a random sample of the reading judged, and learn how far it is right",
    .arguments = "draw N | load FILE",
    .description = "Draws N statements that count and N paragraphs at random, for somebody to judge\n"
                   "before our answer is shown. Statements are drawn from five strata (source withheld,\n"
                   "insider, named, spokesperson or collective, none), half alike from each, half by\n"
                   "their sizes; paragraphs from all articles read, copies of others left out, or with\n"
                   "--query from articles in which it finds a statement (so what is missed in others is\n"
                   "not seen). The sheet shows the paragraph and the words, not whom we took for their\n"
                   "speaker. Cells that a spreadsheet would run begin with an apostrophe.\n"
                   "\n"
                   "  is_statement      yes or no: are these words what somebody says?\n"
                   "  who_says_it       the name, where there is one\n"
                   "  how_named         named, partly, spokesperson, collective, insider (no name),\n"
                   "                    withheld (no name, and the text says so), none\n"
                   "  statements_there  of a paragraph: how many statements begin in it\n"
                   "  of_them_unnamed   of these, by insiders or withheld; of_them_withheld, of those\n"
                   "\n"
                   "load takes a sheet back, half filled in too; what is not understood is told with\n"
                   "its row. Drawings and judgements are kept in audit.jsonl beside the decisions: who,\n"
                   "when, ids, weights; no word of an article. A later sheet goes before an earlier one.\n"
                   "whosaid report then tells of the audit.\n"
                   "\n"
                   "Right: sum over strata h of N[h] p[h] / N; p[h] has Wilson's interval, parts are\n"
                   "combined by the distances of their bounds (Zou and Donner, 2008). Missed for each\n"
                   "found: mean of (c - e) / mean of f over judged paragraphs, where c is what the judge\n"
                   "counts, f what was found, e the sum of p[h] over what was found. Corrected unnamed\n"
                   "share: (U + N M') / (T + N M): T and U are right ones found, all and unnamed, by\n"
                   "strata as above; M is missed for each found, M' the same of unnamed ones. 30 judged\n"
                   "paragraphs are needed.\n"
                   "\n"
                   "Examples:\n"
                   "  whosaid audit draw 200 -o sheet.csv --page sheet.html\n"
                   "  whosaid audit load sheet.csv --as 'M. Adeyemi'\n"
                   "\n"
                   "Exit status: 0 done, 1 nothing to draw from, 2 a mistake or failure, 3 loaded but\n"
                   "for rows that were not understood.",
    .options = options,
    .options_size = sizeof(audit_options),
    .order = 6,
    .run = run_audit,
};
