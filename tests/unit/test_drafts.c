/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From roles that a model might give to drafts, and what quotation marks make of them. The roles are written by hand,
 * one letter for each of the model's words: C where a cue starts, c the rest of it, s source, w what is said, a dot for
 * none; words after the last letter have none. A draft is written out as "source | cue | content". */
#include "drafts.h"
#include "listed.h"
#include "text_fixture.h"

#include <stdlib.h>

typedef struct read_cue {
    const char *roles;
    float confidence;
} read_cue;

static void make_pieces(fixture *it, ws_pieces *pieces)
{
    static const char vocabulary[] = "[UNK]\n";
    ws_vocabulary_table *table = NULL;
    ws_error error = {0};
    assert_int_equal(ws_vocabulary_new(vocabulary, sizeof vocabulary - 1, &table, &error), WS_OK);
    assert_int_equal(ws_pieces_make(table, it->arena, it->article.text, it->article.text_size, pieces, &error), WS_OK);
    ws_vocabulary_free(table);
}

static ws_role role_of(char letter)
{
    if (letter == '.') return WS_ROLE_NONE;
    return letter == 's' ? WS_ROLE_SOURCE : letter == 'w' ? WS_ROLE_CONTENT : WS_ROLE_CUE;
}

/* Blanks at either end of the roles are words outside the window. */
static ws_cue_reading cue_reading(fixture *it, read_cue read, size_t words)
{
    size_t size = strlen(read.roles), begin = strspn(read.roles, " "), end = size;
    if (size > words) fail_msg("%zu roles for %zu words: %s", size, words, read.roles);
    while (end > begin && read.roles[end - 1] == ' ') end--;
    if (end == size) end = words;
    ws_cue_reading cue = {(uint32_t)(strchr(read.roles, 'C') - read.roles), (uint32_t)begin, (uint32_t)end,
                          read.confidence, ws_arena_alloc(it->arena, words)};
    assert_non_null(cue.roles);
    for (size_t i = begin; i < end; i++) cue.roles[i - begin] = (uint8_t)role_of(i < size ? read.roles[i] : '.');
    return cue;
}

static ws_drafts decoded(fixture *it, const char *text, const read_cue *cues, size_t count)
{
    ws_model_reading model = {.cue_count = count};
    ws_drafts drafts;
    ws_error error = {0};
    read_bytes(it, text, strlen(text));
    make_pieces(it, &model.pieces);
    model.cues = ws_arena_array(it->arena, count, sizeof *model.cues);
    assert_non_null(model.cues);
    for (size_t i = 0; i < count; i++) model.cues[i] = cue_reading(it, cues[i], model.pieces.word_count);
    assert_int_equal(ws_drafts_decode(&model, &it->reading, &drafts, &error), WS_OK);
    return drafts;
}

static void write_drafts(fixture *it, const ws_drafts *drafts)
{
    static const ws_role order[] = {WS_ROLE_SOURCE, WS_ROLE_CUE, WS_ROLE_CONTENT};
    for (size_t i = 0; i < drafts->count; i++) {
        if (drafts->items[i].dropped) continue;
        if (it->out.size) ws_buffer_putc(&it->out, '\n');
        for (size_t k = 0; k < 3; k++) {
            ws_spans spans = drafts->items[i].role[order[k]];
            if (k) ws_buffer_puts(&it->out, " | ");
            for (size_t s = 0; s < spans.count; s++) {
                if (s) ws_buffer_puts(&it->out, " + ");
                add_span(it, spans.items[s]);
            }
        }
    }
    ws_buffer_putc(&it->out, '\0');
}

static void expect_decoded(const char *text, const char *roles, const char *expected)
{
    fixture it;
    ws_drafts drafts = decoded(&it, text, &(read_cue){roles, 0.5f}, 1);
    write_drafts(&it, &drafts);
    assert_string_equal(it.out.bytes, expected);
    free_fixture(&it);
}

static void expect_quoted_of(const char *text, const read_cue *cues, size_t count, const char *expected)
{
    fixture it;
    ws_error error = {0};
    ws_drafts drafts = decoded(&it, text, cues, count);
    assert_int_equal(ws_drafts_quote(&it.reading, &drafts, &error), WS_OK);
    write_drafts(&it, &drafts);
    assert_string_equal(it.out.bytes, expected);
    free_fixture(&it);
}

