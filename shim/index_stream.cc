/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All matches of a query, one after the other. */
#include "xapian_database.hh"

namespace whosaid
{

static constexpr Xapian::doccount WINDOW = 20000; /* statements whose numbers and keys are in memory together */
static constexpr size_t BATCH = 100;              /* statements that are */

/* The keys of SLOT_OLDEST are all different, so that the last one handed out tells where to go on. */
class Stream
{
  public:
    Stream(ws_index *index, const ws_search *search, ws_take_hits take, void *user)
        : index_(index), search_(search), take_(take), user_(user)
    {
    }
    ws_status window(ws_error *error);
    bool done() const
    {
        return done_;
    }
    const std::string &last() const
    {
        return last_;
    }

  private:
    ws_index *index_;
    const ws_search *search_;
    ws_take_hits take_;
    void *user_;
    std::string last_;
    bool done_ = false;
    size_t seen_ = 0;

    ws_status batch(Xapian::MSetIterator *next, const Xapian::MSetIterator &end, ws_error *error);
};

ws_status Stream::batch(Xapian::MSetIterator *next, const Xapian::MSetIterator &end, ws_error *error)
{
    Arena arena;
    Loader loader(index_, arena);
    std::vector<ws_hit> hits;
    std::string last;
    for (; *next != end && hits.size() < BATCH; ++*next) {
        Xapian::Document document = index_->database.get_document(**next); /* those that are got by `next` it keeps */
        last = document.get_value(SLOT_OLDEST);
        if (search_->every > 1 && seen_++ % search_->every) continue;
        ws_hit hit = {};
        ws_status status = loader.hit(**next, document, &hit, error);
        if (status != WS_OK) return status;
        hits.push_back(hit);
    }
    ws_hits batch = {};
    batch.items = hits.data();
    batch.count = batch.total = hits.size();
    batch.total_exact = true;
    last_ = last; /* whatever happens next: nothing is handed out twice */
    return hits.empty() ? WS_OK : take_(user_, arena, &batch, error);
}

ws_status Stream::window(ws_error *error)
{
    Arena arena;
    QueryBuilder builder(index_, arena);
    ws_status status = builder.check(search_->query, error);
    if (status != WS_OK) return status;
    Xapian::Query query = builder.filtered(builder.build(search_->query, Reach::CONTENT), search_);
    if (!last_.empty())
        query = Xapian::Query(Xapian::Query::OP_FILTER, query,
                              Xapian::Query(Xapian::Query::OP_VALUE_GE, SLOT_OLDEST, last_ + '\0'));
    Xapian::Enquire enquire(index_->database);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_sort_by_value(SLOT_OLDEST, false);
    Xapian::MSet matches = enquire.get_mset(0, WINDOW);
    auto next = matches.begin();
    while (next != matches.end() && status == WS_OK) status = batch(&next, matches.end(), error);
    done_ = status == WS_OK && matches.size() < WINDOW;
    return status;
}

} // namespace whosaid

using namespace whosaid;

/* A writer may move on again and again: that ends it only where nothing could be read in between. */
ws_status ws_index_stream(ws_index *index, const ws_search *search, ws_take_hits take, void *user, ws_error *error)
{
    Stream stream(index, search, take, user);
    ws_status status = WS_OK;
    while (status == WS_OK && !stream.done()) {
        std::string before = stream.last();
        status = reading(index, error, [&] { return stream.window(error); });
        if (status == WS_MODIFIED && stream.last() != before) status = WS_OK;
    }
    return status;
}
