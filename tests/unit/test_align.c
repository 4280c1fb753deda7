/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When two quotations are the same words: query/quotations/align.h, on words written by hand. */
#include "align.h"
#include "buffer.h"
#include "spelling.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static ws_quote quote_of(ws_arena *arena, const char *text)
{
    ws_quote quote;
    ws_span span = {0, (uint32_t)strlen(text)};
    assert_int_equal(ws_quote_make(arena, text, (ws_spans){&span, 1}, true, &quote, NULL), WS_OK);
    return quote;
}

/* The relation, and behind it what the runs of other words are: - cut, + added, ~ replaced; in brackets where excused,
 * in angles outside; n and N a negation lost and added, m modality. */
static void expect(const char *first, const char *second, const char *expected)
{
    ws_arena *arena = ws_arena_new(0);
    ws_quote one = quote_of(arena, first), other = quote_of(arena, second);
    ws_alignment alignment;
    char found[200] = "";
    assert_int_equal(ws_align(ws_align_room_new(arena), arena, &one, &other, &alignment, NULL), WS_OK);
    strcat(found, ws_relation_name(alignment.relation));
    for (size_t i = 0; i < alignment.count; i++) {
        const ws_difference *run = &alignment.runs[i];
        char told[16];
        if (run->same) continue;
        snprintf(told, sizeof told, " %s%s%s%s%s%s",
                 run->excused   ? "("
                 : run->outside ? "<"
                                : "",
                 run->cut     ? "-"
                 : run->added ? "+"
                              : "~",
                 run->excused   ? ")"
                 : run->outside ? ">"
                                : "",
                 run->negation < 0 ? "n" : "", run->negation > 0 ? "N" : "", run->modality ? "m" : "");
        strncat(found, told, sizeof found - strlen(found) - 1);
    }
    if (strcmp(found, expected) != 0) fail_msg("%s / %s: %s, not %s", first, second, found, expected);
    assert_true(alignment.relation == WS_RELATION_NONE || ws_align_may(&one, &other));
    ws_arena_free(arena);
}

static void equal_words(void **state)
{
    (void)state;
    expect("We closed the bridge.", "we CLOSED the brídge", "equal");
    expect("They won't organise the harbour programme", "They will not organize the harbor program", "equal");
    expect("It cost ten per cent of what we had", "it cost ten percent of what we had", "equal");
    expect("We closed [it] because it was old and weak", "We closed the bridge because it was old and weak",
           "equal (~)");
    expect("He [Kade] knew that it was old and weak", "He knew that it was old and weak", "equal (~)");
    expect("We closed ... the bridge", "We closed the bridge", "equal");
}

static void contained_words(void **state)
{
    (void)state;
    expect("We closed the bridge because it was weak", "because it was weak", "shorter <->");
    expect("it was weak", "We said that it was weak, all of us", "longer <+> <+>");
    expect("We closed … because it was weak", "We closed the bridge because it was weak", "longer (+)");
    expect("We closed the bridge because it was weak", "We closed [...] because it was weak", "shorter (-)");
}

static void changed_words(void **state)
{
    (void)state;
    expect("We could no longer say that it was safe", "We could no longer say it was safe", "differs -");
    expect("The dam may break before the spring comes", "The dam will break before the spring comes", "differs ~m");
    expect("We will not close the bridge this year", "We will close the bridge this year", "differs -n");
    expect("We do see a reason to close it", "We don't see a reason to close it", "differs +N");
    expect("Today we closed the old bridge at last", "Now we closed the old bridge at last", "differs <~>");
}

/* Sentences that only one side has do not count against what both have; nor do their negations. */
static void other_sentences(void **state)
{
    (void)state;
    expect("We closed the bridge because it was weak. I would rather walk than drive there again.",
           "We closed the bridge since it was weak. Nobody asked me about it, and nobody had to.", "differs ~ <~>");
    expect("We never said so. We closed the bridge because it was weak", "We closed the bridge because it was weak",
           "shorter <->");
    expect("I never said that we closed the bridge because it was weak", "we closed the bridge because it was weak",
           "shorter <->n");
    expect("We closed the bridge but not the road", "We closed the bridge", "shorter <->n");
}

