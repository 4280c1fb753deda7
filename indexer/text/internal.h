/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the stages of indexer/text share among themselves. */
#ifndef WS_TEXT_INTERNAL_H
#define WS_TEXT_INTERNAL_H

#include "reading.h"
#include "status.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct ws_paragraphs {
    ws_paragraph *items; /* spans only */
    size_t count;
    size_t capacity;
    bool parted_by_blank; /* a blank line follows the first paragraph */
} ws_paragraphs;

ws_status ws_text_paragraphs(ws_arena *arena, const char *text, size_t size, ws_paragraphs *out, ws_error *error);

/* Does the first paragraph look like a title over the rest? */
bool ws_text_has_title_line(const char *text, const ws_paragraphs *paragraphs);

/* Appends the tokens of a span; *capacity belongs to reading->tokens. */
ws_status ws_text_tokenize(ws_reading *reading, ws_span span, size_t *capacity, ws_error *error);

/* Appends the sentences of a paragraph whose tokens are there; *capacity belongs to reading->sentences. */
ws_status ws_text_sentences(ws_reading *reading, uint32_t paragraph, size_t *capacity, ws_error *error);

/* An abbreviation that is written with a full stop ("mr", "gen", "inc"), folded, without the stop. */
typedef enum {
    WS_NOT_ABBREVIATED,
    WS_ABBREVIATED_TITLE,  /* never ends a sentence: "Mr." */
    WS_ABBREVIATED_NUMBER, /* only before a number: "No." */
    WS_ABBREVIATED_END     /* may end one: "Inc.", "U.S.", "p.m." */
} ws_abbreviation;
ws_abbreviation ws_text_abbreviation(const char *bytes, size_t size);

/* Is the folded word among the NULL-terminated words? For short lists. */
bool ws_text_word_in(const char *folded, const char *const *words);

/* Fills `scare` of the quotations. */
ws_status ws_text_scare_quotes(ws_reading *reading, ws_error *error);

/* More lines or tokens than any article has; such a text is refused before its arrays fill the memory. */
enum { WS_MOST_LINES = 400000, WS_MOST_TOKENS = 1500000 };

/* Code points at the edges of an offset; ' ' at the ends of the text. */
uint32_t ws_text_before(const char *text, uint32_t begin, uint32_t offset);
uint32_t ws_text_after(const char *text, uint32_t end, uint32_t offset);

bool ws_text_is_space(uint32_t point);
bool ws_text_is_alnum(uint32_t point);
bool ws_text_is_quote(uint32_t point);

#endif
