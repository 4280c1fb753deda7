/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Watches and what they have told, as they are read back. */
#include "deliver.h"
#include "state.h"
#include "watches.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define KEY "0123456789abcdef0123456789abcdef"
#define ONE "{\"name\":\"toll\",\"key\":\"" KEY "\",\"query\":\"by:toll\""

static int set_up(void **state)
{
    *state = ws_arena_new(0);
    return *state ? 0 : -1;
}

static int tear_down(void **state)
{
    ws_arena_free(*state);
    return 0;
}

static ws_status parse(ws_arena *arena, const char *text, ws_watches *out, ws_error *error)
{
    return ws_watches_parse(arena, text, strlen(text), "watches.json", out, error);
}

static void test_names_and_addresses(void **state)
{
    char longest[WS_WATCH_NAME_BYTES + 2];
    (void)state;
    memset(longest, 'a', sizeof longest);
    longest[sizeof longest - 1] = '\0';
    assert_true(ws_watch_is_name("toll-bridge_2.x"));
    assert_false(ws_watch_is_name(longest));
    assert_true(ws_watch_is_name(longest + 1));
    const char *const no_names[] = {"", ".", "../x", "a/b", "-a", "a b", "a\n", "\xc3\xa9t"};
    for (size_t i = 0; i < sizeof no_names / sizeof *no_names; i++) assert_false(ws_watch_is_name(no_names[i]));
    assert_true(ws_watch_is_address("root"));
    assert_true(ws_watch_is_address("o'brien+desk@news.example.org"));
    const char *const none[] = {"",      "-oQ/tmp",       "a@",           "@b",      "a@b@c",          "a b@c",
                                "a,b@c", "a@b\nBcc: c@d", "a@b\r\n",      "<a@b>",   "\"a\"@b",        "a@-b",
                                "a;b",   "a@[::1]",       "\xc3\xa9@b.c", "|/bin/x", "/var/mail/root", "a@b c"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) assert_false(ws_watch_is_address(none[i]));
}

static void test_watches_are_checked(void **state)
{
    ws_watches all;
    ws_error error;
    assert_int_equal(parse(*state, "{\"format\":1,\"watches\":[" ONE ",\"feed\":\"/f\"}]}", &all, &error), WS_OK);
    assert_int_equal(all.count, 1);
    assert_string_equal(all.items[0].query, "by:toll");
    assert_string_equal(all.items[0].feed, "/f");
    assert_null(all.items[0].email);
    assert_ptr_equal(ws_watches_find(&all, "toll"), &all.items[0]);
    assert_null(ws_watches_find(&all, "tol"));
    assert_int_equal(parse(*state, "{\"format\":1,\"watches\":[" ONE "}]}", &all, &error), WS_OK);
    const struct {
        const char *text, *says;
    } wrong[] = {{"", "watches.json"},
                 {"{\"format\":1,\"watches\":[" ONE "}]", "watches.json"},
                 {"[]", "no file of watches"},
                 {"{\"format\":1}", "no file of watches"},
                 {"{\"format\":0,\"watches\":[]}", "no file of watches"},
                 {"{\"format\":1,\"watches\":[3]}", "no text"},
                 {"{\"format\":1,\"watches\":[" ONE "}," ONE "}]}", "twice"},
                 {"{\"format\":1,\"watches\":[" ONE ",\"about\":\"x\"}]}", "one of query and about"},
                 {"{\"format\":1,\"watches\":[" ONE ",\"feed\":\"f\"}]}", "whole path"},
                 {"{\"format\":1,\"watches\":[" ONE ",\"email\":\"a@b\\nBcc: c@d\"}]}", "mail address"},
                 {"{\"format\":1,\"watches\":[" ONE ",\"command\":3}]}", "no text"},
                 {"{\"format\":1,\"watches\":[{\"name\":\"../t\",\"key\":\"" KEY "\",\"query\":\"q\"}]}", "could be"},
                 {"{\"format\":1,\"watches\":[{\"name\":\"t\",\"key\":\"x\",\"query\":\"q\"}]}", "no key"}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(parse(*state, wrong[i].text, &all, &error), WS_CORRUPT);
        assert_non_null(strstr(error.message, wrong[i].says));
    }
    assert_int_equal(parse(*state, "{\"format\":2,\"watches\":[]}", &all, &error), WS_FUTURE);
}

