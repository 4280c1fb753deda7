/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "align.h"

#include <string.h>

/* Needleman and Wunsch (1970), with ends that cost nothing. */
enum { MATCH = 2, CHANGE = -1, MISSING = -1, FREE = 0 };

typedef enum step { STEP_START, STEP_BOTH, STEP_FIRST, STEP_SECOND } step;

struct ws_align_room {
    ws_arena *arena;
    int *scores[2];
    ws_difference *runs;
    size_t words;         /* that there is room for, of both together */
    unsigned char *steps; /* how one came to where so many words of either lie behind; row by row, of the first one */
    size_t columns, cells;
};

ws_align_room *ws_align_room_new(ws_arena *arena)
{
    ws_align_room *room = ws_arena_alloc(arena, sizeof *room);
    if (room) room->arena = arena;
    return room;
}

/* Most quotations are short. */
static bool make_room(ws_align_room *room, const ws_quote *first, const ws_quote *second)
{
    size_t words = first->count + second->count + 2, cells = (first->count + 1) * (second->count + 1);
    room->columns = second->count + 1;
    if (words > room->words) {
        room->words = 2 * words;
        for (int i = 0; i < 2; i++) room->scores[i] = ws_arena_array(room->arena, room->words, sizeof(int));
        room->runs = ws_arena_array(room->arena, room->words, sizeof *room->runs);
    }
    if (cells > room->cells) {
        room->cells = 2 * cells;
        room->steps = ws_arena_alloc(room->arena, room->cells);
    }
    if (room->scores[0] && room->scores[1] && room->runs && room->steps) return true;
    room->words = room->cells = 0;
    return false;
}

const char *ws_relation_name(ws_relation relation)
{
    static const char *const names[] = {"none", "equal", "shorter", "longer", "differs"};
    return names[relation];
}

static bool is_same(const ws_quote_word *first, const ws_quote_word *second)
{
    return strcmp(first->compared, second->compared) == 0;
}

/* May words of the other side stand between words at - 1 and at of this one? */
static bool is_open(const ws_quote *quote, size_t at)
{
    if (at < quote->count && (quote->words[at].gap || quote->words[at].bracketed)) return true;
    return at > 0 && quote->words[at - 1].bracketed;
}

static int cost_of_both(const ws_quote_word *first, const ws_quote_word *second)
{
    if (is_same(first, second)) return MATCH;
    return first->bracketed || second->bracketed ? FREE : CHANGE;
}

/* The cost of passing over a word of one side, of which `done` words of the other lie behind. */
static int cost_of_one(const ws_quote_word *word, const ws_quote *other, size_t done)
{
    bool end = done == 0 || done == other->count;
    return end || word->bracketed || is_open(other, done) ? FREE : MISSING;
}

static void fill(ws_align_room *room, const ws_quote *first, const ws_quote *second)
{
    for (size_t i = 0; i <= first->count; i++) {
        int *row = room->scores[i & 1], *above = room->scores[(i + 1) & 1];
        for (size_t j = 0; j <= second->count; j++) {
            int best = i || j ? -WS_QUOTE_MOST * 4 : 0;
            step by = STEP_START;
            if (i && j) {
                best = above[j - 1] + cost_of_both(&first->words[i - 1], &second->words[j - 1]);
                by = STEP_BOTH;
            }
            if (i && above[j] + cost_of_one(&first->words[i - 1], second, j) > best) {
                best = above[j] + cost_of_one(&first->words[i - 1], second, j);
                by = STEP_FIRST;
            }
            if (j && row[j - 1] + cost_of_one(&second->words[j - 1], first, i) > best) {
                best = row[j - 1] + cost_of_one(&second->words[j - 1], first, i);
                by = STEP_SECOND;
            }
            row[j] = best;
            room->steps[i * room->columns + j] = (unsigned char)by;
        }
    }
}

/* Adds a step in front of the runs, which are gathered from the end. */
static void take(ws_alignment *out, size_t i, size_t j, step by, bool same)
{
    ws_difference *run = out->count ? &out->runs[out->count - 1] : NULL;
    if (!run || run->same != same) {
        run = &out->runs[out->count++];
        *run = (ws_difference){.first_begin = i, .first_end = i, .second_begin = j, .second_end = j, .same = same};
    }
    if (by != STEP_SECOND) run->first_begin = i - 1;
    if (by != STEP_FIRST) run->second_begin = j - 1;
    out->matched += same;
}

