/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model.h"

#include "encoder.h"
#include "heads.h"
#include "json.h"
#include "layout.h"

#include <omp.h>
#include <stdlib.h>
#include <string.h>

struct ws_model {
    ws_model_file *file;
    ws_vocabulary_table *vocabulary;
    ws_encoder encoder;
    ws_heads heads;
    ws_speaker_networks speakers;
    size_t context;         /* pieces on either side of a window's core that are only looked at */
    float least_confidence; /* of a cue that is reported */
};

struct ws_scratch {
    ws_encoder_scratch encoder;
    ws_heads_scratch heads;
};

static ws_status share_in(const cJSON *config, const char *name, float *out, ws_error *error)
{
    const cJSON *share = ws_json_member(config, name);
    if (!(cJSON_IsNumber(share) && share->valuedouble > 0 && share->valuedouble < 1))
        return ws_fail(error, WS_CORRUPT, NULL, "the model's configuration lacks '%s'", name);
    *out = (float)share->valuedouble;
    return WS_OK;
}

static ws_status read_configuration(ws_model *model, ws_error *error)
{
    const char *bytes;
    size_t size;
    ws_status status = ws_model_file_bytes(model->file, "config", &bytes, &size, error);
    if (status != WS_OK) return status;
    cJSON *config = NULL;
    status = ws_json_read(bytes, size, &config, error);
    if (status != WS_OK) return status;
    const struct {
        const char *name;
        size_t *place;
    } numbers[] = {{"layers", &model->encoder.layers},
                   {"width", &model->encoder.width},
                   {"heads", &model->encoder.heads},
                   {"inner", &model->encoder.inner},
                   {"vocabulary", &model->encoder.vocabulary},
                   {"window", &model->encoder.window},
                   {"context", &model->context},
                   {"head_width", &model->heads.head_width},
                  {"summary", &model->heads.summary},
                  {"tag_hidden", &model->heads.tag.hidden},
                  {"antecedent_hidden", &model->speakers.antecedent.hidden},
                  {"type_hidden", &model->speakers.type.hidden}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers && status == WS_OK; i++) {
        const cJSON *number = ws_json_member(config, numbers[i].name);
        if (cJSON_IsNumber(number) && number->valuedouble >= 0 && number->valuedouble <= 1 << 20)
            *numbers[i].place = (size_t)number->valuedouble;
        else
            status = ws_fail(error, WS_CORRUPT, NULL, "the model's configuration lacks '%s'", numbers[i].name);
    }
    if (status == WS_OK) status = share_in(config, "least_confidence", &model->least_confidence, error);
    if (status == WS_OK) status = share_in(config, "least_speaker", &model->speakers.least, error);
    cJSON_Delete(config);
    model->heads.width = model->encoder.width;
    if (status == WS_OK && model->context * 3 >= model->encoder.window)
        status = ws_fail(error, WS_CORRUPT, NULL, "the model's windows are all context");
    return status;
}

static ws_status load_vocabulary(ws_model *model, ws_error *error)
{
    const char *bytes;
    size_t size;
    ws_status status = ws_model_file_bytes(model->file, "vocabulary", &bytes, &size, error);
    if (status == WS_OK) status = ws_vocabulary_new(bytes, size, &model->vocabulary, error);
    if (status == WS_OK && ws_vocabulary_size(model->vocabulary) != model->encoder.vocabulary)
        status = ws_fail(error, WS_CORRUPT, NULL, "the model's vocabulary and embeddings differ in number");
    return status;
}

static ws_status load_speakers(ws_model *model, ws_error *error)
{
    ws_speaker_networks *s = &model->speakers;
    s->antecedent.in = WS_ANTECEDENT_INPUTS;
    s->antecedent.out = 1;
    s->type.in = WS_TYPE_INPUTS;
    s->type.out = WS_TYPES;
    ws_status status = ws_model_file_array(model->file, "antecedent.none", WS_ARRAY_FLOAT, 1, WS_PAIRED,
                                           (const void **)&s->none, error);
    if (status == WS_OK) status = ws_perceptron_load(&s->antecedent, model->file, "antecedent", error);
    if (status == WS_OK) status = ws_perceptron_load(&s->type, model->file, "type", error);
    if (status == WS_OK && model->heads.summary < WS_SUMMARY)
        status = ws_fail(error, WS_CORRUPT, NULL, "the model's summaries are too short");
    return status;
}

