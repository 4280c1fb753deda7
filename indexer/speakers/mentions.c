/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mentions.h"

#include "kernels.h"
#include "lists.h"
#include "titles.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_TOKENS = 12 };

typedef struct finder {
    ws_mentions *m;
    const ws_token *tokens;
    float (*tags)[WS_TAGS]; /* probabilities, for each token */
    const char **surnames;  /* of the people found so far, sorted */
    size_t surname_count;
} finder;

char *ws_tokens_text(ws_arena *arena, const ws_reading *reading, ws_range tokens)
{
    if (tokens.begin >= tokens.end) return ws_arena_string(arena, "", 0);
    uint32_t begin = reading->tokens[tokens.begin].span.begin, end = reading->tokens[tokens.end - 1].span.end;
    char *copy = ws_arena_string(arena, reading->article->text + begin, end - begin);
    if (!copy) return NULL;
    size_t size = 0;
    for (const char *from = copy; *from; from++) {
        bool blank = strchr(" \t\r\n", *from) != NULL;
        if (!blank || (size && copy[size - 1] != ' ')) copy[size++] = blank ? ' ' : *from;
    }
    copy[size] = '\0';
    return copy;
}

ws_gender ws_gender_of(const char *value)
{
    return !value                     ? WS_GENDER_ANY
           : !strcmp(value, "male")   ? WS_GENDER_MALE
           : !strcmp(value, "female") ? WS_GENDER_FEMALE
                                      : WS_GENDER_ANY;
}

/* "WHO" is no pronoun. */
static bool capitals(const ws_mentions *m, size_t i)
{
    ws_span span = m->reading->tokens[i].span;
    const char *text = m->reading->article->text;
    return span.end - span.begin > 1 && text[span.begin + 1] >= 'A' && text[span.begin + 1] <= 'Z';
}

/* --- names as the model tags them --- */

static void mark_sources(finder *f)
{
    const ws_reading *r = f->m->reading;
    for (size_t i = 0; i < r->statement_count; i++)
        for (size_t k = 0; k < r->statements[i].source.count; k++) {
            ws_span span = r->statements[i].source.items[k];
            for (size_t t = ws_token_at(r, span.begin); t < r->token_count && r->tokens[t].span.end <= span.end; t++)
                f->m->in_source[t] = true;
        }
}

static void map_tokens(finder *f)
{
    const ws_pieces *p = &f->m->read->pieces;
    size_t word = 0;
    for (size_t i = 0; i < f->m->reading->token_count; i++) {
        while (word + 1 < p->word_count && p->words[word].end <= f->tokens[i].span.begin) word++;
        f->m->word_of_token[i] = (uint32_t)word;
        if (!p->word_count) continue;
        memcpy(f->tags[i], f->m->read->tags + word * WS_TAGS, sizeof f->tags[i]);
        ws_softmax(f->tags[i], WS_TAGS);
    }
}

static float in_name(const finder *f, size_t i, size_t kind)
{
    return f->tags[i][2 * kind + WS_TAG_BEGINS] + f->tags[i][2 * kind + WS_TAG_GOES_ON];
}

/* Do the words around it stand in capitals too? */
static bool shouted(const finder *f, size_t i)
{
    return (i && capitals(f->m, i - 1)) || (i + 1 < f->m->reading->token_count && capitals(f->m, i + 1));
}

/* A capitalized word in a source that is no known noun: a name more often than not, even if it doesn't look like one to
 * the model. */
static bool unknown_source(const finder *f, size_t i)
{
    static const char *const lists[] = {"determiners", "boundaries", "pronouns",  "adverbs",       "auxiliaries",
                                        "roles",       "titles",     "anonymous", "groups",        "documents",
                                        "title_words", "demonyms",   "kin",       "organizations", "publications"};
    if (!f->m->in_source[i] || !f->tokens[i].capital || f->tokens[i].kind != WS_TOKEN_WORD) return false;
    if (has(f->m, "places", i)) return true;
    if (capitals(f->m, i) && !shouted(f, i)) return f->tags[i][WS_TAG_NONE] < 0.995f;
    bool opens = !i || !f->m->in_source[i - 1];
    if (f->tags[i][WS_TAG_NONE] > (opens ? 0.8f : 0.98f)) return false;
    for (size_t l = 0; l < sizeof lists / sizeof *lists; l++)
        if (has(f->m, lists[l], i)) return false;
    return true;
}

