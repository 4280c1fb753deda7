#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Bad input: each is named with its reason, counted and passed over; status 3; everything else is indexed.
load helper

setup() {
    common_setup
    mkdir in
    article in/good.txt "Bridge closed" '"It is closed for months," said Mayor Ana Ruiz.'
}

# The index holds what was good, and is whole.
good_is_there() {
    try 0 whosaid --db index months
    has Ruiz
    if command -v xapian-check >/dev/null; then
        for database in $(find index -name iamglass -printf '%h\n'); do xapian-check "$database" >/dev/null; done
    fi
}

# passed_over WORDS...: add says so of in/bad*, and ends with status 3.
passed_over() {
    run --separate-stderr timeout 120 whosaid-index add --db index in
    [ "$status" -eq 3 ] || { show_run; return 1; }
    no_crash
    for words in "$@"; do
        case "$stderr$output" in *"$words"*) ;; *) echo "no '$words'"; show_run; return 1 ;; esac
    done
    good_is_there
}

@test "a file that may not be read" {
    article in/bad.txt "Secret" '"Nobody reads this," said Ben Kade.'
    chmod 000 in/bad.txt
    chmod 755 "$BATS_TEST_TMPDIR" in
    mkdir -m 777 open
    run --separate-stderr unprivileged whosaid-index add --db open/index in
    [ "$status" -eq 3 ] || { show_run; return 1; }
    warns bad.txt
    warns ermission
    run unprivileged whosaid --db open/index months
    [ "$status" -eq 0 ]
}

@test "a folder without rights" {
    mkdir in/bad
    article in/bad/inside.txt "Secret" '"Nobody reads this," said Ben Kade.'
    chmod 000 in/bad
    mkdir -m 777 open
    run --separate-stderr unprivileged whosaid-index add --db open/index in
    [ "$status" -eq 3 ] || { show_run; return 1; }
    warns in/bad
    warns ermission
    run unprivileged whosaid --db open/index months
    [ "$status" -eq 0 ]
    chmod 755 in/bad
}

@test "a path that does not exist" {
    run --separate-stderr whosaid-index add --db index in/good.txt in/nowhere.txt
    [ "$status" -eq 3 ] || [ "$status" -eq 2 ]
    warns nowhere.txt
}

@test "broken UTF-8" {
    printf 'Bridge\n\nCaf\xc3\xa9 \xe2\x80\x9cIt is \xe2\x80 broken\xe2\x80\x9d said Kade, and \xc3 more.\n' >in/bad.txt
    passed_over bad.txt UTF-8
}

@test "broken JSON on line 17" {
    for i in $(seq 1 30); do
        if [ "$i" = 17 ]; then
            echo '{"id":"n17","text":"It ends here'
        else
            printf '{"id":"n%s","title":"Item","text":"\\"Number %s is fine,\\" said Ben Kade."}\n' "$i" "$i"
        fi
    done >in/bad.jsonl
    passed_over bad.jsonl 17
    try 0 whosaid-index stats --db index --format=json
    json '.articles.read == 30'
    try 0 whosaid --db index '"number 18 is fine"'
}

@test "JSON with a NUL, a lone surrogate, a wrong type, no text, or 100,000 brackets" {
    {
        echo '{"id":"a","text":"No\u0000 way"}'
        echo '{"id":"b","text":"No \ud800 way"}'
        echo '{"id":"c","text":{"a":"No"}}'
        echo '{"id":"d","title":"No text"}'
        head -c 100000 /dev/zero | tr '\0' '['
        echo
        echo '{"id":"e","text":"\"I am fine,\" said Ben Kade."}'
    } >in/bad.jsonl
    passed_over bad.jsonl
    try 0 whosaid --db index '"i am fine"'
    has Kade
    try 0 whosaid-index stats --db index --format=json
    json '.articles.read == 2'
}

@test "an empty file, and one with blanks only" {
    : >in/bad-empty.txt
    printf ' \n\t\n \n' >in/bad-blank.txt
    passed_over bad-empty.txt bad-blank.txt empty
}

@test "an empty article among others in a file" {
    printf '%s\n' '{"id":"a","text":""}' '{"id":"b","text":"\"Fine,\" said Ben Kade."}' '{"id":"c","text":"   "}' >in/bad.jsonl
    passed_over bad.jsonl empty
}

@test "a binary file" {
    cp /bin/true in/bad.txt
    passed_over bad.txt
    printf '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1' >in/bad.html
    passed_over bad.html
}

