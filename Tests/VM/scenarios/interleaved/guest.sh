# shellcheck shell=sh
# One file system over four DIMMs: when one VMDK goes, it goes.
run ndctl.json ndctl list -D -i
run ndctl-all.json ndctl list -BDRNi
run ndctl-dax.json ndctl list -BDRNiX
run findmnt.json findmnt --json --real --list -o SOURCE,TARGET,FSTYPE,OPTIONS
run lsblk.json lsblk --json --bytes -o NAME,TYPE,SIZE,RO,DAX,MOUNTPOINTS
run list.json nmemid list --json
run map nmemid map host.txt --pairs -o NAME,MATCH,VMDK
