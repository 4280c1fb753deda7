/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "metadata.h"

#include "input.h"
#include "lines.h"
#include "text.h"

#include <ctype.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>
#include <time.h>

enum { LONGEST_FIELD = 16 * 1024, MOST_AUTHORS = 64, DEEPEST_SCHEMA = 6, MOST_REFERRED = 256 };

const char ws_metadata_names[] = "publisher, author, section, published, updated, language, title";

typedef struct field {
    size_t offset;         /* in ws_article */
    const char *settable;  /* its name for --set, or NULL */
    const char *names[16]; /* in data sets, the likeliest first; "a.b" is member b of member a */
    const char *schema[3]; /* in schema.org */
} field;

static const field fields[] = {
    {offsetof(ws_article, title), "title", {"title", "headline", "article_title", "head", "hed"}, {"headline", "name"}},
    {offsetof(ws_article, url),
     NULL,
     {"url", "link", "canonical_url", "canonical_link", "web_url", "webUrl", "article_url", "permalink", "uri",
      "source_url"},
     {"url", "mainEntityOfPage"}},
    {offsetof(ws_article, publisher),
     "publisher",
     {"publisher", "source", "outlet", "publication", "source_name", "newspaper", "site_name", "sitename", "hostname",
      "source_domain", "domain", "site"},
     {"publisher"}},
    {offsetof(ws_article, author),
     "author",
     {"author", "authors", "byline", "member.name", "creator", "writer", "reporter"},
     {"author"}},
    {offsetof(ws_article, section),
     "section",
     {"section", "section_name", "sectionName", "category", "news_desk", "topic", "articleSection"},
     {"articleSection"}},
    {offsetof(ws_article, published),
     "published",
     {"published", "published_at", "publishedAt", "datePublished", "date_published", "date_publish", "publish_date",
      "published_date", "publication_date", "pub_date", "pubDate", "webPublicationDate", "date", "timestamp"},
     {"datePublished"}},
    {offsetof(ws_article, updated),
     "updated",
     {"updated", "updated_at", "updatedAt", "dateModified", "date_modified", "date_modify", "modified", "last_modified",
      "lastmod"},
     {"dateModified"}},
    {offsetof(ws_article, language), "language", {"language", "lang", "inLanguage", "language_code"}, {"inLanguage"}},
    {offsetof(ws_article, dateline), NULL, {"dateline"}, {"dateline"}},
};

enum { FIELDS = sizeof fields / sizeof fields[0] };

static const char *const text_names[] = {"text",         "body",      "content",  "article_text", "articleBody",
                                         "article_body", "full_text", "fulltext", "fullText",     "maintext",
                                         "main_text",    "body_text", "bodyText", "raw_text",     "cleaned_text",
                                         "story",        "article",   NULL};
static const char *const id_names[] = {"id",          "_id",  "article_id", "articleId",  "doc_id", "docid",
                                       "document_id", "uuid", "guid",       "identifier", NULL};
/* Where an object stands in for a string. */
static const char *const inner_names[] = {"name", "main",  "original", "rendered", "@value", "value",
                                          "text", "title", "$oid",     "$date",    NULL};

static const char **slot(ws_article *article, const field *one)
{
    return (const char **)(void *)((char *)article + one->offset);
}

const char **ws_metadata_field(ws_article *article, const char *name)
{
    for (size_t i = 0; i < FIELDS; i++)
        if (fields[i].settable && strcmp(fields[i].settable, name) == 0) return slot(article, &fields[i]);
    return NULL;
}

/* Member by its name, or by "a.b" as a name of its own or as member b of member a. */
static const cJSON *find_member(const cJSON *object, const char *name)
{
    const cJSON *found = ws_json_member(object, name);
    const char *dot = strchr(name, '.');
    char outer[32];

    if (found || !dot || (size_t)(dot - name) >= sizeof outer) return found;
    memcpy(outer, name, (size_t)(dot - name));
    outer[dot - name] = '\0';
    found = ws_json_member(object, outer);
    return cJSON_IsObject(found) ? ws_json_member(found, dot + 1) : NULL;
}

/* --- columns --- */

/* The same but for case and what parts words? */
static bool is_same_heading(const char *left, const char *right)
{
    for (;;) {
        while (*left && strchr(" _-", *left)) left++;
        while (*right && strchr(" _-", *right)) right++;
        if (!*left || !*right) return *left == *right;
        if (tolower((unsigned char)*left++) != tolower((unsigned char)*right++)) return false;
    }
}

static const char *find_heading(const char *heading, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count && names[i]; i++)
        if (is_same_heading(heading, names[i])) return names[i];
    return NULL;
}

