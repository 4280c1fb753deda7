/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "copied.h"
#include "count_text.h"
#include "dividing.h"
#include "folding.h"
#include "grouping.h"
#include "hints.h"
#include "identity.h"
#include "nearest.h"
#include "streaming.h"

#include <string.h>

enum { USUAL_LIMIT = 10, MOST_HITS = 10000, SPARE = 3, SPARE_FIRST = 2 /* half as many more */ };

typedef struct search_options {
    ws_common_options common;
    ws_strings people;
    size_t limit, offset;
    int sort;     /* ws_sort */
    int group_by; /* ws_group_by */
    int once;     /* ws_once */
    bool all_acts, all_states, facets, all, no_fold;
    double min_confidence;
} search_options;

/* In the order of ws_sort. */
static const char *const sort_names[] = {"relevance", "published", "-published", "said",
                                         "-said",     "speaker",   "outlet",     NULL};

static const ws_option options[] = {
    WS_ROW_OPTIONS(search_options, common),
    WS_PEOPLE_OPTION(search_options, people),
    {"limit", 'n', WS_OPTION_SIZE, offsetof(search_options, limit), "N",
     "at most N statements (default 10, at most 10,000)", NULL},
    {"offset", 0, WS_OPTION_SIZE, offsetof(search_options, offset), "N", "pass over the first N", NULL},
    {"sort", 0, WS_OPTION_CHOICE, offsetof(search_options, sort), "ORDER",
     "best first; oldest first or, with a minus, newest first, by the day of publication or the day it was said "
     "(else of publication); by speaker or outlet",
     sort_names},
    {"facets", 0, WS_OPTION_FLAG, offsetof(search_options, facets), NULL,
     "also count all matches by speaker, type, naming, form, act, outlet, month, addressee and via; numbers of many "
     "matches "
     "(more than about 4,000) are estimated from 1,000 to 1,500 of them, are marked so, and may lack what is rare",
     NULL},
    {"group-by", 0, WS_OPTION_CHOICE, offsetof(search_options, group_by), "WHAT",
     "put together what has this in common; --limit and --offset are of groups then", ws_group_names},
    {"all", 0, WS_OPTION_FLAG, offsetof(search_options, all), NULL,
     "every match, by day of publication, as jsonl, csv or tsv, in little memory", NULL},
    {"once", 0, WS_OPTION_CHOICE, offsetof(search_options, once), "WHAT",
     "with --all: only the first statement from each source of an article, or from each article", ws_once_names},
    WS_ALL_ACTS_OPTION(search_options, all_acts),
    {"all-states", 0, WS_OPTION_FLAG, offsetof(search_options, all_states), NULL,
     "also statements of earlier versions of an article and withdrawn ones", NULL},
    {"no-fold", 0, WS_OPTION_FLAG, offsetof(search_options, no_fold), NULL,
     "each statement by itself, those with the same words by the same speaker too", NULL},
    WS_MIN_CONFIDENCE_OPTION(search_options, min_confidence),
    {NULL, 0, WS_OPTION_FLAG, 0, NULL, NULL, NULL}};

typedef struct search_answer {
    ws_search search;
    ws_hits hits;
    ws_people_counts candidates; /* whom the names in the query mean */
    ws_facets facets;
    ws_groups groups;
    bool folds;
    size_t limit; /* of quotations, where it folds */
    ws_folding folding;
    bool copies; /* are told */
    ws_copied copied;
} search_answer;

static ws_status find_extras(ws_session *session, const search_options *asked, search_answer *out, ws_error *error)
{
    size_t limit = asked->limit ? asked->limit : USUAL_LIMIT;
    ws_status status = WS_OK;
    if (asked->facets) status = ws_facets_find(session, &out->search, true, &out->facets, error);
    if (status == WS_OK && asked->group_by)
        status = ws_groups_form(session, &out->hits, (ws_group_by)asked->group_by, asked->offset, limit, &out->groups,
                                error);
    return status;
}

