# shellcheck shell=sh
# All that can lie above a namespace, up to mount points and swap. Numbers of regions, namespaces and DIMMs agree here.
modprobe -a dm_mod dm_crypt raid1 btrfs kmem

# number, mode
namespace() {
    ndctl create-namespace -f -e "namespace$1.0" --mode="$2"
}

# name, uuid: a device-mapper volume after the table on standard input. Its node is a link, as udev makes it.
volume() {
    dmsetup create --noudevsync --uuid "$2" "$1"
    ln -s "../$(dmsetup info -c --noheadings -o blkdevname "$1")" "/dev/mapper/$1"
}

# device, mount point, options: the device gets an ext4, and is mounted.
ext4() {
    mkfs.ext4 -q -b 4096 "$1"
    mkdir -p "$2"
    mount -t ext4 -o "${3-rw}" "$1" "$2"
}

# 0: partitions, one with a file system, one with swap.
namespace 0 fsdax
sfdisk --quiet /dev/pmem0 <<END
label: gpt
size=64M
size=32M, type=swap
END
ext4 /dev/pmem0p1 /mnt/files
mkswap /dev/pmem0p2
swapon /dev/pmem0p2

# 1 and 2: a volume over both, as LVM makes it, in use with DAX.
namespace 1 fsdax
namespace 2 fsdax
half=$(blockdev --getsz /dev/pmem1)
volume vg-data LVM-0123456789abcdef <<END
0 $half linear /dev/pmem1 0
$half $(blockdev --getsz /dev/pmem2) linear /dev/pmem2 0
END
ext4 /dev/mapper/vg-data "/mnt/data base #1" dax

# 3 and 4: a mirror, encrypted (with a cipher that changes nothing, and costs nothing), with a swap file. The sysfs of
# md takes the place of mdadm.
namespace 3 sector
echo md127 >/sys/module/md_mod/parameters/new_array
(
    cd /sys/block/md127/md || exit 1
    echo none >metadata_version
    echo raid1 >level
    echo 2 >raid_disks
    echo "$((120 * 1024))" >component_size
    cat /sys/block/pmem3s/dev >new_dev
    cat /sys/block/pmem4/dev >new_dev
    echo 0 >dev-pmem3s/slot
    echo 1 >dev-pmem4/slot
    echo none >resync_start             # nothing to copy: both are empty
    echo active >array_state
)
volume secret CRYPT-PLAIN-secret <<END
0 $(blockdev --getsz /dev/md127) crypt cipher_null-ecb - 0 /dev/md127 0
END
ext4 /dev/mapper/secret /srv/secret
dd if=/dev/zero of="/srv/secret/swap file" bs=1M count=4
mkswap "/srv/secret/swap file"
swapon "/srv/secret/swap file"

# 5 and 6: one btrfs. It is mounted under a device number of its own, and one of its devices is not named at all.
namespace 5 fsdax
mkfs.btrfs -q -U 00000000-0000-4000-8000-000000000001 /dev/pmem5 /dev/pmem6
mkdir /srv/pool
mount -t btrfs -o device=/dev/pmem5,device=/dev/pmem6 /dev/pmem5 /srv/pool

# 7: one file system in many places: as a whole and in part, once more and read-only, below another mount that hides
# it, and upon one.
namespace 7 fsdax
ext4 /dev/pmem7 /mnt/plain dax
mkdir /mnt/plain/books /srv/bücher /mnt/again /mnt/old /mnt/stack
mount -t ext4 -o dax /dev/pmem7 /mnt/again
mount -o remount,bind,ro /mnt/again
mount --bind /mnt/plain/books /srv/bücher
mkdir /mnt/old/deep
mount -t ext4 -o dax /dev/pmem7 /mnt/old/deep
mount -t tmpfs tmpfs /mnt/old
mount -t ext4 /dev/pmem0p1 /mnt/stack
mount -t ext4 -o dax /dev/pmem7 /mnt/stack

# 8: a character device; 9: memory like any other.
namespace 8 devdax
namespace 9 devdax
daxctl reconfigure-device --mode=system-ram --force dax9.0

# 10: nothing but the namespace is disabled; 11: all of it. A DIMM can only be disabled when nothing uses its region.
namespace 10 fsdax
ndctl disable-namespace namespace10.0
ndctl disable-region region11
ndctl disable-dimm nmem11
