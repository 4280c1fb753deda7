/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pairs.h"

#include <string.h>

enum { LOOK_BACK = 24, TITLE_BETWEEN = 6, OPENING = 5, PARAGRAPHS_BACK = 3 };

static bool is(const ws_mentions *m, size_t i, const char *word)
{
    return ws_token_is(&m->reading->tokens[i], word);
}

/* "the two", "the two senators", "both", "the pair", "the couple" */
static bool says_two(const ws_mentions *m, const ws_source *s)
{
    size_t i = s->part.begin;
    bool the = i + 1 < s->part.end && is(m, i, "the");
    i += the;
    if (s->part.end - i > 2 || ws_mention_at(m, s->part.end - 1)) return false;
    if (is(m, i, "both") || (the && is(m, i, "two"))) return true;
    return the && i + 1 == s->part.end && (is(m, i, "pair") || is(m, i, "couple") || is(m, i, "duo"));
}

static bool person(const ws_discourse *d, uint32_t entity)
{
    return entity != WS_NO_ENTITY && d->entities->items[entity].type == WS_SPEAKER_PERSON;
}

/* Are mention `number` and the one behind it two people that an "and" joins, with no more than a title between? */
static bool joined(const ws_discourse *d, size_t number)
{
    const ws_mentions *m = d->entities->names;
    const ws_mention *a = &m->items[number], *b = a + 1;
    uint32_t first = d->entities->of_mention[number], second = d->entities->of_mention[number + 1];
    size_t and = a->name.end;
    bool family = a->name.begin && is(m, a->name.begin - 1, "the"); /* "the Ruizes and Amsel" */
    if (family || first == second || !person(d, first) || !person(d, second)) return false;
    if (!is(m, and, "and") || b->name.begin > and+TITLE_BETWEEN) return false;
    return b->name.begin == and+1 || (b->titled && b->title.begin == and+1);
}

bool ws_pair_meant(const ws_discourse *d, const ws_source *s, uint32_t entities[2])
{
    const ws_mentions *m = d->entities->names;
    const ws_reading *r = d->reading;
    bool two = says_two(m, s);
    if (!two && s->kind != WS_SOURCE_THEY) return false;
    if (!two && d->joint[1] != WS_NO_ENTITY) {
        memcpy(entities, d->joint, sizeof d->joint);
        return person(d, entities[0]) && person(d, entities[1]);
    }
    uint32_t own = r->tokens[s->noun].span.begin;
    size_t sentence = ws_sentence_at(r, own), paragraph = ws_paragraph_at(r, own);
    size_t at = ws_mention_from(m, s->part.begin);
    for (size_t i = at, seen = 0; i-- > 0 && seen < LOOK_BACK; seen++) {
        uint32_t begin = r->tokens[m->items[i].name.begin].span.begin;
        size_t of = ws_sentence_at(r, begin);
        if (ws_paragraph_at(r, begin) + PARAGRAPHS_BACK < paragraph || (!two && of + 1 < sentence)) break;
        if (i + 1 >= at || !joined(d, i)) continue;
        bool opens = m->items[i].name.begin < r->sentences[of].token_begin + OPENING;
        if (!two && !opens) continue;
        entities[0] = d->entities->of_mention[i];
        entities[1] = d->entities->of_mention[i + 1];
        return true;
    }
    entities[0] = d->last[1];
    entities[1] = d->last[0];
    return two && d->last_paragraph + 2 >= paragraph && entities[0] != entities[1] && person(d, entities[0]) &&
           person(d, entities[1]);
}
