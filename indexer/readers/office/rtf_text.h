/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of an RTF file is text: the control words that matter, and characters of many code pages. */
#ifndef WS_RTF_TEXT_H
#define WS_RTF_TEXT_H

#include "arena.h"
#include "flow.h"
#include "status.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    WS_RTF_DEPTH = 500,  /* deepest nesting of groups */
    WS_RTF_FONTS = 4096, /* numbers of fonts and of styles that are remembered */
    WS_RTF_WORD = 32
};

/* Where the characters of a group go; SHAPE: they are text where the group is the text box of a drawing. */
typedef enum { WS_RTF_TEXT, WS_RTF_NEVER, WS_RTF_FONT_TABLE, WS_RTF_STYLES, WS_RTF_SHAPE } ws_rtf_destination;

typedef struct ws_rtf_word {
    char name[WS_RTF_WORD];
    bool has_number;
    int number;
} ws_rtf_word;

/* What a control word means, by the one table in rtf_words.c. */
typedef enum {
    WS_RTF_NOTHING,
    WS_RTF_DESTINATION, /* the group goes to `value` */
    WS_RTF_CHARACTER,   /* the code point `value` */
    WS_RTF_PARAGRAPH,   /* ends a paragraph */
    WS_RTF_CODE_PAGE,   /* of the document is `value` */
    WS_RTF_ANSI_CODE_PAGE,
    WS_RTF_UNICODE,
    WS_RTF_FALLBACKS, /* how many characters stand in for one of Unicode */
    WS_RTF_BINARY,
    WS_RTF_FONT,
    WS_RTF_CHARSET,
    WS_RTF_HIDDEN,
    WS_RTF_DELETED,
    WS_RTF_PLAIN,
    WS_RTF_STYLE,
    WS_RTF_PARAGRAPH_DEFAULTS
} ws_rtf_meaning;

ws_rtf_meaning ws_rtf_look_up(const char *name, int *value);
/* The code page of a \fcharset; 0: the document's. */
int ws_rtf_charset(int number);

/* The paragraphs of a whole file; *cut_off where groups are open at its end. WS_REFUSED: nested too deep. */
ws_status ws_rtf_read(ws_arena *arena, const char *bytes, size_t size, ws_flow *flow, bool *cut_off, ws_error *error);

#endif
