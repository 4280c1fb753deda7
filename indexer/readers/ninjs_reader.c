/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ninjs, the IPTC's JSON for news, versions 1 to 3: items one a line, in an array, or in a list within an answer of an
 * interface. Pictures and the like have no text of their own; associations are articles where they have a body. */
#include "html.h"
#include "json.h"
#include "json_values.h"
#include "lines.h"
#include "metadata.h"
#include "nitf.h"
#include "reader.h"
#include "wire.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MOST_PARTS = 64 }; /* of a field that is a list */

typedef struct ninjs {
    ws_json_values *values;
    ws_json_value at;
    cJSON *object;           /* the value being read, or NULL */
    const cJSON *item;       /* the next of its list */
    const cJSON *associated; /* the next of an item's associations */
    size_t within;           /* articles of the value so far */
} ninjs;

static bool holds(const char *text, const char *word)
{
    return strstr(text, word) != NULL;
}

/* Names that only ninjs has, beside the "uri" that every item must have, or the "guid" of version 1 as it began. */
static int sniff_ninjs(const unsigned char *head, size_t size, const char *path)
{
    static const char *const names[] = {
        "\"versioncreated\"", "\"versionCreated\"",  "\"body_xhtml\"",       "\"bodies\"",
        "\"headlines\"",      "\"pubstatus\"",       "\"pubStatus\"",        "\"ninjs\"",
        "\"descriptions\"",   "\"copyrightholder\"", "\"description_text\"", NULL};
    char text[WS_HEAD_BYTES + 1];
    size_t count = 0;

    if (ws_json_values_sniff(head, size, path) < 80) return 0;
    for (size_t i = 0; i < size && i < WS_HEAD_BYTES; i++)
        if (head[i]) text[count++] = (char)head[i];
    text[count] = '\0';
    if (!holds(text, "\"uri\"") && !holds(text, "\"guid\"")) return 0;
    for (size_t i = 0; names[i]; i++)
        if (holds(text, names[i])) return 95;
    return 0;
}

static ws_status open_ninjs(ws_input *input, void **state, ws_error *error)
{
    ninjs *reader = calloc(1, sizeof *reader);
    ws_status status = reader ? ws_json_values_open(input, &reader->values, error) : ws_no_memory(error);

    if (status == WS_OK)
        *state = reader;
    else
        free(reader);
    return status;
}

static void close_ninjs(void *state)
{
    ninjs *reader = state;

    ws_json_values_close(reader->values);
    cJSON_Delete(reader->object);
    free(reader);
}

/* A member by its names in the versions (NULL-terminated, the likeliest first). */
static const cJSON *member(const cJSON *item, const char *const *names)
{
    const cJSON *found = NULL;

    for (size_t i = 0; names[i] && (!found || cJSON_IsNull(found)); i++) found = ws_json_member(item, names[i]);
    return found;
}

/* The string that a value is, or that an object holds; NULL: none. */
static const char *string_of(const cJSON *value)
{
    static const char *const inner[] = {"value", "name", "literal", NULL};

    if (cJSON_IsObject(value)) value = member(value, inner);
    return cJSON_IsString(value) && !ws_is_blank(value->valuestring) ? value->valuestring : NULL;
}

/* Of a list, the one whose role is `role`, else its first; of anything else, itself. */
static const cJSON *of_role(const cJSON *value, const char *role)
{
    const cJSON *item;

    if (!cJSON_IsArray(value)) return value;
    cJSON_ArrayForEach(item, value)
    {
        const char *own = ws_json_string(item, "role");

        if (own && strcasecmp(own, role) == 0) return item;
    }
    return value->child;
}

static const char *content_type(const cJSON *value)
{
    static const char *const names[] = {"contentType", "contenttype", NULL};
    const char *type = cJSON_IsObject(value) ? string_of(member(value, names)) : NULL;

    return type ? type : "";
}

static ws_status fill_title(ws_arena *arena, const cJSON *item, ws_article *article, ws_error *error)
{
    static const char *const names[] = {"headline", "headlines", "title", NULL};
    const cJSON *headline = of_role(member(item, names), "main");
    const char *text = string_of(headline);

    if (text && holds(content_type(headline), "html")) {
        text = ws_html_line(arena, text, strlen(text));
        if (!text) return ws_no_memory(error);
    }
    return ws_wire_set(arena, &article->title, text, error);
}

/* Names of a list are joined by commas. */
static ws_status fill_author(ws_arena *arena, const cJSON *item, ws_article *article, ws_error *error)
{
    static const char *const names[] = {"byline", "by", "bylines", "authors", NULL};
    const cJSON *value = member(item, names);
    const cJSON *part;
    const char *joined = "";
    int count = 0;

    if (!cJSON_IsArray(value)) return ws_wire_author(arena, article, string_of(value), error);
    cJSON_ArrayForEach(part, value)
    {
        const char *name = string_of(part);

        if (++count > MOST_PARTS) break;
        if (name) joined = ws_arena_printf(arena, "%s%s%s", joined, *joined ? ", " : "", name);
        if (!joined) return ws_no_memory(error);
    }
    return ws_wire_author(arena, article, joined, error);
}

