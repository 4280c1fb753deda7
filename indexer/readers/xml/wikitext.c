/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One pass pairs the brackets; the second writes the text and jumps over whole pairs, so nothing is read twice at one
 * depth, and depth is bounded. */
#include "wikitext.h"

#include "wikitext_templates.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { DEEPEST = 40, NAME_BYTES = 32, LONGEST_TAG = 1024, LONGEST_LINK = 4096, SILENT_TAGS = 13 };

typedef struct writer {
    const ws_wiki_pairs *pairs;
    const char *text;
    ws_arena *arena;
    ws_buffer *out;
    ws_wiki_facts *facts;
    unsigned left_out;            /* level of the heading whose section is left out, 0: none */
    size_t unclosed[SILENT_TAGS]; /* up to where such a tag is known not to end */
} writer;

static bool begins(const char *text, size_t size, const char *what)
{
    size_t length = strlen(what);

    return size >= length && strncasecmp(text, what, length) == 0;
}

bool ws_wikitext_is_redirect(const char *text, size_t size)
{
    while (size > 0 && isspace((unsigned char)*text)) {
        text++;
        size--;
    }
    return begins(text, size, "#redirect");
}

static void write_range(writer *to, size_t begin, size_t end, unsigned depth);

/* --- links --- */

/* "File:", "Category:", "fr:" and their like, but not ":File:" and not a title with a colon and a blank. */
static bool is_aside(const char *target, size_t size)
{
    static const char *const spaces[] = {"file:", "image:", "category:", "media:", "template:", "wikt:category:"};
    const char *colon = memchr(target, ':', size);
    size_t length = colon ? (size_t)(colon - target) : 0;
    bool small = length >= 2 && length <= 3;

    for (size_t i = 0; i < sizeof spaces / sizeof spaces[0]; i++)
        if (begins(target, size, spaces[i])) return true;
    for (size_t i = 0; i < length && small; i++) small = islower((unsigned char)target[i]);
    return small && length + 1 < size && target[length + 1] != ' ';
}

/* Of a target without a label, what names another wiki or kind of page: "w:Oslo"; with an empty label, all up to the
 * colon. */
static size_t prefix_size(const char *target, size_t size, bool any)
{
    const char *colon = memchr(target, ':', size);
    size_t length = colon ? (size_t)(colon - target) : 0;

    if (length == 0 || length + 1 >= size) return 0;
    for (size_t i = 0; i < length && !any; i++)
        if (!islower((unsigned char)target[i])) return 0;
    return any || target[length + 1] != ' ' ? length + 1 : 0;
}

/* [[target|label]]: the label, else the target without what a colon leads it with ("w:Oslo"). */
static void write_link(writer *to, ws_wiki_pair pair, unsigned depth)
{
    size_t begin = pair.begin + 2, end = pair.end - 2;
    size_t bar = ws_wiki_bar(to->pairs, to->text, begin, end);
    size_t last = bar;

    while (begin < end && isspace((unsigned char)to->text[begin])) begin++;
    if (is_aside(to->text + begin, end - begin)) return;
    if (bar < end && bar + 1 < end) {
        for (size_t next = bar; next < end; next = ws_wiki_bar(to->pairs, to->text, next + 1, end)) last = next;
        write_range(to, last + 1, end, depth);
        return;
    }
    if (begin < end && to->text[begin] == ':') begin++;
    write_range(to, begin + prefix_size(to->text + begin, bar - begin, bar < end), bar, depth);
}

/* [https://... label]: the label. Returns the end, or `at` for a bracket that is no link. */
static size_t write_outer_link(writer *to, size_t at, size_t end, unsigned depth)
{
    static const char *const schemes[] = {"http://", "https://", "//", "mailto:"};
    const char *close = NULL;
    size_t stop, blank = at + 1;

    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0] && !close; i++)
        if (begins(to->text + at + 1, end - at - 1, schemes[i]))
            close = memchr(to->text + at, ']', end - at < LONGEST_LINK ? end - at : LONGEST_LINK);
    if (!close) return at;
    stop = (size_t)(close - to->text);
    while (blank < stop && to->text[blank] != ' ') blank++;
    if (blank < stop) write_range(to, blank + 1, stop, depth);
    return stop + 1;
}

/* --- templates --- */

static void write_template(writer *to, ws_wiki_pair pair, unsigned depth)
{
    ws_wiki_template found;
    ws_wiki_shown shown;

    ws_wiki_template_read(to->pairs, to->text, pair, &found);
    ws_wiki_template_note(to->arena, to->text, &found, to->facts);
    shown = ws_wiki_template_shown(to->text, &found);
    if (shown.literal) ws_buffer_puts(to->out, shown.literal);
    if (shown.is_block) ws_buffer_puts(to->out, "\n\n");
    for (size_t i = 0; i < shown.count; i++) {
        if (i > 0) ws_buffer_puts(to->out, shown.is_block ? " \xE2\x80\x94 " : " ");
        write_range(to, shown.ranges[i].begin, shown.ranges[i].end, depth);
    }
    if (shown.is_block) ws_buffer_puts(to->out, "\n\n");
}