static void expect_quoted(const char *text, const char *roles, const char *expected)
{
    expect_quoted_of(text, &(read_cue){roles, 0.5f}, 1, expected);
}

static void expect_bound(const char *text, const char *roles, const char *expected)
{
    fixture it;
    ws_error error = {0};
    ws_lexicon *lexicon = NULL;
    ws_drafts drafts = decoded(&it, text, &(read_cue){roles, 0.5f}, 1);
    assert_int_equal(ws_lexicon_open(WS_SOURCE "/indexer/lexicon/en", &lexicon, &error), WS_OK);
    assert_int_equal(ws_drafts_bound(lexicon, &it.reading, &drafts, &error), WS_OK);
    ws_lexicon_close(lexicon);
    write_drafts(&it, &drafts);
    assert_string_equal(it.out.bytes, expected);
    free_fixture(&it);
}

static void expect_trimmed_of(const char *text, const read_cue *cues, size_t count, const char *expected)
{
    fixture it;
    ws_error error = {0};
    ws_lexicon *lexicon = NULL;
    ws_drafts drafts = decoded(&it, text, cues, count);
    assert_int_equal(ws_lexicon_open(WS_SOURCE "/indexer/lexicon/en", &lexicon, &error), WS_OK);
    ws_drafts_trim(lexicon, &it.reading, &drafts);
    ws_lexicon_close(lexicon);
    write_drafts(&it, &drafts);
    assert_string_equal(it.out.bytes, expected);
    free_fixture(&it);
}

static void expect_trimmed(const char *text, const char *roles, const char *expected)
{
    expect_trimmed_of(text, &(read_cue){roles, 0.95f}, 1, expected);
}

static void expect_signed(const char *text, const read_cue *cues, size_t count, const char *expected)
{
    fixture it;
    ws_error error = {0};
    ws_drafts drafts = decoded(&it, text, cues, count);
    assert_int_equal(ws_drafts_sign(&it.reading, &drafts, &error), WS_OK);
    assert_int_equal(ws_drafts_quote(&it.reading, &drafts, &error), WS_OK);
    write_drafts(&it, &drafts);
    assert_string_equal(it.out.bytes, expected);
    free_fixture(&it);
}

/* --- decoding --- */

static void runs_of_a_role_are_spans(void **state)
{
    (void)state;
    expect_decoded("The dike will hold, Jane Ruiz said.", "wwww.ssC", "Jane Ruiz | said | The dike will hold");
    expect_decoded("Nor would Ruiz say it holds.", "cCscww", "Ruiz | Nor would + say | it holds");
    expect_decoded("The dike, Ruiz said, will hold.", "ww.sC.ww", "Ruiz | said | The dike + will hold");
}

static void the_word_where_a_cue_starts_is_cue_whatever_its_role(void **state)
{
    fixture it;
    (void)state;
    ws_model_reading model = {.cue_count = 1};
    ws_drafts drafts;
    ws_error error = {0};
    uint8_t roles[] = {WS_ROLE_SOURCE, WS_ROLE_CONTENT, WS_ROLE_CONTENT, WS_ROLE_CONTENT, WS_ROLE_NONE};
    ws_cue_reading cue = {1, 0, 5, 0.5f, roles};
    read_bytes(&it, "Ruiz said it held.", 18);
    make_pieces(&it, &model.pieces);
    model.cues = &cue;
    assert_int_equal(ws_drafts_decode(&model, &it.reading, &drafts, &error), WS_OK);
    write_drafts(&it, &drafts);
    assert_string_equal(it.out.bytes, "Ruiz | said | it held");
    free_fixture(&it);
}

static void punctuation_within_a_run_does_not_part_it(void **state)
{
    (void)state;
    expect_decoded("The dike, the gate and all, Ruiz said.", "ww.wwww.sC", "Ruiz | said | The dike, the gate and all");
    expect_decoded("The dike, the gate and all, Ruiz said.", "wwwwwwwwsCw", "Ruiz | said | The dike, the gate and all");
    expect_decoded("The dike held the tide and all, Ruiz said.", "ww.wwww.sC",
                   "Ruiz | said | The dike + the tide and all");
}

