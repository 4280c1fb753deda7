/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `add` and `extract` share: articles one after another, read ahead by threads, those that cannot be read told and
 * counted, an end that the user can ask for. */
#ifndef WS_READING_RUN_H
#define WS_READING_RUN_H

#include "collection.h"
#include "options.h"
#include "pipeline.h"
#include "progress.h"
#include "run_log.h"
#include "shard.h"
#include "workers.h"

/* The first members of the options of both commands. */
typedef struct ws_reading_options {
    const char *set, *map, *lexicon, *model, *attributions, *log, *shard;
    bool guess;
    size_t jobs; /* 0: as many as there are cores */
    int format;
} ws_reading_options;

#define WS_READING_OPTIONS(type_, member_)                                                                             \
    {"set",                                                                                                            \
     's',                                                                                                              \
     WS_OPTION_STRING,                                                                                                 \
     offsetof(type_, member_.set),                                                                                     \
     "KEY=VALUE,...",                                                                                                  \
     "fill what the files lack: title, publisher, author, section, published, updated, language",                      \
     NULL},                                                                                                            \
    {                                                                                                                  \
        "map", 0, WS_OPTION_STRING, offsetof(type_, member_.map), "FIELD=COLUMN,...",                                  \
            "which column of a table or member of a JSON object holds what, as in text=body", NULL                     \
    },                                                                                                                 \
    {                                                                                                                  \
        "lexicon", 0, WS_OPTION_STRING, offsetof(type_, member_.lexicon), "DIR",                                       \
            "word lists to read by, else $WHOSAID_LEXICON, else the built-in ones", NULL                               \
    },                                                                                                                 \
    {                                                                                                                  \
        "model", 0, WS_OPTION_STRING, offsetof(type_, member_.model), "FILE",                                          \
            "model to read with, else $WHOSAID_MODEL, else the built-in one", NULL                                     \
    },                                                                                                                 \
    {                                                                                                                  \
        "guess", 0, WS_OPTION_FLAG, offsetof(type_, member_.guess), NULL,                                              \
            "name the likeliest speaker, however unsure", NULL                                                         \
    },                                                                                                                 \
    {                                                                                                                  \
        "jobs", 'j', WS_OPTION_SIZE, offsetof(type_, member_.jobs), "N",                                               \
            "articles read at the same time, else as many as there are cores", NULL                                    \
    },                                                                                                                 \
    {                                                                                                                  \
        "shard", 0, WS_OPTION_STRING, offsetof(type_, member_.shard), "K/N",                                           \
            "only the K-th of N shares of the articles, for N runs into N indexes", NULL                               \
    },                                                                                                                 \
    {                                                                                                                  \
        "log", 0, WS_OPTION_STRING, offsetof(type_, member_.log), "FILE",                                              \
            "append what is refused to FILE, one JSON object a line", NULL                                             \
    }

/* Is an article worth reading ahead? Asked by threads, several at once. It may be asked for all the same. */
typedef bool (*ws_wanted)(void *user, const ws_article *article);

/* Told of every path of which something is refused. */
typedef void (*ws_refusing)(void *user, const char *path);

typedef struct ws_reading_run {
    ws_context *context;
    ws_collection *collection;
    ws_pipeline *pipeline;
    ws_workers *workers;
    ws_work *work;        /* the article at hand */
    ws_scratch *scratch;  /* for what comes unread */
    ws_wanted wanted;     /* NULL: all are */
    void *wanted_user;
    ws_refusing refusing; /* NULL: nobody is told */
    void *refusing_user;
    ws_shard shard;
    FILE *log;            /* NULL: none is kept */
    ws_status logged;     /* not WS_OK: the log cannot be written, which ends the run */
    ws_error log_error;
    ws_progress progress;
    size_t seen;          /* what was read, and what could not be */
    size_t read, refused;
    size_t unread_dates, cut_off;      /* articles of those */
    char unread_date[WS_MESSAGE_BYTES]; /* the first of them, with its path */
    size_t passed;        /* items without text, as pictures */
    size_t passed_ahead;  /* the same, of what the threads have taken so far */
    uint64_t words;       /* of what was read, about */
    char hint[WS_HINT_BYTES]; /* the last one told: the same one is not told again */
} ws_reading_run;

/* From here on, SIGINT and SIGTERM only ask for an end (end_request.h). */
ws_status ws_reading_run_open(ws_reading_run *run, ws_context *context, const ws_reading_options *options,
                              const ws_strings *paths, ws_error *error);
void ws_reading_run_close(ws_reading_run *run);
/* Ends the threads; no article comes after it. */
void ws_reading_run_stop(ws_reading_run *run);

/* The next article that can be read, in the order of the input. WS_END at the end, or when an end was asked for. It and
 * its reading live until the next call. */
ws_status ws_reading_run_next(ws_reading_run *run, ws_article **article, ws_error *error);
/* Its reading. WS_REFUSED, told and counted, for one that cannot be read. */
ws_status ws_reading_run_read(ws_reading_run *run, ws_reading *out, ws_error *error);
/* Is it in a language that is not read? Passed over, not refused. */
bool ws_other_language(const ws_article *article);
/* A path as people know it: - is standard input. */
const char *ws_reading_path(const char *path);
/* Tells how many articles were read of which not all could be, and why; nothing where there were none. */
void ws_reading_run_print_notes(const ws_reading_run *run, FILE *out);
/* Tells, logs and counts an article that is left out. */
void ws_reading_run_refuse(ws_reading_run *run, const ws_refusal *refusal, const ws_error *why);

#endif
