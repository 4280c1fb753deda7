/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables as sheets of a workbook. Words are text cells, never formulas or links. */
#include "export.h"
#include "package.h"

#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

enum { ROWS_MOST = 1048576 };

typedef struct workbook {
    const ws_export *export;
    lxw_workbook *book;
    lxw_worksheet *sheets[WS_TABLES], *about;
    uint32_t rows[WS_TABLES], facts;
    lxw_format *heading;
} workbook;

static ws_status failed(lxw_error result, ws_error *error)
{
    if (result == LXW_ERROR_MEMORY_MALLOC_FAILED) return ws_no_memory(error);
    return ws_fail(error, WS_IO, NULL, "cannot write the workbook: %s", lxw_strerror(result));
}

static bool is_code(const char *text)
{
    static const char digits[] = "0123456789abcdefABCDEF";
    return text[0] == '_' && text[1] == 'x' && strspn(text + 2, digits) >= 4 && text[6] == '_';
}

/* In a cell _x0041_ stands for A: where an article has such words, their first mark is written so itself, and so is
 * what XML cannot have. Control characters the library writes. */
static void spell(ws_buffer *out, const char *text)
{
    static const char never[][4] = {"\xef\xbf\xbe", "\xef\xbf\xbf"}; /* U+FFFE, U+FFFF */
    while (*text) {
        bool first = !strncmp(text, never[0], 3), any = first || !strncmp(text, never[1], 3);
        if (any)
            ws_buffer_puts(out, first ? "_xFFFE_" : "_xFFFF_");
        else if (is_code(text))
            ws_buffer_puts(out, "_x005F_");
        else
            ws_buffer_putc(out, *text);
        text += any ? 3 : 1;
    }
}

/* A text that is longer than a cell can be is left out, and a note stands in its place: half of it would be misread. */
static lxw_error put_text(lxw_worksheet *sheet, uint32_t row, size_t column, const char *text)
{
    ws_buffer spelt = WS_BUFFER_INIT(WS_CELL_BYTES);
    spell(&spelt, text);
    lxw_error result = spelt.failed ? LXW_ERROR_MEMORY_MALLOC_FAILED : LXW_NO_ERROR;
    if (result == LXW_NO_ERROR)
        result = worksheet_write_string(sheet, row, (lxw_col_t)column, spelt.size ? spelt.bytes : "", NULL);
    ws_buffer_free(&spelt);
    if (result != LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED) return result;
    return worksheet_write_string(sheet, row, (lxw_col_t)column, "[too long for a cell: see the article]", NULL);
}

static lxw_error put_cell(lxw_worksheet *sheet, uint32_t row, size_t column, ws_cell_kind kind, const char *text)
{
    if (!text) return LXW_NO_ERROR;
    if (kind == WS_CELL_ANSWER)
        return worksheet_write_boolean(sheet, row, (lxw_col_t)column, !strcmp(text, "true"), NULL);
    if (kind != WS_CELL_TEXT) return worksheet_write_number(sheet, row, (lxw_col_t)column, strtod(text, NULL), NULL);
    return put_text(sheet, row, column, text);
}

static ws_status put_row(void *user, const ws_row *row, ws_error *error)
{
    workbook *self = user;
    size_t id = (size_t)(row->table - ws_tables);
    if (self->rows[id] == ROWS_MOST)
        return ws_fail(error, WS_USAGE, "narrow the query, or take csv or sqlite",
                       "a sheet holds 1,048,576 rows at most");
    lxw_error result = LXW_NO_ERROR;
    for (size_t i = 0; i < row->count && result == LXW_NO_ERROR; i++)
        result = put_cell(self->sheets[id], self->rows[id], i, row->table->columns[i].kind, row->cells[i]);
    self->rows[id]++;
    return result == LXW_NO_ERROR ? WS_OK : failed(result, error);
}

static ws_status put_fact(void *user, const char *name, const char *value, ws_error *error)
{
    workbook *self = user;
    lxw_error result = put_text(self->about, self->facts, 0, name);
    if (result == LXW_NO_ERROR) result = put_text(self->about, self->facts, 1, value);
    self->facts++;
    return result == LXW_NO_ERROR ? WS_OK : failed(result, error);
}

