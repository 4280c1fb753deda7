/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mask.hh"

#include <algorithm>
#include <cstring>
#include <unictype.h>

#include "xapian_database.hh"

extern "C" {
#include "analyser.h"
#include "unicode.h"
}

namespace whosaid
{

static constexpr size_t WORDS_BETWEEN = 2; /* of a name: initials */
static const char SHOWN_NAME[] = "name withheld by order", SHOWN_WORDS[] = "[name withheld]";

struct Mask::Word {
    ws_span span;
    std::string folded; /* without apostrophes and full stops, which a name may be written with and without */
    bool capital;
};

static std::string bare(const char *folded)
{
    std::string word;
    for (const char *at = folded; *at; at++)
        if (*at != '\'' && *at != '.') word += *at;
    return word;
}

std::vector<Mask::Word> Mask::words_of(ws_arena *arena, const char *text) const
{
    ws_words found = {NULL, 0};
    ws_error error;
    std::vector<Word> words;
    size_t size = strlen(text), length;
    ws_span all = {0, static_cast<uint32_t>(std::min<size_t>(size, UINT32_MAX))};
    if (ws_analyse(arena, text, all, &found, &error) != WS_OK) throw std::bad_alloc(); /* it can fail in no other way */
    words.reserve(found.count);
    for (size_t i = 0; i < found.count; i++) {
        ws_span span = found.items[i].span;
        uint32_t first = ws_utf8_next(text + span.begin, size - span.begin, &length);
        words.push_back({span, bare(found.items[i].folded),
                         uc_is_upper(first) || uc_is_general_category(first, UC_TITLECASE_LETTER)});
    }
    return words;
}

Mask::Mask(const ws_decisions *decisions)
{
    Arena arena;
    for (size_t i = 0; decisions && i < decisions->count; i++) {
        const ws_decision &decision = decisions->items[i];
        if (decision.kind != WS_DECISION_HIDING || decision.undone_by) continue;
        for (size_t k = 0; k < decision.name_count; k++) {
            std::vector<std::string> name, longer; /* without initials, which an article may leave out */
            for (const Word &word : words_of(arena, decision.names[k].key)) {
                name.push_back(word.folded);
                if (word.folded.size() > 1) longer.push_back(word.folded);
            }
            if (longer.size() > 1) name = longer;
            keys_.insert(decision.names[k].key);
            if (name.empty()) continue;
            for (const std::string &word : name)
                if (word.size() > 1) words_.insert(word);
            last_.insert(name.back());
            names_.push_back(name);
        }
    }
}

/* How many words from here on are a hidden name, from its first to its last; 0: none. */
size_t Mask::name_at(const std::vector<Word> &words, size_t at) const
{
    size_t most = 0;
    for (const std::vector<std::string> &name : names_) {
        size_t place = at, known = 0;
        bool capital = false;
        for (size_t skipped = 0; place < words.size() && known < name.size() && skipped <= WORDS_BETWEEN; place++) {
            bool same = words[place].folded == name[known];
            if (!same && !known) break;
            capital |= same && words[place].capital;
            known += same;
            skipped = same ? 0 : skipped + 1;
        }
        if (known == name.size() && capital) most = std::max(most, place - at);
    }
    return most;
}

bool Mask::has_name(ws_arena *arena, const char *text) const
{
    if (!text) return false;
    std::vector<Word> words = words_of(arena, text);
    for (size_t i = 0; i < words.size(); i++)
        if (words_.count(words[i].folded) && name_at(words, i)) return true;
    return false;
}

/* Stretches that go, in order; those that only blanks and the like part are one. */
std::vector<ws_span> Mask::find(ws_arena *arena, const char *text) const
{
    std::vector<Word> words = words_of(arena, text);
    std::vector<ws_span> found;
    auto is_near = [&](const ws_span &left, const ws_span &right) {
        return right.begin - left.end <= strspn(text + left.end, " .-\xc2\xa0");
    };
    auto of_another = [&](size_t i) { /* a given name of somebody else */
                                      return i + 1 < words.size() && !last_.count(words[i].folded) &&
                                             words[i + 1].capital && !words_.count(words[i + 1].folded) &&
                                             is_near(words[i].span, words[i + 1].span);
    };
    for (size_t i = 0; i < words.size(); i++) {
        if (!words[i].capital || !words_.count(words[i].folded)) continue;
        size_t whole = name_at(words, i);
        if (!whole && of_another(i)) continue;
        size_t last = whole ? i + whole - 1 : i;
        ws_span span = {words[i].span.begin, words[last].span.end};
        if (!found.empty() && is_near(found.back(), span))
            found.back().end = span.end;
        else
            found.push_back(span);
        i = last;
    }
    return found;
}

static const char *replaced(ws_arena *arena, const char *text, const std::vector<ws_span> &spans,
                            std::vector<Cut> *cuts)
{
    std::string result;
    uint32_t done = 0;
    for (const ws_span &span : spans) {
        result.append(text + done, span.begin - done);
        auto begin = static_cast<uint32_t>(result.size());
        result += SHOWN_WORDS;
        if (cuts) cuts->push_back({span, {begin, static_cast<uint32_t>(result.size())}});
        done = span.end;
    }
    result += text + done;
    return needed(ws_arena_string(arena, result.data(), result.size()));
}

void Mask::text(ws_arena *arena, const char **text) const
{
    if (!*text) return;
    std::vector<ws_span> spans = find(arena, *text);
    if (!spans.empty()) *text = replaced(arena, *text, spans, NULL);
}

void Mask::article(ws_arena *arena, ws_article *article, bool speaks, std::vector<Cut> *cuts) const
{
    if (!speaks && !has_name(arena, article->text) && !has_name(arena, article->title)) return;
    article->masked = true;
    article->text = replaced(arena, article->text, find(arena, article->text), cuts);
    article->text_size = strlen(article->text);
    const char **others[] = {&article->title, &article->author, &article->dateline, &article->credit,
                             &article->correction};
    for (const char **one : others) text(arena, one);
}

/* --- statements --- */

bool Mask::speakers(ws_arena *arena, ws_statement *statement) const
{
    bool any = false;
    for (size_t i = 0; i < statement->speaker_count; i++)
        any |= statement->speakers[i].key && keys_.count(statement->speakers[i].key);
    if (!any) return false;
    auto *speakers =
        static_cast<ws_speaker *>(needed(ws_arena_array(arena, statement->speaker_count, sizeof(ws_speaker))));
    for (size_t i = 0; i < statement->speaker_count; i++) {
        speakers[i] = statement->speakers[i];
        if (!speakers[i].key || !keys_.count(speakers[i].key)) continue;
        ws_speaker nobody = {};
        nobody.name = SHOWN_NAME;
        nobody.type = WS_SPEAKER_ANONYMOUS;
        nobody.naming = WS_NAMING_WITHHELD;
        nobody.confidence = speakers[i].confidence;
        speakers[i] = nobody;
    }
    statement->speakers = speakers;
    return true;
}

static uint32_t moved(const std::vector<Cut> &cuts, uint32_t at, bool is_end)
{
    auto after = std::upper_bound(cuts.begin(), cuts.end(), at, [is_end](uint32_t place, const Cut &cut) {
        return is_end ? place <= cut.from.begin : place < cut.from.begin;
    });
    if (after == cuts.begin()) return at;
    const Cut &cut = *(after - 1);
    bool inside = is_end ? at <= cut.from.end : at < cut.from.end;
    if (inside) return is_end ? cut.to.end : cut.to.begin;
    return at - cut.from.end + cut.to.end;
}

static void move_spans(ws_arena *arena, const std::vector<Cut> &cuts, ws_spans *spans)
{
    if (!spans->count) return;
    auto *items = static_cast<ws_span *>(needed(ws_arena_array(arena, spans->count, sizeof(ws_span))));
    size_t kept = 0;
    for (size_t i = 0; i < spans->count; i++) {
        ws_span span = {moved(cuts, spans->items[i].begin, false), moved(cuts, spans->items[i].end, true)};
        if (!kept || span.begin >= items[kept - 1].end) items[kept++] = span; /* two in one stretch are one */
    }
    *spans = {items, kept};
}

void Mask::statement(ws_arena *arena, const ws_article *article, const std::vector<Cut> &cuts,
                     ws_statement *statement) const
{
    speakers(arena, statement);
    text(arena, &statement->reread.speakers);
    if (!article->masked) return;
    for (ws_spans *spans : {&statement->source, &statement->cue, &statement->content, &statement->quoted})
        move_spans(arena, cuts, spans);
    const char **texts[] = {&statement->response.asked_by,
                            &statement->response.about,
                            &statement->anonymity.reason,
                            &statement->anonymity.descriptor,
                            &statement->document.seen_by,
                            &statement->document.obtained,
                            &statement->addressee,
                            &statement->given_to,
                            &statement->medium,
                            &statement->occasion};
    for (const char **one : texts) text(arena, one);
    auto *via = static_cast<ws_via *>(needed(ws_arena_array(arena, statement->via_count, sizeof(ws_via))));
    std::copy(statement->via, statement->via + statement->via_count, via);
    for (size_t i = 0; i < statement->via_count; i++) text(arena, &via[i].name);
    statement->via = via;
    auto *others =
        static_cast<ws_speaker *>(needed(ws_arena_array(arena, statement->speaker_count, sizeof(ws_speaker))));
    std::copy(statement->speakers, statement->speakers + statement->speaker_count, others);
    for (size_t i = 0; i < statement->speaker_count; i++) {
        const char *before = others[i].name;
        for (const char **one : {&others[i].name, &others[i].role, &others[i].affiliation}) text(arena, one);
        if (others[i].name != before) others[i].key = NULL; /* a namesake's key would tell the name */
    }
    statement->speakers = others;
}

} // namespace whosaid
