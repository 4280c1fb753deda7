/* SPDX-License-Identifier: GPL-3.0-or-later */
/* NewsML-G2 and NewsML 1: one item, or a message of several. Packages, concepts and events hold no text. */
#include "newsml.h"
#include "reader.h"
#include "wire.h"

#include <stdlib.h>
#include <string.h>

enum { SENDER_BYTES = 256 };

typedef struct newsml {
    ws_input *input;
    ws_xml *xml;
    char sender[SENDER_BYTES]; /* of NewsML 1 */
    size_t items;
    bool broken, done;
} newsml;

static int sniff_newsml(const unsigned char *head, size_t size, const char *path)
{
    static const char *const roots[] = {"newsMessage", "newsItem",     "NewsML",        "packageItem",
                                        "conceptItem", "planningItem", "knowledgeItem", NULL};
    char root[WS_XML_NAME_BYTES];

    (void)path;
    if (!ws_xml_root(head, size, root)) return 0;
    for (size_t i = 0; roots[i]; i++)
        if (strcmp(root, roots[i]) == 0) return 95;
    return 0;
}

static ws_status open_newsml(ws_input *input, void **state, ws_error *error)
{
    newsml *reader = calloc(1, sizeof *reader);
    ws_status status = reader ? ws_xml_open(input, &reader->xml, error) : ws_no_memory(error);

    if (status != WS_OK) {
        free(reader);
        return status;
    }
    reader->input = input;
    *state = reader;
    return WS_OK;
}

static void close_newsml(void *state)
{
    newsml *reader = state;

    ws_xml_close(reader->xml);
    free(reader);
}

static void note_sender(newsml *reader, const ws_xml_node *envelope)
{
    const char *name = ws_xml_value(ws_xml_child(ws_xml_child(envelope, "SentFrom"), "Party"), "FormalName");
    size_t size = name ? strlen(name) : 0;

    if (size > 0 && size < SENDER_BYTES) memcpy(reader->sender, name, size + 1);
}

/* A package, or another file of no items, counts as one without text. */
static ws_status end(newsml *reader)
{
    if (reader->done || reader->items > 0 || reader->broken) return WS_END;
    reader->done = true;
    return WS_PASSED;
}

static ws_status name(const newsml *reader, ws_arena *arena, ws_article *article, ws_error *error)
{
    char number[24];

    snprintf(number, sizeof number, "%zu", reader->items);
    return ws_wire_name(arena, ws_input_path(reader->input), number, article, error);
}

static ws_status next_newsml(void *state, ws_arena *arena, ws_article *article, ws_error *error)
{
    enum { ITEM, OLD_ITEM, ENVELOPE };
    static const char *const names[] = {"newsItem", "NewsItem", "NewsEnvelope", NULL};
    newsml *reader = state;
    const ws_xml_node *node;
    size_t which;
    ws_status status;

    for (;;) {
        status = ws_xml_next(reader->xml, names, &which, error);
        if (status == WS_END) return end(reader);
        if (status == WS_OK) status = ws_xml_tree(reader->xml, arena, &node, error);
        reader->broken = reader->broken || status != WS_OK;
        if (status != WS_OK) return status;
        if (which != ENVELOPE) break;
        note_sender(reader, node);
    }
    reader->items++;
    if (which == ITEM)
        status = ws_newsml_item(arena, node, article, error);
    else
        status = ws_newsml_old_item(arena, node, *reader->sender ? reader->sender : NULL, article, error);
    if (status != WS_OK) return ws_xml_refuse(reader->xml, node->line, status, error);
    return name(reader, arena, article, error);
}

const ws_reader ws_newsml_reader = {
    .name = "newsml",
    .description = "NewsML-G2 and NewsML 1 (IPTC), with NITF, XHTML or plain text inside",
    .sniff = sniff_newsml,
    .open = open_newsml,
    .next = next_newsml,
    .close = close_newsml,
};
