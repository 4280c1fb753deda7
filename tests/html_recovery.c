/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much of an article comes back out of a page: every article of the sample news is set into every page of a folder
 * of templates, read as HTML, and compared word by word, in order, with what went in.
 *
 *     html_recovery PAGES NEWS...
 *
 * A template is a page with directives: {title}; {author}; {each A B}...{/each}, once for each of the paragraphs A to B
 * (from 1; "end" is the last; those that an article lacks are left out), with {text}, {linked} (a link and emphasis
 * inside), {cap} and {rest} (the first character apart) and {number} in it; {quote}, words of the body for a pull
 * quote; {json}, the whole body for JSON; {part NAME}...{/part}, text of the template's own that must come back as such
 * a part; {charset NAME} at the very beginning, for what the page is encoded in. A template ending in ".stub.html" has
 * to be refused as one. */
#include "collection.h"
#include "html.h"
#include "reading.h"
#include "text.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uniconv.h>

enum { MOST_ARTICLES = 128, MOST_WORDS = 8000, MOST_PARTS = 16, PAGE_BYTES = 4 * 1024 * 1024 };
static const double least_recall = 0.98, least_precision = 0.98;

typedef struct sample {
    const char *title, *text;
    const ws_paragraph *paragraphs;
    size_t count;
} sample;

typedef struct expected_part {
    char text[1024];
    ws_part part;
} expected_part;

typedef struct maker {
    const sample *article;
    ws_buffer *out;
    expected_part parts[MOST_PARTS];
    size_t part_count;
} maker;

typedef struct score {
    size_t kept, wanted, got, missed_parts, refused;
    double worst;
    const char *worst_title;
} score;

static _Noreturn void stop(const char *what, const char *where)
{
    fprintf(stderr, "html_recovery: %s: %s\n", what, where);
    exit(2);
}

/* --- making a page --- */

static void put_escaped(ws_buffer *out, const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        switch (text[i]) {
        case '&':
            ws_buffer_puts(out, "&amp;");
            break;
        case '<':
            ws_buffer_puts(out, "&lt;");
            break;
        case '>':
            ws_buffer_puts(out, "&gt;");
            break;
        default:
            ws_buffer_putc(out, text[i]);
        }
    }
}

static size_t character_size(const char *text)
{
    size_t size = 1;
    while (((unsigned char)text[size] & 0xc0) == 0x80) size++;
    return size;
}

static size_t words_size(const char *text, size_t size, size_t words)
{
    size_t at = 0;
    while (at < size && words > 0) words -= text[at++] == ' ';
    return at;
}

/* Words 4 to 6 as a link, the seventh in italics. */
static void put_linked(ws_buffer *out, const char *text, size_t size)
{
    size_t link = words_size(text, size, 3), italics = words_size(text, size, 6), rest = words_size(text, size, 7);
    put_escaped(out, text, link);
    ws_buffer_puts(out, "<a href=\"/topic/x\">");
    put_escaped(out, text + link, italics - link);
    ws_buffer_puts(out, "</a><em>");
    put_escaped(out, text + italics, rest - italics);
    ws_buffer_puts(out, "</em>");
    put_escaped(out, text + rest, size - rest);
}

/* The middle sentence-like piece of the longest paragraph. */
static void put_quote(maker *m)
{
    const sample *a = m->article;
    ws_span longest = a->paragraphs[0].span;
    for (size_t i = 0; i < a->count; i++)
        if (a->paragraphs[i].span.end - a->paragraphs[i].span.begin > longest.end - longest.begin)
            longest = a->paragraphs[i].span;
    const char *text = a->text + longest.begin;
    size_t size = longest.end - longest.begin, begin = words_size(text, size, 4), end = words_size(text, size, 18);
    while (end > begin && text[end - 1] == ' ') end--;
    put_escaped(m->out, text + begin, end - begin);
}

