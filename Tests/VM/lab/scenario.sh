#!/bin/sh
# Runs one scenario, prints `ok NAME` or `FAIL NAME` with what differs, and leaves its verdict in OUT/verdict.
#   scenario.sh KERNEL INITRAMFS OUT SCENARIO
# SCENARIO is one boot, or holds one folder for each of its boots; what lies beside those is common to them all, and a
# DIMM holds at the next boot what it was left with.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

kernel=$1 initramfs=$2 out=$3 scenario=${4%/}
name=${scenario##*/}
mkdir -p "$out"
report=$out/report
: >"$report"

# source, target: the boot's own files, without its expectations.
stage() {
    for file in "$1"/*; do
        [ ! -f "$file" ] || cp "$file" "$2/"
    done
}

# folder of the boot, where its results go [, where the contents of DIMMs are kept]
boot() {
    mkdir -p "$2/boot"
    [ "$1" = "$scenario" ] || stage "$scenario" "$2/boot"
    stage "$1" "$2/boot"
    "$here/boot.sh" "$kernel" "$initramfs" "$2/boot" "$2" "${3-}" >>"$report" 2>&1 &&
        "$here/expect.sh" "$1/expect" "$2" >>"$report" 2>&1
}

contents=$(mktemp -d)
trap 'rm -rf "$contents"' EXIT
verdict=ok
boots=0
for folder in "$scenario"/*/; do
    folder=${folder%/}
    [ -e "$folder/expect" ] || continue
    boots=$((boots + 1))
    boot "$folder" "$out/${folder##*/}" "$contents" || { verdict=FAIL; echo "(in boot ${folder##*/})" >>"$report"; break; }
done
[ "$boots" -gt 0 ] || boot "$scenario" "$out/only-boot" || verdict=FAIL

echo "$verdict" >"$out/verdict"
# In one go: others are running.
{ printf '%-4s %s\n' "$verdict" "$name"; [ "$verdict" = ok ] || sed 's/^/     /' "$report"; } >"$out/printed"
cat "$out/printed"
