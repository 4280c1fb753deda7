/* SPDX-License-Identifier: GPL-3.0-or-later */
/* NewsML of both generations, and NITF. */
#include "files_fixture.h"

#define G2 "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='urn:newsml:npa.example:2014:b' version='3'>"

static void an_item_of_g2_is_read(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    write_file(
        "g2.xml",
        "<?xml version='1.0' encoding='UTF-8'?>\n" G2 "<rightsInfo><copyrightHolder literal='Holder'/></rightsInfo>"
        "<itemMeta><itemClass qcode='ninat:text'/><provider qcode='nprov:NPA'><name>Northern Press</name></provider>"
        "<versionCreated>2014-03-02T10:00:00Z</versionCreated><firstCreated>2014-03-01T10:00:00Z</firstCreated>"
        "<embargoed>2014-03-03T00:00:00Z</embargoed><pubStatus qcode='stat:withheld'/><signal qcode='sig:correction'/>"
        "<edNote>Fixes the day.</edNote></itemMeta><contentMeta><located qcode='city:1'><name>Lindfell</name></located>"
        "<creator><name>desk.1</name></creator><language tag='en-GB'/><headline role='hld:sub'>Sub</headline>"
        "<headline>Bridge <em>closed</em></headline><by>By Ann Lee</by><creditline>NPA/Other</creditline></contentMeta>"
        "<contentSet><inlineData contenttype='text/plain'>Flat.</inlineData><inlineXML "
        "contenttype='application/nitf+xml'>"
        "<nitf "
        "xmlns='http://iptc.org/std/NITF/2006-10-18/'><body><body.head><hedline><hl1>No</hl1></hedline></body.head>"
        "<body.content><p>The bridge &mdash; old &mdash; closed.</p><media><media-reference>No.</media-reference><media-caption>Bo Ek at the bridge.</media-caption></media>"
        "<ed-msg info='no'/><hl2>Why</hl2><block><p>&#8220;No choice,&#8221; said <person>Bo Ek</person>.</p></block>"
        "</body.content><body.end><tagline>No.</tagline></body.end></body></nitf></inlineXML></contentSet></newsItem>");
    article = read_one(arena, "g2.xml", "newsml");
    assert_string_equal(article.text, "The bridge — old — closed.\n\nWhy\n\n“No choice,” said Bo Ek.\n\nBo Ek at the bridge.");
    assert_int_equal(article.part_count, 1);
    assert_int_equal(article.parts[0].part, WS_PART_CAPTION);
    assert_string_equal(article.text + article.parts[0].span.begin, "Bo Ek at the bridge.");
    assert_string_equal(article.title, "Bridge closed");
    assert_string_equal(article.author, "Ann Lee");
    assert_string_equal(article.dateline, "Lindfell");
    assert_string_equal(article.publisher, "Northern Press");
    assert_string_equal(article.credit, "NPA/Other");
    assert_string_equal(article.language, "en-GB");
    assert_string_equal(article.published, "2014-03-01T10:00:00Z");
    assert_string_equal(article.updated, "2014-03-02T10:00:00Z");
    assert_string_equal(article.embargoed, "2014-03-03T00:00:00Z");
    assert_string_equal(article.correction, "Fixes the day.");
    assert_string_equal(article.id, "Northern Press/urn:newsml:npa.example:2014:b");
    assert_int_equal(article.release, WS_RELEASE_WITHHELD);
    ws_arena_free(arena);
}

static void a_message_has_several_items(void **state)
{
    (void)state;
    write_file(
        "message.xml",
        "<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><header/><itemSet><packageItem guid='p'><groupSet/>"
        "</packageItem>\n<newsItem guid='a'><contentSet><inlineXML contenttype='application/xhtml+xml'><html "
        "xmlns='http://www.w3.org/1999/xhtml'><head><title>No</title></head><body><p>One.</p></body></html></inlineXML>"
        "</contentSet></newsItem>\n<newsItem guid='b'><itemMeta><itemClass "
        "qcode='ninat:picture'/></itemMeta><contentSet>"
        "<remoteContent href='x.jpg'/></contentSet></newsItem>\n<newsItem guid='c'><contentSet><inlineData contenttype="
        "'text/plain'>Two &lt; three.</inlineData></contentSet></newsItem></itemSet></newsMessage>");
    expect_all("message.xml", NULL,
               "[One.]-[Two < three.]");
    write_file("package.xml", "<packageItem guid='p'><groupSet/></packageItem>");
    expect_all("package.xml", NULL, "-");
}

static void text_that_is_called_plain_may_hold_tags(void **state)
{
    (void)state;
    write_file(
        "plain.xml",
        "<newsItem><contentSet><inlineData contenttype='text/plain'><![CDATA[\n<p>One\n line.</p>]]></inlineData>"
        "</contentSet></newsItem>");
    expect_all("plain.xml", NULL, "[One line.]");
}

