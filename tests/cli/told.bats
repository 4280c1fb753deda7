#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# What a run tells of the articles that it saw: what became of each, and what of them could not be read.
load helper

setup() { common_setup; }

add_up='.seen == .added + .changed + .read_again + .unchanged + .older + .other_language + .canceled + .refused'

@test "added, changed, unchanged, other languages and refused are told apart, and add up" {
    line() { printf '{"id": "%s", "publisher": "Post", "language": "%s", "text": "%s"}\n' "$1" "$2" "$3"; }
    { line a en 'Mayor Ana Ruiz said it is closed.'; line b en 'Ben Kade said it is blue.'; line c fr 'Le pont est ferme.'
        line d en 'Ana Ruiz said no.'; echo '{"id": "e"}'; } >one.jsonl
    try 3 whosaid-index add --db index one.jsonl
    has "3 articles added to index with 3 statements; 0 unchanged, 1 refused, 1 in languages that are not read (fr 1)"
    { line a en 'Mayor Ana Ruiz said it is open.'; line b en 'Ben Kade said it is blue.'; line c fr 'Le pont est ouvert.'
        line d en 'Ana Ruiz said never.'; line f en 'Ben Kade said it is red.'; line a en 'Ana Ruiz said: maybe.'; } >two.jsonl
    try 0 whosaid-index add --db index --format=json two.jsonl
    json "$add_up"
    json '.seen == 6 and .added == 1 and .changed == 3 and .unchanged == 1 and .other_language == 1 and .refused == 0 and .read_again == 0'
    try 0 whosaid-index add --db index two.jsonl
    has "0 articles added to index, 2 changed, with 2 statements; 4 unchanged, 0 refused"
}

@test "what another reader reads again is neither added nor changed" {
    article one.txt "Bridge closed" '"It is closed," said Mayor Ana Ruiz.'
    try 0 whosaid-index add --db index one.txt
    cp -r "$WHOSAID_SOURCE/indexer/lexicon/en" lists
    echo "quixotically" >>lists/adverbs.txt
    try 0 whosaid-index add --db index --lexicon lists one.txt
    has "0 articles added to index, 1 read again"
    try 0 whosaid-index add --db index --lexicon lists --format=json one.txt
    json "$add_up and .unchanged == 1 and .read_again == 0"
}

@test "a date that cannot be understood is told, with its words" {
    printf '%s\n' '{"id": "a", "published": "32.13.2019", "text": "Ana Ruiz said yes."}' \
        '{"id": "b", "date": -5, "text": "Ana Ruiz said no."}' \
        '{"id": "c", "published": " ", "text": "Ana Ruiz said maybe."}' >a.jsonl
    try 0 whosaid-index add --db index --log log.jsonl a.jsonl
    has '2 of 3 articles have a date that cannot be understood and counts as none, as published "32.13.2019" in a.jsonl'
    [ "$(jq -r '[.status, .line, .reason] | @tsv' log.jsonl)" = $'noted\t1\ta date that cannot be understood: published "32.13.2019"
noted\t2\ta date that cannot be understood: published "-5"' ]
    try 0 whosaid-index add --db index --format=json a.jsonl
    json '.unread_dates == 2 and .lacking.published == 3'
    try 0 whosaid-index extract a.jsonl
    warns 'published "32.13.2019" in a.jsonl'
    try 0 whosaid-index add --dry-run a.jsonl
    has 'published  -, not understood: published "32.13.2019"'
}

@test "an embargo whose end cannot be understood holds" {
    printf '%s\n' '{"type": "text", "uri": "urn:a", "pubstatus": "usable", "headline": "Dam", "body_text": "Ana Ruiz said the dam held.", "embargoed": "when we say so"}' >a.json
    try 0 whosaid-index add --db index a.json
    has 'embargoed "when we say so"'
    try 1 whosaid --db index dam
}

@test "files that are cut off are read as far as they go, and told" {
    printf '{\\rtf1\\ansi Bridge closed\\par Mayor Ana Ruiz said it is {\\b clo' >a.rtf
    printf 'From a@b Mon Mar  3 10:12:00 2025\nSubject: One\nFrom: a@b\nTo: c\n\nAna Ruiz said yes.\n\nFrom a@b Mon Mar  3 10:14:00 2025\nSubject: Two\nFrom: a@b\nTo: c\n\nBen Kade said n' >b.mbox
    try 0 whosaid-index add --db index --log log.jsonl a.rtf b.mbox
    warns "cut off: a.rtf: the file ends before it should: what is there was read"
    warns "cut off: b.mbox: the file ends before it should"
    has "3 articles added"
    has "2 of 3 articles are cut off"
    [ "$(jq -r .status log.jsonl | sort | uniq -c | tr -s ' ')" = " 2 noted" ]
    try 0 whosaid-index extract b.mbox
    warns "1 of 2 articles is cut off"
}

@test "--dry-run says that there is more than it shows" {
    for i in $(seq 1 21); do printf '{"id":"n%s","title":"Item %s","text":"A text of its own."}\n' "$i" "$i"; done >many.jsonl
    try 0 whosaid-index add --db index --dry-run many.jsonl
    has "There are more: these are the first 20 articles"
    hasnt "Item 21"
    try 0 whosaid-index add --db index --dry-run --format=json many.jsonl
    json '.more and (.articles | length) == 20'
    head -20 many.jsonl >twenty.jsonl
    try 0 whosaid-index add --db index --dry-run twenty.jsonl
    hasnt "There are more"
    try 0 whosaid-index add --db index --dry-run --format=json twenty.jsonl
    json '.more == false'
}

@test "items of a feed without ids have different ones" {
    printf '<rss><channel><title>F</title>%s</channel></rss>' '<item><description>Ana Ruiz said yes.</description></item>
        <item><description>Ana Ruiz said no.</description></item>
        <item><link>https://f.example/3#top</link><description>Ana Ruiz said maybe.</description></item>
        <item><title>Brief</title><pubDate>Mon, 03 Mar 2025 10:00:00 GMT</pubDate><description>Ben Kade said yes.</description></item>
        <item><title>Brief</title><pubDate>Tue, 04 Mar 2025 10:00:00 GMT</pubDate><description>Ben Kade said no.</description></item>' >f.xml
    try 0 whosaid-index extract f.xml
    json -s '[.[].id] | length == 5 and (unique | length) == 5 and .[2] == "https://f.example/3" and (.[0] | startswith("f.xml#"))'
    try 0 whosaid-index add --db index --format=json f.xml
    json '.added == 5 and .again == 0'
}
