/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "entity_types.h"

#include "lists.h"

#include <ctype.h>
#include <string.h>

enum { APPOSED = 9, SAID_WITHIN = 12 };

ws_named_kind ws_named_kind_of(const float *kinds)
{
    size_t best = 0;
    for (size_t k = 1; k < WS_NAMED_KINDS; k++)
        if (kinds[k] > kinds[best]) best = k;
    return (ws_named_kind)best;
}

bool ws_ends_company(const ws_lexicon *lexicon, const char *word)
{
    const char *kind = ws_lexicon_value(lexicon, "companies", word);
    return (kind && !strcmp(kind, "last")) || ws_lexicon_has(lexicon, "company_forms", word);
}

/* The noun of an apposition behind a name, "Fjordsat, the Norrish space agency,": token; 0: none. */
static size_t noun_apposed(const ws_mentions *m, const ws_mention *mention)
{
    const ws_token *tokens = m->reading->tokens;
    size_t i = mention->name.end, count = m->reading->token_count, noun = 0;
    if (i + 2 >= count || !ws_token_is(&tokens[i], ",") ||
        !ws_lexicon_has(m->lexicon, "determiners", tokens[i + 1].folded))
        return 0;
    for (i += 2; i < count && i < mention->name.end + APPOSED && !ws_token_stops(&tokens[i]); i++) {
        if (ws_lexicon_has(m->lexicon, "boundaries", tokens[i].folded)) break;
        noun = i;
    }
    return noun;
}

/* What the noun right before a name or in apposition to it says it is: "broadcaster TVN"; NONE: nothing. */
static ws_speaker_type said_to_be(const ws_mentions *m, const ws_entity *e)
{
    const ws_token *tokens = m->reading->tokens;
    for (size_t i = 0; i < e->count && i < SAID_WITHIN; i++) {
        const ws_mention *mention = &m->items[e->mentions[i]];
        size_t before = mention->name.begin;
        size_t nouns[] = {before ? before - 1 : 0, noun_apposed(m, mention)};
        for (size_t k = 0; k < 2; k++) {
            const ws_token *noun = &tokens[nouns[k]];
            if (!nouns[k] || noun->capital) continue;
            bool news = nouns[k] && ws_token_is(noun, "agency") && ws_token_is(noun - 1, "news");
            if (news || ws_lexicon_has(m->lexicon, "publications", noun->folded)) return WS_SPEAKER_PUBLICATION;
            bool body = ws_lexicon_has(m->lexicon, "organizations", noun->folded) ||
                        ws_lexicon_has(m->lexicon, "bodies", noun->folded);
            if (body) return WS_SPEAKER_ORGANIZATION;
        }
    }
    return WS_SPEAKER_NONE;
}

/* "GenCorp", "USAir", but no "McKay", "DeSantis", "O'Neill". */
static bool compounded(const ws_mentions *m, ws_range name)
{
    static const char *const families[] = {"mac", "mc", "de", "di", "da", "du", "la", "le", "lo", "van", "fitz", NULL};
    if (name.end - name.begin != 1) return false;
    const ws_token *token = &m->reading->tokens[name.begin];
    if (name.begin && ws_token_is(token - 1, "@")) return false;
    const char *text = m->reading->article->text + token->span.begin;
    size_t size = token->span.end - token->span.begin, inner = 0;
    for (size_t i = 1; i < size; i++) {
        if (!isalnum((unsigned char)text[i])) return false;
        bool turns = isupper((unsigned char)text[i]) && islower((unsigned char)text[i - 1]);
        bool ends = i > 2 && islower((unsigned char)text[i]) && isupper((unsigned char)text[i - 1]) &&
                    isupper((unsigned char)text[i - 2]); /* US|Air */
        if ((turns || ends) && !inner) inner = i - ends;
    }
    for (size_t i = 0; families[i]; i++)
        if (strlen(families[i]) == inner && !strncmp(token->folded, families[i], inner)) return false;
    return inner > 0;
}

/* "Texaco <TX>", "Texaco (NYSE: TX)", "Texaco (TX.N)": a name with the sign under which its shares are traded. */
static bool traded(const ws_mentions *m, const ws_mention *mention)
{
    enum { SIGN = 8 };
    const ws_token *tokens = m->reading->tokens;
    size_t i = mention->name.end, count = m->reading->token_count, begin = i + 1, letters = 0;
    if (i + 2 >= count || !(ws_token_is(&tokens[i], "<") || ws_token_is(&tokens[i], "("))) return false;
    const char *text = m->reading->article->text, *closing = ws_token_is(&tokens[i], "<") ? ">" : ")";
    bool known = *closing == '>';
    for (i = begin; i < count && i < begin + SIGN && !ws_token_is(&tokens[i], closing); i++) {
        known |= ws_token_is(&tokens[i], ":") || (ws_token_is(&tokens[i], ".") && i > begin);
        if (tokens[i].kind == WS_TOKEN_PUNCTUATION) continue;
        for (uint32_t k = tokens[i].span.begin; k < tokens[i].span.end; k++, letters++)
            if (!isupper((unsigned char)text[k]) && text[k] != '.') return false;
        known |= memchr(text + tokens[i].span.begin, '.', tokens[i].span.end - tokens[i].span.begin) != NULL;
    }
    return known && letters && i < count && ws_token_is(&tokens[i], closing);
}

