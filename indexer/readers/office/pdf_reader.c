/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PDF, by pdftotext of poppler-utils in a process of its own with limits: PDF files are programs, and often broken. */
#include "child.h"
#include "pdf_layout.h"
#include "reader.h"
#include "whole_file.h"

#include <stdlib.h>
#include <string.h>

enum { PDF_CPU_SECONDS = 60, PDF_WALL_SECONDS = 180, PDF_WRITTEN_BYTES = 256 * 1024 * 1024 };

static int sniff_pdf(const unsigned char *head, size_t size, const char *path)
{
    (void)path;
    return memmem(head, size < 1024 ? size : 1024, "%PDF-", 5) ? 90 : 0;
}

static ws_status refuse_end(const ws_child_end *end, ws_error *error)
{
    if (strstr(end->said, "ncorrect password"))
        return ws_fail(error, WS_REFUSED, "Save it without one", "it is locked by a password");
    if (end->code < 0)
        return ws_fail(error, WS_REFUSED, "Open it in another program and save or print it to a PDF again",
                       "pdftotext took too much time or memory, or broke, over it");
    return ws_fail(error, WS_REFUSED, "Open it in another program and save or print it to a PDF again",
                   "pdftotext cannot read it: the PDF is damaged");
}

/* What pdftotext makes of it. */
static ws_status convert(const ws_buffer *bytes, ws_buffer *out, ws_error *error)
{
    static const char *const arguments[] = {"pdftotext", "-nodiag", "-bbox-layout", "-enc", "UTF-8", "-", "-", NULL};
    static const ws_child_limits limits = {PDF_CPU_SECONDS, PDF_WALL_SECONDS, (size_t)2 << 30, false};
    ws_child_end end;
    ws_status status = ws_child_run(arguments, bytes->bytes, bytes->size, &limits, out, &end, error);

    if (status == WS_NOT_FOUND)
        return ws_fail(error, WS_REFUSED, "Install poppler-utils (apt-get install poppler-utils)",
                       "it is a PDF, and the program pdftotext that reads them is not installed");
    if (status == WS_OK && end.code != 0) return refuse_end(&end, error);
    return status;
}

static ws_status read_pages(ws_arena *arena, ws_buffer *xhtml, ws_article *article, ws_error *error)
{
    ws_arena *memory = ws_arena_new(0);
    ws_pdf_layout layout;
    ws_flow flow;
    ws_status status;

    if (!memory) return ws_no_memory(error);
    ws_flow_start(&flow);
    status = ws_pdf_lines(memory, xhtml->bytes, xhtml->size, &layout, error);
    if (status == WS_OK) status = ws_pdf_furniture(memory, &layout, error);
    if (status == WS_OK) status = ws_pdf_paragraphs(memory, &layout, &flow, error);
    if (status == WS_OK && flow.text.size == 0)
        status = ws_fail(error, WS_REFUSED, "If its pages are pictures, make them text first (ocrmypdf)",
                         "there is no text in it");
    if (status == WS_OK) status = ws_flow_finish(arena, &flow, article, error);
    ws_flow_free(&flow);
    ws_arena_free(memory);
    return status;
}

static ws_status next_pdf(void *state, ws_arena *arena, ws_article *article, ws_error *error)
{
    ws_buffer bytes, xhtml = WS_BUFFER_INIT(PDF_WRITTEN_BYTES);
    ws_status status = ws_whole_file_read(state, &bytes, error);

    if (status == WS_OK) status = convert(&bytes, &xhtml, error);
    ws_buffer_free(&bytes);
    if (status == WS_OK) status = read_pages(arena, &xhtml, article, error);
    ws_buffer_free(&xhtml);
    return status;
}

const ws_reader ws_pdf_reader = {
    .name = "pdf",
    .description = "PDF (by pdftotext of poppler-utils): columns and parted words joined, no running heads",
    .sniff = sniff_pdf,
    .open = ws_whole_file_open,
    .next = next_pdf,
    .close = free,
};
