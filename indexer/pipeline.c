/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How an article is read, on one screen. */
#include "pipeline.h"

#include "attribution.h"
#include "lexicon.h"
#include "speakers.h"
#include "text.h"

#include <stdlib.h>
#include <unistd.h>

#define LANGUAGE "en"
#define MODEL "rules-1"

struct ws_pipeline {
    ws_lexicon *lexicon;
};

static const char *lexicon_folder(const char *asked)
{
    if (asked) return asked;
    const char *environment = getenv("WHOSAID_LEXICON");
    if (environment && *environment) return environment;
    return access(WS_BUILD_LEXICON "/" LANGUAGE, R_OK | X_OK) ? WS_INSTALLED_LEXICON "/" LANGUAGE
                                                              : WS_BUILD_LEXICON "/" LANGUAGE;
}

ws_status ws_pipeline_open(const char *lexicon, ws_pipeline **out, ws_error *error)
{
    *out = NULL;
    ws_pipeline *pipeline = calloc(1, sizeof *pipeline);
    if (!pipeline) return ws_no_memory(error);
    ws_status status = ws_lexicon_open(lexicon_folder(lexicon), &pipeline->lexicon, error);
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
    free(pipeline);
}

const char *ws_pipeline_model(const ws_pipeline *pipeline)
{
    (void)pipeline;
    return MODEL;
}

ws_status ws_pipeline_read(const ws_pipeline *pipeline, ws_arena *arena, const ws_article *article, ws_reading *out,
                           ws_error *error)
{
    *out = (ws_reading){.arena = arena, .article = article};
    ws_status status = ws_text_segment(out, error);
    if (status == WS_OK) status = ws_text_quotations(out, error);
    if (status == WS_OK) status = ws_attribution_find(pipeline->lexicon, out, error);
    if (status == WS_OK) status = ws_attribution_classify(pipeline->lexicon, out, error);
    if (status == WS_OK) status = ws_speakers_resolve(pipeline->lexicon, out, error);
    for (size_t i = 0; i < out->statement_count && status == WS_OK; i++) {
        out->statements[i].model = MODEL;
        out->statements[i].state = WS_STATE_CURRENT;
    }
    return status == WS_OK ? ws_statements_seal(arena, article, out->statements, out->statement_count, error) : status;
}
