# SPDX-License-Identifier: GPL-3.0-or-later
# What all command-line tests start from: the two programs in PATH, an empty home, no settings from outside.
bats_require_minimum_version 1.5.0

: "${WHOSAID_SOURCE:=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)}"
: "${WHOSAID_BUILD:=$WHOSAID_SOURCE/build}"
NEWS="$WHOSAID_SOURCE/tests/news"
export WHOSAID_SOURCE WHOSAID_BUILD NEWS
export PATH="$WHOSAID_BUILD:$PATH"
export LC_ALL=C.UTF-8 TZ=UTC
unset WHOSAID_DB WHOSAID_LEXICON WHOSAID_MODEL WHOSAID_PEOPLE NO_COLOR CLICOLOR_FORCE PAGER SOURCE_DATE_EPOCH XDG_DATA_HOME

common_setup() {
    export HOME="$BATS_TEST_TMPDIR/home"
    mkdir -p "$HOME" "$BATS_TEST_TMPDIR/work"
    cd "$BATS_TEST_TMPDIR/work" || return 1
}

# The sample news as indexed ($SAMPLE) and as extract reads it ($NEWS_READ): ctest makes them once for all files, bats alone
# once for each. Tests only read them.
sample_news() {
    local made="${WHOSAID_SAMPLE:-$BATS_FILE_TMPDIR/sample}"
    [ -e "$made/read.jsonl" ] || sh "$WHOSAID_SOURCE/tests/cli/sample.sh" "$made"
    export SAMPLE="$made/index" NEWS_READ="$made/read.jsonl"
}

show_run() {
    echo "status: $status"
    printf 'stdout: %.1500s\nstderr: %.1500s\n' "$output" "${stderr-}" | tr -d '\000-\010\016-\037'
}

# try STATUS COMMAND...: runs it, keeps $output and $stderr apart, and holds it to its exit status.
try() {
    local wanted=$1
    shift
    run --separate-stderr "$@"
    if [ "$status" -ne "$wanted" ]; then
        echo "wanted status $wanted of: $*"
        show_run
        return 1
    fi
    no_crash
}

no_crash() {
    case "${stderr-}" in
    *Sanitizer* | *"runtime error"* | *"terminate called"*)
        show_run
        return 1
        ;;
    esac
}

has() { # has TEXT: in stdout
    case "$output" in *"$1"*) ;; *) echo "no '$1' in:"; show_run; return 1 ;; esac
}
hasnt() {
    case "$output" in *"$1"*) echo "a '$1' in:"; show_run; return 1 ;; esac
}
warns() { # warns TEXT: in stderr
    case "$stderr" in *"$1"*) ;; *) echo "no '$1' in stderr:"; show_run; return 1 ;; esac
}
silent() {
    [ -z "$stderr" ] || { show_run; return 1; }
}

# json FILTER: holds for stdout as JSON (a whole value, or a line each with --slurp).
json() {
    printf '%s\n' "$output" | jq -e "$@" >/dev/null || { echo "not true: $*"; show_run; return 1; }
}
value() {
    printf '%s\n' "$output" | jq -r "$@"
}

# measured ROW N: the N-th number of a row of the README's figures, rounded; what the programs say of the reader is held to it.
measured() {
    sed -n "s/^| $1[^|]*|//p" "$WHOSAID_SOURCE/README.md" | grep -oE '[0-9]+(\.[0-9]+)?' | sed -n "$2p" | xargs printf %.0f
}

# Waits until a process that was started holds the lock of an index.
await_writer() {
    for _ in $(seq 400); do
        # shellcheck disable=SC2010
        ls -l "/proc/$1/fd" 2>/dev/null | grep -q flintlock && return 0
        sleep 0.05
    done
    echo "no writer: $1"
    return 1
}

article() { # article FILE TITLE SENTENCE...: a plain text
    local file=$1 title=$2
    shift 2
    { printf '%s\n\n' "$title"; printf '%s\n\n' "$@"; } >"$file"
}

# A command as a user who is not root, so that rights count; with programs of its own, since the build may lie where only
# root can go.
unprivileged() {
    if [ "$(id -u)" != 0 ]; then
        "$@"
        return
    fi
    local programs result=0
    programs=$(mktemp -d /tmp/whosaid-programs.XXXXXX)
    cp -rL "$WHOSAID_BUILD/whosaid" "$WHOSAID_BUILD/whosaid-index" "$WHOSAID_BUILD/libwhosaid-shim.so.0" \
        "$WHOSAID_SOURCE/indexer/lexicon/en" "$WHOSAID_SOURCE/indexer/model/en.wsm" "$programs"
    cp "$WHOSAID_SOURCE/shim/data/nicknames.txt" "$programs/en"
    chmod -R a+rX "$programs"
    setpriv --reuid=65534 --regid=65534 --clear-groups -- \
        env PATH="$programs:$PATH" LD_LIBRARY_PATH="$programs" WHOSAID_LEXICON="$programs/en" \
        WHOSAID_MODEL="$programs/en.wsm" "$@" || result=$?
    rm -rf "$programs"
    return "$result"
}
