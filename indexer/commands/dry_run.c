/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dry_run.h"

#include "print_json.h"

enum { MOST = 20 };

static cJSON *understood_json(const ws_article *article)
{
    cJSON *json = ws_article_json(article, false);
    bool ok = json && cJSON_AddNumberToObject(json, "schema_version", WS_SCHEMA_VERSION);
    if (ok && article->unread_date) ok = cJSON_AddStringToObject(json, "unread_date", article->unread_date);
    if (ok && article->cut_off) ok = cJSON_AddTrueToObject(json, "cut_off");
    if (ok) return json;
    cJSON_Delete(json);
    return NULL;
}

static ws_status show_understood(const ws_reading_run *run, const ws_article *article, cJSON *list, int format,
                                 ws_error *error)
{
    FILE *out = run->context->out;
    if (format == WS_FORMAT_JSONL) return ws_print_json(out, understood_json(article), error);
    if (format == WS_FORMAT_JSON) {
        cJSON *json = understood_json(article);
        if (json && cJSON_AddItemToArray(list, json)) return WS_OK;
        cJSON_Delete(json);
        return ws_no_memory(error);
    }
    fprintf(out, "%s\n  title      %s\n  published  %s", article->path ? ws_reading_path(article->path) : article->id,
            article->title ? article->title : "-", article->published ? article->published : "-");
    if (article->unread_date) fprintf(out, ", not understood: %s", article->unread_date);
    fprintf(out, "\n  publisher  %s\n  author     %s\n  id         %s\n  read as    %s%s%s\n",
            article->publisher ? article->publisher : "-", article->author ? article->author : "-", article->id,
            ws_collection_reader(run->collection), article->summary_only ? ", only its summary" : "",
            article->cut_off ? ", cut off" : "");
    return WS_OK;
}

static ws_status show_all(ws_reading_run *run, cJSON *list, int format, bool *more, ws_error *error)
{
    ws_article *article;
    ws_status status;
    while ((status = ws_reading_run_next(run, &article, error)) == WS_OK) {
        *more = run->read > MOST;
        ws_progress_clear(&run->progress);
        if (*more) return WS_OK;
        status = show_understood(run, article, list, format, error);
        if (status != WS_OK) return status;
    }
    return status == WS_END ? WS_OK : status;
}

ws_status ws_dry_run(ws_reading_run *run, int format, ws_error *error)
{
    bool more = false;
    cJSON *root = cJSON_CreateObject(), *list = root ? cJSON_AddArrayToObject(root, "articles") : NULL;
    ws_status status = list ? show_all(run, list, format, &more, error) : ws_no_memory(error);
    if (status == WS_OK && format == WS_FORMAT_JSON) {
        if (cJSON_AddNumberToObject(root, "schema_version", WS_SCHEMA_VERSION) &&
            cJSON_AddBoolToObject(root, "more", more))
            return ws_print_json(run->context->out, root, error);
        status = ws_no_memory(error);
    }
    cJSON_Delete(root);
    if (status == WS_OK && more)
        fprintf(format == WS_FORMAT_TEXT ? run->context->out : run->context->err,
                "There are more: these are the first %d articles\n", MOST);
    return status;
}