static void punctuation_at_the_edges_goes_unless_it_belongs_there(void **state)
{
    (void)state;
    expect_decoded("Ruiz said, the dike holds.", "sCwwwww", "Ruiz | said | the dike holds");
    expect_decoded("“It will hold,” Ruiz said.", "wwwwwwsC", "Ruiz | said | “It will hold,”");
    expect_decoded("Ruiz said it holds (for now).", "sCwwwwwww", "Ruiz | said | it holds (for now)");
    expect_decoded("Ruiz said it holds (for now).", "sCwww", "Ruiz | said | it holds");
    expect_decoded("Ruiz said $5 is enough.", "sCwwwww", "Ruiz | said | $5 is enough");
    expect_decoded("It is enough at 5%, Ruiz said.", "wwwwww.sC", "Ruiz | said | It is enough at 5%");
}

static void spans_hold_whole_tokens(void **state)
{
    (void)state;
    expect_decoded("It rose by 2.5 percent, Ruiz said.", "wwww....sC", "Ruiz | said | It rose by 2.5");
    expect_decoded("It rose by 2.5 percent, Ruiz said.", "wwwwwww.sC", "Ruiz | said | It rose by 2.5 percent");
    expect_decoded("The U.S. agreed, Ruiz said.", "ww...w.sC", "Ruiz | said | The U.S. agreed");
    expect_decoded("Ruiz said non-union work holds.", "sCw..www", "Ruiz | said | non-union work holds");
}

static void no_span_goes_over_the_end_of_a_paragraph(void **state)
{
    (void)state;
    expect_decoded("Ruiz said it holds.\n\nThe tide came.", "sCwwwwwww", "Ruiz | said | it holds + The tide came");
    expect_decoded("Ruiz said it holds\nThe tide came.", "sCwwwwww", "Ruiz | said | it holds + The tide came");
}

static void nothing_is_taken_from_outside_the_window(void **state)
{
    (void)state;
    expect_decoded("Rain fell. Ruiz said it holds. Sun.", "   sCww.  ", "Ruiz | said | it holds");
    expect_decoded("Rain fell. Ruiz said it holds. Sun.", "   sCw    ", "Ruiz | said | it");
}

static void a_cue_by_which_nothing_is_said_is_dropped(void **state)
{
    (void)state;
    expect_decoded("Ruiz said.", "sC", "");
    expect_decoded("Ruiz said, and left.", "sCw", "");
}

static void of_cues_that_share_words_the_surer_one_stays(void **state)
{
    (void)state;
    static const char text[] = "Ruiz said again it holds.";
    static const char first[] = "Ruiz | said again | it holds", second[] = "Ruiz | again | it";
    const read_cue cues[][2] = {
        {{"sCcww", 0.6f}, {"s.Cw", 0.9f}}, {{"sCcww", 0.9f}, {"s.Cw", 0.6f}}, {{"sCcww", 0.9f}, {"s.Cw", 0.9f}}};
    for (size_t i = 0; i < 3; i++) {
        fixture it;
        ws_drafts drafts = decoded(&it, text, cues[i], 2);
        write_drafts(&it, &drafts);
        assert_string_equal(it.out.bytes, i ? first : second);
        free_fixture(&it);
    }
    /* Cues that only stand side by side are two. */
    fixture it;
    const read_cue apart[] = {{"sC.ww", 0.6f}, {"s.Cww", 0.9f}};
    ws_drafts drafts = decoded(&it, text, apart, 2);
    write_drafts(&it, &drafts);
    assert_string_equal(it.out.bytes, "Ruiz | said | it holds\nRuiz | again | it holds");
    assert_true(drafts.items[0].confidence == 0.6f && drafts.items[1].confidence == 0.9f);
    free_fixture(&it);
}

static void brackets_stay_with_their_fellows(void **state)
{
    (void)state;
    expect_decoded("Ruiz said Kade <KAD.N> holds.", "sCwwwwww", "Ruiz | said | Kade <KAD.N>");
    expect_decoded("Ruiz said [it] holds.", "sCwww", "Ruiz | said | [it]");
    expect_decoded("Ruiz said [it] holds.", "sCcww", "Ruiz | said | it");
}

