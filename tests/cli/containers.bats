#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Packed files and files that hold files: what is in them is read as if it lay there by itself.
load helper

setup_file() { sample_news; }
setup() {
    common_setup
    mkdir in
    article in/a.txt "Bridge closed" '"It is closed for months," said Mayor Ana Ruiz.'
    printf '%s\n' '{"id":"b","text":"\"We open in May,\" said Ben Kade."}' >in/b.jsonl
}

understood() { # understood NUMBER FILE...: so many articles come of them
    local number=$1
    shift
    try 0 whosaid-index add --dry-run --format=jsonl "$@"
    silent
    [ "$(printf '%s\n' "$output" | grep -c .)" -eq "$number" ] || { show_run; return 1; }
}

@test "the sample news out of a tar.zst of zips gives the same statements" {
    (cd "$NEWS" && zip -qr "$OLDPWD/html.zip" lindfell standard && gzip -c courier.jsonl >"$OLDPWD/courier.jsonl.gz")
    cp -r "$NEWS/npa" "$NEWS/ledger" .
    tar c html.zip courier.jsonl.gz npa ledger | zstd -q >all.tar.zst
    try 0 whosaid-index extract all.tar.zst
    silent
    [ "$(printf '%s\n' "$output" | jq -cS '[.text, .attributions]' | sort | md5sum)" = \
        "$(jq -cS '[.text, .attributions]' "$NEWS_READ" | sort | md5sum)" ]
}

@test "every kind, by content and not by name" {
    tar cf x.tar in
    tar czf x.tar.gz in
    tar cJf x.tar.xz in
    bzip2 -c x.tar >x.tar.bz2
    zip -qr x.zip in
    zip -q0r stored.zip in
    for file in x.tar x.tar.gz x.tar.xz x.tar.bz2 x.zip stored.zip; do
        cp "$file" nameless
        understood 2 nameless
        has nameless/in/a.txt
    done
    bzip2 -c in/b.jsonl >b.jsonl.bz2
    xz -c in/b.jsonl >b.jsonl.xz
    understood 2 b.jsonl.bz2 b.jsonl.xz
    has '"b.jsonl.xz"'
}

@test "from standard input" {
    zip -qr x.zip in
    run --separate-stderr bash -c 'whosaid-index add --dry-run - <x.zip; tar cz in | whosaid-index add --dry-run -'
    [ "$status" -eq 0 ]
    [ "$(printf '%s\n' "$output" | grep -c '^standard input/in/a.txt$')" -eq 2 ]
}

@test "hidden members, folders and links are passed over" {
    mkdir -p in/.git in/__MACOSX/in
    echo secret >in/.git/config
    echo secret >in/.hidden
    echo secret >in/__MACOSX/in/b.jsonl
    ln -s a.txt in/link.txt
    (cd in && zip -qry ../x.zip . && tar cf ../x.tar .)
    understood 2 x.zip
    hasnt secret
    understood 2 x.tar
    hasnt secret
}

@test "names that are no ASCII, and names that lead elsewhere" {
    mkdir up
    cp in/a.txt 'up/Übersicht.txt'
    (cd up && zip -q ../x.zip 'Übersicht.txt' && tar cPf ../x.tar ../in/b.jsonl)
    LC_ALL=C understood 1 x.zip
    has 'x.zip/Übersicht.txt'
    understood 1 x.tar
    has 'x.tar/../in/b.jsonl'
    [ ! -e x.tar/in ]
}

@test "what is encrypted is named, and the rest is read" {
    zip -q x.zip in/a.txt
    zip -qP password x.zip in/b.jsonl
    try 3 whosaid-index add --db index x.zip
    warns 'x.zip/in/b.jsonl: it is encrypted'
    try 0 whosaid --db index months
    has Ruiz
}

@test "a damaged member is named, and the others are read" {
    for i in 1 2 3; do head -c 3000 /dev/urandom | base64 >"in/c$i.txt"; done
    (cd in && zip -q ../x.zip a.txt c1.txt b.jsonl)
    printf 'XXXXXXXX' | dd of=x.zip bs=1 seek=1500 conv=notrunc status=none
    try 3 whosaid-index add --dry-run --format=jsonl x.zip
    warns 'x.zip/c1.txt: it is damaged'
    [ "$(printf '%s\n' "$output" | grep -c .)" -eq 2 ]
}

@test "what is cut off is told, and what came before it is kept" {
    for i in $(seq 1 400); do printf '{"id":"%s","text":"\\"Number %s of %s,\\" said Ben Kade."}\n' "$i" "$i" "$RANDOM$RANDOM"; done >many.jsonl
    gzip -k many.jsonl
    head -c 4000 many.jsonl.gz >cut.gz
    try 3 whosaid-index extract cut.gz
    warns 'cut.gz:'
    warns 'it is cut off'
    [ "$(printf '%s\n' "$output" | grep -c .)" -gt 100 ]
    tar cf x.tar in many.jsonl
    head -c 8000 x.tar >cut.tar
    try 3 whosaid-index add --dry-run cut.tar
    warns 'cut.tar/many.jsonl:'
    has cut.tar/in/a.txt
}

@test "bombs end soon, in little memory" {
    head -c 300000000 /dev/zero | tr '\0' 'a' | gzip -9 >bomb.txt.gz
    head -c 300000000 /dev/zero | tr '\0' '\n' | zstd -q >bomb.jsonl.zst
    mkdir bombs
    head -c 100000000 /dev/zero | tr '\0' 'a' >bombs/1
    cp bombs/1 bombs/2
    zip -qr bomb.zip bombs
    gzip -9k bomb.zip
    head -c 300000000 /dev/zero | tr '\0' 'a' | xz -0 >bomb.xz
    for bomb in bomb.txt.gz bomb.jsonl.zst bomb.zip bomb.zip.gz bomb.xz; do
        # Sanitizers reserve terabytes of addresses.
        ( [ "${WHOSAID_SANITIZED-0}" = 1 ] || ulimit -v 1500000; timeout 60 whosaid-index add --db index "$bomb" in ) >out 2>err || status=$?
        [ "$status" -eq 3 ]
        grep -q "$bomb.*times its size" err || { cat err; return 1; }
    done
    try 0 whosaid --db index months
    has Ruiz
}

@test "containers within containers are opened four deep" {
    zip -q 1.zip in/a.txt
    for i in 2 3 4 5; do zip -q "$i.zip" "$((i - 1)).zip"; done
    understood 1 4.zip
    has 4.zip/3.zip/2.zip/1.zip/in/a.txt
    try 3 whosaid-index add --dry-run 5.zip
    warns 'more than 4 deep'
}
