#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# whosaid verdicts: what others found, kept apart.
load helper

setup_file() { sample_news; }
setup() {
    common_setup
    cp -r "$SAMPLE" index
    export WHOSAID_DB="$PWD/index"
}

# review WORDS SPEAKER URL: a ClaimReview; empty ones are left out.
review() {
    jq -n --arg words "$1" --arg speaker "$2" --arg url "$3" '{"@type": "ClaimReview", url: "https://checks.example/1",
        claimReviewed: $words, author: {name: "Checks of Marenia"}, datePublished: "2025-03-20",
        reviewRating: {ratingValue: 4, bestRating: 5, worstRating: 1, alternateName: "Mostly true"},
        itemReviewed: ({"@type": "Claim"} + (if $speaker == "" then {} else {author: {name: $speaker}} end) +
            (if $url == "" then {} else {appearance: [{url: $url}]} end))}'
}
bridge='We closed the bridge because we could no longer say it was safe.'
part='we could no longer say that it was safe'
courier=052dfb349344

@test "a review by address and words is about that statement, and kept without its words" {
    { echo '{"@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": ['
      review "$bridge" 'Helena Brandt' 'http://www.adlercourier.example/bridge-brandt/#top'
      echo ']}]}'; } >feed.json
    try 0 whosaid verdicts load feed.json --as tester
    silent
    has "kept of 1 statement, 0 articles, 0 outlets"
    [ "$(stat -c %a verdicts.jsonl)" = 600 ]
    run ! grep -qiE 'brandt|closed|safe' verdicts.jsonl
    try 0 whosaid verdicts list --format=json
    json '.verdicts | length == 1 and .[0].statement[:12] == "'$courier'" and .[0].judge == "Checks of Marenia" and
          .[0].rating == "Mostly true" and .[0].value == "4" and .[0].worst == "1" and .[0].best == "5" and .[0].on == "2025-03-20"'
    try 0 whosaid verdicts load feed.json --as tester
    has "1 known already"
    [ "$(wc -l <verdicts.jsonl)" -eq 1 ]
}

# By hand: of the five articles (report_claims.bats) the Courier's and the Standard's first have "say it was safe", which differs.
@test "without an address, everywhere where that speaker says it, and for nobody else" {
    review "$part" 'Helena Brandt' '' >one.json
    review "$part" 'Tomas Brandt' '' >other.json
    review 'We did close the bridge although we could say it was safe' 'Helena Brandt' '' >negated.json
    review 'The bridge is' '' '' >short.json
    try 1 whosaid verdicts load other.json
    warns "other.json, verdict 1: nothing in the index fits it"
    try 1 whosaid verdicts load negated.json
    try 1 whosaid verdicts load short.json
    [ ! -e verdicts.jsonl ]
    try 0 whosaid verdicts load one.json
    try 0 whosaid verdicts list --format=jsonl
    json -s 'length == 4 and (map(.verdict) | unique | length) == 1 and (map(.statement) | unique | length) == length'
}

# Three articles in which somebody says the same words: Ruiz in two of the Quay Post, Weller on Hill Radio.
same_words() {
    said='“The water behind the dam will rise by two metres before June,”'
    printf '{"id":"%s","publisher":"%s","url":"%s","title":"Dam","text":"%s"}\n' \
        a1 'The Quay Post' https://quay.example/dam "The dam is under repair.\n\n$said said Ana Ruiz, the mayor of Corvane." \
        a2 'The Quay Post' https://quay.example/flood "Corvane's fields lie low.\n\n$said Ana Ruiz, the mayor, told the council." \
        a3 'Hill Radio' https://hill.example/water "He spoke on Friday.\n\n$said said Tomas Weller, an engineer with the board." >same.jsonl
    printf '{"id":"%s","publisher":"%s","url":"%s","title":"Dam","text":"%s"}\n' \
        a4 'Lowland News' https://low.example/dam "The dam is under repair.\n\n$said said Ana Ruiz, the mayor of Corvane." >>same.jsonl
    mkdir same
    export WHOSAID_DB="$PWD/same/index"
    try 0 whosaid-index add same.jsonl
    words='The water behind the dam will rise by two metres before June'
}
# load_one HEADINGS ROW: the places that are kept, as "outlet of the speaker".
load_one() {
    rm -f same/verdicts.jsonl
    printf '%s,author.name,rating\n%s,Checks,False\n' "$1" "$2" >one.csv
    run --separate-stderr whosaid verdicts load one.csv --as tester
}
speakers_of_kept() {
    for id in $(jq -r .statement same/verdicts.jsonl); do
        whosaid show "$id" --format=json | jq -r '"\(.speakers[0].name), \(.article.id)"'
    done | sort | paste -sd ';'
}

