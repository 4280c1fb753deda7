/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common.h"

#include "kept.h"
#include "language.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

ws_status ws_session_open(ws_session *session, ws_context *context, ws_error *error)
{
    *session = (ws_session){.context = context, .arena = ws_arena_new(0)};
    session->lasting = session->arena;
    return session->arena ? WS_OK : ws_no_memory(error);
}

/* The words with blanks between them; NULL: no memory. */
static const char *join(ws_arena *arena, const ws_strings *words, ws_error *error)
{
    ws_buffer buffer = WS_BUFFER_INIT(SIZE_MAX);
    for (size_t i = 0; i < words->count; i++) {
        if (i) ws_buffer_putc(&buffer, ' ');
        ws_buffer_puts(&buffer, words->items[i]);
    }
    const char *joined = buffer.failed ? NULL : ws_arena_string(arena, buffer.size ? buffer.bytes : "", buffer.size);
    if (!joined) ws_no_memory(error);
    ws_buffer_free(&buffer);
    return joined;
}

/* The shim knows. */
time_t ws_session_now(void)
{
    char iso[21];
    time_t now;
    ws_date_now(iso);
    return ws_date_moment(iso, &now) ? now : time(NULL);
}

ws_status ws_session_query(ws_session *session, const ws_strings *words, ws_field_id plain, ws_error *error)
{
    session->query_text = join(session->arena, words, error);
    if (!session->query_text) return WS_NO_MEMORY;
    return ws_query_parse(session->arena, session->query_text, plain, ws_session_now(), &session->query, error);
}

/* A file that was named has to be there, or a slip of the pen would leave out all decisions. */
static ws_status load_decisions(ws_session *session, const char *const *files, size_t count, bool named,
                                ws_error *error)
{
    if (named && !session->decides && access(files[0], F_OK))
        return ws_fail_errno(error, errno, "read the decisions", files[0]);
    ws_status status = ws_decisions_load(session->lasting, files, count, &session->decisions, error);
    if (status != WS_OK) return status;
    if (session->decisions.torn) {
        ws_error shown; /* what a terminal would obey is taken out of messages */
        ws_fail(&shown, WS_OK, NULL, "%s: the last line was never finished (a power cut?) and doesn't count",
                session->decisions.torn);
        fprintf(session->context->err, "%s\n", shown.message);
    }
    /* The index may be kept open for longer than this session. */
    const ws_decisions *lasting = ws_arena_copy(session->lasting, &session->decisions, sizeof session->decisions);
    if (!lasting) return ws_no_memory(error);
    ws_index_decide(session->index, lasting);
    return WS_OK;
}

/* Beside every part; servers keep none. */
static ws_status find_journals(ws_session *session, const char ***files, size_t *count, ws_error *error)
{
    size_t parts = 0;
    while (ws_index_place(session->index, parts)) parts++;
    *files = ws_arena_array(session->lasting, parts, sizeof **files);
    if (!*files) return ws_no_memory(error);
    for (size_t i = 0; i < parts; i++) {
        const char *place = ws_index_place(session->index, i);
        if (ws_place_is_remote(place)) continue;
        const char *file = (*files)[(*count)++] = ws_decisions_beside(session->lasting, place);
        if (!file) return ws_no_memory(error);
    }
    return WS_OK;
}

static ws_status open_index(ws_session *session, const ws_common_options *options, ws_error *error)
{
    const ws_strings own = {&session->context->db, 1}, *places = options->db.count ? &options->db : &own;
    const char *named = options->decisions, **files = &named;
    size_t journals = named ? 1 : 0;
    ws_status status = ws_index_open(places->items, places->count, &session->index, error);
    if (status == WS_OK && !named) status = find_journals(session, &files, &journals, error);
    if (status == WS_OK && session->context->kept) {
        status = ws_kept_watch(session->context->kept, session->index, places, files, journals, error);
        /* Opened once more: what is watched from now on was so before. */
        ws_index_close(session->index);
        session->index = NULL;
        if (status == WS_OK) status = ws_index_open(places->items, places->count, &session->index, error);
    }
    return status == WS_OK ? load_decisions(session, files, journals, named != NULL, error) : status;
}

