#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# One archive in several indexes: --shard, files that list indexes, servers.
load helper

# An archive, one index of it, and its shards of two and of three (2s1 ... 3s3), made once.
setup_file() {
    export SOURCE_DATE_EPOCH=1744675200
    mkdir "$BATS_FILE_TMPDIR/made"
    cd "$BATS_FILE_TMPDIR/made" || return 1
    archive
    whosaid-index add --db one archive.jsonl
    for n in 2 3; do
        for k in $(seq $n); do whosaid-index add --db "${n}s$k" --shard "$k/$n" archive.jsonl; done
    done
}
setup() {
    common_setup
    export SOURCE_DATE_EPOCH=1744675200
    cp -r "$BATS_FILE_TMPDIR"/made/. .
}
teardown() {
    for server in ${SERVERS-}; do kill "$server" 2>/dev/null || true; done
}

# Small articles, of which some are alike, so that equal weights have to be put in order.
archive() {
    for i in $(seq 12); do
        printf '{"id":"n%d","publisher":"Post","published":"2025-04-%02d","title":"Bridge %d","text":"\\"The bridge is %s,\\" said %s.\\n\\nBen Kade said it was late."}\n' \
            "$i" $((i % 5 + 1)) $((i % 3)) "$([ $((i % 2)) = 0 ] && echo open || echo shut)" "$([ $((i % 4)) = 0 ] && echo "Ana Ruiz" || echo "Clara Voss")"
    done >archive.jsonl
}
same() { # same DB-OPTIONS...: answers byte by byte as the one index does
    local query
    for query in "bridge" "by:ruiz open" "brid*" "title:bridge late" "--sort=-published --limit=7 by:kade" \
        "by:ana by:ruiz" "late published:2025-04-02..2025-04-03" "published:2025-04-03" "-open by:kade" "--offset=4 --no-fold late"; do
        # shellcheck disable=SC2086
        whosaid --db one --format=json --limit 100 $query >wanted
        # shellcheck disable=SC2086
        whosaid "$@" --format=json --limit 100 $query >found
        cmp wanted found || { echo "query: $query"; return 1; }
    done
    for query in "--sort=said" "--sort=-said --limit=5" "--sort=speaker --offset=3" "--sort=outlet" "--facets" "--facets --min-confidence=0.5" "--group-by=speaker" \
        "--group-by=quote --limit=2"; do
        # shellcheck disable=SC2086
        whosaid --db one --format=json --limit 100 $query late OR bridge >wanted
        # shellcheck disable=SC2086
        whosaid "$@" --format=json --limit 100 $query late OR bridge >found
        cmp wanted found || { echo "query: $query"; return 1; }
    done
    whosaid --db one --all --format=csv '*' >wanted
    whosaid "$@" --all --format=csv '*' | cmp - wanted
    whosaid speakers --db one --format=json >wanted
    whosaid speakers "$@" --format=json | cmp - wanted
    whosaid report sourcing --db one --by=speaker --format=json >wanted
    whosaid report sourcing "$@" --by=speaker --format=json | cmp - wanted
}

@test "any number of shards answers as one index does, and each article is in one of them" {
    try 0 whosaid-index add --db 1s1 --shard 1/1 archive.jsonl
    for n in 1 2 3; do
        sum=0 places=()
        for k in $(seq $n); do
            try 0 whosaid-index stats --db "${n}s$k" --format=json
            sum=$((sum + $(value .articles.read)))
            places+=(--db "${n}s$k")
        done
        [ "$sum" -eq 12 ]
        same "${places[@]}"
    done
    try 0 whosaid-index merge --db merged 3s1 3s2 3s3
    try 0 whosaid-index check --db merged
    same --db merged
}

@test "shares are written K/N" {
    for wrong in 0/2 3/2 2 2/ /2 1/0 a/b 1/99999 1/2x -1/2; do
        try 2 whosaid-index add --db new --shard "$wrong" archive.jsonl
        warns "$wrong"
    done
    [ ! -e new ]
}

@test "extract --shard: together all articles, none twice" {
    for k in 1 2 3; do
        try 0 whosaid-index extract --shard $k/3 archive.jsonl
        printf '%s\n' "$output" | jq -r 'select(.id) | .id'
    done | sort >parts
    whosaid-index extract archive.jsonl | jq -r .id | sort | cmp - parts
}

@test "a file that lists indexes stands for them" {
    mkdir lists
    printf '# both\nauto ../2s1\n\nglass %s/2s2\n' "$PWD" >lists/all
    same --db lists/all
    id=$(whosaid --db one --format=json open | jq -r '.statements[0].id')
    try 0 whosaid correct --db lists/all "$id" --act denial --why "a test"
    [ -e decisions.jsonl ]
    try 0 whosaid --db lists/all act:denial
    printf 'auto 2s1\nremote :rm -rf 2s1\n' >program
    try 2 whosaid --db program bridge
    warns "not run"
    printf 'auto 2s1\nnonsense here\n' >wrong
    try 2 whosaid --db wrong bridge
    warns "wrong:2"
    printf 'auto 2s1\nauto nowhere\n' >missing
    try 2 whosaid --db missing bridge
    warns nowhere
    : >empty
    try 2 whosaid --db empty bridge
    warns "empty"
    try 2 whosaid-index add --db lists/all archive.jsonl
}

serve() { # serve INDEX: its port in $PORT
    local try_number
    for try_number in $(seq 20); do
        PORT=$((20000 + RANDOM % 20000))
        # In a session of its own: when it is told to end, it ends all of its process group.
        setsid xapian-tcpsrv --quiet --interface 127.0.0.1 --port $PORT "$1" >/dev/null 2>&1 3>&- &
        SERVERS="${SERVERS-} $!"
        for _ in $(seq 50); do
            kill -0 $! 2>/dev/null || continue 2
            (exec 9<>/dev/tcp/127.0.0.1/$PORT) 2>/dev/null && return 0
            sleep 0.1
        done
    done
    echo "no port could be had after $try_number tries"
    return 1
}

@test "servers answer as one index does; one that is gone is named" {
    command -v xapian-tcpsrv >/dev/null || skip "xapian-tools are not installed"
    serve 3s1
    first=$PORT
    serve 3s2
    printf 'remote 127.0.0.1:%s\nremote 127.0.0.1:%s\nauto 3s3\n' "$first" "$PORT" >all
    same --db all
    same --db "remote:127.0.0.1:$first" --db "tcp:127.0.0.1:$PORT" --db 3s3
    try 0 whosaid-index stats --db all --format=json
    json '.articles.read == 12'
    id=$(whosaid --db 3s1 --format=json bridge | jq -r '.statements[0].id')
    try 2 whosaid correct --db all "$id" --act denial --why "a test"
    warns "--decisions"
    try 0 whosaid correct --db all --decisions journal "$id" --act denial --why "a test"
    try 0 whosaid --db all --decisions journal act:denial
    for server in $SERVERS; do kill "$server"; done
    try 2 whosaid --db all bridge
    warns "127.0.0.1:$first"
    try 2 whosaid --db remote:nowhere bridge
    warns "remote:HOST:PORT"
}
