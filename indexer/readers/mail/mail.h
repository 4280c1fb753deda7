/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A message as an article: its own words, without what it answers, whom it was sent to, and what is attached. */
#ifndef WS_MAIL_H
#define WS_MAIL_H

#include "arena.h"
#include "buffer.h"
#include "record.h"
#include "status.h"

#include <stdbool.h>

enum {
    WS_MAIL_PARTS = 500, /* of one message, at most: those that say more are refused */
    WS_MAIL_DEPTH = 20   /* deepest part that is looked into */
};

/* Fills an article from the bytes of a message: id from Message-ID, title from the subject, published from Date, author
 * from a From that names one person, publisher from the list or the newsletter that sent it, text from the plain part
 * or else the HTML; `cut_off` where the end of a part is missing. WS_REFUSED: no message, or no words of its own. */
ws_status ws_mail_read(ws_arena *arena, const char *bytes, size_t size, ws_article *article, ws_error *error);

/* Does a file begin with the header of a message? */
bool ws_mail_begins(const unsigned char *head, size_t size);

/* Appends the writer's own lines of a checked text: no quoted lines, no line that introduces them, nothing from a
 * forwarded or answered message on, no signature, no notice of a device or of a mailing list. */
void ws_mail_own_words(const char *text, size_t size, ws_buffer *out);

#endif