/* Who is who is asked for only where the query or the answer has to know. */
static ws_status open_identity(ws_session *session, const search_options *asked, search_answer *out, bool *marks,
                               ws_error *error)
{
    bool names = ws_asks_for_names(session->query), ids = asked->common.format != WS_FORMAT_TEXT;
    bool people = asked->group_by == WS_GROUP_SPEAKER || asked->group_by == WS_GROUP_QUOTE;
    *marks = ids || people || ws_identity_decided(session);
    ws_status status = names || *marks || asked->facets ? ws_identity_open(session, &asked->people, error) : WS_OK;
    session->asked = session->query;
    if (status == WS_OK && names) status = ws_identity_expand(session, error);
    out->search.query = session->asked;
    return status;
}

static bool has_words(const ws_query *query)
{
    bool any = query->text != NULL;
    for (size_t i = 0; i < query->child_count && !any; i++) any = has_words(query->children[i]);
    return any;
}

static bool is_among(const ws_hits *hits, const ws_hit *one)
{
    for (size_t i = 0; i < hits->count; i++)
        if (!memcmp(&hits->items[i].statement->id, &one->statement->id, sizeof one->statement->id)) return true;
    return false;
}

/* What comes next behind the hits that are there; the index may have changed meanwhile, none comes again. */
static ws_status find_more(ws_session *session, ws_search search, size_t limit, ws_hits *hits, ws_error *error)
{
    ws_hits more;
    search.offset += hits->count;
    search.limit = limit - hits->count;
    ws_status status = ws_index_search(session->index, &search, session->arena, &more, error);
    ws_hit *items = ws_arena_array(session->arena, limit, sizeof *items);
    if (status != WS_OK) return status;
    if (!items) return ws_no_memory(error);
    if (hits->count) memcpy(items, hits->items, hits->count * sizeof *items);
    size_t count = hits->count, matched = more.count - more.fallback, fallback = hits->fallback;
    for (size_t i = 0; i < more.count; i++) {
        if (is_among(hits, &more.items[i])) continue;
        items[count++] = more.items[i];
        fallback += i >= matched;
    }
    *hits = more;
    hits->items = items;
    hits->count = count;
    hits->fallback = fallback;
    return WS_OK;
}

/* With some to spare, for those that fold; with more where these were not enough. What has no words takes longer to
 * find than to load, and is asked for once. */
static ws_status find_hits(ws_session *session, const search_options *asked, search_answer *out, ws_error *error)
{
    size_t most = out->search.limit, limit = most;
    ws_hits found = {0};
    if (!out->folds) return ws_index_search(session->index, &out->search, session->arena, &out->hits, error);
    if (session->query && has_words(session->query)) limit = out->limit + out->limit / SPARE_FIRST;
    for (;; limit = most) {
        ws_status status = find_more(session, out->search, limit, &found, error);
        if (status != WS_OK) return status;
        out->hits = found;
        out->hits.items = ws_arena_copy(session->arena, found.items, found.count * sizeof *found.items);
        if (!out->hits.items) return ws_no_memory(error);
        status = ws_fold_hits(session, &asked->people, out->limit, &out->hits, &out->folding, error);
        bool all = found.count < limit || limit >= most;
        if (status != WS_OK || all || out->folding.content + out->folding.fallback < found.count) return status;
    }
}

static ws_status find(ws_session *session, const search_options *asked, search_answer *out, ws_error *error)
{
    bool marks;
    ws_status status = open_identity(session, asked, out, &marks, error);
    if (status == WS_OK) status = find_hits(session, asked, out, error);
    bool bare = out->search.bare; /* then groups are marked */
    if (status == WS_OK && marks && !bare) status = ws_identity_mark(session, &out->hits, error);
    size_t most = asked->common.format == WS_FORMAT_TEXT ? WS_COPIES_NAMED : SIZE_MAX;
    if (status == WS_OK && out->copies)
        status = ws_copied_find(session, &out->hits, out->folds ? &out->folding : NULL, most, &out->copied, error);
    bool several = session->meant.count > 1 || asked->common.format == WS_FORMAT_JSON;
    if (status == WS_OK && ws_asks_for_names(session->query) && several)
        status = ws_identity_candidates(session, &out->search, &out->candidates, error);
    return status == WS_OK ? find_extras(session, asked, out, error) : status;
}

