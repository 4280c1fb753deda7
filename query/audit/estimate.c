/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate.h"

#include <math.h>

static const double Z = 1.959963984540054, TAIL = 0.025;

/* Of a sample that is a good part of its population, more is known: as if it were so much larger. */
static double effective_size(ws_stratum stratum)
{
    double drawn = (double)stratum.judged, all = (double)stratum.population;
    return stratum.judged >= stratum.population ? INFINITY : drawn * (all - 1) / (all - drawn);
}

ws_estimate ws_wilson(ws_stratum stratum)
{
    if (!stratum.judged) return (ws_estimate){.known = false, .value = 0.5, .low = 0, .high = 1};
    double share = (double)stratum.right / (double)stratum.judged, size = effective_size(stratum);
    if (isinf(size)) return (ws_estimate){true, share, share, share};
    double over = Z * Z / size, middle = (share + over / 2) / (1 + over);
    double half = Z * sqrt(share * (1 - share) / size + over / (4 * size)) / (1 + over);
    return (ws_estimate){true, share, fmax(0, middle - half), fmin(1, middle + half)};
}

/* What is taken of a stratum without a judged one. */
static double pooled_share(const ws_stratum *strata, size_t count)
{
    double weights = 0, sum = 0;
    for (size_t i = 0; i < count; i++) {
        if (!strata[i].judged) continue;
        weights += (double)strata[i].population;
        sum += (double)strata[i].population * (double)strata[i].right / (double)strata[i].judged;
    }
    return weights > 0 ? sum / weights : 0.5;
}

static ws_estimate stratum_share(const ws_stratum *strata, size_t count, size_t which)
{
    ws_estimate share = ws_wilson(strata[which]);
    if (!strata[which].judged) share.value = pooled_share(strata, count);
    return share;
}

ws_estimate ws_stratified_share(const ws_stratum *strata, size_t count)
{
    ws_estimate out = {0};
    double all = 0, below = 0, above = 0;
    for (size_t i = 0; i < count; i++) {
        all += (double)strata[i].population;
        if (strata[i].judged) out.known = true;
    }
    if (!out.known || all <= 0) return (ws_estimate){0};
    for (size_t i = 0; i < count; i++) {
        double weight = (double)strata[i].population / all;
        ws_estimate share = stratum_share(strata, count, i);
        out.value += weight * share.value;
        below += pow(weight * (share.value - share.low), 2);
        above += pow(weight * (share.high - share.value), 2);
    }
    out.low = fmax(0, out.value - sqrt(below));
    out.high = fmin(1, out.value + sqrt(above));
    return out;
}

/* --- paragraphs --- */

/* Student's t by Cornish and Fisher's expansion: right to three digits from ten degrees of freedom on. */
static double students_t(size_t freedom)
{
    double n = (double)freedom, cube = Z * Z * Z, fifth = cube * Z * Z;
    return Z + (cube + Z) / (4 * n) + (5 * fifth + 16 * cube + 3 * Z) / (96 * n * n);
}

static size_t found_in(const ws_judged_paragraph *paragraph)
{
    size_t sum = 0;
    for (size_t i = 0; i < WS_STRATA; i++) sum += paragraph->found[i];
    return sum;
}

/* Shares by stratum, and means over the judged paragraphs. */
typedef struct model {
    const ws_judged_sample *sample;
    ws_estimate right[WS_STRATA], sought[WS_STRATA];
    double found[WS_STRATA], all_found; /* in a paragraph */
    double missed, missed_sought;       /* the same, net of what the strata let expect */
    double count;
} model;

static double missed_in(const model *self, const ws_judged_paragraph *paragraph, bool sought)
{
    double rest = sought ? paragraph->sought : paragraph->there;
    for (size_t i = 0; i < WS_STRATA; i++)
        rest -= paragraph->found[i] * (sought ? self->sought[i].value : self->right[i].value);
    return rest;
}

