/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verdicts.jsonl: a JSON object a line. */
#include "verdicts.h"

#include "journal.h"
#include "json.h"
#include "unicode.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_BYTES = 1 << 20, VERSION = 1 };

/* --- writing --- */

static void member(ws_buffer *line, const char *name, const char *value)
{
    if (!value || !*value) return;
    ws_buffer_printf(line, ",\"%s\":", name);
    ws_json_add_string(line, value);
}

static void letter(ws_buffer *line, const char *name, char value)
{
    const char text[] = {value, '\0'};
    member(line, name, text);
}

static void begin_line(ws_buffer *line, const char *kind, const char *id, const char *who, const char *when)
{
    ws_buffer_printf(line, "{\"schema_version\":%d", VERSION);
    member(line, "kind", kind);
    member(line, "verdict", id);
    member(line, "when", when);
    member(line, "who", who);
}

void ws_verdict_line(ws_buffer *line, const ws_kept_verdict *verdict)
{
    const ws_verdict_body *body = &verdict->body;
    begin_line(line, body->is_grade ? "grade" : "review", verdict->id, verdict->who, verdict->when);
    member(line, "statement", verdict->statement);
    member(line, "article", verdict->article);
    member(line, "outlet", verdict->outlet);
    member(line, "judge", body->judge);
    member(line, "on", body->on);
    member(line, "why", body->why);
    member(line, "url", body->url);
    member(line, "rating", body->rating);
    member(line, "value", body->value);
    member(line, "best", body->best);
    member(line, "worst", body->worst);
    letter(line, "source", body->source);
    letter(line, "item", body->item);
    ws_buffer_puts(line, "}\n");
}

ws_status ws_verdict_keep_removal(const char *file, const char *id, const char *who, const char *when, ws_error *error)
{
    ws_buffer line = WS_BUFFER_INIT(LINE_BYTES);
    begin_line(&line, "removal", id, who, when);
    ws_buffer_puts(&line, "}\n");
    ws_status status = ws_journal_append(file, &line, error);
    ws_buffer_free(&line);
    return status;
}

ws_status ws_verdict_seal(const ws_given_verdict *given, ws_kept_verdict *out, ws_error *error)
{
    const ws_verdict_body *body = &given->body;
    const char letters[] = {body->source ? body->source : '-', body->item ? body->item : '-', '\0'};
    const char *const texts[] = {
        body->judge,    body->on,         body->why,      body->url,     body->rating,
        body->value,    body->best,       body->worst,    letters,       given->words,
        given->speaker, given->statement, given->article, given->outlet, given->url_count ? given->urls[0] : NULL};
    ws_buffer all = WS_BUFFER_INIT(LINE_BYTES);
    char hex[33];
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ws_json_add_string(&all, texts[i]);
        ws_buffer_putc(&all, ',');
    }
    ws_status status = ws_buffer_status(&all, error);
    if (status == WS_OK) ws_hash_hex(ws_hash_bytes(all.bytes, all.size), hex);
    ws_buffer_free(&all);
    if (status == WS_OK) snprintf(out->id, sizeof out->id, "%.16s", hex);
    return status;
}

/* --- reading --- */

typedef struct removal {
    char id[WS_VERDICT_ID_BYTES];
    size_t before; /* of the verdicts so far */
} removal;

typedef struct loading {
    ws_arena *arena;
    ws_verdicts *out;
    size_t first; /* of this file */
    removal *removals;
    size_t removal_count, removal_capacity;
    const char *file;
    size_t line;
    ws_error *error;
    bool failed; /* no memory */
} loading;

static ws_status wrong(const loading *load, const char *what)
{
    return ws_fail(load->error, WS_CORRUPT, "mend the line, or take it out", "%s, line %zu, is damaged: %s", load->file,
                   load->line, what);
}

/* As many hexadecimal digits as there is room for; none where there is no such member. */
static bool copy_digits(const cJSON *json, const char *name, char *out, size_t size)
{
    const char *text = ws_json_string(json, name);
    if (!text) return true;
    if (strlen(text) + 1 != size || strspn(text, "0123456789abcdef") + 1 != size) return false;
    memcpy(out, text, size);
    return true;
}

static const char *copy_text(loading *load, const cJSON *json, const char *name)
{
    const char *text = ws_json_string(json, name), *copy = text ? ws_arena_strdup(load->arena, text) : NULL;
    load->failed |= text && !copy;
    return copy;
}

static bool copy_letter(const cJSON *json, const char *name, const char *allowed, char *out)
{
    const char *text = ws_json_string(json, name);
    if (!text) return true;
    *out = *text;
    return strlen(text) == 1 && strchr(allowed, *text);
}

