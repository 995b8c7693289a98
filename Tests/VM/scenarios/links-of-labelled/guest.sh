# shellcheck shell=sh
# Two namespaces on one DIMM would claim one link: neither has it. The other DIMM has no labels, and a link.
start_udev
run namespaces.json ndctl list -DRNv
run links links
