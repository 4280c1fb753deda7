/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "count_text.h"
#include "describe.h"
#include "escape.h"
#include "profile_answer.h"
#include "same_text.h"
#include "text_extras.h"
#include "text_statement.h"

#include <string.h>

/* On a line of its own, however long: a broken address leads nowhere. */
static ws_status put_link(const ws_print *print, const ws_hit *hit, ws_error *error)
{
    bool failed = false;
    if (!print->links || hit->article->masked) return WS_OK;
    const char *url = ws_safe_url(print->arena, hit->article->url, &failed);
    if (url) fprintf(print->out, "    %s\n", url);
    return failed ? ws_no_memory(error) : WS_OK;
}

/* What is shown of a statement is everything from its first to its last word: content never stands without its cue. */
ws_status ws_text_hit(const ws_print *print, const ws_highlight *highlight, const ws_hit *hit, ws_styled *line,
                      ws_error *error)
{
    ws_status status = ws_describe_speakers(print, hit, line, error);
    if (status == WS_OK) status = ws_write_line(print, line, 0, NULL, error);
    ws_span extent = ws_statement_extent(hit->statement);
    if (status == WS_OK) status = ws_describe_text(print, highlight, hit, extent, false, line, error);
    if (status == WS_OK) status = ws_write_line(print, line, 4, NULL, error);
    if (status != WS_OK) return status;
    ws_describe_labels(hit, line);
    status = ws_write_line(print, line, 4, NULL, error);
    if (status == WS_OK) status = ws_describe_place(print, highlight, hit, line, error);
    if (status == WS_OK) status = ws_write_line(print, line, 4, NULL, error);
    if (status == WS_OK) status = put_link(print, hit, error);
    if (status == WS_OK) status = ws_text_same(print, ws_same_behind(print, hit), line, error);
    if (status == WS_OK) status = ws_text_copies(print, hit, line, error);
    fputc('\n', print->out);
    return status;
}

void ws_text_count(const ws_print *print, const ws_search *search, const ws_hits *hits)
{
    const ws_folding *folding = print->folding;
    size_t content = folding ? folding->content : hits->count - hits->fallback;
    size_t fallback = folding ? folding->fallback : hits->fallback;
    if (content)
        fprintf(print->out, "%s of %s%s", ws_count_text(content).text, hits->total_exact ? "" : "about ",
                ws_count_of(hits->total, "statement").text);
    else
        fprintf(print->out, "No statement has all of this in its own words");
    if (fallback)
        fprintf(print->out, "%s%s%s found by the headline or paragraph only", content ? ", and " : "; ",
                ws_count_text(fallback).text, content ? " more" : "");
    if (content + fallback > hits->count)
        fprintf(print->out, "; the same words of one speaker stand once: %s shown", ws_count_text(hits->count).text);
    if (search->offset + content < hits->total) fprintf(print->out, "; --offset=%zu goes on", search->offset + content);
    fputc('\n', print->out);
}

static void add_outlets(const ws_searched *searched, ws_styled *line)
{
    enum { MOST = 12 };
    for (size_t i = 0; i < searched->outlets.count && i < MOST; i++) {
        ws_styled_puts(line, WS_STYLE_PLAIN, i ? ", " : ", by ");
        ws_styled_puts(line, WS_STYLE_PLAIN, searched->outlets.items[i].value);
    }
    if (searched->outlets.count > MOST) {
        ws_styled_puts(line, WS_STYLE_PLAIN, " and ");
        ws_styled_puts(line, WS_STYLE_PLAIN, ws_count_text(searched->outlets.count - MOST).text);
        ws_styled_puts(line, WS_STYLE_PLAIN, " more");
    }
}