static void a_contraction_is_no_part_of_the_source(void **state)
{
    (void)state;
    expect_decoded("She'd say it holds.", "sccCww", "She | say | it holds");
    expect_decoded("She'll say it holds.", "sCccww", "She | say | it holds");
    expect_decoded("O'Hara said it holds.", "sssCww", "O'Hara | said | it holds");
}

/* --- paragraphs and sentences --- */

static void a_headline_is_no_part_of_the_sentence_below_it(void **state)
{
    (void)state;
    expect_bound("Dike holds\n\nThe dike will hold, Ruiz said.", "wwwwww.sC", "Ruiz | said | The dike will hold");
    expect_bound("Mayor Ruiz\n\nThe dike will hold, Ruiz said.", "sswwww.sC", "Ruiz | said | The dike will hold");
    /* What is quoted may stand in another paragraph; and so may all that is said. */
    expect_bound("Ruiz said it holds.\n\n“We built it.”", "sCww.wwwwww", "Ruiz | said | it holds + “We built it.”");
    expect_bound("Ruiz said:\n\nThe dike will hold.", "sC.wwww", "Ruiz | said | The dike will hold");
}

static void reported_speech_ends_with_its_sentence(void **state)
{
    (void)state;
    expect_bound("Rain fell. Ruiz said it holds. Sun came.", "ww.sCww.ww", "Ruiz | said | it holds");
    expect_bound("Rain fell. The dike holds, Ruiz said.", "ww.www.sC", "Ruiz | said | The dike holds");
    expect_bound("“Rain fell. The dike holds,” Ruiz said.", "wwwwwwwwwsC",
                 "Ruiz | said | “Rain fell. The dike holds,”");
    expect_bound("Ruiz: Rain fell. The dike holds.", "sCwwwwww", "Ruiz | : | Rain fell. The dike holds");
}

static void a_source_is_one_phrase(void **state)
{
    (void)state;
    expect_bound("Kade came and Ruiz said it holds.", "s..sCww", "Ruiz | said | it holds");
    expect_bound("It holds, said Ruiz, after Kade came.", "ww.Cs..s.", "Ruiz | said | It holds");
    expect_bound("Kade and Ruiz said it holds.", "s.sCww", "Kade + Ruiz | said | it holds");
}

static void a_source_does_not_reach_over_another_s_cue(void **state)
{
    (void)state;
    static const read_cue cues[] = {{"ssCwwww", 0.9f}, {"sssssCw", 0.9f}};
    fixture it;
    ws_error error = {0};
    ws_lexicon *lexicon = NULL;
    ws_drafts drafts = decoded(&it, "His lawyer said that he refuses it.", cues, 2);
    assert_int_equal(ws_lexicon_open(WS_SOURCE "/indexer/lexicon/en", &lexicon, &error), WS_OK);
    assert_int_equal(ws_drafts_bound(lexicon, &it.reading, &drafts, &error), WS_OK);
    ws_lexicon_close(lexicon);
    write_drafts(&it, &drafts);
    assert_string_equal(it.out.bytes, "His lawyer | said | that he refuses it\nhe | refuses | it");
    free_fixture(&it);
}

static void a_clause_is_not_over_before_its_main_part(void **state)
{
    (void)state;
    expect_bound("Ruiz agrees that if it rains, Kade must leave.", "sCwwww",
                 "Ruiz | agrees | that if it rains, Kade must leave");
    expect_bound("Ruiz said that it rains, and Kade left.", "sCwww", "Ruiz | said | that it rains");
    expect_bound("That if it rains, Ruiz said, is known.", "wwww.sC", "Ruiz | said | That if it rains");
}

static void a_name_right_before_the_cue_is_its_source(void **state)
{
    (void)state;
    expect_bound("Jane Ruiz also alleged it holds.", "...Cww", "Jane Ruiz | alleged | it holds");
    expect_bound("She largely agreed it holds.", "..Cww", "She | agreed | it holds");
    expect_bound("Ruiz was told it holds.", ".Ccww", " | was told | it holds");
    expect_bound("Once, Ruiz alleged it holds.", "...Cww", " | alleged | it holds");
    expect_bound("Later reports alleged it holds.", "..Cww", " | alleged | it holds");
}

/* --- refusals --- */

