/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "peer.h"

#include "date.h"
#include "json.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ARTICLE, STATEMENT, WORDS, INSERTS, BATCH = 1000 };

struct peer {
    sqlite3 *database;
    sqlite3_stmt *inserts[INSERTS];
    sqlite3_int64 articles, statements;
};

static const char tables[] =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
    "CREATE TABLE article(id INTEGER PRIMARY KEY, name TEXT UNIQUE, record BLOB);"
    "CREATE TABLE statement(id INTEGER PRIMARY KEY, hex TEXT, article INTEGER, speaker TEXT, outlet TEXT, day TEXT,"
    " said TEXT, form TEXT, act TEXT, type TEXT, naming TEXT, addressee TEXT, via TEXT, relayed INTEGER, record BLOB);"
    "CREATE VIRTUAL TABLE words USING fts5(content, source, name, role, affiliation, title, outlet, paragraph,"
    " content='', tokenize='porter unicode61');";
static const char indexes[] =
    "CREATE UNIQUE INDEX by_hex ON statement(hex); CREATE INDEX by_article ON statement(article);"
    "CREATE INDEX by_speaker ON statement(speaker); CREATE INDEX by_day ON statement(day);"
    "CREATE INDEX by_said ON statement(said); CREATE INDEX by_form ON statement(form);"
    "CREATE INDEX by_act ON statement(act); CREATE INDEX by_type ON statement(type); ANALYZE;"
    "INSERT INTO words(words) VALUES('optimize'); PRAGMA wal_checkpoint(TRUNCATE);";
