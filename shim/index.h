/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An index of statements: the C face of a Xapian database (or several). Only the C++ files of shim/ see Xapian; every
 * exception ends there as a ws_status with a hint. */
#ifndef WS_INDEX_H
#define WS_INDEX_H

#include "arena.h"
#include "date.h"
#include "decisions.h"
#include "query.h"
#include "record.h"
#include "status.h"

#include <stdint.h>

#pragma GCC visibility push(default)

/* --- reading --- */

typedef struct ws_index ws_index;

/* Opens one or several indexes as one: folders, servers ("remote:HOST:PORT" or "tcp:HOST:PORT", a xapian-tcpsrv) and files that list either
 * (Xapian's stub format). Format version and features of each are checked. A server that is lost is called once more
 * when something is asked; then WS_NETWORK names it. */
ws_status ws_index_open(const char *const *places, size_t count, ws_index **out, ws_error *error);
/* Where each of them is; NULL behind the last. Lives as long as the index. */
const char *ws_index_place(const ws_index *index, size_t part);
bool ws_place_is_remote(const char *place);
void ws_index_close(ws_index *index);

/* Lays decisions over the index: from now on searches, counts and what is shown are as if the statements had been read so.
 * The index itself stays as it is. The decisions, and hits, live no longer than their arena. */
void ws_index_decide(ws_index *index, const ws_decisions *decisions);

/* What a decision found, in the order of the decisions. Undone ones are not looked for; the keys of a merge or split all
 * have to be there. */
typedef enum {
    WS_FOUND_BY_ID,
    WS_FOUND_BY_WORDS, /* the statement has another id now: `id` */
    WS_FOUND_EARLIER,  /* only in an earlier version of its article */
    WS_FOUND_NOWHERE
} ws_found;
typedef struct ws_finding {
    ws_found found;
    ws_hash id; /* of the statement, where there is one */
} ws_finding;
ws_status ws_index_findings(ws_index *index, ws_arena *arena, const ws_finding **out, ws_error *error);

/* Said: the day it was said, where that is known, else the day of publication. Speaker: by the name key of the first one;
 * outlet: by its name. What has none of these comes last. Within one: as by relevance; of a speaker or outlet, the newest
 * first. */
typedef enum {
    WS_SORT_RELEVANCE, WS_SORT_PUBLISHED_ASCENDING, WS_SORT_PUBLISHED_DESCENDING,
    WS_SORT_SAID_ASCENDING, WS_SORT_SAID_DESCENDING, WS_SORT_SPEAKER, WS_SORT_OUTLET
} ws_sort;

/* Where the words were found: ws_value_name(WS_MATCHES, ...). */
typedef enum { WS_MATCH_CONTENT, WS_MATCH_HEADLINE, WS_MATCH_PARAGRAPH } ws_match;

typedef struct ws_search {
    const ws_query *query;
    ws_sort sort;
    size_t offset, limit;
    bool all_acts;   /* thoughts too, which are left out unless the query itself asks for act:thought */
    bool all_states; /* superseded and withdrawn ones too */
    bool once;      /* counts leave out what repeats another statement of its article: headlines, pull quotes */
    double min_confidence; /* only statements of which the reader was so sure, 0..1, to three digits */
    bool rejected;         /* those too that a decision rejected */
    /* Only what came in, was superseded or withdrawn, was released or had its speaker read otherwise since this moment,
     * ISO 8601 UTC to the second; statements of which the index does not tell, too: look at `indexed`. NULL: any. */
    const char *changed_since;
    size_t every; /* ws_index_stream: of so many matches in a row only the first; 0: all */
    /* ws_index_search: without the articles, for who counts the speakers of many. Spans are not checked then. Where
     * names are hidden the articles come along all the same. */
    bool bare;
    bool estimate; /* ws_index_search: of more than ten thousand matches, the total may be an estimate */
} ws_search;

/* A field that a decision corrected, by its path in JSON: "speakers.name", "speakers.type", "act", "via"; or "rejected".
 * Merges and splits are marked by whoever knows the people: "speakers.id". */
typedef struct ws_mark {
    const char *field;
    const ws_decision *decision;
} ws_mark;

typedef struct ws_hit {
    const ws_article *article;     /* text included; hits of one article share it; NULL: the search was bare */
    const ws_statement *statement; /* corrected */
    ws_match match;
    double weight;
    const ws_mark *marks;
    size_t mark_count;
    bool rejected;                 /* such a one is shown by its id only */
    const char *place;             /* the index that holds it */
    const char *set_aside;         /* when it was superseded or withdrawn, ISO 8601 UTC; NULL: it is current */
    const char *released;          /* when it ceased to be embargoed, ISO 8601 UTC; NULL: it never was */
} ws_hit;

typedef struct ws_hits {
    ws_hit *items;
    size_t count;
    size_t total;    /* matches of the content; an exact number when total_exact, always unless an estimate may do */
    bool total_exact;
    size_t fallback; /* how many of items matched in headline or paragraph only; they come last */
} ws_hits;

