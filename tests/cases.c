/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the executable cases: cases [-v] FOLDER. Every `must` has to pass; of the `aims` at least the share that
 * FOLDER/floor.txt names. -v shows how each failed aim differs. Exit status 1 when either does not hold. */
#include "cases.h"

#include "analyser.h"
#include "attribution.h"
#include "circumstances.h"
#include "date.h"
#include "json.h"
#include "lemma.h"
#include "lexicon.h"
#include "pipeline.h"
#include "text.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct runner {
    ws_pipeline *pipeline;
    ws_scratch *scratch;
    ws_lexicon *lexicon;
    ws_arena *arena;  /* of the case at hand */
    ws_buffer actual; /* what came out, in the notation of the expectation */
    bool verbose;
    size_t musts, musts_failed, aims, aims_failed;
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

static const char *json_text(ws_arena *arena, const cJSON *value)
{
    if (cJSON_IsString(value)) return ws_arena_strdup(arena, value->valuestring);
    if (cJSON_IsBool(value)) return cJSON_IsTrue(value) ? "true" : "false";
    if (cJSON_IsNumber(value)) return ws_arena_printf(arena, "%g", value->valuedouble);
    return "-";
}

/* Names of a list, joined. */
static const char *joined_names(ws_arena *arena, const cJSON *list, const char *joint)
{
    const char *all = NULL;
    const cJSON *item;
    cJSON_ArrayForEach(item, list)
    {
        const char *name = json_text(arena, ws_json_member(item, "name"));
        all = all ? ws_arena_printf(arena, "%s%s%s", all, joint, name) : name;
    }
    return all ? all : "-";
}

/* The source phrases of the statements with these ids, joined; "-" for no ids. */
static const char *sources_of(ws_arena *arena, const ws_reading *reading, const cJSON *ids)
{
    const char *all = NULL;
    for (size_t i = 0; i < reading->statement_count; i++) {
        char hex[33];
        const cJSON *id;
        const ws_statement *statement = &reading->statements[i];
        bool meant = cJSON_IsString(ids);
        ws_hash_hex(statement->id, hex);
        if (meant) meant = !strcmp(ids->valuestring, hex);
        cJSON_ArrayForEach(id, ids) meant |= cJSON_IsString(id) && !strcmp(id->valuestring, hex);
        if (!meant) continue;
        const char *source = ws_spans_text(arena, reading->article->text, statement->source);
        all = all ? ws_arena_printf(arena, "%s + %s", all, source) : source;
    }
    return all ? all : "-";
}

/* Fields by which a statement was sourced; NULL: another field. */
static const char *sourcing_field(ws_arena *arena, const ws_reading *reading, const cJSON *json, const char *key)
{
    static const char *const of_anonymity[] = {"proximity",  "reason",      "reason-kind",
                                               "descriptor", "specificity", "judgement"};
    if (!strcmp(key, "rests-on")) return sources_of(arena, reading, ws_json_member(json, "rests_on"));
    if (!strcmp(key, "repeats")) return sources_of(arena, reading, ws_json_member(json, key));
    if (!strcmp(key, "seen-by")) return json_text(arena, ws_json_member(ws_json_member(json, "document"), "seen_by"));
    if (!strcmp(key, "obtained")) return json_text(arena, ws_json_member(ws_json_member(json, "document"), key));
    if (!strcmp(key, "asked-by")) return json_text(arena, ws_json_member(ws_json_member(json, "response"), "asked_by"));
    if (!strcmp(key, "about")) return json_text(arena, ws_json_member(ws_json_member(json, "response"), key));
    for (size_t i = 0; i < sizeof of_anonymity / sizeof *of_anonymity; i++)
        if (!strcmp(key, of_anonymity[i]))
            return json_text(arena, ws_json_member(ws_json_member(json, "anonymity"),
                                                   !strcmp(key, "reason-kind") ? "reason_kind" : key));
    return NULL;
}

