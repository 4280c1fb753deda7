/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same bytes on every CPU: the clones that the loader chooses for this one against the plain body, compiled a
 * second time under other names (see CMakeLists.txt). */
#include "kernels.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

void plain_quantize(const float *x, size_t rows, size_t width, uint8_t *q, float *least, float *step);
void plain_linear_rescale(const ws_linear *linear, const int32_t *sums, float least, float step, float *out);
void plain_linear_gelu(const ws_linear *linear, const int32_t *sums, float least, float step, float *out);
void plain_layer_norm(float *x, const float *add, size_t rows, size_t width, const float *weight, const float *bias);
float plain_dot(const float *a, const float *b, size_t width);
void plain_dots(const float *x, const float *weight, size_t rows, size_t width, float *out);
void plain_dots_block(const float *x, size_t stride, const float *weight, size_t rows, size_t width, float *out);
float plain_sigmoid(float x);
void plain_attention(const float *queries, size_t count, const float *pairs, size_t rows, size_t width, size_t head,
                     const ws_attention_room *room, float *out);

enum { ROWS = 67, COUNT = 45, WIDTH = 128, OUT = 192, PADDED = 96 };

typedef struct arrays {
    float *x, *add, *weight, *bias, *qkv, *out;
    float *queries, *keys, *values, *scores, *shares; /* room of ws_attention_room's, of which floats are enough */
} arrays;

static uint32_t seed = 3;

static float *floats(size_t count)
{
    float *made = aligned_alloc(64, (count * sizeof(float) + 63) / 64 * 64);
    assert_non_null(made);
    for (size_t i = 0; i < count; i++) {
        seed = seed * 1664525u + 1013904223u;
        made[i] = 5.0f * (float)(int32_t)seed / 2147483648.0f;
    }
    return made;
}

static int make(void **state)
{
    static arrays made[2];
    for (int i = 0; i < 2; i++) {
        seed = 3;
        made[i] = (arrays){floats(ROWS * WIDTH),     floats(ROWS * WIDTH), floats(WIDTH),       floats(WIDTH),
                           floats(ROWS * 3 * WIDTH), floats(ROWS * OUT),   floats(16 * PADDED), floats(16 * PADDED),
                           floats(16 * PADDED),      floats(4 * PADDED),   floats(2 * PADDED)};
    }
    *state = made;
    return 0;
}

static int drop(void **state)
{
    arrays *made = *state;
    for (int i = 0; i < 2; i++) {
        float *all[] = {made[i].x,       made[i].add,  made[i].weight, made[i].bias,   made[i].qkv,   made[i].out,
                        made[i].queries, made[i].keys, made[i].values, made[i].scores, made[i].shares};
        for (size_t j = 0; j < sizeof all / sizeof *all; j++) free(all[j]);
    }
    return 0;
}

static void quantizing_and_products(void **state)
{
    arrays *a = *state;
    static int8_t weight[OUT * WIDTH];
    static float least[2][ROWS], step[2][ROWS];
    static _Alignas(64) float scale[OUT], bias[OUT], offset[OUT];
    static _Alignas(64) int32_t sums[ROWS * OUT];
    static uint8_t q[2][ROWS * WIDTH];
    for (size_t i = 0; i < OUT; i++) {
        scale[i] = 0.01f + 0.0013f * (float)i;
        bias[i] = a[0].qkv[i];
        offset[i] = a[0].qkv[OUT + i];
        for (size_t j = 0; j < WIDTH; j++) weight[i * WIDTH + j] = (int8_t)(25 * a[0].x[i + j]);
    }
    ws_linear linear = {weight, scale, bias, offset, WIDTH, OUT};
    ws_quantize(a[0].x, ROWS, WIDTH, q[0], least[0], step[0]);
    plain_quantize(a[1].x, ROWS, WIDTH, q[1], least[1], step[1]);
    assert_memory_equal(q[0], q[1], sizeof q[0]);
    assert_memory_equal(least[0], least[1], sizeof least[0]);
    assert_memory_equal(step[0], step[1], sizeof step[0]);
    assert_int_equal(ws_linear_product(&linear, q[0], ROWS, sums, NULL), WS_OK);
    for (size_t row = 0; row < ROWS; row++) {
        ws_linear_rescale(&linear, sums + row * OUT, least[0][row], step[0][row], a[0].out + row * OUT);
        plain_linear_rescale(&linear, sums + row * OUT, least[1][row], step[1][row], a[1].out + row * OUT);
    }
    assert_memory_equal(a[0].out, a[1].out, ROWS * OUT * sizeof(float));
    for (size_t row = 0; row < ROWS; row++) {
        ws_linear_gelu(&linear, sums + row * OUT, least[0][row], step[0][row], a[0].out + row * OUT);
        plain_linear_gelu(&linear, sums + row * OUT, least[1][row], step[1][row], a[1].out + row * OUT);
    }
    assert_memory_equal(a[0].out, a[1].out, ROWS * OUT * sizeof(float));
}

