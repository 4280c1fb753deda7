/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Man pages from the tables that parsing and --help are made of, so that they cannot say otherwise. */
#include "program.h"

#include <string.h>

/* A backslash would begin an escape and a plain "-" come out as a hyphen, which nobody can paste into a shell. */
static void put(FILE *out, const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '\\')
            fputs("\\e", out);
        else if (text[i] == '-')
            fputs("\\-", out);
        else if (text[i] == '\'')
            fputs("\\(aq", out);
        else if (text[i] == '^')
            fputs("\\(ha", out);
        else if (text[i] == '~')
            fputs("\\(ti", out);
        else
            fputc(text[i], out);
    }
}

static void puts_plain(FILE *out, const char *text)
{
    put(out, text, strlen(text));
}

void ws_manual_line(FILE *out, const char *text, size_t size)
{
    if (size && *text == '.') fputs("\\&", out); /* else it were a request */
    put(out, text, size);
    fputc('\n', out);
}

void ws_manual_text(FILE *out, const char *text)
{
    bool example = false, gap = false;
    while (*text) {
        size_t size = strcspn(text, "\n");
        bool indented = size && *text == ' ';
        if (!size) {
            gap = true;
        } else {
            if (example && !indented) fputs(".EE\n", out);
            if (gap || (example && !indented) || (indented && !example)) fputs(".PP\n", out);
            if (indented && !example) fputs(".EX\n", out);
            example = indented;
            gap = false;
            ws_manual_line(out, text, size);
        }
        text += size + (text[size] == '\n');
    }
    if (example) fputs(".EE\n", out);
}

static void print_option(FILE *out, const ws_option *option)
{
    fputs(".TP\n", out);
    if (option->letter) fprintf(out, "\\fB\\-%c\\fR, ", option->letter);
    fputs("\\fB\\-\\-", out);
    puts_plain(out, option->name);
    fputs("\\fR", out);
    if (option->kind != WS_OPTION_FLAG) {
        fputs(" \\fI", out);
        puts_plain(out, option->argument);
        fputs("\\fR", out);
    }
    fputc('\n', out);
    put(out, option->help, strlen(option->help));
    for (size_t i = 0; option->kind == WS_OPTION_CHOICE && option->choices[i]; i++) {
        fputs(i ? ", \\fB" : ": \\fB", out);
        puts_plain(out, option->choices[i]);
        fputs("\\fR", out);
    }
    fputc('\n', out);
}

static void print_command(FILE *out, const ws_program *program, const ws_command *command)
{
    bool fallback = program->fallback && !strcmp(program->fallback, command->name);
    fputs(".SS ", out);
    puts_plain(out, command->name);
    fprintf(out, "\n.B %s%s", program->name, fallback ? " [" : " ");
    puts_plain(out, command->name);
    fprintf(out, "%s\n", fallback ? "]" : "");
    fputs("[OPTION]... ", out);
    puts_plain(out, command->arguments ? command->arguments : "");
    fputs("\n.PP\nTo ", out);
    ws_manual_line(out, command->summary, strlen(command->summary));
    if (command->description && *command->description) {
        fputs(".PP\n", out);
        ws_manual_text(out, command->description);
    }
    for (const ws_option *each = command->options; each && each->name; each++) print_option(out, each);
}

static void print_outside(FILE *out, const char *heading, const ws_outside *items)
{
    if (!items) return;
    fprintf(out, ".SH %s\n", heading);
    for (; items->name; items++) {
        fputs(".TP\n.B ", out);
        ws_manual_line(out, items->name, strlen(items->name));
        ws_manual_line(out, items->meaning, strlen(items->meaning));
    }
}

void ws_program_manual(FILE *out, const ws_program *program, const ws_command *const *commands, size_t count)
{
    fputs(".TH ", out);
    for (const char *at = program->name; *at; at++) fputc(*at >= 'a' && *at <= 'z' ? *at - 'a' + 'A' : *at, out);
    fprintf(out, " 1 \"\" \"whosaid %s\" \"User Commands\"\n.SH NAME\n", WS_VERSION);
    puts_plain(out, program->name);
    fputs(" \\- ", out);
    ws_manual_line(out, program->summary, strlen(program->summary));
    fputs(".SH SYNOPSIS\n", out);
    for (size_t i = 0; i < count; i++) {
        fprintf(out, "%s.B %s\n\\fB", i ? ".br\n" : "", program->name);
        puts_plain(out, commands[i]->name);
        fputs("\\fR [OPTION]... ", out);
        puts_plain(out, commands[i]->arguments ? commands[i]->arguments : "");
        fputc('\n', out);
    }
    fputs(".SH COMMANDS\n", out);
    for (size_t i = 0; i < count; i++) print_command(out, program, commands[i]);
    print_outside(out, "ENVIRONMENT", program->environment);
    print_outside(out, "FILES", program->files);
    print_outside(out, "EXIT STATUS", program->statuses);
    if (!program->see_also) return;
    fputs(".SH SEE ALSO\n", out);
    ws_manual_line(out, program->see_also, strlen(program->see_also));
}
