/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view.h"

#include <string.h>

enum { BAR = 8, WIDE = 26 /* pixels, where there is room */, HEIGHT = 48, MONTHS_MOST = 120 };

static int month_number(const char *month)
{
    int year, number;
    return month && sscanf(month, "%4d-%2d", &year, &number) == 2 ? year * 12 + number - 1 : -1;
}

/* Months without statements are gaps; of more than ten years, the last ten. */
void ws_page_months(ws_buffer *out, const cJSON *values)
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
                     "<div class=\"chart\"><svg class=\"months\" width=\"%d\" viewBox=\"0 0 %d %d\" "
                     "preserveAspectRatio=\"none\" role=\"img\" "
                     "aria-label=\"statements by month, %d-%02d to %d-%02d\">",
                     months * WIDE, width, HEIGHT, first / 12, first % 12 + 1, last / 12, last % 12 + 1);
    for (int i = 0; i < months; i++) {
        int height = counts[i] ? (int)(counts[i] * (HEIGHT - 2) / most) + 2 : 0;
        if (height)
            ws_buffer_printf(
                out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"><title>%d-%02d: %zu</title></rect>", i * BAR,
                HEIGHT - height, BAR - 2, height, (first + i) / 12, (first + i) % 12 + 1, counts[i]);
    }
    ws_buffer_printf(out, "</svg><p class=\"axis\"><span>%d-%02d</span><span>%d-%02d</span></p></div>", first / 12,
                     first % 12 + 1, last / 12, last % 12 + 1);
}
