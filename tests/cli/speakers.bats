#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# whosaid speakers: who speaks in an index.
load helper

setup_file() { sample_news; }
setup() { common_setup; }

@test "who speaks, most first, with forms" {
    try 0 whosaid speakers --db "$SAMPLE"
    has "Helena Brandt"
    has "Adela Novak"
    try 0 whosaid speakers --db "$SAMPLE" --format=json
    json '.speakers | length > 20'
    json '[.speakers[].total] | . == (sort | reverse)'
    json '[.speakers[] | .total == (.forms | add)] | all'
}

@test "the two Brandts stay two, and the predecessor a third" {
    try 0 whosaid speakers --db "$SAMPLE" --format=json brandt
    json '[.speakers[].name] | index("Helena Brandt") and index("Tomas Brandt")'
    json '[.speakers[].name] | all(contains("Brandt"))'
}

@test "unnamed speakers are counted, never listed as somebody" {
    try 0 whosaid speakers --db "$SAMPLE" --format=json
    json '.unnamed > 5'
    json '[.speakers[].name] | all(test("official|familiar|anonymity") | not)'
}

@test "words that nobody is called by find nobody" {
    try 1 whosaid speakers --db "$SAMPLE" rhinoceros
    try 1 whosaid speakers --db "$SAMPLE" --format=json rhinoceros
    json '.speakers == []'
}

@test "JSON lines: one speaker a line" {
    try 0 whosaid speakers --db "$SAMPLE" --format=jsonl
    json -s 'length > 20'
    json -s 'all(.[]; type == "object")'
}
