/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a report tells apart by: outlets, authors, sections, months, speakers. */
#include "counting.h"

#include "buffer.h"
#include "unicode.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_SPEAKERS = 200 };

/* What one article is filed under. */
typedef struct filing {
    const char *key, *label, *query;
    size_t article;
} filing;

static int compare_filings(const void *left_, const void *right_)
{
    const filing *left = left_, *right = right_;
    int order = strcmp(left->key, right->key);
    return order ? order : (left->article > right->article) - (left->article < right->article);
}

static int compare_groups(const void *left_, const void *right_)
{
    const ws_report_group *left = left_, *right = right_;
    int order = strcmp(left->order, right->order);
    return order ? order : strcmp(left->query, right->query);
}

/* The condition for a whole name: its folded words, since names that fold alike are one. */
static const char *whole(ws_arena *arena, const char *field, const char *value)
{
    const char *folded = ws_whole_value(arena, value ? value : "");
    return folded ? ws_arena_printf(arena, "%s:=\"%s\"", field, folded + 1) : NULL;
}

/* An author only with the section: who writes about courts and who writes about gardens have other sources. */
static bool file_author(ws_arena *arena, const ws_row_article *article, filing *out)
{
    const char *author = whole(arena, "byline", article->author), *section = whole(arena, "section", article->section);
    if (!author || !section) return false;
    out->query = ws_arena_printf(arena, "%s %s", author, section);
    out->label = ws_arena_printf(arena, "%s · %s", article->author ? article->author : "no author",
                                 article->section ? article->section : "no section");
    return true;
}

static bool file_month(ws_arena *arena, const ws_row_article *article, filing *out)
{
    out->label = article->published ? ws_arena_printf(arena, "%.7s", article->published) : "no date";
    out->query =
        article->published ? ws_arena_printf(arena, "published:%s", out->label) : "-published:0001-01-01..9999-12-31";
    return true;
}

static bool file_article(ws_arena *arena, ws_report_by by, const ws_row_article *article, filing *out)
{
    bool made = true;
    switch (by) {
    case WS_BY_AUTHOR:
        made = file_author(arena, article, out);
        break;
    case WS_BY_MONTH:
        made = file_month(arena, article, out);
        break;
    case WS_BY_SECTION:
        out->label = article->section ? article->section : "no section";
        out->query = whole(arena, "section", article->section);
        break;
    default:
        out->label = article->outlet ? article->outlet : "no outlet";
        out->query = whole(arena, "outlet", article->outlet);
    }
    out->key = out->query;
    return made && out->label && out->query;
}

static ws_status form_groups(ws_arena *arena, const filing *filings, size_t count, uint32_t *filed,
                             ws_report_groups *out, ws_error *error)
{
    out->items = ws_arena_array(arena, count, sizeof *out->items);
    if (!out->items) return ws_no_memory(error);
    for (size_t begin = 0, end; begin < count; begin = end) {
        for (end = begin; end < count && !strcmp(filings[end].key, filings[begin].key); end++)
            filed[filings[end].article] = (uint32_t)out->count;
        const char *order = ws_fold(arena, filings[begin].label, strlen(filings[begin].label));
        if (!order) return ws_no_memory(error);
        out->items[out->count++] = (ws_report_group){
            .label = filings[begin].label, .order = order, .query = filings[begin].query, .article_count = end - begin};
    }
    return WS_OK;
}

/* Gives every group its rows. */
static ws_status hand_out_rows(ws_arena *arena, const ws_rows *rows, const uint32_t *filed, ws_report_groups *groups,
                               ws_error *error)
{
    uint32_t *sorted = ws_arena_array(arena, rows->count, sizeof *sorted);
    size_t *places = ws_arena_array(arena, groups->count, sizeof *places), place = 0;
    if (!sorted || !places) return ws_no_memory(error);
    for (size_t i = 0; i < rows->count; i++) groups->items[filed[rows->items[i].article]].row_count++;
    for (size_t i = 0; i < groups->count; i++) {
        groups->items[i].rows = sorted + place;
        places[i] = place;
        place += groups->items[i].row_count;
    }
    for (size_t i = 0; i < rows->count; i++) sorted[places[filed[rows->items[i].article]]++] = (uint32_t)i;
    return WS_OK;
}

