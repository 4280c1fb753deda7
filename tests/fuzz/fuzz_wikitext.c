/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MediaWiki's mark-up of any valid text. */
#include "unicode.h"
#include "wikitext.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ws_arena *arena = ws_arena_new(0);
    ws_buffer out = WS_BUFFER_INIT(64 * 1024 * 1024);
    ws_wiki_facts facts = {.draft = false};
    const char *text = (const char *)data;

    if (ws_utf8_check(text, size) == size) {
        if (ws_wikitext(arena, text, size, &out, &facts, NULL) != WS_OK) abort();
        if (ws_utf8_check(out.bytes ? out.bytes : "", out.size) != out.size) abort();
        ws_wikitext_is_redirect(text, size);
    }
    ws_buffer_free(&out);
    ws_arena_free(arena);
    return 0;
}
