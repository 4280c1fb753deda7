/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "html.h"
#include "lines.h"
#include "metadata.h"

#include <string.h>
#include <strings.h>

enum { LONGEST_VALUE = 8 * 1024, LONGEST_SCRIPT = 1024 * 1024, MOST_TITLES = 4 };

typedef enum { TITLE, URL, PUBLISHER, AUTHOR, SECTION, PUBLISHED, UPDATED, LANGUAGE, FIELDS } field;

/* What meta elements call a field, the surest first. Compared without case. */
static const char *const meta_names[FIELDS][10] = {
    [TITLE] = {"og:title", "headline", "parsely-title", "dc.title", "twitter:title"},
    [URL] = {"og:url", "parsely-link"},
    [PUBLISHER] = {"og:site_name", "publisher", "dc.publisher", "application-name"},
    [AUTHOR] = {"author", "parsely-author", "byl", "sailthru.author", "dc.creator", "article:author"},
    [SECTION] = {"article:section", "parsely-section", "section", "category"},
    [PUBLISHED] = {"article:published_time", "datepublished", "parsely-pub-date", "pubdate", "publishdate",
                   "dc.date.issued", "dcterms.created", "sailthru.date", "dc.date", "date"},
    [UPDATED] = {"article:modified_time", "datemodified", "og:updated_time", "last-modified", "lastmod",
                 "dcterms.modified"},
    [LANGUAGE] = {"content-language", "dc.language", "og:locale"},
};

/* Ranks of what is not in meta elements: before, between and after those. */
enum { RANK_BEFORE_META = 0, RANK_META = 10, RANK_PAGE = 30, RANK_LAST = 40 };

typedef struct candidate {
    int rank;
    const char *value; /* NULL: none yet */
} candidate;

typedef struct metadata {
    ws_arena *arena;
    ws_article *article;
    ws_html_hints *hints;
    candidate found[FIELDS];
    candidate page_title[1]; /* of the <title> element, whatever else there is */
    int titles;              /* headings looked at */
    bool failed;             /* no memory */
} metadata;

static void offer(metadata *all, field which, int rank, const char *value, size_t size)
{
    candidate *best = &all->found[which];
    ws_line trimmed = ws_trim(value, size);

    value = trimmed.text;
    size = trimmed.size;
    if (size == 0 || size > LONGEST_VALUE || (best->value && best->rank <= rank)) return;
    if (which == URL && strncasecmp(value, "http://", 7) != 0 && strncasecmp(value, "https://", 8) != 0) return;
    /* Some sites give the author's page where the name belongs. */
    if (which == AUTHOR && (strncasecmp(value, "http://", 7) == 0 || strncasecmp(value, "https://", 8) == 0)) return;
    best->value = ws_arena_string(all->arena, value, size);
    best->rank = rank;
    all->failed = all->failed || !best->value;
}

static void offer_text(metadata *all, field which, int rank, const GumboNode *node)
{
    ws_buffer text = WS_BUFFER_INIT(LONGEST_VALUE);

    if (all->found[which].value && all->found[which].rank <= rank) return;
    ws_html_text(node, &text);
    if (text.bytes && !text.failed) offer(all, which, rank, text.bytes, text.size);
    ws_buffer_free(&text);
}

static void read_meta(metadata *all, const GumboNode *node)
{
    static const char *const keys[] = {"property", "name", "itemprop", "http-equiv"};
    const char *content = ws_html_attribute(node, "content");

    for (size_t key = 0; content && key < sizeof keys / sizeof keys[0]; key++) {
        const char *name = ws_html_attribute(node, keys[key]);

        for (int which = 0; name && which < FIELDS; which++)
            for (int i = 0; i < 10 && meta_names[which][i]; i++)
                if (strcasecmp(name, meta_names[which][i]) == 0)
                    offer(all, (field)which, RANK_META + i, content, strlen(content));
    }
}

/* The JSON of a script, without the comments and CDATA marks that some sites set around it. */
static const char *unwrap(const char *script, size_t *size)
{
    const char *begin = script + strspn(script, " \t\r\n");
    const char *end;

    *size = strlen(begin);
    if (*begin == '{' || *begin == '[') return begin;
    begin = strchr(script, '{');
    end = strrchr(script, '}');
    *size = begin && end > begin ? (size_t)(end - begin) + 1 : 0;
    return begin;
}

enum { MOST_SCHEMA_DEPTH = 8 };

