/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "count_text.h"
#include "deciding.h"
#include "decision_text.h"
#include "identity.h"
#include "joining.h"
#include "json.h"
#include "training.h"
#include "unicode.h"

#include <stdint.h>
#include <string.h>
#include <unictype.h>

typedef struct correct_options {
    ws_common_options common;
    ws_strings speakers, via;
    const char *type, *act, *why, *as, *undo, *hide;
    bool reject, list, check, training;
} correct_options;

static const ws_option options[] = {
    {"speaker", 0, WS_OPTION_LIST, offsetof(correct_options, speakers), "NAME",
     "who says it; several times for those who speak jointly; '' when nobody knows", NULL},
    {"type", 0, WS_OPTION_STRING, offsetof(correct_options, type), "TYPE",
     "kind of speaker: person, organization, role, anonymous, ...", NULL},
    {"act", 0, WS_OPTION_STRING, offsetof(correct_options, act), "ACT", "what the words do: denial, promise, ...",
     NULL},
    {"via", 0, WS_OPTION_LIST, offsetof(correct_options, via), "NAME",
     "who passed it on, nearest to the reporter last; '' for nobody", NULL},
    {"reject", 0, WS_OPTION_FLAG, offsetof(correct_options, reject), NULL,
     "no statement at all: out of searches and counts", NULL},
    WS_DECIDING_OPTIONS(correct_options),
    {"undo", 0, WS_OPTION_STRING, offsetof(correct_options, undo), "DECISION", "take a decision back", NULL},
    {"hide-speaker", 0, WS_OPTION_STRING, offsetof(correct_options, hide), "NAME",
     "an order of anonymity: this name, and all that it is one with, is shown nowhere", NULL},
    {"list", 0, WS_OPTION_FLAG, offsetof(correct_options, list), NULL, "show all decisions", NULL},
    {"check", 0, WS_OPTION_FLAG, offsetof(correct_options, check), NULL,
     "show the decisions whose statements or speakers are not found, or found again under another id", NULL},
    {"training", 0, WS_OPTION_FLAG, offsetof(correct_options, training), NULL,
     "write the articles that decisions are about as whosaid-index extract does, with the decisions applied: JSON "
     "lines to train a reader with",
     NULL},
    WS_COMMON_OPTIONS(correct_options, common),
    {NULL, 0, WS_OPTION_FLAG, 0, NULL, NULL, NULL}};

/* --- composing a correction --- */

static ws_status parse_value(const char *option, const char *given, ws_vocabulary vocabulary, int *out, ws_error *error)
{
    *out = -1;
    if (!given) return WS_OK;
    *out = ws_value_parse(vocabulary, given);
    if (*out >= 0) return WS_OK;
    ws_buffer list = WS_BUFFER_INIT(WS_MESSAGE_BYTES / 2);
    for (size_t i = 0; i < ws_value_count(vocabulary); i++)
        ws_buffer_printf(&list, "%s%s", i ? ", " : "", ws_value_name(vocabulary, (int)i));
    ws_status status =
        ws_fail(error, WS_USAGE, NULL, "--%s is one of %s, not '%s'", option, list.size ? list.bytes : "", given);
    ws_buffer_free(&list);
    return status;
}

static bool is_nobody(const ws_strings *names)
{
    return names->count == 1 && !*names->items[0];
}

static ws_status check_names(const char *what, const ws_strings *names, ws_error *error)
{
    if (is_nobody(names)) return WS_OK;
    for (size_t i = 0; i < names->count; i++) {
        ws_status status = ws_deciding_check(what, names->items[i], error);
        if (status != WS_OK) return status;
    }
    return WS_OK;
}

static bool begins_small(const char *name)
{
    size_t length;
    return *name && uc_is_lower(ws_utf8_next(name, strlen(name), &length));
}

/* The type of a name as the index or the registry knows it; -1: neither does. */
static ws_status known_type(ws_session *session, const char *name, int *out, ws_error *error)
{
    ws_speaker_count row;
    const char *key = ws_name_key(session->arena, name);
    *out = -1;
    if (!key) return ws_no_memory(error);
    ws_status status = ws_deciding_row(session, key, &row, error);
    if (status == WS_OK && !row.total) status = ws_identity_open(session, &(ws_strings){NULL, 0}, error);
    if (status != WS_OK) return status;
    const ws_registered *entry = row.total ? NULL : ws_registry_find(session->registry, key);
    if (row.total || entry) *out = (int)(entry ? entry->type : row.type);
    return WS_OK;
}

