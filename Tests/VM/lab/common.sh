# shellcheck shell=sh
# Sourced by every script of the lab: its messages, and the place of its cache.

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
die() { say "$*"; exit 1; }

# An interrupted shell leaves no rubbish: without these it would skip its EXIT trap.
trap 'exit 130' INT
trap 'exit 143' HUP TERM

# mkfs.ext4 and its like live where an ordinary user's PATH does not look.
PATH=$PATH:/usr/sbin:/sbin

# apt's and ndctl's answers are parsed.
export LC_ALL=C

# Kernels and modules: large, reproducible, and none of the checkout's business. The number stands for what is kept
# of them: a lab that keeps something else takes the next.
lab_cache=${NMEMID_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/nmemid}/vm/5

# What a guest has besides busybox: initramfs.sh packs them, prepare.sh sees to it that they are there to be packed.
# shellcheck disable=SC2034 # used by those
guest_programs='ndctl daxctl mkfs.ext4 mkfs.btrfs sfdisk dmsetup findmnt lsblk udevadm systemctl journalctl'

# A folder for something that is being made. Whoever is done moves it to its final name: a cache entry is there
# whole or not at all.
unfinished() {
    mkdir -p "$lab_cache"
    mktemp -d "$lab_cache/unfinished.XXXXXX"
}

# unfinished folder -> final name. If someone else was quicker, theirs stays.
finish() {
    chmod 755 "$1"
    mv -T "$1" "$2" 2>/dev/null || { rm -rf "$1"; [ -d "$2" ]; }
}
