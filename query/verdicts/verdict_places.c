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
    ws_status status = ws_index_read_articles(self->session->index, forget_addresses, take_address, self, error);
    if (status == WS_OK && self->address_count)
        qsort(self->addresses, self->address_count, sizeof *self->addresses, compare_addresses);
    self->knows_addresses = status == WS_OK;
    return status;
}

/* --- one verdict --- */

typedef struct finding {
    ws_verdict_places *self;
    const ws_given_verdict *given;
    const char *urls[WS_VERDICT_URLS + 1]; /* plain ones */
    size_t url_count;
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

static bool is_there(const finding *find, ws_arena *arena, const ws_article *article)
{
    if (find->given->article && !strcmp(find->given->article, article->id)) return true;
    const char *url = article->url && !article->masked ? plain_url(arena, article->url) : NULL;
    for (size_t i = 0; url && i < find->url_count; i++)
        if (!strcmp(find->urls[i], url)) return true;
    return false;
}

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

static bool fits(const finding *find, const ws_fold_unit *asked, const ws_variant *variant, bool at_place)
{
    const ws_alignment *alignment = &variant->alignment;
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

static bool has_article(const finding *find, const char *key)
{
    for (size_t i = find->first; i < find->out->count; i++)
        if (!strcmp(find->out->items[i].article, key)) return true;
    return false;
}

static ws_status add_variants(finding *find, const ws_fold_unit *asked, const ws_variants *variants)
{
    bool placed = find->url_count || find->given->article;
    ws_status status = WS_OK;
    for (size_t i = 0; i < variants->count && status == WS_OK; i++) {
        const ws_variant *variant = &variants->items[i];
        ws_hash key;
        char hex[33];
        if (placed && !is_there(find, find->self->session->arena, variant->hit.article)) continue;
        if (!fits(find, asked, variant, placed)) continue;
        status = ws_article_key(variant->hit.article->id, &key, find->error);
        if (status != WS_OK) break;
        ws_hash_hex(key, hex);
        if (!has_article(find, hex)) status = add_hit(find, &variant->hit, false);
    }
    return status;
}

static ws_status find_by_words(finding *find)
{
    ws_session *session = find->self->session;
    const ws_given_verdict *given = find->given;
    ws_span whole = {0, (uint32_t)strlen(given->words)};
    ws_quote quote;
    ws_event event = {.word_count = 0};
    ws_fold_unit unit = {.quote = &quote, .event = &event};
    ws_variants variants = {0};
    ws_status status = ws_quote_make(session->arena, given->words, (ws_spans){&whole, 1}, true, &quote, find->error);
    if (status == WS_OK && given->speaker) status = ws_matching_named(session, given->speaker, &unit, find->error);
    if (status == WS_OK && quote.own) status = ws_matching_find(session, &unit, NULL, &variants, find->error);
    return status == WS_OK ? add_variants(find, &unit, &variants) : status;
}

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
    ws_verdict_places *self = find->self;
    ws_status status = know_addresses(self, find->error);
    for (size_t i = 0; i < find->url_count && status == WS_OK; i++) {
        address wanted = {find->urls[i], NULL};
        const address *found = self->address_count ? bsearch(&wanted, self->addresses, self->address_count,
                                                             sizeof wanted, compare_addresses)
                                                   : NULL;
        if (found) status = add_article(find, found->id);
    }
    return status;
}

static ws_status find_outlet(finding *find, const char **fault)
{
    ws_verdict_places *self = find->self;
    ws_search everything = {.query = NULL, .all_acts = true};
    ws_kept_verdict place = {.outlet = NULL};
    ws_status status = WS_OK;
    if (!self->knows_outlets)
        status = ws_index_counts(self->session->index, &everything, WS_FIELD_OUTLET, self->lasting, &self->outlets,
                                 find->error);
    self->knows_outlets = status == WS_OK;
    for (size_t i = 0; i < self->outlets.count && !place.outlet; i++)
        if (!strcasecmp(self->outlets.items[i].value, find->given->outlet)) place.outlet = self->outlets.items[i].value;
    if (!place.outlet) *fault = "the index has nothing of this outlet";
    if (status == WS_OK && place.outlet)
        status = ws_verdict_file_of(self->lasting, ws_index_place(self->session->index, 0), self->decisions,
                                    &place.file, find->error);
    return status == WS_OK && place.outlet ? add_place(find, place) : status;
}

static ws_status plain_urls(finding *find, ws_error *error)
{
    const ws_given_verdict *given = find->given;
    for (size_t i = 0; i < given->url_count; i++) find->urls[find->url_count++] = given->urls[i];
    if (given->article && strstr(given->article, "://")) find->urls[find->url_count++] = given->article;
    for (size_t i = 0; i < find->url_count; i++)
        if (!(find->urls[i] = plain_url(find->self->session->arena, find->urls[i]))) return ws_no_memory(error);
    return WS_OK;
}

ws_status ws_verdict_places_find(ws_verdict_places *self, const ws_given_verdict *given, ws_verdicts *out,
                                 const char **fault, ws_error *error)
{
    finding find = {.self = self, .given = given, .out = out, .first = out->count, .error = error};
    *fault = NULL;
    if (given->statement) return find_by_id(&find, fault);
    if (!given->words && !given->url_count) return find_outlet(&find, fault);
    ws_status status = plain_urls(&find, error);
    if (status == WS_OK && given->words) status = find_by_words(&find);
    if (status == WS_OK && out->count == find.first && !given->body.item) status = find_by_address(&find);
    if (status == WS_OK && out->count == find.first) *fault = "nothing in the index fits it";
    return status;
}
