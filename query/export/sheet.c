/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheet.h"

#include "decision_text.h"
#include "describe.h"
#include "escape.h"
#include "house.h"
#include "surroundings.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

const char *const ws_sheet_boxes[] = {"Checked against", "by", "on", NULL};

const char ws_sheet_note[] =
    "Found by a program that reads news, and it makes mistakes: read the paragraph, and check with the source, before "
    "you "
    "quote anybody. The words are the article's own; what stands outside quotation marks is its paraphrase.";

const char ws_sheet_nothing[] = "Not found. This proves nothing about what was said: the archive may lack the article, "
                                "or the reader may have missed "
                                "or misread the words.";

/* An entry while it is filled; a failure sticks. */
typedef struct filler {
    const ws_export *export;
    ws_arena *arena;
    const ws_hit *hit;
    ws_sheet_entry *entry;
    ws_buffer missed;
    bool failed;
} filler;

/* --- texts --- */

static const char *kept(filler *self, ws_buffer *buffer)
{
    const char *text =
        buffer->failed ? NULL : ws_arena_string(self->arena, buffer->size ? buffer->bytes : "", buffer->size);
    if (!text) self->failed = true;
    ws_buffer_free(buffer);
    return text ? text : "";
}

static const char *harmless_bytes(filler *self, const char *bytes, size_t size)
{
    ws_buffer buffer = WS_BUFFER_INIT(WS_CELL_BYTES);
    ws_harmless(&buffer, bytes, size);
    return kept(self, &buffer);
}

static const char *harmless(filler *self, const char *text)
{
    return text ? harmless_bytes(self, text, strlen(text)) : NULL;
}

static const char *styled_text(filler *self, ws_styled *styled)
{
    self->failed |= styled->styles.failed;
    ws_buffer_free(&styled->styles);
    return kept(self, &styled->text);
}

static const char *date(filler *self, const char *iso)
{
    const char *text = ws_house_date(self->arena, self->export->settings->style, iso);
    if (!text) self->failed = true;
    return text;
}

static void field(filler *self, const char *label, const char *value)
{
    ws_sheet_entry *entry = self->entry;
    if (!value || !*value || entry->field_count == WS_SHEET_FIELDS_MOST) return;
    entry->fields[entry->field_count++] = (ws_sheet_field){label, value};
}

/* What an editor looks for and the article has not, or the reader has not seen. */
static void miss(filler *self, const char *what)
{
    ws_buffer_printf(&self->missed, "%s%s", self->missed.size ? ", " : "", what);
}

static void add_part(ws_buffer *buffer, const char *between, const char *text)
{
    if (!text || !*text) return;
    if (buffer->size) ws_buffer_puts(buffer, between);
    ws_harmless(buffer, text, strlen(text));
}

/* --- who --- */

static const char *names(filler *self)
{
    const ws_statement *statement = self->hit->statement;
    ws_buffer buffer = WS_BUFFER_INIT(WS_CELL_BYTES);
    for (size_t i = 0; i < statement->speaker_count; i++) {
        const char *name = statement->speakers[i].name;
        if (i) ws_buffer_puts(&buffer, i + 1 < statement->speaker_count ? ", " : " and ");
        add_part(&buffer, "", name ? name : "speaker not found");
    }
    if (!statement->speaker_count)
        ws_buffer_puts(&buffer, statement->unresolved ? "speaker not found" : "no speaker given");
    return kept(self, &buffer);
}

/* A description of somebody without a name is the source itself: nothing was found from it. */
static const char *basis_words(const ws_speaker *speaker)
{
    switch (speaker->basis) {
    case WS_BASIS_PRONOUN:
        return "a pronoun: whom it means was found from the text around it";
    case WS_BASIS_NOMINAL:
        return speaker->key ? "a description: the name was found from the text around it" : NULL;
    case WS_BASIS_OFFICE:
        return speaker->key ? "an office: the name was found from the text around it" : NULL;
    case WS_BASIS_CORRECTED:
        return "the speaker was corrected by hand";
    default:
        return NULL;
    }
}

