/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the shim's own C++ files share about Xapian. Nothing outside shim/ sees it.
 *
 * A statement's document: terms as in schema.c; values in the slots of schema.c and below; data is ws_statement_store.
 * An article's document: terms TYPE, ID, STATE and COPY; values PUBLISHED, CONTENT_HASH, MODEL and more below; data is
 * ws_article_store.
 * Unique terms: "Qa" + article id; "Qs" + statement id in hex; "Qv" + hash for an earlier version of an article that
 * superseded statements still stand on. A statement finds its text by the unique term in SLOT_ARTICLE. */
#ifndef WS_XAPIAN_DATABASE_HH
#define WS_XAPIAN_DATABASE_HH

#include <xapian.h>

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "overlay.hh"

extern "C" {
#include "analyser.h"
#include "arena.h"
#include "index.h"
#include "schema.h"
#include "status.h"
}

struct ws_index;

namespace whosaid
{

struct Ranked; /* bins.hh */

/* Slots that no field of the schema names. The slots of fields with a vocabulary hold the codes of its values. A sort key
 * ends with the first bytes of the statement's id; its days are three bytes. */
enum : unsigned {
    SLOT_RANKED = 16,       /* first-hand or relayed, form, day turned round, id: breaks ties */
    SLOT_NEWEST = 17,       /* day turned round, first-hand or relayed, id */
    SLOT_OLDEST = 18,       /* day, first-hand or relayed, id; without a day: last */
    SLOT_ARTICLE = 19,      /* unique term of the article's document */
    SLOT_STATE = 20,        /* of a statement that is not current, or a withdrawn article: digit of ws_state, then when */
    SLOT_CONTENT_HASH = 21, /* of an article, 16 bytes */
    SLOT_MODEL = 22,        /* that read the article */
    SLOT_VERSION = 23,      /* when the article was updated, else published, ISO 8601 */
    SLOT_SAID_TO = 24,      /* last day of when a statement was said, YYYYMMDD; the first is WS_FIELD_SAID_ON's */
    SLOT_CONFIDENCE = 25,   /* of a statement, thousandths as four digits */
    SLOT_RELEASE = 26,      /* of an article that its publisher does not release: name of ws_release */
    SLOT_EMBARGO = 27,      /* of article and statement: until when they wait, ISO 8601 UTC to the second */
    SLOT_PATH = 28,         /* of an article, the file it came from */
    SLOT_SKETCH = 29,       /* of an article: copies.cc */
    SLOT_CHANGED = 30,      /* of a statement, when it came in or its speaker was last read otherwise: moment_key */
    SLOT_COUNT = 31
};

/* The speakers' slot: digit of ws_form, 'u' (unresolved) or '-', then entries "key NAME_MARK name NAME_MARK type digit"
 * joined by JOINT_MARK; key and name are empty for speakers whom nobody may link. */
constexpr char JOINT_MARK = '\x1f';
constexpr char NAME_MARK = '\x1e';

constexpr const char *FORMAT_KEY = "whosaid.format";
constexpr const char *FEATURES_KEY = "whosaid.features"; /* names separated by blanks that a reader must know */
constexpr const char *MARKER_FILE = "WHOSAID";           /* lies in a folder that whosaid began to fill */

/* The funnel: what is being thrown right now, as a status. `place` is the index, for the message. */
ws_status caught(ws_error *error, const std::string &place) noexcept;

/* Runs `body` (returning ws_status) with every exception turned into a status. */
template <typename Body> ws_status guarded(ws_error *error, const std::string &place, Body body) noexcept
{
    try {
        return body();
    } catch (...) {
        return caught(error, place);
    }
}

/* A term, or std::bad_alloc. */
std::string term(ws_arena *arena, ws_field_id field, const std::string &folded);
std::string article_term(ws_arena *arena, const std::string &id);
/* The unique term of a document: update.cc. */
std::string unique_of(const Xapian::Database &database, Xapian::docid id);

/* A moment, ISO 8601, as four bytes that sort as moments do; empty: it is none, or outside 1970 to 2106. */
std::string moment_key(const char *iso);

/* The day of publication, YYYYMMDD, in what SLOT_RANKED has; empty: none. */
std::string day_of_rank(const std::string &rank);

/* A statement's confidence as SLOT_CONFIDENCE has it. */
std::string thousandths(double confidence);

/* Which documents have a term, asked in the order of their numbers. */
class Having
{
  public:
    Having(const Xapian::Database &database, const std::string &one)
        : at_(database.postlist_begin(one)), end_(database.postlist_end(one)), now_(at_ == end_ ? 0 : *at_)
    {
    }
    bool has(Xapian::docid id)
    {
        if (now_ && now_ < id) {
            at_.skip_to(id);
            now_ = at_ == end_ ? 0 : *at_;
        }
        return now_ == id;
    }

