/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "end_request.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>

/* Signal handlers reach nothing else. */
static atomic_bool end_asked_for;
static atomic_int end_event = -1;

void ws_end_request_wake(void)
{
    int before = errno;
    uint64_t one = 1;
    if (write(end_event, &one, sizeof one) < 0) errno = before; /* it is full: told already */
}

static void ask_for_end(int signal_number)
{
    (void)signal_number;
    end_asked_for = true;
    ws_end_request_wake();
}

ws_status ws_end_request_watch(ws_error *error)
{
    struct sigaction action = {.sa_handler = ask_for_end, .sa_flags = (int)SA_RESETHAND};
    end_asked_for = false;
    end_event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (end_event < 0) return ws_fail_errno(error, errno, "make", "an event for signals");
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    return WS_OK;
}

void ws_end_request_close(void)
{
    int event = atomic_exchange(&end_event, -1);
    if (event >= 0) close(event);
}

bool ws_end_request_asked(void)
{
    return end_asked_for;
}

int ws_end_request_descriptor(void)
{
    return end_event;
}
