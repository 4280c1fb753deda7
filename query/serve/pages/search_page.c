/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first page: a search, its facets, its statements. Everything it shows is in its URL. */
#include "count_text.h"
#include "view.h"

#include <stdlib.h>
#include <string.h>

extern const ws_endpoint ws_search_endpoint, ws_about_endpoint;

enum { PAGE = 20, FACET_SHOWN = 6, FACET_MOST = 40, QUERY_BYTES = 16384 };

typedef struct search {
    const char *q, *sort, *offset;
    const char *filters[16]; /* conditions beside the query, as one would type them */
    size_t filter_count;
} search;

static search take(const ws_view *view)
{
    search asked = {.q = ws_params_get(view->params, "q"),
                    .sort = ws_params_get(view->params, "sort"),
                    .offset = ws_params_get(view->params, "offset")};
    for (size_t i = 0; i < view->params->count && asked.filter_count < 16; i++) {
        const ws_param *param = &view->params->items[i];
        if (!strcmp(param->name, "f") && *param->value) asked.filters[asked.filter_count++] = param->value;
    }
    if (asked.q && strspn(asked.q, " ") == strlen(asked.q)) asked.q = NULL;
    return asked;
}

/* The query with all conditions. An OR would reach into them. */
static const char *compose(ws_view *view, const search *asked)
{
    ws_buffer query = WS_BUFFER_INIT(QUERY_BYTES);
    bool bracket = asked->filter_count && asked->q && strstr(asked->q, " OR ");
    if (asked->q) ws_buffer_printf(&query, bracket ? "(%s)" : "%s", asked->q);
    for (size_t i = 0; i < asked->filter_count; i++)
        ws_buffer_printf(&query, "%s%s", query.size ? " " : "", asked->filters[i]);
    const char *composed = query.failed ? NULL : ws_arena_strdup(view->arena, query.size ? query.bytes : "");
    ws_buffer_free(&query);
    return composed;
}

/* Begins a link to the same search, without one of its conditions and with another; either may be none. */
static void add_link(ws_buffer *out, const search *asked, const char *without, const char *with, const char *offset)
{
    ws_buffer_puts(out, "<a href=\"/");
    ws_page_query(out, "q", asked->q ? asked->q : "", true);
    for (size_t i = 0; i < asked->filter_count; i++)
        if (!without || strcmp(without, asked->filters[i]) != 0) ws_page_query(out, "f", asked->filters[i], false);
    ws_page_query(out, "f", with, false);
    ws_page_query(out, "sort", asked->sort, false);
    ws_page_query(out, "offset", offset, false);
    ws_buffer_puts(out, "\"");
}

/* --- facets --- */

static const struct {
    const char *facet, *title, *field;
} facet_fields[] = {
    {"speaker", "Speaker", "by"},    {"outlet", "Outlet", "outlet"}, {"act", "What it does", "act"},
    {"form", "Form", "form"},        {"naming", "Named", "naming"},  {"type", "Kind of speaker", "type"},
    {"month", "Month", "published"}, {"addressee", "Said to", "to"}, {"via", "Relayed by", "via"},
};

/* The condition of a value: by:"Helena Brandt". NULL: it can't be asked for. */
static const char *condition(ws_view *view, const char *facet, const char *field, const cJSON *value)
{
    const char *text = ws_json_string(value, "value");
    if (!text || strchr(text, '"') || !strcmp(text, "no date")) return NULL;
    if (!strcmp(facet, "speaker") && !ws_json_string(value, "id")) return NULL;
    bool plain = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(text);
    return ws_arena_printf(view->arena, plain ? "%s:%s" : "%s:\"%s\"", field, text);
}

static bool is_set(const search *asked, const char *filter)
{
    for (size_t i = 0; i < asked->filter_count; i++)
        if (!strcmp(asked->filters[i], filter)) return true;
    return false;
}