  private:
    Xapian::PostingIterator at_, end_;
    Xapian::docid now_; /* 0: at the end */
};

/* NULL from an arena becomes std::bad_alloc. */
template <typename Pointer> Pointer needed(Pointer pointer)
{
    if (!pointer) throw std::bad_alloc();
    return pointer;
}

/* An arena for as long as the block lasts. */
class Arena
{
  public:
    Arena() : arena_(needed(ws_arena_new(0)))
    {
    }
    ~Arena()
    {
        ws_arena_free(arena_);
    }
    Arena(const Arena &) = delete;
    Arena &operator=(const Arena &) = delete;
    operator ws_arena *() const
    {
        return arena_;
    }

  private:
    ws_arena *arena_;
};

/* --- opening: index_open.cc --- */

enum class Place { MISSING, EMPTY, BEGUN, FOREIGN, DATABASE };
/* What lies at a path, without touching it. BEGUN: the marker and nothing complete. */
Place look_at(const std::string &path);
/* Format and features; the database is ours and can be read by this version. */
ws_status check_format(const Xapian::Database &database, const std::string &place, ws_error *error);
uint64_t folder_bytes(const std::string &path); /* of all its files */
ws_status not_an_index(ws_error *error, const std::string &place, Place what);
/* An index of ours on this machine that nobody writes. */
ws_status check_idle(const std::string &place, ws_error *error);

/* --- elsewhere: index_remote.cc --- */

bool is_remote(const std::string &place); /* "remote:HOST:PORT" */
ws_status check_address(const std::string &place, ws_error *error);
Xapian::Database connect(const std::string &place);
/* A file in Xapian's stub format, and the places it names. */
bool is_stub(const std::string &place);
ws_status read_stub(const std::string &stub, std::vector<std::string> *places, ws_error *error);
/* New handles for all parts: one that lost its server answers nothing any more. */
void reconnect(ws_index *index);

/* --- writing an index anew: index_compact.cc --- */

/* Whether the disk of a path has room for an index of so many bytes. */
ws_status check_room_for(const std::string &path, uint64_t bytes, ws_error *error);
/* The folder beside a place in which its successor is made; what an interrupted run left there goes. */
ws_status begin_beside(const std::string &place, std::string *beside, ws_error *error);
/* The marker of whosaid's folders goes along. */
ws_status copy_marker(const std::string &from, const std::string &to, ws_error *error);
/* To the disk: the entries of a folder; these and all its files. */
ws_status sync_entries(const std::string &path, ws_error *error);
ws_status sync_folder(const std::string &path, ws_error *error);
std::string parent_of(const std::string &path);
/* Puts an index that has the lists in the place of one for reading. */
ws_status make_whole(const std::string &place, ws_error *error);
/* Removes an index, or what was begun of one; nothing that holds other files. */
ws_status remove_index(const std::string &place, ws_error *error);

/* --- queries: index_query.cc --- */

/* Where plain words may match: in content alone, in the headline too, in the paragraph as well. */
enum class Reach { CONTENT, TITLE, PARAGRAPH };

class QueryBuilder
{
  public:
    /* The index's decisions count in every query built. */
    QueryBuilder(ws_index *index, ws_arena *arena);
    ~QueryBuilder();
    QueryBuilder(const QueryBuilder &) = delete;
    QueryBuilder &operator=(const QueryBuilder &) = delete;

    /* Checks the bounds of query.h, before any search. */
    ws_status check(const ws_query *query, ws_error *error) const;
    /* The user's part, without the filters. */
    Xapian::Query build(const ws_query *query, Reach reach);
    /* The filters of every search of statements over it. */
    Xapian::Query filtered(const Xapian::Query &query, const ws_search *search);
    Xapian::Query counted(const Xapian::Query &found, const ws_search *search);

  private:
    ws_index *index_;
    const Xapian::Database &database_;
    const Overlay *overlay_;
    ws_arena *arena_;
    ws_stemmer *stemmer_;
    Reach reach_ = Reach::CONTENT;
    bool local_, embargoes_;
    std::map<std::string, bool> known_; /* terms: are they there? */

