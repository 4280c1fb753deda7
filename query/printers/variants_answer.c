/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "variants_answer.h"

#include "count_text.h"
#include "describe.h"
#include "same_text.h"

#include <string.h>

static const ws_hit *hit_at(const ws_variants_answer *answer, size_t i)
{
    return i ? &answer->variants->items[i - 1].hit : answer->hit;
}

static const char *seen_at(const ws_variants_answer *answer, size_t i)
{
    return i ? answer->variants->items[i - 1].seen : answer->seen;
}

/* --- text --- */

static ws_status print_asked(const ws_print *print, const ws_hit *hit, ws_styled *line, ws_error *error)
{
    ws_span extent = ws_statement_extent(hit->statement);
    ws_highlight *highlight;
    ws_status status = ws_highlight_new(print->arena, NULL, &highlight, error);
    if (status != WS_OK) return status;
    status = ws_describe_speakers(print, hit, line, error);
    if (status == WS_OK) status = ws_write_line(print, line, 0, NULL, error);
    if (status == WS_OK) status = ws_describe_text(print, highlight, hit, extent, false, line, error);
    if (status == WS_OK) status = ws_write_line(print, line, 4, NULL, error);
    ws_highlight_free(highlight);
    if (status != WS_OK) return status;
    ws_describe_labels(hit, line);
    status = ws_write_line(print, line, 4, NULL, error);
    if (status == WS_OK) status = ws_describe_place(print, NULL, hit, line, error);
    return status == WS_OK ? ws_write_line(print, line, 4, NULL, error) : status;
}

/* Which heading a variant stands under. */
static const char *heading_of(const ws_variant *variant)
{
    if (variant->verdict == WS_FOLD_SAME) return "The same quotation:";
    if (variant->verdict == WS_FOLD_PROPOSED)
        return "Perhaps the same; these are few words, and not known to be of one occasion:";
    return "The words of others, or of nobody who is named:";
}

static ws_status print_variants(const ws_print *print, const ws_variants_answer *answer, ws_styled *line,
                                ws_error *error)
{
    ws_status status = WS_OK;
    const char *before = NULL;
    for (size_t i = 0; i < answer->variants->count && status == WS_OK; i++) {
        const ws_variant *variant = &answer->variants->items[i];
        const char *heading = heading_of(variant), *relation = ws_relation_name(variant->alignment.relation);
        if (heading != before) fprintf(print->out, "\n%s\n", heading);
        before = heading;
        status = ws_text_variant(print, answer->quote, variant, ws_relation_words(relation), line, error);
    }
    return status;
}

static void add_moment(ws_styled *line, const ws_variants_answer *answer, size_t i)
{
    char id[13];
    const ws_hit *hit = hit_at(answer, i);
    ws_short_id(hit->statement, id);
    ws_styled_puts(line, WS_STYLE_NAME, hit->article->publisher ? hit->article->publisher : "unknown outlet");
    ws_styled_puts(line, WS_STYLE_PLAIN, ", ");
    ws_styled_puts(line, WS_STYLE_PLAIN, seen_at(answer, i));
    ws_styled_puts(line, WS_STYLE_PLAIN, ", ");
    ws_styled_puts(line, WS_STYLE_PLAIN, id);
}

static ws_status print_earliest(const ws_print *print, const ws_variants_answer *answer, ws_styled *line,
                                ws_error *error)
{
    const ws_earliest *earliest = &answer->earliest;
    if (earliest->first == WS_NO_EARLIEST) {
        ws_styled_puts(line, WS_STYLE_PLAIN, "Which is the earliest is not known: none has a date");
        return ws_write_line(print, line, 0, NULL, error);
    }
    ws_styled_puts(line, WS_STYLE_PLAIN,
                   earliest->determined
                       ? "Earliest in this index: "
                       : "The earliest in this index is undetermined (the same day, or within an hour): ");
    add_moment(line, answer, earliest->first);
    for (size_t i = 0; i <= answer->same && !earliest->determined; i++) {
        bool article = !strcmp(hit_at(answer, i)->article->id, hit_at(answer, earliest->first)->article->id);
        if (article || !ws_perhaps_as_early(seen_at(answer, earliest->first), seen_at(answer, i))) continue;
        ws_styled_puts(line, WS_STYLE_PLAIN, "; ");
        add_moment(line, answer, i);
    }
    if (earliest->undated) {
        ws_styled_puts(line, WS_STYLE_PLAIN, "; without a date: ");
        ws_styled_puts(line, WS_STYLE_PLAIN, ws_count_text(earliest->undated).text);
    }
    return ws_write_line(print, line, 0, NULL, error);
}