static bool says_false(const cJSON *value)
{
    return cJSON_IsFalse(value) || (cJSON_IsString(value) && strcasecmp(value->valuestring, "false") == 0);
}

/* The longest articleBody anywhere in the JSON, and what else it says of the text. */
static void read_hints(metadata *all, const cJSON *value, int depth)
{
    const cJSON *body = ws_json_member(value, "articleBody"), *type = ws_json_member(value, "@type"), *child;
    ws_html_hints *hints = all->hints;

    if (cJSON_IsString(type) && strcmp(type->valuestring, "LiveBlogPosting") == 0) hints->live = true;
    if (says_false(ws_json_member(value, "isAccessibleForFree"))) hints->locked = true;
    if (cJSON_IsString(body) && (!hints->body || strlen(body->valuestring) > strlen(hints->body))) {
        hints->body = ws_arena_strdup(all->arena, body->valuestring);
        all->failed = all->failed || !hints->body;
    }
    if (depth == MOST_SCHEMA_DEPTH) return;
    cJSON_ArrayForEach(child, value)
    {
        if (cJSON_IsObject(child) || cJSON_IsArray(child)) read_hints(all, child, depth + 1);
    }
}

static void read_schema(metadata *all, const GumboNode *node)
{
    const char *type = ws_html_attribute(node, "type");
    const GumboNode *child;
    const char *script;
    cJSON *value = NULL;
    size_t size;

    if (!type || strcasecmp(type, "application/ld+json") != 0 || node->v.element.children.length == 0) return;
    child = node->v.element.children.data[0];
    if (child->type != GUMBO_NODE_TEXT && child->type != GUMBO_NODE_CDATA) return;
    script = unwrap(child->v.text.text, &size);
    /* Broken JSON-LD is common and says nothing about the article; the page has other places to look. */
    if (size == 0 || size > LONGEST_SCRIPT || ws_json_read(script, size, &value, NULL) != WS_OK) return;
    all->failed = all->failed || ws_metadata_from_schema(all->arena, value, all->article, NULL) != WS_OK;
    read_hints(all, value, 0);
    cJSON_Delete(value);
}

static void read_time(metadata *all, const GumboNode *node)
{
    const char *datetime = ws_html_attribute(node, "datetime");
    const char *property = ws_html_attribute(node, "itemprop");

    if (!datetime) return;
    if (property && strcasecmp(property, "dateModified") == 0)
        offer(all, UPDATED, RANK_PAGE, datetime, strlen(datetime));
    else
        offer(all, PUBLISHED, property || ws_html_attribute(node, "pubdate") ? RANK_PAGE : RANK_LAST, datetime,
              strlen(datetime));
}

static void read_title(metadata *all, const GumboNode *node)
{
    candidate before = all->found[TITLE];

    if (all->page_title->value) return;
    all->found[TITLE].value = NULL;
    offer_text(all, TITLE, RANK_LAST, node);
    *all->page_title = all->found[TITLE];
    if (before.value) all->found[TITLE] = before;
}

static void read_element(metadata *all, const GumboNode *node)
{
    const char *relation = ws_html_attribute(node, "rel");
    const char *value;

    switch (node->v.element.tag) {
    case GUMBO_TAG_META:
        read_meta(all, node);
        break;
    case GUMBO_TAG_SCRIPT:
        read_schema(all, node);
        break;
    case GUMBO_TAG_LINK:
        value = ws_html_attribute(node, "href");
        if (relation && value && strcasecmp(relation, "canonical") == 0)
            offer(all, URL, RANK_BEFORE_META, value, strlen(value));
        break;
    case GUMBO_TAG_HTML:
        value = ws_html_attribute(node, "lang");
        if (value) offer(all, LANGUAGE, RANK_BEFORE_META, value, strlen(value));
        break;
    case GUMBO_TAG_TIME:
        read_time(all, node);
        break;
    case GUMBO_TAG_H1:
        if (all->titles++ < MOST_TITLES) offer_text(all, TITLE, RANK_PAGE, node);
        break;
    case GUMBO_TAG_TITLE:
        /* An SVG's title names the picture. */
        if (node->v.element.tag_namespace == GUMBO_NAMESPACE_HTML) read_title(all, node);
        break;
    case GUMBO_TAG_A:
        if (relation && strcasecmp(relation, "author") == 0) offer_text(all, AUTHOR, RANK_PAGE, node);
        break;
    default:
        break;
    }
}

