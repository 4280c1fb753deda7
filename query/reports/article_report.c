/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sections.h"
#include "verdict_places.h"

#include <string.h>

/* By its own id, else by that of one of its statements. */
static ws_status find_article(ws_session *session, const char *id, const ws_article **out, ws_error *error)
{
    ws_hit hit;
    ws_error unwanted;
    ws_status status = ws_index_article(session->index, id, session->arena, out, error);
    if (status != WS_NOT_FOUND) return status;
    status = ws_index_statement(session->index, id, session->arena, &hit, &unwanted);
    if (status == WS_OK) *out = hit.article;
    if (status != WS_OK)
        status = ws_fail(error, WS_NOT_FOUND, "whosaid show ID tells the article's id too",
                         "no article and no statement has the id %.100s", id);
    if (status == WS_OK && strchr((*out)->id, '"'))
        status = ws_fail(error, WS_USAGE, "give the article another id", "no query can have the id %.100s", (*out)->id);
    return status;
}

static ws_status list_all(ws_counting *counting, ws_profile *out, ws_error *error)
{
    ws_section *section = ws_profile_section(ws_counting_arena(counting), out, "statements", "Its statements");
    if (!section) return ws_no_memory(error);
    return ws_count_list(counting, section, "Statements that count", NULL, "", WS_SORT_PUBLISHED_ASCENDING, error);
}

/* Apart from everything that is counted. */
static ws_status add_verdicts(ws_counting *counting, ws_profile *out, const ws_article *article, ws_error *error)
{
    ws_session *session = ws_counting_session(counting);
    ws_arena *arena = session->arena;
    ws_verdicts all;
    ws_verdicts_about about;
    ws_status status = ws_verdicts_of_session(session, ws_counting_request(counting)->decisions, &all, error);
    if (status == WS_OK) status = ws_verdicts_about_hit(arena, &all, article, NULL, &about, error);
    if (status != WS_OK) return status;
    ws_section *section = ws_profile_section(arena, out, "verdicts", "What others found");
    bool made = section && ws_section_note(arena, section,
                                           about.count ? "Loaded by whosaid verdicts. No figure of this report has any "
                                                         "of it, and whosaid judges none of it."
                                                       : "No verdicts were loaded about this article or its outlet.");
    ws_block *block = made && about.count ? ws_section_block(arena, section, WS_BLOCK_FACTS) : NULL;
    for (size_t i = 0; block && made && i < about.count; i++) {
        const ws_kept_verdict *one = about.items[i];
        const char *rest = one->body.is_grade ? one->body.why : one->body.url;
        const char *label = *one->statement ? ws_arena_printf(arena, "statement %.12s", one->statement)
                                            : ws_arena_printf(arena, "the %s", about.of[i]);
        const char *note = ws_arena_printf(arena, "%s%s%s%s%s", one->body.judge, one->body.on ? ", " : "",
                                           one->body.on ? one->body.on : "", rest && !about.hidden ? ": " : "",
                                           rest && !about.hidden ? rest : "");
        const char *rating = about.hidden ? "[withheld by order]" : ws_verdict_rating(arena, &one->body);
        made = label && note && ws_block_fact(arena, block, (ws_fact){label, rating, note, NULL});
    }
    return made && (block || !about.count) ? WS_OK : ws_no_memory(error);
}

static ws_status build(ws_session *session, const ws_report_request *request, ws_profile *out, ws_error *error)
{
    static ws_status (*const sections[])(ws_counting *, ws_profile *, ws_error *) = {
        ws_section_coverage, ws_section_sources, ws_section_anonymity, ws_section_form, list_all,
        ws_section_review,   ws_section_rules};
    const ws_article *article;
    ws_counting *counting;
    ws_status status = find_article(session, request->subject, &article, error);
    if (status != WS_OK) return status;
    const char *condition = ws_arena_printf(session->arena, "article:=\"%s\"", article->id);
    const char *title =
        ws_arena_printf(session->arena, "Sourcing profile: %s", article->title ? article->title : article->id);
    if (!condition || !title) return ws_no_memory(error);
    status = ws_counting_open(session, request, condition, &counting, error);
    if (status == WS_OK) status = ws_begin_profile(counting, out, request, title, error);
    for (size_t i = 0; i < sizeof sections / sizeof *sections && status == WS_OK; i++)
        status = sections[i](counting, out, error);
    return status == WS_OK && request->with_verdicts ? add_verdicts(counting, out, article, error) : status;
}

const ws_report ws_article_report = {
    .name = "article", .argument = "ID", .summary = "how one article is sourced", .order = 4, .build = build};
