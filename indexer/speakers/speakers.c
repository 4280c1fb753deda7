/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statement by statement, in the order of their sources: what stands there, whom it means, what is known of them. */
#include "speakers.h"

#include "antecedents.h"
#include "first_person.h"
#include "pairs.h"
#include "titles.h"
#include "types.h"
#include "unnamed.h"
#include "writings.h"

#include <stdlib.h>
#include <string.h>

enum { BODY_TOKENS = 8, WHO_BACK = 10, SAME_WITHIN = 64, ROLES_WITHIN = 64 };

/* How sure a name is that stands in the source itself: measured on held-out articles (MODEL.md). */
static const float NAME_CONFIDENCE = 0.98f;

/* "The appeals court" for the Court of Appeals of Norrland. */
static const float BODY_CONFIDENCE = 0.9f;

/* "An analysis by Jane Ruiz"; "the article", of a paper. */
static const float WRITING_CONFIDENCE = 0.9f;

/* "The two", "they" behind two joined names. */
static const float PAIR_CONFIDENCE = 0.9f;

/* Whom one part of a source came to mean; a name is put to it when everything is resolved. */
typedef struct answer {
    uint32_t entity;       /* WS_NO_ENTITY: nobody with a name */
    const ws_mention *own; /* what stands in the source, when that is a name */
    bool found;
} answer;

typedef struct resolver {
    const ws_model *model;
    ws_reading *reading;
    ws_mentions mentions;
    ws_entities entities;
    ws_introductions introductions;
    ws_discourse discourse;
    const ws_speaker *unnamed; /* who spoke last, when without a name; NULL: somebody with one */
    size_t unnamed_at;         /* token of that source */
    uint32_t *owners;          /* mentions of bodies that have an owner ("Jane Ruiz's office"), by surname */
    size_t owner_count;
    ws_antecedents *antecedents;
    answer **answers;         /* for each statement, one for each of its speakers */
    float (*types)[WS_TYPES]; /* for each entity: of its names as sources, summed */
    const uint32_t *order;    /* in which statements are resolved */
    size_t resolved;          /* how many are */
    int *genders;             /* for each entity: by how many pronouns it is a woman more than a man */
    float least;
    ws_error *error;
} resolver;

/* --- those with a name --- */

/* The body in the words of a role: behind "of", "for", "at", else a name among them. */
static ws_range body_in(const resolver *r, ws_range words)
{
    const ws_token *tokens = r->reading->tokens;
    for (size_t i = words.begin; i + 1 < words.end; i++) {
        bool hangs = ws_token_is(&tokens[i], "for") || ws_token_is(&tokens[i], "at") || ws_token_is(&tokens[i], "of") ||
                     ws_token_is(&tokens[i], "with") || ws_token_is(&tokens[i], "from");
        if (!hangs || r->mentions.of_token[i] || ws_token_is(&tokens[i + 1], "state")) continue;
        size_t begin = i + 1 + ws_lexicon_has(r->mentions.lexicon, "determiners", tokens[i + 1].folded);
        return begin < words.end ? (ws_range){begin, words.end} : (ws_range){0, 0};
    }
    for (size_t i = words.begin; i < words.end; i++)
        if (r->mentions.of_token[i]) return ws_mention_at(&r->mentions, i)->name;
    return (ws_range){0, 0};
}

/* The fullest of the roles that the article gives somebody. */
static ws_status set_role(const resolver *r, const ws_entity *e, ws_speaker *out)
{
    ws_range role = {0, 0};
    for (size_t i = 0; i < e->count && i < ROLES_WITHIN; i++) {
        ws_range words = ws_mention_role(&r->mentions, &r->mentions.items[e->mentions[i]]);
        if (words.end - words.begin > role.end - role.begin) role = words;
    }
    if (role.begin == role.end) return WS_OK;
    ws_range body = body_in(r, role);
    out->role = ws_tokens_text(r->reading->arena, r->reading, role);
    if (out->role && body.begin < body.end) out->affiliation = ws_tokens_text(r->reading->arena, r->reading, body);
    return out->role && (out->affiliation || body.begin == body.end) ? WS_OK : ws_no_memory(r->error);
}

