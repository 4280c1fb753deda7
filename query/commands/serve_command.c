/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "identity.h"
#include "server.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    USUAL_PORT = 8080,
    MOST_PORT = 65535,
    USUAL_SECONDS = 10,
    MOST_SECONDS = 600,
    READ_SECONDS = 90,
    SLOW_SECONDS = 30,
    MOST_WORKERS = 32,
    LEAST_TOKEN = 16
};

typedef struct serve_options {
    ws_common_options common;
    ws_strings people, hosts;
    const char *address, *token_file, *as;
    const char *port;
    size_t workers;
    bool edit, no_read;
} serve_options;

static const ws_option options[] = {
    WS_PLACE_OPTIONS(serve_options, common),
    WS_PEOPLE_OPTION(serve_options, people),
    {"port", 'p', WS_OPTION_STRING, offsetof(serve_options, port), "PORT", "8080 unless given; 0: a free one", NULL},
    {"address", 0, WS_OPTION_STRING, offsetof(serve_options, address), "ADDRESS",
     "where to listen; 127.0.0.1, which only this machine reaches, unless given. Others need the token", NULL},
    {"host", 0, WS_OPTION_LIST, offsetof(serve_options, hosts), "NAME",
     "a name under which browsers may ask for it, beside localhost and addresses; may be given several times", NULL},
    {"token-file", 0, WS_OPTION_STRING, offsetof(serve_options, token_file), "FILE",
     "holds the token that everybody must give; else one is made where others can reach it", NULL},
    {"edit", 0, WS_OPTION_FLAG, offsetof(serve_options, edit), NULL, "allow corrections, which are decisions", NULL},
    {"as", 0, WS_OPTION_STRING, offsetof(serve_options, as), "NAME",
     "who decides where a request does not say (else $USER)", NULL},
    {"no-read", 0, WS_OPTION_FLAG, offsetof(serve_options, no_read), NULL, "read no texts that are pasted", NULL},
    {"workers", 0, WS_OPTION_SIZE, offsetof(serve_options, workers), "N",
     "processes that answer; one a core, two at least, unless given", NULL},
    WS_OPTION_END};

/* --- the token --- */

static const char token_signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

static ws_status make_token(char token[WS_TOKEN_BYTES], ws_error *error)
{
    unsigned char bytes[16];
    if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
        return ws_fail_errno(error, errno, "make", "a token");
    for (size_t i = 0; i < sizeof bytes; i++) snprintf(token + 2 * i, 3, "%02x", bytes[i]);
    return WS_OK;
}

static ws_status read_token(const char *path, char token[WS_TOKEN_BYTES], ws_error *error)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return ws_fail_errno(error, errno, "read the token", path);
    ssize_t size = read(file, token, WS_TOKEN_BYTES - 1);
    int failed = errno;
    close(file);
    if (size < 0) return ws_fail_errno(error, failed, "read the token", path);
    token[size] = '\0';
    token[strcspn(token, "\r\n")] = '\0';
    if (strlen(token) >= LEAST_TOKEN && strspn(token, token_signs) == strlen(token)) return WS_OK;
    return ws_fail(error, WS_USAGE, "openssl rand -hex 16 makes one",
                   "%s does not hold a token: %d letters, digits, - . _ ~ or more, in one line", path, LEAST_TOKEN);
}

/* --- running --- */

typedef struct told {
    const ws_context *context;
    const ws_server_options *server;
    bool made; /* the token was made now */
} told;

static void tell(void *told_, unsigned port)
{
    const told *self = told_;
    FILE *out = self->context->out;
    bool six = strchr(self->server->address, ':') != NULL;
    fprintf(out, "http://%s%s%s:%u/\n", six ? "[" : "", self->server->address, six ? "]" : "", port);
    if (self->made) fprintf(out, "token: %s\n", self->server->guard.token);
    if (!ws_guard_is_local(self->server->address))
        fprintf(self->context->err,
                "others can reach it, and what goes over the network is not encrypted: put a server with "
                "TLS before it\n");
    fflush(out);
}

