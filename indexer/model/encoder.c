/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "encoder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEAD_WIDTH = 32 };

ws_status ws_linear_load(ws_linear *linear, const ws_model_file *file, const char *name, size_t in, size_t out,
                         ws_error *error)
{
    *linear = (ws_linear){.in = in, .out = out};
    const struct {
        const char *part;
        ws_array_type type;
        size_t rows, columns;
        const void **place;
    } parts[] = {
        {"weight", WS_ARRAY_INT8, out, in, (const void **)&linear->weight},
        {"scale", WS_ARRAY_FLOAT, 1, out, (const void **)&linear->scale},
        {"bias", WS_ARRAY_FLOAT, 1, out, (const void **)&linear->bias},
        {"offset", WS_ARRAY_FLOAT, 1, out, (const void **)&linear->offset},
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        char full[64];
        snprintf(full, sizeof full, "%s.%s", name, parts[i].part);
        ws_status status =
            ws_model_file_array(file, full, parts[i].type, parts[i].rows, parts[i].columns, parts[i].place, error);
        if (status != WS_OK) return status;
    }
    return WS_OK;
}

static ws_status load_floats(const ws_model_file *file, const char *prefix, const char *name, size_t rows,
                             size_t columns, const float **out, ws_error *error)
{
    char full[64];
    snprintf(full, sizeof full, "%s%s", prefix, name);
    return ws_model_file_array(file, full, WS_ARRAY_FLOAT, rows, columns, (const void **)out, error);
}

/* Some of a product's outputs. */
static ws_linear slice(const ws_linear *whole, size_t begin, size_t out)
{
    return (ws_linear){whole->weight + begin * whole->in, whole->scale + begin, whole->bias + begin,
                       whole->offset + begin,             whole->in,            out};
}

static ws_status load_layer(ws_encoder *e, size_t number, const ws_model_file *file, ws_error *error)
{
    ws_layer *layer = &e->layer[number];
    ws_linear qkv;
    const struct {
        const char *name;
        ws_linear *linear;
        size_t in, out;
    } products[] = {{"qkv", &qkv, e->width, 3 * e->width},
                    {"out", &layer->out, e->width, e->width},
                    {"up", &layer->up, e->width, e->inner},
                    {"down", &layer->down, e->inner, e->width}};
    const struct {
        const char *name;
        const float **place;
    } norms[] = {{"norm1.weight", &layer->norm1_weight},
                 {"norm1.bias", &layer->norm1_bias},
                 {"norm2.weight", &layer->norm2_weight},
                 {"norm2.bias", &layer->norm2_bias}};
    char prefix[32], full[64];
    snprintf(prefix, sizeof prefix, "layer%zu.", number);
    ws_status status = WS_OK;
    for (size_t i = 0; i < 4 && status == WS_OK; i++) {
        snprintf(full, sizeof full, "%s%s", prefix, products[i].name);
        status = ws_linear_load(products[i].linear, file, full, products[i].in, products[i].out, error);
    }
    for (size_t i = 0; i < 4 && status == WS_OK; i++)
        status = load_floats(file, prefix, norms[i].name, 1, e->width, norms[i].place, error);
    if (status != WS_OK) return status;
    layer->query = slice(&qkv, 0, e->width);
    layer->pair = slice(&qkv, e->width, 2 * e->width);
    return WS_OK;
}

