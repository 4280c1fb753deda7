/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reading of an article, from text to sealed statements: the stages in order. */
#ifndef WS_PIPELINE_H
#define WS_PIPELINE_H

#include "reading.h"
#include "status.h"

/* What reading needs that outlives an article: lexicon and, from the next issue on, the model. Read-only after opening;
 * shared by workers. Lexicon folder: `lexicon`, or NULL for $WHOSAID_LEXICON, the build tree, the installed data folder. */
typedef struct ws_pipeline ws_pipeline;
ws_status ws_pipeline_open(const char *lexicon, ws_pipeline **out, ws_error *error);
void ws_pipeline_close(ws_pipeline *pipeline);

/* Name of what reads, as statements record it. */
const char *ws_pipeline_model(const ws_pipeline *pipeline);

/* Reads a sealed article. Everything in *out lives in the arena. */
ws_status ws_pipeline_read(const ws_pipeline *pipeline, ws_arena *arena, const ws_article *article, ws_reading *out,
                           ws_error *error);

#endif
