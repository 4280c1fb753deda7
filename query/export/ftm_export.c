/* SPDX-License-Identifier: GPL-3.0-or-later */
/* FollowTheMoney entities, one a line, for Aleph: an Event for each statement, its Article, and the named who speak. A
 * name is an entity of its article alone, unless Wikidata tells who that is: an equal name is no proof. */
#include "items.h"

#include <string.h>

typedef struct entities {
    ws_seen *seen; /* ids that were written */
} entities;

typedef struct entity {
    cJSON *object, *properties;
} entity;

static entity entity_new(const char *id, const char *schema)
{
    entity made = {cJSON_CreateObject(), NULL};
    if (made.object && ws_item_text(made.object, "id", id) && ws_item_text(made.object, "schema", schema))
        made.properties = ws_item_object(made.object, "properties");
    return made;
}

/* One value more. False: no memory. */
static bool add(entity *to, const char *property, const char *value)
{
    if (!to->properties) return false;
    if (!value || !*value) return true;
    cJSON *values = cJSON_GetObjectItemCaseSensitive(to->properties, property);
    if (!values) values = cJSON_AddArrayToObject(to->properties, property);
    cJSON *item = values ? cJSON_CreateString(value) : NULL;
    if (item && cJSON_AddItemToArray(values, item)) return true;
    cJSON_Delete(item);
    return false;
}

static ws_status put(ws_export *export, entity *made, bool complete, ws_error *error)
{
    ws_buffer buffer = WS_BUFFER_INIT(WS_JSON_BYTES);
    ws_status status = complete ? ws_json_add_value(&buffer, made->object, error) : ws_no_memory(error);
    ws_buffer_putc(&buffer, '\n');
    cJSON_Delete(made->object);
    return ws_json_finish(&buffer, export->out, status, error);
}

static ws_status is_new(ws_export *export, const char *id, bool *answer, ws_error *error)
{
    const entities *self = export->state;
    return ws_seen_add(self->seen, ws_hash_bytes(id, strlen(id)), answer, error);
}

/* Three letters, as the model has them; only what it is sure to know. */
static const char *language_of(const ws_article *article)
{
    return article->language && !strncmp(article->language, "en", 2) ? "eng" : NULL;
}

static ws_status put_article(ws_export *export, const ws_sheet_entry *entry, const char *id, ws_error *error)
{
    const ws_article *article = entry->hit->article;
    const char *title = article->title ? article->title : "without a title";
    bool fresh = false;
    ws_status status = is_new(export, id, &fresh, error);
    if (status != WS_OK || !fresh) return status;
    entity made = entity_new(id, "Article");
    bool complete = add(&made, "title", title) && add(&made, "fileName", title) &&
                    add(&made, "publisher", article->publisher) && add(&made, "author", article->author) &&
                    add(&made, "publishedAt", article->published) && add(&made, "sourceUrl", entry->url) &&
                    add(&made, "language", language_of(article));
    return put(export, &made, complete, error);
}

/* NULL in *id: somebody without a name, who is no entity. */
static ws_status speaker_id(ws_export *export, ws_arena *arena, const char *article_id, const ws_speaker *speaker,
                            const char **wikidata, const char **id, ws_error *error)
{
    const ws_person *person = NULL;
    *id = *wikidata = NULL;
    if (!speaker->key || (speaker->type != WS_SPEAKER_PERSON && speaker->type != WS_SPEAKER_ORGANIZATION)) return WS_OK;
    ws_status status = export->people ? ws_people_of(export->people, speaker->key, &person, error) : WS_OK;
    if (status != WS_OK) return status;
    *wikidata = person && person->entry ? person->entry->id : NULL;
    const char *const parts[] = {article_id, speaker->key};
    char hex[33];
    ws_hash_hex(ws_hash_strings(parts, 2), hex);
    *id = *wikidata ? *wikidata : ws_arena_printf(arena, "speaker-%s", hex);
    return *id ? WS_OK : ws_no_memory(error);
}

static ws_status put_speaker(ws_export *export, ws_arena *arena, const char *article_id, const ws_speaker *speaker,
                             entity *event, ws_error *error)
{
    const char *id, *wikidata;
    bool fresh = false;
    ws_status status = speaker_id(export, arena, article_id, speaker, &wikidata, &id, error);
    if (status != WS_OK || !id) return status;
    if (!add(event, "involved", id)) return ws_no_memory(error);
    status = is_new(export, id, &fresh, error);
    if (status != WS_OK || !fresh) return status;
    bool is_person = speaker->type == WS_SPEAKER_PERSON;
    entity made = entity_new(id, is_person ? "Person" : "Organization");
    bool complete = add(&made, "name", speaker->name) && add(&made, "wikidataId", wikidata) &&
                    (!is_person || add(&made, "position", speaker->role));
    return put(export, &made, complete, error);
}

static bool fill_event(entity *event, ws_arena *arena, const ws_sheet_entry *entry, const char *article_id)
{
    const ws_statement *statement = entry->hit->statement;
    const ws_article *article = entry->hit->article;
    char *label = ws_item_label(arena, entry), *words = ws_item_verbatim(arena, entry->hit);
    return label && words && add(event, "name", label) && add(event, "description", words) &&
           add(event, "summary", ws_value_name(WS_ACTS, (int)statement->act)) &&
           add(event, "date", statement->time.date) && add(event, "recordId", entry->id) &&
           add(event, "proof", article_id) && add(event, "publisher", article->publisher) &&
           add(event, "sourceUrl", entry->url);
}

static ws_status put_entry(ws_export *export, ws_arena *arena, const ws_sheet_entry *entry, ws_error *error)
{
    ws_hash key;
    char article_id[48], id[48], hex[33];
    ws_status status = ws_export_article_key(entry->hit->article, &key, error);
    if (status != WS_OK) return status;
    ws_hash_hex(key, hex);
    snprintf(article_id, sizeof article_id, "article-%s", hex);
    snprintf(id, sizeof id, "statement-%s", entry->id);
    status = put_article(export, entry, article_id, error);
    entity event = entity_new(id, "Event");
    const ws_statement *statement = entry->hit->statement;
    for (size_t i = 0; i < statement->speaker_count && status == WS_OK; i++)
        status = put_speaker(export, arena, article_id, &statement->speakers[i], &event, error);
    if (status == WS_OK) return put(export, &event, fill_event(&event, arena, entry, article_id), error);
    cJSON_Delete(event.object);
    return status;
}

static ws_status begin(ws_export *export, ws_error *error)
{
    entities *self = export->state = ws_arena_alloc(export->arena, sizeof *self);
    if (!self) return ws_no_memory(error);
    self->seen = ws_seen_new();
    return self->seen ? WS_OK : ws_no_memory(error);
}

static ws_status batch(ws_export *export, ws_arena *arena, const ws_hits *hits, ws_error *error)
{
    return ws_sheets_batch(export, arena, hits, put_entry, error);
}

static void close_all(ws_export *export)
{
    const entities *self = export->state;
    if (self) ws_seen_free(self->seen);
}

const ws_exporter ws_ftm_export = {
    .name = "ftm",
    .about = "FollowTheMoney entities for Aleph, one a line",
    .begin = begin,
    .batch = batch,
    .close = close_all,
};
