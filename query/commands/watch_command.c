/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "count_text.h"
#include "identity.h"
#include "styled.h"
#include "watching.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

typedef struct watch_options {
    ws_common_options common;
    ws_strings people;
    const char *about, *email, *command, *feed;
} watch_options;

static const ws_option options[] = {
    WS_PLACE_OPTIONS(watch_options, common),
    WS_PEOPLE_OPTION(watch_options, people),
    {"about", 0, WS_OPTION_STRING, offsetof(watch_options, about), "ARTICLE|ID",
     "of add: instead of a query, what is proposed as an answer to a statement, or to those of an article", NULL},
    {"email", 0, WS_OPTION_STRING, offsetof(watch_options, email), "ADDRESS",
     "of add: what is new goes to this address, by the system's sendmail", NULL},
    {"command", 0, WS_OPTION_STRING, offsetof(watch_options, command), "COMMAND",
     "of add: what is new goes to a program, as JSON lines on its standard input; words are parted by blanks, there is "
     "no shell; $WHOSAID_KEY is the same when the same is told again",
     NULL},
    {"feed", 0, WS_OPTION_STRING, offsetof(watch_options, feed), "FILE",
     "of add: a file that is kept as an Atom feed; FILE.json: as a JSON Feed", NULL},
    WS_OPTION_END};

/* What all actions work with. */
typedef struct desk {
    ws_context *context;
    const watch_options *asked;
    ws_arena *arena;
    const char *path;
    int lock; /* -1: not taken */
    ws_watches watches;
} desk;

static ws_status open_desk(desk *self, bool locked, ws_error *error)
{
    const ws_strings *places = &self->asked->common.db;
    const char *place = places->count ? places->items[0] : self->context->db;
    if (ws_place_is_remote(place))
        return ws_fail(error, WS_USAGE, "name an index on this machine first",
                       "watches are kept beside an index, and %s is on a server", place);
    self->arena = ws_arena_new(0);
    char *beside = self->arena ? ws_decisions_beside(self->arena, place) : NULL;
    if (!beside) return ws_no_memory(error);
    const char *slash = strrchr(beside, '/');
    self->path = ws_arena_printf(self->arena, "%.*swatches.json", slash ? (int)(slash - beside + 1) : 0, beside);
    if (!self->path) return ws_no_memory(error);
    ws_status status = locked ? ws_watches_lock(self->arena, self->path, &self->lock, error) : WS_OK;
    return status == WS_OK ? ws_watches_load(self->arena, self->path, &self->watches, error) : status;
}

static ws_status no_such(const char *name, ws_error *error)
{
    return ws_fail(error, WS_USAGE, "whosaid watch list names them", "there is no watch %s", name);
}

/* A line without what a terminal would obey. */
static void print_line(FILE *out, const ws_buffer *line)
{
    ws_buffer shown = WS_BUFFER_INIT(1 << 16);
    ws_harmless(&shown, line->bytes, line->size);
    if (!shown.failed) fprintf(out, "%s\n", shown.bytes);
    ws_buffer_free(&shown);
}

/* --- add --- */

static ws_status join(ws_arena *arena, const ws_strings *words, const char **out, ws_error *error)
{
    ws_buffer text = WS_BUFFER_INIT(WS_WATCH_TEXT_BYTES);
    for (size_t i = 0; i < words->count; i++) {
        if (i) ws_buffer_putc(&text, ' ');
        ws_buffer_puts(&text, words->items[i]);
    }
    *out = NULL;
    bool whole = text.size && !text.failed;
    if (whole) *out = ws_arena_string(arena, text.bytes, text.size);
    bool long_one = text.failed;
    ws_buffer_free(&text);
    if (long_one) return ws_fail(error, WS_USAGE, NULL, "the query is too long for a watch");
    return !whole || *out ? WS_OK : ws_no_memory(error);
}