const char *ws_metadata_column(const char *heading)
{
    const char *found = find_heading(heading, text_names, SIZE_MAX);

    if (!found) found = find_heading(heading, id_names, SIZE_MAX);
    for (size_t i = 0; i < FIELDS && !found; i++)
        found = find_heading(heading, fields[i].names, sizeof fields[i].names / sizeof fields[i].names[0]);
    return found;
}

bool ws_metadata_is_text(const char *column)
{
    return find_heading(column, text_names, SIZE_MAX) != NULL;
}

/* Is it the first name of a field, of the text or of the id? */
static bool is_field(const char *name)
{
    if (strcmp(name, text_names[0]) == 0 || strcmp(name, id_names[0]) == 0) return true;
    for (size_t i = 0; i < FIELDS; i++)
        if (strcmp(name, fields[i].names[0]) == 0) return true;
    return false;
}

static ws_status parse_pair(ws_arena *arena, const char *pair, size_t size, const char *out[2], ws_error *error)
{
    const char *equals = memchr(pair, '=', size);

    if (!equals || equals + 1 == pair + size)
        return ws_fail(error, WS_USAGE, "Write FIELD=COLUMN, as in text=body,published=day", "'%.*s' maps nothing",
                       (int)(size < 200 ? size : 200), pair);
    out[0] = ws_arena_string(arena, pair, (size_t)(equals - pair));
    out[1] = ws_arena_string(arena, equals + 1, size - (size_t)(equals + 1 - pair));
    if (!out[0] || !out[1]) return ws_no_memory(error);
    if (is_field(out[0])) return WS_OK;
    return ws_fail(
        error, WS_USAGE,
        "text, id, title, url, publisher, author, section, published, updated, language and dateline can be mapped",
        "there is no field '%.200s' to map a column to", out[0]);
}

ws_status ws_metadata_map_parse(ws_arena *arena, const char *list, ws_map *out, ws_error *error)
{
    const char *(*pairs)[2] = NULL;
    size_t capacity = 0;
    ws_status status;

    *out = (ws_map){0};
    while (*list) {
        size_t size = strcspn(list, ",");
        void *grown = ws_arena_grow(arena, pairs, out->count, &capacity, sizeof *pairs);

        if (!grown) return ws_no_memory(error);
        pairs = grown;
        status = parse_pair(arena, list, size, pairs[out->count], error);
        if (status != WS_OK) return status;
        out->count++;
        list += size + (list[size] == ',');
    }
    out->pairs = (const char *const(*)[2])pairs;
    return WS_OK;
}

/* A copy of a column's value; of an id that is a number, its own characters. */
static cJSON *copy_value(ws_arena *arena, const cJSON *value, const char *const pair[2], const char *bytes, size_t size)
{
    bool is_number = strcmp(pair[0], id_names[0]) == 0 && cJSON_IsNumber(value) && bytes;
    const char *number = is_number ? ws_json_number_text(arena, bytes, size, pair[1]) : NULL;

    return number ? cJSON_CreateString(number) : cJSON_Duplicate(value, true);
}

ws_status ws_metadata_map(ws_arena *arena, const ws_map *map, cJSON *object, const char *bytes, size_t size,
                          ws_error *error)
{
    for (size_t i = 0; map && i < map->count; i++) {
        const char *target = map->pairs[i][0];
        const cJSON *value = find_member(object, map->pairs[i][1]);
        cJSON *copy;
        bool done;

        if (!value) continue;
        copy = copy_value(arena, value, map->pairs[i], bytes, size);
        if (!copy) return ws_no_memory(error);
        done = ws_json_member(object, target) ? cJSON_ReplaceItemInObjectCaseSensitive(object, target, copy)
                                              : cJSON_AddItemToObject(object, target, copy);
        if (!done) {
            cJSON_Delete(copy);
            return ws_no_memory(error);
        }
    }
    return WS_OK;
}

static const char *text_of_number(ws_arena *arena, double number, bool is_date)
{
    double seconds = number >= 1e11 ? number / 1000 : number;
    time_t when = (time_t)seconds;
    struct tm parts;
    char text[32];

    if (!(number >= 0 && number < 1e15)) return is_date ? ws_arena_printf(arena, "%g", number) : "";
    if (!is_date || number < 1e8) return ws_arena_printf(arena, "%.0f", number);
    if (!gmtime_r(&when, &parts) || strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts) == 0) return "";
    return ws_arena_strdup(arena, text);
}

