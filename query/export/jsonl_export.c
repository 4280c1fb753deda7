/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export.h"
#include "json_values.h"

static ws_status begin(ws_export *export, ws_error *error)
{
    (void)export, (void)error;
    return WS_OK;
}

static ws_status batch(ws_export *export, ws_arena *arena, const ws_hits *hits, ws_error *error)
{
    const ws_print print = {
        .out = export->out, .arena = arena, .people = export->people, .decisions = export->settings->notes};
    return ws_jsonl_printer.hits(&print, NULL, hits, NULL, error);
}

const ws_exporter ws_jsonl_export = {
    .name = "jsonl",
    .about = "one JSON object a line, with all that is known of each statement",
    .takes = WS_TAKES_NOTES,
    .begin = begin,
    .batch = batch,
};