/* What is wrong with a model is said with its file. */
static void name_file(const char *path, ws_error *error)
{
    if (!error || error->status != WS_CORRUPT || strstr(error->message, path)) return;
    ws_error before = *error;
    ws_fail(error, WS_CORRUPT, *before.hint ? before.hint : "install whosaid again, or name another model by --model",
            "%s: %s", path, before.message);
}

ws_status ws_model_open(const char *path, ws_model **out, ws_error *error)
{
    *out = NULL;
    ws_model *model = calloc(1, sizeof *model);
    if (!model) return ws_no_memory(error);
    ws_status status = ws_model_file_open(path, &model->file, error);
    if (status == WS_OK) status = read_configuration(model, error);
    if (status == WS_OK) status = load_vocabulary(model, error);
    if (status == WS_OK) status = ws_encoder_load(&model->encoder, model->file, error);
    if (status == WS_OK) status = ws_heads_load(&model->heads, model->file, error);
    if (status == WS_OK) status = load_speakers(model, error);
    if (status != WS_OK) {
        name_file(path, error);
        ws_model_close(model);
        return status;
    }
    *out = model;
    return WS_OK;
}

void ws_model_close(ws_model *model)
{
    if (!model) return;
    ws_vocabulary_free(model->vocabulary);
    ws_model_file_close(model->file);
    free(model);
}

const char *ws_model_checksum(const ws_model *model)
{
    return ws_model_file_checksum(model->file);
}

const ws_speaker_networks *ws_model_speakers(const ws_model *model)
{
    return &model->speakers;
}

ws_status ws_scratch_new(const ws_model *model, ws_scratch **out, ws_error *error)
{
    *out = calloc(1, sizeof **out);
    if (!*out) return ws_no_memory(error);
    ws_status status = ws_encoder_scratch_new(&model->encoder, &(*out)->encoder, error);
    if (status == WS_OK) status = ws_heads_scratch_new(&model->heads, model->encoder.window, &(*out)->heads, error);
    if (status != WS_OK) {
        ws_scratch_free(*out);
        *out = NULL;
    }
    return status;
}

void ws_scratch_free(ws_scratch *scratch)
{
    if (!scratch) return;
    ws_encoder_scratch_free(&scratch->encoder);
    ws_heads_scratch_free(&scratch->heads);
    free(scratch);
}

/* A window in words: what is encoded, and the core in which cues are looked for. */
typedef struct window {
    size_t begin, end, core_begin, core_end;
} window;

