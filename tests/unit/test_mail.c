/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "files_fixture.h"
#include "mail.h"

#define HEADER                                                                                                         \
    "Received: from a by b; Mon, 3 Mar 2025 10:12:00 +0100\r\n"                                                        \
    "From: =?utf-8?q?Jos=C3=A9?= Ruiz <jose@example.org>\r\nTo: NOBODY <to@example.org>\r\nCc: NOBODY\r\n"             \
    "Date: Mon, 3 Mar 2025 10:12:00 +0100\r\nSubject: Re: Fwd: The bridge\r\nMessage-ID: <one@example.org>\r\n"

static void expect_words(const char *text, const char *expected)
{
    ws_buffer out = WS_BUFFER_INIT(100000);

    ws_mail_own_words(text, strlen(text), &out);
    assert_string_equal(out.bytes ? out.bytes : "", expected);
    ws_buffer_free(&out);
}

static void a_message_is_an_article(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    write_file("one.eml", HEADER "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: "
                                 "quoted-printable\r\n\r\nThe caf=E9 is =\r\nshut.\r\n\r\nSo is the bridge.\r\n");
    article = read_one(arena, "one.eml", "eml");
    assert_string_equal(article.text, "The café is shut.\n\nSo is the bridge.");
    assert_string_equal(article.title, "The bridge");
    assert_string_equal(article.author, "José Ruiz");
    assert_string_equal(article.published, "2025-03-03T10:12:00+01:00");
    assert_string_equal(article.input_id, "one@example.org");
    assert_null(article.publisher);
    ws_arena_free(arena);
}

static void plain_before_html_and_nothing_attached(void **state)
{
    ws_arena *arena = ws_arena_new(0);

    (void)state;
    write_file("two.eml",
               HEADER "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"x\"\r\n\r\nNO\r\n--x\r\n"
                      "Content-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\nNO\r\n--x\r\n"
                      "Content-Type: message/rfc822\r\n\r\nSubject: NO\r\n\r\nNO\r\n--x\r\n"
                      "Content-Type: multipart/alternative; boundary=y\r\n\r\n--y\r\nContent-Type: text/html\r\n\r\n"
                      "<p>NO</p>\r\n--y\r\nContent-Type: text/plain\r\n\r\nYes.\r\n--y--\r\n--x--\r\n");
    assert_string_equal(read_one(arena, "two.eml", "eml").text, "Yes.");
    write_file("html.eml", HEADER "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                                  "PHA+VGhlIGJyaWRnZSBpcyBzaHV0LCB0aGUgbWF5b3Igc2FpZC48L3A+PHA+U2VudCBmcm9tIG15IHBob25l"
                                  "PC9wPg==\r\n");
    assert_string_equal(read_one(arena, "html.eml", "eml").text, "The bridge is shut, the mayor said.");
    ws_arena_free(arena);
}

static void senders_are_authors_or_publishers(void **state)
{
    static const char *const cases[][3] = {
        {"From: jane@example.org\n", NULL, NULL},
        {"From: Jane <jane@example.org>, Bo <bo@example.org>\n", NULL, NULL},
        {"From: The Courier <newsletter@example.org>\n", NULL, "The Courier"},
        {"From: Jane Ruiz via Town List <list@example.org>\nList-Id: \"Town List\" <list.example.org>\n", "Jane Ruiz",
         "Town List"},
        {"From: \"jane@example.org\" <jane@example.org>\nList-Id: <list.example.org>\n", NULL, NULL},
    };
    ws_arena *arena = ws_arena_new(0);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char file[600];
        ws_article article;

        snprintf(file, sizeof file, "Subject: x\nDate: nonsense\n%sMime-Version: 1.0\n\nYes.\n", cases[i][0]);
        write_file("sender.eml", file);
        article = read_one(arena, "sender.eml", "eml");
        assert_string_equal(article.author ? article.author : "-", cases[i][1] ? cases[i][1] : "-");
        assert_string_equal(article.publisher ? article.publisher : "-", cases[i][2] ? cases[i][2] : "-");
        assert_null(article.published);
    }
    ws_arena_free(arena);
}

static void quoted_words_are_not_the_writers(void **state)
{
    (void)state;
    expect_words("a\n> NO\n>> NO\nb\n", "a\n\nb");
    expect_words("Yes.\n\nOn Mon, 3 Mar 2025 at 10:12, Jane <j@x.org> wrote:\n\n> NO\n\nAnd more.\n",
                 "Yes.\n\nAnd more.");
    expect_words("Yes.\n\nOn Mon, 3 Mar 2025 at 10:12, Jane Ruiz\n<j@x.org> wrote:\nNO\n", "Yes.");
    expect_words("On Monday the mayor wrote:\n\n“It will hold.”\n", "On Monday the mayor wrote:\n\n“It will hold.”");
    expect_words("Yes.\n-----Original Message-----\nFrom: NO\n", "Yes.");
    expect_words("Yes.\n\nFrom: Jane\nSent: Monday\nTo: NO\nSubject: NO\n\nNO", "Yes.");
    expect_words("From: the beginning\nit was bad.", "From: the beginning\nit was bad.");
    expect_words("Yes.\nBegin forwarded message:\nNO", "Yes.");
}

static void signatures_and_notices_are_not_read(void **state)
{
    (void)state;
    expect_words("Yes.\r\n-- \r\nNO\r\n", "Yes.");
    expect_words("Yes.\n--\nJane Ruiz\nNO\n", "Yes.");
    expect_words("a\n--\nb\nb\nb\nb\nb\nb\nb\nb\nb\n", "a\n--\nb\nb\nb\nb\nb\nb\nb\nb\nb");
    expect_words("Yes.\n\nSent from my phone\n", "Yes.");
    expect_words("Yes.\n____________________________________\nTown mailing list\nNO", "Yes.");
}

