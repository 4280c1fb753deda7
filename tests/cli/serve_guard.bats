#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# whosaid serve from outside: whom it answers, and what it withstands.

setup_file() {
    load helper
    sample_news
}

setup() {
    load helper
    load serving
    common_setup
}

@test "every answer forbids scripts from elsewhere, referrers and copies; none allows other sites" {
    serve --db "$SAMPLE"
    for path in / '/?q=bridge' /api '/api/search?q=bridge' /page/style.css /page/page.js /nowhere /api/nowhere '/api/search?x=1'; do
        ask "$path"
        [ "$(header Referrer-Policy)" = no-referrer ]
        [ "$(header Cache-Control)" = no-store ]
        [ "$(header X-Content-Type-Options)" = nosniff ]
        header Content-Security-Policy | grep -q "^default-src 'none'; script-src 'self';"
        ! header Content-Security-Policy | grep -q unsafe
        [ -z "$(header Access-Control-Allow-Origin)" ]
    done
    is 200 '/?q=bridge'
    ! grep -Eq '<script[^>]*>[^<]|[ "]on[a-z]+=| style=|(src|href|action)="(https?:)?//' <(grep -v 'rel="noopener' body)
    is 200 '/api/search?q=bridge'
    is 304 '/api/search?q=bridge' -H "If-None-Match: $(header ETag)"
    [ ! -s body ]
    is 405 / -X DELETE
    is 404 /../../etc/passwd --path-as-is
    is 404 /page/../style.css --path-as-is
}