ws_status ws_text_variants(const ws_print *print, const ws_variants_answer *answer, ws_error *error)
{
    ws_styled line = ws_styled_new();
    ws_status status = print_asked(print, answer->hit, &line, error);
    if (status == WS_OK) status = print_variants(print, answer, &line, error);
    if (status == WS_OK) {
        fputc('\n', print->out);
        if (!answer->variants->count) fputs("No variants in this index\n", print->out);
        if (answer->variants->more)
            fputs("Only those with most of the rarest words were compared; there may be more\n", print->out);
        status = print_earliest(print, answer, &line, error);
    }
    ws_styled_free(&line);
    return status;
}

/* --- JSON --- */

static void add_id(ws_buffer *buffer, const ws_hit *hit)
{
    char hex[33];
    ws_hash_hex(hit->statement->id, hex);
    ws_json_add_string(buffer, hex);
}

static void add_earliest(ws_buffer *buffer, const ws_variants_answer *answer)
{
    const ws_earliest *earliest = &answer->earliest;
    bool known = earliest->first != WS_NO_EARLIEST;
    ws_buffer_printf(buffer, ",\"earliest\":{\"determined\":%s,\"undated\":%zu,\"id\":",
                     known && earliest->determined ? "true" : "false", earliest->undated);
    if (known)
        add_id(buffer, hit_at(answer, earliest->first));
    else
        ws_buffer_puts(buffer, "null");
    ws_buffer_puts(buffer, ",\"seen\":");
    ws_json_add_string(buffer, known ? seen_at(answer, earliest->first) : NULL);
    ws_buffer_puts(buffer, "}");
}

static ws_status print_lines(const ws_print *print, const ws_variants_answer *answer, ws_buffer *buffer,
                             ws_error *error)
{
    ws_offsets_cache cache = {NULL, NULL};
    ws_status status = WS_OK;
    for (size_t i = 0; i < answer->variants->count && status == WS_OK; i++) {
        status = ws_json_add_variant(buffer, print, &cache, answer->quote, &answer->variants->items[i], error);
        ws_buffer_putc(buffer, '\n');
        ws_json_flush(buffer, print->out);
    }
    return status;
}

static ws_status print_value(const ws_print *print, const ws_variants_answer *answer, ws_buffer *buffer,
                             ws_error *error)
{
    ws_offsets_cache cache = {NULL, NULL};
    ws_buffer_printf(buffer, "{\"schema_version\":%d,\"seen\":", WS_SCHEMA_VERSION);
    ws_json_add_string(buffer, answer->seen);
    add_earliest(buffer, answer);
    ws_buffer_printf(buffer, ",\"all_compared\":%s,\"statement\":", answer->variants->more ? "false" : "true");
    ws_status status = ws_json_add_hit(buffer, print, &cache, answer->hit, NULL, error);
    ws_buffer_puts(buffer, ",\"variants\":[");
    for (size_t i = 0; i < answer->variants->count && status == WS_OK; i++) {
        ws_buffer_puts(buffer, i ? ",\n" : "\n");
        status = ws_json_add_variant(buffer, print, &cache, answer->quote, &answer->variants->items[i], error);
        ws_json_flush(buffer, print->out);
    }
    ws_buffer_puts(buffer, "]}\n");
    return status;
}

ws_status ws_json_variants(const ws_print *print, const ws_variants_answer *answer, bool lines, ws_error *error)
{
    ws_buffer buffer = WS_BUFFER_INIT(WS_JSON_BYTES);
    ws_status status = lines ? print_lines(print, answer, &buffer, error) : print_value(print, answer, &buffer, error);
    return ws_json_finish(&buffer, print->out, status, error);
}
