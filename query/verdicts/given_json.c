/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema.org's ClaimReview in whatever holds it, and objects of an editor's own. Publishers write a text, an object
 * with a name, an object with a value, or an array of any of these where schema.org has one of them: all are taken. */
#include "given.h"
#include "json.h"

#include <stdio.h>
#include <string.h>

static const cJSON *first_of(const cJSON *node)
{
    for (int depth = 0; cJSON_IsArray(node) && depth < 4; depth++) node = node->child;
    return node;
}

/* Its characters as a text of this field. NULL: none. */
static const char *text_of(ws_given_reading *self, ws_given_texts *texts, ws_given_field field, const cJSON *node)
{
    char number[32];
    node = first_of(node);
    if (cJSON_IsObject(node)) node = ws_json_member(node, "@value");
    if (cJSON_IsString(node)) return ws_given_text(self, texts, field, node->valuestring, strlen(node->valuestring));
    if (!cJSON_IsNumber(node)) return NULL;
    int size = snprintf(number, sizeof number, "%.15g", node->valuedouble);
    return ws_given_text(self, texts, field, number, (size_t)size);
}

static const char *name_of(ws_given_reading *self, ws_given_texts *texts, ws_given_field field, const cJSON *node)
{
    const cJSON *one = first_of(node), *name = ws_json_member(one, "name");
    return text_of(self, texts, field, name ? name : one);
}

/* "ClaimReview", "schema:ClaimReview", "https://schema.org/ClaimReview", or among others. */
static bool is_type(const cJSON *node, const char *type)
{
    const cJSON *types = ws_json_member(node, "@type"), *one = cJSON_IsArray(types) ? types->child : types;
    size_t size = strlen(type);
    for (; one; one = cJSON_IsArray(types) ? one->next : NULL) {
        size_t length = cJSON_IsString(one) ? strlen(one->valuestring) : 0;
        const char *at = length >= size ? one->valuestring + length - size : NULL;
        if (at && !strcmp(at, type) && (length == size || at[-1] == '/' || at[-1] == ':')) return true;
    }
    return false;
}

/* An address, an object that has one or says who published it, or several of these. */
static void add_places(ws_given_reading *self, ws_given_texts *texts, const cJSON *node)
{
    const cJSON *one = cJSON_IsArray(node) ? node->child : node;
    for (size_t i = 0; one && i < WS_VERDICT_URLS; i++, one = cJSON_IsArray(node) ? one->next : NULL) {
        const cJSON *url = ws_json_member(one, "url");
        if (!url) url = ws_json_member(one, "@id");
        ws_given_url(texts, text_of(self, texts, WS_GIVEN_PLACE, url ? url : one));
        const cJSON *publisher = ws_json_member(one, "publisher");
        if (publisher && !texts->texts[WS_GIVEN_OUTLET])
            texts->texts[WS_GIVEN_OUTLET] = name_of(self, texts, WS_GIVEN_OUTLET, publisher);
    }
}

static void read_claim(ws_given_reading *self, ws_given_texts *texts, const cJSON *claim)
{
    static const char *const places[] = {"appearance", "firstAppearance", "url"};
    texts->texts[WS_GIVEN_SPEAKER] = name_of(self, texts, WS_GIVEN_SPEAKER, ws_json_member(claim, "author"));
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const cJSON *place = ws_json_member(claim, places[i]);
        if (place) add_places(self, texts, place);
    }
    if (texts->texts[WS_GIVEN_WORDS]) return;
    const cJSON *text = ws_json_member(claim, "text");
    texts->texts[WS_GIVEN_WORDS] = text_of(self, texts, WS_GIVEN_WORDS, text ? text : ws_json_member(claim, "name"));
}

static void read_rating(ws_given_reading *self, ws_given_texts *texts, const cJSON *rating)
{
    const cJSON *words = ws_json_member(rating, "alternateName");
    if (!words) words = ws_json_member(rating, "name");
    texts->texts[WS_GIVEN_RATING] = text_of(self, texts, WS_GIVEN_RATING, cJSON_IsString(rating) ? rating : words);
    texts->texts[WS_GIVEN_VALUE] = text_of(self, texts, WS_GIVEN_VALUE, ws_json_member(rating, "ratingValue"));
    texts->texts[WS_GIVEN_BEST] = text_of(self, texts, WS_GIVEN_BEST, ws_json_member(rating, "bestRating"));
    texts->texts[WS_GIVEN_WORST] = text_of(self, texts, WS_GIVEN_WORST, ws_json_member(rating, "worstRating"));
}

