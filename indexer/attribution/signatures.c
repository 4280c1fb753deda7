/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A paragraph that is a quotation and, after a dash, a name: “It will hold.” — Jane Ruiz. The dash is the cue. */
#include "drafts.h"
#include "tokens.h"

#include <string.h>

enum { NAME_TOKENS = 10, SHORT_WORD = 3, NEAR_DRAFTS = 32 };
static const float signature_confidence = 0.9f;

static bool dash(const ws_reading *reading, const ws_token *token)
{
    const char *text = reading->article->text + token->span.begin;
    uint32_t size = token->span.end - token->span.begin;
    if (token->kind != WS_TOKEN_PUNCTUATION) return false;
    return text[0] == '-' || (size >= 3 && !memcmp(text, "\xE2\x80", 2) && (unsigned char)text[2] >= 0x92 &&
                              (unsigned char)text[2] <= 0x95); /* U+2012 to U+2015 */
}

/* Tokens [begin, end) as a name: capitalized words with short ones ("de", "of") and stops of abbreviations between
 * them; after a comma, what the bearer is. */
static bool name(const ws_reading *reading, size_t begin, size_t end)
{
    const ws_token *tokens = reading->tokens;
    if (begin >= end || end - begin > NAME_TOKENS || !tokens[begin].capital) return false;
    for (size_t i = begin, comma = end; i < end; i++) {
        size_t size = strlen(tokens[i].folded);
        if (ws_token_is(&tokens[i], ",")) {
            comma = i;
        } else if (ws_token_is(&tokens[i], ".")) {
            if (strlen(tokens[i - 1].folded) > SHORT_WORD) return false;
        } else if (ws_token_stops(&tokens[i])) {
            return false;
        } else if (comma == end && !tokens[i].capital &&
                   (size > SHORT_WORD || i + 1 == end || !tokens[i + 1].capital)) {
            return false;
        }
    }
    return true;
}

/* Where dash and name of a signed quotation stand; false: it is not signed. */
static bool signature(const ws_reading *reading, const ws_quotation *quotation, ws_span *mark, ws_span *signer)
{
    const ws_paragraph *paragraph = &reading->paragraphs[quotation->paragraph];
    if (quotation->depth || !quotation->closed || quotation->outer.begin != paragraph->span.begin) return false;
    size_t first = ws_token_at(reading, quotation->outer.end), after = first, end = paragraph->token_end;
    while (after < end && after - first < 2 && dash(reading, &reading->tokens[after])) after++;
    while (end > after && reading->tokens[end - 1].kind == WS_TOKEN_PUNCTUATION) end--;
    if (after == first || !name(reading, after, end)) return false;
    *mark = (ws_span){reading->tokens[first].span.begin, reading->tokens[after - 1].span.end};
    *signer = (ws_span){reading->tokens[after].span.begin, reading->tokens[end - 1].span.end};
    return true;
}

/* Who stands in the paragraphs around has not said what is signed. */
static void take_away(ws_draft *draft, ws_span paragraph)
{
    ws_spans *content = &draft->role[WS_ROLE_CONTENT];
    size_t kept = 0;
    for (size_t i = 0; i < content->count; i++)
        if (content->items[i].begin < paragraph.begin || content->items[i].begin >= paragraph.end)
            content->items[kept++] = content->items[i];
    content->count = kept;
    draft->dropped |= !kept;
}

static ws_status sign(ws_reading *reading, const ws_quotation *quotation, ws_span mark, ws_span signer, size_t found,
                      ws_drafts *drafts, ws_error *error)
{
    ws_span paragraph = reading->paragraphs[quotation->paragraph].span;
    size_t first = ws_drafts_from(drafts, found, paragraph.begin), next = ws_drafts_from(drafts, found, paragraph.end);
    for (size_t i = first; i < next; i++)
        if (ws_draft_cue(&drafts->items[i]) == mark.begin && !drafts->items[i].dropped)
            return WS_OK; /* the model saw it */
    for (size_t i = first > NEAR_DRAFTS ? first - NEAR_DRAFTS : 0; i < found && i < next + NEAR_DRAFTS; i++)
        if (i < first || i >= next) take_away(&drafts->items[i], paragraph);
    const ws_span roles[WS_ROLES] = {
        [WS_ROLE_CUE] = mark, [WS_ROLE_SOURCE] = signer, [WS_ROLE_CONTENT] = quotation->outer};
    return ws_drafts_add(reading->arena, drafts, roles, signature_confidence, error);
}

ws_status ws_drafts_sign(ws_reading *reading, ws_drafts *drafts, ws_error *error)
{
    ws_status status = WS_OK;
    size_t found = drafts->count;
    ws_span mark, signer;
    for (size_t i = 0; i < reading->quotation_count && status == WS_OK; i++)
        if (signature(reading, &reading->quotations[i], &mark, &signer))
            status = sign(reading, &reading->quotations[i], mark, signer, found, drafts, error);
    if (drafts->count > found) ws_drafts_sort(drafts);
    return status;
}
