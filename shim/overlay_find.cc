/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which statements of an index the decisions are about, and what correcting these changes. */
#include "xapian_database.hh"

#include <algorithm>
#include <cstring>
#include <memory>

extern "C" {
#include "json.h"
#include "unicode.h"
}

namespace whosaid
{

using Xapian::Query;

static constexpr size_t MOST_IN_ARTICLE = 5000; /* statements of one article that are looked at */
static constexpr size_t MOST_ELSEWHERE = 16;    /* with the same words, in other articles */
static constexpr size_t WORDS_ELSEWHERE = 12;
static constexpr double LEAST_ALIKE = 0.8; /* of the words, for a statement that is read a little otherwise */

using Lost = std::vector<std::pair<size_t, const ws_decision *>>; /* with their numbers */

static std::vector<std::string> words_of(const char *folded)
{
    std::vector<std::string> words;
    for (const char *at = folded; *at;) {
        size_t size = strcspn(at, " ");
        if (size) words.emplace_back(at, size);
        at += size + (at[size] == ' ');
    }
    return words;
}

/* The share of the longer one's words that both have. */
static double alike(const char *left, const char *right)
{
    std::vector<std::string> one = words_of(left), other = words_of(right), both;
    std::sort(one.begin(), one.end());
    std::sort(other.begin(), other.end());
    std::set_intersection(one.begin(), one.end(), other.begin(), other.end(), std::back_inserter(both));
    size_t longer = std::max(one.size(), other.size());
    return longer ? static_cast<double>(both.size()) / static_cast<double>(longer) : 0;
}

/* 2 and more: the same words behind the same cue; below: nearly the same. 0: another statement. */
static double likeness(const ws_decision_place &wanted, const ws_decision_place &found)
{
    bool cue = strcmp(wanted.cue, found.cue) == 0, source = strcmp(wanted.source, found.source) == 0;
    if (strcmp(wanted.words, found.words) == 0 && cue && (*wanted.words || source)) return source ? 3 : 2;
    double share = cue || source ? alike(wanted.words, found.words) : 0;
    return share >= LEAST_ALIKE ? share : 0;
}

struct Candidate {
    Xapian::docid id;
    std::string unique;
    ws_decision_place place;
};

/* The one that is most like it, then nearest; nobody where two are equally so. */
static const Candidate *best_of(const std::vector<Candidate> &candidates, const ws_decision_place &wanted)
{
    const Candidate *best = NULL;
    double most = 0;
    uint32_t nearest = 0;
    bool doubtful = false;
    for (const Candidate &one : candidates) {
        double like = likeness(wanted, one.place);
        uint32_t far = one.place.paragraph > wanted.paragraph ? one.place.paragraph - wanted.paragraph
                                                              : wanted.paragraph - one.place.paragraph;
        if (like <= 0 || like < most || (like == most && far > nearest)) continue;
        doubtful = best && like == most && far == nearest;
        best = &one, most = like, nearest = far;
    }
    return doubtful ? NULL : best;
}

static ws_status add_candidate(ws_index *index, Loader *loader, Xapian::docid id, ws_arena *arena,
                               std::vector<Candidate> *out, ws_error *error)
{
    Xapian::Document document = index->database.get_document(id);
    if (!document.get_value(SLOT_STATE).empty()) return WS_OK; /* superseded or withdrawn */
    ws_hit hit = {};
    Candidate candidate = {id, "", {}};
    ws_status status = loader->hit(id, document, &hit, error);
    if (status == WS_OK) status = ws_decision_place_of(arena, hit.article, hit.statement, &candidate.place, error);
    if (status != WS_OK) return status;
    candidate.unique = term(arena, WS_FIELD_ID, std::string("s") + candidate.place.statement);
    out->push_back(candidate);
    return WS_OK;
}

/* Where an article has got another id: its statements' own words under its own headline. */
static ws_status look_elsewhere(ws_index *index, const ws_decision_place &wanted, Loader *loader, ws_arena *arena,
                                std::vector<Candidate> *out, ws_error *error)
{
    std::vector<std::string> words = words_of(wanted.words), terms;
    if (words.empty() || !wanted.title) return WS_OK;
    for (size_t i = 0; i < words.size() && i < WORDS_ELSEWHERE; i++)
        terms.push_back(term(arena, WS_FIELD_CONTENT, words[i]));
    Xapian::Enquire enquire(index->database);
    Query kind(term(arena, WS_FIELD_TYPE, "statement"));
    enquire.set_query(Query(Query::OP_FILTER, Query(Query::OP_PHRASE, terms.begin(), terms.end(), terms.size()), kind));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    Xapian::MSet matches = enquire.get_mset(0, MOST_ELSEWHERE);
    for (auto one = matches.begin(); one != matches.end(); ++one) {
        ws_status status = add_candidate(index, loader, *one, arena, out, error);
        if (status != WS_OK) return status;
    }
    auto other = [&](const Candidate &one) {
        return !one.place.title || strcmp(one.place.title, wanted.title) != 0 || likeness(wanted, one.place) < 2;
    };
    out->erase(std::remove_if(out->begin(), out->end(), other), out->end());
    return WS_OK;
}

void Overlay::take(Xapian::docid id, const std::string &unique, bool current, const ws_decision *decision)
{
    Decided &decided = decided_[id];
    decided.unique = unique;
    decided.current = current;
    decided.decisions.push_back(decision);
    documents_[unique] = id;
}

/* Of 32 digits, which were checked on reading. */
static ws_hash hash_of(const char *hex)
{
    ws_hash hash;
    for (size_t i = 0; i < sizeof hash; i++)
        hash.bytes[i] = static_cast<uint8_t>(std::stoul(std::string(hex + 2 * i, 2), nullptr, 16));
    return hash;
}

/* All decisions whose statement is no longer in this article under its id. */
ws_status Overlay::find_in_article(const Lost &lost, ws_error *error)
{
    Arena arena;
    Loader loader(index_, arena);
    std::vector<Candidate> inside;
    const Xapian::Database &database = index_->database;
    std::string article = term(arena, WS_FIELD_ARTICLE, lost[0].second->place.article);
    auto end = database.postlist_end(article);
    for (auto one = database.postlist_begin(article); one != end && inside.size() < MOST_IN_ARTICLE; ++one) {
        ws_status status = add_candidate(index_, &loader, *one, arena, &inside, error);
        if (status != WS_OK) return status;
    }
    for (const auto &one : lost) {
        const ws_decision_place &wanted = one.second->place;
        std::vector<Candidate> elsewhere;
        if (inside.empty()) {
            ws_status status = look_elsewhere(index_, wanted, &loader, arena, &elsewhere, error);
            if (status != WS_OK) return status;
        }
        const Candidate *best = best_of(inside.empty() ? elsewhere : inside, wanted);
        if (!best) continue;
        take(best->id, best->unique, true, one.second);
        findings_[one.first] = {WS_FOUND_BY_WORDS, hash_of(best->place.statement)};
    }
    return WS_OK;
}

ws_status Overlay::find(const ws_decisions *decisions, ws_error *error)
{
    Arena arena;
    std::map<std::string, Lost> lost; /* by article */
    const Xapian::Database &database = index_->database;
    findings_.assign(decisions->count, {WS_FOUND_NOWHERE, {}});
    for (size_t i = 0; i < decisions->count; i++) {
        const ws_decision *decision = &decisions->items[i];
        ws_finding *finding = &findings_[i];
        if (!decision->place.statement || decision->undone_by) continue;
        std::string unique = term(arena, WS_FIELD_ID, std::string("s") + decision->place.statement);
        bool current = false;
        /* Shards may hold the same statement, one of them only in an earlier version. */
        for (auto one = database.postlist_begin(unique); one != database.postlist_end(unique); ++one) {
            bool now = database.get_document(*one).get_value(SLOT_STATE).empty();
            take(*one, unique, now, decision);
            current |= now;
            *finding = {current ? WS_FOUND_BY_ID : WS_FOUND_EARLIER, hash_of(decision->place.statement)};
        }
        if (!current) lost[decision->place.article].push_back({i, decision});
    }
    for (const auto &one : lost) {
        ws_status status = find_in_article(one.second, error);
        if (status != WS_OK) return status;
    }
    return WS_OK;
}

/* --- what correcting changes --- */

static std::set<std::string> terms_of(const Xapian::Document &document)
{
    return std::set<std::string>(document.termlist_begin(), document.termlist_end());
}

void Overlay::note(const Xapian::Document &before, const Xapian::Document &after, Decided *decided)
{
    static const ws_field_id counted[] = {WS_FIELD_SPEAKER,   WS_FIELD_SPEAKER_TYPE, WS_FIELD_ACT, WS_FIELD_NAMING,
                                          WS_FIELD_FIRSTHAND, WS_FIELD_IS,           WS_FIELD_HAS, WS_FIELD_VIA};
    std::set<std::string> old = terms_of(before);
    decided->terms = terms_of(after);
    for (const std::string &one : old)
        if (!decided->terms.count(one)) lost_[one].push_back(decided->unique);
    for (const std::string &one : decided->terms)
        if (!old.count(one)) gained_[one].push_back(decided->unique);
    for (ws_field_id field : counted) {
        unsigned slot = ws_field_get(field)->slot;
        if (before.get_value(slot) != after.get_value(slot)) decided->values[slot] = after.get_value(slot);
    }
}

/* Statements of those whose names are hidden, to be read anew without decisions of their own. */
void Overlay::find_hidden()
{
    Arena arena;
    const Xapian::Database &database = index_->database;
    for (const std::string &key : mask_.keys()) {
        std::string speaker = term(arena, WS_FIELD_SPEAKER, key);
        for (auto one = database.postlist_begin(speaker); one != database.postlist_end(speaker); ++one) {
            Xapian::Document document = database.get_document(*one);
            std::string unique = unique_of(database, *one);
            Decided &decided = decided_[*one];
            decided.unique = unique;
            decided.current = document.get_value(SLOT_STATE).empty();
            documents_[unique] = *one;
            hidden_in_.insert(document.get_value(SLOT_ARTICLE));
        }
    }
}

/* Nor is such a statement found by the name as the article writes it. */
void Overlay::hide_words(ws_arena *arena, const Decided &decided)
{
    std::unique_ptr<ws_stemmer, void (*)(ws_stemmer *)> stemmer(needed(ws_stemmer_new()), ws_stemmer_free);
    for (const std::string &word : mask_.words()) {
        std::string stem = needed(ws_stem(stemmer.get(), arena, word.c_str()));
        std::set<std::string> lost = {term(arena, WS_FIELD_SOURCE, word), term(arena, WS_FIELD_TITLE, word),
                                      term(arena, WS_FIELD_TITLE, stem), term(arena, WS_FIELD_PARAGRAPH, stem)};
        for (const std::string &one : lost) lost_[one].push_back(decided.unique);
    }
}

/* Ids of what a statement answers by its decisions, which lie in the order of their time. */
static std::set<std::string> answered(const std::vector<const ws_decision *> &decisions)
{
    std::set<std::string> claims;
    for (const ws_decision *decision : decisions) {
        if (decision->kind != WS_DECISION_LINK) continue;
        if (decision->linked)
            claims.insert(decision->claim.statement);
        else
            claims.erase(decision->claim.statement);
    }
    return claims;
}

ws_status Overlay::compare(DocumentBuilder *builder, Decided *decided, Xapian::docid id, ws_error *error)
{
    Arena arena;
    Xapian::Document before, after;
    ws_statement statement;
    std::string data = index_->database.get_document(id).get_data();
    ws_status status = ws_statement_load(arena, data.data(), data.size(), UINT32_MAX, &statement, error);
    if (status != WS_OK) return status;
    builder->changeable(&statement, &before);
    for (const ws_decision *decision : decided->decisions) {
        decided->rejected |= decision->kind == WS_DECISION_REJECTION;
        if (decision->kind != WS_DECISION_CORRECTION) continue;
        status = ws_decided_apply(arena, &decision->after, &statement, error);
        if (status != WS_OK) return status;
    }
    bool hidden = mask_.speakers(arena, &statement);
    builder->changeable(&statement, &after);
    for (const std::string &claim : answered(decided->decisions)) {
        after.add_boolean_term(term(arena, WS_FIELD_ANSWERS, "yes"));
        after.add_boolean_term(term(arena, WS_FIELD_ANSWERS, claim));
    }
    note(before, after, decided);
    if (hidden) hide_words(arena, *decided);
    return WS_OK;
}

ws_status Overlay::build(const ws_decisions *decisions, ws_error *error)
{
    Arena arena;
    ws_status status = find(decisions, error);
    if (status != WS_OK) return status;
    find_hidden();
    DocumentBuilder builder;
    for (auto &one : decided_) {
        Decided *decided = &one.second;
        std::sort(decided->decisions.begin(), decided->decisions.end()); /* they lie in the order of their time */
        status = compare(&builder, decided, one.first, error);
        if (status != WS_OK) return status;
        if (decided->rejected) rejected_.push_back(decided->unique);
    }
    for (size_t i = 0; i < decisions->count; i++) {
        const ws_decision &decision = decisions->items[i];
        if (decision.kind == WS_DECISION_PURGE || decision.kind == WS_DECISION_HIDING)
            findings_[i].found = WS_FOUND_BY_ID; /* they hold for what is there and for what may come */
        auto known = [&](const ws_decided_name &name) {
            std::string key = term(arena, WS_FIELD_SPEAKER, name.key);
            return gained_.count(key) || index_->database.term_exists(key);
        };
        if (decision.name_count && std::all_of(decision.names, decision.names + decision.name_count, known))
            findings_[i].found = WS_FOUND_BY_ID;
    }
    return WS_OK;
}

ws_status lay_over(ws_index *index, ws_error *error)
{
    if (!index->decisions || !index->decisions->count || index->overlay) return WS_OK;
    std::unique_ptr<Overlay> overlay(new Overlay(index, index->decisions));
    ws_status status = overlay->build(index->decisions, error);
    if (status == WS_OK) index->overlay = std::move(overlay);
    return status;
}

} // namespace whosaid
