/* SPDX-License-Identifier: GPL-3.0-or-later */
/* XML dumps of MediaWiki, such as Wikinews's, of any size: the latest revision of each page with text, without
 * redirects, talk and other pages about pages. */
#include "date.h"
#include "lines.h"
#include "reader.h"
#include "wikitext.h"
#include "wire.h"
#include "xml.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { FIELD_BYTES = 1024 };

/* A page while its elements come. */
typedef struct wiki_page {
    bool open, redirect;
    size_t depth, line;
    char title[FIELD_BYTES], id[FIELD_BYTES], space[FIELD_BYTES], time[FIELD_BYTES];
    ws_buffer text; /* of the last revision */
} wiki_page;

typedef struct mediawiki {
    ws_input *input;
    ws_xml *xml;
    wiki_page page;
    char site[FIELD_BYTES], base[FIELD_BYTES], language[FIELD_BYTES];
    bool done;
} mediawiki;

static int sniff_mediawiki(const unsigned char *head, size_t size, const char *path)
{
    char root[WS_XML_NAME_BYTES];

    (void)path;
    return ws_xml_root(head, size, root) && strcmp(root, "mediawiki") == 0 ? 95 : 0;
}

static ws_status open_mediawiki(ws_input *input, void **state, ws_error *error)
{
    mediawiki *reader = calloc(1, sizeof *reader);
    ws_status status = reader ? ws_xml_open_stream(input, &reader->xml, error) : ws_no_memory(error);

    if (status != WS_OK) {
        free(reader);
        return status;
    }
    reader->input = input;
    reader->page.text = WS_BUFFER_INIT(WS_XML_TEXT_BYTES);
    *state = reader;
    return WS_OK;
}

static void close_mediawiki(void *state)
{
    mediawiki *reader = state;

    ws_xml_close(reader->xml);
    ws_buffer_free(&reader->page.text);
    free(reader);
}

static void keep(char field[FIELD_BYTES], const char *value)
{
    if (value && strlen(value) < FIELD_BYTES) strcpy(field, value);
}

static ws_status keep_line(ws_arena *arena, char field[FIELD_BYTES], const ws_xml_node *node, ws_error *error)
{
    const char *line = ws_xml_line(arena, node);

    keep(field, line);
    return line ? WS_OK : ws_no_memory(error);
}

/* Revisions come in the order of their times: the last one stands. */
static ws_status keep_revision(wiki_page *page, ws_arena *arena, const ws_xml_node *revision, ws_error *error)
{
    const char *text = ws_xml_text(arena, ws_xml_child(revision, "text"));
    ws_status status = keep_line(arena, page->time, ws_xml_child(revision, "timestamp"), error);

    if (!text) return ws_no_memory(error);
    ws_buffer_clear(&page->text);
    ws_buffer_puts(&page->text, text);
    return status == WS_OK ? ws_buffer_status(&page->text, error) : status;
}

static void begin_page(mediawiki *reader)
{
    wiki_page *page = &reader->page;

    page->open = true;
    page->redirect = false;
    page->depth = ws_xml_depth(reader->xml);
    page->title[0] = page->id[0] = page->space[0] = page->time[0] = '\0';
    ws_buffer_clear(&page->text);
}

static bool is_article(const wiki_page *page)
{
    return page->open && !page->redirect && (!*page->space || strcmp(page->space, "0") == 0) && page->text.size > 0 &&
           !ws_wikitext_is_redirect(page->text.bytes, page->text.size);
}

/* "https://en.wikinews.org/wiki/Main_Page" with the page's own title. NULL: no memory; "" for no address. */
static const char *address(ws_arena *arena, const char *base, const char *title)
{
    const char *slash = strrchr(base, '/');
    ws_buffer out = WS_BUFFER_INIT(8 * FIELD_BYTES);
    const char *url;

    if (!slash || strncmp(base, "http", 4) != 0 || !*title) return "";
    ws_buffer_add(&out, base, (size_t)(slash - base) + 1);
    for (; *title; title++) {
        unsigned char byte = (unsigned char)*title;

        if (byte == ' ')
            ws_buffer_putc(&out, '_');
        else if (isalnum(byte) || strchr("-_.~!$&'()*+,;=:@/", byte))
            ws_buffer_putc(&out, (char)byte);
        else
            ws_buffer_printf(&out, "%%%02X", byte);
    }
    url = out.failed ? NULL : ws_arena_string(arena, out.bytes, out.size);
    ws_buffer_free(&out);
    return url;
}

/* What a template says may itself hold links. */
static ws_status set_plain(ws_arena *arena, const char **target, const char *wikitext, ws_error *error)
{
    ws_buffer plain = WS_BUFFER_INIT(8 * FIELD_BYTES);
    ws_wiki_facts none = {.draft = false};
    ws_status status = WS_OK;

    if (wikitext) status = ws_wikitext(arena, wikitext, strlen(wikitext), &plain, &none, error);
    if (status == WS_OK) status = ws_wire_set(arena, target, plain.bytes, error);
    ws_buffer_free(&plain);
    return status;
}

