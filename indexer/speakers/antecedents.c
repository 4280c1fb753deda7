/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "antecedents.h"

#include "entity_types.h"
#include "kernels.h"
#include "lists.h"

#include <string.h>

enum { DESCRIPTIONS = 12, NEAR_BEHIND = 14, PART_TOKENS = 60, BODIES_MOST = 512 };

/* The facts, each a number about 0..1. What the model file was trained with: change both together. */
enum {
    KIND = 0, /* by ws_source_kind */
    GENDER_FITS = WS_SOURCE_KINDS,
    GENDER_UNKNOWN,
    PERSON,
    ORGANIZATION,
    PLACE,
    OTHER,
    PUBLICATION,
    BEFORE,
    TOKENS_APART,
    SAME_SENTENCE,
    NEXT_SENTENCE,
    PARAGRAPHS_APART,
    FIRST_IN_SENTENCE,
    BEGINS_SENTENCE,
    OWNS,
    QUOTED,
    ANAPHOR_QUOTED,
    BEHIND,
    MENTIONS,
    SHARE,
    INTRODUCED,
    RECENT,
    RECENT_OF_KIND,
    SPOKE_LAST,
    SPOKE_BEFORE,
    SPOKEN,
    SPOKEN_APART,
    SPOKE_HERE,
    SPOKE_OFTEN,
    IN_CONTENT,
    IN_QUOTE,
    IN_SOURCE,
    NOUN_DESCRIBES,
    NOUN_KIN,
    MODIFIERS,
    DEMONYM,
    NOUN_IN_NAME,
    OFFICE,
    SPOKESPERSON,
    OCCUPATION,
    ANONYMOUS,
    GROUP,
    DOCUMENT,
    BODY,
    PLURAL,
    ADJACENT,
    ONLY_BETWEEN,
    TITLED,
    FULL_NAME,
    NONE,
    LAST_UNNAMED,
    HAS_CUE,
    INTRODUCED_UNNAMED,
    AFTER_PREPOSITION,
    BEFORE_VERB,
    SAME_PARAGRAPH,
    FIRST_IN_PARAGRAPH,
    WORDS_IN_NAME,
    ONLY_ONE_FITS,
    FEATURES
};
_Static_assert((int)FEATURES < (int)WS_ANTECEDENT_FEATURES, "the model has room for every fact");

typedef struct weighing {
    const ws_discourse *d;
    const ws_mentions *m;
    const ws_anaphor *a;
    size_t sentence, paragraph;
    bool quoted;
    float noun[FEATURES]; /* facts about the anaphor alone */
} weighing;

static uint32_t begin_of(const ws_mentions *m, size_t token)
{
    return m->reading->tokens[token].span.begin;
}

/* log2(1 + n) in whole steps, at most 1 for 2^most. */
static float steps(size_t n, size_t most)
{
    size_t power = 0;
    for (n++; n > 1 && power < most; n /= 2) power++;
    return (float)power / (float)most;
}

ws_status ws_discourse_begin(const ws_model *model, const ws_entities *entities, const ws_introductions *introductions,
                             ws_discourse *out, ws_error *error)
{
    const ws_reading *reading = entities->names->reading;
    *out = (ws_discourse){.model = model,
                          .entities = entities,
                          .introductions = introductions,
                          .reading = reading,
                          .last = {WS_NO_ENTITY, WS_NO_ENTITY},
                          .joint = {WS_NO_ENTITY, WS_NO_ENTITY}};
    out->spoken = ws_arena_array(reading->arena, entities->count, sizeof *out->spoken);
    return out->spoken ? WS_OK : ws_no_memory(error);
}

void ws_discourse_spoke(ws_discourse *d, uint32_t entity, uint32_t other, size_t paragraph)
{
    d->joint[0] = other == WS_NO_ENTITY ? WS_NO_ENTITY : entity;
    d->joint[1] = other;
    if (entity != d->last[0]) d->last[1] = d->last[0];
    d->last[0] = entity;
    d->last_unnamed = entity == WS_NO_ENTITY;
    d->last_paragraph = (uint32_t)paragraph;
    if (entity == WS_NO_ENTITY) return;
    d->spoken[entity].statements++;
    d->spoken[entity].paragraph = (uint32_t)paragraph;
}

/* --- facts about a noun and a name --- */

