/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run_log.h"

#include "date.h"
#include "json.h"
#include "print_json.h"

#include <errno.h>

ws_status ws_run_log_open(const char *path, FILE **out, ws_error *error)
{
    *out = fopen(path, "ae");
    return *out ? WS_OK : ws_fail_errno(error, errno, "write to the log", path);
}

static bool add_text(cJSON *object, const char *name, const char *text)
{
    return text && *text ? cJSON_AddStringToObject(object, name, text) != NULL
                         : cJSON_AddNullToObject(object, name) != NULL;
}

static cJSON *refusal_json(const ws_refusal *refusal, const ws_error *why)
{
    char now[21];
    ws_error path; /* names of files may be no UTF-8; messages always are */
    ws_date_now(now);
    ws_fail(&path, WS_REFUSED, NULL, "%s", refusal->path ? refusal->path : "");
    cJSON *object = cJSON_CreateObject();
    bool ok = object && cJSON_AddNumberToObject(object, "schema_version", WS_SCHEMA_VERSION) &&
              cJSON_AddStringToObject(object, "time", now) && add_text(object, "path", path.message) &&
              (refusal->line ? cJSON_AddNumberToObject(object, "line", (double)refusal->line)
                             : cJSON_AddNullToObject(object, "line")) &&
              add_text(object, "id", refusal->id) && add_text(object, "status", why->status == WS_OK ? "noted" : ws_status_name(why->status)) &&
              add_text(object, "reason", why->message) && add_text(object, "hint", why->hint);
    if (ok) return object;
    cJSON_Delete(object);
    return NULL;
}

ws_status ws_run_log_write(FILE *log, const ws_refusal *refusal, const ws_error *why, ws_error *error)
{
    ws_status status = ws_print_json(log, refusal_json(refusal, why), error);
    if (status != WS_OK) return status;
    errno = 0;
    if (fflush(log) || ferror(log)) return ws_fail_errno(error, errno ? errno : EIO, "write to", "the log");
    return WS_OK;
}
