#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# whosaid [search]: statements that answer a query.
load helper

setup_file() { sample_news; }
setup() { common_setup; }

search() { # search STATUS QUERY: as JSON
    try "$1" whosaid --db "$SAMPLE" --format=json -- "${@:2}"
}

speakers_of() { value '[.statements[].speakers[].name] | unique | join("|")'; }

@test "a word that was said, and who said it" {
    try 0 whosaid --db "$SAMPLE" funeral
    has "Helena Brandt"
    has "detour"
    silent
}

@test "the word search itself may be left out, and -- searches for a command's name" {
    try 0 whosaid search --db "$SAMPLE" funeral
    first=$output
    try 0 whosaid --db "$SAMPLE" funeral
    [ "$output" = "$first" ]
    try 0 whosaid --db "$SAMPLE" -- show
    try 1 whosaid --db "$SAMPLE" -- speakers
}

@test "by: folds case, accents and titles and accepts a surname" {
    for name in amsel AMSEL '"Ruth Amsel"' 'Àmsel'; do
        search 0 "by:$name"
        [ "$(speakers_of)" = "Ruth Amsel" ]
    done
    search 0 'by:"Minister Paul Keswick"'
    json '[.statements[].speakers[].name] | all(contains("Keswick"))'
    search 0 'by:"Ada Brueck" OR by:amsel'
}

@test "by: with a surname that two have finds both" {
    search 0 'by:brandt'
    json '[.statements[].speakers[].name] | index("Helena Brandt") and index("Tomas Brandt")'
    search 0 'by:"Tomas Brandt"'
    json '[.statements[].speakers[].name] | index("Helena Brandt") | not'
}

@test "words match by their stems, phrases exactly" {
    search 0 'said:girder OR said:camera OR said:funerals'
    json '.statements | length > 0'
    search 0 '"explain a detour"'
    json '[.statements[].content.text] | all(contains("explain a detour"))'
    search 1 '"detour a explain"'
    json '.statements == []'
}

@test "AND, OR, NOT, minus and brackets" {
    search 0 'bridge AND safe'
    json '.statements | length > 0'
    search 0 'funeral OR dinner'
    json '[.statements[].speakers[].name] | index("Helena Brandt") and index("Jonas Pell")'
    search 0 'by:brandt NOT by:tomas'
    json '[.statements[].speakers[].name] | index("Tomas Brandt") | not'
    search 0 'by:brandt -tomas (safe OR detour)'
    json '.statements | length > 0'
}

@test "wildcards from three letters" {
    search 0 'fune*'
    json '.statements | length > 0'
    try 2 whosaid --db "$SAMPLE" 'fu*'
    warns three
}

@test "form:, act: and type: filter" {
    for form in direct mixed indirect; do
        search 0 "form:$form"
        json --arg f "$form" '[.statements[].form] | unique == [$f]'
    done
    search 0 'act:denial'
    json '[.statements[].act] | unique == ["denial"]'
    search 0 'act:(no-comment OR no-response)'
    json '[.statements[].act] | unique - ["no-comment", "no-response"] == []'
    search 0 'type:person'
    json '[.statements[].speakers[0].type] | unique == ["person"]'
    search 0 'type:anonymous'
    json '[.statements[].speakers[0].type] | unique == ["anonymous"]'
}

@test "refusals to comment are found" {
    search 0 'act:no-comment by:tavian'
    json '.statements | length > 0'
    search 0 'act:no-response by:transport'
    json '.statements | length > 0 and all(.response.kind == "not-immediately")'
    search 1 'act:no-comment by:transport'
}

@test "outlet:, byline:, section: and title: filter by the article" {
    search 0 'outlet:courier'
    json '[.statements[].article.publisher] | unique == ["The Adler Courier"]'
    search 0 'byline:falk'
    json '[.statements[].article.author] | unique == ["Nora Falk"]'
    search 0 'section:business'
    json '[.statements[].article.section] | unique == ["Business"]'
    search 0 'title:ferry'
    json '[.statements[].article.title] | unique == ["Ferry starts, and is full"]'
}

@test "published: with days, months and ranges" {
    search 0 'published:2025-04'
    json '[.statements[].article.published[0:7]] | unique == ["2025-04"]'
    search 0 'published:2025-03-08..2025-03-12'
    json '[.statements[].article.published[0:10]] | all(. >= "2025-03-08" and . <= "2025-03-12")'
    search 1 'published:1999'
}

@test "quoted: is inside quotation marks only" {
    search 0 'quoted:funeral'
    json '[.statements[].content.quoted | length] | all(. > 0)'
    search 0 'said:adjourned'
    search 1 'quoted:adjourned'
}

