/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sources without a name, and what the text tells of them. */
#include "measures.h"
#include "sections.h"

static const ws_measure shares[] = {
    {"statements, strict", WS_UNIT_STATEMENTS, WS_STRICT, "", WS_STRICT_MEANS},
    {"statements, broad", WS_UNIT_STATEMENTS, WS_BROAD, "", WS_BROAD_MEANS},
    {"sources, strict", WS_UNIT_SOURCES, WS_STRICT, "", "each once in an article"},
    {"sources, broad", WS_UNIT_SOURCES, WS_BROAD, "", "each once in an article"},
    {"articles with at least one, strict", WS_UNIT_ARTICLES, WS_STRICT, "", NULL},
    {"articles with at least one, broad", WS_UNIT_ARTICLES, WS_BROAD, "", NULL},
    {"articles with no other source, strict", WS_UNIT_ARTICLES,
     WS_STRICT " -article:(is:counted naming:(" WS_OPENLY " OR insider))", "", NULL},
    {"articles with no other source, broad", WS_UNIT_ARTICLES, WS_BROAD " -article:(is:counted naming:(" WS_OPENLY "))",
     "", NULL},
};
static const ws_measure beside[] = {
    {"spokespersons", WS_UNIT_STATEMENTS, "naming:spokesperson -naming:(named OR partly)", "",
     "unnamed, but they speak openly for somebody: not counted as anonymous"},
    {"collectives", WS_UNIT_STATEMENTS, "naming:collective -naming:(named OR partly OR spokesperson)", "",
     "critics, residents, police: not counted as anonymous"},
};
static const ws_measure numbers[] = {
    {"one unnamed source", WS_UNIT_STATEMENTS, "is:one", WS_BROAD, NULL},
    {"a stated number", WS_UNIT_STATEMENTS, "is:number -is:one", WS_BROAD, "two officials, three people"},
    {"a plural without a number", WS_UNIT_STATEMENTS, "is:several -is:(one OR number)", WS_BROAD, "officials, sources"},
    {"not told", WS_UNIT_STATEMENTS, "-is:(one OR number OR several)", WS_BROAD, NULL},
};
static const ws_measure reasons[] = {
    {"a reason is given", WS_UNIT_STATEMENTS, "has:reason", WS_BROAD, "why the source has no name"},
    {"and it is a stock reason", WS_UNIT_STATEMENTS, "is:stock-reason", WS_BROAD " has:reason",
     "of the reasons given, a set phrase: not authorized to speak publicly"},
};
static const ws_measure proximities[] = {
    {"direct knowledge", WS_UNIT_STATEMENTS, "is:direct-knowledge", WS_BROAD, NULL},
    {"briefed", WS_UNIT_STATEMENTS, "is:briefed", WS_BROAD, NULL},
    {"familiar", WS_UNIT_STATEMENTS, "is:familiar", WS_BROAD, NULL},
    {"close to", WS_UNIT_STATEMENTS, "is:close-to", WS_BROAD, NULL},
    {"not told", WS_UNIT_STATEMENTS, "-is:(direct-knowledge OR briefed OR familiar OR close-to)", WS_BROAD, NULL},
};
static const ws_measure specificities[] = {
    {"bare", WS_UNIT_STATEMENTS, "is:bare", WS_BROAD, "sources, officials"},
    {"described", WS_UNIT_STATEMENTS, "is:described", WS_BROAD, "people familiar with the talks"},
    {"placed", WS_UNIT_STATEMENTS, "is:placed", WS_BROAD, "a finance ministry official"},
    {"not told", WS_UNIT_STATEMENTS, "-is:(bare OR described OR placed)", WS_BROAD, NULL},
};
static const ws_measure judgements[] = {
    {"opinion", WS_UNIT_STATEMENTS, "is:opinion", WS_BROAD, NULL},
    {"attack on a person", WS_UNIT_STATEMENTS, "is:attack", WS_BROAD, NULL},
    {"neither", WS_UNIT_STATEMENTS, "-is:(opinion OR attack)", WS_BROAD, NULL},
};

const ws_measure_table ws_anonymity_tables[] = {
    {"Sources without a name",
     "Each share twice. Strict: the text says that the name is withheld. Broad: these, and insiders of whom it states "
     "no "
     "condition.",
     false, shares, WS_COUNT_OF(shares)},
    {"Not counted as anonymous", NULL, false, beside, WS_COUNT_OF(beside)},
    {"How many they are", "Of statements by sources without a name, broad.", true, numbers, WS_COUNT_OF(numbers)},
    {"Why they have no name", NULL, false, reasons, WS_COUNT_OF(reasons)},
    {"How near they are to what they tell", "Of statements by sources without a name, broad.", true, proximities,
     WS_COUNT_OF(proximities)},
    {"How much the words tell of them", "Of statements by sources without a name, broad.", true, specificities,
     WS_COUNT_OF(specificities)},
    {"What they say", "Of statements by sources without a name, broad; by the words alone, see the lists for review.",
     true, judgements, WS_COUNT_OF(judgements)},
    {.title = NULL},
};

ws_status ws_section_anonymity(ws_counting *counting, ws_profile *profile, ws_error *error)
{
    ws_section *section =
        ws_profile_section(ws_counting_arena(counting), profile, "anonymity", "Sources without a name");
    return section ? ws_count_tables(counting, section, ws_anonymity_tables, error) : ws_no_memory(error);
}
