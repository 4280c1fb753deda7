/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "feed_item.h"

#include "html.h"
#include "lines.h"
#include "nitf.h"
#include "wire.h"

#include <string.h>
#include <strings.h>

#define CONTENT_SPACE "http://purl.org/rss/1.0/modules/content/"
#define DUBLIN_CORE_SPACE "http://purl.org/dc/elements/1.1/"
#define DUBLIN_TERMS_SPACE "http://purl.org/dc/terms/"

/* Is the namespace the feed's own: RSS 2.0 has none, RSS 1.0 and Atom each one? Extensions bring titles and
 * descriptions of other things. */
static bool is_own_space(const char *space)
{
    static const char *const own[] = {"", "http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#",
                                      "http://purl.org/rss/1.0/"};

    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
        if (strcmp(space, own[i]) == 0) return true;
    return false;
}

/* First child of the name: of the feed's own namespace (NULL), or of another. */
static const ws_xml_node *child_of(const ws_xml_node *item, const char *space, const char *name)
{
    const ws_xml_node *child = ws_xml_child(item, name);

    while (child && !(space ? strcmp(child->space, space) == 0 : is_own_space(child->space)))
        child = ws_xml_sibling(child, name);
    return child;
}

/* Titles hold HTML, escaped once or twice. */
static ws_status set_title(ws_arena *arena, ws_article *article, const ws_xml_node *node, ws_error *error)
{
    const char *line = ws_xml_line(arena, node);

    if (line) line = ws_html_line(arena, line, strlen(line));
    return line ? ws_wire_set(arena, &article->title, line, error) : ws_no_memory(error);
}

static bool is_address(const char *text)
{
    return strncasecmp(text, "http://", 7) == 0 || strncasecmp(text, "https://", 8) == 0;
}

/* The page of an entry: RSS writes the address, Atom has it in an attribute, among others. */
static ws_status set_url(ws_arena *arena, const ws_xml_node *item, ws_article *article, ws_error *error)
{
    const ws_xml_node *link = child_of(item, NULL, "link");

    for (; link && !article->url; link = ws_xml_sibling(link, "link")) {
        const char *relation = ws_xml_value(link, "rel");
        const char *address = ws_xml_value(link, "href");

        if (!is_own_space(link->space) || (relation && strcasecmp(relation, "alternate") != 0)) continue;
        if (!address) address = ws_xml_line(arena, link);
        if (!address) return ws_no_memory(error);
        if (is_address(address)) article->url = address;
    }
    return WS_OK;
}

static ws_status set_identity(ws_arena *arena, const ws_xml_node *item, ws_article *article, ws_error *error)
{
    const ws_xml_node *guid = child_of(item, NULL, "guid");
    ws_status status = set_url(arena, item, article, error);

    if (!guid) guid = child_of(item, NULL, "id");
    if (status == WS_OK) status = ws_xml_set(arena, &article->input_id, guid, error);
    if (!article->url && article->input_id && is_address(article->input_id)) article->url = article->input_id;
    return status;
}

/* "desk@paper.example (Ann Lee)" is how RSS wants an author. */
static const char *name_in_address(ws_arena *arena, const char *line)
{
    const char *open = strchr(line, '(');
    const char *close = open ? strrchr(open, ')') : NULL;
    const char *at = strchr(line, '@');

    if (!at) return line;
    return close && close > open + 1 ? ws_arena_string(arena, open + 1, (size_t)(close - open - 1)) : "";
}

static ws_status set_authors(ws_arena *arena, const ws_xml_node *item, const char *space, const char *name,
                             ws_article *article, ws_error *error)
{
    const ws_xml_node *author = child_of(item, space, name);
    ws_buffer joined = WS_BUFFER_INIT(4096);
    const char *line = "";
    ws_status status = WS_OK;

    for (; author && line; author = ws_xml_sibling(author, name)) {
        const ws_xml_node *inner = ws_xml_child(author, "name");

        line = ws_xml_line(arena, inner ? inner : author);
        if (line) line = name_in_address(arena, line);
        if (line && *line) ws_buffer_printf(&joined, "%s%s", joined.size ? ", " : "", line);
    }
    if (!line) status = ws_no_memory(error);
    if (status == WS_OK && joined.size && !joined.failed) status = ws_wire_author(arena, article, joined.bytes, error);
    ws_buffer_free(&joined);
    return status;
}

static ws_status set_dates(ws_arena *arena, const ws_xml_node *item, ws_article *article, ws_error *error)
{
    static const char *const published[][2] = {{NULL, "pubDate"},
                                               {NULL, "published"},
                                               {DUBLIN_CORE_SPACE, "date"},
                                               {DUBLIN_TERMS_SPACE, "created"},
                                               {NULL, "issued"}};
    static const char *const updated[][2] = {{NULL, "updated"}, {DUBLIN_TERMS_SPACE, "modified"}, {NULL, "modified"}};
    ws_status status = WS_OK;

    for (size_t i = 0; i < sizeof published / sizeof published[0] && status == WS_OK; i++)
        status = ws_xml_set(arena, &article->published, child_of(item, published[i][0], published[i][1]), error);
    for (size_t i = 0; i < sizeof updated / sizeof updated[0] && status == WS_OK; i++)
        status = ws_xml_set(arena, &article->updated, child_of(item, updated[i][0], updated[i][1]), error);
    return status;
}