/* A given name alone names in part only. */
static ws_naming naming_of(const resolver *r, const ws_entity *e)
{
    bool lone = e->full->name.end - e->full->name.begin == 1 && e->type == WS_SPEAKER_PERSON && !e->full->titled;
    const char *word = r->reading->tokens[e->full->name.begin].folded;
    return lone && ws_lexicon_has(r->mentions.lexicon, "given_names", word) ? WS_NAMING_PARTLY : WS_NAMING_NAMED;
}

static ws_gender gender_of(const resolver *r, uint32_t entity)
{
    const ws_entity *e = &r->entities.items[entity];
    int votes = r->genders[entity];
    if (e->gender || !votes) return e->gender;
    return votes > 0 ? WS_GENDER_FEMALE : WS_GENDER_MALE;
}

/* Which of the given names that go with a surname alone is meant, as a copy; "" where that is not certain. */
static char *given_name(const resolver *r, uint32_t entity, const char *choices)
{
    ws_gender gender = gender_of(r, entity);
    char *copy = ws_arena_strdup(r->reading->arena, choices), *rest = copy, *chosen = NULL;
    bool several = strchr(choices, ',') != NULL;
    for (char *name; rest && (name = strsep(&rest, ","));) {
        ws_gender own = ws_gender_of(ws_lexicon_value(r->mentions.lexicon, "given_names", name));
        if (several ? gender && own == gender : !gender || !own || own == gender) chosen = name;
    }
    if (!copy) return NULL;
    if (!chosen) return copy + strlen(copy);
    for (char *c = chosen; *c; c++)
        if ((c == chosen || c[-1] == ' ' || c[-1] == '-') && *c >= 'a' && *c <= 'z') *c = (char)(*c - 'a' + 'A');
    return chosen;
}

/* The surname before the owner's mark in a body's name, "Jane Ruiz's office"; NULL: no owner of two words or more. */
static const char *owner_of(const resolver *r, const ws_mention *body)
{
    const ws_token *tokens = r->reading->tokens;
    if (!body->body || body->name.end - body->name.begin < 4) return NULL;
    size_t mark = body->name.end - 2;
    bool owner = ws_token_is(&tokens[mark], "'s") || ws_token_is(&tokens[mark], "'");
    return owner ? tokens[mark - 1].folded : NULL;
}

static int by_owner(const void *left, const void *right, void *context)
{
    const resolver *r = context;
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    int order = strcmp(owner_of(r, &r->mentions.items[a]), owner_of(r, &r->mentions.items[b]));
    return order ? order : (a > b) - (a < b);
}

static ws_status find_owners(resolver *r)
{
    r->owners = ws_arena_array(r->reading->arena, r->mentions.count, sizeof *r->owners);
    if (!r->owners) return ws_no_memory(r->error);
    for (size_t i = 0; i < r->mentions.count; i++)
        if (owner_of(r, &r->mentions.items[i])) r->owners[r->owner_count++] = (uint32_t)i;
    if (r->owner_count) qsort_r(r->owners, r->owner_count, sizeof *r->owners, by_owner, r);
    return WS_OK;
}

/* "Ruiz" where only "Jane Ruiz's office" says her whole name: its words before the owner's mark, at its first place. */
static ws_range name_of_owner(const resolver *r, ws_range name)
{
    const char *surname = r->reading->tokens[name.end - 1].folded;
    size_t low = 0, high = r->owner_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(owner_of(r, &r->mentions.items[r->owners[middle]]), surname) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == r->owner_count) return name;
    const ws_mention *body = &r->mentions.items[r->owners[low]];
    return strcmp(owner_of(r, body), surname) ? name : (ws_range){body->name.begin, body->name.end - 2};
}

/* The name in full, as the article has it. A surname that the world knows gets its given name; popes and kings keep
 * their title, without which a given name is nobody's. */
