/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "identity.h"
#include "surroundings.h"
#include "verdict_places.h"

#include <string.h>

enum { MOST_NEIGHBOURS = 2000 };

typedef struct show_options {
    ws_common_options common;
    ws_strings people;
    bool with_verdicts;
} show_options;

static const ws_option options[] = {WS_ROW_OPTIONS(show_options, common), WS_PEOPLE_OPTION(show_options, people),
                                    WS_VERDICTS_OPTION(show_options, with_verdicts), WS_OPTION_END};

static uint32_t place(const ws_hit *hit)
{
    return ws_statement_extent(hit->statement).begin;
}

/* The statements of the same article right before and after this one, by where they begin. */
static ws_status find_neighbours(ws_session *session, const ws_hit *hit, ws_surroundings *around, ws_error *error)
{
    ws_query article = {.op = WS_QUERY_VALUE, .field = WS_FIELD_ARTICLE, .text = hit->article->id};
    ws_search search = {.query = &article, .limit = MOST_NEIGHBOURS, .all_acts = true};
    ws_hits hits = {0};
    ws_status status = ws_index_search(session->index, &search, session->arena, &hits, error);
    for (size_t i = 0; i < hits.count && status == WS_OK; i++) {
        const ws_hit *other = &hits.items[i];
        if (!memcmp(&other->statement->id, &hit->statement->id, sizeof(ws_hash))) continue;
        const ws_hit **side = place(other) <= place(hit) ? &around->before : &around->after;
        bool before = side == &around->before;
        if (!*side || (before ? place(other) > place(*side) : place(other) < place(*side))) *side = other;
    }
    return status;
}

static ws_status find_verdicts(ws_session *session, const show_options *asked, const ws_hit *hit,
                               ws_surroundings *around, ws_error *error)
{
    ws_verdicts all;
    ws_verdicts_about *about = ws_arena_alloc(session->arena, sizeof *about);
    if (!asked->with_verdicts) return WS_OK;
    if (!about) return ws_no_memory(error);
    around->verdicts = about;
    ws_status status = ws_verdicts_of_session(session, asked->common.decisions, &all, error);
    if (status != WS_OK) return status;
    return ws_verdicts_about_hit(session->arena, &all, hit->article, hit->statement, about, error);
}

static ws_status answer(ws_session *session, const show_options *asked, const char *id, ws_error *error)
{
    ws_hit hit = {0};
    ws_surroundings around = {0};
    ws_status status = ws_session_index(session, &asked->common, error);
    if (status == WS_OK) status = ws_index_statement(session->index, id, session->arena, &hit, error);
    if (status == WS_NOT_FOUND) session->context->exit_code = 1;
    if (status == WS_OK) status = find_neighbours(session, &hit, &around, error);
    if (status == WS_OK)
        status = ws_index_copies(session->index, &hit.article->id, NULL, 1, session->arena, &around.copies, error);
    if (status == WS_OK) status = find_verdicts(session, asked, &hit, &around, error);
    if (status == WS_OK) status = ws_identity_open(session, &asked->people, error);
    if (status == WS_OK) status = ws_identity_mark(session, &(ws_hits){.items = &hit, .count = 1}, error);
    if (status != WS_OK) return status;
    ws_surroundings_find(hit.article, hit.statement, &around);
    ws_print print = ws_session_print(session, &asked->common);
    return ws_printer_for((ws_format)asked->common.format)->statement(&print, &hit, &around, error);
}

static ws_status run_show(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    const show_options *asked = options_;
    if (asked->with_verdicts && (asked->common.format == WS_FORMAT_CSV || asked->common.format == WS_FORMAT_TSV))
        return ws_fail(error, WS_USAGE, "give --format=json", "rows have no place for --with-verdicts");
    if (arguments->count != 1)
        return ws_fail(error, WS_USAGE, "whosaid search prints ids at the end of each statement",
                       "show needs the id of one statement");
    ws_session session;
    ws_status status = ws_session_open(&session, context, error);
    if (status == WS_OK) status = answer(&session, asked, arguments->items[0], error);
    return ws_session_close(&session, status, error);
}

const ws_command ws_show_command = {
    .name = "show",
    .summary = "show one statement in its paragraph, with all that is known of it",
    .arguments = "ID",
    .description = "Shows a statement in its paragraph and between its neighbours, with the words\n"
                   "that name the source, the cue and what was said each in a colour; then\n"
                   "everything known about it and its article. ID is what search prints: 32\n"
                   "hexadecimal digits, or the first eight or more.\n"
                   "\n"
                   "Examples:\n"
                   "  whosaid show 3fa4b2c1d0e9\n"
                   "  whosaid show --format=json 3fa4b2c1d0e9",
    .options = options,
    .options_size = sizeof(show_options),
    .order = 3,
    .run = run_show,
};
