/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several indexes into one: all their tables are merged as they are; articles that were in more than one are then taken
 * out of the result and written again, the newest version last, as adding one after the other would have done. */
#include "new_files.hh"
#include "update.hh"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

extern "C" {
#include "date.h"
#include "index_care.h"
#include "json.h"
}

namespace whosaid
{

static constexpr size_t BATCH = 1000; /* articles between commits */

/* An article as one of the indexes has it. */
struct Version {
    size_t source;
    std::string version; /* date; empty: none */
    bool canceled;       /* by its publisher */
    ArticleDocuments documents;
    std::vector<StatementDocument> earlier; /* statements that stand on an earlier text */
};

class Merge
{
  public:
    Merge(const std::vector<std::string> &places, const std::string &target) : output_(target, Xapian::DB_OPEN)
    {
        for (const std::string &place : places) sources_.emplace_back(place);
    }
    void run(ws_merged *out);

  private:
    std::vector<Xapian::Database> sources_;
    Xapian::WritableDatabase output_;
    Arena arena_;

    void settle(const std::string &unique, const std::vector<size_t> &in);
    Version version_in(size_t source, const std::string &unique);
    void share_first_seen(std::vector<Version> *versions);
    void take_out(const std::string &unique, const std::string &in_article);
    void add_earlier(const Version &version);
};

static std::string own_term(const Xapian::Document &document)
{
    const std::string prefix = ws_field_get(WS_FIELD_ID)->prefix;
    auto one = document.termlist_begin();
    one.skip_to(prefix);
    if (one == document.termlist_end() || (*one).compare(0, prefix.size(), prefix) != 0)
        throw Xapian::DatabaseCorruptError("a document has no id");
    return *one;
}

Version Merge::version_in(size_t source, const std::string &unique)
{
    const Xapian::Database &database = sources_[source];
    ws_arena_reset(arena_);
    Version found{source, "", false, {}, {}};
    ArticleDocuments &documents = found.documents;
    documents.article = database.get_document(document_with(database, unique));
    std::string data = documents.article.get_data();
    ws_article article;
    ws_error error;
    ws_status status = ws_article_load(arena_, data.data(), data.size(), &article, &error);
    if (status == WS_NO_MEMORY) throw std::bad_alloc();
    if (status != WS_OK) throw Xapian::DatabaseCorruptError(error.message);
    found.version = documents.article.get_value(SLOT_VERSION);
    documents.id = article.id;
    documents.path = article.path ? article.path : "";
    documents.unique = unique;
    documents.in_article = term(arena_, WS_FIELD_ARTICLE, article.id);
    documents.content = documents.article.get_value(SLOT_CONTENT_HASH);
    documents.withdrawn = article.status == WS_ARTICLE_WITHDRAWN;
    found.canceled = article.release == WS_RELEASE_CANCELED;
    auto end = database.postlist_end(documents.in_article);
    for (auto one = database.postlist_begin(documents.in_article); one != end; ++one) {
        Xapian::Document statement = database.get_document(*one);
        bool on_it = statement.get_value(SLOT_ARTICLE) == unique;
        (on_it ? documents.statements : found.earlier).push_back({own_term(statement), statement});
    }
    return found;
}

/* All that the tables of all indexes brought of an article. */
void Merge::take_out(const std::string &unique, const std::string &in_article)
{
    std::vector<Xapian::docid> all(output_.postlist_begin(in_article), output_.postlist_end(in_article));
    std::set<std::string> texts{unique};
    for (Xapian::docid one : all) texts.insert(output_.get_document(one).get_value(SLOT_ARTICLE));
    for (Xapian::docid one : all) output_.delete_document(one);
    for (const std::string &one : texts) output_.delete_document(one);
}

void Merge::add_earlier(const Version &version)
{
    const Xapian::Database &database = sources_[version.source];
    for (const StatementDocument &one : version.earlier) {
        if (document_with(output_, one.unique)) continue;
        std::string text = one.document.get_value(SLOT_ARTICLE);
        Xapian::docid id = document_with(database, text);
        if (!id) throw Xapian::DatabaseCorruptError("a statement's article is not in the index");
        if (!document_with(output_, text)) output_.add_document(database.get_document(id));
        output_.add_document(one.document);
    }
}

/* A statement that several versions have was first seen in the earliest of them. */
void Merge::share_first_seen(std::vector<Version> *versions)
{
    std::map<std::string, std::string> first;
    auto each = [&](auto take) {
        for (Version &version : *versions)
            for (auto *list : {&version.documents.statements, &version.earlier})
                for (StatementDocument &one : *list) take(&one, loaded_statement(arena_, one.document, UINT32_MAX));
    };
    each([&](StatementDocument *one, const ws_statement &statement) {
        std::string &known = first[one->unique];
        if (statement.first_seen && (known.empty() || ws_date_before(statement.first_seen, known.c_str())))
            known = statement.first_seen;
    });
    each([&](StatementDocument *one, ws_statement statement) {
        const std::string &known = first[one->unique];
        if (known.empty() || (statement.first_seen && known == statement.first_seen)) return;
        statement.first_seen = known.c_str();
        ws_buffer buffer = {NULL, 0, 0, SIZE_MAX, false};
        ws_error error;
        ws_status status = ws_statement_store(&buffer, &statement, &error);
        if (status == WS_OK) one->document.set_data(std::string(buffer.bytes, buffer.size));
        ws_buffer_free(&buffer);
        if (status != WS_OK) throw std::bad_alloc();
    });
}

void Merge::settle(const std::string &unique, const std::vector<size_t> &in)
{
    std::vector<Version> versions;
    for (size_t source : in) versions.push_back(version_in(source, unique));
    auto newest = versions.begin();
    for (auto one = versions.begin(); one != versions.end(); ++one)
        if (one->canceled || (!newest->canceled && !ws_date_before(one->version.c_str(), newest->version.c_str())))
            newest = one; /* what was canceled is so for ever */
    std::rotate(newest, newest + 1, versions.end());
    share_first_seen(&versions);
    take_out(unique, versions[0].documents.in_article);
    for (const Version &one : versions) write_article(output_, arena_, one.documents);
    for (auto one = versions.rbegin(); one != versions.rend(); ++one) add_earlier(*one);
}

void Merge::run(ws_merged *out)
{
    const std::string articles = std::string(ws_field_get(WS_FIELD_ID)->prefix) + "a";
    std::vector<std::pair<Xapian::TermIterator, Xapian::TermIterator>> at;
    for (const Xapian::Database &one : sources_)
        at.emplace_back(one.allterms_begin(articles), one.allterms_end(articles));
    for (;;) {
        std::string least;
        std::vector<size_t> in;
        for (size_t i = 0; i < at.size(); i++) {
            if (at[i].first == at[i].second) continue;
            std::string here = *at[i].first;
            if (in.empty() || here < least) {
                least = here;
                in.clear();
            }
            if (here == least) in.push_back(i);
        }
        if (in.empty()) break;
        out->articles++;
        if (in.size() > 1) {
            settle(least, in);
            if (++out->in_several % BATCH == 0) output_.commit();
        }
        for (size_t i : in) ++at[i].first;
    }
    output_.commit();
}

static ws_status check_target(const std::string &target, ws_error *error)
{
    Place what = look_at(target);
    if (what == Place::MISSING || what == Place::EMPTY) return WS_OK;
    return ws_fail(error, WS_USAGE, "name a new folder with --db", "%s is there already: merging makes a new index",
                   target.c_str());
}

static ws_status check_sources(const std::vector<std::string> &places, ws_error *error)
{
    std::set<std::pair<dev_t, ino_t>> seen;
    for (const std::string &place : places) {
        struct stat found;
        ws_status status = check_idle(place, error);
        if (status == WS_OK) status = is_for_reading(Xapian::Database(place)) ? only_for_reading(error, place) : WS_OK;
        if (status != WS_OK) return status;
        if (stat(place.c_str(), &found) != 0) return ws_fail_errno(error, errno, "read", place.c_str());
        if (!seen.insert({found.st_dev, found.st_ino}).second)
            return ws_fail(error, WS_USAGE, NULL, "%s is named twice", place.c_str());
    }
    return WS_OK;
}

static ws_status check_room(const std::vector<std::string> &places, const std::string &target, ws_error *error)
{
    uint64_t bytes = 0;
    for (const std::string &place : places) bytes += folder_bytes(place);
    return check_room_for(parent_of(target), bytes, error);
}

static ws_status merge(const std::vector<std::string> &places, const std::string &target, ws_merged *out,
                       ws_error *error)
{
    std::string beside;
    ws_status status = check_target(target, error);
    if (status == WS_OK) status = check_sources(places, error);
    if (status == WS_OK) status = check_room(places, target, error);
    if (status == WS_OK) status = begin_beside(target, &beside, error);
    if (status != WS_OK) return status;
    status = guarded(error, target, [&] {
        NewFiles new_files(beside);
        Xapian::Database all;
        for (const std::string &place : places) all.add_database(Xapian::Database(place));
        all.compact(beside, Xapian::Compactor::FULL);
        Merge(places, beside).run(out);
        ws_status written = copy_marker(places[0], beside, error);
        return written == WS_OK ? sync_folder(beside, error) : written;
    });
    uint64_t before, after; /* what was written again made gaps */
    if (status == WS_OK && out->in_several) status = ws_index_compact(beside.c_str(), false, &before, &after, error);
    if (status == WS_OK && rename(beside.c_str(), target.c_str()) != 0)
        status = ws_fail_errno(error, errno, "make", target.c_str());
    if (status == WS_OK) return sync_entries(parent_of(target), error);
    ws_error unwanted;
    remove_index(beside, &unwanted);
    return status;
}

} // namespace whosaid

using namespace whosaid;

ws_status ws_index_merge(const char *const *places, size_t count, const char *target, ws_merged *out, ws_error *error)
{
    ws_error unwanted;
    if (!error) error = &unwanted;
    *out = ws_merged{};
    if (!count) return ws_fail(error, WS_USAGE, "name the indexes to merge", "there is nothing to merge");
    return guarded(error, "", [&] {
        std::string where = target;
        while (where.size() > 1 && where.back() == '/') where.pop_back();
        return merge(std::vector<std::string>(places, places + count), where, out, error);
    });
}
