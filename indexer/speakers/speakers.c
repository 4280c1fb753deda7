/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statement by statement, in the order of their sources: what stands there, whom it means, what is known of them. */
#include "speakers.h"

#include "first_person.h"
#include "pairs.h"
#include "resolver.h"
#include "types.h"
#include "unnamed.h"
#include "writings.h"

#include <stdlib.h>
#include <string.h>

enum { BODY_TOKENS = 8, WHO_BACK = 10, SAME_WITHIN = 64 };

/* How sure a name is that stands in the source itself: measured on held-out articles (MODEL.md). */
static const float NAME_CONFIDENCE = 0.98f;

/* "The appeals court" for the Court of Appeals of Norrland. */
static const float BODY_CONFIDENCE = 0.9f;

/* "An analysis by Jane Ruiz"; "the article", of a paper. */
static const float WRITING_CONFIDENCE = 0.9f;

/* "The two", "they" behind two joined names. */
static const float PAIR_CONFIDENCE = 0.9f;

/* --- those who may have one elsewhere --- */

/* The noun phrase right before "who", "which". */
static ws_range before_relative(const ws_resolver *r, size_t token)
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
    bool joins = end == i + 1 && (ws_token_is(&tokens[i], "and") || ws_token_is(&tokens[i], "or") ||
                                  ws_token_is(&tokens[i], "but"));
    return (ws_range){joins ? end : i, end}; /* ", and who": hangs on what stands further back */
}

/* Whom "who" or "which" right behind a name hangs on, or behind what the name is said to be: "Ruiz, who", "Fjordsat, an
 * agency that". WS_NO_ENTITY: not certain, as behind a preposition ("the lawyer for Ruiz, who"). */
static uint32_t hung_on(const ws_resolver *r, const ws_source *s)
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
static bool other_gender(const ws_resolver *r, const ws_source *s, const ws_introduction *introduced)
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
static ws_status without_name(ws_resolver *r, const ws_source *s, ws_speaker_type type, ws_speaker *out, bool *found)
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

/* The person or people who spoke by statement `number`, alone and without a name; NULL: else. */
static const ws_speaker *spoke_unnamed(const ws_resolver *r, uint32_t number)
{
    const ws_statement *statement = &r->reading->statements[number];
    const ws_speaker *speaker = statement->speakers;
    bool unnamed = statement->speaker_count == 1 && r->answers[number][0].entity == WS_NO_ENTITY && speaker->name;
    return unnamed && (speaker->type == WS_SPEAKER_ROLE || speaker->type == WS_SPEAKER_ANONYMOUS) ? speaker : NULL;
}

/* Do the words of "the senior official" all stand in somebody's descriptor, with nothing hanging on them? */
static bool fits(const ws_resolver *r, const ws_source *s, const char *descriptor)
{
    for (size_t i = s->part.begin + 1; i < s->part.end; i++)
        if (!has_word(descriptor, r->reading->tokens[i].folded)) return false;
    return s->part.end == s->noun + 1;
}

/* "the official" after "a senior official": the speaker before, if this noun was theirs, else the only one so far whom
 * it fits; "the same people": one of the unnamed speakers further back. NULL: none. */
static const ws_speaker *carried_on(const ws_resolver *r, const ws_source *s)
{
    const ws_token *tokens = r->reading->tokens;
    const char *noun = tokens[s->noun].folded;
    const ws_speaker *only = NULL;
    if (strcmp(ws_source_determiner(&r->mentions, s), "definite") != 0) return NULL;
    if (r->unnamed && r->unnamed->name && has_word(r->unnamed->name, noun)) return r->unnamed;
    bool same = s->part.begin + 1 < s->noun && ws_token_is(&tokens[s->part.begin + 1], "same");
    for (size_t i = r->resolved, seen = 0; i-- > 0 && seen < SAME_WITHIN; seen++) {
        const ws_speaker *speaker = spoke_unnamed(r, r->order[i]);
        if (!speaker || !has_word(speaker->name, noun)) continue;
        if (same) return speaker;
        if (only && strcmp(only->name, speaker->name) != 0) return NULL;
        only = speaker;
    }
    return only && single(only) == !s->plural && fits(r, s, only->name) ? only : NULL;
}

/* Nobody with a name may take the words of somebody who was introduced without one. */
static bool introduced_unnamed(const ws_resolver *r, const ws_source *s)
{
    return s->kind == WS_SOURCE_NOMINAL &&
           ws_introduced(&r->introductions, 0, s->part.begin, r->reading->tokens[s->noun].folded);
}

/* "Mayor Ruiz opened the gate. A nurse was in tears. She said": somebody without a name was introduced, or spoke, since
 * the named one was last mentioned; the pronoun may mean nobody else. */
static bool unnamed_since(const ws_resolver *r, const ws_source *s, uint32_t entity)
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

