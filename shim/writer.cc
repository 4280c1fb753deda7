/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "writer.hh"

#include "update.hh"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <memory>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

extern "C" {
#include "date.h"
}

using namespace whosaid;

static constexpr size_t DEFAULT_BATCH = 1000;
static constexpr size_t PENDING_BYTES = 64u << 20; /* of serialised documents, kept for a second try until the commit */
static constexpr std::chrono::seconds PENDING_TIME{5};
static constexpr uint64_t ROOM_TO_ADD = 64u << 20, ROOM_TO_COMMIT = 8u << 20; /* free bytes, besides GROWTH times */
static constexpr uint64_t GROWTH = 8;                                         /* what is pending */

/* --- room --- */

/* Xapian 1.4 can end the whole process when a write fails within a commit (seen: std::terminate below
 * WritableDatabase::commit(), probably from a destructor that writes), which no caller can catch. So a disk that is
 * nearly full has to be seen before. What was acknowledged is safe even then. */
static ws_status check_room(const ws_writer *writer, uint64_t spare, ws_error *error)
{
    static const char hint[] = "make room there and run it again: it goes on with what is not in the index yet";
    uint64_t needed = spare + GROWTH * writer->pending_bytes;
    struct statvfs disk;
    if (statvfs(writer->place.c_str(), &disk) == 0 && uint64_t{disk.f_bavail} * disk.f_frsize < needed)
        return ws_fail(error, WS_IO, hint, "the disk of the index %s is nearly full", writer->place.c_str());
    struct rlimit limit;
    if (getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY &&
        limit.rlim_cur < folder_bytes(writer->place) + needed)
        return ws_fail(error, WS_IO, "raise the limit (ulimit -f)",
                       "files may not become large enough for the index %s", writer->place.c_str());
    return WS_OK;
}

/* --- one article --- */

static Pending keep(const ArticleDocuments &built)
{
    Pending kept{Act::WRITE,
                 built.id,
                 built.path,
                 built.unique,
                 built.in_article,
                 built.content,
                 built.withdrawn,
                 built.article.serialise(),
                 {},
                 {},
                 ""};
    kept.statements.reserve(built.statements.size());
    for (const StatementDocument &one : built.statements)
        kept.statements.emplace_back(one.unique, one.document.serialise());
    return kept;
}

static ArticleDocuments thaw(const Pending &kept)
{
    ArticleDocuments built{kept.id,
                           kept.path,
                           kept.unique,
                           kept.in_article,
                           kept.content,
                           kept.withdrawn,
                           Xapian::Document::unserialise(kept.article),
                           {}};
    for (const auto &one : kept.statements)
        built.statements.push_back({one.first, Xapian::Document::unserialise(one.second)});
    return built;
}

static void carry_out(ws_writer *writer, const Pending &kept)
{
    switch (kept.act) {
    case Act::REMOVE:
        return erase_article(*writer->database, kept.unique, kept.in_article);
    case Act::WITHDRAW:
        return withdraw_article(*writer->database, writer->arena, kept.unique, kept.in_article);
    default:
        return write_article(*writer->database, writer->arena, thaw(kept));
    }
}

/* --- batches --- */

static void tell_written(const ws_writer *writer, const Pending &kept)
{
    ws_written told = kept.told;
    told.article_id = kept.id.c_str();
    told.language = kept.language.empty() ? NULL : kept.language.c_str();
    if (writer->events.written) writer->events.written(writer->events.user, &told);
}

static void tell_committed(ws_writer *writer, size_t begin, size_t end)
{
    size_t articles = 0, statements = 0;
    for (size_t i = begin; i < end; i++) {
        bool added = writer->pending[i].act == Act::WRITE;
        if (added) tell_written(writer, writer->pending[i]);
        articles += added;
        statements += writer->pending[i].statements.size();
    }
    if (writer->events.committed) writer->events.committed(writer->events.user, articles, statements);
}

static void tell_refused(ws_writer *writer, const char *id, const char *path, const ws_error *why)
{
    if (writer->events.refused) writer->events.refused(writer->events.user, id, path, why);
}

static void forget_pending(ws_writer *writer)
{
    writer->pending.clear();
    writer->pending_bytes = 0;
}