static ws_status take_number(const char *name, const char *given, size_t usual, size_t most, size_t *out,
                             ws_error *error)
{
    size_t value = 0;
    *out = usual;
    if (!given) return WS_OK;
    if (!*given || strlen(given) > 6 || strspn(given, "0123456789") != strlen(given))
        return ws_fail(error, WS_USAGE, NULL, "--%s takes a number, not '%s'", name, given);
    for (; *given; given++) value = value * 10 + (size_t)(*given - '0');
    *out = value;
    return value <= most ? WS_OK : ws_fail(error, WS_USAGE, NULL, "--%s is at most %zu", name, most);
}

static size_t usual_workers(void)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return cores < 2 ? 2 : cores > 8 ? 8 : (size_t)cores;
}

/* A mistake in the places is told before anybody asks, by a process of its own: this one never opens an index. */
static ws_status check_options(const serve_options *asked, ws_error *error)
{
    if (asked->workers > MOST_WORKERS) return ws_fail(error, WS_USAGE, NULL, "--workers is at most %d", MOST_WORKERS);
    if (asked->common.timeout > MOST_SECONDS)
        return ws_fail(error, WS_USAGE, NULL, "--timeout is at most %d seconds", MOST_SECONDS);
    return WS_OK;
}

static ws_status run_serve(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    const serve_options *asked = options_;
    char token[WS_TOKEN_BYTES] = "", key[WS_TOKEN_BYTES] = "";
    size_t port;
    if (arguments->count) return ws_fail(error, WS_USAGE, NULL, "serve takes options only");
    ws_status status = check_options(asked, error);
    if (status == WS_OK) status = take_number("port", asked->port, USUAL_PORT, MOST_PORT, &port, error);
    if (status != WS_OK) return status;
    ws_serving serving = {.common = asked->common,
                          .people = asked->people,
                          .db = context->db,
                          .edit = asked->edit,
                          .read = !asked->no_read,
                          .user = asked->as ? asked->as : context->user};
    ws_server_options server = {.address = asked->address ? asked->address : "127.0.0.1",
                                .port = (unsigned)port,
                                .workers = asked->workers ? asked->workers : usual_workers(),
                                .seconds = (unsigned)(asked->common.timeout ? asked->common.timeout : USUAL_SECONDS),
                                .read_seconds = READ_SECONDS,
                                .slow_seconds = SLOW_SECONDS,
                                .guard = {.names = asked->hosts},
                                .serving = &serving,
                                .log = context->err};
    serving.key = key;
    told telling = {context, &server, !asked->token_file && !ws_guard_is_local(server.address)};
    serving.common.timeout = 0; /* the server's to keep */
    status = make_token(key, error);
    if (status == WS_OK && asked->token_file) status = read_token(asked->token_file, token, error);
    if (status == WS_OK && telling.made) status = make_token(token, error);
    server.guard.token = *token ? token : NULL;
    return status == WS_OK ? ws_server_run(&server, tell, &telling, error) : status;
}

const ws_command ws_serve_command = {
    .name = "serve",
    .summary = "a page to search and read in, and a JSON API, in the browser",
    .arguments = "",
    .description = "Serves a page at http://127.0.0.1:8080/ and the answers of the commands as JSON\n"
                   "below /api, which describes them (OpenAPI), until Ctrl-C. Only this machine\n"
                   "reaches it, unless --address says otherwise; then everybody has to give a token,\n"
                   "which is printed, or is in --token-file. It only reads, unless --edit allows\n"
                   "corrections. Nothing is fetched from elsewhere, and what is asked is logged nowhere.\n"
                   "\n"
                   "Answers come from worker processes; one that takes longer than --timeout (10\n"
                   "seconds unless given) is ended and started again. Reports, exports and texts that\n"
                   "are read have 90 seconds, one at a time.\n"
                   "\n"
                   "Examples:\n"
                   "  whosaid serve\n"
                   "  whosaid serve --port 9000 --edit\n"
                   "  whosaid serve --address 0.0.0.0 --host desk.example --token-file /etc/whosaid/token",
    .options = options,
    .options_size = sizeof(serve_options),
    .order = 6,
    .run = run_serve,
};
