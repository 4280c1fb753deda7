/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "watches.h"

#include "json.h"
#include "place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FORMAT = 1, KEY_DIGITS = 32, ADDRESS_BYTES = 254 };

static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

static bool consists_of(const char *text, size_t size, const char *more)
{
    for (size_t i = 0; i < size; i++)
        if (!text[i] || (!strchr(letters, text[i]) && !strchr(more, text[i]))) return false;
    return size > 0;
}

bool ws_watch_is_name(const char *text)
{
    size_t size = strlen(text);
    return size <= WS_WATCH_NAME_BYTES && consists_of(text, size, "._-") && strchr(letters, text[0]);
}

bool ws_watch_is_address(const char *text)
{
    const char *at = strchr(text, '@');
    size_t size = strlen(text), local = at ? (size_t)(at - text) : size;
    if (size > ADDRESS_BYTES || text[0] == '-' || !consists_of(text, local, "._+-='")) return false;
    return !at || (consists_of(at + 1, size - local - 1, ".-") && strchr(letters, at[1]));
}

/* --- the file --- */

static ws_status wrong(ws_error *error, const char *what, const char *name, const char *problem)
{
    return ws_fail(error, WS_CORRUPT, "mend it, or remove it and add the watches again", "%s: the watch %s %s", what,
                   name ? name : "without a name", problem);
}

/* A member that is absent or null, or a text of some length. */
static bool read_text(ws_arena *arena, const cJSON *object, const char *name, const char **out)
{
    const cJSON *member = ws_json_member(object, name);
    *out = NULL;
    if (!member || cJSON_IsNull(member)) return true;
    if (!cJSON_IsString(member) || !*member->valuestring || strlen(member->valuestring) > WS_WATCH_TEXT_BYTES)
        return false;
    *out = ws_arena_strdup(arena, member->valuestring);
    return *out != NULL;
}

static ws_status read_watch(ws_arena *arena, const cJSON *json, const char *what, const ws_watches *before,
                            ws_watch *out, ws_error *error)
{
    bool read = cJSON_IsObject(json) && read_text(arena, json, "name", &out->name) &&
                read_text(arena, json, "key", &out->key) && read_text(arena, json, "query", &out->query) &&
                read_text(arena, json, "about", &out->about) && read_text(arena, json, "email", &out->email) &&
                read_text(arena, json, "command", &out->command) && read_text(arena, json, "feed", &out->feed);
    if (!read) return wrong(error, what, NULL, "has a member that is no text, or too long");
    if (!out->name || !ws_watch_is_name(out->name)) return wrong(error, what, NULL, "has none that could be one");
    if (ws_watches_find(before, out->name)) return wrong(error, what, out->name, "is there twice");
    if (!out->key || strlen(out->key) != KEY_DIGITS || strspn(out->key, "0123456789abcdef") != KEY_DIGITS)
        return wrong(error, what, out->name, "has no key");
    if (!out->query == !out->about) return wrong(error, what, out->name, "needs one of query and about");
    if (out->email && !ws_watch_is_address(out->email)) return wrong(error, what, out->name, "has no mail address");
    if (out->feed && out->feed[0] != '/') return wrong(error, what, out->name, "has a feed without a whole path");
    return WS_OK;
}

static ws_status read_all(ws_arena *arena, const cJSON *json, const char *what, ws_watches *out, ws_error *error)
{
    const cJSON *format = ws_json_member(json, "format"), *all = ws_json_member(json, "watches"), *one;
    if (!cJSON_IsNumber(format) || !cJSON_IsArray(all) || format->valuedouble < FORMAT)
        return ws_fail(error, WS_CORRUPT, "mend it, or remove it and add the watches again",
                       "%s: this is no file of watches", what);
    if (format->valuedouble > FORMAT)
        return ws_fail(error, WS_FUTURE, "use that whosaid", "%s was written by a newer whosaid", what);
    size_t count = (size_t)cJSON_GetArraySize(all);
    if (count > WS_WATCHES_MOST)
        return ws_fail(error, WS_CORRUPT, NULL, "%s has more than %d watches", what, WS_WATCHES_MOST);
    out->items = ws_arena_array(arena, count + 1, sizeof *out->items);
    if (!out->items) return ws_no_memory(error);
    cJSON_ArrayForEach(one, all)
    {
        ws_status status = read_watch(arena, one, what, out, &out->items[out->count], error);
        if (status != WS_OK) return status;
        out->count++;
    }
    return WS_OK;
}

ws_status ws_watches_parse(ws_arena *arena, const char *bytes, size_t size, const char *what, ws_watches *out,
                           ws_error *error)
{
    cJSON *json = NULL;
    ws_error inside;
    *out = (ws_watches){NULL, 0};
    ws_status status = ws_json_read(bytes, size, &json, &inside);
    if (status == WS_NO_MEMORY) return ws_no_memory(error);
    if (status != WS_OK)
        return ws_fail(error, WS_CORRUPT, "mend it, or remove it and add the watches again", "%s: %s", what,
                       inside.message);
    status = read_all(arena, json, what, out, error);
    cJSON_Delete(json);
    return status;
}

