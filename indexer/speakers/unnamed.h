/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Speakers without a name: what is shown for them, how many they are, for whom they speak. They have no key, so that
 * nobody is ever linked to them. */
#ifndef WS_UNNAMED_H
#define WS_UNNAMED_H

#include "sources.h"

/* Fills a speaker of this type from its source phrase. WS_NO_MEMORY or WS_OK. */
ws_status ws_unnamed_speaker(const ws_mentions *mentions, const ws_source *source, ws_speaker_type type,
                             ws_speaker *out, ws_error *error);

#endif
