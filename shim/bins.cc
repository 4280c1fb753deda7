/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bins.hh"

#include <algorithm>

namespace whosaid
{

using Xapian::Query;

static const std::string FIRST_NAME(1, ' '); /* no greater than any key or outlet, greater than none at all */
static const std::string LAST_NAME(1, '\xff');

static unsigned slot_of(ws_field_id field)
{
    return ws_field_get(field)->slot;
}

/* Values between these, of statements that are found in another way. Xapian goes through the values of all statements
 * wherever it thinks that few lie between them: articles, which are never matches, are added so that it doesn't. */
static Query among_found(const Query &values)
{
    Arena arena;
    return values | Query(term(arena, WS_FIELD_TYPE, "article"));
}

static Query said_on_some_day()
{
    return among_found(Query(Query::OP_VALUE_GE, slot_of(WS_FIELD_SAID_ON), "0"));
}

std::string first_key(const std::string &speakers)
{
    constexpr size_t KEY_BEGIN = 2;
    if (speakers.size() <= KEY_BEGIN) return "";
    return speakers.substr(KEY_BEGIN, speakers.find(NAME_MARK, KEY_BEGIN) - KEY_BEGIN);
}

/* --- keys --- */

static bool is_by_said(ws_sort sort)
{
    return sort == WS_SORT_SAID_ASCENDING || sort == WS_SORT_SAID_DESCENDING;
}

static unsigned slot_within(ws_sort sort)
{
    return is_by_said(sort) ? SLOT_RANKED : SLOT_NEWEST;
}

static std::string bin_of(ws_sort sort, const Overlay *overlay, Xapian::docid id, const Xapian::Document &document)
{
    if (sort == WS_SORT_OUTLET) return document.get_value(slot_of(WS_FIELD_OUTLET));
    if (is_by_said(sort)) {
        std::string day = document.get_value(slot_of(WS_FIELD_SAID_ON));
        return day.empty() ? document.get_value(slot_of(WS_FIELD_PUBLISHED)) : day;
    }
    unsigned slot = slot_of(WS_FIELD_SPEAKER);
    std::string speakers = document.get_value(slot);
    return first_key(overlay ? overlay->value_or(id, slot, speakers) : speakers);
}

SortKeys::SortKeys(const Xapian::Database &database, const Overlay *overlay, ws_sort sort)
    : overlay_(overlay), sort_(sort), said_(database, term(Arena(), WS_FIELD_DAY, "s"))
{
}

/* Of most statements no more than one value is read where that tells the day of publication too. */
std::string SortKeys::of(Xapian::docid id, const Xapian::Document &document)
{
    std::string within = document.get_value(slot_within(sort_));
    bool published = is_by_said(sort_) && !said_.has(id);
    return (published ? day_of_rank(within) : bin_of(sort_, overlay_, id, document)) + END_OF_BIN + within;
}

/* --- counting --- */

size_t Bins::count(const Query &query, unsigned slot, std::map<std::string, size_t> *counted) const
{
    Xapian::ValueCountMatchSpy spy(slot);
    Xapian::Enquire enquire(database_);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.add_matchspy(&spy);
    Xapian::MSet none = enquire.get_mset(0, 0, database_.get_doccount());
    for (auto one = spy.values_begin(); one != spy.values_end(); ++one) (*counted)[*one] += one.get_termfreq();
    return none.get_matches_estimated();
}

size_t Bins::count_said(std::map<std::string, size_t> *counted) const
{
    size_t known = count(Query(Query::OP_FILTER, matches_, said_on_some_day()), slot_of(WS_FIELD_SAID_ON), counted);
    return known + count(Query(Query::OP_AND_NOT, matches_, said_on_some_day()), slot_of(WS_FIELD_PUBLISHED), counted);
}

size_t Bins::count_speakers(std::map<std::string, size_t> *counted) const
{
    unsigned slot = slot_of(WS_FIELD_SPEAKER);
    std::map<std::string, size_t> values;
    Query read = matches_;
    size_t corrected = 0;
    for (const auto &one :
         overlay_ ? overlay_->changed_values(slot) : std::vector<std::pair<std::string, std::string>>()) {
        std::map<std::string, size_t> unused;
        size_t matching = count(Query(Query::OP_FILTER, matches_, Query(one.first)), slot, &unused);
        values[one.second] += matching;
        corrected += matching;
        read = Query(Query::OP_AND_NOT, read, Query(one.first));
    }
    size_t all = corrected + count(read, slot, &values);
    for (const auto &one : values) (*counted)[first_key(one.first)] += one.second;
    counted->erase("");
    return all;
}

Bins::Bins(const Xapian::Database &database, const Overlay *overlay, ws_sort sort, const Query &matches)
    : database_(database), overlay_(overlay), sort_(sort), matches_(matches)
{
    std::map<std::string, size_t> counted;
    if (is_by_said(sort))
        total_ = count_said(&counted);
    else if (sort == WS_SORT_SPEAKER)
        total_ = count_speakers(&counted);
    else
        total_ = count(matches, slot_of(WS_FIELD_OUTLET), &counted);
    size_t rest = total_;
    for (const auto &one : counted) {
        bins_.push_back({one.first, one.second});
        rest -= one.second;
    }
    if (sort == WS_SORT_SAID_DESCENDING) std::reverse(bins_.begin(), bins_.end());
    if (rest > 0) bins_.push_back({"", rest});
}

/* --- what lies in some bins --- */

/* By all that may stand before the key in the slot. Who was corrected is looked at one by one. */
Query Bins::speakers_within(const std::string &low, const std::string &high) const
{
    unsigned slot = slot_of(WS_FIELD_SPEAKER);
    std::vector<Query> ranges;
    for (char form = '0'; form <= '0' + WS_FORM_INDIRECT; form++)
        for (char found : {'u', '-'})
            ranges.push_back(Query(Query::OP_VALUE_RANGE, slot, std::string{form, found} + low + NAME_MARK,
                                   std::string{form, found} + high + NAME_MARK + LAST_NAME));
    Query within = among_found(Query(Query::OP_OR, ranges.begin(), ranges.end()));
    if (!overlay_) return within;
    std::vector<std::string> changed, inside;
    for (const auto &one : overlay_->changed_values(slot)) {
        std::string key = first_key(one.second);
        changed.push_back(one.first);
        if (!key.empty() && key >= low && key <= high) inside.push_back(one.first);
    }
    if (!changed.empty()) within = Query(Query::OP_AND_NOT, within, Overlay::any(changed));
    return inside.empty() ? within : within | Overlay::any(inside);
}

Query Bins::within(const std::string &low, const std::string &high) const
{
    if (sort_ == WS_SORT_SPEAKER) return speakers_within(low, high);
    if (sort_ == WS_SORT_OUTLET) return among_found(Query(Query::OP_VALUE_RANGE, slot_of(WS_FIELD_OUTLET), low, high));
    Query published(Query::OP_VALUE_RANGE, slot_of(WS_FIELD_PUBLISHED), low, high);
    Query said(Query::OP_VALUE_RANGE, slot_of(WS_FIELD_SAID_ON), low, high);
    return among_found(said | Query(Query::OP_AND_NOT, published, said_on_some_day()));
}

Query Bins::of(size_t first, size_t last) const
{
    if (bins_[first].key.empty()) return Query(Query::OP_AND_NOT, matches_, within(FIRST_NAME, LAST_NAME));
    const std::string &one = bins_[first].key, &other = bins_[last].key;
    return Query(Query::OP_FILTER, matches_, within(std::min(one, other), std::max(one, other)));
}

/* --- a page --- */

/* Bins that lie on the page whole are fetched together, for there may be as many as statements. */
std::vector<Bins::Piece> Bins::pieces(size_t offset, size_t limit) const
{
    std::vector<Piece> pieces;
    for (size_t i = 0; i < bins_.size() && limit > 0; i++) {
        size_t count = bins_[i].count;
        if (offset >= count) {
            offset -= count;
            continue;
        }
        size_t taken = std::min(count - offset, limit);
        bool whole = taken == count && !bins_[i].key.empty();
        bool joins = whole && !pieces.empty() && pieces.back().last + 1 == i && pieces.back().most > 0 &&
                     bins_[pieces.back().last].count <= pieces.back().most && pieces.back().offset == 0;
        if (joins) {
            pieces.back().last = i;
            pieces.back().most += taken;
        } else {
            pieces.push_back({i, i, offset, taken});
        }
        limit -= taken;
        offset = 0;
    }
    return pieces;
}

std::vector<Found> Bins::fetch(const Piece &piece) const
{
    Xapian::Enquire enquire(database_);
    enquire.set_query(of(piece.first, piece.last));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_sort_by_value(slot_within(sort_), false);
    Xapian::MSet matches = enquire.get_mset(piece.offset, piece.most);
    std::vector<Found> found;
    for (auto one = matches.begin(); one != matches.end(); ++one) {
        Xapian::Document document = one.get_document();
        std::string key = piece.first == piece.last ? "" : bin_of(sort_, overlay_, *one, document);
        found.push_back({0, key, *one, document});
    }
    bool turned = sort_ == WS_SORT_SAID_DESCENDING;
    std::stable_sort(found.begin(), found.end(), [turned](const Found &left, const Found &right) {
        return turned ? left.key > right.key : left.key < right.key;
    });
    return found;
}

std::vector<Found> Bins::page(size_t offset, size_t limit) const
{
    std::vector<Found> all;
    for (const Piece &piece : pieces(offset, limit))
        for (Found &one : fetch(piece)) all.push_back(std::move(one));
    return all;
}

} // namespace whosaid
