#!/bin/sh
# Runs a script as on-host.sh does, in BusyBox' ash and in other shells:
#   shells.sh collect.sh FOLDER
# Prints what it prints in the first, and how what it prints in another differs.
set -u

tests=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$tests/on-host.sh" sh "$@" >"$work/ash" 2>"$work/ash.errors"
status=$?
cat "$work/ash"
cat "$work/ash.errors" >&2
for shell in dash 'bash --posix'; do
  # shellcheck disable=SC2086 # options are words of their own
  "$tests/on-host.sh" "$(command -v ${shell%% *})" ${shell#"${shell%% *}"} "$@" \
    >"$work/other" 2>"$work/other.errors"
  [ $? = "$status" ] || echo "another exit status in $shell"
  diff -a "$work/ash" "$work/other" || echo "in $shell"
  diff -a "$work/ash.errors" "$work/other.errors" || echo "on standard error, in $shell"
done
exit "$status"
