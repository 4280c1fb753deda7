/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sources.h"
#include "labels.h"
#include "lists.h"

#include <string.h>

enum { NOUN_BACK = 3 };

static bool is(const ws_mentions *m, size_t i, const char *word)
{
    return ws_token_is(&m->reading->tokens[i], word);
}

static bool possessive(const ws_mentions *m, size_t i)
{
    return is(m, i, "'s") || is(m, i, "'");
}

/* Do tokens i - 1 and i stand in one name? */
static bool within_name(const ws_mentions *m, size_t i)
{
    return i && m->of_token[i] && m->of_token[i] == m->of_token[i - 1];
}

/* The token of the bracket that closes the one at `i`; `i` for no bracket, or one that isn't closed. */
static size_t closing(const ws_mentions *m, size_t i, size_t end)
{
    const char *close = is(m, i, "(") ? ")" : is(m, i, "[") ? "]" : NULL;
    for (size_t k = i + 1; close && k < end; k++)
        if (is(m, k, close)) return k;
    return i;
}

/* --- several speakers in one phrase --- */

static bool ends_speaker(const ws_mentions *m, size_t i)
{
    return m->of_token[i] || m->reading->tokens[i].capital || has(m, "anonymous", i) || has(m, "roles", i) ||
           has(m, "groups", i) || has(m, "organizations", i) || has(m, "bodies", i) || is(m, i, ",");
}

static bool begins_speaker(const ws_mentions *m, size_t i)
{
    return m->of_token[i] || m->reading->tokens[i].capital || has(m, "determiners", i) || has(m, "anonymous", i) ||
           has(m, "groups", i) || has(m, "title_words", i) || has(m, "roles", i);
}

/* The comma that ends an apposition which begins behind the comma at `i`; `i` when there is none. */
static size_t apposition_end(const ws_mentions *m, size_t i, size_t end)
{
    if (i + 1 >= end || (m->reading->tokens[i + 1].capital && m->of_token[i + 1])) return i;
    for (size_t k = i + 1; k < end; k++)
        if (is(m, k, ",")) return k;
    return end;
}

/* "The White House, the Harbour Council and the ministry": three bodies or more, of which the second is no apposition
 * to the first; a person's name may have one ("Ana Ruiz, the mayor and leader of the council"). `i`: the first comma.
 */
static bool lists_bodies(const ws_mentions *m, size_t begin, size_t i, size_t end)
{
    const ws_mention *name = ws_mention_at(m, i - 1);
    if ((name && name->kinds[WS_NAMED_PERSON] > 0.3f) || i + 2 >= end || !is(m, i + 1, "the")) return false;
    size_t joint = i + 1;
    while (joint < end && !(is(m, joint, "and") && !within_name(m, joint))) joint++;
    if (joint + 1 >= end || !has(m, "determiners", joint + 1) || !is(m, begin, "the")) return false;
    bool named = false, next_named = false;
    for (size_t k = begin + 1; k < i; k++) named |= m->reading->tokens[k].capital;
    for (size_t k = i + 1; k < joint && !is(m, k, ","); k++) next_named |= m->reading->tokens[k].capital;
    if (!named || !next_named) return false; /* "the militant group, the Army of the South and the Coast" */
    for (size_t k = i + 1; k < joint; k++) {
        if (is(m, k, ",") && k + 1 < joint && !is(m, k + 1, "the")) return false;
        if (!is(m, k, ",") && (ws_token_stops(&m->reading->tokens[k]) || has(m, "pronouns", k))) return false;
    }
    return true;
}

/* May the words behind a joining "and" at `i` be another speaker than those that end with token `before`? Behind a
 * preposition they are more often its object's fellow ("officials in Kyiv and Moscow"). */
static bool joins(const ws_mentions *m, size_t i, size_t before, bool hanging)
{
    if (!ends_speaker(m, before) || !begins_speaker(m, i + 1)) return false;
    bool double_role = has(m, "roles", before) && !m->of_token[before] && !has(m, "determiners", i + 1);
    if (double_role) return false; /* "President and CEO Jane Ruiz" */
    const ws_mention *next = ws_mention_at(m, i + 1);
    bool person = next && next->kinds[WS_NAMED_PERSON] > 0.5f;
    return !hanging || has(m, "determiners", i + 1) || person;
}