static void a_canceled_item_needs_no_text(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    write_file("gone.xml",
               G2 "<itemMeta><pubStatus qcode='stat:canceled'/><edNote>Kill</edNote></itemMeta></newsItem>");
    article = read_one(arena, "gone.xml", "newsml");
    assert_int_equal(article.release, WS_RELEASE_CANCELED);
    assert_string_equal(article.text, "canceled");
    ws_arena_free(arena);
}

static void the_older_newsml_is_read(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    write_file(
        "old.xml",
        "<NewsML Version='1.2'><NewsEnvelope><SentFrom><Party FormalName='The "
        "Wire'/></SentFrom></NewsEnvelope><NewsItem>"
        "<Identification><NewsIdentifier><ProviderId>wire.example</ProviderId><DateId>20140301</DateId><NewsItemId>b7"
        "</NewsItemId><RevisionId>2</RevisionId></NewsIdentifier></Identification><NewsManagement><FirstCreated>"
        "20140301T100000+0000</FirstCreated><ThisRevisionCreated>20140301T100000+0000</ThisRevisionCreated><Status "
        "FormalName='Embargoed'/><StatusWillChange><FutureStatus FormalName='Usable'/><DateAndTime>20140302T000000+0000"
        "</DateAndTime></StatusWillChange></NewsManagement><NewsComponent><AdministrativeMetadata><Source><Party "
        "FormalName='Acme'/></Source></AdministrativeMetadata><NewsComponent><DescriptiveMetadata><Language "
        "FormalName='fr'/>"
        "</DescriptiveMetadata><ContentItem><DataContent><p>Non.</p></DataContent></ContentItem></NewsComponent>"
        "<NewsComponent><NewsLines><HeadLine>Bridge closed</HeadLine><ByLine>By Ann "
        "Lee</ByLine><DateLine>LINDFELL</DateLine>"
        "</NewsLines><DescriptiveMetadata><Language FormalName='en'/></DescriptiveMetadata><NewsComponent><Role "
        "FormalName="
        "'Contact'/><ContentItem><DataContent>Call us.</DataContent></ContentItem></NewsComponent><NewsComponent><Role "
        "FormalName='Body'/><ContentItem><MimeType FormalName='text/xhtml'/><DataContent><html><body><p>It "
        "closed.</p></body>"
        "</html></DataContent></ContentItem></NewsComponent></NewsComponent></NewsComponent></NewsItem></NewsML>");
    article = read_one(arena, "old.xml", "newsml");
    assert_string_equal(article.text, "It closed.");
    assert_string_equal(article.title, "Bridge closed");
    assert_string_equal(article.author, "Ann Lee");
    assert_string_equal(article.dateline, "LINDFELL");
    assert_string_equal(article.publisher, "The Wire");
    assert_string_equal(article.credit, "Acme");
    assert_string_equal(article.input_id, "urn:newsml:wire.example:20140301:b7");
    assert_string_equal(article.published, "2014-03-01T10:00:00Z");
    assert_null(article.updated);
    assert_int_equal(article.release, WS_RELEASE_WITHHELD);
    assert_string_equal(article.embargoed, "2014-03-02T00:00:00Z");
    ws_arena_free(arena);
}

#define CAPTION(words)                                                                                                 \
    "<NewsComponent><Role FormalName='Caption'/><ContentItem><MimeType FormalName='text/xhtml'/><DataContent><p>" words  \
    "</p></DataContent></ContentItem></NewsComponent>"
#define PHOTO(words)                                                                                                   \
    "<NewsComponent><Role FormalName='Photo'/><NewsLines><HeadLine>" words "</HeadLine></NewsLines><ContentItem "       \
    "Href='x.jpg'/></NewsComponent>"

static void captions_of_the_older_newsml_are_parts(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    write_file("captions.xml",
               "<NewsML><NewsItem><NewsComponent>" CAPTION("Bo Ek &amp; others.")
               "<NewsComponent><Role FormalName='Main'/><ContentItem><DataContent>It closed.</DataContent></ContentItem>"
               "</NewsComponent>" PHOTO("The bridge.") PHOTO("The bridge.") PHOTO("It closed.")
               "<NewsComponent><DescriptiveMetadata><Language FormalName='fr'/></DescriptiveMetadata>" CAPTION("Non.")
               "</NewsComponent><NewsComponent><Role FormalName='Logo'/><NewsLines><HeadLine>NO</HeadLine></NewsLines>"
               "</NewsComponent></NewsComponent></NewsItem></NewsML>");
    article = read_one(arena, "captions.xml", "newsml");
    assert_string_equal(article.text, "It closed.\n\nBo Ek & others.\n\nThe bridge.");
    assert_int_equal(article.part_count, 2);
    assert_int_equal(article.parts[0].part, WS_PART_CAPTION);
    assert_int_equal(article.parts[1].part, WS_PART_CAPTION);
    assert_int_equal(article.parts[0].span.begin, 12);
    assert_int_equal(article.parts[0].span.end, 27);
    assert_string_equal(article.text + article.parts[1].span.begin, "The bridge.");
    write_file("picture.xml", "<NewsML><NewsItem><NewsComponent>" PHOTO("The bridge.") "</NewsComponent></NewsItem></NewsML>");
    expect_all("picture.xml", NULL, "-");
    ws_arena_free(arena);
}

