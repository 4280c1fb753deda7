#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# whosaid watch: what is new is told once, whatever happens in between; what is withdrawn is not quoted.
load helper

# An archive of one day, and the same after the next one. Made once.
setup_file() {
    cd "$BATS_FILE_TMPDIR" || return 1
    told a 2025-04-08 $'"The bridge will open in June," said Ana Ruiz, the mayor of Sumy.\n\nBen Kade said the dam was late.' >first.jsonl
    told b 2025-04-10 $'"The school is shut," said Ana Ruiz.' >>first.jsonl
    told c 2025-04-11 $'"The tower stands," said Ana Ruiz.\n\nAna Ruiz accused Ben Kade of stealing the granite of the pillars.' >second.jsonl
    told d 2025-04-12 $'Ben Kade denied stealing granite from the pillars, as Ana Ruiz had claimed.' >third.jsonl
    SOURCE_DATE_EPOCH=1744675200 whosaid-index add --db before/index first.jsonl
    cp -r before after
    SOURCE_DATE_EPOCH=1744761600 whosaid-index add --db after/index second.jsonl
    SOURCE_DATE_EPOCH=1744761600 whosaid-index remove --db after/index --withdraw Post/b
}
setup() {
    common_setup
    unset WHOSAID_KEY WHOSAID_WATCH
    export SOURCE_DATE_EPOCH=1744848000 WHOSAID_DB="$PWD/index" # 2025-04-17
    cp -r "$BATS_FILE_TMPDIR/before/index" index
}
told() { # told ID DATE TEXT
    jq -nc --arg id "$1" --arg date "$2" --arg text "$3" \
        '{id: $id, publisher: "Post", published: $date, title: ("Story " + $id), text: $text, url: ("https://post.example/" + $id)}'
}
next_day() {
    rm -r index
    cp -r "$BATS_FILE_TMPDIR/after/index" index
}
program() { # program NAME LINE...: a script on PATH
    mkdir -p bin
    { echo '#!/bin/sh'; printf '%s\n' "${@:2}"; } >"bin/$1"
    chmod +x "bin/$1"
    export PATH="$PWD/bin:$PATH"
}
mail_text() { # of the one mail in FILE
    sed '1,/^$/d' "$1" | base64 -d
}
tower() { # tower FILE: how often the new statement stands in a feed
    grep -o 'tower stands' "$1" | wc -l
}

@test "what is new, and what was withdrawn, is told once" {
    try 0 whosaid watch add ruiz by:ruiz
    has "2 statements already"
    try 0 whosaid watch run
    [ -z "$output" ]
    next_day
    try 0 whosaid watch run ruiz
    has "ruiz: 2 new, 1 withdrawn"
    has "The tower stands"
    has $'\n    https://post.example/c\n'
    has "Post/b"
    hasnt "school"
    hasnt "in June"
    try 0 whosaid watch run
    [ -z "$output" ]
    silent
}

@test "a feed has each statement once, and loses at once what is withdrawn" {
    try 0 whosaid watch add one by:ruiz --feed=one.atom
    try 0 whosaid watch add two by:ruiz --feed=two.json
    [ "$(grep -c '<entry>' one.atom)" -eq 0 ]
    next_day
    for _ in 1 2 3; do try 0 whosaid watch run; done
    [ "$(tower one.atom)" -eq 1 ]
    [ "$(grep -c '<entry>' one.atom)" -eq 2 ]
    grep -q '<updated>2025-04-17T00:00:00Z' one.atom
    [ "$(jq '.items | length' two.json)" -eq 2 ]
    ids=$(grep '<id>' one.atom)
    try 0 whosaid-index remove --withdraw Post/c
    SOURCE_DATE_EPOCH=1744934400 try 0 whosaid watch run
    has "one: 2 withdrawn"
    [ "$(tower one.atom)" -eq 0 ]
    [ "$(jq '.items | length' two.json)" -eq 0 ]
    [ "$(grep '<id>' one.atom)" = "$(head -n 1 <<<"$ids")" ] # the feed's own, which stays
    ! grep -q tower watch-one.jsonl watches.json
}

