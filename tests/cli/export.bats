#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# whosaid export: every format, where it goes, what is left out, and articles that mean harm.
load helper

FORMATS="annotation atom csv docx ftm html jsonfeed jsonl jsonld markdown ninjs sqlite tsv xlsx"

setup_file() {
    sample_news
    export HOSTILE="$BATS_FILE_TMPDIR/hostile"
    python3 - >"$BATS_FILE_TMPDIR/hostile.jsonl" <<'PYTHON'
import json
print(json.dumps({
    "id": "evil<b>", "title": "=cmd|' /C calc'!A0 <script>alert(1)</script>\x1b]0;x\x07",
    "url": "javascript:alert(document.cookie)", "publisher": "@SUM(1+1)*cmd",
    "author": "\"><img src=x onerror=alert(1)>", "section": "-2+3", "published": "2025-03-08",
    "text": "Mayor Ana Ruiz said the bridge was \"<script>alert('x')</script> safe & sound\" on Monday.\n\n"
            "\"=HYPERLINK(1) is what we \u202egot\u202c for the br\u200bidge,\" said Ben Kade.\n\n"
            "\"+1 \x1b[31mred\x1b[0m for them,\" said Carla Moss.\n\n"
            "[click](javascript:alert(1)) was no answer, Dora Lenz said."}))
print(json.dumps({
    "id": "2", "title": "Plain", "url": "https://x.example/\"onmouseover=\"alert(1)?a=<b>", "publisher": "Post",
    "published": "2025-03-09", "text": "Ana Ruiz said the ferry was closed.\n\nFred Bolt denied that the dam had leaked.\n\n"
            "\"The code is _x0041_ and \uffff,\" said Gus Orr."}))
PYTHON
    whosaid-index add --db "$HOSTILE" "$BATS_FILE_TMPDIR/hostile.jsonl"
}
setup() { common_setup; }

@test "every format is listed, and writes all statements into a file that its owner alone can read" {
    try 0 whosaid export --as=list
    [ "$(awk '{print $1}' <<<"$output" | xargs)" = "$FORMATS" ]
    silent
    wanted=$(whosaid search --db "$SAMPLE" --all --format=jsonl 'by:brandt' | wc -l)
    [ "$wanted" -gt 20 ]
    for format in $FORMATS; do
        try 0 whosaid export --db "$SAMPLE" 'by:brandt' --as=$format -o "out.$format"
        has "$wanted statements written to out.$format"
        [ -z "$(find "out.$format" -perm /077)" ]
    done
    [ "$(ls -A)" = "$(printf 'out.%s\n' $FORMATS)" ] # nothing is left beside them
    [ "$(tail -n +2 out.tsv/statements.tsv | wc -l)" -eq "$wanted" ]
    [ "$(wc -l <out.jsonl)" -eq "$wanted" ]
    [ "$(grep -c '<article' out.html)" -eq "$wanted" ]
    [ "$(grep -c '^## ' out.markdown)" -eq "$wanted" ]
    [ "$(grep -c '^<entry>' out.atom)" -eq "$wanted" ]
    [ "$(grep -c '"schema":"Event"' out.ftm)" -eq "$wanted" ]
    [ "$(unzip -p out.docx word/document.xml | grep -c Heading1)" -eq "$wanted" ]
    for member in jsonfeed:items ninjs:associations jsonld:@graph annotation:items; do
        [ "$(jq ".\"${member#*:}\" | length" "out.${member%:*}")" -eq "$wanted" ]
    done
    python3 - "$wanted" <<'PYTHON'
import sqlite3, sys, xml.dom.minidom, zipfile
db = sqlite3.connect("out.sqlite")
count = lambda sql: db.execute(sql).fetchone()[0]
assert count("select count(*) from statements") == int(sys.argv[1])
assert count("select count(*) from statements_fts where statements_fts match 'bridge'") > 5
assert db.execute("pragma foreign_key_check").fetchall() == [] and count("pragma integrity_check") == "ok"
for name in "out.docx", "out.xlsx":
    with zipfile.ZipFile(name) as parts:
        for part in parts.namelist(): xml.dom.minidom.parseString(parts.read(part))
xml.dom.minidom.parse("out.atom")
PYTHON
}

@test "the same question gives the same bytes" {
    for format in docx html jsonld sqlite xlsx; do
        for run in 1 2; do
            SOURCE_DATE_EPOCH=1741600000 try 0 whosaid export --db "$SAMPLE" act:denial --as=$format -o "$run.$format"
        done
        cmp "1.$format" "2.$format"
    done
}

