/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verdicts as others publish them, and the file that they are kept in. */
#include "verdicts.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void check_given(const ws_given_verdict *one)
{
    const ws_verdict_body *body = &one->body;
    ws_kept_verdict kept = {.when = "", .who = ""}, again = kept;
    if (!body->judge || one->url_count > WS_VERDICT_URLS) abort();
    if (body->is_grade ? !body->source && !body->item : !body->rating && !body->value) abort();
    if (body->is_grade && one->speaker) abort();
    if (ws_verdict_seal(one, &kept, NULL) != WS_OK || ws_verdict_seal(one, &again, NULL) != WS_OK) return;
    if (strlen(kept.id) != WS_VERDICT_ID_BYTES - 1 || strcmp(kept.id, again.id) != 0) abort();
}

/* What is kept of one is read back as it was. */
static void check_line(ws_arena *arena, const ws_given_verdict *one)
{
    ws_kept_verdict kept = {.when = "w", .who = "who", .outlet = "The Post", .body = one->body};
    ws_buffer line = WS_BUFFER_INIT(1 << 22);
    ws_verdicts back = {.items = NULL};
    if (ws_verdict_seal(one, &kept, NULL) == WS_OK) ws_verdict_line(&line, &kept);
    if (line.size && !line.failed) {
        ws_status status = ws_verdicts_parse(arena, line.bytes, line.size, "file", &back, NULL);
        if (status != WS_OK && status != WS_NO_MEMORY) abort();
        if (status == WS_OK && (back.count != 1 || strcmp(back.items[0].body.judge, one->body.judge) != 0)) abort();
    }
    ws_buffer_free(&line);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    enum { MOST_BYTES = 1 << 24 };
    ws_arena *arena = ws_arena_new(MOST_BYTES);
    ws_given_verdicts given;
    ws_verdicts kept = {.items = NULL};
    if (!arena) return 0;
    if (ws_verdicts_read(arena, (const char *)bytes, size, &given, NULL) == WS_OK) {
        if (given.count + given.fault_count != given.seen) abort();
        for (size_t i = 0; i < given.count; i++) check_given(&given.items[i]);
        if (given.count) check_line(arena, &given.items[0]);
    }
    if (ws_verdicts_parse(arena, (const char *)bytes, size, "verdicts", &kept, NULL) == WS_OK) {
        for (size_t i = 0; i < kept.count; i++)
            if (strlen(kept.items[i].id) != WS_VERDICT_ID_BYTES - 1 || !kept.items[i].body.judge) abort();
        ws_verdicts_sort(&kept);
        for (size_t i = 0; i < kept.count; i++)
            if (!ws_verdicts_find(&kept, &kept.items[i])) abort();
    }
    ws_arena_free(arena);
    return 0;
}
