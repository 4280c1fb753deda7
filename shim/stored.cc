/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a writer tells of the articles that are there. */
#include "writer.hh"

#include "update.hh"

extern "C" {
#include "json.h"
}

namespace whosaid
{

static const ws_article_status told[] = {WS_ARTICLE_READ, WS_ARTICLE_WITHDRAWN, WS_ARTICLE_OTHER_LANGUAGE};

static ws_hash key_of(const std::string &unique)
{
    return ws_hash_bytes(unique.data(), unique.size());
}

/* An article's unique term begins so. */
static std::string unique_of_article(const Xapian::Document &document, const std::string &beginning)
{
    auto one = document.termlist_begin();
    one.skip_to(beginning);
    if (one == document.termlist_end() || (*one).compare(0, beginning.size(), beginning) != 0)
        throw Xapian::DatabaseCorruptError("an article has no id");
    return *one;
}

static ws_status tell_each(const Xapian::Database &database, ws_take_stored take, void *user, ws_error *error)
{
    Arena arena;
    std::string beginning = article_term(arena, "");
    for (ws_article_status status : told) {
        std::string state = term(arena, WS_FIELD_STATE, article_states[status]);
        for (auto one = database.postlist_begin(state); one != database.postlist_end(state); ++one) {
            Xapian::Document document = database.get_document(*one, Xapian::DOC_ASSUME_VALID);
            std::string path = document.get_value(SLOT_PATH), model = document.get_value(SLOT_MODEL);
            ws_stored stored = {*one, key_of(unique_of_article(document, beginning)), path.c_str(), model.c_str(),
                                status};
            ws_status taken = take(user, &stored, error);
            if (taken != WS_OK) return taken;
        }
    }
    return WS_OK;
}

} // namespace whosaid

using namespace whosaid;

ws_status ws_writer_each(ws_writer *writer, ws_take_stored take, void *user, ws_error *error)
{
    ws_error unwanted;
    if (!error) error = &unwanted;
    ws_status status = usable(writer, error);
    if (status != WS_OK) return status;
    return guarded(error, writer->place, [&] { return tell_each(*writer->database, take, user, error); });
}

ws_status ws_writer_load(ws_writer *writer, size_t number, ws_arena *arena, ws_article *out, ws_error *error)
{
    ws_error unwanted;
    if (!error) error = &unwanted;
    ws_status status = usable(writer, error);
    if (status != WS_OK) return status;
    return guarded(error, writer->place, [&] {
        std::string data = writer->database->get_document(static_cast<Xapian::docid>(number)).get_data();
        return ws_article_load(arena, data.data(), data.size(), out, error);
    });
}

ws_status ws_writer_copies(ws_writer *writer, const char *article_id, ws_arena *arena, ws_copies *out, ws_error *error)
{
    ws_error unwanted;
    if (!error) error = &unwanted;
    ws_status status = usable(writer, error);
    if (status != WS_OK) return status;
    return guarded(error, writer->place,
                   [&] { return find_copies(*writer->database, arena, false, {article_term(arena, article_id)}, nullptr, out, error); });
}

ws_status ws_article_key(const char *article_id, ws_hash *out, ws_error *error)
{
    return guarded(error, "", [&] {
        Arena arena;
        *out = key_of(article_term(arena, article_id));
        return WS_OK;
    });
}