static ws_status type_of_speakers(ws_session *session, const ws_decided *before, ws_decided *after, ws_error *error)
{
    if (!after->speaker_count || after->type >= 0) return WS_OK;
    const char *name = after->speakers[0];
    ws_status status = known_type(session, name, &after->type, error);
    if (status != WS_OK || after->type >= 0) return status;
    bool named = before->type >= 0 && ws_speaker_type_is_named((ws_speaker_type)before->type);
    after->type = begins_small(name) ? WS_SPEAKER_ANONYMOUS : named ? before->type : WS_SPEAKER_PERSON;
    return WS_OK;
}

/* "The company" was only not traced to its name; these were read as people who are not named. */
static bool is_nameless(const ws_speaker *speaker)
{
    return speaker->type == WS_SPEAKER_ANONYMOUS || speaker->type == WS_SPEAKER_GROUP ||
           speaker->type == WS_SPEAKER_ROLE;
}

/* A source without a name gets one only where somebody says outright that the article names it. */
static ws_status protect_unnamed(const correct_options *asked, const ws_statement *statement, const ws_decided *after,
                                 ws_error *error)
{
    const ws_speaker *speaker = statement->speaker_count ? &statement->speakers[0] : NULL;
    bool named = after->type >= 0 && ws_speaker_type_is_named((ws_speaker_type)after->type);
    const char *words = speaker && speaker->name ? speaker->name : "this source";
    if (named && speaker && !speaker->key && !asked->speakers.count)
        return ws_fail(error, WS_USAGE, "give --speaker NAME too, if the article names it",
                       "%s has no name, so it cannot be a %s", words, ws_value_name(WS_SPEAKER_TYPES, after->type));
    if (named && speaker && is_nameless(speaker) && !asked->type)
        return ws_fail(error, WS_USAGE,
                       "if the article does name it and was misread, say so with --type (person, organization, ...)",
                       "the article was read as not naming this source (%s), and such sources are not named by guess",
                       words);
    for (size_t i = 0; i < after->speaker_count; i++)
        if (after->type == WS_SPEAKER_PERSON && ws_is_descriptor(after->speakers[i]))
            return ws_fail(error, WS_USAGE, "use --type anonymous, role or group",
                           "'%s' describes a source and is no name", after->speakers[i]);
    return WS_OK;
}

static bool same_list(const char *const *left, size_t count, const char *const *right, size_t other)
{
    if (count != other) return false;
    for (size_t i = 0; i < count; i++)
        if (strcmp(left[i], right[i])) return false;
    return true;
}

static ws_status set_via(ws_session *session, const correct_options *asked, ws_decided *after, ws_error *error)
{
    if (!asked->via.count) return WS_OK;
    size_t count = is_nobody(&asked->via) ? 0 : asked->via.count;
    after->has_via = true;
    after->via = ws_arena_array(session->arena, count, sizeof *after->via);
    if (!after->via) return ws_no_memory(error);
    for (; after->via_count < count; after->via_count++) {
        int type;
        ws_status status = known_type(session, asked->via.items[after->via_count], &type, error);
        if (status != WS_OK) return status;
        ws_speaker_type kind = type < 0 ? WS_SPEAKER_PERSON : (ws_speaker_type)type;
        after->via[after->via_count] = (ws_via){asked->via.items[after->via_count], kind};
    }
    return WS_OK;
}

static bool same_via(const ws_decided *one, const ws_decided *other)
{
    bool same = one->via_count == other->via_count;
    for (size_t i = 0; same && i < one->via_count; i++)
        same = one->via[i].name && other->via[i].name && !strcmp(one->via[i].name, other->via[i].name);
    return same;
}

