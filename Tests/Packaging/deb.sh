#!/bin/sh
# Installs the Debian package on bare systems, made with debootstrap, that have no Swift: runs it there on
# a recorded bus, and removes it.
#   Tests/Packaging/deb.sh .build/packages/nmemid_0.1.0_amd64.deb .build/portable/release/nmemid [SUITE…]
# The binary is what the package was made of; on this system, it must answer the same. The suites are
# Debian's; without any, the oldest that nmemid is built for, and one with a newer libndctl. Takes root.
set -eu

package=$(realpath "$1")
nmemid=$(realpath "$2")
shift 2
[ $# -gt 0 ] || set -- bullseye trixie
root=$(cd "$(dirname "$0")/../.." && pwd)
roots=${NMEMID_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/nmemid}/roots
mkdir -p "$roots"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
  echo "deb: $suite: $*" >&2
  exit 1
}

# in_root COMMAND…: runs a command on the bare system. What is mounted for it goes with it.
in_root() {
  # shellcheck disable=SC2016 # the other shell expands them
  env -i PATH=/mnt/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
    ${http_proxy+http_proxy="$http_proxy"} ${https_proxy+https_proxy="$https_proxy"} \
    unshare --mount sh -c 'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"' "$system" "$@"
}

# on_bus COMMAND…: runs a command there on the recorded bus; `umockdev` and `udev` are all that a test has added.
on_bus() {
  in_root env UMOCKDEV_DIR=/mnt/bus umockdev-wrapper sh -c 'cd /mnt && exec "$@"' sh "$@"
}

# files: all that is in the bare system, but what apt and dpkg note down of any package.
files() {
  (cd "$system" && find . -xdev \
    \( -path ./proc -o -path ./mnt -o -path ./var/log -o -path ./var/cache -o -path ./var/lib/apt \
    -o -path ./tmp \) -prune -o -print) | grep -v '^\./var/lib/dpkg/[a-z]*-old$' | sort
}

# make_system: makes the bare system, or unpacks it where it was made before.
make_system() {
  saved=$roots/$suite-$(dpkg --print-architecture)-2.tar.gz
  mkdir "$system"
  if [ -f "$saved" ]; then
    tar -xzf "$saved" -C "$system" --numeric-owner
    return
  fi
  mirror=$("$root/Packaging/debian-mirror.sh")
  debootstrap --variant=minbase "$suite" "$system" "$mirror" >"$work/log" 2>&1 ||
    { tail -n 5 "$work/log" >&2 && fail 'debootstrap failed'; }
  in_root apt-get install -q -y --no-install-recommends umockdev udev >"$work/log" 2>&1 ||
    { tail -n 5 "$work/log" >&2 && fail 'umockdev or udev cannot be installed'; }
  in_root apt-get clean
  tar -I 'gzip -1' -cf "$saved.new" -C "$system" --numeric-owner --one-file-system .
  mv "$saved.new" "$saved"
}

# same_answer COMMAND…: both here and there, in /mnt and its like, a command must say the same.
same_answer() {
  here=0
  there=0
  (cd "$work/mnt" && PATH=$work/bin:$PATH "$root/Scripts/with-bus.sh" vsphere "$@") \
    >"$work/here" 2>&1 || here=$?
  on_bus "$@" >"$work/there" 2>&1 || there=$?
  diff -u "$work/here" "$work/there" >&2 || fail "the above is different there: $*"
  [ "$here" = "$there" ] || fail "the exit status is $there there, not $here: $*"
}

# as_if_udev_ran COMMAND…: the same as in_root, with what a running udev has, and a stand-in for udevadm that notes in
# $work/told what it is asked for.
as_if_udev_ran() {
  mkdir -p "$system/mnt/bin" "$system/run/udev"
  perl -e 'use IO::Socket::UNIX; IO::Socket::UNIX->new(Local => shift, Listen => 1) or die' "$system/run/udev/control"
  # shellcheck disable=SC2016 # the stand-in expands it
  printf '#!/bin/sh\necho "$*" >>/mnt/told\n' >"$system/mnt/bin/udevadm"
  chmod 755 "$system/mnt/bin/udevadm"
  in_root "$@"
  mv "$system/mnt/told" "$work/told" || : >"$work/told"
  rm -r "$system/mnt/bin" "$system/run/udev"
}

