/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian_database.hh"

#include <algorithm>
#include <cctype>
#include <cstring>

extern "C" {
#include "date.h"
#include "json.h"
}

namespace whosaid
{

static constexpr size_t ID_DIGITS = 32, LEAST_ID_DIGITS = 8;

static bool is_masking(const ws_index *index)
{
    return index->overlay && !index->overlay->mask().empty();
}

ws_status Loader::article_of(size_t part, const std::string &unique, const ws_article **out, ws_error *error)
{
    const ws_article *&known = articles_[{part, unique}];
    if (known) {
        *out = known;
        return WS_OK;
    }
    const Xapian::Database &database = index_->parts[part];
    auto found = database.postlist_begin(unique);
    if (found == database.postlist_end(unique))
        return ws_fail(error, WS_NOT_FOUND, NULL, "the index has no such article");
    std::string data = database.get_document(*found, Xapian::DOC_ASSUME_VALID).get_data();
    ws_article *article = static_cast<ws_article *>(needed(ws_arena_alloc(arena_, sizeof *article)));
    ws_status status = ws_article_load(arena_, data.data(), data.size(), article, error);
    if (status != WS_OK) return status;
    sizes_[article] = article->text_size;
    if (is_masking(index_)) {
        bool speaks = index_->overlay->is_hidden_in(unique);
        index_->overlay->mask().article(arena_, article, speaks, &cuts_[article]);
    }
    known = *out = article;
    return WS_OK;
}

ws_status Loader::article(const std::string &unique, const ws_article **out, ws_error *error)
{
    ws_status status = WS_NOT_FOUND;
    for (size_t part = 0; status == WS_NOT_FOUND && part < index_->parts.size(); part++)
        status = article_of(part, unique, out, error);
    return status;
}

ws_status Loader::article_of(size_t part, const Xapian::Document &statement, const ws_article **out, ws_error *error)
{
    ws_status status = article_of(part, statement.get_value(SLOT_ARTICLE), out, error);
    if (status != WS_NOT_FOUND) return status;
    return ws_fail(error, WS_CORRUPT, "make the index again from its articles",
                   "a statement's article is not in the index");
}

/* Where no document has one, none is looked up for each. A server sends all values of a document together. */
bool Loader::may_have(unsigned slot)
{
    auto known = slots_.find(slot);
    if (known != slots_.end()) return known->second;
    bool local = std::none_of(index_->places.begin(), index_->places.end(), is_remote);
    return slots_[slot] = !local || index_->database.get_value_freq(slot) > 0;
}

std::string Loader::value(const Xapian::Document &document, unsigned slot)
{
    return may_have(slot) ? document.get_value(slot) : std::string();
}

ws_status Loader::hit(Xapian::docid id, const Xapian::Document &document, ws_hit *out, ws_error *error)
{
    size_t part = (id - 1) % index_->parts.size(); /* so Xapian numbers documents of several parts */
    bool whole = !bare_ || is_masking(index_);
    ws_status status = whole ? article_of(part, document, &out->article, error) : WS_OK;
    if (status != WS_OK) return status;
    size_t text_size = whole ? sizes_[out->article] : UINT32_MAX;
    std::string data = document.get_data(), state = value(document, SLOT_STATE);
    ws_statement *statement = static_cast<ws_statement *>(needed(ws_arena_alloc(arena_, sizeof *statement)));
    status = ws_statement_load(arena_, data.data(), data.size(), text_size, statement, error);
    if (status != WS_OK) return status;
    if (!state.empty() && state[0] >= '0' && state[0] <= '0' + WS_STATE_WITHDRAWN)
        statement->state = static_cast<ws_state>(state[0] - '0');
    if (state.size() > 1) out->set_aside = needed(ws_arena_string(arena_, state.data() + 1, state.size() - 1));
    std::string embargo = value(document, SLOT_EMBARGO);
    if (!embargo.empty()) out->released = needed(ws_arena_string(arena_, embargo.data(), embargo.size()));
    out->statement = statement;
    out->place = index_->places[part].c_str();
    status = index_->overlay ? index_->overlay->apply(arena_, statement, out, error) : WS_OK;
    if (status == WS_OK && is_masking(index_))
        index_->overlay->mask().statement(arena_, out->article, cuts_[out->article], statement);
    return status;
}

static bool is_waiting(const std::string &embargo)
{
    char now[21];
    ws_date_now(now);
    return embargo > now;
}

static ws_status by_id(ws_index *index, const std::string &digits, ws_arena *arena, ws_hit *out, ws_error *error)
{
    std::string start = term(arena, WS_FIELD_ID, "s" + digits);
    auto one = index->database.allterms_begin(start), end = index->database.allterms_end(start);
    if (one == end)
        return ws_fail(error, WS_NOT_FOUND, "ids are shown with every statement", "no statement has the id %s",
                       digits.c_str());
    std::string unique = *one;
    if (++one != end)
        return ws_fail(error, WS_USAGE, "give more of its digits", "several statements have ids that begin with %s",
                       digits.c_str());
    auto found = index->database.postlist_begin(unique);
    if (found == index->database.postlist_end(unique))
        return ws_fail(error, WS_NOT_FOUND, NULL, "no statement has the id %s", digits.c_str());
    Xapian::Document document = index->database.get_document(*found);
    std::string embargo = document.get_value(SLOT_EMBARGO);
    if (is_waiting(embargo))
        return ws_fail(error, WS_NOT_FOUND, "ask for it again then", "the statement %s is embargoed until %s",
                       digits.c_str(), embargo.c_str());
    *out = ws_hit{};
    out->match = WS_MATCH_CONTENT;
    return Loader(index, arena).hit(*found, document, out, error);
}

} // namespace whosaid

using namespace whosaid;

ws_status ws_index_statement(ws_index *index, const char *id, ws_arena *arena, ws_hit *out, ws_error *error)
{
    return reading(index, error, [&] {
        std::string digits;
        for (const char *at = id; *at && digits.size() <= ID_DIGITS; at++) {
            if (!isxdigit(static_cast<unsigned char>(*at))) break;
            digits += static_cast<char>(tolower(static_cast<unsigned char>(*at)));
        }
        if (digits.size() != strlen(id) || digits.size() < LEAST_ID_DIGITS || digits.size() > ID_DIGITS)
            return ws_fail(error, WS_USAGE, "give eight or more of its 32 digits (0-9, a-f)",
                           "%s is not the id of a statement", id);
        return by_id(index, digits, arena, out, error);
    });
}

ws_status ws_index_article(ws_index *index, const char *id, ws_arena *arena, const ws_article **out, ws_error *error)
{
    return reading(index, error, [&] {
        ws_status status = Loader(index, arena).article(article_term(arena, id), out, error);
        if (status != WS_NOT_FOUND) return status;
        return ws_fail(error, WS_NOT_FOUND, NULL, "no article has the id %s", id);
    });
}
