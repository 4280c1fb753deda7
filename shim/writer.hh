/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A writer from inside. */
#ifndef WS_WRITER_HH
#define WS_WRITER_HH

#include "new_files.hh"
#include "xapian_database.hh"

#include <chrono>

namespace whosaid
{

enum class Act { WRITE, REMOVE, WITHDRAW };

/* What was done to an article since the last commit, so that it can be done again when that commit fails. */
struct Pending {
    Act act;
    std::string id, path, unique, in_article, content;
    bool withdrawn;
    std::string article;                                         /* document; this and what follows only of WRITE */
    std::vector<std::pair<std::string, std::string>> statements; /* unique term, document */
    ws_written told;                                             /* but for its texts */
    std::string language;

    size_t bytes() const
    {
        size_t sum = sizeof *this + id.size() + path.size() + article.size();
        for (const auto &one : statements) sum += sizeof one + one.first.size() + one.second.size();
        return sum;
    }
};

} // namespace whosaid

struct ws_writer {
    explicit ws_writer(const char *folder) : place(folder), new_files(place) {}
    std::string place;
    whosaid::NewFiles new_files;
    size_t batch;
    ws_writer_events events;
    std::unique_ptr<Xapian::WritableDatabase> database;
    whosaid::DocumentBuilder builder;
    whosaid::Arena arena;
    Xapian::docid last_before = 0; /* the highest document when it was opened */
    std::vector<whosaid::Pending> pending;
    size_t pending_bytes = 0;
    std::chrono::steady_clock::time_point since;
    ws_error broken = {}; /* why nothing more can be written; status WS_OK: all is well */
};

namespace whosaid
{

/* WS_OK, or why the writer can do nothing more. */
ws_status usable(const ws_writer *writer, ws_error *error);

} // namespace whosaid
#endif
