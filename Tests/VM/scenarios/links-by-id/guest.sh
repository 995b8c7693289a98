# shellcheck shell=sh
# A link for each that is by the DIMM's id, in every mode; when the first DIMM is gone at the next boot, and every name
# and number has moved on, each leads to what it led to.
# Whose a disk is can be said by the same id.
mkdir -p /etc/udev/rules.d
echo 'SUBSYSTEM=="block|dax", ENV{ID_NVDIMM}=="8902-1a2b3c0[23]", OWNER="1000", MODE="0640"' >/etc/udev/rules.d/70-db.rules
start_udev
run links links
run owners stat -L -c '%a %u %n' /dev/disk/by-id/nvdimm-8902-1a2b3c0[12]* /dev/dax/by-id/*
run lsblk lsblk -d -n -o NAME,SERIAL
contents() {
    mount -t ext4 -o ro /dev/disk/by-id/nvdimm-8902-1a2b3c01 /mnt
    cat /mnt/content
    umount /mnt
    head -n 1 /dev/disk/by-id/nvdimm-8902-1a2b3c02-part2
    head -n 1 /dev/disk/by-id/nvdimm-8902-51-0721-1a2b3c04-part1
    word_on_dax /dev/dax/by-id/nvdimm-8902-1a2b3c03
    ndctl list -D -i -d "$(basename "$(readlink /dev/nvdimm/by-id/8902-1a2b3c01)")" | grep '"id"'
}
run contents contents
run nmemid-links nmemid list -n -r -o ID,LINK
run nmemid-trace nmemid trace -n -r -o DIMM,LINK /dev/nvdimm/by-id/8902-1a2b3c01