static bool make_model(const ws_judged_sample *sample, model *out)
{
    bool judged = false;
    *out = (model){.sample = sample, .count = (double)sample->paragraph_count};
    if (sample->paragraph_count < WS_LEAST_PARAGRAPHS) return false;
    for (size_t i = 0; i < WS_STRATA; i++) {
        out->right[i] = stratum_share(sample->statements, WS_STRATA, i);
        out->sought[i] = stratum_share(sample->sought, WS_STRATA, i);
        judged = judged || sample->statements[i].judged;
    }
    for (size_t i = 0; i < sample->paragraph_count; i++) {
        const ws_judged_paragraph *paragraph = &sample->paragraphs[i];
        for (size_t j = 0; j < WS_STRATA; j++) out->found[j] += paragraph->found[j] / out->count;
        out->all_found += (double)found_in(paragraph) / out->count;
        out->missed += missed_in(out, paragraph, false) / out->count;
        out->missed_sought += missed_in(out, paragraph, true) / out->count;
    }
    return judged && out->all_found > 0;
}

/* What a ratio to the statements found is wrong by in one paragraph: what is missed there of those that are sought,
 * less `share` of all that is missed. */
static double residual(const model *self, const ws_judged_paragraph *paragraph, double of_sought, double of_all)
{
    double found = (double)found_in(paragraph) / self->all_found;
    return of_sought * (missed_in(self, paragraph, true) - self->missed_sought * found) +
           of_all * (missed_in(self, paragraph, false) - self->missed * found);
}

/* Half an interval of a mean over paragraphs. Where all are alike, the bound of C. J. Clopper and E. S. Pearson (1934)
 * for one statement in a paragraph that was not drawn. */
static double paragraph_half(const model *self, double of_sought, double of_all)
{
    const ws_judged_sample *sample = self->sample;
    double squares = 0, rest = 1 - self->count / (double)sample->paragraph_population;
    for (size_t i = 0; i < sample->paragraph_count; i++)
        squares += pow(residual(self, &sample->paragraphs[i], of_sought, of_all), 2);
    if (rest <= 0) return 0;
    if (squares < 1e-9) return 1 - pow(TAIL, 1 / self->count);
    return students_t(sample->paragraph_count - 1) * sqrt(rest * squares / (self->count - 1) / self->count);
}

static double half_of(ws_estimate share)
{
    return (share.high - share.low) / 2;
}

ws_estimate ws_missed_share(const ws_judged_sample *sample)
{
    model all;
    if (!make_model(sample, &all)) return (ws_estimate){0};
    double squares = pow(paragraph_half(&all, 0, 1) / all.all_found, 2);
    for (size_t i = 0; i < WS_STRATA; i++) squares += pow(all.found[i] / all.all_found * half_of(all.right[i]), 2);
    double value = fmax(0, all.missed / all.all_found);
    return (ws_estimate){true, value, fmax(0, value - sqrt(squares)), value + sqrt(squares)};
}

ws_estimate ws_corrected_share(const ws_judged_sample *sample)
{
    model all;
    double right = 0, sought = 0, population = 0;
    if (!make_model(sample, &all)) return (ws_estimate){0};
    for (size_t i = 0; i < WS_STRATA; i++) {
        population += (double)sample->statements[i].population;
        right += (double)sample->statements[i].population * all.right[i].value;
        sought += (double)sample->statements[i].population * all.sought[i].value;
    }
    double scale = population / all.all_found, whole = right + scale * all.missed;
    if (whole <= 0) return (ws_estimate){0};
    double share = fmin(1, fmax(0, (sought + scale * all.missed_sought) / whole));
    double squares = pow(scale * paragraph_half(&all, 1, -share), 2);
    for (size_t i = 0; i < WS_STRATA; i++) { /* what a share by stratum is wrong by, the paragraphs mend in part */
        double weight = (double)sample->statements[i].population - scale * all.found[i];
        squares += pow(weight * half_of(all.sought[i]), 2) + pow(weight * share * half_of(all.right[i]), 2);
    }
    double half = sqrt(squares) / whole;
    return (ws_estimate){true, share, fmax(0, share - half), fmin(1, share + half)};
}
