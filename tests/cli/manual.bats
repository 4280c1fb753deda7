# SPDX-License-Identifier: GPL-3.0-or-later
# Man pages and completion, as the build makes them for installing.
load helper
setup() {
    common_setup
    pages="$WHOSAID_BUILD/pages"
}
setup_file() {
    load helper
    sample_news
}

@test "man pages name every command and option, and troff has nothing to say about them" {
    for program in whosaid whosaid-index; do
        words=$(sed 's/\\f[BIR]//g; s/\\-/-/g' "$pages/$program.1")
        commands=$($program --help | sed -n '/^Commands:/,/^$/s/^  \([a-z-]*\) .*/\1/p')
        [ "$(wc -w <<<"$commands")" -ge 7 ]
        for command in $commands; do
            grep -qx "\.SS $command" <<<"$words"
            for option in $($program "$command" --help | sed -n '/^Options:/,$s/^  .*\(--[a-z-]*\).*/\1/p'); do
                [ "$option" = --help ] || grep -q -- "$option" <<<"$words"
            done
        done
    done
    grep -q '^\.SH DATES' "$pages/whosaid-query.7"
    grep -q 'act:' "$pages/whosaid-query.7"
    for page in whosaid.1 whosaid-index.1 whosaid-query.7 whosaid-report.7; do
        [ -z "$(groff -man -Tutf8 -K utf8 -ww -z "$pages/$page" 2>&1)" ]
    done
    [ "$(MANWIDTH=80 man -l "$pages/whosaid.1" 2>/dev/null | sed -n '/^NAME/{n;p}' | tr -s ' ')" = \
        " whosaid - finds who said what in an index of news" ]
}

@test "every figure of every report has its formula in a man page" {
    labels=$(sed -n '/^\.TP/{n;s/^\.B //;p}; s/^\.SS //p' "$pages/whosaid-report.7" | sed 's/\\-/-/g; s/\\(aq/'"'"'/g; s/\\(dq/"/g')
    for report in sourcing anonymity "speaker Brandt" claims replies corrections; do
        # shellcheck disable=SC2086
        try 0 whosaid report $report --db "$SAMPLE" --format=json
        while IFS= read -r label; do
            grep -qxF -- "$label" <<<"$labels" || { echo "no formula of: $label ($report)"; return 1; }
        done < <(value '.sections[] | select(.id != "timeline" and .id != "groups" and .id != "concentration") | .blocks[].figures // [] | .[].label' | sort -u)
    done
    for label in "Herfindahl index" "echo ratio" "origins, at least" "origins, at most" "stale copies" interval; do
        grep -qxF -- "$label" <<<"$labels"
    done
}

@test "a search loads no libraries of exports and of the page, which have their own program" {
    heavy='libarchive|libsqlite3|libxlsxwriter|libmicrohttpd'
    [ "$(ldd "$WHOSAID_BUILD/whosaid-more" | grep -cE "$heavy")" -ge 4 ]
    ! ldd "$WHOSAID_BUILD/whosaid" | grep -E "$heavy"
    [ "$(whosaid --help)" = "$("$WHOSAID_BUILD/whosaid-more" --help)" ]
    [ "$(whosaid --db "$SAMPLE" export --as list)" = "$("$WHOSAID_BUILD/whosaid-more" export --as list)" ]
    try 2 whosaid
    warns "Usage:"
}

complete() { # complete LINE: what bash is given for it
    local program=${1%% *}
    bash -c 'source "$1/$2.bash"; COMP_LINE=$3 COMP_POINT=${#3}; "_${2//-/_}"; echo "${COMPREPLY[*]}"' - "$pages" "$program" "$1"
}

@test "bash completes commands, options, values, fields and names" {
    export WHOSAID_DB="$SAMPLE"
    [ "$(complete 'whosaid sy')" = syntax ]
    [ "$(complete 'whosaid search --so')" = --sort ]
    [ "$(complete 'whosaid --sort=pu')" = published ]
    [ "$(complete 'whosaid --sort ou')" = outlet ]
    [ "$(complete 'whosaid act:den')" = denial ]
    [ "$(complete 'whosaid -act:den')" = denial ]
    [ "$(complete "whosaid --limit 3 'byl")" = "'byline:" ]
    [[ " $(complete 'whosaid by:bra') " == *" brandt "* ]]
    [[ " $(complete "whosaid --db=$SAMPLE by:nova") " == *" novak "* ]]
    [ -z "$(complete 'whosaid --db=/nowhere by:nova')" ]
    [ -z "$(complete 'whosaid zzz')" ]
    touch story.txt
    [ "$(complete 'whosaid-index add sto')" = story.txt ]
    [ "$(complete 'whosaid-index add --jo')" = --jobs ]
    try 2 whosaid --completion=fish
    warns "fish"
}

@test "the script for zsh is one" {
    for program in whosaid whosaid-index; do
        [ "$(head -1 "$pages/_$program")" = "#compdef $program" ]
        zsh -n "$pages/_$program"
    done
    grep -q "sort=\[.*:ORDER:(relevance" "$pages/_whosaid"
}
