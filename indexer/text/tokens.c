/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"
#include "text.h"

#include "unicode.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unicase.h>
#include <unictype.h>

bool ws_text_is_space(uint32_t point)
{
    return point == ' ' || (point >= '\t' && point <= '\r') ||
           (point >= 0x80 && (uc_is_property_white_space(point) || point == 0xFEFF || point == 0x200B));
}

bool ws_text_is_alnum(uint32_t point)
{
    if (point < 0x80) return (point >= '0' && point <= '9') || ((point | 0x20) >= 'a' && (point | 0x20) <= 'z');
    return uc_is_general_category_withtable(point, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_N);
}

static bool is_digit(uint32_t point)
{
    return point >= '0' && point <= '9';
}

static bool is_upper(uint32_t point)
{
    if (point < 0x80) return point >= 'A' && point <= 'Z';
    return uc_is_general_category_withtable(point, UC_CATEGORY_MASK_Lu | UC_CATEGORY_MASK_Lt);
}

static bool is_apostrophe(uint32_t point)
{
    return point == '\'' || point == 0x2019 || point == 0x02BC;
}

static bool is_hyphen(uint32_t point)
{
    return point == '-' || point == 0x2010 || point == 0x2011;
}

static bool is_currency(uint32_t point)
{
    return point == '$' || point == 0xA3 || point == 0xA5 || point == 0x20AC;
}

bool ws_text_is_quote(uint32_t point)
{
    return point == '"' || point == '\'' || point == 0xAB || point == 0xBB || (point >= 0x2018 && point <= 0x201F) ||
           point == 0x2039 || point == 0x203A || point == 0x02BC;
}

uint32_t ws_text_before(const char *text, uint32_t begin, uint32_t offset)
{
    size_t length;

    return offset <= begin ? ' ' : ws_utf8_previous(text, offset, &length);
}

uint32_t ws_text_after(const char *text, uint32_t end, uint32_t offset)
{
    size_t length;

    return offset >= end ? ' ' : ws_utf8_next(text + offset, end - offset, &length);
}

bool ws_text_word_in(const char *folded, const char *const *words)
{
    for (; *words; words++)
        if (*folded == **words && strcmp(folded, *words) == 0) return true;
    return false;
}

typedef struct abbreviation {
    const char *word;
    ws_abbreviation kind;
} abbreviation;

