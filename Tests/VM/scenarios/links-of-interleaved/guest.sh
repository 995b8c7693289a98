# shellcheck shell=sh
# A namespace over several DIMMs has no link by the id of one of them; what lies on one DIMM alone has.
start_udev
run links links
run regions.json ndctl list -DRNv