/* "along with", "together with", "as well as": how many tokens of such words stand at `i`; 0: none. */
static size_t joining_words(const ws_mentions *m, size_t i, size_t end)
{
    static const char *const words[][3] = {{"along", "with", NULL}, {"together", "with", NULL}, {"as", "well", "as"}};
    for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
        size_t size = words[w][2] ? 3 : 2, k = 0;
        while (k < size && i + k < end && is(m, i + k, words[w][k])) k++;
        if (k == size) return size;
    }
    return 0;
}

static size_t part_end(const ws_mentions *m, ws_range source)
{
    size_t comma = source.end, opened = source.end, closed = source.end;
    bool hanging = false;
    for (size_t i = source.begin + 1; i + 1 < source.end; i++) {
        if (within_name(m, i)) continue;
        size_t close = closing(m, i, source.end); /* "(Union of Roads, Rails and Ports)" is one name */
        if (close > i) {
            opened = i;
            i = closed = close;
            continue;
        }
        bool joined = joining_words(m, is(m, i, ",") ? i + 1 : i, source.end) > 0;
        if (joined && (m->of_token[i - 1] || is(m, i - 1, "'s"))) return i;
        if (is(m, i, "and") || is(m, i, "nor") || is(m, i, "or")) {
            if (!joins(m, i, closed + 1 == i ? opened - 1 : i - 1, hanging)) return source.end;
            return comma < i ? comma : i;
        }
        if (is(m, i, ",")) {
            bool listed = comma == source.end && lists_bodies(m, source.begin, i, source.end);
            if (listed) return i;
            size_t behind = apposition_end(m, i, source.end);
            if (behind >= source.end) return source.end;
            if (behind == i && comma == source.end && ends_speaker(m, i - 1)) comma = i;
            i = behind;
            if (i + 1 < source.end && is(m, i + 1, "and") && comma == source.end) comma = i;
            continue;
        }
        if (ws_token_stops(&m->reading->tokens[i]) || has(m, "pronouns", i)) return source.end;
        hanging |= *value(m, "boundaries", i) != '\0';
    }
    return source.end;
}

/* --- one speaker --- */

/* "Kolb -- editor of the Post -- said": a dash, not a hyphen. */
static bool is_dash(const ws_mentions *m, size_t i)
{
    const ws_token *token = &m->reading->tokens[i];
    return i && token->folded[0] == '-' && token->span.begin > token[-1].span.end;
}

/* The phrase without what hangs on it: up to the first preposition, relative or comma outside a name. */
static size_t head_end(const ws_mentions *m, ws_range part)
{
    size_t i = part.begin;
    while (i < part.end && has(m, "determiners", i) && !m->of_token[i]) i++;
    size_t begin = i;
    for (; i < part.end; i++) {
        if (within_name(m, i)) continue;
        if (ws_token_stops(&m->reading->tokens[i]) || is_dash(m, i)) break;
        if (i > begin && *value(m, "boundaries", i) && !m->of_token[i]) break;
        if (i > begin && has(m, "pronouns", i) && !m->of_token[i]) break;
    }
    return i;
}

static bool listed(const ws_mentions *m, size_t i)
{
    return has(m, "anonymous", i) || has(m, "roles", i) || has(m, "groups", i) || has(m, "documents", i) ||
           has(m, "publications", i) || has(m, "organizations", i) || has(m, "bodies", i);
}

/* The noun of a head that may end in participles or adverbs ("a draft seen", "people briefed"). */
static size_t noun_of(const ws_mentions *m, ws_range head)
{
    for (size_t i = head.end; i > head.begin && head.end - i < NOUN_BACK; i--)
        if (listed(m, i - 1)) return i - 1;
    return head.end - 1;
}

static bool plural_noun(const ws_mentions *m, size_t i)
{
    const char *word = m->reading->tokens[i].folded;
    size_t size = strlen(word);
    if (!strcmp(value(m, "anonymous", i), "several") || has(m, "groups", i)) return true;
    return size > 3 && word[size - 1] == 's' && word[size - 2] != 's' && strcmp(word + size - 3, "ics") != 0 &&
           !has(m, "organizations", i);
}

