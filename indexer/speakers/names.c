/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_TOKENS = 8, ROLE_TOKENS = 12, LOOK_BACK = 64, NAMESAKES = 50 };

static bool has(const ws_names *names, const char *list, size_t i)
{
    return ws_lexicon_has(names->lexicon, list, names->reading->tokens[i].folded);
}

char *ws_tokens_text(ws_arena *arena, const ws_reading *reading, ws_range tokens)
{
    if (tokens.begin >= tokens.end) return ws_arena_string(arena, "", 0);
    uint32_t begin = reading->tokens[tokens.begin].span.begin, end = reading->tokens[tokens.end - 1].span.end;
    char *copy = ws_arena_string(arena, reading->article->text + begin, end - begin);
    if (!copy) return NULL;
    size_t size = 0;
    for (const char *from = copy; *from; from++) {
        bool blank = strchr(" \t\r\n", *from) != NULL;
        if (!blank || (size && copy[size - 1] != ' ')) copy[size++] = blank ? ' ' : *from;
    }
    copy[size] = '\0';
    return copy;
}

/* Capital words that begin a sentence without being names. */
static bool opener(const ws_names *names, size_t i)
{
    return has(names, "determiners", i) || has(names, "boundaries", i) || has(names, "pronouns", i) ||
           has(names, "adverbs", i) || has(names, "auxiliaries", i);
}

static bool full_stop_inside(const ws_names *names, size_t i, size_t end)
{
    const ws_token *tokens = names->reading->tokens;
    return i > 0 && i + 1 < end && ws_token_is(&tokens[i], ".") && tokens[i + 1].capital &&
           (strlen(tokens[i - 1].folded) == 1 || has(names, "titles", i - 1));
}

/* "van den Berg": small words with a capitalized one after them. */
static bool particles_inside(const ws_names *names, size_t i, size_t end)
{
    size_t next = i;
    while (next < end && next - i < 3 && has(names, "particles", next)) next++;
    return next > i && next < end && names->reading->tokens[next].capital;
}

/* The end of the run of name words that begins at `i`. */
static size_t run_end(const ws_names *names, size_t i, size_t end)
{
    const ws_token *tokens = names->reading->tokens;
    size_t begin = i;
    while (i < end && i - begin < 2 * NAME_TOKENS) {
        if (tokens[i].capital && tokens[i].kind == WS_TOKEN_WORD)
            i++;
        else if (full_stop_inside(names, i, end) || particles_inside(names, i, end))
            i++;
        else
            break;
    }
    return i;
}

static ws_gender gender_of(const char *value)
{
    return !value                     ? WS_GENDER_ANY
           : !strcmp(value, "male")   ? WS_GENDER_MALE
           : !strcmp(value, "female") ? WS_GENDER_FEMALE
                                      : WS_GENDER_ANY;
}

/* Splits "spokesman for the harbour office" into role and affiliation. */
static ws_status set_role(ws_arena *arena, const ws_reading *reading, ws_range role, ws_mention *mention)
{
    size_t i = role.begin;
    while (i < role.end && !ws_token_is(&reading->tokens[i], "for") && !ws_token_is(&reading->tokens[i], "at")) i++;
    mention->role = ws_tokens_text(arena, reading, (ws_range){role.begin, i});
    mention->folded_role = mention->role ? ws_fold_words(arena, mention->role, strlen(mention->role)) : NULL;
    if (i + 1 < role.end) mention->affiliation = ws_tokens_text(arena, reading, (ws_range){i + 1, role.end});
    return mention->folded_role && (i + 1 >= role.end || mention->affiliation) ? WS_OK : WS_NO_MEMORY;
}

/* "Jane Ruiz, the mayor of Sumy," */
static ws_range apposition(const ws_names *names, size_t i, size_t end)
{
    const ws_token *tokens = names->reading->tokens;
    ws_range none = {0, 0};
    bool role = false;
    if (i + 1 >= end || !ws_token_is(&tokens[i], ",")) return none;
    size_t begin = ++i;
    if (has(names, "determiners", i)) begin++;
    for (i = begin; i < end && i - begin < ROLE_TOKENS && !ws_token_stops(&tokens[i]) && !ws_token_is(&tokens[i], ".");
         i++) {
        if (ws_token_is(&tokens[i], "who") || ws_token_is(&tokens[i], "and")) break;
        if (ws_lexicon_phrase(names->lexicon, "roles", tokens + i, end - i, NULL)) role = true;
        if (!role && has(names, "boundaries", i)) return none;
        if (ws_lexicon_cue(names->lexicon, tokens[i].folded)) return none;
    }
    return role && begin < i ? (ws_range){begin, i} : none;
}

