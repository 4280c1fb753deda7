/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian_database.hh"

using namespace whosaid;

ws_status ws_index_frequencies(ws_index *index, ws_field_id field, const char *const *words, size_t count, size_t *out,
                               ws_error *error)
{
    const ws_field *entry = ws_field_get(field);
    if (!entry || !entry->prefix) return ws_fail(error, WS_USAGE, NULL, "this field has no words to count");
    return reading(index, error, [&] {
        Arena scratch;
        for (size_t i = 0; i < count; i++)
            out[i] = index->database.get_termfreq(term(scratch, field, words[i]));
        return WS_OK;
    });
}
