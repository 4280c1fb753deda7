/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "update.hh"

#include <set>

extern "C" {
#include "date.h"
#include "json.h"
}

namespace whosaid
{

/* What is to be done to an index that has an earlier version of the article. */
struct Update {
    Xapian::docid article = 0;
    std::unordered_map<std::string, Xapian::docid> kept;         /* statements whose id is there again */
    std::vector<std::pair<Xapian::docid, Xapian::Document>> old; /* others, as they are to be from now on */
    Xapian::Document version;                                    /* the earlier text, for those */
    std::string version_unique;                                  /* empty: it is not needed */
};

Xapian::docid document_with(const Xapian::Database &database, const std::string &unique)
{
    auto found = database.postlist_begin(unique);
    return found == database.postlist_end(unique) ? 0 : *found;
}

std::string unique_of(const Xapian::Database &database, Xapian::docid id)
{
    const std::string prefix = ws_field_get(WS_FIELD_ID)->prefix;
    auto one = database.termlist_begin(id);
    one.skip_to(prefix);
    if (one == database.termlist_end(id) || (*one).compare(0, prefix.size(), prefix) != 0)
        throw Xapian::DatabaseCorruptError("a document has no id");
    return *one;
}

static void remove_if_there(Xapian::Document *document, const std::string &wanted)
{
    for (auto one = document->termlist_begin(); one != document->termlist_end(); ++one)
        if (*one == wanted) return document->remove_term(wanted);
}

static int state_of(const Xapian::Document &document)
{
    std::string state = document.get_value(SLOT_STATE);
    return state.empty() ? WS_STATE_CURRENT : state[0] - '0';
}

static void set_state(Xapian::Document *document, ws_arena *arena, ws_state state, const std::string &when)
{
    for (size_t i = 0; i < ws_value_count(WS_STATES); i++)
        remove_if_there(document, term(arena, WS_FIELD_STATE, ws_value_name(WS_STATES, static_cast<int>(i))));
    document->add_boolean_term(term(arena, WS_FIELD_STATE, ws_value_name(WS_STATES, state)));
    document->add_value(SLOT_STATE, static_cast<char>('0' + state) + when);
}

std::string version_term(ws_arena *arena, const std::string &article, const std::string &content)
{
    std::string name = article + content;
    char hex[33];
    ws_hash_hex(ws_hash_bytes(name.data(), name.size()), hex);
    return term(arena, WS_FIELD_ID, std::string("v") + hex);
}

void name_version(Xapian::Document *document, ws_arena *arena, const std::string &unique)
{
    document->clear_terms();
    document->add_boolean_term(unique);
    document->add_boolean_term(term(arena, WS_FIELD_TYPE, "article"));
    document->add_boolean_term(term(arena, WS_FIELD_STATE, "article-superseded"));
}

/* The earlier version under a name of its own, so that superseded statements still stand on their own text. */
static void keep_version(const Xapian::Database &database, ws_arena *arena, const ArticleDocuments &built,
                         Update *update)
{
    Xapian::Document earlier = database.get_document(update->article);
    std::string content = earlier.get_value(SLOT_CONTENT_HASH);
    if (content == built.content) return;
    update->version_unique = version_term(arena, built.unique, content);
    update->version = earlier;
    name_version(&update->version, arena, update->version_unique);
}

/* What becomes of a statement that the new version does not have. One that was superseded stays so, unless the whole
 * article is withdrawn; one that was withdrawn with its article is superseded when that comes back without it. */
static bool set_aside(Xapian::Document *document, ws_arena *arena, bool withdrawn, const char *now)
{
    int state = state_of(*document);
    ws_state wanted = withdrawn ? WS_STATE_WITHDRAWN : WS_STATE_SUPERSEDED;
    if (state == wanted) return false;
    set_state(document, arena, wanted, now);
    return true;
}

static void plan_update(const Xapian::Database &database, ws_arena *arena, const ArticleDocuments &built,
                        Update *update)
{
    char now[21];
    ws_date_now(now);
    std::set<std::string> names;
    for (const StatementDocument &one : built.statements) names.insert(one.unique);
    keep_version(database, arena, built, update);
    bool text_changed = !update->version_unique.empty(), stands_on_it = false;
    const std::string &text_of_old = text_changed ? update->version_unique : built.unique;
    for (auto one = database.postlist_begin(built.in_article); one != database.postlist_end(built.in_article); ++one) {
        std::string unique = unique_of(database, *one);
        if (names.count(unique)) {
            update->kept[unique] = *one;
            continue;
        }
        Xapian::Document document = database.get_document(*one);
        bool changed = set_aside(&document, arena, built.withdrawn, now);
        if (document.get_value(SLOT_ARTICLE) == built.unique) {
            stands_on_it = true;
            document.add_value(SLOT_ARTICLE, text_of_old);
            changed |= text_changed;
        }
        if (changed) update->old.emplace_back(*one, document);
    }
    if (!stands_on_it) update->version_unique.clear();
}

void write_article(Xapian::WritableDatabase &database, ws_arena *arena, const ArticleDocuments &built)
{
    ws_arena_reset(arena);
    Update update;
    update.article = document_with(database, built.unique);
    if (update.article) plan_update(database, arena, built, &update);

    database.begin_transaction(false);
    if (!update.version_unique.empty()) database.replace_document(update.version_unique, update.version);
    for (const auto &one : update.old) database.replace_document(one.first, one.second);
    if (update.article)
        database.replace_document(update.article, built.article);
    else
        database.add_document(built.article);
    for (const StatementDocument &one : built.statements) {
        auto kept = update.kept.find(one.unique);
        if (kept != update.kept.end())
            database.replace_document(kept->second, one.document);
        else
            database.add_document(one.document);
    }
    database.commit_transaction();
}

void erase_article(Xapian::WritableDatabase &database, const std::string &unique, const std::string &in_article)
{
    std::vector<Xapian::docid> statements(database.postlist_begin(in_article), database.postlist_end(in_article));
    std::set<std::string> texts{unique};
    for (Xapian::docid one : statements) texts.insert(database.get_document(one).get_value(SLOT_ARTICLE));
    database.begin_transaction(false);
    for (Xapian::docid one : statements) database.delete_document(one);
    for (const std::string &one : texts) database.delete_document(one);
    database.commit_transaction();
}

/* The article's own document as a withdrawn one. */
static Xapian::Document withdrawn_document(Xapian::Document document, ws_arena *arena, const char *now)
{
    ws_article article;
    ws_error error;
    std::string data = document.get_data();
    if (ws_article_load(arena, data.data(), data.size(), &article, &error) != WS_OK)
        throw Xapian::DatabaseCorruptError(error.message);
    article.status = WS_ARTICLE_WITHDRAWN;
    ws_buffer buffer = {NULL, 0, 0, SIZE_MAX / 2, false};
    bool stored = ws_article_store(&buffer, &article, &error) == WS_OK && !buffer.failed;
    if (stored) data.assign(buffer.bytes, buffer.size);
    ws_buffer_free(&buffer);
    if (!stored) throw std::bad_alloc();
    document.set_data(data);
    for (size_t i = 0; i < ARTICLE_STATES; i++)
        remove_if_there(&document, term(arena, WS_FIELD_STATE, article_states[i]));
    document.add_boolean_term(term(arena, WS_FIELD_STATE, article_states[WS_ARTICLE_WITHDRAWN]));
    document.add_value(SLOT_STATE, static_cast<char>('0' + WS_STATE_WITHDRAWN) + std::string(now));
    return document;
}

void withdraw_article(Xapian::WritableDatabase &database, ws_arena *arena, const std::string &unique,
                      const std::string &in_article)
{
    char now[21];
    ws_date_now(now);
    ws_arena_reset(arena);
    Xapian::docid id = document_with(database, unique);
    Xapian::Document article = withdrawn_document(database.get_document(id), arena, now);
    std::vector<std::pair<Xapian::docid, Xapian::Document>> statements;
    for (auto one = database.postlist_begin(in_article); one != database.postlist_end(in_article); ++one) {
        Xapian::Document document = database.get_document(*one);
        if (set_aside(&document, arena, true, now)) statements.emplace_back(*one, document);
    }
    database.begin_transaction(false);
    database.replace_document(id, article);
    for (const auto &one : statements) database.replace_document(one.first, one.second);
    database.commit_transaction();
}

} // namespace whosaid
