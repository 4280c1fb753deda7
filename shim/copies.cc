/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Syndicated copies: articles with nearly the same text under other ids. Each article has a sketch of the sixteen
 * smallest hashes of its runs of five words (A. Broder, "On the resemblance and containment of documents", 1997), so
 * that headlines, line ends and a few changed words don't matter, and shards need not know of each other. Copies share
 * more than half of it, so that at most seven of either are the other's no more: the smallest that they share is among
 * the eight smallest of both, which are enough as terms to find one by the other. */
#include "xapian_database.hh"

#include <algorithm>
#include <cstring>
#include <set>

extern "C" {
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

static ws_status load_copy(ws_arena *arena, const Xapian::Document &document, const ws_article **out, ws_error *error)
{
    std::string data = document.get_data();
    auto *article = static_cast<ws_article *>(needed(ws_arena_alloc(arena, sizeof(ws_article))));
    *out = article;
    return ws_article_load(arena, data.data(), data.size(), article, error);
}

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

ws_status find_copies(const Xapian::Database &database, ws_arena *arena, const std::string &unique, ws_copies *out,
                      ws_error *error)
{
    *out = ws_copies{NULL, 0};
    auto self = database.postlist_begin(unique);
    if (self == database.postlist_end(unique)) return WS_OK;
    std::vector<std::string> sketch = hashes_of(database.get_document(*self).get_value(SLOT_SKETCH));
    if (sketch.empty()) return WS_OK;
    std::vector<std::string> finding = finding_terms(arena, sketch);
    Xapian::Query any(Xapian::Query::OP_OR, finding.begin(), finding.end());
    Xapian::Query read(term(arena, WS_FIELD_STATE, article_states[WS_ARTICLE_READ]));
    Xapian::Query hidden = embargoed_now() | Xapian::Query(unique);
    Xapian::Enquire enquire(database);
    enquire.set_weighting_scheme(Xapian::CoordWeight());
    enquire.set_query(
        Xapian::Query(Xapian::Query::OP_AND_NOT, Xapian::Query(Xapian::Query::OP_FILTER, any, read), hidden));
    Xapian::MSet matches = enquire.get_mset(0, MOST_COPIES);
    std::vector<Found> found;
    for (auto one = matches.begin(); one != matches.end(); ++one) {
        Xapian::Document document = one.get_document();
        std::vector<std::string> other = sketch_of(document);
        size_t both;
        const ws_article *article;
        if (!are_copies(sketch, other, &both)) continue;
        ws_status status = load_copy(arena, document, &article, error);
        if (status != WS_OK) return status;
        found.push_back({both, article});
    }
    hand_out(&found, arena, out);
    return WS_OK;
}

} // namespace whosaid

using namespace whosaid;

ws_status ws_index_copies(ws_index *index, const char *article_id, ws_arena *arena, ws_copies *out, ws_error *error)
{
    return reading(index, error, [&] {
        ws_status status = find_copies(index->database, arena, article_term(arena, article_id), out, error);
        const Mask *mask = index->overlay ? &index->overlay->mask() : NULL;
        for (size_t i = 0; status == WS_OK && mask && !mask->empty() && i < out->count; i++) {
            auto *copy = static_cast<ws_article *>(needed(ws_arena_alloc(arena, sizeof(ws_article))));
            std::vector<Cut> cuts;
            *copy = *out->items[i];
            mask->article(arena, copy, index->overlay->is_hidden_in(article_term(arena, copy->id)), &cuts);
            out->items[i] = copy;
        }
        return status;
    });
}
