/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "options.h"

#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

const char *const ws_format_names[] = {"text", "json", "jsonl", NULL};
const char *const ws_row_format_names[] = {"text", "json", "jsonl", "csv", "tsv", NULL};

enum { LETTERS = 2 * WS_OPTIONS_MOST + 8, FIRST_LONG = 256, HELP = FIRST_LONG + WS_OPTIONS_MOST };

/* What getopt_long wants, made of a command's table. */
typedef struct tables {
    struct option longs[WS_OPTIONS_MOST + 1];
    char letters[LETTERS];
} tables;

static void make_tables(const ws_command *command, tables *out)
{
    size_t count = 0, letters = 0;
    memset(out, 0, sizeof *out);
    out->letters[letters++] = '-'; /* words are taken in their order */
    out->letters[letters++] = ':'; /* a missing argument is told from an unknown option */
    out->letters[letters++] = 'h';
    for (const ws_option *each = command->options; each && each->name && count + 1 < WS_OPTIONS_MOST; each++, count++) {
        int argument = each->kind == WS_OPTION_FLAG ? no_argument : required_argument;
        out->longs[count] = (struct option){each->name, argument, NULL, FIRST_LONG + (int)count};
        if (!each->letter) continue;
        out->letters[letters++] = each->letter;
        if (argument == required_argument) out->letters[letters++] = ':';
    }
    out->longs[count] = (struct option){"help", no_argument, NULL, HELP};
}

static ws_status store_size(const ws_option *option, const char *value, size_t *out, ws_error *error)
{
    char *end;
    errno = 0;
    unsigned long long number = strtoull(value, &end, 10);
    if (isdigit((unsigned char)*value) && !*end && !errno && number <= SIZE_MAX) return *out = (size_t)number, WS_OK;
    return ws_fail(error, WS_USAGE, NULL, "--%s needs a whole number, not '%s'", option->name, value);
}

/* Read by its digits, whatever the locale takes for a decimal point. */
static ws_status store_share(const ws_option *option, const char *value, double *out, ws_error *error)
{
    const char *at = value;
    double share = 0, place = 1;
    if (*at == '0' || *at == '1') share = *at++ - '0';
    if (*at == '.' && isdigit((unsigned char)at[1]))
        for (at++; isdigit((unsigned char)*at); at++) share += (*at - '0') * (place /= 10);
    if (at > value && !*at && share <= 1) return *out = share, WS_OK;
    return ws_fail(error, WS_USAGE, NULL, "--%s needs a number from 0 to 1, such as 0.95, not '%s'", option->name,
                   value);
}

static ws_status store_choice(const ws_option *option, const char *value, int *out, ws_error *error)
{
    char list[WS_HINT_BYTES / 2] = "";
    size_t used = 0;
    for (int i = 0; option->choices[i]; i++) {
        if (!strcmp(option->choices[i], value)) return *out = i, WS_OK;
        if (used < sizeof list)
            used += (size_t)snprintf(list + used, sizeof list - used, "%s%s", i ? ", " : "", option->choices[i]);
    }
    return ws_fail(error, WS_USAGE, NULL, "--%s is one of %s, not '%s'", option->name, list, value);
}

static ws_status store(ws_arena *arena, const ws_option *option, const char *value, void *options, ws_error *error)
{
    void *variable = (char *)options + option->offset;
    switch (option->kind) {
    case WS_OPTION_FLAG:
        *(bool *)variable = true;
        return WS_OK;
    case WS_OPTION_STRING:
        *(const char **)variable = value;
        return WS_OK;
    case WS_OPTION_SIZE:
        return store_size(option, value, variable, error);
    case WS_OPTION_CHOICE:
        return store_choice(option, value, variable, error);
    case WS_OPTION_SHARE:
        return store_share(option, value, variable, error);
    case WS_OPTION_LIST:
        break;
    }
    ws_strings *list = variable;
    const char **longer = ws_arena_array(arena, list->count + 1, sizeof *longer);
    if (!longer) return ws_no_memory(error);
    if (list->count) memcpy(longer, list->items, list->count * sizeof *longer);
    longer[list->count++] = value;
    list->items = longer;
    return WS_OK;
}

static const ws_option *option_found(const ws_command *command, int found)
{
    if (found >= FIRST_LONG) return &command->options[found - FIRST_LONG];
    const ws_option *option = command->options;
    while (option->letter != found) option++;
    return option;
}

