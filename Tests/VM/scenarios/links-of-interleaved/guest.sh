# shellcheck shell=sh
# A namespace over two DIMMs has no link by the id of one of them: its VMDKs are two. What lies on one DIMM has.
start_udev
run mappings grep . /sys/bus/nd/devices/region0/mappings /sys/bus/nd/devices/region0/nstype
run links links
