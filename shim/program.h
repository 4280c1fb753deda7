/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program with commands: its main, its man page and its completion, all from one description of it. */
#ifndef WS_PROGRAM_H
#define WS_PROGRAM_H

#include "options.h"

#pragma GCC visibility push(default)

/* A name of something outside and what it is for, as the man page lists them. */
typedef struct ws_outside {
    const char *name, *meaning;
} ws_outside;

typedef struct ws_program {
    const char *name, *summary;
    const ws_command *const *commands; /* ended by NULL */
    const char *fallback;              /* the command of a line whose first word is none; NULL: there has to be one */
    const ws_outside *environment, *files, *statuses; /* ended by a NULL name; NULL: none */
    const char *see_also;                             /* "whosaid-index(1), whosaid-query(7)"; NULL: none */
    const char *const *names; /* of all commands, where `commands` lacks some: `more` has them; NULL: it lacks none */
    const char *more[2];      /* a program with all commands: in the build tree, else installed */
} ws_program;

/* The main: finds the command, parses, runs, prints the error with its hint, and returns the exit code. The first word
 * that is no option decides; behind `--` no word is a command. The context is filled from the environment. For what
 * only `more` has, the process becomes that program. */
int ws_program_main(const ws_program *program, int argc, char **argv);

/* The commands that are shown to people, in the order of lists; *count of them. Their array lies in the arena. */
const ws_command **ws_program_commands(const ws_program *program, ws_arena *arena, size_t *count);

/* The man page, in man(7): `whosaid --manual`. */
void ws_program_manual(FILE *out, const ws_program *program, const ws_command *const *commands, size_t count);

/* A script for the shell that completes commands, options, their values and, in queries, fields, their values and the
 * names of an index: `whosaid --completion=bash`. WS_USAGE: not written for that shell. */
ws_status ws_program_completion(FILE *out, const char *shell, const ws_program *program,
                                const ws_command *const *commands, size_t count, ws_error *error);

/* Text as in --help becomes man(7): indented lines stay as they are, the others are filled. */
void ws_manual_text(FILE *out, const char *text);
/* One line of a man page, made harmless for troff. */
void ws_manual_line(FILE *out, const char *text, size_t size);

#pragma GCC visibility pop
#endif
