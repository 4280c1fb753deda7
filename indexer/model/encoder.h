/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The encoder: a stack of transformer layers as in BERT (Devlin et al. 2019), weights in int8. */
#ifndef WS_ENCODER_H
#define WS_ENCODER_H

#include "kernels.h"
#include "model_file.h"
#include "pieces.h"

enum { WS_LAYERS_MOST = 12, WS_WIDTH_MOST = 1024, WS_INNER_MOST = 4096, WS_WINDOW_MOST = 512 };

typedef struct ws_layer {
    ws_linear query, pair, out, up, down; /* pair: keys, then values */
    const float *norm1_weight, *norm1_bias, *norm2_weight, *norm2_bias;
} ws_layer;

typedef struct ws_encoder {
    size_t layers, width, heads, inner, vocabulary, window;
    const int8_t *pieces;      /* [vocabulary x width] */
    const float *piece_scales; /* [vocabulary] */
    const float *positions;    /* [window x width] */
    const float *shapes;       /* [WS_SHAPES x width] */
    const float *starts;       /* [2 x width] */
    const float *norm_weight, *norm_bias;
    ws_layer layer[WS_LAYERS_MOST];
} ws_encoder;

/* Room for one window; made once for a thread. */
typedef struct ws_encoder_scratch {
    float *x;                      /* [window x width]: in the end, the encodings that were asked for */
    float *queries;                /* [window x width] of a layer */
    float *pairs;                  /* [window x 2 * width] keys and values */
    float *row;                    /* [max(2 * width, inner)] */
    float *mixed;                  /* [window x width] */
    ws_attention_room room;
    float *least, *step;           /* [window] */
    uint8_t *q;                    /* [window x max(2 * width, inner)] */
    int32_t *sums;                 /* [window x max(2 * width, inner)] */
    void *block;
} ws_encoder_scratch;

/* Takes `layers`, `width`, `heads`, `inner`, `vocabulary` and `window` as already filled in, and finds the arrays. */
ws_status ws_encoder_load(ws_encoder *encoder, const ws_model_file *file, ws_error *error);
ws_status ws_linear_load(ws_linear *linear, const ws_model_file *file, const char *name, size_t in, size_t out,
                         ws_error *error);

ws_status ws_encoder_scratch_new(const ws_encoder *encoder, ws_encoder_scratch *scratch, ws_error *error);
void ws_encoder_scratch_free(ws_encoder_scratch *scratch);

/* Encodes words [begin, end) of an article, of at most `window` pieces; scratch->x then holds those of their first
 * pieces, row by row. */
ws_status ws_encoder_run(const ws_encoder *encoder, ws_encoder_scratch *scratch, const ws_pieces *pieces, size_t begin,
                         size_t end, ws_error *error);

#endif
