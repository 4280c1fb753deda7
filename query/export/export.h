/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of statements as files for others: one exporter for each format, one file for each exporter (NAME_export.c),
 * collected by the build. */
#ifndef WS_EXPORT_H
#define WS_EXPORT_H

#include "index.h"
#include "people.h"
#include "tables.h"

#include <stdio.h>
#include <time.h>

typedef enum ws_house_style { WS_HOUSE_PLAIN, WS_HOUSE_AP, WS_HOUSE_GUARDIAN } ws_house_style;
extern const char *const ws_house_style_names[];

/* What was asked for. */
typedef struct ws_export_settings {
    const char *query_text; /* as typed */
    const char *now;        /* ISO 8601 UTC */
    const char *feed;       /* an id of the feed that stays the same; NULL: each export is another one */
    const char *name;       /* of the feed; NULL: whosaid */
    /* Why a feed has the statement of this id; NULL: nothing to tell, as ever where there is no such function. */
    const char *(*why)(void *user, const char *id);
    void *user;
    const char *outlet;     /* whoever exports: others are to be credited; NULL: not said */
    ws_house_style style;   /* of marks and dates */
    int table;              /* ws_table_id: this table alone; -1: all */
    bool byte_order_mark, notes;
} ws_export_settings;

/* Where it goes. */
typedef enum ws_export_shape {
    WS_EXPORT_STREAM, /* `out` */
    WS_EXPORT_FILE,   /* a file that the exporter makes at `path`, where an empty one is */
    WS_EXPORT_FOLDER  /* files that it makes in the folder `path`, which is empty */
} ws_export_shape;

enum { WS_MODELS_MOST = 16 };
typedef struct ws_exporter ws_exporter;

/* An export while it is made. */
typedef struct ws_export {
    const ws_export_settings *settings;
    const ws_exporter *exporter;
    ws_arena *arena;                    /* lives as long as the export */
    ws_people *people;                  /* settled */
    FILE *out;                          /* of a stream */
    const char *path;                   /* of a file or folder */
    bool terminal;                      /* out is one */
    size_t statements;                  /* handed to the exporter so far */
    const char *models[WS_MODELS_MOST]; /* that read them */
    size_t model_count;
    ws_tabling tabling; /* of tables, by ws_export_tables */
    void *state;        /* the exporter's own */
} ws_export;

/* Settings that only some formats heed; the command refuses them for the others. */
enum { WS_TAKES_TABLE = 1, WS_TAKES_BYTE_ORDER_MARK = 2, WS_TAKES_STYLE = 4, WS_TAKES_OUTLET = 8, WS_TAKES_NOTES = 16 };

struct ws_exporter {
    const char *name, *about; /* for people */
    ws_export_shape shape;    /* with one table alone: a stream */
    const char *const *files; /* of a folder: all that it may write, NULL-terminated */
    bool binary;              /* nothing for a terminal */
    char separator;           /* of tables as files of text */
    unsigned takes;
    size_t most; /* statements; 0: as many as there are */
    ws_status (*begin)(ws_export *export, ws_error *error);
    /* Statements by the day of their publication, in batches that live as long as the call. */
    ws_status (*batch)(ws_export *export, ws_arena *arena, const ws_hits *hits, ws_error *error);
    ws_status (*end)(ws_export *export, ws_error *error); /* NULL: nothing to do */
    void (*close)(ws_export *export); /* whatever happened, once begin was called; NULL: nothing to do */
};

extern const ws_exporter *const ws_exports[]; /* made by the build; NULL behind the last */
extern const char *const ws_export_names[];   /* "list", then theirs, NULL */

/* Exports of tables, which hand rows to `put`: what they begin with, their batches, and what they close with. */
ws_status ws_export_tables(ws_export *export, ws_put_row put, void *user, ws_error *error);
ws_status ws_export_tables_batch(ws_export *export, ws_arena *arena, const ws_hits *hits, ws_error *error);
void ws_export_tables_close(ws_export *export);
/* Is this one of its tables? */
bool ws_export_has_table(const ws_export *export, int id);

/* `now` of its settings, for files that keep a time. */
time_t ws_export_clock(const ws_export *export);

#endif
