/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "profile_answer.h"

#include "count_text.h"
#include "json_values.h"
#include "text_statement.h"

#include <string.h>

enum { FIELD_INDENT = 16, SHOWN = 8, TOPICS_SHOWN = 12 };

typedef struct page {
    const ws_print *print;
    ws_styled line;
    ws_status status; /* the first failure */
    ws_error *error;
} page;

static void flush(page *self, const char *label, size_t indent)
{
    ws_layout layout = {self->print->out, self->print->colour, self->print->columns, indent, label};
    if (self->status == WS_OK && self->line.text.size)
        self->status = ws_styled_write(&self->line, &layout, self->error);
    ws_styled_clear(&self->line);
}

static void add(page *self, const char *text)
{
    ws_styled_puts(&self->line, WS_STYLE_PLAIN, text);
}

static void add_faint(page *self, const char *text)
{
    ws_styled_puts(&self->line, WS_STYLE_FAINT, text);
}

/* "mayor 12", parted by commas. */
static void add_counted(page *self, size_t place, const char *text, size_t count)
{
    if (place) add(self, ", ");
    add(self, text);
    add_faint(self, " ");
    add_faint(self, ws_count_text(count).text);
}

static void add_rest(page *self, size_t count, size_t shown)
{
    if (count <= shown) return;
    add_faint(self, " and ");
    add_faint(self, ws_count_text(count - shown).text);
    add_faint(self, " more");
}

static void counts_field(page *self, const char *label, const ws_counts *counts)
{
    for (size_t i = 0; i < counts->count && i < SHOWN; i++)
        add_counted(self, i, counts->items[i].value, counts->items[i].count);
    add_rest(self, counts->count, SHOWN);
    flush(self, label, FIELD_INDENT);
}

static void heading(page *self, const ws_person_count *person)
{
    const ws_registered *entry = person->person->entry;
    ws_styled_puts(&self->line, WS_STYLE_NAME, person->name);
    add_faint(self, " · ");
    add_faint(self, ws_value_name(WS_SPEAKER_TYPES, person->type));
    if (entry && entry->id) add_faint(self, " · ");
    if (entry && entry->id) add_faint(self, entry->id);
    flush(self, NULL, 0);
    if (!person->perhaps_several) return;
    ws_styled_puts(&self->line, WS_STYLE_LABEL, "perhaps several people");
    add_faint(self, ": nothing but the name tells that they are one");
    flush(self, NULL, 2);
}

static void names(page *self, const ws_person_count *person)
{
    for (size_t i = 0; i < person->spelling_count && i < SHOWN; i++) {
        const ws_speaker_count *one = person->spellings[i];
        add_counted(self, i, one->name ? one->name : one->key, one->total);
        if (person->merged[i]) add_faint(self, " (merged)");
    }
    add_rest(self, person->spelling_count, SHOWN);
    flush(self, "names", FIELD_INDENT);
    for (size_t i = 0; i < person->person->split_count && i < SHOWN; i++) {
        if (i) add(self, ", ");
        add(self, person->person->split[i].name);
    }
    flush(self, "split from", FIELD_INDENT);
}

static void roles(page *self, const ws_speaker_profile *profile)
{
    for (size_t i = 0; i < profile->role_count && i < SHOWN; i++) {
        const ws_profile_role *role = &profile->roles[i];
        add(self, role->text);
        add_faint(self, " ");
        add_faint(self, ws_count_text(role->count).text);
        add_faint(self, " · ");
        add_faint(self, role->first ? role->first : "no date");
        if (role->last && strcmp(role->first, role->last)) {
            add_faint(self, " to ");
            add_faint(self, role->last);
        }
        flush(self, i ? "" : "roles", FIELD_INDENT);
    }
    if (profile->role_count <= SHOWN) return;
    add_faint(self, "and ");
    add_faint(self, ws_count_text(profile->role_count - SHOWN).text);
    add_faint(self, " more");
    flush(self, "", FIELD_INDENT);
}

static void forms(page *self, const ws_person_count *person)
{
    static const char *const nouns[] = {"quotes", "part-quotes", "paraphrases"}; /* by ws_form */
    size_t told = 0;
    add(self, ws_count_text(person->total).text);
    add(self, ": ");
    for (int form = 0; form < 3; form++)
        if (person->forms[form]) add_counted(self, told++, nouns[form], person->forms[form]);
    if (person->corrected) {
        add_faint(self, "; ");
        add_faint(self, ws_count_text(person->corrected).text);
        add_faint(self, " corrected");
    }
    flush(self, "statements", FIELD_INDENT);
}

static void topics(page *self, const ws_speaker_profile *profile)
{
    for (size_t i = 0; i < profile->topic_count && i < TOPICS_SHOWN; i++)
        add_counted(self, i, profile->topics[i].word, profile->topics[i].count);
    flush(self, "speaks of", FIELD_INDENT);
}

static void over_time(page *self, const ws_speaker_profile *profile)
{
    const ws_over_time *time = &profile->over_time;
    ws_buffer blocks = WS_BUFFER_INIT(1024);
    if (time->count) {
        ws_over_time_line(time, &blocks);
        if (self->status == WS_OK) self->status = ws_buffer_status(&blocks, self->error);
        if (self->status == WS_OK) add(self, blocks.bytes);
        add(self, " ");
        add(self, time->items[0].value);
        if (time->count > 1) add(self, " to ");
        if (time->count > 1) add(self, time->items[time->count - 1].value);
        add_faint(self, ", by ");
        add_faint(self, time->unit);
        add_faint(self, " of publication, at most ");
        add_faint(self, ws_count_text(ws_over_time_peak(time)).text);
    }
    ws_buffer_free(&blocks);
    if (profile->undated) {
        add_faint(self, time->count ? "; without a date " : "without a date ");
        add_faint(self, ws_count_text(profile->undated).text);
    }
    flush(self, "over time", FIELD_INDENT);
}

