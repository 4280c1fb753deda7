#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# threads.sh SOURCE BUILD: reads the sample news by several threads under ThreadSanitizer, in a build of its own.
set -eu
source=$1 build=$2
cmake -G Ninja -S "$source" -B "$build" -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_FLAGS="-O1 -fsanitize=thread" \
    -DCMAKE_CXX_FLAGS="-O1 -fsanitize=thread" >/dev/null
cmake --build "$build" --target whosaid-index >/dev/null
# oneDNN and OpenMP are not compiled for it: what happens inside them can't be judged.
export TSAN_OPTIONS="ignore_noninstrumented_modules=1 exitcode=66 halt_on_error=1"
"$build/whosaid-index" extract --jobs 1 "$source/tests/news/npa" "$source/tests/news/courier.jsonl" >"$build/one.jsonl"
"$build/whosaid-index" extract --jobs 3 "$source/tests/news/npa" "$source/tests/news/courier.jsonl" >"$build/three.jsonl"
cmp "$build/one.jsonl" "$build/three.jsonl"
"$build/whosaid-index" add --jobs 3 --db "$build/index" "$source/tests/news/courier.jsonl"
rm -rf "$build/index"