static ws_status find_again(ws_session *session, const search_options *asked, search_answer *out, ws_error *error)
{
    ws_status status = find(session, asked, out, error);
    if (status != WS_MODIFIED) return status;
    status = ws_session_reopen(session, &asked->common, error);
    return status == WS_OK ? find(session, asked, out, error) : status;
}

static ws_search search_of(const search_options *asked)
{
    size_t limit = asked->limit ? asked->limit : USUAL_LIMIT;
    return (ws_search){.sort = (ws_sort)asked->sort,
                       .offset = asked->group_by ? 0 : asked->offset,
                       .limit = asked->group_by ? WS_GROUPED_MOST : limit,
                       .bare = asked->group_by == WS_GROUP_SPEAKER,
                       .all_acts = asked->all_acts,
                       .all_states = asked->all_states,
                       .estimate = true,
                       .min_confidence = asked->min_confidence};
}

/* Rows of a table and members of groups stand each for itself. */
static bool folds(const search_options *asked)
{
    return !asked->no_fold && !asked->group_by && asked->common.format < WS_FORMAT_CSV;
}

/* A statement a line, as they are read. */
static ws_status stream(ws_session *session, const search_options *asked, ws_error *error)
{
    ws_search search = search_of(asked);
    size_t count = 0;
    ws_status status = ws_session_index(session, &asked->common, error);
    if (status == WS_OK) status = ws_stream_open(session, &asked->people, &search, error);
    if (status != WS_OK) return status;
    ws_identity_tell(session, NULL);
    ws_print print = ws_session_print(session, &asked->common);
    status =
        ws_stream_print(session, &search, &print, (ws_format)asked->common.format, (ws_once)asked->once, &count, error);
    session->context->exit_code = count ? 0 : 1;
    return status;
}

static ws_status answer(ws_session *session, const search_options *asked, ws_error *error)
{
    search_answer found = {.search = search_of(asked), .folds = folds(asked)};
    found.copies = !asked->group_by && asked->common.format < WS_FORMAT_CSV;
    found.limit = found.search.limit;
    /* Some to spare, for those that fold. */
    if (found.folds) found.search.limit = found.limit < MOST_HITS / SPARE ? found.limit * SPARE : MOST_HITS;
    ws_searched searched;
    if (asked->all) return stream(session, asked, error);
    ws_status status = ws_session_index(session, &asked->common, error);
    if (status == WS_OK) status = find_again(session, asked, &found, error);
    size_t count = found.hits.count;
    if (status == WS_OK && !count) status = ws_hints_searched(session, &found.search, &searched, error);
    if (status != WS_OK) return status;
    session->context->exit_code = count ? 0 : 1;
    if (asked->common.format != WS_FORMAT_JSON) ws_identity_tell(session, &found.candidates);
    ws_print print = ws_session_print(session, &asked->common);
    if (ws_asks_for_names(session->query)) print.candidates = &found.candidates;
    if (asked->facets) print.facets = &found.facets;
    if (asked->group_by) print.groups = &found.groups;
    if (found.folds) print.folding = &found.folding;
    if (found.copies) print.copied = &found.copied;
    return ws_printer_for((ws_format)asked->common.format)
        ->hits(&print, &found.search, &found.hits, count ? NULL : &searched, error);
}

extern const char *const ws_query_command_names[]; /* made by the build from commands/ */