@test "withdrawn words leave the feed even when mail fails" {
    program sendmail 'cat >/dev/null; exit 75'
    try 0 whosaid watch add ruiz by:ruiz --feed=out.atom
    next_day
    try 0 whosaid watch run
    [ "$(tower out.atom)" -eq 1 ]
    jq -c '.watches[].email = "desk@example.org"' watches.json >edited && cat edited >watches.json
    try 0 whosaid-index remove --withdraw Post/c
    try 2 whosaid watch run
    warns "sendmail failed with status 75"
    [ "$(tower out.atom)" -eq 0 ]
    program sendmail 'cat >mail'
    try 0 whosaid watch run
    mail_text mail | grep -q 'Post/c'
}

@test "mail goes to sendmail with the same Message-ID until it is taken" {
    program sendmail 'printf "%s\n" "$@" >arguments; cat >"mail.$(ls mail.* 2>/dev/null | wc -l)"; exit 75'
    try 0 whosaid watch add ruiz by:ruiz --email=desk@example.org
    next_day
    try 2 whosaid watch run
    try 2 whosaid watch run
    program sendmail 'cat >mail.2'
    try 0 whosaid watch run
    cmp mail.0 mail.1 && cmp mail.0 mail.2
    [ "$(cat arguments)" = "$(printf '%s\n' -i desk@example.org)" ]
    grep -qx 'Subject: whosaid ruiz: 2 new, 1 withdrawn' mail.2
    grep -qEx 'Message-ID: <[0-9a-f]{32}@whosaid.invalid>' mail.2
    mail_text mail.2 | grep -q 'The tower stands'
    ! mail_text mail.2 | grep -q 'school'
    rm mail.*
    try 0 whosaid watch run
    [ ! -e mail.2 ]
}

@test "a command gets JSON lines and a key; killed before it was remembered, it is told again under the same key" {
    program notify 'cat >>lines; echo "$WHOSAID_KEY $WHOSAID_WATCH" >>keys; [ -e stop ] || exit 0; rm stop; kill -9 $PPID; sleep 5'
    try 0 whosaid watch add ruiz by:ruiz --command=notify --feed=out.atom
    next_day
    touch stop
    run whosaid watch run
    [ "$status" -eq 137 ]
    try 0 whosaid watch run
    try 0 whosaid watch run
    [ "$(wc -l <keys)" -eq 2 ]
    [ "$(sort -u keys | wc -l)" -eq 1 ]
    grep -qE '^[0-9a-f]{32} ruiz$' keys
    output=$(cat lines)
    json -s 'map("\(.change) \(.article)") | .[0:3] == .[3:6] and (.[0:3] | sort) == ["new Post/c", "new Post/c", "withdrawn Post/b"]'
    json -s 'map(select(.change == "withdrawn") | .statement) | all(. == null)'
    [ "$(tower out.atom)" -eq 1 ]
}

@test "killed at any moment, a feed has each statement once after the next run" {
    try 0 whosaid watch add ruiz by:ruiz --feed=out.atom
    cp watch-ruiz.jsonl begin
    next_day
    for pause in 0.002 0.01 0.02 0.03 0.04 0.05 0.07 0.1; do
        cp begin watch-ruiz.jsonl
        timeout -s KILL "$pause" whosaid watch run >/dev/null 2>&1 || true
        ! grep -q school out.atom
        [ "$(tower out.atom)" -le 1 ]
        try 0 whosaid watch run
        [ "$(tower out.atom)" -eq 1 ]
        [ "$(jq -s 'map(.id // empty) | (length == 3) and (unique | length == 3)' watch-ruiz.jsonl)" = true ]
        [ -z "$(find . -name '.*.whosaid-*')" ] # nothing is left beside what it writes
    done
}

@test "corrections are told, and names withheld by order are not" {
    try 0 whosaid watch add ruiz by:ruiz --feed=out.atom
    next_day
    try 0 whosaid watch run
    id=$(whosaid --format=json tower | jq -r '.statements[0].id')
    try 0 whosaid correct "$id" --act announcement --why 'she had it written' --as anna
    try 0 whosaid watch run
    has "ruiz: 1 corrected"
    [ "$(tower out.atom)" -eq 1 ]
    grep -q 'category term="announcement"' out.atom
    try 0 whosaid correct "$id" --reject --why 'a song' --as anna
    try 0 whosaid watch run
    has "ruiz: 1 corrected"
    [ "$(tower out.atom)" -eq 0 ]
    try 0 whosaid correct --hide-speaker 'Ana Ruiz' --why 'a court'
    try 0 whosaid watch run
    ! grep -q Ruiz out.atom
}

