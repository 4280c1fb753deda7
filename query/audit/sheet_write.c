/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing.h"
#include "sheet_csv.h"

#include "escape.h"
#include "styled.h"

#include <csv.h>
#include <string.h>

/* --- CSV --- */

/* Harmless, and nothing that a spreadsheet would run. */
static void put_cell(FILE *out, const char *text, ws_buffer *room)
{
    ws_buffer_clear(room);
    if (*text && strchr("=+-@\t\r'", *text)) ws_buffer_putc(room, '\'');
    ws_harmless(room, text, strlen(text));
    if (!room->failed) csv_fwrite(out, room->size ? room->bytes : "", room->size);
}

ws_status ws_sheet_write_csv(const ws_drawn *drawn, FILE *out, ws_error *error)
{
    ws_buffer room = WS_BUFFER_INIT(1 << 20);
    bool failed = false;
    for (size_t i = 0; i < WS_SHEET_COLUMNS; i++) fprintf(out, "%s%s", i ? "," : "", ws_sheet_columns[i]);
    fputs("\r\n", out);
    for (size_t i = 0; i < drawn->count && !failed; i++) {
        const ws_sheet_row *row = &drawn->rows[i];
        fprintf(out, "%s,%s,", row->row, row->words ? "statement" : "paragraph");
        put_cell(out, row->paragraph, &room);
        failed = room.failed;
        fputc(',', out);
        put_cell(out, row->words ? row->words : "", &room);
        fputs(",,,,,,\r\n", out);
        failed = failed || room.failed;
    }
    ws_buffer_free(&room);
    return failed ? ws_no_memory(error) : WS_OK;
}

/* --- a page to read and print --- */

static const char head[] =
    "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Audit sheet</title>\n"
    "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<style>"
    ":root{color-scheme:light dark}body{font:1rem/1.5 serif;max-width:44rem;margin:2rem auto;padding:0 1rem}"
    "li{margin:0 0 1.6rem;break-inside:avoid}p{margin:.2rem 0;overflow-wrap:anywhere}code{font-size:.85rem}"
    ".ask{font:.9rem/1.9 sans-serif}.ask span{display:inline-block;margin-right:1.2rem}"
    "dt{font-weight:bold;float:left;clear:left;min-width:8rem}dd{margin:0 0 .2rem 8rem}"
    "mark{background:#fd6;color:#000}</style></head>\n<body><h1>Audit sheet</h1>\n";
static const char how[] =
    "<p>Write your answers into the CSV, in the row of the same id. Leave empty what you cannot tell.</p>"
    "<p><b>Where words are marked</b>, judge these: are they what somebody says? So are indirect speech, and what the "
    "writer says is denied, asked or refused. What somebody is only said to think or hope, without a word of saying, "
    "is "
    "no statement. Then who says it, and how far the text names whoever does:</p>"
    "<dl><dt>named</dt><dd>by a name</dd><dt>partly</dt><dd>by a given name or a pseudonym</dd>"
    "<dt>spokesperson</dt><dd>unnamed, and speaks openly for somebody</dd><dt>collective</dt><dd>critics, police</dd>"
    "<dt>insider</dt><dd>no name</dd><dt>withheld</dt><dd>no name, and the text says that it is withheld</dd>"
    "<dt>none</dt><dd>the text gives nobody</dd></dl>"
    "<p><b>Where nothing is marked</b>, count the statements that begin in the paragraph; of them those whose source "
    "has "
    "no name (insider or withheld); and of these those withheld.</p>\n";

static void put_text(FILE *out, const char *bytes, size_t size, ws_buffer *room)
{
    ws_buffer_clear(room);
    ws_harmless(room, bytes, size);
    if (room->size && !room->failed) ws_put_escaped(out, room->bytes);
}

static void put_marked(FILE *out, const ws_sheet_row *row, ws_buffer *room)
{
    size_t at = 0, size = strlen(row->paragraph);
    for (size_t i = 0; i < row->mark_count; i++) {
        ws_span mark = row->marks[i];
        if (mark.begin < at || mark.end > size || mark.end <= mark.begin) continue;
        put_text(out, row->paragraph + at, mark.begin - at, room);
        fputs("<mark>", out);
        put_text(out, row->paragraph + mark.begin, mark.end - mark.begin, room);
        fputs("</mark>", out);
        at = mark.end;
    }
    put_text(out, row->paragraph + at, size - at, room);
}

ws_status ws_sheet_write_page(const ws_drawn *drawn, FILE *out, ws_error *error)
{
    ws_buffer room = WS_BUFFER_INIT(1 << 20);
    fputs(head, out);
    fputs(how, out);
    fputs("<ol>\n", out);
    for (size_t i = 0; i < drawn->count && !room.failed; i++) {
        const ws_sheet_row *row = &drawn->rows[i];
        fprintf(out, "<li><code>%s</code><p>", row->row);
        put_marked(out, row, &room);
        fputs(row->words
                  ? "</p><p class=\"ask\"><span>Statement: yes ☐ no ☐</span> <span>who: ________________</span> "
                    "<span>named how far: ____________</span></p></li>\n"
                  : "</p><p class=\"ask\"><span>Statements there: ____</span> <span>of them unnamed: ____</span> "
                    "<span>of these withheld: ____</span></p></li>\n",
              out);
    }
    fputs("</ol></body></html>\n", out);
    bool failed = room.failed;
    ws_buffer_free(&room);
    return failed ? ws_no_memory(error) : WS_OK;
}
