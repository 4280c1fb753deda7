/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "describe.h"
#include "escape.h"
#include "json.h"
#include "language.h"
#include "pager.h"
#include "printers/json_values.h"
#include "surroundings.h"
#include "text_extras.h"

#include <stdlib.h>
#include <string.h>

/* --- making text harmless --- */

static void harmless(const char *bytes, const char *expected)
{
    ws_buffer out = WS_BUFFER_INIT(1 << 20);
    ws_harmless(&out, bytes, strlen(bytes));
    assert_string_equal(out.bytes, expected);
    ws_buffer_free(&out);
}

#define BAD "\xef\xbf\xbd"

static void escapes_are_shown_not_obeyed(void **state)
{
    (void)state;
    harmless("plain caf\xc3\xa9 \xe6\xb0\xb4 \xe2\x80\x9cquoted\xe2\x80\x9d",
             "plain caf\xc3\xa9 \xe6\xb0\xb4 \xe2\x80\x9cquoted\xe2\x80\x9d");
    harmless("\x1b[31mred\x1b]0;title\x07", "\xe2\x90\x9b[31mred\xe2\x90\x9b]0;title\xe2\x90\x87");
    harmless("a\x08"
             "b\x7f",
             "a\xe2\x90\x88"
             "b\xe2\x90\xa1");
    harmless("line\r\nnext\tcell\x0c", "line  next cell ");
    harmless("\xc2\x9b"
             "31m\xc2\x85",
             BAD "31m ");
}

static void invisible_characters_are_shown(void **state)
{
    (void)state;
    harmless("a\xe2\x80\xae"
             "b",
             "a" BAD "b"); /* U+202E right-to-left override */
    harmless("a\xe2\x81\xa6"
             "b\xe2\x81\xa9",
             "a" BAD "b" BAD);                                 /* U+2066, U+2069 isolates */
    harmless("\xe2\x80\x8e\xe2\x80\x8f\xd8\x9c", BAD BAD BAD); /* U+200E, U+200F, U+061C marks */
    harmless("\xe2\x80\x8b\xe2\x80\x8c\xe2\x80\x8d\xe2\x81\xa0\xef\xbb\xbf", BAD BAD BAD BAD BAD); /* zero width */
    harmless("\xf3\xa0\x81\x81", BAD);                                                             /* U+E0041 tag */
    harmless("\xe2\x80\xa8", " ");                                    /* U+2028 line separator */
    harmless("\xe2\x9d\xa4\xef\xb8\x8f", "\xe2\x9d\xa4\xef\xb8\x8f"); /* U+FE0F only chooses a look */
    harmless("\xef\xbf\xbe\xef\xbf\xbf\xef\xb7\x90", BAD BAD BAD); /* U+FFFE, U+FFFF, U+FDD0: no characters */
    harmless("\xff\xc3", BAD BAD);
    harmless("\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85", "\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85"); /* Arabic stays */
}

/* --- wrapping and colours --- */

static void written(const ws_styled *styled, ws_layout layout, const char *expected)
{
    char *bytes = NULL;
    size_t size = 0;
    layout.out = open_memstream(&bytes, &size);
    assert_non_null(layout.out);
    assert_int_equal(ws_styled_write(styled, &layout, NULL), WS_OK);
    fclose(layout.out);
    assert_string_equal(bytes, expected);
    free(bytes);
}

static void lines_are_broken_at_display_columns(void **state)
{
    (void)state;
    ws_styled styled = ws_styled_new();
    ws_styled_puts(&styled, WS_STYLE_PLAIN, "The bridge is closed until the inspectors have seen every bolt");
    written(&styled, (ws_layout){.columns = 30}, "The bridge is closed until the\ninspectors have seen every\nbolt\n");
    written(&styled, (ws_layout){.columns = 34, .indent = 4},
            "    The bridge is closed until the\n    inspectors have seen every\n    bolt\n");
    written(&styled, (ws_layout){.columns = 0, .indent = 2},
            "  The bridge is closed until the inspectors have seen every bolt\n");
    written(&styled, (ws_layout){.columns = 60, .indent = 12, .label = "content"},
            "  content   The bridge is closed until the inspectors have\n            seen every bolt\n");
    ws_styled_clear(&styled);
    for (int i = 0; i < 15; i++) ws_styled_puts(&styled, WS_STYLE_PLAIN, "\xe6\xb0\xb4"); /* two columns each */
    written(&styled, (ws_layout){.columns = 21},
            "\xe6\xb0\xb4\xe6\xb0\xb4\xe6\xb0\xb4\xe6\xb0\xb4\xe6\xb0\xb4\xe6\xb0\xb4\xe6\xb0\xb4\xe6\xb0\xb4\xe6\xb0"
            "\xb4\xe6\xb0\xb4\n"
            "\xe6\xb0\xb4\xe6\xb0\xb4\xe6\xb0\xb4\xe6\xb0\xb4\xe6\xb0\xb4\n");
    ws_styled_free(&styled);
}

