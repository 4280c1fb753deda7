/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "walk.hh"

#include <algorithm>

extern "C" {
#include "walk_bounds.h"
}

ws_walk_bounds ws_walk_bounds_now = {2000, 10000, 2000};

namespace whosaid
{

using Xapian::Query;

static constexpr size_t GROWTH = 4;
static constexpr size_t MOST_NAMES = 20000; /* in one chunk */

Walk::Walk(const Xapian::Database &database, By by, bool turned, size_t matches, size_t wanted)
    : database_(database), by_(by), turned_(turned),
      chunk_(
          std::max<size_t>(ws_walk_bounds_now.chunk,
                           2 * wanted * (static_cast<double>(database.get_doccount()) / std::max<size_t>(matches, 1))))
{
    if (by == By::SPEAKER)
        find_names();
    else
        find_months();
    for (size_t count : counts_) left_ += count;
}

/* Months, and "" for the undated, of terms with a mark. The days between them are passed over. */
void Walk::add_months(const std::string &mark, std::map<std::string, size_t> *months) const
{
    Arena arena;
    std::string start = term(arena, WS_FIELD_DAY, mark);
    auto one = database_.allterms_begin(start), end = database_.allterms_end(start);
    while (one != end) {
        std::string found = *one, month = found.substr(start.size());
        if (month.size() == WS_MONTH || (month.empty() && mark == "p")) (*months)[month] += one.get_termfreq();
        if (month.empty())
            ++one;
        else
            one.skip_to(found.substr(0, start.size() + WS_MONTH) + ":"); /* greater than any digit */
    }
}

void Walk::find_months()
{
    std::map<std::string, size_t> months;
    add_months("p", &months);
    if (by_ == By::SAID) add_months("s", &months);
    for (const auto &one : months)
        if (!one.first.empty()) keys_.push_back(one.first);
    if (turned_) std::reverse(keys_.begin(), keys_.end());
    if (months.count("")) keys_.push_back("");
    for (const std::string &one : keys_) counts_.push_back(months[one]);
}

/* A month that is more than is to be looked at together gives way to its days. */
void Walk::part_month()
{
    Arena arena;
    std::map<std::string, size_t> days;
    for (const char *mark : {"p", "s"}) {
        if (*mark == 's' && by_ != By::SAID) continue;
        std::string start = term(arena, WS_FIELD_DAY, mark), month = start + keys_[at_];
        for (auto one = database_.allterms_begin(month); one != database_.allterms_end(month); ++one)
            if ((*one).size() > month.size()) days[(*one).substr(start.size())] += one.get_termfreq();
    }
    std::vector<std::string> keys;
    std::vector<size_t> counts;
    for (const auto &one : days) keys.push_back(one.first);
    if (turned_) std::reverse(keys.begin(), keys.end());
    for (const std::string &one : keys) counts.push_back(days[one]);
    keys_.erase(keys_.begin(), keys_.begin() + at_ + 1);
    counts_.erase(counts_.begin(), counts_.begin() + at_ + 1);
    keys_.insert(keys_.begin(), keys.begin(), keys.end());
    counts_.insert(counts_.begin(), counts.begin(), counts.end());
    at_ = 0;
}

void Walk::find_names()
{
    Arena arena;
    std::string start = term(arena, WS_FIELD_SPEAKER, "");
    for (auto one = database_.allterms_begin(start); one != database_.allterms_end(start); ++one) {
        keys_.push_back(*one);
        counts_.push_back(one.get_termfreq());
    }
}

Query Walk::on(size_t first, size_t last) const
{
    Arena arena;
    std::vector<Query> published, said;
    for (size_t i = first; i < last; i++) {
        if (by_ == By::SPEAKER) {
            published.push_back(Query(keys_[i]));
            continue;
        }
        published.push_back(Query(term(arena, WS_FIELD_DAY, "p" + keys_[i])));
        if (!keys_[i].empty()) said.push_back(Query(term(arena, WS_FIELD_DAY, "s" + keys_[i])));
    }
    Query days(Query::OP_OR, published.begin(), published.end());
    if (by_ != By::SAID) return days;
    days = Query(Query::OP_AND_NOT, days, Query(term(arena, WS_FIELD_DAY, "s")));
    return days | Query(Query::OP_OR, said.begin(), said.end());
}

bool Walk::next(const Query &query, Query *out)
{
    if (whole_ || at_ == keys_.size()) return false;
    whole_ = by_ != By::SPEAKER && 2 * chunk_ >= left_;
    if (!whole_ && by_ != By::SPEAKER && keys_[at_].size() == WS_MONTH && counts_[at_] > chunk_) part_month();
    size_t first = at_, found = 0;
    while (!whole_ && at_ < keys_.size() && found < chunk_ && at_ - first < MOST_NAMES) found += counts_[at_++];
    *out = whole_ ? query : Query(Query::OP_FILTER, query, on(first, at_));
    left_ -= found;
    chunk_ *= GROWTH;
    return true;
}

/* --- orders --- */

using Known = std::set<Xapian::docid>;

/* What a query finds, in order. With `known`, what was found before is not found again, and who has no name is not. */
static std::vector<Found> take_all(const Xapian::Database &database, const Overlay *overlay, ws_sort sort,
                                   const Query &query, Known *known)
{
    Xapian::Enquire enquire(database);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    Xapian::MSet matches = enquire.get_mset(0, database.get_doccount());
    std::vector<Found> found;
    SortKeys keys(database, overlay, sort);
    for (auto one = matches.begin(); one != matches.end(); ++one) {
        Xapian::Document document = database.get_document(*one, Xapian::DOC_ASSUME_VALID);
        std::string key = keys.of(*one, document);
        if (known && ((sort == WS_SORT_SPEAKER && key[0] == END_OF_BIN) || !known->insert(*one).second)) continue;
        found.push_back({0, key, *one, document});
    }
    bool turned = sort == WS_SORT_SAID_DESCENDING;
    std::sort(found.begin(), found.end(), [turned](const Found &left, const Found &right) {
        std::string one = left.key.substr(0, left.key.find(END_OF_BIN));
        std::string other = right.key.substr(0, right.key.find(END_OF_BIN));
        if (one != other && (one.empty() || other.empty())) return other.empty();
        if (one != other) return turned ? one > other : one < other;
        return left.key != right.key ? left.key < right.key : left.id < right.id;
    });
    return found;
}

std::vector<Found> all_in_order(const Xapian::Database &database, const Overlay *overlay, ws_sort sort,
                                const Query &query)
{
    return take_all(database, overlay, sort, query, nullptr);
}

/* A statement of several speakers is found by all of them, and stands at the first one. */
std::vector<Found> walk_sorted(const Xapian::Database &database, ws_sort sort, const Query &query, size_t matches,
                               size_t last)
{
    Walk::By by = sort == WS_SORT_SPEAKER ? Walk::By::SPEAKER : Walk::By::SAID;
    Walk walk(database, by, sort == WS_SORT_SAID_DESCENDING, matches, last);
    std::vector<Found> found;
    Known known;
    Query part;
    while (found.size() < last && walk.next(query, &part))
        for (Found &one : take_all(database, nullptr, sort, part, &known)) found.push_back(std::move(one));
    if (found.size() > last) found.resize(last);
    return found;
}

/* --- how many --- */

size_t count_to(const Xapian::Database &database, const Query &query, size_t most)
{
    Xapian::Enquire enquire(database);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    return enquire.get_mset(0, 1, std::min<size_t>(most, database.get_doccount())).get_matches_lower_bound();
}

size_t most_of(const Xapian::Database &database, const Query &query)
{
    Xapian::Enquire enquire(database);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    return enquire.get_mset(0, 0).get_matches_upper_bound();
}

/* In so many parts of all statements. */
static size_t count_in_parts(const Xapian::Database &database, const Query &query, double weight, size_t parts)
{
    Xapian::Enquire enquire(database);
    enquire.set_query(in_samples(query, parts));
    if (weight > 0)
        enquire.set_weighting_scheme(Xapian::CoordWeight());
    else
        enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_cutoff(0, weight);
    return enquire.get_mset(0, 1, database.get_doccount()).get_matches_estimated();
}

size_t about_as_heavy(ws_index *index, const Query &query, double weight)
{
    constexpr size_t KEPT = 16, PARTS = 4, FEW_PARTS = 2;
    size_t parts = weight > 0 ? FEW_PARTS : PARTS;
    std::string asked = std::to_string(weight) + query.get_description();
    auto known = index->sampled.find(asked);
    if (known != index->sampled.end()) return known->second;
    if (index->sampled.size() >= KEPT) index->sampled.clear();
    return index->sampled[asked] = count_in_parts(index->database, query, weight, parts) * WS_SAMPLES / parts;
}

size_t about_how_many(ws_index *index, const Query &query, bool *exact)
{
    const Xapian::Database &database = index->database;
    size_t most = ws_walk_bounds_now.count;
    *exact = true;
    if (most_of(database, query) <= most) return count_to(database, query, database.get_doccount());
    size_t about = about_as_heavy(index, query, 0);
    size_t count = about <= 2 * most ? count_to(database, query, most + 1) : about;
    *exact = count <= most;
    return *exact ? count : to_two_digits(std::max(about, most + 1));
}

} // namespace whosaid
