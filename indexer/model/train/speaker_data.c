/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What speakers.py trains on, as the product sees it: speaker_data MODEL LEXICON ARTICLES.jsonl ENCODINGS
 *
 * A line of input is an article with its attributions, each with "right": spans that name its speaker, in code points.
 * A line of output has the spans of the model's words, the place of their summaries in the file ENCODINGS (floats), and
 * for each source the facts that the networks of model.h are given, with which candidates are right. */
#include "antecedents.h"
#include "drafts.h"
#include "given.h"
#include "json.h"
#include "pipeline.h"
#include "speakers.h"
#include "text.h"
#include "types.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct data {
    ws_lexicon *lexicon;
    ws_model *model;
    ws_scratch *scratch;
    ws_arena *arena;
    FILE *encodings;
    size_t words; /* written so far */
    const ws_offsets *offsets;
    ws_reading reading;
    ws_model_reading read;
    ws_mentions mentions;
    ws_entities entities;
    ws_introductions introductions;
    ws_discourse discourse;
    ws_antecedents antecedents;
} data;

static void print_floats(const float *items, size_t count)
{
    putchar('[');
    for (size_t i = 0; i < count; i++) printf("%s%.4g", i ? "," : "", (double)items[i]);
    putchar(']');
}

static bool overlaps(const data *d, const ws_mention *mention, const cJSON *right)
{
    const ws_token *tokens = d->reading.tokens;
    size_t begin = ws_offsets_codepoint(d->offsets, tokens[mention->name.begin].span.begin);
    size_t end = ws_offsets_codepoint(d->offsets, tokens[mention->name.end - 1].span.end);
    for (const cJSON *span = right ? right->child : NULL; span; span = span->next)
        if (cJSON_GetArrayItem(span, 0)->valuedouble < (double)end &&
            (double)begin < cJSON_GetArrayItem(span, 1)->valuedouble)
            return true;
    return false;
}

static bool is_right(const data *d, uint32_t entity, const cJSON *right)
{
    const ws_entity *e = &d->entities.items[entity];
    for (size_t i = 0; i < e->count; i++)
        if (overlaps(d, &d->mentions.items[e->mentions[i]], right)) return true;
    return false;
}

static void print_candidates(data *d, const ws_anaphor *anaphor, const cJSON *right)
{
    ws_antecedents_gather(&d->discourse, anaphor, &d->antecedents);
    printf(",\"candidates\":[");
    for (size_t i = 0; i < d->antecedents.count; i++) {
        bool good = i && is_right(d, d->antecedents.entities[i], right);
        printf("%s[%u,%d,", i ? "," : "", d->antecedents.words[i], good);
        print_floats(d->antecedents.features[i], WS_ANTECEDENT_FEATURES);
        putchar(']');
    }
    putchar(']');
}

static void print_part(data *d, const ws_statement *statement, const ws_source *source, size_t token,
                       const cJSON *right)
{
    ws_typing typing;
    ws_types_describe(&d->mentions, statement, source, token, &typing);
    printf("{\"kind\":%d,\"word\":%u,\"words\":[%u,%u,%u],\"features\":", source->kind,
           d->mentions.word_of_token[token], typing.words[0], typing.words[1], typing.words[2]);
    print_floats(typing.features, WS_TYPE_FEATURES);
    ws_anaphor anaphor = {source, token, statement};
    if (source->kind == WS_SOURCE_NAME)
        printf(",\"right\":%d", is_right(d, d->entities.of_mention[source->name - d->mentions.items], right));
    else
        print_candidates(d, &anaphor, right);
    putchar('}');
}

static void print_statement(data *d, const ws_statement *statement, const cJSON *right)
{
    ws_source sources[WS_SOURCES_MOST] = {{.kind = WS_SOURCE_EMPTY}};
    ws_range range = ws_source_range(&d->reading, statement);
    size_t token = ws_speaking_token(&d->reading, statement), count = 1;
    if (range.begin < range.end) count = ws_sources_part(&d->mentions, range, sources);
    putchar('[');
    for (size_t i = 0; i < count; i++) {
        if (i) putchar(',');
        print_part(d, statement, &sources[i], sources[i].kind == WS_SOURCE_EMPTY ? token : sources[i].noun, right);
    }
    putchar(']');
    uint32_t spoke = WS_NO_ENTITY;
    for (uint32_t i = 0; i < d->entities.count && spoke == WS_NO_ENTITY; i++)
        if (is_right(d, i, right)) spoke = i;
    ws_discourse_spoke(&d->discourse, spoke, WS_NO_ENTITY, statement->paragraph - 1);
}

