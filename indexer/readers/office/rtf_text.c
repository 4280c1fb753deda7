/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rtf_text.h"

#include "unicode.h"

#include <ctype.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <uniconv.h>

enum { RUN_BYTES = 4096, NAME_BYTES = 64, MOST_FALLBACKS = 16 };

typedef struct group {
    ws_rtf_destination to;
    bool hidden, deleted;
    bool shape; /* the group in which a text box begins */
    bool inst;  /* within a drawing: the text of its box counts */
    int fallbacks;
    int page; /* of the font; 0: the document's */
} group;

typedef struct rtf {
    ws_flow *flow;
    const char *bytes;
    size_t size, at;
    group groups[WS_RTF_DEPTH];
    size_t depth; /* of the group we are in; 0 the document */
    int page;
    int fallbacks_left;  /* characters that stand in for one already read */
    uint32_t high;       /* half of a code point */
    bool starred;        /* after \* */
    char run[RUN_BYTES]; /* bytes that await their conversion */
    size_t run_size;
    int run_page;
    int font;              /* in the font table */
    int style;             /* in the style sheet; of the paragraph */
    char name[NAME_BYTES]; /* of that style */
    size_t name_size;
    ws_flow_kind kind; /* of the paragraph */
    bool no_memory;
    uint16_t pages[WS_RTF_FONTS];
    uint8_t kinds[WS_RTF_FONTS]; /* of styles: ws_flow_kind */
} rtf;

static group *here(rtf *at)
{
    return &at->groups[at->depth];
}

static bool is_read(rtf *at)
{
    const group *now = here(at);

    return now->to == WS_RTF_TEXT && !now->hidden && !now->deleted;
}

/* Converts the bytes that wait. What no character stands for becomes a question mark. */
static void flush(rtf *at)
{
    char charset[24];
    size_t length = 0;
    uint8_t *text;
    bool plain = true;

    if (at->run_size == 0) return;
    for (size_t i = 0; i < at->run_size; i++) plain = plain && (unsigned char)at->run[i] < 0x80;
    if (plain) {
        ws_flow_add(at->flow, at->run, at->run_size);
        at->run_size = 0;
        return;
    }
    snprintf(charset, sizeof charset, "CP%d", at->run_page);
    if (at->run_page == 10000) strcpy(charset, "MACINTOSH");
    if (at->run_page == 65001) strcpy(charset, "UTF-8");
    text = u8_conv_from_encoding(charset, iconveh_question_mark, at->run, at->run_size, NULL, NULL, &length);
    if (!text && errno != ENOMEM)
        text = u8_conv_from_encoding("CP1252", iconveh_question_mark, at->run, at->run_size, NULL, NULL, &length);
    at->run_size = 0;
    at->no_memory = at->no_memory || !text;
    for (size_t i = 0; i < length; i++)
        if (text[i]) ws_flow_add(at->flow, (const char *)text + i, 1);
    free(text);
}

static void add_byte(rtf *at, char byte)
{
    int page = here(at)->page ? here(at)->page : at->page;

    if (at->fallbacks_left > 0) {
        at->fallbacks_left--;
        return;
    }
    if (here(at)->to == WS_RTF_STYLES && byte != ';' && at->name_size + 1 < NAME_BYTES)
        at->name[at->name_size++] = byte;
    if (!is_read(at) || !byte) return;
    if (page != at->run_page || at->run_size == RUN_BYTES) flush(at);
    at->run_page = page;
    at->high = 0;
    at->run[at->run_size++] = byte;
}

static void add_point(rtf *at, uint32_t point)
{
    char utf8[4];
    size_t size = 0;

    flush(at);
    if (!is_read(at)) return;
    if (point < 0x80) {
        utf8[size++] = (char)point;
    } else if (point < 0x800) {
        utf8[size++] = (char)(0xC0 | point >> 6);
    } else if (point < 0x10000) {
        utf8[size++] = (char)(0xE0 | point >> 12);
        utf8[size++] = (char)(0x80 | (point >> 6 & 0x3F));
    } else {
        utf8[size++] = (char)(0xF0 | point >> 18);
        utf8[size++] = (char)(0x80 | (point >> 12 & 0x3F));
        utf8[size++] = (char)(0x80 | (point >> 6 & 0x3F));
    }
    if (point >= 0x80) utf8[size++] = (char)(0x80 | (point & 0x3F));
    ws_flow_add(at->flow, utf8, size);
}

