/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "by_day.h"
#include "compare_answer.h"
#include "count_text.h"
#include "hints.h"
#include "rare_words.h"

enum { USUAL_LIMIT = 10 };

typedef struct compare_options {
    ws_common_options common;
    ws_strings people;
    size_t limit, offset;
    double min_confidence;
} compare_options;

static const ws_option options[] = {WS_COMMON_OPTIONS(compare_options, common),
                                    WS_PEOPLE_OPTION(compare_options, people),
                                    {"limit", 'n', WS_OPTION_SIZE, offsetof(compare_options, limit), "N",
                                     "at most N pairs (default 10, at most 600)", NULL},
                                    {"offset", 0, WS_OPTION_SIZE, offsetof(compare_options, offset), "N",
                                     "pass over the first N pairs", NULL},
                                    WS_MIN_CONFIDENCE_OPTION(compare_options, min_confidence),
                                    WS_OPTION_END};

typedef struct compared {
    ws_by_day found;
    ws_pair_unit *units;
    ws_pairs pairs;
} compared;

static ws_status find(ws_session *session, const compare_options *asked, compared *out, ws_error *error)
{
    ws_status status = ws_by_day_find(session, &asked->people, WS_PAIR_UNITS, &out->found, error);
    const ws_hits *hits = &out->found.hits;
    if (status != WS_OK) return status;
    out->units = ws_arena_array(session->arena, hits->count, sizeof *out->units);
    if (!out->units) return ws_no_memory(error);
    if (session->people) status = ws_identity_settle_hits(session, hits, error);
    for (size_t i = 0; i < hits->count && status == WS_OK; i++) {
        out->units[i].day = out->found.days[i];
        status = ws_folding_unit(session, &hits->items[i], &out->units[i].fold, error);
    }
    if (status == WS_OK) status = ws_rare_words_find(session, hits, out->units, error);
    return status == WS_OK ? ws_pairs_find(session->arena, out->units, hits->count, &out->pairs, error) : status;
}

static ws_status print_answer(ws_session *session, const compare_options *asked, compared *found,
                              const ws_searched *searched, ws_error *error)
{
    size_t limit = asked->limit ? asked->limit : USUAL_LIMIT, all = found->pairs.count;
    ws_format format = (ws_format)asked->common.format;
    size_t passed = asked->offset < all ? asked->offset : all;
    found->pairs.items += passed;
    found->pairs.count = all - passed < limit ? all - passed : limit;
    ws_identity_tell(session, format == WS_FORMAT_JSON ? NULL : &found->found.candidates);
    ws_print print = ws_session_print(session, &asked->common);
    print.folding = &found->found.folding;
    print.candidates = &found->found.candidates;
    ws_comparison comparison = {&found->found.search, &found->found.hits, found->units, &found->pairs, asked->offset, all,
                                searched};
    if (format == WS_FORMAT_TEXT) return ws_text_comparison(&print, &comparison, error);
    return ws_json_comparison(&print, &comparison, format == WS_FORMAT_JSONL, error);
}

static ws_status answer(ws_session *session, const compare_options *asked, ws_error *error)
{
    compared found = {.found = {.search = {.min_confidence = asked->min_confidence}}};
    ws_searched searched;
    ws_status status = ws_session_index(session, &asked->common, error);
    if (status == WS_OK) status = find(session, asked, &found, error);
    if (status == WS_MODIFIED) {
        status = ws_session_reopen(session, &asked->common, error);
        if (status == WS_OK) status = find(session, asked, &found, error);
    }
    bool nothing = !found.found.hits.count;
    if (status == WS_OK && nothing) status = ws_hints_searched(session, &found.found.search, &searched, error);
    if (status != WS_OK) return status;
    session->context->exit_code = found.pairs.count > asked->offset ? 0 : 1;
    return print_answer(session, asked, &found, nothing ? &searched : NULL, error);
}

static ws_status run_compare(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    const compare_options *asked = options_;
    if (asked->limit > WS_PAIR_UNITS)
        return ws_fail(error, WS_USAGE, NULL, "--limit is at most %s", ws_count_text(WS_PAIR_UNITS).text);
    ws_session session;
    ws_status status = ws_session_open(&session, context, error);
    if (status == WS_OK) status = ws_session_query(&session, arguments, WS_FIELD_CONTENT, error);
    if (status == WS_OK) status = answer(&session, asked, error);
    return ws_session_close(&session, status, error);
}

const ws_command ws_compare_command = {
    .name = "compare",
    .summary = "put what a speaker said at different times side by side",
    .arguments = "QUERY ...",
    .description = "Puts statements of one speaker about the same, of different days, side by\n"
                   "side: on a terminal of 100 columns or more beside each other, else below each\n"
                   "other. It gives no verdict: whether they agree is for you to read.\n"
                   "\n"
                   "Two of the statements that the query finds are a pair when the same person or\n"
                   "body, by name, said both; when they are of different days, of saying or else\n"
                   "of publication; when they have two words in common that are rare (in ten\n"
                   "statements of the index at most, or in one of fifty) or were asked for; and\n"
                   "when they are not the same quotation ('whosaid variants --help' has that\n"
                   "rule). Pairs that have the most in common, by the rarity of the words, come\n"
                   "first; a statement stands in two pairs at most. The earliest 600 quotations\n"
                   "are looked at.\n"
                   "\n"
                   "Examples:\n"
                   "  whosaid compare by:toll bridge\n"
                   "  whosaid compare 'by:\"Environment Agency\" leak published:2025'\n"
                   "Exit status: 0 pairs found, 1 none, 2 a mistake or failure.",
    .options = options,
    .options_size = sizeof(compare_options),
    .order = 3,
    .run = run_compare,
    .takes_query = true,
};
