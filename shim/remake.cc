/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Xapian keeps the terms of each document once more, by document, since only so a document can be taken out or
 * replaced, or be sent by a server. All of them follow from what is stored of article and statements: an index for
 * reading does without, and gets them back when it is to be written again. */
#include "update.hh"

extern "C" {
#include "json.h"
}

namespace whosaid
{

static constexpr size_t BATCH = 1000; /* articles between commits */

bool is_for_reading(const Xapian::Database &database)
{
    auto first = database.postlist_begin("");
    if (first == database.postlist_end("")) return false;
    try {
        database.termlist_begin(*first);
        return false;
    } catch (const Xapian::FeatureUnavailableError &) {
        return true;
    }
}

ws_status only_for_reading(ws_error *error, const std::string &place)
{
    return ws_fail(error, WS_USAGE, "make it whole first with: whosaid-index compact --for-writing --db DIR",
                   "the index %s was compacted for reading, and lacks what this needs", place.c_str());
}

static void check_loaded(ws_status status, const ws_error &error)
{
    if (status == WS_NO_MEMORY) throw std::bad_alloc();
    if (status != WS_OK) throw Xapian::DatabaseCorruptError(error.message);
}

ws_statement loaded_statement(ws_arena *arena, const Xapian::Document &document, size_t text_size)
{
    std::string data = document.get_data(), state = document.get_value(SLOT_STATE);
    ws_statement statement;
    ws_error error;
    check_loaded(ws_statement_load(arena, data.data(), data.size(), text_size, &statement, &error), error);
    if (state.empty()) return statement;
    if (state[0] < '0' || state[0] > '0' + WS_STATE_WITHDRAWN)
        throw Xapian::DatabaseCorruptError("a statement has a state that does not exist");
    statement.state = static_cast<ws_state>(state[0] - '0');
    return statement;
}

static ws_article loaded_article(ws_arena *arena, const Xapian::Document &document)
{
    std::string data = document.get_data();
    ws_article article;
    ws_error error;
    check_loaded(ws_article_load(arena, data.data(), data.size(), &article, &error), error);
    return article;
}

std::string stored_unique(const Xapian::Database &database, ws_arena *arena, Xapian::docid id)
{
    Xapian::Document document = database.get_document(id);
    if (!document.get_value(SLOT_ARTICLE).empty()) {
        char hex[33];
        ws_hash_hex(loaded_statement(arena, document, UINT32_MAX).id, hex);
        return term(arena, WS_FIELD_ID, std::string("s") + hex);
    }
    std::string unique = article_term(arena, loaded_article(arena, document).id);
    return document_with(database, unique) == id ? unique
                                                 : version_term(arena, unique, document.get_value(SLOT_CONTENT_HASH));
}

/* Values and data as they are stored: states, and when they were set, are not made anew. */
static Xapian::Document as_stored(Xapian::Document made, const Xapian::Document &stored)
{
    for (unsigned slot = 0; slot < SLOT_COUNT; slot++) made.add_value(slot, stored.get_value(slot));
    made.set_data(stored.get_data());
    return made;
}

std::vector<Remade> Remaker::article(Xapian::docid id)
{
    ws_arena_reset(arena_);
    std::string own_id = loaded_article(arena_, database_.get_document(id)).id;
    std::string unique = article_term(arena_, own_id), inside = term(arena_, WS_FIELD_ARTICLE, own_id);
    std::vector<Remade> all;
    if (document_with(database_, unique) != id) return all; /* an earlier version comes with its article */
    std::map<std::string, std::vector<Xapian::docid>> texts{{unique, {}}};
    for (auto one = database_.postlist_begin(inside); one != database_.postlist_end(inside); ++one)
        texts[database_.get_document(*one).get_value(SLOT_ARTICLE)].push_back(*one);
    for (const auto &text : texts) standing_on(text.first, text.first == unique, text.second, &all);
    return all;
}

void Remaker::standing_on(const std::string &text, bool own, const std::vector<Xapian::docid> &statements,
                          std::vector<Remade> *out)
{
    Xapian::docid id = document_with(database_, text);
    if (!id) throw Xapian::DatabaseCorruptError("a statement's article is not in the index");
    Xapian::Document stored = database_.get_document(id);
    ws_article article = loaded_article(arena_, stored);
    std::vector<Xapian::Document> documents;
    std::vector<ws_statement> loaded;
    for (Xapian::docid one : statements) {
        documents.push_back(database_.get_document(one));
        loaded.push_back(loaded_statement(arena_, documents.back(), article.text_size));
    }
    ArticleDocuments made;
    ws_error error;
    check_loaded(builder_.build(&article, loaded.data(), loaded.size(), &made, &error), error);
    if (!own) name_version(&made.article, arena_, text);
    out->push_back({id, as_stored(made.article, stored)});
    for (size_t i = 0; i < statements.size(); i++)
        out->push_back({statements[i], as_stored(made.statements[i].document, documents[i])});
}

void write_whole(const Xapian::Database &from, const std::string &to)
{
    Xapian::WritableDatabase whole(to, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
    Remaker remaker(from);
    Arena arena;
    std::string articles = term(arena, WS_FIELD_TYPE, "article");
    size_t done = 0;
    for (auto key = from.metadata_keys_begin(); key != from.metadata_keys_end(); ++key)
        whole.set_metadata(*key, from.get_metadata(*key));
    for (auto one = from.postlist_begin(articles); one != from.postlist_end(articles); ++one) {
        for (const Remade &each : remaker.article(*one)) whole.replace_document(each.id, each.document);
        if (++done % BATCH == 0) whole.commit();
    }
    if (whole.get_doccount() != from.get_doccount())
        throw Xapian::DatabaseCorruptError("some of its documents belong to no article");
    whole.commit();
}

} // namespace whosaid