    bool exists(const std::string &term);
    Xapian::Query known(const std::string &term);
    Xapian::Query node(const ws_query *query, bool content_only);
    Xapian::Query word(ws_field_id field, const char *text, bool content_only);
    Xapian::Query in_marks(const std::string &text);
    Xapian::Query own_words(const std::string &text);
    Xapian::Query content_word(const std::string &text, bool content_only);
    Xapian::Query any_form(const std::string &stemmed);
    Xapian::Query in_paragraph(const std::string &stemmed);
    Xapian::Query exact_or_stem(ws_field_id field, const std::string &text);
    Xapian::Query prefix(const ws_query *query, bool content_only);
    Xapian::Query phrase(const ws_query *query);
    Xapian::Query value(const ws_query *query);
    Xapian::Query period(const ws_query *query);
    Xapian::Query in_state(const Xapian::Query &found, const ws_search *search);
    Xapian::Query all_of(const ws_query *query, bool content_only);
    Xapian::Query any_of(const ws_query *query, bool content_only);
    Xapian::Query speaker_words(const std::string &words);
    Xapian::Query flag(ws_field_id field, const std::string &text);
    std::string stem(const std::string &text);
    Xapian::Query quality(const std::string &name);
    Xapian::Query found_with(const ws_query *query);
    Xapian::Query running();
};

/* --- sets of articles: article_sets.cc --- */

/* Unique terms of articles. */
using ArticleSet = std::shared_ptr<const std::unordered_set<std::string>>;

/* Statements whose text is of one of these articles; adds no weight. */
Xapian::Query in_articles(const ws_index *index, ws_arena *arena, const ArticleSet &articles);
/* The articles in which a query finds statements. */
ArticleSet articles_with(const ws_index *index, const Xapian::Query &found);
/* Those in which statements that `found` has come from so many speakers with different name keys. */
ArticleSet articles_with_speakers(const ws_index *index, const Xapian::Query &found, size_t least);
/* Of articles that are copies of each other (copies.cc), all but the earliest; the undated are last, then by id. */
ArticleSet copies_in(const ws_index *index);

/* What must not be found yet. */
Xapian::Query embargoed_now();

/* Whether it finds nothing but statements, by words that they have. */
bool finds_statements(const ws_query *query);

/* Whether plain words of the query could match outside the content. */
bool reaches_further(const ws_query *query);

/* --- parts of all statements, for estimates: samples.cc --- */

/* What the statements of a part have, a number below WS_SAMPLES. */
std::string sample_term(ws_arena *arena, size_t part);
/* A query's matches in the first parts. */
Xapian::Query in_samples(const Xapian::Query &query, size_t parts);
/* More digits of an estimate would promise too much. */
size_t to_two_digits(size_t number);

/* --- documents: documents.cc --- */

struct StatementDocument {
    std::string unique; /* its unique term */
    Xapian::Document document;
};

struct ArticleDocuments {
    std::string id, path;
    std::string unique;   /* unique term of the article */
    std::string in_article; /* term that its statements share */
    std::string content;  /* hash, 16 bytes */
    bool withdrawn = false;
    Xapian::Document article;
    std::vector<StatementDocument> statements;
};

class DocumentBuilder
{
  public:
    DocumentBuilder();
    ~DocumentBuilder();
    DocumentBuilder(const DocumentBuilder &) = delete;
    DocumentBuilder &operator=(const DocumentBuilder &) = delete;
    ws_status build(const ws_article *article, const ws_statement *statements, size_t count, ArticleDocuments *out,
                    ws_error *error);
    /* Only the terms and values of a statement that a correction can change; its article doesn't matter. */
    void changeable(const ws_statement *statement, Xapian::Document *out);

  private:
    ws_arena *arena_;
    ws_stemmer *stemmer_;
};

/* --- an index without its documents' lists of terms: remake.cc --- */

/* Whether a database can only be read, on this machine: it was compacted so. */
bool is_for_reading(const Xapian::Database &database);
ws_status only_for_reading(ws_error *error, const std::string &place);

/* Throws where it is damaged. */
ws_statement loaded_statement(ws_arena *arena, const Xapian::Document &document, size_t text_size);
/* The unique term of a document by what is stored in it. */
std::string stored_unique(const Xapian::Database &database, ws_arena *arena, Xapian::docid id);

struct Remade {
    Xapian::docid id;
    Xapian::Document document;
};

/* Makes documents again from what is stored of them. */
class Remaker
{
  public:
    explicit Remaker(const Xapian::Database &database) : database_(database)
    {
    }
    /* All documents of an article: its own, its earlier versions, their statements. Of an earlier version: none. */
    std::vector<Remade> article(Xapian::docid id);

