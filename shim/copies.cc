/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Syndicated copies: articles with nearly the same text under other ids. Each article has a sketch of the eight
 * smallest hashes of its runs of five words (A. Broder, "On the resemblance and containment of documents", 1997), so
 * that headlines, line ends and a few changed words don't matter, and shards need not know of each other. The hashes are
 * terms; copies share more than half of them, so that any four of an article's find them all. */
#include "xapian_database.hh"

#include <algorithm>
#include <cstring>
#include <map>
#include <set>
#include <tuple>

extern "C" {
#include "date.h"
#include "json.h"
#include "unicode.h"
}

namespace whosaid
{

static constexpr size_t RUN_WORDS = 5, LEAST_WORDS = 20, SKETCH = 8, ALIKE = SKETCH / 2 + 1, HASH_BYTES = 4,
                        MOST_COPIES = 50;

/* FNV-1a, then mixed so that every bit counts in the order of the hashes. */
static uint64_t hash_of(const char *bytes, size_t size)
{
    uint64_t hash = 0xcbf29ce484222325U;
    for (size_t i = 0; i < size; i++) hash = (hash ^ static_cast<unsigned char>(bytes[i])) * 0x100000001b3U;
    hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdU;
    hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53U;
    return hash ^ (hash >> 33);
}

/* In ascending order. */
static std::set<uint32_t> sketch_of(ws_arena *arena, const ws_article *article)
{
    const char *folded = needed(ws_fold_words(arena, article->text, article->text_size));
    std::vector<const char *> begins;
    for (const char *at = folded; *at; at += strspn(at, " ")) {
        begins.push_back(at);
        at += strcspn(at, " ");
    }
    std::set<uint32_t> least;
    size_t words = begins.size() < LEAST_WORDS ? 0 : begins.size();
    for (size_t i = 0; i + RUN_WORDS <= words; i++) {
        const char *last = begins[i + RUN_WORDS - 1];
        uint64_t hash = hash_of(begins[i], static_cast<size_t>(last - begins[i]) + strcspn(last, " "));
        least.insert(static_cast<uint32_t>(hash >> 32));
        if (least.size() > SKETCH) least.erase(std::prev(least.end()));
    }
    return least;
}

static std::string finding_term(ws_arena *arena, const std::string &hash)
{
    char hex[2 * HASH_BYTES + 1] = "";
    for (size_t i = 0; i < HASH_BYTES; i++)
        snprintf(hex + 2 * i, sizeof hex - 2 * i, "%02x", static_cast<unsigned char>(hash[i]));
    return term(arena, WS_FIELD_COPY, hex);
}

/* The hashes of a sketch as a value has it, highest byte first. Values of older indexes have more of them. */
static std::vector<std::string> hashes_of(const std::string &value)
{
    std::vector<std::string> hashes;
    for (size_t at = 0; hashes.size() < SKETCH && at + HASH_BYTES <= value.size(); at += HASH_BYTES)
        hashes.push_back(value.substr(at, HASH_BYTES));
    return hashes;
}

void add_sketch(ws_arena *arena, const ws_article *article, Xapian::Document *out)
{
    std::string value;
    for (uint32_t hash : sketch_of(arena, article))
        for (size_t i = 0; i < HASH_BYTES; i++) value += static_cast<char>(hash >> (8 * (HASH_BYTES - 1 - i)));
    if (value.empty()) return;
    out->add_value(SLOT_SKETCH, value);
    for (const std::string &one : hashes_of(value)) out->add_boolean_term(finding_term(arena, one));
}

std::vector<std::string> sketch_of(const Xapian::Document &document)
{
    return hashes_of(document.get_value(SLOT_SKETCH));
}

bool are_copies(const std::vector<std::string> &left, const std::vector<std::string> &right)
{
    std::vector<std::string> both;
    std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(both));
    return both.size() >= ALIKE;
}

/* Looks for the copies of several articles together, in the order of numbers: what lies side by side is read once. */
class CopyFinder
{
  public:
    CopyFinder(const Xapian::Database &database, ws_arena *arena, bool whole)
        : database_(database), arena_(arena), whole_(whole)
    {
    }
    void ask(size_t which, const std::string &unique);
    ws_status find(const size_t *most, ws_copies *out, size_t count, ws_error *error);

  private:
    struct Copy {
        size_t which, differing; /* by which it was asked for as; hashes that aren't shared */
        Xapian::docid id;
    };

    const Xapian::Database &database_;
    ws_arena *arena_;
    bool whole_;
    std::vector<Copy> copies_;
    std::map<Xapian::docid, const ws_article *> loaded_;

    std::map<Xapian::docid, size_t> sharing(const std::vector<std::string> &sketch, Xapian::docid self) const;
    void drop_unread();
    ws_status load(Xapian::docid id, const ws_article **out, ws_error *error);
};

/* How many hashes others share, of those that may share enough. */
std::map<Xapian::docid, size_t> CopyFinder::sharing(const std::vector<std::string> &sketch, Xapian::docid self) const
{
    constexpr size_t TELLING = SKETCH - ALIKE + 1; /* who shares none of so many is none */
    std::map<Xapian::docid, size_t> shared;
    for (size_t i = 0; i < sketch.size() && (i < TELLING || !shared.empty()); i++) {
        const std::string one = finding_term(arena_, sketch[i]);
        for (auto at = database_.postlist_begin(one); at != database_.postlist_end(one); ++at)
            if (*at != self && (i < TELLING || shared.count(*at))) shared[*at]++;
    }
    return shared;
}