static void colours_end_before_the_line_does(void **state)
{
    (void)state;
    ws_styled styled = ws_styled_new();
    ws_styled_puts(&styled, WS_STYLE_PLAIN, "she said ");
    ws_styled_puts(&styled, WS_STYLE_CONTENT, "never again will we");
    ws_styled_puts(&styled, WS_STYLE_PLAIN, ".");
    written(&styled, (ws_layout){.columns = 20, .colour = true},
            "she said \033[32mnever again\033[0m\n\033[32mwill we\033[0m.\n");
    written(&styled, (ws_layout){.columns = 0}, "she said never again will we.\n");
    ws_styled_clear(&styled);
    ws_styled_puts(&styled, WS_STYLE_NAME, "\033[5mblink");
    written(&styled, (ws_layout){.colour = true}, "\033[1m\xe2\x90\x9b[5mblink\033[0m\n");
    ws_styled_free(&styled);
}

/* --- a statement --- */

static const char text[] =
    "The flood began at noon.\n\n\xe2\x80\x9cWe never closed it,\xe2\x80\x9d the mayor denied, \"it was "
    "open.\"\n\nPeople left.\n";

typedef struct fixture {
    ws_arena *arena;
    ws_article article;
    ws_statement statement;
    ws_speaker speaker;
    ws_span source, cue, content[2];
    ws_hit hit;
    ws_print print;
} fixture;

static ws_span span_of(const char *part)
{
    const char *at = strstr(text, part);
    assert_non_null(at);
    return (ws_span){(uint32_t)(at - text), (uint32_t)(at - text + (ptrdiff_t)strlen(part))};
}

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    f->arena = ws_arena_new(0);
    f->article = (ws_article){.id = "a1",
                              .text = text,
                              .text_size = strlen(text),
                              .title = "Flood\x1b[2J closes bridge",
                              .publisher = "Harbour Post",
                              .published = "2025-04-13T18:00:00+02:00"};
    f->source = span_of("the mayor");
    f->cue = span_of("denied");
    f->content[0] = span_of("We never closed it,");
    f->content[1] = span_of("it was open.");
    f->speaker = (ws_speaker){.name = "Maria Toll",
                              .key = "maria toll",
                              .type = WS_SPEAKER_PERSON,
                              .naming = WS_NAMING_NAMED,
                              .basis = WS_BASIS_NOMINAL,
                              .role = "mayor of Oststadt",
                              .confidence = 0.9f};
    f->statement = (ws_statement){.paragraph = 2,
                                  .form = WS_FORM_MIXED,
                                  .act = WS_ACT_DENIAL,
                                  .source = {&f->source, 1},
                                  .cue = {&f->cue, 1},
                                  .content = {f->content, 2},
                                  .speakers = &f->speaker,
                                  .speaker_count = 1,
                                  .firsthand = true,
                                  .confidence = 0.8f};
    f->statement.id.bytes[0] = 0xab;
    f->hit = (ws_hit){.article = &f->article, .statement = &f->statement, .match = WS_MATCH_CONTENT};
    f->print = (ws_print){.arena = f->arena, .query_text = "close"};
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    ws_arena_free(f->arena);
    free(f);
    return 0;
}

typedef enum { HITS, STATEMENT } answer;

