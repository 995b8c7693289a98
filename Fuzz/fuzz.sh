#!/bin/sh
# Fuzzes the readers of files, all or the named ones, and says which inputs break what is claimed of
# them. Checks before that it would notice.
#   fuzz.sh [READER…]
#   FUZZ_SECONDS=N        how long each reader is fuzzed (60)
#   FUZZ_RUNS=N           how many inputs each of them is given instead, always the same ones for the same sources
#   JOBS=N                how many at a time (2)
set -eu
cd "$(dirname "$0")/.."

swift=${SWIFT:-swift}
seconds=${FUZZ_SECONDS:-60}
runs=${FUZZ_RUNS:-}
work=.build/fuzz

# libFuzzer is to see a trap before Swift's own handler, which AddressSanitizer mistakes for an
# error. What fills the memory is small, so that many inputs a second are tried.
SWIFT_BACKTRACE=enable=no
ASAN_OPTIONS=malloc_context_size=4:quarantine_size_mb=16:detect_stack_use_after_return=0
export SWIFT_BACKTRACE ASAN_OPTIONS
if [ "$runs" ]; then
  # The order of a set leads libFuzzer elsewhere; and so does what an earlier run has left.
  SWIFT_DETERMINISTIC_HASHING=1
  export SWIFT_DETERMINISTIC_HASHING
  rm -rf "$work/corpus"
fi

fail() {
  echo "fuzz: $*" >&2
  exit 1
}

mkdir -p "$work/bin" "$work/logs"
echo "fuzz: building with the sanitizers"
# gold, which is Swift's choice here, does not link libFuzzer into a program with a main of its own.
"$swift" build --package-path Fuzz --scratch-path "$work/build" -c release \
  -Xswiftc -sanitize=fuzzer,address -Xswiftc -use-ld=lld >"$work/logs/build.log" 2>&1 || {
  tail -n 20 "$work/logs/build.log" >&2
  fail "the build failed"
}
program=$work/build/release/nmemid-fuzz
"$program" >"$work/list"
names() {
  sed -n "s/^$1 //p" "$work/list"
}
# The program fuzzes the reader that it is called as.
rm -f "$work"/bin/*
for name in $(names reader) $(names canary); do
  ln -s ../build/release/nmemid-fuzz "$work/bin/$name"
done

# shellcheck disable=SC2046 # a list of words
[ $# -gt 0 ] || set -- $(names reader)
for reader; do
  names reader | grep -q -x -F -e "$reader" || fail "no reader is called $reader; there are:
$(names reader)"
done

# With this seed of chance they are found within a few seconds.
for canary in $(names canary); do
  log=$work/logs/$canary.log
  "$work/bin/$canary" -seed=1 -max_total_time=60 -artifact_prefix="$work/logs/" >"$log" 2>&1 || :
  grep -q 'the canary was found' "$log" ||
    fail "libFuzzer is blind in ${canary#canary-}, and would find next to nothing there: see $log"
done

Fuzz/seeds.sh "$PWD/$work"
if [ "$runs" ]; then amount="$runs inputs"; else amount="$seconds seconds"; fi
echo "fuzz: $amount for each of: $*"
# shellcheck disable=SC2086 # none, if it is empty
printf '%s\n' "$@" | xargs -P "${JOBS:-2}" -I '{}' Fuzz/reader.sh "$work" '{}' "$seconds" $runs ||
  fail "something was found"
