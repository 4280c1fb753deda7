/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "first_person.h"

#include "sources.h"
#include "speakers.h"

#include <string.h>

enum { OUTER_WITHIN = 64 };

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

static ws_status name_author(ws_reading *reading, ws_statement *statement, ws_error *error)
{
    char *name = ws_arena_strdup(reading->arena, reading->article->author);
    char *key = name ? ws_name_key(reading->arena, name) : NULL;
    if (!key) return ws_no_memory(error);
    statement->speakers[0] = (ws_speaker){.name = name,
                                          .key = *key ? key : NULL,
                                          .type = WS_SPEAKER_PERSON,
                                          .naming = WS_NAMING_NAMED,
                                          .basis = WS_BASIS_PRONOUN,
                                          .confidence = 1.0f};
    statement->speaker_count = 1;
    statement->unresolved = false;
    return WS_OK;
}

ws_status ws_first_person_resolve(const ws_mentions *mentions, ws_reading *reading, size_t number, ws_error *error)
{
    ws_statement *statement = &reading->statements[number];
    ws_range range = ws_source_range(reading, statement);
    ws_source sources[WS_SOURCES_MOST];
    if (range.begin == range.end) return WS_OK;
    ws_sources_part(mentions, range, sources);
    if (sources[0].kind != WS_SOURCE_FIRST) return WS_OK;
    statement->speaker_count = 0;
    statement->unresolved = true;
    const ws_statement *outer = outer_of(reading, number);
    if (outer) {
        statement->speakers[0] = outer->speakers[0];
        statement->speakers[0].basis = WS_BASIS_PRONOUN;
        statement->speaker_count = 1;
        statement->unresolved = false;
        return WS_OK;
    }
    const char *word = reading->tokens[sources[0].noun].folded;
    bool author = ws_reading_quotation_at(reading, statement->source.items[0].begin) < 0 &&
                  (!strncmp(word, "i'", 2) || !strcmp(word, "i") || !strcmp(word, "my") || !strcmp(word, "me"));
    return author && one_author(reading->article) ? name_author(reading, statement, error) : WS_OK;
}
