/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "walk.hh"

#include <algorithm>
#include <set>

extern "C" {
#include "facets.h"
#include "walk_bounds.h"
}

namespace whosaid
{

static constexpr Xapian::doccount FEW = 10;             /* times what is shown: then all are put in order at once */
static constexpr Xapian::doccount IN_HAND = 300;        /* ... and, so many, without asking again */
static constexpr Xapian::doccount PAGE = 1000;

/* One way of matching, and what it has found so far. */
class Pass
{
  public:
    Pass(ws_index *index, const ws_search *search, Loader *loader) : index_(index), search_(search), loader_(loader)
    {
    }
    ws_status run(const Xapian::Query &query, ws_match match, size_t offset, size_t limit, ws_error *error);

    std::vector<ws_hit> hits;
    size_t total = 0; /* matches of the query that ran last */
    bool exact = false;

  private:
    ws_index *index_;
    const ws_search *search_;
    Loader *loader_;

    ws_status run_binned(const Xapian::Query &query, ws_match match, size_t offset, size_t limit, ws_error *error);
    ws_status run_published(const Xapian::Query &query, ws_match match, size_t offset, size_t limit, ws_error *error);
    void count(const Xapian::Query &query);
    bool is_for_walk(size_t last) const;
    std::vector<Found> best(const Xapian::Query &query, Xapian::doccount last);
    std::vector<Found> find_best(const Xapian::Query &query, Xapian::doccount last);
    std::vector<Found> in_full_order(const Xapian::Query &query, Xapian::doccount first, Xapian::doccount most) const;
    std::vector<Found> walk_published(const Xapian::Query &query, Xapian::doccount last) const;
    ws_status load_from(std::vector<Found> found, size_t first, size_t last, ws_match match, ws_error *error);
    ws_status load(const std::vector<Found> &found, ws_match match, ws_error *error);
    void set_order(Xapian::Enquire *enquire) const;
    std::vector<Found> all_ranked(const Xapian::MSet &matches) const;
    std::vector<Found> ranked(const Xapian::Query &query, const Xapian::MSet &heaviest, Xapian::doccount most) const;
    Xapian::MSet at_least(const Xapian::Query &query, double weight) const;
    Xapian::Query tier(const Xapian::Query &query, bool relayed, int form) const;
    std::vector<Found> in_order(const Xapian::MSet &matches) const;
};

void Pass::set_order(Xapian::Enquire *enquire) const
{
    switch (search_->sort) {
    case WS_SORT_PUBLISHED_ASCENDING:
        return enquire->set_sort_by_value(SLOT_OLDEST, false);
    case WS_SORT_PUBLISHED_DESCENDING:
        return enquire->set_sort_by_value(SLOT_NEWEST, false);
    default:
        return enquire->set_sort_by_relevance_then_value(SLOT_RANKED, false);
    }
}

std::vector<Found> Pass::in_order(const Xapian::MSet &matches) const
{
    std::vector<Found> found;
    bool ranked = search_->sort == WS_SORT_RELEVANCE;
    for (auto one = matches.begin(); one != matches.end(); ++one) {
        Xapian::Document document = one.get_document();
        found.push_back({one.get_weight(), ranked ? one.get_sort_key() : std::string(), *one, document});
    }
    if (ranked)
        std::stable_sort(found.begin(), found.end(), [](const Found &left, const Found &right) {
            return left.weight != right.weight ? left.weight > right.weight : left.key < right.key;
        });
    return found;
}

/* Matches of one form, first-hand or relayed as the ranks have them. */
Xapian::Query Pass::tier(const Xapian::Query &query, bool relayed, int form) const
{
    Arena arena;
    Xapian::Query of_form(term(arena, WS_FIELD_FORM, ws_value_name(WS_FORMS, form)));
    Xapian::Query passed_on(term(arena, WS_FIELD_FIRSTHAND, ws_value_name(WS_ANSWERS, false)));
    Xapian::Query found(Xapian::Query::OP_FILTER, query, of_form);
    return Xapian::Query(relayed ? Xapian::Query::OP_FILTER : Xapian::Query::OP_AND_NOT, found, passed_on);
}

static void put_in_order(std::vector<Found> *found)
{
    std::sort(found->begin(), found->end(), [](const Found &left, const Found &right) {
        if (left.weight != right.weight) return left.weight > right.weight;
        return left.key != right.key ? left.key < right.key : left.id < right.id;
    });
}

/* Ranks are read in the order of numbers, in which they are kept. */
std::vector<Found> Pass::all_ranked(const Xapian::MSet &matches) const
{
    std::vector<Found> found;
    for (auto one = matches.begin(); one != matches.end(); ++one) found.push_back({one.get_weight(), "", *one, {}});
    std::sort(found.begin(), found.end(), [](const Found &left, const Found &right) { return left.id < right.id; });
    for (Found &one : found) {
        one.document = index_->database.get_document(one.id, Xapian::DOC_ASSUME_VALID);
        one.key = one.document.get_value(SLOT_RANKED);
    }
    put_in_order(&found);
    return found;
}

Xapian::MSet Pass::at_least(const Xapian::Query &query, double weight) const
{
    Xapian::Enquire enquire(index_->database);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::CoordWeight());
    enquire.set_cutoff(0, weight);
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    return enquire.get_mset(0, index_->database.get_doccount());
}

