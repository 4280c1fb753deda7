/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the executable cases: cases [-v] FOLDER. Every `must` has to pass; of the `aims`, and of the statements of
 * articles that are not in the repository, at least the shares that FOLDER/floor.txt names. -v shows how each failed
 * aim differs. Exit status 1 when one of these does not hold, or a case makes no sense. */
#include "cases.h"

#include "circumstances.h"
#include "date.h"
#include "lemma.h"
#include "lexicon.h"
#include "pipeline.h"
#include "text.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct tally {
    size_t asked, passed;
} tally;

typedef struct runner {
    ws_pipeline *pipeline;
    ws_scratch *scratch;
    ws_lexicon *lexicon;
    ws_arena *arena;  /* of the case at hand */
    ws_buffer actual; /* what came out, in the notation of the expectation */
    bool verbose;
    tally musts, aims, statements; /* statements: of articles outside the repository */
    size_t senseless;              /* cases with a line that makes no sense */
    ws_agreement agreement;        /* of the case at hand, where readings are compared */
} runner;

/* Tuesday, 15 April 2025, noon UTC: the clock of the cases. */
static const time_t case_clock = 1744718400;

/* --- text --- */

static void print_escaped(ws_buffer *out, const char *text, ws_span span)
{
    for (uint32_t i = span.begin; i < span.end; i++) {
        if (text[i] == '\n')
            ws_buffer_puts(out, "\\n");
        else if (text[i] == '\r')
            ws_buffer_puts(out, "\\r");
        else
            ws_buffer_putc(out, text[i]);
    }
    ws_buffer_putc(out, '\n');
}

static bool report_failure(runner *self, ws_status status, const ws_error *error)
{
    if (status == WS_OK) return true;
    ws_buffer_printf(&self->actual, "failed: %s: %s\n", ws_status_name(status), error->message);
    return false;
}

static ws_article article_of(const ws_case *test)
{
    return (ws_article){.path = "case",
                        .text = test->text,
                        .text_size = test->text_size,
                        .published = test->published,
                        .publisher = test->publisher,
                        .dateline = test->dateline};
}

static bool read_text_stages(runner *self, const ws_case *test, ws_article *article, ws_reading *reading)
{
    ws_error error = {.status = WS_OK};
    *article = article_of(test);
    *reading = (ws_reading){.arena = self->arena, .article = article};
    ws_status status = ws_article_seal(self->arena, article, &error);
    if (status == WS_OK) status = ws_text_segment(reading, &error);
    if (status == WS_OK) status = ws_text_quotations(reading, &error);
    return report_failure(self, status, &error);
}

static void run_sentences(runner *self, const ws_case *test)
{
    ws_article article;
    ws_reading reading;
    if (!read_text_stages(self, test, &article, &reading)) return;
    for (size_t i = 0; i < reading.sentence_count; i++)
        print_escaped(&self->actual, test->text, reading.sentences[i].span);
}

static void run_paragraphs(runner *self, const ws_case *test)
{
    ws_article article;
    ws_reading reading;
    if (!read_text_stages(self, test, &article, &reading)) return;
    for (size_t i = 0; i < reading.paragraph_count; i++)
        print_escaped(&self->actual, test->text, reading.paragraphs[i].span);
}

static void run_quotations(runner *self, const ws_case *test)
{
    ws_article article;
    ws_reading reading;
    if (!read_text_stages(self, test, &article, &reading)) return;
    for (size_t i = 0; i < reading.quotation_count; i++) {
        const ws_quotation *quotation = &reading.quotations[i];
        for (uint32_t depth = 0; depth <= quotation->depth; depth++) ws_buffer_putc(&self->actual, '>');
        ws_span inner = quotation->inner;
        while (inner.begin < inner.end && test->text[inner.begin] == ' ') inner.begin++;
        while (inner.begin < inner.end && test->text[inner.end - 1] == ' ') inner.end--;
        ws_buffer_printf(&self->actual, " %.*s", (int)(inner.end - inner.begin), test->text + inner.begin);
        const char *before = " [", *after = "";
        const struct {
            bool holds;
            const char *word;
        } notes[] = {
            {!quotation->closed, "unclosed"}, {quotation->continues >= 0, "carries on"}, {quotation->scare, "scare"}};
        for (size_t j = 0; j < 3; j++) {
            if (!notes[j].holds) continue;
            ws_buffer_printf(&self->actual, "%s%s", before, notes[j].word);
            before = ", ";
            after = "]";
        }
        ws_buffer_printf(&self->actual, "%s\n", after);
    }
    if (!reading.quotation_count) ws_buffer_puts(&self->actual, "none\n");
}

