/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text_extras.h"

#include "count_text.h"
#include "describe.h"

enum { FACET_INDENT = 12, VALUES_SHOWN = 8 };

static void add_facet(const ws_facet *facet, bool estimated, ws_styled *line)
{
    for (size_t i = 0; i < facet->count && i < VALUES_SHOWN; i++) {
        if (i) ws_styled_puts(line, WS_STYLE_PLAIN, ", ");
        ws_styled_puts(line, WS_STYLE_PLAIN, facet->items[i].value);
        ws_styled_puts(line, WS_STYLE_FAINT, estimated ? " about " : " ");
        ws_styled_puts(line, WS_STYLE_FAINT, ws_count_text(facet->items[i].count).text);
    }
    if (facet->count <= VALUES_SHOWN) return;
    ws_styled_puts(line, WS_STYLE_FAINT, " and ");
    if (!estimated) ws_styled_puts(line, WS_STYLE_FAINT, ws_count_text(facet->count - VALUES_SHOWN).text);
    ws_styled_puts(line, WS_STYLE_FAINT, estimated ? "others" : " more");
}

ws_status ws_text_facets(const ws_print *print, const ws_facets *facets, ws_error *error)
{
    ws_styled line = ws_styled_new();
    ws_status status = WS_OK;
    if (facets->sample)
        fprintf(print->out, "\nAll matches, estimated from %s of them (what is rare may be missing), by\n",
                ws_count_text(facets->sample).text);
    else
        fputs("\nAll matches by\n", print->out);
    for (size_t i = 0; i < facets->count && status == WS_OK; i++) {
        if (!facets->items[i].count) continue;
        add_facet(&facets->items[i], facets->sample > 0, &line);
        status = ws_write_line(print, &line, FACET_INDENT + 2, facets->items[i].name, error);
    }
    ws_styled_free(&line);
    return status;
}

ws_status ws_text_group(const ws_print *print, const ws_group *group, ws_error *error)
{
    ws_styled line = ws_styled_new();
    ws_styled_puts(&line, WS_STYLE_LABEL, "== ");
    if (*group->name) {
        ws_styled_puts(&line, WS_STYLE_NAME, group->name);
        ws_styled_puts(&line, WS_STYLE_LABEL, ": ");
    }
    ws_styled_puts(&line, WS_STYLE_LABEL, ws_count_of(group->count, "statement").text);
    if (group->shown < group->count) {
        ws_styled_puts(&line, WS_STYLE_FAINT, ", the first ");
        ws_styled_puts(&line, WS_STYLE_FAINT, ws_count_text(group->shown).text);
    }
    ws_status status = ws_write_line(print, &line, 0, NULL, error);
    ws_styled_free(&line);
    return status;
}

void ws_text_group_count(const ws_print *print, const ws_groups *groups, const ws_hits *hits)
{
    fprintf(print->out, "%s of %s%s", ws_count_text(groups->count).text, groups->at_most ? "at most " : "", ws_count_of(groups->total, "group").text);
    if (groups->grouped < hits->total)
        fprintf(print->out, " among the best %s of %s%s", ws_count_text(groups->grouped).text,
                hits->total_exact ? "" : "about ", ws_count_of(hits->total, "statement").text);
    if (groups->offset + groups->count < groups->total)
        fprintf(print->out, "; --offset=%zu goes on", groups->offset + groups->count);
    fputc('\n', print->out);
}

static ws_status print_suggestion(const ws_print *print, const ws_suggestion *one, ws_styled *line, ws_error *error)
{
    ws_styled_puts(line, WS_STYLE_PLAIN, "No statement has ");
    ws_styled_puts(line, WS_STYLE_PLAIN, one->word);
    ws_styled_puts(line, WS_STYLE_PLAIN, "; did you mean ");
    ws_styled_puts(line, WS_STYLE_NAME, one->meant);
    ws_styled_puts(line, WS_STYLE_PLAIN, " (");
    ws_styled_puts(line, WS_STYLE_PLAIN, ws_count_of(one->statements, "statement").text);
    ws_styled_puts(line, WS_STYLE_PLAIN, ")?");
    return ws_write_line(print, line, 0, NULL, error);
}

static ws_status print_condition(const ws_print *print, const ws_condition *one, ws_styled *line, ws_error *error)
{
    ws_styled_puts(line, WS_STYLE_NAME, one->text);
    ws_styled_puts(line, WS_STYLE_PLAIN, " alone: ");
    ws_styled_puts(line, WS_STYLE_PLAIN, ws_count_of(one->alone, "statement").text);
    ws_styled_puts(line, WS_STYLE_PLAIN, "; all but this: ");
    ws_styled_puts(line, WS_STYLE_PLAIN, ws_count_text(one->without).text);
    return ws_write_line(print, line, 2, NULL, error);
}

ws_status ws_text_hints(const ws_print *print, const ws_searched *searched, ws_error *error)
{
    ws_styled line = ws_styled_new();
    ws_status status = WS_OK;
    for (size_t i = 0; i < searched->suggestion_count && status == WS_OK; i++)
        status = print_suggestion(print, &searched->suggestions[i], &line, error);
    for (size_t i = 0; i < searched->condition_count && status == WS_OK; i++)
        status = print_condition(print, &searched->conditions[i], &line, error);
    ws_styled_free(&line);
    return status;
}
