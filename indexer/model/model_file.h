/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A model file: named arrays in one memory-mapped file, verified whole when opened and never trusted after that either:
 * every array is asked for with the type and dimensions it must have.
 *
 * Layout, little-endian: 8 bytes "WSMODEL\0"; 16 bytes XXH3-128 (canonical) of everything behind them; u32 version; u32
 * number of sections; u64 file size; then 64 bytes for each section: name[32], u32 type, u32 rows, u32 columns,
 * u32 zero, u64 offset (a multiple of 64), u64 size. Written by indexer/model/train/export.py. */
#ifndef WS_MODEL_FILE_H
#define WS_MODEL_FILE_H

#include "status.h"

#include <stddef.h>
#include <stdint.h>

enum { WS_MODEL_VERSION = 1, WS_MODEL_BYTES = 24 * 1024 * 1024 };

typedef enum { WS_ARRAY_BYTES = 1, WS_ARRAY_INT8 = 2, WS_ARRAY_FLOAT = 3, WS_ARRAY_INT32 = 4 } ws_array_type;

typedef struct ws_model_file ws_model_file;

/* WS_IO (not there, not readable), WS_CORRUPT (truncated, changed, no model), WS_FUTURE (another version). */
ws_status ws_model_file_open(const char *path, ws_model_file **out, ws_error *error);
void ws_model_file_close(ws_model_file *file);

/* The checksum as 32 hexadecimal digits; what statements record as their model. */
const char *ws_model_file_checksum(const ws_model_file *file);

/* An array, rows x columns, row by row; it lives as long as the file. WS_CORRUPT unless it is there, of this type and
 * these dimensions. */
ws_status ws_model_file_array(const ws_model_file *file, const char *name, ws_array_type type, size_t rows,
                              size_t columns, const void **out, ws_error *error);
/* Bytes of any length (configuration, vocabulary). */
ws_status ws_model_file_bytes(const ws_model_file *file, const char *name, const char **out, size_t *size,
                              ws_error *error);

#endif
