# shellcheck shell=sh
# A mirror as LVM lays it out: the volume is on the data and on the metadata of each leg, and both of these on one
# device, so that two ways lead from the device to the volume. Here it is put together linearly, for want of a driver of
# mirrors in the lab's kernel; the block layer shows the same.
modprobe dm_mod

# name: a volume after the table on standard input. Its node is a link, as udev makes it.
volume() {
    dmsetup create --noudevsync --uuid "LVM-0123456789abcdef$1" "$1"
    ln -s "../$(dmsetup info -c --noheadings -o blkdevname "$1")" "/dev/mapper/$1"
}

for leg in 0 1; do
    ndctl create-namespace -f -e "namespace$leg.0" --mode=fsdax
    echo "0 8192 linear /dev/pmem$leg 0" | volume "vg-db_rmeta_$leg"
    echo "0 40960 linear /dev/pmem$leg 8192" | volume "vg-db_rimage_$leg"
done
volume vg-db <<END
0 8192 linear /dev/mapper/vg-db_rmeta_0 0
8192 40960 linear /dev/mapper/vg-db_rimage_0 0
49152 8192 linear /dev/mapper/vg-db_rmeta_1 0
57344 40960 linear /dev/mapper/vg-db_rimage_1 0
END
mkfs.ext4 -q -b 4096 /dev/mapper/vg-db
mkdir -p /mnt/db
mount -t ext4 /dev/mapper/vg-db /mnt/db
