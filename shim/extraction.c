/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line that `whosaid-index extract` writes for an article. */
#include "json.h"
#include "json_build.h"

#include <stdio.h>
#include <string.h>

static void add_key(ws_buffer *buffer, const char *key)
{
    bool first = buffer->size == 0 || buffer->bytes[buffer->size - 1] == '{';
    ws_buffer_printf(buffer, "%s\"%s\":", first ? "" : ",", key);
}

static void add_string(ws_buffer *buffer, const char *key, const char *string)
{
    add_key(buffer, key);
    ws_json_add_string(buffer, string);
}

static void add_spans(ws_buffer *buffer, const char *key, const ws_offsets *offsets, ws_spans spans)
{
    add_key(buffer, key);
    ws_buffer_putc(buffer, '[');
    for (size_t i = 0; i < spans.count; i++)
        ws_buffer_printf(buffer, "%s[%zu,%zu]", i ? "," : "", ws_offsets_codepoint(offsets, spans.items[i].begin),
                         ws_offsets_codepoint(offsets, spans.items[i].end));
    ws_buffer_putc(buffer, ']');
}

/* Names joined into one string; null when nobody has one. */
static ws_status add_joined(ws_buffer *buffer, const char *key, const char *const *names, size_t count,
                            const char *between, ws_error *error)
{
    ws_buffer joined = WS_BUFFER_INIT(buffer->limit);
    for (size_t i = 0; i < count; i++) {
        if (!names[i]) continue;
        if (joined.size) ws_buffer_puts(&joined, between);
        ws_buffer_puts(&joined, names[i]);
    }
    add_string(buffer, key, joined.size ? joined.bytes : NULL);
    ws_status status = ws_buffer_status(&joined, error);
    ws_buffer_free(&joined);
    return status;
}

static ws_status add_speakers(ws_buffer *buffer, ws_arena *arena, const ws_statement *statement, ws_error *error)
{
    const ws_speaker *first = statement->speaker_count ? &statement->speakers[0] : NULL;
    const char **names = ws_arena_array(arena, statement->speaker_count + statement->via_count, sizeof *names);
    if (!names) return ws_no_memory(error);
    for (size_t i = 0; i < statement->speaker_count; i++) names[i] = statement->speakers[i].name;
    size_t named = statement->unresolved || !first || first->type == WS_SPEAKER_NONE ? 0 : statement->speaker_count;
    ws_status status = add_joined(buffer, "speaker", names, named, " + ", error);
    if (status) return status;
    const char *type = first                   ? ws_value_name(WS_SPEAKER_TYPES, (int)first->type)
                       : statement->unresolved ? NULL
                                               : "none";
    add_string(buffer, "speaker_type", type);
    int sure = first ? ws_confidence_thousandths(first->confidence) : 0;
    if (first) ws_buffer_printf(buffer, ",\"speaker_confidence\":%d.%03d", sure / 1000, sure % 1000);
    add_string(buffer, "role", first ? first->role : NULL);
    add_string(buffer, "affiliation", first ? first->affiliation : NULL);
    for (size_t i = 0; i < statement->via_count; i++) names[i] = statement->via[i].name;
    return add_joined(buffer, "via", names, statement->via_count, " > ", error);
}

static void add_sure(ws_buffer *buffer, const ws_statement *statement)
{
    const char *const names[] = {"addressee", "medium", "time", "via"};
    const float sure[] = {statement->sure.addressee, statement->sure.medium, statement->sure.time, statement->sure.via};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        int share = ws_confidence_thousandths(sure[i]);
        if (share) ws_buffer_printf(buffer, ",\"%s_confidence\":%d.%03d", names[i], share / 1000, share % 1000);
    }
}

static ws_status add_attribution(ws_buffer *buffer, ws_arena *arena, const ws_offsets *offsets,
                                 const ws_statement *statement, ws_error *error)
{
    int confidence = ws_confidence_thousandths(statement->confidence);
    ws_buffer_putc(buffer, '{');
    add_spans(buffer, "source", offsets, statement->source);
    add_spans(buffer, "cue", offsets, statement->cue);
    add_spans(buffer, "content", offsets, statement->content);
    add_spans(buffer, "quoted", offsets, statement->quoted);
    add_string(buffer, "form", ws_value_name(WS_FORMS, (int)statement->form));
    add_string(buffer, "act", ws_value_name(WS_ACTS, (int)statement->act));
    add_key(buffer, "negated");
    ws_buffer_puts(buffer, statement->negated ? "true" : "false");
    ws_status status = add_speakers(buffer, arena, statement, error);
    if (status) return status;
    add_string(buffer, "addressee", statement->addressee);
    add_string(buffer, "medium", statement->medium);
    add_string(buffer, "time", statement->time.text);
    bool set = statement->setting != WS_SETTING_NONE;
    add_string(buffer, "setting", set ? ws_value_name(WS_SETTINGS, (int)statement->setting) : NULL);
    ws_buffer_printf(buffer, ",\"confidence\":%d.%03d", confidence / 1000, confidence % 1000);
    add_sure(buffer, statement);
    ws_buffer_putc(buffer, '}');
    return WS_OK;
}

ws_status ws_extraction_json(ws_buffer *buffer, ws_arena *arena, const ws_article *article,
                             const ws_statement *statements, size_t count, ws_error *error)
{
    const ws_offsets *offsets = ws_offsets_new(arena, article->text, article->text_size);
    if (!offsets) return ws_no_memory(error);
    ws_buffer_puts(buffer, "{\"id\":");
    if (article->input_id && article->input_id_is_number)
        ws_buffer_puts(buffer, article->input_id);
    else
        ws_json_add_string(buffer, article->input_id ? article->input_id : article->id);
    ws_buffer_puts(buffer, ",\"text\":");
    ws_json_add_string(buffer, article->text);
    ws_buffer_puts(buffer, ",\"attributions\":[");
    for (size_t i = 0; i < count; i++) {
        if (i) ws_buffer_putc(buffer, ',');
        ws_status status = add_attribution(buffer, arena, offsets, &statements[i], error);
        if (status) return status;
    }
    ws_buffer_puts(buffer, "]}\n");
    return ws_buffer_status(buffer, error);
}
