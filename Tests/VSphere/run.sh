#!/bin/sh
# Tests the script that `nmemid collect --vsphere` prints, with the real pyvmomi: against the server in
# this folder and against govmomi's simulator. What it needs is put into .build.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$root/.build/vsphere
mkdir -p "$work"

"$root/Scripts/setup.sh" python3 openssl
python=$("$root/Scripts/python.sh" vsphere 'pyvmomi>=8,<10')

govmomi=/usr/share/gocode/src/github.com/vmware/govmomi
"$root/Scripts/setup.sh" go:golang-go
[ -d "$govmomi" ] || "$root/Scripts/setup.sh" govmomi:golang-github-vmware-govmomi-dev
SIMULATOR=$work/simulator
export SIMULATOR
GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE=$work/go-cache go build -o "$SIMULATOR" "$here/simulator.go"

suites='simulator_tests test_server test_collect.Lists test_collect.LogsIn test_collect.LogsOut
  test_collect.IsReadable test_trouble.Fails test_trouble.MeansHarm'

# They wait more than they work. What one says is kept together.
cd "$here"
export PYTHONDONTWRITEBYTECODE=1
# shellcheck disable=SC2016,SC2086 # the inner shell's; a list of words
printf '%s\n' $suites | xargs -P 4 -I '{}' sh -c '
  said=$("$0" -m unittest "$1" 2>&1)
  status=$?
  printf "vsphere: %s\n%s\n" "$1" "$said"
  exit $status' "$python" '{}'