/* "trade and industry commissioner Jane Ruiz, of Lindfell": a person at the end of the words that make her title; "a
 * lawyer for Mayor Ruiz" is another. */
static const ws_mention *titled_name(const ws_mentions *m, ws_range part)
{
    size_t within = part.end; /* the first preposition, which must stand within the title */
    for (size_t i = part.begin; i < part.end && !ws_token_stops(&m->reading->tokens[i]); i++) {
        const ws_mention *name = ws_mention_at(m, i);
        if (!name && (is(m, i, "and") || is(m, i, "&"))) continue;
        bool boundary = !name && *value(m, "boundaries", i) && i > part.begin;
        if ((boundary && !has(m, "roles", i - 1)) || (!name && has(m, "pronouns", i))) return NULL;
        if (boundary && within == part.end) within = i;
        if (name && name->titled && name->kinds[WS_NAMED_PERSON] > 0.5f && name->name.begin == i)
            return within == part.end || name->title.begin <= within ? name : NULL;
    }
    return NULL;
}

/* "President of Norrland Jane Ruiz", "US envoy for Norrland Jan Kolb": the person at the end of a role's words, unless
 * a preposition or an owner makes them somebody else's ("a lawyer for Norrland's Jan Kolb"). */
static const ws_mention *named_at_end(const ws_mentions *m, ws_range part)
{
    size_t end = part.begin;
    bool role = false;
    while (end < part.end && (!ws_token_stops(&m->reading->tokens[end]) || within_name(m, end)) &&
           (!has(m, "pronouns", end) || m->of_token[end])) {
        role |= has(m, "roles", end) || has(m, "titles", end);
        end++;
    }
    const ws_mention *name = end > part.begin ? ws_mention_at(m, end - 1) : NULL;
    if (!role || !name || name->kinds[WS_NAMED_PERSON] < 0.5f || name->name.end - name->name.begin < 2) return NULL;
    size_t begin = name->titled ? name->title.begin : name->name.begin;
    bool beside = begin > part.begin && (m->of_token[begin - 1] || m->reading->tokens[begin - 1].capital);
    if (!beside) return NULL;
    const char *determiner = value(m, "determiners", part.begin);
    return !*determiner || !strcmp(determiner, "definite") ? name : NULL;
}

/* "a spokesman, Jan Kolb," names him after all; a collective is not named by one of it, nor "a woman suing the mayor,
 * Ana Ruiz" by either. */
static const ws_mention *name_in_apposition(const ws_mentions *m, const ws_source *s)
{
    size_t comma = s->head.end;
    while (comma < s->part.end && !is(m, comma, ",")) comma = closing(m, comma, s->part.end) + 1;
    if (s->plural || comma + 1 >= s->part.end) return NULL;
    bool another = false; /* person between, who may be the one that is named */
    for (size_t k = s->part.begin + 1; k < comma; k++) another |= has(m, "determiners", k);
    another &= !m->of_token[comma - 1] && !plural_noun(m, comma - 1) &&
               (has(m, "roles", comma - 1) || has(m, "kin", comma - 1) || has(m, "anonymous", comma - 1));
    if (another) return NULL;
    const ws_mention *titled = titled_name(m, (ws_range){comma + 1, s->part.end});
    if (titled && (titled->name.end >= s->part.end || ws_token_stops(&m->reading->tokens[titled->name.end])))
        return titled;
    size_t i = comma + 1;
    while (i < s->part.end && !m->of_token[i] && (m->reading->tokens[i].capital || is(m, i, "."))) i++;
    const ws_mention *name = i < s->part.end ? ws_mention_at(m, i) : NULL;
    if (!name || (name->name.end < s->part.end && !ws_token_stops(&m->reading->tokens[name->name.end]))) return NULL;
    bool body = has(m, "organizations", s->noun) || has(m, "bodies", s->noun);
    return name->kinds[body ? WS_NAMED_ORGANIZATION : WS_NAMED_PERSON] > 0.5f ? name : NULL;
}

