#!/bin/sh
# Prints the rules for udev that 61-nmemid.rules.in is the source of.
#   Packaging/udev/rules.sh > 61-nmemid.rules
set -eu

# vSphere gives a virtual machine 64 NVDIMMs at most.
awk -v dimms=64 '
  /^[^#].*@dimm@/ {
    for (n = 0; n < dimms; n++) {
      rule = $0
      gsub(/@dimm@/, "nmem" n, rule)
      print rule
    }
    next
  }
  { print }' "${0%/*}/61-nmemid.rules.in"