/* Is some word of the noun phrase, before the noun, in this description? */
static size_t shared_modifiers(const weighing *w, ws_range description)
{
    const ws_token *tokens = w->m->reading->tokens;
    size_t shared = 0;
    for (size_t i = w->a->source->part.begin; i < w->a->source->part.end; i++) {
        if (i == w->a->source->noun || tokens[i].kind != WS_TOKEN_WORD || has(w->m, "determiners", i) ||
            has(w->m, "boundaries", i) || strlen(tokens[i].folded) < 3)
            continue;
        for (size_t k = description.begin; k < description.end; k++)
            if (!strcmp(tokens[i].folded, tokens[k].folded)) {
                shared++;
                break;
            }
    }
    return shared;
}

/* Does the name of a place, of one word or several, begin at a token? */
static bool place_at(const weighing *w, size_t token, size_t end, const char *place)
{
    while (token < end) {
        const char *word = w->m->reading->tokens[token].folded;
        size_t size = strlen(word);
        if (strncmp(place, word, size) != 0) return false;
        if (!place[size]) return true;
        if (place[size] != ' ') return false;
        place += size + 1;
        token++;
    }
    return false;
}

/* "the Norrish leader" and "President of Norrland": the place that a demonym stands for is in the words. */
static bool demonym_in(const weighing *w, ws_range words)
{
    const ws_token *tokens = w->m->reading->tokens;
    for (size_t i = w->a->source->part.begin; i < w->a->source->part.end; i++) {
        const char *place = value(w->m, "demonyms", i);
        if (!*place && has(w->m, "places", i)) place = tokens[i].folded;
        if (!*place) continue;
        for (size_t k = words.begin; k < words.end; k++)
            if (place_at(w, k, words.end, place) || !strcmp(value(w->m, "demonyms", k), place) ||
                !strcmp(tokens[k].folded, tokens[i].folded))
                return true;
    }
    return false;
}

/* Is a word one of those that a noun may refer back to ("leader": president, prime minister ...)? */
static bool kin_in(const weighing *w, ws_range description)
{
    const char *kin = value(w->m, "role_kin", w->a->source->noun);
    for (size_t k = description.begin; k < description.end && *kin; k++) {
        const char *word = w->m->reading->tokens[k].folded, *found = kin;
        size_t size = strlen(word);
        if (size < 2) continue;
        while ((found = strstr(found, word))) {
            bool begins = found == kin || found[-1] == ',' || found[-1] == ' ';
            if (begins && (!found[size] || found[size] == ',' || found[size] == ' ')) return true;
            found += size;
        }
    }
    return false;
}

static bool word_in(const ws_mentions *m, const char *word, ws_range tokens)
{
    for (size_t k = tokens.begin; k < tokens.end; k++)
        if (!strcmp(m->reading->tokens[k].folded, word)) return true;
    return false;
}

static void describe_noun(const weighing *w, const ws_entity *e, float *f)
{
    const char *noun = w->m->reading->tokens[w->a->source->noun].folded;
    for (size_t i = 0, seen = 0; i < e->count && seen < DESCRIPTIONS; i++) {
        const ws_mention *mention = &w->m->items[e->mentions[i]];
        const ws_range parts[] = {mention->title, mention->apposition, mention->office};
        seen += mention->titled || mention->apposition.begin < mention->apposition.end ||
                mention->office.begin < mention->office.end;
        for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
            if (parts[p].begin == parts[p].end) continue;
            if (word_in(w->m, noun, parts[p])) f[NOUN_DESCRIBES] = 1;
            if (kin_in(w, parts[p])) f[NOUN_KIN] = 1;
            if (demonym_in(w, parts[p])) f[DEMONYM] = 1;
            float shared = (float)shared_modifiers(w, parts[p]) / 2;
            if (shared > f[MODIFIERS]) f[MODIFIERS] = shared > 1 ? 1 : shared;
        }
    }
    if (word_in(w->m, noun, e->full->name)) f[NOUN_IN_NAME] = 1;
    float words = (float)shared_modifiers(w, e->full->name) / 2;
    f[WORDS_IN_NAME] = words > 1 ? 1 : words;
    if (demonym_in(w, e->full->name)) f[DEMONYM] = 1;
}

/* --- facts about where both stand --- */

