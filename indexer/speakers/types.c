/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "types.h"

#include "kernels.h"
#include "lists.h"

#include <string.h>

/* What the model file was trained with: change both together. */
enum {
    KIND = 0, /* by ws_source_kind */
    DEFINITE = WS_SOURCE_KINDS,
    INDEFINITE,
    SEVERAL,
    PLURAL,
    NUMBER,
    CAPITAL,
    SPOKESPERSON,
    OFFICE,
    OCCUPATION,
    ONE,
    MORE,
    GROUP,
    FINDING,
    TEXT,
    PUBLICATION,
    ORGANIZATION,
    BODY,
    KIN,
    NAMED, /* by ws_named_kind, of the name or of one in the phrase */
    NAME_WITHIN = NAMED + WS_NAMED_KINDS,
    NAME_HANGS,
    HANGS,
    CUE,
    QUOTED,
    FEATURES
};
_Static_assert((int)FEATURES <= (int)WS_TYPE_FEATURES, "the model has room for every fact");

static bool is_value(const ws_mentions *m, const char *list, size_t i, const char *wanted)
{
    const char *found = ws_lexicon_value(m->lexicon, list, m->reading->tokens[i].folded);
    return found && !strcmp(found, wanted);
}

static void describe_noun(const ws_mentions *m, const ws_source *s, float *f)
{
    size_t n = s->noun;
    const char *role = NULL, *determiner = ws_source_determiner(m, s);
    if (n > s->head.begin) ws_lexicon_phrase(m->lexicon, "roles", m->reading->tokens + n - 1, 2, &role);
    if (!role) role = ws_lexicon_value(m->lexicon, "roles", m->reading->tokens[n].folded);
    f[SPOKESPERSON] = role && !strcmp(role, "spokesperson");
    f[OFFICE] = role && !strcmp(role, "office");
    f[OCCUPATION] = role && !strcmp(role, "occupation");
    f[ONE] = is_value(m, "anonymous", n, "one");
    f[MORE] = is_value(m, "anonymous", n, "several");
    f[GROUP] = has(m, "groups", n);
    f[FINDING] = is_value(m, "documents", n, "finding");
    f[TEXT] = is_value(m, "documents", n, "text");
    f[PUBLICATION] = has(m, "publications", n);
    f[ORGANIZATION] = has(m, "organizations", n);
    f[BODY] = has(m, "bodies", n);
    f[KIN] = has(m, "kin", n);
    f[CAPITAL] = m->reading->tokens[n].capital;
    f[DEFINITE] = !strcmp(determiner, "definite");
    f[INDEFINITE] = !strcmp(determiner, "indefinite");
    f[SEVERAL] = !strcmp(determiner, "several");
    f[NUMBER] = m->reading->tokens[s->part.begin].kind == WS_TOKEN_NUMBER;
    f[PLURAL] = s->plural;
    f[HANGS] = s->head.end < s->part.end;
}

static void describe_names(const ws_mentions *m, const ws_source *s, float *f)
{
    const ws_mention *name = s->name;
    for (size_t i = s->part.begin; i < s->part.end && !name; i++) {
        name = ws_mention_at(m, i);
        f[NAME_WITHIN] = name && i < s->head.end;
        f[NAME_HANGS] = name && i >= s->head.end;
    }
    for (size_t k = 0; k < WS_NAMED_KINDS && name; k++) f[NAMED + k] = name->kinds[k];
}

void ws_types_describe(const ws_mentions *m, const ws_statement *statement, const ws_source *s, size_t token,
                       ws_typing *out)
{
    *out = (ws_typing){.words = {m->word_of_token[token], m->word_of_token[token], m->word_of_token[token]}};
    out->features[KIND + s->kind] = 1;
    if (s->kind != WS_SOURCE_EMPTY) {
        describe_noun(m, s, out->features);
        describe_names(m, s, out->features);
        out->words[0] = m->word_of_token[s->noun];
        out->words[1] = m->word_of_token[s->part.begin];
    }
    uint32_t offset = m->reading->tokens[token].span.begin;
    if (statement->cue.count) {
        size_t cue = ws_token_at(m->reading, statement->cue.items[0].begin);
        if (cue < m->reading->token_count) out->words[2] = m->word_of_token[cue];
        out->features[CUE] = 1;
    }
    out->features[QUOTED] = ws_reading_quotation_at(m->reading, offset) >= 0;
}

ws_speaker_type ws_types_weigh(const ws_mentions *m, const ws_model *model, ws_typing *typing)
{
    _Alignas(64) float in[WS_TYPE_INPUTS];
    memcpy(in, typing->features, sizeof typing->features);
    for (size_t i = 0; i < 3; i++)
        memcpy(in + WS_TYPE_FEATURES + i * WS_TYPED,
               m->read->summaries + typing->words[i] * m->read->summary + 2 * WS_PAIRED, WS_TYPED * sizeof *in);
    ws_perceptron_run(&ws_model_speakers(model)->type, in, typing->probability);
    ws_softmax(typing->probability, WS_TYPES);
    bool empty = typing->features[KIND + WS_SOURCE_EMPTY] > 0; /* only where no words are there is nobody */
    size_t best = empty ? WS_SPEAKER_NONE : WS_SPEAKER_PERSON;
    for (size_t i = 1; i < WS_TYPES; i++)
        if (typing->probability[i] > typing->probability[best]) best = i;
    return (ws_speaker_type)best;
}