/* A character that has a name; it may itself stand in for one already read. */
static void add_named(rtf *at, uint32_t point)
{
    if (at->fallbacks_left > 0)
        at->fallbacks_left--;
    else
        add_point(at, point);
}

/* \uN: sixteen bits, signed; beyond them in two halves. */
static void add_unicode(rtf *at, int number)
{
    uint32_t unit = (uint32_t)number & 0xFFFF;

    at->fallbacks_left = here(at)->fallbacks;
    if (unit >= 0xD800 && unit < 0xDC00) {
        at->high = unit;
        return;
    }
    if (unit >= 0xDC00 && unit < 0xE000)
        unit = at->high ? 0x10000 + ((at->high - 0xD800) << 10) + (unit - 0xDC00) : 0xFFFD;
    at->high = 0;
    if (unit) add_point(at, unit);
}

static void end_paragraph(rtf *at)
{
    flush(at);
    if (here(at)->to != WS_RTF_TEXT) return;
    ws_flow_end(at->flow, at->kind);
    ws_flow_begin(at->flow);
}

static void set_style(rtf *at, int number)
{
    at->style = number >= 0 && number < WS_RTF_FONTS ? number : 0;
    if (here(at)->to == WS_RTF_TEXT) at->kind = (ws_flow_kind)at->kinds[at->style];
}

/* Of a style that ends: "Title" and "heading 1" are what we ask for. */
static void keep_style(rtf *at)
{
    at->name[at->name_size] = '\0';
    if (strcasecmp(at->name, "title") == 0) at->kinds[at->style] = WS_FLOW_TITLE;
    if (strncasecmp(at->name, "heading", 7) == 0) at->kinds[at->style] = WS_FLOW_HEADING;
    at->name_size = 0;
    at->style = 0;
}

static void open_group(rtf *at)
{
    group *outer = here(at);

    flush(at);
    at->depth++;
    at->groups[at->depth] = *outer;
    at->groups[at->depth].shape = false;
    at->starred = false;
    at->fallbacks_left = 0;
}

static void close_group(rtf *at)
{
    flush(at);
    at->fallbacks_left = 0;
    if (at->depth == 0) return;
    if (here(at)->to == WS_RTF_STYLES) keep_style(at);
    if (here(at)->shape) ws_flow_end(at->flow, WS_FLOW_BODY);
    at->depth--;
}

static void go_to(rtf *at, const char *name, ws_rtf_destination to)
{
    group *now = here(at);

    if (to == WS_RTF_SHAPE && now->inst) {
        now->to = WS_RTF_TEXT;
        now->inst = false;
        now->shape = true;
        ws_flow_begin(at->flow);
    } else if (now->to != WS_RTF_NEVER && to != WS_RTF_SHAPE) {
        now->inst = strcmp(name, "shpinst") == 0 && is_read(at);
        now->to = to;
    }
}

static bool is_on(const ws_rtf_word *word)
{
    return !word->has_number || word->number != 0;
}

static void set_font(rtf *at, int number)
{
    bool known = number >= 0 && number < WS_RTF_FONTS;

    flush(at);
    if (here(at)->to == WS_RTF_FONT_TABLE)
        at->font = known ? number : 0;
    else
        here(at)->page = known ? at->pages[number] : 0;
}

static void skip_binary(rtf *at, const ws_rtf_word *word)
{
    size_t count = word->has_number && word->number > 0 ? (size_t)word->number : 0;

    at->at = count < at->size - at->at ? at->at + count : at->size;
}

static void obey(rtf *at, const ws_rtf_word *word)
{
    group *now = here(at);
    int value;
    ws_rtf_meaning meaning = ws_rtf_look_up(word->name, &value);

    if (meaning == WS_RTF_DESTINATION)
        go_to(at, word->name, (ws_rtf_destination)value);
    else if (at->starred)
        now->to = WS_RTF_NEVER;
    at->starred = false;
    switch (meaning) {
    case WS_RTF_CHARACTER:
        add_named(at, (uint32_t)value);
        break;
    case WS_RTF_PARAGRAPH:
        end_paragraph(at);
        break;
    case WS_RTF_CODE_PAGE:
        at->page = value;
        break;
    case WS_RTF_ANSI_CODE_PAGE:
        at->page = word->number > 0 && word->number != 1 ? word->number : 1252;
        break;
    case WS_RTF_UNICODE:
        add_unicode(at, word->number);
        break;
    case WS_RTF_FALLBACKS:
        now->fallbacks = word->number >= 0 && word->number <= MOST_FALLBACKS ? word->number : 1;
        break;
    case WS_RTF_BINARY:
        skip_binary(at, word);
        break;
    case WS_RTF_FONT:
        set_font(at, word->number);
        break;
    case WS_RTF_CHARSET:
        at->pages[at->font] = (uint16_t)ws_rtf_charset(word->number);
        break;
    case WS_RTF_HIDDEN:
        flush(at);
        now->hidden = is_on(word);
        break;
    case WS_RTF_DELETED:
        flush(at);
        now->deleted = is_on(word);
        break;
    case WS_RTF_PLAIN:
        flush(at);
        now->hidden = now->deleted = false;
        now->page = 0;
        break;
    case WS_RTF_STYLE:
        set_style(at, word->number);
        break;
    case WS_RTF_PARAGRAPH_DEFAULTS:
        if (now->to == WS_RTF_TEXT) at->kind = WS_FLOW_BODY;
        break;
    default:
        break;
    }
}