ws_status ws_text_searched(const ws_print *print, const ws_searched *searched, ws_styled *line, ws_error *error)
{
    const ws_index_totals *totals = &searched->totals;
    size_t articles = totals->articles[WS_ARTICLE_READ];
    ws_styled_puts(line, WS_STYLE_PLAIN, "Searched: ");
    ws_styled_puts(line, WS_STYLE_PLAIN, ws_count_of(totals->statements, "statement").text);
    ws_styled_puts(line, WS_STYLE_PLAIN, " in ");
    ws_styled_puts(line, WS_STYLE_PLAIN, ws_count_of(articles, "article").text);
    if (totals->oldest && totals->newest) {
        ws_styled_puts(line, WS_STYLE_PLAIN, ", published ");
        ws_styled_puts(line, WS_STYLE_PLAIN, totals->oldest);
        ws_styled_puts(line, WS_STYLE_PLAIN, " to ");
        ws_styled_puts(line, WS_STYLE_PLAIN, totals->newest);
    }
    if (totals->undated) {
        ws_styled_puts(line, WS_STYLE_PLAIN, " (");
        ws_styled_puts(line, WS_STYLE_PLAIN, ws_count_text(totals->undated).text);
        ws_styled_puts(line, WS_STYLE_PLAIN, " without a date)");
    }
    add_outlets(searched, line);
    ws_status status = ws_write_line(print, line, 0, NULL, error);
    if (status == WS_OK) status = ws_text_hints(print, searched, error);
    if (status != WS_OK) return status;
    ws_styled_puts(
        line, WS_STYLE_PLAIN,
        "This proves nothing about what was said: the archive may lack the article, or the reader may have missed "
        "or misread the words.");
    return ws_write_line(print, line, 0, NULL, error);
}

ws_status ws_text_nothing(const ws_print *print, const ws_search *search, const ws_hits *hits,
                          const ws_searched *searched, ws_styled *line, ws_error *error)
{
    if (hits && search->offset && hits->total) {
        fprintf(print->out, "No more: there %s %s%s\n", hits->total == 1 ? "is" : "are",
                hits->total_exact ? "" : "about ", ws_count_of(hits->total, "statement").text);
        return WS_OK;
    }
    ws_styled_puts(line, WS_STYLE_NAME, "Not found");
    if (print->query_text) {
        ws_styled_puts(line, WS_STYLE_PLAIN, ": ");
        ws_styled_puts(line, WS_STYLE_PLAIN, print->query_text);
    }
    ws_status status = ws_write_line(print, line, 0, NULL, error);
    return status == WS_OK && searched ? ws_text_searched(print, searched, line, error) : status;
}

static ws_status print_groups(const ws_print *print, const ws_highlight *highlight, ws_styled *line, ws_error *error)
{
    ws_status status = WS_OK;
    for (size_t i = 0; i < print->groups->count && status == WS_OK; i++) {
        const ws_group *group = &print->groups->items[i];
        status = ws_text_group(print, group, error);
        for (size_t j = 0; j < group->shown && status == WS_OK; j++)
            status = ws_text_hit(print, highlight, group->hits[j], line, error);
    }
    return status;
}

static ws_status print_all(const ws_print *print, const ws_highlight *highlight, const ws_search *search,
                           const ws_hits *hits, const ws_searched *searched, ws_styled *line, ws_error *error)
{
    if (!hits->count) return ws_text_nothing(print, search, hits, searched, line, error);
    ws_status status = print->groups ? print_groups(print, highlight, line, error) : WS_OK;
    for (size_t i = 0; !print->groups && i < hits->count && status == WS_OK; i++)
        status = ws_text_hit(print, highlight, &hits->items[i], line, error);
    if (status != WS_OK) return status;
    if (print->groups)
        ws_text_group_count(print, print->groups, hits);
    else
        ws_text_count(print, search, hits);
    return print->facets ? ws_text_facets(print, print->facets, error) : WS_OK;
}

static ws_status text_hits(const ws_print *print, const ws_search *search, const ws_hits *hits,
                           const ws_searched *searched, ws_error *error)
{
    ws_highlight *highlight;
    ws_status status = ws_highlight_new(print->arena, print->query, &highlight, error);
    if (status != WS_OK) return status;
    ws_styled line = ws_styled_new();
    status = print_all(print, highlight, search, hits, searched, &line, error);
    ws_styled_free(&line);
    ws_highlight_free(highlight);
    return status;
}

/* A line of the table, and what was put into `line` as its last cell. */
static ws_status print_row(const ws_print *print, const char *const cells[4], ws_styled *line, ws_error *error)
{
    char *numbers = ws_arena_printf(print->arena, "%10s %9s %11s %11s", cells[0], cells[1], cells[2], cells[3]);
    if (!numbers) return ws_no_memory(error);
    fprintf(print->out, "%s  ", numbers);
    ws_layout layout = {print->out, print->colour, 0, 0, NULL};
    ws_status status = ws_styled_write(line, &layout, error);
    ws_styled_clear(line);
    return status;
}

