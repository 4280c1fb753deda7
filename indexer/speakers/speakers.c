/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speakers.h"

#include "names.h"

#include <string.h>

enum { MOST_SPEAKERS = 8, SENTENCE_TOKENS = 200, NEAR_PARAGRAPHS = 2, AFFILIATION_TOKENS = 12 };

typedef struct resolver {
    ws_names names;
    const ws_lexicon *lexicon;
    ws_reading *reading;
    const ws_token *tokens;
    const ws_statement *previous; /* the last statement with a speaker; NULL: none */
    const ws_mention *person;     /* who it is, when it is a person */
    ws_error *error;
} resolver;

static bool has(const resolver *r, const char *list, size_t i)
{
    return ws_lexicon_has(r->lexicon, list, r->tokens[i].folded);
}

static const char *value(const resolver *r, const char *list, size_t i)
{
    const char *found = ws_lexicon_value(r->lexicon, list, r->tokens[i].folded);
    return found ? found : "";
}

/* Does one of the tokens begin an entry of the list that ends within them? */
static bool any(const resolver *r, const char *list, ws_range tokens)
{
    for (size_t i = tokens.begin; i < tokens.end; i++)
        if (ws_lexicon_phrase(r->lexicon, list, r->tokens + i, tokens.end - i, NULL)) return true;
    return false;
}

static ws_status named(const resolver *r, ws_range name, ws_speaker_type type, ws_speaker *out)
{
    out->name = ws_tokens_text(r->reading->arena, r->reading, name);
    out->key = out->name ? ws_name_key(r->reading->arena, out->name) : NULL;
    if (!out->key) return ws_no_memory(r->error);
    if (!*out->key) out->key = NULL;
    out->type = type;
    out->naming = WS_NAMING_NAMED;
    if (out->basis == WS_BASIS_NONE) out->basis = WS_BASIS_NAMED;
    return WS_OK;
}

/* An unnamed speaker: the descriptor, and no key, so that nobody is ever linked to it. */
static ws_status unnamed(const resolver *r, ws_range words, ws_speaker_type type, ws_naming naming, ws_speaker *out)
{
    if (words.end - words.begin > 1 && ws_token_is(&r->tokens[words.begin], "the")) words.begin++;
    out->name = ws_tokens_text(r->reading->arena, r->reading, words);
    if (!out->name) return ws_no_memory(r->error);
    out->key = NULL;
    out->type = type;
    out->naming = naming;
    out->basis = WS_BASIS_NOMINAL;
    return WS_OK;
}

static ws_status person(resolver *r, const ws_mention *full, const ws_mention *own, ws_basis basis, ws_speaker *out)
{
    const ws_mention *role = own && own->role ? own : ws_names_with_role(&r->names, full);
    out->basis = basis;
    r->person = own && own->gender ? own : full;
    if (role) out->role = role->role, out->affiliation = role->affiliation;
    return named(r, full->name, WS_SPEAKER_PERSON, out);
}

/* --- the parts of a source phrase --- */

/* The phrase without what hangs on it: up to the first preposition, relative or comma. */
static size_t head_end(const resolver *r, ws_range part)
{
    size_t i = part.begin;
    while (i < part.end && has(r, "determiners", i)) i++;
    for (; i < part.end; i++) {
        if (ws_token_stops(&r->tokens[i])) break;
        if (i > part.begin && *value(r, "boundaries", i) && !r->tokens[i].capital) break;
    }
    return i;
}

/* The run of capitalized words that ends the head; empty when the last word is no name. */
static ws_range name_at_end(const resolver *r, ws_range head)
{
    size_t i = head.end;
    while (i > head.begin && (r->tokens[i - 1].capital ||
                              (i < head.end && (ws_token_is(&r->tokens[i - 1], ".") || has(r, "particles", i - 1)))))
        i--;
    while (i < head.end && (!r->tokens[i].capital || has(r, "determiners", i))) i++;
    return (ws_range){i, head.end};
}

