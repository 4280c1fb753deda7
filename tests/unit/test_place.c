/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files and folders that take their place in one step, and what a killed run leaves behind. */
#include "place.h"

#include "files_fixture.h"

#include <dirent.h>
#include <signal.h>
#include <sys/wait.h>

static const char *const parts[] = {"a.txt", "b.txt", NULL};

typedef struct work {
    ws_arena *arena;
    ws_error error;
} work;

static int set_up(void **state)
{
    work *w = calloc(1, sizeof *w);
    if (!w || make_folder(NULL)) return -1;
    w->arena = ws_arena_new(0);
    *state = w;
    return w->arena ? 0 : -1;
}

static int tear_down(void **state)
{
    work *w = *state;
    ws_arena_free(w->arena);
    free(w);
    return remove_folder(NULL);
}

/* How many names the folder has. */
static size_t names(void)
{
    size_t count = 0;
    DIR *listing = opendir(folder);
    assert_non_null(listing);
    for (const struct dirent *entry; (entry = readdir(listing));)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(listing);
    return count;
}

static void fill(const char *path, const char *name, const char *text)
{
    char file[512];
    snprintf(file, sizeof file, *name ? "%s/%s" : "%s", path, name);
    FILE *out = fopen(file, "w");
    assert_non_null(out);
    fputs(text, out);
    fclose(out);
}

static void assert_holds(const char *name, const char *text)
{
    char found[64] = "";
    FILE *file = fopen(path_of(name), "r");
    assert_non_null(file);
    assert_true(fread(found, 1, sizeof found - 1, file) < sizeof found);
    fclose(file);
    assert_string_equal(found, text);
}

static void assert_private(const char *name)
{
    struct stat status;
    assert_int_equal(stat(path_of(name), &status), 0);
    assert_int_equal(status.st_mode & 077, 0);
}

typedef ws_status (*making)(ws_arena *arena, const char *target, ws_place *out, ws_error *error);

static ws_status tables(ws_arena *arena, const char *target, ws_place *out, ws_error *error)
{
    return ws_place_folder(arena, target, parts, out, error);
}

static ws_status archive(ws_arena *arena, const char *target, ws_place *out, ws_error *error)
{
    return ws_place_parts(arena, target, parts, out, error);
}

static void a_file_takes_its_place_when_it_is_whole(void **state)
{
    work *w = *state;
    static const making made[] = {ws_place_file, ws_place_named_file};
    for (size_t i = 0; i < 2; i++) {
        ws_place place;
        write_file("list", "old");
        chmod(path_of("list"), 0644);
        assert_int_equal(made[i](w->arena, path_of("list"), &place, &w->error), WS_OK);
        fill(place.path, "", "new");
        assert_holds("list", "old");
        assert_int_equal(ws_place_keep(&place, &w->error), WS_OK);
        ws_place_drop(&place);
        assert_holds("list", "new");
        assert_private("list");
        assert_int_equal(made[i](w->arena, path_of("list"), &place, &w->error), WS_OK);
        fill(place.path, "", "never");
        ws_place_drop(&place);
        ws_place_drop(&place);
        assert_holds("list", "new");
        assert_int_equal(names(), 1);
    }
}

static void a_folder_takes_its_place_when_it_is_whole(void **state)
{
    work *w = *state;
    ws_place place;
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(tables(w->arena, path_of("tables/"), &place, &w->error), WS_OK);
        fill(place.path, parts[i], "new");
        assert_int_equal(ws_place_keep(&place, &w->error), WS_OK);
    }
    assert_holds("tables/b.txt", "new");
    assert_private("tables");
    assert_int_not_equal(access(path_of("tables/a.txt"), F_OK), 0);
    assert_int_equal(tables(w->arena, path_of("tables"), &place, &w->error), WS_OK);
    fill(place.path, parts[0], "never");
    ws_place_drop(&place);
    assert_int_equal(names(), 1);
    write_file("tables/mine", "kept");
    assert_int_equal(tables(w->arena, path_of("tables"), &place, &w->error), WS_USAGE);
    ws_place_drop(&place);
    assert_int_equal(ws_place_file(w->arena, path_of("tables"), &place, &w->error), WS_USAGE);
    assert_int_equal(ws_place_file(w->arena, path_of("tables/.."), &place, &w->error), WS_USAGE);
    assert_int_equal(names(), 1);
}

/* A run that is killed while it makes something. */
static void killed_while(work *w, making make, const char *target, const char *part)
{
    int end;
    pid_t child = fork();
    assert_true(child >= 0);
    if (!child) {
        ws_place place;
        if (make(w->arena, target, &place, NULL) != WS_OK) _exit(1);
        char file[512];
        snprintf(file, sizeof file, *part ? "%s/%s" : "%s", place.path, part);
        FILE *out = fopen(file, "w");
        if (!out || fputs("half", out) < 0 || fflush(out)) _exit(1);
        raise(SIGKILL);
    }
    assert_int_equal(waitpid(child, &end, 0), child);
    assert_true(WIFSIGNALED(end) && WTERMSIG(end) == SIGKILL);
}

