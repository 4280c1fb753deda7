/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "I" and "we": whoever it is quoted from; outside quotations the article's author. */
#ifndef WS_FIRST_PERSON_H
#define WS_FIRST_PERSON_H

#include "mentions.h"

/* Names the speaker of statement `number` if its source is such a pronoun, when all others have theirs. */
ws_status ws_first_person_resolve(const ws_mentions *mentions, ws_reading *reading, size_t number, ws_error *error);

#endif
