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

const char *ws_relation_words(const char *relation)
{
    if (!strcmp(relation, "equal")) return "same words";
    return strcmp(relation, "differs") ? relation : "words differ";
}

static ws_status write_line(const ws_print *print, ws_styled *line, ws_error *error)
{
    ws_layout layout = {print->out, print->colour, print->columns, INDENT, NULL};
    ws_status status = ws_styled_write(line, &layout, error);
    ws_styled_clear(line);
    return status;
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
        if (status == WS_OK) status = write_line(print, line, error);
    }
    if (count <= MOST_LINES || status != WS_OK) return status;
    ws_styled_puts(line, WS_STYLE_FAINT, "and ");
    ws_styled_puts(line, WS_STYLE_FAINT, ws_count_text(count - MOST_LINES).text);
    ws_styled_puts(line, WS_STYLE_FAINT, " more: whosaid variants shows all");
    return write_line(print, line, error);
}
