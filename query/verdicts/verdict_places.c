/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verdict_places.h"

#include "index_sample.h"
#include "journal.h"
#include "matching.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* An article by where it stands. */
typedef struct address {
    const char *url, *id;
} address;

/* Those with the most of the words come first: what has all of them is among these, unless very many have them. */
enum { CANDIDATES = 60 };

const char ws_verdict_fits_several[] =
    "several statements fit it: tell who made the claim, the address of its article, or the id of the statement";

struct ws_verdict_places {
    ws_session *session;
    ws_arena *lasting; /* of what is asked once */
    const char *decisions;
    address *addresses; /* by url */
    size_t address_count, address_capacity;
    ws_counts outlets;
    bool knows_addresses, knows_outlets;
};

ws_verdict_places *ws_verdict_places_new(ws_session *session, const char *decisions)
{
    ws_verdict_places *self = ws_arena_alloc(session->arena, sizeof *self);
    if (self) *self = (ws_verdict_places){.session = session, .lasting = session->arena, .decisions = decisions};
    return self;
}

/* --- files --- */

ws_status ws_verdict_file_of(ws_arena *arena, const char *place, const char *decisions, const char **out,
                             ws_error *error)
{
    if (!decisions && ws_place_is_remote(place))
        return ws_fail(error, WS_USAGE, "name a file with --decisions FILE: verdicts are kept in its folder",
                       "a server keeps no verdicts beside %s", place);
    const char *beside = decisions ? decisions : ws_decisions_beside(arena, place);
    *out = beside ? ws_journal_beside(arena, beside, WS_VERDICTS_NAME) : NULL;
    return *out ? WS_OK : ws_no_memory(error);
}

static bool is_known(const char *const *files, size_t count, const char *file)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(files[i], file)) return true;
    return false;
}

ws_status ws_verdicts_of_session(ws_session *session, const char *decisions, ws_verdicts *out, ws_error *error)
{
    size_t parts = 0, count = 0;
    while (ws_index_place(session->index, parts)) parts++;
    const char **files = ws_arena_array(session->arena, parts, sizeof *files);
    ws_status status = files ? WS_OK : ws_no_memory(error);
    *out = (ws_verdicts){.items = NULL};
    for (size_t i = 0; i < parts && status == WS_OK; i++) {
        const char *place = ws_index_place(session->index, i);
        if (!decisions && ws_place_is_remote(place)) continue;
        status = ws_verdict_file_of(session->arena, place, decisions, &files[count], error);
        if (status != WS_OK || is_known(files, count, files[count])) continue;
        status = ws_verdicts_load(session->arena, files[count++], out, error);
    }
    return status;
}

static const char *concerns(const ws_kept_verdict *verdict, const char *statement, const char *key, const char *outlet)
{
    if (verdict->removed) return NULL;
    if (*verdict->statement && *statement) return strcmp(verdict->statement, statement) ? NULL : "statement";
    if (*verdict->article && !strcmp(verdict->article, key)) return *verdict->statement ? "statement" : "article";
    return !*verdict->article && outlet && verdict->outlet && !strcmp(verdict->outlet, outlet) ? "outlet" : NULL;
}

ws_status ws_verdicts_about_hit(ws_arena *arena, const ws_verdicts *verdicts, const ws_article *article,
                                const ws_statement *statement, ws_verdicts_about *out, ws_error *error)
{
    char id[33] = "", key[33];
    ws_hash hash;
    *out = (ws_verdicts_about){ws_arena_array(arena, verdicts->count, sizeof *out->items),
                               ws_arena_array(arena, verdicts->count, sizeof *out->of), 0, article->masked};
    if (!out->items || !out->of) return ws_no_memory(error);
    ws_status status = ws_article_key(article->id, &hash, error);
    if (status != WS_OK) return status;
    ws_hash_hex(hash, key);
    if (statement) ws_hash_hex(statement->id, id);
    for (size_t i = 0; i < verdicts->count; i++) {
        const char *of = concerns(&verdicts->items[i], id, key, article->publisher);
        if (!of) continue;
        out->items[out->count] = &verdicts->items[i];
        out->of[out->count++] = of;
    }
    return WS_OK;
}