/* "the Keswick newspaper chain": a name, and small words that say what it is. */
static const ws_mention *name_with_kind(const ws_mentions *m, ws_range head)
{
    size_t i = head.end;
    while (i > head.begin && head.end - i < 3 && !m->of_token[i - 1] && !m->reading->tokens[i - 1].capital) i--;
    const ws_mention *name = i > head.begin ? ws_mention_at(m, i - 1) : NULL;
    bool body = has(m, "organizations", head.end - 1) || has(m, "publications", head.end - 1);
    bool person = name && name->kinds[WS_NAMED_PERSON] > 0.5f;
    return name && name->name.end == i && i < head.end && body && !person && name->kinds[WS_NAMED_PLACE] < 0.5f ? name
                                                                                                                : NULL;
}

/* "a report by the Keswick Post", "the Post's article": what a paper prints the paper says. */
static const ws_mention *printed_by(const ws_mentions *m, const ws_source *s)
{
    bool report = is(m, s->noun, "report") || is(m, s->noun, "reports");
    if (!report && strcmp(value(m, "documents", s->noun), "text") != 0) return NULL; /* a poll is no paper's words */
    size_t behind = s->noun + 1;
    bool by = behind + 1 < s->part.end && (is(m, behind, "by") || is(m, behind, "from") || is(m, behind, "in"));
    size_t i = by ? behind + 1 : s->part.begin, end = by ? behind + 3 : s->noun;
    for (; i < end && i < s->part.end; i++) {
        const ws_mention *name = ws_mention_at(m, i);
        if (!name) continue;
        size_t size = name->name.end - name->name.begin;
        const ws_token *tokens = m->reading->tokens + name->name.begin;
        bool paper = ws_lexicon_phrase(m->lexicon, "publications", tokens, size, NULL) == size ||
                     (size > 1 && has(m, "publications", name->name.end - 1));
        if (paper) return name;
    }
    return NULL;
}

/* "He (Ruiz)": the name that an editor put behind a pronoun. */
static const ws_mention *name_in_brackets(const ws_mentions *m, ws_range part)
{
    if (part.end - part.begin < 3 || !has(m, "pronouns", part.begin) || m->of_token[part.begin]) return NULL;
    if (!is(m, part.begin + 1, "(") && !is(m, part.begin + 1, "[")) return NULL;
    const ws_mention *name = ws_mention_at(m, part.begin + 2);
    return name && name->name.end + 1 >= part.end ? name : NULL;
}

static ws_source_kind pronoun_kind(const ws_mentions *m, size_t i)
{
    static const struct {
        const char *value;
        ws_source_kind kind;
    } kinds[] = {{"male", WS_SOURCE_HE},      {"female", WS_SOURCE_SHE},   {"thing", WS_SOURCE_IT},
                 {"plural", WS_SOURCE_THEY},  {"relative", WS_SOURCE_WHO}, {"first", WS_SOURCE_FIRST},
                 {"second", WS_SOURCE_SECOND}};
    const char *found = value(m, "pronouns", i);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        if (!strcmp(found, kinds[k].value)) return kinds[k].kind;
    return WS_SOURCE_NAME;
}

/* Nouns that tell nothing but that somebody spoke are never a named person's without a definite article before them. */
static ws_source_kind noun_kind(const ws_mentions *m, const ws_source *s)
{
    const char *determiner = ws_source_determiner(m, s);
    if (!strcmp(determiner, "indefinite") || !strcmp(determiner, "several")) return WS_SOURCE_UNNAMED;
    if (m->reading->tokens[s->part.begin].kind == WS_TOKEN_NUMBER) return WS_SOURCE_UNNAMED;
    bool bare = s->part.begin == s->head.begin && !*determiner;
    if (bare && (s->plural || has(m, "anonymous", s->noun)) && !has(m, "bodies", s->noun)) return WS_SOURCE_UNNAMED;
    return WS_SOURCE_NOMINAL;
}

