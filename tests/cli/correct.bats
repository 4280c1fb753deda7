#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# whosaid correct, whosaid speakers --merge: decisions of people, kept beside the index and marked wherever they count.
load helper

setup_file() { sample_news; }
setup() {
    common_setup
    cp -r "$SAMPLE" index
    export WHOSAID_DB="$PWD/index" USER=anna
}

# id QUERY...: of the first statement found
id() { whosaid --format=json "$@" | jq -r '.statements[0].id'; }
total() { { whosaid --format=json "$@" || true; } | jq .total; }

@test "a corrected speaker is found under the new name and no longer under the old one, and marked everywhere" {
    one=$(id by:brandt funeral)
    before=$(total by:helena)
    try 0 whosaid correct "$one" --speaker "Tomas Weller" --why "the caption names him" --as ben
    has "Tomas Weller, was Helena Brandt"
    has "ben"
    has "kept in $PWD/decisions.jsonl"
    [ "$(stat -c %a decisions.jsonl)" = 600 ]
    [ "$(total by:weller)" = 1 ]
    [ "$(total by:helena)" = $((before - 1)) ]
    try 0 whosaid by:weller
    has "Tomas Weller · corrected"
    try 0 whosaid --format=json by:weller
    json '.statements[0].corrected | index("speakers.name")'
    json '.statements[0].speakers[0] | .name == "Tomas Weller" and .basis == "corrected" and .id == "tomas weller"'
    try 0 whosaid --format=jsonl by:weller
    json '.corrected | index("speakers.name")'
    try 0 whosaid show "$one"
    has "the caption names him"
    has "ben"
    try 0 whosaid show --format=json "$one"
    json '.decisions[0] | .who == "ben" and .why == "the caption names him" and .before.speakers == ["Helena Brandt"]'
    try 0 whosaid speakers --format=json weller
    json '.speakers[0] | .total == 1 and .corrected == 1'
    try 0 whosaid speakers --format=jsonl weller
    json -s '.[0].corrected == 1'
    try 0 whosaid speakers weller
    has "1 corrected"
    try 0 whosaid speakers --list weller
    has "1 corrected"
}

@test "what is rejected leaves searches and counts; show still shows it, marked" {
    one=$(id funeral)
    all=$(total '*')
    try 0 whosaid correct "$one" --reject --why "a line of a song"
    [ "$(total '*')" = $((all - 1)) ]
    try 0 whosaid --format=json --all-states --all-acts -n 10000 '*'
    json --arg id "$one" '[.statements[].id] | index($id) == null'
    try 0 whosaid show "$one"
    has "rejected"
    has "a line of a song"
    try 0 whosaid show --format=json "$one"
    json '.rejected and .corrected == []'
    try 2 whosaid correct "$one" --act denial --why x
    warns "was rejected by decision"
}

@test "several fields at once, later decisions about the same field, and undoing" {
    one=$(id by:brandt funeral)
    try 0 whosaid correct "$one" --speaker "Tomas Weller" --act denial --via "Adler Courier" --why first --format=json
    first=$(value .id)
    json '.kind == "correction" and .who == "anna" and .after.act == "denial" and .statement.words != ""'
    try 0 whosaid correct "$one" --speaker "Lena Ort" --why second --format=jsonl
    second=$(value .id)
    try 0 whosaid --format=json by:ort act:denial
    json '.statements[0] | .via[0].name == "Adler Courier" and (.firsthand | not) and (.corrected | index("act"))'
    [ "$(total by:ort via:courier has:via firsthand:no naming:named)" = 1 ]
    [ "$(total by:ort firsthand:yes)" = 0 ]
    try 0 whosaid by:ort
    has "via Adler Courier"
    has "act corrected · chain corrected"
    try 0 whosaid correct --undo "${second:0:8}" --why "was right before"
    [ "$(total by:ort)" = 0 ]
    [ "$(total by:weller)" = 1 ]
    try 2 whosaid correct --undo "$second" --why again
    warns "was undone already"
    try 0 whosaid correct --undo "$first" --why "all wrong"
    [ "$(total by:weller)" = 0 ]
    try 0 whosaid show --format=json "$one"
    json '.corrected == [] and .decisions == [] and .speakers[0].name == "Helena Brandt"'
    try 0 whosaid correct --list
    has "was right before"
    has "0 decisions in force"
    try 0 whosaid correct --list --format=jsonl
    json -s 'length == 4 and (.[0].undone_by == .[3].id) and .[2].kind == "undo"'
    [ "$(wc -l <decisions.jsonl)" = 4 ]
    jq -e . decisions.jsonl >/dev/null
}

