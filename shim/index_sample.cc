/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian_database.hh"

extern "C" {
#include "date.h"
#include "index_sample.h"
}

namespace whosaid
{

static std::string unique_of_document(const Xapian::Document &document, const std::string &beginning)
{
    auto one = document.termlist_begin();
    one.skip_to(beginning);
    bool found = one != document.termlist_end() && (*one).compare(0, beginning.size(), beginning) == 0;
    return found ? *one : std::string();
}

static bool may_be_shown(const Xapian::Document &document)
{
    char now[21];
    ws_date_now(now);
    return document.get_value(SLOT_RELEASE).empty() && document.get_value(SLOT_EMBARGO) <= now;
}

static ws_status each_article(ws_index *index, bool all, ws_take_article take, void *user, ws_error *error)
{
    Arena terms;
    const Xapian::Database &database = index->database;
    ArticleSet copies = copies_in(index);
    std::string beginning = article_term(terms, "");
    std::string state = term(terms, WS_FIELD_STATE, article_states[WS_ARTICLE_READ]);
    for (auto one = database.postlist_begin(state); one != database.postlist_end(state); ++one) {
        Arena room; /* of one article at a time */
        const ws_article *article;
        Xapian::Document document = database.get_document(*one, Xapian::DOC_ASSUME_VALID);
        std::string unique = unique_of_document(document, beginning);
        if (unique.empty()) unique = stored_unique(database, room, *one);
        if (!may_be_shown(document) || (!all && copies->count(unique))) continue;
        ws_status status = Loader(index, room).article(unique, &article, error);
        if (status == WS_OK) status = take(user, room, article, error);
        if (status != WS_OK) return status;
    }
    return WS_OK;
}

} // namespace whosaid

using namespace whosaid;

ws_status ws_index_read_articles(ws_index *index, bool copies, void (*restart)(void *user), ws_take_article take,
                                 void *user, ws_error *error)
{
    return reading(index, error, [&] {
        restart(user);
        return each_article(index, copies, take, user, error);
    });
}

ws_status ws_index_numbered(ws_index *index, const uint32_t *numbers, size_t count, ws_arena *arena, ws_hit *out,
                            ws_error *error)
{
    return guarded(error, index->where, [&] {
        Loader loader(index, arena);
        for (size_t i = 0; i < count; i++) {
            Xapian::Document document = index->database.get_document(numbers[i]);
            out[i] = ws_hit{};
            ws_status status = loader.hit(numbers[i], document, &out[i], error);
            if (status != WS_OK) return status;
        }
        return WS_OK;
    });
}
