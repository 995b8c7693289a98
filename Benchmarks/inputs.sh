#!/bin/sh
# Makes the inputs that are asked for, and does nothing for those that are there already.
#   inputs.sh FOLDER COUNT PART…
# A PART is a list of COUNT VMDKs in a form that forms.awk knows, and is the file of that name in FOLDER. Of
# the VMDKs 64 are those of the recorded bus vsphere-64. Others are:
#   none         the list, but its UUIDs end in no DIMM's serial
#   tenth        a list of a tenth as many, and hundredth
#   descriptors  a folder with the descriptors of a tenth as many
#   fleet        the saved guests of a hundredth as many, four DIMMs each, and lists of half as many VMDKs on a host for each
#                ten guests, with what is true of them: see fleet.py; and fleet-tenth, of a tenth of it
#   truth        what the list says, as lines of a UUID and a path; the same of the tenth in truth-tenth, and
#                of what backs a DIMM in truth-dimms
set -eu

folder=$1
count=$2
shift 2
here=$(cd "$(dirname "$0")" && pwd)
buses=$here/../Tests/Buses
mkdir -p "$folder"

# The serial is the last part of a DIMM's unique id.
serials() {
  sed -n 's/.*"id":"[^"]*-\([^"]*\)".*/\1/p' "$buses/vsphere-64.ndctl-list-Di.json"
}

inventory() {
  mawk -v count="$1" -f "$here/vmdks.awk"
}

in_form() {
  mawk -v form="$1" -f "$here/forms.awk"
}

# An inventory's lines with the UUID first, as nmemid prints it.
truth() {
  mawk -F '\t' '{
    uuid = tolower(substr($2, 9))
    gsub(/[ -]/, "", uuid)
    print substr(uuid, 1, 8) "-" substr(uuid, 9, 4) "-" substr(uuid, 13, 4) "-" substr(uuid, 17, 4) "-" substr(uuid, 21), $1
  }' "$1"
}

# Makes one part; into a file, or a folder, of the name that is given.
make_part() {
  case $1 in
  inventory) serials | inventory "$count" >"$2" ;;
  inventory-tenth) serials | inventory "$((count / 10))" >"$2" ;;
  inventory-hundredth) serials | inventory "$((count / 100))" >"$2" ;;
  inventory-none) inventory "$count" </dev/null >"$2" ;;
  tenth | hundredth | none)
    need "inventory-$1"
    in_form list <"$folder/inventory-$1" >"$2"
    ;;
  descriptors)
    need inventory-tenth
    mawk -v folder="$2" -f "$here/descriptors.awk" <"$folder/inventory-tenth"
    ;;
  fleet) python3 "$here/fleet.py" "$2" "$((count / 100))" ;;
  fleet-tenth) python3 "$here/fleet.py" "$2" "$((count / 1000))" ;;
  truth)
    need inventory
    truth "$folder/inventory" >"$2"
    ;;
  truth-tenth)
    need inventory-tenth
    truth "$folder/inventory-tenth" >"$2"
    ;;
  truth-dimms)
    need truth
    serials | mawk 'NR == FNR { serial[$1]; next } substr($1, 29) in serial' - "$folder/truth" >"$2"
    ;;
  *)
    need inventory
    in_form "$1" <"$folder/inventory" >"$2"
    ;;
  esac
}

# What is made by other generators, or not to its end, is made anew.
stamp=$(cat "$here/vmdks.awk" "$here/descriptors.awk" "$here/forms.awk" "$here/fleet.py" "$here/inputs.sh" | cksum)
need() {
  [ "$(cat "$folder/$1.stamp" 2>/dev/null)" = "$stamp" ] && return
  rm -rf "${folder:?}/$1" "$folder/$1.part"
  # A part may need others: in a shell of its own it keeps its arguments.
  (make_part "$1" "$folder/$1.part")
  mv "$folder/$1.part" "$folder/$1"
  echo "$stamp" >"$folder/$1.stamp"
  echo "bench: made $folder/$1"
}

for part; do need "$part"; done
