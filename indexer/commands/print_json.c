/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print_json.h"

enum { OUTPUT_BYTES = 1024 * 1024 };

ws_status ws_print_json(FILE *out, cJSON *value, ws_error *error)
{
    if (!value) return ws_no_memory(error);
    ws_buffer buffer = WS_BUFFER_INIT(OUTPUT_BYTES);
    ws_status status = ws_json_print(&buffer, value, error);
    if (status == WS_OK) status = ws_buffer_status(&buffer, error);
    if (status == WS_OK) fprintf(out, "%s\n", buffer.bytes);
    ws_buffer_free(&buffer);
    cJSON_Delete(value);
    return status;
}
