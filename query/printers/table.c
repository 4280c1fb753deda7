/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV and TSV: a row of headings, then a row a statement or speaker, as exports have them. */
#include "printer.h"
#include "separated.h"

static ws_status print_hits(const ws_print *print, char separator, const ws_hit *hits, size_t count, ws_error *error)
{
    ws_separated out = ws_separated_new(print->out, separator, print->terminal);
    const ws_tabling tabling = {.put = ws_separated_row, .user = &out, .people = print->people};
    const ws_hits all = {.items = (ws_hit *)hits, .count = count};
    if (!print->continued) ws_separated_headings(&out, &ws_tables[WS_TABLE_STATEMENTS]);
    ws_status status = ws_tabling_statements(&tabling, print->arena, &all, error);
    ws_separated_free(&out);
    return status;
}

/* --- speakers --- */

static const ws_column speaker_columns[] = {{"schema_version", WS_CELL_INTEGER, NULL},
                                            {"row", WS_CELL_TEXT, NULL},
                                            {"name", WS_CELL_TEXT, NULL},
                                            {"id", WS_CELL_TEXT, NULL},
                                            {"type", WS_CELL_TEXT, NULL},
                                            {"total", WS_CELL_INTEGER, NULL},
                                            {"direct", WS_CELL_INTEGER, NULL},
                                            {"mixed", WS_CELL_INTEGER, NULL},
                                            {"indirect", WS_CELL_INTEGER, NULL},
                                            {"corrected", WS_CELL_INTEGER, NULL},
                                            {"perhaps_several", WS_CELL_ANSWER, NULL},
                                            {"aliases", WS_CELL_TEXT, NULL},
                                            {"cells_like_formulas", WS_CELL_TEXT, NULL}};
static const ws_table speaker_table = {
    .name = "speakers", .columns = speaker_columns, .count = sizeof speaker_columns / sizeof *speaker_columns};

static ws_status put(ws_separated *out, ws_row *row, ws_error *error)
{
    ws_status status = ws_row_end(row, error);
    return status == WS_OK ? ws_separated_row(out, row, error) : status;
}

static ws_status print_speaker(ws_separated *out, ws_arena *arena, const ws_person_count *speaker, ws_error *error)
{
    ws_row row = ws_row_begin(&speaker_table, arena);
    ws_buffer aliases = WS_BUFFER_INIT(1 << 20);
    ws_row_integer(&row, WS_SCHEMA_VERSION);
    ws_row_text(&row, "speaker");
    ws_row_text(&row, speaker->name);
    ws_row_text(&row, speaker->person->id);
    ws_row_text(&row, ws_value_name(WS_SPEAKER_TYPES, (int)speaker->type));
    ws_row_integer(&row, speaker->total);
    for (int form = 0; form < 3; form++) ws_row_integer(&row, speaker->forms[form]);
    ws_row_integer(&row, speaker->corrected);
    ws_row_answer(&row, speaker->perhaps_several);
    for (size_t i = 0; i < speaker->spelling_count; i++)
        if (speaker->spellings[i]->name != speaker->name)
            ws_buffer_printf(&aliases, "%s%s", aliases.size ? "; " : "", speaker->spellings[i]->name);
    ws_row_joined(&row, &aliases);
    return put(out, &row, error);
}

static ws_status print_rest(ws_separated *out, ws_arena *arena, const char *name, size_t total, ws_error *error)
{
    enum { NAME_CELLS = 3, REST_CELLS = 6 };
    ws_row row = ws_row_begin(&speaker_table, arena);
    if (!total) return WS_OK;
    ws_row_integer(&row, WS_SCHEMA_VERSION);
    ws_row_text(&row, name);
    for (int i = 0; i < NAME_CELLS; i++) ws_row_text(&row, NULL);
    ws_row_integer(&row, total);
    for (int i = 0; i < REST_CELLS; i++) ws_row_text(&row, NULL);
    return put(out, &row, error);
}

static ws_status print_speakers(const ws_print *print, char separator, const ws_people_counts *speakers,
                                ws_error *error)
{
    ws_separated out = ws_separated_new(print->out, separator, print->terminal);
    ws_status status = WS_OK;
    ws_separated_headings(&out, &speaker_table);
    for (size_t i = 0; i < speakers->count && status == WS_OK; i++)
        status = print_speaker(&out, print->arena, &speakers->items[i], error);
    if (status == WS_OK) status = print_rest(&out, print->arena, "unnamed", speakers->unnamed, error);
    if (status == WS_OK) status = print_rest(&out, print->arena, "unresolved", speakers->unresolved, error);
    ws_separated_free(&out);
    return status;
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
