/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian_database.hh"

#include <algorithm>
#include <set>

namespace whosaid
{

using Xapian::Query;

/* A name with all words of one of the choices. */
static Query any_of(const Overlay *overlay, ws_arena *arena, const ws_word_set &set)
{
    std::vector<Query> any;
    for (size_t i = 0; i < set.count; i++) {
        std::vector<Query> all;
        const std::string words = set.words[i];
        for (size_t begin = 0, end; begin < words.size(); begin = end + 1) {
            end = std::min(words.find(' ', begin), words.size());
            std::string one = term(arena, WS_FIELD_BY, words.substr(begin, end - begin));
            all.push_back(overlay ? overlay->over(one, Query(one)) : Query(one));
        }
        any.push_back(Query(Query::OP_AND, all.begin(), all.end()));
    }
    return Query(Query::OP_OR, any.begin(), any.end());
}

static void add_keys(const std::string &speakers, std::set<std::string> *keys)
{
    constexpr size_t BEGIN = 2; /* behind form and whether it is unresolved */
    for (size_t at = BEGIN, end; at < speakers.size(); at = end + 1) {
        end = std::min(speakers.find(JOINT_MARK, at), speakers.size());
        size_t size = speakers.find(NAME_MARK, at) - at;
        if (size > 0) keys->insert(speakers.substr(at, size));
    }
}

static size_t documents_with(const ws_index *index, const std::string &one)
{
    long count = index->database.get_termfreq(one);
    if (!index->overlay) return static_cast<size_t>(count);
    auto more = index->overlay->more_with(one);
    auto found = more.find(one);
    if (found != more.end()) count += found->second;
    return static_cast<size_t>(std::max(count, 0L));
}

/* Documents with a word in any form that has this stem. A word that is its own stem has no second term, so there are
 * two to look for, and a document may have both. */
static size_t documents_with_stem(const ws_index *index, ws_arena *arena, const char *stem)
{
    const Xapian::Database &database = index->database;
    std::string inflected = term(arena, WS_FIELD_STEM, stem), own = term(arena, WS_FIELD_CONTENT, stem);
    size_t count = database.get_termfreq(inflected) + static_cast<size_t>(database.get_termfreq(own));
    if (!database.term_exists(inflected) || !database.term_exists(own)) return count;
    auto other = database.postlist_begin(own), end = database.postlist_end(own);
    for (auto one = database.postlist_begin(inflected); one != database.postlist_end(inflected) && other != end;
         ++one) {
        other.skip_to(*one);
        if (other != end && *other == *one) count--;
    }
    return count;
}

/* All values of all that a query finds. */
static std::set<std::string> read_all(const ws_index *index, const Query &query)
{
    std::set<std::string> keys;
    Xapian::ValueCountMatchSpy spy(ws_field_get(WS_FIELD_SPEAKER)->slot);
    Xapian::Enquire enquire(index->database);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.add_matchspy(&spy);
    enquire.get_mset(0, 0, index->database.get_doccount());
    for (auto one = spy.values_begin(); one != spy.values_end(); ++one) add_keys(*one, &keys);
    return keys;
}

/* Names of statements, of each no more is read than its first: the others are passed over, by what its name has, but
 * for those of several speakers, who may have another one. */
class NameCollector
{
  public:
    explicit NameCollector(const Xapian::Database &database)
        : database_(database), joint_(database, term(Arena(), WS_FIELD_IS, "joint"))
    {
    }
    /* Ids must rise. False: the names are too many for this. */
    bool take(Xapian::docid id)
    {
        constexpr size_t MOST = 200;
        bool known = std::any_of(met_.begin(), met_.end(), [id](Having &one) { return one.has(id); });
        if (known && !joint_.has(id)) return true;
        std::set<std::string> found;
        add_keys(database_.get_document(id, Xapian::DOC_ASSUME_VALID).get_value(ws_field_get(WS_FIELD_SPEAKER)->slot),
                 &found);
        Arena arena;
        for (const std::string &key : found)
            if (keys.insert(key).second) met_.emplace_back(database_, term(arena, WS_FIELD_SPEAKER, key));
        return keys.size() <= MOST;
    }
    std::set<std::string> keys;

