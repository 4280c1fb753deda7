/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "describe.h"

#include <string.h>
#include <strings.h>

static const char separator[] = " \xc2\xb7 "; /* middle dot */

void ws_short_id(const ws_statement *statement, char id[13])
{
    char hex[33];
    ws_hash_hex(statement->id, hex);
    snprintf(id, 13, "%.12s", hex);
}

/* Appends one of several things on a line. */
static void add_item(ws_styled *styled, size_t begin, ws_style style, const char *string)
{
    if (styled->text.size > begin) ws_styled_puts(styled, WS_STYLE_FAINT, separator);
    ws_styled_puts(styled, style, string);
}

static void add_speaker_name(ws_styled *styled, const ws_speaker *speaker)
{
    if (speaker->name)
        ws_styled_puts(styled, WS_STYLE_NAME, speaker->name);
    else
        ws_styled_puts(styled, WS_STYLE_LABEL, "speaker not found");
}

static bool found_from_phrase(const ws_speaker *speaker)
{
    return speaker->basis == WS_BASIS_PRONOUN || speaker->basis == WS_BASIS_NOMINAL ||
           speaker->basis == WS_BASIS_OFFICE;
}

/* Does the phrase only add an article to a name that is shown: "The company"? */
static bool is_shown_name(const ws_statement *statement, const char *source)
{
    enum { ARTICLE = 4 };
    for (size_t i = 0; i < statement->speaker_count; i++) {
        const char *name = statement->speakers[i].name;
        size_t size = name ? strlen(name) : 0, whole = strlen(source);
        if (size && size <= whole && whole - size <= ARTICLE && !strcasecmp(source + (whole - size), name)) return true;
    }
    return false;
}

/* Square brackets, since quotation marks are left to the article. */
static ws_status add_source_phrase(const ws_print *print, const ws_hit *hit, ws_styled *styled, size_t begin,
                                   ws_error *error)
{
    char *source = ws_spans_text(print->arena, hit->article->text, hit->statement->source);
    if (!source) return ws_no_memory(error);
    if (!*source || is_shown_name(hit->statement, source)) return WS_OK;
    add_item(styled, begin, WS_STYLE_FAINT, "from [");
    ws_styled_puts(styled, WS_STYLE_SOURCE, source);
    ws_styled_puts(styled, WS_STYLE_FAINT, "]");
    return WS_OK;
}

ws_status ws_describe_speakers(const ws_print *print, const ws_hit *hit, ws_styled *styled, ws_error *error)
{
    const ws_statement *statement = hit->statement;
    size_t begin = styled->text.size;
    if (!statement->speaker_count) {
        ws_styled_puts(styled, WS_STYLE_LABEL, statement->unresolved ? "speaker not found" : "no speaker given");
        return add_source_phrase(print, hit, styled, begin, error);
    }
    bool phrase = false, named = false;
    for (size_t i = 0; i < statement->speaker_count; i++) {
        const ws_speaker *speaker = &statement->speakers[i];
        if (i) ws_styled_puts(styled, WS_STYLE_PLAIN, i + 1 < statement->speaker_count ? ", " : " and ");
        add_speaker_name(styled, speaker);
        phrase |= found_from_phrase(speaker) || !speaker->name;
        named |= speaker->basis == WS_BASIS_NAMED && speaker->naming == WS_NAMING_NAMED;
        if (speaker->basis == WS_BASIS_CORRECTED) add_item(styled, begin, WS_STYLE_LABEL, "corrected");
    }
    if (named) add_item(styled, begin, WS_STYLE_FAINT, "named");
    ws_status status = phrase ? add_source_phrase(print, hit, styled, begin, error) : WS_OK;
    for (size_t i = 0; i < statement->speaker_count && status == WS_OK; i++) {
        const ws_speaker *speaker = &statement->speakers[i];
        if (speaker->role && (!speaker->name || strcasecmp(speaker->role, speaker->name)))
            add_item(styled, begin, WS_STYLE_PLAIN, speaker->role);
        if (speaker->affiliation && (!speaker->role || !strstr(speaker->role, speaker->affiliation)))
            add_item(styled, begin, WS_STYLE_PLAIN, speaker->affiliation);
    }
    return status;
}

static void add_naming(ws_styled *styled, size_t begin, const ws_statement *statement)
{
    for (size_t i = 0; i < statement->speaker_count; i++) {
        ws_naming naming = statement->speakers[i].naming;
        if (naming == WS_NAMING_UNKNOWN || naming == WS_NAMING_NAMED) continue;
        bool partly = naming == WS_NAMING_PARTLY;
        add_item(styled, begin, WS_STYLE_LABEL, partly ? "partly named" : "unnamed (");
        if (partly) continue;
        ws_styled_puts(styled, WS_STYLE_LABEL, ws_value_name(WS_NAMINGS, naming));
        ws_styled_puts(styled, WS_STYLE_LABEL, ")");
    }
}