static ws_status open_database(ws_writer *writer, ws_error *error)
{
    return guarded(error, writer->place, [&] {
        writer->database.reset();
        writer->database.reset(
            new Xapian::WritableDatabase(writer->place, Xapian::DB_CREATE_OR_OPEN | Xapian::DB_BACKEND_GLASS));
        return WS_OK;
    });
}

static ws_status write_range(ws_writer *writer, size_t begin, size_t end, ws_error *error)
{
    return guarded(error, writer->place, [&] {
        for (size_t i = begin; i < end; i++) carry_out(writer, writer->pending[i]);
        writer->database->commit();
        return WS_OK;
    });
}

/* Whether another article might do better than the one that failed so. */
static bool is_the_articles_fault(ws_status status)
{
    return status == WS_REFUSED || status == WS_NO_MEMORY || status == WS_INTERNAL;
}

/* Writes a part of the batch anew; what fails is tried again by halves, down to the article that is to blame. A disk
 * that fails a second time is left alone: every more commit on it could end the process (see check_room). */
static ws_status write_again(ws_writer *writer, size_t begin, size_t end, ws_error *error)
{
    ws_status status = open_database(writer, error);
    if (status != WS_OK) return status;
    status = write_range(writer, begin, end, error);
    if (status == WS_OK) {
        tell_committed(writer, begin, end);
        return WS_OK;
    }
    if (!is_the_articles_fault(status)) return status;
    if (end - begin > 1) {
        size_t middle = begin + (end - begin) / 2;
        status = write_again(writer, begin, middle, error);
        return status == WS_OK ? write_again(writer, middle, end, error) : status;
    }
    const Pending &blamed = writer->pending[begin];
    tell_refused(writer, blamed.id.c_str(), blamed.path.c_str(), error);
    return WS_OK;
}

static ws_status recover(ws_writer *writer, ws_error *error)
{
    ws_status status = write_again(writer, 0, writer->pending.size(), error);
    forget_pending(writer);
    if (status == WS_OK) status = open_database(writer, error);
    if (status != WS_OK) writer->broken = *error;
    return status;
}

static ws_status commit(ws_writer *writer, ws_error *error)
{
    if (writer->pending.empty()) return WS_OK;
    ws_status status = check_room(writer, ROOM_TO_COMMIT, error);
    if (status != WS_OK) return status;
    status = guarded(error, writer->place, [&] {
        writer->database->commit();
        return WS_OK;
    });
    if (status != WS_OK) return recover(writer, error);
    tell_committed(writer, 0, writer->pending.size());
    forget_pending(writer);
    return WS_OK;
}

static bool is_due(const ws_writer *writer)
{
    return writer->pending.size() >= writer->batch || writer->pending_bytes >= PENDING_BYTES ||
           std::chrono::steady_clock::now() - writer->since >= PENDING_TIME;
}

static void remember(ws_writer *writer, Pending one)
{
    writer->pending.push_back(std::move(one));
    writer->pending_bytes += writer->pending.back().bytes();
    if (writer->pending.size() == 1) writer->since = std::chrono::steady_clock::now();
}

/* What is told of an article once it is on disk. */
static void describe(const Xapian::Database &database, const ws_article *given, Pending *kept)
{
    Xapian::docid there = document_with(database, kept->unique);
    bool same = there && database.get_document(there).get_value(SLOT_CONTENT_HASH) == kept->content;
    kept->told.writing = !there ? WS_WRITTEN_NEW : same ? WS_WRITTEN_AGAIN : WS_WRITTEN_CHANGED;
    kept->told.status = given->release == WS_RELEASE_USABLE ? given->status : WS_ARTICLE_WITHDRAWN;
    kept->language = given->language ? given->language : "";
}

/* What its publisher does not release has no statements, whoever read some. */
static ws_status build(ws_writer *writer, const ws_article *given, const ws_statement *statements, size_t count,
                       ArticleDocuments *built, ws_error *error)
{
    Arena arena;
    ws_article article = *given;
    if (article.release != WS_RELEASE_USABLE) {
        article.status = WS_ARTICLE_WITHDRAWN;
        count = 0;
    }
    auto *written = static_cast<ws_statement *>(needed(ws_arena_array(arena, count, sizeof(ws_statement))));
    std::copy(statements, statements + count, written);
    ws_status status = take_over(*writer->database, arena, &article, written, count, error);
    return status == WS_OK ? writer->builder.build(&article, written, count, built, error) : status;
}

