/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of an article: what the model tags as one, with the title, office or apposition that stands beside it. */
#ifndef WS_MENTIONS_H
#define WS_MENTIONS_H

#include "lexicon.h"
#include "model.h"
#include "reading.h"
#include "tokens.h"

typedef enum ws_gender { WS_GENDER_ANY, WS_GENDER_MALE, WS_GENDER_FEMALE } ws_gender;

typedef struct ws_mention {
    ws_range name;               /* tokens; without titles, a leading "the" and a possessive 's */
    ws_range title;              /* tokens right before the name ("former foreign minister"); empty: none */
    ws_range apposition;         /* tokens right behind it ("the mayor of Sumy", without its article); empty: none */
    ws_range office;             /* tokens before it and a comma ("The mayor of Sumy, Jane Ruiz"), likewise */
    float kinds[WS_NAMED_KINDS]; /* probabilities */
    ws_gender gender;            /* by title or given name */
    bool titled;                 /* a title says that it is a person's */
    bool body;                   /* a body by a name and a common noun: "Trump campaign" */
    uint32_t word;               /* of the model's words: its last */
} ws_mention;

typedef struct ws_mentions {
    const ws_lexicon *lexicon;
    const ws_model_reading *read;
    const ws_reading *reading;
    ws_mention *items; /* in order of the text, not overlapping */
    size_t count;
    uint32_t *of_token;      /* for each token 1 + the mention whose name holds it; 0: none */
    uint32_t *word_of_token; /* the model's word in which each token begins */
    bool *in_source;         /* for each token: it stands in a statement's source */
} ws_mentions;

/* `out` lies in the reading's arena. */
ws_status ws_mentions_find(const ws_lexicon *lexicon, const ws_model_reading *read, const ws_reading *reading,
                           ws_mentions *out, ws_error *error);

/* The mention whose name holds a token; NULL: none. */
const ws_mention *ws_mention_at(const ws_mentions *mentions, size_t token);

/* The first mention that ends behind token `token`; mentions->count: none. */
size_t ws_mention_from(const ws_mentions *mentions, size_t token);

ws_gender ws_gender_of(const char *value); /* "male", "female", else ANY; NULL is fine */

/* The article's characters of some tokens, white space made single. NULL: no memory. */
char *ws_tokens_text(ws_arena *arena, const ws_reading *reading, ws_range tokens);

#endif
