/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables as a SQLite file, with full-text search over the words; Datasette serves it as it is. */
#include "export.h"
#include "package.h"

#include <sqlite3.h>
#include <string.h>

typedef struct database {
    const ws_export *export;
    sqlite3 *db;
    sqlite3_stmt *insert[WS_TABLES];
    sqlite3_stmt *fact;
} database;

static ws_status failed(const database *self, ws_error *error)
{
    return ws_fail(error, WS_IO, NULL, "cannot write the SQLite file: %s",
                   self->db ? sqlite3_errmsg(self->db) : "no memory");
}

static ws_status run(const database *self, const char *sql, ws_error *error)
{
    return sqlite3_exec(self->db, sql, NULL, NULL, NULL) == SQLITE_OK ? WS_OK : failed(self, error);
}

static void add_columns(ws_buffer *sql, const ws_table *table)
{
    static const char *const types[] = {"TEXT", "INTEGER", "REAL", "INTEGER"};
    for (size_t i = 0; i < table->count; i++)
        ws_buffer_printf(sql, "%s\"%s\" %s", i ? ", " : "", table->columns[i].name, types[table->columns[i].kind]);
    ws_buffer_puts(sql, ", PRIMARY KEY (");
    for (const char *at = table->key; *at; at++) ws_buffer_putc(sql, (char)(*at == ' ' ? ',' : *at));
    ws_buffer_puts(sql, ")");
    if (table == &ws_tables[WS_TABLE_STATEMENTS])
        ws_buffer_puts(sql, ", FOREIGN KEY (article) REFERENCES articles (article)");
    else if (table != &ws_tables[WS_TABLE_ARTICLES])
        ws_buffer_puts(sql, ", FOREIGN KEY (statement) REFERENCES statements (id)");
}

static ws_status create_table(database *self, int id, ws_error *error)
{
    const ws_table *table = &ws_tables[id];
    ws_buffer sql = WS_BUFFER_INIT(1 << 16);
    ws_buffer_printf(&sql, "CREATE TABLE \"%s\" (", table->name);
    add_columns(&sql, table);
    ws_buffer_puts(&sql, ")");
    ws_status status = ws_buffer_status(&sql, error);
    if (status == WS_OK) status = run(self, sql.bytes, error);
    ws_buffer_clear(&sql);
    ws_buffer_printf(&sql, "INSERT INTO \"%s\" VALUES (", table->name);
    for (size_t i = 0; i < table->count; i++) ws_buffer_puts(&sql, i ? ",?" : "?");
    ws_buffer_puts(&sql, ")");
    if (status == WS_OK) status = ws_buffer_status(&sql, error);
    if (status == WS_OK && sqlite3_prepare_v2(self->db, sql.bytes, -1, &self->insert[id], NULL) != SQLITE_OK)
        status = failed(self, error);
    ws_buffer_free(&sql);
    return status;
}

/* The file is new, and nobody reads it before it is whole: it needs no journal. */
static ws_status create_tables(database *self, ws_error *error)
{
    ws_status status = run(self,
                           "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA application_id=2003006836;"
                           "BEGIN; CREATE TABLE about (name TEXT, value TEXT);",
                           error);
    for (int id = 0; id < WS_TABLES && status == WS_OK; id++)
        if (ws_export_has_table(self->export, id)) status = create_table(self, id, error);
    if (status == WS_OK &&
        sqlite3_prepare_v2(self->db, "INSERT INTO about VALUES (?,?)", -1, &self->fact, NULL) != SQLITE_OK)
        status = failed(self, error);
    return status;
}

static ws_status step(const database *self, sqlite3_stmt *statement, ws_error *error)
{
    int result = sqlite3_step(statement);
    sqlite3_reset(statement);
    return result == SQLITE_DONE ? WS_OK : failed(self, error);
}

/* Texts are bound as such: nothing in them is ever read as SQL. */
static ws_status put_row(void *user, const ws_row *row, ws_error *error)
{
    const database *self = user;
    sqlite3_stmt *insert = self->insert[row->table - ws_tables];
    for (size_t i = 0; i < row->count; i++) {
        const char *text = row->cells[i];
        bool answer = row->table->columns[i].kind == WS_CELL_ANSWER;
        int result = answer ? sqlite3_bind_int(insert, (int)i + 1, !strcmp(text, "true"))
                            : sqlite3_bind_text(insert, (int)i + 1, text, -1, SQLITE_STATIC);
        if (result != SQLITE_OK) return failed(self, error);
    }
    return step(self, insert, error);
}

static ws_status put_fact(void *user, const char *name, const char *value, ws_error *error)
{
    const database *self = user;
    if (sqlite3_bind_text(self->fact, 1, name, -1, SQLITE_STATIC) != SQLITE_OK ||
        sqlite3_bind_text(self->fact, 2, value, -1, SQLITE_STATIC) != SQLITE_OK)
        return failed(self, error);
    return step(self, self->fact, error);
}

static ws_status begin(ws_export *export, ws_error *error)
{
    database *self = export->state = ws_arena_alloc(export->arena, sizeof *self);
    if (!self) return ws_no_memory(error);
    *self = (database){.export = export};
    ws_status status = ws_export_tables(export, put_row, self, error);
    if (status != WS_OK) return status;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW;
    if (sqlite3_open_v2(export->path, &self->db, flags, NULL) != SQLITE_OK) return failed(self, error);
    return create_tables(self, error);
}

/* Datasette finds the search by content="statements", in these very marks. */
static const char finish[] =
    "CREATE INDEX speakers_id ON speakers (id);"
    "CREATE INDEX statements_article ON statements (article);"
    "CREATE INDEX statements_published ON statements (published);"
    "CREATE VIRTUAL TABLE statements_fts USING fts5 (verbatim, speakers, roles, title, content=\"statements\","
    " tokenize='unicode61 remove_diacritics 2');"
    "INSERT INTO statements_fts (statements_fts) VALUES ('rebuild');"
    "COMMIT;";

static ws_status end(ws_export *export, ws_error *error)
{
    database *self = export->state;
    ws_status status = ws_package_facts(export, put_fact, self, error);
    return status == WS_OK ? run(self, finish, error) : status;
}

static void close_all(ws_export *export)
{
    database *self = export->state;
    if (!self) return;
    for (int id = 0; id < WS_TABLES; id++) sqlite3_finalize(self->insert[id]);
    sqlite3_finalize(self->fact);
    sqlite3_close(self->db);
    ws_export_tables_close(export);
}

const ws_exporter ws_sqlite_export = {
    .name = "sqlite",
    .about = "the tables of csv as a SQLite file with full-text search, which Datasette opens",
    .shape = WS_EXPORT_FILE,
    .takes = WS_TAKES_NOTES,
    .begin = begin,
    .batch = ws_export_tables_batch,
    .end = end,
    .close = close_all,
};
