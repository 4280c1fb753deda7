#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What the shim shows to others: its headers are plain C11, each stands alone, its library exports exactly what the
# public ones declare, and nobody else sees Xapian.
#     shim_symbols.sh SOURCE LIBRARY COMPILER
set -eu
source=$1 library=$2 compiler=$3
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
failed=0
fail() {
    echo "FAILED: $*" >&2
    failed=1
}

# Public headers are those that make their symbols visible.
public=$(grep -l 'visibility push(default)' "$source"/shim/*.h)
for header in "$source"/shim/*.h; do
    name=$(basename "$header")
    printf '#include "%s"\n#include "%s"\ntypedef int nothing_else;\n' "$name" "$name" >"$work/alone.c"
    "$compiler" -std=c11 -Wall -Wextra -Wpedantic -Wstrict-prototypes -Werror -I"$source/shim" -fsyntax-only \
        "$work/alone.c" ||
        fail "$name does not stand alone as C11"
    if "$compiler" -fpreprocessed -dD -E -P "$header" 2>/dev/null |
        grep -nE '__cplusplus|\bclass\b|\bnamespace\b|[Xx]apian|std::'; then
        fail "$name mentions C++"
    fi
done

for header in $public; do
    printf '#include "%s"\n' "$(basename "$header")"
done >"$work/all.c"
"$compiler" -std=c11 -I"$source/shim" -c -aux-info "$work/prototypes" -o "$work/all.o" "$work/all.c"
{
    grep -F "$source/shim/" "$work/prototypes" | grep -v ' static ' | grep -oE '\bws_[a-z0-9_]+ \(' | tr -d ' ('
    cat $public | grep -E '^extern [^(]*;' | grep -oE '\bws_[a-z0-9_]+(\[[^]]*\])?;' | sed 's/[[;].*//'
} | sort -u >"$work/declared"
nm -D --defined-only "$library" | awk '{print $3}' | sed 's/@.*//' | sort -u >"$work/exported"
if ! diff -u "$work/declared" "$work/exported"; then
    fail "the library's symbols (+) are not those that the headers declare (-)"
fi
test "$(wc -l <"$work/declared")" -gt 50 || fail "hardly any declaration was found in the headers"

if grep -rnE --include='*.c' --include='*.h' --include='*.cc' --include='*.hh' \
    '#[[:space:]]*include[[:space:]]*[<"]xapian' \
    "$source/indexer" "$source/query" "$source/tests" "$source"/shim/*.c "$source"/shim/*.h; then
    fail "Xapian is seen outside of the C++ files of shim/"
fi
exit "$failed"
