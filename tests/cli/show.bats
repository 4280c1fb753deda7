#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# whosaid show: one statement with everything known about it.
load helper

setup_file() { sample_news; }
setup() { common_setup; }

@test "a statement in its paragraph, with its article and fields" {
    try 0 whosaid --db "$SAMPLE" --format=json funeral
    id=$(value '.statements[0].id')
    [ ${#id} -eq 32 ]
    try 0 whosaid show --db "$SAMPLE" "$id"
    has "I would rather explain a detour than a funeral"
    has "Helena Brandt"
    try 0 whosaid show --db "$SAMPLE" --format=json "$id"
    json --arg id "$id" '.id == $id'
    json '.context.paragraph | contains("I would rather explain a detour than a funeral")'
    json '.status == "current" and .article.title != null and .form == "direct"'
}

@test "the beginning of an id is enough, from eight digits" {
    try 0 whosaid --db "$SAMPLE" --format=json funeral
    id=$(value '.statements[0].id')
    try 0 whosaid show --db "$SAMPLE" --format=json "${id:0:12}"
    json --arg id "$id" '.id == $id'
    try 2 whosaid show --db "$SAMPLE" "${id:0:3}"
}

@test "the id that the text output shows can be shown" {
    try 0 whosaid --db "$SAMPLE" funeral
    id=$(printf '%s\n' "$output" | grep -oE '\b[0-9a-f]{12}\b' | head -1)
    [ -n "$id" ]
    try 0 whosaid show --db "$SAMPLE" "$id"
}

@test "an id that is not there: status 1; no id: usage" {
    try 1 whosaid show --db "$SAMPLE" 00000000000000000000000000000000
    try 2 whosaid show --db "$SAMPLE"
    try 2 whosaid show --db "$SAMPLE" "not hex"
}