/* "Texaco said it would", "Ruiz said he would": what a name is called right behind its own cue. "It was too early" is
 * no name's. */
static bool calls_itself(const ws_mentions *m, const ws_mention *mention, const char *pronoun)
{
    const ws_token *tokens = m->reading->tokens;
    size_t i = mention->name.end, count = m->reading->token_count;
    if (i + 2 >= count || !m->in_source[i - 1] || m->in_source[i] || !ws_lexicon_cue(m->lexicon, tokens[i].folded))
        return false;
    i += 1 + ws_token_is(&tokens[i + 1], "that");
    bool copula = i + 1 < count && (ws_token_is(&tokens[i + 1], "was") || ws_token_is(&tokens[i + 1], "is"));
    return i < count && ws_token_is(&tokens[i], pronoun) && !(copula && ws_token_is(&tokens[i], "it"));
}

/* Is it traded, or a thing by its own words, and nobody's name? */
static bool acts_as_body(const ws_mentions *m, const ws_entity *e)
{
    size_t things = 0, people = 0;
    for (size_t i = 0; i < e->count; i++) {
        const ws_mention *mention = &m->items[e->mentions[i]];
        if (traded(m, mention)) return true;
        things += calls_itself(m, mention, "it");
        people += calls_itself(m, mention, "he") + calls_itself(m, mention, "she");
    }
    return things > people;
}

/* "Mr. Ruiz", "Ms. Kade" */
static bool addressed(const ws_mentions *m, const ws_entity *e)
{
    for (size_t i = 0; i < e->count && i < SAID_WITHIN; i++) {
        const ws_mention *mention = &m->items[e->mentions[i]];
        size_t word = mention->title.end - 1;
        if (!mention->titled) continue;
        if (word > mention->title.begin && ws_token_is(&m->reading->tokens[word], ".")) word--;
        if (ws_lexicon_has(m->lexicon, "honorifics", m->reading->tokens[word].folded)) return true;
    }
    return false;
}

/* A body that is known by this name, or whose name ends as only those of bodies do ("Veridan Chemicals"). */
static bool listed_body(const ws_mentions *m, ws_range name, bool titled)
{
    const ws_token *tokens = m->reading->tokens + name.begin;
    size_t size = name.end - name.begin;
    const char *kind = NULL;
    if (ws_lexicon_has(m->lexicon, "organizations", tokens[size - 1].folded)) return true;
    if (ws_lexicon_phrase(m->lexicon, "organizations", tokens, size, NULL) == size && !titled) return true;
    if (ws_lexicon_phrase(m->lexicon, "companies", tokens, size, &kind) == size && !titled && !strcmp(kind, "name"))
        return true;
    return size > 1 && !titled && ws_ends_company(m->lexicon, tokens[size - 1].folded);
}

/* "American Rescue Plan", "Geneva Accord": laws and treaties have names too. */
static bool is_text(const ws_mentions *m, ws_range name)
{
    static const char *const words[] = {"act",      "bill",        "amendment", "constitution", "charter",
                                        "treaty",   "resolution",  "plan",      "law",          "doctrine",
                                        "protocol", "declaration", "agreement", "accord",       NULL};
    return name.end - name.begin > 1 && ws_token_is_one(&m->reading->tokens[name.end - 1], words);
}

ws_speaker_type ws_entity_type(const ws_mentions *m, const ws_entity *e, bool *certain)
{
    const ws_token *tokens = m->reading->tokens;
    ws_range name = e->full->name;
    size_t size = name.end - name.begin;
    ws_named_kind kind = ws_named_kind_of(e->kinds);
    bool titled = addressed(m, e) || (e->described && e->described->titled && e->kinds[WS_NAMED_PERSON] > 0.2f);
    const char *publication = NULL;
    *certain = true;
    bool first = ws_lexicon_has(m->lexicon, "given_names", tokens[name.begin].folded);
    if (ws_lexicon_phrase(m->lexicon, "publications", tokens + name.begin, size, &publication) == size &&
        (size > 1 || !(titled || first)))
        return WS_SPEAKER_PUBLICATION;
    bool body = e->full->body || listed_body(m, name, titled) || (!titled && compounded(m, name));
    bool given = first && size > 1 && size < 5;
    if (!body && (titled || (given && e->kinds[WS_NAMED_PERSON] > 0.2f))) return WS_SPEAKER_PERSON;
    if (!body && is_text(m, name)) return WS_SPEAKER_DOCUMENT;
    body = body || acts_as_body(m, e);
    ws_speaker_type said = said_to_be(m, e);
    if (said != WS_SPEAKER_NONE) return said;
    bool country = !titled && ws_lexicon_phrase(m->lexicon, "places", tokens + name.begin, size, NULL) == size;
    *certain = body || country;
    if (country) return WS_SPEAKER_ORGANIZATION;
    if (size > 1 && !given && ws_lexicon_has(m->lexicon, "publications", tokens[name.end - 1].folded))
        return WS_SPEAKER_PUBLICATION;
    if (kind == WS_NAMED_PERSON && !(body && !titled)) return WS_SPEAKER_PERSON;
    return WS_SPEAKER_ORGANIZATION;
}