static void run_headings(runner *self, const ws_case *test)
{
    ws_error error;
    ws_article article = {.path = "case", .text = test->text, .text_size = test->text_size};
    if (!report_failure(self, ws_text_headings(self->arena, &article, &error), &error)) return;
    ws_buffer_printf(&self->actual, "title: %s\ndateline: %s\n", article.title ? article.title : "-",
                     article.dateline ? article.dateline : "-");
}

static void run_decode(runner *self, const ws_case *test)
{
    ws_error error;
    const char *text;
    size_t size;
    ws_status status = ws_text_decode(self->arena, test->text, test->text_size, NULL, &text, &size, &error);
    if (status == WS_REFUSED)
        ws_buffer_puts(&self->actual, "refused\n");
    else if (report_failure(self, status, &error))
        ws_buffer_printf(&self->actual, "%.*s\n", (int)size, text);
}

/* --- one line, one question: "WRITTEN => UNDERSTOOD" --- */

static const char *understand_date(ws_arena *arena, const char *written)
{
    return ws_date_normalise(arena, written);
}

static const char *understand_period(ws_arena *arena, const char *written)
{
    ws_period period;
    ws_error error;
    if (ws_period_parse(written, case_clock, &period, &error) != WS_OK) return NULL;
    return ws_arena_printf(arena, "%s..%s", period.from, period.to);
}

static const char *understand_name(ws_arena *arena, const char *written)
{
    return ws_name_key(arena, written);
}

static void ask_lines(runner *self, const ws_case *test, const char *(*understand)(ws_arena *, const char *))
{
    for (size_t i = 0; i < test->expected_count; i++) {
        const char *arrow = strstr(test->expected[i], " => ");
        size_t size = arrow ? (size_t)(arrow - test->expected[i]) : strlen(test->expected[i]);
        const char *written = ws_arena_string(self->arena, test->expected[i], size);
        const char *understood = written ? understand(self->arena, written) : NULL;
        ws_buffer_printf(&self->actual, "%.*s => %s\n", (int)size, test->expected[i], understood ? understood : "none");
    }
}

static void run_date(runner *self, const ws_case *test)
{
    ask_lines(self, test, understand_date);
}

static void run_period(runner *self, const ws_case *test)
{
    ask_lines(self, test, understand_period);
}

static void run_name(runner *self, const ws_case *test)
{
    ask_lines(self, test, understand_name);
}

/* --- attributions --- */

static ws_expectation *expectations(runner *self, const ws_case *test, size_t *count)
{
    ws_expectation *expected = ws_case_expectations(self->arena, test, count, &self->actual);
    self->senseless += !expected;
    if (!expected && self->actual.bytes) fprintf(stderr, "%s:%zu: %s", test->file, test->line, self->actual.bytes);
    return expected;
}

static bool compare_reading(runner *self, const ws_case *test, const ws_reading *reading,
                            const ws_expectation *expected, size_t count)
{
    self->agreement = ws_case_compare(self->arena, reading, expected, count, test->text_file, &self->actual);
    return !self->agreement.failed && self->agreement.right == count && !self->agreement.surplus;
}

static bool run_reading(runner *self, const ws_case *test)
{
    ws_error error;
    ws_article article = article_of(test);
    ws_reading reading;
    size_t count;
    ws_expectation *expected = expectations(self, test, &count);
    if (!expected) return false;
    self->agreement.expected = count;
    ws_status status = ws_article_seal(self->arena, &article, &error);
    if (status == WS_OK)
        status = ws_pipeline_read(self->pipeline, self->scratch, self->arena, &article, &reading, &error);
    return report_failure(self, status, &error) && compare_reading(self, test, &reading, expected, count);
}

/* Who speaks, where an expectation says so. */
static void give_speaker(runner *self, const ws_expectation *expected, ws_statement *statement)
{
    const char *name = NULL;
    for (size_t i = 0; i < expected->field_count; i++)
        if (!strcmp(expected->keys[i], "speaker")) name = expected->values[i];
    ws_speaker *speaker = name ? ws_arena_alloc(self->arena, sizeof *speaker) : NULL;
    if (!speaker) return;
    *speaker = (ws_speaker){.name = name, .type = WS_SPEAKER_PERSON};
    statement->speakers = speaker;
    statement->speaker_count = 1;
}

