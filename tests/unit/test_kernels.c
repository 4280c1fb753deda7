/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The arithmetic against the same in double precision, written the plain way. */
#include "kernels.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ROWS = 21, COUNT = 11, WIDTH = 64, OUT = 48, HEADS = 2 };

static uint32_t seed = 7;

static float random_float(void)
{
    seed = seed * 1664525u + 1013904223u;
    return (float)(int32_t)seed / 2147483648.0f;
}

static float *floats(size_t count, float scale)
{
    float *made = aligned_alloc(64, (count * sizeof(float) + 63) / 64 * 64);
    assert_non_null(made);
    for (size_t i = 0; i < count; i++) made[i] = scale * random_float();
    return made;
}

static void assert_near(double is, double should, double tolerance)
{
    if (!(fabs(is - should) <= tolerance)) fail_msg("%.9g should be %.9g", is, should);
}

static void quantized_rows_are_near_what_they_were(void **state)
{
    (void)state;
    float *x = floats(ROWS * WIDTH, 3), least[ROWS], step[ROWS];
    for (size_t i = 0; i < WIDTH; i++) x[WIDTH + i] = 2.5f; /* a row without any difference */
    uint8_t q[ROWS * WIDTH];
    ws_quantize(x, ROWS, WIDTH, q, least, step);
    for (size_t i = 0; i < ROWS * WIDTH; i++) {
        assert_true(q[i] <= 127);
        assert_near(least[i / WIDTH] + step[i / WIDTH] * q[i], x[i], 0.5001 * step[i / WIDTH]);
    }
    free(x);
}

static void linear_is_the_matrix_product(void **state)
{
    (void)state;
    int8_t weight[OUT * WIDTH];
    _Alignas(64) float scale[OUT], bias[OUT], offset[OUT], least[ROWS], step[ROWS], *x = floats(ROWS * WIDTH, 2),
                                                                       *out = floats(ROWS * OUT, 0);
    _Alignas(64) int32_t sums[ROWS * OUT];
    uint8_t q[ROWS * WIDTH];
    for (size_t i = 0; i < OUT; i++) {
        scale[i] = 0.01f + 0.001f * (float)i;
        bias[i] = random_float();
        int32_t sum = 0;
        for (size_t j = 0; j < WIDTH; j++) sum += weight[i * WIDTH + j] = (int8_t)(127 * random_float());
        offset[i] = scale[i] * (float)sum;
    }
    ws_quantize(x, ROWS, WIDTH, q, least, step);
    ws_linear linear = {weight, scale, bias, offset, WIDTH, OUT};
    assert_int_equal(ws_linear_product(&linear, q, ROWS, sums, NULL), WS_OK);
    for (size_t row = 0; row < ROWS; row++)
        ws_linear_rescale(&linear, sums + row * OUT, least[row], step[row], out + row * OUT);
    for (size_t row = 0; row < ROWS; row++)
        for (size_t i = 0; i < OUT; i++) {
            double should = bias[i];
            for (size_t j = 0; j < WIDTH; j++)
                should +=
                    ((double)least[row] + (double)step[row] * q[row * WIDTH + j]) * weight[i * WIDTH + j] * scale[i];
            assert_near(out[row * OUT + i], should, 1e-3);
        }
    free(x);
    free(out);
}

/* Sums of two products of extreme values do not fit int16 when either operand has its full eighth bit. */
static void extreme_values_do_not_overflow(void **state)
{
    (void)state;
    enum { IN = 256 };
    int8_t weight[IN];
    uint8_t q[IN];
    memset(weight, -127, sizeof weight);
    memset(q, 127, sizeof q);
    float scale = 1, bias = 0, offset = -127 * IN;
    int32_t sums = 0;
    ws_linear linear = {weight, &scale, &bias, &offset, IN, 1};
    assert_int_equal(ws_linear_product(&linear, q, 1, &sums, NULL), WS_OK);
    assert_int_equal(sums, -127 * 127 * IN);
}

static void norms_have_mean_zero_and_variance_one(void **state)
{
    (void)state;
    float *x = floats(ROWS * WIDTH, 5), *add = floats(ROWS * WIDTH, 1), *before = floats(ROWS * WIDTH, 0);
    float *weight = floats(WIDTH, 1), *bias = floats(WIDTH, 1);
    memcpy(before, x, ROWS * WIDTH * sizeof *x);
    ws_layer_norm(x, add, ROWS, WIDTH, weight, bias);
    for (size_t row = 0; row < ROWS; row++) {
        double mean = 0, variance = 0, sums[WIDTH];
        for (size_t i = 0; i < WIDTH; i++) mean += sums[i] = (double)before[row * WIDTH + i] + add[row * WIDTH + i];
        mean /= WIDTH;
        for (size_t i = 0; i < WIDTH; i++) variance += (sums[i] - mean) * (sums[i] - mean) / WIDTH;
        for (size_t i = 0; i < WIDTH; i++)
            assert_near(x[row * WIDTH + i], (sums[i] - mean) / sqrt(variance + 1e-12) * weight[i] + bias[i], 1e-5);
    }
    free(x), free(add), free(before), free(weight), free(bias);
}

