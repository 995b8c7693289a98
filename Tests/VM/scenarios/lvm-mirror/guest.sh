# shellcheck shell=sh
# A volume that is reached on two ways from each DIMM is on that DIMM once.
run lsblk.json lsblk --json -o NAME,TYPE,MOUNTPOINTS
run trace nmemid trace /mnt/db --host host.txt --pairs -o MOUNTPOINT,DEVICE,DEVICES,DIMM,VMDK
run tree nmemid --tree host.txt
run list nmemid list -o NAME,DEVICES,MOUNTPOINTS