static ws_status set_metadata(ws_arena *arena, const ws_xml_node *item, ws_article *article, ws_error *error)
{
    const ws_xml_node *category = child_of(item, NULL, "category");
    const ws_xml_node *source = child_of(item, NULL, "source");
    const ws_xml_node *source_title = ws_xml_child(source, "title");
    const char *language = ws_xml_line(arena, child_of(item, DUBLIN_CORE_SPACE, "language"));
    ws_status status = set_identity(arena, item, article, error);

    if (!language) return ws_no_memory(error);
    if (status == WS_OK) status = set_title(arena, article, child_of(item, NULL, "title"), error);
    if (status == WS_OK) status = set_authors(arena, item, DUBLIN_CORE_SPACE, "creator", article, error);
    if (status == WS_OK) status = set_authors(arena, item, NULL, "author", article, error);
    if (status == WS_OK) status = ws_wire_set(arena, &article->section, ws_xml_value(category, "term"), error);
    if (status == WS_OK) status = ws_xml_set(arena, &article->section, category, error);
    if (status == WS_OK) status = set_dates(arena, item, article, error);
    if (status == WS_OK)
        status = ws_xml_set(arena, &article->publisher, child_of(item, DUBLIN_CORE_SPACE, "publisher"), error);
    if (status == WS_OK) status = ws_xml_set(arena, &article->publisher, source_title ? source_title : source, error);
    if (status == WS_OK) status = ws_wire_language(arena, article, language, error);
    return status == WS_OK ? ws_wire_language(arena, article, ws_xml_value(item, "lang"), error) : status;
}

/* --- text --- */

/* What the last paragraph says is of the feed, not of the article: "The post X appeared first on Y." */
static ws_status drop_signature(ws_arena *arena, ws_article *article, ws_error *error)
{
    static const char begin[] = "The post ", middle[] = " appeared first on ";
    size_t size = article->text_size;
    const char *last = memrchr(article->text, '\n', size);

    last = last ? last + 1 : article->text;
    if (strncmp(last, begin, sizeof begin - 1) != 0 || !strstr(last, middle)) return WS_OK;
    size = (size_t)(last - article->text);
    while (size > 0 && article->text[size - 1] == '\n') size--;
    article->text_size = size;
    article->text = ws_arena_string(arena, article->text, size);
    return article->text ? WS_OK : ws_no_memory(error);
}

/* XHTML stands as elements, anything else as text that is HTML. */
static ws_status read_text(ws_arena *arena, const ws_xml_node *node, ws_article *article, ws_error *error)
{
    const char *type = ws_xml_value(node, "type");
    const char *text;
    ws_status status;

    if (type && strcasestr(type, "xhtml")) return ws_nitf_body(arena, node, article, error);
    text = ws_xml_text(arena, node);
    if (!text) return ws_no_memory(error);
    if (type && (strcasecmp(type, "text") == 0 || strcasecmp(type, "text/plain") == 0))
        return ws_wire_text(arena, text, article, error);
    status = ws_wire_html(arena, text, strlen(text), article, error);
    return status == WS_OK ? drop_signature(arena, article, error) : status;
}

/* A description of several paragraphs that does not break off is the article itself. */
static bool is_whole(const ws_article *article)
{
    static const char *const ends[] = {"...",  "\xE2\x80\xA6", "[...]",   "[\xE2\x80\xA6]",
                                       "more", "More",         "reading", "\xC2\xBB"};
    size_t size = article->text_size;

    if (!strstr(article->text, "\n\n")) return false;
    while (size > 0 && strchr(" \t\r\n", article->text[size - 1])) size--;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        size_t length = strlen(ends[i]);

        if (size >= length && memcmp(article->text + size - length, ends[i], length) == 0) return false;
    }
    return true;
}

static ws_status set_text(ws_arena *arena, const ws_xml_node *item, ws_article *article, ws_error *error)
{
    const ws_xml_node *full = child_of(item, CONTENT_SPACE, "encoded");
    const ws_xml_node *summary = child_of(item, NULL, "description");
    ws_status status = WS_OK;

    if (!full) full = child_of(item, NULL, "content");
    if (!summary) summary = child_of(item, NULL, "summary");
    if (full) status = read_text(arena, full, article, error);
    if (status != WS_OK || !ws_is_blank(article->text) || !summary) return status;
    status = read_text(arena, summary, article, error);
    article->summary_only = status == WS_OK && !is_whole(article);
    return status;
}

/* WordPress exports in RSS what it never published, too, and its pictures. */
static ws_status read_export(ws_arena *arena, const ws_xml_node *item, ws_article *article, ws_error *error)
{
    const char *state = ws_xml_line(arena, ws_xml_child(item, "status"));
    const char *type = ws_xml_line(arena, ws_xml_child(item, "post_type"));

    if (!state || !type) return ws_no_memory(error);
    if (*type && strcmp(type, "post") != 0 && strcmp(type, "page") != 0) return WS_PASSED;
    if (*type && *state && strcmp(state, "publish") != 0) article->release = WS_RELEASE_WITHHELD;
    return WS_OK;
}

ws_status ws_feed_item(ws_arena *arena, const ws_xml_node *item, ws_article *article, ws_error *error)
{
    ws_status status = read_export(arena, item, article, error);

    if (status == WS_OK) status = set_metadata(arena, item, article, error);
    if (status == WS_OK) status = set_text(arena, item, article, error);
    return status == WS_OK ? ws_wire_finish(arena, article, error) : status;
}
