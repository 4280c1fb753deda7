/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "count_text.h"
#include "deciding.h"
#include "identity.h"
#include "journal.h"
#include "json_values.h"
#include "styled.h"
#include "verdict_places.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_ID_DIGITS = 4, LISTED = 20 /* of what is left out; all are counted */ };

typedef struct verdicts_options {
    ws_common_options common;
    ws_strings people;
    const char *as;
    bool again;
} verdicts_options;

static const ws_option options[] = {
    WS_COMMON_OPTIONS(verdicts_options, common),
    WS_PEOPLE_OPTION(verdicts_options, people),
    {"as", 0, WS_OPTION_STRING, offsetof(verdicts_options, as), "NAME", "who loads or removes (else $USER)", NULL},
    {"again", 0, WS_OPTION_FLAG, offsetof(verdicts_options, again), NULL, "load those too that were removed before",
     NULL},
    WS_OPTION_END};

/* What a terminal would obey is taken out of messages. */
static void tell(FILE *out, const char *text)
{
    ws_error shown;
    ws_fail(&shown, WS_OK, NULL, "%s", text);
    fprintf(out, "%s\n", shown.message);
}

/* --- load --- */

typedef struct loading {
    ws_session *session;
    const verdicts_options *asked;
    const char *who, *path;
    ws_given_verdicts given;
    ws_verdicts found, kept;
    size_t placed, again, removed; /* verdicts that fit; places known; places removed before */
    size_t places[3];              /* added: of statements, articles, outlets */
    ws_verdict_fault *skipped;     /* that fit nothing, or several statements */
    size_t skipped_count, several;
} loading;

static ws_status read_file(const char *path, ws_buffer *out, ws_error *error)
{
    char block[65536];
    FILE *file = fopen(path, "r");
    if (!file) return ws_fail_errno(error, errno, "read the verdicts", path);
    for (size_t got; out->size <= WS_VERDICT_FILE_BYTES && (got = fread(block, 1, sizeof block, file));)
        ws_buffer_add(out, block, got);
    bool failed = ferror(file) != 0;
    int why = errno;
    fclose(file);
    return failed ? ws_fail_errno(error, why, "read the verdicts", path) : ws_buffer_status(out, error);
}

static ws_status read_given(loading *self, ws_error *error)
{
    ws_error why;
    ws_buffer bytes = WS_BUFFER_INIT((size_t)WS_VERDICT_FILE_BYTES + 65537);
    ws_status status = read_file(self->path, &bytes, error);
    if (status == WS_OK) {
        status = ws_verdicts_read(self->session->arena, bytes.size ? bytes.bytes : "", bytes.size, &self->given, &why);
        if (status != WS_OK) ws_fail(error, status, why.hint, "%s: %s", self->path, why.message);
    }
    ws_buffer_free(&bytes);
    return status;
}

/* The first of them; in JSON all are in the answer. */
static void tell_faults(const loading *self, const ws_verdict_fault *faults, size_t count)
{
    char text[WS_MESSAGE_BYTES];
    for (size_t i = 0; i < count && i < LISTED; i++) {
        snprintf(text, sizeof text, "%s, verdict %zu: %s", self->path, faults[i].number, faults[i].what);
        tell(self->session->context->err, text);
    }
    if (count <= LISTED) return;
    snprintf(text, sizeof text, "%s: %zu more like these (--format=json lists all)", self->path, count - LISTED);
    tell(self->session->context->err, text);
}

/* Each in memory of its own. */
static ws_status find_all(loading *self, ws_error *error)
{
    ws_session *session = self->session;
    ws_arena *kept = session->arena, *each = ws_arena_new(0);
    ws_verdict_places *places = each ? ws_verdict_places_new(session, self->asked->common.decisions) : NULL;
    self->skipped = ws_arena_array(kept, self->given.count, sizeof *self->skipped);
    ws_status status = places && self->skipped ? WS_OK : ws_no_memory(error);
    session->arena = each;
    if (each) ws_people_answer_in(session->people, each);
    for (size_t i = 0; i < self->given.count && status == WS_OK; i++) {
        const char *fault;
        status = ws_verdict_places_find(places, &self->given.items[i], &self->found, &fault, error);
        if (status != WS_OK) break;
        if (fault) self->skipped[self->skipped_count++] = (ws_verdict_fault){self->given.items[i].number, fault};
        self->several += fault == ws_verdict_fits_several;
        self->placed += !fault;
        ws_arena_reset(each);
    }
    session->arena = kept;
    ws_people_answer_in(session->people, kept);
    ws_arena_free(each);
    return status;
}