static ws_status add(ws_writer *writer, const ws_article *article, const ws_statement *statements, size_t count,
                     ws_error *error)
{
    bool kept = false;
    ws_status status = check_room(writer, ROOM_TO_ADD, error);
    if (status != WS_OK) return status;
    status = guarded(error, writer->place, [&] {
        ArticleDocuments built;
        ws_status made = build(writer, article, statements, count, &built, error);
        if (made != WS_OK) return made;
        Pending pending = keep(built);
        describe(*writer->database, article, &pending);
        remember(writer, std::move(pending));
        kept = true;
        write_article(*writer->database, writer->arena, built);
        return WS_OK;
    });
    if (status == WS_OK) return is_due(writer) ? commit(writer, error) : WS_OK;
    if (kept) return recover(writer, error);
    if (status == WS_REFUSED) tell_refused(writer, article->id, article->path ? article->path : "", error);
    return status;
}

/* Removes or withdraws. */
static ws_status take_out(ws_writer *writer, Act act, const char *article_id, ws_error *error)
{
    bool kept = false;
    ws_status status = guarded(error, writer->place, [&] {
        std::string unique = article_term(writer->arena, article_id);
        std::string in_article = term(writer->arena, WS_FIELD_ARTICLE, article_id);
        if (!document_with(*writer->database, unique))
            return ws_fail(error, WS_NOT_FOUND, NULL, "the index has no article %s", article_id);
        remember(writer, {act, article_id, "", unique, in_article, "", false, "", {}, {}, ""});
        kept = true;
        carry_out(writer, writer->pending.back());
        return WS_OK;
    });
    if (status == WS_OK) return is_due(writer) ? commit(writer, error) : WS_OK;
    return kept ? recover(writer, error) : status;
}

/* --- opening --- */

static ws_status make_folders(const std::string &path, ws_error *error)
{
    for (size_t end = path.find('/', 1);; end = path.find('/', end + 1)) {
        std::string part = path.substr(0, end);
        if (mkdir(part.c_str(), 0700) != 0 && errno != EEXIST)
            return ws_fail_errno(error, errno, "create the folder", part.c_str());
        if (end == std::string::npos) return WS_OK;
    }
}

/* The marker says that what comes next is ours, should we be stopped before the index says so itself. */
static ws_status mark(const std::string &place, ws_error *error)
{
    static const char text[] =
        "This folder is an index made by whosaid-index. It can be made again from the articles.\n";
    std::string path = place + "/" + MARKER_FILE;
    FILE *file = fopen(path.c_str(), "we");
    if (!file) return ws_fail_errno(error, errno, "create", path.c_str());
    bool written = fputs(text, file) >= 0;
    if (fclose(file) != 0 || !written) return ws_fail_errno(error, errno, "write", path.c_str());
    return WS_OK;
}

static ws_status prepare_place(const std::string &place, ws_error *error)
{
    Place what = look_at(place);
    if (what == Place::FOREIGN) return not_an_index(error, place, what);
    if (what == Place::MISSING) {
        ws_status status = make_folders(place, error);
        if (status != WS_OK) return status;
    }
    if (access(place.c_str(), R_OK | W_OK | X_OK) != 0) return ws_fail_errno(error, errno, "write to", place.c_str());
    return what == Place::MISSING || what == Place::EMPTY ? mark(place, error) : WS_OK;
}

/* Nothing of a database is touched before it is known to be ours. One for reading is made whole. */
static ws_status check_before(const ws_writer *writer, ws_error *error)
{
    const std::string &place = writer->place;
    if (look_at(place) != Place::DATABASE) return WS_OK;
    Xapian::Database database(place);
    bool begun = database.get_metadata(FORMAT_KEY).empty() && database.get_lastdocid() == 0 &&
                 access((place + "/" + MARKER_FILE).c_str(), F_OK) == 0;
    if (begun) return WS_OK;
    ws_status status = check_format(database, place, error);
    if (status != WS_OK || !is_for_reading(database)) return status;
    if (writer->events.restoring) writer->events.restoring(writer->events.user, place.c_str());
    return make_whole(place, error);
}

static ws_status open_place(ws_writer *writer, ws_error *error)
{
    ws_status status = prepare_place(writer->place, error);
    if (status == WS_OK) status = check_before(writer, error);
    if (status == WS_OK) status = open_database(writer, error);
    if (status != WS_OK) return status;
    Xapian::WritableDatabase &database = *writer->database;
    writer->last_before = database.get_lastdocid();
    if (!database.get_metadata(FORMAT_KEY).empty()) return check_format(database, writer->place, error);
    database.set_metadata(FORMAT_KEY, std::to_string(static_cast<int>(WS_FORMAT_VERSION)));
    database.commit();
    return WS_OK;
}