static void write_pair(writer *to, ws_wiki_pair pair, unsigned depth)
{
    if (depth >= DEEPEST || pair.kind == WS_WIKI_TABLE) return;
    if (pair.kind == WS_WIKI_LINK)
        write_link(to, pair, depth + 1);
    else
        write_template(to, pair, depth + 1);
}

/* --- tags and characters --- */

/* Behind the end tag of an element whose content is no text; `from` when it has none. What was looked through once is
 * not looked through again. */
static size_t behind_silent(writer *to, size_t tag, const char *name, size_t from, size_t end)
{
    char closing[NAME_BYTES + 2];
    const char *found;

    if (to->unclosed[tag] >= end) return from;
    snprintf(closing, sizeof closing, "</%s", name);
    found = memmem(to->text + from, end - from, closing, strlen(closing));
    if (!found) {
        to->unclosed[tag] = end;
        return from;
    }
    from = (size_t)(found - to->text) + strlen(closing);
    while (from < end && to->text[from] != '>') from++;
    return from < end ? from + 1 : end;
}

/* The name of the tag at `at`, in lower case; where it ends. `at` when there is none. */
static size_t read_tag(const char *text, size_t at, size_t end, char name[NAME_BYTES])
{
    size_t from = at + 1, length = 0;
    const char *close;

    if (from < end && text[from] == '/') from++;
    while (from + length < end && length + 1 < NAME_BYTES && isalpha((unsigned char)text[from + length])) {
        name[length] = (char)tolower((unsigned char)text[from + length]);
        length++;
    }
    name[length] = '\0';
    if (length == 0) return at;
    close = memchr(text + from, '>', end - from < LONGEST_TAG ? end - from : LONGEST_TAG);
    return close ? (size_t)(close - text) + 1 : at;
}

/* A tag or comment at '<': what comes after it, and after its content where that is no text. `at` when it is neither.
 */
static size_t skip_tag(writer *to, size_t at, size_t end)
{
    static const char *const silent[SILENT_TAGS] = {
        "ref",   "gallery", "math",     "timeline", "syntaxhighlight", "source",        "score",
        "style", "script",  "imagemap", "graph",    "dynamicpagelist", "templatestyles"};
    static const char *const blocks[] = {"p", "blockquote", "div", "center", "poem"};
    const char *close;
    char name[NAME_BYTES];
    size_t from;

    if (begins(to->text + at, end - at, "<!--")) {
        close = memmem(to->text + at, end - at, "-->", 3);
        return close ? (size_t)(close - to->text) + 3 : end;
    }
    from = read_tag(to->text, at, end, name);
    if (from == at) return at;
    if (strcmp(name, "br") == 0) ws_buffer_putc(to->out, '\n');
    for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++)
        if (strcmp(name, blocks[i]) == 0) ws_buffer_puts(to->out, "\n\n");
    if (to->text[at + 1] == '/' || to->text[from - 2] == '/') return from;
    for (size_t i = 0; i < SILENT_TAGS; i++)
        if (strcmp(name, silent[i]) == 0) return behind_silent(to, i, name, from, end);
    return from;
}

/* "&nbsp;", "&#8212;"; anything else stays as it is. */
static size_t write_entity(writer *to, size_t at, size_t end)
{
    static const struct {
        const char *name, *character;
    } names[] = {{"&nbsp;", "\xC2\xA0"},
                 {"&amp;", "&"},
                 {"&quot;", "\""},
                 {"&lt;", "<"},
                 {"&gt;", ">"},
                 {"&ndash;", "\xE2\x80\x93"},
                 {"&mdash;", "\xE2\x80\x94"},
                 {"&rsquo;", "\xE2\x80\x99"},
                 {"&lsquo;", "\xE2\x80\x98"},
                 {"&ldquo;", "\xE2\x80\x9C"},
                 {"&rdquo;", "\xE2\x80\x9D"},
                 {"&hellip;", "\xE2\x80\xA6"},
                 {"&thinsp;", "\xE2\x80\x89"},
                 {"&#39;", "'"},
                 {"&#32;", " "},
                 {"&#160;", "\xC2\xA0"}};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (!begins(to->text + at, end - at, names[i].name)) continue;
        ws_buffer_puts(to->out, names[i].character);
        return at + strlen(names[i].name);
    }
    ws_buffer_putc(to->out, '&');
    return at + 1;
}

/* --- lines --- */

/* Level of the heading that the line from `begin` to `end` is, 0: none; *from and *to_end are its words. */
static unsigned heading(const char *text, size_t begin, size_t end, size_t *from, size_t *to_end)
{
    unsigned level = 0;

    while (end > begin && isspace((unsigned char)text[end - 1])) end--;
    while (begin + level < end && level < 6 && text[begin + level] == '=') level++;
    if (level == 0 || end - begin < 2 * level + 1) return 0;
    for (unsigned i = 1; i <= level; i++)
        if (text[end - i] != '=') return 0;
    *from = begin + level;
    *to_end = end - level;
    while (*from < *to_end && text[*from] == ' ') ++*from;
    while (*from < *to_end && text[*to_end - 1] == ' ') --*to_end;
    return level;
}

