/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "count_text.h"
#include "end_request.h"
#include "json.h"
#include "reading_run.h"

#include <errno.h>

enum { LINE_BYTES = 512 * 1024 * 1024 };

static const char *const formats[] = {"jsonl", "json", "text", NULL};
enum { JSONL, JSON, TEXT };

typedef struct extract_options {
    ws_reading_options reading;
} extract_options;

static const ws_option options[] = {WS_READING_OPTIONS(extract_options, reading),
                                    {"attributions", 0, WS_OPTION_STRING, offsetof(extract_options, reading.attributions), "FILE",
                                     "take source, cue and content from FILE (lines as printed here), find the speakers", NULL},
                                    {"format", 0, WS_OPTION_CHOICE, offsetof(extract_options, reading.format), "FORMAT",
                                     "one JSON value a line, one for all, or text for people", formats},
                                    {NULL, 0, WS_OPTION_FLAG, 0, NULL, NULL, NULL}};

static ws_status print_text(const ws_context *context, const ws_reading *reading, ws_error *error)
{
    const ws_article *article = reading->article;
    const char *bold = context->colour ? "\033[1m" : "", *dim = context->colour ? "\033[2m" : "",
               *plain = context->colour ? "\033[0m" : "";
    fprintf(context->out, "%s%s%s\n", bold, article->title ? article->title : article->id, plain);
    for (size_t i = 0; i < reading->statement_count; i++) {
        const ws_statement *statement = &reading->statements[i];
        const char *words = ws_spans_text(reading->arena, article->text, statement->content);
        const char *cue = ws_spans_text(reading->arena, article->text, statement->cue);
        if (!words || !cue) return ws_no_memory(error);
        fprintf(context->out, "  %s", bold);
        if (!statement->speaker_count) fputs("speaker not found", context->out);
        for (size_t k = 0; k < statement->speaker_count; k++)
            fprintf(context->out, "%s%s", k ? " + " : "", statement->speakers[k].name);
        fprintf(context->out, "%s %s%s%s: %s %s(%s, %s)%s\n", plain, statement->negated ? "[not] " : "", cue,
                *cue ? "" : "(carried on)", words, dim, ws_value_name(WS_FORMS, (int)statement->form),
                ws_value_name(WS_ACTS, (int)statement->act), plain);
    }
    fputc('\n', context->out);
    return WS_OK;
}

static ws_status print_reading(const ws_reading_run *run, const ws_reading *reading, int format, ws_buffer *line,
                               ws_error *error)
{
    FILE *out = run->context->out;
    if (format == TEXT) return print_text(run->context, reading, error);
    ws_buffer_clear(line);
    ws_status status = ws_extraction_json(line, reading->arena, reading->article, reading->statements,
                                          reading->statement_count, error);
    if (status == WS_OK) status = ws_buffer_status(line, error);
    if (status != WS_OK) return status;
    /* Each line says its version, for lines are read alone; in one value for all it stands once. */
    if (format == JSONL) fprintf(out, "{\"schema_version\":%d,", WS_SCHEMA_VERSION);
    size_t begin = format == JSONL ? 1 : 0, end = format == JSON ? line->size - 1 : line->size;
    fwrite(line->bytes + begin, 1, end - begin, out);
    return WS_OK;
}

static ws_status extract_all(ws_reading_run *run, int format, ws_error *error)
{
    ws_buffer line = WS_BUFFER_INIT(LINE_BYTES);
    ws_context *context = run->context;
    ws_article *article;
    ws_status status;
    size_t printed = 0;
    if (format == JSON) fprintf(context->out, "{\"schema_version\":%d,\"articles\":[", WS_SCHEMA_VERSION);
    while ((status = ws_reading_run_next(run, &article, error)) == WS_OK) {
        ws_reading reading = {.arena = run->work->arena, .article = article};
        if (!ws_other_language(article)) status = ws_reading_run_read(run, &reading, error);
        if (status == WS_REFUSED) continue;
        ws_progress_clear(&run->progress);
        if (status == WS_OK && format == JSON && printed++) fputs(",\n", context->out);
        if (status == WS_OK) status = print_reading(run, &reading, format, &line, error);
        /* Whoever reads the pipe gets each article when it is read. */
        if (status == WS_OK && fflush(context->out))
            status = ws_fail_errno(error, errno, "write to", "standard output");
        if (status != WS_OK) break;
    }
    if (status == WS_END && format == JSON) fputs("]}\n", context->out);
    ws_buffer_free(&line);
    return status == WS_END ? WS_OK : status;
}

static ws_status run_extract(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    const extract_options *asked = options_;
    ws_reading_run run;
    ws_status status = ws_reading_run_open(&run, context, &asked->reading, arguments, error);
    if (status == WS_OK) status = extract_all(&run, asked->reading.format, error);
    if (status == WS_OK && run.passed)
        fprintf(context->err, "passed over: %s without text, as pictures are\n", ws_count_of(run.passed, "item").text);
    if (status == WS_OK) ws_reading_run_print_notes(&run, context->err);
    context->exit_code = run.refused ? 3 : ws_end_request_asked() ? 2 : 0;
    ws_reading_run_close(&run);
    return status;
}

const ws_command ws_extract_command = {
    .name = "extract",
    .summary = "read articles and print their statements, without an index",
    .arguments = "PATH|- ...",
    .description = "Reads files, folders or standard input (-) like 'add', in the same formats\n"
                   "(whosaid-index formats lists them), and prints what it finds:\n"
                   "one article a line, with the spans of source, cue and content in code points of\n"
                   "its text. Lines come out as articles are read.\n"
                   "\n"
                   "Examples:\n"
                   "  whosaid-index extract story.txt\n"
                   "  whosaid-index extract --format=text story.html\n"
                   "  whosaid-index extract archive.jsonl > statements.jsonl",
    .options = options,
    .options_size = sizeof(extract_options),
    .order = 2,
    .run = run_extract,
};
