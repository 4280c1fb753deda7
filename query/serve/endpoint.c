/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "endpoint.h"

#include "capture.h"
#include "download.h"
#include "formats.h"
#include "json.h"
#include "paging.h"

#include <stdlib.h>
#include <string.h>

static const char id_suffix[] = "/{id}";

const char *const ws_served_formats[] = {"json", "jsonl", "csv", "tsv", NULL};

/* --- finding --- */

static bool is_path(const ws_endpoint *endpoint, const char *path, const char **id)
{
    size_t size = strlen(endpoint->path), suffix = sizeof id_suffix - 1;
    *id = NULL;
    if (size < suffix || strcmp(endpoint->path + size - suffix, id_suffix) != 0) return !strcmp(endpoint->path, path);
    size_t stem = size - suffix + 1;
    if (strncmp(endpoint->path, path, stem) != 0 || !path[stem] || strchr(path + stem, '/')) return false;
    *id = path + stem;
    return true;
}

const ws_endpoint *ws_endpoint_find(const char *method, const char *path, const char **id, bool *known)
{
    *known = false;
    for (size_t i = 0; ws_endpoints[i]; i++) {
        if (!is_path(ws_endpoints[i], path, id)) continue;
        *known = true;
        if (!strcmp(ws_endpoints[i]->method, method)) return ws_endpoints[i];
    }
    return NULL;
}

/* --- the values of a request --- */

static bool is_digits(const char *value, const char *digits, size_t least, size_t most)
{
    size_t size = strlen(value);
    return size >= least && size <= most && strspn(value, digits) == size;
}

static ws_status wrong(const ws_input *input, ws_error *error)
{
    ws_buffer list = WS_BUFFER_INIT(WS_HINT_BYTES - 1);
    for (size_t i = 0; input->choices && input->choices[i]; i++)
        ws_buffer_printf(&list, "%s%s", i ? ", " : "one of ", input->choices[i]);
    ws_status status = ws_fail(error, WS_USAGE, list.size && !list.failed ? list.bytes : input->about,
                               "the value of '%s' is not right", input->name);
    ws_buffer_free(&list);
    return status;
}

static bool has_control(const char *value)
{
    for (; *value; value++)
        if ((unsigned char)*value < ' ' || *value == 0x7f) return true;
    return false;
}

static ws_status check_value(const ws_input *input, const char *value, ws_error *error)
{
    bool ok = true;
    char *end;
    switch (input->kind) {
    case WS_INPUT_TEXT:
        if (strlen(value) > input->most)
            return ws_fail(error, WS_USAGE, NULL, "'%s' is longer than %zu bytes", input->name, input->most);
        ok = !has_control(value);
        break;
    case WS_INPUT_PASTED:
        if (strlen(value) > WS_PASTED_BYTES)
            return ws_fail(error, WS_USAGE, "in parts, or with whosaid-index extract", "the text is larger than %d kB",
                           WS_PASTED_BYTES >> 10);
        break;
    case WS_INPUT_SIZE:
    case WS_INPUT_PAGE:
        ok = is_digits(value, "0123456789", 1, 9) && strtoul(value, NULL, 10) <= input->most;
        break;
    case WS_INPUT_SHARE:
        ok = is_digits(value, "0123456789.", 1, 8) && strtod(value, &end) <= 1 && !*end;
        break;
    case WS_INPUT_ID:
        ok = is_digits(value, "0123456789abcdef", 4, 32);
        break;
    case WS_INPUT_FLAG:
        ok = !strcmp(value, "0") || !strcmp(value, "1");
        break;
    case WS_INPUT_CHOICE:
        ok = false;
        for (size_t i = 0; input->choices[i]; i++) ok |= !strcmp(value, input->choices[i]);
        break;
    }
    return ok ? WS_OK : wrong(input, error);
}

typedef struct call {
    ws_arena *arena;
    char **words; /* of the command line */
    size_t count, capacity;
    char *arguments[WS_PARAMS_MOST]; /* go behind the options */
    size_t argument_count;
    const char *pasted;
    ws_page_asked page;
    ws_download download;
    ws_error *error;
} call;

static ws_status add_word(call *self, const char *word)
{
    char **grown = ws_arena_grow(self->arena, self->words, self->count, &self->capacity, sizeof *grown);
    char *copy = word ? ws_arena_strdup(self->arena, word) : NULL;
    if (!grown || !copy) return ws_no_memory(self->error);
    self->words = grown;
    grown[self->count++] = copy;
    return WS_OK;
}

