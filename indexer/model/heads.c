/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "heads.h"

#include <stdlib.h>
#include <string.h>

enum { EMISSIONS = 4 };

ws_status ws_heads_load(ws_heads *h, const ws_model_file *file, ws_error *error)
{
    size_t wide = WS_FORMS_OF_CUE * h->head_width;
    if (h->head_width < 16 || h->head_width > 256 || h->head_width % 16)
        return ws_fail(error, WS_CORRUPT, NULL, "the model's heads have dimensions that cannot be");
    if (!h->summary || h->summary > WS_WIDTH_MOST)
        return ws_fail(error, WS_CORRUPT, NULL, "the model's summaries have dimensions that cannot be");
    const struct {
        const char *name;
        size_t rows, columns;
        const float **place;
    } arrays[] = {{"cue.weight", 1, h->width, &h->cue_weight},
                  {"cue.bias", 1, 1, &h->cue_bias},
                  {"bias.weight", WS_BIASES, h->width, &h->bias_weight},
                  {"bias.bias", 1, WS_BIASES, &h->bias_bias},
                  {"distance.weight", WS_DISTANCES, WS_BIASES, &h->distance},
                  {"relation.weight", WS_RELATIONS, WS_BIASES, &h->relation},
                  {"transitions", WS_ROLES, WS_ROLES, &h->transitions},
                  {"line", WS_ROLES, WS_ROLES, &h->line},
                  {"first", 1, WS_ROLES, &h->first},
                  {"summary.weight", h->summary, h->width, &h->summary_weight},
                  {"summary.bias", 1, h->summary, &h->summary_bias}};
    h->tag.in = 3 * h->width;
    h->tag.out = WS_TAGS;
    ws_status status = ws_perceptron_load(&h->tag, file, "tag", error);
    if (status == WS_OK) status = ws_linear_load(&h->query, file, "query", h->width, wide, error);
    if (status == WS_OK) status = ws_linear_load(&h->key, file, "key", h->width, wide, error);
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays && status == WS_OK; i++)
        status = ws_model_file_array(file, arrays[i].name, WS_ARRAY_FLOAT, arrays[i].rows, arrays[i].columns,
                                     (const void **)arrays[i].place, error);
    return status;
}

ws_status ws_heads_scratch_new(const ws_heads *h, size_t window, ws_heads_scratch *scratch, ws_error *error)
{
    *scratch = (ws_heads_scratch){0};
    size_t wide = WS_FORMS_OF_CUE * h->head_width;
    const ws_scratch_part parts[] = {{(void **)&scratch->keys, window * wide * sizeof(float)},
                                     {(void **)&scratch->query, wide * sizeof(float)},
                                     {(void **)&scratch->biases, window * WS_BIASES * sizeof(float)},
                                     {(void **)&scratch->scores, window * WS_BIASES * sizeof(float)},
                                     {(void **)&scratch->q, window * h->width},
                                     {(void **)&scratch->back, window * WS_ROLES},
                                     {(void **)&scratch->least, window * sizeof(float)},
                                     {(void **)&scratch->step, window * sizeof(float)},
                                     {(void **)&scratch->sums, window * wide * sizeof(int32_t)}};
    return ws_scratch_carve(parts, sizeof parts / sizeof *parts, &scratch->block, error);
}

void ws_heads_scratch_free(ws_heads_scratch *scratch)
{
    free(scratch->block);
    *scratch = (ws_heads_scratch){0};
}

float ws_heads_cue(const ws_heads *h, const ws_heads_scratch *s, size_t word)
{
    return ws_dot(s->words + word * h->width, h->cue_weight, h->width) + h->cue_bias[0];
}

/* A word and its neighbours, 0 where there is none. */
static void tag_word(const ws_heads *h, const ws_heads_scratch *s, size_t word, size_t words, float *out)
{
    _Alignas(64) float in[3 * WS_WIDTH_MOST];
    size_t width = h->width, first = word ? word - 1 : word, last = word + 1 < words ? word + 1 : word;
    memset(in, 0, 3 * width * sizeof *in);
    memcpy(in + (first + 1 - word) * width, s->words + first * width, (last + 1 - first) * width * sizeof *in);
    ws_perceptron_run(&h->tag, in, out);
}

void ws_heads_tags(const ws_heads *h, const ws_heads_scratch *s, size_t begin, size_t end, size_t words, float *out)
{
    for (size_t word = begin; word < end;) {
        float *to = out + (word - begin) * WS_TAGS;
        if (word && word + WS_DOTS_BLOCK <= end && word + WS_DOTS_BLOCK < words) {
            ws_perceptron_run_block(&h->tag, s->words + (word - 1) * h->width, h->width,
                                    to); /* neighbours are side by side */
            word += WS_DOTS_BLOCK;
        } else {
            tag_word(h, s, word++, words, to);
        }
    }
}

void ws_heads_summaries(const ws_heads *h, const ws_heads_scratch *s, size_t begin, size_t end, float *out)
{
    size_t word = begin;
    for (; word + WS_DOTS_BLOCK <= end; word += WS_DOTS_BLOCK)
        ws_dots_block(s->words + word * h->width, h->width, h->summary_weight, h->summary, h->width,
                      out + (word - begin) * h->summary);
    for (; word < end; word++)
        ws_dots(s->words + word * h->width, h->summary_weight, h->summary, h->width, out + (word - begin) * h->summary);
    for (size_t i = 0; i < end - begin; i++)
        for (size_t j = 0; j < h->summary; j++) out[i * h->summary + j] += h->summary_bias[j];
}

