/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "changes_answer.h"

#include "count_text.h"
#include "decision_text.h"
#include "describe.h"
#include "json_values.h"
#include "text_statement.h"

#include <string.h>

/* In the order of ws_change_kind. */
static const struct {
    const char *heading, *count, *note;
} words[WS_CHANGE_KINDS] = {
    {"Withdrawn", "withdrawn", "; these words must not be used any more"},
    {"Not there any more", "gone", "; the article was removed, purged or embargoed"},
    {"Corrected by a decision", "corrected", ""},
    {"Superseded", "superseded", "; a later version of the article does not have them"},
    {"Speaker read otherwise", "with another speaker", ""},
    {"Read otherwise", "read otherwise", "; in place of another reading of the same words"},
    {"New", "new", ""},
};

enum { SHORT_ID = 12 /* hex digits of 32 */ };

/* --- text --- */

typedef struct page {
    const ws_print *print;
    const ws_changes_answer *answer;
    ws_styled line;
    ws_error *error;
} page;

static ws_status flush(page *self, size_t indent)
{
    ws_layout layout = {self->print->out, self->print->colour, self->print->columns, indent, NULL};
    ws_status status = self->line.text.size ? ws_styled_write(&self->line, &layout, self->error) : WS_OK;
    ws_styled_clear(&self->line);
    return status;
}

static void add_item(page *self, ws_style style, const char *text)
{
    if (!text || !*text) return;
    if (self->line.text.size) ws_styled_puts(&self->line, WS_STYLE_FAINT, " · ");
    ws_styled_puts(&self->line, style, text);
}

static ws_status add_decision(page *self, const ws_decision *decision)
{
    static const char *const fields[] = {"speakers.name", "act", "via"};
    ws_arena *arena = self->print->arena;
    const ws_decided *after = &decision->after;
    const bool set[] = {after->has_speakers, after->act >= 0, after->has_via};
    add_item(self, WS_STYLE_FAINT, decision->who);
    if (decision->kind == WS_DECISION_REJECTION) add_item(self, WS_STYLE_LABEL, "rejected");
    if (decision->kind == WS_DECISION_UNDO) add_item(self, WS_STYLE_LABEL, "a decision was taken back");
    if (decision->kind == WS_DECISION_PURGE) add_item(self, WS_STYLE_LABEL, "an article was purged");
    if (decision->kind == WS_DECISION_LINK) {
        char *change = ws_decision_change(arena, decision, "answers");
        if (!change) return ws_no_memory(self->error);
        add_item(self, WS_STYLE_LABEL, decision->linked ? "answers " : "does not answer ");
        ws_styled_puts(&self->line, WS_STYLE_LABEL, change);
    }
    for (size_t i = 0; i < sizeof set / sizeof *set; i++) {
        bool names = decision->name_count && !i;
        if (!names && (decision->kind != WS_DECISION_CORRECTION || !set[i])) continue;
        char *change = ws_decision_change(arena, decision, fields[i]);
        if (!change) return ws_no_memory(self->error);
        add_item(self, WS_STYLE_LABEL, change);
    }
    add_item(self, WS_STYLE_FAINT, decision->why);
    return WS_OK;
}

/* When it happened, and what. */
static ws_status print_note(page *self, ws_change_kind kind, const ws_kept_change *change)
{
    ws_status status = WS_OK;
    if (kind != WS_CHANGE_NEW) add_item(self, WS_STYLE_FAINT, change->when);
    if (change->decision) status = add_decision(self, change->decision);
    if (status == WS_OK && kind == WS_CHANGE_CORRECTED && !change->decision)
        add_item(self, WS_STYLE_LABEL, "a correction was taken back");
    if (kind == WS_CHANGE_SPEAKER && change->was) {
        add_item(self, WS_STYLE_LABEL, "was ");
        ws_styled_puts(&self->line, WS_STYLE_LABEL, *change->was ? change->was : "nobody");
    }
    if (change->before) {
        add_item(self, WS_STYLE_LABEL, "in place of ");
        ws_styled_add(&self->line, WS_STYLE_LABEL, change->before, SHORT_ID);
    }
    add_item(self, WS_STYLE_LABEL, change->why);
    return status == WS_OK ? flush(self, 0) : status;
}

/* What must not be used is named, and not quoted. */
static ws_status print_name(page *self, const ws_kept_change *change)
{
    add_item(self, WS_STYLE_PLAIN, change->article ? change->article : "article withheld");
    ws_styled_puts(&self->line, WS_STYLE_FAINT, " · ");
    ws_styled_add(&self->line, WS_STYLE_FAINT, change->id, SHORT_ID);
    return flush(self, 4);
}

