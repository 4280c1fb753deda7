/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "press.h"

#include "lines.h"
#include "text.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum {
    FIRST_LINES = 12, /* among which the mark of a release stands */
    MARK_BYTES = 160, /* longest line with a mark */
    AFTER_MARK_WORDS = 3,
    HEADLINE_WORDS = 5,
    NAME_WORDS = 6,   /* of a contact */
    ABOUT_WORDS = 12, /* of the heading "About ..." */
    PHONE_DIGITS = 7
};

typedef enum { LINE_OTHER, LINE_MARK, LINE_EMBARGO, LINE_CONTACT, LINE_DETAIL, LINE_DATE, LINE_RULE } line_kind;

static bool begins(ws_line line, const char *prefix)
{
    size_t size = strlen(prefix);

    return line.size >= size && strncasecmp(line.text, prefix, size) == 0 &&
           (line.size == size || !isalnum((unsigned char)line.text[size]));
}

static bool begins_any(ws_line line, const char *const *prefixes)
{
    for (; *prefixes; prefixes++)
        if (begins(line, *prefixes)) return true;
    return false;
}

/* Without what decorates it: "***FOR IMMEDIATE RELEASE***", "– ENDS –". */
static ws_line bare(ws_line line)
{
    while (line.size > 0 && !isalnum((unsigned char)*line.text)) {
        line.text++;
        line.size--;
    }
    while (line.size > 0 && !isalnum((unsigned char)line.text[line.size - 1])) line.size--;
    return line;
}

static size_t count_words(ws_line line)
{
    size_t words = 0;
    bool inside = false;

    for (size_t i = 0; i < line.size; i++) {
        bool blank = isspace((unsigned char)line.text[i]);

        words += !blank && !inside;
        inside = !blank;
    }
    return words;
}

static bool is_detail(ws_line line)
{
    static const char *const labels[] = {"e",      "c",     "o",       "p",       "t",      "m",
                                         "tel",    "phone", "email",   "e-mail",  "mobile", "cell",
                                         "office", "web",   "website", "twitter", NULL};
    size_t digits = 0;

    if (line.size > MARK_BYTES) return false;
    for (size_t i = 0; i < line.size; i++) digits += isdigit((unsigned char)line.text[i]) != 0;
    if (memchr(line.text, '@', line.size) && count_words(line) <= 2 * NAME_WORDS) return true;
    if (digits >= PHONE_DIGITS && count_words(line) <= 2 * NAME_WORDS && line.text[line.size - 1] != '.') return true;
    return begins_any(line, labels) && memchr(line.text, ':', line.size) && count_words(line) <= NAME_WORDS;
}

static bool is_contact(ws_line line)
{
    static const char *const labels[] = {"contact",
                                         "contacts",
                                         "media contact",
                                         "media contacts",
                                         "press contact",
                                         "press contacts",
                                         "news contact",
                                         "media inquiries",
                                         "media enquiries",
                                         "press inquiries",
                                         "press enquiries",
                                         "for further information",
                                         "for more information",
                                         "for media inquiries",
                                         "for media enquiries",
                                         NULL};
    ws_line words = bare(line);

    if (line.size > MARK_BYTES || !begins_any(words, labels)) return false;
    return memchr(line.text, ':', line.size) || is_detail(line) || count_words(line) <= 2;
}

/* "January 3, 2022", "1/12/2022", "Tuesday, 4 March 2025": nothing else on the line. */
static bool is_date(ws_line line)
{
    char copy[48], iso[WS_DATE_BYTES];
    size_t slashes = 0, others = 0;

    if (line.size >= sizeof copy) return false;
    memcpy(copy, line.text, line.size);
    copy[line.size] = '\0';
    for (size_t i = 0; i < line.size; i++) {
        slashes += copy[i] == '/' || copy[i] == '.';
        others += !isdigit((unsigned char)copy[i]) && copy[i] != '/' && copy[i] != '.';
    }
    if (others == 0 && slashes == 2) return true;
    return ws_date_iso(copy, iso) || (count_words(line) <= 4 && ws_press_moment(line.text, line.size, iso));
}