/* What is new, file by file. */
static ws_status keep_new(loading *self, ws_error *error)
{
    char now[21];
    ws_date_now(now);
    ws_verdicts *found = &self->found;
    ws_status status = WS_OK;
    ws_verdicts_sort(&self->kept);
    ws_verdicts_sort(found);
    for (size_t i = 0; i < found->count; i++) {
        ws_kept_verdict *one = &found->items[i];
        const ws_kept_verdict *known = ws_verdicts_find(&self->kept, one);
        bool twice = i && ws_verdicts_find(&(ws_verdicts){.items = one - 1, .count = 1}, one);
        bool left_out = known && known->removed && !self->asked->again;
        one->who = self->who;
        one->when = now;
        one->removed = twice || (known && (!known->removed || left_out)); /* not to be kept */
        if (!twice && known && one->removed) ++*(left_out ? &self->removed : &self->again);
        if (!one->removed) self->places[*one->statement ? 0 : *one->article ? 1 : 2]++;
    }
    for (size_t i = 0; i < found->count && status == WS_OK; i++) {
        ws_buffer lines = WS_BUFFER_INIT((size_t)WS_VERDICT_FILE_BYTES * 2);
        if (found->items[i].removed) continue;
        const char *file = found->items[i].file;
        for (size_t j = i; j < found->count; j++) {
            if (found->items[j].removed || strcmp(found->items[j].file, file) != 0) continue;
            ws_verdict_line(&lines, &found->items[j]);
            found->items[j].removed = true;
        }
        status = ws_journal_append(file, &lines, error);
        ws_buffer_free(&lines);
    }
    return status;
}

/* Ours are plain texts: nothing of them needs an escape. */
static void list_faults(FILE *out, const ws_verdict_fault *faults, size_t count, bool more)
{
    for (size_t i = 0; i < count; i++)
        fprintf(out, "%s{\"verdict\":%zu,\"why\":\"%s\"}", i || more ? "," : "", faults[i].number, faults[i].what);
}

static void tell_loaded(const loading *self)
{
    static const char *const kinds[] = {"statement", "article", "outlet"};
    FILE *out = self->session->context->out;
    size_t added = self->places[0] + self->places[1] + self->places[2];
    size_t nothing = self->skipped_count - self->several;
    if (self->asked->common.format != WS_FORMAT_TEXT) {
        fprintf(out,
                "{\"schema_version\":%d,\"fit\":%zu,\"fit_several\":%zu,\"fit_nothing\":%zu,\"not_understood\":%zu,"
                "\"known\":%zu,\"removed_before\":%zu,\"statements\":%zu,\"articles\":%zu,\"outlets\":%zu,"
                "\"skipped\":[",
                WS_SCHEMA_VERSION, self->placed, self->several, nothing, self->given.fault_count, self->again,
                self->removed, self->places[0], self->places[1], self->places[2]);
        list_faults(out, self->given.faults, self->given.fault_count, false);
        list_faults(out, self->skipped, self->skipped_count, self->given.fault_count > 0);
        fputs("]}\n", out);
        return;
    }
    tell_faults(self, self->given.faults, self->given.fault_count);
    tell_faults(self, self->skipped, self->skipped_count);
    fprintf(out,
            "%s that fit the index, %s that fit nothing in it, %s that fit several statements, %s not understood\n",
            ws_count_of(self->placed, "verdict").text, ws_count_text(nothing).text, ws_count_text(self->several).text,
            ws_count_text(self->given.fault_count).text);
    fputs("kept of", out);
    for (size_t i = 0; i < 3; i++) fprintf(out, "%s %s", i ? "," : "", ws_count_of(self->places[i], kinds[i]).text);
    fprintf(out, "; %s known already", ws_count_text(self->again).text);
    if (self->removed)
        fprintf(out, "; %s removed before, left out (--again loads them)", ws_count_text(self->removed).text);
    fputc('\n', out);
    if (added) fputs("whosaid verdicts list shows them, whosaid show ID --with-verdicts those of a statement\n", out);
}

