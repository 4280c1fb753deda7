/* SPDX-License-Identifier: GPL-3.0-or-later */
/* by: with all names of those whom it may mean: "by:zelensky" finds what is kept under Zelenskiy. */
#include "identity.h"

#include "buffer.h"

#include <stdlib.h>
#include <string.h>

typedef struct ws_expansion {
    ws_session *session;
    size_t terms, bytes; /* that the bounds of a query still allow */
    size_t capacity;     /* of session->meant */
    ws_status status;    /* the first failure */
    ws_error *error;
} ws_expansion;

static bool is_name(const ws_query *query)
{
    if (query->op == WS_QUERY_WORD) return query->field == WS_FIELD_BY;
    return query->op == WS_QUERY_PHRASE && query->child_count && query->children[0]->field == WS_FIELD_BY;
}

bool ws_asks_for_names(const ws_query *query)
{
    if (!query) return false;
    if (is_name(query)) return true;
    for (size_t i = 0; i < query->child_count; i++)
        if (ws_asks_for_names(query->children[i])) return true;
    return false;
}

static void no_memory(ws_expansion *expansion)
{
    if (expansion->status == WS_OK) expansion->status = ws_no_memory(expansion->error);
}

static ws_query *new_node(ws_expansion *expansion, ws_query_op op, size_t children)
{
    ws_query *node = ws_arena_alloc(expansion->session->arena, sizeof *node);
    ws_query **items = ws_arena_array(expansion->session->arena, children, sizeof *items);
    if (!node || !items) {
        no_memory(expansion);
        return NULL;
    }
    *node = (ws_query){.op = op, .field = WS_FIELD_CONTENT, .children = items};
    return node;
}

/* --- one name --- */

/* As a key: the index leaves titles aside too, unless there is nothing else. */
static const char *name_of(ws_expansion *expansion, const ws_query *query)
{
    ws_buffer name = WS_BUFFER_INIT(WS_QUERY_MAX_BYTES * 2);
    for (size_t i = 0; query->op == WS_QUERY_PHRASE && i < query->child_count; i++)
        ws_buffer_printf(&name, "%s%s", i ? " " : "", query->children[i]->text);
    if (query->op == WS_QUERY_WORD) ws_buffer_puts(&name, query->text);
    const char *joined = name.failed ? NULL : ws_arena_string(expansion->session->arena, name.bytes, name.size);
    const char *key = joined ? ws_name_key(expansion->session->arena, joined) : NULL;
    ws_buffer_free(&name);
    if (!key) no_memory(expansion);
    return key && !*key ? joined : key;
}

/* All words of the name are words of the key: the index finds it by them. */
static bool is_found_anyway(const char *key, const char *name)
{
    while (*name) {
        size_t size = strcspn(name, " ");
        bool found = false;
        for (const char *word = key; *word && !found; word += strspn(word, " ")) {
            size_t length = strcspn(word, " ");
            found = length == size && !memcmp(word, name, size);
            word += length;
        }
        if (!found) return false;
        name += size;
        name += strspn(name, " ");
    }
    return true;
}

static void add_meant(ws_expansion *expansion, const ws_person *person)
{
    ws_session *session = expansion->session;
    const ws_person **grown =
        ws_arena_grow(session->arena, session->meant.items, session->meant.count, &expansion->capacity, sizeof *grown);
    if (!grown) {
        no_memory(expansion);
        return;
    }
    session->meant.items = grown;
    grown[session->meant.count++] = person;
}

static void add_key(ws_expansion *expansion, ws_query *either, const char *key)
{
    size_t size = strlen(key);
    if (!expansion->terms || expansion->bytes < size) {
        expansion->session->left_out++;
        return;
    }
    ws_query *value = ws_arena_alloc(expansion->session->arena, sizeof *value);
    if (!value) {
        no_memory(expansion);
        return;
    }
    *value = (ws_query){.op = WS_QUERY_VALUE, .field = WS_FIELD_SPEAKER, .text = key};
    either->children[either->child_count++] = value;
    expansion->terms--;
    expansion->bytes -= size;
}

