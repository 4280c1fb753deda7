/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common.h"
#include "count_text.h"
#include "nearest.h"

#include <string.h>

enum { USUAL_LIMIT = 10, MOST_HITS = 10000 };

typedef struct search_options {
    ws_common_options common;
    size_t limit, offset;
    int sort; /* ws_sort */
    bool all_acts, all_states;
} search_options;

static const char *const sort_names[] = {"relevance", "published", "-published", NULL}; /* in the order of ws_sort */

static const ws_option options[] = {
    WS_COMMON_OPTIONS(search_options, common),
    {"limit", 'n', WS_OPTION_SIZE, offsetof(search_options, limit), "N",
     "at most N statements (default 10, at most 10,000)", NULL},
    {"offset", 0, WS_OPTION_SIZE, offsetof(search_options, offset), "N", "pass over the first N", NULL},
    {"sort", 0, WS_OPTION_CHOICE, offsetof(search_options, sort), "ORDER",
     "best first, oldest first (published) or newest first (-published)", sort_names},
    {"all-acts", 0, WS_OPTION_FLAG, offsetof(search_options, all_acts), NULL,
     "also thoughts that the writer ascribes to somebody without a word of saying", NULL},
    {"all-states", 0, WS_OPTION_FLAG, offsetof(search_options, all_states), NULL,
     "also statements of earlier versions of an article and withdrawn ones", NULL},
    {NULL, 0, WS_OPTION_FLAG, 0, NULL, NULL, NULL}};

static ws_status find(ws_session *session, const search_options *asked, const ws_search *search, ws_hits *hits,
                      ws_error *error)
{
    ws_status status = ws_index_search(session->index, search, session->arena, hits, error);
    if (status != WS_MODIFIED) return status;
    status = ws_session_reopen(session, &asked->common, error);
    return status == WS_OK ? ws_index_search(session->index, search, session->arena, hits, error) : status;
}

static ws_status answer(ws_session *session, const search_options *asked, ws_error *error)
{
    ws_search search = {.query = session->query,
                        .sort = (ws_sort)asked->sort,
                        .offset = asked->offset,
                        .limit = asked->limit ? asked->limit : USUAL_LIMIT,
                        .all_acts = asked->all_acts,
                        .all_states = asked->all_states};
    ws_hits hits = {0};
    ws_searched searched;
    ws_status status = ws_session_index(session, &asked->common, error);
    if (status == WS_OK) status = find(session, asked, &search, &hits, error);
    if (status == WS_OK && !hits.count) status = ws_session_searched(session, &searched, error);
    if (status != WS_OK) return status;
    session->context->exit_code = hits.count ? 0 : 1;
    ws_print print = ws_session_print(session, &asked->common);
    return ws_printer_for((ws_format)asked->common.format)
        ->hits(&print, &search, &hits, hits.count ? NULL : &searched, error);
}

extern const ws_command *const ws_query_commands[]; /* made by the build from commands/ */

/* A first word that is nearly a command was searched for as a word; whoever meant the command is told. */
static void tell_near_command(const ws_context *context, const char *word)
{
    enum { MOST = 32, SHORTEST = 4 };
    const char *names[MOST] = {NULL};
    size_t count = 0;
    if (strlen(word) < SHORTEST) return;
    for (; ws_query_commands[count] && count < MOST; count++) names[count] = ws_query_commands[count]->name;
    const char *name = ws_nearest(word, names, count);
    if (!name || !strcmp(name, word)) return;
    ws_error shown; /* what a terminal would obey is taken out of messages */
    ws_fail(&shown, WS_USAGE, NULL, "%s was searched for as a word; the command is whosaid %s", word, name);
    fprintf(context->err, "%s\n", shown.message);
}

static ws_status run_search(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    const search_options *asked = options_;
    if (asked->limit > MOST_HITS)
        return ws_fail(error, WS_USAGE, "go through them with --offset", "--limit is at most %s",
                       ws_count_text(MOST_HITS).text);
    ws_session session;
    ws_status status = ws_session_open(&session, context, error);
    if (status == WS_OK) status = ws_session_query(&session, arguments, WS_FIELD_CONTENT, error);
    if (status == WS_OK) status = answer(&session, asked, error);
    status = ws_session_close(&session, status, error);
    if (status == WS_OK && context->exit_code == 1 && arguments->count)
        tell_near_command(context, arguments->items[0]);
    return status;
}

const ws_command ws_search_command = {
    .name = "search",
    .summary = "find statements: who said what, where and when",
    .arguments = "QUERY ...",
    .description =
        "Finds statements by what was said, who said it, and how. Every word must match.\n"
        "Plain words are looked for in what was said; a statement that has them only in\n"
        "its headline or paragraph comes last and is marked. Statements are shown in the\n"
        "article's own characters, from the first to the last of source, cue and words.\n"
        "\n"
        "Examples:\n"
        "  whosaid by:toll flood                     what Toll said about the flood\n"
        "  whosaid 'by:\"Maria Toll\" \"state of emergency\"'\n"
        "                                            words next to each other (the shell\n"
        "                                            needs the outer quotation marks)\n"
        "  whosaid act:denial published:last-month   denials of last month\n"
        "  whosaid 'evacuat* (dam OR dyke) -type:anonymous'\n"
        "  whosaid --sort=-published -n 5 '*'        the newest five statements\n"
        "  whosaid search -- show                    the word \"show\", a command too\n"
        "\n"
        "'whosaid syntax' explains the query language with all its fields.\n"
        "Exit status: 0 found, 1 not found, 2 a mistake or failure.",
    .options = options,
    .options_size = sizeof(search_options),
    .order = 1,
    .run = run_search,
    .takes_query = true,
};
