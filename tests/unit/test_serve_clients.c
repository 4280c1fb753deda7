/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom the server waits for, and whom it lets go. */
#include "clients.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

/* A connection over loopback: ours, and the client's end. */
typedef struct line {
    int ours, theirs;
} line;

static line connect_line(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int listening = socket(AF_INET, SOCK_STREAM, 0);
    line made = {.theirs = socket(AF_INET, SOCK_STREAM, 0)};
    assert_int_equal(bind(listening, (struct sockaddr *)&address, size), 0);
    assert_int_equal(listen(listening, 1), 0);
    assert_int_equal(getsockname(listening, (struct sockaddr *)&address, &size), 0);
    assert_int_equal(connect(made.theirs, (struct sockaddr *)&address, size), 0);
    made.ours = accept(listening, NULL, NULL);
    assert_true(made.ours >= 0);
    close(listening);
    return made;
}

static void hang_up(line one)
{
    close(one.ours);
    close(one.theirs);
}

static bool is_cut(line one)
{
    char byte;
    return recv(one.theirs, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

static void test_who_says_nothing_is_let_go(void **state)
{
    (void)state;
    ws_clients clients = {NULL, 0, 0};
    line silent = connect_line(), waiting = connect_line(), speaking = connect_line();
    ws_client *first = ws_clients_add(&clients, silent.ours, 100);
    ws_client *second = ws_clients_add(&clients, waiting.ours, 100);
    ws_client *third = ws_clients_add(&clients, speaking.ours, 100);
    ws_clients_touch(&clients, second, true, 0, 100);
    ws_clients_touch(&clients, third, false, 0, 120);
    ws_clients_sweep(&clients, 30, 130);
    assert_false(is_cut(silent));
    ws_clients_sweep(&clients, 30, 131);
    assert_true(is_cut(silent));
    assert_false(is_cut(waiting) || is_cut(speaking));
    assert_int_equal(clients.count, 2);
    ws_clients_remove(&clients, first);
    ws_clients_remove(&clients, third);
    assert_int_equal(clients.count, 1);
    assert_ptr_equal(clients.first, second);
    ws_clients_remove(&clients, second);
    assert_null(clients.first);
    assert_int_equal(clients.count, 0);
    hang_up(silent);
    hang_up(waiting);
    hang_up(speaking);
}

static void read_all(line one, size_t size)
{
    static char bytes[65536];
    while (size) {
        ssize_t count = recv(one.theirs, bytes, size < sizeof bytes ? size : sizeof bytes, 0);
        assert_true(count > 0);
        size -= (size_t)count;
    }
}

static void test_who_takes_its_answer_slowly_is_kept(void **state)
{
    (void)state;
    static const char bytes[70000];
    ws_clients clients = {NULL, 0, 0};
    line slow = connect_line();
    ws_client *client = ws_clients_add(&clients, slow.ours, 100);
    ws_clients_touch(&clients, client, false, 1000000, 100);
    for (time_t now = 131; now < 400; now += 31) {
        assert_int_equal(send(slow.ours, bytes, sizeof bytes, 0), sizeof bytes);
        read_all(slow, sizeof bytes);
        ws_clients_sweep(&clients, 30, now);
        assert_false(is_cut(slow));
    }
    assert_int_equal(clients.held, 1000000);
    ws_clients_sweep(&clients, 30, 450);
    assert_true(is_cut(slow));
    assert_int_equal(clients.held, 0);
    ws_clients_remove(&clients, client);
    hang_up(slow);
}

static void test_room_is_made_by_the_slowest(void **state)
{
    (void)state;
    enum { MANY = 5 };
    ws_clients clients = {NULL, 0, 0};
    line lines[MANY];
    ws_client *all[MANY];
    for (int i = 0; i < MANY; i++) {
        lines[i] = connect_line();
        all[i] = ws_clients_add(&clients, lines[i].ours, 100 + i);
    }
    ws_clients_touch(&clients, all[0], true, 0, 100); /* waits for us */
    ws_clients_touch(&clients, all[1], false, 0, 200);
    ws_clients_make_room(&clients, 5, 1000);
    assert_int_equal(clients.count, 5);
    ws_clients_make_room(&clients, 3, 1000);
    assert_true(is_cut(lines[2]) && is_cut(lines[3]));
    assert_false(is_cut(lines[0]) || is_cut(lines[1]) || is_cut(lines[4]));
    ws_clients_touch(&clients, all[1], false, 600, 300);
    ws_clients_make_room(&clients, 3, 1000);
    assert_int_equal(clients.held, 600);
    ws_clients_touch(&clients, all[4], false, 600, 301);
    ws_clients_make_room(&clients, 3, 1000);
    assert_true(is_cut(lines[1]));
    assert_false(is_cut(lines[4]));
    assert_int_equal(clients.held, 600);
    ws_clients_make_room(&clients, 0, 0);
    assert_false(is_cut(lines[0])); /* who waits for us is never cut */
    assert_int_equal(clients.count, 1);
    for (int i = 0; i < MANY; i++) {
        ws_clients_remove(&clients, all[i]);
        hang_up(lines[i]);
    }
    assert_int_equal(clients.count + clients.held, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_who_says_nothing_is_let_go),
        cmocka_unit_test(test_who_takes_its_answer_slowly_is_kept),
        cmocka_unit_test(test_room_is_made_by_the_slowest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
