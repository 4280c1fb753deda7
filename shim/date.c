/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "date.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef struct moment {
    int year, month, day;
    int hour, minute, second; /* hour -1: no time given; second -1: none given */
    bool zoned;
    int zone; /* minutes east of UTC, when zoned */
} moment;

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

static bool is_possible_day(int year, int month, int day)
{
    return year >= 1400 && year <= 2999 && month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month);
}

static bool is_possible(const moment *when)
{
    if (!is_possible_day(when->year, when->month, when->day)) return false;
    if (when->hour < 0) return true;
    return when->hour <= 23 && when->minute <= 59 && when->second <= 60 && abs(when->zone) <= 18 * 60;
}

/* --- scanning: each takes what it knows from the front of *at and moves it --- */

static void skip(const char **at, const char *characters)
{
    *at += strspn(*at, characters);
}

static bool take_number(const char **at, int least, int most, int *value)
{
    int digits = 0, number = 0;
    while (digits < most && isdigit((unsigned char)(*at)[digits])) number = number * 10 + ((*at)[digits++] - '0');
    if (digits < least || isdigit((unsigned char)(*at)[digits])) return false;
    *at += digits;
    *value = number;
    return true;
}

static bool take_digits(const char **at, int count, int *value)
{
    int number = 0;
    for (int i = 0; i < count; i++) {
        if (!isdigit((unsigned char)(*at)[i])) return false;
        number = number * 10 + ((*at)[i] - '0');
    }
    *at += count;
    *value = number;
    return true;
}

static bool take_character(const char **at, char character)
{
    if (**at != character) return false;
    ++*at;
    return true;
}

static size_t word_length(const char *at)
{
    size_t length = 0;
    while (isalpha((unsigned char)at[length])) length++;
    return length;
}

/* Which of full names it is, or the beginning of, with three letters or more ("Sept" too). -1: another word. */
static int find_name(const char *word, size_t size, const char *const *names, int count)
{
    for (int i = 0; i < count && size >= 3; i++)
        if (size <= strlen(names[i]) && !strncasecmp(word, names[i], size)) return i;
    return -1;
}

int ws_date_month(const char *word, size_t size)
{
    static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};
    return find_name(word, size, months, 12) + 1;
}

static void pass_name(const char **at)
{
    *at += word_length(*at);
    take_character(at, '.');
}

static int take_month(const char **at)
{
    int month = ws_date_month(*at, word_length(*at));
    if (month) pass_name(at);
    return month;
}

static bool take_weekday(const char **at)
{
    static const char *const days[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    bool found = find_name(*at, word_length(*at), days, 7) >= 0;
    if (found) pass_name(at);
    return found;
}

/* "Z", "+02:00", "+0200", "+02", "GMT", "EDT"; a zone that we do not know is passed over. */
static bool take_zone(const char **at, moment *when)
{
    static const struct {
        const char *name;
        int minutes;
    } zones[] = {{"Z", 0},      {"UTC", 0},    {"GMT", 0},    {"UT", 0},     {"EST", -300},
                 {"EDT", -240}, {"CST", -360}, {"CDT", -300}, {"MST", -420}, {"MDT", -360},
                 {"PST", -480}, {"PDT", -420}, {"BST", 60},   {"CET", 60},   {"CEST", 120}};
    if (**at == '+' || **at == '-') {
        int sign = **at == '-' ? -1 : 1, hours, minutes = 0;
        ++*at;
        if (!take_digits(at, 2, &hours)) return false;
        bool colon = take_character(at, ':');
        if (!take_digits(at, 2, &minutes) && colon) return false;
        if (minutes > 59) return false;
        when->zoned = true;
        when->zone = sign * (hours * 60 + minutes);
        return true;
    }
    size_t length = word_length(*at);
    if (length == 0 || length > 5) return length == 0;
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        if (strlen(zones[i].name) != length || strncasecmp(*at, zones[i].name, length)) continue;
        when->zoned = true;
        when->zone = zones[i].minutes;
    }
    *at += length;
    return true;
}

