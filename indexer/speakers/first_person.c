/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "first_person.h"

#include "sources.h"
#include "speakers.h"

#include <string.h>

enum { OUTER_WITHIN = 64, SIGNATURE_TOKENS = 60 };

/* Some "I" is of words that lost their quotation marks. */
static const float AUTHOR_CONFIDENCE = 0.9f;

/* Statements stand in the order of their ends, so the one that holds another comes soon after it. Without quotation
 * marks only the words behind a "NAME:" are somebody's own. NULL: none with one speaker. */
static const ws_statement *outer_of(const ws_reading *reading, size_t number)
{
    ws_span own = reading->statements[number].source.items[0];
    bool quoted = ws_reading_quotation_at(reading, own.begin) >= 0;
    for (size_t i = number + 1; i < reading->statement_count && i < number + OUTER_WITHIN; i++) {
        const ws_statement *outer = &reading->statements[i];
        if (outer->speaker_count != 1 || (!quoted && outer->form != WS_FORM_DIRECT)) continue;
        for (size_t k = 0; k < outer->content.count; k++)
            if (ws_span_holds(outer->content.items[k], own)) return outer;
    }
    return NULL;
}

/* One person's name, as a byline has it. */
static bool one_author(const ws_article *article)
{
    const char *name = article->author;
    return name && strchr(name, ' ') && !strchr(name, ',') && !strcasestr(name, " and ") && !strchr(name, '&');
}

/* "Jane Ruiz is a professor of law at Adler.", the last paragraph, which names her for the first time. */
static const ws_mention *signed_by(const ws_mentions *m)
{
    const ws_reading *r = m->reading;
    const ws_paragraph *last = r->paragraph_count > 1 ? &r->paragraphs[r->paragraph_count - 1] : NULL;
    const ws_mention *name = last ? ws_mention_at(m, last->token_begin) : NULL;
    if (!name || name->kinds[WS_NAMED_PERSON] < 0.5f || last->token_end - last->token_begin > SIGNATURE_TOKENS)
        return NULL;
    size_t is = name->name.end;
    bool tells = is + 1 < last->token_end && ws_token_is(&r->tokens[is], "is") &&
                 ws_lexicon_has(m->lexicon, "determiners", r->tokens[is + 1].folded);
    for (const ws_mention *before = m->items; before < name && tells; before++)
        tells = strcmp(r->tokens[before->name.end - 1].folded, r->tokens[is - 1].folded) != 0;
    return tells ? name : NULL;
}

ws_status ws_author_find(const ws_mentions *mentions, ws_speaker *out, ws_error *error)
{
    const ws_reading *reading = mentions->reading;
    const char *byline = reading->article->author;
    *out = (ws_speaker){.type = WS_SPEAKER_PERSON, .basis = WS_BASIS_PRONOUN, .confidence = AUTHOR_CONFIDENCE};
    const ws_mention *name = byline ? NULL : signed_by(mentions);
    if (byline && one_author(reading->article)) out->name = ws_arena_strdup(reading->arena, byline);
    if (name) out->name = ws_tokens_text(reading->arena, reading, name->name);
    bool named = name || (byline && one_author(reading->article));
    if (!named && !byline) out->name = "author";
    if (!named) return WS_OK;
    out->key = out->name ? ws_name_key(reading->arena, out->name) : NULL;
    if (!out->key) return ws_no_memory(error);
    if (!*out->key) out->key = NULL;
    out->naming = WS_NAMING_NAMED;
    if (byline) out->confidence = 1.0f;
    return WS_OK;
}

void ws_first_person_resolve(const ws_mentions *mentions, ws_reading *reading, size_t number, const ws_speaker *author)
{
    ws_statement *statement = &reading->statements[number];
    ws_range range = ws_source_range(reading, statement);
    ws_source sources[WS_SOURCES_MOST];
    if (range.begin == range.end) return;
    ws_sources_part(mentions, range, sources);
    if (sources[0].kind != WS_SOURCE_FIRST) return;
    statement->speaker_count = 0;
    statement->unresolved = true;
    const ws_statement *outer = outer_of(reading, number);
    if (outer) {
        statement->speakers[0] = outer->speakers[0];
        statement->speakers[0].basis = WS_BASIS_PRONOUN;
        statement->speaker_count = 1;
        statement->unresolved = false;
        return;
    }
    const char *word = reading->tokens[sources[0].noun].folded;
    bool writer = ws_reading_quotation_at(reading, statement->source.items[0].begin) < 0 &&
                  (!strncmp(word, "i'", 2) || !strcmp(word, "i") || !strcmp(word, "my") || !strcmp(word, "me"));
    if (!writer || !author->name) return;
    statement->speakers[0] = *author;
    statement->speaker_count = 1;
    statement->unresolved = false;
}
