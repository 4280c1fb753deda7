/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text_statement.h"

#include "decision_text.h"
#include "describe.h"
#include "verdicts.h"

#include <string.h>

enum { FIELD_INDENT = 16 };

typedef struct ws_page {
    const ws_print *print;
    const ws_hit *hit;
    ws_styled line;
    ws_status status; /* the first failure; everything after it is passed over */
    ws_error *error;
} ws_page;

static void flush(ws_page *page, const char *label, size_t indent)
{
    ws_layout layout = {page->print->out, page->print->colour, page->print->columns, indent, label};
    if (page->status == WS_OK && page->line.text.size)
        page->status = ws_styled_write(&page->line, &layout, page->error);
    ws_styled_clear(&page->line);
}

static void styled_field(ws_page *page, const char *label, ws_style style, const char *value)
{
    if (!value || !*value) return;
    ws_styled_puts(&page->line, style, value);
    flush(page, label, FIELD_INDENT);
}

static void field(ws_page *page, const char *label, const char *value)
{
    styled_field(page, label, WS_STYLE_PLAIN, value);
}

static void confidence_field(ws_page *page, const char *label, float confidence)
{
    char number[32];
    snprintf(number, sizeof number, "%.3f", (double)confidence);
    if (confidence > 0) field(page, label, number);
}

static void named_field(ws_page *page, const char *label, ws_vocabulary vocabulary, int value, int usual)
{
    if (value != usual) field(page, label, ws_value_name(vocabulary, value));
}

static void spans_field(ws_page *page, const char *label, ws_style style, ws_spans spans)
{
    char *text = ws_spans_text(page->print->arena, page->hit->article->text, spans);
    if (!text)
        page->status = ws_no_memory(page->error);
    else
        styled_field(page, label, style, text);
}

static void paragraph(ws_page *page, ws_span span, bool is_context)
{
    if (span.begin == span.end) return;
    const char *text = page->hit->article->text;
    if (is_context)
        ws_styled_add(&page->line, WS_STYLE_FAINT, text + span.begin, span.end - span.begin);
    else if (page->status == WS_OK)
        page->status = ws_describe_text(page->print, NULL, page->hit, span, true, &page->line, page->error);
    flush(page, NULL, 4);
    fputc('\n', page->print->out);
}

static void words_of_statement(ws_page *page)
{
    const ws_statement *statement = page->hit->statement;
    spans_field(page, "source", WS_STYLE_SOURCE, statement->source);
    spans_field(page, "cue", WS_STYLE_CUE, statement->cue);
    if (statement->cue_lemma) field(page, "verb", statement->cue_lemma);
    spans_field(page, "content", WS_STYLE_CONTENT, statement->content);
    spans_field(page, "in quotes", WS_STYLE_CONTENT, statement->quoted);
}

/* What the person is known by over all articles, where that is more than the name that is shown. */
static void person_fields(ws_page *page, const ws_speaker *speaker)
{
    const ws_person *person = NULL;
    if (!speaker->key || !page->print->people || page->status != WS_OK) return;
    page->status = ws_people_of(page->print->people, speaker->key, &person, page->error);
    if (!person || (person->key_count == 1 && !person->entry)) return;
    field(page, "  person", person->id);
    for (size_t i = 0; i < person->key_count; i++)
        if (strcmp(person->keys[i], speaker->key))
            field(page,
                  ws_people_merged(page->print->people, speaker->key, person->keys[i]) ? "  merged with" : "  also",
                  person->keys[i]);
}

static void speaker_fields(ws_page *page, const ws_speaker *speaker)
{
    styled_field(page, "speaker", WS_STYLE_NAME, speaker->name ? speaker->name : "not found");
    named_field(page, "  type", WS_SPEAKER_TYPES, speaker->type, WS_SPEAKER_NONE);
    named_field(page, "  naming", WS_NAMINGS, speaker->naming, WS_NAMING_UNKNOWN);
    named_field(page, "  found by", WS_BASES, speaker->basis, WS_BASIS_NONE);
    person_fields(page, speaker);
    field(page, "  role", speaker->role);
    field(page, "  of", speaker->affiliation);
    field(page, "  count", speaker->count);
    confidence_field(page, "  confidence", speaker->confidence);
}

static void ids_field(ws_page *page, const char *name, const ws_hash *ids, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char hex[33];
        ws_hash_hex(ids[i], hex);
        field(page, i ? "" : name, hex);
    }
}