/* A field by its name in the cases; they are those of the statement's JSON, some by a shorter way. */
static const char *statement_field(ws_arena *arena, const ws_reading *reading, const cJSON *json, const char *key)
{
    const char *sourcing = sourcing_field(arena, reading, json, key);
    if (sourcing) return sourcing;
    static const char *const of_speaker[] = {"naming", "basis", "role", "affiliation", "count", NULL};
    const cJSON *speakers = ws_json_member(json, "speakers");
    if (!strcmp(key, "speaker")) return joined_names(arena, speakers, " + ");
    if (!strcmp(key, "via")) return joined_names(arena, ws_json_member(json, "via"), " > ");
    if (!strcmp(key, "type")) {
        const cJSON *first = cJSON_GetArrayItem(speakers, 0);
        return first ? json_text(arena, ws_json_member(first, "type")) : "none";
    }
    for (size_t i = 0; of_speaker[i]; i++)
        if (!strcmp(key, of_speaker[i])) return json_text(arena, ws_json_member(cJSON_GetArrayItem(speakers, 0), key));
    if (!strcmp(key, "lemma")) return json_text(arena, ws_json_member(ws_json_member(json, "cue"), "lemma"));
    if (!strcmp(key, "response")) return json_text(arena, ws_json_member(ws_json_member(json, key), "kind"));
    if (!strcmp(key, "time")) return json_text(arena, ws_json_member(ws_json_member(json, key), "text"));
    if (!strcmp(key, "date") || !strcmp(key, "precision"))
        return json_text(arena, ws_json_member(ws_json_member(json, "time"), key));
    return json_text(arena, ws_json_member(json, key));
}

/* Marks the words that a role holds; a `that` at the head of the content is neither here nor there. */
static char *role_words(ws_arena *arena, const ws_words *words, ws_spans spans, bool content)
{
    char *marks = ws_arena_alloc(arena, words->count + 1);
    bool first = true;
    for (size_t i = 0, s = 0; marks && i < words->count; i++) {
        while (s < spans.count && spans.items[s].end <= words->items[i].span.begin) s++;
        bool held = s < spans.count && spans.items[s].begin <= words->items[i].span.begin;
        marks[i] = held && !(content && first && !strcmp(words->items[i].folded, "that"));
        if (held) first = false;
    }
    return marks;
}

static bool same_roles(ws_arena *arena, const ws_words *words, const ws_expectation *expected,
                       const ws_statement *found)
{
    const ws_spans roles[3] = {found->source, found->cue, found->content};
    for (int role = 0; role < 3; role++) {
        const char *wanted = role_words(arena, words, expected->roles[role], role == 2);
        const char *got = role_words(arena, words, roles[role], role == 2);
        if (!wanted || !got || memcmp(wanted, got, words->count)) return false;
    }
    return true;
}

static void print_spans(runner *self, const char *label, const char *text, ws_spans spans)
{
    ws_buffer_puts(&self->actual, label);
    if (!spans.count) ws_buffer_putc(&self->actual, '-');
    for (size_t i = 0; i < spans.count; i++) {
        if (i) ws_buffer_puts(&self->actual, " + ");
        ws_buffer_add(&self->actual, text + spans.items[i].begin, spans.items[i].end - spans.items[i].begin);
    }
}

/* What was found, with the fields that the case asks about anywhere. */
static void print_statement(runner *self, const ws_article *article, const ws_statement *statement, const cJSON *json,
                            const ws_expectation *like, const ws_reading *reading)
{
    print_spans(self, "who: ", article->text, statement->source);
    print_spans(self, " | cue: ", article->text, statement->cue);
    print_spans(self, " | what: ", article->text, statement->content);
    ws_buffer_putc(&self->actual, '\n');
    for (size_t i = 0; like && i < like->field_count; i++)
        ws_buffer_printf(&self->actual, "%s: %s\n", like->keys[i],
                         statement_field(self->arena, reading, json, like->keys[i]));
}

static bool same_fields(runner *self, const ws_reading *reading, const cJSON *json, const ws_expectation *expected)
{
    for (size_t i = 0; i < expected->field_count; i++)
        if (strcmp(statement_field(self->arena, reading, json, expected->keys[i]), expected->values[i])) return false;
    return true;
}

