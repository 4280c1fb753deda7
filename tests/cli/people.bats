#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# One identity across articles: by: and speakers under every spelling, with namesakes apart.
load helper

add() { # add INDEX FILE...
    "$WHOSAID_BUILD/whosaid-index" add --db "$@" >/dev/null 2>&1
}

setup_file() {
    cd "$BATS_FILE_TMPDIR"
    article one.txt 'Port stays' '“We will not sell the port,” Volodymyr Zelenskiy said on Monday.' \
        '“The law is a good one,” Bill Clinton said.'
    article two.txt 'Port is ours' '“The port stays ours,” Volodymyr Zelenskyy said on Tuesday.' \
        '“The law is a bad one,” Hillary Clinton said.'
    article three.txt 'School is full' '“The school is full,” Maria Toll, a teacher, said on Friday.' \
        '“We raised more money,” the Democratic National Committee said.' \
        '“The law is an old one,” William J. Clinton said.'
    article four.txt 'Ferry is late' '“The ferry is late again,” Maria Toll, a captain, said on Friday.'
    add first one.txt four.txt
    add second two.txt three.txt
    add both one.txt two.txt three.txt four.txt
}

setup() {
    common_setup
    cd "$BATS_FILE_TMPDIR"
}

names() { value '[.statements[].speakers[].name] | unique | join("|")'; }

@test "by: finds a person under every spelling" {
    for name in zelensky zelenskyy '"Vladimir Zelensky"' Zelenskiy; do
        try 0 whosaid --db both --format=json "by:$name"
        [ "$(names)" = "Volodymyr Zelenskiy|Volodymyr Zelenskyy" ]
        json '[.statements[].speakers[].id] | unique == ["Q3874799"]'
    done
    try 0 whosaid --db both --format=json by:dnc
    json '.statements | length == 1'
    try 0 whosaid --db both --format=json 'port NOT by:zelensky'
    [ -z "$(names)" ] || ! names | grep -q Zelensk
}

@test "a name of several finds all and names them, a full name narrows" {
    try 0 whosaid --db both by:clinton
    warns "Clinton (2), Hillary Clinton (1); to narrow it, write by:"
    try 0 whosaid --db both --format=json by:clinton
    json '[.candidates[].total] == [2, 1] and (.statements | length) == 3'
    silent
    try 0 whosaid --db both --format=json 'by:"bill clinton"'
    json '.candidates | length == 1'
    [ "$(names)" = "Bill Clinton|William J. Clinton" ]
    try 0 whosaid --db both by:zelensky
    silent
}

@test "speakers folds the spellings and keeps namesakes apart" {
    try 0 whosaid speakers --db both --format=json
    json '.speakers | map(select(.id == "Q3874799")) | .[0].total == 2 and (.[0].aliases | length) == 1'
    json '[.speakers[] | select(.name | test("Hillary")) | .aliases | length] == [0]'
    json '[.speakers[] | .total == (.forms | add)] | all'
    try 0 whosaid speakers --db both --list zelensky
    has "also Volodymyr Zelensk"
    has Q3874799
    try 0 whosaid speakers --db both zelensky
    has Q3874799
}

@test "equal names that nothing ties are marked as perhaps several" {
    try 0 whosaid speakers --db both --format=json toll
    json '.speakers[0] | .total == 2 and .perhaps_several'
    try 0 whosaid speakers --db both toll
    has "perhaps several people"
    printf 'Maria Toll\tperson\n' >own.tsv
    try 0 whosaid speakers --db both --people own.tsv --format=json toll
    json '.speakers[0].perhaps_several | not'
    WHOSAID_PEOPLE=own.tsv try 0 whosaid speakers --db both --format=json toll
    json '.speakers[0].registered'
}

@test "several indexes answer as one" {
    for query in clinton zelensky toll dnc '*'; do
        try 0 whosaid speakers --db both --format=json "$query"
        one=$output
        try 0 whosaid speakers --db first --db second --format=json "$query"
        [ "$output" = "$one" ]
    done
    try 0 whosaid --db both --format=json by:clinton
    one=$(value '[.candidates, [.statements[] | .id]] | tostring')
    try 0 whosaid --db second --db first --format=json by:clinton
    [ "$(value '[.candidates, [.statements[] | .id]] | tostring')" = "$one" ]
}

@test "show has the person and the other names" {
    try 0 whosaid --db both --format=json 'by:zelensky sell'
    id=$(value '.statements[0].id')
    try 0 whosaid show --db both "$id"
    has Q3874799
    has "volodymyr zelenskyy"
    try 0 whosaid show --db both --format=json "$id"
    json '.speakers[0].id == "Q3874799" and .speakers[0].basis != null and .source.text != null'
}

@test "a list of one's own that is wrong is named with its line" {
    printf 'Maria Toll\tperson\nAnna Toll\tdancer\n' >wrong.tsv
    try 2 whosaid speakers --db both --people wrong.tsv
    warns "wrong.tsv:2"
    try 2 whosaid --db both --people missing.tsv by:toll
    warns "missing.tsv"
}

