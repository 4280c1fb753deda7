/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV and TSV: a row of headings, then a row a statement or speaker; RFC 4180's quotation marks in both, lines ended by
 * a line feed. The words of an article stand as they are: where a cell begins like a formula, which a spreadsheet would
 * run, the last column names it. */
#include "describe.h"
#include "json_values.h"

#include <string.h>

enum { CELLS_MOST = 40 };

typedef struct table {
    const ws_print *print;
    char separator;
    ws_buffer row;
    const char *const *headings;
    const char *formulas[CELLS_MOST]; /* headings of the cells of this row that begin like one */
    size_t formula_count, cells;      /* of this row, so far */
} table;

static table table_new(const ws_print *print, char separator, const char *const *headings)
{
    return (table){.print = print, .separator = separator, .row = WS_BUFFER_INIT(WS_JSON_BYTES), .headings = headings};
}

static void add_quoted(table *self, const char *bytes, size_t size)
{
    const char needs_marks[] = {self->separator, '"', '\n', '\r', '\0'};
    bool marks = strcspn(bytes, needs_marks) < size;
    if (marks) ws_buffer_putc(&self->row, '"');
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] == '"') ws_buffer_putc(&self->row, '"');
        ws_buffer_putc(&self->row, bytes[i]);
    }
    if (marks) ws_buffer_putc(&self->row, '"');
}

/* On a terminal what it would obey is taken out; files have what the article has. */
static void cell(table *self, const char *text)
{
    if (self->cells) ws_buffer_putc(&self->row, self->separator);
    const char *heading = self->headings[self->cells++];
    if (!text) return;
    if (*text && strchr("=+-@\t\r", *text)) self->formulas[self->formula_count++] = heading;
    if (!self->print->terminal) {
        add_quoted(self, text, strlen(text));
        return;
    }
    ws_buffer shown = WS_BUFFER_INIT(WS_JSON_BYTES);
    ws_harmless(&shown, text, strlen(text));
    if (shown.failed)
        self->row.failed = true;
    else
        add_quoted(self, shown.size ? shown.bytes : "", shown.size);
    ws_buffer_free(&shown);
}

static void number_cell(table *self, size_t number)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%zu", number);
    cell(self, digits);
}

static void answer_cell(table *self, bool value)
{
    cell(self, value ? "true" : "false");
}

/* A buffer of joined names becomes a cell. */
static void joined_cell(table *self, ws_buffer *joined)
{
    if (joined->failed) self->row.failed = true;
    cell(self, joined->failed || !joined->size ? NULL : joined->bytes);
    ws_buffer_free(joined);
}

static void end_row(table *self)
{
    ws_buffer names = WS_BUFFER_INIT(WS_JSON_BYTES);
    for (size_t i = 0; i < self->formula_count; i++) ws_buffer_printf(&names, "%s%s", i ? " " : "", self->formulas[i]);
    self->formula_count = 0;
    joined_cell(self, &names);
    ws_buffer_putc(&self->row, '\n');
    self->cells = 0;
    ws_json_flush(&self->row, self->print->out);
}

static void print_headings(table *self)
{
    if (self->print->continued) return;
    for (size_t i = 0; self->headings[i]; i++) {
        if (i) ws_buffer_putc(&self->row, self->separator);
        ws_buffer_puts(&self->row, self->headings[i]);
    }
    ws_buffer_putc(&self->row, '\n');
    ws_json_flush(&self->row, self->print->out);
}

/* --- statements --- */

static const char *const statement_headings[] = {"schema_version",
                                                 "id",
                                                 "match",
                                                 "speakers",
                                                 "speaker_ids",
                                                 "types",
                                                 "namings",
                                                 "roles",
                                                 "affiliations",
                                                 "form",
                                                 "act",
                                                 "negated",
                                                 "firsthand",
                                                 "via",
                                                 "addressee",
                                                 "medium",
                                                 "setting",
                                                 "said_on",
                                                 "precision",
                                                 "published",
                                                 "publisher",
                                                 "title",
                                                 "author",
                                                 "section",
                                                 "url",
                                                 "article_id",
                                                 "part",
                                                 "paragraph",
                                                 "begin",
                                                 "end",
                                                 "source",
                                                 "cue",
                                                 "content",
                                                 "verbatim",
                                                 "status",
                                                 "confidence",
                                                 "corrected",
                                                 "cells_like_formulas",
                                                 NULL};

typedef enum speaker_part { NAME, ID, TYPE, NAMING, ROLE, AFFILIATION, SPEAKER_PARTS } speaker_part;