static void trace(const ws_align_room *room, const ws_quote *first, const ws_quote *second, ws_alignment *out)
{
    size_t i = first->count, j = second->count;
    while (i || j) {
        step by = (step)room->steps[i * room->columns + j];
        bool same = by == STEP_BOTH && is_same(&first->words[i - 1], &second->words[j - 1]);
        take(out, i, j, by, same);
        i -= by != STEP_SECOND;
        j -= by != STEP_FIRST;
    }
    for (size_t left = 0, right = out->count; left + 1 < right; left++) {
        ws_difference run = out->runs[--right];
        out->runs[right] = out->runs[left];
        out->runs[left] = run;
    }
}

/* --- what a run of other words means --- */

static size_t own_words(const ws_quote *quote, size_t begin, size_t end)
{
    size_t own = 0;
    for (size_t i = begin; i < end; i++) own += !quote->words[i].bracketed;
    return own;
}

typedef struct opening {
    bool gap, bracket;
} opening;

/* What stands inside a run of one side, and at its edges, where the other side may have more. */
static opening find_opening(const ws_quote *quote, size_t begin, size_t end)
{
    opening found = {false, false};
    for (size_t i = begin; i < end; i++) found.bracket |= quote->words[i].bracketed;
    for (size_t i = begin; i <= end && i < quote->count; i++) found.gap |= i > 0 && quote->words[i].gap;
    return found;
}

static void judge(const ws_quote *first, const ws_quote *second, ws_difference *run)
{
    size_t here = own_words(first, run->first_begin, run->first_end);
    size_t there = own_words(second, run->second_begin, run->second_end);
    opening one = find_opening(first, run->first_begin, run->first_end);
    opening other = find_opening(second, run->second_begin, run->second_end);
    run->cut = here > 0 && there == 0;
    run->added = there > 0 && here == 0;
    bool by_gap = (run->cut && other.gap) || (run->added && one.gap);
    bool by_bracket = (one.bracket || other.bracket) && (here == 0 || there == 0) && here + there <= WS_BRACKET_MOST;
    run->excused = (here == 0 && there == 0) || by_gap || by_bracket;
    if (by_bracket && !by_gap) run->cut = run->added = false; /* something stands in its place */
}

static void judge_all(const ws_quote *first, const ws_quote *second, ws_alignment *out)
{
    for (size_t i = 0; i < out->count; i++) {
        ws_difference *run = &out->runs[i];
        if (run->same) continue;
        judge(first, second, run);
        run->outside = i == 0 || i + 1 == out->count;
    }
}

/* --- marks --- */

static bool is_in(const char *word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(word, list[i])) return true;
    return false;
}

static bool is_negation(const char *word)
{
    static const char *const list[] = {"not",     "no",      "never",   "nor",    "neither", "none",    "nobody",
                                       "nothing", "nowhere", "without", "hardly", "barely",  "scarcely"};
    return is_in(word, list, sizeof list / sizeof *list);
}

enum { POSSIBLE = 1, CERTAIN = 2, CONDITIONAL = 4, NEEDED = 8 };

static unsigned modality(const char *word)
{
    static const char *const possible[] = {"may", "might", "could", "can", "perhaps", "possibly", "maybe", "probably"};
    static const char *const needed[] = {"must", "should", "ought", "need", "needs"};
    if (is_in(word, possible, sizeof possible / sizeof *possible)) return POSSIBLE;
    if (is_in(word, needed, sizeof needed / sizeof *needed)) return NEEDED;
    if (!strcmp(word, "will") || !strcmp(word, "shall")) return CERTAIN;
    return strcmp(word, "would") ? 0 : CONDITIONAL;
}

typedef struct weights {
    int negations;
    unsigned modality;
} weights;

static weights weigh(const ws_quote *quote, size_t begin, size_t end)
{
    weights found = {0, 0};
    for (size_t i = begin; i < end; i++) {
        found.negations += is_negation(quote->words[i].compared);
        found.modality |= modality(quote->words[i].compared);
    }
    return found;
}

/* Of words before or behind what both have, only those of the same sentence bear on it. */
static void narrow(const ws_quote *quote, bool before, size_t *begin, size_t *end)
{
    size_t i;
    if (before) {
        if (*end == quote->count || quote->words[*end].begins) *begin = *end;
        for (i = *end; i > *begin; i--)
            if (quote->words[i - 1].begins) *begin = i - 1;
        return;
    }
    for (i = *begin; i < *end && !quote->words[i].begins;) i++;
    *end = i;
}

