/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders of anonymity: names that are taken out of what is read from an index, which itself stays as it is.
 *
 * An article is concerned when a hidden person speaks in it or its text or headline has a hidden name whole, initials
 * and the like between its words allowed. Of such an article every word of the name that is written with a capital
 * goes, but not a given name in front of another surname. Spans move along. */
#ifndef WS_MASK_HH
#define WS_MASK_HH

#include <set>
#include <string>
#include <vector>

extern "C" {
#include "arena.h"
#include "decisions.h"
#include "record.h"
}

namespace whosaid
{

/* A stretch of the text that was replaced, before and after. */
struct Cut {
    ws_span from, to;
};

class Mask
{
  public:
    /* Hidings that count. Throws std::bad_alloc. */
    explicit Mask(const ws_decisions *decisions);
    bool empty() const
    {
        return keys_.empty();
    }
    const std::set<std::string> &keys() const
    {
        return keys_;
    }
    const std::set<std::string> &words() const
    {
        return words_;
    }

    /* Takes the names out of an article; `speaks`: a hidden person does in it. */
    void article(ws_arena *arena, ws_article *article, bool speaks, std::vector<Cut> *cuts) const;
    /* The speakers that are hidden have no name from now on. Whether there was any. */
    bool speakers(ws_arena *arena, ws_statement *statement) const;
    /* The same, and for a statement of a masked article its spans and all that it says of others. */
    void statement(ws_arena *arena, const ws_article *article, const std::vector<Cut> &cuts,
                   ws_statement *statement) const;

    bool has_name(ws_arena *arena, const char *text) const;

  private:
    struct Word;
    std::set<std::string> keys_, words_, last_; /* last_: surnames, and names of one word */
    std::vector<std::vector<std::string>> names_;

    std::vector<Word> words_of(ws_arena *arena, const char *text) const;
    size_t name_at(const std::vector<Word> &words, size_t at) const;
    std::vector<ws_span> find(ws_arena *arena, const char *text) const;
    void text(ws_arena *arena, const char **text) const;
};

} // namespace whosaid
#endif
