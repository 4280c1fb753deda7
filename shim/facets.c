/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "facets.h"

#include <string.h>
#include <time.h>

static void add_name(ws_names *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++)
        if (!strcmp(names->items[i], name)) return;
    if (names->count < WS_NAMES_MOST) names->items[names->count++] = name;
}

void ws_statement_namings(const ws_statement *statement, ws_names *out)
{
    out->count = 0;
    for (size_t i = 0; i < statement->speaker_count; i++)
        add_name(out, ws_value_name(WS_NAMINGS, (int)statement->speakers[i].naming));
    if (!statement->speaker_count) add_name(out, ws_value_name(WS_NAMINGS, WS_NAMING_UNKNOWN));
}

/* Of sources without a name: "one", "number" or "several", as the article counts them. */
static void add_counts(ws_names *names, const ws_statement *statement)
{
    if (statement->anonymity.proximity == WS_PROXIMITY_NONE) return;
    for (size_t i = 0; i < statement->speaker_count; i++) {
        const char *count = statement->speakers[i].count;
        if (!count || statement->speakers[i].key) continue;
        bool word = !strcmp(count, "one") || !strcmp(count, "several");
        add_name(names, !strcmp(count, "1") ? "one" : word ? count : "number");
    }
}

/* A value of another vocabulary, where is: has its name; "none", "neutral" and the like it hasn't. */
static void add_shared(ws_names *names, ws_vocabulary vocabulary, int value)
{
    const char *name = ws_value_name(vocabulary, value);
    if (ws_value_parse(WS_QUALITIES, name) >= 0) add_name(names, name);
}

void ws_statement_qualities(const ws_statement *statement, ws_names *out)
{
    const struct {
        bool holds;
        const char *name;
    } flags[] = {
        {statement->negated, "negated"},
        {statement->quoted.count > 0, "quoted"},
        {statement->unresolved, "unresolved"},
        {statement->translated, "translated"},
        {statement->speaker_count > 1, "joint"},
        {statement->repeats != NULL, "repeat"},
        {statement->response.kind != WS_RESPONSE_NONE, "response"},
        {statement->anonymity.stock, "stock-reason"},
    };
    out->count = 0;
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (flags[i].holds) add_name(out, flags[i].name);
    add_shared(out, WS_STANCES, (int)statement->stance);
    add_shared(out, WS_TONES, (int)statement->tone);
    add_shared(out, WS_PARTS, (int)statement->part);
    add_shared(out, WS_PRODUCTIONS, (int)statement->produced);
    add_shared(out, WS_RESPONSE_KINDS, (int)statement->response.kind);
    add_shared(out, WS_PROXIMITIES, (int)statement->anonymity.proximity);
    add_shared(out, WS_SPECIFICITIES, (int)statement->anonymity.specificity);
    add_shared(out, WS_JUDGEMENTS, (int)statement->anonymity.judgement);
    add_counts(out, statement);
}

void ws_statement_particulars(const ws_statement *statement, ws_names *out)
{
    const struct {
        bool holds;
        const char *name;
    } all[] = {
        {statement->addressee != NULL, "addressee"},
        {statement->given_to != NULL, "given-to"},
        {statement->medium != NULL, "medium"},
        {statement->occasion != NULL, "occasion"},
        {statement->setting != WS_SETTING_NONE, "setting"},
        {statement->time.text != NULL, "time"},
        {statement->time.date != NULL, "date"},
        {statement->via_count > 0, "via"},
        {statement->rests_on_count > 0, "rests-on"},
        {statement->anonymity.reason != NULL, "reason"},
        {statement->document.seen_by || statement->document.obtained, "document"},
        {statement->response.asked_by != NULL, "asked-by"},
        {statement->response.about != NULL, "about"},
    };
    out->count = 0;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i].holds) add_name(out, all[i].name);
    for (size_t i = 0; i < statement->speaker_count; i++) {
        if (statement->speakers[i].role) add_name(out, "role");
        if (statement->speakers[i].affiliation) add_name(out, "affiliation");
        if (statement->speakers[i].count) add_name(out, "count");
    }
}

/* A week is kept as its Monday. */
static void add_days(char day[9], int days)
{
    enum { SECONDS = 24 * 60 * 60 };
    struct tm at;
    time_t moved;
    if (!ws_date_moment(day, &moved)) return;
    moved += (time_t)days * SECONDS;
    if (gmtime_r(&moved, &at)) strftime(day, 9, "%Y%m%d", &at);
}

bool ws_statement_days(const ws_statement *statement, ws_period *out)
{
    enum { DAYS_AFTER_MONDAY = 6 };
    const char *date = statement->time.date, *precision = statement->time.precision;
    if (!date || ws_period_parse(date, 0, out, NULL) != WS_OK) return false;
    if (precision && !strcmp(precision, "week")) add_days(out->to, DAYS_AFTER_MONDAY);
    return true;
}
