#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# whosaid report: sourcing profiles.
load helper

setup_file() { sample_news; }
setup() { common_setup; }

# holds FILTER: of the figures of the report in $output, as an array.
figures='[.sections[] | .id as $s | .blocks[] | select(.kind == "figures") | .title as $t | .figures[] | {section: $s, table: $t} + .]'

# every_query DB: runs both queries of every figure of the report in $output, each once, and compares.
every_query() {
    local checked=0 unit count query
    printf '%s\n' "$output" | jq -r "$figures"'[] | ([.unit, .numerator, .query], (select(.whole) | [.unit, .denominator, .whole])) | @tsv' |
        sort -u >queries.tsv
    [ "$(wc -l <queries.tsv)" -gt 50 ]
    while IFS=$'\t' read -r unit count query; do
        query=${query//\\\\/\\}
        found=$(whosaid --db "$1" --all --format=jsonl --once="${unit%s}" -- "$query" | wc -l)
        [ "$found" -eq "$count" ] || { echo "$query finds $found $unit, not $count"; return 1; }
        checked=$((checked + 1))
    done <queries.tsv
    echo "$checked queries"
}

# Counted by hand in tests/news before there was a report: 29 texts, of which one comes under the id of another, with other
# content; one (ledger/bridge-closed) is a copy of npa/2025-03-07-bridge; 11 plain texts have no date, one of them in the
# copy's family.
@test "coverage comes first, and is what the sample news has" {
    try 0 whosaid report sourcing --db "$SAMPLE" --format=json
    json '.sections[0].id == "coverage"'
    fact() { value ".sections[0].blocks[] | select(.kind == \"facts\") | .facts[] | select(.label == \"$1\") | .value"; }
    [ "$(fact 'articles read')" = 28 ]
    [ "$(fact 'articles refused')" = 0 ]
    [ "$(fact 'articles with statements that count')" = 27 ]
    [ "$(fact 'articles without a date')" = 10 ]
    [ "$(fact 'articles without an outlet')" = 10 ] # the plain texts
    [ "$(fact published)" = "2025-03-07 to 2025-04-16" ]
    [ "$(fact outlets)" = "Lindfell Online, The Adler Courier, The Marenian Standard" ]
    json '[.sections[0].blocks[] | select(.kind == "note") | .text] | any(startswith("Unaudited"))'
    row='attributions found by their very word of saying'
    has "finds $(measured "$row" 1) (politics) to $(measured "$row" 3) (world news) of 100 attributions"
    has "gets $(measured "$row" 2) to $(measured "$row" 4) of 100 exactly right"
    json '[.sections[0].blocks[].facts // [] | .[].label] | index("of them, no source given by the writer") != null and
          index("of them, speaker not resolved by us") != null'
}

# By hand: the engineer, the foreman, two workers, a person familiar with the inquiry, a former colleague, a senior official,
# two officials of the region, a retired inspector. The reader may miss some, but finds no others. The article about the
# talks names Lindqvist, Reuss and Harrow.
@test "sources whose name is withheld, and named ones, as counted by hand" {
    try 0 whosaid report sourcing --db "$SAMPLE" --format=json
    json "$figures"'[] | select(.table == "Sources without a name" and .label == "sources, strict") | .numerator >= 5 and .numerator <= 8'
    try 0 whosaid report article tests/news/npa/2025-04-15-talks.txt --db "$SAMPLE" --format=json
    json "$figures"'[] | select(.section == "sources" and .unit == "sources" and .label == "named") | .numerator == 3'
    json "$figures"' | all(.share == null and .interval == null)'
    json "$figures"'[] | select(.label == "direct") | .suppressed == "fewer than 20 articles"'
}

@test "every figure's queries find what it counts" {
    try 0 whosaid report sourcing --db "$SAMPLE" --format=json
    every_query "$SAMPLE"
}

@test "... in news of an agency, where that is at hand" {
    reuters="$WHOSAID_SOURCE/../shared/corpus/news/reuters.jsonl"
    [ -e "$reuters" ] || skip "no ../shared"
    [ "${WHOSAID_SANITIZED:-0}" != 1 ] || skip "reading is slow there"
    head -n 40 "$reuters" >some.jsonl
    try 0 whosaid-index add --db "$PWD/reuters" some.jsonl
    try 0 whosaid report sourcing --db "$PWD/reuters" --by=month --format=json
    every_query "$PWD/reuters"
}

@test "a report of what a query finds, and its queries too" {
    try 0 whosaid report sourcing --db "$SAMPLE" --query 'outlet:courier OR outlet:lindfell' --format=json
    json '.about == "Of what this query finds: outlet:courier OR outlet:lindfell"'
    json "$figures"'[0].whole == "is:counted (outlet:courier OR outlet:lindfell)"'
    try 2 whosaid report sourcing --db "$SAMPLE" --query 'outlet:(courier'
    warns "never closed"
    warns "column 8"
}

@test "groups are in alphabetical order, and small ones are told, not shown" {
    try 0 whosaid report sourcing --db "$SAMPLE" --by=outlet --format=json
    json '.sections[] | select(.id == "groups") | .blocks | length == 1 and (.[0].text | startswith("4 outlets with fewer than 20 articles"))'
    json '[.. | .rank? // empty, .score? // empty] == []'
}

@test "every report prints how it was counted, and once that there are too few articles" {
    counted() {
        try 0 whosaid report "$@" --db "$SAMPLE"
        has "HOW IT WAS COUNTED"
        has "Below 20 articles no share is shown"
        hasnt independent
        hasnt corroborated
    }
    for report in sourcing anonymity claims replies corrections; do counted $report; done
    counted article 'The Adler Courier/bridge-brandt'
    counted speaker 'Helena Brandt'
    has "These are fewer than 20 articles"
    hasnt "no share:"
    try 0 whosaid report speaker 'Helena Brandt' --db "$SAMPLE" --format=html
    hasnt "no share:"
    try 0 whosaid report sourcing --db "$SAMPLE"
    hasnt "These are fewer than 20 articles"
    has "no share: fewer than 20 articles"
}

@test "one group that is too small is told as one" {
    printf '{"id":"%s","publisher":"The Post","published":"2025-0%s-01","title":"T","text":"The dam will hold, said Ana Ruiz, the mayor."}\n' a 3 >one.jsonl
    try 0 whosaid-index add --db one one.jsonl
    try 0 whosaid report sourcing --db one --by=outlet
    has "1 outlet with fewer than 20 articles is not shown"
}

@test "a speaker under a name, and nobody without one" {
    try 0 whosaid report speaker 'Helena Brandt' --db "$SAMPLE"
    has "Sourcing profile: Helena Brandt"
    has "What the words do"
    try 1 whosaid report speaker 'a senior official' --db "$SAMPLE"
    warns "whosaid speakers"
    try 2 whosaid report speaker --db "$SAMPLE"
    warns "needs a NAME"
}

@test "lists for review show a statement with its cue" {
    try 0 whosaid report anonymity --db "$SAMPLE" --format=json
    json '[.sections[] | select(.id == "review") | .blocks[] | select(.kind == "list") | .statements[]] | length > 3 and
          all(.verbatim != "" and (.id | length) == 12)'
    json '.sections[] | select(.id == "review") | .blocks[] | select(.title // "" | startswith("Loaded")) | .statements[0].verbatim | contains("acknowledged")'
}

@test "CSV has a row for every figure, as many cells in each" {
    try 0 whosaid report anonymity --db "$SAMPLE" --format=json
    count=$(value "$figures"' | length')
    try 0 whosaid report anonymity --db "$SAMPLE" --format=csv -o figures.csv
    silent
    [ "$(grep -c ',figure,' figures.csv)" -eq "$count" ]
    python3 - <<'P'
import csv
rows = list(csv.reader(open("figures.csv", newline="")))
assert {len(row) for row in rows} == {17}, {len(row) for row in rows}
P
}

@test "HTML is one file that asks for nothing, and obeys no headline" {
    article "evil.txt" 'A <script>alert(1)</script> & "headline" <img src=x onerror=alert(2)>' \
        'The bridge claims are wrong, <b>said</b> a man.' \
        '"The <i>dam</i> will hold," claimed Mayor Ana Ruiz & nobody else.' \
        'Ruiz insisted that the "&lt;mill&gt;" would open.'
    try 0 whosaid-index add --db "$PWD/evil" --set publisher='"><svg onload=alert(3)>' evil.txt
    try 0 whosaid report sourcing --db "$PWD/evil" --by=outlet --format=html --query '-"<script>"'
    has "&lt;svg onload=alert(3)&gt;"
    has "&lt;script&gt;alert(1)"
    hasnt "<script"
    hasnt "<svg onload"
    hasnt "<img"
    hasnt "http:"
    hasnt "https:"
    has 'scope="row"'
    has 'lang="en"'
    has "prefers-color-scheme:dark"
    python3 - "$output" <<'P'
import sys
from html.parser import HTMLParser
class Check(HTMLParser):
    void = {"meta", "br"}
    stack, ids, links = [], set(), []
    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        assert not any(name.startswith("on") or name == "src" for name in given), given
        if "id" in given:
            assert given["id"] not in self.ids, given["id"]
            self.ids.add(given["id"])
        if given.get("href"): self.links.append(given["href"])
        if tag not in self.void: self.stack.append(tag)
    def handle_startendtag(self, tag, attributes): pass
    def handle_endtag(self, tag):
        assert self.stack.pop() == tag, tag
page = Check()
page.feed(sys.argv[1])
assert not page.stack, page.stack
assert all(link[0] == "#" and link[1:] in page.ids for link in page.links), page.links
P
}

@test "a report goes into a file whole, or not at all" {
    try 0 whosaid report sourcing --db "$SAMPLE" -o profile.txt
    [ -z "$output" ]
    grep -q "Sourcing profile" profile.txt
    try 2 whosaid report sourcing --db "$SAMPLE" -o missing/profile.txt
    warns "missing/profile.txt"
    [ ! -e missing ]
}

@test "what is asked wrongly is told" {
    try 2 whosaid report --db "$SAMPLE"
    warns "say which report"
    try 2 whosaid report sorcing --db "$SAMPLE"
    warns "there is no report sorcing"
    try 1 whosaid report article nothing-like-this --db "$SAMPLE"
    warns "no article and no statement"
    try 2 whosaid --db "$SAMPLE" --once=source bridge
    warns "--once goes with --all"
}

@test "an article's statements, and articles by what is in them" {
    try 0 whosaid --db "$SAMPLE" --all --format=jsonl 'article:="tests/news/npa/2025-04-15-talks.txt"'
    json -s 'length > 8 and all(.article.id == "tests/news/npa/2025-04-15-talks.txt")'
    try 0 whosaid --db "$SAMPLE" --all --format=jsonl --once=article 'act:no-comment'
    value .article.id | sort >with
    try 0 whosaid --db "$SAMPLE" --all --format=jsonl --once=article 'article:(act:no-comment)'
    value .article.id | sort >found
    cmp with found
    try 0 whosaid --db "$SAMPLE" --all --format=jsonl --once=article -- '-article:(act:no-comment)'
    [ "$(value .article.id | sort | comm -12 - with | wc -l)" -eq 0 ]
    try 2 whosaid --db "$SAMPLE" 'article:bridge'
    warns "needs a query in brackets"
}

@test "a whole name is no part of another, and the empty one is what has none" {
    try 0 whosaid --db "$SAMPLE" --all --format=jsonl 'outlet:="the adler  COURIER"'
    json -s 'all(.article.publisher == "The Adler Courier")'
    try 1 whosaid --db "$SAMPLE" 'outlet:="Courier"'
    try 0 whosaid --db "$SAMPLE" --all --format=jsonl 'outlet:=""'
    json -s 'length > 50 and all(.article.publisher == null)'
    try 0 whosaid --db "$SAMPLE" --all --format=jsonl 'by:="Helena Brandt" cue:tell'
    json -s 'length > 0 and all(.cue.lemma == "tell")'
}