static void add_value(ws_view *view, const search *asked, const char *facet, const char *field, bool estimated,
                      const cJSON *value)
{
    ws_buffer *out = view->out;
    const char *filter = condition(view, facet, field, value);
    bool set = filter && is_set(asked, filter);
    ws_buffer_puts(out, "<li>");
    if (filter) {
        add_link(out, asked, set ? filter : NULL, set ? NULL : filter, NULL);
        ws_buffer_puts(out, set ? " class=\"set\" aria-current=\"true\">" : ">");
    } else {
        ws_buffer_puts(out, "<span>");
    }
    ws_buffer_puts(out, "<span class=\"value\">");
    ws_page_text(out, ws_json_string(value, "value"));
    ws_buffer_printf(out, "</span> <span class=\"count\">%s%s</span>%s</li>", estimated ? "about " : "",
                     ws_count_text(ws_json_count(value, "count")).text, filter ? "</a>" : "</span>");
}

static void add_facet(ws_view *view, const search *asked, const cJSON *facet, int which)
{
    const cJSON *values = ws_json_member(facet, "values"), *value;
    int count = cJSON_GetArraySize(values), at = 0;
    ws_buffer *out = view->out;
    if (!count) return;
    ws_buffer_printf(out, "<section><h2>%s</h2>", facet_fields[which].title);
    if (!strcmp(facet_fields[which].facet, "month")) ws_page_months(out, values, NULL);
    ws_buffer_puts(out, "<ul>");
    cJSON_ArrayForEach(value, values)
    {
        if (at == FACET_SHOWN)
            ws_buffer_printf(out, "</ul><details><summary>%d more</summary><ul>",
                             (count < FACET_MOST ? count : FACET_MOST) - at);
        if (at++ == FACET_MOST) break;
        add_value(view, asked, facet_fields[which].facet, facet_fields[which].field, ws_json_flag(facet, "estimated"),
                  value);
    }
    ws_buffer_puts(out, at > FACET_SHOWN ? "</ul></details></section>\n" : "</ul></section>\n");
}

/* All of an answer are estimated alike. */
static void add_sample(ws_buffer *out, const cJSON *facet)
{
    if (!ws_json_flag(facet, "estimated")) return;
    ws_buffer_printf(out, "<p class=\"hint\">Estimated from %s of them; what is rare may be missing.</p>\n",
                     ws_count_of(ws_json_count(facet, "sample"), "statement").text);
}

static void add_facets(ws_view *view, const search *asked, const cJSON *facets)
{
    const cJSON *facet;
    ws_buffer_puts(view->out,
                   "<aside class=\"facets\"><details class=\"facet-box\" open><summary>Narrow it</summary>\n");
    add_sample(view->out, facets ? facets->child : NULL);
    for (int i = 0; i < (int)(sizeof facet_fields / sizeof *facet_fields); i++) cJSON_ArrayForEach(facet, facets)
        {
            const char *name = ws_json_string(facet, "name");
            if (name && !strcmp(name, facet_fields[i].facet)) add_facet(view, asked, facet, i);
        }
    ws_buffer_puts(view->out, "</details></aside>\n");
}

/* --- the answer --- */

static void add_filters(ws_buffer *out, const search *asked)
{
    if (!asked->filter_count) return;
    ws_buffer_puts(out, "<p class=\"filters\">");
    for (size_t i = 0; i < asked->filter_count; i++) {
        add_link(out, asked, asked->filters[i], NULL, NULL);
        ws_buffer_puts(out, " class=\"chip\" aria-label=\"without ");
        ws_page_text(out, asked->filters[i]);
        ws_buffer_puts(out, "\">");
        ws_page_text(out, asked->filters[i]);
        ws_buffer_puts(out, " <span aria-hidden=\"true\">×</span></a> ");
    }
    ws_buffer_puts(out, "</p>\n");
}

static void add_sorts(ws_buffer *out, search asked)
{
    static const struct {
        const char *sort, *text;
    } sorts[] = {{NULL, "best match"}, {"-published", "newest"}, {"published", "oldest"}};
    const char *sort = asked.sort;
    ws_buffer_puts(out, "<span class=\"sorts\">");
    for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++) {
        bool current = sort && sorts[i].sort ? !strcmp(sort, sorts[i].sort) : !sort && !sorts[i].sort;
        asked.sort = sorts[i].sort;
        add_link(out, &asked, NULL, NULL, NULL);
        ws_buffer_printf(out, "%s>%s</a> ", current ? " aria-current=\"true\"" : "", sorts[i].text);
    }
    ws_buffer_puts(out, "</span>");
}

