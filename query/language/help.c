/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "language.h"

#include <string.h>

static void add_values(ws_buffer *buffer, const ws_field *field)
{
    ws_vocabulary vocabulary = (ws_vocabulary)field->vocabulary;
    size_t width = 14;
    ws_buffer_puts(buffer, "              ");
    for (size_t i = 0; i < ws_value_count(vocabulary); i++) {
        const char *name = ws_value_name(vocabulary, (int)i);
        size_t size = strlen(name);
        if (width + size + 1 > 79) {
            ws_buffer_puts(buffer, "\n              ");
            width = 14;
        }
        ws_buffer_printf(buffer, " %s", name);
        width += size + 1;
    }
    ws_buffer_putc(buffer, '\n');
}

void ws_query_help_words(ws_buffer *buffer)
{
    ws_buffer_puts(buffer,
                   "  ceasefire talks        both words are said, in any of their forms\n"
                   "  \"ceasefire talks\"      the words next to each other, exactly so\n"
                   "  ceasefire OR truce     either; AND, OR and NOT are written in capitals\n"
                   "  talks -prisoners       the first without the second; or: talks NOT prisoners\n"
                   "  (flood OR dam) mayor   brackets group\n"
                   "  evacuat*               words that begin so; at least three letters\n"
                   "  by:toll                a field and a word; no blank after the colon\n"
                   "  by:\"Maria Toll\"        a field and several words\n"
                   "  act:(denial OR question)   a field and several of its values\n"
                   "  outlet:=\"The Ledger\"   a whole name; so also by:, byline:, section:\n"
                   "  article:(act:denial)   whatever stands in articles that have a denial\n"
                   "  *                      everything\n"
                   "\n"
                   "  Plain words are looked for in what was said. Where they are found only in the\n"
                   "  headline or the paragraph around a statement, it comes last and is marked;\n"
                   "  said:word leaves such out.\n");
}

void ws_query_help_dates(ws_buffer *buffer)
{
    ws_buffer_puts(buffer,
                   "  published:2025           a year; :2025-04 a month; :2025-04-13 a day\n"
                   "  published:2025-04-01..2025-04-30   both days included; either may be left out\n"
                   "  published:last-month     also today, yesterday, last-week, last-year,\n"
                   "                           this-month, past-30-days\n"
                   "  Articles without a date are not found by published:\n"
                   "  said-on: takes the same. What was said \"in March\" is found by its month and\n"
                   "  year, not by a day; what the article doesn't date, not at all.\n");
}

void ws_query_help(ws_buffer *buffer)
{
    ws_buffer_puts(buffer, "QUERIES\n");
    ws_query_help_words(buffer);
    ws_buffer_puts(buffer, "  A shell takes quotation marks away: put the whole query in single ones. -n, -h\n"
                           "  and what begins with -- are options: to leave out the word n, write NOT n.\n"
                           "\n"
                           "FIELDS\n");
    for (int id = 0; id < WS_FIELD_COUNT; id++) {
        const ws_field *field = ws_field_get((ws_field_id)id);
        if (!field->name) continue;
        ws_buffer_printf(buffer, "  %s:%*s %s\n", field->name, 11 - (int)strlen(field->name), "", field->help);
        if (field->kind == WS_KIND_VALUE) add_values(buffer, field);
    }
    ws_buffer_puts(buffer, "\nDATES\n");
    ws_query_help_dates(buffer);
    ws_buffer_printf(buffer,
                     "\nLIMITS\n"
                     "  %d words in a query, %d in a phrase, brackets %d deep, %d bytes,\n"
                     "  %d words for each wildcard\n",
                     WS_QUERY_MAX_TERMS, WS_QUERY_MAX_PHRASE, WS_QUERY_MAX_DEPTH, WS_QUERY_MAX_BYTES,
                     WS_QUERY_MAX_EXPANSION);
}
