/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A statement in its article, with everything else that is said there. */
#include "article_parts.h"
#include "decision_parts.h"
#include "mention_parts.h"

#include <string.h>

extern const ws_endpoint ws_article_endpoint, ws_show_endpoint, ws_responses_endpoint;

/* --- the statement asked for --- */

static void add_row(ws_buffer *out, const char *name, const char *value)
{
    if (!value) return;
    ws_buffer_printf(out, "<dt>%s</dt><dd>", name);
    ws_page_text(out, value);
    ws_buffer_puts(out, "</dd>");
}

/* How the words lead to the speaker. */
static void add_speaker_rows(ws_view *view, const cJSON *statement, const cJSON *answer)
{
    ws_buffer *out = view->out;
    const char *text = ws_json_string(ws_json_member(answer, "article"), "text"), *id = ws_json_string(statement, "id");
    const cJSON *each, *all = ws_json_member(answer, "statements");
    const char *source = ws_json_string(ws_json_member(statement, "source"), "text");
    cJSON_ArrayForEach(each, ws_json_member(statement, "speakers"))
    {
        const char *basis = ws_json_string(each, "basis"), *name = ws_json_string(each, "name");
        ws_buffer_puts(out, "<dt>speaker</dt><dd>");
        if (source) {
            ws_buffer_puts(out, "<span class=\"source\">");
            ws_page_text(out, source);
            ws_buffer_puts(out, "</span>");
        }
        if (basis && strcmp(basis, "none") != 0) {
            ws_buffer_puts(out, " → <i>");
            ws_page_text(out, basis);
            ws_buffer_puts(out, "</i>");
        }
        ws_buffer_puts(out, " → ");
        ws_page_text(out, name ? name : "not found");
        ws_buffer_puts(out, "</dd>");
        if (text && id) ws_page_mentions(view, text, all, each, id);
        add_row(out, "kind", ws_json_string(each, "type"));
        add_row(out, "named", ws_json_string(each, "naming"));
        add_row(out, "role", ws_json_string(each, "role"));
        add_row(out, "of", ws_json_string(each, "affiliation"));
    }
}

static void add_details(ws_view *view, const cJSON *statement, const cJSON *answer)
{
    ws_buffer *out = view->out;
    const cJSON *article = ws_json_member(statement, "article"), *time = ws_json_member(statement, "time"),
                *document = ws_json_member(statement, "document"), *anonymity = ws_json_member(statement, "anonymity"),
                *confidence = ws_json_member(statement, "confidence");
    const char *verb = ws_json_string(ws_json_member(statement, "cue"), "lemma");
    ws_buffer_puts(out, "<dl class=\"facts\">");
    add_speaker_rows(view, statement, answer);
    add_row(out, "verb", verb);
    add_row(out, "form", ws_json_string(statement, "form"));
    add_row(out, "act", ws_json_string(statement, "act"));
    add_row(out, "to", ws_json_string(statement, "addressee"));
    add_row(out, "medium", ws_json_string(statement, "medium"));
    add_row(out, "setting", ws_json_string(statement, "setting"));
    add_row(out, "when", ws_json_string(time, "text"));
    add_row(out, "seen by", ws_json_string(document, "seen_by"));
    add_row(out, "obtained", ws_json_string(document, "obtained"));
    add_row(out, "described as", ws_json_string(anonymity, "descriptor"));
    add_row(out, "reason", ws_json_string(anonymity, "reason"));
    add_row(out, "byline", ws_json_string(article, "author"));
    add_row(out, "first seen", ws_json_string(statement, "first_seen"));
    if (cJSON_IsNumber(confidence)) ws_buffer_printf(out, "<dt>confidence</dt><dd>%.3f</dd>", confidence->valuedouble);
    add_row(out, "id", ws_json_string(statement, "id"));
    ws_buffer_puts(out, "</dl>\n");
}

