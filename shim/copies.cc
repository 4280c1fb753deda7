/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Syndicated copies: articles with nearly the same text under other ids. Each article has a sketch of the sixteen
 * smallest hashes of its runs of five words (A. Broder, "On the resemblance and containment of documents", 1997), so
 * that headlines, line ends and a few changed words don't matter, and shards need not know of each other. Copies share
 * more than half of it, so that at most seven of either are the other's no more: the smallest that they share is among
 * the eight smallest of both, which are enough as terms to find one by the other. */
#include "xapian_database.hh"

#include <algorithm>
#include <cstring>
#include <map>
#include <set>

extern "C" {
#include "date.h"
#include "json.h"
#include "unicode.h"
}

namespace whosaid
{

static constexpr size_t RUN_WORDS = 5, LEAST_WORDS = 20, SKETCH = 16, FINDING = SKETCH / 2, HASH_BYTES = 4,
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

/* The hashes of a sketch as a value has it, highest byte first. */
static std::vector<std::string> hashes_of(const std::string &value)
{
    std::vector<std::string> hashes;
    for (size_t at = 0; at + HASH_BYTES <= value.size(); at += HASH_BYTES)
        hashes.push_back(value.substr(at, HASH_BYTES));
    return hashes;
}

static std::vector<std::string> finding_terms(ws_arena *arena, const std::vector<std::string> &hashes)
{
    std::vector<std::string> terms;
    for (size_t i = 0; i < std::min(hashes.size(), FINDING); i++) terms.push_back(finding_term(arena, hashes[i]));
    return terms;
}

void add_sketch(ws_arena *arena, const ws_article *article, Xapian::Document *out)
{
    std::string value;
    for (uint32_t hash : sketch_of(arena, article))
        for (size_t i = 0; i < HASH_BYTES; i++) value += static_cast<char>(hash >> (8 * (HASH_BYTES - 1 - i)));
    if (value.empty()) return;
    out->add_value(SLOT_SKETCH, value);
    for (const std::string &one : finding_terms(arena, hashes_of(value))) out->add_boolean_term(one);
}

std::vector<std::string> sketch_of(const Xapian::Document &document)
{
    return hashes_of(document.get_value(SLOT_SKETCH));
}

bool are_copies(const std::vector<std::string> &left, const std::vector<std::string> &right, size_t *shared)
{
    std::vector<std::string> both;
    std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(both));
    *shared = both.size();
    return 2 * both.size() > std::max(left.size(), right.size());
}

using Found = std::pair<size_t, const ws_article *>; /* hashes shared */

static void hand_out(std::vector<Found> *found, ws_arena *arena, ws_copies *out)
{
    std::sort(found->begin(), found->end(), [](const Found &left, const Found &right) {
        return left.first != right.first ? left.first > right.first : strcmp(left.second->id, right.second->id) < 0;
    });
    out->items = static_cast<const ws_article **>(needed(ws_arena_array(arena, found->size(), sizeof *out->items)));
    for (const Found &one : *found) /* shards may have the same article */
        if (!out->count || strcmp(out->items[out->count - 1]->id, one.second->id) != 0)
            out->items[out->count++] = one.second;
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
    ws_status find(ws_copies *out, size_t count, ws_error *error);

  private:
    struct Candidate {
        Xapian::docid id;
        size_t which;
    };

    const Xapian::Database &database_;
    ws_arena *arena_;
    bool whole_;
    std::map<size_t, std::vector<std::string>> sketches_; /* by which they were asked for as */
    std::vector<Candidate> candidates_;
    std::map<Xapian::docid, const ws_article *> loaded_;

    std::vector<std::pair<Candidate, size_t>> alike();
    ws_status load(Xapian::docid id, const ws_article **out, ws_error *error);
};

