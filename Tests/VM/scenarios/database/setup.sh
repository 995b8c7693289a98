# shellcheck shell=sh
# A database on two DIMMs, and a third one that is made ready and not mounted.
for number in 0 1 2; do
    ndctl create-namespace -f -e "namespace$number.0" --mode=fsdax
    mkfs.ext4 -q -b 4096 "/dev/pmem$number"
done
mkdir -p /mnt/db /mnt/log
mount -t ext4 -o dax /dev/pmem0 /mnt/db
mount -t ext4 -o dax /dev/pmem1 /mnt/log
