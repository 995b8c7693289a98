#!/bin/sh
# Would a binary run with the oldest libraries it is meant for? Compares the versions of the symbols
# that it imports with Packaging/oldest-libraries.
#   Packaging/check-libraries.sh .build/release/nmemid LIBNDCTL LIBDAXCTL
#   Packaging/check-libraries.sh nmemid
# Looks only at the named libraries; at all if none is named, and then no others may be imported.
set -eu

binary=$1
shift
allowed=$(dirname "$0")/oldest-libraries
failed=0
fail() {
  echo "check-libraries: $*" >&2
  failed=1
}

# A line for each symbol, such as "ndctl_new LIBNDCTL 1".
imports=$(readelf --dyn-syms --wide "$binary" |
  sed -n 's/.* UND \([^@ ]*\)@\{1,2\}\([A-Z]*\)_\([0-9.]*\)\( .*\)\{0,1\}$/\1 \2 \3/p')
[ -n "$imports" ] || fail "$binary imports nothing: is it a program?"

newest() {
  printf '%s\n' "$@" | sort -V | tail -n 1
}
for library in $(echo "$imports" | cut -d ' ' -f 2 | sort -u); do
  [ $# = 0 ] || case " $* " in *" $library "*) ;; *) continue ;; esac
  limit=$(sed -n "s/^$library //p" "$allowed")
  if [ -z "$limit" ]; then
    fail "symbols of $library are imported, which is not to be needed at all"
    continue
  fi
  highest=$(echo "$imports" | sed -n "s/^.* $library //p" | sort -V | tail -n 1)
  echo "${library}_$highest (allowed: $limit)"
  [ "$(newest "$highest" "$limit")" = "$limit" ] && continue
  echo "$imports" | while read -r symbol from version; do
    if [ "$from" = "$library" ] && [ "$(newest "$version" "$limit")" != "$limit" ]; then
      echo "  $symbol needs ${library}_$version" >&2
    fi
  done
  fail "$library is needed newer than in Packaging/oldest-libraries"
done
for library in "$@"; do
  echo "$imports" | grep -q " $library " || fail "no symbol of $library is imported"
done
exit "$failed"
