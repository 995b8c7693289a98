#!/bin/sh
# Fuzzes one reader for a while and says how it went, in a line; what libFuzzer says goes to a log.
# Part of fuzz.sh.
#   reader.sh WORK READER SECONDS [RUNS]
# WORK has the programs and the seeds, and keeps the corpus and the inputs that failed. With RUNS, that is how many
# inputs are tried, and how fast the machine is makes no difference to which.
set -eu

work=$1 reader=$2 seconds=$3 runs=${4-}
here=$(dirname "$0")
program=$work/bin/$reader
corpus=$work/corpus/$reader
crashes=$work/crashes/$reader
log=$work/logs/$reader.log
mkdir -p "$corpus" "$crashes"

# A reason; the rest comes on standard input.
fail() {
  { printf 'FAIL %s: %s\n' "$reader" "$1" && cat; } >"$log.said"
  # In one go: others are running.
  cat "$log.said"
  exit 1
}

# Why the program ended, as far as it said, and where in the sources that was.
reason() {
  {
    grep -a -m 1 -o -E '(Fatal error|Swift runtime failure): .*' "$log" ||
      grep -a -m 1 -o 'ERROR: .*' "$log" || echo "exit status $status"
  } | cut -c 1-1000
  grep -a -m 1 -o '/Sources/\(FileFormats\|NmemModel\)/.*' "$log" | sed 's|^/|     in |' || :
}

# Runs the program with limits that no input should reach, be the machine ever so busy.
run() {
  status=0
  "$program" "$@" -artifact_prefix="$crashes/" -rss_limit_mb=1024 -malloc_limit_mb=256 \
    >"$log" 2>&1 || status=$?
  [ "$status" -ne 0 ] || return 0
  input=$(sed -n 's/.*Test unit written to //p; s/^Running: //p' "$log" | tail -n 1)
  fail "$(reason)" <<TEXT
     all that was said: $log
     to see it again:   SWIFT_BACKTRACE=enable=no $program $input
     to make it small:  SWIFT_BACKTRACE=enable=no $program -minimize_crash=1 -max_total_time=60 \\
                          -exact_artifact_path=small $input
     When it is mended, make a golden case of it, in Tests/Cases/bad: it is a host file as it stands.
TEXT
}

if [ -d "$work/long/$reader" ]; then
  run -timeout=60 "$work/long/$reader"/*
fi

# What once failed is tried again, too.
set -- "$corpus" "$crashes" "$here/../Tests/Cases" "$here/../Examples"
for seeds in "$here/Seeds/$reader" "$work/seeds/$reader"; do
  [ ! -d "$seeds" ] || set -- "$@" "$seeds"
done
if [ $# -eq 4 ]; then
  echo "     put some into $here/Seeds/$reader" | fail "there are no seeds"
fi
if [ "$runs" ]; then
  set -- -runs="$runs" -seed=1 "$@"
else
  set -- -max_total_time="$seconds" -entropic_scale_per_exec_time=1 "$@"
fi
run -timeout=10 -max_len=16384 -dict="$here/dictionary.txt" -print_final_stats=1 "$@"

# A run in which nothing was run, or nothing was seen of what was run, must not look like a good one.
statistic() {
  sed -n "s/^stat::$1: *//p" "$log"
}
runs=$(statistic number_of_executed_units)
coverage=$(sed -n 's/^#[0-9]*[[:space:]]*DONE *cov: \([0-9]*\) .*/\1/p' "$log")
if [ "${runs:-0}" -lt 100 ] || [ "${coverage:-0}" -lt 100 ]; then
  echo "     all that was said: $log" |
    fail "hardly anything was fuzzed: ${runs:-0} runs that reached ${coverage:-0} places"
fi
printf 'ok   %-12s %9d runs, %5d a second, %5d places reached\n' \
  "$reader" "$runs" "$(statistic average_exec_per_sec)" "$coverage"