@test "what makes no sense is refused and nothing is kept" {
    one=$(id by:brandt funeral)
    try 2 whosaid correct "$one" --speaker "Tomas Weller"
    warns "a decision needs --why"
    try 2 whosaid correct "$one" --speaker "Tomas Weller" --why "  "
    try 2 whosaid correct "$one" --why "no field"
    try 2 whosaid correct "$one" --act denail --why x
    warns "--act is one of statement, denial"
    try 2 whosaid correct "$one" --reject --act denial --why x
    try 2 whosaid correct "$one" --speaker "Helena Brandt" --why "as it is"
    warns "it says so already"
    try 1 whosaid correct 00000000000000000000000000000000 --reject --why x
    try 2 whosaid correct "$one" --speaker $'line\nline' --why x
    try 2 whosaid correct --undo 0123 --list
    try 1 whosaid correct --undo 0123456789abcdef --why x
    try 1 whosaid correct --list
    [ ! -e decisions.jsonl ]
}

@test "unnamed sources: named only where somebody says that the article names them, never merged" {
    one=$(id type:anonymous)
    try 2 whosaid correct "$one" --speaker "Helena Brandt" --why "I know it was her"
    warns "such sources are not named by guess"
    try 2 whosaid correct "$one" --type person --why x
    warns "has no name"
    try 2 whosaid correct "$one" --speaker "a senior official" --type person --why x
    warns "describes a source and is no name"
    try 2 whosaid speakers --merge "a senior official" "Helena Brandt" --why "it was her"
    warns "these are never linked with anybody"
    try 2 whosaid speakers --merge "Helena Brandt" "officials" --why "it was her"
    try 2 whosaid speakers --merge "Helena Brandt" "rhinoceros" --why x
    warns "no speaker has the name rhinoceros"
    try 2 whosaid speakers --merge "Helena Brandt" "helena brandt" --why x
    [ ! -e decisions.jsonl ]
    two=$(id by:brandt funeral)
    try 0 whosaid correct "$two" --speaker "two of her aides" --why "misread"
    try 0 whosaid --format=json 'type:anonymous funeral'
    json '.statements[0].speakers[0] | .id == null and .type == "anonymous" and .naming == "insider"'
    try 0 whosaid correct "$one" --speaker "Helena Brandt" --type person --why "named in the caption"
}

