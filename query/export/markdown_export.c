/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CommonMark: every character that could mean something is escaped, so that only our own marks do. */
#include "sheets.h"

#include <string.h>

/* "- ", "1. " and the like make lists at the beginning only; "://" makes links by itself in some readers. */
static bool means_something(const char *bytes, size_t size, size_t i)
{
    if (strchr("\\`*_{}[]<>&#|~$@", bytes[i])) return true;
    if (bytes[i] == ':') return i + 1 < size && bytes[i + 1] == '/';
    if (!i) return strchr("+-=", bytes[i]) != NULL;
    return i < 10 && (bytes[i] == '.' || bytes[i] == ')') && strspn(bytes, "0123456789") == i;
}

static void put_bytes(FILE *out, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (means_something(bytes, size, i)) fputc('\\', out);
        fputc(bytes[i], out);
    }
}

static void put(FILE *out, const char *text)
{
    put_bytes(out, text, strlen(text));
}

static void put_context(FILE *out, const char *label, const char *text)
{
    if (!*text) return;
    fprintf(out, "- *%s:* ", label);
    put(out, text);
    fputc('\n', out);
}

static void put_own(FILE *out, const char *const paragraph[3])
{
    fputs("- *Its paragraph:* ", out);
    for (size_t i = 0; i < 3; i++) put(out, paragraph[i]);
    fputc('\n', out);
}

static void put_article(FILE *out, const ws_sheet_entry *entry)
{
    fputs("- *Outlet:* ", out);
    put(out, entry->outlet);
    if (entry->credit) {
        fputs(*entry->credit ? " **(credit " : " **(credit", out);
        put(out, entry->credit);
        fputs(")**", out);
    }
    fputs(", ", out);
    put(out, entry->day ? entry->day : "no date");
    fputs(", ", out);
    put(out, entry->title);
    if (entry->url) fprintf(out, ", <%s>", entry->url);
    fputc('\n', out);
}

static ws_status put_entry(ws_export *export, ws_arena *arena, const ws_sheet_entry *entry, ws_error *error)
{
    FILE *out = export->out;
    (void)arena, (void)error;
    fputs("\n## ", out);
    put(out, entry->name);
    if (*entry->labels) {
        fputs("\n\n**", out);
        put(out, entry->labels);
        fputs("**", out);
    }
    fputs("\n\n> ", out);
    put_bytes(out, entry->verbatim->text.size ? entry->verbatim->text.bytes : "", entry->verbatim->text.size);
    fputs("\n\n", out);
    put_article(out, entry);
    for (size_t i = 0; i < entry->field_count; i++) put_context(out, entry->fields[i].label, entry->fields[i].value);
    put_context(out, "Paragraph before", entry->before);
    put_own(out, entry->paragraph);
    put_context(out, "Paragraph after", entry->after);
    fprintf(out, "- *Id:* %s\n", entry->id);
    fputs("- [ ] ", out);
    for (size_t i = 0; ws_sheet_boxes[i]; i++) fprintf(out, "%s \\_\\_\\_\\_\\_\\_\\_\\_ ", ws_sheet_boxes[i]);
    fputc('\n', out);
    return WS_OK;
}

static ws_status begin(ws_export *export, ws_error *error)
{
    char *head = ws_sheet_head(export, export->arena);
    if (!head) return ws_no_memory(error);
    fputs("# Quote sheet\n\n", export->out);
    put(export->out, head);
    fputs("\n\n", export->out);
    put(export->out, ws_sheet_note);
    fputc('\n', export->out);
    return WS_OK;
}

static ws_status batch(ws_export *export, ws_arena *arena, const ws_hits *hits, ws_error *error)
{
    return ws_sheets_batch(export, arena, hits, put_entry, error);
}

static ws_status end(ws_export *export, ws_error *error)
{
    (void)error;
    if (!export->statements) fprintf(export->out, "\n%s\n", ws_sheet_nothing);
    return WS_OK;
}

const ws_exporter ws_markdown_export = {
    .name = "markdown",
    .about = "a quote sheet as CommonMark",
    .takes = WS_TAKES_STYLE | WS_TAKES_OUTLET | WS_TAKES_NOTES,
    .begin = begin,
    .batch = batch,
    .end = end,
};
