/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which words are cues, and the roles of the words around one cue: a linear-chain CRF (Lafferty et al. 2001) whose
 * scores are bilinear in cue and word (Dozat and Manning 2017), with scores of their own for where a source or a
 * content begins and ends. */
#ifndef WS_HEADS_H
#define WS_HEADS_H

#include "encoder.h"
#include "layout.h"
#include "model.h"
#include "perceptron.h"

/* Bilinear forms: cue, source, content; source begins, source ends; content begins, content ends. */
enum { WS_FORMS_OF_CUE = 7, WS_BIASES = WS_FORMS_OF_CUE + 1, WS_DISTANCES = 64 };

/* Relation of a word to a cue: lines between (-2 and less .. 2 and more), and how it stands to quotations. */
enum { WS_LINES_APART = 5, WS_QUOTED = 5, WS_RELATIONS = WS_LINES_APART * WS_QUOTED };

typedef struct ws_heads {
    size_t width, head_width; /* of an encoding; of one bilinear form */
    size_t summary;           /* numbers in the summary of a word */
    const float *cue_weight, *cue_bias;
    ws_linear query, key;
    const float *bias_weight, *bias_bias;       /* [WS_BIASES x width], [WS_BIASES] */
    const float *distance;                      /* [WS_DISTANCES x WS_BIASES] */
    const float *relation;                      /* [WS_RELATIONS x WS_BIASES] */
    const float *transitions, *line;            /* [4 x 4] from, to; added to where a line begins */
    const float *first;                         /* [4] */
    const float *summary_weight, *summary_bias; /* [summary x width], [summary] */
    ws_perceptron tag;                          /* from a word and its neighbours to WS_TAGS scores */
} ws_heads;

typedef struct ws_heads_scratch {
    const float *words; /* [window x width] encodings of the words' first pieces: the encoder's */
    float *keys;        /* [window x forms * head_width] */
    float *query;       /* [forms * head_width] */
    float *biases;      /* [window x WS_BIASES] */
    float *scores;      /* [window x WS_BIASES] of one cue: four emissions, four edges */
    uint8_t *q, *back;  /* [window x width], [window x WS_ROLES] */
    float *least, *step;
    int32_t *sums;
    void *block;
} ws_heads_scratch;

ws_status ws_heads_load(ws_heads *heads, const ws_model_file *file, ws_error *error);
ws_status ws_heads_scratch_new(const ws_heads *heads, size_t window, ws_heads_scratch *scratch, ws_error *error);
void ws_heads_scratch_free(ws_heads_scratch *scratch);

/* Score of a word (row of scratch->words) as a cue. */
float ws_heads_cue(const ws_heads *heads, const ws_heads_scratch *scratch, size_t word);

/* Scores of the tags of words [begin, end), of `words` in the window: which names begin and go on there. WS_TAGS for
 * each. */
void ws_heads_tags(const ws_heads *heads, const ws_heads_scratch *scratch, size_t begin, size_t end, size_t words,
                   float *out);

/* What the resolving of speakers keeps of words [begin, end): `summary` numbers for each. */
void ws_heads_summaries(const ws_heads *heads, const ws_heads_scratch *scratch, size_t begin, size_t end, float *out);

/* Once for a window with cues, before ws_heads_roles. */
ws_status ws_heads_prepare(const ws_heads *heads, ws_heads_scratch *scratch, size_t words, ws_error *error);
/* The best roles of all words, laid out as `layout` says, for the cue at row `cue`. */
ws_status ws_heads_roles(const ws_heads *heads, ws_heads_scratch *scratch, const ws_word_layout *layout, size_t words,
                         size_t cue, uint8_t *roles, ws_error *error);

#endif
