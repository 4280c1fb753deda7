/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian_database.hh"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <set>

extern "C" {
#include "analyser.h"
#include "buffer.h"
#include "date.h"
#include "facets.h"
#include "json.h"
#include "json_build.h"
}

namespace whosaid
{

static constexpr size_t PARAGRAPH_BYTES = 4096; /* the most that is indexed around a statement */
static constexpr size_t BEFORE_BYTES = 1024;    /* of it before the statement, in a longer paragraph */
static constexpr size_t DATA_BYTES = 64u << 20; /* Xapian holds about twice this in one document */
static constexpr size_t SLOT_NAME_BYTES = 200;  /* of a name or an outlet in a value slot */
static constexpr size_t SLOT_PATH_BYTES = 4096;
static constexpr size_t SLOT_SPEAKERS = 64;
static constexpr unsigned long LAST_DAY = 0xffffff; /* a day needs 23 of these bits */
static constexpr size_t KEY_ID_BYTES = 6;     /* of the statement id in a sort key */
static constexpr size_t MOST_TERMS = 2000000; /* of all statements of an article, which are in memory together */

const char *const article_states[ARTICLE_STATES] = {"article-read", "article-refused", "article-superseded",
                                                    "article-withdrawn", "article-other-language"};

class Failure
{
  public:
    explicit Failure(ws_status value) : status(value)
    {
    }
    ws_status status;
};

static std::string cut(const char *text, size_t most)
{
    size_t size = strlen(text);
    if (size > most) {
        size = most;
        while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) size--;
    }
    return std::string(text, size);
}

std::string thousandths(double confidence)
{
    char digits[8];
    snprintf(digits, sizeof digits, "%04d", ws_confidence_thousandths(static_cast<float>(confidence))); /* as stored */
    return digits;
}

static std::string code(int value)
{
    return std::string(1, ws_value_code(value));
}

/* A day as three bytes that sort as days do, and the same turned round; after all days where there is none. */
static std::string day_key(const char *day, bool turned)
{
    unsigned long digits = strtoul(day, NULL, 10), number = LAST_DAY;
    if (*day) number = (digits / 10000 * 16 + digits / 100 % 100) * 32 + digits % 100;
    if (*day && turned) number = LAST_DAY - 1 - number;
    return {static_cast<char>(number >> 16), static_cast<char>(number >> 8), static_cast<char>(number)};
}

std::string day_of_rank(const std::string &rank)
{
    constexpr size_t BEGIN = 2, SIZE = 3; /* behind first-hand or relayed and the form */
    unsigned long number = 0;
    for (size_t i = BEGIN; i < BEGIN + SIZE && i < rank.size(); i++)
        number = number << 8 | static_cast<unsigned char>(rank[i]);
    if (rank.size() < BEGIN + SIZE || number == LAST_DAY) return "";
    number = LAST_DAY - 1 - number;
    char day[WS_DAY + 1];
    snprintf(day, sizeof day, "%04lu%02lu%02lu", number / (16 * 32) % 10000, number / 32 % 16, number % 32);
    return day;
}

std::string moment_key(const char *iso)
{
    time_t moment;
    if (!iso || !ws_date_moment(iso, &moment) || moment < 0 || moment > static_cast<time_t>(UINT32_MAX)) return "";
    std::string key;
    for (int shift = 24; shift >= 0; shift -= 8) key += static_cast<char>(moment >> shift);
    return key;
}

/* Names go between marks of the speakers' slot. */
static std::string slot_name(const char *text)
{
    std::string name = text ? cut(text, SLOT_NAME_BYTES) : "";
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c == JOINT_MARK || c == NAME_MARK; }, ' ');
    return name;
}