@test "words in the headline or paragraph come last and are marked" {
    search 0 'toluene'
    json '.fallback == ([.statements[] | select(.match != "content")] | length)'
    json '[.statements[].match == "content"] | . == (sort | reverse)'
    search 1 'said:timetable AND said:zebra'
}

@test "thoughts are left out unless asked for" {
    search 0 'act:thought'
    json '[.statements[].act] | unique == ["thought"]'
    search 0 '*'
    json '[.statements[].act] | index("thought") | not'
    try 0 whosaid --db "$SAMPLE" --format=json --no-fold --all-acts --limit 1000 '*'
    json '[.statements[].act] | index("thought")'
}

@test "nothing found: status 1, what was searched, and that it proves nothing" {
    try 1 whosaid --db "$SAMPLE" rhinoceros
    has 28
    [ -n "$output" ]
    search 1 rhinoceros
    json '.total == 0 and .statements == []'
}

@test "a mistake is pointed at, and nothing goes to stdout" {
    try 2 whosaid --db "$SAMPLE" '(bridge OR safe'
    [ -z "$output" ]
    warns "^"
    try 2 whosaid --db "$SAMPLE" 'bridge AND'
    try 2 whosaid --db "$SAMPLE" 'colour:blue'
    warns colour
    try 2 whosaid --db "$SAMPLE" 'act:denail'
    warns denial
    try 2 whosaid --db "$SAMPLE" 'published:2025-02-30'
    try 2 whosaid --db "$SAMPLE" '"bridge'
    try 2 whosaid --db "$SAMPLE" ')'
}

@test "what is asked is bounded" {
    try 2 whosaid --db "$SAMPLE" "$(printf 'word%s ' $(seq 1 400))"
    try 2 whosaid --db "$SAMPLE" "$(printf '(%.0s' $(seq 1 200))bridge$(printf ')%.0s' $(seq 1 200))"
    try 2 whosaid --db "$SAMPLE" "\"$(printf 'word%s ' $(seq 1 60))\""
    try 2 whosaid --db "$SAMPLE" "$(head -c 5000 /dev/zero | tr '\0' a)"
}

@test "--limit and --offset page through the same list" {
    try 0 whosaid --db "$SAMPLE" --format=json --limit 4 '*'
    json '.statements | length == 4'
    all=$(value -c '[.statements[].id]')
    try 0 whosaid --db "$SAMPLE" --format=json --limit 2 '*'
    first=$(value -c '[.statements[].id]')
    try 0 whosaid --db "$SAMPLE" --format=json --limit 2 --offset 2 '*'
    second=$(value -c '[.statements[].id]')
    [ "$(jq -nc "$first + $second")" = "$all" ]
}

@test "verbatim and spans agree with the article's characters" {
    try 0 whosaid --db "$SAMPLE" --format=json --limit 1000 --all-acts '*'
    json 'all(.statements[]; .content.text as $c | .verbatim | length > 0)'
    json '[.statements[].id] | length == (unique | length)'
    json 'all(.statements[]; .schema_version == 1)'
}

@test "an unnamed official is never given a name" {
    search 0 'type:anonymous'
    json '[.statements[].speakers[] | select(.type == "anonymous") | .name] |
        all(. == null or (test("Keswick|Novak|Jensen|Hale|Stenger|Lindqvist") | not))'
    json '[.statements[].speakers[] | select(.type == "anonymous") | .id // ""] | all(test("keswick|novak|jensen|hale") | not)'
}

@test "syntax explains every field" {
    try 0 whosaid syntax
    for field in by said quoted source outlet byline section title role of form act type published to via medium setting \
        said-on naming firsthand rests-on is has; do has "  $field:"; done
    has last-month
}

@test "two indexes are searched as one" {
    article one.txt "Bridge" '"A zebra crossed it," said Mayor Ana Ruiz.'
    try 0 whosaid-index add --db other one.txt
    try 0 whosaid --db "$SAMPLE" --db other zebra
    has Ruiz
    try 0 whosaid --db "$SAMPLE" --db other funeral
    has Brandt
}

# exactly QUERY FILTER: it finds something, and exactly the statements of which FILTER holds.
exactly() {
    try 0 whosaid --db "$SAMPLE" --format=json --no-fold --all-acts --limit 1000 -- "$1"
    found=$(value -c '[.statements[].id] | sort')
    try 0 whosaid --db "$SAMPLE" --format=json --no-fold --all-acts --limit 1000 '*'
    wanted=$(value -c "[.statements[] | select($2) | .id] | sort")
    [ "$found" = "$wanted" ] || { echo "$1: found $found, not $wanted"; return 1; }
}

