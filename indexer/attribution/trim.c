/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drafts.h"
#include "lemma.h"
#include "tokens.h"

#include <string.h>

enum { MEDIUM_WITHIN = 6, CLAUSE_WORDS = 3 };

/* The tokens of a span without the punctuation at its edges. */
static ws_range words_of(const ws_reading *reading, ws_span span)
{
    ws_range words = {ws_token_at(reading, span.begin), ws_token_at(reading, span.end)};
    while (words.begin < words.end && reading->tokens[words.begin].kind == WS_TOKEN_PUNCTUATION) words.begin++;
    while (words.begin < words.end && reading->tokens[words.end - 1].kind == WS_TOKEN_PUNCTUATION) words.end--;
    return words;
}

static bool in_quotation(const ws_reading *reading, size_t token)
{
    return ws_reading_quotation_at(reading, reading->tokens[token].span.begin) >= 0;
}

/* "in comments to reporters", "during her weekly address": by what or where it was said. */
static bool says_where(const ws_lexicon *lexicon, const ws_reading *reading, size_t first, size_t end)
{
    const char *opener = ws_token_listed(lexicon, "media_openers", &reading->tokens[first]);
    if (strcmp(opener, "place") != 0) return false;
    for (size_t i = first + 1; i < end && i <= first + MEDIUM_WITHIN && !in_quotation(reading, i); i++) {
        const char *medium = NULL;
        bool counts =
            ws_lexicon_phrase(lexicon, "media", &reading->tokens[i], end - i, &medium) && !strcmp(medium, "count");
        if (medium && !counts) return true;
        if (counts) continue; /* "at the end of the briefing" */
        if (ws_token_is(&reading->tokens[i], "of")) continue;
        if (reading->tokens[i].kind == WS_TOKEN_PUNCTUATION ||
            *ws_token_listed(lexicon, "boundaries", &reading->tokens[i]))
            return false;
    }
    return false;
}

/* "It will hold, according to the mayor, as talks go on": what the writer adds. */
static bool writers_own(const ws_reading *reading, const ws_draft *draft, ws_range words)
{
    static const char *const openers[] = {"as", "after", "amid", "when", "following", "even", NULL};
    const ws_spans *source = &draft->role[WS_ROLE_SOURCE], *cue = &draft->role[WS_ROLE_CUE];
    if (!source->count || !cue->count || in_quotation(reading, words.begin)) return false;
    const ws_token *according = &reading->tokens[ws_token_at(reading, cue->items[0].begin)];
    return ws_token_is(according, "according") && source->items[0].begin > cue->items[0].begin &&
           reading->tokens[words.begin].span.begin >= source->items[source->count - 1].end &&
           ws_token_is_one(&reading->tokens[words.begin], openers);
}

static void drop_pieces(const ws_lexicon *lexicon, const ws_reading *reading, ws_draft *draft)
{
    ws_spans *content = &draft->role[WS_ROLE_CONTENT];
    size_t kept = 0;
    for (size_t i = 0; i < content->count; i++) {
        ws_range words = words_of(reading, content->items[i]);
        bool other = i > 0 && words.begin < words.end && !in_quotation(reading, words.begin) &&
                     (writers_own(reading, draft, words) || says_where(lexicon, reading, words.begin, words.end));
        if (!other) content->items[kept++] = content->items[i];
    }
    content->count = kept;
}

/* "On Monday", "Late on Monday", and nothing behind a comma of its own: no clause. */
static bool tells_when(const ws_lexicon *lexicon, const ws_reading *reading, ws_range words)
{
    bool opens = false;
    for (size_t i = words.begin; i < words.end; i++) {
        if (ws_token_is(&reading->tokens[i], ",")) return false;
        if (i < words.begin + 2)
            opens |= !strcmp(ws_token_listed(lexicon, "boundaries", &reading->tokens[i]), "circumstance");
    }
    return opens;
}

/* "The gates hold, Ruiz said in her weekly address": where it was said is not all that is said; what stands before the
 * comma is. */
static void take_what_stands_before(const ws_lexicon *lexicon, const ws_reading *reading, ws_draft *draft)
{
    ws_spans *content = &draft->role[WS_ROLE_CONTENT];
    const ws_spans *source = &draft->role[WS_ROLE_SOURCE];
    if (content->count != 1 || source->count != 1 || source->items[0].begin >= ws_draft_cue(draft)) return;
    ws_range words = words_of(reading, content->items[0]);
    bool behind = words.begin < words.end && content->items[0].begin > ws_draft_cue(draft);
    if (!behind || !says_where(lexicon, reading, words.begin, words.end)) return;
    ws_span sentence = reading->sentences[ws_sentence_at(reading, source->items[0].begin)].span;
    size_t comma = ws_token_at(reading, source->items[0].begin);
    if (!comma-- || !ws_token_is(&reading->tokens[comma], ",")) return;
    ws_span clause = {sentence.begin, reading->tokens[comma].span.begin};
    if (clause.begin >= clause.end) return;
    words = words_of(reading, clause);
    if (words.end >= words.begin + CLAUSE_WORDS && !tells_when(lexicon, reading, words)) content->items[0] = clause;
}

/* "called it “terrible” in comments to reporters": a quotation ends what was said, and where it was said follows. */
static void end_with_quotation(const ws_lexicon *lexicon, const ws_reading *reading, ws_draft *draft)
{
    ws_spans *content = &draft->role[WS_ROLE_CONTENT];
    if (!content->count || ws_draft_cue(draft) > content->items[content->count - 1].begin) return;
    ws_span *last = &content->items[content->count - 1];
    ws_range words = words_of(reading, *last);
    size_t i = words.end;
    while (i > words.begin && !in_quotation(reading, i - 1)) i--;
    if (i == words.begin || i == words.end) return;
    uint32_t closed = reading->tokens[i - 1].span.end;
    while (i < words.end && reading->tokens[i].kind == WS_TOKEN_PUNCTUATION) closed = reading->tokens[i++].span.end;
    if (i < words.end && says_where(lexicon, reading, i, words.end)) last->end = closed;
}

