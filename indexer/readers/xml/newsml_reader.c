/* SPDX-License-Identifier: GPL-3.0-or-later */
/* NewsML-G2 and NewsML 1: one item, or a message of several. Packages, concepts and events hold no text. */
#include "newsml.h"
#include "reader.h"
#include "wire.h"
#include "xml_file.h"

#include <string.h>

enum { SENDER_BYTES = 256 };

typedef struct newsml {
    ws_xml_file file;
    char sender[SENDER_BYTES]; /* of NewsML 1 */
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
    return ws_xml_file_open(input, sizeof(newsml), state, error);
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
    if (reader->file.done || reader->file.items > 0 || reader->file.broken) return WS_END;
    reader->file.done = true;
    return WS_PASSED;
}

static ws_status name(const newsml *reader, ws_arena *arena, ws_article *article, ws_error *error)
{
    char number[24];

    snprintf(number, sizeof number, "%zu", reader->file.items);
    return ws_wire_name(arena, ws_input_path(reader->file.input), number, article, error);
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
        status = ws_xml_next(reader->file.xml, names, &which, error);
        if (status == WS_END) return end(reader);
        if (status == WS_OK) status = ws_xml_tree(reader->file.xml, arena, &node, error);
        reader->file.broken = reader->file.broken || status != WS_OK;
        if (status != WS_OK) return status;
        if (which != ENVELOPE) break;
        note_sender(reader, node);
    }
    reader->file.items++;
    if (which == ITEM)
        status = ws_newsml_item(arena, node, article, error);
    else
        status = ws_newsml_old_item(arena, node, *reader->sender ? reader->sender : NULL, article, error);
    if (status != WS_OK) return ws_xml_refuse(reader->file.xml, node->line, status, error);
    return name(reader, arena, article, error);
}

const ws_reader ws_newsml_reader = {
    .name = "newsml",
    .description = "NewsML-G2 and NewsML 1 (IPTC), with NITF, XHTML or plain text inside",
    .sniff = sniff_newsml,
    .open = open_newsml,
    .next = next_newsml,
    .close = ws_xml_file_close,
};