static char *full_name(const resolver *r, uint32_t entity)
{
    static const char *const crowned[] = {"pope", "king", "queen", "prince", "princess", "emperor", "saint", NULL};
    const ws_entity *e = &r->entities.items[entity];
    const ws_token *tokens = r->reading->tokens;
    ws_range name = e->full->name;
    if (name.end - name.begin == 1 && e->type == WS_SPEAKER_PERSON) name = name_of_owner(r, name);
    char *text = ws_tokens_text(r->reading->arena, r->reading, name);
    const char *choices = NULL;
    if (!text || e->type != WS_SPEAKER_PERSON) return text;
    size_t size = name.end - name.begin;
    if (ws_lexicon_phrase(r->mentions.lexicon, "well_known", tokens + name.begin, size, &choices) == size) {
        char *given = given_name(r, entity, choices);
        return !given ? NULL : !*given ? text : ws_arena_printf(r->reading->arena, "%s %s", given, text);
    }
    size_t before = e->described && e->described->titled ? e->described->title.end : 0;
    for (size_t i = 0; crowned[i] && size == 1 && before; i++)
        if (ws_token_is(&tokens[before - 1], crowned[i])) {
            char *title = ws_tokens_text(r->reading->arena, r->reading, (ws_range){before - 1, before});
            return title ? ws_arena_printf(r->reading->arena, "%s %s", title, text) : NULL;
        }
    return text;
}

/* One word, all capitals. */
static bool shouted(const resolver *r, ws_range name)
{
    ws_span span = r->reading->tokens[name.begin].span;
    if (name.end - name.begin != 1) return false;
    for (uint32_t i = span.begin; i < span.end; i++)
        if (r->reading->article->text[i] < 'A' || r->reading->article->text[i] > 'Z') return false;
    return true;
}

/* What lists and titles say of a name is certain; else how it speaks tells a person from a body or a paper. */
static ws_speaker_type type_of(const resolver *r, uint32_t entity)
{
    const ws_entity *e = &r->entities.items[entity];
    const float *p = r->types[entity];
    if (e->certain) return e->type;
    float person = p[WS_SPEAKER_PERSON] + e->kinds[WS_NAMED_PERSON];
    float body = p[WS_SPEAKER_ORGANIZATION] + e->kinds[WS_NAMED_ORGANIZATION] + e->kinds[WS_NAMED_PLACE];
    float paper = p[WS_SPEAKER_PUBLICATION] + (e->type == WS_SPEAKER_PUBLICATION ? 0.5f : 0.0f);
    if (e->type != WS_SPEAKER_PUBLICATION && shouted(r, e->full->name)) paper = 0; /* "TWA": only lists tell papers */
    if (person > body && person > paper) return WS_SPEAKER_PERSON;
    return paper > body ? WS_SPEAKER_PUBLICATION : WS_SPEAKER_ORGANIZATION;
}

static ws_status name_speaker(const resolver *r, const answer *a, ws_speaker *out)
{
    const ws_entity *e = &r->entities.items[a->entity];
    out->name = full_name(r, a->entity);
    out->key = out->name ? ws_name_key(r->reading->arena, out->name) : NULL;
    if (!out->key) return ws_no_memory(r->error);
    if (!*out->key) out->key = NULL;
    out->type = type_of(r, a->entity);
    out->naming = naming_of(r, e);
    return out->type == WS_SPEAKER_PERSON ? set_role(r, e, out) : WS_OK;
}

/* --- those who may have one elsewhere --- */

/* The noun phrase right before "who", "which". */
static ws_range before_relative(const resolver *r, size_t token)
{
    const ws_token *tokens = r->reading->tokens;
    size_t first = r->reading->paragraphs[ws_paragraph_at(r->reading, tokens[token].span.begin)].token_begin;
    size_t end = token > first && ws_token_is(&tokens[token - 1], ",") ? token - 1 : token, i = end;
    while (i > first && end - i < WHO_BACK && !ws_token_stops(&tokens[i - 1])) {
        i--;
        if (ws_lexicon_has(r->mentions.lexicon, "determiners", tokens[i].folded)) break;
        bool inner = i + 1 < end && ws_lexicon_has(r->mentions.lexicon, "boundaries", tokens[i].folded);
        if (inner && !ws_token_is(&tokens[i], "of") && !ws_token_is(&tokens[i], "for")) {
            i++;
            break;
        }
    }
    return (ws_range){i, end};
}

/* Whom "who" or "which" right behind a name hangs on, or behind what the name is said to be: "Ruiz, who", "Fjordsat, an
 * agency that". WS_NO_ENTITY: not certain, as behind a preposition ("the lawyer for Ruiz, who"). */
