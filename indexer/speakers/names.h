/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of an article: every run of capitalized words outside the headline, with title and role, and the full name
 * that a surname stands for. */
#ifndef WS_NAMES_H
#define WS_NAMES_H

#include "lexicon.h"
#include "reading.h"
#include "status.h"
#include "tokens.h"

typedef enum ws_gender { WS_GENDER_ANY, WS_GENDER_MALE, WS_GENDER_FEMALE } ws_gender;

typedef struct ws_mention {
    ws_range name;       /* tokens, titles excluded */
    const char *surname; /* folded last word */
    const char *role;    /* beside this mention: "Mayor", "the mayor of Sumy" without its article; NULL: none */
    const char *folded_role;
    const char *affiliation;
    ws_gender gender;
    bool person; /* a title or a given name says so */
} ws_mention;

typedef struct ws_names {
    const ws_lexicon *lexicon;
    const ws_reading *reading;
    ws_mention *items; /* in order of the text */
    size_t count;
    uint32_t *by_surname; /* indexes into items, sorted by surname, then by place */
    uint32_t *with_role;  /* indexes of those with a role, in order of the text */
    size_t with_role_count;
} ws_names;

ws_status ws_names_find(const ws_lexicon *lexicon, const ws_reading *reading, ws_names *out, ws_error *error);

/* The mention that names in full whom these tokens name: itself where nothing fuller stands in the article, or where
 * several people may be meant. `own` gets title and role beside the tokens themselves. NULL: no name there. */
const ws_mention *ws_names_full(const ws_names *names, ws_range tokens, const ws_mention **own);

/* The nearest person named before token `before` whom a pronoun of this gender may mean; NULL: none near. */
const ws_mention *ws_names_before(const ws_names *names, size_t before, ws_gender gender);

/* The one person of the article who is said to hold an office ("foreign minister"); NULL: nobody, or several. */
const ws_mention *ws_names_office(const ws_names *names, const char *folded_office);

/* Role beside any mention of the same name, nearest the beginning. */
const ws_mention *ws_names_with_role(const ws_names *names, const ws_mention *mention);

/* The article's characters of some tokens, white space made single. NULL: no memory. */
char *ws_tokens_text(ws_arena *arena, const ws_reading *reading, ws_range tokens);

#endif
