/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tables.h"

#include <stdio.h>
#include <string.h>

/* --- rows --- */

ws_row ws_row_begin(const ws_table *table, ws_arena *arena)
{
    return (ws_row){.table = table, .arena = arena};
}

void ws_row_text(ws_row *row, const char *text)
{
    row->cells[row->count++] = text;
}

void ws_row_integer(ws_row *row, size_t number)
{
    char *digits = ws_arena_printf(row->arena, "%zu", number);
    row->failed |= !digits;
    ws_row_text(row, digits);
}

void ws_row_answer(ws_row *row, bool value)
{
    ws_row_text(row, value ? "true" : "false");
}

static void number(ws_row *row, float value)
{
    char *digits = ws_arena_printf(row->arena, "%.3f", (double)value);
    row->failed |= !digits;
    ws_row_text(row, digits);
}

static void named(ws_row *row, ws_vocabulary vocabulary, int value, int none)
{
    ws_row_text(row, value == none ? NULL : ws_value_name(vocabulary, value));
}

static void hash(ws_row *row, ws_hash value)
{
    char *hex = ws_arena_alloc(row->arena, 33);
    row->failed |= !hex;
    if (hex) ws_hash_hex(value, hex);
    ws_row_text(row, hex);
}

void ws_row_joined(ws_row *row, ws_buffer *joined)
{
    char *text = joined->size ? ws_arena_string(row->arena, joined->bytes, joined->size) : NULL;
    row->failed |= joined->failed || (joined->size && !text);
    ws_row_text(row, text);
    ws_buffer_free(joined);
}

ws_status ws_row_end(ws_row *row, ws_error *error)
{
    ws_buffer names = WS_BUFFER_INIT(WS_CELL_BYTES);
    for (size_t i = 0; i < row->count; i++)
        if (row->table->columns[i].kind == WS_CELL_TEXT && row->cells[i] && *row->cells[i] &&
            strchr("=+-@\t\r\n", *row->cells[i]))
            ws_buffer_printf(&names, "%s%s", names.size ? " " : "", row->table->columns[i].name);
    ws_row_joined(row, &names);
    return row->failed ? ws_no_memory(error) : WS_OK;
}

/* --- cells of a statement --- */

/* Of the article of the hits before: hits of one article often follow each other. */
typedef struct maker {
    const ws_tabling *to;
    ws_arena *arena;
    const ws_article *article;
    ws_offsets *offsets;
    ws_hash key;
} maker;

ws_status ws_export_article_key(const ws_article *article, ws_hash *out, ws_error *error)
{
    if (!article->masked) return ws_article_key(article->id, out, error);
    *out = article->content;
    return WS_OK;
}

static ws_status meet_article(maker *self, const ws_article *article, ws_error *error)
{
    if (self->article == article) return WS_OK;
    self->article = article;
    self->offsets = ws_offsets_new(self->arena, article->text, article->text_size);
    if (!self->offsets) return ws_no_memory(error);
    return ws_export_article_key(article, &self->key, error);
}

ws_status ws_speaker_id(ws_people *people, const ws_speaker *speaker, const char **out, ws_error *error)
{
    const ws_person *person = NULL;
    ws_status status = speaker->key && people ? ws_people_of(people, speaker->key, &person, error) : WS_OK;
    *out = person ? person->id : speaker->key;
    return status;
}

typedef enum speaker_part { NAME, ID, TYPE, NAMING, ROLE, AFFILIATION, SPEAKER_PARTS } speaker_part;

static ws_status part_of(const maker *self, const ws_speaker *speaker, speaker_part part, const char **out,
                         ws_error *error)
{
    const char *const plain[SPEAKER_PARTS] = {[NAME] = speaker->name,
                                              [TYPE] = ws_value_name(WS_SPEAKER_TYPES, (int)speaker->type),
                                              [NAMING] = ws_value_name(WS_NAMINGS, (int)speaker->naming),
                                              [ROLE] = speaker->role,
                                              [AFFILIATION] = speaker->affiliation};
    *out = plain[part];
    return part == ID ? ws_speaker_id(self->to->people, speaker, out, error) : WS_OK;
}

/* Of several who speak jointly, parted by "; ", each in its place. */
static ws_status speaker_cells(maker *self, ws_row *row, const ws_statement *statement, ws_error *error)
{
    for (int part = NAME; part < SPEAKER_PARTS; part++) {
        ws_buffer joined = WS_BUFFER_INIT(WS_CELL_BYTES);
        for (size_t i = 0; i < statement->speaker_count; i++) {
            const char *text = NULL;
            ws_status status = part_of(self, &statement->speakers[i], (speaker_part)part, &text, error);
            if (status != WS_OK) {
                ws_buffer_free(&joined);
                return status;
            }
            ws_buffer_printf(&joined, "%s%s", i ? "; " : "", text ? text : "");
        }
        ws_row_joined(row, &joined);
    }
    return WS_OK;
}

