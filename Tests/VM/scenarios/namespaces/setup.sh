# shellcheck shell=sh
# One namespace of each mode, made in the guest; on the first a file system is in use. The fourth stays raw.
ndctl create-namespace -f -e namespace0.0 --mode=fsdax
ndctl create-namespace -f -e namespace1.0 --mode=devdax
ndctl create-namespace -f -e namespace2.0 --mode=sector
mkfs.ext4 -q -b 4096 /dev/pmem0
mkdir "/mnt/with blank"
mount -t ext4 -o dax /dev/pmem0 "/mnt/with blank"
# Really with DAX: the kernel has accepted the option.
grep -q 'dax=always' /proc/mounts
