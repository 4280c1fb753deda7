/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attention in whole numbers: their sums are the same in any order, so every CPU may add them in its own way. Only the
 * rounding to them, and what the last sums stand for, is float work. */
#include "kernels.h"
#include "lanes.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <sys/platform/x86.h>
#endif

enum { HEAD_WIDTH = 32, ROWS = 4 };

/* What numbers become. Sums of 32 products of queries and keys stay under 2^30, so that their differences fit; so do
 * sums of products of values and shares, which add up to SHARES_MOST and what their rounding adds. */
enum { QUERY_MOST = 4095, KEY_MOST = 8191, VALUE_MOST = 4095, SHARES_MOST = 1 << 18 };

/* Scores in powers of two have this many bits behind the point where shares are made of them. */
enum { FRACTION_BITS = 12, UNIT_MOST = 28 };

/* Two numbers of 16 bits side by side: what one instruction multiplies and adds to a sum of 32 bits. */
typedef int32_t pair __attribute__((may_alias));
typedef int16_t short_lanes __attribute__((vector_size(16), may_alias));

/* NAME(a, a_stride, b, b_stride, columns, depth, out): the ROWS rows of a, each of `depth` pairs and a_stride after the
 * one before, times the `depth` rows of b; `out` is ROWS x columns. ADD gives a sum and the products of two vectors. */
#define PRODUCTS(NAME, ISA, VECTOR, ADD)                                                                               \
    ISA static void NAME(const pair *a, size_t a_stride, const pair *b, size_t b_stride, size_t columns, size_t depth, \
                         int32_t *out)                                                                                 \
    {                                                                                                                  \
        const size_t width = sizeof(VECTOR) / sizeof(pair);                                                            \
        const pair *a1 = a + a_stride, *a2 = a1 + a_stride, *a3 = a2 + a_stride;                                       \
        for (size_t c = 0; c < columns; c += 2 * width) {                                                              \
            VECTOR s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0}, t0 = {0}, t1 = {0}, t2 = {0}, t3 = {0};                     \
            const pair *at = b + c;                                                                                    \
            for (size_t i = 0; i < depth; i++, at += b_stride) {                                                       \
                VECTOR left = *(const VECTOR *)at, right = *(const VECTOR *)(at + width), one;                         \
                one = (VECTOR){0} + a[i];                                                                              \
                s0 = ADD(s0, left, one);                                                                               \
                t0 = ADD(t0, right, one);                                                                              \
                one = (VECTOR){0} + a1[i];                                                                             \
                s1 = ADD(s1, left, one);                                                                               \
                t1 = ADD(t1, right, one);                                                                              \
                one = (VECTOR){0} + a2[i];                                                                             \
                s2 = ADD(s2, left, one);                                                                               \
                t2 = ADD(t2, right, one);                                                                              \
                one = (VECTOR){0} + a3[i];                                                                             \
                s3 = ADD(s3, left, one);                                                                               \
                t3 = ADD(t3, right, one);                                                                              \
            }                                                                                                          \
            int32_t *to = out + c;                                                                                     \
            *(VECTOR *)to = s0, *(VECTOR *)(to + width) = t0, to += columns;                                           \
            *(VECTOR *)to = s1, *(VECTOR *)(to + width) = t1, to += columns;                                           \
            *(VECTOR *)to = s2, *(VECTOR *)(to + width) = t2, to += columns;                                           \
            *(VECTOR *)to = s3, *(VECTOR *)(to + width) = t3;                                                          \
        }                                                                                                              \
    }

typedef void products(const pair *a, size_t a_stride, const pair *b, size_t b_stride, size_t columns, size_t depth,
                      int32_t *out);

#if defined(__x86_64__) && !defined(WS_PLAIN_KERNELS)
typedef int32_t narrow_vector __attribute__((vector_size(16), may_alias));
typedef int32_t middle_vector __attribute__((vector_size(32), may_alias));
typedef int32_t wide_vector __attribute__((vector_size(64), may_alias));
#define ADD_NARROW(sum, a, b) ((sum) + (narrow_vector)_mm_madd_epi16((__m128i)(a), (__m128i)(b)))
#define ADD_MIDDLE(sum, a, b) ((sum) + (middle_vector)_mm256_madd_epi16((__m256i)(a), (__m256i)(b)))
#define ADD_WIDE(sum, a, b) ((wide_vector)_mm512_dpwssd_epi32((__m512i)(sum), (__m512i)(a), (__m512i)(b)))
PRODUCTS(narrow_products, , narrow_vector, ADD_NARROW)
PRODUCTS(middle_products, __attribute__((target("avx2"))), middle_vector, ADD_MIDDLE)
PRODUCTS(wide_products, __attribute__((target("avx512f,avx512bw,avx512vnni"))), wide_vector, ADD_WIDE)

