/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "entities.h"

#include "entity_types.h"
#include "lists.h"
#include "titles.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS = 8, NAMESAKES = 40, INITIALS = 12, SAME_ROLE = 1000 };
#define NOBODY UINT32_MAX /* beyond int, so no enumerator */

/* A name as it is spelled, however often. */
typedef struct spelling {
    const char *words[WORDS]; /* folded, without full stops and "of", "the", "for" */
    size_t count;
    char initials[INITIALS];       /* of the words that have capitals */
    bool acronym;                  /* a single word in capitals */
    float kinds[WS_NAMED_KINDS];   /* summed over its mentions */
    size_t mentions, titled, body; /* body: those outside the headline */
    uint32_t first;                /* mention */
    ws_gender gender;
    ws_range role;   /* tokens that tell what they are, beside one of the mentions; empty: none */
    uint32_t parent; /* the fuller spelling that it is short for; NOBODY: none */
    bool ambiguous;  /* short for several */
    bool brand;      /* of several companies, and a name of its own */
} spelling;

typedef struct former {
    const ws_mentions *m;
    spelling *items; /* in order of their first mentions */
    size_t count;
    uint32_t *of_mention; /* spelling of each mention */
    uint32_t *by_last, *by_middle, *by_first, *by_initials;
} former;

static bool small(const char *word)
{
    return !strcmp(word, "of") || !strcmp(word, "the") || !strcmp(word, "for") || !strcmp(word, "and") ||
           !strcmp(word, "&") || !strcmp(word, ".") || !strcmp(word, "'s") || !strcmp(word, "'") ||
           !strcmp(word, "jr") || !strcmp(word, "sr") || !strcmp(word, "-") || !strcmp(word, ",");
}

static bool in_headline(const ws_mentions *m, const ws_mention *mention)
{
    return m->reading->paragraphs[0].part == WS_PART_HEADLINE &&
           mention->name.begin < m->reading->paragraphs[0].token_end;
}

static void spell(const ws_mentions *m, const ws_mention *mention, spelling *s)
{
    const ws_token *tokens = m->reading->tokens;
    size_t initials = 0;
    for (size_t i = mention->name.begin; i < mention->name.end; i++) {
        if (tokens[i].capital && initials + 1 < INITIALS && !small(tokens[i].folded))
            s->initials[initials++] = tokens[i].folded[0];
        if (!small(tokens[i].folded) && s->count < WORDS) s->words[s->count++] = tokens[i].folded;
    }
    if (!s->count) s->words[s->count++] = tokens[mention->name.begin].folded;
    ws_span span = tokens[mention->name.begin].span;
    s->acronym =
        mention->name.end - mention->name.begin == 1 && span.end - span.begin > 1 && span.end - span.begin <= 8;
    for (uint32_t i = span.begin; i < span.end && s->acronym; i++) {
        char c = m->reading->article->text[i];
        s->acronym = (c >= 'A' && c <= 'Z') || c == '.';
    }
}

static int compare_words(const spelling *a, const spelling *b)
{
    for (size_t i = 0; i < a->count && i < b->count; i++) {
        int order = strcmp(a->words[i], b->words[i]);
        if (order) return order;
    }
    return (a->count > b->count) - (a->count < b->count);
}

static int by_words(const void *left, const void *right)
{
    const spelling *a = left, *b = right;
    int order = compare_words(a, b);
    return order ? order : (a->first > b->first) - (a->first < b->first);
}

static int by_first_mention(const void *left, const void *right)
{
    const spelling *a = left, *b = right;
    return (a->first > b->first) - (a->first < b->first);
}

