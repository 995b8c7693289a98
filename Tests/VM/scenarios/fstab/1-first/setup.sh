# shellcheck shell=sh
# Both are what a database might have: its files, and its log.
for volume in log:0 files:1; do
    mkfs.ext4 -q -b 4096 "/dev/pmem${volume#*:}"
    mount -t ext4 "/dev/pmem${volume#*:}" /mnt
    echo "the database's ${volume%:*}" >/mnt/content
    umount /mnt
done
ndctl create-namespace -f -e namespace2.0 --mode=devdax
