/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "json.h"
#include "squeeze.h"

#include <stdlib.h>
#include <string.h>

/* “Café never closes,” Toll said. It’s open.
 * Two bytes of é and three of each mark make bytes and code points differ. */
static const char TEXT[] = "\xe2\x80\x9c"
                           "Caf\xc3\xa9 never closes,\xe2\x80\x9d Toll said. It\xe2\x80\x99s open.";

static ws_span SOURCE[] = {{26, 30}}, CUE[] = {{31, 35}}, CONTENT[] = {{3, 8}, {9, 21}}, QUOTED[] = {{3, 22}};
static ws_speaker SPEAKERS[2] = {
    {.name = "Mara Toll",
     .key = "mara toll",
     .type = WS_SPEAKER_PERSON,
     .naming = WS_NAMING_NAMED,
     .basis = WS_BASIS_NOMINAL,
     .role = "mayor of Sumy",
     .affiliation = "Harbour Party",
     .count = "one",
     .confidence = 0.8765F},
    {.name = "an aide", .type = WS_SPEAKER_ANONYMOUS, .naming = WS_NAMING_INSIDER},
};
static ws_via VIA[2] = {{"Harbour Post", WS_SPEAKER_PUBLICATION}, {"a neighbour", WS_SPEAKER_ROLE}};

static ws_hash IDS[2] = {{{1, 2, 3}}, {{4, 5, 6}}};

static ws_article make_article(void)
{
    return (ws_article){.id = "Harbour Post/7",
                        .input_id = "7",
                        .input_id_is_number = true,
                        .text = TEXT,
                        .text_size = sizeof TEXT - 1,
                        .title = "A \"caf\xc3\xa9\"",
                        .url = "https://p.example/7",
                        .publisher = "Harbour Post",
                        .published = "2025-04-13",
                        .language = "en",
                        .path = "a.jsonl",
                        .status = WS_ARTICLE_SUPERSEDED,
                        .content = ws_hash_bytes("x", 1)};
}

static ws_statement make_statement(void)
{
    return (ws_statement){.id = ws_hash_bytes("y", 1),
                          .paragraph = 1,
                          .form = WS_FORM_DIRECT,
                          .act = WS_ACT_DENIAL,
                          .negated = true,
                          .part = WS_PART_SUMMARY,
                          .produced = WS_PRODUCED_AGENCY,
                          .stance = WS_STANCE_DISTANCING,
                          .tone = WS_TONE_THREAT,
                          .state = WS_STATE_SUPERSEDED,
                          .response = {WS_RESPONSE_REFERRED, "Harbour Post", "the lease"},
                          .source = {SOURCE, 1},
                          .cue = {CUE, 1},
                          .content = {CONTENT, 2},
                          .quoted = {QUOTED, 1},
                          .cue_lemma = "say",
                          .speakers = SPEAKERS,
                          .speaker_count = 2,
                          .via = VIA,
                          .via_count = 2,
                          .rests_on = IDS,
                          .rests_on_count = 2,
                          .repeats = &IDS[1],
                          .anonymity = {WS_PROXIMITY_CLOSE_TO, "because she feared for her job", false, "an aide",
                                        WS_SPECIFICITY_BARE, WS_JUDGEMENT_ATTACK},
                          .document = {"Harbour Post", "leaked"},
                          .addressee = "reporters",
                          .given_to = "us",
                          .medium = "post on X",
                          .occasion = "a rally",
                          .setting = WS_SETTING_SPEECH,
                          .time = {"on Sunday", "2025-04-13", "day"},
                          .translated = true,
                          .confidence = 0.93F,
                          .sure = {.addressee = 0.5F, .via = 0.25F},
                          .model = "rules-1",
                          .indexed = "2025-04-14T00:00:00Z",
                          .replaces = "00112233445566778899aabbccddeeff",
                          .first_seen = "2025-04-13T18:00:00Z"};
}

static char *print(cJSON *value)
{
    assert_non_null(value);
    char *printed = cJSON_PrintUnformatted(value);
    cJSON_Delete(value);
    return printed;
}