static ws_status unresolved_part(ws_resolver *r, const ws_source *s, ws_typing *typing, ws_speaker *out, ws_answer *a)
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
static void vote(ws_resolver *r, const ws_source *s, const ws_answer *a, float confidence)
{
    if (confidence < 0.8f) return;
    if (s->kind == WS_SOURCE_SHE) r->genders[a->entity]++;
    if (s->kind == WS_SOURCE_HE) r->genders[a->entity]--;
}

/* "The Norrland Embassy", where the model saw no name: a body's common noun with a capital, and more words that have
 * one. */
static bool names_body(const ws_resolver *r, const ws_source *s)
{
    const ws_token *tokens = r->reading->tokens;
    const char *noun = tokens[s->noun].folded;
    bool body = tokens[s->noun].capital && ws_lexicon_has(r->mentions.lexicon, "organizations", noun);
    size_t capitals = 0;
    for (size_t i = s->head.begin; i < s->noun && body; i++)
        capitals += tokens[i].capital && !ws_lexicon_has(r->mentions.lexicon, "determiners", tokens[i].folded);
    return capitals > 0 && s->kind == WS_SOURCE_NOMINAL && s->part.end - s->part.begin <= BODY_TOKENS;
}

static ws_status name_body(const ws_resolver *r, const ws_source *s, ws_speaker *out, ws_answer *a)
{
    ws_range words = s->part;
    words.begin += ws_token_is(&r->reading->tokens[words.begin], "the");
    for (size_t i = words.begin + 1; i < words.end; i++) /* "Norrland Bank <NOR.L>" */
        if (ws_token_is(&r->reading->tokens[i], "<") || ws_token_is(&r->reading->tokens[i], "(")) words.end = i;
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
static const ws_mention *written_by(const ws_resolver *r, const ws_source *s)
{
    if (s->kind != WS_SOURCE_NOMINAL && s->kind != WS_SOURCE_UNNAMED) return NULL;
    const ws_mention *writer = ws_writing_by(&r->entities, s);
    return writer ? writer : ws_writing_of_paper(&r->entities, s);
}

static ws_status resolve_part(ws_resolver *r, const ws_statement *statement, const ws_source *s, size_t token,
                              ws_speaker *out, ws_answer *a)
{
    *a = (ws_answer){.entity = WS_NO_ENTITY};
    *out = (ws_speaker){.confidence = 1.0f, .basis = basis_of(s->kind)};
    ws_typing typing;
    ws_types_describe(&r->mentions, statement, s, token, &typing);
    if (s->kind == WS_SOURCE_NAME) {
        size_t mention = (size_t)(s->name - r->mentions.items);
        out->confidence = NAME_CONFIDENCE * r->entities.certainty[mention];
        out->basis = WS_BASIS_NAMED;
        *a = (ws_answer){r->entities.of_mention[mention], s->name, true};
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
        *a = (ws_answer){r->antecedents->entities[best], NULL, best > 0};
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
static bool resolve_pair(ws_resolver *r, ws_statement *statement, const ws_source *source, ws_answer *answers)
{
    uint32_t entities[2];
    if (source->kind == WS_SOURCE_EMPTY || !ws_pair_meant(&r->discourse, source, entities)) return false;
    for (size_t i = 0; i < 2; i++) {
        statement->speakers[i] = (ws_speaker){.confidence = PAIR_CONFIDENCE, .basis = basis_of(source->kind)};
        answers[i] = (ws_answer){entities[i], NULL, true};
    }
    statement->speaker_count = 2;
    ws_discourse_spoke(&r->discourse, entities[0], entities[1], statement->paragraph - 1);
    r->unnamed = NULL;
    if (PAIR_CONFIDENCE < r->least) statement->speaker_count = 0;
    statement->unresolved = !statement->speaker_count;
    return true;
}

static ws_status resolve(ws_resolver *r, ws_statement *statement, ws_answer **answers)
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
        ws_answer *a = &(*answers)[statement->speaker_count];
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

static ws_status name_speakers(const ws_resolver *r, size_t number)
{
    ws_statement *statement = &r->reading->statements[number];
    ws_status status = WS_OK;
    for (size_t i = 0; i < statement->speaker_count && status == WS_OK; i++) {
        const ws_answer *a = &r->answers[number][i];
        if (a->entity != WS_NO_ENTITY) status = ws_speaker_name(r, a, &statement->speakers[i]);
    }
    return status;
}

static ws_status prepare(ws_resolver *r, const ws_lexicon *lexicon, const ws_model_reading *read)
{
    ws_arena *arena = r->reading->arena;
    ws_status status = ws_mentions_find(lexicon, read, r->reading, &r->mentions, r->error);
    if (status == WS_OK) status = ws_entities_form(&r->mentions, &r->entities, r->error);
    if (status == WS_OK) status = ws_introductions_find(&r->mentions, &r->introductions, r->error);
    if (status == WS_OK)
        status = ws_discourse_begin(r->model, &r->entities, &r->introductions, &r->discourse, r->error);
    if (status == WS_OK) status = ws_owners_of_bodies(r);
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
    ws_resolver r = {.model = model, .reading = reading, .error = error};
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