/* Spellings, each once, in order of their first mentions. */
static ws_status collect(former *f, ws_error *error)
{
    const ws_mentions *m = f->m;
    ws_arena *arena = m->reading->arena;
    spelling *all = ws_arena_array(arena, m->count, sizeof *all);
    uint32_t *number = ws_arena_array(arena, m->count, sizeof *number);
    f->of_mention = ws_arena_array(arena, m->count, sizeof *f->of_mention);
    if (!all || !number || !f->of_mention) return ws_no_memory(error);
    for (size_t i = 0; i < m->count; i++) {
        spell(m, &m->items[i], &all[i]);
        all[i].first = (uint32_t)i;
    }
    if (m->count) qsort(all, m->count, sizeof *all, by_words);
    size_t kept = 0;
    for (size_t i = 0; i < m->count; i++) {
        const ws_mention *mention = &m->items[all[i].first];
        if (!kept || compare_words(&all[kept - 1], &all[i]) != 0) {
            all[kept] = all[i];
            all[kept++].parent = NOBODY;
        }
        spelling *s = &all[kept - 1];
        number[mention - m->items] = s->first; /* names the spelling by its first mention until they are sorted */
        for (size_t k = 0; k < WS_NAMED_KINDS; k++) s->kinds[k] += mention->kinds[k];
        s->mentions++;
        s->titled += mention->titled;
        s->body += !in_headline(m, mention);
        if (!s->gender) s->gender = mention->gender;
        if (s->role.begin == s->role.end) s->role = ws_mention_role(m, mention);
    }
    if (kept) qsort(all, kept, sizeof *all, by_first_mention);
    uint32_t *place = ws_arena_array(arena, m->count, sizeof *place);
    if (!place) return ws_no_memory(error);
    for (size_t i = 0; i < kept; i++) place[all[i].first] = (uint32_t)i;
    for (size_t i = 0; i < m->count; i++) f->of_mention[i] = place[number[i]];
    f->items = all;
    f->count = kept;
    return WS_OK;
}

/* --- which spelling is short for which --- */

static const char *last_of(const spelling *s)
{
    return s->words[s->count - 1];
}

static const char *first_of(const spelling *s)
{
    return s->words[0];
}

/* The first surname of two ("Ricardo Vidal Soler" is Vidal). */
static const char *middle_of(const spelling *s)
{
    return s->count > 2 ? s->words[s->count - 2] : "";
}

static const char *initials_of(const spelling *s)
{
    return s->initials;
}

typedef const char *key_of(const spelling *s);

typedef struct sorting {
    const spelling *items;
    key_of *key;
} sorting;

static int by_key(const void *left, const void *right, void *context)
{
    const sorting *s = context;
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    int order = strcmp(s->key(&s->items[a]), s->key(&s->items[b]));
    return order ? order : (a > b) - (a < b);
}

static ws_status sort_by(former *f, key_of *key, uint32_t **out, ws_error *error)
{
    sorting context = {f->items, key};
    *out = ws_arena_array(f->m->reading->arena, f->count, sizeof **out);
    if (!*out) return ws_no_memory(error);
    for (size_t i = 0; i < f->count; i++) (*out)[i] = (uint32_t)i;
    if (f->count) qsort_r(*out, f->count, sizeof **out, by_key, &context);
    return WS_OK;
}