  private:
    const Xapian::Database &database_;
    DocumentBuilder builder_;
    Arena arena_;

    void standing_on(const std::string &text, bool own, const std::vector<Xapian::docid> &statements,
                     std::vector<Remade> *out);
};

/* All of a database into a new one, with the lists. */
void write_whole(const Xapian::Database &from, const std::string &to);

/* By which copies of an article find each other: copies.cc. */
void add_sketch(ws_arena *arena, const ws_article *article, Xapian::Document *out);

/* How the states of articles are spelled in terms, by ws_article_status. */
constexpr size_t ARTICLE_STATES = 5;
extern const char *const article_states[ARTICLE_STATES];

} // namespace whosaid

struct ws_index {
    Xapian::Database database; /* all of them together */
    std::shared_ptr<const std::unordered_set<std::string>> copies, transparent; /* article_sets.cc; made when asked for */
    std::map<std::string, size_t> sampled; /* walk.cc; what was counted last */
    std::shared_ptr<const whosaid::Ranked> ranked; /* index_search.cc; what was found last */
    std::vector<Xapian::Database> parts;
    std::vector<std::string> places;
    std::string where; /* for messages */
    const ws_decisions *decisions = nullptr;
    std::unique_ptr<whosaid::Overlay> overlay; /* of the decisions; made when something is read */
};

namespace whosaid
{

/* --- reading back: index_load.cc --- */

/* Loads statements with their articles; those of one article share it. An article lies in the same part as its
 * statements; another part may have another version of it under the same id. */
class Loader
{
  public:
    Loader(const ws_index *index, ws_arena *arena, bool bare = false)
        : index_(index), arena_(arena), bare_(bare)
    {
    }
    /* `id` is of all parts together; the document only knows its own part's. */
    ws_status hit(Xapian::docid id, const Xapian::Document &document, ws_hit *out, ws_error *error);
    /* By its unique term, in any part. */
    ws_status article(const std::string &unique, const ws_article **out, ws_error *error);

  private:
    const ws_index *index_;
    ws_arena *arena_;
    bool bare_; /* statements without their articles */
    std::map<std::pair<size_t, std::string>, const ws_article *> articles_; /* by part and unique term */
    std::map<const ws_article *, std::vector<Cut>> cuts_; /* where names are hidden */
    std::map<const ws_article *, size_t> sizes_;          /* of the text before */
    std::map<unsigned, bool> slots_;                      /* does any document have a value there? */

    bool may_have(unsigned slot);
    std::string value(const Xapian::Document &document, unsigned slot);

    ws_status article_of(size_t part, const std::string &unique, const ws_article **out, ws_error *error);
    ws_status article_of(size_t part, const Xapian::Document &statement, const ws_article **out, ws_error *error);
};

/* Makes the overlay where it is missing: overlay_find.cc. */
ws_status lay_over(ws_index *index, ws_error *error);

/* What an article's copies share most of, in order; and is one a copy of the other? */
std::vector<std::string> sketch_of(const Xapian::Document &document);
bool are_copies(const std::vector<std::string> &left, const std::vector<std::string> &right);

/* Of each of these articles, the others with nearly its text; `whole`: with their own, else without. */
ws_status find_copies(const Xapian::Database &database, ws_arena *arena, bool whole,
                      const std::vector<std::string> &uniques, const size_t *most, ws_copies *out, ws_error *error);

/* Reads; when a writer has moved on, opens the newest state and reads once more; when a server was lost, calls it once
 * more. `body` starts afresh each time. */
template <typename Body> ws_status reading(ws_index *index, ws_error *error, Body body) noexcept
{
    auto decided = [&] {
        ws_status status = lay_over(index, error);
        return status == WS_OK ? body() : status;
    };
    ws_status status = guarded(error, index->where, decided);
    if (status != WS_MODIFIED && status != WS_NETWORK) return status;
    return guarded(error, index->where, [&] {
        if (status == WS_NETWORK) reconnect(index);
        else index->database.reopen();
        index->overlay.reset();
        index->copies.reset();
        index->sampled.clear();
        index->ranked.reset();
        index->transparent.reset();
        return decided();
    });
}

} // namespace whosaid
#endif