static bool acronym(const resolver *r, ws_range name)
{
    ws_span span = r->tokens[name.begin].span;
    if (name.end - name.begin != 1 || span.end - span.begin > 6 || span.end - span.begin < 2) return false;
    for (uint32_t i = span.begin; i < span.end; i++) {
        char c = r->reading->article->text[i];
        if (!(c >= 'A' && c <= 'Z') && c != '.') return false;
    }
    return true;
}

static ws_speaker_type type_of_name(const resolver *r, ws_range name, bool definite)
{
    const char *listed = NULL;
    size_t size = name.end - name.begin;
    if (ws_lexicon_phrase(r->lexicon, "publications", r->tokens + name.begin, size, &listed) == size &&
        (size > 1 || definite || acronym(r, name)))
        return WS_SPEAKER_PUBLICATION;
    if (ws_lexicon_phrase(r->lexicon, "places", r->tokens + name.begin, size, NULL) == size)
        return WS_SPEAKER_ORGANIZATION;
    bool given = has(r, "given_names", name.begin) && size > 1;
    if (!given && any(r, "organizations", name)) return WS_SPEAKER_ORGANIZATION;
    if (!given && size > 1 && any(r, "publications", (ws_range){name.end - 1, name.end})) return WS_SPEAKER_PUBLICATION;
    const ws_mention *own, *full = ws_names_full(&r->names, name, &own);
    if (full && (full->person || own->person)) return WS_SPEAKER_PERSON;
    /* A lone name that no given name or title goes with anywhere in the article is a firm's more often than a person's.
     */
    bool lone = size == 1 && (!full || full->name.end - full->name.begin == 1);
    return acronym(r, name) || (definite && size > 1) || lone ? WS_SPEAKER_ORGANIZATION : WS_SPEAKER_PERSON;
}

static const char *count_of(const resolver *r, ws_range part, bool several)
{
    static const char *const numbers[] = {"two", "2",     "three", "3",     "four", "4",    "five", "5",   "six",
                                          "6",   "seven", "7",     "eight", "8",    "nine", "9",    "ten", "10"};
    for (size_t i = part.begin; i < part.end && i < part.begin + 3; i++) {
        for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k += 2)
            if (ws_token_is(&r->tokens[i], numbers[k])) return numbers[k + 1];
        if (r->tokens[i].kind == WS_TOKEN_NUMBER &&
            strspn(r->tokens[i].folded, "0123456789") == strlen(r->tokens[i].folded))
            return r->tokens[i].folded;
    }
    return several ? "several" : "one";
}

static bool withheld(const resolver *r, size_t near)
{
    size_t begin = near, end = near;
    while (begin > 0 && near - begin < SENTENCE_TOKENS / 2 && !ws_token_is(&r->tokens[begin - 1], ".")) begin--;
    while (end < r->reading->token_count && end - near < SENTENCE_TOKENS / 2 && !ws_token_is(&r->tokens[end], "."))
        end++;
    return any(r, "withheld", (ws_range){begin, end});
}

static ws_status spokesperson(const resolver *r, ws_range part, ws_range head, ws_speaker *out)
{
    ws_range role = {head.begin + has(r, "determiners", head.begin), head.end}, of = {head.end + 1, head.end + 1};
    if (of.begin < part.end) {
        while (of.end < part.end && of.end - of.begin < AFFILIATION_TOKENS && !ws_token_stops(&r->tokens[of.end]))
            of.end++;
        out->affiliation = ws_tokens_text(r->reading->arena, r->reading, of);
        if (!out->affiliation) return ws_no_memory(r->error);
    }
    out->role = ws_tokens_text(r->reading->arena, r->reading, role);
    out->count = "one";
    return out->role ? unnamed(r, part, WS_SPEAKER_ROLE, WS_NAMING_SPOKESPERSON, out) : ws_no_memory(r->error);
}

