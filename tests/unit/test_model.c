/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole model of made-up weights: what it reads must be in order, the same each time, and never too slow. */
#include "model_fixture.h"

#include <time.h>
#include <unistd.h>

typedef struct fixture {
    char path[64];
    ws_model *model;
    ws_scratch *scratch;
    ws_arena *arena;
    ws_error error;
} fixture;

static int make(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    snprintf(f->path, sizeof f->path, "/tmp/ws-model-%d.wsm", (int)getpid());
    model_writer *writer = made_up();
    model_write(writer, f->path, writer->size);
    free(writer);
    assert_int_equal(ws_model_open(f->path, &f->model, &f->error), WS_OK);
    assert_int_equal(ws_scratch_new(f->model, &f->scratch, &f->error), WS_OK);
    f->arena = ws_arena_new(0);
    *state = f;
    return 0;
}

static int drop(void **state)
{
    fixture *f = *state;
    ws_arena_free(f->arena);
    ws_scratch_free(f->scratch);
    ws_model_close(f->model);
    unlink(f->path);
    free(f);
    return 0;
}

static ws_model_reading read_text(fixture *f, const char *text)
{
    ws_model_reading reading;
    assert_int_equal(ws_model_read(f->model, f->scratch, f->arena, text, strlen(text), &reading, &f->error), WS_OK);
    return reading;
}

static char *many(fixture *f, const char *what, size_t times)
{
    size_t size = strlen(what);
    char *text = ws_arena_alloc(f->arena, size * times + 1);
    assert_non_null(text);
    for (size_t i = 0; i < times; i++) memcpy(text + i * size, what, size);
    return text;
}

static void cues_come_in_order_within_their_windows(void **state)
{
    fixture *f = *state;
    ws_model_reading reading = read_text(f, many(f, "“We said,” the mayor said.\nNot tolls, the mayor said.\n\n", 40));
    assert_true(reading.cue_count > 10);
    for (size_t i = 0; i < reading.cue_count; i++) {
        const ws_cue_reading *cue = &reading.cues[i];
        assert_true(!i || reading.cues[i - 1].cue < cue->cue);
        assert_true(cue->begin <= cue->cue && cue->cue < cue->end && cue->end <= reading.pieces.word_count);
        assert_true(reading.pieces.first[cue->end] - reading.pieces.first[cue->begin] <= WINDOW);
        assert_true(cue->confidence >= 0.5f);
        assert_int_equal(cue->roles[cue->cue - cue->begin], WS_ROLE_CUE);
        for (uint32_t w = 0; w < cue->end - cue->begin; w++) assert_true(cue->roles[w] < WS_ROLES);
        uint32_t core = reading.pieces.first[cue->cue];
        bool first = cue->begin == 0, last = cue->end == reading.pieces.word_count;
        assert_true(first || core >= reading.pieces.first[cue->begin] + CONTEXT - 1);
        assert_true(last || core < reading.pieces.first[cue->end]);
    }
}

/* The first words of the windows in which cues were found, but for the first window. */
static size_t window_begins(const ws_model_reading *reading, uint32_t *begins, size_t most)
{
    size_t count = 0;
    for (size_t i = 0; i < reading->cue_count; i++) {
        uint32_t begin = reading->cues[i].begin;
        if (begin && (!count || begins[count - 1] != begin) && count < most) begins[count++] = begin;
    }
    return count;
}

/* Every word here is one piece, so a core begins CONTEXT words into its window. */
static void cores_end_with_lines_else_with_sentences(void **state)
{
    fixture *f = *state;
    enum { MOST = 64, ROOM = WINDOW - 2 * CONTEXT };
    uint32_t begins[MOST];
    ws_model_reading reading = read_text(f, many(f, "The mayor said. The mayor said not, the mayor said.\n", 100));
    size_t count = window_begins(&reading, begins, MOST);
    assert_true(count > 10);
    for (size_t i = 0; i < count; i++) assert_true(reading.pieces.starts[begins[i] + CONTEXT]);

    reading = read_text(f, many(f, "The mayor said not, the mayor said. ", 100));
    count = window_begins(&reading, begins, MOST);
    assert_true(count > 10);
    for (size_t i = 0; i < count; i++) assert_int_equal((begins[i] + CONTEXT) % 9, 0);

    reading = read_text(f, many(f, "the mayor said ", 300));
    count = window_begins(&reading, begins, MOST);
    assert_true(count > 10);
    /* The first window has nothing before its core. */
    for (size_t i = 0; i < count; i++) assert_int_equal((begins[i] + CONTEXT - (WINDOW - CONTEXT)) % ROOM, 0);
}

static void reading_again_says_the_same(void **state)
{
    fixture *f = *state;
    const char *text = many(f, "We said not. The mayor said tolls, ", 60);
    ws_model_reading once = read_text(f, text);
    read_text(f, "Something else.");
    ws_model_reading twice = read_text(f, text);
    assert_int_equal(once.cue_count, twice.cue_count);
    for (size_t i = 0; i < once.cue_count; i++) {
        assert_true(once.cues[i].confidence == twice.cues[i].confidence);
        assert_memory_equal(once.cues[i].roles, twice.cues[i].roles, once.cues[i].end - once.cues[i].begin);
    }
}

static void hostile_texts_end_soon(void **state)
{
    fixture *f = *state;
    clock_t begun = clock();
    assert_int_equal(read_text(f, "").cue_count, 0);
    assert_int_equal(read_text(f, " \n\n ").pieces.word_count, 0);
    assert_int_equal(read_text(f, "Said").pieces.word_count, 1);
    assert_int_equal(read_text(f, many(f, "the ", 20000)).pieces.word_count, 20000);
    read_text(f, many(f, "“", 10000));
    read_text(f, many(f, "THE MAYOR SAID ", 1000));
    read_text(f, many(f, "tollssssssssssssss", 20000));
    assert_true((clock() - begun) / CLOCKS_PER_SEC < 60);
}

static void models_that_contradict_themselves_are_refused(void **state)
{
    fixture *f = *state;
    static const char *const changes[][2] = {{"\"width\": 64", "\"width\": 32"},   {"\"layers\": 2", "\"layers\": 3"},
                                             {"\"heads\": 2", "\"heads\": 4"},     {"\"context\": 8", "\"context\":30"},
                                             {"\"window\": 64", "\"windo!\": 64"}, {"{", "["}};
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        model_writer *writer = made_up();
        size_t from = MODEL_HEADER + PLACES * MODEL_ENTRY;
        unsigned char *at = memmem(writer->bytes + from, writer->size - from, changes[i][0], strlen(changes[i][0]));
        assert_non_null(at);
        memcpy(at, changes[i][1], strlen(changes[i][1]));
        model_seal(writer, WS_MODEL_VERSION);
        model_write(writer, f->path, writer->size);
        free(writer);
        ws_model *model = NULL;
        assert_int_not_equal(ws_model_open(f->path, &model, &f->error), WS_OK);
        assert_null(model);
    }
}

#define test(name) cmocka_unit_test_setup_teardown(name, make, drop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(cues_come_in_order_within_their_windows),
        test(cores_end_with_lines_else_with_sentences),
        test(reading_again_says_the_same),
        test(hostile_texts_end_soon),
        test(models_that_contradict_themselves_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