/* All documents of one article; lives while they are built. */
class ArticleBuild
{
  public:
    ArticleBuild(ws_arena *arena, ws_stemmer *stemmer, const ws_article *article, ws_error *error)
        : arena_(arena), stemmer_(stemmer), article_(article), error_(error)
    {
    }
    void run(const ws_statement *statements, size_t count, ArticleDocuments *out);
    void changeable(const ws_statement *statement, Xapian::Document *out)
    {
        add_act(out, statement);
        add_speakers(out, statement);
        add_sourcing(out, statement);
    }

  private:
    ws_arena *arena_;
    ws_stemmer *stemmer_;
    const ws_article *article_;
    ws_error *error_;
    char day_[9] = "", now_[21] = "", embargo_[21] = "";
    bool blank_lines_ = false;
    std::string unique_, in_article_;
    std::vector<std::string> shared_; /* terms that every statement of the article gets */
    ws_span paragraph_ = {0, 0};
    std::vector<std::string> paragraph_stems_;
    size_t terms_ = 0; /* made so far */

    void check(ws_status status)
    {
        if (status != WS_OK) throw Failure(status);
    }
    std::string stem(const char *folded)
    {
        return needed(ws_stem(stemmer_, arena_, folded));
    }
    ws_words words(const char *text, ws_span span);
    void collect(std::vector<std::string> *terms, ws_field_id field, const char *text, bool stems);
    void add(Xapian::Document *document, ws_field_id field, const char *text);
    void collect_whole(ws_field_id field, const char *value);
    void collect_shared();
    void check_spans(const ws_spans &spans, const char *which);
    void statement(const ws_statement *given, StatementDocument *out);
    void add_content(Xapian::Document *document, const ws_statement *statement, std::set<std::string> *stems);
    void add_paragraph(Xapian::Document *document, const ws_statement *statement, const std::set<std::string> &stems);
    ws_span paragraph_around(ws_span extent) const;
    size_t paragraph_begin(size_t offset, size_t least) const;
    size_t paragraph_end(size_t offset, size_t most) const;
    void add_speakers(Xapian::Document *document, const ws_statement *statement);
    void add_act(Xapian::Document *document, const ws_statement *statement);
    void add_sourcing(Xapian::Document *document, const ws_statement *statement);
    void add_circumstances(Xapian::Document *document, const ws_statement *statement);
    void add_values(Xapian::Document *document, ws_field_id field, const ws_names &names);
    void add_flags(Xapian::Document *document, const ws_statement *statement);
    void add_day(Xapian::Document *document, const std::string &mark, const char *day);
    void add_sort_keys(Xapian::Document *document, const ws_statement *statement);
    void article(Xapian::Document *document);
    void set_data(Xapian::Document *document, ws_buffer *buffer, ws_status status);
};

ws_words ArticleBuild::words(const char *text, ws_span span)
{
    ws_words found = {NULL, 0};
    check(ws_analyse(arena_, text, span, &found, error_));
    return found;
}

void ArticleBuild::collect(std::vector<std::string> *terms, ws_field_id field, const char *text, bool stems)
{
    if (!text) return;
    ws_words found = words(text, {0, static_cast<uint32_t>(std::min<size_t>(strlen(text), UINT32_MAX))});
    for (size_t i = 0; i < found.count; i++) {
        const char *folded = found.items[i].folded;
        terms->push_back(term(arena_, field, folded));
        if (stems) terms->push_back(term(arena_, field, stem(folded)));
    }
}

void ArticleBuild::add(Xapian::Document *document, ws_field_id field, const char *text)
{
    std::vector<std::string> terms;
    collect(&terms, field, text, false);
    for (const std::string &one : terms) document->add_boolean_term(one);
}

void ArticleBuild::collect_whole(ws_field_id field, const char *value)
{
    collect(&shared_, field, value, false);
    shared_.push_back(term(arena_, field, needed(ws_whole_value(arena_, value ? value : ""))));
}

