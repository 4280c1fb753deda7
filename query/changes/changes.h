/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of statements since a moment, or since an export. */
#ifndef WS_CHANGES_H
#define WS_CHANGES_H

#include "exported.h"
#include "index.h"

typedef enum ws_change_kind {
    WS_CHANGE_WITHDRAWN,  /* its article is withheld, cancelled or withdrawn: its words must not be used */
    WS_CHANGE_GONE,       /* its article was removed or purged, or waits for the end of an embargo */
    WS_CHANGE_CORRECTED,  /* somebody decided something about it, or took a decision back */
    WS_CHANGE_SUPERSEDED, /* a later version of its article does not have it */
    WS_CHANGE_SPEAKER,    /* the same words; who said them is read otherwise */
    WS_CHANGE_REREAD,     /* another model reads it in place of another statement */
    WS_CHANGE_NEW,
    WS_CHANGE_KINDS
} ws_change_kind;

const char *ws_change_name(ws_change_kind kind); /* "withdrawn", "gone", ... */

typedef struct ws_change {
    ws_change_kind kind;
    const char *when;            /* ISO 8601 UTC; NULL: at some time since the export */
    const char *id;              /* of the statement; NULL: the decision is about names or an article */
    const char *article;         /* its id; NULL as above, and where a name is withheld */
    const ws_hit *hit;           /* as it is now; NULL: it is in no index any more, or there is no statement */
    const ws_hit *before;        /* REREAD: what stood in its place; NULL: that is gone */
    const char *was;             /* SPEAKER: who spoke, names parted by "; ", "" for nobody; NULL: not told */
    const ws_decision *decision; /* CORRECTED, GONE: NULL where it was taken back, or is not known */
} ws_change;

/* What a change holds lives as long as the call. Whatever it answers but WS_OK ends the search. */
typedef ws_status (*ws_take_change)(void *user, const ws_change *change, ws_error *error);

typedef struct ws_changes_asked {
    const ws_search *within;       /* statements that match this, as they are or as they were read; sort, offset, limit,
                                      states and rejected do not count */
    const ws_decisions *decisions; /* that the index is seen with */
} ws_changes_asked;

/* Since a moment, ISO 8601 UTC to the second, that one included. Each statement is told of once for each kind; the
 * kinds come mixed. What came and went since is not told of. Decisions about names and purges match any query. Time
 * grows with what changed, not with the index; memory with the statements that another model reads otherwise. */
ws_status ws_changes_since(ws_index *index, const ws_changes_asked *asked, const char *since, ws_take_change take,
                           void *user, ws_error *error);

/* Since an export, which is written into: which of its statements are another now, and what it does not have. Those of
 * it that were not current count for nothing. Who is one with whom is not compared. */
ws_status ws_changes_since_export(ws_index *index, const ws_changes_asked *asked, ws_exported *exported,
                                  ws_take_change take, void *user, ws_error *error);

#endif