static ws_status print_change(page *self, ws_change_kind kind, const ws_kept_change *change)
{
    ws_hit hit;
    ws_status status = print_note(self, kind, change);
    bool named = kind == WS_CHANGE_WITHDRAWN || kind == WS_CHANGE_GONE;
    if (status == WS_OK && named && change->id) status = print_name(self, change);
    if (status != WS_OK || named || !change->id) {
        fputc('\n', self->print->out);
        return status;
    }
    status = ws_index_statement(self->answer->index, change->id, self->print->arena, &hit, self->error);
    if (status == WS_OK && hit.statement->state == WS_STATE_WITHDRAWN) {
        status = print_name(self, change);
        fputc('\n', self->print->out);
        return status;
    }
    if (status == WS_OK) status = self->answer->mark(self->answer->user, &hit, self->error);
    return status == WS_OK ? ws_text_hit(self->print, NULL, &hit, &self->line, self->error) : status;
}

static ws_status print_kind(page *self, ws_change_kind kind)
{
    size_t count = self->answer->counts[kind], shown = 0;
    if (!count) return WS_OK;
    ws_styled_puts(&self->line, WS_STYLE_LABEL, "== ");
    ws_styled_puts(&self->line, WS_STYLE_NAME, words[kind].heading);
    ws_styled_puts(&self->line, WS_STYLE_LABEL, ": ");
    ws_styled_puts(&self->line, WS_STYLE_LABEL, ws_count_text(count).text);
    ws_styled_puts(&self->line, WS_STYLE_FAINT, words[kind].note);
    ws_status status = flush(self, 0);
    for (const ws_kept_change *one = self->answer->first[kind]; one && status == WS_OK; one = one->next, shown++)
        status = print_change(self, kind, one);
    if (shown < count) fprintf(self->print->out, "and %s more\n\n", ws_count_text(count - shown).text);
    return status;
}

static ws_status print_all(const ws_print *print, const ws_changes_answer *answer, ws_error *error)
{
    page self = {print, answer, ws_styled_new(), error};
    ws_status status = WS_OK;
    size_t told = 0;
    for (int kind = 0; kind < WS_CHANGE_KINDS && status == WS_OK; kind++)
        status = print_kind(&self, (ws_change_kind)kind);
    ws_styled_puts(&self.line, WS_STYLE_PLAIN, "Since ");
    if (answer->exported) ws_styled_puts(&self.line, WS_STYLE_PLAIN, "the export ");
    ws_styled_puts(&self.line, WS_STYLE_PLAIN, answer->since);
    for (int kind = 0; kind < WS_CHANGE_KINDS; kind++) {
        if (!answer->counts[kind]) continue;
        ws_styled_puts(&self.line, WS_STYLE_PLAIN, told++ ? ", " : ": ");
        ws_styled_puts(&self.line, WS_STYLE_PLAIN, ws_count_text(answer->counts[kind]).text);
        ws_styled_puts(&self.line, WS_STYLE_PLAIN, " ");
        ws_styled_puts(&self.line, WS_STYLE_PLAIN, words[kind].count);
    }
    if (!told) ws_styled_puts(&self.line, WS_STYLE_PLAIN, ": no changes");
    if (status == WS_OK) status = flush(&self, 0);
    ws_styled_free(&self.line);
    return status;
}

static const char *kept(const ws_print *print, const char *text)
{
    return text ? ws_arena_strdup(print->arena, text) : NULL;
}

static ws_status keep(const ws_print *print, ws_changes_answer *answer, const ws_change *change, ws_error *error)
{
    char before[33];
    const char *why = answer->why ? answer->why(answer->user, change) : NULL;
    if (answer->counts[change->kind] > answer->limit) return WS_OK;
    ws_kept_change *one = ws_arena_alloc(print->arena, sizeof *one);
    if (!one) return ws_no_memory(error);
    *one = (ws_kept_change){.when = kept(print, change->when),
                            .id = kept(print, change->id),
                            .article = kept(print, change->article),
                            .was = kept(print, change->was),
                            .why = kept(print, why),
                            .decision = change->decision};
    if (change->before) ws_hash_hex(change->before->statement->id, before);
    if (change->before) one->before = kept(print, before);
    bool failed = (change->when && !one->when) || (change->id && !one->id) || (change->article && !one->article) ||
                  (change->was && !one->was) || (why && !one->why) || (change->before && !one->before);
    if (failed) return ws_no_memory(error);
    if (answer->last[change->kind])
        answer->last[change->kind]->next = one;
    else
        answer->first[change->kind] = one;
    answer->last[change->kind] = one;
    return WS_OK;
}

/* --- JSON --- */

