/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The main shares, for each outlet, author, section, month or speaker. */
#include "count_text.h"
#include "measures.h"
#include "sections.h"

static const ws_measure main_shares[] = {
    {"Sources without a name, strict", WS_UNIT_STATEMENTS, WS_STRICT, "", "Of statements: " WS_STRICT_MEANS "."},
    {"Sources without a name, broad", WS_UNIT_STATEMENTS, WS_BROAD, "", "Of statements: " WS_BROAD_MEANS "."},
    {"Articles with a source without a name, broad", WS_UNIT_ARTICLES, WS_BROAD, "", NULL},
    {"Named sources", WS_UNIT_STATEMENTS, "naming:named", "", "Of statements."},
    {"Direct quotations", WS_UNIT_STATEMENTS, "form:direct", "", "Of statements: wholly in quotation marks."},
    {"Documents", WS_UNIT_STATEMENTS, "type:document", "", "Of statements."},
};
const ws_measure_table ws_group_tables[] = {
    {"Main shares, by month, outlet, author, section or speaker", NULL, false, main_shares, WS_COUNT_OF(main_shares)},
    {.title = NULL},
};
enum { FOR_SPEAKERS = 4, TIMELINES = 2 }; /* a speaker's own statements have one naming: only the form tells */

static ws_status tell_small(ws_counting *counting, ws_section *section, ws_report_by by, const ws_report_groups *groups,
                            ws_error *error)
{
    static const char *const one[] = {"", "outlet", "author in a section", "section", "month", "speaker"};
    static const char *const several[] = {"", "outlets", "authors in a section", "sections", "months", "speakers"};
    if (!groups->small) return WS_OK;
    const char *note = ws_arena_printf(ws_counting_arena(counting),
                                       "%s %s with fewer than %d articles %s not shown: a share of so "
                                       "few says more about these than about whoever made them.",
                                       ws_count_text(groups->small).text, (groups->small == 1 ? one : several)[by],
                                       WS_LEAST_ARTICLES, groups->small == 1 ? "is" : "are");
    return ws_section_note(ws_counting_arena(counting), section, note) ? WS_OK : ws_no_memory(error);
}

static ws_status add_section(ws_counting *counting, ws_profile *profile, ws_report_by by, const char *id,
                             const char *title, bool timeline, ws_error *error)
{
    ws_report_groups groups;
    ws_status status = ws_groups_by(counting, by, &groups, error);
    if (status != WS_OK || (timeline && groups.count < 2)) return status;
    ws_section *section = ws_profile_section(ws_counting_arena(counting), profile, id, title);
    if (!section) return ws_no_memory(error);
    size_t first = by == WS_BY_SPEAKER ? FOR_SPEAKERS : 0, end = timeline ? TIMELINES : WS_COUNT_OF(main_shares);
    for (size_t i = first; i < end && groups.count && status == WS_OK; i++)
        status = ws_count_groups(counting, section, &main_shares[i], &groups, by == WS_BY_MONTH, error);
    return status == WS_OK ? tell_small(counting, section, by, &groups, error) : status;
}

ws_status ws_section_groups(ws_counting *counting, ws_profile *profile, ws_error *error)
{
    ws_report_by by = ws_counting_request(counting)->by;
    static const char *const titles[] = {
        "", "Outlet by outlet", "Author by author", "Section by section", "Month by month", "Speaker by speaker"};
    ws_status status = WS_OK;
    if (by != WS_BY_MONTH) status = add_section(counting, profile, WS_BY_MONTH, "timeline", "Over time", true, error);
    if (status != WS_OK || by == WS_BY_NONE) return status;
    return add_section(counting, profile, by, "groups", titles[by], false, error);
}
