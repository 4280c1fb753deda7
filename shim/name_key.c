/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key of a name: what stays of it when titles, case and accents are gone. */
#include "analyser.h"
#include "record.h"
#include "unicode.h"

#include <string.h>

/* A title at the beginning of a name. Words that are as often a given name or part of an organization's name
 * ("General", "Major", "Justice") are here only as abbreviations. */
static const char *const TITLES[] = {
    "mr",  "mrs",       "ms",          "miss",          "mx",         "dr",        "doctor",     "prof", "professor",
    "sir", "dame",      "lord",        "lady",          "baroness",   "rev",       "reverend",   "fr",   "sen",
    "gov", "rep",       "congressman", "congresswoman", "councillor", "cllr",      "mayor",      "gen",  "lt",
    "maj", "capt",      "col",         "sgt",           "cmdr",       "adm",       "brig",       "insp", "supt",
    "hon", "detective", "sheriff",     "judge",         "sheikh",     "ayatollah", "chancellor", "pm",   NULL};

/* Offices: a title wherever it stands before the name ("European Council President", "Defence Secretary"). */
static const char *const OFFICES[] = {
    "president",      "minister",   "secretary", "senator",     "governor",     "chairman", "chairwoman",
    "representative", "ambassador", "spokesman", "spokeswoman", "spokesperson", NULL};

/* Words that go with a title and are none alone. */
static const char *const MODIFIERS[] = {"prime",   "vice",     "deputy",   "foreign",   "finance", "defence",
                                        "defense", "interior", "former",   "ex",        "acting",  "attorney",
                                        "general", "state",    "treasury", "assistant", "chief",   "the",
                                        "us",      "u.s",      "uk",       "u.k",       NULL};

/* Before "general" they make an office of it ("Attorney General", "Secretary-General"). */
static const char *const GENERALS[] = {"attorney",  "surgeon",  "solicitor", "inspector",  "director",
                                       "secretary", "governor", "major",     "lieutenant", "brigadier", NULL};

/* A name that ends in these is an organization's, and an office in it is part of the name. */
static const char *const ORGANIZATIONS[] = {
    "department", "ministry", "office",     "council", "committee", "association", "company",   "group",      "inc",
    "corp",       "union",    "party",      "bank",    "league",    "assembly",    "motors",    "electric",   "mills",
    "dynamics",   "agency",   "service",    "board",   "court",     "university",  "institute", "foundation", "club",
    "team",       "staff",    "conference", "cabinet", "society",   NULL};

enum { OFFICE_WITHIN = 6 }; /* words; beyond that it is no title before a name */

/* A registry of thousands of names is read whenever somebody asks for one. */
static bool is_one_of(const char *const *list, const char *word)
{
    for (; *list; list++)
        if (**list == *word && !strcmp(*list, word)) return true;
    return false;
}

/* "Secretary of State": the words after an office that belong to it. */
static size_t complement(const ws_words *words, size_t at)
{
    bool of = at + 2 < words->count && !strcmp(words->items[at].folded, "of");
    return of && is_one_of(MODIFIERS, words->items[at + 1].folded) ? 2 : 0;
}

static bool is_office(const ws_words *words, size_t at)
{
    const char *word = words->items[at].folded;
    if (is_one_of(OFFICES, word)) return true;
    return at && !strcmp(word, "general") && is_one_of(GENERALS, words->items[at - 1].folded);
}

/* How many words at the beginning are titles; never all of them. */
static size_t title_words(const ws_words *words)
{
    size_t count = words->count, titles = 0;
    if (count < 2 || is_one_of(ORGANIZATIONS, words->items[count - 1].folded)) return 0;
    bool leading = true;
    for (size_t i = 0; i + 1 < count && i < OFFICE_WITHIN; i++) {
        const char *word = words->items[i].folded;
        if (is_office(words, i) || (leading && is_one_of(TITLES, word))) {
            titles = i + 1 + complement(words, i + 1);
            i = titles - 1;
            leading = true;
        } else if (!is_one_of(MODIFIERS, word)) {
            leading = false;
        }
    }
    bool of =
        titles < count && (!strcmp(words->items[titles].folded, "of") || !strcmp(words->items[titles].folded, "for"));
    return of ? 0 : titles;
}

/* Appends a word; dots inside it part initials ("J.D." is "j d"). */
static char *append_word(char *end, const char *word)
{
    for (; *word; word++) *end++ = *word == '.' ? ' ' : *word;
    return end;
}

char *ws_name_key(ws_arena *arena, const char *name)
{
    ws_words words;
    size_t size = strlen(name), total = 1;
    if (size > UINT32_MAX) return NULL;
    if (ws_analyse(arena, name, (ws_span){0, (uint32_t)size}, &words, NULL) != WS_OK) return NULL;
    for (size_t i = 0; i < words.count; i++) total += strlen(words.items[i].folded) + 1;
    char *key = ws_arena_alloc(arena, total), *end = key;
    if (!key) return NULL;
    for (size_t i = title_words(&words); i < words.count; i++) {
        if (end != key) *end++ = ' ';
        end = append_word(end, words.items[i].folded);
    }
    return key;
}