/* --- addresses --- */

/* Without scheme, "www.", fragment, the marks of campaigns and a last slash; the host in small letters. NULL: no
 * memory. */
static char *plain_url(ws_arena *arena, const char *url)
{
    const char *scheme = strstr(url, "://");
    if (scheme) url = scheme + 3;
    if (!strncasecmp(url, "www.", 4)) url += 4;
    size_t size = strcspn(url, "#");
    const char *query = memchr(url, '?', size);
    if (query && !strncasecmp(query + 1, "utm_", 4)) size = (size_t)(query - url);
    while (size && url[size - 1] == '/') size--;
    char *plain = ws_arena_string(arena, url, size);
    for (size_t i = 0; plain && plain[i] && plain[i] != '/'; i++) plain[i] = (char)tolower((unsigned char)plain[i]);
    return plain;
}

static void forget_addresses(void *self_)
{
    ((ws_verdict_places *)self_)->address_count = 0;
}

static ws_status take_address(void *self_, ws_arena *arena, const ws_article *article, ws_error *error)
{
    ws_verdict_places *self = self_;
    (void)arena;
    if (!article->url || article->masked) return WS_OK;
    address *grown =
        ws_arena_grow(self->lasting, self->addresses, self->address_count, &self->address_capacity, sizeof *grown);
    if (!grown) return ws_no_memory(error);
    self->addresses = grown;
    address one = {plain_url(self->lasting, article->url), ws_arena_strdup(self->lasting, article->id)};
    if (!one.url || !one.id) return ws_no_memory(error);
    grown[self->address_count++] = one;
    return WS_OK;
}

static int compare_addresses(const void *left, const void *right)
{
    return strcmp(((const address *)left)->url, ((const address *)right)->url);
}

static ws_status know_addresses(ws_verdict_places *self, ws_error *error)
{
    if (self->knows_addresses) return WS_OK;
    ws_status status = ws_index_read_articles(self->session->index, true, forget_addresses, take_address, self, error);
    if (status == WS_OK && self->address_count)
        qsort(self->addresses, self->address_count, sizeof *self->addresses, compare_addresses);
    self->knows_addresses = status == WS_OK;
    return status;
}

/* --- one verdict --- */

typedef struct finding {
    ws_verdict_places *self;
    const ws_given_verdict *given;
    const char **articles; /* ids, where it tells an article or addresses */
    size_t article_count;
    const char *outlet; /* as the index writes it; NULL: it tells none, or also an article */
    ws_verdicts *out;
    size_t first; /* of its own in `out` */
    ws_error *error;
} finding;

static ws_status add_place(finding *find, ws_kept_verdict place)
{
    ws_verdicts *out = find->out;
    ws_arena *arena = find->self->lasting;
    if (out->count - find->first == WS_VERDICT_PLACES) return WS_OK;
    ws_kept_verdict *grown = ws_arena_grow(arena, out->items, out->count, &out->capacity, sizeof *grown);
    if (!grown) return ws_no_memory(find->error);
    out->items = grown;
    place.body = find->given->body;
    if (place.outlet) place.outlet = ws_arena_strdup(arena, place.outlet);
    ws_status status = ws_verdict_seal(find->given, &place, find->error);
    if (status == WS_OK) grown[out->count++] = place;
    return status;
}

static ws_status add_hit(finding *find, const ws_hit *hit, bool article_alone)
{
    ws_hash key;
    ws_kept_verdict place = {.outlet = hit->article->publisher};
    ws_status status = ws_article_key(hit->article->id, &key, find->error);
    if (status == WS_OK)
        status = ws_verdict_file_of(find->self->lasting, hit->place, find->self->decisions, &place.file, find->error);
    if (status != WS_OK) return status;
    ws_hash_hex(key, place.article);
    if (!article_alone) ws_hash_hex(hit->statement->id, place.statement);
    return add_place(find, place);
}