/* The best of many matches, given as many of the heaviest or more: of those that weigh as little as the last of these,
 * others may rank before it. The ranks of all need not be read, for they begin with first-hand or relayed and with the
 * form. */
std::vector<Found> Pass::ranked(const Xapian::Query &query, const Xapian::MSet &heaviest, Xapian::doccount most) const
{
    constexpr size_t TIERS = 6, AT_ONCE = 100; /* whose ranks are read as quickly as tiers are told apart */
    double least = heaviest[most - 1].get_weight();
    size_t as_heavy = exact && total <= ws_walk_bounds_now.few ? total : about_as_heavy(index_, query, least);
    if (as_heavy <= std::min(AT_ONCE, ws_walk_bounds_now.few)) return all_ranked(at_least(query, least));
    std::vector<Found> found;
    std::set<Xapian::docid> known;
    auto take = [&](const Xapian::MSetIterator &one) {
        std::string key = one.get_sort_key();
        Xapian::Document document = one.get_document();
        found.push_back({one.get_weight(), key.empty() ? document.get_value(SLOT_RANKED) : key, *one, document});
        known.insert(*one);
    };
    for (auto one = heaviest.begin(); one != heaviest.end(); ++one)
        if (one.get_weight() > least) take(one);
    bool few = as_heavy <= ws_walk_bounds_now.few;
    std::unique_ptr<const Walk> months;
    if (!few) months.reset(new Walk(index_->database, Walk::By::PUBLISHED, true, as_heavy / TIERS, most));
    auto take_tier = [&](const Xapian::Query &whole) {
        for (Found &one : all_ranked(at_least(whole, least)))
            if (!known.count(one.id)) found.push_back(std::move(one));
    };
    auto walk_tier = [&](const Xapian::Query &whole) {
        Walk walk = *months;
        Xapian::Query part;
        while (found.size() < most && walk.next(whole, &part)) {
            Xapian::Enquire enquire(index_->database);
            enquire.set_query(part);
            enquire.set_weighting_scheme(Xapian::CoordWeight());
            enquire.set_cutoff(0, least);
            enquire.set_sort_by_value(SLOT_RANKED, false);
            Xapian::MSet next = enquire.get_mset(0, most);
            for (auto one = next.begin(); one != next.end() && found.size() < most; ++one)
                if (!known.count(*one)) take(one);
        }
    };
    for (bool relayed : {false, true})
        for (int form = WS_FORM_DIRECT; form <= WS_FORM_INDIRECT && found.size() < most; form++)
            few ? take_tier(tier(query, relayed, form)) : walk_tier(tier(query, relayed, form));
    std::stable_sort(found.begin(), found.end(), [](const Found &left, const Found &right) {
        return left.weight != right.weight ? left.weight > right.weight : left.key < right.key;
    });
    return found;
}

/* Where an estimate would not do, all are counted. */
void Pass::count(const Xapian::Query &query)
{
    exact = true;
    if (search_->estimate) {
        total = about_how_many(index_, query, &exact);
        return;
    }
    total = count_to(index_->database, query, index_->database.get_doccount());
}