static const char *const inserts[INSERTS] = {"INSERT INTO article VALUES(?,?,?)",
                                             "INSERT INTO statement VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                                             "INSERT INTO words(rowid, content, source, name, role, affiliation, "
                                             "title, outlet, paragraph) VALUES(?,?,?,?,?,?,?,?,?)"};

static bool told(const peer *self, bool fine)
{
    if (!fine) fprintf(stderr, "SQLite: %s\n", sqlite3_errmsg(self->database));
    return fine;
}

static bool run(peer *self, const char *sql)
{
    return told(self, sqlite3_exec(self->database, sql, NULL, NULL, NULL) == SQLITE_OK);
}

peer *peer_open(const char *path)
{
    peer *self = calloc(1, sizeof *self);
    if (self && told(self, sqlite3_open(path, &self->database) == SQLITE_OK)) return self;
    peer_close(self);
    return NULL;
}

peer *peer_make(const char *path)
{
    unlink(path);
    peer *self = peer_open(path);
    bool fine = self && run(self, tables);
    for (size_t i = 0; i < INSERTS && fine; i++)
        fine = told(self, sqlite3_prepare_v2(self->database, inserts[i], -1, &self->inserts[i], NULL) == SQLITE_OK);
    if (fine && run(self, "BEGIN")) return self;
    peer_close(self);
    return NULL;
}

static void text(sqlite3_stmt *insert, int place, const char *value)
{
    sqlite3_bind_text(insert, place, value, -1, SQLITE_TRANSIENT);
}

static void piece(sqlite3_stmt *insert, int place, const ws_article *article, ws_span span)
{
    sqlite3_bind_text(insert, place, article->text + span.begin, (int)(span.end - span.begin), SQLITE_TRANSIENT);
}

static bool done(peer *self, sqlite3_stmt *insert)
{
    bool fine = told(self, sqlite3_step(insert) == SQLITE_DONE);
    sqlite3_reset(insert);
    sqlite3_clear_bindings(insert);
    return fine;
}

static void record(sqlite3_stmt *insert, int place, ws_buffer *buffer)
{
    sqlite3_bind_blob(insert, place, buffer->bytes, (int)buffer->size, SQLITE_TRANSIENT);
    ws_buffer_free(buffer);
}

static bool add_article(peer *self, const ws_article *article)
{
    sqlite3_stmt *insert = self->inserts[ARTICLE];
    ws_buffer buffer = WS_BUFFER_INIT(SIZE_MAX);
    if (ws_article_store(&buffer, article, NULL) != WS_OK) return false;
    sqlite3_bind_int64(insert, 1, ++self->articles);
    text(insert, 2, article->id);
    record(insert, 3, &buffer);
    return done(self, insert);
}

static bool add_statement(peer *self, const ws_article *article, const ws_statement *statement)
{
    sqlite3_stmt *insert = self->inserts[STATEMENT];
    const ws_speaker *speaker = statement->speaker_count ? &statement->speakers[0] : NULL;
    char hex[33], day[9];
    ws_buffer buffer = WS_BUFFER_INIT(SIZE_MAX);
    if (ws_statement_store(&buffer, statement, NULL) != WS_OK) return false;
    ws_hash_hex(statement->id, hex);
    sqlite3_bind_int64(insert, 1, ++self->statements);
    text(insert, 2, hex);
    sqlite3_bind_int64(insert, 3, self->articles);
    text(insert, 4, speaker ? speaker->key : NULL);
    text(insert, 5, article->publisher);
    ws_date_day(article->published, day);
    text(insert, 6, day);
    ws_date_day(statement->time.date ? statement->time.date : article->published, day);
    text(insert, 7, day);
    text(insert, 8, ws_value_name(WS_FORMS, statement->form));
    text(insert, 9, ws_value_name(WS_ACTS, statement->act));
    text(insert, 10, ws_value_name(WS_SPEAKER_TYPES, speaker ? speaker->type : WS_SPEAKER_NONE));
    text(insert, 11, ws_value_name(WS_NAMINGS, speaker ? speaker->naming : WS_NAMING_UNKNOWN));
    text(insert, 12, statement->addressee);
    text(insert, 13, statement->via_count ? statement->via[0].name : NULL);
    sqlite3_bind_int(insert, 14, !statement->firsthand);
    record(insert, 15, &buffer);
    return done(self, insert);
}

static ws_span paragraph_of(const ws_article *article, ws_span inside)
{
    while (inside.begin && article->text[inside.begin - 1] != '\n') inside.begin--;
    while (inside.end < article->text_size && article->text[inside.end] != '\n') inside.end++;
    return inside;
}

static bool add_words(peer *self, ws_arena *arena, const ws_article *article, const ws_statement *statement)
{
    sqlite3_stmt *insert = self->inserts[WORDS];
    const ws_speaker *speaker = statement->speaker_count ? &statement->speakers[0] : NULL;
    sqlite3_bind_int64(insert, 1, self->statements);
    text(insert, 2, ws_spans_text(arena, article->text, statement->content));
    text(insert, 3, ws_spans_text(arena, article->text, statement->source));
    text(insert, 4, speaker ? speaker->name : NULL);
    text(insert, 5, speaker ? speaker->role : NULL);
    text(insert, 6, speaker ? speaker->affiliation : NULL);
    text(insert, 7, article->title);
    text(insert, 8, article->publisher);
    piece(insert, 9, article, paragraph_of(article, ws_statement_extent(statement)));
    return done(self, insert);
}

bool peer_add(peer *self, const ws_article *article, const ws_statement *statements, size_t count)
{
    ws_arena *arena = ws_arena_new(0);
    bool fine = arena && add_article(self, article);
    for (size_t i = 0; i < count && fine; i++)
        fine = add_statement(self, article, &statements[i]) && add_words(self, arena, article, &statements[i]);
    ws_arena_free(arena);
    return fine && (self->articles % BATCH || run(self, "COMMIT; BEGIN"));
}

bool peer_finish(peer *self)
{
    return run(self, "COMMIT") && run(self, indexes);
}

long peer_ask(peer *self, const char *sql)
{
    sqlite3_stmt *query = NULL;
    long rows = 0;
    int state = sqlite3_prepare_v2(self->database, sql, -1, &query, NULL);
    while (state == SQLITE_OK || state == SQLITE_ROW) {
        state = sqlite3_step(query);
        if (state != SQLITE_ROW) break;
        for (int i = 0; i < sqlite3_column_count(query); i++) sqlite3_column_blob(query, i);
        rows++;
    }
    sqlite3_finalize(query);
    return told(self, state == SQLITE_DONE) ? rows : -1;
}

void peer_close(peer *self)
{
    if (!self) return;
    for (size_t i = 0; i < INSERTS; i++) sqlite3_finalize(self->inserts[i]);
    sqlite3_close(self->database);
    free(self);
}