static void gelu_follows_the_error_function(void **state)
{
    (void)state;
    enum { MANY = 4096 };
    int32_t *sums = aligned_alloc(64, MANY * sizeof *sums);
    float *ones = floats(MANY, 0), *none = floats(MANY, 0), *out = floats(MANY, 0);
    assert_non_null(sums);
    for (int i = 0; i < MANY; i++) {
        sums[i] = i - MANY / 2;
        ones[i] = 1;
    }
    ws_linear linear = {NULL, ones, none, none, 0, MANY};
    ws_linear_gelu(&linear, sums, 0, 0.005f, out);
    for (int i = 0; i < MANY; i++) {
        double x = 0.005 * sums[i];
        assert_near(out[i], 0.5 * x * (1 + erf(x / sqrt(2))), 5e-4);
    }
    free(sums), free(ones), free(none), free(out);
}

static void dot_products_add_up(void **state)
{
    (void)state;
    float *a = floats(WIDTH, 1), *b = floats(WIDTH, 1);
    double should = 0;
    for (size_t i = 0; i < WIDTH; i++) should += (double)a[i] * b[i];
    assert_near(ws_dot(a, b, WIDTH), should, 1e-5);
    free(a), free(b);
}

static void sigmoid_is_the_logistic_function(void **state)
{
    (void)state;
    float before = -1;
    for (float x = -30; x <= 30; x += 0.25f) {
        float is = ws_sigmoid(x);
        assert_near(is, 1 / (1 + exp(-(double)x)), 1e-7);
        assert_true(is >= before);
        before = is;
    }
    assert_true(ws_sigmoid(0) == 0.5f);
    assert_near(ws_sigmoid(-INFINITY), 0, 1e-30);
    assert_near(ws_sigmoid(INFINITY), 1, 0);
}

static ws_attention_room make_room(size_t rows)
{
    size_t padded = ws_attention_padded(rows);
    ws_attention_room room = {aligned_alloc(64, padded * 64), aligned_alloc(64, padded * 64),
                              aligned_alloc(64, padded * 64), aligned_alloc(64, padded * 16),
                              aligned_alloc(64, padded * 8)};
    assert_true(room.queries && room.keys && room.values && room.scores && room.shares);
    return room;
}

static void drop_room(ws_attention_room *room)
{
    free(room->queries), free(room->keys), free(room->values), free(room->scores), free(room->shares);
}

static void attention_mixes_values_by_softmax(void **state)
{
    (void)state;
    const size_t width = HEADS * 32;
    float *queries = floats(COUNT * width, 4), *pairs = floats(ROWS * 2 * width, 4), *out = floats(COUNT * width, 0);
    ws_attention_room room = make_room(ROWS);
    for (size_t head = 0; head < HEADS; head++)
        ws_attention(queries, COUNT, pairs, ROWS, width, head, &room, out);
    for (size_t i = 0; i < COUNT; i++)
        for (size_t c = 0; c < width; c++) {
            size_t head = c / 32;
            double weights[ROWS], total = 0, should = 0;
            for (size_t j = 0; j < ROWS; j++) {
                double score = 0;
                for (size_t d = head * 32; d < head * 32 + 32; d++)
                    score += (double)queries[i * width + d] * pairs[j * 2 * width + d];
                total += weights[j] = exp(score / sqrt(32));
            }
            for (size_t j = 0; j < ROWS; j++) should += weights[j] / total * pairs[j * 2 * width + width + c];
            assert_near(out[i * width + c], should, 6e-3);
        }
    free(queries), free(pairs), free(out), drop_room(&room);
}

/* All products as large as they can be, of either sign; then all shares alike, of more rows than a share has steps. */
static void extreme_attention_does_not_overflow(void **state)
{
    (void)state;
    enum { MANY = 500 };
    float *queries = floats(MANY * 32, 0), *pairs = floats(MANY * 64, 0), *out = floats(MANY * 32, 0);
    ws_attention_room room = make_room(MANY);
    for (float size = 1e-6f; size < 1e7f; size *= 1e3f) {
        for (size_t i = 0; i < MANY; i++)
            for (size_t d = 0; d < 32; d++) {
                queries[i * 32 + d] = i % 2 ? size : -size;
                pairs[i * 64 + d] = i < MANY / 2 ? -1e3f : 1e3f;
                pairs[i * 64 + 32 + d] = i < MANY / 2 ? -1.0f : 1.0f;
            }
        ws_attention(queries, MANY, pairs, MANY, 32, 0, &room, out);
        double should = tanh(size * 1e3 * sqrt(32));
        for (size_t i = 0; i < MANY * 32; i++) assert_near(out[i], i / 32 % 2 ? should : -should, 3e-3);
    }
    memset(queries, 0, MANY * 32 * sizeof *queries);
    for (size_t i = 0; i < MANY; i++)
        for (size_t d = 0; d < 32; d++) pairs[i * 64 + 32 + d] = -3.0f;
    ws_attention(queries, MANY, pairs, MANY, 32, 0, &room, out);
    for (size_t i = 0; i < MANY * 32; i++) assert_near(out[i], -3, 1e-5);
    free(queries), free(pairs), free(out), drop_room(&room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantized_rows_are_near_what_they_were),
        cmocka_unit_test(linear_is_the_matrix_product),
        cmocka_unit_test(extreme_values_do_not_overflow),
        cmocka_unit_test(norms_have_mean_zero_and_variance_one),
        cmocka_unit_test(gelu_follows_the_error_function),
        cmocka_unit_test(dot_products_add_up),
        cmocka_unit_test(sigmoid_is_the_logistic_function),
        cmocka_unit_test(attention_mixes_values_by_softmax),
        cmocka_unit_test(extreme_attention_does_not_overflow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
