#!/bin/sh
# Makes what is measured with, and does nothing where it is there already: lists of 10,000, 100,000 and
# 1,000,000 VMDKs, of which 64 are those of the recorded bus vsphere-64, and 100,000 of them as descriptors.
#   inputs.sh FOLDER
set -eu

folder=$1
here=$(cd "$(dirname "$0")" && pwd)
buses=$here/../Tests/Buses

# What is made by other generators, or not to its end, is made anew.
stamp=$(cat "$here/vmdks.awk" "$here/descriptors.awk" "$here/inputs.sh" | cksum)
[ "$(cat "$folder/stamp" 2>/dev/null)" = "$stamp" ] && exit 0
echo "bench: making the inputs in $folder"
rm -rf "$folder"
mkdir -p "$folder"

# The serial is the last part of a DIMM's unique id.
sed -n 's/.*"id":"[^"]*-\([^"]*\)".*/\1/p' "$buses/vsphere-64.ndctl-list-Di.json" >"$folder/serials"
for count in 10000 100000 1000000; do
  awk -v count="$count" -f "$here/vmdks.awk" <"$folder/serials" >"$folder/inventory"
  # Nobody's path has a tab in it, and a UUID none either.
  sed 's/\t/: /' "$folder/inventory" >"$folder/vmdks-$count.txt"
  [ "$count" != 100000 ] ||
    awk -v folder="$folder/descriptors" -f "$here/descriptors.awk" <"$folder/inventory"
done
rm "$folder/inventory"
echo "$stamp" >"$folder/stamp"