static void add_chain(ws_styled *styled, size_t begin, const ws_statement *statement)
{
    for (size_t i = 0; i < statement->via_count; i++) {
        if (i)
            ws_styled_puts(styled, WS_STYLE_LABEL, ", then ");
        else
            add_item(styled, begin, WS_STYLE_LABEL, "via ");
        const char *name = statement->via[i].name;
        ws_styled_puts(styled, WS_STYLE_LABEL, name ? name : "somebody");
    }
    if (!statement->via_count && !statement->firsthand) add_item(styled, begin, WS_STYLE_LABEL, "second-hand");
}

void ws_describe_chain(const ws_statement *statement, ws_styled *styled)
{
    add_chain(styled, styled->text.size, statement);
}

/* "merged: Maria Toll and M. Toll": the first two names tell which decision it is. */
static void add_joining(ws_styled *styled, size_t begin, const ws_decision *decision)
{
    bool merged = decision->kind == WS_DECISION_MERGE;
    add_item(styled, begin, WS_STYLE_LABEL, merged ? "merged: " : "split: ");
    ws_styled_puts(styled, WS_STYLE_LABEL, decision->names[0].name);
    ws_styled_puts(styled, WS_STYLE_LABEL, merged ? " and " : " from ");
    ws_styled_puts(styled, WS_STYLE_LABEL, decision->names[1].name);
    if (decision->name_count > 2) ws_styled_puts(styled, WS_STYLE_LABEL, " and others");
}

static void add_joinings(ws_styled *styled, size_t begin, const ws_hit *hit)
{
    enum { MOST = 3 };
    size_t count = 0;
    for (size_t i = 0; i < hit->mark_count; i++)
        if (hit->marks[i].decision->name_count && count++ < MOST) add_joining(styled, begin, hit->marks[i].decision);
    if (count > MOST) add_item(styled, begin, WS_STYLE_LABEL, "more merged or split");
}

/* Corrected speakers say so beside their names. */
static void add_corrections(ws_styled *styled, size_t begin, const ws_hit *hit)
{
    for (size_t i = 0; i < hit->mark_count; i++) {
        const char *field = hit->marks[i].field;
        if (!strcmp(field, "act")) add_item(styled, begin, WS_STYLE_LABEL, "act corrected");
        if (!strcmp(field, "via")) add_item(styled, begin, WS_STYLE_LABEL, "chain corrected");
        bool unseen = !hit->statement->speaker_count && !strncmp(field, "speakers.", strlen("speakers."));
        if (unseen) add_item(styled, begin, WS_STYLE_LABEL, "speaker corrected");
    }
    add_joinings(styled, begin, hit);
}

static void add_match(ws_styled *styled, size_t begin, ws_match match)
{
    if (match == WS_MATCH_HEADLINE) add_item(styled, begin, WS_STYLE_LABEL, "words found in the headline only");
    if (match == WS_MATCH_PARAGRAPH) add_item(styled, begin, WS_STYLE_LABEL, "words found in the paragraph only");
}

void ws_describe_labels(const ws_hit *hit, ws_styled *styled)
{
    const ws_statement *statement = hit->statement;
    size_t begin = styled->text.size;
    if (hit->rejected) add_item(styled, begin, WS_STYLE_LABEL, "rejected");
    if (statement->state != WS_STATE_CURRENT)
        add_item(styled, begin, WS_STYLE_LABEL, ws_value_name(WS_STATES, statement->state));
    if (statement->act != WS_ACT_STATEMENT)
        add_item(styled, begin, WS_STYLE_LABEL, ws_value_name(WS_ACTS, statement->act));
    if (statement->negated) add_item(styled, begin, WS_STYLE_LABEL, "not said");
    if (statement->response.kind != WS_RESPONSE_NONE)
        add_item(styled, begin, WS_STYLE_LABEL, ws_value_name(WS_RESPONSE_KINDS, statement->response.kind));
    bool refuses = statement->act == WS_ACT_NO_COMMENT || statement->act == WS_ACT_NO_RESPONSE;
    if (statement->content.count && statement->form != WS_FORM_DIRECT && !refuses)
        add_item(styled, begin, WS_STYLE_LABEL, statement->form == WS_FORM_MIXED ? "part-quote" : "paraphrase");
    if (statement->tone != WS_TONE_NONE)
        add_item(styled, begin, WS_STYLE_LABEL, ws_value_name(WS_TONES, statement->tone));
    if (statement->translated) add_item(styled, begin, WS_STYLE_LABEL, "translated");
    add_chain(styled, begin, statement);
    add_naming(styled, begin, statement);
    if (statement->part != WS_PART_BODY)
        add_item(styled, begin, WS_STYLE_LABEL, ws_value_name(WS_PARTS, statement->part));
    if (statement->produced == WS_PRODUCED_AGENCY) add_item(styled, begin, WS_STYLE_LABEL, "agency copy");
    add_corrections(styled, begin, hit);
    add_match(styled, begin, hit->match);
}