/* "6:41 PM", "6:41 p.m.": moves the hour to the 24-hour clock. */
static bool take_half_day(const char **at, moment *when)
{
    const char *word = *at;
    char letter = (char)tolower((unsigned char)*word);
    if (letter != 'a' && letter != 'p') return true;
    word++;
    take_character(&word, '.');
    if (tolower((unsigned char)*word) != 'm') return true;
    word++;
    take_character(&word, '.');
    if (isalpha((unsigned char)*word)) return true;
    if (when->hour < 1 || when->hour > 12) return false;
    when->hour = when->hour % 12 + (letter == 'p' ? 12 : 0);
    *at = word;
    return true;
}

static bool take_time(const char **at, moment *when)
{
    int fraction;
    if (!take_number(at, 1, 2, &when->hour) || !take_character(at, ':') || !take_digits(at, 2, &when->minute))
        return false;
    if (take_character(at, ':')) {
        if (!take_digits(at, 2, &when->second)) return false;
        if (**at == '.' || **at == ',') {
            ++*at;
            if (!take_digits(at, 1, &fraction)) return false;
            *at += strspn(*at, "0123456789");
        }
    }
    skip(at, " ");
    if (!take_half_day(at, when)) return false;
    skip(at, " ");
    if (!take_zone(at, when)) return false;
    skip(at, " ");
    if (**at == '(') *at += strcspn(*at, ")"), take_character(at, ')');
    return true;
}

/* "2025-04-13", "2025/04/13", "20250413", each perhaps with a time. */
static bool parse_numeric(const char *at, moment *when)
{
    if (!take_digits(&at, 4, &when->year)) return false;
    char separator = *at;
    if (separator == '-' || separator == '/') {
        at++;
        if (!take_digits(&at, 2, &when->month) || !take_character(&at, separator)) return false;
    } else {
        separator = '\0';
        if (!take_digits(&at, 2, &when->month)) return false;
    }
    if (!take_digits(&at, 2, &when->day)) return false;
    if (!*at) return true;
    if (*at != 'T' && *at != 't' && *at != ' ') return false;
    at++;
    int hour, minute, second;
    const char *basic = at;
    if (!separator && take_digits(&basic, 2, &hour) && take_digits(&basic, 2, &minute) &&
        take_digits(&basic, 2, &second)) {
        when->hour = hour;
        when->minute = minute;
        when->second = second;
        if (!take_zone(&basic, when)) return false;
        at = basic;
    } else if (!take_time(&at, when)) {
        return false;
    }
    skip(&at, " ");
    return !*at;
}

static void take_ordinal(const char **at)
{
    static const char *const ends[] = {"st", "nd", "rd", "th"};
    if (word_length(*at) != 2) return;
    for (size_t i = 0; i < 4; i++) {
        if (strncasecmp(*at, ends[i], 2)) continue;
        *at += 2;
        return;
    }
}

/* "Sun, 13 Apr 2025 18:00:00 +0200", "April 13, 2025", "13 April 2025 at 6:41 PM ET", "26-FEB-1987 15:01:01". */
static bool parse_written(const char *at, moment *when)
{
    static const char between[] = " ,.-\t";
    take_weekday(&at);
    skip(&at, between);
    bool day_first = take_number(&at, 1, 2, &when->day);
    if (day_first) take_ordinal(&at);
    skip(&at, between);
    if (day_first && word_length(at) == 2 && !strncasecmp(at, "of", 2)) at += 2;
    skip(&at, between);
    when->month = take_month(&at);
    if (!when->month) return false;
    skip(&at, between);
    if (!day_first) {
        if (!take_number(&at, 1, 2, &when->day)) return false;
        take_ordinal(&at);
        skip(&at, between);
    }
    if (!take_number(&at, 4, 4, &when->year)) return false;
    skip(&at, between);
    if (word_length(at) == 2 && !strncasecmp(at, "at", 2)) at += 2;
    skip(&at, between);
    if (isdigit((unsigned char)*at) && !take_time(&at, when)) return false;
    skip(&at, between);
    take_weekday(&at);
    skip(&at, between);
    return !*at;
}

