/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads lists of people and nicknames. */
#include "registry_form.h"
#include "text_file.h"

#include <stdlib.h>
#include <string.h>

enum { PERSON_COLUMNS = 6, NAMES_OF_ONE = 200, NAMES_TOGETHER = 4000000 };

/* --- reading the lists --- */

static ws_status add_pair(ws_arena *arena, ws_pairs *pairs, const char *key, const void *value, ws_error *error)
{
    ws_pair *grown = ws_arena_grow(arena, pairs->items, pairs->count, &pairs->capacity, sizeof *grown);
    if (!grown) return ws_no_memory(error);
    pairs->items = grown;
    grown[pairs->count++] = (ws_pair){key, value};
    return WS_OK;
}

/* Without the blanks around it; "" for "-". */
static char *trimmed(char *text)
{
    text += strspn(text, " ");
    size_t size = strlen(text);
    while (size && text[size - 1] == ' ') text[--size] = '\0';
    return strcmp(text, "-") ? text : text + size;
}

static size_t split_columns(char *line, char **columns, size_t most)
{
    size_t count = 0;
    for (char *column; (column = strsep(&line, "\t")); count++)
        if (count < most) columns[count] = trimmed(column);
    return count;
}

static bool is_wikidata_id(const char *text)
{
    size_t digits = text[0] == 'Q' ? strspn(text + 1, "0123456789") : 0;
    return digits && digits < 12 && text[1] != '0' && !text[1 + digits];
}

static int type_of(const char *name)
{
    if (!strcmp(name, "place")) return WS_SPEAKER_ORGANIZATION;
    int type = ws_value_parse(WS_SPEAKER_TYPES, name);
    bool may_be_known = type == WS_SPEAKER_PERSON || type == WS_SPEAKER_ORGANIZATION || type == WS_SPEAKER_GROUP ||
                        type == WS_SPEAKER_DOCUMENT || type == WS_SPEAKER_PUBLICATION;
    return may_be_known ? type : -1;
}

static ws_status add_name(ws_registry *registry, ws_registered *entry, const char *name, const ws_text_file *file,
                          ws_error *error)
{
    const char *key = ws_name_key(registry->arena, name);
    const char *body = key && entry->type != WS_SPEAKER_PERSON ? ws_name_body(registry->arena, key) : key;
    if (!key || !body) return ws_no_memory(error);
    if (!*key) return WS_OK;
    if (entry->key_count == NAMES_OF_ONE || registry->names.count >= NAMES_TOGETHER)
        return ws_text_file_wrong(file, error, "has too many names");
    entry->keys[entry->key_count++] = key;
    ws_status status = add_pair(registry->arena, &registry->names, key, entry, error);
    if (status == WS_OK && strcmp(key, body)) status = add_pair(registry->arena, &registry->names, body, entry, error);
    if (status != WS_OK || entry->type != WS_SPEAKER_PERSON) return status;
    ws_full_name full = {.entry = entry, .name = SIZE_MAX};
    if (!ws_name_part(registry->arena, key, &full.parts)) return ws_no_memory(error);
    if (!*full.parts.given || full.parts.is_short) return WS_OK;
    full.parts.given = ws_registry_given(registry, full.parts.given);
    ws_full_name *grown =
        ws_arena_grow(registry->arena, registry->full, registry->full_count, &registry->full_capacity, sizeof *grown);
    if (!grown) return ws_no_memory(error);
    registry->full = grown;
    grown[registry->full_count++] = full;
    return WS_OK;
}

static ws_status add_names(ws_registry *registry, ws_registered *entry, char *others, const ws_text_file *file,
                           ws_error *error)
{
    size_t most = 1;
    for (const char *mark = others; mark && (mark = strchr(mark, ';')); mark++) most++;
    entry->keys = ws_arena_array(registry->arena, most + 1, sizeof *entry->keys);
    if (!entry->keys) return ws_no_memory(error);
    ws_status status = add_name(registry, entry, entry->name, file, error);
    if (status == WS_OK && !entry->key_count) return ws_text_file_wrong(file, error, "has a name without letters");
    for (char *name; others && status == WS_OK && (name = strsep(&others, ";"));)
        if (*(name = trimmed(name))) status = add_name(registry, entry, name, file, error);
    return status;
}

