/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "files_fixture.h"
#include "xml.h"

static const ws_xml_node *parse(ws_arena *arena, const char *text)
{
    const ws_xml_node *root;
    ws_error error;

    if (ws_xml_parse(arena, text, strlen(text), &root, &error) != WS_OK) fail_msg("%s", error.message);
    return root;
}

static void a_tree_is_looked_around_in(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    const ws_xml_node *root =
        parse(arena, "<?xml version='1.0' encoding='utf-16'?><!-- no --><a:r xmlns:a='urn:a' k='1' a:l='2'>\n"
                     "<b>one</b> <c><b> t<i>w</i>o\n <![CDATA[<3>]]></b><e/></c>&eacute;&#233;&amp;</a:r>");
    const ws_xml_node *inner;

    (void)state;
    assert_true(ws_xml_is(root, "r"));
    assert_string_equal(root->space, "urn:a");
    assert_string_equal(ws_xml_value(root, "k"), "1");
    assert_string_equal(ws_xml_value(root, "l"), "2");
    assert_null(ws_xml_value(root, "m"));
    assert_null(ws_xml_value(NULL, "m"));
    assert_string_equal(ws_xml_line(arena, ws_xml_child(root, "b")), "one");
    assert_int_equal(ws_xml_child(root, "b")->line, 2);
    assert_null(ws_xml_child(NULL, "b"));
    inner = ws_xml_child(ws_xml_child(root, "c"), "b");
    assert_string_equal(ws_xml_line(arena, inner), "two <3>");
    assert_string_equal(ws_xml_text(arena, inner), " two\n <3>");
    assert_null(ws_xml_sibling(inner, "b"));
    assert_true(ws_xml_find(root, "i") == inner->first->next);
    assert_null(ws_xml_find(inner, "e"));
    assert_string_equal(root->last->text, "éé&");
    assert_string_equal(ws_xml_line(arena, NULL), "");
    ws_arena_free(arena);
}

static const char *reason(const char *text, size_t size)
{
    static ws_error error;
    ws_arena *arena = ws_arena_new(0);
    const ws_xml_node *root;

    assert_int_equal(ws_xml_parse(arena, text, size, &root, &error), WS_REFUSED);
    ws_arena_free(arena);
    return error.message;
}

static char *repeated(const char *before, const char *what, size_t times, const char *after)
{
    ws_buffer out = WS_BUFFER_INIT(100 * 1024 * 1024);

    ws_buffer_puts(&out, before);
    for (size_t i = 0; i < times; i++) ws_buffer_puts(&out, what);
    ws_buffer_puts(&out, after);
    assert_int_equal(ws_buffer_status(&out, NULL), WS_OK);
    return out.bytes;
}

static void expect_reason(char *text, const char *expected)
{
    assert_non_null(strstr(reason(text, strlen(text)), expected));
    free(text);
}

static void bounds_hold(void **state)
{
    (void)state;
    expect_reason(repeated("", "<a>", 300, ""), "nest too deep");
    expect_reason(repeated("<r>", "<a/>", WS_XML_NODES + 1, "</r>"), "more than 400000 parts");
    expect_reason(repeated("<r>", "x", 11000000, "</r>"), "longer than 10 MB");
    expect_reason(repeated("<r ", "a='1' ", 2, "/>"), "Attribute a redefined");
    expect_reason(repeated("", "", 0, ""), "broken XML");
}

static void tricks_take_no_time(void **state)
{
    char *text;

    (void)state;
    expect_reason(repeated("<r", " a=''", 1000000, "/>"), "too many attributes");
    expect_reason(repeated("<r>", "<a b='>'", 1000000, "/>"), "broken XML");
    text = repeated("<r><![CDATA[", "<p a='b' c=\"d\">e", 100000, "]]></r>");
    ws_arena *arena = ws_arena_new(0);
    assert_non_null(parse(arena, text));
    ws_arena_free(arena);
    free(text);
}

static void entities_are_no_way_in(void **state)
{
    static const char bomb[] = "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
                               "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]><r>&c;</r>";
    static const char own[] = "<!DOCTYPE r [<!ENTITY c 'text'>]><r>&c;</r>";
    static const char file[] = "<!DOCTYPE r [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><r>&f;</r>";
    static const char unknown[] = "<r>&nothing;</r>";

    (void)state;
    assert_non_null(strstr(reason(bomb, sizeof bomb - 1), "expand without end"));
    assert_non_null(strstr(reason(own, sizeof own - 1), "an entity of its own, 'c'"));
    assert_non_null(strstr(reason(file, sizeof file - 1), "an entity of its own, 'f'"));
    assert_non_null(strstr(reason(unknown, sizeof unknown - 1), "'nothing' not defined"));
}

/* Names of the elements "a" and "b", as they come, with their depths and texts. */
static void walk(const char *name, bool stream, const char *expected)
{
    static const char *const names[] = {"a", "b", NULL};
    ws_arena *arena = ws_arena_new(0);
    ws_buffer out = WS_BUFFER_INIT(10000);
    const ws_xml_node *node;
    ws_input *input;
    ws_xml *xml;
    ws_error error;
    size_t which;
    ws_status status;

    assert_int_equal(ws_input_open(path_of(name), NULL, &input, &error), WS_OK);
    assert_int_equal(stream ? ws_xml_open_stream(input, &xml, &error) : ws_xml_open(input, &xml, &error), WS_OK);
    while ((status = ws_xml_next(xml, names, &which, &error)) == WS_OK) {
        const char *key = ws_xml_here(xml, arena, "k");

        ws_buffer_printf(&out, "%zu%s%s", ws_xml_depth(xml), names[which], key ? key : "");
        if (which != 0) continue;
        status = ws_xml_tree(xml, arena, &node, &error);
        if (status == WS_OK) ws_buffer_printf(&out, "(%s)", ws_xml_line(arena, node));
    }
    if (status != WS_END) ws_buffer_puts(&out, strstr(error.message, name));
    assert_int_equal(ws_xml_next(xml, names, &which, &error), WS_END);
    assert_string_equal(out.bytes, expected);
    ws_xml_close(xml);
    ws_input_close(input);
    ws_buffer_free(&out);
    ws_arena_free(arena);
}

