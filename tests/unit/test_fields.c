/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searching by how something was said: each field finds its own statement and no other. */
#include "index_fixture.h"

static const char text[] = "Ana Kovač told reporters the ferry sank. Tom Ashdown said it swam. Lena Ort said it flew.";
static const told words[] = {
    {"Ana Kovač", "Ana Kovač", "told", "the ferry sank", 0, NULL},
    {"official", "Tom Ashdown", "said", "it swam", 0, NULL},
    {"Lena Ort", "Lena Ort", "said", "it flew", 0, NULL},
};
enum { SANK, SWAM, FLEW, COUNT };

static void fill_first(ws_statement *sank)
{
    static ws_via via = {"Harbour Radio", WS_SPEAKER_PUBLICATION};
    sank->addressee = "reporters of the Post";
    sank->medium = "Telegram post";
    sank->occasion = "a town hall";
    sank->setting = WS_SETTING_POST;
    sank->time.text = "last week";
    sank->time.date = "2025-02-24";
    sank->time.precision = "week";
    sank->via = &via;
    sank->via_count = 1;
    sank->firsthand = false;
    sank->negated = sank->translated = true;
    sank->tone = WS_TONE_THREAT;
    sank->confidence = 0.95F;
}

static void fill_second(ws_statement *swam)
{
    swam->time.text = "in March";
    swam->time.date = "2025-03";
    swam->time.precision = "month";
    swam->response.kind = WS_RESPONSE_UNREACHABLE;
    swam->anonymity.proximity = WS_PROXIMITY_CLOSE_TO;
    swam->anonymity.reason = "because he feared for his job";
    swam->document.seen_by = "the Post";
    swam->speakers[0].role = "harbour master";
    swam->confidence = 0.7F;
}

static ws_index *make(fixture *f, char first[33])
{
    ws_writer *writer;
    ws_article *article = fixture_article(f, "f1", "Ferry", text, "Post", "2025-04-13");
    ws_statement *statements = fixture_statements(f, article, words, COUNT);
    fill_first(&statements[SANK]);
    fill_second(&statements[SWAM]);
    statements[FLEW].rests_on = &statements[SANK].id;
    statements[FLEW].rests_on_count = 1;
    ws_hash_hex(statements[SANK].id, first);
    assert_ok(f, ws_writer_open(f->place, 0, NULL, &writer, &f->error));
    assert_ok(f, ws_writer_add(writer, article, statements, COUNT, &f->error));
    assert_ok(f, ws_writer_close(writer, &f->error));
    return fixture_open(f, f->place);
}

/* `found`: the numbers of the statements that are found, from 1 on. */
static void expect(fixture *f, ws_index *index, ws_query *query, const char *found)
{
    char got[COUNT + 1] = "";
    ws_hits hits = fixture_search(f, index, (ws_search){.query = query});
    for (int i = 0; i < COUNT; i++)
        for (size_t j = 0; j < hits.count; j++)
            if (!strcmp(said(f, &hits.items[j]), words[i].content)) snprintf(got + strlen(got), 2, "%d", i + 1);
    if (strcmp(got, found)) fail_msg("%s: found '%s', not '%s'", query->text ? query->text : "-", got, found);
}

static void words_of_whom_and_how(void **state)
{
    fixture *f = *state;
    char id[33];
    ws_index *index = make(f, id);
    expect(f, index, leaf(f, WS_QUERY_WORD, WS_FIELD_TO, "reporters"), "1");
    expect(f, index, leaf(f, WS_QUERY_WORD, WS_FIELD_VIA, "harbour"), "1");
    expect(f, index, leaf(f, WS_QUERY_WORD, WS_FIELD_VIA, "reporters"), "");
    expect(f, index, leaf(f, WS_QUERY_WORD, WS_FIELD_MEDIUM, "posts"), "1");
    expect(f, index, leaf(f, WS_QUERY_WORD, WS_FIELD_MEDIUM, "hall"), "1");
    expect(f, index, leaf(f, WS_QUERY_WORD, WS_FIELD_MEDIUM, "radio"), "");
    ws_index_close(index);
}

