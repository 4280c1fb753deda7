/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cache.h"

#include "seen_files.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BUCKETS = 4096, SHARE = 8, SECONDS = 60, DAY = 86400, FILES_MOST = 64 };

typedef struct entry {
    struct entry *next_in_bucket, *newer, *older; /* by when they were asked for */
    size_t bucket, size;
    time_t made;
    ws_buffer message;
    char target[];
} entry;

struct ws_cache {
    size_t most, used;
    entry *buckets[BUCKETS];
    entry *newest, *oldest;
    char *seen; /* that all entries are made of: the state, then the files; NULL: nothing yet */
    size_t seen_size;
};

ws_cache *ws_cache_new(size_t most)
{
    ws_cache *cache = calloc(1, sizeof *cache);
    if (cache) cache->most = most;
    return cache;
}

/* --- entries --- */

static size_t bucket_of(const char *target)
{
    uint64_t hash = 14695981039346656037U; /* FNV-1a; chains stay short since entries are few */
    for (; *target; target++) hash = (hash ^ (unsigned char)*target) * 1099511628211U;
    return hash % BUCKETS;
}

static void unlink_entry(ws_cache *cache, entry *one)
{
    *(one->newer ? &one->newer->older : &cache->newest) = one->older;
    *(one->older ? &one->older->newer : &cache->oldest) = one->newer;
}

static void put_first(ws_cache *cache, entry *one)
{
    one->newer = NULL;
    one->older = cache->newest;
    *(cache->newest ? &cache->newest->newer : &cache->oldest) = one;
    cache->newest = one;
}

static void drop(ws_cache *cache, entry *one)
{
    entry **link = &cache->buckets[one->bucket];
    while (*link != one) link = &(*link)->next_in_bucket;
    *link = one->next_in_bucket;
    unlink_entry(cache, one);
    cache->used -= one->size;
    ws_buffer_free(&one->message);
    free(one);
}

static void drop_all(ws_cache *cache)
{
    while (cache->oldest) drop(cache, cache->oldest);
}

void ws_cache_free(ws_cache *cache)
{
    if (!cache) return;
    drop_all(cache);
    free(cache->seen);
    free(cache);
}

static entry *find(const ws_cache *cache, const char *target)
{
    entry *one = cache->buckets[bucket_of(target)];
    while (one && strcmp(one->target, target) != 0) one = one->next_in_bucket;
    return one;
}

/* --- what they were made of --- */

/* Are the files as they were? */
static bool is_true(const char *seen, size_t size)
{
    const char *files[FILES_MOST];
    size_t count = 0;
    ws_hash now;
    if (size < sizeof now || seen[size - 1]) return false;
    for (size_t at = sizeof now; at < size; at += strlen(seen + at) + 1) {
        if (count == FILES_MOST) return false;
        files[count++] = seen + at;
    }
    return count && ws_seen_files_look(files, count, &now) && !memcmp(&now, seen, sizeof now);
}

/* From now on all entries are made of this. */
static bool adopt(ws_cache *cache, const char *seen, size_t size)
{
    if (cache->seen && cache->seen_size == size && !memcmp(cache->seen, seen, size)) return true;
    char *copy = malloc(size);
    if (!copy) return false;
    drop_all(cache);
    free(cache->seen);
    cache->seen = memcpy(copy, seen, size);
    cache->seen_size = size;
    return true;
}

/* --- giving and taking --- */

static bool is_kept(const ws_cache *cache, const ws_message *answer, size_t size)
{
    static const int others[] = {WS_MESSAGE_GO, WS_MESSAGE_LOG, WS_MESSAGE_FILE};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (answer->parts[others[i]].size) return false;
    return answer->code == 200 && size <= cache->most / SHARE &&
           is_true(answer->parts[WS_MESSAGE_SEEN].bytes, answer->parts[WS_MESSAGE_SEEN].size);
}

static entry *make(const char *target, const ws_message *answer, size_t size)
{
    size_t length = strlen(target) + 1;
    entry *one = malloc(sizeof *one + length);
    if (!one) return NULL;
    *one = (entry){.bucket = bucket_of(target), .size = size, .made = time(NULL), .message = WS_BUFFER_INIT(size)};
    memcpy(one->target, target, length);
    ws_message_add(&one->message, answer);
    if (!one->message.failed) return one;
    ws_buffer_free(&one->message);
    free(one);
    return NULL;
}

void ws_cache_put(ws_cache *cache, const char *target, const ws_message *answer)
{
    size_t size = sizeof(entry) + strlen(target) + WS_MESSAGE_HEAD + 1;
    for (int i = 0; i < WS_MESSAGE_PARTS; i++) size += answer->parts[i].size;
    if (!is_kept(cache, answer, size)) return;
    entry *old = find(cache, target);
    if (old) drop(cache, old);
    entry *one = make(target, answer, size);
    if (!one) return;
    if (!adopt(cache, answer->parts[WS_MESSAGE_SEEN].bytes, answer->parts[WS_MESSAGE_SEEN].size)) {
        ws_buffer_free(&one->message);
        free(one);
        return;
    }
    one->next_in_bucket = cache->buckets[one->bucket];
    cache->buckets[one->bucket] = one;
    put_first(cache, one);
    cache->used += size;
    while (cache->used > cache->most) drop(cache, cache->oldest);
}

static bool is_old(const entry *one, time_t now)
{
    return now < one->made || now - one->made >= SECONDS || now / DAY != one->made / DAY;
}

bool ws_cache_get(ws_cache *cache, const char *target, ws_message *out)
{
    entry *one = find(cache, target);
    if (!one) return false;
    if (!is_true(cache->seen, cache->seen_size)) {
        drop_all(cache);
        return false;
    }
    if (is_old(one, time(NULL))) {
        drop(cache, one);
        return false;
    }
    unlink_entry(cache, one);
    put_first(cache, one);
    return ws_message_parse(one->message.bytes, one->message.size, out) == WS_MESSAGE_WHOLE;
}

void ws_cache_sweep(ws_cache *cache)
{
    time_t now = time(NULL);
    for (entry *one = cache->newest, *older; one; one = older) {
        older = one->older;
        if (is_old(one, now)) drop(cache, one);
    }
}
