#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# whosaid-index add: what goes into an index, and what is said about it.
load helper

setup_file() { sample_news; }
setup() { common_setup; }

@test "the sample news goes in without a complaint" {
    grep -q "; 0 unchanged, 0 refused" "${SAMPLE%/index}/add.out"
    run cat "${SAMPLE%/index}/add.err"
    hasnt refused
    try 0 whosaid-index stats --db "$SAMPLE" --format=json
    json '.articles.read == 28'
    json '.statements.total > 100 or .statements > 100'
}

@test "one file, several files, a folder and standard input" {
    article one.txt "Bridge closed" '"It is closed," said Mayor Ana Ruiz.'
    article two.txt "Bridge open" '"It is open," said Mayor Ana Ruiz.'
    mkdir -p deep/er
    article deep/er/three.txt "Bridge painted" '"It is blue," said Ben Kade.'
    try 0 whosaid-index add --db index one.txt two.txt deep
    printf 'Bridge sold\n\n"It is sold," said Ben Kade.\n' >four
    try 0 whosaid-index add --db index - <four
    try 0 whosaid-index stats --db index --format=json
    json '.articles.read == 4'
    try 0 whosaid --db index sold
    has "Kade"
}

@test "the same articles again change nothing" {
    cp -r "$SAMPLE" index
    index=$PWD/index
    try 0 whosaid-index stats --db index --format=json
    before=$(value -c '[.articles, .statements]')
    cd "$WHOSAID_SOURCE"
    try 0 whosaid-index add --format=json --db "$index" tests/news/standard tests/news/npa
    json '.unchanged == 11'
    cd "${index%/index}"
    try 0 whosaid-index stats --db index --format=json
    [ "$(value -c '[.articles, .statements]')" = "$before" ]
}

@test "articles that share an id by mistake are told, and can be given other ids" {
    printf 'id,nr,text\n1,5,"Mayor Ana Ruiz said it is closed."\n1,6,"Ben Kade said it is open."\n' >table.csv
    try 0 whosaid-index add --db index table.csv
    has "1 article came under an id that another had in this run, with other content (as table.csv#1)"
    try 0 whosaid-index add --db other --format=json --map id=nr table.csv
    json '.articles == 2 and .again == 0'
    article one.txt "Bridge closed" '"It is closed," said Mayor Ana Ruiz.'
    try 0 whosaid-index add --db index one.txt
    article one.txt "Bridge open" '"It is open," said Mayor Ana Ruiz.'
    try 0 whosaid-index add --db index --format=json one.txt
    json '.articles == 1 and .again == 0'
}

@test "where nothing is found to read, it says what is passed over" {
    mkdir -p real links
    article real/one.txt "Bridge closed" '"It is closed," said Mayor Ana Ruiz.'
    ln -s ../real links/2024
    try 0 whosaid-index add --db index links
    has "links to folders are not followed"
}

@test "an older version never takes the place of a newer one" {
    line() { printf '{"id": "a", "publisher": "Post", "published": "2025-03-08", %s"text": "%s"}\n' "$1" "$2"; }
    line '"updated": "2025-03-09T08:00:00+01:00", ' '\"It is open,\" said Mayor Ana Ruiz.' >new.jsonl
    line '"updated": "2025-03-09T06:30:00Z", ' '\"It is closed,\" said Mayor Ana Ruiz.' >old.jsonl
    try 0 whosaid-index add --db index new.jsonl
    try 0 whosaid-index add --db index --format=json old.jsonl
    json '.articles == 0 and .older == 1'
    try 0 whosaid --db index open
    try 0 whosaid-index add --db other old.jsonl new.jsonl
    try 1 whosaid --db other closed
    try 0 whosaid-index add --db other --format=json old.jsonl new.jsonl
    json '.articles == 0 and .older == 1 and .unchanged == 1'
}

@test "a changed article keeps its statements and marks those that are gone" {
    article one.txt "Bridge closed" '"It is closed for months," said Mayor Ana Ruiz.' '"I saw the rust," said Ben Kade.'
    try 0 whosaid-index add --db index one.txt
    try 0 whosaid --db index --format=json closed
    kept=$(value '.statements[0].id')
    article one.txt "Bridge closed" 'A new first paragraph stands here.' '"It is closed for months," said Mayor Ana Ruiz.'
    try 0 whosaid-index add --db index one.txt
    try 0 whosaid --db index --format=json closed
    [ "$(value '.statements[0].id')" = "$kept" ]
    try 1 whosaid --db index --format=json rust
    json '.statements == []'
    try 0 whosaid-index stats --db index --format=json
    json '.articles.read == 1'
}

@test "a correction replaces the article and says so" {
    try 0 whosaid-index add --db index "$NEWS/courier.jsonl"
    [ "$(grep -c '"id"' "$NEWS/courier.jsonl")" -eq 9 ]
    try 0 whosaid-index stats --db index --format=json
    json '.articles.read == 8'
}

