/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RSS 0.9 to 2.0 and Atom: one article an item, from its full content, else from its summary. */
#include "feed_item.h"
#include "reader.h"
#include "wire.h"
#include "xml_file.h"

#include <string.h>

enum { FIELD_BYTES = 512, HEAD_BYTES = 4096 };

typedef struct feed {
    ws_xml_file file;
    char title[FIELD_BYTES], language[FIELD_BYTES]; /* of the feed */
} feed;

static int sniff_feed(const unsigned char *head, size_t size, const char *path)
{
    char root[WS_XML_NAME_BYTES];
    char text[HEAD_BYTES + 1];
    size_t count = 0;

    (void)path;
    if (!ws_xml_root(head, size, root)) return 0;
    if (strcmp(root, "rss") == 0) return 95;
    for (size_t i = 0; i < size && count < HEAD_BYTES; i++)
        if (head[i]) text[count++] = (char)head[i];
    text[count] = '\0';
    if (strcmp(root, "RDF") == 0) return strstr(text, "http://purl.org/rss/1.0/") ? 95 : 0;
    if (strcmp(root, "feed") != 0 && strcmp(root, "entry") != 0) return 0;
    return strstr(text, "http://www.w3.org/2005/Atom") || strstr(text, "http://purl.org/atom/ns#") ? 95 : 0;
}

static ws_status open_feed(ws_input *input, void **state, ws_error *error)
{
    return ws_xml_file_open(input, sizeof(feed), state, error);
}

/* The first wins: pictures and forms of a feed have titles too, but after its own. */
static ws_status note(ws_arena *arena, char field[FIELD_BYTES], const ws_xml_node *node, ws_error *error)
{
    const char *line = ws_xml_line(arena, node);

    if (!line) return ws_no_memory(error);
    if (!*field && strlen(line) < FIELD_BYTES) strcpy(field, line);
    return WS_OK;
}

/* Its place in the feed is another tomorrow, and other items may have the same title: it is named by title and date, or
 * else by its words. */
static ws_status name_item(const feed *reader, ws_arena *arena, ws_article *article, ws_error *error)
{
    char hex[33];
    const char *own;

    ws_hash_hex(ws_hash_bytes(article->text, article->text_size), hex);
    own = ws_arena_printf(arena, "%s%s%s", article->title ? article->title : "", article->title ? "#" : "",
                          article->title && article->published ? article->published : hex);
    return own ? ws_wire_name(arena, ws_input_path(reader->file.input), own, article, error) : ws_no_memory(error);
}

static ws_status fill_from_feed(const feed *reader, ws_arena *arena, ws_article *article, ws_error *error)
{
    ws_status status = ws_wire_set(arena, &article->publisher, reader->title, error);

    if (status == WS_OK) status = ws_wire_language(arena, article, reader->language, error);
    return status == WS_OK ? name_item(reader, arena, article, error) : status;
}

/* A file in which there is nothing to read is told once. */
static ws_status end(feed *reader, ws_error *error)
{
    if (reader->file.done || reader->file.items > 0 || reader->file.broken) return WS_END;
    reader->file.done = true;
    return ws_fail(error, WS_REFUSED, NULL, "the feed has no items");
}

static void note_language(feed *reader, ws_arena *arena)
{
    const char *language = *reader->language ? NULL : ws_xml_here(reader->file.xml, arena, "lang");

    if (language && strlen(language) < FIELD_BYTES) strcpy(reader->language, language);
}

static ws_status next_feed(void *state, ws_arena *arena, ws_article *article, ws_error *error)
{
    enum { ITEM, ENTRY, TITLE, LANGUAGE, FEED, OTHERS };
    static const char *const names[] = {"item",      "entry",     "title",  "language",    "feed", "image",
                                        "textInput", "textinput", "author", "contributor", NULL};
    feed *reader = state;
    const ws_xml_node *node;
    size_t which;
    ws_status status;

    for (;;) {
        status = ws_xml_next(reader->file.xml, names, &which, error);
        if (status == WS_END) return end(reader, error);
        if (status == WS_OK && which == FEED) {
            note_language(reader, arena);
            continue;
        }
        if (status == WS_OK) status = ws_xml_tree(reader->file.xml, arena, &node, error);
        reader->file.broken = reader->file.broken || status != WS_OK;
        if (status == WS_OK && which == TITLE) status = note(arena, reader->title, node, error);
        if (status == WS_OK && which == LANGUAGE) status = note(arena, reader->language, node, error);
        if (status != WS_OK) return status;
        if (which == ITEM || which == ENTRY) break;
    }
    reader->file.items++;
    status = ws_feed_item(arena, node, article, error);
    if (status == WS_OK) status = fill_from_feed(reader, arena, article, error);
    return ws_xml_refuse(reader->file.xml, node->line, status, error);
}

const ws_reader ws_feed_reader = {
    .name = "feed",
    .description = "RSS and Atom: an article an item, from its full content or else its summary",
    .sniff = sniff_feed,
    .open = open_feed,
    .next = next_feed,
    .close = ws_xml_file_close,
};