@test "offsets count the article's code points, in every format that has them" {
    whosaid export --db "$SAMPLE" '*' --as=csv -o csv
    whosaid export --db "$SAMPLE" '*' --as=jsonl -o jsonl
    whosaid export --db "$SAMPLE" '*' --as=annotation -o annotation
    python3 - "$NEWS_READ" <<'PYTHON'
import collections, csv, json, sys
texts = [json.loads(line)["text"] for line in open(sys.argv[1])]
def agree(places): # of one article: there is a text in which all of its statements stand where they should
    return any(all(text[begin:end] == words for begin, end, words in places) for text in texts)
def check(rows):
    articles = collections.defaultdict(list)
    for article, *place in rows: articles[article].append(place)
    assert len(articles) > 20 and all(map(agree, articles.values()))
rows = list(csv.DictReader(open("csv/statements.csv", newline="")))
check((r["article"], int(r["begin"]), int(r["end"]), r["verbatim"]) for r in rows)
lengths = {r["article"]: int(r["length"]) for r in csv.DictReader(open("csv/articles.csv", newline=""))}
assert set(lengths.values()) <= set(map(len, texts)) and {r["article"] for r in rows} == set(lengths)
lines = [json.loads(line) for line in open("jsonl")]
check((l["article"]["path"] + str(l["article"]["id"]), min(s[0] for p in ("source", "cue", "content") for s in l[p]["spans"]),
       max(s[1] for p in ("source", "cue", "content") for s in l[p]["spans"]), l["verbatim"]) for l in lines)
notes = json.load(open("annotation"))["items"]
assert len(notes) == len(rows) == len(lines)
for note in notes:
    quote, place = note["target"]["selector"]
    whole = quote["prefix"] + quote["exact"] + quote["suffix"]
    assert len(quote["prefix"]) <= 32 and len(quote["suffix"]) <= 32
    assert any(text[place["start"]:place["end"]] == quote["exact"] and
               text[place["start"] - len(quote["prefix"]):place["end"] + len(quote["suffix"])] == whole for text in texts)
PYTHON
}

@test "tables fit each other, and the package tells what they are" {
    try 0 whosaid export --db "$SAMPLE" '*' --as=csv -o all.zip --bom
    python3 - <<'PYTHON'
import csv, io, json, zipfile
parts = zipfile.ZipFile("all.zip")
package = json.loads(parts.read("datapackage.json"))
tables = {}
for resource in package["resources"]:
    raw = parts.read(resource["path"])
    assert raw.startswith(b"\xef\xbb\xbf") and resource["encoding"] == "utf-8-sig"
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    names = [field["name"] for field in resource["schema"]["fields"]]
    assert all(list(row) == names for row in rows) and all(field["description"] for field in resource["schema"]["fields"])
    keys = [tuple(row[key] for key in resource["schema"]["primaryKey"]) for row in rows]
    assert len(set(keys)) == len(keys), resource["name"]
    tables[resource["name"]] = rows
assert list(tables) == ["statements", "speakers", "chain", "articles"]
assert set(parts.namelist()) == {"datapackage.json"} | {name + ".csv" for name in tables}
assert package["query"] == "*" and package["statements"] == len(tables["statements"]) and package["counting_rules"]
assert package["models"] == sorted({row["model"] for row in tables["statements"]})
speakers, chain = {}, {}
for row in tables["speakers"]: speakers.setdefault(row["statement"], []).append(row["name"])
for row in tables["chain"]: chain.setdefault(row["statement"], []).append(row["name"])
for row in tables["statements"]:
    assert row["speakers"] == "; ".join(speakers.get(row["id"], [])) and row["via"] == " > ".join(chain.get(row["id"], []))
assert {row["article"] for row in tables["statements"]} == {row["article"] for row in tables["articles"]}
assert chain and any(len(names) > 1 for names in speakers.values())
PYTHON
    try 0 whosaid export --db "$SAMPLE" by:brandt --as=tsv --table=speakers
    [ "$(head -n 1 <<<"$output" | cut -f 1-3)" = $'statement\tplace\tname' ]
    try 0 whosaid search --db "$SAMPLE" --all --format=csv by:brandt
    searched=$output
    try 0 whosaid export --db "$SAMPLE" --as=csv --table=statements by:brandt
    [ "$output" = "$searched" ]
}

