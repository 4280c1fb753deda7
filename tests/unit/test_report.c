/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports of news that is made up so that everything can be counted by hand. */
#include "index_fixture.h"

#include "identity.h"
#include "index_rows.h"
#include "language.h"
#include "once.h"
#include "report.h"

#include <math.h>
#include <time.h>

/* What was counted by hand, before the reports were. 24 articles count, 0 to 23:
 *   0 to 22    one quotation of a person with name and office (23); in 5 three more of others (3)     26 named, direct
 *   0 3 6 ..21 the same senior official speaks twice (8 articles): one of one                            16 insiders
 *   0 6 12 18  three people who asked not to be named, with a reason, a stock one in 0 and 12             4 withheld
 *   23         nothing but "sources" (several, no number)                                                 1 insider
 * So 47 statements; sources 26 + 8 + 4 + 1 = 39. Not counted: a copy of article 0, an agency's article, a headline in
 * 1, a thought in 2. */
enum { ARTICLES = 24, MOST = 8, STATEMENTS = 47, SOURCES = 39, NAMED = 26, STRICT = 4, BROAD = 21 };

static const char *const given[] = {"Ana", "Bea", "Cleo", "Dina"};
static const char *const family[] = {"Ruiz", "Lund", "Moss", "Vane"};

typedef struct news {
    fixture *f;
    ws_buffer text;
    told words[MOST];
    size_t count;
} news;

static void say(news *self, const char *speaker, bool quotes, size_t number, size_t nth)
{
    fixture *f = self->f;
    const char *mark = quotes ? "\"" : "";
    char *content = ws_arena_printf(f->arena, "dam%zu and mill%zu need repair%zu before spring%zu comes", number, nth,
                                    number * 7 + nth, number);
    ws_buffer_printf(&self->text, "On day%zu %s said %s%s%s. ", number * 10 + nth, speaker, mark, content, mark);
    self->words[self->count++] = (told){speaker, speaker, "said", content, WS_ACT_STATEMENT, NULL};
}

static ws_article *seal(news *self, const char *id, const char *day)
{
    fixture *f = self->f;
    ws_article *article =
        fixture_article(f, id, "Repairs <b>\"now\"</b>", ws_arena_strdup(f->arena, self->text.bytes), "The Mill", day);
    ws_buffer_free(&self->text);
    return article;
}

static void set_sourcing(ws_statement *statement, size_t number)
{
    ws_speaker *speaker = &statement->speakers[0];
    if (speaker->key) {
        speaker->role = "mayor";
        return;
    }
    bool withheld = !strncmp(speaker->name, "three", 5), sources = !strcmp(speaker->name, "sources");
    speaker->count = withheld ? "3" : sources ? "several" : "one";
    if (withheld) speaker->naming = WS_NAMING_WITHHELD;
    statement->anonymity = (ws_anonymity){.proximity = withheld ? WS_PROXIMITY_FAMILIAR : WS_PROXIMITY_UNSPECIFIED,
                                          .reason = withheld ? "for fear" : NULL,
                                          .stock = withheld && number % 12 == 0,
                                          .descriptor = speaker->name,
                                          .specificity = sources ? WS_SPECIFICITY_BARE : WS_SPECIFICITY_PLACED,
                                          .judgement = WS_JUDGEMENT_FACT};
}

static void write_words(ws_writer *writer, news *self, const ws_article *article, size_t number)
{
    fixture *f = self->f;
    ws_statement *statements = fixture_statements(f, article, self->words, self->count);
    for (size_t i = 0; i < self->count; i++) set_sourcing(&statements[i], number);
    if (number == 1) statements[self->count - 1].part = WS_PART_HEADLINE;
    if (number == 2) statements[self->count - 1].act = WS_ACT_THOUGHT;
    if (number == ARTICLES)
        for (size_t i = 0; i < self->count; i++) statements[i].produced = WS_PRODUCED_AGENCY;
    assert_ok(f, ws_writer_add(writer, article, statements, self->count, &f->error));
}

