#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# sample.sh FOLDER: makes FOLDER, with an index of the sample news and its reading, once for all .bats files: they only
# read them, for reading is what costs.
set -eu
rm -rf "$1"
mkdir -p "$1"
cd "$WHOSAID_SOURCE"
env -u WHOSAID_LEXICON -u WHOSAID_MODEL "$WHOSAID_BUILD/whosaid-index" add --db "$1/index" tests/news >"$1/add.out" 2>"$1/add.err"
env -u WHOSAID_LEXICON -u WHOSAID_MODEL "$WHOSAID_BUILD/whosaid-index" extract "$WHOSAID_SOURCE/tests/news" >"$1/read.jsonl" 2>"$1/read.err"
