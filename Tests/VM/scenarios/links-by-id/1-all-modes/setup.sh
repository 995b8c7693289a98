# shellcheck shell=sh
# The first DIMM, which is removed later, and the last stay raw. On each of the others is a namespace of another mode,
# and on all something to be known by.
ndctl create-namespace -f -e namespace1.0 --mode=fsdax
ndctl create-namespace -f -e namespace2.0 --mode=sector
ndctl create-namespace -f -e namespace3.0 --mode=devdax --align=4k
mkfs.ext4 -q -b 4096 /dev/pmem1
mount -t ext4 /dev/pmem1 /mnt
echo "a file on fsdax" >/mnt/content
umount /mnt
for disk in /dev/pmem2s /dev/pmem4; do
    printf 'label: gpt\nsize=8M\nsize=8M\n' | sfdisk -q "$disk"
done
echo "the second part of sector" >/dev/pmem2s2
echo "the first part of raw" >/dev/pmem4p1
word_on_dax /dev/dax3.0 0x0DA7ADA7
