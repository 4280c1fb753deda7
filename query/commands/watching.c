/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "watching.h"

#include "changes_answer.h"
#include "count_text.h"
#include "deliver.h"
#include "identity.h"
#include "state.h"
#include "watch_about.h"
#include "watch_feed.h"

#include <stdlib.h>
#include <string.h>

enum {
    BATCH = 1000,   /* changes that are told at once */
    BATCHES = 1000, /* in one run */
    MAIL_COLUMNS = 76,
    MAIL_BYTES = 64 << 20,
    SUBJECT_BYTES = 256
};

typedef struct watch_work {
    const ws_watching *asked;
    const ws_watch *watch;
    const char *path; /* of the state */
    ws_session session;
    ws_about about;
    ws_watch_state state;
    ws_search within;
    char now[21];
} watch_work;

/* What a statement must match; for a watch of responses, what is proposed now. */
static ws_status ask(watch_work *self, ws_error *error)
{
    ws_session *session = &self->session;
    ws_status status = WS_OK;
    if (self->watch->about) {
        status = ws_about_find(session, self->watch->about, &self->about, error);
        session->asked = self->about.query;
    } else {
        status = ws_identity_expand(session, error);
    }
    self->within = (ws_search){.query = session->asked};
    return status;
}

static ws_status open_work(watch_work *self, ws_error *error)
{
    ws_session *session = &self->session;
    const ws_strings words = {(const char **)&self->watch->query, 1};
    ws_status status = ws_session_open(session, self->asked->context, error);
    if (status == WS_OK && self->watch->query) status = ws_session_query(session, &words, WS_FIELD_CONTENT, error);
    if (status == WS_OK) status = ws_session_index(session, self->asked->common, error);
    if (status == WS_OK) status = ws_identity_open(session, self->asked->people, error);
    if (status != WS_OK) return status;
    ws_date_now(self->now);
    self->path = ws_watch_state_path(session->arena, self->asked->path, self->watch->name);
    return self->path ? WS_OK : ws_no_memory(error);
}

/* --- what there is to tell --- */

typedef struct telling {
    watch_work *work;
    ws_watch_edits edits;
    ws_buffer key; /* what it is made of */
    size_t count;
    bool full; /* there is more */
    struct answer {
        ws_print print;
        ws_changes_answer changes;
        char *bytes;
        size_t size;
    } text, rows;
} telling;

/* Of one answer, whose hits are printed later. */
static ws_status mark(void *user, ws_hit *hit, ws_error *error)
{
    telling *self = user;
    ws_session *session = &self->work->session;
    ws_status status = ws_identity_mark(session, &(ws_hits){.items = hit, .count = 1}, error);
    self->text.print.people = self->rows.print.people = session->people;
    return status;
}

static const char *why(void *user, const ws_change *change)
{
    const telling *self = user;
    return ws_about_why(&self->work->about, change->id);
}

static ws_status open_answer(telling *self, struct answer *answer, ws_format format, ws_error *error)
{
    ws_session *session = &self->work->session;
    FILE *out = open_memstream(&answer->bytes, &answer->size);
    if (!out) return ws_no_memory(error);
    answer->print = (ws_print){.out = out,
                               .columns = format == WS_FORMAT_TEXT ? MAIL_COLUMNS : 0,
                               .links = true,
                               .arena = session->arena,
                               .query = session->query,
                               .query_text = self->work->watch->query,
                               .people = session->people};
    answer->changes = (ws_changes_answer){.format = format,
                                          .since = "the last run",
                                          .limit = BATCH,
                                          .index = session->index,
                                          .mark = mark,
                                          .why = self->work->watch->about ? why : NULL,
                                          .user = self};
    return WS_OK;
}

static ws_status close_answer(struct answer *answer, ws_status status, ws_error *error)
{
    if (!answer->print.out) return status;
    if (status == WS_OK) status = ws_changes_end(&answer->print, &answer->changes, error);
    bool written = !ferror(answer->print.out);
    written &= !fclose(answer->print.out);
    answer->print.out = NULL;
    return status != WS_OK || written ? status : ws_no_memory(error);
}

