/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "files_fixture.h"
#include "html.h"

#include <time.h>

enum { SANITIZED_SECONDS = 1 }; /* a trick takes milliseconds; this much only under a sanitizer */

static void expect_text(const char *html, const char *text)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    write_file("page.html", html);
    article = read_one(arena, "page.html", "html");
    assert_string_equal(article.text, text);
    ws_arena_free(arena);
}

static void the_article_is_told_from_the_page(void **state)
{
    (void)state;
    expect_text(
        "<!DOCTYPE html><html><head><title>T</title><style>p{}</style></head><body><header><p>Site menu</p></header>"
        "<nav><ul><li><a href=x>Home</a></ul></nav><article><h1>T</h1><p>First <b>bold</b>\n paragraph&nbsp;here."
        "<p>Second.</p><figure><img><figcaption>A caption.</figcaption></figure><script>var a = '<p>no';</script>"
        "<aside>Aside.</aside><div class='related-links'><p>Related story here.</p></div></article>"
        "<section id=comments><p>First comment!</p></section><footer>Imprint</footer></body></html>",
        "First bold paragraph\xC2\xA0here.\n\nSecond.\n\nA caption.");
}

static void class_names_and_microdata_are_believed(void **state)
{
    (void)state;
    expect_text(
        "<html><body><div class='top'><p>Some words of welcome to this site.</p></div><div class='c-article__body x'>"
        "<p>The mayor left.</p><p>He said so.</p></div></body></html>",
        "The mayor left.\n\nHe said so.");
    expect_text(
        "<html><body><p>Some words of welcome.</p><div itemprop=articleBody>The mayor left.<br>He said so.<br><br>Then "
        "he slept.</div></body></html>",
        "The mayor left.\nHe said so.\n\nThen he slept.");
}

static void the_densest_block_is_taken_without_semantics(void **state)
{
    (void)state;
    expect_text(
        "<html><body><div><div><a href=1>One</a> <a href=2>Two</a> short</div><div><div>"
        "<p>The mayor of the town left office on Monday after a long meeting.</p>"
        "<p>He said nothing about the bridge, and nothing about the money.</p></div></div>"
        "<div>Copyright</div></div></body></html>",
        "The mayor of the town left office on Monday after a long meeting.\n\nHe said nothing about the bridge, and "
        "nothing about the money.");
}

static void divisions_may_be_paragraphs(void **state)
{
    (void)state;
    expect_text(
        "<html><body><div class=header>Blog</div><div><h2>Mayor quits</h2><div>The mayor left office on Monday "
        "after a long meeting.</div><div>“I am tired,” she said.</div></div><div><ul><li><a href=1>Older</a></ul>"
        "</div></body></html>",
        "Mayor quits\n\nThe mayor left office on Monday after a long meeting.\n\n“I am tired,” she said.");
}

static void a_live_blog_is_all_its_updates(void **state)
{
    (void)state;
    expect_text(
        "<html><head><script type=application/ld+json>{\"@type\": \"LiveBlogPosting\"}</script></head><body><p>A "
        "word of welcome.</p><main><h1>Live</h1><div><article><p>The mayor left.</p></article></div><div>"
        "<article><p>The bridge is closed.</p></article></div></main></body></html>",
        "The mayor left.\n\nThe bridge is closed.");
}

static void hidden_and_link_blocks_are_left_out(void **state)
{
    (void)state;
    expect_text(
        "<html><body><article><p>Seen.</p><p hidden>No.</p><p style='display: none'>No.</p><p aria-hidden=true>No.</p>"
        "<p><a href=x>Read more: another story</a></p><p>Seen <a href=y>with a link</a>.</p></article></body></html>",
        "Seen.\n\nSeen with a link.");
}

static void describing_class_names_hide_nothing(void **state)
{
    (void)state;
    expect_text(
        "<html><body class='has-sidebar comments-open'><div class='with-comments'><p>The mayor left the town on "
        "Monday.</p></div></body></html>",
        "The mayor left the town on Monday.");
    expect_text("<html><body><div class='sidebar'><p>Only this.</p></div></body></html>", "Only this.");
}