ws_status ws_encoder_load(ws_encoder *e, const ws_model_file *file, ws_error *error)
{
    if (e->layers < 1 || e->layers > WS_LAYERS_MOST || e->width < 16 || e->width > WS_WIDTH_MOST ||
        e->heads * HEAD_WIDTH != e->width || e->width % 16 || e->inner < 16 || e->inner > WS_INNER_MOST ||
        e->inner % 16 || e->window < 16 || e->window > WS_WINDOW_MOST)
        return ws_fail(error, WS_CORRUPT, NULL, "the model's encoder has dimensions that cannot be");
    ws_status status = ws_model_file_array(file, "pieces.weight", WS_ARRAY_INT8, e->vocabulary, e->width,
                                           (const void **)&e->pieces, error);
    if (status == WS_OK) status = load_floats(file, "pieces.", "scale", 1, e->vocabulary, &e->piece_scales, error);
    if (status == WS_OK) status = load_floats(file, "positions", ".weight", e->window, e->width, &e->positions, error);
    if (status == WS_OK) status = load_floats(file, "shapes", ".weight", WS_SHAPES, e->width, &e->shapes, error);
    if (status == WS_OK) status = load_floats(file, "starts", ".weight", 2, e->width, &e->starts, error);
    if (status == WS_OK) status = load_floats(file, "norm", ".weight", 1, e->width, &e->norm_weight, error);
    if (status == WS_OK) status = load_floats(file, "norm", ".bias", 1, e->width, &e->norm_bias, error);
    for (size_t i = 0; i < e->layers && status == WS_OK; i++) status = load_layer(e, i, file, error);
    return status;
}

ws_status ws_encoder_scratch_new(const ws_encoder *e, ws_encoder_scratch *scratch, ws_error *error)
{
    *scratch = (ws_encoder_scratch){0};
    size_t widest = 2 * e->width > e->inner ? 2 * e->width : e->inner, n = e->window;
    size_t padded = ws_attention_padded(n);
    const ws_scratch_part parts[] = {{(void **)&scratch->x, n * e->width * sizeof(float)},
                                     {(void **)&scratch->queries, n * e->width * sizeof(float)},
                                     {(void **)&scratch->pairs, n * 2 * e->width * sizeof(float)},
                                     {(void **)&scratch->row, widest * sizeof(float)},
                                     {(void **)&scratch->mixed, n * e->width * sizeof(float)},
                                     {(void **)&scratch->room.queries, padded * HEAD_WIDTH * sizeof(int16_t)},
                                     {(void **)&scratch->room.keys, padded * HEAD_WIDTH * sizeof(int16_t)},
                                     {(void **)&scratch->room.values, padded * HEAD_WIDTH * sizeof(int16_t)},
                                     {(void **)&scratch->room.scores, padded * 4 * sizeof(int32_t)},
                                     {(void **)&scratch->room.shares, padded * 4 * sizeof(int16_t)},
                                     {(void **)&scratch->least, n * sizeof(float)},
                                     {(void **)&scratch->step, n * sizeof(float)},
                                     {(void **)&scratch->q, n * widest},
                                     {(void **)&scratch->sums, n * widest * sizeof(int32_t)}};
    return ws_scratch_carve(parts, sizeof parts / sizeof *parts, &scratch->block, error);
}

void ws_encoder_scratch_free(ws_encoder_scratch *scratch)
{
    free(scratch->block);
    *scratch = (ws_encoder_scratch){0};
}

static void embed(const ws_encoder *e, const ws_pieces *pieces, size_t begin, size_t count, float *x)
{
    for (size_t i = 0; i < count; i++, x += e->width) {
        size_t at = begin + i, id = pieces->ids[at];
        const int8_t *piece = e->pieces + id * e->width;
        const float *position = e->positions + i * e->width, *shape = e->shapes + pieces->shapes[at] * e->width,
                    *start = e->starts + pieces->starts[at] * e->width;
        for (size_t d = 0; d < e->width; d++)
            x[d] = (float)piece[d] * e->piece_scales[id] + position[d] + shape[d] + start[d];
    }
}

static void quantize_row(ws_encoder_scratch *s, size_t row, const float *x, size_t width)
{
    ws_quantize(x, 1, width, s->q + row * width, s->least + row, s->step + row);
}

/* x = norm(x + product), row by row while each is at hand; what the next product needs is left quantized in s->q. The
 * product's own input stood there until now: its sums are all that is still wanted of it. */