static uint32_t hung_on(const resolver *r, const ws_source *s)
{
    const ws_token *tokens = r->reading->tokens;
    size_t first = r->reading->paragraphs[ws_paragraph_at(r->reading, tokens[s->noun].span.begin)].token_begin;
    size_t end = s->noun > first && ws_token_is(&tokens[s->noun - 1], ",") ? s->noun - 1 : s->noun;
    const ws_mention *name = end > first ? ws_mention_at(&r->mentions, end - 1) : NULL;
    if (end == s->noun) {
        ws_range phrase = before_relative(r, s->noun);
        const char *kind = ws_lexicon_value(r->mentions.lexicon, "determiners", tokens[phrase.begin].folded);
        bool apposed = kind && phrase.begin > first + 1 && ws_token_is(&tokens[phrase.begin - 1], ",");
        const ws_mention *before = apposed ? ws_mention_at(&r->mentions, phrase.begin - 2) : NULL;
        if (before) name = before;
    }
    if (!name) return WS_NO_ENTITY;
    size_t begin = name->titled ? name->title.begin : name->name.begin;
    bool hangs = begin > first && ws_lexicon_has(r->mentions.lexicon, "boundaries", tokens[begin - 1].folded) &&
                 !ws_token_is(&tokens[begin - 1], "but") && !ws_token_is(&tokens[begin - 1], "and");
    bool human = ws_token_is(&tokens[s->noun], "who");
    bool person = name->kinds[WS_NAMED_PERSON] > 0.5f;
    return hangs || human != person ? WS_NO_ENTITY : r->entities.of_mention[name - r->mentions.items];
}

static bool is_pronoun(ws_source_kind kind)
{
    return kind >= WS_SOURCE_HE && kind <= WS_SOURCE_WHO;
}

static bool single(const ws_speaker *speaker)
{
    return speaker->type != WS_SPEAKER_GROUP && (!speaker->count || strcmp(speaker->count, "several") != 0);
}

/* May "he" or "she" be this speaker without a name? */
static bool human(const ws_speaker *speaker)
{
    return single(speaker) && speaker->type != WS_SPEAKER_DOCUMENT && speaker->type != WS_SPEAKER_PUBLICATION &&
           speaker->type != WS_SPEAKER_ORGANIZATION;
}

/* Does somebody without a name, by the words that introduce them, have another gender than the pronoun? */
static bool other_gender(const resolver *r, const ws_source *s, const ws_introduction *introduced)
{
    ws_gender wanted = s->kind == WS_SOURCE_HE ? WS_GENDER_MALE : WS_GENDER_FEMALE;
    for (size_t i = introduced->words.begin; i < introduced->words.end; i++) {
        const char *word = r->reading->tokens[i].folded;
        ws_gender gender = ws_gender_of(!strcmp(word, "male") || !strcmp(word, "female")
                                            ? word
                                            : ws_lexicon_value(r->mentions.lexicon, "kin", word));
        if (gender && gender != wanted) return true;
    }
    return false;
}

/* Whom a pronoun means that means nobody with a name: who was introduced without one, or spoke last without one. */
static ws_status without_name(resolver *r, const ws_source *s, ws_speaker_type type, ws_speaker *out, bool *found)
{
    ws_source other[WS_SOURCES_MOST];
    ws_range words = {0, 0};
    const ws_token *tokens = r->reading->tokens;
    size_t sentence = ws_sentence_at(r->reading, tokens[s->noun].span.begin);
    size_t after = r->reading->sentences[sentence ? sentence - 1 : 0].token_begin;
    bool one = s->kind == WS_SOURCE_HE || s->kind == WS_SOURCE_SHE;
    *found = true;
    if (s->kind == WS_SOURCE_WHO) {
        words = before_relative(r, s->noun);
    } else if (r->unnamed && (one ? human(r->unnamed) : s->kind != WS_SOURCE_IT || single(r->unnamed))) {
        *out = *r->unnamed;
        out->basis = WS_BASIS_PRONOUN;
        return WS_OK;
    } else if (one) {
        const ws_introduction *introduced = ws_introduced(&r->introductions, after, s->noun, NULL);
        if (introduced && !other_gender(r, s, introduced)) words = introduced->words;
    }
    if (words.begin < words.end) {
        ws_sources_part(&r->mentions, words, other);
        ws_status status =
            ws_unnamed_speaker(&r->mentions, &other[0], one ? WS_SPEAKER_ANONYMOUS : type, out, r->error);
        out->basis = WS_BASIS_PRONOUN;
        return status;
    }
    *found = false;
    return WS_OK;
}

