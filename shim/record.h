/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The record: an article and the statements found in it, as they flow from the reader to the index and back out.
 *
 * Everything here lives in an arena that the caller owns. Strings are NUL-terminated checked UTF-8; NULL where the
 * article does not say. Spans are bytes of the article's text, end exclusive, in order, not overlapping, non-empty. */
#ifndef WS_RECORD_H
#define WS_RECORD_H

#include "arena.h"
#include "status.h"
#include "unicode.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(default)

enum { WS_SCHEMA_VERSION = 1 };

typedef struct ws_span {
    uint32_t begin, end;
} ws_span;

typedef struct ws_spans {
    ws_span *items;
    size_t count;
} ws_spans;

/* --- named values: one table each in record.c; *_name never returns NULL, ws_value_parse returns -1 for a stranger --- */

typedef enum ws_vocabulary {
    WS_FORMS, WS_ACTS, WS_STANCES, WS_TONES, WS_PARTS, WS_PRODUCTIONS, WS_SPEAKER_TYPES, WS_NAMINGS, WS_BASES, WS_STATES,
    WS_RESPONSE_KINDS, WS_SETTINGS, WS_MATCHES, WS_ARTICLE_STATUSES, WS_RELEASES,
    WS_PROXIMITIES, WS_SPECIFICITIES, WS_JUDGEMENTS,
    WS_QUALITIES, WS_PARTICULARS, WS_ANSWERS, /* of facets.h, for queries: is:, has:, yes or no */
    WS_VOCABULARIES
} ws_vocabulary;

typedef enum { WS_FORM_DIRECT, WS_FORM_MIXED, WS_FORM_INDIRECT } ws_form;
typedef enum {
    WS_ACT_STATEMENT, WS_ACT_DENIAL, WS_ACT_CONFIRMATION, WS_ACT_ALLEGATION, WS_ACT_ANNOUNCEMENT, WS_ACT_QUESTION,
    WS_ACT_REQUEST, WS_ACT_PROMISE, WS_ACT_NO_COMMENT, WS_ACT_NO_RESPONSE, WS_ACT_THOUGHT, WS_ACT_FINDING
} ws_act;
typedef enum { WS_STANCE_NEUTRAL, WS_STANCE_DISTANCING, WS_STANCE_ENDORSING } ws_stance;
typedef enum { WS_TONE_NONE, WS_TONE_ADMISSION, WS_TONE_THREAT, WS_TONE_APOLOGY, WS_TONE_RETRACTION } ws_tone;
typedef enum { WS_PART_BODY, WS_PART_HEADLINE, WS_PART_SUMMARY, WS_PART_CAPTION, WS_PART_PULL_QUOTE, WS_PART_CORRECTION } ws_part;
typedef enum { WS_PRODUCED_UNKNOWN, WS_PRODUCED_OWN, WS_PRODUCED_AGENCY, WS_PRODUCED_OTHER } ws_produced;
typedef enum {
    WS_SPEAKER_NONE, WS_SPEAKER_PERSON, WS_SPEAKER_ORGANIZATION, WS_SPEAKER_ROLE, WS_SPEAKER_ANONYMOUS,
    WS_SPEAKER_GROUP, WS_SPEAKER_DOCUMENT, WS_SPEAKER_PUBLICATION
} ws_speaker_type;
typedef enum { WS_NAMING_UNKNOWN, WS_NAMING_NAMED, WS_NAMING_PARTLY, WS_NAMING_SPOKESPERSON, WS_NAMING_INSIDER, WS_NAMING_WITHHELD, WS_NAMING_COLLECTIVE } ws_naming;
typedef enum { WS_BASIS_NONE, WS_BASIS_NAMED, WS_BASIS_PRONOUN, WS_BASIS_NOMINAL, WS_BASIS_OFFICE, WS_BASIS_CORRECTED } ws_basis;
typedef enum { WS_STATE_CURRENT, WS_STATE_SUPERSEDED, WS_STATE_WITHDRAWN } ws_state;
typedef enum {
    WS_RESPONSE_NONE, WS_RESPONSE_DECLINED, WS_RESPONSE_REFUSED, WS_RESPONSE_WOULD_NOT_SAY, WS_RESPONSE_REFERRED,
    WS_RESPONSE_DID_NOT_RESPOND, WS_RESPONSE_NOT_IMMEDIATELY, WS_RESPONSE_UNREACHABLE
} ws_response_kind;
typedef enum {
    WS_SETTING_NONE, WS_SETTING_OWN_INTERVIEW, WS_SETTING_OTHER_OUTLET, WS_SETTING_PRESS_CONFERENCE,
    WS_SETTING_WRITTEN_STATEMENT, WS_SETTING_POST, WS_SETTING_SPEECH, WS_SETTING_BROADCAST, WS_SETTING_COURT,
    WS_SETTING_LEGISLATURE, WS_SETTING_SWORN, WS_SETTING_DOCUMENT_SEEN
} ws_setting;

