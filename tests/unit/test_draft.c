/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is taken from the reader's lines: query/quotations/draft.h. */
#include "draft.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* The quotations as "speaker+speaker: words|...". */
static void expect(const char *lines, const char *expected)
{
    ws_arena *arena = ws_arena_new(0);
    ws_draft draft;
    ws_error error = {0};
    char found[1000] = "";
    if (ws_draft_parse(arena, ws_arena_strdup(arena, lines), &draft, &error) != WS_OK) fail_msg("%s", error.message);
    for (size_t i = 0; i < draft.count; i++) {
        const ws_draft_quote *one = &draft.items[i];
        size_t size = strlen(found);
        if (i) strcat(found, "|");
        for (size_t k = 0; k < one->speaker_count; k++) {
            if (k) strcat(found, "+");
            strcat(found, one->speakers[k]);
        }
        strcat(found, ":");
        for (size_t k = 0; k < one->quote.count && size < 800; k++) {
            strcat(found, " ");
            strcat(found, one->quote.words[k].compared);
        }
    }
    assert_string_equal(found, expected);
    ws_arena_free(arena);
}

static void refuse(const char *lines)
{
    ws_arena *arena = ws_arena_new(0);
    ws_draft draft;
    ws_error error = {0};
    if (ws_draft_parse(arena, ws_arena_strdup(arena, lines), &draft, &error) != WS_CORRUPT) fail_msg("took %s", lines);
    assert_non_null(strstr(error.message, "draft"));
    ws_arena_free(arena);
}

static void quotations_and_speakers(void **state)
{
    (void)state;
    expect("", "");
    expect("{\"id\":1,\"text\":\"x\",\"attributions\":[]}\n", "");
    expect("{\"text\":\"é “We won”, they said.\",\"attributions\":[{\"content\":[[2,10]],\"quoted\":[[3,9]],"
           "\"speaker\":\"Ana Ruiz + Ben Kade\",\"speaker_type\":\"person\"}]}\n",
           "Ana Ruiz+Ben Kade: we won");
    /* A paraphrase is no quotation; who is not named is nobody. */
    expect("{\"text\":\"He said it was over.\",\"attributions\":[{\"content\":[[8,19]],\"quoted\":[]}]}", "");
    expect("{\"text\":\"“We won”\",\"attributions\":[{\"content\":[[0,8]],\"quoted\":[[1,7]],\"speaker\":\"an aide\","
           "\"speaker_type\":\"anonymous\"}]}",
           ": we won");
    expect("{\"text\":\"“We won”\",\"attributions\":[{\"content\":[[0,8]],\"quoted\":[[1,7]],\"speaker\":null,"
           "\"speaker_type\":null}]}\n{\"text\":\"“One”\",\"attributions\":[]}",
           ": we won");
}

static void what_nobody_is_said_to_have_said(void **state)
{
    (void)state;
    expect("{\"text\":\"A “so-called deal” and “no ship may wait here again” stood there.\",\"attributions\":[]}",
           ": no ship may wait here again");
    expect("{\"text\":\"A 5\\\" pipe.\\nThe sign: \\\"no ship may wait here again\\\"\",\"attributions\":[]}",
           ": no ship may wait here again");
    expect("{\"text\":\"“one two three four five” “six\",\"attributions\":[{\"content\":[[0,25]],\"quoted\":[]}]}", "");
}

static void other_lines_are_refused(void **state)
{
    (void)state;
    refuse("x");
    refuse("{}");
    refuse("{\"text\":\"abc\",\"attributions\":{}}");
    refuse("{\"text\":\"abc\",\"attributions\":[{}]}");
    refuse("{\"text\":\"abc\",\"attributions\":[{\"content\":[[0,1]],\"quoted\":[[2,1]]}]}");
    refuse("{\"text\":\"abc\",\"attributions\":[{\"content\":[[0,1]],\"quoted\":[[0.5,1]]}]}");
    refuse("{\"text\":\"abc\",\"attributions\":[{\"content\":[[0,1]],\"quoted\":[[-1,1]]}]}");
    refuse("{\"text\":\"abc\",\"attributions\":[{\"content\":[3],\"quoted\":[]}]}");
    refuse("{\"text\":\"abc\",\"attributions\":[{\"content\":[[1,3],[0,1]],\"quoted\":[]}]}");
}

/* Marks that open and never close, and more quotations than are taken. */
static void hostile_texts_take_little_time(void **state)
{
    enum { MARKS = 200000 };
    ws_arena *arena = ws_arena_new(0);
    ws_buffer line = WS_BUFFER_INIT(1 << 24);
    ws_draft draft;
    (void)state;
    ws_buffer_puts(&line, "{\"text\":\"");
    for (int i = 0; i < MARKS; i++) ws_buffer_puts(&line, "“ ");
    ws_buffer_puts(&line, "\\n");
    for (int i = 0; i < WS_DRAFT_MOST + 10; i++) ws_buffer_puts(&line, "“one two three four five” ");
    ws_buffer_puts(&line, "\",\"attributions\":[]}");
    assert_int_equal(ws_draft_parse(arena, line.bytes, &draft, NULL), WS_OK);
    assert_int_equal(draft.count, WS_DRAFT_MOST);
    assert_true(draft.more);
    ws_buffer_free(&line);
    ws_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quotations_and_speakers),
        cmocka_unit_test(what_nobody_is_said_to_have_said),
        cmocka_unit_test(other_lines_are_refused),
        cmocka_unit_test(hostile_texts_take_little_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
