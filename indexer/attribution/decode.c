/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drafts.h"
#include "tokens.h"

#include <stdlib.h>
#include <string.h>

/* The role of a token: the first that one of its words has. A token is what span edges snap to: "U.S.", "2.5",
 * "non-union". Words of the model nest in tokens or hold several; in order both, so that one walk pairs them. */
static ws_role token_role(const ws_model_reading *model, const ws_cue_reading *cue, const ws_token *token, size_t *word)
{
    const ws_span *words = model->pieces.words;
    while (*word < cue->end && words[*word].end <= token->span.begin) ++*word;
    ws_role role = WS_ROLE_NONE;
    for (size_t w = *word; w < cue->end && words[w].begin < token->span.end; w++) {
        bool source = role == WS_ROLE_SOURCE && w + 1 < cue->end && cue->roles[w + 1 - cue->begin] == WS_ROLE_CUE;
        if (w == cue->cue) return source ? role : WS_ROLE_CUE; /* "she'll present" */
        if (role == WS_ROLE_NONE) role = (ws_role)cue->roles[w - cue->begin];
    }
    return role;
}

/* Punctuation that a span neither begins nor ends with. Quotation marks and what ends a sentence within them stay; so
 * does a bracket with its fellow inside the span. */
static bool loose(const ws_reading *reading, ws_range span, size_t i)
{
    const ws_token *token = &reading->tokens[i];
    if (token->kind != WS_TOKEN_PUNCTUATION) return false;
    bool within = ws_reading_quotation_at(reading, token->span.begin) >= 0;
    if (strchr("$#@%+&", token->folded[0]) || (unsigned char)token->folded[0] >= 0x80) return false;
    if (within && strchr(".?!\"'`", token->folded[0])) return false;
    static const char *const brackets[][2] = {{"(", ")"}, {"[", "]"}, {"<", ">"}};
    const char *fellow = NULL;
    for (size_t b = 0; b < sizeof brackets / sizeof *brackets; b++)
        for (size_t side = 0; side < 2; side++)
            if (ws_token_is(token, brackets[b][side])) fellow = brackets[b][1 - side];
    for (size_t k = span.begin; fellow && k < span.end; k++)
        if (ws_token_is(&reading->tokens[k], fellow)) return false;
    return true;
}

/* Whoever speaks in "he'd" or "I've" is he or I: where a source ends that ends with the token. */
static uint32_t before_contraction(const ws_reading *reading, const ws_token *token)
{
    static const char *const tails[] = {"'d", "'ve", "'ll", "'m", "'re", "'s"};
    const char *mark = strchr(token->folded, '\'');
    for (size_t i = 0; mark && mark > token->folded && i < sizeof tails / sizeof *tails; i++)
        if (!strcmp(mark, tails[i])) {
            const char *text = reading->article->text;
            for (uint32_t at = token->span.end; at > token->span.begin; at--)
                if (text[at - 1] == '\'' || (unsigned char)text[at - 1] == 0xE2) return at - 1;
        }
    return token->span.end;
}

static ws_status add_span(ws_reading *reading, ws_draft *draft, size_t capacity[WS_ROLES], ws_role role, ws_range run,
                          ws_error *error)
{
    ws_range whole = run;
    while (run.begin < run.end && loose(reading, run, run.end - 1)) run.end--;
    while (run.begin < run.end && loose(reading, run, run.begin)) run.begin++;
    if (run.begin == run.end && role == WS_ROLE_CUE) run = whole; /* "Ruiz: It will hold." */
    if (run.begin == run.end) return WS_OK;
    ws_spans *spans = &draft->role[role];
    ws_span *grown = ws_arena_grow(reading->arena, spans->items, spans->count, &capacity[role], sizeof *grown);
    if (!grown) return ws_no_memory(error);
    spans->items = grown;
    grown[spans->count] = (ws_span){reading->tokens[run.begin].span.begin, reading->tokens[run.end - 1].span.end};
    if (role == WS_ROLE_SOURCE) grown[spans->count].end = before_contraction(reading, &reading->tokens[run.end - 1]);
    spans->count++;
    return WS_OK;
}

