/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "deciding.h"
#include "identity.h"
#include "joining.h"
#include "profile.h"

#include <string.h>

typedef struct speakers_options {
    ws_common_options common;
    ws_strings people;
    bool all_acts, list, merge, split;
    size_t limit, offset;
    const char *why, *as;
    double min_confidence;
} speakers_options;

static const ws_option options[] = {
    WS_ROW_OPTIONS(speakers_options, common),
    WS_PEOPLE_OPTION(speakers_options, people),
    WS_ALL_ACTS_OPTION(speakers_options, all_acts),
    {"list", 0, WS_OPTION_FLAG, offsetof(speakers_options, list), NULL,
     "the list of speakers, for a name that means only one too", NULL},
    WS_MIN_CONFIDENCE_OPTION(speakers_options, min_confidence),
    {"limit", 'n', WS_OPTION_SIZE, offsetof(speakers_options, limit), "N", "at most N speakers (else all)", NULL},
    {"offset", 0, WS_OPTION_SIZE, offsetof(speakers_options, offset), "N", "pass over the first N", NULL},
    {"merge", 0, WS_OPTION_FLAG, offsetof(speakers_options, merge), NULL,
     "decide that the two names given are one speaker", NULL},
    {"split", 0, WS_OPTION_FLAG, offsetof(speakers_options, split), NULL,
     "decide that the first name given is not the second one's, or stands alone", NULL},
    WS_DECIDING_OPTIONS(speakers_options),
    {NULL, 0, WS_OPTION_FLAG, 0, NULL, NULL, NULL}};

typedef struct speakers_answer {
    ws_people_counts people;
    const ws_person_count *person; /* who alone is meant; NULL: they are listed */
    ws_speaker_profile profile;
} speakers_answer;

/* Rows of speakers stay rows. */
static bool wants_profile(const speakers_options *asked)
{
    return !asked->list && (asked->common.format == WS_FORMAT_TEXT || asked->common.format == WS_FORMAT_JSON);
}

static ws_status find(ws_session *session, const speakers_options *asked, speakers_answer *out, ws_error *error)
{
    ws_speaker_counts speakers = {0};
    ws_status status = ws_identity_open(session, &asked->people, error);
    if (status == WS_OK) status = ws_identity_expand(session, error);
    ws_search search = {
        .query = session->asked, .all_acts = asked->all_acts, .once = true, .min_confidence = asked->min_confidence};
    if (status == WS_OK) status = ws_index_speakers(session->index, &search, session->arena, &speakers, error);
    if (status == WS_OK) status = ws_identity_fold(session, &speakers, true, &out->people, error);
    out->person = status == WS_OK && wants_profile(asked) ? ws_profile_meant(session, &out->people) : NULL;
    return out->person ? ws_profile_find(session, &search, out->person, &out->profile, error) : status;
}

/* Of several who are called so, the first is named as an example. */
static void tell_profiles(const ws_session *session, const ws_people_counts *people)
{
    ws_error shown; /* what a terminal would obey is taken out of messages */
    bool text = session->name_count == 1 && people->count > 1 && people->items[0].name;
    if (!text || !strchr(people->items[0].name, ' ')) return;
    ws_fail(&shown, WS_USAGE, NULL, "several are called so; for the profile of one: whosaid speakers \"%.60s\"",
            people->items[0].name);
    fprintf(session->context->err, "%s\n", shown.message);
}

static void cut_page(const speakers_options *asked, ws_people_counts *people)
{
    size_t offset = asked->offset < people->count ? asked->offset : people->count, left = people->count - offset;
    people->all = people->count;
    people->offset = asked->offset;
    people->items += offset;
    people->count = asked->limit && asked->limit < left ? asked->limit : left;
}

static ws_status answer(ws_session *session, const speakers_options *asked, ws_error *error)
{
    speakers_answer found = {0};
    ws_searched searched;
    ws_status status = ws_session_index(session, &asked->common, error);
    if (status == WS_OK) status = find(session, asked, &found, error);
    if (status == WS_MODIFIED) {
        status = ws_session_reopen(session, &asked->common, error);
        if (status == WS_OK) status = find(session, asked, &found, error);
    }
    const ws_people_counts *people = &found.people;
    bool any = people->count || people->unnamed || people->unresolved;
    if (status == WS_OK && !any) status = ws_session_searched(session, &searched, error);
    if (status != WS_OK) return status;
    session->context->exit_code = any ? 0 : 1;
    if (people->count) cut_page(asked, &found.people);
    ws_identity_tell(session, NULL);
    if (wants_profile(asked) && !found.person) tell_profiles(session, people);
    ws_print print = ws_session_print(session, &asked->common);
    if (found.person) print.profile = &found.profile;
    return ws_printer_for((ws_format)asked->common.format)->speakers(&print, people, any ? NULL : &searched, error);
}

static bool is_operator(const char *word, size_t size)
{
    static const char *const operators[] = {"OR", "AND", "NOT"};
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (strlen(operators[i]) == size && !memcmp(word, operators[i], size)) return true;
    return false;
}