/* Statements, best first: by a name, the words of its bearer before those about him; those with more of the words (of an
 * OR) and with their very forms; first-hand before relayed; direct before part-quoted before reported; then by published,
 * newest first and the undated last; then by id. WS_NOT_FOUND is never returned: count is 0. A phrase is never looked for outside the content. */
ws_status ws_index_search(ws_index *index, const ws_search *search, ws_arena *arena, ws_hits *out, ws_error *error);

/* Hands out every match of the content, in batches whose hits live as long as the call, in the order of their day of
 * publication and id, each once, even when the index changes meanwhile; in memory that doesn't grow with their number.
 * sort, offset and limit don't count. What `take` answers ends it unless it is WS_OK. */
typedef ws_status (*ws_take_hits)(void *user, ws_arena *arena, ws_hits *batch, ws_error *error);
ws_status ws_index_stream(ws_index *index, const ws_search *search, ws_take_hits take, void *user, ws_error *error);

/* One statement or article by its id (hex, or an unambiguous beginning of eight digits or more for statements). */
ws_status ws_index_statement(ws_index *index, const char *id, ws_arena *arena, ws_hit *out, ws_error *error);
ws_status ws_index_article(ws_index *index, const char *id, ws_arena *arena, const ws_article **out, ws_error *error);

/* Of each of `count` articles, the others with nearly the same text, as syndicated ones have: more than half of all runs
 * of five words are in both, as far as a sketch of eight of them tells. Withdrawn and embargoed ones are left out.
 * Metadata only. */
typedef struct ws_copies {
    const ws_article **items; /* those that are most alike first; at most 50 */
    size_t count;
    size_t total; /* with those that were not asked for */
} ws_copies;
/* No more of each article's than `most`, of each; NULL: all. */
ws_status ws_index_copies(ws_index *index, const char *const *article_ids, const size_t *most, size_t count,
                          ws_arena *arena, ws_copies *out, ws_error *error);

/* Values with their counts over all matches of a query (NULL: everything current), most first. Fields with a slot. */
typedef struct ws_count {
    const char *value;
    size_t count;
} ws_count;
typedef struct ws_counts {
    ws_count *items;
    size_t count;
} ws_counts;
ws_status ws_index_counts(ws_index *index, const ws_search *search, ws_field_id field, ws_arena *arena, ws_counts *out,
                          ws_error *error);

typedef struct ws_speaker_count {
    const char *key, *name; /* name: the most frequent way it is written */
    ws_speaker_type type;
    size_t total, forms[3]; /* by ws_form */
    size_t corrected;       /* of total: those whose speaker was corrected */
} ws_speaker_count;
typedef struct ws_speaker_counts {
    ws_speaker_count *items;
    size_t count;
    size_t unnamed, unresolved; /* statements by speakers who are not linked across articles, or not found */
} ws_speaker_counts;
/* Speakers of the matches of a query, most statements first. */
ws_status ws_index_speakers(ws_index *index, const ws_search *search, ws_arena *arena, ws_speaker_counts *out,
                            ws_error *error);
/* What was counted instead of all matches, where these are more than about 4,000: about 1,500 of them (1,000 at least),
 * those whose id ends with one of the first bytes. Which these are, and so the numbers, depends on the statements alone,
 * not on how they are divided among indexes. */
typedef struct ws_sampled {
    size_t parts;   /* of WS_SAMPLES; 0: all matches were counted */
    size_t counted; /* matches */
} ws_sampled;
/* Both, for several fields (`out` has `count` elements), in one pass over the matches. speakers may be NULL. `estimate`:
 * an estimate will do; what is handed out then are the numbers of the sample, and ws_estimated tells what they stand for
 * (NULL: everything is counted, exactly). What is rare may be missing in a sample. */
ws_status ws_index_facets(ws_index *index, const ws_search *search, const ws_field_id *fields, size_t count,
                          ws_arena *arena, ws_counts *out, ws_speaker_counts *speakers, ws_sampled *estimate,
                          ws_error *error);
/* So many of all matches, rounded to two digits; where all were counted, that number itself. */
size_t ws_estimated(const ws_sampled *estimate, size_t count);

typedef struct ws_index_totals {
    size_t articles[5];      /* by ws_article_status */
    size_t statements, superseded, withdrawn; /* statements: current ones, thoughts included */
    size_t undated;          /* statements of articles without a day of publication */
    uint64_t bytes;          /* on disk; 0 for remotes */
    const char *format, *oldest, *newest; /* version; first and last day of publication or NULL */
} ws_index_totals;
ws_status ws_index_totals_get(ws_index *index, ws_arena *arena, ws_index_totals *out, ws_error *error);

/* Terms of a field that begin with `start`, as corrected, with the number of documents: for people, suggestions and
 * `did you mean`. */
ws_status ws_index_terms(ws_index *index, ws_field_id field, const char *start, size_t most, ws_arena *arena,
                         ws_counts *out, ws_error *error);

/* Name keys of speakers that have a word of each set ("j d" in one stands for both of these words), in any order,
 * perhaps with some others; with the number of documents, as ws_index_terms gives it. At least one set, none empty. */
