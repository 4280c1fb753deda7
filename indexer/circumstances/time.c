/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fields.h"

#include "date.h"
#include "mentions.h"
#include "unicode.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { DATELINE_DAYS = 31, EVENT_TOKENS = 8 };

/* --- what the words of a time are --- */

typedef struct scan {
    const ws_lexicon *lexicon;
    const ws_reading *reading;
    size_t at, end;
} scan;

/* Whether an entry of the list is of this kind; its number, or what unit, goes to *number. */
static bool of_kind(const char *value, const char *kind, int *number)
{
    size_t size = strlen(kind);
    if (!value || strncmp(value, kind, size) || (value[size] && value[size] != ' ')) return false;
    if (number)
        *number = value[size] ? (isalpha((unsigned char)value[size + 1]) ? value[size + 1] : atoi(value + size)) : 0;
    return true;
}

static const ws_token *token_of(const scan *s, size_t ahead)
{
    return s->at + ahead < s->end ? &s->reading->tokens[s->at + ahead] : NULL;
}

static bool is(const scan *s, size_t ahead, const char *kind, int *number)
{
    const ws_token *token = token_of(s, ahead);
    if (!token) return false;
    bool proper = !strcmp(kind, "weekday") || !strcmp(kind, "month");
    return (token->capital || !proper) && of_kind(ws_lexicon_value(s->lexicon, "times", token->folded), kind, number);
}

static bool word(const scan *s, size_t ahead, const char *folded)
{
    const ws_token *token = token_of(s, ahead);
    return token && ws_token_is(token, folded);
}

static bool take(scan *s, const char *kind, int *number)
{
    if (!is(s, 0, kind, number)) return false;
    s->at++;
    return true;
}

static bool number_in(const scan *s, size_t ahead, int least, int most, int *out)
{
    const ws_token *token = token_of(s, ahead);
    if (!token || !isdigit((unsigned char)token->folded[0])) return false;
    char *rest;
    long number = strtol(token->folded, &rest, 10);
    bool ordinal = !strcmp(rest, "st") || !strcmp(rest, "nd") || !strcmp(rest, "rd") || !strcmp(rest, "th");
    if ((*rest && !ordinal) || number < least || number > most) return false;
    *out = (int)number;
    return true;
}

static bool take_year(scan *s, int *year)
{
    size_t ahead = word(s, 0, ",");
    if (!number_in(s, ahead, 1800, 2099, year)) return false;
    s->at += ahead + 1;
    return true;
}

/* --- the shapes of a time; each moves s->at behind what it knows --- */

static bool preceded(const scan *s, const char *folded)
{
    return s->at && ws_token_is(&s->reading->tokens[s->at - 1], folded);
}

/* "May" alone may be somebody. */
static bool month_alone(const scan *s)
{
    if (preceded(s, "in") || preceded(s, "of") || preceded(s, "by")) return true;
    const char *before = s->at ? ws_lexicon_value(s->lexicon, "times", s->reading->tokens[s->at - 1].folded) : NULL;
    return of_kind(before, "edge", NULL) || of_kind(before, "shift", NULL);
}

/* "April 3", "April 3, 2025", "April 2025", "April of last year", "3 April". */
static bool take_month(scan *s, ws_when *when)
{
    int shift;
    bool alone = month_alone(s);
    bool day_first = number_in(s, 0, 1, 31, &when->day) && is(s, 1, "month", NULL);
    if (!day_first) when->day = 0;
    s->at += day_first;
    if (!take(s, "month", &when->month)) return false;
    when->kind = WS_WHEN_DATE;
    if (!day_first && number_in(s, 0, 1, 31, &when->day)) s->at++;
    size_t of = word(s, 0, "of");
    if (is(s, of, "shift", &shift) && word(s, of + 1, "year")) {
        when->of_year = true;
        when->shift = shift;
        s->at += of + 2;
        return true;
    }
    return take_year(s, &when->year) || when->day || alone;
}

static bool take_weekday(scan *s, int shift, ws_when *when)
{
    scan behind = *s;
    ws_when date = {.kind = WS_WHEN_LOOSE};
    if (!take(s, "weekday", &when->weekday)) return false;
    when->kind = WS_WHEN_WEEKDAY;
    when->shift = shift;
    if (take(s, "part", NULL)) when->part = true;
    behind.at = s->at + word(s, 0, ",");
    if (is(&behind, 0, "month", NULL) && take_month(&behind, &date) && date.day) {
        s->at = behind.at;
        date.part = when->part;
        *when = date;
    }
    return true;
}

