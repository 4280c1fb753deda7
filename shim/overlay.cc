/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian_database.hh"

#include <algorithm>
#include <cstring>

extern "C" {
#include "unicode.h"
}

namespace whosaid
{

using Xapian::Query;

/* --- queries --- */

static std::string hex_of(const ws_hash &id)
{
    char hex[33];
    ws_hash_hex(id, hex);
    return hex;
}

Query Overlay::any(const std::vector<std::string> &terms)
{
    return Query(Query::OP_OR, terms.begin(), terms.end());
}

Query Overlay::over(const std::string &term, const Query &found) const
{
    Query result = found;
    auto lost = lost_.find(term), gained = gained_.find(term);
    if (lost != lost_.end()) result = Query(Query::OP_AND_NOT, result, any(lost->second));
    if (gained != gained_.end()) result |= any(gained->second);
    return result;
}

static bool begins(const std::string &text, const std::string &start)
{
    return text.compare(0, start.size(), start) == 0;
}

static void collect(const std::map<std::string, std::vector<std::string>> &terms, const std::string &start,
                    std::set<std::string> *out)
{
    for (auto one = terms.lower_bound(start); one != terms.end() && begins(one->first, start); ++one)
        out->insert(one->second.begin(), one->second.end());
}

/* One that lost a term may still have another that begins so. */
Query Overlay::over_beginning(const std::string &start, const Query &found) const
{
    std::set<std::string> touched;
    std::vector<std::string> with, without;
    collect(lost_, start, &touched);
    collect(gained_, start, &touched);
    for (const std::string &unique : touched) {
        const std::set<std::string> &terms = decided_.at(documents_.at(unique)).terms;
        auto first = terms.lower_bound(start);
        (first != terms.end() && begins(*first, start) ? with : without).push_back(unique);
    }
    Query result = without.empty() ? found : Query(Query::OP_AND_NOT, found, any(without));
    return with.empty() ? result : result | any(with);
}

std::map<std::string, long> Overlay::more_with(const std::string &start) const
{
    std::map<std::string, long> more;
    for (auto one = gained_.lower_bound(start); one != gained_.end() && begins(one->first, start); ++one)
        more[one->first] += static_cast<long>(one->second.size());
    for (auto one = lost_.lower_bound(start); one != lost_.end() && begins(one->first, start); ++one)
        more[one->first] -= static_cast<long>(one->second.size());
    return more;
}

Query Overlay::kept(const Query &found) const
{
    return rejected_.empty() ? found : Query(Query::OP_AND_NOT, found, any(rejected_));
}

std::vector<std::string> Overlay::changed(const std::vector<unsigned> &slots) const
{
    std::vector<std::string> uniques;
    for (const auto &one : decided_)
        if (std::any_of(slots.begin(), slots.end(), [&](unsigned slot) { return one.second.values.count(slot) > 0; }))
            uniques.push_back(one.second.unique);
    return uniques;
}

std::vector<std::pair<std::string, std::string>> Overlay::changed_values(unsigned slot) const
{
    std::vector<std::pair<std::string, std::string>> values;
    for (const auto &one : decided_) {
        auto value = one.second.values.find(slot);
        if (value != one.second.values.end()) values.push_back({one.second.unique, value->second});
    }
    return values;
}

std::string Overlay::value(Xapian::docid id, unsigned slot) const
{
    return decided_.at(id).values.at(slot);
}

std::string Overlay::value_or(Xapian::docid id, unsigned slot, const std::string &read) const
{
    auto decided = decided_.find(id);
    if (decided == decided_.end()) return read;
    auto value = decided->second.values.find(slot);
    return value == decided->second.values.end() ? read : value->second;
}

size_t Overlay::rejected() const
{
    return static_cast<size_t>(std::count_if(
        decided_.begin(), decided_.end(), [](const auto &one) { return one.second.rejected && one.second.current; }));
}

/* --- correcting what is read --- */

static bool same_names(const ws_decided &left, const ws_decided &right)
{
    return left.speaker_count == right.speaker_count &&
           std::equal(left.speakers, left.speakers + left.speaker_count, right.speakers,
                      [](const char *one, const char *other) { return strcmp(one, other) == 0; });
}

/* A later decision about a field takes the mark of an earlier one. */
static void add_mark(std::vector<ws_mark> *marks, const char *field, const ws_decision *decision)
{
    for (ws_mark &mark : *marks) {
        if (strcmp(mark.field, field) != 0) continue;
        mark.decision = decision;
        return;
    }
    marks->push_back({field, decision});
}

/* A statement may answer several; a later decision about the same two goes before an earlier one. */
static void add_link(std::vector<ws_mark> *marks, const ws_decision *decision)
{
    marks->erase(std::remove_if(marks->begin(), marks->end(),
                                [&](const ws_mark &mark) {
                                    return mark.decision->kind == WS_DECISION_LINK &&
                                           !strcmp(mark.decision->claim.statement, decision->claim.statement);
                                }),
                 marks->end());
    if (decision->linked) marks->push_back({ws_field_get(WS_FIELD_ANSWERS)->name, decision});
}

static void add_marks(std::vector<ws_mark> *marks, const ws_decision *decision)
{
    const ws_decided &before = decision->before, &after = decision->after;
    if (decision->kind == WS_DECISION_REJECTION) return add_mark(marks, "rejected", decision);
    if (decision->kind == WS_DECISION_LINK) return add_link(marks, decision);
    if (after.has_speakers && !same_names(before, after)) add_mark(marks, ws_field_get(WS_FIELD_BY)->json, decision);
    if (after.type >= 0 && after.type != before.type)
        add_mark(marks, ws_field_get(WS_FIELD_SPEAKER_TYPE)->json, decision);
    if (after.act >= 0) add_mark(marks, ws_field_get(WS_FIELD_ACT)->json, decision);
    if (after.has_via) add_mark(marks, "via", decision);
}

ws_status Overlay::apply(ws_arena *arena, ws_statement *statement, ws_hit *hit, ws_error *error) const
{
    auto document = documents_.find(term(arena, WS_FIELD_ID, "s" + hex_of(statement->id)));
    if (document == documents_.end()) return WS_OK;
    const Decided &decided = decided_.at(document->second);
    std::vector<ws_mark> marks;
    for (const ws_decision *decision : decided.decisions) {
        ws_status status = decision->kind == WS_DECISION_REJECTION
                               ? WS_OK
                               : ws_decided_apply(arena, &decision->after, statement, error);
        if (status != WS_OK) return status;
        add_marks(&marks, decision);
    }
    hit->rejected = decided.rejected;
    hit->mark_count = marks.size();
    ws_mark *copy = static_cast<ws_mark *>(needed(ws_arena_array(arena, marks.size(), sizeof *copy)));
    std::copy(marks.begin(), marks.end(), copy);
    hit->marks = copy;
    return WS_OK;
}

} // namespace whosaid

using namespace whosaid;

void ws_index_decide(ws_index *index, const ws_decisions *decisions)
{
    index->decisions = decisions;
    index->overlay.reset();
    index->transparent.reset();
    index->sampled.clear();
    index->ranked.reset();
}

ws_status ws_index_findings(ws_index *index, ws_arena *arena, const ws_finding **out, ws_error *error)
{
    *out = NULL;
    return reading(index, error, [&] {
        if (!index->overlay) return WS_OK;
        const std::vector<ws_finding> &all = index->overlay->findings();
        ws_finding *copy = static_cast<ws_finding *>(needed(ws_arena_array(arena, all.size(), sizeof *copy)));
        std::copy(all.begin(), all.end(), copy);
        *out = copy;
        return WS_OK;
    });
}
