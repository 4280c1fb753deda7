/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An index of a million statements out of one of some thousands: bench-grow SEED FOLDER [STATEMENTS]
 *
 * No text is read again: the articles of the index SEED and the statements in them are written over and over, each copy
 * with altered words and names (altered.h), a hundred days after the one before, within forty years, by another of 120
 * outlets. One article in ten is a reprint: the words and the day of the copy before it, by another outlet. All goes
 * through the shim, as `add` writes it, into FOLDER/index, which is compacted; and the same records into SQLite with
 * FTS5, FOLDER/fts5.db. Prints seconds of CPU time and by the clock, and bytes, of both; and, for each 20,000 articles,
 * the CPU time they took, which tells whether writing slows down as the index grows. */
#include "altered.h"
#include "index.h"
#include "index_care.h"
#include "peer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum {
    MILLION = 1000000,
    DAYS_APART = 100,
    DAYS_IN_ALL = 14600,
    REPRINTS = 10,
    TIMES_MOST = 100000,
    STAGE = 20000 /* articles after which it is told what they took */
};

typedef struct seconds {
    double cpu, clock;
} seconds;

typedef struct growing {
    ws_arena *arena; /* emptied after each article */
    altering *altering;
    ws_hits seed; /* by article */
    ws_writer *writer;
    peer *peer;
    size_t wanted, statements, articles;
    seconds ours, theirs;
    seconds ours_told, theirs_told; /* when a stage was told of last */
    ws_error *error;
} growing;

static double read_clock(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void begin(seconds *spent)
{
    spent->cpu -= read_clock(CLOCK_PROCESS_CPUTIME_ID);
    spent->clock -= read_clock(CLOCK_MONOTONIC);
}

static void end(seconds *spent)
{
    spent->cpu += read_clock(CLOCK_PROCESS_CPUTIME_ID);
    spent->clock += read_clock(CLOCK_MONOTONIC);
}

static int by_article(const void *left, const void *right)
{
    const ws_hit *a = left, *b = right;
    int order = strcmp(a->article->id, b->article->id);
    return order ? order : memcmp(a->statement->id.bytes, b->statement->id.bytes, sizeof(ws_hash));
}

static ws_status load(growing *self, const char *place, ws_index **index, ws_arena *arena)
{
    ws_search everything = {.all_acts = true, .limit = SIZE_MAX / 2};
    ws_status status = ws_index_open(&place, 1, index, self->error);
    if (status == WS_OK) status = ws_index_search(*index, &everything, arena, &self->seed, self->error);
    if (status != WS_OK) return status;
    if (!self->seed.count) return ws_fail(self->error, WS_NOT_FOUND, NULL, "there is nothing in %s", place);
    qsort(self->seed.items, self->seed.count, sizeof *self->seed.items, by_article);
    for (size_t i = 0; i < self->seed.count; i++)
        if (!i || self->seed.items[i].article != self->seed.items[i - 1].article)
            altering_learn(self->altering, self->seed.items[i].article->text);
    return WS_OK;
}

/* --- one copy of an article --- */

static const char *later(ws_arena *arena, const char *iso, size_t copy)
{
    size_t days = copy * DAYS_APART % DAYS_IN_ALL;
    struct tm day = {0};
    char moved[16];
    const char *rest = iso ? strptime(iso, "%Y-%m-%d", &day) : NULL;
    if (!rest) return iso;
    time_t moment = timegm(&day) + (time_t)days * 86400;
    strftime(moved, sizeof moved, "%Y-%m-%d", gmtime_r(&moment, &day));
    return ws_arena_printf(arena, "%s%s", moved, rest);
}

static const char *outlet(ws_arena *arena, const char *id)
{
    static const char *const cities[] = {"Lindfell", "Saltmere", "Fairmoor", "Cape Rell", "Adler", "Tarn",
                                         "Quenby",   "Ostrava",  "Harwick",  "Dunmore",   "Vale",  "Northam"};
    static const char *const kinds[] = {"Courier", "Ledger",  "Standard", "Post",  "Herald",
                                        "Tribune", "Gazette", "Times",    "Argus", "Press Agency"};
    uint64_t chosen = hash_of(id, strlen(id), 1);
    return ws_arena_printf(arena, "The %s %s", cities[chosen % 12], kinds[chosen / 12 % 10]);
}

static void alter_speaker(growing *self, size_t copy, ws_speaker *speaker)
{
    const char **texts[] = {&speaker->name, &speaker->role, &speaker->affiliation};
    for (size_t i = 0; i < 3; i++) *texts[i] = altered(self->altering, self->arena, copy, *texts[i]);
    if (speaker->key && speaker->name) speaker->key = ws_name_key(self->arena, speaker->name);
}

static void alter_statement(growing *self, size_t copy, ws_statement *one)
{
    const char **texts[] = {&one->addressee,         &one->given_to,          &one->medium,
                            &one->occasion,          &one->response.asked_by, &one->response.about,
                            &one->anonymity.reason,  &one->time.text,         &one->anonymity.descriptor,
                            &one->document.obtained, &one->document.seen_by};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = altered(self->altering, self->arena, copy, *texts[i]);
    one->time.date = later(self->arena, one->time.date, copy);
    one->speakers = ws_arena_copy(self->arena, one->speakers, one->speaker_count * sizeof *one->speakers);
    for (size_t i = 0; i < one->speaker_count; i++) alter_speaker(self, copy, &one->speakers[i]);
    one->via = ws_arena_copy(self->arena, one->via, one->via_count * sizeof *one->via);
    for (size_t i = 0; i < one->via_count; i++)
        one->via[i].name = altered(self->altering, self->arena, copy, one->via[i].name);
    one->indexed = NULL;
}

static const ws_hash *new_id(const ws_hit *seed, const ws_statement *copies, size_t count, const ws_hash *old)
{
    for (size_t i = 0; old && i < count; i++)
        if (!memcmp(&seed[i].statement->id, old, sizeof *old)) return &copies[i].id;
    return NULL;
}

/* What rests on another statement, or repeats it, does so in the copy. */
static void link_statements(growing *self, const ws_hit *seed, ws_statement *copies, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ws_hash *links = ws_arena_array(self->arena, copies[i].rests_on_count, sizeof *links);
        size_t kept = 0;
        for (size_t j = 0; links && j < copies[i].rests_on_count; j++) {
            const ws_hash *id = new_id(seed, copies, count, &copies[i].rests_on[j]);
            if (id) links[kept++] = *id;
        }
        copies[i].rests_on = links;
        copies[i].rests_on_count = kept;
        copies[i].repeats = new_id(seed, copies, count, copies[i].repeats);
    }
}

