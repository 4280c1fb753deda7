/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "other_languages.h"

#include "count_text.h"

#include <string.h>

void ws_other_languages_count(ws_other_languages *languages, const char *language)
{
    size_t size = strcspn(language, "-"), i = 0;
    languages->all++;
    if (size >= WS_OTHER_LANGUAGE_BYTES) size = WS_OTHER_LANGUAGE_BYTES - 1;
    while (i < languages->count &&
           (strlen(languages->items[i].name) != size || memcmp(languages->items[i].name, language, size)))
        i++;
    if (i == WS_OTHER_LANGUAGES) return;
    if (i == languages->count) {
        memcpy(languages->items[i].name, language, size);
        languages->items[i].name[size] = '\0';
        languages->count++;
    }
    languages->items[i].articles++;
}

void ws_other_languages_print(const ws_other_languages *languages, FILE *out)
{
    size_t named = 0;
    fprintf(out, "%s in languages that are not read (", ws_count_text(languages->all).text);
    for (size_t i = 0; i < languages->count; i++) {
        fprintf(out, "%s%s %s", i ? ", " : "", languages->items[i].name,
                ws_count_text(languages->items[i].articles).text);
        named += languages->items[i].articles;
    }
    if (named < languages->all) fprintf(out, ", others %s", ws_count_text(languages->all - named).text);
    fputs(")", out);
}