static int by_text(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* The surname of somebody whom the article names in full elsewhere. */
static bool known_surname(const finder *f, size_t i)
{
    const char *word = f->tokens[i].folded;
    bool likely = f->m->in_source[i] || f->tags[i][WS_TAG_NONE] < 0.995f;
    return f->surname_count && f->tokens[i].capital && likely &&
           bsearch(&word, f->surnames, f->surname_count, sizeof *f->surnames, by_text);
}

static bool is_name(const finder *f, size_t i)
{
    if (f->tokens[i].kind == WS_TOKEN_PUNCTUATION) return false;
    return f->tags[i][WS_TAG_NONE] < 0.5f || unknown_source(f, i) || known_surname(f, i);
}

static ws_named_kind kind_at(const finder *f, size_t i)
{
    size_t best = 0;
    for (size_t k = 1; k < WS_NAMED_KINDS; k++)
        if (in_name(f, i, k) > in_name(f, i, best)) best = k;
    return (ws_named_kind)best;
}

/* Does the name that begins at `begin` go on in token `i`? Two people are never named without a mark between them. */
static bool goes_on(const finder *f, size_t begin, size_t i)
{
    float begins = 0, on = 0;
    if (i - begin >= NAME_TOKENS || !is_name(f, i)) return false;
    for (size_t k = 0; k < WS_NAMED_KINDS; k++) {
        begins += f->tags[i][2 * k + WS_TAG_BEGINS];
        on += f->tags[i][2 * k + WS_TAG_GOES_ON];
    }
    bool person = kind_at(f, i) == WS_NAMED_PERSON && kind_at(f, begin) == WS_NAMED_PERSON;
    bool place = kind_at(f, begin) == WS_NAMED_PLACE || (i - begin == 1 && has(f->m, "places", begin));
    if (kind_at(f, i) == WS_NAMED_PERSON && place) return false;
    return on >= begins || (person && !ws_token_is(&f->tokens[i - 1], "'s"));
}

/* "John F. Kerry", "U.S.-Japan": marks that stand inside a name. */
static bool mark_inside(const finder *f, size_t i, size_t end)
{
    if (i + 1 >= end || f->tokens[i].kind != WS_TOKEN_PUNCTUATION || !is_name(f, i + 1)) return false;
    bool touching = f->tokens[i].span.begin == f->tokens[i - 1].span.end;
    bool initial =
        ws_token_is(&f->tokens[i], ".") && touching && f->tokens[i - 1].capital && strlen(f->tokens[i - 1].folded) <= 2;
    bool dash = ws_token_is(&f->tokens[i], "-") || ws_token_is(&f->tokens[i], "–");
    if (dash && !f->tokens[i + 1].capital && f->tokens[i + 1].kind != WS_TOKEN_NUMBER) return false;
    bool between = touching && f->tokens[i].span.end == f->tokens[i + 1].span.begin;
    return initial || (between && dash) ||
           (touching && f->tokens[i].span.end == f->tokens[i + 1].span.begin && !ws_token_stops(&f->tokens[i]));
}

static void set_kinds(const finder *f, ws_mention *mention)
{
    float total = 0;
    for (size_t k = 0; k < WS_NAMED_KINDS; k++) {
        mention->kinds[k] = 0.01f;
        for (size_t i = mention->name.begin; i < mention->name.end; i++) mention->kinds[k] += in_name(f, i, k);
        total += mention->kinds[k];
    }
    for (size_t k = 0; k < WS_NAMED_KINDS; k++) mention->kinds[k] /= total;
}

/* Behind "of" or "for" in a body's name: what has a capital or is a number in order ("the Sixth Circuit", "the 3rd
 * Circuit") and is no day, month or small word. */
static bool carries_on(const finder *f, size_t i)
{
    const ws_token *token = &f->tokens[i];
    if (token->kind == WS_TOKEN_NUMBER)
        return strlen(token->folded) > 2 && token->folded[strlen(token->folded) - 1] > '9';
    return token->kind == WS_TOKEN_WORD && token->capital && !has(f->m, "boundaries", i) &&
           !has(f->m, "determiners", i) && !has(f->m, "pronouns", i);
}

/* "Health and Safety Board", "Bank of Norrland": small words that hold the parts of one body's name together. */
static bool bridges(const finder *f, ws_range name, size_t end)
{
    const ws_mentions *m = f->m;
    size_t i = name.end, next = i + 1;
    ws_named_kind kind = kind_at(f, i - 1);
    if (next >= end || kind == WS_NAMED_PERSON) return false;
    bool body = false;
    for (size_t k = name.begin; k < i; k++) body |= has(m, "organizations", k) || has(m, "bodies", k);
    bool on = ws_token_is(&f->tokens[i], "on") && (has(m, "organizations", i - 1) || has(m, "bodies", i - 1));
    bool post = ws_token_is(&f->tokens[i - 1], "embassy") || ws_token_is(&f->tokens[i - 1], "consulate");
    if (on || (post && ws_token_is(&f->tokens[i], "in")) || ws_token_is(&f->tokens[i], "of") ||
        ws_token_is(&f->tokens[i], "for")) {
        next += ws_token_is(&f->tokens[next], "the");
        return body && next < end && carries_on(f, next);
    }
    if (!ws_token_is(&f->tokens[i], "and") || body || !is_name(f, next)) return false;
    while (next + 1 < end && goes_on(f, i + 1, next + 1)) next++;
    return kind_at(f, next) == WS_NAMED_ORGANIZATION && next > i + 1 && has(m, "organizations", next);
}

/* The first letter of a given name with its full stop; "S." of "U.S." and the end of a sentence are none. */
static bool is_initial(const finder *f, size_t first, size_t i)
{
    const ws_reading *r = f->m->reading;
    const ws_token *letter = &f->tokens[i], *stop = letter + 1;
    bool alone =
        !letter->folded[1] && letter->capital && ws_token_is(stop, ".") && stop->span.begin == letter->span.end;
    bool abbreviation = i > first && ws_token_is(letter - 1, ".") && letter[-1].span.end == letter->span.begin;
    return alone && !abbreviation && !f->m->of_token[i] &&
           ws_sentence_at(r, letter->span.begin) == ws_sentence_at(r, stop[1].span.begin);
}

/* How many tokens from `i` on make the name of a body or paper that is known by it ("Standard and Poor's"); 0: none. */
static size_t listed_name(const finder *f, size_t i, size_t end)
{
    static const char *const lists[] = {"organizations", "publications", "companies"};
    size_t longest = 0;
    for (size_t l = 0; l < sizeof lists / sizeof *lists && f->tokens[i].capital; l++) {
        size_t size = ws_lexicon_phrase(f->m->lexicon, lists[l], f->tokens + i, end - i, NULL);
        bool whole = size && (f->tokens[i + size - 1].capital || ws_token_is(&f->tokens[i + size - 1], "'s"));
        if (size > longest && whole) longest = size;
    }
    return longest > 1 ? longest : 0;
}

/* "Lanston and Co Inc", "Ruiz and Co Investments": how many tokens from `i` on belong to a firm's name that goes on
 * with "and Co". */
static size_t and_company(const finder *f, size_t i, size_t end)
{
    const ws_mentions *m = f->m;
    size_t begin = i;
    if (i + 1 >= end || !(ws_token_is(&f->tokens[i], "and") || ws_token_is(&f->tokens[i], "&"))) return 0;
    if (!f->tokens[i + 1].capital || !has(m, "company_forms", i + 1)) return 0;
    for (i += 2; i < end && i - begin < NAME_TOKENS; i++)
        if (!f->tokens[i].capital || !(has(m, "company_forms", i) || is_name(f, i))) break;
    return i - begin;
}

/* "Veridan Chemicals", "Finance Ministry": a noun with which the names of bodies end goes on with whatever name stands
 * before it, but for "The". */
static bool ends_body(const finder *f, size_t begin, size_t i)
{
    const ws_mentions *m = f->m;
    bool noun = has(m, "organizations", i) || has(m, "bodies", i) || !strcmp(value(m, "companies", i), "last");
    return noun && f->tokens[i].capital && f->tokens[i - 1].capital && i - begin < NAME_TOKENS &&
           !has(m, "determiners", i - 1) && !has(m, "boundaries", i - 1);
}

/* "Export–Import Bank": no name but a person's ends at a dash between two capitals, whatever is seen behind it; nor does
 * one that a body's noun ends there. */
static bool dashed(const finder *f, ws_range name, size_t end)
{
    const ws_token *mark = &f->tokens[name.end], *next = mark + 1;
    bool room = name.end + 1 < end && name.end - name.begin < NAME_TOKENS;
    bool dash = room && (ws_token_is(mark, "-") || ws_token_is(mark, "–"));
    bool within = dash && mark[-1].capital && next->capital && mark->span.begin == mark[-1].span.end &&
                  mark->span.end == next->span.begin;
    bool body = within && name.end + 2 < end && ends_body(f, name.begin, name.end + 2);
    return within && (body || kind_at(f, name.end - 1) != WS_NAMED_PERSON);
}

static ws_range name_from(const finder *f, size_t first, size_t i, size_t end)
{
    size_t listed = listed_name(f, i, end);
    ws_range name = {i, i + (listed ? listed : 1)};
    bool bridged = false;
    while (name.end < end) {
        if (dashed(f, name, end)) {
            name.end += 2;
            continue;
        }
        bool joined = mark_inside(f, name.end, end);
        bool ampersand = joined && ws_token_is(&f->tokens[name.end], "&"); /* "S&P" */
        bool on = goes_on(f, i, name.end) || (joined && (ampersand || goes_on(f, i, name.end + 1)));
        on |= ends_body(f, i, name.end);
        bool small = !on || has(f->m, "boundaries", name.end);
        if (small && name.end - i < NAME_TOKENS && bridges(f, name, end)) {
            name.end++;
            name.end += ws_token_is(&f->tokens[name.end], "the");
            on = bridged = true;
        }
        if (!on && !(bridged && name.end - i < NAME_TOKENS && carries_on(f, name.end))) break;
        name.end++;
    }
    name.end += and_company(f, name.end, end);
    /* "Finance Ministry", where only the noun was seen as a name. */
    bool noun = name.end - i == 1 && (has(f->m, "organizations", i) || has(f->m, "bodies", i));
    while (noun && name.begin > first && carries_on(f, name.begin - 1) && !f->m->of_token[name.begin - 1] &&
           f->tokens[name.begin - 1].kind == WS_TOKEN_WORD && name.end - name.begin < 4)
        name.begin--;
    /* A given name right before it that wasn't seen as one ("Gotthold Amsel"). */
    bool given = i > first && f->tokens[i - 1].capital && !f->m->of_token[i - 1] && kind_at(f, i) == WS_NAMED_PERSON &&
                 has(f->m, "given_names", i - 1) && !ws_lexicon_cue(f->m->lexicon, f->tokens[i - 1].folded) &&
                 !has(f->m, "titles", i - 1) && !has(f->m, "roles", i - 1);
    if (given) name.begin--;
    /* "J. Quentin Ruiz": an initial at the beginning. */
    if (name.begin >= first + 2 && kind_at(f, i) == WS_NAMED_PERSON && is_initial(f, first, name.begin - 2))
        name.begin -= 2;
    return name;
}

/* --- what stands beside a name --- */

static void become_body(ws_mention *mention, ws_range name)
{
    mention->name = name;
    mention->body = true;
    for (size_t k = 0; k < WS_NAMED_KINDS; k++) mention->kinds[k] = k == WS_NAMED_ORGANIZATION ? 0.97f : 0.01f;
}

/* "the Trump campaign", "the Norrish government": a name and the noun of a body right behind it are a body's name. */
static void join_body(const ws_mentions *m, ws_mention *mention, size_t end)
{
    size_t i = mention->name.end;
    bool owned = i + 1 < end && (ws_token_is(&m->reading->tokens[i], "'s") || ws_token_is(&m->reading->tokens[i], "'"));
    if (owned) i++;
    if (i >= end || m->reading->tokens[i].capital || !has(m, "bodies", i)) return;
    if (owned && strcmp(ws_lexicon_value(m->lexicon, "bodies", m->reading->tokens[i].folded), "own")) return;
    become_body(mention, (ws_range){mention->name.begin, i + 1});
}

/* "the government of Norrland" */
static size_t body_before(const ws_mentions *m, size_t first, size_t begin)
{
    size_t i = begin;
    if (i > first && ws_token_is(&m->reading->tokens[i - 1], "the")) i--;
    if (i < first + 2 || !ws_token_is(&m->reading->tokens[i - 1], "of") || m->of_token[i - 2]) return begin;
    return ws_token_is(&m->reading->tokens[i - 2], "government") ||
                   ws_token_is(&m->reading->tokens[i - 2], "university") ||
                   ws_token_is(&m->reading->tokens[i - 2], "parliament")
               ? i - 2
               : begin;
}

/* "D-NJ": the party and the state behind a name. */
static bool is_party_tag(const finder *f, ws_range name)
{
    ws_span span = {f->tokens[name.begin].span.begin, f->tokens[name.end - 1].span.end};
    const char *text = f->m->reading->article->text + span.begin;
    return span.end - span.begin <= 6 && text[1] == '-' && strchr("DRI", text[0]);
}

/* A single word that is a noun or a small word with a capital, as at the beginning of a sentence, names nobody. */
static bool is_common_word(const finder *f, ws_range name, ws_range paragraph)
{
    const ws_mentions *m = f->m;
    static const char *const lists[] = {"determiners", "boundaries", "adverbs", "auxiliaries", "roles",
                                        "titles",      "anonymous",  "groups",  "documents",   "kin"};
    bool bare = true; /* "Inc", "Co Ltd", "S": what is left of a name torn apart */
    for (size_t i = name.begin; i < name.end; i++)
        bare &= has(m, "company_forms", i) || m->reading->tokens[i].span.end - m->reading->tokens[i].span.begin == 1;
    if (bare || is_party_tag(f, name)) return true;
    const ws_token *first = f->tokens + name.begin;
    size_t size = name.end - name.begin;
    bool office = size > 1 && (ws_lexicon_phrase(m->lexicon, "titles", first, size, NULL) == size ||
                               ws_lexicon_phrase(m->lexicon, "roles", first, size, NULL) == size);
    bool words = size > 1 && ws_is_title_word(m, name.end - 1); /* "Retired General" */
    for (size_t i = name.begin; i + 1 < name.end; i++) words &= has(m, "title_words", i) || ws_is_title_word(m, i);
    if (office || words) return true; /* "Prime Minister" */
    if (name.end - name.begin > 1 || capitals(m, name.begin) || known_surname(f, name.begin)) return false;
    ws_range title = ws_title_before(m, paragraph.begin, name.begin); /* "Mr. King" */
    if (title.begin < title.end) return false;
    for (size_t l = 0; l < sizeof lists / sizeof *lists; l++)
        if (has(m, lists[l], name.begin)) return true;
    return has(m, "pronouns", name.begin);
}

static bool links(const ws_token *token)
{
    return ws_token_is(token, "of") || ws_token_is(token, "and") || ws_token_is(token, "for");
}

/* "Moody's said": the 's that is part of a body's name; behind a possessive no verb follows. */
static bool own_possessive(const finder *f, size_t i, size_t end)
{
    if (i + 1 >= end || !ws_token_is(&f->tokens[i], "'s") || !f->m->in_source[i]) return false;
    const ws_token *next = &f->tokens[i + 1];
    bool participle = ws_token_is(next, "been") || ws_token_is(next, "being") || ws_token_is(next, "not");
    return ws_token_is(next, "said") || ws_token_is(next, "says") || (has(f->m, "auxiliaries", i + 1) && !participle);
}

/* "Chancellor of the Exchequer Nigel Lawson", "Mayor of Sumy Jane Ruiz": where the person begins behind the place or
 * body of an office. */
static size_t behind_office(const finder *f, ws_range name, size_t first)
{
    for (size_t i = name.begin + 1; i + 1 < name.end; i++)
        if (f->tokens[i].capital && has(f->m, "given_names", i) && kind_at(f, i) == WS_NAMED_PERSON &&
            ws_office_of(f->m, first, i) < i)
            return i;
    return name.begin;
}

static ws_status add_name(finder *f, ws_range name, ws_range paragraph, size_t *capacity, ws_error *error)
{
    ws_mentions *m = f->m;
    name.begin = behind_office(f, name, paragraph.begin);
    while (name.end - name.begin > 1 &&
           (has(m, "determiners", name.begin) || !(f->tokens[name.begin].capital || has(m, "particles", name.begin))))
        name.begin++;
    /* "Court of" "Justice": a name doesn't end in a small word. */
    while (name.end < paragraph.end && links(&f->tokens[name.end - 1]) && f->tokens[name.end].capital) name.end++;
    name.end += own_possessive(f, name.end, paragraph.end);
    bool listed = listed_name(f, name.begin, name.end) == name.end - name.begin || /* "Standard and Poor's" */
                  own_possessive(f, name.end - 1, paragraph.end);
    while (name.end - name.begin > 1 && !listed &&
           (ws_token_is(&f->tokens[name.end - 1], "'s") || links(&f->tokens[name.end - 1]) ||
            ws_token_is(&f->tokens[name.end - 1], "the") ||
            (f->tokens[name.end - 1].kind == WS_TOKEN_PUNCTUATION && !ws_token_is(&f->tokens[name.end - 1], "."))))
        name.end--;
    while (name.end - name.begin > 1 && capitals(m, name.end - 1) &&
           ws_lexicon_cue(m->lexicon, f->tokens[name.end - 1].folded))
        name.end--; /* a headline in capitals */
    bool capital = false;
    for (size_t i = name.begin; i < name.end; i++)
        capital |= f->tokens[i].capital || f->tokens[i].kind == WS_TOKEN_NUMBER;
    if (!capital) return WS_OK;
    if (is_common_word(f, name, paragraph)) return WS_OK;
    ws_mention *grown = ws_arena_grow(m->reading->arena, m->items, m->count, capacity, sizeof *grown);
    if (!grown) return ws_no_memory(error);
    m->items = grown;
    ws_mention *mention = &m->items[m->count++];
    *mention = (ws_mention){.name = name};
    set_kinds(f, mention);
    size_t body = kind_at(f, name.begin) == WS_NAMED_PLACE ? body_before(m, paragraph.begin, name.begin) : name.begin;
    if (body < name.begin)
        become_body(mention, (ws_range){body, name.end});
    else
        join_body(m, mention, paragraph.end);
    if (!mention->body) ws_mention_describe(m, mention, paragraph);
    bool demonym = name.end - name.begin == 1 && !mention->body && !mention->titled && !capitals(m, name.begin) &&
                   (mention->kinds[WS_NAMED_ORGANIZATION] < 0.5f ||
                    (name.begin > paragraph.begin && has(m, "determiners", name.begin - 1))) &&
                   mention->kinds[WS_NAMED_PLACE] < 0.5f && !has(m, "places", name.begin) &&
                   (has(m, "demonyms", name.begin) || has(m, "role_kin", name.begin)) &&
                   !known_surname(f, name.begin); /* "the Norrlander" */
    if (demonym) {
        m->count--;
        return WS_OK;
    }
    mention->word = m->word_of_token[mention->name.end - 1];
    for (size_t i = mention->name.begin; i < mention->name.end; i++) m->of_token[i] = (uint32_t)m->count;
    return WS_OK;
}

static ws_status find_all(finder *f, ws_error *error)
{
    const ws_reading *reading = f->m->reading;
    size_t capacity = 0;
    f->m->items = NULL;
    f->m->count = 0;
    memset(f->m->of_token, 0, reading->token_count * sizeof *f->m->of_token);
    for (size_t p = 0; p < reading->paragraph_count; p++) {
        ws_range paragraph = {reading->paragraphs[p].token_begin, reading->paragraphs[p].token_end};
        for (size_t i = paragraph.begin; i < paragraph.end; i++) {
            if (!is_name(f, i) && !listed_name(f, i, paragraph.end)) continue;
            ws_range name = name_from(f, paragraph.begin, i, paragraph.end);
            ws_status status = add_name(f, name, paragraph, &capacity, error);
            if (status != WS_OK) return status;
            size_t last = f->m->count ? f->m->items[f->m->count - 1].name.end : 0;
            i = (last > name.end ? last : name.end) - 1;
        }
    }
    return WS_OK;
}

static ws_status keep_surnames(finder *f, ws_error *error)
{
    f->surnames = ws_arena_array(f->m->reading->arena, f->m->count, sizeof *f->surnames);
    if (!f->surnames) return ws_no_memory(error);
    for (size_t i = 0; i < f->m->count; i++) {
        const ws_mention *mention = &f->m->items[i];
        const char *given = f->tokens[mention->name.begin].folded, *surname = f->tokens[mention->name.end - 1].folded;
        bool person = mention->kinds[WS_NAMED_PERSON] > 0.5f && mention->name.end - mention->name.begin > 1 &&
                      ws_lexicon_has(f->m->lexicon, "given_names", given) && strlen(surname) > 2;
        if (person) f->surnames[f->surname_count++] = surname;
    }
    if (f->surname_count) qsort(f->surnames, f->surname_count, sizeof *f->surnames, by_text);
    return WS_OK;
}

ws_status ws_mentions_find(const ws_lexicon *lexicon, const ws_model_reading *read, const ws_reading *reading,
                           ws_mentions *out, ws_error *error)
{
    *out = (ws_mentions){.lexicon = lexicon, .read = read, .reading = reading};
    finder f = {.m = out, .tokens = reading->tokens};
    out->of_token = ws_arena_array(reading->arena, reading->token_count, sizeof *out->of_token);
    out->word_of_token = ws_arena_array(reading->arena, reading->token_count, sizeof *out->word_of_token);
    f.tags = ws_arena_array(reading->arena, reading->token_count, sizeof *f.tags);
    out->in_source = ws_arena_array(reading->arena, reading->token_count, sizeof *out->in_source);
    if (!out->of_token || !out->word_of_token || !f.tags || !out->in_source) return ws_no_memory(error);
    map_tokens(&f);
    mark_sources(&f);
    ws_status status = find_all(&f, error);
    if (status == WS_OK) status = keep_surnames(&f, error);
    return status == WS_OK && f.surname_count ? find_all(&f, error) : status;
}

const ws_mention *ws_mention_at(const ws_mentions *mentions, size_t token)
{
    uint32_t number = token < mentions->reading->token_count ? mentions->of_token[token] : 0;
    return number ? &mentions->items[number - 1] : NULL;
}

size_t ws_mention_from(const ws_mentions *mentions, size_t token)
{
    size_t low = 0, high = mentions->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (mentions->items[middle].name.end <= token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