static ws_watch_edits two_rows(void)
{
    static ws_exported_row rows[] = {{{{[0] = 7}}, "Post/1", "Ana Ruiz", "2025-04-15T00:00:00Z", 5, true, false},
                                     {{{[0] = 3}}, NULL, "", NULL, 0, true, false}};
    return (ws_watch_edits){rows, 2, 2};
}

static void test_files(void **state)
{
    char folder[] = "/tmp/whosaid-watches-XXXXXX", path[64], saved[64];
    struct stat found;
    ws_watch watch = {.name = "toll", .key = KEY, .about = "Post/\"1\"", .command = "tee x"};
    ws_watches all = {&watch, 1}, back;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/watches.json", folder);
    snprintf(saved, sizeof saved, "%s/watch-toll.jsonl", folder);
    assert_int_equal(ws_watches_load(*state, path, &back, NULL), WS_OK); /* there is none */
    assert_int_equal(back.count, 0);
    assert_int_equal(ws_watches_save(*state, path, &all, NULL), WS_OK);
    assert_int_equal(stat(path, &found), 0);
    assert_int_equal(found.st_mode & 0777, 0600);
    assert_int_equal(ws_watches_load(*state, path, &back, NULL), WS_OK);
    assert_int_equal(back.count, 1);
    assert_string_equal(back.items[0].about, "Post/\"1\"");
    assert_string_equal(back.items[0].command, "tee x");
    assert_string_equal(ws_watch_state_path(*state, path, "toll"), saved);
    chmod(path, 0620); /* others may have put a command into it */
    assert_int_equal(ws_watches_load(*state, path, &back, NULL), WS_REFUSED);
    unlink(path);
    assert_int_equal(symlink(saved, path), 0);
    assert_int_not_equal(ws_watches_load(*state, path, &back, NULL), WS_OK);
    unlink(path);
    int first, second;
    assert_int_equal(ws_watches_lock(*state, path, &first, NULL), WS_OK);
    assert_int_equal(ws_watches_lock(*state, path, &second, NULL), WS_LOCKED);
    close(first);
    assert_int_equal(ws_watches_lock(*state, path, &second, NULL), WS_OK);
    close(second);
    unlink(ws_arena_printf(*state, "%s.lock", path));
    assert_int_equal(rmdir(folder), 0);
}

