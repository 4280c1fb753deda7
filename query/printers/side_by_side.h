/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two texts beside each other. */
#ifndef WS_SIDE_BY_SIDE_H
#define WS_SIDE_BY_SIDE_H

#include <stddef.h>
#include <stdio.h>

/* Writes the lines of both, those of the right one from display column `width` + 3 on, behind a rule. Lines of the left
 * one are no wider than `width`; colours in them (as ws_styled_write makes them) take no room. */
void ws_side_by_side(FILE *out, const char *left, const char *right, size_t width);

#endif
