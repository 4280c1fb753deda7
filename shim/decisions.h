/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions: what a person settled about statements and speakers, kept in a journal outside the index, so that they
 * hold after an update, with another model, and when the index is made again from nothing.
 *
 * The journal is `decisions.jsonl` in the folder that holds the index (so shards that lie side by side share it): one
 * JSON object a line, only ever appended to, readable by its owner alone. A later line goes before an earlier one about
 * the same field; an undone line counts no more. ws_index_decide (index.h) lays decisions over an index. */
#ifndef WS_DECISIONS_H
#define WS_DECISIONS_H

#include "arena.h"
#include "record.h"
#include "status.h"

#include <cjson/cJSON.h>

#pragma GCC visibility push(default)

typedef enum ws_decision_kind {
    WS_DECISION_CORRECTION, /* of fields of a statement */
    WS_DECISION_REJECTION,  /* this is no statement, or must not be shown: out of searches, counts and exports */
    WS_DECISION_MERGE,      /* two name keys are one speaker */
    WS_DECISION_SPLIT,      /* name keys are not the first one's speaker */
    WS_DECISION_UNDO,       /* of an earlier line */
    WS_DECISION_PURGE,      /* an article was erased and is refused from now on */
    WS_DECISION_HIDING,     /* names are shown nowhere: an order of anonymity */
    WS_DECISION_LINK,       /* a statement answers another one, or does not */
    WS_DECISION_KINDS
} ws_decision_kind;

enum { WS_DECISION_NAMES = 64 }; /* one decision has no more */

const char *ws_decision_kind_name(ws_decision_kind kind); /* "correction"; never NULL */

/* Which statement is meant: its id, and for when that is gone its words and place. All texts but ids and title are
 * folded words. */
typedef struct ws_decision_place {
    const char *statement;       /* id, 32 hex digits; NULL: the decision is about no statement */
    const char *article, *title; /* id of the article; its headline, NULL where it has none */
    const char *source, *cue, *words;
    uint32_t paragraph;
} ws_decision_place;

/* Fields as they were, or as they are to be; what is not set stays. */
typedef struct ws_decided {
    bool has_speakers, has_via;
    const char **speakers; /* names; none: not known */
    size_t speaker_count;
    int type;    /* ws_speaker_type of every speaker (none: the text gives no speaker), or -1 */
    int act;     /* ws_act or -1 */
    ws_via *via; /* nearest the reporter last; none: first-hand */
    size_t via_count;
} ws_decided;

typedef struct ws_decided_name {
    const char *key, *name;
} ws_decided_name;

typedef struct ws_decision {
    ws_decision_kind kind;
    const char *id;               /* 16 hex digits */
    const char *when, *who, *why; /* ISO 8601 UTC; never empty */
    ws_decision_place place;      /* of a correction or rejection; of a link, the response */
    ws_decision_place claim;      /* of a link: what it answers */
    bool linked;                  /* of a link: it does */
    ws_decided before, after;     /* of a correction */
    ws_decided_name *names;       /* of a merge (two), split (two or more) or hiding */
    size_t name_count;
    const char *article_hash, *text_hash; /* of a purge: 32 hex digits, all that is kept; see ws_purge_hashes */
    const char *undoes;                  /* of an undo: id of the other line */
    const struct ws_decision *undone_by; /* NULL: it counts */
    const char *file;                    /* where it was read */
    size_t line;
} ws_decision;

typedef struct ws_decisions {
    ws_decision *items; /* oldest first */
    size_t count;
    const char *torn; /* journal whose last line was never finished (a power cut); it doesn't count. NULL: none */
} ws_decisions;

/* The journal beside an index. NULL: no memory. */
char *ws_decisions_beside(ws_arena *arena, const char *place);

/* Reads journals; one that isn't there has no decisions, the same one given twice is read once, those of several are
 * put in the order of their times. WS_CORRUPT names file and line of what is damaged; WS_FUTURE; WS_IO. Everything lies
 * in the arena. */