@test "by words and place: one statement or none" {
    same_words
    load_one quotation "$words"
    [ "$status" -eq 1 ]
    warns "one.csv, verdict 1: several statements fit it"
    load_one quotation,outlet "$words,hill radio"
    [ "$status" -eq 0 ]
    [ "$(speakers_of_kept)" = 'Tomas Weller, Hill Radio/a3' ]
    load_one quotation,outlet "$words,The Quay Post" # in two of its articles
    [ "$status" -eq 1 ]
    warns "several statements fit it"
    has "1 that fit several statements"
    load_one quotation,outlet,claimant "$words,The Quay Post,Tomas Weller"
    [ "$status" -eq 1 ]
    warns "nothing in the index fits it"
    load_one quotation,outlet "$words,Nowhere Post"
    [ "$status" -eq 1 ]
    warns "the index has nothing of this outlet"
    load_one quotation,itemReviewed.url "$words,https://quay.example/flood"
    [ "$(speakers_of_kept)" = 'Ana Ruiz, The Quay Post/a2' ]
    load_one quotation,itemReviewed.url "$words,https://low.example/dam" # a copy
    [ "$(speakers_of_kept)" = 'Ana Ruiz, Lowland News/a4' ]
    load_one quotation,itemReviewed.url "$words,https://low.example/other"
    [ "$status" -eq 1 ]
    warns "no article at the address"
    load_one quotation,claimant "$words,Ana Ruiz" # one claim, wherever she makes it
    [ "$(speakers_of_kept)" = 'Ana Ruiz, Lowland News/a4;Ana Ruiz, The Quay Post/a1;Ana Ruiz, The Quay Post/a2' ]
    jq -n --arg words "$words" '{"@type": "ClaimReview", claimReviewed: $words, author: "Checks", reviewRating: {name: "False"},
        itemReviewed: {appearance: {"@type": "NewsArticle", publisher: {name: "Hill Radio"}}}}' >outlet.json
    rm same/verdicts.jsonl
    try 0 whosaid verdicts load outlet.json
    [ "$(speakers_of_kept)" = 'Tomas Weller, Hill Radio/a3' ]
}

# What becomes known of the speakers of one review serves the next ones.
@test "many reviews of many people are placed as each alone" {
    whosaid --all --format=jsonl 'form:direct type:person naming:named act:statement' |
        jq -c 'select(.speakers[0].name | contains(" ")) | {rating: "False", author: "Checks", quotation: .content.text, claimant: .speakers[0].name}' >all.jsonl
    [ "$(wc -l <all.jsonl)" -gt 15 ]
    while read -r one; do
        echo "$one" >one.jsonl
        run whosaid verdicts load one.jsonl --as tester
    done <all.jsonl
    jq -r '"\(.verdict) \(.statement)"' verdicts.jsonl | sort >alone
    [ "$(wc -l <alone)" -gt 15 ]
    rm verdicts.jsonl
    run whosaid verdicts load all.jsonl --as tester
    jq -r '"\(.verdict) \(.statement)"' verdicts.jsonl | sort >together
    cmp alone together
}

@test "a grade is of one statement, and all that is left out is told" {
    same_words
    rows="quotation,outlet,grade,who,when,why
$words,Hill Radio,B2,M,2025-05-05,w
$words,,B2,M,2025-05-05,w
$words,The Quay Post,B2,M,2025-05-05,w
no such words were ever said here,Hill Radio,B2,M,2025-05-05,w
$words,Hill Radio,G2,M,2025-05-05,w"
    printf '%s\n' "$rows" >grades.csv
    try 3 whosaid verdicts load grades.csv --as tester --format=json
    json '.fit == 1 and .fit_several == 2 and .fit_nothing == 1 and .not_understood == 1 and .statements == 1'
    json '.skipped | map(.verdict) == [5, 2, 3, 4]'
    json '.skipped[1].why | startswith("several statements fit it")'
    [ "$(speakers_of_kept)" = 'Tomas Weller, Hill Radio/a3' ]
    { echo quotation,outlet,grade,who,when,why; for ((i = 0; i < 25; i++)); do echo "nobody said these words,Hill Radio,B2,M,2025-05-05,w$i"; done; } >many.csv
    try 1 whosaid verdicts load many.csv --as tester
    warns "many.csv, verdict 20: nothing"
    warns "many.csv: 5 more like these (--format=json lists all)"
    try 1 whosaid verdicts load many.csv --as tester --format=json
    json '.skipped | length == 25'
}

