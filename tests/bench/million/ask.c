/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 500 questions to an index, and to SQLite: bench-ask FOLDER [QUESTIONS]
 *
 * FOLDER is bench-grow's. Each question is made of a statement that is there, found by a word of its own: a speaker,
 * speaker and words, a phrase, a period, a frequent word, a beginning, facets, groups, orders. It is asked once inside
 * this program, by the search command with all that it does (opening the index, people, folding, printing), once as a
 * whole command, and once of SQLite by the SQL that comes nearest to it: the rows with their records and how many there
 * are in all, in the same order; facets as one GROUP BY for each. Milliseconds by the clock, and of CPU time; memory in
 * MB. The disk is warm, and nothing else is kept from one question to the next. */
#include "analyser.h"
#include "buffer.h"
#include "index.h"
#include "options.h"
#include "peer.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern const ws_command ws_search_command;
extern char **environ;

enum { LETTERS = 26, EACH = 2000, FREQUENT = 100, PHRASE = 3, ARGUMENTS = 6 };

/* $s surname, $n whole name, $w and $x words, $p a phrase, $f a frequent word, $c how a word begins, $m a month, $a and
 * $b its first and last day, $o a form. */
typedef struct kind {
    const char *name, *words[3];       /* of the command line */
    const char *match, *where, *order; /* of SQL; NULL: as by default */
    bool facets;
} kind;

