#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The formats of agencies, feeds and wikis, from the file to the answer.
load helper

setup() { common_setup; }

@test "ninjs, NewsML-G2, NITF, a feed and a dump go into one index" {
    cat >a.json <<'END'
{"uri": "urn:a:1", "versioncreated": "2025-03-01T10:00:00Z", "headline": "Bridge", "copyrightholder": "NPA",
 "body_xhtml": "<p>“It is closed,” said Mayor Ana Ruiz.</p>"}
END
    cat >b.xml <<'END'
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:b:1"><contentMeta><headline>Bridge</headline></contentMeta>
<contentSet><inlineXML><nitf><body><body.content><p>“It is open,” said Mayor Ana Ruiz.</p></body.content></body></nitf></inlineXML>
</contentSet></newsItem>
END
    echo '<nitf><body><body.content><p>“It is sold,” said Mayor Ana Ruiz.</p></body.content></body></nitf>' >c.xml
    cat >d.xml <<'END'
<rss version="2.0"><channel><title>Harbour Post</title><item><title>Bridge</title><link>https://p.example/1</link>
<description>“It is blue,” said Mayor Ana Ruiz.</description></item></channel></rss>
END
    cat >e.xml <<'END'
<mediawiki><page><title>Bridge</title><ns>0</ns><id>1</id><revision><text>“It is '''old''',” said [[Mayor]] Ana Ruiz.</text>
</revision></page></mediawiki>
END
    try 0 whosaid-index add --db index a.json b.xml c.xml d.xml e.xml
    has "5 articles added"
    has "1 of 5 articles is only a summary"
    for word in closed open sold blue old; do
        try 0 whosaid --db index by:ruiz "$word"
        has "“It is $word,”"
    done
}

@test "what a file is read as is shown, and that it is only a summary" {
    echo '<rss><channel><item><title>B</title><description>It is closed.</description></item></channel></rss>' >d.xml
    try 0 whosaid-index add --dry-run d.xml
    has "read as    feed, only its summary"
}

@test "a picture among texts is passed over and counted" {
    printf '%s\n' '{"uri": "p", "type": "picture", "description_text": "The bridge."}' \
        '{"uri": "t", "versioncreated": "2025-03-01", "body_text": "\"It is closed,\" said Mayor Ana Ruiz."}' >a.jsonl
    try 0 whosaid-index add --db index a.jsonl
    silent
    has "1 article added"
    has "0 refused, 1 without text"
    try 0 whosaid-index add --db index --format=json --jobs 3 a.jsonl a.jsonl
    json '.without_text == 2 and .unchanged == 2 and .refused == 0'
    try 0 whosaid-index extract a.jsonl
    warns "passed over: 1 item without text"
    [ "$(printf '%s\n' "$output" | wc -l)" -eq 1 ]
}

@test "XML of another kind is refused" {
    echo '<kml><Placemark><name>The bridge</name></Placemark></kml>' >a.xml
    try 3 whosaid-index add --db index a.xml
    warns "XML of a kind that is not read"
}