@test "two names are merged, found by either, and split again" {
    a=$(total by:\"Helena Brandt\") b=$(total by:novak)
    try 0 whosaid speakers --merge "Helena Brandt" "Adela Novak" --why "for the test"
    has "Helena Brandt and Adela Novak are one"
    [ "$(total by:novak)" -ge $((a > b ? a : b)) ]
    [ "$(total by:novak)" = "$(total 'by:"Adela Novak"')" ]
    try 0 whosaid speakers --format=json novak
    json '.speakers | length == 1'
    json '.speakers[0] | .id == "adela novak" and ([.aliases[] | select(.merged)] | length == 1) and .split == []'
    try 0 whosaid speakers --list novak
    has "; merged with "
    try 0 whosaid speakers novak
    has "(merged)"
    try 0 whosaid by:novak
    has "merged: Helena Brandt and Adela Novak"
    try 0 whosaid --format=jsonl by:novak
    json -s 'all(.[]; (.corrected | index("speakers.id")) and .speakers[0].id == "adela novak")'
    try 0 whosaid show "$(id by:novak)"
    has "Helena Brandt and Adela Novak are one"
    has "for the test"
    try 0 whosaid show --format=json "$(id by:novak)"
    json '.decisions[0] | .kind == "merge" and .why == "for the test"'
    try 2 whosaid speakers --merge "Helena Brandt" "Adela Novak" --why again
    warns "one speaker already"
    try 0 whosaid speakers --split "Adela Novak" --why "they are two"
    [ "$(total by:novak)" = "$b" ]
    try 2 whosaid speakers --split "Adela Novak" --why again
    warns "Adela Novak stands with no other name"
    try 2 whosaid speakers --split "Adela Novak" "Helena Brandt" --why again
    warns "are two speakers already"
    try 0 whosaid speakers --list novak
    has "; split from Helena Brandt"
    try 2 whosaid speakers --merge "Helena Brandt" --why x
    try 0 whosaid speakers --merge "Roads Authority" "Marenian Roads Authority" --why "the same body"
    try 0 whosaid speakers --list authority
    has ", organization; merged with "
}

@test "decisions hold after an update, another index and a rebuild from nothing" {
    mkdir news
    article news/a.txt "Bridge closed" "Mayor Ana Ruiz said the bridge is closed." "\"We are safe,\" said Tom Ashdown."
    article news/c.txt "Kiosk" "\"The kiosk is open,\" said Tim Hall."
    try 0 whosaid-index add --jobs 1 --db small news
    one=$(id --db small said:closed) two=$(id --db small said:safe)
    try 0 whosaid correct --db small "$one" --speaker "Lena Ort" --why "her deputy spoke"
    try 0 whosaid correct --db small "$two" --reject --why "a headline"
    try 0 whosaid speakers --db small --merge "Lena Ort" "Tim Hall" --why "his pen name"
    article news/a.txt "Bridge closed" "It rained." "Mayor Ana Ruiz said the bridge is closed." "\"We are safe,\" said Tom Ashdown."
    try 0 whosaid-index add --jobs 1 --db small news
    [ "$(total --db small by:ort)" = 2 ] # and what she says as Tim Hall
    [ "$(total --db small by:ruiz)" = 0 ]
    [ "$(total --db small by:ashdown)" = 0 ]
    rm -r small
    try 0 whosaid-index add --jobs 1 --db small news
    [ "$(total --db small by:ort)" = 2 ] # and what she says as Tim Hall
    try 0 whosaid correct --db small --check
    has "3 decisions in force; none not found"
    mv news moved # the path was the article's id
    rm -r small
    try 0 whosaid-index add --jobs 1 --db small moved
    [ "$(total --db small by:ort)" = 2 ] # and what she says as Tim Hall
    try 0 whosaid correct --db small --check
    has "by its words and place"
    rm -r small
    rm moved/c.txt
    article moved/a.txt "Bridge open" "Mayor Ana Ruiz said the lamps are lit."
    try 0 whosaid-index add --jobs 1 --db small moved
    try 1 whosaid correct --db small --check --format=jsonl
    json -s 'length == 3 and all(.[]; .found == "nowhere")'
}

@test "shards: a decision counts on whichever holds the statement" {
    mkdir -p news shards other
    article news/b.txt "Lamps" "Mayor Ana Ruiz said the lamps are lit."
    try 0 whosaid-index add --jobs 1 --db shards/b news
    one=$(id --db index --db shards/b said:lamps by:ruiz)
    try 0 whosaid correct --db index --db shards/b "$one" --speaker "Lena Ort" --why "her deputy"
    [ -e shards/decisions.jsonl ] # beside the shard that holds it
    [ "$(total --db index --db shards/b by:ort)" = 1 ]
    [ "$(total --db shards/b by:ort)" = 1 ]
    mv shards/b other/b
    [ "$(total --db index --db other/b --decisions shards/decisions.jsonl by:ort)" = 1 ]
    try 0 whosaid speakers --db index --db other/b --decisions mine.jsonl --merge "Ana Ruiz" "Helena Brandt" --why x
    [ -e mine.jsonl ]
    [ ! -e decisions.jsonl ]
}

@test "a torn last line is told and tolerated; other damage is named; a missing file too" {
    one=$(id by:brandt funeral)
    try 0 whosaid correct "$one" --speaker "Tomas Weller" --why first
    printf '{"schema_version":1,"id":"01' >>decisions.jsonl
    try 0 whosaid by:weller
    warns "the last line was never finished"
    try 0 whosaid correct "$one" --act denial --why second
    try 0 whosaid by:weller
    silent
    sed -i '1s/^/x/' decisions.jsonl
    try 2 whosaid by:weller
    warns "decisions.jsonl, line 1 is damaged"
    try 2 whosaid --decisions nosuch.jsonl by:weller
    warns "nosuch.jsonl"
}

@test "what was decided is written as the articles would have been read, to train a reader with" {
    try 1 whosaid correct --training
    silent
    one=$(id by:brandt funeral)
    other=$(id by:wilma)
    third=$(id by:keswick act:denial)
    try 0 whosaid correct "$one" --speaker "Tomas Weller" --act denial --via "Adler Courier" --why first
    try 0 whosaid correct "$other" --reject --why "a line of a song"
    try 0 whosaid correct "$third" --act statement --why "no denial"
    undone=$(whosaid correct --list --format=jsonl | jq -r .id | tail -n 1)
    try 0 whosaid correct --undo "$undone" --why "it is one"
    try 0 whosaid correct --training
    json -s 'length == 2 and all(.[]; .schema_version == 1 and (.text | length) > 100)'
    json -s '[.[].attributions[] | select(.corrected)] | length == 1 and
        (.[0] | .corrected == ["speakers.name", "act", "via"] and .speaker == "Tomas Weller" and .act == "denial" and .via == "Adler Courier")'
    json -s '[.[] | select(.rejected) | .rejected[]] | length == 1 and .[0].speaker == "Wilma Stern"'
    json -s 'all(.[]; .text as $text | all(.attributions[], .rejected[]?; .cue | all(.[]; .[1] <= ($text | length))))'
    json -s 'all(.[]; . as $line | all(.rejected[]?; .cue as $cue | all($line.attributions[]; .cue != $cue)))'
    printf '%s\n' "$output" >lines.jsonl
    try 0 whosaid correct --training --format=json
    json --slurpfile lines lines.jsonl '.schema_version == 1 and .articles == $lines'
    whosaid show --format=json "$one" | jq -r '.article.id' >gone
    try 0 whosaid-index remove --withdraw "$(cat gone)"
    try 0 whosaid correct --training
    json -s 'length == 1'
    try 2 whosaid correct --training --list
    warns "don't go together"
}
