/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json_build.h"

#include <stdio.h>

void ws_build_add(ws_builder *builder, cJSON *object, const char *key, cJSON *item)
{
    bool added =
        item && object && (key ? cJSON_AddItemToObjectCS(object, key, item) : cJSON_AddItemToArray(object, item));
    if (added) return;
    cJSON_Delete(item);
    builder->failed = true;
}

void ws_build_string(ws_builder *builder, cJSON *object, const char *key, const char *string)
{
    ws_build_add(builder, object, key, string ? cJSON_CreateString(string) : cJSON_CreateNull());
}

void ws_build_bool(ws_builder *builder, cJSON *object, const char *key, bool value)
{
    ws_build_add(builder, object, key, cJSON_CreateBool(value));
}

void ws_build_number(ws_builder *builder, cJSON *object, const char *key, double value)
{
    ws_build_add(builder, object, key, cJSON_CreateNumber(value));
}

int ws_confidence_thousandths(float value)
{
    if (!(value > 0)) return 0;
    return value >= 1 ? 1000 : (int)(value * 1000.0F + 0.5F);
}

void ws_build_confidence(ws_builder *builder, cJSON *object, const char *key, float value)
{
    char digits[16];
    int thousandths = ws_confidence_thousandths(value);
    snprintf(digits, sizeof digits, "%d.%03d", thousandths / 1000, thousandths % 1000);
    ws_build_add(builder, object, key, cJSON_CreateRaw(digits));
}

void ws_build_value(ws_builder *builder, cJSON *object, const char *key, ws_vocabulary vocabulary, int value, int none)
{
    ws_build_string(builder, object, key, value == none ? NULL : ws_value_name(vocabulary, value));
}

cJSON *ws_build_done(const ws_builder *builder, cJSON *object)
{
    if (!builder->failed) return object;
    cJSON_Delete(object);
    return NULL;
}

void ws_build_sure(ws_builder *builder, cJSON *object, const ws_statement *statement)
{
    const struct {
        const char *name;
        float sure;
    } fields[] = {{"addressee", statement->sure.addressee},
                  {"medium", statement->sure.medium},
                  {"time", statement->sure.time},
                  {"via", statement->sure.via}};
    cJSON *sure = cJSON_CreateObject();
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (fields[i].sure > 0) ws_build_confidence(builder, sure, fields[i].name, fields[i].sure);
    ws_build_add(builder, object, "confidences", sure);
}