static int compare_persons(const void *left_, const void *right_)
{
    const ws_person *left = *(const ws_person *const *)left_, *right = *(const ws_person *const *)right_;
    if (left->documents != right->documents) return left->documents > right->documents ? -1 : 1;
    return strcmp(left->keys[0], right->keys[0]);
}

/* Whom these keys may mean, each once, those of most statements first. */
static const ws_person **persons_of(ws_expansion *expansion, const char **keys, size_t count, size_t *found)
{
    ws_session *session = expansion->session;
    const ws_person **persons = ws_arena_array(session->arena, count, sizeof *persons);
    *found = 0;
    if (!persons) no_memory(expansion);
    if (expansion->status == WS_OK) expansion->status = ws_identity_settle(session, keys, count, expansion->error);
    for (size_t i = 0; i < count && expansion->status == WS_OK; i++) {
        expansion->status = ws_people_of(session->people, keys[i], &persons[*found], expansion->error);
        if (expansion->status == WS_OK && persons[*found]) ++*found;
    }
    if (expansion->status != WS_OK || !*found) return persons;
    qsort(persons, *found, sizeof *persons, compare_persons);
    size_t kept = 1;
    for (size_t i = 1; i < *found; i++)
        if (persons[i] != persons[kept - 1]) persons[kept++] = persons[i];
    *found = kept;
    return persons;
}

static bool is_split_from(const ws_person *person, const ws_person *other)
{
    for (size_t i = 0; i < other->split_count; i++)
        if (ws_person_has(person, other->split[i].key)) return true;
    return false;
}

/* Somebody's very name, in full, means nobody whom a decision keeps apart from him. False: nobody is. */
static bool leave_split(const ws_person **persons, size_t *count, const char *name)
{
    size_t named = 0, kept = 0;
    if (!strchr(name, ' ')) return false;
    while (named < *count && !ws_person_has(persons[named], name)) named++;
    if (named == *count || !persons[named]->split_count) return false;
    const ws_person *meant = persons[named];
    for (size_t i = 0; i < *count; i++)
        if (!is_split_from(persons[i], meant)) persons[kept++] = persons[i];
    bool left = kept < *count;
    *count = kept;
    return left;
}

/* Of more names than that, those of most statements are looked into; a word of still more, "inc", means nobody. */
static const ws_meant_bounds bounds = {64, 400};

/* The words as they were asked for, or one of the keys that have them not; where these words are a name that was split
 * from another that has them too, only the keys. */
static ws_query *expand_name(ws_expansion *expansion, const ws_query *query, bool negated)
{
    const char **keys, *name = name_of(expansion, query);
    ws_query *either = new_node(expansion, WS_QUERY_OR, WS_QUERY_MAX_TERMS + 1);
    ws_session *session = expansion->session;
    size_t count = 0, others = 0, found;
    if (expansion->status == WS_OK)
        expansion->status = ws_identity_find(session, name, &bounds, &keys, &count, &others, expansion->error);
    if (expansion->status != WS_OK) return NULL;
    session->others_meant += others;
    if (!count && others) {
        session->shared_word = name;
        return (ws_query *)query;
    }
    either->column = query->column;
    const ws_person **persons = persons_of(expansion, keys, count, &found);
    if (!negated) session->name = name, session->name_count++;
    bool split = expansion->status == WS_OK && leave_split(persons, &found, name);
    if (!split) either->children[either->child_count++] = (ws_query *)query;
    for (size_t i = 0; i < found && expansion->status == WS_OK; i++) {
        if (!negated) add_meant(expansion, persons[i]);
        for (size_t j = 0; j < persons[i]->key_count; j++)
            if (split || !is_found_anyway(persons[i]->keys[j], name)) add_key(expansion, either, persons[i]->keys[j]);
    }
    return either->child_count > (split ? 0 : 1) ? either : (ws_query *)query;
}

