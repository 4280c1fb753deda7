/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reading of an article, from text to sealed statements: the stages in order. */
#ifndef WS_PIPELINE_H
#define WS_PIPELINE_H

#include "model.h"
#include "reading.h"
#include "status.h"

/* What reading needs that outlives an article: lexicon and model. Read-only after opening; shared by workers. */
typedef struct ws_pipeline ws_pipeline;

/* Lexicon and model: NULL is $WHOSAID_LEXICON and $WHOSAID_MODEL, else the build tree, else the installed data folder.
 */
typedef struct ws_pipeline_choices {
    const char *lexicon;      /* a folder */
    const char *model;        /* a file */
    const char *attributions; /* a file of attributions whose speakers are wanted (given.h); NULL: they are found */
    float least_speaker;      /* who is less sure is not named; 0: as the model says, below 0: everybody is */
} ws_pipeline_choices;

ws_status ws_pipeline_open(const ws_pipeline_choices *choices, ws_pipeline **out, ws_error *error);
void ws_pipeline_close(ws_pipeline *pipeline);

/* Name of what reads, as statements record it: the model's checksum. */
const char *ws_pipeline_model(const ws_pipeline *pipeline);
/* Name of model, lexicon and guessing together, as articles record it: what another one read is read again by `update`. */
const char *ws_pipeline_reader(const ws_pipeline *pipeline);

/* Room to read in; one for each thread. */
ws_status ws_pipeline_scratch(const ws_pipeline *pipeline, ws_scratch **out, ws_error *error);

/* Reads a sealed article. Everything in *out lives in the arena. */
ws_status ws_pipeline_read(const ws_pipeline *pipeline, ws_scratch *scratch, ws_arena *arena, const ws_article *article,
                           ws_reading *out, ws_error *error);

#endif
