/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes in which an article says that it was corrected. */
#include "internal.h"
#include "text.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum {
    OPENING_BYTES = 400,
    NOTE_BYTES = 3000, /* longer is no note */
    FIRST = 4,         /* paragraphs from the beginning, and from the end, where notes stand */
    LAST = 4
};

/* The beginning in lower case, with plain apostrophes and single blanks, from the first letter on. "" for what begins
 * with a quotation mark. */
static void open_note(const char *text, size_t size, char out[OPENING_BYTES])
{
    size_t written = 0;

    for (size_t i = 0, length; i < size && written + 1 < OPENING_BYTES; i += length) {
        uint32_t point = ws_utf8_next(text + i, size - i, &length);

        if (point == 0x2019) point = '\'';
        if (point == 0x2013 || point == 0x2014) point = '-';
        if (point == 0xA0 || (point < 0x80 && isspace((int)point))) point = ' ';
        if (!written && (point == '"' || point == '\'' || ws_text_is_quote(point))) break;
        if (point >= 0x80 || (!written && !isalpha((int)point))) continue;
        if (point == ' ' && out[written - 1] == ' ') continue;
        out[written++] = (char)tolower((int)point);
    }
    out[written] = '\0';
}

static const char *behind(const char *text, const char *beginning)
{
    size_t size = strlen(beginning);

    return strncmp(text, beginning, size) == 0 ? text + size : NULL;
}

static const char *behind_one_of(const char *text, const char *const *beginnings)
{
    for (; *beginnings; beginnings++)
        if (behind(text, *beginnings)) return behind(text, *beginnings);
    return NULL;
}

static const char *const things[] = {"article", "story",   "report", "post",       "piece",   "headline", "page",
                                     "column",  "review",  "item",   "obituary",   "caption", "graphic",  "map",
                                     "chart",   "version", "photo",  "newsletter", "blog",    "dispatch", NULL};

/* "an earlier version of this story misstated", and not "of the bill". */
static bool tells_of_version(const char *opening)
{
    static const char *const versions[] = {"an earlier version of ", "a previous version of ",   "earlier versions of ",
                                           "previous versions of ",  "the original version of ", NULL};
    static const char *const which[] = {"this ", "the ", "our ", NULL};
    const char *rest = behind_one_of(opening, versions);

    rest = rest ? behind_one_of(rest, which) : NULL;
    return rest && behind_one_of(rest, things);
}

/* "this article was amended", "the headline of this story has been corrected". */
static bool tells_of_mending(const char *opening)
{
    static const char *const which[] = {"this ", "the ", NULL};
    static const char *const mended[] = {" was amended",
                                         " has been amended",
                                         " was corrected",
                                         " has been corrected",
                                         " was updated to correct",
                                         " has been updated to correct",
                                         " has been updated to clarify",
                                         " was updated to clarify",
                                         " has been edited to correct",
                                         " has been clarified",
                                         " corrects ",
                                         NULL};
    const char *rest = behind_one_of(opening, which);

    rest = rest ? behind_one_of(rest, things) : NULL;
    return rest && behind_one_of(rest, mended);
}

/* Agencies': "(Corrects figure in third paragraph)", "Company corrects period in March 19 item". */
static bool is_advisory(const char *opening, bool marked)
{
    static const char *const advisories[] = {"corrects ", "company corrects ", "refiles to correct", NULL};

    return behind_one_of(opening, advisories) && (marked || strstr(opening, " item"));
}

/* An editor's note may say anything. */
static bool says_mended(const char *rest)
{
    static const char *const words[] = {"correct",          "clarif",    "amended",       "misstated",
                                        "misspelled",       "misquoted", "misidentified", "earlier version",
                                        "previous version", "in error",  "erroneous",     NULL};

    for (size_t i = 0; words[i]; i++)
        if (strstr(rest, words[i])) return true;
    return false;
}

bool ws_text_corrects(const char *text, size_t size)
{
    static const char *const labels[] = {"correction:",
                                         "corrections:",
                                         "clarification:",
                                         "clarifications:",
                                         "correction -",
                                         "clarification -",
                                         "correction (",
                                         "correction and clarification:",
                                         "corrections and clarifications:",
                                         "correction appended",
                                         "corrected version",
                                         NULL};
    static const char *const before[] = {"editor's note:", "editors' note:", "editor's note -", "editors' note -",
                                         NULL};
    static const char *const lead[] = {"update:", "updated:", "note:", "note to readers:", NULL};
    char opening[OPENING_BYTES];
    const char *rest;

    open_note(text, size, opening);
    if (behind_one_of(opening, labels)) return true;
    rest = behind_one_of(opening, before);
    if (rest) return says_mended(rest);
    rest = behind_one_of(opening, lead);
    if (is_advisory(rest ? rest + strspn(rest, " ") : opening, rest || (size && strchr("(-", *text)))) return true;
    rest = rest ? rest + strspn(rest, " ") : opening;
    return tells_of_version(rest) || tells_of_mending(rest);
}