static void tell(news *self, size_t number)
{
    self->text = WS_BUFFER_INIT(65536);
    self->count = 0;
    for (size_t i = 0; number != 23 && i < (number == 5 ? 4 : 1); i++)
        say(self, ws_arena_printf(self->f->arena, "%s %s", given[i], family[i]), true, number, i);
    for (size_t i = 4; number < 23 && number % 3 == 0 && i < 6; i++) say(self, "a senior official", false, number, i);
    if (number < 23 && number % 6 == 0) say(self, "three people in the ministry", false, number, 6);
    if (number == 23) say(self, "sources", false, number, 7);
    if (number == 1 || number == 2) say(self, "Ana Ruiz", false, number, 8);
}

/* `share`: of how many places this is one, and which; all in one for 1. */
static void write_news(fixture *f, const char *place, size_t shares, size_t share)
{
    ws_writer *writer;
    news self = {.f = f};
    assert_ok(f, ws_writer_open(place, 0, NULL, &writer, &f->error));
    for (size_t number = 0; number <= ARTICLES; number++) {
        if (number % shares != share) continue;
        tell(&self, number);
        char *day = ws_arena_printf(f->arena, "2025-0%zu-1%zu", number < 12 ? (size_t)3 : (size_t)4, number % 10);
        write_words(writer, &self, seal(&self, ws_arena_printf(f->arena, "article-%zu", number), day), number);
    }
    if (share == shares - 1) {
        tell(&self, 0);
        write_words(writer, &self, seal(&self, "copy", "2025-05-01"), 0);
    }
    assert_ok(f, ws_writer_close(writer, &f->error));
}

static void open_session(fixture *f, ws_session *session, const char *const *places, size_t count)
{
    static ws_context context;
    context = (ws_context){.out = stdout, .err = stderr};
    assert_ok(f, ws_session_open(session, &context, &f->error));
    assert_ok(f, ws_index_open(places, count, &session->index, &f->error));
}

static void close_session(ws_session *session)
{
    ws_error error = {0};
    ws_session_close(session, WS_OK, &error);
}

static const ws_report *report_named(const char *name)
{
    for (size_t i = 0; ws_reports[i]; i++)
        if (!strcmp(ws_reports[i]->name, name)) return ws_reports[i];
    fail_msg("no report %s", name);
    return NULL;
}

static ws_profile build(fixture *f, ws_session *session, const char *name, ws_report_request request)
{
    static const ws_strings none;
    ws_profile profile = {.kind = name};
    request.people = &none;
    assert_ok(f, report_named(name)->build(session, &request, &profile, &f->error));
    return profile;
}

static const ws_figures *table(const ws_profile *profile, const char *title)
{
    for (size_t i = 0; i < profile->count; i++)
        for (size_t j = 0; j < profile->sections[i].count; j++) {
            const ws_figures *figures = &profile->sections[i].blocks[j].figures;
            if (figures->title && !strcmp(figures->title, title)) return figures;
        }
    fail_msg("no table %s", title);
    return NULL;
}

static const ws_figure *figure(const ws_profile *profile, const char *title, const char *label)
{
    const ws_figures *figures = table(profile, title);
    for (size_t i = 0; i < figures->count; i++)
        if (!strcmp(figures->items[i].label, label)) return &figures->items[i];
    fail_msg("no figure %s in %s", label, title);
    return NULL;
}

#define assert_share(profile, title, label, part, whole)                                                               \
    do {                                                                                                               \
        const ws_figure *found_ = figure(profile, title, label);                                                       \
        assert_int_equal(found_->numerator, part);                                                                     \
        assert_int_equal(found_->denominator, whole);                                                                  \
    } while (0)

