/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"
#include "text.h"

#include "unicode.h"

#include <string.h>
#include <unictype.h>

/* Words that begin a sentence far more often than they follow an abbreviation inside one ("U.S. The" but "U.S. Army").
 */
static const char *const starters[] = {
    "the",   "a",     "an",   "he",    "she",     "it",   "they",      "we",    "i",    "you", "this", "that", "these",
    "his",   "her",   "its",  "their", "but",     "and",  "in",        "on",    "at",   "as",  "if",   "when", "while",
    "after", "there", "for",  "by",    "however", "some", "many",      "those", "what", "who", "also", "with", "no",
    "not",   "most",  "both", "under", "since",   "last", "meanwhile", "asked", "our",  NULL};

/* Verbs after '"Will he go?" Smith' that keep the tag in the quotation's sentence. */
static const char *const tags[] = {"said",    "says",    "asked", "asks",     "added",     "told",     "wrote",
                                   "replied", "shouted", "cried", "yelled",   "exclaimed", "demanded", "wondered",
                                   "tweeted", "quipped", "joked", "recalled", "answered",  "declared", NULL};

static const char *const pronouns[] = {"he", "she", "it", "they", "we", "i", "you", "the", "a", "this", "that", NULL};

typedef struct scan {
    const ws_reading *reading;
    const char *text;
    uint32_t end; /* of the paragraph's tokens */
    uint32_t text_end;
} scan;

static char first_byte(const scan *at, uint32_t token)
{
    return at->text[at->reading->tokens[token].span.begin];
}

static uint32_t first_point(const scan *at, uint32_t token)
{
    return ws_text_after(at->text, at->text_end, at->reading->tokens[token].span.begin);
}

static bool is_stop(const scan *at, uint32_t token)
{
    char byte = first_byte(at, token);

    if (at->reading->tokens[token].kind != WS_TOKEN_PUNCTUATION) return false;
    return byte == '.' || byte == '!' || byte == '?' || first_point(at, token) == 0x2026;
}

static bool touches_previous(const scan *at, uint32_t token)
{
    return token > 0 && at->reading->tokens[token].span.begin == at->reading->tokens[token - 1].span.end;
}

static bool is_closer(const scan *at, uint32_t token)
{
    uint32_t point = first_point(at, token);
    uint32_t after = ws_text_after(at->text, at->text_end, at->reading->tokens[token].span.end);

    if (at->reading->tokens[token].kind != WS_TOKEN_PUNCTUATION || !touches_previous(at, token)) return false;
    if (point == ')' || point == ']' || point == '}') return true;
    return ws_text_is_quote(point) && !ws_text_is_alnum(after);
}

static bool is_opener(const scan *at, uint32_t token)
{
    uint32_t point = first_point(at, token);

    return at->reading->tokens[token].kind == WS_TOKEN_PUNCTUATION &&
           (ws_text_is_quote(point) || point == '(' || point == '[' || point == '`');
}

static bool is_dash(const scan *at, uint32_t token)
{
    uint32_t point = first_point(at, token);

    return at->reading->tokens[token].kind == WS_TOKEN_PUNCTUATION &&
           (point == '-' || point == 0x2013 || point == 0x2014);
}

static bool is_lower(uint32_t point)
{
    return point < 0x80 ? point >= 'a' && point <= 'z' : uc_is_general_category_withtable(point, UC_CATEGORY_MASK_Ll);
}

/* '"Stop!" John Smith shouted': a name and a saying verb right after a quotation carry its sentence on. */
static bool is_tag(const scan *at, uint32_t token)
{
    if (token >= at->end || !at->reading->tokens[token].capital ||
        ws_text_word_in(at->reading->tokens[token].folded, pronouns))
        return false;
    for (uint32_t i = token; i < at->end && i < token + 5; i++) {
        if (ws_text_word_in(at->reading->tokens[i].folded, tags)) return true;
        if (!at->reading->tokens[i].capital) return false;
    }
    return false;
}