/* Is a word one of those in a descriptor? */
static bool has_word(const char *descriptor, const char *word)
{
    size_t size = strlen(word);
    for (const char *at = descriptor; (at = strcasestr(at, word)); at += size) {
        bool begins = at == descriptor || at[-1] == ' ';
        if (begins && (!at[size] || at[size] == ' ' || at[size] == ',')) return true;
    }
    return false;
}

/* "the official" after "a senior official": the speaker before, if this noun was theirs; "the same people": also one of
 * the unnamed speakers further back. NULL: neither. */
static const ws_speaker *carried_on(const resolver *r, const ws_source *s)
{
    const ws_token *tokens = r->reading->tokens;
    const char *noun = tokens[s->noun].folded;
    if (strcmp(ws_source_determiner(&r->mentions, s), "definite") != 0) return NULL;
    if (r->unnamed && r->unnamed->name && has_word(r->unnamed->name, noun)) return r->unnamed;
    bool same = s->part.begin + 1 < s->noun && ws_token_is(&tokens[s->part.begin + 1], "same");
    for (size_t i = r->resolved, seen = 0; same && i-- > 0 && seen < SAME_WITHIN; seen++) {
        const ws_statement *before = &r->reading->statements[r->order[i]];
        const ws_speaker *speaker = before->speaker_count == 1 ? before->speakers : NULL;
        bool unnamed = speaker && r->answers[r->order[i]][0].entity == WS_NO_ENTITY && speaker->name;
        if (unnamed && has_word(speaker->name, noun)) return speaker;
    }
    return NULL;
}

/* Nobody with a name may take the words of somebody who was introduced without one. */
static bool introduced_unnamed(const resolver *r, const ws_source *s)
{
    return s->kind == WS_SOURCE_NOMINAL &&
           ws_introduced(&r->introductions, 0, s->part.begin, r->reading->tokens[s->noun].folded);
}

/* "Mayor Ruiz opened the gate. A nurse was in tears. She said": somebody without a name was introduced, or spoke, since
 * the named one was last mentioned; the pronoun may mean nobody else. */
static bool unnamed_since(const resolver *r, const ws_source *s, uint32_t entity)
{
    const ws_entity *e = &r->entities.items[entity];
    if (s->kind != WS_SOURCE_HE && s->kind != WS_SOURCE_SHE) return false;
    size_t before = ws_entity_last_before(&r->entities, e, s->noun);
    if (before == e->count) return false;
    size_t since = r->mentions.items[e->mentions[before]].name.end;
    const ws_token *tokens = r->reading->tokens;
    size_t sentence = ws_sentence_at(r->reading, tokens[s->noun].span.begin);
    size_t near = r->reading->sentences[sentence ? sentence - 1 : 0].token_begin;
    if (r->unnamed && human(r->unnamed) && since <= r->unnamed_at &&
        r->discourse.last_paragraph + 1 >= ws_paragraph_at(r->reading, tokens[s->noun].span.begin))
        return true;
    const ws_introduction *item = ws_introduced(&r->introductions, since > near ? since : near, s->noun, NULL);
    return item && !other_gender(r, s, item) && ws_reading_quotation_at(r->reading, tokens[item->noun].span.begin) < 0;
}

static size_t likeliest(const ws_antecedents *a)
{
    size_t best = 0;
    for (size_t i = 1; i < a->count; i++)
        if (a->probability[i] > a->probability[best]) best = i;
    return best;
}

static ws_basis basis_of(ws_source_kind kind)
{
    return is_pronoun(kind) || kind == WS_SOURCE_FIRST ? WS_BASIS_PRONOUN
           : kind == WS_SOURCE_EMPTY                   ? WS_BASIS_NONE
                                                       : WS_BASIS_NOMINAL;
}

static ws_status unresolved_part(resolver *r, const ws_source *s, ws_typing *typing, ws_speaker *out, answer *a)
{
    ws_speaker_type type = ws_types_weigh(&r->mentions, r->model, typing);
    if (s->kind == WS_SOURCE_EMPTY) {
        out->type = type;
        return WS_OK;
    }
    if (is_pronoun(s->kind)) return without_name(r, s, type, out, &a->found);
    a->found = true;
    const ws_speaker *before = carried_on(r, s);
    if (before) {
        *out = *before;
        return WS_OK;
    }
    return ws_unnamed_speaker(&r->mentions, s, type, out, r->error);
}