/* "Mayor resigns | The Daily Example" without its last part, where that is the publisher. */
static const char *without_publisher(ws_arena *arena, const char *title, const char *publisher)
{
    size_t size = strlen(title);
    size_t tail = publisher ? strlen(publisher) : 0;

    if (tail == 0 || size <= tail + 3 || strcasecmp(title + size - tail, publisher) != 0) return title;
    size -= tail;
    while (size > 0 && title[size - 1] == ' ') size--;
    if (size >= 3 &&
        (memcmp(title + size - 3, "\xE2\x80\x93", 3) == 0 || memcmp(title + size - 3, "\xE2\x80\x94", 3) == 0))
        size -= 3;
    else if (size >= 1 && strchr("|-:", title[size - 1]))
        size--;
    else
        return title;
    while (size > 0 && title[size - 1] == ' ') size--;
    return size > 0 ? ws_arena_string(arena, title, size) : title;
}

static size_t count_words(const char *text)
{
    size_t words = 0;

    for (size_t i = 0; text[i]; i++) words += text[i] != ' ' && (i == 0 || text[i - 1] == ' ');
    return words;
}

static bool is_separator(const char *text, size_t size)
{
    static const char *const separators[] = {" - ", " | ", ": ", " :: ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", NULL};

    for (size_t i = 0; separators[i]; i++)
        if (strlen(separators[i]) <= size && strncmp(text, separators[i], strlen(separators[i])) == 0) return true;
    return false;
}

/* Some sites have their own name in the H1. It is a short one, and <title> has it beside the article's title. */
static ws_status correct_title(metadata *all, ws_error *error)
{
    enum { SITE_WORDS = 4 };
    candidate *title = &all->found[TITLE];
    const char *whole = all->page_title->value, *rest = NULL;
    size_t size = whole ? strlen(whole) : 0, own = title->value ? strlen(title->value) : 0, cut = 0;

    if (!own || title->rank != RANK_PAGE || size <= own || count_words(title->value) > SITE_WORDS) return WS_OK;
    if (strncmp(whole, title->value, own) == 0 && is_separator(whole + own, size - own)) {
        rest = whole + own + strspn(whole + own, " |:-\xE2\x80\x93\x94");
        cut = strlen(rest);
    } else if (strcmp(whole + size - own, title->value) == 0) {
        for (cut = size - own; cut > 0 && strchr(" |:-\xE2\x80\x93\x94", whole[cut - 1]); cut--) continue;
        rest = is_separator(whole + cut, size - cut) ? whole : NULL;
    }
    if (!rest || !cut) return WS_OK;
    rest = ws_arena_string(all->arena, rest, cut);
    if (!rest) return ws_no_memory(error);
    if (count_words(rest) > SITE_WORDS) title->value = rest;
    return WS_OK;
}

static ws_status settle(metadata *all, ws_error *error)
{
    ws_article *article = all->article;
    const char **targets[FIELDS] = {
        [TITLE] = &article->title,     [URL] = &article->url,           [PUBLISHER] = &article->publisher,
        [AUTHOR] = &article->author,   [SECTION] = &article->section,   [PUBLISHED] = &article->published,
        [UPDATED] = &article->updated, [LANGUAGE] = &article->language,
    };

    if (correct_title(all, error) != WS_OK) return WS_NO_MEMORY;
    for (int which = 0; which < FIELDS; which++) {
        const char *value = all->found[which].value;

        if (*targets[which] || !value) continue;
        if (which == AUTHOR) value = ws_metadata_author(all->arena, value);
        if (which == LANGUAGE) value = ws_metadata_language(all->arena, value);
        if (!value) return ws_no_memory(error);
        *targets[which] = value;
    }
    if (article->title) {
        article->title = without_publisher(all->arena, article->title, article->publisher);
        if (!article->title) return ws_no_memory(error);
    }
    return all->failed ? ws_no_memory(error) : WS_OK;
}

ws_status ws_html_metadata(ws_arena *arena, const GumboNode *root, ws_article *article, ws_html_hints *hints,
                           ws_error *error)
{
    metadata all = {.arena = arena, .article = article, .hints = hints};

    for (const GumboNode *node = root; node && !all.failed; node = ws_html_next(root, node, true))
        if (node->type == GUMBO_NODE_ELEMENT) read_element(&all, node);
    return settle(&all, error);
}