/* Sorted by word. Months and weekdays may end a sentence ("since Jan. The"). */
static const abbreviation abbreviations[] = {
    {"adm", WS_ABBREVIATED_TITLE},   {"al", WS_ABBREVIATED_END},       {"apr", WS_ABBREVIATED_END},
    {"ariz", WS_ABBREVIATED_END},    {"art", WS_ABBREVIATED_NUMBER},   {"atty", WS_ABBREVIATED_TITLE},
    {"aug", WS_ABBREVIATED_END},     {"ave", WS_ABBREVIATED_END},      {"bldg", WS_ABBREVIATED_END},
    {"blvd", WS_ABBREVIATED_END},    {"brig", WS_ABBREVIATED_TITLE},   {"bros", WS_ABBREVIATED_END},
    {"calif", WS_ABBREVIATED_END},   {"capt", WS_ABBREVIATED_TITLE},   {"cmdr", WS_ABBREVIATED_TITLE},
    {"co", WS_ABBREVIATED_END},      {"col", WS_ABBREVIATED_TITLE},    {"colo", WS_ABBREVIATED_END},
    {"conn", WS_ABBREVIATED_END},    {"corp", WS_ABBREVIATED_END},     {"cpl", WS_ABBREVIATED_TITLE},
    {"dec", WS_ABBREVIATED_END},     {"del", WS_ABBREVIATED_END},      {"dept", WS_ABBREVIATED_END},
    {"det", WS_ABBREVIATED_TITLE},   {"dist", WS_ABBREVIATED_END},     {"dr", WS_ABBREVIATED_TITLE},
    {"est", WS_ABBREVIATED_END},     {"etc", WS_ABBREVIATED_END},      {"feb", WS_ABBREVIATED_END},
    {"fig", WS_ABBREVIATED_NUMBER},  {"fla", WS_ABBREVIATED_END},      {"fr", WS_ABBREVIATED_TITLE},
    {"fri", WS_ABBREVIATED_END},     {"ga", WS_ABBREVIATED_END},       {"gen", WS_ABBREVIATED_TITLE},
    {"gov", WS_ABBREVIATED_TITLE},   {"hon", WS_ABBREVIATED_TITLE},    {"ill", WS_ABBREVIATED_END},
    {"inc", WS_ABBREVIATED_END},     {"ind", WS_ABBREVIATED_END},      {"insp", WS_ABBREVIATED_TITLE},
    {"jan", WS_ABBREVIATED_END},     {"jr", WS_ABBREVIATED_END},       {"jul", WS_ABBREVIATED_END},
    {"jun", WS_ABBREVIATED_END},     {"kan", WS_ABBREVIATED_END},      {"ky", WS_ABBREVIATED_END},
    {"la", WS_ABBREVIATED_END},      {"lt", WS_ABBREVIATED_TITLE},     {"ltd", WS_ABBREVIATED_END},
    {"maj", WS_ABBREVIATED_TITLE},   {"mar", WS_ABBREVIATED_NUMBER},   {"mass", WS_ABBREVIATED_NUMBER},
    {"md", WS_ABBREVIATED_END},      {"messrs", WS_ABBREVIATED_TITLE}, {"mfg", WS_ABBREVIATED_END},
    {"mich", WS_ABBREVIATED_END},    {"minn", WS_ABBREVIATED_END},     {"mlle", WS_ABBREVIATED_TITLE},
    {"mln", WS_ABBREVIATED_END},     {"mme", WS_ABBREVIATED_TITLE},    {"mont", WS_ABBREVIATED_END},
    {"mr", WS_ABBREVIATED_TITLE},    {"mrs", WS_ABBREVIATED_TITLE},    {"ms", WS_ABBREVIATED_TITLE},
    {"msgr", WS_ABBREVIATED_TITLE},  {"mt", WS_ABBREVIATED_TITLE},     {"neb", WS_ABBREVIATED_END},
    {"nev", WS_ABBREVIATED_END},     {"no", WS_ABBREVIATED_NUMBER},    {"nos", WS_ABBREVIATED_NUMBER},
    {"nov", WS_ABBREVIATED_END},     {"oct", WS_ABBREVIATED_END},      {"okla", WS_ABBREVIATED_END},
    {"op", WS_ABBREVIATED_NUMBER},   {"ore", WS_ABBREVIATED_NUMBER},   {"pa", WS_ABBREVIATED_END},
    {"pfc", WS_ABBREVIATED_TITLE},   {"pp", WS_ABBREVIATED_NUMBER},    {"pres", WS_ABBREVIATED_TITLE},
    {"prof", WS_ABBREVIATED_TITLE},  {"pvt", WS_ABBREVIATED_TITLE},    {"rep", WS_ABBREVIATED_TITLE},
    {"reps", WS_ABBREVIATED_TITLE},  {"rev", WS_ABBREVIATED_TITLE},    {"sen", WS_ABBREVIATED_TITLE},
    {"sens", WS_ABBREVIATED_TITLE},  {"sep", WS_ABBREVIATED_END},      {"sept", WS_ABBREVIATED_END},
    {"sgt", WS_ABBREVIATED_TITLE},   {"sq", WS_ABBREVIATED_END},       {"sr", WS_ABBREVIATED_END},
    {"st", WS_ABBREVIATED_TITLE},    {"supt", WS_ABBREVIATED_TITLE},   {"tenn", WS_ABBREVIATED_END},
    {"tex", WS_ABBREVIATED_END},     {"univ", WS_ABBREVIATED_END},     {"va", WS_ABBREVIATED_END},
    {"vol", WS_ABBREVIATED_NUMBER},  {"vs", WS_ABBREVIATED_TITLE},     {"vt", WS_ABBREVIATED_END},
    {"wash", WS_ABBREVIATED_NUMBER}, {"wis", WS_ABBREVIATED_END},
};

enum { LONGEST_ABBREVIATION = 6 };

static int compare_abbreviation(const void *key, const void *entry)
{
    return strcmp(key, ((const abbreviation *)entry)->word);
}

/* Initials with inner stops ("U.S", "a.m", "J.R") or a lone capital. */
static bool is_initials(const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        bool letter = (bytes[i] | 0x20) >= 'a' && (bytes[i] | 0x20) <= 'z';

        if (i % 2 == 0 ? !letter : bytes[i] != '.') return false;
    }
    return size % 2 == 1 && (size > 1 || (bytes[0] >= 'A' && bytes[0] <= 'Z'));
}

