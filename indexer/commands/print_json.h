/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON as the commands of whosaid-index answer with it. */
#ifndef WS_PRINT_JSON_H
#define WS_PRINT_JSON_H

#include "json.h"

#include <stdio.h>

/* Prints a value on a line of its own, at most 1 MiB, and deletes it. NULL stands for no memory to make it. */
ws_status ws_print_json(FILE *out, cJSON *value, ws_error *error);

#endif
