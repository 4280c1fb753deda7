/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the places of words on pages to paragraphs: what `pdftotext -bbox-layout` writes, read back. */
#ifndef WS_PDF_LAYOUT_H
#define WS_PDF_LAYOUT_H

#include "arena.h"
#include "flow.h"
#include "status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WS_PDF_MOST_LINES = 200000 };

/* A line as it stands on its page. Lengths are hundredths of a point, from the top left corner. */
typedef struct ws_pdf_line {
    const char *text; /* words parted by single blanks; not empty */
    size_t size;
    int32_t left, right, top, bottom;
    int32_t first_word; /* its width */
    int32_t page_height;
    uint32_t page, block; /* from 0; blocks are numbered through all pages */
    bool furniture;       /* a running head, a page number */
} ws_pdf_line;

typedef struct ws_pdf_layout {
    ws_pdf_line *lines; /* in reading order */
    size_t count, capacity;
    uint32_t pages, blocks;
} ws_pdf_layout;

/* Of the XHTML that pdftotext wrote; changes control characters in it to blanks. WS_REFUSED when it is none, or
 * has too many lines. */
ws_status ws_pdf_lines(ws_arena *arena, char *xhtml, size_t size, ws_pdf_layout *layout, ws_error *error);

/* Marks running heads, feet and page numbers: lines at the edge of a page that repeat on others but for their digits.
 */
ws_status ws_pdf_furniture(ws_arena *arena, ws_pdf_layout *layout, ws_error *error);

/* Adds the paragraphs of all other lines: joined over columns and pages, words that were parted at a line end made
 * whole. The tallest line of the first page, where it is taller than the text, begins the title. */
ws_status ws_pdf_paragraphs(ws_arena *arena, const ws_pdf_layout *layout, ws_flow *flow, ws_error *error);

#endif
