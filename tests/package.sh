#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the Debian package and installs it in a bookworm that has nothing of ours: package.sh SOURCE FOLDER
# Needs root, debootstrap, lintian and the network; ends with 77 (skipped) and a word where one of them is missing.
set -eu
source=$1
work=$2

skip() {
    echo "skipped: $1"
    exit 77
}
[ "$(id -u)" = 0 ] || skip "a clean bookworm is made by root only"
command -v debootstrap >/dev/null || skip "debootstrap is not installed"
command -v lintian >/dev/null || skip "lintian is not installed"

mkdir -p "$work"
cmake -G Ninja -S "$source" -B "$work/package" -DWS_PACKAGE=ON
cmake --build "$work/package"
(cd "$work/package" && rm -f ./*.deb && cpack)
deb=$(ls "$work"/package/whosaid_*.deb)
lintian --fail-on error,warning "$deb"

clean="$work/bookworm"
[ -e "$clean/usr/bin/apt-get" ] || debootstrap --variant=minbase bookworm "$clean" || skip "no Debian mirror is reached"
rm -rf "$clean"/tmp/* # what an earlier run left
cp "$deb" "$clean/tmp/whosaid.deb"
cp -r "$source/tests/news" "$clean/tmp/news"
cp /etc/resolv.conf "$clean/etc/resolv.conf"
mount -t proc proc "$clean/proc" # where programs find their own place
trap 'umount "$clean/proc"' EXIT
chroot "$clean" sh -euc '
    apt-get update -q
    apt-get install -q -y --no-install-recommends /tmp/whosaid.deb
    whosaid-index add --db /tmp/index /tmp/news/npa /tmp/news/courier.jsonl
    whosaid --db /tmp/index --limit 1 by:brandt no longer safe | grep -q "Helena Brandt"
    test "$(stat -c %a /tmp/index)" = 700
    for page in man1/whosaid.1 man1/whosaid-index.1 man7/whosaid-query.7; do test -s /usr/share/man/$page.gz; done
    for program in whosaid whosaid-index; do
        test -s /usr/share/bash-completion/completions/$program
        test -s /usr/share/zsh/vendor-completions/_$program
    done
    for format in $(whosaid export --as=list | cut -d" " -f1); do
        whosaid export --db /tmp/index act:denial --as=$format -o /tmp/denials.$format
        test -z "$(find /tmp/denials.$format -perm /077)"
    done
    whosaid watch add --db /tmp/index denials act:denial --feed=/tmp/denials.json
    whosaid watch run --db /tmp/index
    test "$(stat -c %a /tmp/denials.json /tmp/watches.json | sort -u)" = 600
    whosaid --db /tmp/index check "we could say that it was safe" --by brandt | grep -q "negation lost"
    apt-get remove -q -y whosaid
    test ! -e /usr/share/whosaid
'
echo "the package installs, runs and goes without a trace"
