/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting values of statements. To read one takes most of the time of counting it, and the same statements are counted
 * again: by whoever narrows a search, and by every estimate, for all have the same samples. */
#ifndef WS_COUNTING_HH
#define WS_COUNTING_HH

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>
#include <xapian.h>

namespace whosaid
{

/* Values of one slot that were read before, as numbers, in bounded memory: a document's place is another's, too. */
class ReadValues
{
  public:
    explicit ReadValues(Xapian::docid last);
    ReadValues(const ReadValues &) = delete;
    ReadValues &operator=(const ReadValues &) = delete;
    /* 0: it has none. */
    uint32_t number(Xapian::docid id, unsigned slot, const Xapian::Document &document);
    const std::string &text(uint32_t number) const
    {
        return *texts_[number];
    }
    size_t count() const
    {
        return texts_.size();
    }
    /* Is there nothing to be gained by more of them? */
    bool is_full() const;

  private:
    struct Place {
        Xapian::docid id;
        uint32_t number;
    };
    std::vector<Place> places_;
    std::unordered_map<std::string, uint32_t> numbers_;
    std::vector<const std::string *> texts_;

    uint32_t number_of(const std::string &text);
};

typedef std::map<unsigned, ReadValues> ReadSlots;

/* Counts values of a match's documents. These must be of one local index: what is read is kept by their ids. */
class ValueCounter : public Xapian::MatchSpy
{
  public:
    ValueCounter(ReadSlots *read, const std::vector<unsigned> &slots, Xapian::docid last);
    void operator()(const Xapian::Document &document, double weight) override;
    /* Calls take(which slot, value, count). */
    template <typename Take> void hand_out(Take take) const
    {
        for (size_t i = 0; i < slots_.size(); i++)
            for (uint32_t number = 1; number < slots_[i].counts.size(); number++)
                if (slots_[i].counts[number])
                    take(i, slots_[i].read->text(number), slots_[i].counts[number]);
    }

  private:
    struct Slot {
        unsigned slot;
        ReadValues *read;
        std::vector<uint32_t> counts; /* by number */
    };
    std::vector<Slot> slots_;
};

} // namespace whosaid
#endif