/* Of each article of a file, "!" where it is cut off and "." where not. */
static void expect_cut(const char *name, const char *expected)
{
    const char *items[] = {path_of(name)};
    ws_strings paths = {items, 1};
    ws_arena *arena = ws_arena_new(0);
    ws_collection *collection;
    ws_article article;
    ws_error error;

    assert_int_equal(ws_collection_open(&paths, NULL, NULL, &collection, &error), WS_OK);
    for (; *expected; expected++) {
        assert_int_equal(ws_collection_next(collection, arena, &article, &error), WS_OK);
        assert_int_equal(article.cut_off, *expected == '!');
    }
    assert_int_equal(ws_collection_next(collection, arena, &article, &error), WS_END);
    ws_collection_close(collection);
    ws_arena_free(arena);
}

static void a_mailbox_is_one_article_a_message(void **state)
{
    ws_arena *arena = ws_arena_new(0);

    (void)state;
    write_file("three.mbox",
               "From a@b Mon Mar  3 10:12:00 2025\n" HEADER "\nOne.\n>From here on.\nFrom there on: not.\n\n"
               "From a@b Mon Mar  3 10:13:00 2025\nSubject: x\nFrom: a@b\nTo: NO\n\n> NO\n\n"
               "From a@b Mon Mar  3 10:14:00 2025\nSubject: x\nFrom: a@b\nTo: NO\n\nThree.\n");
    expect_all("three.mbox", NULL,
               "[One.\nFrom here on.\nFrom there on: not.]!three.mbox:14: the message has no "
               "words of its own[Three.]");
    write_file("same.mbox", "From a@b Mon Mar  3 10:14:00 2025\nSubject: x\nFrom: a@b\nTo: NO\n\nThree.\n");
    assert_string_equal(strrchr(read_one(arena, "same.mbox", "mbox").input_id, '#'), "#1");
    ws_arena_free(arena);
}

static void messages_without_an_end_are_cut_off(void **state)
{
    static const char parts[] = HEADER "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
                                       "Content-Type: text/plain\r\n\r\nOne.\r\n";
    static const char box[] = "From a@b Mon Mar  3 10:13:00 2025\nSubject: x\nFrom: a@b\nTo: NO\n\nOne.\n\n"
                              "From a@b Mon Mar  3 10:14:00 2025\nSubject: x\nFrom: a@b\nTo: NO\n\nTwo.\n";
    ws_arena *arena = ws_arena_new(0);
    char whole[1000];

    (void)state;
    write_file("cut.eml", parts);
    assert_true(read_one(arena, "cut.eml", "eml").cut_off);
    snprintf(whole, sizeof whole, "%s--x--\r\n", parts);
    write_file("whole.eml", whole);
    assert_false(read_one(arena, "whole.eml", "eml").cut_off);
    write_file("short.eml", HEADER "\r\nOne."); /* nothing tells */
    assert_false(read_one(arena, "short.eml", "eml").cut_off);
    write_file("one.mbox", box);
    expect_cut("one.mbox", "..");
    write_bytes("two.mbox", box, sizeof box - 2);
    expect_cut("two.mbox", ".!");
    ws_arena_free(arena);
}

static void dates_are_told_as_they_stand(void **state)
{
    ws_arena *arena = ws_arena_new(0);

    (void)state;
    write_file("date.eml", "Subject: x\nFrom: a@b\nTo: c@d\nDate: nonsense\n\nOne.\n");
    assert_string_equal(read_one(arena, "date.eml", "eml").unread_date, "published \"nonsense\"");
    ws_arena_free(arena);
}

static void what_nests_too_much_is_refused(void **state)
{
    ws_buffer deep = WS_BUFFER_INIT(1024 * 1024);

    (void)state;
    ws_buffer_puts(&deep, HEADER);
    for (int i = 0; i < 600; i++)
        ws_buffer_printf(&deep, "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i, i);
    write_file("deep.eml", deep.bytes);
    expect_all("deep.eml", NULL, "!deep.eml: the message has too many parts");
    ws_buffer_free(&deep);
}

static bool is_mail(const char *head)
{
    return ws_mail_begins((const unsigned char *)head, strlen(head));
}

static void other_texts_are_no_messages(void **state)
{
    (void)state;
    assert_true(is_mail("From: a\nTo: b\nSubject: c\n\nText"));
    assert_false(is_mail("From: a\nTo: b\n\nText"));
    assert_false(is_mail("Subject: bridges\n\nText"));
    assert_false(is_mail("MAYOR: Yes.\nTo: b\nFrom: c\nDate: d\nand a line.\n"));
    assert_false(is_mail(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_message_is_an_article),
        cmocka_unit_test(plain_before_html_and_nothing_attached),
        cmocka_unit_test(senders_are_authors_or_publishers),
        cmocka_unit_test(quoted_words_are_not_the_writers),
        cmocka_unit_test(signatures_and_notices_are_not_read),
        cmocka_unit_test(a_mailbox_is_one_article_a_message),
        cmocka_unit_test(messages_without_an_end_are_cut_off),
        cmocka_unit_test(dates_are_told_as_they_stand),
        cmocka_unit_test(what_nests_too_much_is_refused),
        cmocka_unit_test(other_texts_are_no_messages),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
