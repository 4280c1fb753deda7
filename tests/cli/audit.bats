#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# whosaid audit: a sample of the reading, judged by a person.
load helper

setup_file() { sample_news; }
setup() {
    common_setup
    cp -r "$SAMPLE" index
}

# judge: fills sheet.csv in as told by a line of Python, into judged.csv.
judge() {
    python3 - "$1" <<'P'
import csv, sys
rows = list(csv.DictReader(open("sheet.csv", newline="", encoding="utf-8")))
for number, row in enumerate(rows):
    exec(sys.argv[1])
with open("judged.csv", "w", newline="", encoding="utf-8") as out:
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
P
}
statements='s = row["kind"] == "statement"'

@test "a sheet shows words and paragraph, and not whom we took for the speaker" {
    try 0 whosaid audit draw 60 --db index -o sheet.csv --page sheet.html --seed 7
    has "drawn with seed 7"
    silent
    [ "$(stat -c %a sheet.csv audit.jsonl | sort -u)" = 600 ]
    python3 - <<'P'
import csv
rows = list(csv.reader(open("sheet.csv", newline="", encoding="utf-8")))
assert rows[0] == ["row", "kind", "paragraph", "words", "is_statement", "who_says_it", "how_named", "statements_there",
                   "of_them_unnamed", "of_them_withheld"], rows[0]
assert {len(row) for row in rows} == {10}
assert len({row[0] for row in rows}) == 121
assert sum(row[1] == "statement" for row in rows) == 60 and sum(row[1] == "paragraph" for row in rows) == 60
assert all(row[3] for row in rows if row[1] == "statement") and not any(row[3] for row in rows[1:] if row[1] == "paragraph")
assert not any(any(row[4:]) for row in rows[1:])
for row in rows[1:]:
    for piece in row[3].split(" ... "):
        assert piece.strip("'") in row[2].strip("'"), row
P
    [ "$(grep -o '<li>' sheet.html | wc -l)" -eq 120 ]
    grep -q '<mark>' sheet.html
    run ! grep -qE '<script|http' sheet.html
    run ! grep -qiE 'brandt|bridge|dam' audit.jsonl
}

@test "the same seed draws the same, another one does not" {
    try 0 whosaid audit draw 30 --db index -o one.csv --seed 3
    try 0 whosaid audit draw 30 --db index -o two.csv --seed 3
    try 0 whosaid audit draw 30 --db index -o other.csv --seed 4
    cmp one.csv two.csv
    run ! cmp -s one.csv other.csv
    [ "$(wc -l <audit.jsonl)" -eq 2 ]
    try 0 whosaid audit draw 2000 --db index -o all.csv
    has "328 statements"
    try 0 whosaid audit draw 30 --db index -o part.csv --query outlet:courier
    try 1 whosaid audit draw 30 --db index -o none.csv --query outlet:nowhere
    warns "no statement to draw"
    [ ! -e none.csv ]
}

# All statements are judged, and right but for one in four: so is the share, without an interval.
@test "what is judged comes back as shares, and stands in reports" {
    try 0 whosaid report sourcing --db index
    has "Unaudited"
    try 0 whosaid audit draw 2000 --db index -o sheet.csv --seed 7
    judge "$statements
if s: row['is_statement'] = 'no' if number % 4 == 0 else 'Yes'
else: row['statements_there'] = '2'; row['of_them_unnamed'] = '1'"
    try 0 whosaid audit load judged.csv --db index --as 'M. Adeyemi'
    silent
    has "0 not filled in, 0 not understood"
    has "by M. Adeyemi"
    has "75.0% (75.0% to 75.0%)"
    try 0 whosaid report sourcing --db index
    hasnt "Unaudited"
    has "by M. Adeyemi, last on"
    has "75.0% (75.0% to 75.0%)"
    has "missed for every 100 found"
    try 0 whosaid report sourcing --db index --format=json
    json '.sections[0].blocks[] | select(.title == "Audited") | .facts | length == 7'
    json '[.sections[0].blocks[] | select(.title == "Audited") | .facts[] | select(.label | startswith("unnamed, broad")) | .value] | .[0] | contains("corrected")'
    try 0 whosaid report sourcing --db index --query outlet:courier --format=json
    json '.sections[0].blocks[] | select(.title == "Audited, of everything in the index") | .facts | length == 5'
    json '.sections[0].blocks[-1].kind == "facts"'
    try 0 whosaid report article tests/news/npa/2025-04-15-talks.txt --db index
    has "Audited, of everything in the index"
}

@test "speakers are compared by their names, and how far they are named" {
    try 0 whosaid audit draw 2000 --db index -o sheet.csv
    judge "$statements
if s: row['is_statement'] = 'yes'; row['who_says_it'] = 'Nobody Whoever'; row['how_named'] = 'named'"
    try 0 whosaid audit load judged.csv --db index --as A
    printf '%s\n' "$output" | grep -E 'right speaker +0\.0% \(0\.0% to 0\.0%\)'
    judge "$statements
if s and 'Brandt said' in row['paragraph'] and row['words'].endswith('said'): row['is_statement'] = 'yes'; row['who_says_it'] = 'brandt'; row['how_named'] = 'NAMED'"
    grep -q brandt judged.csv
    try 0 whosaid audit load judged.csv --db index --as B
    has "by A; B"
    run ! grep -qE 'right speaker +0\.0% \(0\.0' <<<"$output"
    run ! grep -q Whoever audit.jsonl
}

