/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "program.h"

/* Made by the build from commands/. */
extern const ws_command *const ws_query_commands[];
#ifdef WS_BUILD_MORE
extern const char *const ws_query_command_names[];
#endif

static const ws_outside environment[] = {
    {"WHOSAID_DB", "the index, where --db names none"},
    {"WHOSAID_PEOPLE", "a list of people of your own, where --people names none"},
    {"WHOSAID_PAGER, PAGER", "what long answers are shown by on a terminal; empty for none"},
    {"NO_COLOR", "when set, no colour"},
    {"COLUMNS", "how wide answers are, where the terminal does not tell"},
    {"XDG_DATA_HOME", "where the index is looked for when nothing names one: whosaid/index in it"},
    {NULL, NULL}};

static const ws_outside files[] = {
    {"~/.local/share/whosaid/index", "the index, when nothing names one"},
    {"INDEX/decisions.jsonl", "what people decided: corrections, people who are one, speakers who are hidden"},
    {"INDEX/watches.json, INDEX/watch-NAME.jsonl", "watches, and what each has told"},
    {NULL, NULL}};

static const ws_outside statuses[] = {{"0", "found, or done"},
                                      {"1", "nothing was found"},
                                      {"2", "a mistake in what was asked, or a failure"},
                                      {NULL, NULL}};

static const ws_program program = {.name = "whosaid",
                                   .summary = "finds who said what in an index of news",
                                   .commands = ws_query_commands,
                                   .fallback = "search",
                                   .environment = environment,
                                   .files = files,
                                   .statuses = statuses,
#ifdef WS_BUILD_MORE /* the commands are those that are quick to load */
                                   .names = ws_query_command_names,
                                   .more = {WS_BUILD_MORE, WS_INSTALLED_MORE},
#endif
                                   .see_also = "whosaid-query(7), whosaid-index(1)"};

int main(int argc, char **argv)
{
    return ws_program_main(&program, argc, argv);
}
