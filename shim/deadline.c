/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "options.h"

#include <limits.h>
#include <signal.h>
#include <unistd.h>

/* Only what a handler of signals may do: nothing is written that was not written yet. */
static void end(int signal_)
{
    static const char message[] = "stopped by --timeout: the answer is not complete\n";
    enum { FAILED = 2 };
    (void)signal_;
    if (write(STDERR_FILENO, message, sizeof message - 1) >= 0) _exit(FAILED);
    _exit(FAILED);
}

void ws_deadline_set(size_t seconds)
{
    struct sigaction action = {.sa_handler = end};
    sigemptyset(&action.sa_mask);
    if (seconds) sigaction(SIGALRM, &action, NULL);
    alarm(seconds > INT_MAX ? INT_MAX : (unsigned)seconds);
}
