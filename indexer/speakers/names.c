/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the speakers who have a name are called, and what is known of them. */
#include "lists.h"
#include "resolver.h"
#include "titles.h"

#include <stdlib.h>
#include <string.h>

enum { ROLES_WITHIN = 64 };

/* The body in the words of a role: behind "of", "for", "at", else a name among them. */
static ws_range body_in(const ws_resolver *r, ws_range words)
{
    static const char *const links[] = {"for", "at", "of", "with", "from", NULL};
    const ws_token *tokens = r->reading->tokens;
    for (size_t i = words.begin; i + 1 < words.end; i++) {
        bool office = ws_token_is(&tokens[i + 1], "state") || ws_token_is(&tokens[i + 1], "staff");
        if (!ws_token_is_one(&tokens[i], links) || r->mentions.of_token[i] || office) continue;
        size_t begin = i + 1 + ws_lexicon_has(r->mentions.lexicon, "determiners", tokens[i + 1].folded);
        return begin < words.end ? (ws_range){begin, words.end} : (ws_range){0, 0};
    }
    for (size_t i = words.begin; i < words.end; i++) {
        bool of_state = i > words.begin && ws_token_is(&tokens[i - 1], "of") && ws_token_is(&tokens[i], "state");
        if (r->mentions.of_token[i] && !of_state) return ws_mention_at(&r->mentions, i)->name;
    }
    return (ws_range){0, 0};
}

/* For whom somebody with a name speaks: as the role says, else as the words behind the name do. */
static ws_status affiliate(const ws_resolver *r, const ws_entity *e, ws_range role, ws_speaker *out)
{
    const ws_mentions *m = &r->mentions;
    ws_range body = role.begin < role.end ? body_in(r, role) : role;
    for (size_t i = 0; i < e->count && i < ROLES_WITHIN && body.begin == body.end; i++)
        body = ws_belongs_to(m, &m->items[e->mentions[i]]);
    bool office = false;
    for (size_t i = role.begin; i < role.end; i++)
        office |= has(m, "titles", i) || !strcmp(value(m, "roles", i), "office");
    if (body.begin < body.end)
        out->affiliation = ws_tokens_text(r->reading->arena, r->reading, body);
    else if (!office)
        return WS_OK;
    else if (ws_land_of_people(m, role, &out->affiliation))
        return WS_OK;
    return out->affiliation ? WS_OK : ws_no_memory(r->error);
}

/* The fullest of the roles that the article gives somebody. */
static ws_status set_role(const ws_resolver *r, const ws_entity *e, ws_speaker *out)
{
    ws_range role = {0, 0};
    for (size_t i = 0; i < e->count && i < ROLES_WITHIN; i++) {
        ws_range words = ws_mention_role(&r->mentions, &r->mentions.items[e->mentions[i]]);
        if (words.end - words.begin > role.end - role.begin) role = words;
    }
    if (role.begin < role.end && !(out->role = ws_tokens_text(r->reading->arena, r->reading, role)))
        return ws_no_memory(r->error);
    return affiliate(r, e, role, out);
}

/* A given name alone names in part only. */
static ws_naming naming_of(const ws_resolver *r, const ws_entity *e)
{
    bool lone = e->full->name.end - e->full->name.begin == 1 && e->type == WS_SPEAKER_PERSON && !e->full->titled;
    const char *word = r->reading->tokens[e->full->name.begin].folded;
    return lone && ws_lexicon_has(r->mentions.lexicon, "given_names", word) ? WS_NAMING_PARTLY : WS_NAMING_NAMED;
}

static ws_gender gender_of(const ws_resolver *r, uint32_t entity)
{
    const ws_entity *e = &r->entities.items[entity];
    int votes = r->genders[entity];
    if (e->gender || !votes) return e->gender;
    return votes > 0 ? WS_GENDER_FEMALE : WS_GENDER_MALE;
}

/* Which of the given names that go with a surname alone is meant, as a copy; "" where that is not certain. */
static char *given_name(const ws_resolver *r, uint32_t entity, const char *choices)
{
    ws_gender gender = gender_of(r, entity);
    char *copy = ws_arena_strdup(r->reading->arena, choices), *rest = copy, *chosen = NULL;
    bool several = strchr(choices, ',') != NULL;
    for (char *name; rest && (name = strsep(&rest, ","));) {
        ws_gender own = ws_gender_of(ws_lexicon_value(r->mentions.lexicon, "given_names", name));
        if (several ? gender && own == gender : !gender || !own || own == gender) chosen = name;
    }
    if (!copy) return NULL;
    if (!chosen) return copy + strlen(copy);
    for (char *c = chosen; *c; c++)
        if ((c == chosen || c[-1] == ' ' || c[-1] == '-') && *c >= 'a' && *c <= 'z') *c = (char)(*c - 'a' + 'A');
    return chosen;
}

/* The surname before the owner's mark in a body's name, "Jane Ruiz's office"; NULL: no owner of two words or more. */
static const char *owner_of(const ws_resolver *r, const ws_mention *body)
{
    const ws_token *tokens = r->reading->tokens;
    if (!body->body || body->name.end - body->name.begin < 4) return NULL;
    size_t mark = body->name.end - 2;
    bool owner = ws_token_is(&tokens[mark], "'s") || ws_token_is(&tokens[mark], "'");
    return owner ? tokens[mark - 1].folded : NULL;
}

