/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit.jsonl: a JSON object a line. */
#include "audit.h"
#include "journal.h"
#include "json.h"

#include <stdint.h>
#include <string.h>

enum { LINE_BYTES = 4 << 20, VERSION = 1 };

char *ws_audit_file(ws_arena *arena, const char *decisions)
{
    return ws_journal_beside(arena, decisions, "audit.jsonl");
}

/* --- writing --- */

static void member(ws_buffer *line, const char *name, const char *value)
{
    ws_buffer_printf(line, ",\"%s\":", name);
    ws_json_add_string(line, value);
}

static void add_numbers(ws_buffer *line, const char *before, const uint32_t *numbers, size_t count)
{
    ws_buffer_puts(line, before);
    for (size_t i = 0; i < count; i++) ws_buffer_printf(line, "%s%u", i ? "," : "", numbers[i]);
    ws_buffer_putc(line, ']');
}

static void begin_line(ws_buffer *line, const char *kind, const ws_drawing *drawing, const char *who, const char *when)
{
    ws_buffer_printf(line, "{\"schema_version\":%d", VERSION);
    member(line, "kind", kind);
    member(line, "drawing", drawing->id);
    member(line, "when", when);
    member(line, "who", who);
}

static void drawing_line(ws_buffer *line, const ws_drawing *drawing)
{
    begin_line(line, "drawing", drawing, drawing->who, drawing->when);
    member(line, "query", drawing->query);
    ws_buffer_printf(line, ",\"seed\":%zu,\"paragraphs_of\":%zu,\"statements_of\":[", drawing->seed,
                     drawing->paragraph_population);
    for (size_t i = 0; i < WS_STRATA; i++) ws_buffer_printf(line, "%s%zu", i ? "," : "", drawing->population[i]);
    ws_buffer_puts(line, "],\"statements\":[");
    for (size_t i = 0; i < drawing->statement_count; i++) {
        const ws_audit_statement *one = &drawing->statements[i];
        ws_buffer_printf(line, "%s{\"row\":\"%s\",\"id\":\"%s\",\"stratum\":%d", i ? "," : "", one->row, one->id,
                         (int)one->stratum);
        add_numbers(line, ",\"words\":[", one->words, one->word_count);
        ws_buffer_putc(line, '}');
    }
    ws_buffer_puts(line, "],\"paragraphs\":[");
    for (size_t i = 0; i < drawing->paragraph_count; i++) {
        const ws_audit_paragraph *one = &drawing->paragraphs[i];
        ws_buffer_printf(line, "%s{\"row\":\"%s\",\"article\":\"%s\",\"begin\":%u", i ? "," : "", one->row,
                         one->article, one->begin);
        add_numbers(line, ",\"found\":[", one->found, WS_STRATA);
        ws_buffer_putc(line, '}');
    }
    ws_buffer_puts(line, "]}\n");
}

static void judgement_line(ws_buffer *line, const ws_drawing *judged, const char *who, const char *when)
{
    bool some = false;
    begin_line(line, "judgement", judged, who, when);
    ws_buffer_puts(line, ",\"statements\":[");
    for (size_t i = 0; i < judged->statement_count; i++) {
        const ws_audit_statement *one = &judged->statements[i];
        if (one->is_statement == WS_ANSWER_NONE) continue;
        ws_buffer_printf(line, "%s{\"row\":\"%s\",\"is\":%d,\"speaker\":%d,\"stratum\":%d}", some ? "," : "", one->row,
                         (int)one->is_statement, (int)one->right_speaker, one->judged_stratum);
        some = true;
    }
    ws_buffer_puts(line, "],\"paragraphs\":[");
    some = false;
    for (size_t i = 0; i < judged->paragraph_count; i++) {
        const ws_audit_paragraph *one = &judged->paragraphs[i];
        if (!one->judged) continue;
        ws_buffer_printf(line, "%s{\"row\":\"%s\",\"there\":%u", some ? "," : "", one->row, one->there);
        if (one->judged_naming) ws_buffer_printf(line, ",\"unnamed\":%u,\"withheld\":%u", one->unnamed, one->withheld);
        ws_buffer_putc(line, '}');
        some = true;
    }
    ws_buffer_puts(line, "]}\n");
}