static void figures_are_what_was_counted_by_hand(void **state)
{
    static const char anonymous[] = "Sources without a name", named[] = "Statements by how far the source is named";
    fixture *f = *state;
    ws_session session;
    write_news(f, f->place, 1, 0);
    open_session(f, &session, &f->place, 1);
    ws_profile profile = build(f, &session, "sourcing", (ws_report_request){0});
    assert_share(&profile, named, "named", NAMED, STATEMENTS);
    assert_share(&profile, named, "withheld (strict)", STRICT, STATEMENTS);
    assert_share(&profile, named, "insider", BROAD - STRICT, STATEMENTS);
    assert_share(&profile, anonymous, "statements, strict", STRICT, STATEMENTS);
    assert_share(&profile, anonymous, "statements, broad", BROAD, STATEMENTS);
    assert_share(&profile, anonymous, "sources, strict", 4, SOURCES);
    assert_share(&profile, anonymous, "sources, broad", 13, SOURCES);
    assert_share(&profile, anonymous, "articles with at least one, strict", 4, ARTICLES);
    assert_share(&profile, anonymous, "articles with at least one, broad", 9, ARTICLES);
    assert_share(&profile, anonymous, "articles with no other source, strict", 0, ARTICLES);
    assert_share(&profile, anonymous, "articles with no other source, broad", 1, ARTICLES);
    assert_true(figure(&profile, anonymous, "sources, broad")->at_least);
    assert_false(figure(&profile, anonymous, "sources, strict")->at_least);
    assert_share(&profile, "How many they are", "one unnamed source", 16, BROAD);
    assert_share(&profile, "How many they are", "a stated number", 4, BROAD);
    assert_share(&profile, "How many they are", "a plural without a number", 1, BROAD);
    assert_share(&profile, "Why they have no name", "a reason is given", 4, BROAD);
    assert_share(&profile, "Why they have no name", "and it is a stock reason", 2, 4);
    assert_share(&profile, "How near they are to what they tell", "familiar", 4, BROAD);
    assert_share(&profile, "How much the words tell of them", "bare", 1, BROAD);
    assert_share(&profile, "Direct and indirect", "direct", NAMED, STATEMENTS);
    assert_share(&profile, "How near, and how open", "articles with four or more identified sources", 1, ARTICLES);
    close_session(&session);
}

static const char *fact(const ws_profile *profile, const char *label)
{
    for (size_t i = 0; i < profile->count; i++)
        for (size_t j = 0; j < profile->sections[i].count; j++) {
            const ws_block *block = &profile->sections[i].blocks[j];
            for (size_t k = 0; k < block->facts.count; k++)
                if (!strcmp(block->facts.items[k].label, label)) return block->facts.items[k].value;
        }
    fail_msg("no fact %s", label);
    return NULL;
}

static void what_does_not_count_has_rows_of_its_own(void **state)
{
    fixture *f = *state;
    ws_session session;
    write_news(f, f->place, 1, 0);
    open_session(f, &session, &f->place, 1);
    ws_profile profile = build(f, &session, "anonymity", (ws_report_request){0});
    assert_string_equal(fact(&profile, "articles read"), "26");
    assert_string_equal(fact(&profile, "statements counted"), "47");
    assert_string_equal(fact(&profile, "articles with statements that count"), "24");
    assert_string_equal(fact(&profile, "agency copy"), "1"); /* article 24 */
    assert_string_equal(fact(&profile, "in copies of other articles"), "4");
    assert_string_equal(fact(&profile, "in headlines, captions, pull quotes, corrections"), "1");
    assert_string_equal(fact(&profile, "thoughts"), "1");
    close_session(&session);
}

static void parts_add_up_to_their_whole(void **state)
{
    fixture *f = *state;
    ws_session session;
    size_t tables = 0;
    write_news(f, f->place, 1, 0);
    open_session(f, &session, &f->place, 1);
    ws_profile profile = build(f, &session, "sourcing", (ws_report_request){.by = WS_BY_MONTH});
    for (size_t i = 0; i < profile.count; i++)
        for (size_t j = 0; j < profile.sections[i].count; j++) {
            const ws_figures *figures = &profile.sections[i].blocks[j].figures;
            size_t sum = 0;
            if (!figures->parts) continue;
            for (size_t k = 0; k < figures->count; k++) sum += figures->items[k].numerator;
            if (sum != figures->items[0].denominator) fail_msg("%s adds up to %zu", figures->title, sum);
            tables++;
        }
    assert_in_range(tables, 6, 20);
    close_session(&session);
}

