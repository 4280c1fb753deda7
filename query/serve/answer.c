/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "answer.h"

#include "unicode.h"

#include <stdlib.h>
#include <string.h>

void ws_answer_free(ws_answer *answer)
{
    free(answer->type);
    free(answer->go);
    free(answer->file);
    free(answer->bytes);
    *answer = (ws_answer){0};
}

/* Without memory it is an empty 500. */
static void fill(ws_answer *answer, unsigned code, const char *type, const void *bytes, size_t size)
{
    ws_answer_free(answer);
    answer->type = strdup(type);
    answer->bytes = malloc(size + 1);
    answer->code = answer->bytes ? code : 500;
    answer->size = answer->bytes ? size : 0;
    if (answer->bytes && size) memcpy(answer->bytes, bytes, size);
}

/* NULL: it is empty. */
static char *copy_of(const ws_message *message, int part)
{
    return message->parts[part].size ? strndup(message->parts[part].bytes, message->parts[part].size) : NULL;
}

void ws_answer_take(ws_answer *answer, const ws_message *message)
{
    char *type = copy_of(message, WS_MESSAGE_TYPE);
    fill(answer, message->code, type ? type : "text/plain", message->parts[WS_MESSAGE_BODY].bytes,
         message->parts[WS_MESSAGE_BODY].size);
    answer->go = copy_of(message, WS_MESSAGE_GO);
    answer->file = copy_of(message, WS_MESSAGE_FILE);
    answer->alone = message->parts[WS_MESSAGE_ALONE].size > 0;
    if (message->parts[WS_MESSAGE_TAG].size < sizeof answer->tag)
        memcpy(answer->tag, message->parts[WS_MESSAGE_TAG].bytes, message->parts[WS_MESSAGE_TAG].size);
    free(type);
}

void ws_answer_plain(ws_answer *answer, unsigned code, const char *text)
{
    fill(answer, code, "text/plain; charset=utf-8", text, strlen(text));
}

static const char head[] =
    "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>whosaid</title>"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
    "<meta name=\"color-scheme\" content=\"light dark\"><link rel=\"icon\" href=\"/page/icon.svg\">"
    "<link rel=\"stylesheet\" href=\"/page/style.css\"></head><body><main id=\"main\" class=\"login\"><h1>whosaid</h1>";

void ws_answer_failed(ws_answer *answer, unsigned code, bool json, const char *text)
{
    enum { MOST = 4096 };
    ws_buffer out = WS_BUFFER_INIT(MOST);
    if (!json) {
        ws_buffer_printf(&out,
                         "%s<div class=\"error\" role=\"alert\"><p>%s</p></div><p><a "
                         "href=\"/\">Search</a></p></main></body></html>\n",
                         head, text);
        fill(answer, code, "text/html; charset=utf-8", out.bytes, out.size);
        ws_buffer_free(&out);
        return;
    }
    ws_buffer_printf(&out,
                     "{\"schema_version\":%d,\"error\":{\"code\":\"%s\",\"message\":\"%s\",\"hint\":null,"
                     "\"column\":null}}\n",
                     WS_SCHEMA_VERSION, code == 401 ? "token" : "stopped", text);
    fill(answer, code, "application/json", out.bytes, out.size);
    ws_buffer_free(&out);
}

void ws_answer_unknown(ws_answer *answer, const char *target)
{
    if (!strncmp(target, "/api", 4)) {
        ws_answer_failed(answer, 401, true, "give the token as Authorization: Bearer TOKEN");
        return;
    }
    fill(answer, 303, "text/plain", "", 0);
    answer->go = strdup("/login");
}

static const char login_form[] = "<form class=\"ask\" method=\"post\" action=\"/login\"><label>Token <input "
                                 "type=\"password\" name=\"token\" required "
                                 "autofocus autocomplete=\"current-password\"></label><button>Go on</button></form>"
                                 "<p class=\"hint\">Whoever started the server has it: whosaid serve told it when it "
                                 "began.</p></main></body></html>\n";
static const char login_wrong[] = "<div class=\"error\" role=\"alert\"><p>That is not the token.</p></div>";

static bool is_right(const ws_guard *guard, const ws_buffer *form)
{
    enum { ARENA_BYTES = 1 << 20, FORM_MOST = 4096 };
    ws_params params = {NULL, 0};
    ws_arena *arena = form->size && form->size <= FORM_MOST ? ws_arena_new(ARENA_BYTES) : NULL;
    bool read = arena && ws_params_add(arena, form->bytes, form->size, &params, NULL) == WS_OK;
    const char *token = read ? ws_params_get(&params, "token") : NULL;
    bool right = token && ws_guard_is_token(guard, token);
    ws_arena_free(arena);
    return right;
}