/* Those that share most of the hashes by which it is found. */
void CopyFinder::ask(size_t which, const std::string &unique)
{
    auto self = database_.postlist_begin(unique);
    if (self == database_.postlist_end(unique)) return;
    std::vector<std::string> sketch = sketch_of(database_.get_document(*self, Xapian::DOC_ASSUME_VALID));
    std::vector<Xapian::docid> sharing;
    for (const std::string &one : finding_terms(arena_, sketch))
        for (auto at = database_.postlist_begin(one); at != database_.postlist_end(one); ++at) sharing.push_back(*at);
    std::sort(sharing.begin(), sharing.end());
    std::vector<std::pair<size_t, Xapian::docid>> found;
    for (size_t begin = 0, end; begin < sharing.size(); begin = end) {
        for (end = begin + 1; end < sharing.size() && sharing[end] == sharing[begin];) end++;
        if (sharing[begin] != *self) found.push_back({FINDING - (end - begin), sharing[begin]});
    }
    std::sort(found.begin(), found.end());
    for (size_t i = 0; i < std::min(found.size(), MOST_COPIES); i++) candidates_.push_back({found[i].second, which});
    sketches_[which] = sketch;
}

/* With the hashes that they share. */
std::vector<std::pair<CopyFinder::Candidate, size_t>> CopyFinder::alike()
{
    std::vector<std::pair<Candidate, size_t>> copies;
    std::vector<std::string> sketch;
    Xapian::docid last = 0;
    std::sort(candidates_.begin(), candidates_.end(),
              [](const Candidate &left, const Candidate &right) { return left.id < right.id; });
    for (const Candidate &one : candidates_) {
        size_t both;
        if (one.id != last) sketch = sketch_of(database_.get_document(one.id, Xapian::DOC_ASSUME_VALID));
        if (are_copies(sketches_[one.which], sketch, &both)) copies.push_back({one, both});
        last = one.id;
    }
    return copies;
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

ws_status CopyFinder::find(ws_copies *out, size_t count, ws_error *error)
{
    char now[21];
    std::string state = term(arena_, WS_FIELD_STATE, article_states[WS_ARTICLE_READ]);
    std::vector<std::vector<Found>> found(count);
    ws_date_now(now);
    bool embargoes = database_.get_value_freq(SLOT_EMBARGO) > 0;
    auto read = database_.postlist_begin(state), end = database_.postlist_end(state);
    for (const auto &one : alike()) {
        const ws_article *article;
        if (read != end) read.skip_to(one.first.id);
        if (read == end || *read != one.first.id) continue;
        Xapian::Document document = database_.get_document(one.first.id, Xapian::DOC_ASSUME_VALID);
        if (embargoes && document.get_value(SLOT_EMBARGO) > now) continue;
        ws_status status = load(one.first.id, &article, error);
        if (status != WS_OK) return status;
        found[one.first.which].push_back({one.second, article});
    }
    for (size_t i = 0; i < count; i++) {
        out[i] = ws_copies{NULL, 0};
        hand_out(&found[i], arena_, &out[i]);
    }
    return WS_OK;
}

ws_status find_copies(const Xapian::Database &database, ws_arena *arena, bool whole,
                      const std::vector<std::string> &uniques, ws_copies *out, ws_error *error)
{
    CopyFinder finder(database, arena, whole);
    for (size_t i = 0; i < uniques.size(); i++) finder.ask(i, uniques[i]);
    return finder.find(out, uniques.size(), error);
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

ws_status ws_index_copies(ws_index *index, const char *const *article_ids, size_t count, ws_arena *arena,
                          ws_copies *out, ws_error *error)
{
    return reading(index, error, [&] {
        bool masks = index->overlay && !index->overlay->mask().empty(); /* by their texts */
        std::vector<std::string> uniques;
        for (size_t i = 0; i < count; i++) uniques.push_back(article_term(arena, article_ids[i]));
        ws_status status = find_copies(index->database, arena, masks, uniques, out, error);
        for (size_t i = 0; status == WS_OK && masks && i < count; i++) hide_names(*index->overlay, arena, &out[i]);
        return status;
    });
}
