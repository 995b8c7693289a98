# shellcheck shell=sh
# From VMDK to mount point, with everything in between that a guest can have; and back.
run ndctl.json ndctl list -D -i
run ndctl-all.json ndctl list -BDRNi
run ndctl-verbose.json ndctl list -BDRNivXC
run findmnt.json findmnt --json --list -o SOURCE,TARGET,FSTYPE,FSROOT,OPTIONS
run lsblk.json lsblk --json --bytes -o NAME,KNAME,MAJ:MIN,SIZE,TYPE,MOUNTPOINTS
run mountinfo cat /proc/self/mountinfo
run swaps cat /proc/swaps

run list.json nmemid list --json
run all.json nmemid list --regions --namespaces --json
run verbose.json nmemid list --regions --namespaces --json -v
run map nmemid map host.txt --pairs -o NAME,MATCH,VMDK
run_as_user ndctl-of-user.json ndctl list -BDRNivXC
run_as_user list-of-user.json nmemid list --regions --namespaces --json -v
run mounts.json nmemid map host.txt --json
run blockdevices.json nmemid map host.txt --json
run tree nmemid --tree host.txt

run down follow parts.vmdk data_1.vmdk mirror_1.vmdk pool_2.vmdk plain.vmdk chardev.vmdk memory.vmdk idle.vmdk off.vmdk

# A path is on what is mounted there last, and what is hidden is not there.
touch "/mnt/data base #1/orders" /mnt/stack/upper /mnt/plain/books/ledger
ln -s /mnt/plain/books/ledger /tmp/link
run up follow "/mnt/data base #1/orders" /mnt/files /srv/secret /srv/pool /srv/bücher/ledger /tmp/link /mnt/stack/upper \
    /mnt/old/deep /mnt/stack/lost+found "/srv/secret/swap file" /dev/pmem0p2 /dev/md127 /dev/mapper/vg-data /dev/dax8.0 /tmp

# A block device that has the number of a character device is not that device.
minor=$(sed 's/.*://' /sys/bus/dax/devices/dax8.0/dev)
major=$(sed -n 's/ device-mapper$//p' /proc/devices)
[ -e "/dev/dm-$minor" ] || echo 0 8 error | dmsetup create --noudevsync --major "$major" --minor "$minor" nothing
run same-number follow "/dev/dm-$minor"