void ws_answer_login(ws_answer *answer, const ws_guard *guard, const ws_buffer *form)
{
    enum { MOST = 4096 };
    if (!guard->token || (form && is_right(guard, form))) {
        fill(answer, 303, "text/plain", "", 0);
        answer->go = strdup("/");
        answer->cookie = guard->token;
        return;
    }
    ws_buffer out = WS_BUFFER_INIT(MOST);
    ws_buffer_printf(&out, "%s%s%s", head, form ? login_wrong : "", login_form);
    fill(answer, form ? 403 : 200, "text/html; charset=utf-8", out.bytes, out.size);
    ws_buffer_free(&out);
}

/* --- files of the page --- */

static const ws_asset *asset_of(const char *target)
{
    size_t size = strcspn(target, "?");
    for (const ws_asset *one = ws_assets; one->path; one++)
        if (strlen(one->path) == size && !strncmp(one->path, target, size)) return one;
    return NULL;
}

bool ws_is_asset(const char *target)
{
    return asset_of(target) != NULL;
}

void ws_answer_asset(ws_answer *answer, const char *target)
{
    const ws_asset *one = asset_of(target);
    fill(answer, 200, one->type, one->bytes, one->size);
}

/* --- sending --- */

static const char page_policy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'";
/* No script runs, no form is sent, nothing is loaded, and it is nobody's page. */
static const char alone_policy[] =
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; sandbox";

static bool add_file(const ws_answer *answer, struct MHD_Response *response)
{
    char value[160];
    if (!answer->file) return true;
    snprintf(value, sizeof value, "attachment; filename=\"%s\"", answer->file);
    return MHD_add_response_header(response, "Content-Disposition", value) == MHD_YES;
}

static bool add_headers(const ws_answer *answer, struct MHD_Response *response)
{
    static const char *const always[][2] = {{"Referrer-Policy", "no-referrer"},
                                            {"Cache-Control", "no-store"},
                                            {"X-Content-Type-Options", "nosniff"},
                                            {"X-Frame-Options", "DENY"},
                                            {"Cross-Origin-Opener-Policy", "same-origin"},
                                            {"Cross-Origin-Resource-Policy", "same-origin"},
                                            {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"}};
    bool ok = add_file(answer, response);
    ok &= MHD_add_response_header(response, "Content-Security-Policy", answer->alone ? alone_policy : page_policy) ==
          MHD_YES;
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        ok &= MHD_add_response_header(response, always[i][0], always[i][1]) == MHD_YES;
    ok &= MHD_add_response_header(response, "Content-Type", answer->type ? answer->type : "text/plain") == MHD_YES;
    if (*answer->tag) ok &= MHD_add_response_header(response, "ETag", answer->tag) == MHD_YES;
    if (answer->go) ok &= MHD_add_response_header(response, "Location", answer->go) == MHD_YES;
    if (answer->closes) ok &= MHD_add_response_header(response, "Connection", "close") == MHD_YES;
    if (answer->code == 503) ok &= MHD_add_response_header(response, "Retry-After", "2") == MHD_YES;
    if (answer->code == 405) ok &= MHD_add_response_header(response, "Allow", "GET, HEAD, POST") == MHD_YES;
    if (answer->code == 401) ok &= MHD_add_response_header(response, "WWW-Authenticate", "Bearer") == MHD_YES;
    if (answer->cookie) {
        char cookie[WS_TOKEN_BYTES + 64];
        snprintf(cookie, sizeof cookie, "whosaid=%s; Path=/; HttpOnly; SameSite=Strict", answer->cookie);
        ok &= MHD_add_response_header(response, "Set-Cookie", cookie) == MHD_YES;
    }
    return ok;
}

enum MHD_Result ws_answer_queue(ws_answer *answer, struct MHD_Connection *connection, const char *known)
{
    char hex[33];
    if (answer->code == 200 && !*answer->tag) { /* workers have told those of theirs */
        ws_hash_hex(ws_hash_bytes(answer->bytes, answer->size), hex);
        snprintf(answer->tag, sizeof answer->tag, "\"%s\"", hex);
    }
    bool same = *answer->tag && known && strstr(known, answer->tag);
    if (same) answer->code = 304;
    struct MHD_Response *response =
        MHD_create_response_from_buffer(same ? 0 : answer->size, answer->bytes, MHD_RESPMEM_MUST_FREE);
    if (!response) return MHD_NO;
    answer->bytes = NULL; /* the response's now */
    enum MHD_Result result =
        add_headers(answer, response) ? MHD_queue_response(connection, answer->code, response) : MHD_NO;
    MHD_destroy_response(response);
    return result;
}