# Which devices udev has to handle anew: on no account all of them.
cat >"$work/to-tell" <<'END'
control --reload
trigger --action=change --subsystem-match=block --subsystem-match=dax --subsystem-match=nd --sysname-match=pmem* --sysname-match=dax* --sysname-match=nmem*
settle --timeout=30
END

mkdir "$work/bin" "$work/mnt"
ln -s "$nmemid" "$work/bin/nmemid"
cp "$root"/Examples/*.txt "$work/mnt"

for suite; do
  system=$work/$suite
  make_system
  cp -R "$work/mnt" "$system"
  mkdir "$system/mnt/bus"
  tar -xJf "$root/Tests/Buses/vsphere.tar.xz" -C "$system/mnt/bus"
  files >"$work/before"
  find "$system" -name 'libswift*' -o -name swift | grep . >&2 && fail 'there is Swift on the bare system'

  cp "$package" "$system/tmp/nmemid.deb"
  in_root apt-get install -q -y --no-install-recommends /tmp/nmemid.deb >"$work/log" 2>&1 ||
    { tail -n 20 "$work/log" >&2 && fail 'apt cannot install the package'; }
  grep '^nmemid: ' "$work/log" >&2 && fail 'installing it says the above, though no udev runs here'
  rules=/usr/lib/udev/rules.d/61-nmemid.rules
  [ -s "$system$rules" ] || fail 'there are no rules for udev'
  # What is wrong with a rule, udev tells since version 254.
  if in_root udevadm verify --help >/dev/null 2>&1; then
    in_root udevadm verify "$rules" >"$work/log" 2>&1 || { cat "$work/log" >&2 && fail 'udev refuses the rules'; }
  fi
  version=$(on_bus nmemid --version | tr '\n' ' ')

  same_answer nmemid list
  same_answer nmemid session.txt
  same_answer nmemid session.txt clone.txt
  same_answer nmemid --json session.txt
  same_answer nmemid --tree --host session.txt
  same_answer nmemid list --json --regions --namespaces
  same_answer nmemid collect

  [ -d "$system/etc/nmemid/host.d" ] || fail 'there is no /etc/nmemid/host.d'
  cp "$work/mnt/session.txt" "$system/etc/nmemid/host.d"
  on_bus nmemid >"$work/there" || fail 'a bare nmemid does not read /etc/nmemid/host.d'
  grep -q '^nmem1 .*pmem-guest-001_1\.vmdk$' "$work/there" || fail 'a bare nmemid finds no VMDK'
  rm "$system/etc/nmemid/host.d/session.txt"

  cp "$root/Tests/Packaging/completions/offered.bash" "$system/mnt"
  offered=$(on_bus bash offered.bash /usr/share/bash-completion/completions/nmemid \
    'nmemid list --dimm ' | tr '\n' ' ')
  [ "$offered" = 'nmem0 nmem1 ' ] || fail "bash offers these DIMMs: $offered"
  for page in man1/nmemid.1 man7/nmemid-recipes.7; do
    gzip -t "$system/usr/share/man/$page.gz" || fail "there is no man page $page"
  done
  for file in reading.md nmemid.schema.json nmemid.rules.yml examples/ansible/report.yml; do
    [ -s "$system/usr/share/doc/nmemid/$file" ] || fail "there is no $file, or it is packed"
  done

  as_if_udev_ran dpkg-reconfigure -f noninteractive nmemid >"$work/log" 2>&1 || fail 'dpkg cannot configure it again'
  diff "$work/to-tell" "$work/told" >&2 || fail 'when it is configured, udev is to be told the above'
  as_if_udev_ran apt-get purge -q -y --autoremove -o DPkg::Path= nmemid >"$work/log" 2>&1 || fail 'apt cannot remove it'
  diff "$work/to-tell" "$work/told" >&2 || fail 'when it is removed, udev is to be told the above'
  files | diff "$work/before" - >&2 || fail 'removing it has left, or taken, the above'
  rm -rf "$system"
  echo "deb: $suite: installed, run and removed ($version)"
done