/* --- an article's notes --- */

/* Most articles have none of these words, and need not be looked at by paragraphs. */
static bool may_have(const ws_article *article)
{
    static const char *const words[] = {"correct", "clarif", "amended", "version of", "editor", NULL};

    for (size_t i = 0; words[i]; i++)
        if (strcasestr(article->text, words[i])) return true;
    return false;
}

static bool is_title(const ws_article *article, ws_span span)
{
    size_t size = article->title ? strlen(article->title) : 0;

    return size && span.end - span.begin >= size && strncmp(article->text + span.begin, article->title, size) == 0;
}

/* Between those that are there, in order. WS_OK too where another part has its place. */
static ws_status add_part(ws_arena *arena, ws_article *article, ws_span span, ws_error *error)
{
    ws_article_part *parts = ws_arena_array(arena, article->part_count + 1, sizeof *parts);
    size_t before = 0;

    if (!parts) return ws_no_memory(error);
    while (before < article->part_count && article->parts[before].span.end <= span.begin) before++;
    if (before < article->part_count && article->parts[before].span.begin < span.end) return WS_OK;
    if (before) memcpy(parts, article->parts, before * sizeof *parts);
    parts[before] = (ws_article_part){span, WS_PART_CORRECTION};
    if (before < article->part_count)
        memcpy(parts + before + 1, article->parts + before, (article->part_count - before) * sizeof *parts);
    article->parts = parts;
    article->part_count++;
    return WS_OK;
}

/* "... running costs. (Corrects date)": behind the words of the last paragraphs, which stay as they are. */
static const char *advisory_within(const char *text, ws_span span)
{
    static const char *const openings[] = {"(corrects ", "- corrects ", "(company corrects ", NULL};

    for (size_t i = 0; openings[i]; i++)
        for (const char *at = text + span.begin; (at = strcasestr(at, openings[i])) && at < text + span.end; at++)
            if (at > text + span.begin && (at[-1] == ' ' || at[-1] == '-' || at[-1] == '.')) return at;
    return NULL;
}

/* "CORRECTED - MILL REOPENS", "(CORRECTED) - MILL REOPENS". */
static bool title_corrects(const char *title)
{
    static const char word[] = "corrected";
    const char *behind_word = title + (*title == '(');

    if (strncasecmp(behind_word, word, sizeof word - 1) != 0) return false;
    behind_word += sizeof word - 1;
    return *behind_word == ')' || *behind_word == ':' || strncmp(behind_word, " -", 2) == 0;
}

/* What tells of it where no paragraph does. */
static ws_status note_elsewhere(ws_arena *arena, ws_article *article, const ws_paragraphs *paragraphs, ws_error *error)
{
    size_t first = paragraphs->count > LAST ? paragraphs->count - LAST : 0;

    for (size_t i = first; i < paragraphs->count && !article->correction; i++) {
        ws_span span = paragraphs->items[i].span;
        const char *note = advisory_within(article->text, span);

        if (!note) continue;
        article->correction = ws_arena_string(arena, note, (size_t)(article->text + span.end - note));
        if (!article->correction) return ws_no_memory(error);
    }
    if (!article->correction && article->title && title_corrects(article->title)) article->correction = article->title;
    return WS_OK;
}

static ws_status note_of_parts(ws_arena *arena, ws_article *article, ws_error *error)
{
    for (size_t i = 0; i < article->part_count && !article->correction; i++) {
        ws_span span = article->parts[i].span;

        if (article->parts[i].part != WS_PART_CORRECTION) continue;
        article->correction = ws_arena_string(arena, article->text + span.begin, span.end - span.begin);
        if (!article->correction) return ws_no_memory(error);
    }
    return WS_OK;
}

ws_status ws_text_correction_notes(ws_arena *arena, ws_article *article, ws_error *error)
{
    ws_paragraphs paragraphs = {.count = 0};
    ws_status status = WS_OK;

    if (may_have(article)) status = ws_text_paragraphs(arena, article->text, article->text_size, &paragraphs, error);
    for (size_t i = 0; i < paragraphs.count && status == WS_OK; i++) {
        ws_span span = paragraphs.items[i].span;

        if (i >= FIRST && i + LAST < paragraphs.count) continue;
        if (span.end - span.begin > NOTE_BYTES || (i == 0 && is_title(article, span))) continue;
        if (!ws_text_corrects(article->text + span.begin, span.end - span.begin)) continue;
        if (paragraphs.count > 1) status = add_part(arena, article, span, error);
    }
    if (status == WS_OK) status = note_of_parts(arena, article, error);
    return status == WS_OK ? note_elsewhere(arena, article, &paragraphs, error) : status;
}
