# SPDX-License-Identifier: GPL-3.0-or-later
# What answers a claim: proposals, decisions about them, and the searches that find them.
load helper
setup_file() {
    load helper
    common_setup
    cd "$BATS_FILE_TMPDIR" || return 1
    jq -nc '{id: "charge", publisher: "Morning Ledger", published: "2025-04-02", title: "The dam", text:
        "Mayor Ana Ruiz accused Quintrell Holdings of hiding the cracks in the Ormsby dam.\n\nQuintrell Holdings denied that it had hidden any cracks in the Ormsby dam.\n\n“It is raining,” said Ben Kade, a farmer."}' >archive.jsonl
    jq -nc '{id: "later", publisher: "Harbour Post", published: "2025-04-05", title: "Quintrell", text:
        "Quintrell Holdings declined to comment on the accusation of Ana Ruiz about the cracks.\n\nThe ministry denied that it had raised fares."}' >>archive.jsonl
    jq -nc '{id: "old", publisher: "Harbour Post", published: "2025-01-05", title: "Before", text:
        "Quintrell Holdings denied that there were cracks in the Ormsby dam."}' >>archive.jsonl
    whosaid-index add --db index archive.jsonl
}
setup() {
    common_setup
    export WHOSAID_DB="$BATS_FILE_TMPDIR/index"
    rm -f "$BATS_FILE_TMPDIR/decisions.jsonl"
    claim=$(id_of act:allegation)
    denial=$(id_of act:denial title:dam)
    refusal=$(id_of act:no-comment)
}
id_of() {
    whosaid --no-fold --format=jsonl "$@" | jq -r .id
}

@test "responses are proposed, each with why, near before far" {
    try 0 whosaid responses --format=json "$claim"
    json --arg near "$denial" --arg far "$refusal" '[.responses[].statement.id] == [$near, $far]'
    json '.responses[0] | .grade == "likely" and (.signs | index("near") and index("named-by-claim"))'
    json '.responses[0].shared | index("ormsby") or index("cracks")'
    json --arg claim "$claim" '.claim.id == $claim and .rejected == 0'
    try 0 whosaid responses "${claim:0:12}"
    has "Likely an answer:"
    has "why: just behind it in the same article; by somebody whom the claim names"
    hasnt "raised fares"
    hasnt "2025-01-05"
    try 0 whosaid responses --format=jsonl "$claim"
    json -s 'length == 2 and all(.schema_version == 1)'
}

@test "nothing found says that it proves nothing" {
    try 1 whosaid responses "$(id_of by:kade)"
    has "There may be one in an article that is not in it"
    try 1 whosaid responses 00000000deadbeef
    try 2 whosaid responses
}

@test "accepting and rejecting are decisions, which answers: finds and undo takes back" {
    try 1 whosaid --format=json "answers:$claim"
    try 0 whosaid link accept "$denial" "$claim" --why "they answer her"
    has "whosaid correct --undo"
    try 0 whosaid --format=json "answers:$claim"
    json --arg denial "$denial" '[.statements[].id] == [$denial] and (.statements[0].corrected | length) == 0'
    try 0 whosaid --format=json answers:yes act:denial
    json '.total == 1'
    try 0 whosaid show "$denial"
    has "the claim ${claim:0:12}"
    try 0 whosaid responses --format=json "$claim"
    json --arg denial "$denial" '.responses[0] | .grade == "accepted" and .statement.id == $denial and (.decision | length) == 16'
    try 2 whosaid link accept "$denial" "$claim" --why again
    warns "decided so already"
    try 0 whosaid link reject "$denial" "$claim" --why "on second thoughts"
    try 1 whosaid "answers:$claim"
    try 0 whosaid responses --format=json "$claim"
    json --arg far "$refusal" '.rejected == 1 and [.responses[].statement.id] == [$far]'
    undone=$(whosaid correct --list --format=jsonl | jq -r 'select(.after.linked == false) | .id')
    try 0 whosaid correct --undo "$undone" --why "as it was"
    try 0 whosaid "answers:${claim:0:12}"
    try 0 whosaid correct --list
    has "answers"
    has "quintrell holdings"
}

@test "what makes no sense is no link" {
    try 2 whosaid link accept "$claim" "$claim" --why x
    warns "does not answer itself"
    try 2 whosaid link accept "$denial" "$claim"
    warns "--why"
    try 2 whosaid link perhaps "$denial" "$claim" --why x
    try 1 whosaid link accept "$denial" 00000000deadbeef --why x
    [ ! -e "$BATS_FILE_TMPDIR/decisions.jsonl" ]
}

@test "a purge of the claim's article takes the link along" {
    cp -r "$BATS_FILE_TMPDIR/index" purged
    export WHOSAID_DB="$PWD/purged"
    try 0 whosaid link accept "$refusal" "$claim" --why "they refuse"
    grep -q ormsby decisions.jsonl
    try 0 whosaid-index remove --purge --why "order 17/25" "Morning Ledger/charge"
    ! grep -q ormsby decisions.jsonl
    try 1 whosaid answers:yes
}
