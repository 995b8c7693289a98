#!/bin/sh
# Does `make install` put everything where it is looked for, and `make uninstall` take all of it away?
#   Tests/Packaging/install.sh .build/debug/nmemid
set -eu

nmemid=$(realpath "$1")
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
  echo "install: $*" >&2
  exit 1
}

# A build that is stripped of nothing has the names of its functions.
make() {
  command make -s -C "$root" BINARY="$nmemid" DESTDIR="$work/root" PREFIX=/opt/nmemid "$@"
}
umask 027
make install
(cd "$work/root" && find . -printf '%M %P\n' | sort -k 2) >"$work/installed"
cat >"$work/expected" <<'END'
drwxr-xr-x etc
drwxr-xr-x etc/nmemid
drwxr-xr-x etc/nmemid/host.d
drwxr-xr-x etc/udev
drwxr-xr-x etc/udev/rules.d
-rw-r--r-- etc/udev/rules.d/61-nmemid.rules
-rwxr-xr-x opt/nmemid/bin/nmemid
-rwxr-xr-x opt/nmemid/lib/nmemid/save-history
-rwxr-xr-x opt/nmemid/lib/nmemid/write-metrics
-rw-r--r-- opt/nmemid/lib/systemd/system/nmemid-check.service
-rw-r--r-- opt/nmemid/lib/systemd/system/nmemid-metrics.service
-rw-r--r-- opt/nmemid/lib/systemd/system/nmemid-metrics.timer
-rw-r--r-- opt/nmemid/lib/systemd/system/nmemid-save.service
-rw-r--r-- opt/nmemid/lib/systemd/system/nmemid-save.timer
-rw-r--r-- opt/nmemid/share/bash-completion/completions/nmemid
-rw-r--r-- opt/nmemid/share/fish/vendor_completions.d/nmemid.fish
-rw-r--r-- opt/nmemid/share/man/man1/nmemid.1
-rw-r--r-- opt/nmemid/share/man/man7/nmemid-recipes.7
-rw-r--r-- opt/nmemid/share/zsh/site-functions/_nmemid
END
grep -v share/doc "$work/installed" | grep -e '^-' -e ' etc' | diff "$work/expected" - >&2 || fail 'this is not what belongs there'
installed=$work/root/opt/nmemid
[ "$("$installed/bin/nmemid" --version)" = "$("$nmemid" --version)" ] || fail 'the binary does not run'
readelf -S "$installed/bin/nmemid" | grep -q '\.symtab' && fail 'the binary is not stripped'
# udev reads the rules below these two, and in /etc for any other.
for prefix in /usr /usr/local; do
  make PREFIX=$prefix DESTDIR="$work/other" install
  grep -q 'nmem63' "$work/other$prefix/lib/udev/rules.d/61-nmemid.rules" || fail "there are no rules in $prefix"
  make PREFIX=$prefix DESTDIR="$work/other" uninstall
done
find "$work/other" ! -type d | grep . >&2 && fail 'uninstall has left the above'
for page in nmemid nmemid-recipes; do
  man -M "$installed/share/man" -w "$page" >/dev/null || fail "man does not find the page $page"
done

# The documentation is all there, for everybody to read, and each of its links leads somewhere.
doc=$installed/share/doc/nmemid
(cd "$root/Documentation" && find . -name '*.md' -o -name '*.svg'
cd "$root/Examples" && find ansible icinga prometheus -type f -printf './examples/%p\n'
printf './%s\n' nmemid.rules.yml nmemid.schema.json) | sort >"$work/expected"
(cd "$doc" && find . ! -type d) | sort | diff "$work/expected" - >&2 || fail 'this is not the documentation'
find "$doc" ! -perm -444 | grep . >&2 && fail 'the above cannot be read by everybody'
[ -x "$doc/examples/icinga/check_nmemid" ] || fail 'the plugin for Icinga cannot be run'
[ "$(head -c 7 "$doc/nmemid.rules.yml")" = "$(head -c 7 "$root/Examples/prometheus/nmemid.rules.yml")" ] ||
  fail 'the rules for Prometheus are not where the page says'
find "$doc" -name '*.md' | while read -r page; do
  tr '\n' ' ' <"$page" | grep -o ']([^)]*)' | sed 's/^](//; s/)$//; s/#.*//' | grep -v -e '^$' -e '^https:' |
    while read -r link; do [ -e "${page%/*}/$link" ] || echo "${page#"$doc/"}: $link"; done
done >"$work/dead"
[ -s "$work/dead" ] && cat "$work/dead" >&2 && fail 'these links lead nowhere'
grep -q '](examples/ansible/README.md)' "$doc/many-guests.md" || fail 'no link leads to the playbooks'

grep -q '^ExecStart=/opt/nmemid/bin/nmemid check' "$installed/lib/systemd/system/nmemid-check.service" ||
  fail 'the unit does not call the binary that is installed'
grep -l '^ExecStart=/opt/nmemid/lib/' "$installed"/lib/systemd/system/* |
  xargs grep -L '^Environment=PATH=/opt/nmemid/bin:' | grep . >&2 && fail 'the scripts of the above do not find nmemid'

# The history has the newest of its files, and no more.
mkdir "$work/history" "$work/bin"
# shellcheck disable=SC2016 # It is the script that is to expand it.
printf '%s\n' '#!/bin/sh' 'touch "$4"' >"$work/bin/nmemid"
chmod +x "$work/bin/nmemid"
for day in 01 02 03 04 05; do touch "$work/history/2020-01-$day.json"; done
touch "$work/history/mine.json"
PATH=$work/bin:$PATH "$installed/lib/nmemid/save-history" "$work/history" 3
[ "$(cd "$work/history" && echo *)" = "2020-01-04.json 2020-01-05.json $(date -u +%Y-%m-%d).json mine.json" ] ||
  fail 'the history does not have the newest of its files'

make uninstall
find "$work/root" ! -type d | grep . >&2 && fail 'uninstall has left the above'
[ -e "$work/root/etc/nmemid" ] && fail 'uninstall has left the empty configuration folder'

make install
touch "$work/root/etc/nmemid/host.d/vmdks.txt"
make uninstall 2>"$work/said"
grep -q 'host\.d' "$work/said" || fail 'uninstall does not say what it leaves'
[ -e "$work/root/etc/nmemid/host.d/vmdks.txt" ] || fail "uninstall has removed an administrator's list"