static void articles(void **state)
{
    (void)state;
    ws_article article = make_article();
    char *printed = print(ws_article_json(&article, false));
    assert_string_equal(
        printed, "{\"id\":\"Harbour Post/7\",\"title\":\"A \\\"caf\xc3\xa9\\\"\",\"url\":\"https://p.example/7\","
                 "\"publisher\":\"Harbour Post\",\"author\":null,\"section\":null,\"published\":\"2025-04-13\","
                 "\"updated\":null,\"language\":\"en\",\"path\":\"a.jsonl\"}");
    free(printed);
    printed = print(ws_article_json(&article, true));
    assert_non_null(strstr(printed, "\"text\":\"\xe2\x80\x9c"
                                    "Caf\xc3\xa9 never"));
    free(printed);
}

static void statements(void **state)
{
    (void)state;
    ws_arena *arena = ws_arena_new(0);
    ws_article article = make_article();
    ws_statement statement = make_statement();
    char *printed = print(ws_statement_json(&article, ws_offsets_new(arena, TEXT, sizeof TEXT - 1), &statement));
    static const char *const parts[] = {
        "{\"id\":\"",
        "\"article\":{\"id\":\"Harbour Post/7\"",
        "\"paragraph\":1,\"status\":\"superseded\",\"model\":\"rules-1\"",
        "\"part\":\"summary\",\"produced\":\"agency\",\"form\":\"direct\",\"act\":\"denial\",\"negated\":true",
        "\"response\":{\"kind\":\"referred\",\"asked_by\":\"Harbour Post\",\"about\":\"the lease\"}",
        "\"stance\":\"distancing\",\"tone\":\"threat\"",
        "\"source\":{\"text\":\"Toll\",\"spans\":[[21,25]]}",
        "\"cue\":{\"text\":\"said\",\"spans\":[[26,30]],\"lemma\":\"say\"}",
        "\"content\":{\"text\":\"Caf\xc3\xa9 ... never closes\",\"spans\":[[1,5],[6,18]],\"quoted\":[[1,19]]}",
        "\"verbatim\":\"Caf\xc3\xa9 never closes,\xe2\x80\x9d Toll said\"",
        "\"speakers\":[{\"name\":\"Mara Toll\",\"id\":\"mara "
        "toll\",\"type\":\"person\",\"naming\":\"named\",\"role\":\"mayor of Sumy\","
        "\"affiliation\":\"Harbour Party\",\"count\":\"one\",\"basis\":\"nominal\",\"confidence\":0.877}",
        "\"via\":[{\"name\":\"Harbour Post\",\"type\":\"publication\"},{\"name\":\"a neighbour\",\"type\":\"role\"}]",
        "\"rests_on\":[\"01020300000000000000000000000000\",\"04050600000000000000000000000000\"],"
        "\"repeats\":\"04050600000000000000000000000000\",\"firsthand\":false,\"anonymity\":{\"proximity\":\"close-"
        "to\",\"reason\":\"because she feared for her job\","
        "\"reason_kind\":\"specific\",\"descriptor\":\"an aide\",\"specificity\":\"bare\","
        "\"judgement\":\"attack\"},\"document\":{\"seen_by\":\"Harbour "
        "Post\",\"obtained\":\"leaked\"},\"addressee\":\"reporters\"",
        "\"setting\":\"speech\",\"time\":{\"text\":\"on Sunday\",\"date\":\"2025-04-13\",\"precision\":\"day\"}",
        "\"translated\":true,\"confidence\":0.930,\"confidences\":{\"addressee\":0.500,\"via\":0.250}}"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!strstr(printed, parts[i])) fail_msg("%s\nis not in\n%s", parts[i], printed);
    free(printed);
    ws_arena_free(arena);
}

