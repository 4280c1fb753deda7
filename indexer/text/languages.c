/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "languages.h"

#include "unicode.h"

#include <libexttextcat/textcat.h>

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>

enum {
    LOOKED_AT_BYTES = 64 * 1024,
    SAMPLE_BYTES = 4000, /* for libexttextcat, whose time grows with it */
    LEAST_WORDS = 15,
    LEAST_LETTERS = 40, /* of a script that is not Latin */
    /* Of a hundred words of another language at most as many are English function words, and at least as many its own,
     * or written with letters that English lacks. */
    ENGLISH_IN_100 = 3,
    ELSEWHERE_IN_100 = 10,
    ACCENTED_IN_100 = 8
};

struct ws_languages {
    void *classifier;
    bool tried;
};

/* What is seen of a text: words without a capital, since names and headings are of any language. */
typedef struct view {
    char sample[SAMPLE_BYTES + 64];
    size_t sample_size, words, english, elsewhere, accented;
    size_t letters, foreign_letters; /* of these, not Latin */
} view;

ws_languages *ws_languages_new(void)
{
    return calloc(1, sizeof(ws_languages));
}

void ws_languages_free(ws_languages *languages)
{
    if (!languages) return;
    if (languages->classifier) textcat_Done(languages->classifier);
    free(languages);
}

static bool is_one_of(const char *word, size_t size, const char *const *words)
{
    for (size_t i = 0; words[i]; i++)
        if (strlen(words[i]) == size && memcmp(words[i], word, size) == 0) return true;
    return false;
}

/* Words of English that hardly another language writes so. */
static const char *const english[] = {"the",   "and",   "that",  "with", "from", "said", "which", "their",
                                      "they",  "this",  "would", "been", "were", "his",  "but",   "who",
                                      "about", "its",   "by",    "not",  "of",   "to",   "for",   "after",
                                      "could", "there", "when",  "what", "are",  "have", NULL};
/* Words that are frequent somewhere and never in English: tables and lists have neither kind. */
static const char *const elsewhere[] = {
    "de",   "la",  "le",  "les",  "et",    "des",    "du",  "que",  "en",  "el",    "los",  "las",   "y",   "un",
    "una",  "por", "con", "para", "del",   "se",     "su",  "il",   "di",  "che",   "e",    "della", "der", "die",
    "und",  "den", "von", "zu",   "das",   "mit",    "ist", "im",   "dem", "nicht", "ein",  "eine",  "auf", "och",
    "att",  "som", "det", "av",   "med",   "til",    "og",  "er",   "het", "van",   "een",  "dat",   "te",  "zijn",
    "w",    "na",  "z",   "nie",  "jest",  "je",     "v",   "ne",   "da",  "os",    "em",   "um",    "uma", "o",
    "yang", "dan", "ini", "itu",  "untuk", "dengan", "ya",  "wa",   "kwa", "ni",    "ang",  "ng",    "sa",  "mga",
    "bir",  "ve",  "bu",  "ja",   "ei",    "az",     "egy", "hogy", "nem", "si",    "este", NULL};

static bool has_accent(const char *word, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if ((unsigned char)word[i] >= 0x80) return true;
    return false;
}

static void see_word(view *seen, const char *word, size_t size)
{
    seen->words++;
    seen->english += is_one_of(word, size, english);
    seen->elsewhere += is_one_of(word, size, elsewhere);
    seen->accented += has_accent(word, size);
    if (seen->sample_size + size + 1 > SAMPLE_BYTES) return;
    memcpy(seen->sample + seen->sample_size, word, size);
    seen->sample_size += size;
    seen->sample[seen->sample_size++] = ' ';
}

static void see(view *seen, const char *text, size_t size)
{
    size_t begin = 0;
    bool inside = false, wanted = false;

    for (size_t at = 0, length; at < size; at += length) {
        ucs4_t point = ws_utf8_next(text + at, size - at, &length);
        bool letter = uc_is_property_alphabetic(point) || uc_is_general_category(point, UC_MARK);

        if (letter) {
            seen->letters++;
            seen->foreign_letters += point >= 0x370 && !(point >= 0x1E00 && point < 0x2000);
        }
        if (letter && !inside) {
            begin = at;
            wanted = uc_tolower(point) == point;
        }
        if (inside && !letter && wanted) see_word(seen, text + begin, at - begin);
        inside = letter;
    }
    if (inside && wanted) see_word(seen, text + begin, size - begin);
}

static void *classifier_of(ws_languages *languages)
{
    if (!languages->tried)
        languages->classifier = special_textcat_Init(WS_TEXTCAT_DATA "/fpdb.conf", WS_TEXTCAT_DATA "/");
    languages->tried = true;
    return languages->classifier;
}

/* "sv--utf8" is sv, "zh-CN-utf8" zh-CN. */
static const char *name_of(const char *category, char out[WS_LANGUAGE_BYTES])
{
    const char *end = strstr(category, "-utf8");
    size_t size = end ? (size_t)(end - category) : strlen(category);

    while (size > 0 && category[size - 1] == '-') size--;
    if (size == 0 || size >= WS_LANGUAGE_BYTES) return strcpy(out, "und");
    memcpy(out, category, size);
    out[size] = '\0';
    return out;
}

/* The likeliest language; NULL when none is, or English is as likely. */
static const char *classify(ws_languages *languages, const view *seen, char out[WS_LANGUAGE_BYTES])
{
    void *classifier = classifier_of(languages);
    candidate_t *candidates = classifier ? textcat_GetClassifyFullOutput(classifier) : NULL;
    int count = candidates ? textcat_ClassifyFull(classifier, seen->sample, seen->sample_size, candidates) : 0;
    const char *found = count > 0 ? name_of(candidates[0].name, out) : NULL;

    for (int i = 0; i < count; i++)
        if (strncmp(candidates[i].name, "en-", 3) == 0 || strncmp(candidates[i].name, "sco-", 4) == 0) found = NULL;
    if (candidates) textcat_ReleaseClassifyFullOutput(classifier, candidates);
    return found;
}

const char *ws_language_not_english(ws_languages *languages, const char *text, size_t size, char out[WS_LANGUAGE_BYTES])
{
    view *seen = calloc(1, sizeof *seen);
    const char *found = NULL;

    if (!seen) return NULL; /* not sure */
    see(seen, text, size < LOOKED_AT_BYTES ? size : LOOKED_AT_BYTES);
    if (seen->letters >= LEAST_LETTERS && seen->foreign_letters * 5 > seen->letters * 4) {
        found = classify(languages, seen, out);
        if (!found) found = strcpy(out, "und");
    } else if (seen->words >= LEAST_WORDS && seen->english * 100 <= seen->words * ENGLISH_IN_100 &&
               (seen->elsewhere * 100 >= seen->words * ELSEWHERE_IN_100 ||
                seen->accented * 100 >= seen->words * ACCENTED_IN_100)) {
        found = classify(languages, seen, out);
    }
    free(seen);
    return found;
}
