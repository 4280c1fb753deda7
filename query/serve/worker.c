/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "worker.h"

#include "view.h"

#include "unicode.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

enum { CHUNK_BYTES = 64 * 1024, SEEN_BYTES = 64 * 1024, TAG_BYTES = 36 };

typedef struct work {
    const ws_serving *serving;
    ws_arena *arena;
    char *method, *path;
    ws_params params;
    ws_buffer *out;
    unsigned code;
    const char *type, *go, *file;
    bool alone;
    ws_outcome failed;
} work;

/* --- pages --- */

static bool page_matches(const ws_page *page, const char *path, const char **id)
{
    const char *open = strchr(page->path, '{');
    *id = NULL;
    if (!open) return !strcmp(page->path, path);
    size_t stem = (size_t)(open - page->path);
    if (strncmp(page->path, path, stem) != 0 || !path[stem] || strchr(path + stem, '/')) return false;
    *id = path + stem;
    return true;
}

static void show_page(work *self)
{
    ws_view view = {
        .serving = self->serving, .arena = self->arena, .params = &self->params, .out = self->out, .code = 200};
    bool known = false;
    self->type = "text/html; charset=utf-8";
    for (size_t i = 0; ws_pages[i]; i++) {
        if (!page_matches(ws_pages[i], self->path, &view.id)) continue;
        known = true;
        if (strcmp(ws_pages[i]->method, self->method) != 0) continue;
        ws_pages[i]->show(&view);
        self->code = view.go ? 303 : view.code;
        self->go = view.go;
        self->alone = view.alone;
        self->failed = view.failed;
        return;
    }
    ws_outcome outcome = {.status = WS_NOT_FOUND};
    ws_fail(&outcome.error, WS_NOT_FOUND, NULL, "%s",
            known ? "this page is not asked for in that way" : "there is no such page");
    ws_page_failure(&view, &outcome);
    self->code = known ? 405 : 404;
}

/* --- the API --- */

static void fail_json(work *self, unsigned code, const ws_outcome *outcome)
{
    ws_buffer_clear(self->out);
    self->type = "application/json";
    self->file = NULL;
    self->alone = false;
    self->code = code;
    ws_outcome_json(self->out, outcome);
    if (code >= 500) self->failed = *outcome;
}

static void run_endpoint(work *self)
{
    const char *id;
    bool known;
    const ws_endpoint *endpoint = ws_endpoint_find(self->method, self->path, &id, &known);
    ws_outcome outcome = {.status = WS_NOT_FOUND};
    if (!endpoint) {
        ws_fail(&outcome.error, WS_NOT_FOUND, "/api describes all", "%s",
                known ? "this is not asked for in that way" : "there is no such endpoint");
        fail_json(self, known ? 405 : 404, &outcome);
        return;
    }
    outcome = ws_endpoint_run(self->serving, endpoint, id, &self->params, self->out);
    self->type = outcome.type;
    self->file = outcome.file;
    self->code = ws_outcome_code(&outcome);
    self->alone = !strncmp(outcome.type, "text/html", 9);
    if (outcome.status != WS_OK) fail_json(self, self->code, &outcome);
}

/* --- a request --- */

const ws_message ws_worker_first = {.code = WS_MESSAGE_FIRST};

static void set_part(ws_message *message, int part, const char *text)
{
    message->parts[part].bytes = text;
    message->parts[part].size = text ? strlen(text) : 0;
}

/* The key is for us, not for endpoints. */
static ws_status take_key(work *self, bool needed, ws_error *error)
{
    const char *key = ws_params_get(&self->params, "key");
    size_t kept = 0;
    if (needed && (!key || strcmp(key, self->serving->key) != 0))
        return ws_fail(error, WS_USAGE, "load the page again, and send the form once more",
                       "this form is not of a page that this server showed");
    for (size_t i = 0; i < self->params.count; i++)
        if (strcmp(self->params.items[i].name, "key") != 0) self->params.items[kept++] = self->params.items[i];
    self->params.count = kept;
    return WS_OK;
}

static ws_status take_request(work *self, const ws_message *request, ws_error *error)
{
    const char *target = request->parts[WS_MESSAGE_TARGET].bytes;
    size_t size = request->parts[WS_MESSAGE_TARGET].size;
    const char *mark = memchr(target, '?', size);
    size_t path = mark ? (size_t)(mark - target) : size;
    self->method =
        ws_arena_string(self->arena, request->parts[WS_MESSAGE_METHOD].bytes, request->parts[WS_MESSAGE_METHOD].size);
    self->path = ws_arena_string(self->arena, target, path);
    if (!self->method || !self->path) return ws_no_memory(error);
    ws_status status = mark ? ws_params_add(self->arena, mark + 1, size - path - 1, &self->params, error) : WS_OK;
    const char *form = request->parts[WS_MESSAGE_FORM].bytes;
    if (status == WS_OK && request->parts[WS_MESSAGE_FORM].size)
        status = ws_params_add(self->arena, form, request->parts[WS_MESSAGE_FORM].size, &self->params, error);
    return status == WS_OK ? take_key(self, request->parts[WS_MESSAGE_HIDDEN].size > 0, error) : status;
}

static void answer_request(work *self, const ws_message *request)
{
    ws_outcome outcome = {.status = WS_OK};
    outcome.status = take_request(self, request, &outcome.error);
    if (outcome.status != WS_OK) {
        outcome.forbidden = request->parts[WS_MESSAGE_HIDDEN].size > 0;
        fail_json(self, ws_outcome_code(&outcome), &outcome);
    } else if (!strcmp(self->path, "/api") && !strcmp(self->method, "GET")) {
        self->type = "application/json";
        self->code = 200;
        ws_openapi(self->out, self->serving);
    } else if (!strncmp(self->path, "/api/", 5)) {
        run_endpoint(self);
    } else {
        show_page(self);
    }
    if (!self->out->failed) return;
    ws_fail(&outcome.error, WS_USAGE, "ask for less of it", "the answer is too large");
    outcome.status = WS_USAGE;
    fail_json(self, 400, &outcome);
}

