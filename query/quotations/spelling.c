/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spelling.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef struct pair {
    const char *from, *to;
} pair;

/* Words that follow no rule; in the order of their bytes. */
static const pair words[] = {
    {"aeroplane", "airplane"},
    {"aeroplanes", "airplanes"},
    {"ageing", "aging"},
    {"aluminium", "aluminum"},
    {"amongst", "among"},
    {"artefact", "artifact"},
    {"artefacts", "artifacts"},
    {"calibre", "caliber"},
    {"centimetre", "centimeter"},
    {"centimetres", "centimeters"},
    {"centre", "center"},
    {"centred", "centered"},
    {"centres", "centers"},
    {"cheque", "check"},
    {"cheques", "checks"},
    {"cosy", "cozy"},
    {"defence", "defense"},
    {"defences", "defenses"},
    {"draught", "draft"},
    {"enrol", "enroll"},
    {"fibre", "fiber"},
    {"fibres", "fibers"},
    {"foetus", "fetus"},
    {"fulfil", "fulfill"},
    {"fulfilment", "fulfillment"},
    {"grey", "gray"},
    {"gynaecologist", "gynecologist"},
    {"jewellery", "jewelry"},
    {"judgement", "judgment"},
    {"judgements", "judgments"},
    {"kerb", "curb"},
    {"kilometre", "kilometer"},
    {"kilometres", "kilometers"},
    {"learnt", "learned"},
    {"licence", "license"},
    {"licences", "licenses"},
    {"litre", "liter"},
    {"litres", "liters"},
    {"manoeuvre", "maneuver"},
    {"manoeuvres", "maneuvers"},
    {"metre", "meter"},
    {"metres", "meters"},
    {"mould", "mold"},
    {"moustache", "mustache"},
    {"mum", "mom"},
    {"offence", "offense"},
    {"offences", "offenses"},
    {"paediatric", "pediatric"},
    {"paediatrician", "pediatrician"},
    {"plough", "plow"},
    {"practise", "practice"},
    {"practised", "practiced"},
    {"practising", "practicing"},
    {"pretence", "pretense"},
    {"programme", "program"},
    {"programmes", "programs"},
    {"pyjamas", "pajamas"},
    {"sceptic", "skeptic"},
    {"sceptical", "skeptical"},
    {"sceptics", "skeptics"},
    {"skilful", "skillful"},
    {"spelt", "spelled"},
    {"spectre", "specter"},
    {"storey", "story"},
    {"storeys", "stories"},
    {"sulphur", "sulfur"},
    {"theatre", "theater"},
    {"theatres", "theaters"},
    {"towards", "toward"},
    {"tyre", "tire"},
    {"tyres", "tires"},
    {"whilst", "while"},
    {"wilful", "willful"},
};

/* Endings of which one house writes the first, one the second, behind at least so many letters: fewer would make one of
 * words that are two ("four" and "for", "prise" and "prize"). */
static const struct {
    pair ending;
    size_t least;
} endings[] = {
    {{"isations", "izations"}, 3}, {{"isation", "ization"}, 3},
    {{"ising", "izing"}, 3},       {{"isers", "izers"}, 3},
    {{"iser", "izer"}, 3},         {{"ised", "ized"}, 3},
    {{"ises", "izes"}, 3},         {{"ise", "ize"}, 3},
    {{"lysing", "lyzing"}, 2},     {{"lysed", "lyzed"}, 2},
    {{"lyses", "lyzes"}, 2},       {{"lyse", "lyze"}, 2},
    {{"ouring", "oring"}, 2},      {{"oured", "ored"}, 2},
    {{"ourable", "orable"}, 2},    {{"ourite", "orite"}, 2},
    {{"ourites", "orites"}, 2},    {{"ourful", "orful"}, 2},
    {{"ourhood", "orhood"}, 2},    {{"ourhoods", "orhoods"}, 2},
    {{"ours", "ors"}, 2},          {{"our", "or"}, 2},
    {{"ogues", "ogs"}, 3},         {{"ogue", "og"}, 3},
};

static int compare_pairs(const void *word, const void *entry)
{
    return strcmp(word, ((const pair *)entry)->from);
}

static bool is_vowel(char letter)
{
    return letter && strchr("aeiou", letter) != NULL;
}

/* "travelled", "modelling": behind two syllables or more, for "filled" is not "filed". */
static bool doubles_l(const char *word, size_t size, size_t *at)
{
    static const char *const rests[] = {"led", "ling", "ler", "lers", "lor", "lors"};
    for (size_t i = 0; i < sizeof rests / sizeof *rests; i++) {
        size_t rest = strlen(rests[i]), syllables = 0;
        if (size < rest + 4 || strcmp(word + size - rest, rests[i]) != 0 || word[size - rest - 1] != 'l') continue;
        for (size_t j = 0; j + rest + 1 < size; j++)
            syllables += is_vowel(word[j]) && (j == 0 || !is_vowel(word[j - 1]));
        *at = size - rest;
        return syllables >= 2;
    }
    return false;
}

const char *ws_house_spelling(ws_arena *arena, const char *folded)
{
    size_t size = strlen(folded), at;
    const pair *known = bsearch(folded, words, sizeof words / sizeof *words, sizeof *words, compare_pairs);
    if (known) return known->to;
    if (doubles_l(folded, size, &at)) return ws_arena_printf(arena, "%.*s%s", (int)(at - 1), folded, folded + at);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t ending = strlen(endings[i].ending.from);
        if (size < ending + endings[i].least || strcmp(folded + size - ending, endings[i].ending.from) != 0) continue;
        return ws_arena_printf(arena, "%.*s%s", (int)(size - ending), folded, endings[i].ending.to);
    }
    return folded;
}
