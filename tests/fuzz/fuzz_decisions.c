/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of the journal of decisions: whatever is read can be written, read again, and laid over a statement. */
#include "buffer.h"
#include "decisions.h"
#include "json.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    enum { MOST_BYTES = 1 << 24 };
    ws_arena *arena = ws_arena_new(MOST_BYTES);
    ws_decision decision, again;
    ws_statement statement = {.act = WS_ACT_NO_COMMENT};
    if (!arena) return 0;
    if (ws_decision_read(arena, (const char *)bytes, size, "a line", &decision, NULL) == WS_OK) {
        ws_buffer buffer = WS_BUFFER_INIT(MOST_BYTES);
        cJSON *json = ws_decision_json(&decision);
        if (json && ws_json_print(&buffer, json, NULL) == WS_OK &&
            ws_decision_read(arena, buffer.bytes, buffer.size, "its copy", &again, NULL) == WS_CORRUPT)
            abort();
        cJSON_Delete(json);
        ws_buffer_free(&buffer);
        ws_decided_apply(arena, &decision.after, &statement, NULL);
        ws_decisions all = {&decision, 1, NULL};
        ws_speaker_pairs pairs;
        ws_decisions_pairs(arena, &all, &pairs, NULL);
    }
    ws_arena_free(arena);
    return 0;
}
