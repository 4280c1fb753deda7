/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire.h"

#include "date.h"
#include "html.h"
#include "lines.h"
#include "metadata.h"
#include "text.h"

#include <string.h>
#include <strings.h>

ws_release ws_wire_release(const char *word)
{
    static const char *const canceled[] = {"canceled", "cancelled", "cancel",   "killed",
                                           "kill",     "withdrawn", "retracted"};
    static const char *const withheld[] = {"withheld", "embargoed", "embargo", "hold"};
    const char *colon = word ? strrchr(word, ':') : NULL;

    if (colon) word = colon + 1;
    for (size_t i = 0; word && i < sizeof canceled / sizeof canceled[0]; i++)
        if (strcasecmp(word, canceled[i]) == 0) return WS_RELEASE_CANCELED;
    for (size_t i = 0; word && i < sizeof withheld / sizeof withheld[0]; i++)
        if (strcasecmp(word, withheld[i]) == 0) return WS_RELEASE_WITHHELD;
    return WS_RELEASE_USABLE;
}

ws_status ws_wire_set(ws_arena *arena, const char **target, const char *value, ws_error *error)
{
    if (*target || ws_is_blank(value)) return WS_OK;
    *target = ws_arena_strdup(arena, value);
    return *target ? WS_OK : ws_no_memory(error);
}

ws_status ws_wire_author(ws_arena *arena, ws_article *article, const char *byline, ws_error *error)
{
    if (article->author || ws_is_blank(byline)) return WS_OK;
    article->author = ws_metadata_author(arena, byline);
    return article->author ? WS_OK : ws_no_memory(error);
}

ws_status ws_wire_language(ws_arena *arena, ws_article *article, const char *language, ws_error *error)
{
    if (article->language || ws_is_blank(language)) return WS_OK;
    article->language = ws_metadata_language(arena, language);
    return article->language ? WS_OK : ws_no_memory(error);
}

ws_status ws_wire_note(ws_arena *arena, ws_article *article, const char *note, ws_error *error)
{
    const char *begin = note ? note + strspn(note, " \t\r\n([") : "";

    /* "CORRECTS", "Correction:", "(Corrected version)" */
    return strncasecmp(begin, "correct", 7) == 0 ? ws_wire_set(arena, &article->correction, note, error) : WS_OK;
}

ws_status ws_wire_text(ws_arena *arena, const char *text, ws_article *article, ws_error *error)
{
    article->text_size = strlen(text);
    article->text = ws_arena_string(arena, text, article->text_size);
    return article->text ? WS_OK : ws_no_memory(error);
}

static bool has_tag(const char *html, size_t size, const char *tag)
{
    size_t length = strlen(tag);

    for (const char *at = memchr(html, '<', size); at; at = memchr(at + 1, '<', size - (size_t)(at + 1 - html)))
        if (size - (size_t)(at - html) > length && strncasecmp(at + 1, tag, length) == 0) return true;
    return false;
}

/* Where blank lines alone part paragraphs, as in what editors write before their system makes it HTML, they become
 * elements. */
static void add_paragraphs(ws_buffer *out, const char *html, size_t size)
{
    static const char *const tags[] = {"p>", "p ", "div", "br", "li>", "h2"};
    size_t ends = 0;
    bool made = false;

    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++) made = made || has_tag(html, size, tags[i]);
    if (made) {
        ws_buffer_add(out, html, size);
        return;
    }
    for (size_t i = 0; i < size; i++) {
        if (html[i] == '\n' && ++ends == 2) ws_buffer_puts(out, "<p>");
        if (!strchr(" \t\r\n", html[i])) ends = 0;
        ws_buffer_putc(out, html[i]);
    }
}

ws_status ws_wire_html(ws_arena *arena, const char *html, size_t size, ws_article *article, ws_error *error)
{
    /* Said to be the body, so that none of it is taken for what stands around an article on a page. */
    static const char begin[] = "<div itemprop=articleBody>", end[] = "</div>";
    ws_buffer whole = WS_BUFFER_INIT(4 * (size_t)WS_HTML_BYTES);
    ws_status status = WS_OK;

    if (!memchr(html, '<', size) && !memchr(html, '&', size))
        return ws_html_fragment(arena, html, size, article, error);
    if (size > WS_HTML_BYTES)
        return ws_fail(error, WS_REFUSED, NULL, "its HTML is larger than %d MiB", WS_HTML_BYTES / (1024 * 1024));
    ws_buffer_puts(&whole, begin);
    add_paragraphs(&whole, html, size);
    ws_buffer_puts(&whole, end);
    status = ws_buffer_status(&whole, error);
    if (status == WS_OK) status = ws_html_fragment(arena, whole.bytes, whole.size, article, error);
    ws_buffer_free(&whole);
    return status;
}

ws_status ws_wire_summary(ws_arena *arena, const char *html, size_t size, ws_article *article, ws_error *error)
{
    article->summary_only = true;
    return ws_wire_html(arena, html, size, article, error);
}

ws_status ws_wire_finish(ws_arena *arena, ws_article *article, ws_error *error)
{
    /* First and last version are one: then there is no update. */
    if (article->updated && article->published && strcmp(article->updated, article->published) == 0)
        article->updated = NULL;
    if (!article->published) {
        article->published = article->updated;
        article->updated = NULL;
    }
    if (!ws_is_blank(article->text)) return ws_text_headings(arena, article, error);
    if (article->release == WS_RELEASE_USABLE) return WS_PASSED;
    return ws_wire_text(arena, article->title ? article->title : ws_value_name(WS_RELEASES, article->release), article,
                        error);
}

ws_status ws_wire_name(ws_arena *arena, const char *path, const char *own, ws_article *article, ws_error *error)
{
    if (article->input_id || article->url) return WS_OK;
    article->input_id = ws_arena_printf(arena, "%s#%s", path, own);
    return article->input_id ? WS_OK : ws_no_memory(error);
}
