/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lexicon.h"

#include "arena.h"
#include "registry.h"
#include "unicode.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ENTRY_BYTES = 300, PHRASE_WORDS = 8, COLUMNS = 4, SLOTS_AT_FIRST = 32768 };

/* The shim's list, where the folder has none of its own: names of people are told apart by it there, too. */
#define SHARED "nicknames"

/* Every list, and what its second column may say; NULL: it has none; "": any word. The forms of cues are made with the
 * irregular ones, which therefore come first; the others are in the order of their names, by which they are found. */
static const struct {
    const char *name;
    const char *values;
} lists[] = {
    {"irregular", ""},
    {"cues", NULL},
    {"adverbs", NULL},
    {"agencies", NULL},
    {"anonymous", " one several "},
    {"asked", NULL},
    {"auxiliaries", " plain negative "},
    {"bodies", " own any "},
    {"boundaries", " clause circumstance inner "},
    {"claims", " claim untrue "},
    {"companies", " last name "},
    {"company_forms", NULL},
    {"demonyms", ""},
    {"determiners", " definite indefinite several "},
    {"documents", " finding text "},
    {"endings", " e plain half "},
    {"events", NULL},
    {"given_names", " male female any "},
    {"groups", NULL},
    {"honorifics", NULL},
    {"informants", NULL},
    {"judgements", " opinion attack "},
    {"kin", " male female "},
    {"listeners", " press court any "},
    {"media",
     " own-interview other-outlet press-conference written-statement post speech broadcast court legislature sworn "
     "document-seen interview count plain "},
    {"media_openers", " place act link "},
    {"media_verbs", ""},
    {SHARED, ""},
    {"organizations", NULL},
    {"particles", NULL},
    {"pieces", NULL},
    {"places", NULL},
    {"pronouns", " male female thing plural relative first second "},
    {"proximities", " direct-knowledge briefed familiar close-to "},
    {"publications", NULL},
    {"questions", NULL},
    {"refusals", " declined refused would-not-say referred did-not-respond not-immediately unreachable "},
    {"relays", " any publication "},
    {"role_kin", ""},
    {"roles", " spokesperson office occupation "},
    {"seen", " seen obtained state "},
    {"stock_reasons", NULL},
    {"talks", " noun verb direct asked sworn "},
    {"times", ""},
    {"title_words", NULL},
    {"titles", " male female any "},
    {"tones", " admission threat apology retraction "},
    {"well_known", ""},
    {"withheld", NULL},
};
/* FORMS is in no file: irregular.txt the other way round, from a lemma to its forms, parted by blanks. */
enum { LIST_COUNT = sizeof lists / sizeof lists[0], IRREGULAR = 0, CUES = 1, SORTED_FROM, FORMS = LIST_COUNT };

typedef struct entry {
    const char *key; /* folded, words parted by one blank; NULL: a free slot */
    const char *value;
    const ws_cue *cue;
    uint32_t hash; /* of list and key */
    uint8_t list;
    uint8_t longest; /* most words of an entry that begins with this word */
    bool present;    /* false for a first word that is no entry itself */
} entry;

struct ws_lexicon {
    ws_arena *arena;
    entry *slots; /* open addressing; slot_count is a power of two, at most half of them taken */
    size_t slot_count, used;
    uint64_t version; /* FNV-1a of all lines */
};

typedef struct place {
    const char *path;
    size_t line;
} place;