static void an_empty_statement_has_all_keys(void **state)
{
    (void)state;
    static const char *const keys[] = {
        "id",         "article",    "paragraph", "status",      "model",      "indexed",  "replaces", "part",
        "produced",   "form",       "act",       "negated",     "response",   "stance",   "tone",     "source",
        "cue",        "content",    "verbatim",  "speakers",    "unresolved", "via",      "rests_on", "firsthand",
        "anonymity",  "document",   "addressee", "given_to",    "medium",     "occasion", "setting",  "time",
        "translated", "confidence", "repeats",   "confidences", "first_seen"};
    ws_arena *arena = ws_arena_new(0);
    ws_article article = {.text = "x", .text_size = 1};
    ws_statement statement = {.confidence = -5};
    cJSON *value = ws_statement_json(&article, ws_offsets_new(arena, "x", 1), &statement);
    assert_non_null(value);
    assert_int_equal(cJSON_GetArraySize(value), sizeof keys / sizeof *keys);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) assert_non_null(ws_json_member(value, keys[i]));
    assert_true(cJSON_IsNull(ws_json_member(value, "tone")));
    assert_true(cJSON_IsNull(ws_json_member(value, "response")));
    assert_true(cJSON_IsNull(ws_json_member(value, "time")));
    assert_string_equal(ws_json_member(value, "confidence")->valuestring, "0.000");
    cJSON_Delete(value);
    ws_arena_free(arena);
}

static void extraction_lines(void **state)
{
    (void)state;
    ws_arena *arena = ws_arena_new(0);
    ws_buffer buffer = WS_BUFFER_INIT(1 << 20);
    ws_article article = make_article();
    ws_statement all[3] = {
        make_statement(), {.unresolved = true, .speakers = &SPEAKERS[0], .speaker_count = 1}, {.speakers = NULL}};
    assert_int_equal(ws_extraction_json(&buffer, arena, &article, all, 3, NULL), WS_OK);
    assert_string_equal(
        buffer.bytes,
        "{\"id\":7,\"text\":\"\xe2\x80\x9c"
        "Caf\xc3\xa9 never closes,\xe2\x80\x9d Toll said. It\xe2\x80\x99s open.\",\"attributions\":["
        "{\"source\":[[21,25]],\"cue\":[[26,30]],\"content\":[[1,5],[6,18]],\"quoted\":[[1,19]],\"form\":\"direct\","
        "\"act\":\"denial\",\"negated\":true,"
        "\"speaker\":\"Mara Toll + an aide\",\"speaker_type\":\"person\",\"speaker_confidence\":0.877,\"role\":\"mayor "
        "of "
        "Sumy\",\"affiliation\":\"Harbour Party\","
        "\"via\":\"Harbour Post > a neighbour\",\"addressee\":\"reporters\",\"medium\":\"post on "
        "X\",\"time\":\"on Sunday\",\"setting\":\"speech\","
        "\"confidence\":0.930,\"addressee_confidence\":0.500,\"via_confidence\":0.250},"
        "{\"source\":[],\"cue\":[],\"content\":[],\"quoted\":[],\"form\":\"direct\",\"act\":\"statement\","
        "\"negated\":false,\"speaker\":null,"
        "\"speaker_type\":\"person\",\"speaker_confidence\":0.877,\"role\":\"mayor of Sumy\",\"affiliation\":\"Harbour "
        "Party\",\"via\":null,\"addressee\":null,"
        "\"medium\":null,\"time\":null,\"setting\":null,\"confidence\":0.000},"
        "{\"source\":[],\"cue\":[],\"content\":[],\"quoted\":[],\"form\":\"direct\",\"act\":\"statement\","
        "\"negated\":false,\"speaker\":null,"
        "\"speaker_type\":\"none\",\"role\":null,\"affiliation\":null,\"via\":null,\"addressee\":null,"
        "\"medium\":null,\"time\":null,\"setting\":null,"
        "\"confidence\":0.000}]}\n");
    ws_buffer_clear(&buffer);
    article.input_id_is_number = false;
    assert_int_equal(ws_extraction_json(&buffer, arena, &article, NULL, 0, NULL), WS_OK);
    assert_memory_equal(buffer.bytes, "{\"id\":\"7\",", 10);
    ws_buffer_clear(&buffer);
    article.input_id = NULL;
    article.id = "https://post.example/7";
    assert_int_equal(ws_extraction_json(&buffer, arena, &article, NULL, 0, NULL), WS_OK);
    assert_memory_equal(buffer.bytes, "{\"id\":\"https://post.example/7\",", 31);
    ws_buffer_free(&buffer);
    ws_arena_free(arena);
}