static void json_ld_gives_the_metadata(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    write_file("ld.html",
               "<html lang=en><head><title>Wrong | The Sun</title><script type='application/ld+json'>{\"@graph\": "
               "[{\"@type\": "
               "\"WebSite\", \"name\": \"No\"}, {\"@type\": [\"ReportageNewsArticle\"], \"headline\": \"Mayor quits\", "
               "\"author\": [{\"@type\": \"Person\", \"name\": \"Ann Lee\"}, {\"name\": \"Bo Ek\"}], \"publisher\": "
               "{\"name\": "
               "\"The Sun\"}, \"datePublished\": \"2025-04-13T18:00:00+02:00\", \"dateModified\": \"2025-04-14\", "
               "\"articleSection\": [\"Local\"], \"mainEntityOfPage\": {\"@id\": \"https://example.com/m\"}}]}</script>"
               "<meta property=og:title content='Other'></head><body><p>The mayor left.</p></body></html>");
    article = read_one(arena, "ld.html", "html");
    assert_string_equal(article.title, "Mayor quits");
    assert_string_equal(article.author, "Ann Lee, Bo Ek");
    assert_string_equal(article.publisher, "The Sun");
    assert_string_equal(article.published, "2025-04-13T18:00:00+02:00");
    assert_string_equal(article.updated, "2025-04-14");
    assert_string_equal(article.section, "Local");
    assert_string_equal(article.url, "https://example.com/m");
    assert_string_equal(article.language, "en");
    ws_arena_free(arena);
}

static void json_ld_may_refer_and_be_wrapped(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    write_file(
        "ld.html",
        "<html><head><meta property=og:site_name content='Site'><script type='application/ld+json'>\n"
        "//<![CDATA[\n{\"@graph\": [{\"@type\": \"WebPage\", \"mainEntity\": {\"@type\": \"NewsArticle\", "
        "\"headline\": \"Mayor quits\", \"author\": [{\"@id\": \"https://e.com/#ann\"}, {\"@id\": \"#nobody\"}], "
        "\"publisher\": {\"@id\": \"https://e.com/#org\"}}}, {\"@type\": \"Person\", \"name\": \"Ann Lee\", "
        "\"@id\": \"https://e.com/#ann\"}]}\n//]]></script></head><body><p>The mayor left.</p></body></html>");
    article = read_one(arena, "ld.html", "html");
    assert_string_equal(article.title, "Mayor quits");
    assert_string_equal(article.author, "Ann Lee");
    assert_string_equal(article.publisher, "Site");
    ws_arena_free(arena);
}

static void meta_elements_give_the_metadata(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    write_file(
        "meta.html",
        "<html lang=en-GB><head><title>Mayor quits - The Sun</title><script type=application/ld+json>{broken</script>"
        "<meta property=og:site_name content='The Sun'><meta name=author content='By Ann Lee'>"
        "<meta property=article:published_time content=2025-04-13><link rel=canonical href=https://example.com/c>"
        "<meta property=article:section content=Local></head><body><p>The mayor left.</p></body></html>");
    article = read_one(arena, "meta.html", "html");
    assert_string_equal(article.title, "Mayor quits");
    assert_string_equal(article.author, "Ann Lee");
    assert_string_equal(article.publisher, "The Sun");
    assert_string_equal(article.published, "2025-04-13");
    assert_string_equal(article.section, "Local");
    assert_string_equal(article.url, "https://example.com/c");
    assert_string_equal(article.language, "en-GB");
    ws_arena_free(arena);
}

static void the_page_itself_gives_what_is_left(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    write_file("page.html", "<html><body><h1>Mayor <i>quits</i></h1><a rel=author href=x>Ann Lee</a><time "
                            "datetime='2025-04-13'>Sunday</time><p>The mayor left.</p></body></html>");
    article = read_one(arena, "page.html", "html");
    assert_string_equal(article.title, "Mayor quits");
    assert_string_equal(article.author, "Ann Lee");
    assert_string_equal(article.published, "2025-04-13");
    ws_arena_free(arena);
}

static void charsets_are_obeyed(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    write_file("cyrillic.html",
               "<html><head><meta charset=\"windows-1251\"></head><body><p>\xCF\xF0\xE8\xE2\xE5\xF2</p></body></html>");
    article = read_one(arena, "cyrillic.html", "html");
    assert_string_equal(article.text, "Привет");
    ws_arena_free(arena);
}

