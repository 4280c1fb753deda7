/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder of files made for a test, and the articles that an archive yields from it. */
#ifndef WS_FILES_FIXTURE_H
#define WS_FILES_FIXTURE_H

#include "collection.h"
#include "buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/whosaid-test-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    char command[256];

    (void)state;
    snprintf(command, sizeof command, "chmod -R u+rwx %s; rm -rf %s", folder, folder);
    return system(command);
}

__attribute__((unused)) static void write_bytes(const char *name, const void *bytes, size_t size)
{
    char path[256];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    fclose(file);
}

__attribute__((unused)) static void write_file(const char *name, const char *text)
{
    write_bytes(name, text, strlen(text));
}

__attribute__((unused)) static const char *path_of(const char *name)
{
    static char path[256];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

/* One article of a file, which must be there; in the arena. */
__attribute__((unused)) static ws_article read_one(ws_arena *arena, const char *name, const char *reader)
{
    const char *items[] = {path_of(name)};
    ws_strings paths = {items, 1};
    ws_collection *collection;
    ws_article article;
    ws_error error = {0};

    assert_int_equal(ws_collection_open(&paths, NULL, NULL, &collection, &error), WS_OK);
    if (ws_collection_next(collection, arena, &article, &error) != WS_OK) fail_msg("%s", error.message);
    assert_string_equal(ws_collection_reader(collection), reader);
    ws_collection_close(collection);
    return article;
}

/* All that comes of a path: "[text]" for an article, "-" for what has no text, "!message" for a refusal, without the folder's name. */
__attribute__((unused)) static void expect_all(const char *name, FILE *input, const char *expected)
{
    const char *items[] = {strcmp(name, "-") == 0 ? "-" : path_of(name)};
    ws_strings paths = {items, 1};
    ws_buffer out = WS_BUFFER_INIT(1024 * 1024);
    ws_arena *arena = ws_arena_new(0);
    ws_collection *collection;
    ws_article article;
    ws_error error = {0};
    ws_status status;

    assert_int_equal(ws_collection_open(&paths, NULL, input, &collection, &error), WS_OK);
    while ((status = ws_collection_next(collection, arena, &article, &error)) != WS_END) {
        const char *place = strstr(error.message, folder);

        if (status == WS_OK) {
            ws_buffer_puts(&out, "[");
            ws_buffer_puts(&out, article.text);
            ws_buffer_puts(&out, "]");
            continue;
        }
        if (status == WS_PASSED) {
            ws_buffer_puts(&out, "-");
            continue;
        }
        assert_true(status == WS_REFUSED || status == WS_IO);
        ws_buffer_puts(&out, "!");
        ws_buffer_puts(&out, place ? place + strlen(folder) + 1 : error.message);
        assert_true(out.size < 100000);
    }
    assert_string_equal(out.bytes ? out.bytes : "", expected);
    ws_collection_close(collection);
    ws_arena_free(arena);
    ws_buffer_free(&out);
}

#endif
