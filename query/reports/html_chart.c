/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "html.h"

#include "escape.h"
#include "styled.h"

#include <string.h>

void ws_html_text(ws_buffer *buffer, const char *text)
{
    ws_buffer harmless = WS_BUFFER_INIT(64u << 20);
    ws_harmless(&harmless, text, strlen(text));
    if (harmless.failed) buffer->failed = true;
    if (harmless.size && !harmless.failed) ws_add_escaped(buffer, harmless.bytes, harmless.size);
    ws_buffer_free(&harmless);
}

static double share_of(const ws_figure *figure)
{
    return figure->denominator ? (double)figure->numerator / (double)figure->denominator : 0;
}

double ws_html_scale(const ws_figures *figures)
{
    static const double ends[] = {0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1};
    const size_t last = sizeof ends / sizeof *ends - 1;
    double most = 0;
    size_t at = 0;
    for (size_t i = 0; i < figures->count; i++) {
        const ws_figure *figure = &figures->items[i];
        double high = figure->interval ? figure->high : figure->suppressed ? 0 : share_of(figure);
        if (high > most) most = high;
    }
    if (!most) return 1;
    while (at < last && ends[at] < most) at++;
    return ends[at];
}

void ws_html_bar(ws_buffer *buffer, const ws_figure *figure, double scale)
{
    if (!figure->denominator || figure->suppressed) return;
    ws_buffer_puts(buffer,
                   "<svg class=\"bar\" viewBox=\"0 0 200 16\" preserveAspectRatio=\"none\" aria-hidden=\"true\" "
                   "focusable=\"false\"><rect class=\"track\" x=\"0\" y=\"3\" width=\"200\" height=\"10\"/>");
    ws_buffer_printf(buffer, "<rect class=\"fill\" x=\"0\" y=\"3\" width=\"%.2f\" height=\"10\"/>",
                     200 * share_of(figure) / scale);
    if (figure->interval) {
        double low = 200 * figure->low / scale, high = 200 * figure->high / scale;
        ws_buffer_printf(buffer, "<path class=\"range\" d=\"M%.2f 4V12M%.2f 8H%.2fM%.2f 4V12\"/>", low, low, high,
                         high);
    }
    ws_buffer_puts(buffer, "</svg>");
}

/* --- months --- */

enum { WIDTH = 720, HEIGHT = 240, LEFT = 44, RIGHT = 12, TOP = 12, BOTTOM = 30 };
enum { LABELS = 8, FEW_LABELS = 5, DOTS_MOST = 60 };

static double x_of(size_t at, size_t count)
{
    return LEFT + (double)(WIDTH - LEFT - RIGHT) * ((double)at + 0.5) / (double)count;
}

static double y_of(double share, double scale)
{
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - share / scale);
}

static void add_axes(ws_buffer *buffer, const ws_figures *figures, double scale)
{
    size_t step = figures->count / LABELS + 1;
    for (int i = 0; i <= 2; i++) {
        double share = scale * i / 2, y = y_of(share, scale);
        ws_buffer_printf(
            buffer, "<path class=\"axis\" d=\"M%d %.1fH%d\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%g%%</text>",
            LEFT, y, WIDTH - RIGHT, LEFT - 6, y + 4, share * 100);
    }
    for (size_t i = 0; i < figures->count; i += step) {
        bool spare = i / step % 2 && figures->count > FEW_LABELS; /* a narrow page has no room for it */
        ws_buffer_printf(buffer, "<text%s x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">", spare ? " class=\"spare\"" : "",
                         x_of(i, figures->count), HEIGHT - 10);
        ws_html_text(buffer, figures->items[i].label);
        ws_buffer_puts(buffer, "</text>");
    }
}

void ws_html_timeline(ws_buffer *buffer, const ws_figures *figures)
{
    double scale = ws_html_scale(figures);
    bool begun = false;
    ws_buffer_printf(buffer, "<svg class=\"time\" viewBox=\"0 0 %d %d\" aria-hidden=\"true\" focusable=\"false\">",
                     WIDTH, HEIGHT);
    add_axes(buffer, figures, scale);
    ws_buffer_puts(buffer, "<path class=\"path\" d=\"");
    for (size_t i = 0; i < figures->count; i++) {
        const ws_figure *figure = &figures->items[i];
        if (figure->suppressed || !figure->denominator) continue;
        ws_buffer_printf(buffer, "%s%.1f %.1f", begun ? "L" : "M", x_of(i, figures->count),
                         y_of(share_of(figure), scale));
        begun = true;
    }
    ws_buffer_puts(buffer, "\"/>");
    for (size_t i = 0; i < figures->count; i++) {
        const ws_figure *figure = &figures->items[i];
        double x = x_of(i, figures->count);
        if (figure->suppressed || !figure->denominator) continue;
        if (figure->interval)
            ws_buffer_printf(buffer, "<path class=\"band\" d=\"M%.1f %.1fV%.1f\"/>", x, y_of(figure->low, scale),
                             y_of(figure->high, scale));
        if (figures->count <= DOTS_MOST)
            ws_buffer_printf(buffer, "<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>", x,
                             y_of(share_of(figure), scale));
    }
    ws_buffer_puts(buffer, "</svg>");
}
