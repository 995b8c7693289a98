#!/bin/sh
# Boots a folder in QEMU and fetches what its guest.sh left in /out:
#   boot.sh KERNEL INITRAMFS FOLDER OUT [CONTENTS]
# FOLDER holds guest.sh and, as needed, dimms, modules, qemu, cmdline, setup.sh, fstab and what those scripts read: see
# ../README.md. In the folder CONTENTS, what each DIMM holds is kept from one boot to the next, by vendor and serial.
# OUT is made; console.log and the tables are in there too. Status 0: the guest ran both scripts to their end.
#   NMEMID_VM_ACCEL=tcg|kvm     what QEMU runs on (accel.sh finds out); software emulation by default
#   NMEMID_VM_TIMEOUT=SECONDS   after which a guest is given up (180)
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$here/common.sh"

kernel=$1 initramfs=$2 folder=$3 out=$4 contents=${5-}
mkdir -p "$out"
disks=$(mktemp -d)
trap 'rm -rf "$disks"' EXIT

# The guest's own memory lies below 4 GiB and what backs the DIMMs above, out of the kernel's hands: a namespace in
# there holds what is written to it, as on real hardware.
# All of it is one NUMA node, which ACPI tells of: without, the kernel can add no memory of a DIMM to its own.
memory=1024
dimms=0
set --
if [ -e "$folder/dimms" ]; then
    dimms=$("$here/nfit.sh" "$folder/dimms" "$out")
    set -- -acpitable "file=$out/nfit.aml" -acpitable "file=$out/ssdt.aml"
fi
# An emulated timer on a busy host is late: without no_timer_check the kernel takes it for broken, and panics.
append="console=ttyS0 quiet panic=-1 no_timer_check"
[ "$dimms" -eq 0 ] || append="$append memmap=${dimms}M\$4G"
[ ! -e "$folder/cmdline" ] || append="$append $(cat "$folder/cmdline")"
# Further arguments for QEMU, one a line: they may hold blanks.
if [ -e "$folder/qemu" ]; then
    while IFS= read -r argument; do
        set -- "$@" "$argument"
    done <"$folder/qemu"
fi

# contents_of_dimms get|put: copies what the DIMMs hold out of the guest's memory, or into it.
contents_of_dimms() {
    offset=$memory
    grep -Ev '^[[:space:]]*(#|$)' "$folder/dimms" | while read -r _ _ vendor serial size _; do
        kept=$contents/$vendor-$serial
        case $1 in
            get) dd "if=$disks/memory" "of=$kept" bs=1M "skip=$offset" "count=$size" conv=sparse status=none ;;
            put) [ ! -e "$kept" ] ||
                dd "if=$kept" "of=$disks/memory" bs=1M "seek=$offset" conv=notrunc,sparse status=none ;;
        esac
        offset=$((offset + size))
    done
}
ram="memory-backend-ram"
if [ -n "$contents" ] && [ "$dimms" -gt 0 ]; then
    truncate -s "$((memory + dimms))M" "$disks/memory"
    contents_of_dimms put
    ram="memory-backend-file,mem-path=$disks/memory,share=on"
fi

tar -cf "$disks/in" -C "$folder" .
truncate -s 64M "$disks/out"

case ${NMEMID_VM_ACCEL:-tcg} in
    kvm) set -- -accel kvm -cpu host "$@" ;;
    *) set -- -accel tcg,thread=multi -cpu max "$@" ;;
esac
status=0
timeout --foreground --kill-after=5 "${NMEMID_VM_TIMEOUT:-180}" qemu-system-x86_64 \
    -nodefaults -no-user-config -display none -monitor none -no-reboot -nic none \
    -machine pc,max-ram-below-4g=1G -smp 2 -m "$((memory + dimms))M" \
    -object "$ram,id=ram,size=$((memory + dimms))M" -numa node,memdev=ram \
    -serial "file:$out/console.log" \
    -kernel "$kernel/vmlinuz" -initrd "$initramfs" -append "$append" \
    -drive "file=$disks/in,format=raw,if=virtio,readonly=on" \
    -drive "file=$disks/out,format=raw,if=virtio" \
    "$@" >"$out/qemu.log" 2>&1 || status=$?

# log, what happened
give_up() {
    tail -n 10 "$1" >&2
    die "$2: the end of $1 is above"
}
case $status in
    0) ;;
    124 | 137) give_up "$out/console.log" "the guest did not power off within ${NMEMID_VM_TIMEOUT:-180} s" ;;
    *) give_up "$out/qemu.log" "qemu ended with status $status" ;;
esac
# An empty disk is an empty archive.
{ tar -xf "$disks/out" -C "$out" 2>/dev/null && [ -e "$out/guest.log" ]; } ||
    give_up "$out/console.log" "the guest left nothing behind"
[ "$(cat "$out/guest.status" 2>/dev/null)" = 0 ] ||
    give_up "$out/guest.log" "setup.sh or guest.sh failed in the guest"
[ ! -e "$disks/memory" ] || contents_of_dimms get
