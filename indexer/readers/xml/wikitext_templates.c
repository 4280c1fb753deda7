/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wikitext_templates.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { FACT_BYTES = 1000 };

/* --- brackets --- */

typedef struct finder {
    ws_arena *arena;
    ws_wiki_pair *items; /* end 0: open */
    size_t count, capacity;
    size_t *open; /* indexes of the open ones, innermost last */
    size_t depth, open_capacity;
    size_t open_of[WS_WIKI_KINDS];
} finder;

static bool push(finder *all, size_t at, ws_wiki_kind kind)
{
    ws_wiki_pair *items = ws_arena_grow(all->arena, all->items, all->count, &all->capacity, sizeof *items);
    size_t *open = items ? ws_arena_grow(all->arena, all->open, all->depth, &all->open_capacity, sizeof *open) : NULL;

    if (items) all->items = items;
    if (!open) return false;
    all->open = open;
    all->open[all->depth++] = all->count;
    all->items[all->count++] = (ws_wiki_pair){at, 0, kind};
    all->open_of[kind]++;
    return true;
}

/* What opened later and did not close has no partner. */
static void pop(finder *all, size_t end, ws_wiki_kind kind)
{
    while (all->open_of[kind] > 0) {
        ws_wiki_pair *top = &all->items[all->open[--all->depth]];

        all->open_of[top->kind]--;
        if (top->kind != kind) continue;
        top->end = end;
        return;
    }
}

static bool at_line_start(const char *text, size_t at)
{
    while (at > 0 && strchr(" \t:", text[at - 1])) at--;
    return at == 0 || text[at - 1] == '\n';
}

/* Behind a comment or <nowiki>, in which brackets are none; `at` when there is neither. */
static size_t skip_verbatim(const char *text, size_t at, size_t size)
{
    static const char *const pairs[][2] = {{"<!--", "-->"}, {"<nowiki>", "</nowiki>"}};

    for (size_t i = 0; i < 2; i++) {
        size_t length = strlen(pairs[i][0]);
        const char *end;

        if (size - at < length || strncasecmp(text + at, pairs[i][0], length) != 0) continue;
        end = memmem(text + at, size - at, pairs[i][1], strlen(pairs[i][1]));
        return end ? (size_t)(end - text) : size;
    }
    return at;
}

/* The bracket at `at`, of two bytes; false when memory is out. *size_of_it is 1 when there is none. */
static bool take_bracket(finder *all, const char *text, size_t size, size_t at, size_t *size_of_it)
{
    char first = text[at], second = at + 1 < size ? text[at + 1] : '\0', third = at + 2 < size ? text[at + 2] : '\0';

    *size_of_it = 2;
    if (first == '{' && second == '{') return push(all, at, WS_WIKI_TEMPLATE);
    if (first == '[' && second == '[') return push(all, at, WS_WIKI_LINK);
    if (first == '{' && second == '|' && at_line_start(text, at)) return push(all, at, WS_WIKI_TABLE);
    if (first == '}' && second == '}')
        pop(all, at + 2, WS_WIKI_TEMPLATE);
    else if (first == ']' && second == ']')
        pop(all, at + 2, WS_WIKI_LINK);
    else if (first == '|' && second == '}' && third != '}' && at_line_start(text, at))
        pop(all, at + 2, WS_WIKI_TABLE);
    else
        *size_of_it = 1;
    return true;
}

ws_status ws_wiki_pairs_find(ws_arena *arena, const char *text, size_t size, ws_wiki_pairs *out, ws_error *error)
{
    finder all = {.arena = arena};
    size_t length;

    *out = (ws_wiki_pairs){NULL, 0};
    for (size_t at = 0; at < size; at += length) {
        size_t behind = text[at] == '<' ? skip_verbatim(text, at, size) : at;

        length = behind - at;
        if (length == 0 && !take_bracket(&all, text, size, at, &length)) return ws_no_memory(error);
    }
    for (size_t i = 0; i < all.count; i++)
        if (all.items[i].end > 0) all.items[out->count++] = all.items[i];
    out->items = all.items;
    return WS_OK;
}

