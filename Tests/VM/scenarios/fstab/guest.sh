# shellcheck shell=sh
# Why to name by id: after the DIMMs have changed places, systemd mounts the right volume by the link, and by
# /dev/pmem1, without a word, the wrong one.
run links links
run by-id cat /mnt/by-id/content
run by-name cat /mnt/by-name/content
run units systemctl is-active "mnt-by\\x2did.mount" "mnt-by\\x2dname.mount" \
    "dev-dax-by\\x2did-nvdimm\\x2d8902\\x2d07f366d8.device"
run mounts findmnt -n -l -t ext4 -o TARGET,SOURCE
