/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fails every allocation of a run in turn, in our code and in the libraries below it: each must end in WS_NO_MEMORY,
 * without a crash and without a block left behind. malloc and its kin are replaced in this program, so that the shared
 * libraries call ours; under AddressSanitizer, which replaces them too, there is nothing to test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analyser.h"
#include "json.h"
#include "model_fixture.h"
#include "pipeline.h"
#include "reader.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#if defined(__SANITIZE_ADDRESS__)
static const bool CAN_FAIL = false;
static long live, countdown;
#else
static const bool CAN_FAIL = true;
static long live;      /* blocks handed out and not given back */
static long countdown; /* allocations until the one that fails; 0: none does */

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void __libc_free(void *block);

static bool fails_now(void)
{
    if (countdown == 0 || --countdown > 0) return false;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size)
{
    void *block = fails_now() ? NULL : __libc_malloc(size);
    live += block != NULL;
    return block;
}

void *calloc(size_t count, size_t size)
{
    void *block = fails_now() ? NULL : __libc_calloc(count, size);
    live += block != NULL;
    return block;
}

void *realloc(void *old, size_t size)
{
    void *block = fails_now() ? NULL : __libc_realloc(old, size);
    live += !old && block;
    return block;
}

void *aligned_alloc(size_t alignment, size_t size)
{
    void *block = fails_now() ? NULL : __libc_memalign(alignment, size);
    live += block != NULL;
    return block;
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
    void *block = aligned_alloc(alignment, size);
    if (!block) return ENOMEM;
    *out = block;
    return 0;
}

void free(void *block)
{
    live -= block != NULL;
    __libc_free(block);
}
#endif

static const char TEXT[] =
    "\xe2\x80\x9cNo caf\xc3\xa9 will close,\xe2\x80\x9d Mayor Mara Toll said. \xe2\x80\x9cNone.\xe2\x80\x9d";

static ws_status run_words(ws_arena *arena)
{
    static const char name[] = "President Andrzej Wa\xc5\x82\xc4\x99sa\xe2\x80\x99s";
    ws_words words;
    if (!ws_fold(arena, name, strlen(name)) || !ws_fold(arena, "PLAIN", 5)) return WS_NO_MEMORY;
    if (!ws_fold_words(arena, name, strlen(name)) || !ws_name_key(arena, name)) return WS_NO_MEMORY;
    ws_status status = ws_analyse(arena, TEXT, (ws_span){0, sizeof TEXT - 1}, &words, NULL);
    if (status) return status;
    ws_stemmer *stemmer = ws_stemmer_new();
    if (!stemmer) return WS_NO_MEMORY;
    for (size_t i = 0; i < words.count && !status; i++)
        if (!ws_stem(stemmer, arena, words.items[i].folded)) status = WS_NO_MEMORY;
    ws_stemmer_free(stemmer);
    return status;
}

static ws_status run_json(ws_arena *arena)
{
    static const char json[] =
        "{\"id\":12345678901234567890,\"text\":\"caf\\u00e9 \\ud83d\\ude42\",\"list\":[1,{\"a\":null}]}";
    cJSON *value;
    ws_buffer buffer = WS_BUFFER_INIT(10000);
    ws_status status = ws_json_read(json, strlen(json), &value, NULL);
    if (status) return status;
    if (!ws_json_number_text(arena, json, strlen(json), "id")) status = WS_NO_MEMORY;
    if (!status) status = ws_json_print(&buffer, value, NULL);
    cJSON_Delete(value);
    ws_buffer_free(&buffer);
    return status;
}

static ws_status write_and_read(ws_arena *arena, const ws_article *article, const ws_statement *statement,
                                ws_buffer *buffer)
{
    ws_statement loaded;
    ws_article again;
    const ws_offsets *offsets = ws_offsets_new(arena, article->text, article->text_size);
    if (!offsets) return WS_NO_MEMORY;
    cJSON *value = ws_statement_json(article, offsets, statement);
    if (!value) return WS_NO_MEMORY;
    cJSON_Delete(value);
    value = ws_article_json(article, true);
    if (!value) return WS_NO_MEMORY;
    cJSON_Delete(value);
    ws_status status = ws_extraction_json(buffer, arena, article, statement, 1, NULL);
    ws_buffer_clear(buffer);
    if (!status) status = ws_statement_store(buffer, statement, NULL);
    if (!status) status = ws_statement_load(arena, buffer->bytes, buffer->size, article->text_size, &loaded, NULL);
    ws_buffer_clear(buffer);
    if (!status) status = ws_article_store(buffer, article, NULL);
    if (!status) status = ws_article_load(arena, buffer->bytes, buffer->size, &again, NULL);
    if (!status && strcmp(again.published, "2025-04-13")) status = WS_INTERNAL;
    return status;
}

