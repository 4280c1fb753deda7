#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Mail, office documents, PDF, releases and transcripts from outside: whose words get into the index, and whose don't.
load helper

setup() { common_setup; }

letter() {
    printf '%s\n' 'From: Jane Ruiz <jane@example.org>' 'To: Quentin Nobody <q@example.org>' "Subject: $1" \
        'Date: Mon, 3 Mar 2025 10:12:00 +0100' "Message-ID: <$1@example.org>" '' "$2" '' \
        'On Sun, 2 Mar 2025 at 9:00, Bo Ek <bo@example.org> wrote:' '> "It was an elephant," said Mayor Bo Ek.' '' '-- ' \
        '"Elephants are mine," said Jane Ruiz.'
}

@test "a message, rich text and a transcript go in; what they answer and hide doesn't" {
    letter bridge '"The bridge is closed," said Mayor Ana Ruiz.' >letter.eml
    printf '%s' '{\rtf1\ansi \ldblquote The ferry sails,\rdblquote  said Mayor Ana Ruiz.{\v "An elephant," said Bo Ek.}\par}' >a.rtf
    printf 'The Hour\n\nHOST: Is it shut?\nMAYOR RUIZ: The tunnel is shut.\nHOST: So.\nMAYOR RUIZ: It is shut, I tell you.\n' >t.txt
    try 0 whosaid-index add --db index letter.eml a.rtf t.txt
    try 0 whosaid --db index bridge
    has "Ana Ruiz"
    has "2025-03-03"
    try 0 whosaid --db index ferry
    try 0 whosaid --db index tunnel
    try 1 whosaid --db index elephant
    try 1 whosaid --db index Nobody
}

@test "a mailbox is an article a message" {
    { printf 'From a Mon Mar  3 10:12:00 2025\n'; letter one '"The bridge is closed," said Mayor Ana Ruiz.'
      printf '\nFrom a Mon Mar  3 10:13:00 2025\n'; letter two '"The ferry sails," said Mayor Ana Ruiz.'; } >box
    try 0 whosaid-index extract box
    json --slurp 'map(.id) == ["one@example.org", "two@example.org"]'
    json --slurp 'all(.text | contains("elephant") | not)'
}

@test "a PDF is read by pdftotext; where there is none, it is told what to install" {
    printf '%s\n' '%PDF-1.4' '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj' '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj' \
        '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj' \
        '4 0 obj<</Length 57>>stream' 'BT /F1 12 Tf 72 700 Td ("It is closed," said Bo Ek.) Tj ET' 'endstream endobj' \
        'trailer<</Root 1 0 R>>' >a.pdf
    try 0 whosaid-index extract a.pdf
    json '.text == "\"It is closed,\" said Bo Ek."'
    mkdir empty
    try 3 env PATH="$PWD/empty" "$WHOSAID_BUILD/whosaid-index" extract a.pdf
    warns "a.pdf"
    warns "Install poppler-utils"
    printf '%%PDF-1.7 nothing' >bad.pdf
    try 3 whosaid-index extract bad.pdf
    warns "bad.pdf: pdftotext cannot read it: the PDF is damaged"
}

@test "of a press release only headline and body are text" {
    printf '%s\n\n' 'FOR IMMEDIATE RELEASE' 'March 3, 2025' 'Contact: Bo Ek, 202-555-0100' 'Bridge closes' \
        'LINDFELL – "It is closed," said Mayor Ana Ruiz.' '###' '"An elephant," said Bo Ek.' >release.txt
    try 0 whosaid-index extract release.txt
    json '.text == "Bridge closes\n\nLINDFELL – \"It is closed,\" said Mayor Ana Ruiz."'
    try 0 whosaid-index add --db index release.txt
    try 0 whosaid --db index published:2025-03-03
    has "Bridge closes"
}