static ws_status find_by_id(finding *find, const char **fault)
{
    ws_hit hit;
    ws_session *session = find->self->session;
    ws_status status = ws_index_statement(session->index, find->given->statement, session->arena, &hit, find->error);
    bool told = status == WS_NOT_FOUND || status == WS_USAGE;
    if (told) *fault = "the index has no statement of this id, or several whose ids begin so";
    if (status != WS_OK) return told ? WS_OK : status;
    return add_hit(find, &hit, false);
}

/* --- where the claim is said to stand --- */

static bool tells_article(const ws_given_verdict *given)
{
    return given->article || given->url_count;
}

/* All articles with this address; of feeds several may have one. */
static void add_articles_at(finding *find, const char *url)
{
    const ws_verdict_places *self = find->self;
    size_t low = 0, high = self->address_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(self->addresses[middle].url, url) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < self->address_count && !strcmp(self->addresses[low].url, url); low++)
        if (find->article_count < WS_VERDICT_PLACES) find->articles[find->article_count++] = self->addresses[low].id;
}

static ws_status add_articles_of(finding *find, const char *url)
{
    const char *plain = plain_url(find->self->session->arena, url);
    ws_status status = plain ? know_addresses(find->self, find->error) : ws_no_memory(find->error);
    if (status == WS_OK) add_articles_at(find, plain);
    return status;
}

static ws_status find_articles(finding *find)
{
    const ws_given_verdict *given = find->given;
    const char *article = given->article;
    ws_status status = WS_OK;
    find->articles = ws_arena_array(find->self->session->arena, WS_VERDICT_PLACES + 1, sizeof *find->articles);
    if (!find->articles) return ws_no_memory(find->error);
    for (size_t i = 0; i < given->url_count && status == WS_OK; i++) status = add_articles_of(find, given->urls[i]);
    if (article && strstr(article, "://") && status == WS_OK) status = add_articles_of(find, article);
    if (article) find->articles[find->article_count++] = article;
    return status;
}

static ws_status find_outlet(finding *find)
{
    ws_verdict_places *self = find->self;
    ws_search everything = {.query = NULL, .all_acts = true};
    ws_status status = WS_OK;
    if (!self->knows_outlets)
        status = ws_index_counts(self->session->index, &everything, WS_FIELD_OUTLET, self->lasting, &self->outlets,
                                 find->error);
    self->knows_outlets = status == WS_OK;
    for (size_t i = 0; i < self->outlets.count && !find->outlet; i++)
        if (!strcasecmp(self->outlets.items[i].value, find->given->outlet)) find->outlet = self->outlets.items[i].value;
    return status;
}

static ws_query *node(ws_arena *arena, ws_query_op op, size_t children)
{
    ws_query *made = ws_arena_alloc(arena, sizeof *made);
    ws_query **items = ws_arena_array(arena, children, sizeof *items);
    if (!made || !items) return NULL;
    *made = (ws_query){.op = op, .children = items};
    return made;
}

static void add_value(ws_arena *arena, ws_query *parent, ws_field_id field, const char *text)
{
    ws_query *value = ws_arena_alloc(arena, sizeof *value);
    if (!value || !text) return; /* told by their number */
    *value = (ws_query){.op = WS_QUERY_VALUE, .field = field, .text = text};
    parent->children[parent->child_count++] = value;
}

/* What has to hold of its statement but for the words; NULL in *out: nothing. */
static ws_status make_condition(finding *find, const ws_query *said_by, const ws_query **out)
{
    ws_arena *arena = find->self->session->arena;
    ws_query *all = node(arena, WS_QUERY_AND, 2), *at = node(arena, WS_QUERY_OR, find->article_count + 1);
    if (!all || !at) return ws_no_memory(find->error);
    for (size_t i = 0; i < find->article_count; i++) add_value(arena, at, WS_FIELD_ARTICLE, find->articles[i]);
    if (find->outlet) add_value(arena, at, WS_FIELD_OUTLET, ws_whole_value(arena, find->outlet));
    if (at->child_count < find->article_count + (find->outlet ? 1 : 0)) return ws_no_memory(find->error);
    if (at->child_count) all->children[all->child_count++] = at;
    if (said_by) all->children[all->child_count++] = (ws_query *)said_by; /* nobody changes it */
    *out = all->child_count ? all : NULL;
    return WS_OK;
}

