/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chains over statements whose spans and speakers are given: no model is needed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "attribution.h"
#include "chains.h"
#include "cited.h"
#include "relayers.h"
#include "responses.h"
#include "text.h"
#include "withheld.h"

#include <string.h>

enum { MOST = 6 };

typedef struct fixture {
    ws_lexicon *lexicon;
    ws_arena *arena;
    ws_article article;
    ws_reading reading;
    ws_statement statements[MOST];
    ws_error error;
} fixture;

static int set_up(void **state)
{
    static fixture f;
    memset(&f, 0, sizeof f);
    f.arena = ws_arena_new(0);
    *state = &f;
    return f.arena && ws_lexicon_open(WS_SOURCE "/indexer/lexicon/en", &f.lexicon, &f.error) == WS_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    ws_lexicon_close(f->lexicon);
    ws_arena_free(f->arena);
    return 0;
}

static void begin(fixture *f, const char *text)
{
    memset(f->statements, 0, sizeof f->statements);
    f->article = (ws_article){.path = "test", .text = text, .text_size = strlen(text)};
    f->reading = (ws_reading){.arena = f->arena, .article = &f->article, .statements = f->statements};
    assert_int_equal(ws_article_seal(f->arena, &f->article, &f->error), WS_OK);
    assert_int_equal(ws_text_segment(&f->reading, &f->error), WS_OK);
    assert_int_equal(ws_text_quotations(&f->reading, &f->error), WS_OK);
}

static ws_spans words(fixture *f, const char *phrase)
{
    if (!phrase) return (ws_spans){NULL, 0};
    const char *found = strstr(f->article.text, phrase);
    assert_non_null(found);
    ws_span *span = ws_arena_alloc(f->arena, sizeof *span);
    span->begin = (uint32_t)(found - f->article.text);
    span->end = span->begin + (uint32_t)strlen(phrase);
    return (ws_spans){span, 1};
}

/* One more statement; `name` NULL: nobody. */
static ws_statement *add(fixture *f, const char *source, const char *cue, const char *content, const char *name,
                         ws_speaker_type type)
{
    ws_statement *s = &f->statements[f->reading.statement_count++];
    *s = (ws_statement){.source = words(f, source), .cue = words(f, cue), .content = words(f, content), .paragraph = 1};
    s->cue_lemma = "say";
    if (!name) return s;
    s->speakers = ws_arena_alloc(f->arena, sizeof *s->speakers);
    *s->speakers = (ws_speaker){.name = name, .type = type};
    if (type == WS_SPEAKER_ANONYMOUS)
        s->speakers->naming = WS_NAMING_INSIDER;
    else
        s->speakers->key = name;
    s->speaker_count = 1;
    return s;
}

static void finish(fixture *f)
{
    for (size_t i = 0; i < f->reading.statement_count; i++) {
        ws_statement *s = &f->statements[i];
        uint32_t at = s->cue.count ? s->cue.items[0].begin : s->content.items[0].begin;
        for (size_t p = 0; p < f->reading.paragraph_count; p++)
            if (f->reading.paragraphs[p].span.begin <= at)
                s->paragraph = (uint32_t)p + 1, s->part = f->reading.paragraphs[p].part;
    }
    assert_int_equal(
        ws_statements_seal(f->arena, &f->article, f->reading.statements, f->reading.statement_count, &f->error), WS_OK);
    assert_int_equal(ws_chains_find(f->lexicon, &f->reading, &f->error), WS_OK);
}

static void what_stands_within_came_by_way_of_the_other(void **state)
{
    fixture *f = *state;
    begin(f, "Ruiz said that Kade had told her that the mayor knew.");
    ws_statement *inner = add(f, "the mayor", "knew", NULL, "mayor", WS_SPEAKER_PERSON);
    ws_statement *middle = add(f, "Kade", "told", "that the mayor knew", "Ben Kade", WS_SPEAKER_PERSON);
    ws_statement *outer =
        add(f, "Ruiz", "said", "that Kade had told her that the mayor knew", "Ana Ruiz", WS_SPEAKER_PERSON);
    finish(f);
    assert_int_equal(inner->via_count, 2);
    assert_string_equal(inner->via[0].name, "Ben Kade");
    assert_string_equal(inner->via[1].name, "Ana Ruiz");
    assert_int_equal(middle->via_count, 1);
    assert_false(middle->firsthand);
    assert_int_equal(outer->via_count, 0);
    assert_true(outer->firsthand);
}

static void ones_own_words_are_firsthand(void **state)
{
    fixture *f = *state;
    begin(f, "Ruiz said she had ordered the bridge closed.");
    ws_statement *inner = add(f, "she", "had ordered", "the bridge closed", "Ana Ruiz", WS_SPEAKER_PERSON);
    add(f, "Ruiz", "said", "she had ordered the bridge closed", "Ana Ruiz", WS_SPEAKER_PERSON);
    finish(f);
    assert_true(inner->firsthand);
    assert_int_equal(inner->via_count, 0); /* nobody stands between her and herself */
}

