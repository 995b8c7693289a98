# shellcheck shell=sh
# From VMDK to mount point, with everything in between that a guest can have.
run ndctl.json ndctl list -D -i
run ndctl-all.json ndctl list -BDRNi
run ndctl-dax.json ndctl list -BDRNiX
run daxctl.json daxctl list
run findmnt.json findmnt --json --list -o SOURCE,TARGET,FSTYPE,FSROOT,OPTIONS,MAJ:MIN
run lsblk.json lsblk --json --bytes -o NAME,KNAME,TYPE,SIZE,MAJ:MIN,MOUNTPOINTS,DAX
run lsblk lsblk -o NAME,KNAME,TYPE,SIZE,MAJ:MIN,MOUNTPOINTS,DAX
run mountinfo cat /proc/self/mountinfo
run swaps cat /proc/swaps
run list.json nmemid list --json
run map nmemid map host.txt --pairs -o NAME,MATCH,VMDK