/* Words are to be read: their columns are wide. */
static double width_of(const char *column)
{
    if (!strcmp(column, "verbatim") || !strcmp(column, "content")) return 80;
    if (!strcmp(column, "title") || !strcmp(column, "name") || !strcmp(column, "speakers")) return 30;
    return 14;
}

static ws_status add_sheet(workbook *self, int id, ws_error *error)
{
    const ws_table *table = &ws_tables[id];
    lxw_worksheet *sheet = self->sheets[id] = workbook_add_worksheet(self->book, table->name);
    if (!sheet) return ws_no_memory(error);
    worksheet_freeze_panes(sheet, 1, 0);
    lxw_error result = LXW_NO_ERROR;
    for (size_t i = 0; i < table->count && result == LXW_NO_ERROR; i++) {
        lxw_col_t column = (lxw_col_t)i;
        result = worksheet_set_column(sheet, column, column, width_of(table->columns[i].name), NULL);
        if (result == LXW_NO_ERROR)
            result = worksheet_write_string(sheet, 0, column, table->columns[i].name, self->heading);
    }
    self->rows[id] = 1;
    return result == LXW_NO_ERROR ? WS_OK : failed(result, error);
}

static ws_status add_sheets(workbook *self, ws_error *error)
{
    ws_status status = WS_OK;
    for (int id = 0; id < WS_TABLES && status == WS_OK; id++)
        if (ws_export_has_table(self->export, id)) status = add_sheet(self, id, error);
    if (status != WS_OK) return status;
    self->about = workbook_add_worksheet(self->book, "about");
    if (!self->about) return ws_no_memory(error);
    worksheet_set_column(self->about, 0, 0, 16, NULL);
    worksheet_set_column(self->about, 1, 1, 120, NULL);
    return WS_OK;
}

/* Dates in the file are those of the export, so that the same question gives the same bytes. */
static void set_properties(workbook *self)
{
    lxw_doc_properties properties = {.title = "Statements", .created = ws_export_clock(self->export)};
    workbook_set_properties(self->book, &properties);
}

static ws_status begin(ws_export *export, ws_error *error)
{
    workbook *self = export->state = ws_arena_alloc(export->arena, sizeof *self);
    if (!self) return ws_no_memory(error);
    *self = (workbook){.export = export};
    ws_status status = ws_export_tables(export, put_row, self, error);
    if (status != WS_OK) return status;
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    self->book = workbook_new_opt(export->path, &options);
    self->heading = self->book ? workbook_add_format(self->book) : NULL;
    if (!self->heading) return ws_no_memory(error);
    format_set_bold(self->heading);
    set_properties(self);
    return add_sheets(self, error);
}

/* Whoever reads tables narrows them by their columns. */
static ws_status add_filters(const workbook *self, ws_error *error)
{
    lxw_error result = LXW_NO_ERROR;
    for (int id = 0; id < WS_TABLES && result == LXW_NO_ERROR; id++)
        if (self->sheets[id])
            result = worksheet_autofilter(self->sheets[id], 0, 0, self->rows[id] - 1,
                                          (lxw_col_t)(ws_tables[id].count - 1));
    return result == LXW_NO_ERROR ? WS_OK : failed(result, error);
}

static ws_status end(ws_export *export, ws_error *error)
{
    workbook *self = export->state;
    ws_status status = ws_package_facts(export, put_fact, self, error);
    if (status == WS_OK) status = add_filters(self, error);
    if (status != WS_OK) return status;
    lxw_error result = workbook_close(self->book); /* frees it, too */
    self->book = NULL;
    return result == LXW_NO_ERROR ? WS_OK : failed(result, error);
}

static void close_all(ws_export *export)
{
    workbook *self = export->state;
    if (!self) return;
    lxw_workbook_free(self->book);
    ws_export_tables_close(export);
}

const ws_exporter ws_xlsx_export = {
    .name = "xlsx",
    .about = "the tables of csv as a workbook; words are text, never formulas",
    .shape = WS_EXPORT_FILE,
    .takes = WS_TAKES_NOTES,
    .begin = begin,
    .batch = ws_export_tables_batch,
    .end = end,
    .close = close_all,
};