ws_abbreviation ws_text_abbreviation(const char *bytes, size_t size)
{
    char word[LONGEST_ABBREVIATION + 1];
    const abbreviation *found;

    if (size == 0) return WS_NOT_ABBREVIATED;
    if (is_initials(bytes, size)) return size == 1 ? WS_ABBREVIATED_TITLE : WS_ABBREVIATED_END;
    if (size == 1 && bytes[0] == 'v') return WS_ABBREVIATED_TITLE; /* of court cases */
    if (size == 4 && memcmp(bytes, "Ph.D", 4) == 0) return WS_ABBREVIATED_END;
    if (size > LONGEST_ABBREVIATION) return WS_NOT_ABBREVIATED;
    for (size_t i = 0; i < size; i++) word[i] = bytes[i] >= 'A' && bytes[i] <= 'Z' ? (char)(bytes[i] | 0x20) : bytes[i];
    word[size] = '\0';
    found = bsearch(word, abbreviations, sizeof abbreviations / sizeof abbreviations[0], sizeof abbreviations[0],
                    compare_abbreviation);
    /* All of these but the two Latin ones are written with a capital in news. */
    if (found && (bytes[0] & 0x20) && strcmp(word, "etc") != 0 && strcmp(word, "vs") != 0 && strcmp(word, "al") != 0)
        return strcmp(word, "mln") == 0 ? WS_ABBREVIATED_END : WS_NOT_ABBREVIATED;
    return found ? found->kind : WS_NOT_ABBREVIATED;
}

typedef struct scan {
    const char *text;
    uint32_t end;
} scan;

static uint32_t peek(const scan *at, uint32_t offset, uint32_t *length)
{
    size_t bytes = 0;
    uint32_t point = 0;

    if (offset < at->end) point = ws_utf8_next(at->text + offset, at->end - offset, &bytes);
    *length = (uint32_t)bytes;
    return point;
}

/* "'s" and nothing more: it is a token of its own. */
static bool is_possessive(const scan *at, uint32_t after_apostrophe)
{
    uint32_t length;
    uint32_t next = peek(at, after_apostrophe, &length);

    if (next != 's' && next != 'S') return false;
    next = peek(at, after_apostrophe + length, &length);
    return length == 0 || !(ws_text_is_alnum(next) || is_apostrophe(next));
}

static bool joins(const scan *at, uint32_t begin, uint32_t before, uint32_t point, uint32_t next_at)
{
    uint32_t length;
    uint32_t next = peek(at, next_at, &length);

    if (length == 0 || !ws_text_is_alnum(next)) return false;
    if (is_apostrophe(point)) return !is_possessive(at, next_at) && !(is_digit(before) && is_digit(next));
    if (is_hyphen(point) || point == '&' || point == '@' || point == '_') return true;
    if (point == ',' || point == ':') return is_digit(before) && is_digit(next);
    if (point != '.') return false;
    if (is_digit(before) || is_digit(next)) return is_digit(before) && (is_digit(next) || !is_upper(next));
    /* "end.Next" lacks a blank; "U.S", "N.Y", "Ph.D" and "example.com" do not. */
    if (next_at - begin == 3 && at->end - begin > 4 && memcmp(at->text + begin, "Ph.D.", 5) == 0) return true;
    return !is_upper(next) || next_at - 2 == begin || at->text[next_at - 3] == '.' || is_upper(before);
}

static uint32_t scan_word(const scan *at, uint32_t begin)
{
    uint32_t offset = begin;
    uint32_t before = ' ';

    for (;;) {
        uint32_t length;
        uint32_t point = peek(at, offset, &length);

        if (length == 0) return offset;
        if (!ws_text_is_alnum(point) && !joins(at, begin, before, point, offset + length)) return offset;
        before = point;
        offset += length;
    }
}

/* Where a web address ends: at white space, a quotation mark or an angle, without the sentence's own punctuation. */
static uint32_t scan_address(const scan *at, uint32_t begin)
{
    uint32_t offset = begin;

    for (;;) {
        uint32_t length;
        uint32_t point = peek(at, offset, &length);

        if (length == 0 || ws_text_is_space(point) || ws_text_is_quote(point) || point == '<' || point == '>') break;
        offset += length;
    }
    while (offset > begin && strchr(".,;:!?)]", at->text[offset - 1])) offset--;
    return offset;
}

