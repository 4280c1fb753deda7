/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export.h"

const char *const ws_house_style_names[] = {"plain", "ap", "guardian", NULL};

time_t ws_export_clock(const ws_export *export)
{
    struct tm date = {0};
    return strptime(export->settings->now, "%Y-%m-%dT%H:%M:%SZ", &date) ? timegm(&date) : 0;
}