static void two_statements_within_each_other_are_no_chain(void **state)
{
    fixture *f = *state;
    begin(f, "Ruiz said Kade told nobody.");
    ws_statement *one = add(f, "Ruiz", "said", "Kade told nobody", "Ana Ruiz", WS_SPEAKER_PERSON);
    ws_statement *other = add(f, "Kade", "told", "Ruiz said", "Ben Kade", WS_SPEAKER_PERSON);
    finish(f);
    assert_int_equal(one->via_count + other->via_count, 0);
}

static void phrases_name_who_hands_on(void **state)
{
    fixture *f = *state;
    begin(f, "Kade said on Monday that he would go, as reported by the Adler Courier.");
    ws_statement *s = add(f, "Kade", "said", "that he would go", "Ben Kade", WS_SPEAKER_PERSON);
    finish(f);
    assert_int_equal(s->via_count, 1);
    assert_string_equal(s->via[0].name, "Adler Courier");
    assert_int_equal(s->via[0].type, WS_SPEAKER_PUBLICATION);
    assert_false(s->firsthand);
    begin(f, "Kade said via Twitter that he would go.");
    s = add(f, "Kade", "said", "that he would go", "Ben Kade", WS_SPEAKER_PERSON);
    finish(f);
    assert_int_equal(s->via_count, 0);
    assert_true(s->firsthand);
}

static void the_articles_own_house_stands_between_nobody(void **state)
{
    fixture *f = *state;
    begin(f, "LINDFELL (AP) - Kade said that he would go, as reported by AP.");
    ws_statement *s = add(f, "Kade", "said", "that he would go", "Ben Kade", WS_SPEAKER_PERSON);
    finish(f);
    assert_int_equal(s->via_count, 0);
    assert_int_equal(s->produced, WS_PRODUCED_AGENCY);
    begin(f, "Kade said that he would go.");
    f->article.author = "Anna Meier, dpa";
    s = add(f, "Kade", "said", "that he would go", "Ben Kade", WS_SPEAKER_PERSON);
    finish(f);
    assert_int_equal(s->produced, WS_PRODUCED_AGENCY);
    begin(f, "Kade said that he would go.");
    f->article.author = "Anna Meier, Staff Writer";
    s = add(f, "Kade", "said", "that he would go", "Ben Kade", WS_SPEAKER_PERSON);
    finish(f);
    assert_int_equal(s->produced, WS_PRODUCED_UNKNOWN);
}

static void who_was_told_said_nothing(void **state)
{
    fixture *f = *state;
    begin(f, "Kade said he was told that the bridge was safe.");
    ws_statement *told = add(f, "he", "was told", "that the bridge was safe", "Ben Kade", WS_SPEAKER_PERSON);
    add(f, "Kade", "said", "he was told that the bridge was safe", "Ben Kade", WS_SPEAKER_PERSON);
    assert_int_equal(ws_attribution_classify(f->lexicon, &f->reading, &f->error), WS_OK);
    finish(f);
    assert_int_equal(told->speaker_count, 0);
    assert_int_equal(told->source.count, 0);
    assert_false(told->unresolved);
    assert_string_equal(told->via[0].name, "Ben Kade");
    assert_false(told->firsthand);
}

static void papers_have_been_seen(void **state)
{
    fixture *f = *state;
    begin(f, "Wards will close, according to a leaked draft reviewed by Harbour News. The draft names Fairmoor.");
    ws_statement *first = add(f, "a leaked draft reviewed by Harbour News", "according to", "Wards will close", "draft",
                              WS_SPEAKER_DOCUMENT);
    ws_statement *second = add(f, "The draft", "names", "Fairmoor", "draft", WS_SPEAKER_DOCUMENT);
    finish(f);
    assert_string_equal(first->document.seen_by, "Harbour News");
    assert_string_equal(first->document.obtained, "leaked");
    assert_string_equal(second->document.seen_by, "Harbour News");
}

static void names_are_held_back_for_reasons(void **state)
{
    fixture *f = *state;
    begin(f,
          "The bank will be sold, a person familiar with the talks said. The person asked not to be named because her "
          "brother works there.");
    ws_statement *s = add(f, "a person familiar with the talks", "said", "The bank will be sold",
                          "person familiar with the talks", WS_SPEAKER_ANONYMOUS);
    s->form = WS_FORM_INDIRECT;
    finish(f);
    assert_int_equal(s->speakers[0].naming, WS_NAMING_WITHHELD);
    assert_int_equal(s->anonymity.proximity, WS_PROXIMITY_FAMILIAR);
    assert_int_equal(s->anonymity.specificity, WS_SPECIFICITY_DESCRIBED);
    assert_int_equal(s->anonymity.judgement, WS_JUDGEMENT_FACT);
    assert_string_equal(s->anonymity.reason, "because her brother works there");
    assert_false(s->anonymity.stock);
    assert_string_equal(s->anonymity.descriptor, "a person familiar with the talks");
}

