/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was read, before anything is said of it. */
#include "measures.h"
#include "sections.h"

#include "buffer.h"
#include "count_text.h"

#include <stdlib.h>
#include <string.h>

enum { OUTLETS_SHOWN = 12 };

static const char measures_what[] =
    "A sourcing profile measures how claims are sourced. It does not measure whether they are true, and there is no "
    "overall score. Whoever has fewer unnamed sources is not better for it: some things are only told without a name.";
static const char unaudited[] =
    "Unaudited: nobody has checked a sample of this reading. On news that it was not trained on, the reader finds 73 "
    "(politics) to 83 (world news) of 100 attributions, and gets 59 to 72 of 100 exactly right in all their words; "
    "what it misses is in no figure here.";

ws_status ws_begin_profile(ws_counting *counting, ws_profile *profile, const ws_report_request *request,
                           const char *title, ws_error *error)
{
    ws_arena *arena = ws_counting_arena(counting);
    char now[21];
    ws_date_now(now);
    profile->title = title;
    profile->made = ws_arena_strdup(arena, now);
    profile->about = request->query ? ws_arena_printf(arena, "Of what this query finds: %s", request->query)
                                    : "Of everything in the index";
    return profile->made && profile->about ? WS_OK : ws_no_memory(error);
}

/* --- facts --- */

static bool add_count(ws_arena *arena, ws_block *block, const char *label, size_t count, const char *note,
                      const char *query)
{
    return ws_block_fact(arena, block,
                         (ws_fact){label, ws_arena_strdup(arena, ws_count_text(count).text), note, query});
}

static ws_status add_articles(ws_counting *counting, ws_block *block, ws_error *error)
{
    ws_session *session = ws_counting_session(counting);
    ws_index_totals totals;
    ws_status status = ws_session_totals(session, &totals, error);
    if (status != WS_OK) return status;
    ws_arena *arena = session->arena;
    const char *dates = totals.oldest ? ws_arena_printf(arena, "%s to %s", totals.oldest, totals.newest) : "none given";
    bool made =
        add_count(arena, block, "articles read", totals.articles[WS_ARTICLE_READ], "in the whole index", NULL) &&
        add_count(arena, block, "articles refused", totals.articles[WS_ARTICLE_REFUSED],
                  "as far as the index knows of them", NULL) &&
        add_count(arena, block, "articles in another language", totals.articles[WS_ARTICLE_OTHER_LANGUAGE], NULL,
                  NULL) &&
        add_count(arena, block, "articles withdrawn", totals.articles[WS_ARTICLE_WITHDRAWN], NULL, NULL) &&
        ws_block_fact(arena, block, (ws_fact){"published", dates, "in the whole index", NULL});
    return made ? WS_OK : ws_no_memory(error);
}

static const char too_few[] = "These are fewer than 20 articles: there are counts below, and no shares.";

/* What counts, and what was read but does not. */
static const struct {
    const char *label, *condition, *note;
    bool outside; /* of what does not count */
} rows[] = {
    {"statements counted", "", "everything below is of these", false},
    {"of them, no source given by the writer", "type:none", NULL, false},
    {"of them, speaker not resolved by us", "is:unresolved", NULL, false},
    {"agency copy", "is:running is:agency -is:copy", "not counted: it is the agency's work", true},
    {"in copies of other articles", "is:running is:copy", "not counted: the earliest copy in the index is", true},
    {"in headlines, captions, pull quotes, corrections", "-is:running", "not counted: they add no statement", true},
    {"thoughts", "act:thought", "not counted: what the writer says somebody believes or hopes", true},
};

static ws_status add_statements(ws_counting *counting, ws_block *block, ws_error *error)
{
    ws_arena *arena = ws_counting_arena(counting);
    if (!add_count(arena, block, "articles with statements that count", ws_counting_rows(counting)->article_count, NULL,
                   NULL))
        return ws_no_memory(error);
    for (size_t i = 0; i < WS_COUNT_OF(rows); i++) {
        size_t count;
        const char *query = rows[i].outside ? ws_counting_outside(counting, rows[i].condition)
                                            : ws_counting_query(counting, rows[i].condition);
        if (!query) return ws_no_memory(error);
        ws_status status = rows[i].outside
                               ? ws_count_statements(counting, query, &count, error)
                               : ws_count_of_condition(counting, WS_UNIT_STATEMENTS, rows[i].condition, &count, error);
        if (status != WS_OK) return status;
        if (!add_count(arena, block, rows[i].label, count, rows[i].note, query)) return ws_no_memory(error);
    }
    return WS_OK;
}

