#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Looking after an index: check, compact, merge.
load helper

setup() {
    common_setup
    export SOURCE_DATE_EPOCH=1744675200
}

item() { # item ID DATE SENTENCE
    printf '{"id":"%s","publisher":"Post","updated":"%s","title":"Item %s","text":"\\"%s,\\" said Ana Ruiz.\\n\\nBen Kade said it was late."}\n' "$1" "$2" "$1" "$3"
}
answers() { whosaid --db "$1" --format=json --all-acts --limit 1000 '*'; }
numbers() { whosaid-index stats --db "$1" --format=json | jq -S 'del(.bytes, .db)'; }

@test "a sound index is told so, with what was checked" {
    sample_news
    cp -r "$SAMPLE" index
    try 0 whosaid-index check --db index
    has "28 articles"
    has "all is well"
    try 0 whosaid-index check --db index --format=json
    json '.schema_version == 1 and .articles == 28 and .statements > 300 and .problems == [] and .problem_count == 0'
    try 2 whosaid-index check --db nowhere
    warns nowhere
}

@test "superseded statements and earlier versions are checked too" {
    item a 2025-04-01 "It is open" >one.jsonl
    item a 2025-04-02 "It is shut" >two.jsonl
    try 0 whosaid-index add --db index one.jsonl two.jsonl
    try 0 whosaid-index check --db index --format=json
    json '.articles == 1 and .earlier_versions == 1 and .statements == 3'
}

@test "damaged tables are told, with how to mend it, and exit status 1" {
    sample_news
    cp -r "$SAMPLE" index
    try 0 whosaid-index compact --db index # no block is left that nothing uses
    for block in 1 2 3; do
        printf 'garbage garbage garbage garbage' | dd of=index/postlist.glass bs=1 seek=$((block * 8192 + 4000)) conv=notrunc status=none
    done
    run --separate-stderr whosaid-index check --db index
    [ "$status" -eq 1 ] || { show_run; return 1; }
    no_crash
    has "problem: "
    has "whosaid-index add --db NEW"
}

@test "a document that is not what its article gives is told, though its tables are sound" {
    item a 2025-04-01 "It is open" >one.jsonl
    try 0 whosaid-index add --db index one.jsonl
    # The name as it is shown and counted stands in a value; words to be found by are folded.
    sed -i 's/Ana Ruiz/Ana Ruix/' index/postlist.glass
    try 1 whosaid-index check --db index
    has "other counts, places or values"
    has "1 problem"
    try 1 whosaid-index check --db index --format=json
    json '.problem_count == 1 and (.problems[0] | test("^statement [0-9a-f]{12} "))'
}

@test "decisions that find nothing are listed by check" {
    item a 2025-04-01 "It is open" >one.jsonl
    try 0 whosaid-index add --db index one.jsonl
    id=$(whosaid --db index --format=json open | jq -r '.statements[0].id')
    try 0 whosaid correct --db index "$id" --act denial --why "a test"
    try 0 whosaid-index check --db index
    has "1 decision checked"
    item b 2025-04-01 "Rain fell" >two.jsonl
    try 0 whosaid-index add --db other/index two.jsonl
    cp decisions.jsonl other/
    try 1 whosaid-index check --db other/index
    has "finds nothing: a test"
    has "whosaid correct --check"
    try 1 whosaid-index check --db other/index --format=json
    json '.decisions_lost == 1 and .problem_count == 1'
}

@test "compact: smaller, the same answers, and sound; what was left of a stopped one goes" {
    sample_news
    cp -r "$SAMPLE" index
    chmod 750 index
    answers index >before
    numbers index >numbers.before
    mkdir index.compacting
    cp index/iamglass index.compacting/
    try 0 whosaid-index compact --db index --format=json
    json '.bytes < .bytes_before'
    [ ! -e index.compacting ] && [ "$(stat -c %a index)" = 750 ]
    answers index | cmp - before
    numbers index | cmp - numbers.before
    try 0 whosaid-index check --db index
    item new 2025-04-01 "It is open" >new.jsonl
    try 0 whosaid-index add --db index new.jsonl
    try 0 whosaid-index check --db index
}