/* "he" for somebody whose name doesn't tell: he is a man. */
static void vote(resolver *r, const ws_source *s, const answer *a, float confidence)
{
    if (confidence < 0.8f) return;
    if (s->kind == WS_SOURCE_SHE) r->genders[a->entity]++;
    if (s->kind == WS_SOURCE_HE) r->genders[a->entity]--;
}

/* "The Norrland Embassy", where the model saw no name: a body's common noun with a capital, and more words that have
 * one. */
static bool names_body(const resolver *r, const ws_source *s)
{
    const ws_token *tokens = r->reading->tokens;
    const char *noun = tokens[s->noun].folded;
    bool body = tokens[s->noun].capital && ws_lexicon_has(r->mentions.lexicon, "organizations", noun);
    size_t capitals = 0;
    for (size_t i = s->head.begin; i < s->noun && body; i++)
        capitals += tokens[i].capital && !ws_lexicon_has(r->mentions.lexicon, "determiners", tokens[i].folded);
    return capitals > 0 && s->kind == WS_SOURCE_NOMINAL && s->part.end - s->part.begin <= BODY_TOKENS;
}

static ws_status name_body(const resolver *r, const ws_source *s, ws_speaker *out, answer *a)
{
    ws_range words = s->part;
    words.begin += ws_token_is(&r->reading->tokens[words.begin], "the");
    out->name = ws_tokens_text(r->reading->arena, r->reading, words);
    char *key = out->name ? ws_name_key(r->reading->arena, out->name) : NULL;
    if (!key) return ws_no_memory(r->error);
    out->key = *key ? key : NULL;
    out->type = WS_SPEAKER_ORGANIZATION;
    out->naming = WS_NAMING_NAMED;
    out->basis = WS_BASIS_NAMED;
    out->confidence = BODY_CONFIDENCE;
    a->found = true;
    return WS_OK;
}

/* Who speaks by a piece of writing; NULL: nobody with a name. */
static const ws_mention *written_by(const resolver *r, const ws_source *s)
{
    if (s->kind != WS_SOURCE_NOMINAL && s->kind != WS_SOURCE_UNNAMED) return NULL;
    const ws_mention *writer = ws_writing_by(&r->entities, s);
    return writer ? writer : ws_writing_of_paper(&r->entities, s);
}

static ws_status resolve_part(resolver *r, const ws_statement *statement, const ws_source *s, size_t token,
                              ws_speaker *out, answer *a)
{
    *a = (answer){.entity = WS_NO_ENTITY};
    *out = (ws_speaker){.confidence = 1.0f, .basis = basis_of(s->kind)};
    ws_typing typing;
    ws_types_describe(&r->mentions, statement, s, token, &typing);
    if (s->kind == WS_SOURCE_NAME) {
        size_t mention = (size_t)(s->name - r->mentions.items);
        out->confidence = NAME_CONFIDENCE * r->entities.certainty[mention];
        out->basis = WS_BASIS_NAMED;
        *a = (answer){r->entities.of_mention[mention], s->name, true};
        ws_types_weigh(&r->mentions, r->model, &typing);
        for (size_t i = 0; i < WS_TYPES; i++) r->types[a->entity][i] += typing.probability[i];
        return WS_OK;
    }
    a->entity = s->kind == WS_SOURCE_WHO ? hung_on(r, s) : WS_NO_ENTITY;
    if (s->kind == WS_SOURCE_NOMINAL && !introduced_unnamed(r, s)) {
        a->entity = ws_body_of_words(&r->entities, s);
        out->confidence = a->entity == WS_NO_ENTITY ? 1.0f : BODY_CONFIDENCE;
    }
    const ws_mention *writer = written_by(r, s);
    if (writer) {
        a->entity = r->entities.of_mention[writer - r->mentions.items];
        out->confidence = WRITING_CONFIDENCE;
    }
    a->found = a->entity != WS_NO_ENTITY;
    if (a->found) return WS_OK;
    if (names_body(r, s)) return name_body(r, s, out, a);
    bool may_be_named = s->kind != WS_SOURCE_UNNAMED && s->kind != WS_SOURCE_SECOND && s->kind != WS_SOURCE_FIRST;
    if (may_be_named && !introduced_unnamed(r, s) && !ws_source_is_label(&r->mentions, statement, s)) {
        ws_anaphor anaphor = {s, token, statement};
        ws_antecedents_gather(&r->discourse, &anaphor, r->antecedents);
        ws_antecedents_weigh(&r->discourse, &anaphor, r->antecedents);
        size_t best = likeliest(r->antecedents);
        out->confidence = r->antecedents->probability[best];
        if (best && unnamed_since(r, s, r->antecedents->entities[best])) best = 0;
        *a = (answer){r->antecedents->entities[best], NULL, best > 0};
        if (best) vote(r, s, a, out->confidence);
    }
    return a->found ? WS_OK : unresolved_part(r, s, &typing, out, a);
}

