/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shipped model in C against the trainer's PyTorch: model/agrees.jsonl says what fixture.py saw. The pieces must be
 * the same, confidences within TOLERANCE, and nearly all roles the same. */
#include "json.h"
#include "model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MODEL WS_SOURCE "/indexer/model/en.wsm"
#define FIXTURE WS_TESTS "/model/agrees.jsonl"

/* Of one confidence, and of all on average: a number that falls on the other side of an int8 step, because additions
 * were made in another order, moves what follows. */
static const double TOLERANCE = 0.12, MEAN_TOLERANCE = 0.01;
static const double SAME_ROLES = 0.99; /* of the words that have a role */

typedef struct tally {
    size_t texts, cues, words, same;
    double widest, apart;
} tally;

static char *read_file(ws_arena *arena, const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (!file) fail_msg("%s is not there", path);
    enum { MOST = 1 << 20 };
    char *bytes = ws_arena_alloc(arena, MOST + 1);
    assert_non_null(bytes);
    *size = fread(bytes, 1, MOST, file);
    assert_true(*size < MOST);
    fclose(file);
    return bytes;
}

static void compare_pieces(const ws_pieces *pieces, const cJSON *expected)
{
    assert_int_equal(pieces->count, cJSON_GetArraySize(expected));
    size_t i = 0;
    const cJSON *number;
    cJSON_ArrayForEach(number, expected) assert_int_equal(pieces->ids[i++], number->valueint);
}

static const ws_cue_reading *find(const ws_model_reading *reading, uint32_t word)
{
    for (size_t i = 0; i < reading->cue_count; i++)
        if (reading->cues[i].cue == word) return &reading->cues[i];
    return NULL;
}

/* [word, confidence, first word of the window, roles] */
static void compare_cue(const ws_model_reading *reading, const cJSON *expected, tally *t)
{
    uint32_t word = (uint32_t)cJSON_GetArrayItem(expected, 0)->valueint;
    double confidence = cJSON_GetArrayItem(expected, 1)->valuedouble;
    const ws_cue_reading *cue = find(reading, word);
    if (!cue && confidence < 0.5 + TOLERANCE) return;
    if (!cue) fail_msg("word %u is a cue (%.3f) in PyTorch and none in C", word, confidence);
    double apart = confidence > (double)cue->confidence ? confidence - (double)cue->confidence
                                                        : (double)cue->confidence - confidence;
    if (apart > t->widest) t->widest = apart;
    t->apart += apart;
    const char *roles = cJSON_GetArrayItem(expected, 3)->valuestring;
    assert_int_equal(cue->begin, cJSON_GetArrayItem(expected, 2)->valueint);
    assert_int_equal(strlen(roles), cue->end - cue->begin);
    t->cues++;
    for (size_t i = 0; roles[i]; i++) {
        bool any = roles[i] != '0' || cue->roles[i] != WS_ROLE_NONE;
        t->words += any;
        t->same += any && roles[i] - '0' == cue->roles[i];
    }
}

static void the_model_reads_as_it_was_trained(void **state)
{
    (void)state;
    ws_error error = {.message = ""};
    ws_model *model = NULL;
    ws_scratch *scratch = NULL;
    ws_arena *arena = ws_arena_new(0), *kept = ws_arena_new(0);
    if (ws_model_open(MODEL, &model, &error) != WS_OK) fail_msg("%s", error.message);
    assert_int_equal(ws_scratch_new(model, &scratch, &error), WS_OK);
    size_t size;
    tally t = {0};
    char *lines = read_file(kept, FIXTURE, &size), *rest = NULL;
    for (char *line = strtok_r(lines, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        cJSON *expected = NULL;
        assert_int_equal(ws_json_read(line, strlen(line), &expected, &error), WS_OK);
        ws_arena_reset(arena);
        const char *path =
            ws_arena_printf(arena, "%s/%s", WS_TESTS, cJSON_GetObjectItem(expected, "text")->valuestring);
        const char *text = read_file(arena, path, &size);
        ws_model_reading reading;
        assert_int_equal(ws_model_read(model, scratch, arena, text, size, &reading, &error), WS_OK);
        compare_pieces(&reading.pieces, cJSON_GetObjectItem(expected, "pieces"));
        const cJSON *cues = cJSON_GetObjectItem(expected, "cues"), *cue;
        cJSON_ArrayForEach(cue, cues) compare_cue(&reading, cue, &t);
        assert_true(reading.cue_count <= (size_t)cJSON_GetArraySize(cues));
        t.texts++;
        cJSON_Delete(expected);
    }
    double mean = t.apart / (double)t.cues, same = (double)t.same / (double)t.words;
    printf("%zu texts, %zu cues: confidences %.4f apart on average, at most %.3f; ", t.texts, t.cues, mean, t.widest);
    printf("%.2f%% of the words with a role have the same\n", 100.0 * same);
    assert_true(t.texts > 5 && t.cues > 50);
    assert_true(t.widest <= TOLERANCE && mean <= MEAN_TOLERANCE);
    assert_true(same >= SAME_ROLES);
    ws_scratch_free(scratch);
    ws_model_close(model);
    ws_arena_free(arena);
    ws_arena_free(kept);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_model_reads_as_it_was_trained)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
