/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What sites set around and between an article's paragraphs, told by its words. */
#include "html_page.h"

#include <ctype.h>
#include <string.h>

enum { OPENING_BYTES = 200, DATE_WORDS = 16, BYLINE_WORDS = 14, CAPTION_BYTES = 2000 };

/* The first characters in lower case, with plain apostrophes and single blanks, without what leads up to the first
 * letter or digit. */
static size_t open_text(const char *text, size_t size, char out[OPENING_BYTES])
{
    size_t written = 0;

    for (size_t i = 0; i < size && written + 1 < OPENING_BYTES; i++) {
        unsigned char byte = (unsigned char)text[i];

        if (byte == 0xE2 && i + 2 < size && (unsigned char)text[i + 1] == 0x80 && (unsigned char)text[i + 2] == 0x99) {
            out[written++] = '\'';
            i += 2;
        } else if (isspace(byte) || (byte == 0xC2 && i + 1 < size && (unsigned char)text[i + 1] == 0xA0)) {
            i += byte == 0xC2;
            if (written && out[written - 1] != ' ') out[written++] = ' ';
        } else if (written || isalnum(byte)) {
            out[written++] = (char)tolower(byte);
        } else if (byte == '"' || byte == '\'' || (byte == 0xE2 && i + 2 < size)) {
            break; /* what begins with a quotation mark is nothing of the kind */
        }
    }
    while (written && out[written - 1] == ' ') written--;
    out[written] = '\0';
    return written;
}

/* Does a string begin with a phrase, as whole words? */
static bool begins(const char *text, const char *phrase)
{
    size_t size = strlen(phrase);

    return strncmp(text, phrase, size) == 0 && !isalnum((unsigned char)text[size]);
}

static bool begins_with_one(const char *text, const char *const *phrases)
{
    for (size_t i = 0; phrases[i]; i++)
        if (begins(text, phrases[i])) return true;
    return false;
}

static bool is_one_of(const char *text, const char *const *phrases)
{
    for (size_t i = 0; phrases[i]; i++)
        if (strcmp(text, phrases[i]) == 0) return true;
    return false;
}

static size_t count_words(const char *text, size_t size)
{
    size_t words = 0;

    for (size_t i = 0; i < size; i++)
        words += !isspace((unsigned char)text[i]) && (i == 0 || isspace((unsigned char)text[i - 1]));
    return words;
}

/* Is a word of a date, or beside one? Digits are. */
static bool is_date_word(const char *word)
{
    static const char *const words[] = {
        "january",  "february", "march",    "april",  "may",  "june",      "july",    "august",  "september",
        "october",  "november", "december", "jan",    "feb",  "mar",       "apr",     "jun",     "jul",
        "aug",      "sep",      "sept",     "oct",    "nov",  "dec",       "monday",  "tuesday", "wednesday",
        "thursday", "friday",   "saturday", "sunday", "mon",  "tue",       "wed",     "thu",     "fri",
        "sat",      "sun",      "am",       "pm",     "a.m",  "p.m",       "gmt",     "bst",     "utc",
        "est",      "edt",      "et",       "cet",    "cest", "published", "updated", "posted",  "modified",
        "created",  "first",    "last",     "at",     "on",   "the",       "ago",     "hour",    "hours",
        "minute",   "minutes",  "min",      "mins",   "day",  "days",      "read",    "date",    "time",
        "of",       "h",        "hrs",      "th",     "st",   "nd",        "rd",      NULL};
    size_t digits = strspn(word, "0123456789.:/,-");

    if (digits && (!word[digits] || is_one_of(word + digits, words))) return true;
    return is_one_of(word, words);
}

bool ws_phrase_is_date(const char *text, size_t size)
{
    char opening[OPENING_BYTES], *at = opening;
    bool digit = false;
    size_t words = 0;

    if (open_text(text, size, opening) + 1 >= OPENING_BYTES) return false;
    for (size_t length; *at; at += length + (at[length] != '\0')) {
        char word[32];
        size_t used;

        length = strcspn(at, " ");
        if (length >= sizeof word || ++words > DATE_WORDS) return false;
        memcpy(word, at, length);
        for (used = length; used && strchr(".,:;|()-", word[used - 1]); used--) continue;
        word[used] = '\0';
        if (*word && !is_date_word(word + strspn(word, "("))) {
            /* A dash or dot in the middle parts date and time. */
            if (isalnum((unsigned char)*word)) return false;
        }
        for (size_t i = 0; i < used; i++) digit = digit || isdigit((unsigned char)word[i]);
    }
    return digit;
}

