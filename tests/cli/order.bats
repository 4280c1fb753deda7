#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Answers in other orders and shapes: --sort, --facets, --group-by, --all, tables, and what is said when nothing is found.
load helper

setup_file() { sample_news; }
setup() { common_setup; }

answer() { # answer ARGUMENTS...: as JSON, each statement by itself
    try 0 whosaid --db "$SAMPLE" --no-fold --format=json "$@"
}

day='(.time.date // .article.published // "9999" | .[0:10])'

@test "whose name it is comes before who only says it" {
    answer --limit 1000 keswick
    json '[.statements[] | select(.match == "content") | [.speakers[].name // ""] | any(test("Keswick"))] |
        (index(true) == 0) and (. == (sort | reverse))'
    answer --limit 1000 said:keswick
    json '[.statements[] | .content.text] | all(test("Keswick"))'
}

@test "a description of somebody unnamed is no name" {
    answer --limit 100 bridge
    json '.statements[0].speakers[0].naming == "named"'
    json '[.statements[] | .speakers[0].naming] | index("insider") != null'
}

@test "first-hand before relayed, direct before part-quoted before reported, new before old" {
    answer --limit 1000 by:brandt
    json '[.statements[] | [(if .firsthand then 0 else 1 end), ({direct: 0, mixed: 1, indirect: 2}[.form])]] | . == sort'
}

@test "--sort=said goes by the day it was said, else published, and the undated come last" {
    answer --limit 1000 --sort=said '*'
    json "[.statements[] | $day] | . == sort"
    all=$(value -c '[.statements[].id] | sort')
    answer --limit 1000 --sort=-said '*'
    json "[.statements[] | $day] | (map(select(. < \"9999\")) | . == (sort | reverse)) and (. == (map(select(. < \"9999\")) + map(select(. == \"9999\"))))"
    [ "$(value -c '[.statements[].id] | sort')" = "$all" ]
    for sort in said -said speaker outlet; do
        answer --limit 30 --sort=$sort '*'
        whole=$(value -c '[.statements[].id]')
        answer --limit 13 --sort=$sort '*'
        first=$(value -c '[.statements[].id]')
        answer --limit 17 --offset 13 --sort=$sort '*'
        [ "$(jq -nc "$first + $(value -c '[.statements[].id]')")" = "$whole" ]
    done
    try 0 whosaid --db "$SAMPLE" has:date
    has "said 20"
}

@test "--sort=speaker and --sort=outlet, those without last" {
    answer --limit 1000 --sort=outlet '*'
    json '[.statements[].article.publisher // "~"] | . == sort'
    answer --limit 1000 --sort=speaker by:brandt
    json '[.statements[].speakers[0].name] | (index("Helena Brandt") < index("Tomas Brandt"))'
    try 2 whosaid --db "$SAMPLE" --sort=nonsense '*'
}

@test "facets count all matches exactly" {
    answer --limit 1000 --facets --all-acts '*'
    json '.total as $n | .facets | map(.name) == ["speaker", "type", "naming", "form", "act", "outlet", "month", "addressee", "via"]'
    json '.total as $n | [.facets[] | select(.name == "form" or .name == "act" or .name == "month") |
        [.values[].count] | add] | unique == [$n]'
    json '([.statements[] | select(.act == "denial")] | length) as $n |
        [.facets[] | select(.name == "act") | .values[] | select(.value == "denial") | .count] == [$n]'
    json '([.statements[].addressee | strings] | group_by(.) | map({key: .[0], value: length}) | from_entries) as $wanted |
        ([.facets[] | select(.name == "addressee") | .values[] | {key: .value, value: .count}] | from_entries) == $wanted'
    json '([.statements[] | [.via[].name | strings] | unique | .[]] | group_by(.) | map({key: .[0], value: length}) | from_entries) as $wanted |
        ([.facets[] | select(.name == "via") | .values[] | {key: .value, value: .count}] | from_entries) == $wanted'
    answer --limit 1 --facets '*'
    try 0 whosaid --db "$SAMPLE" --facets --limit 1 by:brandt
    has "Helena Brandt"
    has "All matches by"
    for format in jsonl csv tsv; do
        try 2 whosaid --db "$SAMPLE" --format=$format --facets '*'
        warns "--facets"
    done
}

@test "facets are of what decisions say, and name nobody who is withheld" {
    cp -r "$SAMPLE" db
    try 0 whosaid --db db --format=json act:denial
    id=$(value -r '.statements[0].id')
    try 0 whosaid correct --db db "$id" --via 'Zeta Wire' --why "a test"
    try 0 whosaid --db db --format=json --facets '*'
    json '.facets[] | select(.name == "via") | .values | any(.value == "Zeta Wire")'
    try 0 whosaid correct --db db --hide-speaker 'Zeta Wire' --why "a test"
    try 0 whosaid --db db --format=json --facets '*'
    hasnt '"Zeta Wire"'
}