static ws_status load(ws_session *session, const verdicts_options *asked, const char *path, ws_error *error)
{
    loading self = {.session = session, .asked = asked, .path = path};
    if (!path) return ws_fail(error, WS_USAGE, "for example: whosaid verdicts load reviews.json", "load needs a FILE");
    self.who = asked->as ? asked->as : session->context->user;
    ws_status status = ws_deciding_check(asked->as ? "--as" : "$USER", self.who, error);
    if (status == WS_OK) status = read_given(&self, error);
    if (status == WS_OK) status = ws_session_index(session, &asked->common, error);
    if (status == WS_OK) status = ws_identity_open(session, &asked->people, error);
    if (status == WS_OK) status = ws_verdicts_of_session(session, asked->common.decisions, &self.kept, error);
    if (status != WS_OK) return status;
    status = find_all(&self, error);
    if (status == WS_OK) status = keep_new(&self, error);
    if (status != WS_OK) return status;
    tell_loaded(&self);
    if (self.given.fault_count)
        session->context->exit_code = 3;
    else if (!self.placed)
        session->context->exit_code = 1;
    return WS_OK;
}

/* --- list --- */

/* What is known of the statement now. */
static ws_status look_up(ws_session *session, const ws_kept_verdict *one, ws_hit *hit, const char **state,
                         ws_error *error)
{
    *hit = (ws_hit){.article = NULL};
    *state = NULL;
    if (!*one->statement) return WS_OK;
    ws_status status = ws_index_statement(session->index, one->statement, session->arena, hit, error);
    if (status == WS_NOT_FOUND) *state = "not in the index any more";
    if (status == WS_OK && hit->statement->state != WS_STATE_CURRENT)
        *state = ws_value_name(WS_STATES, (int)hit->statement->state);
    return status == WS_NOT_FOUND ? WS_OK : status;
}

static void print_line(ws_session *session, const ws_kept_verdict *one, bool hidden, const char *state)
{
    const ws_verdict_body *body = &one->body;
    ws_buffer line = WS_BUFFER_INIT(1 << 16);
    const char *rating = hidden ? "[withheld by order]" : ws_verdict_rating(session->arena, body);
    ws_buffer_printf(&line, "%s  %s%s%s: %s", one->id, body->judge, body->on ? ", " : "", body->on ? body->on : "",
                     rating ? rating : "");
    if (body->why && !hidden) ws_buffer_printf(&line, ": %s", body->why);
    if (body->url && !hidden) ws_buffer_printf(&line, " \xc2\xb7 %s", body->url);
    ws_buffer_puts(&line, "\n    ");
    if (*one->statement)
        ws_buffer_printf(&line, "statement %.12s, ", one->statement);
    else if (*one->article)
        ws_buffer_puts(&line, "an article, ");
    ws_buffer_puts(&line, one->outlet ? one->outlet : "an outlet that is not told");
    if (state) ws_buffer_printf(&line, ", %s", state);
    for (const char *at = line.failed ? NULL : line.bytes; at; at = strchr(at, '\n') ? strchr(at, '\n') + 1 : NULL) {
        ws_buffer harmless = WS_BUFFER_INIT(1 << 18);
        ws_harmless(&harmless, at, strcspn(at, "\n"));
        fprintf(session->context->out, "%s\n", harmless.failed ? "" : harmless.bytes);
        ws_buffer_free(&harmless);
    }
    ws_buffer_free(&line);
}

static ws_status print_one(ws_session *session, const verdicts_options *asked, const ws_kept_verdict *one, bool first,
                           ws_error *error)
{
    ws_hit hit;
    const char *state;
    ws_status status = look_up(session, one, &hit, &state, error);
    bool hidden = hit.article && hit.article->masked, text = asked->common.format == WS_FORMAT_TEXT;
    if (status != WS_OK) return status;
    if (text) {
        print_line(session, one, hidden, state);
        return WS_OK;
    }
    ws_buffer buffer = WS_BUFFER_INIT(1 << 20);
    if (asked->common.format == WS_FORMAT_JSON) ws_buffer_puts(&buffer, first ? "\n" : ",\n");
    ws_verdict_json(&buffer, one, hidden, NULL);
    if (asked->common.format == WS_FORMAT_JSONL) ws_buffer_putc(&buffer, '\n');
    return ws_json_finish(&buffer, session->context->out, WS_OK, error);
}

