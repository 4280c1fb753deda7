/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "changes_answer.h"
#include "identity.h"

#include <errno.h>
#include <string.h>

enum { USUAL_LIMIT = 20, UTC_BYTES = 21 };

typedef struct changes_options {
    ws_common_options common;
    ws_strings people;
    const char *since;
    size_t limit;
    bool all_acts;
    double min_confidence;
} changes_options;

static const ws_option options[] = {
    WS_COMMON_OPTIONS(changes_options, common),
    WS_PEOPLE_OPTION(changes_options, people),
    {"since", 0, WS_OPTION_STRING, offsetof(changes_options, since), "DATE|EXPORT",
     "a moment (2025-04-15, 2025-04-15T09:00:00Z, yesterday), by when the index was written; or a file that "
     "'whosaid --all --format=jsonl' wrote",
     NULL},
    {"limit", 'n', WS_OPTION_SIZE, offsetof(changes_options, limit), "N",
     "in text, at most N of each kind (default 20)", NULL},
    WS_ALL_ACTS_OPTION(changes_options, all_acts),
    WS_MIN_CONFIDENCE_OPTION(changes_options, min_confidence),
    WS_OPTION_END};

typedef struct since {
    char moment[UTC_BYTES]; /* "": an export */
    ws_exported exported;
} since;

/* A time without a zone is taken as UTC. */
static bool read_moment(const char *text, char utc[UTC_BYTES])
{
    ws_period period;
    char iso[WS_DATE_BYTES], zoned[WS_DATE_BYTES + 1];
    if (ws_period_parse(text, ws_session_now(), &period, NULL) == WS_OK && period.from[0]) {
        snprintf(utc, UTC_BYTES, "%.4s-%.2s-%.2sT00:00:00Z", period.from, period.from + 4, period.from + 6);
        return true;
    }
    if (!ws_date_iso(text, iso) || !strchr(iso, 'T')) return false;
    bool zone = strpbrk(strchr(iso, 'T'), "Z+-") != NULL;
    snprintf(zoned, sizeof zoned, "%s%s", iso, zone ? "" : "Z");
    return ws_date_last_utc(zoned, utc);
}

static ws_status read_since(ws_session *session, const char *text, since *out, ws_error *error)
{
    if (read_moment(text, out->moment)) return WS_OK;
    out->moment[0] = '\0';
    FILE *in = fopen(text, "r");
    if (!in && errno == ENOENT)
        return ws_fail(error, WS_USAGE, "write 2025-04-15, or name a file that whosaid --all --format=jsonl wrote",
                       "--since: %s is neither a date nor a file", text);
    if (!in) return ws_fail_errno(error, errno, "read", text);
    ws_status status = ws_exported_read(session->arena, in, text, &out->exported, error);
    fclose(in);
    return status;
}

typedef struct work {
    ws_session *session;
    ws_print print;
    ws_changes_answer answer;
} work;

/* Hits are freed with their batch: so is what is said of their people. */
static ws_status mark(void *user, ws_hit *hit, ws_error *error)
{
    work *self = user;
    ws_hits one = {.items = hit, .count = 1};
    return ws_identity_mark(self->session, &one, error);
}

static ws_status take(void *user, const ws_change *change, ws_error *error)
{
    work *self = user;
    ws_status status = ws_changes_add(&self->print, &self->answer, change, error);
    if (status == WS_OK && ferror(self->print.out)) return ws_fail(error, WS_IO, NULL, "cannot write the answer");
    return status;
}

static ws_status find(work *self, const ws_search *within, since *from, ws_error *error)
{
    ws_session *session = self->session;
    ws_changes_asked asked = {within, &session->decisions};
    if (from->moment[0]) return ws_changes_since(session->index, &asked, from->moment, take, self, error);
    return ws_changes_since_export(session->index, &asked, &from->exported, take, self, error);
}

static ws_status answer(ws_session *session, const changes_options *asked, ws_error *error)
{
    since from = {.moment = ""};
    work self = {.session = session};
    ws_search within = {.all_acts = asked->all_acts, .min_confidence = asked->min_confidence};
    ws_status status = read_since(session, asked->since, &from, error);
    if (status == WS_OK) status = ws_session_index(session, &asked->common, error);
    if (status == WS_OK) status = ws_identity_open(session, &asked->people, error);
    if (status == WS_OK && session->query) status = ws_identity_expand(session, error);
    if (status != WS_OK) return status;
    within.query = session->asked;
    ws_identity_tell(session, NULL);
    self.print = ws_session_print(session, &asked->common);
    self.answer = (ws_changes_answer){.format = (ws_format)asked->common.format,
                                      .since = from.moment[0] ? from.moment : asked->since,
                                      .exported = !from.moment[0],
                                      .limit = asked->limit ? asked->limit : USUAL_LIMIT,
                                      .index = session->index,
                                      .mark = mark,
                                      .user = &self};
    ws_changes_begin(&self.print, &self.answer);
    status = find(&self, &within, &from, error);
    session->context->exit_code = 1;
    for (int kind = 0; kind < WS_CHANGE_KINDS; kind++)
        if (self.answer.counts[kind]) session->context->exit_code = 0;
    return status == WS_OK ? ws_changes_end(&self.print, &self.answer, error) : status;
}

static ws_status run_changes(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    const changes_options *asked = options_;
    if (!asked->since)
        return ws_fail(error, WS_USAGE, "write --since=2025-04-15, or --since=FILE with an earlier export",
                       "changes needs to know since when");
    ws_session session;
    ws_status status = ws_session_open(&session, context, error);
    if (status == WS_OK && arguments->count) status = ws_session_query(&session, arguments, WS_FIELD_CONTENT, error);
    if (status == WS_OK) status = answer(&session, asked, error);
    return ws_session_close(&session, status, error);
}

const ws_command ws_changes_command = {
    .name = "changes",
    .summary = "show what became of statements since a date or an export",
    .arguments = "--since DATE|EXPORT [QUERY ...]",
    .description = "Shows which statements changed since a moment, or since an export of them:\n"
                   "\n"
                   "  withdrawn    their article is withheld, cancelled or withdrawn\n"
                   "  gone         their article was removed or purged; removals are known only\n"
                   "               since an export\n"
                   "  corrected    somebody decided about them ('whosaid correct'), or took it back\n"
                   "  superseded   a later version of the article does not have them\n"
                   "  speaker      the same words, whose speaker is read otherwise\n"
                   "  reread       another model reads them in place of others\n"
                   "  new\n"
                   "\n"
                   "A moment is one at which the index was written, not a day of publication. An\n"
                   "export is what 'whosaid --all --format=jsonl QUERY' wrote: give the same QUERY\n"
                   "again, or whatever it left out counts as new. What came and went in between is\n"
                   "not told. Words that were withdrawn are not shown.\n"
                   "\n"
                   "Examples:\n"
                   "  whosaid changes --since yesterday\n"
                   "  whosaid changes --since 2025-04-15 by:toll\n"
                   "  whosaid --all --format=jsonl by:toll >toll.jsonl\n"
                   "  whosaid changes --since toll.jsonl --format=jsonl by:toll\n"
                   "Exit status: 0 changes found, 1 none, 2 a mistake or failure.",
    .options = options,
    .options_size = sizeof(changes_options),
    .order = 3,
    .run = run_changes,
    .takes_query = true,
};