/* Number of words that begin at or before a piece. */
static size_t words_until(const ws_pieces *p, size_t piece)
{
    size_t low = 0, high = p->word_count + 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (p->first[middle] <= piece)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The word where a core that begins at `core` ends so that it has at most `room` pieces; at least one word. */
static size_t full_end(const ws_pieces *p, size_t core, size_t room)
{
    size_t end = words_until(p, p->first[core] + room) - 1;
    if (end < core + 1) end = core + 1;
    return end < p->word_count ? end : p->word_count;
}

/* Of the last third before `end`, the last word with which a line begins, else (`sentences`) a sentence; else 0. */
static size_t good_end(const ws_pieces *p, const ws_word_layout *layout, size_t core, size_t end, bool sentences)
{
    size_t least = core + (end - core) * 2 / 3;
    for (size_t i = end; i > least && i > core; i--)
        if (i == p->word_count || (sentences ? layout[i].sentence : p->starts[p->first[i]])) return i;
    return 0;
}

/* The window whose core begins at a word. Cores tile the text and end with lines or sentences where they can; little is
 * looked at behind the end of a line, for what is said seldom goes on there. */
static window next_window(const ws_model *model, const ws_pieces *p, const ws_word_layout *layout, size_t core)
{
    size_t total = p->word_count, behind = model->context / 2;
    window w = {0, total, core, 0};
    if (core && p->first[core] > model->context) {
        w.begin = words_until(p, p->first[core] - model->context);
        if (w.begin && p->first[w.begin - 1] == p->first[core] - model->context) w.begin--;
    }
    size_t room = model->encoder.window - (p->first[core] - p->first[w.begin]);
    w.core_end = good_end(p, layout, core, full_end(p, core, room - behind), false);
    if (!w.core_end) {
        behind = model->context;
        size_t end = full_end(p, core, room - behind);
        w.core_end = good_end(p, layout, core, end, true);
        if (!w.core_end) w.core_end = end;
    }
    size_t stop = words_until(p, p->first[w.core_end] + behind) - 1;
    if (stop < w.end) w.end = stop;
    if (w.end < w.core_end) w.end = w.core_end;
    return w;
}

static ws_status add_cue(const ws_model *model, ws_scratch *scratch, ws_arena *arena, const ws_word_layout *layout,
                         const window *w, size_t word, float confidence, size_t *room, ws_model_reading *out,
                         ws_error *error)
{
    size_t words = w->end - w->begin;
    ws_cue_reading *cues = ws_arena_grow(arena, out->cues, out->cue_count, room, sizeof *cues);
    uint8_t *roles = ws_arena_alloc(arena, words);
    if (!cues || !roles) return ws_no_memory(error);
    out->cues = cues;
    cues[out->cue_count++] = (ws_cue_reading){(uint32_t)word, (uint32_t)w->begin, (uint32_t)w->end, confidence, roles};
    return ws_heads_roles(&model->heads, &scratch->heads, layout + w->begin, words, word - w->begin, roles, error);
}

static ws_status read_window(const ws_model *model, ws_scratch *scratch, ws_arena *arena, const ws_word_layout *layout,
                             const window *w, size_t *room, ws_model_reading *out, ws_error *error)
{
    size_t words = w->end - w->begin;
    ws_status status = ws_encoder_run(&model->encoder, &scratch->encoder, &out->pieces, w->begin, w->end, error);
    if (status != WS_OK) return status;
    scratch->heads.words = scratch->encoder.x;
    bool prepared = false;
    size_t begin = w->core_begin - w->begin, end = w->core_end - w->begin;
    ws_heads_tags(&model->heads, &scratch->heads, begin, end, words, out->tags + w->core_begin * WS_TAGS);
    ws_heads_summaries(&model->heads, &scratch->heads, begin, end, out->summaries + w->core_begin * out->summary);
    for (size_t word = w->core_begin; word < w->core_end && status == WS_OK; word++) {
        float confidence = ws_sigmoid(ws_heads_cue(&model->heads, &scratch->heads, word - w->begin));
        if (!(confidence >= model->least_confidence)) continue;
        if (!prepared) status = ws_heads_prepare(&model->heads, &scratch->heads, words, error);
        prepared = true;
        if (status == WS_OK) status = add_cue(model, scratch, arena, layout, w, word, confidence, room, out, error);
    }
    return status;
}

ws_status ws_model_read(const ws_model *model, ws_scratch *scratch, ws_arena *arena, const char *text, size_t size,
                        ws_model_reading *out, ws_error *error)
{
    *out = (ws_model_reading){0};
    omp_set_num_threads(1); /* of the calling worker: there are as many workers as cores */
    ws_status status = ws_pieces_make(model->vocabulary, arena, text, size, &out->pieces, error);
    const ws_word_layout *layout = status == WS_OK ? ws_layout_make(arena, text, &out->pieces) : NULL;
    if (status == WS_OK && !layout) status = ws_no_memory(error);
    size_t room = 0;
    out->summary = model->heads.summary;
    out->summaries = status == WS_OK ? ws_arena_array(arena, out->pieces.word_count, out->summary * sizeof(float)) : NULL;
    out->tags = status == WS_OK ? ws_arena_array(arena, out->pieces.word_count, WS_TAGS * sizeof(float)) : NULL;
    if (status == WS_OK && (!out->summaries || !out->tags)) status = ws_no_memory(error);
    for (size_t core = 0; core < out->pieces.word_count && status == WS_OK;) {
        window w = next_window(model, &out->pieces, layout, core);
        status = read_window(model, scratch, arena, layout, &w, &room, out, error);
        core = w.core_end;
    }
    return status;
}
