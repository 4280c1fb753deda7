/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small network of one hidden layer (max(0, x) between), for decisions over few numbers. */
#ifndef WS_PERCEPTRON_H
#define WS_PERCEPTRON_H

#include "model_file.h"

/* in and hidden are multiples of 16; inputs are 64-byte aligned. */
enum { WS_PERCEPTRON_HIDDEN = 128, WS_PERCEPTRON_INPUTS = 4096 };

typedef struct ws_perceptron {
    size_t in, hidden, out;
    const float *weight, *bias;         /* [hidden x in], [hidden] */
    const float *out_weight, *out_bias; /* [out x hidden], [out] */
} ws_perceptron;

/* Finds the arrays NAME.weight, NAME.bias, NAME.out.weight and NAME.out.bias; in, hidden and out are filled in already.
 * WS_CORRUPT when one is missing, of other dimensions, or the network is larger than the bounds above. */
ws_status ws_perceptron_load(ws_perceptron *perceptron, const ws_model_file *file, const char *name, ws_error *error);

void ws_perceptron_run(const ws_perceptron *perceptron, const float *in, float *out);

/* The same for WS_DOTS_BLOCK inputs, `stride` numbers apart; out: a row for each. */
void ws_perceptron_run_block(const ws_perceptron *perceptron, const float *in, size_t stride, float *out);

#endif
