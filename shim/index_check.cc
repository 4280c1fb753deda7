/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "update.hh"

#include <algorithm>
#include <cstring>
#include <set>
#include <unistd.h>

extern "C" {
#include "count_text.h"
#include "index_care.h"
#include "json.h"
}

namespace whosaid
{

static constexpr uint64_t PROGRESS_STEP = 256;
static constexpr size_t NAMED = 60; /* bytes of an article's id in a message */

/* A statement as it is stored, and what was made of it. */
struct Stored {
    Xapian::docid id;
    Xapian::Document document;
    std::string unique, text; /* unique terms: its own, and of the text that it stands on */
};

/* Of many postings, in whatever order they come. */
struct Postings {
    uint64_t count = 0, sum = 0;

    void add(const std::string &term, Xapian::docid id, Xapian::termcount wdf, Xapian::PositionIterator at)
    {
        std::string all = term + '\0' + std::to_string(id) + ' ' + std::to_string(wdf);
        for (; at != Xapian::PositionIterator(); ++at) all += ' ' + std::to_string(*at);
        ws_hash hash = ws_hash_bytes(all.data(), all.size());
        uint64_t number;
        memcpy(&number, hash.bytes, sizeof number);
        count++;
        sum += number;
    }
};

class Check
{
  public:
    Check(const Xapian::Database &database, const ws_check_events *events, ws_check_totals *totals)
        : database_(database), events_(events), totals_(totals), for_reading_(is_for_reading(database))
    {
    }
    void run();

  private:
    const Xapian::Database &database_;
    const ws_check_events *events_;
    ws_check_totals *totals_;
    bool for_reading_; /* no document can be asked for its terms */
    Postings wanted_;  /* then: of all documents as they would be made now */
    DocumentBuilder builder_;
    Arena arena_;
    size_t reached_ = 0; /* statements that their article led to */
    const std::string articles_ = std::string(ws_field_get(WS_FIELD_ID)->prefix) + "a",
                      versions_ = std::string(ws_field_get(WS_FIELD_ID)->prefix) + "v",
                      statements_ = std::string(ws_field_get(WS_FIELD_ID)->prefix) + "s";