static bool starts_address(const scan *at, uint32_t offset)
{
    size_t left = at->end - offset;
    const char *bytes = at->text + offset;

    return (left > 7 && strncasecmp(bytes, "http://", 7) == 0) ||
           (left > 8 && strncasecmp(bytes, "https://", 8) == 0) || (left > 4 && strncasecmp(bytes, "www.", 4) == 0);
}

/* The stop that belongs to an abbreviation before it. */
static bool takes_stop(const scan *at, uint32_t begin, uint32_t end)
{
    uint32_t length;
    uint32_t next;

    if (end >= at->end || at->text[end] != '.' || (end + 1 < at->end && at->text[end + 1] == '.')) return false;
    switch (ws_text_abbreviation(at->text + begin, end - begin)) {
    case WS_NOT_ABBREVIATED:
        return false;
    case WS_ABBREVIATED_NUMBER:
        next = peek(at, end + 1, &length);
        if (next == ' ' || next == 0xA0) next = peek(at, end + 1 + length, &length);
        return is_digit(next);
    default:
        return true;
    }
}

static uint32_t scan_punctuation(const scan *at, uint32_t begin, uint32_t length)
{
    uint32_t end = begin + length;
    char byte = at->text[begin];

    if (byte == '.' || byte == '-' || byte == '`')
        while (end < at->end && at->text[end] == byte) end++;
    return end;
}

static uint32_t scan_token(const scan *at, uint32_t begin, ws_token_kind *kind)
{
    uint32_t length, next_length;
    uint32_t point = peek(at, begin, &length);
    uint32_t next = peek(at, begin + length, &next_length);
    uint32_t end;

    *kind = WS_TOKEN_WORD;
    if (is_apostrophe(point) && begin > 0 && is_possessive(at, begin + length) &&
        ws_text_is_alnum(ws_text_before(at->text, 0, begin)))
        return begin + length + 1;
    if (starts_address(at, begin)) return scan_address(at, begin);
    if (is_digit(point) || (is_currency(point) && is_digit(next))) {
        *kind = WS_TOKEN_NUMBER;
        end = scan_word(at, is_digit(point) ? begin : begin + length);
        return end < at->end && at->text[end] == '%' ? end + 1 : end;
    }
    if (ws_text_is_alnum(point)) {
        end = scan_word(at, begin);
        return takes_stop(at, begin, end) ? end + 1 : end;
    }
    *kind = WS_TOKEN_PUNCTUATION;
    return scan_punctuation(at, begin, length);
}

/* Nearly all tokens are ASCII, for which folding is lower-casing. */
static const char *fold(ws_arena *arena, const char *bytes, size_t size)
{
    char *folded;

    for (size_t i = 0; i < size; i++)
        if ((unsigned char)bytes[i] >= 0x80) return ws_fold(arena, bytes, size);
    folded = ws_arena_string(arena, bytes, size);
    for (size_t i = 0; folded && i < size; i++)
        if (folded[i] >= 'A' && folded[i] <= 'Z') folded[i] |= 0x20;
    return folded;
}

ws_status ws_text_tokenize(ws_reading *reading, ws_span span, size_t *capacity, ws_error *error)
{
    scan at = {reading->article->text, span.end};
    uint32_t offset = span.begin;

    while (offset < span.end) {
        uint32_t length;
        uint32_t point = peek(&at, offset, &length);
        ws_token *grown, *token;

        if (ws_text_is_space(point)) {
            offset += length;
            continue;
        }
        if (reading->token_count == WS_MOST_TOKENS)
            return ws_fail(error, WS_REFUSED, "Is it one article?", "the text has more than %d words", WS_MOST_TOKENS);
        grown = ws_arena_grow(reading->arena, reading->tokens, reading->token_count, capacity, sizeof *grown);
        if (!grown) return ws_no_memory(error);
        reading->tokens = grown;
        token = &grown[reading->token_count++];
        memset(token, 0, sizeof *token);
        token->span.begin = offset;
        token->span.end = scan_token(&at, offset, &token->kind);
        token->capital = is_upper(point);
        token->folded = fold(reading->arena, at.text + offset, token->span.end - offset);
        if (!token->folded) return ws_no_memory(error);
        offset = token->span.end;
    }
    return WS_OK;
}
