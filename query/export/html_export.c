/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A quote sheet to read and to print: one page without scripts, that loads nothing. */
#include "escape.h"
#include "sheets.h"

#include <string.h>

static const char head[] =
    "<!DOCTYPE html>\n"
    "<html lang=\"en\">\n"
    "<head>\n"
    "<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    "<meta name=\"referrer\" content=\"no-referrer\">\n"
    "<meta name=\"robots\" content=\"noindex\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<style>\n"
    ":root{color-scheme:light dark;--ink:#1a1a1a;--faint:#5c5c5c;--line:#b8b8b8;--page:#fff;--mark:#8a1f11}\n"
    "@media "
    "(prefers-color-scheme:dark){:root{--ink:#ececec;--faint:#a8a8a8;--line:#555;--page:#161616;--mark:#ff9d8c}}\n"
    "body{max-width:48rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 Georgia,'DejaVu Serif',serif;color:var(--ink);"
    "background:var(--page)}\n"
    "h1{font-size:1.6rem;margin:0 0 .3rem}\n"
    ".head,.note{color:var(--faint);font-size:.9rem;margin:.3rem 0}\n"
    "article{border-top:1px solid var(--line);margin-top:1.6rem;padding-top:1rem}\n"
    "h2{font-size:1.15rem;margin:0;overflow-wrap:anywhere}\n"
    ".labels{color:var(--mark);font-weight:bold;margin:.1rem 0}\n"
    "blockquote{font-size:1.15rem;margin:.7rem 0;padding-left:1rem;border-left:.25rem solid var(--line);"
    "overflow-wrap:anywhere;unicode-bidi:isolate}\n"
    ".cue{text-decoration:underline;text-decoration-style:dotted;text-underline-offset:.2em}\n"
    ".out{margin:.4rem 0;overflow-wrap:anywhere}\n"
    ".credit{color:var(--mark);font-weight:bold}\n"
    "dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;font-size:.9rem;margin:.6rem 0}\n"
    "dt{color:var(--faint)}dd{margin:0;overflow-wrap:anywhere}\n"
    ".context{font-size:.9rem;margin:.5rem 0 .5rem;overflow-wrap:anywhere}\n"
    ".context p{margin:.4rem 0;color:var(--faint)}.its{color:var(--ink)}\n"
    ".boxes{display:flex;gap:1rem;font-size:.9rem;margin:.8rem 0 0}\n"
    ".boxes span{flex:1;border-bottom:1px solid var(--ink);min-height:1.6rem;color:var(--faint);padding-right:2rem}\n"
    ".boxes span:first-child{flex:3}\n"
    ".id{font-size:.75rem;color:var(--faint);margin:.5rem 0 0;overflow-wrap:anywhere}\n"
    "@media (max-width:32rem){dl{grid-template-columns:7.5rem 1fr}.boxes{flex-direction:column}}\n"
    "@page{size:A4;margin:18mm;@bottom-right{content:counter(page) ' / ' counter(pages);font-size:8pt}}\n"
    "@media print{:root{--ink:#000;--faint:#555;--line:#777;--page:#fff;--mark:#000}"
    "html{font-size:9.5pt}body{max-width:none;margin:0;padding:0;line-height:1.35}article{margin-top:1rem;padding-top:."
    "6rem}"
    "dl{grid-template-columns:max-content 1fr max-content 1fr}h2,.labels,blockquote,.out{break-after:avoid}"
    "blockquote,.out,dl,.boxes{break-inside:avoid}.boxes,.id{break-before:avoid}"
    "a{color:inherit;text-decoration:none}a::after{content:\" (\" attr(href) "
    "\")\";font-size:.85em;overflow-wrap:anywhere}}\n"
    "</style>\n";

static void put_element(FILE *out, const char *open, const char *text, const char *close)
{
    fputs(open, out);
    ws_put_escaped(out, text);
    fputs(close, out);
}