    void problem(const std::string &what)
    {
        ws_error shown; /* ids may hold what a terminal would obey */
        ws_fail(&shown, WS_CORRUPT, NULL, "%s", what.c_str());
        totals_->problems++;
        events_->problem(events_->user, shown.message);
    }
    void document(Xapian::docid id);
    void counts();
    std::string unique_of(Xapian::docid id);
    const ws_article *text(const std::string &unique, Xapian::Document *document);
    void check_hash(const ws_article *article, const Xapian::Document &document, const std::string &name);
    void article(const Xapian::Document &document, const std::string &unique);
    void version(const Xapian::Document &document, const std::string &unique);
    void statements_on(const std::string &unique, const std::string &own, const std::vector<Stored> &stored);
    bool load(const Stored &stored, const ws_article *article, ws_statement *out);
    void check_ids(const ws_article *article, const std::vector<ws_statement> &loaded, const std::string &name);
    void compare(const Stored &stored, const Xapian::Document &made);
    void take(Xapian::docid id, const Xapian::Document &made);
    void postings();
};

static bool begins(const std::string &text, const std::string &start)
{
    return text.compare(0, start.size(), start) == 0;
}

static std::string shown(const std::string &unique)
{
    if (unique[1] == 's') return "statement " + unique.substr(2, 12);
    return (unique[1] == 'v' ? "the earlier version " : "article ") + unique.substr(2, NAMED);
}

/* The only unique term of a document; "": there is none, or more than one. */
std::string Check::unique_of(Xapian::docid id)
{
    if (for_reading_) return stored_unique(database_, arena_, id);
    const std::string prefix = ws_field_get(WS_FIELD_ID)->prefix;
    auto one = database_.termlist_begin(id), end = database_.termlist_end(id);
    one.skip_to(prefix);
    std::string found = one != end && begins(*one, prefix) ? *one : "";
    if (found.empty() || (++one != end && begins(*one, prefix))) return "";
    return found;
}

/* The article that is stored under a unique term; NULL: told why there is none. */
const ws_article *Check::text(const std::string &unique, Xapian::Document *document)
{
    auto found = database_.postlist_begin(unique);
    if (found == database_.postlist_end(unique)) {
        problem(shown(unique) + ", which statements stand on, is not there");
        return NULL;
    }
    *document = database_.get_document(*found);
    ws_error error;
    std::string data = document->get_data(), model = document->get_value(SLOT_MODEL);
    ws_article *article = static_cast<ws_article *>(needed(ws_arena_alloc(arena_, sizeof *article)));
    ws_status status = ws_article_load(arena_, data.data(), data.size(), article, &error);
    if (status == WS_NO_MEMORY) throw std::bad_alloc();
    if (status != WS_OK) {
        problem(shown(unique) + ": " + error.message);
        return NULL;
    }
    if (!model.empty()) article->model = needed(ws_arena_string(arena_, model.data(), model.size()));
    return article;
}

void Check::check_hash(const ws_article *article, const Xapian::Document &document, const std::string &name)
{
    ws_error error;
    ws_article again = *article;
    ws_status status = ws_article_seal(arena_, &again, &error);
    if (status == WS_NO_MEMORY) throw std::bad_alloc();
    const char *bytes = reinterpret_cast<const char *>(again.content.bytes);
    if (status != WS_OK)
        problem(name + ": " + error.message);
    else if (document.get_value(SLOT_CONTENT_HASH) != std::string(bytes, sizeof again.content.bytes))
        problem(name + ": its text or metadata is not what was indexed");
}

/* The text that superseded statements still stand on. Its name is made of the article's and of its content. */
void Check::version(const Xapian::Document &document, const std::string &unique)
{
    Xapian::Document same;
    const ws_article *article = text(unique, &same);
    totals_->earlier++;
    if (!article) return;
    check_hash(article, document, shown(unique));
    if (unique != version_term(arena_, article_term(arena_, article->id), document.get_value(SLOT_CONTENT_HASH)))
        problem(shown(unique) + " is stored under another's name");
}

bool Check::load(const Stored &stored, const ws_article *article, ws_statement *out)
{
    ws_error error;
    std::string data = stored.document.get_data(), state = stored.document.get_value(SLOT_STATE);
    ws_status status = ws_statement_load(arena_, data.data(), data.size(), article->text_size, out, &error);
    if (status == WS_NO_MEMORY) throw std::bad_alloc();
    if (status != WS_OK) {
        problem(shown(stored.unique) + ": " + error.message);
        return false;
    }
    if (!state.empty()) out->state = static_cast<ws_state>(state[0] - '0');
    if (state.empty() || (state[0] > '0' && state[0] <= '0' + WS_STATE_WITHDRAWN)) return true;
    problem(shown(stored.unique) + " has a state that does not exist");
    return false;
}

/* Ids count equal words; those that are current were numbered together. */
void Check::check_ids(const ws_article *article, const std::vector<ws_statement> &loaded, const std::string &name)
{
    std::vector<ws_statement> current;
    for (const ws_statement &one : loaded)
        if (one.state == WS_STATE_CURRENT) current.push_back(one);
    std::set<std::string> ids;
    auto bytes = [](const ws_hash &id) {
        return std::string(reinterpret_cast<const char *>(id.bytes), sizeof id.bytes);
    };
    for (const ws_statement &one : current) ids.insert(bytes(one.id));
    ws_error error;
    if (ws_statements_seal(arena_, article, current.data(), current.size(), &error) != WS_OK) throw std::bad_alloc();
    size_t wrong = 0;
    for (const ws_statement &one : current) wrong += !ids.count(bytes(one.id));
    if (wrong) problem(name + ": " + std::to_string(wrong) + " of its statements have ids that are not of their words");
}

/* What a document is found by; of one that was superseded, without what was set then. */
static std::string findable(Xapian::Document document, bool superseded)
{
    std::vector<std::string> states;
    for (auto one = document.termlist_begin(); one != document.termlist_end(); ++one)
        if (begins(*one, ws_field_get(WS_FIELD_STATE)->prefix)) states.push_back(*one);
    if (superseded)
        for (const std::string &one : states) document.remove_term(one);
    document.add_value(SLOT_STATE, "");
    document.add_value(SLOT_ARTICLE, "");
    document.add_value(SLOT_CHANGED, ""); /* those that were written before there was this slot have none */
    document.set_data("");
    return document.serialise();
}

static bool same_values(const Xapian::Document &left, const Xapian::Document &right)
{
    for (unsigned slot = 0; slot < SLOT_COUNT; slot++)
        if (slot != SLOT_STATE && slot != SLOT_ARTICLE && left.get_value(slot) != right.get_value(slot)) return false;
    return true;
}

void Check::take(Xapian::docid id, const Xapian::Document &made)
{
    for (auto one = made.termlist_begin(); one != made.termlist_end(); ++one)
        wanted_.add(*one, id, one.get_wdf(), one.positionlist_begin());
}

/* What the documents of an index for reading are found by cannot be asked of each, only of all together. */
void Check::postings()
{
    Postings there;
    for (auto term = database_.allterms_begin(); term != database_.allterms_end(); ++term)
        for (auto one = database_.postlist_begin(*term); one != database_.postlist_end(*term); ++one)
            there.add(*term, *one, one.get_wdf(), one.positionlist_begin());
    if (there.count != wanted_.count)
        problem("documents are found in " + std::to_string(there.count) +
                " places of its lists, where their words give " + std::to_string(wanted_.count));
    else if (there.sum != wanted_.sum)
        problem("some of its documents are found by words that are not theirs");
}

static std::set<std::string> terms_of(const Xapian::Document &document)
{
    return std::set<std::string>(document.termlist_begin(), document.termlist_end());
}

void Check::compare(const Stored &stored, const Xapian::Document &made)
{
    if (for_reading_) {
        take(stored.id, made);
        if (!same_values(stored.document, made))
            problem(shown(stored.unique) + " has other values than its words give");
        return;
    }
    bool superseded = !stored.document.get_value(SLOT_STATE).empty();
    if (findable(stored.document, superseded) == findable(made, superseded)) return;
    std::set<std::string> there = terms_of(stored.document), wanted = terms_of(made);
    std::vector<std::string> missing, extra;
    std::set_difference(wanted.begin(), wanted.end(), there.begin(), there.end(), std::back_inserter(missing));
    std::set_difference(there.begin(), there.end(), wanted.begin(), wanted.end(), std::back_inserter(extra));
    const std::string state = ws_field_get(WS_FIELD_STATE)->prefix;
    extra.erase(std::remove_if(extra.begin(), extra.end(), [&](const std::string &one) { return begins(one, state); }),
                extra.end());
    if (!missing.empty())
        problem(shown(stored.unique) + " is not found by " + missing[0]);
    else if (!extra.empty())
        problem(shown(stored.unique) + " is found by " + extra[0] + ", which it should not be");
    else
        problem(shown(stored.unique) + " has other counts, places or values than its words give");
}

/* Those statements that stand on one text: all are made again together. */
void Check::statements_on(const std::string &unique, const std::string &own, const std::vector<Stored> &stored)
{
    Xapian::Document document;
    const ws_article *article = text(unique, &document);
    if (!article) return;
    if (article_term(arena_, article->id) != own)
        problem(shown(own) + ": its statements stand on another article's text");
    std::vector<ws_statement> loaded;
    std::vector<const Stored *> of;
    for (const Stored &one : stored) {
        ws_statement statement;
        if (!load(one, article, &statement)) continue;
        char hex[33];
        ws_hash_hex(statement.id, hex);
        if (one.unique != statements_ + hex) problem(shown(one.unique) + " is stored under another's name");
        loaded.push_back(statement);
        of.push_back(&one);
    }
    check_ids(article, loaded, shown(own));
    ws_error error;
    ArticleDocuments made;
    ws_status status = builder_.build(article, loaded.data(), loaded.size(), &made, &error);
    if (status == WS_NO_MEMORY) throw std::bad_alloc();
    if (status != WS_OK) return problem(shown(own) + ": " + error.message);
    bool withdrawn = !document.get_value(SLOT_STATE).empty();
    if (unique != own) name_version(&made.article, arena_, unique);
    if (for_reading_) take(document_with(database_, unique), made.article);
    bool same = for_reading_ ? same_values(document, made.article)
                             : findable(document, withdrawn) == findable(made.article, withdrawn);
    if (unique == own && !same) problem(shown(own) + " has other terms or values than its metadata give");
    for (size_t i = 0; i < of.size(); i++) compare(*of[i], made.statements[i].document);
}

void Check::article(const Xapian::Document &document, const std::string &unique)
{
    Xapian::Document same;
    const ws_article *found = text(unique, &same);
    totals_->articles++;
    if (!found) return;
    check_hash(found, document, shown(unique));
    if (article_term(arena_, found->id) != unique) problem(shown(unique) + " is stored under another's name");
    std::string inside = term(arena_, WS_FIELD_ARTICLE, found->id);
    std::map<std::string, std::vector<Stored>> texts{{unique, {}}};
    for (auto one = database_.postlist_begin(inside); one != database_.postlist_end(inside); ++one) {
        Stored stored{*one, database_.get_document(*one), unique_of(*one), ""};
        stored.text = stored.document.get_value(SLOT_ARTICLE);
        reached_++;
        if (!begins(stored.unique, statements_)) continue; /* told where it is come by */
        texts[stored.text].push_back(stored);
    }
    for (const auto &one : texts) {
        if (begins(one.first, articles_) || begins(one.first, versions_))
            statements_on(one.first, unique, one.second);
        else
            problem(shown(one.second[0].unique) + " does not say which text it stands on");
    }
}

void Check::document(Xapian::docid id)
{
    ws_arena_reset(arena_);
    std::string unique = unique_of(id);
    if (unique.empty()) return problem("document " + std::to_string(id) + " has no id, or more than one");
    if (database_.get_termfreq(unique) != 1) problem(shown(unique) + " is there more than once");
    if (begins(unique, statements_)) {
        totals_->statements++;
        return;
    }
    Xapian::Document found = database_.get_document(id);
    if (begins(unique, articles_))
        article(found, unique);
    else if (begins(unique, versions_))
        version(found, unique);
    else
        problem("document " + std::to_string(id) + " is neither article nor statement");
}

void Check::counts()
{
    ws_arena_reset(arena_);
    size_t typed = database_.get_termfreq(term(arena_, WS_FIELD_TYPE, "statement")), states = 0;
    for (size_t i = 0; i < ws_value_count(WS_STATES); i++)
        states += database_.get_termfreq(term(arena_, WS_FIELD_STATE, ws_value_name(WS_STATES, static_cast<int>(i))));
    if (typed != totals_->statements || states != totals_->statements)
        problem("it has " + std::to_string(totals_->statements) + " statements, but finds " + std::to_string(typed) +
                ", " + std::to_string(states) + " with a state");
    if (reached_ != totals_->statements)
        problem(std::to_string(totals_->statements) + " statements are there, but " + std::to_string(reached_) +
                " belong to its articles");
}

void Check::run()
{
    uint64_t done = 0, all = database_.get_doccount();
    for (auto one = database_.postlist_begin(""); one != database_.postlist_end(""); ++one) {
        document(*one);
        if (++done % PROGRESS_STEP == 0 && events_->progress) events_->progress(events_->user, done, all);
    }
    if (done != all) problem("it should have " + std::to_string(all) + " documents and has " + std::to_string(done));
    counts();
    if (for_reading_) postings();
}

static ws_status check_tables(const std::string &place, const ws_check_events *events, ws_check_totals *out)
{
    out->tables_unchecked = access((place + "/docdata.glass").c_str(), W_OK) != 0;
    if (out->tables_unchecked) return WS_OK;
    size_t wrong = Xapian::Database::check(place);
    if (!wrong) return WS_OK;
    ws_error shown;
    ws_fail(&shown, WS_CORRUPT, NULL, "%s in its tables, which xapian-check %s lists", ws_count_of(wrong, "error").text,
            place.c_str());
    out->problems++;
    events->problem(events->user, shown.message);
    return WS_CORRUPT;
}

/* Damage that ends the reading is a problem like others. */
static ws_status check_all(const std::string &place, const ws_check_events *events, ws_check_totals *out,
                           ws_error *error)
{
    ws_status status = guarded(error, place, [&] {
        if (check_tables(place, events, out) != WS_OK) return WS_OK; /* what lies in them cannot be trusted */
        Xapian::Database database(place);
        Check(database, events, out).run();
        return WS_OK;
    });
    if (status != WS_CORRUPT) return status;
    out->problems++;
    events->problem(events->user, error->message);
    return WS_OK;
}

} // namespace whosaid

using namespace whosaid;

ws_status ws_index_check(const char *place, const ws_check_events *events, ws_check_totals *out, ws_error *error)
{
    ws_error unwanted;
    if (!error) error = &unwanted;
    *out = ws_check_totals{};
    return guarded(error, "", [&] {
        std::string where = place;
        ws_status status = check_idle(where, error);
        return status == WS_OK ? check_all(where, events, out, error) : status;
    });
}
