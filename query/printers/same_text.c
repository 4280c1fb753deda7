/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "same_text.h"

#include "count_text.h"
#include "describe.h"

#include <string.h>

enum { MOST_LINES = 4, INDENT = 4 };

const ws_same_words *ws_same_behind(const ws_print *print, const ws_hit *hit)
{
    const ws_folding *folding = print->folding;
    if (!folding || hit < folding->hits || hit >= folding->hits + folding->count) return NULL;
    return &folding->items[hit - folding->hits];
}

const ws_copies *ws_copies_of(const ws_print *print, const ws_hit *hit)
{
    const ws_copied *copied = print->copied;
    if (!copied || hit < copied->hits || hit >= copied->hits + copied->count) return NULL;
    return &copied->items[hit - copied->hits];
}

const char *ws_relation_words(const char *relation)
{
    if (!strcmp(relation, "equal")) return "same words";
    return strcmp(relation, "differs") ? relation : "words differ";
}

ws_status ws_text_same(const ws_print *print, const ws_same_words *same, ws_styled *line, ws_error *error)
{
    ws_status status = WS_OK;
    size_t count = same ? same->count : 0;
    for (size_t i = 0; i < count && i < MOST_LINES && status == WS_OK; i++) {
        const ws_same *one = &same->items[i];
        ws_styled_puts(line, WS_STYLE_FAINT, "also, ");
        ws_styled_puts(line, WS_STYLE_FAINT, ws_relation_words(one->relation));
        ws_styled_puts(line, WS_STYLE_FAINT, ": ");
        status = ws_describe_place(print, NULL, &one->hit, line, error);
        if (status == WS_OK) status = ws_write_line(print, line, INDENT, NULL, error);
    }
    if (count <= MOST_LINES || status != WS_OK) return status;
    ws_styled_puts(line, WS_STYLE_FAINT, "and ");
    ws_styled_puts(line, WS_STYLE_FAINT, ws_count_text(count - MOST_LINES).text);
    ws_styled_puts(line, WS_STYLE_FAINT, " more: whosaid variants shows all");
    return ws_write_line(print, line, INDENT, NULL, error);
}

/* Is there a line of its own for a statement of this article? */
static bool is_told(const ws_same_words *same, const ws_article *copy)
{
    for (size_t i = 0; same && i < same->count && i < MOST_LINES; i++)
        if (!strcmp(same->items[i].hit.article->id, copy->id)) return true;
    return false;
}

static const char *outlet_of(const ws_article *copy)
{
    return copy->publisher ? copy->publisher : copy->masked ? "no outlet" : copy->id;
}

ws_status ws_text_copies(const ws_print *print, const ws_hit *hit, ws_styled *line, ws_error *error)
{
    const ws_copies *copies = ws_copies_of(print, hit);
    const ws_same_words *same = ws_same_behind(print, hit);
    size_t told = 0, more = copies ? copies->total - copies->count : 0;
    for (size_t i = 0; copies && i < copies->count; i++) {
        if (is_told(same, copies->items[i])) continue;
        if (told == WS_COPIES_NAMED) {
            more++;
            continue;
        }
        ws_styled_puts(line, WS_STYLE_FAINT, told++ ? ", " : "same text in: ");
        ws_styled_puts(line, WS_STYLE_FAINT, outlet_of(copies->items[i]));
    }
    if (more) {
        ws_styled_puts(line, WS_STYLE_FAINT, " and ");
        ws_styled_puts(line, WS_STYLE_FAINT, ws_count_text(more).text);
        ws_styled_puts(line, WS_STYLE_FAINT, " more");
    }
    return told ? ws_write_line(print, line, INDENT, NULL, error) : WS_OK;
}
