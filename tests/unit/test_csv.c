/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables, and columns that the user maps. */
#include "files_fixture.h"
#include "metadata.h"

/* All that comes of a file with a map, as expect_all has it: "[id|title|text]". */
static void expect_mapped(const char *name, const char *map, const char *expected)
{
    const char *items[] = {path_of(name)};
    ws_strings paths = {items, 1};
    ws_buffer out = WS_BUFFER_INIT(64 * 1024);
    ws_arena *arena = ws_arena_new(0);
    ws_collection *collection;
    ws_article article;
    ws_error error = {0};
    ws_status status;

    assert_int_equal(ws_collection_open(&paths, NULL, NULL, &collection, &error), WS_OK);
    if (map) assert_int_equal(ws_collection_map(collection, map, &error), WS_OK);
    while ((status = ws_collection_next(collection, arena, &article, &error)) != WS_END) {
        if (status == WS_OK)
            ws_buffer_printf(&out, "[%s|%s|%s]", article.input_id ? article.input_id : "-",
                             article.title ? article.title : "-", article.text);
        else
            ws_buffer_printf(&out, "!%s", strstr(error.message, folder) + strlen(folder) + 1);
    }
    assert_string_equal(out.bytes ? out.bytes : "", expected);
    ws_collection_close(collection);
    ws_arena_free(arena);
    ws_buffer_free(&out);
}

static void cells_are_read_as_the_standard_has_it(void **state)
{
    (void)state;
    write_file("a.csv", "\xEF\xBB\xBFid,Title,\"Text\"\r\n1,One,\"He said \"\"yes\"\",\r\nand no.\"\r\n\r\n2,,Plain\r\n"
                        "3,\"\",\"\"\"Three\"\"\"");
    expect_mapped("a.csv", NULL, "[1|One|He said \"yes\",\r\nand no.][2|-|Plain][3|-|\"Three\"]");
    write_file("semicolon.csv", "id;title;article text\n1;One, two;A, b\n");
    expect_mapped("semicolon.csv", NULL, "[1|One, two|A, b]");
    write_file("tab.tsv", "id\ttitle\ttext\n1\t5\" pipe\tA;b\rc\td\te\n");
    expect_mapped("tab.tsv", NULL, "[1|5\" pipe|A;b][c|d|e]");
    write_bytes("wide.txt",
                "\xFF\xFEi\0d\0\t\0t\0e\0x\0t\0\r\0\n\0"
                "1\0\t\0\xE9\0!\0\n\0",
                30);
    expect_mapped("wide.txt", NULL, "[1|-|é!]");
    write_file("nameless", "URL,Published At,Headline,Full Text\nhttp://a.example/1,2025-04-03,One,Words.\n");
    expect_all("nameless", NULL, "[Words.]");
}

static void metadata_comes_from_the_usual_columns(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    write_file("usual.csv", "date,url,source,authors,category,lang,body\n"
                            "13 April 2025,https://a.example/1,The Sun,By Ann Lee,Foreign,English,Words.\n");
    article = read_one(arena, "usual.csv", "csv");
    assert_string_equal(article.published, "2025-04-13");
    assert_string_equal(article.url, "https://a.example/1");
    assert_string_equal(article.id, "https://a.example/1");
    assert_non_null(strstr(article.input_id, "usual.csv#1"));
    assert_string_equal(article.publisher, "The Sun");
    assert_string_equal(article.author, "Ann Lee");
    assert_string_equal(article.section, "Foreign");
    assert_string_equal(article.language, "en");
    write_file("noid.csv", "title,body\nOne,Words.\n");
    article = read_one(arena, "noid.csv", "csv");
    assert_non_null(strstr(article.id, "noid.csv#1"));
    ws_arena_free(arena);
}

static void broken_rows_are_named_by_their_line(void **state)
{
    static const char table[] = "id,text\n1,\"One\nand a half\"\n2,Two,too\n3\n4,\"Four\" more\n6,\n7,Caf\xE9.\n"
                                "8,\"Eight\n9,Nine\n";

    (void)state;
    write_bytes("broken.csv", table, sizeof table - 1);
    expect_mapped("broken.csv", NULL,
                  "[1|-|One\nand a half]!broken.csv:4: the row has 3 cells where the table has 2 columns"
                  "!broken.csv:5: the row has 1 cell where the table has 2 columns"
                  "!broken.csv:6: a quotation mark ends a cell, and the cell goes on"
                  "!broken.csv:7: the object has no text[7|-|Café.]"
                  "!broken.csv:9: a quotation mark opens and is never closed: nothing after it can be read");
}