void ArticleBuild::collect_shared()
{
    collect(&shared_, WS_FIELD_TITLE, article_->title, true);
    collect_whole(WS_FIELD_OUTLET, article_->publisher);
    collect_whole(WS_FIELD_BYLINE, article_->author);
    collect_whole(WS_FIELD_SECTION, article_->section);
    if (article_->correction) shared_.push_back(term(arena_, WS_FIELD_HAS, "correction"));
    std::sort(shared_.begin(), shared_.end());
    shared_.erase(std::unique(shared_.begin(), shared_.end()), shared_.end());
}

void ArticleBuild::check_spans(const ws_spans &spans, const char *which)
{
    auto inside_character = [&](size_t at) {
        return at < article_->text_size && (static_cast<unsigned char>(article_->text[at]) & 0xC0) == 0x80;
    };
    uint32_t least = 0;
    for (size_t i = 0; i < spans.count; i++) {
        ws_span span = spans.items[i];
        if (span.begin < least || span.begin >= span.end || span.end > article_->text_size ||
            inside_character(span.begin) || inside_character(span.end))
            throw Failure(ws_fail(error_, WS_INTERNAL, "please report this with the article",
                                  "a statement's %s has a span outside the text of %s", which, article_->id));
        least = span.end;
    }
}

/* Content words once with positions, stems that are no such word without. Those inside quotation marks are said a
 * second time only where others stand outside; else that they all are. */
void ArticleBuild::add_content(Xapian::Document *document, const ws_statement *statement, std::set<std::string> *stems)
{
    Xapian::termpos position = 0;
    const ws_spans &quoted = statement->quoted;
    size_t next_quoted = 0, outside = 0;
    std::set<std::string> inside;
    for (size_t i = 0; i < statement->content.count; i++) {
        ws_words found = words(article_->text, statement->content.items[i]);
        for (size_t j = 0; j < found.count; j++) {
            const ws_word &word = found.items[j];
            std::string stemmed = stem(word.folded);
            document->add_posting(term(arena_, WS_FIELD_CONTENT, word.folded), ++position);
            if (stemmed != word.folded) document->add_term(term(arena_, WS_FIELD_STEM, stemmed));
            while (next_quoted < quoted.count && quoted.items[next_quoted].end <= word.span.begin) next_quoted++;
            if (next_quoted < quoted.count && quoted.items[next_quoted].begin < word.span.end)
                inside.insert({word.folded, stemmed});
            else
                outside++;
            stems->insert(std::move(stemmed));
        }
    }
    if (!inside.empty() && !outside) inside = {""};
    for (const std::string &one : inside) document->add_boolean_term(term(arena_, WS_FIELD_QUOTED, one));
}

/* Where articles leave lines blank between paragraphs, a single line end is only a line's. */
size_t ArticleBuild::paragraph_begin(size_t offset, size_t least) const
{
    const char *text = article_->text;
    while (offset > least) {
        if (text[offset - 1] == '\n' && (!blank_lines_ || (offset > 1 && text[offset - 2] == '\n'))) return offset;
        offset--;
    }
    return offset;
}

size_t ArticleBuild::paragraph_end(size_t offset, size_t most) const
{
    const char *text = article_->text;
    while (offset < most) {
        if (text[offset] == '\n' && (!blank_lines_ || (offset + 1 < most && text[offset + 1] == '\n'))) return offset;
        offset++;
    }
    return offset;
}