/* What getopt stumbled over, as the user wrote it. */
static ws_status complain(int found, char *const *words, ws_error *error)
{
    char written[64];
    bool is_long = optopt == 0 || optopt >= FIRST_LONG;
    if (is_long)
        snprintf(written, sizeof written, "%.60s", words[optind - 1]);
    else
        snprintf(written, sizeof written, "-%c", optopt);
    if (found == ':') return ws_fail(error, WS_USAGE, NULL, "%s needs a value", written);
    if (is_long && optopt) return ws_fail(error, WS_USAGE, NULL, "%s takes no value", written);
    return ws_fail(error, WS_USAGE, "--help lists the options; put -- before words that begin with a dash",
                   "there is no option %s", written);
}

bool ws_is_minus_word(const char *word)
{
    unsigned char first = word[0] == '-' ? (unsigned char)word[1] : 0, second = first ? (unsigned char)word[2] : 0;
    return first && first != '-' && (!isalpha(first) || isalpha(second) || second >= 0x80);
}

ws_status ws_options_parse(const ws_command *command, ws_arena *arena, int argc, char **argv, void *options,
                           ws_strings *arguments, ws_error *error)
{
    enum { WORD = 1 };
    tables all;
    make_tables(command, &all);
    memset(options, 0, command->options_size);
    *arguments = (ws_strings){ws_arena_array(arena, (size_t)argc + 1, sizeof *arguments->items), 0};
    if (!arguments->items) return ws_no_memory(error);
    optind = 0; /* over nothing but the program's name getopt forgets what it did before */
    opterr = 0;
    getopt_long(argc > 0, argv, all.letters, all.longs, NULL);
    for (;;) {
        if (command->takes_query && optind < argc && ws_is_minus_word(argv[optind])) {
            arguments->items[arguments->count++] = argv[optind++];
            continue;
        }
        int found = getopt_long(argc, argv, all.letters, all.longs, NULL);
        if (found == -1) break;
        if (found == '?' || found == ':') return complain(found, argv, error);
        if (found == 'h' || found == HELP) return WS_END;
        ws_status status = WS_OK;
        if (found == WORD)
            arguments->items[arguments->count++] = optarg;
        else
            status = store(arena, option_found(command, found), optarg, options, error);
        if (status) return status;
    }
    while (optind < argc) arguments->items[arguments->count++] = argv[optind++];
    return WS_OK;
}

/* --- help --- */

enum { HELP_COLUMN = 28, HELP_WIDTH = 80 };

/* Words from column *at on; where one would run over the width, a new line begins in the column of the help. */
static void print_wrapped(FILE *out, const char *text, size_t *at)
{
    while (*text) {
        size_t blanks = strspn(text, " "), size = strcspn(text + blanks, " ");
        if (*at + blanks + size >= HELP_WIDTH && *at > HELP_COLUMN) {
            fprintf(out, "\n%*s", HELP_COLUMN, "");
            *at = HELP_COLUMN;
        } else {
            fprintf(out, "%*s", (int)blanks, "");
            *at += blanks;
        }
        text += blanks;
        fprintf(out, "%.*s", (int)size, text);
        *at += size;
        text += size;
    }
}

static void print_option(FILE *out, const ws_option *option)
{
    char left[96], letter[8] = "    ";
    if (option->letter) snprintf(letter, sizeof letter, "-%c, ", option->letter);
    bool takes = option->kind != WS_OPTION_FLAG;
    snprintf(left, sizeof left, "  %s--%s%s%s", letter, option->name, takes ? " " : "", takes ? option->argument : "");
    if (strlen(left) >= HELP_COLUMN)
        fprintf(out, "%s\n%*s", left, HELP_COLUMN, "");
    else
        fprintf(out, "%-*s", HELP_COLUMN, left);
    size_t at = HELP_COLUMN;
    print_wrapped(out, option->help, &at);
    for (size_t i = 0; option->kind == WS_OPTION_CHOICE && option->choices[i]; i++) {
        at += (size_t)fprintf(out, "%s", i ? "," : ":");
        char choice[WS_HINT_BYTES / 2];
        snprintf(choice, sizeof choice, " %s", option->choices[i]);
        print_wrapped(out, choice, &at);
    }
    fputc('\n', out);
}

void ws_options_help(FILE *out, const char *program, const ws_command *command, bool is_fallback)
{
    static const ws_option help = {"help", 'h', WS_OPTION_FLAG, 0, NULL, "show this and end", NULL};
    fprintf(out, "Usage: %s %s%s%s [OPTION]...", program, is_fallback ? "[" : "", command->name,
            is_fallback ? "]" : "");
    if (command->arguments && *command->arguments) fprintf(out, " %s", command->arguments);
    fprintf(out, "\n\n%s\n", command->summary);
    if (command->description) {
        size_t size = strlen(command->description);
        fprintf(out, "\n%s%s", command->description, size && command->description[size - 1] == '\n' ? "" : "\n");
    }
    fputs("\nOptions:\n", out);
    for (const ws_option *each = command->options; each && each->name; each++) print_option(out, each);
    print_option(out, &help);
}