@test "scripts, addresses, marks that turn text, escapes and formulas mean nothing in any format" {
    for format in $FORMATS; do try 0 whosaid export --db "$HOSTILE" '*' --as=$format -o "e.$format"; done
    python3 - <<'PYTHON'
import csv, glob, html.parser, json, re, sqlite3, xml.dom.minidom, zipfile
deceptive = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")

class Page(html.parser.HTMLParser):
    words, allowed = "", {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "article", "blockquote",
                          "span", "b", "a", "dl", "dt", "dd", "div"}
    def handle_starttag(self, tag, attributes):
        assert tag in self.allowed, tag
        for name, value in attributes:
            assert name in {"lang", "charset", "name", "content", "http-equiv", "id", "class", "href", "rel"}, name
            assert name != "href" or value.startswith("https://x.example/")
    def handle_data(self, data): self.words += data
page = Page(); source = open("e.html").read(); page.feed(source)
assert not deceptive.search(source) and "<script>alert('x')</script> safe & sound" in page.words

markdown = open("e.markdown").read()
assert not deceptive.search(markdown)
for danger in "<[sbi]", r"\]\(", "<(?!https://x.example/)":
    assert not re.search(r"(?<!\\)(\\\\)*" + danger, markdown), danger

for name in "e.atom", "e.annotation", "e.jsonfeed", "e.ninjs", "e.jsonld", "e.ftm", "e.jsonl":
    assert not deceptive.search(open(name).read()), name
atom = open("e.atom").read()
xml.dom.minidom.parseString(atom)
assert "<script" not in atom and re.findall('href="([^"]{4})', atom) == ["http"] * 3
for name, member in ("e.annotation", "items"), ("e.jsonfeed", "items"), ("e.ninjs", "associations"), ("e.jsonld", "@graph"):
    text = open(name).read()
    words = json.loads(text)[member]
    assert "javascript:alert(document" not in text # no address that runs
    assert any("we \u202egot\u202c for the br\u200bidge" in json.dumps(item, ensure_ascii=False) for item in words), name

for name in "e.docx", "e.xlsx":
    parts = zipfile.ZipFile(name)
    for part in parts.namelist():
        text = parts.read(part).decode()
        xml.dom.minidom.parseString(text)
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", text) and "<script" not in text
        assert not re.search("<f>|<[a-z:]*hyperlink|relationships/hyperlink", text)
    sheet = parts.read("xl/worksheets/sheet1.xml").decode() if name == "e.xlsx" else None
    assert not sheet or "The code is _x005F_x0041_ and _xFFFF_" in sheet # as a cell has these very characters
    if name == "e.docx": assert not deceptive.search(parts.read("word/document.xml").decode())

named = {row["id"]: row for row in csv.DictReader(open("e.csv/statements.csv", newline=""))}
words = [row["verbatim"] for row in named.values()]
assert any("\x1b[31mred" in w for w in words) and any("br\u200bidge" in w for w in words) # words are never touched
hostile = [row for row in named.values() if row["publisher"].startswith("@")]
assert len(hostile) > 3
for row in hostile: assert {"publisher", "title", "section"} <= set(row["cells_like_formulas"].split())
for row in named.values():
    assert set(row["cells_like_formulas"].split()) == {k for k, v in row.items() if v and v[0] in "=+-@\t\r\n"}
db = sqlite3.connect("e.sqlite")
assert {v for v, in db.execute("select verbatim from statements")} == set(words)
PYTHON
    whosaid export --db "$HOSTILE" '*' --as=csv --table=statements >piped
    run script -qec "whosaid export --db '$HOSTILE' '*' --as=csv --table=statements" /dev/null </dev/null
    hasnt $'\e'
    grep -q $'\e' piped
}

@test "nothing found: an export without statements, and exit status 1" {
    for format in $FORMATS; do
        try 1 whosaid export --db "$SAMPLE" rhinoceros --as=$format -o "none.$format"
        warns "Not found: rhinoceros"
        warns "This proves nothing about what was said"
        has "0 statements written"
    done
    for format in annotation jsonfeed jsonld ninjs; do jq -e . "none.$format" >/dev/null; done
    grep -q "proves nothing" none.html
    [ "$(wc -l <none.csv/statements.csv)" -eq 1 ]
}

