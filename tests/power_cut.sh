#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# power_cut.sh BUILD [CUTS] [SEED]: kills a run of whosaid-index at random moments, as a power cut would, and starts it
# again. After every cut the index has to open and to be sound, with everything in it that was acknowledged; and when a
# run comes to its end, the index has to answer like one that was made without a cut.
set -eu
build=$1 cuts=${2:-200} seed=${3:-$$}
RANDOM=$seed
export SOURCE_DATE_EPOCH=1744675200 LC_ALL=C.UTF-8
PATH="$build:$PATH"
work=$(mktemp -d "${TMPDIR:-/tmp}/whosaid-cuts.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"

# Three hundred articles, of which every third comes in a second version.
articles() {
    local i
    for ((i = 1; i <= 300; i++)); do
        printf '{"id":"n%d","publisher":"Post","updated":"2025-04-01","text":"\\"Item %d is fine,\\" said Ben Kade."}\n' $i $i
        ((i % 3)) && continue
        printf '{"id":"n%d","publisher":"Post","updated":"2025-04-02","text":"\\"Item %d is late,\\" said Ana Ruiz."}\n' $i $i
    done
}
add() { # add INDEX ACKNOWLEDGED
    exec whosaid-index add --jobs 2 --batch 7 --db "$1" --acknowledge "$2" in.jsonl >/dev/null 2>>errors
}
dump() { whosaid --db "$1" --format=json --all-acts --limit 10000 '*'; }
counts() { whosaid-index stats --db "$1" --format=json | jq -S 'del(.bytes, .db)'; }
# Ids of whole lines: the last one may be torn.
acknowledged() { sed -n 's/^{"id":\(".*"\)}$/\1/p' "$1" | sort -u; }
failed() {
    echo "FAILED after $done_cuts cuts (seed $seed): $*" >&2
    cat errors >&2
    exit 1
}

articles >in.jsonl
: >errors
done_cuts=0 whole_runs=0
begun=$(date +%s%N)
(add whole whole.ids)
length=$((($(date +%s%N) - begun) / 1000000))
dump whole >whole.json
counts whole >whole.counts
[ "$(jq '.statements | length' whole.json)" -ge 300 ] || failed "the articles hold too few statements"
[ "$(acknowledged whole.ids | wc -l)" -eq 300 ] || failed "not all articles were acknowledged"

# What is left after a cut: nothing yet, or a sound index with all that was acknowledged.
look() {
    [ -e cut ] || return 0
    acknowledged cut.ids >cut.acknowledged
    if [ ! -s cut.acknowledged ] && ! whosaid-index stats --db cut >/dev/null 2>&1; then
        return 0 # cut while it was being made
    fi
    whosaid-index check --db cut >checked 2>&1 || failed "$(cat checked)"
    dump cut | jq '.statements[].article.id' | sort -u >cut.there
    comm -23 cut.acknowledged cut.there >missing
    [ ! -s missing ] || failed "acknowledged, but not there: $(head -3 missing)"
}

while [ "$done_cuts" -lt "$cuts" ]; do
    : >>cut.ids
    (add cut cut.ids) &
    run=$!
    sleep "$(awk -v at=$((RANDOM % 1000)) -v most="$length" 'BEGIN { print at * most / 1000000 }')"
    kill -9 "$run" 2>/dev/null || true
    ended=0
    wait "$run" 2>/dev/null || ended=$?
    [ "$ended" = 0 ] || [ "$ended" = 137 ] || failed "a run ended with status $ended"
    look
    if [ "$ended" = 137 ]; then
        done_cuts=$((done_cuts + 1))
        continue
    fi
    dump cut | cmp - whole.json || failed "the index answers otherwise than one made without a cut"
    counts cut | cmp - whole.counts || failed "the index holds other numbers than one made without a cut"
    whole_runs=$((whole_runs + 1))
    rm -rf cut cut.ids
done
(add cut cut.ids)
look
dump cut | cmp - whole.json || failed "the index answers otherwise than one made without a cut"
echo "$done_cuts cuts, $((whole_runs + 1)) runs to the end, $length ms a whole run: nothing lost, nothing doubled"