static ws_status set_metadata(const mediawiki *reader, ws_arena *arena, const ws_wiki_facts *facts, ws_article *article,
                              ws_error *error)
{
    const wiki_page *page = &reader->page;
    const char *url = address(arena, reader->base, page->title);
    const char *date = facts->date ? ws_date_normalise(arena, facts->date) : NULL;
    ws_status status = url ? ws_wire_set(arena, &article->url, url, error) : ws_no_memory(error);

    if (facts->draft) article->release = WS_RELEASE_WITHHELD;
    if (status == WS_OK) status = ws_wire_set(arena, &article->title, page->title, error);
    if (status == WS_OK) status = ws_wire_set(arena, &article->input_id, page->id, error);
    if (status == WS_OK) status = ws_wire_name(arena, ws_input_path(reader->input), page->title, article, error);
    if (status == WS_OK) status = ws_wire_set(arena, &article->publisher, reader->site, error);
    if (status == WS_OK) status = ws_wire_set(arena, &article->published, date, error);
    if (status == WS_OK && facts->date && !date && !ws_is_blank(facts->date))
        status = ws_article_note_date(arena, article, "date", facts->date, error);
    if (status == WS_OK) status = ws_wire_set(arena, &article->updated, page->time, error);
    if (status == WS_OK) status = set_plain(arena, &article->dateline, facts->location, error);
    if (status == WS_OK) status = set_plain(arena, &article->correction, facts->correction, error);
    return status == WS_OK ? ws_wire_language(arena, article, reader->language, error) : status;
}

/* Runs of line ends become one blank line; none are at the ends. */
static ws_status set_text(ws_arena *arena, const ws_buffer *text, ws_article *article, ws_error *error)
{
    ws_buffer tidy = WS_BUFFER_INIT(2 * (size_t)WS_XML_TEXT_BYTES);
    size_t ends = 0;
    ws_status status;

    for (size_t i = 0; i < text->size; i++) {
        char byte = text->bytes[i];

        if (byte == '\n') {
            while (tidy.size > 0 && strchr(" \t\r", tidy.bytes[tidy.size - 1])) tidy.bytes[--tidy.size] = '\0';
            ends++;
            continue;
        }
        if ((ends > 0 || tidy.size == 0) && strchr(" \t\r", byte)) continue;
        if (tidy.size > 0 && ends > 0) ws_buffer_puts(&tidy, ends > 1 ? "\n\n" : "\n");
        ends = 0;
        ws_buffer_putc(&tidy, byte);
    }
    status = ws_buffer_status(&tidy, error);
    if (status == WS_OK) status = ws_wire_text(arena, tidy.bytes ? tidy.bytes : "", article, error);
    ws_buffer_free(&tidy);
    return status;
}

static ws_status yield(mediawiki *reader, ws_arena *arena, ws_article *article, ws_error *error)
{
    wiki_page *page = &reader->page;
    ws_buffer text = WS_BUFFER_INIT(2 * (size_t)WS_XML_TEXT_BYTES);
    ws_wiki_facts facts = {.draft = false};
    ws_status status = ws_wikitext(arena, page->text.bytes, page->text.size, &text, &facts, error);

    if (status == WS_OK) status = set_metadata(reader, arena, &facts, article, error);
    if (status == WS_OK) status = set_text(arena, &text, article, error);
    ws_buffer_free(&text);
    if (status == WS_OK) status = ws_wire_finish(arena, article, error);
    page->open = false;
    return ws_xml_refuse(reader->xml, page->line, status, error);
}

enum { PAGE, REVISION, TITLE, ID, NS, REDIRECT, SITE, BASE, ROOT };
static const char *const names[] = {"page",     "revision", "title", "id",        "ns",
                                    "redirect", "sitename", "base",  "mediawiki", NULL};

static ws_status take(mediawiki *reader, ws_arena *arena, size_t which, ws_error *error)
{
    wiki_page *page = &reader->page;
    const ws_xml_node *node;
    ws_status status;

    if (which == ROOT) {
        keep(reader->language, ws_xml_here(reader->xml, arena, "lang"));
        return WS_OK;
    }
    status = ws_xml_tree(reader->xml, arena, &node, error);
    if (status != WS_OK) return status;
    page->line = node->line;
    page->redirect = page->redirect || which == REDIRECT;
    if (which == REVISION) return keep_revision(page, arena, node, error);
    if (which == TITLE) return keep_line(arena, page->title, node, error);
    if (which == ID) return keep_line(arena, page->id, node, error);
    if (which == NS) return keep_line(arena, page->space, node, error);
    if (which == SITE) return keep_line(arena, reader->site, node, error);
    return which == BASE ? keep_line(arena, reader->base, node, error) : WS_OK;
}

static ws_status next_mediawiki(void *state, ws_arena *arena, ws_article *article, ws_error *error)
{
    mediawiki *reader = state;
    ws_arena *passing = reader->done ? NULL : ws_arena_new(0);
    size_t which = 0;
    ws_status status = WS_OK;
    bool ready = false;

    if (reader->done) return WS_END;
    if (!passing) return ws_no_memory(error);
    while (status == WS_OK && !ready) {
        status = ws_xml_next(reader->xml, names, &which, error);
        if (status == WS_OK && which != PAGE) status = take(reader, passing, which, error);
        ws_arena_reset(passing);
        if (status != WS_END && !(status == WS_OK && which == PAGE)) continue;
        ready = is_article(&reader->page);
        if (ready) break;
        if (status == WS_OK) begin_page(reader);
    }
    ws_arena_free(passing);
    reader->done = status == WS_END;
    if (!ready) return status;
    status = yield(reader, arena, article, error);
    if (!reader->done) begin_page(reader);
    return status;
}

const ws_reader ws_mediawiki_reader = {
    .name = "mediawiki",
    .description = "XML dumps of MediaWiki (Wikinews): the latest revision of each article, of any size",
    .sniff = sniff_mediawiki,
    .open = open_mediawiki,
    .next = next_mediawiki,
    .close = close_mediawiki,
};