/* How near a source without a name stands to what it tells, and how much its descriptor tells of it: "sources"; "people
 * familiar with the talks"; "a finance ministry official". */
typedef enum {
    WS_PROXIMITY_NONE, WS_PROXIMITY_UNSPECIFIED, WS_PROXIMITY_DIRECT_KNOWLEDGE, WS_PROXIMITY_BRIEFED,
    WS_PROXIMITY_FAMILIAR, WS_PROXIMITY_CLOSE_TO
} ws_proximity;
typedef enum { WS_SPECIFICITY_NONE, WS_SPECIFICITY_BARE, WS_SPECIFICITY_DESCRIBED, WS_SPECIFICITY_PLACED } ws_specificity;
typedef enum { WS_JUDGEMENT_NONE, WS_JUDGEMENT_FACT, WS_JUDGEMENT_OPINION, WS_JUDGEMENT_ATTACK } ws_judgement;

const char *ws_value_name(ws_vocabulary vocabulary, int value);
int ws_value_parse(ws_vocabulary vocabulary, const char *name);
size_t ws_value_count(ws_vocabulary vocabulary);

/* --- the article --- */

typedef enum { WS_ARTICLE_READ, WS_ARTICLE_REFUSED, WS_ARTICLE_SUPERSEDED, WS_ARTICLE_WITHDRAWN, WS_ARTICLE_OTHER_LANGUAGE } ws_article_status;
/* What its publisher says of an article: to be used, not to be used for now, or (also killed) not ever. */
typedef enum { WS_RELEASE_USABLE, WS_RELEASE_WITHHELD, WS_RELEASE_CANCELED } ws_release;

/* Text of an article that is no running text, as only its reader knows: a caption, the summary under the headline. */
typedef struct ws_article_part {
    ws_span span; /* whole paragraphs */
    ws_part part; /* not WS_PART_BODY */
} ws_article_part;

typedef struct ws_article {
    const char *id;      /* the input's id within its publisher; else the URL without fragment; else the path as given */
    const char *input_id; /* the input's own id, unchanged, for `extract`; NULL when it has none */
    bool input_id_is_number; /* in JSON input; printed back as it came */
    const char *text;    /* the source's own code points, never normalised; not NULL */
    size_t text_size;
    const char *title;
    const char *url;
    const char *publisher;
    const char *author;
    const char *section;
    const char *published; /* ISO 8601, date or date and time with its offset if given, as normalised by date.h */
    const char *updated;
    const char *language;  /* BCP 47 */
    const char *dateline;
    const char *credit;     /* the agency or author that the credit line names, where metadata has one */
    const char *correction; /* what the publisher says that it corrected */
    const char *embargoed;  /* until when it waits, ISO 8601; not shown before */
    ws_release release;
    bool summary_only;      /* its source gives no more of it than a summary, which is the text; not part of the hash */
    bool cut_off;           /* its file ends before it does; to be told, not part of the hash, not kept */
    const char *unread_date; /* a date that could not be understood, as `published "32.13.2019"`; the same */
    const char *path;      /* file it came from, as given */
    ws_article_status status;
    bool masked;           /* names were taken out of it when it was read from an index: id, URL and path tell them */
    ws_hash content;       /* of text and metadata; set by ws_article_seal */
    const ws_article_part *parts; /* in order, not overlapping, non-empty; what has none is body, or a leading title line */
    size_t part_count;
    const char *model;     /* what read it, as its statements record it; set before writing, not part of the hash */
} ws_article;

/* Checks and completes an article that a reader filled: text is valid and not blank, `id` derived, dates normalised
 * (one that cannot be understood is dropped and noted, and where an embargo ends with it the article is withheld), parts
 * checked, `content` hashed. WS_REFUSED says why not. */
