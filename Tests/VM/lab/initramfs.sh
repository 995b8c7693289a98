#!/bin/sh
# Makes the guest's root: busybox and the programs in common.sh with their libraries, the kernel's modules, udev and
# systemd, nmemid if given.
#   initramfs.sh KERNEL IMAGE [NMEMID]
# It is the same for every boot of a run; what differs comes in on a disk (boot.sh). Not compressed: the guest's
# processor is emulated, and unpacking would take longer than reading.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$here/common.sh"

kernel=$1 image=$2 nmemid=${3-}
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
chmod 755 "$root"                  # an ordinary user has to get in

# program [path in the guest]: the program, in /bin if nothing else is said, and whatever ldd finds for it, at the same
# paths.
add_program() {
    cp -L "$1" "$root${2:-/bin/${1##*/}}"
    # A script, or a static program, has no libraries: ldd says so with a status.
    { ldd "$1" 2>/dev/null || :; } | sed -n 's/^\t\(.* => \)\{0,1\}\(\/[^ ]*\) (.*/\2/p' | while read -r library; do
        mkdir -p "$root${library%/*}"
        cp -L "$library" "$root$library"
    done
}

mkdir -p "$root/bin" "$root/sbin" "$root/etc" "$root/proc" "$root/sys" "$root/dev" "$root/tmp" "$root/mnt"
chmod 1777 "$root/tmp"
add_program "$(command -v busybox)"
for program in $guest_programs; do
    add_program "$(command -v "$program")"
done
[ -z "$nmemid" ] || add_program "$nmemid" /bin/nmemid

# udev with the rules of this machine's own, and those of nmemid; systemd with no more units than it takes to mount what
# is in /etc/fstab. Where /lib is no part of /usr, either is looked for in both.
mkdir -p "$root/usr/lib/udev/rules.d" "$root/usr/lib/systemd/system-generators" "$root/lib"
ln -s ../bin "$root/usr/bin"
ln -s ../usr/lib/udev "$root/lib/udev"
ln -s ../usr/lib/systemd "$root/lib/systemd"
cp -L /lib/udev/rules.d/*.rules "$root/usr/lib/udev/rules.d/"
"$here/../../../Packaging/udev/rules.sh" >"$root/usr/lib/udev/rules.d/61-nmemid.rules"
cp "$here/../../../Packaging/udev/apply.sh" "$root/bin/apply-rules"
ln -s /bin/udevadm "$root/usr/lib/systemd/systemd-udevd"
for program in systemd systemd-journald systemd-executor system-generators/systemd-fstab-generator; do     # the second since systemd 255
    [ ! -e "/lib/systemd/$program" ] || add_program "/lib/systemd/$program" "/usr/lib/systemd/$program"
done
"$here/units.sh" "$root"

# With the kernel of another suite come its ndctl and its libraries, in the place of this machine's.
if [ -d "$kernel/userland" ]; then
    cp "$kernel/userland/usr/bin/ndctl" "$kernel/userland/usr/bin/daxctl" "$root/bin/"
    cp -L "$kernel"/userland/usr/lib/x86_64-linux-gnu/*.so.* "$root/lib/x86_64-linux-gnu/"
    [ ! -d "$kernel/userland/usr/lib64" ] || cp -L "$kernel"/userland/usr/lib64/* "$root/lib64/"
fi

cp -R "$kernel/lib/modules" "$root/lib/"
[ ! -d "$kernel/nfit_test" ] || cp -R "$kernel/nfit_test" "$root/lib/modules/"
cp "$here/init" "$root/init"
cp "$here/guest.sh" "$root/lib/guest.sh"
printf 'root:x:0:0::/:/bin/sh\nuser:x:1000:1000::/:/bin/sh\n' >"$root/etc/passwd"
printf 'root:x:0:\nuser:x:1000:\n' >"$root/etc/group"

(cd "$root" && find . | cpio --quiet -o -H newc --owner 0:0) >"$image"
