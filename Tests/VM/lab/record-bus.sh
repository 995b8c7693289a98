# shellcheck shell=sh
# The guest.sh of a recording: copies to /out/tree what libndctl and libdaxctl read of /sys, the block devices on
# NVDIMMs and all above them, the mounts, and swap; and leaves beside it what programs make of the same (`listings`).

tree=/out/tree
mkdir -p "$tree/sys/block" "$tree/sys/bus" "$tree/sys/class" "$tree/sys/devices" "$tree/sys/module"

# An attribute that cannot be read, or only written, is left out: a replay cannot give its error.
copy() {
    mkdir -p "$tree${1%/*}"
    cp -dRp "$1" "$tree${1%/*}/" 2>/dev/null || :
}

# Each bus with all below it, where the device model keeps it.
tops=
for bus in /sys/bus/nd/devices/ndbus*; do
    [ -e "$bus" ] || continue
    top=$(readlink -f "$bus")
    tops="$tops $top"
    copy "$top"
done

# The block devices above those, as device-mapper and md make them: each names its holders, and so do partitions.
# folder of a block device
copy_holders() {
    for holder in "$1"/holders/* "$1"/*/holders/*; do
        [ -e "$holder" ] || continue
        holder=$(readlink -f "$holder")
        case " $tops " in *" $holder "*) continue ;; esac
        tops="$tops $holder"
        copy "$holder"
        copy_holders "$holder"
    done
}
for block in /sys/block/pmem*; do
    [ ! -e "$block" ] || copy_holders "$(readlink -f "$block")"
done

# The indexes, which are links into the former.
for index in /sys/bus/nd /sys/bus/dax /sys/class/nd; do
    [ ! -e "$index" ] || copy "$index"
done

# Which drivers are loaded: of each module only that it is there.
for module in libnvdimm nfit nd_btt nd_pmem dax_pmem device_dax kmem nfit_test; do
    [ ! -e "/sys/module/$module/initstate" ] || copy "/sys/module/$module/initstate"
done

# Whether the firmware describes NVDIMMs at all, driver or no driver.
[ ! -e /sys/firmware/acpi/tables/NFIT ] || copy /sys/firmware/acpi/tables/NFIT

# In these there are other devices, too.
for link in /sys/block/* /sys/class/block/* /sys/dev/block/* /sys/dev/char/*; do
    target=$(readlink -f "$link")
    for top in $tops; do
        case $target/ in
            "$top"/*) copy "$link" ;;
        esac
    done
done

# Where devdax is memory like any other: the blocks of memory, and the nodes they belong to.
if [ -e /sys/bus/dax/drivers/kmem ]; then
    copy /sys/devices/system/memory
    for link in /sys/devices/system/node/node*/memory*; do copy "$link"; done
fi

# Which devices a btrfs lies on: it is mounted under the name of one of them.
for devices in /sys/fs/btrfs/*-*/devices; do
    [ ! -e "$devices" ] || copy "$devices"
done

# Device nodes as umockdev wants them: a plain file, sticky for a block device, and its number as a link in .node,
# where a slash in the name is an underscore.
for number in "$tree"/sys/dev/*/*; do
    [ -L "$number" ] || continue
    node=$(sed -n 's/^DEVNAME=//p' "$(readlink -f "/sys${number#"$tree/sys"}")/uevent")
    mkdir -p "$tree/dev/.node"
    : >"$tree/dev/$node"
    case $number in
        */block/*) chmod 1644 "$tree/dev/$node" ;;
    esac
    ln -s "${number##*/}" "$tree/dev/.node/$node"
done
for link in /dev/mapper/*; do
    [ -L "$link" ] || continue
    copy "$link"
    node=$(readlink -f "$link")
    ln -s "$(readlink "$tree/dev/.node/${node##*/}")" "$tree/dev/.node/mapper_${link##*/}"
done

# What is mounted, and what is swapped to. A replay must not see its own machine's: a disk there may have the number of
# a pmem device. The size of a file system in memory is a share of what the kernel had left in this very boot.
mkdir -p "$tree/proc/self"
for table in self/mountinfo self/mounts mounts swaps; do
    sed 's/size=[0-9]*k,nr_inodes=[0-9]*/size=0k,nr_inodes=0/' "/proc/$table" >"$tree/proc/$table"
done

# Of no use to anyone who asks what a device is, different in each boot, or both.
find "$tree" -type d '(' -name power -o -name trace -o -name mq -o -name integrity ')' -prune -exec rm -rf {} +
find "$tree" -type f '(' -name stat -o -name inflight -o -name diskseq ')' -exec rm -f {} +

# The disks that carry files in and out are no part of the machine.
disks=$(sed -n 's/ virtblk$//p' /proc/devices)
while read -r name command arguments; do
    case $name in '' | '#'*) continue ;; esac
    [ "$command" != lsblk ] || command="lsblk --exclude $disks"
    # shellcheck disable=SC2086 # words on purpose
    run "$name" $command $arguments
done <listings

# ndctl makes up a UUID for each namespace: they are numbered, so that what tests expect outlives a new recording.
number=0
for file in $(find "$tree" -path '*/region*/uuid' | sort); do
    uuid=$(cat "$file")
    case $uuid in ????????-????-????-????-????????????) ;; *) continue ;; esac
    number=$((number + 1))
    numbered=$(printf '00000000-0000-4000-8000-%012d' "$number")
    sed -i "s/$uuid/$numbered/" "$file" /out/*.json
done