ws_status ws_heads_prepare(const ws_heads *h, ws_heads_scratch *s, size_t words, ws_error *error)
{
    ws_quantize(s->words, words, h->width, s->q, s->least, s->step);
    for (size_t i = 0; i < words; i++)
        for (size_t b = 0; b < WS_BIASES; b++)
            s->biases[i * WS_BIASES + b] =
                ws_dot(s->words + i * h->width, h->bias_weight + b * h->width, h->width) + h->bias_bias[b];
    ws_status status = ws_linear_product(&h->key, s->q, words, s->sums, error);
    for (size_t i = 0; i < words && status == WS_OK; i++)
        ws_linear_rescale(&h->key, s->sums + i * h->key.out, s->least[i], s->step[i], s->keys + i * h->key.out);
    return status;
}

/* Distances grow by quarters of a power of two, to either side: floor(4 log2(n + 1)) in whole numbers. */
static size_t distance_bucket(size_t word, size_t cue)
{
    uint64_t apart = word > cue ? word - cue : cue - word, power = apart + 1;
    power *= power;
    power *= power;
    size_t bucket = 0;
    while (power > 1 && bucket < 31) {
        power /= 2;
        bucket++;
    }
    return word < cue ? 32 - bucket : 32 + bucket;
}

static size_t relation_of(const ws_word_layout *word, const ws_word_layout *cue)
{
    size_t apart = 2, quoted = word->place;
    if (word->line < cue->line) apart = cue->line - word->line > 1 ? 0 : 1;
    if (word->line > cue->line) apart = word->line - cue->line > 1 ? 4 : 3;
    if (quoted == WS_PLACE_INSIDE && word->quotation == cue->quotation) quoted = WS_QUOTED - 1;
    return apart * WS_QUOTED + quoted;
}

static void score_words(const ws_heads *h, ws_heads_scratch *s, const ws_word_layout *layout, size_t words, size_t cue,
                        float root)
{
    size_t wide = WS_FORMS_OF_CUE * h->head_width;
    for (size_t i = 0; i < words; i++) {
        float *score = s->scores + i * WS_BIASES;
        const float *near = h->distance + distance_bucket(i, cue) * WS_BIASES;
        const float *related = h->relation + relation_of(&layout[i], &layout[cue]) * WS_BIASES;
        score[0] = 0.0f;
        for (size_t f = 0; f < WS_FORMS_OF_CUE; f++)
            score[f + 1] =
                ws_dot(s->query + f * h->head_width, s->keys + i * wide + f * h->head_width, h->head_width) * root;
        for (size_t b = 0; b < WS_BIASES; b++) score[b] += s->biases[i * WS_BIASES + b] + near[b] + related[b];
    }
    float *at_cue = s->scores + cue * WS_BIASES;
    for (size_t r = 0; r < WS_ROLES; r++) at_cue[r] = r == WS_ROLE_CUE ? 0.0f : -50.0f;
}

/* What it costs to go from one role to another between two words. */
static float step_score(const ws_heads *h, const float *left, const float *right, bool line, size_t from, size_t to)
{
    float score = h->transitions[from * WS_ROLES + to];
    if (line) score += h->line[from * WS_ROLES + to];
    if (from == to) return score;
    if (to == WS_ROLE_SOURCE) score += right[EMISSIONS];
    if (from == WS_ROLE_SOURCE) score += left[EMISSIONS + 1];
    if (to == WS_ROLE_CONTENT) score += right[EMISSIONS + 2];
    if (from == WS_ROLE_CONTENT) score += left[EMISSIONS + 3];
    return score;
}

static void viterbi(const ws_heads *h, ws_heads_scratch *s, const ws_word_layout *layout, size_t words, uint8_t *roles)
{
    float best[WS_ROLES], next[WS_ROLES];
    for (size_t r = 0; r < WS_ROLES; r++) best[r] = h->first[r] + s->scores[r];
    for (size_t i = 1; i < words; i++) {
        const float *right = s->scores + i * WS_BIASES, *left = right - WS_BIASES;
        bool line = layout[i].line != layout[i - 1].line;
        for (size_t to = 0; to < WS_ROLES; to++) {
            size_t chosen = 0;
            float highest = best[0] + step_score(h, left, right, line, 0, to);
            for (size_t from = 1; from < WS_ROLES; from++) {
                float score = best[from] + step_score(h, left, right, line, from, to);
                if (score > highest) {
                    highest = score;
                    chosen = from;
                }
            }
            next[to] = highest + right[to];
            s->back[i * WS_ROLES + to] = (uint8_t)chosen;
        }
        memcpy(best, next, sizeof best);
    }
    size_t role = 0;
    for (size_t r = 1; r < WS_ROLES; r++)
        if (best[r] > best[role]) role = r;
    for (size_t i = words; i-- > 0;) {
        roles[i] = (uint8_t)role;
        if (i) role = s->back[i * WS_ROLES + role];
    }
}

ws_status ws_heads_roles(const ws_heads *h, ws_heads_scratch *s, const ws_word_layout *layout, size_t words, size_t cue,
                         uint8_t *roles, ws_error *error)
{
    ws_status status = ws_linear_product(&h->query, s->q + cue * h->width, 1, s->sums, error);
    if (status != WS_OK) return status;
    ws_linear_rescale(&h->query, s->sums, s->least[cue], s->step[cue], s->query);
    score_words(h, s, layout, words, cue, 1.0f / __builtin_sqrtf((float)h->head_width));
    viterbi(h, s, layout, words, roles);
    return WS_OK;
}