void CopyFinder::ask(size_t which, const std::string &unique)
{
    auto self = database_.postlist_begin(unique);
    if (self == database_.postlist_end(unique)) return;
    std::vector<Copy> found;
    for (const auto &one : sharing(sketch_of(database_.get_document(*self, Xapian::DOC_ASSUME_VALID)), *self))
        if (one.second >= ALIKE) found.push_back({which, SKETCH - one.second, one.first});
    std::stable_sort(found.begin(), found.end(),
                     [](const Copy &left, const Copy &right) { return left.differing < right.differing; });
    found.resize(std::min(found.size(), MOST_COPIES));
    copies_.insert(copies_.end(), found.begin(), found.end());
}

/* Earlier versions, withdrawn articles and those that wait. */
void CopyFinder::drop_unread()
{
    char now[21];
    bool embargoes = database_.get_value_freq(SLOT_EMBARGO) > 0;
    Having read(database_, term(Arena(), WS_FIELD_STATE, article_states[WS_ARTICLE_READ]));
    ws_date_now(now);
    std::sort(copies_.begin(), copies_.end(), [](const Copy &left, const Copy &right) { return left.id < right.id; });
    auto is_unread = [&](const Copy &one) {
        if (!read.has(one.id)) return true;
        return embargoes &&
               database_.get_document(one.id, Xapian::DOC_ASSUME_VALID).get_value(SLOT_EMBARGO) > std::string(now);
    };
    copies_.erase(std::remove_if(copies_.begin(), copies_.end(), is_unread), copies_.end());
}

ws_status CopyFinder::load(Xapian::docid id, const ws_article **out, ws_error *error)
{
    const ws_article *&known = loaded_[id];
    ws_status status = WS_OK;
    if (!known) {
        auto *article = static_cast<ws_article *>(needed(ws_arena_alloc(arena_, sizeof(ws_article))));
        std::string data = database_.get_document(id, Xapian::DOC_ASSUME_VALID).get_data();
        known = article;
        status = whole_ ? ws_article_load(arena_, data.data(), data.size(), article, error)
                        : ws_article_load_head(arena_, data.data(), data.size(), article, error);
    }
    *out = known;
    return status;
}

static bool is_among(const ws_copies *copies, const ws_article *article)
{
    for (size_t i = 0; i < copies->count; i++)
        if (!strcmp(copies->items[i]->id, article->id)) return true;
    return false;
}

/* Shards may have the same article: then all must be looked at to tell how many there are. */
ws_status CopyFinder::find(const size_t *most, ws_copies *out, size_t count, ws_error *error)
{
    bool all = !most || database_.size() > 1;
    drop_unread();
    std::sort(copies_.begin(), copies_.end(), [](const Copy &left, const Copy &right) {
        return std::tie(left.which, left.differing, left.id) < std::tie(right.which, right.differing, right.id);
    });
    for (size_t i = 0; i < count; i++)
        out[i] = {static_cast<const ws_article **>(needed(ws_arena_array(arena_, MOST_COPIES, sizeof *out->items))), 0,
                  0};
    for (const Copy &one : copies_) {
        ws_copies *copies = &out[one.which];
        const ws_article *article;
        if (!all && copies->count >= most[one.which]) {
            copies->total++;
            continue;
        }
        ws_status status = load(one.id, &article, error);
        if (status != WS_OK) return status;
        if (is_among(copies, article)) continue;
        copies->items[copies->count++] = article;
        copies->total++;
    }
    return WS_OK;
}

ws_status find_copies(const Xapian::Database &database, ws_arena *arena, bool whole,
                      const std::vector<std::string> &uniques, const size_t *most, ws_copies *out, ws_error *error)
{
    CopyFinder finder(database, arena, whole);
    for (size_t i = 0; i < uniques.size(); i++) finder.ask(i, uniques[i]);
    return finder.find(most, out, uniques.size(), error);
}

} // namespace whosaid

using namespace whosaid;

static void hide_names(const Overlay &overlay, ws_arena *arena, ws_copies *copies)
{
    for (size_t i = 0; i < copies->count; i++) {
        auto *copy = static_cast<ws_article *>(needed(ws_arena_alloc(arena, sizeof(ws_article))));
        std::vector<Cut> cuts;
        *copy = *copies->items[i];
        overlay.mask().article(arena, copy, overlay.is_hidden_in(article_term(arena, copy->id)), &cuts);
        copies->items[i] = copy;
    }
}

ws_status ws_index_copies(ws_index *index, const char *const *article_ids, const size_t *most, size_t count,
                          ws_arena *arena, ws_copies *out, ws_error *error)
{
    return reading(index, error, [&] {
        bool masks = index->overlay && !index->overlay->mask().empty(); /* by their texts */
        std::vector<std::string> uniques;
        for (size_t i = 0; i < count; i++) uniques.push_back(article_term(arena, article_ids[i]));
        ws_status status = find_copies(index->database, arena, masks, uniques, most, out, error);
        for (size_t i = 0; status == WS_OK && masks && i < count; i++) hide_names(*index->overlay, arena, &out[i]);
        return status;
    });
}
