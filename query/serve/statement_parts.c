/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view.h"

#include <stdlib.h>
#include <string.h>

/* --- who --- */

static bool is_unnamed(const cJSON *speaker)
{
    const char *naming = ws_json_string(speaker, "naming"), *type = ws_json_string(speaker, "type");
    return !ws_json_string(speaker, "id") || (naming && (!strcmp(naming, "insider") || !strcmp(naming, "withheld"))) ||
           (type && (!strcmp(type, "anonymous") || !strcmp(type, "group")));
}

static void add_basis(ws_buffer *out, const cJSON *statement, const cJSON *speaker)
{
    const char *basis = ws_json_string(speaker, "basis"), *name = ws_json_string(speaker, "name");
    const char *source = ws_json_string(ws_json_member(statement, "source"), "text");
    if (!basis || !strcmp(basis, "named") || !strcmp(basis, "none")) return;
    if (!source || !strcmp(basis, "corrected") || (name && !strcasecmp(name, source))) return;
    ws_buffer_puts(out, " <span class=\"basis\">found by <i>");
    ws_page_text(out, source);
    ws_buffer_puts(out, "</i></span>");
}

static void add_speaker(ws_buffer *out, const cJSON *speaker)
{
    const char *name = ws_json_string(speaker, "name"), *role = ws_json_string(speaker, "role"),
               *affiliation = ws_json_string(speaker, "affiliation");
    bool unnamed = is_unnamed(speaker);
    if (!name) {
        ws_buffer_puts(out, "<span class=\"who open\">Speaker not found</span>");
        return;
    }
    ws_buffer_puts(out, unnamed ? "<span class=\"who\">" : "<a class=\"who\" href=\"/speaker");
    if (!unnamed) {
        ws_page_query(out, "name", name, true);
        ws_buffer_puts(out, "\">");
    }
    ws_page_text(out, name);
    ws_buffer_puts(out, unnamed ? "</span> <span class=\"tag\">unnamed</span>" : "</a>");
    if (role && !(unnamed && strcasestr(name, role))) {
        ws_buffer_puts(out, " <span class=\"role\">");
        ws_page_text(out, role);
        ws_buffer_puts(out, "</span>");
    }
    if (affiliation && !(role && strcasestr(role, affiliation))) { /* "Treasury Secretary" says it */
        ws_buffer_puts(out, " <span class=\"role\">");
        ws_page_text(out, affiliation);
        ws_buffer_puts(out, "</span>");
    }
}

void ws_page_speakers(ws_buffer *out, const cJSON *statement)
{
    const cJSON *speakers = ws_json_member(statement, "speakers"), *each;
    bool any = false;
    cJSON_ArrayForEach(each, speakers)
    {
        if (any) ws_buffer_puts(out, " <span class=\"and\">and</span> ");
        add_speaker(out, each);
        if (!any) add_basis(out, statement, each);
        any = true;
    }
    if (any) return;
    ws_buffer_puts(out, ws_json_flag(statement, "unresolved")
                            ? "<span class=\"who open\">Speaker not found</span>"
                            : "<span class=\"who open\">The text names no speaker</span>");
}

/* --- the words --- */

typedef struct edge {
    size_t at;
    int role; /* 1 source, 2 cue, 4 content; negative: it ends */
} edge;

enum { MOST_EDGES = 400 };

static void add_edges(const cJSON *part, int role, edge *edges, size_t *count)
{
    const cJSON *pair;
    cJSON_ArrayForEach(pair, ws_json_member(part, "spans"))
    {
        const cJSON *begin = cJSON_GetArrayItem(pair, 0), *end = cJSON_GetArrayItem(pair, 1);
        if (!cJSON_IsNumber(begin) || !cJSON_IsNumber(end) || *count + 2 > MOST_EDGES) return;
        edges[(*count)++] = (edge){(size_t)begin->valuedouble, role};
        edges[(*count)++] = (edge){(size_t)end->valuedouble, -role};
    }
}

static int compare_edges(const void *left_, const void *right_)
{
    const edge *left = left_, *right = right_;
    return left->at != right->at ? (left->at < right->at ? -1 : 1) : left->role - right->role;
}

static const char *role_class(int roles)
{
    if (roles & 2) return "cue";
    if (roles & 1) return "source";
    return roles & 4 ? "content" : NULL;
}

