#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The same quotation in several articles: folded in searches, whosaid variants, whosaid check.
load helper

# One speech in five outlets, and the same words in other mouths. Made once.
setup_file() {
    export SOURCE_DATE_EPOCH=1746748800
    cd "$BATS_FILE_TMPDIR" || return 1
    {
        told first "Northern Press Agency" 2025-04-02T09:00:00Z Ruiz \
            'The dam may break before the spring comes, and nobody will pay for the harbour,'
        told copy "Harbour Post" 2025-04-02T12:00:00Z Ruiz \
            'The dam may break before the spring comes, and nobody will pay for the harbor,'
        told changed "Morning Ledger" 2025-04-03 Ruiz \
            'The dam will break before the spring comes, and nobody will pay for the harbour,'
        told lost "River Standard" 2025-04-04 Ruiz \
            'The dam may break before the spring comes, and somebody will pay for the harbour,'
        told shorter "Daily Quay" 2025-04-05 Ruiz 'The dam may break before the spring comes,'
        told bracket "Quay Weekly" 2025-04-06 Ruiz \
            '[It] may break before the spring comes … and nobody will pay for the harbour,'
        told other "Evening Quay" 2025-04-07 Kade \
            'The dam may break before the spring comes, and nobody will pay for the harbour,'
        told few "Harbour Post" 2025-04-08 Ruiz 'No ships today,'
        told again "Morning Ledger" 2025-05-08 Ruiz 'No ships today,'
    } >archive.jsonl
    whosaid-index add --db index archive.jsonl
    for k in 1 2; do whosaid-index add --db "part$k" --shard "$k/2" archive.jsonl; done
}
setup() {
    common_setup
    export SOURCE_DATE_EPOCH=1746748800
    export WHOSAID_DB="$BATS_FILE_TMPDIR/index"
}
told() { # told ID OUTLET DATE SURNAME WORDS: an article
    local name="Ana Ruiz"
    [ "$4" = Kade ] && name="Ben Kade"
    jq -nc --arg id "$1" --arg outlet "$2" --arg date "$3" --arg text \
        "The council met on the quay. “$5” said $name, the mayor of Sumy.

Officials left the quay at noon." '{id: $id, publisher: $outlet, published: $date, title: "The quay", text: $text}'
}
id_of() { # id_of ARTICLE: of its statement with quotation marks
    whosaid --no-fold --limit 100 --format=jsonl 'quay OR dam OR ships OR break' |
        jq -r --arg id "$1" 'select((.article.id | endswith("/" + $id)) and (.content.quoted | length > 0)) | .id' |
        head -1
}

@test "searches fold the same quotation of one speaker, and say both counts" {
    try 0 whosaid --format=json 'by:ruiz said:spring'
    json '.total == 6 and .matches == 6 and .quotations == 1 and (.statements | length) == 1'
    json '[.statements[0].same_quotation[].relation] | sort | length == 5 and index("differs") and index("shorter")'
    try 0 whosaid --no-fold --format=json 'by:ruiz said:spring'
    json '.total == 6 and (.statements | length) == 6 and (has("quotations") | not)'
    json '[.statements[] | has("same_quotation")] | any | not'
    try 0 whosaid 'by:ruiz said:spring'
    has "6 of 6 statements; the same words of one speaker stand once: 1 shown"
    has "also, "
    try 0 whosaid --no-fold 'by:ruiz said:spring'
    has "6 of 6 statements"
    hasnt "stand once"
}

@test "another speaker's words, and few words of another day, stay apart" {
    try 0 whosaid --format=json 'said:spring'
    json '.matches == 7 and .quotations == 2'
    json '[.statements[].speakers[0].name] | sort == ["Ana Ruiz", "Ben Kade"]'
    try 0 whosaid --format=json 'by:ruiz said:"ships today"'
    json '.quotations == 2'
}

@test "a page is filled with quotations, and --offset goes on behind all that it took" {
    try 0 whosaid --limit 1 --format=json 'said:spring OR said:ships'
    json '(.statements | length) == 1 and .matches <= 3'
    first=$(value .matches)
    try 0 whosaid --limit 1 'said:spring OR said:ships'
    has "--offset=$first goes on"
    try 0 whosaid --limit 10 --offset "$first" --format=json 'said:spring OR said:ships'
    json --argjson first "$first" '.matches == 9 - $first'
}

@test "variants: how the words differ, and which is the earliest" {
    try 0 whosaid variants --format=json "$(id_of first)"
    json '.schema_version == 1 and .all_compared'
    relation() { value --arg id "$1" '.variants[] | select(.statement.article.id | endswith("/" + $id)) | .relation + " " + .quotation'; }
    [ "$(relation copy)" = "equal same" ]
    [ "$(relation changed)" = "differs same" ]
    [ "$(relation shorter)" = "shorter same" ]
    [ "$(relation bracket)" = "equal same" ]
    [ "$(relation other)" = "equal other" ]
    json '.variants[] | select(.statement.article.id | endswith("/changed")) | .marks == ["modality changed"] and
          ([.difference[] | select(.same | not) | [.first, .second]] == [["may", "will"]])'
    json '.variants[] | select(.statement.article.id | endswith("/lost")) | .marks == ["negation lost"]'
    json --arg id "$(id_of first)" '.earliest == {determined: true, undated: 0, id: $id, seen: "2025-04-02T09:00:00Z"}'
    json '[.variants[] | .same_speaker] == [true, true, true, true, true, false]'
}