static int by_owner(const void *left, const void *right, void *context)
{
    const ws_resolver *r = context;
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    int order = strcmp(owner_of(r, &r->mentions.items[a]), owner_of(r, &r->mentions.items[b]));
    return order ? order : (a > b) - (a < b);
}

ws_status ws_owners_of_bodies(ws_resolver *r)
{
    r->owners = ws_arena_array(r->reading->arena, r->mentions.count, sizeof *r->owners);
    if (!r->owners) return ws_no_memory(r->error);
    for (size_t i = 0; i < r->mentions.count; i++)
        if (owner_of(r, &r->mentions.items[i])) r->owners[r->owner_count++] = (uint32_t)i;
    if (r->owner_count) qsort_r(r->owners, r->owner_count, sizeof *r->owners, by_owner, r);
    return WS_OK;
}

/* "Ruiz" where only "Jane Ruiz's office" says her whole name: its words before the owner's mark, at its first place. */
static ws_range name_of_owner(const ws_resolver *r, ws_range name)
{
    const char *surname = r->reading->tokens[name.end - 1].folded;
    size_t low = 0, high = r->owner_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(owner_of(r, &r->mentions.items[r->owners[middle]]), surname) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == r->owner_count) return name;
    const ws_mention *body = &r->mentions.items[r->owners[low]];
    return strcmp(owner_of(r, body), surname) ? name : (ws_range){body->name.begin, body->name.end - 2};
}

/* The name in full, as the article has it. A surname that the world knows gets its given name; popes and kings keep
 * their title, without which a given name is nobody's. */
static char *full_name(const ws_resolver *r, uint32_t entity)
{
    static const char *const crowned[] = {"pope", "king", "queen", "prince", "princess", "emperor", "saint", NULL};
    const ws_entity *e = &r->entities.items[entity];
    const ws_token *tokens = r->reading->tokens;
    ws_range name = e->full->name;
    if (name.end - name.begin == 1 && e->type == WS_SPEAKER_PERSON) name = name_of_owner(r, name);
    char *text = ws_tokens_text(r->reading->arena, r->reading, name);
    const char *choices = NULL;
    if (!text || e->type != WS_SPEAKER_PERSON) return text;
    size_t size = name.end - name.begin;
    if (ws_lexicon_phrase(r->mentions.lexicon, "well_known", tokens + name.begin, size, &choices) == size) {
        char *given = given_name(r, entity, choices);
        return !given ? NULL : !*given ? text : ws_arena_printf(r->reading->arena, "%s %s", given, text);
    }
    size_t before = e->described && e->described->titled ? e->described->title.end : 0;
    for (size_t i = 0; crowned[i] && size == 1 && before; i++)
        if (ws_token_is(&tokens[before - 1], crowned[i])) {
            char *title = ws_tokens_text(r->reading->arena, r->reading, (ws_range){before - 1, before});
            return title ? ws_arena_printf(r->reading->arena, "%s %s", title, text) : NULL;
        }
    return text;
}

/* One word, all capitals. */
static bool shouted(const ws_resolver *r, ws_range name)
{
    ws_span span = r->reading->tokens[name.begin].span;
    if (name.end - name.begin != 1) return false;
    for (uint32_t i = span.begin; i < span.end; i++)
        if (r->reading->article->text[i] < 'A' || r->reading->article->text[i] > 'Z') return false;
    return true;
}

/* What lists and titles say of a name is certain; else how it speaks tells a person from a body or a paper. */
static ws_speaker_type type_of(const ws_resolver *r, uint32_t entity)
{
    const ws_entity *e = &r->entities.items[entity];
    const float *p = r->types[entity];
    if (e->certain) return e->type;
    float person = p[WS_SPEAKER_PERSON] + e->kinds[WS_NAMED_PERSON];
    float body = p[WS_SPEAKER_ORGANIZATION] + e->kinds[WS_NAMED_ORGANIZATION] + e->kinds[WS_NAMED_PLACE];
    float paper = p[WS_SPEAKER_PUBLICATION] + (e->type == WS_SPEAKER_PUBLICATION ? 0.5f : 0.0f);
    if (e->type != WS_SPEAKER_PUBLICATION && shouted(r, e->full->name)) paper = 0; /* "TWA": only lists tell papers */
    if (person > body && person > paper) return WS_SPEAKER_PERSON;
    return paper > body ? WS_SPEAKER_PUBLICATION : WS_SPEAKER_ORGANIZATION;
}

ws_status ws_speaker_name(const ws_resolver *r, const ws_answer *a, ws_speaker *out)
{
    const ws_entity *e = &r->entities.items[a->entity];
    out->name = full_name(r, a->entity);
    out->key = out->name ? ws_name_key(r->reading->arena, out->name) : NULL;
    if (!out->key) return ws_no_memory(r->error);
    if (!*out->key) out->key = NULL;
    out->type = type_of(r, a->entity);
    out->naming = naming_of(r, e);
    return out->type == WS_SPEAKER_PERSON ? set_role(r, e, out) : WS_OK;
}
