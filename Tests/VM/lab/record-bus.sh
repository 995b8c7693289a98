# shellcheck shell=sh
# The guest.sh of a recording: copies to /out/tree what libndctl and libdaxctl read of /sys, the mounts, and beside it
# what ndctl makes of the same.

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

# The indexes, which are links into the former.
for index in /sys/bus/nd /sys/bus/dax /sys/class/nd; do
    [ ! -e "$index" ] || copy "$index"
done

# Which drivers are loaded: of each module only that it is there.
for module in libnvdimm nfit nd_btt nd_pmem dax_pmem device_dax nfit_test; do
    [ ! -e "/sys/module/$module/initstate" ] || copy "/sys/module/$module/initstate"
done

# Whether the firmware describes NVDIMMs at all, driver or no driver.
[ ! -e /sys/firmware/acpi/tables/NFIT ] || copy /sys/firmware/acpi/tables/NFIT

# In these there are other devices, too.
for link in /sys/block/* /sys/class/block/* /sys/dev/block/* /sys/dev/char/*; do
    target=$(readlink -f "$link")
    for top in $tops; do
        case $target in
            "$top"/*) copy "$link" ;;
        esac
    done
done

# Device nodes as umockdev wants them: a plain file, sticky for a block device, and its number as a link in .node.
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

# What is mounted. A replay must not see its own machine's mounts: a disk there may have the number of a pmem device.
# The size of the initial file system is a share of the memory that the kernel had left in this very boot.
mkdir -p "$tree/proc/self"
for table in self/mountinfo self/mounts mounts; do
    sed 's/size=[0-9]*k,nr_inodes=[0-9]*/size=0k,nr_inodes=0/' "/proc/$table" >"$tree/proc/$table"
done

# Of no use to anyone who asks what a device is, different in each boot, or both.
find "$tree" -type d '(' -name power -o -name trace -o -name mq -o -name integrity ')' -prune -exec rm -rf {} +
find "$tree" -type f '(' -name stat -o -name inflight -o -name diskseq ')' -exec rm -f {} +

run ndctl-list-Di.json ndctl list -D -i
run ndctl-list-BDRNi.json ndctl list -BDRNi