@test "what makes no sense is refused before anything is asked" {
    try 2 whosaid export --db "$SAMPLE" funeral
    warns "export needs --as=FORMAT"
    try 2 whosaid export --db "$SAMPLE" funeral --as=pdf
    warns "pdf"
    try 2 whosaid export --db "$SAMPLE" funeral --as=jsonl --style=ap
    warns "--style means nothing to the format jsonl"
    try 2 whosaid export --db "$SAMPLE" funeral --as=html --table=speakers
    warns "--table"
    try 2 whosaid export --db "$SAMPLE" funeral --as=csv
    warns "several files"
    try 2 whosaid export --db "$SAMPLE" funeral --as=xlsx
    warns "cannot go to standard output"
}

@test "an export takes its place in one step, and nothing that is no export is replaced" {
    echo old >list.html
    chmod 644 list.html
    ln -s list.html link.html
    try 0 whosaid export --db "$SAMPLE" funeral --as=html -o link.html
    [ -L link.html ]
    grep -q 'Quote sheet' list.html
    [ "$(stat -c %a list.html)" = 600 ]
    try 0 whosaid export --db "$SAMPLE" funeral --as=csv -o tables
    try 0 whosaid export --db "$SAMPLE" by:brandt --as=csv -o tables/
    [ "$(wc -l <tables/statements.csv)" -gt 20 ]
    echo mine >tables/mine.txt
    try 2 whosaid export --db "$SAMPLE" funeral --as=csv -o tables
    warns "tables is there and is no export of before"
    [ "$(cat tables/mine.txt)" = mine ]
    try 2 whosaid export --db "$SAMPLE" funeral --as=html -o tables
    warns "tables is no file that could be replaced"
    try 2 whosaid export --db "$SAMPLE" funeral --as=html -o /dev/null
    [ -c /dev/null ]
    try 2 whosaid export --db "$SAMPLE" funeral --as=html -o missing/list.html
    warns "missing/list.html"
    cp list.html before.html
    run bash -c "ulimit -f 8; trap '' XFSZ; whosaid export --db '$SAMPLE' '*' --as=html -o list.html"
    [ "$status" -eq 2 ]
    cmp list.html before.html
    [ "$(ls -A)" = "$(printf 'before.html\nlink.html\nlist.html\ntables')" ]
}

@test "what a killed export left beside its place goes with the next one; what is another's or still at work stays" {
    mkdir .tables.whosaid-aaaaaa .list.csv.zip.whosaid-aaaaaa
    touch .tables.whosaid-aaaaaa/statements.csv .list.csv.zip.whosaid-aaaaaa/chain.csv .list.html.whosaid-aaaaaa \
        .list.sqlite.whosaid-aaaaaa .list.html.whosaid-living .list.html.aaaaaa .other.html.whosaid-aaaaaa
    exec 9<.list.html.whosaid-living
    flock 9
    try 0 whosaid export --db "$SAMPLE" funeral --as=csv -o tables
    try 0 whosaid export --db "$SAMPLE" funeral --as=csv -o list.csv.zip
    try 0 whosaid export --db "$SAMPLE" funeral --as=sqlite -o list.sqlite
    try 0 whosaid export --db "$SAMPLE" funeral --as=html -o list.html
    [ "$(ls -A | xargs)" = ".list.html.aaaaaa .list.html.whosaid-living .other.html.whosaid-aaaaaa list.csv.zip list.html list.sqlite tables" ]
    for format in csv sqlite html; do # killed at any moment
        for pause in 0.01 0.03 0.05; do
            timeout -s KILL "$pause" whosaid export --db "$SAMPLE" '*' --as="$format" -o "killed.$format" >/dev/null || true
        done
        try 0 whosaid export --db "$SAMPLE" '*' --as="$format" -o "killed.$format"
    done
    [ -z "$(find . -name '.killed.*')" ]
    for pause in 0.01 0.02 0.03 0.04 0.05 0.07; do # stopped by one Ctrl-C or its like (timeout sends two otherwise, and a second kills), nothing is left
        timeout --foreground -s TERM "$pause" whosaid export --db "$SAMPLE" '*' --as=csv -o stopped >/dev/null 2>&1 || true
        [ -z "$(find . -name '.stopped.*')" ]
    done
}

