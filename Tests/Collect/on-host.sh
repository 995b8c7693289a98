#!/bin/sh
# Runs a command as on an ESXi host, for the script that `nmemid collect` prints:
#   on-host.sh sh collect.sh FOLDER
#   on-host.sh sh < collect.sh
# The shell is BusyBox' ash. On the PATH are those of BusyBox' commands that the script may use, the
# stand-in for vmkfstools, and nothing else; before them, what is in the folder bin of the current
# folder. The datastores are in its folder volumes, and the registered machines in its vmInventory.xml;
# without one, there are none. In what is printed, paths look as they would on a host, and host and date
# are always the same.
set -eu

here=$(pwd)
tests=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
busybox=$(command -v busybox)
mkdir "$work/bin"
for command in date dd grep ls sed sh tr uname; do
  ln -s "$busybox" "$work/bin/$command"
done

inventory=$here/vmInventory.xml
[ -e "$inventory" ] || inventory=$tests/vmInventory.xml

status=0
env -i PATH="$here/bin:${VMKFSTOOLS_DIR-$tests/bin}:$work/bin" LC_ALL=C.UTF-8 \
  NMEMID_VOLUMES="$here/volumes" NMEMID_INVENTORY="${INVENTORY-$inventory}" \
  "$@" >"$work/stdout" 2>"$work/stderr" || status=$?

as_on_a_host() {
  sed "s|$here/volumes|/vmfs/volumes|g; s|$here|/here|g
    s/^\(# nmemid collect 1 on \)[^ ]* at [0-9-]*T[0-9:]*Z$/\1esxi at 2026-01-01T00:00:00Z/
    s/\t[^\t]*\t[0-9-]*T[0-9:]*Z$/\tesxi\t2026-01-01T00:00:00Z/" "$1"
}
as_on_a_host "$work/stdout"
as_on_a_host "$work/stderr" >&2
exit "$status"
