/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kernels.h"

#include <oneapi/dnnl/dnnl.h>
#include <stdlib.h>
#include <string.h>

/* One body, compiled for what the CPU has. The lanes are spelled out and -ffp-contract=off keeps multiply and add
 * apart, so each clone does the same operations in the same order. Sanitizers start too late for the loader's choice of
 * clone. */
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && !defined(__clang__) && !defined(WS_PLAIN_KERNELS)
#define CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CLONES
#endif
#define INLINE static inline __attribute__((always_inline))

enum { LANES = 8, HEAD_WIDTH = 32, BLOCK = WS_DOTS_BLOCK };

typedef float lanes __attribute__((vector_size(32), may_alias));
typedef int32_t whole_lanes __attribute__((vector_size(32), may_alias));

#define LOAD(p) (*(const lanes *)(p))
#define STORE(p, v) (*(lanes *)(p) = (v))
#define ALL(value) ((lanes){0} + (value))

/* The sum of the lanes, always in this order. */
#define SUM_OF(v, result)                                                                                              \
    do {                                                                                                               \
        float part_[LANES];                                                                                            \
        memcpy(part_, &(v), sizeof part_);                                                                             \
        for (size_t half_ = LANES / 2; half_; half_ /= 2)                                                              \
            for (size_t i_ = 0; i_ < half_; i_++) part_[i_] += part_[i_ + half_];                                      \
        (result) = part_[0];                                                                                           \
    } while (0)

#define SELECT(mask, a, b) ((lanes)(((whole_lanes)(a) & (mask)) | ((whole_lanes)(b) & ~(mask))))

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