static void place(const weighing *w, const ws_mention *mention, float *f)
{
    const ws_reading *r = w->m->reading;
    uint32_t begin = begin_of(w->m, mention->name.begin);
    size_t sentence = ws_sentence_at(r, begin), paragraph = ws_paragraph_at(r, begin);
    f[BEFORE] = 1;
    f[TOKENS_APART] = steps(w->a->token - mention->name.end, 10);
    f[SAME_SENTENCE] = sentence == w->sentence;
    f[NEXT_SENTENCE] = sentence + 1 == w->sentence;
    f[PARAGRAPHS_APART] = steps(w->paragraph - paragraph, 4);
    size_t number = (size_t)(mention - w->m->items);
    f[FIRST_IN_SENTENCE] = !number || w->m->items[number - 1].name.begin < r->sentences[sentence].token_begin;
    f[BEGINS_SENTENCE] = mention->name.begin < r->sentences[sentence].token_begin + 4;
    f[OWNS] = mention->name.end < r->token_count && ws_token_is(&r->tokens[mention->name.end], "'s");
    f[QUOTED] = ws_reading_quotation_at(r, begin) >= 0;
    size_t first = mention->titled ? mention->title.begin : mention->name.begin;
    if (first && has(w->m, "determiners", first - 1)) first--;
    f[AFTER_PREPOSITION] =
        first && *value(w->m, "boundaries", first - 1) && strcmp(value(w->m, "boundaries", first - 1), "clause");
    const ws_token *behind = mention->name.end < r->token_count ? &r->tokens[mention->name.end] : NULL;
    f[BEFORE_VERB] =
        behind && (has(w->m, "auxiliaries", mention->name.end) || ws_lexicon_cue(w->m->lexicon, behind->folded));
    f[SAME_PARAGRAPH] = paragraph == w->paragraph;
    f[FIRST_IN_PARAGRAPH] = mention->name.begin < r->paragraphs[paragraph].token_begin + 4;
    bool comma = mention->name.end < r->token_count && ws_token_is(&r->tokens[mention->name.end], ",");
    f[ADJACENT] = w->a->token == mention->name.end + comma;
    f[ONLY_BETWEEN] = ws_mention_from(w->m, w->a->token) == number + 1;
}

static void count_inside(const weighing *w, const ws_entity *e, ws_spans spans, float *plain, float *quoted)
{
    for (size_t s = 0; s < spans.count; s++) {
        size_t low = 0, high = e->count;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (begin_of(w->m, w->m->items[e->mentions[middle]].name.begin) < spans.items[s].begin)
                low = middle + 1;
            else
                high = middle;
        }
        if (low == e->count) continue;
        uint32_t begin = begin_of(w->m, w->m->items[e->mentions[low]].name.begin);
        if (begin >= spans.items[s].end) continue;
        *(ws_reading_quotation_at(w->m->reading, begin) >= 0 ? quoted : plain) = 1;
    }
}

static void spoken(const weighing *w, uint32_t entity, float *f)
{
    const struct ws_spoken *s = &w->d->spoken[entity];
    f[SPOKE_LAST] = w->d->last[0] == entity;
    f[SPOKE_BEFORE] = w->d->last[1] == entity;
    f[SPOKEN] = s->statements > 0;
    f[SPOKE_OFTEN] = steps(s->statements, 5);
    if (!s->statements) return;
    size_t apart = w->paragraph > s->paragraph ? w->paragraph - s->paragraph : 0;
    f[SPOKEN_APART] = steps(apart, 4);
    f[SPOKE_HERE] = !apart;
}

static ws_gender gender_of(ws_source_kind kind)
{
    return kind == WS_SOURCE_HE ? WS_GENDER_MALE : kind == WS_SOURCE_SHE ? WS_GENDER_FEMALE : WS_GENDER_ANY;
}

/* A pronoun or a noun ("spokeswoman", "wife") of another gender cannot mean them. */
static ws_gender gender_wanted(const weighing *w)
{
    ws_gender gender = gender_of(w->a->source->kind);
    if (!gender && w->a->source->kind == WS_SOURCE_NOMINAL)
        gender = ws_gender_of(value(w->m, "kin", w->a->source->noun));
    return gender;
}

