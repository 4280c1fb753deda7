/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many articles were passed over for their language, and which ones. */
#ifndef WS_OTHER_LANGUAGES_H
#define WS_OTHER_LANGUAGES_H

#include <stdio.h>

enum { WS_OTHER_LANGUAGES = 12, WS_OTHER_LANGUAGE_BYTES = 12 };

typedef struct ws_other_languages {
    size_t all;
    size_t count;
    struct {
        char name[WS_OTHER_LANGUAGE_BYTES]; /* "de"; without region */
        size_t articles;
    } items[WS_OTHER_LANGUAGES]; /* those beyond are counted in `all` only */
} ws_other_languages;

void ws_other_languages_count(ws_other_languages *languages, const char *language);
/* "3 in languages that are not read (de 2, fr 1)" */
void ws_other_languages_print(const ws_other_languages *languages, FILE *out);

#endif
