/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What readers of formats share in which one file is one article: state, reading once, and the finished text. */
#ifndef WS_WHOLE_FILE_H
#define WS_WHOLE_FILE_H

#include "input.h"
#include "record.h"
#include "status.h"

/* For ws_reader.open and .close (the latter is free). */
ws_status ws_whole_file_open(ws_input *input, void **state, ws_error *error);

/* The bytes of the file, once; WS_END when asked again, WS_REFUSED when it is empty or larger than WS_DOCUMENT_BYTES.
 * `bytes` is the caller's to free in any case. */
ws_status ws_whole_file_read(void *state, ws_buffer *bytes, ws_error *error);

/* The file as plain text, the article's, as it is, in the arena. WS_END, WS_REFUSED as above, and for a text that is
 * longer than WS_ARTICLE_BYTES or none. */
ws_status ws_whole_file_plain(void *state, ws_arena *arena, ws_article *article, ws_error *error);

/* Copies the text into the arena as the article's and looks for a title line, a dateline and the marks of a press
 * release (press.h). WS_REFUSED for a text that is longer than WS_ARTICLE_BYTES, or blank: `blank` then says so. */
ws_status ws_whole_file_text(ws_arena *arena, const ws_buffer *text, const char *blank, ws_article *article,
                             ws_error *error);

#endif