static void expect_listed(const char *text, const read_cue *cues, size_t count, const char *expected)
{
    fixture it;
    ws_error error = {0};
    ws_lexicon *lexicon = NULL;
    ws_drafts drafts = decoded(&it, text, cues, count);
    assert_int_equal(ws_lexicon_open(WS_SOURCE "/indexer/lexicon/en", &lexicon, &error), WS_OK);
    assert_int_equal(ws_drafts_list(lexicon, &it.reading, &drafts, &error), WS_OK);
    ws_lexicon_close(lexicon);
    write_drafts(&it, &drafts);
    assert_string_equal(it.out.bytes, expected);
    free_fixture(&it);
}

static void a_participle_behind_a_comma_is_the_subjects(void **state)
{
    (void)state;
    expect_bound("Ruiz took another line, calling it late.", ".....Cww", "Ruiz | calling | it late");
    expect_bound("She took another line, calling it late.", ".....Cww", "She | calling | it late");
    expect_bound("Jane Ruiz took it, but warning of rain.", "......Cww", "Jane Ruiz | warning | of rain");
    expect_bound("Ruiz heard the crowd calling it late.", "....Cww", " | calling | it late");
    expect_bound("The dike and rain, calling it late.", ".....Cww", " | calling | it late");
}

static void what_the_writer_adds_is_not_said(void **state)
{
    (void)state;
    expect_trimmed("It will hold, according to Ruiz, as talks go on.", "www.Ccs.wwww",
                   "Ruiz | according to | It will hold");
    expect_trimmed("It will hold, according to Ruiz, and nobody will leave.", "www.Ccs.wwww",
                   "Ruiz | according to | It will hold + and nobody will leave");
    expect_trimmed("Ruiz called it “terrible” in remarks to reporters.", "sCwwwwwwww", "Ruiz | called | it “terrible”");
    expect_trimmed("Ruiz called it “terrible” in the end.", "sCwwwwwww", "Ruiz | called | it “terrible” in the end");
    expect_trimmed("Ruiz said it will hold, referring to the dike.", "sCwwwwwwww", "Ruiz | said | it will hold");
    expect_trimmed("Ruiz said “it holds, referring to it.”", "sCwwwwwwwww",
                   "Ruiz | said | “it holds, referring to it.”");
    expect_trimmed("It will hold, Ruiz said in her weekly address.", "www.sCwwww", "Ruiz | said | It will hold");
    expect_trimmed("It will hold, Ruiz said in her weekly address.", "....sCwwww", "Ruiz | said | It will hold");
    expect_trimmed("After rain, it will hold, Ruiz said in her weekly address.", ".......sCwwww",
                   "Ruiz | said | After rain, it will hold");
    expect_trimmed("Late on Monday, Ruiz said in her weekly address.", "....sCwwww",
                   "Ruiz | said | in her weekly address");
    expect_trimmed("On Monday Ruiz said in her weekly address.", "..sCwwww", "Ruiz | said | in her weekly address");
}

static void who_asked_says_nothing(void **state)
{
    (void)state;
    expect_trimmed("Ruiz ignored Courier requests for comment.", "..sCcw", "");
    expect_trimmed("Ruiz ignored Courier requests for money.", "..sCcw", "Courier | requests for | money");
}

static void a_content_ends_before_those_who_tell_of_it(void **state)
{
    (void)state;
    const read_cue told[] = {{"sCwwwwwwwww", 0.95f}, {"wwwww.Ccsss", 0.95f}};
    expect_trimmed_of("Kade told him it holds, according to two officials.", told, 2,
                      "Kade | told | him it holds\n"
                      "two officials | according to | Kade told him it holds");
    const read_cue inner[] = {{"sCwwwwwwwww", 0.95f}, {"..www.Ccsss", 0.95f}};
    expect_trimmed_of("Kade said that it holds, according to two officials.", inner, 2,
                      "Kade | said | that it holds, according to two officials\n"
                      "two officials | according to | that it holds");
}