static ws_status run_record(ws_arena *arena)
{
    ws_span source[] = {{40, 44}}, cue[] = {{45, 49}}, content[] = {{3, 25}, {54, 58}};
    ws_speaker speakers[] = {{.name = "Mara Toll", .key = "mara toll", .role = "mayor"}, {.name = "an aide"}};
    ws_via via[] = {{"Harbour Post", WS_SPEAKER_PUBLICATION}, {"a neighbour", WS_SPEAKER_ROLE}};
    ws_statement statement = {.source = {source, 1},
                              .cue = {cue, 1},
                              .content = {content, 2},
                              .quoted = {content, 2},
                              .cue_lemma = "say",
                              .speakers = speakers,
                              .speaker_count = 2,
                              .via = via,
                              .via_count = 2,
                              .response = {WS_RESPONSE_DECLINED, "Harbour Post", "it"},
                              .time = {"Sunday", NULL, NULL}};
    ws_article article = {.text = TEXT,
                          .text_size = sizeof TEXT - 1,
                          .title = " A  title ",
                          .publisher = "Harbour Post",
                          .input_id = "7",
                          .published = "April 13, 2025",
                          .path = "\xff.txt"};
    ws_status status = ws_article_seal(arena, &article, NULL);
    if (!status) status = ws_statements_seal(arena, &article, &statement, 1, NULL);
    if (status) return status;
    ws_buffer buffer = WS_BUFFER_INIT(100000);
    status = write_and_read(arena, &article, &statement, &buffer);
    ws_buffer_free(&buffer);
    return status;
}

static ws_status run_all(void)
{
    ws_arena *arena = ws_arena_new(0);
    if (!arena) return WS_NO_MEMORY;
    ws_status status = run_words(arena);
    if (!status) status = run_json(arena);
    if (!status) status = run_record(arena);
    ws_arena_free(arena);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    assert_int_equal(run_all(), WS_OK); /* also sets up what the libraries keep for good */
    if (!CAN_FAIL) {
        print_message("AddressSanitizer owns malloc: allocations cannot be failed here\n");
        skip();
    }
    /* A library may do without a block, when it only wanted a smaller one; so the end is where nothing was left to
     * fail. */
    long before = live, at = 0, left, refused = 0;
    do {
        countdown = ++at;
        ws_status status = run_all();
        left = countdown;
        countdown = 0;
        refused += status == WS_NO_MEMORY;
        if (status != WS_OK && status != WS_NO_MEMORY)
            fail_msg("allocation %ld: status %s", at, ws_status_name(status));
        if (live != before) fail_msg("allocation %ld: %ld blocks left behind", at, live - before);
    } while (left == 0);
    print_message("%ld allocations failed in turn, %ld of them ended the run\n", at - 1, refused);
    assert_true(refused > 100);
}

/* Opening a model and a lexicon and reading a text. The model is small and made up: the shipped one does no more
 * allocations, only larger ones. */
static ws_status run_reading(const char *model)
{
    ws_pipeline *pipeline = NULL;
    ws_scratch *scratch = NULL;
    ws_reading reading;
    ws_article article = {.text = TEXT, .text_size = sizeof TEXT - 1, .path = "test"};
    ws_status status = ws_pipeline_open(&(ws_pipeline_choices){WS_SOURCE "/indexer/lexicon/en", model, NULL, 0}, &pipeline, NULL);
    if (status == WS_OK) status = ws_pipeline_scratch(pipeline, &scratch, NULL);
    ws_arena *arena = status == WS_OK ? ws_arena_new(0) : NULL;
    if (status == WS_OK && !arena) status = WS_NO_MEMORY;
    if (status == WS_OK) status = ws_article_seal(arena, &article, NULL);
    if (status == WS_OK) status = ws_pipeline_read(pipeline, scratch, arena, &article, &reading, NULL);
    if (status == WS_OK && !reading.statement_count) status = WS_INTERNAL;
    ws_arena_free(arena);
    ws_scratch_free(scratch);
    ws_pipeline_close(pipeline);
    return status;
}

