#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Keeping an index current: remove, withdraw, purge, prune, update, copies.
load helper
setup() {
    common_setup
    mkdir news
    article news/one.txt "Bridge closed" '"The zirconite girders are rusty," said Mayor Ana Ruiz.'
    article news/two.txt "Ferry full" '"Nobody can board," said Captain Ben Kade.'
}

add_news() { try "${1:-0}" whosaid-index add --db index --format=json "${@:2}" news; }

# Is the word in any file of the index or beside it?
in_files() { grep -rqi --binary-files=text "$1" index* decisions.jsonl 2>/dev/null; }

@test "articles are removed by id and by path, and come back when they are added again" {
    mkdir news/more
    article news/more/three.txt "Third" '"Three is enough," said Ida Holm.'
    add_news
    try 1 whosaid-index remove --db index news/none
    warns "nothing was done"
    try 0 whosaid-index remove --db index news/one.txt
    has "1 article removed"
    has "Bridge closed"
    try 1 whosaid --db index rusty
    try 0 whosaid-index remove --db index --format=json news/more/
    json '.articles == ["news/more/three.txt"]'
    try 0 whosaid --db index board
    add_news
    json '.articles == 2 and .unchanged == 1'
    try 0 whosaid --db index rusty
    try 2 whosaid-index remove --db index
    try 2 whosaid-index remove --db index --purge --withdraw --why x news
    try 2 whosaid-index remove --db none news
    [ ! -e none ]
}

@test "what is withdrawn is marked and stays so until its content is another" {
    add_news
    try 0 whosaid-index remove --db index --withdraw news/one.txt
    has "1 article withdrawn in index"
    try 1 whosaid --db index rusty
    try 0 whosaid --db index --all-states --format=json rusty
    json '.statements[0].status == "withdrawn"'
    add_news
    json '.unchanged == 2'
    try 1 whosaid --db index rusty
    article news/one.txt "Bridge closed" 'It was wrong.' '"The zirconite girders are not rusty," said Mayor Ana Ruiz.'
    add_news
    try 0 whosaid --db index rusty
    try 0 whosaid-index check --db index
}

@test "a notice in the text is proposed and not obeyed" {
    article news/one.txt "MANDATORY KILL" '"The zirconite girders are rusty," said Mayor Ana Ruiz.'
    article news/two.txt "Ferry" "This story has been removed." '"Nobody can board," said Captain Ben Kade.'
    article news/three.txt "KILL BILL RETURNS" '"It will be shown," said Ida Holm.'
    { sed -n '3,$p' news/two.txt; } >t && mv t news/two.txt
    try 0 whosaid-index add --db index news
    has "Nothing was done"
    has "whosaid-index remove --withdraw --db 'index' 'news/one.txt'"
    has "'news/two.txt'"
    hasnt "'news/three.txt'"
    try 0 whosaid --db index rusty
    try 0 whosaid-index remove --withdraw --db index news/one.txt
    add_news
    json '.says_withdrawn == [{"id": "news/two.txt", "notice": "this article is withdrawn"}]'
}

