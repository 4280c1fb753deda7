/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints a hash of all that a made-up model says of a text: model_bytes.sh compares it between kinds of CPU. */
#include "model_fixture.h"

#include <unistd.h>

int main(void)
{
    char path[64], text[8192] = "";
    snprintf(path, sizeof path, "/tmp/ws-model-bytes-%d.wsm", (int)getpid());
    model_writer *writer = made_up();
    model_write(writer, path, writer->size);
    free(writer);
    for (size_t used = 0; used + 80 < sizeof text; used = strlen(text))
        snprintf(text + used, sizeof text - used, "“We said not,” the mayor said %zu.\nNot tolls, they said.\n", used);
    ws_model *model = NULL;
    ws_scratch *scratch = NULL;
    ws_arena *arena = ws_arena_new(0);
    ws_model_reading reading;
    ws_error error = {0};
    int failed = ws_model_open(path, &model, &error) || ws_scratch_new(model, &scratch, &error) ||
                 ws_model_read(model, scratch, arena, text, strlen(text), &reading, &error);
    unlink(path);
    if (failed) return fprintf(stderr, "%s\n", error.message), 1;
    XXH3_state_t *hash = XXH3_createState();
    XXH3_64bits_reset(hash);
    for (size_t i = 0; i < reading.cue_count; i++) {
        XXH3_64bits_update(hash, &reading.cues[i].confidence, sizeof reading.cues[i].confidence);
        XXH3_64bits_update(hash, reading.cues[i].roles, reading.cues[i].end - reading.cues[i].begin);
    }
    printf("%zu cues %016llx\n", reading.cue_count, (unsigned long long)XXH3_64bits_digest(hash));
    XXH3_freeState(hash);
    ws_arena_free(arena);
    ws_scratch_free(scratch);
    ws_model_close(model);
    return 0;
}