static ws_status make_copy(growing *self, size_t number, const ws_hit *seed, size_t count, ws_article *article,
                           ws_statement **out)
{
    size_t copy = number;
    *article = *seed[0].article;
    if (number && !(hash_of(article->id, strlen(article->id), number) % REPRINTS)) copy--;
    article->id = article->input_id = ws_arena_printf(self->arena, "%s-%zu", article->id, number);
    article->text = altered(self->altering, self->arena, copy, article->text);
    article->title = altered(self->altering, self->arena, copy, article->title);
    article->published = later(self->arena, article->published, copy);
    article->updated = later(self->arena, article->updated, copy);
    article->url = NULL;
    ws_statement *copies = *out = ws_arena_array(self->arena, count, sizeof *copies);
    if (!article->id || !article->text || !copies) return ws_no_memory(self->error);
    article->publisher = outlet(self->arena, article->id);
    ws_status status = ws_article_seal(self->arena, article, self->error);
    for (size_t i = 0; i < count; i++) {
        copies[i] = *seed[i].statement;
        alter_statement(self, copy, &copies[i]);
    }
    if (status == WS_OK) status = ws_statements_seal(self->arena, article, copies, count, self->error);
    if (status == WS_OK) link_statements(self, seed, copies, count);
    return status;
}

static void tell_stage(growing *self)
{
    if (self->articles == STAGE)
        printf("%10s %10s %16s %16s\n", "articles", "statements", "index, CPU s", "SQLite, CPU s");
    printf("%10zu %10zu %16.1f %16.1f\n", self->articles, self->statements, self->ours.cpu - self->ours_told.cpu,
           self->theirs.cpu - self->theirs_told.cpu);
    fflush(stdout);
    self->ours_told = self->ours;
    self->theirs_told = self->theirs;
}

