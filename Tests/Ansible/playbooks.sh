#!/bin/sh
# The tests themselves; run.sh calls this where its networks and mounts are of no concern to others.
set -eu

WORK=/srv
PLAY=$WORK/play
fail() {
  echo "ansible: $*" >&2
  exit 1
}
# shellcheck source=Tests/Ansible/hosts.sh
. "$HERE/hosts.sh"

# readme STATUS COMMAND: runs a command that README.md has, and expects that status.
readme() {
  grep -qxF -e "$2" "$PLAY/README.md" || fail "README.md does not have: $2"
  echo "$2" >>"$WORK/ran"
  expect "$1" sh -c "$2"
}

# expect STATUS COMMAND…: what it says is in $WORK/said.
expect() {
  wanted=$1
  shift
  status=0
  (cd "$PLAY" && "$@") >"$WORK/said" 2>&1 || status=$?
  [ "$status" = "$wanted" ] || { cat "$WORK/said" >&2 && fail "the status is $status, not $wanted: $*"; }
}

# unchanged: the playbook that ran last has changed nothing.
unchanged() {
  ! grep -E 'changed=[1-9]' "$WORK/said" >&2 || { cat "$WORK/said" >&2 && fail "$1 changes something"; }
}

# state: all files and folders of the guests that differ from this machine's, without what Ansible and apt note down of any run.
# Ansible's list of packages asks rpm, too, where it is installed, which then makes a database.
state() {
  for guest in db1 db2; do
    (cd "$WORK/$guest.upper" && find . \( -name .ansible -o -name .rpmdb -o -path ./tmp -o -path ./var/tmp -o -path ./var/log \
      -o -path ./var/cache/apt -o -path './var/lib/*/lock*' -o -path ./run \) -prune -o -type f -exec sha256sum '{}' + \
      -o -type l -printf '%p -> %l\n' -o -type d -printf '%p %m\n' | sort)
  done
}

# holds TEXT: the page says so.
holds() {
  grep -qF -e "$1" "$PLAY/report/nvdimms.html" || fail "$about: the page does not say: $1"
}

# row LINE: the table has this line.
row() {
  tr -d '\r' <"$PLAY/report/nvdimms.csv" | grep -qxF -e "$1" || fail "$about: the table does not have: $1"
}

# keep: what the playbook wrote holds together, and stays to be looked at.
keep() {
  mkdir -p "$BUILT/reports/$about"
  cp "$PLAY"/report/* "$BUILT/reports/$about"
  python "$HERE/check_page.py" "$PLAY/report" || fail "$about: the page is wrong"
}

# ---- The hosts

lan
cp -R "$ROOT/Examples/ansible" "$PLAY"
cp "$HERE"/fleet/*.yml "$PLAY"
mkdir "$WORK/bin" "$WORK/tmp" "$WORK/vcenter"
ln -s "$NMEMID" "$WORK/bin/nmemid"
python "$HERE/vcenter.py" "$WORK/vcenter" >"$WORK/vcenter.log" 2>&1 &

esxi esx1 1
esxi esx2 2
guest db1 11 vsphere
guest db2 12 whole-chain
guest web 13 namespaces
vmdk esx1 PMemDS-1/db1/db1.vmdk '60 00 C2 98 42 c7 54 f8-02 c2 d4 9b 20 6b 08 0c' 'mapped 268435456'
# Somebody who may name a VMDK wants to be in the page, in the table and in the playbook.
hostile='PMemDS-1/db1/"><img src=x onerror=alert(1)><script>alert(2)</script>,{{ 7*7 }}&amp;.vmdk'
vmdk esx1 "$hostile" '60 00 C2 9d 90 45 42 66-d7 cf ed f7 a2 eb f2 60' 'mapped 268435456'
while IFS=: read -r path uuid; do
  vmdk esx2 "${path#/vmfs/volumes/}" "${uuid# UUID is }"
done <"$ROOT/Tests/VM/scenarios/whole-chain/host.txt"
# The other guest was on paper only.
sed 's/206b080c/5f86e969/; s/a2ebf260/7c0ffee1/' "$ROOT/Tests/Buses/vsphere.ndctl-list-BDRNi.json" >"$PLAY/files/old.json"
cat >"$PLAY/files/esx3.txt" <<'END'
/vmfs/volumes/PMemDS-3/old/old.vmdk	UUID is 60 00 C2 90 00 00 00 01-00 00 00 00 5f 86 e9 69
/vmfs/volumes/PMemDS-3/old/old_1.vmdk	UUID is 60 00 C2 90 00 00 00 02-00 00 00 00 7c 0f fe e1
END
"$ROOT/Scripts/with-bus.sh" no-dimm "$NMEMID" --json >"$PLAY/files/bare.json" 2>/dev/null

HOME=$WORK/home
TMPDIR=$WORK/tmp
PATH=$WORK/bin:$PATH
ANSIBLE_SSH_ARGS="-F $WORK/ssh_config"
ANSIBLE_NOCOLOR=1
ANSIBLE_TIMEOUT=5
eventually 'there is no vCenter' "$WORK/vcenter.log" test -s "$WORK/vcenter/port"
VCENTER_PORT=$(cat "$WORK/vcenter/port")
GOVC_USERNAME=reader@vsphere.local
GOVC_PASSWORD=$(cd "$HERE/../VSphere" && PYTHONDONTWRITEBYTECODE=1 python -c 'import server; print(server.PASSWORD)')
GOVC_TLS_CA_CERTS=$WORK/vcenter/certificate.pem
export HOME TMPDIR PATH ANSIBLE_SSH_ARGS ANSIBLE_NOCOLOR ANSIBLE_TIMEOUT VCENTER_PORT GOVC_USERNAME GOVC_PASSWORD GOVC_TLS_CA_CERTS
unset NMEMID_HOST_DIR
if ssh -F "$WORK/ssh_config" 10.99.0.1 'python3 --version' 2>/dev/null; then
  fail 'there is Python on the ESXi host'
fi

# ---- Installing

cp "$PACKAGE" "$PLAY/files"
sed -i "s|^nmemid_package: .*|nmemid_package: files/${PACKAGE##*/}|; s|^nmemid_databases: .*|nmemid_databases: [postgresql@]|
  s|^nmemid_history: .*|nmemid_history: true|" "$PLAY/group_vars/all.yml"