static void read_review(ws_given_reading *self, const cJSON *review)
{
    ws_given_texts texts = {.url_count = 0};
    const cJSON *author = ws_json_member(review, "author"), *rating = ws_json_member(review, "reviewRating");
    texts.texts[WS_GIVEN_WORDS] = text_of(self, &texts, WS_GIVEN_WORDS, ws_json_member(review, "claimReviewed"));
    texts.texts[WS_GIVEN_JUDGE] = name_of(self, &texts, WS_GIVEN_JUDGE, author);
    if (!texts.texts[WS_GIVEN_JUDGE])
        texts.texts[WS_GIVEN_JUDGE] = name_of(self, &texts, WS_GIVEN_JUDGE, ws_json_member(review, "publisher"));
    texts.texts[WS_GIVEN_ON] = text_of(self, &texts, WS_GIVEN_ON, ws_json_member(review, "datePublished"));
    texts.texts[WS_GIVEN_URL] = text_of(self, &texts, WS_GIVEN_URL, ws_json_member(review, "url"));
    read_rating(self, &texts, first_of(rating));
    read_claim(self, &texts, first_of(ws_json_member(review, "itemReviewed")));
    ws_given_end(self, &texts);
}

/* An editor's own: {"statement": "3fa4b2c1d0e9", "grade": "B2", "who": ..., "when": ..., "why": ...}. */
static bool is_own(const cJSON *node)
{
    static const char *const marks[] = {"grade", "source", "item", "rating"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const cJSON *mark = ws_json_member(node, marks[i]);
        if (cJSON_IsString(mark) || cJSON_IsNumber(mark)) return true;
    }
    return false;
}

static void read_own(ws_given_reading *self, const cJSON *node)
{
    ws_given_texts texts = {.url_count = 0};
    const cJSON *member;
    cJSON_ArrayForEach(member, node)
    {
        int field = member->string ? ws_given_field_named(member->string, strlen(member->string)) : -1;
        const char *text = field < 0 ? NULL : text_of(self, &texts, (ws_given_field)field, member);
        if (field == WS_GIVEN_PLACE)
            ws_given_url(&texts, text);
        else if (text && !texts.texts[field])
            texts.texts[field] = text;
    }
    ws_given_end(self, &texts);
}

/* No deeper than JSON is read at all. */
static void walk(ws_given_reading *self, const cJSON *node)
{
    const cJSON *child;
    if (self->status != WS_OK) return;
    if (is_type(node, "ClaimReview")) {
        read_review(self, node);
    } else if (cJSON_IsObject(node) && !ws_json_member(node, "@type") && is_own(node)) {
        read_own(self, node);
    } else {
        cJSON_ArrayForEach(child, node) if (cJSON_IsObject(child) || cJSON_IsArray(child)) walk(self, child);
    }
}

static ws_status read_value(ws_given_reading *self, const char *bytes, size_t size, ws_error *why)
{
    cJSON *json;
    ws_status status = ws_json_read(bytes, size, &json, why);
    if (status != WS_OK) return status;
    walk(self, json);
    cJSON_Delete(json);
    return WS_OK;
}

/* One value, or one a line. */
ws_status ws_given_read_json(ws_given_reading *self, const char *bytes, size_t size)
{
    ws_error why;
    ws_status status = read_value(self, bytes, size, &why);
    if (status == WS_NO_MEMORY) return ws_no_memory(self->error);
    if (status == WS_OK) return self->status;
    size_t line = 1, read = 0;
    for (const char *at = bytes, *end = bytes + size, *stop; at < end; at = stop + 1, line++) {
        ws_error inside;
        stop = memchr(at, '\n', (size_t)(end - at));
        if (!stop) stop = end;
        if (strspn(at, " \t\r") >= (size_t)(stop - at)) continue;
        ws_status one = read_value(self, at, (size_t)(stop - at), &inside);
        if (one == WS_NO_MEMORY) return ws_no_memory(self->error);
        if (one != WS_OK && !read)
            return ws_fail(self->error, WS_REFUSED, "is it JSON-LD, or one JSON object a line?", "it is no JSON: %s",
                           why.message);
        if (one != WS_OK)
            return ws_fail(self->error, WS_REFUSED, "mend the line", "line %zu is no JSON: %s", line, inside.message);
        read++;
        if (self->status != WS_OK) return self->status;
    }
    return self->status;
}