static void what_is_doubtful_is_dropped(void **state)
{
    (void)state;
    expect_trimmed_of("Ruiz treated rain.", &(read_cue){"sCw", 0.89f}, 1, ""); /* no list has it */
    expect_trimmed_of("Ruiz treated rain.", &(read_cue){"sCw", 0.91f}, 1, "Ruiz | treated | rain");
    expect_trimmed_of("Expected more rain.", &(read_cue){"C.w", 0.79f}, 1, ""); /* nobody does */
    expect_trimmed_of("Expected more “rain.”", &(read_cue){"C.wwww", 0.79f}, 1, " | Expected | “rain.”");
    expect_trimmed_of("Ruiz expected rain.", &(read_cue){"sCw", 0.64f}, 1, "");
    expect_trimmed_of("Ruiz expected rain.", &(read_cue){"sCw", 0.66f}, 1, "Ruiz | expected | rain");
    expect_trimmed_of("Ruiz denied it.", &(read_cue){"sCw", 0.51f}, 1, "Ruiz | denied | it");
}

static void refusals_are_found_by_their_list(void **state)
{
    (void)state;
    expect_listed("Osterman Works did not immediately respond to requests for comment.", NULL, 0,
                  "Osterman Works | did not immediately respond to | requests for comment");
    expect_listed("Rain fell, but the mayor declined to comment on it.", NULL, 0,
                  "the mayor | declined | to comment on it");
    expect_listed("On Monday, Ruiz and Kade could not be reached for comment.", NULL, 0,
                  "Ruiz and Kade | could not be reached | for comment");
    expect_listed("Ruiz had said much and did not respond to questions.", NULL, 0, " | did not respond to | questions");
    expect_listed("“He declined to comment,” Ruiz said.", NULL, 0, "");
    expect_listed("Ruiz responded.", NULL, 0, "");
}

static void a_sentence_may_begin_with_according_to(void **state)
{
    (void)state;
    expect_listed("According to the log, the ship sank.", NULL, 0, "the log | According to | the ship sank");
    expect_listed("According to the log, the ship sank.", &(read_cue){"Cc.s.www", 0.9f}, 1,
                  "log | According to | the ship sank");
    expect_listed("According to Ruiz, the mayor, it sank.", NULL, 0, "");
}

static void a_refusal_is_read_once(void **state)
{
    (void)state;
    expect_listed("Ruiz declined to comment.", &(read_cue){"sCww", 0.9f}, 1, "Ruiz | declined | to comment");
    expect_listed("Ruiz did not respond to requests for comment.", &(read_cue){".....Ccw", 0.9f}, 1,
                  "Ruiz | did not respond to | requests for comment");
}

/* --- signatures --- */

static void a_signed_quotation_is_the_signer_s(void **state)
{
    (void)state;
    expect_signed("“It will hold.” — Jane Ruiz, mayor", NULL, 0, "Jane Ruiz, mayor | — | “It will hold.”");
    expect_signed("“It will hold.”-- Jane Ruiz.\n\n“It is old.” ― Tom Kade", NULL, 0,
                  "Jane Ruiz | -- | “It will hold.”\nTom Kade | ― | “It is old.”");
    expect_signed("“It will hold.” — and rain fell.", NULL, 0, "");
    expect_signed("Then “it will hold” — Jane Ruiz.", NULL, 0, "");
    expect_signed("“It will hold” - Jane Ruiz said so. Kade left.", NULL, 0, "");
}

static void a_signature_is_read_once_and_bounds_what_others_say(void **state)
{
    (void)state;
    expect_signed("“It holds.” — Ruiz", &(read_cue){"wwwwwCs", 0.6f}, 1, "Ruiz | — | “It holds.”");
    expect_signed("“It is old,” Kade said.\n\n“It holds.” — Ruiz", &(read_cue){"wwwwwwsC.wwwww..", 0.6f}, 1,
                  "Kade | said | “It is old,”\nRuiz | — | “It holds.”");
}

/* --- quotation marks --- */

static void a_quotation_is_not_cut_in_half(void **state)
{
    (void)state;
    expect_quoted("“It will hold,” Ruiz said.", ".www..sC", "Ruiz | said | “It will hold,”");
    expect_quoted("“It is old. We built it,” Ruiz said.", ".....www..sC", "Ruiz | said | “It is old. We built it,”");
    expect_quoted("Ruiz said the dike was “in perfect order” now.", "sCwww.w...w",
                  "Ruiz | said | the dike was “in perfect order” + now");
    expect_quoted("Ruiz said it was “in order” and “all well” now.", "sCwwwwwwww...w",
                  "Ruiz | said | it was “in order” and “all well” + now");
}

