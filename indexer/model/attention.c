/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attention in whole numbers: sums of them are the same in any order and on any CPU. */
#include "lanes.h"

/* Without AVX2 by SSE2, which every x86-64 has; elsewhere, and sanitized, in plain C. */
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define BY_INSTRUCTION
#include <immintrin.h>
#endif

enum { HEAD_WIDTH = 32, ROWS = 4, CHUNK = 32 };

/* What numbers become: sums of 32 products of queries and keys stay under 2^30, so that their differences fit; sums of
 * CHUNK products of values and shares under 2^31. */
enum { QUERY_MOST = 4095, KEY_MOST = 8191, VALUE_MOST = 2047 };
#define SHARE_MOST 32767.0f

typedef int16_t pairs __attribute__((vector_size(32), may_alias)); /* LANES pairs, side by side */
typedef int16_t short_lanes __attribute__((vector_size(16), may_alias));

/* a[0] * b[0] + a[1] * b[1] for each pair. */
typedef whole_lanes pair_products(pairs a, pairs b);

#ifdef BY_INSTRUCTION
typedef struct halves {
    __m128i low, high;
} halves;

INLINE whole_lanes narrow_products(pairs a, pairs b)
{
    halves x, y;
    memcpy(&x, &a, sizeof x);
    memcpy(&y, &b, sizeof y);
    x = (halves){_mm_madd_epi16(x.low, y.low), _mm_madd_epi16(x.high, y.high)};
    whole_lanes sums;
    memcpy(&sums, &x, sizeof sums);
    return sums;
}

__attribute__((target("avx2"))) INLINE whole_lanes wide_products(pairs a, pairs b)
{
    return (whole_lanes)_mm256_madd_epi16((__m256i)a, (__m256i)b);
}
#else
INLINE whole_lanes narrow_products(pairs a, pairs b)
{
    whole_lanes sums;
    for (size_t i = 0; i < LANES; i++) sums[i] = a[2 * i] * b[2 * i] + a[2 * i + 1] * b[2 * i + 1];
    return sums;
}
#endif

#define LOAD_PAIRS(p) (*(const pairs *)(p))
#define LOAD_WHOLE(p) (*(const whole_lanes *)(p))
#define STORE_WHOLE(p, v) (*(whole_lanes *)(p) = (v))
#define SAME_PAIR(p) ((pairs)((whole_lanes){0} + *(const pair *)(p)))

typedef int32_t pair __attribute__((may_alias, aligned(4)));

/* 1.5 * 2^23: what is added to it rounds to a whole number in the low bits. */
#define MAGIC 12582912.0f

/* The greatest size of a number in a part of all rows, 32 wide. */
INLINE float greatest(const float *part, size_t rows, size_t stride)
{
    whole_lanes most = {0}; /* sizes are ordered as their bits are */
    for (size_t i = 0; i < rows; i++)
        for (size_t d = 0; d < HEAD_WIDTH; d += LANES) {
            whole_lanes size = LOAD_WHOLE(part + i * stride + d) & 0x7fffffff;
            most = (size & (size > most)) | (most & ~(size > most));
        }
    lanes sizes = (lanes)most;
    float found = 1e-12f;
    for (size_t i = 0; i < LANES; i++)
        if (sizes[i] > found) found = sizes[i];
    return found;
}

INLINE whole_lanes round_lanes(const float *from, float per)
{
    return (whole_lanes)(LOAD(from) * per + MAGIC);
}

/* Pairs of columns, each for all keys in turn. */
INLINE void pack_keys(const float *key, size_t rows, size_t stride, size_t padded, float per, int16_t *keys)
{
    pair *to = (pair *)keys;
    for (size_t j = 0; j < rows; j++)
        for (size_t d = 0; d < HEAD_WIDTH; d += LANES) {
            short_lanes v = __builtin_convertvector(round_lanes(key + j * stride + d, per), short_lanes);
            int32_t two[LANES / 2];
            memcpy(two, &v, sizeof two);
            for (size_t i = 0; i < LANES / 2; i++) to[(d / 2 + i) * padded + j] = two[i];
        }
    for (size_t d = 0; d < HEAD_WIDTH / 2; d++)
        for (size_t j = rows; j < padded; j++) to[d * padded + j] = 0;
}

