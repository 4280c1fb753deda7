/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "titles.h"
#include "lists.h"

#include <string.h>

enum { ROLE_TOKENS = 12, TITLE_TOKENS = 8 };

/* "ecologist", "mathematician": a calling by its ending. */
static bool calling(const char *word)
{
    static const char *const endings[] = {"ologist", "ographer", "ician", "icist", "onomer"};
    size_t size = strlen(word);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t end = strlen(endings[i]);
        if (size > end && !strcmp(word + size - end, endings[i])) return true;
    }
    return false;
}

bool ws_is_title_word(const ws_mentions *m, size_t i)
{
    return has(m, "titles", i) || has(m, "roles", i) || calling(m->reading->tokens[i].folded);
}

/* The title with which a name begins ("Transport Minister Ruiz", "Ms. Ruiz", "Sumy mayor Jane Ruiz"): how many tokens.
 */
static size_t leading_title(const ws_mentions *m, ws_range name)
{
    for (size_t i = name.end - 1; i > name.begin; i--) {
        const ws_token *token = &m->reading->tokens[i - 1];
        if (ws_token_is(token, ".") && i - 1 > name.begin) continue;
        /* "Defence Minister Gen Ruiz": no general, who would have a full stop or stand first. */
        bool behind = i > 1 && i - 1 == name.begin && i + 1 == name.end && ws_is_title_word(m, i - 2) &&
                      strlen(token->folded) < 5;
        bool given = token->capital &&
                     (behind || (i - 1 > name.begin && ws_lexicon_has(m->lexicon, "given_names", token->folded)));
        if (ws_is_title_word(m, i - 1) && !given) {
            bool stop = i < name.end && ws_token_is(&m->reading->tokens[i], ".");
            return i + stop < name.end ? i + stop - name.begin : 0;
        }
    }
    return 0;
}

/* May a word before a title belong to it: "former", "Norrland", "deputy", "campaign"? */
static bool in_title(const ws_mentions *m, size_t first, size_t i, size_t end)
{
    const ws_token *token = &m->reading->tokens[i];
    bool in_name = m->of_token[i] && i + 1 < end && m->of_token[i + 1] == m->of_token[i]; /* "Export–Import Bank chief" */
    if (token->kind != WS_TOKEN_WORD)
        return in_name || (ws_token_is(token, ".") && i > first && m->reading->tokens[i - 1].capital);
    if (ws_is_title_word(m, i) || has(m, "title_words", i) || has(m, "organizations", i)) return true;
    if (ws_token_is(token, "of") || ws_token_is(token, "for")) {
        for (size_t k = i + 1; k < end; k++) /* "a spokesman for Foreign Minister Ruiz" is another */
            if (ws_is_title_word(m, k)) return false;
        return i > first && ws_is_title_word(m, i - 1);
    }
    bool joins = ws_token_is(token, "and") && i > first && i + 1 < end && has(m, "title_words", i - 1) &&
                 has(m, "title_words", i + 1); /* "trade and industry commissioner" */
    if (joins) return true;
    bool opens = i == first || ws_token_stops(&m->reading->tokens[i - 1]);
    bool grammar = has(m, "determiners", i) || has(m, "boundaries", i) || has(m, "pronouns", i) ||
                   has(m, "auxiliaries", i) || has(m, "adverbs", i);
    return token->capital && !grammar &&
           (!opens || m->of_token[i] || ws_lexicon_has(m->lexicon, "places", token->folded));
}

/* "local wildlife officer Jan Kolb": small words before a title, as far as the source phrase goes. */
static bool qualifies(const ws_mentions *m, size_t i)
{
    static const char *const lists[] = {"determiners", "boundaries", "pronouns", "auxiliaries"};
    const ws_token *token = &m->reading->tokens[i];
    if (!m->in_source[i]) return false;
    bool owner = ws_token_is(token, "'s") || ws_token_is(token, "'"); /* "the Roads Board's chairman Jan Kolb" */
    if (owner) return i > 0 && m->reading->tokens[i - 1].capital;
    if (token->kind != WS_TOKEN_WORD) return false;
    for (size_t l = 0; l < sizeof lists / sizeof *lists; l++)
        if (has(m, lists[l], i)) return false;
    return !m->of_token[i] || ws_mention_at(m, i)->kinds[WS_NAMED_PERSON] < 0.5f;
}

size_t ws_office_of(const ws_mentions *m, size_t first, size_t end)
{
    enum { PLACE_TOKENS = 8 };
    static const char *const links[] = {"of", "to", "for", "at", NULL};
    const ws_token *tokens = m->reading->tokens;
    for (size_t i = end; i >= first + 2 && end - i < PLACE_TOKENS; i--) {
        const ws_token *before = &tokens[i - 1];
        if (i < end && ws_token_is_one(before, links) && ws_is_title_word(m, i - 2)) return i - 2;
        bool holds = ws_token_is(before, "the") || ws_token_is(before, "and") || ws_token_is(before, "of");
        bool named = before->kind == WS_TOKEN_WORD && before->capital && !ws_is_title_word(m, i - 1);
        if (!(i < end && holds) && !(named && !has(m, "boundaries", i - 1) && !has(m, "determiners", i - 1))) break;
    }
    return end;
}

