/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The schema of an index, as one table: every field with its name in queries, its term prefix, its value slot and its
 * JSON key. Indexing, queries, help and documentation all read this table. */
#ifndef WS_SCHEMA_H
#define WS_SCHEMA_H

#include "arena.h"
#include "record.h"

#include <stdbool.h>

#pragma GCC visibility push(default)

enum { WS_FORMAT_VERSION = 6, WS_TERM_BYTES = 200, WS_NO_SLOT = 0xffff };

typedef enum ws_field_id {
    WS_FIELD_TYPE,      /* document type: article or statement */
    WS_FIELD_ID,        /* unique id of a document */
    WS_FIELD_ARTICLE,   /* statement -> its article's id */
    WS_FIELD_STATE,     /* current, superseded, withdrawn */
    WS_FIELD_CONTENT,   /* no prefix: content words with positions */
    WS_FIELD_STEM,      /* stems of content words */
    WS_FIELD_QUOTED,    /* words inside quotation marks; the prefix alone: all of the content's are */
    WS_FIELD_SOURCE,    /* words of the source phrase */
    WS_FIELD_PARAGRAPH, /* words of the paragraph, for the fallback */
    WS_FIELD_TITLE,     /* words of the headline */
    WS_FIELD_BY,        /* words of the speakers' names */
    WS_FIELD_SPEAKER,   /* a speaker's whole name key */
    WS_FIELD_ROLE, WS_FIELD_OF, WS_FIELD_OUTLET, WS_FIELD_BYLINE, WS_FIELD_SECTION,
    WS_FIELD_FORM, WS_FIELD_ACT, WS_FIELD_SPEAKER_TYPE,
    WS_FIELD_PUBLISHED, /* day of publication, YYYYMMDD */
    WS_FIELD_TO, WS_FIELD_VIA, WS_FIELD_MEDIUM, WS_FIELD_SETTING,
    WS_FIELD_SAID_ON,   /* first day of when it was said, YYYYMMDD; the last one lies in a slot of its own */
    WS_FIELD_NAMING, WS_FIELD_FIRSTHAND,
    WS_FIELD_RESTS_ON,  /* id of a statement that this one rests on, and "yes" where there is any */
    WS_FIELD_ANSWERS,   /* id of a statement that this one answers, as a person decided, and "yes" where there is any */
    WS_FIELD_IS, WS_FIELD_HAS,
    WS_FIELD_COPY,      /* of an article: what its copies share (copies.cc) */
    WS_FIELD_CUE,       /* lemma of the word of saying */
    WS_FIELD_DAY,       /* month and day of publication and of when it was said; see below */
    WS_FIELD_SAMPLE,    /* one of WS_SAMPLES parts of all statements, by their ids */
    WS_FIELD_IN,        /* no terms: statements of articles in which another query finds one */
    WS_FIELD_COUNT
} ws_field_id;

typedef enum ws_field_kind {
    WS_KIND_INTERNAL, /* not for queries */
    WS_KIND_TEXT,     /* analysed words */
    WS_KIND_VALUE,    /* one of a vocabulary, as a boolean term */
    WS_KIND_PERIOD,   /* a range over a value slot */
    WS_KIND_LINK,     /* the id of another statement, or its beginning; "yes": any */
    WS_KIND_QUERY     /* a query in brackets */
} ws_field_kind;

typedef struct ws_field {
    ws_field_id id;
    const char *name;     /* in queries, "by"; NULL: not for queries */
    const char *prefix;   /* of terms; NULL: makes none */
    unsigned slot;        /* value slot or WS_NO_SLOT */
    ws_field_kind kind;
    int vocabulary;       /* ws_vocabulary for WS_KIND_VALUE, else -1 */
    bool stemmed;         /* text that matches by stem too */
    const char *json;     /* path in the statement's JSON, for documentation */
    const char *help;     /* one line */
} ws_field;

const ws_field *ws_field_get(ws_field_id id);
const ws_field *ws_field_named(const char *name); /* NULL: no such field */

/* The character by which terms and slots tell a value of a field's vocabulary, so that they stay small, and back; 0 and
 * -1: there is none. */
char ws_value_code(int value);
int ws_code_value(char code);
/* Fields whose whole value can be asked for: outlet:="The Ledger", outlet:="" for what has none. Its term is
 * ws_whole_value's. */
bool ws_field_has_whole(ws_field_id id);
/* "=" and the folded words. NULL: no memory. */
char *ws_whole_value(ws_arena *arena, const char *value);

/* What a day, YYYYMMDD, is found by: "p198704" and "p19870413" for statements published then, "p" for those without a
 * date; "s..." for those that were said then, where their article tells, and "s" for all of these. A part of the
 * samples is two hexadecimal digits, the last of the id. */
enum { WS_MONTH = 6, WS_DAY = 8, WS_SAMPLES = 256 };

/* The only way to make a term: prefix and folded value, no NUL, at most WS_TERM_BYTES, longer ones cut at a character
 * and ended with a hash of the whole; a value of the field's vocabulary by its code. NULL: no memory. */
char *ws_term(ws_arena *arena, ws_field_id field, const char *folded);

#pragma GCC visibility pop
#endif
