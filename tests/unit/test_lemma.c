/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "lemma.h"
#include "text.h"

typedef struct fixture {
    ws_lexicon *lexicon;
    ws_arena *arena;
} fixture;

static int open_lists(void **state)
{
    static fixture f;
    ws_error error = {.message = ""};
    if (ws_lexicon_open(WS_SOURCE "/indexer/lexicon/en", &f.lexicon, &error) != WS_OK)
        print_error("%s\n", error.message);
    f.arena = ws_arena_new(0);
    *state = &f;
    return f.lexicon && f.arena ? 0 : -1;
}

static int close_lists(void **state)
{
    fixture *f = *state;
    ws_lexicon_close(f->lexicon);
    ws_arena_free(f->arena);
    return 0;
}

/* The head of the first words of a text, which are a cue. */
static ws_cue_head head_in(const fixture *f, const char *text, size_t size, const char **lemma)
{
    ws_error error = {.message = ""};
    ws_article article = {.path = "test", .text = text, .text_size = strlen(text)};
    ws_reading reading = {.arena = f->arena, .article = &article};
    ws_span span = {0, (uint32_t)size};
    assert_int_equal(ws_article_seal(f->arena, &article, &error), WS_OK);
    assert_int_equal(ws_text_segment(&reading, &error), WS_OK);
    const ws_cue *cue;
    *lemma = ws_cue_lemma(f->lexicon, &reading, (ws_spans){&span, 1}, &cue);
    assert_non_null(*lemma);
    ws_cue_head head = ws_cue_find_head(f->lexicon, &reading, (ws_spans){&span, 1});
    assert_ptr_equal(head.cue, cue);
    return head;
}

static ws_cue_head head_of(const fixture *f, const char *text, const char **lemma)
{
    return head_in(f, text, strlen(text), lemma);
}

typedef struct pair {
    const char *written, *lemma;
} pair;

static void assert_lemmas(const fixture *f, const pair *pairs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *lemma;
        ws_arena_reset(f->arena);
        head_of(f, pairs[i].written, &lemma);
        if (strcmp(lemma, pairs[i].lemma)) fail_msg("%s: %s, not %s", pairs[i].written, lemma, pairs[i].lemma);
    }
}

static void test_forms_of_one_word(void **state)
{
    static const pair pairs[] = {
        {"said", "say"}, {"says", "say"}, {"saying", "say"}, {"told", "tell"}, {"wrote", "write"},
        {"written", "write"}, {"urged", "urge"}, {"urging", "urge"}, {"planned", "plan"}, {"planning", "plan"},
        {"denies", "deny"}, {"denied", "deny"}, {"argued", "argue"}, {"criticized", "criticize"},
        {"criticising", "criticise"}, {"blasted", "blast"}, {"admitting", "admit"}, {"preferred", "prefer"},
        {"quipped", "quip"}, {"tweeting", "tweet"}, {"believes", "believe"}, {"thought", "think"}, {"knew", "know"},
        {"sought", "seek"}, {"swore", "swear"}, {"vying", "vie"}, {"promising", "promise"}, {"voicing", "voice"},
        {"discussed", "discuss"}, {"addresses", "address"}, {"focuses", "focus"}, {"agreed", "agree"},
        {"guaranteed", "guarantee"}, {"proceeded", "proceed"}, {"foresaw", "foresee"}, {"cited", "cite"},
        {"implored", "implore"}, {"postponing", "postpone"}, {"intervened", "intervene"}, {"challenged", "challenge"},
        {"allegations", "allegation"}, {"denials", "denial"}, {"theories", "theory"}, {"hypotheses", "hypothesis"},
        {"beliefs", "belief"}, {"accusations", "accusation"}, {"stated", "state"}, {"repeated", "repeat"},
        /* not in cues.txt */
        {"hired", "hire"}, {"painted", "paint"}, {"stapled", "staple"}, {"grabbing", "grab"}, {"bragged", "brag"},
        {"juggled", "juggle"}, {"washed", "wash"}, {"washes", "wash"}, {"relaxes", "relax"}, {"carried", "carry"},
        {"staying", "stay"}, {"curtsied", "curtsy"}, {"rebuilt", "rebuild"}, {"tossed", "toss"},
        {"invaded", "invade"}, {"leaked", "leak"}, {"scraped", "scrape"}, {"seeped", "seep"}, {"dodging", "dodge"},
        {"evolving", "evolve"}, {"fainted", "faint"}, {"baking", "bake"}, {"soaked", "soak"}, {"hooked", "hook"},
        {"ruled", "rule"}, {"mailed", "mail"}, {"pooled", "pool"}, {"refined", "refine"}, {"drained", "drain"},
        {"colliding", "collide"}, {"raided", "raid"}, {"swung", "swing"}, {"bringing", "bring"},
        {"belonging", "belong"}, {"plunged", "plunge"}, {"deepened", "deepen"}, {"muttering", "mutter"},
        {"relied", "rely"}, {"need", "need"}, {"focus", "focus"}, {"acquiring", "acquire"}, {"repairing", "repair"},
        {"engaged", "engage"}, {"ageing", "age"}, {"utilizes", "utilize"}, {"rinsed", "rinse"}, {"elapsed", "elapse"},
        {"bridges", "bridge"},
    };
    assert_lemmas(*state, pairs, sizeof pairs / sizeof *pairs);
}

