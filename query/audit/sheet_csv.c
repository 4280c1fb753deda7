/* SPDX-License-Identifier: GPL-3.0-or-later */
/* On libcsv. Columns are found by their headings, in any order; the delimiter is the one that the headings have. */
#include "sheet_csv.h"

#include "buffer.h"
#include "unicode.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MOST_CELLS = 64, CELL_BYTES = 64 << 10, ANSWER_BYTES = 400, MOST_THERE = 1000 };

const char *const ws_sheet_columns[WS_SHEET_COLUMNS] = {
    "row",         "kind",      "paragraph",        "words",           "is_statement",
    "who_says_it", "how_named", "statements_there", "of_them_unnamed", "of_them_withheld"};

typedef struct reading {
    ws_arena *arena;
    const ws_audits *audits;
    ws_sheet_read *out;
    ws_error *error;
    ws_status status;
    int columns[MOST_CELLS]; /* which is where; -1: none of ours */
    char cells[WS_SHEET_COLUMNS][ANSWER_BYTES + 1];
    size_t cell, line; /* line: of the sheet as rows */
    bool too_long;     /* an answer */
    size_t capacity;
    bool *seen_statements, *seen_paragraphs;
} reading;

static void fault(reading *self, const char *what)
{
    ws_sheet_read *out = self->out;
    out->faults_all++;
    if (out->fault_count == WS_SHEET_FAULTS) return;
    ws_sheet_fault *grown =
        ws_arena_grow(self->arena, out->faults, out->fault_count, &self->capacity, sizeof *out->faults);
    if (!grown) {
        self->status = ws_no_memory(self->error);
        return;
    }
    out->faults = grown;
    grown[out->fault_count++] = (ws_sheet_fault){self->line, what};
}

/* --- answers --- */

static bool is_one_of(const char *text, const char *const *words)
{
    for (; *words; words++)
        if (!strcasecmp(text, *words)) return true;
    return false;
}

static bool read_answer(const char *text, ws_answer *out)
{
    static const char *const yes[] = {"yes", "y", "true", "1", "x", NULL}, *const no[] = {"no", "n", "false", "0",
                                                                                          NULL};
    *out = is_one_of(text, yes) ? WS_ANSWER_YES : is_one_of(text, no) ? WS_ANSWER_NO : WS_ANSWER_NONE;
    return *out != WS_ANSWER_NONE;
}

static bool read_count(const char *text, uint32_t *out)
{
    size_t digits = strspn(text, "0123456789");
    if (!digits || digits > 4 || text[digits]) return false;
    *out = (uint32_t)strtoul(text, NULL, 10);
    return *out <= MOST_THERE;
}

/* Somebody with a name is right where one of the two has all words of the other ("Brandt"); whoever has none is right
 * where it is told as we did how far they are named. */
static ws_status judge_speaker(reading *self, ws_audit_statement *one)
{
    uint32_t words[WS_AUDIT_WORDS];
    size_t count = 0, shared = 0;
    if (one->stratum != WS_AUDIT_NAMED && one->judged_stratum >= 0) {
        one->right_speaker = one->judged_stratum == (int)one->stratum ? WS_ANSWER_YES : WS_ANSWER_NO;
        return WS_OK;
    }
    if (one->judged_stratum >= 0 && one->judged_stratum != WS_AUDIT_NAMED) one->right_speaker = WS_ANSWER_NO;
    if (!self->cells[WS_SHEET_WHO][0]) return WS_OK;
    ws_status status = ws_audit_words(self->arena, self->cells[WS_SHEET_WHO], words, &count, self->error);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < one->word_count; j++)
            if (words[i] == one->words[j]) {
                shared++;
                break;
            }
    bool right = shared && (shared == count || shared >= one->word_count);
    one->right_speaker = right ? WS_ANSWER_YES : WS_ANSWER_NO;
    return status;
}

static void read_statement(reading *self, ws_audit_statement *one)
{
    const char *is = self->cells[WS_SHEET_IS], *naming = self->cells[WS_SHEET_NAMING];
    ws_answer answer;
    int stratum = *naming ? ws_audit_stratum_read(naming) : -1;
    if (!*is && !*naming && !self->cells[WS_SHEET_WHO][0]) {
        self->out->empty++;
        return;
    }
    if (!read_answer(is, &answer)) {
        fault(self, *is ? "is_statement is yes or no" : "is_statement is empty, so the rest of the row doesn't count");
        return;
    }
    if (*naming && stratum < 0) {
        fault(self, "how_named is named, partly, spokesperson, collective, insider, withheld or none");
        return;
    }
    one->is_statement = answer;
    self->out->judged++;
    if (answer == WS_ANSWER_NO) return;
    one->judged_stratum = stratum;
    self->status = judge_speaker(self, one);
}

