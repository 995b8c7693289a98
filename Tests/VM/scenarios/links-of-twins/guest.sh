# shellcheck shell=sh
# Two DIMMs of one id: no link to what is on them, disk or devdax, since it could lead to either. The link to the DIMM
# itself leads to one of the two.
ndctl create-namespace -f -e namespace2.0 --mode=devdax
start_udev
run links links
run serials lsblk -d -n -o NAME,SERIAL