/* All that count, or those about one statement. */
static ws_status choose(ws_session *session, const char *id, const ws_verdicts *all, ws_verdicts_about *out,
                        ws_error *error)
{
    ws_hit hit;
    if (id) {
        ws_status status = ws_index_statement(session->index, id, session->arena, &hit, error);
        if (status != WS_OK) return status;
        return ws_verdicts_about_hit(session->arena, all, hit.article, hit.statement, out, error);
    }
    *out = (ws_verdicts_about){.items = ws_arena_array(session->arena, all->count, sizeof *out->items)};
    if (!out->items) return ws_no_memory(error);
    for (size_t i = 0; i < all->count; i++)
        if (!all->items[i].removed) out->items[out->count++] = &all->items[i];
    return WS_OK;
}

static ws_status list(ws_session *session, const verdicts_options *asked, const char *id, ws_error *error)
{
    ws_verdicts all;
    ws_verdicts_about shown = {.count = 0};
    FILE *out = session->context->out;
    bool json = asked->common.format == WS_FORMAT_JSON;
    ws_status status = ws_session_index(session, &asked->common, error);
    if (status == WS_OK) status = ws_verdicts_of_session(session, asked->common.decisions, &all, error);
    if (status == WS_OK) status = choose(session, id, &all, &shown, error);
    if (status != WS_OK) return status;
    if (json) fprintf(out, "{\"schema_version\":%d,\"verdicts\":[", WS_SCHEMA_VERSION);
    for (size_t i = 0; i < shown.count && status == WS_OK; i++)
        status = print_one(session, asked, shown.items[i], !i, error);
    if (json) fputs("]}\n", out);
    if (!shown.count) session->context->exit_code = 1;
    if (!shown.count && asked->common.format == WS_FORMAT_TEXT) fputs("no verdicts\n", out);
    return status;
}

/* --- remove --- */

static ws_status find_verdict(const ws_verdicts *all, const char *id, const ws_kept_verdict **out, ws_error *error)
{
    size_t size = strlen(id);
    *out = NULL;
    if (size < LEAST_ID_DIGITS || strspn(id, "0123456789abcdef") != size)
        return ws_fail(error, WS_USAGE, "whosaid verdicts list shows them", "%.40s is not the id of a verdict", id);
    for (size_t i = 0; i < all->count; i++) {
        const ws_kept_verdict *one = &all->items[i];
        if (one->removed || strncmp(one->id, id, size) != 0) continue;
        if (*out && strcmp((*out)->id, one->id) != 0)
            return ws_fail(error, WS_USAGE, "give more of its digits", "several verdicts have ids that begin with %s",
                           id);
        *out = one;
    }
    if (*out) return WS_OK;
    return ws_fail(error, WS_NOT_FOUND, "whosaid verdicts list shows them", "there is no verdict %.40s", id);
}

static ws_status remove_verdict(ws_session *session, const verdicts_options *asked, const char *id, ws_error *error)
{
    char now[21];
    size_t places = 0;
    ws_verdicts all;
    const ws_kept_verdict *found;
    const char *who = asked->as ? asked->as : session->context->user;
    if (!id) return ws_fail(error, WS_USAGE, "whosaid verdicts list shows the ids", "remove needs the id of a verdict");
    ws_status status = ws_deciding_check(asked->as ? "--as" : "$USER", who, error);
    if (status == WS_OK) status = ws_session_index(session, &asked->common, error);
    if (status == WS_OK) status = ws_verdicts_of_session(session, asked->common.decisions, &all, error);
    if (status == WS_OK) status = find_verdict(&all, id, &found, error);
    if (status != WS_OK) return status;
    ws_date_now(now);
    for (size_t i = 0; i < all.count && status == WS_OK; i++) {
        bool first = true; /* of its file */
        if (all.items[i].removed || strcmp(all.items[i].id, found->id) != 0) continue;
        places++;
        for (size_t j = 0; j < i; j++)
            first = first && (all.items[j].removed || strcmp(all.items[j].id, found->id) != 0 ||
                              strcmp(all.items[j].file, all.items[i].file) != 0);
        if (first) status = ws_verdict_keep_removal(all.items[i].file, found->id, who, now, error);
    }
    if (status != WS_OK) return status;
    if (asked->common.format == WS_FORMAT_TEXT)
        fprintf(session->context->out, "verdict %s removed, of %s\n", found->id, ws_count_of(places, "place").text);
    else
        fprintf(session->context->out, "{\"schema_version\":%d,\"removed\":\"%s\",\"places\":%zu}\n", WS_SCHEMA_VERSION,
                found->id, places);
    return WS_OK;
}