/* Weeks, months and years by what their unit begins with. */
static bool count_units(int unit, int shift, ws_when *when)
{
    when->shift = shift;
    when->kind = unit == 'd' ? WS_WHEN_DAY : unit == 'w' ? WS_WHEN_WEEK : unit == 'm' ? WS_WHEN_MONTH : WS_WHEN_YEAR;
    return true;
}

/* "last Monday", "this morning", "last week on Friday", "last April", "this year". */
static bool take_shifted(scan *s, ws_when *when)
{
    int shift, unit, weekday;
    if (!take(s, "shift", &shift)) return false;
    if (shift == 0 && take(s, "shift", &unit)) shift = unit; /* "this past week" */
    if (take_weekday(s, shift, when)) return true;
    if (take(s, "part", NULL)) {
        when->part = true;
        return count_units('d', shift, when);
    }
    if (is(s, 0, "month", NULL)) return take_month(s, when);
    if (!is(s, 0, "unit", &unit) || unit == 'd') return false;
    const char *folded = token_of(s, 0)->folded;
    if (folded[strlen(folded) - 1] == 's') return false; /* "the past years" */
    s->at++;
    if (unit == 'w' && word(s, 0, "on") && is(s, 1, "weekday", &weekday)) {
        when->weekday = weekday;
        s->at += 2;
        if (take(s, "part", NULL)) when->part = true;
    }
    return count_units(unit, shift, when);
}

/* "two days ago"; how many days "a few days" are isn't said. */
static bool take_ago(scan *s, ws_when *when)
{
    int number, unit;
    size_t ahead = 1;
    if (!is(s, 0, "number", &number) && !number_in(s, 0, 1, 999, &number)) return false;
    if (is(s, 1, "number", NULL)) number = 0, ahead = 2; /* "a few" */
    if (word(s, ahead, "of")) ahead++;
    if (!is(s, ahead, "unit", &unit) || !is(s, ahead + 1, "ago", NULL)) return false;
    s->at += ahead + 2;
    return number ? count_units(unit, -number, when) : true;
}

static bool take_day(scan *s, ws_when *when)
{
    int shift;
    if (!take(s, "day", &shift)) return false;
    when->part = word(s, 0, "night") || ws_token_is(&s->reading->tokens[s->at - 1], "tonight");
    if (take(s, "part", NULL)) when->part = true;
    return count_units('d', shift, when);
}

/* "5 p.m.", "11:30 am", "5:17 p.m. local time", perhaps with the day. */
static bool take_clock(scan *s, ws_when *when)
{
    int number;
    scan at = *s;
    const ws_token *first = token_of(s, 0);
    if (!first || !isdigit((unsigned char)first->folded[0])) return false;
    at.at++;
    if (word(&at, 0, ":") && number_in(&at, 1, 0, 59, &number)) at.at += 2;
    if (!take(&at, "half", NULL)) return false;
    if (word(&at, 0, "local") && word(&at, 1, "time")) at.at += 2;
    *s = at;
    if (word(&at, 0, "on")) at.at++;
    if (take_weekday(&at, 0, when) || take_day(&at, when)) *s = at;
    if (when->kind != WS_WHEN_LOOSE) when->part = true;
    return true;
}

/* "midnight on Wednesday", "noon Friday", "the evening of April 3". */
static bool take_part(scan *s, ws_when *when)
{
    if (!take(s, "part", NULL)) return false;
    if (word(s, 0, "on") || word(s, 0, "of")) s->at++;
    if (!take_weekday(s, 0, when) && !take_day(s, when) && !take_month(s, when)) return false;
    when->part = true;
    return true;
}

static bool take_core(scan *s, ws_when *when)
{
    static bool (*const shapes[])(scan *, ws_when *) = {take_shifted, take_day,   take_ago,
                                                        take_clock,   take_month, take_part};
    scan before = *s;
    if (take_weekday(s, 0, when)) return true;
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        *s = before;
        *when = (ws_when){.kind = WS_WHEN_LOOSE};
        if (shapes[i](s, when)) return true;
    }
    *s = before;
    *when = (ws_when){.kind = WS_WHEN_LOOSE};
    return false;
}

/* "mid-August" and "mid-2019" are one token. */
static bool take_joined(scan *s, ws_when *when)
{
    const ws_token *token = token_of(s, 0);
    if (!token || strncmp(token->folded, "mid-", 4)) return false;
    int year = atoi(token->folded + 4);
    when->kind = WS_WHEN_DATE;
    s->at++;
    if (of_kind(ws_lexicon_value(s->lexicon, "times", token->folded + 4), "month", &when->month)) {
        take_year(s, &when->year);
        return true;
    }
    when->year = year;
    return year >= 1800 && year <= 2099;
}