/* The phrase in square brackets, since quotation marks are left to the article. */
static void source_field(filler *self)
{
    const ws_statement *statement = self->hit->statement;
    ws_buffer buffer = WS_BUFFER_INIT(WS_CELL_BYTES);
    char *source = ws_spans_text(self->arena, self->hit->article->text, statement->source);
    if (!source) self->failed = true;
    if (source && *source) {
        ws_buffer_putc(&buffer, '[');
        ws_harmless(&buffer, source, strlen(source));
        ws_buffer_putc(&buffer, ']');
    }
    const char *words = NULL; /* of joint speakers, those of the first who is not named */
    for (size_t i = 0; i < statement->speaker_count && !words; i++) words = basis_words(&statement->speakers[i]);
    add_part(&buffer, ", ", words);
    field(self, "Found from", kept(self, &buffer));
}

/* "Helena Brandt: mayor; Ida Lund: engineer, Osterman Works"; without the name where nobody else speaks. */
static bool add_office(ws_buffer *to, const ws_statement *statement, const ws_speaker *speaker)
{
    bool role = speaker->role && (!speaker->name || strcasecmp(speaker->role, speaker->name) != 0);
    bool body = speaker->affiliation && (!speaker->role || !strstr(speaker->role, speaker->affiliation));
    if (!role && !body) return false;
    if (statement->speaker_count > 1) add_part(to, "; ", speaker->name ? speaker->name : "speaker not found");
    const char *between = statement->speaker_count > 1 ? ": " : "";
    if (role) add_part(to, between, speaker->role);
    if (body) add_part(to, role ? ", " : between, speaker->affiliation);
    return true;
}

/* Where a person has none in the article, that is told: a name alone may be printed with a wrong one. */
static void office_field(filler *self)
{
    const ws_statement *statement = self->hit->statement;
    ws_buffer buffer = WS_BUFFER_INIT(WS_CELL_BYTES);
    bool missing = false;
    for (size_t i = 0; i < statement->speaker_count; i++) {
        const ws_speaker *speaker = &statement->speakers[i];
        bool told = add_office(&buffer, statement, speaker);
        missing |= !told && speaker->type == WS_SPEAKER_PERSON && speaker->name;
    }
    if (missing) miss(self, "office");
    field(self, "Office then", kept(self, &buffer));
}

static void chain_field(filler *self)
{
    const ws_statement *statement = self->hit->statement;
    ws_styled chain = ws_styled_new();
    ws_describe_chain(statement, &chain);
    const char *text = styled_text(self, &chain);
    field(self, "Chain", *text ? text : "first-hand: nobody between speaker and reporter in the text");
}

static void words_field(filler *self)
{
    static const char *const forms[] = {"direct quotation", "part quotation, the rest is the article's paraphrase",
                                        "paraphrase by the article, no quotation"};
    const ws_statement *statement = self->hit->statement;
    ws_buffer buffer = WS_BUFFER_INIT(WS_CELL_BYTES);
    bool refuses = statement->act == WS_ACT_NO_COMMENT || statement->act == WS_ACT_NO_RESPONSE;
    add_part(&buffer, "", statement->content.count && !refuses ? forms[statement->form] : "no words of theirs");
    if (statement->act != WS_ACT_STATEMENT) add_part(&buffer, "; ", ws_value_name(WS_ACTS, (int)statement->act));
    if (statement->negated) add_part(&buffer, "; ", "the article tells what was not said");
    if (statement->translated) add_part(&buffer, "; ", "translated, as the article says");
    field(self, "Words", kept(self, &buffer));
}

/* --- when, where, to whom --- */

static const char *setting_words(ws_setting setting)
{
    static const char *const words[] = {[WS_SETTING_OWN_INTERVIEW] = "interview with the outlet",
                                        [WS_SETTING_OTHER_OUTLET] = "another outlet",
                                        [WS_SETTING_PRESS_CONFERENCE] = "press conference",
                                        [WS_SETTING_WRITTEN_STATEMENT] = "written statement",
                                        [WS_SETTING_POST] = "post",
                                        [WS_SETTING_SPEECH] = "speech",
                                        [WS_SETTING_BROADCAST] = "broadcast",
                                        [WS_SETTING_COURT] = "court",
                                        [WS_SETTING_LEGISLATURE] = "legislature",
                                        [WS_SETTING_SWORN] = "under oath",
                                        [WS_SETTING_DOCUMENT_SEEN] = "a document that was seen"};
    return words[setting];
}

