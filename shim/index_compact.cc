/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "new_files.hh"
#include "xapian_database.hh"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

extern "C" {
#include "index_care.h"
}

namespace whosaid
{

static constexpr uint64_t SPARE_BYTES = 8u << 20;
static const char SUFFIX[] = ".compacting";

static bool ends(const std::string &name, const std::string &end)
{
    return name.size() >= end.size() && name.compare(name.size() - end.size(), end.size(), end) == 0;
}

static bool is_of_an_index(const std::string &name)
{
    return name == MARKER_FILE || name == "iamglass" || name == "flintlock" || ends(name, ".glass") ||
           ends(name, ".tmp");
}

static ws_status names_in(const std::string &path, std::vector<std::string> *names, ws_error *error)
{
    std::unique_ptr<DIR, int (*)(DIR *)> folder(opendir(path.c_str()), closedir);
    if (!folder) return ws_fail_errno(error, errno, "read", path.c_str());
    while (struct dirent *entry = readdir(folder.get())) {
        std::string name = entry->d_name;
        if (name != "." && name != "..") names->push_back(name);
    }
    return WS_OK;
}

ws_status remove_index(const std::string &place, ws_error *error)
{
    std::vector<std::string> names;
    ws_status status = names_in(place, &names, error);
    if (status != WS_OK) return status;
    for (const std::string &name : names)
        if (!is_of_an_index(name))
            return ws_fail(error, WS_IO, "move away what is in it", "%s holds %s, which is of no index, and stays",
                           place.c_str(), name.c_str());
    for (const std::string &name : names)
        if (unlink((place + "/" + name).c_str()) != 0 && errno != ENOENT)
            return ws_fail_errno(error, errno, "remove", (place + "/" + name).c_str());
    return rmdir(place.c_str()) == 0 ? WS_OK : ws_fail_errno(error, errno, "remove", place.c_str());
}

ws_status check_room_for(const std::string &path, uint64_t bytes, ws_error *error)
{
    struct statvfs disk;
    if (statvfs(path.c_str(), &disk) != 0) return ws_fail_errno(error, errno, "use", path.c_str());
    if (uint64_t{disk.f_bavail} * disk.f_frsize >= bytes + SPARE_BYTES) return WS_OK;
    return ws_fail(error, WS_IO, "make room there; nothing was changed",
                   "the disk of %s has no room for %llu MB, which are needed for a while", path.c_str(),
                   static_cast<unsigned long long>((bytes + SPARE_BYTES) / 1000000));
}

static ws_status sync_one(const std::string &path, int flags, ws_error *error)
{
    int file = open(path.c_str(), O_RDONLY | O_CLOEXEC | flags);
    if (file < 0) return ws_fail_errno(error, errno, "open", path.c_str());
    int failure = fsync(file) == 0 ? 0 : errno;
    close(file);
    return failure ? ws_fail_errno(error, failure, "write", path.c_str()) : WS_OK;
}

ws_status sync_entries(const std::string &path, ws_error *error)
{
    return sync_one(path, O_DIRECTORY, error);
}

ws_status sync_folder(const std::string &path, ws_error *error)
{
    std::vector<std::string> names;
    ws_status status = names_in(path, &names, error);
    for (size_t i = 0; i < names.size() && status == WS_OK; i++) status = sync_one(path + "/" + names[i], 0, error);
    return status == WS_OK ? sync_entries(path, error) : status;
}

std::string parent_of(const std::string &path)
{
    size_t slash = path.rfind('/');
    if (slash == std::string::npos) return ".";
    return slash ? path.substr(0, slash) : "/";
}

ws_status begin_beside(const std::string &place, std::string *beside, ws_error *error)
{
    *beside = place + SUFFIX;
    struct stat found;
    if (lstat(beside->c_str(), &found) == 0) {
        ws_status status = remove_index(*beside, error);
        if (status != WS_OK) return status;
    }
    return WS_OK;
}

ws_status copy_marker(const std::string &from, const std::string &to, ws_error *error)
{
    std::string path = to + "/" + MARKER_FILE;
    FILE *source = fopen((from + "/" + MARKER_FILE).c_str(), "re");
    if (!source) return errno == ENOENT ? WS_OK : ws_fail_errno(error, errno, "read the marker of", from.c_str());
    FILE *target = fopen(path.c_str(), "we");
    bool ok = target != NULL;
    for (int byte; ok && (byte = getc(source)) != EOF;) ok = putc(byte, target) != EOF;
    ok = !ferror(source) && ok;
    fclose(source);
    if (target && fclose(target) != 0) ok = false;
    return ok ? WS_OK : ws_fail_errno(error, errno, "write", path.c_str());
}

/* One step where the file system can; else two, between which the index is to be found under the other name. */
static ws_status exchange(const std::string &place, const std::string &beside, ws_error *error)
{
    std::string away = place + ".before";
    if (renameat2(AT_FDCWD, beside.c_str(), AT_FDCWD, place.c_str(), RENAME_EXCHANGE) == 0) return WS_OK;
    if (errno != EINVAL && errno != ENOSYS) return ws_fail_errno(error, errno, "replace", place.c_str());
    if (rename(place.c_str(), away.c_str()) != 0) return ws_fail_errno(error, errno, "move", place.c_str());
    if (rename(beside.c_str(), place.c_str()) != 0) {
        int failure = errno;
        if (rename(away.c_str(), place.c_str()) == 0) return ws_fail_errno(error, failure, "replace", place.c_str());
        return ws_fail_errno(error, failure, "replace the index, which is now at", away.c_str());
    }
    return rename(away.c_str(), beside.c_str()) == 0 ? WS_OK : ws_fail_errno(error, errno, "move", away.c_str());
}

static ws_status copy_rights(const std::string &from, const std::string &to, ws_error *error)
{
    struct stat found;
    if (stat(from.c_str(), &found) != 0 || (geteuid() == 0 && chown(to.c_str(), found.st_uid, found.st_gid) != 0) ||
        chmod(to.c_str(), found.st_mode & 07777) != 0)
        return ws_fail_errno(error, errno, "take over the rights of", from.c_str());
    return WS_OK;
}

/* Folder and files keep their rights, whoever compacts. */
static ws_status keep_rights(const std::string &from, const std::string &to, ws_error *error)
{
    std::vector<std::string> names;
    ws_status status = names_in(to, &names, error);
    for (size_t i = 0; i < names.size() && status == WS_OK; i++)
        status = copy_rights(from + "/iamglass", to + "/" + names[i], error);
    return status == WS_OK ? copy_rights(from, to, error) : status;
}

/* While the lock is held that keeps writers out. */
static ws_status write_beside(const std::string &place, const std::string &beside, bool for_reading, ws_error *error)
{
    NewFiles new_files(beside);
    Xapian::Database from(place);
    if (!for_reading && is_for_reading(from))
        write_whole(from, beside);
    else
        from.compact(beside, Xapian::Compactor::FULL);
    if (for_reading && unlink((beside + "/termlist.glass").c_str()) != 0 && errno != ENOENT)
        return ws_fail_errno(error, errno, "remove a table of", beside.c_str());
    ws_status status = copy_marker(place, beside, error);
    if (status == WS_OK) status = keep_rights(place, beside, error);
    if (status == WS_OK) status = sync_folder(beside, error);
    return status == WS_OK ? check_idle(beside, error) : status;
}

static ws_status compact(const std::string &place, bool for_reading, uint64_t *before, uint64_t *after, ws_error *error)
{
    std::string beside;
    ws_status status = check_idle(place, error);
    if (status != WS_OK) return status;
    for (const std::string &folder : {place, parent_of(place)})
        if (access(folder.c_str(), W_OK) != 0) return ws_fail_errno(error, errno, "write to", folder.c_str());
    int missing = is_for_reading(Xapian::Database(place)) ? Xapian::DB_NO_TERMLIST : 0;
    Xapian::WritableDatabase lock(place, Xapian::DB_OPEN | missing);
    *before = folder_bytes(place);
    status = check_room_for(parent_of(place), *before, error);
    if (status == WS_OK) status = begin_beside(place, &beside, error);
    if (status != WS_OK) return status;
    status = guarded(error, beside, [&] { return write_beside(place, beside, for_reading, error); });
    if (status == WS_OK) status = exchange(place, beside, error);
    ws_error unwanted;
    if (status != WS_OK) {
        remove_index(beside, &unwanted);
        return status;
    }
    *after = folder_bytes(place);
    status = sync_entries(parent_of(place), error);
    lock.close(); /* of what is the old one now */
    return status == WS_OK ? remove_index(beside, error) : status;
}

/* Links to an index stay where they are. */
static std::string without_links(const char *place)
{
    std::unique_ptr<char, void (*)(void *)> real(realpath(place, NULL), free);
    return real ? real.get() : place;
}

/* With the gaps that writing leaves, for it is to be written. */
ws_status make_whole(const std::string &place, ws_error *error)
{
    uint64_t before, after;
    std::string where = without_links(place.c_str());
    return guarded(error, where, [&] { return compact(where, false, &before, &after, error); });
}

} // namespace whosaid

using namespace whosaid;

ws_status ws_index_compact(const char *place, bool for_reading, uint64_t *before, uint64_t *after, ws_error *error)
{
    ws_error unwanted;
    if (!error) error = &unwanted;
    *before = *after = 0;
    return guarded(error, "", [&] {
        std::string where = without_links(place);
        return guarded(error, where, [&] {
            uint64_t between;
            ws_status status = compact(where, for_reading, before, after, error);
            /* What was made whole came out with the gaps that writing leaves. */
            if (status != WS_OK || for_reading || *after <= *before) return status;
            return compact(where, false, &between, after, error);
        });
    });
}
