/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a statement is by the articles around it: found out when a query asks, since no stored document may change
 * because another article arrived. */
#include "xapian_database.hh"

#include <algorithm>
#include <map>
#include <set>

extern "C" {
#include "date.h"
#include "json.h"
}

namespace whosaid
{

using Xapian::Query;
using Names = std::unordered_set<std::string>;

/* Matches the documents whose value in a slot is one of a set. */
class ValueSetSource : public Xapian::ValuePostingSource
{
  public:
    ValueSetSource(Xapian::valueno number, const ArticleSet &values)
        : Xapian::ValuePostingSource(number), values_(values)
    {
    }
    void init(const Xapian::Database &database) override
    {
        Xapian::ValuePostingSource::init(database);
        set_termfreq_min(0);
    }
    void next(double least) override
    {
        Xapian::ValuePostingSource::next(least);
        settle(least);
    }
    void skip_to(Xapian::docid least_id, double least) override
    {
        Xapian::ValuePostingSource::skip_to(least_id, least);
        settle(least);
    }
    bool check(Xapian::docid least_id, double least) override
    {
        return Xapian::ValuePostingSource::check(least_id, least) && (at_end() || values_->count(get_value()) > 0);
    }
    ValueSetSource *clone() const override
    {
        return new ValueSetSource(get_slot(), values_);
    }
    std::string get_description() const override
    {
        return "ValueSetSource";
    }

  private:
    ArticleSet values_;

    void settle(double least)
    {
        while (!at_end() && !values_->count(get_value())) Xapian::ValuePostingSource::next(least);
    }
};

/* The term that an article's statements share. */
static std::string shared_term(const ws_index *index, ws_arena *arena, const std::string &unique)
{
    const std::string start = article_term(arena, "");
    if (unique.size() < WS_TERM_BYTES) return term(arena, WS_FIELD_ARTICLE, unique.substr(start.size()));
    const ws_article *article; /* the unique term has only the beginning of a long id */
    Arena room;
    if (Loader(index, room).article(unique, &article, NULL) != WS_OK) return "";
    return term(arena, WS_FIELD_ARTICLE, article->id);
}

/* A server knows no sources but Xapian's own: it gets the articles by their terms. */
Query in_articles(const ws_index *index, ws_arena *arena, const ArticleSet &articles)
{
    if (articles->empty()) return Query();
    if (std::none_of(index->places.begin(), index->places.end(), is_remote)) {
        Xapian::PostingSource *source = new ValueSetSource(SLOT_ARTICLE, articles);
        return Query(Query::OP_SCALE_WEIGHT, Query(source->release()), 0.0);
    }
    std::vector<std::string> terms;
    for (const std::string &one : *articles) terms.push_back(shared_term(index, arena, one));
    return Query(Query::OP_SCALE_WEIGHT, Query(Query::OP_OR, terms.begin(), terms.end()), 0.0);
}

static Xapian::Enquire enquire_for(const ws_index *index, const Query &found)
{
    Xapian::Enquire enquire(index->database);
    enquire.set_query(found);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    return enquire;
}

ArticleSet articles_with(const ws_index *index, const Query &found)
{
    auto articles = std::make_shared<Names>();
    Xapian::ValueCountMatchSpy spy(SLOT_ARTICLE);
    Xapian::Enquire enquire = enquire_for(index, found);
    enquire.add_matchspy(&spy);
    enquire.get_mset(0, 0, index->database.get_doccount());
    for (auto one = spy.values_begin(); one != spy.values_end(); ++one) articles->insert(*one);
    return articles;
}

ArticleSet articles_with_speakers(const ws_index *index, const Query &found, size_t least)
{
    auto articles = std::make_shared<Names>();
    unsigned slot = ws_field_get(WS_FIELD_SPEAKER)->slot;
    std::map<std::string, std::set<std::string>> keys;
    Xapian::Enquire enquire = enquire_for(index, found);
    Xapian::MSet matches = enquire.get_mset(0, index->database.get_doccount());
    for (auto one = matches.begin(); one != matches.end(); ++one) {
        Xapian::Document document = one.get_document();
        std::string value = document.get_value(slot);
        if (index->overlay) value = index->overlay->value_or(*one, slot, value);
        std::set<std::string> *known = &keys[document.get_value(SLOT_ARTICLE)];
        for (size_t begin = 2; begin < value.size();) {
            size_t end = std::min(value.find(JOINT_MARK, begin), value.size());
            std::string key = value.substr(begin, std::min(value.find(NAME_MARK, begin), end) - begin);
            if (!key.empty()) known->insert(key);
            begin = end + 1;
        }
    }
    for (const auto &one : keys)
        if (one.second.size() >= least) articles->insert(one.first);
    return articles;
}

/* --- families of copies --- */

struct Member {
    std::vector<std::string> sketch;
    std::string order, unique; /* the least of a family stands for it */
    size_t family;
};

class Families
{
  public:
    explicit Families(const ws_index *index) : index_(index)
    {
    }
    ArticleSet find();