static void a_document_is_gone_through(void **state)
{
    (void)state;
    write_file("w.xml", "<r><b k='v'><a>one<b/></a><a/></b><b/><c><a>&#233;</a></c></r>");
    walk("w.xml", false, "1bv2a(one)2a()1b2a(é)");
    walk("w.xml", true, "1bv2a(one)2a()1b2a(é)");
    write_file("broken.xml", "<r>\n<a>one</a>\n<a>two</r>");
    walk("broken.xml", false, "broken.xml:3: broken XML: Opening and ending tag mismatch: a line 3 and r");
    write_file("latin.xml", "<?xml version='1.0' encoding='iso-8859-1'?><r><a>\xE9&nbsp;</a></r>");
    walk("latin.xml", false, "1a(é\xC2\xA0)");
    write_bytes("wide.xml", "\xFF\xFE<\0r\0>\0<\0a\0>\0\xE9\0<\0/\0a\0>\0<\0/\0r\0>\0", 32);
    walk("wide.xml", false, "1a(é)");
}

static void expect_root(const char *text, const char *expected)
{
    char name[WS_XML_NAME_BYTES];
    bool found = ws_xml_root((const unsigned char *)text, strlen(text), name);

    if (expected)
        assert_string_equal(found ? name : "none", expected);
    else
        assert_false(found);
}

static void the_root_is_told_from_the_first_bytes(void **state)
{
    (void)state;
    expect_root("\xEF\xBB\xBF\n<?xml version='1.0'?>\n<!-- <no> -->\n<!DOCTYPE a [ <!ENTITY b 'c'> ]><x:root-1 k='v'>",
                "root-1");
    expect_root("<!DOCTYPE a SYSTEM 'b'><r/>", "r");
    expect_root("<r", "r");
    expect_root("<!-- <r>", NULL);
    expect_root("text <r>", NULL);
    expect_root("<>", NULL);
    expect_root("", NULL);
}

static bool note_start(void *state, ws_xml *xml, const char *space, const char *name)
{
    char value[WS_XML_VALUE_BYTES];
    bool has = ws_xml_walk_value(xml, "k", value);

    ws_buffer_printf(state, "<%s %s%s%s>", space, name, has ? " " : "", value);
    return strcmp(name, "no") != 0;
}

static void note_end(void *state, ws_xml *xml, const char *space, const char *name)
{
    (void)space;
    ws_buffer_printf(state, "</%s %zu>", name, ws_xml_depth(xml));
}

static void note_text(void *state, const char *bytes, size_t size)
{
    ws_buffer_add(state, bytes, size);
}

static void a_part_is_walked_over(void **state)
{
    static const ws_xml_visitor visitor = {note_start, note_end, note_text}, shy = {note_start, NULL, NULL};
    static const char part[] = "<a xmlns='urn:a' k='1'>One<no>Never.<b/></no><b k='2'/>&amp; two</a>";
    ws_buffer out = WS_BUFFER_INIT(1000), many = WS_BUFFER_INIT(1000000);
    ws_error error;

    (void)state;
    assert_int_equal(ws_xml_walk("part", part, strlen(part), &visitor, &out, &error), WS_OK);
    assert_string_equal(out.bytes, "<urn:a a 1>One<urn:a no><urn:a b 2></b 1>& two</a 0>");
    ws_buffer_clear(&out);
    assert_int_equal(ws_xml_walk("part", part, strlen(part), &shy, &out, &error), WS_OK);
    assert_string_equal(out.bytes, "<urn:a a 1><urn:a no><urn:a b 2>");
    assert_int_equal(ws_xml_walk("it", "<a>\n<b></a>", 11, &shy, &out, &error), WS_REFUSED);
    assert_string_equal(error.message, "it in it is no proper XML at line 2");
    assert_int_equal(ws_xml_walk("it", "<!DOCTYPE a><a/>", 16, &shy, &out, &error), WS_REFUSED);
    assert_int_equal(ws_xml_walk("it", NULL, 0, &shy, &out, &error), WS_REFUSED);
    ws_buffer_puts(&many, "<a");
    for (int i = 0; i < 1000; i++) ws_buffer_printf(&many, " a%d=''", i);
    ws_buffer_puts(&many, "/>");
    assert_int_equal(ws_xml_walk("it", many.bytes, many.size, &shy, &out, &error), WS_REFUSED);
    ws_buffer_free(&out);
    ws_buffer_free(&many);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_part_is_walked_over),
        cmocka_unit_test(a_tree_is_looked_around_in),
        cmocka_unit_test(bounds_hold),
        cmocka_unit_test(tricks_take_no_time),
        cmocka_unit_test(entities_are_no_way_in),
        cmocka_unit_test(a_document_is_gone_through),
        cmocka_unit_test(the_root_is_told_from_the_first_bytes),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