@test "an address alone is about the article, and never about somebody without a name" {
    review 'The ferry sank three times.' '' 'https://lindfell.example/ferry?from=front' >ferry.json
    try 0 whosaid verdicts load ferry.json
    has "kept of 0 statements, 1 article, 0 outlets"
    try 0 whosaid verdicts list --format=json
    json '.verdicts[0] | .statement == null and .outlet == "Lindfell Online"'
    words=$(whosaid --all --format=jsonl 'naming:withheld form:direct' | jq -sr '.[0].content.text')
    [ "${#words}" -gt 20 ]
    review "$words" 'Helena Brandt' '' >unnamed.json
    try 1 whosaid verdicts load unnamed.json
}

@test "a denial is not the claim that it denies" {
    denial=$(whosaid --format=json 'act:denial by:veridan outlet:courier' | jq -r '.statements[0].id')
    review 'that it had known of any leak' 'Veridan Chemicals' '' >leak.json
    try 1 whosaid verdicts load leak.json
    try 1 whosaid verdicts list "$denial"
    has "no verdicts"
}

grades='statement,outlet,grade,who,when,why
'$courier',,B2,M. Adeyemi,2025-03-21,she was there
,The Adler Courier,A,M. Adeyemi,2025-03-21,right so far'

@test "grades of a statement and an outlet, from a table and from lines of JSON" {
    printf '%s\n' "$grades" >grades.csv
    try 0 whosaid verdicts load grades.csv
    has "kept of 1 statement, 0 articles, 1 outlet"
    printf '{"statement":"%s","source":"c","item":3,"who":"J. Roe","when":"2 April 2025","why":"heard it"}\n\n' $courier >grades.jsonl
    try 0 whosaid verdicts load grades.jsonl
    try 0 whosaid show $courier --with-verdicts
    has "B2 (source B, item 2)"
    has "C3 (source C, item 3)"
    has "A (source A)"
    has "J. Roe, 2025-04-02"
    has "she was there"
    try 0 whosaid show $courier --with-verdicts --format=json
    json '.verdicts | map(.of) | sort == ["outlet", "statement", "statement"]'
    json '.verdicts | map(select(.source == "B"))[0].item == "2"'
}

@test "what is not a grade of a statement or outlet is told, and the rest is loaded" {
    printf '%s\n' "$grades" ',Nowhere Post,A,M,2025-03-21,why' ',The Adler Courier,A2,M,2025-03-21,why' \
        "$courier,,G9,M,2025-03-21,why" "$courier,,B2,M,soon,why" "$courier,,B2,M,2025-03-21," 'ffffffff,,B2,M,2025-03-21,why' >grades.csv
    try 3 whosaid verdicts load grades.csv
    has "4 not understood"
    warns "verdict 3: the index has nothing of this outlet"
    warns "verdict 4: a grade of an item needs its statement"
    warns "verdict 5: a grade is a letter from A to F"
    warns "verdict 6: a grade says who gave it, when (a date) and why"
    warns "verdict 7: a grade says who gave it"
    warns "verdict 8: the index has no statement of this id"
    [ "$(wc -l <verdicts.jsonl)" -eq 2 ]
    printf 'statement,person,grade,who,when,why\n%s,Helena Brandt,F6,M,2025-03-21,why\n' $courier >person.csv
    try 3 whosaid verdicts load person.csv
    warns "grades are of statements and outlets, not of people"
}

# As Google's Fact Check Tools have the columns, and as collections of reviews have them.
@test "reviews from tables" {
    printf 'text,claimant,claimReview.publisher.name,claimReview.url,claimReview.reviewDate,claimReview.textualRating\n"%s",Helena Brandt,Checks,https://checks.example/a,2025-03-20T10:00:00Z,True\n' "$bridge" >google.csv
    printf 'claimReview_claimReviewed;creativeWork_author_name;claimReview_author_name;rating_alternateName;rating_ratingValue;claimReview_url\n"%s";Helena Brandt;Checks;FALSE;1;https://checks.example/b\n' "$bridge" >kg.csv
    try 0 whosaid verdicts load google.csv
    try 0 whosaid verdicts load kg.csv
    try 0 whosaid verdicts list $courier --format=json
    json '.verdicts | map(.rating) == ["True", "FALSE"] and .[0].on == "2025-03-20T10:00:00Z" and .[1].value == "1"'
}

