/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The arithmetic of the encoder. The same bytes come out on every CPU: whole-number products by oneDNN, and float work
 * whose order is fixed by the lanes written here (8 at a time), never by the compiler, the CPU or libm.
 * Rows are row-major; widths are multiples of 16; arrays are 64-byte aligned. */
#ifndef WS_KERNELS_H
#define WS_KERNELS_H

#include "status.h"

#include <stddef.h>
#include <stdint.h>

/* Scratch arrays in one aligned, zeroed block, which the caller frees. */
typedef struct ws_scratch_part {
    void **place;
    size_t size; /* bytes */
} ws_scratch_part;
ws_status ws_scratch_carve(const ws_scratch_part *parts, size_t count, void **block, ws_error *error);

/* A matrix product with int8 weights: out x in, a scale for each output, and `offset`, the sum of each output's weights
 * times its scale: what a step of one in all inputs adds. */
typedef struct ws_linear {
    const int8_t *weight;
    const float *scale, *bias, *offset;
    size_t in, out;
} ws_linear;

/* Each row to 0..127 by its own least value and step: x = least + step * q. */
void ws_quantize(const float *x, size_t rows, size_t width, uint8_t *q, float *least, float *step);

/* sums = q * weight^T in whole numbers, rows x linear->out. */
ws_status ws_linear_product(const ws_linear *linear, const uint8_t *q, size_t rows, int32_t *sums, ws_error *error);

/* What the sums of one row stand for: out = (least + step * q) * weight^T + bias, linear->out numbers. */
void ws_linear_rescale(const ws_linear *linear, const int32_t *sums, float least, float step, float *out);

/* The same, then gelu, with an error under 5e-4: little beside the steps of 7 bits that rows are rounded to next. */
void ws_linear_gelu(const ws_linear *linear, const int32_t *sums, float least, float step, float *out);

/* x = norm(x + add), in place; `add` may be NULL. */
void ws_layer_norm(float *x, const float *add, size_t rows, size_t width, const float *weight, const float *bias);

float ws_dot(const float *a, const float *b, size_t width);

/* x with each row of `weight`, rows x width: the same numbers as ws_dot, several rows at a time. */
void ws_dots(const float *x, const float *weight, size_t rows, size_t width, float *out);

/* The same for WS_DOTS_BLOCK rows of x, `stride` numbers apart, so that the weights are fetched once for all; out: a
 * row of `rows` for each. */
enum { WS_DOTS_BLOCK = 4 };
void ws_dots_block(const float *x, size_t stride, const float *weight, size_t rows, size_t width, float *out);

/* 1 / (1 + e^-x): a score as a probability; 0 for what is no number. */
float ws_sigmoid(float x);

/* Scores to probabilities, in place; at least one. */
void ws_softmax(float *scores, size_t count);

/* Room for one head of so many rows, padded being ws_attention_padded(rows). A pair is two numbers of 16 bits. */
typedef struct ws_attention_room {
    int16_t *queries; /* [padded x 32] */
    int32_t *keys;    /* [16 x padded] pairs */
    int32_t *values;  /* [padded / 2 x 32] pairs */
    int32_t *scores;  /* [4 x padded] */
    int16_t *shares;  /* [4 x padded] */
} ws_attention_room;
size_t ws_attention_padded(size_t rows);

/* Attention of one head, in whole numbers of 13 to 16 bits. queries: count x width, at most `rows` of them; pairs: rows
 * x (2 * width), keys and values; this head's parts begin at column head * 32 of each. Writes count x 32 into column
 * head * 32 of out, count x width. */
void ws_attention(const float *queries, size_t count, const float *pairs, size_t rows, size_t width, size_t head,
                  const ws_attention_room *room, float *out);

#endif
