/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mail.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum {
    INTRODUCTION_BYTES = 300, /* "On ... wrote:", over up to three lines */
    INTRODUCTION_LINES = 3,
    HEADER_LINES = 8, /* among which the header of an answered message has its second name */
    RULE_BYTES = 20
};

typedef struct line {
    const char *text; /* without white space at its end */
    size_t size;
    bool signs; /* "-- ", before it was trimmed */
} line;

static bool next_line(const char *text, size_t size, size_t *at, line *out)
{
    const char *begin = text + *at;
    const char *stop;
    size_t length;

    if (*at >= size) return false;
    stop = memchr(begin, '\n', size - *at);
    length = stop ? (size_t)(stop - begin) : size - *at;
    *at += length + (stop ? 1 : 0);
    if (length > 0 && begin[length - 1] == '\r') length--;
    out->signs = length == 3 && memcmp(begin, "-- ", 3) == 0;
    while (length > 0 && isspace((unsigned char)begin[length - 1])) length--;
    *out = (line){begin, length, out->signs};
    return true;
}

static bool begins(line one, const char *prefix)
{
    size_t size = strlen(prefix);

    return one.size >= size && strncasecmp(one.text, prefix, size) == 0;
}

static bool begins_any(line one, const char *const *prefixes)
{
    while (*prefixes && !begins(one, *prefixes)) prefixes++;
    return *prefixes;
}

static bool is_quoted(line one)
{
    return one.size > 0 && *one.text == '>';
}

static bool has_year(const char *text)
{
    for (; *text; text++)
        if ((strncmp(text, "19", 2) == 0 || strncmp(text, "20", 2) == 0) && isdigit((unsigned char)text[2]) &&
            isdigit((unsigned char)text[3]))
            return true;
    return false;
}

static bool has_clock(const char *text)
{
    for (const char *at = text; (at = strchr(at, ':')); at++)
        if (at > text && isdigit((unsigned char)at[-1]) && isdigit((unsigned char)at[1])) return true;
    return false;
}

/* "On Mon, 3 Mar 2025 at 10:12, Jane Ruiz <jane@example.org> wrote:" from here on, over some lines; *behind goes
 * behind it. `certain`: such words as programs write them, with a year and an address or a time. */
static bool is_introduction(const char *text, size_t size, size_t at, size_t *behind, bool *certain)
{
    char joined[INTRODUCTION_BYTES + 1];
    size_t length = 0;
    line one;

    for (int i = 0; i < INTRODUCTION_LINES && next_line(text, size, &at, &one); i++) {
        if (i == 0 && !begins(one, "On ") && !begins(one, "At ")) return false;
        if (one.size == 0 || is_quoted(one) || length + one.size + 1 > INTRODUCTION_BYTES) return false;
        memcpy(joined + length, one.text, one.size);
        length += one.size;
        joined[length] = '\0';
        if (length > 6 && strcmp(joined + length - 6, "wrote:") == 0) {
            *behind = at;
            *certain = has_year(joined) && (strchr(joined, '@') || has_clock(joined));
            return true;
        }
        joined[length++] = ' ';
    }
    return false;
}

/* What begins the header of another message: "-----Original Message-----", "From: ..." with "Sent: ..." below. */
static bool begins_other(const char *text, size_t size, size_t at, line one)
{
    static const char *const rules[] = {"-----Original Message",
                                        "----- Original Message",
                                        "---------- Forwarded message",
                                        "-------- Original Message",
                                        "-------- Forwarded Message",
                                        "Begin forwarded message:",
                                        "----- Forwarded",
                                        NULL};
    static const char *const seconds[] = {"Sent:", "Date:", "*Sent:*", "*Date:*", NULL};
    static const char *const thirds[] = {"To:", "Subject:", "*To:*", "*Subject:*", NULL};
    bool second = false;

    if (begins_any(one, rules)) return true;
    if (!begins(one, "From:") && !begins(one, "*From:*")) return false;
    for (int i = 0; i < HEADER_LINES && next_line(text, size, &at, &one); i++) {
        second = second || begins_any(one, seconds);
        if (second && begins_any(one, thirds)) return true;
    }
    return false;
}

static bool is_device(line one)
{
    static const char *const notices[] = {"Sent from my ",
                                          "Sent from Mail for ",
                                          "Get Outlook for ",
                                          "Sent from Outlook",
                                          "Sent from Yahoo",
                                          "Sent from ProtonMail",
                                          "Sent from Proton Mail",
                                          "Sent via ",
                                          "Sent with Proton",
                                          "Sent from a mobile",
                                          "Sent from Samsung",
                                          "Sent from Gmail",
                                          NULL};

    return one.size < 100 && begins_any(one, notices);
}

/* The rule above the foot that a mailing list adds. */
static bool begins_list_foot(const char *text, size_t size, size_t at, line one)
{
    line next;

    if (one.size < RULE_BYTES || strspn(one.text, "_-=") < one.size || *one.text != '_') return false;
    if (!next_line(text, size, &at, &next)) return false;
    return memmem(next.text, next.size, "mailing list", 12) || memmem(next.text, next.size, "unsubscribe", 11);
}

static bool is_last(const char *text, size_t size, size_t at)
{
    line one;
    int lines = 0;

    while (lines <= HEADER_LINES && next_line(text, size, &at, &one)) lines += one.size > 0;
    return lines <= HEADER_LINES;
}

static bool ends(const char *text, size_t size, size_t at, line one)
{
    if (one.signs || begins_other(text, size, at, one) || begins_list_foot(text, size, at, one)) return true;
    return one.size == 2 && memcmp(one.text, "--", 2) == 0 && is_last(text, size, at);
}

/* Are the next lines with anything in them quoted? */
static bool quotes_follow(const char *text, size_t size, size_t at)
{
    line one;

    for (int i = 0; i < INTRODUCTION_LINES && next_line(text, size, &at, &one); i++)
        if (one.size > 0) return is_quoted(one);
    return false;
}

void ws_mail_own_words(const char *text, size_t size, ws_buffer *out)
{
    size_t blank = 0; /* line ends that wait */
    size_t at = 0;

    for (;;) {
        size_t begin = at, behind;
        bool certain;
        line one;

        if (!next_line(text, size, &at, &one) || ends(text, size, at, one)) return;
        if (is_introduction(text, size, begin, &behind, &certain)) {
            if (quotes_follow(text, size, behind)) {
                at = behind;
                continue;
            }
            if (certain) return;
        }
        if (is_quoted(one) || is_device(one)) {
            if (blank == 1) blank = 2; /* what stood around it stays apart */
            continue;
        }
        if (one.size > 0) {
            for (size_t i = 0; i < blank && i < 2 && out->size > 0; i++) ws_buffer_putc(out, '\n');
            ws_buffer_add(out, one.text, one.size);
            blank = 0;
        }
        blank++;
    }
}
