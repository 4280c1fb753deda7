#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh TESTS SEED FOLDER STATEMENTS QUESTIONS: an index of so many statements and the same records in SQLite, made anew
# from the index SEED ($WHOSAID_BENCH_SEED goes before it), and so many questions to both. TESTS has the built programs.
set -eu
rm -rf "$3"
mkdir -p "$3"
"$1/bench-grow" "${WHOSAID_BENCH_SEED:-$2}" "$3" "$4"
echo
"$1/bench-ask" "$3" "$5"
rm -rf "$3"