static void stored_statements_come_back(void **state)
{
    (void)state;
    ws_arena *arena = ws_arena_new(0);
    ws_buffer first = WS_BUFFER_INIT(1 << 20), second = first, json = first;
    ws_statement statement = make_statement(), loaded;
    assert_int_equal(ws_statement_store(&first, &statement, NULL), WS_OK);
    assert_int_equal(ws_unsqueeze(&json, first.bytes, first.size, NULL), WS_OK);
    assert_null(strstr(json.bytes, "never"));
    ws_buffer_free(&json);
    assert_int_equal(ws_statement_load(arena, first.bytes, first.size, sizeof TEXT - 1, &loaded, NULL), WS_OK);
    assert_memory_equal(&loaded.id, &statement.id, sizeof loaded.id);
    assert_int_equal(loaded.content.count, 2);
    assert_int_equal(loaded.content.items[1].begin, 9);
    assert_int_equal(loaded.content.items[1].end, 21);
    assert_int_equal(loaded.act, WS_ACT_DENIAL);
    assert_int_equal(loaded.state, WS_STATE_SUPERSEDED);
    assert_int_equal(loaded.speaker_count, 2);
    assert_null(loaded.speakers[1].key);
    assert_string_equal(loaded.via[1].name, "a neighbour");
    assert_true(loaded.confidence == 0.93F);
    assert_true(loaded.sure.addressee == 0.5F && loaded.sure.via == 0.25F && loaded.sure.medium == 0);
    assert_int_equal(loaded.rests_on_count, 2);
    assert_memory_equal(&loaded.rests_on[1], &IDS[1], sizeof IDS[1]);
    assert_memory_equal(loaded.repeats, &IDS[1], sizeof IDS[1]);
    assert_string_equal(loaded.anonymity.reason, "because she feared for her job");
    assert_int_equal(loaded.anonymity.judgement, WS_JUDGEMENT_ATTACK);
    assert_string_equal(loaded.document.obtained, "leaked");
    assert_int_equal(ws_statement_store(&second, &loaded, NULL), WS_OK);
    assert_int_equal(first.size, second.size);
    assert_memory_equal(first.bytes, second.bytes, first.size);
    ws_buffer_free(&first);
    ws_buffer_free(&second);
    ws_arena_free(arena);
}

static void stored_articles_come_back(void **state)
{
    (void)state;
    ws_arena *arena = ws_arena_new(0);
    ws_buffer first = WS_BUFFER_INIT(1 << 20), second = WS_BUFFER_INIT(1 << 20);
    ws_article article = make_article(), loaded;
    const ws_article_part parts[] = {{{0, 3}, WS_PART_SUMMARY}, {{5, 9}, WS_PART_CAPTION}};
    article.parts = parts;
    article.part_count = 2;
    assert_int_equal(ws_article_store(&first, &article, NULL), WS_OK);
    assert_int_equal(ws_article_load(arena, first.bytes, first.size, &loaded, NULL), WS_OK);
    assert_string_equal(loaded.text, TEXT);
    assert_int_equal(loaded.text_size, sizeof TEXT - 1);
    assert_int_equal(loaded.status, WS_ARTICLE_SUPERSEDED);
    assert_true(loaded.input_id_is_number);
    assert_null(loaded.author);
    assert_int_equal(loaded.part_count, 2);
    assert_memory_equal(loaded.parts, parts, sizeof parts);
    assert_memory_equal(&loaded.content, &article.content, sizeof loaded.content);
    ws_article head;
    assert_int_equal(ws_article_load_head(arena, first.bytes, first.size, &head, NULL), WS_OK);
    assert_string_equal(head.id, loaded.id);
    assert_string_equal(head.path, loaded.path);
    assert_null(head.text);
    assert_int_equal(head.part_count, 0);
    assert_int_equal(ws_article_store(&second, &loaded, NULL), WS_OK);
    assert_int_equal(first.size, second.size);
    assert_memory_equal(first.bytes, second.bytes, first.size);
    ws_buffer_free(&first);
    ws_buffer_free(&second);
    ws_arena_free(arena);
}

