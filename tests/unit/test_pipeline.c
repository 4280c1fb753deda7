/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hostile texts: the time and memory they take stay in proportion to their size, and every span stays valid. */
#include "model_fixture.h"
#include "reading_fixture.h"

#include "buffer.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

/* Long texts are read by a small model with made-up weights, which sees cues nearly everywhere: so all stages but the
 * encoder have most to do. The shipped one reads the same texts shorter. Sanitizers make all of it ten times slower. */
#if defined(__SANITIZE_ADDRESS__)
enum { REPEATS = 1000 };
#else
enum { REPEATS = 5000 };
#endif
enum { SHORTER = 50, TIMES_SLOWER = 5, BYTES_FOR_A_WORD = 2048, BYTES_AT_LEAST = 8 << 20 };

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Seconds for each token. */
static double pace(fixture *f, const char *before, const char *part, const char *after, size_t times)
{
    ws_buffer text = WS_BUFFER_INIT(64u << 20);
    ws_buffer_puts(&text, before);
    for (size_t i = 0; i < times; i++) ws_buffer_puts(&text, part);
    ws_buffer_puts(&text, after);
    assert_int_equal(ws_buffer_status(&text, NULL), WS_OK);
    double begin = seconds();
    assert_reading_valid(read_bytes(f, text.bytes, text.size));
    double taken = seconds() - begin;
    ws_buffer_free(&text);
    if (ws_arena_used(f->arena) > BYTES_AT_LEAST + BYTES_FOR_A_WORD * f->reading.token_count)
        fail_msg("%zu times \"%.40s\" took %zu bytes", times, part, ws_arena_used(f->arena));
    return taken / (double)f->reading.token_count;
}

typedef struct models {
    fixture shipped, made_up;
    double plain; /* seconds for each token of plain news by the made-up model, on this machine and in this build */
    char path[64];
} models;

static void read_repeated(models *m, const char *before, const char *part, const char *after, size_t times)
{
    double each = pace(&m->made_up, before, part, after, times);
    if (each > TIMES_SLOWER * m->plain)
        fail_msg("%zu times \"%.40s\" took %.1f times as long as plain news", times, part, each / m->plain);
    pace(&m->shipped, before, part, after, 1 + times / SHORTER);
}

static int open_models(void **state)
{
    models *m = calloc(1, sizeof *m);
    ws_error error;
    if (!m) return -1;
    snprintf(m->path, sizeof m->path, "/tmp/ws-pipeline-%d.wsm", (int)getpid());
    model_writer *writer = made_up();
    model_write(writer, m->path, writer->size);
    free(writer);
    const char *paths[] = {NULL, m->path};
    fixture *fixtures[] = {&m->shipped, &m->made_up};
    for (int i = 0; i < 2; i++) {
        const ws_pipeline_choices where = {WS_SOURCE "/indexer/lexicon/en", paths[i], NULL, 0};
        if (ws_pipeline_open(&where, &fixtures[i]->pipeline, &error) != WS_OK) return -1;
        if (ws_pipeline_scratch(fixtures[i]->pipeline, &fixtures[i]->scratch, &error) != WS_OK) return -1;
        if (!(fixtures[i]->arena = ws_arena_new(0))) return -1;
    }
    m->plain = pace(&m->made_up, "", "The dike will hold, Jane Ruiz said on Monday.\n\nRain fell.\n\n", "", REPEATS);
    assert_true(m->made_up.reading.statement_count > REPEATS / 10);
    *state = m;
    return 0;
}

static int close_models(void **state)
{
    models *m = *state;
    if (!m) return 0;
    fixture *fixtures[] = {&m->shipped, &m->made_up};
    for (int i = 0; i < 2; i++) {
        ws_scratch_free(fixtures[i]->scratch);
        ws_pipeline_close(fixtures[i]->pipeline);
        ws_arena_free(fixtures[i]->arena);
    }
    unlink(m->path);
    free(m);
    return 0;
}

static void test_the_reading_is_sealed(void **state)
{
    models *m = *state;
    const ws_reading *reading = read_text(&m->shipped, "“It will hold,” Jane Ruiz said.");
    ws_hash nothing = {{0}};
    assert_int_equal(reading->statement_count, 1);
    assert_memory_not_equal(&reading->statements[0].id, &nothing, sizeof nothing);
    assert_string_equal(reading->statements[0].model, ws_pipeline_model(m->shipped.pipeline));
    assert_int_equal(reading->statements[0].state, WS_STATE_CURRENT);
}