/* Pairs of rows: for each column the numbers of both. */
INLINE void pack_values(const float *value, size_t rows, size_t stride, size_t padded, float per, int16_t *values)
{
    for (size_t j = 0; j < padded; j += 2)
        for (size_t d = 0; d < HEAD_WIDTH; d += LANES) {
            const float *at = value + j * stride + d;
            whole_lanes low = {0}, high = {0};
            if (j < rows) low = round_lanes(at, per) & 0xffff;
            if (j + 1 < rows) high = round_lanes(at + stride, per) << 16;
            STORE_WHOLE(values + j * HEAD_WIDTH + 2 * d, low | high);
        }
}

/* Scores of four queries, one after the other, against all keys. */
INLINE void score_rows(pair_products *products, const int16_t *q, const int16_t *keys, size_t padded, int32_t *scores)
{
    for (size_t j = 0; j < padded; j += 2 * LANES) {
        whole_lanes a0 = {0}, a1 = {0}, a2 = {0}, a3 = {0}, b0 = {0}, b1 = {0}, b2 = {0}, b3 = {0};
        for (size_t d = 0; d < HEAD_WIDTH; d += 2) {
            const int16_t *at = keys + d * padded + 2 * j;
            pairs a = LOAD_PAIRS(at), b = LOAD_PAIRS(at + 2 * LANES), one = SAME_PAIR(q + d);
            a0 += products(a, one);
            b0 += products(b, one);
            one = SAME_PAIR(q + HEAD_WIDTH + d);
            a1 += products(a, one);
            b1 += products(b, one);
            one = SAME_PAIR(q + 2 * HEAD_WIDTH + d);
            a2 += products(a, one);
            b2 += products(b, one);
            one = SAME_PAIR(q + 3 * HEAD_WIDTH + d);
            a3 += products(a, one);
            b3 += products(b, one);
        }
        int32_t *to = scores + j;
        STORE_WHOLE(to, a0);
        STORE_WHOLE(to + LANES, b0);
        STORE_WHOLE(to + padded, a1);
        STORE_WHOLE(to + padded + LANES, b1);
        STORE_WHOLE(to + 2 * padded, a2);
        STORE_WHOLE(to + 2 * padded + LANES, b2);
        STORE_WHOLE(to + 3 * padded, a3);
        STORE_WHOLE(to + 3 * padded + LANES, b3);
    }
}

/* 2^x times SHARE_MOST as the low bits of whole numbers, for x <= 0; the polynomial's error is under 3e-6. */
INLINE whole_lanes share_lanes(lanes x)
{
    x = SELECT(x > -20.0f, x, ALL(-20.0f));
    lanes n = x + MAGIC, r = x - (n - MAGIC);
    whole_lanes exponent = (whole_lanes)n << 23;
    lanes p = r * (0.0095701f * SHARE_MOST) + 0.05591786f * SHARE_MOST;
    p = p * r + 0.24024745f * SHARE_MOST;
    p = p * r + 0.69312181f * SHARE_MOST;
    p = p * r + 0.99999926f * SHARE_MOST;
    return (whole_lanes)((lanes)((whole_lanes)p + exponent) + MAGIC);
}

/* Shares of the keys in a row, in proportion to 2^(unit * score); gives back their sum. */
INLINE float share_out(int32_t *scores, size_t rows, size_t padded, float unit, int16_t *shares)
{
    for (size_t j = rows; j < padded; j++) scores[j] = scores[0];
    whole_lanes most = LOAD_WHOLE(scores), sums = {0};
    for (size_t j = LANES; j < padded; j += LANES) {
        whole_lanes v = LOAD_WHOLE(scores + j);
        most = (v & (v > most)) | (most & ~(v > most));
    }
    int32_t highest = most[0], sum = 0;
    for (size_t i = 1; i < LANES; i++)
        if (most[i] > highest) highest = most[i];
    for (size_t j = 0; j < padded; j += LANES) {
        lanes x = __builtin_convertvector(LOAD_WHOLE(scores + j) - highest, lanes) * unit;
        whole_lanes share = share_lanes(x) & 0xffff;
        *(short_lanes *)(shares + j) = __builtin_convertvector(share, short_lanes);
        sums += share;
    }
    for (size_t i = 0; i < LANES; i++) sum += sums[i];
    for (size_t j = rows; j < padded; j++) {
        sum -= shares[j];
        shares[j] = 0;
    }
    return (float)sum;
}