static void mark(unsigned char *styles, ws_span span, ws_spans spans, ws_style style)
{
    for (size_t i = 0; i < spans.count; i++) {
        uint32_t begin = spans.items[i].begin > span.begin ? spans.items[i].begin : span.begin;
        uint32_t end = spans.items[i].end < span.end ? spans.items[i].end : span.end;
        if (begin < end) memset(styles + (begin - span.begin), style, end - begin);
    }
}

static void add_runs(ws_styled *styled, const char *bytes, const unsigned char *styles, size_t size)
{
    for (size_t begin = 0, end; begin < size; begin = end) {
        for (end = begin + 1; end < size && styles[end] == styles[begin];) end++;
        ws_styled_add(styled, (ws_style)styles[begin], bytes + begin, end - begin);
    }
}

static ws_status mark_matches(const ws_print *print, const ws_highlight *highlight, const ws_hit *hit, ws_span span,
                              unsigned char *styles, ws_error *error)
{
    struct {
        ws_field_id field;
        const ws_spans *spans;
    } layers[] = {{WS_FIELD_CONTENT, &hit->statement->content},
                  {WS_FIELD_SOURCE, &hit->statement->source},
                  {WS_FIELD_BY, &hit->statement->source}};
    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++) {
        for (size_t j = 0; j < layers[i].spans->count; j++) {
            ws_spans found;
            ws_status status = ws_highlight_find(highlight, print->arena, layers[i].field, hit->article->text,
                                                 layers[i].spans->items[j], &found, error);
            if (status != WS_OK) return status;
            mark(styles, span, found, WS_STYLE_MATCH);
        }
    }
    if (hit->match != WS_MATCH_PARAGRAPH) return WS_OK;
    ws_spans found;
    ws_status status =
        ws_highlight_find(highlight, print->arena, WS_FIELD_CONTENT, hit->article->text, span, &found, error);
    if (status == WS_OK) mark(styles, span, found, WS_STYLE_MATCH);
    return status;
}

ws_status ws_describe_text(const ws_print *print, const ws_highlight *highlight, const ws_hit *hit, ws_span span,
                           bool all_roles, ws_styled *styled, ws_error *error)
{
    unsigned char *styles = ws_arena_alloc(print->arena, span.end - span.begin);
    if (!styles) return ws_no_memory(error);
    if (all_roles) {
        mark(styles, span, hit->statement->source, WS_STYLE_SOURCE);
        mark(styles, span, hit->statement->cue, WS_STYLE_CUE);
    }
    mark(styles, span, hit->statement->content, WS_STYLE_CONTENT);
    ws_status status = highlight ? mark_matches(print, highlight, hit, span, styles, error) : WS_OK;
    if (status == WS_OK) add_runs(styled, hit->article->text + span.begin, styles, span.end - span.begin);
    return status;
}

static ws_status add_title(const ws_print *print, const ws_highlight *highlight, const char *title, bool plain_words,
                           ws_styled *styled, ws_error *error)
{
    ws_span span = {0, (uint32_t)strlen(title)};
    unsigned char *styles = ws_arena_alloc(print->arena, span.end);
    if (!styles) return ws_no_memory(error);
    memset(styles, WS_STYLE_FAINT, span.end);
    for (int pass = 0; highlight && pass < 1 + plain_words; pass++) {
        ws_spans found;
        ws_status status = ws_highlight_find(highlight, print->arena, pass ? WS_FIELD_CONTENT : WS_FIELD_TITLE, title,
                                             span, &found, error);
        if (status != WS_OK) return status;
        mark(styles, span, found, WS_STYLE_MATCH);
    }
    add_runs(styled, title, styles, span.end);
    return WS_OK;
}

ws_status ws_describe_place(const ws_print *print, const ws_highlight *highlight, const ws_hit *hit, ws_styled *styled,
                            ws_error *error)
{
    const ws_article *article = hit->article;
    size_t begin = styled->text.size;
    char id[13], day[24];
    ws_short_id(hit->statement, id);
    snprintf(day, sizeof day, "%.10s", article->published ? article->published : "no date");
    add_item(styled, begin, WS_STYLE_FAINT, article->publisher ? article->publisher : "unknown outlet");
    add_item(styled, begin, WS_STYLE_FAINT, day);
    if (hit->statement->time.date) {
        snprintf(day, sizeof day, "said %.10s", hit->statement->time.date);
        add_item(styled, begin, WS_STYLE_FAINT, day);
    }
    ws_status status = WS_OK;
    if (article->title) {
        add_item(styled, begin, WS_STYLE_FAINT, "");
        status = add_title(print, highlight, article->title, hit->match == WS_MATCH_HEADLINE, styled, error);
    }
    add_item(styled, begin, WS_STYLE_FAINT, id);
    return status;
}

ws_status ws_write_line(const ws_print *print, ws_styled *line, size_t indent, const char *label, ws_error *error)
{
    ws_layout layout = {print->out, print->colour, print->columns, indent, label};
    ws_status status = line->text.size ? ws_styled_write(line, &layout, error) : WS_OK;
    ws_styled_clear(line);
    return status;
}
