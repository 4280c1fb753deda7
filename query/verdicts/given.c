/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "given.h"

#include "date.h"
#include "unicode.h"

#include <ctype.h>
#include <string.h>

/* Headings as their letters alone. First those of schema.org's names, joined in the ways that exports join them, then
 * what Google's Fact Check Tools and collections of reviews call them, then an editor's own. */
static const struct {
    const char *heading;
    ws_given_field field;
} headings[] = {
    {"claimreviewed", WS_GIVEN_WORDS},
    {"claimreviewclaimreviewed", WS_GIVEN_WORDS},
    {"claim", WS_GIVEN_WORDS},
    {"claimtext", WS_GIVEN_WORDS},
    {"text", WS_GIVEN_WORDS},
    {"words", WS_GIVEN_WORDS},
    {"quotation", WS_GIVEN_WORDS},
    {"quote", WS_GIVEN_WORDS},
    {"itemreviewedauthorname", WS_GIVEN_SPEAKER},
    {"itemreviewedauthor", WS_GIVEN_SPEAKER},
    {"creativeworkauthorname", WS_GIVEN_SPEAKER},
    {"claimant", WS_GIVEN_SPEAKER},
    {"claimauthor", WS_GIVEN_SPEAKER},
    {"speaker", WS_GIVEN_SPEAKER},
    {"person", WS_GIVEN_SPEAKER},
    {"reviewratingalternatename", WS_GIVEN_RATING},
    {"claimreviewreviewratingalternatename", WS_GIVEN_RATING},
    {"ratingalternatename", WS_GIVEN_RATING},
    {"alternatename", WS_GIVEN_RATING},
    {"textualrating", WS_GIVEN_RATING},
    {"claimreviewtextualrating", WS_GIVEN_RATING},
    {"rating", WS_GIVEN_RATING},
    {"verdict", WS_GIVEN_RATING},
    {"reviewratingratingvalue", WS_GIVEN_VALUE},
    {"ratingratingvalue", WS_GIVEN_VALUE},
    {"ratingvalue", WS_GIVEN_VALUE},
    {"reviewratingbestrating", WS_GIVEN_BEST},
    {"ratingbestrating", WS_GIVEN_BEST},
    {"bestrating", WS_GIVEN_BEST},
    {"reviewratingworstrating", WS_GIVEN_WORST},
    {"ratingworstrating", WS_GIVEN_WORST},
    {"worstrating", WS_GIVEN_WORST},
    {"authorname", WS_GIVEN_JUDGE},
    {"author", WS_GIVEN_JUDGE},
    {"claimreviewauthorname", WS_GIVEN_JUDGE},
    {"claimreviewpublishername", WS_GIVEN_JUDGE},
    {"publishername", WS_GIVEN_JUDGE},
    {"publisher", WS_GIVEN_JUDGE},
    {"factchecker", WS_GIVEN_JUDGE},
    {"datepublished", WS_GIVEN_ON},
    {"claimreviewdatepublished", WS_GIVEN_ON},
    {"claimreviewreviewdate", WS_GIVEN_ON},
    {"reviewdate", WS_GIVEN_ON},
    {"url", WS_GIVEN_URL},
    {"claimreviewurl", WS_GIVEN_URL},
    {"reviewurl", WS_GIVEN_URL},
    {"itemreviewedurl", WS_GIVEN_PLACE},
    {"itemreviewedappearance", WS_GIVEN_PLACE},
    {"itemreviewedappearanceurl", WS_GIVEN_PLACE},
    {"itemreviewedfirstappearance", WS_GIVEN_PLACE},
    {"itemreviewedfirstappearanceurl", WS_GIVEN_PLACE},
    {"appearance", WS_GIVEN_PLACE},
    {"appearanceurl", WS_GIVEN_PLACE},
    {"firstappearance", WS_GIVEN_PLACE},
    {"firstappearanceurl", WS_GIVEN_PLACE},
    {"creativeworkurl", WS_GIVEN_PLACE},
    {"articleurl", WS_GIVEN_PLACE},
    {"statement", WS_GIVEN_STATEMENT},
    {"statementid", WS_GIVEN_STATEMENT},
    {"article", WS_GIVEN_ARTICLE},
    {"articleid", WS_GIVEN_ARTICLE},
    {"outlet", WS_GIVEN_OUTLET},
    {"itemreviewedappearancepublishername", WS_GIVEN_OUTLET},
    {"itemreviewedfirstappearancepublishername", WS_GIVEN_OUTLET},
    {"appearancepublishername", WS_GIVEN_OUTLET},
    {"grade", WS_GIVEN_GRADE},
    {"admiralty", WS_GIVEN_GRADE},
    {"source", WS_GIVEN_SOURCE},
    {"reliability", WS_GIVEN_SOURCE},
    {"item", WS_GIVEN_ITEM},
    {"credibility", WS_GIVEN_ITEM},
    {"who", WS_GIVEN_WHO},
    {"when", WS_GIVEN_WHEN},
    {"why", WS_GIVEN_WHY},
};

