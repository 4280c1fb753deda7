/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pager.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static int spawn_reading(const char *command, int input, pid_t *child)
{
    char *const shell[] = {"sh", "-c", (char *)command, NULL};
    char *const less[] = {"less", "-FRX", NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t defaults;
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    if (posix_spawn_file_actions_init(&actions)) return -1;
    if (posix_spawnattr_init(&attributes)) return posix_spawn_file_actions_destroy(&actions), -1;
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    int failed = posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    if (!failed && command) failed = posix_spawn(child, "/bin/sh", &actions, &attributes, shell, environ);
    if (!failed && !command) failed = posix_spawnp(child, less[0], &actions, &attributes, less, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return failed;
}

void ws_pager_open(ws_pager *pager, const char *command, FILE *out)
{
    *pager = (ws_pager){out, 0, SIG_DFL};
    if (command && (!*command || !strcmp(command, "cat"))) return;
    int ends[2];
    if (pipe2(ends, O_CLOEXEC)) return;
    fflush(out);
    FILE *into = fdopen(ends[1], "w");
    if (!into || spawn_reading(command, ends[0], &pager->child)) {
        if (into)
            fclose(into);
        else
            close(ends[1]);
        pager->child = 0;
    } else {
        pager->out = into;
        pager->broken_pipe = signal(SIGPIPE, SIG_IGN);
    }
    close(ends[0]);
}

void ws_pager_close(ws_pager *pager)
{
    if (!pager->child) return;
    fclose(pager->out);
    int outcome;
    while (waitpid(pager->child, &outcome, 0) < 0 && errno == EINTR) continue;
    signal(SIGPIPE, pager->broken_pipe);
}