/* What a value is read for. */
typedef struct wanted {
    ws_arena *arena;
    const cJSON *graph; /* the schema.org value that holds what a reference by "@id" names, or NULL */
    bool is_date, is_url;
} wanted;

/* The object of the graph that a mere reference names; the value itself when it is none. NULL: not there. */
static const cJSON *referred(const wanted *want, const cJSON *value)
{
    const cJSON *id = ws_json_member(value, "@id");
    const cJSON *items = cJSON_IsArray(want->graph) ? want->graph : ws_json_member(want->graph, "@graph");
    const cJSON *item;
    int looked_at = 0;

    if (want->is_url || !cJSON_IsString(id) || ws_json_member(value, "name")) return value;
    cJSON_ArrayForEach(item, items)
    {
        const cJSON *other = ws_json_member(item, "@id");

        if (++looked_at > MOST_REFERRED) break;
        if (cJSON_IsString(other) && strcmp(other->valuestring, id->valuestring) == 0) return item;
    }
    return NULL;
}

/* A value as one string: "" when it holds none. NULL: no memory. */
static const char *text_of(const wanted *want, const cJSON *value, int depth)
{
    ws_arena *arena = want->arena;

    if (cJSON_IsString(value) && value->valuestring)
        return strlen(value->valuestring) > LONGEST_FIELD ? "" : ws_arena_strdup(arena, value->valuestring);
    if (cJSON_IsNumber(value)) return text_of_number(arena, value->valuedouble, want->is_date);
    if (cJSON_IsObject(value) && depth < DEEPEST_SCHEMA) {
        value = referred(want, value);
        for (size_t i = 0; inner_names[i]; i++) {
            const char *text = text_of(want, ws_json_member(value, inner_names[i]), depth + 1);

            if (!text || *text) return text;
        }
        return want->is_url ? text_of(want, ws_json_member(value, "@id"), depth + 1) : "";
    }
    if (cJSON_IsArray(value) && depth < DEEPEST_SCHEMA) {
        ws_buffer joined = WS_BUFFER_INIT(LONGEST_FIELD);
        const cJSON *item;
        const char *text = "";
        int count = 0;

        cJSON_ArrayForEach(item, value)
        {
            text = text_of(want, item, depth + 1);
            if (!text || ++count > MOST_AUTHORS) break;
            if (*text && joined.size) ws_buffer_puts(&joined, ", ");
            ws_buffer_puts(&joined, text);
        }
        if (text) text = joined.failed ? "" : ws_arena_string(arena, joined.bytes ? joined.bytes : "", joined.size);
        ws_buffer_free(&joined);
        return text;
    }
    return "";
}

const char *ws_metadata_author(ws_arena *arena, const char *byline)
{
    ws_line name = ws_trim(byline, strlen(byline));

    size_t before = ws_text_byline(name.text, name.size);

    if (before > 0) name = ws_trim(name.text + before, name.size - before);
    return ws_arena_string(arena, name.text, name.size);
}

const char *ws_metadata_language(ws_arena *arena, const char *language)
{
    char *copy;

    if (strcasecmp(language, "english") == 0 || strcasecmp(language, "eng") == 0) return "en";
    copy = ws_arena_strdup(arena, language);
    for (char *at = copy; at && *at; at++)
        if (*at == '_') *at = '-';
    return copy;
}

/* Many data sets give the address that an article was fetched from as its source: no name of an outlet. */
static bool is_address(const char *text)
{
    return strstr(text, "://") != NULL;
}

static ws_status fill(ws_arena *arena, const cJSON *graph, const cJSON *object, const field *one,
                      const char *const *names, size_t count, ws_article *article, ws_error *error)
{
    wanted want = {.arena = arena, .graph = graph, .is_url = one->offset == offsetof(ws_article, url)};
    const char **target = slot(article, one);

    want.is_date = one->offset == offsetof(ws_article, published) || one->offset == offsetof(ws_article, updated);
    for (size_t i = 0; i < count && names[i] && !*target; i++) {
        const char *text = text_of(&want, find_member(object, names[i]), 0);

        if (text && !ws_is_blank(text) && !(one->offset == offsetof(ws_article, publisher) && is_address(text))) {
            if (one->offset == offsetof(ws_article, author))
                text = ws_metadata_author(arena, text);
            else if (one->offset == offsetof(ws_article, language))
                text = ws_metadata_language(arena, text);
            *target = text;
        }
        if (!text) return ws_no_memory(error);
    }
    return WS_OK;
}

