/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "program.h"

extern const ws_command *const ws_index_commands[]; /* made by the build from commands/ */

static const ws_outside environment[] = {
    {"WHOSAID_DB", "the index, where --db names none"},
    {"WHOSAID_MODEL", "the model that reads, where --model names none"},
    {"WHOSAID_LEXICON", "the folder of word lists, where --lexicon names none"},
    {"SOURCE_DATE_EPOCH", "seconds since 1970 that stand for now, so that indexes can be made again byte for byte"},
    {"NO_COLOR", "when set, no colour"},
    {"XDG_DATA_HOME", "where the index is when nothing names one: whosaid/index in it"},
    {NULL, NULL}};

static const ws_outside files[] = {{"~/.local/share/whosaid/index", "the index, when nothing names one"}, {NULL, NULL}};

static const ws_outside statuses[] = {{"0", "done"},
                                      {"1", "nothing was found"},
                                      {"2", "a mistake in what was asked, or a failure"},
                                      {"3", "done, but some articles were refused"},
                                      {NULL, NULL}};

static const ws_program program = {.name = "whosaid-index",
                                   .summary = "reads news and keeps an index of who said what",
                                   .commands = ws_index_commands,
                                   .environment = environment,
                                   .files = files,
                                   .statuses = statuses,
                                   .see_also = "whosaid(1), whosaid-query(7)"};

int main(int argc, char **argv)
{
    return ws_program_main(&program, argc, argv);
}