@test "variants as text" {
    try 0 whosaid variants "$(id_of first)"
    has "The same quotation:"
    has "The dam [-may-] {+will+} break before the spring comes"
    has "modality changed"
    has "negation lost"
    has "The words of others"
    has "Earliest in this index: Northern Press Agency, 2025-04-02T09:00:00Z"
    hasnt altered
    hasnt original
    try 0 whosaid variants "$(id_of few)"
    has "Perhaps the same"
    hasnt "The same quotation:"
    try 1 whosaid variants ffffffffffff
    try 2 whosaid variants
}

@test "the earliest is undetermined within an hour" {
    {
        told one "Northern Press Agency" 2025-04-02T09:00:00Z Ruiz 'The dam may break before the spring comes,'
        told two "Harbour Post" 2025-04-02T09:40:00Z Ruiz 'The dam may break before the spring comes,'
    } >near.jsonl
    whosaid-index add --db near near.jsonl
    export WHOSAID_DB=$PWD/near
    try 0 whosaid variants "$(id_of two)"
    has "undetermined"
    has "Northern Press Agency"
    has "Harbour Post"
}

@test "variants and folding are the same over several indexes" {
    whosaid variants --format=json "$(id_of first)" | jq 'del(.. | .path?)' >wanted
    whosaid variants --format=json --db "$BATS_FILE_TMPDIR/part1" --db "$BATS_FILE_TMPDIR/part2" "$(id_of first)" |
        jq 'del(.. | .path?)' | cmp wanted -
    whosaid --format=json 'said:spring' >wanted
    whosaid --format=json --db "$BATS_FILE_TMPDIR/part1" --db "$BATS_FILE_TMPDIR/part2" 'said:spring' | cmp wanted -
}

@test "check: words of somebody" {
    try 0 whosaid check 'the dam may break before the spring comes, and nobody will pay for the harbour' --by Ruiz
    has "same words"
    has "1 quotation: 1 in the same words"
    hasnt "proves nothing"
    try 0 whosaid check --by 'Ana Ruiz' may break before the spring
    has "part of a longer one"
    try 1 whosaid check 'the dam will surely break before the summer comes' --by Ruiz
    has "words differ"
    has "{+"
    try 1 whosaid check 'the dam may break before the spring comes' --by Nobody
    has "by another speaker"
    has "Ana Ruiz"
    has "proves nothing"
    try 1 whosaid check 'we never said anything about the tides'
    has "not found"
    has "Searched: "
    has "$(measured 'quotations there with the right source' 1) of 100"
    row='attributions found by their very word of saying'
    has "gets $(measured "$row" 2) (politics) to $(measured "$row" 4) (world news) of 100"
    try 2 whosaid check nowhere.txt
    warns "nowhere.txt"
    try 2 whosaid check
}

# Each quotation is checked in memory of its own; what becomes known of its speakers serves the next ones.
@test "check: each of many quotations by many people as alone" {
    sample_news
    export WHOSAID_DB="$SAMPLE"
    whosaid --all --format=jsonl 'form:(direct OR mixed)' |
        jq -r 'select(.speakers[0].name and (.content.spans | length == 1) and (.content.text | test("[‘’]") | not)) |
            [(.content.text | gsub("[“”\"]"; "") | sub("[,. ]+$"; "")), .speakers[0].name] |
            select(.[0] | split(" ") | length > 4) | "“\(.[0]),” said \(.[1])."' >lines.txt
    [ "$(wc -l <lines.txt)" -gt 40 ]
    sed G lines.txt >draft.txt
    run whosaid check --format=jsonl draft.txt
    echo "$output" >together
    while read -r line; do
        echo "$line" >one.txt
        whosaid check --format=jsonl one.txt || true
    done <lines.txt >alone
    # Where a quotation of the draft ends, and whose it is, may depend on what stands before it.
    jq -en --slurpfile one alone --slurpfile all together '($all | INDEX(.words)) as $all |
        [$one[] | select($all[.words].speakers == .speakers)] | length > 40 and all(.[]; . == $all[.words])' >&2
}

@test "check: a draft, of which nothing is stored" {
    told draft "Here" 2025-06-01 Ruiz 'The dam may break before the spring comes,' | jq -r .text >draft.txt
    printf '\n“Any words at all about the tides and the moon,” said Ben Kade.\n' >>draft.txt
    cp -r "$WHOSAID_DB" before
    try 1 whosaid check --format=json draft.txt
    json '.schema_version == 1 and ([.quotations[].found] == ["same", "not-found"])'
    json '.quotations[0].speakers == ["Ana Ruiz"] and .counts.same == 1 and .searched.articles == 9'
    diff -r before "$WHOSAID_DB"
    cp draft.txt stdin.txt
    try 1 bash -c 'whosaid check --format=jsonl - <stdin.txt'
    json --slurp 'length == 2 and all(.[]; .schema_version == 1)'
    try 2 whosaid check --by Ruiz draft.txt
    warns "--by"
    printf '\377\376\000' >binary.txt
    try 2 whosaid check binary.txt
    warns "draft"
    printf 'Nobody said a word. It rained.\n' >silent.txt
    try 1 whosaid check silent.txt
    has "no quotations"
}