/* What the C library takes the CPU for: so that tests can make it take it for a lesser one. */
static products *best_products(void)
{
    if (CPU_FEATURE_ACTIVE(AVX512_VNNI) && CPU_FEATURE_ACTIVE(AVX512BW)) return wide_products;
    return CPU_FEATURE_ACTIVE(AVX2) ? middle_products : narrow_products;
}
#else
static int32_t add_pair(int32_t sum, pair a, pair b)
{
    return sum + (int16_t)a * (int16_t)b + (a >> 16) * (b >> 16);
}
PRODUCTS(plain_products, , pair, add_pair)

static products *best_products(void)
{
    return plain_products;
}
#endif

#define LOG2_E_BY_ROOT 0.25503487f /* log2(e) / sqrt 32 */

/* 1.5 * 2^23: what is added to it rounds to a whole number in the low bits. */
#define MAGIC 12582912.0f

INLINE whole_lanes round_lanes(const float *from, float per)
{
    return (whole_lanes)(LOAD(from) * per + MAGIC);
}

/* The greatest size of a number in a part of all rows. */
INLINE float greatest(const float *part, size_t rows, size_t stride)
{
    whole_lanes most = {0}; /* sizes are ordered as their bits are */
    for (size_t i = 0; i < rows; i++)
        for (size_t d = 0; d < HEAD_WIDTH; d += LANES) {
            whole_lanes size = *(const whole_lanes *)(part + i * stride + d) & 0x7fffffff;
            most = (size & (size > most)) | (most & ~(size > most));
        }
    lanes sizes = (lanes)most;
    float found = 1e-12f;
    for (size_t i = 0; i < LANES; i++)
        if (sizes[i] > found) found = sizes[i];
    return found;
}

/* Pairs of columns, each for all keys in turn; the first key again behind them. */
CLONES static float pack_keys(const float *key, size_t rows, size_t stride, size_t padded, pair *keys)
{
    float most = greatest(key, rows, stride), per = KEY_MOST / most;
    for (size_t j = 0; j < rows; j++)
        for (size_t d = 0; d < HEAD_WIDTH; d += LANES) {
            short_lanes v = __builtin_convertvector(round_lanes(key + j * stride + d, per), short_lanes);
            pair two[LANES / 2];
            memcpy(two, &v, sizeof two);
            for (size_t i = 0; i < LANES / 2; i++) keys[(d / 2 + i) * padded + j] = two[i];
        }
    for (size_t d = 0; d < HEAD_WIDTH / 2; d++)
        for (size_t j = rows; j < padded; j++) keys[d * padded + j] = keys[d * padded];
    return most / KEY_MOST;
}

/* Pairs of rows, for all columns in turn. */
CLONES static float pack_values(const float *value, size_t rows, size_t stride, size_t padded, pair *values)
{
    float most = greatest(value, rows, stride), per = VALUE_MOST / most;
    for (size_t j = 0; j < padded; j += 2)
        for (size_t d = 0; d < HEAD_WIDTH; d += LANES) {
            const float *at = value + j * stride + d;
            whole_lanes low = {0}, high = {0};
            if (j < rows) low = round_lanes(at, per) & 0xffff;
            if (j + 1 < rows) high = round_lanes(at + stride, per) << 16;
            *(whole_lanes *)(values + j / 2 * HEAD_WIDTH + d) = low | high;
        }
    return most / VALUE_MOST;
}

/* The greatest power of two within a number, between those of which shares can be made, and its exponent. */
INLINE float power_within(float number, int *exponent)
{
    int32_t bits;
    memcpy(&bits, &number, sizeof bits);
    int power = (bits >> 23) - 127;
    *exponent = power < FRACTION_BITS ? FRACTION_BITS : power > UNIT_MOST ? UNIT_MOST : power;
    return (float)(1 << *exponent);
}

/* Rounds queries so that a score has as many bits behind the point as it gives back, `unit` being what a query times
 * one step of a key is worth. Rows of 0 follow, until there are ROWS together. */