static void wide_and_long_rows_are_refused(void **state)
{
    ws_buffer table = WS_BUFFER_INIT(64 * 1024 * 1024);
    char *filler = test_malloc(1024 * 1024);

    (void)state;
    memset(filler, 'x', 1024 * 1024);
    ws_buffer_puts(&table, "id,text\n1,One\n2,\"");
    for (int i = 0; i < 33; i++) ws_buffer_add(&table, filler, 1024 * 1024);
    ws_buffer_puts(&table, "\"\n3,Three\n");
    for (int i = 0; i < 5000; i++) ws_buffer_putc(&table, ',');
    ws_buffer_puts(&table, "\n5,Five\n");
    ws_buffer_add(&table, "6,Si\0x\n7,Seven\n", 15);
    write_bytes("large.csv", table.bytes, table.size);
    ws_buffer_free(&table);
    test_free(filler);
    expect_mapped(
        "large.csv", NULL,
        "[1|-|One]!large.csv:3: the row is longer than 32 MiB[3|-|Three]"
        "!large.csv:5: the row has more than 1000 cells[5|-|Five]!large.csv:7: it holds a zero byte[7|-|Seven]");
}

static void columns_are_mapped(void **state)
{
    (void)state;
    write_file("own.csv", "nr,text,kopf,rumpf\n1,Teaser.,Head,Words.\n");
    expect_mapped("own.csv", "text=rumpf,title=kopf,id=nr", "[1|Head|Words.]");
    expect_mapped("own.csv", "id=nr", "[1|-|Teaser.]");
    write_file("other.csv", "nr,kopf,rumpf\n1,Head,Words.\n");
    expect_mapped("other.csv", "text=nothing",
                  "!other.csv: no column is called text, body, content or the like, but nr, kopf, rumpf");
}

static void members_of_objects_are_mapped(void **state)
{
    (void)state;
    write_file("own.jsonl", "{\"nr\": 12345678901234567890, \"text\": \"Teaser.\", \"x\": {\"y\": \"Words.\"}}\n"
                            "{\"nr\": 2, \"text\": \"Only this.\"}\n");
    expect_mapped("own.jsonl", "text=x.y,id=nr", "[12345678901234567890|-|Words.][2|-|Only this.]");
}

static void senseless_maps_are_usage_errors(void **state)
{
    static const char *const wrong[] = {"colour=red", "text", "text=", "=a", "text=a,,", "text=\xFF"};
    ws_strings paths = {NULL, 0};
    ws_collection *collection;
    ws_error error;

    (void)state;
    assert_int_equal(ws_collection_open(&paths, NULL, NULL, &collection, &error), WS_OK);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_int_equal(ws_collection_map(collection, wrong[i], &error), WS_USAGE);
    ws_collection_close(collection);
}

static void headings_are_known_by_their_letters(void **state)
{
    (void)state;
    assert_string_equal(ws_metadata_column("Published At"), "published_at");
    assert_string_equal(ws_metadata_column("ARTICLE-TEXT"), "article_text");
    assert_string_equal(ws_metadata_column("webUrl"), "web_url");
    assert_null(ws_metadata_column("texts"));
    assert_null(ws_metadata_column(""));
    assert_true(ws_metadata_is_text("Body"));
    assert_false(ws_metadata_is_text("title"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_read_as_the_standard_has_it),
        cmocka_unit_test(metadata_comes_from_the_usual_columns),
        cmocka_unit_test(broken_rows_are_named_by_their_line),
        cmocka_unit_test(wide_and_long_rows_are_refused),
        cmocka_unit_test(columns_are_mapped),
        cmocka_unit_test(members_of_objects_are_mapped),
        cmocka_unit_test(senseless_maps_are_usage_errors),
        cmocka_unit_test(headings_are_known_by_their_letters),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
