/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions laid over an index that they leave as it is.
 *
 * Each decision about a statement is looked for once: by id, else by words and place among the statements of its
 * article (where the article itself is gone, among those with the same words under the same headline). For what is
 * found, the terms and values that correcting takes away and adds are noted; a query then reads a term as "(those with
 * the term, without those who lost it) or those who gained it", so that numbers, order and paging stay exact, on any
 * number of shards. That costs a query no more than the corrections that touch its words. Only the order among
 * first-hand and relayed words of equal weight stays as indexed. Who is one with whom is no matter of the overlay: see
 * people.h. */
#ifndef WS_OVERLAY_HH
#define WS_OVERLAY_HH

#include <xapian.h>

#include <map>
#include <set>
#include <string>
#include <vector>

extern "C" {
#include "decisions.h"
#include "index.h"
}

#include "mask.hh"

namespace whosaid
{

class DocumentBuilder;

class Overlay
{
  public:
    Overlay(ws_index *index, const ws_decisions *decisions) : index_(index), mask_(decisions)
    {
    }
    ws_status build(const ws_decisions *decisions, ws_error *error);

    /* What matches `found`, the query for this term, when decisions count. */
    Xapian::Query over(const std::string &term, const Xapian::Query &found) const;
    /* The same where `found` matches every term that begins so. */
    Xapian::Query over_beginning(const std::string &start, const Xapian::Query &found) const;
    /* Without what was rejected. */
    Xapian::Query kept(const Xapian::Query &found) const;
    /* Those whose value in any of the slots is another now; empty: none. */
    std::vector<std::string> changed(const std::vector<unsigned> &slots) const;
    /* The same with their values. */
    std::vector<std::pair<std::string, std::string>> changed_values(unsigned slot) const;
    /* The value of one of them. */
    std::string value(Xapian::docid id, unsigned slot) const;
    /* Of any statement: `read` is what the index has. */
    std::string value_or(Xapian::docid id, unsigned slot, const std::string &read) const;

    /* How many more statements have each of the terms that begin so than the index says; fewer where below 0. */
    std::map<std::string, long> more_with(const std::string &start) const;

    /* The names that are taken out; does a hidden person speak in the article of this unique term? */
    const Mask &mask() const
    {
        return mask_;
    }
    bool is_hidden_in(const std::string &article) const
    {
        return hidden_in_.count(article) > 0;
    }

    size_t rejected() const; /* of current statements */
    /* Corrects a statement that was read from the index, and says what was corrected. */
    ws_status apply(ws_arena *arena, ws_statement *statement, ws_hit *hit, ws_error *error) const;
    const std::vector<ws_finding> &findings() const /* for each decision */
    {
        return findings_;
    }

    static Xapian::Query any(const std::vector<std::string> &terms);

  private:
    struct Decided {
        std::string unique; /* term */
        bool current = true, rejected = false;
        std::vector<const ws_decision *> decisions; /* oldest first */
        std::set<std::string> terms;                /* corrected ones that may match a wildcard */
        std::map<unsigned, std::string> values;     /* that are another now */
    };
    ws_index *index_;
    std::map<Xapian::docid, Decided> decided_;
    std::map<std::string, Xapian::docid> documents_;                /* by unique term */
    std::map<std::string, std::vector<std::string>> gained_, lost_; /* term -> unique terms */
    std::vector<std::string> rejected_;
    std::vector<ws_finding> findings_;
    Mask mask_;
    std::set<std::string> hidden_in_; /* unique terms of articles */

    ws_status find(const ws_decisions *decisions, ws_error *error);
    ws_status find_in_article(const std::vector<std::pair<size_t, const ws_decision *>> &lost, ws_error *error);
    ws_status compare(DocumentBuilder *builder, Decided *decided, Xapian::docid id, ws_error *error);
    void find_hidden();
    void hide_words(ws_arena *arena, const Decided &decided);
    void note(const Xapian::Document &before, const Xapian::Document &after, Decided *decided);
    void take(Xapian::docid id, const std::string &unique, bool current, const ws_decision *decision);
};

} // namespace whosaid
#endif
