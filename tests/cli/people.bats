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
    try 0 whosaid speakers --db both zelensky
    has "also Volodymyr Zelensk"
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
