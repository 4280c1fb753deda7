/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reading_fixture.h"

/* One statement with these words; returns it for more. */
static const ws_statement *expect(fixture *f, const char *text, const char *source, const char *cue,
                                  const char *content)
{
    const ws_reading *reading = read_text(f, text);
    assert_reading_valid(reading);
    if (reading->statement_count != 1) fail_msg("%zu statements in: %s", reading->statement_count, text);
    const ws_statement *s = &reading->statements[0];
    assert_string_equal(words(f, s->source), source);
    assert_string_equal(words(f, s->cue), cue);
    assert_string_equal(words(f, s->content), content);
    return s;
}

static void test_direct_speech(void **state)
{
    const ws_statement *s = expect(*state, "“The dike will hold,” Mayor Jane Ruiz said.", "Mayor Jane Ruiz", "said",
                                   "“The dike will hold,”");
    assert_int_equal(s->form, WS_FORM_DIRECT);
    assert_string_equal(words(*state, s->quoted), "The dike will hold,");
    expect(*state, "“The dike will hold,” said Jane Ruiz, the mayor of Saltmere.", "Jane Ruiz, the mayor of Saltmere",
           "said", "“The dike will hold,”");
    expect(*state, "Ruiz said: “The dike will hold.”", "Ruiz", "said", "“The dike will hold.”");
    expect(*state, "“The dike,” Ruiz said, “will hold.”", "Ruiz", "said", "“The dike,” ... “will hold.”");
    expect(*state, "“It will hold,” Ruiz said. “We have built it well.”", "Ruiz", "said",
           "“It will hold,” ... “We have built it well.”");
}

static void test_reported_speech(void **state)
{
    const ws_statement *s = expect(*state, "Jane Ruiz said on Tuesday that the dike would hold.", "Jane Ruiz", "said",
                                   "that the dike would hold");
    assert_int_equal(s->form, WS_FORM_INDIRECT);
    assert_int_equal(s->quoted.count, 0);
    expect(*state, "The dike would hold, Ruiz said.", "Ruiz", "said", "The dike would hold");
    s = expect(*state, "Ruiz said the dike was “in perfect order” and would hold.", "Ruiz", "said",
               "the dike was “in perfect order” and would hold");
    assert_int_equal(s->form, WS_FORM_MIXED);
    assert_string_equal(words(*state, s->quoted), "in perfect order");
    s = expect(*state, "Ruiz told reporters that the dike would hold.", "Ruiz", "told", "that the dike would hold");
    assert_string_equal(s->addressee, "reporters");
    expect(*state, "The dike would hold, according to a person familiar with the plan.",
           "a person familiar with the plan", "according to", "The dike would hold");
}

static void test_what_is_not_said_by_anybody(void **state)
{
    assert_int_equal(read_text(*state, "The dike is twelve kilometres long. It was built in 1953.")->statement_count,
                     0);
    assert_int_equal(read_text(*state, "The team scored two points before the break.")->statement_count, 0);
    assert_int_equal(read_text(*state, "The so-called “expert” left early.")->statement_count, 0);
}

static void test_acts_and_stance(void **state)
{
    const ws_statement *s = expect(*state, "Mayor Jane Ruiz denied that the gate was open.", "Mayor Jane Ruiz",
                                   "denied", "that the gate was open");
    assert_int_equal(s->act, WS_ACT_DENIAL);
    assert_string_equal(s->cue_lemma, "deny");
    s = expect(*state, "Mayor Jane Ruiz claimed that the gate was shut.", "Mayor Jane Ruiz", "claimed",
               "that the gate was shut");
    assert_int_equal(s->stance, WS_STANCE_DISTANCING);
    s = expect(*state, "Mayor Jane Ruiz did not say whether the gate was open.", "Mayor Jane Ruiz", "did not say",
               "whether the gate was open");
    assert_true(s->negated);
    s = expect(*state, "The study found that eels had come back.", "The study", "found", "that eels had come back");
    assert_int_equal(s->act, WS_ACT_FINDING);
    s = expect(*state, "The report said that eels had come back.", "The report", "said", "that eels had come back");
    assert_int_equal(s->act, WS_ACT_FINDING);
}

static void test_refusals(void **state)
{
    const ws_statement *s = expect(*state, "A spokesman for Veridan declined to comment.", "A spokesman for Veridan",
                                   "declined", "to comment");
    assert_int_equal(s->act, WS_ACT_NO_COMMENT);
    assert_int_equal(s->response.kind, WS_RESPONSE_DECLINED);
    assert_false(s->negated);
    s = expect(*state, "Veridan did not immediately respond to a request for comment.", "Veridan",
               "did not immediately respond to", "a request for comment");
    assert_int_equal(s->act, WS_ACT_NO_RESPONSE);
    assert_int_equal(s->response.kind, WS_RESPONSE_NOT_IMMEDIATELY);
}

static void test_quotations_carried_on(void **state)
{
    const ws_statement *s = expect(
        *state, "“We built it in two years,” Jane Ruiz said.\n\n“Nobody thought that it could be done.”\n\nRain fell.",
        "Jane Ruiz", "said", "“We built it in two years,” ... “Nobody thought that it could be done.”");
    assert_string_equal(s->speakers[0].name, "Jane Ruiz");
    expect(*state, "“We built it in two years.\n\n“Nobody thought that it could be done,” Jane Ruiz said.", "Jane Ruiz",
           "said", "“We built it in two years. ... “Nobody thought that it could be done,”");
}

static void test_statements_stand_in_the_order_of_their_ends(void **state)
{
    const ws_reading *reading =
        read_text(*state, "“It will hold,” Jane Ruiz said. Tom Keswick said that the tide would come.");
    assert_reading_valid(reading);
    assert_int_equal(reading->statement_count, 2);
    assert_string_equal(words(*state, reading->statements[0].source), "Jane Ruiz");
    assert_string_equal(words(*state, reading->statements[1].source), "Tom Keswick");
}

static void test_of_those_that_end_together_the_outer_one_is_last(void **state)
{
    const ws_reading *reading =
        read_text(*state, "Jane Ruiz said on Monday that Tom Keswick had denied that the gate was shut.");
    assert_reading_valid(reading);
    assert_true(reading->statement_count > 0);
    const ws_statement *outer = &reading->statements[reading->statement_count - 1];
    assert_string_equal(words(*state, outer->source), "Jane Ruiz");
    assert_string_equal(words(*state, outer->content), "that Tom Keswick had denied that the gate was shut");
}

static void test_paragraphs_are_counted_from_one(void **state)
{
    const ws_reading *reading =
        read_text(*state, "Rain fell.\n\n“It will hold,” Jane Ruiz said.\n\nTom Keswick said that it would not.");
    assert_int_equal(reading->statement_count, 2);
    assert_int_equal(reading->statements[0].paragraph, 2);
    assert_int_equal(reading->statements[1].paragraph, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_direct_speech),
        cmocka_unit_test(test_reported_speech),
        cmocka_unit_test(test_what_is_not_said_by_anybody),
        cmocka_unit_test(test_acts_and_stance),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_quotations_carried_on),
        cmocka_unit_test(test_statements_stand_in_the_order_of_their_ends),
        cmocka_unit_test(test_of_those_that_end_together_the_outer_one_is_last),
        cmocka_unit_test(test_paragraphs_are_counted_from_one),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
