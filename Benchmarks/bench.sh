#!/bin/sh
# Measures nmemid against other ways to the same answer, and tells which of the goals it reaches. What takes
# part in one ratio is measured by turns, within one run. Prints the table, and keeps it as results.md.
#   bench.sh FOLDER-OF-THE-BINARY WORK-FOLDER
#   ROUNDS=1              how many rounds (4): one is over soon, and says less
set -eu

mkdir -p "$2"
work=$(cd "$2" && pwd)
# As it is installed, and as ndctl is: stripped, and written to the disk in one piece.
bin=$work
strip -o "$bin/nmemid" "$1/nmemid"
here=$(cd "$(dirname "$0")" && pwd)
project=$(cd "$here/.." && pwd)

# So often each command is run at each turn, and so many turns has a round: what takes milliseconds, and
# what takes longer. Turns are short, since a machine is slower for seconds at a time, and must not be so for
# one side of a ratio alone.
rounds=${ROUNDS:-4}
quick=5
quick_turns=6
long=4
long_turns=2

fail() {
  echo "bench: $*" >&2
  exit 1
}

"$here/inputs.sh" "$work/inputs"
inputs=$work/inputs
cc -O2 -o "$work/minimal" "$here/minimal.c" -lndctl
# Not a shell script that looks for one, as version managers put it on the PATH.
python=$(python3 -c 'import sys; print(sys.executable)')

# A recording is unpacked once, in memory.
memory=/dev/shm
[ -w "$memory" ] && [ -d "$memory" ] && TMPDIR=$memory && export TMPDIR
trees=$(mktemp -d)
trap 'rm -rf "$trees"' EXIT
trap 'exit 130' INT TERM
for bus in nfit_test vsphere vsphere-64; do
  mkdir "$trees/$bus"
  tar -xJf "$project/Tests/Buses/$bus.tar.xz" -C "$trees/$bus"
done

# Runs a command on a recorded bus.
on() {
  bus=$1
  shift
  UMOCKDEV_DIR=$trees/$bus umockdev-wrapper "$@"
}

# What is fast and wrong counts for nothing.
check() {
  printf '%s\n' "$2" | sort >"$work/expected"
  printf '%s\n' "$3" | sort | cmp -s - "$work/expected" || fail "nmemid and $1 give different answers"
}
million=$inputs/vmdks-1000000.txt
check "the C program" "$(on vsphere-64 "$work/minimal")" \
  "$(on vsphere-64 "$bin/nmemid" list -rn -o NAME,ID)"
check by-hand.sh "$(on vsphere sh "$here/by-hand.sh" "$here/field.txt")" \
  "$(on vsphere "$bin/nmemid" -rn -o NAME,VMDK "$here/field.txt")"
check join.py "$(on vsphere-64 "$python" "$here/join.py" "$million")" \
  "$(on vsphere-64 "$bin/nmemid" -rn -o NAME,VMDK "$million")"

# Measures commands by turns: group NAME RUNS, and pairs of a name and a command.
group() {
  group=$1
  runs=$2
  shift 2
  set -- -N --style none --warmup 1 --runs "$runs" --export-json "$work/$group.$round.$turn.json" "$@"
  hyperfine "$@" >"$work/hyperfine.log" 2>&1 || {
    tail -n 5 "$work/hyperfine.log" >&2
    fail "hyperfine failed"
  }
}

echo "bench: measuring, $rounds rounds"
rm -f "$work"/*.json
quickly() {
  export UMOCKDEV_DIR="$trees/nfit_test"
  group six "$quick" \
    -n list-6 "umockdev-wrapper $bin/nmemid list" \
    -n ndctl-6 "umockdev-wrapper ndctl list -D"
  UMOCKDEV_DIR=$trees/vsphere
  group field "$quick" \
    -n field "umockdev-wrapper $bin/nmemid $here/field.txt" \
    -n by-hand "umockdev-wrapper sh $here/by-hand.sh $here/field.txt"
  UMOCKDEV_DIR=$trees/vsphere-64
  group many "$quick" \
    -n list-64 "umockdev-wrapper $bin/nmemid list" \
    -n ndctl-64 "umockdev-wrapper ndctl list -D" \
    -n minimal-64 "umockdev-wrapper $work/minimal" \
    -n map-10000 "umockdev-wrapper $bin/nmemid $inputs/vmdks-10000.txt" \
    -n map-100000 "umockdev-wrapper $bin/nmemid $inputs/vmdks-100000.txt"
}

at_length() {
  export UMOCKDEV_DIR="$trees/vsphere-64"
  group million "$long" \
    -n map-1000000 "umockdev-wrapper $bin/nmemid $million" \
    -n mawk "umockdev-wrapper mawk '/UUID/{n++}END{print n}' $million" \
    -n python "umockdev-wrapper $python $here/join.py $million"
  unset UMOCKDEV_DIR
  # umockdev keeps a socket for each file that is open or was.
  group folder "$long" \
    -n folder "$bin/nmemid vmdks $inputs/descriptors" \
    -n cat "find $inputs/descriptors -type f -exec cat {} +"
}

for round in $(seq "$rounds"); do
  for turn in $(seq "$quick_turns"); do quickly; done
  for turn in $(seq "$long_turns"); do at_length; done
done

peak=$(UMOCKDEV_DIR=$trees/vsphere-64 "$python" "$here/peak.py" 10 umockdev-wrapper "$bin/nmemid" "$million")
jq -rn '[inputs.results[] | {name: .command, times}] | group_by(.name)[]
  | [.[0].name, (map(.times[]) | sort | .[length / 2 | floor] * 1000), (map(.times[]) | length)]
  | @tsv' "$work"/*.json >"$work/medians"

{
  echo "Measured with \`make bench\` on $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" \
    "($(nproc) cores), Linux $(uname -r)."
  echo
  awk -v peak="$peak" -f "$here/report.awk" "$work/medians"
} >"$here/results.md"
cat "$here/results.md"