/* verbatim is the article's text from the first span to the last: places count from there. */
void ws_page_words(ws_view *view, const cJSON *statement)
{
    static const char *const parts[] = {"source", "cue", "content"};
    const char *words = ws_json_string(statement, "verbatim");
    edge edges[MOST_EDGES];
    size_t count = 0, from = 0;
    int roles = 0;
    if (!words) return;
    for (int i = 0; i < 3; i++) add_edges(ws_json_member(statement, parts[i]), 1 << i, edges, &count);
    qsort(edges, count, sizeof *edges, compare_edges);
    const ws_offsets *offsets = ws_offsets_new(view->arena, words, strlen(words));
    for (size_t i = 0; offsets && i <= count; i++) {
        size_t to = i < count ? ws_offsets_byte(offsets, edges[i].at - edges[0].at) : strlen(words);
        const char *name = role_class(roles);
        if (to > from) {
            if (name) ws_buffer_printf(view->out, "<span class=\"%s\">", name);
            ws_page_bytes(view->out, words + from, to - from);
            if (name) ws_buffer_puts(view->out, "</span>");
            from = to;
        }
        if (i < count) roles = edges[i].role > 0 ? roles | edges[i].role : roles & ~-edges[i].role;
    }
}

void ws_page_legend(ws_buffer *out, bool mentions)
{
    ws_buffer_puts(out, "<p class=\"legend\"><span class=\"source\">source</span> who is named as saying it "
                        "<span class=\"cue\">cue</span> the words that say so "
                        "<span class=\"content\">content</span> what is said");
    if (mentions) ws_buffer_puts(out, " <span class=\"mention\">boxed</span> its speaker");
    ws_buffer_puts(out, "</p>\n");
}

/* --- what is to be known --- */

static void add_tag(ws_buffer *out, const char *kind, const char *before, const char *text)
{
    if (!text) return;
    ws_buffer_printf(out, "<span class=\"tag%s%s\">%s", *kind ? " tag-" : "", kind, before);
    ws_page_text(out, text);
    ws_buffer_puts(out, "</span> ");
}

/* "via A, then B": nearest the reporter last, as the record has it. */
static void add_chain(ws_buffer *out, const cJSON *statement)
{
    const cJSON *via = ws_json_member(statement, "via"), *each;
    bool any = false;
    cJSON_ArrayForEach(each, via)
    {
        const char *name = ws_json_string(each, "name");
        ws_buffer_puts(out, any ? ", then " : "<span class=\"tag tag-chain\">relayed by ");
        ws_page_text(out, name ? name : "somebody");
        any = true;
    }
    if (any) ws_buffer_puts(out, "</span> ");
    if (!any && cJSON_IsFalse(ws_json_member(statement, "firsthand")))
        add_tag(out, "chain", "",
                cJSON_GetArraySize(ws_json_member(statement, "rests_on")) ? "rests on another statement"
                                                                          : "not first-hand");
}

static const char *other_than(const cJSON *statement, const char *name, const char *usual)
{
    const char *value = ws_json_string(statement, name);
    return value && strcmp(value, usual) != 0 ? value : NULL;
}

void ws_page_tags(ws_buffer *out, const cJSON *statement)
{
    const char *form = ws_json_string(statement, "form"), *act = other_than(statement, "act", "statement");
    const char *match = other_than(statement, "match", "content"), *part = other_than(statement, "part", "body");
    const cJSON *anonymity = ws_json_member(statement, "anonymity");
    ws_buffer_puts(out, "<p class=\"tags\">");
    add_tag(out, "", "", other_than(statement, "status", "current"));
    add_tag(out, "act", "", act);
    add_tag(out, "", "", ws_json_string(ws_json_member(statement, "response"), "kind"));
    if (form)
        add_tag(out, "", "", !strcmp(form, "direct") ? "quote" : !strcmp(form, "mixed") ? "part-quote" : "paraphrase");
    if (ws_json_flag(statement, "negated")) add_tag(out, "act", "", "negated");
    add_chain(out, statement);
    add_tag(out, "", "name kept back ", ws_json_string(anonymity, "reason"));
    add_tag(out, "", "in the ", part);
    if (ws_json_flag(statement, "translated")) add_tag(out, "", "", "translated");
    add_tag(out, "", "said ", ws_json_string(ws_json_member(statement, "time"), "date"));
    add_tag(out, "", "to ", ws_json_string(statement, "addressee"));
    if (match) add_tag(out, "", "words found in the ", !strcmp(match, "headline") ? "headline only" : "paragraph only");
    if (cJSON_GetArraySize(ws_json_member(statement, "corrected"))) add_tag(out, "mark", "", "corrected");
    if (ws_json_flag(statement, "rejected")) add_tag(out, "mark", "", "rejected");
    ws_buffer_puts(out, "</p>\n");
}

