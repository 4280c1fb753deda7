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
