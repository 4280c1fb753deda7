#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# What all commands' output has in common.
load helper

setup_file() { sample_news; }
setup() { common_setup; }

terminal() { # terminal COMMAND...: its output as on a terminal
    script -qec "$(printf '%q ' "$@")" /dev/null </dev/null
}

@test "every command has help in words, on stdout, status 0" {
    for command in "whosaid-index add" "whosaid-index extract" "whosaid-index stats" "whosaid search" "whosaid speakers" \
        "whosaid show" "whosaid syntax"; do
        # shellcheck disable=SC2086
        try 0 $command --help
        has "--format"
        silent
        [ -z "$(awk 'length > 80' <<<"$output")" ]
    done
    try 0 whosaid --help
    has speakers
    try 0 whosaid --version
}

@test "JSON output is one JSON value and nothing else, whatever happens" {
    for query in funeral rhinoceros '*' 'act:denial'; do
        run --separate-stderr whosaid --db "$SAMPLE" --format=json "$query"
        json '.schema_version == 1'
        run --separate-stderr whosaid --db "$SAMPLE" --format=jsonl "$query"
        while IFS= read -r line; do [ -z "$line" ] || printf '%s\n' "$line" | jq -e . >/dev/null; done <<<"$output"
    done
    for format in json jsonl; do
        run --separate-stderr whosaid --db "$SAMPLE" --format=$format '(('
        [ "$status" -eq 2 ]
        [ -z "$output" ]
    done
    try 0 whosaid speakers --db "$SAMPLE" --format=jsonl
    json -s 'all(.schema_version == 1)'
    try 0 cat "$NEWS_READ"
    json -s 'all(.schema_version == 1)'
    try 0 whosaid syntax --format=json
    json '.schema_version == 1 and (.fields | any(.name == "act" and (.values | index("denial"))))'
}

@test "no colours where the output is no terminal" {
    try 0 whosaid --db "$SAMPLE" funeral
    hasnt $'\e['
}

@test "colours on a terminal, with the statement's words highlighted, and none with NO_COLOR" {
    run terminal env TERM=xterm PAGER=cat whosaid --db "$SAMPLE" funeral
    has $'\e['
    run terminal env TERM=xterm PAGER=cat NO_COLOR=1 whosaid --db "$SAMPLE" funeral
    hasnt $'\e[3'
    hasnt $'\e[1m'
    has funeral
}

@test "the same question has the same answer, byte by byte" {
    for arguments in "funeral" "--format=json *" "--format=jsonl *"; do
        # shellcheck disable=SC2086
        set -f
        try 0 whosaid --db "$SAMPLE" $arguments
        first=$output
        try 0 whosaid --db "$SAMPLE" $arguments
        set +f
        [ "$output" = "$first" ]
    done
    try 0 whosaid-index extract "$NEWS/ledger"
    first=$output
    try 0 whosaid-index extract "$NEWS/ledger"
    [ "$output" = "$first" ]
}

@test "an index built again from the same files answers the same" {
    again="$PWD/again"
    (cd "$WHOSAID_SOURCE" && whosaid-index add --db "$again" tests/news)
    try 0 whosaid --db "$SAMPLE" --format=json --limit 1000 --all-acts '*'
    first=$(value -c '[.statements[] | del(.indexed)]')
    try 0 whosaid --db again --format=json --limit 1000 --all-acts '*'
    [ "$(value -c '[.statements[] | del(.indexed)]')" = "$first" ]
}

@test "searching writes nothing" {
    before=$(cd "$SAMPLE" && find . -type f -exec sha256sum {} + | sort)
    try 0 whosaid --db "$SAMPLE" funeral
    try 0 whosaid speakers --db "$SAMPLE"
    [ "$(cd "$SAMPLE" && find . -type f -exec sha256sum {} + | sort)" = "$before" ]
    [ -z "$(find . -type f)" ]
}

@test "a reader that goes away early is no disaster" {
    run bash -c "whosaid --db '$SAMPLE' --format=jsonl --limit 1000 '*' | head -n 1 | jq -e .id"
    [ "$status" -eq 0 ]
}

@test "a full disk is said" {
    [ -e /dev/full ] || skip "no /dev/full"
    run bash -c "whosaid --db '$SAMPLE' --format=json '*' 2>err >/dev/full"
    [ "$status" -eq 2 ]
    [ -s err ]
    run bash -c "whosaid-index extract '$NEWS' 2>err >/dev/full"
    [ "$status" -eq 2 ]
    [ "$(grep -c 'standard output' err)" -eq 1 ]
}