/* Does a sentence end before `next`, given that a stop stands before it? */
static bool ends_before(const scan *at, uint32_t next, bool quoted, bool emphatic)
{
    bool dashed = false;
    bool opened = false;

    if (next >= at->end) return true;
    if (touches_previous(at, next) && !at->reading->tokens[next].capital && !is_opener(at, next)) return false;
    if (is_dash(at, next)) {
        dashed = true;
        next++;
    }
    while (next < at->end && is_opener(at, next)) {
        opened = true;
        next++;
    }
    if (next >= at->end) return true;
    if (is_lower(first_point(at, next))) return false;
    if (at->reading->tokens[next].kind == WS_TOKEN_PUNCTUATION && !opened && !dashed) return false;
    if (quoted && emphatic && !opened) return !is_tag(at, next);
    return !(dashed && quoted);
}

/* An abbreviation at the end of a token: its stop ends the sentence only before a word that begins one. */
static bool abbreviation_ends(const scan *at, uint32_t token)
{
    const ws_token *word = &at->reading->tokens[token];
    uint32_t size = word->span.end - word->span.begin;
    uint32_t next = token + 1;

    if (word->kind != WS_TOKEN_WORD || size < 2 || at->text[word->span.end - 1] != '.') return false;
    if (next >= at->end) return true;
    /* "Plan B. He left", but "W. Bush". */
    if (size == 2 && at->reading->tokens[next].capital && ws_text_word_in(at->reading->tokens[next].folded, pronouns))
        return true;
    if (size == 2 && first_byte(at, token) == 'I' && token > 0 && !at->reading->tokens[token - 1].capital)
        return ends_before(at, next, false, false);
    if (ws_text_abbreviation(at->text + word->span.begin, size - 1) != WS_ABBREVIATED_END) return false;
    if (is_opener(at, next))
        return !touches_previous(at, next) && next + 1 < at->end && at->reading->tokens[next + 1].capital;
    return at->reading->tokens[next].capital && ws_text_word_in(at->reading->tokens[next].folded, starters);
}

/* First token after the sentence that begins at `token`. */
static uint32_t sentence_end(const scan *at, uint32_t token)
{
    while (token < at->end) {
        bool stop = is_stop(at, token);
        bool abbreviation = !stop && abbreviation_ends(at, token);
        bool emphatic = false;
        bool quoted = false;
        uint32_t next = token + 1;

        /* 'the U.S." He': the abbreviation's stop, then closing marks. */
        if (!stop && !abbreviation && at->text[at->reading->tokens[token].span.end - 1] == '.' && next < at->end &&
            is_closer(at, next))
            stop = true;
        if (stop) emphatic = first_byte(at, token) == '!' || first_byte(at, token) == '?';
        for (; stop && next < at->end; next++) {
            if (is_closer(at, next))
                quoted = quoted || ws_text_is_quote(first_point(at, next));
            else if (!is_stop(at, next) || !touches_previous(at, next))
                break;
        }
        if (abbreviation || (stop && ends_before(at, next, quoted, emphatic))) return next;
        token = next;
    }
    return at->end;
}

ws_status ws_text_sentences(ws_reading *reading, uint32_t number, size_t *capacity, ws_error *error)
{
    ws_paragraph *paragraph = &reading->paragraphs[number];
    scan at = {reading, reading->article->text, paragraph->token_end, paragraph->span.end};
    uint32_t token = paragraph->token_begin;

    paragraph->sentence_begin = (uint32_t)reading->sentence_count;
    while (token < paragraph->token_end) {
        ws_sentence *grown =
            ws_arena_grow(reading->arena, reading->sentences, reading->sentence_count, capacity, sizeof *grown);
        ws_sentence *sentence;

        if (!grown) return ws_no_memory(error);
        reading->sentences = grown;
        sentence = &grown[reading->sentence_count++];
        sentence->paragraph = number;
        sentence->token_begin = token;
        sentence->token_end = token = sentence_end(&at, token);
        sentence->span.begin = reading->tokens[sentence->token_begin].span.begin;
        sentence->span.end = reading->tokens[token - 1].span.end;
    }
    paragraph->sentence_end = (uint32_t)reading->sentence_count;
    return WS_OK;
}
