/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two people of whom an article speaks as one: "they", "the two men", "both" behind "Ruiz and Amsel". */
#ifndef WS_PAIRS_H
#define WS_PAIRS_H

#include "antecedents.h"

/* Whom such a source means; false: no two people, or not certain. */
bool ws_pair_meant(const ws_discourse *discourse, const ws_source *source, uint32_t entities[2]);

#endif