# decided COMMAND...: with a journal of this test's own
decided() { whosaid "$1" --db both --decisions "$BATS_TEST_TMPDIR/decided.jsonl" "${@:2}"; }

@test "a merge joins two with all their spellings, everywhere" {
    try 0 decided speakers --merge "Maria Toll" "Volodymyr Zelenskyy" --why "for the test"
    merge=$(jq -r .id "$BATS_TEST_TMPDIR/decided.jsonl")
    for name in toll zelensky zelenskiy; do
        try 0 decided search --format=json "by:$name"
        [ "$(names)" = "Maria Toll|Volodymyr Zelenskiy|Volodymyr Zelenskyy" ]
        json '[.statements[].speakers[].id] | unique == ["Q3874799"]'
        json 'all(.statements[]; .corrected == ["speakers.id"])'
        json '.candidates | length == 1 and .[0].total == 4'
    done
    try 0 decided search by:zelenskiy
    has "merged: Maria Toll and Volodymyr Zelenskyy"
    try 0 decided search 'NOT by:zelensky'
    hasnt "Toll"
    try 0 decided speakers --format=json
    json '.speakers[0] | .id == "Q3874799" and .total == 4 and (.perhaps_several | not)'
    json '.speakers[0].aliases | map(select(.merged)) | length > 0'
    json '[.speakers[1:][].aliases[].merged] | any | not'
    try 2 decided speakers --merge "Maria Toll" "Volodymyr Zelenskiy" --why again
    warns "one speaker already"
    try 2 decided speakers --split "Maria Toll" "Volodymyr Zelenskiy" --why "not the pair that was merged"
    warns "are one by other names too"
    try 0 decided correct --undo "$merge" --why "it was not so"
    try 0 decided speakers --format=json
    json '[.speakers[].aliases[].merged] | any | not'
    try 0 decided search --format=json by:toll
    [ "$(names)" = "Maria Toll" ]
    json 'all(.statements[]; .corrected == [])'
}

@test "a split keeps apart what registry and spelling would join; undoing it restores that" {
    try 0 decided speakers --split "William J. Clinton" --why "an uncle of his"
    has "William J. Clinton is not Bill Clinton"
    try 0 decided speakers --format=json clinton
    json '[.speakers[] | select(.name | test("^(Bill|William)")) | .id] | sort == ["bill clinton", "william j clinton"]'
    json '[.speakers[] | select(.id == "bill clinton").split] == [["william j clinton"]]'
    try 0 decided speakers clinton
    has "Bill Clinton; split from William J. Clinton"
    try 0 decided search by:hillary
    hasnt split
    try 0 decided search --format=json 'by:"bill clinton"'
    json '[.statements[].speakers[].name] == ["Bill Clinton"]'
    json '.statements[0].corrected == ["speakers.id"]'
    try 0 decided search --format=json 'by:"william j clinton"'
    [ "$(names)" = "William J. Clinton" ]
    try 0 decided search --format=json by:clinton
    json '.candidates | length == 3'
    try 0 decided correct --undo "$(jq -r .id "$BATS_TEST_TMPDIR/decided.jsonl")" --why "no uncle"
    try 0 decided search --format=json 'by:"bill clinton"'
    [ "$(names)" = "Bill Clinton|William J. Clinton" ]
}

@test "decisions go before a list of one's own" {
    printf 'Maria Toll\tperson\t-\t-\tHillary Clinton\n' >"$BATS_TEST_TMPDIR/own.tsv"
    try 0 whosaid speakers --db both --people "$BATS_TEST_TMPDIR/own.tsv" --format=json toll
    json '.speakers | length == 1 and .[0].total == 3'
    try 0 decided speakers --people "$BATS_TEST_TMPDIR/own.tsv" --split "Hillary Clinton" "Maria Toll" --why "two"
    try 0 decided speakers --people "$BATS_TEST_TMPDIR/own.tsv" --format=json toll
    json '.speakers | length == 1 and .[0].total == 2'
    try 0 decided speakers --people "$BATS_TEST_TMPDIR/own.tsv" --merge "Maria Toll" "Bill Clinton" --why "pen name"
    try 0 decided search --people "$BATS_TEST_TMPDIR/own.tsv" --format=json by:toll
    [ "$(names)" = "Bill Clinton|Maria Toll|William J. Clinton" ]
    json '[.statements[].speakers[].id] | unique == ["bill clinton"]'
}

@test "a corrected speaker is found under every spelling of the name given" {
    try 0 whosaid --db both --format=json 'by:toll school'
    id=$(value '.statements[0].id')
    try 0 decided correct "$id" --speaker "Vladimir Zelensky" --why "see the caption"
    try 0 decided search --format=json by:zelenskyy
    [ "$(names)" = "Vladimir Zelensky|Volodymyr Zelenskiy|Volodymyr Zelenskyy" ]
    json '[.statements[].speakers[].id] | unique == ["Q3874799"]'
}