/* "the foreign minister": the holder whom the article names, if it is one; never for "a minister" or "a senior
 * minister". */
static ws_status office(resolver *r, ws_range part, ws_range head, ws_speaker *out)
{
    ws_arena *arena = r->reading->arena;
    const char *words = ws_tokens_text(arena, r->reading, (ws_range){head.begin + 1, head.end});
    bool definite = ws_token_is(&r->tokens[head.begin], "the") && head.end - head.begin > 1;
    const char *folded = words ? ws_fold_words(arena, words, strlen(words)) : NULL;
    if (!folded) return ws_no_memory(r->error);
    const ws_mention *holder = definite && part.end == head.end ? ws_names_office(&r->names, folded) : NULL;
    if (holder) return person(r, holder, holder, WS_BASIS_NOMINAL, out);
    out->role = ws_tokens_text(arena, r->reading, (ws_range){head.begin + has(r, "determiners", head.begin), part.end});
    out->count = "one";
    if (!out->role) return ws_no_memory(r->error);
    bool indefinite = !strcmp(value(r, "determiners", head.begin), "indefinite");
    return unnamed(r, part, WS_SPEAKER_ROLE, indefinite ? WS_NAMING_INSIDER : WS_NAMING_UNKNOWN, out);
}

static bool listed(const resolver *r, size_t i)
{
    return has(r, "anonymous", i) || has(r, "roles", i) || has(r, "groups", i) || has(r, "documents", i) ||
           has(r, "publications", i) || has(r, "organizations", i);
}

/* The noun of a head that ends in participles or adverbs ("a draft seen", "people briefed"). */
static size_t noun_of(const resolver *r, ws_range head)
{
    for (size_t i = head.end; i > head.begin && head.end - i < 3; i--)
        if (listed(r, i - 1)) return i - 1;
    return head.end - 1;
}

static ws_status common_noun(resolver *r, ws_range part, ws_range head, ws_speaker *out)
{
    size_t last = noun_of(r, head);
    head.end = last + 1;
    const char *role = NULL;
    if (head.end - head.begin > 1) ws_lexicon_phrase(r->lexicon, "roles", r->tokens + last - 1, 2, &role);
    if (!role) role = value(r, "roles", last);
    if (!strcmp(role, "spokesperson")) return spokesperson(r, part, head, out);
    if (has(r, "anonymous", last)) {
        bool several = !strcmp(value(r, "anonymous", last), "several");
        out->count = count_of(r, part, several);
        return unnamed(r, part, WS_SPEAKER_ANONYMOUS, withheld(r, last) ? WS_NAMING_WITHHELD : WS_NAMING_INSIDER, out);
    }
    if (!strcmp(role, "office")) return office(r, part, head, out);
    if (has(r, "groups", last)) return unnamed(r, part, WS_SPEAKER_GROUP, WS_NAMING_COLLECTIVE, out);
    if (has(r, "documents", last)) return unnamed(r, part, WS_SPEAKER_DOCUMENT, WS_NAMING_UNKNOWN, out);
    if (has(r, "publications", last)) return unnamed(r, part, WS_SPEAKER_PUBLICATION, WS_NAMING_UNKNOWN, out);
    if (has(r, "organizations", last)) return unnamed(r, part, WS_SPEAKER_ORGANIZATION, WS_NAMING_UNKNOWN, out);
    const char *word = r->tokens[last].folded;
    size_t size = strlen(word);
    if (!*role && size > 3 && word[size - 1] == 's' && word[size - 2] != 's')
        return unnamed(r, part, WS_SPEAKER_GROUP, WS_NAMING_COLLECTIVE, out);
    out->count = "one";
    return unnamed(r, part, WS_SPEAKER_ANONYMOUS, withheld(r, last) ? WS_NAMING_WITHHELD : WS_NAMING_INSIDER, out);
}