static void nobody_with_a_name_is_anonymous(void **state)
{
    fixture *f = *state;
    begin(f, "Kade said the bank would be sold. An aide spoke on condition of anonymity because he was not authorized "
             "to speak.");
    ws_statement *s = add(f, "Kade", "said", "the bank would be sold", "Ben Kade", WS_SPEAKER_PERSON);
    finish(f);
    assert_int_equal(s->anonymity.proximity, WS_PROXIMITY_NONE);
    assert_int_equal(s->speakers[0].naming, WS_NAMING_UNKNOWN);
}

static void flat_claims_rest_on_later_sources(void **state)
{
    fixture *f = *state;
    begin(f, "Osterman Works to shut Fairmoor plant in June\n\nRain fell on Monday.\n\nOsterman Works is to shut the "
             "Fairmoor plant in June, two people said.");
    add(f, "two people", "said", "Osterman Works is to shut the Fairmoor plant in June", "two people",
        WS_SPEAKER_ANONYMOUS);
    assert_int_equal(ws_claims_add(f->lexicon, &f->reading, &f->error), WS_OK);
    assert_int_equal(f->reading.statement_count, 2);
    ws_statement *claim = &f->reading.statements[0], *source = &f->reading.statements[1];
    claim->paragraph = 1;
    source->paragraph = 3;
    assert_int_equal(ws_statements_seal(f->arena, &f->article, f->reading.statements, 2, &f->error), WS_OK);
    assert_int_equal(ws_chains_find(f->lexicon, &f->reading, &f->error), WS_OK);
    assert_int_equal(claim->rests_on_count, 1);
    assert_memory_equal(&claim->rests_on[0], &source->id, sizeof source->id);
    assert_false(claim->firsthand);
    assert_true(source->firsthand);
}

static void another_number_is_another_claim(void **state)
{
    fixture *f = *state;
    begin(f,
          "Osterman Works to shut nine plants in June\n\nRain fell on Monday.\n\nOsterman Works is to shut 4 plants in "
          "June, two people said.");
    add(f, "two people", "said", "Osterman Works is to shut 4 plants in June", "two people", WS_SPEAKER_ANONYMOUS);
    assert_int_equal(ws_claims_add(f->lexicon, &f->reading, &f->error), WS_OK);
    assert_int_equal(f->reading.statement_count, 1);
}

static void a_headline_repeats_the_body(void **state)
{
    fixture *f = *state;
    begin(f, "Harbour bridge costs drivers nothing this summer, mayor says\n\nThe mayor was tired.\n\n\"The harbour "
             "bridge costs "
             "drivers nothing this summer,\" Ruiz told us.");
    ws_statement *head =
        add(f, "mayor", "says", "Harbour bridge costs drivers nothing this summer", "mayor", WS_SPEAKER_ROLE);
    ws_statement *body = add(f, "Ruiz", "told", "Ruiz told us", "Ana Ruiz", WS_SPEAKER_PERSON);
    head->speakers->key = NULL;
    const char *second = strstr(f->article.text + 10, "\"The harbour");
    body->content.items[0] = (ws_span){(uint32_t)(second - f->article.text), (uint32_t)(second - f->article.text) + 51};
    finish(f);
    assert_ptr_equal(head->repeats, &body->id);
    assert_null(body->repeats);
}

static void spans_hold_what_lies_in_one_of_them(void **state)
{
    (void)state;
    ws_span items[] = {{2, 5}, {7, 9}};
    ws_spans spans = {items, 2};
    assert_true(ws_spans_hold(spans, (ws_span){3, 5}));
    assert_true(ws_spans_hold(spans, (ws_span){7, 9}));
    assert_false(ws_spans_hold(spans, (ws_span){4, 8}));
    assert_false(ws_spans_hold(spans, (ws_span){0, 1}));
    assert_false(ws_spans_hold((ws_spans){NULL, 0}, (ws_span){0, 1}));
}

