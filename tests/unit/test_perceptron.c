/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "perceptron.h"

#include "kernels.h"
#include "model_fixture.h"

static void a_network_by_hand(void **state)
{
    (void)state;
    _Alignas(64) float weight[16 * 16] = {0}, bias[16] = {0}, out_weight[2 * 16] = {0}, out_bias[2] = {0.5f, -1.0f};
    _Alignas(64) float in[16] = {3, -2}, out[2];
    weight[0] = 2;        /* first hidden: 2 * 3 + 1 = 7 */
    bias[0] = 1;
    weight[16 + 1] = 4;   /* second hidden: 4 * -2 = -8, nothing of it goes on */
    out_weight[0] = 1;
    out_weight[1] = 100;
    out_weight[16] = -2;
    const ws_perceptron network = {16, 16, 2, weight, bias, out_weight, out_bias};
    ws_perceptron_run(&network, in, out);
    assert_float_equal(out[0], 7.5f, 1e-6f);
    assert_float_equal(out[1], -15.0f, 1e-6f);
    _Alignas(64) float several[16 * 4] = {3, -2, [16] = 1, [32] = -1, [48] = 0, 1}, outs[8];
    const float expected[] = {7.5f, -15.0f, 3.5f, -7.0f, 0.5f, -1.0f, 401.5f, -3.0f};
    ws_perceptron_run_block(&network, several, 16, outs);
    for (size_t i = 0; i < 8; i++) assert_float_equal(outs[i], expected[i], 1e-4f);
}

static void probabilities(void **state)
{
    (void)state;
    float scores[] = {1, 1, 1 + 0.693147f}, far[] = {-1000, 1000}, one[] = {-7};
    ws_softmax(scores, 3);
    assert_float_equal(scores[0], 0.25f, 1e-4f);
    assert_float_equal(scores[2], 0.5f, 1e-4f);
    ws_softmax(far, 2);
    assert_float_equal(far[0], 0, 1e-6f);
    assert_float_equal(far[1], 1, 1e-6f);
    ws_softmax(one, 1);
    assert_float_equal(one[0], 1, 1e-6f);
}

/* What a model file says of its own size is not believed. */
static void impossible_networks_are_refused(void **state)
{
    (void)state;
    const size_t sizes[][2] = {{0, 16}, {15, 16}, {16, 0}, {16, 17}, {16, WS_PERCEPTRON_HIDDEN + 16}, {WS_PERCEPTRON_INPUTS + 16, 16}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        ws_perceptron network = {.in = sizes[i][0], .hidden = sizes[i][1], .out = 1};
        ws_error error;
        assert_int_equal(ws_perceptron_load(&network, NULL, "tag", &error), WS_CORRUPT);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_network_by_hand),
        cmocka_unit_test(probabilities),
        cmocka_unit_test(impossible_networks_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
