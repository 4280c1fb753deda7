/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What pdftotext might write, as paragraphs. */
#include "pdf_layout.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ws_arena *arena = ws_arena_new(0);
    char *copy = malloc(size + 1);
    ws_pdf_layout layout;
    ws_flow flow;

    ws_flow_start(&flow);
    if (size > 0) memcpy(copy, data, size);
    if (ws_pdf_lines(arena, copy, size, &layout, NULL) == WS_OK && ws_pdf_furniture(arena, &layout, NULL) == WS_OK)
        ws_pdf_paragraphs(arena, &layout, &flow, NULL);
    ws_flow_free(&flow);
    free(copy);
    ws_arena_free(arena);
    return 0;
}