/* --- statements --- */

ws_range ws_source_range(const ws_reading *reading, const ws_statement *statement)
{
    ws_range source = {0, 0};
    if (!statement->source.count) return source;
    source.begin = ws_token_at(reading, statement->source.items[0].begin);
    source.end = ws_token_at(reading, statement->source.items[0].end - 1) + 1;
    if (source.end > reading->token_count) source.end = reading->token_count;
    return source.begin < source.end ? source : (ws_range){0, 0};
}

static uint32_t speaking_offset(const ws_statement *statement)
{
    const ws_spans *spans[] = {&statement->source, &statement->cue, &statement->content};
    for (size_t i = 0; i < 3; i++)
        if (spans[i]->count) return spans[i]->items[0].begin;
    return 0;
}

size_t ws_speaking_token(const ws_reading *reading, const ws_statement *statement)
{
    size_t token = ws_token_at(reading, speaking_offset(statement));
    return token < reading->token_count ? token : reading->token_count - 1;
}

static int by_source(const void *left, const void *right, void *context)
{
    const ws_reading *reading = context;
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    uint32_t x = speaking_offset(&reading->statements[a]), y = speaking_offset(&reading->statements[b]);
    return x != y ? (x > y) - (x < y) : (a > b) - (a < b);
}

uint32_t *ws_speaking_order(const ws_reading *reading)
{
    uint32_t *order = ws_arena_array(reading->arena, reading->statement_count, sizeof *order);
    if (!order) return NULL;
    for (size_t i = 0; i < reading->statement_count; i++) order[i] = (uint32_t)i;
    if (reading->statement_count)
        qsort_r(order, reading->statement_count, sizeof *order, by_source, (void *)(uintptr_t)reading);
    return order;
}

/* Two people as one speaker: each is named on its own. */
static bool resolve_pair(resolver *r, ws_statement *statement, const ws_source *source, answer *answers)
{
    uint32_t entities[2];
    if (source->kind == WS_SOURCE_EMPTY || !ws_pair_meant(&r->discourse, source, entities)) return false;
    for (size_t i = 0; i < 2; i++) {
        statement->speakers[i] = (ws_speaker){.confidence = PAIR_CONFIDENCE, .basis = basis_of(source->kind)};
        answers[i] = (answer){entities[i], NULL, true};
    }
    statement->speaker_count = 2;
    ws_discourse_spoke(&r->discourse, entities[0], entities[1], statement->paragraph - 1);
    r->unnamed = NULL;
    if (PAIR_CONFIDENCE < r->least) statement->speaker_count = 0;
    statement->unresolved = !statement->speaker_count;
    return true;
}

