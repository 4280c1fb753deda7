/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reading_fixture.h"

/* The only speaker of the last statement. */
static const ws_speaker *last_speaker(fixture *f, const char *text)
{
    const ws_reading *reading = read_text(f, text);
    assert_reading_valid(reading);
    assert_true(reading->statement_count > 0);
    const ws_statement *s = &reading->statements[reading->statement_count - 1];
    if (s->speaker_count != 1) fail_msg("%zu speakers in: %s", s->speaker_count, text);
    return &s->speakers[0];
}

static void assert_person(fixture *f, const char *text, const char *name, ws_basis basis)
{
    const ws_speaker *speaker = last_speaker(f, text);
    assert_string_equal(speaker->name, name);
    assert_int_equal(speaker->type, WS_SPEAKER_PERSON);
    assert_int_equal(speaker->naming, WS_NAMING_NAMED);
    assert_int_equal(speaker->basis, basis);
    assert_non_null(speaker->key);
}

/* Never a name key, never a person. */
static void assert_unnamed(fixture *f, const char *text, const char *descriptor, ws_speaker_type type, ws_naming naming)
{
    const ws_speaker *speaker = last_speaker(f, text);
    assert_null(speaker->key);
    assert_string_equal(speaker->name, descriptor);
    assert_int_equal(speaker->type, type);
    assert_int_equal(speaker->naming, naming);
}

static void test_surnames_stand_for_full_names(void **state)
{
    assert_person(*state, "Mayor Jane Ruiz came to the dike. “It will hold,” Ruiz said.", "Jane Ruiz", WS_BASIS_NAMED);
    assert_person(*state, "“It will hold,” Ms. Ruiz said. She is Jane Ruiz, an engineer.", "Jane Ruiz", WS_BASIS_NAMED);
    assert_person(*state, "Pieter van den Berg said that the dike would hold.", "Pieter van den Berg", WS_BASIS_NAMED);
    assert_person(*state, "Transport Minister Paul Keswick said that it would hold.", "Paul Keswick", WS_BASIS_NAMED);
}

static void test_one_surname_of_two_people_is_nobody_s(void **state)
{
    const ws_speaker *speaker =
        last_speaker(*state, "Jane Brandt met Tom Brandt at the dike. Brandt said that it would hold.");
    assert_string_equal(speaker->name, "Brandt");
    assert_person(*state, "Jane Brandt met Tom Brandt at the dike. Ms. Brandt said that it would hold.", "Jane Brandt",
                  WS_BASIS_NAMED);
}

static void test_roles(void **state)
{
    const ws_speaker *speaker =
        last_speaker(*state, "“It will hold,” said Jane Ruiz, a spokeswoman for the harbour office.");
    assert_string_equal(speaker->name, "Jane Ruiz");
    assert_string_equal(speaker->role, "spokeswoman for the harbour office");
    assert_string_equal(speaker->affiliation, "harbour office");
    assert_person(*state, "Paul Keswick, the transport minister, came. The minister said that it would hold.",
                  "Paul Keswick", WS_BASIS_NOMINAL);
}

static void test_pronouns(void **state)
{
    assert_person(*state, "Jane Ruiz came to the dike. “It will hold,” she said.", "Jane Ruiz", WS_BASIS_PRONOUN);
    assert_person(*state, "Jane Ruiz met Tom Keswick. “It will hold,” she said.", "Jane Ruiz", WS_BASIS_PRONOUN);
    const ws_reading *reading = read_text(*state, "The tide came in. “It will hold,” she said.");
    assert_int_equal(reading->statement_count, 1);
    assert_true(reading->statements[0].unresolved);
}

static void test_unnamed_sources_are_never_named(void **state)
{
    assert_unnamed(*state, "Jane Ruiz is the mayor. A senior official said that the gate was open.",
                   "A senior official", WS_SPEAKER_ANONYMOUS, WS_NAMING_INSIDER);
    assert_unnamed(*state, "The gate was open, according to people familiar with the plan of Jane Ruiz.",
                   "people familiar with the plan of Jane Ruiz", WS_SPEAKER_ANONYMOUS, WS_NAMING_INSIDER);
    assert_unnamed(*state, "Minister Paul Keswick came. A minister said that the gate was open.", "A minister",
                   WS_SPEAKER_ROLE, WS_NAMING_INSIDER);
    assert_unnamed(*state, "An aide to Jane Ruiz said that the gate was open.", "An aide to Jane Ruiz",
                   WS_SPEAKER_ANONYMOUS, WS_NAMING_INSIDER);
    assert_unnamed(*state, "The gate was open, said an official who spoke on condition of anonymity.",
                   "an official who spoke on condition of anonymity", WS_SPEAKER_ANONYMOUS, WS_NAMING_WITHHELD);
    assert_unnamed(*state, "A Veridan spokesman said that the gate was open.", "A Veridan spokesman", WS_SPEAKER_ROLE,
                   WS_NAMING_SPOKESPERSON);
    assert_unnamed(*state, "Critics said that the gate was open.", "Critics", WS_SPEAKER_GROUP, WS_NAMING_COLLECTIVE);
}

