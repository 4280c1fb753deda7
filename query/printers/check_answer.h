/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answer to `whosaid check`, told quotation by quotation. */
#ifndef WS_CHECK_ANSWER_H
#define WS_CHECK_ANSWER_H

#include "draft.h"
#include "variant_print.h"

typedef enum ws_checked {
    WS_CHECKED_SAME,
    WS_CHECKED_PART, /* of a longer one */
    WS_CHECKED_DIFFERS,
    WS_CHECKED_LONGER, /* only a part of it is there */
    WS_CHECKED_OTHER,  /* somebody else's words */
    WS_CHECKED_NOT_FOUND,
    WS_CHECKED_COUNT
} ws_checked;

typedef struct ws_check_answer {
    ws_format format;
    size_t counts[WS_CHECKED_COUNT];
    size_t quotations;
    bool more; /* the draft has more than were checked */
} ws_check_answer;

/* How a statement stands to a quotation of a draft; `anybody`: the draft does not say whose it is. */
ws_checked ws_checked_of(const ws_variant *variant, bool anybody);

void ws_check_begin(const ws_print *print, const ws_check_answer *answer);
/* One quotation; `variants` in the order of ws_checked. Counts it in the answer. */
ws_status ws_check_quotation(const ws_print *print, ws_check_answer *answer, const ws_draft_quote *quote,
                             const ws_variants *variants, ws_error *error);
/* `searched`: NULL where everything was found. */
ws_status ws_check_end(const ws_print *print, const ws_check_answer *answer, const ws_searched *searched,
                       ws_error *error);

#endif
