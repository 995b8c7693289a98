# shellcheck shell=sh
# The machine of the README: what its commands say, on a real kernel.
run ndctl.json ndctl list -D -i
run list.json nmemid list --json
run map nmemid host.txt
run by-instinct nmemid /mnt/db host.txt -o DIMM,MATCH,VMDK
run vmdk nmemid log.vmdk host.txt -o DIMM,MOUNTPOINT
nmemid save --to state.json host.txt
run check nmemid check --expected state.json --host host.txt
umount /mnt/db
run unmounted nmemid check --expected state.json --host host.txt /mnt/db