static void test_state(void **state)
{
    char path[] = "/tmp/whosaid-state-XXXXXX";
    ws_exported none = {NULL, 0};
    ws_watch_state back;
    ws_watch_edits edits = two_rows();
    ws_buffer bytes = WS_BUFFER_INIT(1 << 16);
    close(mkstemp(path));
    assert_int_equal(ws_watch_state_save(*state, path, KEY, &none, &edits, NULL), WS_OK);
    assert_int_equal(ws_watch_state_load(*state, path, KEY, &back, NULL), WS_OK);
    assert_int_equal(back.rows.count, 2);
    const ws_exported_row *row = ws_exported_find(&back.rows, edits.items[0].id);
    assert_string_equal(row->speakers, "Ana Ruiz");
    assert_string_equal(row->told, "2025-04-15T00:00:00Z");
    assert_string_equal(row->article, "Post/1");
    assert_int_equal(row->corrected, 5);
    assert_null(ws_exported_find(&back.rows, edits.items[1].id)->told);
    ws_error error;
    assert_int_equal(ws_watch_state_load(*state, path, "f" KEY, &back, &error), WS_CORRUPT); /* of another watch */
    assert_int_equal(ws_watch_file_read(path, 1 << 16, &bytes, NULL), WS_OK);
    for (size_t i = 0; i < bytes.size; i++) /* cut off anywhere */
        assert_int_equal(ws_watch_state_parse(*state, bytes.bytes, i, path, KEY, &back, NULL), WS_CORRUPT);
    strstr(bytes.bytes, "Ruiz")[0] = 'Q';
    assert_int_equal(ws_watch_state_parse(*state, bytes.bytes, bytes.size, path, KEY, &back, NULL), WS_CORRUPT);
    ws_buffer_free(&bytes);
    /* One goes, one is told anew. */
    assert_int_equal(ws_watch_state_load(*state, path, KEY, &back, NULL), WS_OK);
    ws_exported_row changed[] = {edits.items[0], edits.items[1]};
    changed[0].current = false;
    changed[1].told = "2025-04-16T00:00:00Z";
    ws_watch_edits later = {changed, 2, 2};
    assert_int_equal(ws_watch_state_save(*state, path, KEY, &back.rows, &later, NULL), WS_OK);
    assert_int_equal(ws_watch_state_load(*state, path, KEY, &back, NULL), WS_OK);
    assert_int_equal(back.rows.count, 1);
    assert_string_equal(back.rows.items[0].told, "2025-04-16T00:00:00Z");
    unlink(path);
    assert_int_equal(ws_watch_state_load(*state, path, KEY, &back, &error), WS_CORRUPT);
    assert_non_null(strstr(error.message, "is gone"));
}

static void test_mail(void **state)
{
    ws_buffer mail = WS_BUFFER_INIT(1 << 16);
    const ws_watch watch = {.name = "toll", .email = "desk@example.org"};
    const char *text = "From me\n.\nBcc: x@example.org\n";
    (void)state;
    ws_watch_mail(&mail, &watch, KEY, "whosaid toll: 1 new", "2025-04-16T08:05:00Z", text, strlen(text));
    assert_string_equal(mail.bytes,
                        "To: desk@example.org\nSubject: whosaid toll: 1 new\nDate: Wed, 16 Apr 2025 08:05:00 +0000\n"
                        "Message-ID: <" KEY "@whosaid.invalid>\nAuto-Submitted: auto-generated\nMIME-Version: 1.0\n"
                        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
                        "RnJvbSBtZQouCkJjYzogeEBleGFtcGxlLm9yZwo=\n");
    ws_buffer_free(&mail);
}

static void test_commands(void **state)
{
    ws_error error;
    ws_buffer out = WS_BUFFER_INIT(1 << 16);
    ws_watch watch = {.name = "toll", .command = " printenv \t WHOSAID_KEY  WHOSAID_WATCH "};
    assert_int_equal(ws_watch_hand_over(*state, &watch, KEY, "", 0, &out, &error), WS_OK);
    assert_string_equal(out.bytes, KEY "\ntoll\n");
    assert_null(getenv("WHOSAID_KEY"));
    ws_buffer_clear(&out);
    watch.command = "echo $HOME;id"; /* no shell */
    assert_int_equal(ws_watch_hand_over(*state, &watch, KEY, "", 0, &out, &error), WS_OK);
    assert_string_equal(out.bytes, "$HOME;id\n");
    watch.command = "false";
    assert_int_equal(ws_watch_hand_over(*state, &watch, KEY, "", 0, &out, &error), WS_IO);
    assert_non_null(strstr(error.message, "toll: false failed with status 1"));
    watch.command = "whosaid-no-such-program";
    assert_int_equal(ws_watch_hand_over(*state, &watch, KEY, "", 0, &out, &error), WS_IO);
    assert_non_null(strstr(error.message, "no program whosaid-no-such-program"));
    ws_buffer_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_names_and_addresses, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_watches_are_checked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_files, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_state, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_mail, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_commands, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