static void add_pages(ws_view *view, const search *asked, const cJSON *answer)
{
    size_t offset = ws_json_count(answer, "offset"), matches = ws_json_count(answer, "matches");
    size_t total = ws_json_count(answer, "total"), next = offset + matches;
    ws_buffer *out = view->out;
    ws_buffer_puts(out, "<nav class=\"pages\" aria-label=\"Pages of the answer\">");
    if (offset) {
        add_link(out, asked, NULL, NULL, NULL);
        ws_buffer_puts(out, ">First page</a> ");
    }
    if (offset > PAGE) {
        add_link(out, asked, NULL, NULL, ws_arena_printf(view->arena, "%zu", offset - PAGE));
        ws_buffer_puts(out, " rel=\"prev\">Previous page</a> ");
    }
    if (matches && next < total) {
        add_link(out, asked, NULL, NULL, ws_arena_printf(view->arena, "%zu", next));
        ws_buffer_puts(out, " rel=\"next\">Next page</a>");
    }
    ws_buffer_puts(out, "</nav>\n");
}

static void add_count(ws_view *view, const search *asked, const cJSON *answer)
{
    size_t total = ws_json_count(answer, "total"), fallback = ws_json_count(answer, "fallback");
    ws_buffer *out = view->out;
    ws_buffer_printf(out, "<p class=\"summary\"><span><strong>%s%s</strong> statement%s",
                     ws_json_flag(answer, "total_exact") ? "" : "about ", ws_count_text(total).text,
                     total == 1 ? "" : "s");
    if (fallback) ws_buffer_printf(out, ", and %s by the headline or paragraph only", ws_count_text(fallback).text);
    ws_buffer_puts(out, "</span> ");
    add_sorts(out, *asked);
    ws_buffer_puts(out, "</p>\n");
}

/* The same query, otherwise shown or taken away. */
static void add_ways(ws_view *view, const search *asked)
{
    static const char *const ways[][2] = {{"/timeline?q=", "timeline"},
                                          {"/compare?q=", "side by side"},
                                          {"/report?report=sourcing&amp;query=", "sourcing profile"},
                                          {"/api/export?as=html&amp;q=", "quote sheet"},
                                          {"/api/export?as=docx&amp;q=", "quote sheet for Word"},
                                          {"/api/export?as=xlsx&amp;q=", "spreadsheet"}};
    const char *query = compose(view, asked);
    if (!query) return;
    ws_buffer_puts(view->out, "<p class=\"hint\">All of it as");
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        ws_buffer_printf(view->out, "%s <a href=\"%s", i ? " ·" : "", ways[i][0]);
        ws_params_escape(view->out, query);
        ws_buffer_printf(view->out, "\">%s</a>", ways[i][1]);
    }
    ws_buffer_puts(view->out, "</p>\n");
}

/* Several people whom a name may mean. */
static void add_candidates(ws_view *view, const cJSON *answer)
{
    const cJSON *candidates = ws_json_member(answer, "candidates"), *each;
    int shown = 0;
    if (cJSON_GetArraySize(candidates) < 2) return;
    ws_buffer_puts(view->out, "<p class=\"note\">The name may mean ");
    cJSON_ArrayForEach(each, candidates)
    {
        if (shown == 8) break;
        ws_buffer_puts(view->out, shown++ ? ", <a href=\"/speaker" : "<a href=\"/speaker");
        ws_page_query(view->out, "name", ws_json_string(each, "name"), true);
        ws_buffer_puts(view->out, "\">");
        ws_page_text(view->out, ws_json_string(each, "name"));
        ws_buffer_printf(view->out, "</a> (%s)", ws_count_text(ws_json_count(each, "total")).text);
    }
    ws_buffer_puts(view->out, ".</p>\n");
}

