/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `format`, which every endpoint whose answer is rows takes alike. */
#ifndef WS_SERVE_FORMATS_H
#define WS_SERVE_FORMATS_H

#include "endpoint.h"

extern const char *const ws_served_formats[]; /* "json", "jsonl", "csv", "tsv", NULL */

/* JSON is asked for first, and the last --format counts. */
#define WS_FORMAT_INPUT                                                                                                \
    {                                                                                                                  \
        "format", "--format", WS_INPUT_CHOICE, 0, false, false, "how the answer is written; json unless given",        \
            ws_served_formats                                                                                          \
    }

#endif