/* Compares all statements with all expectations and prints the statements. */
static bool compare_reading(runner *self, const ws_reading *reading, const ws_expectation *expected, size_t count)
{
    const ws_article *article = reading->article;
    ws_words words;
    ws_error error;
    ws_offsets *offsets = ws_offsets_new(self->arena, article->text, article->text_size);
    if (!offsets || ws_analyse(self->arena, article->text, (ws_span){0, (uint32_t)article->text_size}, &words, &error))
        return false;
    bool same = count == reading->statement_count;
    bool *met = ws_arena_array(self->arena, count + 1, sizeof *met);
    for (size_t i = 0; met && i < reading->statement_count; i++) {
        const ws_statement *statement = &reading->statements[i];
        cJSON *json = ws_statement_json(article, offsets, statement);
        size_t match = 0;
        while (match < count && (met[match] || !same_roles(self->arena, &words, &expected[match], statement))) match++;
        same = same && match < count && same_fields(self, reading, json, &expected[match]);
        if (match < count) met[match] = true;
        print_statement(self, article, statement, json, match < count ? &expected[match] : NULL, reading);
        cJSON_Delete(json);
    }
    if (!reading->statement_count) ws_buffer_puts(&self->actual, "none\n");
    return same && met;
}

static bool run_reading(runner *self, const ws_case *test)
{
    ws_error error;
    ws_article article = article_of(test);
    ws_reading reading;
    size_t count;
    ws_expectation *expected = ws_case_expectations(self->arena, test, &count, &self->actual);
    if (!expected) return false;
    ws_status status = ws_article_seal(self->arena, &article, &error);
    if (status == WS_OK)
        status = ws_pipeline_read(self->pipeline, self->scratch, self->arena, &article, &reading, &error);
    return report_failure(self, status, &error) && compare_reading(self, &reading, expected, count);
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
    ws_expectation *expected = ws_case_expectations(self->arena, test, &count, &self->actual);
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
    return report_failure(self, status, &error) && compare_reading(self, &reading, expected, count);
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
    for (size_t i = 0; i < test->expected_count; i++) printf("    expected  %s\n", test->expected[i]);
    for (const char *line = self->actual.bytes; line && *line;) {
        size_t size = strcspn(line, "\n");
        printf("    came out  %.*s\n", (int)size, line);
        line += size + (line[size] == '\n');
    }
}

static void run_case(runner *self, const ws_case *test)
{
    ws_arena_reset(self->arena);
    ws_buffer_clear(&self->actual);
    bool passed = run_kind(self, test);
    ++*(test->aim ? &self->aims : &self->musts);
    if (passed) return;
    ++*(test->aim ? &self->aims_failed : &self->musts_failed);
    show_difference(self, test);
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

/* The committed share of aims, in percent; -1 when there is none. */
static double read_floor(const char *folder)
{
    char path[4096];
    double floor = -1;
    snprintf(path, sizeof path, "%s/floor.txt", folder);
    FILE *stream = fopen(path, "r");
    if (!stream || fscanf(stream, "%lf", &floor) != 1) fprintf(stderr, "%s: no number in it\n", path);
    if (stream) fclose(stream);
    return floor;
}

static int judge(const runner *self, double floor)
{
    double share = self->aims ? 100.0 * (double)(self->aims - self->aims_failed) / (double)self->aims : 100;
    printf("must: %zu of %zu passed\n", self->musts - self->musts_failed, self->musts);
    printf("aims: %zu of %zu passed, %.1f%%; the floor is %.1f%%\n", self->aims - self->aims_failed, self->aims, share,
           floor);
    if (share >= floor + 1 && floor >= 0) printf("The floor may rise: write %.1f into floor.txt.\n", share - 0.05);
    return self->musts_failed || floor < 0 || share < floor;
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
        result = judge(&self, read_floor(folder));
    }
    ws_buffer_free(&self.actual);
    ws_lexicon_close(self.lexicon);
    ws_scratch_free(self.scratch);
    ws_pipeline_close(self.pipeline);
    ws_arena_free(self.arena);
    ws_arena_free(arena);
    return result;
}