static void a_quotation_without_end_is_not_taken_whole(void **state)
{
    (void)state;
    expect_quoted("“Yes, Ruiz said.", ".w.sC", "Ruiz | said | Yes");
    expect_quoted("Ruiz said: “It holds. Rain fell.", "sC..ww", "Ruiz | said | It holds");
}

static void words_whose_cue_stands_in_the_quotation_do_not_grow_to_its_marks(void **state)
{
    (void)state;
    static const read_cue cues[] = {{".sCwww", 0.5f}, {"wwwwwwwwsC", 0.5f}};
    expect_quoted_of("“He said it will hold,” Ruiz said.", cues, 2,
                     "He | said | it will hold\nRuiz | said | “He said it will hold,”");
}

static void words_within_a_quotation_end_with_their_own_marks(void **state)
{
    (void)state;
    expect_quoted("“He said, ‘Turn!’ and we left,” Ruiz said.", ".sC.wwwwwww",
                  "He | said | ‘Turn!’\n |  | “He said, ‘Turn!’ and we left,”");
}

static void a_quotation_that_follows_in_the_paragraph_is_carried_on(void **state)
{
    (void)state;
    expect_quoted("“It will hold,” Ruiz said. “We built it.”", ".www..sC",
                  "Ruiz | said | “It will hold,” + “We built it.”");
    expect_quoted("Ruiz said it will hold. “We built it.”", "sCwww", "Ruiz | said | it will hold + “We built it.”");
    expect_quoted("Ruiz said it holds. Rain fell. “We built it of good stone.”", "sCww",
                  "Ruiz | said | it holds\n |  | “We built it of good stone.”");
}

static void quotations_alone_in_the_next_paragraphs_are_carried_on(void **state)
{
    (void)state;
    expect_quoted("“It will hold,” Ruiz said.\n\n“We built it.”\n\n“It is of stone.”", ".www..sC",
                  "Ruiz | said | “It will hold,” + “We built it.” + “It is of stone.”");
    expect_quoted("Ruiz said it will hold.\n\n“We built it of good stone.”", "sCwww",
                  "Ruiz | said | it will hold + “We built it of good stone.”");
    /* With more in its paragraph it may be anybody's. */
    expect_quoted("Ruiz said it will hold.\n\n“We built it of good stone.” Rain fell.", "sCwww",
                  "Ruiz | said | it will hold\n |  | “We built it of good stone.”");
    expect_quoted("“It will hold,” Ruiz said.\n\nRain fell.\n\n“We built it of good stone.”", ".www..sC",
                  "Ruiz | said | “It will hold,”\n |  | “We built it of good stone.”");
}

static void a_quotation_over_paragraphs_is_one_speaker_s(void **state)
{
    (void)state;
    expect_quoted("Ruiz said: “It holds.\n\n“We built it.\n\n“It is of stone.”", "sC..www",
                  "Ruiz | said | “It holds. + “We built it. + “It is of stone.”");
    expect_quoted("Ruiz said: “It holds. Rain fell.\n\n“We built it.”", "sC..ww",
                  "Ruiz | said | It holds + “We built it.”");
    expect_quoted("“It holds.\n\n“We built it.\n\n“It is of stone,” Ruiz said.", ".........wwwwwwwsC",
                  "Ruiz | said | “It holds. + “We built it. + “It is of stone,”");
}

static void what_another_cue_claims_is_not_carried_on(void **state)
{
    (void)state;
    static const read_cue cues[] = {{".ww..sC", 0.5f}, {".........www..sC", 0.5f}};
    expect_quoted_of("“It holds,” Ruiz said. “It is old,” Kade said.", cues, 2,
                     "Ruiz | said | “It holds,”\nKade | said | “It is old,”");
}

static void quotations_that_nobody_claims_stand_alone_when_they_are_sentences(void **state)
{
    (void)state;
    expect_quoted_of("Rain fell. “We built it of good stone.” Sun.", NULL, 0, " |  | “We built it of good stone.”");
    expect_quoted_of("Rain fell. “It is of stone.” Sun.", NULL, 0, "");
    expect_quoted_of("The “so-called wise old men of the dike” left.", NULL, 0,
                     " |  | “so-called wise old men of the dike”");
}