static int compare_texts(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* The different values that `member` picks from the articles counted, in order; some of very many. */
static ws_status list_values(ws_counting *counting, const char *(*member)(const ws_row_article *), const char **out,
                             ws_error *error)
{
    ws_arena *arena = ws_counting_arena(counting);
    const ws_rows *all = ws_counting_rows(counting);
    const char **values = ws_arena_array(arena, all->article_count, sizeof *values);
    ws_buffer list = WS_BUFFER_INIT(1 << 20);
    size_t count = 0, different = 0;
    if (!values) return ws_no_memory(error);
    for (size_t i = 0; i < all->article_count; i++)
        if (member(&all->articles[i])) values[count++] = member(&all->articles[i]);
    if (count) qsort(values, count, sizeof *values, compare_texts);
    for (size_t i = 0; i < count; i++) {
        if (i && !strcmp(values[i], values[i - 1])) continue;
        if (different++ < OUTLETS_SHOWN) ws_buffer_printf(&list, "%s%s", list.size ? ", " : "", values[i]);
    }
    if (different > OUTLETS_SHOWN) ws_buffer_printf(&list, " and %zu more", different - OUTLETS_SHOWN);
    *out =
        list.failed ? NULL : ws_arena_string(arena, list.size ? list.bytes : "none given", list.size ? list.size : 10);
    ws_buffer_free(&list);
    return *out ? WS_OK : ws_no_memory(error);
}

static const char *outlet_of(const ws_row_article *article)
{
    return article->outlet;
}

static const char *model_of(const ws_row_article *article)
{
    return article->model;
}

static ws_status add_origin(ws_counting *counting, ws_block *block, ws_error *error)
{
    ws_arena *arena = ws_counting_arena(counting);
    const ws_rows *all = ws_counting_rows(counting);
    const char *outlets, *models;
    size_t undated = 0, nameless = 0; /* nameless: their outlet */
    for (size_t i = 0; i < all->article_count; i++) {
        undated += !all->articles[i].published;
        nameless += !all->articles[i].outlet;
    }
    ws_status status = list_values(counting, outlet_of, &outlets, error);
    if (status == WS_OK) status = list_values(counting, model_of, &models, error);
    if (status != WS_OK) return status;
    bool made = add_count(arena, block, "articles without a date", undated, "of those counted", NULL) &&
                add_count(arena, block, "articles without an outlet", nameless, "of those counted", NULL) &&
                ws_block_fact(arena, block, (ws_fact){"outlets", outlets, NULL, NULL}) &&
                ws_block_fact(arena, block, (ws_fact){"read by model", models, NULL, NULL}) &&
                ws_block_fact(arena, block, (ws_fact){"counted by", "whosaid " WS_VERSION, NULL, NULL});
    return made ? WS_OK : ws_no_memory(error);
}

ws_status ws_section_coverage(ws_counting *counting, ws_profile *profile, ws_error *error)
{
    ws_arena *arena = ws_counting_arena(counting);
    ws_section *section = ws_profile_section(arena, profile, "coverage", "What was read");
    if (!section || !ws_section_note(arena, section, measures_what)) return ws_no_memory(error);
    ws_block *block = ws_section_block(arena, section, WS_BLOCK_FACTS);
    ws_status status = block ? add_articles(counting, block, error) : ws_no_memory(error);
    if (status == WS_OK) status = add_statements(counting, block, error);
    if (status == WS_OK) status = add_origin(counting, block, error);
    profile->few = ws_counting_rows(counting)->article_count < WS_LEAST_ARTICLES;
    if (status == WS_OK && profile->few && !ws_section_note(arena, section, too_few)) status = ws_no_memory(error);
    bool audited = false;
    if (status == WS_OK) status = ws_block_audit(counting, section, &audited, error);
    if (status == WS_OK && !audited && !ws_section_note(arena, section, unaudited)) status = ws_no_memory(error);
    return status;
}

/* --- how it was counted --- */

static const char *const rules[] = {
    "Counted are statements in the body or the summary of an article. Headlines, captions, pull quotes and correction "
    "notes "
    "add none, and what the writer says somebody believes or hopes is none.",
    "Articles with nearly the same text are one family: the earliest one in the index counts, the others do not. "
    "Agency copy "
    "does not count as the outlet's own work; it has a row of its own above.",
    "Of statements by several who speak jointly, each counts once.",
    "A source counts once in an article. Sources without a name are never linked across articles: the same words in "
    "one "
    "article are one source, in another article they are another. A plural (\"officials\") counts as one, and the "
    "total then "
    "says \"at least\".",
    "A share is numerator through denominator, of the same unit. Its interval holds 95 of 100 shares that come out when "
    "the articles are drawn again at random (1,000 times, whole articles, since the statements of one are alike). It "
    "tells how far other articles of the same kind might move the share. Where everything that was published is in the "
    "index, nothing was drawn, and only the errors of reading remain.",
    "Below 20 articles no share is shown. Lists are in alphabetical order, or by month; nothing is ranked.",
    "What people corrected (whosaid correct) is counted as corrected.",
};

ws_status ws_section_rules(ws_counting *counting, ws_profile *profile, ws_error *error)
{
    ws_arena *arena = ws_counting_arena(counting);
    ws_section *section = ws_profile_section(arena, profile, "rules", "How it was counted");
    bool made = section != NULL;
    for (size_t i = 0; i < WS_COUNT_OF(rules) && made; i++) made = ws_section_note(arena, section, rules[i]);
    return made ? WS_OK : ws_no_memory(error);
}

ws_status ws_profile_of_sections(ws_session *session, const ws_report_request *request, const char *title,
                                 const ws_add_section *sections, ws_profile *out, ws_error *error)
{
    ws_counting *counting;
    ws_status status = ws_counting_open(session, request, NULL, &counting, error);
    if (status == WS_OK) status = ws_begin_profile(counting, out, request, title, error);
    if (status == WS_OK) status = ws_section_coverage(counting, out, error);
    for (size_t i = 0; sections[i] && status == WS_OK; i++) status = sections[i](counting, out, error);
    return status == WS_OK ? ws_section_rules(counting, out, error) : status;
}