@test "nowhere unless it is asked for: no export, search, page or report" {
    try 0 whosaid report article 'The Adler Courier/bridge-brandt' --format=json
    before=$(value 'del(.made) | [.. | .numerator? // empty]')
    printf '%s\n' "$grades" >grades.csv
    review "$bridge" 'Helena Brandt' 'https://adlercourier.example/bridge-brandt' >review.json
    try 0 whosaid verdicts load grades.csv
    try 0 whosaid verdicts load review.json
    for command in "show $courier" "show $courier --format=json" "report article $courier" "report sourcing --format=json" \
        "export by:brandt --as=jsonl --notes" "export by:brandt --as=jsonld" "export by:brandt --as=html --notes" "--format=json by:brandt"; do
        # shellcheck disable=SC2086
        try 0 whosaid $command
        hasnt Adeyemi
        hasnt "Checks of Marenia"
    done
    try 0 whosaid report article 'The Adler Courier/bridge-brandt' --format=json --with-verdicts
    json '.sections | map(.id) | index("verdicts") == length - 1'
    json '[.sections[-1].blocks[].facts // [] | .[].value] | length == 3'
    [ "$before" = "$(value 'del(.made) | [.. | .numerator? // empty]')" ]
    try 2 whosaid report sourcing --with-verdicts
    warns "goes with the report of one article"
    try 2 whosaid show $courier --with-verdicts --format=csv
    warns "rows have no place"
}

@test "removed by its id from all its places, and not loaded again unasked" {
    review "$part" 'Helena Brandt' '' >one.json
    try 0 whosaid verdicts load one.json
    count=$(wc -l <verdicts.jsonl)
    id=$(whosaid verdicts list --format=jsonl | jq -sr '.[0].verdict')
    try 0 whosaid verdicts remove "${id:0:6}" --as tester
    has "verdict $id removed, of $count places"
    try 1 whosaid verdicts list
    try 1 whosaid verdicts remove "$id"
    try 0 whosaid verdicts load one.json
    has "$count removed before, left out"
    try 1 whosaid verdicts list
    try 0 whosaid verdicts load one.json --again
    try 0 whosaid verdicts list --format=jsonl
    json -s "length == $count"
}

@test "a purge of the article forgets them, and a hidden name is not told by them" {
    printf '%s\n%s\n' "$grades" "$(whosaid --format=json by:veridan | jq -r '.statements[0].id[:12]'),,D4,M. Adeyemi,2025-03-21,a word of the draft" >grades.csv
    try 0 whosaid verdicts load grades.csv
    try 0 whosaid-index remove --purge --why test 'The Adler Courier/bridge-brandt'
    has "1 verdict about it forgotten"
    run ! grep -q 'she was there' verdicts.jsonl
    grep -q 'right so far' verdicts.jsonl
    try 0 whosaid verdicts list
    has "a word of the draft"
    try 0 whosaid correct --hide-speaker 'Veridan Chemicals' --why order --as tester
    try 0 whosaid verdicts list
    hasnt "a word of the draft"
    has "[withheld by order]"
}

@test "a damaged file stops, a torn last line does not count" {
    printf '%s\n' "$grades" >grades.csv
    try 0 whosaid verdicts load grades.csv
    printf '{"schema_version":1,"kind":"grade","verd' >>verdicts.jsonl
    try 0 whosaid verdicts list --format=jsonl
    json -s 'length == 2'
    try 0 whosaid verdicts load grades.csv
    printf '{"statement":"%s","grade":"C","who":"J. Roe","when":"2025-04-02","why":"w"}' $courier >more.jsonl
    try 0 whosaid verdicts load more.jsonl
    try 0 whosaid verdicts list --format=jsonl
    json -s 'length == 3'
    sed -i '1s/"judge":"[^"]*"/"judge":""/' verdicts.jsonl
    try 2 whosaid verdicts list
    warns "verdicts.jsonl, line 1, is damaged"
    try 2 whosaid show $courier --with-verdicts
    try 0 whosaid show $courier
}

@test "what cannot be loaded is told" {
    printf 'no,verdicts\n1,2\n' >none.csv
    try 2 whosaid verdicts load none.csv
    warns "no headings of verdicts"
    printf '{"@type":"NewsArticle","headline":"x"}' >article.json
    try 2 whosaid verdicts load article.json
    warns "it has no ClaimReview and no grade"
    printf '{"@type":"ClaimReview"' >cut.json
    try 2 whosaid verdicts load cut.json
    warns "it is no JSON"
    try 2 whosaid verdicts load missing.json
    try 2 whosaid verdicts
    warns "load, list or remove"
    try 2 whosaid verdicts remove xyz
    warns "is not the id of a verdict"
}