/* "Café — Zoë said “no”." in many ways. */
static void charsets_are_told_by_the_bytes(void **state)
{
    static const struct {
        const char *name, *page, *text;
    } pages[] = {
        {"utf-8 called latin-1", "<meta charset=iso-8859-1><p>Caf\xC3\xA9, she said.", "Caf\xC3\xA9, she said."},
        {"windows-1252 called latin-1",
         "<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'><p>\x93No,\x94 she said \x96 twice.",
         "“No,” she said – twice."},
        {"windows-1252 called utf-8", "<meta charset=utf-8><p>\x93No,\x94 said Zo\xEB.", "“No,” said Zoë."},
        {"latin-2", "<meta charset='iso-8859-2'><p>Wa\xB3\xEAsa said no.", "Wałęsa said no."},
        {"a script's charset is not the page's",
         "<script charset=utf-8 src=x></script><meta charset=windows-1250><p>Ko\x9Aice said no.", "Košice said no."},
        {"utf-16 can't be said in ascii", "<meta charset=utf-16><p>Caf\xE9 said no.", "Café said no."},
        {"broken beside the article",
         "<meta charset=utf-8><nav>Caf\xC3\xA9 and Caf\xC3</nav><main><p>The caf\xC3\xA9 said no.</main>",
         "The café said no."},
        {"pasted quotation marks", "<meta charset=utf-8><p>Caf\xC3\xA9s and z\xC3\xB6nes: \x93no,\x94 she said.",
         "Cafés and zönes: “no,” she said."},
        {"XHTML", "<?xml version='1.0' encoding='iso-8859-2'?><html><body><p>Wa\xB3\xEAsa said no.</p></body></html>",
         "Wałęsa said no."},
    };

    (void)state;
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        ws_arena *arena = ws_arena_new(0);
        ws_article article = {0};
        ws_error error = {0};

        if (ws_html_article(arena, pages[i].page, strlen(pages[i].page), NULL, NULL, &article, &error) != WS_OK)
            fail_msg("%s: %s", pages[i].name, error.message);
        assert_string_equal(article.text, pages[i].text);
        ws_arena_free(arena);
    }
}

static void broken_characters_in_the_article_are_refused(void **state)
{
    (void)state;
    write_file("broken.html", "<html><meta charset=utf-8><p>Caf\xC3\xA9s and z\xC3 nes said no.");
    expect_all("broken.html", NULL,
               "!broken.html: the article holds broken characters, the first at byte 12 of its text");
}

static void write_repeated(const char *name, const char *before, const char *piece, size_t count)
{
    ws_buffer page = WS_BUFFER_INIT(64 * 1024 * 1024);

    ws_buffer_puts(&page, before);
    for (size_t i = 0; i < count; i++) ws_buffer_puts(&page, piece);
    write_bytes(name, page.bytes, page.size);
    ws_buffer_free(&page);
}

static void deep_nesting_is_refused(void **state)
{
    static const char *const openings[] = {"<div>", "<b>", "<b></x>", "<svg>", "<x-y/>", "<DIV a='>'>"};

    (void)state;
    for (size_t i = 0; i < sizeof openings / sizeof openings[0]; i++) {
        write_repeated("deep.html", "<html><body>", openings[i], 100000);
        expect_all("deep.html", NULL, "!deep.html: its HTML elements nest more than 1000 deep");
    }
}

static void long_flat_pages_are_read(void **state)
{
    ws_arena *arena = ws_arena_new(0);

    (void)state;
    write_repeated("flat.html", "<html><body>", "<p>A word<br>", 100000);
    read_one(arena, "flat.html", "html");
    write_repeated("list.html", "<html><body><ul>", "<li>A word", 100000);
    read_one(arena, "list.html", "html");
    write_repeated("names.html", "<html><body><p>Text.", "<!-- <div> --><a1></a1><a2></a2>", 50000);
    read_one(arena, "names.html", "html");
    ws_arena_free(arena);
}

static void tricks_against_the_depth_check_are_refused(void **state)
{
    static const char *const pieces[] = {
        "<span><div></span></div>",
        "<svg><foreignObject><div></foreignObject></svg></div>",
        "<form><div></form>",
        "<select><style></select><div>",
    };

    (void)state;
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        double start = (double)clock() / CLOCKS_PER_SEC;

        write_repeated("trick.html", "<html><body>", pieces[i], 100000);
        expect_all("trick.html", NULL, "!trick.html: its HTML elements nest more than 1000 deep");
        assert_true((double)clock() / CLOCKS_PER_SEC - start < SANITIZED_SECONDS);
    }
}