static void other_words(void **state)
{
    (void)state;
    expect("We closed the bridge because it was weak", "Nobody asked about any of these boats", "none");
    expect("We closed the bridge because it was weak", "The bridge that they want has a price", "none");
    expect("", "We closed the bridge", "none");
    expect("", "", "none");
    expect("[it]", "We closed the bridge", "none");
    /* An editor's word does not stand for a whole speech. */
    expect("We closed [it] because it was weak",
           "We closed one road after another and then at last this bridge "
           "because it was weak",
           "none");
}

static void long_ones_are_bounded(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_buffer text = WS_BUFFER_INIT(1 << 20);
    ws_alignment alignment;
    (void)state;
    for (int i = 0; i < 3000; i++) ws_buffer_printf(&text, "word%d ", i);
    ws_quote one = quote_of(arena, text.bytes), other = quote_of(arena, "word1 word2 word3 word4 word5");
    assert_int_equal(one.count, WS_QUOTE_MOST);
    assert_true(one.cut_off);
    assert_false(other.cut_off);
    assert_int_equal(ws_align(ws_align_room_new(arena), arena, &one, &one, &alignment, NULL), WS_OK);
    assert_int_equal(alignment.relation, WS_RELATION_EQUAL);
    assert_int_equal(alignment.matched, WS_QUOTE_MOST);
    ws_buffer_putc(&text, 'x'); /* behind what is compared, the hash still tells */
    ws_quote longer = quote_of(arena, text.bytes);
    assert_memory_not_equal(&one.hash, &longer.hash, sizeof one.hash);
    ws_buffer_free(&text);
    ws_arena_free(arena);
}

static void pieces_have_gaps(void **state)
{
    static const char text[] = "We closed it, he said, and we will open it.";
    ws_arena *arena = ws_arena_new(0);
    ws_span pieces[] = {{0, 12}, {23, 43}};
    ws_quote quote;
    (void)state;
    assert_int_equal(ws_quote_make(arena, text, (ws_spans){pieces, 2}, true, &quote, NULL), WS_OK);
    assert_int_equal(quote.count, 8);
    assert_false(quote.words[0].gap);
    assert_true(quote.words[3].gap);
    assert_string_equal(quote.words[3].compared, "and");
    ws_quote whole = quote_of(arena, "we closed it and we will open it");
    assert_memory_equal(&quote.hash, &whole.hash, sizeof quote.hash);
    ws_arena_free(arena);
}

static void spellings(void **state)
{
    static const char *const same[][2] = {
        {"aeroplane", "airplane"},        {"wilful", "willful"},     {"kerb", "curb"},
        {"organisation", "organization"}, {"colour", "color"},       {"favourite", "favorite"},
        {"travelled", "traveled"},        {"modelling", "modeling"}, {"analysed", "analyzed"},
        {"dialogue", "dialog"},           {"theatres", "theaters"},  {"defence", "defense"},
        {"counsellor", "counselor"}};
    static const char *const apart[][2] = {{"four", "for"},     {"hour", "hor"},     {"prise", "prize"},
                                           {"filled", "filed"}, {"tiller", "tiler"}, {"will", "wil"}};
    ws_arena *arena = ws_arena_new(0);
    (void)state;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_string_equal(ws_house_spelling(arena, same[i][0]), ws_house_spelling(arena, same[i][1]));
    for (size_t i = 0; i < sizeof apart / sizeof *apart; i++)
        assert_string_not_equal(ws_house_spelling(arena, apart[i][0]), ws_house_spelling(arena, apart[i][1]));
    ws_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_words),      cmocka_unit_test(contained_words), cmocka_unit_test(changed_words),
        cmocka_unit_test(other_sentences),  cmocka_unit_test(other_words),     cmocka_unit_test(long_ones_are_bounded),
        cmocka_unit_test(pieces_have_gaps), cmocka_unit_test(spellings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