static ws_status print_number_row(const ws_print *print, size_t total, const size_t forms[3], ws_styled *line,
                                  ws_error *error)
{
    ws_count_string cells[4] = {ws_count_text(total), {""}, {""}, {""}};
    for (int form = 0; forms && form < 3; form++) cells[form + 1] = ws_count_text(forms[form]);
    const char *const row[] = {cells[0].text, cells[1].text, cells[2].text, cells[3].text};
    return print_row(print, row, line, error);
}

static ws_status print_rest(const ws_print *print, size_t total, const char *name, ws_styled *line, ws_error *error)
{
    if (!total) return WS_OK;
    ws_styled_puts(line, WS_STYLE_LABEL, name);
    return print_number_row(print, total, NULL, line, error);
}

static void add_note(ws_styled *line, const char *before, const char *text)
{
    ws_styled_puts(line, WS_STYLE_FAINT, before);
    ws_styled_puts(line, WS_STYLE_FAINT, text);
}

static void add_more(ws_styled *line, size_t count)
{
    if (!count) return;
    add_note(line, " and ", ws_count_text(count).text);
    ws_styled_puts(line, WS_STYLE_FAINT, " more");
}

enum { MOST_NAMES = 5 };

/* The other spellings, by rule or by decision: "also Zelenskiy 3, V. Zelensky 1". */
static void add_aliases(const ws_person_count *row, bool merged, ws_styled *line)
{
    size_t all = 0;
    for (size_t i = 0; i < row->spelling_count; i++) {
        const ws_speaker_count *one = row->spellings[i];
        if (one->name == row->name || row->merged[i] != merged || all++ >= MOST_NAMES) continue;
        add_note(line, all > 1 ? ", " : merged ? "; merged with " : "; also ", one->name ? one->name : one->key);
        add_note(line, " ", ws_count_text(one->total).text);
    }
    add_more(line, all > MOST_NAMES ? all - MOST_NAMES : 0);
}

static void add_split(const ws_person *person, ws_styled *line)
{
    for (size_t i = 0; i < person->split_count && i < MOST_NAMES; i++)
        add_note(line, i ? ", " : "; split from ", person->split[i].name);
    add_more(line, person->split_count > MOST_NAMES ? person->split_count - MOST_NAMES : 0);
}

static void add_speaker(const ws_person_count *row, ws_styled *line)
{
    const ws_registered *entry = row->person->entry;
    ws_styled_puts(line, WS_STYLE_NAME, row->name ? row->name : row->person->keys[0]);
    if (row->type != WS_SPEAKER_PERSON) add_note(line, ", ", ws_value_name(WS_SPEAKER_TYPES, row->type));
    add_aliases(row, false, line);
    add_aliases(row, true, line);
    add_split(row->person, line);
    if (row->corrected) {
        add_note(line, "; ", ws_count_text(row->corrected).text);
        ws_styled_puts(line, WS_STYLE_FAINT, " corrected");
    }
    if (entry && entry->id) add_note(line, "; ", entry->id);
    if (row->perhaps_several) ws_styled_puts(line, WS_STYLE_FAINT, "; perhaps several people");
}

static ws_status print_speakers(const ws_print *print, const ws_people_counts *speakers, ws_styled *line,
                                ws_error *error)
{
    static const char *const headings[] = {"statements", "quotes", "part-quotes", "paraphrases"};
    ws_styled_puts(line, WS_STYLE_FAINT, "speaker");
    ws_status status = print_row(print, headings, line, error);
    for (size_t i = 0; i < speakers->count && status == WS_OK; i++) {
        add_speaker(&speakers->items[i], line);
        status = print_number_row(print, speakers->items[i].total, speakers->items[i].forms, line, error);
    }
    if (status == WS_OK)
        status = print_rest(print, speakers->unnamed, "unnamed sources (never linked across articles)", line, error);
    return status == WS_OK ? print_rest(print, speakers->unresolved, "speaker not found", line, error) : status;
}

static ws_status text_speakers(const ws_print *print, const ws_people_counts *speakers, const ws_searched *searched,
                               ws_error *error)
{
    ws_status status;
    if (print->profile) return ws_text_profile(print, print->profile, error);
    ws_styled line = ws_styled_new();
    if (speakers->count || speakers->unnamed || speakers->unresolved)
        status = print_speakers(print, speakers, &line, error);
    else
        status = ws_text_nothing(print, NULL, NULL, searched, &line, error);
    ws_styled_free(&line);
    return status;
}

const ws_printer ws_text_printer = {text_hits, text_speakers, ws_text_statement};
