#!/bin/sh
# Prints what QEMU is to run on: kvm where a guest gets through a short trial with it, else tcg, software emulation.
# That /dev/kvm is there proves nothing: in a virtual machine it may well abort or hang.
#   accel.sh KERNEL INITRAMFS
set -eu
kernel=$1 initramfs=$2

if ! [ -r /dev/kvm ] || ! [ -w /dev/kvm ]; then
    echo tcg
    exit 0
fi
# The braces keep to themselves what the shell says about a QEMU that aborts.
{
    if timeout --foreground --kill-after=2 15 qemu-system-x86_64 -accel kvm -cpu host -machine pc -smp 2 -m 1024M \
        -nodefaults -no-user-config -display none -monitor none -no-reboot -nic none -serial stdio \
        -kernel "$kernel/vmlinuz" -initrd "$initramfs" -append 'console=ttyS0 quiet panic=-1 lab.trial' \
        </dev/null | grep -q 'lab: trial passed'
    then echo kvm; else echo tcg; fi
} 2>/dev/null