/* What is so already is not decided; `before` keeps what is. False: nothing is left. */
static bool leave_out_the_same(ws_decided *before, ws_decided *after)
{
    bool same_type = after->type < 0 || after->type == before->type;
    bool same_names =
        same_list(after->speakers, after->speaker_count, before->speakers, before->speaker_count) && same_type;
    if (after->has_speakers && same_names) after->has_speakers = false;
    if (!after->has_speakers && same_type) after->type = -1;
    if (after->act == before->act) after->act = -1;
    if (after->has_via && same_via(before, after)) after->has_via = false;
    before->has_speakers = after->has_speakers;
    before->has_via = after->has_via;
    if (after->act < 0) before->act = -1;
    if (after->type < 0) before->type = -1;
    return after->has_speakers || after->has_via || after->act >= 0 || after->type >= 0;
}

static ws_status compose(ws_session *session, const correct_options *asked, const ws_hit *hit, ws_decision *decision,
                         ws_error *error)
{
    ws_decided *before = &decision->before, *after = &decision->after;
    ws_status status = ws_decided_of(session->arena, hit->statement, before, error);
    if (status == WS_OK) status = parse_value("type", asked->type, WS_SPEAKER_TYPES, &after->type, error);
    if (status == WS_OK) status = parse_value("act", asked->act, WS_ACTS, &after->act, error);
    if (status == WS_OK) status = check_names("--speaker", &asked->speakers, error);
    if (status == WS_OK) status = check_names("--via", &asked->via, error);
    if (status != WS_OK) return status;
    if (after->type == WS_SPEAKER_NONE && asked->speakers.count)
        return ws_fail(error, WS_USAGE, NULL,
                       "--type none says that the text gives no speaker: --speaker makes no sense");
    after->has_speakers = asked->speakers.count > 0;
    after->speakers = asked->speakers.items;
    after->speaker_count = is_nobody(&asked->speakers) ? 0 : asked->speakers.count;
    status = type_of_speakers(session, before, after, error);
    if (status == WS_OK) status = set_via(session, asked, after, error);
    if (status == WS_OK) status = protect_unnamed(asked, hit->statement, after, error);
    if (status != WS_OK) return status;
    if (!leave_out_the_same(before, after))
        return ws_fail(error, WS_USAGE, "whosaid show tells how it stands", "nothing to correct: it says so already");
    return WS_OK;
}

static ws_status correct(ws_session *session, const correct_options *asked, const char *id, ws_error *error)
{
    ws_hit hit;
    ws_decision decision;
    ws_decision_kind kind = asked->reject ? WS_DECISION_REJECTION : WS_DECISION_CORRECTION;
    ws_status status = ws_deciding_begin(session, kind, asked->why, asked->as, &decision, error);
    if (status == WS_OK) status = ws_session_index(session, &asked->common, error);
    if (status == WS_OK) status = ws_index_statement(session->index, id, session->arena, &hit, error);
    if (status != WS_OK) return status;
    for (size_t i = 0; hit.rejected && i < hit.mark_count; i++)
        if (hit.marks[i].decision->kind == WS_DECISION_REJECTION)
            return ws_fail(error, WS_USAGE, "whosaid correct --undo takes that back", "%s was rejected by decision %s",
                           id, hit.marks[i].decision->id);
    if (!asked->reject) status = compose(session, asked, &hit, &decision, error);
    if (status == WS_OK)
        status = ws_decision_place_of(session->arena, hit.article, hit.statement, &decision.place, error);
    return status == WS_OK ? ws_deciding_keep(session, &asked->common, hit.place, &decision, error) : status;
}

/* --- undoing --- */

static ws_status undo(ws_session *session, const correct_options *asked, ws_error *error)
{
    const ws_decision *other;
    ws_decision decision;
    ws_status status = ws_deciding_begin(session, WS_DECISION_UNDO, asked->why, asked->as, &decision, error);
    if (status == WS_OK) status = ws_session_index(session, &asked->common, error);
    if (status == WS_OK) status = ws_decisions_named(&session->decisions, asked->undo, &other, error);
    if (status != WS_OK) return status;
    if (other->kind == WS_DECISION_UNDO)
        return ws_fail(error, WS_USAGE, "decide again what was undone", "%s is itself the undoing of %s", other->id,
                       other->undoes);
    if (other->undone_by)
        return ws_fail(error, WS_USAGE, NULL, "%s was undone already, by %s", other->id, other->undone_by->id);
    decision.undoes = other->id;
    ws_common_options same = asked->common;
    same.decisions = other->file; /* which holds what it undoes */
    return ws_deciding_keep(session, &same, NULL, &decision, error);
}

