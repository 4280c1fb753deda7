/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "counting.hh"

#include <algorithm>

namespace whosaid
{

static constexpr Xapian::docid PLACES_MOST = 1 << 17; /* a megabyte for each slot */
static constexpr size_t TEXTS_MOST = 1 << 16;         /* before a count; what one finds is all counted */

ReadValues::ReadValues(Xapian::docid last) : places_(std::min(last, PLACES_MOST) + 1)
{
    number_of("");
}

bool ReadValues::is_full() const
{
    return texts_.size() > TEXTS_MOST;
}

uint32_t ReadValues::number_of(const std::string &text)
{
    auto known = numbers_.emplace(text, static_cast<uint32_t>(texts_.size()));
    if (known.second) texts_.push_back(&known.first->first);
    return known.first->second;
}

uint32_t ReadValues::number(Xapian::docid id, unsigned slot, const Xapian::Document &document)
{
    Place &place = places_[id % places_.size()];
    if (place.id != id) place = {id, number_of(document.get_value(slot))};
    return place.number;
}

ValueCounter::ValueCounter(ReadSlots *read, const std::vector<unsigned> &slots, Xapian::docid last)
{
    for (unsigned slot : slots) {
        auto one = read->find(slot);
        if (one != read->end() && one->second.is_full()) {
            read->erase(one);
            one = read->end();
        }
        if (one == read->end()) one = read->emplace(slot, last).first;
        slots_.push_back({slot, &one->second, std::vector<uint32_t>(one->second.count())});
    }
}

void ValueCounter::operator()(const Xapian::Document &document, double)
{
    Xapian::docid id = document.get_docid();
    for (Slot &one : slots_) {
        uint32_t number = one.read->number(id, one.slot, document);
        if (number >= one.counts.size()) one.counts.resize(one.read->count());
        one.counts[number]++;
    }
}

} // namespace whosaid
