#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Reading by several threads: the same bytes out, however many they are.
load helper

setup() { common_setup; }

# Good and bad articles by turns, one of them long, one twice, one in another language, and a file that is no text.
mixture() {
    mkdir -p mixture
    for i in 1 2 3 4 5 6; do
        printf '{"id": "good-%s", "text": "\\"The bridge opens in May,\\" said Mayor Ana Ruiz."}\n' $i
        printf '{"id": "broken-%s", "text": \n' $i
        printf '{"id": "empty-%s", "text": ""}\n' $i
        printf '{"id": "fremd-%s", "language": "de", "text": "Es regnet."}\n' $i
    done >mixture/lines.jsonl
    printf '{"id": "good-1", "text": "\\"The bridge opens in June,\\" said Mayor Ana Ruiz."}\n' >>mixture/lines.jsonl
    { printf 'Rain\n\n'; for i in {1..60}; do printf 'It rained on day %s, Ben Kade said.\n\n' $i; done; } >mixture/a-long.txt
    printf '\0\1\2' >mixture/b-bytes.txt
    article mixture/c-short.txt "Bridge painted" '"It is blue," said Ben Kade.'
}

@test "extract prints the same for any number of jobs, good and bad" {
    mixture
    for jobs in 1 2 7; do
        try 3 whosaid-index extract --jobs $jobs mixture "$NEWS/lindfell" missing.txt
        printf '%s\n' "$output" >out.$jobs
        printf '%s\n' "$stderr" >err.$jobs
    done
    cmp out.1 out.2 && cmp out.1 out.7
    cmp err.1 err.2 && cmp err.1 err.7
    [ "$(grep -c '^refused: ' err.1)" -eq 14 ]
}

@test "add tells and keeps the same for any number of jobs, and again when all is there" {
    export SOURCE_DATE_EPOCH=1744675200
    mixture
    for jobs in 1 2 7; do
        for time in 1 2; do
            try 3 whosaid-index add --jobs $jobs --db index --format=json mixture
            printf '%s\n%s\n' "$output" "$stderr"
        done >told.$jobs
        whosaid-index stats --db index --format=json | jq -S 'del(.bytes, .size)' >stats.$jobs
        whosaid --db index --format=json --limit 1000 by:Kade | jq -S 'del(.. | .indexed?)' >found.$jobs || true
        rm -r index
    done
    for what in told stats found; do
        cmp $what.1 $what.2 && cmp $what.1 $what.7
    done
}

@test "as many jobs as there are cores when nothing is said; not more than 64" {
    printf '{"id": "a", "text": "It rained."}\n' >in.jsonl
    try 0 whosaid-index extract in.jsonl
    try 0 whosaid-index extract -j 64 in.jsonl
    try 2 whosaid-index extract -j 65 in.jsonl
    warns "65 jobs"
    try 2 whosaid-index extract -j some in.jsonl
}
