/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record.h"

#include <stdlib.h>
#include <string.h>

/* --- named values --- */

static const char *const FORMS[] = {"direct", "mixed", "indirect"};
static const char *const ACTS[] = {"statement", "denial",  "confirmation", "allegation",  "announcement", "question",
                                   "request",   "promise", "no-comment",   "no-response", "thought",      "finding"};
static const char *const STANCES[] = {"neutral", "distancing", "endorsing"};
static const char *const TONES[] = {"none", "admission", "threat", "apology", "retraction"};
static const char *const PARTS[] = {"body", "headline", "summary", "caption", "pull-quote", "correction"};
static const char *const PRODUCTIONS[] = {"unknown", "own", "agency", "other"};
static const char *const SPEAKER_TYPES[] = {"none",      "person", "organization", "role",
                                            "anonymous", "group",  "document",     "publication"};
static const char *const NAMINGS[] = {"unknown", "named",    "partly",    "spokesperson",
                                      "insider", "withheld", "collective"};
static const char *const BASES[] = {"none", "named", "pronoun", "nominal", "office", "corrected"};
static const char *const STATES[] = {"current", "superseded", "withdrawn"};
static const char *const RESPONSE_KINDS[] = {"none",     "declined",        "refused",         "would-not-say",
                                             "referred", "did-not-respond", "not-immediately", "unreachable"};
static const char *const SETTINGS[] = {
    "none",  "own-interview", "other-outlet", "press-conference", "written-statement", "post", "speech", "broadcast",
    "court", "legislature",   "sworn",        "document-seen"};
static const char *const MATCHES[] = {"content", "headline", "paragraph"};
static const char *const ARTICLE_STATUSES[] = {"read", "refused", "superseded", "withdrawn", "other-language"};
static const char *const RELEASES[] = {"usable", "withheld", "canceled"};
static const char *const PROXIMITIES[] = {"none", "unspecified", "direct-knowledge", "briefed", "familiar", "close-to"};
static const char *const SPECIFICITIES[] = {"none", "bare", "described", "placed"};
static const char *const JUDGEMENTS[] = {"none", "fact", "opinion", "attack"};
/* Names of other vocabularies stand here for what these say: tone, stance, part, produced, kind of response, ... A query
 * finds the last four out: no statement alone has them (facets.h). */
static const char *const QUALITIES[] = {
    "negated",      "quoted",           "unresolved", "translated",      "joint",
    "repeat",       "distancing",       "endorsing",  "admission",       "threat",
    "apology",      "retraction",       "headline",   "summary",         "caption",
    "pull-quote",   "correction",       "agency",     "response",        "declined",
    "refused",      "would-not-say",    "referred",   "did-not-respond", "not-immediately",
    "unreachable",  "direct-knowledge", "briefed",    "familiar",        "close-to",
    "stock-reason", "opinion",          "attack",     "fact",            "unspecified",
    "bare",         "described",        "placed",     "one",             "number",
    "several",      "transparent",      "running",    "copy",            "counted"};
static const char *const PARTICULARS[] = {"addressee", "given-to", "medium",      "occasion", "setting",  "time",
                                          "date",      "via",      "rests-on",    "reason",   "document", "asked-by",
                                          "about",     "role",     "affiliation", "count",    "correction"};
static const char *const ANSWERS[] = {"no", "yes"};

#define VALUES(names)                                                                                                  \
    {                                                                                                                  \
        names, sizeof names / sizeof *names                                                                            \
    }
static const struct {
    const char *const *names;
    size_t count;
} VOCABULARIES[WS_VOCABULARIES] = {
    [WS_FORMS] = VALUES(FORMS),
    [WS_ACTS] = VALUES(ACTS),
    [WS_STANCES] = VALUES(STANCES),
    [WS_TONES] = VALUES(TONES),
    [WS_PARTS] = VALUES(PARTS),
    [WS_PRODUCTIONS] = VALUES(PRODUCTIONS),
    [WS_SPEAKER_TYPES] = VALUES(SPEAKER_TYPES),
    [WS_NAMINGS] = VALUES(NAMINGS),
    [WS_BASES] = VALUES(BASES),
    [WS_STATES] = VALUES(STATES),
    [WS_RESPONSE_KINDS] = VALUES(RESPONSE_KINDS),
    [WS_SETTINGS] = VALUES(SETTINGS),
    [WS_MATCHES] = VALUES(MATCHES),
    [WS_ARTICLE_STATUSES] = VALUES(ARTICLE_STATUSES),
    [WS_RELEASES] = VALUES(RELEASES),
    [WS_PROXIMITIES] = VALUES(PROXIMITIES),
    [WS_SPECIFICITIES] = VALUES(SPECIFICITIES),
    [WS_JUDGEMENTS] = VALUES(JUDGEMENTS),
    [WS_QUALITIES] = VALUES(QUALITIES),
    [WS_PARTICULARS] = VALUES(PARTICULARS),
    [WS_ANSWERS] = VALUES(ANSWERS),
};