/* Behind a backslash, a letter: the word, its number, and the blank that ends it. */
static void read_word(rtf *at, ws_rtf_word *word)
{
    size_t size = 0;
    bool minus = false;
    long number = 0;

    for (; at->at < at->size && isalpha((unsigned char)at->bytes[at->at]); at->at++)
        if (size + 1 < sizeof word->name) word->name[size++] = at->bytes[at->at];
    word->name[size] = '\0';
    if (at->at + 1 < at->size && at->bytes[at->at] == '-' && isdigit((unsigned char)at->bytes[at->at + 1])) {
        minus = true;
        at->at++;
    }
    word->has_number = at->at < at->size && isdigit((unsigned char)at->bytes[at->at]);
    for (; at->at < at->size && isdigit((unsigned char)at->bytes[at->at]); at->at++)
        if (number < 100000000) number = number * 10 + (at->bytes[at->at] - '0');
    word->number = (int)(minus ? -number : number);
    if (at->at < at->size && at->bytes[at->at] == ' ') at->at++;
}

static int hex(char digit)
{
    if (isdigit((unsigned char)digit)) return digit - '0';
    digit = (char)tolower((unsigned char)digit);
    return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

/* What one character behind the backslash means. */
static void read_symbol(rtf *at)
{
    char symbol = at->bytes[at->at++];

    switch (symbol) {
    case '\'':
        if (at->at + 2 <= at->size && hex(at->bytes[at->at]) >= 0 && hex(at->bytes[at->at + 1]) >= 0) {
            add_byte(at, (char)(hex(at->bytes[at->at]) * 16 + hex(at->bytes[at->at + 1])));
            at->at += 2;
        }
        break;
    case '\\':
    case '{':
    case '}':
        add_byte(at, symbol);
        break;
    case '~':
        add_named(at, 0xA0);
        break;
    case '_':
        add_named(at, 0x2011);
        break;
    case '*':
        at->starred = true;
        break;
    case '\n':
    case '\r':
        end_paragraph(at);
        break;
    default:
        break; /* an optional hyphen, marks of an index */
    }
}

static ws_status read_all(rtf *at, ws_error *error)
{
    ws_rtf_word word;

    while (at->at < at->size) {
        char byte = at->bytes[at->at++];

        if (byte == '{') {
            if (at->depth + 1 == WS_RTF_DEPTH)
                return ws_fail(error, WS_REFUSED, NULL, "its groups are nested more than %d deep", WS_RTF_DEPTH);
            open_group(at);
        } else if (byte == '}') {
            close_group(at);
        } else if (byte == '\\' && at->at < at->size && isalpha((unsigned char)at->bytes[at->at])) {
            read_word(at, &word);
            obey(at, &word);
        } else if (byte == '\\') {
            if (at->at < at->size) read_symbol(at);
        } else if (byte != '\r' && byte != '\n') {
            add_byte(at, byte);
        }
    }
    flush(at);
    return at->no_memory ? ws_no_memory(error) : WS_OK;
}

ws_status ws_rtf_read(ws_arena *arena, const char *bytes, size_t size, ws_flow *flow, bool *cut_off, ws_error *error)
{
    rtf *at = ws_arena_alloc(arena, sizeof *at);
    ws_status status;

    if (!at) return ws_no_memory(error);
    at->flow = flow;
    at->bytes = bytes;
    at->size = size;
    at->page = 1252;
    at->groups[0].fallbacks = 1;
    ws_flow_begin(flow);
    status = read_all(at, error);
    *cut_off = at->depth > 0;
    return status;
}
