/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answer to `whosaid variants`. */
#ifndef WS_VARIANTS_ANSWER_H
#define WS_VARIANTS_ANSWER_H

#include "earliest.h"
#include "variant_print.h"

typedef struct ws_variants_answer {
    const ws_hit *hit; /* asked about */
    const ws_quote *quote;
    const char *seen;
    const ws_variants *variants;
    size_t same;          /* of these, the first so many are the same quotation */
    ws_earliest earliest; /* of the quotation asked about (0) and these (from 1) */
} ws_variants_answer;

ws_status ws_text_variants(const ws_print *print, const ws_variants_answer *answer, ws_error *error);
/* As one value, or as a line for each variant. */
ws_status ws_json_variants(const ws_print *print, const ws_variants_answer *answer, bool lines, ws_error *error);

#endif