  private:
    static constexpr size_t NEIGHBOURS = 24; /* that are compared where very many articles share a run of words */

    const ws_index *index_;
    std::unordered_set<Xapian::docid> read_; /* neither earlier versions nor articles in another language */
    std::map<Xapian::docid, size_t> numbers_;
    std::vector<Member> members_;
    std::set<std::pair<size_t, size_t>> compared_;

    bool add(Xapian::docid id);
    void compare(std::vector<size_t> *sharing);
    size_t root(size_t number);
};

/* False: it is not to be found now. */
bool Families::add(Xapian::docid id)
{
    char now[21];
    Xapian::Document document = index_->database.get_document(id, Xapian::DOC_ASSUME_VALID);
    ws_date_now(now);
    if (!read_.count(id) || document.get_value(SLOT_EMBARGO) > now) return false;
    Arena arena;
    ws_article article;
    std::string data = document.get_data();
    if (ws_article_load(arena, data.data(), data.size(), &article, NULL) != WS_OK) return false;
    Member member = {sketch_of(document), document.get_value(ws_field_get(WS_FIELD_PUBLISHED)->slot),
                     article_term(arena, article.id), 0};
    member.order = (member.order.empty() ? "~" : member.order) + member.unique;
    member.family = members_.size();
    numbers_[id] = members_.size();
    members_.push_back(member);
    return true;
}

size_t Families::root(size_t number)
{
    while (members_[number].family != number)
        number = members_[number].family = members_[members_[number].family].family;
    return number;
}

/* Each with the next ones in the order of families, which no order of documents changes. */
void Families::compare(std::vector<size_t> *sharing)
{
    std::sort(sharing->begin(), sharing->end(),
              [&](size_t left, size_t right) { return members_[left].order < members_[right].order; });
    for (size_t i = 0; i < sharing->size(); i++)
        for (size_t j = i + 1; j < std::min(sharing->size(), i + NEIGHBOURS); j++) {
            size_t left = (*sharing)[i], right = (*sharing)[j];
            if (!compared_.insert({std::min(left, right), std::max(left, right)}).second) continue;
            if (!are_copies(members_[left].sketch, members_[right].sketch)) continue;
            left = root(left), right = root(right);
            if (members_[left].order < members_[right].order)
                members_[right].family = left;
            else
                members_[left].family = right;
        }
}

ArticleSet Families::find()
{
    const Xapian::Database &database = index_->database;
    const std::string prefix = ws_field_get(WS_FIELD_COPY)->prefix;
    Arena arena;
    std::string state = term(arena, WS_FIELD_STATE, article_states[WS_ARTICLE_READ]);
    for (auto one = database.postlist_begin(state); one != database.postlist_end(state); ++one) read_.insert(*one);
    for (auto one = database.allterms_begin(prefix); one != database.allterms_end(prefix); ++one) {
        if (one.get_termfreq() < 2) continue;
        std::vector<size_t> sharing;
        for (auto at = database.postlist_begin(*one); at != database.postlist_end(*one); ++at)
            if (numbers_.count(*at) || add(*at)) sharing.push_back(numbers_[*at]);
        compare(&sharing);
    }
    auto copies = std::make_shared<Names>();
    for (size_t i = 0; i < members_.size(); i++) {
        const Member &first = members_[root(i)];
        if (first.unique != members_[i].unique) copies->insert(members_[i].unique);
    }
    return copies;
}

ArticleSet copies_in(const ws_index *index)
{
    return Families(index).find();
}

} // namespace whosaid