/* --- by the words --- */

/* Does a statement say what its words say? */
static bool is_claim(const ws_statement *statement)
{
    switch (statement->act) {
    case WS_ACT_DENIAL:
    case WS_ACT_QUESTION:
    case WS_ACT_REQUEST:
    case WS_ACT_NO_COMMENT:
    case WS_ACT_NO_RESPONSE:
    case WS_ACT_THOUGHT:
        return false;
    default:
        return !statement->negated;
    }
}

static bool fits(const finding *find, const ws_fold_unit *asked, const ws_variant *variant)
{
    const ws_alignment *alignment = &variant->alignment;
    bool at_place = tells_article(find->given) || find->outlet;
    if (find->given->speaker && !variant->same_speaker) return false;
    if (!is_claim(variant->hit.statement)) return false;
    for (size_t i = 0; i < alignment->count; i++)
        if (alignment->runs[i].negation) return false;
    switch (alignment->relation) {
    case WS_RELATION_EQUAL:
        return at_place || asked->quote->own >= WS_QUOTE_FEW;
    case WS_RELATION_LONGER:
    case WS_RELATION_SHORTER:
        return alignment->matched >= WS_QUOTE_FEW;
    case WS_RELATION_DIFFERS:
        return at_place;
    default:
        return false;
    }
}

/* Of two of one article, the likelier first: the same words, all words of one, other words; what the body says rather
 * than what repeats it; more of the words. */
static int compare_likeness(const ws_variant *left, const ws_variant *right)
{
    static const int ranks[] = {[WS_RELATION_LONGER] = 1, [WS_RELATION_SHORTER] = 1, [WS_RELATION_DIFFERS] = 2};
    int order = ranks[left->alignment.relation] - ranks[right->alignment.relation];
    if (!order) order = (left->hit.statement->repeats != NULL) - (right->hit.statement->repeats != NULL);
    if (!order)
        order = (left->alignment.matched < right->alignment.matched) -
                (left->alignment.matched > right->alignment.matched);
    return order;
}

typedef struct choice {
    const ws_variant *variant;
    bool unclear; /* words of other speakers, or of some who have no name, fit as well */
} choice;

/* Keeps the likeliest of each article. */
static void choose(choice *choices, size_t *count, const ws_variant *variant)
{
    size_t place = 0;
    while (place < *count && strcmp(choices[place].variant->hit.article->id, variant->hit.article->id) != 0) place++;
    choice *one = &choices[place];
    int order = place < *count ? compare_likeness(variant, one->variant) : -1;
    if (place == *count) ++*count;
    if (order < 0)
        *one = (choice){variant, false};
    else if (!order)
        one->unclear |= !ws_same_speaker(&variant->unit, &one->variant->unit);
}

/* A claim may stand in many articles when one speaker makes it; a grade, and whatever is told to stand in an outlet, is
 * about one statement. */
static bool are_one(const finding *find, const choice *choices, size_t count)
{
    bool exact = find->given->body.is_grade || find->outlet, told = tells_article(find->given);
    for (size_t i = 0; i < count; i++) {
        if (choices[i].unclear) return false;
        if (i && !told && (exact || !ws_same_speaker(&choices[0].variant->unit, &choices[i].variant->unit)))
            return false;
    }
    return true;
}