static void add_form(ws_view *view, const char *id)
{
    ws_buffer *out = view->out;
    ws_buffer_puts(
        out, "<details class=\"correct\"><summary>Correct it</summary><form method=\"post\" action=\"/correct\">");
    ws_page_key(view);
    ws_buffer_puts(out, "<input type=\"hidden\" name=\"id\" value=\"");
    ws_page_text(out, id);
    ws_buffer_puts(out, "\"><label>Speaker <input name=\"speaker\" maxlength=\"500\" class=\"names\"></label>"
                        "<label>Kind of speaker <select name=\"type\"><option value=\"\">as it is");
    for (size_t i = 0; i < ws_value_count(WS_SPEAKER_TYPES); i++)
        ws_buffer_printf(out, "<option>%s", ws_value_name(WS_SPEAKER_TYPES, (int)i));
    ws_buffer_puts(out, "</select></label><label>What it does <select name=\"act\"><option value=\"\">as it is");
    for (size_t i = 0; i < ws_value_count(WS_ACTS); i++)
        ws_buffer_printf(out, "<option>%s", ws_value_name(WS_ACTS, (int)i));
    ws_buffer_puts(out, "</select></label><label>Relayed by <input name=\"via\" maxlength=\"500\"></label>"
                        "<label class=\"box\"><input type=\"checkbox\" name=\"reject\" value=\"1\"> no statement at all"
                        "</label><label>Why <input name=\"why\" maxlength=\"4000\" required></label>"
                        "<label>Who decides <input name=\"as\" maxlength=\"200\" class=\"decider\"></label>"
                        "<button>Keep this decision</button></form></details>\n");
}

static void add_decisions(ws_view *view, const cJSON *shown)
{
    const cJSON *each;
    cJSON_ArrayForEach(each, ws_json_member(shown, "decisions")) ws_page_decision(view, each, view->id);
}

static void add_copies(ws_buffer *out, const cJSON *shown)
{
    const cJSON *copies = ws_json_member(shown, "copies"), *each;
    if (!cJSON_GetArraySize(copies)) return;
    ws_buffer_puts(out, "<h3>The same text elsewhere</h3><ul class=\"plain\">");
    cJSON_ArrayForEach(each, copies)
    {
        const char *title = ws_json_string(each, "title"), *publisher = ws_json_string(each, "publisher");
        ws_buffer_puts(out, "<li>");
        ws_page_web(out, ws_json_string(each, "url"), title ? title : "no headline");
        ws_buffer_puts(out, " ");
        ws_page_text(out, publisher);
        ws_buffer_puts(out, "</li>");
    }
    ws_buffer_puts(out, "</ul>\n");
}

/* What is decided about one of them. */
static void add_link_form(ws_view *view, const char *response, const char *decision, const char *text)
{
    ws_buffer *out = view->out;
    ws_buffer_puts(out, "<form method=\"post\" action=\"/link\">");
    ws_page_key(view);
    ws_buffer_printf(
        out, "<input type=\"hidden\" name=\"decision\" value=\"%s\"><input type=\"hidden\" name=\"response\" value=\"",
        decision);
    ws_page_text(out, response);
    ws_buffer_puts(out, "\"><input type=\"hidden\" name=\"id\" value=\"");
    ws_page_text(out, view->id);
    ws_buffer_puts(out, "\"><input type=\"hidden\" name=\"claim\" value=\"");
    ws_page_text(out, view->id);
    ws_buffer_printf(
        out, "\"><label>Why <input name=\"why\" required maxlength=\"4000\"></label><button>%s</button></form>", text);
}

/* Proposals, never more: each says why it is one. */
static void add_responses(ws_view *view)
{
    ws_outcome outcome;
    ws_buffer *out = view->out;
    cJSON *answer = ws_view_ask(view, &ws_responses_endpoint, view->id, NULL, &outcome);
    const cJSON *each, *sign;
    if (cJSON_GetArraySize(ws_json_member(answer, "responses"))) ws_buffer_puts(out, "<h3>Perhaps answered by</h3>\n");
    cJSON_ArrayForEach(each, ws_json_member(answer, "responses"))
    {
        const cJSON *statement = ws_json_member(each, "statement");
        ws_buffer_puts(out, "<div class=\"response\"><blockquote>");
        ws_page_words(view, statement);
        ws_buffer_puts(out, "</blockquote>");
        ws_page_place(out, statement);
        ws_buffer_puts(out, "<p class=\"hint\">");
        ws_page_text(out, ws_json_string(each, "grade"));
        cJSON_ArrayForEach(sign, ws_json_member(each, "signs"))
        {
            ws_buffer_puts(out, " · ");
            ws_page_text(out, cJSON_GetStringValue(sign));
        }
        ws_buffer_puts(out, "</p>");
        if (view->serving->edit) {
            ws_buffer_puts(out, "<details class=\"correct\"><summary>Decide</summary>");
            add_link_form(view, ws_json_string(statement, "id"), "accept", "It answers this");
            add_link_form(view, ws_json_string(statement, "id"), "reject", "It does not");
            ws_buffer_puts(out, "</details>");
        }
        ws_buffer_puts(out, "</div>\n");
    }
    cJSON_Delete(answer);
}

