/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sorting by what lies in no slot in its order: the day when something was said or else published, the speaker, the
 * outlet. The matches are counted by value first, which tells on which values a page lies; only its own statements are
 * fetched then. Servers count values as well as folders do, so shards agree. */
#ifndef WS_BINS_HH
#define WS_BINS_HH

#include "xapian_database.hh"

namespace whosaid
{

struct Found {
    double weight;
    std::string key;
    Xapian::docid id;
    Xapian::Document document;
};

/* The best matches of a query: as many as were asked for, or all. */
struct Ranked {
    std::string asked; /* description of the query */
    bool estimate;     /* the total may be one */
    std::vector<Found> best;
    size_t total;
    bool exact;
};

/* The name key of the first speaker in a value of his slot; empty: he has none. */
std::string first_key(const std::string &speakers);

/* What statements are sorted by, as corrected, asked in the order of their numbers: the day, the first speaker's name key
 * or the outlet, END_OF_BIN, and the order among those that share it. Empty before END_OF_BIN: it comes last. */
constexpr char END_OF_BIN = '\x1d';
class SortKeys
{
  public:
    SortKeys(const Xapian::Database &database, const Overlay *overlay, ws_sort sort);
    std::string of(Xapian::docid id, const Xapian::Document &document);

  private:
    const Overlay *overlay_;
    ws_sort sort_;
    Having said_; /* on a day that is told */
};

class Bins
{
  public:
    Bins(const Xapian::Database &database, const Overlay *overlay, ws_sort sort, const Xapian::Query &matches);
    size_t total() const
    {
        return total_;
    }
    std::vector<Found> page(size_t offset, size_t limit) const;

  private:
    struct Bin {
        std::string key; /* day, name key or outlet; empty: none, the last bin */
        size_t count;
    };
    /* Bins first..last, of which `most` statements are taken from the one at `offset` on. */
    struct Piece {
        size_t first, last, offset, most;
    };
    const Xapian::Database &database_;
    const Overlay *overlay_;
    ws_sort sort_;
    Xapian::Query matches_;
    size_t total_ = 0;
    std::vector<Bin> bins_;

    size_t count(const Xapian::Query &query, unsigned slot, std::map<std::string, size_t> *counted) const;
    size_t count_said(std::map<std::string, size_t> *counted) const;
    size_t count_speakers(std::map<std::string, size_t> *counted) const;
    Xapian::Query within(const std::string &low, const std::string &high) const;
    Xapian::Query speakers_within(const std::string &low, const std::string &high) const;
    Xapian::Query of(size_t first, size_t last) const;
    std::vector<Piece> pieces(size_t offset, size_t limit) const;
    std::vector<Found> fetch(const Piece &piece) const;
};

} // namespace whosaid
#endif