static void honest_mistakes_do_not_add_up(void **state)
{
    static const char *const pieces[] = {
        "<p><b>Bold <i>both</b> slanted</i> text.",
        "<p>A word <a href=x>with <b>a link</a></b></p></div></span>\n",
        "<div><p>A <font color=red>red</font> word<p>and more</div>",
        "<ul><li>One<li>Two</ul><dl><dt>Term<dd>Meaning</dl>",
        "<center><p>A middle</center></p>",
        "<table><tr><td>One<td>Two<tr><td>Three</table>",
        "<p>A word</b></i><br></br></p></p>",
        "<select><option>One<option>Two</select><p>A word <svg><path d=x /><g></g></svg>",
    };
    ws_arena *arena = ws_arena_new(0);

    (void)state;
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        write_repeated("honest.html", "<html><body><p>Text.", pieces[i], 10000);
        read_one(arena, "honest.html", "html");
    }
    write_repeated("long.html", "<html><body>", "<p>A word here.</p>\n", 380000);
    read_one(arena, "long.html", "html");
    ws_arena_free(arena);
}

static void tags_of_many_attributes_are_refused(void **state)
{
    ws_buffer page = WS_BUFFER_INIT(16 * 1024 * 1024);
    ws_arena *arena = ws_arena_new(0);

    (void)state;
    ws_buffer_puts(&page, "<html><body><p>Text.<p");
    for (int i = 0; i < 400; i++) ws_buffer_printf(&page, " a%d", i);
    write_bytes("many.html", page.bytes, page.size);
    read_one(arena, "many.html", "html");
    for (int i = 400; i < 500000; i++) ws_buffer_printf(&page, " a%d", i);
    write_bytes("many.html", page.bytes, page.size);
    expect_all("many.html", NULL, "!many.html: one of its HTML tags has more than 500 attributes");
    ws_buffer_free(&page);
    ws_arena_free(arena);
}

/* Of the elements of a tree; templates, whose contents nobody reads, are leaves. */
static size_t depth_of_tree(const GumboNode *root)
{
    size_t deepest = 0;

    for (const GumboNode *node = root; node; node = ws_html_next(root, node, true)) {
        size_t depth = 0;

        for (const GumboNode *at = node; node->type == GUMBO_NODE_ELEMENT && at->parent; at = at->parent) depth++;
        if (depth > deepest) deepest = depth;
    }
    return deepest;
}

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

/* Of a few elements, since all together close each other; `holes` in 256 of the tags are end tags. */
static void make_soup(ws_buffer *soup, unsigned *seed, unsigned holes)
{
    static const char *const names[] = {
        "div",  "p",     "b",      "i",   "a x=1", "span",  "table",  "tr",     "td",      "li",
        "ul",   "small", "form",   "svg", "math",  "style", "desc",   "em",     "section", "foreignObject",
        "nobr", "h1",    "object", "dd",  "mi",    "font",  "button", "option", "x-y",     "caption"};
    const char *some[5];
    size_t count = 200 + next_random(seed) % 12000;

    for (size_t i = 0; i < 5; i++) some[i] = names[next_random(seed) % (sizeof names / sizeof names[0])];
    for (size_t i = 0; i < count; i++) {
        const char *name = some[next_random(seed) % 5];

        if (next_random(seed) % 256 < holes)
            ws_buffer_printf(soup, "</%.*s>", (int)strcspn(name, " "), name);
        else
            ws_buffer_printf(soup, "<%s>%s", name, next_random(seed) % 4 ? "" : "word");
    }
}

/* Gumbo's own tree, without a limit, against what ws_html_parse said of the same text. A tag may move what's already
 * there a little deeper. */
static void the_depth_is_that_of_the_tree(void **state)
{
    enum { SOUPS = 60, MOVED = 16 };
    unsigned seed = 7;
    size_t refused = 0;

    (void)state;
    for (int i = 0; i < SOUPS; i++) {
        ws_buffer soup = WS_BUFFER_INIT(1024 * 1024);
        ws_arena *memory = ws_arena_new(0);
        ws_error error = {0};
        GumboNode *root = NULL;
        GumboOutput *output;
        ws_status status;
        size_t depth;

        make_soup(&soup, &seed, next_random(&seed) % 100);
        output = gumbo_parse_with_options(&kGumboDefaultOptions, soup.bytes, soup.size);
        depth = depth_of_tree(output->root);
        status = ws_html_parse(memory, soup.bytes, soup.size, &root, &error);
        if (depth > WS_HTML_DEPTH + MOVED) assert_int_equal(status, WS_REFUSED);
        if (depth <= WS_HTML_DEPTH) assert_int_equal(status, WS_OK);
        if (status == WS_OK) assert_int_equal(depth_of_tree(root), depth);
        refused += status == WS_REFUSED;
        gumbo_destroy_output(&kGumboDefaultOptions, output);
        ws_arena_free(memory);
        ws_buffer_free(&soup);
    }
    assert_in_range(refused, 5, SOUPS - 5);
}

