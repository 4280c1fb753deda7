/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers that are given again, and the folders of exports: what may be kept, and for how long. */
#include "cache.h"
#include "scratch.h"
#include "seen_files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[64];
static char one_file[128], other_file[128];
static char seen[512];
static size_t seen_size;

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/whosaid-test-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    char command[128];
    (void)state;
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

static void save(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

/* What an answer says that was made of the two files as they are now. */
static void see(void)
{
    const char *files[] = {one_file, other_file};
    ws_hash state;
    assert_true(ws_seen_files_look(files, 2, &state));
    memcpy(seen, &state, sizeof state);
    seen_size = sizeof state;
    for (int i = 0; i < 2; i++) {
        memcpy(seen + seen_size, files[i], strlen(files[i]) + 1);
        seen_size += strlen(files[i]) + 1;
    }
}

static void begin(const char *name)
{
    snprintf(one_file, sizeof one_file, "%s/%s-1", folder, name);
    snprintf(other_file, sizeof other_file, "%s/%s-2", folder, name);
    save(one_file, "one");
    unlink(other_file);
    see();
}

static ws_message answer(const char *body)
{
    return (ws_message){.code = 200,
                        .parts = {[WS_MESSAGE_TYPE] = {"text/html", 9},
                                  [WS_MESSAGE_BODY] = {body, strlen(body)},
                                  [WS_MESSAGE_TAG] = {"\"x\"", 3},
                                  [WS_MESSAGE_SEEN] = {seen, seen_size}}};
}

static void put(ws_cache *cache, const char *target, const char *body)
{
    ws_message message = answer(body);
    ws_cache_put(cache, target, &message);
}

static bool has(ws_cache *cache, const char *target, const char *body)
{
    ws_message found;
    if (!ws_cache_get(cache, target, &found)) return false;
    assert_int_equal(found.code, 200);
    assert_int_equal(found.parts[WS_MESSAGE_BODY].size, strlen(body));
    assert_memory_equal(found.parts[WS_MESSAGE_BODY].bytes, body, strlen(body));
    assert_memory_equal(found.parts[WS_MESSAGE_TAG].bytes, "\"x\"", 3);
    return true;
}

static void test_answers_are_given_again(void **state)
{
    (void)state;
    begin("again");
    ws_cache *cache = ws_cache_new(100000);
    assert_false(has(cache, "/?q=a", "A"));
    put(cache, "/?q=a", "A");
    put(cache, "/?q=b", "B");
    assert_true(has(cache, "/?q=a", "A") && has(cache, "/?q=b", "B"));
    assert_false(has(cache, "/?q=", "") || has(cache, "/?q=ab", ""));
    put(cache, "/?q=a", "another");
    assert_true(has(cache, "/?q=a", "another"));
    ws_cache_sweep(cache);
    assert_true(has(cache, "/?q=b", "B"));
    ws_cache_free(cache);
}

static void test_a_change_ends_them(void **state)
{
    (void)state;
    begin("change");
    ws_cache *cache = ws_cache_new(100000);
    put(cache, "/?q=a", "A");
    save(other_file, "a journal begins");
    assert_false(has(cache, "/?q=a", "A"));
    put(cache, "/?q=a", "A"); /* made before the change */
    assert_false(has(cache, "/?q=a", "A"));
    see();
    put(cache, "/?q=a", "A now");
    assert_true(has(cache, "/?q=a", "A now"));
    unlink(one_file);
    save(one_file, "one");
    assert_false(has(cache, "/?q=a", "A now"));
    see();
    put(cache, "/?q=b", "B");
    assert_true(has(cache, "/?q=b", "B"));
    assert_false(has(cache, "/?q=a", "A now"));
    ws_cache_free(cache);
}

static void test_what_is_not_kept(void **state)
{
    (void)state;
    begin("not");
    static char large[20000];
    memset(large, 'a', sizeof large - 1);
    ws_cache *cache = ws_cache_new(100000);
    ws_message message = answer("failed");
    message.code = 404;
    ws_cache_put(cache, "/?q=a", &message);
    static const int parts[] = {WS_MESSAGE_GO, WS_MESSAGE_LOG, WS_MESSAGE_FILE};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        message = answer("other");
        message.parts[parts[i]].bytes = "x";
        message.parts[parts[i]].size = 1;
        ws_cache_put(cache, "/?q=a", &message);
    }
    for (size_t size = 0; size < seen_size; size++) { /* nothing, or cut off */
        message = answer("unseen");
        message.parts[WS_MESSAGE_SEEN].size = size;
        ws_cache_put(cache, "/?q=a", &message);
    }
    put(cache, "/?q=a", large);
    assert_false(has(cache, "/?q=a", ""));
    ws_cache_free(cache);
    cache = ws_cache_new(0);
    put(cache, "/?q=a", "A");
    assert_false(has(cache, "/?q=a", "A"));
    ws_cache_free(cache);
}