static void via_cell(ws_row *row, const ws_statement *statement)
{
    ws_buffer joined = WS_BUFFER_INIT(WS_CELL_BYTES);
    for (size_t i = 0; i < statement->via_count; i++)
        ws_buffer_printf(&joined, "%s%s", i ? " > " : "", statement->via[i].name ? statement->via[i].name : "");
    ws_row_joined(row, &joined);
}

static void class_cells(ws_row *row, const ws_statement *statement)
{
    named(row, WS_FORMS, (int)statement->form, -1);
    named(row, WS_ACTS, (int)statement->act, -1);
    ws_row_answer(row, statement->negated);
    ws_row_answer(row, statement->firsthand);
    via_cell(row, statement);
    ws_row_text(row, statement->addressee);
    ws_row_text(row, statement->medium);
    named(row, WS_SETTINGS, (int)statement->setting, WS_SETTING_NONE);
    ws_row_text(row, statement->time.date);
    ws_row_text(row, statement->time.date ? statement->time.precision : NULL);
}

static void article_cells(ws_row *row, const ws_article *article)
{
    ws_row_text(row, article->published);
    ws_row_text(row, article->publisher);
    ws_row_text(row, article->title);
    ws_row_text(row, article->author);
    ws_row_text(row, article->section);
    ws_row_text(row, article->masked ? NULL : article->url);
    ws_row_text(row, article->masked ? NULL : article->id);
}

static void place_cells(const maker *self, ws_row *row, const ws_statement *statement)
{
    ws_span extent = ws_statement_extent(statement);
    named(row, WS_PARTS, (int)statement->part, -1);
    ws_row_integer(row, statement->paragraph);
    ws_row_integer(row, ws_offsets_codepoint(self->offsets, extent.begin));
    ws_row_integer(row, ws_offsets_codepoint(self->offsets, extent.end));
}

/* Content never goes without the words that make it a denial or a question: `verbatim` has all of it. */
static void word_cells(ws_row *row, const ws_hit *hit)
{
    ws_span extent = ws_statement_extent(hit->statement);
    const ws_spans spans[] = {
        hit->statement->source, hit->statement->cue, hit->statement->content, {&extent, extent.end ? 1 : 0}};
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        const char *text = ws_spans_text(row->arena, hit->article->text, spans[i]);
        row->failed |= !text;
        ws_row_text(row, text);
    }
}

static void state_cells(ws_row *row, const ws_hit *hit)
{
    ws_buffer corrected = WS_BUFFER_INIT(WS_CELL_BYTES);
    ws_row_text(row, hit->rejected ? "rejected" : ws_value_name(WS_STATES, (int)hit->statement->state));
    number(row, hit->statement->confidence);
    for (size_t i = 0; i < hit->mark_count; i++)
        if (hit->marks[i].decision->kind != WS_DECISION_LINK &&
            (!i || strcmp(hit->marks[i].field, hit->marks[i - 1].field) != 0))
            ws_buffer_printf(&corrected, "%s%s", corrected.size ? " " : "", hit->marks[i].field);
    ws_row_joined(row, &corrected);
}

static void more_cells(const maker *self, ws_row *row, const ws_statement *statement)
{
    hash(row, self->key);
    named(row, WS_STANCES, (int)statement->stance, -1);
    named(row, WS_TONES, (int)statement->tone, WS_TONE_NONE);
    named(row, WS_RESPONSE_KINDS, (int)statement->response.kind, WS_RESPONSE_NONE);
    ws_row_text(row, statement->given_to);
    ws_row_text(row, statement->occasion);
    ws_row_text(row, statement->time.text);
    ws_row_answer(row, statement->translated);
    named(row, WS_PRODUCTIONS, (int)statement->produced, -1);
    if (statement->repeats)
        hash(row, *statement->repeats);
    else
        ws_row_text(row, NULL);
    ws_row_text(row, statement->model);
    ws_row_text(row, statement->indexed);
}

static ws_status put(const maker *self, ws_row *row, ws_error *error)
{
    ws_status status = ws_row_end(row, error);
    return status == WS_OK ? self->to->put(self->to->user, row, error) : status;
}

static ws_status put_statement(maker *self, const ws_hit *hit, ws_error *error)
{
    ws_row row = ws_row_begin(&ws_tables[WS_TABLE_STATEMENTS], self->arena);
    ws_status status = meet_article(self, hit->article, error);
    if (status != WS_OK) return status;
    ws_row_integer(&row, WS_SCHEMA_VERSION);
    hash(&row, hit->statement->id);
    named(&row, WS_MATCHES, (int)hit->match, -1);
    status = speaker_cells(self, &row, hit->statement, error);
    if (status != WS_OK) return status;
    class_cells(&row, hit->statement);
    article_cells(&row, hit->article);
    place_cells(self, &row, hit->statement);
    word_cells(&row, hit);
    state_cells(&row, hit);
    more_cells(self, &row, hit->statement);
    return put(self, &row, error);
}