static void a_quotation_with_somebody_s_cue_in_it_is_no_orphan(void **state)
{
    (void)state;
    expect_quoted("“It will hold, Ruiz said, and rain fell all day.", ".....sC..w", "Ruiz | said | rain");
    expect_quoted("“It will hold and rain fell all day.\n\nRuiz said it holds.", "..........sCww",
                  "Ruiz | said | it holds\n |  | “It will hold and rain fell all day.");
}

static void an_orphan_is_less_sure_than_any_cue(void **state)
{
    fixture it;
    ws_error error = {0};
    (void)state;
    ws_drafts drafts = decoded(&it, "Rain fell. “We built it of good stone.”", NULL, 0);
    assert_int_equal(ws_drafts_quote(&it.reading, &drafts, &error), WS_OK);
    assert_int_equal(drafts.count, 1);
    assert_true(drafts.items[0].confidence > 0 && drafts.items[0].confidence < 0.5f);
    assert_int_equal(ws_draft_extent(&drafts.items[0]).begin, 11);
    assert_int_equal(ws_draft_extent(&drafts.items[0]).end, it.article.text_size);
    free_fixture(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_of_a_role_are_spans),
        cmocka_unit_test(the_word_where_a_cue_starts_is_cue_whatever_its_role),
        cmocka_unit_test(punctuation_within_a_run_does_not_part_it),
        cmocka_unit_test(punctuation_at_the_edges_goes_unless_it_belongs_there),
        cmocka_unit_test(spans_hold_whole_tokens),
        cmocka_unit_test(no_span_goes_over_the_end_of_a_paragraph),
        cmocka_unit_test(nothing_is_taken_from_outside_the_window),
        cmocka_unit_test(a_cue_by_which_nothing_is_said_is_dropped),
        cmocka_unit_test(of_cues_that_share_words_the_surer_one_stays),
        cmocka_unit_test(brackets_stay_with_their_fellows),
        cmocka_unit_test(a_contraction_is_no_part_of_the_source),
        cmocka_unit_test(a_headline_is_no_part_of_the_sentence_below_it),
        cmocka_unit_test(reported_speech_ends_with_its_sentence),
        cmocka_unit_test(a_source_is_one_phrase),
        cmocka_unit_test(a_source_does_not_reach_over_another_s_cue),
        cmocka_unit_test(a_clause_is_not_over_before_its_main_part),
        cmocka_unit_test(a_name_right_before_the_cue_is_its_source),
        cmocka_unit_test(a_participle_behind_a_comma_is_the_subjects),
        cmocka_unit_test(what_the_writer_adds_is_not_said),
        cmocka_unit_test(a_content_ends_before_those_who_tell_of_it),
        cmocka_unit_test(who_asked_says_nothing),
        cmocka_unit_test(what_is_doubtful_is_dropped),
        cmocka_unit_test(refusals_are_found_by_their_list),
        cmocka_unit_test(a_sentence_may_begin_with_according_to),
        cmocka_unit_test(a_refusal_is_read_once),
        cmocka_unit_test(a_signed_quotation_is_the_signer_s),
        cmocka_unit_test(a_signature_is_read_once_and_bounds_what_others_say),
        cmocka_unit_test(a_quotation_is_not_cut_in_half),
        cmocka_unit_test(a_quotation_without_end_is_not_taken_whole),
        cmocka_unit_test(words_whose_cue_stands_in_the_quotation_do_not_grow_to_its_marks),
        cmocka_unit_test(words_within_a_quotation_end_with_their_own_marks),
        cmocka_unit_test(a_quotation_that_follows_in_the_paragraph_is_carried_on),
        cmocka_unit_test(quotations_alone_in_the_next_paragraphs_are_carried_on),
        cmocka_unit_test(a_quotation_over_paragraphs_is_one_speaker_s),
        cmocka_unit_test(what_another_cue_claims_is_not_carried_on),
        cmocka_unit_test(quotations_that_nobody_claims_stand_alone_when_they_are_sentences),
        cmocka_unit_test(a_quotation_with_somebody_s_cue_in_it_is_no_orphan),
        cmocka_unit_test(an_orphan_is_less_sure_than_any_cue),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
