/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tables.h"

#define FORMULAS                                                                                                       \
    {                                                                                                                  \
        "cells_like_formulas", WS_CELL_TEXT,                                                                           \
            "columns of this row that begin with =, +, -, @, a tab or a carriage return, which a spreadsheet might "   \
            "take for a formula; import them as text"                                                                  \
    }

static const ws_column statements[] = {
    {"schema_version", WS_CELL_INTEGER, "version of these columns' meaning"},
    {"id", WS_CELL_TEXT, "the statement, 32 hexadecimal digits; the same in every export"},
    {"match", WS_CELL_TEXT, "where the words of the query were found: content, headline or paragraph"},
    {"speakers", WS_CELL_TEXT, "who speaks, as the article names them; joint speakers are parted by \"; \""},
    {"speaker_ids", WS_CELL_TEXT,
     "who that is over all articles: a Wikidata id or a name key, each in its speaker's place; empty for a source "
     "without a name, which is never linked across articles. An equal key alone does not prove one person"},
    {"types", WS_CELL_TEXT,
     "person, organization, role, anonymous, group, document, publication or none, each in its place"},
    {"namings", WS_CELL_TEXT,
     "named, partly, spokesperson, insider, withheld, collective or unknown, each in its place"},
    {"roles", WS_CELL_TEXT, "office or role as the article gives it, at that time, each in its place"},
    {"affiliations", WS_CELL_TEXT, "body they belong to, as the article gives it, each in its place"},
    {"form", WS_CELL_TEXT, "direct: in quotation marks; mixed: partly; indirect: a paraphrase by the article"},
    {"act", WS_CELL_TEXT,
     "statement, denial, confirmation, allegation, announcement, question, request, promise, no-comment, no-response, "
     "thought or finding"},
    {"negated", WS_CELL_ANSWER, "the article tells what was not said"},
    {"firsthand", WS_CELL_ANSWER, "nobody stands between speaker and reporter"},
    {"via", WS_CELL_TEXT, "by way of whom, parted by \" > \", nearest the reporter last"},
    {"addressee", WS_CELL_TEXT, "to whom it was said, as the article has it"},
    {"medium", WS_CELL_TEXT, "in what it was said, as the article has it"},
    {"setting", WS_CELL_TEXT, "kind of occasion"},
    {"said_on", WS_CELL_TEXT, "ISO 8601 date when it was said; empty where the article does not tell"},
    {"precision", WS_CELL_TEXT, "of said_on: day, month, year, ..."},
    {"published", WS_CELL_TEXT, "ISO 8601 date or time of publication"},
    {"publisher", WS_CELL_TEXT, "outlet"},
    {"title", WS_CELL_TEXT, "headline"},
    {"author", WS_CELL_TEXT, "byline"},
    {"section", WS_CELL_TEXT, "section of the outlet"},
    {"url", WS_CELL_TEXT, "address of the article"},
    {"article_id", WS_CELL_TEXT, "id of the article in the index; empty where an order of anonymity withholds it"},
    {"part", WS_CELL_TEXT, "headline, summary, body, caption, pull-quote or correction"},
    {"paragraph", WS_CELL_INTEGER, "paragraph of the article, counted from 1"},
    {"begin", WS_CELL_INTEGER,
     "first character of verbatim in the article's text; Unicode code points, counted from 0"},
    {"end", WS_CELL_INTEGER, "behind its last character; Unicode code points"},
    {"source", WS_CELL_TEXT, "the article's words for the source; pieces are joined by \" ... \""},
    {"cue", WS_CELL_TEXT, "the words that make it an attribution"},
    {"content", WS_CELL_TEXT,
     "what was said, in the article's words; of a denial, question, request, refusal or thought never to be shown "
     "without the cue"},
    {"verbatim", WS_CELL_TEXT,
     "the article's own characters from the first to the last of source, cue and content: quote this"},
    {"status", WS_CELL_TEXT, "current, superseded, withdrawn or rejected"},
    {"confidence", WS_CELL_NUMBER, "how sure the reader is that this is an attribution, 0 to 1"},
    {"corrected", WS_CELL_TEXT, "fields that a person's decision corrected"},
    {"article", WS_CELL_TEXT, "key into the table articles"},
    {"stance", WS_CELL_TEXT, "of the cue: neutral, distancing or endorsing"},
    {"tone", WS_CELL_TEXT, "admission, threat, apology or retraction"},
    {"response", WS_CELL_TEXT, "kind of refusal or missing answer"},
    {"given_to", WS_CELL_TEXT, "whom the words were given to, as the article has it"},
    {"occasion", WS_CELL_TEXT, "where it was said, as the article has it"},
    {"time_text", WS_CELL_TEXT, "when it was said, in the article's words"},
    {"translated", WS_CELL_ANSWER, "the article says that the words are translated"},
    {"produced", WS_CELL_TEXT, "own, agency, other or unknown: whose copy it is"},
    {"repeats", WS_CELL_TEXT, "id of the statement in the body that a headline or pull quote repeats"},
    {"model", WS_CELL_TEXT, "checksum of the model that read it"},
    {"indexed", WS_CELL_TEXT, "when it was read into the index, ISO 8601 UTC"},
    FORMULAS};

