/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the main functions of both programs share: the command line, the environment, errors and exit codes. */
#include "program.h"

#include <errno.h>
#include <getopt.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { EXIT_NOTHING_FOUND = 1, EXIT_FAILED = 2 };

typedef struct program {
    const ws_program *of;
    const ws_command *fallback;
    ws_arena *arena;
    ws_context context;
} program;

/* --- the environment --- */

static const char *environment(const char *name)
{
    const char *value = getenv(name);
    return value && *value ? value : NULL;
}

static const char *home_folder(void)
{
    const char *home = environment("HOME");
    if (home) return home;
    const struct passwd *user = getpwuid(geteuid());
    return user && user->pw_dir ? user->pw_dir : ".";
}

/* $WHOSAID_DB, else a folder of the user's data directory (XDG Base Directory: relative ones are ignored). */
static const char *default_place(ws_arena *arena)
{
    const char *place = environment("WHOSAID_DB"), *data = environment("XDG_DATA_HOME");
    if (place) return place;
    if (data && *data == '/') return ws_arena_printf(arena, "%s/whosaid/index", data);
    return ws_arena_printf(arena, "%s/.local/share/whosaid/index", home_folder());
}

static const char *user_name(ws_arena *arena)
{
    const char *name = environment("USER");
    if (name) return name;
    const struct passwd *user = getpwuid(geteuid());
    return ws_arena_strdup(arena, user && user->pw_name && *user->pw_name ? user->pw_name : "somebody");
}

static size_t terminal_columns(int descriptor)
{
    enum { WIDEST = 1000 };
    const char *asked = environment("COLUMNS");
    long columns = asked ? strtol(asked, NULL, 10) : 0;
    if (columns > 0 && columns <= WIDEST) return (size_t)columns;
    struct winsize size;
    return isatty(descriptor) && !ioctl(descriptor, TIOCGWINSZ, &size) ? size.ws_col : 0;
}

static ws_context make_context(ws_arena *arena)
{
    ws_context context = {.in = stdin, .out = stdout, .err = stderr};
    const char *terminal = environment("TERM");
    context.terminal = isatty(fileno(stdout));
    context.error_terminal = isatty(fileno(stderr));
    context.colour = context.terminal && !environment("NO_COLOR") && !(terminal && !strcmp(terminal, "dumb"));
    context.columns = terminal_columns(fileno(stdout));
    const char *pager = getenv("WHOSAID_PAGER");
    context.pager = pager ? pager : getenv("PAGER");
    context.db = default_place(arena);
    context.user = user_name(arena);
    return context;
}

/* --- commands --- */

static const ws_command *command_named(const ws_command *const *commands, const char *name)
{
    for (; name && *commands; commands++)
        if (!strcmp((*commands)->name, name)) return *commands;
    return NULL;
}

static int by_order(const void *left_, const void *right_)
{
    const ws_command *left = *(const ws_command *const *)left_, *right = *(const ws_command *const *)right_;
    return left->order != right->order ? left->order - right->order : strcmp(left->name, right->name);
}

const ws_command **ws_program_commands(const ws_program *of, ws_arena *arena, size_t *count)
{
    size_t all = 0;
    while (of->commands[all]) all++;
    const ws_command **shown = ws_arena_array(arena, all + 1, sizeof *shown);
    *count = 0;
    if (!shown) return NULL;
    for (size_t i = 0; i < all; i++)
        if (!of->commands[i]->hidden) shown[(*count)++] = of->commands[i];
    qsort(shown, *count, sizeof *shown, by_order);
    return shown;
}

static void print_program_help(const program *self, FILE *out)
{
    const char *name = self->of->name;
    size_t count;
    const ws_command **commands = ws_program_commands(self->of, self->arena, &count);
    fprintf(out, "%s: %s\n\nUsage:\n", name, self->of->summary);
    if (self->fallback)
        fprintf(out, "  %s [%s] [OPTION]... %s\n", name, self->fallback->name, self->fallback->arguments);
    fprintf(out, "  %s COMMAND [OPTION]... [ARGUMENT]...\n\nCommands:\n", name);
    for (size_t i = 0; i < count; i++) fprintf(out, "  %-12s %s\n", commands[i]->name, commands[i]->summary);
    fprintf(out, "\n'%s COMMAND --help' shows the options of a command, with examples.\n", name);
    if (self->fallback && count)
        fprintf(out,
                "A first word that is a command is the command; to look for the word, put --\n"
                "before it: %s -- %s\n",
                name, commands[0]->name);
    fprintf(out, "The index is at --db, else $WHOSAID_DB, else %s\n", self->context.db);
}

/* The index in argv of the first word that is no option, by the table of the fallback; 0: there is none, or it stands
 * behind `--`. */
static int first_word(const program *self, int argc, char **argv)
{
    if (argc > 1 && *argv[1] != '-') return 1;
    if (!self->fallback) return 0;
    int at = 1;
    while (at < argc && argv[at][0] == '-' && argv[at][1]) {
        const char *word = argv[at];
        bool is_long = word[1] == '-', takes_next = false;
        if (!strcmp(word, "--")) return 0;
        if (self->fallback->takes_query && ws_is_minus_word(word)) return at;
        for (const ws_option *each = self->fallback->options; each && each->name; each++) {
            if (each->kind == WS_OPTION_FLAG) continue;
            bool same = is_long ? !strcmp(word + 2, each->name) : word[1] == each->letter && !word[2];
            takes_next |= same;
        }
        at += takes_next ? 2 : 1;
    }
    return at < argc ? at : 0;
}

