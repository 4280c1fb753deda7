/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is quoted, and how. */
#include "measures.h"
#include "sections.h"

#define UNNAMED "-naming:(" WS_OPENLY " OR withheld OR insider)"
#define NAMINGS(unit_)                                                                                                 \
    {"named", unit_, "naming:named", "", "by name, in that statement or through a pronoun"},                           \
        {"partly named", unit_, "naming:partly -naming:named", "", "by a given name, a family role, a pseudonym"},     \
        {"spokesperson", unit_, "naming:spokesperson -naming:(named OR partly)", "",                                   \
         "unnamed, but speaks openly for somebody"},                                                                   \
        {"collective", unit_, "naming:collective -naming:(named OR partly OR spokesperson)", "",                       \
         "a body without a name, or a crowd: critics, analysts, police"},                                              \
        {"withheld (strict)", unit_, WS_STRICT, "", WS_STRICT_MEANS},                                                  \
        {"insider", unit_, "naming:insider -naming:(" WS_OPENLY " OR withheld)", "",                                   \
         "no name, and no condition stated"},                                                                          \
    {                                                                                                                  \
        "papers and publications", unit_, "type:(document OR publication) " UNNAMED, "",                               \
            "not people: how far they are named is not asked"                                                          \
    }

#define TYPED "person OR organization OR role OR document OR publication OR group OR anonymous"

static const ws_measure types[] = {
    {"person", WS_UNIT_STATEMENTS, "type:person", "", NULL},
    {"organization", WS_UNIT_STATEMENTS, "type:organization -type:person", "", NULL},
    {"role", WS_UNIT_STATEMENTS, "type:role -type:(person OR organization)", "",
     "an unnamed individual who speaks openly for somebody"},
    {"document", WS_UNIT_STATEMENTS, "type:document -type:(person OR organization OR role)", "", NULL},
    {"publication", WS_UNIT_STATEMENTS, "type:publication -type:(person OR organization OR role OR document)", "",
     NULL},
    {"group", WS_UNIT_STATEMENTS, "type:group -type:(person OR organization OR role OR document OR publication)", "",
     "a collective: critics, residents"},
    {"anonymous", WS_UNIT_STATEMENTS,
     "type:anonymous -type:(person OR organization OR role OR document OR publication OR group)", "",
     "somebody who informs and whose identity is not given"},
    {"no source given by the writer", WS_UNIT_STATEMENTS, "type:none -type:(" TYPED ")", "", NULL},
    {"speaker not resolved by us", WS_UNIT_STATEMENTS, "-type:(" TYPED " OR none)", "",
     "the text has a speaker, and we did not find whom"},
};
static const ws_measure namings[] = {
    NAMINGS(WS_UNIT_STATEMENTS),
    {"no source, or not resolved", WS_UNIT_STATEMENTS, UNNAMED " -type:(document OR publication)", "", NULL},
};
static const ws_measure sources[] = {NAMINGS(WS_UNIT_SOURCES)};

const ws_measure_table ws_source_tables[] = {
    {"Statements by kind of source", "Joint speakers count once, by the first of these kinds that one of them is.",
     true, types, WS_COUNT_OF(types)},
    {"Statements by how far the source is named", "Joint speakers count once, by the one who is named most fully.",
     true, namings, WS_COUNT_OF(namings)},
    {"Sources by how far they are named",
     "Each source counts once in an article. One that is named here and not there counts in both rows, so that these "
     "may "
     "add up to more than the whole.",
     false, sources, WS_COUNT_OF(sources)},
    {.title = NULL},
};

ws_status ws_section_sources(ws_counting *counting, ws_profile *profile, ws_error *error)
{
    ws_section *section = ws_profile_section(ws_counting_arena(counting), profile, "sources", "Who is quoted");
    if (!section) return ws_no_memory(error);
    return ws_count_tables(counting, section, ws_source_tables, error);
}

/* --- form --- */

static const ws_measure forms[] = {
    {"direct", WS_UNIT_STATEMENTS, "form:direct", "", "wholly in quotation marks"},
    {"mixed", WS_UNIT_STATEMENTS, "form:mixed", "", "partly in quotation marks"},
    {"indirect", WS_UNIT_STATEMENTS, "form:indirect", "", "in the writer's words"},
};
static const ws_measure hands[] = {
    {"relayed", WS_UNIT_STATEMENTS, "firsthand:no", "",
     "somebody stands between the speaker and the reporter, or it rests on other statements"},
    {"from documents", WS_UNIT_STATEMENTS, "type:document", "", "a report, letter, filing or law speaks"},
    {"from documents somebody saw or obtained", WS_UNIT_STATEMENTS, "has:document", "type:document",
     "of those, the text says who saw it or how it came"},
    {"articles with four or more identified sources", WS_UNIT_ARTICLES, "is:transparent", "",
     "transparency: four or more speakers with a name and a role or an affiliation"},
};

const ws_measure_table ws_form_tables[] = {
    {"Direct and indirect", NULL, true, forms, WS_COUNT_OF(forms)},
    {"How near, and how open", NULL, false, hands, WS_COUNT_OF(hands)},
    {.title = NULL},
};

ws_status ws_section_form(ws_counting *counting, ws_profile *profile, ws_error *error)
{
    ws_section *section = ws_profile_section(ws_counting_arena(counting), profile, "form", "In what form");
    if (!section) return ws_no_memory(error);
    return ws_count_tables(counting, section, ws_form_tables, error);
}