/* Sections that are about the page, or lists of what others wrote. */
static bool is_apparatus(const char *title, size_t size)
{
    static const char *const titles[] = {
        "sources",          "source",          "external links", "external link", "references", "related news",
        "related articles", "related stories", "sister links",   "see also",      "notes",      "further reading",
        "bibliography",     "related",         "footnotes",      "citations"};

    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++)
        if (strlen(titles[i]) == size && strncasecmp(title, titles[i], size) == 0) return true;
    return false;
}

/* What a line begins with, of lists, indents and rules. Returns where its text begins. */
static size_t begin_line(writer *to, size_t at, size_t end)
{
    size_t stop = at;

    if (begins(to->text + at, end - at, "----")) {
        while (stop < end && to->text[stop] == '-') stop++;
        return stop;
    }
    while (stop < end && strchr("*#:;", to->text[stop])) stop++;
    if (stop > at) ws_buffer_puts(to->out, "\n\n");
    while (stop > at && stop < end && to->text[stop] == ' ') stop++;
    return stop;
}

/* The line at `at`, if it is a heading: written as a paragraph, or the beginning of what is left out. */
static size_t take_heading(writer *to, size_t at, size_t end)
{
    const char *stop = memchr(to->text + at, '\n', end - at);
    size_t line_end = stop ? (size_t)(stop - to->text) : end, from, until;
    unsigned level = heading(to->text, at, line_end, &from, &until);

    if (level == 0) return at;
    if (to->left_out == 0 || level <= to->left_out)
        to->left_out = is_apparatus(to->text + from, until - from) ? level : 0;
    if (to->left_out == 0) {
        ws_buffer_puts(to->out, "\n\n");
        write_range(to, from, until, DEEPEST - 1);
        ws_buffer_puts(to->out, "\n\n");
    }
    return line_end;
}

/* "__NOTOC__" and its kin. */
static size_t skip_switch(const char *text, size_t at, size_t end)
{
    size_t stop = at + 2;

    while (stop < end && stop - at < 40 && isupper((unsigned char)text[stop])) stop++;
    return stop > at + 2 && begins(text + stop, end - stop, "__") ? stop + 2 : at;
}

/* One character, or mark-up, of text at `at`; returns where it ends. */
static size_t write_one(writer *to, size_t at, size_t end, unsigned depth)
{
    const char *text = to->text;
    size_t next = at;

    if (text[at] == '<') next = skip_tag(to, at, end);
    if (text[at] == '&') return write_entity(to, at, end);
    if (text[at] == '[') next = depth < DEEPEST ? write_outer_link(to, at, end, depth + 1) : at;
    if (begins(text + at, end - at, "__")) next = skip_switch(text, at, end);
    if (begins(text + at, end - at, "''")) {
        /* Five are bold and italic, three bold, two italic; a fourth is an apostrophe. */
        for (next = at; next < end && text[next] == '\'';) next++;
        if (next - at == 4) ws_buffer_putc(to->out, '\'');
        return next;
    }
    if (next > at) return next;
    ws_buffer_putc(to->out, text[at]);
    return at + 1;
}

static void write_range(writer *to, size_t begin, size_t end, unsigned depth)
{
    bool line_start = depth == 0;
    size_t index = ws_wiki_first_pair(to->pairs, begin);

    for (size_t at = begin; at < end && !to->out->failed;) {
        if (line_start) {
            size_t next = take_heading(to, at, end);

            line_start = false;
            if (next > at) {
                at = next;
                continue;
            }
            if (to->left_out == 0) at = begin_line(to, at, end);
            continue;
        }
        while (index < to->pairs->count && to->pairs->items[index].begin < at) index++;
        if (index < to->pairs->count && to->pairs->items[index].begin == at && to->pairs->items[index].end <= end) {
            if (to->left_out == 0) write_pair(to, to->pairs->items[index], depth);
            at = to->pairs->items[index].end;
            continue;
        }
        line_start = depth == 0 && to->text[at] == '\n';
        at = to->left_out ? at + 1 : write_one(to, at, end, depth);
    }
}

ws_status ws_wikitext(ws_arena *arena, const char *text, size_t size, ws_buffer *out, ws_wiki_facts *facts,
                      ws_error *error)
{
    ws_wiki_pairs pairs;
    writer to = {.pairs = &pairs, .text = text, .arena = arena, .out = out, .facts = facts};
    ws_status status = ws_wiki_pairs_find(arena, text, size, &pairs, error);

    if (status != WS_OK) return status;
    write_range(&to, 0, size, 0);
    return ws_buffer_status(out, error);
}