@test "the host must be its own, and forms must come from its own pages" {
    serve --db "$SAMPLE" --edit --host desk.example
    for host in localhost "localhost:9" 127.0.0.1 '[::1]:80' 10.1.2.3 desk.example DESK.example:8080; do
        is 200 /help -H "Host: $host"
    done
    for host in evil.example localhost.evil.example 'desk.example.' 'localhost:80:80' '[::1' 127.0.0.1.evil.example; do
        is 421 /help -H "Host: $host"
        is 421 '/api/search?q=bridge' -H "Host: $host"
    done
    is 403 /correct -H 'Origin: https://evil.example' -d id=00000000
    is 403 /correct -H 'Origin: null' -d id=00000000
    is 403 /correct -H 'Origin: null' -d id=00000000 -d key=00000000000000000000000000000000
    ask '/check'
    key=$(sed -n 's/.*name="key" value="\([0-9a-f]*\)".*/\1/p' body)
    [ ${#key} = 32 ]
    is 404 /correct -H 'Origin: null' -d id=00000000 -d reject=1 -d why=x -d "key=$key"
    is 404 /correct -H "Origin: ${base%/}" -d id=00000000 -d reject=1 -d why=x
    is 403 /correct -H 'Sec-Fetch-Site: cross-site' -d id=00000000
    is 404 /api/correct -d id=00000000 -d reject=1 -d why=x
}

@test "where others can reach it, it asks for the token" {
    serve --db "$SAMPLE" --address 0.0.0.0
    token=$(sed -n 's/^token: //p' told)
    [ ${#token} = 32 ]
    grep -q encrypted said
    base=http://127.0.0.1:${base##*:}
    is 401 '/api/search?q=bridge'
    is 401 '/api/search?q=bridge' -H "Authorization: Bearer ${token%?}"
    is 401 '/api/search?q=bridge' -H "Authorization: Bearer "
    is 200 '/api/search?q=bridge' -H "Authorization: Bearer $token"
    is 303 '/?q=bridge'
    [ "$(header Location)" = /login ]
    is 200 /login
    is 403 /login -d token=wrong
    [ -z "$(header Set-Cookie)" ]
    is 303 /login -d "token=$token"
    header Set-Cookie | grep -q '; HttpOnly; SameSite=Strict$'
    is 200 '/?q=bridge' -H "Cookie: other=1; whosaid=$token"
    is 303 '/?q=bridge' -H "Cookie: whosaid=${token}x"
}

@test "a token of one's own, from a file" {
    printf 'short\n' >token
    try 2 whosaid serve --db "$SAMPLE" --port 0 --token-file token
    warns 'does not hold a token'
    printf 'correct-horse-battery\n' >token
    serve --db "$SAMPLE" --token-file token
    ! grep -q correct-horse told
    is 401 /api/about
    is 200 /api/about -H 'Authorization: Bearer correct-horse-battery'
}

@test "what is asked is bounded and checked" {
    serve --db "$SAMPLE"
    is 400 '/api/search'
    json '.error.message == "'"'q' is missing"'"'
    is 400 '/api/search?q=a&q=b'
    is 400 '/api/search?q=a&limit=501'
    is 400 '/api/search?q=a&limit=-1'
    is 400 '/api/search?q=a&offset=99999999999999999999'
    is 400 '/api/search?q=a&sort=cost'
    is 400 '/api/search?q=a&db=/etc'
    is 400 '/api/search?q=%ff'
    is 400 '/api/search?q=a%00b'
    is 400 '/api/search?q=%2'
    is 400 '/api/search?q=(bridge'
    json '.error.column == 1'
    is 400 "/api/search?q=$(head -c 5000 /dev/zero | tr '\0' a)"
    is 414 "/?q=$(head -c 17000 /dev/zero | tr '\0' a)"
    is 400 /api/statement/zzzz
    is 404 /api/statement/0123456789abcdef
    is 404 /api/nothing
    is 405 /api/extract
    head -c 3000000 /dev/zero | tr '\0' a >big
    is 413 /api/extract --data-binary @big
    # words are never the name of a file
    is 200 /api/check --get --data-urlencode "words=$SAMPLE"
    json '.quotations[0].found == "not-found"'
    is 200 '/api/search?q=--help'
}

@test "nothing of a hostile archive reaches a page unescaped" {
    evil='<script>alert(1)</script><img src=x onerror=alert(2)>"'"'"'&amp;</title><!--'$'\u202e'
    for i in 1 2 3; do
        jq -nc --arg e "$evil" --arg i "$i" '{id: ("hostile" + $i + $e), url: ("javascript:alert(" + $i + ")"), title: ("Title " + $e),
            publisher: ("Outlet " + $e), author: ("Author " + $e), section: $e, published: "2025-03-04", language: "en",
            text: ("\"We will rebuild the harbour at once " + $e + " this year,\" said Mayor Ann Quill" + $i + " on Monday.\n\n"
                + "She told " + $e + " that the harbour was safe. \"It is safe,\" said Bob <i>Kade</i> of the " + $e + " Union.")}'
    done >hostile.jsonl
    whosaid-index add --db index hostile.jsonl
    serve --db index --edit
    id=$(whosaid --db index --format=json harbour | jq -r '.statements[0].id')
    for path in / '/?q=harbour' "/statement/$id" "/variants/$id" /speakers '/speaker?name=Ann+Quill1' "/basket?id=$id" \
        '/check?words=the+harbour+was+safe&by=Quill' '/?q=%3Cscript%3Ealert(3)%3C/script%3E' \
        '/?q=a&f=%22%3E%3Cscript%3E&sort=%22%3E%3Cb%3E' '/speaker?name=%3Cscript%3E' '/speakers?q=%3Cimg+onerror%3D1%3E' '/nowhere%3Cscript%3E' \
        '/check?words=%3C/textarea%3E%3Cscript%3E&by=%22onfocus%3D1' "/basket?id=%22%3E%3Cscript%3E"; do
        ask "$path"
        [ "$code" != 000 ] && [ "$code" != 500 ]
        if grep -Eqi '<script>|<img|<i>K|<!--|href="javascript|"onfocus' body; then
            echo "unescaped: $path"
            grep -Ei -o '.{60}(<script>|<img|<i>K|<!--|href="javascript|"onfocus).{40}' body
            return 1
        fi
    done
    ask '/?q=harbour'
    grep -q '&lt;script&gt;' body
    is 200 "/statement/$id"
    ! grep -q $'\u202e' body # it would turn what stands behind it, our own words too
    is 303 /correct -d "id=$id" --data-urlencode "speaker=Ann $evil" --data-urlencode "why=$evil"
    is 200 /decisions
    has 'Ann &lt;script&gt;'
    ! grep -Eqi '<script>|<img|<!--' body
}

@test "nothing that is asked is written anywhere" {
    serve --db "$SAMPLE"
    for path in '/?q=zanzibarian' '/api/search?q=zanzibarian' '/api/search?q=(zanzibarian' '/speaker?name=zanzibarian' '/api/names?start=zanzibarian'; do
        ask "$path"
    done
    is 200 /api/extract -d 'text=zanzibarian said so.'
    kill "$server"
    wait "$server"
    ! grep -q zanzibarian told said
    [ "$(wc -l <told)" = 1 ]
    [ ! -s said ]
}

@test "a worker that is killed is replaced, and nobody notices" {
    serve --db "$SAMPLE" --workers 2
    for _ in 1 2 3 4 5; do
        is 200 '/api/search?q=bridge'
        pkill -KILL -P "$server"
        is 200 '/api/search?q=bridge'
        is 200 '/?q=hospital'
    done
}

@test "what takes too long is ended, and others are answered meanwhile" {
    serve --db "$SAMPLE" --workers 2 --timeout 3
    sleep 2 # both are ready
    pkill -STOP -P "$server"
    is 503 '/api/search?q=bridge'
    json '.error.message | test("too long")'
    is 200 '/page/style.css'
    pkill -CONT -P "$server" || true
    is 200 '/api/search?q=bridge'
}

@test "clients that are slow or say nothing stop nobody" {
    serve --db "$SAMPLE"
    port=${base##*:}
    port=${port%/}
    python3 - "$port" 3>&- <<'PY' &
import socket, sys, time
held = []
for i in range(700): # more than it keeps
    one = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
    one.sendall(b"GET /?q=bri" if i % 2 else b"POST /api/extract HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4000\r\n\r\ntext=")
    held.append(one)
time.sleep(20)
PY
    slow=$!
    sleep 1
    for _ in 1 2 3 4 5; do is 200 '/api/search?q=bridge' --max-time 5; done
    kill "$slow"
    wait "$slow" 2>/dev/null || true
}