static ws_status take(void *user, const ws_change *change, ws_error *error)
{
    telling *self = user;
    if (self->count == BATCH) {
        self->full = true;
        return WS_END;
    }
    self->count++;
    ws_buffer_printf(&self->key, "%s %s %s\n", ws_change_name(change->kind), change->id ? change->id : "",
                     change->when ? change->when : "");
    ws_status status = ws_watch_edits_add(self->work->session.arena, &self->edits, change, self->work->now, error);
    if (status == WS_OK) status = ws_changes_add(&self->text.print, &self->text.changes, change, error);
    return status == WS_OK ? ws_changes_add(&self->rows.print, &self->rows.changes, change, error) : status;
}

static ws_status find(telling *self, ws_error *error)
{
    watch_work *work = self->work;
    const ws_changes_asked asked = {&work->within, &work->session.decisions};
    ws_status status = open_answer(self, &self->text, WS_FORMAT_TEXT, error);
    if (status == WS_OK) status = open_answer(self, &self->rows, WS_FORMAT_JSONL, error);
    if (status == WS_OK)
        status = ws_changes_since_export(work->session.index, &asked, &work->state.rows, take, self, error);
    if (status == WS_END) status = WS_OK;
    status = close_answer(&self->text, status, error);
    return close_answer(&self->rows, status, error);
}

static void free_telling(telling *self)
{
    free(self->text.bytes);
    free(self->rows.bytes);
    ws_buffer_free(&self->key);
}

/* --- telling it --- */

/* "toll: 2 new, 1 withdrawn". */
static void summarize(const telling *self, char text[SUBJECT_BYTES])
{
    size_t size = (size_t)snprintf(text, SUBJECT_BYTES, "%s:", self->work->watch->name), told = 0;
    for (int kind = WS_CHANGE_KINDS; kind-- > 0;) {
        size_t count = self->text.changes.counts[kind];
        if (!count || size >= SUBJECT_BYTES) continue;
        size += (size_t)snprintf(text + size, SUBJECT_BYTES - size, "%s %zu %s", told++ ? "," : "", count,
                                 ws_change_name((ws_change_kind)kind));
    }
}

static ws_status send_mail(const telling *self, const char *key, const char *summary, ws_error *error)
{
    char subject[SUBJECT_BYTES + 16];
    const watch_work *work = self->work;
    ws_buffer mail = WS_BUFFER_INIT(MAIL_BYTES);
    snprintf(subject, sizeof subject, "whosaid %s", summary);
    ws_watch_mail(&mail, work->watch, key, subject, work->now, self->text.bytes, self->text.size);
    ws_status status = ws_buffer_status(&mail, error);
    if (status == WS_OK) status = ws_watch_send(work->watch, &mail, error);
    ws_buffer_free(&mail);
    return status;
}

static ws_status run_command(const telling *self, const char *key, ws_error *error)
{
    const watch_work *work = self->work;
    ws_buffer said = WS_BUFFER_INIT(1 << 20);
    ws_status status =
        ws_watch_hand_over(work->session.arena, work->watch, key, self->rows.bytes, self->rows.size, &said, error);
    if (said.size) fwrite(said.bytes, 1, said.size, work->asked->context->out);
    ws_buffer_free(&said);
    return status;
}

static ws_status tell(const telling *self, ws_error *error)
{
    char key[33], summary[SUBJECT_BYTES];
    const watch_work *work = self->work;
    const ws_watch *watch = work->watch;
    ws_status status = ws_buffer_status(&self->key, error);
    if (status != WS_OK) return status;
    const char *const parts[] = {watch->key, work->state.checksum, self->key.bytes};
    ws_hash_hex(ws_hash_strings(parts, sizeof parts / sizeof *parts), key);
    summarize(self, summary);
    if (watch->command) status = run_command(self, key, error);
    if (status == WS_OK && watch->email) status = send_mail(self, key, summary, error);
    if (status != WS_OK) return status;
    fprintf(work->asked->context->out, "%s\n", summary);
    if (!watch->command && !watch->email && !watch->feed)
        fwrite(self->text.bytes, 1, self->text.size, work->asked->context->out);
    if (!fflush(work->asked->context->out)) return WS_OK;
    return ws_fail(error, WS_IO, "it is told again by the next run", "cannot write the answer");
}