static ws_status read_verdict(loading *load, const cJSON *json, bool is_grade)
{
    ws_verdicts *all = load->out;
    ws_kept_verdict *grown = ws_arena_grow(load->arena, all->items, all->count, &all->capacity, sizeof *grown);
    if (!grown) return ws_no_memory(load->error);
    all->items = grown;
    ws_kept_verdict *one = &grown[all->count];
    *one = (ws_kept_verdict){.file = load->file, .body.is_grade = is_grade};
    bool sound = copy_digits(json, "verdict", one->id, sizeof one->id) && *one->id &&
                 copy_digits(json, "statement", one->statement, sizeof one->statement) &&
                 copy_digits(json, "article", one->article, sizeof one->article) &&
                 copy_letter(json, "source", "ABCDEF", &one->body.source) &&
                 copy_letter(json, "item", "123456", &one->body.item);
    one->when = copy_text(load, json, "when");
    one->who = copy_text(load, json, "who");
    one->outlet = copy_text(load, json, "outlet");
    one->body.judge = copy_text(load, json, "judge");
    one->body.on = copy_text(load, json, "on");
    one->body.why = copy_text(load, json, "why");
    one->body.url = copy_text(load, json, "url");
    one->body.rating = copy_text(load, json, "rating");
    one->body.value = copy_text(load, json, "value");
    one->body.best = copy_text(load, json, "best");
    one->body.worst = copy_text(load, json, "worst");
    if (load->failed) return ws_no_memory(load->error);
    if (!sound || !one->body.judge || (!*one->article && !one->outlet) || (*one->statement && !*one->article))
        return wrong(load, "this is no verdict");
    all->count++;
    return WS_OK;
}

static ws_status read_removal(loading *load, const cJSON *json)
{
    removal *grown =
        ws_arena_grow(load->arena, load->removals, load->removal_count, &load->removal_capacity, sizeof *grown);
    if (!grown) return ws_no_memory(load->error);
    load->removals = grown;
    removal *one = &grown[load->removal_count++];
    *one = (removal){.before = load->out->count};
    if (!copy_digits(json, "verdict", one->id, sizeof one->id) || !*one->id)
        return wrong(load, "it does not say what is removed");
    return WS_OK;
}

static ws_status read_line(void *load_, const char *bytes, size_t size, size_t number, ws_error *error)
{
    loading *load = load_;
    cJSON *json;
    ws_error why;
    load->line = number;
    load->error = error;
    ws_status status = ws_json_read(bytes, size, &json, &why);
    if (status == WS_NO_MEMORY) return ws_no_memory(error);
    if (status != WS_OK) return wrong(load, why.message);
    const cJSON *version = ws_json_member(json, "schema_version");
    const char *kind = ws_json_string(json, "kind");
    if (!cJSON_IsNumber(version) || version->valuedouble > VERSION)
        status = ws_fail(load->error, WS_FUTURE, "a newer whosaid reads it",
                         "%s, line %zu, is in a format that this whosaid does not know", load->file, load->line);
    else if (!kind || !ws_json_string(json, "when") || !ws_json_string(json, "who"))
        status = wrong(load, "it does not say what was done when by whom");
    else if (!strcmp(kind, "removal"))
        status = read_removal(load, json);
    else if (!strcmp(kind, "grade") || !strcmp(kind, "review"))
        status = read_verdict(load, json, *kind == 'g');
    else
        status = wrong(load, "this is no verdict");
    cJSON_Delete(json);
    return status;
}

/* --- looking up --- */

static int compare_texts(const char *left, const char *right)
{
    return strcmp(left ? left : "", right ? right : "");
}

static int compare(const void *left_, const void *right_)
{
    const ws_kept_verdict *left = left_, *right = right_;
    int order = strcmp(left->id, right->id);
    if (!order) order = strcmp(left->statement, right->statement);
    if (!order) order = strcmp(left->article, right->article);
    return order ? order : compare_texts(left->outlet, right->outlet);
}

void ws_verdicts_sort(ws_verdicts *verdicts)
{
    if (verdicts->count) qsort(verdicts->items, verdicts->count, sizeof *verdicts->items, compare);
}

const ws_kept_verdict *ws_verdicts_find(const ws_verdicts *sorted, const ws_kept_verdict *wanted)
{
    return sorted->count ? bsearch(wanted, sorted->items, sorted->count, sizeof *wanted, compare) : NULL;
}

static int compare_removals(const void *left_, const void *right_)
{
    const removal *left = left_, *right = right_;
    int order = strcmp(left->id, right->id);
    return order ? order : (left->before < right->before) - (left->before > right->before); /* the last one first */
}

/* What was loaded before its id was removed. */
static void mark_removed(loading *load)
{
    removal *all = load->removals;
    size_t kept = 0;
    if (!load->removal_count) return;
    qsort(all, load->removal_count, sizeof *all, compare_removals);
    for (size_t i = 0; i < load->removal_count; i++)
        if (!kept || strcmp(all[kept - 1].id, all[i].id) != 0) all[kept++] = all[i];
    for (size_t i = load->first; i < load->out->count; i++) {
        ws_kept_verdict *one = &load->out->items[i];
        size_t low = 0, high = kept;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (strcmp(all[middle].id, one->id) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        one->removed = low < kept && !strcmp(all[low].id, one->id) && i < all[low].before;
    }
}

ws_status ws_verdicts_parse(ws_arena *arena, const char *bytes, size_t size, const char *file, ws_verdicts *out,
                            ws_error *error)
{
    loading load = {.arena = arena, .out = out, .first = out->count, .file = file, .error = error};
    ws_status status = ws_journal_lines(bytes, size, read_line, &load, error);
    if (status == WS_OK) mark_removed(&load);
    return status;
}

ws_status ws_verdicts_load(ws_arena *arena, const char *file, ws_verdicts *out, ws_error *error)
{
    struct stat found;
    ws_buffer bytes = WS_BUFFER_INIT((size_t)WS_JOURNAL_BYTES + 1);
    ws_status status = ws_journal_load(file, &found, &bytes, error);
    if (status == WS_OK && bytes.size) status = ws_verdicts_parse(arena, bytes.bytes, bytes.size, file, out, error);
    ws_buffer_free(&bytes);
    return status;
}
