/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small model files with made-up weights, for tests: the arithmetic is real, what it says means nothing. */
#ifndef WS_MODEL_FIXTURE_H
#define WS_MODEL_FIXTURE_H

#include "heads.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include <cmocka.h>

enum { MODEL_HEADER = 40, MODEL_ENTRY = 64, MODEL_MOST = 4 * 1024 * 1024 };

typedef struct model_writer {
    unsigned char bytes[MODEL_MOST];
    uint32_t sections, places; /* written; room in the table */
    size_t size;
    uint32_t random;
} model_writer;

static inline void put_number(unsigned char *at, uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; i++) at[i] = (unsigned char)(value >> 8 * i);
}

static inline model_writer *model_writer_new(uint32_t places)
{
    model_writer *writer = calloc(1, sizeof *writer);
    assert_non_null(writer);
    writer->places = places;
    writer->size = (MODEL_HEADER + (size_t)places * MODEL_ENTRY + 63) / 64 * 64;
    writer->random = 1;
    return writer;
}

/* Room for an array; the caller fills it. */
/* Not inlined: the compiler would see longest possible names that no caller has. */
static __attribute__((noinline, unused)) void *model_add(model_writer *writer, const char *name, ws_array_type type,
                                                         size_t rows, size_t columns)
{
    size_t width = type == WS_ARRAY_INT8 || type == WS_ARRAY_BYTES ? 1 : 4, size = rows * columns * width;
    assert_true(writer->sections < writer->places && writer->size + size + 64 <= MODEL_MOST);
    unsigned char *entry = writer->bytes + MODEL_HEADER + writer->sections++ * MODEL_ENTRY;
    snprintf((char *)entry, 32, "%s", name);
    put_number(entry + 32, type, 4);
    put_number(entry + 36, rows, 4);
    put_number(entry + 40, columns, 4);
    put_number(entry + 48, writer->size, 8);
    put_number(entry + 56, size, 8);
    void *place = writer->bytes + writer->size;
    writer->size = (writer->size + size + 63) / 64 * 64;
    return place;
}

static inline void model_add_text(model_writer *writer, const char *name, const char *text)
{
    memcpy(model_add(writer, name, WS_ARRAY_BYTES, 1, strlen(text)), text, strlen(text));
}

/* From -1 to 1. */
static inline float model_random(model_writer *writer)
{
    writer->random = writer->random * 1664525u + 1013904223u;
    return (float)(int32_t)writer->random / 2147483648.0f;
}

static inline void model_add_floats(model_writer *writer, const char *name, size_t rows, size_t columns, float scale,
                                    float base)
{
    float *place = model_add(writer, name, WS_ARRAY_FLOAT, rows, columns);
    for (size_t i = 0; i < rows * columns; i++) place[i] = base + scale * model_random(writer);
}

static __attribute__((noinline, unused)) void model_add_linear(model_writer *writer, const char *name, size_t in,
                                                               size_t out)
{
    char full[64];
    snprintf(full, sizeof full, "%s.weight", name);
    int8_t *weight = model_add(writer, full, WS_ARRAY_INT8, out, in);
    for (size_t i = 0; i < in * out; i++) weight[i] = (int8_t)(127 * model_random(writer));
    snprintf(full, sizeof full, "%s.scale", name);
    float *scale = model_add(writer, full, WS_ARRAY_FLOAT, 1, out);
    for (size_t i = 0; i < out; i++) scale[i] = 0.001f + 0.0005f * model_random(writer);
    snprintf(full, sizeof full, "%s.bias", name);
    model_add_floats(writer, full, 1, out, 0.1f, 0);
    snprintf(full, sizeof full, "%s.offset", name);
    float *offset = model_add(writer, full, WS_ARRAY_FLOAT, 1, out);
    for (size_t i = 0; i < out; i++) {
        int32_t sum = 0;
        for (size_t j = 0; j < in; j++) sum += weight[i * in + j];
        offset[i] = (float)sum * scale[i];
    }
}

static inline void model_add_perceptron(model_writer *writer, const char *name, size_t in, size_t out)
{
    const struct {
        const char *part;
        size_t rows, columns;
    } arrays[] = {{"weight", 16, in}, {"bias", 1, 16}, {"out.weight", out, 16}, {"out.bias", 1, out}};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
        char full[64];
        snprintf(full, sizeof full, "%s.%s", name, arrays[i].part);
        model_add_floats(writer, full, arrays[i].rows, arrays[i].columns, 0.2f, 0);
    }
}

