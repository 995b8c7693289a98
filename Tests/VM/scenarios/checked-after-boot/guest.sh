# shellcheck shell=sh
# A state is saved once (expected.json, as the first boot prints it), and each boot is checked against it: the same DIMMs,
# in other places, one taken away, one empty under its id, one with other content, one hidden. There is no udev here: what
# it would know of the devices is put where it keeps it.
mkdir -p /run/udev/data

# serial, UUID of the file system, mount point: what is on the DIMM of this serial, wherever that is now.
content() {
    device=$(nmemid list --namespaces --dimm "$1" --noheadings -o DEVICE) || return 0
    known=/run/udev/data/b$(cat "/sys/class/block/$device/dev")
    : >"$known"
    [ ! -e "empty-$1" ] || return 0
    mkfs.ext4 -q -b 4096 -U "$2" "/dev/$device"
    echo "E:ID_FS_UUID=$2" >"$known"
    mkdir -p "$3"
    mount -t ext4 "/dev/$device" "$3"
}
first=11111111-1111-4111-8111-111111111111
[ ! -e other-content ] || first=99999999-9999-4999-8999-999999999999
content 5e11a001 "$first" /mnt/db
content c47d2b9e 22222222-2222-4222-8222-222222222222 /mnt/log
[ ! -e hidden ] || mount -t tmpfs tmpfs /mnt/db

run state.json nmemid save host.txt --to -
run check nmemid check --expected expected.json --host host.txt
run check-of-log nmemid check /mnt/log --expected expected.json --host host.txt
run_as_user check-of-user nmemid check --expected expected.json --host host.txt
run moved nmemid diff expected.json --host host.txt --noheadings --output ID,WHAT,WAS,IS,HARMLESS
# A mount that comes late is waited for, and not longer than was said.
late() {
    device=$(findmnt -n -o SOURCE /mnt/log 2>/dev/null || sed -n 's, /mnt/log .*,,p' /proc/mounts)
    umount /mnt/log
    nmemid check /mnt/log --wait 1 --expected expected.json --host host.txt
    echo "without it: $?"
    (
        sleep 3
        mount -t ext4 "$device" /mnt/log
    ) &
    nmemid check /mnt/log --wait 60 --expected expected.json --host host.txt
    echo "with it: $?"
    wait
}
[ ! -e late ] || run late late