static size_t first_with(const former *f, const uint32_t *order, key_of *key, const char *wanted)
{
    size_t low = 0, high = f->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(key(&f->items[order[middle]]), wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool may_be_person(const spelling *s)
{
    return s->titled || s->kinds[WS_NAMED_PERSON] > 0.25f * (float)s->mentions;
}

/* "Bill" and "William", "J." and "Jane", "Jane" and "Jane". */
static bool same_given(const former *f, const char *a, const char *b)
{
    if (!strcmp(a, b)) return true;
    if (!a[1] || !b[1]) return a[0] == b[0];
    const char *long_a = ws_lexicon_value(f->m->lexicon, "nicknames", a);
    const char *long_b = ws_lexicon_value(f->m->lexicon, "nicknames", b);
    return (long_a && !strcmp(long_a, b)) || (long_b && !strcmp(long_b, a)) ||
           (long_a && long_b && !strcmp(long_a, long_b));
}

/* May both name one person? Surname and given name agree; what else the shorter one has stands in the longer one. */
static bool same_person(const former *f, const spelling *brief, const spelling *full)
{
    if (brief->gender && full->gender && brief->gender != full->gender) return false;
    if (brief->count == 1) return true;
    if (!same_given(f, brief->words[0], full->words[0])) return false;
    size_t k = 1;
    for (size_t i = 1; i + 1 < brief->count; i++) {
        while (k + 1 < full->count && !same_given(f, brief->words[i], full->words[k])) k++;
        if (k + 1 >= full->count) return full->count == 2;
        k++;
    }
    return true;
}

static bool is_body(const spelling *s)
{
    ws_named_kind kind = ws_named_kind_of(s->kinds);
    return kind == WS_NAMED_ORGANIZATION || kind == WS_NAMED_OTHER || (kind == WS_NAMED_PLACE && s->count > 1);
}

/* A country, a body or a paper that everybody knows by this name alone: "Norrland" isn't short for "Norrland Today". */
static bool known_alone(const former *f, const spelling *s)
{
    static const char *const lists[] = {"places", "organizations", "publications"};
    const ws_mention *mention = &f->m->items[s->first];
    size_t size = mention->name.end - mention->name.begin;
    for (size_t l = 0; l < sizeof lists / sizeof *lists; l++) {
        const char *ignored = NULL;
        const ws_token *tokens = f->m->reading->tokens + mention->name.begin;
        if (ws_lexicon_phrase(f->m->lexicon, lists[l], tokens, size, &ignored) == size) return true;
    }
    return false;
}

static bool company(const former *f, const spelling *s)
{
    return s->count > 1 && !s->titled && ws_ends_company(f->m->lexicon, last_of(s));
}

/* "The House" is not the White House. */
static bool stands_alone(const char *word)
{
    static const char *const words[] = {"house", "senate", "congress", "parliament", "state", "union", "group"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(words[i], word)) return true;
    return false;
}

static bool short_for(const former *f, const spelling *brief, const spelling *full, key_of *key)
{
    if (brief == full || full->count < brief->count) return false;
    if (key == initials_of) return brief->acronym && full->count > 1 && !may_be_person(full);
    bool people = may_be_person(full) && ws_named_kind_of(full->kinds) == WS_NAMED_PERSON &&
                  (may_be_person(brief) || brief->count == 1);
    if (people && brief->count == 1 && ws_named_kind_of(brief->kinds) == WS_NAMED_PLACE &&
        brief->kinds[WS_NAMED_PLACE] > 0.8f * (float)brief->mentions)
        return false;
    /* What stands beside a famous surname is seldom part of the name unless it is a given name. */
    bool famous = brief->count == 1 && ws_lexicon_has(f->m->lexicon, "well_known", brief->words[0]);
    if (people && famous && (key == middle_of || !ws_lexicon_has(f->m->lexicon, "given_names", full->words[0])))
        return false;
    if (key == last_of && people && full->body) {
        if (full->count == brief->count) return brief->count > 1 && brief > full && same_person(f, brief, full);
        return same_person(f, brief, full);
    }
    if (full->count == brief->count) return false;
    /* What only the headline has may have a word too many ("Brandt Election Night"). */
    bool doubtful =
        people && !full->body &&
        !(full->count == 2 && key == last_of && ws_lexicon_has(f->m->lexicon, "given_names", full->words[0]));
    if (doubtful) return false;
    if (key == middle_of) return people;
    if (people) return brief->count == 1 && full->count > 1; /* a given name alone */
    bool of_company = key == first_of && company(f, full) && !brief->titled;
    bool bodies = is_body(full) && is_body(brief) && ws_named_kind_of(full->kinds) == WS_NAMED_ORGANIZATION;
    if (!bodies && !of_company) return false;
    if (key == first_of && known_alone(f, brief)) return false;
    size_t shift = key == last_of ? full->count - brief->count : 0;
    for (size_t i = 0; i < brief->count; i++)
        if (strcmp(brief->words[i], full->words[i + shift])) return false;
    /* "State Department" is short for "U.S. State Department", "the Commission" for "EC Commission", "Keswick" for
     * "Keswick Inc". */
    if (key == last_of) return brief->count > 1 || !stands_alone(brief->words[0]);
    return brief->kinds[WS_NAMED_ORGANIZATION] > 0.4f * (float)brief->mentions || brief->count > 1 || of_company;
}

/* "Fujitsu" and "Fujitsu Ltd" */
static bool only_form_more(const former *f, const spelling *brief, const spelling *full)
{
    for (size_t i = brief->count; i < full->count; i++)
        if (!ws_lexicon_has(f->m->lexicon, "company_forms", full->words[i])) return false;
    return true;
}

/* The one spelling that another is short for by a key; the fullest when they are all short for one another. */
static bool find_parent(former *f, uint32_t number, const uint32_t *order, key_of *key, const char *wanted)
{
    spelling *brief = &f->items[number];
    uint32_t best = NOBODY;
    for (size_t i = first_with(f, order, key, wanted), seen = 0; i < f->count && seen < NAMESAKES; i++, seen++) {
        const spelling *full = &f->items[order[i]];
        if (strcmp(key(full), wanted)) break;
        if (!short_for(f, brief, full, key)) continue;
        if (best == NOBODY) {
            best = order[i];
            continue;
        }
        const spelling *other = &f->items[best];
        bool agree = key == last_of && (short_for(f, other, full, key) || short_for(f, full, other, key));
        bool brand = !agree && key == first_of && company(f, full) && company(f, other);
        if (brand && (only_form_more(f, brief, other) || only_form_more(f, brief, full))) {
            if (only_form_more(f, brief, full)) best = order[i];
            continue;
        }
        if (!agree) { /* the brand of several companies is a name of its own */
            brief->brand = brand;
            brief->ambiguous = !brand;
            return true;
        }
        if (full->count > other->count) best = order[i];
    }
    brief->parent = best;
    return best != NOBODY;
}

static ws_status find_parents(former *f, ws_error *error)
{
    ws_status status = sort_by(f, last_of, &f->by_last, error);
    if (status == WS_OK) status = sort_by(f, middle_of, &f->by_middle, error);
    if (status == WS_OK) status = sort_by(f, first_of, &f->by_first, error);
    if (status == WS_OK) status = sort_by(f, initials_of, &f->by_initials, error);
    for (uint32_t i = 0; i < f->count && status == WS_OK; i++) {
        spelling *s = &f->items[i];
        char letters[INITIALS];
        size_t size = 0;
        for (const char *c = s->words[0]; s->acronym && *c && size + 1 < sizeof letters; c++)
            if (*c != '.') letters[size++] = *c;
        letters[size] = '\0';
        if (find_parent(f, i, f->by_last, last_of, last_of(s))) continue;
        if (s->acronym && size > 1 && find_parent(f, i, f->by_initials, initials_of, letters)) continue;
        if (find_parent(f, i, f->by_first, first_of, first_of(s))) continue;
        if (s->count == 1 && s->words[0][1]) find_parent(f, i, f->by_middle, middle_of, last_of(s));
    }
    return status;
}

static uint32_t root_of(const former *f, uint32_t number)
{
    for (size_t steps = 0; f->items[number].parent != NOBODY && steps < WORDS; steps++)
        number = f->items[number].parent;
    return number;
}

/* "Ruiz, the mayor," is the Ruiz who was called mayor of Sumy. */
static bool same_role(const ws_mentions *m, ws_range a, ws_range b)
{
    const ws_token *tokens = m->reading->tokens;
    for (size_t i = a.begin; i < a.end; i++)
        for (size_t k = b.begin; k < b.end && ws_is_title_word(m, i); k++)
            if (!strcmp(tokens[i].folded, tokens[k].folded)) return true;
    return false;
}

/* A surname that several bear is the one of them who fits its title; else who is named in full more often before. */
static uint32_t choose(const former *f, const ws_mention *mention, const spelling *brief, const uint32_t *seen,
                       float *certainty)
{
    uint32_t best = NOBODY;
    size_t score = 0, total = 0; /* total: of those who were named before */
    ws_range role = ws_mention_role(f->m, mention);
    key_of *keys[] = {last_of, first_of};
    const uint32_t *orders[] = {f->by_last, f->by_first};
    for (size_t way = 0; way < 2; way++) {
        const char *wanted = keys[way](brief);
        for (size_t i = first_with(f, orders[way], keys[way], wanted), n = 0; i < f->count && n < NAMESAKES; i++, n++) {
            const spelling *full = &f->items[orders[way][i]];
            if (strcmp(keys[way](full), wanted)) break;
            if (!short_for(f, brief, full, keys[way])) continue;
            if (mention->gender && full->gender && mention->gender != full->gender) continue;
            size_t now = 1 + 4 * seen[orders[way][i]] + full->mentions;
            if (same_role(f->m, role, full->role)) now += SAME_ROLE;
            total += seen[orders[way][i]] ? now : 0;
            if (now == score) best = NOBODY; /* as likely the one as the other: neither */
            if (now > score) {
                score = now;
                best = orders[way][i];
            }
        }
        if (score) break;
    }
    *certainty = best != NOBODY && score < total ? (float)score / (float)total : 1;
    return best;
}

/* --- entities --- */

static bool all_capitals(const ws_mentions *m, const ws_mention *mention)
{
    ws_span span = m->reading->tokens[mention->name.end - 1].span;
    return span.end - span.begin > 1 && m->reading->article->text[span.begin + 1] >= 'A' &&
           m->reading->article->text[span.begin + 1] <= 'Z';
}

/* More words; of those with as many, the one that isn't shouted ("JANE RUIZ:"). A headline, where every word has a
 * capital, tells less of where a name ends. */
static bool fuller(const ws_mentions *m, const ws_mention *a, const ws_mention *b)
{
    size_t of_a = a->name.end - a->name.begin, of_b = b->name.end - b->name.begin;
    if (in_headline(m, a) != in_headline(m, b) && of_a > 1 && of_b > 1) return in_headline(m, b);
    return of_a != of_b ? of_a > of_b : all_capitals(m, b) && !all_capitals(m, a);
}

/* Somebody whom the article only ever calls by a woman's given name. Men's are often surnames (Clinton, Grant), and so
 * are names with a title or an office. */
static ws_gender gender_of_given(const ws_mentions *m, const ws_entity *e)
{
    ws_range name = e->full->name;
    bool alone = name.end == name.begin + 1 && !e->described && e->type == WS_SPEAKER_PERSON;
    ws_gender gender = alone ? ws_gender_of(value(m, "given_names", name.begin)) : WS_GENDER_ANY;
    return gender == WS_GENDER_FEMALE ? gender : WS_GENDER_ANY;
}

static ws_status gather(former *f, ws_entities *out, ws_error *error)
{
    const ws_mentions *m = f->m;
    ws_arena *arena = m->reading->arena;
    uint32_t *entity = ws_arena_array(arena, f->count, sizeof *entity),
             *seen = ws_arena_array(arena, f->count, sizeof *seen);
    out->of_mention = ws_arena_array(arena, m->count, sizeof *out->of_mention);
    out->items = ws_arena_array(arena, f->count, sizeof *out->items);
    out->certainty = ws_arena_array(arena, m->count, sizeof *out->certainty);
    if (!entity || !seen || !out->of_mention || !out->items || !out->certainty) return ws_no_memory(error);
    for (size_t i = 0; i < f->count; i++) entity[i] = NOBODY;
    for (size_t i = 0; i < m->count; i++) {
        uint32_t number = f->of_mention[i];
        const spelling *s = &f->items[number];
        out->certainty[i] = 1;
        if (s->ambiguous) {
            uint32_t chosen = choose(f, &m->items[i], s, seen, &out->certainty[i]);
            if (chosen != NOBODY) number = chosen;
        }
        seen[number]++;
        number = root_of(f, number);
        if (entity[number] == NOBODY) entity[number] = (uint32_t)out->count++;
        out->of_mention[i] = entity[number];
        out->items[entity[number]].count++;
    }
    uint32_t *room = ws_arena_array(arena, m->count, sizeof *room);
    if (!room) return ws_no_memory(error);
    for (size_t i = 0; i < out->count; i++) {
        out->items[i].mentions = room;
        room += out->items[i].count;
        out->items[i].count = 0;
    }
    for (size_t i = 0; i < m->count; i++) {
        const ws_mention *mention = &m->items[i];
        ws_entity *e = &out->items[out->of_mention[i]];
        e->mentions[e->count++] = (uint32_t)i;
        if (!e->full || fuller(m, mention, e->full)) e->full = mention;
        bool apposed =
            mention->apposition.begin < mention->apposition.end || mention->office.begin < mention->office.end;
        if (!e->described && (apposed || mention->titled)) e->described = mention;
        if (!e->gender) e->gender = mention->gender;
        for (size_t k = 0; k < WS_NAMED_KINDS; k++) e->kinds[k] += mention->kinds[k];
    }
    for (size_t i = 0; i < out->count; i++) {
        for (size_t k = 0; k < WS_NAMED_KINDS; k++) out->items[i].kinds[k] /= (float)out->items[i].count;
        out->items[i].type = ws_entity_type(m, &out->items[i], &out->items[i].certain);
        if (!out->items[i].gender) out->items[i].gender = gender_of_given(m, &out->items[i]);
    }
    for (size_t i = 0; i < f->count; i++) {
        if (!f->items[i].brand || entity[i] == NOBODY) continue;
        out->items[entity[i]].type = WS_SPEAKER_ORGANIZATION;
        out->items[entity[i]].certain = true;
    }
    return WS_OK;
}

ws_status ws_entities_form(const ws_mentions *mentions, ws_entities *out, ws_error *error)
{
    *out = (ws_entities){.names = mentions};
    former f = {.m = mentions};
    ws_status status = collect(&f, error);
    if (status == WS_OK) status = find_parents(&f, error);
    return status == WS_OK ? gather(&f, out, error) : status;
}

size_t ws_entity_last_before(const ws_entities *entities, const ws_entity *e, size_t token)
{
    size_t low = 0, high = e->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (entities->names->items[e->mentions[middle]].name.end <= token)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? low - 1 : e->count;
}

const ws_entity *ws_entity_of(const ws_entities *entities, const ws_mention *mention)
{
    return &entities->items[entities->of_mention[mention - entities->names->items]];
}
