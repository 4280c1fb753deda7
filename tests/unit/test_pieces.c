/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pieces.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char vocabulary[] =
    "[PAD]\n[UNK]\nthe\nmayor\nsaid\n,\n.\n\"\n“\n”\nwe\n##lter\ntoll\n##ing\nnot\nzelenski\n##y\nu\ns\n'\n"
    "6\n##0\n東\nmayo\n##r\ncafe\n";

typedef struct fixture {
    ws_arena *arena;
    ws_vocabulary_table *table;
    ws_error error;
    ws_pieces pieces;
} fixture;

static int make(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    f->arena = ws_arena_new(0);
    assert_int_equal(ws_vocabulary_new(vocabulary, sizeof vocabulary - 1, &f->table, &f->error), WS_OK);
    *state = f;
    return 0;
}

static int drop(void **state)
{
    fixture *f = *state;
    ws_vocabulary_free(f->table);
    ws_arena_free(f->arena);
    free(f);
    return 0;
}

/* The pieces of a text as "the may ##or | said", a bar before each line's first one. */
static const char *cut(fixture *f, const char *text)
{
    static char out[4096];
    const char *names[64];
    size_t count = 0, used = 0;
    char lines[sizeof vocabulary];
    memcpy(lines, vocabulary, sizeof vocabulary);
    for (char *line = lines, *end; (end = strchr(line, '\n')); line = end + 1) {
        *end = '\0';
        names[count++] = line;
    }
    assert_int_equal(ws_pieces_make(f->table, f->arena, text, strlen(text), &f->pieces, &f->error), WS_OK);
    out[0] = '\0';
    for (size_t i = 0; i < f->pieces.count; i++) {
        assert_true(f->pieces.ids[i] < count);
        used += (size_t)snprintf(out + used, sizeof out - used, "%s%s%s", i ? " " : "", f->pieces.starts[i] ? "| " : "",
                                 names[f->pieces.ids[i]]);
    }
    return out;
}

static void words_are_cut_into_the_longest_pieces(void **state)
{
    fixture *f = *state;
    assert_string_equal(cut(f, "The mayor said"), "| the mayor said");
    assert_string_equal(cut(f, "Tolling, welter."), "| toll ##ing , we ##lter .");
    assert_string_equal(cut(f, "60 tollings"), "| 6 ##0 [UNK]");
    assert_int_equal(f->pieces.word_count, 2);
}

static void case_and_accents_are_dropped(void **state)
{
    fixture *f = *state;
    assert_string_equal(cut(f, "ZELENSKIY Zelenskiÿ CAFÉ cafe\xCC\x81"), "| zelenski ##y zelenski ##y cafe cafe");
}

static void marks_and_ideographs_stand_alone(void **state)
{
    fixture *f = *state;
    assert_string_equal(cut(f, "“We,” said U.S.'s"), "| “ we , ” said u . s . ' s");
    assert_string_equal(cut(f, "we東said"), "| we 東 said");
}

static void lines_begin_paragraphs(void **state)
{
    fixture *f = *state;
    assert_string_equal(cut(f, "\n the\n\n  mayor said\nnot"), "| the | mayor said | not");
}

static void control_characters_vanish_and_odd_blanks_part(void **state)
{
    fixture *f = *state;
    assert_string_equal(cut(f, "ma\x01yor\xC2\xA0said\xE2\x80\x8B not\xEF\xBF\xBD"), "| mayor said not");
}

static void words_know_their_bytes_and_first_pieces(void **state)
{
    fixture *f = *state;
    cut(f, "é Tolling said");
    assert_int_equal(f->pieces.word_count, 3);
    assert_int_equal(f->pieces.words[0].end, 2);
    assert_int_equal(f->pieces.words[1].begin, 3);
    assert_int_equal(f->pieces.words[1].end, 10);
    assert_int_equal(f->pieces.first[1], 1);
    assert_int_equal(f->pieces.first[2], 3);
    assert_int_equal(f->pieces.first[3], 4);
}

static void shapes_keep_what_the_vocabulary_loses(void **state)
{
    fixture *f = *state;
    const char *text = "THE The the 60 \" ” “ , A 6b";
    static const uint8_t expected[] = {1, 2, 6, 3, 3, 4, 5, 4, 7, 2, 3};
    cut(f, text);
    assert_int_equal(f->pieces.count, sizeof expected);
    assert_memory_equal(f->pieces.shapes, expected, sizeof expected);
}

static void long_words_are_one_unknown_piece(void **state)
{
    fixture *f = *state;
    char word[1 << 16];
    memset(word, 'a', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    assert_string_equal(cut(f, word), "| [UNK]");
    assert_int_equal(f->pieces.words[0].end, sizeof word - 1);
    assert_string_equal(cut(f, ""), "");
    assert_int_equal(f->pieces.first[0], 0);
}

static void vocabularies_without_an_end_or_unk_are_refused(void **state)
{
    fixture *f = *state;
    ws_vocabulary_table *table = NULL;
    assert_int_equal(ws_vocabulary_new("a\nb", 3, &table, &f->error), WS_CORRUPT);
    assert_int_equal(ws_vocabulary_new("a\nb\n", 4, &table, &f->error), WS_CORRUPT);
    assert_int_equal(ws_vocabulary_new("", 0, &table, &f->error), WS_CORRUPT);
    assert_null(table);
}

#define test(name) cmocka_unit_test_setup_teardown(name, make, drop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(words_are_cut_into_the_longest_pieces),
        test(case_and_accents_are_dropped),
        test(marks_and_ideographs_stand_alone),
        test(lines_begin_paragraphs),
        test(control_characters_vanish_and_odd_blanks_part),
        test(words_know_their_bytes_and_first_pieces),
        test(shapes_keep_what_the_vocabulary_loses),
        test(long_words_are_one_unknown_piece),
        test(vocabularies_without_an_end_or_unk_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
