#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Formats from outside: the list of them, tables, web archives.
load helper

setup_file() { sample_news; }
setup() { common_setup; }

# The texts and attributions of what extract reads equal those of the sample news whose text they are.
same_as_sample() {
    printf '%s\n' "$output" | jq -cS '[.text, .attributions]' | sort >got
    jq -cS '[.text, .attributions]' "$NEWS_READ" | sort >all
    [ -s got ]
    [ -z "$(comm -23 got all)" ] || { comm -23 got all | cut -c1-300; return 1; }
}

@test "formats lists what can be read, from the readers' own table" {
    try 0 whosaid-index formats
    silent
    find "$WHOSAID_SOURCE/indexer/readers" -name '*_reader.c' >readers
    [ -s readers ]
    while read -r file; do
        name=${file##*/}
        printf '%s\n' "$output" | grep -q "^${name%_reader.c} " || { echo "no ${name%_reader.c}"; return 1; }
    done <readers
    for name in gzip zstd xz bzip2 tar zip; do printf '%s\n' "$output" | grep -q "^$name "; done
    try 0 whosaid-index formats --format=json
    json '.schema_version == 1 and ([.formats[] | select(.kind == "format") | .name] | index("csv") and index("warc"))'
    json 'all(.formats[]; .description | length > 0)'
    try 2 whosaid-index formats something
}

@test "the sample news as a table gives the same statements" {
    jq -r -s '(["url", "Headline", "Full Text", "Outlet"], (.[] | [.url, .title, .text, .publisher])) | @csv' "$NEWS/courier.jsonl" >news.csv
    try 0 whosaid-index extract news.csv
    [ "$(printf '%s\n' "$output" | wc -l)" -eq 9 ]
    same_as_sample
    jq -r -s '(["nr", "kopf", "rumpf", "haus"], (.[] | [.id, .title, .text, .publisher])) | @csv' "$NEWS/courier.jsonl" | tr -d '\r' | gzip >own.csv.gz
    try 3 whosaid-index extract own.csv.gz
    warns '--map text=COLUMN'
    try 0 whosaid-index extract --map text=rumpf,title=kopf,id=nr,publisher=haus own.csv.gz
    same_as_sample
    try 2 whosaid-index extract --map body=rumpf own.csv.gz
    warns body
}

@test "the members of JSON objects can be mapped too" {
    jq -c '{nr: .id, leader: .title, publisher, inner: {words: .text}}' "$NEWS/courier.jsonl" >own.jsonl
    try 0 whosaid-index extract --map text=inner.words,title=leader,id=nr own.jsonl
    same_as_sample
    [ "$(value .id | head -1)" = "$(jq -r .id "$NEWS/courier.jsonl" | head -1)" ]
}

# record URL FILE: a page as a crawler keeps it.
record() {
    { printf 'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n'; cat "$2"; } >block
    printf 'WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nContent-Type: application/http; msgtype=response\r\n' "$1"
    printf 'Content-Length: %s\r\n\r\n' "$(stat -c %s block)"
    cat block
    printf '\r\n\r\n'
}

@test "the sample news in web archives gives the same statements" {
    for page in "$NEWS"/lindfell/*.html "$NEWS"/standard/*.html; do
        record "https://crawled.example/${page##*/}" "$page" >one
        cat one >>plain.warc
        gzip -c one >>records.warc.gz
        zstd -qc one >>records.warc.zst
    done
    for file in plain.warc records.warc.gz records.warc.zst; do
        try 0 whosaid-index extract "$file"
        silent
        [ "$(value .id | sort -u | grep -c "^$file#")" -eq 9 ]
        same_as_sample
    done
}

@test "a damaged record of a web archive costs that record" {
    for i in 1 2 3; do
        printf '<!DOCTYPE html><title>%s</title><article><p>“Number %s is fine,” said Ben Kade.</p></article>' "$i" "$i" >page
        record "https://crawled.example/$i" page | gzip >"$i.gz"
    done
    printf XXXX | dd of=2.gz bs=1 seek=60 conv=notrunc status=none
    cat 1.gz 2.gz 3.gz >three.warc.gz
    try 3 whosaid-index add --db index three.warc.gz
    warns 'three.warc.gz: record'
    try 0 whosaid --db index fine
    has 'Number 1'
    has 'Number 3'
    hasnt 'Number 2'
}

@test "no format is described by its neighbour in a list that is sorted by name" {
    try 0 whosaid-index formats
    hasnt likewise
}