static void what_gumbo_asserts_ends_the_page_only(void **state)
{
    (void)state;
    write_file("order.html", "<html><body><table><caption><math><select><mi><table><table>");
    expect_all("order.html", NULL, "!order.html: its HTML elements are in an order that can't be parsed");
    write_file("order.html", "<html><body><table><svg><select><title><select><caption>");
    expect_all("order.html", NULL, "!order.html: its HTML elements are in an order that can't be parsed");
}

static void pieces_of_pages_become_text(void **state)
{
    static const struct {
        const char *html, *text;
    } pieces[] = {
        {"<p>The mayor &amp; her <i>spokesman</i> left.</p><p>She said so.</p>",
         "The mayor & her spokesman left.\n\nShe said so."},
        {"The mayor left.<br><br>She said so.", "The mayor left.\n\nShe said so."},
        {"Plain text.\n\nAs it is.", "Plain text.\n\nAs it is."},
        {"<script>x</script>", ""},
        {"", ""},
    };
    ws_arena *arena = ws_arena_new(0);

    (void)state;
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        ws_article article = {0};
        const char *html = pieces[i].html;

        assert_int_equal(ws_html_fragment(arena, html, strlen(html), &article, NULL), WS_OK);
        assert_string_equal(article.text, pieces[i].text);
        assert_int_equal(article.text_size, strlen(article.text));
    }
    assert_string_equal(ws_html_line(arena, "Rain &amp;\n <b>snow</b>", 22), "Rain & snow");
    assert_string_equal(ws_html_line(arena, "Rain", 4), "Rain");
    ws_arena_free(arena);
}

static void a_page_may_come_with_its_charset_and_address(void **state)
{
    static const char page[] = "<html><body><p>Caf\xE9 owners said no.</p></body></html>";
    ws_arena *arena = ws_arena_new(0);
    ws_article article = {0};

    (void)state;
    assert_int_equal(ws_html_article(arena, page, sizeof page - 1, "ISO-8859-1", "https://e.com/a", &article, NULL),
                     WS_OK);
    assert_string_equal(article.text, "Caf\xC3\xA9 owners said no.");
    assert_string_equal(article.url, "https://e.com/a");
    ws_arena_free(arena);
}

static void what_stands_in_the_text_is_told_from_it(void **state)
{
    (void)state;
    expect_text(
        "<html><head><title>Mayor quits</title></head><body><article><h1>Mayor quits</h1>"
        "<p>The mayor of the town left office on Monday after a long meeting.</p>"
        "<p>READ MORE: <a href=x>What the baker said to the mayor</a></p>"
        "<h2>What happens now</h2><p>The council will choose another mayor before the end of the month.</p>"
        "<p>“No.”</p><div class=c7>Advertisement</div><p>“Never.”</p>"
        "<div class=c9><p>Sign up for our newsletter and get it all in your inbox.</p></div>"
        "<p>The bakers of the town said that they would be sorry to see her go.</p>"
        "<p>Reach Ann Lee at the newsroom.</p></article></body></html>",
        "The mayor of the town left office on Monday after a long meeting.\n\nWhat happens now\n\nThe council will "
        "choose another mayor before the end of the month.\n\n“No.”\n\n“Never.”\n\nThe bakers of the town said "
        "that they would be sorry to see her go.");
}

static void parts_are_marked(void **state)
{
    static const ws_part parts[] = {WS_PART_SUMMARY, WS_PART_CORRECTION, WS_PART_CAPTION, WS_PART_PULL_QUOTE};
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    write_file(
        "parts.html",
        "<html><body><article><h1>T</h1><p class=standfirst>In short.</p><p>The mayor of the town left office on "
        "Monday after a long meeting.</p><figure><figcaption>The mayor. (Photo: Ann Lee)</figcaption></figure>"
        "<aside class=pull-quote>“I never liked the office that they gave me”</aside><p>The council will choose "
        "another mayor before the end of the month.</p><p>Correction: he was born in May.</p></article>");
    article = read_one(arena, "parts.html", "html");
    assert_string_equal(
        article.text,
        "In short.\n\nThe mayor of the town left office on Monday after a long meeting.\n\nThe council will "
        "choose another mayor before the end of the month.\n\nCorrection: he was born in May.\n\nThe "
        "mayor.\n\n“I never liked the office that they gave me”");
    assert_string_equal(article.correction, "Correction: he was born in May.");
    assert_int_equal(article.part_count, 4);
    for (size_t i = 0; i < 4; i++) assert_int_equal(article.parts[i].part, parts[i]);
    ws_arena_free(arena);
}

