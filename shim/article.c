/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sealing an article: what a reader filled is checked, bounded and given its identity. */
#include "date.h"
#include "record.h"
#include "unicode.h"

#include <stdio.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>

enum { TEXT_BYTES = 8 * 1024 * 1024, FIELD_BYTES = 4096, ID_BYTES = 1024, NOTE_BYTES = 80 };

static bool is_space(uint32_t character)
{
    return uc_is_property_white_space(character) || character < 0x20 || (character >= 0x7f && character < 0xa0);
}

static bool is_blank(const char *text, size_t size)
{
    for (size_t i = 0, length; i < size; i += length)
        if (!is_space(ws_utf8_next(text + i, size - i, &length))) return false;
    return true;
}

/* Largest size at most `limit` that ends between two characters. */
static size_t cut_at_character(const char *text, size_t size, size_t limit)
{
    if (size <= limit) return size;
    while (limit > 0 && ((unsigned char)text[limit] & 0xc0) == 0x80) limit--;
    return limit;
}

/* A field on one line: white space and control characters are single blanks, none at the ends; NULL when nothing is
 * left. */
static ws_status tidy_field(ws_arena *arena, const char **field, const char *name, ws_error *error)
{
    if (!*field) return WS_OK;
    size_t size = strlen(*field), written = 0;
    if (ws_utf8_check(*field, size) != size) return ws_fail(error, WS_REFUSED, NULL, "the %s is not valid UTF-8", name);
    size = cut_at_character(*field, size, FIELD_BYTES);
    char *tidy = ws_arena_alloc(arena, size + 1);
    if (!tidy) return ws_no_memory(error);
    bool blank = false;
    for (size_t i = 0, length; i < size; i += length) {
        if (is_space(ws_utf8_next(*field + i, size - i, &length))) {
            blank = written > 0;
            continue;
        }
        if (blank) tidy[written++] = ' ';
        blank = false;
        memcpy(tidy + written, *field + i, length);
        written += length;
    }
    *field = written ? tidy : NULL;
    return WS_OK;
}

static ws_status tidy_fields(ws_arena *arena, ws_article *article, ws_error *error)
{
    const struct {
        const char **field, *name;
    } fields[] = {
        {&article->title, "title"},       {&article->url, "URL"},         {&article->publisher, "publisher"},
        {&article->author, "author"},     {&article->section, "section"}, {&article->language, "language"},
        {&article->dateline, "dateline"}, {&article->credit, "credit"},   {&article->correction, "correction"}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        ws_status status = tidy_field(arena, fields[i].field, fields[i].name, error);
        if (status) return status;
    }
    return WS_OK;
}

ws_status ws_article_note_date(ws_arena *arena, ws_article *article, const char *name, const char *written,
                               ws_error *error)
{
    ws_error shown; /* bytes of any kind become text that can be shown */
    size_t size = cut_at_character(written, strlen(written), NOTE_BYTES);
    if (article->unread_date) return WS_OK;
    ws_fail(&shown, WS_OK, NULL, "%s \"%.*s%s\"", name, (int)size, written, written[size] ? "..." : "");
    article->unread_date = ws_arena_strdup(arena, shown.message);
    return article->unread_date ? WS_OK : ws_no_memory(error);
}

static ws_status normalise_date(ws_arena *arena, ws_article *article, const char **date, const char *name,
                                ws_error *error)
{
    char iso[WS_DATE_BYTES];
    const char *written = *date;
    *date = NULL;
    if (!written || is_blank(written, strlen(written))) return WS_OK;
    if (!ws_date_iso(written, iso)) return ws_article_note_date(arena, article, name, written, error);
    *date = ws_arena_strdup(arena, iso);
    return *date ? WS_OK : ws_no_memory(error);
}

/* Until when it waits is unknown where that date cannot be understood: it waits. */
static ws_status normalise_dates(ws_arena *arena, ws_article *article, ws_error *error)
{
    bool waits = article->embargoed && !is_blank(article->embargoed, strlen(article->embargoed));
    ws_status status = normalise_date(arena, article, &article->published, "published", error);
    if (!status) status = normalise_date(arena, article, &article->updated, "updated", error);
    if (!status) status = normalise_date(arena, article, &article->embargoed, "embargoed", error);
    if (waits && !article->embargoed && article->release == WS_RELEASE_USABLE) article->release = WS_RELEASE_WITHHELD;
    return status;
}

/* File names are bytes; the record holds UTF-8 only. */
static ws_status tidy_path(ws_arena *arena, ws_article *article, ws_error *error)
{
    if (!article->path) return WS_OK;
    size_t size = strlen(article->path), bad = ws_utf8_check(article->path, size);
    if (bad == size) return WS_OK;
    char *path = ws_arena_string(arena, article->path, size);
    if (!path) return ws_no_memory(error);
    for (; bad < size; bad += ws_utf8_check(path + bad, size - bad)) path[bad] = '?';
    article->path = path;
    return WS_OK;
}

static ws_status check_text(const ws_article *article, ws_error *error)
{
    if (article->text_size > TEXT_BYTES)
        return ws_fail(error, WS_REFUSED, "split it into its articles", "the text has %zu bytes, more than %d MiB",
                       article->text_size, TEXT_BYTES / 1024 / 1024);
    size_t bad = ws_utf8_check(article->text, article->text_size);
    if (bad != article->text_size)
        return ws_fail(error, WS_REFUSED, "convert it to UTF-8 first (iconv)",
                       "the text is not valid UTF-8 at byte %zu", bad);
    if (is_blank(article->text, article->text_size)) return ws_fail(error, WS_REFUSED, NULL, "the text is empty");
    return WS_OK;
}