static void nitf_is_read(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    write_file(
        "n.xml",
        "<?xml version='1.0' encoding='iso-8859-1'?><!DOCTYPE nitf SYSTEM 'http://nowhere.example/nitf.dtd'>\n<nitf "
        "xml:lang='en'><head><title>Slug</title><docdata management-status='usable'><correction info='The day was "
        "wrong.'/><date.issue norm='20140301T100000Z'/><date.release norm='20140302T000000Z'/><doc-id id-string='b7'/>"
        "<doc.copyright holder='Northern'/><urgency ed-urg='2'/><ed-msg info='Not for reading.'/></docdata><pubdata "
        "position.section='Local'/></head><body><body.head><hedline><hl1>Bridge closed</hl1><hl2>A line below it</hl2></hedline><abstract><p>It is shut.</p></abstract>"
        "<byline>By <person>Ann Lee</person> and <person>Bo "
        "Ek</person><byttl>Staff</byttl></byline><distributor><org>NPA"
        "</org></distributor><dateline><location>Lindfell</location><story.date norm='x'>March "
        "1</story.date></dateline>"
        "</body.head><body.content><p>Caf\xE9 closed.</p><p/><table><tr><td>One</td></tr></table></body.content></body>"
        "</nitf>");
    article = read_one(arena, "n.xml", "nitf");
    assert_string_equal(article.text, "A line below it\n\nIt is shut.\n\nCafé closed.\n\nOne");
    assert_int_equal(article.part_count, 2);
    assert_int_equal(article.parts[0].part, WS_PART_SUMMARY);
    assert_int_equal(article.parts[1].part, WS_PART_SUMMARY);
    assert_int_equal(article.parts[1].span.end, strlen("A line below it\n\nIt is shut."));
    assert_string_equal(article.title, "Bridge closed");
    assert_string_equal(article.author, "Ann Lee, Bo Ek");
    assert_string_equal(article.dateline, "Lindfell");
    assert_string_equal(article.section, "Local");
    assert_string_equal(article.publisher, "Northern");
    assert_string_equal(article.credit, "NPA");
    assert_string_equal(article.correction, "The day was wrong.");
    assert_string_equal(article.published, "2014-03-01T10:00:00Z");
    assert_string_equal(article.embargoed, "2014-03-02T00:00:00Z");
    assert_string_equal(article.id, "Northern/b7");
    ws_arena_free(arena);
    write_file("by.xml",
               "<nitf><body><body.head><byline>By Ann <i>Lee</i><byttl>Staff</byttl></byline></body.head><body.content>"
               "<p>One.</p></body.content></body></nitf>");
    arena = ws_arena_new(0);
    assert_string_equal(read_one(arena, "by.xml", "nitf").author, "Ann Lee");
    ws_arena_free(arena);
    write_file("dateline.xml",
               "<nitf><body><body.head><abstract><p>It is shut, the mayor says.</p></abstract></body.head><body.content>"
               "<p>LINDFELL (NPA) — The bridge was shut at noon.</p></body.content></body></nitf>");
    arena = ws_arena_new(0);
    article = read_one(arena, "dateline.xml", "nitf");
    assert_string_equal(article.dateline, "LINDFELL (NPA)");
    assert_null(article.title);
    ws_arena_free(arena);
    write_file("embargo.xml", "<nitf><head><docdata><date.issue norm='20140301T100000Z'/><date.release norm='Sunday'/>"
                              "</docdata></head><body><body.content><p>One.</p></body.content></body></nitf>");
    arena = ws_arena_new(0);
    article = read_one(arena, "embargo.xml", "nitf");
    assert_string_equal(article.unread_date, "embargoed \"Sunday\"");
    assert_int_equal(article.release, WS_RELEASE_WITHHELD);
    ws_arena_free(arena);
    write_file("empty.xml", "<nitf>\n<body><body.content/></body></nitf>");
    expect_all("empty.xml", NULL, "-");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_item_of_g2_is_read),         cmocka_unit_test(a_message_has_several_items),
        cmocka_unit_test(a_canceled_item_needs_no_text), cmocka_unit_test(text_that_is_called_plain_may_hold_tags),
        cmocka_unit_test(the_older_newsml_is_read),      cmocka_unit_test(nitf_is_read),
        cmocka_unit_test(captions_of_the_older_newsml_are_parts),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