@test "an index is its owner's alone, in a folder that was there too; whoever else was let in stays so" {
    item a 2025-04-01 "It is open" >one.jsonl
    item b 2025-04-01 "Rain fell" >two.jsonl
    umask 022
    mkdir -m 755 there
    try 0 whosaid-index add --db there one.jsonl
    try 0 whosaid-index add --db new/index two.jsonl
    try 0 whosaid-index merge --db merged there new/index
    [ "$(stat -c %a there)" = 755 ]
    [ -z "$(find there/* new merged -perm /077)" ]
    try 0 whosaid-index add --db there two.jsonl
    try 0 whosaid-index compact --db there
    [ -z "$(find there/* -perm /077)" ]
    chmod -R g+rX new/index
    try 0 whosaid-index add --db new/index one.jsonl
    [ -z "$(find new/index -type f ! -perm 640)" ]
    [ "$(umask)" = 0022 ]
}

@test "compact: smaller than --for-writing, the same answers, and whole again when it is asked to be" {
    item a 2025-04-01 "It is open" >one.jsonl
    item a 2025-04-02 "It is shut" >two.jsonl
    sample_news
    cp -r "$SAMPLE" index
    try 0 whosaid-index add --db index one.jsonl two.jsonl
    try 0 whosaid-index remove --db index --withdraw "The Adler Courier/bridge-report"
    try 0 whosaid-index compact --for-writing --db index
    answers index >before
    numbers index >numbers.before
    whosaid --db index --all-states --format=json '*' >states.before
    full=$(du -sb index | cut -f1)
    try 0 whosaid-index compact --db index
    [ "$(du -sb index | cut -f1)" -lt $((full * 9 / 10)) ]
    answers index | cmp - before
    numbers index | cmp - numbers.before
    whosaid --db index --all-states --format=json '*' | cmp - states.before
    try 0 whosaid-index check --db index --format=json
    json '.earlier_versions == 1 and .problems == []'
    try 2 whosaid-index merge --db new index
    warns "compacted for reading"
    warns "whosaid-index compact --for-writing"
    answers index | cmp - before
    # The next writing makes it whole first; so nothing differs from one that always was.
    for command in "add one.jsonl two.jsonl" "update" "remove Post/a" "remove --purge --why order Post/a"; do
        rm -rf resting
        cp -r index resting
        # shellcheck disable=SC2086
        try 0 whosaid-index ${command%% *} --db resting ${command#"${command%% *}"}
        warns "resting was compacted for reading, and gets its lists of words back first"
        case "$command" in
        add* | update) answers resting | cmp - before ;;
        esac
        [ ! -e resting.compacting ]
        try 0 whosaid-index check --db resting
    done
    grep -rq Sitem index # a word of its headline, which no other has
    [ -z "$(grep -rl Sitem resting)" ]
    try 0 whosaid-index compact --for-writing --db index
    answers index | cmp - before
    numbers index | cmp - numbers.before
    whosaid --db index --all-states --format=json '*' | cmp - states.before
    try 0 whosaid-index check --db index
    try 0 whosaid-index remove --db index Post/a
    try 0 whosaid-index check --db index
}

@test "an index for reading whose making whole is cut short is there, and is written the next time" {
    for day in 01 02 03 04 05 06 07 08; do item "$day" "2025-04-$day" "It is open on the $day"; done >all.jsonl
    head -n 7 all.jsonl >first.jsonl
    try 0 whosaid-index add --db index first.jsonl
    try 0 whosaid-index compact --db index
    answers index >resting
    cp -r index whole
    try 0 whosaid-index compact --for-writing --db whole
    try 0 whosaid-index add --db whole all.jsonl
    answers whole >after
    for pause in 0.02 0.05 0.1 0.15 0.2 0.25 0.3 0.4; do
        rm -rf cut cut.compacting
        cp -r index cut
        timeout -s KILL "$pause" whosaid-index add --db cut all.jsonl >/dev/null 2>&1 || true
        answers cut >seen
        cmp -s seen resting || cmp seen after
        try 0 whosaid-index add --db cut all.jsonl
        answers cut | cmp - after
        try 0 whosaid-index check --db cut
        [ ! -e cut.compacting ]
    done
}