/* Speakers who are no individual, whom a name in an apposition doesn't turn into one. */
static bool collective(const resolver *r, size_t noun)
{
    return has(r, "groups", noun) || has(r, "documents", noun) || has(r, "publications", noun) ||
           has(r, "organizations", noun) || !strcmp(value(r, "anonymous", noun), "several");
}

/* "a spokesman, Jan Kolb," names him after all. */
static const ws_mention *name_in_apposition(const resolver *r, ws_range part, size_t comma)
{
    const ws_mention *own;
    if (comma + 2 >= part.end || !ws_token_is(&r->tokens[comma], ",") || !r->tokens[comma + 1].capital) return NULL;
    for (size_t i = comma + 1; i < part.end; i++)
        if (!r->tokens[i].capital && !ws_token_is(&r->tokens[i], ".")) return NULL;
    /* "a woman suing the mayor, Ana Ruiz,": whom of the two it names is not known. */
    for (size_t i = part.begin + 1; i < comma; i++)
        if (has(r, "determiners", i)) return NULL;
    const ws_mention *full = ws_names_full(&r->names, (ws_range){comma + 1, part.end}, &own);
    ws_range name = {comma + 1, part.end};
    bool likely = name.end - name.begin > 1 && comma > part.begin && !collective(r, comma - 1) &&
                  type_of_name(r, name, false) == WS_SPEAKER_PERSON;
    return full && (full->person || likely) ? full : NULL;
}

static ws_status capitalized(resolver *r, ws_range part, ws_range head, ws_range name, ws_speaker *out)
{
    size_t last = name.end - 1;
    bool given = name.end - name.begin > 1 && has(r, "given_names", name.begin);
    bool definite = name.begin > part.begin && has(r, "determiners", name.begin - 1);
    if (!given && (has(r, "anonymous", last) || has(r, "groups", last) ||
                   (has(r, "roles", last) && (name.begin == head.begin || definite))))
        return common_noun(r, part, head, out);
    ws_speaker_type type = type_of_name(r, name, definite);
    if (type != WS_SPEAKER_PERSON) return named(r, name, type, out);
    const ws_mention *own, *full = ws_names_full(&r->names, name, &own);
    return full ? person(r, full, own, WS_BASIS_NAMED, out) : named(r, name, WS_SPEAKER_PERSON, out);
}

static ws_status resolve_part(resolver *r, ws_range part, ws_speaker *out)
{
    *out = (ws_speaker){.confidence = 0.6f};
    ws_range head = {part.begin, head_end(r, part)};
    if (head.end == head.begin) head.end = part.end;
    const ws_mention *apposed = name_in_apposition(r, part, head.end);
    size_t owner = head.end;
    while (owner > head.begin && !ws_token_is(&r->tokens[owner - 1], "'s") && !ws_token_is(&r->tokens[owner - 1], "'"))
        owner--;
    if (owner < head.end) head.begin = owner;
    ws_range name = name_at_end(r, head);
    if (name.begin < name.end) return capitalized(r, part, head, name, out);
    if (apposed) return person(r, apposed, NULL, WS_BASIS_NAMED, out);
    return common_noun(r, part, head, out);
}

/* --- pronouns, and words carried on --- */

static bool near(const resolver *r, const ws_statement *statement)
{
    return r->previous && r->previous->speaker_count && r->previous->paragraph + NEAR_PARAGRAPHS > statement->paragraph;
}

static bool single(ws_speaker_type type)
{
    return type == WS_SPEAKER_PERSON || type == WS_SPEAKER_ROLE || type == WS_SPEAKER_ANONYMOUS;
}

/* Somebody without a name who was introduced after `first` and before the pronoun ("A doctor there was in tears."): the
 * pronoun may mean nobody else. Empty: there is none. */