@test "a half-filled sheet is fine, and what is not understood is told with its row" {
    try 0 whosaid audit draw 20 --db index -o sheet.csv --seed 7
    judge "if number == 0: row['is_statement'] = 'yes'
if number == 1: row['is_statement'] = '=cmd|x'
if number == 2: row['is_statement'] = 'yes'; row['how_named'] = 'nobody'
if number == 3: row['row'] = 'r000000000'; row['is_statement'] = 'yes'
if number == 4: row['is_statement'] = 'y' * 5000
if number == 5: row['row'] = rows[0]['row']; row['is_statement'] = 'no'
if number == 20: row['statements_there'] = '-1'
if number == 21: row['statements_there'] = '2'; row['of_them_unnamed'] = '3'
if number == 22: row['statements_there'] = '2'; row['of_them_unnamed'] = '1'"
    try 3 whosaid audit load judged.csv --db index --as A
    has "2 rows judged, 31 not filled in, 7 not understood"
    warns "judged.csv, row 3: is_statement is yes or no"
    warns "judged.csv, row 4: how_named"
    warns "judged.csv, row 5: its id"
    warns "judged.csv, row 6: an answer is longer"
    warns "judged.csv, row 7: its id stands above"
    warns "judged.csv, row 22: statements_there"
    warns "judged.csv, row 23: of_them_unnamed"
    has "fewer than 30 paragraphs"
}

@test "sheets of other kinds, of other drawings and in other encodings are refused with a word" {
    try 0 whosaid audit draw 20 --db index -o sheet.csv --seed 7
    judge "row['is_statement'] = 'yes' if row['kind'] == 'statement' else ''"
    cp audit.jsonl before
    iconv -t UTF-16 judged.csv >wide.csv
    try 2 whosaid audit load wide.csv --db index --as A
    warns "wide.csv: it is not in UTF-8"
    printf 'row,is_statement,statements_there\nr\351,yes,\n' >latin.csv
    try 2 whosaid audit load latin.csv --db index --as A
    warns "not in UTF-8"
    cut -d, -f1-3 judged.csv | head -n 1 >headings.csv
    try 2 whosaid audit load headings.csv --db index --as A
    warns "no column called"
    printf 'row,is_statement,statements_there\n"r1,yes\n' >open.csv
    try 2 whosaid audit load open.csv --db index --as A
    warns "cannot be read"
    { printf 'row,is_statement,statements_there\nr1,"'; head -c 200000 /dev/zero | tr '\0' a; printf '",\n'; } >huge.csv
    try 2 whosaid audit load huge.csv --db index --as A
    warns "64 KiB"
    printf 'row,is_statement,statements_there\nr000000001,yes,\n' >foreign.csv
    try 2 whosaid audit load foreign.csv --db index --as A
    warns "none of its rows was drawn here"
    cmp audit.jsonl before
    { printf '\357\273\277'; tr , ';' <<<'row,is_statement,statements_there'; sed -n 2p judged.csv | cut -d, -f1 | sed 's/$/;ja;/'; sed -n 3p judged.csv | cut -d, -f1 | sed 's/$/;YES;/'; } >semicolons.csv
    try 3 whosaid audit load semicolons.csv --db index --as A
    has "1 row judged"
}

@test "cells that a spreadsheet would run are disarmed" {
    article evil.txt 'Prices' '=HYPERLINK("http://evil.example","x") is what the mayor, Ana Ruiz, said.' \
        '@SUM(1+1) "will rise," said Ana Ruiz.' '+1 "is wrong," Ana Ruiz said.'
    try 0 whosaid-index add --db "$PWD/evil" evil.txt
    try 0 whosaid audit draw 50 --db evil -o sheet.csv
    python3 - <<'P'
import csv
cells = [cell for row in csv.reader(open("sheet.csv", newline="", encoding="utf-8")) for cell in row]
assert any(cell.startswith("'=") for cell in cells)
assert not any(cell[:1] in ("=", "+", "-", "@") for cell in cells if cell)
P
}

@test "a damaged file of audits is named with its line; a torn last line does not count" {
    try 0 whosaid audit draw 20 --db index -o sheet.csv --seed 7
    printf '{"schema_version":1,"kind":"judg' >>audit.jsonl
    try 0 whosaid report sourcing --db index
    judge "row['is_statement'] = 'yes' if row['kind'] == 'statement' else ''"
    try 0 whosaid audit load judged.csv --db index --as A
    [ "$(wc -l <audit.jsonl)" -eq 2 ]
    printf 'nothing\n' >>audit.jsonl
    try 2 whosaid report sourcing --db index
    warns "audit.jsonl, line 3"
}

@test "what is asked wrongly is told" {
    try 2 whosaid audit --db index
    warns "draw and a number"
    try 2 whosaid audit draw --db index -o x.csv
    warns "1 to 2000"
    try 2 whosaid audit draw 5 --db index
    warns "needs -o FILE"
    try 2 whosaid audit load --db index
    warns "needs a FILE"
    try 2 whosaid audit load missing.csv --db index --as A
    warns "missing.csv"
}