ws_status whosaid::usable(const ws_writer *writer, ws_error *error)
{
    if (writer->broken.status == WS_OK) return WS_OK;
    *error = writer->broken;
    return error->status;
}

ws_status ws_writer_open(const char *place, size_t batch, const ws_writer_events *events, ws_writer **out,
                         ws_error *error)
{
    ws_error unwanted;
    *out = NULL;
    if (!*place) return ws_fail(error, WS_USAGE, "name a folder with --db", "no place for the index is given");
    if (!error) error = &unwanted;
    return guarded(error, "", [&] { /* of no place yet: its string might find no memory */
                                    std::unique_ptr<ws_writer> writer(new ws_writer(place));
                                    writer->batch = batch ? batch : DEFAULT_BATCH;
                                    writer->events = events ? *events : ws_writer_events{};
                                    ws_status status =
                                        guarded(error, writer->place, [&] { return open_place(writer.get(), error); });
                                    if (status == WS_OK) *out = writer.release();
                                    return status;
    });
}

const char *ws_article_version(const ws_article *article)
{
    return article->updated ? article->updated : article->published;
}

ws_status ws_writer_known(ws_writer *writer, const char *article_id, ws_known_article *out, ws_error *error)
{
    ws_error unwanted;
    if (!error) error = &unwanted;
    ws_status status = usable(writer, error);
    if (status != WS_OK) return status;
    return guarded(error, writer->place, [&] {
        Arena arena;
        Xapian::docid id = document_with(*writer->database, article_term(arena, article_id));
        if (!id) return ws_fail(error, WS_NOT_FOUND, NULL, "the index has no article %s", article_id);
        Xapian::Document article = writer->database->get_document(id);
        std::string hash = article.get_value(SLOT_CONTENT_HASH);
        hash.resize(sizeof out->content.bytes);
        hash.copy(reinterpret_cast<char *>(out->content.bytes), sizeof out->content.bytes);
        snprintf(out->model, sizeof out->model, "%s", article.get_value(SLOT_MODEL).c_str());
        snprintf(out->version, sizeof out->version, "%s", article.get_value(SLOT_VERSION).c_str());
        out->withdrawn = !article.get_value(SLOT_STATE).empty();
        out->new_here = id > writer->last_before;
        out->canceled = article.get_value(SLOT_RELEASE) == ws_value_name(WS_RELEASES, WS_RELEASE_CANCELED);
        return WS_OK;
    });
}

ws_status ws_writer_add(ws_writer *writer, const ws_article *article, const ws_statement *statements, size_t count,
                        ws_error *error)
{
    ws_error unwanted;
    if (!error) error = &unwanted;
    ws_status status = usable(writer, error);
    return status == WS_OK ? add(writer, article, statements, count, error) : status;
}

ws_status ws_writer_remove(ws_writer *writer, const char *article_id, ws_error *error)
{
    ws_error unwanted;
    if (!error) error = &unwanted;
    ws_status status = usable(writer, error);
    return status == WS_OK ? take_out(writer, Act::REMOVE, article_id, error) : status;
}

ws_status ws_writer_withdraw(ws_writer *writer, const char *article_id, ws_error *error)
{
    ws_error unwanted;
    if (!error) error = &unwanted;
    ws_status status = usable(writer, error);
    return status == WS_OK ? take_out(writer, Act::WITHDRAW, article_id, error) : status;
}

ws_status ws_writer_commit(ws_writer *writer, ws_error *error)
{
    ws_error unwanted;
    if (!error) error = &unwanted;
    ws_status status = usable(writer, error);
    return status == WS_OK ? commit(writer, error) : status;
}

ws_status ws_writer_close(ws_writer *writer, ws_error *error)
{
    if (!writer) return WS_OK;
    ws_status status = ws_writer_commit(writer, error);
    /* What could not be committed must not be tried again by Xapian's destructor, which drops an open transaction. */
    if (status != WS_OK && writer->database)
        guarded(NULL, writer->place, [&] {
            writer->database->begin_transaction(false);
            return WS_OK;
        });
    delete writer;
    return status;
}
