#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# whosaid serve from outside: what it answers and what it does.

setup_file() {
    load helper
    sample_news
}

setup() {
    load helper
    load serving
    common_setup
}

@test "an endpoint answers what the command answers" {
    serve --db "$SAMPLE"
    for asked in 'bridge' 'by:brandt safe' 'strike' 'act:denial -bridge'; do
        is 200 /api/search --get --data-urlencode "q=$asked"
        whosaid --db "$SAMPLE" --format=json -- "$asked" >wanted || true
        cmp body wanted
    done
    is 200 '/api/search?q=bridge&facets=1&limit=2&offset=1&sort=-published'
    whosaid --db "$SAMPLE" --format=json --facets --limit 2 --offset 1 --sort=-published bridge >wanted
    cmp body wanted
    is 200 '/api/search?q=bridge&format=csv'
    whosaid --db "$SAMPLE" --format=csv bridge >wanted
    cmp body wanted
    [ "$(header Content-Type)" = 'text/csv; charset=utf-8' ]
    id=$(whosaid --db "$SAMPLE" --format=json by:brandt safe | jq -r '.statements[0].id')
    is 200 "/api/statement/$id"
    whosaid --db "$SAMPLE" --format=json show "$id" >wanted
    cmp body wanted
    is 200 "/api/variants/$id"
    whosaid --db "$SAMPLE" --format=json variants "$id" >wanted
    cmp body wanted
    is 200 '/api/speakers?q=said:hospital'
    whosaid --db "$SAMPLE" --format=json speakers said:hospital | jq -S . >wanted
    jq -S . body | cmp - wanted
    is 200 /api/check --get --data-urlencode 'words=we could say that it was safe' --data-urlencode by=brandt
    whosaid --db "$SAMPLE" --format=json check 'we could say that it was safe' --by brandt >wanted || true
    cmp body wanted
}

@test "reports, timelines, pairs and responses are those of the commands" {
    serve --db "$SAMPLE"
    id=$(whosaid --db "$SAMPLE" --format=json by:brandt safe | jq -r '.statements[0].id')
    for asked in timeline compare; do
        is 200 "/api/$asked?q=bridge"
        whosaid --db "$SAMPLE" "$asked" --format=json bridge >wanted || true
        cmp body wanted
    done
    is 200 "/api/responses/$id"
    whosaid --db "$SAMPLE" responses --format=json "$id" >wanted || true
    cmp body wanted
    is 200 '/api/report?report=speaker&subject=Helena+Brandt'
    whosaid --db "$SAMPLE" report speaker 'Helena Brandt' --format=json | jq 'del(.made)' >wanted
    jq 'del(.made)' body | cmp - wanted
    is 400 '/api/report?report=speaker'
    for path in '/report?report=sourcing&query=bridge&subject=&by=' '/api/report?report=sourcing&query=bridge&format=html'; do
        is 200 "$path"
        [ "$(header Content-Type)" = 'text/html; charset=utf-8' ]
        header Content-Security-Policy | grep -q "^default-src 'none'; style-src 'unsafe-inline'; .*sandbox"
        has '<h1>'
    done
    is 200 '/api/speaker?name=Helena+Brandt&profile=1'
    json '.profile.name == "Helena Brandt" and (.profile.roles | length) > 0'
    is 200 '/timeline?q=bridge'
    is 200 "/statement/$id"
}