static int list_number(const char *name)
{
    int low = SORTED_FROM, high = LIST_COUNT;
    while (low < high) {
        int middle = (low + high) / 2, order = strcmp(lists[middle].name, name);
        if (!order) return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (int i = 0; i < SORTED_FROM; i++)
        if (!strcmp(lists[i].name, name)) return i;
    return -1;
}

static uint32_t hash_of(int list, const char *key, size_t size)
{
    uint64_t hash = 14695981039346656037u ^ (uint64_t)list;
    for (size_t i = 0; i < size; i++) hash = (hash ^ (unsigned char)key[i]) * 1099511628211u;
    return (uint32_t)(hash ^ hash >> 32);
}

static entry *find_slot(const ws_lexicon *lexicon, int list, const char *key, size_t size)
{
    uint32_t hash = hash_of(list, key, size);
    size_t mask = lexicon->slot_count - 1;
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        entry *slot = &lexicon->slots[i];
        if (!slot->key || (slot->hash == hash && slot->list == list && !strncmp(slot->key, key, size) && !slot->key[size]))
            return slot;
    }
}

static ws_status grow(ws_lexicon *lexicon, ws_error *error)
{
    ws_lexicon larger = *lexicon;
    larger.slot_count = lexicon->slot_count ? lexicon->slot_count * 2 : SLOTS_AT_FIRST;
    larger.slots = ws_arena_array(lexicon->arena, larger.slot_count, sizeof *larger.slots);
    if (!larger.slots) return ws_no_memory(error);
    for (size_t i = 0; i < lexicon->slot_count; i++)
        if (lexicon->slots[i].key)
            *find_slot(&larger, lexicon->slots[i].list, lexicon->slots[i].key, strlen(lexicon->slots[i].key)) =
                lexicon->slots[i];
    *lexicon = larger;
    return WS_OK;
}

/* The slot of a word, made when there is none. NULL: no memory. */
static entry *make_slot(ws_lexicon *lexicon, int list, const char *key, size_t size, ws_error *error)
{
    if (lexicon->used * 2 >= lexicon->slot_count && grow(lexicon, error) != WS_OK) return NULL;
    entry *slot = find_slot(lexicon, list, key, size);
    if (!slot->key) {
        slot->key = ws_arena_string(lexicon->arena, key, size);
        slot->hash = hash_of(list, key, size);
        slot->list = (uint8_t)list;
        slot->longest = 1;
        lexicon->used++;
        if (!slot->key) {
            ws_no_memory(error);
            return NULL;
        }
    }
    return slot;
}

static ws_status add_entry(ws_lexicon *lexicon, int list, const char *key, const char *value, const ws_cue *cue,
                           ws_error *error)
{
    unsigned words = 1;
    for (const char *c = key; *c; c++) words += *c == ' ';
    const char *blank = strchr(key, ' ');
    if (blank) {
        entry *opener = make_slot(lexicon, list, key, (size_t)(blank - key), error);
        if (!opener) return WS_NO_MEMORY;
        if (opener->longest < words) opener->longest = (uint8_t)words;
    }
    entry *slot = make_slot(lexicon, list, key, strlen(key), error);
    if (!slot) return WS_NO_MEMORY;
    if (slot->present) return WS_OK; /* the first line that has a word wins */
    slot->value = value;
    slot->cue = cue;
    slot->present = true;
    return WS_OK;
}

static bool vowel(char c)
{
    return c && strchr("aeiou", c);
}

/* "plan", "stop", "quit": of one syllable, with one vowel before its one last consonant, which is doubled. */
static bool doubles(const char *verb, size_t size)
{
    if (size < 3 || vowel(verb[size - 1]) || strchr("wxy", verb[size - 1]) || !vowel(verb[size - 2])) return false;
    for (size_t i = 0; i + 2 < size; i++)
        if (vowel(verb[i]) && !(verb[i] == 'u' && i && verb[i - 1] == 'q')) return false;
    return true;
}