static ws_status part_of(const ws_print *print, const ws_speaker *speaker, speaker_part part, const char **out,
                         ws_error *error)
{
    const ws_person *person = NULL;
    ws_status status = WS_OK;
    const char *const plain[SPEAKER_PARTS] = {[NAME] = speaker->name,
                                              [ID] = speaker->key,
                                              [TYPE] = ws_value_name(WS_SPEAKER_TYPES, (int)speaker->type),
                                              [NAMING] = ws_value_name(WS_NAMINGS, (int)speaker->naming),
                                              [ROLE] = speaker->role,
                                              [AFFILIATION] = speaker->affiliation};
    if (part == ID && speaker->key && print->people) status = ws_people_of(print->people, speaker->key, &person, error);
    *out = person ? person->id : plain[part];
    return status;
}

/* Of several who speak jointly, parted by "; ", each in its place. */
static ws_status speaker_cells(table *self, const ws_statement *statement, ws_error *error)
{
    for (int part = NAME; part < SPEAKER_PARTS; part++) {
        ws_buffer joined = WS_BUFFER_INIT(WS_JSON_BYTES);
        for (size_t i = 0; i < statement->speaker_count; i++) {
            const char *text = NULL;
            ws_status status = part_of(self->print, &statement->speakers[i], (speaker_part)part, &text, error);
            if (status != WS_OK) {
                ws_buffer_free(&joined);
                return status;
            }
            ws_buffer_printf(&joined, "%s%s", i ? "; " : "", text ? text : "");
        }
        joined_cell(self, &joined);
    }
    return WS_OK;
}

static void via_cell(table *self, const ws_statement *statement)
{
    ws_buffer joined = WS_BUFFER_INIT(WS_JSON_BYTES);
    for (size_t i = 0; i < statement->via_count; i++)
        ws_buffer_printf(&joined, "%s%s", i ? " > " : "", statement->via[i].name ? statement->via[i].name : "");
    joined_cell(self, &joined);
}

static void class_cells(table *self, const ws_statement *statement)
{
    cell(self, ws_value_name(WS_FORMS, (int)statement->form));
    cell(self, ws_value_name(WS_ACTS, (int)statement->act));
    answer_cell(self, statement->negated);
    answer_cell(self, statement->firsthand);
    via_cell(self, statement);
    cell(self, statement->addressee);
    cell(self, statement->medium);
    bool somewhere = statement->setting != WS_SETTING_NONE;
    cell(self, somewhere ? ws_value_name(WS_SETTINGS, (int)statement->setting) : NULL);
    cell(self, statement->time.date);
    cell(self, statement->time.date ? statement->time.precision : NULL);
}

static void article_cells(table *self, const ws_article *article)
{
    cell(self, article->published);
    cell(self, article->publisher);
    cell(self, article->title);
    cell(self, article->author);
    cell(self, article->section);
    cell(self, article->masked ? NULL : article->url);
    cell(self, article->masked ? NULL : article->id);
}

static ws_status place_cells(table *self, const ws_hit *hit, ws_offsets_cache *cache, ws_error *error)
{
    ws_span extent = ws_statement_extent(hit->statement);
    if (cache->article != hit->article) {
        cache->article = hit->article;
        cache->offsets = ws_offsets_new(self->print->arena, hit->article->text, hit->article->text_size);
    }
    if (!cache->offsets) return ws_no_memory(error);
    cell(self, ws_value_name(WS_PARTS, (int)hit->statement->part));
    number_cell(self, hit->statement->paragraph);
    number_cell(self, ws_offsets_codepoint(cache->offsets, extent.begin));
    number_cell(self, ws_offsets_codepoint(cache->offsets, extent.end));
    return WS_OK;
}

/* Content never goes without the words that make it a denial or a question: `verbatim` has all of it. */
static ws_status word_cells(table *self, const ws_hit *hit, ws_error *error)
{
    ws_span extent = ws_statement_extent(hit->statement);
    const ws_spans spans[] = {
        hit->statement->source, hit->statement->cue, hit->statement->content, {&extent, extent.end ? 1 : 0}};
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        const char *text = ws_spans_text(self->print->arena, hit->article->text, spans[i]);
        if (!text) return ws_no_memory(error);
        cell(self, text);
    }
    return WS_OK;
}

static void state_cells(table *self, const ws_hit *hit)
{
    char confidence[16];
    ws_buffer corrected = WS_BUFFER_INIT(WS_JSON_BYTES);
    snprintf(confidence, sizeof confidence, "%.3f", (double)hit->statement->confidence);
    cell(self, hit->rejected ? "rejected" : ws_value_name(WS_STATES, (int)hit->statement->state));
    cell(self, confidence);
    for (size_t i = 0; i < hit->mark_count; i++)
        if (!i || strcmp(hit->marks[i].field, hit->marks[i - 1].field))
            ws_buffer_printf(&corrected, "%s%s", corrected.size ? " " : "", hit->marks[i].field);
    joined_cell(self, &corrected);
}