@test "a query and a basket are exported in every format, and nothing is left behind" {
    mkdir scratch
    TMPDIR=$PWD/scratch serve --db "$SAMPLE"
    id=$(whosaid --db "$SAMPLE" --format=json by:brandt safe | jq -r '.statements[0].id')
    for format in $(whosaid export --as=list | cut -d ' ' -f 1); do
        is 200 "/api/basket/export?as=$format&id=$id"
        header Content-Disposition | grep -q '^attachment; filename="[a-z.-]*"$'
        is 200 "/api/export?as=$format&q=bridge"
        [ -s body ]
    done
    is 200 '/api/export?as=jsonl&q=bridge'
    whosaid --db "$SAMPLE" export --as=jsonl bridge | cmp - body
    is 200 '/api/export?as=csv&q=bridge'
    unzip -l body | grep -q statements
    is 400 '/api/export?as=list&q=bridge'
    is 400 '/api/export?as=xlsx&q=(bridge'
    [ -z "$(header Content-Disposition)" ]
    is 400 '/api/export?as=xlsx&q=bridge&output=x'
    [ -z "$(ls scratch/*)" ]
    kill "$server"
    wait "$server" || true
    [ -z "$(ls scratch)" ]
}

@test "what a killed worker or server leaves of an export is removed" {
    mkdir scratch
    TMPDIR=$PWD/scratch serve --db "$SAMPLE" --workers 1
    is 200 '/api/about'
    worker=$(pgrep -P "$server")
    folder=$(echo scratch/*)
    mkdir "$folder/$worker" "$folder/1"
    echo half >"$folder/$worker/quotes.xlsx"
    kill -KILL "$worker"
    is 200 '/api/search?q=bridge' # by another one
    [ "$(ls scratch/*)" = 1 ]
    kill -KILL "$server"
    wait "$server" || true
    [ -n "$(ls scratch)" ]
    TMPDIR=$PWD/scratch serve --db "$SAMPLE"
    [ -z "$(ls scratch/*)" ]
}

@test "a mistake in the form of a report is told on its page, which keeps what was typed" {
    serve --db "$SAMPLE"
    is 400 '/report?report=speaker&subject=&query=(bridge&by=month'
    [ "$(header Content-Type)" = 'text/html; charset=utf-8' ]
    has 'role="alert"'
    has 'value="(bridge"'
    has '<option value="speaker" selected>'
    has '<option value="month" selected>'
    header Content-Security-Policy | grep -q "script-src 'self'"
}

@test "two statements of a speaker stand side by side" {
    jq -nc '["08", "The mill will open when the granite pillars have been mended"],
            ["12", "Nobody needs granite for such pillars, and the mill stays closed"] |
        {id: .[0], published: ("2025-04-" + .[0]), title: "The mill", text: ("\"" + .[1] + ",\" said Ana Ruiz, the mayor.")}' >mill.jsonl
    jq -nc '{id: "both", published: "2025-04-13", title: "The harbour", text: "The harbour will be dredged, Ana Ruiz and Ben Kade said on Sunday."}' >>mill.jsonl
    whosaid-index add --db index mill.jsonl
    serve --db index
    is 200 /compare
    has '<form'
    whosaid --db index compare --format=json by:ruiz mill >wanted
    is 200 '/compare?q=by:ruiz+mill'
    [ "$(grep -c 'class="pair"' body)" = 1 ]
    has '4 days apart'
    for id in $(jq -r '.pairs[] | .first, .second | .statement.id' wanted); do has "$id"; done
    is 400 '/compare?q=(bridge'
    is 200 '/compare?q=zanzibarian'
    has 'proves nothing'
    # who speaks together with somebody is not suggested for the name
    whosaid --db index --format=json by:kade | jq -e '.statements[0].speakers | map(.name) == ["Ana Ruiz", "Ben Kade"]'
    is 200 '/api/names?start=kad'
    json '[.speakers[].name] == ["Ben Kade"]'
}

@test "what was answered is answered again until the index or a decision changes" {
    cp -r "$SAMPLE" index
    serve --db index --edit --workers 1
    id=$(whosaid --db index --format=json by:brandt safe | jq -r '.statements[0].id')
    is 200 '/api/search?q=by:brandt+safe' # opens the index, if that is not done yet
    is 200 '/api/search?q=by:brandt+safe'
    pkill -STOP -P "$server"
    is 200 '/api/search?q=by:brandt+safe'
    json --arg id "$id" 'any(.statements[]; .id == $id)'
    pkill -CONT -P "$server"
    is 200 /api/correct -d "id=$id" -d reject=1 -d why=test
    is 200 '/api/search?q=by:brandt+safe'
    json --arg id "$id" 'all(.statements[]; .id != $id)'
    is 200 '/api/search?q=quayside'
    json '.statements == []'
    echo '"The quayside is ours," said Otto Kern on Monday.' >more.txt
    whosaid-index add --db index more.txt
    is 200 '/api/search?q=quayside'
    json '.statements[0].speakers[0].name == "Otto Kern"'
}

@test "speakers come in pages" {
    serve --db "$SAMPLE"
    is 200 '/api/speakers'
    all=$(value '.speakers | map(.name) | join("|")')
    is 200 '/api/speakers?limit=3&offset=2'
    json '(.speakers | length) == 3 and .offset == 2 and .total > 5'
    case "$all" in *"|$(value '.speakers | map(.name) | join("|")')|"*) ;; *) return 1 ;; esac
    is 200 '/api/speakers?limit=3&offset=100000'
    json '.speakers == []'
}

@test "every endpoint with a list has pages of it" {
    cp -r "$SAMPLE" index
    ids=$(whosaid --db index --format=json by:brandt safe | jq -r '.statements[].id')
    one=$(echo "$ids" | head -n 1)
    whosaid correct --db index "$one" --act denial --why test
    whosaid correct --db index "$(echo "$ids" | tail -n 1)" --reject --why test
    serve --db index
    for asked in "article/$one? statements 3" "basket?$(sed 's/^/id=/' <<<"$ids" | paste -sd '&')& statements 2" "decisions? decisions 2" \
        "names?start=br& speakers 2" "variants/$one? variants 2" "check?words=bridge& quotations 1" "training? articles 1" \
        "responses/$one? responses 0"; do
        read -r path list least <<<"$asked"
        is 200 "/api/${path%[?&]}"
        cp body whole
        jq -e --arg list "$list" --argjson least "$least" '.schema_version == 1 and (.[$list] | length) >= $least' whole
        is 200 "/api/${path}limit=1&offset=1"
        [ -n "$(header ETag)" ]
        json --arg list "$list" --slurpfile whole whole '.schema_version == 1 and .offset == 1 and
            .total == ($whole[0][$list] | length) and .[$list] == $whole[0][$list][1:2]'
    done
    is 400 "/api/decisions?limit=x"
    is 400 "/api/decisions?limit=501"
    is 400 "/api/basket?id=$one&format=csv&limit=1"
    is 400 "/api/about?limit=1"
    is 200 "/api/compare?q=bridge&offset=1"
    json '.offset == 1'
    is 200 /api
    json '[.paths | to_entries[] | select(.value.get.parameters // [] | any(.name == "offset"))] | length == 13'
}

@test "corrections are listed, undone there, and taken away to train with" {
    cp -r "$SAMPLE" index
    id=$(whosaid --db index --format=json by:brandt safe | jq -r '.statements[0].id')
    serve --db index
    is 200 /decisions
    has 'There are none'
    is 200 '/?q=bridge'
    hasnt 'href="/decisions"'
    kill "$server"
    wait "$server"
    rm told
    serve --db index --edit
    is 200 '/?q=bridge'
    has 'href="/decisions"'
    is 303 /correct -d "id=$id" --data-urlencode 'speaker=Otto Brandt' -d 'why=the <caption>' -d as=Mira
    is 200 /decisions
    has '<del>Helena Brandt</del> <ins>Otto Brandt</ins>'
    has 'the &lt;caption&gt;'
    has "href=\"/statement/$id\""
    is 200 '/api/training?format=jsonl'
    json '[.attributions[] | select(.corrected)] | length == 1 and .[0].speaker == "Otto Brandt"'
    [ "$(header Content-Type)" = application/jsonl ]
    is 200 /api/decisions
    decision=$(value '.decisions[0].id')
    is 303 /undo -d "decision=$decision" -d why=no
    [ "$(header Location)" = /decisions ]
    is 200 /decisions
    has '>undone<'
    is 200 '/api/training?format=jsonl'
    [ ! -s body ]
}

@test "help tells the language to those who have no shell, and each value leads to what it finds" {
    serve --db "$SAMPLE"
    is 200 /help
    hasnt shell
    has 'href="/?q=act%3Adenial"'
    for field in by said naming published; do has "<code>$field:</code>"; done
    is 200 '/?q=act%3Adenial'
    has '<strong>'
}

@test "a statement shows where its speaker is mentioned in the article" {
    serve --db "$SAMPLE"
    id=$(whosaid --db "$SAMPLE" --format=json 'said:"last one who crosses"' | jq -r '.statements[0].id')
    is 200 "/statement/$id"
    has '<span id="name" class="m name mention">Helena Brandt</span>'
    has '<a href="#name">Helena Brandt</a> →'
    has 'class="m source mention">The mayor of Lindfell</a>'
    has 'class="m source mention chosen">she</a>'
    has '<b>she</b>'
    hasnt 'mention">Tomas Brandt'
    other=$(whosaid --db "$SAMPLE" --format=json type:anonymous | jq -r '[.statements[] | select(.speakers[0].id == null)][0].id')
    is 200 "/statement/$other"
    hasnt '<dt>mentions</dt>'
}

@test "the article of a statement has all its statements, with spans that fit its text" {
    serve --db "$SAMPLE"
    id=$(whosaid --db "$SAMPLE" --format=json by:brandt safe | jq -r '.statements[0].id')
    is 200 "/api/article/$id"
    json --arg id "$id" '.statement == $id and (.statements | length) > 3 and any(.statements[]; .id == $id)'
    json '.article.text as $t | all(.statements[]; . as $s | ($s.cue.spans | length) == 0 or
        ($s.cue.text | split(" ... ")) == [$s.cue.spans[] | $t[.[0]:.[1]]])'
}

@test "a speaker's page has that speaker alone, and unnamed sources have none" {
    serve --db "$SAMPLE"
    is 200 '/api/speaker?name=Helena+Brandt'
    json '.speaker.name == "Helena Brandt" and all(.answer.statements[]; any(.speakers[]; .id == "helena brandt"))'
    hasnt "Brandt’s office"
    is 404 '/api/speaker?name=A+retired+inspector'
    is 404 '/speaker?name=the+engineer'
    is 200 '/api/names?start=bra'
    json 'any(.speakers[]; .name == "Helena Brandt") and all(.speakers[]; .id != null)'
    is 200 '/?q=type:anonymous'
    ! grep -o 'class="who" href="[^"]*"' body | grep -i inspector
}

@test "a pasted text is read, kept nowhere, and reading can be switched off" {
    serve --db "$SAMPLE"
    is 200 /read
    has '<textarea name="text" rows="14" required>' # no maxlength: a longer text would be cut without a word
    head -c 600000 /dev/zero | tr '\0' a >long
    is 400 /read --data-urlencode text@long
    has 'larger than 512 kB'
    before=$(find "$SAMPLE" "$HOME" -type f -newer told | wc -l)
    is 200 /api/extract --data-urlencode 'text={"text": "no JSON"} "We will rebuild it," said the mayor, Ann Quill, on Monday.'
    json '.reading.text | startswith("{\"text\"")'
    json 'any(.reading.attributions[]; .speaker == "Ann Quill")'
    is 200 /read --data-urlencode 'text=<b>"We will rebuild it,"</b> said Ann Quill.'
    grep -q '&lt;b&gt;' body
    ! grep -q '<b>&quot;' body
    is 200 /api/check --data-urlencode 'text="We closed the bridge because we could no longer say it was safe," Helena Brandt said.'
    json '.quotations[0].found == "part"'
    [ "$(find "$SAMPLE" "$HOME" -type f -newer told | wc -l)" = "$before" ]
    ! grep -rq 'Ann Quill' said told "$HOME" "$SAMPLE"
    kill "$server"
    wait "$server"
    rm told
    serve --db "$SAMPLE" --no-read
    is 403 /api/extract -d 'text=Hello.'
    is 403 /api/check -d 'text=Hello.'
    ask /api
    hasnt '/api/extract'
}

@test "without --edit nothing is decided; with it, a decision is kept, seen at once by every worker, and undone" {
    cp -r "$SAMPLE" index
    id=$(whosaid --db index --format=json by:brandt safe | jq -r '.statements[0].id')
    serve --db index
    is 403 /api/correct -d "id=$id" -d 'speaker=Otto Brandt' -d why=test
    is 403 /correct -d "id=$id" -d 'speaker=Otto Brandt' -d why=test
    is 403 /api/link -d decision=accept -d "response=$id" -d "claim=$id" -d why=test
    [ ! -e decisions.jsonl ]
    kill "$server"
    wait "$server"
    rm told
    serve --db index --edit --workers 3
    is 400 /api/correct -d "id=$id" -d 'speaker=Otto Brandt'
    for _ in 1 2 3 4 5 6; do is 200 "/api/statement/$id"; done
    is 200 /api/correct -d "id=$id" --data-urlencode 'speaker=Otto Brandt' -d 'why=the caption' -d as=Mira
    decision=$(value .id)
    for _ in 1 2 3 4 5 6; do
        is 200 "/api/statement/$id"
        json '.speakers[0].name == "Otto Brandt" and .decisions[0].who == "Mira"'
    done
    is 303 /undo -d "id=$id" -d "decision=$decision" -d 'why=no'
    [ "$(header Location)" = "/statement/$id" ]
    is 200 "/api/statement/$id"
    json '.speakers[0].name == "Helena Brandt"'
    is 200 /api/decisions
    json '.decisions | length == 2'
    other=$(whosaid --db index --format=json bridge | jq -r --arg id "$id" '[.statements[].id | select(. != $id)][0]')
    is 200 /api/link -d decision=accept -d "response=$other" -d "claim=$id" -d 'why=she answers it'
    is 200 "/api/responses/$id"
    json --arg id "$other" 'any(.responses[]; .grade == "accepted" and .statement.id == $id)'
    is 400 /api/link -d decision=perhaps -d "response=$other" -d "claim=$id" -d why=x
}

@test "an index that is added to is seen without starting again" {
    cp -r "$SAMPLE" index
    serve --db index --workers 2
    for _ in 1 2 3 4; do is 200 '/api/search?q=glockenspiel'; done
    json '.total == 0'
    article new.txt 'A new instrument' '"The glockenspiel arrived on Tuesday," said Ann Quill, the head of the orchestra.'
    whosaid-index add --db index new.txt
    for _ in 1 2 3 4; do
        is 200 '/api/search?q=glockenspiel'
        json '.total == 1'
    done
}

@test "a missing index, a taken port and wrong options are told" {
    serve --db nowhere
    is 500 '/api/search?q=bridge'
    hasnt nowhere
    grep -q 'nowhere' said
    try 2 whosaid serve --port "$(echo "${base##*:}" | tr -d /)" --db nowhere
    warns 'cannot listen'
    try 2 whosaid serve --port 70000
    try 2 whosaid serve --port x
    try 2 whosaid serve --address example.org --port 0
    warns 'no address in digits'
    try 2 whosaid serve words
}

@test "/api describes every endpoint, and the page is small" {
    serve --db "$SAMPLE" --edit
    is 200 /api
    json '.openapi == "3.1.0" and (.paths | length) > 10 and (.paths["/api/check"] | keys) == ["get", "post"]'
    json 'all(.paths[] | .[] ; .summary and .responses["200"])'
    whole=0
    for path in '/?q=bridge' /page/style.css /page/page.js /page/icon.svg; do
        is 200 "$path"
        whole=$((whole + $(wc -c <body)))
    done
    [ "$whole" -lt 150000 ]
}
