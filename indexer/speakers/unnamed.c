/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unnamed.h"
#include "lists.h"
#include "titles.h"
#include "withheld.h"

#include <stdlib.h>
#include <string.h>

enum { AFFILIATION_TOKENS = 12, SENTENCE_TOKENS = 100 };

/* Is the identity held back, as words in the sentence say ("on condition of anonymity")? */
static bool withheld(const ws_mentions *m, size_t near)
{
    const ws_token *tokens = m->reading->tokens;
    size_t begin = near, end = near;
    while (begin > 0 && near - begin < SENTENCE_TOKENS && !ws_token_is(&tokens[begin - 1], ".")) begin--;
    while (end < m->reading->token_count && end - near < SENTENCE_TOKENS && !ws_token_is(&tokens[end], ".")) end++;
    ws_range words = ws_withheld_in(m->lexicon, m->reading, (ws_range){begin, end});
    return words.begin < words.end;
}

/* "three people familiar": 3. */
static const char *count_of(const ws_mentions *m, const ws_source *s)
{
    static const char *const numbers[] = {"two", "2",  "three",  "3",  "four",   "4", "five", "5",
                                          "six", "6",  "seven",  "7",  "eight",  "8", "nine", "9",
                                          "ten", "10", "eleven", "11", "twelve", "12"};
    const ws_token *tokens = m->reading->tokens;
    for (size_t i = s->part.begin; i <= s->noun && i < s->part.begin + 3; i++) {
        for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k += 2)
            if (ws_token_is(&tokens[i], numbers[k])) return numbers[k + 1];
        bool digits = strspn(tokens[i].folded, "0123456789") == strlen(tokens[i].folded);
        if (tokens[i].kind == WS_TOKEN_NUMBER && digits && i < s->noun) return tokens[i].folded;
    }
    return s->plural || !strcmp(ws_source_determiner(m, s), "several") ? "several" : "one";
}

/* "State Department official", "U.S. Treasury official", "German government source": the name before the noun, as far
 * as its capitals go, or a people's body; empty: none. */
static ws_range body_before(const ws_mentions *m, const ws_source *s)
{
    for (size_t i = s->part.begin; i < s->noun; i++) {
        bool people = i + 1 < s->noun && has(m, "demonyms", i) && has(m, "bodies", i + 1);
        if (people) return (ws_range){i, i + 2};
        if (!m->of_token[i]) continue;
        ws_range body = ws_mention_at(m, i)->name;
        while (body.end < s->noun && m->reading->tokens[body.end].kind == WS_TOKEN_WORD &&
               m->reading->tokens[body.end].capital)
            body.end++;
        return body;
    }
    return (ws_range){0, 0};
}

/* The words that tell what somebody is; for whom is told apart ("senior | U.S. Treasury | official"). */
static const char *role_text(const ws_mentions *m, const ws_source *s, ws_range role)
{
    ws_arena *arena = m->reading->arena;
    ws_range body = body_before(m, s);
    for (size_t i = role.begin; i < s->noun && body.begin == body.end; i++)
        if (m->reading->tokens[i].capital && has(m, "demonyms", i)) body = (ws_range){i, i + 1};
    if (body.begin == body.end || body.begin < role.begin || body.end >= role.end)
        return ws_tokens_text(arena, m->reading, role);
    const char *before = ws_tokens_text(arena, m->reading, (ws_range){role.begin, body.begin});
    const char *behind = ws_tokens_text(arena, m->reading, (ws_range){body.end, role.end});
    return before && behind ? ws_arena_printf(arena, "%s%s%s", before, *before ? " " : "", behind) : NULL;
}

/* For whom they speak: "for the harbour office" behind the noun, an owner or a body's name before it. */
static ws_status affiliate(const ws_mentions *m, const ws_source *s, ws_speaker *out, ws_error *error)
{
    static const char *const links[] = {"for", "of", "at", "with", "from", "within", "inside", NULL};
    const ws_token *tokens = m->reading->tokens;
    ws_range body = {0, 0};
    size_t behind = s->head.end;
    bool hangs = behind + 1 < s->part.end && ws_token_is_one(&tokens[behind], links);
    if (hangs) {
        body = (ws_range){behind + 1, behind + 1};
        while (body.end < s->part.end && body.end - body.begin < AFFILIATION_TOKENS &&
               !ws_token_stops(&tokens[body.end]) && !ws_token_is(&tokens[body.end], "<"))
            body.end++;
        if (has(m, "determiners", body.begin)) body.begin++;
    }
    if (body.begin == body.end) body = body_before(m, s);
    if (body.begin < body.end)
        out->affiliation = ws_tokens_text(m->reading->arena, m->reading, body);
    else if (ws_land_of_people(m, (ws_range){s->head.begin, s->noun}, &out->affiliation))
        return WS_OK;
    return out->affiliation ? WS_OK : ws_no_memory(error);
}

