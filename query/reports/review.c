/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wordings that may be right or wrong where they stand: counted, and listed for people to judge. */
#include "measures.h"
#include "sections.h"

static const ws_measure loaded[] = {
    {"admit", WS_UNIT_STATEMENTS, "cue:(admit OR concede OR acknowledge)", "", "admit, concede, acknowledge"},
    {"claim", WS_UNIT_STATEMENTS, "cue:(claim OR allege OR contend)", "", "claim, allege, contend"},
    {"insist", WS_UNIT_STATEMENTS, "cue:(insist OR maintain)", "", "insist, maintain"},
    {"allegedly, reportedly, without a source", WS_UNIT_STATEMENTS, "type:none cue:(allegedly OR reportedly)", "",
     "the writer passes it on and names nobody"},
};

const ws_measure_table ws_review_tables[] = {
    {"Words of attribution that judge", NULL, false, loaded, WS_COUNT_OF(loaded)}, {.title = NULL}};

static const struct {
    const char *title, *note, *condition;
    ws_sort sort;
} lists[] = {
    {"Sources without a name, with an opinion or an attack", "May somebody say this without a name?",
     WS_BROAD " is:(opinion OR attack)", WS_SORT_PUBLISHED_ASCENDING},
    {"Names withheld, and no reason given", NULL, WS_STRICT " -has:reason", WS_SORT_PUBLISHED_ASCENDING},
    {"Allegedly, reportedly, without a source", NULL, "type:none cue:(allegedly OR reportedly)",
     WS_SORT_PUBLISHED_ASCENDING},
    {"Loaded words of attribution, by speaker", "Is the same word used for everybody?",
     "cue:(admit OR concede OR acknowledge OR claim OR allege OR contend OR insist OR maintain)", WS_SORT_SPEAKER},
};

ws_status ws_section_review(ws_counting *counting, ws_profile *profile, ws_error *error)
{
    ws_section *section = ws_profile_section(ws_counting_arena(counting), profile, "review", "For review");
    if (!section) return ws_no_memory(error);
    ws_status status = ws_count_tables(counting, section, ws_review_tables, error);
    for (size_t i = 0; i < WS_COUNT_OF(lists) && status == WS_OK; i++)
        status =
            ws_count_list(counting, section, lists[i].title, lists[i].note, lists[i].condition, lists[i].sort, error);
    return status;
}