static ws_status tell_batch(watch_work *self, bool *more, ws_error *error)
{
    telling told = {.work = self, .key = WS_BUFFER_INIT(1 << 20)};
    ws_status status = find(&told, error);
    *more = told.full;
    if (status == WS_OK && told.count) {
        status = tell(&told, error);
        if (status == WS_OK)
            status = ws_watch_state_save(self->session.arena, self->path, self->watch->key, &self->state.rows,
                                         &told.edits, error);
        if (status == WS_OK)
            status = ws_watch_state_load(self->session.arena, self->path, self->watch->key, &self->state, error);
    }
    free_telling(&told);
    return status;
}

static ws_status write_feed(watch_work *self, ws_error *error)
{
    const ws_about *about = self->watch->about ? &self->about : NULL;
    return ws_watch_feed_write(&self->session, self->watch, &self->state, about, self->now, error);
}

static ws_status run_once(watch_work *self, ws_error *error)
{
    ws_error later;
    bool more = true;
    ws_status status = open_work(self, error);
    if (status == WS_OK)
        status = ws_watch_state_load(self->session.arena, self->path, self->watch->key, &self->state, error);
    if (status != WS_OK) return status;
    status = ask(self, error);
    for (int i = 0; status == WS_OK && more && i < BATCHES; i++) status = tell_batch(self, &more, error);
    if (!self->watch->feed || status == WS_MODIFIED) return status;
    /* Whatever could not be told: what was withdrawn leaves the feed. */
    ws_status written = write_feed(self, &later);
    if (status == WS_OK && written != WS_OK) *error = later;
    return status == WS_OK ? written : status;
}

ws_status ws_watching_run(const ws_watching *asked, const ws_watch *watch, ws_error *error)
{
    ws_status status = WS_MODIFIED;
    for (int tries = 0; status == WS_MODIFIED && tries < 2; tries++) {
        watch_work self = {.asked = asked, .watch = watch};
        status = run_once(&self, error);
        status = ws_session_close(&self.session, status, error);
    }
    return status;
}

/* --- its beginning --- */

typedef struct beginning {
    ws_arena *arena;
    ws_watch_edits edits;
} beginning;

static ws_status learn(void *user, const ws_change *change, ws_error *error)
{
    beginning *self = user;
    if (self->edits.count < WS_WATCH_STATEMENTS_MOST)
        return ws_watch_edits_add(self->arena, &self->edits, change, NULL, error);
    return ws_fail(error, WS_REFUSED, "narrow its query", "the watch finds more than %d statements",
                   WS_WATCH_STATEMENTS_MOST);
}

static ws_status begin(watch_work *self, ws_arena *arena, ws_watch *watch, size_t *known, ws_error *error)
{
    ws_exported none = {NULL, 0};
    const char *about = NULL;
    ws_status status = open_work(self, error);
    if (status == WS_OK && watch->about) status = ws_about_resolve(&self->session, watch->about, &about, error);
    if (status == WS_OK && about && !(watch->about = ws_arena_strdup(arena, about))) status = ws_no_memory(error);
    if (status == WS_OK) status = ask(self, error);
    if (status != WS_OK) return status;
    beginning start = {.arena = self->session.arena};
    const ws_changes_asked asked = {&self->within, &self->session.decisions};
    *known = 0;
    status = ws_changes_since_export(self->session.index, &asked, &none, learn, &start, error);
    for (size_t i = 0; i < start.edits.count; i++) *known += start.edits.items[i].current;
    if (status == WS_OK)
        status = ws_watch_state_save(self->session.arena, self->path, watch->key, &none, &start.edits, error);
    if (status == WS_OK && watch->feed) /* so that whoever takes it finds it, and a place without rights is told now */
        status = write_feed(self, error);
    return status;
}

ws_status ws_watching_begin(const ws_watching *asked, ws_arena *arena, ws_watch *watch, size_t *known, ws_error *error)
{
    ws_status status = WS_MODIFIED;
    for (int tries = 0; status == WS_MODIFIED && tries < 2; tries++) {
        watch_work self = {.asked = asked, .watch = watch};
        status = begin(&self, arena, watch, known, error);
        status = ws_session_close(&self.session, status, error);
    }
    return status;
}