static ws_status decode(const ws_model_reading *model, const ws_cue_reading *cue, ws_reading *reading, ws_draft *draft,
                        ws_error *error)
{
    const ws_token *tokens = reading->tokens;
    size_t capacity[WS_ROLES] = {0}, word = cue->begin;
    size_t i = ws_token_at(reading, model->pieces.words[cue->begin].begin);
    uint32_t stop = model->pieces.words[cue->end - 1].end, paragraph = 0;
    ws_role role = WS_ROLE_NONE;
    ws_range run = {i, i}; /* tokens of the role and punctuation between them; never over a paragraph's end */
    size_t last = i;
    ws_status status = WS_OK;
    for (; i < reading->token_count && tokens[i].span.begin < stop && status == WS_OK; i++) {
        ws_role next = token_role(model, cue, &tokens[i], &word);
        bool turned = tokens[i].span.begin >= paragraph;
        if (turned) paragraph = reading->paragraphs[ws_paragraph_at(reading, tokens[i].span.begin)].span.end;
        if (!turned && (next == role || (next == WS_ROLE_NONE && tokens[i].kind == WS_TOKEN_PUNCTUATION))) {
            if (next == role) last = i + 1;
            continue;
        }
        if (role != WS_ROLE_NONE) status = add_span(reading, draft, capacity, role, (ws_range){run.begin, last}, error);
        role = next;
        run.begin = i;
        last = i + 1;
    }
    if (role != WS_ROLE_NONE && status == WS_OK)
        status = add_span(reading, draft, capacity, role, (ws_range){run.begin, last}, error);
    draft->content_room = capacity[WS_ROLE_CONTENT];
    return status;
}

static bool overlap(ws_spans a, ws_spans b)
{
    for (size_t i = 0, k = 0; i < a.count && k < b.count;) {
        if (a.items[i].begin < b.items[k].end && b.items[k].begin < a.items[i].end) return true;
        if (a.items[i].end <= b.items[k].end)
            i++;
        else
            k++;
    }
    return false;
}

/* Cues are in order, and only near ones can share words. */
static void drop_doubles(ws_drafts *drafts)
{
    enum { NEAR = 16 };
    for (size_t i = 0; i < drafts->count; i++)
        for (size_t k = i + 1; k < drafts->count && k - i < NEAR && !drafts->items[i].dropped; k++) {
            ws_draft *a = &drafts->items[i], *b = &drafts->items[k];
            if (b->dropped || !overlap(a->role[WS_ROLE_CUE], b->role[WS_ROLE_CUE])) continue;
            *(a->confidence < b->confidence ? &a->dropped : &b->dropped) = true;
        }
}

ws_status ws_drafts_decode(const ws_model_reading *model, ws_reading *reading, ws_drafts *drafts, ws_error *error)
{
    *drafts = (ws_drafts){ws_arena_array(reading->arena, model->cue_count, sizeof *drafts->items), 0, model->cue_count};
    if (!drafts->items) return ws_no_memory(error);
    for (size_t i = 0; i < model->cue_count; i++) {
        ws_draft *draft = &drafts->items[drafts->count++];
        draft->confidence = model->cues[i].confidence;
        ws_status status = decode(model, &model->cues[i], reading, draft, error);
        if (status != WS_OK) return status;
        /* A cue by which nothing is said attributes nothing. */
        draft->dropped = !draft->role[WS_ROLE_CONTENT].count || !draft->role[WS_ROLE_CUE].count;
    }
    drop_doubles(drafts);
    size_t kept = 0;
    for (size_t i = 0; i < drafts->count; i++)
        if (!drafts->items[i].dropped) drafts->items[kept++] = drafts->items[i];
    drafts->count = kept;
    return WS_OK;
}
