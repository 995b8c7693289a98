#!/bin/sh
# Runs a command with a recorded NVDIMM bus in place of this machine's:
#   Scripts/with-bus.sh vsphere .build/release/nmemid list
# The recordings are in Tests/Buses. The real libndctl reads them: umockdev makes the files of the
# recording appear below /sys and /dev for the command and its children. What is in the folder $MACHINE is put over the
# recording.
set -eu

buses=$(cd "$(dirname "$0")/../Tests/Buses" && pwd)
if [ $# -lt 2 ] || ! [ -f "$buses/$1.tar.xz" ]; then
  echo "usage: with-bus.sh BUS COMMAND…; the buses are:" >&2
  (cd "$buses" && ls -- *.tar.xz) | sed 's/^/  /; s/\.tar\.xz$//' >&2
  exit 64
fi

# A recording is thousands of tiny files: in memory they unpack in no time.
memory=/dev/shm
[ -w "$memory" ] && [ -d "$memory" ] && TMPDIR=$memory && export TMPDIR
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
trap 'exit 130' INT TERM
tar -xJf "$buses/$1.tar.xz" -C "$tree"
shift
[ ! -d "${MACHINE:-}" ] || cp -R "$MACHINE/." "$tree"
status=0
UMOCKDEV_DIR=$tree umockdev-wrapper "$@" || status=$?
exit "$status"