static void read_paragraph(reading *self, ws_audit_paragraph *one)
{
    const char *there = self->cells[WS_SHEET_THERE], *unnamed = self->cells[WS_SHEET_UNNAMED];
    const char *withheld = self->cells[WS_SHEET_WITHHELD];
    ws_audit_paragraph read = *one;
    if (!*there && !*unnamed && !*withheld) {
        self->out->empty++;
        return;
    }
    if (!read_count(there, &read.there)) {
        fault(self, "statements_there is a number, 0 where there is none");
        return;
    }
    bool some = *unnamed || *withheld;
    if (some && (!read_count(*unnamed ? unnamed : withheld, &read.unnamed) ||
                 !read_count(*withheld ? withheld : "0", &read.withheld) || read.unnamed > read.there ||
                 read.withheld > read.unnamed)) {
        fault(self, "of_them_unnamed is a number of the statements there, of_them_withheld one of these");
        return;
    }
    read.judged = true;
    read.judged_naming = some || !read.there;
    *one = read;
    self->out->judged++;
}

/* --- rows --- */

/* The drawing that a row is of, and where in it. */
static bool find_row(reading *self, const char *row, size_t *statement, size_t *paragraph)
{
    for (size_t i = self->audits->count; i--;) {
        ws_drawing *drawing = &self->audits->items[i];
        if (self->out->drawing && self->out->drawing != drawing) continue;
        for (*statement = 0; *statement < drawing->statement_count; ++*statement)
            if (!strcmp(drawing->statements[*statement].row, row)) break;
        for (*paragraph = 0; *paragraph < drawing->paragraph_count; ++*paragraph)
            if (!strcmp(drawing->paragraphs[*paragraph].row, row)) break;
        if (*statement == drawing->statement_count && *paragraph == drawing->paragraph_count) continue;
        self->out->drawing = drawing;
        return true;
    }
    return false;
}

/* The first row that is of a drawing tells of which. */
static void begin_drawing(reading *self)
{
    ws_drawing *drawing = self->out->drawing;
    self->seen_statements = ws_arena_alloc(self->arena, drawing->statement_count + 1);
    self->seen_paragraphs = ws_arena_alloc(self->arena, drawing->paragraph_count + 1);
    if (!self->seen_statements || !self->seen_paragraphs) self->status = ws_no_memory(self->error);
    for (size_t i = 0; i < drawing->statement_count; i++) {
        drawing->statements[i].is_statement = drawing->statements[i].right_speaker = WS_ANSWER_NONE;
        drawing->statements[i].judged_stratum = -1;
    }
    for (size_t i = 0; i < drawing->paragraph_count; i++)
        drawing->paragraphs[i].judged = drawing->paragraphs[i].judged_naming = false;
}

static void end_judged_row(reading *self)
{
    size_t statement, paragraph;
    bool begun = self->out->drawing != NULL;
    if (!self->cells[WS_SHEET_ROW][0]) {
        fault(self, "there is nothing in the column row, by which it would be known");
        return;
    }
    if (!find_row(self, self->cells[WS_SHEET_ROW], &statement, &paragraph)) {
        fault(self, begun ? "its id is not of the drawing of the rows above" : "its id is not of a drawing kept here");
        return;
    }
    if (!begun) begin_drawing(self);
    if (self->status != WS_OK) return;
    bool is_statement = statement < self->out->drawing->statement_count;
    bool *seen = is_statement ? &self->seen_statements[statement] : &self->seen_paragraphs[paragraph];
    if (*seen) {
        fault(self, "its id stands above already; the first row counts");
        return;
    }
    *seen = true;
    if (self->too_long)
        fault(self, "an answer is longer than 400 bytes");
    else if (is_statement)
        read_statement(self, &self->out->drawing->statements[statement]);
    else
        read_paragraph(self, &self->out->drawing->paragraphs[paragraph]);
}

static void end_row(int ignored, void *self_)
{
    reading *self = self_;
    (void)ignored;
    if (self->status != WS_OK) return;
    self->line++;
    if (self->line > 1 && self->cell) end_judged_row(self);
    self->cell = 0;
    self->too_long = false;
    memset(self->cells, 0, sizeof self->cells);
}