static inline void model_seal(model_writer *writer, uint32_t version)
{
    memcpy(writer->bytes, "WSMODEL", 8);
    put_number(writer->bytes + 24, version, 4);
    put_number(writer->bytes + 28, writer->sections, 4);
    put_number(writer->bytes + 32, writer->size, 8);
    XXH128_canonical_t digest;
    XXH128_canonicalFromHash(&digest, XXH3_128bits(writer->bytes + 24, writer->size - 24));
    memcpy(writer->bytes + 8, digest.digest, 16);
}

static inline void model_write(const model_writer *writer, const char *path, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(writer->bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

/* --- a whole model: two layers, twelve pieces --- */

enum { LAYERS = 2, WIDTH = 64, INNER = 128, WINDOW = 64, CONTEXT = 8, HEAD = 16, PLACES = 96 };

static inline model_writer *made_up(void)
{
    static const char vocabulary[] = "[UNK]\nthe\nmayor\nsaid\n,\n.\n“\n”\nwe\ntoll\n##s\nnot\n";
    model_writer *w = model_writer_new(PLACES);
    model_add_text(w, "config",
                   "{\"layers\": 2, \"width\": 64, \"heads\": 2, \"inner\": 128, \"vocabulary\": 12, "
                   "\"window\": 64, \"context\": 8, \"head_width\": 16, \"least_confidence\": 0.5, "
                   "\"least_speaker\": 0.5, \"summary\": 128, \"tag_hidden\": 16, \"antecedent_hidden\": 16, \"type_hidden\": 16}");
    model_add_text(w, "vocabulary", vocabulary);
    int8_t *pieces = model_add(w, "pieces.weight", WS_ARRAY_INT8, 12, WIDTH);
    for (size_t i = 0; i < 12 * WIDTH; i++) pieces[i] = (int8_t)(127 * model_random(w));
    model_add_floats(w, "pieces.scale", 1, 12, 0, 0.01f);
    model_add_floats(w, "positions.weight", WINDOW, WIDTH, 0.2f, 0);
    model_add_floats(w, "shapes.weight", WS_SHAPES, WIDTH, 0.2f, 0);
    model_add_floats(w, "starts.weight", 2, WIDTH, 0.2f, 0);
    model_add_floats(w, "norm.weight", 1, WIDTH, 0.1f, 1);
    model_add_floats(w, "norm.bias", 1, WIDTH, 0.1f, 0);
    for (int layer = 0; layer < LAYERS; layer++) {
        char name[64];
        const struct {
            const char *part;
            size_t in, out;
        } products[] = {{"qkv", WIDTH, 3 * WIDTH}, {"out", WIDTH, WIDTH}, {"up", WIDTH, INNER}, {"down", INNER, WIDTH}};
        for (size_t i = 0; i < 4; i++) {
            snprintf(name, sizeof name, "layer%d.%s", layer, products[i].part);
            model_add_linear(w, name, products[i].in, products[i].out);
        }
        for (int norm = 1; norm <= 2; norm++) {
            snprintf(name, sizeof name, "layer%d.norm%d.weight", layer, norm);
            model_add_floats(w, name, 1, WIDTH, 0.1f, 1);
            snprintf(name, sizeof name, "layer%d.norm%d.bias", layer, norm);
            model_add_floats(w, name, 1, WIDTH, 0.1f, 0);
        }
    }
    model_add_floats(w, "cue.weight", 1, WIDTH, 2, 0);
    model_add_floats(w, "cue.bias", 1, 1, 0, 0);
    model_add_linear(w, "query", WIDTH, WS_FORMS_OF_CUE * HEAD);
    model_add_linear(w, "key", WIDTH, WS_FORMS_OF_CUE * HEAD);
    model_add_floats(w, "bias.weight", 8, WIDTH, 0.1f, 0);
    model_add_floats(w, "bias.bias", 1, 8, 0.1f, 0);
    model_add_floats(w, "distance.weight", 64, 8, 0.3f, 0);
    model_add_floats(w, "relation.weight", 25, 8, 0.3f, 0);
    model_add_floats(w, "transitions", 4, 4, 0.5f, 0);
    model_add_floats(w, "line", 4, 4, 0.5f, 0);
    model_add_floats(w, "first", 1, 4, 0.1f, 0);
    model_add_floats(w, "summary.weight", WS_SUMMARY, WIDTH, 0.1f, 0);
    model_add_floats(w, "summary.bias", 1, WS_SUMMARY, 0.1f, 0);
    model_add_floats(w, "antecedent.none", 1, WS_PAIRED, 0.1f, 0);
    model_add_perceptron(w, "tag", 3 * WIDTH, WS_TAGS);
    model_add_perceptron(w, "antecedent", WS_ANTECEDENT_INPUTS, 1);
    model_add_perceptron(w, "type", WS_TYPE_INPUTS, WS_TYPES);
    model_seal(w, WS_MODEL_VERSION);
    return w;
}

#endif