static void every_allocation_of_a_reading_may_fail(void **state)
{
    (void)state;
    char path[64];
    snprintf(path, sizeof path, "/tmp/ws-failing-%d.wsm", (int)getpid());
    model_writer *writer = made_up();
    model_write(writer, path, writer->size);
    free(writer);
    ws_status first = run_reading(path); /* also sets up what oneDNN and OpenMP keep for good */
    long at = 0, refused = 0;
    for (bool all = first != WS_OK || !CAN_FAIL; !all;) {
        long before = live;
        countdown = ++at;
        ws_status status = run_reading(path);
        all = countdown > 0;
        countdown = 0;
        refused += status == WS_NO_MEMORY;
        if (status != WS_OK && status != WS_NO_MEMORY)
            fail_msg("allocation %ld: status %s", at, ws_status_name(status));
        if (live != before) fail_msg("allocation %ld: %ld blocks left behind", at, live - before);
    }
    unlink(path);
    assert_int_equal(first, WS_OK);
    print_message("%ld allocations failed in turn, %ld of them ended the reading\n", at, refused);
    assert_true(refused > 10 || !CAN_FAIL);
}

extern const ws_reader ws_csv_reader, ws_warc_reader;

static ws_status read_with(const ws_reader *reader, ws_input *input)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article = {0};
    void *state = NULL;
    size_t size;
    ws_status status = arena ? WS_OK : WS_NO_MEMORY;
    ws_input_head(input, &size);
    if (status == WS_OK) status = reader->open(input, &state, NULL);
    while (status == WS_OK) status = reader->next(state, arena, &article, NULL);
    if (state) reader->close(state);
    ws_arena_free(arena);
    return status == WS_END ? WS_OK : status;
}

/* A table and a web archive, each packed. Not what lies in a tar or zip: libarchive itself ends the program where it has no
 * memory for a name. */
static ws_status run_inputs(char paths[2][64])
{
    static const ws_reader *const readers[] = {&ws_csv_reader, &ws_warc_reader};
    ws_status status = WS_OK;
    for (int i = 0; i < 2 && status == WS_OK; i++) {
        ws_input *input;
        status = ws_input_open(paths[i], NULL, &input, NULL);
        if (status == WS_OK) status = read_with(readers[i], input);
        ws_input_close(input);
    }
    return status;
}

static void write_packed(const char *path, const char *bytes, size_t size)
{
    gzFile file = gzopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(gzwrite(file, bytes, (unsigned)size), (int)size);
    assert_int_equal(gzclose(file), Z_OK);
}

static void every_allocation_of_an_input_may_fail(void **state)
{
    static const char warc[] = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/1\r\n"
                               "Content-Type: application/http\r\nContent-Length: 86\r\n\r\n"
                               "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/plain\r\n\r\n"
                               "5\r\nOne.\n\r\n0\r\n";
    static const char table[] = "id,title,text\n1,One,Words.\n2,\"Two\",\"More\nwords.\"\n";
    char paths[2][64];
    long at = 0, refused = 0;
    (void)state;
    for (int i = 0; i < 2; i++) snprintf(paths[i], sizeof paths[i], "/tmp/ws-failing-%d-%d", (int)getpid(), i);
    write_packed(paths[0], table, sizeof table - 1);
    write_packed(paths[1], warc, sizeof warc - 1);
    ws_status first = run_inputs(paths);
    for (bool all = first != WS_OK || !CAN_FAIL; !all;) {
        long before = live;
        countdown = ++at;
        ws_status status = run_inputs(paths);
        all = countdown > 0;
        countdown = 0;
        refused += status == WS_NO_MEMORY;
        if (status != WS_OK && status != WS_NO_MEMORY)
            fail_msg("allocation %ld: status %s", at, ws_status_name(status));
        if (live != before) fail_msg("allocation %ld: %ld blocks left behind", at, live - before);
    }
    unlink(paths[0]);
    unlink(paths[1]);
    assert_int_equal(first, WS_OK);
    print_message("%ld allocations failed in turn, %ld of them ended the input\n", at, refused);
    assert_true(refused > 30 || !CAN_FAIL);
}

/* An arena that is full is no different from a machine that is. */
static void every_arena_limit_holds(void **state)
{
    (void)state;
    ws_status status;
    size_t limit = 1;
    do {
        ws_arena *arena = ws_arena_new(limit);
        assert_non_null(arena);
        status = run_words(arena);
        if (!status) status = run_json(arena);
        if (!status) status = run_record(arena);
        assert_true(status == WS_OK || status == WS_NO_MEMORY);
        assert_true(ws_arena_used(arena) <= limit + sizeof(max_align_t));
        ws_arena_free(arena);
        limit += 16;
    } while (status != WS_OK);
    assert_true(limit > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(every_allocation_of_a_reading_may_fail),
        cmocka_unit_test(every_allocation_of_an_input_may_fail),
        cmocka_unit_test(every_arena_limit_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
