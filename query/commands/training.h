/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people decided about statements, to train a reader with. */
#ifndef WS_TRAINING_H
#define WS_TRAINING_H

#include "common.h"

/* Prints each article that a correction or rejection in force is about, by its id: as `whosaid-index extract` does,
 * with the decisions applied. "corrected" of an attribution names the fields that were; what was rejected stands in
 * "rejected" instead. Withdrawn and superseded statements, and articles with names that are hidden, are left out. JSON
 * lines, or with --format=json one value. *count: how many articles. */
ws_status ws_training_print(ws_session *session, const ws_common_options *options, size_t *count, ws_error *error);

#endif