static char *answered(fixture *f, const ws_printer *printer, answer kind)
{
    char *bytes = NULL;
    size_t size = 0;
    ws_hits hits = {&f->hit, 1, 47, true, 0};
    ws_search search = {.limit = 1};
    ws_surroundings around = {0};
    f->print.out = open_memstream(&bytes, &size);
    assert_non_null(f->print.out);
    ws_surroundings_find(&f->article, &f->statement, &around);
    ws_error error;
    if (kind == HITS)
        assert_int_equal(printer->hits(&f->print, &search, &hits, NULL, &error), WS_OK);
    else
        assert_int_equal(printer->statement(&f->print, &f->hit, &around, &error), WS_OK);
    fclose(f->print.out);
    return bytes;
}

static void a_hit_is_shown_whole(void **state)
{
    char *out = answered(*state, &ws_text_printer, HITS);
    assert_string_equal(
        out, "Maria Toll \xc2\xb7 from [the mayor] \xc2\xb7 mayor of Oststadt\n"
             "    We never closed it,\xe2\x80\x9d the mayor denied, \"it was open.\n"
             "    denial \xc2\xb7 part-quote\n"
             "    Harbour Post \xc2\xb7 2025-04-13 \xc2\xb7 Flood\xe2\x90\x9b[2J closes bridge \xc2\xb7 ab0000000000\n"
             "\n"
             "1 of 47 statements; --offset=1 goes on\n");
    free(out);
}

static void what_was_searched_for_is_marked(void **state)
{
    fixture *f = *state;
    assert_int_equal(ws_query_parse(f->arena, "closing -open", WS_FIELD_CONTENT, 0, &f->print.query, NULL), WS_OK);
    f->print.colour = true;
    char *out = answered(f, &ws_text_printer, HITS);
    assert_non_null(strstr(out, "\033[32mWe never\033[0m \033[1;33mclosed\033[0m \033[32mit,\033[0m"));
    assert_non_null(strstr(out, "\033[32mit was open.\033[0m"));
    assert_non_null(strstr(out, "\033[1mMaria Toll\033[0m"));
    assert_null(strstr(out, "\033[2J"));
    free(out);
}

static void what_must_not_be_overlooked_is_labelled(void **state)
{
    fixture *f = *state;
    ws_via via = {"the agency", WS_SPEAKER_ORGANIZATION};
    f->statement.form = WS_FORM_INDIRECT;
    f->statement.negated = true;
    f->statement.via = &via;
    f->statement.via_count = 1;
    f->statement.firsthand = false;
    f->speaker = (ws_speaker){.name = "a senior official", .type = WS_SPEAKER_ANONYMOUS, .naming = WS_NAMING_WITHHELD};
    f->hit.match = WS_MATCH_PARAGRAPH;
    char *out = answered(f, &ws_text_printer, HITS);
    assert_non_null(
        strstr(out, "denial \xc2\xb7 not said \xc2\xb7 paraphrase \xc2\xb7 via the agency \xc2\xb7 unnamed (withheld)"
                    " \xc2\xb7 words found in the paragraph only\n"));
    free(out);
}

static void speakers_not_found_are_said_to_be_so(void **state)
{
    fixture *f = *state;
    f->statement.speaker_count = 0;
    f->statement.unresolved = true;
    char *out = answered(f, &ws_text_printer, HITS);
    assert_memory_equal(out, "speaker not found \xc2\xb7 from [the mayor]\n", 37);
    free(out);
}

static void show_has_the_paragraph_and_every_field(void **state)
{
    char *out = answered(*state, &ws_text_printer, STATEMENT);
    static const char *const parts[] = {
        "    The flood began at noon.\n",
        "    \xe2\x80\x9cWe never closed it,\xe2\x80\x9d the mayor denied, \"it was open.\"\n",
        "    People left.\n",
        "\n  source        the mayor\n",
        "\n  cue           denied\n",
        "\n  content       We never closed it, ... it was open.\n",
        "\n  act           denial\n",
        "\n    role        mayor of Oststadt\n",
        "\n    found by    nominal\n",
        "\n  outlet        Harbour Post\n",
        "\n  id            ab000000000000000000000000000000\n"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!strstr(out, parts[i])) fail_msg("no \"%s\" in:\n%s", parts[i], out);
    free(out);
}