static void put_json(maker *m)
{
    for (size_t i = 0; i < m->article->count; i++) {
        ws_span span = m->article->paragraphs[i].span;
        if (i) ws_buffer_puts(m->out, "\\n\\n");
        for (uint32_t at = span.begin; at < span.end; at++) {
            char byte = m->article->text[at];
            if (byte == '"' || byte == '\\') ws_buffer_putc(m->out, '\\');
            ws_buffer_putc(m->out, byte == '\n' ? ' ' : byte);
        }
    }
}

static void put_range(maker *m, const char *from, const char *to, const sample *paragraph);

static const char *after_end(const char *from, const char *to, const char *word)
{
    const char *end = strstr(from, word);
    if (!end || end > to) stop("a directive without its end", word);
    return end;
}

static void put_each(maker *m, const char *arguments, const char *from, const char *to)
{
    size_t first = 1, last = SIZE_MAX;
    char end[8] = "";
    if (sscanf(arguments, "%zu %7[a-z0-9]", &first, end) != 2) stop("each wants two numbers", arguments);
    if (strcmp(end, "end")) last = (size_t)atoi(end);
    for (size_t i = first - 1; i < m->article->count && i < last; i++) {
        sample one = *m->article;
        one.paragraphs += i;
        one.count = i + 1;
        put_range(m, from, to, &one);
    }
}

static void put_part(maker *m, const char *name, const char *from, const char *to)
{
    expected_part *part = &m->parts[m->part_count++];
    char value[32] = "";
    sscanf(name, "%31[a-z-]", value);
    int number = ws_value_parse(WS_PARTS, value);
    if (m->part_count == MOST_PARTS || number < 0) stop("no such part", value);
    snprintf(part->text, sizeof part->text, "%.*s", (int)(to - from), from);
    part->part = (ws_part)number;
    ws_buffer_add(m->out, from, (size_t)(to - from));
}

/* What a directive other than each and part stands for. */
static void put_word(maker *m, const char *name, const sample *paragraph)
{
    const char *text = paragraph ? paragraph->text + paragraph->paragraphs->span.begin : "";
    size_t size = paragraph ? paragraph->paragraphs->span.end - paragraph->paragraphs->span.begin : 0;
    if (!strncmp(name, "title}", 6))
        put_escaped(m->out, m->article->title, strlen(m->article->title));
    else if (!strncmp(name, "quote}", 6))
        put_quote(m);
    else if (!strncmp(name, "json}", 5))
        put_json(m);
    else if (!paragraph)
        stop("a directive that there is not", name);
    else if (!strncmp(name, "text}", 5))
        put_escaped(m->out, text, size);
    else if (!strncmp(name, "linked}", 7))
        put_linked(m->out, text, size);
    else if (!strncmp(name, "number}", 7))
        ws_buffer_printf(m->out, "%zu", paragraph->count);
    else if (!strncmp(name, "cap}", 4))
        put_escaped(m->out, text, character_size(text));
    else if (!strncmp(name, "rest}", 5))
        put_escaped(m->out, text + character_size(text), size - character_size(text));
    else
        stop("a directive that there is not", name);
}

/* A directive is a brace and a lower-case letter (or a slash); other braces are the page's own. */
static void put_range(maker *m, const char *from, const char *to, const sample *paragraph)
{
    for (const char *at = from; at < to; at++) {
        if (at[0] != '{' || at[1] < 'a' || at[1] > 'z' ||
            !memchr(at, '}', (size_t)(to - at) < 24 ? (size_t)(to - at) : 24)) {
            ws_buffer_putc(m->out, *at);
            continue;
        }
        const char *inside = strchr(at, '}') + 1;
        if (!strncmp(at, "{each ", 6)) {
            const char *end = after_end(inside, to, "{/each}");
            put_each(m, at + 6, inside, end);
            at = end + 6;
        } else if (!strncmp(at, "{part ", 6)) {
            const char *end = after_end(inside, to, "{/part}");
            put_part(m, at + 6, inside, end);
            at = end + 6;
        } else {
            put_word(m, at + 1, paragraph);
            at = inside - 1;
        }
    }
}

/* --- comparing --- */