@test "thoughts, rejected statements and reasons of decisions stay out unless they are asked for" {
    all=$(whosaid export --db "$SAMPLE" '*' --as=jsonl | wc -l)
    [ "$(whosaid export --db "$SAMPLE" '*' --as=jsonl --all-acts | wc -l)" -gt "$all" ]
    id=$(whosaid export --db "$SAMPLE" by:brandt --as=jsonl | jq -rs '.[0].id')
    export WHOSAID_DB="$SAMPLE"
    touch decisions.jsonl
    try 0 whosaid correct "$id" --decisions decisions.jsonl --speaker "Anna Toll" --why "secret reason"
    for format in html markdown jsonl sqlite; do
        whosaid export --decisions decisions.jsonl by:toll --as=$format -o plain.$format
        whosaid export --decisions decisions.jsonl by:toll --as=$format -o noted.$format --notes
        run ! grep -q "secret reason" plain.$format
        grep -q "secret reason" noted.$format
    done
    grep -q corrected plain.html
    try 0 whosaid correct "$id" --decisions decisions.jsonl --reject --why "no statement"
    try 0 whosaid export --decisions decisions.jsonl by:brandt --as=jsonl
    hasnt "$id"
}

@test "a source without a name is no entity, and the cue of a denial is never left away" {
    whosaid export --db "$SAMPLE" 'naming:insider OR naming:withheld' --as=ftm -o ftm
    grep -q '"schema":"Event"' ftm
    run ! grep -E '"schema":"(Person|Organization)"' ftm
    whosaid export --db "$SAMPLE" 'naming:insider OR naming:withheld' --as=jsonld -o jsonld
    jq -e '[."@graph"[].creator[]? | select(has("name") or has("@id"))] == []' jsonld
    whosaid export --db "$SAMPLE" act:denial --as=jsonl -o denials
    jq -es 'length > 3 and all(. as $one | (.cue.text | split(" ... ")) | all(. as $piece | $one.verbatim | contains($piece)))' denials
    jq -r .verbatim denials | while IFS= read -r words; do
        grep -qF "$words" <(whosaid export --db "$SAMPLE" act:denial --as=jsonfeed | jq -r '.items[].content_text')
    done
    whosaid export --db "$SAMPLE" 'has:via' --as=html -o via.html
    [ "$(grep -c '<article' via.html)" -eq "$(grep -cE '<dd>(via |second-hand)' via.html)" ]
}

@test "a name that is withheld by order is in no export, nor are the addresses of its articles" {
    export WHOSAID_DB="$SAMPLE"
    touch order.jsonl
    urls=$(whosaid export by:hale --as=jsonl | jq -r '.article.url // empty' | sort -u)
    [ -n "$urls" ]
    try 0 whosaid correct --decisions order.jsonl --hide-speaker "Simon Hale" --why "order of a court"
    for format in $FORMATS; do
        whosaid export --decisions order.jsonl '*' --as=$format -o "out.$format"
        case $format in docx | xlsx) (cd "$(mktemp -d)" && unzip -q "$OLDPWD/out.$format" && mv "$PWD" "$OLDPWD/parts.$format") ;; esac
    done
    grep -rq "withheld by order" parts.docx out.html out.csv out.ftm
    run ! grep -rlE "Simon Hale|simon hale|order of a court" .  --include='out.*' --include='*.csv' --include='*.tsv' --include='*.xml'
    while IFS= read -r url; do run ! grep -rlF "$url" . --include='out.*' --include='*.csv' --include='*.tsv' --include='*.xml'; done <<<"$urls"
}

@test "a house style changes marks and dates, never a word" {
    for style in plain ap guardian; do
        whosaid export --db "$SAMPLE" 'published:2025-03' --as=html --style=$style -o $style.html
        grep -o '<blockquote>.*</blockquote>' $style.html | sed -E "s/“|”|‘|’|«|»|&quot;|&#39;/|/g" >$style.words
    done
    [ "$(wc -l <plain.words)" -gt 50 ]
    cmp plain.words ap.words
    cmp plain.words guardian.words
    grep -q '2025-03-08' plain.html
    grep -q 'March 8, 2025' ap.html
    grep -q '8 March 2025' guardian.html
    [ -z "$(grep '<blockquote>' guardian.html | grep '&quot;')" ]
    whosaid export --db "$SAMPLE" by:brandt --as=markdown --outlet "The Adler Courier" -o own.md
    grep -q 'Lindfell Online \*\*(credit)\*\*' own.md
    run ! grep -q 'Adler Courier \*\*(credit' own.md
}