static void json_is_one_object(void **state)
{
    char *out = answered(*state, &ws_json_printer, HITS);
    cJSON *json = NULL;
    ws_error error;
    assert_int_equal(ws_json_read(out, strlen(out), &json, &error), WS_OK);
    assert_int_equal(ws_json_member(json, "schema_version")->valueint, WS_SCHEMA_VERSION);
    assert_string_equal(ws_json_string(json, "query"), "close");
    assert_int_equal(ws_json_member(json, "total")->valueint, 47);
    assert_true(cJSON_IsTrue(ws_json_member(json, "total_exact")));
    const cJSON *statement = cJSON_GetArrayItem(ws_json_member(json, "statements"), 0);
    assert_string_equal(ws_json_string(statement, "match"), "content");
    assert_string_equal(ws_json_string(statement, "act"), "denial");
    cJSON_Delete(json);
    free(out);
}

static void json_lines_have_a_statement_each(void **state)
{
    char *out = answered(*state, &ws_jsonl_printer, HITS);
    assert_ptr_equal(strchr(out, '\n'), out + strlen(out) - 1);
    assert_non_null(strstr(out, "\"schema_version\":1"));
    free(out);
    out = answered(*state, &ws_jsonl_printer, STATEMENT);
    assert_ptr_equal(strchr(out, '\n'), out + strlen(out) - 1);
    assert_non_null(strstr(out, "\"context\":{\"before\":\"The flood began at noon.\""));
    assert_non_null(strstr(out, "\"next_statement\":null"));
    free(out);
}

/* The cell of a heading in the only row; only for rows without quotation marks before it. */
static void expect_cell(const char *out, char separator, const char *heading, const char *wanted)
{
    const char between[] = {separator, '\n', '\0'};
    const char *row = strchr(out, '\n') + 1, *at = out;
    size_t size;
    for (; size = strcspn(at, between), size != strlen(heading) || strncmp(at, heading, size); at += size + 1) {
        assert_true(at[size] == separator);
        row += strcspn(row, between) + 1;
    }
    assert_int_equal(strcspn(row, between), strlen(wanted));
    assert_memory_equal(row, wanted, strlen(wanted));
}

static void tables_have_headings_and_a_row_each(void **state)
{
    fixture *f = *state;
    char *out = answered(f, &ws_tsv_printer, HITS);
    assert_memory_equal(out, "schema_version\tid\tmatch\tspeakers\t", 33);
    expect_cell(out, '\t', "schema_version", "1");
    expect_cell(out, '\t', "id", "ab000000000000000000000000000000");
    expect_cell(out, '\t', "speakers", "Maria Toll");
    expect_cell(out, '\t', "speaker_ids", "maria toll");
    expect_cell(out, '\t', "act", "denial");
    expect_cell(out, '\t', "negated", "false");
    expect_cell(out, '\t', "publisher", "Harbour Post");
    expect_cell(out, '\t', "cue", "denied");
    assert_string_equal(out + strlen(out) - 2, "\t\n"); /* nothing is like a formula */
    free(out);
    f->print.continued = true;
    out = answered(f, &ws_tsv_printer, HITS);
    assert_memory_equal(out, "1\tab00", 6);
    free(out);
}

/* The words stay as they are; the last column says which a spreadsheet would take for a formula. */
static void formulas_are_named_and_marks_doubled(void **state)
{
    fixture *f = *state;
    f->speaker.name = "=1+1";
    f->speaker.role = "-mayor, \"acting\"\nand more";
    f->article.title = "@home";
    char *out = answered(f, &ws_csv_printer, STATEMENT);
    expect_cell(out, ',', "speakers", "=1+1");
    assert_non_null(strstr(out, ",\"-mayor, \"\"acting\"\"\nand more\","));
    const char *end = ",speakers roles title\n";
    assert_string_equal(out + strlen(out) - strlen(end), end);
    free(out);
}

static void terminals_get_harmless_cells(void **state)
{
    fixture *f = *state;
    f->speaker.name = "a\x1b[31mb";
    char *out = answered(f, &ws_tsv_printer, HITS);
    assert_non_null(strchr(out, '\x1b'));
    free(out);
    f->print.terminal = true;
    out = answered(f, &ws_tsv_printer, HITS);
    assert_null(strchr(out, '\x1b'));
    free(out);
}

static void the_day_said_stands_beside_the_day_published(void **state)
{
    fixture *f = *state;
    f->statement.time.date = "2025-04-10";
    char *out = answered(f, &ws_text_printer, HITS);
    assert_non_null(strstr(out, "said 2025-04-10"));
    free(out);
}