@test "check: lists of an index for reading that do not say what its articles give" {
    item a 2025-04-01 "It is open" >one.jsonl
    try 0 whosaid-index add --db index one.jsonl
    try 0 whosaid-index compact --db index
    sed -i 's/Ana Ruiz/Ana Ruix/' index/postlist.glass
    try 1 whosaid-index check --db index
    has "other values than its words give"
    sed -i 's/Ana Ruix/Ana Ruiz/' index/postlist.glass
    try 0 whosaid-index check --db index
    # A word of the headline, which has no places.
    sed -i 's/Sitem/Sitel/' index/postlist.glass
    try 1 whosaid-index check --db index
    has "found by words that are not theirs"
}

@test "compact touches nothing that is not its own, and no index that is being written" {
    item a 2025-04-01 "It is open" >one.jsonl
    try 0 whosaid-index add --db index one.jsonl
    mkdir index.compacting
    echo mine >index.compacting/notes
    try 2 whosaid-index compact --db index
    warns notes
    [ "$(cat index.compacting/notes)" = mine ]
    rm -r index.compacting
    mkfifo feed
    whosaid-index add --db index - <feed &
    writer=$!
    exec 7>feed
    await_writer "$writer"
    for command in check compact "merge --db new index"; do
        # shellcheck disable=SC2086
        case "$command" in
        merge*) run --separate-stderr whosaid-index $command index ;;
        *) run --separate-stderr whosaid-index $command --db index ;;
        esac
        [ "$status" -eq 2 ] || { show_run; return 1; }
        warns "another process is writing"
    done
    exec 7>&-
    wait "$writer" || true
    try 0 whosaid-index check --db index
}

@test "merge: as if all had been added to one, and sound" {
    item a 2025-04-01 "It is open" >a.jsonl
    item b 2025-04-01 "Rain fell" >b.jsonl
    { item c 2025-04-02 "Snow fell"; item a 2025-04-03 "It is shut"; } >c.jsonl
    for name in a b c; do try 0 whosaid-index add --db "shard-$name" $name.jsonl; done
    try 0 whosaid-index add --db one a.jsonl b.jsonl c.jsonl
    # One and the same for every place, or paths would differ.
    for order in "a b c" "c b a"; do
        rm -rf all
        # shellcheck disable=SC2046,SC2086
        try 0 whosaid-index merge --db all $(printf 'shard-%s ' $order)
        has "3 articles merged"
        has "1 in several"
        answers all >merged
        answers one | cmp - merged
        numbers all >merged
        numbers one | cmp - merged
        try 0 whosaid-index check --db all
    done
    [ ! -e all.compacting ]
}

@test "merge keeps what is superseded in either, and refuses what it cannot merge" {
    item a 2025-04-01 "It is open" >1.jsonl
    item a 2025-04-02 "It is shut" >2.jsonl
    item a 2025-04-03 "It is gone" >3.jsonl
    try 0 whosaid-index add --db left 1.jsonl 2.jsonl
    try 0 whosaid-index add --db right 1.jsonl 3.jsonl
    try 0 whosaid-index merge --db all left right
    try 0 whosaid-index check --db all --format=json
    json '.earlier_versions == 2 and .statements == 4'
    try 0 whosaid-index stats --db all --format=json
    json '.statements.current == 2 and .statements.superseded == 2'
    try 2 whosaid-index merge --db all left right
    warns "is there already"
    try 2 whosaid-index merge --db new left left
    warns "twice"
    try 2 whosaid-index merge --db new left nowhere
    warns nowhere
    try 2 whosaid-index merge --db new
    [ ! -e new ] && [ ! -e new.compacting ]
}