static void add_string(ws_buffer *buffer, const char *key, const char *value)
{
    ws_buffer_printf(buffer, ",\"%s\":", key);
    ws_json_add_string(buffer, value);
}

static ws_status add_hit(ws_buffer *buffer, const ws_print *print, const char *key, const ws_hit *hit, ws_error *error)
{
    ws_offsets_cache cache = {NULL, NULL};
    ws_buffer_printf(buffer, ",\"%s\":", key);
    if (hit) return ws_json_add_hit(buffer, print, &cache, hit, NULL, error);
    ws_buffer_puts(buffer, "null");
    return WS_OK;
}

static ws_status add_json_decision(ws_buffer *buffer, const ws_decision *decision, ws_error *error)
{
    ws_buffer_puts(buffer, ",\"decision\":");
    if (decision && decision->kind == WS_DECISION_HIDING) { /* which has the name */
        ws_buffer_printf(buffer, "{\"id\":\"%s\",\"kind\":\"%s\"}", decision->id,
                         ws_decision_kind_name(decision->kind));
        return WS_OK;
    }
    cJSON *json = decision ? ws_decision_json(decision) : cJSON_CreateNull();
    ws_status status = json ? ws_json_print(buffer, json, error) : ws_no_memory(error);
    cJSON_Delete(json);
    return status;
}

static ws_status print_row(const ws_print *print, const ws_changes_answer *answer, const ws_change *change, bool first,
                           ws_error *error)
{
    ws_buffer buffer = WS_BUFFER_INIT(WS_JSON_BYTES);
    ws_hit hit = change->hit ? *change->hit : (ws_hit){0};
    bool shown = change->hit && change->hit->statement->state != WS_STATE_WITHDRAWN;
    ws_status status = shown ? answer->mark(answer->user, &hit, error) : WS_OK;
    if (answer->format == WS_FORMAT_JSON) ws_buffer_puts(&buffer, first ? "\n" : ",\n");
    ws_buffer_printf(&buffer, "{\"schema_version\":%d,\"change\":\"%s\"", WS_SCHEMA_VERSION,
                     ws_change_name(change->kind));
    add_string(&buffer, "when", change->when);
    add_string(&buffer, "id", change->id);
    add_string(&buffer, "article", change->article);
    add_string(&buffer, "was", change->was);
    if (answer->why) add_string(&buffer, "why", answer->why(answer->user, change));
    if (status == WS_OK) status = add_json_decision(&buffer, change->decision, error);
    if (status == WS_OK) status = add_hit(&buffer, print, "before", change->before, error);
    if (status == WS_OK) status = add_hit(&buffer, print, "statement", shown ? &hit : NULL, error);
    ws_buffer_putc(&buffer, '}');
    if (answer->format == WS_FORMAT_JSONL) ws_buffer_putc(&buffer, '\n');
    return ws_json_finish(&buffer, print->out, status, error);
}

/* --- both --- */

void ws_changes_begin(const ws_print *print, const ws_changes_answer *answer)
{
    ws_buffer buffer = WS_BUFFER_INIT(WS_JSON_BYTES);
    if (answer->format != WS_FORMAT_JSON) return;
    ws_buffer_printf(&buffer, "{\"schema_version\":%d,\"query\":", WS_SCHEMA_VERSION);
    ws_json_add_string(&buffer, print->query_text);
    add_string(&buffer, answer->exported ? "since_export" : "since", answer->since);
    ws_buffer_puts(&buffer, ",\"changes\":[");
    ws_json_flush(&buffer, print->out);
    ws_buffer_free(&buffer);
}

ws_status ws_changes_add(const ws_print *print, ws_changes_answer *answer, const ws_change *change, ws_error *error)
{
    bool first = true;
    for (int kind = 0; kind < WS_CHANGE_KINDS; kind++) first &= !answer->counts[kind];
    answer->counts[change->kind]++;
    if (answer->format == WS_FORMAT_TEXT) return keep(print, answer, change, error);
    return print_row(print, answer, change, first, error);
}

ws_status ws_changes_end(const ws_print *print, const ws_changes_answer *answer, ws_error *error)
{
    if (answer->format == WS_FORMAT_TEXT) return print_all(print, answer, error);
    if (answer->format == WS_FORMAT_JSONL) return WS_OK;
    fputs("\n],\"counts\":{", print->out);
    for (int kind = 0; kind < WS_CHANGE_KINDS; kind++)
        fprintf(print->out, "%s\"%s\":%zu", kind ? "," : "", ws_change_name((ws_change_kind)kind),
                answer->counts[kind]);
    fputs("}}\n", print->out);
    return WS_OK;
}
