#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# whosaid-index stats: what an index holds.
load helper

setup_file() { sample_news; }
setup() { common_setup; }
common_setup_file() { sample_news; }

@test "articles, statements by form, act and type, speakers and size, in words" {
    try 0 whosaid-index stats --db "$SAMPLE"
    has 28
    for word in direct mixed indirect statement no-comment person; do has "$word"; done
}

@test "as JSON it adds up" {
    try 0 whosaid-index stats --db "$SAMPLE" --format=json
    json '.schema_version == 1'
    json '.articles.read == 28'
}

@test "as JSON lines it is JSON, line by line" {
    try 0 whosaid-index stats --db "$SAMPLE" --format=jsonl
    while IFS= read -r line; do printf '%s\n' "$line" | jq -e . >/dev/null; done <<<"$output"
}

@test "an unknown format is a usage error that names the known ones" {
    try 2 whosaid-index stats --db "$SAMPLE" --format=xml
    warns jsonl
}