static int print_zone(const moment *when, char *out, size_t size)
{
    if (!when->zoned) return snprintf(out, size, "%s", "");
    if (when->zone == 0) return snprintf(out, size, "Z");
    int minutes = abs(when->zone);
    return snprintf(out, size, "%c%02d:%02d", when->zone < 0 ? '-' : '+', minutes / 60 % 100, minutes % 60);
}

static bool read_moment(const char *text, moment *when)
{
    enum { LONGEST = 100 };
    char line[LONGEST + 1];
    if (!text) return false;
    skip(&text, " \t\r\n");
    size_t size = strnlen(text, LONGEST + 1);
    if (size > LONGEST) return false;
    memcpy(line, text, size);
    while (size > 0 && strchr(" \t\r\n", line[size - 1])) size--;
    line[size] = '\0';
    *when = (moment){.hour = -1, .second = -1};
    if (!parse_numeric(line, when)) {
        *when = (moment){.hour = -1, .second = -1};
        if (!parse_written(line, when)) return false;
    }
    return is_possible(when);
}

bool ws_date_iso(const char *text, char iso[WS_DATE_BYTES])
{
    char zone[16];
    moment when;
    if (!read_moment(text, &when)) return false;
    int used = snprintf(iso, WS_DATE_BYTES, "%04d-%02d-%02d", when.year, when.month, when.day);
    if (when.hour < 0) return true;
    used += snprintf(iso + used, WS_DATE_BYTES - (size_t)used, "T%02d:%02d", when.hour, when.minute);
    if (when.second >= 0) used += snprintf(iso + used, WS_DATE_BYTES - (size_t)used, ":%02d", when.second);
    print_zone(&when, zone, sizeof zone);
    snprintf(iso + used, WS_DATE_BYTES - (size_t)used, "%s", zone);
    return true;
}

const char *ws_date_normalise(ws_arena *arena, const char *text)
{
    char iso[WS_DATE_BYTES];
    return ws_date_iso(text, iso) ? ws_arena_strdup(arena, iso) : NULL;
}

static time_t instant(const moment *when)
{
    struct tm utc = {.tm_year = when->year - 1900, .tm_mon = when->month - 1, .tm_mday = when->day};
    if (when->hour >= 0) {
        utc.tm_hour = when->hour;
        utc.tm_min = when->minute;
        utc.tm_sec = when->second >= 0 ? when->second : 0;
    }
    return timegm(&utc) - (when->zoned ? (time_t)when->zone * 60 : 0);
}

bool ws_date_before(const char *iso, const char *other)
{
    moment left, right;
    return read_moment(iso, &left) && read_moment(other, &right) && instant(&left) < instant(&right);
}

bool ws_date_moment(const char *iso, time_t *out)
{
    moment when;
    if (!read_moment(iso, &when)) return false;
    *out = instant(&when);
    return true;
}

static void print_utc(time_t when, char utc[21])
{
    struct tm parts = {0};
    gmtime_r(&when, &parts);
    strftime(utc, 21, "%Y-%m-%dT%H:%M:%SZ", &parts);
}

bool ws_date_last_utc(const char *iso, char utc[21])
{
    enum { LAST_ZONE = 12 * 60 * 60 };
    moment when;
    if (!read_moment(iso, &when)) return false;
    print_utc(instant(&when) + (when.zoned ? 0 : LAST_ZONE), utc);
    return true;
}

void ws_date_day(const char *iso, char day[9])
{
    size_t written = 0;
    for (; iso && *iso && *iso != 'T' && written < 8; iso++)
        if (isdigit((unsigned char)*iso)) day[written++] = *iso;
    day[written == 8 ? 8 : 0] = '\0';
}

void ws_date_now(char iso[21])
{
    time_t now = time(NULL);
    const char *fixed = getenv("SOURCE_DATE_EPOCH");
    char *end;
    if (fixed && isdigit((unsigned char)*fixed)) {
        long long seconds = strtoll(fixed, &end, 10);
        if (!*end && seconds <= 32503679999) now = (time_t)seconds; /* the end of 2999 */
    }
    print_utc(now, iso);
}