static void not_found_says_what_was_searched(void **state)
{
    fixture *f = *state;
    char *out = NULL;
    size_t size = 0;
    ws_count outlets[] = {{"Harbour Post", 9}, {"Tide", 1}};
    ws_searched searched = {
        .totals = {.articles = {24}, .statements = 1130, .undated = 7, .oldest = "2025-03-01", .newest = "2025-04-30"},
        .outlets = {outlets, 2}};
    ws_hits none = {0};
    ws_search search = {.limit = 10};
    ws_error error;
    f->print.out = open_memstream(&out, &size);
    assert_int_equal(ws_text_printer.hits(&f->print, &search, &none, &searched, &error), WS_OK);
    fclose(f->print.out);
    assert_non_null(strstr(out, "Not found: close\n"));
    assert_non_null(strstr(out,
                           "1,130 statements in 24 articles, published 2025-03-01 to 2025-04-30 (7 without a date), "
                           "by Harbour Post, Tide\n"));
    assert_non_null(strstr(out, "proves nothing"));
    free(out);
}

static void paragraphs_are_found_by_blank_lines_or_lines(void **state)
{
    (void)state;
    static const char lines[] = "One.\nTwo said.\nThree.\n";
    ws_span cue = {5, 14};
    ws_article article = {.text = lines, .text_size = strlen(lines)};
    ws_statement statement = {.cue = {&cue, 1}};
    ws_surroundings around = {0};
    ws_surroundings_find(&article, &statement, &around);
    assert_int_equal(around.previous.end, 4);
    assert_int_equal(around.paragraph.begin, 5);
    assert_int_equal(around.paragraph.end, 14);
    assert_int_equal(around.next.begin, 15);
    article.text = "x\n\nOne\nTwo said.\n \nThree.";
    article.text_size = strlen(article.text);
    cue = (ws_span){7, 16};
    ws_surroundings_find(&article, &statement, &around);
    assert_int_equal(around.paragraph.begin, 3);
    assert_int_equal(around.paragraph.end, 16);
    assert_int_equal(around.previous.begin, 0);
    assert_int_equal(around.next.begin, 19);
    article.text = "Only this.";
    article.text_size = strlen(article.text);
    cue = (ws_span){0, 4};
    ws_surroundings_find(&article, &statement, &around);
    assert_int_equal(around.paragraph.end, 10);
    assert_int_equal(around.previous.end, 0);
    assert_int_equal(around.next.end, 0);
}

static void pagers_get_the_answer(void **state)
{
    (void)state;
    char name[] = "/tmp/whosaid-pager-XXXXXX", command[64], line[32] = "";
    int descriptor = mkstemp(name);
    assert_true(descriptor >= 0);
    snprintf(command, sizeof command, "tr a-z A-Z >%s", name);
    ws_pager pager;
    ws_pager_open(&pager, command, stderr);
    assert_ptr_not_equal(pager.out, stderr);
    fputs("answer\n", pager.out);
    ws_pager_close(&pager);
    FILE *result = fopen(name, "r");
    assert_non_null(result);
    assert_non_null(fgets(line, sizeof line, result));
    assert_string_equal(line, "ANSWER\n");
    fclose(result);
    remove(name);
    ws_pager_open(&pager, "exit 0", stderr); /* goes away without reading: nothing happens to us */
    for (int i = 0; i < 100000; i++) fputs("answer\n", pager.out);
    ws_pager_close(&pager);
    ws_pager_open(&pager, "cat", stderr);
    assert_ptr_equal(pager.out, stderr);
    ws_pager_close(&pager);
}

static void marks_of_html_stand_for_themselves(void **state)
{
    static const char plain[] = "<a b=\"c\" d='e'>&amp; \xc3\xa9";
    static const char wanted[] = "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp; \xc3\xa9";
    ws_buffer added = WS_BUFFER_INIT(1 << 16);
    char *put = NULL;
    size_t size = 0;
    (void)state;
    ws_add_escaped(&added, plain, sizeof plain - 1);
    assert_string_equal(added.bytes, wanted);
    FILE *out = open_memstream(&put, &size);
    assert_non_null(out);
    ws_put_escaped(out, plain);
    fclose(out);
    assert_string_equal(put, wanted);
    free(put);
    ws_buffer_free(&added);
}

/* --- facets --- */

