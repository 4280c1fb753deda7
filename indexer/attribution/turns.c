/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Transcripts: a paragraph that begins with a name and a colon begins a turn, the paragraphs up to the next such go on
 * with it. After the last label nothing tells where the turn ends. */
#include "drafts.h"
#include "labels.h"
#include "tokens.h"

#include <string.h>

enum { FIRST_PARAGRAPHS = 6, SHARE = 3, HEADING_TOKENS = 10 };
static const float turn_confidence = 0.9f;

/* The labels of all paragraphs, in bytes of the text; false: this is no transcript. */
static bool find_labels(const ws_reading *reading, ws_span *labels)
{
    const char *text = reading->article->text;
    ws_labels all = {.count = 0};
    for (size_t p = 0; p < reading->paragraph_count; p++) {
        ws_span span = reading->paragraphs[p].span;
        ws_span label = ws_text_label(text + span.begin, span.end - span.begin);
        if (!all.count && p > FIRST_PARAGRAPHS) return false;
        if (label.begin == label.end) continue;
        labels[p] = (ws_span){span.begin + label.begin, span.begin + label.end};
        ws_labels_count(&all, text + labels[p].begin, label.end - label.begin);
    }
    return ws_labels_tell(&all) && all.count * SHARE >= reading->paragraph_count;
}

/* The draft whose cue is the colon at `offset`; `count`: none. */
static size_t draft_at(const ws_drafts *drafts, size_t count, uint32_t offset)
{
    for (size_t i = ws_drafts_from(drafts, count, offset); i < count; i++) {
        if (ws_draft_cue(&drafts->items[i]) != offset) break;
        if (!drafts->items[i].dropped) return i;
    }
    return count;
}

/* Does the model take at least half of the labels for speakers? In a list of grants by town it takes none. */
static bool are_speakers(const ws_reading *reading, const ws_span *labels, const ws_drafts *drafts)
{
    size_t count = 0, seen = 0;
    for (size_t p = 0; p < reading->paragraph_count; p++) {
        if (labels[p].begin == labels[p].end) continue;
        count++;
        seen += draft_at(drafts, drafts->count, labels[p].end) < drafts->count;
    }
    return seen * 2 >= count;
}

/* Is it said: no "(CROSSTALK)", no heading between turns? */
static bool is_speech(const ws_reading *reading, const ws_paragraph *paragraph)
{
    const char *text = reading->article->text;
    char first = text[paragraph->span.begin], last = text[paragraph->span.end - 1];
    if ((first == '(' && last == ')') || (first == '[' && last == ']')) return false;
    if (paragraph->part != WS_PART_BODY) return false;
    return paragraph->token_end - paragraph->token_begin > HEADING_TOKENS || strchr(".!?\"", last) ||
           (unsigned char)last >= 0x80;
}

/* Without punctuation at its end, as the model's own spans. */
static ws_span words_of(const ws_reading *reading, size_t begin, size_t end)
{
    while (begin < end && reading->tokens[begin].kind == WS_TOKEN_PUNCTUATION) begin++;
    while (end > begin && reading->tokens[end - 1].kind == WS_TOKEN_PUNCTUATION) end--;
    return begin < end ? (ws_span){reading->tokens[begin].span.begin, reading->tokens[end - 1].span.end}
                       : (ws_span){0, 0};
}

/* Paragraphs [next, stop) go on with what the draft says. */
static ws_status go_on(ws_reading *reading, ws_draft *draft, size_t next, size_t stop, ws_error *error)
{
    ws_spans *content = &draft->role[WS_ROLE_CONTENT];
    size_t room = content->count + stop - next;
    ws_span *items = ws_arena_array(reading->arena, room, sizeof *items);
    if (!items) return ws_no_memory(error);
    if (content->count) memcpy(items, content->items, content->count * sizeof *items);
    *content = (ws_spans){items, content->count};
    draft->content_room = room;
    for (size_t p = next; p < stop; p++) {
        const ws_paragraph *paragraph = &reading->paragraphs[p];
        ws_span words = words_of(reading, paragraph->token_begin, paragraph->token_end);
        bool behind = !content->count || content->items[content->count - 1].end <= words.begin;
        if (words.begin < words.end && behind && is_speech(reading, paragraph)) items[content->count++] = words;
    }
    return WS_OK;
}

static ws_status turn(ws_reading *reading, size_t paragraph, size_t stop, ws_span label, size_t found,
                      ws_drafts *drafts, ws_error *error)
{
    size_t draft = draft_at(drafts, found, label.end);
    if (draft == found) {
        const ws_paragraph *said = &reading->paragraphs[paragraph];
        size_t first = ws_token_at(reading, label.end + 1);
        const ws_span roles[WS_ROLES] = {[WS_ROLE_SOURCE] = label,
                                         [WS_ROLE_CUE] = {label.end, label.end + 1},
                                         [WS_ROLE_CONTENT] = words_of(reading, first, said->token_end)};
        ws_status status = ws_drafts_add(reading->arena, drafts, roles, turn_confidence, error);
        if (status != WS_OK) return status;
        draft = drafts->count - 1;
    }
    ws_status status = go_on(reading, &drafts->items[draft], paragraph + 1, stop, error);
    if (!drafts->items[draft].role[WS_ROLE_CONTENT].count) drafts->items[draft].dropped = true;
    return status;
}

ws_status ws_drafts_turn(ws_reading *reading, ws_drafts *drafts, ws_error *error)
{
    size_t found = drafts->count, last = reading->paragraph_count;
    ws_status status = WS_OK;
    ws_span *labels = ws_arena_array(reading->arena, reading->paragraph_count + 1, sizeof *labels);
    if (!labels) return ws_no_memory(error);
    if (!find_labels(reading, labels) || !are_speakers(reading, labels, drafts)) return WS_OK;
    for (size_t p = 0; p <= reading->paragraph_count && status == WS_OK; p++) {
        bool begins = labels[p].begin < labels[p].end;
        if (p < reading->paragraph_count && !begins) continue;
        if (last < reading->paragraph_count)
            status = turn(reading, last, begins ? p : last + 1, labels[last], found, drafts, error);
        last = p;
    }
    if (drafts->count > found) ws_drafts_sort(drafts);
    return status;
}
