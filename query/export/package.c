/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "package.h"

#include "json.h"

#include <string.h>

static bool add(cJSON *object, const char *name, const char *text)
{
    return text ? cJSON_AddStringToObject(object, name, text) != NULL : cJSON_AddNullToObject(object, name) != NULL;
}

static bool add_field(cJSON *fields, const ws_column *column)
{
    static const char *const types[] = {"string", "integer", "number", "boolean"};
    cJSON *field = cJSON_CreateObject();
    return cJSON_AddItemToArray(fields, field) && add(field, "name", column->name) &&
           add(field, "type", types[column->kind]) && add(field, "description", column->about);
}

/* Names parted by blanks become an array. */
static bool add_names(cJSON *object, const char *member, const char *names)
{
    cJSON *array = cJSON_AddArrayToObject(object, member);
    for (const char *at = names; array && *at;) {
        char name[32];
        size_t size = strcspn(at, " ");
        snprintf(name, sizeof name, "%.*s", (int)size, at);
        cJSON *item = cJSON_CreateString(name);
        if (!item || !cJSON_AddItemToArray(array, item)) return false;
        at += size + (at[size] == ' ');
    }
    return array != NULL;
}

static bool add_reference(cJSON *keys, const char *field, const char *table, const char *key)
{
    cJSON *each = cJSON_CreateObject();
    if (!cJSON_AddItemToArray(keys, each)) return false;
    cJSON *to = add(each, "fields", field) ? cJSON_AddObjectToObject(each, "reference") : NULL;
    return to && add(to, "resource", table) && add(to, "fields", key);
}

static bool add_schema(cJSON *resource, const ws_table *table)
{
    cJSON *schema = cJSON_AddObjectToObject(resource, "schema");
    cJSON *fields = schema ? cJSON_AddArrayToObject(schema, "fields") : NULL;
    for (size_t i = 0; fields && i < table->count; i++)
        if (!add_field(fields, &table->columns[i])) return false;
    if (!fields || !add_names(schema, "primaryKey", table->key)) return false;
    if (table == &ws_tables[WS_TABLE_ARTICLES]) return true;
    bool is_main = table == &ws_tables[WS_TABLE_STATEMENTS];
    cJSON *keys = cJSON_AddArrayToObject(schema, "foreignKeys");
    return keys && (is_main ? add_reference(keys, "article", "articles", "article")
                            : add_reference(keys, "statement", "statements", "id"));
}

static bool add_resource(cJSON *resources, const ws_table *table, const ws_export *export)
{
    const ws_exporter *exporter = export->exporter;
    const char separator[] = {exporter->separator, '\0'};
    char path[64];
    cJSON *resource = cJSON_CreateObject();
    snprintf(path, sizeof path, "%s.%s", table->name, exporter->name);
    if (!cJSON_AddItemToArray(resources, resource)) return false;
    if (!add(resource, "name", table->name) || !add(resource, "path", path) ||
        !add(resource, "description", table->about) || !add(resource, "profile", "tabular-data-resource") ||
        !add(resource, "format", exporter->name) ||
        !add(resource, "encoding", export->settings->byte_order_mark ? "utf-8-sig" : "utf-8"))
        return false;
    cJSON *dialect = cJSON_AddObjectToObject(resource, "dialect");
    return dialect && add(dialect, "delimiter", separator) && add(dialect, "lineTerminator", "\n") &&
           add_schema(resource, table);
}

static bool add_texts(cJSON *object, const char *name, const char *const *texts, size_t count)
{
    cJSON *array = cJSON_AddArrayToObject(object, name);
    for (size_t i = 0; array && i < count; i++) {
        cJSON *item = cJSON_CreateString(texts[i]);
        if (!item || !cJSON_AddItemToArray(array, item)) return false;
    }
    return array != NULL;
}

static size_t rule_count(void)
{
    size_t count = 0;
    while (ws_counting_rules[count]) count++;
    return count;
}

static bool add_package(cJSON *package, const ws_export *export)
{
    const ws_export_settings *settings = export->settings;
    if (!add(package, "name", "whosaid-export") || !add(package, "profile", "data-package") ||
        !add(package, "title", "Statements found by whosaid") || !add(package, "created", settings->now) ||
        !add(package, "query", settings->query_text) ||
        !cJSON_AddNumberToObject(package, "schema_version", WS_SCHEMA_VERSION) ||
        !cJSON_AddNumberToObject(package, "statements", (double)export->statements) ||
        !add_texts(package, "models", export->models, export->model_count) ||
        !add_texts(package, "counting_rules", ws_counting_rules, rule_count()))
        return false;
    cJSON *resources = cJSON_AddArrayToObject(package, "resources");
    for (int i = 0; resources && i < WS_TABLES; i++)
        if (ws_export_has_table(export, i) && !add_resource(resources, &ws_tables[i], export)) return false;
    return resources != NULL;
}

ws_status ws_package_write(const ws_export *export, FILE *out, ws_error *error)
{
    cJSON *package = cJSON_CreateObject();
    char *text = package && add_package(package, export) ? cJSON_Print(package) : NULL;
    cJSON_Delete(package);
    if (!text) return ws_no_memory(error);
    fprintf(out, "%s\n", text);
    cJSON_free(text);
    return WS_OK;
}

ws_status ws_package_facts(const ws_export *export, ws_put_fact put, void *user, ws_error *error)
{
    char statements[24];
    snprintf(statements, sizeof statements, "%zu", export->statements);
    const char *const facts[][2] = {{"made by", "whosaid"},
                                    {"query", export->settings->query_text},
                                    {"created", export->settings->now},
                                    {"statements", statements}};
    ws_status status = WS_OK;
    for (size_t i = 0; i < sizeof facts / sizeof *facts && status == WS_OK; i++)
        status = put(user, facts[i][0], facts[i][1], error);
    for (size_t i = 0; i < export->model_count && status == WS_OK; i++)
        status = put(user, "model", export->models[i], error);
    for (size_t i = 0; ws_counting_rules[i] && status == WS_OK; i++)
        status = put(user, "counting rule", ws_counting_rules[i], error);
    return status;
}