/* "FOR IMMEDIATE RELEASE", perhaps with the contact behind it; a headline may begin with such words, then others
 * follow. */
static bool is_mark(ws_line words)
{
    static const char *const marks[] = {
        "for immediate release", "for immediate use", "press release",  "news release",  "media release",
        "media statement",       "press statement",   "media advisory", "news advisory", NULL};

    for (size_t i = 0; marks[i]; i++) {
        size_t size = strlen(marks[i]);
        ws_line rest = {words.text + size, words.size - size, false};

        if (words.size < size || strncasecmp(words.text, marks[i], size) != 0) continue;
        if (rest.size > 0 && islower((unsigned char)*rest.text)) return false;
        rest = bare(rest);
        return count_words(rest) <= AFTER_MARK_WORDS || is_contact(rest);
    }
    return false;
}

static line_kind kind_of(ws_line line)
{
    static const char *const embargoes[] = {"embargo",
                                            "embargoed",
                                            "under embargo",
                                            "strictly embargoed",
                                            "strict embargo",
                                            "for release",
                                            "not for release before",
                                            "not for release until",
                                            "not for publication before",
                                            "not for publication until",
                                            NULL};
    ws_line words = bare(line);

    if (words.size == 0) return LINE_RULE;
    if (is_contact(line)) return LINE_CONTACT;
    if (is_date(line)) return LINE_DATE;
    if (words.size > MARK_BYTES) return LINE_OTHER;
    if (is_mark(words)) return LINE_MARK;
    if (begins_any(words, embargoes) && line.text[line.size - 1] != '.') return LINE_EMBARGO;
    return is_detail(line) ? LINE_DETAIL : LINE_OTHER;
}

bool ws_press_begins(const char *text, size_t size)
{
    ws_line line;
    size_t at = 0;

    for (size_t i = 0; i < FIRST_LINES && ws_line_next(text, size, &at, &line); i++) {
        line_kind kind = kind_of(line);

        if (kind == LINE_MARK || kind == LINE_EMBARGO) return true;
        if (kind == LINE_CONTACT && i == 0) return true;
    }
    return false;
}

/* A name between "Contact:" and a number or an address. */
static bool is_contact_name(const char *text, size_t size, size_t at, ws_line line)
{
    ws_line next;

    return count_words(line) <= NAME_WORDS && ws_line_next(text, size, &at, &next) && kind_of(next) == LINE_DETAIL;
}

static ws_status keep_date(ws_arena *arena, ws_line line, const char **field, ws_error *error)
{
    char iso[WS_DATE_BYTES];

    if (*field || !ws_press_moment(line.text, line.size, iso)) return WS_OK;
    *field = ws_arena_strdup(arena, iso);
    return *field ? WS_OK : ws_no_memory(error);
}

static ws_status obey_embargo(ws_arena *arena, ws_line line, ws_article *article, ws_error *error)
{
    static const char lifted[] = "lifted";
    bool is_over = memmem(line.text, line.size, lifted, sizeof lifted - 1) != NULL;
    ws_status status;

    if (is_over) return WS_OK;
    status = keep_date(arena, line, &article->embargoed, error);
    if (status == WS_OK && !article->embargoed) article->release = WS_RELEASE_WITHHELD;
    return status;
}

/* Is what stands above the mark ("Office of the Governor", a headline) followed by it? */
static bool stands_above(const ws_article *article, ws_line line, size_t at)
{
    return line.text < article->text + at && ws_press_begins(article->text + at, article->text_size - at);
}

static ws_status read_head_line(ws_arena *arena, ws_article *article, line_kind kind, ws_line line, ws_error *error)
{
    if (kind == LINE_DATE) return keep_date(arena, line, &article->published, error);
    return kind == LINE_EMBARGO ? obey_embargo(arena, line, article, error) : WS_OK;
}

