/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xml_file.h"

#include <stdlib.h>

ws_status ws_xml_file_open(ws_input *input, size_t size, void **state, ws_error *error)
{
    ws_xml_file *file = calloc(1, size);
    ws_status status = file ? ws_xml_open(input, &file->xml, error) : ws_no_memory(error);

    if (status != WS_OK) {
        free(file);
        return status;
    }
    file->input = input;
    *state = file;
    return WS_OK;
}

void ws_xml_file_close(void *state)
{
    ws_xml_file *file = state;

    ws_xml_close(file->xml);
    free(file);
}
