/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a name key is made of, for telling whether two of them can be one person's. */
#ifndef WS_NAME_PARTS_H
#define WS_NAME_PARTS_H

#include "arena.h"

#include <stdbool.h>
#include <stddef.h>

enum { WS_NAME_WORDS = 8 }; /* a longer key has no parts */

/* The words of a key; initials at its beginning are one word ("j d vance" and "jd vance" alike). */
typedef struct ws_name_words {
    const char *items[WS_NAME_WORDS];
    size_t count; /* 0: too many */
} ws_name_words;

/* Strings compare equal where spelling leaves it open: the surname has no apostrophe and one ending for -y, -i, -iy and
 * -yy. "" where there is none. */
typedef struct ws_name_parts {
    const char *surname;  /* with its suffix: "kennedi jr" */
    const char *given;    /* "" for a surname alone */
    const char *initials; /* first letters of the names between */
    const char *middle;   /* the names between, in full or not */
    bool abbreviated;     /* one of them is only a letter */
    bool is_short;        /* a surname, alone or with one initial */
} ws_name_parts;

/* false: no memory. */
bool ws_name_split(ws_arena *arena, const char *key, ws_name_words *out);
bool ws_name_part(ws_arena *arena, const char *key, ws_name_parts *out);

/* A word as it compares. NULL: no memory. */
const char *ws_name_skeleton(ws_arena *arena, const char *word);

/* The name of a body without "the" before it and what says its legal form ("texaco inc"). NULL: no memory. */
const char *ws_name_body(ws_arena *arena, const char *key);

#endif