CLONES static int pack_queries(const float *query, size_t count, size_t stride, float unit, int16_t *q)
{
    int bits;
    const float per = unit * power_within(QUERY_MOST / (unit * greatest(query, count, stride)), &bits);
    for (size_t i = 0; i < count; i++, query += stride, q += HEAD_WIDTH)
        for (size_t d = 0; d < HEAD_WIDTH; d += LANES) {
            lanes v = LOAD(query + d) * per;
            v = SELECT(v < (float)QUERY_MOST, v, ALL((float)QUERY_MOST));
            v = SELECT(v > -(float)QUERY_MOST, v, ALL(-(float)QUERY_MOST));
            *(short_lanes *)(q + d) = __builtin_convertvector((whole_lanes)(v + MAGIC), short_lanes);
        }
    for (; count % ROWS; count++, q += HEAD_WIDTH) memset(q, 0, HEAD_WIDTH * sizeof *q);
    return bits;
}

/* Shares of the keys in a row, in proportion to 2^score; a score has FRACTION_BITS bits behind the point, and `further`
 * ones that are left out. Gives back the sum of the shares. The polynomial is 2^-f within 1e-4 of it. */
CLONES static int32_t share_out(const int32_t *scores, size_t rows, size_t padded, int further,
                                  int16_t *restrict shares)
{
    int32_t highest = scores[0], sum = 0;
    for (size_t j = 0; j < padded; j++) highest = scores[j] > highest ? scores[j] : highest;
    for (size_t j = 0; j < padded; j++) {
        int32_t less = (highest - scores[j]) >> further;
        uint16_t x = (uint16_t)(less < UINT16_MAX ? less : UINT16_MAX), f = (uint16_t)(x << (16 - FRACTION_BITS));
        uint16_t p = (uint16_t)(3488 - (f * 448u >> 16));
        p = (uint16_t)(15693 - (f * (uint32_t)p >> 16));
        p = (uint16_t)(45421 - (f * (uint32_t)p >> 16));
        p = (uint16_t)(65534 - (f * (uint32_t)p >> 16));
        shares[j] = (int16_t)(((p >> (x >> FRACTION_BITS)) + 1) >> 1);
    }
    for (size_t j = rows; j < padded; j++) shares[j] = 0;
    for (size_t j = 0; j < padded; j++) sum += shares[j];
    if (sum <= SHARES_MOST) return sum;
    const int16_t part = (int16_t)(((int64_t)SHARES_MOST << 15) / sum);
    sum = 0;
    for (size_t j = 0; j < padded; j++) {
        shares[j] = (int16_t)((((shares[j] * part) >> 14) + 1) >> 1);
        sum += shares[j];
    }
    return sum;
}

CLONES static void unpack(const int32_t *sums, float worth, float *out)
{
    for (size_t i = 0; i < HEAD_WIDTH; i++) out[i] = (float)sums[i] * worth;
}

size_t ws_attention_padded(size_t rows)
{
    return (rows + 31) / 32 * 32;
}

void ws_attention(const float *queries, size_t count, const float *pairs, size_t rows, size_t width, size_t head,
                  const ws_attention_room *room, float *out)
{
    const size_t padded = ws_attention_padded(rows);
    const float *query = queries + head * HEAD_WIDTH, *key = pairs + head * HEAD_WIDTH;
    products *const multiply = best_products();
    const float value_step = pack_values(key + width, rows, 2 * width, padded, room->values);
    const float key_step = pack_keys(key, rows, 2 * width, padded, room->keys);
    const int bits = pack_queries(query, count, width, LOG2_E_BY_ROOT * key_step, room->queries);
    const int further = bits - FRACTION_BITS;
    for (size_t i = 0; i < count; i += ROWS) {
        _Alignas(64) int32_t mixed[ROWS * HEAD_WIDTH];
        int32_t sums[ROWS];
        multiply((const pair *)(room->queries + i * HEAD_WIDTH), HEAD_WIDTH / 2, room->keys, padded, padded,
                 HEAD_WIDTH / 2, room->scores);
        for (size_t r = 0; r < ROWS; r++)
            sums[r] = share_out(room->scores + r * padded, rows, padded, further, room->shares + r * padded);
        multiply((const pair *)room->shares, padded / 2, room->values, HEAD_WIDTH, HEAD_WIDTH, padded / 2, mixed);
        for (size_t r = 0; r < ROWS && i + r < count; r++)
            unpack(mixed + r * HEAD_WIDTH, value_step / (float)sums[r], out + (i + r) * width + head * HEAD_WIDTH);
    }
}