static void facets_are(size_t sample, const char *in_text, const char *in_json)
{
    ws_facet_value acts[10];
    ws_facets facets = {.count = 1, .sample = sample};
    char *shown = NULL;
    size_t size = 0;
    ws_error error;
    for (size_t i = 0; i < 10; i++) acts[i] = (ws_facet_value){.value = "denial", .count = 1200};
    facets.items[0] = (ws_facet){.name = "act", .items = acts, .count = 10};
    ws_print print = {.out = open_memstream(&shown, &size)};
    ws_buffer json = WS_BUFFER_INIT(1 << 16);
    assert_non_null(print.out);
    assert_int_equal(ws_text_facets(&print, &facets, &error), WS_OK);
    fclose(print.out);
    ws_json_add_facets(&json, &facets);
    assert_non_null(strstr(shown, in_text));
    assert_int_equal(strstr(shown, "about") != NULL, sample > 0);
    assert_non_null(strstr(json.bytes, in_json));
    assert_int_equal(strstr(json.bytes, "estimated") != NULL, sample > 0);
    ws_buffer_free(&json);
    free(shown);
}

static void estimates_are_marked(void **state)
{
    (void)state;
    facets_are(0, "All matches by\n  act         denial 1,200, denial 1,200", "\"exact\":true,\"more\":0");
    facets_are(0, "denial 1,200 and 2 more\n", "\"count\":1200}");
    facets_are(1503, "All matches, estimated from 1,503 of them (what is rare may be missing), by\n",
               "\"exact\":false,\"estimated\":true,\"sample\":1503,\"more\":0");
    facets_are(1503, "denial about 1,200 and others\n", "\"count\":1200}");
}

static void only_addresses_of_the_web_are_links(void **state)
{
    (void)state;
    ws_arena *arena = ws_arena_new(0);
    bool failed = false;
    char endless[10000] = "https://x.example/";
    memset(endless + strlen(endless), 'a', sizeof endless - 1 - strlen(endless));
    assert_null(ws_safe_url(arena, "javascript:alert(1)", &failed));
    assert_null(ws_safe_url(arena, "data:text/html,x", &failed));
    assert_null(ws_safe_url(arena, " https://x.example", &failed));
    assert_null(ws_safe_url(arena, NULL, &failed));
    assert_null(ws_safe_url(arena, endless, &failed));
    assert_string_equal(ws_safe_url(arena, "HTTPS://x.example/a?b=c&d=%20#e", &failed),
                        "HTTPS://x.example/a?b=c&d=%20#e");
    assert_string_equal(ws_safe_url(arena, "http://x.example/\"><b c='\xc3\xa9\n", &failed),
                        "http://x.example/%22%3E%3Cb%20c=%27%C3%A9%0A");
    assert_false(failed);
    ws_arena_free(arena);
}

int main(void)
{
#define WITH_FIXTURE(test_) cmocka_unit_test_setup_teardown(test_, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(escapes_are_shown_not_obeyed),
        cmocka_unit_test(invisible_characters_are_shown),
        cmocka_unit_test(lines_are_broken_at_display_columns),
        cmocka_unit_test(colours_end_before_the_line_does),
        WITH_FIXTURE(a_hit_is_shown_whole),
        WITH_FIXTURE(what_was_searched_for_is_marked),
        WITH_FIXTURE(what_must_not_be_overlooked_is_labelled),
        WITH_FIXTURE(speakers_not_found_are_said_to_be_so),
        WITH_FIXTURE(show_has_the_paragraph_and_every_field),
        WITH_FIXTURE(json_is_one_object),
        WITH_FIXTURE(json_lines_have_a_statement_each),
        WITH_FIXTURE(tables_have_headings_and_a_row_each),
        WITH_FIXTURE(formulas_are_named_and_marks_doubled),
        WITH_FIXTURE(terminals_get_harmless_cells),
        WITH_FIXTURE(the_day_said_stands_beside_the_day_published),
        WITH_FIXTURE(not_found_says_what_was_searched),
        cmocka_unit_test(paragraphs_are_found_by_blank_lines_or_lines),
        cmocka_unit_test(marks_of_html_stand_for_themselves),
        cmocka_unit_test(pagers_get_the_answer),
        cmocka_unit_test(estimates_are_marked),
        cmocka_unit_test(only_addresses_of_the_web_are_links),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
