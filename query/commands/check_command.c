/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check_answer.h"
#include "identity.h"
#include "matching.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_WORDS_BYTES = 100000 };

typedef struct check_options {
    ws_common_options common;
    ws_strings people;
    const char *by;
    bool words;
} check_options;

static const ws_option options[] = {
    WS_COMMON_OPTIONS(check_options, common),
    WS_PEOPLE_OPTION(check_options, people),
    {"by", 0, WS_OPTION_STRING, offsetof(check_options, by), "NAME", "who is to have said the words", NULL},
    {"words", 0, WS_OPTION_FLAG, offsetof(check_options, words), NULL,
     "the argument is words, also where a file is called so", NULL},
    WS_OPTION_END};

/* --- what is checked --- */

static ws_status take_words(ws_session *session, const check_options *asked, const ws_strings *arguments, ws_draft *out,
                            ws_error *error)
{
    ws_buffer text = WS_BUFFER_INIT(MOST_WORDS_BYTES);
    const char **by = ws_arena_array(session->arena, 1, sizeof *by);
    out->items = ws_arena_array(session->arena, 1, sizeof *out->items);
    if (!by || !out->items) return ws_no_memory(error);
    for (size_t i = 0; i < arguments->count; i++) {
        if (i) ws_buffer_putc(&text, ' ');
        ws_buffer_puts(&text, arguments->items[i]);
    }
    bool fits = !text.failed, plain = fits && ws_utf8_check(text.bytes, text.size) == text.size;
    const char *copy = plain ? ws_arena_string(session->arena, text.bytes, text.size) : NULL;
    ws_span whole = {0, (uint32_t)text.size};
    ws_buffer_free(&text);
    if (!fits) return ws_fail(error, WS_USAGE, "give a file", "these are too many words to check");
    if (!plain) return ws_fail(error, WS_USAGE, NULL, "the words are no UTF-8");
    if (!copy) return ws_no_memory(error);
    *by = asked->by;
    if (asked->by) *out->items = (ws_draft_quote){.speakers = by, .speaker_count = 1};
    out->count = 1;
    ws_status status = ws_quote_make(session->arena, copy, (ws_spans){&whole, 1}, true, &out->items[0].quote, error);
    if (status == WS_OK && !out->items[0].quote.own)
        return ws_fail(error, WS_USAGE, "whosaid check 'WORDS' or whosaid check FILE", "there are no words to check");
    return status;
}

/* Read into memory, and nowhere else. */
static ws_status take_file(ws_session *session, const char *path, ws_draft *out, ws_error *error)
{
    FILE *file = strcmp(path, "-") ? fopen(path, "rb") : session->context->in;
    char *bytes = file ? malloc(WS_DRAFT_BYTES + 1) : NULL;
    if (!file) return ws_fail_errno(error, errno, "read", path);
    size_t size = bytes ? fread(bytes, 1, WS_DRAFT_BYTES + 1, file) : 0;
    int broken = ferror(file) ? errno : 0;
    ws_status status = WS_OK;
    if (file != session->context->in) fclose(file);
    if (!bytes)
        status = ws_no_memory(error);
    else if (broken)
        status = ws_fail_errno(error, broken, "read", path);
    else if (size > WS_DRAFT_BYTES)
        status = ws_fail(error, WS_USAGE, "check it in parts", "%s is larger than 8 MiB", path);
    if (status == WS_OK) status = ws_draft_read(session->arena, bytes, size, out, error);
    free(bytes);
    return status;
}

static ws_status take_draft(ws_session *session, const check_options *asked, const ws_strings *arguments, ws_draft *out,
                            ws_error *error)
{
    const char *first = arguments->count ? arguments->items[0] : "";
    bool file = arguments->count == 1 && !asked->words && (!strcmp(first, "-") || access(first, F_OK) == 0);
    *out = (ws_draft){0};
    if (file && asked->by)
        return ws_fail(error, WS_USAGE, "a draft itself says who said what", "--by goes with words, not with a file");
    if (file) return take_file(session, first, out, error);
    if (!strchr(first, ' ') && arguments->count < 2 && (!asked->words || !*first))
        return ws_fail(error, WS_USAGE, "whosaid check 'WORDS' or whosaid check FILE",
                       *first ? "there is no file %s, and one word alone is found too often" : "check needs words%s",
                       first);
    return take_words(session, asked, arguments, out, error);
}

/* --- against the index --- */

static bool is_told(const ws_variant *variant)
{
    const ws_quote *quote = variant->unit.quote;
    ws_relation relation = variant->alignment.relation;
    if (!variant->same_speaker && relation == WS_RELATION_SHORTER) return variant->alignment.matched >= WS_QUOTE_FEW;
    return quote->quoted || relation == WS_RELATION_EQUAL || relation == WS_RELATION_LONGER;
}

static int compare_checked(const void *left_, const void *right_, bool anybody)
{
    const ws_variant *left = left_, *right = right_;
    int order = (int)ws_checked_of(left, anybody) - (int)ws_checked_of(right, anybody);
    if (!order) order = (int)right->unit.quote->quoted - (int)left->unit.quote->quoted;
    if (!order) order = strcmp(left->seen ? left->seen : "~", right->seen ? right->seen : "~");
    return order ? order : memcmp(&left->hit.statement->id, &right->hit.statement->id, sizeof(ws_hash));
}

