/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kept.h"

#include "seen_files.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum { REMOTE_SECONDS = 5, SEARCHED_SECONDS = 60, MOST_GROWTH = 256 << 20 };

struct ws_kept {
    ws_arena *arena;
    ws_index *index; /* NULL: nothing is open */
    ws_decisions decisions;
    ws_registry *registry;
    ws_people *people;
    const char **files; /* that are watched */
    size_t file_count;
    ws_hash state; /* of these files */
    bool remote;   /* servers tell of no change: what they hold is asked for again after a while */
    time_t until;
    ws_searched searched;
    time_t searched_until;
    size_t opened; /* how often */
    size_t formed; /* bytes of the arena once people were formed; it grows with what is asked of them */
};

ws_kept *ws_kept_new(void)
{
    ws_kept *kept = calloc(1, sizeof *kept);
    if (kept) kept->arena = ws_arena_new(0);
    if (kept && kept->arena) return kept;
    free(kept);
    return NULL;
}

static void close_all(ws_kept *kept)
{
    ws_index_close(kept->index);
    ws_registry_close(kept->registry);
    ws_arena_reset(kept->arena);
    *kept = (ws_kept){.arena = kept->arena, .opened = kept->opened};
}

void ws_kept_free(ws_kept *kept)
{
    if (!kept) return;
    close_all(kept);
    ws_arena_free(kept->arena);
    free(kept);
}

static time_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec;
}

ws_status ws_kept_watch(ws_kept *kept, const ws_index *index, const ws_strings *places, const char *const *journals,
                        size_t count, ws_error *error)
{
    size_t parts = 0;
    while (ws_index_place(index, parts)) parts++;
    kept->files = ws_arena_array(kept->arena, parts + places->count + count, sizeof *kept->files);
    if (!kept->files) return ws_no_memory(error);
    kept->file_count = 0;
    for (size_t i = 0; i < parts; i++) {
        const char *place = ws_index_place(index, i);
        bool remote = ws_place_is_remote(place);
        const char *file = remote ? NULL : ws_arena_printf(kept->arena, "%s/iamglass", place);
        kept->remote |= remote;
        if (file) kept->files[kept->file_count++] = file;
        if (!file && !remote) return ws_no_memory(error);
    }
    for (size_t i = 0; i < places->count + count; i++) {
        const char *file = i < places->count ? places->items[i] : journals[i - places->count];
        struct stat found;
        if (stat(file, &found) == 0 && S_ISDIR(found.st_mode)) continue; /* its files are watched */
        if (!(kept->files[kept->file_count++] = ws_arena_strdup(kept->arena, file))) return ws_no_memory(error);
    }
    kept->until = now() + REMOTE_SECONDS;
    return ws_seen_files_look(kept->files, kept->file_count, &kept->state) ? WS_OK : ws_no_memory(error);
}

bool ws_kept_take(ws_kept *kept, ws_session *session)
{
    ws_hash state;
    if (!kept->index || (kept->remote && now() >= kept->until)) return false;
    if (kept->formed && ws_arena_used(kept->arena) > kept->formed + MOST_GROWTH) return false;
    if (!ws_seen_files_look(kept->files, kept->file_count, &state)) return false;
    if (memcmp(&state, &kept->state, sizeof state) != 0) return false;
    session->lasting = kept->arena;
    session->index = kept->index;
    session->decisions = kept->decisions;
    session->registry = kept->registry;
    session->people = kept->people;
    if (session->people) ws_people_answer_in(session->people, session->arena);
    return true;
}

void ws_kept_begin(ws_kept *kept, ws_session *session)
{
    close_all(kept);
    session->lasting = kept->arena;
}

void ws_kept_give(ws_kept *kept, const ws_session *session)
{
    if (!kept->index && session->index) kept->opened++;
    kept->index = session->index;
    kept->decisions = session->decisions;
    kept->registry = session->registry;
    if (session->people && !kept->people) kept->formed = ws_arena_used(kept->arena);
    kept->people = session->people;
    if (kept->people) ws_people_answer_in(kept->people, session->arena);
}

void ws_kept_drop(ws_kept *kept, ws_session *session)
{
    close_all(kept);
    session->index = NULL;
    session->registry = NULL;
    session->people = NULL;
    session->decisions = (ws_decisions){0};
}

bool ws_kept_take_searched(const ws_kept *kept, ws_searched *out)
{
    *out = kept->searched;
    return kept->index && now() < kept->searched_until;
}

void ws_kept_give_searched(ws_kept *kept, const ws_searched *searched)
{
    kept->searched = *searched;
    kept->searched_until = now() + SEARCHED_SECONDS;
}

size_t ws_kept_opened(const ws_kept *kept)
{
    return kept->opened;
}

bool ws_kept_seen(const ws_kept *kept, ws_buffer *out)
{
    if (!kept->index || kept->remote) return false;
    ws_buffer_add(out, &kept->state, sizeof kept->state);
    for (size_t i = 0; i < kept->file_count; i++) ws_buffer_add(out, kept->files[i], strlen(kept->files[i]) + 1);
    return !out->failed;
}