static void mark(const ws_quote *first, const ws_quote *second, bool before, ws_difference *run)
{
    size_t begin = run->first_begin, end = run->first_end, other_begin = run->second_begin, other_end = run->second_end;
    if (run->outside) {
        narrow(first, before, &begin, &end);
        narrow(second, before, &other_begin, &other_end);
    }
    weights here = weigh(first, begin, end), there = weigh(second, other_begin, other_end);
    run->negation = (there.negations > here.negations) - (there.negations < here.negations);
    run->modality = here.modality != there.modality;
}

static void mark_all(const ws_quote *first, const ws_quote *second, ws_alignment *out)
{
    for (size_t i = 0; i < out->count; i++)
        if (!out->runs[i].same) mark(first, second, i == 0, &out->runs[i]);
}

/* --- the rule --- */

/* Own words of a quotation without the sentences that are wholly before or behind the words that both have. */
static size_t common_sentences(const ws_quote *quote, const ws_alignment *out, bool is_first)
{
    size_t left = quote->own;
    for (size_t i = 0; i < out->count; i++) {
        const ws_difference *run = &out->runs[i];
        size_t begin = is_first ? run->first_begin : run->second_begin, near = begin;
        size_t end = is_first ? run->first_end : run->second_end, until = end;
        if (!run->outside) continue;
        narrow(quote, i == 0, &near, &until);
        left -= own_words(quote, begin, end) - own_words(quote, near, until);
    }
    return left;
}

static size_t lesser(size_t one, size_t other)
{
    return one < other ? one : other;
}

static bool is_alike(const ws_quote *first, const ws_quote *second, const ws_alignment *out, size_t between)
{
    size_t whole = lesser(first->own, second->own);
    size_t near = lesser(common_sentences(first, out, true), common_sentences(second, out, false));
    return out->matched >= WS_QUOTE_FEW && out->matched * 3 >= near * 2 && out->matched * 3 >= whole &&
           between < out->matched;
}

static ws_relation decide(const ws_quote *first, const ws_quote *second, const ws_alignment *out)
{
    size_t between = 0;
    bool cut = false, added = false, outside = false;
    if (!out->matched) return WS_RELATION_NONE;
    for (size_t i = 0; i < out->count; i++) {
        const ws_difference *run = &out->runs[i];
        size_t here = run->first_end - run->first_begin, there = run->second_end - run->second_begin;
        if (run->same) continue;
        if (run->excused || (run->outside && (run->cut || run->added))) {
            cut |= run->cut;
            added |= run->added;
        } else if (run->outside) {
            outside = true;
        } else {
            between += here > there ? here : there;
        }
    }
    if (!between && !outside && !(cut && added))
        return cut ? WS_RELATION_SHORTER : added ? WS_RELATION_LONGER : WS_RELATION_EQUAL;
    return is_alike(first, second, out, between) ? WS_RELATION_DIFFERS : WS_RELATION_NONE;
}

bool ws_align_may(const ws_quote *first, const ws_quote *second)
{
    const ws_quote *shorter = first->count < second->count ? first : second;
    const ws_quote *longer = shorter == first ? second : first;
    size_t shared = 0;
    for (size_t i = 0; i < shorter->count && shared * 3 < shorter->own; i++)
        for (size_t j = 0; j < longer->count; j++)
            if (is_same(&shorter->words[i], &longer->words[j])) {
                shared++;
                break;
            }
    return shared && shared * 3 >= lesser(first->own, second->own);
}

ws_status ws_align(ws_align_room *room, ws_arena *arena, const ws_quote *first, const ws_quote *second,
                   ws_alignment *out, ws_error *error)
{
    *out = (ws_alignment){0};
    if (!make_room(room, first, second)) return ws_no_memory(error);
    out->runs = room->runs;
    fill(room, first, second);
    trace(room, first, second, out);
    judge_all(first, second, out);
    mark_all(first, second, out);
    out->relation = decide(first, second, out);
    if (out->relation == WS_RELATION_NONE) out->count = 0; /* most are: they take no memory */
    out->runs = ws_arena_copy(arena, room->runs, out->count * sizeof *out->runs);
    return out->runs ? WS_OK : ws_no_memory(error);
}