/* A first word that is nearly a command was searched for as a word; whoever meant the command is told. */
static void tell_near_command(const ws_context *context, const char *word)
{
    enum { SHORTEST = 4 };
    size_t count = 0;
    if (strlen(word) < SHORTEST) return;
    while (ws_query_command_names[count]) count++;
    const char *name = ws_nearest(word, ws_query_command_names, count);
    if (!name || !strcmp(name, word)) return;
    ws_error shown; /* what a terminal would obey is taken out of messages */
    ws_fail(&shown, WS_USAGE, NULL, "%s was searched for as a word; the command is whosaid %s", word, name);
    fprintf(context->err, "%s\n", shown.message);
}

/* What goes together. */
static ws_status check_options(const search_options *asked, ws_error *error)
{
    bool rows = asked->common.format == WS_FORMAT_JSONL || asked->common.format >= WS_FORMAT_CSV;
    if (asked->limit > MOST_HITS)
        return ws_fail(error, WS_USAGE, "go through them with --offset, or ask for --all", "--limit is at most %s",
                       ws_count_text(MOST_HITS).text);
    if (rows && (asked->facets || asked->group_by))
        return ws_fail(error, WS_USAGE, NULL, "--facets and --group-by go with --format=text and --format=json");
    if (asked->all && !rows) return ws_fail(error, WS_USAGE, NULL, "--all goes with --format=jsonl, csv or tsv");
    if (asked->once && !asked->all) return ws_fail(error, WS_USAGE, NULL, "--once goes with --all");
    if (asked->all && (asked->limit || asked->offset || asked->sort))
        return ws_fail(error, WS_USAGE, NULL,
                       "--all has an order of its own: it goes without --sort, --limit and --offset");
    return WS_OK;
}

static ws_status run_search(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    const search_options *asked = options_;
    ws_session session;
    ws_status status = check_options(asked, error);
    if (status != WS_OK) return status;
    status = ws_session_open(&session, context, error);
    if (status == WS_OK) status = ws_session_query(&session, arguments, WS_FIELD_CONTENT, error);
    if (status == WS_OK) status = answer(&session, asked, error);
    status = ws_session_close(&session, status, error);
    if (status == WS_OK && context->exit_code == 1 && arguments->count) tell_near_command(context, arguments->items[0]);
    return status;
}

const ws_command ws_search_command = {
    .name = "search",
    .summary = "find statements: who said what, where and when",
    .arguments = "QUERY ...",
    .description = "Finds statements by what was said, who said it, and how. Every word must match.\n"
                   "Plain words are looked for in what was said and in the speaker's name: whose\n"
                   "name it is comes first, then first-hand before relayed, quotes before reports,\n"
                   "new before old; a statement that has the words only in its headline or paragraph\n"
                   "comes last and is marked. Statements are shown in the\n"
                   "article's own characters, from the first to the last of source, cue and words.\n"
                   "\n"
                   "Examples:\n"
                   "  whosaid by:toll flood                     what Toll said about the flood\n"
                   "  whosaid 'by:\"Maria Toll\" \"state of emergency\"'\n"
                   "                                            words next to each other (the shell\n"
                   "                                            needs the outer quotation marks)\n"
                   "  whosaid act:denial published:last-month   denials of last month\n"
                   "  whosaid 'to:courier said-on:2025-03 firsthand:yes'\n"
                   "                                            what the Courier was told in March\n"
                   "  whosaid 'evacuat* (dam OR dyke) -type:anonymous'\n"
                   "  whosaid --sort=-published -n 5 '*'        the newest five statements\n"
                   "  whosaid search -- show                    the word \"show\", a command too\n"
                   "\n"
                   "by: finds people and bodies under every spelling and acronym. Where a name means\n"
                   "several of them, all are found, and named with their counts.\n"
                   "'whosaid syntax' explains the query language with all its fields.\n"
                   "Exit status: 0 found, 1 not found, 2 a mistake or failure.",
    .options = options,
    .options_size = sizeof(search_options),
    .order = 1,
    .run = run_search,
    .takes_query = true,
};
