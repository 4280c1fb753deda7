/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decision_text.h"

#include "styled.h"

#include <stdint.h>
#include <string.h>

enum { FIELD_INDENT = 16, SHORT_ID = 12 };

/* --- what was changed --- */

static void add_names(ws_buffer *buffer, const ws_decided *decided)
{
    for (size_t i = 0; i < decided->speaker_count; i++)
        ws_buffer_printf(buffer, "%s%s", i ? " + " : "", decided->speakers[i]);
    if (!decided->speaker_count) ws_buffer_puts(buffer, "not known");
}

static void add_chain(ws_buffer *buffer, const ws_decided *decided)
{
    for (size_t i = 0; i < decided->via_count; i++)
        ws_buffer_printf(buffer, "%s%s", i ? " > " : "", decided->via[i].name ? decided->via[i].name : "somebody");
    if (!decided->via_count) ws_buffer_puts(buffer, "nobody");
}

static void add_field(ws_buffer *buffer, const ws_decided *decided, const char *field)
{
    if (!strcmp(field, "act"))
        ws_buffer_puts(buffer, ws_value_name(WS_ACTS, decided->act));
    else if (!strcmp(field, "via"))
        add_chain(buffer, decided);
    else if (!strcmp(field, "speakers.type"))
        ws_buffer_puts(buffer, decided->type < 0 ? "not known" : ws_value_name(WS_SPEAKER_TYPES, decided->type));
    else
        add_names(buffer, decided);
}

/* "Maria Toll and M. Toll are one"; "M. Toll is not Maria Toll". */
static void add_joined(ws_buffer *buffer, const ws_decision *decision)
{
    bool merged = decision->kind == WS_DECISION_MERGE;
    if (decision->kind == WS_DECISION_HIDING) {
        ws_buffer_puts(buffer, "a name is withheld by order; the journal alone has it");
        return;
    }
    for (size_t i = 0; i < decision->name_count; i++)
        ws_buffer_printf(buffer, "%s%s",
                         i > 1    ? ", "
                         : !i     ? ""
                         : merged ? " and "
                                  : " is not ",
                         decision->names[i].name);
    if (merged) ws_buffer_puts(buffer, " are one");
}

/* "3fa4b2c1d0e9, the bridge was safe". */
static void add_claim(ws_buffer *buffer, const ws_decision_place *claim)
{
    ws_buffer_printf(buffer, "%.12s, %s", claim->statement, *claim->words ? claim->words : claim->source);
}

static const char *label_of(const char *field)
{
    if (!strcmp(field, "speakers.name")) return "speaker";
    return !strcmp(field, "speakers.type") ? "type" : field;
}

static void add_change(ws_buffer *buffer, const ws_decision *decision, const char *field)
{
    add_field(buffer, &decision->after, field);
    ws_buffer_puts(buffer, ", was ");
    add_field(buffer, &decision->before, field);
}

static char *kept(ws_arena *arena, ws_buffer *buffer)
{
    char *string = buffer->failed ? NULL : ws_arena_string(arena, buffer->size ? buffer->bytes : "", buffer->size);
    ws_buffer_free(buffer);
    return string;
}

char *ws_decision_change(ws_arena *arena, const ws_decision *decision, const char *field)
{
    ws_buffer buffer = WS_BUFFER_INIT(1 << 20);
    if (decision->kind == WS_DECISION_LINK) {
        ws_buffer_puts(&buffer, "the claim ");
        add_claim(&buffer, &decision->claim);
    } else if (decision->name_count) {
        add_joined(&buffer, decision);
    } else {
        ws_buffer_printf(&buffer, "%s ", label_of(field));
        add_change(&buffer, decision, field);
    }
    return kept(arena, &buffer);
}

/* --- a whole decision --- */

typedef struct ws_block {
    const ws_print *print;
    ws_styled line;
    ws_status status; /* the first failure; everything after it is passed over */
    ws_error *error;
} ws_block;

static void flush(ws_block *block, const char *label, size_t indent)
{
    ws_layout layout = {block->print->out, block->print->colour, block->print->columns, indent, label};
    if (block->status == WS_OK) block->status = ws_styled_write(&block->line, &layout, block->error);
    ws_styled_clear(&block->line);
}

static void put(ws_block *block, const char *label, ws_style style, const char *text)
{
    if (!text || !*text) return;
    ws_styled_puts(&block->line, style, text);
    flush(block, label, FIELD_INDENT);
}