static void anonymity_fields(ws_page *page, const ws_anonymity *anonymity)
{
    if (anonymity->proximity == WS_PROXIMITY_NONE) return;
    field(page, "anonymity", ws_value_name(WS_PROXIMITIES, anonymity->proximity));
    field(page, "  reason", anonymity->reason);
    if (anonymity->reason) field(page, "  which is", anonymity->stock ? "a stock phrase" : "specific");
    field(page, "  descriptor", anonymity->descriptor);
    named_field(page, "  which is", WS_SPECIFICITIES, anonymity->specificity, WS_SPECIFICITY_NONE);
    named_field(page, "  judgement", WS_JUDGEMENTS, anonymity->judgement, WS_JUDGEMENT_NONE);
}

static void circumstances(ws_page *page)
{
    const ws_statement *statement = page->hit->statement;
    field(page, "form", ws_value_name(WS_FORMS, statement->form));
    field(page, "act", ws_value_name(WS_ACTS, statement->act));
    if (statement->negated) field(page, "negated", "yes: the text tells what was not said");
    named_field(page, "stance", WS_STANCES, statement->stance, WS_STANCE_NEUTRAL);
    named_field(page, "tone", WS_TONES, statement->tone, WS_TONE_NONE);
    named_field(page, "response", WS_RESPONSE_KINDS, statement->response.kind, WS_RESPONSE_NONE);
    field(page, "  asked by", statement->response.asked_by);
    field(page, "  about", statement->response.about);
    for (size_t i = 0; i < statement->via_count; i++) field(page, "via", statement->via[i].name);
    confidence_field(page, "  confidence", statement->sure.via);
    ids_field(page, "rests on", statement->rests_on, statement->rests_on_count);
    ids_field(page, "repeats", statement->repeats, statement->repeats ? 1 : 0);
    anonymity_fields(page, &statement->anonymity);
    field(page, "seen by", statement->document.seen_by);
    field(page, "obtained", statement->document.obtained);
    if (!statement->firsthand) field(page, "first-hand", "no");
    field(page, "addressee", statement->addressee);
    confidence_field(page, "  confidence", statement->sure.addressee);
    field(page, "given to", statement->given_to);
    field(page, "medium", statement->medium);
    confidence_field(page, "  confidence", statement->sure.medium);
    field(page, "occasion", statement->occasion);
    named_field(page, "setting", WS_SETTINGS, statement->setting, WS_SETTING_NONE);
    field(page, "time", statement->time.text);
    field(page, "  date", statement->time.date);
    field(page, "  precision", statement->time.precision);
    confidence_field(page, "  confidence", statement->sure.time);
    if (statement->translated) field(page, "translated", "yes, as the text says");
}

static const char *decision_label(const ws_decision *decision)
{
    switch (decision->kind) {
    case WS_DECISION_REJECTION:
        return "rejected";
    case WS_DECISION_MERGE:
        return "merged";
    case WS_DECISION_SPLIT:
        return "split";
    case WS_DECISION_LINK:
        return "answers";
    default:
        return "corrected";
    }
}

/* What people decided about it, each decision once. */
static void decisions(ws_page *page)
{
    const ws_hit *hit = page->hit;
    ws_arena *arena = page->print->arena;
    for (size_t i = 0; i < hit->mark_count && page->status == WS_OK; i++) {
        const ws_decision *decision = hit->marks[i].decision;
        bool rejects = decision->kind == WS_DECISION_REJECTION;
        char *change =
            rejects ? "yes: left out of searches and counts" : ws_decision_change(arena, decision, hit->marks[i].field);
        char *who = ws_arena_printf(arena, "%s, %s", decision->who, decision->when);
        if (!change || !who) page->status = ws_no_memory(page->error);
        if (page->status == WS_OK) styled_field(page, decision_label(decision), WS_STYLE_LABEL, change);
        if (i + 1 < hit->mark_count && hit->marks[i + 1].decision == decision) continue;
        field(page, "  by", who);
        field(page, "  why", decision->why);
        field(page, "  decision", decision->id);
    }
}

/* What others found, each with what it is about. */
static void verdicts(ws_page *page, const ws_verdicts_about *about)
{
    ws_arena *arena = page->print->arena;
    for (size_t i = 0; about && i < about->count && page->status == WS_OK; i++) {
        const ws_verdict_body *body = &about->items[i]->body;
        const char *rating = about->hidden ? "[withheld by order]" : ws_verdict_rating(arena, body);
        const char *who = ws_arena_printf(arena, "%s%s%s", body->judge, body->on ? ", " : "", body->on ? body->on : "");
        if (!rating || !who) page->status = ws_no_memory(page->error);
        if (page->status == WS_OK) styled_field(page, body->is_grade ? "graded" : "reviewed", WS_STYLE_LABEL, rating);
        field(page, "  about", ws_arena_printf(arena, "the %s", about->of[i]));
        field(page, "  by", who);
        field(page, "  why", about->hidden ? NULL : body->why);
        field(page, "  url", about->hidden ? NULL : body->url);
        field(page, "  verdict", about->items[i]->id);
    }
    if (about && !about->count) field(page, "verdicts", "none");
}