static int compare_for_anybody(const void *left, const void *right)
{
    return compare_checked(left, right, true);
}

static int compare_for_speaker(const void *left, const void *right)
{
    return compare_checked(left, right, false);
}

static ws_status make_unit(ws_session *session, const ws_draft_quote *quote, ws_fold_unit *out, ws_error *error)
{
    size_t count = 0;
    const char **ids = NULL;
    ws_status status = WS_OK;
    ws_event *event = ws_arena_alloc(session->arena, sizeof *event);
    if (!event) return ws_no_memory(error);
    *out = (ws_fold_unit){.quote = &quote->quote, .event = event};
    for (size_t i = 0; i < quote->speaker_count && status == WS_OK; i++) {
        ws_fold_unit one = *out;
        status = ws_matching_named(session, quote->speakers[i], &one, NULL, error);
        const char **grown = ws_arena_array(session->arena, count + one.speaker_count, sizeof *grown);
        if (!grown) return ws_no_memory(error);
        if (count) memcpy(grown, ids, count * sizeof *grown);
        if (one.speaker_count) memcpy(grown + count, one.speakers, one.speaker_count * sizeof *grown);
        ids = grown;
        count += one.speaker_count;
    }
    out->speakers = ids;
    out->speaker_count = count;
    return status;
}

static ws_status check_quotation(ws_session *session, const ws_draft_quote *quote, ws_print *print,
                                 ws_check_answer *answer, ws_error *error)
{
    ws_fold_unit unit;
    ws_variants variants = {0};
    ws_status status = make_unit(session, quote, &unit, error);
    if (status == WS_OK) status = ws_matching_find(session, &unit, NULL, NULL, &variants, error);
    if (status != WS_OK) return status;
    ws_matching_keep(&variants, is_told);
    for (size_t i = 0; i < variants.count; i++) variants.items[i].draft = true;
    if (variants.count)
        qsort(variants.items, variants.count, sizeof *variants.items,
              quote->speaker_count ? compare_for_speaker : compare_for_anybody);
    return ws_check_quotation(print, answer, quote, &variants, error);
}

/* What is found for one quotation is forgotten before the next. */
static ws_status check_all(ws_session *session, const ws_draft *draft, ws_print *print, ws_check_answer *answer,
                           ws_error *error)
{
    ws_arena *kept = session->arena, *each = ws_arena_new(0);
    ws_status status = each ? WS_OK : ws_no_memory(error);
    session->arena = print->arena = each;
    if (each) ws_people_answer_in(session->people, each);
    for (size_t i = 0; i < draft->count && status == WS_OK; i++) {
        status = check_quotation(session, &draft->items[i], print, answer, error);
        ws_arena_reset(each);
    }
    session->arena = print->arena = kept;
    ws_people_answer_in(session->people, kept);
    ws_arena_free(each);
    return status;
}

static ws_status run(ws_session *session, const check_options *asked, const ws_draft *draft, ws_error *error)
{
    ws_check_answer answer = {.format = (ws_format)asked->common.format, .more = draft->more};
    ws_searched searched;
    ws_status status = ws_session_index(session, &asked->common, error);
    if (status == WS_OK) status = ws_identity_open(session, &asked->people, error);
    if (status != WS_OK) return status;
    ws_print print = ws_session_print(session, &asked->common);
    ws_check_begin(&print, &answer);
    status = check_all(session, draft, &print, &answer, error);
    size_t found = answer.counts[WS_CHECKED_SAME] + answer.counts[WS_CHECKED_PART];
    bool all = answer.quotations && found == answer.quotations;
    if (status == WS_OK && !all) status = ws_session_searched(session, &searched, error);
    if (status == WS_OK) status = ws_check_end(&print, &answer, all ? NULL : &searched, error);
    session->context->exit_code = all ? 0 : 1;
    return status;
}

static ws_status run_check(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    ws_session session;
    ws_draft draft;
    ws_status status = ws_session_open(&session, context, error);
    if (status == WS_OK) status = take_draft(&session, options_, arguments, &draft, error);
    if (status == WS_OK) status = run(&session, options_, &draft, error);
    return ws_session_close(&session, status, error);
}

const ws_command ws_check_command = {
    .name = "check",
    .summary = "hold the quotations of a draft, or some words, against the index",
    .arguments = "'WORDS'|FILE|-",
    .description = "Looks for words, or for each quotation of a draft, in what was said: the same\n"
                   "words, part of a longer quotation, words that differ ([-yours-], {+theirs+}), the\n"
                   "words of another speaker, or not found. What counts as a difference is told by\n"
                   "whosaid variants --help.\n"
                   "\n"
                   "A draft may have any format that whosaid-index reads. It is read in memory, and\n"
                   "nothing of it is stored. Quotations whose speaker the reader does not find are\n"
                   "checked by their words alone. Not found proves nothing: neither that it was not\n"
                   "said, nor that it is not in the archive.\n"
                   "\n"
                   "Examples:\n"
                   "  whosaid check 'we could no longer say that it was safe' --by Brandt\n"
                   "  whosaid check draft.txt\n"
                   "  pbpaste | whosaid check -\n"
                   "Exit status: 0 all found in the same words, by the speaker named; 1 not all are; 2 a\n"
                   "mistake or failure.",
    .options = options,
    .options_size = sizeof(check_options),
    .order = 4,
    .run = run_check,
};
