/* SPDX-License-Identifier: GPL-3.0-or-later */
/* On how few speakers an archive rests. */
#include "count_text.h"
#include "measures.h"
#include "sections.h"

#include <stdlib.h>
#include <string.h>

#define NAMED "naming:named"
enum { TOP = 10 };

/* The sum of the squares of all shares: 1 when one speaker says everything, 1/n when n speak equally often. */
static ws_status add_facts(ws_counting *counting, ws_section *section, const ws_people_counts *people, ws_error *error)
{
    ws_arena *arena = ws_counting_arena(counting);
    double all = 0, squares = 0;
    for (size_t i = 0; i < people->count; i++) all += (double)people->items[i].total;
    for (size_t i = 0; i < people->count; i++) {
        double share = all > 0 ? (double)people->items[i].total / all : 0;
        squares += share * share;
    }
    ws_block *block = ws_section_block(arena, section, WS_BLOCK_FACTS);
    bool made = block && ws_block_fact(arena, block,
                                       (ws_fact){.label = "speakers with a name of their own",
                                                 .value = ws_arena_strdup(arena, ws_count_text(people->count).text),
                                                 .note = "people and bodies, under all spellings"});
    if (made && people->count)
        made = ws_block_fact(arena, block,
                             (ws_fact){.label = "Herfindahl index",
                                       .value = ws_arena_printf(arena, "%.4f", squares),
                                       .note = "the sum of the squares of all speakers' shares of their statements: 1 "
                                               "when one says everything, near 0 when very many speak"});
    return made ? WS_OK : ws_no_memory(error);
}

static int compare_labels(const void *left_, const void *right_)
{
    const ws_measure *left = left_, *right = right_;
    return strcmp(left->label, right->label);
}

/* The ten of most statements together, then each of them, in alphabetical order. */
static ws_status add_top(ws_counting *counting, ws_section *section, const ws_people_counts *people, ws_error *error)
{
    ws_arena *arena = ws_counting_arena(counting);
    size_t count = people->count < TOP ? people->count : TOP;
    ws_measure measures[TOP + 1];
    const char *all = "";
    for (size_t i = 0; i < count; i++) {
        const char *query = ws_query_of_person(arena, &people->items[i]);
        all = query && all ? ws_arena_printf(arena, "%s%s%s", all, *all ? " OR " : "", query) : NULL;
        measures[i + 1] = (ws_measure){people->items[i].name, WS_UNIT_STATEMENTS, query, NAMED, NULL};
        if (!all) return ws_no_memory(error);
    }
    all = ws_arena_printf(arena, "(%s)", all);
    if (!all) return ws_no_memory(error);
    qsort(measures + 1, count, sizeof *measures, compare_labels);
    measures[0] =
        (ws_measure){"these ten together", WS_UNIT_STATEMENTS, all, NAMED, "of all statements whose source has a name"};
    return ws_count_table(counting, section, "The ten who are quoted most", "In alphabetical order.", false, measures,
                          count + 1, error);
}

ws_status ws_section_concentration(ws_counting *counting, ws_profile *profile, ws_error *error)
{
    const ws_people_counts *people;
    ws_section *section =
        ws_profile_section(ws_counting_arena(counting), profile, "concentration", "How many speakers");
    if (!section) return ws_no_memory(error);
    ws_status status = ws_counting_people(counting, &people, error);
    if (status == WS_OK) status = add_facts(counting, section, people, error);
    return status == WS_OK && people->count > TOP ? add_top(counting, section, people, error) : status;
}