static ws_status add_value(call *self, const ws_input *input, const char *value)
{
    ws_status status = check_value(input, value, self->error);
    if (status != WS_OK) return status;
    if (input->kind == WS_INPUT_PASTED) {
        self->pasted = value;
        return WS_OK;
    }
    if (input->kind == WS_INPUT_PAGE) {
        *(!strcmp(input->name, "limit") ? &self->page.limit : &self->page.offset) = strtoul(value, NULL, 10);
        self->page.asked = true;
        return WS_OK;
    }
    if (input->kind == WS_INPUT_FLAG) return *value == '1' ? add_word(self, input->option) : WS_OK;
    if (input->option) return add_word(self, ws_arena_printf(self->arena, "%s=%s", input->option, value));
    if (self->argument_count == WS_PARAMS_MOST) return ws_fail(self->error, WS_USAGE, NULL, "too many values");
    char *copy = ws_arena_strdup(self->arena, value);
    if (!copy) return ws_no_memory(self->error);
    self->arguments[self->argument_count++] = copy;
    return WS_OK;
}

static ws_status add_input(call *self, const ws_input *input, const char *id, const ws_params *params)
{
    bool given = false;
    ws_status status = WS_OK;
    if (id && input->kind == WS_INPUT_ID && !input->several) return add_value(self, input, id);
    for (size_t i = 0; i < params->count && status == WS_OK; i++) {
        if (strcmp(params->items[i].name, input->name) != 0) continue;
        if (given && !input->several)
            return ws_fail(self->error, WS_USAGE, NULL, "'%s' is given more than once", input->name);
        given = true;
        status = add_value(self, input, params->items[i].value);
    }
    if (status == WS_OK && input->required && !given)
        return ws_fail(self->error, WS_USAGE, input->about, "'%s' is missing", input->name);
    return status;
}

/* What is misspelt would else be left out unseen. */
static ws_status check_names(const ws_endpoint *endpoint, const ws_params *params, ws_error *error)
{
    for (size_t i = 0; i < params->count; i++) {
        const ws_input *input = endpoint->inputs;
        while (input->name && strcmp(input->name, params->items[i].name) != 0) input++;
        if (!input->name)
            return ws_fail(error, WS_USAGE, "/api describes the values of each endpoint", "%s takes no '%s'",
                           endpoint->path, params->items[i].name);
    }
    return WS_OK;
}

static ws_status add_places(call *self, const ws_serving *serving)
{
    ws_status status = WS_OK;
    for (size_t i = 0; i < serving->common.db.count && status == WS_OK; i++)
        status = add_word(self, ws_arena_printf(self->arena, "--db=%s", serving->common.db.items[i]));
    if (status == WS_OK && serving->common.decisions)
        status = add_word(self, ws_arena_printf(self->arena, "--decisions=%s", serving->common.decisions));
    return status;
}

static bool has_option(const ws_command *command, const char *name)
{
    for (const ws_option *each = command->options; each->name; each++)
        if (!strcmp(each->name, name)) return true;
    return false;
}

static ws_status make_line(call *self, const ws_serving *serving, const ws_endpoint *endpoint, const char *id,
                           const ws_params *params)
{
    ws_status status = check_names(endpoint, params, self->error);
    if (status == WS_OK) status = add_word(self, endpoint->command->name);
    if (status == WS_OK && has_option(endpoint->command, "db")) status = add_places(self, serving);
    for (size_t i = 0; i < serving->people.count && status == WS_OK; i++)
        if (has_option(endpoint->command, "people"))
            status = add_word(self, ws_arena_printf(self->arena, "--people=%s", serving->people.items[i]));
    if (status == WS_OK && has_option(endpoint->command, "format")) status = add_word(self, "--format=json");
    if (status == WS_OK && self->download.path)
        status = add_word(self, ws_arena_printf(self->arena, "--output=%s", self->download.path));
    for (const char *const *word = endpoint->always; word && *word && status == WS_OK; word++)
        status = add_word(self, *word);
    for (const ws_input *input = endpoint->inputs; input->name && status == WS_OK; input++)
        status = add_input(self, input, id, params);
    if (status == WS_OK) status = add_word(self, "--");
    if (status == WS_OK && endpoint->argument) status = add_word(self, endpoint->argument);
    for (size_t i = 0; i < self->argument_count && status == WS_OK; i++) status = add_word(self, self->arguments[i]);
    return status;
}

/* --- running --- */

/* So that the reader takes every text as it is, whatever format it looks like. */
static ws_status make_input(const char *pasted, ws_buffer *line, ws_error *error)
{
    ws_buffer_puts(line, "{\"id\":\"pasted\",\"text\":");
    ws_json_add_string(line, pasted ? pasted : "");
    ws_buffer_puts(line, "}\n");
    return ws_buffer_status(line, error);
}