typedef struct ws_word_set {
    const char *const *words; /* folded */
    size_t count;
} ws_word_set;
ws_status ws_index_names(ws_index *index, const ws_word_set *sets, size_t count, ws_arena *arena, ws_counts *out,
                         ws_error *error);

/* How many documents have each of these folded words, or name keys, in a field, as corrected. `out` has `count`
 * elements. */
ws_status ws_index_frequencies(ws_index *index, ws_field_id field, const char *const *words, size_t count, size_t *out,
                               ws_error *error);

/* --- writing --- */

typedef struct ws_writer ws_writer;

/* An article that is on disk: one that was not there before, another version, or the same content as another reads it. */
typedef enum { WS_WRITTEN_NEW, WS_WRITTEN_CHANGED, WS_WRITTEN_AGAIN } ws_writing;
typedef struct ws_written {
    const char *article_id;
    const char *language; /* NULL: it does not say */
    ws_article_status status;
    ws_writing writing;
} ws_written;

/* Told after a commit: these articles are on disk and can be acknowledged; or one was refused for good. */
typedef struct ws_writer_events {
    void (*committed)(void *user, size_t articles, size_t statements);
    void (*refused)(void *user, const char *article_id, const char *path, const ws_error *why);
    void *user;
    void (*written)(void *user, const ws_written *article); /* each of them, before `committed`; may be NULL */
    /* An index for reading is made whole first, which takes a while; may be NULL. */
    void (*restoring)(void *user, const char *place);
} ws_writer_events;

/* Creates or opens for writing, what was compacted for reading as well (index_care.h); one writer at a time (WS_LOCKED
 * names what to do). Commits every `batch` articles (0: 1,000) or five seconds, whichever comes first. */
ws_status ws_writer_open(const char *place, size_t batch, const ws_writer_events *events, ws_writer **out, ws_error *error);

/* What the index has of an article already, uncommitted ones included, or WS_NOT_FOUND. */
typedef struct ws_known_article {
    ws_hash content;
    char model[64];               /* what read it */
    char version[WS_DATE_BYTES]; /* when it was last updated, else published; "" when it does not say */
    bool withdrawn, canceled;    /* by its publisher or by ws_writer_withdraw; for ever by its publisher */
    bool new_here;               /* it came in by this writer */
} ws_known_article;
ws_status ws_writer_known(ws_writer *writer, const char *article_id, ws_known_article *out, ws_error *error);

/* When this version of an article is from: updated, else published; NULL when it does not say. */
const char *ws_article_version(const ws_article *article);

/* Adds or replaces an article with its statements, sealed ones. All documents are built and checked before the index is
 * touched. Statements of an earlier version that are not there any more are marked superseded, and keep the
 * text that they stand on. Of an article that its publisher does not release none are added, and all that there were are
 * marked withdrawn. first_seen is carried on from earlier versions; what another model reads otherwise in the same text
 * says which statement it replaces. WS_REFUSED, told by the event too, when its statements are too many for one. WS_IO, with
 * nothing lost, when the disk is nearly full. After a failure that is not the article's own, the writer answers
 * everything with that error: close it. */
ws_status ws_writer_add(ws_writer *writer, const ws_article *article, const ws_statement *statements, size_t count,
                        ws_error *error);
/* An article that the index has in some version, without its text. */
typedef struct ws_stored {
    size_t number; /* for ws_writer_load; the same as long as the article is there */
    ws_hash key;   /* ws_article_key */
    const char *path;  /* "" : none */
    const char *model; /* what read it; "": nothing */
    ws_article_status status;
} ws_stored;
/* Tells every one, in no order. What `take` answers ends it unless it is WS_OK. */
typedef ws_status (*ws_take_stored)(void *user, const ws_stored *article, ws_error *error);
ws_status ws_writer_each(ws_writer *writer, ws_take_stored take, void *user, ws_error *error);
ws_status ws_writer_load(ws_writer *writer, size_t number, ws_arena *arena, ws_article *out, ws_error *error);
/* Stands for an id where many are compared. */
ws_status ws_article_key(const char *article_id, ws_hash *out, ws_error *error);
/* As ws_index_copies, of one article. */
ws_status ws_writer_copies(ws_writer *writer, const char *article_id, ws_arena *arena, ws_copies *out, ws_error *error);

/* Takes an article out, with its earlier versions and all their statements; committed like what is added. WS_NOT_FOUND. */
ws_status ws_writer_remove(ws_writer *writer, const char *article_id, ws_error *error);

/* Takes an article's statements out of every search and leaves them, marked, for who asks for all states; until a
 * version with other content is added. WS_NOT_FOUND. */
ws_status ws_writer_withdraw(ws_writer *writer, const char *article_id, ws_error *error);

ws_status ws_writer_commit(ws_writer *writer, ws_error *error);
/* Commits what is pending and closes; frees the writer whatever happens. */
ws_status ws_writer_close(ws_writer *writer, ws_error *error);

#pragma GCC visibility pop
#endif
