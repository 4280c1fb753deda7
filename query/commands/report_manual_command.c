/* SPDX-License-Identifier: GPL-3.0-or-later */
/* whosaid-report(7), which the build installs: the formula of everything that reports count, from the tables that they
 * count by. */
#include "measures.h"
#include "program.h"

#include <string.h>

static const ws_option options[] = {WS_OPTION_END};

static const struct {
    const char *heading;
    const ws_measure_table *tables;
} sections[] = {
    {"WHO IS QUOTED", ws_source_tables}, {"SOURCES WITHOUT A NAME", ws_anonymity_tables},
    {"IN WHAT FORM", ws_form_tables},    {"FOR REVIEW", ws_review_tables},
    {"ACCUSATIONS", ws_reply_tables},    {"NOTES OF CORRECTION", ws_correction_tables},
    {"OF ONE SPEAKER", ws_word_tables},  {"SHARES OF GROUPS", ws_group_tables},
};

/* What no query alone gives. */
static const char *const formulas[][2] = {
    {"share",
     "numerator / denominator, both of the same unit. Sources: each once in an article, those who speak jointly "
     "as one; \"at least\" where plurals without a number are among them."},
    {"interval",
     "the 2.5th and 97.5th percentile of the share in 1,000 drawings, in each of which every article with a "
     "statement of the whole is taken a random number of times, by a Poisson law of mean 1 (a bootstrap over "
     "articles). Of a share of 0 or 1 it is the bound by the number of articles alone. None with fewer than "
     "20 articles."},
    {"Herfindahl index",
     "sum over named speakers of (statements of the speaker / statements of all named speakers)^2."},
    {"speakers with a name of their own", "persons and bodies, under all spellings, with a statement that counts."},
    {"claims in several articles",
     "sets of statements of the same named speaker whose words are equal, or one is contained in the other, or differ "
     "by "
     "few words (whosaid variants --help), in two articles at least; of the newest 3,000 of is:running "
     "naming:(named OR partly OR spokesperson) -act:(no-comment OR no-response OR question)."},
    {"origins, at most",
     "of a claim: articles that have it, less those that are known to have one origin with an earlier "
     "one: copies, one cites the other, the same agency in the credit line, the same outlet, the same "
     "occasion and day. That is, connected parts of the graph of these links."},
    {"origins, at least",
     "of these parts, the larger number of those in which an outlet was told by the speaker itself, "
     "and of different days on which the words were said, where both are known; 1 at the least."},
    {"origins of claims of sources without a name",
     "of the newest 3,000 of is:running naming:(withheld OR insider) (no refusals, no questions), sets whose words are "
     "all "
     "equal, five at least, in two articles at least. At most: connected parts by copies, citing, the same agency "
     "in the credit line, the same outlet; never by occasion, by day or by whom the source told it, since that "
     "would say something of who the source is. At least: 1 for each claim. The words are counted, and no two sources "
     "are "
     "said to be one."},
    {"echo ratio",
     "outlets / origins at most, to outlets / origins at least, over the claims looked into (30, those in "
     "most outlets first)."},
    {"quotations in several articles",
     "claims with words inside quotation marks in two articles; of the first 300 claims. "
     "Each other version is held against the base: the earliest, or with "
     "--base=longest the one of most words."},
    {"equal, shorter, longer, differs", "versions in that relation to the base; these four add up to all versions."},
    {"a negation in only one of the two; other modality", "versions of which a run of words that differs has a word of "
                                                          "negation on one side only; or other words of modality."},
    {"a response, a refusal, no response, none found",
     "of the newest 60 accusations, those for which it is the first of these, in this order, among accepted links, "
     "else "
     "among the likely proposals of whosaid responses. They add up to the accusations looked into."},
    {"statements that a later version lacks",
     "superseded statements: in an earlier version of their article, and in the latest no more."},
    {"stale copies",
     "statements in other articles with equal words by the same named speaker, for each of the newest 50 "
     "superseded statements whose words its article has nowhere any more."},
    {"missed for each found; corrected shares", "see audit in whosaid(1)."},
};

static void put_line(FILE *out, const char *macro, const char *text)
{
    fputs(macro, out);
    ws_manual_line(out, text, strlen(text));
}

static void print_measure(FILE *out, const ws_measure *measure)
{
    const char *part = measure->part ? measure->part : "";
    char query[WS_QUERY_MAX_BYTES];
    put_line(out, ".TP\n.B ", measure->label);
    if (measure->definition) put_line(out, "", measure->definition);
    if (measure->definition) fputs(".br\n", out);
    fprintf(out, "%s: ", ws_unit_names[measure->unit]);
    snprintf(query, sizeof query, "is:counted%s%s%s%s", *measure->whole ? " " : "", measure->whole, *part ? " " : "",
             part);
    ws_manual_line(out, query, strlen(query));
    snprintf(query, sizeof query, "is:counted%s%s", *measure->whole ? " " : "", measure->whole);
    if (*part) put_line(out, ".br\n/ ", query);
}

static void print_tables(FILE *out, const ws_measure_table *tables)
{
    for (; tables->title; tables++) {
        put_line(out, ".SS ", tables->title);
        if (tables->note) put_line(out, "", tables->note);
        for (size_t i = 0; i < tables->count; i++) print_measure(out, &tables->measures[i]);
    }
}

static ws_status run_manual(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    FILE *out = context->out;
    (void)options_;
    if (arguments->count) return ws_fail(error, WS_USAGE, NULL, "report-manual takes no arguments");
    fputs(
        ".TH WHOSAID-REPORT 7 \"\" \"whosaid\" \"Miscellaneous\"\n"
        ".SH NAME\nwhosaid-report - what the reports of whosaid count, and how\n"
        ".SH DESCRIPTION\n"
        "Each figure is what a query finds: its numerator the one that is given first, its denominator the one behind\n"
        "the stroke. With a --query or of one speaker or article, each of them has these conditions, too. is:counted "
        "is\n"
        "what counts at all: statements in body or summary, neither in a copy of an earlier article nor agency copy, "
        "no\n"
        "thoughts. Sources and articles are those of the statements found; whosaid --all --once=source|article lists\n"
        "them. Figures that no query gives stand under DERIVED.\n",
        out);
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        fprintf(out, ".SH %s\n", sections[i].heading);
        print_tables(out, sections[i].tables);
    }
    fputs(".SH DERIVED\n", out);
    for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++) {
        put_line(out, ".TP\n.B ", formulas[i][0]);
        put_line(out, "", formulas[i][1]);
    }
    fputs(".SH SEE ALSO\nwhosaid(1), whosaid-query(7)\n", out);
    return WS_OK;
}

const ws_command ws_report_manual_command = {
    .name = "report-manual",
    .summary = "print the man page of what reports count",
    .arguments = "",
    .options = options,
    .order = 99,
    .run = run_manual,
    .hidden = true,
};