static void changes(ws_block *block, const ws_decision *decision)
{
    const ws_decided *after = &decision->after;
    const struct {
        const char *field;
        bool set;
    } fields[] = {{"speakers.name", after->has_speakers},
                  {"speakers.type", after->type >= 0 && after->type != decision->before.type},
                  {"act", after->act >= 0},
                  {"via", after->has_via}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (!fields[i].set) continue;
        ws_buffer buffer = WS_BUFFER_INIT(1 << 20);
        add_change(&buffer, decision, fields[i].field);
        put(block, label_of(fields[i].field), WS_STYLE_NAME, buffer.bytes);
        ws_buffer_free(&buffer);
    }
}

static void statement(ws_block *block, const ws_decision_place *place)
{
    if (!place->statement) return;
    ws_styled_add(&block->line, WS_STYLE_FAINT, place->statement, SHORT_ID);
    ws_styled_puts(&block->line, WS_STYLE_PLAIN, " ");
    const char *const words[] = {place->source, place->cue, place->words};
    for (size_t i = 0, any = 0; i < 3; i++) {
        if (!*words[i]) continue;
        if (any++) ws_styled_puts(&block->line, WS_STYLE_FAINT, " / ");
        ws_styled_puts(&block->line, i == 2 ? WS_STYLE_CONTENT : WS_STYLE_PLAIN, words[i]);
    }
    flush(block, "statement", FIELD_INDENT);
    ws_styled_puts(&block->line, WS_STYLE_PLAIN, place->title ? place->title : place->article);
    flush(block, "article", FIELD_INDENT);
}

static void link(ws_block *block, const ws_decision *decision)
{
    if (decision->kind != WS_DECISION_LINK) return;
    ws_buffer buffer = WS_BUFFER_INIT(1 << 20);
    add_claim(&buffer, &decision->claim);
    put(block, decision->linked ? "answers" : "no answer to", WS_STYLE_NAME, buffer.bytes);
    ws_buffer_free(&buffer);
}

static void names(ws_block *block, const ws_decision *decision)
{
    ws_buffer buffer = WS_BUFFER_INIT(1 << 20);
    add_joined(&buffer, decision);
    put(block, "speakers", WS_STYLE_NAME, buffer.bytes);
    ws_buffer_free(&buffer);
}

static void found(ws_block *block, const ws_finding *finding)
{
    char hex[33];
    if (finding->found == WS_FOUND_NOWHERE) put(block, "found", WS_STYLE_LABEL, "nothing");
    if (finding->found == WS_FOUND_EARLIER)
        put(block, "found", WS_STYLE_LABEL, "only in an earlier version of its article");
    if (finding->found != WS_FOUND_BY_WORDS) return;
    ws_hash_hex(finding->id, hex);
    hex[SHORT_ID] = '\0';
    ws_styled_puts(&block->line, WS_STYLE_FAINT, hex);
    ws_styled_puts(&block->line, WS_STYLE_PLAIN, " by its words and place");
    flush(block, "found", FIELD_INDENT);
}

ws_status ws_text_decision(const ws_print *print, const ws_decision *decision, const ws_finding *finding,
                           ws_error *error)
{
    ws_block block = {print, ws_styled_new(), WS_OK, error};
    const char *const head[] = {decision->id, decision->when, decision->who, ws_decision_kind_name(decision->kind)};
    for (size_t i = 0; i < sizeof head / sizeof *head; i++) {
        if (i) ws_styled_puts(&block.line, WS_STYLE_FAINT, " \xc2\xb7 ");
        ws_styled_puts(&block.line, i == 3 ? WS_STYLE_LABEL : WS_STYLE_PLAIN, head[i]);
    }
    flush(&block, NULL, 0);
    changes(&block, decision);
    link(&block, decision);
    names(&block, decision);
    put(&block, "of", WS_STYLE_PLAIN, decision->undoes);
    put(&block, "why", WS_STYLE_PLAIN, decision->why);
    statement(&block, &decision->place);
    if (decision->undone_by) put(&block, "undone by", WS_STYLE_LABEL, decision->undone_by->id);
    if (finding && !decision->undone_by && decision->kind != WS_DECISION_UNDO) found(&block, finding);
    fputc('\n', print->out);
    ws_styled_free(&block.line);
    return block.status;
}