ws_range ws_title_before(const ws_mentions *m, size_t first, size_t end)
{
    const ws_range none = {end, end};
    if (end == first) return none;
    size_t i = end - (ws_token_is(&m->reading->tokens[end - 1], ".") && end - first > 1);
    bool of_state = i >= first + 3 && ws_token_is(&m->reading->tokens[i - 2], "of") && ws_is_title_word(m, i - 3) &&
                    (!ws_is_title_word(m, i - 1) || ws_token_is(&m->reading->tokens[i - 3], "secretary")) &&
                    (m->reading->tokens[i - 1].capital ||
                     ws_lexicon_phrase(m->lexicon, "titles", m->reading->tokens + i - 3, 3, NULL) == 3);
    bool two_words = i - first > 1 && ws_lexicon_phrase(m->lexicon, "titles", m->reading->tokens + i - 2, 2, NULL) == 2;
    size_t office = of_state ? i - 3 : ws_is_title_word(m, i - 1) || two_words ? i - 1 : ws_office_of(m, first, i);
    if (office == i) return none;
    i = office;
    bool two = i > first && ws_lexicon_phrase(m->lexicon, "titles", m->reading->tokens + i - 1, 2, NULL) == 2;
    i -= two; /* "prime minister" */
    while (i > first && end - i < TITLE_TOKENS && (in_title(m, first, i - 1, end) || qualifies(m, i - 1))) i--;
    while (i < end && (ws_token_is(&m->reading->tokens[i], "of") || ws_token_is(&m->reading->tokens[i], "for") ||
                       m->reading->tokens[i].kind == WS_TOKEN_PUNCTUATION))
        i++;
    return (ws_range){i, end};
}

/* "Jane Ruiz, the mayor of Sumy," */
static ws_range apposition_behind(const ws_mentions *m, size_t i, size_t end)
{
    const ws_token *tokens = m->reading->tokens;
    const ws_range none = {i, i};
    bool role = false;
    if (i + 1 >= end || !ws_token_is(&tokens[i], ",")) return none;
    size_t begin = ++i;
    if (has(m, "determiners", i)) begin++;
    for (i = begin; i < end && i - begin < ROLE_TOKENS && !ws_token_stops(&tokens[i]); i++) {
        if (ws_token_is(&tokens[i], ".") && !(i + 1 < end && m->of_token[i + 1])) break;
        if (ws_token_is(&tokens[i], "who") || ws_token_is(&tokens[i], "and")) break;
        if (ws_lexicon_phrase(m->lexicon, "roles", tokens + i, end - i, NULL) || calling(tokens[i].folded)) role = true;
        if (!role && has(m, "boundaries", i)) return none;
        if (!role && has(m, "auxiliaries", i)) return none;
        if (role && (has(m, "auxiliaries", i) || ws_token_is(&tokens[i], "from") || ws_token_is(&tokens[i], "with")))
            break;
        bool verb = role && !has(m, "boundaries", i) && !m->of_token[i] &&
                    ws_lexicon_cue(m->lexicon, tokens[i].folded) && !ws_is_title_word(m, i) && i > begin;
        if (verb) return none; /* "Ruiz left, the mayor said" */
    }
    return role && begin < i ? (ws_range){begin, i} : none;
}

/* "The mayor of Sumy, Jane Ruiz": tokens from the first word behind the article to the comma, when they begin the
 * source phrase. */
static ws_range office_before(const ws_mentions *m, size_t first, size_t begin)
{
    const ws_range none = {begin, begin};
    const ws_token *tokens = m->reading->tokens;
    if (begin < first + 2 || !ws_token_is(&tokens[begin - 1], ",") || !m->in_source[begin - 1]) return none;
    size_t end = begin - 1, i = end;
    bool role = false;
    while (i > first && m->in_source[i - 1] && end - i < ROLE_TOKENS && !ws_token_is(&tokens[i - 1], ",")) {
        i--;
        role |= ws_is_title_word(m, i);
    }
    if (!role || (i > first && m->in_source[i - 1])) return none;
    const char *kind = ws_lexicon_value(m->lexicon, "determiners", tokens[i].folded);
    if (kind && !strcmp(kind, "several")) return none;
    i += kind != NULL;
    return i < end ? (ws_range){i, end} : none;
}