static void relate(const weighing *w, uint32_t number, size_t rank, size_t rank_of_kind, float *f, uint32_t *word)
{
    const ws_entity *e = &w->d->entities->items[number];
    ws_gender wanted = gender_wanted(w);
    memcpy(f, w->noun, sizeof w->noun);
    f[GENDER_FITS] = wanted && e->gender == wanted;
    f[GENDER_UNKNOWN] = !e->gender;
    for (size_t k = 0; k < WS_NAMED_KINDS; k++) f[PERSON + k] = e->kinds[k];
    f[PUBLICATION] = e->type == WS_SPEAKER_PUBLICATION;
    size_t before = ws_entity_last_before(w->d->entities, e, w->a->token);
    const ws_mention *near = &w->m->items[e->mentions[before < e->count ? before : 0]];
    *word = near->word;
    if (before < e->count) place(w, near, f);
    size_t behind = before < e->count ? before + 1 : 0;
    if (behind < e->count) {
        size_t at = w->m->items[e->mentions[behind]].name.begin;
        f[BEHIND] = at > w->a->token && at - w->a->token < NEAR_BEHIND;
    }
    f[MENTIONS] = steps(e->count, 5);
    f[SHARE] = (float)e->count / (float)(w->m->count ? w->m->count : 1);
    f[INTRODUCED] = w->m->items[e->mentions[0]].name.begin < w->m->reading->paragraphs[0].token_end;
    f[RECENT] = 1 / (1 + (float)rank);
    f[RECENT_OF_KIND] = 1 / (1 + (float)rank_of_kind);
    spoken(w, number, f);
    float ignored = 0;
    if (w->a->statement) {
        count_inside(w, e, w->a->statement->content, &f[IN_CONTENT], &f[IN_QUOTE]);
        count_inside(w, e, w->a->statement->source, &f[IN_SOURCE], &ignored);
    }
    if (w->a->source->kind == WS_SOURCE_NOMINAL) describe_noun(w, e, f);
    f[TITLED] = e->described != NULL;
    f[FULL_NAME] = e->full->name.end - e->full->name.begin > 1;
}

static weighing begin(const ws_discourse *d, const ws_anaphor *a)
{
    weighing w = {.d = d, .m = d->entities->names, .a = a};
    const ws_reading *r = d->reading;
    uint32_t offset = r->tokens[a->token].span.begin;
    const ws_source *s = a->source;
    w.sentence = ws_sentence_at(r, offset);
    w.paragraph = ws_paragraph_at(r, offset);
    w.noun[KIND + s->kind] = 1;
    w.noun[ANAPHOR_QUOTED] = ws_reading_quotation_at(r, offset) >= 0;
    w.noun[HAS_CUE] = a->statement && a->statement->cue.count;
    w.noun[LAST_UNNAMED] = d->last_unnamed;
    w.noun[PLURAL] = s->plural;
    if (s->kind == WS_SOURCE_NOMINAL) {
        const char *role = value(w.m, "roles", s->noun);
        w.noun[OFFICE] = !strcmp(role, "office");
        w.noun[SPOKESPERSON] = !strcmp(role, "spokesperson");
        w.noun[OCCUPATION] = !strcmp(role, "occupation");
        w.noun[ANONYMOUS] = has(w.m, "anonymous", s->noun);
        w.noun[GROUP] = has(w.m, "groups", s->noun);
        w.noun[DOCUMENT] = has(w.m, "documents", s->noun);
        w.noun[BODY] = has(w.m, "organizations", s->noun) || has(w.m, "bodies", s->noun);
    } else if (s->kind != WS_SOURCE_EMPTY) {
        size_t near = w.sentence ? r->sentences[w.sentence - 1].token_begin : 0;
        w.noun[INTRODUCED_UNNAMED] = ws_introduced(d->introductions, near, a->token, NULL) != NULL;
    }
    return w;
}

/* "Ruiz's lawyer" and "the woman suing the mayor, Ana Ruiz," are not Ruiz. */
static bool named_within(const weighing *w, const ws_entity *e)
{
    ws_range part = w->a->source->part;
    for (size_t i = part.begin; i < part.end && i < part.begin + PART_TOKENS; i++) {
        const ws_mention *mention = ws_mention_at(w->m, i);
        if (mention && ws_entity_of(w->d->entities, mention) == e) return true;
    }
    return false;
}

uint32_t ws_body_of_words(const ws_entities *entities, const ws_source *source)
{
    const ws_mentions *m = entities->names;
    uint32_t found = WS_NO_ENTITY;
    size_t words = 0;
    if (strcmp(ws_source_determiner(m, source), "definite") != 0) return WS_NO_ENTITY;
    for (size_t i = source->head.begin; i < source->head.end; i++) words += !has(m, "determiners", i);
    for (uint32_t e = 0; e < entities->count && e < BODIES_MOST && words > 1; e++) {
        const ws_entity *entity = &entities->items[e];
        bool all = entity->type == WS_SPEAKER_ORGANIZATION && entity->full->name.end - entity->full->name.begin > words;
        for (size_t i = source->head.begin; i < source->head.end && all; i++)
            all = has(m, "determiners", i) || word_in(m, m->reading->tokens[i].folded, entity->full->name);
        if (!all) continue;
        if (found != WS_NO_ENTITY) return WS_NO_ENTITY;
        found = e;
    }
    return found;
}