int ws_given_field_named(const char *heading, size_t size)
{
    char letters[64];
    size_t count = 0;
    for (size_t i = 0; i < size; i++) {
        if (!isalpha((unsigned char)heading[i])) continue;
        if (count == sizeof letters - 1) return -1;
        letters[count++] = (char)tolower((unsigned char)heading[i]);
    }
    letters[count] = '\0';
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        if (!strcmp(headings[i].heading, letters)) return headings[i].field;
    return -1;
}

const char *ws_given_text(ws_given_reading *self, ws_given_texts *texts, ws_given_field field, const char *bytes,
                          size_t size)
{
    static const char blanks[] = " \t\r\n";
    while (size && memchr(blanks, *bytes, sizeof blanks - 1)) bytes++, size--;
    while (size && memchr(blanks, bytes[size - 1], sizeof blanks - 1)) size--;
    bool long_one = field == WS_GIVEN_WORDS || field == WS_GIVEN_URL || field == WS_GIVEN_PLACE;
    if (!size) return NULL;
    if (size > (long_one ? WS_GIVEN_WORDS_BYTES : WS_GIVEN_TEXT_BYTES)) {
        texts->too_long = true;
        return NULL;
    }
    const char *text = ws_arena_string(self->arena, bytes, size);
    if (!text) self->status = ws_no_memory(self->error);
    return text;
}

void ws_given_url(ws_given_texts *texts, const char *url)
{
    if (url && texts->url_count < WS_VERDICT_URLS) texts->urls[texts->url_count++] = url;
}

/* --- checking --- */

/* "B2", "b", "2", or one of each from two columns. */
static bool read_grade(const ws_given_texts *texts, ws_verdict_body *body)
{
    static const ws_given_field fields[] = {WS_GIVEN_GRADE, WS_GIVEN_SOURCE, WS_GIVEN_ITEM};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        for (const char *at = texts->texts[fields[i]]; at && *at; at++) {
            int letter = toupper((unsigned char)*at);
            char *grade = isalpha(letter) ? &body->source : &body->item;
            if (!strchr(isalpha(letter) ? "ABCDEF" : "123456", letter) || *grade) return false;
            *grade = (char)letter;
        }
    return body->source || body->item;
}

static const char *fault_of_grade(ws_arena *arena, const ws_given_texts *texts, ws_verdict_body *body)
{
    bool placed = texts->texts[WS_GIVEN_STATEMENT] || texts->texts[WS_GIVEN_WORDS];
    body->judge = texts->texts[WS_GIVEN_WHO];
    body->why = texts->texts[WS_GIVEN_WHY];
    body->on = texts->texts[WS_GIVEN_WHEN] ? ws_date_normalise(arena, texts->texts[WS_GIVEN_WHEN]) : NULL;
    if (!read_grade(texts, body)) return "a grade is a letter from A to F, a digit from 1 to 6, or both, as B2";
    if (texts->texts[WS_GIVEN_SPEAKER]) return "it names a person: grades are of statements and outlets, not of people";
    if (!body->judge || !body->why || !body->on) return "a grade says who gave it, when (a date) and why";
    if (!placed && !texts->texts[WS_GIVEN_OUTLET]) return "it does not say which statement or outlet it grades";
    if (!placed && body->item) return "a grade of an item needs its statement: an outlet alone has a letter only";
    return NULL;
}

