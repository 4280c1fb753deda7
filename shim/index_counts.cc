/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "walk.hh"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <map>
#include <set>

namespace whosaid
{

static constexpr size_t TERMS_LOOKED_AT = 100000; /* with one beginning, for suggestions */

/* Parts of all statements that are looked at first, for how many matches there are. Numbers of postings are no help:
 * they would differ between one index and its parts. */
static constexpr size_t PROBED = 4;
static constexpr size_t EXACT_MOST = 4000; /* matches, about: of more than these, some are counted */
static constexpr size_t SAMPLED = 1500;    /* so many, about: to read their values takes most of the time */
static constexpr size_t PARTS_MOST = 64; /* to look for more of them in fewer matches takes as long as the values */

static std::vector<std::string> parted(const std::string &joined, char mark)
{
    std::vector<std::string> parts;
    for (size_t begin = 0; begin <= joined.size();) {
        size_t end = std::min(joined.find(mark, begin), joined.size());
        parts.push_back(joined.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

typedef std::vector<std::unique_ptr<Xapian::ValueCountMatchSpy>> Spies;

static Xapian::MSet all_of(ws_index *index, const Xapian::Query &query, Xapian::doccount most, const Spies &spies)
{
    Xapian::Enquire enquire(index->database);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    for (const auto &spy : spies) enquire.add_matchspy(spy.get());
    return enquire.get_mset(0, most, index->database.get_doccount());
}

/* The same parts whatever the index is divided into, and as many as bring about SAMPLED matches. */
static Xapian::Query sample_of(ws_index *index, const Xapian::Query &query, ws_sampled *out)
{
    *out = ws_sampled{};
    size_t probe = all_of(index, in_samples(query, PROBED), 0, {}).get_matches_estimated();
    if (probe * WS_SAMPLES <= EXACT_MOST * PROBED) return query;
    out->parts = std::min((SAMPLED * PROBED + probe - 1) / probe, PARTS_MOST);
    return in_samples(query, out->parts);
}

/* Calls take(which, value, count, corrected) for every value of each of these slots over all matches, or over a sample
 * where an estimate is asked for and they are many, in one pass. What was corrected in any of them is looked at one by
 * one. */
template <typename Take>
static ws_status count_values(ws_index *index, const ws_search *search, ws_arena *arena,
                              const std::vector<unsigned> &slots, ws_sampled *estimate, Take take, ws_error *error)
{
    ws_search everything = {};
    if (!search) search = &everything;
    const Overlay *overlay = index->overlay.get();
    QueryBuilder builder(index, arena);
    ws_status status = builder.check(search->query, error);
    if (status != WS_OK) return status;
    Xapian::Query query = builder.filtered(builder.build(search->query, Reach::CONTENT), search);
    query = builder.counted(query, search);
    if (estimate) query = sample_of(index, query, estimate);
    std::vector<std::string> changed = overlay ? overlay->changed(slots) : std::vector<std::string>();
    if (!changed.empty()) {
        Xapian::Query corrected = Overlay::any(changed);
        Xapian::MSet matches =
            all_of(index, Xapian::Query(Xapian::Query::OP_FILTER, query, corrected), changed.size(), {});
        query = Xapian::Query(Xapian::Query::OP_AND_NOT, query, corrected);
        if (estimate) estimate->counted += matches.size();
        for (auto one = matches.begin(); one != matches.end(); ++one) {
            Xapian::Document document = one.get_document();
            for (size_t i = 0; i < slots.size(); i++) {
                std::string read = document.get_value(slots[i]), now = overlay->value_or(*one, slots[i], read);
                take(i, now, 1, now != read);
            }
        }
    }
    Spies spies;
    for (unsigned slot : slots) spies.emplace_back(new Xapian::ValueCountMatchSpy(slot));
    size_t counted = all_of(index, query, 0, spies).get_matches_estimated();
    if (estimate) estimate->counted += counted;
    for (size_t i = 0; i < slots.size(); i++)
        for (auto one = spies[i]->values_begin(); one != spies[i]->values_end(); ++one)
            take(i, *one, one.get_termfreq(), false);
    return WS_OK;
}

static void hand_out(const std::map<std::string, size_t> &counted, size_t most, ws_arena *arena, ws_counts *out)
{
    std::vector<std::pair<size_t, const std::string *>> order;
    for (const auto &one : counted) order.push_back({one.second, &one.first});
    std::stable_sort(order.begin(), order.end(),
                     [](const auto &left, const auto &right) { return left.first > right.first; });
    order.resize(std::min(order.size(), most));
    out->count = order.size();
    out->items = static_cast<ws_count *>(needed(ws_arena_array(arena, order.size(), sizeof *out->items)));
    for (size_t i = 0; i < order.size(); i++) {
        out->items[i].value = needed(ws_arena_string(arena, order[i].second->data(), order[i].second->size()));
        out->items[i].count = order[i].first;
    }
}

/* --- speakers --- */

struct Entry {
    std::string key, name;
    int type;
};

struct SpeakerValue {
    int form = 0;
    bool unresolved = false;
    std::vector<Entry> entries;
};

static SpeakerValue parse_speakers(const std::string &slot)
{
    SpeakerValue value;
    if (slot.size() < 2) return value;
    if (slot[0] >= '0' && slot[0] <= '0' + WS_FORM_INDIRECT) value.form = slot[0] - '0';
    value.unresolved = slot[1] == 'u';
    if (slot.size() == 2) return value;
    for (const std::string &one : parted(slot.substr(2), JOINT_MARK)) {
        std::vector<std::string> parts = parted(one, NAME_MARK);
        if (parts.size() != 3 || parts[2].size() != 1) continue;
        int type = parts[2][0] - '0';
        if (type < WS_SPEAKER_NONE || type > WS_SPEAKER_PUBLICATION) type = WS_SPEAKER_NONE;
        value.entries.push_back({parts[0], parts[1], type});
    }
    return value;
}

struct Tally {
    std::map<std::string, size_t> names;
    std::array<size_t, WS_SPEAKER_PUBLICATION + 1> types{};
    size_t total = 0, corrected = 0;
    std::array<size_t, 3> forms{};
};

struct Tallies {
    std::map<std::string, Tally> speakers;
    size_t unnamed = 0, unresolved = 0;

    void add(const SpeakerValue &value, size_t count, bool corrected);
};

void Tallies::add(const SpeakerValue &value, size_t count, bool corrected)
{
    bool nameless = false;
    std::set<std::string> seen;
    for (const Entry &entry : value.entries) {
        if (entry.key.empty()) {
            nameless = true;
            continue;
        }
        if (!seen.insert(entry.key).second) continue;
        Tally &tally = speakers[entry.key];
        tally.names[entry.name] += count;
        tally.types[entry.type] += count;
        tally.total += count;
        if (corrected) tally.corrected += count;
        tally.forms[value.form] += count;
    }
    if (value.unresolved)
        unresolved += count;
    else if (nameless)
        unnamed += count;
}

static ws_speaker_count summed(const std::string &key, const Tally &tally, ws_arena *arena)
{
    auto fewer = [](const auto &left, const auto &right) { return left.second < right.second; };
    auto name = std::max_element(tally.names.begin(), tally.names.end(), fewer);
    auto type = std::max_element(tally.types.begin(), tally.types.end());
    ws_speaker_count count = {};
    count.key = needed(ws_arena_string(arena, key.data(), key.size()));
    count.name = needed(ws_arena_string(arena, name->first.data(), name->first.size()));
    count.type = static_cast<ws_speaker_type>(type - tally.types.begin());
    count.total = tally.total;
    count.corrected = tally.corrected;
    std::copy(tally.forms.begin(), tally.forms.end(), count.forms);
    return count;
}

static void hand_out_speakers(const Tallies &tallies, ws_arena *arena, ws_speaker_counts *out)
{
    *out = ws_speaker_counts{};
    out->unnamed = tallies.unnamed;
    out->unresolved = tallies.unresolved;
    out->items =
        static_cast<ws_speaker_count *>(needed(ws_arena_array(arena, tallies.speakers.size(), sizeof *out->items)));
    for (const auto &one : tallies.speakers) out->items[out->count++] = summed(one.first, one.second, arena);
    std::stable_sort(out->items, out->items + out->count,
                     [](const auto &left, const auto &right) { return left.total > right.total; });
}

/* --- values --- */

/* What a value stands for, each once: joint speakers of one type are one statement of that type. */
class ValueNames
{
  public:
    ValueNames(const Overlay *overlay, ws_arena *arena) : masked_(overlay ? &overlay->mask() : NULL), arena_(arena)
    {
    }
    std::set<std::string> of(ws_field_id field, const std::string &value) const
    {
        std::set<std::string> several;
        if (field == WS_FIELD_SPEAKER)
            for (const Entry &one : parse_speakers(value).entries) several.insert(one.key);
        else if (ws_field_get(field)->kind ==
                 WS_KIND_VALUE) /* joint speakers of one type are one statement of that type */
            for (char one : value) several.insert(ws_value_name(vocabulary_of(field), ws_code_value(one)));
        else
            for (const std::string &one : parted(value, JOINT_MARK)) several.insert(shown(field, one));
        several.erase("");
        return several;
    }

  private:
    const Mask *masked_;
    ws_arena *arena_;

    static ws_vocabulary vocabulary_of(ws_field_id field)
    {
        return static_cast<ws_vocabulary>(ws_field_get(field)->vocabulary);
    }
    std::string shown(ws_field_id field, const std::string &one) const
    {
        bool names_others = field == WS_FIELD_TO || field == WS_FIELD_VIA;
        bool hidden = names_others && masked_ && !one.empty() && masked_->has_name(arena_, one.c_str());
        return hidden ? "[name withheld]" : one;
    }
};

/* What the speakers' slot tells too, and need not be read elsewhere. */
static bool is_with_speakers(ws_field_id field)
{
    return field == WS_FIELD_FORM || field == WS_FIELD_SPEAKER_TYPE;
}

static std::set<std::string> told_with(ws_field_id field, const SpeakerValue &value)
{
    if (field == WS_FIELD_FORM) return {ws_value_name(WS_FORMS, value.form)};
    std::set<std::string> types;
    for (const Entry &one : value.entries) types.insert(ws_value_name(WS_SPEAKER_TYPES, one.type));
    if (value.entries.empty() && !value.unresolved) types.insert(ws_value_name(WS_SPEAKER_TYPES, WS_SPEAKER_NONE));
    return types;
}

/* --- outlets of everything --- */

static bool is_everything(const ws_index *index, const ws_search *search)
{
    bool decided = index->decisions && index->decisions->count;
    return !decided && search && !search->query && search->all_acts && !search->all_states && !search->once &&
           !search->changed_since && !search->rejected && search->min_confidence <= 0;
}

/* As the first of its statements has it. */
static std::string outlet_of(ws_index *index, const std::string &whole)
{
    Xapian::Enquire enquire(index->database);
    enquire.set_query(Xapian::Query(whole));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    Xapian::MSet first = enquire.get_mset(0, 1);
    return first.empty() ? "" : first.begin().get_document().get_value(ws_field_get(WS_FIELD_OUTLET)->slot);
}

/* By how many statements have each outlet's term, for to look at a million of them takes half a second; only those that
 * are not to be counted, few, are looked at. Spellings that differ in case or accents are one outlet here. */
static ws_status count_outlets(ws_index *index, ws_arena *arena, ws_counts *out)
{
    std::map<std::string, size_t> counted;
    std::string beginning = term(arena, WS_FIELD_OUTLET, "=");
    auto state = [&](ws_state one) {
        return Xapian::Query(term(arena, WS_FIELD_STATE, ws_value_name(WS_STATES, one)));
    };
    Xapian::Query waiting(Xapian::Query::OP_FILTER, embargoed_now(), state(WS_STATE_CURRENT));
    Xapian::Query gone = state(WS_STATE_SUPERSEDED) | state(WS_STATE_WITHDRAWN) | waiting;
    Spies spies;
    spies.emplace_back(new Xapian::ValueCountMatchSpy(ws_field_get(WS_FIELD_OUTLET)->slot));
    all_of(index, gone, 0, spies);
    std::map<std::string, size_t> less;
    for (auto one = spies[0]->values_begin(); one != spies[0]->values_end(); ++one)
        less[term(arena, WS_FIELD_OUTLET, needed(ws_whole_value(arena, (*one).c_str())))] += one.get_termfreq();
    for (auto one = index->database.allterms_begin(beginning); one != index->database.allterms_end(beginning); ++one) {
        size_t count = one.get_termfreq() - std::min<size_t>(less[*one], one.get_termfreq());
        std::string name = count ? outlet_of(index, *one) : "";
        if (!name.empty()) counted[name] += count;
    }
    hand_out(counted, SIZE_MAX, arena, out);
    return WS_OK;
}

/* --- totals --- */

/* First or last day of publication of any article; NULL: none has one. */
static const char *day_of_one(ws_index *index, ws_arena *arena, bool last)
{
    unsigned slot = ws_field_get(WS_FIELD_PUBLISHED)->slot;
    Xapian::Query dated(Xapian::Query::OP_VALUE_GE, slot, "0");
    Xapian::Enquire enquire(index->database);
    Xapian::Query articles(term(arena, WS_FIELD_TYPE, "article"));
    enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, dated, articles));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_sort_by_value(slot, last);
    Xapian::MSet one = enquire.get_mset(0, 1);
    if (one.empty()) return NULL;
    std::string day = one.begin().get_document().get_value(slot);
    if (day.size() != 8) return NULL;
    return needed(ws_arena_printf(arena, "%.4s-%.2s-%.2s", day.c_str(), day.c_str() + 4, day.c_str() + 6));
}

/* Current statements that must not be found yet. */
static size_t count_embargoed(ws_index *index, ws_arena *arena)
{
    Xapian::Query current(term(arena, WS_FIELD_STATE, ws_value_name(WS_STATES, WS_STATE_CURRENT)));
    Xapian::Query waiting(Xapian::Query::OP_FILTER, current, embargoed_now());
    return all_of(index, waiting, 0, {}).get_matches_estimated();
}

static size_t count_undated(ws_index *index, ws_arena *arena)
{
    ws_search everything = {};
    everything.all_acts = true;
    QueryBuilder builder(index, arena);
    return count_to(index->database, builder.filtered(Xapian::Query(term(arena, WS_FIELD_DAY, "p")), &everything),
                    index->database.get_doccount());
}

static ws_status count_all(ws_index *index, ws_arena *arena, ws_index_totals *out)
{
    const Xapian::Database &database = index->database;
    *out = ws_index_totals{};
    for (size_t i = 0; i < ARTICLE_STATES; i++)
        out->articles[i] = database.get_termfreq(term(arena, WS_FIELD_STATE, article_states[i]));
    auto of_state = [&](ws_state state) {
        return database.get_termfreq(term(arena, WS_FIELD_STATE, ws_value_name(WS_STATES, state)));
    };
    size_t waiting = count_embargoed(index, arena);
    out->statements = of_state(WS_STATE_CURRENT) - waiting - (index->overlay ? index->overlay->rejected() : 0);
    out->undated = count_undated(index, arena);
    out->superseded = of_state(WS_STATE_SUPERSEDED);
    out->withdrawn = of_state(WS_STATE_WITHDRAWN);
    for (const std::string &place : index->places) out->bytes += folder_bytes(place);
    std::string format = index->parts[0].get_metadata(FORMAT_KEY);
    out->format = needed(ws_arena_string(arena, format.data(), format.size()));
    out->oldest = day_of_one(index, arena, false);
    out->newest = day_of_one(index, arena, true);
    return WS_OK;
}

/* Names that only a correction brought are there, and those that only it took away are not. */
static void correct_counts(const Overlay &overlay, const std::string &beginning, size_t prefix,
                           std::map<std::string, size_t> *counted)
{
    for (const auto &one : overlay.more_with(beginning)) {
        if (prefix == 0 && one.first[0] >= 'A' && one.first[0] <= 'Z') continue;
        std::string text = one.first.substr(prefix);
        long now = static_cast<long>((*counted)[text]) + one.second;
        if (now > 0)
            (*counted)[text] = static_cast<size_t>(now);
        else
            counted->erase(text);
    }
}

static ws_status list_terms(ws_index *index, const ws_field *field, const char *start, size_t most, ws_arena *arena,
                            ws_counts *out)
{
    std::map<std::string, size_t> counted;
    std::string beginning = term(arena, field->id, start);
    size_t prefix = strlen(field->prefix), looked_at = 0;
    auto one = index->database.allterms_begin(beginning), end = index->database.allterms_end(beginning);
    /* Without a prefix, everything that begins with a capital is another field's. */
    for (; one != end && looked_at < TERMS_LOOKED_AT; ++one, looked_at++) {
        std::string found = *one;
        if (prefix == 0 && found[0] >= 'A' && found[0] <= 'Z') {
            one.skip_to("[");
            if (one == end) break;
            found = *one;
        }
        counted.emplace_hint(counted.end(), found.substr(prefix), one.get_termfreq()); /* they come in order */
    }
    if (index->overlay) correct_counts(*index->overlay, beginning, prefix, &counted);
    hand_out(counted, most, arena, out);
    return WS_OK;
}

} // namespace whosaid

using namespace whosaid;

ws_status ws_index_facets(ws_index *index, const ws_search *search, const ws_field_id *fields, size_t count,
                          ws_arena *arena, ws_counts *out, ws_speaker_counts *speakers, ws_sampled *estimate,
                          ws_error *error)
{
    std::vector<unsigned> slots;
    std::vector<size_t> own, with_speakers; /* places of fields: those whose slots are read, each in its turn; others */
    for (size_t i = 0; i < count; i++) {
        const ws_field *entry = ws_field_get(fields[i]);
        if (!entry || entry->slot == WS_NO_SLOT)
            return ws_fail(error, WS_USAGE, NULL, "values of this field are not counted");
        bool read = !speakers || !is_with_speakers(fields[i]);
        (read ? own : with_speakers).push_back(i);
        if (read) slots.push_back(entry->slot);
        out[i] = ws_counts{};
    }
    if (speakers) slots.push_back(ws_field_get(WS_FIELD_SPEAKER)->slot);
    return reading(index, error, [&] {
        std::vector<std::map<std::string, size_t>> counted(count);
        Tallies tallies;
        ValueNames names(index->overlay.get(), arena);
        auto take = [&](size_t which, const std::string &value, size_t matches, bool corrected) {
            if (which < own.size()) {
                for (const std::string &one : names.of(fields[own[which]], value)) counted[own[which]][one] += matches;
                return;
            }
            SpeakerValue speaking = parse_speakers(value);
            tallies.add(speaking, matches, corrected);
            for (size_t i : with_speakers)
                for (const std::string &one : told_with(fields[i], speaking)) counted[i][one] += matches;
        };
        ws_status status = count_values(index, search, arena, slots, estimate, take, error);
        for (size_t i = 0; i < count && status == WS_OK; i++) hand_out(counted[i], SIZE_MAX, arena, &out[i]);
        if (speakers && status == WS_OK) hand_out_speakers(tallies, arena, speakers);
        return status;
    });
}

ws_status ws_index_counts(ws_index *index, const ws_search *search, ws_field_id field, ws_arena *arena, ws_counts *out,
                          ws_error *error)
{
    if (field != WS_FIELD_OUTLET || !is_everything(index, search))
        return ws_index_facets(index, search, &field, 1, arena, out, NULL, NULL, error);
    return reading(index, error, [&] { return count_outlets(index, arena, out); });
}

ws_status ws_index_speakers(ws_index *index, const ws_search *search, ws_arena *arena, ws_speaker_counts *out,
                            ws_error *error)
{
    return ws_index_facets(index, search, NULL, 0, arena, NULL, out, NULL, error);
}

size_t ws_estimated(const ws_sampled *estimate, size_t count)
{
    if (!estimate->parts) return count;
    return to_two_digits((count * WS_SAMPLES + estimate->parts / 2) / estimate->parts);
}

ws_status ws_index_totals_get(ws_index *index, ws_arena *arena, ws_index_totals *out, ws_error *error)
{
    return reading(index, error, [&] { return count_all(index, arena, out); });
}

ws_status ws_index_terms(ws_index *index, ws_field_id field, const char *start, size_t most, ws_arena *arena,
                         ws_counts *out, ws_error *error)
{
    const ws_field *entry = ws_field_get(field);
    *out = ws_counts{};
    if (!entry || !entry->prefix || entry->kind == WS_KIND_VALUE)
        return ws_fail(error, WS_USAGE, NULL, "this field has no words to list");
    if (field == WS_FIELD_QUOTED) entry = ws_field_get(WS_FIELD_CONTENT); /* quotations alone have no others */
    return reading(index, error, [&] { return list_terms(index, entry, start, most, arena, out); });
}