static void who_asked_and_about_what(void **state)
{
    fixture *f = *state;
    begin(f, "Veridan did not respond to questions about the leak from the Adler Courier, as did Osterman Works.");
    ws_statement *first = add(f, "Veridan", "did not respond to", "questions about the leak from the Adler Courier",
                              "Veridan", WS_SPEAKER_ORGANIZATION);
    ws_statement *second = add(f, "Osterman Works", "did Osterman", NULL, "Osterman Works", WS_SPEAKER_ORGANIZATION);
    second->cue.items[0].end -= (uint32_t)strlen(" Osterman");
    assert_int_equal(ws_attribution_classify(f->lexicon, &f->reading, &f->error), WS_OK);
    assert_int_equal(first->response.kind, WS_RESPONSE_DID_NOT_RESPOND);
    assert_string_equal(first->response.asked_by, "Adler Courier");
    assert_string_equal(first->response.about, "the leak");
    assert_int_equal(ws_response_echoed(&f->reading, 0), -1);
    assert_int_equal(ws_response_echoed(&f->reading, 1), 0);
    assert_int_equal(second->act, WS_ACT_NO_RESPONSE);
}

static void reasons_end_at_commas(void **state)
{
    fixture *f = *state;
    begin(f, "An aide, who asked not to be named because she was afraid, said no.");
    ws_range all = {0, f->reading.token_count};
    ws_range found = ws_withheld_in(f->lexicon, &f->reading, all);
    assert_string_equal(f->reading.tokens[found.begin].folded, "asked");
    assert_string_equal(f->reading.tokens[found.end].folded, "because");
    assert_true(ws_reason_opens(f->lexicon, &f->reading, found.end, all.end));
    assert_false(ws_reason_opens(f->lexicon, &f->reading, found.begin, all.end));
    assert_string_equal(f->reading.tokens[ws_reason_end(&f->reading, found.end, all.end) - 1].folded, "afraid");
}

static void names_of_those_who_hand_on(void **state)
{
    fixture *f = *state;
    begin(f, "It came via the state news agency Tarnpress on Monday. He read it.");
    ws_range phrase = ws_relayer_behind(f->lexicon, &f->reading, 3, f->reading.token_count);
    ws_via via;
    assert_true(ws_relayer_is_outlet(f->lexicon, &f->reading, phrase));
    assert_int_equal(ws_relayer_of(f->lexicon, &f->reading, phrase, &via, &f->error), WS_OK);
    assert_string_equal(via.name, "Tarnpress");
    assert_int_equal(via.type, WS_SPEAKER_PUBLICATION);
    phrase = ws_relayer_before(f->lexicon, &f->reading, 0, 1);
    assert_int_equal(ws_relayer_of(f->lexicon, &f->reading, phrase, &via, &f->error), WS_OK);
    assert_null(via.name);
}

static void who_cites_is_not_who_is_cited(void **state)
{
    fixture *f = *state;
    begin(f, "The Ledger cited two officials as saying the ward would close.");
    ws_drafts drafts = {NULL, 0, 0};
    const ws_span roles[WS_ROLES] = {[WS_ROLE_SOURCE] = words(f, "The Ledger").items[0],
                                     [WS_ROLE_CUE] = words(f, "cited").items[0],
                                     [WS_ROLE_CONTENT] =
                                         words(f, "two officials as saying the ward would close").items[0]};
    assert_int_equal(ws_drafts_add(f->arena, &drafts, roles, 1, &f->error), WS_OK);
    assert_int_equal(ws_drafts_cite(f->lexicon, &f->reading, &drafts, &f->error), WS_OK);
    assert_string_equal(ws_spans_text(f->arena, f->article.text, drafts.items[0].role[WS_ROLE_SOURCE]),
                        "two officials");
    assert_string_equal(ws_spans_text(f->arena, f->article.text, drafts.items[0].role[WS_ROLE_CUE]), "as saying");
    assert_string_equal(ws_spans_text(f->arena, f->article.text, drafts.items[0].role[WS_ROLE_CONTENT]),
                        "the ward would close");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stands_within_came_by_way_of_the_other),
        cmocka_unit_test(ones_own_words_are_firsthand),
        cmocka_unit_test(two_statements_within_each_other_are_no_chain),
        cmocka_unit_test(phrases_name_who_hands_on),
        cmocka_unit_test(the_articles_own_house_stands_between_nobody),
        cmocka_unit_test(who_was_told_said_nothing),
        cmocka_unit_test(papers_have_been_seen),
        cmocka_unit_test(names_are_held_back_for_reasons),
        cmocka_unit_test(nobody_with_a_name_is_anonymous),
        cmocka_unit_test(flat_claims_rest_on_later_sources),
        cmocka_unit_test(another_number_is_another_claim),
        cmocka_unit_test(a_headline_repeats_the_body),
        cmocka_unit_test(spans_hold_what_lies_in_one_of_them),
        cmocka_unit_test(who_asked_and_about_what),
        cmocka_unit_test(reasons_end_at_commas),
        cmocka_unit_test(names_of_those_who_hand_on),
        cmocka_unit_test(who_cites_is_not_who_is_cited),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