bool ws_phrase_is_byline(const char *text, size_t size)
{
    char opening[OPENING_BYTES];

    if (open_text(text, size, opening) + 1 >= OPENING_BYTES || count_words(text, size) > BYLINE_WORDS) return false;
    if (size && (text[size - 1] == '.' || text[size - 1] == '!' || text[size - 1] == '?')) return false;
    if (!begins(opening, "by") && !begins(opening, "written by") && !begins(opening, "posted by") &&
        !begins(opening, "reported by"))
        return false;
    /* "By Ann Lee", not "By then it rained" */
    for (size_t i = 0; i + 1 < size; i++)
        if (text[i] == ' ')
            return isupper((unsigned char)text[i + 1]) || (unsigned char)text[i + 1] >= 0x80 ||
                   begins(opening, "written by") || begins(opening, "posted by");
    return false;
}

bool ws_phrase_points(const char *text, size_t size)
{
    char opening[OPENING_BYTES];

    open_text(text, size, opening);
    return begins_with_one(opening, ws_phrases_pointing);
}

bool ws_phrase_opens_furniture(const char *text, size_t size)
{
    char opening[OPENING_BYTES];
    size_t length = open_text(text, size, opening);

    /* "Comments (12)", "Related:" */
    while (length && (isdigit((unsigned char)opening[length - 1]) || strchr(" ():.,!", opening[length - 1])))
        opening[--length] = '\0';
    return length && is_one_of(opening, ws_phrases_opening_furniture);
}

bool ws_phrase_asks(const char *text, size_t size)
{
    static const char *const letters[] = {"newsletter", "inbox", "e-mail address", "email address", NULL};
    static const char *const verbs[] = {"sign up",    "subscribe",  "delivered", "straight to your",
                                        "enter your", "your inbox", NULL};
    char opening[OPENING_BYTES];
    bool letter = false, verb = false;

    open_text(text, size, opening);
    if (begins_with_one(opening, ws_phrases_asking)) return true;
    for (size_t i = 0; letters[i]; i++) letter = letter || strstr(opening, letters[i]);
    for (size_t i = 0; verbs[i]; i++) verb = verb || strstr(opening, verbs[i]);
    return (letter && verb) || (size >= 2 && (unsigned char)text[0] == 0xC2 && (unsigned char)text[1] == 0xA9);
}

bool ws_phrase_signs_off(const char *text, size_t size)
{
    static const char *const requests[] = {"reach", "contact", "email", "e-mail",       "write to", "follow", "send",
                                           "call",  "message", "tweet", "get in touch", "find",     "visit",  NULL};
    static const char *const places[] = {"@",      "newsroom",    "newsdesk",   "www.",        "http",    ".com",
                                         "phone",  "story ideas", "by e-mail",  "by email",    "by mail", " us at",
                                         " us on", "our website", "on twitter", "on facebook", NULL};
    static const char *const writers[] = {" is a reporter",
                                          " is a staff writer",
                                          " is a correspondent",
                                          " is a senior reporter",
                                          " is a columnist",
                                          " is a freelance",
                                          " is an editor",
                                          " is the editor",
                                          " contributed to this",
                                          " contributed reporting",
                                          NULL};
    char opening[OPENING_BYTES];

    open_text(text, size, opening);
    for (size_t i = 0; begins_with_one(opening, requests) && places[i]; i++)
        if (strstr(opening, places[i])) return true;
    for (size_t i = 0; writers[i]; i++)
        if (strstr(opening, writers[i]) && strstr(opening, writers[i]) < opening + 40) return true;
    return false;
}

size_t ws_phrase_credit(const char *text, size_t size)
{
    static const char *const words[] = {"photo", "photograph", "photography", "photos",     "picture",
                                        "image", "credit",     "courtesy",    "file photo", NULL};

    for (size_t i = 1; i < size && size <= CAPTION_BYTES; i++) {
        char opening[OPENING_BYTES];
        size_t begin = i + (text[i] == '(' || text[i] == '[');

        if (text[i - 1] != ' ' || !strchr("(/|PICpic[", text[i])) continue;
        open_text(text + begin, size - begin < OPENING_BYTES ? size - begin : OPENING_BYTES - 2, opening);
        if (!begins_with_one(opening, words)) continue;
        /* "Photo: Ann Lee", "(Photo by Ann Lee)", not "a photo of the river" */
        opening[strcspn(opening, "\n")] = '\0';
        if (strchr(opening, ':') || strstr(opening, " by ")) {
            while (i > 0 && strchr(" /|([", text[i - 1])) i--;
            return i;
        }
    }
    return size;
}

bool ws_phrase_locks(const char *text, size_t size)
{
    static const char *const phrases[] = {"to continue reading", "to read the full",
                                          "to keep reading",     "to read on",
                                          "subscribe to read",   "subscribe to continue",
                                          "subscribe to unlock", "for subscribers",
                                          "subscribers only",    "subscriber-only",
                                          "subscriber only",     "already a subscriber",
                                          "subscribe now",       "unlock this article",
                                          "register to read",    "log in to read",
                                          "sign in to read",     "to read this article",
                                          "premium content",     "exclusive to subscribers",
                                          "become a subscriber", NULL};
    char opening[OPENING_BYTES];

    open_text(text, size, opening);
    for (size_t i = 0; phrases[i]; i++)
        if (strstr(opening, phrases[i])) return true;
    return false;
}
