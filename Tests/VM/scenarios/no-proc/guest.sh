# shellcheck shell=sh
# Two DIMMs, one with a file system, and no /proc, as in the chroot of a rescue system. Every word of the command line
# counts, and what is mounted cannot be known.
mkfs.ext4 -q -b 4096 /dev/pmem0
mkdir /mnt/db
mount -t ext4 /dev/pmem0 /mnt/db
umount /proc
run nonsense nmemid --nonsense
run map nmemid host.txt --pairs -o NAME,MATCH,VMDK
run map.json nmemid --json host.txt
run tree nmemid --tree host.txt
run path nmemid trace /mnt/db --host host.txt
run device nmemid trace /dev/pmem0 --host host.txt --noheadings -o DEVICE,VMDK
run version nmemid --version
mount -t proc proc /proc
