#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The model file from outside: one that cannot be used is refused at opening, by its name, with what to do; and what a
# good one says does not depend on the CPU.
load helper

SHIPPED="$WHOSAID_SOURCE/indexer/model/en.wsm"

setup_file() { sample_news; }

setup() {
    common_setup
    printf '{"id":"a","text":"“It will hold,” Jane Ruiz said."}\n' >one.jsonl
}

# refused WORDS FILE: before anything is read, with these words, the file's name and what to do.
refused() {
    try 2 timeout 20 whosaid-index extract --model "$2" one.jsonl
    refusal_is_clear "$@"
}

refusal_is_clear() {
    [ -z "$output" ] || { show_run; return 1; }
    warns "$2"
    warns "$1"
    [ "$(grep -c . <<<"$stderr")" -ge 2 ] || { echo "nothing says what to do:"; show_run; return 1; }
}

put_byte() { # put_byte FILE OFFSET VALUE
    # shellcheck disable=SC2059
    printf "\\x$(printf %02x "$3")" | dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}

byte_at() { od -An -tu1 -j "$2" -N 1 "$1" | tr -d ' '; }

@test "the shipped model reads; so does a copy of it, named either way" {
    try 0 whosaid-index extract one.jsonl
    shipped=$output
    json '.attributions[0].speaker == "Jane Ruiz"'
    cp "$SHIPPED" copy.wsm
    try 0 whosaid-index extract --model copy.wsm one.jsonl
    [ "$output" = "$shipped" ]
    WHOSAID_MODEL=copy.wsm try 0 whosaid-index extract one.jsonl
    [ "$output" = "$shipped" ]
    WHOSAID_MODEL=nowhere.wsm try 0 whosaid-index extract --model copy.wsm one.jsonl
    WHOSAID_MODEL='' try 0 whosaid-index extract one.jsonl
}

@test "a model that is not there" {
    refused "No such file" nowhere.wsm
    refused "No such file" no/where.wsm
    WHOSAID_MODEL=nowhere.wsm try 2 whosaid-index extract one.jsonl
    refusal_is_clear "No such file" nowhere.wsm
    try 2 whosaid-index add --db index --model nowhere.wsm one.jsonl
    refusal_is_clear "No such file" nowhere.wsm
    [ ! -e index ]
}

@test "a folder, a device, an empty file and a text" {
    mkdir folder.wsm
    refused model folder.wsm
    refused model /dev/null
    refused model /dev/zero
    : >empty.wsm
    refused model empty.wsm
    head -c 100000 /dev/zero >zeros.wsm
    refused "no whosaid model" zeros.wsm
    yes "It will hold." | head -c 100000 >text.wsm
    refused "no whosaid model" text.wsm
}

@test "a model too large" {
    cp "$SHIPPED" large.wsm
    truncate -s 200M large.wsm
    refused model large.wsm
}

@test "a model cut short anywhere, or with something behind it" {
    size=$(stat -Lc %s "$SHIPPED")
    for length in 1 7 8 23 24 39 40 41 103 104 4096 100000 $((size / 2)) $((size - 64)) $((size - 1)); do
        head -c "$length" "$SHIPPED" >cut.wsm
        refused cut.wsm cut.wsm
    done
    { cat "$SHIPPED"; printf x; } >longer.wsm
    refused longer.wsm longer.wsm
}

@test "another kind of file by its first bytes, another version by its number" {
    cp "$SHIPPED" other.wsm
    put_byte other.wsm 0 88
    refused "no whosaid model" other.wsm
    put_byte other.wsm 0 87
    put_byte other.wsm 24 99
    refused "version 99" other.wsm
    put_byte other.wsm 24 0
    refused "version 0" other.wsm
}

@test "one byte changed, wherever it is: header, tables, vocabulary, weights, the end" {
    cp "$SHIPPED" changed.wsm
    size=$(stat -Lc %s "$SHIPPED")
    vocabulary=$(grep -abo '\[UNK\]' "$SHIPPED" | head -1 | cut -d: -f1)
    offsets="3 8 23 28 32 40 72 88 100 150 $vocabulary $((vocabulary + 5000)) $((size - 1))"
    for part in 1 2 3 4 5 6 7 8; do offsets="$offsets $((size / 9 * part + 17))"; done
    for offset in $offsets; do
        was=$(byte_at changed.wsm "$offset")
        put_byte changed.wsm "$offset" $((was ^ 1 << offset % 8))
        refused changed.wsm changed.wsm
        put_byte changed.wsm "$offset" "$was"
    done
    try 0 whosaid-index extract --model changed.wsm one.jsonl
}

@test "a model that may not be read" {
    cp "$SHIPPED" secret.wsm
    chmod 000 secret.wsm
    chmod 755 "$BATS_TEST_TMPDIR" "$BATS_TEST_TMPDIR/work"
    run --separate-stderr unprivileged whosaid-index extract --model secret.wsm one.jsonl
    [ "$status" -eq 2 ] || { show_run; return 1; }
    [ -z "$output" ]
    warns secret.wsm
    warns ermission
}

@test "control characters in the name of a model do not reach the terminal" {
    try 2 whosaid-index extract --model $'no\e[31m\nwhere.wsm' one.jsonl
    case "$stderr" in *$'\e'*) show_run; return 1 ;; esac
}

# reads_the_same WITH: as without it. Sanitized builds are slow and have but one kind of kernels: they read the agency's.
reads_the_same() {
    local folder=$NEWS expected
    expected=$(<"$NEWS_READ")
    if [ "${WHOSAID_SANITIZED-0}" = 1 ]; then
        folder=$NEWS/npa
        expected=$(grep -F '/npa/' "$NEWS_READ")
    fi
    try 0 whosaid-index extract "$folder"
    [ "$output" = "$expected" ] || { echo "another reading with $1"; return 1; }
}

# What is masked is hidden from attention and libm; the other clones of kernels.c are compared by unit-kernels_bits.
@test "the same bytes whatever oneDNN and the C library take the CPU for" {
    for isa in SSE41 AVX512_CORE; do
        export DNNL_MAX_CPU_ISA=$isa
        reads_the_same "$isa"
    done
    local wide=-AVX512F,-AVX512VL,-AVX512BW,-AVX512DQ,-AVX512CD
    DNNL_MAX_CPU_ISA=AVX2 GLIBC_TUNABLES=glibc.cpu.hwcaps=$wide reads_the_same "AVX-512 masked"
    DNNL_MAX_CPU_ISA=SSE41 GLIBC_TUNABLES=glibc.cpu.hwcaps=-FMA,-AVX2,$wide reads_the_same "AVX2 and FMA masked"
}