@test "a line of 200 MB" {
    head -c 200000000 /dev/zero | tr '\0' 'a' | fold -w 60 | tr '\n' ' ' >in/bad.txt
    {
        printf '{"id":"long","text":"'
        cat in/bad.txt
        printf '"}\n{"id":"after","text":"\\"After the long line,\\" said Ben Kade."}\n'
    } >in/bad.jsonl
    # Sanitizers reserve terabytes of addresses.
    ( [ "${WHOSAID_SANITIZED-0}" = 1 ] || ulimit -v 1500000; whosaid-index add --db index in ) >out 2>err || status=$?
    [ "$status" -eq 3 ]
    grep -q bad.txt err
    grep -q bad.jsonl err
    good_is_there
    try 0 whosaid --db index '"after the long line"'
    has Kade
}

@test "HTML nested 100,000 deep" {
    {
        echo '<!DOCTYPE html><html><body><article>'
        head -c 500000 /dev/zero | sed 's/\x0\x0\x0\x0\x0/<div>/g'
        echo '<p>“Down here,” said Ben Kade.</p>'
        head -c 600000 /dev/zero | sed 's/\x0\x0\x0\x0\x0\x0/<\/div>/g'
        echo '</article></body></html>'
    } >in/bad.html
    run --separate-stderr timeout 60 whosaid-index add --db index in
    [ "$status" -eq 3 ] || [ "$status" -eq 0 ] || { show_run; return 1; }
    no_crash
    good_is_there
}

@test "devices, pipes and sockets are not waited for" {
    mkfifo in/bad-pipe
    run --separate-stderr timeout 20 whosaid-index add --db index in
    [ "$status" -eq 3 ] || [ "$status" -eq 0 ] || { show_run; return 1; }
    run --separate-stderr timeout 20 whosaid-index add --db index in/bad-pipe
    [ "$status" -eq 3 ] || { show_run; return 1; }
    warns bad-pipe
}

@test "control characters in a file's name do not reach the terminal" {
    printf '' >in/$'bad\e[31m\nname.txt'
    run --separate-stderr whosaid-index add --db index in
    [ "$status" -eq 3 ] || { show_run; return 1; }
    case "$stderr" in *$'\e'*) show_run; return 1 ;; esac
}

@test "extract passes over the same and goes on" {
    printf '%s\n' '{"id":"a","text":"\"One,\" said Ben Kade."}' '{broken' '{"id":"b","text":"\"Two,\" said Ben Kade."}' >in/bad.jsonl
    run --separate-stderr whosaid-index extract in/bad.jsonl
    [ "$status" -eq 3 ]
    warns bad.jsonl
    warns 2
    [ "$(printf '%s\n' "$output" | jq -r .id | tr '\n' ' ')" = "a b " ]
}

@test "what was refused is counted" {
    : >in/bad1.txt
    : >in/bad2.txt
    : >in/bad3.txt
    run --separate-stderr whosaid-index add --db index in
    [ "$status" -eq 3 ]
    case "$output$stderr" in *3*refused* | *refused*3* | *"3 "*) ;; *) show_run; return 1 ;; esac
}

@test "names of files that are no UTF-8 stay apart, and are found again" {
    mkdir odd
    article $'odd/a\xff.txt' "Bridge closed" '"It is closed," said Mayor Ana Ruiz.'
    article $'odd/a\xfe.txt' "Bridge open" '"It is open," said Ben Kade.'
    printf 'id,text\n1,"Mayor Ana Ruiz said the ferry runs."\n' >$'odd/t\xff.csv'
    try 0 whosaid-index add --format=json --db index odd
    json '.articles == 3 and .again == 0'
    try 0 whosaid-index add --prune --format=json --db index odd
    json '.articles == 0 and .unchanged == 3 and .pruned == 0'
    try 0 whosaid-index remove --db index $'odd/a\xff.txt'
    has 'odd/a\xff.txt'
    try 1 whosaid --db index closed
    try 0 whosaid --db index open
}

@test "pruning spares what lies in a folder that cannot be read, whatever its name" {
    mkdir -p $'odd/d\xff' open
    article $'odd/d\xff/in.txt' "Bridge closed" '"It is closed," said Mayor Ana Ruiz.'
    article odd/out.txt "Bridge open" '"It is open," said Ben Kade.'
    chmod 777 open
    chmod 755 "$BATS_TEST_TMPDIR" odd $'odd/d\xff'
    run unprivileged whosaid-index add --db open/index odd
    [ "$status" -eq 0 ]
    chmod 000 $'odd/d\xff'
    run --separate-stderr unprivileged whosaid-index add --prune --format=json --db open/index odd
    [ "$status" -eq 3 ] || { show_run; return 1; }
    json '.pruned == 0 and .spared == 1'
    chmod 755 $'odd/d\xff'
}