/* --- every figure by its query --- */

typedef struct walk {
    ws_once once;
    ws_seen *seen;
    size_t count;
} walk;

static ws_status take(void *user, ws_arena *arena, ws_hits *batch, ws_error *error)
{
    walk *self = user;
    ws_status status = ws_once_leave_new(self->once, self->seen, arena, batch, error);
    self->count += batch->count;
    return status;
}

/* As `whosaid --all --once=...` does. */
static size_t run_query(fixture *f, ws_session *session, ws_unit unit, const char *text)
{
    static const ws_once once[] = {WS_ONCE_STATEMENT, WS_ONCE_SOURCE, WS_ONCE_ARTICLE};
    walk self = {.once = once[unit], .seen = ws_seen_new()};
    assert_ok(f, ws_query_parse(session->arena, text, WS_FIELD_CONTENT, time(NULL), &session->query, &f->error));
    assert_ok(f, ws_identity_expand(session, &f->error));
    ws_search search = {.query = session->asked};
    assert_ok(f, ws_index_stream(session->index, &search, take, &self, &f->error));
    ws_seen_free(self.seen);
    return self.count;
}

static size_t check_queries(fixture *f, ws_session *session, const ws_profile *profile)
{
    size_t checked = 0;
    for (size_t i = 0; i < profile->count; i++)
        for (size_t j = 0; j < profile->sections[i].count; j++) {
            const ws_block *block = &profile->sections[i].blocks[j];
            for (size_t k = 0; k < block->figures.count; k++) {
                const ws_figure *one = &block->figures.items[k];
                size_t part = run_query(f, session, one->unit, one->query);
                if (part != one->numerator) fail_msg("%s: %zu, not %zu", one->query, part, one->numerator);
                size_t whole = one->whole ? run_query(f, session, one->unit, one->whole) : one->denominator;
                if (whole != one->denominator) fail_msg("%s: %zu, not %zu", one->whole, whole, one->denominator);
                checked++;
            }
            for (size_t k = 0; k < block->facts.count; k++) {
                const ws_fact *one = &block->facts.items[k];
                if (!one->query) continue;
                assert_int_equal(run_query(f, session, WS_UNIT_STATEMENTS, one->query), strtoul(one->value, NULL, 10));
                checked++;
            }
            if (block->kind == WS_BLOCK_LIST && block->list.query)
                assert_int_equal(run_query(f, session, WS_UNIT_STATEMENTS, block->list.query), block->list.total);
        }
    return checked;
}

static void every_query_finds_its_number(void **state)
{
    static const ws_report_request requests[] = {
        {.by = WS_BY_OUTLET},
        {.by = WS_BY_AUTHOR},
        {.by = WS_BY_SECTION},
        {.by = WS_BY_MONTH},
        {.by = WS_BY_SPEAKER},
        {.query = "by:ruiz OR source:official"},
        {.query = "dam3 OR published:2025-04"},
    };
    fixture *f = *state;
    ws_session session;
    write_news(f, f->place, 1, 0);
    open_session(f, &session, &f->place, 1);
    for (size_t i = 0; i < sizeof requests / sizeof *requests; i++) {
        ws_profile profile = build(f, &session, "sourcing", requests[i]);
        assert_in_range(check_queries(f, &session, &profile), 50, 200);
    }
    ws_profile profile = build(f, &session, "speaker", (ws_report_request){.subject = "Ruiz"});
    assert_share(&profile, "Direct and indirect", "direct", 23, 23);
    check_queries(f, &session, &profile);
    profile = build(f, &session, "article", (ws_report_request){.subject = "The Mill/article-0"});
    assert_share(&profile, "Sources without a name", "statements, broad", 3, 4);
    check_queries(f, &session, &profile);
    close_session(&session);
}

