/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What writing an article does to an index that may have it already. */
#ifndef WS_UPDATE_HH
#define WS_UPDATE_HH

#include "xapian_database.hh"

namespace whosaid
{

/* The document that has a unique term; 0: none. */
Xapian::docid document_with(const Xapian::Database &database, const std::string &unique);

/* The unique term of an earlier version of the article that has this unique term, by its content hash. */
std::string version_term(ws_arena *arena, const std::string &article, const std::string &content);
/* All terms of such a version, instead of those that it has. */
void name_version(Xapian::Document *document, ws_arena *arena, const std::string &unique);

/* Each is one transaction, and reads all it must know before it changes anything. */

/* Adds or replaces. Statements that an earlier version alone has become superseded; all do become withdrawn when the
 * new one is. They keep the text that they stand on. */
void write_article(Xapian::WritableDatabase &database, ws_arena *arena, const ArticleDocuments &built);
/* The article, its earlier versions, and all that was said in any of them. */
void erase_article(Xapian::WritableDatabase &database, const std::string &unique, const std::string &in_article);
/* The article and its statements stay, as withdrawn ones. */
void withdraw_article(Xapian::WritableDatabase &database, ws_arena *arena, const std::string &unique,
                      const std::string &in_article);

/* What statements of an article take over from those that the index has of it: when they were first seen, and for one
 * that another model reads otherwise in the same text, which one it replaces. */
ws_status take_over(const Xapian::Database &database, ws_arena *arena, const ws_article *article,
                    ws_statement *statements, size_t count, ws_error *error);

} // namespace whosaid
#endif