static ws_status print_hit(table *self, const ws_hit *hit, ws_offsets_cache *cache, ws_error *error)
{
    char id[33];
    ws_hash_hex(hit->statement->id, id);
    number_cell(self, WS_SCHEMA_VERSION);
    cell(self, id);
    cell(self, ws_value_name(WS_MATCHES, (int)hit->match));
    ws_status status = speaker_cells(self, hit->statement, error);
    if (status != WS_OK) return status;
    class_cells(self, hit->statement);
    article_cells(self, hit->article);
    status = place_cells(self, hit, cache, error);
    if (status == WS_OK) status = word_cells(self, hit, error);
    if (status != WS_OK) return status;
    state_cells(self, hit);
    end_row(self);
    return WS_OK;
}

static ws_status print_hits(const ws_print *print, char separator, const ws_hit *hits, size_t count, ws_error *error)
{
    table self = table_new(print, separator, statement_headings);
    ws_offsets_cache cache = {NULL, NULL};
    ws_status status = WS_OK;
    print_headings(&self);
    for (size_t i = 0; i < count && status == WS_OK; i++) status = print_hit(&self, &hits[i], &cache, error);
    return ws_json_finish(&self.row, print->out, status, error);
}

/* --- speakers --- */

static const char *const speaker_headings[] = {"schema_version",
                                               "row",
                                               "name",
                                               "id",
                                               "type",
                                               "total",
                                               "direct",
                                               "mixed",
                                               "indirect",
                                               "corrected",
                                               "perhaps_several",
                                               "aliases",
                                               "cells_like_formulas",
                                               NULL};

static void print_speaker(table *self, const ws_person_count *speaker)
{
    ws_buffer aliases = WS_BUFFER_INIT(WS_JSON_BYTES);
    number_cell(self, WS_SCHEMA_VERSION);
    cell(self, "speaker");
    cell(self, speaker->name);
    cell(self, speaker->person->id);
    cell(self, ws_value_name(WS_SPEAKER_TYPES, (int)speaker->type));
    number_cell(self, speaker->total);
    for (int form = 0; form < 3; form++) number_cell(self, speaker->forms[form]);
    number_cell(self, speaker->corrected);
    answer_cell(self, speaker->perhaps_several);
    for (size_t i = 0; i < speaker->spelling_count; i++)
        if (speaker->spellings[i]->name != speaker->name)
            ws_buffer_printf(&aliases, "%s%s", aliases.size ? "; " : "", speaker->spellings[i]->name);
    joined_cell(self, &aliases);
    end_row(self);
}

static void print_rest(table *self, const char *row, size_t total)
{
    enum { NAME_CELLS = 3, REST_CELLS = 6 };
    if (!total) return;
    number_cell(self, WS_SCHEMA_VERSION);
    cell(self, row);
    for (int i = 0; i < NAME_CELLS; i++) cell(self, NULL);
    number_cell(self, total);
    for (int i = 0; i < REST_CELLS; i++) cell(self, NULL);
    end_row(self);
}

static ws_status print_speakers(const ws_print *print, char separator, const ws_people_counts *speakers,
                                ws_error *error)
{
    table self = table_new(print, separator, speaker_headings);
    print_headings(&self);
    for (size_t i = 0; i < speakers->count; i++) print_speaker(&self, &speakers->items[i]);
    print_rest(&self, "unnamed", speakers->unnamed);
    print_rest(&self, "unresolved", speakers->unresolved);
    return ws_json_finish(&self.row, print->out, WS_OK, error);
}

/* --- the two printers --- */

static ws_status csv_hits(const ws_print *print, const ws_search *search, const ws_hits *hits,
                          const ws_searched *searched, ws_error *error)
{
    (void)search, (void)searched; /* rows, and nothing else */
    return print_hits(print, ',', hits->items, hits->count, error);
}

static ws_status csv_speakers(const ws_print *print, const ws_people_counts *speakers, const ws_searched *searched,
                              ws_error *error)
{
    (void)searched;
    return print_speakers(print, ',', speakers, error);
}

static ws_status csv_statement(const ws_print *print, const ws_hit *hit, const ws_surroundings *around, ws_error *error)
{
    (void)around;
    return print_hits(print, ',', hit, 1, error);
}

static ws_status tsv_hits(const ws_print *print, const ws_search *search, const ws_hits *hits,
                          const ws_searched *searched, ws_error *error)
{
    (void)search, (void)searched;
    return print_hits(print, '\t', hits->items, hits->count, error);
}

static ws_status tsv_speakers(const ws_print *print, const ws_people_counts *speakers, const ws_searched *searched,
                              ws_error *error)
{
    (void)searched;
    return print_speakers(print, '\t', speakers, error);
}

static ws_status tsv_statement(const ws_print *print, const ws_hit *hit, const ws_surroundings *around, ws_error *error)
{
    (void)around;
    return print_hits(print, '\t', hit, 1, error);
}

const ws_printer ws_csv_printer = {csv_hits, csv_speakers, csv_statement};
const ws_printer ws_tsv_printer = {tsv_hits, tsv_speakers, tsv_statement};