state >"$WORK/before"
readme 0 'ansible-playbook install.yml --check --limit db1,db2'
grep -q '^db1 .*changed=[1-9]' "$WORK/said" || fail 'check mode does not say what would change'
state | diff "$WORK/before" - >&2 || fail 'check mode changes the above'

readme 0 'ansible-playbook install.yml --limit db1,db2'
state >"$WORK/installed"
for file in usr/bin/nmemid etc/systemd/system/postgresql@.service.d/nmemid.conf \
  etc/systemd/system/timers.target.wants/nmemid-save.timer; do
  grep -q " \./$file\( \|$\)" "$WORK/installed" || grep -q "^\./$file " "$WORK/installed" || fail "install.yml leaves no $file"
done
! grep expected.json "$WORK/installed" || fail 'install.yml saves the state without being told to'

readme 0 'ansible-playbook install.yml --limit db1,db2 -e nmemid_save=true'
state >"$WORK/saved"
[ "$(diff "$WORK/installed" "$WORK/saved" | grep -c '^[<>]')" = "$(grep -c '/etc/nmemid/expected.json$' "$WORK/saved")" ] ||
  { diff "$WORK/installed" "$WORK/saved" >&2 || fail 'saving the state changes the above'; }
grep -q '^db1 .*changed=1 ' "$WORK/said" || { cat "$WORK/said" >&2 && fail 'installing again changes something'; }
expect 0 ansible-playbook install.yml --limit db1,db2 -e nmemid_save=true
unchanged 'saving again'
state | diff "$WORK/saved" - >&2 || fail 'saving again changes the above'
readme 0 "ansible db1,db2 -m ansible.builtin.command -a 'nmemid check'"
readme 0 'ansible db1,db2 -m ansible.builtin.setup -a filter=ansible_local'
sed -n '/^db1 /,/^}/p' "$WORK/said" | sed '1s/.*/{/' |
  jq -e '.ansible_facts.ansible_local.nmemid | .status == 1 and [.answer.dimms[].id] == ["8902-206b080c", "8902-a2ebf260"]' \
    >"$WORK/out" || { cat "$WORK/said" >&2 && fail 'the fact is not what nmemid says'; }

# ---- The report

# Ansible escapes nothing in HTML by itself.
! sed 's/{#.*#}//' "$PLAY/templates/nvdimms.html.j2" | grep -o '{{[^}]*}}' | grep -v '| e }}$' >&2 ||
  fail 'the template does not escape the above'

