/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian_database.hh"

#include <algorithm>
#include <cstring>

extern "C" {
#include "date.h"
#include "unicode.h"
}

namespace whosaid
{

using Xapian::Query;

static constexpr size_t PREFIX_LETTERS = 3;
static constexpr double OWN_WORDS_WEIGHT = 1024; /* more than all words of a query together; a whole number */

QueryBuilder::QueryBuilder(ws_index *index, ws_arena *arena)
    : index_(index), database_(index->database), overlay_(index->overlay.get()), arena_(arena),
      stemmer_(needed(ws_stemmer_new())),
      local_(std::none_of(index->places.begin(), index->places.end(), is_remote)),
      embargoes_(!local_ || database_.get_value_freq(SLOT_EMBARGO) > 0)
{
}

QueryBuilder::~QueryBuilder()
{
    ws_stemmer_free(stemmer_);
}

/* --- bounds --- */

struct Work {
    size_t terms = 0, bytes = 0;
};

static ws_status too_much(const ws_query *query, ws_error *error, const char *hint, const char *what)
{
    ws_status status = ws_fail(error, WS_USAGE, hint, "the query %s", what);
    if (error) error->column = query->column;
    return status;
}

static size_t letters(const char *text)
{
    size_t count = 0;
    for (; *text; text++) count += (static_cast<unsigned char>(*text) & 0xC0) != 0x80;
    return count;
}

static ws_status check_node(const ws_query *query, size_t depth, Work *work, ws_error *error)
{
    if (depth > WS_QUERY_MAX_DEPTH) return too_much(query, error, "use fewer brackets", "is nested too deeply");
    if (query->text) work->bytes += strlen(query->text);
    if (work->bytes > WS_QUERY_MAX_BYTES) return too_much(query, error, "ask for less at once", "is too long");
    bool leaf = query->op == WS_QUERY_WORD || query->op == WS_QUERY_PREFIX || query->op == WS_QUERY_VALUE;
    if (leaf && (!query->text || !ws_field_get(query->field)))
        return ws_fail(error, WS_INTERNAL, "please report this", "a part of the query has no word");
    if (query->op == WS_QUERY_PREFIX && letters(query->text) < PREFIX_LETTERS)
        return too_much(query, error, "give three letters or more before the *", "has a * after too few letters");
    if ((leaf || query->op == WS_QUERY_PERIOD) && ++work->terms > WS_QUERY_MAX_TERMS)
        return too_much(query, error, "ask for fewer words at once", "has too many words");
    if (query->op == WS_QUERY_PHRASE && query->child_count > WS_QUERY_MAX_PHRASE)
        return too_much(query, error, "give fewer words between the quotation marks", "has too long a phrase");
    if ((query->op == WS_QUERY_NOT || query->op == WS_QUERY_IN) && query->child_count != 1)
        return ws_fail(error, WS_INTERNAL, "please report this", "a NOT of the query does not have one part");
    for (size_t i = 0; i < query->child_count; i++) {
        if (query->op == WS_QUERY_PHRASE && query->children[i]->op != WS_QUERY_WORD)
            return ws_fail(error, WS_INTERNAL, "please report this", "a phrase of the query holds more than words");
        ws_status status = check_node(query->children[i], depth + 1, work, error);
        if (status != WS_OK) return status;
    }
    return WS_OK;
}

/* Terms that begin alike, counted no further than the bound. */
static bool expands_too_far(const Xapian::Database &database, const std::string &start)
{
    size_t count = 0;
    for (auto one = database.allterms_begin(start); one != database.allterms_end(start); ++one)
        if (++count > WS_QUERY_MAX_EXPANSION) return true;
    return false;
}

static const ws_query *widest_prefix(const Xapian::Database &database, ws_arena *arena, const ws_query *query)
{
    if (query->op == WS_QUERY_PREFIX && expands_too_far(database, term(arena, query->field, query->text))) return query;
    for (size_t i = 0; i < query->child_count; i++)
        if (const ws_query *found = widest_prefix(database, arena, query->children[i])) return found;
    return NULL;
}

ws_status QueryBuilder::check(const ws_query *query, ws_error *error) const
{
    Work work;
    if (!query) return WS_OK;
    ws_status status = check_node(query, 1, &work, error);
    if (status != WS_OK) return status;
    const ws_query *wide = widest_prefix(database_, arena_, query);
    if (!wide) return WS_OK;
    status = ws_fail(error, WS_USAGE, "give more letters before the *", "more than %d words begin with %s",
                     (int)WS_QUERY_MAX_EXPANSION, wide->text);
    if (error) error->column = wide->column;
    return status;
}

/* --- building --- */

std::string QueryBuilder::stem(const std::string &text)
{
    return needed(ws_stem(stemmer_, arena_, text.c_str()));
}

/* A query goes through all its terms several times, and each time what is not there is looked for in vain. Servers are
 * not asked: that takes longer. */
bool QueryBuilder::exists(const std::string &term)
{
    if (!local_) return true;
    auto found = known_.find(term);
    if (found == known_.end()) found = known_.insert({term, database_.term_exists(term)}).first;
    return found->second;
}

Query QueryBuilder::known(const std::string &term)
{
    return exists(term) ? Query(term) : Query();
}

/* A filter: it adds no weight. */
Query QueryBuilder::flag(ws_field_id field, const std::string &text)
{
    std::string one = term(arena_, field, text);
    if (!overlay_ && !exists(one)) return Query();
    return Query(Query::OP_SCALE_WEIGHT, overlay_ ? overlay_->over(one, Query(one)) : Query(one), 0.0);
}

Query QueryBuilder::exact_or_stem(ws_field_id field, const std::string &text)
{
    std::string stemmed = stem(text);
    if (stemmed == text) return flag(field, text);
    return flag(field, text) | flag(field, stemmed);
}

/* Inside quotation marks. Where nothing of the content stands outside them, it is not said of each word. */
Query QueryBuilder::in_marks(const std::string &text)
{
    Query said = Query(term(arena_, WS_FIELD_CONTENT, text)) | Query(term(arena_, WS_FIELD_STEM, text));
    return flag(WS_FIELD_QUOTED, text) | Query(Query::OP_FILTER, flag(WS_FIELD_QUOTED, ""), said);
}

/* Whoever types a name means first of all what its bearer said, and then what others said of him. The words by which an
 * article describes a source without a name are no name: such a statement is found, and comes no earlier. */
Query QueryBuilder::own_words(const std::string &text)
{
    Query by = flag(WS_FIELD_BY, text);
    if (by.empty()) return by;
    Xapian::PostingSource *weight = new Xapian::FixedWeightPostingSource(OWN_WORDS_WEIGHT);
    Query named = flag(WS_FIELD_NAMING, ws_value_name(WS_NAMINGS, WS_NAMING_NAMED)) |
                  flag(WS_FIELD_NAMING, ws_value_name(WS_NAMINGS, WS_NAMING_PARTLY));
    return Query(Query::OP_FILTER, Query(weight->release()), Query(Query::OP_AND, by, named)) | by;
}

/* Words with this stem. A word that is its own stem has no further term for it. No OP_MAX: with a least weight asked
 * for, Xapian 1.4.22 passes over what it finds beside something heavier. */
Query QueryBuilder::any_form(const std::string &stemmed)
{
    Query inflected = known(term(arena_, WS_FIELD_STEM, stemmed));
    if (stem(stemmed) != stemmed) return inflected;
    return Query(Query::OP_SYNONYM, inflected, known(term(arena_, WS_FIELD_CONTENT, stemmed)));
}

/* Outside the content, where such a word may stand in the source alone. */
Query QueryBuilder::in_paragraph(const std::string &stemmed)
{
    Query found = flag(WS_FIELD_PARAGRAPH, stemmed);
    return stem(stemmed) == stemmed ? found | flag(WS_FIELD_SOURCE, stemmed) : found;
}

/* The stem counts for every form of the word; the exact form counts once more. */
Query QueryBuilder::content_word(const std::string &text, bool content_only)
{
    Query found = Query(term(arena_, WS_FIELD_CONTENT, text)) | any_form(stem(text));
    if (content_only) return found;
    found |= own_words(text);
    if (reach_ == Reach::CONTENT) return found;
    found |= exact_or_stem(WS_FIELD_TITLE, text);
    if (reach_ == Reach::PARAGRAPH) found |= in_paragraph(stem(text));
    return found;
}

/* Every word must be in a name; titles are left aside unless there is nothing else. */
Query QueryBuilder::speaker_words(const std::string &words)
{
    std::string left = needed(ws_name_key(arena_, words.c_str()));
    if (left.empty()) left = words;
    std::vector<Query> all;
    for (size_t begin = 0; begin < left.size();) {
        size_t end = left.find(' ', begin);
        if (end == std::string::npos) end = left.size();
        if (end > begin) all.push_back(flag(WS_FIELD_BY, left.substr(begin, end - begin)));
        begin = end + 1;
    }
    return Query(Query::OP_AND, all.begin(), all.end());
}

Query QueryBuilder::word(ws_field_id field, const char *text, bool content_only)
{
    switch (field) {
    case WS_FIELD_CONTENT:
        return content_word(text, content_only);
    case WS_FIELD_QUOTED:
        return Query(Query::OP_FILTER, content_word(text, true), in_marks(text) | in_marks(stem(text)));
    case WS_FIELD_BY:
        return speaker_words(text);
    case WS_FIELD_PARAGRAPH:
        return in_paragraph(stem(text));
    default:
        return ws_field_get(field)->stemmed ? exact_or_stem(field, text) : flag(field, text);
    }
}

/* All terms that begin so, as one. They are named in the query, for a server that has to find them itself weighs them
 * without knowing what the other parts have. */
static Query beginning(const Xapian::Database &database, const std::string &start)
{
    std::vector<std::string> terms;
    for (auto one = database.allterms_begin(start); one != database.allterms_end(start); ++one) {
        terms.push_back(*one);
        if (terms.size() > WS_QUERY_MAX_EXPANSION) throw Xapian::WildcardError("too many words begin like that");
    }
    return Query(Query::OP_SYNONYM, terms.begin(), terms.end());
}

Query QueryBuilder::prefix(const ws_query *query, bool content_only)
{
    auto starting = [&](ws_field_id field) {
        std::string start = term(arena_, field, query->text);
        Query found = beginning(database_, start);
        return overlay_ && field != WS_FIELD_CONTENT ? overlay_->over_beginning(start, found) : found;
    };
    if (query->field == WS_FIELD_QUOTED) {
        Query said = starting(WS_FIELD_CONTENT) | starting(WS_FIELD_STEM);
        Query found = starting(query->field) | Query(Query::OP_FILTER, flag(query->field, ""), said);
        return Query(Query::OP_SCALE_WEIGHT, found, 0.0);
    }
    if (query->field != WS_FIELD_CONTENT) return Query(Query::OP_SCALE_WEIGHT, starting(query->field), 0.0);
    Query found = starting(WS_FIELD_CONTENT);
    if (content_only || reach_ == Reach::CONTENT) return found;
    if (expands_too_far(database_, term(arena_, WS_FIELD_TITLE, query->text))) return found;
    return found | Query(Query::OP_SCALE_WEIGHT, starting(WS_FIELD_TITLE), 0.0);
}

/* Only content has positions: elsewhere every word must be there. */
Query QueryBuilder::phrase(const ws_query *query)
{
    if (query->child_count == 0) return Query();
    ws_field_id field = query->children[0]->field;
    std::vector<Query> words;
    std::vector<std::string> ordered;
    std::string joined;
    for (size_t i = 0; i < query->child_count; i++) {
        const char *text = query->children[i]->text;
        joined += (i > 0 ? " " : "") + std::string(text);
        ordered.push_back(term(arena_, WS_FIELD_CONTENT, text));
        words.push_back(field == WS_FIELD_QUOTED ? in_marks(text) : word(field, text, true));
    }
    if (field == WS_FIELD_BY) return speaker_words(joined);
    if (field != WS_FIELD_CONTENT && field != WS_FIELD_QUOTED) return Query(Query::OP_AND, words.begin(), words.end());
    Query said = ordered.size() == 1 ? Query(ordered[0])
                                     : Query(Query::OP_PHRASE, ordered.begin(), ordered.end(), ordered.size());
    if (field == WS_FIELD_CONTENT) return said;
    return Query(Query::OP_FILTER, said, Query(Query::OP_AND, words.begin(), words.end()));
}

/* In the body or the summary, and no repetition of what stands there. */
Query QueryBuilder::running()
{
    static const char *const not_these[] = {"repeat", "headline", "caption", "pull-quote", "correction"};
    std::vector<Query> none;
    for (const char *one : not_these) none.push_back(flag(WS_FIELD_IS, one));
    return Query(Query::OP_AND_NOT, Query::MatchAll, Query(Query::OP_OR, none.begin(), none.end()));
}

/* Qualities that no statement has by itself. */
Query QueryBuilder::quality(const std::string &name)
{
    static constexpr size_t MANY_SPEAKERS = 4;
    auto copies = [&] {
        if (!index_->copies) index_->copies = copies_in(index_);
        return in_articles(index_, arena_, index_->copies);
    };
    auto counted = [&] { return Query(Query::OP_AND_NOT, running(), copies() | flag(WS_FIELD_IS, "agency")); };
    if (name == "running") return Query(Query::OP_SCALE_WEIGHT, running(), 0.0);
    if (name == "copy") return copies();
    if (name == "counted") return Query(Query::OP_SCALE_WEIGHT, counted(), 0.0);
    if (name != "transparent") return flag(WS_FIELD_IS, name);
    if (!index_->transparent) {
        const ws_search usual = {};
        Query named = flag(WS_FIELD_NAMING, "named") & (flag(WS_FIELD_HAS, "role") | flag(WS_FIELD_HAS, "affiliation"));
        named = filtered(Query(Query::OP_FILTER, counted(), named), &usual);
        index_->transparent = articles_with_speakers(index_, named, MANY_SPEAKERS);
    }
    return in_articles(index_, arena_, index_->transparent);
}

Query QueryBuilder::found_with(const ws_query *query)
{
    ws_search usual = {};
    usual.query = query;
    return in_articles(index_, arena_, articles_with(index_, filtered(node(query, true), &usual)));
}

Query QueryBuilder::value(const ws_query *query)
{
    const ws_field *field = ws_field_get(query->field);
    if (field->id == WS_FIELD_IS) return quality(query->text);
    if (field->id == WS_FIELD_BY) return flag(WS_FIELD_SPEAKER, query->text + 1);
    if (field->id == WS_FIELD_IN) return flag(WS_FIELD_ARTICLE, query->text + 1);
    if (query->text[0] == '=') return flag(query->field, query->text);
    if (field->kind == WS_KIND_TEXT && field->slot != WS_NO_SLOT)
        return Query(Query::OP_VALUE_RANGE, field->slot, query->text, query->text);
    return flag(query->field, query->text);
}

/* Months that lie within the period whole, and the days of the others: a term has either. Only those that are there
 * are named, so that an open end is as good as any. */
static Query days_between(const Xapian::Database &database, const std::string &start, const std::string &from,
                          const std::string &to)
{
    std::vector<Query> terms;
    auto one = database.allterms_begin(start);
    for (one.skip_to(start + from.substr(0, WS_MONTH)); one != database.allterms_end(start); ++one) {
        std::string day = (*one).substr(start.size()), month = day.substr(0, WS_MONTH);
        if (day.size() < WS_MONTH) continue;
        if (month > to) break;
        bool whole = month + "01" >= from && month + "31" <= to;
        if (whole ? day.size() == WS_MONTH : day.size() == WS_DAY && day >= from && day <= to) terms.push_back(Query(*one));
    }
    return Query(Query::OP_SCALE_WEIGHT, Query(Query::OP_OR, terms.begin(), terms.end()), 0.0);
}

/* What was said "in March" was said in March and in the year, but on no day of it. */
Query QueryBuilder::period(const ws_query *query)
{
    bool said = query->field == WS_FIELD_SAID_ON;
    std::string from = query->period.from[0] ? query->period.from : "0";
    std::string to = query->period.to[0] ? query->period.to : "~";
    if (from > to) return Query();
    Query begins = days_between(database_, term(arena_, WS_FIELD_DAY, said ? "s" : "p"), from, to);
    if (!said || !query->period.to[0]) return begins;
    return Query(Query::OP_FILTER, begins, Query(Query::OP_VALUE_LE, SLOT_SAID_TO, to) | flag(WS_FIELD_TYPE, "article"));
}

static Query everything()
{
    return Query(Query::OP_SCALE_WEIGHT, Query::MatchAll, 0.0);
}

/* What NOT takes away is looked for in the content alone, however far the rest reaches. */
Query QueryBuilder::all_of(const ws_query *query, bool content_only)
{
    std::vector<Query> all, none;
    std::string speakers;
    for (size_t i = 0; i < query->child_count; i++) {
        const ws_query *child = query->children[i];
        if (child->op == WS_QUERY_NOT)
            none.push_back(node(child->children[0], true));
        else if (child->op == WS_QUERY_WORD && child->field == WS_FIELD_BY)
            speakers += (speakers.empty() ? "" : " ") + std::string(child->text);
        else if (child->op != WS_QUERY_ALL)
            all.push_back(node(child, content_only));
    }
    if (!speakers.empty()) all.push_back(speaker_words(speakers));
    Query found = all.empty() ? everything() : Query(Query::OP_AND, all.begin(), all.end());
    return none.empty() ? found : Query(Query::OP_AND_NOT, found, Query(Query::OP_OR, none.begin(), none.end()));
}

Query QueryBuilder::any_of(const ws_query *query, bool content_only)
{
    std::vector<Query> any;
    for (size_t i = 0; i < query->child_count; i++) any.push_back(node(query->children[i], content_only));
    return Query(Query::OP_OR, any.begin(), any.end());
}

Query QueryBuilder::node(const ws_query *query, bool content_only)
{
    content_only = content_only || query->content_only;
    switch (query->op) {
    case WS_QUERY_WORD:
        return word(query->field, query->text, content_only);
    case WS_QUERY_PREFIX:
        return prefix(query, content_only);
    case WS_QUERY_PHRASE:
        return phrase(query);
    case WS_QUERY_VALUE:
        return value(query);
    case WS_QUERY_PERIOD:
        return period(query);
    case WS_QUERY_AND:
        return all_of(query, content_only);
    case WS_QUERY_OR:
        return any_of(query, content_only);
    case WS_QUERY_IN:
        return found_with(query->children[0]);
    case WS_QUERY_NOT:
        return Query(Query::OP_AND_NOT, everything(), node(query->children[0], true));
    default:
        return everything();
    }
}

Query QueryBuilder::build(const ws_query *query, Reach reach)
{
    reach_ = reach;
    return query ? node(query, false) : everything();
}

/* --- what every search filters on --- */

static bool asks_for(const ws_query *query, ws_field_id field, const char *value)
{
    if (!query || query->op == WS_QUERY_NOT || query->op == WS_QUERY_IN) return false;
    if (query->op == WS_QUERY_VALUE && query->field == field) return strcmp(query->text, value) == 0;
    for (size_t i = 0; i < query->child_count; i++)
        if (asks_for(query->children[i], field, value)) return true;
    return false;
}

Query embargoed_now()
{
    char now[21];
    ws_date_now(now);
    return Query(Query::OP_VALUE_GE, SLOT_EMBARGO, std::string(now) + '~'); /* after this very second */
}

static Query changed_since(const std::string &since)
{
    Query came(Query::OP_VALUE_GE, SLOT_CHANGED, moment_key(since.c_str()));
    Query untold(Query::OP_AND_NOT, Query::MatchAll, Query(Query::OP_VALUE_GE, SLOT_CHANGED, std::string(1, '\0')));
    Query released(Query::OP_VALUE_GE, SLOT_EMBARGO, since);
    Query any = came | untold | released;
    for (int state = WS_STATE_CURRENT + 1; state <= WS_STATE_WITHDRAWN; state++) {
        std::string digit(1, static_cast<char>('0' + state));
        any |= Query(Query::OP_VALUE_RANGE, SLOT_STATE, digit + since, digit + "~");
    }
    return any;
}

bool finds_statements(const ws_query *query)
{
    if (!query) return false;
    bool all = query->child_count > 0, any = false;
    for (size_t i = 0; i < query->child_count; i++) {
        bool one = finds_statements(query->children[i]);
        any |= one;
        all &= one;
    }
    switch (query->op) {
    case WS_QUERY_WORD:
    case WS_QUERY_PREFIX:
    case WS_QUERY_VALUE:
        return query->field >= WS_FIELD_CONTENT && query->field != WS_FIELD_COPY && query->field != WS_FIELD_IS &&
               query->field != WS_FIELD_IN; /* these two are told by sets of articles as well */
    case WS_QUERY_PERIOD:
        return true;
    case WS_QUERY_PHRASE:
    case WS_QUERY_AND:
        return any;
    case WS_QUERY_OR:
        return all;
    default:
        return false;
    }
}

/* Those that are not current are few. */
Query QueryBuilder::in_state(const Query &found, const ws_search *search)
{
    auto state = [this](ws_state one) { return flag(WS_FIELD_STATE, ws_value_name(WS_STATES, one)); };
    if (!finds_statements(search->query))
        return Query(Query::OP_FILTER, found,
                     search->all_states ? flag(WS_FIELD_TYPE, "statement") : state(WS_STATE_CURRENT));
    if (search->all_states) return found;
    return Query(Query::OP_AND_NOT, found, state(WS_STATE_SUPERSEDED) | state(WS_STATE_WITHDRAWN));
}

Query QueryBuilder::filtered(const Query &query, const ws_search *search)
{
    Query found = in_state(query, search);
    if (embargoes_) found = Query(Query::OP_AND_NOT, found, embargoed_now());
    if (overlay_ && !search->rejected) found = overlay_->kept(found);
    if (search->changed_since) found = Query(Query::OP_FILTER, found, changed_since(search->changed_since));
    if (search->min_confidence > 0)
        found = Query(Query::OP_FILTER, found,
                      Query(Query::OP_VALUE_GE, SLOT_CONFIDENCE, thousandths(search->min_confidence)));
    const char *thought = ws_value_name(WS_ACTS, WS_ACT_THOUGHT);
    if (search->all_acts || asks_for(search->query, WS_FIELD_ACT, thought)) return found;
    return Query(Query::OP_AND_NOT, found, flag(WS_FIELD_ACT, thought));
}

/* A headline or pull quote that repeats the body is no further statement. */
Query QueryBuilder::counted(const Query &found, const ws_search *search)
{
    if (!search->once || asks_for(search->query, WS_FIELD_IS, "repeat")) return found;
    return Query(Query::OP_AND_NOT, found, flag(WS_FIELD_IS, "repeat"));
}

bool reaches_further(const ws_query *query)
{
    if (!query || query->op == WS_QUERY_NOT || query->op == WS_QUERY_IN || query->content_only ||
        query->op == WS_QUERY_PHRASE)
        return false;
    if ((query->op == WS_QUERY_WORD || query->op == WS_QUERY_PREFIX) && query->field == WS_FIELD_CONTENT) return true;
    for (size_t i = 0; i < query->child_count; i++)
        if (reaches_further(query->children[i])) return true;
    return false;
}

} // namespace whosaid
