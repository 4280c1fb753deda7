/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether what articles say of equal names makes one person of them. */
#include "people.h"
#include "unicode.h"

#include <stdlib.h>
#include <string.h>

typedef struct ws_mention {
    const char *word; /* "" stands for the article alone */
    const char *article;
    size_t place;
} ws_mention;

typedef struct ws_mentions {
    ws_arena *arena;
    ws_mention *items;
    size_t count, capacity;
} ws_mentions;

/* They tell nobody from another. */
static const char *const PLAIN[] = {"the", "a", "an", "of", "for", "and", "in", "at", "former", "new", "senior", NULL};

static bool is_plain(const char *word)
{
    for (const char *const *plain = PLAIN; *plain; plain++)
        if (!strcmp(*plain, word)) return true;
    return false;
}

static bool add_mention(ws_mentions *mentions, const char *word, const char *article)
{
    ws_mention *grown =
        ws_arena_grow(mentions->arena, mentions->items, mentions->count, &mentions->capacity, sizeof *grown);
    if (!grown) return false;
    mentions->items = grown;
    grown[mentions->count++] = (ws_mention){word, article, 0};
    return true;
}

static bool add_words(ws_mentions *mentions, const char *text, const char *article)
{
    char *rest = text ? ws_fold_words(mentions->arena, text, strlen(text)) : NULL;
    if (text && !rest) return false;
    for (char *word; rest && (word = strsep(&rest, " "));)
        if (*word && !is_plain(word) && !add_mention(mentions, word, article)) return false;
    return true;
}

static int compare_articles(const void *left, const void *right)
{
    return strcmp(((const ws_mention *)left)->article, ((const ws_mention *)right)->article);
}

static int compare_words(const void *left_, const void *right_)
{
    const ws_mention *left = left_, *right = right_;
    int order = strcmp(left->word, right->word);
    return order ? order : (left->place > right->place) - (left->place < right->place);
}

static size_t number_articles(ws_mentions *mentions)
{
    size_t articles = 0;
    qsort(mentions->items, mentions->count, sizeof *mentions->items, compare_articles);
    for (size_t i = 0; i < mentions->count; i++) {
        if (!i || strcmp(mentions->items[i].article, mentions->items[i - 1].article)) articles++;
        mentions->items[i].place = articles - 1;
    }
    return articles;
}

static size_t leader_of(size_t *leader, size_t at)
{
    while (leader[at] != at) at = leader[at] = leader[leader[at]];
    return at;
}

/* How many groups are left when articles with a word in common are put together. */
static size_t put_together(ws_mentions *mentions, size_t *leader, size_t articles)
{
    size_t groups = articles;
    for (size_t i = 0; i < articles; i++) leader[i] = i;
    qsort(mentions->items, mentions->count, sizeof *mentions->items, compare_words);
    for (size_t i = 1; i < mentions->count; i++) {
        const ws_mention *last = &mentions->items[i - 1], *one = &mentions->items[i];
        if (!*one->word || strcmp(last->word, one->word)) continue;
        size_t left = leader_of(leader, last->place), right = leader_of(leader, one->place);
        if (left == right) continue;
        leader[left > right ? left : right] = left < right ? left : right;
        groups--;
    }
    return groups;
}

ws_status ws_descriptions_agree(ws_arena *arena, const ws_description *items, size_t count, bool *out, ws_error *error)
{
    ws_mentions mentions = {.arena = arena};
    *out = true;
    if (!count) return WS_OK;
    for (size_t i = 0; i < count; i++) {
        const ws_description *one = &items[i];
        if (!add_mention(&mentions, "", one->article) || !add_words(&mentions, one->role, one->article) ||
            !add_words(&mentions, one->affiliation, one->article) || !add_words(&mentions, one->place, one->article))
            return ws_no_memory(error);
    }
    size_t articles = number_articles(&mentions), *leader = ws_arena_array(arena, articles, sizeof *leader);
    if (!leader) return ws_no_memory(error);
    *out = put_together(&mentions, leader, articles) == 1;
    return WS_OK;
}