static ws_status fill_first(ws_arena *arena, const cJSON *item, const char *const *names, const char **target,
                            ws_error *error)
{
    const cJSON *value = member(item, names);

    return ws_wire_set(arena, target, string_of(cJSON_IsArray(value) ? value->child : value), error);
}

/* Who holds the rights is the publisher; who supplied it, if another, is credited. */
static ws_status fill_publisher(ws_arena *arena, const cJSON *item, ws_article *article, ws_error *error)
{
    static const char *const holders[] = {"copyrightholder", "copyrightHolder", NULL};
    static const char *const sources[] = {"infosources", "infoSources", "infosource", "provider", "source", NULL};
    static const char *const credits[] = {"creditline", "creditLine", NULL};
    ws_status status = fill_first(arena, item, credits, &article->credit, error);
    bool has_holder;

    if (status == WS_OK) status = fill_first(arena, item, holders, &article->publisher, error);
    has_holder = article->publisher;
    if (status == WS_OK)
        status = fill_first(arena, item, sources, has_holder ? &article->credit : &article->publisher, error);
    if (has_holder && article->credit && strcmp(article->credit, article->publisher) == 0) article->credit = NULL;
    return status;
}

static ws_status fill_identity(ws_arena *arena, const cJSON *item, ws_article *article, ws_error *error)
{
    static const char *const names[] = {"uri", "guid", NULL};
    ws_status status = fill_first(arena, item, names, &article->input_id, error);
    const char *id = article->input_id;

    if (id && (strncasecmp(id, "http://", 7) == 0 || strncasecmp(id, "https://", 8) == 0)) article->url = id;
    return status;
}

static ws_status fill_metadata(ws_arena *arena, const cJSON *item, ws_article *article, ws_error *error)
{
    static const char *const first[] = {"firstcreated", "firstCreated", "contentcreated", "contentCreated", NULL};
    static const char *const version[] = {"versioncreated", "versionCreated", NULL};
    static const char *const status_names[] = {"pubstatus", "pubStatus", NULL};
    static const char *const located[] = {"dateline", "located", NULL};
    static const char *const embargo[] = {"embargoed", "embargoedUntil", NULL};
    static const char *const notes[] = {"ednote", "edNote", NULL};
    static const char *const language[] = {"language", NULL};
    ws_status status = fill_identity(arena, item, article, error);

    article->release = ws_wire_release(string_of(member(item, status_names)));
    if (status == WS_OK) status = fill_title(arena, item, article, error);
    if (status == WS_OK) status = fill_author(arena, item, article, error);
    if (status == WS_OK) status = fill_publisher(arena, item, article, error);
    if (status == WS_OK) status = fill_first(arena, item, first, &article->published, error);
    if (status == WS_OK) status = fill_first(arena, item, version, &article->updated, error);
    if (status == WS_OK) status = fill_first(arena, item, embargo, &article->embargoed, error);
    if (status == WS_OK) status = fill_first(arena, item, located, &article->dateline, error);
    if (status == WS_OK) status = ws_wire_note(arena, article, string_of(member(item, notes)), error);
    return status == WS_OK ? ws_wire_language(arena, article, string_of(member(item, language)), error) : status;
}

/* --- bodies: the one that keeps paragraphs best is read --- */

typedef enum { BODY_HTML, BODY_NITF, BODY_TEXT, BODIES } body_kind;

static body_kind kind_of(const cJSON *body)
{
    const char *type = content_type(body);
    const char *role = ws_json_string(body, "role");

    if (!role) role = "";
    if (strcasestr(type, "nitf") || strcasestr(role, "nitf")) return BODY_NITF;
    if (strcasestr(type, "html") || strcasestr(role, "html")) return BODY_HTML;
    return BODY_TEXT;
}

/* Members "body_xhtml", "body_text" of version 1, "bodies" of the later ones. */
static const char *find_body(const cJSON *item, body_kind kind)
{
    static const char *const names[BODIES][3] = {
        {"body_xhtml", "body_html", NULL}, {"body_nitf", NULL}, {"body_text", NULL}};
    const char *found = string_of(member(item, names[kind]));
    const cJSON *body;

    cJSON_ArrayForEach(body, ws_json_member(item, "bodies"))
    {
        if (!found && cJSON_IsObject(body) && kind_of(body) == kind) found = string_of(body);
    }
    return found;
}

/* What some write into the body of a picture is its caption. */
static bool is_picture(const cJSON *item)
{
    const char *type = ws_json_string(item, "type");

    return type && (strcasecmp(type, "picture") == 0 || strcasecmp(type, "graphic") == 0);
}

static bool has_body(const cJSON *item)
{
    if (is_picture(item)) return false;
    for (int kind = 0; kind < BODIES; kind++)
        if (find_body(item, (body_kind)kind)) return true;
    return false;
}