static void what_a_killed_run_left_goes_with_the_next(void **state)
{
    work *w = *state;
    static const struct {
        making make;
        const char *part;
    } ways[] = {{ws_place_named_file, ""}, {tables, "a.txt"}, {archive, "b.txt"}};
    const char *target = ws_arena_strdup(w->arena, path_of("list"));
    for (size_t i = 0; i < 3; i++) {
        ws_place place;
        killed_while(w, ways[i].make, target, ways[i].part);
        killed_while(w, ways[i].make, ws_arena_strdup(w->arena, path_of("list.2")), ways[i].part);
        assert_int_equal(names(), 2);
        assert_int_equal(ways[i].make(w->arena, target, &place, &w->error), WS_OK);
        assert_int_equal(names(), 2); /* that of the other place, and what is made now */
        ws_place_drop(&place);
        assert_int_equal(names(), 1);
        assert_int_equal(ways[i].make(w->arena, path_of("list.2"), &place, &w->error), WS_OK);
        ws_place_drop(&place);
        assert_int_equal(names(), 0);
    }
}

static void a_file_without_a_name_leaves_nothing(void **state)
{
    work *w = *state;
    ws_place place;
    assert_int_equal(ws_place_file(w->arena, path_of("list"), &place, &w->error), WS_OK);
    bool nameless = !strncmp(place.path, "/proc/", 6);
    ws_place_drop(&place);
    if (!nameless) skip();
    killed_while(w, ws_place_file, ws_arena_strdup(w->arena, path_of("list")), "");
    assert_int_equal(names(), 0);
    killed_while(w, ws_place_named_file, ws_arena_strdup(w->arena, path_of("list")), "");
    assert_int_equal(names(), 1);
    assert_int_equal(ws_place_file(w->arena, path_of("list"), &place, &w->error), WS_OK);
    assert_int_equal(names(), 0);
    ws_place_drop(&place);
}

static void what_lives_or_is_not_ours_stays(void **state)
{
    work *w = *state;
    static const char *const others[] = {".list.abcdef", ".list.whosaid-abcdefg", ".lost.whosaid-abcdef",
                                         "list.whosaid-abcdef"};
    ws_place first, second;
    for (size_t i = 0; i < 4; i++) write_file(others[i], "another's");
    assert_int_equal(mkdir(path_of(".list.whosaid-folder"), 0700), 0);
    write_file(".list.whosaid-folder/c.txt", "another's");
    assert_int_equal(symlink("list.whosaid-abcdef", path_of(".list.whosaid-linked")), 0);
    assert_int_equal(ws_place_named_file(w->arena, path_of("list"), &first, &w->error), WS_OK);
    fill(first.path, "", "first");
    assert_int_equal(archive(w->arena, path_of("list"), &second, &w->error), WS_OK);
    ws_place_drop(&second);
    assert_int_equal(ws_place_named_file(w->arena, path_of("list"), &second, &w->error), WS_OK);
    fill(second.path, "", "second");
    assert_int_equal(ws_place_keep(&first, &w->error), WS_OK);
    assert_holds("list", "first");
    assert_int_equal(ws_place_keep(&second, &w->error), WS_OK);
    assert_holds("list", "second");
    for (size_t i = 0; i < 4; i++) assert_int_equal(access(path_of(others[i]), F_OK), 0);
    assert_int_equal(access(path_of(".list.whosaid-folder/c.txt"), F_OK), 0);
    assert_int_equal(names(), 7);
}

static ws_status write_text(const void *text, FILE *out, ws_error *error)
{
    fputs(text, out);
    return *(const char *)text ? WS_OK : ws_no_memory(error);
}

static void a_file_is_written_at_once(void **state)
{
    work *w = *state;
    assert_int_equal(ws_place_write(w->arena, path_of("list"), write_text, "all of it", &w->error), WS_OK);
    assert_holds("list", "all of it");
    assert_int_equal(ws_place_write(w->arena, path_of("list"), write_text, "", &w->error), WS_NO_MEMORY);
    assert_holds("list", "all of it");
    assert_int_equal(ws_place_write(w->arena, path_of("missing/list"), write_text, "x", &w->error), WS_IO);
    assert_non_null(strstr(w->error.message, "missing/list"));
    assert_int_equal(names(), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_file_takes_its_place_when_it_is_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_folder_takes_its_place_when_it_is_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_a_killed_run_left_goes_with_the_next, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_file_without_a_name_leaves_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_lives_or_is_not_ours_stays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_file_is_written_at_once, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
