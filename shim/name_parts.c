/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "name_parts.h"

#include "unicode.h"

#include <string.h>

enum { ENDING_FROM = 5 }; /* shorter words keep their last letters: "levi" is not "levy" */

static const char *const SUFFIXES[] = {"jr", "sr", "ii", "iii", "iv", NULL};

/* Between given name and surname they are written or not ("Bashar al-Assad", "Bashar Assad"). */
static const char *const PARTICLES[] = {"al", "el", "de", "di",  "da",  "del", "der", "den",
                                        "du", "la", "le", "van", "von", "bin", "ibn", NULL};

/* With these alone before it a surname stands for itself ("de Blasio"). "Al" and "Van" are given names as well. */
static const char *const LEADING[] = {"de", "el", "du", "von", "bin", "ibn", NULL};

static const char *const LEGAL_FORMS[] = {"inc",     "incorporated", "corp",    "corporation", "co",  "cos",
                                          "company", "ltd",          "limited", "plc",         "llc", "llp",
                                          "sa",      "ag",           "gmbh",    "nv",          "spa", NULL};

static bool is_one_of(const char *const *list, const char *word)
{
    for (; *list; list++)
        if (!strcmp(*list, word)) return true;
    return false;
}

static size_t letter_bytes(const char *word)
{
    size_t length = 0;
    if (*word) ws_utf8_next(word, strlen(word), &length);
    return length;
}

static bool is_letter(const char *word)
{
    return *word && !word[letter_bytes(word)];
}

/* "j d vance": the initials at the beginning become one word. */
static bool merge_initials(ws_arena *arena, ws_name_words *words)
{
    size_t initials = 0, size = 1;
    while (initials < words->count && is_letter(words->items[initials])) size += strlen(words->items[initials++]);
    if (initials < 2 || initials == words->count) return true;
    char *joined = ws_arena_alloc(arena, size), *end = joined;
    if (!joined) return false;
    for (size_t i = 0; i < initials; i++) end = stpcpy(end, words->items[i]);
    memmove(words->items + 1, words->items + initials, (words->count - initials) * sizeof *words->items);
    words->items[0] = joined;
    words->count -= initials - 1;
    return true;
}

bool ws_name_split(ws_arena *arena, const char *key, ws_name_words *out)
{
    char *copy = ws_arena_strdup(arena, key), *rest = NULL;
    out->count = 0;
    if (!copy) return false;
    for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        if (out->count == WS_NAME_WORDS) {
            out->count = 0;
            return true;
        }
        out->items[out->count++] = word;
    }
    return merge_initials(arena, out);
}

static bool ends_in(const char *word, size_t size, const char *ending)
{
    size_t length = strlen(ending);
    return size > length && !memcmp(word + size - length, ending, length);
}

const char *ws_name_skeleton(ws_arena *arena, const char *word)
{
    static const char *const endings[] = {"iy", "yy", "ij", "yi", "ii", "y", "i", NULL};
    size_t size = 0;
    char *skeleton = ws_arena_alloc(arena, strlen(word) + 2);
    if (!skeleton) return NULL;
    for (const char *at = word; *at; at++)
        if (*at != '\'') skeleton[size++] = *at;
    for (const char *const *ending = endings; *ending && size >= ENDING_FROM; ending++) {
        if (!ends_in(skeleton, size, *ending)) continue;
        size -= strlen(*ending);
        skeleton[size++] = 'i';
        break;
    }
    skeleton[size] = '\0';
    return skeleton;
}

/* The names between the first and the last word, without particles. */
static bool find_middle(ws_arena *arena, const ws_name_words *words, size_t last, ws_name_parts *out)
{
    size_t size = 1;
    for (size_t i = 1; i < last; i++) size += strlen(words->items[i]) + 1;
    char *initials = ws_arena_alloc(arena, size), *middle = ws_arena_alloc(arena, size);
    if (!initials || !middle) return false;
    out->initials = initials;
    out->middle = middle;
    for (size_t i = 1; i < last; i++) {
        const char *word = words->items[i];
        if (is_one_of(PARTICLES, word)) continue;
        initials = mempcpy(initials, word, letter_bytes(word));
        middle = stpcpy(stpcpy(middle, *out->middle ? " " : ""), word);
        out->abbreviated |= is_letter(word);
    }
    return true;
}

bool ws_name_part(ws_arena *arena, const char *key, ws_name_parts *out)
{
    ws_name_words words;
    *out = (ws_name_parts){"", "", "", "", false, false};
    if (!ws_name_split(arena, key, &words)) return false;
    if (!words.count) return true;
    size_t last = words.count - 1;
    bool suffixed = last >= 2 && is_one_of(SUFFIXES, words.items[last]);
    if (suffixed) last--;
    const char *surname = ws_name_skeleton(arena, words.items[last]);
    if (surname && suffixed) surname = ws_arena_printf(arena, "%s %s", surname, words.items[last + 1]);
    if (!surname || !find_middle(arena, &words, last, out)) return false;
    bool named = last && !(last == 1 && is_one_of(LEADING, words.items[0]));
    out->surname = surname;
    out->given = named ? words.items[0] : "";
    out->is_short = !named || (last == 1 && is_letter(words.items[0]));
    return true;
}

const char *ws_name_body(ws_arena *arena, const char *key)
{
    char *body = ws_arena_strdup(arena, strncmp(key, "the ", 4) ? key : key + 4);
    for (char *last = body ? strrchr(body, ' ') : NULL; last && is_one_of(LEGAL_FORMS, last + 1);
         last = strrchr(body, ' '))
        *last = '\0';
    return body;
}