ws_span ArticleBuild::paragraph_around(ws_span extent) const
{
    size_t begin = paragraph_begin(extent.begin, extent.begin > PARAGRAPH_BYTES ? extent.begin - PARAGRAPH_BYTES : 0);
    size_t most = std::min(article_->text_size, begin + 2 * PARAGRAPH_BYTES);
    size_t end = paragraph_end(std::min<size_t>(extent.end, most), most);
    if (end - begin > PARAGRAPH_BYTES) {
        begin = std::max(begin, extent.begin > BEFORE_BYTES ? extent.begin - BEFORE_BYTES : size_t{0});
        end = std::min(end, begin + PARAGRAPH_BYTES);
    }
    auto inside_character = [&](size_t at) { return (static_cast<unsigned char>(article_->text[at]) & 0xC0) == 0x80; };
    while (begin < end && inside_character(begin)) begin++;
    while (end > begin && end < article_->text_size && inside_character(end)) end--;
    return {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
}

/* Words of content and source need not be found a second time by the paragraph; of the source, those that are their own
 * stems. */
void ArticleBuild::add_paragraph(Xapian::Document *document, const ws_statement *statement,
                                 const std::set<std::string> &stems)
{
    ws_span around = paragraph_around(ws_statement_extent(statement));
    if (around.begin != paragraph_.begin || around.end != paragraph_.end) {
        paragraph_ = around;
        paragraph_stems_.clear();
        ws_words found = words(article_->text, around);
        for (size_t i = 0; i < found.count; i++) paragraph_stems_.push_back(stem(found.items[i].folded));
        std::sort(paragraph_stems_.begin(), paragraph_stems_.end());
        paragraph_stems_.erase(std::unique(paragraph_stems_.begin(), paragraph_stems_.end()), paragraph_stems_.end());
    }
    for (const std::string &one : paragraph_stems_)
        if (!stems.count(one)) document->add_boolean_term(term(arena_, WS_FIELD_PARAGRAPH, one));
}

void ArticleBuild::add_speakers(Xapian::Document *document, const ws_statement *statement)
{
    std::string slot(1, static_cast<char>('0' + statement->form)), types;
    slot += statement->unresolved ? 'u' : '-';
    for (size_t i = 0; i < statement->speaker_count; i++) {
        const ws_speaker &speaker = statement->speakers[i];
        const char *type = ws_value_name(WS_SPEAKER_TYPES, speaker.type);
        document->add_boolean_term(term(arena_, WS_FIELD_SPEAKER_TYPE, type));
        add(document, WS_FIELD_BY, speaker.name);
        add(document, WS_FIELD_BY, speaker.key);
        add(document, WS_FIELD_ROLE, speaker.role);
        add(document, WS_FIELD_OF, speaker.affiliation);
        if (speaker.key) document->add_boolean_term(term(arena_, WS_FIELD_SPEAKER, speaker.key));
        if (i >= SLOT_SPEAKERS) continue;
        if (i > 0) slot += JOINT_MARK;
        slot += slot_name(speaker.key) + NAME_MARK + (speaker.key ? slot_name(speaker.name) : "") + NAME_MARK;
        slot += static_cast<char>('0' + speaker.type);
        types += code(speaker.type);
    }
    if (statement->speaker_count == 0 && !statement->unresolved) {
        document->add_boolean_term(term(arena_, WS_FIELD_SPEAKER_TYPE, ws_value_name(WS_SPEAKER_TYPES, 0)));
        types = code(0);
    }
    document->add_value(ws_field_get(WS_FIELD_SPEAKER)->slot, slot);
    document->add_value(ws_field_get(WS_FIELD_SPEAKER_TYPE)->slot, types);
}

void ArticleBuild::add_act(Xapian::Document *document, const ws_statement *statement)
{
    const char *act = ws_value_name(WS_ACTS, statement->act);
    document->add_boolean_term(term(arena_, WS_FIELD_ACT, act));
    document->add_value(ws_field_get(WS_FIELD_ACT)->slot, code(statement->act));
}

/* The values of a field with several, as terms and in its slot. */
void ArticleBuild::add_values(Xapian::Document *document, ws_field_id field, const ws_names &names)
{
    std::string slot;
    for (size_t i = 0; i < names.count; i++) {
        document->add_boolean_term(term(arena_, field, names.items[i]));
        slot += code(ws_value_parse(static_cast<ws_vocabulary>(ws_field_get(field)->vocabulary), names.items[i]));
    }
    document->add_value(ws_field_get(field)->slot, slot);
}

/* How the article knows. Corrections reach it. */
void ArticleBuild::add_sourcing(Xapian::Document *document, const ws_statement *statement)
{
    ws_names names;
    std::string chain;
    for (size_t i = 0; i < statement->via_count; i++) {
        add(document, WS_FIELD_VIA, statement->via[i].name);
        if (!statement->via[i].name || i >= SLOT_SPEAKERS) continue;
        chain += (chain.empty() ? "" : std::string(1, JOINT_MARK)) + slot_name(statement->via[i].name);
    }
    document->add_value(ws_field_get(WS_FIELD_VIA)->slot, chain);
    ws_statement_namings(statement, &names);
    add_values(document, WS_FIELD_NAMING, names);
    names = {{ws_value_name(WS_ANSWERS, statement->firsthand)}, 1};
    add_values(document, WS_FIELD_FIRSTHAND, names);
    ws_statement_qualities(statement, &names);
    add_values(document, WS_FIELD_IS, names);
    ws_statement_particulars(statement, &names);
    add_values(document, WS_FIELD_HAS, names);
}

/* To whom, where and when it was said, and what it rests on. */
void ArticleBuild::add_circumstances(Xapian::Document *document, const ws_statement *statement)
{
    std::vector<std::string> medium;
    ws_names setting = {{ws_value_name(WS_SETTINGS, statement->setting)}, 1};
    ws_period days;
    add(document, WS_FIELD_TO, statement->addressee);
    if (statement->addressee) document->add_value(ws_field_get(WS_FIELD_TO)->slot, slot_name(statement->addressee));
    collect(&medium, WS_FIELD_MEDIUM, statement->medium, true);
    collect(&medium, WS_FIELD_MEDIUM, statement->occasion, true);
    for (const std::string &one : medium) document->add_boolean_term(one);
    add_values(document, WS_FIELD_SETTING, setting);
    if (ws_statement_days(statement, &days)) {
        document->add_value(ws_field_get(WS_FIELD_SAID_ON)->slot, days.from);
        document->add_value(SLOT_SAID_TO, days.to);
        document->add_boolean_term(term(arena_, WS_FIELD_DAY, "s"));
        add_day(document, "s", days.from);
    }
    if (statement->rests_on_count) document->add_boolean_term(term(arena_, WS_FIELD_RESTS_ON, "yes"));
    for (size_t i = 0; i < statement->rests_on_count; i++) {
        char hex[33];
        ws_hash_hex(statement->rests_on[i], hex);
        document->add_boolean_term(term(arena_, WS_FIELD_RESTS_ON, hex));
    }
}

void ArticleBuild::add_flags(Xapian::Document *document, const ws_statement *statement)
{
    const char *form = ws_value_name(WS_FORMS, statement->form);
    document->add_boolean_term(term(arena_, WS_FIELD_TYPE, "statement"));
    document->add_boolean_term(in_article_);
    document->add_boolean_term(term(arena_, WS_FIELD_STATE, ws_value_name(WS_STATES, statement->state)));
    document->add_boolean_term(term(arena_, WS_FIELD_FORM, form));
    document->add_value(ws_field_get(WS_FIELD_FORM)->slot, code(statement->form));
    add_act(document, statement);
    add(document, WS_FIELD_CUE, statement->cue_lemma);
    add_sourcing(document, statement);
    add_circumstances(document, statement);
    document->add_value(SLOT_CONFIDENCE, thousandths(statement->confidence));
    document->add_value(SLOT_ARTICLE, unique_);
    document->add_value(SLOT_CHANGED, moment_key(statement->reread.when ? statement->reread.when : statement->indexed));
    if (statement->state != WS_STATE_CURRENT)
        document->add_value(SLOT_STATE, static_cast<char>('0' + statement->state) + std::string(now_));
    if (article_->publisher)
        document->add_value(ws_field_get(WS_FIELD_OUTLET)->slot, cut(article_->publisher, SLOT_NAME_BYTES));
    if (day_[0]) document->add_value(ws_field_get(WS_FIELD_PUBLISHED)->slot, day_);
    if (embargo_[0]) document->add_value(SLOT_EMBARGO, embargo_);
}

void ArticleBuild::add_day(Xapian::Document *document, const std::string &mark, const char *day)
{
    if (*day) document->add_boolean_term(term(arena_, WS_FIELD_DAY, mark + std::string(day, WS_MONTH)));
    document->add_boolean_term(term(arena_, WS_FIELD_DAY, mark + day));
}

void ArticleBuild::add_sort_keys(Xapian::Document *document, const ws_statement *statement)
{
    std::string id(reinterpret_cast<const char *>(statement->id.bytes), KEY_ID_BYTES);
    std::string turned = day_key(day_, true), day = day_key(day_, false);
    char relayed = statement->firsthand ? '0' : '1';
    document->add_value(SLOT_RANKED, relayed + std::string(1, static_cast<char>('0' + statement->form)) + turned + id);
    document->add_value(SLOT_NEWEST, turned + relayed + id);
    document->add_value(SLOT_OLDEST, day + relayed + id);
    add_day(document, "p", day_);
    document->add_boolean_term(sample_term(arena_, statement->id.bytes[sizeof statement->id.bytes - 1]));
}

void ArticleBuild::set_data(Xapian::Document *document, ws_buffer *buffer, ws_status status)
{
    if (status == WS_OK) status = ws_buffer_status(buffer, error_);
    try {
        if (status == WS_OK) document->set_data(std::string(buffer->bytes ? buffer->bytes : "", buffer->size));
    } catch (...) {
        ws_buffer_free(buffer);
        throw;
    }
    ws_buffer_free(buffer);
    check(status);
}

void ArticleBuild::statement(const ws_statement *given, StatementDocument *out)
{
    ws_arena_reset(arena_); /* nothing of the last statement is needed any more */
    check_spans(given->source, "source");
    check_spans(given->cue, "cue");
    check_spans(given->content, "content");
    check_spans(given->quoted, "quoted part");
    ws_statement written = *given;
    if (!written.indexed) written.indexed = now_;

    char hex[33];
    ws_hash_hex(written.id, hex);
    out->unique = term(arena_, WS_FIELD_ID, std::string("s") + hex);
    Xapian::Document *document = &out->document;
    document->add_boolean_term(out->unique);
    add_flags(document, &written);
    add_sort_keys(document, &written);
    add_speakers(document, &written);
    for (const std::string &one : shared_) document->add_boolean_term(one);
    std::set<std::string> stems;
    for (size_t i = 0; i < written.source.count; i++) {
        ws_words found = words(article_->text, written.source.items[i]);
        for (size_t j = 0; j < found.count; j++) {
            const char *folded = found.items[j].folded;
            document->add_boolean_term(term(arena_, WS_FIELD_SOURCE, folded));
            if (stem(folded) == folded) stems.insert(folded);
        }
    }
    add_content(document, &written, &stems);
    add_paragraph(document, &written, stems);
    terms_ += document->termlist_count();
    if (terms_ > MOST_TERMS)
        throw Failure(ws_fail(error_, WS_REFUSED, "split it into its articles",
                              "the statements of %s have more than %zu words to be found by", article_->id,
                              MOST_TERMS));
    ws_buffer buffer = {NULL, 0, 0, DATA_BYTES, false};
    set_data(document, &buffer, ws_statement_store(&buffer, &written, error_));
}

void ArticleBuild::article(Xapian::Document *document)
{
    document->add_boolean_term(unique_);
    document->add_boolean_term(term(arena_, WS_FIELD_TYPE, "article"));
    document->add_boolean_term(term(arena_, WS_FIELD_STATE, article_states[article_->status]));
    if (day_[0]) document->add_value(ws_field_get(WS_FIELD_PUBLISHED)->slot, day_);
    document->add_value(SLOT_CONTENT_HASH, std::string(reinterpret_cast<const char *>(article_->content.bytes), 16));
    if (article_->model) document->add_value(SLOT_MODEL, cut(article_->model, 63));
    const char *version = ws_article_version(article_);
    if (version) document->add_value(SLOT_VERSION, cut(version, WS_DATE_BYTES - 1));
    if (article_->release != WS_RELEASE_USABLE)
        document->add_value(SLOT_RELEASE, ws_value_name(WS_RELEASES, article_->release));
    if (article_->status == WS_ARTICLE_WITHDRAWN)
        document->add_value(SLOT_STATE, static_cast<char>('0' + WS_STATE_WITHDRAWN) + std::string(now_));
    if (embargo_[0]) document->add_value(SLOT_EMBARGO, embargo_);
    if (article_->path) document->add_value(SLOT_PATH, cut(article_->path, SLOT_PATH_BYTES));
    add_sketch(arena_, article_, document);
    ws_buffer buffer = {NULL, 0, 0, DATA_BYTES, false};
    set_data(document, &buffer, ws_article_store(&buffer, article_, error_));
}

void ArticleBuild::run(const ws_statement *statements, size_t count, ArticleDocuments *out)
{
    if (!article_->id || !article_->text || article_->text_size > UINT32_MAX ||
        static_cast<unsigned>(article_->status) > WS_ARTICLE_OTHER_LANGUAGE)
        throw Failure(ws_fail(error_, WS_INTERNAL, "please report this", "an article was not sealed before indexing"));
    ws_date_day(article_->published, day_);
    ws_date_now(now_);
    if (article_->embargoed && !ws_date_last_utc(article_->embargoed, embargo_)) embargo_[0] = '\0';
    blank_lines_ = memmem(article_->text, article_->text_size, "\n\n", 2) != NULL;
    out->id = article_->id;
    out->path = article_->path ? article_->path : "";
    out->unique = unique_ = article_term(arena_, article_->id);
    out->in_article = in_article_ = term(arena_, WS_FIELD_ARTICLE, article_->id);
    out->content.assign(reinterpret_cast<const char *>(article_->content.bytes), sizeof article_->content.bytes);
    out->withdrawn = article_->status == WS_ARTICLE_WITHDRAWN;
    collect_shared();
    article(&out->article);
    std::set<std::string> seen;
    out->statements.resize(count);
    for (size_t i = 0; i < count; i++) {
        statement(&statements[i], &out->statements[i]);
        if (!seen.insert(out->statements[i].unique).second)
            throw Failure(ws_fail(error_, WS_INTERNAL, "please report this with the article",
                                  "two statements of %s have the same id", article_->id));
    }
}

DocumentBuilder::DocumentBuilder() : arena_(needed(ws_arena_new(0))), stemmer_(ws_stemmer_new())
{
    if (stemmer_) return;
    ws_arena_free(arena_);
    throw std::bad_alloc();
}

DocumentBuilder::~DocumentBuilder()
{
    ws_stemmer_free(stemmer_);
    ws_arena_free(arena_);
}

ws_status DocumentBuilder::build(const ws_article *article, const ws_statement *statements, size_t count,
                                 ArticleDocuments *out, ws_error *error)
{
    ws_arena_reset(arena_);
    try {
        ArticleBuild(arena_, stemmer_, article, error).run(statements, count, out);
        return WS_OK;
    } catch (const Failure &failure) {
        return failure.status;
    }
}

void DocumentBuilder::changeable(const ws_statement *statement, Xapian::Document *out)
{
    const ws_article nowhere = {};
    ws_error error;
    ws_arena_reset(arena_);
    try {
        ArticleBuild(arena_, stemmer_, &nowhere, &error).changeable(statement, out);
    } catch (const Failure &) { /* words can fail for want of memory alone */
        throw std::bad_alloc();
    }
}

} // namespace whosaid