ws_status ws_audit_keep_drawing(const char *file, const ws_drawing *drawing, ws_error *error)
{
    ws_buffer line = WS_BUFFER_INIT(LINE_BYTES);
    drawing_line(&line, drawing);
    ws_status status = ws_journal_append(file, &line, error);
    ws_buffer_free(&line);
    return status;
}

ws_status ws_audit_keep_judgements(const char *file, const ws_drawing *judged, const char *who, const char *when,
                                   ws_error *error)
{
    ws_buffer line = WS_BUFFER_INIT(LINE_BYTES);
    judgement_line(&line, judged, who, when);
    ws_status status = ws_journal_append(file, &line, error);
    ws_buffer_free(&line);
    return status;
}

/* --- reading --- */

typedef struct loading {
    ws_arena *arena;
    ws_audits *out;
    const char *file;
    size_t line;
    ws_error *error;
} loading;

static ws_status wrong(const loading *load, const char *what)
{
    return ws_fail(load->error, WS_CORRUPT, "put a copy of it in its place, or move it away and audit anew",
                   "%s, line %zu: %s", load->file, load->line, what);
}

static bool number_of(const cJSON *object, const char *name, double most, size_t *out)
{
    const cJSON *value = name ? ws_json_member(object, name) : object;
    bool fits = cJSON_IsNumber(value) && value->valuedouble >= 0 && value->valuedouble <= most;
    if (fits) *out = (size_t)value->valuedouble;
    return fits;
}

static bool copy_text(char *out, size_t size, const char *text)
{
    if (!text || strlen(text) + 1 != size || strspn(text, "r0123456789abcdef") + 1 != size) return false;
    memcpy(out, text, size);
    return true;
}

/* At most `most` numbers; *count: how many. */
static bool numbers_of(const cJSON *array, size_t most, uint32_t *out, size_t *count)
{
    const cJSON *item;
    size_t number;
    *count = 0;
    if (!cJSON_IsArray(array)) return false;
    cJSON_ArrayForEach(item, array)
    {
        if (*count == most || !number_of(item, NULL, UINT32_MAX, &number)) return false;
        out[(*count)++] = (uint32_t)number;
    }
    return true;
}

static bool read_statement(const cJSON *json, ws_audit_statement *out)
{
    size_t stratum = WS_STRATA;
    *out = (ws_audit_statement){.judged_stratum = -1};
    if (!number_of(json, "stratum", WS_STRATA - 1, &stratum)) return false;
    out->stratum = (ws_audit_stratum)stratum;
    return copy_text(out->row, sizeof out->row, ws_json_string(json, "row")) &&
           copy_text(out->id, sizeof out->id, ws_json_string(json, "id")) &&
           numbers_of(ws_json_member(json, "words"), WS_AUDIT_WORDS, out->words, &out->word_count);
}

static bool read_paragraph(const cJSON *json, ws_audit_paragraph *out)
{
    size_t begin = 0, count = 0;
    *out = (ws_audit_paragraph){.begin = 0};
    if (!number_of(json, "begin", UINT32_MAX, &begin)) return false;
    out->begin = (uint32_t)begin;
    return copy_text(out->row, sizeof out->row, ws_json_string(json, "row")) &&
           copy_text(out->article, sizeof out->article, ws_json_string(json, "article")) &&
           numbers_of(ws_json_member(json, "found"), WS_STRATA, out->found, &count) && count == WS_STRATA;
}

