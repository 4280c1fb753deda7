/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small JSON made smaller: what an index keeps of an article or a statement says mostly what all others say too. */
#ifndef WS_SQUEEZE_H
#define WS_SQUEEZE_H

#include "buffer.h"
#include "status.h"

#pragma GCC visibility push(default)

/* Appends `bytes`, JSON without control characters, squeezed. It begins with a byte that no JSON begins with.
 * WS_NO_MEMORY; failures of the buffer stick to it. */
ws_status ws_squeeze(ws_buffer *out, const char *bytes, size_t size, ws_error *error);

/* Whether bytes were made by ws_squeeze. */
bool ws_is_squeezed(const char *bytes, size_t size);

/* Appends what was squeezed. The bytes are trusted for nothing: WS_CORRUPT, or WS_NO_MEMORY when they are more than `out`
 * may hold. */
ws_status ws_unsqueeze(ws_buffer *out, const char *bytes, size_t size, ws_error *error);
/* The same of only what stands before the first `mark`, or of all where there is none. */
ws_status ws_unsqueeze_before(ws_buffer *out, const char *bytes, size_t size, const char *mark, ws_error *error);

#pragma GCC visibility pop
#endif
