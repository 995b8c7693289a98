#!/bin/sh
# Which VMDK is behind which DIMM, the way an administrator does it: joins by hand what ndctl prints with a
# list of lines `path: UUID is …`.
#   by-hand.sh LIST
ndctl list -D | jq -r '.[] | "\(.dev) \(.id)"' | awk 'NR == FNR { sub(/.*-/, "", $2); dev[$2] = $1; next } { serial = tolower($(NF - 3) $(NF - 2) $(NF - 1) $NF) } serial in dev { sub(/:? UUID is .*/, ""); print dev[serial], $0 }' - "$1"
