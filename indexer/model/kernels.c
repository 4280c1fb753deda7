/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kernels.h"

#include "lanes.h"

#include <oneapi/dnnl/dnnl.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = WS_DOTS_BLOCK };

/* e^x by 2^n times a polynomial (Cephes expf); x between -87 and 87. In place, for the macro-like use below. */
INLINE void exp_lanes(lanes *x)
{
    lanes v = *x;
    v = SELECT(v > ALL(-87.0f), v, ALL(-87.0f));
    v = SELECT(v < ALL(87.0f), v, ALL(87.0f));
    const lanes magic = ALL(12582912.0f); /* 1.5 * 2^23: adding it rounds to a whole number in the low bits */
    lanes n = v * 1.44269504088896341f + magic;
    whole_lanes exponent = ((whole_lanes)n - (whole_lanes)magic) << 23;
    n -= magic;
    lanes r = v - n * 0.693359375f;
    r -= n * -2.12194440e-4f;
    lanes p = r * 1.9875691500e-4f + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * (r * r) + r + 1.0f;
    *x = (lanes)((whole_lanes)p + exponent);
}

ws_status ws_scratch_carve(const ws_scratch_part *parts, size_t count, void **block, ws_error *error)
{
    enum { ALIGNMENT = 64 };
    size_t total = ALIGNMENT;
    for (size_t i = 0; i < count; i++) total += (parts[i].size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    char *at = *block = aligned_alloc(ALIGNMENT, total);
    if (!at) return ws_no_memory(error);
    memset(at, 0, total);
    for (size_t i = 0; i < count; i++) {
        *parts[i].place = at;
        at += (parts[i].size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
    return WS_OK;
}

CLONES void ws_quantize(const float *x, size_t rows, size_t width, uint8_t *q, float *least, float *step)
{
    for (size_t row = 0; row < rows; row++, x += width, q += width) {
        lanes low = LOAD(x), high = low, low2 = low, high2 = low; /* two of each: neither waits for the other */
        for (size_t i = 0; i < width; i += 2 * LANES) {
            lanes v = LOAD(x + i), w = LOAD(x + i + LANES);
            low = SELECT(v < low, v, low);
            high = SELECT(v > high, v, high);
            low2 = SELECT(w < low2, w, low2);
            high2 = SELECT(w > high2, w, high2);
        }
        low = SELECT(low2 < low, low2, low);
        high = SELECT(high2 > high, high2, high);
        float lowest = low[0], highest = high[0];
        for (size_t i = 1; i < LANES; i++) {
            if (low[i] < lowest) lowest = low[i];
            if (high[i] > highest) highest = high[i];
        }
        float size = (highest - lowest) / 127.0f;
        if (!(size > 1e-12f)) size = 1e-12f;
        least[row] = lowest;
        step[row] = size;
        float per = 1.0f / size;
        for (size_t i = 0; i < width; i++) q[i] = (uint8_t)(int32_t)((x[i] - lowest) * per + 0.5f);
    }
}

ws_status ws_linear_product(const ws_linear *linear, const uint8_t *q, size_t rows, int32_t *sums, ws_error *error)
{
    if (!rows) return WS_OK;
    const int32_t none = 0;
    dnnl_status_t done = dnnl_gemm_u8s8s32('N', 'T', 'F', (dnnl_dim_t)rows, (dnnl_dim_t)linear->out,
                                           (dnnl_dim_t)linear->in, 1.0f, q, (dnnl_dim_t)linear->in, 0, linear->weight,
                                           (dnnl_dim_t)linear->in, 0, 0.0f, sums, (dnnl_dim_t)linear->out, &none);
    if (done == dnnl_out_of_memory) return ws_no_memory(error);
    if (done != dnnl_success)
        return ws_fail(error, WS_INTERNAL, NULL, "oneDNN refused a matrix product (%d)", (int)done);
    return WS_OK;
}

INLINE lanes rescaled(const ws_linear *linear, const int32_t *sums, float least, float step, size_t i)
{
    lanes sum = __builtin_convertvector(*(const whole_lanes *)(sums + i), lanes);
    return LOAD(linear->scale + i) * (step * sum) + (LOAD(linear->offset + i) * least + LOAD(linear->bias + i));
}

CLONES void ws_linear_rescale(const ws_linear *linear, const int32_t *sums, float least, float step, float *out)
{
    const ws_linear l = *linear;
    for (size_t i = 0; i < l.out; i += LANES) STORE(out + i, rescaled(&l, sums, least, step, i));
}

/* x times the normal distribution's share below x, which is 1/2 and an odd polynomial up to 3.7, 0 or 1 beyond. */
INLINE lanes gelu(lanes x)
{
    lanes z = SELECT(x > -3.7f, x, ALL(-3.7f));
    z = SELECT(z < 3.7f, z, ALL(3.7f));
    lanes u = z * z;
    lanes p = u * -4.90003219e-7f + 2.68899037e-5f;
    p = p * u - 6.17517905e-4f;
    p = p * u + 7.84879840e-3f;
    p = p * u - 6.25879855e-2f;
    p = p * u + 3.96475308e-1f;
    return x * (z * p + 0.5f);
}

CLONES void ws_linear_gelu(const ws_linear *linear, const int32_t *sums, float least, float step, float *out)
{
    const ws_linear l = *linear;
    for (size_t i = 0; i < l.out; i += LANES) STORE(out + i, gelu(rescaled(&l, sums, least, step, i)));
}

CLONES void ws_layer_norm(float *x, const float *add, size_t rows, size_t width, const float *weight, const float *bias)
{
    for (size_t row = 0; row < rows; row++, x += width) {
        lanes total = {0}, squares = {0};
        for (size_t i = 0; i < width; i += LANES) {
            lanes v = LOAD(x + i);
            if (add) v += LOAD(add + row * width + i);
            STORE(x + i, v);
            total += v;
        }
        float mean, variance;
        SUM_OF(total, mean);
        mean /= (float)width;
        for (size_t i = 0; i < width; i += LANES) {
            lanes v = LOAD(x + i) - mean;
            squares += v * v;
        }
        SUM_OF(squares, variance);
        float norm = 1.0f / __builtin_sqrtf(variance / (float)width + 1e-12f);
        for (size_t i = 0; i < width; i += LANES)
            STORE(x + i, (LOAD(x + i) - mean) * norm * LOAD(weight + i) + LOAD(bias + i));
    }
}

CLONES float ws_dot(const float *a, const float *b, size_t width)
{
    lanes total = {0};
    for (size_t i = 0; i < width; i += LANES) total += LOAD(a + i) * LOAD(b + i);
    float sum;
    SUM_OF(total, sum);
    return sum;
}

CLONES void ws_dots(const float *x, const float *weight, size_t rows, size_t width, float *out)
{
    size_t r = 0;
    for (; r + BLOCK <= rows; r += BLOCK) {
        const float *w = weight + r * width;
        lanes a = {0}, b = {0}, c = {0}, d = {0};
        for (size_t i = 0; i < width; i += LANES) {
            lanes v = LOAD(x + i);
            a += v * LOAD(w + i);
            b += v * LOAD(w + width + i);
            c += v * LOAD(w + 2 * width + i);
            d += v * LOAD(w + 3 * width + i);
        }
        SUM_OF(a, out[r]);
        SUM_OF(b, out[r + 1]);
        SUM_OF(c, out[r + 2]);
        SUM_OF(d, out[r + 3]);
    }
    for (; r < rows; r++) {
        lanes total = {0};
        for (size_t i = 0; i < width; i += LANES) total += LOAD(x + i) * LOAD(weight + r * width + i);
        SUM_OF(total, out[r]);
    }
}

CLONES void ws_dots_block(const float *x, size_t stride, const float *weight, size_t rows, size_t width, float *out)
{
    for (size_t r = 0; r < rows; r++, weight += width) {
        lanes a = {0}, b = {0}, c = {0}, d = {0};
        for (size_t i = 0; i < width; i += LANES) {
            lanes w = LOAD(weight + i);
            a += LOAD(x + i) * w;
            b += LOAD(x + stride + i) * w;
            c += LOAD(x + 2 * stride + i) * w;
            d += LOAD(x + 3 * stride + i) * w;
        }
        SUM_OF(a, out[r]);
        SUM_OF(b, out[rows + r]);
        SUM_OF(c, out[2 * rows + r]);
        SUM_OF(d, out[3 * rows + r]);
    }
}

CLONES float ws_sigmoid(float x)
{
    lanes e = ALL(-x);
    exp_lanes(&e);
    return x == x ? 1.0f / (1.0f + e[0]) : 0.0f;
}

CLONES void ws_softmax(float *scores, size_t count)
{
    float most = scores[0], sum = 0;
    for (size_t i = 1; i < count; i++)
        if (scores[i] > most) most = scores[i];
    for (size_t i = 0; i < count; i++) {
        lanes e = ALL(scores[i] - most > -80.0f ? scores[i] - most : -80.0f);
        exp_lanes(&e);
        scores[i] = e[0];
        sum += scores[i];
    }
    for (size_t i = 0; i < count; i++) scores[i] /= sum;
}
