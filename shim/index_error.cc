/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian_database.hh"

#include <cstring>
#include <new>

namespace whosaid
{

static const char CORRUPT_HINT[] = "the index is damaged: put back a copy of it, or make a new one from the articles";

static std::string cause(const Xapian::Error &thrown)
{
    std::string text = thrown.get_msg();
    if (thrown.get_error_string()) text += std::string(" (") + thrown.get_error_string() + ")";
    return text;
}

/* Xapian has one exception for a lock that is held and for a lock that cannot be had at all. */
static ws_status lock_failed(ws_error *error, const char *place, const Xapian::Error &thrown)
{
    std::string text = cause(thrown);
    if (text.find("already locked") != std::string::npos)
        return ws_fail(error, WS_LOCKED, "wait until the other whosaid-index is done, or give another --db",
                       "another process is writing the index %s", place);
    return ws_fail(error, WS_IO, "check that you may write there, and that the file system can lock files",
                   "cannot lock the index %s: %s", place, text.c_str());
}

static ws_status xapian_failed(ws_error *error, const char *place)
{
    try {
        throw;
    } catch (const Xapian::DatabaseModifiedError &) {
        return ws_fail(error, WS_MODIFIED, "ask again", "the index %s was changed while it was read", place);
    } catch (const Xapian::DatabaseLockError &thrown) {
        return lock_failed(error, place, thrown);
    } catch (const Xapian::DatabaseVersionError &) {
        return ws_fail(error, WS_FUTURE, "use the version of whosaid that made it, or make the index again",
                       "the index %s has a file format that this version cannot read", place);
    } catch (const Xapian::DatabaseCorruptError &thrown) {
        return ws_fail(error, WS_CORRUPT, CORRUPT_HINT, "the index %s is damaged: %s", place, cause(thrown).c_str());
    } catch (const Xapian::DatabaseOpeningError &thrown) {
        if (thrown.get_error_string())
            return ws_fail(error, WS_IO, "check the rights on the folder and its files", "cannot open the index %s: %s",
                           place, cause(thrown).c_str());
        return ws_fail(error, WS_CORRUPT, CORRUPT_HINT, "cannot open the index %s: %s", place, cause(thrown).c_str());
    } catch (const Xapian::NetworkError &thrown) {
        const std::string &server = thrown.get_context();
        return ws_fail(error, WS_NETWORK, "check that its server runs and can be reached", "no answer from %s: %s",
                       server.empty() ? place : server.c_str(), cause(thrown).c_str());
    } catch (const Xapian::DatabaseError &thrown) {
        return ws_fail(error, WS_IO, "check the space and the rights on that disk", "cannot use the index %s: %s",
                       place, cause(thrown).c_str());
    } catch (const Xapian::DocNotFoundError &thrown) {
        return ws_fail(error, WS_NOT_FOUND, NULL, "no such document in %s: %s", place, cause(thrown).c_str());
    } catch (const Xapian::WildcardError &) {
        return ws_fail(error, WS_USAGE, "give more letters before the *", "too many words begin like that");
    } catch (const Xapian::FeatureUnavailableError &) {
        return only_for_reading(error, place);
    } catch (const Xapian::InvalidArgumentError &thrown) {
        return ws_fail(error, WS_REFUSED, NULL, "the index %s cannot hold this: %s", place, cause(thrown).c_str());
    } catch (const Xapian::Error &thrown) {
        return ws_fail(error, WS_INTERNAL, "please report this", "%s in %s: %s", thrown.get_type(), place,
                       cause(thrown).c_str());
    }
}

ws_status caught(ws_error *error, const std::string &place) noexcept
{
    try {
        throw;
    } catch (const std::bad_alloc &) {
        return ws_no_memory(error);
    } catch (const std::length_error &) {
        return ws_no_memory(error);
    } catch (const Xapian::Error &) {
        try {
            return xapian_failed(error, place.c_str());
        } catch (...) {
            return ws_no_memory(error); /* putting the message together is all that could fail */
        }
    } catch (const std::exception &thrown) {
        return ws_fail(error, WS_INTERNAL, "please report this", "%s", thrown.what());
    } catch (...) {
        return ws_fail(error, WS_INTERNAL, "please report this", "an unknown exception");
    }
}

std::string term(ws_arena *arena, ws_field_id field, const std::string &folded)
{
    return needed(ws_term(arena, field, folded.c_str()));
}

std::string article_term(ws_arena *arena, const std::string &id)
{
    return term(arena, WS_FIELD_ID, "a" + id);
}

} // namespace whosaid
