/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view.h"

#include "count_text.h"
#include "escape.h"

#include <string.h>

/* --- values --- */

/* Embeddings, overrides and isolates, U+202A to U+202E and U+2066 to U+2069: what follows would be read backwards, the
 * date and our own words behind an article's too. */
static bool turns_direction(const char *text, size_t size)
{
    if (size < 3 || text[0] != '\xe2') return false;
    unsigned char last = (unsigned char)text[2];
    return text[1] == '\x80' ? last >= 0xaa && last <= 0xae : text[1] == '\x81' && last >= 0xa6 && last <= 0xa9;
}

void ws_page_bytes(ws_buffer *out, const char *text, size_t size)
{
    static const char replacement[] = "\xef\xbf\xbd";
    for (size_t i = 0; i < size; i++) { /* HTML has no place for other controls */
        if (turns_direction(text + i, size - i)) {
            ws_buffer_puts(out, replacement);
            i += 2;
            continue;
        }
        bool control = (unsigned char)text[i] < ' ' && text[i] != '\n' && text[i] != '\t';
        if (!control) ws_add_escaped(out, text + i, 1);
    }
}

void ws_page_text(ws_buffer *out, const char *text)
{
    if (text) ws_page_bytes(out, text, strlen(text));
}

void ws_page_query(ws_buffer *out, const char *name, const char *value, bool first)
{
    if (!value) return;
    ws_buffer_printf(out, "%s%s=", first ? "?" : "&amp;", name);
    ws_params_escape(out, value);
}

void ws_page_web(ws_buffer *out, const char *url, const char *text)
{
    bool web = url && (!strncasecmp(url, "https://", 8) || !strncasecmp(url, "http://", 7));
    if (web) {
        ws_buffer_puts(out, "<a rel=\"noopener noreferrer external\" href=\"");
        ws_page_text(out, url);
        ws_buffer_puts(out, "\">");
    }
    ws_page_text(out, text);
    if (web) ws_buffer_puts(out, "</a>");
}

bool ws_json_flag(const cJSON *object, const char *name)
{
    return cJSON_IsTrue(ws_json_member(object, name));
}

size_t ws_json_count(const cJSON *object, const char *name)
{
    const cJSON *member = ws_json_member(object, name);
    return cJSON_IsNumber(member) && member->valuedouble > 0 ? (size_t)member->valuedouble : 0;
}

/* --- the frame --- */

/* A new query keeps the conditions and the order. */
static void add_hidden(ws_buffer *out, const ws_param *param)
{
    if (strcmp(param->name, "f") != 0 && strcmp(param->name, "sort") != 0) return;
    ws_buffer_printf(out, "<input type=\"hidden\" name=\"%s\" value=\"", param->name);
    ws_page_text(out, param->value);
    ws_buffer_puts(out, "\">");
}