static void said_field(filler *self, const char *label, const char *what, ws_buffer *value)
{
    if (!value->size && !value->failed) miss(self, what);
    field(self, label, kept(self, value));
}

static void said_fields(filler *self)
{
    const ws_statement *statement = self->hit->statement;
    ws_buffer when = WS_BUFFER_INIT(WS_CELL_BYTES), where = when, whom = when;
    if (statement->time.date) add_part(&when, "", date(self, statement->time.date));
    if (statement->time.text) {
        ws_buffer_puts(&when, when.size ? " [" : "[");
        ws_harmless(&when, statement->time.text, strlen(statement->time.text));
        ws_buffer_putc(&when, ']');
    }
    add_part(&where, "; ", statement->occasion);
    add_part(&where, "; ", statement->medium);
    const char *setting = statement->setting != WS_SETTING_NONE ? setting_words(statement->setting) : "";
    if (!where.size || !strcasestr(where.bytes, setting)) add_part(&where, "; ", setting);
    add_part(&whom, "; ", statement->addressee);
    bool us = statement->given_to && !strcmp(statement->given_to, "us");
    if (!whom.size) add_part(&whom, "", us ? "the outlet itself" : statement->given_to);
    said_field(self, "Said when", "when", &when);
    said_field(self, "Where", "where", &where);
    said_field(self, "To whom", "to whom", &whom);
}

/* --- the article --- */

/* Whose words somebody else's outlet has to credit: those of another outlet than one's own, those that were given to
 * another one, and agency copy. */
static void add_credit(ws_buffer *buffer, const char *name, const char *own)
{
    if (!name || (own && !strcasecmp(name, own))) return;
    if (!strcasecmp(name, "us") || !strcasecmp(name, "several") || !strcasecmp(name, "unknown")) return;
    add_part(buffer, ", ", name);
}

static const char *credit_of(filler *self)
{
    const ws_article *article = self->hit->article;
    const ws_statement *statement = self->hit->statement;
    const char *own = self->export->settings->outlet;
    ws_buffer buffer = WS_BUFFER_INIT(WS_CELL_BYTES);
    if (statement->setting == WS_SETTING_OTHER_OUTLET && statement->given_to &&
        (!article->publisher || strcasecmp(statement->given_to, article->publisher) != 0))
        add_credit(&buffer, statement->given_to, own);
    if (statement->produced == WS_PRODUCED_AGENCY) add_credit(&buffer, article->credit, own);
    if (buffer.size || buffer.failed) return kept(self, &buffer);
    ws_buffer_free(&buffer);
    return own && article->publisher && strcasecmp(article->publisher, own) != 0 ? "" : NULL;
}

/* Shares of statements with such a confidence that answered to a labelled one (MODEL.md). */
static const char *confidence_words(float confidence)
{
    if (confidence >= 0.9F) return "high: 95 of 100 such were right when it was measured";
    return confidence >= 0.8F ? "fair: 70 of 100 such were right when it was measured"
                              : "low: about 60 of 100 such were right when it was measured";
}

static void confidence_field(filler *self)
{
    const ws_statement *statement = self->hit->statement;
    ws_buffer buffer = WS_BUFFER_INIT(WS_CELL_BYTES);
    add_part(&buffer, "", confidence_words(statement->confidence));
    for (size_t i = 0; i < statement->speaker_count; i++)
        if (statement->speakers[i].name && statement->speakers[i].basis != WS_BASIS_CORRECTED &&
            statement->speakers[i].confidence < 0.9F) {
            add_part(&buffer, "; ", "it is less sure who speaks");
            break;
        }
    field(self, "Reader's confidence", kept(self, &buffer));
}

static void article_fields(filler *self)
{
    const ws_article *article = self->hit->article;
    const ws_statement *statement = self->hit->statement;
    ws_sheet_entry *entry = self->entry;
    entry->outlet = article->publisher ? harmless(self, article->publisher) : "unknown outlet";
    entry->title = article->title ? harmless(self, article->title) : "without a title";
    entry->day = article->published ? date(self, article->published) : NULL;
    entry->credit = credit_of(self);
    entry->url = article->masked ? NULL : ws_safe_url(self->arena, article->url, &self->failed);
    if (article->author) field(self, "Byline", harmless(self, article->author));
    if (article->correction) field(self, "Corrected", harmless(self, article->correction));
    if (statement->indexed) field(self, "Indexed", date(self, statement->indexed));
    confidence_field(self);
}

