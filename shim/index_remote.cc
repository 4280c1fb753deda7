/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Indexes on other machines, and files that list indexes. Xapian would read such a file itself, but as one database in
 * which nobody can tell which part holds what, and would run the programs that it names. */
#include "xapian_database.hh"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sys/stat.h>

namespace whosaid
{

static constexpr size_t STUB_BYTES = 1u << 20, STUB_PARTS = 10000;
static constexpr unsigned ANSWER_MILLISECONDS = 120000, CONNECT_MILLISECONDS = 10000;
static const std::string REMOTE = "remote:", TCP = "tcp:"; /* as stub files have it, and as people write it */
static const char KINDS_HINT[] = "its lines are: auto FOLDER, or remote HOST:PORT; # begins a comment";

bool is_remote(const std::string &place)
{
    return place.compare(0, REMOTE.size(), REMOTE) == 0 || place.compare(0, TCP.size(), TCP) == 0;
}

static std::string address_of(const std::string &place)
{
    return place.substr(place.find(':') + 1);
}

/* HOST:PORT; 0: it is not written so. */
static unsigned split_address(const std::string &address, std::string *host)
{
    size_t colon = address.rfind(':');
    if (colon == std::string::npos || colon == 0) return 0;
    char *end;
    unsigned long port = strtoul(address.c_str() + colon + 1, &end, 10);
    *host = address.substr(0, colon);
    return *end == '\0' && port <= 65535 && address[colon + 1] != '-' ? static_cast<unsigned>(port) : 0;
}

ws_status check_address(const std::string &place, ws_error *error)
{
    std::string host;
    if (split_address(address_of(place), &host)) return WS_OK;
    return ws_fail(error, WS_USAGE, "write remote:HOST:PORT", "%s names no server", place.c_str());
}

Xapian::Database connect(const std::string &place)
{
    if (!is_remote(place)) return Xapian::Database(place);
    std::string host;
    unsigned port = split_address(address_of(place), &host);
    return Xapian::Remote::open(host, port, ANSWER_MILLISECONDS, CONNECT_MILLISECONDS);
}

bool is_stub(const std::string &place)
{
    struct stat found;
    return !is_remote(place) && stat(place.c_str(), &found) == 0 && S_ISREG(found.st_mode) &&
           static_cast<size_t>(found.st_size) <= STUB_BYTES;
}

static ws_status read_line(const std::string &stub, const std::string &line, size_t number,
                           std::vector<std::string> *places, ws_error *error)
{
    size_t blank = line.find(' ');
    std::string kind = line.substr(0, blank);
    size_t begin = blank == std::string::npos ? std::string::npos : line.find_first_not_of(' ', blank);
    std::string rest = begin == std::string::npos ? "" : line.substr(begin);
    if (kind == "auto" || kind == "glass") {
        size_t slash = stub.rfind('/');
        std::string folder = rest[0] == '/' || slash == std::string::npos ? rest : stub.substr(0, slash + 1) + rest;
        if (!rest.empty()) return places->push_back(folder), WS_OK;
    } else if (kind == "remote") {
        if (rest[0] == ':' || rest.find(' ') != std::string::npos)
            return ws_fail(error, WS_USAGE, KINDS_HINT, "%s:%zu: programs that are named there are not run",
                           stub.c_str(), number);
        places->push_back(REMOTE + rest);
        return check_address(places->back(), error);
    } else if (number == 1) {
        return not_an_index(error, stub, Place::FOREIGN);
    }
    return ws_fail(error, WS_USAGE, KINDS_HINT, "%s:%zu: no index is named there", stub.c_str(), number);
}

ws_status read_stub(const std::string &stub, std::vector<std::string> *places, ws_error *error)
{
    std::ifstream file(stub);
    if (!file) return ws_fail_errno(error, errno, "read", stub.c_str());
    size_t number = 0, before = places->size();
    for (std::string line; std::getline(file, line);) {
        number++;
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (line.empty() || line[0] == '#') continue;
        ws_status status = read_line(stub, line, number, places, error);
        if (status != WS_OK) return status;
        if (places->size() - before > STUB_PARTS)
            return ws_fail(error, WS_USAGE, NULL, "%s names more than %zu indexes", stub.c_str(), STUB_PARTS);
    }
    return places->size() > before ? WS_OK : not_an_index(error, stub, Place::FOREIGN);
}

void reconnect(ws_index *index)
{
    std::vector<Xapian::Database> parts;
    Xapian::Database all;
    for (const std::string &place : index->places) {
        parts.push_back(connect(place));
        all.add_database(parts.back());
    }
    index->parts.swap(parts);
    index->database = all;
    index->overlay.reset();
}

} // namespace whosaid

using namespace whosaid;

const char *ws_index_place(const ws_index *index, size_t part)
{
    return part < index->places.size() ? index->places[part].c_str() : NULL;
}

bool ws_place_is_remote(const char *place)
{
    return is_remote(place);
}