/* Looking again and again for what sets of articles tell would take as long as one look at all. */
bool Pass::is_for_walk(size_t last) const
{
    const ws_query *query = search_->query;
    return last > 0 && last <= PAGE && (!query || query->op == WS_QUERY_ALL || finds_statements(query));
}

/* All are looked at: Xapian 1.4.22 crashes when it drops words that cannot change the first ones any more. */
std::vector<Found> Pass::in_full_order(const Xapian::Query &query, Xapian::doccount first, Xapian::doccount most) const
{
    Xapian::Enquire enquire(index_->database);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::CoordWeight()); /* whole numbers: their sum is the same in every shard */
    set_order(&enquire);
    return in_order(enquire.get_mset(first, most, index_->database.get_doccount()));
}

/* The first ones, by relevance, as many as asked for or more. They are kept: who folds them asks again for more. */
std::vector<Found> Pass::best(const Xapian::Query &query, Xapian::doccount last)
{
    constexpr Xapian::doccount AHEAD = 3;
    std::string asked = query.get_description();
    const auto &kept = index_->ranked;
    if (!kept || kept->asked != asked || kept->estimate != search_->estimate ||
        (kept->best.size() < last && kept->best.size() < kept->total)) {
        auto made = std::make_shared<Ranked>();
        made->best = find_best(query, std::min(AHEAD * last, std::max(last, PAGE)));
        made->asked = asked;
        made->estimate = search_->estimate;
        made->total = total;
        made->exact = exact;
        index_->ranked = made;
    }
    total = index_->ranked->total;
    exact = index_->ranked->exact;
    return index_->ranked->best;
}

std::vector<Found> Pass::find_best(const Xapian::Query &query, Xapian::doccount last)
{
    Xapian::Enquire enquire(index_->database);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::CoordWeight());
    Xapian::doccount taken = std::max(last, std::min(FEW * last, IN_HAND));
    bool counted = most_of(index_->database, query) <= ws_walk_bounds_now.count;
    Xapian::MSet matches = enquire.get_mset(0, taken, counted ? index_->database.get_doccount() : 0);
    if (matches.size() < taken) {
        total = matches.size();
        exact = true;
        return all_ranked(matches);
    }
    if (counted) {
        total = matches.get_matches_lower_bound();
        exact = true;
    } else {
        count(query);
    }
    return ranked(query, matches, last);
}

std::vector<Found> Pass::walk_published(const Xapian::Query &query, Xapian::doccount last) const
{
    Walk walk(index_->database, Walk::By::PUBLISHED, search_->sort == WS_SORT_PUBLISHED_DESCENDING, total, last);
    std::vector<Found> found;
    Xapian::Query part;
    while (found.size() < last && walk.next(query, &part)) {
        if (walk.is_whole()) found.clear();
        for (Found &one : in_full_order(part, 0, last)) found.push_back(std::move(one));
    }
    return found;
}

ws_status Pass::load_from(std::vector<Found> found, size_t first, size_t last, ws_match match, ws_error *error)
{
    if (found.size() > last) found.resize(last);
    found.erase(found.begin(), found.begin() + std::min(first, found.size()));
    return load(found, match, error);
}

ws_status Pass::run_published(const Xapian::Query &query, ws_match match, size_t offset, size_t limit, ws_error *error)
{
    count(query);
    if (is_for_walk(offset + limit) && total > ws_walk_bounds_now.few)
        return load_from(walk_published(query, offset + limit), offset, offset + limit, match, error);
    return load(in_full_order(query, offset, limit), match, error);
}

ws_status Pass::run(const Xapian::Query &query, ws_match match, size_t offset, size_t limit, ws_error *error)
{
    Xapian::doccount all = index_->database.get_doccount();
    Xapian::doccount first = std::min<size_t>(offset, all), most = std::min<size_t>(limit, all);
    if (search_->sort >= WS_SORT_SAID_ASCENDING) return run_binned(query, match, first, most, error);
    if (search_->sort != WS_SORT_RELEVANCE) return run_published(query, match, first, most, error);
    if (is_for_walk(first + most)) return load_from(best(query, first + most), first, first + most, match, error);
    count(query);
    return most ? load(in_full_order(query, first, most), match, error) : WS_OK;
}

