/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a new version's statements know from those that are there already. */
#include "update.hh"

#include <cstring>
#include <set>

extern "C" {
#include "json.h"
}

namespace whosaid
{

using Hash = std::string; /* the bytes of a ws_hash */

static Hash bytes_of(const ws_hash &id)
{
    return Hash(reinterpret_cast<const char *>(id.bytes), sizeof id.bytes);
}

/* Statements of the article as they are in the index, by id and, where current, by the places at which they stand. */
struct There {
    std::map<Hash, const ws_statement *> by_id;
    std::set<Hash> current;
    std::map<uint32_t, const ws_statement *> by_cue, by_begin, by_end;

    void add(const ws_statement *statement, bool is_current);
    const ws_statement *in_place_of(const ws_statement &statement) const;
};

void There::add(const ws_statement *statement, bool is_current)
{
    by_id[bytes_of(statement->id)] = statement;
    if (!is_current) return;
    current.insert(bytes_of(statement->id));
    if (statement->cue.count) by_cue.emplace(statement->cue.items[0].begin, statement);
    if (!statement->content.count) return;
    by_begin.emplace(statement->content.items[0].begin, statement);
    by_end.emplace(statement->content.items[statement->content.count - 1].end, statement);
}

static const ws_statement *at(const std::map<uint32_t, const ws_statement *> &places, uint32_t place)
{
    auto found = places.find(place);
    return found == places.end() ? NULL : found->second;
}

/* The same cue, or what was said begins or ends at the same place. */
const ws_statement *There::in_place_of(const ws_statement &statement) const
{
    const ws_statement *found = statement.cue.count ? at(by_cue, statement.cue.items[0].begin) : NULL;
    if (found || !statement.content.count) return found;
    found = at(by_begin, statement.content.items[0].begin);
    return found ? found : at(by_end, statement.content.items[statement.content.count - 1].end);
}

static ws_status load_there(const Xapian::Database &database, ws_arena *arena, const std::string &in_article,
                            There *there, ws_error *error)
{
    for (auto one = database.postlist_begin(in_article); one != database.postlist_end(in_article); ++one) {
        Xapian::Document document = database.get_document(*one);
        std::string data = document.get_data();
        auto *statement = static_cast<ws_statement *>(needed(ws_arena_alloc(arena, sizeof(ws_statement))));
        ws_status status = ws_statement_load(arena, data.data(), data.size(), UINT32_MAX, statement, error);
        if (status != WS_OK) return status;
        there->add(statement, document.get_value(SLOT_STATE).empty());
    }
    return WS_OK;
}

/* The earlier of two moments, of which either may be unknown. */
static const char *earlier(const char *there, const char *now)
{
    return there && !ws_date_before(now, there) ? there : now ? now : there;
}

static const char *hex_of(ws_arena *arena, const ws_hash &id)
{
    char hex[33];
    ws_hash_hex(id, hex);
    return needed(ws_arena_strdup(arena, hex));
}

static std::string names_of(const ws_statement &statement)
{
    std::string names;
    for (size_t i = 0; i < statement.speaker_count; i++)
        if (statement.speakers[i].name) names += (names.empty() ? "" : "; ") + std::string(statement.speakers[i].name);
    return names;
}

/* A statement that was there until now came in then; who said it may be read otherwise. */
static void stay(ws_arena *arena, const ws_statement &old, ws_statement *statement)
{
    statement->indexed = old.indexed;
    statement->reread.when = old.reread.when;
    statement->reread.speakers = old.reread.speakers;
    std::string names = names_of(old);
    if (names == names_of(*statement) && old.unresolved == statement->unresolved) return;
    char now[21];
    ws_date_now(now);
    statement->reread.when = needed(ws_arena_strdup(arena, now));
    statement->reread.speakers = needed(ws_arena_strdup(arena, names.c_str()));
}

ws_status take_over(const Xapian::Database &database, ws_arena *arena, const ws_article *article,
                    ws_statement *statements, size_t count, ws_error *error)
{
    There there;
    std::set<Hash> staying;
    Xapian::docid id = document_with(database, article_term(arena, article->id));
    if (id) {
        ws_status status = load_there(database, arena, term(arena, WS_FIELD_ARTICLE, article->id), &there, error);
        if (status != WS_OK) return status;
    }
    bool same_text = id && database.get_document(id).get_value(SLOT_CONTENT_HASH) == bytes_of(article->content);
    for (size_t i = 0; i < count; i++) staying.insert(bytes_of(statements[i].id));
    for (size_t i = 0; i < count; i++) {
        ws_statement *statement = &statements[i];
        const char *version = ws_article_version(article);
        auto known = there.by_id.find(bytes_of(statement->id));
        bool is_known = known != there.by_id.end();
        statement->first_seen = is_known ? earlier(known->second->first_seen, version) : version;
        if (is_known && there.current.count(known->first)) stay(arena, *known->second, statement);
        if (is_known && !statement->replaces) statement->replaces = known->second->replaces;
        const ws_statement *old = !same_text || is_known ? NULL : there.in_place_of(*statement);
        if (!old || staying.count(bytes_of(old->id))) continue;
        statement->replaces = hex_of(arena, old->id);
        statement->first_seen = earlier(old->first_seen, version);
    }
    return WS_OK;
}

} // namespace whosaid
