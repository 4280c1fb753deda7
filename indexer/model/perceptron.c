/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "perceptron.h"

#include "kernels.h"

#include <stdio.h>

ws_status ws_perceptron_load(ws_perceptron *p, const ws_model_file *file, const char *name, ws_error *error)
{
    if (!p->in || p->in > WS_PERCEPTRON_INPUTS || p->in % 16 || !p->hidden || p->hidden > WS_PERCEPTRON_HIDDEN ||
        p->hidden % 16 || !p->out)
        return ws_fail(error, WS_CORRUPT, NULL, "the model's '%s' has dimensions that cannot be", name);
    const struct {
        const char *part;
        size_t rows, columns;
        const float **place;
    } arrays[] = {{"weight", p->hidden, p->in, &p->weight},
                  {"bias", 1, p->hidden, &p->bias},
                  {"out.weight", p->out, p->hidden, &p->out_weight},
                  {"out.bias", 1, p->out, &p->out_bias}};
    ws_status status = WS_OK;
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays && status == WS_OK; i++) {
        char full[64];
        snprintf(full, sizeof full, "%s.%s", name, arrays[i].part);
        status = ws_model_file_array(file, full, WS_ARRAY_FLOAT, arrays[i].rows, arrays[i].columns,
                                     (const void **)arrays[i].place, error);
    }
    return status;
}

/* From the products of one input with the hidden weights. */
static void finish(const ws_perceptron *p, float *hidden, float *out)
{
    for (size_t i = 0; i < p->hidden; i++) {
        float sum = hidden[i] + p->bias[i];
        hidden[i] = sum > 0 ? sum : 0;
    }
    for (size_t i = 0; i < p->out; i++)
        out[i] = ws_dot(hidden, p->out_weight + i * p->hidden, p->hidden) + p->out_bias[i];
}

void ws_perceptron_run(const ws_perceptron *p, const float *in, float *out)
{
    _Alignas(64) float hidden[WS_PERCEPTRON_HIDDEN];
    ws_dots(in, p->weight, p->hidden, p->in, hidden);
    finish(p, hidden, out);
}

void ws_perceptron_run_block(const ws_perceptron *p, const float *in, size_t stride, float *out)
{
    _Alignas(64) float hidden[WS_DOTS_BLOCK * WS_PERCEPTRON_HIDDEN];
    ws_dots_block(in, stride, p->weight, p->hidden, p->in, hidden);
    for (size_t i = 0; i < WS_DOTS_BLOCK; i++) finish(p, hidden + i * p->hidden, out + i * p->out);
}