ws_status Pass::run_binned(const Xapian::Query &query, ws_match match, size_t offset, size_t limit, ws_error *error)
{
    size_t last = offset + limit;
    bool corrected = index_->overlay && !index_->overlay->changed_values(ws_field_get(WS_FIELD_SPEAKER)->slot).empty();
    bool looks_again = is_for_walk(last);
    bool walks = search_->sort != WS_SORT_OUTLET && !(search_->sort == WS_SORT_SPEAKER && corrected);
    std::vector<Found> found;
    bool few = looks_again && most_of(index_->database, query) <= ws_walk_bounds_now.few;
    if (looks_again && !few) count(query);
    if (few || (looks_again && total <= ws_walk_bounds_now.few)) {
        found = all_in_order(index_->database, index_->overlay.get(), search_->sort, query);
        total = found.size();
        exact = true;
        return load_from(found, offset, last, match, error);
    }
    if (looks_again && walks) found = walk_sorted(index_->database, search_->sort, query, total, last);
    if (looks_again && walks && found.size() == last) return load_from(found, offset, last, match, error);
    Bins bins(index_->database, index_->overlay.get(), search_->sort, query);
    total = bins.total();
    exact = true;
    return load(bins.page(offset, limit), match, error);
}

ws_status Pass::load(const std::vector<Found> &found, ws_match match, ws_error *error)
{
    for (const Found &one : found) {
        ws_hit hit = {};
        hit.match = match;
        hit.weight = one.weight;
        ws_status status = loader_->hit(one.id, one.document, &hit, error);
        if (status != WS_OK) return status;
        hits.push_back(hit);
    }
    return WS_OK;
}

/* The matches of each further reach that the ones before do not have. */
static ws_status fall_back(Pass *pass, QueryBuilder *builder, const ws_search *search, const Xapian::Query &content,
                           ws_error *error)
{
    static const struct {
        Reach reach;
        ws_match match;
    } further[] = {{Reach::TITLE, WS_MATCH_HEADLINE}, {Reach::PARAGRAPH, WS_MATCH_PARAGRAPH}};
    Xapian::Query before = pass->total ? content : Xapian::Query();
    size_t skipped = pass->total;
    for (const auto &step : further) {
        if (pass->hits.size() >= search->limit) break;
        Xapian::Query wider = builder->filtered(builder->build(search->query, step.reach), search);
        Xapian::Query only(Xapian::Query::OP_AND_NOT, wider, before);
        size_t offset = search->offset > skipped ? search->offset - skipped : 0;
        ws_status status = pass->run(only, step.match, offset, search->limit - pass->hits.size(), error);
        if (status != WS_OK) return status;
        skipped += pass->total;
        if (pass->total) before = wider; /* else they find the same */
    }
    return WS_OK;
}

static ws_status run_search(ws_index *index, const ws_search *search, ws_arena *arena, ws_hits *out, ws_error *error)
{
    *out = ws_hits{};
    QueryBuilder builder(index, arena);
    ws_status status = builder.check(search->query, error);
    if (status != WS_OK) return status;
    Loader loader(index, arena, search->bare);
    Pass pass(index, search, &loader);
    Xapian::Query content = builder.filtered(builder.build(search->query, Reach::CONTENT), search);
    status = pass.run(content, WS_MATCH_CONTENT, search->offset, search->limit, error);
    if (status != WS_OK) return status;
    out->total = pass.total;
    out->total_exact = pass.exact;
    size_t matched = pass.hits.size();
    if (matched < search->limit && pass.exact && reaches_further(search->query)) {
        status = fall_back(&pass, &builder, search, content, error);
        if (status != WS_OK) return status;
    }
    out->count = pass.hits.size();
    out->fallback = out->count - matched;
    out->items = static_cast<ws_hit *>(needed(ws_arena_array(arena, out->count, sizeof *out->items)));
    std::copy(pass.hits.begin(), pass.hits.end(), out->items);
    return WS_OK;
}

} // namespace whosaid

using namespace whosaid;

ws_status ws_index_search(ws_index *index, const ws_search *search, ws_arena *arena, ws_hits *out, ws_error *error)
{
    return reading(index, error, [&] { return run_search(index, search, arena, out, error); });
}