static bool is_character_start(const ws_article *article, uint32_t offset)
{
    return offset == article->text_size || ((unsigned char)article->text[offset] & 0xc0) != 0x80;
}

/* The parts as a string, for the hash; NULL when there are none. */
static ws_status check_parts(ws_arena *arena, const ws_article *article, const char **as_text, ws_error *error)
{
    enum { PART_CHARACTERS = 40 };
    *as_text = NULL;
    if (!article->part_count) return WS_OK;
    char *out = ws_arena_array(arena, article->part_count, PART_CHARACTERS), *at = out;
    if (!out) return ws_no_memory(error);
    for (size_t i = 0, before = 0; i < article->part_count; i++) {
        const ws_article_part *part = &article->parts[i];
        ws_span span = part->span;
        if (span.begin < before || span.end <= span.begin || span.end > article->text_size ||
            !is_character_start(article, span.begin) || !is_character_start(article, span.end))
            return ws_fail(error, WS_REFUSED, NULL, "its reader marked a part that is not in the text");
        if (part->part <= WS_PART_BODY || (size_t)part->part >= ws_value_count(WS_PARTS))
            return ws_fail(error, WS_REFUSED, NULL, "its reader marked a part without a name");
        at +=
            snprintf(at, PART_CHARACTERS, "%u-%u %s;", span.begin, span.end, ws_value_name(WS_PARTS, (int)part->part));
        before = span.end;
    }
    *as_text = out;
    return WS_OK;
}

/* Did a reader make this id of the path, because the input has none of its own? */
static bool id_is_of_path(const ws_article *article)
{
    size_t size = article->path ? strlen(article->path) : 0;
    return size && !strncmp(article->input_id, article->path, size) && article->input_id[size] == '#';
}

/* "publisher/id", where slashes of the publisher's own are written %2F: A/B with C is another than A with B/C. */
static const char *id_within(ws_arena *arena, const char *publisher, const char *own)
{
    char *id = ws_arena_alloc(arena, 3 * strlen(publisher) + 1 + strlen(own) + 1), *at = id;
    if (!id) return NULL;
    for (; *publisher; publisher++) {
        if (*publisher == '/' || *publisher == '%')
            at += snprintf(at, 4, "%%%02X", (unsigned)*publisher);
        else
            *at++ = *publisher;
    }
    *at++ = '/';
    memcpy(at, own, strlen(own) + 1);
    return id;
}

/* Addresses, and names that somebody is in charge of: the same in every file. */
static bool is_unique(const char *own)
{
    return strstr(own, "://") || strncmp(own, "urn:", 4) == 0 || strncmp(own, "tag:", 4) == 0;
}

/* Other ids without a publisher are unique in their file only, so the file's path is part of the identity: two files
 * that both number their articles from 1 must not overwrite each other. */
static const char *identify(ws_arena *arena, const ws_article *article)
{
    const char *own = article->input_id && *article->input_id ? article->input_id : NULL;
    bool of_path = own && id_is_of_path(article);
    if (own && !of_path && article->publisher) return id_within(arena, article->publisher, own);
    if (own && is_unique(own)) return own;
    if (article->url) return ws_arena_string(arena, article->url, strcspn(article->url, "#"));
    if (own && !of_path && article->path) return ws_arena_printf(arena, "%s#%s", article->path, own);
    if (own) return own;
    return article->path ? article->path : "";
}

static ws_status derive_id(ws_arena *arena, ws_article *article, ws_error *error)
{
    if (article->input_id && ws_utf8_check(article->input_id, strlen(article->input_id)) != strlen(article->input_id))
        return ws_fail(error, WS_REFUSED, NULL, "the id is not valid UTF-8");
    const char *id = identify(arena, article);
    if (!id) return ws_no_memory(error);
    size_t size = strlen(id);
    if (size > ID_BYTES) {
        char hex[33];
        ws_hash_hex(ws_hash_bytes(id, size), hex);
        id = ws_arena_printf(arena, "%.*s#%s", (int)cut_at_character(id, size, ID_BYTES - sizeof hex), id, hex);
        if (!id) return ws_no_memory(error);
    }
    if (!*id) return ws_fail(error, WS_REFUSED, NULL, "the article has no id, no URL and no path");
    article->id = id;
    return WS_OK;
}

ws_status ws_article_seal(ws_arena *arena, ws_article *article, ws_error *error)
{
    const char *marked;
    ws_status status = check_text(article, error);
    if (!status) status = check_parts(arena, article, &marked, error);
    if (!status) status = tidy_fields(arena, article, error);
    if (!status) status = tidy_path(arena, article, error);
    if (!status) status = normalise_dates(arena, article, error);
    if (!status) status = derive_id(arena, article, error);
    if (status) return status;
    const char *const parts[] = {article->text,
                                 article->title,
                                 article->url,
                                 article->publisher,
                                 article->author,
                                 article->section,
                                 article->published,
                                 article->updated,
                                 article->language,
                                 article->dateline,
                                 article->credit,
                                 article->correction,
                                 article->embargoed,
                                 ws_value_name(WS_RELEASES, article->release),
                                 marked};
    article->content = ws_hash_strings(parts, sizeof parts / sizeof *parts);
    return WS_OK;
}
