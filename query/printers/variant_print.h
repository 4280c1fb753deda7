/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Variants of a quotation, for all printers. */
#ifndef WS_VARIANT_PRINT_H
#define WS_VARIANT_PRINT_H

#include "json_values.h"
#include "printer.h"
#include "styled.h"
#include "variant.h"

/* The quotation's own characters, pieces joined by " … ". NULL: no memory. */
const char *ws_quote_text(ws_arena *arena, const ws_quote *quote, size_t begin, size_t end);

/* What must not be overlooked in a difference: "negation lost", "modality changed", "words cut", ...; in the order of
 * these, NULL behind the last. */
enum { WS_MARKS_MOST = 8 };
void ws_variant_marks(const ws_variant *variant, const char *marks[WS_MARKS_MOST]);

/* Prints how the words of a variant differ, [-those it lacks-] and {+those it has instead+}, and the marks. Nothing for
 * equal words. `line` is empty before and after. */
ws_status ws_text_difference(const ws_print *print, const ws_quote *asked, const ws_variant *variant, ws_styled *line,
                             ws_error *error);
/* Prints a variant: `label`, speaker where it is another, place; then its difference. */
ws_status ws_text_variant(const ws_print *print, const ws_quote *asked, const ws_variant *variant, const char *label,
                          ws_styled *line, ws_error *error);

/* Appends {"relation":...,"statement":{...}}. */
ws_status ws_json_add_variant(ws_buffer *buffer, const ws_print *print, ws_offsets_cache *cache, const ws_quote *asked,
                              const ws_variant *variant, ws_error *error);

#endif