static void test_small_oddities(void **state)
{
    static const char *const texts[] = {"Word",
                                        "said",
                                        "“",
                                        "”",
                                        "\"",
                                        "said said said",
                                        ", said",
                                        "“”",
                                        "“said” said “said”",
                                        "according to",
                                        "According to.",
                                        "he",
                                        "He said",
                                        "said he",
                                        ": “x”",
                                        "declined to comment",
                                        "did not respond",
                                        "and said that",
                                        "who said that it was",
                                        "RUIZ SAID THE DIKE WILL HOLD, ACCORDING TO THE MAYOR.",
                                        "é said “é”",
                                        "\xE2\x80\x83said\xE2\x80\x83",
                                        "Mr.",
                                        "Mr. said",
                                        "“A,” “B,” “C,” said Ruiz said Ruiz said",
                                        "Ruiz, the, mayor, of, said, that",
                                        "\n\nsaid\n\n“a b c d e f”\n\n",
                                        "'s said",
                                        "Ruiz's said that 's",
                                        "It said that it said that it said that it said",
                                        "A. B. C. D. said. E. F.",
                                        "the the the said the"};
    models *m = *state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_reading_valid(read_text(&m->shipped, texts[i]));
        assert_reading_valid(read_text(&m->made_up, texts[i]));
    }
}

static void test_texts_without_a_full_stop(void **state)
{
    read_repeated(*state, "", "word ", "", 20 * REPEATS);
    read_repeated(*state, "", "said ", "", REPEATS);
    read_repeated(*state, "", "Ruiz said that ", ".", REPEATS);
    read_repeated(*state, "", "a, and said, ", ".", REPEATS);
    read_repeated(*state, "Jane Ruiz ", ", adding that", ".", REPEATS);
    read_repeated(*state, "", "Ruiz and ", "said that it was.", REPEATS);
    read_repeated(*state, "", "“A,” said Ruiz, ", "", REPEATS);
    read_repeated(*state, "", "A b, according to c, ", "", REPEATS);
    read_repeated(*state, "", "Ruiz declined to comment and ", "", REPEATS);
    read_repeated(*state, "", "The mayor said it, ", "", REPEATS);
}

static void test_long_texts_of_sentences(void **state)
{
    read_repeated(*state, "", "“A b c d e f,” he said. ", "", REPEATS);
    read_repeated(*state, "", "Jane Ruiz, the mayor, said. ", "", REPEATS);
    read_repeated(*state, "", "she said that it was. ", "", REPEATS);
    read_repeated(*state, "", "THE MAYOR SAID THE DIKE HOLDS. ", "", REPEATS);
    read_repeated(*state, "", "The tide came in. ", "", REPEATS);
    read_repeated(*state, "", "said\n\n", "", REPEATS);
}

static void test_many_names(void **state)
{
    models *m = *state;
    ws_buffer text = WS_BUFFER_INIT(64u << 20);
    for (int i = 0; i < REPEATS; i++)
        ws_buffer_printf(&text, "Jane A%c%c%c Ruiz said that Ruiz was a mayor. ", 'a' + i % 26, 'a' + i / 26 % 26,
                         'a' + i / 676 % 26);
    double each = pace(&m->made_up, text.bytes, "", "", 0);
    ws_buffer_free(&text);
    assert_true(each < TIMES_SLOWER * m->plain);
}

static void test_quotation_marks_without_end(void **state)
{
    read_repeated(*state, "", "“", " said Ruiz.", 2 * REPEATS);
    read_repeated(*state, "", "“a ‘b ", " said Ruiz.", 2 * REPEATS);
    read_repeated(*state, "", "\"'", " said Ruiz.", REPEATS);
    read_repeated(*state, "", "“a b c d e\n\n", "” said Ruiz.", REPEATS);
    read_repeated(*state, "", "“a b c d e f g” ", "", REPEATS);
    read_repeated(*state, "", "“a b c d e f g”\n\n", "", REPEATS);
    read_repeated(*state, "", "«‹„“", "", REPEATS);
    read_repeated(*state, "", "”", " said Ruiz.", REPEATS);
}

static void test_lexicon_that_is_not_there(void **state)
{
    (void)state;
    ws_pipeline *pipeline = NULL;
    ws_error error = {.message = ""};
    assert_int_not_equal(ws_pipeline_open(&(ws_pipeline_choices){"/nowhere/at/all", NULL, NULL, 0}, &pipeline, &error), WS_OK);
    assert_null(pipeline);
    assert_non_null(strstr(error.message, "/nowhere/at/all"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_reading_is_sealed),
        cmocka_unit_test(test_small_oddities),
        cmocka_unit_test(test_texts_without_a_full_stop),
        cmocka_unit_test(test_long_texts_of_sentences),
        cmocka_unit_test(test_many_names),
        cmocka_unit_test(test_quotation_marks_without_end),
        cmocka_unit_test(test_lexicon_that_is_not_there),
    };
    return cmocka_run_group_tests(tests, open_models, close_models);
}