/* Third person, past and -ing form of a regular verb, or the plural of a noun; NULL in forms[0]: no memory. */
static void inflect(ws_arena *arena, const char *word, size_t size, const char *forms[3])
{
    char last = size ? word[size - 1] : '\0', before = size > 1 ? word[size - 2] : '\0';
    bool e = last == 'e', silent = e && before != 'e' && before != 'y', y = last == 'y' && !vowel(before);
    bool hiss = last == 's' || last == 'x' || last == 'z' || (last == 'h' && (before == 's' || before == 'c'));
    char half[2] = {doubles(word, size) ? last : '\0', '\0'};
    int whole = (int)size, stem = whole - (e || y);
    forms[0] = ws_arena_printf(arena, "%.*s%s", y ? stem : whole, word, y ? "ies" : hiss ? "es" : "s");
    forms[1] = ws_arena_printf(arena, "%.*s%s%s", stem, word, half, y ? "ied" : "ed");
    forms[2] = ws_arena_printf(arena, "%.*s%sing", silent ? stem : whole, word, half);
    if (!forms[1] || !forms[2]) forms[0] = NULL;
}

/* A form of the first word of a lemma with the words that follow it. */
static ws_status add_form(ws_lexicon *lexicon, const ws_cue *cue, const char *form, size_t size, const char *rest,
                          ws_error *error)
{
    const char *whole = ws_arena_printf(lexicon->arena, "%.*s%s", (int)size, form, rest);
    return whole ? add_entry(lexicon, CUES, whole, NULL, cue, error) : ws_no_memory(error);
}

static ws_status add_inflections(ws_lexicon *lexicon, const ws_cue *cue, ws_error *error)
{
    size_t size = strcspn(cue->lemma, " ");
    const char *rest = cue->lemma + size, *forms[3];
    const entry *slot = find_slot(lexicon, FORMS, cue->lemma, size);
    const char *irregular = slot->key ? slot->value : NULL;
    inflect(lexicon->arena, cue->lemma, size, forms);
    if (!forms[0]) return ws_no_memory(error);
    ws_status status = WS_OK;
    for (int i = 0; i < 3 && status == WS_OK; i++)
        status = add_form(lexicon, cue, forms[i], strlen(forms[i]), rest, error);
    for (size_t length; irregular && *irregular && status == WS_OK; irregular += length + (irregular[length] == ' ')) {
        length = strcspn(irregular, " ");
        status = add_form(lexicon, cue, irregular, length, rest, error);
    }
    return status;
}

/* Remembers an irregular form under its lemma. */
static ws_status keep_form(ws_lexicon *lexicon, const char *form, const char *lemma, ws_error *error)
{
    if (!strcmp(form, lemma)) return WS_OK;
    entry *slot = make_slot(lexicon, FORMS, lemma, strlen(lemma), error);
    if (!slot) return WS_NO_MEMORY;
    const char *others = slot->value ? slot->value : "";
    slot->value = ws_arena_printf(lexicon->arena, "%s%s%s", others, *others ? " " : "", form);
    return slot->value ? WS_OK : ws_no_memory(error);
}

static ws_status bad(const place *where, ws_error *error, const char *what, const char *word)
{
    return ws_fail(error, WS_CORRUPT, "correct the line; the comment at the top of the file says what its columns mean",
                   "%s, line %zu: %s \"%s\"", where->path, where->line, what, word);
}

static ws_status read_flags(ws_cue *cue, char *flags, const place *where, ws_error *error)
{
    if (!strcmp(flags, "-")) return WS_OK;
    for (char *flag; (flag = strsep(&flags, ","));) {
        if (!strcmp(flag, "addressee"))
            cue->addressee = true;
        else if (!strcmp(flag, "asks"))
            cue->asks = true;
        else if (!strcmp(flag, "light"))
            cue->light = true;
        else
            return bad(where, error, "unknown flag", flag);
    }
    return WS_OK;
}

