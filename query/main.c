/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "options.h"

extern const ws_command *const ws_query_commands[]; /* made by the build from commands/ */

int main(int argc, char **argv)
{
    return ws_program("whosaid", "finds who said what in an index of news", ws_query_commands, "search", argc, argv);
}
