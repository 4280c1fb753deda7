#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# whosaid report claims, replies, corrections.
load helper

setup_file() { sample_news; }
setup() { common_setup; }

fact() { value ".sections[] | select(.id == \"$1\") | .blocks[] | select(.kind == \"facts\" and .title != \"Claims of sources without a name\") | .facts[] | select(.label == \"$2\") | .value"; }
unnamed() { value ".sections[] | select(.id == \"origins\") | .blocks[] | select(.title == \"Claims of sources without a name\") | .facts[] | select(.label == \"$1\") | .value"; }
claims='.sections[] | select(.id == "origins") | .blocks[] | select(.kind == "claims") | .claims'

# By hand: Brandt's "we closed the bridge" stands in five articles: npa and its copy in the Ledger (which tell no outlet, and
# so count as one), the Courier (own interview), Lindfell Online (told us, too) and the Standard. So at most 4 origins. Who
# reads "told us" finds 2 at least; 1 where that is missed.
@test "five articles, four outlets; a copy is no origin of its own" {
    try 0 whosaid report claims --db "$SAMPLE" --format=json
    json "$claims"' | map(select(.verbatim | test("^.We closed the bridge"))) | length == 1 and
        (.[0] | .articles == 5 and .outlets == 4 and .origins_at_most == 4 and
         (.origins_at_least == 1 or .origins_at_least == 2) and (.spread | length) == 5)'
    json "$claims"'[0].spread | map(select(.depth == 1)) | length == 1 and .[0].link == "nearly the same text"'
    json "$claims"'[0].spread[0] | .outlet == "Lindfell Online" and .published == "2025-03-07"'
    json "$claims"' | all(.origins_at_least >= 1 and .origins_at_least <= .origins_at_most and .origins_at_most <= .articles)'
    hasnt independent
    hasnt corroborated
}

# Nobody without a name is in it: the shift leader, the people familiar, the officials.
@test "sources without a name are linked with nobody" {
    try 0 whosaid report claims --db "$SAMPLE" --format=json
    json "$claims"' | length >= 3 and all(.speaker | test("Brandt|Amsel|Novak|Harrow|Roth|Lindqvist|Keswick|Veridan|Weiss"))'
}

# harbour ID OUTLET DAY FIRST SOURCE: FIRST stands only in this one; then the same claim of a source without a name.
harbour() {
    jq -nc --arg id "$1" --arg outlet "$2" --arg day "$3" --arg first "$4" --arg source "$5" \
        '{id: $id, publisher: $outlet, title: ("Harbour " + $id), published: $day, language: "en", text: ($first +
          "\n\nThe harbour contract will be cancelled before the end of the month, said " + $source + ".")}'
}

# By hand: five articles of four outlets have the words, two of them the Daily's own; the Evening names the Daily. The
# Daily's two and the Evening's are one origin, the Weekly's and the Courier's perhaps two more: at least 1, at most 3. The
# Courier and the Weekly tell other days and call their sources otherwise, which must not count.
@test "claims of sources without a name: the words are counted, and nobody is linked" {
    official='a senior official who asked not to be named'
    { harbour a 'Harbour Daily' 2025-03-01 'The council met for four hours on Tuesday behind a closed door, as it does when contracts are discussed, and the visitors waited in the hall below until the lights went out.' "$official"
      harbour b 'Evening Post' 2025-03-02 'Rain fell on Friday over the whole coast, trains were late, and two cellars had to be pumped dry before noon. Mayor Ida Lund said she was tired of the quarrel, Harbour Daily reported.' "$official"
      harbour c 'The Weekly' 2025-03-04 'In the north, fishermen wait for news about their berths, which many of their families have rented since the second pier was built there.' 'two people familiar with the talks'
      harbour d 'Harbour Daily' 2025-03-05 'The cranes were still on Sunday, the gates were shut, and a single guard walked his dog along the empty quay in the fog.' "$official"
      harbour e 'Coast Courier' 2025-03-06 'A ferry left empty on Monday for the third time this spring, and the company that runs it has begun to sell coaches to a museum.' 'a person close to the mayor'
    } >five.jsonl
    try 0 whosaid-index add --db five five.jsonl
    try 0 whosaid report claims --db five --format=json
    [ "$(unnamed 'claims in several articles')" = 1 ]
    [ "$(unnamed 'of these looked into, in several outlets')" = 1 ]
    [ "$(unnamed 'outlets that have them')" = 4 ]
    [ "$(unnamed 'origins, at least')" = 1 ]
    [ "$(unnamed 'origins, at most')" = 3 ]
    [ "$(unnamed 'echo ratio')" = '1.3 to 4.0' ]
    # Once, where it is earliest; no other article is named, and no picture is made of it.
    json '.sections[] | select(.id == "origins") | .blocks[] | select(.kind == "list") | .statements | length == 1 and
        (.[0] | .outlet == "Harbour Daily" and .published == "2025-03-01" and (.beside | startswith("in 4 outlets and 5 articles")))'
    json "$claims == []"
    json '[.sections[] | select(.id == "origins") | .. | strings | select(test("Evening|Weekly|Courier|Harbour [b-e]"))] == []'
}