@test "responses to an article or a statement, with why" {
    next_day
    id=$(whosaid --format=json 'act:allegation' | jq -r '.statements[0].id')
    try 0 whosaid watch add one --about Post/c
    has "0 responses"
    try 0 whosaid watch add three --about Post/c --feed=out.atom
    try 0 whosaid watch add two --about "${id:0:12}" --command='tee lines'
    try 0 whosaid-index add "$BATS_FILE_TMPDIR/third.jsonl"
    try 0 whosaid watch run one
    has "one: 1 new"
    has "Ben Kade denied"
    has "an answer to ${id:0:12}: by somebody whom the claim names"
    try 0 whosaid watch run three
    grep -q '<title>three: responses to Post/c</title>' out.atom
    grep -q "an answer to ${id:0:12}: by somebody whom the claim names.*</content>" out.atom
    try 0 whosaid watch run two
    output=$(cat lines)
    json '.change == "new" and .article == "Post/d" and (.why | test("an answer to '"${id:0:12}"'"))'
    try 0 whosaid watch run
    [ -z "$output" ]
    try 0 whosaid-index remove --withdraw Post/d
    try 0 whosaid watch run one
    has "one: 1 withdrawn"
    hasnt "denied"
    try 1 whosaid watch add four --about nowhere
    warns "nowhere"
    [ "$(jq '.watches | length' watches.json)" -eq 3 ]
}

@test "watches are listed and removed; their files are readable by their owner alone" {
    try 1 whosaid watch list
    try 0 whosaid watch add a.b by:ruiz -bridge --email=desk@example.org --command='tee x' --feed=f.atom
    try 0 whosaid watch list
    [ "$output" = "a.b  by:ruiz -bridge  mail to desk@example.org  command tee x  feed $PWD/f.atom" ]
    [ "$(stat -c %a watches.json watch-a.b.jsonl f.atom | sort -u)" = 600 ]
    try 2 whosaid watch add a.b dam
    warns "already"
    try 2 whosaid watch add other dam --feed="../work/f.atom"
    warns "is the feed of the watch a.b"
    try 0 whosaid watch remove a.b
    [ ! -e watch-a.b.jsonl ]
    try 2 whosaid watch remove a.b
    try 2 whosaid watch run a.b
    warns "there is no watch a.b"
}

@test "what cannot be a watch is told, and nothing is kept" {
    try 2 whosaid watch
    try 2 whosaid watch add
    try 2 whosaid watch add ../x dam
    try 2 whosaid watch add x
    try 2 whosaid watch add x dam --about Post/a
    try 2 whosaid watch add x 'act:denail'
    warns "denial"
    try 2 whosaid watch add x dam --email=$'a@example.org\nBcc: b@example.org'
    warns "no address"
    try 2 whosaid watch add x dam --email=-oQ/tmp
    try 2 whosaid watch add x dam --feed=/nowhere/at/all.atom
    try 2 whosaid watch list --email=a@example.org
    try 2 whosaid watch add x dam --db tcp:127.0.0.1:1
    [ ! -e watches.json ]
}

@test "damaged, foreign and locked files are told, and the other watches run" {
    try 0 whosaid watch add one by:ruiz
    try 0 whosaid watch add two by:ruiz
    next_day
    cp watch-one.jsonl whole
    head -n 2 whole >watch-one.jsonl
    try 2 whosaid watch run
    warns "watch-one.jsonl is damaged"
    has "two: 2 new, 1 withdrawn"
    rm watch-one.jsonl
    try 2 whosaid watch run one
    warns "is gone"
    cp whole watch-one.jsonl
    chmod 600 watch-one.jsonl
    try 0 whosaid watch run one
    has "one: 2 new, 1 withdrawn"
    exec 8>>watches.json.lock
    flock 8
    try 2 whosaid watch run
    exec 8>&-
    warns "another whosaid runs or changes"
    chmod g+w watches.json
    try 2 whosaid watch list
    warns "somebody else"
    chmod g-w watches.json
    echo '{' >watches.json
    try 2 whosaid watch list
    warns "watches.json"
}