#define SPOKE "{content name} : "
static const kind kinds[] = {
    {"by:surname", {"by:$s"}, "name : $s", NULL, NULL, false},
    {"by:\"whole name\"", {"by:\"$n\""}, "name : (\"$n\")", NULL, NULL, false},
    {"by:surname word", {"by:$s $w"}, "name : $s AND " SPOKE "$w", NULL, NULL, false},
    {"word word", {"$w $x"}, SPOKE "$w AND " SPOKE "$x", NULL, NULL, false},
    {"\"three words together\"", {"\"$p\""}, "content : (\"$p\")", NULL, NULL, false},
    {"word published:month", {"$w published:$m"}, SPOKE "$w", "s.day BETWEEN '$a' AND '$b'", NULL, false},
    {"published:month", {"published:$m"}, NULL, "s.day BETWEEN '$a' AND '$b'", NULL, false},
    {"frequent word", {"$f"}, SPOKE "$f", NULL, NULL, false},
    {"begin*", {"$c*"}, "content : $c*", NULL, NULL, false},
    {"form:... word", {"form:$o $w"}, SPOKE "$w", "s.form = '$o'", NULL, false},
    {"--facets word", {"--facets", "$w"}, SPOKE "$w", NULL, NULL, true},
    {"--facets by:surname", {"--facets", "by:$s"}, "name : $s", NULL, NULL, true},
    {"--group-by=speaker word", {"--group-by=speaker", "$w"}, SPOKE "$w", NULL, NULL, false},
    {"--sort=-said word", {"--sort=-said", "$w"}, SPOKE "$w", NULL, "s.said DESC, s.id", false},
    {"--sort=speaker word", {"--sort=speaker", "$w"}, SPOKE "$w", NULL, "s.speaker, s.day DESC", false},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

typedef struct times {
    double clock, cpu; /* milliseconds */
} times;

typedef struct question {
    const kind *kind;
    const char *words[ARGUMENTS]; /* NULL at the end */
    const char *sql;
    times inside, peer, command; /* command: by the clock until its first byte */
    double memory;               /* of the command; MB */
} question;

/* Of one statement. */
typedef struct sample {
    const char *surname, *name, *word, *other, *phrase, *frequent, *beginning, *month, *first, *last, *form;
} sample;

/* Runs whole commands. What the system tells of the memory of a process begins with that of whoever started it, so they
 * are started by a process that was made before the benchmark grew. */
typedef struct starter {
    int ask, answer; /* pipes to it and from it; -1: none */
} starter;

typedef struct bench {
    ws_arena *arena;
    starter starter;
    ws_index *index;
    const char *place;
    peer *peer; /* NULL: there is none */
    ws_counts words[LETTERS], often;
    question *items;
    size_t count;
    ws_error error;
} bench;

/* --- questions --- */

static int by_count(const void *left, const void *right)
{
    const ws_count *a = left, *b = right;
    return a->count != b->count ? (a->count > b->count ? -1 : 1) : strcmp(a->value, b->value);
}

/* What SQLite takes for a word, too. */
static bool is_plain(const char *text, size_t least)
{
    return strlen(text) >= least && !text[strspn(text, "abcdefghijklmnopqrstuvwxyz ")];
}

static ws_status load(bench *b)
{
    ws_status status = WS_OK;
    b->often.items = ws_arena_array(b->arena, (size_t)LETTERS * FREQUENT, sizeof *b->often.items);
    if (!b->often.items) return ws_no_memory(&b->error);
    for (int i = 0; i < LETTERS && status == WS_OK; i++) {
        char start[2] = {(char)('a' + i), '\0'};
        status = ws_index_terms(b->index, WS_FIELD_CONTENT, start, EACH, b->arena, &b->words[i], &b->error);
        for (size_t j = 0; j < b->words[i].count && j < FREQUENT; j++)
            if (is_plain(b->words[i].items[j].value, 3)) b->often.items[b->often.count++] = b->words[i].items[j];
    }
    if (b->often.count) qsort(b->often.items, b->often.count, sizeof *b->often.items, by_count);
    return status;
}

/* By a word of any letter, as often frequent as rare. */
static const char *pick(const bench *b, size_t n)
{
    const ws_counts *list = &b->words[n % LETTERS];
    size_t most = list->count, rank = n * 2654435761U % 997;
    for (size_t i = 0; i < n / LETTERS % 4; i++) most /= 4;
    return most ? list->items[rank % most].value : "";
}

static bool take_words(bench *b, const ws_hit *hit, sample *out)
{
    ws_words words = {NULL, 0};
    const ws_spans *content = &hit->statement->content;
    if (!content->count) return false;
    if (ws_analyse(b->arena, hit->article->text, content->items[0], &words, &b->error) != WS_OK) return false;
    for (size_t i = 0; i + PHRASE <= words.count && !out->phrase; i++) {
        const ws_word *at = &words.items[i];
        out->phrase = ws_arena_printf(b->arena, "%s %s %s", at[0].folded, at[1].folded, at[2].folded);
        if (!out->phrase || !is_plain(out->phrase, 14)) out->phrase = NULL;
    }
    for (size_t i = words.count; i-- > 0 && !out->other;)
        if (is_plain(words.items[i].folded, 5) && strcmp(words.items[i].folded, out->word))
            out->other = words.items[i].folded;
    return out->phrase && out->other;
}

static bool take_name(bench *b, const ws_hit *hit, sample *out)
{
    const ws_statement *statement = hit->statement;
    const char *key = statement->speaker_count ? statement->speakers[0].key : NULL;
    const char *blank = key ? strrchr(key, ' ') : NULL;
    if (!blank || !is_plain(key, 5) || strlen(blank) < 4) return false;
    out->name = ws_arena_strdup(b->arena, key);
    out->surname = ws_arena_strdup(b->arena, blank + 1);
    return out->name && out->surname;
}

static bool take_day(bench *b, const ws_hit *hit, sample *out)
{
    const char *day = hit->article->published;
    if (!day || strlen(day) < 10) return false;
    out->month = ws_arena_printf(b->arena, "%.7s", day);
    out->first = ws_arena_printf(b->arena, "%.4s%.2s01", day, day + 5);
    out->last = ws_arena_printf(b->arena, "%.4s%.2s31", day, day + 5);
    out->form = ws_value_name(WS_FORMS, (int)hit->statement->form);
    return out->month && out->first && out->last;
}

/* False: no statement that its word finds has all that is asked for. */
static bool take_sample(bench *b, size_t n, sample *out)
{
    ws_hits hits = {0};
    *out = (sample){.word = pick(b, n)};
    if (!is_plain(out->word, 4)) return false;
    ws_query word = {.op = WS_QUERY_WORD, .field = WS_FIELD_CONTENT, .text = out->word, .content_only = true};
    ws_search search = {.query = &word, .limit = 10};
    if (ws_index_search(b->index, &search, b->arena, &hits, &b->error) != WS_OK) return false;
    out->beginning = ws_arena_string(b->arena, out->word, strlen(out->word) > 5 ? 5 : 4);
    out->frequent = b->often.items[n * 7 % (b->often.count < FREQUENT ? b->often.count : FREQUENT)].value;
    for (size_t i = 0; i < hits.count - hits.fallback; i++)
        if (take_name(b, &hits.items[i], out) && take_words(b, &hits.items[i], out) && take_day(b, &hits.items[i], out))
            return true;
    return false;
}

static const char *filled(bench *b, const char *pattern, const sample *with)
{
    static const char letters[] = "snwxpfcmabo";
    const char *const values[] = {with->surname,   with->name,  with->word,  with->other, with->phrase, with->frequent,
                                  with->beginning, with->month, with->first, with->last,  with->form};
    ws_buffer text = WS_BUFFER_INIT(8192);
    for (; *pattern; pattern++) {
        const char *letter = *pattern == '$' ? strchr(letters, pattern[1]) : NULL;
        if (letter)
            ws_buffer_puts(&text, values[letter - letters]);
        else
            ws_buffer_putc(&text, *pattern);
        pattern += letter != NULL;
    }
    const char *copy = text.failed ? NULL : ws_arena_string(b->arena, text.bytes, text.size);
    ws_buffer_free(&text);
    return copy;
}

static const char *sql_of(bench *b, const kind *of, const sample *with)
{
    static const char rows[] =
        "WITH m AS (SELECT s.id AS id, count(*) OVER () AS n %s ORDER BY %s LIMIT 10) SELECT s.record, a.record, m.n "
        "FROM m JOIN statement s ON s.id = m.id JOIN article a ON a.id = s.article";
    static const char facets[] =
        "WITH m AS MATERIALIZED (SELECT s.speaker, s.type, s.naming, s.form, s.act, s.outlet, substr(s.day, 1, 6) AS "
        "month, s.addressee, s.via %s) SELECT 1, speaker AS v, count(*) AS n FROM m GROUP BY v UNION ALL SELECT 2, "
        "type AS "
        "v, count(*) FROM m GROUP BY v UNION ALL SELECT 3, naming AS v, count(*) FROM m GROUP BY v UNION ALL SELECT 4, "
        "form "
        "AS v, count(*) FROM m GROUP BY v UNION ALL SELECT 5, act AS v, count(*) FROM m GROUP BY v UNION ALL SELECT 6, "
        "outlet AS v, count(*) FROM m GROUP BY v UNION ALL SELECT 7, month AS v, count(*) FROM m GROUP BY v UNION ALL "
        "SELECT 8, addressee AS v, count(*) FROM m GROUP BY v UNION ALL SELECT 9, via AS v, count(*) FROM m GROUP BY v "
        "ORDER BY 1, 3 DESC";
    const char *from = ws_arena_printf(b->arena, "FROM %s WHERE %s%s%s%s%s s.act <> 'thought'",
                                       of->match ? "words JOIN statement s ON s.id = words.rowid" : "statement s",
                                       of->match ? "words MATCH '" : "", of->match ? of->match : "",
                                       of->match ? "' AND " : "", of->where ? of->where : "", of->where ? " AND" : "");
    const char *order = of->order ? of->order : "s.relayed, s.form, s.day DESC, s.id";
    const char *sql = !from        ? NULL
                      : of->facets ? ws_arena_printf(b->arena, facets, from)
                                   : ws_arena_printf(b->arena, rows, from, order);
    return sql ? filled(b, sql, with) : NULL;
}

static bool make_questions(bench *b, size_t wanted)
{
    b->items = ws_arena_array(b->arena, wanted, sizeof *b->items);
    for (size_t n = 0; b->items && b->count < wanted && n < 50 * wanted; n++) {
        sample with;
        if (!take_sample(b, n, &with)) continue;
        question *one = &b->items[b->count++];
        one->kind = &kinds[(b->count - 1) % KINDS];
        for (size_t i = 0; i < 3 && one->kind->words[i]; i++) one->words[i] = filled(b, one->kind->words[i], &with);
        one->sql = sql_of(b, one->kind, &with);
        if (!one->words[0] || !one->sql) return false;
    }
    return b->count == wanted;
}

/* --- asking --- */

static double read_clock(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static times now(void)
{
    return (times){read_clock(CLOCK_MONOTONIC), read_clock(CLOCK_PROCESS_CPUTIME_ID)};
}

static times since(times begun)
{
    times end = now();
    return (times){end.clock - begun.clock, end.cpu - begun.cpu};
}

/* As whosaid runs it. */
static bool ask_inside(bench *b, question *one, FILE *nowhere)
{
    char *argv[ARGUMENTS + 2] = {(char *)(uintptr_t) "whosaid"};
    int argc = 1;
    ws_context context = {.in = stdin, .out = nowhere, .err = nowhere, .db = b->place, .user = "bench"};
    ws_strings arguments = {NULL, 0};
    ws_arena *arena = ws_arena_new(0);
    while (one->words[argc - 1]) {
        argv[argc] = (char *)(uintptr_t)one->words[argc - 1];
        argc++;
    }
    times begun = now();
    void *options = arena ? ws_arena_alloc(arena, ws_search_command.options_size) : NULL;
    ws_status status = options ? ws_options_parse(&ws_search_command, arena, argc, argv, options, &arguments, &b->error)
                               : ws_no_memory(&b->error);
    if (status == WS_OK) status = ws_search_command.run(&context, options, &arguments, &b->error);
    one->inside = since(begun);
    ws_arena_free(arena);
    return status == WS_OK;
}

/* --- whole commands --- */

typedef struct order {
    char words[ARGUMENTS][256]; /* the first that is empty ends them */
} order;

typedef struct outcome {
    times command;
    double memory;
    bool fine;
} outcome;

static bool spawn(const char *place, order *one, int out, pid_t *child)
{
    char *argv[ARGUMENTS + 4] = {(char *)(uintptr_t) "whosaid", (char *)(uintptr_t) "--db", (char *)(uintptr_t)place};
    posix_spawn_file_actions_t actions;
    for (size_t i = 0; i < ARGUMENTS && *one->words[i]; i++) argv[3 + i] = one->words[i];
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    bool spawned = posix_spawn(child, WS_BINARY "/whosaid", &actions, NULL, argv, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    return spawned;
}

static outcome run_command(const char *place, order *one)
{
    int ends[2], ended = -1;
    char bytes[65536];
    struct rusage used;
    pid_t child = -1;
    outcome out = {{0, 0}, 0, false};
    if (pipe2(ends, O_CLOEXEC)) return out;
    double begun = read_clock(CLOCK_MONOTONIC);
    bool spawned = spawn(place, one, ends[1], &child);
    close(ends[1]);
    bool first = spawned && read(ends[0], bytes, sizeof bytes) > 0;
    out.command.clock = read_clock(CLOCK_MONOTONIC) - begun;
    while (spawned && read(ends[0], bytes, sizeof bytes) > 0) continue;
    close(ends[0]);
    if (!spawned || wait4(child, &ended, 0, &used) != child) return out;
    out.command.cpu = 1e3 * (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                      (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e3;
    out.memory = (double)used.ru_maxrss * 1024 / 1e6;
    out.fine = first && WIFEXITED(ended) && !WEXITSTATUS(ended);
    return out;
}

static bool read_all(int from, void *bytes, size_t size)
{
    ssize_t got;
    for (size_t done = 0; done < size; done += (size_t)got)
        if ((got = read(from, (char *)bytes + done, size - done)) <= 0) return false;
    return true;
}

static starter start_starter(const char *place)
{
    int down[2], up[2];
    if (pipe2(down, O_CLOEXEC) || pipe2(up, O_CLOEXEC)) return (starter){-1, -1};
    pid_t child = fork();
    if (child == 0) {
        order one;
        close(down[1]);
        close(up[0]);
        while (read_all(down[0], &one, sizeof one)) {
            outcome out = run_command(place, &one);
            if (write(up[1], &out, sizeof out) != sizeof out) break;
        }
        _exit(0);
    }
    close(down[0]);
    close(up[1]);
    return child < 0 ? (starter){-1, -1} : (starter){down[1], up[0]};
}

static bool ask_command(const bench *b, question *one)
{
    order asked = {{{0}}};
    outcome out;
    for (size_t i = 0; one->words[i]; i++) snprintf(asked.words[i], sizeof asked.words[i], "%s", one->words[i]);
    if (write(b->starter.ask, &asked, sizeof asked) != sizeof asked) return false;
    if (!read_all(b->starter.answer, &out, sizeof out)) return false;
    one->command = out.command;
    one->memory = out.memory;
    return out.fine;
}

static bool ask(bench *b, question *one, FILE *nowhere)
{
    bool fine = ask_inside(b, one, nowhere) && ask_command(b, one);
    times begun = now();
    if (fine && b->peer && peer_ask(b->peer, one->sql) < 0) fine = false;
    one->peer = since(begun);
    if (!fine)
        fprintf(stderr, "failed: %s %s: %s\n", one->words[0], one->words[1] ? one->words[1] : "", b->error.message);
    return fine;
}

/* --- the table --- */

static int ascending(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* Median, 99th of a hundred and worst of some figure of all questions, or of one kind's. */
static void print_times(const bench *b, const char *what, const kind *only, size_t offset)
{
    double *all = ws_arena_array(b->arena, b->count, sizeof *all);
    size_t count = 0;
    for (size_t i = 0; all && i < b->count; i++)
        if (!only || b->items[i].kind == only) memcpy(&all[count++], (const char *)&b->items[i] + offset, sizeof *all);
    if (!count) return;
    qsort(all, count, sizeof *all, ascending);
    printf("%-34s %9.2f %9.2f %9.2f\n", what, all[count / 2], all[count * 99 / 100], all[count - 1]);
}

static void print_tables(const bench *b)
{
    printf("%zu questions%23s %9s %9s %9s\n", b->count, "", "median", "99th", "worst");
    print_times(b, "inside, ms", NULL, offsetof(question, inside.clock));
    print_times(b, "inside, ms of CPU time", NULL, offsetof(question, inside.cpu));
    print_times(b, "command to first byte, ms", NULL, offsetof(question, command.clock));
    print_times(b, "command, ms of CPU time", NULL, offsetof(question, command.cpu));
    print_times(b, "command, memory, MB", NULL, offsetof(question, memory));
    if (b->peer) print_times(b, "SQLite, ms", NULL, offsetof(question, peer.clock));
    if (b->peer) print_times(b, "SQLite, ms of CPU time", NULL, offsetof(question, peer.cpu));
    printf("\nms of CPU time inside, by kind\n");
    for (size_t i = 0; i < KINDS; i++) print_times(b, kinds[i].name, &kinds[i], offsetof(question, inside.cpu));
    if (b->peer) printf("\nms of CPU time in SQLite, by kind\n");
    for (size_t i = 0; i < KINDS && b->peer; i++)
        print_times(b, kinds[i].name, &kinds[i], offsetof(question, peer.cpu));
}

static void print_slowest(const bench *b)
{
    enum { SHOWN = 10 };
    bool told[5000] = {false};
    printf("\nslowest inside, ms of CPU time\n");
    for (size_t shown = 0; shown < SHOWN; shown++) {
        const question *slowest = NULL;
        for (size_t i = 0; i < b->count && i < sizeof told; i++)
            if (!told[i] && (!slowest || b->items[i].inside.cpu > slowest->inside.cpu)) slowest = &b->items[i];
        if (!slowest) return;
        told[slowest - b->items] = true;
        printf("%9.2f  %s %s\n", slowest->inside.cpu, slowest->words[0], slowest->words[1] ? slowest->words[1] : "");
    }
}

static int run(bench *b, size_t wanted)
{
    FILE *nowhere = fopen("/dev/null", "w");
    bool fine = nowhere && load(b) == WS_OK && make_questions(b, wanted);
    if (!fine) fprintf(stderr, "there are not enough words and names for questions: %s\n", b->error.message);
    ws_index_close(b->index);
    b->index = NULL;
    for (size_t i = 0; i < b->count && fine; i++) fine = ask(b, &b->items[i], nowhere);
    if (fine) print_tables(b);
    if (fine) print_slowest(b);
    if (nowhere) fclose(nowhere);
    return fine ? 0 : 2;
}

int main(int argc, char **argv)
{
    if (argc < 2 || argc > 3) return fprintf(stderr, "usage: %s FOLDER [QUESTIONS]\n", argv[0]), 2;
    bench b = {.arena = ws_arena_new(0), .starter = {-1, -1}};
    b.place = b.arena ? ws_arena_printf(b.arena, "%s/index", argv[1]) : NULL;
    if (b.place) b.starter = start_starter(b.place);
    const char *file = b.place ? ws_arena_printf(b.arena, "%s/fts5.db", argv[1]) : NULL;
    int code = 2;
    if (file && !access(file, R_OK)) b.peer = peer_open(file);
    if (file && ws_index_open(&b.place, 1, &b.index, &b.error) == WS_OK)
        code = run(&b, argc == 3 ? strtoul(argv[2], NULL, 10) : 500);
    else
        fprintf(stderr, "%s: %s\n", argv[0], b.error.message);
    peer_close(b.peer);
    ws_index_close(b.index);
    ws_arena_free(b.arena);
    return code;
}