static ws_status run_line(call *self, const ws_serving *serving, const ws_command *command, ws_buffer *out,
                          int *exit_code)
{
    enum { SAID_BYTES = 65536 };
    ws_buffer said = WS_BUFFER_INIT(SAID_BYTES), line = WS_BUFFER_INIT(WS_PASTED_BYTES * 7);
    ws_strings arguments = {NULL, 0};
    if (make_input(self->pasted, &line, self->error) != WS_OK) return WS_NO_MEMORY;
    ws_context context = {.in = fmemopen(line.bytes, line.size, "r"),
                          .out = ws_capture_open(out),
                          .err = ws_capture_open(&said),
                          .db = serving->db,
                          .user = serving->user,
                          .kept = serving->kept};
    void *options = ws_arena_alloc(self->arena, command->options_size);
    ws_status status = options && context.in && context.out && context.err ? WS_OK : ws_no_memory(self->error);
    if (status == WS_OK)
        status =
            ws_options_parse(command, self->arena, (int)self->count, self->words, options, &arguments, self->error);
    if (status == WS_OK) status = command->run(&context, options, &arguments, self->error);
    bool ran = status == WS_OK;
    if (context.in) fclose(context.in);
    if (context.out) fclose(context.out);
    if (context.err) fclose(context.err);
    ws_buffer_free(&said);
    ws_buffer_free(&line);
    *exit_code = context.exit_code;
    if (ran) status = ws_download_take(&self->download, out, self->error);
    if (status == WS_OK && out->failed)
        return ws_fail(self->error, WS_USAGE, "ask for less of it, page by page", "the answer is too large");
    return status;
}

/* Of what a command writes: by `format`, JSON else. */
static const char *type_of(const ws_params *params)
{
    const char *format = ws_params_get(params, "format");
    if (format && !strcmp(format, "jsonl")) return "application/jsonl";
    if (format && !strcmp(format, "csv")) return "text/csv; charset=utf-8";
    if (format && !strcmp(format, "html")) return "text/html; charset=utf-8";
    if (format && !strcmp(format, "tsv")) return "text/tab-separated-values; charset=utf-8";
    return "application/json";
}

ws_outcome ws_endpoint_run(const ws_serving *serving, const ws_endpoint *endpoint, const char *id,
                           const ws_params *params, ws_buffer *out)
{
    ws_outcome outcome = {.status = WS_OK};
    call self = {.arena = ws_arena_new(0), .error = &outcome.error};
    if (!self.arena)
        outcome.status = ws_no_memory(&outcome.error);
    else if (endpoint->edits && !serving->edit)
        outcome.status = ws_fail(&outcome.error, WS_USAGE, "whosaid serve --edit allows it", "this server only reads");
    else if (endpoint->reads && !serving->read)
        outcome.status = ws_fail(&outcome.error, WS_USAGE, NULL, "reading of texts is switched off here");
    outcome.forbidden = outcome.status == WS_USAGE;
    if (outcome.status == WS_OK && endpoint->downloads)
        outcome.status = ws_download_begin(self.arena, serving->scratch, ws_params_get(params, "as"), &self.download,
                                           &outcome.error);
    if (outcome.status == WS_OK) outcome.status = make_line(&self, serving, endpoint, id, params);
    if (outcome.status == WS_OK) outcome.status = run_line(&self, serving, endpoint->command, out, &outcome.exit_code);
    if (outcome.status == WS_NOT_FOUND && !*outcome.error.message)
        ws_fail(&outcome.error, WS_NOT_FOUND, NULL, "there is nothing under this id");
    if (outcome.status == WS_OK && self.page.asked)
        outcome.status = ws_paging_cut(out, endpoint->list, &self.page, &outcome.error);
    outcome.type = self.download.type ? self.download.type : type_of(params);
    outcome.file = self.download.name;
    ws_download_end(&self.download);
    ws_arena_free(self.arena);
    return outcome;
}

unsigned ws_outcome_code(const ws_outcome *outcome)
{
    if (outcome->forbidden) return 403;
    switch (outcome->status) {
    case WS_OK:
        return 200;
    case WS_USAGE:
    case WS_REFUSED:
        return 400;
    case WS_NOT_FOUND:
        return 404;
    case WS_LOCKED:
    case WS_MODIFIED:
        return 503;
    case WS_NETWORK:
        return 502;
    default:
        return 500;
    }
}

void ws_outcome_json(ws_buffer *out, const ws_outcome *outcome)
{
    bool ours = ws_outcome_code(outcome) >= 500; /* names files: for the log, not for whoever asks */
    ws_buffer_printf(out, "{\"schema_version\":%d,\"error\":{\"code\":\"%s\",\"message\":", WS_SCHEMA_VERSION,
                     ws_status_name(outcome->status));
    ws_json_add_string(out, ours ? "the index could not be asked; the server's log says why" : outcome->error.message);
    ws_buffer_puts(out, ",\"hint\":");
    ws_json_add_string(out, ours || !*outcome->error.hint ? NULL : outcome->error.hint);
    ws_buffer_puts(out, ",\"column\":");
    if (outcome->error.column)
        ws_buffer_printf(out, "%zu", outcome->error.column);
    else
        ws_buffer_puts(out, "null");
    ws_buffer_puts(out, "}}\n");
}