ws_status ws_session_index(ws_session *session, const ws_common_options *options, ws_error *error)
{
    ws_kept *kept = session->context->kept;
    ws_deadline_set(options->timeout);
    if (!kept) return open_index(session, options, error);
    if (ws_kept_take(kept, session)) return WS_OK;
    ws_kept_begin(kept, session);
    ws_status status = open_index(session, options, error);
    ws_kept_give(kept, session);
    if (status != WS_OK) ws_kept_drop(kept, session);
    return status;
}

ws_status ws_session_reopen(ws_session *session, const ws_common_options *options, ws_error *error)
{
    session->totals = NULL;
    if (session->context->kept) {
        ws_kept_drop(session->context->kept, session);
    } else {
        ws_index_close(session->index);
        session->index = NULL;
        session->people = NULL; /* formed from what is no more */
        session->near = NULL;
        session->told = (ws_strings){NULL, 0};
    }
    return ws_session_index(session, options, error);
}

static ws_status count_searched(ws_session *session, ws_arena *arena, ws_searched *out, ws_error *error)
{
    ws_search everything = {.query = NULL, .all_acts = true};
    *out = (ws_searched){0};
    ws_status status = ws_index_totals_get(session->index, arena, &out->totals, error);
    if (status != WS_OK) return status;
    return ws_index_counts(session->index, &everything, WS_FIELD_OUTLET, arena, &out->outlets, error);
}

ws_status ws_session_searched(ws_session *session, ws_searched *out, ws_error *error)
{
    ws_kept *kept = session->context->kept;
    if (!kept) return count_searched(session, session->arena, out, error);
    if (ws_kept_take_searched(kept, out)) return WS_OK;
    ws_status status = count_searched(session, session->lasting, out, error);
    if (status == WS_OK) ws_kept_give_searched(kept, out);
    return status;
}

ws_status ws_session_totals(ws_session *session, ws_index_totals *out, ws_error *error)
{
    ws_searched searched;
    ws_status status = WS_OK;
    if (session->totals) {
        *out = *session->totals;
        return WS_OK;
    }
    if (session->context->kept)
        status = ws_session_searched(session, &searched, error);
    else
        status = ws_index_totals_get(session->index, session->arena, &searched.totals, error);
    if (status != WS_OK) return status;
    *out = searched.totals;
    session->totals = ws_arena_copy(session->arena, out, sizeof *out);
    return session->totals ? WS_OK : ws_no_memory(error);
}

ws_print ws_session_print(ws_session *session, const ws_common_options *options)
{
    ws_context *context = session->context;
    bool text = options->format == WS_FORMAT_TEXT;
    session->pager = (ws_pager){.out = context->out};
    if (text && context->terminal) {
        ws_pager_open(&session->pager, context->pager, context->out);
        ws_deadline_set(0); /* people may read as long as they like */
    }
    return (ws_print){
        .out = session->pager.out,
        .colour = text && context->colour,
        .terminal = context->terminal,
        .columns = text ? context->columns : 0,
        .arena = session->arena,
        .query = session->query,
        .query_text = session->query_text,
        .people = session->people,
    };
}

/* Mistakes are pointed at whether the parser or the index found them. */
static void print_caret(const ws_session *session, const ws_error *error)
{
    if (!session->query_text || !error->column) return;
    ws_buffer lines = WS_BUFFER_INIT(65536);
    ws_query_caret(&lines, session->query_text, error->column, session->context->columns);
    if (!lines.failed) fputs(lines.bytes, session->context->err);
    ws_buffer_free(&lines);
}

ws_status ws_session_close(ws_session *session, ws_status status, const ws_error *error)
{
    ws_pager_close(&session->pager);
    if (status == WS_USAGE) print_caret(session, error);
    if (!session->context->kept) {
        ws_index_close(session->index);
        ws_registry_close(session->registry);
    }
    ws_arena_free(session->arena);
    return status;
}