/* A year alone is one only behind "in": "in 2014". */
static bool take_in_year(scan *s, ws_when *when)
{
    if (!preceded(s, "in") || !number_in(s, 0, 1800, 2099, &when->year)) return false;
    when->kind = WS_WHEN_DATE;
    s->at++;
    return true;
}

static bool take_dated(scan *s, ws_when *when)
{
    if (take_core(s, when) || take_joined(s, when)) return true;
    *when = (ws_when){.kind = WS_WHEN_LOOSE};
    if (take_in_year(s, when)) return true;
    scan edged = *s;
    if (!take(&edged, "edge", NULL)) return false;
    take(&edged, "edge", NULL);
    if (word(&edged, 0, "on") || word(&edged, 0, "in")) edged.at++;
    if (!take_core(&edged, when)) return false;
    scan then = edged; /* "earlier this week, on Wednesday" */
    ws_when day = {.kind = WS_WHEN_LOOSE};
    then.at += word(&then, 0, ",");
    if (when->kind == WS_WHEN_WEEK && !when->weekday && word(&then, 0, "on")) {
        then.at++;
        if (take_weekday(&then, 0, &day)) {
            edged = then;
            when->weekday = day.weekday;
            when->part = day.part;
        }
    }
    *s = edged;
    return true;
}

static size_t loose_at(const scan *s)
{
    const char *value = NULL;
    size_t length = ws_lexicon_phrase(s->lexicon, "times", &s->reading->tokens[s->at], s->end - s->at, &value);
    return value && (!strcmp(value, "loose") || !strcmp(value, "edge loose")) ? length : 0;
}

bool ws_time_at(const ws_lexicon *lexicon, const ws_reading *reading, size_t token, size_t end, ws_time *out)
{
    scan s = {lexicon, reading, token, end};
    *out = (ws_time){.words = {token, token}};
    bool as_of = word(&s, 0, "as") && word(&s, 1, "of");
    if (as_of) s.at += 2;
    if (!as_of && preceded(&s, "-")) return false;
    size_t loose = as_of ? 0 : loose_at(&s);
    if (!take_dated(&s, &out->when)) {
        s.at = token + loose;
        if (loose) out->when = (ws_when){.kind = WS_WHEN_LOOSE};
    }
    if (s.at <= token || (as_of && s.at == token + 2)) return false;
    out->words.end = s.at;
    out->word = loose == 1 && s.at == token + 1;
    return true;
}

/* --- publication --- */

/* The month and day in a dateline ("LONDON, April 3 (Agency)"), with its year if it has one. */
static bool dateline_day(const ws_lexicon *lexicon, ws_arena *arena, const char *dateline, ws_when *out)
{
    char *folded = ws_fold(arena, dateline, strlen(dateline)), *rest = NULL;
    *out = (ws_when){.kind = WS_WHEN_DATE};
    for (char *at = folded ? strtok_r(folded, " ,.()", &rest) : NULL; at; at = strtok_r(NULL, " ,.()", &rest)) {
        int number = isdigit((unsigned char)*at) ? atoi(at) : 0;
        if (!out->month)
            of_kind(ws_lexicon_value(lexicon, "times", at), "month", &out->month);
        else if (!out->day && number >= 1 && number <= 31)
            out->day = number;
        else if (out->day && number >= 1800 && number <= 2099)
            out->year = number;
    }
    return out->month && out->day;
}

const char *ws_time_reference(const ws_lexicon *lexicon, ws_arena *arena, const ws_article *article)
{
    char published[WS_DATE_BYTES] = "", day[WS_WHEN_BYTES];
    const char *precision;
    ws_when line;
    bool known = article->published && ws_date_iso(article->published, published);
    published[WS_WHEN_BYTES - 1] = '\0';
    if (article->dateline && dateline_day(lexicon, arena, article->dateline, &line) &&
        ws_when_date(&line, known ? published : NULL, false, day, &precision)) {
        char from[WS_DATE_BYTES];
        ws_when weeks = {.kind = WS_WHEN_DAY, .shift = -DATELINE_DAYS};
        bool near = !known || (ws_when_date(&weeks, published, false, from, &precision) && strcmp(from, day) <= 0);
        if (near) return ws_arena_strdup(arena, day);
    }
    return known ? ws_arena_strdup(arena, published) : NULL;
}

/* --- which time is the statement's --- */

/* What stands before it says that it is no time at which something happened ("until Monday"), or that it describes a
 * noun ("the Monday meeting"). */
