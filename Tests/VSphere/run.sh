#!/bin/sh
# Tests the script that `nmemid collect --vsphere` prints, with the real pyvmomi: against the server in
# this folder, or, as `run.sh simulator`, against govmomi's simulator. What it needs is put into .build/vsphere.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$root/.build/vsphere
python=$work/venv/bin/python
mkdir -p "$work"

"$root/Scripts/setup.sh" python3 openssl
if ! "$python" -c 'import pyVmomi' 2>/dev/null; then
  # Debian has this part of Python in a package of its own.
  python3 -c 'import ensurepip' 2>/dev/null || "$root/Scripts/setup.sh" ensurepip:python3-venv
  echo "vsphere: fetching pyvmomi"
  python3 -m venv "$work/venv"
  "$python" -m pip install --quiet --disable-pip-version-check 'pyvmomi>=8,<10'
fi

if [ "${1-}" = simulator ]; then
  govmomi=/usr/share/gocode/src/github.com/vmware/govmomi
  "$root/Scripts/setup.sh" go:golang-go
  [ -d "$govmomi" ] || "$root/Scripts/setup.sh" govmomi:golang-github-vmware-govmomi-dev
  GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE=$work/go-cache \
    go build -o "$work/simulator" "$here/simulator.go"
  SIMULATOR=$work/simulator
  export SIMULATOR
  suites=simulator_tests
else
  suites='test_server test_collect.Lists test_collect.LogsIn test_collect.LogsOut test_collect.IsReadable
    test_trouble.Fails test_trouble.MeansHarm'
fi

# They wait more than they work. What one says is kept together.
cd "$here"
export PYTHONDONTWRITEBYTECODE=1
# shellcheck disable=SC2016,SC2086 # the inner shell's; a list of words
printf '%s\n' $suites | xargs -P 4 -I '{}' sh -c '
  said=$("$0" -m unittest "$1" 2>&1)
  status=$?
  printf "vsphere: %s\n%s\n" "$1" "$said"
  exit $status' "$python" '{}'
