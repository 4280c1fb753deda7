/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout.h"

#include <string.h>

static bool is(const char *text, ws_span word, const char *what)
{
    size_t size = strlen(what);
    return word.end - word.begin == size && !memcmp(text + word.begin, what, size);
}

static bool ends_sentence(const char *text, ws_span word)
{
    return is(text, word, ".") || is(text, word, "?") || is(text, word, "!");
}

static bool closes(const char *text, ws_span word)
{
    return is(text, word, "”") || is(text, word, "\"");
}

/* An upper-case letter or an opening mark, after a full stop or after one with a closing mark. */
static bool begins_sentence(const char *text, const ws_pieces *p, size_t i)
{
    uint8_t shape = p->shapes[p->first[i]];
    if (!i || (shape != WS_SHAPE_CAPITALS && shape != WS_SHAPE_CAPITAL && shape != WS_SHAPE_MARK)) return false;
    return ends_sentence(text, p->words[i - 1]) ||
           (closes(text, p->words[i - 1]) && ends_sentence(text, p->words[i > 1 ? i - 2 : 0]));
}

ws_word_layout *ws_layout_make(ws_arena *arena, const char *text, const ws_pieces *p)
{
    ws_word_layout *words = ws_arena_array(arena, p->word_count, sizeof *words);
    if (!words) return NULL;
    uint32_t line = 0, open = 0, made = 0;
    for (size_t i = 0; i < p->word_count; i++) {
        ws_place place = open ? WS_PLACE_INSIDE : WS_PLACE_OUTSIDE;
        if (i && p->starts[p->first[i]]) {
            line++;
            open = 0;
            place = WS_PLACE_OUTSIDE;
        }
        if (is(text, p->words[i], "“") || (!open && is(text, p->words[i], "\""))) {
            open = ++made;
            place = WS_PLACE_OPENING;
        } else if (open && closes(text, p->words[i])) {
            place = WS_PLACE_CLOSING;
        }
        words[i] = (ws_word_layout){line, open, (uint8_t)place, begins_sentence(text, p, i)};
        if (place == WS_PLACE_CLOSING) open = 0;
    }
    return words;
}
