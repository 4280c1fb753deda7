/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "I" and "we": whoever it is quoted from; outside quotations the article's author. */
#ifndef WS_FIRST_PERSON_H
#define WS_FIRST_PERSON_H

#include "mentions.h"

/* Who "I" is outside quotations: the byline's one author, or whom the last paragraph tells of ("Jane Ruiz is a
 * professor of law"), else "author", who has no name key. `name` NULL: several authors. */
ws_status ws_author_find(const ws_mentions *mentions, ws_speaker *out, ws_error *error);

/* Names the speaker of statement `number` if its source is such a pronoun, when all others have theirs. */
void ws_first_person_resolve(const ws_mentions *mentions, ws_reading *reading, size_t number, const ws_speaker *author);

#endif