void ws_page_begin(ws_view *view, const char *title, const char *where)
{
    static const struct {
        const char *name, *path, *text;
    } menu[] = {{"search", "/", "Search"}, {"speakers", "/speakers", "Speakers"}, {"check", "/check", "Check"},
                {"read", "/read", "Read"}, {"report", "/report", "Profile"},      {"basket", "/basket", "Basket"},
                {"decisions", "/decisions", "Corrections"},
                {"help", "/help", "Help"}};
    ws_buffer *out = view->out;
    const char *q = ws_params_get(view->params, "q");
    ws_buffer_puts(out, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    ws_page_text(out, title);
    ws_buffer_puts(out, " · whosaid</title>\n"
                        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                        "<meta name=\"color-scheme\" content=\"light dark\">\n"
                        "<link rel=\"icon\" href=\"/page/icon.svg\" type=\"image/svg+xml\">\n"
                        "<link rel=\"stylesheet\" href=\"/page/style.css\">\n"
                        "<script src=\"/page/page.js\" defer></script>\n</head>\n<body>\n"
                        "<a class=\"skip\" href=\"#main\">Skip to the answer</a>\n<header class=\"top\">\n"
                        "<a class=\"brand\" href=\"/\">whosaid</a>\n"
                        "<form class=\"find\" action=\"/\" role=\"search\"><input id=\"q\" name=\"q\" type=\"search\" "
                        "autocomplete=\"off\" spellcheck=\"false\" maxlength=\"4000\" aria-label=\"Search\" "
                        "placeholder=\"Words, names\" value=\"");
    bool mine = !strcmp(where, "search");
    ws_page_text(out, mine ? q : NULL);
    ws_buffer_puts(out, "\">");
    for (size_t i = 0; mine && i < view->params->count; i++) add_hidden(out, &view->params->items[i]);
    ws_buffer_puts(out, "<button>Search</button></form>\n<nav aria-label=\"Pages\">");
    for (size_t i = 0; i < sizeof menu / sizeof *menu; i++) {
        if (!strcmp(menu[i].name, "read") && !view->serving->read) continue;
        if (!strcmp(menu[i].name, "decisions") && !view->serving->edit) continue;
        ws_buffer_printf(out, "<a href=\"%s\"%s%s>%s</a>", menu[i].path,
                         !strcmp(menu[i].name, where) ? " aria-current=\"page\"" : "",
                         !strcmp(menu[i].name, "basket") ? " id=\"basket-link\"" : "", menu[i].text);
    }
    ws_buffer_puts(out, "</nav>\n</header>\n<main id=\"main\" tabindex=\"-1\">\n");
}

void ws_page_end(ws_view *view)
{
    ws_buffer_puts(view->out,
                   "</main>\n<footer class=\"foot\">Everything stays on this machine. What is not found here may "
                   "still have been said. <a href=\"/help\">Keys and queries</a></footer>\n</body>\n</html>\n");
}

void ws_page_error(ws_view *view, const ws_outcome *outcome)
{
    bool ours = ws_outcome_code(outcome) >= 500;
    ws_buffer_puts(view->out, "<div class=\"error\" role=\"alert\"><p>");
    ws_page_text(view->out, ours ? "The index could not be asked; the server's log says why." : outcome->error.message);
    if (!ours && outcome->error.column) ws_buffer_printf(view->out, " (at character %zu)", outcome->error.column);
    ws_buffer_puts(view->out, "</p>");
    if (!ours && *outcome->error.hint) {
        ws_buffer_puts(view->out, "<p class=\"hint\">");
        ws_page_text(view->out, outcome->error.hint);
        ws_buffer_puts(view->out, "</p>");
    }
    ws_buffer_puts(view->out, "</div>\n");
    if (view->code == 200) view->code = ws_outcome_code(outcome);
    if (ours && view->failed.status == WS_OK) view->failed = *outcome;
}

void ws_page_failure(ws_view *view, const ws_outcome *outcome)
{
    ws_page_begin(view, outcome->status == WS_NOT_FOUND ? "Not found" : "That did not work", "");
    ws_page_error(view, outcome);
    ws_page_end(view);
}

void ws_page_key(ws_view *view)
{
    ws_buffer_puts(view->out, "<input type=\"hidden\" name=\"key\" value=\"");
    ws_page_text(view->out, view->serving->key);
    ws_buffer_puts(view->out, "\">");
}

/* --- what was searched --- */

static void add_outlets(ws_buffer *out, const cJSON *outlets)
{
    enum { MOST = 12 };
    int count = cJSON_GetArraySize(outlets), shown = 0;
    const cJSON *each;
    cJSON_ArrayForEach(each, outlets)
    {
        if (shown == MOST) break;
        ws_buffer_puts(out, shown++ ? ", " : ", by ");
        ws_page_text(out, cJSON_GetStringValue(each));
    }
    if (count > shown) ws_buffer_printf(out, " and %d more", count - shown);
}

void ws_page_searched(ws_view *view, const cJSON *answer)
{
    ws_buffer *out = view->out;
    const cJSON *searched = ws_json_member(answer, "searched");
    const char *oldest = ws_json_string(searched, "oldest"), *newest = ws_json_string(searched, "newest");
    if (!searched) return;
    ws_buffer_printf(out, "<p class=\"searched\">Searched: %s in %s",
                     ws_count_of(ws_json_count(searched, "statements"), "statement").text,
                     ws_count_of(ws_json_count(searched, "articles"), "article").text);
    if (oldest && newest) {
        ws_buffer_puts(out, ", published ");
        ws_page_text(out, oldest);
        ws_buffer_puts(out, " to ");
        ws_page_text(out, newest);
    }
    if (ws_json_count(searched, "undated"))
        ws_buffer_printf(out, " (%s without a date)", ws_count_text(ws_json_count(searched, "undated")).text);
    add_outlets(out, ws_json_member(searched, "outlets"));
    ws_buffer_puts(out,
                   ".</p>\n<p class=\"searched\">This proves nothing about what was said: the archive may lack the "
                   "article, or the reader may have missed or misread the words.</p>\n");
}

/* --- asking --- */

cJSON *ws_view_ask(ws_view *view, const ws_endpoint *endpoint, const char *id, const char *const *pairs,
                   ws_outcome *outcome)
{
    ws_params params = {.items = ws_arena_array(view->arena, WS_PARAMS_MOST, sizeof(ws_param))};
    ws_buffer answer = WS_BUFFER_INIT(WS_ANSWER_BYTES);
    cJSON *json = NULL;
    *outcome = (ws_outcome){.status = params.items ? WS_OK : ws_no_memory(&outcome->error)};
    if (!params.items) return NULL;
    for (; pairs && pairs[0] && params.count < WS_PARAMS_MOST; pairs += 2)
        if (pairs[1]) params.items[params.count++] = (ws_param){pairs[0], pairs[1]};
    *outcome = ws_endpoint_run(view->serving, endpoint, id, &params, &answer);
    if (outcome->status == WS_OK)
        outcome->status = ws_json_read(answer.size ? answer.bytes : "", answer.size, &json, &outcome->error);
    ws_buffer_free(&answer);
    return json;
}