static ws_status add_variants(finding *find, const ws_fold_unit *asked, const ws_variants *variants, const char **fault)
{
    size_t count = 0;
    ws_status status = WS_OK;
    choice *choices = ws_arena_array(find->self->session->arena, variants->count, sizeof *choices);
    if (!choices) return ws_no_memory(find->error);
    for (size_t i = 0; i < variants->count; i++)
        if (fits(find, asked, &variants->items[i])) choose(choices, &count, &variants->items[i]);
    if (!are_one(find, choices, count)) {
        *fault = ws_verdict_fits_several;
        return WS_OK;
    }
    for (size_t i = 0; i < count && status == WS_OK; i++) status = add_hit(find, &choices[i].variant->hit, false);
    return status;
}

static ws_status find_by_words(finding *find, const char **fault)
{
    ws_session *session = find->self->session;
    const ws_given_verdict *given = find->given;
    ws_span whole = {0, (uint32_t)strlen(given->words)};
    ws_quote quote;
    ws_event event = {.word_count = 0};
    ws_fold_unit unit = {.quote = &quote, .event = &event};
    ws_variants variants = {0};
    const ws_query *said_by = NULL;
    ws_find_bounds bounds = {.most = CANDIDATES};
    ws_status status = ws_quote_make(session->arena, given->words, (ws_spans){&whole, 1}, true, &quote, find->error);
    if (status == WS_OK && given->speaker)
        status = ws_matching_named(session, given->speaker, &unit, &said_by, find->error);
    if (status == WS_OK) status = make_condition(find, said_by, &bounds.within);
    if (status == WS_OK && quote.own) status = ws_matching_find(session, &unit, NULL, &bounds, &variants, find->error);
    return status == WS_OK ? add_variants(find, &unit, &variants, fault) : status;
}

/* --- by an address or outlet alone --- */

/* The article by one of its statements, which tells in which index it is. */
static ws_status add_article(finding *find, const char *id)
{
    ws_hits hits;
    ws_session *session = find->self->session;
    ws_query inside = {.op = WS_QUERY_VALUE, .field = WS_FIELD_ARTICLE, .text = id};
    ws_search search = {.query = &inside, .limit = 1, .all_acts = true};
    ws_status status = ws_index_search(session->index, &search, session->arena, &hits, find->error);
    return status == WS_OK && hits.count ? add_hit(find, &hits.items[0], true) : status;
}

static ws_status find_by_address(finding *find)
{
    ws_status status = WS_OK;
    for (size_t i = 0; i < find->article_count && status == WS_OK; i++)
        status = add_article(find, find->articles[i]);
    return status;
}

static ws_status add_outlet(finding *find)
{
    ws_verdict_places *self = find->self;
    ws_kept_verdict place = {.outlet = find->outlet};
    ws_status status = ws_verdict_file_of(self->lasting, ws_index_place(self->session->index, 0), self->decisions,
                                          &place.file, find->error);
    return status == WS_OK ? add_place(find, place) : status;
}

ws_status ws_verdict_places_find(ws_verdict_places *self, const ws_given_verdict *given, ws_verdicts *out,
                                 const char **fault, ws_error *error)
{
    finding find = {.self = self, .given = given, .out = out, .first = out->count, .error = error};
    bool outlet_alone = !given->words && !given->url_count, at_article = tells_article(given) && !outlet_alone;
    ws_status status = WS_OK;
    *fault = NULL;
    if (given->statement) return find_by_id(&find, fault);
    if (at_article)
        status = find_articles(&find);
    else if (given->outlet)
        status = find_outlet(&find);
    if (status != WS_OK) return status;
    if (at_article && !find.article_count) *fault = "the index has no article at the address that it tells";
    if (!at_article && given->outlet && !find.outlet) *fault = "the index has nothing of this outlet";
    if (*fault) return WS_OK;
    if (outlet_alone) return add_outlet(&find);
    if (given->words) status = find_by_words(&find, fault);
    if (status != WS_OK || *fault) return status;
    if (out->count == find.first && !given->body.item) status = find_by_address(&find);
    if (status == WS_OK && out->count == find.first) *fault = "nothing in the index fits it";
    return status;
}