static void damage_is_found(void **state)
{
    (void)state;
#define STATEMENT(members) "{\"id\":\"00112233445566778899aabbccddeeff\",\"paragraph\":1,\"confidence\":0.5" members "}"
    static const char *const damaged[] = {
        "",
        "[]",
        "{}",
        "not json",
        STATEMENT(",\"source\":[0,41]"),
        STATEMENT(",\"source\":[3,3]"),
        STATEMENT(",\"source\":[5,3]"),
        STATEMENT(",\"source\":[0]"),
        STATEMENT(",\"source\":[-1,3]"),
        STATEMENT(",\"source\":[0.5,3]"),
        STATEMENT(",\"source\":[4294967296,4294967297]"),
        STATEMENT(",\"cue\":[4,8,2,3]"),
        STATEMENT(",\"cue\":[0,5,4,6]"),
        STATEMENT(",\"content\":\"x\""),
        STATEMENT(",\"content\":[\"a\",\"b\"]"),
        STATEMENT(",\"act\":\"lie\""),
        STATEMENT(",\"act\":3"),
        STATEMENT(",\"negated\":1"),
        STATEMENT(",\"medium\":5"),
        STATEMENT(",\"speakers\":{}"),
        STATEMENT(",\"speakers\":[1]"),
        STATEMENT(",\"speakers\":[{\"confidence\":1,\"type\":\"dog\"}]"),
        STATEMENT(",\"speakers\":[{\"confidence\":2}]"),
        STATEMENT(",\"via\":[{\"type\":\"dog\"}]"),
        STATEMENT(",\"quoted\":[1e400,2]"),
        "{\"id\":\"00112233445566778899aabbccddeefg\",\"paragraph\":1,\"confidence\":0.5}",
        "{\"id\":\"0011\",\"paragraph\":1,\"confidence\":0.5}",
        "{\"id\":7,\"paragraph\":1,\"confidence\":0.5}",
        "{\"id\":\"00112233445566778899aabbccddeeff\",\"paragraph\":-1,\"confidence\":0.5}"};
    ws_arena *arena = ws_arena_new(0);
    ws_statement loaded;
    const char *sound = STATEMENT(",\"source\":[0,4,4,40]");
    assert_int_equal(ws_statement_load(arena, sound, strlen(sound), 40, &loaded, NULL), WS_OK);
    for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
        ws_error error = {.message = ""};
        if (ws_statement_load(arena, damaged[i], strlen(damaged[i]), 40, &loaded, &error) != WS_CORRUPT)
            fail_msg("%s", damaged[i]);
        assert_string_not_equal(error.hint, "");
    }
#define ARTICLE(parts)                                                                                                 \
    "{\"id\":\"a\",\"text\":\"text\",\"content\":\"00112233445566778899aabbccddeeff\",\"parts\":" parts "}"
    static const char *const articles_damaged[] = {
        "{}",
        "{\"id\":\"a\",\"text\":\"b\"}",
        "{\"id\":\"a\",\"content\":\"00112233445566778899aabbccddeeff\"}",
        "{\"id\":\"a\",\"text\":\"b\",\"content\":\"00112233445566778899aabbccddeeff\",\"status\":\"odd\"}",
        "{\"id\":\"a\",\"text\":3,\"content\":\"00112233445566778899aabbccddeeff\"}",
        ARTICLE("3"),
        ARTICLE("[{}]"),
        ARTICLE("[{\"span\":[0,9],\"part\":\"caption\"}]"),
        ARTICLE("[{\"span\":[0,2]}]"),
        ARTICLE("[{\"span\":[2,3],\"part\":\"caption\"},{\"span\":[0,1],\"part\":\"caption\"}]")};
    ws_article article;
    for (size_t i = 0; i < sizeof articles_damaged / sizeof *articles_damaged; i++)
        assert_int_equal(ws_article_load(arena, articles_damaged[i], strlen(articles_damaged[i]), &article, NULL),
                         WS_CORRUPT);
    ws_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(articles),
        cmocka_unit_test(statements),
        cmocka_unit_test(an_empty_statement_has_all_keys),
        cmocka_unit_test(extraction_lines),
        cmocka_unit_test(stored_statements_come_back),
        cmocka_unit_test(stored_articles_come_back),
        cmocka_unit_test(damage_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
