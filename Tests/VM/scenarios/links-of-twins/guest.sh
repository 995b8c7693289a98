# shellcheck shell=sh
# Two DIMMs of one id: no link to what is on them, disk or devdax, since it could lead to either. The link to the DIMM
# itself leads to one of the two.
ndctl create-namespace -f -e namespace2.0 --mode=devdax
start_udev
run links links
run serials lsblk -d -n -o NAME,SERIAL
# Who asks for either hears of both.
run nmemid-list nmemid list -n -r -o NAME,LINK
run nmemid-trace nmemid trace -n -r -o DIMM,LINK "$(find /dev/nvdimm/by-id -type l | sort | head -n 1)"
