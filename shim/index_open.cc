/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian_database.hh"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

namespace whosaid
{

static bool exists(const std::string &path)
{
    struct stat unused;
    return stat(path.c_str(), &unused) == 0;
}

static bool is_empty(const std::string &path)
{
    DIR *folder = opendir(path.c_str());
    if (!folder) return false;
    bool empty = true;
    while (struct dirent *entry = readdir(folder)) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) empty = false;
    }
    closedir(folder);
    return empty;
}

uint64_t folder_bytes(const std::string &path)
{
    uint64_t bytes = 0;
    DIR *folder = opendir(path.c_str());
    if (!folder) return 0;
    while (struct dirent *entry = readdir(folder)) {
        struct stat found;
        if (fstatat(dirfd(folder), entry->d_name, &found, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(found.st_mode))
            bytes += static_cast<uint64_t>(found.st_size);
    }
    closedir(folder);
    return bytes;
}

Place look_at(const std::string &path)
{
    struct stat found;
    if (stat(path.c_str(), &found) != 0) return errno == ENOENT ? Place::MISSING : Place::FOREIGN;
    if (!S_ISDIR(found.st_mode)) return Place::FOREIGN;
    if (exists(path + "/iamglass")) return Place::DATABASE;
    if (exists(path + "/" + MARKER_FILE)) return Place::BEGUN;
    return is_empty(path) ? Place::EMPTY : Place::FOREIGN;
}

ws_status not_an_index(ws_error *error, const std::string &place, Place what)
{
    static const char make_one[] = "make one with: whosaid-index add --db DIR PATH, or name another with --db";
    switch (what) {
    case Place::MISSING:
        return ws_fail(error, WS_NOT_AN_INDEX, make_one, "there is no index at %s", place.c_str());
    case Place::EMPTY:
        return ws_fail(error, WS_NOT_AN_INDEX, make_one, "there is no index in the empty folder %s", place.c_str());
    case Place::BEGUN:
        return ws_fail(error, WS_NOT_AN_INDEX, "wait a moment, or run whosaid-index add again",
                       "the index %s is only just being made", place.c_str());
    default:
        if (access((place + "/.").c_str(), R_OK | X_OK) != 0 && errno != ENOTDIR)
            return ws_fail_errno(error, errno, "open", place.c_str());
        return ws_fail(error, WS_NOT_AN_INDEX, "name an index of whosaid, or a new folder, with --db",
                       "%s is there already and is no index of whosaid", place.c_str());
    }
}

ws_status check_format(const Xapian::Database &database, const std::string &place, ws_error *error)
{
    std::string format = database.get_metadata(FORMAT_KEY);
    if (format.empty()) {
        bool begun = database.get_lastdocid() == 0 && exists(place + "/" + MARKER_FILE);
        return not_an_index(error, place, begun ? Place::BEGUN : Place::FOREIGN);
    }
    char *end = nullptr;
    long version = strtol(format.c_str(), &end, 10);
    if (*end != '\0' || version < 1)
        return ws_fail(error, WS_CORRUPT, "put back a copy of it, or make a new one from the articles",
                       "the index %s does not say which format it has", place.c_str());
    std::string features = database.get_metadata(FEATURES_KEY);
    if (version > WS_FORMAT_VERSION || !features.empty())
        return ws_fail(error, WS_FUTURE, "use a newer whosaid with it, or make the index again with this one",
                       "the index %s was made by a newer whosaid (format %ld%s%s; this one knows format %d)",
                       place.c_str(), version, features.empty() ? "" : ", with ", features.c_str(),
                       (int)WS_FORMAT_VERSION);
    if (version < WS_FORMAT_VERSION)
        return ws_fail(error, WS_OUTDATED,
                       "make a new one from the articles with: whosaid-index add --db NEW PATH; "
                       "a decisions.jsonl copied beside it goes on to hold",
                       "the index %s was made by an older whosaid and lacks what this one searches by "
                       "(format %ld; this one knows format %d)",
                       place.c_str(), version, (int)WS_FORMAT_VERSION);
    return WS_OK;
}

/* Where the lock can't even be tried, as on a read-only disk, this machine has no writer. */
static bool is_being_written(const Xapian::Database &database)
{
    try {
        return database.locked();
    } catch (const Xapian::DatabaseLockError &) {
        return false;
    }
}

ws_status check_idle(const std::string &place, ws_error *error)
{
    Place what = look_at(place);
    if (what != Place::DATABASE) return not_an_index(error, place, what);
    return guarded(error, place, [&] {
        Xapian::Database database(place);
        ws_status status = check_format(database, place, error);
        if (status != WS_OK || !is_being_written(database)) return status;
        return ws_fail(error, WS_LOCKED, "wait until the other whosaid-index is done",
                       "another process is writing the index %s", place.c_str());
    });
}

static ws_status open_part(ws_index *index, const std::string &place, ws_error *error)
{
    Place what = is_remote(place) ? Place::DATABASE : look_at(place);
    if (what != Place::DATABASE) return not_an_index(error, place, what);
    return guarded(error, place, [&] {
        Xapian::Database part = connect(place);
        ws_status status = check_format(part, place, error);
        if (status != WS_OK) return status;
        index->database.add_database(part);
        index->parts.push_back(part);
        index->places.push_back(place);
        return WS_OK;
    });
}

/* What a place stands for: itself, or those that a stub names. */
static ws_status open_place(ws_index *index, const std::string &place, ws_error *error)
{
    std::vector<std::string> parts;
    ws_status status = WS_OK;
    if (is_remote(place)) status = check_address(place, error);
    if (status == WS_OK && is_stub(place)) status = read_stub(place, &parts, error);
    if (parts.empty()) parts.push_back(place);
    for (size_t i = 0; i < parts.size() && status == WS_OK; i++) status = open_part(index, parts[i], error);
    return status;
}

} // namespace whosaid

using namespace whosaid;

ws_status ws_index_open(const char *const *places, size_t count, ws_index **out, ws_error *error)
{
    *out = NULL;
    if (count == 0) return ws_fail(error, WS_USAGE, "name one with --db", "no index is given");
    return guarded(error, "", [&] {
        std::unique_ptr<ws_index> index(new ws_index);
        for (size_t i = 0; i < count; i++) {
            ws_status status = open_place(index.get(), places[i], error);
            if (status != WS_OK) return status;
        }
        index->where = index->places[0] + (count > 1 ? " and others" : "");
        *out = index.release();
        return WS_OK;
    });
}

void ws_index_close(ws_index *index)
{
    delete index;
}