static ws_status run_verdicts(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    static const struct {
        const char *name;
        ws_status (*act)(ws_session *session, const verdicts_options *asked, const char *argument, ws_error *error);
    } actions[] = {{"load", load}, {"list", list}, {"remove", remove_verdict}};
    const char *name = arguments->count ? arguments->items[0] : "";
    for (size_t i = 0; i < sizeof actions / sizeof *actions && arguments->count < 3; i++) {
        ws_session session;
        if (strcmp(name, actions[i].name) != 0) continue;
        ws_status status = ws_session_open(&session, context, error);
        if (status == WS_OK)
            status = actions[i].act(&session, options_, arguments->count > 1 ? arguments->items[1] : NULL, error);
        if (status == WS_NOT_FOUND) context->exit_code = 1;
        return ws_session_close(&session, status, error);
    }
    return ws_fail(error, WS_USAGE, "whosaid verdicts load FILE, list [ID], or remove VERDICT",
                   "verdicts takes load, list or remove, and one argument");
}

const ws_command ws_verdicts_command = {
    .name = "verdicts",
    .summary = "keep what others found of statements and outlets, apart from all figures",
    .arguments = "load FILE | list [ID] | remove VERDICT",
    .description = "Loads verdicts of fact checkers and grades of your own. They are kept in\n"
                   "verdicts.jsonl beside the decisions, readable by you alone, and shown by 'verdicts\n"
                   "list', by 'show' and 'report article' with --with-verdicts, and nowhere else: they are\n"
                   "in no export, no page, no other report, and in no figure. They are about statements,\n"
                   "their articles and outlets, never about a person. whosaid judges none of them.\n"
                   "\n"
                   "FILE is one of these:\n"
                   "  JSON-LD   schema.org ClaimReview: one, several in an array, @graph or DataFeed\n"
                   "  CSV       reviews: claimReviewed, reviewRating.alternateName (or textualRating),\n"
                   "            ratingValue, bestRating, worstRating, author.name (or publisher.name),\n"
                   "            datePublished (or reviewDate), url; claimant, itemReviewed.url, outlet,\n"
                   "            statement\n"
                   "  CSV or JSON lines, grades by the Admiralty code: statement (an id), or words (or\n"
                   "            quotation) with article (its id or address) or outlet, or outlet alone;\n"
                   "            grade (B2; or source, A to F for the outlet, and item, 1 to 6 for the\n"
                   "            statement); who, when, why\n"
                   "\n"
                   "What has no id is held against the index as 'whosaid check' does: the same words, a\n"
                   "part of them or more; where it says who made the claim, by that speaker only; where it\n"
                   "says at which address (itemReviewed.url, appearance) or in which outlet, only there,\n"
                   "and also where few words differ; a review then else of the article alone. Never where\n"
                   "only one of the two has a negation, and never for a denial, question, request or\n"
                   "thought. Of an article the likest statement counts. A review without a place is about\n"
                   "the claim wherever one speaker makes it; all else about one statement. What fits\n"
                   "several or nothing is told with its number in the file, and not kept: tell more, or\n"
                   "load it again when the index has grown. The words of the claim and who made it are not\n"
                   "kept. What was loaded before is passed over; what was removed too, unless --again is\n"
                   "given. A purge of an article forgets the verdicts about it.\n"
                   "\n"
                   "Examples:\n"
                   "  whosaid verdicts load reviews.json\n"
                   "  whosaid verdicts load grades.csv --as 'M. Adeyemi'\n"
                   "  whosaid verdicts list 9993043c0d2e\n"
                   "  whosaid verdicts remove 5c1e09ab\n"
                   "Exit status: 0 done; 1 nothing fits, or nothing to list; 2 a mistake or failure; 3\n"
                   "loaded but for what was not understood.",
    .options = options,
    .options_size = sizeof(verdicts_options),
    .order = 6,
    .run = run_verdicts,
};
