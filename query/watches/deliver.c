/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "deliver.h"

#include "child.h"
#include "date.h"

#include <nettle/base64.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SECONDS = 60, SAID_BYTES = 1 << 20, LINE_BYTES = 57 /* 76 characters in base64 */ };

/* As RFC 5322 wants it, in no language of a locale: "Wed, 16 Apr 2025 00:00:00 +0000". */
static void add_date(ws_buffer *out, const char *iso)
{
    static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct tm date;
    time_t at;
    if (!ws_date_moment(iso, &at) || !gmtime_r(&at, &date)) return;
    ws_buffer_printf(out, "Date: %s, %d %s %d %02d:%02d:%02d +0000\n", days[date.tm_wday], date.tm_mday,
                     months[date.tm_mon], date.tm_year + 1900, date.tm_hour, date.tm_min, date.tm_sec);
}

static void add_base64(ws_buffer *out, const char *text, size_t size)
{
    char line[BASE64_ENCODE_RAW_LENGTH(LINE_BYTES)];
    for (size_t at = 0; at < size; at += LINE_BYTES) {
        size_t part = size - at < LINE_BYTES ? size - at : LINE_BYTES;
        base64_encode_raw(line, part, (const uint8_t *)text + at);
        ws_buffer_add(out, line, BASE64_ENCODE_RAW_LENGTH(part));
        ws_buffer_putc(out, '\n');
    }
}

void ws_watch_mail(ws_buffer *out, const ws_watch *watch, const char *key, const char *subject, const char *date,
                   const char *text, size_t size)
{
    ws_buffer_printf(out, "To: %s\nSubject: %s\n", watch->email, subject);
    add_date(out, date);
    ws_buffer_printf(out,
                     "Message-ID: <%s@whosaid.invalid>\nAuto-Submitted: auto-generated\nMIME-Version: 1.0\n"
                     "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n",
                     key);
    add_base64(out, text, size);
}

/* What it said, in words of ours. */
static ws_status judge(ws_status status, const ws_child_end *end, const ws_watch *watch, const char *program,
                       const ws_error *why, ws_error *error)
{
    static const char hint[] = "what is new is told again by the next run";
    if (status == WS_OK && end->code == 0) return WS_OK;
    if (status == WS_NO_MEMORY) return ws_no_memory(error);
    if (status == WS_NOT_FOUND)
        return ws_fail(error, WS_IO, hint, "watch %s: there is no program %s", watch->name, program);
    if (status == WS_REFUSED)
        return ws_fail(error, WS_IO, hint, "watch %s: %s took more than %d seconds, or wrote more than 1 MiB",
                       watch->name, program, SECONDS);
    if (status != WS_OK) return ws_fail(error, WS_IO, hint, "watch %s: %s", watch->name, why->message);
    const char *said = end->said;
    size_t size = strcspn(said, "\n");
    if (end->code < 0) return ws_fail(error, WS_IO, hint, "watch %s: %s was killed", watch->name, program);
    return ws_fail(error, WS_IO, hint, "watch %s: %s failed with status %d%s%.*s", watch->name, program, end->code,
                   size ? ": " : "", (int)size, said);
}

static const ws_child_limits limits = {SECONDS, SECONDS, SIZE_MAX, true};

/* Cron's PATH has neither folder. */
ws_status ws_watch_send(const ws_watch *watch, const ws_buffer *mail, ws_error *error)
{
    static const char *const programs[] = {"sendmail", "/usr/sbin/sendmail", "/usr/lib/sendmail"};
    ws_status status = WS_NOT_FOUND;
    ws_child_end end = {0};
    ws_error why;
    for (size_t i = 0; i < sizeof programs / sizeof *programs && status == WS_NOT_FOUND; i++) {
        const char *const arguments[] = {programs[i], "-i", watch->email, NULL};
        ws_buffer out = WS_BUFFER_INIT(SAID_BYTES);
        status = ws_child_run(arguments, mail->bytes, mail->size, &limits, &out, &end, &why);
        ws_buffer_free(&out);
    }
    return judge(status, &end, watch, programs[0], &why, error);
}

static ws_status split(ws_arena *arena, const ws_watch *watch, const char **arguments, ws_error *error)
{
    size_t count = 0;
    char *rest = NULL, *copy = ws_arena_strdup(arena, watch->command);
    if (!copy) return ws_no_memory(error);
    for (char *word = strtok_r(copy, " \t", &rest); word; word = strtok_r(NULL, " \t", &rest)) {
        if (count == WS_WATCH_ARGUMENTS)
            return ws_fail(error, WS_USAGE, "put it into a script", "watch %s: its command has more than %d words",
                           watch->name, WS_WATCH_ARGUMENTS);
        arguments[count++] = word;
    }
    arguments[count] = NULL;
    return count ? WS_OK : ws_fail(error, WS_USAGE, NULL, "watch %s: its command is empty", watch->name);
}

/* The environment is ours until the child has it: nothing else runs in this program. */
ws_status ws_watch_hand_over(ws_arena *arena, const ws_watch *watch, const char *key, const char *input, size_t size,
                             ws_buffer *out, ws_error *error)
{
    const char *arguments[WS_WATCH_ARGUMENTS + 1];
    ws_child_end end = {0};
    ws_error why;
    ws_status status = split(arena, watch, arguments, error);
    if (status != WS_OK) return status;
    if (setenv("WHOSAID_KEY", key, 1) || setenv("WHOSAID_WATCH", watch->name, 1)) return ws_no_memory(error);
    status = ws_child_run(arguments, input, size, &limits, out, &end, &why);
    unsetenv("WHOSAID_KEY");
    unsetenv("WHOSAID_WATCH");
    return judge(status, &end, watch, arguments[0], &why, error);
}