static void add_aside(ws_view *view, const cJSON *shown, const cJSON *answer)
{
    ws_buffer *out = view->out;
    ws_buffer_puts(out, "<aside class=\"about\"><article class=\"hit selected\" data-id=\"");
    ws_page_text(out, ws_json_string(shown, "id"));
    ws_buffer_puts(out, "\"><h2>");
    ws_page_speakers(out, shown);
    ws_buffer_puts(out, "</h2><blockquote>");
    ws_page_words(view, shown);
    ws_buffer_puts(out, "</blockquote>");
    ws_page_tags(out, shown);
    ws_buffer_puts(out, "<p class=\"actions\"><a class=\"compare\" href=\"/variants/");
    ws_page_text(out, ws_json_string(shown, "id"));
    ws_buffer_puts(out, "\">Where else it stands</a></p></article>\n");
    add_details(view, shown, answer);
    add_decisions(view, shown);
    if (view->serving->edit) add_form(view, ws_json_string(shown, "id"));
    add_copies(out, shown);
    add_responses(view);
    ws_buffer_puts(out, "</aside>\n");
}

/* --- the page --- */

static void add_heading(ws_buffer *out, const cJSON *article)
{
    static const char *const names[] = {"publisher", "author", "section"};
    const char *title = ws_json_string(article, "title"), *published = ws_json_string(article, "published");
    ws_buffer_puts(out, "<h1>");
    ws_page_web(out, ws_json_string(article, "url"), title ? title : "No headline");
    ws_buffer_puts(out, "</h1><p class=\"place\">");
    for (int i = 0; i < 3; i++) {
        ws_page_text(out, ws_json_string(article, names[i]));
        if (ws_json_string(article, names[i])) ws_buffer_puts(out, " · ");
    }
    ws_page_bytes(out, published ? published : "no date", published ? strnlen(published, 10) : 7);
    ws_buffer_puts(out, "</p>\n");
}

static void add_list(ws_view *view, const cJSON *statements, const char *chosen)
{
    ws_buffer *out = view->out;
    const cJSON *each;
    ws_buffer_puts(out, "<section class=\"all\"><h2>All statements of this article</h2><ol>");
    cJSON_ArrayForEach(each, statements)
    {
        const char *id = ws_json_string(each, "id");
        ws_buffer_printf(out, "<li class=\"hit%s\" data-id=\"", id && !strcmp(id, chosen) ? " chosen" : "");
        ws_page_text(out, id);
        ws_buffer_puts(out, "\"><a class=\"open\" href=\"/statement/");
        ws_page_text(out, id);
        ws_buffer_puts(out, "\">");
        ws_page_words(view, each);
        ws_buffer_puts(out, "</a> ");
        ws_page_speakers(out, each);
        ws_buffer_puts(out, "</li>");
    }
    ws_buffer_puts(out, "</ol></section>\n");
}

static void add_page(ws_view *view, const cJSON *answer, const cJSON *shown)
{
    ws_buffer *out = view->out;
    const cJSON *article = ws_json_member(answer, "article"), *statements = ws_json_member(answer, "statements");
    const char *title = ws_json_string(article, "title"), *id = ws_json_string(answer, "statement");
    ws_page_begin(view, title ? title : "Statement", "");
    ws_buffer_puts(out, "<div class=\"columns reading\"><article class=\"article\">\n");
    add_heading(out, article);
    if (ws_json_flag(answer, "withdrawn")) {
        ws_buffer_puts(out, "<p class=\"note\">This article was withdrawn. It is in no search and no export.</p>");
    } else {
        ws_page_legend(out, true);
        ws_page_article(view, ws_json_string(article, "text"), statements, id ? id : "");
    }
    ws_buffer_puts(out, "</article>\n");
    if (!ws_json_flag(answer, "withdrawn")) add_aside(view, shown, answer);
    ws_buffer_puts(out, "</div>\n");
    if (!ws_json_flag(answer, "withdrawn")) add_list(view, statements, id ? id : "");
    ws_page_end(view);
}

static void show(ws_view *view)
{
    ws_outcome outcome;
    cJSON *answer = ws_view_ask(view, &ws_article_endpoint, view->id, NULL, &outcome), *shown = NULL;
    if (answer) shown = ws_view_ask(view, &ws_show_endpoint, view->id, NULL, &outcome);
    if (shown)
        add_page(view, answer, shown);
    else
        ws_page_failure(view, &outcome);
    cJSON_Delete(answer);
    cJSON_Delete(shown);
}

const ws_page ws_statement_page = {"/statement/{id}", "GET", show};
