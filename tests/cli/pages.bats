#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Web pages as they are, and texts that are not English.
load helper

setup() {
    common_setup
}

# A page with all that stands around and in an article; the pull quote repeats the body.
write_page() {
    cat >page.html <<'END'
<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Dam holds | Tarnside Gazette</title></head><body>
<nav><a href="/">Home</a></nav><article><h1>Dam holds</h1>
<p class="standfirst">Engineers said the wall was sound after a long night of rain above the town.</p>
<div class="article-body">
<p>The dam above Tarnside held through the night, although the water came within a hand of the top.</p>
<p>“We have never seen the river so high in my forty years here,” said Gerda Poll, the keeper of the dam.</p>
<aside class="pullquote"><p>“We have never seen the river so high in my forty years here”</p><cite>Gerda Poll</cite></aside>
<p>The council said on Tuesday that nobody would have to leave.</p>
<figure><img src="a.jpg"><figcaption>“It was like a train,” said Otto Kern, whose cellar was flooded.</figcaption></figure>
<p>Poll told reporters that she would sleep when the rain stopped.</p>
<div class="related"><p>“I want my garden back,” said a man in another story.</p></div>
<p><em>Correction: an earlier version of this article said that the dam was built in 1931.</em></p>
</div></article><section id="comments"><p>“They lie,” said my uncle.</p></section></body></html>
END
}

@test "captions, summaries and corrections are told from the body; a pull quote is not read twice" {
    write_page
    try 0 whosaid-index add --db index page.html
    try 0 whosaid --db index --format=jsonl is:caption
    [ "$(jq -r '.speakers[0].name' <<<"$output")" = "Otto Kern" ]
    try 0 whosaid --db index --format=jsonl is:summary
    [ "$(jq -r .part <<<"$output")" = summary ]
    try 0 whosaid --db index --format=jsonl forty
    [ "$(jq -r .part <<<"$output")" = body ]
    [ "$(jq -r .article.correction <<<"$output" | cut -c1-11)" = "Correction:" ]
    try 1 whosaid --db index uncle
    try 1 whosaid --db index garden
}

@test "of what is behind a paywall only the beginning is there: refused, with the reason" {
    echo '<html><body><article><h1>Dam holds</h1><p>The dam held, the council said.</p>
        <div class="paywall"><p>Subscribe to continue reading this story.</p></div></article></body></html>' >stub.html
    try 3 whosaid-index add --db index stub.html
    [[ "$stderr" == *"stub.html: only the beginning of the article is in the page; the rest is behind a paywall"* ]]
}

@test "what is not English is passed over, counted and named, whatever the metadata say" {
    mkdir mixed
    echo 'Der Bürgermeister sagte am Montag, dass die Brücke wegen der Risse geschlossen werden muss. Niemand wisse, wie
lange die Arbeiten dauern werden und wer sie bezahlt, denn die Stadt hat kein Geld mehr.' >mixed/german.txt
    jq -cn '{id: "1", language: "en", text: "Le maire a déclaré lundi que le pont serait fermé pendant plusieurs mois. Personne ne sait encore qui paiera les travaux ni combien de temps ils vont durer."}' >mixed/french.jsonl
    echo 'The mayor said on Monday that the bridge would be closed.' >mixed/english.txt
    try 0 whosaid-index add --db index mixed
    [[ "${lines[0]}" == "1 article added to index with 1 statement; 0 unchanged, 0 refused, 2 in languages that are not read (fr 1, de 1)" ]]
    try 0 whosaid-index add --db forced --set language=en mixed/german.txt
    [[ "$output" != *"not read"* ]]
}