static void add_tag(const work *self, char tag[TAG_BYTES])
{
    char hex[33];
    if (self->code != 200 || self->out->failed) return;
    ws_hash_hex(ws_hash_bytes(self->out->size ? self->out->bytes : "", self->out->size), hex);
    snprintf(tag, TAG_BYTES, "\"%s\"", hex);
}

static void make_message(const work *self, const ws_buffer *seen, ws_buffer *out)
{
    char tag[TAG_BYTES] = "";
    ws_message made = {.code = self->code};
    add_tag(self, tag);
    set_part(&made, WS_MESSAGE_TYPE, self->type);
    set_part(&made, WS_MESSAGE_GO, self->go);
    set_part(&made, WS_MESSAGE_LOG, self->failed.status != WS_OK ? self->failed.error.message : NULL);
    set_part(&made, WS_MESSAGE_FILE, self->file);
    set_part(&made, WS_MESSAGE_ALONE, self->alone ? "alone" : NULL);
    set_part(&made, WS_MESSAGE_TAG, tag);
    made.parts[WS_MESSAGE_BODY].bytes = self->out->bytes;
    made.parts[WS_MESSAGE_BODY].size = self->out->failed ? 0 : self->out->size;
    made.parts[WS_MESSAGE_SEEN].bytes = seen->bytes;
    made.parts[WS_MESSAGE_SEEN].size = seen->failed ? 0 : seen->size;
    ws_message_add(out, &made);
}

void ws_worker_answer(const ws_serving *serving, const ws_message *request, ws_buffer *out)
{
    ws_buffer body = WS_BUFFER_INIT(WS_ANSWER_BYTES), seen = WS_BUFFER_INIT(SEEN_BYTES);
    work self = {.serving = serving, .arena = ws_arena_new(0), .out = &body, .code = 500, .type = "text/plain"};
    size_t opened = ws_kept_opened(serving->kept);
    if (self.arena) answer_request(&self, request);
    if (ws_kept_opened(serving->kept) == opened && !ws_kept_seen(serving->kept, &seen)) ws_buffer_clear(&seen);
    make_message(&self, &seen, out);
    ws_buffer_free(&seen);
    ws_buffer_free(&body);
    ws_arena_free(self.arena);
}

/* --- the loop --- */

/* False: the server has gone. */
static bool receive(int socket, ws_buffer *request)
{
    char chunk[CHUNK_BYTES];
    ssize_t count = recv(socket, chunk, sizeof chunk, 0);
    if (count < 0 && errno == EINTR) return true;
    if (count > 0) ws_buffer_add(request, chunk, (size_t)count);
    return count > 0 && !request->failed;
}

static bool send_all(int socket, const ws_buffer *answer)
{
    for (size_t sent = 0; sent < answer->size;) {
        ssize_t count = send(socket, answer->bytes + sent, answer->size - sent, MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return false;
        sent += (size_t)count;
    }
    return true;
}

/* The index may change while nobody asks: whoever asks next shall not wait for its people to be formed. When nobody has
 * asked for a while, nothing is done. */
static void get_ready(const ws_serving *serving)
{
    static const char *const asked[] = {"/api/names?start=-" /* people are formed, and none is looked for */,
                                        "/api/about"};
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        ws_message request = {.code = WS_MESSAGE_FIRST};
        ws_buffer answer = WS_BUFFER_INIT(WS_MESSAGE_MOST);
        set_part(&request, WS_MESSAGE_METHOD, "GET");
        set_part(&request, WS_MESSAGE_TARGET, asked[i]);
        ws_worker_answer(serving, &request, &answer);
        ws_buffer_free(&answer);
    }
}

static void wait_for_request(const ws_serving *serving, int socket, time_t asked)
{
    enum { LOOK_MS = 1000, QUIET_SECONDS = 60 };
    struct pollfd one = {.fd = socket, .events = POLLIN};
    while (time(NULL) - asked < QUIET_SECONDS && poll(&one, 1, LOOK_MS) == 0) get_ready(serving);
}

void ws_worker_run(const void *serving_, int socket)
{
    ws_serving serving = *(const ws_serving *)serving_;
    ws_buffer request = WS_BUFFER_INIT(WS_MESSAGE_MOST);
    bool goes_on = (serving.kept = ws_kept_new()) != NULL;
    time_t asked = time(NULL);
    while (goes_on && receive(socket, &request)) {
        ws_message taken;
        ws_buffer answer = WS_BUFFER_INIT(WS_MESSAGE_MOST);
        ws_message_state state = ws_message_parse(request.bytes, request.size, &taken);
        if (state == WS_MESSAGE_WRONG) break;
        if (state == WS_MESSAGE_PARTLY) continue;
        if (taken.code == WS_MESSAGE_FIRST) {
            get_ready(&serving);
            ws_message_add(&answer, &taken);
        } else {
            ws_worker_answer(&serving, &taken, &answer);
            asked = time(NULL);
        }
        goes_on = !answer.failed && send_all(socket, &answer);
        ws_buffer_free(&answer);
        ws_buffer_free(&request);
        request = WS_BUFFER_INIT(WS_MESSAGE_MOST);
        wait_for_request(&serving, socket, asked);
    }
    ws_buffer_free(&request);
    ws_kept_free(serving.kept);
}