static void statement(page *self, const char *title, const ws_hit *hit)
{
    if (!hit || self->status != WS_OK) return;
    ws_styled_puts(&self->line, WS_STYLE_LABEL, "== ");
    ws_styled_puts(&self->line, WS_STYLE_NAME, title);
    flush(self, NULL, 0);
    if (self->status == WS_OK) self->status = ws_text_hit(self->print, NULL, hit, &self->line, self->error);
}

ws_status ws_text_profile(const ws_print *print, const ws_speaker_profile *profile, ws_error *error)
{
    page self = {print, ws_styled_new(), WS_OK, error};
    const ws_person_count *person = profile->person;
    heading(&self, person);
    names(&self, person);
    roles(&self, profile);
    forms(&self, person);
    counts_field(&self, "acts", &profile->acts);
    counts_field(&self, "speaks to", &profile->addressees);
    topics(&self, profile);
    over_time(&self, profile);
    if (profile->looked_at < person->total) {
        add_faint(&self, "Roles and topics are of ");
        add_faint(&self, ws_count_of(profile->looked_at, "statement").text);
        add_faint(&self, ", taken evenly over time");
        flush(&self, NULL, 2);
    }
    fputc('\n', print->out);
    bool one = profile->first && profile->last &&
               !memcmp(&profile->first->statement->id, &profile->last->statement->id, sizeof(ws_hash));
    statement(&self, one ? "The only one with a date" : "First", profile->first);
    if (!one) statement(&self, "Last", profile->last);
    ws_styled_free(&self.line);
    return self.status;
}

/* --- JSON --- */

static void add_counts(ws_buffer *buffer, const char *name, const char *key, const ws_counts *counts)
{
    ws_buffer_printf(buffer, ",\"%s\":[", name);
    for (size_t i = 0; i < counts->count; i++) {
        ws_buffer_printf(buffer, "%s{\"%s\":", i ? "," : "", key);
        ws_json_add_string(buffer, counts->items[i].value);
        ws_buffer_printf(buffer, ",\"count\":%zu}", counts->items[i].count);
    }
    ws_buffer_putc(buffer, ']');
}

static void add_roles(ws_buffer *buffer, const ws_speaker_profile *profile)
{
    ws_buffer_puts(buffer, "\"roles\":[");
    for (size_t i = 0; i < profile->role_count; i++) {
        ws_buffer_puts(buffer, i ? ",{\"role\":" : "{\"role\":");
        ws_json_add_string(buffer, profile->roles[i].text);
        ws_buffer_puts(buffer, ",\"first\":");
        ws_json_add_string(buffer, profile->roles[i].first);
        ws_buffer_puts(buffer, ",\"last\":");
        ws_json_add_string(buffer, profile->roles[i].last);
        ws_buffer_printf(buffer, ",\"count\":%zu}", profile->roles[i].count);
    }
    ws_buffer_putc(buffer, ']');
}

static void add_topics(ws_buffer *buffer, const ws_speaker_profile *profile)
{
    ws_buffer_puts(buffer, ",\"topics\":[");
    for (size_t i = 0; i < profile->topic_count; i++) {
        const ws_profile_topic *topic = &profile->topics[i];
        ws_buffer_puts(buffer, i ? ",{\"word\":" : "{\"word\":");
        ws_json_add_string(buffer, topic->word);
        ws_buffer_printf(buffer, ",\"count\":%zu,\"everybody\":%zu,\"log_likelihood\":%.1f}", topic->count,
                         topic->everybody, topic->strength);
    }
    ws_buffer_putc(buffer, ']');
}

static ws_status add_statement(ws_buffer *buffer, const ws_print *print, const char *name, const ws_hit *hit,
                               ws_error *error)
{
    ws_offsets_cache cache = {NULL, NULL};
    ws_buffer_printf(buffer, ",\n\"%s\":", name);
    if (hit) return ws_json_add_hit(buffer, print, &cache, hit, NULL, error);
    ws_buffer_puts(buffer, "null");
    return WS_OK;
}

ws_status ws_json_add_profile(ws_buffer *buffer, const ws_print *print, const ws_speaker_profile *profile, ws_error *error)
{
    ws_buffer_puts(buffer, ",\"profile\":{\"name\":");
    ws_json_add_string(buffer, profile->person->name);
    ws_buffer_puts(buffer, ",\"id\":");
    ws_json_add_string(buffer, profile->person->person->id);
    ws_buffer_putc(buffer, ',');
    add_roles(buffer, profile);
    add_counts(buffer, "acts", "act", &profile->acts);
    add_counts(buffer, "addressees", "name", &profile->addressees);
    add_topics(buffer, profile);
    ws_buffer_printf(buffer, ",\"looked_at\":%zu,\"undated\":%zu,\"unit\":\"%s\"", profile->looked_at, profile->undated,
                     profile->over_time.unit);
    ws_counts periods = {profile->over_time.items, profile->over_time.count};
    add_counts(buffer, "over_time", "period", &periods);
    ws_status status = add_statement(buffer, print, "first", profile->first, error);
    if (status == WS_OK) status = add_statement(buffer, print, "last", profile->last, error);
    ws_buffer_putc(buffer, '}');
    return status;
}