static void norms_curves_and_dots(void **state)
{
    arrays *a = *state;
    ws_layer_norm(a[0].x, a[0].add, ROWS, WIDTH, a[0].weight, a[0].bias);
    plain_layer_norm(a[1].x, a[1].add, ROWS, WIDTH, a[1].weight, a[1].bias);
    assert_memory_equal(a[0].x, a[1].x, ROWS * WIDTH * sizeof(float));
    float rows[2][ROWS];
    ws_dots(a[0].x, a[0].add, ROWS, WIDTH, rows[0]);
    plain_dots(a[1].x, a[1].add, ROWS, WIDTH, rows[1]);
    assert_memory_equal(rows[0], rows[1], sizeof rows[0]);
    for (size_t i = 0; i < ROWS; i++) {
        float one = ws_dot(a[0].x, a[0].add + i * WIDTH, WIDTH);
        assert_memory_equal(&rows[0][i], &one, sizeof one);
    }
    float blocks[2][WS_DOTS_BLOCK * ROWS];
    ws_dots_block(a[0].x, WIDTH, a[0].add, ROWS, WIDTH, blocks[0]);
    plain_dots_block(a[1].x, WIDTH, a[1].add, ROWS, WIDTH, blocks[1]);
    assert_memory_equal(blocks[0], blocks[1], sizeof blocks[0]);
    for (size_t i = 0; i < WS_DOTS_BLOCK; i++) {
        ws_dots(a[0].x + i * WIDTH, a[0].add, ROWS, WIDTH, rows[0]);
        assert_memory_equal(blocks[0] + i * ROWS, rows[0], sizeof rows[0]);
    }
    float dots[2] = {ws_dot(a[0].x, a[0].add, WIDTH), plain_dot(a[1].x, a[1].add, WIDTH)};
    assert_memory_equal(&dots[0], &dots[1], sizeof *dots);
    for (size_t i = 0; i < ROWS; i++) {
        float curves[2] = {ws_sigmoid(a[0].qkv[i]), plain_sigmoid(a[1].qkv[i])};
        assert_memory_equal(&curves[0], &curves[1], sizeof *curves);
    }
}

static ws_attention_room room_in(const arrays *a)
{
    return (ws_attention_room){(int16_t *)a->queries, (int32_t *)a->keys, (int32_t *)a->values, (int32_t *)a->scores,
                               (int16_t *)a->shares};
}

static void attention(void **state)
{
    arrays *a = *state;
    const ws_attention_room rooms[2] = {room_in(&a[0]), room_in(&a[1])};
    for (size_t head = 0; head < WIDTH / 32; head++) {
        ws_attention(a[0].add, COUNT, a[0].qkv, ROWS, WIDTH, head, &rooms[0], a[0].x);
        plain_attention(a[1].add, COUNT, a[1].qkv, ROWS, WIDTH, head, &rooms[1], a[1].x);
    }
    assert_memory_equal(a[0].x, a[1].x, COUNT * WIDTH * sizeof(float));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(quantizing_and_products, make, drop),
        cmocka_unit_test_setup_teardown(norms_curves_and_dots, make, drop),
        cmocka_unit_test_setup_teardown(attention, make, drop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
