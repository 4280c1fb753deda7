/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ninjs reader over any bytes. */
#include "fuzz_reader.h"

extern const ws_reader ws_ninjs_reader;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_reader(&ws_ninjs_reader, data, size);
    return 0;
}
