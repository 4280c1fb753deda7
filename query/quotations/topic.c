/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "topic.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Of four letters and more, in the order of their bytes. Words of saying and of time belong to reports, not to topics.
 */
static const char *const function_words[] = {
    "about",     "above",    "according", "across",  "added",      "after",    "again",     "against",   "ahead",
    "also",      "although", "always",    "among",   "another",    "anybody",  "anyone",    "anything",  "april",
    "around",    "august",   "because",   "become",  "been",       "before",   "behind",    "being",     "below",
    "between",   "beyond",   "both",      "came",    "cannot",     "certain",  "come",      "could",     "december",
    "didn't",    "does",     "doesn't",   "doing",   "don't",      "done",     "down",      "during",    "each",
    "either",    "else",     "enough",    "even",    "ever",       "every",    "everybody", "everyone",  "everything",
    "february",  "friday",   "from",      "further", "gave",       "given",    "goes",      "going",     "gone",
    "have",      "having",   "hence",     "here",    "hers",       "herself",  "himself",   "however",   "indeed",
    "instead",   "into",     "isn't",     "it's",    "itself",     "january",  "july",      "june",      "just",
    "last",      "later",    "least",     "less",    "like",       "made",     "make",      "making",    "many",
    "maybe",     "might",    "mine",      "monday",  "more",       "most",     "much",      "must",      "myself",
    "near",      "neither",  "never",     "next",    "nobody",     "none",     "nothing",   "november",  "october",
    "often",     "once",     "only",      "onto",    "other",      "others",   "otherwise", "ought",     "ours",
    "ourselves", "over",     "perhaps",   "quite",   "rather",     "really",   "said",      "same",      "saturday",
    "saying",    "says",     "september", "several", "shall",      "should",   "simply",    "since",     "some",
    "somebody",  "someone",  "something", "soon",    "still",      "such",     "sunday",    "than",      "that",
    "that's",    "their",    "theirs",    "them",    "themselves", "then",     "there",     "therefore", "these",
    "they",      "they're",  "thing",     "things",  "this",       "those",    "though",    "through",   "thursday",
    "thus",      "today",    "together",  "told",    "tomorrow",   "took",     "toward",    "towards",   "tuesday",
    "under",     "unless",   "until",     "upon",    "used",       "very",     "want",      "wants",     "wasn't",
    "we'll",     "we're",    "wednesday", "well",    "went",       "were",     "weren't",   "what",      "whatever",
    "when",      "where",    "whether",   "which",   "while",      "whole",    "whom",      "whose",     "will",
    "with",      "within",   "without",   "won't",   "would",      "wouldn't", "yesterday", "your",      "yours",
    "yourself"};

static int compare_to_word(const void *key, const void *item)
{
    return strcmp(key, *(const char *const *)item);
}

bool ws_is_function_word(const char *folded)
{
    return bsearch(folded, function_words, sizeof function_words / sizeof *function_words, sizeof *function_words,
                   compare_to_word);
}

static bool is_topical(const char *folded)
{
    size_t letters = 0;
    for (const char *at = folded; *at; at++) {
        if (*at >= '0' && *at <= '9') return false;
        letters += ((unsigned char)*at & 0xC0) != 0x80;
    }
    return letters >= WS_TOPIC_LETTERS && !ws_is_function_word(folded);
}

static int compare_words(const void *left_, const void *right_)
{
    const ws_topic_word *left = left_, *right = right_;
    int order = strcmp(left->stem, right->stem);
    return order ? order : strcmp(left->form, right->form);
}

/* The article's own characters, without the 's that folding cuts off. */
static const char *form_of(ws_arena *arena, const char *text, const ws_word *word)
{
    enum { CURLY = 4, STRAIGHT = 2 };
    const char *begin = text + word->span.begin;
    size_t size = word->span.end - word->span.begin, folded = strlen(word->folded);
    if (size > CURLY && size > folded && !strncmp(begin + size - CURLY, "\xe2\x80\x99s", CURLY))
        size -= CURLY;
    else if (size > STRAIGHT && size > folded && !strncmp(begin + size - STRAIGHT, "'s", STRAIGHT))
        size -= STRAIGHT;
    return ws_arena_string(arena, begin, size);
}

static ws_status add_words(ws_arena *arena, ws_stemmer *stemmer, const char *text, ws_span span, ws_topic *out,
                           ws_error *error)
{
    ws_words words;
    ws_status status = ws_analyse(arena, text, span, &words, error);
    for (size_t i = 0; status == WS_OK && i < words.count && out->count < WS_TOPIC_MOST; i++) {
        const ws_word *word = &words.items[i];
        if (!is_topical(word->folded)) continue;
        ws_topic_word *one = &out->items[out->count++];
        one->stem = ws_stem(stemmer, arena, word->folded);
        one->form = form_of(arena, text, word);
        if (!one->stem || !one->form) return ws_no_memory(error);
    }
    return status;
}

ws_status ws_topic_of(ws_arena *arena, ws_stemmer *stemmer, const ws_hit *hit, ws_topic *out, ws_error *error)
{
    ws_status status = WS_OK;
    const ws_spans *content = &hit->statement->content;
    *out = (ws_topic){ws_arena_array(arena, WS_TOPIC_MOST, sizeof *out->items), 0};
    if (!out->items) return ws_no_memory(error);
    for (size_t i = 0; i < content->count && status == WS_OK; i++)
        status = add_words(arena, stemmer, hit->article->text, content->items[i], out, error);
    if (status != WS_OK || !out->count) return status;
    qsort(out->items, out->count, sizeof *out->items, compare_words);
    size_t kept = 1;
    for (size_t i = 1; i < out->count; i++)
        if (strcmp(out->items[i].stem, out->items[kept - 1].stem)) out->items[kept++] = out->items[i];
    out->count = kept;
    return WS_OK;
}

static double part(double observed, double expected)
{
    return observed > 0 && expected > 0 ? observed * log(observed / expected) : 0;
}

double ws_log_likelihood(size_t times, size_t of, size_t other_times, size_t other_of)
{
    double a = (double)times, b = (double)other_times, n = (double)of, m = (double)other_of;
    if (!times || !of || !other_of || times > of || other_times > other_of || a * m <= b * n) return 0;
    double share = (a + b) / (n + m);
    return 2 * (part(a, n * share) + part(n - a, n * (1 - share)) + part(b, m * share) + part(m - b, m * (1 - share)));
}
