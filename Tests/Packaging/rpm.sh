#!/bin/sh
# Installs the RPM package in an empty folder, runs it from there on a recorded bus, and removes it.
#   Tests/Packaging/rpm.sh .build/packages/nmemid-0.1.0-1.x86_64.rpm
# The folder is no system of rpm's, so what the package depends on is only looked at.
set -eu

package=$(realpath "$1")
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
  echo "rpm: $*" >&2
  exit 1
}

rpm -qp --requires "$package" >"$work/requires"
# As every distribution with rpm spells it, by way of the symbol versions in the binary.
for library in 'libndctl.so.6(LIBNDCTL_22)' 'libdaxctl.so.1(LIBDAXCTL_2)' 'libc.so.6('; do
  grep -qF "$library" "$work/requires" || fail "it does not require $library"
done
grep -i -e swift -e 'libstdc++' "$work/requires" >&2 && fail 'it requires the above'

installed=$work/root
mkdir "$installed"
# in_folder ARGUMENT…: rpm with this folder for its system. Debian's warns that it is not Debian's way.
in_folder() {
  rpm --root "$installed" --dbpath /rpm-database "$@" >"$work/log" 2>&1 || {
    cat "$work/log" >&2
    fail "rpm $1 failed"
  }
}
# Rules that come, or go, are to be applied at once. There is no shell in the folder to do it.
for script in POSTIN POSTUN; do
  rpm -qp --queryformat "%{$script}\n" "$package" | sed '/^$/d' >"$work/script"
  sed '/^$/d' "$root/Packaging/udev/apply.sh" | diff "$work/script" - >&2 || fail "$script does not apply the rules"
done
in_folder --initdb
in_folder --install --nodeps --noscripts "$package"
in_folder --verify --nodeps nmemid
(cd "$installed" && find . -path ./rpm-database -prune -o ! -type d -printf '%P\n' -o -name host.d -print |
  sort) >"$work/files"
cat >"$work/expected" <<'END'
./etc/nmemid/host.d
usr/bin/nmemid
usr/lib/nmemid/save-history
usr/lib/nmemid/write-metrics
usr/lib/systemd/system/nmemid-check.service
usr/lib/systemd/system/nmemid-metrics.service
usr/lib/systemd/system/nmemid-metrics.timer
usr/lib/systemd/system/nmemid-save.service
usr/lib/systemd/system/nmemid-save.timer
usr/lib/udev/rules.d/61-nmemid.rules
usr/share/bash-completion/completions/nmemid
usr/share/fish/vendor_completions.d/nmemid.fish
usr/share/man/man1/nmemid.1.gz
usr/share/man/man7/nmemid-recipes.7.gz
usr/share/zsh/site-functions/_nmemid
END
grep -v -e '^usr/share/doc/' -e '^usr/share/licenses/' "$work/files" | diff "$work/expected" - >&2 ||
  fail 'this is not what belongs there'
for file in doc/nmemid/reading.md doc/nmemid/CHANGELOG.md doc/nmemid/examples/ansible/report.yml licenses; do
  [ -s "$installed/usr/share/$file" ] || fail "there is no $file"
done
"$root/Scripts/with-bus.sh" vsphere "$installed/usr/bin/nmemid" "$root/Examples/session.txt" >"$work/out" ||
  fail 'it does not run'
grep -q '^nmem0 .*pmem-guest-001\.vmdk$' "$work/out" || fail 'it finds no VMDK'

in_folder --erase --noscripts nmemid
find "$installed" -path "$installed/rpm-database" -prune -o \( ! -type d -o -name '*nmemid*' \) -print |
  grep . >&2 && fail 'removing it has left the above'
echo "rpm: installed, run and removed"
