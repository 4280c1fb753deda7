/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "responses_answer.h"

#include "count_text.h"
#include "describe.h"
#include "json_values.h"

static const struct {
    ws_sign sign;
    const char *name, *words;
} signs[] = {
    {WS_SIGN_NEAR, "near", "just behind it in the same article"},
    {WS_SIGN_ARTICLE, "same-article", "in the same article"},
    {WS_SIGN_NAMED, "named-by-claim", "by somebody whom the claim names"},
    {WS_SIGN_NAMES, "names-speaker", "names who made the claim"},
    {WS_SIGN_WORDS, "shares-words", "both have"},
};
enum { SIGNS = sizeof signs / sizeof *signs };

/* --- text --- */

static ws_status print_hit(const ws_print *print, const ws_hit *hit, ws_styled *line, ws_error *error)
{
    ws_highlight *highlight;
    ws_status status = ws_highlight_new(print->arena, NULL, &highlight, error);
    if (status != WS_OK) return status;
    status = ws_describe_speakers(print, hit, line, error);
    if (status == WS_OK) status = ws_write_line(print, line, 0, NULL, error);
    if (status == WS_OK)
        status = ws_describe_text(print, highlight, hit, ws_statement_extent(hit->statement), false, line, error);
    if (status == WS_OK) status = ws_write_line(print, line, 4, NULL, error);
    ws_highlight_free(highlight);
    ws_describe_labels(hit, line);
    if (status == WS_OK) status = ws_write_line(print, line, 4, NULL, error);
    if (status == WS_OK) status = ws_describe_place(print, NULL, hit, line, error);
    return status == WS_OK ? ws_write_line(print, line, 4, NULL, error) : status;
}

char *ws_response_why(ws_arena *arena, const ws_response *response)
{
    char *why = ws_arena_strdup(arena, "");
    for (size_t i = 0; i < SIGNS && why; i++)
        if (response->signs & signs[i].sign)
            why = ws_arena_printf(arena, "%s%s%s", why, *why ? "; " : "", signs[i].words);
    for (size_t i = 0; response->signs & WS_SIGN_WORDS && i < response->shared_count && why; i++)
        why = ws_arena_printf(arena, "%s%s%s", why, i ? ", " : " ", response->shared[i]);
    return why;
}

static ws_status print_signs(const ws_print *print, const ws_response *response, ws_styled *line, ws_error *error)
{
    const char *why = ws_response_why(print->arena, response);
    if (!why) return ws_no_memory(error);
    if (*why) ws_styled_puts(line, WS_STYLE_FAINT, "why: ");
    ws_styled_puts(line, WS_STYLE_FAINT, why);
    return ws_write_line(print, line, 4, NULL, error);
}

static const char *heading_of(const ws_response *response)
{
    if (response->decision) return "Accepted as an answer:";
    return response->likely ? "Likely an answer:" : "Possibly an answer:";
}

ws_status ws_text_responses(const ws_print *print, const ws_hit *claim, const ws_responses *responses, ws_error *error)
{
    ws_styled line = ws_styled_new();
    const char *before = NULL;
    ws_status status = print_hit(print, claim, &line, error);
    for (size_t i = 0; i < responses->count && status == WS_OK; i++) {
        const ws_response *response = &responses->items[i];
        const char *heading = heading_of(response);
        fputc('\n', print->out);
        if (heading != before) fprintf(print->out, "%s\n", heading);
        before = heading;
        status = print_hit(print, &response->hit, &line, error);
        if (status == WS_OK) status = print_signs(print, response, &line, error);
    }
    if (status == WS_OK && !responses->count)
        fputs(
            "\nNo response was found in this index. There may be one in an article that is not in it, or one that the "
            "reader missed.\n",
            print->out);
    else if (status == WS_OK)
        fputs(
            "\nProposals, by the rule in whosaid responses --help; whosaid link accept RESPONSE CLAIM --why TEXT keeps "
            "one\n",
            print->out);
    if (responses->rejected)
        fprintf(print->out, "%s left out, as somebody decided\n", ws_count_of(responses->rejected, "proposal").text);
    ws_styled_free(&line);
    return status;
}

/* --- JSON --- */

static ws_status add_response(ws_buffer *buffer, const ws_print *print, ws_offsets_cache *cache,
                              const ws_response *response, ws_error *error)
{
    size_t any = 0;
    ws_buffer_printf(buffer, "{\"schema_version\":%d,\"grade\":\"%s\",\"decision\":", WS_SCHEMA_VERSION,
                     response->decision ? "accepted"
                     : response->likely ? "likely"
                                        : "possible");
    ws_json_add_string(buffer, response->decision ? response->decision->id : NULL);
    ws_buffer_puts(buffer, ",\"signs\":[");
    for (size_t i = 0; i < SIGNS; i++)
        if (response->signs & signs[i].sign) ws_buffer_printf(buffer, "%s\"%s\"", any++ ? "," : "", signs[i].name);
    ws_buffer_puts(buffer, "],\"shared\":[");
    for (size_t i = 0; i < response->shared_count; i++) {
        if (i) ws_buffer_putc(buffer, ',');
        ws_json_add_string(buffer, response->shared[i]);
    }
    ws_buffer_puts(buffer, "],\"statement\":");
    ws_status status = ws_json_add_hit(buffer, print, cache, &response->hit, NULL, error);
    ws_buffer_putc(buffer, '}');
    return status;
}

ws_status ws_json_responses(const ws_print *print, const ws_hit *claim, const ws_responses *responses, bool lines,
                            ws_error *error)
{
    ws_buffer buffer = WS_BUFFER_INIT(WS_JSON_BYTES);
    ws_offsets_cache cache = {NULL, NULL};
    ws_status status = WS_OK;
    if (!lines) {
        ws_buffer_printf(&buffer, "{\"schema_version\":%d,\"rejected\":%zu,\"claim\":", WS_SCHEMA_VERSION,
                         responses->rejected);
        status = ws_json_add_hit(&buffer, print, &cache, claim, NULL, error);
        ws_buffer_puts(&buffer, ",\"responses\":[");
    }
    for (size_t i = 0; i < responses->count && status == WS_OK; i++) {
        if (!lines) ws_buffer_puts(&buffer, i ? ",\n" : "\n");
        status = add_response(&buffer, print, &cache, &responses->items[i], error);
        if (lines) ws_buffer_putc(&buffer, '\n');
        ws_json_flush(&buffer, print->out);
    }
    if (!lines) ws_buffer_puts(&buffer, "]}\n");
    return ws_json_finish(&buffer, print->out, status, error);
}