ws_status ws_article_seal(ws_arena *arena, ws_article *article, ws_error *error);
/* Notes, if none is noted yet, that a date of this name cannot be understood. */
ws_status ws_article_note_date(ws_arena *arena, ws_article *article, const char *name, const char *written,
                               ws_error *error);

/* --- the statement --- */

typedef struct ws_speaker {
    const char *name;        /* as shown: "Volodymyr Zelenskiy"; the descriptor for unnamed speakers; NULL: unresolved */
    const char *key;         /* name key: folded words of the name without titles; NULL where nobody may be linked */
    ws_speaker_type type;
    ws_naming naming;
    ws_basis basis;
    const char *role;        /* "mayor of Sumy" */
    const char *affiliation;
    const char *count;       /* digits, "one", "several" or NULL */
    float confidence;        /* of this resolution, 0..1 */
} ws_speaker;

typedef struct ws_via {
    const char *name;
    ws_speaker_type type;
} ws_via;

/* Of a speaker without a name; proximity NONE: not such a speaker. */
typedef struct ws_anonymity {
    ws_proximity proximity;
    const char *reason;      /* in the article's words: "because she feared for her job" */
    bool stock;              /* the reason is a set phrase: "because they were not authorized to speak publicly" */
    const char *descriptor;  /* "people familiar with the talks" */
    ws_specificity specificity;
    ws_judgement judgement;  /* what the words are: fact, opinion, attack on a person */
} ws_anonymity;

typedef struct ws_statement {
    ws_hash id;              /* set by ws_statements_seal */
    uint32_t paragraph;      /* 1-based paragraph of the first content or cue character */
    ws_part part;
    ws_produced produced;
    ws_form form;
    ws_act act;
    bool negated;
    ws_stance stance;
    ws_tone tone;
    ws_state state;
    struct {
        ws_response_kind kind;
        const char *asked_by, *about;
    } response;
    ws_spans source, cue, content, quoted; /* quoted: the parts of content inside quotation marks, marks excluded */
    const char *cue_lemma;
    ws_speaker *speakers;
    size_t speaker_count;
    bool unresolved;
    ws_via *via;             /* nearest the reporter last */
    size_t via_count;
    ws_hash *rests_on;       /* ids of the statements that source what is claimed flat here */
    size_t rests_on_count;
    const ws_hash *repeats;  /* id of the statement in the body that a headline or pull quote repeats, or NULL */
    bool firsthand;
    ws_anonymity anonymity;
    struct {
        const char *seen_by, *obtained;
    } document;
    const char *addressee, *given_to, *medium, *occasion;
    ws_setting setting;
    struct {
        const char *text, *date, *precision;
    } time;
    bool translated;
    float confidence;        /* 0..1 */
    struct {
        float addressee, medium, time, via;
    } sure;                  /* of these fields, 0..1; 0 where there is none */
    const char *model;       /* checksum or name of the engine that read it */
    const char *indexed;     /* when it came in, ISO 8601 UTC; filled on writing */
    const char *replaces;    /* hex id of what an older model read in its place, or NULL */
    struct {
        const char *when, *speakers; /* ISO 8601 UTC; names, parted by "; ", "" for none */
    } reread;                /* its words stayed and their speaker is read otherwise since; NULL: no */
    const char *first_seen;  /* ws_article_version of the earliest version read that has it, or NULL; filled on writing */
} ws_statement;

/* Ids of all statements of an article: a hash of article id, folded source, cue and content words, and the ordinal
 * among equals; never of offsets. */
ws_status ws_statements_seal(ws_arena *arena, const ws_article *article, ws_statement *statements, size_t count,
                             ws_error *error);

/* First to last character of source, cue and content together; {0,0} for a statement without spans. */
ws_span ws_statement_extent(const ws_statement *statement);

/* The characters of the spans, pieces joined by " ... ". NULL: no memory; "" for no spans. */
char *ws_spans_text(ws_arena *arena, const char *text, ws_spans spans);

/* The name key of a shown name: folded words without titles ("Mr", "President"), initials kept. NULL: no memory. */
char *ws_name_key(ws_arena *arena, const char *name);

#pragma GCC visibility pop
#endif