/* From wherever it is run: cron begins elsewhere. */
static ws_status whole_path(ws_arena *arena, const char *path, const char **out, ws_error *error)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *folder = slash ? ws_arena_string(arena, path, (size_t)(slash - path + 1)) : ".";
    if (!folder) return ws_no_memory(error);
    char *real = realpath(folder, NULL);
    if (!real) return ws_fail_errno(error, errno, "write into", folder);
    *out = ws_arena_printf(arena, "%s/%s", strcmp(real, "/") ? real : "", name);
    free(real);
    if (!*out) return ws_no_memory(error);
    if (!*name || strlen(*out) > WS_WATCH_TEXT_BYTES)
        return ws_fail(error, WS_USAGE, "give the name of a file", "%s cannot be a feed", path);
    return WS_OK;
}

static ws_status check_asked(const watch_options *asked, const char *name, const ws_watch *watch, ws_error *error)
{
    if (!ws_watch_is_name(name))
        return ws_fail(error, WS_USAGE, "use letters, digits, dots, hyphens and underscores, up to 64",
                       "%s cannot be the name of a watch", name);
    if (!watch->query == !watch->about)
        return ws_fail(error, WS_USAGE, "whosaid watch add NAME QUERY, or whosaid watch add NAME --about ID",
                       "a watch needs a query or --about, and not both");
    if (asked->email && !ws_watch_is_address(asked->email))
        return ws_fail(error, WS_USAGE, "write it as desk@example.org", "--email: %s is no address that mail can go to",
                       asked->email);
    bool blank = asked->command && !asked->command[strspn(asked->command, " \t")];
    if (blank || (asked->command && strlen(asked->command) > WS_WATCH_TEXT_BYTES))
        return ws_fail(error, WS_USAGE, "name a program", "--command is empty or too long");
    return WS_OK;
}

static ws_status check_new(const desk *self, const ws_watch *watch, ws_error *error)
{
    if (ws_watches_find(&self->watches, watch->name))
        return ws_fail(error, WS_USAGE, "choose another name, or remove it first", "there is a watch %s already",
                       watch->name);
    if (self->watches.count == WS_WATCHES_MOST)
        return ws_fail(error, WS_USAGE, "remove some", "there are %d watches, and no more are kept", WS_WATCHES_MOST);
    for (size_t i = 0; watch->feed && i < self->watches.count; i++) {
        const ws_watch *other = &self->watches.items[i];
        if (other->feed && !strcmp(other->feed, watch->feed))
            return ws_fail(error, WS_USAGE, "give each watch a file of its own", "%s is the feed of the watch %s",
                           watch->feed, other->name);
    }
    return WS_OK;
}

static ws_status make_key(desk *self, ws_watch *watch, ws_error *error)
{
    unsigned char random[16];
    char hex[33];
    if (getrandom(random, sizeof random, 0) != sizeof random)
        return ws_fail_errno(error, errno, "make a key for", watch->name);
    ws_hash_hex(ws_hash_bytes(random, sizeof random), hex);
    watch->key = ws_arena_strdup(self->arena, hex);
    return watch->key ? WS_OK : ws_no_memory(error);
}

/* The state is there before the watch is. */
static ws_status keep_watch(desk *self, ws_watch *watch, ws_error *error)
{
    const ws_watching watching = {self->context, &self->asked->common, &self->asked->people, self->path};
    ws_watches grown = {ws_arena_array(self->arena, self->watches.count + 1, sizeof *grown.items),
                        self->watches.count + 1};
    size_t known = 0;
    if (!grown.items) return ws_no_memory(error);
    ws_status status = ws_watching_begin(&watching, self->arena, watch, &known, error);
    if (status != WS_OK) return status;
    if (self->watches.count) memcpy(grown.items, self->watches.items, self->watches.count * sizeof *grown.items);
    grown.items[self->watches.count] = *watch;
    status = ws_watches_save(self->arena, self->path, &grown, error);
    if (status == WS_OK)
        fprintf(self->context->out, "watch %s added; it has %s already, which will not be told\n", watch->name,
                ws_count_of(known, watch->about ? "response" : "statement").text);
    return status;
}