/* --- listing --- */

static ws_status add_json(ws_buffer *buffer, const ws_decision *decision, const ws_finding *finding, ws_error *error)
{
    static const char *const found[] = {"by-id", "by-words", "earlier-version", "nowhere"};
    ws_decision shown = *decision;
    if (shown.kind == WS_DECISION_HIDING) shown.name_count = 0; /* the journal alone has it */
    cJSON *json = ws_decision_json(&shown);
    const char *undone = decision->undone_by ? decision->undone_by->id : NULL;
    bool looked = decision->kind != WS_DECISION_UNDO && !decision->undone_by;
    bool added = json && (undone ? cJSON_AddStringToObject(json, "undone_by", undone) != NULL
                                 : cJSON_AddNullToObject(json, "undone_by") != NULL);
    if (added)
        added = looked ? cJSON_AddStringToObject(json, "found", found[finding->found]) != NULL
                       : cJSON_AddNullToObject(json, "found") != NULL;
    if (added && looked && finding->found == WS_FOUND_BY_WORDS) {
        char hex[33];
        ws_hash_hex(finding->id, hex);
        added = cJSON_AddStringToObject(json, "found_id", hex) != NULL;
    }
    ws_status status = added ? ws_json_print(buffer, json, error) : ws_no_memory(error);
    cJSON_Delete(json);
    return status;
}

static bool is_listed(const correct_options *asked, const ws_decision *decision, const ws_finding *finding)
{
    if (asked->list) return true;
    return decision->kind != WS_DECISION_UNDO && !decision->undone_by && finding->found != WS_FOUND_BY_ID;
}

static ws_status print_listed(ws_session *session, const correct_options *asked, const ws_finding *findings,
                              ws_error *error)
{
    enum { MOST_BYTES = 512 << 20 };
    bool text = asked->common.format == WS_FORMAT_TEXT, lines = asked->common.format == WS_FORMAT_JSONL;
    ws_print print = ws_session_print(session, &asked->common);
    ws_buffer buffer = WS_BUFFER_INIT(MOST_BYTES);
    ws_status status = WS_OK;
    if (!text && !lines) ws_buffer_printf(&buffer, "{\"schema_version\":%d,\"decisions\":[", WS_SCHEMA_VERSION);
    for (size_t i = 0, any = 0; i < session->decisions.count && status == WS_OK; i++) {
        const ws_decision *decision = &session->decisions.items[i];
        if (!is_listed(asked, decision, &findings[i])) continue;
        if (!text && any++ && !lines) ws_buffer_putc(&buffer, ',');
        if (!text && !lines) ws_buffer_putc(&buffer, '\n');
        status = text ? ws_text_decision(&print, decision, &findings[i], error)
                      : add_json(&buffer, decision, &findings[i], error);
        if (lines) ws_buffer_putc(&buffer, '\n');
    }
    if (!text && !lines) ws_buffer_puts(&buffer, "]}\n");
    if (status == WS_OK) status = ws_buffer_status(&buffer, error);
    if (status == WS_OK && buffer.size) fwrite(buffer.bytes, 1, buffer.size, print.out);
    ws_buffer_free(&buffer);
    return status;
}

/* Exit status 1: there are none (--list), or some find nothing (--check). */
static ws_status list(ws_session *session, const correct_options *asked, ws_error *error)
{
    const ws_finding *findings;
    size_t lost = 0, again = 0, all = 0;
    ws_status status = ws_session_index(session, &asked->common, error);
    if (status == WS_OK) status = ws_index_findings(session->index, session->arena, &findings, error);
    if (status == WS_OK) status = print_listed(session, asked, findings, error);
    if (status != WS_OK) return status;
    for (size_t i = 0; i < session->decisions.count; i++) {
        const ws_decision *decision = &session->decisions.items[i];
        if (decision->kind == WS_DECISION_UNDO || decision->undone_by) continue;
        all++;
        lost += findings[i].found >= WS_FOUND_EARLIER;
        again += findings[i].found == WS_FOUND_BY_WORDS;
    }
    session->context->exit_code = asked->list ? !session->decisions.count : lost > 0;
    if (asked->common.format != WS_FORMAT_TEXT) return WS_OK;
    FILE *out = session->pager.out;
    fprintf(out, "%s in force", ws_count_of(all, "decision").text);
    if (asked->check)
        fprintf(out, "; %s not found, %s found again by their words and place",
                lost ? ws_count_text(lost).text : "none", again ? ws_count_text(again).text : "none");
    fputc('\n', out);
    return WS_OK;
}

