#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# A run over an archive that one walks away from: what it tells, how it is stopped, what goes wrong with disks and files.
load helper

setup() { common_setup; }
teardown() {
    mountpoint -q "$BATS_TEST_TMPDIR/work/disk" && umount "$BATS_TEST_TMPDIR/work/disk" || true
}

line() { printf '{"id":"%s","publisher":"Post","text":"\\"%s is open,\\" said Ana Ruiz."}\n' "$1" "$1"; }

@test "--log: a line of JSON for each article that is refused, appended" {
    { line one; echo '{"id": "broken", "text": '; echo '{"id": "blank", "text": " "}'; line two; } >in.jsonl
    for time in 1 2; do
        try 3 whosaid-index add --db index --log refused.jsonl in.jsonl nowhere.txt
        [ "$(wc -l <refused.jsonl)" -eq $((3 * time)) ]
    done
    output=$(cat refused.jsonl)
    json --slurp 'map(keys == ["hint", "id", "line", "path", "reason", "schema_version", "status", "time"]) | all'
    json --slurp '[.[:3][] | [.path, .line, .status]] == [["in.jsonl", 2, "refused"], ["in.jsonl", 3, "refused"], ["nowhere.txt", null, "io"]]'
    json --slurp '.[2].hint != null and (.[0].time | test("^20..-..-..T..:..:..Z$"))'
    rm refused.jsonl
    try 3 whosaid-index extract --log refused.jsonl in.jsonl
    [ "$(wc -l <refused.jsonl)" -eq 2 ]
    try 2 whosaid-index add --db index --log nowhere/log in.jsonl
    warns nowhere/log
}

@test "a log that cannot be written ends the run, and what was read is kept" {
    [ -w /dev/full ] || skip "there is no /dev/full"
    { line one; echo '{"id": "broken", "text": '; line two; } >in.jsonl
    try 2 whosaid-index add --jobs 1 --db index --log /dev/full in.jsonl
    warns "the log"
    try 0 whosaid --db index open
}

@test "--acknowledge: each article once it is on disk, those that were there before too" {
    { line one; line two; line one; echo '{"id": "broken"'; line three; } >in.jsonl
    try 3 whosaid-index add --db index --acknowledge done.jsonl in.jsonl
    [ "$(jq -r .id done.jsonl | sort | uniq -c | awk '{print $2"x"$1}' | tr '\n' ' ')" = "Post/onex2 Post/threex1 Post/twox1 " ]
    try 3 whosaid-index add --db index --acknowledge again.jsonl in.jsonl
    has "unchanged"
    [ "$(jq -r .id again.jsonl | sort -u | wc -l)" -eq 3 ]
    try 3 whosaid-index add --db index --batch 1 --acknowledge /dev/stdout --format=json in.jsonl
    try 2 whosaid-index add --db index --acknowledge nowhere/done in.jsonl
    warns nowhere/done
}

@test "Ctrl-C finishes what was read and says how to go on; the same command carries on" {
    for i in $(seq 300); do line "n$i"; done >in.jsonl
    mkfifo feed
    whosaid-index add --db index - <feed >out 2>err &
    writer=$!
    exec 7>feed
    head -20 in.jsonl >&7
    for _ in $(seq 100); do
        [ -e index/iamglass ] && break
        sleep 0.1
    done
    sleep 0.5
    kill -INT "$writer"
    ended=0
    wait "$writer" || ended=$?
    exec 7>&-
    [ "$ended" -eq 2 ]
    grep -q "run the same command again" out
    try 0 whosaid-index check --db index
    before=$(whosaid-index stats --db index --format=json | jq .articles.read)
    [ "$before" -gt 0 ]
    sed 's/^/ /' in.jsonl >whole.jsonl # read from the beginning, as the same command would
    try 0 whosaid-index add --db index - <whole.jsonl
    has "$((300 - before)) articles added"
    has "$before unchanged"
}

@test "Ctrl-C of an update finishes what was read; the same command carries on" {
    for i in $(seq 60); do
        line "n$i" | jq -c --arg i "$i" '.text = ([range(20) | "\"It is \($i), number \(.),\" said Mayor Ana Ruiz of Lindfell."] | join("\n\n"))'
    done >in.jsonl
    try 0 whosaid-index add --db index in.jsonl
    cp -r "$WHOSAID_SOURCE/indexer/lexicon/en" lists
    echo quixotically >>lists/adverbs.txt
    whosaid-index update --db index --lexicon lists --jobs 1 >out 2>err &
    writer=$!
    await_writer "$writer"
    kill -INT "$writer"
    ended=0
    wait "$writer" || ended=$?
    [ "$ended" -eq 2 ]
    grep -q "run the same command again" out
    left=$(sed -n 's/.*asked, with \([0-9]*\) articles* to go.*/\1/p' out)
    [ "$left" -gt 0 ]
    try 0 whosaid-index check --db index
    try 0 whosaid-index update --db index --lexicon lists --format=json
    json ".articles == $left and .interrupted == false"
}

