/* SPDX-License-Identifier: GPL-3.0-or-later */
/* NITF: one article a document. */
#include "nitf.h"
#include "reader.h"
#include "wire.h"

#include <string.h>

static int sniff_nitf(const unsigned char *head, size_t size, const char *path)
{
    char root[WS_XML_NAME_BYTES];

    (void)path;
    return ws_xml_root(head, size, root) && strcmp(root, "nitf") == 0 ? 95 : 0;
}

static ws_status open_nitf(ws_input *input, void **state, ws_error *error)
{
    ws_xml *xml;
    ws_status status = ws_xml_open(input, &xml, error);

    if (status == WS_OK) *state = xml;
    return status;
}

static void close_nitf(void *state)
{
    ws_xml_close(state);
}

static ws_status next_nitf(void *state, ws_arena *arena, ws_article *article, ws_error *error)
{
    static const char *const names[] = {"nitf", NULL};
    const ws_xml_node *nitf;
    size_t which;
    ws_status status = ws_xml_next(state, names, &which, error);

    if (status != WS_OK) return status;
    status = ws_xml_tree(state, arena, &nitf, error);
    if (status != WS_OK) return status;
    status = ws_nitf_metadata(arena, nitf, article, error);
    if (status == WS_OK) status = ws_nitf_body(arena, nitf, article, error);
    if (status == WS_OK) status = ws_wire_finish(arena, article, error);
    return ws_xml_refuse(state, nitf->line, status, error);
}

const ws_reader ws_nitf_reader = {
    .name = "nitf",
    .description = "NITF (IPTC): one article a document",
    .sniff = sniff_nitf,
    .open = open_nitf,
    .next = next_nitf,
    .close = close_nitf,
};
