#!/bin/sh
# Replays each recorded bus and compares what ndctl and others make of it with what they printed in the kernel itself.
# Needs no QEMU and no root.
#   check-replays.sh [NAME…]
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=lab/common.sh
. "$here/lab/common.sh"

buses=$here/../Buses
"$here/lab/packages.sh" umockdev-wrapper ndctl lsblk findmnt jq xz
[ $# -gt 0 ] || set -- "$buses"/*.tar.xz

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# As parsed values: ndctl lists in the order of a directory.
sorted() {
    jq -S 'walk(if type == "array" then sort_by(.dev? // .dimm? // .) else . end)' "$1"
}

failed=0
for bus in "$@"; do
    name=${bus##*/}
    name=${name%.tar.xz}
    mkdir "$scratch/$name"
    tar -xJf "$buses/$name.tar.xz" -C "$scratch/$name"
    while read -r listing command; do
        listing=$name.$listing
        [ -e "$buses/$listing" ] || continue
        # shellcheck disable=SC2086 # words on purpose
        UMOCKDEV_DIR=$scratch/$name umockdev-wrapper $command >"$scratch/replayed.json"
        sorted "$buses/$listing" >"$scratch/kernel"
        sorted "$scratch/replayed.json" >"$scratch/replay"
        if diff -u --label "$listing" --label "replayed" "$scratch/kernel" "$scratch/replay"; then
            echo "ok   $listing"
        else
            echo "FAIL $listing"
            failed=$((failed + 1))
        fi
    done <"$here/lab/listings"
done
[ "$failed" -eq 0 ] || die "$failed replays differ"
