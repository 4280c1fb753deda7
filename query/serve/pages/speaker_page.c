/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One speaker: how often, when, in what form, to whom; and the statements. */
#include "count_text.h"
#include "view.h"

#include <string.h>

extern const ws_endpoint ws_speaker_endpoint;

static const cJSON *facet_of(const cJSON *answer, const char *name)
{
    const cJSON *facet;
    cJSON_ArrayForEach(facet, ws_json_member(answer, "facets"))
    {
        const char *found = ws_json_string(facet, "name");
        if (found && !strcmp(found, name)) return ws_json_member(facet, "values");
    }
    return NULL;
}

/* Shares as a list with bars; the bar says nothing that the number does not. */
static void add_shares(ws_buffer *out, const cJSON *answer, const char *name, const char *title)
{
    enum { MOST = 6 };
    const cJSON *values = facet_of(answer, name), *each;
    size_t all = 0;
    int shown = 0;
    cJSON_ArrayForEach(each, values) all += ws_json_count(each, "count");
    if (!all) return;
    ws_buffer_printf(out, "<section><h2>%s</h2><ul class=\"shares\">", title);
    cJSON_ArrayForEach(each, values)
    {
        size_t count = ws_json_count(each, "count");
        if (shown++ == MOST) break;
        ws_buffer_puts(out, "<li><span class=\"value\">");
        ws_page_text(out, ws_json_string(each, "value"));
        ws_buffer_printf(
            out, "</span><meter min=\"0\" max=\"%zu\" value=\"%zu\"></meter><span class=\"count\">%s</span></li>", all,
            count, ws_count_text(count).text);
    }
    ws_buffer_puts(out, "</ul></section>\n");
}

static void add_aliases(ws_buffer *out, const cJSON *speaker)
{
    const cJSON *each;
    bool any = false;
    cJSON_ArrayForEach(each, ws_json_member(speaker, "aliases"))
    {
        ws_buffer_puts(out, any ? ", " : "<p class=\"place\">also written ");
        ws_page_text(out, ws_json_string(each, "name"));
        any = true;
    }
    if (any) ws_buffer_puts(out, "</p>\n");
}

static void add_who(ws_buffer *out, const cJSON *speaker)
{
    const cJSON *forms = ws_json_member(speaker, "forms");
    ws_buffer_puts(out, "<h1>");
    ws_page_text(out, ws_json_string(speaker, "name"));
    ws_buffer_puts(out, "</h1>\n");
    add_aliases(out, speaker);
    if (ws_json_flag(speaker, "perhaps_several"))
        ws_buffer_puts(out,
                       "<p class=\"note\">The same name, perhaps several people: nothing but the name says that they "
                       "are one.</p>\n");
    ws_buffer_printf(out, "<p class=\"place\">%s: %s, %s, %s</p>\n",
                     ws_count_of(ws_json_count(speaker, "total"), "statement").text,
                     ws_count_of(ws_json_count(forms, "direct"), "quote").text,
                     ws_count_of(ws_json_count(forms, "mixed"), "part-quote").text,
                     ws_count_of(ws_json_count(forms, "indirect"), "paraphrase").text);
}

static void add_statements(ws_view *view, const cJSON *answer, const char *name)
{
    const cJSON *each;
    ws_buffer *out = view->out;
    const cJSON *statements = ws_json_member(answer, "statements");
    size_t next = ws_json_count(answer, "offset") + (size_t)cJSON_GetArraySize(statements);
    ws_buffer_puts(out, "<p class=\"summary\">The newest first</p>\n");
    cJSON_ArrayForEach(each, statements) ws_page_statement(view, each);
    if (next >= ws_json_count(answer, "total")) return;
    ws_buffer_puts(out, "<nav class=\"pages\"><a rel=\"next\" href=\"/speaker");
    ws_page_query(out, "name", name, true);
    ws_page_query(out, "offset", ws_arena_printf(view->arena, "%zu", next), false);
    ws_buffer_puts(out, "\">Next page</a></nav>\n");
}

/* --- the profile --- */

static void add_roles(ws_buffer *out, const cJSON *roles)
{
    const cJSON *each;
    if (!cJSON_GetArraySize(roles)) return;
    ws_buffer_puts(out, "<section><h2>Roles, as articles give them</h2><ul class=\"roles\">");
    cJSON_ArrayForEach(each, roles)
    {
        const char *first = ws_json_string(each, "first"), *last = ws_json_string(each, "last");
        ws_buffer_puts(out, "<li><span>");
        ws_page_text(out, ws_json_string(each, "role"));
        ws_buffer_printf(out, "</span><span class=\"count\">%s</span><span class=\"days\">",
                         ws_count_text(ws_json_count(each, "count")).text);
        ws_page_text(out, first);
        if (first && last && strcmp(first, last) != 0) ws_buffer_puts(out, " – ");
        if (first && last && strcmp(first, last) != 0) ws_page_text(out, last);
        ws_buffer_puts(out, "</span></li>");
    }
    ws_buffer_puts(out, "</ul></section>\n");
}