static ws_status resolve(resolver *r, ws_statement *statement, answer **answers)
{
    ws_source sources[WS_SOURCES_MOST] = {{.kind = WS_SOURCE_EMPTY}};
    ws_range range = ws_source_range(r->reading, statement);
    size_t token = ws_speaking_token(r->reading, statement), count = 1;
    if (range.begin < range.end) count = ws_sources_part(&r->mentions, range, sources);
    statement->speakers = ws_arena_array(r->reading->arena, count + 1, sizeof *statement->speakers);
    *answers = ws_arena_array(r->reading->arena, count + 1, sizeof **answers);
    if (!statement->speakers || !*answers) return ws_no_memory(r->error);
    if (count == 1 && resolve_pair(r, statement, sources, *answers)) return WS_OK;
    uint32_t entity = WS_NO_ENTITY, other = WS_NO_ENTITY;
    bool sure = true, absent = false;
    for (size_t i = 0; i < count; i++) {
        ws_speaker *speaker = &statement->speakers[statement->speaker_count];
        answer *a = &(*answers)[statement->speaker_count];
        size_t at = sources[i].kind == WS_SOURCE_EMPTY ? token : sources[i].noun;
        ws_status status = resolve_part(r, statement, &sources[i], at, speaker, a);
        if (status != WS_OK) return status;
        if (entity == WS_NO_ENTITY)
            entity = a->entity;
        else if (i == 1 && count == 2 && a->entity != entity)
            other = a->entity;
        sure &= !a->found || speaker->confidence >= r->least;
        absent |= sources[i].kind == WS_SOURCE_EMPTY && !a->found && speaker->type == WS_SPEAKER_NONE;
        for (size_t k = 0; k < statement->speaker_count; k++) /* named twice in one phrase, they are one speaker */
            if (a->entity != WS_NO_ENTITY && (*answers)[k].entity == a->entity) a->found = false;
        statement->speaker_count += a->found;
    }
    ws_discourse_spoke(&r->discourse, entity, other, statement->paragraph - 1);
    bool author = sources[0].kind == WS_SOURCE_FIRST;
    r->unnamed = entity == WS_NO_ENTITY && statement->speaker_count && !author ? statement->speakers : NULL;
    r->unnamed_at = token;
    if (!sure) statement->speaker_count = 0;
    statement->unresolved = !statement->speaker_count && !absent;
    return WS_OK;
}

static ws_status name_speakers(const resolver *r, size_t number)
{
    ws_statement *statement = &r->reading->statements[number];
    ws_status status = WS_OK;
    for (size_t i = 0; i < statement->speaker_count && status == WS_OK; i++) {
        const answer *a = &r->answers[number][i];
        if (a->entity != WS_NO_ENTITY) status = name_speaker(r, a, &statement->speakers[i]);
    }
    return status;
}

static ws_status prepare(resolver *r, const ws_lexicon *lexicon, const ws_model_reading *read)
{
    ws_arena *arena = r->reading->arena;
    ws_status status = ws_mentions_find(lexicon, read, r->reading, &r->mentions, r->error);
    if (status == WS_OK) status = ws_entities_form(&r->mentions, &r->entities, r->error);
    if (status == WS_OK) status = ws_introductions_find(&r->mentions, &r->introductions, r->error);
    if (status == WS_OK)
        status = ws_discourse_begin(r->model, &r->entities, &r->introductions, &r->discourse, r->error);
    if (status == WS_OK) status = find_owners(r);
    if (status != WS_OK) return status;
    r->antecedents = ws_arena_alloc(arena, sizeof *r->antecedents);
    r->answers = ws_arena_array(arena, r->reading->statement_count, sizeof *r->answers);
    r->types = ws_arena_array(arena, r->entities.count, sizeof *r->types);
    r->genders = ws_arena_array(arena, r->entities.count, sizeof *r->genders);
    return r->antecedents && r->answers && r->types && r->genders ? WS_OK : ws_no_memory(r->error);
}

ws_status ws_speakers_resolve(const ws_model *model, const ws_lexicon *lexicon, const ws_model_reading *read,
                              ws_reading *reading, float least, ws_error *error)
{
    resolver r = {.model = model, .reading = reading, .error = error};
    r.least = least == 0 ? ws_model_speakers(model)->least : least;
    if (!reading->statement_count) return WS_OK;
    ws_status status = prepare(&r, lexicon, read);
    if (status == WS_OK && !(r.order = ws_speaking_order(reading))) status = ws_no_memory(error);
    for (; r.resolved < reading->statement_count && status == WS_OK; r.resolved++)
        status = resolve(&r, &reading->statements[r.order[r.resolved]], &r.answers[r.order[r.resolved]]);
    for (size_t i = 0; i < reading->statement_count && status == WS_OK; i++) status = name_speakers(&r, i);
    ws_speaker author = {.name = NULL};
    if (status == WS_OK) status = ws_author_find(&r.mentions, &author, error);
    for (size_t i = 0; i < reading->statement_count && status == WS_OK; i++) {
        ws_first_person_resolve(&r.mentions, reading, i, &author);
        reading->statements[i].firsthand = reading->statements[i].via_count == 0;
    }
    return status;
}