/* The cue is marked for the eye: without it some words would say the opposite. */
static void put_words(FILE *out, const ws_styled *words)
{
    const char *bytes = words->text.bytes, *styles = words->styles.bytes;
    fputs("<blockquote>", out);
    for (size_t begin = 0, end; begin < words->text.size; begin = end) {
        for (end = begin + 1; end < words->text.size && styles[end] == styles[begin];) end++;
        bool cue = styles[begin] == WS_STYLE_CUE;
        if (cue) fputs("<span class=\"cue\">", out);
        ws_put_escaped_bytes(out, bytes + begin, end - begin);
        if (cue) fputs("</span>", out);
    }
    fputs("</blockquote>\n", out);
}

static void put_article(FILE *out, const ws_sheet_entry *entry)
{
    put_element(out, "<p class=\"out\"><b>", entry->outlet, "</b>");
    if (entry->credit)
        put_element(out, *entry->credit ? " <span class=\"credit\">(credit " : " <span class=\"credit\">(credit",
                    entry->credit, ")</span>");
    put_element(out, ", ", entry->day ? entry->day : "no date", ": ");
    if (entry->url) {
        put_element(out, "<a rel=\"noopener noreferrer\" href=\"", entry->url, "\">");
        put_element(out, "", entry->title, "</a></p>\n");
    } else {
        put_element(out, "", entry->title, "</p>\n");
    }
}

static void put_context(FILE *out, const ws_sheet_entry *entry)
{
    fputs("<div class=\"context\">\n", out);
    if (*entry->before) put_element(out, "<p>", entry->before, "</p>\n");
    put_element(out, "<p>", entry->paragraph[0], "");
    put_element(out, "<span class=\"its\">", entry->paragraph[1], "</span>");
    put_element(out, "", entry->paragraph[2], "</p>\n");
    if (*entry->after) put_element(out, "<p>", entry->after, "</p>\n");
    fputs("</div>\n", out);
}

static ws_status put_entry(ws_export *export, ws_arena *arena, const ws_sheet_entry *entry, ws_error *error)
{
    FILE *out = export->out;
    (void)arena, (void)error;
    fprintf(out, "<article id=\"s%s\">\n", entry->id);
    put_element(out, "<h2>", entry->name, "</h2>\n");
    if (*entry->labels) put_element(out, "<p class=\"labels\">", entry->labels, "</p>\n");
    put_words(out, entry->verbatim);
    put_article(out, entry);
    fputs("<dl>\n", out);
    for (size_t i = 0; i < entry->field_count; i++) {
        put_element(out, "<dt>", entry->fields[i].label, "</dt>");
        put_element(out, "<dd>", entry->fields[i].value, "</dd>\n");
    }
    fputs("</dl>\n", out);
    put_context(out, entry);
    fputs("<p class=\"boxes\">", out);
    for (size_t i = 0; ws_sheet_boxes[i]; i++) put_element(out, "<span>", ws_sheet_boxes[i], "</span>");
    fprintf(out, "</p>\n<p class=\"id\">%s</p>\n</article>\n", entry->id);
    return WS_OK;
}

static ws_status begin(ws_export *export, ws_error *error)
{
    char *line = ws_sheet_head(export, export->arena), *query = ws_sheet_query(export, export->arena);
    if (!line || !query) return ws_no_memory(error);
    fputs(head, export->out);
    put_element(export->out, "<title>Quote sheet: ", query, "</title>\n</head>\n<body>\n<h1>Quote sheet</h1>\n");
    put_element(export->out, "<p class=\"head\">", line, "</p>\n");
    put_element(export->out, "<p class=\"note\">", ws_sheet_note, "</p>\n");
    return WS_OK;
}

static ws_status batch(ws_export *export, ws_arena *arena, const ws_hits *hits, ws_error *error)
{
    return ws_sheets_batch(export, arena, hits, put_entry, error);
}

static ws_status end(ws_export *export, ws_error *error)
{
    (void)error;
    if (!export->statements) put_element(export->out, "<p>", ws_sheet_nothing, "</p>\n");
    fputs("</body>\n</html>\n", export->out);
    return WS_OK;
}

const ws_exporter ws_html_export = {
    .name = "html",
    .about = "a quote sheet to read and to print, as one page",
    .takes = WS_TAKES_STYLE | WS_TAKES_OUTLET | WS_TAKES_NOTES,
    .begin = begin,
    .batch = batch,
    .end = end,
};
