/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "files_fixture.h"
#include "input.h"

static void lines_are_read_without_their_ends(void **state)
{
    ws_buffer line = WS_BUFFER_INIT(WS_LINE_BYTES + 1);
    ws_input *input;
    ws_error error;
    size_t number, size;

    (void)state;
    write_file("lines", "one\r\n\nthree");
    assert_int_equal(ws_input_open(path_of("lines"), NULL, &input, &error), WS_OK);
    assert_memory_equal(ws_input_head(input, &size), "one\r\n\nthree", 11);
    assert_int_equal(size, 11);
    assert_int_equal(ws_input_offset(input), 0);
    assert_int_equal(ws_input_line(input, &line, &number, &error), WS_OK);
    assert_string_equal(line.bytes, "one");
    assert_int_equal(number, 1);
    assert_int_equal(ws_input_line(input, &line, &number, &error), WS_OK);
    assert_int_equal(line.size, 0);
    assert_int_equal(ws_input_line(input, &line, &number, &error), WS_OK);
    assert_string_equal(line.bytes, "three");
    assert_int_equal(number, 3);
    assert_int_equal(ws_input_line(input, &line, &number, &error), WS_END);
    assert_int_equal(ws_input_offset(input), 11);
    ws_input_close(input);
    ws_buffer_free(&line);
}

static void a_line_too_long_is_skipped(void **state)
{
    ws_buffer line = WS_BUFFER_INIT(WS_LINE_BYTES + 1);
    char *filler = test_malloc(1024 * 1024);
    ws_input *input;
    ws_error error;
    size_t number;
    FILE *file = fopen(path_of("long"), "wb");

    (void)state;
    memset(filler, 'x', 1024 * 1024);
    for (int i = 0; i < 40; i++) fwrite(filler, 1, 1024 * 1024, file);
    fputs("\nshort\n", file);
    fclose(file);
    test_free(filler);
    assert_int_equal(ws_input_open(path_of("long"), NULL, &input, &error), WS_OK);
    assert_int_equal(ws_input_line(input, &line, &number, &error), WS_REFUSED);
    assert_non_null(strstr(error.message, "long:1"));
    assert_true(line.capacity <= 2u * WS_LINE_BYTES);
    assert_int_equal(ws_input_line(input, &line, &number, &error), WS_OK);
    assert_string_equal(line.bytes, "short");
    assert_int_equal(number, 2);
    ws_input_close(input);
    ws_buffer_free(&line);
}

/* Such as our own output in the folder that is read. */
static void a_file_that_grows_ends_where_it_ended(void **state)
{
    ws_buffer all = WS_BUFFER_INIT(1024 * 1024);
    ws_input *input;
    ws_error error;
    FILE *file;

    (void)state;
    write_file("growing", "one\n");
    assert_int_equal(ws_input_open(path_of("growing"), NULL, &input, &error), WS_OK);
    file = fopen(path_of("growing"), "ab");
    fputs("two\n", file);
    fclose(file);
    assert_int_equal(ws_input_all(input, &all, &error), WS_OK);
    assert_string_equal(all.bytes, "one\n");
    ws_input_close(input);
    ws_buffer_free(&all);
}

static void what_is_no_file_is_refused(void **state)
{
    ws_input *input;
    ws_error error;

    (void)state;
    assert_int_equal(ws_input_open(folder, NULL, &input, &error), WS_REFUSED);
    assert_non_null(strstr(error.message, "a folder"));
    assert_int_equal(ws_input_open("/dev/null", NULL, &input, &error), WS_REFUSED);
    assert_non_null(strstr(error.message, "a device"));
    assert_int_equal(mkfifo(path_of("pipe"), 0600), 0);
    assert_int_equal(ws_input_open(path_of("pipe"), NULL, &input, &error), WS_REFUSED);
    assert_int_equal(ws_input_open(path_of("missing"), NULL, &input, &error), WS_IO);
    assert_non_null(strstr(error.message, "missing"));
}

static void standard_input_is_read_whole(void **state)
{
    ws_buffer all = WS_BUFFER_INIT(1024 * 1024);
    FILE *file = tmpfile();
    ws_input *input;
    ws_error error;

    (void)state;
    for (int i = 0; i < 20000; i++) fputs("0123456789", file);
    rewind(file);
    assert_int_equal(ws_input_open("-", file, &input, &error), WS_OK);
    assert_int_equal(ws_input_all(input, &all, &error), WS_OK);
    assert_int_equal(all.size, 200000);
    assert_memory_equal(all.bytes + 199990, "0123456789", 10);
    assert_string_equal(ws_input_path(input), "-");
    ws_input_close(input);
    ws_buffer_free(&all);
    fclose(file);
}

static void paths_stay_apart(void **state)
{
    static const struct {
        const char *path, *text;
    } paths[] = {{"in/caf\xc3\xa9.txt", "in/caf\xc3\xa9.txt"},
                 {"a\xff.txt", "a\\xff.txt"},
                 {"a\xfe.txt", "a\\xfe.txt"},
                 {"\xc3", "\\xc3"},
                 {"\xe2\x82x\x80\x0a", "\\xe2\\x82x\\x80\x0a"},
                 {"", ""}};

    (void)state;
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        char *text = ws_path_text(paths[i].path);

        assert_string_equal(text, paths[i].text);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_stay_apart),           cmocka_unit_test(lines_are_read_without_their_ends),
        cmocka_unit_test(a_line_too_long_is_skipped), cmocka_unit_test(a_file_that_grows_ends_where_it_ended),
        cmocka_unit_test(what_is_no_file_is_refused), cmocka_unit_test(standard_input_is_read_whole),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
