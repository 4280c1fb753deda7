/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions that several sections ask. Of several who speak jointly the one who is named most fully counts, so that
 * every statement has one naming: named, partly, spokesperson, collective, withheld, insider, unknown, in this order. */
#ifndef WS_MEASURES_H
#define WS_MEASURES_H

#define WS_OPENLY "named OR partly OR spokesperson OR collective"
#define WS_STRICT "naming:withheld -naming:(" WS_OPENLY ")"
#define WS_BROAD "naming:(withheld OR insider) -naming:(" WS_OPENLY ")"

#define WS_STRICT_MEANS "no name, and the text says that it is withheld"
#define WS_BROAD_MEANS "no name, whether or not the text says that it is withheld"

#define WS_COUNT_OF(array) (sizeof(array) / sizeof *(array))

#endif