about=known
readme 0 'ansible-playbook report.yml --check --diff'
[ ! -e "$PLAY/report" ] || fail 'check mode writes a report'
readme 0 'ansible-playbook report.yml'
keep
tr -d '\r' <"$PLAY/report/nvdimms.csv" | diff "$HERE/expected/nvdimms.csv" - >&2 || fail 'the table is not as expected'
jq -S '.nmemid.complete, [.dimms[] | {guest, dev, id, match, mountpoints, vmdks: [.vmdks[] | {path, uuid, host}]}]' \
  "$PLAY/report/nvdimms.json" | diff "$HERE/expected/nvdimms.json" - >&2 || fail 'the JSON is not as expected'
# What is expected is what the recorded kernels have.
for guest in db1:vsphere db2:whole-chain web:namespaces; do
  jq -r '.[].id' "$ROOT/Tests/Buses/${guest#*:}.ndctl-list-Di.json" | sort >"$WORK/ids"
  sed -n "s/^${guest%:*},[^,]*,\([^,]*\),.*/\1/p" "$HERE/expected/nvdimms.csv" | sort | diff "$WORK/ids" - >&2 ||
    fail "these are not the DIMMs of ${guest#*:}"
done
holds 'All is known'
expect 0 ansible-playbook report.yml
unchanged 'a second report'
[ -z "$(ls "$TMPDIR")" ] || fail "answers are left: $(ls "$TMPDIR")"

# ---- What is not known

# trouble NAME: a report on two hosts, and on those of standard input, is written and fails.
trouble() {
  about=$1
  cat >"$PLAY/more.yml"
  expect 2 ansible-playbook -i small.yml -i more.yml report.yml
  grep -q 'localhost .*failed=1' "$WORK/said" || { cat "$WORK/said" >&2 && fail "$about: it fails elsewhere"; }
  keep
  holds 'Not all is known'
}
"$ROOT/Scripts/with-bus.sh" driver-not-loaded "$NMEMID" --json >"$PLAY/files/no-driver.json" 2>/dev/null || :
cp "$ROOT/Tests/Buses/vsphere.ndctl-list-BDRNi.json" "$PLAY/files/clone.json"

trouble guest-is-down <<'END'
guests: {hosts: {down: {ansible_host: 10.99.0.99, ansible_ssh_timeout: 1}}}
END
row 'down,,,,unknown,,,,,'
holds '<strong>down</strong> gave no list: what is there is unknown'

trouble several <<'END'
esxi: {hosts: {esx4: {ansible_host: 10.99.0.99, ansible_ssh_timeout: 1}}}
guests: {hosts: {no-driver: {nmemid_file: files/no-driver.json}, no-file: {nmemid_file: files/no-file.json}}}
END
holds '<strong>esx4</strong> gave no list: VMDKs that are there are missing here'
row 'no-driver,,,,unknown,,,,,'
row 'no-file,,,,unknown,,,,,'

trouble clone <<'END'
guests: {hosts: {clone: {nmemid_file: files/clone.json}}}
END
row 'db1,nmem0,8902-206b080c,268435456,ambiguous,/vmfs/volumes/PMemDS-1/db1/db1.vmdk,6000c298-42c7-54f8-02c2-d49b206b080c,,esx1,'
holds 'it is not clear which is behind nmem0'

vmdk esx1 PMemDS-1/db1/locked.vmdk '' 'refuses Failed to open: locked (16392)'
trouble vmdk-is-locked </dev/null
holds '<strong>esx1</strong> gave a list that lacks some VMDKs'
holds 'locked (16392)'
rm "$WORK/esx1/esxi/vmfs/volumes/PMemDS-1/db1/locked.vmdk"

sed -i 's/10\.99\.0\.[0-9]*/10.99.0.99/' "$PLAY/small.yml"
trouble all-are-down <<'END'
vcenter: {hosts: {vc: {ansible_host: "127.0.0.1:9"}}}
END
row 'db1,,,,unknown,,,,,'

expect 2 ansible-playbook report.yml --limit db1
grep -q 'without --limit' "$WORK/said" || fail 'a part is reported on'
expect 2 ansible-playbook -i more.yml report.yml
grep -q 'needs guests' "$WORK/said" || fail 'a report is made of no guest'

# shellcheck disable=SC2016 # no commands but Markdown's marks
sed -n '/^```sh$/,/^```$/{/^```/!p}' "$PLAY/README.md" | sort >"$WORK/commands"
sort -u "$WORK/ran" | diff "$WORK/commands" - >&2 || fail 'these commands of README.md were not run'
echo 'ansible: the playbooks do what README.md says'