static ws_status add(desk *self, const ws_strings *arguments, ws_error *error)
{
    const watch_options *asked = self->asked;
    const ws_strings words = {arguments->items + 2, arguments->count > 2 ? arguments->count - 2 : 0};
    ws_watch watch = {.about = asked->about, .email = asked->email, .command = asked->command};
    if (arguments->count < 2) return ws_fail(error, WS_USAGE, "whosaid watch add NAME QUERY", "a watch needs a name");
    watch.name = arguments->items[1];
    ws_status status = open_desk(self, true, error);
    if (status == WS_OK) status = join(self->arena, &words, &watch.query, error);
    if (status == WS_OK) status = check_asked(asked, watch.name, &watch, error);
    if (status == WS_OK && asked->feed) status = whole_path(self->arena, asked->feed, &watch.feed, error);
    if (status == WS_OK) status = check_new(self, &watch, error);
    if (status == WS_OK) status = make_key(self, &watch, error);
    return status == WS_OK ? keep_watch(self, &watch, error) : status;
}

/* --- list, remove, run --- */

static ws_status list(desk *self, const ws_strings *arguments, ws_error *error)
{
    if (arguments->count != 1) return ws_fail(error, WS_USAGE, NULL, "watch list takes no names");
    ws_status status = open_desk(self, false, error);
    for (size_t i = 0; status == WS_OK && i < self->watches.count; i++) {
        const ws_watch *watch = &self->watches.items[i];
        ws_buffer line = WS_BUFFER_INIT(1 << 16);
        ws_buffer_printf(&line, "%s  %s%s", watch->name, watch->about ? "responses to " : "",
                         watch->about ? watch->about : watch->query);
        if (watch->email) ws_buffer_printf(&line, "  mail to %s", watch->email);
        if (watch->command) ws_buffer_printf(&line, "  command %s", watch->command);
        if (watch->feed) ws_buffer_printf(&line, "  feed %s", watch->feed);
        if (line.failed) status = ws_no_memory(error);
        if (!line.failed) print_line(self->context->out, &line);
        ws_buffer_free(&line);
    }
    if (status == WS_OK && !self->watches.count) self->context->exit_code = 1;
    return status;
}

/* First it is no watch any more, then what it has told goes. Its feed stays, for whoever reads it. */
static ws_status remove_watch(desk *self, const ws_strings *arguments, ws_error *error)
{
    if (arguments->count != 2)
        return ws_fail(error, WS_USAGE, "whosaid watch remove NAME", "watch remove needs a name");
    const char *name = arguments->items[1];
    ws_status status = open_desk(self, true, error);
    ws_watch *watch = status == WS_OK ? ws_watches_find(&self->watches, name) : NULL;
    if (status != WS_OK) return status;
    if (!watch) return no_such(name, error);
    const char *state = ws_watch_state_path(self->arena, self->path, name);
    if (!state) return ws_no_memory(error);
    memmove(watch, watch + 1, (size_t)(self->watches.items + --self->watches.count - watch) * sizeof *watch);
    status = ws_watches_save(self->arena, self->path, &self->watches, error);
    if (status != WS_OK) return status;
    if (unlink(state) && errno != ENOENT) return ws_fail_errno(error, errno, "remove", state);
    fprintf(self->context->out, "watch %s removed\n", name);
    return WS_OK;
}

/* One that fails doesn't keep the others from running. */
static ws_status run_all(const desk *self, const ws_watching *watching, ws_error *error)
{
    size_t failed = 0;
    for (size_t i = 0; i < self->watches.count; i++) {
        ws_error one;
        ws_status status = ws_watching_run(watching, &self->watches.items[i], &one);
        if (status == WS_NO_MEMORY) return ws_no_memory(error);
        if (status == WS_OK) continue;
        failed++;
        fprintf(self->context->err, "%s: %s%s%s\n", self->watches.items[i].name, one.message, *one.hint ? "; " : "",
                one.hint);
    }
    if (!failed) return WS_OK;
    return ws_fail(error, WS_IO, "the others ran", "%zu of %s failed", failed,
                   ws_count_of(self->watches.count, "watch").text);
}