/* Exit status 1: nothing was decided about what is there. */
static ws_status train(ws_session *session, const correct_options *asked, ws_error *error)
{
    size_t count = 0;
    ws_status status = ws_session_index(session, &asked->common, error);
    if (status == WS_OK) status = ws_training_print(session, &asked->common, &count, error);
    session->context->exit_code = !count;
    return status;
}

static ws_status run_correct(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    const correct_options *asked = options_;
    bool fields = asked->speakers.count || asked->type || asked->act || asked->via.count,
         changes = fields || asked->reject;
    int modes = asked->list + asked->check + (asked->undo != NULL) + (asked->hide != NULL) + asked->training + changes;
    if (modes != 1 || (fields && asked->reject))
        return ws_fail(error, WS_USAGE, "'whosaid correct --help' shows examples",
                       modes ? "these options don't go together"
                             : "say what to correct: --speaker, --type, --act, --via or --reject; or --list, --check, "
                               "--undo, --hide-speaker, --training");
    if (arguments->count != (size_t)changes)
        return ws_fail(error, WS_USAGE, "whosaid search prints ids at the end of each statement",
                       changes ? "correct needs the id of one statement" : "this option takes no id");
    ws_session session;
    ws_status status = ws_session_open(&session, context, error);
    session.decides = changes;
    if (status == WS_OK && changes) status = correct(&session, asked, arguments->items[0], error);
    ws_joining hiding = {
        .why = asked->why, .as = asked->as, .common = &asked->common, .people = &(ws_strings){NULL, 0}};
    if (status == WS_OK && asked->hide) status = ws_hide_speaker(&session, &hiding, asked->hide, error);
    if (status == WS_OK && asked->undo) status = undo(&session, asked, error);
    if (status == WS_OK && (asked->list || asked->check)) status = list(&session, asked, error);
    if (status == WS_OK && asked->training) status = train(&session, asked, error);
    return ws_session_close(&session, status, error);
}

const ws_command ws_correct_command = {
    .name = "correct",
    .summary = "correct or reject a statement read wrongly; list and undo",
    .arguments = "[ID]",
    .description = "Keeps a decision about one statement: who says it, of what kind the speaker is,\n"
                   "what the words do, through whom they came, or that this is no statement. The\n"
                   "index stays as it is; decisions are kept in decisions.jsonl beside it, hold when\n"
                   "articles are added again or the index is made anew, and are marked wherever the\n"
                   "statement is shown. What was rejected is shown by 'whosaid show ID' only.\n"
                   "\n"
                   "Examples:\n"
                   "  whosaid correct 3fa4b2c1d0e9 --speaker 'Maria Toll' --why 'she is the mayor'\n"
                   "  whosaid correct 3fa4b2c1d0e9 --act denial --via Reuters --why 'see line 4'\n"
                   "  whosaid correct 3fa4b2c1d0e9 --speaker 'two aides' --type anonymous --why ...\n"
                   "  whosaid correct 3fa4b2c1d0e9 --reject --why 'a line of a song'\n"
                   "  whosaid correct --hide-speaker 'Jo Holm' --why 'order 17/25'\n"
                   "  whosaid correct --list\n"
                   "  whosaid correct --undo 5c1e09ab --why 'it was his brother after all'\n"
                   "  whosaid correct --check                   after adding articles again\n"
                   "  whosaid correct --training >corrected.jsonl",
    .options = options,
    .options_size = sizeof(correct_options),
    .order = 5,
    .run = run_correct,
};