static const ws_column speakers[] = {
    {"statement", WS_CELL_TEXT, "id of the statement"},
    {"place", WS_CELL_INTEGER, "1 for the first of joint speakers"},
    {"name", WS_CELL_TEXT, "as the article names them, or describes a source without a name"},
    {"id", WS_CELL_TEXT,
     "who that is over all articles: a Wikidata id or a name key; empty for a source without a name. An equal key "
     "alone does not prove one person"},
    {"type", WS_CELL_TEXT, "person, organization, role, anonymous, group, document, publication or none"},
    {"naming", WS_CELL_TEXT, "named, partly, spokesperson, insider, withheld or collective"},
    {"basis", WS_CELL_TEXT, "how the name was found: named, pronoun, nominal, office or corrected"},
    {"role", WS_CELL_TEXT, "office or role as the article gives it, at that time"},
    {"affiliation", WS_CELL_TEXT, "body they belong to, as the article gives it"},
    {"count", WS_CELL_TEXT, "how many they are, as the article has it: digits, one or several"},
    {"confidence", WS_CELL_NUMBER, "how sure the reader is of the name, 0 to 1"},
    FORMULAS};

static const ws_column chain[] = {{"statement", WS_CELL_TEXT, "id of the statement"},
                                  {"place", WS_CELL_INTEGER, "1 is nearest the speaker, the last nearest the reporter"},
                                  {"name", WS_CELL_TEXT, "by way of whom; empty: somebody who is not named"},
                                  {"type", WS_CELL_TEXT, "person, organization, publication, ..."},
                                  FORMULAS};

static const ws_column articles[] = {
    {"article", WS_CELL_TEXT, "key that the table statements has"},
    {"published", WS_CELL_TEXT, "ISO 8601 date or time of publication"},
    {"publisher", WS_CELL_TEXT, "outlet"},
    {"title", WS_CELL_TEXT, "headline"},
    {"author", WS_CELL_TEXT, "byline"},
    {"section", WS_CELL_TEXT, "section of the outlet"},
    {"url", WS_CELL_TEXT, "address; empty where an order of anonymity withholds it"},
    {"article_id", WS_CELL_TEXT, "id in the index; empty where an order of anonymity withholds it"},
    {"updated", WS_CELL_TEXT, "ISO 8601 date or time of the last update"},
    {"language", WS_CELL_TEXT, "BCP 47"},
    {"credit", WS_CELL_TEXT, "agency or author in the credit line"},
    {"correction", WS_CELL_TEXT, "what the publisher says that it corrected"},
    {"length", WS_CELL_INTEGER, "of the text as indexed, in Unicode code points"},
    FORMULAS};

static const ws_column decisions[] = {
    {"statement", WS_CELL_TEXT, "id of the statement"}, {"field", WS_CELL_TEXT, "what was decided about"},
    {"decision", WS_CELL_TEXT, "id of the decision"},   {"kind", WS_CELL_TEXT, "correction, merge, split or link"},
    {"decided", WS_CELL_TEXT, "when, ISO 8601 UTC"},    {"who", WS_CELL_TEXT, "by whom"},
    {"why", WS_CELL_TEXT, "the reason that was given"}, FORMULAS};

#define COLUMNS(array_) array_, sizeof(array_) / sizeof *(array_)

const ws_table ws_tables[WS_TABLES] = {
    {"statements", "one row for each statement", "id", COLUMNS(statements)},
    {"speakers", "one row for each statement and speaker", "statement place", COLUMNS(speakers)},
    {"chain", "one row for each statement and person or body between its speaker and the reporter", "statement place",
     COLUMNS(chain)},
    {"articles", "one row for each article that has one of the statements", "article", COLUMNS(articles)},
    {"decisions", "one row for each statement and field that somebody decided about", "statement field decision",
     COLUMNS(decisions)}};

const char *const ws_table_names[] = {"statements", "speakers", "chain", "articles", "decisions", NULL};

const char *const ws_counting_rules[] = {
    "A row of statements is one statement of one article: the same words in two articles are two rows.",
    "Rows of speakers are not statements: a statement of two joint speakers has two, one whose speaker was not found "
    "has "
    "none.",
    "An unnamed source is never linked across articles: two rows with the same description may be two sources.",
    "An equal speaker id that is a name key does not prove one person.",
    "Headlines, captions and pull quotes are statements of their own; where repeats is filled, count one of the two.",
    "What the writer says that somebody thinks is left out unless it was asked for.",
    "Superseded, withdrawn, withheld, embargoed and rejected statements are left out.",
    "Offsets count Unicode code points of the article's text, from 0, the end exclusive.",
    NULL};
