/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a run found that a person has to decide: told at its end, with the command that does it. */
#ifndef WS_PROPOSALS_H
#define WS_PROPOSALS_H

#include "arena.h"
#include "record.h"

#include <cjson/cJSON.h>
#include <stdio.h>

typedef struct ws_proposals {
    ws_arena *arena;
    struct ws_proposal {
        const char *id, *notice;
    } * items; /* the first so many */
    size_t kept, count;
} ws_proposals;

/* Notes an article that says that it is withdrawn (notices.h). WS_NO_MEMORY. */
ws_status ws_proposals_look(ws_proposals *proposals, const ws_article *article, ws_error *error);
/* `db`: as given with --db, or NULL. */
void ws_proposals_print(const ws_proposals *proposals, FILE *out, const char *db);
/* An array of {"id", "notice"}; NULL: no memory. */
cJSON *ws_proposals_json(const ws_proposals *proposals);

#endif
