/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON is checked here from end to end before cJSON sees it: cJSON accepts broken UTF-8, control characters, odd
 * numbers and trailing garbage. After the check, a failure of cJSON can only be a lack of memory. */
#include "json.h"

#include "unicode.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { DEPTH = 64, VALUES = 1000000, NUMBER_BYTES = 60 /* cJSON's buffer has 63 */ };

typedef struct scanner {
    const char *start, *at, *end;
    const char *wrong; /* what is wrong at `at`; NULL so far nothing */
    size_t values;
} scanner;

static bool scan_value(scanner *scan, int depth);

static bool fail(scanner *scan, const char *wrong)
{
    if (!scan->wrong) scan->wrong = wrong;
    return false;
}

static int peek(const scanner *scan)
{
    return scan->at < scan->end ? (unsigned char)*scan->at : -1;
}

static void skip_white(scanner *scan)
{
    while (scan->at < scan->end && memchr(" \t\r\n", *scan->at, 4)) scan->at++;
}

static bool scan_digits(scanner *scan)
{
    if (peek(scan) < 0 || !isdigit(peek(scan))) return fail(scan, "a digit is missing");
    while (peek(scan) >= 0 && isdigit(peek(scan))) scan->at++;
    return true;
}

static bool scan_number(scanner *scan)
{
    const char *start = scan->at;
    if (peek(scan) == '-') scan->at++;
    if (peek(scan) == '0')
        scan->at++;
    else if (!scan_digits(scan))
        return false;
    if (peek(scan) == '.') {
        scan->at++;
        if (!scan_digits(scan)) return false;
    }
    if (peek(scan) == 'e' || peek(scan) == 'E') {
        scan->at++;
        if (peek(scan) == '+' || peek(scan) == '-') scan->at++;
        if (!scan_digits(scan)) return false;
    }
    return scan->at - start <= NUMBER_BYTES || fail(scan, "a number is longer than 60 characters");
}

/* The four digits after "\u"; -1: none. */
static int take_hex(scanner *scan)
{
    int unit = 0;
    if (scan->end - scan->at < 4) return -1;
    for (int i = 0; i < 4; i++) {
        int digit = tolower((unsigned char)scan->at[i]);
        if (!isxdigit(digit)) return -1;
        unit = unit * 16 + (isdigit(digit) ? digit - '0' : digit - 'a' + 10);
    }
    scan->at += 4;
    return unit;
}

static bool scan_unicode_escape(scanner *scan)
{
    int unit = take_hex(scan);
    if (unit < 0) return fail(scan, "\\u needs four hexadecimal digits");
    if (unit == 0) return fail(scan, "\\u0000 has no place in a text");
    if (unit >= 0xdc00 && unit <= 0xdfff) return fail(scan, "a second half of a surrogate pair without its first");
    if (unit < 0xd800 || unit > 0xdbff) return true;
    bool pair = scan->end - scan->at >= 2 && scan->at[0] == '\\' && scan->at[1] == 'u';
    if (pair) {
        scan->at += 2;
        int second = take_hex(scan);
        pair = second >= 0xdc00 && second <= 0xdfff;
    }
    return pair || fail(scan, "a first half of a surrogate pair without its second");
}

static bool scan_string(scanner *scan)
{
    if (peek(scan) != '"') return fail(scan, "a string in double quotation marks is missing");
    scan->at++;
    for (;;) {
        int byte = peek(scan);
        if (byte < 0) return fail(scan, "a string is not closed");
        if (byte < 0x20) return fail(scan, "a control character inside a string");
        scan->at++;
        if (byte == '"') return true;
        if (byte != '\\') continue;
        byte = peek(scan);
        if (byte < 0 || !memchr("\"\\/bfnrtu", byte, 9)) return fail(scan, "an escape that JSON does not have");
        scan->at++;
        if (byte == 'u' && !scan_unicode_escape(scan)) return false;
    }
}

static bool scan_word(scanner *scan, const char *word)
{
    size_t length = strlen(word);
    if ((size_t)(scan->end - scan->at) < length || memcmp(scan->at, word, length))
        return fail(scan, "a value is missing or misspelt");
    scan->at += length;
    return true;
}

static bool scan_name(scanner *scan)
{
    if (!scan_string(scan)) return false;
    skip_white(scan);
    if (peek(scan) != ':') return fail(scan, "a colon is missing after a name");
    scan->at++;
    return true;
}

/* An object ('}') or an array (']'), behind its opening bracket. */
static bool scan_members(scanner *scan, char close, int depth)
{
    if (depth >= DEPTH) return fail(scan, "it is nested more than 64 deep");
    skip_white(scan);
    if (peek(scan) == close) return scan->at++, true;
    for (;;) {
        skip_white(scan);
        if (close == '}' && !scan_name(scan)) return false;
        if (!scan_value(scan, depth + 1)) return false;
        skip_white(scan);
        int byte = peek(scan);
        if (byte == close) return scan->at++, true;
        if (byte != ',') return fail(scan, close == '}' ? "a comma or '}' is missing" : "a comma or ']' is missing");
        scan->at++;
    }
}

