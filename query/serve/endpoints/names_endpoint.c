/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Speakers whose name goes on as somebody types it. Sources without a name are none of them. */
#include "endpoint.h"
#include "identity.h"
#include "language.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS_MOST = 12, KEYS_MOST = 60, NAMES_LOOKED_AT = 24, NAMES_MOST = 8, LEAST_LETTERS = 2 };

typedef struct names_options {
    ws_common_options common;
    ws_strings people;
} names_options;

static const ws_option options[] = {WS_COMMON_OPTIONS(names_options, common), WS_PEOPLE_OPTION(names_options, people),
                                    WS_OPTION_END};

typedef struct keys {
    const char *items[KEYS_MOST];
    size_t count;
} keys;

static int compare_counts(const void *left_, const void *right_)
{
    const ws_count *left = left_, *right = right_;
    if (left->count != right->count) return left->count > right->count ? -1 : 1;
    return strcmp(left->value, right->value);
}

static bool has_word(const char *key, const char *start)
{
    for (size_t size = strlen(start); *key; key += strcspn(key, " "), key += strspn(key, " "))
        if (!strncmp(key, start, size)) return true;
    return false;
}

/* Who speaks together with one of them is found, too. */
static void keep_names(const char *start, ws_counts *names)
{
    size_t kept = 0;
    for (size_t i = 0; i < names->count; i++)
        if (has_word(names->items[i].value, start)) names->items[kept++] = names->items[i];
    names->count = kept;
    if (kept) qsort(names->items, kept, sizeof *names->items, compare_counts);
}

/* The names that go on so, most statements first. */
static ws_status find_names(ws_session *session, const char *start, ws_counts *out, ws_error *error)
{
    ws_counts words = {0};
    if (strchr(start, ' '))
        return ws_index_terms(session->index, WS_FIELD_SPEAKER, start, KEYS_MOST, session->arena, out, error);
    ws_status status = ws_index_terms(session->index, WS_FIELD_BY, start, WORDS_MOST, session->arena, &words, error);
    const char **found = ws_arena_array(session->arena, words.count, sizeof *found);
    if (status != WS_OK || !words.count) return status;
    if (!found) return ws_no_memory(error);
    for (size_t i = 0; i < words.count; i++) found[i] = words.items[i].value;
    ws_word_set set = {found, words.count};
    status = ws_index_names(session->index, &set, 1, session->arena, out, error);
    if (status == WS_OK) keep_names(start, out);
    return status;
}

static bool has(const keys *all, const char *key)
{
    for (size_t i = 0; i < all->count; i++)
        if (!strcmp(all->items[i], key)) return true;
    return false;
}

static void add_key(keys *out, const char *key)
{
    if (out->count < KEYS_MOST && !has(out, key)) out->items[out->count++] = key;
}

/* With all other names of whoever has one of them. */
static ws_status find_keys(ws_session *session, const char *start, keys *out, ws_error *error)
{
    ws_counts names = {0};
    ws_status status = find_names(session, start, &names, error);
    for (size_t i = 0; i < names.count && i < NAMES_LOOKED_AT && status == WS_OK; i++) {
        const ws_person *person = NULL;
        status = ws_identity_settle(session, &names.items[i].value, 1, error);
        if (status == WS_OK) status = ws_people_of(session->people, names.items[i].value, &person, error);
        if (status != WS_OK) return status;
        add_key(out, names.items[i].value);
        for (size_t j = 0; person && j < person->key_count; j++) add_key(out, person->keys[j]);
    }
    return status;
}

static ws_status count_people(ws_session *session, const keys *found, ws_people_counts *people, ws_error *error)
{
    ws_query values[KEYS_MOST], *children[KEYS_MOST];
    ws_query any = {.op = WS_QUERY_OR, .children = children, .child_count = found->count};
    ws_search search = {.query = &any, .once = true};
    ws_speaker_counts counts = {0};
    for (size_t i = 0; i < found->count; i++) {
        values[i] = (ws_query){.op = WS_QUERY_VALUE, .field = WS_FIELD_SPEAKER, .text = found->items[i]};
        children[i] = &values[i];
    }
    ws_status status = ws_index_speakers(session->index, &search, session->arena, &counts, error);
    if (status == WS_OK) status = ws_identity_fold(session, &counts, false, people, error);
    people->unnamed = people->unresolved = 0;
    return status;
}

/* Joint speakers of those asked for are in the counts, too. */
static void keep_meant(const keys *found, ws_people_counts *people)
{
    size_t kept = 0;
    for (size_t i = 0; i < people->count && kept < NAMES_MOST; i++) {
        bool meant = false;
        for (size_t j = 0; j < found->count && !meant; j++)
            meant = ws_person_has(people->items[i].person, found->items[j]);
        if (meant) people->items[kept++] = people->items[i];
    }
    people->count = kept;
}

static ws_status answer(ws_session *session, const names_options *asked, const char *typed, ws_error *error)
{
    keys found = {.count = 0};
    ws_people_counts people = {0};
    const char *start = ws_fold_words(session->arena, typed, strlen(typed));
    if (!start) return ws_no_memory(error);
    ws_status status = ws_session_index(session, &asked->common, error);
    if (status == WS_OK) status = ws_identity_open(session, &asked->people, error);
    if (status == WS_OK && strlen(start) >= LEAST_LETTERS) status = find_keys(session, start, &found, error);
    if (status == WS_OK && found.count) status = count_people(session, &found, &people, error);
    if (status != WS_OK) return status;
    keep_meant(&found, &people);
    people.all = people.count;
    session->query_text = typed;
    ws_print print = ws_session_print(session, &asked->common);
    return ws_json_printer.speakers(&print, &people, NULL, error);
}

static ws_status run_names(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    ws_session session;
    ws_status status = ws_session_open(&session, context, error);
    if (status == WS_OK) status = answer(&session, options_, arguments->items[0], error);
    return ws_session_close(&session, status, error);
}

static const ws_command names_command = {
    .name = "names", .options = options, .options_size = sizeof(names_options), .run = run_names};

static const ws_input inputs[] = {
    {"start", NULL, WS_INPUT_TEXT, 200, true, false, "the beginning of a name, or of a word of it", NULL},
    WS_PAGE_INPUTS,
    WS_INPUT_END};

const ws_endpoint ws_names_endpoint = {.path = "/api/names",
                                       .method = "GET",
                                       .summary = "At most eight speakers whose name goes on so",
                                       .command = &names_command,
                                       .inputs = inputs,
                                       .list = "speakers"};