static void provenance(ws_page *page)
{
    const ws_statement *statement = page->hit->statement;
    char hex[33], number[16];
    ws_hash_hex(statement->id, hex);
    snprintf(number, sizeof number, "%u", (unsigned)statement->paragraph);
    named_field(page, "part", WS_PARTS, statement->part, WS_PART_BODY);
    named_field(page, "produced", WS_PRODUCTIONS, statement->produced, WS_PRODUCED_UNKNOWN);
    field(page, "paragraph", number);
    confidence_field(page, "confidence", statement->confidence);
    named_field(page, "status", WS_STATES, statement->state, WS_STATE_CURRENT);
    field(page, "read by", statement->model);
    const char *version = ws_article_version(page->hit->article), *seen = statement->first_seen;
    if (seen && (!version || strcmp(seen, version) != 0)) field(page, "first seen", seen);
    field(page, "indexed", statement->indexed);
    field(page, "replaces", statement->replaces);
    field(page, "id", hex);
}

static void article_fields(ws_page *page)
{
    const ws_article *article = page->hit->article;
    styled_field(page, "article", WS_STYLE_NAME, article->title ? article->title : "without a title");
    field(page, "outlet", article->publisher);
    field(page, "byline", article->author);
    field(page, "section", article->section);
    field(page, "published", article->published);
    field(page, "updated", article->updated);
    field(page, "dateline", article->dateline);
    field(page, "language", article->language);
    if (article->masked) field(page, "withheld", "url, file and article id, by order: they may tell a name");
    field(page, "url", article->masked ? NULL : article->url);
    field(page, "file", article->masked ? NULL : article->path);
    field(page, "article id", article->masked ? NULL : article->id);
}

/* Where else the same text stands. */
static void copies_fields(ws_page *page, const ws_copies *copies)
{
    for (size_t i = 0; i < copies->count; i++) {
        const ws_article *copy = copies->items[i];
        const char *const parts[] = {copy->publisher ? copy->publisher : "no outlet",
                                     copy->published ? copy->published : "no date",
                                     copy->masked ? "id withheld" : copy->id};
        for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
            if (k) ws_styled_puts(&page->line, WS_STYLE_FAINT, " \xc2\xb7 ");
            ws_styled_puts(&page->line, k ? WS_STYLE_FAINT : WS_STYLE_PLAIN, parts[k]);
        }
        flush(page, i ? "" : "same text in", FIELD_INDENT);
    }
}

/* A neighbour on one line: id, speaker and its words. */
static void neighbour(ws_page *page, const char *label, const ws_hit *hit)
{
    if (!hit || page->status != WS_OK) return;
    char id[13];
    ws_short_id(hit->statement, id);
    ws_styled_puts(&page->line, WS_STYLE_FAINT, id);
    ws_styled_puts(&page->line, WS_STYLE_FAINT, " ");
    page->status =
        ws_describe_text(page->print, NULL, hit, ws_statement_extent(hit->statement), false, &page->line, page->error);
    flush(page, label, FIELD_INDENT);
}

ws_status ws_text_statement(const ws_print *print, const ws_hit *hit, const ws_surroundings *around, ws_error *error)
{
    ws_page page = {print, hit, ws_styled_new(), WS_OK, error};
    page.status = ws_describe_speakers(print, hit, &page.line, error);
    flush(&page, NULL, 0);
    ws_describe_labels(hit, &page.line);
    flush(&page, NULL, 4);
    fputc('\n', print->out);
    paragraph(&page, around->previous, true);
    paragraph(&page, around->paragraph, false);
    paragraph(&page, around->next, true);
    words_of_statement(&page);
    for (size_t i = 0; i < hit->statement->speaker_count; i++) speaker_fields(&page, &hit->statement->speakers[i]);
    if (!hit->statement->speaker_count)
        field(&page, "speaker", hit->statement->unresolved ? "not found" : "none given");
    circumstances(&page);
    decisions(&page);
    verdicts(&page, around->verdicts);
    provenance(&page);
    fputc('\n', print->out);
    article_fields(&page);
    copies_fields(&page, &around->copies);
    if (around->before || around->after) fputc('\n', print->out);
    neighbour(&page, "before", around->before);
    neighbour(&page, "after", around->after);
    ws_styled_free(&page.line);
    return page.status;
}
