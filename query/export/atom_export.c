/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An Atom feed (RFC 4287), plain text inside. */
#include "escape.h"
#include "items.h"

static void put_element(FILE *out, const char *name, const char *text)
{
    fprintf(out, "<%s>", name);
    ws_put_escaped(out, text);
    fprintf(out, "</%s>\n", name);
}

static void put_content(FILE *out, const ws_sheet_entry *entry)
{
    fputs("<content type=\"text\">", out);
    ws_put_escaped_bytes(out, entry->verbatim->text.size ? entry->verbatim->text.bytes : "",
                         entry->verbatim->text.size);
    fputs("\n", out);
    ws_put_escaped(out, entry->outlet);
    fprintf(out, ", %s: ", entry->day ? entry->day : "no date");
    ws_put_escaped(out, entry->title);
    if (entry->why) fputs("\n", out);
    ws_put_escaped(out, entry->why ? entry->why : "");
    fputs("</content>\n", out);
}

static ws_status put_entry(ws_export *export, ws_arena *arena, const ws_sheet_entry *entry, ws_error *error)
{
    FILE *out = export->out;
    const ws_statement *statement = entry->hit->statement;
    const char *published = entry->hit->article->published;
    char urn[WS_URN_BYTES];
    char *label = ws_item_label(arena, entry);
    if (!label) return ws_no_memory(error);
    ws_item_urn(statement->id, urn);
    fputs("<entry>\n", out);
    put_element(out, "id", urn);
    put_element(out, "title", label);
    put_element(out, "updated", ws_item_is_moment(statement->indexed) ? statement->indexed : export->settings->now);
    if (ws_item_is_moment(published)) put_element(out, "published", published);
    fputs("<author>", out);
    put_element(out, "name", entry->outlet);
    fputs("</author>\n", out);
    if (entry->url) {
        fputs("<link rel=\"alternate\" href=\"", out);
        ws_put_escaped(out, entry->url);
        fputs("\"/>\n", out);
    }
    fprintf(out, "<category term=\"%s\"/>\n<category term=\"%s\"/>\n", ws_value_name(WS_ACTS, (int)statement->act),
            ws_value_name(WS_FORMS, (int)statement->form));
    put_content(out, entry);
    fputs("</entry>\n", out);
    return WS_OK;
}

static ws_status begin(ws_export *export, ws_error *error)
{
    FILE *out = export->out;
    char urn[WS_URN_BYTES];
    char *title = ws_items_title(export);
    if (!title) return ws_no_memory(error);
    ws_items_urn(export, urn);
    fputs("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n", out);
    put_element(out, "id", urn);
    put_element(out, "title", title);
    put_element(out, "subtitle", ws_sheet_note);
    put_element(out, "updated", export->settings->now);
    put_element(out, "generator", "whosaid");
    return WS_OK;
}

static ws_status batch(ws_export *export, ws_arena *arena, const ws_hits *hits, ws_error *error)
{
    return ws_sheets_batch(export, arena, hits, put_entry, error);
}

static ws_status end(ws_export *export, ws_error *error)
{
    (void)error;
    fputs("</feed>\n", export->out);
    return WS_OK;
}

const ws_exporter ws_atom_export = {
    .name = "atom",
    .about = "an Atom feed",
    .begin = begin,
    .batch = batch,
    .end = end,
};
