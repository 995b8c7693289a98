#!/bin/sh
# Measures nmemid against other ways to the same answer, and tells which of the goals it reaches. What takes
# part in one ratio is measured by turns, within one run. Prints the tables; those of a whole run are kept as
# results.md.
#   bench.sh FOLDER-OF-THE-BINARY WORK-FOLDER
#   ROWS="list to-*"      only these of rows.sh, with blanks or commas between
#   ROUNDS=1              how many rounds (4): one is over soon, and says less
#   COUNT=100000          how many VMDKs (1000000)
# No name is a pattern of files.
set -euf

mkdir -p "$2"
work=$(cd "$2" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
project=$(cd "$here/.." && pwd)
rounds=${ROUNDS:-4}
count=${COUNT:-1000000}
chosen=$(echo "${ROWS:-}" | tr ',' ' ')
inputs=$work/inputs/$count
# The most memory that nmemid may take, in MiB, unless a row says otherwise.
memory_limit=112

fail() {
  echo "bench: $*" >&2
  exit 1
}

# A number with commas in it: 1,000,000.
shown() {
  echo "$1" | sed -e :a -e 's/\([0-9]\)\([0-9]\{3\}\)\($\|,\)/\1,\2\3/;ta'
}

# As it is installed, and as ndctl is: stripped, and written to the disk in one piece.
nmemid=$work/nmemid
strip -o "$nmemid" "$1/nmemid"
cc -O2 -o "$work/minimal" "$here/minimal.c" -lndctl
# Not a shell script that looks for one, as version managers put it on the PATH.
python=$(python3 -c 'import sys; print(sys.executable)')

plan=$work/plan
rm -rf "$plan" "$work/times" "$work/statuses"
mkdir -p "$plan" "$work/times"
for table in known found rows buses parts commands same limits goals measured verdicts; do : >"$plan/$table"; done
# shellcheck source-path=SCRIPTDIR source=plan.sh
. "$here/plan.sh"
# shellcheck source-path=SCRIPTDIR source=rows.sh
. "$here/rows.sh"
# shellcheck source-path=SCRIPTDIR source=trial.sh
. "$here/trial.sh"
# shellcheck source-path=SCRIPTDIR source=measure.sh
. "$here/measure.sh"
for pattern in $chosen; do
  grep -qxF -e "$pattern" "$plan/found" || fail "there is no row $pattern; there are: $(tr '\n' ' ' <"$plan/known")"
done

# shellcheck disable=SC2046 # a list of words
"$here/inputs.sh" "$inputs" "$count" truth truth-tenth truth-dimms $(sort -u "$plan/parts")

# A recording is unpacked once, in memory.
memory=/dev/shm
[ -w "$memory" ] && [ -d "$memory" ] && TMPDIR=$memory && export TMPDIR
trees=$(mktemp -d)
trap 'rm -rf "$trees"' EXIT
trap 'exit 130' INT TERM
sort -u "$plan/buses" | while read -r bus; do
  mkdir "$trees/$bus"
  tar -xJf "$project/Tests/Buses/$bus.tar.xz" -C "$trees/$bus"
done

# How fast the disk is, is not what is measured.
sort -u "$plan/parts" | while read -r part; do find "$inputs/$part" -type f -exec cat {} + >/dev/null; done
echo "bench: trying each command once"
try_all
echo "bench: measuring, $rounds rounds"
for round in $(seq "$rounds"); do
  while read -r row; do measure_row "$row"; done <"$plan/rows"
done
check_statuses
measure_memory >"$work/peaks"
find "$work/times" -name '*.json' -exec cat {} + | jq -rn '[inputs.results[] | {name: .command, times}]
  | group_by(.name)[]
  | [.[0].name, (map(.times[]) | sort | .[length / 2 | floor] * 1000), (map(.times[]) | length)]
  | @tsv' >"$work/medians"

{
  echo "Measured with \`make bench\` on $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" \
    "($(nproc) cores), Linux $(uname -r): $(shown "$count") VMDKs in each list, 64 DIMMs."
  echo
  awk -v memory_limit="$memory_limit" -f "$here/report.awk" \
    "$plan/verdicts" "$work/medians" "$work/peaks" "$plan/limits" "$plan/goals"
} >"$work/results.md"
cat "$work/results.md"
if [ -z "$chosen" ] && [ "$count" = 1000000 ]; then
  cp "$work/results.md" "$here/results.md"
fi
! grep -q "${tab}wrong$" "$plan/verdicts" || fail "an answer was wrong"