CLONES void ws_linear_rescale(const ws_linear *linear, const int32_t *sums, float least, float step, float *out)
{
    const float *restrict scale = linear->scale, *restrict offset = linear->offset, *restrict bias = linear->bias;
    const int32_t *restrict from = sums;
    float *restrict to = out;
    const size_t count = linear->out;
    for (size_t i = 0; i < count; i++) to[i] = scale[i] * (step * (float)from[i]) + (offset[i] * least + bias[i]);
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

/* 0.5 x (1 + erf(x / sqrt 2)), erf by Abramowitz and Stegun 7.1.26 (error under 1.5e-7). */
CLONES void ws_gelu(float *x, size_t count)
{
    for (size_t i = 0; i < count; i += LANES) {
        lanes v = LOAD(x + i), z = v * 0.70710678118654752f;
        lanes size = (lanes)((whole_lanes)z & 0x7fffffff);
        lanes t = 1.0f / (size * 0.3275911f + 1.0f), e = -(size * size);
        exp_lanes(&e);
        lanes p = t * 1.061405429f - 1.453152027f;
        p = p * t + 1.421413741f;
        p = p * t - 0.284496736f;
        p = p * t + 0.254829592f;
        lanes erf = 1.0f - p * t * e;
        erf = SELECT(z < 0.0f, -erf, erf);
        STORE(x + i, v * 0.5f * (erf + 1.0f));
    }
}

/* Scores of BLOCK query rows against all keys. */
INLINE void score_block(const float *const *q, const float *keys, size_t padded, float *scores)
{
    for (size_t j = 0; j < padded; j += 2 * LANES) {
        lanes a0 = {0}, a1 = {0}, a2 = {0}, a3 = {0}, b0 = {0}, b1 = {0}, b2 = {0}, b3 = {0};
        for (size_t d = 0; d < HEAD_WIDTH; d++) {
            lanes a = LOAD(keys + d * padded + j), b = LOAD(keys + d * padded + j + LANES);
            a0 += a * q[0][d];
            b0 += b * q[0][d];
            a1 += a * q[1][d];
            b1 += b * q[1][d];
            a2 += a * q[2][d];
            b2 += b * q[2][d];
            a3 += a * q[3][d];
            b3 += b * q[3][d];
        }
        float *to = scores + j;
        STORE(to, a0);
        STORE(to + LANES, b0);
        STORE(to + padded, a1);
        STORE(to + padded + LANES, b1);
        STORE(to + 2 * padded, a2);
        STORE(to + 2 * padded + LANES, b2);
        STORE(to + 3 * padded, a3);
        STORE(to + 3 * padded + LANES, b3);
    }
}

/* e^(s - highest) in place for the first `rows`, 0 behind them; gives back one over their sum. */
INLINE float soften(float *s, size_t rows, size_t padded)
{
    for (size_t j = rows; j < padded; j++) s[j] = -1e30f;
    lanes most = LOAD(s);
    for (size_t j = LANES; j < padded; j += LANES) {
        lanes v = LOAD(s + j);
        most = SELECT(v > most, v, most);
    }
    float highest = most[0], sum;
    for (size_t i = 1; i < LANES; i++)
        if (most[i] > highest) highest = most[i];
    lanes total = {0};
    for (size_t j = 0; j < padded; j += LANES) {
        lanes e = LOAD(s + j) - highest;
        exp_lanes(&e);
        STORE(s + j, e);
    }
    for (size_t j = rows; j < padded; j++) s[j] = 0.0f;
    for (size_t j = 0; j < padded; j += LANES) total += LOAD(s + j);
    SUM_OF(total, sum);
    return 1.0f / sum;
}

/* Sums of the values (padded x 32), weighted by BLOCK rows of scores; two halves of 16 columns one after the other. */
INLINE void mix_block(const float *scores, const float *values, size_t padded, const float *share, size_t block,
                      float *out, size_t width)
{
    for (size_t c = 0; c < HEAD_WIDTH; c += 2 * LANES) {
        lanes a0 = {0}, a1 = {0}, a2 = {0}, a3 = {0}, b0 = {0}, b1 = {0}, b2 = {0}, b3 = {0};
        for (size_t j = 0; j < padded; j++) {
            lanes a = LOAD(values + j * HEAD_WIDTH + c), b = LOAD(values + j * HEAD_WIDTH + c + LANES);
            const float *s = scores + j;
            a0 += a * s[0];
            b0 += b * s[0];
            a1 += a * s[padded];
            b1 += b * s[padded];
            a2 += a * s[2 * padded];
            b2 += b * s[2 * padded];
            a3 += a * s[3 * padded];
            b3 += b * s[3 * padded];
        }
        lanes left[BLOCK] = {a0, a1, a2, a3}, right[BLOCK] = {b0, b1, b2, b3};
        for (size_t i = 0; i < block; i++) {
            STORE(out + i * width + c, left[i] * share[i]);
            STORE(out + i * width + c + LANES, right[i] * share[i]);
        }
    }
}

CLONES void ws_attention(const float *queries, size_t count, const float *pairs, size_t rows, size_t width, size_t head,
                         float *keys, float *values, float *scores, float *out)
{
    const size_t stride = 2 * width, padded = (rows + 2 * LANES - 1) / (2 * LANES) * (2 * LANES);
    const float *query = queries + head * HEAD_WIDTH, *key = pairs + head * HEAD_WIDTH, *value = key + width;
    const float scale = 0.17677669529663687f; /* 1 / sqrt 32 */
    for (size_t j = rows; j < padded; j++)
        for (size_t d = 0; d < HEAD_WIDTH; d++) keys[d * padded + j] = values[j * HEAD_WIDTH + d] = 0.0f;
    for (size_t j = 0; j < rows; j++)
        for (size_t d = 0; d < HEAD_WIDTH; d++) {
            keys[d * padded + j] = key[j * stride + d] * scale;
            values[j * HEAD_WIDTH + d] = value[j * stride + d];
        }
    for (size_t i = 0; i < count; i += BLOCK) {
        size_t block = count - i < BLOCK ? count - i : BLOCK;
        const float *q[BLOCK];
        float share[BLOCK];
        for (size_t b = 0; b < BLOCK; b++) q[b] = query + (i + (b < block ? b : 0)) * width;
        score_block(q, keys, padded, scores);
        for (size_t b = 0; b < BLOCK; b++) share[b] = soften(scores + b * padded, rows, padded);
        mix_block(scores, values, padded, share, block, out + i * width + head * HEAD_WIDTH, width);
    }
}
