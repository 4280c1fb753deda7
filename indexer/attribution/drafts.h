/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attributions on their way from the model's roles to statements. */
#ifndef WS_DRAFTS_H
#define WS_DRAFTS_H

#include "lexicon.h"
#include "model.h"
#include "reading.h"

typedef struct ws_draft {
    ws_spans role[WS_ROLES]; /* by ws_role; NONE stays empty */
    size_t content_room;     /* spans that the content has room for */
    float confidence;        /* 0..1 */
    bool dropped;
    bool added; /* found by a list, not by the model */
} ws_draft;

typedef struct ws_drafts {
    ws_draft *items; /* in order of their cues */
    size_t count, capacity;
} ws_drafts;

/* So many drafts on either side may have to do with one. */
enum { WS_DRAFTS_NEAR = 16 };

/* Where its cue begins; UINT32_MAX for one without a cue. */
uint32_t ws_draft_cue(const ws_draft *draft);

/* Of the first `count` drafts, in order of their cues, the first whose cue begins at or after a byte; `count`: none. */
size_t ws_drafts_from(const ws_drafts *drafts, size_t count, uint32_t offset);

/* One more, that the model didn't see, with these spans (empty ones are left out). ws_drafts_sort puts it in its place.
 */
ws_status ws_drafts_add(ws_arena *arena, ws_drafts *drafts, const ws_span roles[WS_ROLES], float confidence,
                        ws_error *error);
void ws_drafts_sort(ws_drafts *drafts);

/* From the first to the last character of the three roles; empty when there is none. */
ws_span ws_draft_extent(const ws_draft *draft);

/* One draft for each cue: runs of words with the same role as spans of whole tokens, loose punctuation at their edges
 * left out. Of two whose cues share words, the surer one stays. */
ws_status ws_drafts_decode(const ws_model_reading *model, ws_reading *reading, ws_drafts *drafts, ws_error *error);

/* What a role may not reach over: words in other paragraphs count only when they are quoted, or when the role has none
 * in the cue's own paragraph; in other sentences than the cue's, unquoted words don't carry on what is in it. A source
 * is one phrase, and a name right before the cue is not left out; "that if it rains" is not all that is said. */
ws_status ws_drafts_bound(const ws_lexicon *lexicon, const ws_reading *reading, ws_drafts *drafts, ws_error *error);

/* Adds quotations that are signed (“It will hold.” — Jane Ruiz) where the model didn't see it. */
ws_status ws_drafts_sign(ws_reading *reading, ws_drafts *drafts, ws_error *error);

/* Transcripts: what the model didn't see of paragraphs that begin with who speaks, and the paragraphs that go on with
 * it. */
ws_status ws_drafts_turn(ws_reading *reading, ws_drafts *drafts, ws_error *error);

/* Quotation marks as evidence: a quotation is not cut in half; one that directly follows an attribution, in its
 * paragraph or alone in the next ones, carries it on; other whole sentences in quotation marks become drafts without a
 * cue. */
ws_status ws_drafts_quote(ws_reading *reading, ws_drafts *drafts, ws_error *error);

/* Leaves out of the content what is the writer's: where it was said ("... in comments to reporters"), and what he adds
 * behind "according to"; of what somebody told others, by whom it is known; drops his own requests for comment, and
 * words that are perhaps no cue. */
void ws_drafts_trim(const ws_lexicon *lexicon, const ws_reading *reading, ws_drafts *drafts);

/* Fills reading->statements from the drafts that are not dropped, in the order of their last characters. */
ws_status ws_drafts_fill(const ws_lexicon *lexicon, ws_reading *reading, const ws_draft *drafts, size_t count,
                         ws_error *error);

#endif
