#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# An index that is missing, locked, foreign, damaged or from the future: a clear word and what to do; status 2.
load helper

setup() {
    common_setup
    article one.txt "Bridge closed" '"It is closed for months," said Mayor Ana Ruiz.'
}

refused() { # refused WORDS COMMAND...
    local words=$1
    shift
    try 2 "$@"
    [ -z "$output" ] || { show_run; return 1; }
    warns "$words"
}

@test "a missing index" {
    for command in "whosaid months" "whosaid speakers" "whosaid show 0123456789abcdef" "whosaid-index stats"; do
        # shellcheck disable=SC2086
        set -- $command
        if [ "$1" = whosaid ] && [ "$2" = months ]; then
            refused nowhere whosaid --db nowhere months
        else
            refused nowhere "$1" "$2" --db nowhere "${@:3}"
        fi
        warns "whosaid-index add"
        [ ! -e nowhere ]
    done
}

@test "a locked index names what to do and is not harmed" {
    try 0 whosaid-index add --db index one.txt
    mkfifo feed
    whosaid-index add --db index - <feed &
    writer=$!
    exec 7>feed
    printf 'Another title\n\n' >&7
    await_writer "$writer"
    run --separate-stderr whosaid-index add --db index one.txt
    exec 7>&-
    wait "$writer" || true
    [ "$status" -eq 2 ] || { show_run; return 1; }
    warns index
    case "$stderr" in *lock* | *another* | *writ*) ;; *) show_run; return 1 ;; esac
    try 0 whosaid --db index months
    has Ruiz
}

@test "reading goes on while another writes" {
    try 0 whosaid-index add --db index one.txt
    mkfifo feed
    whosaid-index add --db index - <feed &
    writer=$!
    exec 7>feed
    await_writer "$writer"
    try 0 whosaid --db index months
    exec 7>&-
    wait "$writer" || true
}

@test "a folder that is no index, a file, and a foreign database" {
    mkdir folder
    echo hello >folder/file
    refused folder whosaid --db folder months
    refused one.txt whosaid --db one.txt months
    refused folder whosaid-index add --db folder one.txt
    [ "$(cat folder/file)" = hello ]
    [ "$(find folder -type f | wc -l)" -eq 1 ]
    refused one.txt whosaid-index add --db one.txt one.txt
    grep -q closed one.txt
}

# mark INDEX KEY VALUE: what is written in it about itself
mark() {
    command -v xapian-metadata >/dev/null || skip "xapian-tools are not installed"
    local database
    database=$(find "$1" -name iamglass -printf '%h\n' | head -1)
    xapian-metadata set "$database" "$2" "$3"
}

@test "a database of another program" {
    try 0 whosaid-index add --db index one.txt
    mark index whosaid.format ""
    refused index whosaid --db index months
    refused index whosaid-index add --db index one.txt
    refused index whosaid-index stats --db index
}

@test "an index of an older version" {
    try 0 whosaid-index add --db index one.txt
    mark index whosaid.format 1
    refused older whosaid --db index months
    refused older whosaid-index add --db index one.txt
    refused older whosaid-index stats --db index
}

@test "an index of a newer version" {
    try 0 whosaid-index add --db index one.txt
    mark index whosaid.format 99
    refused newer whosaid --db index months
    refused newer whosaid-index add --db index one.txt
    refused newer whosaid-index stats --db index
}

@test "a damaged index" {
    try 0 whosaid-index add --db index one.txt
    for file in $(find index -type f -size +0 \( -name '*.glass' -o -name iamglass \)); do
        printf 'garbage garbage garbage garbage' | dd of="$file" conv=notrunc status=none
    done
    run --separate-stderr whosaid --db index months
    [ "$status" -eq 2 ] || { show_run; return 1; }
    no_crash
    [ -n "$stderr" ]
    [ -z "$output" ]
}

@test "an index cut short" {
    try 0 whosaid-index add --db index one.txt
    for file in $(find index -type f -name '*.glass'); do truncate -s 100 "$file"; done
    run --separate-stderr whosaid --db index months
    [ "$status" -eq 2 ] || { show_run; return 1; }
    no_crash
    [ -n "$stderr" ]
}

@test "an index without rights" {
    chmod 755 "$BATS_TEST_TMPDIR"
    try 0 whosaid-index add --db index one.txt
    chmod -R go-rwx index
    [ "$(id -u)" = 0 ] || chmod 000 index
    run --separate-stderr unprivileged whosaid --db "$PWD/index" months
    [ "$status" -eq 2 ] || { show_run; return 1; }
    warns index
    chmod -R u+rwx index
}

@test "a place where no index can be made" {
    chmod 755 "$BATS_TEST_TMPDIR"
    mkdir -m 555 closed
    chmod 644 one.txt
    run --separate-stderr unprivileged whosaid-index add --db "$PWD/closed/index" "$PWD/one.txt"
    [ "$status" -eq 2 ] || { show_run; return 1; }
    warns closed
}

@test "an interrupted run leaves an index that works, and the next carries on" {
    for i in $(seq 1 400); do printf '{"id":"n%s","title":"Item %s","text":"\\"Number %s is fine,\\" said Ben Kade."}\n' "$i" "$i" "$i"; done >many.jsonl
    whosaid-index add --db index one.txt
    whosaid-index add --db index many.jsonl >/dev/null 2>&1 &
    writer=$!
    sleep 0.2
    kill -9 "$writer" 2>/dev/null || true
    wait "$writer" || true
    try 0 whosaid --db index months
    has Ruiz
    try 0 whosaid-index add --db index many.jsonl
    try 0 whosaid-index stats --db index --format=json
    json '.articles.read == 401'
}
