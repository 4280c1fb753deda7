/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What writing an article does to an index that may have it already. */
#ifndef WS_UPDATE_HH
#define WS_UPDATE_HH

#include "xapian_database.hh"

namespace whosaid
{

/* The document that has a unique term; 0: none. */
Xapian::docid document_with(const Xapian::Database &database, const std::string &unique);

/* Adds or replaces, in one transaction; reads all it must know before it changes anything. Statements that an earlier
 * version alone has become superseded. They keep the text that they stand on. */
void write_article(Xapian::WritableDatabase &database, ws_arena *arena, const ArticleDocuments &built);

} // namespace whosaid
#endif