static ws_status group_articles(ws_counting *counting, ws_arena *arena, ws_report_by by, ws_report_groups *out,
                                ws_error *error)
{
    const ws_rows *rows = ws_counting_rows(counting);
    filing *filings = ws_arena_array(arena, rows->article_count, sizeof *filings);
    uint32_t *filed = ws_arena_array(arena, rows->article_count, sizeof *filed);
    if (!filings || !filed) return ws_no_memory(error);
    for (size_t i = 0; i < rows->article_count; i++) {
        filings[i].article = i;
        if (!file_article(arena, by, &rows->articles[i], &filings[i])) return ws_no_memory(error);
    }
    if (rows->article_count) qsort(filings, rows->article_count, sizeof *filings, compare_filings);
    ws_status status = form_groups(arena, filings, rows->article_count, filed, out, error);
    return status == WS_OK ? hand_out_rows(arena, rows, filed, out, error) : status;
}

const char *ws_query_of_person(ws_arena *arena, const ws_person_count *person)
{
    ws_buffer names = WS_BUFFER_INIT(WS_QUERY_MAX_BYTES);
    if (person->spelling_count > 1) ws_buffer_putc(&names, '(');
    for (size_t i = 0; i < person->spelling_count; i++)
        ws_buffer_printf(&names, "%sby:=\"%s\"", i ? " OR " : "", person->spellings[i]->key);
    if (person->spelling_count > 1) ws_buffer_putc(&names, ')');
    const char *query = names.failed ? NULL : ws_arena_string(arena, names.bytes, names.size);
    ws_buffer_free(&names);
    return query;
}

static ws_status take_rows(ws_counting *counting, ws_arena *arena, ws_report_group *group, ws_error *error)
{
    const bool *set;
    const ws_rows *rows = ws_counting_rows(counting);
    ws_status status = ws_count_set(counting, group->query, &set, error);
    size_t count = 0;
    for (size_t i = 0; status == WS_OK && i < rows->count; i++) count += set[i];
    uint32_t *own = ws_arena_array(arena, count, sizeof *own);
    if (status != WS_OK || !own) return own ? status : ws_no_memory(error);
    for (size_t i = 0; i < rows->count; i++)
        if (set[i]) own[group->row_count++] = (uint32_t)i;
    group->rows = own;
    return WS_OK;
}

static ws_status add_speaker(ws_counting *counting, ws_arena *arena, const ws_person_count *person,
                             ws_report_groups *out, ws_error *error)
{
    ws_report_group *group = &out->items[out->count];
    *group = (ws_report_group){.label = person->name,
                               .order = ws_fold(arena, person->name, strlen(person->name)),
                               .query = ws_query_of_person(arena, person)};
    if (!group->order || !group->query) return ws_no_memory(error);
    ws_status status = take_rows(counting, arena, group, error);
    if (status == WS_OK)
        status = ws_count_of_condition(counting, WS_UNIT_ARTICLES, group->query, &group->article_count, error);
    out->count++;
    return status;
}

/* Those who cannot be in as many articles as a share needs are not looked at one by one. */
static ws_status group_speakers(ws_counting *counting, ws_arena *arena, ws_report_groups *out, ws_error *error)
{
    const ws_people_counts *people;
    ws_status status = ws_counting_people(counting, &people, error);
    if (status != WS_OK) return status;
    out->items = ws_arena_array(arena, people->count, sizeof *out->items);
    if (!out->items) return ws_no_memory(error);
    for (size_t i = 0; i < people->count && status == WS_OK; i++) {
        if (people->items[i].total < WS_LEAST_ARTICLES || out->count == MOST_SPEAKERS)
            out->small++;
        else
            status = add_speaker(counting, arena, &people->items[i], out, error);
    }
    return status;
}

ws_status ws_groups_by(ws_counting *counting, ws_report_by by, ws_report_groups *out, ws_error *error)
{
    ws_arena *arena = ws_counting_arena(counting);
    size_t kept = 0;
    *out = (ws_report_groups){0};
    ws_status status = by == WS_BY_SPEAKER ? group_speakers(counting, arena, out, error)
                                           : group_articles(counting, arena, by, out, error);
    if (status != WS_OK) return status;
    for (size_t i = 0; i < out->count; i++)
        if (out->items[i].article_count >= WS_LEAST_ARTICLES) out->items[kept++] = out->items[i];
    out->small += out->count - kept;
    out->count = kept;
    if (kept) qsort(out->items, kept, sizeof *out->items, compare_groups);
    return WS_OK;
}