/* --- the other tables --- */

static ws_status put_speaker(maker *self, const ws_hit *hit, size_t index, ws_error *error)
{
    ws_row row = ws_row_begin(&ws_tables[WS_TABLE_SPEAKERS], self->arena);
    const ws_speaker *speaker = &hit->statement->speakers[index];
    const char *id = NULL;
    ws_status status = ws_speaker_id(self->to->people, speaker, &id, error);
    if (status != WS_OK) return status;
    hash(&row, hit->statement->id);
    ws_row_integer(&row, index + 1);
    ws_row_text(&row, speaker->name);
    ws_row_text(&row, id);
    named(&row, WS_SPEAKER_TYPES, (int)speaker->type, -1);
    named(&row, WS_NAMINGS, (int)speaker->naming, WS_NAMING_UNKNOWN);
    named(&row, WS_BASES, (int)speaker->basis, WS_BASIS_NONE);
    ws_row_text(&row, speaker->role);
    ws_row_text(&row, speaker->affiliation);
    ws_row_text(&row, speaker->count);
    number(&row, speaker->confidence);
    return put(self, &row, error);
}

static ws_status put_link(maker *self, const ws_hit *hit, size_t index, ws_error *error)
{
    ws_row row = ws_row_begin(&ws_tables[WS_TABLE_CHAIN], self->arena);
    const ws_via *link = &hit->statement->via[index];
    hash(&row, hit->statement->id);
    ws_row_integer(&row, index + 1);
    ws_row_text(&row, link->name);
    named(&row, WS_SPEAKER_TYPES, (int)link->type, -1);
    return put(self, &row, error);
}

static ws_status put_decision(maker *self, const ws_hit *hit, size_t index, ws_error *error)
{
    ws_row row = ws_row_begin(&ws_tables[WS_TABLE_DECISIONS], self->arena);
    const ws_decision *decision = hit->marks[index].decision;
    hash(&row, hit->statement->id);
    ws_row_text(&row, hit->marks[index].field);
    ws_row_text(&row, decision->id);
    ws_row_text(&row, ws_decision_kind_name(decision->kind));
    ws_row_text(&row, decision->when);
    ws_row_text(&row, decision->who);
    ws_row_text(&row, decision->why);
    return put(self, &row, error);
}

static ws_status put_article(maker *self, const ws_article *article, ws_error *error)
{
    ws_row row = ws_row_begin(&ws_tables[WS_TABLE_ARTICLES], self->arena);
    bool is_new = false;
    ws_status status = ws_seen_add(self->to->articles, self->key, &is_new, error);
    if (status != WS_OK || !is_new) return status;
    hash(&row, self->key);
    article_cells(&row, article);
    ws_row_text(&row, article->updated);
    ws_row_text(&row, article->language);
    ws_row_text(&row, article->credit);
    ws_row_text(&row, article->correction);
    ws_row_integer(&row, ws_offsets_codepoint(self->offsets, article->text_size));
    return put(self, &row, error);
}

static ws_status put_all(maker *self, const ws_hit *hit, ws_error *error)
{
    ws_status status = put_statement(self, hit, error);
    for (size_t i = 0; i < hit->statement->speaker_count && status == WS_OK; i++)
        status = put_speaker(self, hit, i, error);
    for (size_t i = 0; i < hit->statement->via_count && status == WS_OK; i++) status = put_link(self, hit, i, error);
    for (size_t i = 0; self->to->notes && i < hit->mark_count && status == WS_OK; i++)
        status = put_decision(self, hit, i, error);
    return status == WS_OK ? put_article(self, hit->article, error) : status;
}

ws_status ws_tabling_statements(const ws_tabling *tabling, ws_arena *arena, const ws_hits *hits, ws_error *error)
{
    maker self = {.to = tabling, .arena = arena};
    ws_status status = WS_OK;
    for (size_t i = 0; i < hits->count && status == WS_OK; i++) status = put_statement(&self, &hits->items[i], error);
    return status;
}

ws_status ws_tabling_hits(const ws_tabling *tabling, ws_arena *arena, const ws_hits *hits, ws_error *error)
{
    maker self = {.to = tabling, .arena = arena};
    ws_status status = WS_OK;
    for (size_t i = 0; i < hits->count && status == WS_OK; i++) status = put_all(&self, &hits->items[i], error);
    return status;
}