static void add_nothing(ws_view *view, const search *asked, const cJSON *answer)
{
    ws_buffer *out = view->out;
    const cJSON *each;
    ws_buffer_puts(out, "<div class=\"nothing\"><h1>Not found</h1>\n");
    add_filters(out, asked);
    cJSON_ArrayForEach(each, ws_json_member(answer, "suggestions"))
    {
        ws_buffer_puts(out, "<p>Nobody says <b>");
        ws_page_text(out, ws_json_string(each, "word"));
        ws_buffer_puts(out, "</b>. Did you mean <a href=\"/");
        ws_page_query(out, "q", ws_json_string(each, "meant"), true);
        ws_buffer_puts(out, "\">");
        ws_page_text(out, ws_json_string(each, "meant"));
        ws_buffer_puts(out, "</a>?</p>\n");
    }
    ws_page_searched(view, answer);
    ws_buffer_puts(out, "</div>\n");
}

static void add_answer(ws_view *view, const search *asked, const cJSON *answer)
{
    const cJSON *statements = ws_json_member(answer, "statements"), *each;
    if (!cJSON_GetArraySize(statements)) {
        add_nothing(view, asked, answer);
        return;
    }
    ws_buffer_puts(view->out, "<div class=\"columns\">\n<section class=\"results\" aria-label=\"Statements\">\n");
    add_filters(view->out, asked);
    add_count(view, asked, answer);
    add_candidates(view, answer);
    cJSON_ArrayForEach(each, statements) ws_page_statement(view, each);
    add_pages(view, asked, answer);
    add_ways(view, asked);
    ws_buffer_puts(view->out, "</section>\n");
    add_facets(view, asked, ws_json_member(answer, "facets"));
    ws_buffer_puts(view->out, "</div>\n");
}

static void add_welcome(ws_view *view)
{
    ws_outcome outcome;
    cJSON *about = ws_view_ask(view, &ws_about_endpoint, NULL, NULL, &outcome);
    if (!about) {
        ws_page_error(view, &outcome);
        return;
    }
    const cJSON *searched = ws_json_member(about, "searched");
    ws_buffer_printf(
        view->out,
        "<div class=\"welcome\"><h1>Who said what, where, and how does the article know?</h1>\n"
        "<p class=\"big\">%s in %s</p>\n"
        "<p>Type words or a name above, or begin with one of these. What stands beside each can be typed as well.</p>\n"
        "<ul class=\"ideas\"><li><a href=\"/speakers\">What somebody said</a> <code>by:name</code></li>"
        "<li><a href=\"/?q=act:denial&amp;sort=-published\">The newest denials</a> <code>act:denial</code></li>"
        "<li><a href=\"/?q=naming:withheld+-has:reason\">Sources without a name, and no reason given</a> "
        "<code>naming:withheld -has:reason</code></li>"
        "<li><a href=\"/?q=*&amp;sort=-published\">Everything, the newest first</a> <code>*</code></li></ul>\n",
        ws_count_of(ws_json_count(searched, "statements"), "statement").text,
        ws_count_of(ws_json_count(searched, "articles"), "article").text);
    ws_buffer_puts(view->out, "</div>\n");
    cJSON_Delete(about);
}

static void show(ws_view *view)
{
    char limit[16];
    ws_outcome outcome;
    search asked = take(view);
    const char *query = compose(view, &asked);
    snprintf(limit, sizeof limit, "%d", PAGE);
    const char *pairs[] = {"q", query, "facets", "1", "limit", limit, "sort", asked.sort, "offset", asked.offset, NULL};
    ws_page_begin(view, query && *query ? query : "Search", "search");
    if (!query || !*query) {
        add_welcome(view);
        ws_page_end(view);
        return;
    }
    cJSON *answer = ws_view_ask(view, &ws_search_endpoint, NULL, pairs, &outcome);
    if (answer)
        add_answer(view, &asked, answer);
    else
        ws_page_error(view, &outcome);
    cJSON_Delete(answer);
    ws_page_end(view);
}

const ws_page ws_search_page = {"/", "GET", show};
