#!/bin/sh
# Shows the main job on a recorded machine: a database on two virtual NVDIMMs, and a third one, and what their host
# printed.
#   Scripts/demo.sh FOLDER      the folder that nmemid is in
set -eu

cd "$(dirname "$0")/../Examples"
bin=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PATH=$bin:$PATH
export work

title() {
  printf '\n── %s\n' "$*"
}
# show COMMAND: runs it on the recorded machine.
show() {
  printf '\n$ %s\n' "$1"
  status=0
  ../Scripts/with-bus.sh database sh -c "$1" || status=$?
  [ "$status" = 0 ] || echo "(exit status $status)"
}

title "The case from the field: an administrator has pasted the host's terminal into a file"
sed 's/^/    /' session.txt
title 'Which VMDK is behind which NVDIMM? nmem2 has none in that list, so the status is not 0'
show 'nmemid session.txt'

title 'A list that the host has made itself (nmemid collect | ssh root@esxi sh > vmdks.txt) has all'
show 'nmemid vmdks.txt'
title 'What is behind /mnt/db? And may log.vmdk go?'
show 'nmemid /mnt/db vmdks.txt'
show 'nmemid log.vmdk vmdks.txt'
title 'The whole chain'
show 'nmemid --tree vmdks.txt'

title 'Another list shows that a clone has kept the UUID of db.vmdk. nmemid does not guess'
show 'nmemid vmdks.txt clone.txt'

title 'Programs take JSON; a glimpse of it'
show 'nmemid --json vmdks.txt | jq -c ".dimms[] | {dev, id, match, vmdk: .vmdks[0].path, mountpoints}"'

title 'The state is saved, and checked before the database starts: nothing to say'
# shellcheck disable=SC2016 # the shell that runs it expands it
show 'nmemid save --to "$work/expected.json" vmdks.txt && nmemid check --expected "$work/expected.json" --host vmdks.txt'
title 'As if /mnt/db had been on another NVDIMM when it was saved'
sed 's/206b080c/77aa01f3/g' "$work/expected.json" >"$work/other.json"
# shellcheck disable=SC2016
show 'nmemid check --expected "$work/other.json" --host vmdks.txt || echo "systemd does not start the database."'
echo
