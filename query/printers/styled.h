/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text for people: made harmless, styled, and wrapped to the width of the terminal. */
#ifndef WS_STYLED_H
#define WS_STYLED_H

#include "buffer.h"
#include "record.h"
#include "status.h"

#include <stdbool.h>
#include <stdio.h>

typedef enum ws_style {
    WS_STYLE_PLAIN,
    WS_STYLE_NAME,   /* speakers */
    WS_STYLE_SOURCE, /* the words that name the source */
    WS_STYLE_CUE,
    WS_STYLE_CONTENT, /* what was said */
    WS_STYLE_MATCH,   /* words that were searched for */
    WS_STYLE_LABEL,   /* what a reader must not overlook: denial, paraphrase, unnamed */
    WS_STYLE_FAINT    /* metadata */
} ws_style;

/* A paragraph under construction: harmless UTF-8, with the style of each of its bytes. */
typedef struct ws_styled {
    ws_buffer text, styles; /* equally long */
} ws_styled;

ws_styled ws_styled_new(void);
void ws_styled_free(ws_styled *styled);
void ws_styled_clear(ws_styled *styled);

/* Appends bytes as ws_harmless makes them. */
void ws_styled_add(ws_styled *styled, ws_style style, const char *bytes, size_t size);
void ws_styled_puts(ws_styled *styled, ws_style style, const char *string);

/* Appends `bytes` made harmless for a terminal: line ends and tabs become blanks, other control characters their
 * pictures (U+241B for escape), and what is invisible or turns the direction of text becomes U+FFFD, as do what is no
 * character and bytes that are no UTF-8. */
void ws_harmless(ws_buffer *buffer, const char *bytes, size_t size);

/* Is it invisible, a control character, no character at all, or does it turn the direction of text? */
bool ws_is_deceptive(uint32_t character);

typedef struct ws_layout {
    FILE *out;
    bool colour;
    size_t columns;    /* lines are broken at this display column; 0: not at all */
    size_t indent;     /* of every line */
    const char *label; /* stands in the indent of the first line, two columns in; NULL: none */
} ws_layout;

/* Writes the paragraph and a line end. Failures of the stream stick to it. WS_NO_MEMORY. */
ws_status ws_styled_write(const ws_styled *styled, const ws_layout *layout, ws_error *error);

#endif
