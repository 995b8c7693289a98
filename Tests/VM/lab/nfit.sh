#!/bin/sh
# Compiles a `dimms` table into OUT/nfit.aml and OUT/ssdt.aml and prints the memory behind all of them, in MiB.
#   nfit.sh DIMMS OUT
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$here/common.sh"

dimms=$1 out=$2

# A line that is not one would make iasl complain of the tables, at length, and not of the line.
awk -v "file=$dimms" '
    /^[[:space:]]*(#|$)/ { next }
    NF < 8 || NF > 9 || (NF == 9 && $9 !~ /^[0-9]+$/) || length($4) != 8 || $4 !~ /^[0-9a-f]+$/ || $5 !~ /^[0-9]+$/ {
        print file ":" NR ": expected 8 fields (handle, physical id, vendor, serial of 8 digits, MiB, location, date, flags; - for none of the last three), or a ninth, a number for the health: " $0
        bad = 1
    }
    END { exit bad }' "$dimms" >&2 || die "the DIMMs cannot be made"

# iasl insists on the fields of the ACPI version it was written for: ask its own template.
cookie=$(cd "$out" && iasl -T NFIT >/dev/null 2>&1 && grep -c 'Location Cookie :' nfit.asl) || :

awk -v "cookie=$((${cookie:-0} > 0))" -f "$here/nfit.awk" "$dimms" >"$out/nfit.asl"
awk -f "$here/ssdt.awk" "$dimms" >"$out/ssdt.asl"
for table in nfit ssdt; do
    iasl "$out/$table.asl" >"$out/$table.log" 2>&1 || { cat "$out/$table.log" >&2; die "iasl refuses $out/$table.asl"; }
done
awk '!/^[[:space:]]*(#|$)/ { sum += $5 } END { print sum + 0 }' "$dimms"
