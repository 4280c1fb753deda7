/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far the words of a quotation differ between articles. */
#include "buffer.h"
#include "claims.h"
#include "count_text.h"
#include "folding.h"

#include <string.h>

enum { QUOTATIONS = 300, LISTED = 30 };

static const char note[] =
    "Words inside quotation marks by the same named speaker, in several articles, each held against the %s one in "
    "this index, which need not be what was said. Shorter: without its beginning or end, or with an ellipsis. Differs: "
    "other words between those that are the same. Translations, and copies of an article, are among them. No query "
    "gives "
    "these numbers; whosaid variants ID shows all of one quotation, whosaid compare ID ID two of them.";

typedef struct tally {
    size_t quotations, variants, relations[5], negation, modality;
} tally;

typedef struct marks {
    bool negation, modality;
} marks;

/* What is compared: versions of one claim, each with one of them, and where that goes. */
typedef struct comparing {
    ws_session *session;
    ws_align_room *room;
    bool from_longest;
    tally counts;
    ws_block *weighty, *other; /* lists: a negation or modality, and other words */
} comparing;

static marks marks_of(const ws_alignment *alignment)
{
    marks found = {false, false};
    for (size_t i = 0; i < alignment->count; i++) {
        found.negation |= alignment->runs[i].negation != 0;
        found.modality |= alignment->runs[i].modality;
    }
    return found;
}

/* As the article has them. */
static void add_words(ws_buffer *out, const ws_quote *quote, size_t begin, size_t end)
{
    if (begin == end) {
        ws_buffer_puts(out, "nothing");
        return;
    }
    ws_span span = {quote->words[begin].span.begin, quote->words[end - 1].span.end};
    ws_buffer_add(out, quote->text + span.begin, span.end - span.begin);
}

/* "there: could no longer, here: could", of the runs that have a negation or modality. NULL: no memory. */
static const char *differences_of(ws_arena *arena, const ws_alignment *alignment, const ws_quote *base,
                                  const ws_quote *quote)
{
    ws_buffer text = WS_BUFFER_INIT(1 << 16);
    for (size_t i = 0; i < alignment->count; i++) {
        const ws_difference *run = &alignment->runs[i];
        if (!run->negation && !run->modality) continue;
        ws_buffer_puts(&text, text.size ? "; there: " : " (there: ");
        add_words(&text, base, run->first_begin, run->first_end);
        ws_buffer_puts(&text, ", here: ");
        add_words(&text, quote, run->second_begin, run->second_end);
    }
    if (text.size) ws_buffer_putc(&text, ')');
    const char *all = text.failed ? NULL : ws_arena_string(arena, text.size ? text.bytes : "", text.size);
    ws_buffer_free(&text);
    return all;
}

static ws_status list_variant(const comparing *work, const ws_hit *base, const ws_hit *hit, const char *differences,
                              ws_relation relation, marks found, ws_error *error)
{
    ws_arena *arena = work->session->arena;
    ws_review other, review;
    ws_block *list = found.negation || found.modality ? work->weighty : work->other;
    list->list.total++;
    if (list->list.count >= LISTED) return WS_OK;
    ws_status status = ws_review_of(work->session, base, &other, error);
    if (status == WS_OK) status = ws_review_of(work->session, hit, &review, error);
    if (status != WS_OK) return status;
    review.labels = ws_arena_printf(
        arena, "%s%s%s%s%s", ws_relation_name(relation), found.negation ? " · a negation in only one" : "",
        found.modality ? " · other modality" : "", *review.labels ? " · " : "", review.labels);
    review.beside = ws_arena_printf(arena, "%s, %s, %s, %s: %s%s", work->from_longest ? "Longest" : "Earliest",
                                    other.outlet ? other.outlet : "unknown outlet", other.day ? other.day : "no date",
                                    other.id, other.words, differences);
    return review.labels && review.beside && ws_block_review(arena, list, review) ? WS_OK : ws_no_memory(error);
}

/* The version that the others are held against; the number of versions where none has quotation marks. Of equally long
 * ones the earliest. */
static size_t base_of(const comparing *work, const ws_quote *quotes, size_t count)
{
    size_t base = count;
    for (size_t i = 0; i < count; i++)
        if (quotes[i].quoted && (base == count || (work->from_longest && quotes[i].own > quotes[base].own))) base = i;
    return base;
}