/* "said they would go back, referring to the delegates": the writer explains. */
static void end_before_gloss(const ws_reading *reading, ws_draft *draft)
{
    static const char *const glosses[] = {"referring", "alluding", NULL};
    ws_spans *content = &draft->role[WS_ROLE_CONTENT];
    for (size_t k = 0; k < content->count; k++) {
        ws_range words = words_of(reading, content->items[k]);
        for (size_t i = words.begin + 1; i + 2 < words.end; i++)
            if (ws_token_is(&reading->tokens[i], ",") && ws_token_is_one(&reading->tokens[i + 1], glosses) &&
                ws_token_is(&reading->tokens[i + 2], "to") && !in_quotation(reading, i + 1))
                content->items[k].end = reading->tokens[i - 1].span.end, words.end = i;
    }
}

/* "Kade told them the bridge was safe, according to two officials": they tell what Kade told; he doesn't tell of them. */
static void end_before_reporter(const ws_reading *reading, const ws_drafts *drafts, size_t number)
{
    ws_draft *draft = &drafts->items[number];
    ws_spans *content = &draft->role[WS_ROLE_CONTENT];
    if (!content->count) return;
    ws_span *last = &content->items[content->count - 1], cue = {ws_draft_cue(draft), ws_draft_cue(draft) + 1};
    for (size_t d = number + 1; d < drafts->count && d <= number + WS_DRAFTS_NEAR; d++) {
        const ws_draft *other = &drafts->items[d];
        const ws_spans *source = &other->role[WS_ROLE_SOURCE];
        uint32_t from = ws_draft_cue(other);
        if (other->dropped || !source->count || !ws_spans_hold(other->role[WS_ROLE_CONTENT], cue)) continue;
        if (source->items[0].begin < from) from = source->items[0].begin;
        if (from <= last->begin || from >= last->end) continue;
        ws_range words = words_of(reading, (ws_span){last->begin, from});
        if (words.begin < words.end) last->end = reading->tokens[words.end - 1].span.end;
    }
}

/* "did not respond to requests for comment": the writer's own requests, and nobody's statement. */
static bool asks_for_comment(const ws_reading *reading, const ws_draft *draft)
{
    static const char *const wanted[] = {"comment", "comments", NULL};
    const ws_spans *cue = &draft->role[WS_ROLE_CUE], *content = &draft->role[WS_ROLE_CONTENT];
    if (cue->count != 1 || content->count != 1) return false;
    ws_range words = words_of(reading, cue->items[0]), what = words_of(reading, content->items[0]);
    bool request = false;
    for (size_t i = words.begin; i < words.end; i++)
        request |= ws_token_is(&reading->tokens[i], "request") || ws_token_is(&reading->tokens[i], "requests");
    return request && what.end == what.begin + 1 && ws_token_is_one(&reading->tokens[what.begin], wanted);
}

/* Is some of the content in quotation marks? */
static bool quotes(const ws_reading *reading, const ws_draft *draft)
{
    const ws_spans *content = &draft->role[WS_ROLE_CONTENT];
    for (size_t i = 0; i < content->count; i++)
        if (ws_quoted_in(reading, content->items[i])) return true;
    return false;
}

/* "said", "told", "did not immediately respond": a statement without doubt, if anybody makes it. */
static bool plain(const ws_cue *cue)
{
    static const char *const verbs[] = {"say",     "tell",   "report",  "announce", "add",     "reply",
                                        "explain", "deny",   "refuse",  "refer",    "decline", "respond",
                                        "answer",  "return", "comment", "reach",    "discuss", "according to"};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (!strcmp(verbs[i], cue->lemma)) return true;
    return false;
}

/* The model has to be surer of words that no list of cues has ("treating", "had"), of what nobody says, and of what is
 * not quoted: MODEL.md says what each brings. What lists have found, colons and dashes are not asked. */
static bool doubtful(const ws_lexicon *lexicon, const ws_reading *reading, const ws_draft *draft)
{
    static const float least_unlisted = 0.9f, least_unsaid = 0.8f, least_unquoted = 0.65f;
    ws_range words = words_of(reading, draft->role[WS_ROLE_CUE].items[0]);
    bool word = words.begin < words.end && reading->tokens[words.begin].kind == WS_TOKEN_WORD;
    if (draft->added || !word || draft->confidence >= least_unlisted) return false;
    const ws_cue *cue = ws_cue_find_head(lexicon, reading, draft->role[WS_ROLE_CUE]).cue;
    if (!cue) return true;
    if (draft->confidence >= least_unsaid || quotes(reading, draft)) return false;
    if (!draft->role[WS_ROLE_SOURCE].count) return true;
    return draft->confidence < least_unquoted && !plain(cue);
}

void ws_drafts_trim(const ws_lexicon *lexicon, const ws_reading *reading, ws_drafts *drafts)
{
    for (size_t i = 0; i < drafts->count && reading->sentence_count; i++) {
        ws_draft *draft = &drafts->items[i];
        if (draft->dropped || !draft->role[WS_ROLE_CUE].count) continue;
        draft->dropped = asks_for_comment(reading, draft) || doubtful(lexicon, reading, draft);
        take_what_stands_before(lexicon, reading, draft);
        drop_pieces(lexicon, reading, draft);
        end_before_gloss(reading, draft);
        end_before_reporter(reading, drafts, i);
        end_with_quotation(lexicon, reading, draft);
    }
}