/* "former foreign minister Jane Ruiz": lower-case words right before the name. */
static ws_range role_before(const ws_names *names, size_t first, size_t i)
{
    const ws_token *tokens = names->reading->tokens;
    size_t begin = i;
    while (begin > first && i - begin < 4 && !tokens[begin - 1].capital && tokens[begin - 1].kind == WS_TOKEN_WORD &&
           !opener(names, begin - 1) && !ws_token_is(&tokens[begin - 1], "'s") &&
           !ws_lexicon_cue(names->lexicon, tokens[begin - 1].folded))
        begin--;
    return begin < i && has(names, "roles", i - 1) ? (ws_range){begin, i} : (ws_range){0, 0};
}

/* The title with which a run begins: "Transport Minister", "Ms." */
static ws_range title_of(const ws_names *names, ws_range run, const char **value)
{
    const ws_reading *r = names->reading;
    size_t end = run.begin;
    for (size_t i = run.begin, length; i < run.end && i - run.begin < NAME_TOKENS; i += length ? length : 1) {
        const char *kind = NULL;
        length = ws_lexicon_phrase(names->lexicon, "titles", r->tokens + i, run.end - i, &kind);
        if (length && i + length < run.end && ws_token_is(&r->tokens[i + length], ".")) length++;
        if (!length || (i + length >= run.end && end > run.begin)) continue;
        if (i > run.begin && i > end && ws_lexicon_has(names->lexicon, "given_names", r->tokens[run.begin].folded))
            continue;
        if (!*value || !strcmp(*value, "any")) *value = kind;
        end = i + length;
    }
    return (ws_range){run.begin, end};
}

static ws_status read_run(const ws_names *names, ws_range run, ws_range paragraph, ws_mention *out)
{
    const ws_reading *r = names->reading;
    ws_arena *arena = r->arena;
    *out = (ws_mention){.name = run};
    while (out->name.begin < run.end && opener(names, out->name.begin)) out->name.begin++;
    const char *value = NULL;
    ws_range title = title_of(names, (ws_range){out->name.begin, run.end}, &value);
    if (title.end >= run.end) return WS_END;
    out->name.begin = title.end;
    if (run.end - title.end > NAME_TOKENS) return WS_END;
    out->surname = r->tokens[run.end - 1].folded;
    const char *given = ws_lexicon_value(names->lexicon, "given_names", r->tokens[out->name.begin].folded);
    out->person = title.begin < title.end || (given && run.end - out->name.begin > 1);
    out->gender = value && strcmp(value, "any")   ? gender_of(value)
                  : run.end - out->name.begin > 1 ? gender_of(given)
                                                  : WS_GENDER_ANY;
    ws_range role = apposition(names, run.end, paragraph.end);
    if (role.begin == role.end) role = role_before(names, paragraph.begin, run.begin);
    if (role.begin == role.end && title.begin < title.end && value &&
        (!strcmp(value, "any") || has(names, "roles", title.end - 1)))
        role = title;
    if (role.begin < role.end) out->person = true;
    return role.begin < role.end ? set_role(arena, r, role, out) : WS_OK;
}

static int by_surname(const void *left, const void *right, void *context)
{
    const ws_mention *items = context;
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    int order = strcmp(items[a].surname, items[b].surname);
    return order ? order : (a > b) - (a < b);
}

ws_status ws_names_find(const ws_lexicon *lexicon, const ws_reading *reading, ws_names *out, ws_error *error)
{
    *out = (ws_names){.lexicon = lexicon, .reading = reading};
    size_t capacity = 0;
    for (size_t p = 0; p < reading->paragraph_count; p++) {
        ws_range paragraph = {reading->paragraphs[p].token_begin, reading->paragraphs[p].token_end};
        if (reading->paragraphs[p].part == WS_PART_HEADLINE) continue;
        for (size_t i = paragraph.begin; i < paragraph.end; i++) {
            if (!reading->tokens[i].capital || reading->tokens[i].kind != WS_TOKEN_WORD) continue;
            ws_mention *grown = ws_arena_grow(reading->arena, out->items, out->count, &capacity, sizeof *grown);
            if (!grown) return ws_no_memory(error);
            out->items = grown;
            size_t end = run_end(out, i, paragraph.end);
            ws_status status = read_run(out, (ws_range){i, end}, paragraph, &out->items[out->count]);
            if (status == WS_NO_MEMORY) return ws_no_memory(error);
            if (status == WS_OK) out->count++;
            i = end - 1;
        }
    }
    out->by_surname = ws_arena_array(reading->arena, out->count, sizeof *out->by_surname);
    out->with_role = ws_arena_array(reading->arena, out->count, sizeof *out->with_role);
    if (!out->by_surname || !out->with_role) return ws_no_memory(error);
    for (size_t i = 0; i < out->count; i++) {
        out->by_surname[i] = (uint32_t)i;
        if (out->items[i].role) out->with_role[out->with_role_count++] = (uint32_t)i;
    }
    if (out->count) qsort_r(out->by_surname, out->count, sizeof *out->by_surname, by_surname, out->items);
    return WS_OK;
}