size_t ws_wiki_first_pair(const ws_wiki_pairs *pairs, size_t begin)
{
    size_t low = 0, high = pairs->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (pairs->items[middle].begin < begin)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t ws_wiki_bar(const ws_wiki_pairs *pairs, const char *text, size_t begin, size_t end)
{
    size_t index = ws_wiki_first_pair(pairs, begin);

    for (size_t at = begin; at < end;) {
        while (index < pairs->count && pairs->items[index].begin < at) index++;
        if (index < pairs->count && pairs->items[index].begin == at && pairs->items[index].end <= end) {
            at = pairs->items[index].end;
            continue;
        }
        if (text[at] == '|') return at;
        at++;
    }
    return end;
}

/* --- templates --- */

static ws_wiki_range trim(const char *text, size_t begin, size_t end)
{
    while (begin < end && isspace((unsigned char)text[begin])) begin++;
    while (begin < end && isspace((unsigned char)text[end - 1])) end--;
    return (ws_wiki_range){begin, end};
}

void ws_wiki_template_read(const ws_wiki_pairs *pairs, const char *text, ws_wiki_pair pair, ws_wiki_template *out)
{
    size_t end = pair.end - 2;
    size_t bar = ws_wiki_bar(pairs, text, pair.begin + 2, end);
    ws_wiki_range name = trim(text, pair.begin + 2, bar);

    out->count = 0;
    out->name[0] = '\0';
    if (name.end - name.begin < WS_WIKI_NAME_BYTES) {
        for (size_t i = name.begin; i < name.end; i++)
            out->name[i - name.begin] = text[i] == '_' ? ' ' : (char)tolower((unsigned char)text[i]);
        out->name[name.end - name.begin] = '\0';
    }
    while (bar < end && out->count < WS_WIKI_PARAMETERS) {
        size_t next = ws_wiki_bar(pairs, text, bar + 1, end);

        out->parameters[out->count++] = trim(text, bar + 1, next);
        bar = next;
    }
}

/* Length of "name" and its sign of equality in a parameter "name = value"; 0 for one without a name. */
static size_t name_length(const char *text, ws_wiki_range parameter)
{
    size_t at = parameter.begin;

    while (at < parameter.end && (isalnum((unsigned char)text[at]) || strchr(" _-", text[at]))) at++;
    return at > parameter.begin && at < parameter.end && text[at] == '=' ? at + 1 - parameter.begin : 0;
}

/* The parameter of a name, or the `position`th (from 1) of those without, which may also be called "1", "2". */
static ws_wiki_range parameter(const char *text, const ws_wiki_template *found, const char *name, size_t position)
{
    size_t unnamed = 0;
    char number[2] = {(char)('0' + position), '\0'};

    for (size_t i = 0; i < found->count; i++) {
        ws_wiki_range each = found->parameters[i];
        size_t length = name_length(text, each);
        ws_wiki_range own = trim(text, each.begin, each.begin + (length ? length - 1 : 0));
        size_t size = own.end - own.begin;

        if (length == 0 && ++unnamed == position) return each;
        if (length == 0) continue;
        if ((name && strlen(name) == size && strncasecmp(text + own.begin, name, size) == 0) ||
            (position > 0 && size == 1 && text[own.begin] == *number))
            return trim(text, each.begin + length, each.end);
    }
    return (ws_wiki_range){0, 0};
}

static void note(ws_arena *arena, const char *text, ws_wiki_range range, const char **fact)
{
    size_t size = range.end - range.begin;

    if (!*fact && size > 0 && size <= FACT_BYTES) *fact = ws_arena_string(arena, text + range.begin, size);
}

static bool is_draft(const char *name)
{
    static const char *const names[] = {"develop", "developing", "review", "abandoned", "prepare", "userfy"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(name, names[i]) == 0) return true;
    return false;
}

void ws_wiki_template_note(ws_arena *arena, const char *text, const ws_wiki_template *found, ws_wiki_facts *facts)
{
    facts->draft = facts->draft || is_draft(found->name);
    if (strcmp(found->name, "date") == 0) note(arena, text, parameter(text, found, "date", 1), &facts->date);
    if (strcmp(found->name, "byline") == 0) {
        note(arena, text, parameter(text, found, "date", 0), &facts->date);
        note(arena, text, parameter(text, found, "location", 0), &facts->location);
    }
    if (strcmp(found->name, "correction") == 0) {
        ws_wiki_range what = parameter(text, found, "text", 2);

        note(arena, text, what.end ? what : parameter(text, found, "text", 1), &facts->correction);
    }
}

/* Templates whose parameters are running text; all others are furniture. */
static const struct {
    const char *name;
    enum { LAST, FIRST, FIRST_TWO, BLOCK, LITERAL } what;
    const char *literal;
} known[] = {
    {"w", LAST, NULL},
    {"lang", LAST, NULL},
    {"wikt", LAST, NULL},
    {"foreign", LAST, NULL},
    {"nowrap", FIRST, NULL},
    {"nobr", FIRST, NULL},
    {"small", FIRST, NULL},
    {"big", FIRST, NULL},
    {"sic", FIRST, NULL},
    {"abbr", FIRST, NULL},
    {"smallcaps", FIRST, NULL},
    {"em", FIRST, NULL},
    {"strong", FIRST, NULL},
    {"convert", FIRST_TWO, NULL},
    {"cvt", FIRST_TWO, NULL},
    {"quote", BLOCK, NULL},
    {"cquote", BLOCK, NULL},
    {"blockquote", BLOCK, NULL},
    {"bquote", BLOCK, NULL},
    {"quotation", BLOCK, NULL},
    {"bq", BLOCK, NULL},
    {"'", LITERAL, "'"},
    {"'s", LITERAL, "'s"},
    {"mdash", LITERAL, "\xE2\x80\x94"},
    {"—", LITERAL, "\xE2\x80\x94"},
    {"ndash", LITERAL, "\xE2\x80\x93"},
    {"–", LITERAL, "\xE2\x80\x93"},
    {"spaced ndash", LITERAL, " \xE2\x80\x93 "},
    {"snd", LITERAL, " \xE2\x80\x93 "},
    {"nbsp", LITERAL, "\xC2\xA0"},
    {"!", LITERAL, "|"},
    {"=", LITERAL, "="},
    {"pound", LITERAL, "\xC2\xA3"},
};

static void show(ws_wiki_shown *shown, ws_wiki_range range)
{
    if (range.end > range.begin) shown->ranges[shown->count++] = range;
}

ws_wiki_shown ws_wiki_template_shown(const char *text, const ws_wiki_template *found)
{
    ws_wiki_shown shown = {.count = 0};
    size_t i = 0;

    while (i < sizeof known / sizeof known[0] && strcmp(known[i].name, found->name) != 0) i++;
    if (i == sizeof known / sizeof known[0]) return shown;
    shown.literal = known[i].literal;
    shown.is_block = known[i].what == BLOCK;
    if (known[i].what == FIRST || known[i].what == FIRST_TWO || known[i].what == BLOCK)
        show(&shown, parameter(text, found, known[i].what == BLOCK ? "text" : NULL, 1));
    if (known[i].what == FIRST_TWO) show(&shown, parameter(text, found, NULL, 2));
    if (known[i].what == BLOCK && shown.count > 0) show(&shown, parameter(text, found, "author", 2));
    if (known[i].what == LAST) {
        /* {{w|target|label|lang=fr}}: named ones are for the machine. */
        size_t last = found->count;

        while (last > 0 && name_length(text, found->parameters[last - 1]) > 0) last--;
        if (last > 0) show(&shown, found->parameters[last - 1]);
    }
    return shown;
}
