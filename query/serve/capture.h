/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stream into a buffer with a hard limit: what a command writes, kept instead of printed. */
#ifndef WS_CAPTURE_H
#define WS_CAPTURE_H

#include "buffer.h"

#include <stdio.h>

/* Writing fails once the buffer's limit is reached, and buffer->failed says so. NULL: no memory. Close it before the
 * buffer is read. */
FILE *ws_capture_open(ws_buffer *buffer);

#endif