static size_t first_named(const ws_names *names, const char *surname)
{
    size_t low = 0, high = names->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(names->items[names->by_surname[middle]].surname, surname) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const ws_mention *mention_at(const ws_names *names, ws_range tokens)
{
    size_t low = 0, high = names->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (names->items[middle].name.end <= tokens.begin)
            low = middle + 1;
        else
            high = middle;
    }
    const ws_mention *found = NULL;
    for (; low < names->count && names->items[low].name.begin < tokens.end; low++)
        if (names->items[low].name.end <= tokens.end) found = &names->items[low];
    return found;
}

static bool same_given(const ws_names *names, const ws_mention *a, const ws_mention *b)
{
    return ws_token_is(&names->reading->tokens[a->name.begin], names->reading->tokens[b->name.begin].folded);
}

const ws_mention *ws_names_full(const ws_names *names, ws_range tokens, const ws_mention **own)
{
    const ws_mention *mention = mention_at(names, tokens), *full = NULL;
    *own = mention;
    if (!mention || mention->name.end - mention->name.begin > 1) return mention;
    for (size_t i = first_named(names, mention->surname), seen = 0; i < names->count && seen < NAMESAKES; i++, seen++) {
        const ws_mention *other = &names->items[names->by_surname[i]];
        if (strcmp(other->surname, mention->surname)) break;
        if (other->name.end - other->name.begin < 2) continue;
        if (mention->gender && other->gender && mention->gender != other->gender) continue;
        if (full && !same_given(names, full, other)) return mention;
        if (!full) full = other;
    }
    return full ? full : mention;
}

const ws_mention *ws_names_before(const ws_names *names, size_t before, ws_gender gender)
{
    size_t low = 0, high = names->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (names->items[middle].name.end <= before)
            low = middle + 1;
        else
            high = middle;
    }
    for (size_t seen = 0; low > 0 && seen < LOOK_BACK; seen++) {
        const ws_mention *own, *full = ws_names_full(names, names->items[--low].name, &own);
        if (!full || (!full->person && !own->person)) continue;
        ws_gender known = own->gender ? own->gender : full->gender;
        if (!gender || !known || known == gender) return full;
    }
    return NULL;
}

/* "foreign minister" holds for "foreign minister of Norrland", and "minister" for "foreign minister", not for a deputy.
 */
static bool holds(const char *role, const char *office)
{
    const char *found = strstr(role, office);
    size_t size = strlen(office);
    if (!found || (found > role && found[-1] != ' ') || (found[size] && found[size] != ' ')) return false;
    return !strstr(role, "deputy") && !strstr(role, "former") && !strstr(role, "vice") && !strstr(role, "shadow");
}

const ws_mention *ws_names_office(const ws_names *names, const char *folded_office)
{
    const ws_mention *holder = NULL, *own;
    for (size_t i = 0; i < names->with_role_count && i < 4 * NAMESAKES; i++) {
        const ws_mention *mention = &names->items[names->with_role[i]];
        if (!holds(mention->folded_role, folded_office)) continue;
        const ws_mention *full = ws_names_full(names, mention->name, &own);
        if (holder && strcmp(holder->surname, full->surname)) return NULL;
        if (!holder) holder = full;
    }
    return holder;
}

const ws_mention *ws_names_with_role(const ws_names *names, const ws_mention *mention)
{
    const ws_mention *own;
    if (mention->role) return mention;
    for (size_t i = first_named(names, mention->surname), seen = 0; i < names->count && seen < NAMESAKES; i++, seen++) {
        const ws_mention *other = &names->items[names->by_surname[i]];
        if (strcmp(other->surname, mention->surname)) break;
        if (other->role && ws_names_full(names, other->name, &own) == ws_names_full(names, mention->name, &own))
            return other;
    }
    return NULL;
}