@test "what the files lack is named, with the searches that will miss them" {
    head -1 "$NEWS/courier.jsonl" >whole.jsonl
    run whosaid-index add --db index "$NEWS/npa" whole.jsonl
    [ "$status" -eq 0 ]
    has "published:"
    has "outlet:"
    has "7"
}

@test "--set fills what is lacking and nothing else" {
    cp "$NEWS"/npa/2025-03-07-bridge.txt a.txt
    grep "knew of leak" "$NEWS/courier.jsonl" >leak.jsonl
    try 0 whosaid-index add --db index --set "publisher=Northern Press Agency,published=2025-03-07" a.txt leak.jsonl
    try 0 whosaid --db index --format=json 'outlet:northern bridge'
    json '[.statements[].article.publisher] | unique == ["Northern Press Agency"]'
    json '[.statements[].article.published] | unique == ["2025-03-07"]'
    try 0 whosaid --db index --format=json 'outlet:courier leak'
    json '[.statements[].article.publisher] | unique == ["The Adler Courier"]'
    json '[.statements[].article.published[0:4]] | unique == ["2025"]'
}

@test "--set with a key that does not exist, or no date, is a usage error" {
    article one.txt "Bridge closed" '"It is closed," said Mayor Ana Ruiz.'
    try 2 whosaid-index add --db index --set colour=blue one.txt
    warns colour
    [ ! -e index ]
    try 2 whosaid-index add --db index --set published=2025-02-30 one.txt
    warns "2025-02-30"
    [ ! -e index ]
}

@test "--dry-run shows title, date and publisher, and writes nothing" {
    try 0 whosaid-index add --db index --dry-run "$NEWS"
    has "Roads Authority was warned of cracks in October"
    has "The Adler Courier"
    has "2025-03-11"
    [ ! -e index ]
}

@test "--dry-run reads twenty at most" {
    for i in $(seq 1 30); do printf '{"id":"n%s","title":"Item %s of thirty","text":"A text of its own."}\n' "$i" "$i"; done >many.jsonl
    try 0 whosaid-index add --db index --dry-run many.jsonl
    has "Item 20 of thirty"
    hasnt "Item 21 of thirty"
}

@test "the index stands where \$WHOSAID_DB or the user's data folder says" {
    article one.txt "Bridge closed" '"It is closed," said Mayor Ana Ruiz.'
    WHOSAID_DB="$PWD/elsewhere" try 0 whosaid-index add one.txt
    [ -d elsewhere ]
    WHOSAID_DB="$PWD/elsewhere" try 0 whosaid closed
    export XDG_DATA_HOME="$PWD/data"
    try 0 whosaid-index add one.txt
    [ -n "$(find data -type f | head -1)" ]
    try 0 whosaid closed
    has Ruiz
}

@test "no path is a usage error; --help is help" {
    try 2 whosaid-index add --db index
    try 0 whosaid-index add --help
    has "--dry-run"
    has "--set"
    try 0 whosaid-index --help
    has extract
    has stats
    try 2 whosaid-index fly
    warns fly
    try 2 whosaid-index add --db index --no-such-option x
    warns no-such-option
}

@test "a folder is not followed through symbolic links" {
    mkdir a b
    article b/hidden.txt "Hidden" '"You do not see me," said Ben Kade.'
    article a/seen.txt "Seen" '"You see me," said Ben Kade.'
    ln -s ../b a/link
    ln -s . a/loop
    try 0 whosaid-index add --db index a
    try 0 whosaid-index stats --db index --format=json
    json '.articles.read == 1'
}

@test "a table without a text is refused with what to do, said once" {
    printf 'id,kopf,rumpf\n1,One,"Yes, he said."\n2,Two,"No, she said."\n3,Three,"Well."\n' >a.csv
    cp a.csv b.csv
    try 3 whosaid-index add --db index a.csv b.csv
    warns "a.csv: no column is called text, body, content or the like, but id, kopf, rumpf"
    [ "$(grep -c -e '--map text=COLUMN' <<<"$stderr")" -eq 1 ]
}

@test "what cannot be read is refused with where to look, said once" {
    printf '\x89PNG\r\n\x1a\n\0\0' >a.bin
    printf 'GIF89a\0\0' >b.bin
    try 3 whosaid-index add --db index a.bin b.bin
    [ "$(grep -c 'whosaid-index formats' <<<"$stderr")" -eq 1 ]
}

@test "an address is not taken for the name of a publisher" {
    echo '{"text": "\"Yes,\" Kim Ode said.", "source": "https://press.example/list", "domain": "press.example"}' >a.jsonl
    try 0 whosaid-index add --dry-run --format=jsonl a.jsonl
    json '.publisher == "press.example"'
}

@test "standard input is called so" {
    try 3 whosaid-index add --db index - </dev/null
    warns "refused: standard input: it is empty"
}
