/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which statements perhaps answer a claim. They are proposals for a person to accept or reject, and each says why. The
 * rule:
 *
 *     A response is a denial, a confirmation, a refusal to comment, a missing answer, an apology or a retraction.
 *     It is in the same article, or in one published on the same day or up to a fortnight later.
 *     Its speaker is another one than the claim's, but for apologies and retractions.
 *     Either the claim names its speaker, by a name or a part of it that begins with a capital; or the response names
 * the claim's speaker; or the two share rare words, in the response's own or those of its paragraph. In another article
 *     one of the last two alone is not enough. Common names and words, of one in two hundred statements or more, do not
 *     count.
 *
 * Likely are those of whom two such signs are told, or one within the next paragraphs of the same article; the others
 * are possible. */
#ifndef WS_PROPOSE_H
#define WS_PROPOSE_H

#include "index.h"
#include "people.h"

typedef enum ws_sign {
    WS_SIGN_NEAR = 1,    /* in the same article, at most three paragraphs on */
    WS_SIGN_ARTICLE = 2, /* elsewhere in the same article */
    WS_SIGN_NAMED = 4,   /* the claim names its speaker */
    WS_SIGN_NAMES = 8,   /* it names the claim's speaker */
    WS_SIGN_WORDS = 16   /* they share rare words */
} ws_sign;

enum { WS_SHARED_MOST = 4, WS_RESPONSES_MOST = 50 };

typedef struct ws_response {
    ws_hit hit;
    unsigned signs; /* of ws_sign */
    bool likely;
    const char *shared[WS_SHARED_MOST]; /* the rarest of the words they share */
    size_t shared_count;
    const ws_decision *decision; /* what somebody decided about these two; NULL: nothing */
} ws_response;

typedef struct ws_responses {
    ws_response *items; /* accepted ones first, then likely before possible, near before far */
    size_t count;
    size_t rejected; /* left out: somebody decided that they are none */
} ws_responses;

/* Where responses are looked for. */
typedef struct ws_responses_in {
    ws_index *index;
    ws_people *people; /* formed already */
    const ws_decisions *decisions;
    ws_arena *arena;   /* of all that is answered */
    size_t statements; /* of the index */
} ws_responses_in;

ws_status ws_responses_propose(const ws_responses_in *in, const ws_hit *claim, ws_responses *out, ws_error *error);

#endif