  private:
    const Xapian::Database &database_;
    std::vector<Having> met_;
    Having joint_;
};

/* False: they are too many, or not all at hand. */
static bool collect(const ws_index *index, const Query &query, std::set<std::string> *keys)
{
    if (std::any_of(index->places.begin(), index->places.end(), is_remote)) return false;
    NameCollector names(index->database);
    Xapian::Enquire enquire(index->database);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    /* More and more at a time: the first tell whether the names are too many. */
    constexpr Xapian::doccount FIRST = 500, GROWTH = 10;
    for (Xapian::doccount first = 0, most = FIRST;; first += most, most *= GROWTH) {
        Xapian::MSet found = enquire.get_mset(first, most);
        for (auto one = found.begin(); one != found.end(); ++one)
            if (!names.take(*one)) return false;
        if (found.size() < most) break;
    }
    *keys = std::move(names.keys);
    return true;
}

static void add_corrected(const ws_index *index, std::set<std::string> *keys)
{
    if (!index->overlay) return;
    for (const auto &one : index->overlay->changed_values(ws_field_get(WS_FIELD_SPEAKER)->slot))
        add_keys(one.second, keys);
}

/* Those that some document has under this key, as corrected. */
static void hand_out(ws_index *index, const std::set<std::string> &keys, ws_arena *arena, ws_counts *out)
{
    out->items = static_cast<ws_count *>(needed(ws_arena_array(arena, keys.size(), sizeof *out->items)));
    for (const std::string &key : keys) {
        size_t count = documents_with(index, term(arena, WS_FIELD_SPEAKER, key));
        if (!count) continue;
        ws_count *next = &out->items[out->count++];
        next->value = needed(ws_arena_string(arena, key.data(), key.size()));
        next->count = count;
    }
}

/* --- names by looking at names --- */

static bool has_word(const std::string &key, const std::string &word)
{
    for (size_t at = key.find(word); at != std::string::npos; at = key.find(word, at + 1)) {
        size_t end = at + word.size();
        if ((at == 0 || key[at - 1] == ' ') && (end == key.size() || key[end] == ' ')) return true;
    }
    return false;
}

/* The words of each choice, each apart. */
typedef std::vector<std::vector<std::string>> Choices;

static Choices choices_of(const ws_word_set &set)
{
    Choices choices;
    for (size_t i = 0; i < set.count; i++) {
        const std::string words = set.words[i];
        choices.emplace_back();
        for (size_t begin = 0, end; begin < words.size(); begin = end + 1) {
            end = std::min(words.find(' ', begin), words.size());
            choices.back().push_back(words.substr(begin, end - begin));
        }
    }
    return choices;
}

static bool has_one(const std::string &key, const Choices &choices)
{
    return std::any_of(choices.begin(), choices.end(), [&](const std::vector<std::string> &words) {
        return std::all_of(words.begin(), words.end(), [&](const std::string &word) { return has_word(key, word); });
    });
}

/* Words like "inc" are in more documents than there are names. False: these are not all at hand. */
static bool look_at_names(const ws_index *index, const ws_word_set &set, ws_arena *arena, ws_counts *out)
{
    Arena scratch;
    std::vector<std::pair<std::string, size_t>> found;
    if (index->overlay || std::any_of(index->places.begin(), index->places.end(), is_remote)) return false;
    Choices choices = choices_of(set);
    std::string start = term(scratch, WS_FIELD_SPEAKER, "");
    auto end = index->database.allterms_end(start);
    for (auto one = index->database.allterms_begin(start); one != end; ++one) {
        std::string key = (*one).substr(start.size());
        if (has_one(key, choices)) found.push_back({key, one.get_termfreq()});
    }
    out->items = static_cast<ws_count *>(needed(ws_arena_array(arena, found.size(), sizeof *out->items)));
    for (const auto &one : found)
        out->items[out->count++] = {needed(ws_arena_string(arena, one.first.data(), one.first.size())), one.second};
    return true;
}

} // namespace whosaid

using namespace whosaid;

ws_status ws_index_names(ws_index *index, const ws_word_set *sets, size_t count, ws_arena *arena, ws_counts *out,
                         ws_error *error)
{
    return reading(index, error, [&] {
        Arena scratch;
        std::vector<Query> all;
        std::set<std::string> keys;
        *out = ws_counts{};
        for (size_t i = 0; i < count; i++) all.push_back(any_of(index->overlay.get(), scratch, sets[i]));
        Query query(Query::OP_AND, all.begin(), all.end());
        bool collected = collect(index, query, &keys);
        if (!collected && count == 1 && look_at_names(index, sets[0], arena, out)) return WS_OK;
        if (!collected) keys = read_all(index, query);
        add_corrected(index, &keys);
        hand_out(index, keys, arena, out);
        return WS_OK;
    });
}

ws_status ws_index_frequencies(ws_index *index, ws_field_id field, const char *const *words, size_t count, size_t *out,
                               ws_error *error)
{
    const ws_field *entry = ws_field_get(field);
    if (!entry || !entry->prefix) return ws_fail(error, WS_USAGE, NULL, "this field has no words to count");
    return reading(index, error, [&] {
        Arena scratch;
        for (size_t i = 0; i < count; i++)
            out[i] = field == WS_FIELD_STEM ? documents_with_stem(index, scratch, words[i])
                                            : documents_with(index, term(scratch, field, words[i]));
        return WS_OK;
    });
}