# By hand: the same words in two outlets, four in number, are no claim.
@test "few words of sources without a name are no claim in several outlets" {
    { harbour a 'Harbour Daily' 2025-03-01 'A ferry left empty on Monday.' 'an official who asked not to be named'
      harbour b 'Evening Post' 2025-03-02 'Rain fell on Friday over the coast.' 'an official who asked not to be named'
    } | jq -c '.text |= sub("The harbour contract will be cancelled before the end of the month"; "The contract is dead")' >two.jsonl
    try 0 whosaid-index add --db two two.jsonl
    try 0 whosaid search --db two --all --format=jsonl 'naming:withheld dead'
    json -s 'length == 2'
    try 0 whosaid report claims --db two --format=json
    [ "$(unnamed 'claims in several articles')" = 0 ]
}

# By hand: the Standard's "[it]" and the Courier's "say it was safe" differ from the first; Amsel's "We have asked Veridan
# for a number" from "We asked for a number"; Novak's "There is no list" stands in one of two only.
@test "versions of a quotation, none of them called the original" {
    try 0 whosaid report claims --db "$SAMPLE" --format=json
    [ "$(fact fidelity differs)" -ge 3 ]
    [ "$(fact fidelity 'a negation in only one of the two')" -ge 1 ]
    json '.sections[] | select(.id == "fidelity") | .blocks[] | select(.title == "Other words") | .statements |
          map(select(.speaker | test("Amsel"))) | .[0] | (.labels | startswith("differs")) and (.beside | contains("09ae75ab"))'
    sum=$(($(fact fidelity equal) + $(fact fidelity shorter) + $(fact fidelity longer) + $(fact fidelity differs)))
    [ "$sum" -eq "$(fact fidelity "other articles' versions of them")" ]
    hasnt altered
    hasnt original
}

# By hand: "There is no list ... and no draft closes a ward" is Novak's longest version, and the Standard has it without its
# end; of the versions that differ, none is lost by another base.
@test "held against the longest version, negations apart" {
    try 0 whosaid report claims --db "$SAMPLE" --format=json --base=longest
    lists='.sections[] | select(.id == "fidelity") | .blocks[] | select(.kind == "list")'
    json "$lists"' | select(.title | startswith("A negation")) | .statements | length >= 1 and all(.labels | test("negation|modality"))'
    json "$lists"' | select(.title | startswith("A negation")) | .statements | map(select(.speaker | test("Novak"))) | .[0] |
        (.beside | startswith("Longest")) and (.beside | contains("there: and no draft closes a ward, here: nothing"))'
    json "$lists"' | select(.title == "Other words") | .statements | all(.labels | test("negation|modality") | not)'
    [ "$(fact fidelity longer)" = 0 ]
    sum=$(($(fact fidelity equal) + $(fact fidelity shorter) + $(fact fidelity differs)))
    [ "$sum" -eq "$(fact fidelity "other articles' versions of them")" ]
    try 2 whosaid report replies --db "$SAMPLE" --base=longest
    warns "compare quotations"
}

# By hand: Solheim accused the newspaper, the two countries blamed each other, the opposition accused Keswick, and Thiel
# Varga. Nothing there denies any of it by its cue; Lang's answer is linked by whoever reads it.
@test "accusations, and an answer that somebody accepts" {
    try 0 whosaid report replies --db "$SAMPLE" --format=json
    json '[.sections[] | select(.id == "replies") | .blocks[].figures // [] | .[]] | .[0].label == "accusations" and .[0].numerator == 4'
    [ "$(fact replies 'none found')" = 4 ]
    : >links.jsonl
    answer=$(whosaid --db "$SAMPLE" --format=json 'by:lang outlet:standard' | jq -r '[.. | objects | select(.verbatim? != null) | .id][0]')
    accused=$(whosaid --db "$SAMPLE" --format=json 'act:allegation by:solheim' | jq -r '[.. | objects | select(.verbatim? != null) | .id][0]')
    try 0 whosaid link accept "$answer" "$accused" --why 'the editor answers' --as tester --db "$SAMPLE" --decisions "$PWD/links.jsonl"
    try 0 whosaid report replies --db "$SAMPLE" --decisions "$PWD/links.jsonl" --format=json
    [ "$(fact replies 'a response')" = "1 accepted, 0 proposed" ]
    [ "$(fact replies 'none found')" = 3 ]
    has "Accepted, ${answer:0:12}"
}

@test "what was corrected, and who still has it" {
    say='"The dam at Orley lost nine of its gates in one night," said Mayor Ana Ruiz.'
    printf '{"id":"dam","publisher":"The Post","published":"2025-05-01","title":"Gates lost","text":%s}\n' \
        "$(jq -n --arg t "The river rose on Thursday.

$say" '$t')" >first.jsonl
    printf '{"id":"echo","publisher":"The Echo","published":"2025-05-02","title":"Nine gates","text":%s}\n' \
        "$(jq -n --arg t "It was a bad night in Orley.

$say

Nobody was hurt in the town." '$t')" >echo.jsonl
    printf '{"id":"dam","publisher":"The Post","published":"2025-05-01","updated":"2025-05-03","title":"Gates lost","text":%s}\n' \
        "$(jq -n --arg t 'The river rose on Thursday.

"The dam at Orley lost two gates," said Mayor Ana Ruiz.' '$t')" >second.jsonl
    for file in first echo second; do try 0 whosaid-index add --db "$PWD/dam" "$file.jsonl"; done
    try 0 whosaid report corrections --db "$PWD/dam" --format=json
    lists='.sections[] | select(.id == "corrections") | .blocks | map(select(.kind == "list"))'
    json "$lists"' | .[0].total == 1 and (.[0].statements[0].verbatim | contains("nine of its gates"))'
    json "$lists"' | .[2].total == 1 and .[2].statements[0].outlet == "The Echo" and (.[2].statements[0].beside | contains("The Post"))'
    try 0 whosaid report corrections --db "$PWD/dam" --query outlet:echo --format=json
    json "$lists"' | .[0].total == 0 and .[2].total == 0'
}

@test "an empty index, every format" {
    printf '{"id":"x","title":"Nothing","text":"It rained in the hills."}\n' >none.jsonl
    try 0 whosaid-index add --db "$PWD/none" none.jsonl
    for report in claims replies corrections; do
        for format in text html json csv; do try 0 whosaid report "$report" --db "$PWD/none" --format="$format"; done
    done
    try 0 whosaid report claims --db "$PWD/none" --format=json
    json "$claims"' == []'
    [ "$(fact origins 'origins, at most')" = 0 ]
}

@test "the picture is in the page, and every article of it in the table" {
    try 0 whosaid report claims --db "$SAMPLE" --format=html
    has '<svg class="spread"'
    has 'nearly the same text'
    try 0 whosaid report claims --db "$SAMPLE" --format=csv
    [ "$(printf '%s\n' "$output" | grep -c ',article of a claim,')" -ge 9 ]
    printf '%s' "$output" | python3 -c 'import csv, sys; assert {len(row) for row in csv.reader(sys.stdin)} == {17}'
}

# Three ways to say it, at the beginning or the end; what only looks like it is none.
@test "notes of correction, in any format, linked to their articles" {
    article "a.txt" 'Gates lost at Orley' 'The river rose on Thursday.' '"The dam lost nine gates," said Mayor Ana Ruiz.' \
        'An earlier version of this story misstated the number of gates.'
    printf '{"id":"b","publisher":"The Echo","published":"2025-05-02","title":"Nine gates","text":%s}\n' \
        "$(jq -n --arg t "Editor’s note: This article has been corrected to show the mayor's name.

It was a bad night. Ruiz said nobody was hurt.

She said the mill would open." '$t')" >b.jsonl
    printf '<html><head><title>Orley</title></head><body><article><p>The river rose again on Friday in the town of Orley, and people left.</p><p>"We left at night," said Cleo Moss, a baker who has lived there for years.</p><p>Correction: May 3, 2025. It was Friday.</p></article></body></html>' >c.html
    article "d.txt" 'An earlier version' 'An earlier version of the bill is lost, said Dina Vane.' 'Correction of the river is next, she said.' \
        'Editor’s note: this is the first of three parts.'
    for file in a.txt b.jsonl c.html d.txt; do try 0 whosaid-index add --db "$PWD/notes" "$file"; done
    try 0 whosaid report corrections --db "$PWD/notes" --format=json
    notes='.sections[] | select(.id == "corrections") | .blocks[] | select(.title == "Notes of correction")'
    json "$notes"' | .total == 3 and (.statements | map(.verbatim) | sort | map(.[:14]) == ["An earlier ver", "Correction: Ma", "Editor’s note:"])'
    json '[.sections[].blocks[].figures // [] | .[] | select(.label == "articles with a note of correction")][0] | .numerator == 3 and .denominator == 4'
    try 0 whosaid --db "$PWD/notes" --all --format=jsonl --once=article has:correction
    json -s 'length == 3'
    try 1 whosaid --db "$PWD/notes" is:correction cue:misstate is:counted
}

@test "an article that is corrected later has its note from then on" {
    printf '{"id":"x","publisher":"The Post","published":"2025-05-01","title":"Gates","text":"The river rose.\\n\\n\\"The dam lost nine gates,\\" said Mayor Ana Ruiz."}\n' >one.jsonl
    printf '{"id":"x","publisher":"The Post","published":"2025-05-01","updated":"2025-05-03","title":"Gates","text":"The river rose.\\n\\n\\"The dam lost nine gates,\\" said Mayor Ana Ruiz.\\n\\nThis story has been corrected to give the right day."}\n' >two.jsonl
    try 0 whosaid-index add --db "$PWD/later" one.jsonl
    try 1 whosaid --db "$PWD/later" has:correction
    try 0 whosaid-index add --db "$PWD/later" two.jsonl
    try 0 whosaid --db "$PWD/later" --format=json has:correction by:ruiz
    try 0 whosaid-index check --db "$PWD/later"
}

# Every number that has queries, of these three reports too.
@test "every figure's queries find what it counts" {
    for report in claims replies corrections; do
        try 0 whosaid report "$report" --db "$SAMPLE" --format=json
        printf '%s\n' "$output" | jq -r '[.sections[].blocks[].figures // [] | .[]][] |
            ([.unit, .numerator, .query], (select(.whole) | [.unit, .denominator, .whole])) | @tsv' | sort -u >queries.tsv
        printf '%s\n' "$output" | jq -r '[.sections[].blocks[].facts // [] | .[] | select(.query)][] | ["statements", (.value | gsub(","; "")), .query] | @tsv' | sort -u >>queries.tsv
        [ "$(wc -l <queries.tsv)" -gt 5 ]
        while IFS=$'\t' read -r unit count query; do
            found=$(whosaid --db "$SAMPLE" --all --format=jsonl --once="${unit%s}" -- "$query" | wc -l)
            [ "$found" -eq "$count" ] || { echo "$report: $query finds $found $unit, not $count"; return 1; }
        done <queries.tsv
    done
}