@test "--group-by puts together what has something in common" {
    answer --group-by=article --limit 1000 '*'
    json '.group_total == (.groups | length) and .groups_exact and .statements == []'
    json '.total == ([.groups[].count] | add)'
    json 'all(.groups[]; . as $g | [.statements[].article.id] | all(. == $g.id))'
    answer --group-by=month --limit 1000 '*'
    json '.total == ([.groups[].count] | add) and (.groups | any(.name == "no date"))'
    answer --group-by=speaker --limit 2 by:brandt
    json '.groups | length == 2'
    first=$(value -c '.groups[1].name')
    answer --group-by=speaker --limit 1 --offset 1 by:brandt
    [ "$(value -c '.groups[0].name')" = "$first" ]
    answer --group-by=quote '"explain a detour than"'
    json '.groups_exact'
    try 0 whosaid --db "$SAMPLE" --group-by=speaker by:brandt
    has "== Helena Brandt: "
    has "groups"
}

@test "the same quotation of one speaker is one group, as searches fold it" {
    for i in 1 2 3; do
        printf '{"id":"%s","text":"\\"%s,\\" said Ana Ruiz."}\n' $i "$([ $i = 3 ] && echo "Nobody knows how safe dams are" ||
            echo "The Bridge is safe for all of us$([ $i = 2 ] && echo " who cross it")")"
    done >a.jsonl
    try 0 whosaid-index add --db db a.jsonl
    try 0 whosaid --db db --format=json --group-by=quote safe
    json '[.groups[].count] | sort == [1, 2]'
}

@test "--all streams every match once, as rows" {
    for query in '*' 'by:brandt' 'bridge OR water'; do
        answer --limit 10000 --all-acts "$query"
        wanted=$(value -c '[.statements[] | select(.match == "content") | .id] | sort')
        try 0 whosaid --db "$SAMPLE" --all --all-acts --format=jsonl "$query"
        [ "$(value -cs '[.[].id] | sort')" = "$wanted" ]
        json -s '[.[] | .article.published // "9999" | .[0:10]] | . == sort'
    done
    try 0 whosaid --db "$SAMPLE" --all --format=csv '*'
    [ "$(grep -c ^schema_version <<<"$output")" -eq 1 ]
    try 1 whosaid --db "$SAMPLE" --all --format=jsonl rhinoceros
    [ -z "$output" ]
    try 2 whosaid --db "$SAMPLE" --all '*'
    warns jsonl
    try 2 whosaid --db "$SAMPLE" --all --format=csv --sort=said '*'
    warns "--sort"
}

@test "csv and tsv are read back as they were" {
    answer --limit 1000 '*'
    wanted=$(value -c '[.statements[] | [.id, .verbatim, .act, .article.title // ""]]')
    for format in csv tsv; do
        try 0 whosaid --db "$SAMPLE" --format=$format --limit 1000 '*'
        printf '%s\n' "$output" >table
        read=$(python3 -c 'import csv, json, sys
rows = csv.DictReader(open("table", newline=""), delimiter={"csv": ",", "tsv": "\t"}[sys.argv[1]])
print(json.dumps([[r["id"], r["verbatim"], r["act"], r["title"]] for r in rows], ensure_ascii=False, separators=(",", ":")))' $format)
        [ "$read" = "$wanted" ]
    done
    try 0 whosaid speakers --db "$SAMPLE" --format=csv
    has "schema_version,row,name,id,type,total,"
    try 0 whosaid show --db "$SAMPLE" --format=csv "$(jq -r '.[0][0]' <<<"$wanted")"
    has "$(jq -r '.[0][0]' <<<"$wanted")"
    try 2 whosaid correct --db "$SAMPLE" --list --format=csv
}

@test "misspelt names and words are answered with what was probably meant" {
    try 1 whosaid --db "$SAMPLE" by:brant
    has "did you mean by:brandt"
    try 1 whosaid --db "$SAMPLE" --format=json funneral
    json '.suggestions | any(.meant == "funeral" and .statements > 0)'
    try 1 whosaid --db "$SAMPLE" 'by:"helena brant"'
    has "by:brandt"
    try 1 whosaid --db "$SAMPLE" --format=json xqzzkw
    json '.suggestions == []'
}

@test "an empty answer says what each condition finds alone and what is left without it" {
    try 1 whosaid --db "$SAMPLE" by:brandt published:1999
    has "by:brandt alone: "
    has "published:1999-01-01..1999-12-31 alone: 0 statements"
    try 1 whosaid --db "$SAMPLE" --format=json by:brandt published:1999 act:denial
    json '.conditions | length == 3'
    all=$(value '.conditions[] | select(.condition == "by:brandt") | .alone')
    answer by:brandt
    [ "$(value .total)" -eq "$all" ]
}

@test "names are completed, and the command is in no list" {
    try 0 whosaid complete-names --db "$SAMPLE" bran
    has brandt
    try 0 whosaid complete-names --db "$SAMPLE" 'Helena '
    has "helena brandt"
    try 1 whosaid complete-names --db "$SAMPLE" zzzz
    try 2 whosaid complete-names --db "$SAMPLE"
    try 0 whosaid --help
    hasnt complete-names
}

@test "--timeout ends a program that has no answer yet" {
    try 0 whosaid --db "$SAMPLE" --timeout 60 funeral
    # A server that takes calls and says nothing.
    python3 -c 'import socket, time
s = socket.socket(); s.bind(("127.0.0.1", 0)); s.listen(); print(s.getsockname()[1], flush=True); time.sleep(30)' >port 3>&- &
    server=$!
    until [ -s port ]; do sleep 0.1; done
    run --separate-stderr whosaid --db "remote:127.0.0.1:$(cat port)" --timeout 1 funeral
    kill "$server"
    [ "$status" -eq 2 ]
    warns "--timeout"
}