static bool scan_value(scanner *scan, int depth)
{
    skip_white(scan);
    if (++scan->values > VALUES) return fail(scan, "it has more than a million values");
    switch (peek(scan)) {
    case '{':
        return scan->at++, scan_members(scan, '}', depth);
    case '[':
        return scan->at++, scan_members(scan, ']', depth);
    case '"':
        return scan_string(scan);
    case 't':
        return scan_word(scan, "true");
    case 'f':
        return scan_word(scan, "false");
    case -1:
        return fail(scan, "it ends where a value is missing");
    case 'n':
        return scan_word(scan, "null");
    default:
        break;
    }
    if (peek(scan) == '-' || isdigit(peek(scan))) return scan_number(scan);
    return fail(scan, "a value is missing or misspelt");
}

/* "line 3, column 7": bytes before a newline are counted as characters where they begin one. */
static ws_status refuse(const scanner *scan, ws_error *error)
{
    size_t line = 1, column = 1;
    for (const char *at = scan->start; at < scan->at; at++) {
        if (*at == '\n')
            line++, column = 1;
        else if (((unsigned char)*at & 0xc0) != 0x80)
            column++;
    }
    if (line == 1) return ws_fail(error, WS_REFUSED, NULL, "broken JSON at column %zu: %s", column, scan->wrong);
    return ws_fail(error, WS_REFUSED, NULL, "broken JSON at line %zu, column %zu: %s", line, column, scan->wrong);
}

ws_status ws_json_read(const char *bytes, size_t size, cJSON **out, ws_error *error)
{
    *out = NULL;
    size_t bad = ws_utf8_check(bytes, size);
    if (bad != size)
        return ws_fail(error, WS_REFUSED, "convert it to UTF-8 first (iconv)", "not valid UTF-8 at byte %zu", bad);
    scanner scan = {.start = bytes, .at = bytes, .end = bytes + size};
    if (scan_value(&scan, 0)) {
        skip_white(&scan);
        if (scan.at < scan.end) fail(&scan, "something follows the end of the value");
    }
    if (scan.wrong) return refuse(&scan, error);
    const char *end;
    *out = cJSON_ParseWithLengthOpts(bytes, size, &end, 0);
    return *out ? WS_OK : ws_no_memory(error);
}

const cJSON *ws_json_member(const cJSON *object, const char *name)
{
    return cJSON_IsObject(object) ? cJSON_GetObjectItemCaseSensitive(object, name) : NULL;
}

const char *ws_json_string(const cJSON *object, const char *name)
{
    const char *string = cJSON_GetStringValue(ws_json_member(object, name));
    return string && *string ? string : NULL;
}

/* Moves to the value of a top-level member; false when there is none. */
static bool seek_member(scanner *scan, const char *name)
{
    size_t length = strlen(name);
    skip_white(scan);
    if (peek(scan) != '{') return false;
    do {
        scan->at++; /* the bracket or a comma */
        skip_white(scan);
        const char *key = scan->at + 1;
        if (!scan_string(scan)) return false;
        bool found = (size_t)(scan->at - 1 - key) == length && !memcmp(key, name, length);
        skip_white(scan);
        if (peek(scan) != ':') return false;
        scan->at++;
        skip_white(scan);
        if (found) return true;
        if (!scan_value(scan, 1)) return false;
        skip_white(scan);
    } while (peek(scan) == ',');
    return false;
}

const char *ws_json_number_text(ws_arena *arena, const char *bytes, size_t size, const char *name)
{
    scanner scan = {.start = bytes, .at = bytes, .end = bytes + size};
    if (!seek_member(&scan, name)) return NULL;
    const char *value = scan.at;
    bool number = peek(&scan) == '-' || (peek(&scan) >= 0 && isdigit(peek(&scan)));
    return number && scan_number(&scan) ? ws_arena_string(arena, value, (size_t)(scan.at - value)) : NULL;
}

void ws_json_add_string(ws_buffer *buffer, const char *string)
{
    if (!string) {
        ws_buffer_puts(buffer, "null");
        return;
    }
    ws_buffer_putc(buffer, '"');
    const char *plain = string;
    for (; *string; string++) {
        unsigned char byte = (unsigned char)*string;
        if (byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7f) continue;
        ws_buffer_add(buffer, plain, (size_t)(string - plain));
        plain = string + 1;
        if (byte == '\n')
            ws_buffer_puts(buffer, "\\n");
        else if (byte == '"' || byte == '\\')
            ws_buffer_printf(buffer, "\\%c", byte);
        else
            ws_buffer_printf(buffer, "\\u%04x", byte);
    }
    ws_buffer_add(buffer, plain, (size_t)(string - plain));
    ws_buffer_putc(buffer, '"');
}

ws_status ws_json_print(ws_buffer *buffer, const cJSON *value, ws_error *error)
{
    char *printed = cJSON_PrintUnformatted(value);
    if (!printed) return ws_no_memory(error);
    ws_buffer_puts(buffer, printed);
    cJSON_free(printed);
    return ws_buffer_status(buffer, error);
}
