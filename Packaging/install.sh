#!/bin/sh
# Installs nmemid, its man pages, its documentation, completions, units and rules for udev, or takes them away; `make install`
# calls it.
#   BINARY=.build/release/nmemid PREFIX=/usr/local DESTDIR= Packaging/install.sh install
#   PREFIX=/usr/local DESTDIR= Packaging/install.sh uninstall
# ZSHDIR is where this system's zsh looks, if that is not where most do. udev looks below /usr, /usr/local and /etc.
set -eu

: "${BINARY:=.build/release/nmemid}" "${PREFIX:=/usr/local}" "${DESTDIR:=}"
here=$(cd "$(dirname "$0")" && pwd)
prefix=$DESTDIR$PREFIX
binary=$prefix/bin/nmemid
man=$prefix/share/man
bash=$prefix/share/bash-completion/completions/nmemid
zsh=$DESTDIR${ZSHDIR:-$PREFIX/share/zsh/site-functions}/_nmemid
fish=$prefix/share/fish/vendor_completions.d/nmemid.fish
doc=$prefix/share/doc/nmemid
# What the pages tell of. The lists of hosts, which lie beside these folders, are for a clone.
examples='ansible icinga prometheus'
case $PREFIX in
  /usr | /usr/local) rules=$prefix/lib/udev/rules.d/61-nmemid.rules ;;
  *) rules=$DESTDIR/etc/udev/rules.d/61-nmemid.rules ;;
esac
# None is enabled. The folder is one of those that systemd looks in, below /usr and /usr/local.
units=$prefix/lib/systemd/system
# What the units call.
scripts='save-history write-metrics'
# nmemid reads it wherever it is installed itself.
hosts=$DESTDIR/etc/nmemid/host.d

# fill TEMPLATE FILE: installs a file with the parts that nmemid knows.
fill() {
  "$here/fill.sh" "$BINARY" "$here/$1" >"$work/filled"
  install -D -m 644 "$work/filled" "$2"
}

case $1 in
  install)
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    fill nmemid.1.in "$man/man1/nmemid.1"
    fill nmemid-recipes.7.in "$man/man7/nmemid-recipes.7"
    fill completions/nmemid.bash "$bash"
    fill completions/_nmemid "$zsh"
    fill completions/nmemid.fish "$fish"
    fill nmemid.schema.json.in "$doc/nmemid.schema.json"
    # The examples are beside the pages here; what else a page leads to in the sources is named without a link.
    for page in "$here"/../Documentation/*.md; do
      sed 's|(\.\./Examples/|(examples/|g; s|\[\([^]]*\)\](\.\./[^)]*)|\1|g' "$page" >"$work/filled"
      install -D -m 644 "$work/filled" "$doc/${page##*/}"
    done
    install -m 644 "$here"/../Documentation/*.svg "$doc"
    # Not what the playbooks have written in the sources: somebody's report.
    # shellcheck disable=SC2086 # a list of words
    (cd "$here/../Examples" && find $examples -path ansible/report -prune -o -type f -print) | while read -r file; do
      mode=644
      [ ! -x "$here/../Examples/$file" ] || mode=755
      install -D -m "$mode" "$here/../Examples/$file" "$doc/examples/$file"
    done
    # Where the page about monitoring has it.
    ln -sf examples/prometheus/nmemid.rules.yml "$doc"
    "$here/udev/rules.sh" >"$work/rules"
    install -D -m 644 "$work/rules" "$rules"
    for unit in "$here"/systemd/*; do
      sed "s|@PREFIX@|$PREFIX|" "$unit" >"$work/filled"
      install -D -m 644 "$work/filled" "$units/${unit##*/}"
    done
    for script in $scripts; do
      install -D -m 755 "$here/$script.sh" "$prefix/lib/nmemid/$script"
    done
    install -D -m 755 -s "$BINARY" "$binary"
    install -d -m 755 "$hosts"
    [ -n "$DESTDIR" ] || "$here/udev/apply.sh"
    ;;
  uninstall)
    rm -f "$binary" "$man/man1/nmemid.1" "$man/man7/nmemid-recipes.7" "$bash" "$zsh" "$fish" "$rules"
    rm -rf "$doc"
    for script in $scripts; do rm -f "$prefix/lib/nmemid/$script"; done
    for unit in "$here"/systemd/*; do rm -f "$units/${unit##*/}"; done
    [ -n "$DESTDIR" ] || "$here/udev/apply.sh"
    # The administrator's lists stay, and the folder with them.
    rmdir "$hosts" "${hosts%/*}" 2>/dev/null || true
    if [ -d "$hosts" ]; then echo "install: there are files in $hosts, which stay" >&2; fi
    ;;
  *)
    echo "usage: install.sh install|uninstall" >&2
    exit 64
    ;;
esac