ws_status ws_watches_load(ws_arena *arena, const char *path, ws_watches *out, ws_error *error)
{
    ws_buffer bytes = WS_BUFFER_INIT(WS_WATCHES_BYTES);
    ws_status status = ws_watch_file_read(path, WS_WATCHES_BYTES, &bytes, error);
    *out = (ws_watches){NULL, 0};
    if (status == WS_OK) status = ws_watches_parse(arena, bytes.size ? bytes.bytes : "", bytes.size, path, out, error);
    ws_buffer_free(&bytes);
    return status == WS_NOT_FOUND ? WS_OK : status;
}

ws_watch *ws_watches_find(const ws_watches *watches, const char *name)
{
    for (size_t i = 0; i < watches->count; i++)
        if (!strcmp(watches->items[i].name, name)) return &watches->items[i];
    return NULL;
}

static void add_watch(ws_buffer *out, const ws_watch *watch)
{
    const struct {
        const char *name, *text;
    } members[] = {{"name", watch->name},   {"key", watch->key},     {"query", watch->query},
                   {"about", watch->about}, {"email", watch->email}, {"command", watch->command},
                   {"feed", watch->feed}};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        if (!members[i].text) continue;
        ws_buffer_printf(out, "%s\"%s\":", i ? "," : "{", members[i].name);
        ws_json_add_string(out, members[i].text);
    }
    ws_buffer_putc(out, '}');
}

ws_status ws_watches_save(ws_arena *arena, const char *path, const ws_watches *watches, ws_error *error)
{
    ws_buffer bytes = WS_BUFFER_INIT(WS_WATCHES_BYTES);
    ws_buffer_printf(&bytes, "{\"format\":%d,\"watches\":[", FORMAT);
    for (size_t i = 0; i < watches->count; i++) {
        ws_buffer_puts(&bytes, i ? ",\n" : "\n");
        add_watch(&bytes, &watches->items[i]);
    }
    ws_buffer_puts(&bytes, "\n]}\n");
    ws_status status = ws_watch_file_write(arena, path, &bytes, error);
    ws_buffer_free(&bytes);
    return status;
}

/* --- files --- */

static ws_status check_file(int descriptor, const char *path, size_t most, ws_error *error)
{
    struct stat found;
    if (fstat(descriptor, &found)) return ws_fail_errno(error, errno, "read", path);
    if (!S_ISREG(found.st_mode) || found.st_uid != geteuid() || found.st_mode & (S_IWGRP | S_IWOTH))
        return ws_fail(error, WS_REFUSED, "run whosaid as its owner; chmod 600 it once you have read it",
                       "%s is no file that you alone can write: somebody else may have put commands into it", path);
    if (found.st_size > (off_t)most) return ws_fail(error, WS_CORRUPT, NULL, "%s is too large", path);
    return WS_OK;
}

ws_status ws_watch_file_read(const char *path, size_t most, ws_buffer *out, ws_error *error)
{
    char block[65536];
    ssize_t got = 0;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    if (descriptor < 0 && errno == ENOENT) return ws_fail(error, WS_NOT_FOUND, NULL, "there is no %s", path);
    if (descriptor < 0) return ws_fail_errno(error, errno, "read", path);
    ws_status status = check_file(descriptor, path, most, error);
    while (status == WS_OK && (got = read(descriptor, block, sizeof block)) > 0) ws_buffer_add(out, block, (size_t)got);
    if (status == WS_OK && got < 0) status = ws_fail_errno(error, errno, "read", path);
    close(descriptor);
    return status == WS_OK ? ws_buffer_status(out, error) : status;
}

static ws_status write_bytes(const void *bytes_, FILE *out, ws_error *error)
{
    const ws_buffer *bytes = bytes_;
    (void)error; /* the stream remembers a failure */
    fwrite(bytes->bytes, 1, bytes->size, out);
    return WS_OK;
}

ws_status ws_watch_file_write(ws_arena *arena, const char *path, const ws_buffer *bytes, ws_error *error)
{
    ws_status status = ws_buffer_status(bytes, error);
    return status == WS_OK ? ws_place_write(arena, path, write_bytes, bytes, error) : status;
}

char *ws_watch_state_path(ws_arena *arena, const char *path, const char *name)
{
    const char *slash = strrchr(path, '/');
    return ws_arena_printf(arena, "%.*swatch-%s.jsonl", slash ? (int)(slash - path + 1) : 0, path, name);
}

ws_status ws_watches_lock(ws_arena *arena, const char *path, int *descriptor, ws_error *error)
{
    const char *lock = ws_arena_printf(arena, "%s.lock", path);
    if (!lock) return ws_no_memory(error);
    *descriptor = open(lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    if (*descriptor < 0) return ws_fail_errno(error, errno, "lock the watches by", lock);
    if (!flock(*descriptor, LOCK_EX | LOCK_NB)) return WS_OK;
    close(*descriptor);
    *descriptor = -1;
    return ws_fail(error, WS_LOCKED, "wait until it is done and give the same command again",
                   "another whosaid runs or changes the watches %s", path);
}