size_t ws_value_count(ws_vocabulary vocabulary)
{
    return (size_t)vocabulary < WS_VOCABULARIES ? VOCABULARIES[vocabulary].count : 0;
}

const char *ws_value_name(ws_vocabulary vocabulary, int value)
{
    if (value < 0 || (size_t)value >= ws_value_count(vocabulary)) return "unknown";
    return VOCABULARIES[vocabulary].names[value];
}

int ws_value_parse(ws_vocabulary vocabulary, const char *name)
{
    for (size_t i = 0; name && i < ws_value_count(vocabulary); i++)
        if (!strcmp(VOCABULARIES[vocabulary].names[i], name)) return (int)i;
    return -1;
}

/* --- spans --- */

ws_span ws_statement_extent(const ws_statement *statement)
{
    const ws_spans *const all[] = {&statement->source, &statement->cue, &statement->content};
    ws_span extent = {UINT32_MAX, 0};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (!all[i]->count) continue;
        uint32_t begin = all[i]->items[0].begin, end = all[i]->items[all[i]->count - 1].end;
        if (begin < extent.begin) extent.begin = begin;
        if (end > extent.end) extent.end = end;
    }
    return extent.end ? extent : (ws_span){0, 0};
}

char *ws_spans_text(ws_arena *arena, const char *text, ws_spans spans)
{
    static const char between[] = " ... ";
    size_t total = 1;
    for (size_t i = 0; i < spans.count; i++)
        total += spans.items[i].end - spans.items[i].begin + (i ? sizeof between - 1 : 0);
    char *joined = ws_arena_alloc(arena, total), *end = joined;
    if (!joined) return NULL;
    for (size_t i = 0; i < spans.count; i++) {
        size_t size = spans.items[i].end - spans.items[i].begin;
        if (i) {
            memcpy(end, between, sizeof between - 1);
            end += sizeof between - 1;
        }
        memcpy(end, text + spans.items[i].begin, size);
        end += size;
    }
    return joined;
}

/* --- ids of statements --- */

typedef struct numbered {
    ws_hash words;
    size_t index;
} numbered;

static int compare_numbered(const void *left, const void *right)
{
    const numbered *a = left, *b = right;
    int order = memcmp(a->words.bytes, b->words.bytes, sizeof a->words.bytes);
    if (order) return order;
    return (a->index > b->index) - (a->index < b->index);
}

static ws_status hash_words(ws_arena *arena, const ws_article *article, const ws_statement *statement, ws_hash *out,
                            ws_error *error)
{
    const ws_spans roles[] = {statement->source, statement->cue, statement->content};
    const char *parts[4] = {article->id};
    for (size_t i = 0; i < 3; i++) {
        const char *text = ws_spans_text(arena, article->text, roles[i]);
        parts[i + 1] = text ? ws_fold_words(arena, text, strlen(text)) : NULL;
        if (!parts[i + 1]) return ws_no_memory(error);
    }
    *out = ws_hash_strings(parts, 4);
    return WS_OK;
}

ws_status ws_statements_seal(ws_arena *arena, const ws_article *article, ws_statement *statements, size_t count,
                             ws_error *error)
{
    numbered *all = ws_arena_array(arena, count, sizeof *all);
    if (!all) return ws_no_memory(error);
    for (size_t i = 0; i < count; i++) {
        ws_status status = hash_words(arena, article, &statements[i], &all[i].words, error);
        if (status) return status;
        all[i].index = i;
    }
    qsort(all, count, sizeof *all, compare_numbered);
    uint64_t ordinal = 0;
    for (size_t i = 0; i < count; i++) {
        bool equal = i > 0 && !memcmp(&all[i].words, &all[i - 1].words, sizeof all[i].words);
        ordinal = equal ? ordinal + 1 : 0;
        uint8_t bytes[sizeof(ws_hash) + 8];
        memcpy(bytes, all[i].words.bytes, sizeof(ws_hash));
        for (size_t byte = 0; byte < 8; byte++) bytes[sizeof(ws_hash) + byte] = (uint8_t)(ordinal >> (8 * byte));
        statements[all[i].index].id = ws_hash_bytes(bytes, sizeof bytes);
    }
    return WS_OK;
}