static ws_status compare(comparing *work, const ws_claim *claim, const ws_quote *quotes, ws_error *error)
{
    ws_arena *arena = work->session->arena;
    size_t base = base_of(work, quotes, claim->count);
    ws_status status = WS_OK;
    bool begun = false;
    for (size_t i = 0; base < claim->count && i < claim->count && status == WS_OK; i++) {
        ws_alignment alignment;
        if (!quotes[i].quoted || !strcmp(claim->hits[i].article->id, claim->hits[base].article->id)) continue;
        status = ws_align(work->room, arena, &quotes[base], &quotes[i], &alignment, error);
        if (status != WS_OK || alignment.relation == WS_RELATION_NONE) continue;
        marks found = marks_of(&alignment);
        work->counts.quotations += !begun;
        begun = true;
        work->counts.variants++;
        work->counts.relations[alignment.relation]++;
        work->counts.negation += found.negation;
        work->counts.modality += found.modality;
        if (alignment.relation != WS_RELATION_DIFFERS && !found.negation && !found.modality) continue;
        const char *differences = differences_of(arena, &alignment, &quotes[base], &quotes[i]);
        status = differences ? list_variant(work, &claim->hits[base], &claim->hits[i], differences, alignment.relation,
                                            found, error)
                             : ws_no_memory(error);
    }
    return status;
}

static ws_status compare_claim(comparing *work, const ws_claim *claim, ws_error *error)
{
    ws_arena *arena = work->session->arena;
    ws_quote *quotes = ws_arena_array(arena, claim->count, sizeof *quotes);
    ws_status status = quotes ? WS_OK : ws_no_memory(error);
    for (size_t i = 0; i < claim->count && status == WS_OK; i++)
        status = ws_quote_of(arena, claim->hits[i].article, claim->hits[i].statement, &quotes[i], error);
    return status == WS_OK ? compare(work, claim, quotes, error) : status;
}

static bool add_counts(ws_arena *arena, ws_block *block, const tally *counts)
{
    const struct {
        const char *label;
        size_t count;
        const char *note;
    } rows[] = {
        {"quotations in several articles", counts->quotations, NULL},
        {"other articles' versions of them", counts->variants, "each held against one"},
        {"equal", counts->relations[WS_RELATION_EQUAL], NULL},
        {"shorter", counts->relations[WS_RELATION_SHORTER], NULL},
        {"longer", counts->relations[WS_RELATION_LONGER], "the one that it is held against is shorter"},
        {"differs", counts->relations[WS_RELATION_DIFFERS], NULL},
        {"a negation in only one of the two", counts->negation, "for review: among shorter and longer ones, too"},
        {"other modality", counts->modality, "\"may\" against \"will\", \"must\" left out"},
    };
    bool made = true;
    for (size_t i = 0; i < sizeof rows / sizeof *rows && made; i++)
        made = ws_block_fact(arena, block,
                             (ws_fact){rows[i].label, ws_arena_printf(arena, "%s", ws_count_text(rows[i].count).text),
                                       rows[i].note, NULL});
    return made;
}

ws_status ws_section_fidelity(ws_counting *counting, ws_profile *profile, const ws_claims *claims, ws_error *error)
{
    ws_session *session = ws_counting_session(counting);
    ws_arena *arena = session->arena;
    comparing work = {.session = session,
                      .room = ws_align_room_new(arena),
                      .from_longest = ws_counting_request(counting)->from_longest};
    const char *told = ws_arena_printf(arena, note, work.from_longest ? "longest" : "earliest");
    ws_section *section = ws_profile_section(arena, profile, "fidelity", "How quotations differ");
    if (!work.room || !section || !ws_section_note(arena, section, told)) return ws_no_memory(error);
    bool made = ws_section_block(arena, section, WS_BLOCK_FACTS) && ws_section_block(arena, section, WS_BLOCK_LIST) &&
                ws_section_block(arena, section, WS_BLOCK_LIST);
    if (!made) return ws_no_memory(error);
    work.weighty = &section->blocks[section->count - 2];
    work.other = &section->blocks[section->count - 1];
    work.weighty->list.title = "A negation in only one of the two, or another modality";
    work.weighty->list.note = "Which of two is nearer to what was said is not known here.";
    work.other->list.title = "Other words";
    ws_status status = WS_OK;
    for (size_t i = 0; i < claims->count && i < QUOTATIONS && status == WS_OK; i++)
        status = compare_claim(&work, &claims->items[i], error);
    if (status == WS_OK && !add_counts(arena, work.weighty - 1, &work.counts)) status = ws_no_memory(error);
    return status;
}
