/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export.h"

#include <string.h>

const char *const ws_house_style_names[] = {"plain", "ap", "guardian", NULL};

const ws_exporter *ws_exporter_named(const char *name)
{
    for (size_t i = 0; ws_exports[i]; i++)
        if (!strcmp(ws_exports[i]->name, name)) return ws_exports[i];
    return NULL;
}

time_t ws_export_clock(const ws_export *export)
{
    struct tm date = {0};
    return strptime(export->settings->now, "%Y-%m-%dT%H:%M:%SZ", &date) ? timegm(&date) : 0;
}