ws_status ws_decisions_load(ws_arena *arena, const char *const *files, size_t count, ws_decisions *out,
                            ws_error *error);

/* Appends a decision and sets its id and file. When this returns WS_OK it is on disk: file, and the folder's entry
 * where the file is new. A line that a power cut left unfinished is cut off first. WS_LOCKED after some seconds of
 * waiting. On any failure the file is as it was. */
ws_status ws_decisions_append(ws_arena *arena, const char *file, ws_decision *decision, ws_error *error);

/* The decision that has this id or is the only one whose id begins so (four digits or more): WS_USAGE, WS_NOT_FOUND. */
ws_status ws_decisions_named(const ws_decisions *decisions, const char *id, const ws_decision **out, ws_error *error);

/* What counts at the end about each pair of name keys, each pair once, in the order of its keys: for ws_people_decide.
 */
typedef struct ws_speaker_pair {
    const char *a, *b; /* a: the one that was named first; of a split, the one that is taken away */
    bool merged;       /* false: split */
    const ws_decision *decision;
} ws_speaker_pair;
typedef struct ws_speaker_pairs {
    ws_speaker_pair *items;
    size_t count;
} ws_speaker_pairs;
ws_status ws_decisions_pairs(ws_arena *arena, const ws_decisions *decisions, ws_speaker_pairs *out, ws_error *error);

/* --- purging: shim/purges.c --- */

/* What a purge keeps of an article: hashes of its id and of the folded words of its text. */
ws_status ws_purge_hashes(ws_arena *arena, const char *article_id, const char *text, const char **article_hash,
                          const char **text_hash, ws_error *error);

/* Purges that count, for looking up. In the arena. */
typedef struct ws_purges {
    const ws_decision **by_article, **by_text; /* in the order of the hash */
    size_t count;
} ws_purges;
ws_status ws_purges_collect(ws_arena *arena, const ws_decisions *decisions, ws_purges *out, ws_error *error);
/* The purge of this hash, or NULL. */
const ws_decision *ws_purges_article(const ws_purges *purges, const char *article_hash);
const ws_decision *ws_purges_text(const ws_purges *purges, const char *text_hash);

/* Writes a journal anew without the decisions about the statements of an article, and what undid them. It is replaced in
 * one step, under its lock, and on disk when this returns; stopped at any point, it is the old one or the new one.
 * *dropped: how many lines went. WS_CORRUPT, WS_LOCKED, WS_IO. */
ws_status ws_decisions_forget(ws_arena *arena, const char *file, const char *article_id, size_t *dropped,
                              ws_error *error);

/* The place of a statement as a decision keeps it, and its fields as they are. */
ws_status ws_decision_place_of(ws_arena *arena, const ws_article *article, const ws_statement *statement,
                               ws_decision_place *out, ws_error *error);
ws_status ws_decided_of(ws_arena *arena, const ws_statement *statement, ws_decided *out, ws_error *error);

/* Sets the fields in a loaded statement, whose speakers are replaced, never written to. A speaker whose name begins
 * with a small letter gets a key only as a person; unnamed ones never get one. */
ws_status ws_decided_apply(ws_arena *arena, const ws_decided *decided, ws_statement *statement, ws_error *error);

/* May speakers of this type have a name key at all? */
bool ws_speaker_type_is_named(ws_speaker_type type);

/* The line of a journal as JSON. NULL: no memory. */
cJSON *ws_decision_json(const ws_decision *decision);
/* Reads it; `what` ("FILE, line 3") stands in messages. WS_CORRUPT, WS_FUTURE, WS_NO_MEMORY. */
ws_status ws_decision_read(ws_arena *arena, const char *bytes, size_t size, const char *what, ws_decision *out,
                           ws_error *error);

#pragma GCC visibility pop
#endif
