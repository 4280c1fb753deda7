/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model_fixture.h"

#include <unistd.h>

typedef struct fixture {
    char path[64];
    model_writer *writer;
    ws_error error;
} fixture;

static int make(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    snprintf(f->path, sizeof f->path, "/tmp/ws-model-file-%d.wsm", (int)getpid());
    f->writer = model_writer_new(2);
    model_add_text(f->writer, "config", "{}");
    float *numbers = model_add(f->writer, "numbers", WS_ARRAY_FLOAT, 2, 3);
    for (int i = 0; i < 6; i++) numbers[i] = (float)i;
    model_seal(f->writer, WS_MODEL_VERSION);
    *state = f;
    return 0;
}

static int drop(void **state)
{
    fixture *f = *state;
    unlink(f->path);
    free(f->writer);
    free(f);
    return 0;
}

static ws_status opened(fixture *f, size_t size)
{
    model_write(f->writer, f->path, size);
    ws_model_file *file = NULL;
    ws_status status = ws_model_file_open(f->path, &file, &f->error);
    assert_true((status == WS_OK) == (file != NULL));
    ws_model_file_close(file);
    return status;
}

static void arrays_are_found_by_name_type_and_size(void **state)
{
    fixture *f = *state;
    model_write(f->writer, f->path, f->writer->size);
    ws_model_file *file = NULL;
    assert_int_equal(ws_model_file_open(f->path, &file, &f->error), WS_OK);
    assert_int_equal(strlen(ws_model_file_checksum(file)), 32);
    const void *array = NULL;
    assert_int_equal(ws_model_file_array(file, "numbers", WS_ARRAY_FLOAT, 2, 3, &array, &f->error), WS_OK);
    assert_true(((const float *)array)[5] == 5.0f);
    assert_int_equal(ws_model_file_array(file, "numbers", WS_ARRAY_FLOAT, 3, 2, &array, &f->error), WS_CORRUPT);
    assert_int_equal(ws_model_file_array(file, "numbers", WS_ARRAY_INT32, 2, 3, &array, &f->error), WS_CORRUPT);
    assert_int_equal(ws_model_file_array(file, "number", WS_ARRAY_FLOAT, 2, 3, &array, &f->error), WS_CORRUPT);
    const char *bytes = NULL;
    size_t size = 0;
    assert_int_equal(ws_model_file_bytes(file, "config", &bytes, &size, &f->error), WS_OK);
    assert_int_equal(size, 2);
    assert_memory_equal(bytes, "{}", 2);
    assert_int_equal(ws_model_file_bytes(file, "numbers", &bytes, &size, &f->error), WS_CORRUPT);
    ws_model_file_close(file);
}

static void a_missing_file_is_named(void **state)
{
    fixture *f = *state;
    ws_model_file *file = NULL;
    assert_int_equal(ws_model_file_open("/tmp/no-such-model.wsm", &file, &f->error), WS_IO);
    assert_non_null(strstr(f->error.message, "/tmp/no-such-model.wsm"));
}

static void every_truncation_is_refused(void **state)
{
    fixture *f = *state;
    for (size_t size = 0; size < f->writer->size; size++) assert_int_equal(opened(f, size), WS_CORRUPT);
    assert_int_equal(opened(f, f->writer->size), WS_OK);
}

static void every_changed_byte_is_refused(void **state)
{
    fixture *f = *state;
    for (size_t at = 0; at < f->writer->size; at++) {
        f->writer->bytes[at] ^= 1;
        assert_int_not_equal(opened(f, f->writer->size), WS_OK);
        f->writer->bytes[at] ^= 1;
    }
}

static void another_version_is_told_from_damage(void **state)
{
    fixture *f = *state;
    model_seal(f->writer, WS_MODEL_VERSION + 1);
    assert_int_equal(opened(f, f->writer->size), WS_FUTURE);
    assert_true(f->error.hint[0]);
}

static void parts_outside_the_file_are_refused(void **state)
{
    fixture *f = *state;
    unsigned char *entry = f->writer->bytes + MODEL_HEADER;
    put_number(entry + 56, UINT64_MAX - 10, 8);
    model_seal(f->writer, WS_MODEL_VERSION);
    assert_int_equal(opened(f, f->writer->size), WS_CORRUPT);
    put_number(entry + 56, 2, 8);
    put_number(entry + 48, f->writer->size + 64, 8);
    model_seal(f->writer, WS_MODEL_VERSION);
    assert_int_equal(opened(f, f->writer->size), WS_CORRUPT);
}

#define test(name) cmocka_unit_test_setup_teardown(name, make, drop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(arrays_are_found_by_name_type_and_size),
        test(a_missing_file_is_named),
        test(every_truncation_is_refused),
        test(every_changed_byte_is_refused),
        test(another_version_is_told_from_damage),
        test(parts_outside_the_file_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
