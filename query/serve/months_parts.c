/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "count_text.h"
#include "view.h"

#include <string.h>

enum { BAR = 8, WIDE = 26 /* pixels, where there is room */, HEIGHT = 48, MONTHS_MOST = 120 };

static int month_number(const char *month)
{
    int year, number;
    return month && sscanf(month, "%4d-%2d", &year, &number) == 2 ? year * 12 + number - 1 : -1;
}

/* The bar of a month, which leads to its statements. They are a click more for those who have a mouse: by keys the
 * timeline is nearer than up to 120 bars. */
static void add_bar(ws_buffer *out, const char *query, int month, int x, int height, size_t count)
{
    char day[16];
    snprintf(day, sizeof day, "%d-%02d", month / 12, month % 12 + 1);
    if (query) {
        ws_buffer_puts(out, "<a tabindex=\"-1\" href=\"/");
        ws_page_query(out, "q", query, true);
        ws_page_query(out, "f", "published:", false);
        ws_buffer_printf(out, "%s\">", day);
    }
    ws_buffer_printf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"><title>%s: %s</title></rect>", x,
                     HEIGHT - height, BAR - 2, height, day, ws_count_of(count, "statement").text);
    if (query) ws_buffer_puts(out, "</a>");
}

/* Months without statements are gaps; of more than ten years, the last ten. */
void ws_page_months(ws_buffer *out, const cJSON *values, const char *query)
{
    size_t counts[MONTHS_MOST] = {0}, most = 1;
    int last = -1, first = -1;
    const cJSON *each;
    cJSON_ArrayForEach(each, values)
    {
        int month = month_number(ws_json_string(each, "value"));
        if (month > last) last = month;
        if (month >= 0 && (first < 0 || month < first)) first = month;
    }
    if (first < 0 || first == last) return;
    if (last - first >= MONTHS_MOST) first = last - MONTHS_MOST + 1;
    cJSON_ArrayForEach(each, values)
    {
        int month = month_number(ws_json_string(each, "value"));
        if (month < first) continue;
        counts[month - first] = ws_json_count(each, "count");
        if (counts[month - first] > most) most = counts[month - first];
    }
    int months = last - first + 1, width = months * BAR;
    ws_buffer_printf(out,
                     "<div class=\"chart\"><p class=\"hint\">%s in the fullest month</p>"
                     "<svg class=\"months\" width=\"%d\" viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\" "
                     "role=\"img\" aria-label=\"statements by month, %d-%02d to %d-%02d\">",
                     ws_count_text(most).text, months * WIDE, width, HEIGHT, first / 12, first % 12 + 1, last / 12,
                     last % 12 + 1);
    for (int i = 0; i < months; i++) {
        int height = counts[i] ? (int)(counts[i] * (HEIGHT - 2) / most) + 2 : 0;
        if (height) add_bar(out, query, first + i, i * BAR, height, counts[i]);
    }
    ws_buffer_printf(out,
                     "</svg><p class=\"axis\"><span>%d-%02d</span><span>%d-%02d</span></p></div>",
                     first / 12, first % 12 + 1, last / 12, last % 12 + 1);
}
