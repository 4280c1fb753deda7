/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "options.h"

extern const ws_command *const ws_index_commands[]; /* made by the build from commands/ */

int main(int argc, char **argv)
{
    return ws_program("whosaid-index", "reads news and keeps an index of who said what", ws_index_commands, NULL, argc,
                      argv);
}