/* Each word leads to what this speaker says with it. */
static void add_topics(ws_view *view, const cJSON *topics, const char *name)
{
    enum { MOST = 12 };
    ws_buffer *out = view->out;
    const cJSON *each;
    int shown = 0;
    if (!cJSON_GetArraySize(topics) || strchr(name, '"')) return;
    ws_buffer_puts(out, "<section><h2>Speaks of, more than others do</h2><p>");
    cJSON_ArrayForEach(each, topics)
    {
        const char *word = ws_json_string(each, "word");
        if (!word || strchr(word, '"') || shown++ == MOST) break;
        ws_buffer_puts(out, "<a href=\"/");
        ws_page_query(out, "q", ws_arena_printf(view->arena, "by:\"%s\" said:\"%s\"", name, word), true);
        ws_buffer_puts(out, "\">");
        ws_page_text(out, word);
        ws_buffer_puts(out, "</a> ");
    }
    ws_buffer_puts(out, "</p></section>\n");
}

static void add_end(ws_buffer *out, const cJSON *profile, const char *which, const char *title)
{
    const cJSON *statement = ws_json_member(profile, which);
    const char *said = ws_json_string(ws_json_member(statement, "time"), "date");
    if (!cJSON_IsObject(statement)) return;
    ws_buffer_printf(out, "<section><h2>%s</h2>", title);
    if (said) {
        ws_buffer_puts(out, "<p class=\"place\">said ");
        ws_page_text(out, said);
        ws_buffer_puts(out, "</p>");
    }
    ws_page_place(out, statement);
    ws_buffer_puts(out, "</section>\n");
}

static void add_profile(ws_view *view, const cJSON *profile, const char *name)
{
    if (!profile) return;
    add_roles(view->out, ws_json_member(profile, "roles"));
    add_topics(view, ws_json_member(profile, "topics"), name);
    add_end(view->out, profile, "first", "First");
    add_end(view->out, profile, "last", "Last");
}

/* All of a speaker. NULL: the name can't be asked for. */
static const char *query_of(ws_view *view, const char *name)
{
    return strchr(name, '"') ? NULL : ws_arena_printf(view->arena, "by:\"%s\"", name);
}

/* What else there is about a speaker. */
static void add_links(ws_view *view, const char *name)
{
    ws_buffer *out = view->out;
    const char *query = query_of(view, name);
    ws_buffer_puts(out, "<p class=\"place\"><a href=\"/report?report=speaker");
    ws_page_query(out, "subject", name, false);
    ws_buffer_puts(out, "\">Sourcing profile</a>");
    if (query) {
        ws_buffer_puts(out, " · <a href=\"/timeline");
        ws_page_query(out, "q", query, true);
        ws_buffer_puts(out, "\">Timeline</a> · <a href=\"/compare");
        ws_page_query(out, "q", query, true);
        ws_buffer_puts(out, "\">Side by side</a>");
    }
    ws_buffer_puts(out, "</p>\n");
}

static void add_page(ws_view *view, const cJSON *found, const char *name)
{
    ws_buffer *out = view->out;
    const cJSON *answer = ws_json_member(found, "answer");
    add_who(out, ws_json_member(found, "speaker"));
    add_links(view, name);
    ws_page_months(out, facet_of(answer, "month"), query_of(view, name));
    ws_buffer_puts(out, "<div class=\"columns\"><section class=\"results\">\n");
    add_statements(view, answer, name);
    ws_buffer_puts(out, "</section><aside class=\"facets profile\">\n");
    add_profile(view, ws_json_member(found, "profile"), name);
    add_shares(out, answer, "form", "In what form");
    add_shares(out, answer, "act", "What it does");
    add_shares(out, answer, "naming", "Named");
    add_shares(out, answer, "outlet", "Where");
    add_shares(out, answer, "addressee", "Said to");
    add_shares(out, answer, "via", "Relayed by");
    ws_buffer_puts(out, "</aside></div>\n");
}

static void show(ws_view *view)
{
    ws_outcome outcome;
    const char *name = ws_params_get(view->params, "name");
    const char *offset = ws_params_get(view->params, "offset");
    const char *pairs[] = {"name", name, "profile", offset ? "0" : "1", "offset", offset, NULL};
    cJSON *found = ws_view_ask(view, &ws_speaker_endpoint, NULL, pairs, &outcome);
    ws_page_begin(view, name ? name : "Speaker", "speakers");
    if (found)
        add_page(view, found, name);
    else
        ws_page_error(view, &outcome);
    cJSON_Delete(found);
    ws_page_end(view);
}

const ws_page ws_speaker_page = {"/speaker", "GET", show};
