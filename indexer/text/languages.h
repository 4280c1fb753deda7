/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a text English? */
#ifndef WS_LANGUAGES_H
#define WS_LANGUAGES_H

#include <stddef.h>

enum { WS_LANGUAGE_BYTES = 24 };

typedef struct ws_languages ws_languages;

/* Costs nothing until a text is met that doesn't look English; not for several threads at once. NULL: no memory. */
ws_languages *ws_languages_new(void);
void ws_languages_free(ws_languages *languages);

/* The language (BCP 47; "und" for one that has no name here) of checked UTF-8 that surely isn't English, in `out`; NULL
 * where it is or may be: English function words count most, names and figures nothing, and a text that is short, mixed
 * or unlike any language is given the benefit of the doubt. */
const char *ws_language_not_english(ws_languages *languages, const char *text, size_t size,
                                    char out[WS_LANGUAGE_BYTES]);

#endif