static bool read_populations(const cJSON *json, ws_drawing *out)
{
    uint32_t populations[WS_STRATA];
    size_t count;
    if (!numbers_of(ws_json_member(json, "statements_of"), WS_STRATA, populations, &count) || count != WS_STRATA)
        return false;
    for (size_t i = 0; i < WS_STRATA; i++) out->population[i] = populations[i];
    return number_of(json, "paragraphs_of", UINT32_MAX, &out->paragraph_population) &&
           number_of(json, "seed", UINT32_MAX, &out->seed);
}

static bool read_rows(loading *load, const cJSON *json, ws_drawing *out)
{
    const cJSON *statements = ws_json_member(json, "statements"), *paragraphs = ws_json_member(json, "paragraphs");
    const cJSON *item;
    int count = cJSON_GetArraySize(statements), others = cJSON_GetArraySize(paragraphs);
    if (count > WS_AUDIT_MOST || others > WS_AUDIT_MOST) return false;
    out->statements = ws_arena_array(load->arena, (size_t)count, sizeof *out->statements);
    out->paragraphs = ws_arena_array(load->arena, (size_t)others, sizeof *out->paragraphs);
    if (!out->statements || !out->paragraphs) return false;
    cJSON_ArrayForEach(item,
                       statements) if (!read_statement(item, &out->statements[out->statement_count++])) return false;
    cJSON_ArrayForEach(item,
                       paragraphs) if (!read_paragraph(item, &out->paragraphs[out->paragraph_count++])) return false;
    return true;
}

static ws_status read_drawing(loading *load, const cJSON *json, const char *when, const char *who)
{
    const cJSON *query = ws_json_member(json, "query");
    ws_audits *all = load->out;
    ws_drawing one = {
        .judges = "", .when = ws_arena_strdup(load->arena, when), .who = ws_arena_strdup(load->arena, who)};
    ws_drawing *grown = ws_arena_grow(load->arena, all->items, all->count, &all->capacity, sizeof *grown);
    one.query = ws_arena_strdup(load->arena, cJSON_IsString(query) ? query->valuestring : "");
    if (!grown || !one.when || !one.who || !one.query) return ws_no_memory(load->error);
    all->items = grown;
    if (!copy_text(one.id, sizeof one.id, ws_json_string(json, "drawing")) || !read_populations(json, &one) ||
        !read_rows(load, json, &one))
        return wrong(load, "this is no drawing of an audit");
    grown[all->count++] = one;
    return WS_OK;
}

static void judge_statement(const cJSON *json, ws_drawing *drawing)
{
    const char *row = ws_json_string(json, "row");
    const cJSON *stratum = ws_json_member(json, "stratum");
    size_t is = 0, speaker = 0;
    for (size_t i = 0; row && i < drawing->statement_count; i++) {
        ws_audit_statement *one = &drawing->statements[i];
        if (strcmp(one->row, row) != 0) continue;
        if (number_of(json, "is", WS_ANSWER_NO, &is)) one->is_statement = (ws_answer)is;
        if (number_of(json, "speaker", WS_ANSWER_NO, &speaker)) one->right_speaker = (ws_answer)speaker;
        bool known = cJSON_IsNumber(stratum) && stratum->valueint >= 0 && stratum->valueint < WS_STRATA;
        one->judged_stratum = known ? stratum->valueint : -1;
    }
}

static void judge_paragraph(const cJSON *json, ws_drawing *drawing)
{
    const char *row = ws_json_string(json, "row");
    size_t there = 0, unnamed = 0, withheld = 0;
    if (!row || !number_of(json, "there", UINT16_MAX, &there)) return;
    for (size_t i = 0; i < drawing->paragraph_count; i++) {
        ws_audit_paragraph *one = &drawing->paragraphs[i];
        if (strcmp(one->row, row) != 0) continue;
        one->judged = true;
        one->judged_naming =
            number_of(json, "unnamed", UINT16_MAX, &unnamed) && number_of(json, "withheld", UINT16_MAX, &withheld);
        one->there = (uint32_t)there;
        one->unnamed = (uint32_t)unnamed;
        one->withheld = (uint32_t)withheld;
    }
}