void ws_page_place(ws_buffer *out, const cJSON *statement)
{
    const cJSON *article = ws_json_member(statement, "article");
    const char *published = ws_json_string(article, "published"), *title = ws_json_string(article, "title"),
               *publisher = ws_json_string(article, "publisher"), *id = ws_json_string(statement, "id");
    ws_buffer_puts(out, "<p class=\"place\">");
    ws_page_text(out, publisher ? publisher : "No outlet");
    ws_buffer_puts(out, " · ");
    ws_page_bytes(out, published ? published : "no date", published ? strnlen(published, 10) : 7);
    ws_buffer_puts(out, " · <a class=\"open\" href=\"/statement/");
    ws_page_text(out, id);
    ws_buffer_puts(out, "\">");
    ws_page_text(out, title ? title : "no headline");
    ws_buffer_puts(out, "</a></p>\n");
}

/* --- one of a list --- */

static const char *relation_words(const char *relation)
{
    if (!relation || !strcmp(relation, "equal")) return "same words";
    if (!strcmp(relation, "differs")) return "words differ";
    return !strcmp(relation, "shorter") ? "shorter" : "longer";
}

static void add_same(ws_buffer *out, const cJSON *statement)
{
    const cJSON *same = ws_json_member(statement, "same_quotation"), *each;
    int count = cJSON_GetArraySize(same);
    if (!count) return;
    ws_buffer_printf(out, "<details class=\"same\"><summary>The same quotation in %d other%s</summary><ul>", count,
                     count == 1 ? "" : "s");
    cJSON_ArrayForEach(each, same)
    {
        const char *published = ws_json_string(each, "published"), *publisher = ws_json_string(each, "publisher");
        const char *title = ws_json_string(each, "title");
        ws_buffer_printf(out, "<li><span class=\"tag\">%s</span> <a href=\"/statement/",
                         relation_words(ws_json_string(each, "relation")));
        ws_page_text(out, ws_json_string(each, "id"));
        ws_buffer_puts(out, "\">");
        ws_page_text(out, title ? title : "no headline");
        ws_buffer_puts(out, "</a> ");
        ws_page_text(out, publisher ? publisher : "no outlet");
        ws_buffer_puts(out, " · ");
        ws_page_bytes(out, published ? published : "no date", published ? strnlen(published, 10) : 7);
        ws_buffer_puts(out, "</li>");
    }
    ws_buffer_puts(out, "</ul><p><a class=\"compare\" href=\"/variants/");
    ws_page_text(out, ws_json_string(statement, "id"));
    ws_buffer_puts(out, "\">Compare the words</a></p></details>\n");
}

void ws_page_statement(ws_view *view, const cJSON *statement)
{
    ws_buffer *out = view->out;
    ws_buffer_puts(out, "<article class=\"hit\" data-id=\"");
    ws_page_text(out, ws_json_string(statement, "id"));
    ws_buffer_puts(out, "\">\n<h3>");
    ws_page_speakers(out, statement);
    ws_buffer_puts(out, "</h3>\n<blockquote>");
    ws_page_words(view, statement);
    ws_buffer_puts(out, "</blockquote>\n");
    ws_page_tags(out, statement);
    ws_page_place(out, statement);
    add_same(out, statement);
    ws_buffer_puts(out, "</article>\n");
}

/* --- differences --- */

void ws_page_difference(ws_buffer *out, const cJSON *difference)
{
    const cJSON *run;
    ws_buffer_puts(out, "<p class=\"diff\">");
    cJSON_ArrayForEach(run, difference)
    {
        const char *first = ws_json_string(run, "first"), *second = ws_json_string(run, "second");
        const cJSON *negation = ws_json_member(run, "negation");
        bool sharp = (cJSON_IsNumber(negation) && negation->valuedouble != 0) || ws_json_flag(run, "modality");
        const char *strong = sharp ? " class=\"sharp\"" : "";
        if (ws_json_flag(run, "same")) {
            ws_page_text(out, second);
        } else {
            if (first) ws_buffer_printf(out, "<del%s>", strong);
            ws_page_text(out, first);
            if (first) ws_buffer_puts(out, "</del>");
            if (first && second) ws_buffer_putc(out, ' ');
            if (second) ws_buffer_printf(out, "<ins%s>", strong);
            ws_page_text(out, second);
            if (second) ws_buffer_puts(out, "</ins>");
        }
        ws_buffer_putc(out, ' ');
    }
    ws_buffer_puts(out, "</p>\n");
}
