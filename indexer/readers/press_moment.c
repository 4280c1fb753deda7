/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "press.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { LINE_BYTES = 200, WORD_BYTES = 16 };

typedef struct moment {
    int year, month, day;
    int hour, minute; /* hour -1: none */
    const char *offset;
} moment;

static const char *offset_of(const char *word)
{
    static const char *const zones[][2] = {
        {"GMT", "+00:00"},  {"UTC", "+00:00"}, {"Z", "+00:00"},   {"BST", "+01:00"}, {"CET", "+01:00"},
        {"CEST", "+02:00"}, {"EDT", "-04:00"}, {"EST", "-05:00"}, {"ET", "-05:00"},  {"Eastern", "-05:00"},
        {"CDT", "-05:00"},  {"CST", "-06:00"}, {"CT", "-06:00"},  {"MDT", "-06:00"}, {"MST", "-07:00"},
        {"MT", "-07:00"},   {"PDT", "-07:00"}, {"PST", "-08:00"}, {"PT", "-08:00"},  {"Pacific", "-08:00"},
    };

    for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++)
        if (strcasecmp(word, zones[i][0]) == 0) return zones[i][1];
    return NULL;
}

static void take_half(moment *to, bool afternoon)
{
    if (to->hour < 0 || to->hour > 12) return;
    to->hour = to->hour % 12 + (afternoon ? 12 : 0);
}

/* Letters: a month, a zone, "am", "noon". Returns what was read. */
static size_t read_word(const char *at, moment *to)
{
    char word[WORD_BYTES];
    size_t size = 0, length = 0;

    for (; isalpha((unsigned char)at[length]) || (at[length] == '.' && length == 1 && at[3] == '.'); length++)
        if (size + 1 < sizeof word && at[length] != '.') word[size++] = at[length];
    word[size] = '\0';
    if (!to->month) to->month = ws_date_month(word, size);
    if (!to->offset) to->offset = offset_of(word);
    if (strcasecmp(word, "am") == 0 || strcasecmp(word, "pm") == 0) take_half(to, tolower((unsigned char)*word) == 'p');
    if (strcasecmp(word, "noon") == 0) to->hour = 12;
    if (strcasecmp(word, "midnight") == 0) to->hour = 0;
    return length > 0 ? length : 1;
}

/* Is this number an hour: "10:30", "10.30", "10 a.m.", "0001 GMT"? */
static bool is_hour(const char *behind, int digits)
{
    const char *word = behind + strspn(behind, " ");

    if ((*behind == ':' || *behind == '.') && isdigit((unsigned char)behind[1]) && isdigit((unsigned char)behind[2]))
        return true;
    if (digits == 4) return strncasecmp(word, "GMT", 3) == 0 || strncasecmp(word, "hrs", 3) == 0;
    if (strncasecmp(word, "noon", 4) == 0 || strncasecmp(word, "midnight", 8) == 0) return true;
    return strchr("apAP", *word) && *word &&
           (strncasecmp(word + 1, "m", 1) == 0 || strncasecmp(word + 1, ".m", 2) == 0);
}

static size_t read_number(const char *at, moment *to)
{
    int number = 0, digits = 0;
    const char *behind = at;
    int year, month, day, length = 0;

    if (sscanf(at, "%4d-%2d-%2d%n", &year, &month, &day, &length) == 3 && length == 10) {
        *to = (moment){year, month, day, to->hour, to->minute, to->offset};
        return (size_t)length + (at[length] == 'T');
    }
    for (; isdigit((unsigned char)*behind) && digits < 6; behind++, digits++) number = number * 10 + (*behind - '0');
    if (to->hour < 0 && digits <= 4 && is_hour(behind, digits)) {
        to->hour = digits == 4 ? number / 100 : number;
        to->minute = digits == 4 ? number % 100 : 0;
        if (digits < 3 && (*behind == ':' || *behind == '.')) {
            to->minute = (behind[1] - '0') * 10 + behind[2] - '0';
            behind += 3;
        }
    } else if (digits == 4 && !to->year) {
        to->year = number;
    } else if (digits <= 2 && !to->day) {
        to->day = number;
    }
    while (isdigit((unsigned char)*behind)) behind++;
    return (size_t)(behind - at);
}

bool ws_press_moment(const char *line, size_t size, char iso[WS_DATE_BYTES])
{
    moment found = {0, 0, 0, -1, 0, NULL};
    char text[LINE_BYTES + 8] = "";
    char written[80];

    memcpy(text, line, size < LINE_BYTES ? size : LINE_BYTES);
    for (const char *at = text; *at;) {
        if (isdigit((unsigned char)*at))
            at += read_number(at, &found);
        else if (isalpha((unsigned char)*at))
            at += read_word(at, &found);
        else
            at++;
    }
    if (!found.year || !found.month || !found.day || found.hour > 24 || found.minute > 59) return false;
    if (found.hour == 24) found.hour = 23, found.minute = 59;
    if (found.hour < 0)
        snprintf(written, sizeof written, "%04d-%02d-%02d", found.year, found.month, found.day);
    else
        snprintf(written, sizeof written, "%04d-%02d-%02dT%02d:%02d:00%s", found.year, found.month, found.day,
                 found.hour, found.minute, found.offset ? found.offset : "");
    return ws_date_iso(written, iso);
}
