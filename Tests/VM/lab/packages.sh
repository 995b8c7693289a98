#!/bin/sh
# Installs the Debian packages that the named commands come from, if any is missing, and says so before it does.
#   packages.sh COMMAND…
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$here/common.sh"

package_of() {
    case $1 in
        qemu-system-x86_64) echo qemu-system-x86 ;;
        iasl) echo acpica-tools ;;
        busybox) echo busybox-static ;;
        mkfs.ext4) echo e2fsprogs ;;
        mkfs.btrfs) echo btrfs-progs ;;
        sfdisk) echo fdisk ;;
        findmnt | lsblk) echo util-linux ;;
        udevadm) echo udev ;;
        systemctl) echo systemd ;;
        umockdev-wrapper) echo umockdev ;;
        xz) echo xz-utils ;;
        *) echo "$1" ;;                       # cpio, daxctl, dmsetup, gcc-12, jq, make, ndctl
    esac
}

present() {
    [ "$1" = busybox ] || { command -v "$1" >/dev/null; return; }
    # The guest has no libraries for it: only the static build will do.
    command -v busybox >/dev/null && ! ldd "$(command -v busybox)" >/dev/null 2>&1
}

missing=
for command in "$@"; do
    present "$command" || missing="$missing $(package_of "$command")"
done
[ -n "$missing" ] || exit 0
missing=${missing# }

command -v apt-get >/dev/null || die "cannot run here: missing $missing, and there is no apt-get to install it with"
[ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null ||
    die "cannot run here: please install as root: apt-get install $missing"

say "installing: $missing"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
# Somebody's broken extra source is no reason to give up.
"$here/as-root.sh" apt-get update -q >"$log" 2>&1 || :
# shellcheck disable=SC2086 # words on purpose
if ! "$here/as-root.sh" apt-get install -q -y --no-install-recommends $missing >>"$log" 2>&1; then
    tail -n 5 "$log" >&2
    die "cannot run here: apt-get could not install $missing (all of its output: $log)"
fi
rm -f "$log"