static void shares_of_few_articles_are_not_shown(void **state)
{
    fixture *f = *state;
    ws_session session;
    write_news(f, f->place, 1, 0);
    open_session(f, &session, &f->place, 1);
    ws_profile profile = build(f, &session, "sourcing", (ws_report_request){.by = WS_BY_MONTH});
    assert_null(figure(&profile, "Sources without a name", "statements, broad")->suppressed);
    assert_true(figure(&profile, "Sources without a name", "statements, broad")->interval);
    assert_non_null(figure(&profile, "How many they are", "a stated number")->suppressed); /* of 9 articles */
    for (size_t i = 0; i < profile.count; i++) assert_string_not_equal(profile.sections[i].id, "timeline");
    profile = build(f, &session, "article", (ws_report_request){.subject = "The Mill/article-0"});
    assert_non_null(figure(&profile, "Direct and indirect", "direct")->suppressed);
    assert_string_equal(ws_figure_share(figure(&profile, "Direct and indirect", "direct")).text, "");
    close_session(&session);
}

static void two_places_count_as_one(void **state)
{
    static const char *const names[] = {"statements, broad", "sources, broad", "articles with no other source, broad"};
    fixture *f = *state;
    const char *halves[] = {ws_arena_printf(f->arena, "%s/one", f->folder),
                            ws_arena_printf(f->arena, "%s/two", f->folder)};
    ws_session whole, parted;
    write_news(f, f->place, 1, 0);
    write_news(f, halves[0], 2, 0);
    write_news(f, halves[1], 2, 1);
    open_session(f, &whole, &f->place, 1);
    ws_profile one = build(f, &whole, "sourcing", (ws_report_request){0});
    open_session(f, &parted, halves, 2);
    ws_profile two = build(f, &parted, "sourcing", (ws_report_request){0});
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const ws_figure *left = figure(&one, "Sources without a name", names[i]);
        const ws_figure *right = figure(&two, "Sources without a name", names[i]);
        assert_int_equal(left->numerator, right->numerator);
        assert_int_equal(left->denominator, right->denominator);
        assert_true(left->low == right->low && left->high == right->high);
    }
    close_session(&parted);
    close_session(&whole);
}

static void an_empty_index_has_a_report(void **state)
{
    fixture *f = *state;
    ws_session session;
    ws_writer *writer;
    assert_ok(f, ws_writer_open(f->place, 0, NULL, &writer, &f->error));
    assert_ok(f, ws_writer_close(writer, &f->error));
    open_session(f, &session, &f->place, 1);
    ws_profile profile = build(f, &session, "sourcing", (ws_report_request){.by = WS_BY_OUTLET});
    assert_share(&profile, "Sources without a name", "statements, broad", 0, 0);
    assert_string_equal(ws_figure_share(figure(&profile, "Sources without a name", "statements, broad")).text, "");
    close_session(&session);
}

/* A range says no more than one number where it is one. */
static void ranges_in_words(void **state)
{
    (void)state;
    static const struct {
        bool interval;
        double low, high;
        const char *text;
    } ranges[] = {{false, 0.1, 0.2, ""},
                  {true, 0.061, 0.12, "6.1% to 12.0%"},
                  {true, 0.003, 0.003, "0.3% to 0.3%"},
                  {true, 0.0002, 0.0008, "under 0.1%"},
                  {true, 0, 0.0008, "0.0% to under 0.1%"},
                  {true, 0.9992, 0.9999, "over 99.9%"},
                  {true, 0.0008, 0.006, "under 0.1% to 0.6%"}};
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        ws_figure one = {.interval = ranges[i].interval, .low = ranges[i].low, .high = ranges[i].high};
        assert_string_equal(ws_figure_range(&one).text, ranges[i].text);
    }
    assert_string_equal(ws_echo_range(4, 1, 3).text, "1.3 to 4.0");
    assert_string_equal(ws_echo_range(3, 1, 1).text, "3.0");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_set_up, fixture_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(figures_are_what_was_counted_by_hand), TEST(what_does_not_count_has_rows_of_its_own),
        TEST(parts_add_up_to_their_whole),          TEST(every_query_finds_its_number),
        TEST(shares_of_few_articles_are_not_shown), TEST(two_places_count_as_one),
        TEST(an_empty_index_has_a_report),          cmocka_unit_test(ranges_in_words),
    };
    return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