typedef struct words {
    const char *items[MOST_WORDS];
    size_t sizes[MOST_WORDS], count;
} words;

static void add_words(words *to, const char *text, size_t begin, size_t end)
{
    while (begin < end && to->count < MOST_WORDS) {
        while (begin < end && strchr(" \n\r\t", text[begin])) begin++;
        size_t from = begin;
        while (begin < end && !strchr(" \n\r\t", text[begin])) begin++;
        if (begin == from) break;
        to->items[to->count] = text + from;
        to->sizes[to->count++] = begin - from;
    }
}

static bool same_word(const words *a, size_t i, const words *b, size_t k)
{
    return a->sizes[i] == b->sizes[k] && !memcmp(a->items[i], b->items[k], a->sizes[i]);
}

/* Length of the longest common subsequence: words that came back, in their order. */
static size_t common(const words *a, const words *b)
{
    static size_t row[MOST_WORDS + 1];
    memset(row, 0, sizeof row);
    for (size_t i = 0; i < a->count; i++) {
        size_t diagonal = 0;
        for (size_t k = 0; k < b->count; k++) {
            size_t above = row[k + 1];
            row[k + 1] = same_word(a, i, b, k) ? diagonal + 1 : above > row[k] ? above : row[k];
            diagonal = above;
        }
    }
    return row[b->count];
}

static bool has_part(const ws_article *article, const expected_part *part)
{
    for (size_t i = 0; i < article->part_count; i++) {
        ws_span span = article->parts[i].span;
        if (article->parts[i].part == part->part && span.end - span.begin == strlen(part->text) &&
            !memcmp(article->text + span.begin, part->text, strlen(part->text)))
            return true;
    }
    return false;
}

/* The template's own parts are known; any other part counts as text that shouldn't be there. */
static bool is_expected(const maker *m, const ws_article *article, const ws_article_part *part)
{
    ws_article one = *article;
    one.parts = part;
    one.part_count = 1;
    for (size_t i = 0; i < m->part_count; i++)
        if (has_part(&one, &m->parts[i])) return true;
    return false;
}

static void compare(const maker *m, const ws_article *article, bool print, score *s)
{
    static words wanted, got;
    uint32_t begin = 0;
    wanted.count = got.count = 0;
    for (size_t i = 0; i < m->article->count; i++)
        add_words(&wanted, m->article->text, m->article->paragraphs[i].span.begin, m->article->paragraphs[i].span.end);
    for (size_t i = 0; i < article->part_count; i++) {
        if (!is_expected(m, article, &article->parts[i])) continue;
        add_words(&got, article->text, begin, article->parts[i].span.begin);
        begin = article->parts[i].span.end;
    }
    add_words(&got, article->text, begin, article->text_size);
    for (size_t i = 0; i < m->part_count; i++) s->missed_parts += !has_part(article, &m->parts[i]);
    size_t kept = common(&wanted, &got);
    size_t more = wanted.count > got.count ? wanted.count : got.count;
    double share = more ? (double)kept / (double)more : 0;
    s->kept += kept;
    s->wanted += wanted.count;
    s->got += got.count;
    if (share < s->worst) {
        s->worst = share;
        s->worst_title = m->article->title;
    }
    if (print) printf("%s\n%s\n\n", share < 1 ? "--- differs" : "---", article->text);
}

static void try_page(const sample *article, const char *page, size_t size, bool print, score *s)
{
    ws_buffer html = WS_BUFFER_INIT(PAGE_BYTES);
    ws_arena *arena = ws_arena_new(0);
    ws_article read = {0};
    ws_error error = {0};
    maker m = {.article = article, .out = &html};
    char charset[32] = "", *encoded = NULL;
    int skipped = 0;
    if (sscanf(page, "{charset %31[^}]}%n", charset, &skipped) == 1) page += skipped, size -= (size_t)skipped;
    put_range(&m, page, page + size, NULL);
    size_t bytes = html.size;
    if (*charset) {
        encoded =
            u8_conv_to_encoding(charset, iconveh_question_mark, (uint8_t *)html.bytes, html.size, NULL, NULL, &bytes);
        if (!encoded) stop("no such charset", charset);
    }
    if (ws_html_article(arena, encoded ? encoded : html.bytes, bytes, NULL, NULL, &read, &error) == WS_OK) {
        compare(&m, &read, print, s);
    } else {
        if (print) printf("refused: %s\n", error.message);
        s->refused++;
        s->wanted++;
        s->worst = 0;
    }
    free(encoded);
    ws_buffer_free(&html);
    ws_arena_free(arena);
}