static bool misled(const ws_frame *frame, const ws_time *time)
{
    const ws_token *tokens = frame->reading->tokens;
    size_t begin = time->words.begin, end = time->words.end;
    if (end < frame->room.end && (ws_token_is(&tokens[end], "'s") || ws_token_is(&tokens[end], "’s"))) return true;
    if (begin == frame->room.begin) return false;
    const ws_token *before = &tokens[begin - 1];
    const char *kind = ws_lexicon_value(frame->lexicon, "boundaries", before->folded);
    if (ws_token_is(before, "around") || ws_token_is(before, "about")) return false;
    if (kind && !strcmp(kind, "inner")) return true;
    if (ws_token_is(before, "a") || ws_token_is(before, "an")) return true;
    if (ws_token_is(before, "the")) return !ws_token_is(&tokens[begin], "last");
    return ws_frame_parts(frame, begin - 1) && kind && !strcmp(kind, "circumstance") && !ws_token_is(before, "by");
}

/* Right beside the cue, or before the source: "Later, Ruiz said". */
static bool beside_cue(const ws_frame *frame, ws_range words)
{
    size_t end = words.end;
    if (end < frame->room.end && ws_token_is(&frame->reading->tokens[end], ",")) end++;
    return end == frame->cue.begin || words.begin == frame->cue.end ||
           (end == frame->source.begin && words.begin == frame->clause) ||
           ws_frame_place(frame, words.begin) == WS_PLACE_CUE;
}

static int worth(const ws_frame *frame, const ws_time *time)
{
    static const int of_zone[] = {
        [WS_ZONE_NONE] = 0, [WS_ZONE_LEAD] = 2, [WS_ZONE_HEAD] = 4, [WS_ZONE_MIDDLE] = 5, [WS_ZONE_BEHIND] = 3};
    int value = of_zone[ws_frame_zone(frame, time->words)];
    if (!value || misled(frame, time)) return 0;
    bool early = time->words.begin < frame->cue.begin && time->when.kind == WS_WHEN_LOOSE;
    if ((time->word || early) && !beside_cue(frame, time->words)) return 0;
    return value + (time->when.kind == WS_WHEN_LOOSE ? 0 : 10);
}

static bool is_ahead(const ws_frame *frame)
{
    for (size_t i = frame->cue.begin; i < frame->cue.end; i++)
        if (of_kind(ws_lexicon_value(frame->lexicon, "times", frame->reading->tokens[i].folded), "ahead", NULL))
            return true;
    return false;
}

/* "told the Courier after the verdict": no date, but a time; directly behind the cue's own phrases. */
static bool after_event(const ws_frame *frame, ws_range *out)
{
    for (size_t i = frame->cue.end; i + 2 < frame->room.end; i++) {
        if (!ws_lexicon_has(frame->lexicon, "events", frame->reading->tokens[i].folded)) continue;
        size_t end = i + 1;
        const char *next = frame->reading->tokens[end].folded;
        if (!ws_lexicon_has(frame->lexicon, "determiners", next) && !ws_lexicon_has(frame->lexicon, "pronouns", next))
            return false;
        while (end < frame->room.end && end - i < EVENT_TOKENS && ws_frame_place(frame, end) == WS_PLACE_FREE &&
               !ws_token_stops(&frame->reading->tokens[end]) && !ws_frame_parts(frame, end))
            end++;
        while (end > i && frame->reading->tokens[end - 1].kind == WS_TOKEN_PUNCTUATION) end--;
        size_t begin = i - (i > frame->cue.end && ws_token_is(&frame->reading->tokens[i - 1], "shortly"));
        *out = (ws_range){begin, end};
        return end > i + 1 && ws_frame_zone(frame, (ws_range){begin, begin + 1}) == WS_ZONE_BEHIND;
    }
    return false;
}

ws_status ws_time_find(const ws_frame *frame, const char *reference, ws_arena *arena, ws_statement *s, ws_error *error)
{
    int most = 0;
    ws_time best = {.word = false}, time;
    for (size_t i = frame->room.begin; i < frame->room.end; i++) {
        ws_place place = ws_frame_place(frame, i);
        if ((place != WS_PLACE_FREE && place != WS_PLACE_CUE) ||
            !ws_time_at(frame->lexicon, frame->reading, i, frame->room.end, &time))
            continue;
        int value = worth(frame, &time);
        if (value > most) {
            most = value;
            best = time;
        }
        i = time.words.end - 1;
    }
    if (!most && !after_event(frame, &best.words)) return WS_OK;
    char date[WS_WHEN_BYTES];
    bool dated = ws_when_date(&best.when, reference, is_ahead(frame), date, &s->time.precision);
    s->time.text = ws_tokens_text(arena, frame->reading, best.words);
    s->time.date = dated ? ws_arena_strdup(arena, date) : NULL;
    return s->time.text && (s->time.date || !dated) ? WS_OK : ws_no_memory(error);
}