static ws_range unnamed_between(const resolver *r, size_t first, size_t token)
{
    for (size_t i = token; i > first && token - i < SENTENCE_TOKENS / 2; i--) {
        if (strcmp(value(r, "determiners", i - 1), "indefinite")) continue;
        for (size_t k = i; k < token && k - i < 4; k++) {
            if (r->tokens[k].capital || *value(r, "boundaries", k) || ws_token_stops(&r->tokens[k])) break;
            bool one = !strcmp(value(r, "anonymous", k), "one") || has(r, "roles", k);
            if (!one || (k + 1 < token && (r->tokens[k + 1].capital || has(r, "roles", k + 1)))) continue;
            if (ws_reading_quotation_at(r->reading, r->tokens[k].span.begin) < 0) return (ws_range){i - 1, k + 1};
            break;
        }
    }
    return (ws_range){0, 0};
}

/* he, she: the speaker before, when that fits and nobody is named since; else the nearest person named. An unnamed
 * speaker right before stays unnamed. */
static ws_status pronoun(resolver *r, const ws_statement *statement, size_t token, ws_speaker *out, bool *found)
{
    const char *kind = value(r, "pronouns", token);
    const ws_speaker *before = near(r, statement) ? &r->previous->speakers[0] : NULL;
    *found = false;
    bool human = !strcmp(kind, "male") || !strcmp(kind, "female");
    ws_gender gender = !strcmp(kind, "male")     ? WS_GENDER_MALE
                       : !strcmp(kind, "female") ? WS_GENDER_FEMALE
                                                 : WS_GENDER_ANY;
    if (before && !human && strcmp(kind, "relative"))
        *found = !strcmp(kind, "thing") ? !single(before->type) && before->type != WS_SPEAKER_GROUP
                                        : before->type == WS_SPEAKER_GROUP || r->previous->speaker_count > 1 ||
                                              (before->count && strcmp(before->count, "one"));
    const ws_mention *full = human || !strcmp(kind, "relative") ? ws_names_before(&r->names, token, gender) : NULL;
    size_t since = full ? full->name.end : 0;
    if (before && since < ws_token_at(r->reading, ws_statement_extent(r->previous).end))
        since = ws_token_at(r->reading, ws_statement_extent(r->previous).end);
    ws_range nameless = human ? unnamed_between(r, since, token) : (ws_range){0, 0};
    if (nameless.begin < nameless.end) {
        *found = true;
        *out = (ws_speaker){.confidence = 0.4f, .count = "one"};
        ws_status status = unnamed(r, nameless, WS_SPEAKER_ANONYMOUS, WS_NAMING_INSIDER, out);
        out->basis = WS_BASIS_PRONOUN;
        return status;
    }
    if (before && human && single(before->type) && (!before->count || !strcmp(before->count, "one"))) {
        ws_gender known = r->person ? r->person->gender : WS_GENDER_ANY;
        *found = !known || known == gender;
    }
    if (*found) {
        *out = *before;
        out->basis = WS_BASIS_PRONOUN;
        out->confidence = 0.5f;
        return WS_OK;
    }
    if (!full) return WS_OK;
    *found = true;
    *out = (ws_speaker){.confidence = 0.4f};
    return person(r, full, NULL, WS_BASIS_PRONOUN, out);
}

static bool first_person(const ws_token *token)
{
    return ws_token_is(token, "i") || ws_token_is(token, "we") || ws_token_is(token, "you");
}

static bool ends_speaker(const resolver *r, size_t i)
{
    return r->tokens[i].capital || has(r, "anonymous", i) || has(r, "roles", i) || has(r, "groups", i) ||
           has(r, "organizations", i);
}

static bool begins_speaker(const resolver *r, size_t i)
{
    return r->tokens[i].capital || has(r, "determiners", i) || has(r, "anonymous", i) || has(r, "groups", i);
}

/* Where the next joint speaker begins: at "and" or "nor", and at commas before one, when plain names or descriptors
 * stand on both sides. */
