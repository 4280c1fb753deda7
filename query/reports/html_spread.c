/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "html.h"

#include <string.h>

enum { WIDTH = 360, ROW = 24, STEP = 20, LEFT = 10, DEEPEST = 8, LETTERS = 30 };

static int x_of(size_t depth)
{
    return LEFT + STEP * (int)(depth < DEEPEST ? depth : DEEPEST);
}

/* A line from the node above, which is the last one before it that is less deep. */
static void add_line(ws_buffer *buffer, const ws_spread *spread, size_t at)
{
    size_t above = at;
    while (above && spread->nodes[above].depth >= spread->nodes[at].depth) above--;
    int x = x_of(spread->nodes[above].depth), y = ROW / 2 + ROW * (int)above, end = ROW / 2 + ROW * (int)at;
    ws_buffer_printf(buffer, "<path class=\"edge\" d=\"M%d %dV%dH%d\"/>", x, y, end, x_of(spread->nodes[at].depth));
}

/* As much of an outlet's name as has room. */
static void add_name(ws_buffer *buffer, const char *name)
{
    char shown[LETTERS * 4 + 4];
    size_t letters = 0, size = 0;
    for (; name[size] && size < LETTERS * 4 && letters <= LETTERS; size++)
        letters += ((unsigned char)name[size + 1] & 0xC0) != 0x80;
    memcpy(shown, name, size);
    memcpy(shown + size, name[size] ? "…" : "", name[size] ? sizeof "…" : 1);
    ws_html_text(buffer, shown);
}

static void add_picture(ws_buffer *buffer, const ws_spread *spread)
{
    ws_buffer_printf(buffer, "<svg class=\"spread\" viewBox=\"0 0 %d %d\" aria-hidden=\"true\" focusable=\"false\">",
                     WIDTH, ROW * (int)spread->count);
    for (size_t i = 0; i < spread->count; i++)
        if (spread->nodes[i].depth) add_line(buffer, spread, i);
    for (size_t i = 0; i < spread->count; i++) {
        const ws_spread_node *node = &spread->nodes[i];
        int y = ROW / 2 + ROW * (int)i;
        ws_buffer_printf(buffer, "<circle class=\"%s\" cx=\"%d\" cy=\"%d\" r=\"5\"/><text x=\"%d\" y=\"%d\">",
                         node->depth ? "leaf" : "root", x_of(node->depth), y, x_of(node->depth) + 12, y + 4);
        add_name(buffer, node->place.outlet ? node->place.outlet : "unknown outlet");
        ws_buffer_puts(buffer, node->place.day ? ", " : "");
        ws_html_text(buffer, node->place.day ? node->place.day : "");
        ws_buffer_puts(buffer, "</text>");
    }
    ws_buffer_puts(buffer, "</svg>");
}

static void add_node(ws_buffer *buffer, const ws_spread_node *node)
{
    const char *const parts[] = {node->place.outlet ? node->place.outlet : "unknown outlet",
                                 node->place.day ? node->place.day : "no date",
                                 node->place.title ? node->place.title : "no title"};
    ws_buffer_puts(buffer, "<li>");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        ws_html_text(buffer, parts[i]);
        ws_buffer_puts(buffer, " · ");
    }
    ws_buffer_printf(buffer, "<code>%s</code>", node->place.id);
    ws_buffer_printf(buffer, " <em>%s</em></li>", node->link ? node->link : "");
}

void ws_html_spread(ws_buffer *buffer, ws_arena *arena, const ws_spread *spread)
{
    const char *counts = ws_spread_counts(arena, spread);
    if (!counts) buffer->failed = true;
    ws_buffer_puts(buffer, "<li><div class=\"who\">");
    ws_html_text(buffer, spread->claim.speaker);
    ws_buffer_puts(buffer, "</div><blockquote>");
    ws_html_text(buffer, spread->claim.words);
    ws_buffer_puts(buffer, "</blockquote><p class=\"note\">");
    ws_html_text(buffer, counts ? counts : "");
    ws_buffer_puts(buffer, ". ");
    ws_html_text(buffer, spread->earliest);
    ws_buffer_puts(buffer, "</p>");
    add_picture(buffer, spread);
    ws_buffer_puts(buffer, "<ul class=\"articles place\">");
    for (size_t i = 0; i < spread->count; i++) add_node(buffer, &spread->nodes[i]);
    ws_buffer_puts(buffer, "</ul></li>");
}