static ws_status read_cue(ws_lexicon *lexicon, char *columns[COLUMNS], size_t count, const place *where,
                          ws_error *error)
{
    if (count != COLUMNS) return bad(where, error, "four columns are wanted in the line of", columns[0]);
    int act = ws_value_parse(WS_ACTS, columns[1]), stance = ws_value_parse(WS_STANCES, columns[2]);
    if (act < 0) return bad(where, error, "unknown act", columns[1]);
    if (stance < 0) return bad(where, error, "unknown stance", columns[2]);
    ws_cue *cue = ws_arena_alloc(lexicon->arena, sizeof *cue);
    if (!cue) return ws_no_memory(error);
    *cue = (ws_cue){.lemma = columns[0], .act = (ws_act)act, .stance = (ws_stance)stance};
    ws_status status = read_flags(cue, columns[3], where, error);
    if (status == WS_OK) status = add_entry(lexicon, CUES, cue->lemma, NULL, cue, error);
    return status == WS_OK ? add_inflections(lexicon, cue, error) : status;
}

static ws_status read_word(ws_lexicon *lexicon, int list, char *columns[COLUMNS], size_t count, const place *where,
                           ws_error *error)
{
    const char *values = lists[list].values;
    if (count != (values ? 2u : 1u))
        return bad(where, error,
                   values ? "two columns are wanted in the line of" : "one column is wanted in the line of",
                   columns[0]);
    if (values && *values) {
        char wanted[ENTRY_BYTES + 3];
        snprintf(wanted, sizeof wanted, " %s ", columns[1]);
        if (strchr(columns[1], ' ') || !strstr(values, wanted)) return bad(where, error, "unknown value", columns[1]);
    }
    ws_status status = list == IRREGULAR ? keep_form(lexicon, columns[0], columns[1], error) : WS_OK;
    return status == WS_OK ? add_entry(lexicon, list, columns[0], values ? columns[1] : NULL, NULL, error) : status;
}

static ws_status read_line(ws_lexicon *lexicon, int list, const char *line, size_t size, const place *where,
                           ws_error *error)
{
    const char *comment = memchr(line, '#', size);
    if (comment) size = (size_t)(comment - line);
    while (size && strchr(" \t\r", line[size - 1])) size--;
    if (!size) return WS_OK;
    if (ws_utf8_check(line, size) != size) return bad(where, error, "this is no UTF-8:", "?");
    char *folded = ws_fold(lexicon->arena, line, size), *columns[COLUMNS + 1] = {NULL};
    if (!folded) return ws_no_memory(error);
    size_t count = 0;
    for (char *at = folded; at && count <= COLUMNS; count++) {
        columns[count] = at;
        at = strchr(at, '\t');
        if (at) *at++ = '\0';
        unsigned words = 1;
        for (const char *c = columns[count]; *c; c++) words += *c == ' ';
        if (!*columns[count]) return bad(where, error, "an empty column in the line of", columns[0]);
        if (strlen(columns[count]) > ENTRY_BYTES || (!count && words > PHRASE_WORDS))
            return bad(where, error, "too long an entry:", columns[count]);
    }
    return list == CUES ? read_cue(lexicon, columns, count, where, error)
                        : read_word(lexicon, list, columns, count, where, error);
}

static void add_to_version(ws_lexicon *lexicon, const char *line, size_t size)
{
    for (size_t i = 0; i <= size; i++) /* and its end */
        lexicon->version = (lexicon->version ^ (i < size ? (unsigned char)line[i] : '\n')) * 0x100000001b3U;
}

static ws_status read_list(ws_lexicon *lexicon, int list, const char *folder, ws_error *error)
{
    place where = {ws_arena_printf(lexicon->arena, "%s/%s.txt", folder, lists[list].name), 0};
    if (!where.path) return ws_no_memory(error);
    if (list == list_number(SHARED) && access(where.path, F_OK)) where.path = ws_registry_nicknames();
    FILE *file = fopen(where.path, "re");
    if (!file) return ws_fail_errno(error, errno, "opening the word list", where.path);
    char *line = NULL;
    size_t capacity = 0;
    ws_status status = WS_OK;
    errno = 0;
    for (ssize_t size; status == WS_OK && (size = getline(&line, &capacity, file)) >= 0;) {
        where.line++;
        if (size && line[size - 1] == '\n') size--;
        add_to_version(lexicon, line, (size_t)size);
        status = read_line(lexicon, list, line, (size_t)size, &where, error);
    }
    if (status == WS_OK && !feof(file)) status = ws_fail_errno(error, errno, "reading the word list", where.path);
    free(line);
    fclose(file);
    return status;
}