/* --- all of them --- */

static size_t read_samples(ws_arena *arena, int count, char **folders, sample *out)
{
    ws_strings paths = {(const char **)folders, (size_t)count};
    ws_collection *collection;
    ws_error error = {0};
    size_t samples = 0;
    if (ws_collection_open(&paths, NULL, NULL, &collection, &error) != WS_OK) stop("the sample news", error.message);
    for (ws_article *article;; samples++) {
        article = ws_arena_alloc(arena, sizeof *article);
        if (ws_collection_next(collection, arena, article, &error) == WS_END || samples == MOST_ARTICLES) break;
        ws_reading reading = {.arena = arena, .article = article};
        if (ws_text_segment(&reading, &error) != WS_OK || !reading.paragraph_count)
            stop("the sample news", error.message);
        bool headline = reading.paragraphs[0].part == WS_PART_HEADLINE;
        out[samples] = (sample){article->title ? article->title : "Untitled", article->text,
                                reading.paragraphs + headline, reading.paragraph_count - headline};
    }
    ws_collection_close(collection);
    return samples;
}

static bool ends_with(const char *name, const char *end)
{
    size_t size = strlen(name), tail = strlen(end);
    return size >= tail && !strcmp(name + size - tail, end);
}

/* Is a template's floor reached? Prints its line. */
static bool try_template(const char *folder, const char *name, const sample *samples, size_t count, bool print)
{
    static char page[PAGE_BYTES];
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file) stop("cannot be read", path);
    size_t size = fread(page, 1, sizeof page - 1, file);
    page[size] = '\0';
    fclose(file);
    score s = {.worst = 1, .worst_title = ""};
    for (size_t i = 0; i < count; i++) try_page(&samples[i], page, size, print, &s);
    if (ends_with(name, ".stub.html")) {
        printf("%-28s %zu of %zu refused\n", name, s.refused, count);
        return s.refused == count;
    }
    double recall = (double)s.kept / (double)(s.wanted ? s.wanted : 1),
           precision = s.got ? (double)s.kept / (double)s.got : 0;
    bool good = recall >= least_recall && precision >= least_precision && !s.missed_parts && !s.refused;
    printf("%-28s recovered %6.2f %%  foreign %5.2f %%  worst %6.2f %%  parts missed %zu  refused %zu%s\n", name,
           100 * recall, 100 * (1 - precision), 100 * s.worst, s.missed_parts, s.refused, good ? "" : "  <-- below");
    if (!good && *s.worst_title) printf("%-28s worst: %s\n", "", s.worst_title);
    return good;
}

int main(int count, char **arguments)
{
    static sample samples[MOST_ARTICLES];
    struct dirent **names;
    ws_arena *arena = ws_arena_new(0);
    const char *only = getenv("ONLY"); /* one template, with what comes out of it */
    bool good = true;
    if (count < 3 || !arena) stop("usage", "html_recovery PAGES NEWS...");
    size_t sample_count = read_samples(arena, count - 2, arguments + 2, samples);
    int templates = scandir(arguments[1], &names, NULL, alphasort);
    if (templates < 0 || !sample_count) stop("nothing to read", arguments[1]);
    for (int i = 0; i < templates; i++) {
        if (ends_with(names[i]->d_name, ".html") && (!only || !strcmp(only, names[i]->d_name)))
            good &= try_template(arguments[1], names[i]->d_name, samples, sample_count, only);
        free(names[i]);
    }
    free(names);
    ws_arena_free(arena);
    return good ? 0 : 1;
}
