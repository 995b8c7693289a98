#!/bin/sh
# Makes a tarball of a binary and what comes with it, in .build/packages or $PACKAGES, and prints its name.
#   Packaging/tarball.sh .build/portable/release/nmemid
# Below its one folder is what `make install` installs in /usr/local. It runs where it is unpacked; what installs it is
#   tar -xzf nmemid-*.tar.gz -C / --strip-components=1 --no-same-owner
set -eu

BINARY=$1
# shellcheck source=Packaging/common.sh
. "$(dirname "$0")/common.sh"

name=nmemid-$version-linux-$(uname -m)
PREFIX=/usr/local DESTDIR="$work/$name" "$root/Packaging/install.sh" install
install -m 644 "$root/LICENSE" "$root/CHANGELOG.md" "$work/$name/usr/local/share/doc/nmemid"
# The system's folders are not in it: tar would give them the mode that they have here.
cd "$work"
find "$name" \( ! -type d -o -name nmemid -o -path '*/nmemid/*' \) -print | sort >files
tar --create --format=ustar --no-recursion --files-from=files --mtime="@$SOURCE_DATE_EPOCH" \
  --owner=root:0 --group=root:0 | gzip -9n >"$packages/$name.tar.gz"
echo "$packages/$name.tar.gz"