static ws_status read_body(ws_arena *arena, const char *body, body_kind kind, ws_article *article, ws_error *error)
{
    const ws_xml_node *root;
    ws_status status;

    if (kind == BODY_TEXT) return ws_wire_text(arena, body, article, error);
    if (kind == BODY_HTML) return ws_wire_html(arena, body, strlen(body), article, error);
    status = ws_xml_parse(arena, body, strlen(body), &root, error);
    return status == WS_OK ? ws_nitf_body(arena, root, article, error) : status;
}

/* Bodies that cannot be read are told only when none can. */
static ws_status fill_text(ws_arena *arena, const cJSON *item, ws_article *article, ws_error *error)
{
    ws_status status = WS_OK;

    for (int kind = 0; kind < BODIES; kind++) {
        const char *body = is_picture(item) ? NULL : find_body(item, (body_kind)kind);

        if (!body) continue;
        status = read_body(arena, body, (body_kind)kind, article, error);
        if (status == WS_NO_MEMORY || (status == WS_OK && !ws_is_blank(article->text))) return status;
    }
    return status;
}

static const char *description_of(const cJSON *item)
{
    static const char *const names[] = {"description_text", "description_html", "descriptions", NULL};

    return string_of(of_role(member(item, names), "text"));
}

static ws_status read_item(ws_arena *arena, const cJSON *item, ws_article *article, ws_error *error)
{
    const char *type = ws_json_string(item, "type");
    ws_status status = fill_metadata(arena, item, article, error);

    if (status == WS_OK) status = fill_text(arena, item, article, error);
    /* Of a text whose body is not delivered, its summary is all there is. */
    if (status == WS_OK && ws_is_blank(article->text) && (!type || strcasecmp(type, "text") == 0)) {
        const char *summary = description_of(item);

        if (summary) status = ws_wire_summary(arena, summary, strlen(summary), article, error);
    }
    return status == WS_OK ? ws_wire_finish(arena, article, error) : status;
}

/* --- going through a value --- */

/* The items in an answer that wraps them; NULL for an item. */
static const cJSON *list_of(const cJSON *object)
{
    static const char *const names[] = {"_items", "items",    "newsitems", "newsItems", "results",
                                        "data",   "articles", "item",      NULL};

    if (ws_json_member(object, "uri") || ws_json_member(object, "guid")) return NULL;
    for (size_t i = 0; names[i]; i++) {
        const cJSON *list = ws_json_member(object, names[i]);

        if (cJSON_IsArray(list) && (!list->child || cJSON_IsObject(list->child))) return list;
    }
    return NULL;
}

static const cJSON *associations_of(const cJSON *item)
{
    const cJSON *all = ws_json_member(item, "associations");

    return cJSON_IsObject(all) || cJSON_IsArray(all) ? all->child : NULL;
}

/* The next association with a body, or NULL. */
static const cJSON *next_associated(ninjs *reader)
{
    const cJSON *item = reader->associated;

    while (item && !(cJSON_IsObject(item) && has_body(item))) item = item->next;
    reader->associated = item ? item->next : NULL;
    return item;
}

/* The next value, whose items then are in reader->item. */
static ws_status next_value(ninjs *reader, ws_arena *arena, ws_error *error)
{
    const cJSON *list;
    ws_status status;

    cJSON_Delete(reader->object);
    reader->object = NULL;
    reader->within = 0;
    status = ws_json_values_next(reader->values, arena, &reader->at, error);
    if (status != WS_OK) return status;
    status = ws_json_read(reader->at.bytes, reader->at.size, &reader->object, error);
    if (status == WS_OK && !cJSON_IsObject(reader->object))
        status = ws_fail(error, WS_REFUSED, NULL, "it is no JSON object");
    if (status != WS_OK) return ws_json_values_refuse(reader->values, &reader->at, status, error);
    list = list_of(reader->object);
    reader->item = list ? list->child : reader->object;
    return WS_OK;
}

static ws_status next_ninjs(void *state, ws_arena *arena, ws_article *article, ws_error *error)
{
    ninjs *reader = state;
    const cJSON *item = next_associated(reader);
    ws_status status = WS_OK;

    while (!item) {
        while (!reader->item && status == WS_OK) status = next_value(reader, arena, error);
        if (status != WS_OK) return status;
        item = reader->item;
        reader->item = item == reader->object ? NULL : item->next;
        reader->associated = associations_of(item);
        /* A composite is no more than what it is made of. */
        if (!has_body(item) && reader->associated) {
            const cJSON *inner = next_associated(reader);

            if (inner) item = inner;
        }
    }
    reader->within++;
    status = read_item(arena, item, article, error);
    if (status != WS_OK) return ws_json_values_refuse(reader->values, &reader->at, status, error);
    return ws_json_values_name(reader->values, arena, &reader->at, reader->within == 1 ? 0 : reader->within, article,
                               error);
}

const ws_reader ws_ninjs_reader = {
    .name = "ninjs",
    .description = "ninjs 1, 2 and 3 (IPTC): items, arrays and lists of them",
    .sniff = sniff_ninjs,
    .open = open_ninjs,
    .next = next_ninjs,
    .close = close_ninjs,
};