/* Nothing but words: of the language they have no mark. */
static bool is_plain_name(const ws_strings *words)
{
    for (size_t i = 0; i < words->count; i++) {
        if (strpbrk(words->items[i], "\":()*")) return false;
        for (const char *word = words->items[i]; *word; word += strspn(word, " ")) {
            size_t size = strcspn(word, " ");
            if (*word == '-' || is_operator(word, size)) return false;
            word += size;
        }
    }
    return true;
}

/* A plain name is one, whatever parts its words have: "U.S. Agriculture Department". */
static ws_status parse(ws_session *session, const ws_strings *words, ws_error *error)
{
    if (!is_plain_name(words)) return ws_session_query(session, words, WS_FIELD_BY, error);
    const char **quoted = ws_arena_array(session->arena, words->count, sizeof *quoted);
    if (!quoted) return ws_no_memory(error);
    for (size_t i = 0; i < words->count; i++) {
        const char *begin = i ? "" : "\"", *end = i + 1 < words->count ? "" : "\"";
        quoted[i] = ws_arena_printf(session->arena, "%s%s%s", begin, words->items[i], end);
        if (!quoted[i]) return ws_no_memory(error);
    }
    ws_status status = ws_session_query(session, &(ws_strings){quoted, words->count}, WS_FIELD_BY, error);
    if (status != WS_OK) return status;
    const char *asked = session->query_text + 1; /* as it was typed */
    session->query_text = ws_arena_string(session->arena, asked, strlen(asked) - 1);
    return session->query_text ? WS_OK : ws_no_memory(error);
}

static ws_status run_speakers(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    const speakers_options *asked = options_;
    bool joins = asked->merge || asked->split;
    if (asked->merge && asked->split) return ws_fail(error, WS_USAGE, NULL, "--merge and --split don't go together");
    if (!joins && (asked->why || asked->as))
        return ws_fail(error, WS_USAGE, NULL, "--why and --as go with --merge or --split");
    ws_session session;
    ws_status status = ws_session_open(&session, context, error);
    if (status == WS_OK && joins) {
        ws_joining joining = {asked->merge, asked->why, asked->as, &asked->common, &asked->people};
        status = ws_join_speakers(&session, &joining, arguments, error);
        return ws_session_close(&session, status, error);
    }
    if (status == WS_OK && arguments->count) status = parse(&session, arguments, error);
    if (status == WS_OK) status = answer(&session, asked, error);
    return ws_session_close(&session, status, error);
}

const ws_command ws_speakers_command = {
    .name = "speakers",
    .summary = "list who speaks and how often; or the profile of one speaker",
    .arguments = "[NAME | QUERY ...]",
    .description = "Lists the speakers of all statements, or of those that a query matches, most\n"
                   "statements first. Plain words are names here; fields work as in search. Unnamed\n"
                   "sources are never linked across articles: they are counted together, and so are\n"
                   "statements whose speaker was not found. A headline or pull quote that repeats\n"
                   "the body is not counted again.\n"
                   "\n"
                   "All spellings of one person or body are one line, where a registry of well-known\n"
                   "people says that they are, or the names themselves leave no doubt (initials,\n"
                   "nicknames, -y and -iy). 'perhaps several people' stands where nothing but the\n"
                   "name tells that they are one. --people takes a list of your own: a line for\n"
                   "each, with name, person or organization, gender, Wikidata id, other names\n"
                   "(parted by \"; \") and roles, parted by tabs.\n"
                   "\n"
                   "A name that means only one person or body gives the profile: all names, roles\n"
                   "over time, statements by form and act, whom they speak to, what they speak of,\n"
                   "a line of blocks over time, the first and the last statement. Further\n"
                   "conditions narrow it. 'Speaks of' has the words that stand in more of their\n"
                   "statements than in those of others, by the log-likelihood ratio: the strongest\n"
                   "first. --list gives the list instead; where a name means several, the list\n"
                   "comes anyway. Sources without a name have no profile. In JSON the profile\n"
                   "stands beside the list.\n"
                   "\n"
                   "--merge makes one speaker of two names, with all spellings of each; --split\n"
                   "takes the first name away from the second, or from all that it stands with.\n"
                   "Both go before every rule, and are decisions, kept beside the index: 'whosaid\n"
                   "correct --list' shows them, 'whosaid correct --undo' takes one back.\n"
                   "\n"
                   "Examples:\n"
                   "  whosaid speakers                          everybody\n"
                   "  whosaid speakers toll                     speakers with this name\n"
                   "  whosaid speakers Maria Toll               the profile of Maria Toll\n"
                   "  whosaid speakers said:flood               who speaks about the flood\n"
                   "  whosaid speakers 'outlet:\"Harbour Post\" published:2025-04'\n"
                   "  whosaid speakers --merge 'Maria Toll' 'M. Toll' --why 'her byline'\n"
                   "  whosaid speakers --split 'M. Toll' --why 'that is her brother Marcus'",
    .options = options,
    .options_size = sizeof(speakers_options),
    .order = 2,
    .run = run_speakers,
    .takes_query = true,
};
