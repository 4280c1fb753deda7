/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Matches in the order of days or names without a look at all of them: the statements of a few days are found by their
 * terms, then those of the next, more at a time while little is found. */
#ifndef WS_WALK_HH
#define WS_WALK_HH

#include "bins.hh"

#include <set>

namespace whosaid
{

class Walk
{
  public:
    enum class By { PUBLISHED, SAID, SPEAKER };
    /* `matches`: how many there are, roughly; `wanted`: of them. Days: the newest first where `turned`. */
    Walk(const Xapian::Database &database, By by, bool turned, size_t matches, size_t wanted);
    /* What the query finds on the next days, or by the next names. The last time it is the query itself, which finds
     * those before again; not so with names, for nobody's are left out. False: there is nothing more. */
    bool next(const Xapian::Query &query, Xapian::Query *out);
    /* Whether the last one was the query itself. */
    bool is_whole() const
    {
        return whole_;
    }

  private:
    const Xapian::Database &database_;
    By by_;
    bool turned_;
    std::vector<std::string> keys_; /* months, days or terms of names, in the order of the walk */
    std::vector<size_t> counts_;
    size_t at_ = 0, left_ = 0, chunk_;
    bool whole_ = false;

    void add_months(const std::string &mark, std::map<std::string, size_t> *months) const;
    void find_months();
    void part_month();
    void find_names();
    Xapian::Query on(size_t first, size_t last) const;
};

/* All matches in the order of SortKeys, one that Bins has: few of them. */
std::vector<Found> all_in_order(const Xapian::Database &database, const Overlay *overlay, ws_sort sort,
                                const Xapian::Query &query);
/* The first ones in that order, up to the one before `last`; fewer where names end: then the rest has none. By day said
 * or, where no speaker was corrected, by speaker. */
std::vector<Found> walk_sorted(const Xapian::Database &database, ws_sort sort, const Xapian::Query &query,
                               size_t matches, size_t last);

/* About how many there are of at least this weight, as a part of all statements lets expect. */
size_t about_as_heavy(ws_index *index, const Xapian::Query &query, double weight);

/* No more are there than so many: what is known before any is looked at. */
size_t most_of(const Xapian::Database &database, const Xapian::Query &query);

/* How many there are, counted no further than `most`: then it is what is certain. */
size_t count_to(const Xapian::Database &database, const Xapian::Query &query, size_t most);

/* How many there are: exactly up to ws_walk_bounds_now.count, above it as a part of all statements lets expect. The
 * same however an index is split. */
size_t about_how_many(ws_index *index, const Xapian::Query &query, bool *exact);

} // namespace whosaid
#endif