/* "a minister" tells less than "a spokesman" or "officials". */
static bool speaks_openly(const ws_mentions *m, const ws_source *s)
{
    const char *role = ws_lexicon_value(m->lexicon, "roles", m->reading->tokens[s->noun].folded);
    return !role || !strcmp(role, "spokesperson") || strcmp(ws_source_determiner(m, s), "indefinite") != 0;
}

static ws_naming naming_of(const ws_mentions *m, const ws_source *s, ws_speaker_type type)
{
    switch (type) {
    case WS_SPEAKER_ROLE:
        return speaks_openly(m, s) ? WS_NAMING_SPOKESPERSON : WS_NAMING_INSIDER;
    case WS_SPEAKER_GROUP:
        return WS_NAMING_COLLECTIVE;
    case WS_SPEAKER_ANONYMOUS:
        return withheld(m, s->noun) ? WS_NAMING_WITHHELD : WS_NAMING_INSIDER;
    default:
        return WS_NAMING_UNKNOWN;
    }
}

/* "A spokesman for a smaller refiner": not even the body is told. */
static bool speaks_for_unnamed(const ws_mentions *m, const ws_source *s)
{
    size_t i = s->noun + 1;
    if (i + 1 >= s->part.end || !ws_token_is(&m->reading->tokens[i], "for")) return false;
    const char *determiner = ws_lexicon_value(m->lexicon, "determiners", m->reading->tokens[i + 1].folded);
    if (!determiner || strcmp(determiner, "indefinite")) return false;
    for (; i < s->part.end; i++)
        if (m->of_token[i]) return false;
    return true;
}

/* "Officials briefed on the talks": they tell what they know, for nobody. */
static bool knows(const ws_mentions *m, const ws_source *s)
{
    const char *value;
    for (size_t i = s->noun + 1; i < s->part.end; i++)
        if (ws_lexicon_phrase(m->lexicon, "proximities", &m->reading->tokens[i], s->part.end - i, &value))
            return strcmp(value, "direct-knowledge") != 0;
    return false;
}

ws_status ws_unnamed_speaker(const ws_mentions *m, const ws_source *s, ws_speaker_type type, ws_speaker *out,
                             ws_error *error)
{
    ws_range words = s->part, role = {s->head.begin, s->noun + 1};
    if (words.end - words.begin > 1 && ws_token_is(&m->reading->tokens[words.begin], "the")) words.begin++;
    while (role.end - role.begin > 1 && has(m, "determiners", role.begin)) role.begin++;
    out->name = ws_tokens_text(m->reading->arena, m->reading, words);
    if (!out->name) return ws_no_memory(error);
    out->key = NULL;
    const char *informs = ws_lexicon_value(m->lexicon, "anonymous", m->reading->tokens[s->noun].folded);
    bool bodies = ws_token_is(&m->reading->tokens[s->noun], "officials"); /* of a body that speaks: as often openly */
    bool informed = ws_lexicon_has(m->lexicon, "informants", m->reading->tokens[s->noun].folded);
    if (informed || knows(m, s) || speaks_for_unnamed(m, s)) type = WS_SPEAKER_ANONYMOUS;
    bool thing = type == WS_SPEAKER_PUBLICATION || type == WS_SPEAKER_DOCUMENT || type == WS_SPEAKER_ORGANIZATION;
    if (thing && has(m, "documents", s->noun))
        type = WS_SPEAKER_DOCUMENT; /* "the article" */
    else if (thing && (has(m, "roles", s->noun) || has(m, "kin", s->noun)))
        type = WS_SPEAKER_ROLE; /* "a Post reporter" */
    else if (thing && type != WS_SPEAKER_ORGANIZATION && has(m, "groups", s->noun))
        type = WS_SPEAKER_GROUP;
    bool office =
        !s->plural && !strcmp(value(m, "roles", s->noun), "office"); /* "the prime minister" hides from nobody */
    if (type == WS_SPEAKER_PERSON && office) type = WS_SPEAKER_ROLE;
    if (type == WS_SPEAKER_PERSON || (type == WS_SPEAKER_ROLE && informs && !bodies)) type = WS_SPEAKER_ANONYMOUS;
    out->type = type;
    out->naming = naming_of(m, s, type);
    out->basis = WS_BASIS_NOMINAL;
    if (type != WS_SPEAKER_ROLE && out->type != WS_SPEAKER_ANONYMOUS) return WS_OK;
    out->count = count_of(m, s);
    bool told = !s->plural && !informed && !ws_token_is(&m->reading->tokens[s->noun], "person") &&
                !has(m, "determiners", s->noun);
    if (!told) return affiliate(m, s, out, error);
    out->role = role_text(m, s, role);
    return out->role ? affiliate(m, s, out, error) : ws_no_memory(error);
}
