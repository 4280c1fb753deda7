/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a search takes: bench-search DIR [N]
 *
 * Asks N (200) different queries, made from the words and names that the index itself holds: a name alone, a name with a
 * word, two words, a word within a period, a wildcard, a form with a word, words that must not stand there. Each is parsed,
 * searched and its first ten statements loaded with their articles, as the search command does. Every query is asked once:
 * what is measured is a first answer on a warm disk. Prints milliseconds. */
#include "index.h"
#include "language.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LETTERS = 26, EACH = 40, KINDS = 7, LIMIT = 10 };

typedef struct vocabulary {
    ws_counts words[LETTERS], names[LETTERS];
} vocabulary;

static ws_status load(ws_index *index, ws_arena *arena, vocabulary *out, ws_error *error)
{
    ws_status status = WS_OK;
    for (int i = 0; i < LETTERS && status == WS_OK; i++) {
        char start[2] = {(char)('a' + i), '\0'};
        status = ws_index_terms(index, WS_FIELD_CONTENT, start, EACH, arena, &out->words[i], error);
        if (status == WS_OK) status = ws_index_terms(index, WS_FIELD_BY, start, EACH, arena, &out->names[i], error);
    }
    return status;
}

/* The n-th term, letter by letter and then down in number of documents; "" where a letter has too few. */
static const char *pick(const ws_counts *lists, size_t n)
{
    const ws_counts *list = &lists[n % LETTERS];
    size_t rank = n / LETTERS % EACH;
    return rank < list->count ? list->items[rank].value : "";
}

static bool make_query(const vocabulary *v, size_t n, char *out, size_t size)
{
    const char *word = pick(v->words, n), *other = pick(v->words, 7 * n + 11), *name = pick(v->names, n);
    switch (n % KINDS) {
    case 0:
        snprintf(out, size, "by:%s", name);
        return *name;
    case 1:
        snprintf(out, size, "by:%s %s", name, word);
        return *name && *word;
    case 2:
        snprintf(out, size, "%s %s", word, other);
        return *word && *other;
    case 3:
        snprintf(out, size, "%s published:1987-03-01..1987-04-15", word);
        return *word;
    case 4:
        snprintf(out, size, "%.3s*", word);
        return strlen(word) > 3;
    case 5:
        snprintf(out, size, "form:direct %s", word);
        return *word;
    default:
        snprintf(out, size, "(%s OR %s) -by:%s", word, other, name);
        return *word && *other && *name;
    }
}

static double milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* One query from its text to loaded hits; negative when it failed. */
static double ask(ws_index *index, const char *text, size_t *found, ws_error *error)
{
    double begun = milliseconds();
    ws_arena *arena = ws_arena_new(0);
    const ws_query *query = NULL;
    ws_hits hits = {0};
    ws_status status = arena ? ws_query_parse(arena, text, WS_FIELD_CONTENT, 0, &query, error) : ws_no_memory(error);
    ws_search search = {.query = query, .limit = LIMIT};
    if (status == WS_OK) status = ws_index_search(index, &search, arena, &hits, error);
    *found = hits.count;
    ws_arena_free(arena);
    return status == WS_OK ? milliseconds() - begun : -1;
}

static int ascending(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static int run(ws_index *index, ws_arena *arena, size_t count, ws_error *error)
{
    vocabulary terms = {0};
    if (load(index, arena, &terms, error) != WS_OK) return 2;
    double *times = ws_arena_array(arena, count, sizeof *times), slowest = 0;
    char worst[256] = "", text[256];
    size_t asked = 0, answered = 0, wildcards_too_wide = 0;
    if (!times) return 2;
    for (size_t n = 0; asked < count && n < 50 * count; n++) {
        size_t found;
        if (!make_query(&terms, n, text, sizeof text)) continue;
        double time = ask(index, text, &found, error);
        if (time < 0 && error->status == WS_USAGE && ++wildcards_too_wide) continue;
        if (time < 0) return 2;
        times[asked++] = time;
        answered += found > 0;
        if (time > slowest) snprintf(worst, sizeof worst, "%s", text);
        if (time > slowest) slowest = time;
    }
    if (!asked) return ws_fail(error, WS_NOT_FOUND, NULL, "the index has too few words for queries"), 1;
    qsort(times, asked, sizeof *times, ascending);
    printf("%zu queries, %zu with hits, %zu wildcards refused as too wide\n", asked, answered, wildcards_too_wide);
    printf("median %.2f ms, 90th percentile %.2f ms, 99th %.2f ms, worst %.2f ms (%s)\n", times[asked / 2],
           times[asked * 9 / 10], times[asked * 99 / 100], slowest, worst);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc < 2 || argc > 3) return fprintf(stderr, "usage: %s DIR [QUERIES]\n", argv[0]), 2;
    long count = argc == 3 ? atol(argv[2]) : 200;
    ws_error error = {0};
    ws_index *index = NULL;
    ws_arena *arena = ws_arena_new(0);
    const char *place = argv[1];
    int code = 2;
    if (count > 0 && arena && ws_index_open(&place, 1, &index, &error) == WS_OK)
        code = run(index, arena, (size_t)count, &error);
    if (code) fprintf(stderr, "%s: %s\n", argv[0], error.message);
    ws_index_close(index);
    ws_arena_free(arena);
    return code;
}