static void values_of_the_record(void **state)
{
    static const struct {
        ws_field_id field;
        const char *value, *found;
    } all[] = {
        {WS_FIELD_SETTING, "post", "1"},   {WS_FIELD_SETTING, "none", "23"},  {WS_FIELD_NAMING, "named", "13"},
        {WS_FIELD_NAMING, "insider", "2"}, {WS_FIELD_FIRSTHAND, "no", "1"},   {WS_FIELD_FIRSTHAND, "yes", "23"},
        {WS_FIELD_IS, "negated", "1"},     {WS_FIELD_IS, "translated", "1"},  {WS_FIELD_IS, "threat", "1"},
        {WS_FIELD_IS, "response", "2"},    {WS_FIELD_IS, "unreachable", "2"}, {WS_FIELD_IS, "close-to", "2"},
        {WS_FIELD_IS, "refused", ""},      {WS_FIELD_IS, "quoted", ""},       {WS_FIELD_HAS, "addressee", "1"},
        {WS_FIELD_HAS, "via", "1"},        {WS_FIELD_HAS, "time", "12"},      {WS_FIELD_HAS, "occasion", "1"},
        {WS_FIELD_HAS, "reason", "2"},     {WS_FIELD_HAS, "document", "2"},   {WS_FIELD_HAS, "role", "2"},
        {WS_FIELD_HAS, "affiliation", ""}, {WS_FIELD_HAS, "rests-on", "3"},   {WS_FIELD_RESTS_ON, "yes", "3"},
    };
    fixture *f = *state;
    char id[33];
    ws_index *index = make(f, id);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        expect(f, index, leaf(f, WS_QUERY_VALUE, all[i].field, all[i].value), all[i].found);
    expect(f, index, leaf(f, WS_QUERY_VALUE, WS_FIELD_RESTS_ON, id), "3");
    id[8] = '\0';
    expect(f, index, leaf(f, WS_QUERY_PREFIX, WS_FIELD_RESTS_ON, id), "3");
    ws_index_close(index);
}

static ws_query *said_on(fixture *f, const char *from, const char *to)
{
    ws_query *query = leaf(f, WS_QUERY_PERIOD, WS_FIELD_SAID_ON, NULL);
    snprintf(query->period.from, sizeof query->period.from, "%s", from);
    snprintf(query->period.to, sizeof query->period.to, "%s", to);
    return query;
}

/* The first is from February 24 to March 2, the second all of March, the third not dated. */
static void days_lie_within_the_period(void **state)
{
    fixture *f = *state;
    char id[33];
    ws_index *index = make(f, id);
    expect(f, index, said_on(f, "20250224", "20250302"), "1");
    expect(f, index, said_on(f, "20250224", "20250301"), "");
    expect(f, index, said_on(f, "20250225", "20250331"), "2");
    expect(f, index, said_on(f, "20250301", "20250301"), "");
    expect(f, index, said_on(f, "20250101", "20251231"), "12");
    expect(f, index, said_on(f, "", "20251231"), "12");
    expect(f, index, said_on(f, "20250301", ""), "2");
    expect(f, index, said_on(f, "", ""), "12");
    ws_index_close(index);
}

static void the_less_sure_are_left_out(void **state)
{
    static const struct {
        double least;
        size_t count;
    } all[] = {{0, 3}, {0.7, 3}, {0.701, 2}, {0.9, 2}, {0.95, 1}, {0.951, 0}, {1, 0}};
    fixture *f = *state;
    char id[33];
    ws_index *index = make(f, id);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        assert_int_equal(fixture_search(f, index, (ws_search){.min_confidence = all[i].least}).total, all[i].count);
    ws_index_close(index);
}

#define test(name) cmocka_unit_test_setup_teardown(name, fixture_set_up, fixture_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(words_of_whom_and_how),
        test(values_of_the_record),
        test(days_lie_within_the_period),
        test(the_less_sure_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