/* "the ministry", "the court": a noun that never means a company, as "the board" may. */
static bool public_body(const weighing *w)
{
    static const char *const nouns[] = {"ministry",  "government",   "parliament", "army",     "navy",       "military",
                                        "embassy",   "consulate",    "regime",     "court",    "congress",   "senate",
                                        "judiciary", "municipality", "presidency", "council",  "monarchy",   "junta",
                                        "treasury",  "legislature",  "department", "tribunal", "commission", NULL};
    return w->a->source->kind == WS_SOURCE_NOMINAL &&
           ws_token_is_one(&w->m->reading->tokens[w->a->source->noun], nouns);
}

static bool excluded(const weighing *w, const ws_entity *e)
{
    ws_gender wanted = gender_wanted(w);
    if (w->a->source->kind == WS_SOURCE_NOMINAL && named_within(w, e)) return true;
    bool person = e->type == WS_SPEAKER_PERSON;
    if (wanted && e->gender && e->gender != wanted) return true;
    bool police = w->a->source->kind == WS_SOURCE_NOMINAL && word_in(w->m, "police", w->a->source->head);
    if (police && !word_in(w->m, "police", e->full->name)) return true;
    if (public_body(w) && ws_ends_company(w->m->lexicon, w->m->reading->tokens[e->full->name.end - 1].folded))
        return true; /* "the ministry" */
    bool one = e->type == WS_SPEAKER_PERSON && e->kinds[WS_NAMED_PERSON] > 0.9f;
    if (one && w->a->source->kind == WS_SOURCE_NOMINAL && w->noun[BODY]) return true; /* "the palace" */
    if (wanted && !person && (e->certain || e->kinds[WS_NAMED_PERSON] < 0.35f)) return true;
    return w->a->source->kind == WS_SOURCE_IT && person && (e->certain || e->kinds[WS_NAMED_PERSON] > 0.9f);
}

static void add(const weighing *w, uint32_t entity, size_t rank, size_t *rank_of_kind, ws_antecedents *out)
{
    const ws_entity *e = &w->d->entities->items[entity];
    for (size_t i = 1; i < out->count; i++)
        if (out->entities[i] == entity) return;
    if (out->count >= WS_ANTECEDENTS_MOST || excluded(w, e)) return;
    out->entities[out->count] = entity;
    relate(w, entity, rank, *rank_of_kind, out->features[out->count], &out->words[out->count]);
    out->count++;
    (*rank_of_kind)++;
}

void ws_antecedents_gather(const ws_discourse *d, const ws_anaphor *anaphor, ws_antecedents *out)
{
    weighing w = begin(d, anaphor);
    const ws_mentions *m = w.m;
    memset(out, 0, sizeof *out);
    out->count = 1;
    out->entities[0] = WS_NO_ENTITY;
    memcpy(out->features[0], w.noun, sizeof w.noun);
    out->features[0][NONE] = 1;
    out->words[0] = m->word_of_token[anaphor->token];
    size_t at = ws_mention_from(m, anaphor->token), rank_of_kind = 0;
    for (size_t i = at, seen = 0; i-- > 0 && seen < 4 * WS_ANTECEDENTS_MOST && out->count < WS_ANTECEDENTS_MOST - 8;
         seen++)
        add(&w, d->entities->of_mention[i], seen, &rank_of_kind, out);
    size_t before = out->count;
    for (size_t i = 1; i < before; i++) out->features[i][ONLY_ONE_FITS] = before == 2;
    for (size_t i = at; i < m->count && i < at + WS_ANTECEDENTS_MOST; i++)
        add(&w, d->entities->of_mention[i], WS_ANTECEDENTS_MOST, &rank_of_kind, out);
}

void ws_antecedents_weigh(const ws_discourse *d, const ws_anaphor *anaphor, ws_antecedents *out)
{
    const ws_model_reading *read = d->entities->names->read;
    const ws_speaker_networks *networks = ws_model_speakers(d->model);
    _Alignas(64) float own[WS_PAIRED], other[WS_PAIRED], in[WS_ANTECEDENT_INPUTS];
    memcpy(own, read->summaries + d->entities->names->word_of_token[anaphor->token] * read->summary, sizeof own);
    for (size_t i = 0; i < out->count; i++) {
        const float *summary = read->summaries + out->words[i] * read->summary;
        memcpy(other, i ? summary + WS_PAIRED : networks->none, sizeof other);
        memcpy(in, out->features[i], sizeof out->features[i]);
        in[WS_ANTECEDENT_FEATURES - 1] = ws_dot(own, other, WS_PAIRED) / 8;
        for (size_t k = 0; k < WS_PAIRED; k++) in[WS_ANTECEDENT_FEATURES + k] = own[k] * other[k];
        ws_perceptron_run(&networks->antecedent, in, &out->probability[i]);
    }
    ws_softmax(out->probability, out->count);
}