/* What stands before the headline; *begin goes behind it. *above becomes a headline that stands before the mark. */
static ws_status read_head(ws_arena *arena, ws_article *article, size_t *begin, ws_line *above, ws_error *error)
{
    bool after_contact = false, after_mark = false;
    size_t at = 0;
    ws_line line;

    for (size_t i = 0; i < 2 * FIRST_LINES && ws_line_next(article->text, article->text_size, &at, &line); i++) {
        line_kind kind = kind_of(line);
        ws_status status = read_head_line(arena, article, kind, line, error);

        if (status != WS_OK) return status;
        if (kind == LINE_OTHER && !after_mark && stands_above(article, line, at)) {
            if (above->size == 0 && count_words(line) >= HEADLINE_WORDS) *above = line;
            continue;
        }
        if (kind == LINE_OTHER && !(after_contact && is_contact_name(article->text, article->text_size, at, line)))
            return WS_OK;
        *begin = at;
        after_contact = after_contact || kind == LINE_CONTACT;
        after_mark = after_mark || kind == LINE_MARK || kind == LINE_EMBARGO || kind == LINE_CONTACT;
    }
    return WS_OK;
}

static bool is_end_mark(ws_line line)
{
    static const char *const words[] = {"30", "end", "ends", "xxx", NULL};
    ws_line word = bare(line);

    if (line.size > 16) return false;
    if (word.size == 0) return memchr(line.text, '#', line.size) && line.size >= 3;
    return begins_any(word, words) && count_words(word) == 1;
}

static bool is_heading_about(ws_line line)
{
    return line.size > 6 && strncmp(line.text, "About ", 6) == 0 && count_words(line) <= ABOUT_WORDS &&
           line.text[line.size - 1] != '.';
}

/* Where the body ends. What only stands at the end of a release counts only in its second half. */
static size_t find_end(const ws_article *article, size_t begin)
{
    static const char *const notes[] = {"notes to editors", "note to editors", "notes for editors",
                                        "note for editors", "notes to editor", "note to editor",
                                        "editors' notes",   "editor's notes",  NULL};
    size_t half = begin + (article->text_size - begin) / 2;
    size_t at = begin;
    ws_line line;

    while (ws_line_next(article->text, article->text_size, &at, &line)) {
        size_t from = (size_t)(line.text - article->text);

        if (is_end_mark(line) || begins_any(bare(line), notes)) return from;
        if (from >= half && (is_heading_about(line) || is_contact(line))) return from;
    }
    return article->text_size;
}

/* A date line between headline and body. */
static ws_status read_date(ws_arena *arena, ws_article *article, ws_error *error)
{
    size_t at = 0;
    ws_line line;

    for (int i = 0; i < 3 && !article->published && ws_line_next(article->text, article->text_size, &at, &line); i++) {
        if (is_date(line) && keep_date(arena, line, &article->published, error) != WS_OK) return WS_NO_MEMORY;
    }
    return WS_OK;
}

/* Headline and dateline of the body; a headline above the mark where it has none itself. */
static ws_status read_headings(ws_arena *arena, ws_article *article, ws_line above, ws_error *error)
{
    ws_status status = read_date(arena, article, error);

    if (status == WS_OK) status = ws_text_headings(arena, article, error);
    if (status != WS_OK || article->title || above.size == 0) return status;
    article->title = ws_arena_string(arena, above.text, above.size);
    return article->title ? WS_OK : ws_no_memory(error);
}

ws_status ws_press_release(ws_arena *arena, ws_article *article, ws_error *error)
{
    size_t begin = 0, end;
    ws_line above = {"", 0, false}, body = {"", 0, false};
    ws_status status;

    if (!ws_press_begins(article->text, article->text_size)) return WS_OK;
    status = read_head(arena, article, &begin, &above, error);
    if (status != WS_OK) return status;
    end = find_end(article, begin);
    if (begin < end) body = ws_trim(article->text + begin, end - begin);
    if (body.size == 0)
        return ws_fail(error, WS_REFUSED, NULL, "the press release has no text between its head and its end");
    article->text = ws_arena_string(arena, body.text, body.size);
    if (!article->text) return ws_no_memory(error);
    article->text_size = body.size;
    return read_headings(arena, article, above, error);
}
