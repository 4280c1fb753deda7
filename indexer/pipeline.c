/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How an article is read, on one screen. */
#include "pipeline.h"

#include "attribution.h"
#include "chains.h"
#include "circumstances.h"
#include "given.h"
#include "lexicon.h"
#include "speakers.h"
#include "text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define LANGUAGE "en"

struct ws_pipeline {
    ws_lexicon *lexicon;
    ws_model *model;
    ws_given *given; /* NULL: attributions are found */
    float least_speaker;
    char reader[64]; /* checksum of the model, version of the lexicon, and whether speakers are guessed */
};

/* What was asked for, else what the environment names, else what the build tree has, else what is installed. */
static const char *place(const char *asked, const char *variable, const char *built, const char *installed)
{
    const char *environment = getenv(variable);
    if (asked) return asked;
    if (environment && *environment) return environment;
    return access(built, R_OK) ? installed : built;
}

ws_status ws_pipeline_open(const ws_pipeline_choices *choices, ws_pipeline **out, ws_error *error)
{
    *out = NULL;
    ws_pipeline *pipeline = calloc(1, sizeof *pipeline);
    if (!pipeline) return ws_no_memory(error);
    const char *lexicon = place(choices->lexicon, "WHOSAID_LEXICON", WS_BUILD_DATA "/lexicon/" LANGUAGE,
                                WS_INSTALLED_DATA "/lexicon/" LANGUAGE);
    const char *model = place(choices->model, "WHOSAID_MODEL", WS_BUILD_DATA "/model/" LANGUAGE ".wsm",
                              WS_INSTALLED_DATA "/model/" LANGUAGE ".wsm");
    ws_status status = ws_lexicon_open(lexicon, &pipeline->lexicon, error);
    if (status == WS_OK) status = ws_model_open(model, &pipeline->model, error);
    if (status == WS_OK && choices->attributions)
        status = ws_given_open(choices->attributions, &pipeline->given, error);
    pipeline->least_speaker = choices->least_speaker;
    if (status == WS_OK)
        snprintf(pipeline->reader, sizeof pipeline->reader, "%s+%016" PRIx64 "%s", ws_model_checksum(pipeline->model),
                 ws_lexicon_version(pipeline->lexicon), choices->least_speaker < 0 ? "+guess" : "");
    if (status == WS_OK)
        *out = pipeline;
    else
        ws_pipeline_close(pipeline);
    return status;
}

void ws_pipeline_close(ws_pipeline *pipeline)
{
    if (!pipeline) return;
    ws_lexicon_close(pipeline->lexicon);
    ws_model_close(pipeline->model);
    ws_given_close(pipeline->given);
    free(pipeline);
}

const char *ws_pipeline_model(const ws_pipeline *pipeline)
{
    return ws_model_checksum(pipeline->model);
}

const char *ws_pipeline_reader(const ws_pipeline *pipeline)
{
    return pipeline->reader;
}

ws_status ws_pipeline_scratch(const ws_pipeline *pipeline, ws_scratch **out, ws_error *error)
{
    return ws_scratch_new(pipeline->model, out, error);
}

ws_status ws_pipeline_read(const ws_pipeline *pipeline, ws_scratch *scratch, ws_arena *arena, const ws_article *article,
                           ws_reading *out, ws_error *error)
{
    ws_model_reading read;
    *out = (ws_reading){.arena = arena, .article = article};
    ws_status status = ws_text_segment(out, error);
    if (status == WS_OK) status = ws_text_quotations(out, error);
    if (status == WS_OK)
        status = ws_model_read(pipeline->model, scratch, arena, article->text, article->text_size, &read, error);
    if (status == WS_OK)
        status = pipeline->given ? ws_given_take(pipeline->given, pipeline->lexicon, out, error)
                                 : ws_attribution_find(pipeline->lexicon, &read, out, error);
    if (status == WS_OK) status = ws_attribution_classify(pipeline->lexicon, out, error);
    if (status == WS_OK)
        status = ws_speakers_resolve(pipeline->model, pipeline->lexicon, &read, out, pipeline->least_speaker, error);
    if (status == WS_OK) status = ws_circumstances_find(pipeline->lexicon, out, error);
    if (status == WS_OK && !pipeline->given) status = ws_claims_add(pipeline->lexicon, out, error);
    const char *model = status == WS_OK ? ws_arena_strdup(arena, ws_pipeline_model(pipeline)) : NULL;
    if (status == WS_OK && !model) status = ws_no_memory(error);
    for (size_t i = 0; i < out->statement_count && status == WS_OK; i++) {
        out->statements[i].model = model;
        out->statements[i].state = WS_STATE_CURRENT;
    }
    if (status == WS_OK) status = ws_statements_seal(arena, article, out->statements, out->statement_count, error);
    return status == WS_OK ? ws_chains_find(pipeline->lexicon, out, error) : status;
}