static const char *fault_of_review(ws_arena *arena, const ws_given_texts *texts, ws_verdict_body *body)
{
    body->judge = texts->texts[WS_GIVEN_JUDGE];
    body->url = texts->texts[WS_GIVEN_URL];
    body->rating = texts->texts[WS_GIVEN_RATING];
    body->value = texts->texts[WS_GIVEN_VALUE];
    body->best = texts->texts[WS_GIVEN_BEST];
    body->worst = texts->texts[WS_GIVEN_WORST];
    body->on = texts->texts[WS_GIVEN_ON] ? ws_date_normalise(arena, texts->texts[WS_GIVEN_ON]) : NULL;
    bool placed = texts->texts[WS_GIVEN_STATEMENT] || texts->texts[WS_GIVEN_WORDS] || texts->url_count;
    if (!body->judge) return "it does not say who reviewed the claim (author)";
    if (!body->rating && !body->value) return "it has no rating (reviewRating)";
    if (!placed) return "it does not say which claim it reviews (claimReviewed)";
    return NULL;
}

static void add_fault(ws_given_reading *self, const char *what)
{
    ws_given_verdicts *out = self->out;
    ws_verdict_fault *grown =
        ws_arena_grow(self->arena, out->faults, out->fault_count, &out->fault_capacity, sizeof *grown);
    if (!grown) {
        self->status = ws_no_memory(self->error);
        return;
    }
    out->faults = grown;
    grown[out->fault_count++] = (ws_verdict_fault){out->seen, what};
}

static void keep(ws_given_reading *self, const ws_given_texts *texts, const ws_verdict_body *body)
{
    ws_given_verdicts *out = self->out;
    ws_given_verdict *grown = ws_arena_grow(self->arena, out->items, out->count, &out->capacity, sizeof *grown);
    if (!grown) {
        self->status = ws_no_memory(self->error);
        return;
    }
    out->items = grown;
    ws_given_verdict *one = &grown[out->count++];
    *one = (ws_given_verdict){.number = out->seen,
                              .body = *body,
                              .words = texts->texts[WS_GIVEN_WORDS],
                              .speaker = texts->texts[WS_GIVEN_SPEAKER],
                              .statement = texts->texts[WS_GIVEN_STATEMENT],
                              .article = texts->texts[WS_GIVEN_ARTICLE],
                              .outlet = texts->texts[WS_GIVEN_OUTLET],
                              .url_count = texts->url_count};
    memcpy(one->urls, texts->urls, sizeof one->urls);
}

void ws_given_end(ws_given_reading *self, const ws_given_texts *texts)
{
    const char *const *all = texts->texts;
    ws_verdict_body body = {.is_grade = all[WS_GIVEN_GRADE] || all[WS_GIVEN_SOURCE] || all[WS_GIVEN_ITEM]};
    if (self->status != WS_OK) return;
    if (self->out->seen == WS_VERDICTS_MOST) {
        self->status =
            ws_fail(self->error, WS_REFUSED, "load it in parts", "it has more than %d verdicts", WS_VERDICTS_MOST);
        return;
    }
    self->out->seen++;
    const char *fault =
        body.is_grade ? fault_of_grade(self->arena, texts, &body) : fault_of_review(self->arena, texts, &body);
    if (texts->too_long) fault = "one of its texts is too long";
    if (fault)
        add_fault(self, fault);
    else
        keep(self, texts, &body);
}

/* --- the whole --- */

ws_status ws_verdicts_read(ws_arena *arena, const char *bytes, size_t size, ws_given_verdicts *out, ws_error *error)
{
    ws_given_reading self = {arena, out, error, WS_OK};
    *out = (ws_given_verdicts){.items = NULL};
    if (size >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3)) bytes += 3, size -= 3;
    if (size > WS_VERDICT_FILE_BYTES) return ws_fail(error, WS_REFUSED, "load it in parts", "it is larger than 64 MiB");
    if (ws_utf8_check(bytes, size) != size) return ws_fail(error, WS_REFUSED, "save it in UTF-8", "it is not in UTF-8");
    while (size && strchr(" \t\r\n", *bytes)) bytes++, size--;
    bool json = size && (*bytes == '{' || *bytes == '[');
    ws_status status = json ? ws_given_read_json(&self, bytes, size) : ws_given_read_csv(&self, bytes, size);
    if (status == WS_OK && !out->seen)
        status = ws_fail(error, WS_REFUSED, "whosaid verdicts --help tells what can be loaded",
                         "it has no ClaimReview and no grade");
    return status;
}
