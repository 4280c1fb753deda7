/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tables say of themselves: a Frictionless Data Package. */
#ifndef WS_PACKAGE_H
#define WS_PACKAGE_H

#include "export.h"

/* Writes datapackage.json, of tables that are files. WS_NO_MEMORY. */
ws_status ws_package_write(const ws_export *export, FILE *out, ws_error *error);

/* The same in lines, for formats that hold tables in one file: hands out a name and a sentence, one after the other. */
typedef ws_status (*ws_put_fact)(void *user, const char *name, const char *value, ws_error *error);
ws_status ws_package_facts(const ws_export *export, ws_put_fact put, void *user, ws_error *error);

#endif