static void test_memory_is_bounded(void **state)
{
    (void)state;
    enum { MOST = 20000, BODY = 1000 };
    begin("bounded");
    static char body[BODY + 1];
    char target[32];
    size_t found = 0;
    memset(body, 'b', BODY);
    ws_cache *cache = ws_cache_new(MOST);
    put(cache, "/first", body);
    for (int i = 0; i < 100; i++) {
        snprintf(target, sizeof target, "/%d", i);
        put(cache, target, body);
        assert_true(has(cache, target, body));
        assert_true(has(cache, "/first", body)); /* asked for all the time */
    }
    for (int i = 0; i < 100; i++) {
        snprintf(target, sizeof target, "/%d", i);
        found += has(cache, target, body);
    }
    assert_true(found > 5 && found < MOST / BODY);
    assert_false(has(cache, "/0", body));
    ws_cache_free(cache);
}

static void test_folders_of_exports(void **state)
{
    (void)state;
    ws_error error;
    ws_scratch dead, living, next;
    char path[WS_SCRATCH_BYTES + 64], kept[WS_SCRATCH_BYTES + 64];
    struct stat found;
    setenv("TMPDIR", folder, 1);
    assert_int_equal(ws_scratch_open(&dead, &error), WS_OK);
    assert_int_equal(ws_scratch_open(&living, &error), WS_OK);
    for (int i = 7; i < 9; i++) {
        snprintf(path, sizeof path, "%s/%d", living.path, i);
        assert_int_equal(mkdir(path, 0700), 0);
        snprintf(path, sizeof path, "%s/%d/quotes.xlsx", living.path, i);
        save(path, "half of it");
    }
    snprintf(kept, sizeof kept, "%s/8/quotes.xlsx", living.path);
    snprintf(path, sizeof path, "%s/7", living.path);
    ws_scratch_clear(living.path, 7);
    assert_int_not_equal(stat(path, &found), 0);
    assert_int_equal(stat(kept, &found), 0);
    close(dead.lock); /* as if it were killed */
    assert_int_equal(ws_scratch_open(&next, &error), WS_OK);
    assert_int_not_equal(stat(dead.path, &found), 0);
    assert_int_equal(stat(kept, &found), 0);
    ws_scratch_close(&living);
    ws_scratch_close(&next);
    assert_int_not_equal(stat(living.path, &found), 0);
    setenv("TMPDIR", "/nowhere/at/all", 1);
    assert_int_equal(ws_scratch_open(&next, &error), WS_IO);
    assert_non_null(strstr(error.message, "/nowhere/at/all"));
    unsetenv("TMPDIR");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_answers_are_given_again), cmocka_unit_test(test_a_change_ends_them),
        cmocka_unit_test(test_what_is_not_kept),        cmocka_unit_test(test_memory_is_bounded),
        cmocka_unit_test(test_folders_of_exports),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