static void end_sublayer(const ws_linear *linear, ws_encoder_scratch *s, size_t rows, const float *weight,
                         const float *bias)
{
    size_t width = linear->out;
    for (size_t row = 0; row < rows; row++) {
        float *x = s->x + row * width;
        ws_linear_rescale(linear, s->sums + row * width, s->least[row], s->step[row], s->row);
        ws_layer_norm(x, s->row, 1, width, weight, bias);
        quantize_row(s, row, x, width);
    }
}

static ws_status project(const ws_linear *linear, ws_encoder_scratch *s, size_t rows, float *out, ws_error *error)
{
    ws_status status = ws_linear_product(linear, s->q, rows, s->sums, error);
    for (size_t row = 0; row < rows && status == WS_OK; row++)
        ws_linear_rescale(linear, s->sums + row * linear->out, s->least[row], s->step[row], out + row * linear->out);
    return status;
}

/* What each of the first `count` rows takes from the keys and values of all. */
static ws_status attend(const ws_encoder *e, const ws_layer *layer, ws_encoder_scratch *s, size_t rows, size_t count,
                        ws_error *error)
{
    ws_status status = project(&layer->query, s, count, s->queries, error);
    if (status != WS_OK) return status;
    for (size_t head = 0; head < e->heads; head++)
        ws_attention(s->queries, count, s->pairs, rows, e->width, head, &s->room, s->mixed);
    ws_quantize(s->mixed, count, e->width, s->q, s->least, s->step);
    status = ws_linear_product(&layer->out, s->q, count, s->sums, error);
    if (status == WS_OK) end_sublayer(&layer->out, s, count, layer->norm1_weight, layer->norm1_bias);
    return status;
}

static ws_status feed_forward(const ws_encoder *e, const ws_layer *layer, ws_encoder_scratch *s, size_t rows,
                              ws_error *error)
{
    ws_status status = ws_linear_product(&layer->up, s->q, rows, s->sums, error);
    if (status != WS_OK) return status;
    for (size_t row = 0; row < rows; row++) {
        ws_linear_gelu(&layer->up, s->sums + row * e->inner, s->least[row], s->step[row], s->row);
        quantize_row(s, row, s->row, e->inner);
    }
    status = ws_linear_product(&layer->down, s->q, rows, s->sums, error);
    if (status == WS_OK) end_sublayer(&layer->down, s, rows, layer->norm2_weight, layer->norm2_bias);
    return status;
}

/* The first pieces of words [begin, end) come to the front. */
static void keep_first_pieces(ws_encoder_scratch *s, size_t width, const ws_pieces *pieces, size_t begin, size_t end)
{
    for (size_t word = begin; word < end; word++) {
        size_t to = word - begin, from = pieces->first[word] - pieces->first[begin];
        memmove(s->x + to * width, s->x + from * width, width * sizeof *s->x);
        memmove(s->q + to * width, s->q + from * width, width);
        s->least[to] = s->least[from];
        s->step[to] = s->step[from];
    }
}

ws_status ws_encoder_run(const ws_encoder *e, ws_encoder_scratch *s, const ws_pieces *pieces, size_t begin, size_t end,
                         ws_error *error)
{
    size_t first = pieces->first[begin], rows = pieces->first[end] - first, count = rows;
    embed(e, pieces, first, rows, s->x);
    ws_layer_norm(s->x, NULL, rows, e->width, e->norm_weight, e->norm_bias);
    ws_quantize(s->x, rows, e->width, s->q, s->least, s->step);
    ws_status status = WS_OK;
    for (size_t i = 0; i < e->layers && status == WS_OK; i++) {
        const ws_layer *layer = &e->layer[i];
        status = project(&layer->pair, s, rows, s->pairs, error);
        if (i + 1 == e->layers) { /* nobody reads what the last layer makes of the other pieces */
            keep_first_pieces(s, e->width, pieces, begin, end);
            count = end - begin;
        }
        if (status == WS_OK) status = attend(e, layer, s, rows, count, error);
        if (status == WS_OK) status = feed_forward(e, layer, s, count, error);
    }
    return status;
}