/* The fields of attributions whose spans are given, by one stage of reading. */
static bool run_given(runner *self, const ws_case *test,
                      ws_status (*stage)(const ws_lexicon *, ws_reading *, ws_error *))
{
    ws_error error;
    ws_article article;
    ws_reading reading;
    size_t count;
    const ws_cue *cue;
    ws_expectation *expected = expectations(self, test, &count);
    if (!expected || !read_text_stages(self, test, &article, &reading)) return false;
    reading.statements = ws_arena_array(self->arena, count, sizeof *reading.statements);
    if (!reading.statements) return false;
    reading.statement_count = count;
    for (size_t i = 0; i < count; i++)
        reading.statements[i] =
            (ws_statement){.source = expected[i].roles[0],
                           .cue = expected[i].roles[1],
                           .content = expected[i].roles[2],
                           .cue_lemma = ws_cue_lemma(self->lexicon, &reading, expected[i].roles[1], &cue),
                           .paragraph = 1};
    for (size_t i = 0; i < count; i++) give_speaker(self, &expected[i], &reading.statements[i]);
    ws_status status = stage(self->lexicon, &reading, &error);
    return report_failure(self, status, &error) && compare_reading(self, test, &reading, expected, count);
}

static bool run_class(runner *self, const ws_case *test)
{
    return run_given(self, test, ws_attribution_classify);
}

static bool run_circumstances(runner *self, const ws_case *test)
{
    return run_given(self, test, ws_circumstances_find);
}

static bool names(const ws_reading *reading, ws_arena *arena, const char *source, const char *name)
{
    for (size_t i = 0; i < reading->statement_count; i++) {
        const ws_statement *statement = &reading->statements[i];
        const char *phrase = ws_spans_text(arena, reading->article->text, statement->source);
        if (!phrase || strcmp(phrase, source)) continue;
        for (size_t j = 0; j < statement->speaker_count; j++) {
            const ws_speaker *speaker = &statement->speakers[j];
            bool somebody = speaker->key || speaker->type == WS_SPEAKER_PERSON; /* else the name is a descriptor */
            if (somebody && speaker->name && strstr(speaker->name, name)) return true;
        }
    }
    return false;
}

/* "SOURCE => NAME": no statement with this source is filed under that name. Prints the lines that are broken. */
static bool run_never(runner *self, const ws_case *test)
{
    ws_error error;
    ws_article article = article_of(test);
    ws_reading reading;
    ws_status status = ws_article_seal(self->arena, &article, &error);
    if (status == WS_OK)
        status = ws_pipeline_read(self->pipeline, self->scratch, self->arena, &article, &reading, &error);
    bool good = report_failure(self, status, &error);
    for (size_t i = 0; i < test->expected_count && status == WS_OK; i++) {
        const char *arrow = strstr(test->expected[i], " => ");
        const char *source =
            arrow ? ws_arena_string(self->arena, test->expected[i], (size_t)(arrow - test->expected[i])) : NULL;
        if (source && !names(&reading, self->arena, source, arrow + 4)) continue;
        ws_buffer_printf(&self->actual, "broken: %s\n", test->expected[i]);
        good = false;
    }
    return good;
}

/* --- running --- */

static const struct {
    const char *name;
    void (*print)(runner *, const ws_case *); /* prints what came out, to be equal to what is expected */
    bool (*compare)(runner *, const ws_case *);
} kinds[] = {
    {"reading", NULL, run_reading},     {"class", NULL, run_class},
    {"sentences", run_sentences, NULL}, {"paragraphs", run_paragraphs, NULL},
    {"headings", run_headings, NULL},   {"quotations", run_quotations, NULL},
    {"decode", run_decode, NULL},       {"date", run_date, NULL},
    {"period", run_period, NULL},       {"name", run_name, NULL},
    {"never", NULL, run_never},         {"circumstances", NULL, run_circumstances},
};

static bool equals_expected(runner *self, const ws_case *test)
{
    const char *rest = self->actual.bytes ? self->actual.bytes : "";
    for (size_t i = 0; i < test->expected_count; i++) {
        size_t size = strlen(test->expected[i]);
        if (strncmp(rest, test->expected[i], size) || rest[size] != '\n') return false;
        rest += size + 1;
    }
    return !*rest;
}

static bool run_kind(runner *self, const ws_case *test)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kinds[i].name, test->kind)) continue;
        if (kinds[i].compare) return kinds[i].compare(self, test);
        kinds[i].print(self, test);
        return equals_expected(self, test);
    }
    ws_buffer_printf(&self->actual, "there is no kind of case called \"%s\"\n", test->kind);
    return false;
}

static void show_difference(const runner *self, const ws_case *test)
{
    printf("%s:%zu: %s: %s\n", test->file, test->line, test->aim ? "missed" : "FAILED", test->name);
    if (test->aim && !self->verbose) return;
    for (size_t i = 0; i < test->expected_count && !test->text_file; i++)
        printf("    expected  %s\n", test->expected[i]);
    for (const char *line = self->actual.bytes; line && *line;) {
        size_t size = strcspn(line, "\n");
        printf("    %s%.*s\n", test->text_file ? "" : "came out  ", (int)size, line);
        line += size + (line[size] == '\n');
    }
}

