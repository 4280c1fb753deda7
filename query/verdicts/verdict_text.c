/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verdicts.h"

#include "json.h"

const char *ws_verdict_rating(ws_arena *arena, const ws_verdict_body *body)
{
    const char *scale = "";
    if (body->is_grade)
        return ws_arena_printf(arena, "%.*s%.*s (%s%.*s%s%s%.*s)", body->source != 0, &body->source, body->item != 0,
                               &body->item, body->source ? "source " : "", body->source != 0, &body->source,
                               body->source && body->item ? ", " : "", body->item ? "item " : "", body->item != 0,
                               &body->item);
    if (body->value && body->best && body->worst)
        scale = ws_arena_printf(arena, "%s on a scale from %s to %s", body->value, body->worst, body->best);
    else if (body->value)
        scale = ws_arena_printf(arena, "%s", body->value);
    if (!scale) return NULL;
    return ws_arena_printf(arena, "%s%s%s", body->rating ? body->rating : "",
                           body->rating && *scale ? " \xc2\xb7 " : "", scale);
}

static void member(ws_buffer *out, const char *name, const char *value)
{
    ws_buffer_printf(out, ",\"%s\":", name);
    ws_json_add_string(out, value && *value ? value : NULL);
}

static void letter(ws_buffer *out, const char *name, char value)
{
    const char text[] = {value, '\0'};
    member(out, name, text);
}

void ws_verdict_json(ws_buffer *out, const ws_kept_verdict *verdict, bool hidden, const char *of)
{
    const ws_verdict_body *body = &verdict->body;
    ws_buffer_printf(out, "{\"verdict\":\"%s\",\"kind\":\"%s\"", verdict->id, body->is_grade ? "grade" : "review");
    if (of) member(out, "of", of);
    member(out, "statement", verdict->statement);
    member(out, "outlet", verdict->outlet);
    member(out, "judge", body->judge);
    member(out, "on", body->on);
    if (body->is_grade) {
        letter(out, "source", body->source);
        letter(out, "item", body->item);
        member(out, "why", hidden ? NULL : body->why);
    } else {
        member(out, "rating", hidden ? NULL : body->rating);
        member(out, "value", body->value);
        member(out, "worst", body->worst);
        member(out, "best", body->best);
        member(out, "url", hidden ? NULL : body->url);
    }
    member(out, "loaded", verdict->when);
    member(out, "by", verdict->who);
    ws_buffer_putc(out, '}');
}
