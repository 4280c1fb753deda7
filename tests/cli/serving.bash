# SPDX-License-Identifier: GPL-3.0-or-later
# For the tests of whosaid serve: starting it, asking it.

teardown() {
    if [ -n "${server-}" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi
}

# serve OPTION...: starts it at a free port; $base is its address, $server its process.
serve() {
    : >told # it may be looked at before the server is begun
    whosaid serve --port 0 "$@" >told 2>said 3>&- &
    server=$!
    for _ in $(seq 400); do
        base=$(head -n 1 told)
        [ -n "$base" ] && return 0
        kill -0 "$server" 2>/dev/null || break
        sleep 0.05
    done
    cat said
    return 1
}

# ask PATH [CURL OPTION...]: the body in $output, the HTTP status in $code, the headers in the file `head`.
ask() {
    local path=$1
    shift
    : >body
    code=$(curl -s -D head -o body -w '%{http_code}' --max-time 60 "$@" "${base%/}$path") || true
    output=$(cat body)
}

is() { # is CODE PATH [CURL OPTION...]
    local wanted=$1
    shift
    ask "$@"
    [ "$code" = "$wanted" ] || { echo "wanted $wanted, got $code of: $*"; head -c 1500 body; return 1; }
}

header() { # header NAME: its value
    tr -d '\r' <head | sed -n "s/^$1: //Ip"
}