static void run_case(runner *self, const ws_case *test)
{
    if (test->absent) {
        printf("%s:%zu: skipped: %s: there is no %s\n", test->file, test->line, test->name, test->text_file);
        return;
    }
    ws_arena_reset(self->arena);
    ws_buffer_clear(&self->actual);
    self->agreement = (ws_agreement){0};
    bool passed = run_kind(self, test);
    tally *counts = test->text_file ? &self->statements : test->aim ? &self->aims : &self->musts;
    counts->asked += test->text_file ? self->agreement.expected + self->agreement.surplus : 1;
    counts->passed += test->text_file ? self->agreement.right : passed;
    if (!passed) show_difference(self, test);
}

static int is_case_file(const struct dirent *entry)
{
    size_t size = strlen(entry->d_name);
    return size > 4 && !strcmp(entry->d_name + size - 4, ".txt") && strcmp(entry->d_name, "floor.txt");
}

static bool read_folder(ws_arena *arena, const char *folder, ws_cases *cases)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, is_case_file, alphasort);
    bool good = count > 0;
    for (int i = 0; i < count; i++) {
        const char *path = ws_arena_printf(arena, "%s/%s", folder, entries[i]->d_name);
        good = path && ws_cases_read(arena, path, cases) && good;
        free(entries[i]);
    }
    if (count >= 0) free(entries);
    if (!good) fprintf(stderr, "%s: no cases, or not all of them could be read\n", folder);
    return good;
}

/* The committed shares, in percent: of the aims, and of the statements of articles outside the repository. */
static bool read_floors(const char *folder, double floors[2])
{
    char path[4096];
    snprintf(path, sizeof path, "%s/floor.txt", folder);
    FILE *stream = fopen(path, "r");
    bool good = stream && fscanf(stream, "%lf %lf", &floors[0], &floors[1]) == 2;
    if (!good) fprintf(stderr, "%s: not two numbers\n", path);
    if (stream) fclose(stream);
    return good;
}

/* Nothing asked passes. */
static bool above(const char *name, const tally *counts, double floor)
{
    if (!counts->asked) return true;
    double share = 100.0 * (double)counts->passed / (double)counts->asked;
    printf("%s: %zu of %zu passed, %.1f%%; the floor is %.1f%%\n", name, counts->passed, counts->asked, share, floor);
    if (share >= floor + 1) printf("The floor may rise: write %.1f into floor.txt.\n", share - 0.05);
    return share >= floor;
}

static int judge(const runner *self, const char *folder)
{
    double floors[2];
    printf("must: %zu of %zu passed\n", self->musts.passed, self->musts.asked);
    if (!read_floors(folder, floors)) return 1;
    bool good = above("aims", &self->aims, floors[0]);
    good = above("statements of articles elsewhere", &self->statements, floors[1]) && good;
    return !good || self->senseless || self->musts.passed < self->musts.asked;
}

static bool open_runner(runner *self)
{
    ws_error error;
    self->arena = ws_arena_new(0);
    self->actual = WS_BUFFER_INIT(1 << 20);
    if (self->arena &&
        ws_pipeline_open(&(ws_pipeline_choices){NULL, NULL, NULL, 0}, &self->pipeline, &error) == WS_OK &&
        ws_pipeline_scratch(self->pipeline, &self->scratch, &error) == WS_OK &&
        ws_lexicon_open(WS_SOURCE "/indexer/lexicon/en", &self->lexicon, &error) == WS_OK)
        return true;
    fprintf(stderr, "cases: %s\n", self->arena ? error.message : "no memory");
    return false;
}

int main(int argc, char **argv)
{
    runner self = {.verbose = argc == 3 && !strcmp(argv[1], "-v")};
    if (argc != 2 + self.verbose) {
        fprintf(stderr, "usage: cases [-v] FOLDER\n");
        return 2;
    }
    const char *folder = argv[argc - 1];
    ws_arena *arena = ws_arena_new(0);
    ws_cases cases = {NULL, 0, 0};
    int result = 2;
    if (arena && read_folder(arena, folder, &cases) && open_runner(&self)) {
        for (size_t i = 0; i < cases.count; i++) run_case(&self, &cases.items[i]);
        result = judge(&self, folder);
    }
    ws_buffer_free(&self.actual);
    ws_lexicon_close(self.lexicon);
    ws_scratch_free(self.scratch);
    ws_pipeline_close(self.pipeline);
    ws_arena_free(self.arena);
    ws_arena_free(arena);
    return result;
}
