#!/bin/sh
# Shows the main job on recorded buses: a guest on vSphere with two DIMMs, and what its host printed.
set -eu

cd "$(dirname "$0")/../Examples"
bin=$(cd "$1" && pwd)
PATH=$bin:$PATH

show() {
  printf '\n$ %s\n' "$*"
  status=0
  ../Scripts/with-bus.sh vsphere "$@" || status=$?
  echo "(exit status $status)"
}

cat <<'TEXT'
The guest has two NVDIMMs. On the host, an administrator has asked for the UUIDs of two VMDKs and
pasted the terminal into session.txt:
TEXT
sed 's/^/    /' session.txt

echo
echo 'Which VMDK is behind which NVDIMM?'
show nmemid session.txt
show nmemid --json session.txt

echo
echo 'Another list shows that a clone has kept the UUID of the first VMDK. nmemid does not guess:'
show nmemid session.txt clone.txt