static uint32_t within(ws_span span, uint32_t offset)
{
    if (offset < span.begin) return span.begin;
    return offset > span.end ? span.end : offset;
}

/* One paragraph either side. */
static void context(filler *self)
{
    ws_surroundings around = {0};
    const char *text = self->hit->article->text;
    ws_surroundings_find(self->hit->article, self->hit->statement, &around);
    ws_span own = around.paragraph, whole = ws_statement_extent(self->hit->statement);
    uint32_t begin = within(own, whole.begin), end = within(own, whole.end);
    const ws_span spans[] = {around.previous, {own.begin, begin}, {begin, end}, {end, own.end}, around.next};
    ws_sheet_entry *entry = self->entry;
    const char **const to[] = {&entry->before, &entry->paragraph[0], &entry->paragraph[1], &entry->paragraph[2],
                               &entry->after};
    for (size_t i = 0; i < sizeof to / sizeof *to; i++)
        *to[i] = harmless_bytes(self, text + spans[i].begin, spans[i].end - spans[i].begin);
}

/* What people decided: only where that was asked for. */
static void note_fields(filler *self)
{
    const ws_hit *hit = self->hit;
    for (size_t i = 0; i < hit->mark_count; i++) {
        if (self->entry->field_count + 1 == WS_SHEET_FIELDS_MOST && i + 1 < hit->mark_count) {
            field(self, "Decided", "and more, which whosaid show tells");
            return;
        }
        const ws_decision *decision = hit->marks[i].decision;
        char *change = ws_decision_change(self->arena, decision, hit->marks[i].field);
        char *text = change ? ws_arena_printf(self->arena, "%s (%s, %.10s: %s)", change, decision->who, decision->when,
                                              decision->why)
                            : NULL;
        if (!text) self->failed = true;
        field(self, "Decided", harmless(self, text));
    }
}

ws_status ws_sheet_fill(const ws_export *export, ws_arena *arena, const ws_hit *hit, ws_styled *verbatim,
                        ws_sheet_entry *out, ws_error *error)
{
    filler self = {export, arena, hit, out, WS_BUFFER_INIT(WS_CELL_BYTES), false};
    ws_styled labels = ws_styled_new();
    *out = (ws_sheet_entry){.hit = hit, .verbatim = verbatim};
    ws_hash_hex(hit->statement->id, out->id);
    ws_house_words(export->settings->style, hit->article, hit->statement, verbatim);
    ws_describe_labels(hit, &labels);
    out->labels = styled_text(&self, &labels);
    out->name = names(&self);
    out->why = export->settings->why ? harmless(&self, export->settings->why(export->settings->user, out->id)) : NULL;
    source_field(&self);
    office_field(&self);
    words_field(&self);
    chain_field(&self);
    said_fields(&self);
    field(&self, "Not found", kept(&self, &self.missed));
    article_fields(&self);
    context(&self);
    if (export->settings->notes) note_fields(&self);
    self.failed |= verbatim->text.failed || verbatim->styles.failed;
    return self.failed ? ws_no_memory(error) : WS_OK;
}

char *ws_sheet_query(const ws_export *export, ws_arena *arena)
{
    ws_buffer query = WS_BUFFER_INIT(WS_CELL_BYTES);
    ws_harmless(&query, export->settings->query_text, strlen(export->settings->query_text));
    char *text = query.failed ? NULL : ws_arena_strdup(arena, query.size ? query.bytes : "*");
    ws_buffer_free(&query);
    return text;
}

char *ws_sheet_head(const ws_export *export, ws_arena *arena)
{
    const ws_export_settings *settings = export->settings;
    const char *day = ws_house_date(arena, settings->style, settings->now);
    const char *query = ws_sheet_query(export, arena);
    return day && query ? ws_arena_printf(arena, "Asked for: %s \xc2\xb7 made on %s", query, day) : NULL;
}
