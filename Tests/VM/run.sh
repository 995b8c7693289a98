#!/bin/sh
# Runs the scenarios (all, or the named ones) on real kernels in QEMU and says which passed.
#   run.sh [NAME…]
#   NMEMID=PATH           the binary to test (.build/release/nmemid)
#   NMEMID_VM_JOBS=N      guests at a time (2)
#   NMEMID_VM_KEEP=DIR    keep what every guest left, in DIR, and not only of those that failed
#   NMEMID_VM_ACCEL, NMEMID_VM_TIMEOUT: see lab/boot.sh;  NMEMID_CACHE: where kernels are kept
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=lab/common.sh
. "$here/lab/common.sh"

nmemid=${NMEMID:-$here/../../.build/release/nmemid}
[ -x "$nmemid" ] || die "no binary to test at $nmemid: build it, or set NMEMID"

if [ $# -eq 0 ]; then
    for folder in "$here"/scenarios/*/; do
        folder=${folder%/}
        set -- "$@" "${folder##*/}"
    done
fi
for name in "$@"; do
    case $name in -*) die "usage: run.sh [NAME…]; the scenarios are the folders in $here/scenarios" ;; esac
    [ -d "$here/scenarios/$name" ] || die "no scenario $name in $here/scenarios"
done

kernel=$("$here/lab/prepare.sh")

keep=${NMEMID_VM_KEEP-}
logs=${keep:-$(mktemp -d "${TMPDIR:-/tmp}/nmemid-vm.XXXXXX")}
mkdir -p "$logs"
"$here/lab/initramfs.sh" "$kernel" "$logs/initramfs" "$nmemid"
NMEMID_VM_ACCEL=${NMEMID_VM_ACCEL:-$("$here/lab/accel.sh" "$kernel" "$logs/initramfs")}
export NMEMID_VM_ACCEL
say "$(cat "$kernel/package") on $NMEMID_VM_ACCEL"

printf '%s\n' "$@" | xargs -P "${NMEMID_VM_JOBS:-2}" -I '{}' \
    "$here/lab/scenario.sh" "$kernel" "$logs/initramfs" "$logs/{}" "$here/scenarios/{}" || :
rm -f "$logs/initramfs"

passed=0 failed=0
for name in "$@"; do
    if [ "$(cat "$logs/$name/verdict" 2>/dev/null)" = ok ]; then
        passed=$((passed + 1))
        [ -n "$keep" ] || rm -rf "${logs:?}/$name"
    else
        failed=$((failed + 1))
        echo "     $name: everything its guest left is in $logs/$name"
    fi
done
[ -n "$keep" ] || rmdir "$logs" 2>/dev/null || :
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