static void read_part(const ws_mentions *m, ws_range part, ws_source *s)
{
    *s = (ws_source){.part = part, .head = {part.begin, head_end(m, part)}};
    if (s->head.end == s->head.begin) s->head.end = part.end;
    if (part.end - part.begin == 1 && has(m, "pronouns", part.begin) && !m->of_token[part.begin]) {
        s->noun = part.begin;
        s->kind = pronoun_kind(m, part.begin);
        return;
    }
    s->name = name_in_brackets(m, part);
    if (s->name) {
        s->noun = s->name->name.end - 1;
        s->kind = WS_SOURCE_NAME;
        return;
    }
    for (size_t i = s->head.end; i > s->head.begin; i--) {
        if (!possessive(m, i - 1)) continue;
        if (i < s->head.end) s->head.begin = i;
        if (i < s->head.end) break;
    }
    s->noun = noun_of(m, s->head);
    s->name = printed_by(m, s);
    if (!s->name) s->name = titled_name(m, (ws_range){s->head.begin, part.end});
    if (!s->name) s->name = named_at_end(m, part);
    bool several = !strcmp(value(m, "determiners", part.begin), "several"); /* "several judges hearing Ruiz" */
    if (!s->name && !several) s->name = ws_mention_at(m, s->head.end - 1);
    if (!s->name) s->name = ws_mention_at(m, s->noun);
    if (!s->name) s->name = name_with_kind(m, s->head);
    if (s->name) s->noun = s->name->name.end - 1;
    bool people = s->name && !s->name->titled && s->name->kinds[WS_NAMED_OTHER] > 0.5f && plural_noun(m, s->noun);
    if (people) s->name = NULL;
    s->plural = !s->name && plural_noun(m, s->noun);
    if (!s->name) s->name = name_in_apposition(m, s);
    s->kind = s->name ? WS_SOURCE_NAME : noun_kind(m, s);
}

const char *ws_source_determiner(const ws_mentions *m, const ws_source *s)
{
    size_t first =
        s->head.begin > s->part.begin && possessive(m, s->head.begin - 1) ? s->head.begin - 1 : s->part.begin;
    return possessive(m, first) ? "definite" : value(m, "determiners", first);
}

/* "Two senators, Jane Ruiz and Jan Kolb," are these two: returns how many parts are left. */
static size_t told_by_name(const ws_mentions *m, ws_source *parts, size_t count)
{
    bool plural = count > 2 && !parts[0].name && parts[0].plural && is(m, parts[0].part.end, ",");
    for (size_t i = 1; i < count && plural; i++) plural = parts[i].kind == WS_SOURCE_NAME;
    if (!plural) return count;
    memmove(parts, parts + 1, (count - 1) * sizeof *parts);
    return count - 1;
}

size_t ws_sources_part(const ws_mentions *m, ws_range source, ws_source out[WS_SOURCES_MOST])
{
    size_t count = 0;
    while (source.end > source.begin + 1 && ((possessive(m, source.end - 1) && !within_name(m, source.end - 1)) ||
                                             ws_token_stops(&m->reading->tokens[source.end - 1]) ||
                                             !strcmp(value(m, "pronouns", source.end - 1), "relative")))
        source.end--;
    while (source.begin < source.end && count < WS_SOURCES_MOST) {
        if (source.end - source.begin > 1 &&
            (is(m, source.begin, "neither") || is(m, source.begin, "both") || is(m, source.begin, "and"))) {
            source.begin++;
            continue;
        }
        size_t words = joining_words(m, source.begin, source.end);
        if (words) {
            source.begin += words;
            continue;
        }
        size_t end = part_end(m, source);
        read_part(m, (ws_range){source.begin, end}, &out[count++]);
        source.begin = end < source.end && joining_words(m, end, source.end) ? end : end + 1;
    }
    return told_by_name(m, out, count);
}

bool ws_source_is_label(const ws_mentions *m, const ws_statement *statement, const ws_source *s)
{
    if (s->kind != WS_SOURCE_NOMINAL || statement->cue.count != 1 || *ws_source_determiner(m, s)) return false;
    ws_span cue = statement->cue.items[0];
    if (m->reading->article->text[cue.begin] != ':') return false;
    const ws_paragraph *paragraph = &m->reading->paragraphs[ws_paragraph_at(m->reading, cue.begin)];
    const char *text = m->reading->article->text + paragraph->span.begin;
    ws_span label = ws_text_label(text, paragraph->span.end - paragraph->span.begin);
    return label.end > 0 && paragraph->span.begin + label.end == cue.begin;
}