static bool is_listed(const char *list, const char *name)
{
    size_t size = strlen(name);
    for (const char *at = list; (at = strstr(at, name)); at += size)
        if ((at == list || at[-1] == ' ') && (!at[size] || at[size] == ';')) return true;
    return false;
}

static ws_status read_judgement(loading *load, const cJSON *json, const char *when, const char *who)
{
    const char *id = ws_json_string(json, "drawing");
    ws_drawing *drawing = id ? ws_audits_find(load->out, id) : NULL;
    const cJSON *statements = ws_json_member(json, "statements"), *paragraphs = ws_json_member(json, "paragraphs");
    const cJSON *item;
    if (!drawing) return wrong(load, "this judges a drawing that is not there");
    if (cJSON_GetArraySize(statements) > WS_AUDIT_MOST || cJSON_GetArraySize(paragraphs) > WS_AUDIT_MOST)
        return wrong(load, "more is judged than was drawn");
    cJSON_ArrayForEach(item, statements) judge_statement(item, drawing);
    cJSON_ArrayForEach(item, paragraphs) judge_paragraph(item, drawing);
    drawing->last_judged = ws_arena_strdup(load->arena, when);
    if (*drawing->judges && !is_listed(drawing->judges, who) && strlen(drawing->judges) < WS_AUDIT_JUDGES)
        drawing->judges = ws_arena_printf(load->arena, "%s; %s", drawing->judges, who);
    else if (!*drawing->judges)
        drawing->judges = ws_arena_strdup(load->arena, who);
    return drawing->judges && drawing->last_judged ? WS_OK : ws_no_memory(load->error);
}

static ws_status read_line(void *load_, const char *bytes, size_t size, size_t number, ws_error *error)
{
    loading *load = load_;
    cJSON *json;
    ws_error why;
    size_t version = 0;
    load->line = number;
    load->error = error;
    ws_status status = ws_json_read(bytes, size, &json, &why);
    if (status == WS_NO_MEMORY) return ws_no_memory(error);
    if (status != WS_OK) return wrong(load, why.message);
    const char *kind = ws_json_string(json, "kind"), *when = ws_json_string(json, "when");
    const char *who = ws_json_string(json, "who");
    if (!number_of(json, "schema_version", UINT16_MAX, &version) || version > VERSION)
        status = ws_fail(load->error, WS_FUTURE, "a newer whosaid reads it",
                         "%s, line %zu, is in a format that this whosaid does not know", load->file, load->line);
    else if (!kind || !when || !who)
        status = wrong(load, "it does not say what was done when by whom");
    else if (!strcmp(kind, "drawing"))
        status = read_drawing(load, json, when, who);
    else
        status = strcmp(kind, "judgement") ? wrong(load, "this is nothing of an audit")
                                           : read_judgement(load, json, when, who);
    cJSON_Delete(json);
    return status;
}

ws_status ws_audits_read(ws_arena *arena, const char *bytes, size_t size, const char *file, ws_audits *out,
                         ws_error *error)
{
    loading load = {.arena = arena, .out = out, .file = file, .error = error};
    *out = (ws_audits){NULL, 0, 0};
    return ws_journal_lines(bytes, size, read_line, &load, error);
}

ws_status ws_audits_load(ws_arena *arena, const char *file, ws_audits *out, ws_error *error)
{
    struct stat found;
    ws_buffer bytes = WS_BUFFER_INIT((size_t)WS_JOURNAL_BYTES + 1);
    *out = (ws_audits){NULL, 0, 0};
    ws_status status = ws_journal_load(file, &found, &bytes, error);
    if (status == WS_OK && bytes.size) status = ws_audits_read(arena, bytes.bytes, bytes.size, file, out, error);
    ws_buffer_free(&bytes);
    return status;
}
