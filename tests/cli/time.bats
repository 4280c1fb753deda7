#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# What was said in the order of time: whosaid timeline, compare, changes; the profile of a speaker.
load helper

# What an archive was on one day, and what became of it on the next; the same in two shards. Made once.
setup_file() {
    cd "$BATS_FILE_TMPDIR" || return 1
    first >first.jsonl
    second >second.jsonl
    build one
    for k in 1 2; do build "part$k" --shard "$k/2"; done
    mkdir sharded
    mv part1 part2 sharded
    printf 'auto part1\nauto part2\n' >sharded/all
}
setup() {
    common_setup
    export SOURCE_DATE_EPOCH=1744848000 # 2025-04-17
    ONE="$BATS_FILE_TMPDIR/one/index"
    SHARDED="$BATS_FILE_TMPDIR/sharded"
}
told() { # told ID DATE TEXT
    jq -nc --arg id "$1" --arg date "$2" --arg text "$3" \
        '{id: $id, publisher: "Post", published: $date, updated: $date, title: ("Story " + $id), text: $text}'
}
first() {
    told a 2025-04-08 $'"The bridge will open when the granite pillars have been mended," said Ana Ruiz, the mayor of Sumy.\n\nBen Kade said the dam was late.'
    told a2 2025-04-09 $'"The bridge will open when the granite pillars have been mended," said Ana Ruiz.'
    told b 2025-04-10 $'"The school is shut," said Ana Ruiz.'
    told c 2025-04-11 $'"The harbour is full," said Ben Kade.'
    told d 2025-04-11 $'"The mill is gone," said Clara Voss.'
    told e 2025-04-12 $'Ana Ruiz opened the library on Monday.\n\n"The library is warm," she said.'
    told g 2025-04-12 $'"Nobody needs granite for such pillars, and the bridge stays closed," Ana Ruiz, the president of the council, told reporters.'
    told h 2025-04-13 $'A senior official said the granite was stolen from the pillars.'
    told i 2025-04-14 $'A senior official said nobody would mend the granite pillars.'
    told j 2025-04-14 $'Ben Kade said on Thursday the ferry was fast.'
    jq -nc '{id: "undated", publisher: "Post", title: "Story", text: "\"The ferry is slow,\" said Ben Kade."}'
}
second() {
    told a 2025-04-15 $'"The bridge will open when the granite pillars have been mended," said Ana Ruiz, the mayor of Sumy.\n\nBen Kade said the dam was early.'
    told e 2025-04-15 $'Clara Voss opened the library on Monday.\n\n"The library is warm," she said.'
    told f 2025-04-15 $'"The tower stands," said Ana Ruiz.'
}
build() { # build FOLDER [SHARD-OPTIONS]: FOLDER with the index, its export of the first day, and its journal
    local place=$1/index
    [ $# -gt 1 ] && place=$1
    mkdir -p "${place%/*}"
    SOURCE_DATE_EPOCH=1744675200 whosaid-index add --db "$place" "${@:2}" first.jsonl
    [ $# -gt 1 ] || whosaid --db "$place" --all --format=jsonl '*' >export.jsonl
    SOURCE_DATE_EPOCH=1744761600 whosaid-index add --db "$place" "${@:2}" second.jsonl
    SOURCE_DATE_EPOCH=1744761600 whosaid-index remove --db "$place" --withdraw Post/b || [ $# -gt 1 ]
    SOURCE_DATE_EPOCH=1744761600 whosaid-index remove --db "$place" Post/d || [ $# -gt 1 ]
}
kinds() {
    value -c '[.changes[].change] | group_by(.) | map("\(.[0]) \(length)") | join(",")'
}

@test "timeline: by day, said before published, the undated last, reprints folded" {
    try 0 whosaid timeline --db "$ONE" --format=json 'ferry OR bridge OR dam'
    json '[.timeline[].day] | (.[:-1] | . == sort and all(. != null)) and .[-1] == null'
    json '.timeline[0] | .day == "2025-04-09" and .day_is == "published"'
    json '[.timeline[] | select(.statement.content.text | test("ferry was fast")) | .day_is] == ["said"]'
    json '.timeline[-1].statement.content.text | test("ferry is slow")'
    json '.matches == .quotations + 1 and (.timeline[0].statement.same_quotation | length) == 1'
    json 'all(.timeline[]; .schema_version == 1)'
    try 0 whosaid timeline --db "$ONE" 'ferry OR bridge'
    has "== 2025-04-10, said"
    has "== 2025-04-09, published"
    has "also, same words: "
    has "== No date"
    has "the same words of one speaker stand once"
    try 0 whosaid timeline --db "$ONE" --format=jsonl -n 1 'ferry OR bridge'
    json -s 'length == 1 and .[0].day == "2025-04-09"'
    try 0 whosaid timeline --db "$ONE" --format=json -n 1 --offset 2 'ferry OR bridge'
    json '.timeline | length == 1 and .[0].day != "2025-04-09"'
}

@test "timeline: nothing found is explained, thoughts are left out" {
    try 1 whosaid timeline --db "$ONE" brigde
    has "Searched:"
    has "bridge"
    try 1 whosaid timeline --db "$ONE" --format=json brigde
    json '.timeline == [] and (.searched.statements > 5) and (.suggestions | length > 0)'
    try 2 whosaid timeline --db "$ONE" --limit 10001 bridge
    sample_news
    try 0 whosaid timeline --db "$SAMPLE" --format=json '*'
    json 'all(.timeline[]; .statement.act != "thought")'
    without=$(value .total)
    try 0 whosaid timeline --db "$SAMPLE" --format=json --all-acts '*'
    [ "$(value .total)" -gt "$without" ]
}

@test "compare: one speaker, different days, rare words; no verdict" {
    try 0 whosaid compare --db "$ONE" --format=json by:ruiz bridge
    json '.pair_total == 1 and (.pairs[0].words | index("granite")) and .pairs[0].days_apart == 3'
    json '.pairs[0] | .first.day == "2025-04-09" and .second.day == "2025-04-12"'
    json '[.pairs[0] | .first, .second | .statement.speakers[0].name] | unique == ["Ana Ruiz"]'
    try 0 whosaid compare --db "$ONE" --format=jsonl by:ruiz bridge
    json -s 'length == 1 and .[0].schema_version == 1'
    try 0 whosaid compare --db "$ONE" by:ruiz bridge
    has "3 days apart"
    has "for you to read"
    hasnt "│"
    try 1 whosaid compare --db "$ONE" 'by:kade ferry'
    has "Nothing to put side by side"
    try 1 whosaid compare --db "$ONE" brigde
    has "Searched:"
}

@test "compare: page by page" {
    {
        told u 2025-05-01 '"The granite of the chapel is clean, and so is its plaster," said Ana Ruiz, the mayor of Sumy.'
        told v 2025-05-02 '"Whoever painted that plaster should have washed the granite first," said Ana Ruiz.'
        told w 2025-05-03 '"We bought granite for the quay and sold the old plaster to Osk," said Ana Ruiz.'
    } >pairs.jsonl
    whosaid-index add --db pairs pairs.jsonl
    try 0 whosaid compare --db pairs --format=json 'granite OR plaster'
    json '.pair_total > 1 and .offset == 0'
    all=$(value .pair_total)
    printf '%s\n' "$output" >whole
    try 0 whosaid compare --db pairs --format=json --limit=1 --offset=1 'granite OR plaster'
    json --slurpfile whole whole '.offset == 1 and .pair_total == $whole[0].pair_total and .pairs == $whole[0].pairs[1:2]'
    try 0 whosaid compare --db pairs --limit=1 'granite OR plaster'
    has "1 of $all pairs"
    has "--offset=1 goes on"
    try 1 whosaid compare --db pairs --offset=9 'granite OR plaster'
    has "No more: there are $all pairs"
}

@test "compare: sources without a name are never paired" {
    try 1 whosaid compare --db "$ONE" --format=json 'granite type:anonymous'
    json '.matches == 2 and .pairs == []'
}

@test "compare: beside each other on a wide terminal, below each other on a narrow one" {
    command -v script >/dev/null || skip "no script(1)"
    try 0 script -qec "env COLUMNS=120 NO_COLOR=1 WHOSAID_PAGER=cat whosaid compare --db $ONE by:ruiz bridge" /dev/null
    has "│ 2025-04-12, published"
    try 0 script -qec "env COLUMNS=80 NO_COLOR=1 WHOSAID_PAGER=cat whosaid compare --db $ONE by:ruiz bridge" /dev/null
    hasnt "│"
}

@test "changes since a moment, or since an export" {
    cp -r "$BATS_FILE_TMPDIR/one" .
    id=$(whosaid --db one/index --format=json harbour | jq -r '.statements[0].id')
    SOURCE_DATE_EPOCH=1744761600 whosaid correct --db one/index "$id" --speaker 'Tomas Weller' --why 'the caption' --as anna
    try 0 whosaid changes --db one/index --since 2025-04-16 --format=json
    [ "$(kinds)" = "corrected 1,new 2,speaker 1,superseded 1,withdrawn 1" ]
    json '.changes[] | select(.change == "speaker") | .was == "Ana Ruiz" and .statement.speakers[0].name == "Clara Voss"'
    json '.changes[] | select(.change == "corrected") | .decision.who == "anna" and .statement.speakers[0].name == "Tomas Weller"'
    json '.changes[] | select(.change == "withdrawn") | .article == "Post/b" and .statement == null'
    json '[.changes[] | select(.change == "new") | .statement.content.text] | sort | (.[0] | test("tower stands")) and (.[1] | test("early"))'
    json '.counts.new == 2 and .counts.gone == 0'
    try 0 whosaid changes --db one/index --since "$BATS_FILE_TMPDIR/export.jsonl" --format=json
    [ "$(kinds)" = "corrected 1,gone 1,new 2,speaker 1,superseded 1,withdrawn 1" ]
    json '.changes[] | select(.change == "gone") | .article == "Post/d" and .statement == null'
    try 0 whosaid changes --db one/index --since 2025-04-16
    has "was Ana Ruiz"
    has "speaker Tomas Weller, was Ben Kade"
    hasnt "school"
    has "1 withdrawn, 1 corrected, 1 superseded, 1 with another speaker, 2 new"
    try 0 whosaid changes --db one/index --since 2025-04-15T12:00:00Z --format=jsonl by:kade
    json -s '[.[].change] | sort == ["corrected", "new", "superseded"]'
    try 1 whosaid changes --db one/index --since 2025-04-17
    has "no changes"
}

@test "changes: a decision taken back, a purge, an export of now" {
    cp -r "$BATS_FILE_TMPDIR/one" .
    id=$(whosaid --db one/index --format=json harbour | jq -r '.statements[0].id')
    whosaid --db one/index --all --format=jsonl '*' >before
    SOURCE_DATE_EPOCH=1744761600 whosaid correct --db one/index "$id" --reject --why 'a song'
    try 0 whosaid changes --db one/index --since before --format=json
    json '[.changes[].change] == ["corrected"] and .changes[0].decision.kind == "rejection" and .changes[0].statement.rejected'
    whosaid --db one/index --all --format=jsonl '*' >after
    try 1 whosaid changes --db one/index --since after
    SOURCE_DATE_EPOCH=1744934400 whosaid correct --db one/index --undo "$(jq -r .id one/decisions.jsonl)" --why 'no song'
    try 0 whosaid changes --db one/index --since 2025-04-18 --format=json
    json '[.changes[] | .change, .decision.kind] == ["corrected", "undo"] and .changes[0].statement.id == "'"$id"'"'
    try 0 whosaid changes --db one/index --since after --format=json
    json '[.changes[].change] == ["new"]'
    SOURCE_DATE_EPOCH=1744934400 whosaid-index remove --db one/index --purge --why 'a court' Post/c
    try 0 whosaid changes --db one/index --since 2025-04-18 --format=json
    json '[.changes[].change] == ["gone"]'
    hasnt harbour
}

@test "changes: who is hidden by order stays hidden" {
    cp -r "$BATS_FILE_TMPDIR/one" .
    whosaid correct --db one/index --hide-speaker 'Ana Ruiz' --why 'a court'
    run whosaid changes --db one/index --since "$BATS_FILE_TMPDIR/export.jsonl" --format=json
    hasnt Ruiz
    run whosaid changes --db one/index --since 2025-04-16
    hasnt Ruiz
}

@test "changes: what is no date and no export is named" {
    try 2 whosaid changes --db "$ONE" --since nowhere
    warns nowhere
    try 2 whosaid changes --db "$ONE"
    warns since
    printf '{"id":"x"}\n' >wrong
    try 2 whosaid changes --db "$ONE" --since wrong
    warns "wrong, line 1"
}

@test "a name that means one gives the profile, in text and JSON" {
    try 0 whosaid speakers --db "$ONE" --format=json Ana Ruiz
    json '.speakers | length == 1'
    json '[.profile.roles[] | .role, .first] == ["president of the council", "2025-04-12", "mayor of Sumy", "2025-04-15"]'
    json '(.profile.topics | map(.word) | index("bridge")) and all(.profile.topics[]; .count >= 2)'
    json '.profile.unit == "day" and ([.profile.over_time[].count] | add) == .speakers[0].total'
    json '.profile.over_time | .[0].period == "2025-04-09" and .[0].count == 1 and .[1].count == 0'
    json '([.profile.acts[].count] | add) == .speakers[0].total'
    json '.profile.addressees == [{name: "reporters", count: 1}]'
    json '.profile.first.article.id == "Post/a2" and .profile.last.article.id == "Post/f"'
    try 0 whosaid speakers --db "$ONE" Ana Ruiz
    has "speaks of     bridge 3"
    has "█"
    has "== First"
    try 0 whosaid speakers --db "$ONE" --list Ana Ruiz
    has "paraphrases  speaker"
    try 0 whosaid speakers --db "$ONE" Ana Ruiz said:tower
    has "== The only one with a date"
    try 0 whosaid speakers --db "$ONE" said:bridge
    has "paraphrases  speaker"
    try 0 whosaid speakers --db "$ONE" --format=jsonl Ana Ruiz
    json -s 'length == 1 and (.[0] | has("profile") | not)'
}

@test "no profile of sources without a name, nor of several people at once" {
    try 0 whosaid speakers --db "$ONE" --format=json official
    json '(has("profile") | not) and .speakers == [] and .unnamed == 2'
    sample_news
    try 0 whosaid speakers --db "$SAMPLE" brandt
    has "Tomas Brandt"
    has "paraphrases  speaker"
    warns "whosaid speakers \"Helena Brandt\""
    try 0 whosaid speakers --db "$SAMPLE" --format=json 'brandt OR novak'
    json 'has("profile") | not'
    try 0 whosaid speakers --db "$SAMPLE" --format=json Helena Brandt
    json '.profile.name == "Helena Brandt" and .profile.first.speakers[0].name == "Helena Brandt"'
}

@test "two shards, and a file that names them, answer as one index does" {
    export SOURCE_DATE_EPOCH=1744848000
    for command in "timeline --format=json ferry OR bridge OR dam" "timeline ferry OR bridge" "compare --format=json by:ruiz bridge" \
        "compare by:ruiz" "speakers Ana Ruiz" "speakers --format=json Ana Ruiz" "changes --since 2025-04-16 --format=jsonl" \
        "changes --since 2025-04-16" "changes --since $BATS_FILE_TMPDIR/export.jsonl --format=json"; do
        # shellcheck disable=SC2086
        whosaid $command --db "$ONE" >wanted
        # shellcheck disable=SC2086
        whosaid $command --db "$SHARDED/part1" --db "$SHARDED/part2" | cmp wanted - || { echo "$command"; return 1; }
        # shellcheck disable=SC2086
        whosaid $command --db "$SHARDED/all" | cmp wanted - || { echo "$command"; return 1; }
    done
    whosaid --group-by=quote --format=json --db "$ONE" 'bridge OR ferry' >wanted
    whosaid --group-by=quote --format=json --db "$SHARDED/all" 'bridge OR ferry' | cmp wanted -
    jq -e '[.groups[].count] | max == 2' wanted
}
