#!/bin/sh
# All that a boot takes and that is not of this machine already: packages, the kernel, nfit_test (but for the kernel of
# another suite, see kernel.sh). Prints the kernel's folder. Once they are there, neither root nor network is needed.
#   prepare.sh [--newest]
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$here/common.sh"

[ "$(uname -m)" = x86_64 ] || die "cannot run here: the guests are x86_64 and this machine is $(uname -m)"
# shellcheck disable=SC2086 # words on purpose
"$here/packages.sh" qemu-system-x86_64 iasl busybox cpio jq xz $guest_programs
kernel=$("$here/kernel.sh" "$@")
[ -n "${NMEMID_VM_SUITE-}" ] || "$here/nfit_test.sh" "$kernel"
echo "$kernel"