static size_t part_end(const resolver *r, ws_range source)
{
    size_t comma = source.end;
    for (size_t i = source.begin + 1; i + 1 < source.end; i++) {
        bool joins = ws_token_is(&r->tokens[i], "and") || ws_token_is(&r->tokens[i], "nor");
        bool parts = joins || ws_token_is(&r->tokens[i], ",");
        if (parts && (!ends_speaker(r, i - 1) || !begins_speaker(r, i + 1))) return source.end;
        if (joins) {
            bool one_name = r->tokens[i - 1].capital && r->tokens[i + 1].capital &&
                            has(r, "organizations", source.end - 1) && comma == source.end;
            return one_name ? source.end : comma < i ? comma : i;
        }
        if (parts && comma == source.end) comma = i;
        if (!parts && (ws_token_stops(&r->tokens[i]) || ws_token_is(&r->tokens[i], "who"))) return source.end;
    }
    return source.end;
}

static ws_status resolve_source(resolver *r, ws_statement *statement, ws_range source)
{
    ws_speaker *speakers = ws_arena_array(r->reading->arena, MOST_SPEAKERS, sizeof *speakers);
    if (!speakers) return ws_no_memory(r->error);
    statement->speakers = speakers;
    if (source.end - source.begin == 1 && *value(r, "pronouns", source.begin)) {
        bool found = false;
        ws_status status = pronoun(r, statement, source.begin, &speakers[0], &found);
        statement->speaker_count = found;
        return status;
    }
    r->person = NULL;
    if (first_person(&r->tokens[source.begin]) && source.end - source.begin == 1) return WS_OK;
    while (source.begin < source.end && statement->speaker_count < MOST_SPEAKERS) {
        size_t end = part_end(r, source);
        if (ws_token_is(&r->tokens[source.begin], "neither") || ws_token_is(&r->tokens[source.begin], "both"))
            source.begin++;
        if (source.begin >= end) break;
        ws_status status = resolve_part(r, (ws_range){source.begin, end}, &speakers[statement->speaker_count]);
        if (status != WS_OK) return status;
        statement->speaker_count++;
        source.begin = end + 1;
    }
    return WS_OK;
}

/* Words in the middle of the writer's own sentence, which the speaker before need not have said. */
static bool inside_sentence(const resolver *r, const ws_statement *statement)
{
    size_t i = ws_token_at(r->reading, ws_statement_extent(statement).begin);
    return i > r->reading->paragraphs[statement->paragraph - 1].token_begin && r->tokens[i - 1].kind == WS_TOKEN_WORD;
}

/* A quotation without source or cue belongs to the speaker right before it. */
static void carry_on(const resolver *r, ws_statement *statement)
{
    if (!near(r, statement) || r->previous->form == WS_FORM_INDIRECT || inside_sentence(r, statement)) return;
    ws_speaker *copy =
        ws_arena_copy(r->reading->arena, r->previous->speakers, r->previous->speaker_count * sizeof *copy);
    if (!copy) return;
    for (size_t i = 0; i < r->previous->speaker_count; i++) copy[i].confidence = 0.4f;
    statement->speakers = copy;
    statement->speaker_count = r->previous->speaker_count;
}

ws_status ws_speakers_resolve(const ws_lexicon *lexicon, ws_reading *reading, ws_error *error)
{
    resolver r = {.lexicon = lexicon, .reading = reading, .tokens = reading->tokens, .error = error};
    ws_status status = ws_names_find(lexicon, reading, &r.names, error);
    for (size_t i = 0; i < reading->statement_count && status == WS_OK; i++) {
        ws_statement *statement = &reading->statements[i];
        ws_range source = {0, 0};
        if (statement->source.count) {
            source.begin = ws_token_at(reading, statement->source.items[0].begin);
            source.end = ws_token_at(reading, statement->source.items[0].end - 1) + 1;
        }
        if (source.begin < source.end && source.end <= reading->token_count)
            status = resolve_source(&r, statement, source);
        else
            carry_on(&r, statement);
        statement->unresolved = statement->speaker_count == 0;
        statement->firsthand = statement->via_count == 0;
        if (statement->speaker_count) r.previous = statement;
    }
    return status;
}