static void read_heading(reading *self, const char *text, size_t size)
{
    for (int i = 0; i < WS_SHEET_COLUMNS; i++)
        if (strlen(ws_sheet_columns[i]) == size && !strncasecmp(ws_sheet_columns[i], text, size))
            self->columns[self->cell] = i;
}

/* Texts that we wrote ourselves are passed over, however long a spreadsheet made them. */
static void end_cell(void *bytes, size_t size, void *self_)
{
    reading *self = self_;
    size_t which = self->cell++;
    if (self->status != WS_OK || which >= MOST_CELLS || !bytes) return;
    const char *text = bytes;
    while (size && (*text == ' ' || *text == '\t')) text++, size--;
    while (size && strchr(" \t\r\n", text[size - 1])) size--;
    self->cell = which;
    if (!self->line) read_heading(self, text, size);
    self->cell = which + 1;
    int column = self->columns[which];
    if (!self->line || column < 0 || column == WS_SHEET_KIND || column == WS_SHEET_PARAGRAPH ||
        column == WS_SHEET_WORDS)
        return;
    if (size > ANSWER_BYTES) {
        self->too_long = true;
        return;
    }
    memcpy(self->cells[column], text, size);
    self->cells[column][size] = '\0';
}

static ws_status check_headings(reading *self)
{
    static const int needed[] = {WS_SHEET_ROW, WS_SHEET_IS, WS_SHEET_THERE};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        bool found = false;
        for (size_t j = 0; j < MOST_CELLS; j++) found = found || self->columns[j] == needed[i];
        if (!found)
            return ws_fail(self->error, WS_REFUSED,
                           "load the sheet that whosaid audit draw made, saved as CSV with its row of headings",
                           "it has no column called %s", ws_sheet_columns[needed[i]]);
    }
    return WS_OK;
}

/* --- the whole --- */

char ws_sheet_delimiter(const char *bytes, size_t size)
{
    static const char some[] = ",;\t";
    size_t best = 0, most = 0;
    for (size_t i = 0; some[i]; i++) {
        size_t count = 0;
        for (size_t at = 0; at < size && bytes[at] != '\n' && at < 4096; at++) count += bytes[at] == some[i];
        if (count > most) {
            most = count;
            best = i;
        }
    }
    return some[best];
}

static ws_status parse(reading *self, const char *bytes, size_t size)
{
    struct csv_parser parser;
    enum { STEP = 16 << 10 };
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI)) return ws_no_memory(self->error);
    csv_set_delim(&parser, (unsigned char)ws_sheet_delimiter(bytes, size));
    bool sound = true;
    for (size_t at = 0, taken; at < size && sound && self->status == WS_OK; at += taken) {
        size_t step = size - at < STEP ? size - at : STEP;
        taken = csv_parse(&parser, bytes + at, step, end_cell, end_row, self);
        sound = taken == step && parser.entry_pos <= CELL_BYTES;
    }
    if (sound && self->status == WS_OK) sound = !csv_fini(&parser, end_cell, end_row, self);
    bool memory = csv_error(&parser) == CSV_ENOMEM;
    csv_free(&parser);
    if (memory) return ws_no_memory(self->error);
    if (self->status != WS_OK || sound) return self->status;
    return ws_fail(self->error, WS_REFUSED, "save it from the spreadsheet as CSV again",
                   "row %zu cannot be read: a quotation mark is out of place, or a cell is longer than 64 KiB",
                   self->line + 1);
}

ws_status ws_sheet_read_csv(ws_arena *arena, const char *bytes, size_t size, const ws_audits *audits,
                            ws_sheet_read *out, ws_error *error)
{
    reading *self = ws_arena_alloc(arena, sizeof *self);
    *out = (ws_sheet_read){.drawing = NULL};
    if (!self) return ws_no_memory(error);
    *self = (reading){.arena = arena, .audits = audits, .out = out, .error = error};
    for (size_t i = 0; i < MOST_CELLS; i++) self->columns[i] = -1;
    if (size >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3)) bytes += 3, size -= 3;
    if (ws_utf8_check(bytes, size) != size)
        return ws_fail(error, WS_REFUSED, "save it as CSV in UTF-8", "it is not in UTF-8");
    ws_status status = parse(self, bytes, size);
    if (status == WS_OK) status = check_headings(self);
    if (status == WS_OK && !out->drawing)
        status = ws_fail(error, WS_REFUSED, "load it beside the index that it was drawn from",
                         "none of its rows was drawn here");
    return status;
}
