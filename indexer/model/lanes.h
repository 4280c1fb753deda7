/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Within the arithmetic alone (kernels.c, attention.c): vectors of eight, and one body for every CPU. */
#ifndef WS_LANES_H
#define WS_LANES_H

#include <stdint.h>
#include <string.h>

/* One body, compiled for what the CPU has. The lanes are spelled out and -ffp-contract=off keeps multiply and add
 * apart, so each clone does the same operations in the same order. Sanitizers start too late for the loader's choice of
 * clone. */
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && !defined(__clang__) &&   \
    !defined(WS_PLAIN_KERNELS)
#define CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CLONES
#endif
#define INLINE static inline __attribute__((always_inline))

enum { LANES = 8 };

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

#endif
