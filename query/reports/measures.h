/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions that several sections ask. Of several who speak jointly the one who is named most fully counts, so that
 * every statement has one naming, the first of: named, partly, spokesperson, collective, withheld, insider, unknown. */
#ifndef WS_MEASURES_H
#define WS_MEASURES_H

#include "counting.h"

#define WS_OPENLY "named OR partly OR spokesperson OR collective"
#define WS_STRICT "naming:withheld -naming:(" WS_OPENLY ")"
#define WS_BROAD "naming:(withheld OR insider) -naming:(" WS_OPENLY ")"

#define WS_STRICT_MEANS "no name, and the text says that it is withheld"
#define WS_BROAD_MEANS "no name, whether or not the text says that it is withheld"

#define WS_COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* All that is counted, by the sections that have it, for these and for the manual. */
extern const ws_measure_table ws_source_tables[], ws_anonymity_tables[], ws_form_tables[], ws_review_tables[],
    ws_reply_tables[], ws_correction_tables[], ws_word_tables[], ws_group_tables[];

#endif