static void json_ld_has_the_text_of_pages_made_in_the_browser(void **state)
{
    ws_buffer page = WS_BUFFER_INIT(64 * 1024);

    (void)state;
    ws_buffer_puts(&page,
                   "<html><head><script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"articleBody\": \"");
    for (int i = 0; i < 10; i++) ws_buffer_puts(&page, "The mayor left, she said. ");
    ws_buffer_puts(&page, "\\n\\nIt rained.\"}</script></head><body><div id=root>Loading</div></body></html>");
    write_bytes("app.html", page.bytes, page.size);
    ws_arena *arena = ws_arena_new(0);
    ws_article article = read_one(arena, "app.html", "html");
    assert_non_null(strstr(article.text, "she said. \n\nIt rained."));
    ws_arena_free(arena);
    ws_buffer_free(&page);
}

static void a_site_s_name_in_the_h1_is_no_title(void **state)
{
    static const char *const pages[] = {
        "<title>Mayor leaves office after a meeting - The Sun</title><h1>The Sun</h1><p>The mayor left.",
        "<title>The Sun: Mayor leaves office after a meeting</title><h1>The Sun</h1><p>The mayor left.",
        "<title>Mayor leaves office after a meeting | Sun</title><h1>Mayor leaves office after a meeting</h1><p>She.",
    };

    (void)state;
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        ws_arena *arena = ws_arena_new(0);
        ws_article article = {0};

        assert_int_equal(ws_html_article(arena, pages[i], strlen(pages[i]), NULL, NULL, &article, NULL), WS_OK);
        assert_string_equal(article.title, "Mayor leaves office after a meeting");
        ws_arena_free(arena);
    }
}

static void pages_without_text_are_refused(void **state)
{
    (void)state;
    write_file("none.html", "<html><body><script>x</script></body></html>");
    expect_all("none.html", NULL, "!none.html: no article text was found in the page");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_article_is_told_from_the_page),
        cmocka_unit_test(class_names_and_microdata_are_believed),
        cmocka_unit_test(the_densest_block_is_taken_without_semantics),
        cmocka_unit_test(divisions_may_be_paragraphs),
        cmocka_unit_test(a_live_blog_is_all_its_updates),
        cmocka_unit_test(hidden_and_link_blocks_are_left_out),
        cmocka_unit_test(describing_class_names_hide_nothing),
        cmocka_unit_test(json_ld_gives_the_metadata),
        cmocka_unit_test(json_ld_may_refer_and_be_wrapped),
        cmocka_unit_test(meta_elements_give_the_metadata),
        cmocka_unit_test(the_page_itself_gives_what_is_left),
        cmocka_unit_test(charsets_are_obeyed),
        cmocka_unit_test(charsets_are_told_by_the_bytes),
        cmocka_unit_test(broken_characters_in_the_article_are_refused),
        cmocka_unit_test(deep_nesting_is_refused),
        cmocka_unit_test(long_flat_pages_are_read),
        cmocka_unit_test(tricks_against_the_depth_check_are_refused),
        cmocka_unit_test(honest_mistakes_do_not_add_up),
        cmocka_unit_test(tags_of_many_attributes_are_refused),
        cmocka_unit_test(the_depth_is_that_of_the_tree),
        cmocka_unit_test(what_gumbo_asserts_ends_the_page_only),
        cmocka_unit_test(pieces_of_pages_become_text),
        cmocka_unit_test(a_page_may_come_with_its_charset_and_address),
        cmocka_unit_test(what_stands_in_the_text_is_told_from_it),
        cmocka_unit_test(parts_are_marked),
        cmocka_unit_test(json_ld_has_the_text_of_pages_made_in_the_browser),
        cmocka_unit_test(a_site_s_name_in_the_h1_is_no_title),
        cmocka_unit_test(pages_without_text_are_refused),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
