# shellcheck shell=sh
# A DIMM that is locked, one whose memory was not mapped, and bad sectors: the match stands, and all of it is said.
run before nmemid host.txt --noheadings -o NAME,MATCH
for dimm in /sys/class/nfit_test_dimm/*; do
    [ "$(cat "$dimm/handle")" != 0x0 ] || echo 1 >"$dimm/lock_dimm"
done
run lock cat /sys/bus/nd/devices/nmem0/security
run map nmemid host.txt --noheadings -o NAME,MATCH,SECURITY
run map.json nmemid --json host.txt
run trace nmemid trace 0.vmdk --host host.txt --noheadings -o DIMM,MATCH