/* Sixteen columns of the values, mixed by four rows of shares. */
INLINE void mix_rows(pair_products *products, const int16_t *shares, const int16_t *values, size_t padded, lanes *mixed)
{
    for (size_t i = 0; i < 2 * ROWS; i++) mixed[i] = (lanes){0};
    for (size_t begin = 0; begin < padded; begin += CHUNK) {
        size_t end = begin + CHUNK < padded ? begin + CHUNK : padded;
        whole_lanes a0 = {0}, a1 = {0}, a2 = {0}, a3 = {0}, b0 = {0}, b1 = {0}, b2 = {0}, b3 = {0};
        for (size_t j = begin; j < end; j += 2) {
            const int16_t *at = values + j * HEAD_WIDTH, *s = shares + j;
            pairs a = LOAD_PAIRS(at), b = LOAD_PAIRS(at + 2 * LANES), one = SAME_PAIR(s);
            a0 += products(a, one);
            b0 += products(b, one);
            one = SAME_PAIR(s + padded);
            a1 += products(a, one);
            b1 += products(b, one);
            one = SAME_PAIR(s + 2 * padded);
            a2 += products(a, one);
            b2 += products(b, one);
            one = SAME_PAIR(s + 3 * padded);
            a3 += products(a, one);
            b3 += products(b, one);
        }
        const whole_lanes sums[2 * ROWS] = {a0, b0, a1, b1, a2, b2, a3, b3};
        for (size_t i = 0; i < 2 * ROWS; i++) mixed[i] += __builtin_convertvector(sums[i], lanes);
    }
}

INLINE void attend(pair_products *products, const float *qkv, size_t rows, size_t width, const ws_attention_room *room,
                   float *out)
{
    const size_t stride = 3 * width, padded = ws_attention_padded(rows);
    const float *key = qkv + width, *value = key + width;
    const float query_most = greatest(qkv, rows, stride), key_most = greatest(key, rows, stride),
                value_most = greatest(value, rows, stride), query_per = QUERY_MOST / query_most;
    /* log2(e) / sqrt 32, of what one step of both is worth */
    const float unit = 0.25503487f * (query_most / QUERY_MOST) * (key_most / KEY_MOST);
    pack_keys(key, rows, stride, padded, KEY_MOST / key_most, room->keys);
    pack_values(value, rows, stride, padded, VALUE_MOST / value_most, room->values);
    for (size_t i = 0; i < rows; i += ROWS) {
        size_t count = rows - i < ROWS ? rows - i : ROWS;
        _Alignas(32) int16_t q[ROWS * HEAD_WIDTH];
        float worth[ROWS];
        for (size_t r = 0; r < ROWS; r++)
            for (size_t d = 0; d < HEAD_WIDTH; d += LANES)
                *(short_lanes *)(q + r * HEAD_WIDTH + d) = __builtin_convertvector(
                    round_lanes(qkv + (i + (r < count ? r : 0)) * stride + d, query_per), short_lanes);
        score_rows(products, q, room->keys, padded, room->scores);
        for (size_t r = 0; r < ROWS; r++)
            worth[r] = value_most / VALUE_MOST /
                       share_out(room->scores + r * padded, rows, padded, unit, room->shares + r * padded);
        for (size_t c = 0; c < HEAD_WIDTH; c += 2 * LANES) {
            lanes mixed[2 * ROWS];
            mix_rows(products, room->shares, room->values + 2 * c, padded, mixed);
            for (size_t r = 0; r < count; r++) {
                STORE(out + (i + r) * width + c, mixed[2 * r] * worth[r]);
                STORE(out + (i + r) * width + c + LANES, mixed[2 * r + 1] * worth[r]);
            }
        }
    }
}

static void attend_narrow(const float *qkv, size_t rows, size_t width, const ws_attention_room *room, float *out)
{
    attend(narrow_products, qkv, rows, width, room, out);
}

#if defined(BY_INSTRUCTION) && !defined(WS_PLAIN_KERNELS)
__attribute__((target("avx2"))) static void attend_wide(const float *qkv, size_t rows, size_t width,
                                                        const ws_attention_room *room, float *out)
{
    attend(wide_products, qkv, rows, width, room, out);
}
#endif

size_t ws_attention_padded(size_t rows)
{
    return (rows + 2 * LANES - 1) / (2 * LANES) * (2 * LANES);
}

void ws_attention(const float *qkv, size_t rows, size_t width, size_t head, const ws_attention_room *room, float *out)
{
    qkv += head * HEAD_WIDTH;
    out += head * HEAD_WIDTH;
#if defined(BY_INSTRUCTION) && !defined(WS_PLAIN_KERNELS)
    if (__builtin_cpu_supports("avx2")) {
        attend_wide(qkv, rows, width, room, out);
        return;
    }
#endif
    attend_narrow(qkv, rows, width, room, out);
}
