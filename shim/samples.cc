/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian_database.hh"

namespace whosaid
{

using Xapian::Query;

std::string sample_term(ws_arena *arena, size_t part)
{
    char digits[3];
    snprintf(digits, sizeof digits, "%02x", static_cast<unsigned>(part % WS_SAMPLES));
    return term(arena, WS_FIELD_SAMPLE, digits);
}

Query in_samples(const Query &query, size_t parts)
{
    Arena arena;
    std::vector<Query> any;
    for (size_t i = 0; i < parts; i++) any.emplace_back(sample_term(arena, i));
    return Query(Query::OP_FILTER, query, Query(Query::OP_OR, any.begin(), any.end()));
}

size_t to_two_digits(size_t number)
{
    constexpr size_t DIGITS = 100;
    size_t unit = 1;
    while (number / unit >= DIGITS) unit *= 10;
    return (number + unit / 2) / unit * unit;
}

} // namespace whosaid