@test "pruning takes out what is gone and nothing that may be out of reach" {
    article news/three.txt "Third" '"Three is enough," said Ida Holm.'
    mkdir other
    article other/four.txt "Fourth" '"Four is more," said Jon Berg.'
    try 0 whosaid-index add --db index news other
    rm news/one.txt
    add_news
    try 0 whosaid --db index rusty
    printf '\211PNG\r\n\032\n\0\0\0\015IHDR' >news/three.txt # cannot be read any more
    add_news 3 --prune
    json '.pruned == 1 and .spared == 1'
    try 1 whosaid --db index rusty
    try 0 whosaid --db index enough
    try 0 whosaid --db index four # not of the paths given
    rm news/*
    add_news 0 --prune
    json '.pruned == 0 and .spared == 2'
    try 0 whosaid --db index board
    rmdir news
    add_news 3 --prune
    json '.pruned == 0 and .spared == 2'
    try 2 whosaid-index add --db index --prune - </dev/null
}

@test "pruning reaches into files that hold several articles" {
    line() { printf '{"id": "%s", "publisher": "Post", "text": "\\"%s,\\" said Ana Ruiz."}\n' "$1" "$2"; }
    { line 1 "It is red"; line 2 "It is blue"; } >news/all.jsonl
    add_news
    line 2 "It is blue" >news/all.jsonl
    try 0 whosaid-index add --db index --prune news
    has "; 1 pruned"
    try 1 whosaid --db index red
    try 0 whosaid --db index blue
}

@test "a purged article's words are in no file, and it is refused from then on" {
    add_news
    in_files zirconite
    try 0 whosaid --db index --format=json zirconite
    try 0 whosaid correct --db index "$(value '.statements[0].id')" --act denial --why "zirconite is no metal"
    in_files "no metal"
    try 2 whosaid-index remove --db index --purge news/one.txt
    warns "--why"
    try 0 whosaid-index remove --db index --purge --why "order 17/25" news/one.txt
    has "1 article purged"
    has "1 decision about it forgotten"
    ! in_files zirconite
    ! in_files "one.txt"
    in_files "17/25"
    try 1 whosaid --db index rusty
    try 0 whosaid --db index board
    add_news 3
    warns "was purged"
    cp news/one.txt news/again.txt
    add_news 3
    json '.refused == 2'
    ! in_files zirconite
    try 0 whosaid-index remove --db index --purge --why again news/one.txt
    has "purged before"
    try 0 whosaid correct --db index --check
    try 1 whosaid-index remove --db index --allow-again --why mistake news/two.txt
    try 0 whosaid-index remove --db index --allow-again --why mistake news/one.txt
    add_news
    json '.articles == 2'
    try 0 whosaid --db index zirconite
    try 0 whosaid-index check --db index
}

@test "earlier versions of a purged article go too, and its copies are named" {
    add_news
    text='Ruiz said that nobody had asked her about the girders. The council met at nine and left at ten, and the hall was
locked by the porter, who had not been told either. On the way home she met the engineer.'
    article news/one.txt "Bridge" "$text"
    article news/copy.txt "Bridge, again" "DATELINE - $text"
    add_news
    try 0 whosaid-index remove --db index --purge --why order --format=json news/one.txt
    json '.articles == ["news/one.txt"] and .copies == ["news/copy.txt"]'
    ! in_files zirconite
    try 0 whosaid --db index asked
    add_news 3 # the copy stays as it is
    json '.unchanged == 2 and .refused == 1'
}

@test "show names the copies of an article" {
    text='"Nobody asked me about the girders," said Ana Ruiz. The council met at nine and left at ten, and the hall was
locked by the porter, who had not been told either. On the way home she met the engineer and asked about the girders.'
    article news/one.txt "Bridge" "$text"
    add_news
    article copy.txt "Bridge, again" "$text"
    try 0 whosaid-index add --db index --set publisher="The Other Post" copy.txt
    try 0 whosaid --db index --format=json nobody girders
    id=$(value '[.statements[] | select(.article.publisher == null)][0].id')
    try 0 whosaid show --db index "$id"
    has "The Other Post"
    try 0 whosaid show --db index --format=json "$id"
    json '.copies == [{"id": "copy.txt", "title": "Bridge, again", "publisher": "The Other Post", "published": null, "url": null}]'
}

@test "searches tell in which other outlets the same text stands" {
    text='"Nobody asked me about the girders," an official said. The council met at nine and left at ten, and the hall was
locked by the porter, who had not been told either. On the way home she met the engineer and asked about the rivets.'
    article news/one.txt "Bridge" "$text"
    add_news
    try 0 whosaid --db index --format=json said:girders
    json '.statements | length == 1 and .[0].copies == []'
    try 0 whosaid --db index said:girders
    hasnt "same text"
    article copy.txt "Bridge, again" "$text"
    try 0 whosaid-index add --db index --set publisher="The Other Post" copy.txt
    try 0 whosaid --db index said:girders
    has "same text in: The Other Post"
    has "same text in: news/one.txt"
    try 0 whosaid --db index --format=json outlet:other said:girders
    json '.statements | length == 1 and ([.[0].copies[].id] == ["news/one.txt"])'
    try 0 whosaid --db index --format=jsonl outlet:other said:girders
    json '[.copies[].id] == ["news/one.txt"]'
}

@test "a statement that stands behind another one is not told a second time as a copy" {
    text='"Nobody asked me about the girders," said Ana Ruiz. The council met at nine and left at ten, and the hall was
locked by the porter, who had not been told either. On the way home she met the engineer and asked about the rivets.'
    article news/one.txt "Bridge" "$text"
    add_news
    article copy.txt "Bridge, again" "$text"
    try 0 whosaid-index add --db index --set publisher="The Other Post" copy.txt
    try 0 whosaid --db index said:girders
    has "also, same words: "
    hasnt "same text in"
    try 0 whosaid --db index --no-fold said:girders
    has "same text in: The Other Post"
}

@test "update reads again what other word lists read, from the index alone" {
    add_news
    cp -r "$WHOSAID_SOURCE/indexer/lexicon/en" lists
    echo "# changed" >>lists/titles.txt
    mv news gone
    try 0 whosaid-index update --db index --format=json --lexicon lists
    json '.articles == 2 and .statements == 2 and .refused == 0'
    try 0 whosaid-index update --db index --lexicon lists
    has "0 articles"
    try 0 whosaid-index update --db index --jobs 1
    has "2 articles of index read again"
    mv gone news
    add_news
    json '.unchanged == 2'
    try 0 whosaid --db index rusty
    try 2 whosaid-index update --db none
    [ ! -e none ]
}

@test "a name that an order hides is shown nowhere, and comes back when that is undone" {
    mkdir more
    article more/court.txt "Jo Holm tells of the night" 'Jo Holm, a nurse, said the doors were locked. “I saw Dr. Weiss,” Holm said.' \
        'The judge said Jo A. Holm had been brave. Paul Holm declined to comment.'
    article more/again.txt "Later" 'Ben Kade said “Jo Holm” was a name in a list.'
    article more/other.txt "Roads" 'Ben Kade said Jo Brandt and Ida Holm would build roads.'
    try 0 whosaid-index add --db index more
    try 0 whosaid --db index by:holm doors
    before=$(whosaid --db index --format=jsonl -n 100 '*' | wc -l)
    try 2 whosaid correct --db index --hide-speaker "a nurse" --why order
    try 2 whosaid correct --db index --hide-speaker Holm --why order
    try 0 whosaid correct --db index --hide-speaker "Jo A. Holm" --why "order 17/25"
    hasnt Holm
    for format in text json jsonl; do
        try 0 whosaid --db index --format=$format --all-acts --all-states -n 100 '*'
        hasnt "Jo Holm"
        hasnt "Jo A. Holm"
        hasnt "court.txt"
        has "name withheld by order"
        has "Ida Holm"
        has "Jo Brandt"
    done
    [ "$(whosaid --db index --format=jsonl -n 100 '*' | wc -l)" -eq "$before" ]
    try 0 whosaid --db index --group-by=speaker --limit 100 '*'
    hasnt "Jo Holm"
    has "Ida Holm"
    try 0 whosaid --db index --format=jsonl doors
    output=$(value --slurp '.[0]')
    json '.speakers[0] == {"name": "name withheld by order", "id": null, "type": "anonymous", "naming": "withheld",
        "role": null, "affiliation": null, "count": null, "basis": null, "confidence": .speakers[0].confidence}'
    json '.source.text == "[name withheld], a nurse"'
    json '.verbatim | startswith("[name withheld], a nurse, said the doors were locked")'
    id=$(value '.id')
    for format in text json; do
        try 0 whosaid show --db index --format=$format "$id"
        hasnt Holm
        has "[name withheld] tells of the night"
    done
    try 0 whosaid speakers --db index --format=json
    hasnt "Jo Holm"
    try 1 whosaid --db index 'by:"jo holm"'
    try 1 whosaid --db index 'source:jo doors'
    try 0 whosaid-index stats --db index
    hasnt "Jo Holm"
    try 0 whosaid correct --db index --list
    hasnt Holm
    try 0 whosaid correct --db index --check
    try 0 whosaid correct --db index --undo "$(jq -r .id decisions.jsonl)" --why lifted
    try 0 whosaid --db index 'by:"jo holm" doors'
    has "Jo Holm"
}

@test "a purge that is killed is finished by the same command" {
    add_news
    cp -r index whole
    for delay in 0.005 0.01 0.02 0.03 0.05 0.08; do
        rm -rf index decisions.jsonl
        cp -r whole index
        timeout -s KILL $delay whosaid-index remove --db index --purge --why order news/one.txt || true
        try 0 whosaid-index check --db index
        try 0 whosaid-index remove --db index --purge --why order news/one.txt
        mv whole ../whole
        ! in_files zirconite
        mv ../whole .
        try 0 whosaid --db index board
        add_news 3
        json '.unchanged == 1 and .refused == 1'
    done
}