static ws_status run(desk *self, const ws_strings *arguments, ws_error *error)
{
    if (arguments->count > 2) return ws_fail(error, WS_USAGE, "whosaid watch run [NAME]", "watch run takes one name");
    ws_status status = open_desk(self, true, error);
    if (status != WS_OK) return status;
    const ws_watching watching = {self->context, &self->asked->common, &self->asked->people, self->path};
    if (arguments->count == 1) return run_all(self, &watching, error);
    const ws_watch *watch = ws_watches_find(&self->watches, arguments->items[1]);
    return watch ? ws_watching_run(&watching, watch, error) : no_such(arguments->items[1], error);
}

static ws_status run_watch(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    static const struct {
        const char *name;
        ws_status (*act)(desk *self, const ws_strings *arguments, ws_error *error);
    } actions[] = {{"add", add}, {"list", list}, {"remove", remove_watch}, {"run", run}};
    const watch_options *asked = options_;
    const char *name = arguments->count ? arguments->items[0] : "";
    bool adds = !strcmp(name, "add");
    if (!adds && (asked->about || asked->email || asked->command || asked->feed))
        return ws_fail(error, WS_USAGE, "remove the watch and add it again to change it",
                       "--about, --email, --command and --feed go with watch add");
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
        if (strcmp(name, actions[i].name) != 0) continue;
        desk self = {.context = context, .asked = asked, .lock = -1};
        ws_status status = actions[i].act(&self, arguments, error);
        if (self.lock >= 0) close(self.lock);
        ws_arena_free(self.arena);
        return status;
    }
    return ws_fail(error, WS_USAGE, "whosaid watch add NAME QUERY, list, remove NAME, or run [NAME]",
                   "watch needs to know what to do");
}

const ws_command ws_watch_command = {
    .name = "watch",
    .summary = "tell what is new about a question, by mail, to a program, or in a feed",
    .arguments = "add NAME QUERY ... | list | remove NAME | run [NAME]",
    .description = "Keeps questions, and tells at each run which statements are new, were corrected or\n"
                   "withdrawn, have another speaker, or are read otherwise since the last one. What\n"
                   "was withdrawn is named and not quoted; it leaves a feed with the next run.\n"
                   "\n"
                   "With --about, it tells what is proposed as an answer to a statement or article,\n"
                   "and why ('whosaid responses'), of up to 50 statements and 100 answers.\n"
                   "\n"
                   "A feed has each statement once, and the 500 told last. Mail and commands get\n"
                   "everything at least once: when a run is stopped between telling and remembering,\n"
                   "or one of two ways to tell fails, the next run tells it again, with the same\n"
                   "Message-ID or $WHOSAID_KEY unless there is more to tell by then. Without --email,\n"
                   "--command and --feed, run prints what is new.\n"
                   "\n"
                   "Watches are in watches.json in the folder that holds the index, and what they\n"
                   "told in watch-NAME.jsonl beside it, readable by you alone. Run them with the same\n"
                   "--db that they were added with.\n"
                   "\n"
                   "Examples:\n"
                   "  whosaid watch add toll by:toll bridge --email=desk@example.org\n"
                   "  whosaid watch add denials act:denial --feed=/srv/feeds/denials.atom\n"
                   "  whosaid watch add answers --about 0bf5f7f01d04 --command=/usr/local/bin/notify\n"
                   "  whosaid watch run\n"
                   "Exit status: 0 done, whether or not anything was new; 1 none to list; 2 a mistake\n"
                   "or failure.",
    .options = options,
    .options_size = sizeof(watch_options),
    .order = 3,
    .run = run_watch,
    .takes_query = true,
};