@test "what was read with --guess is read again without, and the other way round" {
    line one >in.jsonl
    try 0 whosaid-index add --db index --guess in.jsonl
    try 0 whosaid-index update --db index --guess --format=json
    json '.articles == 0'
    try 0 whosaid-index update --db index --format=json
    json '.articles == 1'
    try 0 whosaid-index update --db index --format=json
    json '.articles == 0'
    try 0 whosaid-index add --db index --guess --format=json in.jsonl
    json '.read_again == 1 and .unchanged == 0'
}

@test "progress on a terminal: articles, words, pace, share, what was refused; and nothing of it elsewhere" {
    command -v script >/dev/null || skip "there is no script(1)"
    { for i in $(seq 60); do line "n$i"; done; echo '{"id": "broken"'; for i in $(seq 60); do line "m$i"; done; } >in.jsonl
    script -qec "stty cols 120; whosaid-index add --jobs 1 --db index in.jsonl" /dev/null </dev/null >typed || true
    tr '\r' '\n' <typed >lines
    grep -qE '[0-9]+ articles?, [0-9,]+ words?, [0-9,]+ a second, [0-9]+%' lines
    grep -qE ', 1 refused' lines || [ "$(grep -c ' a second' lines)" -lt 3 ] # when it was too quick to draw twice
    script -qec "stty cols 30; whosaid-index add --jobs 1 --db narrow in.jsonl" /dev/null </dev/null >typed || true
    tr '\r' '\n' <typed | grep ' article' | grep -v "added\|have no" | awk 'length($0) > 40 { exit 1 }'
    try 3 whosaid-index add --db other in.jsonl
    case "$stderr" in *" a second"*) show_run; return 1 ;; esac
}

@test "a file that changes while it is read is told, and what came of it is kept" {
    line one >in.jsonl
    mkfifo wait
    mkdir archive
    line two >archive/a.jsonl
    # Articles wait for the reader behind a slow pipe, while the file that was opened is written to.
    for i in $(seq 400); do line "n$i"; done >>archive/a.jsonl
    whosaid-index extract --jobs 1 archive >wait 2>err &
    reader=$!
    exec 7<wait
    read -r first <&7
    line late >>archive/a.jsonl
    cat <&7 >rest
    exec 7<&-
    ended=0
    wait "$reader" || ended=$?
    [ "$ended" -eq 3 ]
    grep -q "changed while it was read" err
    grep -q "run it again" err
    case "$first" in *two*) ;; *) return 1 ;; esac
    [ "$(wc -l <rest)" -ge 399 ]
}

@test "a limit on the size of files is told before anything is written" {
    line one >in.jsonl
    try 2 bash -c 'ulimit -f 100; whosaid-index add --db index in.jsonl'
    warns "ulimit -f"
}

@test "a full disk: a clear word, nothing lost, and on it goes when there is room" {
    mkdir disk
    mount -t tmpfs -o size=96m none disk 2>/dev/null || skip "only root can make a small disk"
    line one >one.jsonl
    line two >two.jsonl
    try 0 whosaid-index add --db disk/index one.jsonl
    head -c 64M /dev/zero >disk/filler
    try 2 whosaid-index add --db disk/index two.jsonl
    warns "nearly full"
    warns "run it again"
    try 0 whosaid --db disk/index open
    head -c 24M /dev/zero >disk/filler2
    try 2 whosaid-index compact --db disk/index
    warns "no room"
    try 2 whosaid-index merge --db disk/merged disk/index
    warns "no room"
    try 0 whosaid-index check --db disk/index
    rm disk/filler disk/filler2
    try 0 whosaid-index add --db disk/index two.jsonl
    try 0 whosaid-index check --db disk/index
    has "2 articles"
}

@test "a read-only disk: it can be asked and checked, and says why it cannot be written" {
    line one >one.jsonl
    mkdir disk
    mount --bind disk disk 2>/dev/null || skip "only root can make a disk read-only"
    try 0 whosaid-index add --db disk/index one.jsonl
    mount -o remount,ro,bind disk 2>/dev/null || skip "no disk can be made read-only here"
    try 0 whosaid --db disk/index open
    try 0 whosaid-index check --db disk/index
    has "was left out"
    try 2 whosaid-index add --db disk/index one.jsonl
    warns "read-only"
    try 2 whosaid-index compact --db disk/index
    warns "read-only"
    try 2 whosaid-index add --db disk/new one.jsonl
    warns "read-only"
}
