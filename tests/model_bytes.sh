#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# model_bytes.sh PROGRAM: what the model says must not depend on the CPU. An instruction set that this one lacks is left out
# by oneDNN itself: it takes the best there is up to the one named.
set -eu
expected=$("$1")
case $expected in
"0 cues"*)
    echo "nothing was read: $expected" >&2
    exit 1
    ;;
esac
for isa in SSE41 AVX2 AVX512_CORE; do
    for mask in "" glibc.cpu.hwcaps=-FMA,-AVX2,-AVX512F; do
        got=$(DNNL_MAX_CPU_ISA=$isa GLIBC_TUNABLES=$mask "$1")
        [ "$got" = "$expected" ] && continue
        echo "with $isa ${mask:-and nothing masked}: $got instead of $expected" >&2
        exit 1
    done
done
echo "the same under SSE41, AVX2, AVX512_CORE and without FMA: $expected"
