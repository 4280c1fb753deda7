#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# whosaid-index extract: the reading as JSON lines, without an index.
load helper

setup_file() { sample_news; }
setup() { common_setup; }

@test "one line for each article, and nothing else" {
    try 0 cat "$NEWS_READ"
    [ ! -s "${NEWS_READ%.jsonl}.err" ]
    [ "$(printf '%s\n' "$output" | wc -l)" -eq 29 ]
    json -s 'all(.[]; has("id") and has("text") and (.attributions | type == "array"))'
}

@test "id and text are the input's, unchanged" {
    printf '%s\n' '{"id": 12345678901234567890, "text": "Caf\u00e9 \ud83d\ude00 said: \"No.\"\n\nEnd."}' '{"id": "x-1", "text": "Two."}' >in.jsonl
    try 0 whosaid-index extract in.jsonl
    has '"id":12345678901234567890'
    has '"id":"x-1"'
    [ "$(printf '%s\n' "$output" | head -1 | jq -r .text)" = $'Café 😀 said: "No."\n\nEnd.' ]
}

@test "offsets count code points, end exclusive, and stand on the words" {
    printf '%s\n' '{"id":"a","text":"Ünder 😀 skies.\n\n“The bridge opens in May,” said Mayor Ana Ruiz."}' >in.jsonl
    try 0 whosaid-index extract in.jsonl
    json '.attributions | length == 1'
    json '. as $d | .attributions[0] | .cue[0] as $c | $d.text[$c[0]:$c[1]] == "said"'
    json '. as $d | .attributions[0] | .content[0] as $c | $d.text[$c[0]:$c[1]] | contains("The bridge opens in May")'
    json '. as $d | .attributions[0] | .source[0] as $c | $d.text[$c[0]:$c[1]] | contains("Ana Ruiz")'
    json '.attributions[0] | .form == "direct" and .act == "statement" and .negated == false and .speaker == "Ana Ruiz" and .speaker_type == "person"'
}

@test "every span of the sample news lies in its text and is in order" {
    try 0 cat "$NEWS_READ"
    json -s 'all(.[]; (.text | length) as $n | all(.attributions[]; all((.source, .cue, .content); . as $s |
        all($s[]; .[0] < .[1] and .[1] <= $n) and all(range(1; $s | length); $s[. - 1][1] <= $s[.][0]))))'
}

@test "confidence lies between 0 and 1, forms and acts are known ones" {
    try 0 cat "$NEWS_READ"
    json -s '[.[].attributions[] | .confidence] | all(. >= 0 and . <= 1)'
    json -s '[.[].attributions[].form] | unique - ["direct", "mixed", "indirect"] == []'
    json -s '[.[].attributions[].act] | unique - ["statement", "denial", "confirmation", "allegation", "announcement",
        "question", "request", "promise", "no-comment", "no-response", "thought", "finding"] == []'
}

@test "standard input, and the same as from the file" {
    head -2 "$NEWS/courier.jsonl" >two.jsonl
    try 0 whosaid-index extract two.jsonl
    from_file=$output
    try 0 whosaid-index extract - <two.jsonl
    [ "$output" = "$from_file" ]
}

@test "nothing is found in navigation, comments and scripts" {
    try 0 jq -c 'select(.id | test("standard|lindfell"))' "$NEWS_READ"
    [ "$(printf '%s\n' "$output" | wc -l)" -eq 9 ]
    for words in turnip "Buy now" "They are all liars" "I agree" "Told you so" "We will win" "My bread is late" "Tips:"; do
        hasnt "$words"
    done
    has "It takes 31 kilometres"
    has "It holds forty"
}

@test "no index is made" {
    try 0 whosaid-index extract "$NEWS/ledger/bridge-closed.txt"
    [ -z "$(find . -type f)" ]
}

@test "an article with nothing said has an empty list" {
    printf '{"id":"a","text":"The sun shone on the empty square all day."}\n' >in.jsonl
    try 0 whosaid-index extract in.jsonl
    json '.attributions == []'
}

@test "--attributions takes the spans from a file and finds the speakers" {
    printf '%s\n' '{"id":7,"text":"Mayor Ana Ruiz came. “It is late,” she said."}' >in.jsonl
    printf '%s\n' '{"id":7,"attributions":[{"source":[[35,38]],"cue":[[39,43]],"content":[[21,34]]}]}' >given.jsonl
    try 0 whosaid-index extract --guess --attributions given.jsonl in.jsonl
    json '.attributions | length == 1'
    json '.attributions[0] | .source == [[35,38]] and .cue == [[39,43]] and .content == [[21,34]]'
    json '.attributions[0] | .speaker == "Ana Ruiz" and .speaker_type == "person" and .speaker_confidence <= 1'
}

@test "--attributions that lie outside the text, and files that are none, are told" {
    printf '%s\n' '{"id":"a","text":"Short."}' >in.jsonl
    printf '%s\n' '{"id":"a","attributions":[{"source":[],"cue":[[2,99]],"content":[]}]}' >given.jsonl
    try 3 whosaid-index extract --attributions given.jsonl in.jsonl
    warns "not in the text"
    printf '%s\n' '{"id":"a","attributions":[]}' 'no JSON' >given.jsonl
    try 2 whosaid-index extract --attributions given.jsonl in.jsonl
    warns "given.jsonl, line 2"
    try 2 whosaid-index extract --attributions nowhere.jsonl in.jsonl
    warns "nowhere.jsonl"
}