static ws_status check_columns(char *const *columns, size_t count, const ws_text_file *file, ws_error *error)
{
    static const char *const genders[] = {"", "male", "female", "other"};
    if (count < 2 || count > PERSON_COLUMNS)
        return ws_text_file_wrong(file, error, "has not between two and six columns parted by tabs");
    if (!*columns[0]) return ws_text_file_wrong(file, error, "has no name");
    if (type_of(columns[1]) < 0)
        return ws_text_file_wrong(file, error,
                                  "has no type person, organization, publication, group, document or place");
    bool known = false;
    for (size_t i = 0; i < sizeof genders / sizeof *genders; i++) known |= !strcmp(columns[2], genders[i]);
    if (!known) return ws_text_file_wrong(file, error, "has a gender that is not male, female, other or -");
    if (*columns[3] && !is_wikidata_id(columns[3]))
        return ws_text_file_wrong(file, error, "has a Wikidata id that is not like Q42");
    return WS_OK;
}

static ws_status add_entry(ws_registry *registry, char *line, const ws_text_file *file, bool own, ws_error *error)
{
    char empty[] = "", *columns[PERSON_COLUMNS] = {empty, empty, empty, empty, empty, empty};
    ws_status status = check_columns(columns, split_columns(line, columns, PERSON_COLUMNS), file, error);
    if (status != WS_OK) return status;
    ws_registered *entry = ws_arena_alloc(registry->arena, sizeof *entry);
    ws_registered **grown = ws_arena_grow(registry->arena, registry->entries, registry->count, &registry->capacity,
                                          sizeof *registry->entries);
    if (!entry || !grown) return ws_no_memory(error);
    registry->entries = grown;
    *entry = (ws_registered){.name = columns[0],
                             .id = *columns[3] ? columns[3] : NULL,
                             .type = (ws_speaker_type)type_of(columns[1]),
                             .own = own,
                             .index = registry->count};
    registry->entries[registry->count++] = entry;
    status = entry->id ? add_pair(registry->arena, &registry->names, entry->id, entry, error) : WS_OK;
    return status != WS_OK ? status : add_names(registry, entry, columns[4], file, error);
}

static ws_status add_nickname(ws_registry *registry, char *line, const ws_text_file *file, ws_error *error)
{
    char empty[] = "", *columns[2] = {empty, empty};
    size_t count = split_columns(line, columns, 2);
    if (count != 2 || !*columns[0] || !*columns[1])
        return ws_text_file_wrong(file, error, "has not two columns parted by a tab");
    return add_pair(registry->arena, &registry->nicknames, columns[0], columns[1], error);
}

static ws_status read_list(ws_registry *registry, const char *path, bool nicknames, bool own, ws_error *error)
{
    ws_text_file file;
    char *line;
    ws_status status = ws_text_file_read(registry->arena, path, &file, error);
    while (status == WS_OK && (line = ws_text_file_line(&file)))
        status = nicknames ? add_nickname(registry, line, &file, error) : add_entry(registry, line, &file, own, error);
    return status;
}

/* --- opening --- */

static int compare_names(const void *left_, const void *right_)
{
    int order = ws_registry_compare_keys(left_, right_);
    const ws_registered *left = ((const ws_pair *)left_)->value, *right = ((const ws_pair *)right_)->value;
    if (!order) order = right->own - left->own;
    return order ? order : (left->index > right->index) - (left->index < right->index);
}

static ws_registered *first_line(ws_registered *entry)
{
    while (entry->same) entry = entry->same;
    return entry;
}

static void link_lines(ws_registered *first, ws_registered *entry)
{
    first = first_line(first);
    entry = first_line(entry);
    if (first == entry) return;
    entry->same = first;
    ws_registered *last = entry;
    while (last->also) last = last->also;
    last->also = first->also;
    first->also = entry;
}