static void print_error(const program *self, const ws_error *error)
{
    fflush(self->context.out);
    fprintf(self->context.err, "%s: %s\n", self->of->name,
            *error->message ? error->message : ws_status_name(error->status));
    if (*error->hint) fprintf(self->context.err, "  %s\n", error->hint);
}

static int fail_with(const program *self, const ws_error *error)
{
    print_error(self, error);
    return EXIT_FAILED;
}

static int run_command(program *self, const ws_command *command, int argc, char **argv)
{
    ws_error error = {.status = WS_OK};
    ws_strings arguments = {NULL, 0};
    void *options = ws_arena_alloc(self->arena, command->options_size);
    ws_status status = options ? WS_OK : ws_no_memory(&error);
    if (!status) status = ws_options_parse(command, self->arena, argc, argv, options, &arguments, &error);
    if (status == WS_END) {
        ws_options_help(self->context.out, self->of->name, command, command == self->fallback);
        return EXIT_SUCCESS;
    }
    if (!status) status = command->run(&self->context, options, &arguments, &error);
    if (!status) return self->context.exit_code;
    error.status = status;
    if (status != WS_NOT_FOUND) return fail_with(self, &error);
    if (*error.message) print_error(self, &error);
    return EXIT_NOTHING_FOUND;
}

/* --manual and --completion=SHELL, which the build installs. */
static int print_page(const program *self, const char *asked)
{
    ws_error error = {.status = WS_OK};
    size_t count;
    const ws_command **commands = ws_program_commands(self->of, self->arena, &count);
    ws_status status = commands ? WS_OK : ws_no_memory(&error);
    const char *shell = strchr(asked, '=');
    if (!status && shell)
        status = ws_program_completion(self->context.out, shell + 1, self->of, commands, count, &error);
    else if (!status)
        ws_program_manual(self->context.out, self->of, commands, count);
    return status ? fail_with(self, &error) : EXIT_SUCCESS;
}

/* Returns only where that fails. */
static int become_more(const program *self, char **argv)
{
    const char *const *more = self->of->more, *path = access(more[0], X_OK) ? more[1] : more[0];
    ws_error error;
    execv(path, argv);
    ws_fail_errno(&error, errno, "run", path);
    return fail_with(self, &error);
}

static bool is_of_more(const program *self, const char *name)
{
    for (const char *const *each = self->of->names; name && each && *each; each++)
        if (!strcmp(*each, name)) return !command_named(self->of->commands, name);
    return false;
}

/* Help, the man page and completion are of all commands. */
static bool asks_for_all(int argc, char **argv)
{
    return argc < 2 || !strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "--manual") ||
           !strncmp(argv[1], "--completion=", strlen("--completion="));
}

static int choose_and_run(program *self, int argc, char **argv)
{
    if (self->of->names && asks_for_all(argc, argv)) return become_more(self, argv);
    if (argc < 2) {
        print_program_help(self, self->context.err);
        return EXIT_FAILED;
    }
    if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h")) {
        print_program_help(self, self->context.out);
        return EXIT_SUCCESS;
    }
    if (!strcmp(argv[1], "--version")) {
        fprintf(self->context.out, "%s %s\n", self->of->name, WS_VERSION);
        return EXIT_SUCCESS;
    }
    if (!strcmp(argv[1], "--manual") || !strncmp(argv[1], "--completion=", strlen("--completion=")))
        return print_page(self, argv[1]);
    int at = first_word(self, argc, argv);
    if (at && is_of_more(self, argv[at])) return become_more(self, argv);
    const ws_command *command = at ? command_named(self->of->commands, argv[at]) : NULL;
    if (command) {
        /* The command's name goes; options that stood before it are the command's. */
        memmove(&argv[at], &argv[at + 1], (size_t)(argc - at) * sizeof *argv);
        return run_command(self, command, argc - 1, argv);
    }
    if (self->fallback) return run_command(self, self->fallback, argc, argv);
    ws_error error;
    char hint[WS_HINT_BYTES];
    snprintf(hint, sizeof hint, "'%s --help' lists the commands", self->of->name);
    ws_fail(&error, WS_USAGE, hint, at ? "there is no command '%s'" : "a command comes first, not '%s'", argv[1]);
    return fail_with(self, &error);
}

/* What could not be written is a failure, whatever the command thought. */
static int finish_output(const program *self, int code)
{
    errno = 0;
    if (!fflush(self->context.out) && !ferror(self->context.out)) return code;
    if (code == EXIT_FAILED) return code; /* and said already */
    ws_error error;
    ws_fail_errno(&error, errno ? errno : EIO, "write to", "standard output");
    return fail_with(self, &error);
}

int ws_program_main(const ws_program *of, int argc, char **argv)
{
    program self = {.of = of, .arena = ws_arena_new(0)};
    ws_error error;
    self.fallback = command_named(of->commands, of->fallback);
    if (self.arena) self.context = make_context(self.arena);
    if (!self.arena || !self.context.db || !self.context.user) {
        self.context.out = stdout;
        self.context.err = stderr;
        ws_no_memory(&error);
        ws_arena_free(self.arena);
        return fail_with(&self, &error);
    }
    int code = finish_output(&self, choose_and_run(&self, argc, argv));
    ws_arena_free(self.arena);
    return code;
}