@test "to:, via: and medium: look in whom it was told, who relays it, and how it was said" {
    exactly 'to:reporters' '(.addressee // "") | test("\\breporters\\b"; "i")'
    exactly 'to:"Adler Courier"' '(.addressee // "") | test("Adler Courier"; "i")'
    exactly 'via:draft' '[.via[].name | strings | test("\\bdraft\\b"; "i")] | any'
    exactly 'medium:telegram' '(.medium // "") + " " + (.occasion // "") | test("\\bTelegram\\b"; "i")'
    exactly 'medium:"fire engine"' '(.occasion // "") | test("fire engine")'
}

@test "setting:, naming:, firsthand: and rests-on: filter as the record says" {
    exactly 'setting:written-statement' '.setting == "written-statement"'
    exactly 'setting:none' '.setting == null'
    exactly 'naming:insider' '[.speakers[].naming] | index("insider")'
    exactly 'firsthand:yes' '.firsthand'
    exactly 'firsthand:no' '.firsthand | not'
    exactly 'rests-on:yes' '(.rests_on // []) | length > 0'
    local id
    id=$(value -r '[.statements[].rests_on // [] | .[]][0]')
    exactly "rests-on:$id" "(.rests_on // []) | index(\"$id\")"
    exactly "rests-on:${id:0:12}" "(.rests_on // []) | index(\"$id\")"
}

@test "said-on: is the day it was said, not that of publication, and no month is a day" {
    exactly 'said-on:2025-03-10' '.time.date == "2025-03-10" and .time.precision != "week"'
    exactly 'said-on:2024' '(.time.date // "") | startswith("2024")'
    exactly 'said-on:2025-04-07..2025-04-13' \
        '(.time.date // "") >= "2025-04-07" and .time.date <= "2025-04-13"'
    search 1 'said-on:1999'
    try 2 whosaid --db "$SAMPLE" said-on:someday
    warns someday
}

@test "is: and has: ask what a statement is and what the article tells of it" {
    exactly 'is:quoted' '.content.quoted | length > 0'
    exactly 'is:response' '.response != null'
    exactly 'is:joint' '.speakers | length > 1'
    exactly 'is:unresolved' '.unresolved'
    exactly 'has:addressee' '.addressee != null'
    exactly 'has:via' '.via | length > 0'
    exactly 'has:time -has:date' '.time != null and .time.date == null'
    exactly 'has:role' '[.speakers[].role | strings] | length > 0'
}

@test "wrong values of these fields are told with the right ones" {
    try 2 whosaid --db "$SAMPLE" is:qouted
    warns "did you mean quoted"
    try 2 whosaid --db "$SAMPLE" firsthand:perhaps
    warns "no, yes"
    try 2 whosaid --db "$SAMPLE" has:money
    warns addressee
    try 2 whosaid --db "$SAMPLE" rests-on:him
    warns "yes, or the id"
}

@test "--min-confidence leaves out what was read with less" {
    try 0 whosaid --db "$SAMPLE" --format=json --no-fold --all-acts --limit 1000 --min-confidence 0.9 '*'
    sure=$(value -c '[.statements[].id] | sort')
    try 0 whosaid --db "$SAMPLE" --format=json --no-fold --all-acts --limit 1000 '*'
    [ "$(value -c '[.statements[] | select(.confidence >= 0.9) | .id] | sort')" = "$sure" ]
    json '[.statements[].confidence] | min < 0.9'
    for wrong in 1.5 -1 much ''; do
        try 2 whosaid --db "$SAMPLE" "--min-confidence=$wrong" '*'
        warns "from 0 to 1"
    done
}

@test "nothing found says what was searched, the undated counted" {
    try 1 whosaid --db "$SAMPLE" published:2030
    has "Not found"
    has "without a date"
    search 1 'published:2030'
    json '.searched.undated > 0'
}

@test "a first word that is nearly a command is searched for, and the command named" {
    try 1 whosaid --db "$SAMPLE" speekers brandt
    has "Not found: speekers brandt"
    warns "whosaid speakers"
    try 1 whosaid --db "$SAMPLE" rhinoceros
    silent
}

@test "an unknown field is named with the one that was probably meant" {
    try 2 whosaid --db "$SAMPLE" forn:direct
    warns "did you mean form:"
}

@test "past the last statement, how many there are is said in its right number" {
    try 1 whosaid --db "$SAMPLE" --offset 1000 '"explain a detour than"'
    has "No more: there are"
    try 1 whosaid --db "$SAMPLE" --offset 1000 'by:amsel form:direct "We will say what we know"'
    has "No more: there is 1 statement"
}
