/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <xapian.h>

#include <new>
#include <string>

extern "C" {
#include "analyser.h"
}

struct ws_stemmer {
    Xapian::Stem stem{"english"};
};

ws_stemmer *ws_stemmer_new(void)
{
    try {
        return new ws_stemmer;
    } catch (...) {
        return nullptr;
    }
}

void ws_stemmer_free(ws_stemmer *stemmer)
{
    delete stemmer;
}

const char *ws_stem(ws_stemmer *stemmer, ws_arena *arena, const char *folded)
{
    try {
        const std::string stem = stemmer->stem(folded);
        return ws_arena_string(arena, stem.data(), stem.size());
    } catch (...) {
        return nullptr;
    }
}