static void test_the_word_that_counts(void **state)
{
    static const pair pairs[] = {
        {"has been trying to argue", "argue"},
        {"said in a statement", "say"},
        {"also said on Tuesday", "say"},
        {"is expected", "expect"},
        {"is widely expected", "expect"},
        {"have repeatedly been accused of", "accuse"},
        {"seemed to suggest", "suggest"},
        {"seemed", "seem"},
        {"continued to insist", "insist"},
        {"began by saying", "say"},
        {"tried to whitewash", "whitewash"},
        {"appears", "appear"},
        {"issued a statement saying", "issue a statement"},
        {"made it clear", "make it clear"},
        {"pointed out", "point out"},
        {"points to", "point to"},
        {"as saying", "as saying"},
        {"according to", "according to"},
        {"his belief that", "belief"},
        {"the accusation", "accusation"},
        {"her call for", "call for"},
        {"the denial", "denial"},
        {"in favor of", "in favor of"},
        {"is opposed to", "oppose"},
        {"was under the impression", "under the impression"},
        {"reportedly", "reportedly"},
        {"reportedly claimed", "claim"},
        {"made the following announcement", "announcement"},
        {"made a direct appeal", "appeal"},
        {"spent his campaign attacking", "attack"},
        {"the proposal", "proposal"},
        {"would like to see", "like"},
        {"declined to", "decline"},
        {"did not juggle", "juggle"},
        {"has", "have"},
        {"wasn't", "be"},
        {"in", "in"},
        {":", ":"},
    };
    assert_lemmas(*state, pairs, sizeof pairs / sizeof *pairs);
}

/* The entry "offer to" says that it is a promise; "to" is no part of this cue. */
static void test_an_entry_longer_than_the_cue(void **state)
{
    const char *lemma;
    ws_cue_head head = head_in(*state, "offered to pay", strlen("offered"), &lemma);
    assert_string_equal(lemma, "offer");
    assert_int_equal(head.cue->act, WS_ACT_PROMISE);
    head = head_in(*state, "laid out a plan", strlen("laid"), &lemma);
    assert_string_equal(lemma, "lay");
}

static void test_negation_of_the_cue_itself(void **state)
{
    static const struct {
        const char *written;
        bool negated;
    } cues[] = {
        {"did not say", true}, {"didn’t say", true}, {"has no plans to", true}, {"without saying", true},
        {"failed to mention", true}, {"said nothing", true}, {"expressed no regret", true}, {"never claimed", true},
        {"cannot", true}, {"said", false}, {"promised not to", false}, {"noted", false},
    };
    for (size_t i = 0; i < sizeof cues / sizeof *cues; i++) {
        const char *lemma;
        bool negated = head_of(*state, cues[i].written, &lemma).negated;
        if (negated != cues[i].negated) fail_msg("%s: %s", cues[i].written, negated ? "negated" : "not negated");
    }
}

static void test_no_cue_and_odd_words(void **state)
{
    const fixture *f = *state;
    static const char *const odd[] = {"ed", "ing", "s", "ied", "ies", "es", "sses", "aed", "bbed", "æed", ""};
    ws_reading reading = {.arena = f->arena};
    const ws_cue *cue;
    assert_string_equal(ws_cue_lemma(f->lexicon, &reading, (ws_spans){NULL, 0}, &cue), "");
    assert_null(cue);
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        const char *lemma = ws_lemma(f->lexicon, f->arena, odd[i]);
        assert_true(!*odd[i] || *lemma);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms_of_one_word),
        cmocka_unit_test(test_the_word_that_counts),
        cmocka_unit_test(test_an_entry_longer_than_the_cue),
        cmocka_unit_test(test_negation_of_the_cue_itself),
        cmocka_unit_test(test_no_cue_and_odd_words),
    };
    return cmocka_run_group_tests(tests, open_lists, close_lists);
}