/* The text itself, unchanged; paragraphs given as an array of strings are joined by blank lines. */
static ws_status fill_text(ws_arena *arena, const cJSON *object, ws_article *article, ws_error *error)
{
    const cJSON *value = NULL;
    const cJSON *item;
    ws_buffer joined = WS_BUFFER_INIT(WS_LINE_BYTES);
    ws_status status;

    for (size_t i = 0; text_names[i]; i++) {
        value = ws_json_member(object, text_names[i]);
        if (cJSON_IsArray(value) || (cJSON_IsString(value) && value->valuestring)) break;
        value = NULL;
    }
    if (!value) return ws_fail(error, WS_REFUSED, "An article needs a member \"text\"", "the object has no text");
    if (cJSON_IsString(value)) {
        article->text_size = strlen(value->valuestring);
        article->text = ws_arena_string(arena, value->valuestring, article->text_size);
        return article->text ? WS_OK : ws_no_memory(error);
    }
    cJSON_ArrayForEach(item, value)
    {
        if (!cJSON_IsString(item) || !item->valuestring) continue;
        if (joined.size) ws_buffer_puts(&joined, "\n\n");
        ws_buffer_puts(&joined, item->valuestring);
    }
    status = ws_buffer_status(&joined, error);
    if (status == WS_OK) {
        article->text_size = joined.size;
        article->text = ws_arena_string(arena, joined.bytes ? joined.bytes : "", joined.size);
        status = article->text ? WS_OK : ws_no_memory(error);
    }
    ws_buffer_free(&joined);
    return status;
}

static ws_status fill_id(ws_arena *arena, const cJSON *object, const char *bytes, size_t size, ws_article *article,
                         ws_error *error)
{
    wanted want = {.arena = arena};

    for (size_t i = 0; id_names[i] && !article->input_id; i++) {
        const cJSON *value = ws_json_member(object, id_names[i]);

        if (cJSON_IsNumber(value)) {
            article->input_id = ws_json_number_text(arena, bytes, size, id_names[i]);
            article->input_id_is_number = true;
        } else if (value) {
            article->input_id = text_of(&want, value, 0);
        } else {
            continue;
        }
        if (!article->input_id) return ws_no_memory(error);
        if (!*article->input_id) article->input_id = NULL;
    }
    return WS_OK;
}

ws_status ws_metadata_from_json(ws_arena *arena, const cJSON *object, const char *bytes, size_t size,
                                ws_article *article, ws_error *error)
{
    ws_status status = fill_id(arena, object, bytes, size, article, error);

    for (size_t i = 0; i < FIELDS && status == WS_OK; i++)
        status = fill(arena, NULL, object, &fields[i], fields[i].names,
                      sizeof fields[i].names / sizeof fields[i].names[0], article, error);
    return status == WS_OK ? fill_text(arena, object, article, error) : status;
}

/* NewsArticle, ReportageNewsArticle, BlogPosting, ...: a string or an array of them. */
static bool describes_article(const cJSON *object)
{
    const cJSON *type = ws_json_member(object, "@type");
    const cJSON *item = cJSON_IsArray(type) ? type->child : type;

    for (; item; item = cJSON_IsArray(type) ? item->next : NULL)
        if (cJSON_IsString(item) && item->valuestring &&
            (strstr(item->valuestring, "Article") || strstr(item->valuestring, "Posting")))
            return true;
    return false;
}

static ws_status walk_schema(ws_arena *arena, const cJSON *graph, const cJSON *value, int depth, ws_article *article,
                             ws_error *error)
{
    ws_status status = WS_OK;
    const cJSON *item;

    if (depth > DEEPEST_SCHEMA) return WS_OK;
    if (cJSON_IsArray(value)) {
        cJSON_ArrayForEach(item, value)
        {
            status = walk_schema(arena, graph, item, depth + 1, article, error);
            if (status != WS_OK) return status;
        }
        return WS_OK;
    }
    if (!cJSON_IsObject(value)) return WS_OK;
    if (!describes_article(value)) {
        status = walk_schema(arena, graph, ws_json_member(value, "@graph"), depth + 1, article, error);
        if (status != WS_OK) return status;
        return walk_schema(arena, graph, ws_json_member(value, "mainEntity"), depth + 1, article, error);
    }
    for (size_t i = 0; i < FIELDS && status == WS_OK; i++)
        status = fill(arena, graph, value, &fields[i], fields[i].schema,
                      sizeof fields[i].schema / sizeof fields[i].schema[0], article, error);
    return status;
}

ws_status ws_metadata_from_schema(ws_arena *arena, const cJSON *value, ws_article *article, ws_error *error)
{
    return walk_schema(arena, value, value, 0, article, error);
}
