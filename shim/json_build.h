/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building cJSON objects without a check at every line: a failure sticks in the builder. Inside the shim only. */
#ifndef WS_JSON_BUILD_H
#define WS_JSON_BUILD_H

#include "record.h"

#include <cjson/cJSON.h>
#include <stdbool.h>

typedef struct ws_builder {
    bool failed;
} ws_builder;

/* All keys must outlive the object (literals). Strings are copied; NULL becomes null. */
void ws_build_add(ws_builder *builder, cJSON *object, const char *key, cJSON *item);
void ws_build_string(ws_builder *builder, cJSON *object, const char *key, const char *string);
void ws_build_bool(ws_builder *builder, cJSON *object, const char *key, bool value);
void ws_build_number(ws_builder *builder, cJSON *object, const char *key, double value);
/* 0..1 with three digits. */
void ws_build_confidence(ws_builder *builder, cJSON *object, const char *key, float value);
/* "confidences": of the fields that are there. */
void ws_build_sure(ws_builder *builder, cJSON *object, const ws_statement *statement);
/* The name of a value; null where it is `none` (-1: no value stands for none). */
void ws_build_value(ws_builder *builder, cJSON *object, const char *key, ws_vocabulary vocabulary, int value, int none);
/* The object when nothing failed; else NULL, the object deleted. */
cJSON *ws_build_done(const ws_builder *builder, cJSON *object);

/* 0..1 in thousandths; what is no number is 0. */
int ws_confidence_thousandths(float value);

#endif
