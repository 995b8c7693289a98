#!/bin/sh
# Runs the playbooks of Examples/ansible against hosts of our own, each with a network, a name and an sshd of its own;
# README.md in this folder says which. Takes root.
#   Tests/Ansible/run.sh .build/release/nmemid
# The pages and tables that it made stay in .build/ansible/reports.
set -eu

NMEMID=$(realpath "$1")
HERE=$(cd "$(dirname "$0")" && pwd)
ROOT=$(cd "$HERE/../.." && pwd)
BUILT=$ROOT/.build/ansible
venv=$BUILT/venv
export NMEMID HERE ROOT BUILT

"$ROOT/Scripts/setup.sh" python3 openssl xz:xz-utils ip:iproute2 /usr/sbin/sshd:openssh-server ssh:openssh-client \
  ndctl systemctl:systemd dh:debhelper fakeroot
# Ansible installs packages with it; Debian's Python has it, and no command comes with it.
/usr/bin/python3 -c 'import apt' 2>/dev/null || "$ROOT/Scripts/setup.sh" apt_pkg:python3-apt
if ! [ -e "$venv/complete" ]; then
  python3 -c 'import ensurepip' 2>/dev/null || "$ROOT/Scripts/setup.sh" ensurepip:python3-venv
  echo "ansible: fetching ansible-core and ansible-lint"
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    'ansible-core>=2.19,<2.20' 'ansible-lint>=26' 'html5lib>=1.1,<2' 'pyvmomi>=8,<10'
  : >"$venv/complete"
fi
PATH=$venv/bin:$PATH

(cd "$ROOT/Examples/ansible" && ansible-lint --offline -q --profile production)
PACKAGE=$(PACKAGES=$BUILT/packages "$ROOT/Packaging/deb.sh" "$NMEMID")
export PATH PACKAGE

# What is mounted, linked and started in there ends with it.
exec unshare --mount --net --pid --fork --kill-child --mount-proc "$HERE/playbooks.sh"