static ws_gender gender_by_title(const ws_mentions *m, ws_range title)
{
    for (size_t i = title.begin; i < title.end; i++) {
        ws_gender gender = ws_gender_of(ws_lexicon_value(m->lexicon, "titles", m->reading->tokens[i].folded));
        const char *word = m->reading->tokens[i].folded;
        size_t size = strlen(word);
        if (!gender && size > 5 && !strcmp(word + size - 5, "woman")) gender = WS_GENDER_FEMALE;
        if (!gender && size > 5 && !strcmp(word + size - 3, "man") && has(m, "roles", i)) gender = WS_GENDER_MALE;
        if (!gender) gender = ws_gender_of(ws_lexicon_value(m->lexicon, "kin", word));
        if (gender) return gender;
    }
    return WS_GENDER_ANY;
}

/* The words of a title that tell an office: without "Mr.", "Dr.". */
static ws_range told_by_title(const ws_mentions *m, ws_range title)
{
    while (title.begin < title.end &&
           (has(m, "honorifics", title.begin) || m->reading->tokens[title.begin].kind == WS_TOKEN_PUNCTUATION))
        title.begin++;
    while (title.begin < title.end &&
           (has(m, "honorifics", title.end - 1) ||
            (m->reading->tokens[title.end - 1].kind == WS_TOKEN_PUNCTUATION && has(m, "honorifics", title.end - 2))))
        title.end--;
    return title;
}

ws_range ws_mention_role(const ws_mentions *m, const ws_mention *mention)
{
    const ws_range ranges[] = {mention->office, mention->apposition, told_by_title(m, mention->title)};
    ws_range best = {0, 0};
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (ranges[i].end - ranges[i].begin > best.end - best.begin) best = ranges[i];
    return best;
}

void ws_mention_describe(const ws_mentions *m, ws_mention *mention, ws_range paragraph)
{
    bool person = mention->kinds[WS_NAMED_PERSON] > 0.4f && !has(m, "organizations", mention->name.end - 1);
    size_t leading = person ? leading_title(m, mention->name) : 0, first = mention->name.begin;
    mention->name.begin += leading;
    mention->title = ws_title_before(m, paragraph.begin, mention->name.begin);
    if (mention->title.begin > first) mention->title.begin = first;
    mention->titled = mention->title.begin < mention->title.end;
    mention->apposition = apposition_behind(m, mention->name.end, paragraph.end);
    mention->office = office_before(m, paragraph.begin, mention->titled ? mention->title.begin : mention->name.begin);
    mention->gender = gender_by_title(m, mention->title);
    if (!mention->gender) mention->gender = gender_by_title(m, mention->office);
    if (!mention->gender) mention->gender = gender_by_title(m, mention->apposition);
    const char *given = m->reading->tokens[mention->name.begin].folded;
    if (!mention->gender && mention->name.end - mention->name.begin > 1)
        mention->gender = ws_gender_of(ws_lexicon_value(m->lexicon, "given_names", given));
}

bool ws_land_of_people(const ws_mentions *m, ws_range words, const char **out)
{
    *out = NULL;
    for (size_t i = words.begin; i < words.end; i++) {
        const char *land = value(m, "demonyms", i);
        if (!*land || !m->reading->tokens[i].capital) continue;
        char *name = ws_arena_strdup(m->reading->arena, land);
        for (char *c = name; c && *c; c++) {
            bool begins = c == name || c[-1] == ' ';
            bool link = begins && (!strncmp(c, "of ", 3) || !strncmp(c, "and ", 4));
            if (begins && !link && *c >= 'a' && *c <= 'z') *c = (char)(*c - 'a' + 'A');
        }
        *out = name;
        return name != NULL;
    }
    return true;
}

ws_range ws_belongs_to(const ws_mentions *m, const ws_mention *mention)
{
    enum { BODY_TOKENS = 10 };
    static const char *const links[] = {"of", "from", "at", "with", NULL};
    const ws_token *tokens = m->reading->tokens;
    size_t count = m->reading->token_count;
    bool apposed = mention->apposition.begin < mention->apposition.end;
    size_t i = apposed ? mention->apposition.end : mention->name.end;
    const ws_range none = {0, 0};
    if (i < count && !apposed && ws_token_is(&tokens[i], ",")) i++;
    if (i + 1 >= count || !m->in_source[i] || !ws_token_is_one(&tokens[i], links)) return none;
    size_t begin = ++i;
    begin += has(m, "determiners", i);
    for (i = begin; i < count && m->in_source[i] && i - begin < BODY_TOKENS && !ws_token_stops(&tokens[i]); i++)
        if (ws_token_is(&tokens[i], "who") || ws_token_is(&tokens[i], "which")) break;
    bool named = false;
    for (size_t k = begin; k < i; k++) named |= m->of_token[k] != 0;
    return named ? (ws_range){begin, i} : none;
}