/* Two lines are about the same when they have the same id; or when the user's has the name of one that is shipped, and
 * not another id. */
static bool is_same(const ws_registered *own, const ws_registered *shipped, const char *key)
{
    if (own->id && shipped->id) return !strcmp(own->id, shipped->id);
    return own->own && !shipped->own && own->type == shipped->type && !strcmp(own->keys[0], key) &&
           !strcmp(shipped->keys[0], key);
}

/* One key's pairs, the user's first. */
static void link_same(const ws_pair *pairs, size_t count)
{
    ws_registered *own = (ws_registered *)pairs[0].value, *other = (ws_registered *)pairs[count - 1].value;
    bool by_id = own->id && !strcmp(pairs[0].key, own->id);
    size_t shipped = 0;
    for (size_t i = 0; i < count; i++) shipped += !((const ws_registered *)pairs[i].value)->own;
    for (size_t i = 0; by_id && i < count; i++) link_lines(other, (ws_registered *)pairs[i].value);
    if (!by_id && shipped == 1 && is_same(own, other, pairs[0].key)) link_lines(other, own);
}

/* One pair for each key: the user's own entries before the shipped; NULL where several are left. */
static ws_pair chosen(const ws_pair *pairs, size_t count)
{
    const ws_registered *first = pairs[0].value, *stands = first_line((ws_registered *)first);
    bool several = false;
    for (size_t i = 1; i < count; i++) {
        ws_registered *other = (ws_registered *)pairs[i].value;
        several |= first_line(other) != stands && other->own == first->own;
    }
    return (ws_pair){pairs[0].key, several ? NULL : stands};
}

static size_t run_of(const ws_pairs *pairs, size_t begin)
{
    size_t end = begin + 1;
    while (end < pairs->count && !strcmp(pairs->items[begin].key, pairs->items[end].key)) end++;
    return end - begin;
}

static void settle_names(ws_registry *registry)
{
    ws_pairs *names = &registry->names;
    size_t kept = 0;
    if (names->count) qsort(names->items, names->count, sizeof *names->items, compare_names);
    for (size_t i = 0; i < names->count; i += run_of(names, i)) link_same(names->items + i, run_of(names, i));
    for (size_t i = 0, size; i < names->count; i += size) {
        size = run_of(names, i);
        names->items[kept++] = chosen(names->items + i, size);
    }
    names->count = kept;
    for (size_t i = 0; i < registry->full_count; i++)
        registry->full[i].entry = first_line((ws_registered *)registry->full[i].entry);
    if (registry->full_count) qsort(registry->full, registry->full_count, sizeof *registry->full, ws_full_name_compare);
}

static int compare_nicknames(const void *left, const void *right)
{
    int order = ws_registry_compare_keys(left, right);
    return order ? order : strcmp(((const ws_pair *)left)->value, ((const ws_pair *)right)->value);
}

static void settle_nicknames(ws_pairs *nicknames)
{
    size_t kept = 0;
    if (nicknames->count) qsort(nicknames->items, nicknames->count, sizeof(ws_pair), compare_nicknames);
    for (size_t i = 0, size; i < nicknames->count; i += size) {
        size = run_of(nicknames, i);
        nicknames->items[kept++] = nicknames->items[i];
    }
    nicknames->count = kept;
}

ws_status ws_registry_open_lists(const char *nicknames, const char *const *lists, size_t count, ws_registry **out,
                                 ws_error *error)
{
    *out = NULL;
    ws_registry *registry = ws_registry_new();
    if (!registry) return ws_no_memory(error);
    ws_status status = nicknames ? read_list(registry, nicknames, true, false, error) : WS_OK;
    settle_nicknames(&registry->nicknames);
    /* The first list is the shipped one. */
    for (size_t i = 0; i < count && status == WS_OK; i++) status = read_list(registry, lists[i], false, i > 0, error);
    if (status != WS_OK) {
        ws_registry_close(registry);
        return status;
    }
    settle_names(registry);
    *out = registry;
    return WS_OK;
}