ws_status ws_lexicon_open(const char *folder, ws_lexicon **out, ws_error *error)
{
    *out = NULL;
    ws_lexicon *lexicon = calloc(1, sizeof *lexicon);
    if (!lexicon) return ws_no_memory(error);
    lexicon->arena = ws_arena_new(0);
    lexicon->version = 0xcbf29ce484222325U;
    ws_status status = lexicon->arena ? grow(lexicon, error) : ws_no_memory(error);
    for (int list = 0; list < LIST_COUNT && status == WS_OK; list++) status = read_list(lexicon, list, folder, error);
    if (status == WS_OK)
        *out = lexicon;
    else
        ws_lexicon_close(lexicon);
    return status;
}

void ws_lexicon_close(ws_lexicon *lexicon)
{
    if (!lexicon) return;
    ws_arena_free(lexicon->arena);
    free(lexicon);
}

uint64_t ws_lexicon_version(const ws_lexicon *lexicon)
{
    return lexicon->version;
}

static const entry *look_up(const ws_lexicon *lexicon, int list, const char *key, size_t size)
{
    if (size > 1 && key[size - 1] == '.') size--;
    const entry *slot = list < 0 || size > ENTRY_BYTES ? NULL : find_slot(lexicon, list, key, size);
    return slot && slot->key ? slot : NULL;
}

const ws_cue *ws_lexicon_cue(const ws_lexicon *lexicon, const char *folded)
{
    const entry *found = look_up(lexicon, CUES, folded, strlen(folded));
    return found ? found->cue : NULL;
}

bool ws_lexicon_has(const ws_lexicon *lexicon, const char *list, const char *folded)
{
    const entry *found = look_up(lexicon, list_number(list), folded, strlen(folded));
    return found && found->present;
}

const char *ws_lexicon_value(const ws_lexicon *lexicon, const char *list, const char *folded)
{
    const entry *found = look_up(lexicon, list_number(list), folded, strlen(folded));
    return found ? found->value : NULL;
}

static const entry *longest(const ws_lexicon *lexicon, int list, const ws_token *tokens, size_t count, size_t *length)
{
    *length = 0;
    const entry *opener = count ? look_up(lexicon, list, tokens[0].folded, strlen(tokens[0].folded)) : NULL;
    if (!opener) return NULL;
    char phrase[ENTRY_BYTES + 1];
    size_t size = 0;
    const entry *best = NULL;
    for (size_t i = 0; i < count && i < opener->longest; i++) {
        size_t word = strlen(tokens[i].folded);
        if (word > 1 && tokens[i].folded[word - 1] == '.') word--;
        if (size + word + 1 > sizeof phrase) break;
        if (i) phrase[size++] = ' ';
        memcpy(phrase + size, tokens[i].folded, word);
        size += word;
        const entry *found = look_up(lexicon, list, phrase, size);
        if (found && found->present) best = found, *length = i + 1;
    }
    return best;
}

size_t ws_lexicon_phrase(const ws_lexicon *lexicon, const char *list, const ws_token *tokens, size_t count,
                         const char **value)
{
    size_t length = 0;
    const entry *found = longest(lexicon, list_number(list), tokens, count, &length);
    if (value) *value = found ? found->value : NULL;
    return length;
}

const ws_cue *ws_lexicon_cue_phrase(const ws_lexicon *lexicon, const ws_token *tokens, size_t count, size_t *length)
{
    const entry *found = longest(lexicon, CUES, tokens, count, length);
    return found ? found->cue : NULL;
}
