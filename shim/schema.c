/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema.h"

#include "unicode.h"

#include <string.h>

/* In the order of ws_field_id. No folded value begins with a capital letter, so no prefix can run into another. */
static const ws_field fields[WS_FIELD_COUNT] = {
    {WS_FIELD_TYPE, NULL, "T", WS_NO_SLOT, WS_KIND_INTERNAL, -1, false, NULL, "document type: article or statement"},
    {WS_FIELD_ID, NULL, "Q", WS_NO_SLOT, WS_KIND_INTERNAL, -1, false, "id", "id of a document"},
    {WS_FIELD_ARTICLE, NULL, "J", WS_NO_SLOT, WS_KIND_INTERNAL, -1, false, "article.id", "id of a statement's article"},
    {WS_FIELD_STATE, NULL, "XV", WS_NO_SLOT, WS_KIND_INTERNAL, WS_STATES, false, "status",
     "current, superseded or withdrawn"},
    {WS_FIELD_CONTENT, "said", "", WS_NO_SLOT, WS_KIND_TEXT, -1, true, "content.text", "words of what was said"},
    {WS_FIELD_STEM, NULL, "Z", WS_NO_SLOT, WS_KIND_INTERNAL, -1, true, "content.text", "stems of what was said"},
    {WS_FIELD_QUOTED, "quoted", "XQ", WS_NO_SLOT, WS_KIND_TEXT, -1, true, "content.quoted",
     "words inside quotation marks"},
    {WS_FIELD_SOURCE, "source", "XS", WS_NO_SLOT, WS_KIND_TEXT, -1, false, "source.text",
     "words by which the article names the source"},
    {WS_FIELD_PARAGRAPH, NULL, "XP", WS_NO_SLOT, WS_KIND_INTERNAL, -1, true, NULL, "stems of the paragraph around"},
    {WS_FIELD_TITLE, "title", "S", WS_NO_SLOT, WS_KIND_TEXT, -1, true, "article.title", "words of the headline"},
    {WS_FIELD_BY, "by", "A", WS_NO_SLOT, WS_KIND_TEXT, -1, false, "speakers.name",
     "who said it: name, surname or acronym, in any spelling"},
    {WS_FIELD_SPEAKER, NULL, "XK", 4, WS_KIND_INTERNAL, -1, false, "speakers.id", "whole name key of a speaker"},
    {WS_FIELD_ROLE, "role", "XR", WS_NO_SLOT, WS_KIND_TEXT, -1, false, "speakers.role",
     "office or role of the speaker"},
    {WS_FIELD_OF, "of", "XO", WS_NO_SLOT, WS_KIND_TEXT, -1, false, "speakers.affiliation",
     "what the speaker belongs to"},
    {WS_FIELD_OUTLET, "outlet", "XU", 5, WS_KIND_TEXT, -1, false, "article.publisher", "who published it"},
    {WS_FIELD_BYLINE, "byline", "XB", WS_NO_SLOT, WS_KIND_TEXT, -1, false, "article.author", "who wrote the article"},
    {WS_FIELD_SECTION, "section", "XC", WS_NO_SLOT, WS_KIND_TEXT, -1, false, "article.section",
     "section of the publication"},
    {WS_FIELD_FORM, "form", "XF", 1, WS_KIND_VALUE, WS_FORMS, false, "form", "direct, mixed or indirect"},
    {WS_FIELD_ACT, "act", "XA", 2, WS_KIND_VALUE, WS_ACTS, false, "act", "what the words do: denial, promise, ..."},
    {WS_FIELD_SPEAKER_TYPE, "type", "XT", 3, WS_KIND_VALUE, WS_SPEAKER_TYPES, false, "speakers.type",
     "kind of speaker: person, organization, anonymous, ..."},
    {WS_FIELD_PUBLISHED, "published", NULL, 0, WS_KIND_PERIOD, -1, false, "article.published",
     "day of publication; see DATES below"},
    {WS_FIELD_TO, "to", "XD", 12, WS_KIND_TEXT, -1, false, "addressee", "whom it was said to"},
    {WS_FIELD_VIA, "via", "XW", 13, WS_KIND_TEXT, -1, false, "via.name",
     "who stands between the speaker and the reporter"},
    {WS_FIELD_MEDIUM, "medium", "XM", WS_NO_SLOT, WS_KIND_TEXT, -1, true, "medium",
     "medium or occasion: telegram, e-mail, rally, ..."},
    {WS_FIELD_SETTING, "setting", "XE", 6, WS_KIND_VALUE, WS_SETTINGS, false, "setting", "where the words were said"},
    {WS_FIELD_SAID_ON, "said-on", NULL, 7, WS_KIND_PERIOD, -1, false, "time.date",
     "day on which it was said; see DATES below"},
    {WS_FIELD_NAMING, "naming", "XN", 8, WS_KIND_VALUE, WS_NAMINGS, false, "speakers.naming",
     "how far the speaker is named"},
    {WS_FIELD_FIRSTHAND, "firsthand", "XH", 9, WS_KIND_VALUE, WS_ANSWERS, false, "firsthand",
     "no: somebody relays the words or they rest on others"},
    {WS_FIELD_RESTS_ON, "rests-on", "XL", WS_NO_SLOT, WS_KIND_LINK, -1, false, "rests_on",
     "id of the statement that sources it; yes: any"},
    {WS_FIELD_ANSWERS, "answers", "XX", WS_NO_SLOT, WS_KIND_LINK, -1, false, NULL,
     "id of a statement that it answers, as somebody decided (whosaid link); yes: any"},
    {WS_FIELD_IS, "is", "XI", 10, WS_KIND_VALUE, WS_QUALITIES, false, NULL, "what the statement or its source is"},
    {WS_FIELD_HAS, "has", "XG", 11, WS_KIND_VALUE, WS_PARTICULARS, false, NULL, "what the article says about it"},
    {WS_FIELD_COPY, NULL, "XY", WS_NO_SLOT, WS_KIND_INTERNAL, -1, false, "copies", "sketch of an article's text"},
    {WS_FIELD_CUE, "cue", "XJ", WS_NO_SLOT, WS_KIND_TEXT, -1, false, "cue.lemma",
     "the word of saying: claim, deny, ..."},
    {WS_FIELD_DAY, NULL, "D", WS_NO_SLOT, WS_KIND_INTERNAL, -1, false, NULL, "months and days of publication and of saying"},
    {WS_FIELD_SAMPLE, NULL, "XZ", WS_NO_SLOT, WS_KIND_INTERNAL, -1, false, NULL, "parts of all statements, by their ids"},
    {WS_FIELD_IN, "article", NULL, WS_NO_SLOT, WS_KIND_QUERY, -1, false, NULL,
     "a query in brackets: what is in articles where it finds something"},
};

const ws_field *ws_field_get(ws_field_id id)
{
    return (unsigned)id < WS_FIELD_COUNT ? &fields[id] : NULL;
}

static const char codes[] = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

char ws_value_code(int value)
{
    return value >= 0 && (size_t)value < sizeof codes - 1 ? codes[value] : '\0';
}

int ws_code_value(char code)
{
    const char *found = code ? strchr(codes, code) : NULL;
    return found ? (int)(found - codes) : -1;
}

bool ws_field_has_whole(ws_field_id id)
{
    return id == WS_FIELD_BY || id == WS_FIELD_IN || id == WS_FIELD_OUTLET || id == WS_FIELD_BYLINE || id == WS_FIELD_SECTION;
}

char *ws_whole_value(ws_arena *arena, const char *value)
{
    const char *folded = ws_fold_words(arena, value, strlen(value));
    return folded ? ws_arena_printf(arena, "=%s", folded) : NULL;
}

const ws_field *ws_field_named(const char *name)
{
    for (size_t i = 0; i < WS_FIELD_COUNT; i++)
        if (fields[i].name && strcmp(fields[i].name, name) == 0) return &fields[i];
    return NULL;
}
