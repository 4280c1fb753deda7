/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The neural reader: an encoder over windows of word pieces, and heads that say which words are cues and, for each cue,
 * which words are its source and its content. Trained and explained by indexer/model/train and MODEL.md. */
#ifndef WS_MODEL_H
#define WS_MODEL_H

#include "arena.h"
#include "perceptron.h"
#include "pieces.h"
#include "status.h"

typedef struct ws_model ws_model;     /* read-only once open; shared by threads */
typedef struct ws_scratch ws_scratch; /* one for each thread */

ws_status ws_model_open(const char *path, ws_model **out, ws_error *error);
void ws_model_close(ws_model *model);
const char *ws_model_checksum(const ws_model *model);

/* The networks by which indexer/speakers decides who speaks. A word's summary holds its side as an anaphor (the first
 * WS_PAIRED numbers), as an antecedent (the next), and what tells a speaker's type. */
enum {
    WS_ANTECEDENT_FEATURES = 80, /* the last one is how well both words go together */
    WS_PAIRED = 48,
    WS_ANTECEDENT_INPUTS = WS_ANTECEDENT_FEATURES + WS_PAIRED,
    WS_TYPED = 32,
    WS_TYPE_FEATURES = 48,
    WS_TYPE_INPUTS = WS_TYPE_FEATURES + 3 * WS_TYPED,
    WS_SUMMARY = 2 * WS_PAIRED + WS_TYPED,
    WS_TYPES = 8 /* by ws_speaker_type */
};
typedef struct ws_speaker_networks {
    ws_perceptron antecedent, type;
    const float *none; /* [WS_PAIRED]: the antecedent that is none of those there */
    float least;       /* confidence of a speaker who is named */
} ws_speaker_networks;
const ws_speaker_networks *ws_model_speakers(const ws_model *model);

ws_status ws_scratch_new(const ws_model *model, ws_scratch **out, ws_error *error);
void ws_scratch_free(ws_scratch *scratch);

typedef enum { WS_ROLE_NONE, WS_ROLE_CUE, WS_ROLE_SOURCE, WS_ROLE_CONTENT, WS_ROLES } ws_role;

/* Names: a tag says that one begins or goes on in a word. */
typedef enum { WS_NAMED_PERSON, WS_NAMED_ORGANIZATION, WS_NAMED_PLACE, WS_NAMED_OTHER, WS_NAMED_KINDS } ws_named_kind;
enum { WS_TAG_NONE, WS_TAG_BEGINS = 1, WS_TAG_GOES_ON = 2, WS_TAGS = 1 + 2 * WS_NAMED_KINDS }; /* + 2 * kind */

/* What the model says of one cue: the best role of every word from `begin` to `end`. */
typedef struct ws_cue_reading {
    uint32_t cue;        /* word where the cue starts */
    uint32_t begin, end; /* words of the window it was read in */
    float confidence;    /* that it is a cue, 0..1 */
    uint8_t *roles;      /* [end - begin] */
} ws_cue_reading;

typedef struct ws_model_reading {
    ws_pieces pieces;     /* words and their places */
    ws_cue_reading *cues; /* in order of their words */
    size_t cue_count;
    float *tags;          /* [word_count x WS_TAGS]: scores of each word */
    size_t summary;       /* numbers in the summary of a word */
    float *summaries;     /* [word_count x summary]: what the word is in its context, for the resolving of speakers */
} ws_model_reading;

/* Reads a whole text; what it gives back lies in the arena. */
ws_status ws_model_read(const ws_model *model, ws_scratch *scratch, ws_arena *arena, const char *text, size_t size,
                        ws_model_reading *out, ws_error *error);

#endif