static void test_pronouns_of_unnamed_sources_stay_unnamed(void **state)
{
    assert_unnamed(*state, "Mayor Jane Ruiz opened the gate. A nurse there was in tears. “I want to stay,” she said.",
                   "A nurse", WS_SPEAKER_ANONYMOUS, WS_NAMING_INSIDER);
    assert_unnamed(*state, "Jane Ruiz opened the gate. “It is late,” an official said. “I am tired,” she said.",
                   "an official", WS_SPEAKER_ANONYMOUS, WS_NAMING_INSIDER);
}

static void test_two_as_one(void **state)
{
    const char *together = "Jane Ruiz and Tom Keswick opened the gate. They said that it would hold.";
    const ws_reading *reading = read_text(*state, together);
    const ws_statement *s = &reading->statements[reading->statement_count - 1];
    assert_int_equal(s->speaker_count, 2);
    assert_string_equal(s->speakers[0].name, "Jane Ruiz");
    assert_string_equal(s->speakers[1].name, "Tom Keswick");
    assert_int_equal(s->speakers[1].basis, WS_BASIS_PRONOUN);
    reading = read_text(*state, "The Ruizes and Tom Keswick met. The two said that it would hold.");
    s = &reading->statements[reading->statement_count - 1];
    for (size_t i = 0; i < s->speaker_count; i++) assert_null(s->speakers[i].key); /* a family is no person */
}

static void test_first_person(void **state)
{
    const char *text = "I think the gate is late.";
    const ws_reading *reading = read_by(*state, "Nora Falk", text, strlen(text));
    assert_int_equal(reading->statement_count, 1);
    assert_string_equal(reading->statements[0].speakers[0].name, "Nora Falk");
    assert_int_equal(reading->statements[0].speakers[0].basis, WS_BASIS_PRONOUN);
    reading = read_by(*state, "Nora Falk and Jan Kolb", text, strlen(text));
    assert_int_equal(reading->statements[0].speaker_count, 0); /* which of them? */
    assert_true(reading->statements[0].unresolved);
    reading = read_text(*state, "The gate\n\nRUIZ: I think the gate is late.\n\nJane Ruiz spoke in Sumy.");
    for (size_t i = 0; i < reading->statement_count; i++)
        if (reading->statements[i].speaker_count)
            assert_string_equal(reading->statements[i].speakers[0].name, "Jane Ruiz");
}

static void test_organizations_documents_and_several(void **state)
{
    const ws_speaker *speaker = last_speaker(*state, "The Harbour Commission said that the gate was open.");
    assert_int_equal(speaker->type, WS_SPEAKER_ORGANIZATION);
    assert_string_equal(speaker->name, "Harbour Commission");
    assert_non_null(speaker->key);
    assert_int_equal(last_speaker(*state, "The memo said that the gate was open.")->type, WS_SPEAKER_DOCUMENT);
    speaker = last_speaker(*state, "Three officials said that the gate was open.");
    assert_string_equal(speaker->count, "3");
    const ws_reading *reading = read_text(*state, "Jane Ruiz and Tom Keswick said that the gate was open.");
    assert_int_equal(reading->statements[0].speaker_count, 2);
    assert_string_equal(reading->statements[0].speakers[0].name, "Jane Ruiz");
    assert_string_equal(reading->statements[0].speakers[1].name, "Tom Keswick");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_surnames_stand_for_full_names),
        cmocka_unit_test(test_one_surname_of_two_people_is_nobody_s),
        cmocka_unit_test(test_roles),
        cmocka_unit_test(test_pronouns),
        cmocka_unit_test(test_unnamed_sources_are_never_named),
        cmocka_unit_test(test_pronouns_of_unnamed_sources_stay_unnamed),
        cmocka_unit_test(test_two_as_one),
        cmocka_unit_test(test_first_person),
        cmocka_unit_test(test_organizations_documents_and_several),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
