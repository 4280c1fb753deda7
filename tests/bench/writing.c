/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What writing costs: bench-writing DIR [FOLDER]
 *
 * Loads all articles of the index DIR with their current statements, writes them as `add` does into a new index in
 * FOLDER
 * (/tmp), and lets Xapian's own copydatabase copy that: the same documents with the same terms, from disk to disk, and
 * nothing else. Prints seconds of CPU time and by the clock for both, and their ratio; then the bytes of the index, of
 * the compacted one, and of the articles' text. */
#include "index.h"
#include "index_care.h"

#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

typedef struct seconds {
    double cpu, clock;
} seconds;

static seconds now(int who)
{
    struct rusage used;
    struct timespec time;
    getrusage(who, &used);
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (seconds){(double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                         (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6,
                     (double)time.tv_sec + (double)time.tv_nsec / 1e9};
}

static seconds since(seconds begun, int who)
{
    seconds end = now(who);
    return (seconds){end.cpu - begun.cpu, end.clock - begun.clock};
}

static int by_article(const void *left, const void *right)
{
    const ws_hit *a = left, *b = right;
    return strcmp(a->article->id, b->article->id);
}

static ws_status load(const char *place, ws_index **index, ws_arena *arena, ws_hits *hits, ws_error *error)
{
    ws_search everything = {.all_acts = true, .limit = SIZE_MAX / 2};
    ws_status status = ws_index_open(&place, 1, index, error);
    if (status == WS_OK) status = ws_index_search(*index, &everything, arena, hits, error);
    if (status == WS_OK) qsort(hits->items, hits->count, sizeof *hits->items, by_article);
    return status;
}

/* Adds the articles one after another; *text: bytes of theirs. */
static ws_status write_all(const ws_hits *hits, const char *place, ws_arena *arena, size_t *articles, size_t *text,
                           ws_error *error)
{
    ws_writer *writer = NULL;
    ws_statement *statements = ws_arena_array(arena, hits->count, sizeof *statements);
    ws_status status = statements ? ws_writer_open(place, 0, NULL, &writer, error) : ws_no_memory(error);
    for (size_t begin = 0, end; begin < hits->count && status == WS_OK; begin = end) {
        for (end = begin; end < hits->count && hits->items[end].article == hits->items[begin].article; end++)
            statements[end - begin] = *hits->items[end].statement;
        status = ws_writer_add(writer, hits->items[begin].article, statements, end - begin, error);
        *text += hits->items[begin].article->text_size;
        ++*articles;
    }
    ws_status closed = ws_writer_close(writer, status == WS_OK ? error : NULL);
    return status == WS_OK ? closed : status;
}

/* False: there is no copydatabase (xapian-tools). */
static bool copy(const char *from, const char *to, seconds *took)
{
    char *const words[] = {"copydatabase", (char *)(uintptr_t)from, (char *)(uintptr_t)to, NULL};
    posix_spawn_file_actions_t quiet;
    pid_t child;
    int ended = 1;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", 1, 0);
    seconds begun = now(RUSAGE_CHILDREN);
    bool spawned = posix_spawnp(&child, words[0], &quiet, NULL, words, environ) == 0;
    if (spawned) waitpid(child, &ended, 0);
    *took = since(begun, RUSAGE_CHILDREN);
    posix_spawn_file_actions_destroy(&quiet);
    return spawned && ended == 0;
}

static ws_status measure(const char *from, const char *folder, ws_arena *arena, ws_error *error)
{
    ws_index *index = NULL;
    ws_hits hits = {NULL, 0, 0, false, 0};
    size_t articles = 0, text = 0;
    uint64_t before = 0, after = 0;
    seconds ours = {0, 0}, bare = {0, 0};
    const char *place = ws_arena_printf(arena, "%s/index", folder), *copied = ws_arena_printf(arena, "%s/copy", folder);
    if (!place || !copied) return ws_no_memory(error);
    ws_status status = load(from, &index, arena, &hits, error);
    seconds begun = now(RUSAGE_SELF);
    if (status == WS_OK) status = write_all(&hits, place, arena, &articles, &text, error);
    ours = since(begun, RUSAGE_SELF);
    bool compared = status == WS_OK && copy(place, copied, &bare);
    if (status == WS_OK) status = ws_index_compact(place, false, &before, &after, error);
    ws_index_close(index);
    if (status != WS_OK) return status;
    printf("%zu articles with %zu statements\n", articles, hits.count);
    printf("written      %8.2f s of CPU time, %8.2f s\n", ours.cpu, ours.clock);
    if (compared) printf("copydatabase %8.2f s of CPU time, %8.2f s\n", bare.cpu, bare.clock);
    if (compared && bare.cpu > 0) printf("ratio        %8.2f of CPU time\n", ours.cpu / bare.cpu);
    printf("index %.1f MB, compacted %.1f MB, text %.1f MB: %.1f times\n", (double)before / 1e6, (double)after / 1e6,
           (double)text / 1e6, text ? (double)after / (double)text : 0);
    return WS_OK;
}

int main(int argc, char **argv)
{
    char folder[512];
    ws_error error = {.status = WS_OK};
    if (argc < 2) return fprintf(stderr, "bench-writing DIR [FOLDER]\n"), 2;
    snprintf(folder, sizeof folder, "%s/whosaid-bench-XXXXXX", argc > 2 ? argv[2] : "/tmp");
    ws_arena *arena = ws_arena_new(0);
    if (!arena || !mkdtemp(folder)) return 2;
    ws_status status = measure(argv[1], folder, arena, &error);
    if (status != WS_OK) fprintf(stderr, "%s\n", error.message);
    printf("made in %s\n", folder);
    ws_arena_free(arena);
    return status == WS_OK ? 0 : 2;
}
