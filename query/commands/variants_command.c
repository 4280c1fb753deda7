/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "identity.h"
#include "matching.h"
#include "variants_answer.h"

typedef struct variants_options {
    ws_common_options common;
    ws_strings people;
} variants_options;

static const ws_option options[] = {WS_COMMON_OPTIONS(variants_options, common),
                                    WS_PEOPLE_OPTION(variants_options, people), WS_OPTION_END};

/* Few words of somebody else, and a paraphrase that is worded otherwise, tell nothing. */
static bool is_told(const ws_variant *variant)
{
    const ws_quote *quote = variant->unit.quote;
    if (variant->verdict != WS_FOLD_NO) return true;
    return !variant->same_speaker && quote->own >= WS_QUOTE_FEW && variant->alignment.matched >= WS_QUOTE_FEW &&
           (quote->quoted || variant->alignment.relation == WS_RELATION_EQUAL);
}

static ws_status find_earliest(ws_session *session, ws_variants_answer *answer, ws_error *error)
{
    const ws_variants *variants = answer->variants;
    while (answer->same < variants->count && variants->items[answer->same].verdict == WS_FOLD_SAME) answer->same++;
    const char **dates = ws_arena_array(session->arena, answer->same + 1, sizeof *dates);
    const char **articles = ws_arena_array(session->arena, answer->same + 1, sizeof *articles);
    if (!dates || !articles) return ws_no_memory(error);
    dates[0] = answer->seen;
    articles[0] = answer->hit->article->id;
    for (size_t i = 0; i < answer->same; i++) {
        dates[i + 1] = variants->items[i].seen;
        articles[i + 1] = variants->items[i].hit.article->id;
    }
    answer->earliest = ws_earliest_of(dates, articles, answer->same + 1);
    return WS_OK;
}

static ws_status find(ws_session *session, const variants_options *asked, const char *id, ws_hit *hit,
                      ws_fold_unit *unit, ws_variants *variants, ws_error *error)
{
    ws_status status = ws_index_statement(session->index, id, session->arena, hit, error);
    if (status == WS_NOT_FOUND) session->context->exit_code = 1;
    if (status == WS_OK) status = ws_identity_open(session, &asked->people, error);
    if (status == WS_OK) status = ws_identity_mark(session, &(ws_hits){.items = hit, .count = 1}, error);
    if (status == WS_OK) status = ws_folding_unit(session, hit, unit, error);
    if (status == WS_OK) status = ws_matching_find(session, unit, hit, NULL, variants, error);
    if (status == WS_OK) ws_matching_keep(variants, is_told);
    return status;
}

static ws_status answer(ws_session *session, const variants_options *asked, const char *id, ws_error *error)
{
    ws_hit hit = {0};
    ws_fold_unit unit = {0};
    ws_variants variants = {0};
    ws_status status = ws_session_index(session, &asked->common, error);
    if (status == WS_OK) status = find(session, asked, id, &hit, &unit, &variants, error);
    if (status == WS_MODIFIED) {
        status = ws_session_reopen(session, &asked->common, error);
        if (status == WS_OK) status = find(session, asked, id, &hit, &unit, &variants, error);
    }
    if (status != WS_OK) return status;
    ws_variants_answer found = {
        .hit = &hit, .quote = unit.quote, .seen = ws_matching_seen(&hit), .variants = &variants};
    status = find_earliest(session, &found, error);
    if (status != WS_OK) return status;
    session->context->exit_code = variants.count ? 0 : 1;
    ws_print print = ws_session_print(session, &asked->common);
    if (asked->common.format == WS_FORMAT_TEXT) return ws_text_variants(&print, &found, error);
    return ws_json_variants(&print, &found, asked->common.format == WS_FORMAT_JSONL, error);
}

static ws_status run_variants(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    if (arguments->count != 1)
        return ws_fail(error, WS_USAGE, "whosaid search prints ids at the end of each statement",
                       "variants needs the id of one statement");
    ws_session session;
    ws_status status = ws_session_open(&session, context, error);
    if (status == WS_OK) status = answer(&session, options_, arguments->items[0], error);
    return ws_session_close(&session, status, error);
}

const ws_command ws_variants_command = {
    .name = "variants",
    .summary = "show where else the same quotation stands, and how its words differ",
    .arguments = "ID",
    .description = "Finds the words of a statement in all other articles: copies, shorter and longer\n"
                   "ones, and those whose words differ. [-words-] are missing in the other one,\n"
                   "{+words+} stand only there. Lost negations, changed modality (\"may\" to \"will\")\n"
                   "and words cut without an ellipsis are marked.\n"
                   "\n"
                   "Case, accents, punctuation, British and American spelling, and words in square\n"
                   "brackets make no difference. Quotations are one when the same person or body said\n"
                   "them, and all words of one are in the other in order, or two thirds of the\n"
                   "shorter one's, five at least. Of fewer than five words they are one only on the\n"
                   "same day and in articles about the same; else they are proposed. The same words\n"
                   "by somebody else are listed apart. Paraphrases are one only when they are equal.\n"
                   "\n"
                   "The earliest is told by the date of the version that first has the words; within\n"
                   "an hour, or where only the day is known, it is undetermined.\n"
                   "\n"
                   "Example:\n"
                   "  whosaid variants 3fa4b2c1d0e9\n"
                   "Exit status: 0 found, 1 no variants or no such statement, 2 a mistake or failure.",
    .options = options,
    .options_size = sizeof(variants_options),
    .order = 4,
    .run = run_variants,
};