static void print_words(data *d)
{
    printf(",\"at\":%zu,\"spans\":[", d->words);
    for (size_t i = 0; i < d->read.pieces.word_count; i++) {
        ws_span span = d->read.pieces.words[i];
        printf("%s[%zu,%zu]", i ? "," : "", ws_offsets_codepoint(d->offsets, span.begin),
               ws_offsets_codepoint(d->offsets, span.end));
    }
    putchar(']');
    fwrite(d->read.summaries, sizeof(float) * d->read.summary, d->read.pieces.word_count, d->encodings);
    d->words += d->read.pieces.word_count;
}

/* Which attribution of the input a statement is: by where both begin. */
static const cJSON *attribution_of(const data *d, const cJSON *attributions, const ws_statement *statement, int *number)
{
    static const char *const names[] = {"source", "cue", "content"};
    const ws_spans *spans[] = {&statement->source, &statement->cue, &statement->content};
    *number = 0;
    for (const cJSON *item = attributions->child; item; item = item->next, ++*number) {
        bool same = true;
        for (size_t i = 0; i < 3; i++) {
            const cJSON *first = cJSON_GetArrayItem(cJSON_GetArrayItem(ws_json_member(item, names[i]), 0), 0);
            bool here = spans[i]->count > 0;
            same &= here == (first != NULL);
            if (here && first)
                same &= (double)ws_offsets_codepoint(d->offsets, spans[i]->items[0].begin) == first->valuedouble;
        }
        if (same) return item;
    }
    return NULL;
}

static ws_status read_article(data *d, const ws_given *given, const cJSON *line, const ws_article *article,
                              ws_error *error)
{
    d->reading = (ws_reading){.arena = d->arena, .article = article};
    d->offsets = ws_offsets_new(d->arena, article->text, article->text_size);
    ws_status status = d->offsets ? ws_text_segment(&d->reading, error) : ws_no_memory(error);
    if (status == WS_OK) status = ws_text_quotations(&d->reading, error);
    if (status == WS_OK)
        status = ws_model_read(d->model, d->scratch, d->arena, article->text, article->text_size, &d->read, error);
    if (status == WS_OK) status = ws_given_take(given, d->lexicon, &d->reading, error);
    if (status == WS_OK) status = ws_mentions_find(d->lexicon, &d->read, &d->reading, &d->mentions, error);
    if (status == WS_OK) status = ws_entities_form(&d->mentions, &d->entities, error);
    if (status == WS_OK) status = ws_introductions_find(&d->mentions, &d->introductions, error);
    if (status == WS_OK) status = ws_discourse_begin(d->model, &d->entities, &d->introductions, &d->discourse, error);
    const uint32_t *order = status == WS_OK ? ws_speaking_order(&d->reading) : NULL;
    if (!order) return status;
    printf("{\"id\":\"%s\"", article->input_id);
    print_words(d);
    printf(",\"statements\":[");
    for (size_t i = 0; i < d->reading.statement_count; i++) {
        const ws_statement *statement = &d->reading.statements[order[i]];
        int number;
        const cJSON *item = attribution_of(d, ws_json_member(line, "attributions"), statement, &number);
        printf("%s{\"attribution\":%d,\"parts\":", i ? "," : "", item ? number : -1);
        print_statement(d, statement, item ? ws_json_member(item, "right") : NULL);
        putchar('}');
    }
    printf("]}\n");
    return WS_OK;
}

int main(int argc, char **argv)
{
    data d = {.arena = ws_arena_new(0)};
    ws_given *given = NULL;
    ws_error error = {0};
    char *line = NULL;
    size_t room = 0;
    ssize_t size;
    if (argc != 5 || !d.arena) return 2;
    ws_status status = ws_model_open(argv[1], &d.model, &error);
    if (status == WS_OK) status = ws_lexicon_open(argv[2], &d.lexicon, &error);
    if (status == WS_OK) status = ws_scratch_new(d.model, &d.scratch, &error);
    if (status == WS_OK) status = ws_given_open(argv[3], &given, &error);
    FILE *in = status == WS_OK ? fopen(argv[3], "re") : NULL;
    d.encodings = fopen(argv[4], "we");
    while (status == WS_OK && in && d.encodings && (size = getline(&line, &room, in)) > 0) {
        cJSON *value = NULL;
        status = ws_json_read(line, (size_t)size, &value, &error);
        const char *text = status == WS_OK ? ws_json_string(value, "text") : NULL;
        if (!text) break;
        const char *id = ws_json_string(value, "id");
        ws_article article = {.id = id, .input_id = id, .text = text, .text_size = strlen(text)};
        ws_arena_reset(d.arena);
        status = read_article(&d, given, value, &article, &error);
        cJSON_Delete(value);
    }
    if (status != WS_OK) fprintf(stderr, "%s\n", error.message);
    return status == WS_OK ? 0 : 2;
}
