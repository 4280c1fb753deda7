/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "quote.h"

#include "spelling.h"

#include <string.h>

enum { MOST_HASHED = 20000 }; /* words of a quotation: its hash is of no more */

typedef struct making {
    ws_arena *arena;
    ws_quote *quote;
    const char **hashed;
    size_t hashed_count, hashed_capacity, capacity;
    bool bracket; /* open */
} making;

/* Short forms that one house prints and another writes out. Behind the whole word. */
static const struct {
    const char *form, *first, *second;
} contractions[] = {
    {"won't", "will", "not"}, {"can't", "can", "not"}, {"cannot", "can", "not"}, {"shan't", "shall", "not"}};

static const struct {
    const char *ending, *second;
} contracted[] = {{"n't", "not"}, {"'ll", "will"}, {"'ve", "have"}, {"'re", "are"}, {"'m", "am"}};

static bool split(ws_arena *arena, const char *folded, const char **first, const char **second)
{
    size_t size = strlen(folded);
    *first = folded;
    *second = NULL;
    for (size_t i = 0; i < sizeof contractions / sizeof *contractions; i++)
        if (!strcmp(folded, contractions[i].form)) {
            *first = contractions[i].first;
            *second = contractions[i].second;
            return true;
        }
    for (size_t i = 0; i < sizeof contracted / sizeof *contracted; i++) {
        size_t ending = strlen(contracted[i].ending);
        if (size <= ending || strcmp(folded + size - ending, contracted[i].ending) != 0) continue;
        *first = ws_arena_string(arena, folded, size - ending);
        *second = contracted[i].second;
        return *first != NULL;
    }
    *first = ws_house_spelling(arena, folded);
    return *first != NULL;
}

/* What stands between two words: brackets, ellipses, ends of sentences. */
static void pass(making *made, const char *text, uint32_t begin, uint32_t end, ws_quote_word *next)
{
    for (uint32_t i = begin; i < end; i++) {
        if (text[i] == '[') made->bracket = true;
        if (text[i] == ']') made->bracket = false;
        if (strchr(".!?;", text[i])) next->begins = true;
        bool dots = end - i >= 3 && (!memcmp(text + i, "...", 3) || !memcmp(text + i, "\xe2\x80\xa6", 3));
        if (dots || (end - i >= 5 && !memcmp(text + i, ". . .", 5))) next->gap = true;
    }
}

static bool keep_hashed(making *made, const char *word)
{
    if (made->hashed_count == MOST_HASHED) return true;
    const char **grown =
        ws_arena_grow(made->arena, made->hashed, made->hashed_count, &made->hashed_capacity, sizeof *grown);
    if (!grown) return false;
    made->hashed = grown;
    made->hashed[made->hashed_count++] = word;
    return true;
}

static bool keep(making *made, const ws_quote_word *word)
{
    ws_quote *quote = made->quote;
    if (!word->bracketed && !keep_hashed(made, word->compared)) return false;
    if (quote->count == WS_QUOTE_MOST) {
        quote->cut_off = true;
        return true;
    }
    ws_quote_word *grown = ws_arena_grow(made->arena, quote->words, quote->count, &made->capacity, sizeof *grown);
    if (!grown) return false;
    quote->words = grown;
    grown[quote->count++] = *word;
    if (!word->bracketed) quote->own++;
    return true;
}

static bool keep_both(making *made, ws_quote_word *word, const char *folded)
{
    const char *second;
    word->term = folded;
    word->bracketed = made->bracket;
    if (!split(made->arena, folded, &word->compared, &second)) return false;
    if (!strcmp(folded, "cent") && made->quote->count && made->hashed_count &&
        !strcmp(made->quote->words[made->quote->count - 1].compared, "per")) { /* "per cent" is "percent" */
        made->quote->words[made->quote->count - 1].compared = "percent";
        made->hashed[made->hashed_count - 1] = "percent";
        return true;
    }
    if (!keep(made, word)) return false;
    if (!second) return true;
    ws_quote_word other = {.compared = second, .span = word->span, .bracketed = word->bracketed};
    return keep(made, &other);
}

static ws_status add_piece(making *made, ws_span piece, ws_error *error)
{
    ws_words words;
    const char *text = made->quote->text;
    uint32_t before = piece.begin;
    made->bracket = false;
    ws_status status = ws_analyse(made->arena, text, piece, &words, error);
    for (size_t i = 0; i < words.count && status == WS_OK; i++) {
        ws_quote_word word = {.span = words.items[i].span};
        word.gap = i == 0 && made->quote->count > 0;
        word.begins = i == 0;
        pass(made, text, before, word.span.begin, &word);
        before = word.span.end;
        if (!keep_both(made, &word, words.items[i].folded)) status = ws_no_memory(error);
    }
    return status;
}

ws_status ws_quote_make(ws_arena *arena, const char *text, ws_spans pieces, bool quoted, ws_quote *out, ws_error *error)
{
    *out = (ws_quote){.text = text, .quoted = quoted};
    making made = {.arena = arena, .quote = out};
    ws_status status = WS_OK;
    for (size_t i = 0; i < pieces.count && status == WS_OK; i++) status = add_piece(&made, pieces.items[i], error);
    if (status == WS_OK) out->hash = ws_hash_strings(made.hashed, made.hashed_count);
    return status;
}

ws_status ws_quote_of(ws_arena *arena, const ws_article *article, const ws_statement *statement, ws_quote *out,
                      ws_error *error)
{
    bool quoted = statement->quoted.count > 0;
    return ws_quote_make(arena, article->text, quoted ? statement->quoted : statement->content, quoted, out, error);
}
