/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands beside a name and tells what somebody is: titles, offices, appositions; and the role they make. */
#ifndef WS_TITLES_H
#define WS_TITLES_H

#include "mentions.h"

/* Is a token a title or a role ("senator", "spokesman")? */
bool ws_is_title_word(const ws_mentions *mentions, size_t token);

/* "Mayor of Sumy" Jane Ruiz, "Chancellor of the Exchequer", "director for Latin America and the Caribbean": where an
 * office with its place or body begins that ends before token `end`, not before `first`; `end`: there is none. */
size_t ws_office_of(const ws_mentions *m, size_t first, size_t end);

/* The words of a title that end right before token `end`, not before token `first`: "former U.S. Secretary of State".
 * Empty: none. */
ws_range ws_title_before(const ws_mentions *mentions, size_t first, size_t end);

/* Fills title, apposition, office and gender of a mention, and leaves the title out of its name. */
void ws_mention_describe(const ws_mentions *mentions, ws_mention *mention, ws_range paragraph);

/* The tokens beside a mention that tell its role best; empty: none do. */
ws_range ws_mention_role(const ws_mentions *mentions, const ws_mention *mention);

/* The land whose people are among some tokens: "Egypt" for "Egyptian official". *out: NULL: none. false: no memory. */
bool ws_land_of_people(const ws_mentions *mentions, ws_range words, const char **out);

/* The body or place to which somebody belongs by the words right behind the name or its apposition: "Jane Ruiz of the
 * Roads Board", "Jane Ruiz, an expert from Lindfell University". Empty: none. */
ws_range ws_belongs_to(const ws_mentions *mentions, const ws_mention *mention);

#endif