/* --- the tree --- */

static ws_query *expand(ws_expansion *expansion, const ws_query *query, bool negated);

/* Words of names that stand together are one name: "by:maria by:toll". */
static ws_query *joined_name(ws_expansion *expansion, const ws_query *both)
{
    ws_query *name = new_node(expansion, WS_QUERY_PHRASE, both->child_count);
    for (size_t i = 0; name && i < both->child_count; i++) {
        ws_query *child = both->children[i];
        if (child->op != WS_QUERY_WORD || child->field != WS_FIELD_BY) continue;
        if (!name->child_count) name->column = child->column;
        name->field = WS_FIELD_BY;
        name->children[name->child_count++] = child;
    }
    return name;
}

static ws_query *expand_children(ws_expansion *expansion, const ws_query *query, bool negated)
{
    ws_query *copy = new_node(expansion, query->op, query->child_count + 1);
    ws_query *name = query->op == WS_QUERY_AND ? joined_name(expansion, query) : NULL;
    if (!copy) return NULL;
    ws_query **children = copy->children;
    *copy = *query;
    copy->children = children;
    copy->child_count = 0;
    if (name && name->child_count) children[copy->child_count++] = expand_name(expansion, name, negated);
    for (size_t i = 0; i < query->child_count && expansion->status == WS_OK; i++) {
        ws_query *child = query->children[i];
        bool joined = name && child->op == WS_QUERY_WORD && child->field == WS_FIELD_BY;
        if (!joined) children[copy->child_count++] = expand(expansion, child, negated || query->op == WS_QUERY_NOT);
    }
    return copy;
}

static ws_query *expand(ws_expansion *expansion, const ws_query *query, bool negated)
{
    if (expansion->status != WS_OK) return NULL;
    if (is_name(query)) return expand_name(expansion, query, negated);
    if (query->op == WS_QUERY_PHRASE || !ws_asks_for_names(query)) return (ws_query *)query;
    return expand_children(expansion, query, negated);
}

const ws_query *ws_identity_narrow(ws_session *session, const ws_person *person)
{
    const ws_query *query = session->query;
    size_t others = query->op == WS_QUERY_AND ? query->child_count : 0;
    ws_query *narrow = ws_arena_alloc(session->arena, sizeof *narrow);
    ws_query **children = ws_arena_array(session->arena, others + 1, sizeof *children);
    if (!narrow || !children) return NULL;
    *narrow = (ws_query){.op = WS_QUERY_AND, .field = WS_FIELD_CONTENT, .children = children};
    children[narrow->child_count++] = ws_identity_statements_of(session, person);
    for (size_t i = 0; i < others; i++)
        if (!is_name(query->children[i])) children[narrow->child_count++] = query->children[i];
    return children[0] ? narrow : NULL;
}

static void take_bounds(ws_expansion *expansion, const ws_query *query)
{
    size_t bytes = query->text ? strlen(query->text) : 0;
    expansion->terms -= query->text && expansion->terms ? 1 : 0;
    expansion->bytes -= bytes < expansion->bytes ? bytes : expansion->bytes;
    for (size_t i = 0; i < query->child_count; i++) take_bounds(expansion, query->children[i]);
}

ws_status ws_identity_expand(ws_session *session, ws_error *error)
{
    ws_expansion expansion = {session, WS_QUERY_MAX_TERMS, WS_QUERY_MAX_BYTES, 0, WS_OK, error};
    session->meant = (ws_persons){NULL, 0};
    session->left_out = 0;
    session->shared_word = NULL;
    session->others_meant = 0;
    session->name = NULL;
    session->name_count = 0;
    session->asked = session->query;
    if (!ws_asks_for_names(session->query)) return WS_OK;
    take_bounds(&expansion, session->query);
    const ws_query *asked = expand(&expansion, session->query, false);
    if (expansion.status == WS_OK) session->asked = asked;
    return expansion.status;
}