static ws_status add_copy(growing *self, size_t number, const ws_hit *seed, size_t count)
{
    ws_article article;
    ws_statement *statements;
    ws_arena_reset(self->arena);
    ws_status status = make_copy(self, number, seed, count, &article, &statements);
    if (status != WS_OK) return status;
    begin(&self->ours);
    status = ws_writer_add(self->writer, &article, statements, count, self->error);
    end(&self->ours);
    begin(&self->theirs);
    bool kept = status == WS_OK && peer_add(self->peer, &article, statements, count);
    end(&self->theirs);
    self->articles++;
    self->statements += count;
    if (self->articles % STAGE == 0) tell_stage(self);
    return status == WS_OK && !kept ? ws_fail(self->error, WS_IO, NULL, "SQLite did not take an article") : status;
}

static ws_status write_copies(growing *self)
{
    ws_status status = WS_OK;
    for (size_t number = 0; number < TIMES_MOST && self->statements < self->wanted; number++)
        for (size_t first = 0, last; first < self->seed.count && status == WS_OK; first = last) {
            for (last = first + 1; last < self->seed.count; last++)
                if (self->seed.items[last].article != self->seed.items[first].article) break;
            if (self->statements < self->wanted)
                status = add_copy(self, number, &self->seed.items[first], last - first);
        }
    return status;
}

/* --- both --- */

static double megabytes(const char *path)
{
    struct stat found;
    return stat(path, &found) ? 0 : (double)found.st_size / 1e6;
}

static ws_status grow(growing *self, const char *folder, ws_arena *arena)
{
    const char *index = ws_arena_printf(arena, "%s/index", folder),
               *file = ws_arena_printf(arena, "%s/fts5.db", folder);
    uint64_t before = 0, after = 0;
    seconds compacting = {0, 0};
    if (!index || !file) return ws_no_memory(self->error);
    mkdir(folder, 0777);
    if (!(self->peer = peer_make(file))) return ws_fail(self->error, WS_IO, NULL, "SQLite did not begin");
    ws_status status = ws_writer_open(index, 0, NULL, &self->writer, self->error);
    if (status == WS_OK) status = write_copies(self);
    begin(&self->ours);
    ws_status closed = self->writer ? ws_writer_close(self->writer, status == WS_OK ? self->error : NULL) : status;
    end(&self->ours);
    if (status == WS_OK) status = closed;
    begin(&self->theirs);
    bool finished = status == WS_OK && peer_finish(self->peer);
    end(&self->theirs);
    begin(&compacting);
    if (finished) status = ws_index_compact(index, false, &before, &after, self->error);
    end(&compacting);
    if (status != WS_OK || !finished) return status != WS_OK ? status : WS_IO;
    printf("%zu articles with %zu statements, copies of %zu statements\n", self->articles, self->statements,
           self->seed.count);
    printf("%-22s %8s %8s %10s\n", "", "CPU s", "clock s", "MB");
    printf("%-22s %8.0f %8.0f %10.1f\n", "index, written", self->ours.cpu, self->ours.clock, (double)before / 1e6);
    printf("%-22s %8.0f %8.0f %10.1f\n", "index, compacted", compacting.cpu, compacting.clock, (double)after / 1e6);
    printf("%-22s %8.0f %8.0f %10.1f\n", "SQLite with FTS5", self->theirs.cpu, self->theirs.clock, megabytes(file));
    return WS_OK;
}

int main(int argc, char **argv)
{
    if (argc < 3 || argc > 4) return fprintf(stderr, "usage: %s SEED FOLDER [STATEMENTS]\n", argv[0]), 2;
    ws_error error = {.status = WS_OK};
    ws_index *index = NULL;
    ws_arena *arena = ws_arena_new(0);
    growing self = {.arena = ws_arena_new(0), .wanted = argc == 4 ? strtoul(argv[3], NULL, 10) : MILLION};
    self.error = &error;
    self.altering = arena ? altering_new(arena) : NULL;
    ws_status status = self.arena && self.altering ? load(&self, argv[1], &index, arena) : ws_no_memory(&error);
    if (status == WS_OK) status = grow(&self, argv[2], arena);
    if (status != WS_OK) fprintf(stderr, "%s: %s\n", argv[0], error.message);
    peer_close(self.peer);
    ws_index_close(index);
    ws_arena_free(self.arena);
    ws_arena_free(arena);
    return status == WS_OK ? 0 : 2;
}
